"""One score for all candidate layouts of a page.

Decides how well a segmentation explains a page: named layouts, the user's
and the induced one are judged by the same features and the same weights.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from threadkit import vocabulary
from threadkit.layouts.model import Layout
from threadkit.layouts.template import compile_template
from threadkit.names import name_key, name_likeness
from threadkit.segment import Cues, Record, Segmentation
from threadkit.timestamps import decide_order, read_date

_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(slots=True)
class Judged:
    """A candidate with its features and score."""

    segmentation: Segmentation
    features: dict[str, float]
    score: float
    reasons: list[str] = field(default_factory=list)


def judge(cues: Cues, segmentation: Segmentation) -> Judged:
    """Score a segmentation; the higher, the better it explains the page."""
    features = record_features(cues, segmentation)
    return Judged(segmentation, features, _score(features))


def record_features(cues: Cues, segmentation: Segmentation) -> dict[str, float]:
    """What the score is made of: each feature is a share from 0 to 1 or a small count."""
    records = segmentation.records
    total = len(records)
    if not total:
        return {"posts": 0.0}
    page = cues.page
    authors = [record.author for record in records]
    named = [author for author in authors if author]
    keys = [name_key(author) for author in named]
    dates = [record.date for record in records]
    kinds = Counter(date.kind for date in dates if date is not None)
    sizes = []
    prose = 0
    texts: Counter[str] = Counter()
    for record in records:
        if record.low >= record.high:
            sizes.append(0)
            continue
        size = sum(len(page.text[row]) for row in range(record.low, record.high))
        sizes.append(size)
        longest = max((page.text[row] for row in range(record.low, record.high)), key=len)
        if len(longest) >= 25 or longest[-1] in ".!?…。！？":
            prose += 1
        texts[longest[:80]] += 1
    filled = sum(1 for size in sizes if size)
    features = {
        "posts": float(total),
        "log_posts": math.log2(1 + total),
        "filled": filled / total,
        "prose": prose / total,
        "repeated_bodies": (sum(texts.values()) - len(texts)) / max(1, filled),
        "authors": len(named) / total,
        "name_likeness": sum(map(name_likeness, named)) / len(named) if named else 0.0,
        "distinct_authors": len(set(keys)) / len(keys) if keys else 0.0,
        "one_author": max(Counter(keys).values()) / len(keys) if keys else 0.0,
        "recurring_author": 1.0 if keys and len(set(keys)) < len(keys) else 0.0,
        "dates": sum(1 for date in dates if date is not None) / total,
        "one_date_format": max(kinds.values()) / sum(kinds.values()) if kinds else 0.0,
        "monotone": _monotone(records),
        "opened": 1.0 if segmentation.opened_by is not None else 0.0,
        "closed": 1.0 if segmentation.closed_by is not None else 0.0,
        "stated_count": _stated_count(cues, segmentation),
        "uncertain_ends": float(len(segmentation.notes)),
        "log_body": math.log2(1 + sum(sizes) / total),
        "body_spread": _spread(sizes),
        "cover": _cover(cues, segmentation),
        "literal": _literal_weight(segmentation.layout),
        "named": 1.0 if segmentation.layout.source == "builtin" else 0.0,
        "prior": segmentation.layout.prior,
    }
    return features


def _monotone(records: list[Record]) -> float:
    """Share of neighbouring dates that run in the prevailing direction (.5 where unknown)."""
    matches = [record.date for record in records if record.date is not None]
    order = decide_order(matches)
    times = [read_date(match, order, _REFERENCE) for match in matches]
    known = [time.replace(tzinfo=None) for time in times if time is not None]
    if len(known) < 2:
        return 0.5
    up = sum(1 for a, b in zip(known, known[1:], strict=False) if a <= b)
    down = sum(1 for a, b in zip(known, known[1:], strict=False) if a >= b)
    return max(up, down) / (len(known) - 1)


_REFERENCE = datetime(2026, 1, 1)
"""Any fixed moment: relative times are only compared with each other."""


def _stated_count(cues: Cues, segmentation: Segmentation) -> float:
    """1 where the page states as many comments as were found, 0 where it states none, below 0 where far off."""
    row = segmentation.opened_by
    if row is None:
        return 0.0
    match = _NUMBER.search(cues.page.text[row])
    if match is None:
        return 0.0
    stated = int(re.sub(r"\D", "", match[0]) or 0)
    if not stated:
        return 0.0
    ratio = len(segmentation.records) / stated
    return 1.0 if 0.8 <= ratio <= 1.25 else (0.3 if ratio < 1 else -0.5)


def _spread(sizes: list[int]) -> float:
    """Coefficient of variation of body sizes, capped at 3."""
    mean = sum(sizes) / len(sizes)
    if not mean:
        return 0.0
    return min(3.0, math.sqrt(sum((size - mean) ** 2 for size in sizes) / len(sizes)) / mean)


def _cover(cues: Cues, segmentation: Segmentation) -> float:
    """Share of the rows between the first and last record that bylines and bodies account for."""
    records = segmentation.records
    span = records[-1].last_row - records[0].first_row + 1
    covered = 0
    for record in records:
        covered += record.high - record.low
        for byline in (record.head, record.foot):
            if byline is not None:
                covered += byline.last - byline.first + 1
    return min(1.0, covered / max(1, span))


@lru_cache(maxsize=512)
def _literal_weight(layout: Layout) -> float:
    """How many characters of literal text the byline templates hold (log2)."""
    weights = []
    for source in (*layout.head, *layout.foot):
        literal = re.sub(r"\{\w+\}|[\[\]\s]", "", source)
        weight = sum(1 for char in literal if char.isalnum()) + (4 if "{says}" in source else 0)
        weights.append(weight)
    return math.log2(1 + max(weights, default=0))


_WEIGHTS = {
    "log_posts": 0.5,
    "filled": 2.0,
    "prose": 1.5,
    "repeated_bodies": -3.0,
    "authors": 1.5,
    "name_likeness": 1.5,
    "one_author": -1.0,
    "recurring_author": 0.3,
    "dates": 1.2,
    "one_date_format": 0.8,
    "monotone": 0.8,
    "opened": 0.8,
    "closed": 0.2,
    "stated_count": 1.0,
    "uncertain_ends": -0.3,
    "cover": 1.5,
    "literal": 0.35,
    "named": 0.3,
    "prior": 1.0,
}
_BIAS = -6.5


def _score(features: dict[str, float]) -> float:
    if features["posts"] < 1:
        return -math.inf
    return _BIAS + sum(weight * features.get(name, 0.0) for name, weight in _WEIGHTS.items())


def reachable(cues: Cues, layout: Layout) -> bool:
    """Whether any byline template of a layout could match this page at all (cheap)."""
    for source in (*layout.head, *layout.foot):
        kind, literal = compile_template(source).anchor
        if kind == "literal" and literal in cues.masked.folded:
            return True
        if kind == "date" and cues.masked.date_rows:
            return True
        if kind == "time" and (cues.masked.time_rows or cues.masked.date_rows):
            return True
        if kind == "says" and cues.says_rows():
            return True
        if kind == "by" and cues.by_rows():
            return True
        if kind == "any":
            return True
    return False


__all__ = ["Judged", "judge", "reachable", "record_features", "vocabulary"]
