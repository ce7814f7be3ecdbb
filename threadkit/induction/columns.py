"""What stands around an anchor, position by position.

A column is the cells at one distance from every place of an anchor.  Whether
it is constant, a date, a number or a varying short text tells what it is for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from threadkit import vocabulary
from threadkit.induction.cells import DATE_CELL, NUMBER_CELL, PROSE, SHORT_TEXT, TIME_CELL, Cells
from threadkit.names import clean_name, name_key, name_likeness

REACH = 14
"""How many cells around an anchor are looked at."""
LITERAL_SHARE = 0.5
BUSY_SHARE = 0.9
"""No author writes this share of a page's posts; a constant text may."""
FIXED_SHARE = 0.85
"""From this share on a constant text is part of the byline, below it is optional."""
SHORT_SHARE = 0.8
AFFIX_SHARE = 0.6
MOST_AFFIX = 12
_DIGITS = re.compile(r"\d+")
SAMPLE = 60
"""Columns are judged on at most this many places, spread over the page."""


@dataclass(slots=True)
class Column:
    """The cells at one distance from an anchor."""

    offset: int
    cells: list[int]
    kinds: Counter[str]
    literal: str
    literal_share: float
    same_row: float
    """Share of places where the cell stands in the anchor's own row."""
    prefix: list[tuple[str, float]] = field(default_factory=list)
    """Words most cells begin with, each with the share of cells that have it."""
    suffix: list[tuple[str, float]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    likeness: float = 0.0
    distinct: float = 0.0

    def share(self, kind: str) -> float:
        return self.kinds[kind] / max(1, sum(self.kinds.values()))

    @property
    def role(self) -> str:
        """``date``, ``literal``, ``number``, ``name``, ``short`` or ``body``."""
        if self.share(DATE_CELL) + self.share(TIME_CELL) >= 0.6:
            return "date"
        if self.literal_share >= LITERAL_SHARE and not (self.prefix or self.suffix or self._busy_author()):
            return "literal"
        if self.share(NUMBER_CELL) >= 0.6:
            return "number"
        if self.share(SHORT_TEXT) >= SHORT_SHARE or self.prefix or self.suffix:
            return "name" if self.likeness >= 0.45 else "short"
        return "body"


    def _busy_author(self) -> bool:
        """Whether the commonest text is one author of several rather than a constant."""
        if self.literal_share >= BUSY_SHARE or self.distinct * len(self.values) < 2:
            return False
        return self.likeness >= 0.6 and not (
            vocabulary.is_furniture(self.literal)
            or vocabulary.is_profile(self.literal)
            or vocabulary.is_stop(self.literal)
        )


def read_column(cells: Cells, places: list[int], offset: int) -> Column | None:
    """The column at ``offset``, or None where most places have no such cell."""
    total = len(cells)
    members: list[int] = []
    last = len(places) - 1
    for index, place in enumerate(places):
        other = place + offset
        if other < 0 or other >= total:
            continue
        if offset > 0 and index < last and other >= places[index + 1]:
            continue
        if offset < 0 and index > 0 and other <= places[index - 1]:
            continue
        members.append(other)
    if len(members) < max(1, 0.5 * len(places)):
        return None
    kinds = Counter(cells.kind[member] for member in members)
    keys = Counter(cells.key[member] for member in members if cells.key[member])
    literal, count = keys.most_common(1)[0] if keys else ("", 0)
    same = sum(1 for member in members if cells.row[member] == cells.row[member - offset])
    if count < 2:
        literal, count = "", 0
    column = Column(offset, members, kinds, literal, count / len(members), same / len(members))
    if kinds[DATE_CELL] + kinds[TIME_CELL] < 0.6 * len(members) and kinds[PROSE] < 0.5 * len(members):
        _read_names(cells, column)
    return column


def _read_names(cells: Cells, column: Column) -> None:
    """Split common words off both ends and judge what varies."""
    texts = [cells.text[member] for member in column.cells if cells.kind[member] == SHORT_TEXT]
    if len(texts) < max(2, 0.5 * len(column.cells)):
        return
    if column.literal_share < FIXED_SHARE:
        column.prefix = _affix([text.split() for text in texts])
        column.suffix = _affix([text.split()[::-1] for text in texts], backwards=True)
    values = [clean_name(strip_affixes(text, column.prefix, column.suffix)) for text in texts]
    column.values = [value for value in values if value]
    if column.values:
        column.likeness = sum(map(name_likeness, column.values)) / len(texts)
        column.distinct = len({name_key(value) for value in column.values}) / len(column.values)


def _affix(texts: list[list[str]], backwards: bool = False) -> list[tuple[str, float]]:
    """Words that most cells begin (or end) with, while a rest remains that varies; with their shares."""
    taken: list[tuple[str, float]] = []
    current = texts
    for _ in range(MOST_AFFIX):
        longer = [words for words in current if len(words) > 1]
        if len(longer) < AFFIX_SHARE * len(texts):
            break
        word, count = Counter(_spelling(words[0]) for words in longer).most_common(1)[0]
        if count < AFFIX_SHARE * len(texts) or count < 2:
            break
        rests = [words[1:] for words in longer if _spelling(words[0]) == word]
        if len({" ".join(rest).casefold() for rest in rests}) < 2 and not _cue(word):
            break
        taken.append((next(words[0] for words in longer if _spelling(words[0]) == word), count / len(texts)))
        # A cell without an optional word goes on taking part with the word it has.
        current = [words[1:] if len(words) > 1 and _spelling(words[0]) == word else words for words in current]
    return taken[::-1] if backwards else taken


def _spelling(word: str) -> str:
    return _DIGITS.sub("#", word.casefold())


def _cue(word: str) -> bool:
    folded = vocabulary.fold(word)
    return folded in vocabulary.SAYS or folded in vocabulary.BY


def strip_affixes(text: str, prefix: list[tuple[str, float]], suffix: list[tuple[str, float]]) -> str:
    """A cell without its column's common words."""
    words = text.split()
    for word, _ in prefix:
        if len(words) > 1 and _spelling(words[0]) == _spelling(word):
            words = words[1:]
    for word, _ in reversed(suffix):
        if len(words) > 1 and _spelling(words[-1]) == _spelling(word):
            words = words[:-1]
    return " ".join(words)


def read_block(cells: Cells, places: list[int]) -> list[Column]:
    """The columns around an anchor that belong to one regular block, left to right."""
    if len(places) > SAMPLE:
        step = len(places) / SAMPLE
        sampled = [int(i * step) for i in range(SAMPLE)]
        # Neighbours bound the columns, so places stay in runs of two.
        picked = sorted({index for i in sampled for index in (i, min(i + 1, len(places) - 1))})
        places = [places[index] for index in picked]
    centre = read_column(cells, places, 0)
    if centre is None:
        return []
    left = _grow(cells, places, -1)
    right = _grow(cells, places, 1)
    return [*reversed(left), centre, *right]


def _grow(cells: Cells, places: list[int], step: int) -> list[Column]:
    grown: list[Column] = []
    pending: list[Column] = []
    offset = step
    while abs(offset) <= REACH:
        column = read_column(cells, places, offset)
        if column is None:
            break
        role = column.role
        if role == "body":
            # One irregular cell inside a block (a rank, a motto) is passed if a constant one follows.
            if pending:
                break
            pending.append(column)
        elif pending and role not in ("literal", "date"):
            break
        else:
            grown.extend(pending)
            pending = []
            grown.append(column)
        offset += step
    return grown
