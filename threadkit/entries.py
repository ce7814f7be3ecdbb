"""Whether what reads as posts may be entries of a list: a blog's articles, a forum's topics.

Such entries have names, dates and texts as posts do, and nothing in their form
tells them apart, but each states how many comments it has, which stand
elsewhere, or how often it was opened.  Some sites count what answers a post as
well, so this only says which readings are to be trusted more than others before
they are believed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from threadkit import vocabulary
from threadkit.cues import LONGEST_COUNT, Cues
from threadkit.segment import Record

ENOUGH = 24
"""So many posts show what all have."""
LEAST = 3
"""Two may happen to have been answered."""
MOST = 0.6
"""So many entries state such a number; the others may have no comments."""
REACH = 60
"""Rows of a post that are looked at."""
ABOVE = 8
"""So many rows above the first post may head the columns of a table of topics, each in a row of its own."""

HEADINGS = 160
"""A row that heads columns is at most this long; some extractors print the first topic in it."""


def may_be_entries(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether most of some posts state how many comments, replies or views they have, and differ in that."""
    some = records[: ENOUGH + 1]  # where the last one ends is not known
    if len(some) <= LEAST:
        return False
    if _heads_topics(cues, records[0].first_row - ABOVE, records[1].first_row):
        return True
    stated = [_stated(cues, one.first_row, other.first_row) for one, other in pairwise(some)]
    counts = [count for count in stated if count is not None]
    if len(counts) < MOST * len(stated) or len(set(counts)) < 2:
        return False
    return not (_are_numbers(counts) or _are_of_authors(some, stated))


def _rows(cues: Cues, first: int, end: int, longest: int = LONGEST_COUNT) -> str:
    """Some rows in plain spelling, without long ones."""
    rows = [" ".join(row.split()) for row in cues.masked.rows[max(0, first) : min(end, first + REACH)]]
    return vocabulary.plain("\n".join([row for row in rows if len(row) <= longest]))


def _stated(cues: Cues, first: int, end: int) -> int | None:
    """How many comments some rows say that there are, or how many views; the number may stand on a row of its own."""
    rows = _rows(cues, first, end)
    if (views := _views().search(rows)) is not None:
        return _number(views)
    # "Comment" is a button in some languages: only what opens discussions elsewhere counts.
    counts = (match for match in _comments().finditer(rows) if vocabulary.is_start(vocabulary.fold(match[0])))
    return next(map(_number, counts), None)


def _number(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match[0]))


def _heads_topics(cues: Cues, first: int, end: int) -> bool:
    """Whether some rows name columns of replies and views, in this order or the other."""
    return _columns().search(_rows(cues, first, end, HEADINGS)) is not None


_COUNT = r"\d(?:[\d.,]*\d)?"
_COUNTERS = "\u306e\u4e00-\u9fff\uac00-\ud7af"
"""What Chinese, Japanese and Korean print between a number and what is counted."""


def _words(*kinds: frozenset[str]) -> str:
    """What begins as some words do."""
    begins = "|".join(map(re.escape, sorted(frozenset().union(*kinds), key=len, reverse=True)))
    return rf"(?:{begins})[^\W\d_]*"


def _beside(words: str) -> str:
    """A number in front of some words or behind them."""
    before = rf"(?<![\w.,]){_COUNT}[ \n]?(?:de )?[{_COUNTERS}]{{0,3}} ?{words}"
    return rf"{before}|(?<![^\W\d_]){words} ?[:(：]?[ \n]?{_COUNT}"


@cache
def _comments() -> re.Pattern[str]:
    """Numbers of comments, and of replies where a colon or bracket parts them: "5 Reply" may be two buttons."""
    replies = rf"(?<![^\W\d_]){_words(vocabulary.REPLIES)} ?[:(：][ \n]?{_COUNT}"
    return re.compile(f"{_beside(_words(vocabulary.COMMENTS))}|{replies}")


@cache
def _views() -> re.Pattern[str]:
    return re.compile(_beside(_words(vocabulary.VIEWS)))


@cache
def _columns() -> re.Pattern[str]:
    answers, views = _words(vocabulary.REPLIES, vocabulary.COMMENTS), _words(vocabulary.VIEWS)
    between = r"[\s|/]{1,3}"
    return re.compile(rf"(?<!\w)(?:{answers}{between}{views}|{views}{between}{answers})(?!\w)")


def _are_numbers(counts: Sequence[int]) -> bool:
    """Whether the posts are numbered: "comment 3"."""
    return len({b - a for a, b in pairwise(counts)}) == 1


def _are_of_authors(records: Sequence[Record], counts: Sequence[int | None]) -> bool:
    """Whether the numbers go with the authors, who have written so much elsewhere: "Ann, comments: 1203"."""
    known: dict[str, list[int | None]] = defaultdict(list)
    for record, count in zip(records, counts, strict=False):
        if record.author:
            known[record.author].append(count)
    again = [counts for counts in known.values() if len(counts) > 1]
    return bool(again) and all(len(set(counts)) == 1 for counts in again)
