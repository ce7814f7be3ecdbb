"""What stands right above the bylines that a layout found, and belongs to the posts below.

A layout names what all posts have.  Some have more: the author's name above
the rank, or above the name of whom the post answers, a title with the post's
number, a profile.  Decided here is where a post begins then; bylines are
found by ``threadkit.bylines``, bodies are cut by ``threadkit.segment``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from threadkit import vocabulary
from threadkit.bylines import CLEAR_NAME, WEAK_NAME
from threadkit.cues import Cues
from threadkit.lines import SENTENCE_ENDS, Page
from threadkit.names import MAX_NAME, clean_name, name_key, name_likeness, width

if TYPE_CHECKING:
    from threadkit.segment import Record

LEAST_COUNTED = 4
COUNTED = 0.8
"""So many of four or more bylines have an item of one list right above, numbered on from post to post."""
LEAST_LIFTED = 3
LIFTED = 0.25
NAMED_ABOVE = 0.8
"""Ranks stand in the author's place of three posts and a quarter of all; so many of these have a name above, and of the
other posts as many have none."""
MOST_ABOVE = 6
"""So many rows may stand between what opens the discussion and the first name."""
_NUMBERED = re.compile(r"#?(\d{1,4})[.)] ")
PROFILED = 0.8
"""So many feet stand right below a line about their author, or below the word that is followed by one."""


# --- names ---------------------------------------------------------------------


def lift_names(cues: Cues, records: list[Record]) -> None:
    """Give heads the name right above, where their own is that of a rank, or of whom the post answers ("> Ann")."""
    rows = [record.head.first - 1 if record.head is not None else -1 for record in records]
    lengths, idle = cues.lengths, cues.idle
    likely = [index for index, row in enumerate(rows) if row >= 0 and lengths[row] <= MAX_NAME and not idle[row]]
    above = {index: name for index in likely if (name := _name_above(cues, records, index))}
    if not above:
        return
    ranks = _ranks(records, above)
    ranked = {index for index, record in enumerate(records) if name_key(record.author or "") in ranks}
    # Where the author's place is a rank's, what stands above is a name, though it may look less like one.
    above |= {index: name for index in ranked - above.keys() if (name := _name_above(cues, records, index, WEAK_NAME))}
    for index, name in sorted(above.items()):
        head = records[index].head
        assert head is not None
        answers = cues.page.quote[head.first] > 0
        if not answers and index not in ranked:
            continue
        reply_to = head.author if answers and head.reply_to is None else head.reply_to
        # layouts share bylines
        records[index].take_head(replace(head, first=head.first - 1, author=name, reply_to=reply_to))
        if index:
            records[index - 1].high = min(records[index - 1].high, head.first - 1)


def _name_above(cues: Cues, records: list[Record], index: int, least: float = CLEAR_NAME) -> str:
    """The name that stands alone right above a head that begins with its author, or ""."""
    head, page = records[index].head, cues.page
    if head is None or not head.author or head.first == 0:
        return ""
    row = head.first - 1
    if len(page.text[row]) > MAX_NAME or cues.idle[row]:
        return ""
    opens = page.gap[row] or page.bullet[row] or page.number[row] >= 0 or cues.idle[row - 1] or page.quote[head.first]
    before = records[index - 1].last_byline_row if index else -1
    if not opens or row <= before + 1 or clean_name(page.text[head.first]) != head.author:
        return ""
    name = clean_name(page.text[row])
    return name if name_likeness(name) >= least else ""


def _ranks(records: list[Record], above: dict[int, str]) -> set[str]:
    """What stands in the author's place but is a rank: one text below several names, where other posts have no name."""
    names: dict[str, set[str]] = defaultdict(set)
    for index, name in above.items():
        names[name_key(records[index].author or "")].add(name_key(name))
    keys = [name_key(record.author or "") for record in records]
    counts = Counter(keys)
    below = Counter(keys[index] for index in above)
    # Where there is one rank of several people, the rank of one who wrote twice stands as it does.
    some = any(len(found) > 1 for found in names.values())
    ranks = {rank for rank, found in names.items() if len(found) > 1 or (some and below[rank] == counts[rank] > 1)}
    having = {index for index, key in enumerate(keys) if key in ranks}
    lifted = having & above.keys()
    others = len(records) - len(having)
    few = len(lifted) < max(LEAST_LIFTED, LIFTED * len(records)) or len(lifted) < NAMED_ABOVE * len(having)
    return set() if few or len(above.keys() - having) > (1 - NAMED_ABOVE) * others else ranks


# --- the first name ---------------------------------------------------------------


def settle_first_name(cues: Cues, records: list[Record]) -> None:
    """Give the first post the name right above its text, where what opens the discussion was taken for its name.

    Below a foot the next name comes at once; below "12 comments" there may be
    "Newest first" and the like before the first one.
    """
    first = records[0]
    head, others = first.head, [record for record in records[1:] if record.head is not None and record.author]
    if head is None or head.last + 1 > first.low or len(others) < LEAST_COUNTED or len(others) < len(records) - 1:
        return
    if any(record.head is None or record.head.first != record.head.last for record in records):
        return  # a name and more: that is no accident
    known = {name_key(record.author or "") for record in others}
    if head.author is None or name_key(head.author) in known:
        return
    row = _first_name_row(cues, first, others, known)
    if row >= 0:
        # layouts share bylines
        first.take_head(replace(head, first=row, last=row, author=clean_name(cues.page.text[row])))
        first.low = row + 1


def _first_name_row(cues: Cues, first: Record, others: Sequence[Record], known: Container[str]) -> int:
    """The row of the first body that holds a name of the page, or what stands where other posts have theirs; or -1."""
    page = cues.page
    top = range(first.low, min(first.high - 1, first.low + MOST_ABOVE))
    for row in top:
        if name_key(clean_name(page.text[row])) in known:
            return row
    at_once = sum(1 for record in others if record.low < record.high and _is_text(page.text[record.low]))
    row = next((row for row in range(first.low, first.high) if _is_text(page.text[row])), first.low) - 1
    if at_once < NAMED_ABOVE * len(others) or row not in top or len(page.text[row]) > MAX_NAME:
        return -1
    return row if name_likeness(page.text[row]) >= CLEAR_NAME else -1


def _is_text(text: str) -> bool:
    """Whether a row is longer than a name, or a sentence."""
    return width(text) > MAX_NAME or text[-1] in SENTENCE_ENDS


# --- titles --------------------------------------------------------------------


def take_titles(page: Page, records: list[Record]) -> None:
    """Give the numbered rows right above heads to these, as titles: "3. Well said" above "Ann, 5 May", not below Bob's.

    The number counts posts, so it stands where one begins.
    """
    rows = _counted_rows(page, [record.first_row for record in records if record.head is not None])
    if not rows:
        return
    before: Record | None = None
    for record in records:
        row = record.first_row - 1
        if record.head is not None and row in rows:
            title = page.text[row] if record.head.title is None else record.head.title
            record.take_head(replace(record.head, first=row, title=title))  # layouts share bylines
            if before is not None:
                before.high = min(before.high, row)
        before = record


def _counted_rows(page: Page, firsts: Sequence[int]) -> frozenset[int]:
    """The rows right above these, where they are items of a list that counts these; no rows otherwise."""
    rows = [row - 1 for row in firsts if row]
    if len(rows) < LEAST_COUNTED or any(page.number[row + 1] >= 0 for row in rows):
        return frozenset()
    numbers: dict[int, int] = {}
    others = len(rows) - COUNTED * len(rows)
    for row in rows:
        number = _number(page, row)
        if number >= 0:
            numbers[row] = number
            continue
        others -= 1
        if others < 0:
            return frozenset()  # the more usual case, told early
    counted = list(numbers)
    steps = Counter(numbers[below] - numbers[above] for above, below in pairwise(counted))
    if len(counted) < COUNTED * len(rows) or max(steps[1], steps[-1]) < COUNTED * (len(counted) - 1):
        return frozenset()
    return frozenset(counted)


def _number(page: Page, row: int) -> int:
    """The number that a row begins with; outside lists some extractors escape it, and it stays with the text."""
    match = _NUMBERED.match(page.text[row]) if page.number[row] < 0 else None
    return int(match[1]) if match is not None else page.number[row]


# --- feet that are heads -----------------------------------------------------------


def stand_below_openings(cues: Cues, records: list[Record]) -> bool:
    """Whether all posts end with feet right above which the next post seems to begin: a counted title, a profile."""
    feet = [record.foot for record in records if record.head is None and record.foot is not None]
    if len(feet) < max(LEAST_COUNTED, len(records)) or any(foot.begin for foot in feet):
        return False
    firsts = [foot.first for foot in feet]
    counted = _counted_rows(cues.page, firsts)
    # The number of a body of one row stands there as well.
    within = sum(1 for record in records if record.low < record.high - 1 in counted)
    profiled = sum(1 for row in firsts if _is_profiled(cues, row))
    return (bool(counted) and 2 * within > len(counted)) or profiled >= PROFILED * len(feet)


def _is_profiled(cues: Cues, first: int) -> bool:
    """Whether a line about an author stands right above a byline, or above the word that opens it ("Posted by")."""
    row = first - 1
    if row > 0 and cues.folds[row] in vocabulary.BY:
        row -= 1
    return row > 0 and vocabulary.is_profile(cues.folds[row])
