"""The bylines of named layouts, read in the order of what they promise."""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache
from operator import itemgetter

from threadkit.bylines import Alternative, LayoutIndex, Reading, most_places, read_bylines
from threadkit.cues import Cues
from threadkit.detection.marks import LEAST_RIVAL, SAME_ROWS
from threadkit.layouts import Layout, named_layouts
from threadkit.preferences import WORDIER

MOST_NAMED = 8
"""Named layouts that are followed up; those that match fewest bylines are dropped."""
WORDS_WORTH = 0.3
"""What each doubling of a byline's own words counts for, next to how many bylines there are."""
LEAST_NAMED = 0.2
"""Of a layout with names above and dates below bodies so many bylines must be names; half are where it fits."""
ROUNDED = 1 + 1e-9
"""Sums of the same numbers differ by so much, depending on their order."""


def in_two(readings: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The reading that says most with those that may be better, and those that see less in the same rows or little."""
    if len(readings) < 2:
        return readings, []
    best, *rest = readings
    rows = rows_of(best)
    least = LEAST_RIVAL * _weight(best)
    likely: list[Reading] = [best]
    others: list[Reading] = []
    for reading in rest:
        words = reading.literal + (WORDIER if reading.role != best.role else 0.0)
        dominated = words < best.literal and share_within(reading, rows) >= SAME_ROWS
        (others if dominated or _weight(reading) < least else likely).append(reading)
    return likely, others


def rows_of(reading: Reading) -> set[int]:
    return {row for first, last, _, _ in reading.key() for row in range(first, last + 1)}


def share_within(reading: Reading, rows: set[int]) -> float:
    return sum(1 for first, last, _, _ in reading.key() if first in rows and last in rows) / len(reading)


@cache
def catalogue() -> LayoutIndex:
    return LayoutIndex(named_layouts())


Possible = Sequence[tuple[Layout, list[Alternative]]]
"""Layouts with their templates that may match."""


class Readings:
    """What layouts make of a page.  They are read when they are asked for and may count, and then once.

    The most that a layout may weigh tells that (see :func:`most_weight`), first at a glance, then exactly.
    """

    def __init__(self, cues: Cues) -> None:
        self.read: dict[str, Reading] = {}
        self._cues = cues
        self._asked: Possible = ()
        self._most: dict[tuple[str, bool, str | None], float] = {}
        self._heaviest = 0.0

    def ask(self, possible: Possible) -> None:
        """Look for these layouts from now on, those asked for before among them."""
        self._asked = possible

    def ranked(
        self, share: float = 0.0, role: str | None = None, *, rivals_of: Reading | None = None
    ) -> list[Reading]:
        """The first few readings, the heaviest first, each set of bylines once.

        All are among them that weigh some share of the heaviest, on the side of a ``role`` if that is given: with a
        share of 1 the heaviest is, and from :data:`LEAST_RIVAL` on others are likely.  Those that have fewer words than
        the one they are ``rivals_of`` wait until all are asked for: most see less in its very rows.
        """
        rivals = None
        if rivals_of is not None and rivals_of.literal:
            waiting = [one for one in self._asked if one[0].name not in self.read]
            rivals = {layout.name for layout, some in waiting if _may_rival(layout, some, rivals_of)}
        self.read_more(share, role, only=rivals)
        found: dict[tuple[object, ...], Reading] = {}
        for layout, _ in self._asked:
            reading = self.read.get(layout.name)
            if reading is None or not _counts(reading):
                continue
            key = reading.key()
            if key not in found or _weight(reading) > _weight(found[key]):
                found[key] = reading
        return sorted(found.values(), key=_weight, reverse=True)[:MOST_NAMED]

    def read_more(self, share: float, role: str | None = None, only: Container[str] | None = None) -> None:
        """Read the layouts, or ``only`` some, that may weigh a share of the heaviest on one side or any."""
        waiting = [one for one in self._asked if one[0].name not in self.read and (only is None or one[0].name in only)]
        if not share:
            self.read |= {layout.name: read_bylines(self._cues, layout, some) for layout, some in waiting}
            return
        likely = [(most, one) for one in waiting if (most := self._may_weigh(one, role)) > 0]
        for most, one in sorted(likely, key=itemgetter(0), reverse=True):
            if most < share * self._heaviest:
                break
            if 0 < self._may_weigh(one, role, exact=True) >= share * self._heaviest:
                reading = self.read[one[0].name] = read_bylines(self._cues, *one)
                if _counts(reading):
                    self._heaviest = max(self._heaviest, _weight(reading))

    def _may_weigh(
        self, one: tuple[Layout, list[Alternative]], role: str | None, *, exact: bool = False
    ) -> float:
        layout, alternatives = one
        key = (layout.name, exact, role)
        if key not in self._most:
            some = alternatives if role is None else _on_side(layout, alternatives, role)
            self._most[key] = most_weight(self._cues, layout, some, exact=exact)
        return self._most[key]


def _may_rival(layout: Layout, alternatives: list[Alternative], best: Reading) -> bool:
    """Whether a layout may have as many words as one that is read already (see :func:`in_two`)."""
    from_there = best.role == ("foot" if layout.foot else "head") and not (layout.head and layout.foot)
    least = best.literal - (0.0 if from_there else WORDIER)
    return least <= 0 or any(template.words >= least for _, _, template in alternatives)


def _on_side(layout: Layout, alternatives: list[Alternative], role: str) -> list[Alternative]:
    """The alternatives of which all bylines are made if they stand on one side (both: "")."""
    if not role:
        return alternatives if layout.head and layout.foot else []
    # Without feet nothing tells where the heads between them may stand.
    return [one for one in alternatives if one[0] == role and not (layout.foot and one[2].unmarked)]


def most_weight(cues: Cues, layout: Layout, alternatives: Sequence[Alternative], *, exact: bool = False) -> float:
    """The most that a layout may weigh."""
    posts, words = most_places(cues, layout, alternatives, exact=exact)
    return (posts + WORDS_WORTH * words) * ROUNDED


def _counts(reading: Reading) -> bool:
    """Whether a layout has matched, and not only by chance."""
    if not len(reading) or (len(reading) == 1 and not reading.literal):
        return False
    if reading.layout.head and reading.layout.foot:
        # Dates alone may stand below posts whose names are printed in some other way.
        return sum([bool(author) for _, _, _, author in reading.key()]) >= LEAST_NAMED * len(reading)
    return True


def _weight(reading: Reading) -> float:
    return reading.size * (1.0 + WORDS_WORTH * reading.literal)
