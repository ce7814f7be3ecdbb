"""Posts without bylines: items of a list, depths, gaps."""

from __future__ import annotations

import pytest
from speech import cut

from threadkit.layouts import Layout
from threadkit.pipeline import parse


def test_depths_alone_begin_posts_where_names_and_dates_are_lost():
    bodies = ("Salt.", "More salt, please.", "No.", "Rye is better.")
    page = "".join(f"level {depth}\n\n{body}\n\n{depth}7\n" for depth, body in zip((1, 2, 3, 1), bodies, strict=True))
    thread = parse(f"Bread\n\n4 comments\n{page}", layout="reddit", links=False)
    assert [(post.body, post.depth) for post in thread.posts] == list(zip(bodies, (0, 1, 2, 0), strict=True))


def test_lost_author_lines_leave_gaps():
    """Where an extractor dropped one-word names, wide gaps still part the posts."""
    posts = "Ann Lee\n\nOne post by Ann.\n\n\nAnother, whose name is lost.\n\nBob Stone\n\nA third."
    layout = Layout(head=("{author}",), alone=True, gap=2)
    assert [(author, body) for author, _, body in cut(f"3 comments\n\n{posts}", layout)] == [
        ("Ann Lee", "One post by Ann."),
        (None, "Another, whose name is lost."),
        ("Bob Stone", "A third."),
    ]


BARE = "The article.\n\n{count} Comments\n\n" + "".join(
    f"  • {words}\n" for words in ("Salt.", "More salt, please.", "No.", "Rye is better.", "Rye is not.", "Tea?")
)


@pytest.mark.parametrize(("count", "posts"), [(6, 6), (7, 6), (30, 0), (3, 0)])
def test_a_list_without_names_needs_its_number_above_it(count, posts):
    assert len(cut(BARE.format(count=count), "bare-list")) == posts


NUMBERED = ("  1. Salt.", "  2. More salt, please.", "  3. No.", "  4. Rye is better.", "  6. Rye is not.", "  7. Tea?")


@pytest.mark.parametrize(
    ("opening", "items", "closing", "posts"),
    [
        ("Comments", NUMBERED, "Leave a Reply", 6),
        ("Comments", NUMBERED, "The house and its people", 0),
        ("Comments", NUMBERED[:4], "Leave a Reply", 0),
        ("Comments", NUMBERED[1:], "Leave a Reply", 0),
        ("Comments", tuple(item.replace("6", "9") for item in NUMBERED), "Leave a Reply", 0),
        ("Comments", tuple("  \u2022" + item[4:] for item in NUMBERED), "Leave a Reply", 0),
        ("9 Comments", NUMBERED, "Leave a Reply", 6),
        ("6 Comments", (*NUMBERED[:3], "    1. Water", "    2. Flour", *NUMBERED[3:]), "Leave a Reply", 6),
        ("8 Comments", (*NUMBERED[:3], "    1. Why not?", "    2. Ask her.", *NUMBERED[3:]), "Leave a Reply", 8),
        ("5 Comments", NUMBERED, "Leave a Reply", 0),
    ],
)
def test_a_numbered_list_without_names_may_reach_to_what_closes_it(opening, items, closing, posts):
    page = "\n\n".join(("The article.", opening, *items, closing))
    assert len(cut(page, "bare-list")) == posts


def test_a_button_may_stand_above_a_list_and_a_menu_below_it():
    items = ("Salt.", "More salt, please.", "No.", "Rye is better.", "Rye is not.")
    posts = "".join(f"  {number}. {words}\n\n" for number, words in enumerate(items, 1))
    menu = "More from us\n\n  * Bread\n  * Cake\n  * Tarts\n"
    assert len(cut(f"The article.\n\n5 Comments\n\nAdd a comment\n\n{posts}{menu}", "bare-list")) == 5


def test_a_list_with_nothing_above_it_is_no_discussion():
    assert cut(BARE.replace("{count} Comments", "What we need"), "bare-list") == []
