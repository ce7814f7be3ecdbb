"""Rows to cells: the smallest pieces a byline is made of.

A date is a cell of its own, separators such as " | " and runs of blanks end
one.  Extractors that print one token per line and those that print a byline
on one line give the same cells in the same order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.lines import DATE, SHORT
from threadkit.masking import CUT, TIME
from threadkit.names import PARTING, name_likeness, width
from threadkit.timestamps import DateMatch

_SPLIT = re.compile(
    rf"([{DATE}{TIME}])|(\s*\t\s*|[ \xa0]{{2,}}|\s+[|·•»«→⋅∙/–—,-]+\s+|\s*[|]\s*)"
)
_MAY_SPLIT = re.compile(rf"[{DATE}{TIME}|\s](?:(?<=[{DATE}{TIME}|\t])|(?<=[ \xa0])[ \xa0]|[|·•»«→⋅∙/–—,-]+\s)")
"""Finds something wherever ``_SPLIT`` does, and knows from one sign where not to look."""
LONGEST_MARK = 3
"""More punctuation than this is a rule or an ornament."""
SHORT_CELL = 60
"""A longer cell is prose."""
SHORT_BESIDE_DATE = 110
"""Beside a date a cell may be longer: the title of the post that is answered, a place."""
_BLANKS = " \t\xa0"
_LABEL = re.compile(r"(?<=\S)[ \xa0]+(?=([^\W\d_]{2,20}:)[ \xa0])")

_NO_NAME = f":：<>{DATE}{TIME}"
_SPOKEN = re.compile(
    rf"(?P<date>[\[(<]?[{DATE}{TIME}][\])>]?[ \t,–-]*)?"
    rf"[<~]?(?P<name>[^\W\d_](?:[^{_NO_NAME}]{{0,38}}[^\s{_NO_NAME}])?) ?[:：>] ?(?=[\"'“„«(@#]?\w)"
)
LEAST_LABELS = 3
LONGEST_LINE = 40
"""Lines of profiles are short; headlines that begin alike are not."""
ONE_LABEL = 0.7
"""So many labels stand behind the same word if that is a part of them."""
EXACT = ("hour", "minute", "second")
LIKELY_SPEAKER = 0.6
LEAST_SPOKEN = 4
MOST_BY_ONE = 0.7
SPOKEN_SHARE = 0.7
"""So many rows that open with a date go on with a name and a colon."""

DATE_CELL, TIME_CELL, NUMBER_CELL, SHORT_TEXT, PROSE = "D", "T", "N", "S", "P"

# What text browsers print for a user's picture; it repeats the name and would pass for the author.  In "avatar of
# AnnAnn" the name stands behind it in the same row.
_PICTURE = re.compile(
    r"['’]s (?:picture|avatar|photo|profile photo)$"
    r"|^(?:user )?(?:avatar|picture|photo)(?: (?:of|for|by) (?!(.{2,})\s?\1$).{1,40})?$"
    r"|\.(?:gif|png|jpe?g)\S*\]?$",
    re.IGNORECASE,
)
_PICTURE_SIGNS = ("picture", "avatar", "photo", ".gif", ".png", ".jpg", ".jpeg")
"""What :data:`_PICTURE` asks for; most pages have none of it."""
_DIGITS = re.compile(r"\d+")
_COUNT = re.compile(r"(?: [^\w\s#]+)? # | [^\w\s#]+ #$")
_NUMBERISH = re.compile(r"[#№(\[+-]*\d[\d.,:]*[kKmM%]?[)\]°]*$")


@dataclass(slots=True)
class Cells:
    """Cells of a page as parallel lists."""

    cues: Cues
    row: list[int] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    key: list[str] = field(default_factory=list)
    separator: list[str] = field(default_factory=list)
    """What stood before the cell in its row: a mark such as "|", or ""."""
    opens: list[bool] = field(default_factory=list)
    """Whether the cell is the first of its row."""
    date_kind: list[str] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)
    """Whether a date tells the time of day, or how long ago: posts are dated so, articles and events by days."""
    role_before: list[bool] = field(default_factory=list)
    """Whether a label such as "Moderator" was passed over before the cell."""
    stance: list[int] = field(default_factory=list, kw_only=True)
    """How the cell stands on the page, a number for each way: within a row, or whether the row that it opens stands
    below a blank line, and behind a list mark."""
    first_of_row: list[int] = field(default_factory=list, kw_only=True)
    count: Counter[str] = field(default_factory=Counter, kw_only=True)

    def __len__(self) -> int:
        return len(self.text)


Cell = tuple[int, str, str, str, str, bool, str, bool, bool]
"""A cell's place in the parallel lists: row, text, kind, key, separator, opens, date_kind, exact, role_before."""


@dataclass(slots=True)
class _Cutter:
    """The cells of a page found so far."""

    cues: Cues
    pictures: bool
    """Whether the page may hold descriptions of pictures."""
    found: list[Cell] = field(default_factory=list)
    skipped: bool = False
    """Whether a label was passed over right before."""


def cut_cells(cues: Cues) -> Cells:
    """Cut every row of a page into cells."""
    cutter = _Cutter(cues, any(sign in cues.masked.folded for sign in _PICTURE_SIGNS))
    labels = _labels(cues)
    spoken = _spoken_rows(cues)
    gaps = cues.page.gap
    found = cutter.found
    first_of_row: list[int] = []
    carried = ""  # a mark in a row of its own stands before the next row's first cell
    for row, text in enumerate(cues.masked.rows):
        first_of_row.append(len(found))
        if row in spoken:
            carried = _add_pieces(cutter, row, _pieces(text[: spoken[row]]), carried)
            _add(cutter, row, text[spoken[row] :].strip(), PROSE, "", False)
        elif len(text) > SHORT and DATE not in text:
            _add(cutter, row, text, PROSE, "", True)
            carried = ""
        elif CUT in text or len(text) > SHORT:
            cut = re.split(rf"([{DATE}])", text)
            carried = _add_pieces(cutter, row, [(piece, "") for piece in cut], carried)
        else:
            if gaps[row] and carried != "," and not (gaps[row - 1] and not carried.strip(PARTING)):
                carried = ""
            if labels and ":" in text:
                text = _split_labels(text, labels)
            if _MAY_SPLIT.search(text) is None and (text[:1].isalnum() or any(map(str.isalnum, text))):
                _add(cutter, row, text, _kind(text, SHORT_CELL), carried, True)
                carried = ""
            else:
                carried = _add_pieces(cutter, row, _pieces(text), carried)
    return _lined_up(cues, found, first_of_row)


def _lined_up(cues: Cues, found: list[Cell], first_of_row: list[int]) -> Cells:
    """The cells of a page as parallel lists."""
    page = cues.page
    cells = Cells(cues, *map(list, zip(*found, strict=True))) if found else Cells(cues)
    marked = zip(page.gap, page.bullet, page.number, strict=True)
    opening = [1 + 2 * (gap > 0) + 4 * (bool(bullet) or number >= 0) for gap, bullet, number in marked]
    cells.stance = [opening[row] if opens else 0 for row, opens in zip(cells.row, cells.opens, strict=True)]
    cells.first_of_row = first_of_row
    cells.count.update([key for key in cells.key if key])
    _count_nothing(cells)
    return cells


def _count_nothing(cells: Cells) -> None:
    """Give rows of buttons of which none has a count the key of those where one has: "Like Reply", "Like 3 Reply".

    The count may have a sign: "Reply", "Reply ♥ 3".
    """
    counted = {_COUNT.sub(" ", key).strip(): key for key in cells.count if " #" in key}
    both = [bare for bare in counted.keys() & cells.count.keys() if vocabulary.is_furniture(bare)]
    if not both:
        return
    counting = {bare: counted[bare] for bare in both}
    cells.key = [counting.get(key, key) for key in cells.key]
    for bare, key in counting.items():
        cells.count[key] += cells.count.pop(bare)


def _spoken_rows(cues: Cues) -> dict[int, int]:
    """Rows on which posts begin behind their authors ("12:30 - Ann: I think ..."), each with where the text begins.

    Only if most rows that open with a date are such, or if there are about as
    many as dates: other rows with a colon are sentences.
    """
    opened: dict[bool, dict[int, int]] = {True: {}, False: {}}
    names: dict[bool, list[str]] = {True: [], False: []}
    for row, text in enumerate(cues.masked.rows):
        if ":" not in text and ">" not in text and "：" not in text:
            continue
        match = _SPOKEN.match(text)
        dated = match is not None and match["date"] is not None
        if match is None or (DATE in text and not dated):
            continue
        name = vocabulary.fold(match["name"])
        if name not in vocabulary.BY and name_likeness(match["name"].strip()) >= LIKELY_SPEAKER:
            opened[dated][row] = match.end()
            names[dated].append(name.rsplit(None, 1)[-1] if name else "")
    dates = [*cues.masked.date_rows, *cues.masked.time_rows]
    opening = sum(1 for row in dates if cues.masked.rows[row].lstrip(" [(<")[:1] in (DATE, TIME))
    for dated, wanted in ((True, opening), (False, len(dates))):
        rows = opened[dated]
        enough = max(LEAST_SPOKEN, SPOKEN_SHARE * wanted)
        if len(rows) < enough or (not dated and len(rows) > wanted / SPOKEN_SHARE):
            continue
        if Counter(names[dated]).most_common(1)[0][1] <= MOST_BY_ONE * len(rows):
            return rows  # "Subject:" is no name, nor is "Ann Level:"
    return {}


def _labels(cues: Cues) -> set[str]:
    """Words such as "Level:" that stand inside several short rows: what follows is another cell.

    Behind one and the same word ("Join Date:"), with not much after it, it is the rest of a longer label.
    """
    before: dict[str, list[str]] = defaultdict(list)
    for text in cues.masked.rows:
        if ":" in text and len(text) <= SHORT and (": " in text or ":\xa0" in text):
            for match in _LABEL.finditer(text):
                word = text[: match.start()].rsplit(None, 1)[-1].casefold() if len(text) <= LONGEST_LINE else ""
                before[match[1].casefold()].append(word)
    return {
        label
        for label, words in before.items()
        if len(words) >= LEAST_LABELS
        and max(Counter(filter(None, words)).values(), default=0) < ONE_LABEL * len(words)
    }


def _split_labels(text: str, labels: set[str]) -> str:
    """Widen the blank before a label, so that a cell ends there."""
    return _LABEL.sub(lambda match: "  " if match[1].casefold() in labels else match[0], text)


def _pieces(text: str) -> list[tuple[str, str]]:
    pieces: list[tuple[str, str]] = []
    cursor = 0
    mark = ""
    for match in _SPLIT.finditer(text):
        pieces.append((text[cursor : match.start()], mark))
        mark = ""
        if match[1]:
            pieces.append((match[1], ""))
        else:
            mark = match[2].strip()
        cursor = match.end()
    pieces.append((text[cursor:], mark))
    return pieces


def _add_pieces(cutter: _Cutter, row: int, pieces: list[tuple[str, str]], carried: str) -> str:
    """Add the cells of a row; returns the marks behind the last one."""
    first = True
    nth = 0
    dated = any(text.strip(_BLANKS) == DATE for text, _ in pieces)
    short = SHORT_BESIDE_DATE if dated else SHORT_CELL
    for text, mark in pieces:
        stripped = text.strip(_BLANKS)
        carried = f"{carried} {mark}".strip()
        if not stripped:
            continue
        if stripped in (DATE, TIME):
            match = cutter.cues.page.dates(row)[nth]
            nth += 1
            _add(cutter, row, stripped, DATE_CELL if stripped == DATE else TIME_CELL, carried, first, match)
        elif not any(map(str.isalnum, stripped)):
            carried = f"{carried} {stripped}".strip()
            continue
        else:
            _add(cutter, row, stripped, _kind(stripped, short), carried, first)
        carried = ""
        first = False
    return carried[:LONGEST_MARK]


def _kind(text: str, short: int) -> str:
    """What a cell without dates holds."""
    if not text[0].isalpha() and _NUMBERISH.match(text):
        return NUMBER_CELL
    return SHORT_TEXT if width(text) <= short else PROSE


@lru_cache(maxsize=1 << 14)
def spelling(word: str) -> str:
    """A word as cells are compared by it, whatever its numbers."""
    return _DIGITS.sub("#", word.casefold())


def _add(
    cutter: _Cutter, row: int, text: str, kind: str, mark: str, first: bool, date: DateMatch | None = None
) -> None:
    key = ""
    if kind in (SHORT_TEXT, NUMBER_CELL):
        key = vocabulary.fold(text)
        label = key and "#" not in key and text[-1] != ":" and vocabulary.is_role(key)  # "Author:" names a field
        if key and (label or (cutter.pictures and _PICTURE.search(text))):
            # Some bylines carry a label and others do not; without it they line up.
            cutter.skipped = True
            return
    form, exact = ("", False) if date is None else (date.kind, date.relative or date.precision in EXACT)
    cutter.found.append((row, text, kind, key, mark, first, form, exact, cutter.skipped))
    cutter.skipped = False
