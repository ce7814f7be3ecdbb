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


NAMES = ("a", "b", "c")


def named(row):
    return dict(zip(NAMES, row, strict=False))


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
    assert Forests([forest], NAMES).sums(named(row)) == [said]


def random_tree(rng, leaves):
    if leaves == 1:
        return rng.choice([-1.0, -0.5, 0.25, 2.0])
    left = rng.randrange(1, leaves)
    split = [rng.randrange(3), rng.choice([-1.0, 0.0, 0.5, 1.0])]
    return [*split, random_tree(rng, left), random_tree(rng, leaves - left)]


def random_row(rng):
    return [rng.choice([-2.0, -1.0, -0.5, 0.0, 0.5, 0.75, 1.0, 9.0]) for _ in range(3)]


def walked(grown, row):
    return [sum(walk(tree, row) for tree in trees) for trees in grown]


@pytest.mark.parametrize("late", [(), ("b",), ("a", "c"), NAMES])
@pytest.mark.parametrize("size", [1, 40, 41])
def test_several_forests_of_any_shape_agree_with_a_walk(late, size):
    rng = random.Random(1)
    grown = [[random_tree(rng, rng.randint(1, MOST_LEAVES)) for _ in range(size)] for _ in range(3)]
    forests = Forests(grown, NAMES, late)
    for _ in range(50):
        row = random_row(rng)
        assert forests.sums(named(row)) == walked(grown, row)


def test_what_was_begun_holds_for_any_late_features():
    rng = random.Random(2)
    grown = [[random_tree(rng, rng.randint(1, MOST_LEAVES)) for _ in range(20)] for _ in range(2)]
    forests = Forests(grown, NAMES, ("b",))
    first, _, last = random_row(rng)
    begun = forests.begin({"a": first, "c": last})
    for late in (-2.0, -0.5, 0.0, 0.75, 9.0):
        row = [first, late, last]
        assert forests.sums(named(row), begun) == walked(grown, row)


def test_a_tree_of_more_leaves_than_bits_is_refused():
    with pytest.raises(ValueError, match="leaves"):
        Forests([[random_tree(random.Random(1), MOST_LEAVES + 1)]], NAMES)
