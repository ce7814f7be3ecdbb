"""Forests of small decision trees, all of whose trees are asked at once.

Decides nothing: it adds up what the trees say of some features.  What the
features mean, and what the sums are good for, is for ``threadkit.scoring``.

How it works (QuickScorer, Lucchese et al. 2015).  Every tree has one byte of a
long number, every leaf one bit of that byte, the leftmost leaf the lowest.  A
condition that does not hold rules out the leaves on its left; of those that are
not ruled out in the end, the leftmost is the one a walk through the tree would
come to.  What all conditions on one feature rule out depends only on how many
of their thresholds lie below its value, so it is worked out beforehand, and
asking a thousand trees takes a search and an "and" for each feature.

Nor are the leaves' values looked up one by one, which would ask a thousand
places of the memory.  They are whole numbers of small units, and for every
power of two there is a long number of the leaves that have it in theirs: what a
forest says is how many of the leaves come to are among these, power by power.

Some features may come late, and change: trees that ask for none of them are
added up once, and what the other features say of the rest is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, pairwise, repeat
from operator import add, and_, mul
from typing import Any, NamedTuple

MOST_LEAVES = 8
"""So many leaves have a bit in a byte each."""
DECIMALS = 5
"""So many decimals of a leaf's value count."""

_LEFTMOST = bytes([byte & -byte for byte in range(1 << MOST_LEAVES)])
"""The leftmost leaf, for every byte that says which ones are not ruled out."""

_Condition = tuple[int, float, int]
"""The feature that must not be above the threshold, and the leaves ruled out where it is."""


class _Tree(NamedTuple):
    """The leaves of a tree from left to right, and its conditions."""

    leaves: list[float]
    conditions: list[_Condition]


class Begun(NamedTuple):
    """What forests say before the late features are known."""

    units: list[int]
    """What those trees of each forest add up to that ask for none of these."""
    left: int
    """Which leaves the other features leave to the other trees."""


class Forests:
    """Some forests, each the sum of its trees.

    A tree is a number or ``[feature, threshold, tree if not above, tree if above]``, a feature its place among names.
    Those that are ``late`` may change while the others stay.
    """

    def __init__(
        self, forests: Iterable[Sequence[Any]], names: Sequence[str], late: Container[str] = frozenset()
    ) -> None:
        early: list[list[_Tree]] = []
        waiting: list[list[_Tree]] = []
        for trees in (list(map(_read_tree, forest)) for forest in forests):
            waits = [any(names[feature] in late for feature, _, _ in tree.conditions) for tree in trees]
            early.append([tree for tree, is_waiting in zip(trees, waits, strict=True) if not is_waiting])
            waiting.append(list(compress(trees, waits)))
        self._early, self._waiting = _Trees(early), _Trees(waiting)
        ruled_out: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for place, tree in enumerate([*self._early.trees, *self._waiting.trees]):
            for feature, threshold, bits in tree.conditions:
                ruled_out[feature].append((threshold, bits << (MOST_LEAVES * place)))
        self._shift = MOST_LEAVES * len(self._early.trees)
        self._all = (1 << (MOST_LEAVES * len(self._waiting.trees) + self._shift)) - 1
        self._fixed: list[_Asked] = []
        self._late: list[_Asked] = []
        for feature, conditions in sorted(ruled_out.items()):
            thresholds, left = _left_over(conditions, self._all)
            if names[feature] in late:  # no other trees ask for it than those that wait
                self._late.append((names[feature], thresholds, [leaves >> self._shift for leaves in left]))
            else:
                self._fixed.append((names[feature], thresholds, left))

    def begin(self, features: Mapping[str, float]) -> Begun:
        """What the forests say of the features that are not late."""
        leaves = _leaves_left(self._all, self._fixed, features)
        return Begun(self._early.units(leaves & ((1 << self._shift) - 1)), leaves >> self._shift)

    def sums(self, features: Mapping[str, float], begun: Begun | None = None) -> list[float]:
        """What each forest says of all features; ``begun`` is what it said of those that are not late."""
        begun = begun or self.begin(features)
        others = self._waiting.units(_leaves_left(begun.left, self._late, features))
        return [units / 10**DECIMALS for units in map(add, begun.units, others)]


_Asked = tuple[str, list[float], list[int]]
"""A feature, its thresholds, and which leaves are left where none, one, two... of these lie below its value."""


def _leaves_left(leaves: int, asked: list[_Asked], features: Mapping[str, float]) -> int:
    """Those of some leaves that the values of features do not rule out."""
    for name, thresholds, left in asked:
        below = bisect_left(thresholds, features[name])
        if below:
            leaves &= left[below]
    return leaves


def _left_over(conditions: list[tuple[float, int]], every: int) -> tuple[list[float], list[int]]:
    """The thresholds of a feature, and which leaves are left where none, one, two... lie below its value."""
    ruled_out: dict[float, int] = defaultdict(int)
    for threshold, bits in conditions:
        ruled_out[threshold] |= bits
    thresholds = sorted(ruled_out)
    left = [every]
    for threshold in thresholds:
        left.append(left[-1] & ~ruled_out[threshold])
    return thresholds, left


class _Trees:
    """Some trees of each of some forests."""

    def __init__(self, forests: Sequence[list[_Tree]]) -> None:
        self.trees = list(chain.from_iterable(forests))
        ends = accumulate(map(len, forests), initial=0)
        places = list(pairwise(ends))
        self._forests = [(begin, end, _Leaves(trees)) for (begin, end), trees in zip(places, forests, strict=True)]

    def units(self, left: int) -> list[int]:
        """What the trees of each forest add up to, by the leaves that are not ruled out."""
        leftmost = left.to_bytes(len(self.trees), "little").translate(_LEFTMOST)
        return [leaves.units(int.from_bytes(leftmost[begin:end], "little")) for begin, end, leaves in self._forests]


class _Leaves:
    """The values of the leaves of some trees."""

    def __init__(self, trees: list[_Tree]) -> None:
        values = [[round(value * 10**DECIMALS) for value in tree.leaves] for tree in trees]
        self._least: int = sum(map(min, values))
        over: defaultdict[int, bytearray] = defaultdict(lambda: bytearray(len(trees)))
        for place, leaves in enumerate(values):
            least = min(leaves)
            for leaf, value in enumerate(leaves):
                for power in _powers_of_two(value - least):
                    over[power][place] |= 1 << leaf
        self._powers = list(over)
        self._having = [int.from_bytes(having, "little") for having in over.values()]

    def units(self, leaves: int) -> int:
        """What some of the leaves, one of every tree, add up to."""
        counts = map(int.bit_count, map(and_, self._having, repeat(leaves)))
        found: int = sum(map(mul, self._powers, counts), self._least)
        return found


def _powers_of_two(number: int) -> Iterator[int]:
    """Those that a number is the sum of."""
    while number:
        yield number & -number
        number &= number - 1


def _read_tree(tree: Any) -> _Tree:
    """A tree with its conditions one by one; none is deep."""
    if not isinstance(tree, list):
        return _Tree([float(tree)], [])
    feature, threshold, left, right = tree
    leaves, conditions = _read_tree(left)
    on_the_right, others = _read_tree(right)
    shift = len(leaves)
    if shift + len(on_the_right) > MOST_LEAVES:
        raise ValueError(f"a tree of more than {MOST_LEAVES} leaves")
    conditions.append((int(feature), float(threshold), (1 << shift) - 1))
    conditions += [(other, limit, bits << shift) for other, limit, bits in others]
    return _Tree(leaves + on_the_right, conditions)
