"""What tables are put together from: the lines of a page, pieces of them, and the text in another order.

A piece is where something stands in the text as it was.  Moving pieces never
changes what they say, so every row of the new text can be traced back.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

LEAST_ROWS = 3
"""Fewer rows with two filled columns are no table of posts."""

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


class Lines:
    """The lines of a text and where they begin; whether wide letters (CJK) take two columns in it, or one."""

    def __init__(self, lines: Sequence[str], *, wide: bool = True) -> None:
        self.lines = lines
        self.wide = wide
        self.drawn = [line if line.isascii() else drawn_line(line) for line in lines] if wide else lines
        """The lines with a character for each column."""
        self.starts = list(accumulate([len(line) + 1 for line in lines], initial=0))

    def whole(self, line: int) -> Piece:
        """All of a line."""
        return self.starts[line], self.starts[line] + len(self.lines[line])

    def part(self, line: int, low: int, high: int) -> Piece:
        """Some of a line."""
        start = self.starts[line]
        return start + low, start + max(low, min(high, len(self.lines[line])))

    def between(self, line: int, low: int, high: int) -> Piece:
        """What stands in a line between two columns."""
        return self.part(line, self.place(line, low), self.place(line, high))

    def text(self, piece: Piece) -> str:
        """What stands in a piece of one line."""
        line = bisect_right(self.starts, piece[0]) - 1
        start = self.starts[line]
        return self.lines[line][piece[0] - start : piece[1] - start]

    def place(self, line: int, column: int) -> int:
        """The place in a line at which a column begins."""
        text = self.lines[line]
        if not self.wide or text.isascii():
            return min(column, len(text))
        width = 0
        for place, char in enumerate(text):
            if width >= column:
                return place
            width += _char_width(char)
        return len(text)

    def left(self, line: int, gutter: int) -> str:
        """What stands on the left of a gutter."""
        return self.lines[line][: self.place(line, gutter)].strip()


def with_blank(lines: list[Piece]) -> list[Piece]:
    """The lines and a blank one below."""
    return [*lines, (lines[-1][1], lines[-1][1])] if lines else lines


def filled(page: Lines, cell: list[Piece]) -> list[Piece]:
    """The lines of a cell without the blank ones at its ends."""
    filled = [place for place, piece in enumerate(cell) if page.text(piece).strip()]
    return cell[filled[0] : filled[-1] + 1] if filled else []


def drawn_line(line: str) -> str:
    """A line with a character for each column."""
    return "".join([char + "\0" * (width - 1) for char in line if (width := _char_width(char))])


def _char_width(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char)
