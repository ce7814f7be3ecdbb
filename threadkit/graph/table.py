"""Rows of a summary as a table for the terminal.

Decides columns, widths and how values are shortened; what a value means is
said in ``summary.py``.  No colour, and no control character of a page gets
through to the terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from threadkit.graph.terminal import columns_of, fit, plain

COLUMNS = {
    "thread": [
        "posts",
        "authors",
        "tops",
        "depth",
        "width",
        "h_index",
        "structural_virality",
        "reciprocity",
        "response_median_seconds",
        "lifetime_seconds",
        "first",
    ],
    "author": [
        "posts",
        "threads",
        "replies_sent",
        "replies_received",
        "answered",
        "answered_by",
        "opened",
        "closed",
        "reentries",
    ],
    "a": ["b", "a_to_b", "b_to_a", "exchanges", "longest_exchange", "threads", "median_seconds"],
}
"""Columns shown for each kind of row, by the row's first column; the rest is in the data."""

HEADINGS = {
    "structural_virality": "virality",
    "h_index": "h",
    "response_median_seconds": "response",
    "lifetime_seconds": "lifetime",
    "median_seconds": "response",
    "replies_sent": "sent",
    "replies_received": "received",
    "longest_exchange": "longest",
    "a_to_b": "a→b",
    "b_to_a": "b→a",
}
LONGEST_CELL = 40
SHORTEST_CELL = 16
_GAP = "  "


def render_table(
    rows: Iterable[Mapping[str, Any]], *, width: int | None = None, columns: Sequence[str] | None = None
) -> str:
    """Rows as an aligned plain-text table, ending in a line break; "" for no rows.

    One row alone is printed as a list of all its values.  Of several, the
    columns in :data:`COLUMNS` are shown (all of an unknown kind of row) or
    those asked for; with ``width`` the text columns shrink, and then columns
    on the right go, until the table fits.  Seconds become "3m", "2h", "5d".
    """
    data = list(rows)
    if not data:
        return ""
    kind = next(iter(data[0]))
    if len(data) == 1 and columns is None:
        return _list(data[0])
    names = [name for name in (columns or [kind, *COLUMNS.get(kind, list(data[0])[1:])]) if name in data[0]]
    cells = [[_shown(name, row.get(name)) for name in names] for row in data]
    texts = [any(isinstance(row.get(name), str) for row in data) for name in names]
    return _grid([HEADINGS.get(name, name) for name in names], cells, texts, width)


def _list(row: Mapping[str, Any]) -> str:
    longest = max(len(name) for name in row)
    return "".join(f"{name.ljust(longest)}{_GAP}{_shown(name, value)}\n" for name, value in row.items())


def _grid(heads: list[str], cells: list[list[str]], texts: list[bool], width: int | None) -> str:
    sizes = [max(columns_of(text) for text in column) for column in zip(heads, *cells, strict=True)]
    sizes = [min(size, LONGEST_CELL) if text else size for size, text in zip(sizes, texts, strict=True)]
    while width is not None and _total(sizes) > width:
        shrinkable = [place for place, text in enumerate(texts[: len(sizes)]) if text and sizes[place] > SHORTEST_CELL]
        if shrinkable:
            sizes[max(shrinkable, key=lambda place: sizes[place])] -= 1
        elif len(sizes) > 1:
            sizes.pop()
        else:
            break
    lines = []
    for line in (heads, *cells):
        parts = [fit(cell, size, left=text) for cell, size, text in zip(line, sizes, texts, strict=False)]
        lines.append(_GAP.join(parts).rstrip() + "\n")
    return "".join(lines)


def _total(sizes: Sequence[int]) -> int:
    return sum(sizes) + len(_GAP) * (len(sizes) - 1)


def duration(seconds: float) -> str:
    """Seconds as the largest fitting unit, about two digits: "40s", "3m", "2.5h", "12d", "1.4y"."""
    for unit, length, limit in (("s", 1, 60), ("m", 60, 3600), ("h", 3600, 86400), ("d", 86400, 365 * 86400)):
        if abs(seconds) < limit:
            return f"{_short(seconds / length)}{unit}"
    return f"{_short(seconds / (365.25 * 86400))}y"


def _short(number: float) -> str:
    return f"{number:.0f}" if abs(number) >= 10 or number == int(number) else f"{number:.1f}"


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, int | float):
        if name.endswith("_seconds"):
            return duration(value)
        return str(value) if isinstance(value, int) else f"{value:.2f}"
    return plain(str(value))
