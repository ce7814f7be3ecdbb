"""Templates to bylines: where on a page the bylines of one given layout stand.

Decides which matches of a layout's templates count and which of overlapping
ones.  What belongs to the post around a byline is for ``threadkit.segment``.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import itemgetter

from threadkit import vocabulary
from threadkit.cues import Cues, Demands
from threadkit.layouts.model import Layout
from threadkit.layouts.template import (
    GONE,
    MOST_BLANKS,
    Beside,
    Template,
    compile_template,
    literal_weight,
    spelled_out,
)
from threadkit.lines import DATE, Page
from threadkit.masking import Masked
from threadkit.names import MAX_NAME, clean_name, name_likeness
from threadkit.timestamps import DateMatch, find_dates

SHORTEST_SAYING = 3
"""A verb of saying at the end of an author must be longer to count: "sa" and "fala" also end names."""
TELLING = 2.0
"""Templates with so many words of their own (see :func:`literal_weight`; "says" is enough) fit one family of pages."""
MOST_PASSED = 3
"""Below a foot so many rows of furniture may stand above the next name."""
MOMENTS = ("minute", "second")
"""Nobody writes twice in one of these, but of others such dates may be printed again where they are quoted."""
WEAK_NAME = 0.35
"""Least name-likeness of an author that no literal word vouches for."""
# Under which many a blog's author answers; elsewhere somebody's standing.
_OWN_ACCOUNT = re.compile(r"admin\w{0,12}|webmaster|админ\w{0,12}|管理[员員人者]|관리자", re.IGNORECASE)
BARE_NAME = 0.55
"""Least name-likeness of an author who stands alone, without date or any other sign."""
CLEAR_NAME = 0.8
"""Name-likeness of a row that opens the first post although nothing says that the discussion begins."""
OPENED_WITHIN = 24
"""So many rows above the first foot the first post may begin."""
LEAST_CLOSING = 2
"""So many rows of prose must end with a date before named layouts look for bylines inside rows."""
PROBES = 16
"""Where a template has many places to match, so many are tried first; a byline is found at one of them."""
LEAST_FOLLOWED = 3
"""Unless others of its layout match so often: "Ann +1 · 4 years ago" is rare among "Ann · 4 years ago"."""
SIGNED = 0.9
LEAST_SIGNED = 4
"""Signs that so many rows with names share, of no fewer, are the site's."""
LONGER = 1.5
"""The first of them may be as much longer than all others."""
LEAST_NAMED = 2
"""So many people must be named alike on a page where the site's own account is."""
LEAST_ALIKE = 4
MOSTLY_ALIKE = 0.6
"""Where so many bylines, and this share of all, end with the same words, these vouch for names however odd."""
LEAST_ITEMS = 5
"""A list of fewer items has the number stated above it by chance."""
ITEMS_SLACK = 0.15
"""By what share the items may differ from the number stated: bodies hold lists, and some posts are hidden."""
ITEMS_REACH = 6
"""So many rows may stand between the number and the first item."""
GAP_REACH = 12
"""A wide gap this many rows above the first name still belongs to the discussion."""

_PARTING = " |·"
"""What parts the pieces of a byline."""
_ANY_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[^\w\s]|_")
_DATE_BEHIND = re.compile(rf"[\s,;|·•@(\[–—-]*+{DATE}")
_STATED = re.compile(r"\d{1,5}")
_HANDLE = re.compile(r"(?=.*[^\W\d_]\d)[\w.-]+")


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
class Hit:
    """A place where a template matches, whichever layouts have it; a byline is made of it once a layout is tried."""

    first: int
    last: int
    begin: int
    author: str | None
    rest: int
    tail: str
    template: Template
    match: re.Match[str]


Place = tuple[int, int, int, str, Hit]
"""A hit as one layout reads it: its first row, where in that row it begins, the alternative's number and the role."""
_ROLE_AND_INDEX = itemgetter(3, 2)


@dataclass(slots=True)
class Reading:
    """Where a layout's bylines stand: enough to compare layouts, of which few are followed up."""

    layout: Layout
    places: list[Place]
    bylines: list[Byline] | None = None
    """The bylines themselves, where they had to be made already."""
    size: int = field(init=False)
    """How many posts that makes: where both sides have bylines, each post may have two."""
    literal: float = field(init=False)
    """How wordy the bylines are, on average (see :func:`literal_weight`)."""
    role: str = field(init=False)
    """On which side they stand: "head", "foot" or, for both, ""."""
    _key: tuple[tuple[int, int, str, str | None], ...] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.size, self.literal, self.role = 0 if self.bylines is None else len(self.bylines), 0.0, "head"
        if not self.places:
            return
        counts = Counter(map(_ROLE_AND_INDEX, self.places))
        heads = sum([count for (role, _), count in counts.items() if role == "head"])
        feet = len(self.places) - heads
        self.size = max(heads, feet)
        self.role = "" if heads and feet else ("foot" if feet else "head")
        weight = 0.0
        for (role, index), count in counts.items():
            source = (self.layout.head if role == "head" else self.layout.foot)[index]
            weight += count * literal_weight(source)
        self.literal = weight / len(self.places)

    def __len__(self) -> int:
        return len(self.places) if self.bylines is None else len(self.bylines)

    def key(self) -> tuple[tuple[int, int, str, str | None], ...]:
        """What tells the bylines from other layouts' ones."""
        if self._key is None:
            if self.bylines is not None:
                self._key = tuple([(byline.first, byline.last, byline.role, byline.author) for byline in self.bylines])
            else:
                self._key = tuple([(first, hit.last, role, hit.author) for first, _, _, role, hit in self.places])
        return self._key

    def made(self, cues: Cues) -> list[Byline]:
        """The bylines."""
        if self.bylines is None:
            self.bylines = [_byline(cues, place, self.layout) for place in self.places]
        return self.bylines


Alternative = tuple[str, int, Template]
"""A template of a layout, with its role and its place among those of that role."""
_Numbered = tuple[int, Template | None]
"""An alternative by its number among those of all layouts; the template if a page must be asked for more of it."""


class LayoutIndex:
    """Layouts by what their templates demand, so that a page need not be asked about each of them in turn."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._alternatives: list[tuple[Layout, Alternative | None]] = []
        self._bare: list[int] = []
        grouped: dict[tuple[Beside | None, str], list[tuple[int, Template]]] = defaultdict(list)
        for layout in layouts:
            if not (layout.head or layout.foot):
                self._bare.append(len(self._alternatives))
                self._alternatives.append((layout, None))
            for alternative in _alternatives(layout):
                template = alternative[2]
                literal = template.needs[-1] if template.needs else ""
                grouped[template.beside, literal].append((len(self._alternatives), template))
                self._alternatives.append((layout, alternative))
        self._demands = Demands(beside for beside, _ in grouped if beside is not None)
        self._by_demand: dict[Beside | None, list[tuple[str, list[_Numbered], list[_Numbered]]]] = defaultdict(list)
        for (beside, literal), some in grouped.items():
            every = [(number, template if _needs_more(template, literal) else None) for number, template in some]
            # A word that stands between blanks is quicker to look up than to search.
            glued = [one for one, (_, template) in zip(every, some, strict=True) if literal not in template.whole]
            self._by_demand[beside].append((literal, every, glued))

    def possible(self, cues: Cues) -> list[tuple[Layout, list[Alternative]]]:
        """The layouts of which some template may match, in their order, each with the templates that may."""
        numbers = self._bare.copy()
        printed, holds, holds_needs = cues.printed, cues.holds, cues.holds_needs
        for beside in (None, *cues.meet(self._demands)):
            for literal, every, glued in self._by_demand[beside]:
                if not literal or literal in printed:
                    some = every
                elif glued and holds(literal):
                    some = glued
                else:
                    continue
                numbers += [number for number, template in some if template is None or holds_needs(template)]
        found: list[tuple[Layout, list[Alternative]]] = []
        last: Layout | None = None
        for layout, alternative in map(self._alternatives.__getitem__, sorted(numbers)):
            if layout is not last:
                if layout.zoned and not cues.zoned:
                    continue
                last = layout
                found.append((layout, []))
            if alternative is not None:
                found[-1][1].append(alternative)
        return found


def _needs_more(template: Template, literal: str) -> bool:
    """Whether a template demands more of a page than one of its literals."""
    return bool(template.bullet) or any(word != literal for word in (*template.needs, *template.whole))


def _alternatives(layout: Layout) -> Iterator[Alternative]:
    """The templates of a layout, feet first: heads that nothing marks are looked for between these."""
    for role, sources in (("foot", layout.foot), ("head", layout.head)):
        for index, source in enumerate(sources):
            for template in map(compile_template, spelled_out(source)):
                yield role, index, template


def is_telling(layout: Layout, alternatives: Sequence[Alternative]) -> bool:
    """Whether one of a layout's templates has words of its own to look for, or zones behind its dates."""
    return layout.zoned or any(template.words >= TELLING for _, _, template in alternatives)


def find_bylines(cues: Cues, layout: Layout) -> list[Byline]:
    """Every match of a layout's byline templates, in page order, without overlaps."""
    possible = [one for one in _alternatives(layout) if cues.may_match(one[2])]
    return read_bylines(cues, layout, possible).made(cues)


def read_bylines(cues: Cues, layout: Layout, alternatives: Iterable[Alternative]) -> Reading:
    """Where templates of a layout match, in page order, without overlaps."""
    if not (layout.head or layout.foot or layout.gap):
        return Reading(layout, [], _items(cues, layout))
    found: list[Place] = []
    lists = 0
    closing: set[int] = set()
    rare: list[Alternative] = []
    if layout.head and layout.foot:
        alternatives = sorted(alternatives, key=lambda one: one[2].unmarked)
    for role, index, template in alternatives:
        rows: Sequence[int] | None = None
        if layout.foot and template.unmarked:
            others = [place[4] for place in found if place[3] != role]
            if not others or (role == "foot" and not all(map(_leaves_names, layout.head))):
                continue  # nothing tells where it may stand; a name right above a date is no foot
            numbered = layout.source != "builtin"
            rows = _rows_after(cues, others, numbered=numbered) if role == "head" else _rows_before(cues, others)
        hits = _matches(cues, template, role, layout, rows, closing)
        if hits is None:
            rare.append((role, index, template))
        elif hits:
            found += [(hit.first, hit.begin, index, role, hit) for hit in hits]
            lists += 1
            if template.inline and role == "foot":
                closing.update(hit.last for hit in hits)
    for role, index, template in rare if len(found) >= LEAST_FOLLOWED else ():
        hits = _matches(cues, template, role, layout, None, closing, probed=False)
        found += [(hit.first, hit.begin, index, role, hit) for hit in hits or ()]
        lists += bool(hits)
    if lists > 1:
        found.sort(key=itemgetter(0, 1, 2))
        found = _without_quoted(cues, _without_overlaps(found))
    reading = Reading(layout, found)
    if _has_doubled(found):
        reading.bylines = _merge_doubled(reading.made(cues))
    return reading


def _leaves_names(head: str) -> bool:
    """Whether a name may stand right above a head and close the post before: that of a title, or of mere numbers."""
    return head.startswith("{title}") or not ("{author}" in head or "{time" in head)


def most_places(
    cues: Cues, layout: Layout, alternatives: Sequence[Alternative], *, exact: bool = False
) -> tuple[float, float]:
    """At most how many posts a layout can find, and how wordy all their bylines together can be.

    No row that tells where to look holds two bylines by one alternative; nor does a row with a date, which is quicker
    known than those on which all words stand that a template demands (``exact``).
    """
    if not (layout.head or layout.foot):
        return math.inf, 0.0
    between = 0
    dated = len(cues.masked.date_rows) + len(cues.masked.time_rows)
    heads: list[tuple[float, int]] = []
    feet: list[tuple[float, int]] = []
    for role, _, template in alternatives:
        if layout.foot and template.unmarked:
            between = 2 + 2 * len(cues.start_rows())  # one more head than feet at each place where posts may begin
            continue
        if template.anchor[0] == "any":
            return math.inf, 0.0
        if template.beside is None or exact:
            places = len(cues.anchors(template))
        else:
            places = len(cues.rows_beside(template.beside))
        if template.beside is None:
            dated += places
        (heads if role == "head" else feet).append((template.words, places))
    most_heads, head_words = _wordiest(heads, dated)
    most_feet, foot_words = _wordiest(feet, dated)
    return max(most_feet, most_heads + (most_feet + between if between else 0)), head_words + foot_words


def _wordiest(places: list[tuple[float, int]], most: int) -> tuple[int, float]:
    """How many bylines templates of some wordiness with so many places each make, and the most words they have."""
    if len(places) == 1:
        ((wordy, count),) = places
        return min(count, most), wordy * min(count, most)
    total, words = 0, 0.0
    for wordy, count in sorted(places, reverse=True):
        some = min(count, most - total)
        total += some
        words += some * wordy
    return total, words


def _without_overlaps(found: list[Place]) -> list[Place]:
    kept: list[Place] = []
    for place in found:
        if kept:
            first, begin, index, role, hit = place
            last_first, last_begin, last_index, last_role, last_hit = kept[-1]
            feet = role == last_role == "foot" and not (begin or last_begin)
            if (feet or (begin and last_begin)) and hit.last == last_hit.last:
                # Two readings of one closing byline: the alternative named first in the layout wins.
                if index < last_index:
                    kept[-1] = place
                continue
            if first <= last_hit.last and not (begin or last_begin):
                if not (last_index <= index or first > last_first):
                    kept[-1] = place
                continue
        kept.append(place)
    return kept


def _without_quoted(cues: Cues, places: list[Place]) -> list[Place]:
    """Places without heads that name author and moment of an earlier post in other words: it is quoted there."""
    spelled: dict[str | None, int] = {}
    if all(role == "foot" or spelled.setdefault(hit.author, index) == index for _, _, index, role, hit in places):
        return places  # the more usual case, told early
    kept: list[Place] = []
    known: dict[tuple[str, ...], int] = {}
    last: tuple[str, ...] | None = None
    for place in places:
        _, _, index, role, hit = place
        date = _date(cues, hit) if role == "head" and hit.author else None
        if date is not None and hit.author and not date.relative and date.precision in MOMENTS:
            moment = (hit.author, *[value.lstrip("0") for value in date.values])
            if known.setdefault(moment, index) != index and moment != last:
                continue
            last = moment
        kept.append(place)
    return kept


def _has_doubled(places: list[Place]) -> bool:
    """Whether a page prints some author twice in a row before a body."""
    for (_, _, _, role, hit), (first, _, _, next_role, following) in pairwise(places):
        touches = first <= hit.last + 1 and role == next_role == "head" and not hit.rest
        if touches and hit.author is not None and hit.author == following.author:
            return True
    return False


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
            and not previous.rest  # else it has its body already
        ):
            previous = merged[-1] = replace(previous, last=byline.last)  # layouts share bylines
            for name in ("date", "number", "title", "score", "reply_to"):
                if getattr(previous, name) is None:
                    setattr(previous, name, getattr(byline, name))
            continue
        merged.append(byline)
    return merged


@lru_cache(maxsize=1 << 16)
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
    return len(words) > 1 and all(word[0].isupper() for word in words) and name_likeness(text) >= CLEAR_NAME


def _rows_after(cues: Cues, feet: list[Hit], *, numbered: bool) -> list[int]:
    """Rows where a head that nothing marks may stand: below a foot, and where the discussion opens.

    ``numbered``: the post's number, or a score, may stand between.  Named layouts know whether theirs have one.
    """
    below = {byline.last + 1 for byline in feet}
    below.discard(max((byline.last + 1 for byline in feet), default=-1))  # no body follows the last foot
    if numbered:
        below = {row if row == len(cues.page) or _ANY_LETTER.search(cues.page.text[row]) else row + 1 for row in below}
    below = {row + 1 if row in cues.masked.pictures else row for row in below}
    if numbered:
        below = _below_furniture(cues, below)
    starts = frozenset(cues.start_rows())
    first = min((byline.first for byline in feet), default=0)
    signed = _first_signed(cues, sorted(below), first)
    if signed is not None:
        return sorted(row for row in {signed, *below} if row < len(cues.page))
    rows = below.union(*(_rows_opened(cues, row, starts) for row in starts), _rows_again(cues, below, feet))
    opening = _first_head(cues, sorted(below), first)
    if opening is not None and not any(opening <= row <= first for row in rows):
        rows.add(opening)
    return sorted(row for row in rows if row < len(cues.page))


def _below_furniture(cues: Cues, rows: set[int]) -> set[int]:
    """The rows, or those below furniture that stands at most of them: "Avatar" above "Ann"."""
    for _ in range(MOST_PASSED):
        idle = {row for row in rows if row < len(cues.page) and cues.is_idle(row)}
        if 2 * len(idle) <= len(rows):
            break
        rows = (rows - idle) | {row + 1 for row in idle}
    return rows


def _rows_before(cues: Cues, heads: list[Hit]) -> list[int]:
    """Rows where a foot that nothing marks may stand: right above a head, and the first likely one below the last.

    That is one with a name of those, else one with what is clearly a name.
    """
    firsts = sorted(hit.first for hit in heads)
    rows = [first - 1 for first in firsts[1:]]
    names = {cues.folds[row] for row in rows}
    last = max(hit.last for hit in heads) + 1
    reach = last + max((b - a for a, b in pairwise(firsts)), default=0)
    short = [row for row in range(last, min(reach, len(cues.page))) if cues.lengths[row] <= MAX_NAME]
    named = next((row for row in short if cues.folds[row] in names), None)
    if named is None:
        named = next((row for row in short if name_likeness(cues.page.text[row]) >= CLEAR_NAME), None)
    return rows if named is None else [*rows, named]


def _rows_opened(cues: Cues, start: int, starts: frozenset[int]) -> tuple[int, int]:
    """Where the first head may stand once a row opens the discussion: below it, or below the furniture there."""
    row = start + 1
    while row < min(len(cues.page), start + OPENED_WITHIN) and (cues.idle[row] or row in starts):
        row += 1
    return start + 1, row


def _first_head(cues: Cues, heads: list[int], foot: int) -> int | None:
    """The row above the first foot that holds a name and stands as the rows below the other feet do.

    One below furniture if there is such, else the nearest, which may be a signature.
    """
    stances = Counter(_stance(cues.page, row) for row in heads if row < len(cues.page))
    if not stances:
        return None
    usual = stances.most_common(1)[0][0]
    nearest: int | None = None
    for row in range(foot - 2, max(foot - OPENED_WITHIN, 0) - 1, -1):
        text = cues.page.text[row]
        if _stance(cues.page, row) == usual and len(text) <= MAX_NAME and name_likeness(text) >= CLEAR_NAME:
            if row and cues.idle[row - 1]:
                return row
            nearest = row if nearest is None else nearest
    return nearest


def _rows_again(cues: Cues, heads: set[int], feet: list[Hit]) -> set[int]:
    """The nearest row above the first foot with a name that stands below another foot, or such a row above the second.

    The date of an article may pass for a foot; below it stands no name then.
    """
    names = {cues.folds[row] for row in heads if row < len(cues.page)}
    above = 0
    for foot in sorted(feet, key=lambda hit: hit.first)[:2]:
        rows = range(foot.first - 2, max(foot.first - OPENED_WITHIN, above) - 1, -1)
        if heads.isdisjoint(rows) or name_likeness(cues.page.text[above]) < BARE_NAME:
            likely = (row for row in rows if cues.folds[row] in names and row not in heads)
            again = next((row for row in likely if name_likeness(cues.page.text[row]) >= BARE_NAME), None)
            if again is not None:
                return {again}
        above = foot.last + 1
    return set()


def _first_signed(cues: Cues, heads: list[int], foot: int) -> int | None:
    """The row nearest above the first foot that has all signs which nearly all rows below the other feet have.

    "Ann @ann" below "Discussion" and "Would you recommend this?", where all later posts begin with "@" and a word.
    """
    texts = [cues.page.text[row] for row in heads if row < len(cues.page)]
    if len(texts) < LEAST_SIGNED:
        return None
    least = SIGNED * len(texts)
    # What is missing in no more than so few rows is found in the first of them.
    some = set().union(*map(_signs, texts[: int(len(texts) - least) + 1]))
    signs = {sign for sign in some if sum([sign in text for text in texts]) >= least}
    if not signs:
        return None
    longest = LONGER * max(map(len, texts))
    for row in range(foot - 2, max(foot - OPENED_WITHIN, 0) - 1, -1):
        text = cues.page.text[row]
        if len(text) <= longest and signs <= _signs(text):
            return row
    return None


def _signs(text: str) -> set[str]:
    return set(_SIGN.findall(text))


def _stance(page: Page, row: int) -> tuple[bool, bool]:
    """How a row stands: below a blank line (or nothing), behind a list mark."""
    return row == 0 or page.gap[row] > 0, bool(page.bullet[row]) or page.number[row] >= 0


def _matches(
    cues: Cues,
    template: Template,
    role: str,
    layout: Layout,
    rows: Sequence[int] | None,
    closing: set[int],
    *,
    probed: bool = True,
) -> list[Hit] | None:
    """Where one template of a layout matches; layouts share many templates.  None where only probes were taken."""
    if template.inline and cues.closing_dates() < LEAST_CLOSING and layout.source == "builtin":
        return []
    marker = layout.marker if role == "head" else "any"
    taken = closing if template.inline else ()
    if taken or rows is not None or template.anchor[0] == "any":
        return _find_matches(cues, template, marker, layout, rows, taken, probed=probed)
    key = (template.source, marker, layout.alone, layout.hanging, layout.zoned, layout.gap)
    if key not in cues.matches or (cues.matches[key] is None and not probed):
        cues.matches[key] = _find_matches(cues, template, marker, layout, None, probed=probed)
    found: list[Hit] | None = cues.matches[key]
    return found


def _find_matches(
    cues: Cues,
    template: Template,
    marker: str,
    layout: Layout,
    rows: Sequence[int] | None,
    closing: Container[int] = (),
    *,
    probed: bool,
) -> list[Hit] | None:
    """Matches of a template; rows that are ``closing`` hold a byline by an alternative that goes before it.

    None where none of some probes matches.
    """
    placed = rows is not None
    anchors = cues.likely_rows(template, rows) if rows is not None else cues.anchors(template)
    if layout.hanging:
        anchors = [row for row in anchors if cues.outline is not None and row in cues.outline.heads]
    if not anchors:
        return []
    page, masked, inline = cues.page, cues.masked, template.inline
    if probed and len(anchors) > 2 * PROBES and not inline:
        probes = [anchors[index * len(anchors) // PROBES] for index in range(PROBES)]
        rows = _rows_to_try(cues, template, marker, probes, ())
        match_at = cues.pattern(template).match
        if not any(match_at(masked.folded, masked.starts[row]) for row in rows):
            return None
    rows = _rows_to_try(cues, template, marker, anchors, closing)
    if not rows or not all(map(cues.words, template.classes)):
        return []
    pattern = cues.pattern(template)
    found: list[Hit] = []
    odd: list[Hit] = []
    unlikely: list[Hit] = []
    tried = -1
    strict = template.anchor[0] in ("date", "time", "any")
    telling = template.words >= TELLING
    bare = template.anchor[0] == "any" and layout.gap is None and layout.marker == "any"
    loose = "{author} [{_}]" in template.source
    named = "author" in template.fields
    text, starts, match_at = masked.folded, masked.starts, pattern.match
    for row in rows:
        if row <= tried:
            continue
        match = _match_inline(cues, template, pattern, row) if inline else match_at(text, starts[row])
        if match is None or (template.marks and not has_marks(cues, template, match)):
            continue
        author = _author(masked, match) if named else None
        if author is not None and len(author) == 1 and _pictures_next(masked, match):
            continue
        if loose and author is not None and _names_below(masked, match, row, author):
            continue
        if author is not None and _is_no_name(author, strict) and not (
            layout.gap is not None and _is_nickname(page.text[row])
        ):
            if template.tailed or telling or page.number[row] >= 0 or _OWN_ACCOUNT.fullmatch(author):
                odd.append(_hit(masked, template, match, row, author))
            continue
        likely = not bare or author is None or name_likeness(author) >= BARE_NAME
        if not likely and not placed:
            continue
        if layout.gap is not None and page.gap[row] >= layout.gap and not _is_clear_name(page.text[row]):
            continue  # there a post without a name begins
        hit = _hit(masked, template, match, row, author)
        if (layout.zoned and _is_unzoned(cues, hit)) or (layout.alone and not _alone(page, hit)):
            continue
        (found if likely else unlikely).append(hit)
        tried = hit.last
    if len(unlikely) <= len(found) >= LEAST_ALIKE:
        found = sorted([*found, *unlikely], key=lambda hit: hit.first)
    return _with_odd_names(page, _with_plausible_tails(found) if template.tailed else found, odd, telling=telling)


def _rows_to_try(
    cues: Cues, template: Template, marker: str, anchors: Sequence[int], closing: Container[int]
) -> list[int]:
    """The rows on which a match may begin that holds one of the anchors, in page order."""
    rows: set[int] = set()
    long = cues.long_rows
    reached: Sequence[int] = [row for row in anchors if row not in closing] if closing else anchors
    for shift in range(template.reach + 1):
        if shift:
            # No byline holds a long row, though one within rows may begin there; nor does it hold another byline.
            passed = [row for row in reached if row not in long] if template.inline and shift > 1 else reached
            barred = closing if template.inline else long
            reached = [row - 1 for row in passed if row and row - 1 not in barred]
        if shift >= template.least:
            rows.update(reached)
    if template.begins:
        rows = {row for row in rows if cues.may_open(row, template.begins)}
    if template.follows:
        rows &= cues.rows_before(template.follows)
    if template.bullet:
        bullets = cues.page.bullet
        rows = {row for row in rows if bullets[row] in template.bullet and bullets[row]}
    if marker != "any":
        rows = {row for row in rows if _may_start(cues.page, row, marker)}
    if template.repeats is not None:
        rows = cues.may_repeat(rows, template)
    return sorted(rows)


def _may_start(page: Page, row: int, marker: str) -> bool:
    if marker == "any":
        return True
    if marker == "bullet":
        return bool(page.bullet[row])
    if marker == "number":
        return page.number[row] >= 0
    return bool(page.bullet[row]) or page.number[row] >= 0


def _is_unzoned(cues: Cues, hit: Hit) -> bool:
    """Whether a byline's date is none of those in signatures of wikis."""
    date = _date(cues, hit)
    return date is not None and not date.signs


def _alone(page: Page, hit: Hit) -> bool:
    after = hit.last + 1
    return page.gap[hit.first] > 0 and after < len(page) and page.gap[after] > 0


def _match_inline(cues: Cues, template: Template, pattern: re.Pattern[str], row: int) -> re.Match[str] | None:
    """A byline that closes a body's last row.

    It begins behind the last sentence after which a name stands, else with the row, else at the first name; or at the
    last of the signs that it is known to begin with.
    """
    masked = cues.masked
    text, base, match_at = masked.folded, masked.starts[row], pattern.match
    if template.opens:
        begins = (match_at(text, base + place) for place in cues.sign_starts(row, template.opens))
        return next((match for match in begins if match is not None), None)
    for position in reversed(_starts_before(masked, template, row, cues.sentence_starts(row))):
        match = match_at(text, base + position)
        if match is not None and _names_somebody(masked, match):
            return match
    whole = match_at(text, base)
    if whole is not None:
        return whole
    for position in _starts_before(masked, template, row, cues.inner_starts(row)):
        match = match_at(text, base + position)
        if match is not None and _names_somebody(masked, match):
            return match
    return None


def _starts_before(masked: Masked, template: Template, row: int, starts: list[int]) -> list[int]:
    """Those of some places within a row that are near enough to what must follow the name, or else to the date."""
    if not starts:
        return starts
    sign, text, base = template.follows, masked.folded, masked.starts[row]
    if sign:
        end, reach = base + len(masked.rows[row]) + MOST_BLANKS, template.longest + len(sign) - 1
    elif template.date_within:
        sign, reach = DATE, template.date_within
        end = base + starts[-1] + reach + 1
    else:
        return starts
    near: list[int] = []
    place = -1
    for start in starts:
        if place <= base + start:
            place = text.find(sign, base + start + 1, end)
            if place < 0:
                break
        if place + len(sign) <= base + start + reach:
            near.append(start)
    return near


def _names_somebody(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the author of a match reads as a name."""
    return name_likeness(clean_name(_group(masked, match, "author") or "x")) >= WEAK_NAME


def has_marks(cues: Cues, template: Template, match: re.Match[str]) -> bool:
    """Whether marks were peeled off the rows where a match lacks some between its fields; extractors change them."""
    gone = (match.start(f"{GONE}{number}") for number in range(template.marks))
    return all(cues.page.bullet[cues.masked.row_at(place) + 1] for place in gone if place >= 0)


def _author(masked: Masked, match: re.Match[str]) -> str | None:
    """The author that a match names, of a template that asks for one."""
    span = match.span("author")
    name = masked.names.get(span)
    if name is None:
        name = masked.names[span] = _name_at(masked, *span) if span[0] >= 0 else ""
    return name or None


def _name_at(masked: Masked, begin: int, end: int) -> str:
    """The author who stands at a place; layouts find the same ones."""
    if masked.text[begin] == "," or not masked.text[begin:end].strip(_PARTING):
        return ","  # ", York" or "|" in a row of its own goes on with what stands above, and nobody is called so
    return clean_name(masked.text[begin : _name_end(masked, begin, end)])


def _pictures_next(masked: Masked, match: re.Match[str]) -> bool:
    """Whether a letter stands for the picture of one whose name is another part of the template: "G Guest", a role."""
    end = match.end("author")
    return masked.folded[end : end + 2] == f" {masked.folded[end - 1]}"


def _names_below(masked: Masked, match: re.Match[str], row: int, author: str) -> bool:
    """Whether what passes for a name is hardly one, and the row below it is a likelier one that would do as well.

    Where anything may stand below names, what closes the post above would be one: "History | Share", "Ann", "12 fans".
    """
    if name_likeness(author) >= WEAK_NAME or row + 1 >= len(masked.starts):
        return False
    below = match.re.match(masked.folded, masked.starts[row + 1])
    if below is None or below.end() != match.end():
        return False
    return name_likeness(_author(masked, below) or "") >= WEAK_NAME


def _name_end(masked: Masked, begin: int, end: int) -> int:
    """Where a name ends that took words of the date behind it: "Ann, posted", or "Ann, posted on", before "5 May".

    "Ann said" is left to layouts that know what people say.
    """
    text = masked.folded
    inner = max(begin, text.rfind(" ", begin, end) + 1)
    dating = _dating()
    following = dating.get(text[inner:end])
    if following is not None:
        row = masked.row_at(end - 1)
        behind = text[end : masked.starts[row] + len(masked.rows[row])].split(None, 1)
        if behind and behind[0] in following:
            return inner
    if inner == begin:
        return end
    first = max(begin, text.rfind(" ", begin, inner - 1) + 1)
    following = dating.get(text[first : inner - 1])
    return first if following is not None and text[inner:end] in following else end


@cache
def _dating() -> dict[str, set[str]]:
    """The words that introduce dates two together, by the first of them; "said on" is what people do."""
    found: dict[str, set[str]] = {}
    for phrase in vocabulary.AT:
        first, _, second = phrase.partition(" ")
        if second and first not in vocabulary.SAYS:
            found.setdefault(first, set()).add(second)
    return found


def _hit(masked: Masked, template: Template, match: re.Match[str], row: int, author: str | None) -> Hit:
    begin, end = match.span()
    stop = masked.starts[row] + len(masked.rows[row])
    last = row
    if end > stop:
        last = masked.row_at(end - 1)
        stop = masked.starts[last] + len(masked.rows[last])
    within = masked.offset(row, begin) if begin > masked.starts[row] else 0
    rest = masked.offset(last, end) if template.leads and end < stop else 0
    tail = masked.text[slice(*match.span("tail"))] if template.tailed else ""
    return Hit(row, last, within, author, rest, tail, template, match)


def date_row(page: Page, byline: Byline) -> int:
    """The row of a byline's date; -1 without one."""
    rows = range(byline.first, byline.last + 1)
    return next((row for row in rows if any(date is byline.date for date in page.dates(row))), -1)


def _byline(cues: Cues, place: Place, layout: Layout) -> Byline:
    """The byline that a layout reads at a place."""
    _, _, index, role, hit = place
    byline = Byline(hit.first, hit.last, hit.begin, role, index, hit.author, _date(cues, hit))
    for name in hit.template.fields:
        if name not in ("timestamp", "author"):
            value = _group(cues.masked, hit.match, name)
            if value is not None:
                setattr(byline, name, int(value) if name == "depth" else value.strip())
    byline.tail, byline.rest = hit.tail, hit.rest
    if byline.reply_to is None and hit.tail:
        byline.reply_to = vocabulary.reply_to(hit.tail)
    if layout.levels and role == ("foot" if layout.foot else "head"):
        byline.depth = layout.levels[index]
    return byline


def _date(cues: Cues, hit: Hit) -> DateMatch | None:
    """The date of a byline, with the time of day that stands in a cell of its own behind it."""
    if "timestamp" not in hit.template.fields:
        return None
    match, masked = hit.match, cues.masked
    place = match.start("timestamp")
    if place < 0:
        return None
    clock = match.start("clock") if masked.time_rows and "clock" in match.re.groupindex else -1
    if clock < 0:
        return _exact(masked, place)
    key = ("clock", place, clock)
    date: DateMatch | None = cues.matches.get(key)
    if date is None:
        date = cues.matches[key] = _with_clock(masked.date_at(place), masked.date_at(clock))
    return date


def _exact(masked: Masked, place: int) -> DateMatch:
    """The date at a place, or the one right behind it where that says when "3 years ago" was."""
    date = masked.date_at(place)
    behind = _DATE_BEHIND.match(masked.text, place + 1) if date.relative else None
    other = masked.date_at(behind.end() - 1) if behind else date
    return date if other.relative else other


def _with_clock(date: DateMatch, clock: DateMatch) -> DateMatch:
    both = find_dates(f"{date.text} {clock.text}")
    return both[0] if len(both) == 1 else date


def _group(masked: Masked, match: re.Match[str], name: str) -> str | None:
    """A field as the page spells it (patterns run over folded text of the same length)."""
    if name not in match.re.groupindex:
        return None
    begin, end = match.span(name)
    return masked.text[begin:end] if begin >= 0 else None


def _with_plausible_tails(found: list[Hit]) -> list[Hit]:
    """Drop matches that are followed by more than furniture on their last row.

    "Ann May 5, 2019 Reply" is a byline because "Reply" is furniture or
    because most bylines of the page end so, maybe with something before it, as
    "Re: Bread" ends like "Bread"; "Rome May 5, 2019 was hot" is none.
    """
    if not any(hit.tail for hit in found):
        return found
    tails = Counter(vocabulary.fold(hit.tail) for hit in found if hit.tail)
    usual = [f" {tail}" for tail, count in tails.items() if count >= max(3, 0.3 * len(found))]
    kept = []
    for hit in found:
        if hit.tail:
            folded = vocabulary.fold(hit.tail)
            common = any(tail.endswith(f" {folded}") for tail in usual)
            if folded and not common and not (
                vocabulary.is_furniture(folded) or vocabulary.is_role(folded) or folded == "#" or DATE in hit.tail
                or vocabulary.reply_to(hit.tail)
            ):
                continue
        kept.append(hit)
    return kept


def _ends_like(hit: Hit, tails: Counter[str]) -> bool:
    """Whether a match ends as others do: with nothing where none has anything more on its row, else with furniture."""
    folded = vocabulary.fold(hit.tail)
    return folded in tails or vocabulary.is_furniture(folded) if tails else not hit.tail


def _with_odd_names(page: Page, found: list[Hit], odd: list[Hit], *, telling: bool) -> list[Hit]:
    """The matches with those whose authors do not look like names, but which others vouch for.

    They end with the words that most others do: "Ann | example.org 5 May 2019 - Reply" is a byline among rows of
    names, dates and "- Reply".  Or they are accounts among enough others in words of the site's own (``telling``):
    "Submitted by pb66 on 5 May 2019", though "PB 66" is a button elsewhere; "photo" above all names is nobody.  Or they
    are items of a list between those before and behind them: "2. You Cannot Have Enough Cake 5 May 2019".  Or the
    site's own account answers, in words that tell nothing: "admin", "5 May 2019", with no name above.
    """
    if not odd:
        return found
    tails = Counter([vocabulary.fold(hit.tail) for hit in found if hit.tail])
    shared = {tail for tail, count in tails.items() if tail and count >= max(LEAST_ALIKE, MOSTLY_ALIKE * len(found))}
    numbers = {page.number[hit.first] for hit in found} if len(found) >= LEAST_ALIKE else set()
    fitting = [
        hit
        for hit in odd
        if vocabulary.fold(hit.tail) in shared or _is_item_between(page.number[hit.first], numbers)
    ]
    if telling and len(found) >= LEAST_ALIKE:
        accounts = [hit for hit in odd if hit.author and _may_be_account(hit.author) and _ends_like(hit, tails)]
        ends = {hit.last: hit.first for hit in accounts}
        found = [hit for hit in found if ends.get(hit.last, hit.first) >= hit.first]  # the rank below "admin"
        known = set(map(id, fitting))
        fitting += [hit for hit in accounts if id(hit) not in known]
    elif len(found) >= LEAST_NAMED:
        accounts = [hit for hit in odd if hit not in fitting and _is_lone_account(page, hit, tails)]
        fitting += accounts if len(accounts) <= len(found) else []
    if not fitting:
        return found
    taken = {row for hit in found for row in range(hit.first, hit.last + 1)}
    free: list[Hit] = []
    for hit in fitting:
        if taken.isdisjoint(range(hit.first, hit.last + 1)):
            free.append(hit)
            taken.update(range(hit.first, hit.last + 1))  # of two ranks one above the other only one may be a name
    return sorted([*found, *free], key=lambda hit: hit.first)


def _is_item_between(number: int, others: set[int]) -> bool:
    """Whether a number of a list is missing among others, those right before and behind it not."""
    return number >= 0 and number not in others and {number - 1, number + 1} <= others


def _may_be_account(author: str) -> bool:
    """Whether somebody may post under a name that means something else: "pb66", or the "admin" of a blog."""
    return _HANDLE.fullmatch(author) is not None or vocabulary.is_role(vocabulary.fold(author))


def _is_lone_account(page: Page, hit: Hit, tails: Counter[str]) -> bool:
    """Whether a byline names the site's own account, and not the standing of whom the row above names."""
    if not hit.author or not _OWN_ACCOUNT.fullmatch(hit.author):
        return False
    above = page.text[hit.first - 1] if hit.first else ""
    return _ends_like(hit, tails) and name_likeness(clean_name(above)) < BARE_NAME


def _items(cues: Cues, layout: Layout) -> list[Byline]:
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
        if _may_start(page, row, layout.marker) and page.indent[row] >= left:
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
