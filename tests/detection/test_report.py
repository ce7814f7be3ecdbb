"""What callers ask: which layouts could explain a text, with a score each, and the text's own, printable."""

from __future__ import annotations

import pytest
from speech import MOVABLETYPE, NAMES, UNKNOWN, WORDPRESS

from threadkit.detection import detect, induce
from threadkit.layouts import parse_layout
from threadkit.pipeline import parse
from threadkit.reprint import random_page


@pytest.mark.parametrize(("text", "name"), [(WORDPRESS, "wordpress"), (MOVABLETYPE, "movabletype")])
def test_the_platform_is_recognised(text, name):
    found = detect(text)
    assert found[0].layout.name.startswith(name)
    assert found[0].posts == len(NAMES)
    assert found[0].reasons


def test_candidates_are_ranked():
    scores = [match.score for match in detect(WORDPRESS)]
    assert scores == sorted(scores, reverse=True)


def test_hidden_names_leave_induced_layouts_only():
    assert {match.layout.source for match in detect(WORDPRESS, named=False)} == {"induced"}
    assert {match.layout.source for match in detect(WORDPRESS, induced=False)} == {"builtin"}


@pytest.mark.parametrize("text", ["", "   \n\n", "One line.", "Ann\nBob\n"])
def test_nothing_to_find(text):
    assert all(match.score < 0 for match in detect(text))
    assert induce(text).layout is None
    assert induce(text).reasons


@pytest.mark.parametrize("text", [WORDPRESS, MOVABLETYPE, UNKNOWN], ids=["wordpress", "movabletype", "unknown"])
def test_an_induced_layout_reads_its_page(text):
    found = induce(text)
    assert found.layout is not None
    assert found.posts == len(NAMES)
    thread = parse(text, layout=found.layout)
    assert tuple(post.author for post in thread.posts) == NAMES


@pytest.mark.parametrize("text", [WORDPRESS, MOVABLETYPE, UNKNOWN], ids=["wordpress", "movabletype", "unknown"])
def test_an_induced_layout_survives_being_printed(text):
    layout = induce(text).layout
    assert layout is not None
    again = parse_layout(layout.to_toml())
    first, second = parse(text, layout=layout), parse(text, layout=again)
    assert [(p.author, p.raw_timestamp, p.body) for p in first.posts] == [
        (p.author, p.raw_timestamp, p.body) for p in second.posts
    ]


def test_margin_is_the_distance_to_the_runner_up():
    found = induce(UNKNOWN)
    if found.runner_up_score is None:
        assert found.margin is None
    else:
        assert found.margin == pytest.approx(found.score - found.runner_up_score)
        assert found.margin >= 0


def test_scores_do_not_depend_on_earlier_pages():
    text = random_page(8)[0]
    before = [match.score for match in detect(text)]
    detect(random_page(9)[0])
    assert [match.score for match in detect(text)] == before
