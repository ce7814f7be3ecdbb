"""Names that hang over what was said: where such an outline stands, and when it is talk."""

from __future__ import annotations

import textwrap

import pytest

from threadkit.cues import page_cues
from threadkit.hanging import find_outline
from threadkit.layouts import Layout
from threadkit.pipeline import parse

TALK = """
    pebble_ann
        The lower path is under water again, all the way to the mill.
        Take the upper one.

        Bosun
            Thanks pebble_ann, that has saved me a pair of shoes.

            pebble_ann
                You are welcome. It should be dry by Sunday.

        Otis Wray
            @pebble_ann even with boots?

    Marigold
        I went round by the weir, and it took an hour.
"""
ARTICLE = """
The river in March

It has rained for nine days, and the river has come over its banks at three places below the mill.

5 comments
"""


def heads_of(text: str) -> list[str] | None:
    cues = page_cues(text)
    outline = find_outline(cues)
    return None if outline is None else [cues.page.text[row] for row in outline.heads]


@pytest.mark.parametrize("article", [ARTICLE, "", ARTICLE.replace("5 comments", "Paths")])
@pytest.mark.parametrize("margin", [0, 3, 20])
def test_a_talk_is_found_wherever_it_stands(article, margin):
    thread = parse(article + textwrap.indent(TALK, " " * margin) + "\nAbout us\n\nWrite to the wardens.\n", links=False)
    assert [post.author for post in thread.posts] == ["pebble_ann", "Bosun", "pebble_ann", "Otis Wray", "Marigold"]
    assert [post.parent for post in thread.posts] == [None, "1", "2", "1", None]
    assert thread.posts[-1].body == "I went round by the weir, and it took an hour."
    assert thread.posts[0].body.endswith("Take the upper one.")


def test_the_layout_can_be_written_down():
    layout = Layout(head=("{author}",), hanging=True)
    assert [post.author for post in parse(ARTICLE + TALK, layout=layout).posts][:2] == ["pebble_ann", "Bosun"]
    assert "hanging = true" in layout.to_toml()


FLAT = "\n".join(f"{name}\n    {words}\n" for name, words in [
    ("Ann", "The lower path is under water again, I fear."),
    ("Bosun", "It was dry on Monday when I went there."),
    ("Ann", "Then you were lucky, or early."),
])  # fmt: skip


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("3 comments\n\n" + FLAT, ["Ann", "Bosun", "Ann"]),  # opened, and somebody comes again
        (FLAT, None),  # an interview in an article
        ("3 comments\n\n" + FLAT.replace("Ann", "Cy", 1), None),  # any list below a link to the comments
        (FLAT.replace("Then", "Bosun, then"), ["Ann", "Bosun", "Ann"]),
        ("3 comments\n\n" + FLAT.replace("    ", ""), None),  # nothing hangs
        ("3 comments\n\n" + FLAT.replace("Bosun\n    ", "Bosun\n  "), None),  # by other columns each
        ("3 comments\n\n" + FLAT.replace("Ann", "5 May 2019"), None),
        ("3 comments\n\n" + FLAT.replace("Bosun", "* Bosun"), None),  # list items are looked for elsewhere
        ("3 comments\n\n" + "Ann\n    Tides\n\nBosun\n    Boats\n\nAnn\n    Birds\n", None),  # a menu
    ],
)
def test_what_tells_a_talk_from_other_outlines(text, heads):
    assert heads_of(text) == heads


def test_a_body_may_begin_with_a_quotation_further_in():
    quoting = FLAT.replace("    It was dry", "            I fear.\n        Do you?\n    It was dry")
    assert heads_of("3 comments\n\n" + quoting) == ["Ann", "Bosun", "Ann"]


def test_a_list_in_a_body_is_no_answer():
    items = "Monday.\n    Boots\n        good\n        better\n    I went there."
    listing = FLAT.replace("Monday when I went there.", items)
    assert heads_of("3 comments\n\n" + listing) == ["Ann", "Bosun", "Ann"]


def test_the_best_of_several_outlines_is_read():
    cast = "\n".join(f"{name}\n    Keeps the ropes of the harbour.\n" for name in ("Marit", "Olof", "Cy", "Dora"))
    assert heads_of(f"{cast}\nNews\n\n3 comments\n\n{FLAT}") == ["Ann", "Bosun", "Ann"]


@pytest.mark.parametrize("depth", [2_000])
def test_deep_outlines_take_no_longer_than_long_ones(depth):
    rows = (f"{' ' * place}ann{place}\n{' ' * (place + 1)}@ann{place - 1}: words and more." for place in range(depth))
    assert len(heads_of("\n".join(rows)) or ()) == depth
