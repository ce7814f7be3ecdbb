"""From anchors and columns to layouts, best guesses first.

A block of columns stands between the text of one post and that of the next.
Decided here: where the block is cut into the foot of the one and the head of
the other (``cuts``), which column holds the authors and which the dates, and
which templates say so (``templates``).  The proposals are cheap guesses; whole
segmentations are judged afterwards.
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, count, islice, pairwise

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.induction.anchors import Anchor, find_anchors, likeliest_first
from threadkit.induction.blocks import DASHES, NAME_ROLES, Block
from threadkit.induction.cells import DATE_CELL, TIME_CELL, Cells, cut_cells
from threadkit.induction.columns import FIXED_SHARE, Column, read_block, read_constant
from threadkit.induction.cuts import Cut, cuts
from threadkit.induction.templates import CLOCK_SHARE, Draft, Fields, draft, escape
from threadkit.layouts.model import Layout
from threadkit.lines import DATE, Page
from threadkit.names import are_ranks, name_key, name_likeness
from threadkit.vocabulary.given_names import given_name

AUTHOR_COLUMNS = 3
"""How many columns of one anchor are tried as the author."""
MOST_PROPOSALS = 14
"""Proposals that are followed up; the right one is hardly ever further down the list."""
MOST_PER_ANCHOR = 5
"""Proposals of one anchor that are followed up, so that other anchors are heard too."""
LONE_LIKENESS = 0.8
MOST_LABELS = 4
MOSTLY_QUOTED = 0.6
"""So many of those who are quoted wrote something themselves on the page."""
LEAST_AGAIN = 3
"""So often must people write again before what stands beside them tells anything."""
MOST_CHANGED = 0.1
"""People rise in rank, and two of them may have one name."""
MANY_EACH = 3
MORE_NAMES = 2
"""A few texts that come three times each, where another column has twice as many names, are labels."""
SLIGHTLY = 0.05
"""Labels of one short word look so much more like names than some people's."""
LEAST_INLINE = 3
LINK_SHARE = 0.1
COMMON_SHARE = 0.4
"""So many signatures have something in parentheses, or one word, between name and date."""
LEAST_BUTTONS = 2
"""A button alone ("Permalink") may stand within a byline."""
WIDE_GAP = 2
MOST_MARKED = 0.2
"""Where more rows have a list mark, that tells where posts begin."""
MOST_PAIRED = 8
FULL_PROSE = 0.6
MOST_PAIRS = 2
LEAST_PAIRED = 0.1
"""The rarer kind of post makes up at least this share of the commoner one."""
PAIRED_APART = 3
"""Bylines of two kinds are more rows apart than this; nearer ones are parts of one byline."""
LEAST_ITEMS = 5
LEAST_WIDE = 3
"""So many wide gaps are no accident of the page."""
FIELDLESS_ANCHORS = ("literal", "numbers", "bullets", "all", "items", "hash")
"""Kinds of anchors that part posts even where neither name nor date was found."""

STRENGTHS = {
    "places": 0.6,
    "prose": 1.5,
    "opened": 0.5,
    "likeness": 2.0,
    "distinct": 0.8,
    "cue": 1.0,
    "recurs": 0.2,
    "christened": 1.0,
    "distance": -0.15,
    "addressed": 0.6,
    "dated": 1.2,
    "exact": 0.5,
    "cut": 0.5,
    "free": -0.5,
    "split": -0.2,
    "inner": 0.0,
    "title": -0.2,
    "partner": 0.2,
    "profile": 0.0,
    "alone": -0.3,
    "inline": 1.0,
    "paired": -1.0,
    "bare": 3.0,
    "gapped": 0.5,
    "hanging": 1.0,
}
"""What speaks for a proposal, and how much."""
MOST_ADDED = STRENGTHS["partner"]
"""Spelling a reading out brings at most so much, where its author may be printed twice; all else that it shows, free
parts and two sides, speaks against it."""
FIRST_LOOKS = ((3, 3), (4, 3))
"""Up to so many anchors are looked at for so many proposals, before all others are.  Where the likeliest anchors give
nothing worth a look, the others do not either: so in all of 300 pages."""


@dataclass(slots=True)
class Proposal:
    """A layout that might fit, with what spoke for it."""

    layout: Layout
    anchor: str
    strength: float
    role: str
    signs: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Guess:
    """A proposal before its layout is built: most guesses are never followed up."""

    draft: Draft
    anchor: str
    signs: dict[str, float]
    rows: tuple[int, ...] = ()
    """Where the anchor stands."""
    strength: float = 0.0

    def __post_init__(self) -> None:
        self.strength = _strength(self.signs)

    @property
    def is_full(self) -> bool:
        """Whether the template gives both author and date, and text stands between its places."""
        return "{author}" in self.template and "{time" in self.template and self.signs["prose"] >= FULL_PROSE

    @property
    def template(self) -> str:
        return " ".join((*self.draft.head, *self.draft.foot))

    @property
    def role(self) -> str:
        return "split" if self.draft.head and self.draft.foot else "head" if self.draft.head else "foot"


@dataclass(slots=True)
class _Reading:
    """What a block may hold, before it is spelled out, or when only its variants are left to be."""

    block: Block
    cut: Cut
    fields: Fields
    signs: dict[str, float]
    strength: float
    rows: tuple[int, ...]
    variant: str = ""
    plain: Draft | None = None

    @property
    def may_repeat(self) -> bool:
        """Whether other columns than the author's might print the author again."""
        author = self.fields.author
        return author is not None and self.block.names > (author.role in NAME_ROLES)

    def variants(self) -> Iterator[_Reading]:
        """What else than the plain template may be made of it: with a title, a profile, the author's second place."""
        block, at, fields = self.block, self.cut.at, self.fields
        title = block.title(at, fields)
        if title is not None:
            yield self._varied("title", replace(fields, title=title))
        if block.has_profile:
            yield self._varied("profile", replace(fields, profile=True))
        partner = block.partner(at, fields.author) if self.may_repeat else None
        if partner is not None:
            yield self._varied("partner", replace(fields, partner=partner))

    def _varied(self, variant: str, fields: Fields) -> _Reading:
        strength = self.strength + STRENGTHS[variant]
        return _Reading(self.block, self.cut, fields, self.signs, strength, self.rows, variant, self.plain)

    def drafted(self) -> Draft | None:
        """Its template, unless it is the plain one again."""
        drafted = draft(self.block, self.cut.at, self.fields)
        return None if drafted == self.plain else drafted


class _Waiting:
    """Guesses and readings of several anchors, of which the strongest are asked for.

    Spelling readings out costs most: one is spelled out when nothing that is
    spelled out already can be stronger.
    """

    def __init__(self, cells: Cells, guesses: Iterable[_Guess]) -> None:
        self.closed: set[str] = set()
        """Anchors of which no more is wanted."""
        self._cells = cells
        self._heap: list[tuple[float, int, _Guess | _Reading]] = []
        self._order = count()
        for guess in guesses:
            self._push(guess, guess.strength)

    def _push(self, item: _Guess | _Reading, strength: float) -> None:
        heapq.heappush(self._heap, (-strength, next(self._order), item))

    def add(self, anchors: Iterable[Anchor]) -> None:
        """Look at what stands around some anchors."""
        for anchor in anchors:
            columns, centre = read_block(self._cells, list(anchor.places))
            for reading in _readings(Block(anchor, columns, centre, self._cells)):
                self._push(reading, reading.strength + MOST_ADDED * reading.may_repeat)

    def strongest(self, least: float) -> Iterator[_Guess]:
        """The guesses of some strength at least, strongest first, as they are asked for; one may come twice."""
        while self._heap and -self._heap[0][0] >= least:
            _, _, item = heapq.heappop(self._heap)
            if isinstance(item, _Guess):
                yield item
            elif item.block.anchor.name not in self.closed:
                self._spell_out(item)

    def _spell_out(self, reading: _Reading) -> None:
        drafted = reading.drafted()
        if drafted is None:
            return
        if not reading.variant:
            reading.plain = drafted
            reading.signs["split"] = split = float(bool(drafted.head and drafted.foot))
            reading.strength += STRENGTHS["split"] * split
            for other in reading.variants():
                self._push(other, other.strength)
        author = reading.fields.author
        same = None if author is None else reading.block.index(author), reading.variant, drafted
        if same in reading.block.drafted:
            return
        reading.block.drafted.add(same)
        signs = {**reading.signs, "free": float(drafted.free)}
        if reading.variant:
            signs[reading.variant] = 1.0
        guess = _Guess(drafted, reading.block.anchor.name, signs, reading.rows)
        self._push(guess, guess.strength)
        if drafted == LONE_NAME and len(wide_gaps(self._cells.cues.page)) >= LEAST_WIDE:
            wide = replace(guess, draft=replace(LONE_NAME, gap=WIDE_GAP), signs={**guess.signs, "gapped": 1.0})
            self._push(wide, wide.strength)


def _strength(signs: dict[str, float]) -> float:
    return sum([STRENGTHS[name] * value for name, value in signs.items()])


LONE_NAME = Draft(("{author}",), (), "any", alone=True)


def _any() -> float:
    return -math.inf


def propose(cues: Cues, least: Callable[[], float] = _any) -> Iterator[Proposal]:
    """Layouts the page might follow, the likeliest first.

    The first few come from the likeliest anchors alone: where those are
    hopeless nobody asks for more, and the others are not even looked at.
    How strong one around these must be (``least``; infinitely, where none is
    wanted) is asked when the first few are through.
    """
    cells = cut_cells(cues)
    anchors = likeliest_first(find_anchors(cells))
    kinds = (_inline_feet, _spoken_names, _hanging_names, _bare_lists)
    waiting = _Waiting(cells, [guess for kind in kinds for guess in kind(cells)])
    heard: dict[Draft, _Guess] = {}
    known = 0
    for upto, wanted in FIRST_LOOKS:
        waiting.add(anchors[known:upto])
        known = upto
        for guess in islice(_unheard(waiting, heard), wanted):
            yield from _proposals([guess])
    wanted_from = least()
    if wanted_from == math.inf:
        return
    early = len(heard)
    waiting.add(anchors[known:])
    others = list(islice(_unheard(waiting, heard, wanted_from), MOST_PROPOSALS))
    placed = [guess for guess in heard.values() if guess.rows]
    paired = [guess for guess in (*_two_kinds(placed), *_two_sides(cells, placed)) if guess.draft not in heard]
    ranked = sorted([*others, *paired], key=lambda guess: -guess.strength)
    yield from islice(_proposals(ranked), MOST_PROPOSALS - early)


def _proposals(guesses: Iterable[_Guess]) -> Iterator[Proposal]:
    """The guesses as layouts; those of which none can be made are left out."""
    for guess in guesses:
        layout = guess.draft.layout()
        if layout is not None:
            yield Proposal(layout, guess.anchor, guess.strength, guess.role, guess.signs)


def _unheard(waiting: _Waiting, heard: dict[Draft, _Guess], least: float = -math.inf) -> Iterator[_Guess]:
    """The guesses of some strength at least that were not met yet, a few of each anchor."""
    per_anchor = Counter(guess.anchor for guess in heard.values())
    for guess in waiting.strongest(least):
        if guess.draft not in heard and per_anchor[guess.anchor] < MOST_PER_ANCHOR:
            heard[guess.draft] = guess
            per_anchor[guess.anchor] += 1
            if per_anchor[guess.anchor] == MOST_PER_ANCHOR:
                waiting.closed.add(guess.anchor)
            yield guess


def wide_gaps(page: Page) -> list[int]:
    """Rows below several blank lines, where an extractor may have dropped a name; none where list marks tell posts."""
    if sum(map(bool, page.bullet)) > MOST_MARKED * len(page):
        return []
    return [row for row in range(1, len(page)) if page.gap[row] >= WIDE_GAP]


def _bare_lists(cells: Cells) -> list[_Guess]:
    """Lists of which an extractor left nothing but the texts; the number stated above tells how many."""
    cues = cells.cues
    stated = any(any(char.isdigit() for char in cues.page.text[row]) for row in cues.start_rows())
    items = sum(bool(bullet) or number >= 0 for bullet, number in zip(cues.page.bullet, cues.page.number, strict=True))
    if not stated or items < LEAST_ITEMS:
        return []
    return [_Guess(Draft((), (), "item"), "stated number", {"places": math.log2(items), "opened": 1.0, "bare": 1.0})]


def _two_kinds(guesses: list[_Guess]) -> list[_Guess]:
    """Two kinds of posts on one page (reviews and the owner's replies): bylines of both sorts, taking turns."""
    ranked = sorted(guesses, key=lambda guess: -guess.strength)
    single = [guess for guess in ranked if guess.role != "split" and guess.draft.marker == "any"]
    found: list[_Guess] = []
    for first, second in combinations([guess for guess in single if guess.is_full][:MOST_PAIRED], 2):
        if first.role != second.role or not _take_turns(first.rows, second.rows):
            continue
        paired = Draft(
            (*first.draft.head, *second.draft.head), (*first.draft.foot, *second.draft.foot), "any"
        )
        places = math.log2(len(first.rows) + len(second.rows))
        signs = {**first.signs, "places": places, "paired": 1.0}
        found.append(_Guess(paired, f"{first.anchor} + {second.anchor}", signs))
    return found[:MOST_PAIRS]


def _two_sides(cells: Cells, guesses: list[_Guess]) -> list[_Guess]:
    """Names above bodies and dates in rows of their own below them, where a profile parts the one from the other."""
    if any("{author}" in guess.template and "{time" in guess.template for guess in guesses):
        return []
    dated = zip(cells.row, cells.kind, cells.opens, cells.exact, strict=True)
    rows = tuple(row for row, kind, opens, exact in dated if kind == DATE_CELL and opens and exact)
    named = [guess for guess in guesses if guess.role == "head" and "{author}" in guess.template]
    found: list[_Guess] = []
    for head in sorted(named, key=lambda guess: -guess.strength):
        if _alternate(head.rows, rows):
            both = Draft(head.draft.head, ("{timestamp}",), head.draft.marker)
            signs = {**head.signs, "dated": 1.0, "exact": 1.0, "split": 1.0}
            found.append(_Guess(both, f"{head.anchor} + dates", signs))
    return found[:MOST_PAIRS]


def _alternate(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Whether a row of the second kind follows nearly every row of the first before the next of these."""
    following = [bisect_right(second, row) for row in first]
    turns = sum(1 for a, b in pairwise(following) if b == a + 1) + (following[-1] < len(second))
    return turns >= FIXED_SHARE * max(len(first), len(second) - 1)


def _take_turns(first: tuple[int, ...], second: tuple[int, ...]) -> bool:
    """Whether two sorts of bylines stand apart from each other on the same stretch of the page."""
    few, many = sorted((first, second), key=len)
    low, high = min(many), max(many)
    if len(few) < LEAST_PAIRED * len(many) or min(few) > high or low > max(few):
        return False
    if 2 * sum(low < row < high for row in few) < len(few):
        return False
    taken = {row + shift for row in many for shift in range(-PAIRED_APART, PAIRED_APART + 1)}
    return taken.isdisjoint(few)


def _inline_feet(cells: Cells) -> list[_Guess]:
    """Signatures that close a body's last line: "... and so on. Ann (talk) 12:34, 5 May 2019"."""
    page, masked = cells.cues.page, cells.cues.masked
    closing = [
        row
        for row in masked.date_rows
        if masked.rows[row].rstrip(" .)]").endswith(DATE)
        or masked.rows[row].find(DATE) > max(30, len(masked.rows[row]) - 12)
    ]
    long = [row for row in closing if len(page.text[row]) > 70]
    if len(closing) < LEAST_INLINE or len(long) < 0.3 * len(closing):
        return []
    before = [masked.rows[row].partition(DATE)[0].split() or [""] for row in closing]
    words = Counter(left[-1] for left in before)
    templates = []
    common, count = words.most_common(1)[0]
    if common[:1] == "(" and common[-1] == ")" and count >= COMMON_SHARE * len(closing):
        templates.append(f"{{body}} {{author}} {escape(common)} {{timestamp}}")  # "Ann (WMF) (talk)"
    if sum(left[-1].endswith(")") for left in before) >= LINK_SHARE * len(closing):
        templates.append("{body} {author} ({_}) {timestamp}")  # "(talk)", "(discuter)"
    if common and not common.endswith(")") and count >= COMMON_SHARE * len(closing):
        templates.append(f"{{body}} {{author}} {escape(common)} {{timestamp}}")
    templates.append("{body} {author} {timestamp}")
    signs = {"places": math.log2(len(closing)), "prose": 1.0, "likeness": 1.0, "dated": 1.0, "inline": 1.0}
    drafts = [Draft((), used, "any", sections=True) for used in (tuple(templates), (templates[-1],))]
    return [_Guess(draft, "closing dates", signs) for draft in drafts]


def _hanging_names(cells: Cells) -> list[_Guess]:
    """Names alone above what was said, further in."""
    outline = cells.cues.outline
    if outline is None:
        return []
    likeness = sum(name_likeness(cells.cues.page.text[row]) for row in outline.heads) / len(outline.heads)
    signs = {
        "places": math.log2(len(outline.heads)),
        "prose": 1.0,
        "likeness": likeness,
        "opened": float(outline.opened),
        "addressed": float(outline.addressed),
        "recurs": float(outline.recurs),
        "hanging": 1.0,
    }
    return [_Guess(Draft(("{author}",), (), "any", hanging=True), "hanging names", signs, outline.heads)]


def _spoken_names(cells: Cells) -> list[_Guess]:
    """Names in front of what is said, without dates, as in a play: "Ann: I think ..."; somebody speaks twice."""
    names = list(cells.cues.spoken.values())
    speakers = {name_key(name) for name in names}
    if len(names) < LEAST_INLINE or not 2 <= len(speakers) < len(names):
        return []
    likeness = sum(map(name_likeness, names)) / len(names)
    if likeness < LONE_LIKENESS:
        return []
    signs = {"places": math.log2(len(names)), "likeness": likeness, "prose": 1.0, "recurs": 1.0, "inline": 1.0}
    return [_Guess(Draft(("{author}: {body}",), (), "any"), "spoken names", signs)]


# --- fields -------------------------------------------------------------------


def _readings(block: Block) -> Iterator[_Reading]:
    """What the columns of a block may be for, and where it may be cut."""
    dates = [column for column in block.columns if column.role == "date"]
    dates = [column for column in dates if not block.is_about_author(block.index(column))]  # "Joined: 5 May 2004"
    date = min(
        dates, key=lambda one: (one.clock > CLOCK_SHARE, abs(block.index(one) - block.centre)), default=None
    )
    divisions = cuts(block)
    common = {
        "places": math.log2(len(block.anchor.places)),
        "prose": block.anchor.prose,
        "opened": block.anchor.opened,
        "dated": float(date is not None),
        "exact": _exact(block.cells, date),
    }
    rows = tuple(block.cells.row[place] for place in block.anchor.places)
    for signs, author in [*_author_columns(block, date)[:AUTHOR_COLUMNS], ({"alone": 1.0}, None)]:
        if author is None and date is None and not block.anchor.name.startswith(FIELDLESS_ANCHORS):
            continue
        signs = {**common, **signs}
        strength = _strength(signs)
        fields = Fields(author, date, block.sequence)
        for cut in divisions:
            if not _is_torn(block, cut, author, date):
                weighed = strength + STRENGTHS["cut"] * cut.evidence
                yield _Reading(block, cut, fields, {**signs, "cut": cut.evidence}, weighed, rows)


def _exact(cells: Cells, date: Column | None) -> float:
    """Share of the dates that tell the time of day, or how long ago, or have the time of day behind them."""
    if date is None:
        return 0.0
    last = len(cells) - 1
    timed = sum(cells.exact[cell] or (cell < last and cells.kind[cell + 1] == TIME_CELL) for cell in date.cells)
    return timed / len(date.cells)


def _is_torn(block: Block, cut: Cut, author: Column | None, date: Column | None) -> bool:
    """Whether the date would stand above a body and its author below: the halves of two posts' bylines.

    Letters are signed so, but with a dash or a word before the name.  So would they be with the buttons that close a
    post between them ("5 May / Report / Reply / Ann").
    """
    if author is None or date is None:
        return False
    index, below = block.index(author), block.index(date) + 1
    if not below <= cut.at <= index and block.buttons(below, index) >= LEAST_BUTTONS:
        return True
    page = block.cells.cues.page
    if index >= cut.at or block.index(date) < cut.at:
        return False
    if block.is_signed(index) and not block.is_dashed(index):
        # "Posted by Ann", and right below it the date: one byline, unless white space parts them.
        parted = sum(1 for cell in date.cells if page.gap[block.cells.row[cell]])
        return block.index(date) == index + 1 and parted < 0.5 * len(date.cells)
    dashed = sum(page.bullet[block.cells.row[cell]] in DASHES for cell in author.cells if block.cells.opens[cell])
    return dashed < FIXED_SHARE * len(author.cells)


def _author_columns(block: Block, date: Column | None) -> list[tuple[dict[str, float], Column]]:
    """Columns that may hold the authors, with what speaks for them, best first."""
    scored = []
    for index, column in enumerate(block.columns):
        if column.role not in ("name", "short") or not column.values:
            continue
        if column.likeness < 0.3 or (len(column.values) >= 4 and column.distinct * len(column.values) < 1.5):
            continue
        cue = block.is_spoken(index) or block.is_signed(index)
        if any(strange(index) for strange in (block.tells_about, block.is_answered, block.is_place, block.is_month)):
            continue
        away = abs(index - block.index(date)) - 1 if date is not None else abs(index - block.centre)
        names = {name_key(value) for value in column.values}
        signs = {
            "likeness": column.likeness,
            "distinct": min(1.0, 1.6 * column.distinct),
            "cue": float(cue),
            "recurs": float(0 < len(names) < len(column.values)),
            "christened": _christened(names),
            "distance": float(away),
            "addressed": _addressed(block, column),
            "inner": float(column.inner is not None),
        }
        scored.append((signs, column))
    named = [column for _, column in scored if column.likeness >= LONE_LIKENESS]
    scored = [(signs, column) for signs, column in scored if not any(_are_labels(column, other) for other in named)]
    scored = [item for item in scored if not any(_is_worn(block, item[1], other) for other in named)]
    if any(column.inner is None and not column.opening for column in named):
        scored = [(signs, column) for signs, column in scored if not _tells_more(column)]
    scored = [item for item in scored if not any(_is_quoted(block, item[1], other, date) for other in named)]
    spoken = [(signs, column) for signs, column in scored if signs["cue"]]
    scored = spoken or scored  # beside "Ann says" no other column holds the authors
    if not scored:
        scored = [(lone, column) for column in block.columns if (lone := _lone_author(block, column)) is not None]
    scored.sort(key=lambda item: -sum(STRENGTHS[name] * value for name, value in item[0].items()))
    return scored


def _christened(names: set[str]) -> float:
    """How many of a column's names begin with a first name: 1 for half of them or more, 0 for a single one."""
    given = sum(1 for name in names if given_name(name))
    return min(1.0, 2.0 * given / len(names)) if given > 1 else 0.0


def _kinds(column: Column) -> int:
    """How many different texts a column of names holds."""
    return round(column.distinct * len(column.values))


def _are_labels(column: Column, other: Column) -> bool:
    """Whether a column holds a few texts again and again ("Couple", "Family") where another holds many likely names."""
    kinds = _kinds(column)
    few = kinds <= MOST_LABELS and MANY_EACH * kinds <= len(column.values)
    return few and MORE_NAMES * kinds <= _kinds(other) and column.likeness <= other.likeness + SLIGHTLY


def _is_worn(block: Block, column: Column, other: Column) -> bool:
    """Whether a column holds ranks or towns ("Full Member") of those whose names stand in another."""
    if column is other:
        return False
    keys = block.cells.key
    pairs = [(keys[a], keys[b]) for a, b in zip(column.at, other.at, strict=True) if a >= 0 and b >= 0]
    texts, names = [text for text, _ in pairs], [name for _, name in pairs]
    return are_ranks(texts, names, least=LEAST_AGAIN, changed=MOST_CHANGED)


def _is_quoted(block: Block, column: Column, other: Column, date: Column | None) -> bool:
    """Whether a column holds whose words open a post ("Ann said:", below its date) where its authors stand above.

    Most of them are authors of other posts.
    """
    if date is None or not block.index(other) < block.index(date) < block.index(column):
        return False
    quoted, authors = ({name_key(value) for value in one.values} for one in (column, other))
    return block.is_spoken(block.index(column)) and len(quoted & authors) >= MOSTLY_QUOTED * len(quoted)


def _tells_more(column: Column) -> bool:
    """Whether a column says more of those whose names stand in another: "York, UK", "(ann99)"."""
    return (column.inner is not None and column.inner[0] == ",") or column.opening == "("


def _lone_author(block: Block, column: Column) -> dict[str, float] | None:
    """What speaks for a constant column as the name of a page's only author."""
    literal = column.literal
    if column.role != "literal" or column.literal_share < FIXED_SHARE:
        return None
    if literal in vocabulary.SAYS or literal in vocabulary.BY or vocabulary.is_furniture(literal):
        return None
    read_constant(block.cells, column)
    if column.likeness < LONE_LIKENESS:
        return None
    return {"likeness": 0.5 * column.likeness}


def _addressed(block: Block, column: Column) -> float:
    """Share of a column's names that bodies address ("@Ann", "Ann, ...", "Hi Ann")."""
    addressed = block.cells.cues.addressed()
    names = {name_key(value).split(" ")[0] for value in column.values if len(value) >= 3}
    if not names or not addressed:
        return 0.0
    return min(1.0, 2.0 * len(names & addressed) / len(names))
