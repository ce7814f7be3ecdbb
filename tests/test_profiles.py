"""Names above profiles of which some have more rows than others."""

from __future__ import annotations

import pytest
from speech import BREAD as BODIES
from speech import NAMES

from threadkit.cues import page_cues
from threadkit.induction import propose
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.profiles import with_profiles, with_tops
from threadkit.segment import segment

DATED = Layout(name="test", head=("Posted: {timestamp}",), source="induced")
PROFILES = {
    "Ann Lee": "Loaf\nJoined: 4 May 2001\nFrom: Oslo\nPosts: 1203",
    "Bob Stone": "Crumb\nJoined: 9 June 2003\nPosts: 17\nMood: sour",
    "Cy": "Loaf\nJoined: 1 March 2002\nPosts: 530",
    "Dora Finch": "Crumb\nJoined: 8 July 2004\nFrom: Bergen\nPosts: 3",
    "Ed Marsh": "Crust\nJoined: 3 May 2004\nPosts: 88",
}
SPLIT = {name: profile.replace(": ", ":\n") for name, profile in PROFILES.items()}
TABLED = {name: f"|\n---|---\n{profile}".replace(": ", ":| ") for name, profile in PROFILES.items()}
PICTURED = {name: ("Avatar\n" if len(name) > 2 else "") + profile for name, profile in PROFILES.items()}

OTHERS = ("Ann Lee", "Bob Stone", "Cy", "Jo Miller", "Dora Finch", "Kim", "Lea Quist", "Ed Marsh")
ONCE = [f"Loaf\nJoined: {day} May 2001\nPosts: {7 * day}" for day in range(1, 9)]


def page(profiles: dict[str, str], names: tuple[str, ...] = NAMES) -> str:
    rows = ["Bread and butter", "New Topic", "Reply"]
    for post, (name, body) in enumerate(zip(names, BODIES, strict=True)):
        rows += [name, profiles[name], f"Posted: {post + 11} May 2019, 1{post}:41", body, "Back to top"]
    return "\n".join(row for row in rows if row)


@pytest.mark.parametrize(
    "profiles",
    [
        pytest.param(PROFILES, id="labels and values"),
        pytest.param(SPLIT, id="one token a line"),
        pytest.param(TABLED, id="bars and rules"),
        pytest.param(PICTURED, id="some have pictures"),
        pytest.param(PROFILES | {"Ed Marsh": ""}, id="a guest"),
        pytest.param({name: text.replace("Crumb", "Member") for name, text in PROFILES.items()}, id="a known rank"),
    ],
)
def test_names_stand_above_profiles_of_any_rows(profiles):
    cues = page_cues(page(profiles))
    layout = with_profiles(cues, DATED, segment(cues, DATED).records)
    assert layout is not None
    assert [record.author for record in segment(cues, layout).records] == list(NAMES)
    posts = parse(page(profiles)).posts
    assert [(post.author, post.body) for post in posts] == list(zip(NAMES, BODIES, strict=True))


@pytest.mark.parametrize("behind", ["", " Quote | Reply"])
def test_who_is_called_like_a_rank_has_a_name(behind):
    names = tuple("admin" if name == "Cy" else name for name in NAMES)
    text = page(PROFILES | {"admin": PROFILES["Cy"]}, names).replace(":41\n", f":41{behind}\n")
    assert [post.author for post in parse(text).posts] == list(names)


def test_days_of_joining_are_no_days_of_posts():
    """Though some profiles have rows more, so that the words before these days stand in no column."""
    towns = ("Oslo", "", "Bergen\nTeacher", "Oslo", "", "", "Bergen\nTeacher", "Moss")
    rows = ["Bread and butter"]
    for post, (name, town, body) in enumerate(zip(NAMES, towns, BODIES, strict=True)):
        rows += [name, town, f"Member since {len(name)} May 2004", f"{post + 3} posts", body]
    cues = page_cues("\n".join(row for row in rows if row))
    dates = {id(date) for row in range(len(cues.page)) for date in cues.page.dates(row)}
    assert len(dates) == len(NAMES)
    assert all(segment(cues, proposal.layout).dates.isdisjoint(dates) for proposal in propose(cues))


def test_dates_behind_the_same_words_are_read_as_well():
    cues = page_cues(page(PROFILES))
    head = "{author} Loaf Joined: {date} [From: {_}] Posts: {n} Posted: {timestamp}"
    some = DATED.model_copy(update={"head": (head,)})
    records = segment(cues, some).records
    layout = with_profiles(cues, some, records, named=True)
    assert len(records) == 4
    assert layout is not None
    assert len(segment(cues, layout).records) == len(NAMES)
    assert with_profiles(cues, layout, segment(cues, layout).records, named=True) is None


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        pytest.param(page(dict(zip(OTHERS, ONCE, strict=True)), OTHERS), DATED, id="nobody comes again"),
        pytest.param(page(dict.fromkeys(NAMES, "")), DATED, id="no profiles"),
        pytest.param(page(PROFILES), Layout(name="test", head=("Joined: {timestamp}",)), id="dates of profiles"),
        pytest.param(page(PROFILES), DATED.model_copy(update={"source": "user"}), id="a layout that was given"),
    ],
)
def test_nothing_is_made_up(text, layout):
    cues = page_cues(text)
    assert with_profiles(cues, layout, segment(cues, layout).records) is None


TITLES = ("A good crust", "Too salty", "Never again", "Sunday bread", "Stale", "With butter", "Half a loaf", "Dense")


@pytest.mark.parametrize(
    ("names", "closing", "named"),
    [
        (OTHERS, "Report", True),
        (OTHERS, "", False),  # nothing closes posts
        (TITLES, "Report", False),  # titles
        (("Oslo", "Bergen", "Oslo", "Oslo", "Bergen", "Oslo", "Bergen", "Oslo"), "Report", False),
    ],
)
def test_names_stand_below_what_closes_the_post_above(names, closing, named):
    rows = ["Bread and butter", "8 Reviews"]
    for place, (name, title, body) in enumerate(zip(names, reversed(TITLES), BODIES, strict=False)):
        rows += [name, title, f"Posted: {place + 3} May 2019", body, *filter(None, [closing])]
    cues = page_cues("\n".join(rows))
    records = segment(cues, DATED).records
    layout = with_tops(cues, DATED, records)
    assert (layout is not None) == named
    if layout is not None:
        assert [record.author for record in segment(cues, layout).records] == list(names)[: len(records)]
