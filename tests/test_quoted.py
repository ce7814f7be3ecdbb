"""Answers printed as quotations, and quotations that are none."""

from __future__ import annotations

import pytest

from threadkit import parse
from threadkit.cues import page_cues

POSTS = (  # author, depth, parent, what is said
    ("Ann", 0, None, "The boat left at six, and nobody waited for the two of us."),
    ("Bo Diaz", 1, 0, "I have never seen that lake without fog."),
    ("cy_77", 2, 1, "My brother rowed there once; it took him all morning."),
    ("Di", 1, 0, "Why not walk around it?"),
    ("Ann", 0, None, "They have built a new bridge, of steel this time."),
    ("Fay", 1, 4, "Steel rusts. I would have taken oak."),
)
FORMS = (
    "{name} says:\nOctober 1{n}, 2017 at 1:27 pm\n{said}\nReply",
    "{name}, 1{n} May 2019\n{said}",
    "**{name}** • {n}y ago\n{said}",
    "{said}\nPosted by: {name} | Oct 5, 2017 3:5{n}:27 AM",
    "{name} ({n} May 2019, 12:3{n}): {said}",
    "### {name} — 1{n} May 2019\n\n{said}",
)


@pytest.mark.parametrize("mark", ["> ", ">"])
@pytest.mark.parametrize("form", FORMS)
def test_quotations_tell_how_deep_posts_stand(form, mark):
    lines = []
    for n, (name, depth, _, said) in enumerate(POSTS, 1):
        printed = form.format(name=name, n=n, said=said).split("\n")
        lines += [f"{mark * depth}{' ' * (mark == '>' and depth > 0)}{line}".rstrip() for line in (*printed, "")]
    posts = parse("\n".join(lines)).posts
    places = {post.id: place for place, post in enumerate(posts)}
    assert [(post.author, post.depth, places.get(post.parent), post.body) for post in posts] == list(POSTS)


def test_what_an_answer_quotes_stays_quoted():
    page = page_cues("Ann, 5 May 2019\nYes.\n> Bo, 5 May 2019\n> > Yes.\n> Why?\n> Cy, 6 May 2019\n> So.").page
    assert page.quote == [0, 0, 0, 1, 0, 0, 0]
    assert page.indent == [0, 0, 4, 4, 4, 4, 4]


@pytest.mark.parametrize(
    "text",
    [
        # mail: who is quoted stands further out than what is quoted
        "On 5 May 2019, Ann wrote:\n> On 4 May 2019, Bo wrote:\n>> On 3 May 2019, Cy wrote:\n>>> So.\n>> Why?\nNo.",
        # a forum: quotations have dates of their own, printed in another way
        "Ann\n5 May 2019 12:30\n> Bo, on 4 May:\n> So.\nNo.\nBo\n6 May 2019 12:30\n> Ann, on 5 May:\n> No.\nYes.",
        # bylines copied with what is answered, or alone
        "Yes.\nPosted by: Ann | 5 May 2019 9:10\n>>> Ann | 5 May 2019 9:10\nNo.\nPosted by: Bo | 5 May 2019 9:20\n"
        ">>> Bo | 5 May 2019 9:20\n>>> No.\nWhy?\nPosted by: Cy | 5 May 2019 9:30",
        # one quotation with a date
        "Ann, 5 May 2019\nYes.\n> Bo, 4 May 2019\n> Why?\nNo.",
        "> So.\n> Why?\nNo.",
    ],
)
def test_other_quotations_stay(text):
    page = page_cues(text).page
    assert page.quote == [line[:4].count(">") for line in text.split("\n")]
    assert not any(page.indent)
