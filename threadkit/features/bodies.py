"""What the bodies of posts are like, each for itself and together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import chain

from threadkit.cues import Cues
from threadkit.features.posts import Posts
from threadkit.segment import usual_date
from threadkit.timestamps import DateMatch

LONGEST_CONSTANT = 40
CONSTANT_REACH = 60


def body_features(cues: Cues, posts: Posts) -> dict[str, float]:
    """How much is said, in what manner, and how even the bodies are."""
    bodies = posts.bodies
    total, filled = len(posts.picked), len(bodies)
    sizes = [body.size for body in bodies]
    first = sizes[0] if posts.low[0] < posts.high[0] else 0
    last = sizes[-1] if posts.low[-1] < posts.high[-1] else 0
    sizes += [0] * (total - filled)
    middle = sorted(sizes)[total // 2]
    rows_in_all = sum(posts.high) - sum(posts.low)
    spoken = max(1, filled)
    return {
        "filled": filled / total,
        "prose": sum([body.prose for body in bodies]) / total,
        "repeated_bodies": (filled - len({body.top for body in bodies})) / spoken,
        "name_first": sum([body.name_first for body in bodies]) / total,
        "name_last": sum([body.name_last for body in bodies]) / total,
        "dated_bodies": _dated_bodies(posts) / total,
        "bulleted_bodies": sum([body.bulleted for body in bodies]) / total,
        "constant_rows": _constant_rows(cues, posts) / total if total > 2 else 0.0,
        "log_body": math.log2(1 + sum(sizes) / total),
        "log_middle": math.log2(1 + middle),
        "body_spread": _spread(sizes),
        "first_ratio": _log_ratio(first, middle),
        "last_ratio": _log_ratio(last, middle),
        "largest_ratio": _log_ratio(max(sizes), middle),
        "log_rows": math.log2(1 + rows_in_all / posts.total),
        # First and second persons, questions, exclamations: somebody speaks.
        "personal": sum([body.personal for body in bodies]) / spoken,
        "lively": sum([body.lively for body in bodies]) / spoken,
        "teasers": sum([body.teasing for body in bodies]) / spoken,
    }


def _dated_bodies(posts: Posts) -> int:
    """How many bodies hold a short row with a date that may stand in a byline that was overlooked."""
    dated = [body.dates for body in posts.bodies if body.dates]
    if not dated:
        return 0
    usual = usual_date(posts.dates)
    return sum([any(_may_be_of(usual, dates) for dates in rows) for rows in dated])


def _may_be_of(usual: DateMatch | None, dates: Iterable[DateMatch]) -> bool:
    """Whether some of a row's dates may stand in a byline that was overlooked."""
    return usual is None or not all(date.is_unlike(usual) for date in dates)


def _constant_rows(cues: Cues, posts: Posts) -> int:
    """How many bodies hold the short row that most of them hold."""
    lows, highs = posts.low, posts.high
    ranges = [(lows[index], min(highs[index], lows[index] + CONSTANT_REACH)) for index in posts.filled]
    holder = [-1] * len(cues.page)
    for index, (low, high) in enumerate(ranges):
        holder[low:high] = [index] * (high - low)
    most = 0
    for folded, rows in cues.repeated:
        if len(rows) <= most:
            break  # no other is held by more
        if len(folded) <= LONGEST_CONSTANT:
            holding = set(map(holder.__getitem__, rows))
            most = max(most, len(holding) - (-1 in holding))
    folds = chain.from_iterable(cues.folds[low:high] for low, high in ranges)
    return most or any(0 < len(folded) <= LONGEST_CONSTANT for folded in folds)


def _log_ratio(size: int, middle: int) -> float:
    return max(-5.0, min(5.0, math.log2((20 + size) / (20 + middle))))


def _spread(sizes: list[int]) -> float:
    """Coefficient of variation of body sizes, capped at 3."""
    mean = sum(sizes) / len(sizes)
    if not mean:
        return 0.0
    return min(3.0, math.sqrt(sum([(size - mean) ** 2 for size in sizes]) / len(sizes)) / mean)
