"""Whether a candidate needs no rivals."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from speech import BREAD as BODIES
from speech import MOVABLETYPE, NAMES, WORDPRESS, discussion

from threadkit.cues import page_cues
from threadkit.detection import rank, sureness
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.reprint import random_page
from threadkit.scoring import judge
from threadkit.segment import segment

GENERIC = {
    "words behind every name": "{name} on Chapter {n} {n} May 2019 {hour}:41\n{body}\nReply Thread",
    "a rank behind every name": "{name} Student Writer May {n}, 2019\n{body}\nReply",
    "buttons around every name": (
        "{name}\nSenior Member\nJoined: 1 August 2001\nPost Options\nQuote {name} Reply\n"
        "Posted: {n} May 2019 at 10:0{n}\n{body}\nBack to Top"
    ),
    "feet that read as heads": "{body}\nMay {n}, 2019 by {name}",
    "a name above, a date below": "{name} wrote:\n{body}\n{n}/05/19 {hour}:41:12",
    "heads in the words of a platform of feet": "Posted by: {name} on {n}/05 at {hour}:41 AM\n{body}",
    "the same below a title": "RE: Bread\nPosted by {name} on {n} May 2019 at {hour}:41 GMT\n{body}\nReport a Concern",
    "a button of an unknown language": "{n}. {name} , Loaf\n{n}/05/19 {hour}:41\n{body}\nGi bhawas",
}
"""What layouts of other platforms read in part, or from the wrong side, with few doubts."""


@pytest.mark.parametrize("form", GENERIC.values(), ids=GENERIC)
def test_a_layout_made_for_another_platform_has_rivals(form):
    posts = parse(discussion(form), links=False).posts
    assert [post.author.removesuffix(" , Loaf") for post in posts] == list(NAMES)
    assert [post.body for post in posts] == list(BODIES)


def test_a_long_list_without_names_or_dates_has_rivals():
    """However many items there are: names and dates may stand in words that no layout of the catalogue knows."""
    text, known = random_page(14, size=120)[:2]
    assert [post.author for post in parse(text, links=False).posts] == [post.author for post in known]


def named_alone(text: str) -> bool:
    """Whether the best reading by a named layout leaves the others out."""
    cues = page_cues(text)
    return sureness.needs_no_rivals(cues, rank(cues, induced=False)[0])


DELETED = discussion("level {n}\n{name}\n· {n} yr. ago\n{body}\nReply").replace("\nBob Stone\n", "\n[deleted]\n")


def test_deleted_authors_are_no_sign_of_another_platform():
    assert DELETED.count("[deleted]") == 2
    assert named_alone(DELETED)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (WORDPRESS, True),
        (WORDPRESS.replace(BODIES[0], ""), True),  # the near end: a picture, say
        (WORDPRESS.replace(f"{BODIES[-1]}\nReply\n", ""), False),
        (MOVABLETYPE.replace(BODIES[-1], ""), True),
    ],
    ids=["whole", "first post empty", "last post empty", "last post below another empty"],
)
def test_only_the_far_end_tells_the_side(text, alone):
    assert named_alone(text) is alone


@pytest.mark.parametrize(
    ("names", "rivals"),
    [(list("MABMCD"), True), (["M", "Ann", "Bob", "Cy", "Di", "Ed", "Fay", "Gus", "Hal", "Ian", "Jo"], False)],
)
def test_letters_that_stand_for_pictures_have_rivals(names, rivals):
    pairs = zip(names, BODIES * 2, strict=False)
    rows = [row for name, body in pairs for row in (f"{name} 5 May 2019 10:41", body, "")]
    cues = page_cues("\n".join(rows))
    (found,) = judge(cues, [segment(cues, Layout(head=("{author} {timestamp}",)))])
    assert sureness._takes_words_for_names(cues, found) == rivals


@pytest.mark.parametrize(("edited", "alone"), [(1, True), (3, False)])
def test_a_layout_that_passes_most_dates_by_has_rivals(edited, alone):
    """Some of many posts, by bylines that are not those of the others."""
    text = discussion("level {n}\n{name}\n· {n} yr. ago\n{body}\n" + "seen 5 May 2019 10:41\n" * edited + "Reply")
    assert named_alone(text) == alone


@pytest.mark.parametrize(("dates", "passed"), [(0.0, True), (1.0, False)])
def test_a_layout_that_reads_no_dates_passes_those_of_all_posts_by(dates, passed):
    cues = page_cues(discussion("{name}\n2016/05/{hour} at 4:05 PM\n{body}\nAgree 3"))
    records = segment(cues, Layout(head=("{author} {timestamp}",))).records
    best = SimpleNamespace(segmentation=SimpleNamespace(records=records), features={"dates": dates})
    assert sureness._passes_dates_by(cues, best) == passed


ANSWERS = "Wet cellar\n\nReplies (5)\n\n" + "".join(
    f"{name}\n{answered}Replied on {day} May 2019\nReport abuse\n{body}\nWas this helpful?\nYes No\n"
    for day, name, answered, body in zip(
        range(3, 8), NAMES[1:], ["", "", "", *["About the review of 2 May 2019\n"] * 2], BODIES, strict=False
    )
)


def test_a_layout_that_finds_fewer_posts_than_stated_has_rivals_where_dates_are_left():
    """Two of the heads have one row more than the layout knows."""
    assert not named_alone(ANSWERS)
    assert [post.author for post in parse(ANSWERS, links=False).posts] == list(NAMES[1:6])


def test_rivals_that_find_no_more_do_not_displace_a_layout_that_is_sure():
    more = WORDPRESS.replace("8 Comments", "12 Comments").replace("Leave a Reply", "Ann Lee, 7 May 2019\nLeave a Reply")
    assert parse(more, links=False).layout.name == parse(WORDPRESS, links=False).layout.name
