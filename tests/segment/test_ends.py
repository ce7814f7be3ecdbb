"""Where the first and the last body end."""

from __future__ import annotations

import pytest
from speech import SAID, cut, posts_of

from threadkit.layouts import Layout


@pytest.mark.parametrize(
    "stop", ["Leave a Reply", "Post a comment", "Schreibe einen Kommentar", "Laisser un commentaire"]
)
def test_the_last_body_ends_where_the_form_begins(stop):
    text = f"Ann says: 5 May 2019\nOne.\n\nBob says: 6 May 2019\nTwo.\n\n{stop}\n\nName\nMail\n"
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == ["One.", "Two."]


@pytest.mark.parametrize(("blank", "last"), [("\n", "Tea?"), ("\n\n", "Tea?\n\nNews of the week\nThe mill turns")])
def test_a_blank_line_ends_the_last_post_where_there_is_no_other(blank, last):
    rows = ["6 Comments"]
    for place, body in enumerate(SAID.split("|"), 1):
        rows.append(f"{'Bob' if place % 2 else 'Ann'} | {place} May 2019 10:00\nHm.{blank * (place < 3)}{body}")
    text = "\n".join(rows) + "\n\nNews of the week\nThe mill turns\n"
    assert cut(text, "{author} | {timestamp}")[-1][2].removeprefix("Hm.").strip() == last


@pytest.mark.parametrize(
    ("first", "left"),
    [("Bread", "Salt."), ("Salt and bread", "Salt and bread\nSalt.")],
)
def test_the_first_title_goes_with_those_that_answer(first, left):
    form = "{label}\n{body}\nPosted by {name} on {n} May 2019 10:00"
    labels = "|".join([first, *["Re: Bread"] * 5])
    bodies = [body for _, _, body in cut(posts_of(form, labels), Layout(foot=("Posted by {author} on {timestamp}",)))]
    assert bodies[0] == left
    assert bodies[1:3] == ["More salt, please.", "No."]


@pytest.mark.parametrize("first", ["C is older than that.", "Тема раскрыта плохо, а жаль."])
def test_what_only_begins_like_a_footer_ends_nothing(first):
    said = ["Bread is.\nSo it is.", "Nor do I.\nNot yet.", f"Well, Bob.\n{first}\nWe all know."]
    names = ("Ann", "Bob", "Cy")
    text = "\n\n".join(f"{name} 5 May 2019\n{body}" for name, body in zip(names, said, strict=True))
    assert [body for _, _, body in cut(text, "{author} {timestamp}")] == said


SPLIT_LAYOUT = Layout(head=("{author}",), foot=("{timestamp}",))
PASTED = """Ann Lee
Bread is best, I think.
5 May 2019

Bob Stone
Butter is better than that.
6 May 2019

Cy Young
Neither without the other.
7 May 2019
"""


@pytest.mark.parametrize(("above", "authors"), [("", ["Ann Lee"]), ("Bread and butter, again.\n", [])])
def test_what_is_pasted_alone_begins_with_a_post(above, authors):
    found = cut(above + PASTED.replace("Ann Lee", "Ann Lee" if authors else "Which of them?"), SPLIT_LAYOUT)
    assert [author for author, _, _ in found if author] == [*authors, "Bob Stone", "Cy Young"]


@pytest.mark.parametrize(
    ("gap", "first"),
    [("\n", "I could come on\nWednesdays."), ("", "Wednesdays.")],  # without blank lines every row may be a paragraph
)
def test_the_first_post_is_a_paragraph_where_nothing_opens_the_discussion(gap, first):
    feet = [f"Posted by: {name} | May {day}, 2019\n" for day, name in enumerate(("Ann", "Bob", "Cy"), start=5)]
    bodies = ["I could come on\nWednesdays.\n", "So could I.\n", "Not I.\n"]
    posts = gap.join(body + gap + foot for body, foot in zip(bodies, feet, strict=True))
    found = cut(f"They look for help.\n{gap}{posts}", Layout(foot=("Posted by: {author} | {timestamp}",)))
    assert [body for _, _, body in found] == [first, "So could I.", "Not I."]


def test_a_title_below_the_last_post_does_not_open_it() -> None:
    said = SAID.replace("Salt.", "The crust is the best part of any loaf.").replace("Tea?", "Monks never toast it.")
    text = posts_of("#{n}\n{n} May 2019 10:00\n{name}\nRye bread\n{body}", "|||||", said)
    text = text.rstrip() + "\n1\nAll about bread\n»\nRye bread\nSomething went wrong, try again.\n"
    found = cut(text, Layout(head=("#{number} {timestamp} {author}",), source="induced"))
    assert found[-1][2] == said.split("|")[-1]
