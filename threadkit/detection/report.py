"""What callers ask: which layouts could explain a text, and the text's own."""

from __future__ import annotations

from dataclasses import dataclass, field

from threadkit.cues import page_cues
from threadkit.detection.marks import CLOSE_CALL
from threadkit.detection.ranking import close_call_message, rank, runner_up
from threadkit.layouts import Layout
from threadkit.scoring import is_convincing


@dataclass(frozen=True, slots=True)
class LayoutMatch:
    """One candidate layout of a page.

    ``score`` orders the candidates of one page; ``trust`` (0 to 1) is comparable
    between pages, and below :data:`threadkit.scoring.CONVINCING` no discussion is reported.
    ``posts`` is how many posts the layout finds.
    """

    layout: Layout
    score: float
    posts: int
    reasons: tuple[str, ...] = ()
    trust: float = 0.0


@dataclass(frozen=True, slots=True)
class Induced:
    """The layout that a page itself suggests, or None, with what spoke for and against it."""

    layout: Layout | None
    score: float | None = None
    posts: int = 0
    runner_up: Layout | None = None
    runner_up_score: float | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def margin(self) -> float | None:
        """How far the runner-up is behind."""
        if self.score is None or self.runner_up_score is None:
            return None
        return self.score - self.runner_up_score


def detect(
    source: str | bytes, *, named: bool = True, induced: bool = True, discussion: bool = False
) -> list[LayoutMatch]:
    """The layouts a page may follow, best first, with scores and reasons.

    Named layouts and the page's own induced ones compete by one measure.  An
    empty list means that no layout finds any post.  More are looked for where
    the page is known to hold a ``discussion``.
    """
    ranked = rank(page_cues(source), named=named, induced=induced, discussion=discussion)
    return [
        LayoutMatch(
            candidate.layout,
            candidate.score,
            len(candidate.segmentation.records),
            tuple(candidate.reasons()),
            candidate.trust,
        )
        for candidate in ranked
    ]


def induce(source: str | bytes, *, discussion: bool = False) -> Induced:
    """The layout discovered from the page alone, in the language people write layouts in.

    ``layout`` is None where nothing convincing was found; then ``reasons``
    says what was lacking.  Where the page is known to hold a ``discussion``,
    the best is good enough.  ``layout.to_toml()`` can be saved, edited and
    passed back to :func:`threadkit.parse`.
    """
    ranked = rank(page_cues(source), named=False, induced=True, discussion=discussion)
    if not ranked:
        return Induced(None, reasons=("nothing on the page recurs as a byline would",))
    best = ranked[0]
    other = runner_up(ranked)
    found = best.layout if discussion or is_convincing(best) else None
    warnings = []
    if other is not None and best.score - other.score < CLOSE_CALL:
        warnings.append(close_call_message(best, other))
    return Induced(
        layout=found,
        score=best.score,
        posts=len(best.segmentation.records) if found else 0,
        runner_up=other.layout if other else None,
        runner_up_score=other.score if other else None,
        reasons=tuple(best.reasons()),
        warnings=tuple(warnings),
    )
