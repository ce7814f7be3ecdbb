"""Names that hang over what was said: short rows, each above rows further in, the answers inside what they answer.

Decides where such an outline stands and whether people seem to talk in it.
Glossaries, menus, manuals and cast lists are printed just so; what tells a
discussion is that a row opens one, that somebody is addressed, that answers
stand inside, and that somebody comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from threadkit.lines import SENTENCE_ENDS, Page
from threadkit.names import MAX_NAME, name_key, name_likeness
from threadkit.vocabulary import quote_intro

if TYPE_CHECKING:
    from threadkit.cues import Cues

LEAST_HEADS = 3
LONGEST_QUOTATION = 12
"""So many rows of a quotation may stand above what was said."""
JITTER = 1
"""Lynx prints text under the first heads of an outline a column nearer than under those inside."""
LIKELY_NAME = 0.55
"""Least name-likeness of a row that may be all of a byline."""
NAME_NEVER_ENDS = (*SENTENCE_ENDS, ":", ",", ";")
TEXT_ROW = 60
"""A row as long as this is text, whatever it ends with."""
LEAST_SAID = 0.5
"""So many bodies must hold text: below headings of menus there are entries."""
OPENED_WITHIN = 12
"""A row such as "3 comments" opens an outline so many rows below."""


_INITIAL = re.compile(r"\b\w\.$")


@dataclass(frozen=True, slots=True)
class Outline:
    """Rows that hang over others, and what speaks for their being names of people who talk."""

    heads: tuple[int, ...]
    opened: bool
    nested: bool
    addressed: bool
    recurs: bool

    @property
    def signs(self) -> int:
        """How many signs of talk there are."""
        return self.opened + self.nested + self.addressed + self.recurs

    @property
    def is_talk(self) -> bool:
        """Whether they talk: manuals nest and repeat their headings, too, and any list may stand below "3 comments"."""
        return self.signs >= 2 and (self.opened or self.addressed)


def find_outline(cues: Cues) -> Outline | None:
    """The outline of a page in which people talk, or None."""
    outlines = [_outline(cues, heads) for heads in _stretches(cues)]
    talks = [outline for outline in outlines if outline.is_talk]
    return max(talks, key=lambda outline: (outline.signs, len(outline.heads)), default=None)


def _stretches(cues: Cues) -> Iterator[list[int]]:
    """Rows that hang over others by as many columns, at least three at a stretch of the page."""
    page = cues.page
    if not any(page.indent):
        return
    rising = [row for row, (column, below) in enumerate(pairwise(page.indent)) if below > column]
    rising = [row for row in rising if _may_be_alone(page, row)] if len(rising) >= LEAST_HEADS else []
    done = 0
    for place, row in enumerate(rising):
        if row < done or len(rising) - place < LEAST_HEADS or not _hangs(cues, row):
            continue
        heads, end = _stretch(cues, row)
        if len(heads) >= LEAST_HEADS:
            yield heads
            done = end  # otherwise a heading may hang over all of the outline


def _stretch(cues: Cues, first: int) -> tuple[list[int], int]:
    """The heads from one on that make one outline with it, and the row below all that belongs to them."""
    indent = cues.page.indent
    step = indent[first + 1] - indent[first]
    heads, columns = [first], [indent[first]]  # of those heads that the row belongs to
    for row in range(first + 1, len(indent)):
        column = indent[row]
        rises = row + 1 < len(indent) and indent[row + 1] > column
        is_head = rises and _is_below(indent, row, column + step) and _hangs(cues, row)
        if column > columns[-1]:
            if is_head:
                heads.append(row)
                columns.append(column)
            continue
        while columns and columns[-1] > column:
            columns.pop()
        if is_head and columns and columns[-1] == column:
            heads.append(row)
        elif len(columns) > 1 and columns[-1] == column and not cues.is_idle(row):
            # The text goes on: what stood there was a list of its own, with a heading.
            while indent[heads.pop()] != column:
                pass
            columns.pop()
        elif not columns or not cues.is_idle(row):
            return heads, row
    return heads, len(indent)


def _is_below(indent: list[int], row: int, column: int) -> bool:
    """Whether what stands below a row begins in a column, but for a quotation or list further in above that."""
    below = row + 1
    end = min(len(indent), below + LONGEST_QUOTATION)
    while below < end and indent[below] > column + JITTER:
        below += 1
    return below < end and abs(indent[below] - column) <= JITTER


def _hangs(cues: Cues, row: int) -> bool:
    """Whether a row may be a name above what was said, rather than a heading above such names."""
    if not _may_hang(cues, row):
        return False
    column, below, *inside = cues.page.indent[row : row + 3]
    return inside != [2 * below - column] or not _may_hang(cues, row + 1)


def _may_hang(cues: Cues, row: int) -> bool:
    """Whether a short row without a mark stands above one that is further in, and reads as a name."""
    page = cues.page
    text = page.text[row]
    if row + 1 >= len(page) or page.indent[row + 1] <= page.indent[row] or not _may_be_alone(page, row):
        return False
    # Dates are looked for elsewhere, and "Ann said:" may stand above a quotation.
    likely = name_likeness(text) >= LIKELY_NAME and not page.dates(row) and not cues.is_idle(row)
    return likely and quote_intro(text) is None


def _may_be_alone(page: Page, row: int) -> bool:
    """Whether a row without a mark is as short as a name, and does not end as what is said."""
    text = page.text[row]
    if len(text) > MAX_NAME or page.bullet[row] or page.number[row] >= 0:
        return False
    return not text.endswith(NAME_NEVER_ENDS) or _INITIAL.search(text) is not None


def _outline(cues: Cues, heads: list[int]) -> Outline:
    page = cues.page
    names = [name_key(page.text[row]) for row in heads]
    ends = [*heads[1:], _end(cues, heads[-1])]
    bodies = [page.text[head + 1 : end] for head, end in zip(heads, ends, strict=True)]
    if sum(any(map(_is_text, body)) for body in bodies) < LEAST_SAID * len(heads):
        return Outline(tuple(heads), False, False, False, False)
    first_words = {name.split(" ")[0] for name in names}
    left = page.indent[heads[0]]
    return Outline(
        tuple(heads),
        opened=any(heads[0] - OPENED_WITHIN <= row < heads[0] for row in cues.start_rows()),
        nested=any(page.indent[row] > left for row in heads),
        addressed=bool(first_words & cues.addressed()),
        recurs=1 < len(set(names)) < len(names),
    )


def _end(cues: Cues, head: int) -> int:
    indent = cues.page.indent
    return next((row for row in range(head + 1, len(indent)) if indent[row] <= indent[head]), len(indent))


def _is_text(text: str) -> bool:
    return len(text) >= TEXT_ROW or text.endswith(SENTENCE_ENDS)
