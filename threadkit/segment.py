"""Rows and a layout to records: bylines, bodies, furniture, extents.

Decides which rows belong to which post under one given layout.  Whether that
layout suits the page is not decided here but by ``threadkit.detection``, and
who answers whom by ``threadkit.structure`` and ``threadkit.links``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from threadkit import vocabulary
from threadkit.layouts.model import Layout
from threadkit.layouts.template import Template, compile_template
from threadkit.lines import DATE, Page
from threadkit.masking import TIME, Masked
from threadkit.names import MAX_NAME, clean_name, name_likeness
from threadkit.timestamps import DateMatch, find_dates

SHORTEST_SAYING = 3
"""A verb of saying at the end of an author must be longer to count: "sa" and "fala" also end names."""
WEAK_NAME = 0.35
"""Least name-likeness of an author that no literal word vouches for."""
LEAST_CLOSING = 2
"""So many rows of prose must end with a date before named layouts look for bylines inside rows."""
PROFILE_WORDS = 4
"""A profile line without a colon has at most this many words ("Join Date Aug 2001")."""
PROBES = 16
"""Where a template has many places to match, so many are tried first; a byline is found at one of them."""
GAP_REACH = 12
"""A wide gap this many rows above the first name still belongs to the discussion."""
BARE_NAME = 0.55
"""Least name-likeness of an author who stands alone, without date or any other sign."""
EDGE_ROWS = 14
"""How many rows at either end of a body are searched for furniture."""
FURNITURE_ROW = 70
"""A furniture row is at most this long."""
CLOSING_ROWS = 8
"""A closing mark keeps within this many rows of the end of most bodies."""
RECURRENT = 0.3
"""A short row at the edge of this share of bodies is furniture."""
MARKER = 0.6
"""A short row in this share of bodies closes a body wherever it stands."""


@dataclass(slots=True)
class Byline:
    """One place where a byline template matched.  Rows are inclusive."""

    first: int
    last: int
    begin: int = 0
    role: str = "head"
    template: int = 0
    author: str | None = None
    date: DateMatch | None = None
    number: str | None = None
    title: str | None = None
    score: str | None = None
    depth: int | None = None
    reply_to: str | None = None
    reply_to_number: str | None = None
    tail: str = ""
    rest: int = 0
    """Where in row ``last`` the body begins, if it begins on that row."""

    @property
    def below(self) -> int:
        """The first row that can belong to a body below."""
        return self.last if self.rest else self.last + 1


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

    def get(self, name: str) -> object:
        """A byline field, from head or foot."""
        for byline in (self.head, self.foot):
            if byline is not None:
                value = getattr(byline, name)
                if value is not None:
                    return value
        return None

    @property
    def author(self) -> str | None:
        return self.get("author")  # type: ignore[return-value]

    @property
    def date(self) -> DateMatch | None:
        return self.get("date")  # type: ignore[return-value]

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


@dataclass(slots=True)
class Segmentation:
    """What a layout makes of a page."""

    layout: Layout
    records: list[Record] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    opened_by: int | None = None
    """Row of the cue that opens the discussion ("28 comments"), if one was seen."""
    closed_by: int | None = None


_ADDRESS = re.compile(
    r"@ ?([^\W_][\w'-]{2,30})"
    r"|^[ \t>]*(?:[Hh](?:i|ello|ey)|[Dd]ear|[Hh]allo|[Ll]iebe[r]?)? ?([^\W\d_][\w'-]{2,30})[,:!]",
    re.MULTILINE,
)


class Cues:
    """Row-wise look-ups of one page that all candidates share."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.page: Page = masked.page
        self._folded: dict[int, str] = {}
        self._rows_with: dict[str, list[int]] = {}
        self._says: list[int] | None = None
        self._by: list[int] | None = None
        self._start: list[int] | None = None
        self._addressed: set[str] | None = None
        self._closing: int | None = None
        self.matches: dict[tuple[object, ...], list[Byline]] = {}
        """Matches of templates tried so far; layouts share many templates."""

    def folded(self, row: int) -> str:
        """The row as the vocabulary compares it; '' for long rows."""
        value = self._folded.get(row)
        if value is None:
            text = self.page.text[row]
            value = vocabulary.fold(text) if len(text) <= FURNITURE_ROW else ""
            self._folded[row] = value
        return value

    def rows_with(self, literal: str) -> list[int]:
        """Rows whose masked text holds a literal (lower case)."""
        rows = self._rows_with.get(literal)
        if rows is None:
            rows = []
            text = self.masked.folded
            position = text.find(literal)
            while position >= 0:
                row = self.masked.row_at(position)
                rows.append(row)
                after = self.masked.starts[row] + len(self.masked.rows[row])
                position = text.find(literal, after)
            self._rows_with[literal] = rows
        return rows

    def says_rows(self) -> list[int]:
        """Short rows that end with a verb of saying."""
        if self._says is None:
            says = vocabulary.says_suffix
            self._says = [
                row
                for row, text in enumerate(self.masked.rows)
                if len(text) <= 90 and says(text.rstrip(f" \t{DATE}{TIME}:,-")) is not None
            ]
        return self._says

    def by_rows(self) -> list[int]:
        """Short rows that start with a word such as "by"."""
        if self._by is None:
            by = vocabulary.by_prefix
            self._by = [row for row, text in enumerate(self.masked.rows) if len(text) <= 120 and by(text) is not None]
        return self._by

    def start_rows(self) -> list[int]:
        """Rows that open a discussion."""
        if self._start is None:
            rows = [
                row
                for row, text in enumerate(self.page.text)
                if len(text) <= FURNITURE_ROW and vocabulary.is_start(self.folded(row))
            ]
            # "Messages: 168" in every profile block opens nothing.
            often = Counter(self.folded(row) for row in rows)
            self._start = [row for row in rows if often[self.folded(row)] < 3]
        return self._start

    def addressed(self) -> set[str]:
        """First words of names that somebody on the page seems to be addressed by ("@Ann", "Ann, ...")."""
        if self._addressed is None:
            self._addressed = {
                (match[1] or match[2]).casefold() for match in _ADDRESS.finditer(self.page.source)
            }
        return self._addressed

    def closing_dates(self) -> int:
        """How many rows of prose end with a date, as signatures on wiki talk pages do."""
        if self._closing is None:
            rows = self.masked.rows
            self._closing = sum(
                1 for row in self.masked.date_rows if len(rows[row]) > 50 and DATE in rows[row][-14:]
            )
        return self._closing

    def is_stop(self, row: int) -> bool:
        """Whether a row closes a discussion."""
        text = self.page.text[row]
        return len(text) <= 120 and vocabulary.is_stop(self.folded(row) or vocabulary.fold(text))

    def is_furniture(self, row: int) -> bool:
        """Whether a row is known page furniture on its own."""
        folded = self.folded(row)
        if not folded:
            return False
        if vocabulary.is_furniture(folded) or vocabulary.is_role(folded):
            return True
        # "From: Leeds" is a profile line, "from the link at madmen #9. thanks" is somebody's sentence.
        text = self.page.text[row]
        return (":" in text or len(text.split()) <= PROFILE_WORDS) and vocabulary.is_profile(folded)


def segment(cues: Cues, layout: Layout, bylines: list[Byline] | None = None) -> Segmentation:
    """Cut a page into records as a layout says.  No match gives no records.

    ``bylines`` may be passed where :func:`find_bylines` was asked before.
    """
    if bylines is None:
        bylines = find_bylines(cues, layout)
    if layout.gap is not None:
        bylines = _with_gaps(cues.page, bylines, layout.gap)
    result = Segmentation(layout)
    if not bylines:
        return result
    records = _records(cues.page, bylines)
    records = _trim_front(cues, result, records)
    if not records:
        return result
    templates = [compile_template(source) for source in layout.furniture]
    _bound_ends(cues, result, records)
    _peel_bodies(cues, records, templates)
    result.records = records
    return result


# --- bylines -----------------------------------------------------------------


def find_bylines(cues: Cues, layout: Layout) -> list[Byline]:
    """Every match of a layout's byline templates, in page order, without overlaps."""
    found: list[Byline] = []
    for role, sources in (("foot", layout.foot), ("head", layout.head)):
        for index, source in enumerate(sources):
            template = compile_template(source)
            after = _rows_after(cues, found) if template.anchor[0] == "any" and layout.foot else None
            found.extend(_matches(cues, template, role, index, layout, after))
    found.sort(key=lambda byline: (byline.first, byline.begin, byline.template))
    kept: list[Byline] = []
    for byline in found:
        if kept and byline.begin and kept[-1].begin and byline.last == kept[-1].last:
            # Two readings of one closing byline: the alternative named first in the layout wins.
            if byline.template < kept[-1].template:
                kept[-1] = byline
            continue
        if kept and byline.first <= kept[-1].last and not (byline.begin or kept[-1].begin):
            previous = kept[-1]
            if previous.template <= byline.template or byline.first > previous.first:
                continue
            kept[-1] = byline
            continue
        kept.append(byline)
    return _merge_doubled(kept)


def _merge_doubled(bylines: list[Byline]) -> list[Byline]:
    """One byline where a page prints the same author twice in a row before a body."""
    merged: list[Byline] = []
    for byline in bylines:
        previous = merged[-1] if merged else None
        if (
            previous is not None
            and previous.role == byline.role == "head"
            and previous.author is not None
            and previous.author == byline.author
            and byline.first <= previous.last + 1
        ):
            previous.last = byline.last
            for name in ("date", "number", "title", "score", "reply_to"):
                if getattr(previous, name) is None:
                    setattr(previous, name, getattr(byline, name))
            continue
        merged.append(byline)
    return merged


def _is_no_name(author: str, strict: bool) -> bool:
    """Whether form speaks against an author; a pingback's title before "says" may be longer than any name."""
    if not strict and len(author) > MAX_NAME:
        return False
    # "Ann says" above a date, "Posted by: Ann": another layout knows these words, this one does not.
    if strict and (":" in author or len(vocabulary.says_suffix(author) or "") > SHORTEST_SAYING):
        return True
    return name_likeness(author) < (WEAK_NAME if strict else 0.05)


def _is_nickname(text: str) -> bool:
    """A short row with a capital and without a full stop ("You can call me Al")."""
    return len(text) <= 24 and text[0].isupper() and text[-1].isalnum()


def _is_clear_name(text: str) -> bool:
    """Several capitalised words and nothing else."""
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and name_likeness(text) >= 0.8


def _rows_after(cues: Cues, feet: list[Byline]) -> list[int]:
    """Rows where a head that nothing marks may stand: below a foot, and where the discussion opens."""
    rows = {byline.last + 1 for byline in feet} | {row + 1 for row in cues.start_rows()}
    rows.discard(max((byline.last + 1 for byline in feet), default=-1))  # no body follows the last foot
    return sorted(row for row in rows if row < len(cues.page))


def _matches(
    cues: Cues, template: Template, role: str, index: int, layout: Layout, rows: Iterable[int] | None = None
) -> list[Byline]:
    """Where one template of a layout matches."""
    if rows is not None or layout.levels or template.anchor[0] == "any":
        return _find_matches(cues, template, role, index, layout, rows)
    key = (template.source, role, layout.marker, layout.alone, layout.zoned, layout.gap)
    found = cues.matches.get(key)
    if found is None:
        found = cues.matches[key] = _find_matches(cues, template, role, 0, layout, None)
    return [replace(byline, template=index) for byline in found]


def _find_matches(
    cues: Cues, template: Template, role: str, index: int, layout: Layout, rows: Iterable[int] | None
) -> list[Byline]:
    page, masked = cues.page, cues.masked
    found: list[Byline] = []
    tried = -1
    strict = template.anchor[0] in ("date", "time", "any")
    bare = template.anchor[0] == "any" and layout.gap is None and layout.marker == "any"
    if template.inline and cues.closing_dates() < LEAST_CLOSING and layout.source == "builtin":
        return found
    anchors = list(_anchor_rows(cues, template, layout) if rows is None else rows)
    if len(anchors) > 2 * PROBES and not template.inline and not _matches_anywhere(cues, template, anchors):
        return found
    for anchor_row in anchors:
        for row in range(max(tried + 1, anchor_row - template.reach, 0), anchor_row + 1):
            if role == "head" and not _may_start(page, row, layout):
                continue
            if template.inline:
                match = _match_inline(masked, template, row)
            else:
                match = template.pattern.match(masked.folded, masked.starts[row])
            if match is None or (template.bullet and page.bullet[row] not in (*template.bullet,)):
                continue
            byline = _byline(masked, template, match, row, role, index)
            if layout.zoned and byline.date is not None and "z" not in byline.date.kind.split():
                continue
            if layout.levels and role == ("foot" if layout.foot else "head"):
                byline.depth = layout.levels[index]
            if byline.author is not None and _is_no_name(byline.author, strict) and not (
                layout.gap is not None and _is_nickname(page.text[row])
            ):
                continue
            if bare and byline.author is not None and name_likeness(byline.author) < BARE_NAME:
                continue
            if layout.gap is not None and page.gap[row] >= layout.gap and not _is_clear_name(page.text[row]):
                continue  # there a post without a name begins
            if layout.alone and not _alone(page, byline):
                continue
            found.append(byline)
            tried = byline.last
            break
    return _with_plausible_tails(found)


def _matches_anywhere(cues: Cues, template: Template, anchors: list[int]) -> bool:
    """Whether a template matches at some of many places: most named layouts match nowhere on a page."""
    step = len(anchors) / PROBES
    for index in range(PROBES):
        anchor = anchors[int(index * step)]
        for row in range(max(anchor - template.reach, 0), anchor + 1):
            if template.pattern.match(cues.masked.folded, cues.masked.starts[row]):
                return True
    return False


def _anchor_rows(cues: Cues, template: Template, layout: Layout) -> Iterable[int]:
    kind, literal = template.anchor
    if kind == "literal":
        return cues.rows_with(literal)
    if kind == "date":
        return cues.masked.date_rows
    if kind == "time":
        return sorted({*cues.masked.date_rows, *cues.masked.time_rows})
    if kind == "says":
        return cues.says_rows()
    if kind == "by":
        return cues.by_rows()
    return range(len(cues.page))


def _may_start(page: Page, row: int, layout: Layout) -> bool:
    if layout.marker == "any":
        return True
    if layout.marker == "bullet":
        return bool(page.bullet[row])
    if layout.marker == "number":
        return page.number[row] >= 0
    return bool(page.bullet[row]) or page.number[row] >= 0


def _alone(page: Page, byline: Byline) -> bool:
    after = byline.last + 1
    return page.gap[byline.first] > 0 and after < len(page) and page.gap[after] > 0


def _match_inline(masked: Masked, template: Template, row: int) -> re.Match[str] | None:
    """A byline that closes a body's last row: the latest start whose author reads as a name."""
    text = masked.rows[row]
    base = masked.starts[row]
    best = template.pattern.match(masked.folded, base)
    for position in range(max(1, len(text) - 100), len(text) - 1):
        before = text[position - 1]
        if before not in " \t\xa0-—–~" or text[position] in " \t-—–~":
            continue
        stripped = text[:position].rstrip()
        if stripped and stripped[-1] not in ".!?…)\"”»:;-—–~':*" and best is not None:
            continue
        match = template.pattern.match(masked.folded, base + position)
        if match is not None and name_likeness(clean_name(_group(masked, match, "author") or "x")) >= WEAK_NAME:
            best = match
    return best


def _byline(masked: Masked, template: Template, match: re.Match[str], row: int, role: str, index: int) -> Byline:
    groups = {name: _group(masked, match, name) for name in match.re.groupindex}
    last = masked.row_at(max(match.end() - 1, match.start()))
    byline = Byline(row, last, 0, role, index)
    if match.start() > masked.starts[row]:
        byline.begin = masked.offset(row, match.start())
    author = groups.get("author")
    if author is not None:
        byline.author = clean_name(author) or None
    if groups.get("timestamp") is not None:
        byline.date = _with_clock(masked.date_at(match.start("timestamp")), masked, match)
    for name in ("number", "title", "score", "reply_to", "reply_to_number"):
        value = groups.get(name)
        if value is not None:
            setattr(byline, name, value.strip())
    depth = groups.get("depth")
    if depth is not None:
        byline.depth = int(depth)
    byline.tail = groups.get("tail") or ""
    if template.leads and match.end() < masked.starts[last] + len(masked.rows[last]):
        byline.rest = masked.offset(last, match.end())
    return byline


def _with_clock(date: DateMatch, masked: Masked, match: re.Match[str]) -> DateMatch:
    """A date with the time of day that stands in a cell of its own behind it."""
    if match.re.groupindex.get("clock") is None or match.start("clock") < 0:
        return date
    both = find_dates(f"{date.text} {masked.date_at(match.start('clock')).text}")
    return both[0] if len(both) == 1 else date


def _group(masked: Masked, match: re.Match[str], name: str) -> str | None:
    """A field as the page spells it (patterns run over folded text of the same length)."""
    if name not in match.re.groupindex:
        return None
    begin, end = match.span(name)
    return masked.text[begin:end] if begin >= 0 else None


def _with_plausible_tails(found: list[Byline]) -> list[Byline]:
    """Drop matches that are followed by more than furniture on their last row.

    "Ann May 5, 2019 Reply" is a byline because "Reply" is furniture or
    because most bylines of the page end so; "Rome May 5, 2019 was hot" is none.
    """
    tails = Counter(vocabulary.fold(byline.tail) for byline in found if byline.tail)
    kept = []
    for byline in found:
        if byline.tail:
            folded = vocabulary.fold(byline.tail)
            common = tails[folded] >= max(3, 0.3 * len(found))
            if folded and not common and not (
                vocabulary.is_furniture(folded) or vocabulary.is_role(folded) or folded == "#" or DATE in byline.tail
            ):
                continue
        kept.append(byline)
    return kept


def _with_gaps(page: Page, bylines: list[Byline], gap: int) -> list[Byline]:
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


def _own_rows(cues: Cues, phrases: tuple[str, ...]) -> set[int]:
    """Rows that are one of a layout's own opening or closing phrases, numbers aside."""
    folded = {vocabulary.fold(phrase) for phrase in phrases}
    return {row for row in range(len(cues.page)) if cues.folded(row) in folded} if folded else set()


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
    for row in range(record.high - 1, floor - 1, -1):
        if vocabulary.is_start(cues.folded(row)) or cues.is_stop(row):
            record.low = row + 1
            result.opened_by = row
            return
    # No cue: the article may run straight into the first post.  One paragraph is all that is sure.
    low = record.high - 1
    limit = max(2 * chars, 400)
    column = page.column[low]
    widest = max((page.gap[row] for other in records[1:] for row in range(other.low + 1, other.high)), default=0)
    while low - 1 >= floor and low > 0:
        tall = page.gap[low] > widest
        above = low - 1
        indented = page.column[above] < column and column > 0
        too_long = page.end[record.high - 1] - page.start[above] > limit
        if tall or indented or too_long or not _listed(page, record.high - 1, above):
            break
        low = above
    record.low = min(low, record.high)
    result.notes.append(("first-post-start", "nothing marks where the article ends and the first post begins"))


def _listed(page: Page, inside: int, above: int) -> bool:
    """Whether a row above still belongs to the same indented item as a body row."""
    return page.column[above] >= page.column[inside] > 0 and not page.bullet[inside] and page.number[inside] < 0


def _bound_last(cues: Cues, result: Segmentation, records: list[Record], record: Record) -> None:
    page = cues.page
    end = record.high
    inner = records[:-1]
    rows, chars = _limits(page, records, record)
    opening, marks = _edge_marks(cues, inner)
    # A row that stands inside other bodies too ends none.
    usual = _usual_rows(cues, inner)
    margin = min((page.column[row] for other in inner for row in range(other.low, other.high)), default=0)
    margin = min([margin, *(page.indent[other.first_row] for other in records)]) if inner else 0
    tallest = _tallest_gap(page, records) if inner else 3
    row_limit = 2 * rows + 6 if inner else 60
    char_limit = 2 * chars + 600 if inner else 6000
    low = record.low
    for row in range(min(end, low + EDGE_ROWS) - 1, low - 1, -1):
        if cues.folded(row) in opening:
            low = row + 1
            break
    begin = page.start[low] if low < end else 0
    stop = end
    closing = _own_rows(cues, result.layout.stop)
    for row in range(low, end):
        reached = row - low
        folded = cues.folded(row)
        if row in closing or (
            folded not in usual and (cues.is_stop(row) or (reached and vocabulary.is_start(folded)))
        ):
            stop, result.closed_by = row, row
            break
        if (
            folded in marks
            or (page.indent[row] < margin and not page.wrap)
            or (reached and page.gap[row] > max(tallest, 2))
            or (reached and _menu_starts(page, row, end))
        ):
            stop = row
            break
        if reached >= row_limit or (reached and page.end[row] - begin > char_limit):
            stop = row
            result.notes.append(("last-post-end", "nothing marks where the last post ends"))
            break
    record.high = stop


def _usual_rows(cues: Cues, records: list[Record]) -> set[str]:
    """Short rows that several bodies hold."""
    counts: Counter[str] = Counter()
    for record in records:
        counts.update({cues.folded(row) for row in range(record.low, min(record.high, record.low + 40))})
    counts.pop("", None)
    return {folded for folded, count in counts.items() if count >= max(2, RECURRENT * len(records))}


def _tallest_gap(page: Page, records: list[Record]) -> int:
    """Most blank lines within the records."""
    rows = (
        row
        for record in records
        for row in (record.first_row, *range(record.low, min(record.high, record.low + 40)))
        if row < len(page)
    )
    tallest: int = max(page.gap[row] for row in rows)
    return tallest


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


def _edge_marks(cues: Cues, records: list[Record]) -> tuple[set[str], set[str]]:
    """Short rows that most bodies hold, as (opening, closing) marks.

    Whatever stands before an opening mark ("Join Date" in a profile block) or
    after a closing one ("Reply") is no body.
    """
    if len(records) < 2:
        return set(), set()
    from_start: dict[str, list[int]] = {}
    from_end: dict[str, list[int]] = {}
    below_content: Counter[str] = Counter()
    for record in records:
        low, high = record.low, record.high
        seen: set[str] = set()
        content = False
        for row in range(low, min(high, low + EDGE_ROWS)):
            folded = cues.folded(row)
            known = bool(folded) and cues.is_furniture(row)
            if folded and folded not in seen:
                seen.add(folded)
                if known and content:
                    below_content[folded] += 1
                from_start.setdefault(folded, []).append(row - low)
                from_end.setdefault(folded, []).append(high - 1 - row)
            content = content or not known
        for row in range(max(low + EDGE_ROWS, high - EDGE_ROWS), high):
            folded = cues.folded(row)
            if folded and folded not in seen:
                seen.add(folded)
                from_start.setdefault(folded, []).append(row - low)
                from_end.setdefault(folded, []).append(high - 1 - row)
    opening: set[str] = set()
    closing: set[str] = set()
    known_end = float("inf")
    least = max(2, MARKER * len(records))
    for folded, distances in from_start.items():
        if len(distances) < least or folded == "#":
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
        if from_end_growth > from_start_growth or (even and (max(distances) == 0 or vocabulary.is_profile(folded))):
            opening.add(folded)
        elif sorted(ends)[len(ends) // 2] <= CLOSING_ROWS:
            closing.add(folded)  # "Click to expand..." in the middle of most bodies closes none
    late = {folded for folded in opening if sum(from_start[folded]) > known_end * len(from_start[folded])}
    opening -= late
    closing |= late
    return opening, closing


# --- furniture inside records --------------------------------------------------


def _peel_bodies(cues: Cues, records: list[Record], furniture: list[Template]) -> None:
    """Take furniture off both ends of every body."""
    total = len(records)
    leading: Counter[str] = Counter()
    trailing: Counter[str] = Counter()
    for record in records:
        leading.update({cues.folded(row) for row in range(record.low, min(record.high, record.low + EDGE_ROWS))})
        trailing.update({cues.folded(row) for row in range(max(record.low, record.high - EDGE_ROWS), record.high)})
    least = max(3, RECURRENT * total)
    lead = {folded for folded, count in leading.items() if folded and count >= least}
    trail = {folded for folded, count in trailing.items() if folded and count >= least}
    opening, closing = _edge_marks(cues, records) if total >= 3 else (set(), set())
    for record in records:
        _peel(cues, record, lead, trail, opening, closing, furniture)


def _fills_row(cues: Cues, template: Template, row: int) -> bool:
    """Whether a furniture template matches a row and leaves nothing over."""
    match = template.pattern.match(cues.masked.folded, cues.masked.starts[row])
    return match is not None and not match.groupdict().get("tail")


def _peel(
    cues: Cues,
    record: Record,
    lead: set[str],
    trail: set[str],
    opening: set[str],
    closing: set[str],
    furniture: list[Template],
) -> None:
    low, high = record.low, record.high

    def peels(row: int, recurrent: set[str]) -> bool:
        folded = cues.folded(row)
        return (
            (bool(folded) and folded in recurrent)
            or cues.is_furniture(row)
            or not any(char.isalnum() for char in cues.page.text[row][:80])
            or any(_fills_row(cues, template, row) for template in furniture)
        )

    limit = high if record.cut is None else high - 1
    if opening:
        for row in range(min(limit, low + EDGE_ROWS) - 1, low - 1, -1):
            if cues.folded(row) in opening:
                low = row + 1
                break
    while low < limit and peels(low, lead):
        low += 1
    if record.cut is None:
        if closing:
            for row in range(low, high):
                if cues.folded(row) in closing:
                    high = row
                    break
        while high > low and peels(high - 1, trail):
            high -= 1
    record.furniture = [*range(record.low, low), *range(high, record.high)]
    record.low, record.high = low, high


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
