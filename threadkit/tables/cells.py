"""Rows of tables whose cells are known: who wrote beside what was written, one below the other.

Decided here: which lines of a left cell only say something about whoever wrote
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

from threadkit.dates.finding import find_dates
from threadkit.tables.model import Lines, Piece, with_blank

NEAR = 5
"""So many lines below where a row of a table begins there is a date, if there are such in the right column."""

LABELLED = re.compile(r"\w[^:：]{1,24}[:：]").match

Row = list[list[Piece]]
"""The lines of each cell of a row."""


def one_below_the_other(page: Lines, rows: Iterable[Row]) -> list[Piece]:
    """The cells of rows of tables, each row with a blank line behind it; rows of one cell are lines as they were."""
    pieces: list[Piece] = []
    for cells in _without_profiles(page, rows):
        lines = [*chain.from_iterable(cells)]
        pieces += with_blank(lines) if len(cells) > 1 else lines
    return pieces


def _without_profiles(page: Lines, rows: Iterable[Row]) -> list[Row]:
    """The rows; beside a text the left cell only says who wrote it, if there is a date in that or the left one itself
    says when, on other lines, or in a row of its own below.  Its other lines say about whom."""
    found: list[Row] = []
    for cells in rows:
        if len(cells) != 2 or not cells[0]:
            found.append(cells)
            continue
        left, right = cells
        days = [left[line] for line in next(iter(days_of_writing(dict(enumerate(map(page.text, left))))), ())]
        above = found[-1] if found else []
        if any(find_dates(page.text(piece)) for piece in right[:NEAR]):
            found.append([left[:1], right])
        elif days and days[0] != left[0]:
            found.append([[left[0], *days], right])
        elif days == left and len(above) == 2 and above[0] and not days_of_writing({0: page.text(above[0][0])}):
            found[-1] = [[above[0][0], *days], with_blank(above[1]) + right]
        else:
            found.append(cells)
    return found


def days_of_writing(left: Mapping[int, str]) -> list[tuple[int, ...]]:
    """The lines on whose left there is a day with the time of day and no label, in one line or in two."""
    found: list[tuple[int, ...]] = []
    day = -1
    for line, text in left.items():
        dates = find_dates(text)
        if dates and "hour" in dates[0].fields:
            if not dates[0].clock_only and not LABELLED(text[: dates[0].start].strip()):
                found.append((line,))
            elif day == line - 1:
                found.append((day, line))
        day = line if dates and not LABELLED(text) else -1
    return found
