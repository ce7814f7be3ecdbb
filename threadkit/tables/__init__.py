"""Columns of tables that were printed side by side, put one below the other.

Old forums print a post's author in a column beside its text.  Extractors that
draw tables (w3m, inscriptis) print a line of the one and a line of the other
in one row, converters to Markdown print all of a row in one line; here each
cell's lines come together, the left cell's first.  Decided here: where such
columns are, and where a row of the table ends.  What stands in them is
nobody's business here.

``bordered`` reads tables between drawn lines, ``piped`` those of Markdown,
``gridded`` those drawn with "+---+", ``guttered`` columns that only a gutter
parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from threadkit.markup import find_sign
from threadkit.tables.bordered import BORDER, bordered
from threadkit.tables.gridded import CORNERS, gridded
from threadkit.tables.guttered import WIDE, are_wide, guttered
from threadkit.tables.model import Lines, Moved
from threadkit.tables.piped import DELIMITERS, piped

__all__ = ["Moved", "column_by_column"]

_ODD_WIDTH = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u11ff\u20d0-\u20ff\u2e80-\uffef]").search
"""Letters that are wide or stand above others."""


def column_by_column(text: str, lines: Sequence[str], rows: Sequence[str]) -> Moved | None:
    """The text with the columns of its tables one below the other; None if there are none side by side.

    Its ``lines`` are wanted as they are, and what is left of those that are not blank (``rows``).
    """
    pieces = bordered(Lines(lines)) if BORDER in text else None
    if pieces is None and any(find_sign(delimiter, text) >= 0 for delimiter in DELIMITERS):
        pieces = piped(Lines(lines, wide=False))
    if pieces is None and find_sign(CORNERS, text) >= 0:
        pieces = gridded(Lines(lines))
    if pieces is None and WIDE in text and are_wide(rows):
        pieces = guttered(lines, wide=not text.isascii() and _ODD_WIDTH(text) is not None)
    if pieces is None:
        return None
    sizes = [end - start + 1 for start, end in pieces]
    starts = list(accumulate(sizes, initial=0))[:-1]
    return Moved("\n".join([text[start:end] for start, end in pieces]), starts, pieces, len(text))
