"""Tables between drawn borders, cell by cell."""

from __future__ import annotations

import re
from itertools import groupby

from threadkit.tables.cells import Row, one_below_the_other
from threadkit.tables.model import LEAST_ROWS, Lines, Piece, filled

BORDER = "│"

RULE = re.compile(r"[\s─━┌┬┐├┼┤└┴┘│]*[─━][\s─━┌┬┐├┼┤└┴┘│]*").fullmatch


def bordered(page: Lines) -> list[Piece] | None:
    """All lines, those between borders cell by cell; None where few rows have two columns, and several lines."""
    rows: list[Row] = []
    found = 0
    for is_bordered, group in groupby(range(len(page.lines)), key=lambda line: BORDER in page.lines[line]):
        row = [line for line in group if not RULE(page.lines[line])]
        if not row:  # a rule in a cell ends no row
            continue
        cells = _cells(page, row) if is_bordered else [[page.whole(line) for line in row]]
        sizes = [len(cell) for cell in cells if cell]
        found += len(sizes) > 1 and max(sizes) > 1
        rows.append(cells)
    if found < LEAST_ROWS:
        return None
    return one_below_the_other(page, rows)


def _cells(page: Lines, row: list[int]) -> list[list[Piece]]:
    """The lines of each cell of a row of a table, without blank ones above and below."""
    bars = [[place for place, char in enumerate(page.lines[line]) if char == BORDER] for line in row]
    width = min(map(len, bars)) - 1
    cells: list[list[Piece]] = [[] for _ in range(max(1, width))]
    for line, places in zip(row, bars, strict=True):
        for cell, low, high in zip(cells, places, [*places[1:width], places[-1]] if width > 0 else [], strict=False):
            cell.append(page.part(line, low + 1, high))
        if width < 1:
            cells[0].append(page.whole(line))
    return [filled(page, cell) for cell in cells]
