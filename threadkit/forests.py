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

Two trees have one table of what their leaves make together, so that half as
many numbers are added up.  Some features may come late, and change: trees that
ask for none of them are added up once, and what the other features say of the
rest is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import compress, pairwise
from operator import add, getitem
from typing import Any, NamedTuple

LEAF_BITS = 3
MOST_LEAVES = 1 << LEAF_BITS
"""So many leaves have a bit in a byte each."""

_LEFTMOST = bytes([(byte & -byte).bit_length() - 1 if byte else 0 for byte in range(1 << MOST_LEAVES)])
"""The place of the leftmost leaf, for every byte that says which ones are not ruled out."""
_LEFTMOST_OF_OTHER = bytes([place << LEAF_BITS for place in _LEFTMOST])
"""The same for the second tree of a pair."""

_Condition = tuple[int, float, int]
"""The feature that must not be above the threshold, and the leaves ruled out where it is."""


class _Tree(NamedTuple):
    """The leaves of a tree from left to right, and its conditions."""

    leaves: list[float]
    conditions: list[_Condition]


_LEAFLESS = _Tree([0.0], [])
"""The other one of a tree that is left over where all others go in pairs."""


class Begun(NamedTuple):
    """What forests say before the late features are known."""

    sums: list[float]
    """Of the trees that ask for none of these."""
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
        self._early, self._waiting = _Pairs(early), _Pairs(waiting)
        ruled_out: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for place, tree in enumerate([*self._early.trees, *self._waiting.trees]):
            for feature, threshold, bits in tree.conditions:
                ruled_out[feature].append((threshold, bits << (MOST_LEAVES * place)))
        self._shift = MOST_LEAVES * len(self._early.trees)
        self._all = _every_leaf(len(self._early.trees) + len(self._waiting.trees))
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
        return Begun(self._early.sums(leaves & ((1 << self._shift) - 1)), leaves >> self._shift)

    def sums(self, features: Mapping[str, float], begun: Begun | None = None) -> list[float]:
        """What each forest says of all features; ``begun`` is what it said of those that are not late."""
        begun = begun or self.begin(features)
        return list(map(add, begun.sums, self._waiting.sums(_leaves_left(begun.left, self._late, features))))


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


class _Pairs:
    """The trees of some forests in pairs."""

    def __init__(self, forests: Sequence[list[_Tree]]) -> None:
        first: list[_Tree] = []
        second: list[_Tree] = []
        ends: list[int] = []
        for trees in forests:
            first += trees[0::2]
            second += trees[1::2] + [_LEAFLESS] * (len(trees) % 2)
            ends.append(len(first))
        self.trees = [*first, *second]
        """The first ones of all pairs, then the second ones."""
        self._size = len(first)
        made = list(map(_leaves_of_both, first, second))
        self._forests = [(begin, made[begin:end]) for begin, end in pairwise([0, *ends])]

    def sums(self, leaves: int) -> list[float]:
        """What the trees of each forest add up to, by the leaves that are not ruled out."""
        size = self._size
        left = leaves.to_bytes(2 * size, "little")
        first = int.from_bytes(left[:size].translate(_LEFTMOST), "little")
        second = int.from_bytes(left[size:].translate(_LEFTMOST_OF_OTHER), "little")
        places = (first | second).to_bytes(size, "little")
        return [sum(map(getitem, made, places[begin:])) for begin, made in self._forests]


def _leaves_of_both(one: _Tree, other: _Tree) -> list[float]:
    """What two trees make together, by the leaf of the one in the lower bits and that of the other above them."""
    padded = one.leaves + [0.0] * (MOST_LEAVES - len(one.leaves))
    return [value + theirs for theirs in other.leaves for value in padded]


def _every_leaf(trees: int) -> int:
    return (1 << (MOST_LEAVES * trees)) - 1


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
