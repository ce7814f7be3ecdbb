"""Tables in Markdown, cell by cell: "| Ann | Posted 5 May 2019 |".

Converters print all of a row in one line, with the tables that stood within
it.  What were lines of a cell stand behind each other there, two blanks or the
tag of a break between them, or nothing but the end of an emphasis.

Only where such tables hold most dates of their page are they read so: others
belong to what somebody wrote.
"""

from __future__ import annotations

import re
from itertools import pairwise

from threadkit.dates.finding import find_dates
from threadkit.tables.model import LEAST_ROWS, Lines, Piece, with_blank

BAR = "|"
DELIMITERS = ("-- |", "--|")
"""What the row below the head of such a table holds, the first or the other."""
MOSTLY = 0.5
"""So many of a page's dates stand in tables that hold its posts."""

_HEADED = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*").fullmatch
_CELL = re.compile(r"(?:[^|\\]|\\.)+")
_BLANK = re.compile(r"[\s:-]*").fullmatch
"""What is no cell: nothing in it, or what parts the head of a table from its rows."""
_BREAK = re.compile(r"\s{2,}|\s*<br ?/?>\s*")
_TARGET = r"\]\([^)\s]{0,400}(?: \"[^\"\n]{0,120}\")?\)"
_PICTURES = rf"(?:(?:\[\s*)?!\[[^]\n]{{0,120}}{_TARGET}(?:\s*{_TARGET})?\s*|\[{_TARGET}\s*)*"
_LINK = rf"\[[^]\n]{{1,80}}{_TARGET}"
_STRONG = r"(?:\*\*(?=\S).{1,300}?\*\*|__(?=\S).{1,300}?__|\*(?=\S)[^*\n]{1,80}\*|_(?=\S)[^_\n]{1,80}_)"
_NAME = re.compile(rf"{_PICTURES}(?:{_STRONG}|\[\s*{_STRONG}\s*{_TARGET})(?=\s*[^\W_])")
"""A name in front of other lines of a cell, by its emphasis: "**Ann** Regular"."""
_FIRST = re.compile(rf"{_PICTURES}{_LINK}(?=\s*[^\W_])")
"""The same in the first cell of a row, by its link: "[Ann](/u/ann) Regular"."""


def piped(page: Lines) -> list[Piece] | None:
    """All lines, those of tables in Markdown cell by cell; None where these do not hold most of the dates."""
    if not any(map(_HEADED, page.lines)):
        return None
    rows = {line: _parts(page, line) for line, text in enumerate(page.lines) if _is_row(text)}
    within = sum(bool(find_dates(page.text(piece))) for parts in rows.values() for piece in parts)
    if within < LEAST_ROWS:
        return None
    beside = sum(bool(find_dates(text)) for line, text in enumerate(page.lines) if line not in rows)
    if within < MOSTLY * (within + beside):
        return None
    pieces: list[Piece] = []
    for line in range(len(page.lines)):
        pieces += with_blank(rows[line]) if line in rows else [page.whole(line)]
    return pieces


def _is_row(line: str) -> bool:
    """Whether a line is a row of a table."""
    line = line.strip()
    return len(line) > 1 and line[0] == line[-1] == BAR


def _parts(page: Lines, line: int) -> list[Piece]:
    """The lines of all cells of a row, one after the other."""
    start, text = page.starts[line], page.lines[line]
    parts: list[Piece] = []
    for cell in _CELL.finditer(text):
        low, high = cell.span()
        if _BLANK(text, low, high):
            continue
        begin = high - len(cell[0].lstrip())
        name = _NAME.match(text, begin, high) or (None if parts else _FIRST.match(text, begin, high))
        behind = name.end() if name else begin
        breaks = [(begin, begin), (behind, behind), *(match.span() for match in _BREAK.finditer(text, behind, high))]
        edges = pairwise([*breaks, (high, high)])
        parts += [(start + low, start + high) for (_, low), (high, _) in edges if text[low:high].strip()]
    return parts
