"""Tables drawn with "+---+" and "|", cell by cell, and those within their cells."""

from __future__ import annotations

import re
from itertools import pairwise

from threadkit.dates.finding import find_dates
from threadkit.tables.model import LEAST_ROWS, Lines, Piece, filled, with_blank

CORNERS = "+--"
"""What the borders of such tables begin with."""

MOST_NESTED = 8
"""Tables deeper within each other are not taken apart."""

_BORDER = re.compile(r"\s*\+(?:[-=:]{2,}\+)+").match

Part = tuple[int, int, int]
"""What stands in a line between two columns: line, first column, and the column behind the last."""


def gridded(page: Lines) -> list[Piece] | None:
    """All lines, those of drawn tables cell by cell; None where there are no several cells with dates."""
    if not any(map(_BORDER, page.lines)):
        return None
    pieces, dated = _cell_by_cell(page, [(line, 0, len(drawn)) for line, drawn in enumerate(page.drawn)], 0)
    return pieces if dated >= LEAST_ROWS else None


def _cell_by_cell(page: Lines, parts: list[Part], depth: int) -> tuple[list[Piece], int]:
    """The lines of a page, or of a cell at some depth, and how many cells within hold dates."""
    pieces: list[Piece] = []
    dated = 0
    row: list[Part] = []
    bars: list[int] = []
    for line, low, high in [*parts, (-1, 0, 0)]:
        text = page.drawn[line][low:high] if line >= 0 else ""
        border = _BORDER(text) if depth < MOST_NESTED else None
        if border or (bars and text[bars[0] - low : bars[0] - low + 1] != "|"):
            for left, right in pairwise(bars):
                cell, more = _cell_by_cell(page, [(place, left + 1, right) for place, _, _ in row], depth + 1)
                cell = filled(page, cell)
                dated += more or any(find_dates(page.text(piece)) for piece in cell)
                pieces += with_blank(cell)
            row = []
            bars = [low + place for place, char in enumerate(text) if char == "+"] if border else []
        if bars and not border:
            row.append((line, low, high))
        elif not bars and line >= 0:
            pieces.append(page.between(line, low, high))
    return pieces, dated
