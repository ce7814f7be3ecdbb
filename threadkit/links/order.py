"""In which order a page prints its posts, when the caller does not say.

Decides chronological, reverse or depth-first (``preorder``) from times, then
numbers, then printed nesting, then what can be told from the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from threadkit.models import Order, Post

SORTED_SHARE: Final = 0.96
"""A page sorted by time may show a few posts out of order (edited, moved, clock changes)."""
ENOUGH: Final = 0.5


def detect_order(posts: Sequence[Post]) -> tuple[Order, str]:
    """The order and the reason for it in words."""
    nested = any(p.depth > 0 or p.parent is not None for p in posts)
    moments = [p.timestamp.replace(tzinfo=None) for p in posts if p.timestamp is not None]
    if len(moments) >= max(2, ENOUGH * len(posts)):
        steps = [(b - a).total_seconds() for a, b in pairwise(moments)]
        ups, downs = sum(s > 0 for s in steps), sum(s < 0 for s in steps)
        moved = ups + downs
        if moved and downs >= SORTED_SHARE * moved and moved >= 2:
            return "reverse", "times fall from post to post"
        if moved and ups < SORTED_SHARE * moved:
            return "preorder", "times neither rise nor fall throughout"
        if moved:
            return ("preorder", "printed nesting") if nested else ("chronological", "times rise from post to post")
    if nested:
        return "preorder", "printed nesting"
    numbers = [int(p.number) for p in posts if p.number and p.number.isdigit()]
    if len(numbers) >= max(3, ENOUGH * len(posts)) and len(set(numbers)) == len(numbers):
        steps_up = sum(b > a for a, b in pairwise(numbers))
        if steps_up == 0:
            return "reverse", "numbers fall from post to post"
        if steps_up == len(numbers) - 1:
            return "chronological", "numbers rise from post to post"
    if len(moments) >= 2 or not posts or sum(p.author is not None for p in posts) >= 0.95 * len(posts):
        return "chronological", "nothing speaks for another order"
    # Extractors that lose names and times mostly come upon nested pages: flat ones keep a byline per post.
    return "preorder", "neither times nor numbers nor all names survived"
