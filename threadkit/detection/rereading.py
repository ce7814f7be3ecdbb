"""Candidates read again, by what is known once posts are found: profiles, badges, numbers, titles."""

from __future__ import annotations

from dataclasses import replace

from threadkit.badges import with_badges, with_wearers
from threadkit.cues import Cues
from threadkit.preferences import (
    FEW_AUTHORS,
    MOST_AGAIN,
    MOST_AUTHORS,
    are_titled,
    is_contradicted,
    is_nameless,
    owned_first,
    role_of,
    sided_first,
    with_first,
)
from threadkit.profiles import with_profiles, with_tops
from threadkit.scoring import Judged, is_convincing, judge
from threadkit.segment import Segmentation, segment
from threadkit.sides import counted, parted, signed, titled, turned

LEAST_TEXT = 0.5
"""A reading that leaves less than this share of what the winner leaves to be said reads the bylines alone."""
CLEARLY = 0.1
"""A reading by two sides that scores so much better than the winner whose parts it puts together was overlooked."""


def reread(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates with the winner's bylines read from the other side, where there are signs that this is right.

    Induction proposes both sides of most blocks, but follows up the likelier ones.
    """
    if not ranked or not is_convincing(ranked[0]):
        return ranked
    ranked = titles_known(cues, badges_known(cues, _numbers_known(cues, ranked)))
    best = ranked[0]
    records = best.segmentation.records
    other = parted(cues, best.layout, records) or signed(best.layout, records)
    if other is None:
        other = turned(best.layout)
        if other is None or not is_contradicted(cues, best):
            return ranked
    trust = best.trust
    judged = judge(cues, [one for one in [segment(cues, other)] if one.records], ranked)
    best = next(candidate for candidate in judged if candidate.segmentation is best.segmentation)
    first = judged[0]
    better = first.trust >= best.trust and first.score > best.score + CLEARLY
    if first.layout is other and all(role_of(other)) and better:
        return judged  # had induction proposed it, it would have won
    return owned_first(cues, sided_first(cues, with_first(replace(best, trust=trust), judged)))


def with_profiles_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, and the best one, or the fullest of those without names, with the names above the profiles.

    That goes before a winner of no more posts on the same side: it knows what all rows above the dates are.
    """
    nameless = [one for one in ranked if one.features["dates"] >= MOST_AUTHORS and is_nameless(one)]
    nameless.sort(key=lambda one: -len(one.segmentation.records))
    for one in (*nameless[:1], *ranked[:1]):
        layout = with_profiles(cues, one.layout, one.segmentation.records, named=not is_nameless(one))
        if layout is None:
            continue
        found = segment(cues, layout)
        best = ranked[0]
        if len(found.records) < len(best.segmentation.records) or role_of(best.layout) != role_of(layout):
            return judge(cues, [found], ranked) if found.records else ranked
        return _known_better(cues, ranked, found, authors=MOST_AUTHORS)
    return ranked


def with_tops_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below what closes posts before it, if its own are doubtful.

    It has none, takes titles for such, is not believed, or its names recur where the others do not.
    """
    best = ranked[0] if ranked else None
    if best is None or best.features["dates"] < MOST_AUTHORS:
        return ranked
    doubtful = best.features["authors"] <= FEW_AUTHORS or not is_convincing(best) or are_titled(best)
    if not doubtful and best.features["distinct_authors"] > MOST_AGAIN:
        return ranked
    layout = with_tops(cues, best.layout, best.segmentation.records)
    found = None if layout is None else segment(cues, layout)
    if found is None or len(found.records) < len(best.segmentation.records):
        return ranked
    judged = _known_better(cues, ranked, found, authors=MOST_AUTHORS)
    other = judged[0]
    varied = other.features["distinct_authors"] > MOST_AGAIN and other.score > best.score
    return judged if doubtful or varied else ranked


def badges_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names above what it took for such before it, if it has as many posts."""
    best = ranked[0]
    records = best.segmentation.records
    named = with_wearers(cues, best.layout, records)
    other = named or with_badges(cues, best.layout, records)
    if other is None:
        return ranked
    segmentation = segment(cues, other)
    if len(segmentation.records) < len(best.segmentation.records):
        return ranked
    better = _known_better(cues, ranked, segmentation)
    if named is None or better is ranked:
        return better
    return badges_known(cues, better)  # above a group stands a rank, above that a name


def _numbers_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below bodies before it, if it joined them to the numbers below."""
    other = counted(cues, ranked[0].layout, ranked[0].segmentation.records)
    return ranked if other is None else _known_better(cues, ranked, segment(cues, other), authors=MOST_AUTHORS)


def titles_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below bodies before it, if it took the titles above for names."""
    best = ranked[0]
    other = titled(cues, best.layout, best.segmentation.records)
    if other is None:
        return ranked
    segmentation = segment(cues, other)
    if [record.date for record in segmentation.records] != [record.date for record in best.segmentation.records]:
        return ranked
    return _known_better(cues, ranked, segmentation, authors=MOST_AUTHORS)


def _known_better(
    cues: Cues, ranked: list[Judged], segmentation: Segmentation, *, authors: float = 0.0
) -> list[Judged]:
    """The candidates, what else was made of the winner's bylines before it, trusted no less, if enough have authors."""
    judged = judge(cues, [segmentation], ranked)
    first = next((one for one in judged if one.segmentation is segmentation), None)
    if first is None or first.features["authors"] < authors or _leaves_no_text(first, ranked[0]):
        return ranked
    return with_first(replace(first, trust=max(first.trust, ranked[0].trust)), judged)


def _leaves_no_text(candidate: Judged, best: Judged) -> bool:
    """Whether most of the texts that the best one finds are gone: a list of the posts' bylines was read."""
    return candidate.features["prose"] < LEAST_TEXT * best.features["prose"]
