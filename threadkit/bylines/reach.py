"""Which rows belong to a foot, or to the head above, when both sides of a post are read."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from threadkit.bylines.model import BARE_NAME, CLEAR_NAME, Hit
from threadkit.cues import Cues
from threadkit.lines import Page
from threadkit.names import MAX_NAME, name_likeness

MOST_PASSED = 3
"""Below a foot so many rows of furniture may stand above the next name."""
OPENED_WITHIN = 24
"""So many rows above the first foot the first post may begin."""
SIGNED = 0.9
LEAST_SIGNED = 4
"""Signs that so many rows with names share, of no fewer, are the site's."""
LONGER = 1.5
"""The first of them may be as much longer than all others."""
_ANY_LETTER = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"[^\w\s]|_")


def rows_after(cues: Cues, feet: list[Hit], *, numbered: bool) -> list[int]:
    """Rows where a head that nothing marks may stand: below a foot, and where the discussion opens.

    ``numbered``: the post's number, or a score, may stand between.  Named layouts know whether theirs have one.
    """
    below = {byline.last + 1 for byline in feet}
    below.discard(max((byline.last + 1 for byline in feet), default=-1))  # no body follows the last foot
    if numbered:
        below = {row if row == len(cues.page) or _ANY_LETTER.search(cues.page.text[row]) else row + 1 for row in below}
    below = {row + 1 if row in cues.masked.pictures else row for row in below}
    if numbered:
        below = _below_furniture(cues, below)
    starts = frozenset(cues.start_rows())
    first = min((byline.first for byline in feet), default=0)
    signed = _first_signed(cues, sorted(below), first)
    if signed is not None:
        return sorted(row for row in {signed, *below} if row < len(cues.page))
    rows = below.union(*(_rows_opened(cues, row, starts) for row in starts), _rows_again(cues, below, feet))
    opening = _first_head(cues, sorted(below), first)
    if opening is not None and not any(opening <= row <= first for row in rows):
        rows.add(opening)
    return sorted(row for row in rows if row < len(cues.page))


def _below_furniture(cues: Cues, rows: set[int]) -> set[int]:
    """The rows, or those below furniture that stands at most of them: "Avatar" above "Ann"."""
    for _ in range(MOST_PASSED):
        idle = {row for row in rows if row < len(cues.page) and cues.is_idle(row)}
        if 2 * len(idle) <= len(rows):
            break
        rows = (rows - idle) | {row + 1 for row in idle}
    return rows


def rows_before(cues: Cues, heads: list[Hit]) -> list[int]:
    """Rows where a foot that nothing marks may stand: right above a head, and the first likely one below the last.

    That is one with a name of those, else one with what is clearly a name.
    """
    firsts = sorted(hit.first for hit in heads)
    rows = [first - 1 for first in firsts[1:]]
    names = {cues.folds[row] for row in rows}
    last = max(hit.last for hit in heads) + 1
    reach = last + max((b - a for a, b in pairwise(firsts)), default=0)
    short = [row for row in range(last, min(reach, len(cues.page))) if cues.lengths[row] <= MAX_NAME]
    named = next((row for row in short if cues.folds[row] in names), None)
    if named is None:
        named = next((row for row in short if name_likeness(cues.page.text[row]) >= CLEAR_NAME), None)
    return rows if named is None else [*rows, named]


def _rows_opened(cues: Cues, start: int, starts: frozenset[int]) -> tuple[int, int]:
    """Where the first head may stand once a row opens the discussion: below it, or below the furniture there."""
    row = start + 1
    while row < min(len(cues.page), start + OPENED_WITHIN) and (cues.idle[row] or row in starts):
        row += 1
    return start + 1, row


def _first_head(cues: Cues, heads: list[int], foot: int) -> int | None:
    """The row above the first foot that holds a name and stands as the rows below the other feet do.

    One below furniture if there is such, else the nearest, which may be a signature.
    """
    stances = Counter(_stance(cues.page, row) for row in heads if row < len(cues.page))
    if not stances:
        return None
    usual = stances.most_common(1)[0][0]
    nearest: int | None = None
    for row in range(foot - 2, max(foot - OPENED_WITHIN, 0) - 1, -1):
        text = cues.page.text[row]
        if _stance(cues.page, row) == usual and len(text) <= MAX_NAME and name_likeness(text) >= CLEAR_NAME:
            if row and cues.idle[row - 1]:
                return row
            nearest = row if nearest is None else nearest
    return nearest


def _rows_again(cues: Cues, heads: set[int], feet: list[Hit]) -> set[int]:
    """The nearest row above the first foot with a name that stands below another foot, or such a row above the second.

    The date of an article may pass for a foot; below it stands no name then.
    """
    names = {cues.folds[row] for row in heads if row < len(cues.page)}
    above = 0
    for foot in sorted(feet, key=lambda hit: hit.first)[:2]:
        rows = range(foot.first - 2, max(foot.first - OPENED_WITHIN, above) - 1, -1)
        if heads.isdisjoint(rows) or name_likeness(cues.page.text[above]) < BARE_NAME:
            likely = (row for row in rows if cues.folds[row] in names and row not in heads)
            again = next((row for row in likely if name_likeness(cues.page.text[row]) >= BARE_NAME), None)
            if again is not None:
                return {again}
        above = foot.last + 1
    return set()


def _first_signed(cues: Cues, heads: list[int], foot: int) -> int | None:
    """The row nearest above the first foot that has all signs which nearly all rows below the other feet have.

    "Ann @ann" below "Discussion" and "Would you recommend this?", where all later posts begin with "@" and a word.
    """
    texts = [cues.page.text[row] for row in heads if row < len(cues.page)]
    if len(texts) < LEAST_SIGNED:
        return None
    least = SIGNED * len(texts)
    # What is missing in no more than so few rows is found in the first of them.
    some = set().union(*map(_signs, texts[: int(len(texts) - least) + 1]))
    signs = {sign for sign in some if sum([sign in text for text in texts]) >= least}
    if not signs:
        return None
    longest = LONGER * max(map(len, texts))
    for row in range(foot - 2, max(foot - OPENED_WITHIN, 0) - 1, -1):
        text = cues.page.text[row]
        if len(text) <= longest and signs <= _signs(text):
            return row
    return None


def _signs(text: str) -> set[str]:
    return set(_SIGN.findall(text))


def _stance(page: Page, row: int) -> tuple[bool, bool]:
    """How a row stands: below a blank line (or nothing), behind a list mark."""
    return row == 0 or page.gap[row] > 0, bool(page.bullet[row]) or page.number[row] >= 0
