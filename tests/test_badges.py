"""Badges below some names that a layout takes for the names themselves."""

from __future__ import annotations

import pytest
from speech import BREAD as BODIES
from speech import HEAD, NAMES

from threadkit.badges import with_badges, with_wearers
from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import segment

ONE_BAKER = dict.fromkeys((1, 5), "{name}\nLoaf Baker")
USER = Layout(name="test", head=HEAD.head, source="user")
TWO_BAKERS = dict.fromkeys((1, 6), "{name}\nLoaf Baker")
FEET = Layout(name="test", foot=("{author} {timestamp}",), source="induced")


def page(heads: dict[int, str], gap: str = "", last: dict[int, str] | None = None) -> str:
    """Eight posts; ``heads`` gives what some print in the place of their names, ``last`` a row at the end of some."""
    rows = ["Bread and butter", "", "8 comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [gap, *heads.get(place, "{name}").format(name=name).split("\n"), f"0{place + 1}.05.2019, 1{place}:41"]
        rows += [body, *([last[place]] if last and place in last else [])]
    return "\n".join(row for row in rows if gap or row is not gap)


RANKS = dict.fromkeys(NAMES, "Old Hand") | {"Bob Stone": "Young Loaf", "Dora Finch": "Young Loaf"}


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("{name}\nOffline\n{rank}\n{date}\n{body}", id="what all have between"),
        pytest.param("{name}\n1{n}\n{rank}\n{date}\n{body}", id="a number between"),
        pytest.param("{name}\nOslo\nAvatar\n{rank}\n{date}\n{body}", id="two rows between"),
        pytest.param("{name}\n\nAvatar\n\n{rank}\n\nGroup:\nBakers\n\n{date}\n\n{body}\n", id="a profile"),
        pytest.param("{date}\n{rank}\n{name}\n{body}", id="the rank first"),
    ],
)
def test_a_rank_that_names_tell_is_no_name(post):
    posts = [
        post.format(name=name, rank=RANKS[name], n=len(name), date=f"0{place + 1}.05.2019, 1{place}:41", body=body)
        for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True))
    ]
    assert [post.author for post in parse("8 comments\n\n" + "\n".join(posts)).posts] == list(NAMES)


@pytest.mark.parametrize(
    "post",
    [
        pytest.param("{body}\n{rank}\n{name}\n{date}", id="a row about each post's author above him"),
        pytest.param("{name}\n{date}\n{body}\nKeep on baking", id="one text above all names"),
    ],
)
def test_a_name_that_tells_what_stands_near_it_stays_one(post):
    posts = [
        post.format(name=name, rank=RANKS[name], date=f"0{place + 1}.05.2019, 1{place}:41", body=body)
        for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True))
    ]
    cues = page_cues("8 comments\n\n" + "\n".join(posts))
    assert with_wearers(cues, HEAD, segment(cues, HEAD).records) is None


@pytest.mark.parametrize(("group", "usable"), [("Bakers", True), ("{day}", False)])
def test_no_more_is_left_open_than_can_be_matched(group, usable):
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Eve")
    posts = [
        "\n".join([name, group.format(day=day), RANKS[name], day[1:], day[:2], f"on {day}", f"0{place}.05.2019", body])
        for place, (name, day, body) in enumerate(zip(NAMES, days, BODIES, strict=True), 1)
    ]
    layout = Layout(head=("{author} {_} {_} {_} {timestamp}",), source="induced")
    cues = page_cues("8 comments\n\n" + "\n".join(posts))
    found = with_wearers(cues, layout, segment(cues, layout).records)
    assert (found is not None) == usable
    if found is not None:
        assert [record.author for record in segment(cues, found).records] == list(NAMES)


def learnt(text: str, layout: Layout = HEAD) -> Layout | None:
    cues = page_cues(text)
    return with_badges(cues, layout, segment(cues, layout).records)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        pytest.param(page(TWO_BAKERS), "[Loaf Baker]", id="known without it"),
        pytest.param(
            page({1: "{name}\nLoaf Baker", 4: "{name}\nLoaf Baker", 7: "{name}\nLoaf Baker"}),
            "[Loaf Baker]",
            id="three people",
        ),
        pytest.param(page({0: "{name}\n|\nNorway", 5: "{name}\n|\nNorway"}), "[| Norway]", id="parted by a sign"),
        pytest.param(
            page({4: "{name}\n, York", 7: "{name}\n, York", 1: "{name}\n, Hull"}), "[, {_}]", id="all behind a comma"
        ),
        pytest.param(
            page(ONE_BAKER), "[Loaf Baker]", id="one person, below posts of two others"
        ),
        pytest.param(
            page(ONE_BAKER | dict.fromkeys((2, 6), "{name}\nToast Lover")),
            "[Loaf Baker] [Toast Lover]",
            id="another person, where one is sure",
        ),
        pytest.param(
            page({4: "{name}\nHelped 3 of 12", 7: "{name}\nHelped 8 of 20"}), "[Helped {n} of {n}]", id="numbers differ"
        ),
        pytest.param(
            page({0: "{name}\nHull"} | dict.fromkeys((2, 4, 5), "{name}\nYork"), last=dict.fromkeys(range(8), "Reply")),
            "[York] [Hull]",
            id="a town that stands once as others do",
        ),
        pytest.param(
            page(dict.fromkeys((2, 4, 5), "{name}\nYork"), last={place: f"Thank {NAMES[place]}" for place in range(8)}),
            "[York]",
            id="buttons that name people",
        ),
    ],
)
def test_a_badge_is_told_from_the_names_above_it(text, pieces):
    found = learnt(text)
    assert found is not None
    assert found.head == (f"{{author}} {pieces} {{timestamp}}",)
    cues = page_cues(text)
    assert [record.author for record in segment(cues, found).records] == list(NAMES)


def test_whom_a_post_answers_below_its_authors_name_is_not_the_author():
    text = page({1: "{name}\nin response to\nAnn Lee", 4: "{name}\nin response to\nCy"})
    found = learnt(text)
    assert found is not None
    cues = page_cues(text)
    records = segment(cues, found).records
    assert [record.author for record in records] == list(NAMES)
    assert [record.head.reply_to for record in records if record.head and record.head.reply_to] == ["Ann Lee", "Cy"]


def test_one_word_says_whom_a_post_answers_where_those_above_it_write_here():
    found = learnt(page({3: "{name}\n回复\nBob Stone", 6: "{name}\n回复\nAnn Lee"}))
    assert found is not None
    assert found.head == ("{author} [回复 {reply_to}] {timestamp}",)
    heads = ("{author} {timestamp}", "Title: {title} by {author} on {timestamp}")
    others = Layout(name="test", head=heads, source="builtin")
    again = learnt(page({3: "{name}\n回复\nBob Stone", 6: "{name}\n回复\nAnn Lee"}), others)
    assert again is not None
    assert again.head == found.head
    assert learnt(page({}, last=dict.fromkeys((0, 4), "So it is\n回复"))) is None  # a button below what is said


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        pytest.param(page({}), HEAD, id="people who come again"),
        pytest.param(page({1: "{name}\nLoaf Baker"}), HEAD, id="once may be by chance"),
        pytest.param(page({}, last=dict.fromkeys((0, 2, 4), "Well Said")), HEAD, id="one text above somebody's names"),
        pytest.param(page({}, last={0: "Ann Lee", 4: "Dora F."}), HEAD, id="people who sign"),
        pytest.param(page(dict.fromkeys((0, 3, 5), "Posted by\n{name}")), HEAD, id="words before names"),
        pytest.param(page({}, last={1: "Happy Baker", 5: "Happy Baker"}), HEAD, id="one who signs with something else"),
        pytest.param(
            page(TWO_BAKERS, last={2: "Cy", 4: "Dora", 6: "Cy", 1: "Bob Stone"}),
            HEAD,
            id="where many posts end with what looks like a name, nothing is clear",
        ),
        pytest.param(page(dict.fromkeys(range(8), "{name}\nLoaf Baker")), HEAD, id="another layout is asked for"),
        pytest.param(page(TWO_BAKERS), USER, id="a user is taken at his word"),
        pytest.param(page(TWO_BAKERS), FEET, id="below bodies"),
    ],
)
def test_names_stay_names(text, layout):
    assert learnt(text, layout) is None
