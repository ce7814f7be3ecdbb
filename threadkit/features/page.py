"""All features of a segmentation."""

from __future__ import annotations

import math
from operator import attrgetter

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.features.bodies import body_features
from threadkit.features.counts import is_counted_off, numbered, stated_count
from threadkit.features.dates import date_features
from threadkit.features.edges import controls_close, edge_features, incomplete_edges
from threadkit.features.names import author_features, name_place_features, opening_names
from threadkit.features.posts import Posts, in_columns
from threadkit.features.templates import role_vote, template_features
from threadkit.segment import Record, Segmentation

_SIGNS = {
    "opened": 0.0,
    "closed": 0.0,
    "talk_furniture": 0.3,
    "cue_word": 0.0,
    "addressed_other": 0.0,
    "stated_count": 0.5,
    "recurring_author": 0.0,
    "clock_dates": 0.5,
    "signed_self": 0.0,
}
"""What articles and lists with dates hardly ever have, each with the share it takes to count."""
_STATED = attrgetter("depth", "number", "title", "score", "reply_to")


def record_features(cues: Cues, segmentation: Segmentation) -> dict[str, float]:
    """What the score is made of: shares from 0 to 1, logarithms of sizes, small counts.

    An empty segmentation has the single feature ``posts`` = 0.
    """
    if not segmentation.records:
        return {"posts": 0.0}
    posts = in_columns(cues, segmentation.records)
    total = posts.total
    features: dict[str, float] = {"posts": float(total), "log_posts": math.log2(1 + total)}
    features.update(author_features(posts))
    features.update(date_features(cues, posts))
    features.update(body_features(cues, posts))
    features.update(edge_features(cues, posts))
    features.update(_page_features(cues, segmentation, posts))
    features["first_incomplete"], features["last_incomplete"] = incomplete_edges(posts)
    features.update(name_place_features(cues, posts))
    features["controls_close"] = controls_close(cues, segmentation.layout, posts)
    features["signs"] = sum([features[name] > least for name, least in _SIGNS.items()])
    return features


def _page_features(cues: Cues, segmentation: Segmentation, posts: Posts) -> dict[str, float]:
    page, layout = cues.page, segmentation.layout
    above, below = posts.first_row[0] - 1, posts.last_row[-1] + 1
    notes = {code for code, _ in segmentation.notes}
    return {
        "opened": segmentation.opened_by is not None,
        "closed": segmentation.closed_by is not None,
        "stated_count": stated_count(cues, segmentation),
        "counted": posts.total in cues.counts_above(posts.first_row[0]) or is_counted_off(cues, posts),
        "unsure_start": "first-post-start" in notes,
        "unsure_end": "last-post-end" in notes,
        "start_above": above >= 0 and vocabulary.is_start(cues.folded(above)),
        "page_below": (len(page) - below) / len(page),
        "page_above": posts.first_row[0] / len(page),
        "cover": _cover(posts),
        **template_features(layout, posts.bylines),
        "fields": sum([_count_fields(posts.records[index]) for index in posts.picked]) / len(posts.picked),
        "numbered": numbered(posts.records),
        "is_foot": bool(layout.foot) and not layout.head,
        "is_split": bool(layout.foot) and bool(layout.head),
        "is_weak": layout.marker != "any" or layout.alone or layout.gap is not None,
        "role_vote": role_vote(cues, layout, posts),
        "author_opens": opening_names(cues, posts) / len(posts.picked),
        "named": layout.source == "builtin",
        "prior": layout.prior,
    }


def _cover(posts: Posts) -> float:
    """Share of the rows between the first and last post that bylines and bodies account for."""
    span = posts.last_row[-1] - posts.first_row[0] + 1
    covered = sum(posts.high) - sum(posts.low) + sum([byline.last - byline.first + 1 for byline in posts.bylines])
    return min(1.0, covered / max(1, span))


def _count_fields(record: Record) -> int:
    """How much else than author and date the bylines of a post state."""
    one, other = record.head or record.foot, record.foot
    assert one is not None
    stated = _STATED(one)
    if other is None or other is one:
        return len(stated) - stated.count(None)
    return sum([value is not None or later is not None for value, later in zip(stated, _STATED(other), strict=True)])
