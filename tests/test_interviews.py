"""Interviews are no discussions; people who take turns in other ways are."""

import pytest

from threadkit import Layout, parse
from threadkit.cues import page_cues
from threadkit.interviews import is_interview
from threadkit.segment import segment

ASKED = ("How did you come to bells?", "Was that hard to learn?", "And who paid for the tower?", "What comes next?")
ANSWERED = (
    "My aunt rang them, and I carried the ropes when I was six.",
    "Not at first. You learn to listen long before you pull.",
    "Nobody wanted to, so we sold cakes for eleven years.",
    "A small one for the school. I have the bronze already.",
)
AGREED = ("I saw it too.", "So did we, from the ferry.", "It was green, I think.", "Ours was blue, and louder.")


def page(one: str, other: str, said: tuple[str, ...], told: tuple[str, ...], form: str = "{}: {}") -> str:
    turns = [row for pair in zip(said, told, strict=True) for row in zip((one, other), pair, strict=True)]
    return "The bell founder\n\n" + "\n\n".join(form.format(name, text) for name, text in turns) + "\n"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        pytest.param(page("Okafor", "Ruth", ASKED, ANSWERED), True, id="names"),
        pytest.param(page("Q", "A", ASKED, ANSWERED), True, id="letters"),
        pytest.param(page("Okafor", "Ruth", ANSWERED, ASKED), True, id="the second asks"),
        pytest.param(page("Okafor", "Ruth", AGREED, ANSWERED), False, id="nobody asks"),
        pytest.param(page("Okafor", "Ruth", ASKED, tuple(f"{text} No?" for text in ANSWERED)), False, id="both ask"),
        pytest.param(page("Okafor", "Ruth", ASKED[:2], ANSWERED[:2]), False, id="few turns"),
        pytest.param(page("Ann", "Bo", ASKED, ANSWERED) + page("Cy", "Di", ASKED, ANSWERED), False, id="four people"),
    ],
)
def test_two_people_one_of_whom_asks_are_an_interview(text, known):
    cues = page_cues(text)
    records = segment(cues, Layout(head=("{author}: {body}",))).records
    assert len(records) in (4, 8, 16)
    assert is_interview(cues.page, records) == known


def test_turns_with_buttons_are_a_discussion():
    text = page("Okafor", "Ruth", ASKED, ANSWERED, "{} writes:\n{}\nReply | Like")
    assert len(parse(text, links=False).posts) == 8


def test_dated_turns_are_a_discussion():
    text = page("Okafor", "Ruth", ASKED, ANSWERED, "{}, 5 May 2019 10:12\n{}")
    assert len(parse(text, links=False).posts) == 8


def test_interviews_have_no_posts():
    thread = parse(page("Okafor", "Ruth", ASKED, ANSWERED), links=False)
    assert not thread.posts
    assert [diagnostic.code for diagnostic in thread.diagnostics] == ["no-posts"]
