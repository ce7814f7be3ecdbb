"""How the dates of posts are printed, and whether they run in one direction."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from operator import ge, le

from threadkit.cues import Cues
from threadkit.features.posts import Posts
from threadkit.timestamps import DateMatch


def date_features(cues: Cues, posts: Posts) -> dict[str, float]:
    """How many posts have dates, of one format, exact or relative, and in one direction."""
    dates = [date for date in posts.dates if date is not None]
    if not dates:
        return {"dates": 0.0, "one_date_format": 0.0, "monotone": 0.5, "clock_dates": 0.0, "relative_dates": 0.0}
    count = len(dates)
    kinds = [date.kind for date in dates]
    usual = kinds.count(kinds[0])  # most pages print one format
    precisions = [date.precision for date in dates]
    return {
        "dates": count / posts.total,
        "one_date_format": (usual if 2 * usual >= count else max(Counter(kinds).values())) / count,
        "monotone": _monotone(cues, dates),
        "clock_dates": (precisions.count("minute") + precisions.count("second")) / count,
        "relative_dates": sum([date.relative for date in dates]) / count,
    }


def _monotone(cues: Cues, dates: list[DateMatch]) -> float:
    """Share of neighbouring dates that run in the prevailing direction (.5 where unknown)."""
    key = tuple(map(id, dates))  # candidates share dates; the dates kept beside the answer keep their ids
    answer = cues.monotone.get(key)
    if answer is None:
        answer = cues.monotone[key] = _direction(cues, dates), dates
    return answer[0]


def _direction(cues: Cues, dates: list[DateMatch]) -> float:
    known = [moment for moment in cues.moments(dates, cues.day_order(dates)) if moment is not None]
    if len(known) < 2:
        return 0.5
    up: int = sum(map(le, known, islice(known, 1, None)))
    down: int = sum(map(ge, known, islice(known, 1, None)))
    return max(up, down) / (len(known) - 1)
