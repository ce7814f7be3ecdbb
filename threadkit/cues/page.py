"""One page, as all candidates look things up in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from threadkit import vocabulary
from threadkit.cues.likely import LikelyRows
from threadkit.hanging import Outline, find_outline
from threadkit.lazily import found_once
from threadkit.lines import DATE, SENTENCE_ENDS, read_lines
from threadkit.masking import Masked, mask_page
from threadkit.timestamps import DateMatch, DayOrder, decide_order, read_date

FIRST_ADDRESS = 100
"""Nobody is addressed further on in the first line."""
_AT = re.compile(r"@ ?([^\W_][\w'-]{2,30})")
_OPEN_DASHES = (" –", " —", " -")
_SIGNED = re.compile(r".*\w{3}[.!?…]+[\"'”’»)]* +\S")
"""A sentence, and who signs it."""
PROSE_ROW = 60
"""Longer rows are prose."""
PROSE_SAMPLE = 1500
"""Long rows and rows that end as sentences do, up to so many characters of them, tell the language of a page."""
_ANY_TIME = datetime(2026, 1, 1)
"""Any fixed moment: relative times are only compared with each other."""
LONGEST_SPEAKER = 32
"""A name in front of what is said, with its colon, is at most this long."""
_SPOKEN = re.compile(rf"([^\W\d_][^:：]{{0,{LONGEST_SPEAKER - 2}}}?)[:：] ?(?=[^\s\d/])")


def page_cues(source: str | bytes, *, answers: bool = True) -> Cues:
    """A page read and masked, ready for candidates; ``answers``: bylines without the words for whom a post answers."""
    return Cues(mask_page(read_lines(source), answers=answers))


class Cues(LikelyRows):
    """Row-wise look-ups of one page that all candidates share."""

    def __init__(self, masked: Masked) -> None:
        super().__init__(masked)
        self._addressed: set[str] | None = None
        self._introduces: dict[int, bool] = {}
        self._closing: int | None = None
        self.matches: dict[tuple[object, ...], Any] = {}
        """Matches of templates tried so far; layouts share many templates."""
        self.dated_alike: int | None = None
        """How many dates are alike with text between them, once ``threadkit.screening`` has counted."""
        self.bodies: dict[tuple[int, int, int, int | None], Any] = {}
        """What bodies look like, by where they stand, once ``threadkit.bodies`` has looked."""
        self._moments: dict[str, dict[int, tuple[datetime | None, datetime | None, DateMatch]]] = defaultdict(dict)
        self._orders: dict[tuple[int, ...], tuple[DayOrder, list[DateMatch]]] = {}
        self.monotone: dict[tuple[int, ...], tuple[float, list[DateMatch]]] = {}
        """How far lists of dates run in one direction, by the identities of the dates."""

    def day_order(self, dates: list[DateMatch]) -> DayOrder:
        """How the page writes day and month, as these of its dates tell; asked when judging and when building posts."""
        key = tuple(map(id, dates))
        if key not in self._orders:
            self._orders[key] = decide_order(dates), dates  # kept beside the answer the dates keep their ids
        return self._orders[key][0]

    def moments(self, dates: Iterable[DateMatch], order: DayOrder) -> list[datetime | None]:
        """When dates are to be compared, zones left aside; each is read once, however many candidates have it."""
        known = self._moments[order.default]
        found: list[datetime | None] = []
        for date in dates:
            read = known.get(id(date))
            if read is None:  # the date kept beside the answer keeps its id
                time = None if date.relative else read_date(date, order)
                shown = time or read_date(date, order, _ANY_TIME)
                if shown is not None and shown.tzinfo is not None:
                    shown = shown.replace(tzinfo=None)
                read = known[id(date)] = shown, time, date
            found.append(read[0])
        return found

    def time(self, date: DateMatch, order: DayOrder, reference: datetime | None) -> datetime | None:
        """When a date is, as :func:`read_date` says."""
        read = self._moments[order.default].get(id(date))
        return read[1] if read is not None and read[1] is not None else read_date(date, order, reference)

    def introduces(self, row: int) -> bool:
        """Whether a row says whose words follow ("Ann said:"); asked of the same ones for many candidates and marks."""
        known = self._introduces.get(row)
        if known is None:
            known = row < len(self.page) and vocabulary.quote_intro(self.page.text[row]) is not None
            self._introduces[row] = known
        return known

    def addressed(self) -> set[str]:
        """First words of names that somebody on the page seems to be addressed by ("@Ann", "Ann, ...")."""
        if self._addressed is None:
            source = self.page.source
            names = _address().findall(source) + _address().findall(f"\n{source[:FIRST_ADDRESS]}")
            if "@" in source:
                names += _AT.findall(source)
            self._addressed = set(map(str.casefold, names))
        return self._addressed

    @found_once
    def persons(self) -> frozenset[str]:
        """Words for "I", "we" and "you" in the language of the page's prose."""
        prose: list[str] = []
        size = 0
        for text in self.page.text:
            if len(text) > PROSE_ROW or text[-1] in SENTENCE_ENDS:
                prose.append(text)
                size += len(text)
                if size > PROSE_SAMPLE:
                    break
        return vocabulary.persons("\n".join(prose))

    @found_once
    def labelled(self) -> dict[int, str]:
        """Rows with words and a colon in front, and these words."""
        colons = (":", "：") if "：" in self.page.source else (":",)
        likely = [
            (row, text)
            for colon in colons
            for row, text in enumerate(self.page.text)
            if colon in text and text.find(colon, 1, LONGEST_SPEAKER) > 0
        ]
        return {row: match[1] for row, text in sorted(likely) if (match := _SPOKEN.match(text)) is not None}

    @found_once
    def spoken(self) -> dict[int, str]:
        """Rows with names in front of what is said on the same row, as in a play: "Ann: I think ..."."""
        introducing = {name for name in {*self.labelled.values()} if vocabulary.quote_intro(f"{name}:") is not None}
        likely = ((row, name) for row, name in self.labelled.items() if name not in introducing)
        return {row: name for row, name in likely if not self.is_furniture(row)}

    @found_once
    def outline(self) -> Outline | None:
        """Names that hang over what was said, further in."""
        return find_outline(self)

    @found_once
    def zoned(self) -> bool:
        """Whether some date may state its time zone in brackets, or is a signature's in the source of a wiki's page."""
        return bool(self.page.accounts) or any("(" in date.text for dates in self.page.dated.values() for date in dates)

    def closing_dates(self) -> int:
        """How many rows of prose end with a date, as signatures on wiki talk pages do, or with the dash of one.

        Below that dash the name and the date have rows of their own ("I think so too. –", "Ann", "5 May").
        """
        if self._closing is None:
            rows = self.masked.rows
            self._closing = sum(
                (DATE in rows[row][-14:] and (len(rows[row]) > 50 or is_signed(rows[row].rpartition(DATE)[0])))
                or (row > 1 and rows[row - 2].endswith(_OPEN_DASHES))
                for row in self.masked.date_rows
            )
        return self._closing


def is_signed(before: str) -> bool:
    """Whether a sentence stands before a date, and behind it words for who signs: "I agree. Ann (talk)"."""
    return _SIGNED.match(before) is not None


@cache
def _address() -> re.Pattern[str]:
    """Whom a line speaks to, maybe behind a salutation."""
    # From the line break on: quickly found.  Possessive, or wide indents would be tried blank by blank.
    return re.compile(rf"\n[ \t>]*+(?:(?i:{'|'.join(vocabulary.SALUTATION)}) )?([^\W\d_][\w'-]{{2,30}}+)[,:!]")
