"""Where a block between two bodies is cut into the foot of one post and the head of the next.

A block of n columns can be cut in n + 1 places; cut before its first column it
is all head, behind its last all foot.  The dangerous error is a foot taken for
a head, which gives every post its neighbour's author; so all signs are summed
over all cuts, and close calls are left to the judging of whole segmentations.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from threadkit import vocabulary
from threadkit.induction.blocks import Block
from threadkit.induction.cells import PROSE, SHORT_TEXT, Cells
from threadkit.induction.columns import ALIKE_SHARE, Column

MOST_CUTS = 4
WITHIN = 2.5
"""Cuts whose evidence is this far behind the best one's are not followed up."""
HEARD_WITHIN = 6.0
EDGE_WEIGHT = {"literal": 1.5, "date": 1.0, "number": 0.5}
"""What it tells that a column of this role is there, or missing, at the first or last post."""
GAP_WEIGHT = 1.2
MARK_WEIGHT = 1.0
FURNITURE_WEIGHT = 0.6
FURNITURE_BELOW = 0.2
SAYS_WEIGHT = 0.8
TITLE_WEIGHT = 1.5
"""Titles stand above what they are titles of."""
HEAD_FIRST = 0.3
"""Bylines stand above bodies more often than below."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Columns before ``at`` close a post, the others open the next."""

    at: int
    evidence: float


def cuts(block: Block) -> list[Cut]:
    """The likelier cuts of a block, best first."""
    total = len(block.columns) + 1
    evidence = [0.0] * total
    for add in (_edges, _gaps_and_marks, _words, _outside):
        for at, value in enumerate(add(block)):
            evidence[at] += value
    evidence[0] += HEAD_FIRST
    ranked = sorted((Cut(at, round(value, 4)) for at, value in enumerate(evidence)), key=lambda cut: -cut.evidence)
    best = ranked[0].evidence
    kept = [cut for cut in ranked if cut.evidence >= best - WITHIN][:MOST_CUTS]
    for end in (0, total - 1):
        other = next(cut for cut in ranked if cut.at == end)
        if other not in kept and other.evidence >= best - HEARD_WITHIN:
            kept.append(other)  # all head and all foot are heard longer
    return kept


def _tilt(steps: list[float], index: int, value: float) -> None:
    """Evidence that a column is in the head (above 0) or in the foot (below): what changes from one cut to the next."""
    steps[0] += 0.5 * value
    steps[index + 1] -= value


def _edges(block: Block) -> list[float]:
    """The first post has no foot of another above it, the last one no head of another below.

    So a column left of the anchor that is missing at the first place is parted
    from the anchor by the cut, and so is one right of it that is missing at the last.
    """
    steps = [0.0] * (len(block.columns) + 1)
    centre = block.centre
    for index, column in enumerate(block.columns):
        weight = EDGE_WEIGHT.get(column.role, 0.0)
        if not weight or index == centre or column.presence < ALIKE_SHARE:
            continue
        if column.role == "literal":
            if column.literal_share < ALIKE_SHARE:
                continue
            weight *= column.literal_share
        low, high = (index, centre) if index < centre else (centre, index)
        if _there(block.cells, column, column.at[0 if index < centre else -1]):
            weight = -weight
        steps[0] -= 0.5 * weight
        steps[low + 1] += weight  # the cuts that part the column from the anchor
        if high + 1 < len(steps):
            steps[high + 1] -= weight
    return list(accumulate(steps))


def _there(cells: Cells, column: Column, cell: int) -> bool:
    if cell < 0:
        return False
    if column.role == "literal":
        return cells.key[cell] == column.literal
    return (cells.kind[cell] in "DT") == (column.role == "date")


def _gaps_and_marks(block: Block) -> list[float]:
    """Posts are set apart by more white space than their parts are, and list marks open them."""
    cells = block.cells
    page = cells.cues.page
    gaps: list[float] = []
    marks: list[float] = []
    columns = block.columns
    row_of, opens = cells.row, cells.opens
    rows_of = [[row_of[cell] for cell in column.at[1:] if cell >= 0 and opens[cell]] for column in columns]
    last = map(max, *(column.at[:-1] for column in columns[-2:])) if len(columns) > 1 else columns[-1].at[:-1]
    rows_of.append([row_of[cell] + 1 for cell in last if cell >= 0 and row_of[cell] + 1 < len(page)])
    most = max(1, len(columns[0].at) - 1)
    gap, bullet, number = page.gap, page.bullet, page.number
    for rows in rows_of:
        gaps.append(sum(map(gap.__getitem__, rows)) / most)
        marks.append(sum([1 for row in rows if bullet[row] or number[row] >= 0]) / most)
    tallest, marked = max(gaps), max(marks)
    return [
        (GAP_WEIGHT * gap / tallest if tallest else 0.0) + (MARK_WEIGHT * mark if mark == marked else 0.0)
        for gap, mark in zip(gaps, marks, strict=True)
    ]


def _words(block: Block) -> list[float]:
    """``Reply`` closes a post, ``Re: Bread`` opens one; ``says`` is followed by what is said."""
    steps = [0.0] * (len(block.columns) + 1)
    for index, column in enumerate(block.columns):
        value = 0.0
        if column.role == "literal" and vocabulary.is_furniture(column.literal):
            # Right of the anchor it may as well be part of a head: "Ann, View Profile".
            value = -FURNITURE_WEIGHT if index < block.centre else -FURNITURE_BELOW
        elif column.role in ("name", "short") and block.is_spoken(index):
            value = SAYS_WEIGHT
        if index + 1 < len(block.columns) and column.joined <= 1 - ALIKE_SHARE and block.answers(index):
            value += TITLE_WEIGHT
        if value:
            _tilt(steps, index, value)
    return list(accumulate(steps))


def _outside(block: Block) -> list[float]:
    """Below the last block stands a body if the anchor is in the head, above the first one if it is in the foot."""
    cells = block.cells
    first = min(column.at[0] for column in block.columns if column.at[0] >= 0)
    last = max(column.at[-1] for column in block.columns)
    value = _bodily(cells, last + 1) - _bodily(cells, first - 1)
    steps = [0.0] * (len(block.columns) + 1)
    _tilt(steps, block.centre, 1.6 * value)
    return list(accumulate(steps))


def _bodily(cells: Cells, place: int) -> float:
    """How much a cell at the edge of the discussion looks like part of a body, from -1 to 1."""
    if place < 0 or place >= len(cells):
        return -1.0
    key = cells.key[place]
    if key and (vocabulary.is_start(key) or vocabulary.is_stop(key)):
        return -1.0
    if key and (vocabulary.is_furniture(key) or vocabulary.is_role(key)):
        return -0.6
    if cells.kind[place] == PROSE or len(cells.text[place]) > 60:
        return 0.8
    return 0.2 if cells.kind[place] == SHORT_TEXT else -0.2
