"""Forests of small decision trees, all of whose trees are asked at once.

Decides nothing: it adds up what the trees say of a row of numbers.  What the
numbers mean, and what the sums are good for, is for ``threadkit.scoring``.

How it works (QuickScorer, Lucchese et al. 2015).  Every tree has one byte of a
long number, every leaf one bit of that byte, the leftmost leaf the lowest.  A
condition that does not hold rules out the leaves on its left; of those that are
not ruled out in the end, the leftmost is the one a walk through the tree would
come to.  What all conditions on one feature rule out depends only on how many
of their thresholds lie below its value, so it is worked out beforehand, and
asking a thousand trees takes a search and an "and" for each feature.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from operator import getitem
from typing import Any

MOST_LEAVES = 8
"""So many leaves have a bit in a byte each."""

_LEFTMOST = bytes([(byte & -byte).bit_length() - 1 if byte else 0 for byte in range(1 << MOST_LEAVES)])
"""The place of the leftmost leaf, for every byte that says which ones are not ruled out."""

_Condition = tuple[int, float, int]
"""The feature that must not be above the threshold, and the leaves ruled out where it is."""


class Forests:
    """Some forests, each the sum of its trees.

    A tree is a number or ``[feature, threshold, tree if not above, tree if above]``.
    """

    def __init__(self, forests: Mapping[str, Sequence[Any]]) -> None:
        trees = [tree for forest in forests.values() for tree in forest]
        self._size = len(trees)
        self._all = (1 << (MOST_LEAVES * self._size)) - 1
        values: list[list[float]] = []
        conditions: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for place, tree in enumerate(trees):
            leaves, ruled_out = _read_tree(tree)
            values.append(leaves)
            for feature, threshold, bits in ruled_out:
                conditions[feature].append((threshold, bits << (MOST_LEAVES * place)))
        self._left = [(feature, *self._left_over(found)) for feature, found in sorted(conditions.items())]
        ends = list(accumulate(map(len, forests.values())))
        self._forests = [(begin, values[begin:end]) for begin, end in pairwise([0, *ends])]

    def _left_over(self, conditions: list[tuple[float, int]]) -> tuple[list[float], list[int]]:
        """The thresholds of a feature, and which leaves are left where none, one, two... lie below its value."""
        ruled_out: dict[float, int] = defaultdict(int)
        for threshold, bits in conditions:
            ruled_out[threshold] |= bits
        thresholds = sorted(ruled_out)
        left = [self._all]
        for threshold in thresholds:
            left.append(left[-1] & ~ruled_out[threshold])
        return thresholds, left

    def sums(self, row: Sequence[float]) -> list[float]:
        """What each forest says of a row of features."""
        leaves = self._all
        for feature, thresholds, left in self._left:
            below = bisect_left(thresholds, row[feature])
            if below:
                leaves &= left[below]
        leftmost = leaves.to_bytes(self._size, "little").translate(_LEFTMOST)
        return [sum(map(getitem, values, leftmost[begin:])) for begin, values in self._forests]


def _read_tree(tree: Any) -> tuple[list[float], list[_Condition]]:
    """The leaves of a tree from left to right, and its conditions; none is deep."""
    if not isinstance(tree, list):
        return [float(tree)], []
    feature, threshold, left, right = tree
    leaves, conditions = _read_tree(left)
    on_the_right, others = _read_tree(right)
    shift = len(leaves)
    if shift + len(on_the_right) > MOST_LEAVES:
        raise ValueError(f"a tree of more than {MOST_LEAVES} leaves")
    conditions.append((int(feature), float(threshold), (1 << shift) - 1))
    conditions += [(other, limit, bits << shift) for other, limit, bits in others]
    return leaves + on_the_right, conditions
