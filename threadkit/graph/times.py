"""How long a discussion lived and how fast people answered.

Decides what counts as a response time; takes timestamps as they are.  Posts
without one are left out, a timestamp without a zone is read as UTC, and all
results are seconds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from threadkit.graph.tree import TOP, Discussion, ReplyTree, as_tree, seconds_of


def lifetime(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Seconds from the earliest to the latest dated post (None when none is dated)."""
    moments = (seconds_of(post.timestamp) for post in as_tree(thread, min_confidence).posts)
    times = [time for time in moments if time is not None]
    return max(times) - min(times) if times else None


def response_times(thread: Discussion, *, first_only: bool = False, min_confidence: float = 0.0) -> dict[str, float]:
    """Seconds between each reply and the post it answers, by the reply's id.

    Only where both are dated.  A reply dated before its parent (a wrong clock
    or a wrong link, see :func:`time_inversions`) is left out.  With
    ``first_only`` only the earliest reply of each post counts, which gives how
    long a post waited for an answer.  Answers to the article have no time.
    """
    tree = as_tree(thread, min_confidence)
    gaps = {index: gap for index, gap in _gaps(tree) if gap >= 0}
    if first_only:
        best: dict[int, int] = {}
        for index, gap in gaps.items():
            parent = tree.parents[index]
            if parent not in best or gap < gaps[best[parent]]:
                best[parent] = index
        gaps = {index: gaps[index] for index in best.values()}
    return {tree.posts[index].id: gap for index, gap in gaps.items()}


def time_inversions(thread: Discussion, *, min_confidence: float = 0.0) -> list[str]:
    """Ids of the replies dated before the post they answer."""
    tree = as_tree(thread, min_confidence)
    return [tree.posts[index].id for index, gap in _gaps(tree) if gap < 0]


def quantile(values: Sequence[float], share: float) -> float | None:
    """The value below which ``share`` (0 to 1) of the values lie; None for none.

    Linear interpolation between order statistics (Hyndman and Fan's type 7,
    the default of numpy and R), so ``quantile(v, 0.5)`` is the median.
    """
    if not 0.0 <= share <= 1.0:
        raise ValueError("a quantile's share lies between 0 and 1")
    if not values:
        return None
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    low = math.floor(position)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (position - low)


def median_response(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Median of :func:`response_times`, in seconds; None when nothing is dated."""
    return quantile(list(response_times(thread, min_confidence=min_confidence).values()), 0.5)


def _gaps(tree: ReplyTree) -> list[tuple[int, float]]:
    times = [seconds_of(post.timestamp) for post in tree.posts]
    gaps = []
    for index, parent in enumerate(tree.parents):
        if parent == TOP:
            continue
        later, earlier = times[index], times[parent]
        if later is not None and earlier is not None:
            gaps.append((index, later - earlier))
    return gaps
