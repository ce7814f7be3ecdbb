"""Bylines and a layout to records: bodies, furniture, extents.

Decides which rows belong to which post under one given layout.  Where its
bylines stand is found by ``threadkit.bylines``; whether the layout suits the
page is decided by ``threadkit.detection``, and who answers whom by
``threadkit.structure`` and ``threadkit.links``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.bylines import Byline, find_bylines, with_gaps
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.template import Template, compile_template
from threadkit.lines import DATE, Page
from threadkit.openings import lift_names, settle_first_name, stand_below_openings, take_titles
from threadkit.timestamps import DateMatch

EDGE_ROWS = 14
"""How many rows at either end of a body are searched for furniture."""
CLOSING_ROWS = 8
"""A closing mark keeps within this many rows of the end of most bodies."""
RECURRENT = 0.3
"""A short row at the edge of this share of bodies is furniture."""
MARKER = 0.6
"""A short row in this share of bodies closes a body wherever it stands."""
LONGEST_HEADING = 100
MOST_HEADINGS = 2
"""A section's heading and a subsection's may stand on top of each other."""
LEAST_MARKED = 3
"""So many bodies must share a row that the vocabulary does not know, for it to be a mark."""


SPARE_ROWS = 6
SPARE_CHARS = 600
"""The last body may have so much more than twice the rows and characters of the longest other one."""
LEAST_OTHERS = 4
"""Fewer bylines may be alike, and unlike the first, by chance."""
LEAST_CLOCKED = 4
"""So many posts with a time of day, or with dates printed alike, make it a habit of the page."""
MOST_FOREIGN = 2
"""So many bylines in a row may be dates within bodies; more that are printed unlike the others are another list."""
LEAST_LISTED = 3
"""Three posts are a discussion beside which others may be another list."""
LEAST_LABELLED = 5
"""Fewer posts may begin with the same few words by chance."""
MOSTLY = 0.75
LABEL_KINDS = 0.6
"""Labels are at most this many different texts for each post."""
MOST_LABELS = 3
MOST_FORMS = 3
LONGEST_OWN = 60
"""A longer row that most posts share word for word is the site's; a short one may be what people say."""
_NUMBERS = re.compile(r"\d+")
LONGEST_LABEL = 24


@dataclass(slots=True)
class Record:
    """A post being assembled: its byline(s) and the rows of its body."""

    head: Byline | None
    foot: Byline | None
    low: int
    high: int
    """Body rows ``low <= row < high``; empty where ``low == high``."""
    cut: int | None = None
    """Offset in the last body row where an inline foot begins."""
    furniture: list[int] = field(default_factory=list)
    heading: str | None = None
    """The heading above the body that opens a new discussion, on pages that have several."""

    def get(self, name: str) -> object:
        """A byline field, from head or foot."""
        value = None if self.head is None else getattr(self.head, name)
        return value if value is not None or self.foot is None else getattr(self.foot, name)

    @property
    def bylines(self) -> list[Byline]:
        """Head and foot, as far as there are such."""
        if self.head is None:
            return [] if self.foot is None else [self.foot]
        return [self.head] if self.foot is None else [self.head, self.foot]

    @property
    def author(self) -> str | None:
        head, foot = self.head, self.foot
        if head is not None and head.author is not None:
            return head.author
        return foot.author if foot is not None else None

    @property
    def date(self) -> DateMatch | None:
        head, foot = self.head, self.foot
        if head is not None and head.date is not None:
            return head.date
        return foot.date if foot is not None else None

    @property
    def opens(self) -> bool:
        """Whether a heading above says that this post opens a discussion of its own."""
        return self.heading is not None

    @property
    def first_row(self) -> int:
        if self.head is not None:
            return self.head.first
        return self.low if self.foot is None or self.low < self.high else min(self.low, self.foot.first)

    @property
    def last_row(self) -> int:
        if self.foot is not None:
            return max(self.foot.last, self.high - 1)
        return max(self.high - 1, self.head.last if self.head is not None else self.low)

    @property
    def last_byline_row(self) -> int:
        """The last row of head or foot."""
        return max((byline.last for byline in self.bylines), default=-1)


@dataclass(slots=True)
class Segmentation:
    """What a layout makes of a page."""

    layout: Layout
    records: list[Record] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    opened_by: int | None = None
    """Row of the cue that opens the discussion ("28 comments"), if one was seen."""
    closed_by: int | None = None
    below_opening: bool = False
    """Whether the posts have feet only, and right above these stands what opens posts."""


def segment(cues: Cues, layout: Layout, bylines: list[Byline] | None = None) -> Segmentation:
    """Cut a page into records as a layout says.  No match gives no records.

    ``bylines`` may be passed where :func:`find_bylines` was asked before.
    """
    if bylines is None:
        bylines = find_bylines(cues, layout)
    if layout.gap is not None:
        bylines = with_gaps(cues.page, bylines, layout.gap)
    result = Segmentation(layout)
    if not bylines:
        return result
    taken_at_its_word = layout.source == "user"
    if taken_at_its_word:
        records = _records(cues.page, bylines)
    else:
        records = _without_foreign_ends(_records(cues.page, _of_one_form(bylines)))
        records = _without_other_lists(cues, records)
    records = _trim_front(cues, result, records)
    if result.opened_by is None:
        records = _without_article(cues.page, records)
    if not records:
        return result
    templates = [template for template in map(compile_template, layout.furniture) if cues.may_match(template)]
    _bound_ends(cues, result, records)
    if layout.sections:
        _take_headings(cues.page, records)
    if not taken_at_its_word:
        settle_first_name(cues, records)
        lift_names(cues, records)
        take_titles(cues.page, records)
        result.below_opening = stand_below_openings(cues, records)
    _peel_bodies(cues, records, templates)
    result.records = records
    return result


def _of_one_form(bylines: list[Byline]) -> list[Byline]:
    """The bylines without those among the others whose dates no list prints beside theirs.

    "Update 12/03/2014" in a body is no byline where all others print "3 May 2014".
    """
    usual = usual_date(byline.date for byline in bylines)
    unlike = [byline.date is not None and usual is not None and byline.date.is_unlike(usual) for byline in bylines]
    alike = [place for place, strange in enumerate(unlike) if not strange]
    if len(alike) < LEAST_CLOCKED or len(alike) == len(bylines):
        return bylines
    if any(behind - place - 1 > MOST_FOREIGN for place, behind in pairwise(alike)):
        return bylines  # so many in a row are a list of their own
    within = range(alike[0], alike[-1])
    return [byline for place, byline in enumerate(bylines) if place not in within or not unlike[place]]


def _without_foreign_ends(records: list[Record]) -> list[Record]:
    """The records without those at either end whose dates are printed as no list prints them beside the others.

    "22 September, by Ann" below the comments is an entry of another list, if all of these have a time of day.
    """
    dates = [record.date for record in records]
    clocked = [date is not None and date.precision in ("minute", "second") for date in dates]
    if LEAST_CLOCKED <= sum(clocked) < len(records) <= 2 * sum(clocked):
        low, high = clocked.index(True), len(clocked) - clocked[::-1].index(True)
        ends = [*dates[:low], *dates[high:]]
        coarse = all(date is not None and _is_day(date) for date in ends)
        if coarse and all(clocked[low:high]):
            return records[low:high]
    usual = usual_date(dates)
    alike = [usual is not None and (date is None or not date.is_unlike(usual)) for date in dates]
    if sum(alike) < LEAST_CLOCKED:
        return records
    low, high = alike.index(True), len(alike) - alike[::-1].index(True)
    return records[low if low <= MOST_FOREIGN else 0 : high if len(alike) - high <= MOST_FOREIGN else len(alike)]


def _is_day(date: DateMatch) -> bool:
    """Whether a date is a day without its hours: "22 September", a menu's "today"; not "3 days ago"."""
    return date.precision == "day" and not (date.relative and any(map(str.isdigit, date.text)))


def _without_other_lists(cues: Cues, records: list[Record]) -> list[Record]:
    """The records without those above a row that opens the discussion or below one that closes it, if these are a list.

    "Recent posts" have titles and dates as well; their dates are printed otherwise, or nothing much stands below.
    """
    if len(records) <= LEAST_LISTED:
        return records
    firsts = [record.bylines[0].first for record in records]
    for row in cues.start_rows():
        place = bisect_right(firsts, row)
        if place and _is_other_list(cues.page, records[:place], records[place:]):
            return _without_other_lists(cues, records[place:])
    for row in cues.stop_rows:
        place = bisect_right(firsts, row)
        if place < len(records) and _is_other_list(cues.page, records[place:], records[:place]):
            return records[:place]
    return records


def _is_other_list(page: Page, some: list[Record], others: list[Record]) -> bool:
    """Whether some records print dates as none of the others does, or have no bodies; longer ones speak against."""
    if len(others) < LEAST_LISTED:
        return False
    sizes = sorted(_body_chars(page, record) for record in some)
    usual = sorted(_body_chars(page, record) for record in others)
    size, other = sizes[len(sizes) // 2], usual[len(usual) // 2]
    formats = {record.date.kind for record in some if record.date is not None}
    known = {record.date.kind for record in others if record.date is not None}
    unlike = bool(formats and known) and formats.isdisjoint(known)
    return size < other if unlike else size == 0 < other


def usual_date(dates: Iterable[DateMatch | None]) -> DateMatch | None:
    """A date as most of some are printed."""
    known = [date for date in dates if date is not None]
    if not known:
        return None
    kinds = [date.kind for date in known]
    if 2 * kinds.count(kinds[0]) > len(kinds):
        return known[0]
    kind = Counter(kinds).most_common(1)[0][0]
    return next(date for date in known if date.kind == kind)


# --- records and their extents -----------------------------------------------


def _records(page: Page, bylines: list[Byline]) -> list[Record]:
    """Pair heads and feet and give every record the rows between."""
    records: list[Record] = []
    heads = sum(1 for byline in bylines if byline.role == "head")
    # Where most posts have a head, a foot without one is a date within a body; where few have, it ends a post.
    has_heads = heads * 2 >= len(bylines) - heads and heads > 0
    open_head: Byline | None = None
    cursor = 0
    for byline in bylines:
        if byline.role == "head":
            if open_head is not None:
                records.append(Record(open_head, None, open_head.below, byline.first))
            open_head = byline
            cursor = byline.last + 1
            continue
        low = open_head.below if open_head is not None else cursor
        inline = byline.begin > 0
        low = min(low, byline.first)
        record = Record(open_head, byline, low, byline.first + (1 if inline else 0), byline.begin if inline else None)
        if open_head is not None or not has_heads:
            records.append(record)
        open_head = None
        cursor = byline.last + 1
    if open_head is not None:
        records.append(Record(open_head, None, open_head.below, len(page)))
    return records


def _trim_front(cues: Cues, result: Segmentation, records: list[Record]) -> list[Record]:
    """Drop bylines that stand before the discussion opens (the article's own, a sidebar's)."""
    if not records:
        return records
    best = 0
    own = _own_rows(cues, result.layout.start)
    for row in sorted({*cues.start_rows(), *own}):
        index = next((i for i, record in enumerate(records) if record.last_row >= row), len(records))
        remaining = len(records) - index
        anchored = index
        record = records[index] if index < len(records) else None
        if record is None or remaining < max(1, 0.75 * len(records)):
            continue
        if record.head is not None and record.head.first <= row:
            # The cue stands inside this record: what stands above it opens no discussion.
            if remaining - 1 < max(1, 0.75 * len(records)):
                continue
            anchored = index + 1
        if anchored < len(records) and anchored <= max(best, 3):
            best = max(best, anchored)
            result.opened_by = row
    return records[best:]


def _without_article(page: Page, records: list[Record]) -> list[Record]:
    """The records without the first, if its byline is the article's: "by Ann" where no other name follows such a word.

    It stands otherwise than theirs, or above the most text.  How it stands is
    not enough: the post that opens a forum's topic may be printed unlike the answers.
    """
    if len(records) <= LEAST_OTHERS:
        return records
    first, others = records[0], records[1:]
    byline, bylines = first.bylines[0], [record.bylines[0] for record in others]
    if not _is_alone_in(_has_by(byline), list(map(_has_by, bylines))):
        return records
    # A foot stands below the menu, and the article is above the next one.
    holder = first if first.head is not None else others[0]
    sizes = [_body_chars(page, record) for record in records[:-1] if record is not holder]
    longest = _body_chars(page, holder) > max(sizes)
    unlike = any(_is_alone_in(trait(page, byline), [trait(page, other) for other in bylines]) for trait in _TRAITS)
    return others if longest or unlike else records


def _is_alone_in(value: object, others: Sequence[object]) -> bool:
    return value != others[0] and len(set(others)) == 1


def _height(page: Page, byline: Byline) -> object:
    return byline.last - byline.first


def _has_mark(page: Page, byline: Byline) -> object:
    return bool(page.bullet[byline.first]) or page.number[byline.first] >= 0


def _has_by(byline: Byline) -> bool:
    """Whether the word before a name was taken for a part of it ("by Ann")."""
    return vocabulary.fold((byline.author or "x").split()[0]) in vocabulary.BY


_TRAITS: tuple[Callable[[Page, Byline], object], ...] = (_height, _has_mark)
"""How a byline stands, one question each."""


def _body_chars(page: Page, record: Record) -> int:
    return page.end[record.high - 1] - page.start[record.low] if record.low < record.high else 0


def _own_rows(cues: Cues, phrases: tuple[str, ...]) -> set[int]:
    """Rows that are one of a layout's own opening or closing phrases, numbers aside."""
    return {row for phrase in phrases for row in cues.rows_of.get(vocabulary.fold(phrase), ())}


def _body_rows(record: Record) -> int:
    return record.high - record.low


def _bound_ends(cues: Cues, result: Segmentation, records: list[Record]) -> None:
    """Bound the first body (below feet only) and the last (below heads) by the page's own records."""
    first, last = records[0], records[-1]
    if first.head is None:
        _bound_first(cues, result, records, first)
    if last.foot is None:
        _bound_last(cues, result, records, last)
    usual = sorted(_body_rows(record) for record in records[:-1])
    if usual:
        # The longest body but for the longest itself: what is far beyond it swallowed something.
        second, longest = usual[-2] if len(usual) > 1 else usual[-1], usual[-1]
        for record in records[:-1]:
            size = _body_rows(record)
            if record.foot is None and size > 3 * (second if size == longest else longest) + 12:
                _bound_inner(cues, record)


def _limits(page: Page, records: list[Record], but: Record) -> tuple[int, int]:
    """Most rows and characters of the other bodies."""
    rows = chars = 0
    for record in records:
        if record is not but:
            size = _body_rows(record)
            rows = max(rows, size)
            if size > 0:
                chars = max(chars, page.end[record.high - 1] - page.start[record.low])
    return rows, chars


def _bound_first(cues: Cues, result: Segmentation, records: list[Record], record: Record) -> None:
    page = cues.page
    if record.low >= record.high:
        return
    rows, chars = _limits(page, records, record)
    floor = max(0, record.high - max(2 * rows, 40) - 4)
    starts = {*cues.start_rows()}  # "Replies" below every post is none of them
    for row in range(record.high - 1, floor - 1, -1):
        opens = row in starts
        if opens or cues.is_stop(row):
            record.low = row + 1
            if opens:
                result.opened_by = row
            return
    # No cue: the article may run straight into the first post.  One paragraph is all that is sure; where blank lines
    # part the other posts from what is above them, it is all that stands without one.
    parted = all(page.gap[other.low] for other in records[1:] if other.low < other.high)
    low = record.high - 1
    limit = max(2 * chars, 400)
    column = page.column[low]
    widest = max((max(page.gap[other.low + 1 : other.high], default=0) for other in records[1:]), default=0)
    while low - 1 >= floor and low > 0:
        tall = page.gap[low] > widest
        above = low - 1
        indented = page.column[above] < column and column > 0
        too_long = page.end[record.high - 1] - page.start[above] > limit
        joined = parted and not page.gap[low]
        if tall or indented or too_long or not (joined or _listed(page, record.high - 1, above)):
            break
        low = above
    record.low = min(low, record.high)
    result.notes.append(("first-post-start", "nothing marks where the article ends and the first post begins"))


def _listed(page: Page, inside: int, above: int) -> bool:
    """Whether a row above still belongs to the same indented item as a body row."""
    return page.column[above] >= page.column[inside] > 0 and not page.bullet[inside] and page.number[inside] < 0


class _Inner:
    """What all posts but the last one look like; asked only where a row may end that one."""

    def __init__(self, cues: Cues, records: list[Record]) -> None:
        self._cues = cues
        self._records = records
        self._others = records[:-1]

    @cached_property
    def limits(self) -> tuple[int, int]:
        """So many rows and characters are too many for the last post."""
        if not self._others:
            return 60, 6000
        rows, chars = _limits(self._cues.page, self._others, self._records[-1])
        return 2 * rows + SPARE_ROWS, 2 * chars + SPARE_CHARS

    @cached_property
    def margin(self) -> int:
        """The column left of which nothing of a post stands."""
        page = self._cues.page
        if not self._others:
            return 0
        bodies = [min(page.column[other.low : other.high]) for other in self._others if other.low < other.high]
        return min([min(bodies, default=0), *[page.indent[record.first_row] for record in self._records]])

    @cached_property
    def tallest(self) -> int:
        """Most blank lines within posts."""
        return _tallest_gap(self._cues.page, self._records) if self._others else 3

    @cached_property
    def usual(self) -> set[str]:
        """Short rows that stand inside bodies: they end none."""
        return _usual_rows(self._cues, self._others)


def _bound_last(cues: Cues, result: Segmentation, records: list[Record], record: Record) -> None:
    page, folds = cues.page, cues.folds
    end, low = record.high, record.low
    inner = _Inner(cues, records)
    opening, marks = _edge_marks(cues, records[:-1])
    for row in range(min(end, low + EDGE_ROWS) - 1, low - 1, -1):
        if folds[row] in opening:
            low = row + 1
            break
    begin = page.start[low] if low < end else 0
    left = page.indent[min(record.first_row, len(page) - 1)]
    stop = end
    closing = _own_rows(cues, result.layout.stop)
    for row in range(low, end):
        reached = row - low
        folded = folds[row]
        closes = cues.is_stop(row) or (reached > 0 and vocabulary.is_start(folded))
        if row in closing or (closes and folded not in inner.usual):
            stop, result.closed_by = row, row
            break
        outside = page.indent[row] < left and not page.wrap and page.indent[row] < inner.margin
        parted = reached and page.gap[row] > 2 and page.gap[row] > inner.tallest
        if folded in marks or outside or parted or (reached and _menu_starts(page, row, end)):
            stop = row
            break
        size = page.end[row] - begin
        long = reached >= SPARE_ROWS and reached >= inner.limits[0]
        if long or (reached and size > SPARE_CHARS and size > inner.limits[1]):
            stop = row
            result.notes.append(("last-post-end", "nothing marks where the last post ends"))
            break
    record.high = stop


def _usual_rows(cues: Cues, records: list[Record]) -> set[str]:
    """Short rows that several bodies hold."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update(set(filter(None, cues.recurring[record.low : min(record.high, record.low + 40)])))
    return {folded for folded, count in counts.items() if count >= max(2, RECURRENT * len(records))}


def _tallest_gap(page: Page, records: list[Record]) -> int:
    """Most blank lines within the records."""
    gap = page.gap
    within = max((max(gap[record.low : min(record.high, record.low + 40)], default=0) for record in records), default=0)
    return max([within, *(gap[record.first_row] for record in records if record.first_row < len(page))])


def _bound_inner(cues: Cues, record: Record) -> None:
    """A much longer inner body that holds a closing cue ends there (a second list follows on the page)."""
    for row in range(record.low + 1, record.high):
        if cues.is_stop(row) or vocabulary.is_start(cues.folded(row)):
            record.high = row
            return


def _menu_starts(page: Page, row: int, end: int) -> bool:
    """Four or more short rows without a sentence among them: a menu, not a body."""
    if row + 4 > end:
        return False
    for other in range(row, row + 4):
        text = page.text[other]
        if len(text) > 32 or text[-1] in ".!?,;:)" or not (page.bullet[other] or page.number[other] >= 0):
            return False
    return True


_Mark = tuple[str, int, int, bool, bool]
"""A short row near an end of a body that stands elsewhere on the page, too: how far from the begin and from the end,
whether it is furniture near the begin, and whether something that is none stands above it there."""


class _Edges(NamedTuple):
    """What recurs near the ends of a body: all of it, in its first rows, in its last ones."""

    marks: tuple[_Mark, ...]
    leading: Set[str]
    trailing: Set[str]


_NO_EDGES = _Edges((), frozenset(), frozenset())


def _edges(cues: Cues, low: int, high: int) -> _Edges:
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


def _edge_marks(cues: Cues, records: list[Record]) -> tuple[set[str], set[str]]:
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
        for folded, before, behind, label, below in _edges(cues, record.low, record.high).marks:
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


def _take_headings(page: Page, records: list[Record]) -> None:
    """Take the headings of sections off the bodies of the posts that open these."""
    left = min((page.indent[record.low] for record in records if record.low < record.high), default=0)
    for record in records:
        headings: list[str] = []
        while (
            record.high - record.low > 1
            and len(headings) < MOST_HEADINGS
            and page.indent[record.low] <= left
            and _is_heading(page, record.low)
        ):
            headings.append(page.text[record.low])
            record.low += 1
        record.heading = " / ".join(headings) or None


def _is_heading(page: Page, row: int) -> bool:
    """Whether a row stands alone between blank lines, without a mark or the end of a sentence."""
    text = page.text[row]
    if page.gap[row] == 0 or page.gap[row + 1] == 0 or page.bullet[row] or page.number[row] >= 0 or page.quote[row]:
        return False
    return len(text) <= LONGEST_HEADING and text[-1] not in ".,;:!" and any(map(str.isalnum, text))


# --- furniture inside records --------------------------------------------------


def _peel_bodies(cues: Cues, records: list[Record], furniture: list[Template]) -> None:
    """Take furniture off both ends of every body."""
    _peel_labels(cues, records)
    total = len(records)
    leading: Counter[str] = Counter()
    trailing: Counter[str] = Counter()
    for record in records:
        edges = _edges(cues, record.low, record.high)
        leading.update(edges.leading)
        trailing.update(edges.trailing)
    least = max(3, RECURRENT * total)
    lead = {folded for folded, count in leading.items() if count >= least}
    trail = {folded for folded, count in trailing.items() if count >= least}
    lead |= {_without_mark(folded) for folded in lead}  # "Bread" above the first post, "Re: Bread" above the others
    # "Well said." below a few names is all that their posts say.
    rare = {folded for folded in lead | trail if max(leading[folded], trailing[folded]) < MARKER * total}
    opening, closing = _edge_marks(cues, records) if total >= 3 else (set(), set())
    rare -= opening | closing
    known = _Known(lead, trail, opening, closing, rare, furniture)
    for record in records:
        _peel(cues, record, known)
    _peel_forms(cues, records)


def _peel_forms(cues: Cues, records: list[Record]) -> None:
    """Take off the ends of bodies what most of them end with once names, dates and numbers are left open.

    "12.04.2011 posts by Ann", or a paragraph that the site prints below every
    post.  A name alone stays: people sign.
    """
    for _ in range(MOST_FORMS):
        lasts = [_form(cues, record) for record in records]
        least = max(LEAST_LABELLED, MARKER * len(records))
        if len(lasts) - lasts.count("") < least:
            return
        form, count = Counter(filter(None, lasts)).most_common(1)[0]
        if count < least:
            return
        for record, last in zip(records, lasts, strict=True):
            if last == form:
                record.high -= 1
                record.furniture.append(record.high)


def _form(cues: Cues, record: Record) -> str:
    """The last row of a body of several rows, with its author's name, dates and numbers left open; "" for sentences."""
    row = record.high - 1
    if row <= record.low or record.cut is not None:
        return ""
    text, author = cues.masked.rows[row], record.author
    if author and author in text:
        text = text.replace(author, "{}")
    elif len(text) <= LONGEST_OWN and DATE not in text:
        return ""
    form = _NUMBERS.sub("#", text)
    return form if any(map(str.isalpha, form)) else ""


def _without_mark(folded: str) -> str:
    """A title without the mark of an answer."""
    mark, _, rest = folded.partition(" ")
    return rest if mark in vocabulary.ANSWERS and rest else folded


def _peel_labels(cues: Cues, records: list[Record]) -> None:
    """Take the rows about the author off the begin of bodies ("Newcomer"): they go with the name, post by post."""
    named = [record for record in records if record.head is not None and record.author]
    for _ in range(MOST_LABELS):
        if len(named) < max(LEAST_LABELLED, MOSTLY * len(records)):
            return
        firsts = [cues.folds[record.low] if _may_be_label(cues, record) else "" for record in named]
        counts = Counter(firsts)
        paired = list(zip(named, firsts, strict=True))
        known = sum(1 for record, first in paired if first and (counts[first] > 1 or cues.furniture[record.low]))
        distinct = len(counts) - ("" in counts)
        if known < MOSTLY * len(named) or distinct > LABEL_KINDS * len(named):
            return
        if len({(record.author, first) for record, first in paired}) > len({record.author for record in named}):
            return  # the same author with something else: that is what people say
        for record, first in paired:
            if first:
                record.furniture.append(record.low)
                record.low += 1


def _may_be_label(cues: Cues, record: Record) -> bool:
    """Whether a body begins with a short row that is no sentence, and goes on below it."""
    if record.low + 1 >= record.high or (record.head is not None and record.head.rest):
        return False
    text = cues.page.text[record.low]
    return len(text) <= LONGEST_LABEL and text[-1].isalnum() and not cues.idle[record.low + 1]


def _fills_row(cues: Cues, template: Template, row: int) -> bool:
    """Whether a furniture template matches a row and leaves nothing over."""
    match = cues.pattern(template).match(cues.masked.folded, cues.masked.starts[row])
    return match is not None and not match.groupdict().get("tail")


class _Known(NamedTuple):
    """What is no part of bodies: rows at either end, marks there, what yields where nothing else is left, templates."""

    lead: set[str]
    trail: set[str]
    opening: set[str]
    closing: set[str]
    rare: set[str]
    templates: list[Template]


def _peel(cues: Cues, record: Record, known: _Known) -> None:
    """Take off a body what is no part of it."""
    lead, trail, opening, closing, rare, templates = known
    folds, idle = cues.folds, cues.idle
    low, high = record.low, record.high
    limit = high if record.cut is None else high - 1
    if opening:
        for row in range(min(limit, low + EDGE_ROWS) - 1, low - 1, -1):
            if folds[row] in opening:
                low = row + 1
                break
    while low < limit and (idle[low] or folds[low] in lead or (templates and _is_filled(cues, templates, low))):
        low += 1
    if record.cut is None:
        if closing and not closing.isdisjoint(folds[low:high]):
            high = next(row for row in range(low, high) if folds[row] in closing)
        above = high - 1
        while above >= low and (
            idle[above] or folds[above] in trail or (templates and _is_filled(cues, templates, above))
        ):
            above -= 1
        high = above + 1
    if low >= high and record.cut is None:
        said = next((row for row in range(record.low, record.high) if folds[row] in rare and not idle[row]), None)
        low, high = (said, said + 1) if said is not None else (low, high)
    if low > record.low or high < record.high:
        record.furniture += [*range(record.low, low), *range(high, record.high)]
        record.low, record.high = low, high


def _is_filled(cues: Cues, templates: list[Template], row: int) -> bool:
    return any(_fills_row(cues, template, row) for template in templates)


# --- text ------------------------------------------------------------------------


def body_text(page: Page, record: Record) -> str:
    """The body as printed: paragraphs kept, indentation and the byline's own marks removed."""
    pieces: list[str] = []
    for row in range(record.low, record.high):
        text = page.text[row]
        if row == record.high - 1 and record.cut is not None:
            text = text[: record.cut].rstrip(" \t\xa0-—–~")
        if record.head is not None and record.head.rest and row == record.head.last:
            text = text[record.head.rest :]
        quote = page.quote[row]
        if quote:
            text = f"{'>' * quote} {text}"
        elif row > record.low and page.bullet[row]:
            text = f"{page.bullet[row]} {text}"
        elif row > record.low and page.number[row] >= 0:
            text = f"{page.number[row]}. {text}"
        if pieces:
            pieces.append("\n\n" if page.gap[row] else "\n")
        pieces.append(text)
    return "".join(pieces)
