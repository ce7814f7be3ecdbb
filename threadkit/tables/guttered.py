"""Columns beside a gutter: a place where the right column begins on line after line.

Something stands on its left, or nothing.  Rows are known by the dates on the
right, or by the labels of the profiles on the left ("Posts: 12").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from threadkit.dates.finding import find_dates
from threadkit.tables.bordered import RULE
from threadkit.tables.cells import LABELLED, NEAR, days_of_writing
from threadkit.tables.model import LEAST_ROWS, Lines, Piece, filled, with_blank

WIDE = "   "
"""What parts columns on most lines."""
LEAST_WIDE = 0.02
"""Of so many lines something stands on both sides of a gutter."""
MOST_ALIKE = 0.6
"""In more rows than this the same text stands on the left only if it is a picture or a label."""
MOSTLY = 0.6
"""So many rows of a table have such a line: beside others there is no name, or nothing was said."""
LEAST_COLUMN, MOST_COLUMN = 6, 40
"""No gutter is nearer to the left edge, or farther: names and profiles are short."""
MOST_LABELLED_COLUMN = 60
"""Nor farther where labels on the left tell of profiles: some have lines of buttons below them."""
LEAST_BESIDE = 3
"""On so many lines something must stand on both sides of a gutter."""
LEAST_BELOW = 0.2
"""For each of these so many others must begin at the gutter with nothing to their left: texts are longer than what
stands beside them, cells of other tables are not."""
LEAST_CUT = 2
"""So many texts begin at a gutter in what another one leaves of its lines."""
MOST_GUTTERS = 12
"""So many columns are looked at; of a table's own there are few, and each costs a walk over all lines."""
ALIKE = 6
"""Each post may be a table of its own: their gutters are so near to each other."""
USUAL = 0.8
"""The last label of a profile is one that has so many lines as any other."""

_COLONS = (":", "：")
_PICTURE = re.compile(r"\[[^]]*\]").fullmatch
_DIGITS = re.compile(r"\d+").sub
_LABEL = re.compile(r".*[:：]|[\W\d_]*").fullmatch
"""What no row begins with: "Posts: 12", "3 0 12"."""


class _Row(NamedTuple):
    """A row of a table: its first line, the one with the name, the line where it ends, and the lines on whose left it
    says when it was written."""

    first: int
    named: int
    end: int
    dated: tuple[int, ...] = ()


def are_wide(rows: Sequence[str]) -> bool:
    """Whether so many rows have a wide gap in them that a page may have columns."""
    if WIDE not in "\n".join(rows):
        return False
    return [WIDE in row for row in rows].count(True) >= max(LEAST_BESIDE, LEAST_WIDE * len(rows))


def guttered(lines: Sequence[str], *, wide: bool) -> list[Piece] | None:
    """All lines, those beside a gutter column by column; None where no gutter is.

    Of the left column only names and days of writing are taken in: what else is there says something about the
    authors.  ``wide`` letters take two columns where w3m drew the table, one where inscriptis did.
    """
    page = Lines(lines, wide=False)
    page = max(Lines(lines), page, key=_aligned) if wide else page
    rows, gutters = _rows(page)
    if len(rows) < LEAST_ROWS or 2 * sum(_is_said_beside(page, row, gutters) for row in rows) < len(rows):
        return None
    pieces: list[Piece] = []
    done = 0
    for first, named, end, dated in rows:
        pieces += map(page.whole, range(done, first))
        left = [page.part(line, 0, page.place(line, gutters[line])) for line in (named, *dated)]
        right = [page.part(line, page.place(line, gutters[line]), len(lines[line])) for line in range(first, end)]
        pieces += with_blank(left + filled(page, right))
        done = end
    return [*pieces, *map(page.whole, range(done, len(lines)))]


def _is_said_beside(page: Lines, row: _Row, gutters: Mapping[int, int]) -> bool:
    """Whether more stands right of the gutter than beside the date: "Posted: 5 May    Subject: Tea" has a wide gap.

    Clearly apart from what is left of it, that is: in any text some word begins at the column of "5 May   #12".
    """
    lines = (line for line in range(row.first, row.end) if line not in row.dated)
    drawn = [(page.drawn[line], gutters[line]) for line in lines]
    beside = sum(_is_right(line, gutter) or _halves(line, gutter) for line, gutter in drawn)
    return beside > (not row.dated)


def _is_right(line: str, gutter: int) -> bool:
    """Whether all of a line stands right of a gutter."""
    return not line[:gutter].strip() and bool(line[gutter:].strip())


def _aligned(page: Lines) -> int:
    """How many lines have a text that begins, beside another one, where most such texts begin."""
    return max(_beside(page).values(), default=0)


def _beside(page: Lines, most: int = MOST_COLUMN) -> Counter[int]:
    """At which columns, up to some, texts begin that have something on their left, and how many."""
    beside: Counter[int] = Counter()
    for line in page.drawn:
        for match in _AFTER_BLANKS.finditer(line, 0, most + 1) if WIDE in line.strip() else ():
            if LEAST_COLUMN <= match.end() <= most:
                beside[match.end()] += 1
    return beside


def _gutters(page: Lines, most: int, least_below: float) -> list[int]:
    """Columns, up to some, at which texts begin beside something, and beside nothing on so many lines for each."""
    beside = _beside(page, most)
    if beside.total() < LEAST_BESIDE:
        return []
    below = Counter(len(line) - len(line.lstrip()) for line in page.drawn if line[:1] == " ")
    found = []
    for column, _ in beside.most_common(MOST_GUTTERS):
        near = range(column - ALIKE, column + ALIKE + 1)
        often = sum(beside[other] for other in near)
        if often >= LEAST_BESIDE and sum(below[other] for other in near) >= least_below * often:
            found.append(column)
    return found


_AFTER_BLANKS = re.compile(r"(?<=\S) {2,}(?=\S)")


def _stretches(page: Lines, gutters: Iterable[int]) -> list[tuple[int, int, int]]:
    """Lines between which a gutter stays free, with something on both sides: first, end and gutter.

    Where several gutters are free, the one at which most texts begin counts, and others beyond that.
    """
    found: list[tuple[int, int, int, int]] = []
    for gutter in gutters:
        free = [_is_free(line, gutter) for line in page.drawn]
        for is_free, group in groupby(range(len(free)), key=free.__getitem__):
            some = list(group)
            begin = sum(_begins_at(page.drawn[line], gutter) for line in some) if is_free else 0
            if begin:
                found.append((begin, some[0], some[-1] + 1, gutter))
    kept: list[tuple[int, int, int]] = []
    for _, first, end, gutter in sorted(found, key=lambda one: (-one[0], one[1:])):
        for low, high in _left_free(kept, first, end):
            left = page.drawn[low:high]
            is_cut = high - low < end - first and sum(_begins_at(line, gutter) for line in left) < LEAST_CUT
            if not is_cut and any(_halves(line, gutter) for line in left):
                insort(kept, (low, high, gutter))
    return kept


def _left_free(taken: Sequence[tuple[int, int, int]], first: int, end: int) -> list[Piece]:
    """What stretches leave of the lines from ``first`` to ``end``."""
    found: list[Piece] = []
    for low, high, _ in taken[max(0, bisect_left(taken, (first,)) - 1) :]:
        if low >= end:
            break
        if first < low:
            found.append((first, low))
        first = max(first, high)
    return [*found, (first, end)] if first < end else found


def _begins_at(line: str, gutter: int) -> bool:
    """Whether a text begins at a gutter."""
    return len(line) > gutter and not line[gutter].isspace()


def _is_free(line: str, gutter: int) -> bool:
    """Whether nothing on a line crosses a gutter."""
    if len(line) <= gutter:
        return len(line.rstrip()) < gutter
    return line[gutter - 1] == " " and (line[gutter - 2] == " " or line[gutter] != " ")


def _halves(line: str, gutter: int) -> bool:
    """Whether something stands on both sides of a gutter, clearly apart."""
    return line[gutter - 2 : gutter] == "  " and bool(line[:gutter].strip() and line[gutter:].strip())


def _rows(page: Lines) -> tuple[list[_Row], dict[int, int]]:
    """The rows of tables, and the gutter of each line: as the dates on the right part them, or the labels on the left
    where these do it as well."""
    stretches = _stretches(page, _gutters(page, MOST_COLUMN, LEAST_BELOW))
    rows = [row for stretch in stretches for row in _dated_rows(page, *stretch)]
    if _has_labels(page):
        beside = _Sides(page, _stretches(page, _gutters(page, MOST_LABELLED_COLUMN, 0)))
        labels = _labels(beside)
        heads = _heads(beside) if labels else []
        labelled = _labelled_rows(beside, labels, heads) if labels else []
        posts = len(heads) if len(heads) >= MOSTLY * len(labels) else len(labels)
        people = len({beside.left[row.named] for row in labelled})
        if min(people + 1, len(labelled)) >= LEAST_ROWS and _fit(labelled, heads, posts) >= _fit(rows, heads, posts):
            return labelled, beside.gutters
    if not rows:
        return [], {}
    sides = _Sides(page, stretches)
    names = Counter(sides.left[row.named] for row in rows)
    return ([], {}) if max(names.values()) > MOST_ALIKE * len(rows) else (rows, sides.gutters)


def _has_labels(page: Lines) -> bool:
    """Whether lines begin with labels, the same again and again."""
    recurring = Counter(label[0] for line in page.lines if (label := LABELLED(line.lstrip())))
    return max(recurring.values(), default=0) >= LEAST_ROWS


def _fit(rows: Sequence[_Row], heads: Sequence[int], posts: int) -> int:
    """How many rows have their date as far from the name as most, less those that are too many or too few."""
    return _regular(rows, heads) - abs(len(rows) - posts)


def _regular(rows: Sequence[_Row], heads: Sequence[int]) -> int:
    """How many rows have their date as far from the name as most."""
    far: Counter[int] = Counter()
    for row in rows:
        place = bisect_left(heads, row.first)
        far[heads[place] - row.named if place < len(heads) and heads[place] < row.end else -NEAR] += 1
    return max(far.values(), default=0)


def _dated_rows(page: Lines, first: int, end: int, gutter: int) -> list[_Row]:
    """The rows of a table: each begins with something on the left, and near that there is a date on the right."""
    dated = {line for line in range(first, end) if find_dates(page.lines[line][page.place(line, gutter) :])}
    named = {line: name for line in range(first, end) if (name := _name_of_row(page, line, end, gutter, dated)) >= 0}
    far: dict[int, int] = {}
    starts = [*named]
    for line in sorted(dated):
        place = bisect_right(starts, line) - 1
        if place >= 0 and starts[place] not in far and line - starts[place] <= NEAR:
            far[starts[place]] = line - starts[place]
    rows = [_Row(line, named[line], stop) for line, stop in pairwise([*far, end])] if far else []
    halved = sum(any(_halves(page.drawn[line], gutter) for line in range(row.first, row.end)) for row in rows)
    if halved < MOSTLY * len(rows):
        return []
    return [_below_head(page, rows[0], [*far.values()], gutter), *rows[1:]] if rows else []


def _below_head(page: Lines, row: _Row, far: Sequence[int], gutter: int) -> _Row:
    """The first row of a table, without the head that stands right above it: its date is farther than the others'."""
    usual = Counter(far[1:]).most_common(1)
    later = row.first + (far[0] - usual[0][0] if usual else 0)
    if later > row.first and _may_open(page, later, gutter):
        return row._replace(first=later, named=later)
    return row


def _name_of_row(page: Lines, line: int, end: int, gutter: int, dated: Container[int]) -> int:
    """The line with the name, if a row of a table may begin on some line, below a blank one or a rule; else -1.

    It is the first one with something on the left: a later one only if the row begins with a date.
    """
    above = page.lines[line - 1] if line else ""
    if above.strip() and RULE(above) is None:
        return -1
    for name in range(line, min(end, line + NEAR) if line in dated else line + 1):
        if page.left(name, gutter):
            return name if _may_open(page, name, gutter) else -1
        if not page.lines[name].strip():
            break
    return -1


def _may_open(page: Lines, line: int, gutter: int) -> bool:
    """Whether something stands on the left of a gutter that is no label or number."""
    left = page.left(line, gutter)
    return bool(left) and _LABEL(left) is None


# --- profiles -----------------------------------------------------------------


class _Sides:
    """What stands on both sides of gutters, by line, and where the lines with one end."""

    def __init__(self, page: Lines, stretches: Sequence[tuple[int, int, int]]) -> None:
        self.page = page
        self.left: dict[int, str] = {}
        self.right: dict[int, str] = {}
        self.gutters: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        for first, stop, gutter in stretches:
            for line in range(first, stop):
                text = page.lines[line]
                place = page.place(line, gutter)
                self.left[line], self.right[line] = text[:place].strip(), text[place:]
                self.gutters[line] = gutter
        for first, stop, _ in reversed(stretches):
            self.ends |= dict.fromkeys(range(first, stop), self.ends.get(stop, stop))

    def is_below_blank(self, line: int) -> bool:
        """Whether nothing stands right above a line."""
        return not line or not self.page.lines[line - 1].strip()

    def are_filled(self, line: int) -> bool:
        """Whether something stands on both sides, clearly apart."""
        return _halves(self.page.drawn[line], self.gutters[line])


def _labels(sides: _Sides) -> list[int]:
    """The lines on whose left stands a label that recurs, the last of those of a profile ("Posts: 12"); else none."""
    labels: dict[str, list[int]] = {}
    filled = [text for line, text in sides.left.items() if sides.are_filled(line)]
    if sum(text.endswith(_COLONS) for text in filled) > (1 - MOSTLY) * len(filled):
        return []  # what the labels call for stands on the right
    for line, text in sides.left.items():
        if label := LABELLED(text):
            labels.setdefault(label[0], []).append(line)
    most = max(map(len, labels.values()), default=0)
    usual = [lines for lines in labels.values() if len(lines) >= max(LEAST_ROWS, USUAL * most)]
    return max(usual, key=lambda lines: lines[0], default=[])


def _heads(sides: _Sides) -> list[int]:
    """The lines on whose right stands a date of the most frequent kind: printed alike, after the same sign."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for line, text in sides.right.items():
        for date in find_dates(text)[:1]:
            kinds.setdefault((date.kind, text[: date.start].strip()[-1:]), []).append(line)
    return max(kinds.values(), key=len, default=[])


def _labelled_rows(sides: _Sides, labels: Sequence[int], heads: Sequence[int]) -> list[_Row]:
    """The rows of tables on whose left labels recur: what follows on them begins with a name."""
    may_name = _may_name(sides, len(labels))
    names = _first_between(sides, may_name, labels, heads)
    if not names:
        return []
    days = days_of_writing(sides.left)
    last = len(sides.page.lines)
    starts = names
    above = [head for name in names if (head := _head_above(sides, name, heads)) >= 0]
    if len(above) >= MOSTLY * len(names) and above[0] <= names[0]:
        starts = [head for head in heads if head >= above[0]]
        names = [next(iter(may_name[bisect_left(may_name, head) :]), last) for head in starts]
    elif days and days[-1][0] < names[-1]:
        above_names = pairwise([names[0] - NEAR, *names])
        starts = [(_day_between(days, above + 1, name) or (name,))[0] for above, name in above_names]
    rows: list[_Row] = []
    for start, name, below in zip(starts, names, [*starts[1:], last], strict=True):
        stop = min(below, sides.ends.get(start, start))
        if name < stop:
            rows.append(_Row(start, name, stop, _day_between(days, start, stop)))
    halved = sum(any(map(sides.are_filled, range(row.first, row.end))) for row in rows)
    dated = sum(bool(row.dated) for row in rows)
    if max(dated, len(heads)) < MOSTLY * len(rows) or halved < MOSTLY * len(rows):
        return []
    return rows if dated >= MOSTLY * len(rows) else [row._replace(dated=()) for row in rows]


def _day_between(days: Sequence[tuple[int, ...]], low: int, high: int) -> tuple[int, ...]:
    """The first of some days between two lines."""
    place = bisect_left(days, (low,))
    return days[place] if place < len(days) and days[place][0] < high else ()


def _may_name(sides: _Sides, posts: int) -> list[int]:
    """The lines on whose left may be a name: no label, picture or date, and nothing that stands there in most rows."""
    alike = Counter(_masked(text) for text in sides.left.values() if text)
    often = max(LEAST_ROWS, MOST_ALIKE * posts)
    return [
        line
        for line, text in sides.left.items()
        if alike[_masked(text)] <= often
        and not (not text or sides.left.get(line - 1, "").endswith(_COLONS))
        and not (LABELLED(text) or _LABEL(text) or _PICTURE(text) or find_dates(text))
    ]


def _first_between(sides: _Sides, may_name: Sequence[int], labels: Sequence[int], heads: Sequence[int]) -> list[int]:
    """The first line between any two labels that may be a name; or the first one beside a date or below a blank line,
    or the first one below a date, whichever are most alike in how far they are from dates and labels."""
    beside = set(heads)
    tries: list[list[int]] = [[], [], []]
    for above, label in pairwise(labels):
        some = may_name[bisect_left(may_name, above + 1) : bisect_left(may_name, label)]
        if some:
            head = heads[bisect_left(heads, label) - 1] if heads and heads[0] < label else label
            tries[0].append(some[0])
            tries[1].append(next((line for line in some if line in beside or sides.is_below_blank(line)), some[0]))
            tries[2].append(next((line for line in some if above < head < line), some[0]))
    names = max(tries, key=lambda names: _alike(sides, names, heads))
    top = may_name[: bisect_left(may_name, labels[0])]
    if names and top:
        usual = Counter(labels[bisect_left(labels, name)] - name for name in names).most_common(1)[0][0]
        names.insert(0, min(top, key=lambda line: abs(labels[0] - usual - line)))
    return names


def _alike(sides: _Sides, names: Sequence[int], heads: Sequence[int]) -> int:
    """How many names are as far from the nearest date, and from the next label, as most."""
    from_date: Counter[int] = Counter()
    to_label: Counter[int] = Counter()
    for name in names:
        place = bisect_left(heads, name)
        from_date[min((head - name for head in heads[max(0, place - 1) : place + 1]), key=abs, default=0)] += 1
        below = range(name + 1, sides.ends[name])
        filled = accumulate(bool(sides.left[line]) for line in below)
        to_label[next((far for line, far in zip(below, filled, strict=True) if LABELLED(sides.left[line])), 0)] += 1
    return max(from_date.values(), default=0) + max(to_label.values(), default=0)


def _head_above(sides: _Sides, name: int, heads: Sequence[int]) -> int:
    """The line of the date that stands beside a name, or above it with no label between; -1 if there is none."""
    place = bisect_right(heads, name) - 1
    if place < 0 or name - heads[place] > NEAR:
        return -1
    return -1 if any(LABELLED(sides.left.get(line, "")) for line in range(heads[place], name)) else heads[place]


def _masked(text: str) -> str:
    """A text whatever numbers are in it."""
    return _DIGITS("0", text)
