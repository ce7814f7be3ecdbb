"""Whether what reads as posts is an interview: two people take turns, one asks, and nothing is dated.

Chats have the same form, and say when something was said, or have more people
in them, or both of two people ask.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from threadkit.lines import Page
from threadkit.segment import Record, body_text

LEAST_TURNS = 6
"""In fewer turns one of two people may ask by chance."""
MOST_DATED = 0.1
"""Dates of so many posts are in what is said."""
BOTH = 0.8
"""The two have so many of the posts; who speaks once is the article's author, or what stands around."""
IN_TURNS = 0.9
"""So many of their posts are answered by the other; in discussions people speak again before they are."""
ASKING = 0.6
"""So much of what one of them says is a question, and hardly half as much of what the other says."""
QUESTION_SIGNS = ("?", "？", "؟", ";")
"""The last one is Greek."""


def is_interview(page: Page, records: Sequence[Record]) -> bool:
    """Whether two people take turns in which one of them asks, without dates."""
    if sum(record.date is not None for record in records) > MOST_DATED * len(records):
        return False
    if 2 * sum(bool(record.furniture) for record in records) > len(records):
        return False  # "Reply", "Like"
    usual = Counter(record.author for record in records if record.author).most_common(2)
    if len(usual) < 2:
        return False
    both = {name for name, _ in usual}
    spoken = [record for record in records if record.author in both]
    if len(spoken) < max(LEAST_TURNS, BOTH * len(records)):
        return False
    turns = sum(one.author != other.author for one, other in pairwise(spoken))
    if turns < IN_TURNS * (len(spoken) - 1):
        return False
    less, more = sorted(_asking(page, [record for record in spoken if record.author == name]) for name in both)
    return more >= ASKING and 2 * less < more


def _asking(page: Page, records: Sequence[Record]) -> float:
    """Which share of what somebody says ends as questions do."""
    texts = [body_text(page, record).rstrip(" \n\"”»)") for record in records]
    return sum(text.endswith(QUESTION_SIGNS) for text in texts) / len(texts)
