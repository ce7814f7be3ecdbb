"""Bylines and the rows between them to posts."""

from __future__ import annotations

import pytest
from speech import cut

from threadkit.bylines import Byline
from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import Record, segment
from threadkit.timestamps import find_dates

HEADS = """The article itself, which nobody asked for.

2 Comments

Ann says:
May 5, 2019 at 7:41 am

The bread was fine.

It was the butter that I minded.

Reply

Bob Stone says:
May 6, 2019 at 8:00 pm

No butter for me, thanks.

Reply

Leave a Reply

Name
"""
FEET = """The article itself, which nobody asked for.

2 Comments

The bread was fine.

It was the butter that I minded.

Posted by: Ann at May 5, 2019 7:41 AM

No butter for me, thanks.

Posted by: Bob Stone at May 6, 2019 8:00 PM

Post a comment
"""
POSTS = [
    ("Ann", "The bread was fine.\n\nIt was the butter that I minded."),
    ("Bob Stone", "No butter for me, thanks."),
]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (HEADS, "{author} says: {timestamp}"),
        (HEADS, "{author} says:⏎{timestamp}"),
        (HEADS, "{author} {says}[:] {timestamp}"),
        (HEADS, Layout(head=("{author} wrote:", "{author} says: {timestamp}"))),
        (HEADS, "wordpress-says"),
        (FEET, "{body} Posted by: {author} at {timestamp}"),
        (FEET, Layout(foot=("Posted by: {author} at {timestamp}",))),
        (FEET, "movabletype"),
    ],
)
def test_heads_and_feet(text, layout):
    assert [(author, body) for author, _, body in cut(text, layout)] == POSTS


def test_both_head_and_foot():
    expected = [("Ann", "5 May 2019", "One."), ("Bob", "6 May 2019", "Two."), ("Cy", "7 May 2019", "Three.")]
    text = "3 comments\n\n" + "".join(f"{name} wrote:\n\n{body}\n\n{date}\n\n" for name, date, body in expected)
    assert cut(text, Layout(head=("{author} wrote:",), foot=("{timestamp}",))) == expected


def test_empty_bodies_are_kept():
    text = "Ann says: 5 May 2019\n\nBob says: 6 May 2019\n\nFine by me.\n\nCy says: 7 May 2019\n\nBye.\n"
    assert cut(text, "{author} says: {timestamp}") == [
        ("Ann", "5 May 2019", ""),
        ("Bob", "6 May 2019", "Fine by me."),
        ("Cy", "7 May 2019", "Bye."),
    ]


def test_quotes_and_lists_in_bodies_keep_their_marks():
    text = "Ann says: 5 May 2019\n> as Bob said\nNo.\n\nBob says: 6 May 2019\nTwo things:\n* one\n* two\n"
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == [
        "> as Bob said\nNo.",
        "Two things:\n* one\n* two",
    ]


def test_a_layouts_own_phrases_open_and_close_the_discussion():
    page = "\n".join(
        [
            "Maren | 4 March 2013 09:00",
            "The article is by somebody who is also named in this way.",
            "Voices from the village",
            "Piet | 5 March 2013 10:00",
            "The bridge was shut again this morning.",
            "Ottilie | 5 March 2013 11:30",
            "They open it at noon on Tuesdays.",
            "Jonas | 5 March 2013 12:45",
            "Then noon it is for me too.",
            "That was the village",
            "Nothing below belongs to Jonas.",
        ]
    )
    layout = Layout(
        head=("{author} | {timestamp}",), start=("Voices from the village",), stop=("That was the village",)
    )
    thread = parse(page, layout=layout, links=False)
    assert [post.author for post in thread.posts] == ["Piet", "Ottilie", "Jonas"]
    assert thread.posts[-1].body == "Then noon it is for me too."


def test_two_bodies_that_share_a_row_are_not_cut_there():
    text = (
        "The article.\n\nComments\n\nWhere would I see it?\n\nAnd why not?\n\nPosted by: Ann at May 5, 2019 7:41 AM\n\n"
        "Where would I see it?\n\nOn the front page, I think.\n\nAnd why not?\n\nBecause you are not logged in.\n\n"
        "Posted by: Bob at May 5, 2019 8:41 AM\n\nI never log in anywhere.\n\nPosted by: Ann at May 5, 2019 9:41 AM\n"
    )
    bodies = [body for _, _, body in cut(text, "movabletype")]
    assert bodies[0] == "Where would I see it?\n\nAnd why not?"
    assert bodies[1].endswith("Because you are not logged in.")


@pytest.mark.parametrize(("picked", "first"), [("Featured comments (2)", "Ann"), ("Featured comments (7)", "Cy")])
def test_posts_picked_out_above_the_others_are_posts_if_so_many_are_stated(picked, first):
    names = ("Ann", "Bob", *["Cy", "Dora", "Eve", "Fay"] * 3)
    rows = [f"{name} | {n} June 2019 10:00\nBread, {n} times." for n, name in enumerate(names, 1)]
    text = "\n".join(["The article.", picked, *rows[:2], "Comments (12)", *rows[2:]])
    assert cut(text, "{author} | {timestamp}")[0][0] == first


@pytest.mark.parametrize(
    ("title", "count", "posts"),
    [("Responses (7)", "1 reply", 4), ("Bread", "1 reply", 3), ("Responses (7)", "3 comments", 3)],
)
def test_answers_counted_below_the_first_post_open_nothing_where_more_posts_follow(title, count, posts):
    people = ["Ann", "Bob", "Cleo", "Dora"]
    first, *others = [f"{name}\n{day} May 2019\nMine came out flat, {name} said." for day, name in enumerate(people, 3)]
    text = "\n\n".join([title, first, count, *others])
    layout = Layout(head=("{author} {timestamp}",), source="builtin")
    assert len(segment(page_cues(text), layout).records) == posts


def test_a_page_that_states_as_many_posts_as_there_are_loses_none_above_replies():
    posts = [
        f"{name} 0{place}.05.2019, 11:1{place}\n{body}\nReply\n" + ("Replies\n" if place == 1 else "")
        for place, (name, body) in enumerate(
            [
                ("Ann Lee", "The hinge is the part that goes first, as far as I have seen."),
                ("Bob Low", "Mine lasted two winters, and I have kept the screws."),
                ("Cy Stone", "Has anybody tried brass? It costs more than the gate does."),
                ("Dora Finch", "We oil ours before the frost, and nobody has complained yet."),
                ("Ed Marsh", "I will try that on Sunday, if it does not rain again."),
            ],
            1,
        )
    ]
    layout = Layout(name="plain", head=("{author} {timestamp}",), source="builtin")
    for count, found in (("5 comments", 5), ("Comments", 4)):
        cues = page_cues("\n".join(["Gates", "", count, *posts]))
        assert len(segment(cues, layout).records) == found


def test_a_post_is_its_heads_and_what_that_leaves_open_its_foots():
    foot = Byline(5, 5, role="foot", author="Bob", date=find_dates("5 May 2019")[0])
    record = Record(None, foot, 2, 5)
    assert (record.author, record.date) == ("Bob", foot.date)
    record.take_head(Byline(1, 1, author="Ann"))
    assert (record.head.author, record.author, record.date) == ("Ann", "Ann", foot.date)
    record.take_head(None)
    assert (record.author, record.date) == ("Bob", foot.date)
    assert (Record(None, None, 0, 1).author, Record(None, None, 0, 1).date) == (None, None)
