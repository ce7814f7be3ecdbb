"""What recurs near the ends of bodies, and which of it opens or closes them ("Join Date", "Reply")."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Set
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.segment.model import Record

EDGE_ROWS = 14
"""How many rows at either end of a body are searched for furniture."""
CLOSING_ROWS = 8
"""A closing mark keeps within this many rows of the end of most bodies."""
RECURRENT = 0.3
"""A short row at the edge of this share of bodies is furniture."""
MARKER = 0.6
"""A short row in this share of bodies closes a body wherever it stands."""
LEAST_MARKED = 3
"""So many bodies must share a row that the vocabulary does not know, for it to be a mark."""
_Mark = tuple[str, int, int, bool, bool]
"""A short row near an end of a body that stands elsewhere on the page, too: how far from the begin and from the end,
whether it is furniture near the begin, and whether something that is none stands above it there."""


class _Edges(NamedTuple):
    """What recurs near the ends of a body: all of it, in its first rows, in its last ones."""

    marks: tuple[_Mark, ...]
    leading: Set[str]
    trailing: Set[str]


_NO_EDGES = _Edges((), frozenset(), frozenset())


def edges_of(cues: Cues, low: int, high: int) -> _Edges:
    """What recurs near the ends of a body; candidates share bodies, and each asks twice."""
    edges: _Edges | None = cues.edges.get((low, high))
    if edges is None:
        edges = cues.edges[low, high] = _look_at_edges(cues, low, high)
    return edges


def _look_at_edges(cues: Cues, low: int, high: int) -> _Edges:
    recurring, furniture = cues.recurring, cues.furniture
    middle = min(high, low + EDGE_ROWS)
    rest = max(middle, high - EDGE_ROWS)
    leading, later = recurring[low:middle], recurring[rest:high]
    if not any(leading) and not any(later):
        return _NO_EDGES
    content = furniture.find(0, low, middle)  # the first row that is something else
    marks: dict[str, _Mark] = {}
    for begin, rows in ((low, leading), (rest, later)):
        for row, folded in enumerate(rows, begin):
            if folded and folded not in marks:
                label = row < middle and furniture[row] > 0
                marks[folded] = folded, row - low, high - 1 - row, label, label and 0 <= content < row
    trailing = recurring[max(low, high - EDGE_ROWS) : high]
    return _Edges(tuple(marks.values()), set(filter(None, leading)), set(filter(None, trailing)))


def edge_marks(cues: Cues, records: list[Record]) -> tuple[set[str], set[str]]:
    """Short rows that most bodies hold, as (opening, closing) marks.

    Whatever stands before an opening mark ("Join Date" in a profile block) or
    after a closing one ("Reply") is no body.
    """
    if len(records) < 2:
        return set(), set()
    from_start: dict[str, list[int]] = defaultdict(list)
    from_end: dict[str, list[int]] = defaultdict(list)
    below_content: Counter[str] = Counter()
    labels: set[str] = set()
    for record in records:
        for folded, before, behind, label, below in edges_of(cues, record.low, record.high).marks:
            from_start[folded].append(before)
            from_end[folded].append(behind)
            if label:
                labels.add(folded)
                below_content[folded] += below
    opening: set[str] = set()
    closing: set[str] = set()
    known_end = float("inf")
    least = max(2, MARKER * len(records))
    for folded, distances in from_start.items():
        # Two bodies share a row as well where one quotes the other or both answer the same person.
        if len(distances) < (least if folded in labels else max(LEAST_MARKED, least)) or folded == "#":
            continue
        ends = from_end[folded]
        if below_content[folded] > 0.5 * len(distances) and not vocabulary.is_profile(folded):
            closing.add(folded)  # "Reply" under something that is no furniture
            known_end = min(known_end, sum(distances) / len(distances))
            continue
        # Where bodies are longer, an opening mark gets farther from the end and a closing one from the start.
        ranked = sorted(zip(distances, ends, strict=True), key=sum)
        third = max(1, len(ranked) // 3)
        from_start_growth = sum(pair[0] for pair in ranked[-third:]) - sum(pair[0] for pair in ranked[:third])
        from_end_growth = sum(pair[1] for pair in ranked[-third:]) - sum(pair[1] for pair in ranked[:third])
        even = from_start_growth == from_end_growth
        near = max(distances) == 0 or (vocabulary.is_profile(folded) and sum(distances) <= sum(ends))
        if from_end_growth > from_start_growth or (even and near):
            opening.add(folded)
        elif sorted(ends)[len(ends) // 2] <= CLOSING_ROWS:
            closing.add(folded)  # "Click to expand..." in the middle of most bodies closes none
    late = {folded for folded in opening if sum(from_start[folded]) > known_end * len(from_start[folded])}
    opening -= late
    closing |= late
    if opening:
        recurrent = {folded for folded, distances in from_start.items() if len(distances) >= least}
        opening -= _barren(cues, records, opening, recurrent)
    return opening, closing


def _barren(cues: Cues, records: list[Record], marks: set[str], recurrent: set[str]) -> set[str]:
    """Marks below which most bodies that hold them have nothing of their own: those open no body."""
    held: Counter[str] = Counter()
    fertile: Counter[str] = Counter()
    folds, furniture = cues.folds, cues.furniture
    for record in records:
        rows = range(record.low, record.high)
        last = next((row for row in reversed(rows) if folds[row] not in recurrent and not furniture[row]), -1)
        for row in rows[:EDGE_ROWS]:
            if folds[row] in marks:
                held[folds[row]] += 1
                fertile[folds[row]] += row < last
    return {folded for folded in marks if fertile[folded] * 2 < held[folded]}
