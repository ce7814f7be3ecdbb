"""The numbers that posts bear, and those that a page states of them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.features.posts import Posts
from threadkit.segment import Record, Segmentation, printed_fields

_NUMBER = re.compile(r"\d[\d,.]*")
_OF_TOTAL = re.compile(r"(?<![\d.,/:-])(\d{1,4}) ?(?:/|[^\W\d_]{1,4}) ?(\d{1,4})(?![\d/:-]|[.,]\d)")
_PLACES = re.compile(r"(?<!\d)(\d{1,4}) ?(?:[-–]|[^\W\d_]{1,3}) ?(\d{1,4}) \D*\d+(?=\D*$)")
LEAST_COUNTED = 3
"""Of two posts the one is the first of two by chance."""


def numbered(records: list[Record]) -> float:
    """Share of neighbouring posts whose printed numbers go up, or down, by one."""
    printed: list[str | None] = printed_fields(records, "number")
    if printed.count(None) == len(printed):
        return 0.0
    numbers = [int(number) if number is not None and number.isdecimal() else None for number in printed]
    steps = Counter(b - a for a, b in pairwise(numbers) if a is not None and b is not None)
    return max(steps[1], steps[-1]) / max(1, len(records) - 1)


def is_counted_off(cues: Cues, posts: Posts) -> bool:
    """Whether all bylines say which of how many posts theirs is, and there are as many: "3/8", "post 3 of 8"."""
    if posts.total < LEAST_COUNTED:
        return False
    places = {_counted_off(cues, posts.openings[index], posts.total) for index in (0, -1)}
    if None in places or len(places) < 2:
        return False  # the more usual case, told early
    places |= {_counted_off(cues, posts.openings[index], posts.total) for index in posts.picked}
    return None not in places and len(places) == len(posts.picked)


def _counted_off(cues: Cues, byline: Byline, total: int) -> int | None:
    """Which of so many posts a byline says that it opens."""
    for row in range(byline.first, byline.last + 1):
        for match in _OF_TOTAL.finditer(cues.masked.rows[row]):
            if int(match[2]) == total and 0 < int(match[1]) <= total:
                return int(match[1])
    return None


def stated_count(cues: Cues, segmentation: Segmentation) -> float:
    """1 where the page states as many comments as were found, 0 where it states none, below 0 where far off."""
    row = segmentation.opened_by
    if row is None:
        return 0.0
    text = cues.page.text[row]
    match = _NUMBER.search(text)
    if match is None:
        return 0.0
    shown = shown_places(text)
    stated = len(shown) if shown is not None else int(re.sub(r"\D", "", match[0]) or 0)
    if stated <= 0:
        return 0.0
    ratio = len(segmentation.records) / stated
    return 1.0 if 0.8 <= ratio <= 1.25 else (0.3 if ratio < 1 else -0.5)


def shown_places(text: str) -> range | None:
    """Which posts of how many a page shows, as a row says, or None.

    >>> shown_places("1 to 8 of 23 reviews")
    range(1, 9)
    """
    places = _PLACES.search(text)
    return range(int(places[1]), int(places[2]) + 1) if places else None
