"""How well a segmentation explains a page: one score, from the features of ``threadkit.features``.

Named layouts, the user's and the induced ones are judged by the same features
and the same weights; choosing among them is left to ``threadkit.detection``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from pathlib import Path
from typing import Any, NamedTuple

from threadkit.cues import Cues
from threadkit.features import record_features
from threadkit.forests import Begun, Forests
from threadkit.layouts.model import Layout
from threadkit.segment import Segmentation

WEIGHTS_FILE = Path(__file__).parent / "weights" / "scoring.json"
"""Three forests of shallow trees, written by ``python -m threadkit.fit``."""

POSITIVE = frozenset(
    (
        "addressed_other", "signed_self", "prose", "filled", "authors", "name_likeness", "dates", "one_date_format",
        "monotone", "literal", "cue_word", "stated_count", "counted", "opened", "author_opens", "cover", "first_filled",
        "last_filled", "clock_dates", "talk_furniture", "rel_posts", "rel_dated", "rel_both", "rel_text",
        "rel_addressed", "rel_likeness", "role_vote", "signs", "personal", "lively", "addressed_names",
        "controls_close", "numbered",
    )
)
"""Features that can only speak for a candidate, whatever the pages at hand seem to say."""
NEGATIVE = frozenset(
    (
        "addressed_self", "signed_next", "repeated_bodies", "dated_bodies", "name_first", "name_last", "constant_rows",
        "free_parts", "unsure_end", "unsure_start", "name_digits", "one_author", "inner_gap", "teasers", "outdone",
    )
)
"""Features that can only speak against one."""

CONVINCING = 0.4
"""A candidate of four posts that is trusted less than this is no discussion."""
REGULARITY = 0.05
"""How much less trust each doubling of the posts asks for: chance rarely repeats itself often."""
STATED = 0.9
CONVINCING_VOUCHED = 0.2
"""What something vouches for that pages without a discussion do not have is believed from here on, however few posts:
as many as the page states, or people who speak, with buttons, or reviews, below a row that opens them.  Of 120 right
readings of made-up platforms that were not believed half have one of them, of 219 of pages without posts, or whose
posts were cut out, none."""
SPOKEN = 1.2
"""So many signs of speech lists below "Latest comments", and pages whose posts were cut out, never have."""
LISTED = 0.02
"""How much less by a layout that may fit a list of whatever, which is as regular as a discussion."""
OWN_WORDS = 1.0
"""Bylines of a platform that hold so many words fit hardly a list of anything else again and again."""


@dataclass(slots=True)
class Judged:
    """A candidate with its features and score."""

    segmentation: Segmentation
    features: dict[str, float]
    score: float
    trust: float
    is_scored: bool = False
    """Whether score and trust are those of the features: they are not once rivals change some of these."""
    begun: Begun | None = None
    """What the weights say of the features that rivals do not change."""
    standing: Standing | None = None
    """What it is set against its rivals by."""
    is_contradicted: bool | None = None
    """What ``threadkit.preferences`` found out about its side, once it was asked."""

    @property
    def layout(self) -> Layout:
        """The layout that was tried."""
        return self.segmentation.layout

    def reasons(self) -> list[str]:
        """What speaks for and against the candidate, in words."""
        features = self.features
        total = int(features["posts"])
        found = [f"{total} post{'s' if total != 1 else ''}"]
        for name, text in _SHARES.items():
            if features.get(name):
                found.append(f"{features[name]:.0%} {text}")
        if features.get("stated_count", 0.0) > STATED:
            found.append("as many posts as the page says it has")
        if features.get("opened"):
            found.append("a line opens the discussion")
        for name, text in _WARNINGS.items():
            if features.get(name, 0.0) >= 0.3:
                found.append(f"against it: {features[name]:.0%} {text}")
        return found


_SHARES = {
    "authors": "with an author",
    "dates": "with a date",
    "prose": "with a body of prose",
    "addressed_other": "address another author by name",
}
_WARNINGS = {
    "repeated_bodies": "of the bodies repeat one another",
    "dated_bodies": "of the bodies hold a date line of their own",
    "name_first": "of the bodies begin with what looks like a name",
    "name_last": "of the bodies end with what looks like a name",
    "addressed_self": "of the bodies address their own author",
    "interview": "of the posts are questions and answers of an interview",
    "entries": "of the posts may be entries of a list: they count comments or views, or lead elsewhere",
}


def is_convincing(candidate: Judged) -> bool:
    """Whether a candidate is trusted enough to be reported as a discussion."""
    doublings = math.log2(max(1, len(candidate.segmentation.records)) / 4)
    each = LISTED if doublings > 0 and _may_fit_lists(candidate) else REGULARITY
    if candidate.trust >= CONVINCING - each * max(-1.0, min(4.0, doublings)) or "signature" in candidate.features:
        return True
    return candidate.trust >= CONVINCING_VOUCHED and (
        candidate.features["stated_count"] > STATED or "vouched" in candidate.features
    )


def is_talk(features: dict[str, float]) -> bool:
    """Whether there are as many posts as some row states, or people speak, beside buttons, below a row that opens."""
    return bool(features["counted"] or (features["opened"] and signs_of_speech(features) >= SPOKEN))


def signs_of_speech(features: dict[str, float]) -> float:
    """The shares of posts with buttons, where a person speaks, and with questions, exclamations or smiles, together."""
    return features["talk_furniture"] + features["personal"] + features["lively"]


def _may_fit_lists(candidate: Judged) -> bool:
    """Whether entries of a list may be read so: no words of a layout's own, nor zones in brackets, tell its bylines."""
    layout = candidate.layout
    return layout.source != "builtin" or (candidate.features["literal"] < OWN_WORDS and not layout.zoned)


def judge(cues: Cues, segmentations: Iterable[Segmentation], known: Sequence[Judged] = ()) -> list[Judged]:
    """Judge the candidates of one page, best first; ``known`` ones were judged before, without the others.

    ``score`` orders the candidates; ``trust`` (0 to 1) says how well a
    candidate can be expected to agree with the truth, whatever its rivals.
    """
    found = compared(cues, segmentations, known)
    for candidate in found:
        if not candidate.is_scored:
            _score(candidate)
    found.sort(key=lambda candidate: -candidate.score)
    return found


def _score(candidate: Judged) -> None:
    """Give a candidate the score and trust of its features."""
    forests = _forests()
    if candidate.begun is None:
        candidate.begun = forests.begin(candidate.features)
    rank, worth, trust = forests.sums(candidate.features, candidate.begun)
    expected = _share(worth)
    candidate.score = rank + expected - EMPTY_EDGE * _empty_edge(candidate.segmentation)
    candidate.trust = (expected + _share(trust)) / 2
    candidate.is_scored = True


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def compared(cues: Cues, segmentations: Iterable[Segmentation], known: Sequence[Judged] = ()) -> list[Judged]:
    """Candidates with all their features, not yet scored; of ``known`` ones only those that rivals may change."""
    new = [Judged(segmentation, record_features(cues, segmentation), 0.0, 0.0) for segmentation in segmentations]
    found = [*known, *(candidate for candidate in new if candidate.features["posts"])]
    _compare(found)
    return found


_MEASURES: tuple[tuple[str, int, Callable[[dict[str, float]], float]], ...] = (
    ("rel_posts", 0, lambda f: f["log_posts"]),
    ("rel_dated", 1, lambda f: f["log_posts"]),
    ("rel_both", 2, lambda f: f["log_posts"]),
    ("rel_text", 0, lambda f: f["log_posts"] + f["log_body"]),
    ("rel_likeness", 2, lambda f: f["name_likeness"] + 0.5 * f["distinct_authors"]),
    ("rel_addressed", 0, lambda f: f["addressed_other"] - f["addressed_self"]),
    ("rel_literal", 2, lambda f: f["literal"]),
)
"""By what candidates are set against the best of the sound ones (0), of those with dates (1), and with authors (2)."""
_ALONE = dict.fromkeys((*(name for name, _, _ in _MEASURES), "outdone"), 0.0)
_FAR = 6.0
"""Farther from the best is as far as that."""


class Standing(NamedTuple):
    """What a candidate is set against its rivals by."""

    groups: tuple[bool, bool, bool]
    """Whether it is sound; with dates; and with authors."""
    measures: tuple[float, ...]


def _standing(candidate: Judged) -> Standing:
    """What a candidate is set against others by; worked out once."""
    if candidate.standing is None:
        f = candidate.features
        sound = f["filled"] >= 0.7 and f["prose"] >= 0.5
        dated = sound and f["dates"] >= 0.7
        named = dated and f["authors"] >= 0.7 and f["name_likeness"] > 0.7
        candidate.standing = Standing((sound, dated, named), tuple([measure(f) for _, _, measure in _MEASURES]))
    return candidate.standing


def _compare(candidates: list[Judged]) -> None:
    """Features that set a candidate against the page's others: how much of the page each explains."""
    if len(candidates) < 2:
        for candidate in candidates:
            _set(candidate, _ALONE)
        return
    standings = [_standing(candidate) for candidate in candidates]
    groups = list(zip(*[standing.groups for standing in standings], strict=True))
    columns = zip(*[standing.measures for standing in standings], strict=True)
    best = [
        (place, name, max(compress(values, groups[group])))
        for place, ((name, group, _), values) in enumerate(zip(_MEASURES, columns, strict=True))
        if True in groups[group]
    ]
    for candidate, (_, measures) in zip(candidates, standings, strict=True):
        found = _ALONE | {name: max(-_FAR, min(_FAR, measures[place] - most)) for place, name, most in best}
        found["outdone"] = float(_outdone(candidate, candidates))
        _set(candidate, found)


def _set(candidate: Judged, relative: dict[str, float]) -> None:
    """Give a candidate features that depend on its rivals."""
    if not relative.items() <= candidate.features.items():
        candidate.features.update(relative)
        candidate.is_scored = False


def _outdone(candidate: Judged, rivals: list[Judged]) -> bool:
    """Whether another candidate has all of this one's dates and one or two posts more, as well filled and named.

    A byline paired with the wrong neighbour leaves something over at both ends of the discussion.
    """
    own = candidate.features
    if own["dates"] < 1:
        return False
    for rival in rivals:
        theirs = rival.features
        if not 1 <= theirs["posts"] - own["posts"] <= MOST_OVER:
            continue
        if any(theirs[name] < own[name] - SLACK for name in ("filled", "authors", "prose", "name_likeness")):
            continue
        dates = candidate.segmentation.dates
        if len(dates) < own["posts"]:
            return False
        if dates <= rival.segmentation.dates:
            return True
    return False


MOST_OVER = 2
"""A reading from the wrong side loses at most so many posts."""
SLACK = 0.1


def _empty_edge(segmentation: Segmentation) -> float:
    """1 where only the first or last body is empty: a foot was taken for a head, or a head for a foot."""
    records = segmentation.records
    if len(records) < 3:
        return 0.0
    inner = sum(1 for record in records[1:-1] if record.low < record.high) / (len(records) - 2)
    empty = records[-1].low >= records[-1].high or records[0].low >= records[0].high
    return inner if empty else 0.0


_other_weights: dict[str, Any] = {}


def use_weights(weights: dict[str, Any] | None) -> None:
    """Judge by other weights than those of :data:`WEIGHTS_FILE` (in this process), or by them again (None)."""
    _other_weights.clear()
    _other_weights.update(weights or {})
    _forests.cache_clear()


FORESTS = ("rank", "worth", "trust")
"""What chooses among the candidates of a page; how well each agrees with the truth; whether the best one is right."""


@cache
def _forests() -> Forests:
    data = _other_weights or json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Forests([data[title] for title in FORESTS], data["features"], _ALONE)


EMPTY_EDGE = 0.3
"""What an empty first or last body costs where the others are filled (in units of worth)."""
