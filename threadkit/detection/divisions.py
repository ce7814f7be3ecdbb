"""What layouts make of a page, each division of it once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from threadkit.bylines import Byline, Reading, find_bylines
from threadkit.cues import Cues
from threadkit.detection.readings import Readings, catalogue
from threadkit.induction import propose
from threadkit.layouts import Layout
from threadkit.segment import Segmentation, segment


def made_of(cues: Cues, readings: Iterable[Reading]) -> list[tuple[Layout, list[Byline] | None]]:
    return [(reading.layout, reading.made(cues)) for reading in readings]


def candidates(
    cues: Cues, given: Layout | None = None, *, named: bool = True, induced: bool = True
) -> Iterator[Segmentation]:
    """What each candidate layout makes of the page; layouts that find no post are left out."""
    if given is not None:
        return segmentations(cues, [(given, None)])
    readings = Readings(cues)
    readings.ask(catalogue().possible(cues) if named else ())
    known = made_of(cues, readings.ranked())
    proposed = ((proposal.layout, None) for proposal in propose(cues)) if induced else ()
    return segmentations(cues, chain(known, proposed))


def segmentations(
    cues: Cues, layouts: Iterable[tuple[Layout, list[Byline] | None]], seen: set[tuple[object, ...]] | None = None
) -> Iterator[Segmentation]:
    """Segmentations with posts, each division of the page once; ``seen`` are those met before."""
    divisions = Divisions(cues, set() if seen is None else seen)
    for layout, bylines in layouts:
        if layout.source == "induced" and layout.gap is None:
            # The same bylines make the same records; a named layout has furniture of its own besides.
            bylines = divisions.bylines(layout)
            if bylines is None:
                continue
        segmentation = divisions.segmented(layout, bylines)
        if segmentation is not None:
            yield segmentation


@dataclass(slots=True)
class Divisions:
    """What layouts make of a page, the same thing once."""

    cues: Cues
    seen: set[tuple[object, ...]] = field(default_factory=set)
    """Posts met before."""
    _found: set[tuple[object, ...]] = field(default_factory=set)

    def bylines(self, layout: Layout) -> list[Byline] | None:
        """The bylines that an induced layout finds; None if they were met before, or gaps stand for bylines."""
        if layout.gap is not None:
            return None
        bylines = find_bylines(self.cues, layout)
        same = tuple([(one.first, one.last, one.begin, one.rest, one.role, one.author) for one in bylines])
        if same in self._found:
            return None
        self._found.add(same)
        return bylines

    def segmented(self, layout: Layout, bylines: list[Byline] | None) -> Segmentation | None:
        """What a layout makes of the page; None if these are no posts, or were met before."""
        segmentation = segment(self.cues, layout, bylines)
        key = tuple([(r.first_row, r.low, r.high, r.author, r.date is None) for r in segmentation.records])
        if not key or key in self.seen:
            return None
        self.seen.add(key)
        return segmentation
