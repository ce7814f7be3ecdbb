"""All candidates of a page, best first."""

from __future__ import annotations

from threadkit.cues import Cues
from threadkit.detection.divisions import candidates
from threadkit.detection.doubts import doubted, started
from threadkit.detection.named import Following, judge_named
from threadkit.detection.rereading import badges_known, reread, titles_known, with_profiles_known, with_tops_known
from threadkit.detection.sureness import is_sure, leaves_some
from threadkit.detection.trial import with_induced
from threadkit.layouts import Layout
from threadkit.preferences import role_of, settled, with_first
from threadkit.scoring import Judged, judge
from threadkit.screening import may_be_named, may_recur


def rank(
    cues: Cues,
    given: Layout | None = None,
    *,
    named: bool = True,
    induced: bool = True,
    discussion: bool = False,
) -> list[Judged]:
    """Every candidate that finds posts, judged, best first.  A given layout has no rivals.

    Where the page is known to hold a ``discussion``, layouts are tried however little recurs, and the winner is not
    doubted.
    """
    if given is not None:
        return settled(cues, judge(cues, candidates(cues, given)))
    ranked = _ranked(cues, named=named, induced=induced, recurs=discussion or may_recur(cues))
    return ranked if discussion else doubted(cues, ranked)


def _ranked(cues: Cues, *, named: bool, induced: bool, recurs: bool) -> list[Judged]:
    """Every candidate, best first; where nothing recurs, only those that are known by their words."""
    follow = Following(cues)
    if named and (recurs or may_be_named(cues)):
        judge_named(cues, follow, known_by_words=not recurs)
    if not (induced and recurs):
        return started(cues, follow.known)
    if follow.is_sure:
        return started(cues, titles_known(cues, badges_known(cues, follow.known)))
    ranked = with_tops_known(cues, settled(cues, with_profiles_known(cues, with_induced(cues, follow.known))))
    return started(cues, reread(cues, _fuller_or_sure(cues, follow.known, ranked)))


def _fuller_or_sure(cues: Cues, known: list[Judged], ranked: list[Judged]) -> list[Judged]:
    """The candidates, a named one that only seemed to leave some posts before a winner that finds no more than it."""
    if not known or len(ranked[0].segmentation.records) > len(known[0].segmentation.records):
        return ranked
    if not (leaves_some(cues, known[0]) and is_sure(cues, known[0])):
        return ranked
    first = known[0].segmentation
    return with_first(next((one for one in ranked if one.segmentation is first), ranked[0]), ranked)


def runner_up(ranked: list[Judged]) -> Judged | None:
    """The best candidate that makes something else of the page than the winner does."""
    best = ranked[0]
    posts = _essence(best)
    return next((candidate for candidate in ranked[1:] if _essence(candidate) != posts), None)


def _essence(candidate: Judged) -> list[tuple[object, ...]]:
    return [(record.low, record.author) for record in candidate.segmentation.records]


def close_call_message(best: Judged, other: Judged) -> str:
    """What the two best candidates differ in, in words."""
    what = "where posts begin and end"
    if role_of(best.layout) != role_of(other.layout):
        what = "whether bylines stand above or below the posts"
    elif [r.low for r in best.segmentation.records] == [r.low for r in other.segmentation.records]:
        what = "who wrote the posts"
    return f"a close call on {what}: {_sketch(best.layout)} {best.score:.2f}, {_sketch(other.layout)} {other.score:.2f}"


def _sketch(layout: Layout) -> str:
    if layout.source == "builtin":
        return layout.name
    parts = [f"head {layout.head[0]!r}"] if layout.head else []
    if layout.foot:
        parts.append(f"foot {layout.foot[0]!r}")
    return " and ".join(parts) or layout.name
