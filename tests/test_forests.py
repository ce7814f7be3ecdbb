"""Forests: the sums are those of a walk through every tree."""

from __future__ import annotations

import random

import pytest

from threadkit.forests import MOST_LEAVES, Forests


def walk(tree, row):
    while isinstance(tree, list):
        feature, threshold, left, right = tree
        tree = left if row[feature] <= threshold else right
    return tree


STEP = [0, 0.5, 1.0, 2.0]
DEEP = [0, 0.5, [1, -1.0, 1.0, [0, 0.25, 2.0, 4.0]], [1, 3.0, 8.0, 16.0]]


@pytest.mark.parametrize(
    ("forest", "row", "said"),
    [
        ([], [0.0], 0.0),
        ([3.0], [0.0], 3.0),  # a tree of one leaf
        ([STEP], [0.4], 1.0),
        ([STEP], [0.5], 1.0),  # on the threshold is not above it
        ([STEP], [0.6], 2.0),
        ([STEP, STEP, 3.0], [0.6], 7.0),
        ([DEEP], [0.0, -2.0], 1.0),
        ([DEEP], [0.0, 0.0], 2.0),
        ([DEEP], [0.3, 0.0], 4.0),
        ([DEEP], [0.6, 0.0], 8.0),
        ([DEEP], [0.6, 4.0], 16.0),
    ],
)
def test_a_forest_adds_up_its_trees(forest, row, said):
    assert Forests({"one": forest}).sums(row) == [said]


def random_tree(rng, leaves):
    if leaves == 1:
        return rng.choice([-1.0, -0.5, 0.25, 2.0])
    left = rng.randrange(1, leaves)
    split = [rng.randrange(3), rng.choice([-1.0, 0.0, 0.5, 1.0])]
    return [*split, random_tree(rng, left), random_tree(rng, leaves - left)]


def test_several_forests_of_any_shape_agree_with_a_walk():
    rng = random.Random(1)
    grown = {name: [random_tree(rng, rng.randint(1, MOST_LEAVES)) for _ in range(40)] for name in "abc"}
    forests = Forests(grown)
    for _ in range(200):
        row = [rng.choice([-2.0, -1.0, -0.5, 0.0, 0.5, 0.75, 1.0, 9.0]) for _ in range(3)]
        assert forests.sums(row) == [sum(walk(tree, row) for tree in trees) for trees in grown.values()]


def test_a_tree_of_more_leaves_than_bits_is_refused():
    with pytest.raises(ValueError, match="leaves"):
        Forests({"one": [random_tree(random.Random(1), MOST_LEAVES + 1)]})
