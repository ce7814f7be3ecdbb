"""Which layouts a page may follow, and how many bylines each could have at most."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

from threadkit.bylines.model import TELLING, Alternative
from threadkit.cues import Cues, Demands
from threadkit.layouts.demands import Beside
from threadkit.layouts.model import Layout
from threadkit.layouts.template import Template, compile_template, spelled_out

_Numbered = tuple[int, Template | None]
"""An alternative by its number among those of all layouts; the template if a page must be asked for more of it."""


class LayoutIndex:
    """Layouts by what their templates demand, so that a page need not be asked about each of them in turn."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._alternatives: list[tuple[Layout, Alternative | None]] = []
        self._bare: list[int] = []
        grouped: dict[tuple[Beside | None, str], list[tuple[int, Template]]] = defaultdict(list)
        for layout in layouts:
            if not (layout.head or layout.foot):
                self._bare.append(len(self._alternatives))
                self._alternatives.append((layout, None))
            for alternative in alternatives_of(layout):
                template = alternative[2]
                literal = template.needs[-1] if template.needs else ""
                grouped[template.beside, literal].append((len(self._alternatives), template))
                self._alternatives.append((layout, alternative))
        self._demands = Demands(beside for beside, _ in grouped if beside is not None)
        self._by_demand: dict[Beside | None, list[tuple[str, list[_Numbered], list[_Numbered]]]] = defaultdict(list)
        for (beside, literal), some in grouped.items():
            every = [(number, template if _needs_more(template, literal) else None) for number, template in some]
            # A word that stands between blanks is quicker to look up than to search.
            glued = [one for one, (_, template) in zip(every, some, strict=True) if literal not in template.whole]
            self._by_demand[beside].append((literal, every, glued))

    def possible(self, cues: Cues) -> list[tuple[Layout, list[Alternative]]]:
        """The layouts of which some template may match, in their order, each with the templates that may."""
        numbers = self._bare.copy()
        printed, holds, holds_needs = cues.printed, cues.holds, cues.holds_needs
        for beside in (None, *cues.meet(self._demands)):
            for literal, every, glued in self._by_demand[beside]:
                if not literal or literal in printed:
                    some = every
                elif glued and holds(literal):
                    some = glued
                else:
                    continue
                numbers += [number for number, template in some if template is None or holds_needs(template)]
        found: list[tuple[Layout, list[Alternative]]] = []
        last: Layout | None = None
        for layout, alternative in map(self._alternatives.__getitem__, sorted(numbers)):
            if layout is not last:
                if layout.zoned and not cues.zoned:
                    continue
                last = layout
                found.append((layout, []))
            if alternative is not None:
                found[-1][1].append(alternative)
        return found


def _needs_more(template: Template, literal: str) -> bool:
    """Whether a template demands more of a page than one of its literals."""
    return bool(template.bullet) or any(word != literal for word in (*template.needs, *template.whole))


def alternatives_of(layout: Layout) -> Iterator[Alternative]:
    """The templates of a layout, feet first: heads that nothing marks are looked for between these."""
    for role, sources in (("foot", layout.foot), ("head", layout.head)):
        for index, source in enumerate(sources):
            for template in map(compile_template, spelled_out(source)):
                yield role, index, template


def is_telling(layout: Layout, alternatives: Sequence[Alternative]) -> bool:
    """Whether one of a layout's templates has words of its own to look for, or zones behind its dates."""
    return layout.zoned or any(template.words >= TELLING for _, _, template in alternatives)


def most_places(
    cues: Cues, layout: Layout, alternatives: Sequence[Alternative], *, exact: bool = False
) -> tuple[float, float]:
    """At most how many posts a layout can find, and how wordy all their bylines together can be.

    No row that tells where to look holds two bylines by one alternative; nor does a row with a date, which is quicker
    known than those on which all words stand that a template demands (``exact``).
    """
    if not (layout.head or layout.foot):
        return math.inf, 0.0
    between = 0
    dated = len(cues.masked.date_rows) + len(cues.masked.time_rows)
    heads: list[tuple[float, int]] = []
    feet: list[tuple[float, int]] = []
    for role, _, template in alternatives:
        if layout.foot and template.unmarked:
            between = 2 + 2 * len(cues.start_rows())  # one more head than feet at each place where posts may begin
            continue
        if template.anchor[0] == "any":
            return math.inf, 0.0
        if template.beside is None or exact:
            places = len(cues.anchors(template))
        else:
            places = len(cues.rows_beside(template.beside))
        if template.beside is None:
            dated += places
        (heads if role == "head" else feet).append((template.words, places))
    most_heads, head_words = _wordiest(heads, dated)
    most_feet, foot_words = _wordiest(feet, dated)
    return max(most_feet, most_heads + (most_feet + between if between else 0)), head_words + foot_words


def _wordiest(places: list[tuple[float, int]], most: int) -> tuple[int, float]:
    """How many bylines templates of some wordiness with so many places each make, and the most words they have."""
    if len(places) == 1:
        ((wordy, count),) = places
        return min(count, most), wordy * min(count, most)
    total, words = 0, 0.0
    for wordy, count in sorted(places, reverse=True):
        some = min(count, most - total)
        total += some
        words += some * wordy
    return total, words
