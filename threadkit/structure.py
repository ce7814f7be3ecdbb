"""Printed structure to parents: indentation, list nesting, numbering, explicit fields.

Decides depth and parents only from what the page prints as structure.  Where
a page prints none, parents stay None and the result says so; guessing from
the words of the posts belongs to ``threadkit.links``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from threadkit.lines import Page
from threadkit.names import name_key
from threadkit.segment import Record

_TREE_NUMBER = re.compile(r"^\d+(?:\.\d+)+$")
LONE_FIRST = 8
"""From this many posts on, a first post alone at its level is an accident of the page's nesting."""
FAULTS = 0.1
"""Contradictions to a tree that are overlooked, as a share of the posts."""
LEAST_STEP = 2
"""Two levels one column apart are jitter, not nesting."""
LEAST_DEEP = 4
"""From this many levels on, columns by chance betray themselves on the way back to the left."""
RARE_LEVEL = 0.02
"""A level with a smaller share of the posts is none."""
STRAY = 0.05
"""Share of posts that may return to a column that is not open; among four columns by chance every tenth does."""
SPARSE = 0.2
"""Where a smaller share of the posts than this stands deeper, list marks of theirs are the list's, not the thread's."""
LEAST_REPAIRED = 4
"""Fewer posts give no ground to call the first one's column an accident."""
BODY_ROWS = 40
"""So many rows of a body tell where it stands."""
CAP_DEPTH = 2
"""A depth cap is looked for from this printed depth on: shallower ones are common by chance."""


@dataclass(slots=True)
class Structure:
    """Parents by index (None: top), depths, what they rest on, and what was odd."""

    parents: list[int | None]
    depths: list[int]
    basis: str = "none"
    explicit: set[int] = field(default_factory=set)
    cap: int | None = None
    skipped: list[int] = field(default_factory=list)


def printed_structure(page: Page, records: list[Record], *, capped: bool = True) -> Structure:
    """The reply structure that the page itself prints, from the strongest sign it gives.

    ``capped`` says whether posts may pile up at a deepest level because the
    site nests no further; questions, answers and comments do so by their kind.
    """
    total = len(records)
    levels, basis = _levels(page, records)
    result = Structure([None] * total, [0] * total) if levels is None else _from_levels(levels, basis)
    _apply_explicit(records, result)
    result.cap = _depth_cap(result) if capped and result.basis != "none" else None
    return result


def _levels(page: Page, records: list[Record]) -> tuple[list[int] | None, str]:
    stated = [record.get("depth") for record in records]
    if any(value is not None for value in stated):
        values = [value if isinstance(value, int) else None for value in stated]
        least = min(value for value in values if value is not None)
        filled: list[int] = []
        for value in values:
            filled.append(value - least if value is not None else (filled[-1] if filled else 0))
        return filled, "stated level"
    numbers = [record.get("number") for record in records]
    if sum(1 for value in numbers if isinstance(value, str) and _TREE_NUMBER.match(value)) >= 1:
        return [value.strip("#.").count(".") if isinstance(value, str) else 0 for value in numbers], "tree number"
    levels = _indented_levels(page, records)
    if levels is not None:
        return levels, "indentation"
    levels = _restarted_numbering(page, records)
    if levels is not None:
        return levels, "restarted numbering"
    levels = _bullet_shapes(page, records)
    if levels is not None:
        return levels, "bullet shapes"
    return None, "none"


def _indented_levels(page: Page, records: list[Record]) -> list[int] | None:
    """Depth by indentation, read off the first kind of rows that does not contradict a tree.

    Which rows keep their indentation differs: one extractor indents marker
    lines only, another moves bylines with an avatar further right than those
    without one, and on a talk page a section's heading stands left of the
    first post below it.
    """
    deep: list[tuple[int, list[int]]] = []
    for columns in _columns(page, records):
        levels = _cluster(columns)
        if levels is None:
            return None
        if max(columns) - min(columns) < LEAST_STEP and max(levels) < 2:
            return None
        repaired, faults = _repaired(levels)
        if faults <= max(1, FAULTS * len(levels)):
            return repaired if any(repaired) and not _is_list_among_paragraphs(page, records, repaired) else None
        if _common_levels(levels) >= LEAST_DEEP:
            deep.append((_stray_returns(columns), levels))
    best = min(deep, default=(len(records), []))
    return best[1] if best[0] <= STRAY * len(records) else None


def _common_levels(levels: list[int]) -> int:
    """How many levels hold more than a stray post."""
    return sum(1 for count in Counter(levels).values() if count >= max(2, RARE_LEVEL * len(levels)))


def _stray_returns(columns: list[int]) -> int:
    """How often a post further left than the one above stands in no column that is still open.

    Where posts were missed, levels seem to be skipped on the way down; on the
    way back a nested page returns to columns that it came through all the same.
    """
    stray = 0
    opened: list[int] = []
    for column in columns:
        returning = bool(opened) and column < opened[-1] - 1
        while opened and column < opened[-1] - 1:
            opened.pop()
        if not opened or column > opened[-1] + 1:
            stray += returning
            opened.append(column)
    return stray


def _is_list_among_paragraphs(page: Page, records: list[Record], levels: list[int]) -> bool:
    """Whether the few deeper posts are list items on a page whose other posts carry no marks (votes on a talk page)."""
    rows = [min(record.first_row, len(page) - 1) for record in records]
    marked = [bool(page.bullet[row]) or page.number[row] >= 0 for row in rows]
    deeper = [mark for mark, level in zip(marked, levels, strict=True) if level]
    top = [mark for mark, level in zip(marked, levels, strict=True) if not level]
    return len(deeper) < SPARSE * len(levels) and any(deeper) and sum(top) <= FAULTS * len(top)


def _columns(page: Page, records: list[Record]) -> Iterator[list[int]]:
    """The columns of the records, each time of other rows: first rows, the byline's last rows, bodies."""
    last = len(page) - 1
    first_rows = [record.head.first if record.head is not None else _anchor_row(record) for record in records]
    first_rows = [min(row, last) for row in first_rows]
    first = _marker_columns(page, first_rows)
    yield first
    byline_rows = [
        record.head.last if record.head is not None else record.foot.first if record.foot is not None else row
        for record, row in zip(records, first_rows, strict=True)
    ]
    yield [page.indent[min(row, last)] for row in byline_rows]
    yield _body_columns(page, records, first)


def _body_columns(page: Page, records: list[Record], otherwise: list[int]) -> list[int]:
    """How far left the rows of each body reach; an empty body stands as its byline does to the others."""
    shifts: Counter[int] = Counter()
    columns: list[int | None] = []
    for record, column in zip(records, otherwise, strict=True):
        if record.low >= record.high:
            columns.append(None)
            continue
        left = min(page.indent[row] for row in range(record.low, min(record.high, record.low + BODY_ROWS)))
        columns.append(left)
        shifts[left - column] += 1
    shift = shifts.most_common(1)[0][0] if shifts else 0
    return [base + shift if column is None else column for column, base in zip(columns, otherwise, strict=True)]


def _marker_columns(page: Page, rows: list[int]) -> list[int]:
    """The columns of rows: of their marks, or of their numbers' last digits in right-aligned lists."""
    left = [page.indent[row] for row in rows]
    if all(page.number[row] < 0 for row in rows):
        return left
    right = [page.indent[row] + (len(str(page.number[row])) if page.number[row] >= 0 else 1) for row in rows]
    return left if len(set(left)) <= len(set(right)) else right


def _anchor_row(record: Record) -> int:
    if record.low < record.high:
        return record.low
    return record.foot.first if record.foot is not None else record.low


def _cluster(columns: list[int]) -> list[int] | None:
    """Columns to levels 0, 1, 2...; None where all stand in one column."""
    distinct = sorted(set(columns))
    if len(distinct) < 2:
        return None
    level_of: dict[int, int] = {}
    level = 0
    anchor = distinct[0]
    steps = [b - a for a, b in pairwise(distinct)]
    # One column off is jitter of the extractor where real steps are wider.
    jitter = 1 if max(steps) >= 2 else 0
    for column in distinct:
        if column - anchor > jitter:
            level += 1
            anchor = column
        level_of[column] = level
    if level == 0:
        return None
    return [level_of[column] for column in columns]


def _repaired(levels: list[int]) -> tuple[list[int], int]:
    """Levels as reply depth, and how much had to be overlooked for it.

    A tree opens at its top and goes down step by step.  What stands further
    left than the first post is no part of the tree (a sidebar's "recent
    comments", a line of a body taken for a byline), unless it is the first
    post that stands further right than most by accident.
    """
    total = len(levels)
    end = total
    while end > 2 and levels[end - 1] < levels[0]:
        end -= 1
    left = sum(1 for level in levels[:end] if level < levels[0])
    if end < total / 2 or left > max(1, FAULTS * total):
        end, left = total, 1
        top = min(levels)
        if total < LEAST_REPAIRED or levels[1] != top:
            return levels, total
        levels = [top, *levels[1:]]
    top = levels[0]
    faults = left + (end < total)
    kept = [max(level - top, 0) for level in levels]
    rest = kept[1:end]
    if end >= 4 and 0 not in rest and len(set(rest)) == 1:
        return [0] * total, faults
    faults += sum(1 for a, b in pairwise(kept) if b > a + 1)
    return _without_lone_first(kept), faults


def _plausible(levels: list[int]) -> bool:
    """Whether levels can be reply depth."""
    repaired, faults = _repaired(levels)
    return faults <= max(1, FAULTS * len(levels)) and repaired == levels


def _without_lone_first(levels: list[int]) -> list[int]:
    """Levels in which a first post that stands alone further left counts with the next ones.

    The byline of a page's first post often stands outside the list that holds
    the others; that everybody answers the first post directly is much rarer.
    """
    rest = levels[1:]
    if len(levels) >= LONE_FIRST and min(rest) == levels[0] + 1 and rest.count(min(rest)) >= LONE_FIRST // 2 + 1:
        return [levels[0], *(level - 1 for level in rest)]
    return levels


def _restarted_numbering(page: Page, records: list[Record]) -> list[int] | None:
    """List numbers that restart at 1 inside each child list."""
    numbers = []
    for record in records:
        row = record.head.first if record.head is not None else _anchor_row(record)
        numbers.append(page.number[min(row, len(page) - 1)])
    if numbers[:1] != [1] or min(numbers) < 1 or numbers.count(1) < 2:
        return None
    stack = [1]
    levels = [0]
    for number in numbers[1:]:
        depth = next((d for d in range(len(stack) - 1, -1, -1) if stack[d] + 1 == number), None)
        if number == 1 and depth is None:
            stack.append(1)
        elif depth is None:
            return None
        else:
            del stack[depth + 1 :]
            stack[depth] = number
        levels.append(len(stack) - 1)
    return levels


def _bullet_shapes(page: Page, records: list[Record]) -> list[int] | None:
    """Bullets whose shape tells the list level, where indentation is lost."""
    shapes = []
    for record in records:
        row = record.head.first if record.head is not None else _anchor_row(record)
        shapes.append(page.bullet[min(row, len(page) - 1)])
    known = "".join(dict.fromkeys(shapes))
    if "" in shapes or len(known) < 2 or known not in ("*+#", "*+", "•□☆", "•□", "•◦▪", "•◦", "*+-", "•○■", "•○"):
        return None
    levels = [known.index(shape) for shape in shapes]
    return levels if _plausible(levels) else None


def _from_levels(levels: list[int], basis: str) -> Structure:
    parents: list[int | None] = []
    depths: list[int] = []
    skipped: list[int] = []
    stack: list[tuple[int, int]] = []  # (level, index)
    for index, level in enumerate(levels):
        while stack and stack[-1][0] >= level:
            stack.pop()
        if stack:
            parent = stack[-1][1]
            parents.append(parent)
            depths.append(depths[parent] + 1)
            if level > stack[-1][0] + 1:
                skipped.append(index)
        else:
            parents.append(None)
            depths.append(0)
        stack.append((level, index))
    return Structure(parents, depths, basis, skipped=skipped)


def _apply_explicit(records: list[Record], result: Structure) -> None:
    """Fields that name the parent outright: tree numbers, "in reply to #3", "in reply to Ann"."""
    by_number: dict[str, int] = {}
    latest: dict[str, int] = {}
    changed = False
    for index, record in enumerate(records):
        number = record.get("number")
        number = number.strip("#.") if isinstance(number, str) else None
        parent: int | None = None
        target = record.get("reply_to_number")
        if isinstance(target, str) and target.strip("#.") in by_number:
            parent = by_number[target.strip("#.")]
        elif number and _TREE_NUMBER.match(number):
            parent = by_number.get(number.rpartition(".")[0])
        elif result.basis == "none":
            name = record.get("reply_to")
            if isinstance(name, str):
                parent = latest.get(name_key(name))
        if parent is not None and parent != result.parents[index]:
            result.parents[index] = parent
            changed = True
        if parent is not None:
            result.explicit.add(index)
        if number:
            by_number.setdefault(number, index)
        author = record.author
        if author:
            latest[name_key(author)] = index
    if changed:
        for index, parent in enumerate(result.parents):
            result.depths[index] = 0 if parent is None else result.depths[parent] + 1
        if result.basis == "none":
            result.basis = "explicit replies"


def _depth_cap(result: Structure) -> int | None:
    """The depth at which the site seems to stop nesting, or None.

    A capped site piles up answers at its deepest level: more posts stand
    there than one level above, and several follow one another as siblings.
    """
    deepest = max(result.depths, default=0)
    if deepest < CAP_DEPTH:
        return None
    counts = Counter(result.depths)
    runs = sum(1 for a, b in zip(result.depths, result.depths[1:], strict=False) if a == b == deepest)
    if counts[deepest] >= counts[deepest - 1] and runs >= 2 and runs >= 0.3 * counts[deepest]:
        return deepest
    return None
