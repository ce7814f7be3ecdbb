"""Where the first and the last body end, which no other byline bounds: by cues, else by the page's other posts."""

from __future__ import annotations

from collections import Counter

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.lazily import found_once
from threadkit.lines import DATE, Page
from threadkit.segment.edges import EDGE_ROWS, RECURRENT, NearEnds, edge_marks, farthest, least_near
from threadkit.segment.model import Record, Segmentation

SPARE_ROWS = 6
SPARE_CHARS = 600
"""The last body may have so much more than twice the rows and characters of the longest other one."""

SOLID_ROWS = 12
"""In so many rows from the first post to the last there are blank lines, if people have put some."""


def own_rows(cues: Cues, phrases: tuple[str, ...]) -> set[int]:
    """Rows that are one of a layout's own opening or closing phrases, numbers aside."""
    return {row for phrase in phrases for row in cues.rows_of.get(vocabulary.fold(phrase), ())}


def bound_ends(cues: Cues, result: Segmentation, records: list[Record]) -> NearEnds | None:
    """Bound the first body (below feet only) and the last (below heads) by the page's own records.

    Returns what stands near the ends of the others, if that was asked.
    """
    first, last = records[0], records[-1]
    if first.head is None:
        _bound_first(cues, result, records, first)
    near: NearEnds | None = None
    if last.foot is None:
        near = NearEnds(cues, records[:-1], least_near(len(records)))
        _bound_last(cues, result, records, near)
    sizes = [record.high - record.low for record in records[:-1]]
    if len(sizes) > 1:
        # What is far beyond the longest of the other bodies swallowed something.
        place = max(range(len(sizes)), key=sizes.__getitem__)
        longest = sizes.pop(place)
        if records[place].foot is None and longest > 3 * max(sizes) + 12:
            _bound_inner(cues, records[place])
    return near


def _limits(page: Page, records: list[Record], but: Record) -> tuple[int, int]:
    """Most rows and characters of the other bodies."""
    start, end = page.start, page.end
    bodies = [(record.low, record.high) for record in records if record is not but and record.low < record.high]
    rows = max([high - low for low, high in bodies], default=0)
    return rows, max([end[high - 1] - start[low] for low, high in bodies], default=0)


def _bound_first(cues: Cues, result: Segmentation, records: list[Record], record: Record) -> None:
    page = cues.page
    if record.low >= record.high:
        return
    rows, chars = _limits(page, records, record)
    floor = max(record.low, record.high - max(2 * rows, 40) - 4)
    starts = {*cues.start_rows()}  # "Replies" below every post is none of them
    for row in range(record.high - 1, floor - 1, -1):
        opens = row in starts
        if page.accounts and page.heading[row]:  # a section of a talk page
            record.low = row
            result.opened_by = row
            return
        dated = DATE in cues.masked.rows[row]
        if opens or cues.is_stop(row) or (dated and len(records) in cues.counts_in(row)):  # the article's own foot
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

    @found_once
    def limits(self) -> tuple[int, int]:
        """So many rows and characters are too many for the last post."""
        if not self._others:
            return 60, 6000
        rows, chars = _limits(self._cues.page, self._others, self._records[-1])
        return 2 * rows + SPARE_ROWS, 2 * chars + SPARE_CHARS

    @found_once
    def margin(self) -> int:
        """The column left of which nothing of a post stands."""
        page = self._cues.page
        if not self._others:
            return 0
        bodies = [min(page.column[other.low : other.high]) for other in self._others if other.low < other.high]
        return min([min(bodies, default=0), *[page.indent[record.first_row] for record in self._records]])

    @found_once
    def tallest(self) -> int:
        """Most blank lines within posts."""
        return _tallest_gap(self._cues.page, self._others, self._records[-1]) if self._others else 3

    @found_once
    def solid(self) -> bool:
        """Whether no blank line stands in all the other posts: the extractor left some elsewhere at most."""
        first, last = self._records[0].first_row, self._records[-1].low
        return last - first >= SOLID_ROWS and not any(self._cues.page.gap[first + 1 : last])

    @found_once
    def usual(self) -> set[str]:
        """Short rows that stand inside bodies: they end none."""
        return _usual_rows(self._cues, self._others)


def _bound_last(cues: Cues, result: Segmentation, records: list[Record], near: NearEnds) -> None:
    page, folds, record = cues.page, cues.folds, records[-1]
    end, low = record.high, record.low
    inner = _Inner(cues, records)
    opening: set[str] = set()
    marks: set[str] = set()
    if not near.found.keys().isdisjoint(folds[low:end]):
        opening, marks = edge_marks(cues, records[:-1], near.found)
    if opening:
        for row in range(min(end, low + EDGE_ROWS) - 1, low - 1, -1):
            if folds[row] in opening and row - low <= farthest(cues, low, near.found[folds[row]].before):
                low = row + 1
                break
    begin = page.start[low] if low < end else 0
    left = page.indent[min(record.first_row, len(page) - 1)]
    stop = end
    closing = own_rows(cues, result.layout.stop)
    for row in range(low, end):
        reached = row - low
        folded = folds[row]
        closes = cues.is_stop(row) or (reached > 0 and vocabulary.is_start(folded))
        if row in closing or (closes and folded not in inner.usual):
            stop, result.closed_by = row, row
            break
        outside = page.indent[row] < left and not page.wrap and page.indent[row] < inner.margin
        parted = reached and page.gap[row] > (0 if inner.solid else 2) and page.gap[row] > inner.tallest
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


def _tallest_gap(page: Page, records: list[Record], last: Record) -> int:
    """Most blank lines within the records, and above them and the last one."""
    gap = page.gap
    within = max([max(gap[record.low : min(record.high, record.low + 40)], default=0) for record in records], default=0)
    firsts = [record.first_row for record in (*records, last)]
    return max([within, *[gap[row] for row in firsts if row < len(page)]])


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
