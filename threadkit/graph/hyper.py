"""The hypergraph features of a conversation (Zhang et al. 2018).

Decides the reply hypergraph (speakers as sets of utterances) and counts the
degree statistics and motifs of Zhang, Danescu-Niculescu-Mizil, Sauper and
Taylor, "Characterizing online public discussions through patterns of
participant interactions", CSCW 2018, under the names that ConvoKit's
``HyperConvo`` gives them, so that its users find what they know.  Neither
numpy nor ConvoKit is needed.

Where this differs from ConvoKit:

* the article is an utterance of its own only where it has to be: with
  ``article=None`` when the thread has an article text or several top posts.
  That is the rule of the ConvoKit export, so a corpus written by it gives the
  same numbers there;
* unknown authors are distinct speakers;
* ConvoKit orders utterances by timestamp and fails where one is missing; here
  undated threads keep their page order.  The order matters for ``prefix``,
  for which post the mid-thread view leaves out, and for the two ``argmax``
  values;
* ids of utterances and of speakers are kept apart (in ConvoKit an author who
  is called like an utterance id is mistaken for it);
* a statistic that does not exist is None, not NaN, and numbers are Python's.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

from threadkit.graph.identity import Casts, as_cast
from threadkit.graph.tree import TOP, ReplyTree

Features = dict[str, float | int | bool | None]


class _Hypergraph:
    """Reply edges between utterances (c) and speakers (C).

    ``speakers[i]`` wrote utterance i; ``parents[i]`` is the utterance it
    answers or None.  Degrees count distinct neighbours, as in the paper.
    """

    def __init__(self, speakers: Sequence[Any], parents: Sequence[int | None]) -> None:
        self.speakers = speakers
        self.parents = parents
        order = list(dict.fromkeys(speakers))
        self.replies_in = Counter(parent for parent in parents if parent is not None)
        self.targets: dict[Any, dict[int, int]] = {speaker: {} for speaker in order}
        self.repliers: list[dict[Any, int]] = [{} for _ in speakers]
        self.people_out: dict[Any, dict[Any, int]] = {speaker: {} for speaker in order}
        self.people_in: dict[Any, dict[Any, int]] = {speaker: {} for speaker in order}
        for index, parent in enumerate(parents):
            if parent is None:
                continue
            replier, replied_to = speakers[index], speakers[parent]
            _count(self.targets[replier], parent)
            _count(self.repliers[parent], replier)
            _count(self.people_out[replier], replied_to)
            _count(self.people_in[replied_to], replier)

    def degrees(self) -> dict[str, list[int]]:
        return {
            "indegree over c->c": [self.replies_in[index] for index in range(len(self.parents))],
            "outdegree over C->c": [len(targets) for targets in self.targets.values()],
            "indegree over C->c": [len(repliers) for repliers in self.repliers],
            "outdegree over C->C": [len(people) for people in self.people_out.values()],
            "indegree over C->C": [len(people) for people in self.people_in.values()],
        }

    def motifs(self) -> dict[str, int]:
        reciprocal = external = 0
        for child, parent in enumerate(self.parents):
            if parent is None:
                continue
            # The child was answered by the parent's own writer, once per such answer ...
            reciprocal += self.repliers[child].get(self.speakers[parent], 0)
            # ... or by anyone else.
            external += sum(
                times for replier, times in self.repliers[child].items() if replier != self.speakers[parent]
            )
        dyadic = sum(
            other != one and one in self.people_out[other]
            for one, targets in self.people_out.items()
            for other in targets
        )
        return {
            "reciprocity motif": reciprocal,
            "external reciprocity motif": external,
            "dyadic interaction motif": dyadic // 2,  # each pair was met from both sides
            "incoming triads": sum(math.comb(len(people), 2) for people in self.people_in.values()),
            "outgoing triads": sum(math.comb(len(people), 2) for people in self.people_out.values()),
        }


def _count(counts: dict[Any, int], key: Any) -> None:
    counts[key] = counts.get(key, 0) + 1


def hypergraph_features(
    threads: Casts,
    *,
    prefix: int | None = None,
    article: bool | None = None,
    min_confidence: float = 0.0,
) -> list[Features]:
    """HyperConvo's features, one dict per thread.

    Keys are ConvoKit's: ``"max[indegree over C->c responses]"``,
    ``"count[reciprocity motif]"``; with ``mid-thread`` in the name, the same
    without the first utterance.  ``prefix`` takes only that many first
    utterances (ConvoKit's default is 10).  ``article`` makes the article an
    utterance: True, False, or None for "where there is a text of it or more
    than one top post".  See the module's notes on differences.
    """
    cast = as_cast(threads, min_confidence)
    return [_features(tree, cast.names[number], prefix, article) for number, tree in enumerate(cast.trees)]


def has_article_root(tree: ReplyTree) -> bool:
    """Whether a conversation needs the article as its root utterance."""
    return bool(tree.article) or len(tree.tops) != 1


def _features(tree: ReplyTree, names: Sequence[str | None], prefix: int | None, article: bool | None) -> Features:
    order: list[int] = tree.in_time()
    if has_article_root(tree) if article is None else article:
        order = [TOP, *order]
    order = order[:prefix]
    whole = _hypergraph(order, tree, names)
    middle = _hypergraph(order[1:], tree, names)
    features: Features = {}
    for graph, inside, after in ((whole, "", ""), (middle, "mid-thread ", " over mid-thread")):
        for name, values in graph.degrees().items():
            for statistic, value in degree_statistics(values).items():
                features[f"{statistic}[{name} {inside}responses]"] = value
        for motif, count in graph.motifs().items():
            features[f"is-present[{motif}{after}]"] = count > 0
            features[f"count[{motif}{after}]"] = count
    return features


def _hypergraph(order: Sequence[int], tree: ReplyTree, names: Sequence[str | None]) -> _Hypergraph:
    place = {index: position for position, index in enumerate(order)}
    # The article's writer and every unknown author are speakers of their own: a tuple is nobody's name.
    speakers = [(names[index] if index != TOP else None) or ("unknown", index) for index in order]
    parents = [place.get(tree.parents[index]) if index != TOP else None for index in order]
    return _Hypergraph(speakers, parents)


def degree_statistics(values: Sequence[int]) -> Features:
    """The twelve statistics of a degree distribution in table 4 of the paper.

    ``entropy`` is in nats, as there; None where a statistic does not exist
    (no second value, all zero).  For equal values ``argmax`` and ``2nd-argmax``
    give the first places.
    """
    if not values:
        return dict.fromkeys(_STATISTICS)
    total, most = sum(values), max(values)
    ranked = sorted(range(len(values)), key=lambda place: -values[place])
    positive = [value for value in values if value]
    second = values[ranked[1]] if len(values) > 1 else None
    share = second / total if second is not None and total else None
    results: tuple[float | int | None, ...] = (
        most,
        ranked[0],
        most / total if total else 0,
        second,
        ranked[1] if len(values) > 1 else None,
        share,
        total / len(values),
        total / len(positive) if positive else 0,
        len(positive) / len(values),
        sum(value > 1 for value in positive) / len(positive) if positive else 0,
        sum(value / total * math.log(total / value) for value in positive) if total else None,
        second / most if second is not None and total else None,
    )
    return dict(zip(_STATISTICS, results, strict=True))


_STATISTICS = (
    "max",
    "argmax",
    "norm.max",
    "2nd-largest",
    "2nd-argmax",
    "norm.2nd-largest",
    "mean",
    "mean-nonzero",
    "prop-nonzero",
    "prop-multiple",
    "entropy",
    "2nd-largest / max",
)
