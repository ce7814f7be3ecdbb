"""Bylines of posts whose names and dates were dropped: items of a list, wide gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from threadkit.bylines.matching import may_start
from threadkit.bylines.model import Byline
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.lines import Page

LEAST_ITEMS = 5
"""A list of fewer items has the number stated above it by chance."""
ITEMS_SLACK = 0.15
"""By what share the items may differ from the number stated: bodies hold lists, and some posts are hidden."""
ITEMS_REACH = 6
"""So many rows may stand between the number and the first item."""
GAP_REACH = 12
"""A wide gap this many rows above the first name still belongs to the discussion."""
_STATED = re.compile(r"\d{1,5}")


def items_of(cues: Cues, layout: Layout) -> list[Byline]:
    """A nameless head at every list item below a row that opens a discussion and says how many posts follow.

    Extractors that drop names and dates leave the bare items of a list; only the number above them tells such a list
    from any other, or numbers of its own that reach from 1 to what closes the discussion.
    """
    page = cues.page
    for start in reversed(cues.start_rows()):
        match = _STATED.search(page.text[start])
        stated = int(match[0]) if match is not None else 0
        items, closed = _items_below(cues, start, layout)
        if len(items) < LEAST_ITEMS:
            continue
        counted = _counted_items(page, items)
        # Others may be a menu's, below them, or what somebody lists in a post.
        some = (items, [row for row in items if page.number[row] >= 0], counted)
        nearest = min(some, key=lambda rows: abs(len(rows) - stated)) if stated else items
        if stated >= LEAST_ITEMS and abs(len(nearest) - stated) <= ITEMS_SLACK * stated:
            return [Byline(row, row - 1) for row in nearest]
        if closed and len(counted) >= LEAST_ITEMS and (not stated or len(counted) <= stated):
            return [Byline(row, row - 1) for row in nearest]
    return []


def _counted_items(page: Page, items: Sequence[int]) -> list[int]:
    """The items as far left as the first whose numbers count up from 1, hardly any left out; none if they do not."""
    outer = [row for row in items if page.number[row] >= 0 and page.indent[row] == page.indent[items[0]]]
    numbers = [page.number[row] for row in outer]
    rising = numbers[:1] == [1] and all(one < next_one for one, next_one in pairwise(numbers))
    return outer if rising and numbers[-1] - len(numbers) <= max(1, ITEMS_SLACK * len(numbers)) else []


def _items_below(cues: Cues, start: int, layout: Layout) -> tuple[list[int], bool]:
    """The rows below ``start`` that open a list item, as far as the list reaches; whether the discussion ends there."""
    page = cues.page
    items: list[int] = []
    for row in range(start + 1, len(page)):
        if items and cues.is_stop(row):
            return items, True  # above the items it is a button: "Add a comment"
        left = page.indent[items[0]] if items else 0
        if may_start(page, row, layout.marker) and page.indent[row] >= left:
            items.append(row)
        elif (page.indent[row] < left and page.gap[row]) or (not items and row > start + ITEMS_REACH):
            break
    return items, False


def with_gaps(page: Page, bylines: list[Byline], gap: int) -> list[Byline]:
    """Add a nameless head wherever that many blank lines stand before a row without one."""
    if not bylines:
        return bylines
    known = {byline.first for byline in bylines}
    wide = [row for row in range(1, len(page)) if page.gap[row] >= gap]
    first = min(known)
    for row in reversed(wide):
        if row < first and first - row <= GAP_REACH:
            first = row  # posts whose names were dropped may stand above the first name that was kept
    extra = [
        Byline(row, row - 1, template=99)
        for row in wide
        if row >= first and row not in known and (row - 1) not in known
    ]
    return sorted([*bylines, *extra], key=lambda byline: (byline.first, byline.begin))
