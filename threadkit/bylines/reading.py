"""All bylines of one layout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from operator import itemgetter

from threadkit.bylines.fields import byline_at, date_of
from threadkit.bylines.index import alternatives_of
from threadkit.bylines.items import items_of
from threadkit.bylines.matching import matches_of
from threadkit.bylines.model import Alternative, Byline, Place
from threadkit.bylines.reach import rows_after, rows_before
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.template import literal_weight

MOMENTS = ("minute", "second")
"""Nobody writes twice in one of these, but of others such dates may be printed again where they are quoted."""
LEAST_FOLLOWED = 3
"""Unless others of its layout match so often: "Ann +1 · 4 years ago" is rare among "Ann · 4 years ago"."""
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
            self.bylines = [byline_at(cues, place, self.layout) for place in self.places]
        return self.bylines


def find_bylines(cues: Cues, layout: Layout) -> list[Byline]:
    """Every match of a layout's byline templates, in page order, without overlaps."""
    possible = [one for one in alternatives_of(layout) if cues.may_match(one[2])]
    return read_bylines(cues, layout, possible).made(cues)


def read_bylines(cues: Cues, layout: Layout, alternatives: Iterable[Alternative]) -> Reading:
    """Where templates of a layout match, in page order, without overlaps."""
    if not (layout.head or layout.foot or layout.gap):
        return Reading(layout, [], items_of(cues, layout))
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
            rows = rows_after(cues, others, numbered=numbered) if role == "head" else rows_before(cues, others)
        hits = matches_of(cues, template, role, layout, rows, closing)
        if hits is None:
            rare.append((role, index, template))
        elif hits:
            found += [(hit.first, hit.begin, index, role, hit) for hit in hits]
            lists += 1
            if template.inline and role == "foot":
                closing.update(hit.last for hit in hits)
    for role, index, template in rare if len(found) >= LEAST_FOLLOWED else ():
        hits = matches_of(cues, template, role, layout, None, closing, probed=False)
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
        date = date_of(cues, hit) if role == "head" and hit.author else None
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
