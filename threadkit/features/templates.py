"""What the templates that found posts demand, and which side of bodies the page says that they are for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.features.posts import Posts
from threadkit.layouts.model import Layout
from threadkit.layouts.template import literal_weight
from threadkit.segment import Record

_FIELD_OR_BRACKET = re.compile(r"\{\w+\}|[\[\]]")
MARK_REACH = 60
ALIKE_WORDS = 2
MOST_ALIKE = 0.8
MOST_ROWS_ABOVE = 3
"""What opens every post above its byline ("Re: Tea", "Rated 4 of 5") is so few rows long."""
_ROLE_AND_TEMPLATE = attrgetter("role", "template")


def template_features(layout: Layout, bylines: Sequence[Byline]) -> dict[str, float]:
    """What templates demand; only those that matched count: a layout may have wordy ones that a page does not use."""
    used = [(_look_at_template(source), times) for source, times in sources(layout, bylines).items()]
    count = max(1, sum([times for _, times in used]))
    return {
        # By the same words is by as many words, whatever rounding makes of the mean.
        "literal": round(sum([times * look.literal for look, times in used]) / count, 9),
        "cue_word": sum([times * look.cue_word for look, times in used]) / count,
        "free_parts": sum([times * look.free_parts for look, times in used]) / count,
        "author_first": sum([times * look.author_first for look, times in used]) / count,
    }


class _Look(NamedTuple):
    """What a template demands."""

    literal: float
    cue_word: bool
    free_parts: int
    author_first: bool


@lru_cache(maxsize=2048)
def _look_at_template(source: str) -> _Look:
    author_first = 0 <= source.find("{author}") < source.find("{timestamp}")
    return _Look(literal_weight(source), _has_cue(source), source.count("{_}"), author_first)


def sources(layout: Layout, bylines: Sequence[Byline]) -> dict[str, int]:
    """The templates that bylines were found by, and how many by each; a gap's nameless byline has none."""
    if len(layout.head) + len(layout.foot) == 1 and layout.gap is None:
        return dict.fromkeys(layout.head or layout.foot, len(bylines))
    found: Counter[str] = Counter()
    for (role, place), times in Counter(map(_ROLE_AND_TEMPLATE, bylines)).items():
        templates = layout.head if role == "head" else layout.foot
        if place < len(templates):
            found[templates[place]] += times
    return found


def are_said(layout: Layout, records: Sequence[Record]) -> bool:
    """Whether all bylines of some posts were found by templates with a verb of saying: "{author} writes on"."""
    found = sources(layout, [byline for record in records for byline in record.bylines])
    return bool(found) and all(map(_has_verb, found))


@lru_cache(maxsize=2048)
def _has_verb(source: str) -> bool:
    """Whether a byline template holds such a verb, and not one that names who wrote, too ("from")."""
    words = map(vocabulary.fold, _FIELD_OR_BRACKET.split(source))
    return "{says}" in source or any(word in vocabulary.SAYS and word not in vocabulary.BY for word in words)


def _has_cue(source: str) -> bool:
    """Whether a byline template holds a word such as "says" or "by"."""
    if "{says}" in source or "{by}" in source:
        return True
    words = _FIELD_OR_BRACKET.sub(" ", source)
    folded = [vocabulary.fold(word) for word in words.split()] + [vocabulary.fold(words)]
    return any(word in vocabulary.SAYS or word in vocabulary.BY for word in folded if word)


def role_vote(cues: Cues, layout: Layout, posts: Posts) -> float:
    """How four signs agree with where the layout puts its bylines, from -1 to 1 (0: no say).

    List marks open posts; a cue such as "12 comments" right above the first
    byline, or text below the last one, says that bylines stand above bodies;
    and there is more white space between posts than inside them.
    """
    if bool(layout.head) == bool(layout.foot):
        return 0.0
    page = cues.page
    first = [byline.first for byline in posts.bylines]
    last = [byline.last for byline in posts.bylines]
    above = sum([page.gap[row] for row in first[1:]])
    below = sum([page.gap[row + 1] for row in last[:-1] if row + 1 < len(page)])
    gap = (above > below) - (above < below)
    vote = 2 * _mark_vote(cues, first, last) + 2 * _cue_vote(cues, first) + gap + 1.5 * _tail_vote(cues, last[-1])
    return (vote if layout.head else -vote) / 6.5


def _mark_vote(cues: Cues, first: list[int], last: list[int]) -> float:
    """1 where bylines carry list marks, -1 where something between them does instead."""
    marked = cues.marked
    if 1 not in marked:
        return 0.0
    on_byline = sum([marked[row] for row in first]) / len(first)
    if on_byline >= 0.2:
        return float(on_byline >= 0.8)
    zones = list(zip(last, first[1:], strict=False))
    between = sum([marked.find(1, low + 1, min(high, low + MARK_REACH)) >= 0 for low, high in zones])
    return -float(between / max(1, len(zones)) >= 0.8)


def _cue_vote(cues: Cues, first: list[int]) -> float:
    """1 where a cue stands right above the first byline, -1 where text stands between them."""
    top = first[0]
    for row in range(top - 1, max(0, top - 40) - 1, -1):
        if vocabulary.is_start(cues.folds[row]):
            near = all(
                len(cues.page.text[other]) <= 6 or cues.is_furniture(other) or _opens_all(cues, first, top - other)
                for other in range(row + 1, top)
            )
            return 1.0 if near else -1.0
    return 0.0


def _opens_all(cues: Cues, first: list[int], distance: int) -> bool:
    """Whether what stands so far above nearly all bylines begins alike: "Rated 4 out of 5 stars: Too salty"."""
    begins = " ".join(cues.folds[first[0] - distance].split(" ", ALIKE_WORDS)[:ALIKE_WORDS])
    alike = sum(cues.folds[row - distance].startswith(begins) for row in first[1:])
    return bool(begins) and distance <= MOST_ROWS_ABOVE and alike >= max(1.0, MOST_ALIKE * (len(first) - 1))


def _tail_vote(cues: Cues, last: int) -> float:
    """1 where something other than furniture and closing cues follows the last byline, else -1."""
    for row in range(last + 1, min(len(cues.page), last + 4)):
        if not cues.is_furniture(row):
            return -1.0 if cues.is_stop(row) else 1.0
    return -1.0
