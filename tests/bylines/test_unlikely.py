"""Odd names, and what vouches for them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from speech import BREAD, cut

from threadkit.bylines import find_bylines
from threadkit.cues import page_cues
from threadkit.layouts import Layout, load_layout
from threadkit.pipeline import parse


@pytest.mark.parametrize("byline", ["{name}\n5 May 2019 12:0{n}", "{name} - 5 May 2019 12:0{n}"])
@pytest.mark.parametrize("own", ["admin", "Administrator", "админ"])
def test_the_account_of_the_site_is_somebody(byline, own):
    names = ("Ann Lee", own, "Bob", "cy77", own)
    posts = [f"{byline.format(name=name, n=n)}\n{BREAD[n]}\nReply\n" for n, name in enumerate(names)]
    thread = parse("5 comments\n\n" + "\n".join(posts) + "\nLeave a reply")
    assert [post.author for post in thread.posts] == list(names)


def test_a_standing_below_a_name_is_nobody():
    names = ("Ann Lee", "Bob", "Cy Dorn", "dan")
    ranks = ("Member", "admin", "Member", "admin")
    posts = [
        f"{name}\n{rank}\n5 May 2019 12:0{n}\n{BREAD[n]}\nReply\n"
        for n, (name, rank) in enumerate(zip(names, ranks, strict=True))
    ]
    thread = parse("4 comments\n\n" + "\n".join(posts) + "\nLeave a reply")
    assert [post.author for post in thread.posts] == list(names)


@pytest.mark.parametrize(
    ("likely", "read"),
    [
        (("Ann Lee", "Bob Stone", "Cy Marsh", "Dora Finch"), True),
        (("Ann Lee", "Bob Stone"), False),  # too few to vouch for the place
    ],
)
def test_below_feet_names_vouch_for_one_that_looks_less_like_it(likely, read):
    names = (*likely, "the old hen", likely[0])
    rows = [f"{name}\nI never let it rest for {place + 2} hours, and you?\nReply" for place, name in enumerate(names)]
    layout = Layout(head=("{author}",), foot=("Reply",), source="induced")
    found = [name for name, _, _ in cut("Comments\n" + "\n".join(rows), layout)]
    assert ("the old hen" in found) is read


ODD = "Ann 5 May 2019 - {end}\nBread.\n\nBob 6 May 2019 - {end}\nNo.\n\nCy | example.org 7 May 2019 - {end}\nYes.\n\n"
REST = "Dora 8 May 2019 - {end}\nRye.\n\nEd 9 May 2019 - {end}\nFine.\n"


@pytest.mark.parametrize(
    ("end", "odd", "read"),
    [
        ("Ubhawas", "Cy | example.org 7 May 2019 - Ubhawas", True),
        ("Reply", "Cy | example.org 7 May 2019 - Reply", True),
        ("Reply", "Cy | example.org 7 May 2019 - and on", False),
        ("Reply", "Cy | example.org 7 May 2019", False),
    ],
)
def test_words_that_end_all_bylines_vouch_for_an_odd_name(end, odd, read):
    text = (ODD + REST).format(end=end).replace(f"Cy | example.org 7 May 2019 - {end}", odd)
    authors = [record[0] for record in cut(text, "blogger")]
    assert authors == ["Ann", "Bob", *(["Cy | example.org"] if read else []), "Dora", "Ed"]


TITLE = "Why a loaf from the day before yesterday is so much better than today's - Crumbs, the baker's own diary"


@pytest.mark.parametrize(("end", "read"), [("Reply", True), ("and on", False)])
def test_they_vouch_for_a_pingbacks_title_too(end, read):
    odd = f"{TITLE} 7 May 2019 - {end}"
    text = (ODD + REST).format(end="Reply").replace("Cy | example.org 7 May 2019 - Reply", odd)
    assert (TITLE in [author for author, _, _ in cut(text, "blogger")]) == read


@pytest.mark.parametrize(("number", "read"), [("3.", True), ("4.", False), ("", False)])
def test_the_numbers_of_a_list_vouch_for_an_odd_name(number, read):
    odd = "You Can Never Have Enough Bread"
    names = enumerate(("Ann", "Bob", odd, "Cy", "Ed"), start=1)
    posts = [f"{place}. {name} {place + 4} May 2019\n\n    Rye, {place}.\n" for place, name in names]
    text = "\n".join(posts).replace(f"3. {odd}", f"{number} {odd}".strip())
    assert (odd in [author for author, _, _ in cut(text, "{author} {timestamp}")]) == read


@pytest.mark.parametrize(
    ("template", "odd", "read"),
    [
        ("Submitted by {author} on {timestamp}", "pb66", True),
        ("{author} says: {timestamp}", "Admin", True),
        ("{author} says: {timestamp}", "photo", False),
        ("{author} | {timestamp}", "Admin", False),  # nothing says that somebody speaks
    ],
)
def test_words_of_the_sites_own_vouch_for_accounts_named_like_labels(template, odd, read):
    names = ["Ann", "Bob", odd, "Dora", "Ed"]
    days = enumerate(names, start=1)
    posts = [f"{template.format(author=name, timestamp=f'{day} May 2019')}\nRye, {day}.\n" for day, name in days]
    authors = [author for author, _, _ in cut("\n".join(posts), template)]
    assert authors == (names if read else [name for name in names if name != odd])


def test_of_two_ranks_one_above_the_other_only_one_is_an_account():
    layout = load_layout("{author} [{role}] {n} posts [{_}] Posted {timestamp}")
    plain = [f"{name}\n7 posts\nPosted\n8 May 2019\nRye.\n" for name in ("Al", "Bo", "Cy", "Di")]
    ranked = [f"{name}\nAdmin\nModerator\n9 posts\nPosted\n8 May 2019\nNo.\n" for name in ("Ed", "Fi")]
    bylines = find_bylines(page_cues("\n".join([*plain, *ranked])), layout)
    assert len(bylines) == 6
    assert all(one.last < other.first for one, other in pairwise(bylines))
