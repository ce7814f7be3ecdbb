"""Rare words and runs of words that posts share."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from threadkit.links.echoes import RARE, Echoes, find_echoes


def echoes_of(*bodies: str) -> Echoes:
    words = [body.split() for body in bodies]
    vocabularies = [dict.fromkeys(said) for said in words]
    return find_echoes(words, vocabularies, Counter(chain.from_iterable(vocabularies)))


FERRY = "the ferry leaves at noon"


@pytest.mark.parametrize(
    ("bodies", "runs"),
    [
        ((FERRY, f"so {FERRY} you say"), [(1, 0, 0, 5)]),
        # What stood first in an earlier post is that one's, however often it is repeated.
        ((FERRY, f"so {FERRY}", f"no {FERRY} yes"), [(1, 0, 0, 5)]),
        # Two posts are repeated, one after the other.
        (
            (FERRY, "bring warm clothes and boots", f"{FERRY} bring warm clothes and boots"),
            [(0, 0, 0, 5), (5, 1, 0, 5)],
        ),
        # Two rare words follow each other, but the words around them differ.
        ((FERRY, "every ferry here leaves empty"), []),
        # Three words in a row are a phrase.
        ((FERRY, "no ferry leaves at dawn"), []),
        # Where two rare words met by accident, the post they met in is what the next one is compared with.
        ((FERRY, "every ferry here leaves empty", "every ferry here leaves empty"), [(0, 1, 0, 5)]),
        (("谢 谢 大 家 来 看", "他 说 谢 谢 大 家 来 看"), []),
    ],
)
def test_runs(bodies: tuple[str, ...], runs: list[tuple[int, int, int, int]]) -> None:
    found = echoes_of(*bodies).runs.get(len(bodies) - 1, [])
    assert [(run.at, run.source, run.start, run.length) for run in found] == runs


@pytest.mark.parametrize(
    ("bodies", "alike"),
    [
        (("granite lasts", "slate splits", "oak warps", "granite or slate"), [1, 0]),
        (("granite lasts", "slate splits", "granite splits", "granite splits"), [2, 1, 0]),
        (("it is so", "is it so", "so it is"), []),  # short words tell nothing
        (("granite", *["slate"] * max(RARE), "slate"), []),  # nor do common ones
        (("granite", "slate"), []),
    ],
)
def test_alike(bodies: tuple[str, ...], alike: list[int]) -> None:
    last = len(bodies) - 1
    assert echoes_of(*bodies).alike(last, last) == alike


def test_words_in_common_go_by_how_rare_they_are() -> None:
    echoes = echoes_of("granite slate marble", "granite oak", "marble slate granite", "oak granite")
    assert echoes.in_common(2, 0) == ["marble", "slate", "granite"]
    assert echoes.in_common(3, 0) == ["granite"]
