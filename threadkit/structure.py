"""Printed structure to parents: indentation, list nesting, numbering, explicit fields.

Decides depth and parents only from what the page prints as structure.  Where
a page prints none, parents stay None and the result says so; guessing from
the words of the posts belongs to ``threadkit.links``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice, pairwise
from typing import TypeVar

from threadkit import vocabulary
from threadkit.lines import Page
from threadkit.names import name_key
from threadkit.segment import Record, printed_fields

_Value = TypeVar("_Value")

_TREE_NUMBER = re.compile(r"^\d+(?:\.\d+)+$")
_BRANCH = re.compile(r"\d\.\d")
# "#1.2", "3." beside a name; no date, time, version of something or sum.
_NUMBER_IN_ROW = re.compile(r"(?<![\w.,:/-])#?(\d{1,4}(?:\.\d{1,4}){0,8})\.?(?![\w:/%-]|[.,]\d)")
LEAST_BRANCHES = 2
"""So many numbers with a dot make a tree; one may be anything."""
LEAST_ANSWERING = 2
ANSWERING = 0.25
"""So many posts must have a row "in reply to Ann" for it to be the site's: else others than these answer nobody."""
LEAST_MOVED = 3
"""So many posts on either side of one step to the right are no post with its replies."""
LONE_FIRST = 8
"""From this many posts on, a first post alone at its level is an accident of the page's nesting."""
MOST_ALONE = 2
"""So many first posts may stand alone; that a page opens so and goes on below them did not occur in 300 threads."""
FAULTS = 0.1
"""Contradictions to a tree that are overlooked, as a share of the posts."""
LEAST_STEP = 2
"""Two levels one column apart are jitter, not nesting."""
LEAST_DEEP = 4
"""From this many levels on, columns by chance betray themselves on the way back to the left."""
RARE_LEVEL = 0.02
"""A level with a smaller share of the posts is none."""
LEAST_SHARE = 0.01
"""Where fewer of the posts stand deeper, their columns are accidents, and the others' say nothing."""
STRAY = 0.05
"""Share of posts that may return to a column that is not open; among four columns by chance every tenth does."""
SPARSE = 0.2
"""Where a smaller share of the posts than this stands deeper, list marks of theirs are the list's, not the thread's."""
LEAST_REPAIRED = 4
"""Fewer posts give no ground to call the first one's column an accident."""
AGREEING = 0.9
"""Two kinds of rows bear each other out if they give so many posts the same parent."""
LINKED = 0.5
"""So many bylines must carry such links: a first and last post alone has none."""
BODY_ROWS = 40
"""So many rows of a body tell where it stands."""
CAP_DEPTH = 2
"""A depth cap is looked for from this printed depth on: shallower ones are common by chance."""
LEAST_PILES = 2
"""One post with several answers at the deepest level is no cap."""
PILED = 0.5
"""Share of the posts one level above the cap that have several answers, of those that have any."""


@dataclass(slots=True)
class Structure:
    """Parents by index (None: top), depths, what they rest on, and what was odd."""

    parents: list[int | None]
    depths: list[int]
    basis: str = "none"
    explicit: set[int] = field(default_factory=set)
    cap: int | None = None
    openers: set[int] = field(default_factory=set)
    """Posts below the heading of a section: they answer nobody, and nothing below them answers what stands above."""
    skipped: list[int] = field(default_factory=list)


def printed_structure(page: Page, records: list[Record], *, capped: bool = True, indented: bool = True) -> Structure:
    """The reply structure that the page itself prints, from the strongest sign it gives.

    ``capped`` says whether posts may pile up at a deepest level because the
    site nests no further; questions, answers and comments do so by their kind.
    ``indented`` is false for platforms that indent no replies, where tables
    and unclosed tags move posts about.
    """
    total = len(records)
    numbers = _numbers(page, records)
    levels, basis = _levels(page, records, numbers, indented)
    openers = {index for index, record in enumerate(records) if record.opens}
    result = Structure([None] * total, [0] * total) if levels is None else _from_levels(levels, basis, openers)
    if openers and not any(result.depths):
        result.basis = "none"  # the only posts further in open sections
    result.openers = openers
    _apply_explicit(page, records, numbers, result)
    result.cap = _depth_cap(result) if capped and result.basis != "none" else None
    return result


def _levels(
    page: Page, records: list[Record], numbers: list[str | None], indented: bool
) -> tuple[list[int] | None, str]:
    values: list[int | None] = printed_fields(records, "depth")
    if any(value is not None for value in values):
        least = min(value for value in values if value is not None)
        filled: list[int] = []
        for value in values:
            filled.append(value - least if value is not None else (filled[-1] if filled else 0))
        return filled, "stated level"
    if any(map(_TREE_NUMBER.match, filter(None, numbers))):
        return [number.count(".") if number is not None else 0 for number in numbers], "tree number"
    levels = _neighbour_levels(page, records)
    if levels is not None:
        return levels, "links to neighbours"
    levels = _indented_levels(page, records) if indented else None
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
    """Depth by indentation, read off the rows that the others bear out.

    Which rows keep their indentation differs: one extractor indents marker
    lines only, another moves bylines with an avatar or a badge further right
    than those without, one prints names flush left below a bullet of their
    own, and on a talk page a section's heading stands left of the first post
    below it.
    """
    if records and len(set(page.indent[records[0].first_row : records[-1].last_row + 1])) == 1:
        return None  # all rows begin in one column
    rows = [_marked_row(page, record) for record in records]
    kinds = list(_byline_columns(page, records, rows))
    readings = [_reading(columns) for columns in kinds]
    if readings[0].levels is not None and not any(reading.tells for reading in readings):
        return None  # bodies hold lists and quotations: they are not believed alone
    bodies = [_body_column(page, record, row) for record, row in zip(records, rows, strict=True)]
    if any(body is not None for body in bodies):
        kinds.append(_filled(bodies, kinds[0]))
        readings.append(_reading(kinds[-1]))
    levels = _borne_out(readings)
    if levels is None and readings[0].levels is None:
        levels = _deep(kinds)
    if levels is None or sum(map(bool, levels)) < LEAST_SHARE * len(levels):
        return None
    return None if _is_list_among_paragraphs(page, records, levels) else levels


@dataclass(slots=True)
class _Reading:
    """What one kind of rows says about depth: no levels where it contradicts a tree, all 0 where it says nothing."""

    levels: list[int] | None
    faults: int = 0

    @property
    def tells(self) -> bool:
        return self.levels is not None and any(self.levels)


def _reading(columns: list[int]) -> _Reading:
    levels = _cluster(columns)
    if levels is None or (max(columns) - min(columns) < LEAST_STEP and max(levels) < 2):
        return _Reading([0] * len(columns))
    repaired, faults = _repaired(levels)
    return _Reading(repaired if faults <= max(1, FAULTS * len(levels)) else None, faults)


def _borne_out(readings: list[_Reading]) -> list[int] | None:
    """The levels by first rows, last rows of bylines or bodies that agree best with the other kinds.

    Bodies hold lists and quotations, so where bylines stand in one column, or
    the last row of each does, no other kind is believed alone.
    """
    telling = [reading for reading in readings if reading.tells]
    flat = next((place for place, reading in enumerate(readings) if reading.levels is not None), len(readings))
    if not telling:
        return None
    parents = [_from_levels(reading.levels or [], "").parents for reading in telling]
    support = [sum(_agreement(own, other) for other in parents) - 1 for own in parents]
    if not readings[flat].tells and (len(telling) < 2 or max(support) < AGREEING):
        return None
    best = max(range(len(telling)), key=lambda place: (support[place], -telling[place].faults, -place))
    return telling[best].levels


def _agreement(one: list[int | None], other: list[int | None]) -> float:
    """Share of the posts to which two readings give the same parent."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def _deep(kinds: list[list[int]]) -> list[int] | None:
    """Many levels, some of them skipped: believed where ways back lead to columns that are open."""
    found: list[tuple[int, list[int]]] = []
    for columns in kinds:
        columns = _without_stray_left(columns)
        levels = _cluster(columns)
        if levels is not None and _common_levels(levels) >= LEAST_DEEP:
            found.append((_stray_returns(columns), levels))
    stray, levels = min(found, default=(0, None))
    return levels if stray <= STRAY * len(kinds[0]) else None


def _without_stray_left(columns: list[int]) -> list[int]:
    """Columns in which single posts left of all others stand with the leftmost of these.

    A heading taken for the first line of a post would have everything below
    it answer that post.
    """
    left = min(columns)
    while columns.count(left) <= RARE_LEVEL * len(columns):
        right = min(column for column in columns if column > left)
        columns = [max(column, right) for column in columns]
        left = right
    return columns


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
    """Whether the few deeper posts are list items on a page whose other posts carry no marks (votes on a talk page).

    Below a head the body stands further in with it, or the mark is none of the post's.
    """
    if all(record.head is not None for record in records) and _bodies_bear_out(page, records, levels):
        return False
    rows = [min(record.first_row, len(page) - 1) for record in records]
    marked = [bool(page.bullet[row]) or page.number[row] >= 0 for row in rows]
    deeper = [mark for mark, level in zip(marked, levels, strict=True) if level]
    top = [mark for mark, level in zip(marked, levels, strict=True) if not level]
    return len(deeper) < SPARSE * len(levels) and any(deeper) and sum(top) <= FAULTS * len(top)


def _bodies_bear_out(page: Page, records: list[Record], levels: list[int]) -> bool:
    """Whether the bodies of all deeper posts stand further in than those of the others."""
    bodies = [_body_column(page, record, record.first_row) for record in records]
    top = [body for body, level in zip(bodies, levels, strict=True) if body is not None and not level]
    deeper = [body for body, level in zip(bodies, levels, strict=True) if body is not None and level]
    return bool(top) and bool(deeper) and min(deeper) > max(top)


def _byline_columns(page: Page, records: list[Record], first_rows: list[int]) -> Iterator[list[int]]:
    """The columns of the records, each time of other rows: first rows, the byline's last rows."""
    first = _marker_columns(page, first_rows)
    yield first
    if all(record.head is not None for record in records):
        text = [page.column[row] for row in first_rows]
        if text != first and any(column == left for column, left in zip(text, first, strict=True)):
            yield text  # one item may hold several posts, of which the first alone stands behind the mark
    columns = [_last_column(page, record, row) for record, row in zip(records, first_rows, strict=True)]
    if any(column is not None for column in columns):
        yield _filled(columns, first)


def _last_column(page: Page, record: Record, first_row: int) -> int | None:
    """Where the last row of a byline stands; None for a head of one row, which may carry a mark that others lack."""
    if record.head is not None:
        return None if record.head.last <= first_row else page.indent[min(record.head.last, len(page) - 1)]
    return page.indent[min(first_row if record.foot is None else record.foot.first, len(page) - 1)]


def _body_column(page: Page, record: Record, first_row: int) -> int | None:
    """How far left the rows of a body reach; None where it is empty or begins on the byline's first row."""
    if record.low >= record.high or (record.head is not None and record.low <= first_row):
        return None
    return min(page.indent[record.low : min(record.high, record.low + BODY_ROWS)])


def _filled(columns: list[int | None], first: list[int]) -> list[int]:
    """Columns of rows that not every post has; where it has none, as its first row stands to the others."""
    shifts = Counter(column - left for column, left in zip(columns, first, strict=True) if column is not None)
    shift = shifts.most_common(1)[0][0] if shifts else 0
    return [left + shift if column is None else column for column, left in zip(columns, first, strict=True)]


def _marker_columns(page: Page, rows: list[int]) -> list[int]:
    """The columns of rows: of their marks, or of their numbers' last digits in right-aligned lists."""
    left = [page.indent[row] for row in rows]
    if all(page.number[row] < 0 for row in rows):
        return left
    right = [page.indent[row] + (len(str(page.number[row])) if page.number[row] >= 0 else 1) for row in rows]
    return left if len(set(left)) <= len(set(right)) else right


def _marked_row(page: Page, record: Record) -> int:
    """The row that carries a post's mark."""
    row = record.head.first if record.head is not None else _anchor_row(record)
    return min(row, len(page) - 1)


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
    if (end >= 4 and 0 not in rest and len(set(rest)) == 1) or _moves_once(kept[:end]):
        return [0] * total, faults
    faults += sum(1 for a, b in pairwise(kept) if b > a + 1)
    return _without_lone_first(kept), faults


def _plausible(levels: list[int]) -> bool:
    """Whether levels can be reply depth."""
    repaired, faults = _repaired(levels)
    return faults <= max(1, FAULTS * len(levels)) and repaired == levels


def _moves_once(levels: list[int]) -> bool:
    """Whether posts stand in one column and, from some post on, all in another further right.

    A tag that was never closed moves all that follows.  That a page has
    replies to its last top-level post only, several of them and none answered,
    did not occur among a thousand threads.
    """
    turn = next((place for place, level in enumerate(levels) if level != levels[0]), 0)
    return min(turn, len(levels) - turn) >= LEAST_MOVED and len(set(levels[turn:])) == 1


def _without_lone_first(levels: list[int]) -> list[int]:
    """Levels in which one or two first posts that stand alone further left count with the next ones.

    The byline of a page's first post often stands outside the list that holds
    the others, and so does what was taken for a post above it; that everybody
    answers the first or second post directly is much rarer.
    """
    last = max((place for place, level in enumerate(levels) if level == levels[0]), default=0)
    rest = levels[last + 1 :]
    if last >= MOST_ALONE or not rest or min(levels) != levels[0] or len(levels) < LONE_FIRST:
        return levels
    if min(rest) == levels[0] + 1 and rest.count(min(rest)) >= LONE_FIRST // 2 + 1:
        return [max(level - 1, levels[0]) for level in levels]
    return levels


def _neighbour_levels(page: Page, records: list[Record]) -> list[int] | None:
    """Depth from links such as "parent | prev | next" in bylines: they say of which kin a post has some.

    A reply without an earlier sibling answers the post right above; one with
    an earlier sibling stands beside the deepest post above that is still
    waiting for its next one.
    """
    rows = chain.from_iterable([_byline_rows(page, record) for record in records])
    if _kin().keys().isdisjoint(vocabulary.plain(" ".join(rows)).replace("|", " ").split()):
        return None  # the more usual case, told early
    links = _held_by_most((_neighbour_links(page, record) for record in records), (1 - LINKED) * len(records))
    if links is None or not any("next" in link and "parent" in link for link in links):
        return None
    levels: list[int] = []
    waiting: list[bool] = []  # by level, whether the latest post there has a later sibling
    faults = 0
    for link in links:
        level = 0
        if "parent" in link:
            level = len(waiting)
            if "previous" in link:
                level = next((depth for depth in range(len(waiting) - 1, 0, -1) if waiting[depth]), 0)
            faults += level == 0
            level = max(level, min(1, len(waiting)))
        del waiting[level:]
        waiting.append("next" in link)
        levels.append(level)
    return levels if faults <= FAULTS * len(levels) else None


def _neighbour_links(page: Page, record: Record) -> set[str]:
    """Which kin a byline links to."""
    found: set[str] = set()
    kinds = _kin()
    for row in _byline_rows(page, record):
        for cell in vocabulary.plain(row).split("|"):
            kin = [kinds.get(word) for word in cell.split() if any(map(str.isalnum, word))]
            if None not in kin:
                found.update(filter(None, kin))
    return found


def _byline_rows(page: Page, record: Record) -> list[str]:
    """The rows of a head, with those between it and the body."""
    head = record.head
    return [] if head is None else page.text[head.first : max(record.low, head.last + 1)]


@cache
def _kin() -> dict[str, str]:
    """The words in a byline that link to kin of a post, each with the kin it stands for."""
    kinds = {
        "root": vocabulary.ROOT,
        "next": vocabulary.NEXT,
        "previous": vocabulary.PREVIOUS,
        "parent": vocabulary.PARENT,
    }
    return {word: kin for kin, words in kinds.items() for word in words}


def _restarted_numbering(page: Page, records: list[Record]) -> list[int] | None:
    """List numbers that restart at 1 inside each child list."""
    if not records or page.number[_marked_row(page, records[0])] != 1:
        return None  # the more usual case, told early
    numbers = [page.number[_marked_row(page, record)] for record in records]
    if min(numbers) < 1 or numbers.count(1) < 2:
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
    if not records or not page.bullet[_marked_row(page, records[0])]:
        return None  # the more usual case, told early
    shapes = [page.bullet[_marked_row(page, record)] for record in records]
    known = "".join(dict.fromkeys(shapes))
    if "" in shapes or len(known) < 2 or known not in ("*+#", "*+", "•□☆", "•□", "•◦▪", "•◦", "*+-", "•○■", "•○"):
        return None
    levels = [known.index(shape) for shape in shapes]
    return levels if _plausible(levels) else None


def _from_levels(levels: list[int], basis: str, openers: Container[int] = ()) -> Structure:
    parents: list[int | None] = []
    depths: list[int] = []
    skipped: list[int] = []
    stack: list[tuple[int, int]] = []  # (level, index)
    for index, level in enumerate(levels):
        while stack and (stack[-1][0] >= level or index in openers):
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


def _numbers(page: Page, records: list[Record]) -> list[str | None]:
    """The numbers of posts: as the layout reads them, or those in the rows of bylines that make a tree."""
    known = [number and number.strip("#.") for number in printed_fields(records, "number")]
    if any(map(_TREE_NUMBER.match, filter(None, known))):
        return known
    if len(list(islice(_branching(page, records), LEAST_BRANCHES))) < LEAST_BRANCHES:
        return known  # the more usual case, told early
    if not any(_number_in_byline(page, record) for record in records[: int(FAULTS * len(records)) + 1]):
        return known
    rows = _held_by_most((_number_in_byline(page, record) for record in records), FAULTS * len(records))
    return known if rows is None or not _make_a_tree(rows) else [*rows]


def _branching(page: Page, records: list[Record]) -> Iterator[Record]:
    """Those beside whose name and date a number such as "1.2" may stand."""
    texts = page.text
    for record in records:
        for byline in (record.head, record.foot):
            if byline is not None:
                rows = "\n".join(texts[byline.first : byline.last + 1])
                if "." in rows and _BRANCH.search(rows):
                    yield record
                    break


def _held_by_most(values: Iterable[_Value], missing: float) -> list[_Value] | None:
    """The values, or None as soon as more than so many of them are empty."""
    held: list[_Value] = []
    for value in values:
        missing -= not value
        if missing < 0:
            return None
        held.append(value)
    return held


def _number_in_byline(page: Page, record: Record) -> str | None:
    """A number such as "#1.2" beside name and date; of several the one with most parts."""
    found: list[str] = []
    for byline in record.bylines:
        for row in range(byline.first, min(byline.last + 1, len(page))):
            text = page.text[row]
            for date in reversed(page.dates(row)):
                text = f"{text[: date.start]}/{text[date.end :]}"
            found += [str(page.number[row])] if page.number[row] >= 0 else []
            found += _NUMBER_IN_ROW.findall(text)
    return max(found, key=lambda number: number.count("."), default=None)


def _make_a_tree(numbers: list[str | None]) -> bool:
    """Whether numbers are those of a tree: no two alike, and above every "1.2" a "1"."""
    known: set[str] = set()
    branches = faults = 0
    for number in numbers:
        parent, dot, _ = (number or "").rpartition(".")
        branches += bool(dot)
        faults += number is None or number in known or (dot == "." and parent not in known)
        known.add(number or "")
    return branches >= LEAST_BRANCHES and faults <= FAULTS * len(numbers)


def _answered(page: Page, records: list[Record]) -> list[str | None]:
    """Whom posts say they answer: in bylines or, if many name an author above so, in rows ("in reply to Ann")."""
    stated: list[str | None] = printed_fields(records, "reply_to")
    rows = _answered_in_rows(page, records)
    return stated if rows is None else [row if name is None else name for name, row in zip(stated, rows, strict=True)]


def _answered_in_rows(page: Page, records: list[Record]) -> list[str | None] | None:
    """Whom rows name as answered, or None as soon as too few do."""
    missing = len(records) - max(LEAST_ANSWERING, ANSWERING * len(records))
    names = _held_by_most((_answered_in_row(page, record) for record in records), missing)
    return None if names is None else _held_by_most(_authors_above(records, names), missing)


def _authors_above(records: list[Record], names: list[str | None]) -> Iterator[str | None]:
    """The names that rows give, where each is that of an author further up."""
    above: set[str] = set()
    for record, name in zip(records, names, strict=True):
        yield name if name is not None and name_key(name) in above else None
        if record.author:
            above.add(name_key(record.author))


def _answered_in_row(page: Page, record: Record) -> str | None:
    """Whom the body's first row, or one that the site prints around the body, names as answered; not "@Ann"."""
    for row in (*record.furniture, record.low) if record.low < record.high else record.furniture:
        text = page.text[row]
        if text[0] != "@" and (name := vocabulary.reply_to(text)) is not None:
            return name
    return None


def _apply_explicit(page: Page, records: list[Record], numbers: list[str | None], result: Structure) -> None:
    """Fields that name the parent outright: tree numbers, "in reply to #3", "in reply to Ann"."""
    answered = _answered(page, records) if result.basis == "none" else []
    if not (any(numbers) or any(answered)):
        return
    by_number: dict[str, int] = {}
    latest: dict[str, int] = {}
    changed = False
    targets: list[str | None] = printed_fields(records, "reply_to_number")
    for index, (record, number, target) in enumerate(zip(records, numbers, targets, strict=True)):
        parent: int | None = None
        if target is not None and target.strip("#.") in by_number:
            parent = by_number[target.strip("#.")]
        elif number and _TREE_NUMBER.match(number):
            parent = by_number.get(number.rpartition(".")[0])
        elif result.basis == "none":
            parent = latest.get(name_key(answered[index] or ""))
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

    A capped site piles up answers at its deepest level, and does so wherever
    it is reached: more posts stand there than one level above, and several
    follow one another as siblings, below more than one post.
    """
    deepest = max(result.depths, default=0)
    if deepest < CAP_DEPTH:
        return None
    counts = Counter(result.depths)
    families = Counter(parent for parent, depth in zip(result.parents, result.depths, strict=True) if depth == deepest)
    piles = sum(size > 1 for size in families.values())
    if counts[deepest] > counts[deepest - 1] and piles >= LEAST_PILES and piles >= PILED * len(families):
        return deepest
    return None
