"""Tables in Markdown are read cell by cell where they hold a page's posts, and are left alone where they do not."""

import pytest
from table_texts import moved, rows

from threadkit import parse

SAID = ("The trap was full of leaves.", "Ours caught a hawk moth.", "Pictures, please!", "I have some of the lamp.")
NAMES = ("Heron7", "Kauz", "Zilpzalp", "Heron7")
HEAD = "| Author | Text |\n| --- | --- |\n"
FLAT = HEAD + "".join(
    f"| **{name}** Old hand   Posts: {12 + day} | Posted 1{day}-03-2014 18:02   Subject: Lamp<br>{said} |\n"
    for day, (name, said) in enumerate(zip(NAMES, SAID, strict=True), start=2)
)
NESTED = HEAD + "".join(
    f"| [**{name}**](/u/{day}) Old hand "
    f"| |  |  | | --- | --- | | Posted 1{day}-03-2014 18:02 |  | | | {said} | |\n|  |  |\n"
    for day, (name, said) in enumerate(zip(NAMES, SAID, strict=True), start=2)
)
EACH = "\n".join(
    f"| {name} |\n|------|\n| Posted 1{day}-03-2014 18:02 \\| #{day} |\n\n{said}\n"
    for day, (name, said) in enumerate(zip(NAMES, SAID, strict=True), start=2)
)


def test_cells_come_line_by_line():
    post = ["Old hand", "Posts: 14", "Posted 12-03-2014 18:02", "Subject: Lamp", "The trap was full of leaves."]
    assert rows(FLAT)[:8] == ["Author", "Text", "**Heron7**", *post]


def test_tables_within_cells_are_taken_apart_too():
    assert rows(NESTED)[2:8] == [
        *("[**Heron7**](/u/2)", "Old hand", "Posted 12-03-2014 18:02", "The trap was full of leaves."),
        *("[**Kauz**](/u/3)", "Old hand"),
    ]


def test_a_bar_that_is_told_apart_parts_nothing():
    assert "Posted 12-03-2014 18:02 \\| #2" in rows(EACH)


@pytest.mark.parametrize("text", [FLAT, NESTED, EACH])
def test_places_lead_back_to_the_text_as_it_was(text):
    found = moved(text)
    assert found is not None
    for said in SAID:
        start = found.text.index(said)
        assert text[slice(*found.before(start, start + len(said)))] == said


@pytest.mark.parametrize("text", [FLAT, NESTED, EACH])
def test_the_posts_of_such_pages_are_found(text):
    posts = parse(f"# Moth club\n\n{text}\n\nReply\n").posts
    assert [post.author for post in posts] == [*NAMES]
    assert [post.body.split("\n")[-1] for post in posts] == [*SAID]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEAD + "| a | b |\n" * 5, id="no dates"),
        pytest.param(
            "| Night | Moths |\n| --- | --- |\n| 12-03-2014 | 4 |\n| 13-03-2014 | 5 |\n| 14-03-2014 | 9 |\n"
            + "".join(f"\n{name}, 1{day}-03-2014 18:02\n{SAID[day]}\n" for day, name in enumerate(NAMES)),
            id="what somebody counted",
        ),
        pytest.param("Posted 12-03-2014 | Heron7\n---|---\n" * 4, id="rows without outer bars"),
        pytest.param("| | Posted 12-03-2014 18:02 |\n---|---\n" * 4, id="no head"),
    ],
)
def test_other_tables_stay_as_they_are(text):
    assert moved(text) is None


def test_a_table_in_one_line_is_a_table_and_no_stream():
    whole = "".join(f"| {post} |" for post in FLAT.split("\n")[2:-1]).replace("||", "| |")
    posts = parse(f"# Moth club\n\n|  |\n| --- |\n| {whole} |\n\nReply\n").posts
    assert [post.author for post in posts] == [*NAMES]
