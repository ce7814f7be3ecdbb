"""Answers that are printed as quotations: ">" in front of whole posts, ">>" of the answers to these.

Exports to Markdown nest posts so.  In mail ">" is before what is quoted, and
the date of who is quoted stands one mark further out.  Decided here, before any
layout is tried: whether the marks of a page tell how deep posts stand; what
somebody quotes within a post stays quoted.
"""

from __future__ import annotations

from bisect import bisect_left

from threadkit import vocabulary
from threadkit.lines import Page

LEAST_DATED = 2
MOSTLY = 0.8
"""So many dates within quotations are printed as those of posts that answer nobody: others are of what is quoted."""
LONGEST_BYLINE = 120
NEAR = 60
"""Bodies may begin behind a date so near to the begin of its row."""
_SIGNS = ",:;|•·–—-("
NAMED = 3
"""A row with so many letters beside the date names somebody."""
SAID = 12
"""So many letters behind a date are what is said."""
STEP = 4
"""So many columns further in each answer stands."""


def take_levels(page: Page) -> None:
    """Indent the rows of quoted posts instead, on a page that prints answers so."""
    if not any(page.quote):
        return
    dated = [row for row in page.dated if len(page.text[row]) <= LONGEST_BYLINE or page.dated[row][0].start < NEAR]
    within = [row for row in dated if page.quote[row]]
    alike = {_shape(page, row) for row in dated if not page.quote[row]}
    others = "\n".join(page.text[row] for row in dated if not page.quote[row])
    bylines = sum(1 for row in within if _shape(page, row) in alike and _is_of_post(page, row, others))
    if len(within) < LEAST_DATED or bylines < MOSTLY * len(within):
        return
    for row, level in enumerate(_levels(page, within)):
        page.quote[row] -= level
        page.indent[row] += STEP * level
        page.column[row] += STEP * level


def _is_of_post(page: Page, row: int, others: str) -> bool:
    """Whether a quoted date is that of a quoted post: something is said as deep as it, and no byline is quoted."""
    text, date, depth = page.text[row], page.dated[row][0], page.quote[row]
    if len(text) > len(date.text) + NAMED and text in others:
        return False  # ">>> Ann | 5 May 2019 7:44 | 16", where "Posted by: Ann | 5 May 2019 7:44 | 16" stands elsewhere
    below = page.quote[row + 1] if row + 1 < len(page) else 0
    if text[-1] in ":：" and below > depth:
        return False  # "On 5 May Ann wrote:"
    return len(text) - date.end >= SAID or below >= depth or (row > 0 and page.quote[row - 1] == depth)


def _shape(page: Page, row: int) -> tuple[str, str, str]:
    """How a date is printed, with the sign or the small word before it and the begin of what is behind it."""
    text, date = page.text[row], page.dated[row][0]
    before, behind = text[: date.start].split(), text[date.end :].split()
    last = before[-1] if before else ""
    if any(map(str.isalnum, last)) and last.casefold() not in vocabulary.AT:
        last = last[len(last.rstrip(_SIGNS)) :]  # a name's, or its last part
    kind = "relative" if date.relative else date.kind
    return kind, last, behind[0][:1] if behind and not behind[0][0].isalnum() else ""


def _levels(page: Page, dated: list[int]) -> list[int]:
    """How deep each row's post stands: as many quotations as hold it, and a date so deep."""
    levels = [0] * len(page)
    opened: list[int] = []  # where the quotations begin that hold the row, by depth
    for row, depth in enumerate([*page.quote, 0]):
        while len(opened) > depth:
            begin, inner = opened.pop(), len(opened) + 1
            first = bisect_left(dated, begin)
            if any(page.quote[other] >= inner for other in dated[first : bisect_left(dated, row)]):
                levels[begin:row] = [level + 1 for level in levels[begin:row]]
        opened += [row] * (depth - len(opened))
    return levels
