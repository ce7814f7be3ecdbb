"""Induced layouts tried on a page, as far as they are worth it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.detection.divisions import Divisions
from threadkit.detection.marks import SIDED, SURE
from threadkit.detection.sureness import leaves_some
from threadkit.induction import Proposal, propose
from threadkit.preferences import FEW_AUTHORS, FULLER, is_nameless, role_of, settled
from threadkit.scoring import Judged, is_convincing, judge
from threadkit.segment import Segmentation

FIRST_LOOKS = (
    (1, (0.0, 0.08, 0.05), 1.0),
    (1, (0.05, 0.25, 0.15), 0.95),
    (1, (0.1, 0.3, 0.28), 0.9),
    (1, (0.2, 0.3, 0.3), 0.9),
    (3, (0.35, 0.35, 0.35), 0.8),
)
"""So many more induced layouts are judged, the likeliest first.  Where none is trusted as much as the mark for pages
whose dates tell the time of day, or only the day (as those of events and articles do), or without dates, or where one
is trusted as much as the last mark, hardly a page has a better one further down the list, unless a row opens a
discussion: of 60 made-up texts without dates that have one, nine are read by a layout further down."""
LEAST_HEARD = 2
PROMISING = (0.05, 0.25, 0.2)
"""Nor is one found around other anchors than the likeliest, where of so many layouts around these none is trusted so
much (marks as above)."""
OUTNUMBERS = 0.7
"""Beside an induced layout that is trusted so much, those that name clearly fewer people are not judged: of 1,477 such
two were better, and seven were taken for it.  Nor are they beside a named one as sure as :data:`SURE` that leaves no
stated post: none of 1,300 made-up texts and 1,100 others is read otherwise."""
WEAKER = 3.0
"""Beside one as sure as :data:`SURE`, those whose proposals are so much weaker than its own are not read either: of 446
such none was better."""
STOOD = 4
"""Nor where a convincing named layout is still before so many induced ones."""


def with_induced(cues: Cues, known: list[Judged]) -> list[Judged]:
    """The candidates with the induced ones, of which the first few tell whether the others are worth a look."""
    trial = Trial(cues, known)
    proposed = trial.segmentations()
    for count, hopeless, sure in FIRST_LOOKS:
        some = list(islice(proposed, count))
        trial.judge(some)
        if len(some) < count or not trial.reaches(hopeless) or trial.best(named=True) >= sure:
            return trial.ranked
        if trial.tried >= STOOD and _stands(cues, trial.ranked):
            return trial.ranked
    trial.judge(proposed)
    return trial.ranked


@dataclass(slots=True)
class Trial:
    """Induced layouts, judged as they are proposed."""

    cues: Cues
    ranked: list[Judged]
    """All candidates so far, named ones among them, best first."""
    heard: list[Proposal] = field(default_factory=list)
    judged: dict[int, float] = field(default_factory=dict)
    """Which segmentations were made by induced layouts, and how strong the proposals were."""
    tried: int = 0
    """How many were judged, or passed over as hardly the best."""

    def segmentations(self) -> Iterator[Segmentation | None]:
        """What the layouts proposed make of the page, as they are asked for; None for one that is hardly the best."""
        divisions = Divisions(self.cues)
        for proposal in propose(self.cues, self._least_wanted):
            self.heard.append(proposal)
            if proposal.strength < self._least_heard() or self._is_opposed(proposal):
                yield None
                continue
            bylines = divisions.bylines(proposal.layout)
            if bylines is not None and self._is_outnumbered(bylines):
                yield None
            elif bylines is not None or proposal.layout.gap is not None:
                segmentation = divisions.segmented(proposal.layout, bylines)
                lone = segmentation is not None and len(segmentation.records) == 1
                if lone and proposal.signs.get("inline"):
                    continue  # a row that ends with a date tells nothing of what the page is else
                if segmentation is not None:
                    self.judged[id(segmentation)] = proposal.strength
                    yield segmentation

    def _is_opposed(self, proposal: Proposal) -> bool:
        """Whether a layout reads feet where the page's own heads are believed, with names, and their side is clear.

        Feet that the ends of the discussion speak for are read in any case (see :func:`reread`).
        """
        best = self._leader
        if best is None or proposal.role != "foot" or role_of(best.layout) != (True, False):
            return False
        signs = best.features
        return signs["role_vote"] >= SIDED and signs["authors"] > FEW_AUTHORS and is_convincing(best)

    def _is_outnumbered(self, bylines: list[Byline]) -> bool:
        """Whether bylines name fewer people than a reading that is trusted, and not in another part of the page."""
        best = self._leader or self._complete
        if best is None or best.trust < OUTNUMBERS:
            return False
        records = best.segmentation.records
        named = sum(1 for record in records if record.author)
        if sum(1 for byline in bylines if byline.author) >= FULLER * named:
            return False
        dates = {id(byline.date) for byline in bylines if byline.date is not None}
        return not dates or any(id(record.date) in dates for record in records)

    @property
    def _leader(self) -> Judged | None:
        """The best so far, if it is an induced one: those made for other platforms leave much unread."""
        best = self.ranked[0] if self.ranked else None
        return best if best is not None and best.layout.source == "induced" else None

    @property
    def _complete(self) -> Judged | None:
        """The best so far, if it is a named one trusted as :data:`SURE`, with names, that leaves no stated post."""
        best = self.ranked[0] if self.ranked else None
        if best is None or best.layout.source != "builtin" or best.trust < SURE:
            return None
        return None if is_nameless(best) or leaves_some(self.cues, best) else best

    def judge(self, segmentations: Iterable[Segmentation | None]) -> None:
        """Set some more against all others."""
        some = list(segmentations)
        self.tried += len(some)
        new = [one for one in some if one is not None]
        if new:
            self.ranked = judge(self.cues, new, self.ranked)

    def best(self, *, named: bool = False) -> float:
        """How much the best induced layout is trusted, or (``named``) the best that gives people names of their own."""
        mine = (one for one in self.ranked if id(one.segmentation) in self.judged)
        return max((one.trust for one in mine if not (named and is_nameless(one))), default=0.0)

    def reaches(self, marks: tuple[float, float, float]) -> bool:
        """Whether that is the mark for pages whose dates tell the time of day, only the day, or nothing.

        Where a row opens a discussion, and does not end the page, there is no mark: names and buttons without dates lie
        far down the list.
        """
        starts = self.cues.start_rows()
        if starts and starts[-1] + 1 < len(self.cues.page):
            return True
        exact = any(proposal.signs.get("exact") for proposal in self.heard)
        dated = any(proposal.signs.get("dated") for proposal in self.heard)
        return self.best() >= marks[0 if exact else 1 if dated else 2]

    def _least_wanted(self) -> float:
        """How strong a proposal around anchors that are less likely must be, or infinity where none is worth a look."""
        if self.tried >= LEAST_HEARD and not self.reaches(PROMISING):
            return math.inf
        return self._least_heard()

    def _least_heard(self) -> float:
        """How strong a proposal must be at least that may be better than the best so far."""
        best = self._leader
        if best is None or best.trust < SURE:
            return -math.inf
        return self.judged.get(id(best.segmentation), -math.inf) - WEAKER


def _stands(cues: Cues, ranked: list[Judged]) -> bool:
    """Whether a named layout is before all others, those that the comparisons prefer too, and convincing."""
    best = next(iter(settled(cues, ranked)), None)
    return best is not None and best.layout.source == "builtin" and is_convincing(best)
