"""What the rows of a page are by themselves: furniture, the opening or the end of a discussion, what somebody says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from threadkit import vocabulary
from threadkit.lazily import found_once
from threadkit.lines import SENTENCE_ENDS, Page
from threadkit.masking import Masked

FURNITURE_ROW = 70
"""A furniture row is at most this long."""
LONGEST_COUNTED = 240
"""So long may the title of a discussion be that holds the article's: "12 thoughts on “...”"."""
COUNT_WITHIN = 32
"""At either end of it so many characters say what it counts."""
_OPENING_QUOTES = "“„«「『\""
CONTROL = 2
"""What :attr:`Rows.furniture` has for what sites print around posts; roles and profiles go with names."""
PROFILE_WORDS = 4
"""A profile line without a colon has at most this many words ("Join Date Aug 2001")."""
_ALNUM = re.compile(r"[^\W_]")
LONGEST_COUNT = 90
"""Longer rows that name a number of comments are sentences."""
_PIECES = re.compile(r"[·|•/;–—]|\s{2,}|(?<!\d),|,(?!\d)")
_NUMBER = re.compile(r"\d[\d,.\u2019\xa0]*")
SAID = 20
"""So many letters that end like a sentence are what somebody says."""
STEM = 4
"""Letters that the forms of a word have in common."""
_NO_MARKS = frozenset(("", "-", "–", "—"))


class Rows:
    """Look-ups of single rows."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.page: Page = masked.page
        self.unfolded: list[int] = []
        """Rows that fold to '', once ``rows_of`` has been asked for."""
        self._start: list[int] | None = None
        self._stated: list[tuple[int, int]] = []

    def folded(self, row: int) -> str:
        """The row as the vocabulary compares it; '' for long rows."""
        return self.folds[row]

    @found_once
    def folds(self) -> list[str]:
        """Every row as the vocabulary compares it; '' for long rows, but for titles that count posts."""
        fold = vocabulary.fold
        return [
            fold(text) if len(text) <= FURNITURE_ROW else "" if text[0].isalpha() else _counted_title(text)
            for text in self.page.text
        ]

    @found_once
    def unnumbered(self) -> list[str]:
        """The same without numbers: how many likes a post has differs."""
        folds = self.folds
        return [" ".join(folded.replace("#", " ").split()) if "#" in folded else folded for folded in folds]

    @found_once
    def rows_of(self) -> dict[str, list[int]]:
        """The rows that fold to the same text."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, folded in enumerate(self.folds):
            rows[folded].append(row)
        self.unfolded = rows.pop("", [])
        return rows

    @found_once
    def repeated(self) -> list[tuple[str, list[int]]]:
        """What stands on the page more than once as a folded row, with these rows, the most frequent first."""
        found = [(folded, rows) for folded, rows in self.rows_of.items() if len(rows) > 1]
        return sorted(found, key=lambda repeated: -len(repeated[1]))

    @found_once
    def known(self) -> list[str]:
        """What folded rows say that the vocabulary has as a line, or may have at one end of it."""
        return vocabulary.known_lines(self.rows_of)

    @found_once
    def recurring(self) -> list[str]:
        """The folded rows that stand on the page more than once; '' for all others."""
        rows = self.rows_of
        return [folded if folded and len(rows[folded]) > 1 else "" for folded in self.folds]

    @found_once
    def recurs(self) -> bytes:
        """1 for every such row."""
        return bytes(map(bool, self.recurring))

    @found_once
    def marked(self) -> bytes:
        """1 for every row with a list mark or number; dashes stand before what is said, too."""
        if _NO_MARKS.issuperset(self.bullets) and max(self.page.number, default=-1) < 0:
            return bytes(len(self.page))
        pairs = zip(self.page.number, self.page.bullet, strict=True)
        return bytes([number >= 0 or bullet not in _NO_MARKS for number, bullet in pairs])

    @found_once
    def bullets(self) -> frozenset[str]:
        """The list marks of the page's rows."""
        return frozenset(self.page.bullet)

    @found_once
    def furniture(self) -> bytearray:
        """More than 0 for every row that is known page furniture on its own: ``CONTROL`` for buttons and the like."""
        marks = bytearray(len(self.page))
        for folded in self.known:
            mark = _furniture_mark(folded)
            profile = not mark and vocabulary.is_profile(folded)
            for row in self.rows_of[folded] if mark or profile else ():
                marks[row] = mark or _is_profile_line(self.page.text[row])
        return marks

    def is_furniture(self, row: int) -> bool:
        """What :attr:`furniture` says of one row, as :meth:`is_idle`."""
        if "furniture" in self.__dict__:
            return self.furniture[row] != 0
        folded = self.folds[row]
        if _furniture_mark(folded):
            return True
        return vocabulary.is_profile(folded) and _is_profile_line(self.page.text[row])

    @found_once
    def idle(self) -> bytearray:
        """1 for every row that is furniture or a picture's letter, or holds no letter near its begin."""
        marks = bytearray(self.furniture)
        for row in self.masked.pictures:
            marks[row] = 1
        for row in [row for row, text in enumerate(self.page.text) if not text[0].isalnum()]:
            if _ALNUM.search(self.page.text[row], 0, 80) is None:
                marks[row] = 1
        return marks

    def is_idle(self, row: int) -> bool:
        """What :attr:`idle` says of one row, for pages of which only a few are asked for."""
        if "idle" in self.__dict__:
            return self.idle[row] != 0
        if row in self.masked.pictures or self.is_furniture(row):
            return True
        return _ALNUM.search(self.page.text[row], 0, 80) is None

    def is_said(self, row: int) -> bool:
        """Whether a row holds what somebody says: so many letters that end like a sentence."""
        return self.lengths[row] > SAID and self.page.text[row][-1] in SENTENCE_ENDS and not self.is_idle(row)

    @found_once
    def lengths(self) -> list[int]:
        """The length of every row."""
        return list(map(len, self.page.text))

    def is_stop(self, row: int) -> bool:
        """Whether a row closes a discussion."""
        text = self.page.text[row]
        return len(text) <= 120 and vocabulary.is_stop(self.folded(row) or vocabulary.fold(text))

    def start_rows(self) -> list[int]:
        """Rows that open a discussion."""
        if self._start is None:
            self._start = self._cue_rows(vocabulary.is_start)
        return self._start

    @found_once
    def stop_rows(self) -> list[int]:
        """Rows that close a discussion."""
        return self._cue_rows(vocabulary.is_stop)

    def _cue_rows(self, is_cue: Callable[[str], bool]) -> list[int]:
        """The rows of one kind; what stands there often belongs to every post ("Messages: 168" in its profile).

        So does "1 review" among people of whom others have "3 reviews".
        """
        found = [self.rows_of[folded] for folded in self.known if is_cue(folded)]
        often = {self._counted_stem(rows[0]) for rows in found if len(rows) >= 3} - {""}
        rows = [row for rows in found if len(rows) < 3 for row in rows]
        return sorted([row for row in rows if self._counted_stem(row) not in often] if often else rows)

    def _counted_stem(self, row: int) -> str:
        """How the word begins that a number before it, or in the row above, counts; '' where there is none."""
        folded = self.folds[row]
        counted = folded.startswith("#") or (row and self.folds[row - 1] == "#")
        return folded.strip("# ")[:STEM] if counted else ""

    def counts_above(self, row: int) -> set[int]:
        """How many posts there are, as rows above one say: "28 comments", "by Ann · 2 replies".

        Where replies are counted, the post that they answer may count or not: both numbers.
        """
        waiting = self._waiting
        while waiting and waiting[-1] < row:
            self._stated += [(waiting[-1], count) for count in self.counts_in(waiting[-1])]
            waiting.pop()
        return {count for stated_in, count in self._stated if stated_in < row}

    def counts_in(self, row: int) -> list[int]:
        """The numbers of posts that a short row states."""
        return list(_stated_counts(self.page.text[row])) if self.lengths[row] <= LONGEST_COUNT else []

    @found_once
    def _waiting(self) -> list[int]:
        """Short rows with numbers that were not looked at yet, the last one first; of rows that fold alike one."""
        lengths = self.lengths
        rows = [rows[0] for folded, rows in self.rows_of.items() if "#" in folded]
        return [row for row in reversed(rows) if lengths[row] <= LONGEST_COUNT]


def _stated_counts(text: str) -> Iterator[int]:
    """The numbers of posts that a row states."""
    for piece in _PIECES.split(text):
        if vocabulary.is_start(vocabulary.fold(piece)) and len(number := _NUMBER.findall(piece)) == 1:
            count = int(re.sub(r"\D", "", number[0]))
            words = vocabulary.plain(piece)
            yield count
            yield count + any(word in words for word in vocabulary.REPLIES)


def _furniture_mark(folded: str) -> int:
    """What :attr:`Rows.furniture` has for a text wherever it stands."""
    return CONTROL if vocabulary.is_furniture(folded) else int(vocabulary.is_role(folded))


def _counted_title(text: str) -> str:
    """A long row folded, without the middle of the headline in it, if it opens a discussion; else ''.

    So it does as "12 thoughts on “...”"; a sentence that begins with "4 comments on ..." ends as one.
    """
    if len(text) > LONGEST_COUNTED or text[-1] in ".…" or not (text[0].isdigit() or text[0] in _OPENING_QUOTES):
        return ""
    folded = vocabulary.fold(text)
    folded = f"{folded[:COUNT_WITHIN]} {folded[-COUNT_WITHIN:]}"
    return folded if "#" in folded and vocabulary.is_start(folded) else ""


def _is_profile_line(text: str) -> bool:
    """Whether a row with a profile's words is no sentence: "From: Leeds", not "from the link at madmen #9. thanks".

    Nor is "By weight?" or "Name them!".
    """
    return ":" in text or (text[-1] not in "?!" and len(text.split()) <= PROFILE_WORDS)
