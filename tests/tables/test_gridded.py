"""Tables drawn with "+---+" are read cell by cell, and those within them."""

import pytest
from table_texts import moved

from threadkit import parse

POSTS = (
    ("Heron7", "12-03-2014 18:02", ("The trap was full", "of leaves.")),
    ("Kauz", "13-03-2014 08:23", ("Ours caught a hawk", "moth, 12 cm wide.")),
    ("Zilpzalp", "14-03-2014 09:41", ("Pictures, please!",)),
    ("Heron7", "14-03-2014 17:20", ("I have some of the", "lamp.")),
)
BORDER = "+----------+----------------------+\n"
FLAT = BORDER + "".join(
    "".join(
        f"| {left:<8} | {right:<20} |\n"
        for left, right in zip((name, "Old hand", "", ""), (f"on {date}", "", *said), strict=False)
    )
    + BORDER
    for name, date, said in POSTS
)
NESTED = "".join(
    f"+{'-' * 37}+\n" + "".join(f"| {line} |\n" for line in (BORDER + part).splitlines()) + f"+{'-' * 37}+\n\n"
    for part in [part + BORDER for part in FLAT.split(BORDER) if part]
)


@pytest.mark.parametrize("text", [FLAT, NESTED])
def test_cells_come_one_after_the_other(text):
    found = moved(text)
    assert found is not None
    lines = [line.strip() for line in found.text.split("\n") if line.strip()]
    assert lines[:6] == ["Heron7", "Old hand", "on 12-03-2014 18:02", "The trap was full", "of leaves.", "Kauz"]
    start = found.text.index("of leaves.")
    assert text[slice(*found.before(start, start + 10))] == "of leaves."


@pytest.mark.parametrize("text", [FLAT, NESTED])
def test_the_posts_of_such_pages_are_found(text):
    posts = parse(f"Moth club\n\n{text}\nReply\n").posts
    assert [post.author for post in posts] == [name for name, _, _ in POSTS]
    assert [post.body.split() for post in posts] == [" ".join(said).split() for _, _, said in POSTS]


def test_tables_very_deep_within_each_other_do_no_harm():
    depth = 1500
    text = "\n".join("|" * level + "+--+" + "|" * level for level in range(depth))
    assert moved(text) is None
    assert not parse(text).posts


@pytest.mark.parametrize("text", ["+-- a tree\n+-- 12-03-2014\n+-- b\n" * 3, BORDER + "| a | b |\n" + BORDER])
def test_other_drawings_stay_as_they_are(text):
    assert moved(text) is None
