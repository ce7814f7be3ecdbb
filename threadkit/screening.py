"""Whether a page can hold a discussion at all, told by what its bylines could be known by.

Most pages of the web are articles and menus, and should cost little more than
to be read.  Decides only that looking for posts is pointless; where there is
something to look at, ``threadkit.detection`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise

from threadkit.cues import PROSE_ROW, SENTENCE_ENDS, Cues
from threadkit.names import name_likeness

LEAST_SIGNS = 3
"""A byline that a page suggests by itself recurs at least so often."""
LEAST_DATES = 2
"""A named layout is known by its words too, and two of its bylines may be all there are."""
LEAST_LONE = 4
"""Short rows between blank lines are everywhere; so many names among them, below "4 comments", may be posts."""
LEAST_ITEMS = 5
MOST_STATED = 1.25
"""A bare list may be known by the number stated above it, of which a few items may be hidden."""
SHORT_SENTENCE = 15
"""From this length on a row with a full stop is text rather than a label."""
LONGEST_NAME = 40
LIKELY_NAME = 0.6

_NUMBER = re.compile(r"\d{1,5}")


def may_be_named(cues: Cues) -> bool:
    """Whether a page on which nothing recurs often enough may still follow a layout of the catalogue."""
    return _dates(cues) >= LEAST_DATES


def may_recur(cues: Cues) -> bool:
    """Whether something recurs that a layout could be made of.

    Dates, verbs of saying, rows that are printed again and again with text in
    between, list numbers, lone names, or somebody who speaks twice ("Ann: ..."):
    pages on which none of these is found often enough hold no posts.
    """
    if _dates(cues) >= LEAST_SIGNS or cues.says_rows():
        return True
    page = cues.page
    text = _text_above(cues)
    if any(len(rows) >= LEAST_SIGNS and _parted(rows, text) >= LEAST_SIGNS for rows in cues.rows_of.values()):
        return True
    numbered = [row for row, number in enumerate(page.number) if number >= 0]
    if _parted(numbered, text) >= LEAST_SIGNS or _parted(cues.by_rows(), text) >= LEAST_SIGNS:
        return True
    if LEAST_SIGNS <= len(cues.spoken_names) > len(set(cues.spoken_names)):
        return True
    starts = cues.start_rows()
    if not starts:
        return False
    items = sum(bool(bullet) or number >= 0 for bullet, number in zip(page.bullet, page.number, strict=True))
    stated = (_NUMBER.search(page.text[row]) for row in starts)
    if any(number is not None and LEAST_ITEMS <= int(number[0]) <= MOST_STATED * items for number in stated):
        return True
    return _parted(_lone_names(cues), text) >= LEAST_LONE


def _dates(cues: Cues) -> int:
    return len(cues.masked.date_rows) + len(cues.masked.time_rows)


def _text_above(cues: Cues) -> list[int]:
    """For every row, and for the page's end, how many rows above it are text rather than labels."""
    return list(accumulate(map(_is_text, cues.page.text), initial=0))


def _is_text(text: str) -> bool:
    return len(text) >= PROSE_ROW or (len(text) >= SHORT_SENTENCE and text.endswith(SENTENCE_ENDS))


def _parted(rows: Sequence[int], text: Sequence[int]) -> int:
    """Between how many neighbours of some rows, and below the last of them, there is text."""
    if not rows:
        return 0
    return sum(text[b] > text[a + 1] for a, b in pairwise(rows)) + (text[-1] > text[rows[-1] + 1])


def _lone_names(cues: Cues) -> list[int]:
    page = cues.page
    return [
        row
        for row in range(len(page) - 1)
        if page.gap[row]
        and page.gap[row + 1]
        and len(page.text[row]) <= LONGEST_NAME
        and name_likeness(page.text[row]) >= LIKELY_NAME
    ]
