"""Columns of tables that were printed side by side, put one below the other.

Old forums print a post's author in a column beside its text.  Extractors that
draw tables (w3m, inscriptis) print a line of the one and a line of the other
in one row; here each cell's lines come together, the left cell's first.
Decided here: where such columns are, and where a row of the table ends.  What
stands in them is nobody's business here.

A table is known by its borders, or by a gutter: a place where the right column
begins on line after line, beside something on the left or beside nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby, pairwise
from typing import NamedTuple

from threadkit.dates.finding import find_dates

BORDER = "│"
LEAST_ROWS = 3
"""Fewer rows with two filled columns are no table of posts."""
MOST_ALIKE = 0.6
"""In more rows than this the same text stands on the left only if it is a picture or a label."""
LEAST_WIDE = 0.02
"""Of so many lines something stands on both sides of a gutter."""
MOSTLY = 0.6
"""So many rows of a table have such a line: beside others there is no name, or nothing was said."""
LEAST_COLUMN, MOST_COLUMN = 6, 40
"""No gutter is nearer to the left edge, or farther: names and profiles are short."""
LEAST_BESIDE = 3
"""On so many lines something must stand on both sides of a gutter."""
LEAST_BELOW = 0.2
"""For each of these so many others must begin at the gutter with nothing to their left: texts are longer than what
stands beside them, cells of other tables are not."""
MOST_GUTTERS = 12
"""So many columns are looked at; of a table's own there are few, and each costs a walk over all lines."""
ALIKE = 6
"""Each post may be a table of its own: their gutters are so near to each other."""
WIDE = "   "
"""What parts columns on most lines."""
NEAR = 5
"""So many lines below where a row of a table begins there is a date, if there are such in the right column."""

_RULE = re.compile(r"[\s─━┌┬┐├┼┤└┴┘│]*[─━][\s─━┌┬┐├┼┤└┴┘│]*").fullmatch
_LABEL = re.compile(r".*[:：]|[\W\d_]*").fullmatch
"""What no row begins with: "Posts: 12", "3 0 12"."""

Piece = tuple[int, int]
"""Where something stands in the text as it was: start and end."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A text of which parts were put in another order."""

    text: str
    starts: list[int]
    """Where the pieces begin in it, in order."""
    pieces: list[Piece]
    """Where they stood before."""
    size: int
    """Characters of the text before."""

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Where everything from ``start`` to ``end`` stood before: from the first of it to the last."""
        first = bisect_right(self.starts, start) - 1
        last = max(first, bisect_left(self.starts, end) - 1)
        low, high = self.pieces[first][0] + start - self.starts[first], self.pieces[last][0] + end - self.starts[last]
        begins = [begin for begin, _ in self.pieces[first + 1 : last + 1]]
        ends = [end for _, end in self.pieces[first:last]]
        return min([low, *begins]), max([high, *ends])


def column_by_column(text: str, lines: Sequence[str], rows: Sequence[str]) -> Moved | None:
    """The text with the columns of its tables one below the other; None if there are none side by side.

    Its ``lines`` are wanted as they are, and what is left of those that are not blank (``rows``).
    """
    pieces = _bordered(_Lines(lines)) if BORDER in text else None
    if pieces is None and WIDE in text and WIDE in "\n".join(rows):
        wide = sum(WIDE in row for row in rows)
        if wide >= max(LEAST_BESIDE, LEAST_WIDE * len(rows)):
            pieces = _guttered(_Lines(lines))
    if pieces is None:
        return None
    sizes = [end - start + 1 for start, end in pieces]
    starts = list(accumulate(sizes, initial=0))[:-1]
    return Moved("\n".join([text[start:end] for start, end in pieces]), starts, pieces, len(text))


class _Lines:
    """The lines of a text and where they begin."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.starts = list(accumulate([len(line) + 1 for line in lines], initial=0))

    def whole(self, line: int) -> Piece:
        """All of a line."""
        return self.starts[line], self.starts[line] + len(self.lines[line])

    def part(self, line: int, low: int, high: int) -> Piece:
        """Some of a line."""
        start = self.starts[line]
        return start + low, start + max(low, min(high, len(self.lines[line])))

    def text(self, piece: Piece) -> str:
        """What stands in a piece of one line."""
        line = bisect_right(self.starts, piece[0]) - 1
        start = self.starts[line]
        return self.lines[line][piece[0] - start : piece[1] - start]


# --- borders ------------------------------------------------------------------


def _bordered(page: _Lines) -> list[Piece] | None:
    """All lines, those between borders cell by cell; None where few rows have two columns, and several lines."""
    pieces: list[Piece] = []
    found = 0
    for bordered, group in groupby(range(len(page.lines)), key=lambda line: BORDER in page.lines[line]):
        row = list(group)
        if not bordered:
            pieces += [page.whole(line) for line in row if not _RULE(page.lines[line])]
            continue
        for ruled, some in groupby(row, key=lambda line: _RULE(page.lines[line]) is not None):
            if not ruled:
                cells = _cells(page, list(some))
                filled = [len(cell) for cell in cells if cell]
                found += len(filled) > 1 and max(filled) > 1
                pieces += chain.from_iterable(_without_profile(page, cells))
    return pieces if found >= LEAST_ROWS else None


def _cells(page: _Lines, row: list[int]) -> list[list[Piece]]:
    """The lines of each cell of a row of a table, without blank ones above and below."""
    bars = [[place for place, char in enumerate(page.lines[line]) if char == BORDER] for line in row]
    width = min(map(len, bars)) - 1
    cells: list[list[Piece]] = [[] for _ in range(max(1, width))]
    for line, places in zip(row, bars, strict=True):
        for cell, low, high in zip(cells, places, [*places[1:width], places[-1]] if width > 0 else [], strict=False):
            cell.append(page.part(line, low + 1, high))
        if width < 1:
            cells[0].append(page.whole(line))
    return [_filled(page, cell) for cell in cells]


def _without_profile(page: _Lines, cells: list[list[Piece]]) -> list[list[Piece]]:
    """The cells; beside a text with a date the left one only says who wrote it, and in its other lines about whom."""
    if len(cells) == 2 and any(find_dates(page.text(piece)) for piece in cells[1][:NEAR]):
        return [cells[0][:1], cells[1]]
    return cells


def _filled(page: _Lines, cell: list[Piece]) -> list[Piece]:
    """The lines of a cell without the blank ones at its ends."""
    filled = [place for place, piece in enumerate(cell) if page.text(piece).strip()]
    return cell[filled[0] : filled[-1] + 1] if filled else []


# --- gutters ------------------------------------------------------------------


class _Row(NamedTuple):
    """A row of a table: its first line, the one with the name, the line where it ends, and its gutter."""

    first: int
    named: int
    end: int
    gutter: int


def _guttered(page: _Lines) -> list[Piece] | None:
    """All lines, those beside a gutter column by column; None where no gutter is.

    Of the left column only the names are taken in: what else is there says something about the authors.
    """
    gutters = _gutters(page)
    rows = [row for stretch in _stretches(page, gutters) for row in _rows(page, *stretch)] if gutters else []
    names = Counter(_left(page.lines[row.named], row.gutter) for row in rows)
    if len(rows) < LEAST_ROWS or max(names.values()) > MOST_ALIKE * len(rows):
        return None
    pieces: list[Piece] = []
    done = 0
    for first, named, end, gutter in rows:
        pieces += map(page.whole, range(done, first))
        pieces.append(page.part(named, 0, _place(page.lines[named], gutter)))
        right = [page.part(line, _place(page.lines[line], gutter), len(page.lines[line])) for line in range(first, end)]
        pieces += _filled(page, right)
        pieces.append((pieces[-1][1], pieces[-1][1]))  # a blank line
        done = end
    return [*pieces, *map(page.whole, range(done, len(page.lines)))]


def _gutters(page: _Lines) -> list[int]:
    """Columns at which texts begin, beside something on some lines and beside nothing on others."""
    beside: Counter[int] = Counter()
    for line in page.lines:
        for match in _AFTER_BLANKS.finditer(line, 0, MOST_COLUMN + 1) if WIDE in line.strip() else ():
            column = _width(line[: match.end()])
            if LEAST_COLUMN <= column <= MOST_COLUMN:
                beside[column] += 1
    if beside.total() < LEAST_BESIDE:
        return []
    below = Counter(_width(line[: len(line) - len(line.lstrip())]) for line in page.lines if line[:1] == " ")
    found = []
    for column, _ in beside.most_common(MOST_GUTTERS):
        near = range(column - ALIKE, column + ALIKE + 1)
        often = sum(beside[other] for other in near)
        if often >= LEAST_BESIDE and sum(below[other] for other in near) >= LEAST_BELOW * often:
            found.append(column)
    return found


_AFTER_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")


def _stretches(page: _Lines, gutters: Iterable[int]) -> list[tuple[int, int, int]]:
    """Lines between which a gutter stays free, with something on both sides: first, end and gutter.

    Where several gutters are free, the one at which most texts begin counts.
    """
    found: list[tuple[int, int, int, int]] = []
    for gutter in gutters:
        free = [_is_free(line, gutter) for line in page.lines]
        for is_free, group in groupby(range(len(free)), key=free.__getitem__):
            some = list(group)
            begin = sum(_begins_at(page.lines[line], gutter) for line in some) if is_free else 0
            if begin:
                found.append((begin, some[0], some[-1] + 1, gutter))
    kept: list[tuple[int, int, int]] = []
    for _, first, end, gutter in sorted(found, key=lambda one: (-one[0], one[1:])):
        place = bisect_left(kept, (first,))
        taken = (place and kept[place - 1][1] > first) or (place < len(kept) and kept[place][0] < end)
        if not taken and any(_halves(page.lines[line], gutter) for line in range(first, end)):
            kept.insert(place, (first, end, gutter))
    return kept


def _begins_at(line: str, gutter: int) -> bool:
    """Whether a text begins at a gutter."""
    place = _place(line, gutter)
    return not line[place : place + 1].isspace() and bool(line[place:].strip())


def _is_free(line: str, gutter: int) -> bool:
    """Whether nothing on a line crosses a gutter."""
    place = _place(line, gutter)
    if place >= len(line):
        return _width(line.rstrip()) < gutter
    left = line[:place]
    return not left.strip() or left.endswith("  ") or (left[-1] == " " and not line[place].isspace())


def _left(line: str, gutter: int) -> str:
    """What stands on the left of a gutter."""
    return line[: _place(line, gutter)].strip()


def _halves(line: str, gutter: int) -> bool:
    """Whether something stands on both sides of a gutter, clearly apart."""
    place = _place(line, gutter)
    return line[:place].endswith("  ") and bool(line[:place].strip() and line[place:].strip())


def _rows(page: _Lines, first: int, end: int, gutter: int) -> list[_Row]:
    """The rows of a table: each begins with something on the left, and near that there is a date on the right."""
    dated = {line for line in range(first, end) if find_dates(page.lines[line][_place(page.lines[line], gutter) :])}
    named = {line: name for line in range(first, end) if (name := _name_of_row(page, line, end, gutter, dated)) >= 0}
    far: dict[int, int] = {}
    starts = [*named]
    for line in sorted(dated):
        place = bisect_right(starts, line) - 1
        if place >= 0 and starts[place] not in far and line - starts[place] <= NEAR:
            far[starts[place]] = line - starts[place]
    rows = [_Row(line, named[line], stop, gutter) for line, stop in pairwise([*far, end])] if far else []
    halved = sum(any(_halves(page.lines[line], gutter) for line in range(row.first, row.end)) for row in rows)
    if halved < MOSTLY * len(rows):
        return []
    return [_below_head(page, rows[0], [*far.values()]), *rows[1:]] if rows else []


def _below_head(page: _Lines, row: _Row, far: Sequence[int]) -> _Row:
    """The first row of a table, without the head that stands right above it: its date is farther than the others'."""
    usual = Counter(far[1:]).most_common(1)
    later = row.first + (far[0] - usual[0][0] if usual else 0)
    if later > row.first and _may_open(page.lines[later], row.gutter):
        return row._replace(first=later, named=later)
    return row


def _name_of_row(page: _Lines, line: int, end: int, gutter: int, dated: Container[int]) -> int:
    """The line with the name, if a row of a table may begin on some line, below a blank one or a rule; else -1.

    It is the first one with something on the left: a later one only if the row begins with a date.
    """
    above = page.lines[line - 1] if line else ""
    if above.strip() and _RULE(above) is None:
        return -1
    for name in range(line, min(end, line + NEAR) if line in dated else line + 1):
        if _left(page.lines[name], gutter):
            return name if _may_open(page.lines[name], gutter) else -1
        if not page.lines[name].strip():
            break
    return -1


def _may_open(line: str, gutter: int) -> bool:
    """Whether something stands on the left of a gutter that is no label or number."""
    left = _left(line, gutter)
    return bool(left) and _LABEL(left) is None


# --- widths -------------------------------------------------------------------


def _width(text: str) -> int:
    """How many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char)


def _place(line: str, column: int) -> int:
    """The place in a line at which a column begins."""
    if line.isascii():
        return min(column, len(line))
    width = 0
    for place, char in enumerate(line):
        if width >= column:
            return place
        width += _char_width(char)
    return len(line)
