"""The value that a printed date becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from threadkit.models import Precision

DayMonth = Literal["dmy", "mdy"]

_CALENDAR = frozenset(("year", "month", "mon", "day", "a", "b"))
_NOT_CLOCK_ONLY = frozenset(("day", "a", "wday", "dayword"))


@dataclass(slots=True)
class DateMatch:
    """One printed date.

    ``start`` and ``end`` are offsets in the string searched and ``text`` is what stands there.  ``kind`` names the
    format ("B d, Y @ H:M p"): dates printed by one format have one kind.  ``precision`` is the smallest unit printed.
    ``relative`` dates ("2 hours ago", "gestern") can be read only against a reference time.  ``names`` and ``values``
    are what was printed, see :attr:`fields`.
    """

    start: int
    end: int
    text: str
    kind: str
    precision: Precision
    relative: bool
    names: tuple[str, ...]
    values: Sequence[str]

    @property
    def fields(self) -> dict[str, str]:
        """What was printed, as text, by name: ``year``, ``month`` (a name), ``mon`` (a number), ``day``, ``hour`` …;
        ``a`` and ``b`` where it is open which is the day; for relative dates the count by unit, ``hours`` …"""
        return dict(zip(self.names, self.values, strict=False))

    def moved(self, by: int) -> DateMatch:
        """The same date, so many characters further on."""
        start, end = self.start + by, self.end + by
        return DateMatch(start, end, self.text, self.kind, self.precision, self.relative, self.names, self.values)

    @property
    def clock_only(self) -> bool:
        """Whether only a time of day is printed ("13:27"): the rule in chats, and common in prose."""
        return _is_clock(self.names)

    @property
    def signs(self) -> bool:
        """Whether a time zone is stated in brackets as wikis do: "13:27, 5 May 2014 (UTC)", no seconds, no "am"."""
        return "(" in self.text and "z" in (parts := self.kind.split()) and "p" not in parts and "S" not in self.kind

    def is_unlike(self, other: DateMatch) -> bool:
        """Whether no list prints both: month by name and by number, day first and last, with a time of day and without.

        Lists shorten old or recent dates: relative ones go with all others, those
        without a year with those that have one, whichever of them has the time of day.
        """
        if self.relative or other.relative or self.names == other.names:
            return False
        return _are_unlike(self.names, other.names)


@lru_cache(maxsize=1 << 10)
def _are_unlike(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """As :meth:`DateMatch.is_unlike`, by what is printed of two dates that are not relative."""
    if _is_clock(names) or _is_clock(others):
        return False
    mine, theirs = ([name for name in date if name in _CALENDAR] for date in (names, others))
    if ("year" in mine) == ("year" in theirs):
        return mine != theirs or ("hour" in names) != ("hour" in others)
    return [name for name in mine if name != "year"] != [name for name in theirs if name != "year"]


@lru_cache(maxsize=1 << 10)
def _is_clock(names: tuple[str, ...]) -> bool:
    """Whether nothing but a time of day is printed."""
    return names[0] in ("hour", "half") and _NOT_CLOCK_ONLY.isdisjoint(names)


class DayOrder(NamedTuple):
    """How a page writes ``03/04/2010``.

    ``order`` is what the dates prove and ``reason`` how; ``default`` is what to assume where nothing is proved.
    """

    order: Literal["dmy", "mdy", "undecidable"]
    reason: str
    default: DayMonth
