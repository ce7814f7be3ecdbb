"""What stands beside the dates of a page, and which templates that suits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from threadkit.layouts.demands import MARKED, Beside, trailing_word
from threadkit.layouts.patterns import LONGEST_ORNAMENT, ORNAMENT
from threadkit.masking import TIME, Masked

# A date's own time of day may stand in a cell of its own behind it.
_CLOCK_BEHIND = re.compile(rf"[ \t,|·•@–—-]*\n?[ \t]*{TIME}")
_ORNAMENT_BEFORE = re.compile(f"{ORNAMENT}$")
_BLANK = " \t\xa0"
_AFTER_BLANKS = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*([^\W_]+|[^\n]?)")


class Place(NamedTuple):
    """What stands on either side of a date, as :class:`Beside` asks for it."""

    opens: bool
    marked: bool
    before: str
    after: tuple[str, ...]
    """Behind the date, and behind a time of day that may belong to it."""

    def suits(self, beside: Beside) -> bool:
        """Whether a template that demands ``beside`` may match here."""
        if beside.opens and not self.opens:
            return False
        if beside.after is not None and beside.after.isdisjoint(self.after) and not self._begins_as(beside):
            return False
        if beside.before is None or self.before in beside.before or (self.marked and MARKED in beside.before):
            return True
        return bool(beside.endings) and self.before.endswith(beside.endings)

    def _begins_as(self, beside: Beside) -> bool:
        return beside.openings != () and any(word.startswith(beside.openings) for word in self.after)


class Demands:
    """What many templates demand beside their dates; places that differ in nothing demanded are compared once."""

    def __init__(self, demands: Iterable[Beside]) -> None:
        self._all = tuple(demands)
        self._before = frozenset().union(*(demand.before for demand in self._all if demand.before))
        self._endings = _by_sign({ending for demand in self._all for ending in demand.endings}, -1)
        self._after = frozenset().union(*(demand.after for demand in self._all if demand.after))
        self._openings = _by_sign({opening for demand in self._all for opening in demand.openings}, 0)
        self._met_by = lru_cache(maxsize=1 << 12)(self._compare)

    def met(self, places: Mapping[Place, list[int]]) -> dict[Beside, list[int]]:
        """The demands that some places meet, each with the rows of these, in no order."""
        kinds: dict[Place, list[int]] = {}
        for place, rows in places.items():
            kinds.setdefault(self._kind(place), []).extend(rows)
        met: dict[Beside, list[int]] = {}
        for kind, rows in kinds.items():
            for beside in self._met_by(kind):
                met.setdefault(beside, []).extend(rows)
        return met

    def _kind(self, place: Place) -> Place:
        """The place with nothing but what some template asks for."""
        opens, marked, before, after = place
        if before not in self._before and not before.endswith(self._endings.get(before[-1:], ())):
            before = ""
        known, openings = self._after, self._openings
        some = [one for one in after if one in known or one.startswith(openings.get(one[:1], ()))]
        return Place(opens, marked, before, tuple(some))

    def _compare(self, place: Place) -> frozenset[Beside]:
        return frozenset(demand for demand in self._all if place.suits(demand))


def _by_sign(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Words by their first character (``place`` 0) or their last one (-1)."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[place]] = (*found.get(word[place], ()), word)
    return found


def place_of(masked: Masked, row: int, index: int) -> Place:
    """What stands beside the masked date at a place of a row."""
    text, begin = masked.folded, masked.starts[row]
    at = begin + index
    left = text[begin:at].rstrip(_BLANK)
    opens = not index or (len(left) <= LONGEST_ORNAMENT and _ORNAMENT_BEFORE.match(text, begin, at) is not None)
    broken = not left and row > 0
    if broken:
        left = text[masked.starts[row - 1] : begin - 1].rstrip(_BLANK)
    word = left.rpartition(" ")[2]
    before = word if word.isalnum() else trailing_word(word) or word[-1:]
    if before and before[-1].isdecimal():
        before = f"{before[:-1]}{int(before[-1])}"
    after: tuple[str, ...] = (_next_word(text, at + 1),)
    clock = _CLOCK_BEHIND.match(text, at + 1) if masked.time_rows else None
    if clock is not None:
        after = (*after, _next_word(text, clock.end()))
    return Place(opens, broken and masked.page.bullet[row] != "", before, after)


def _next_word(text: str, at: int) -> str:
    """The word or sign behind a place, "0" for a number."""
    match = _AFTER_BLANKS.match(text, at)
    word = match[1] if match is not None else ""
    return "0" if word[:1].isdecimal() else word
