"""What stands right above bylines and belongs to the posts below: names above ranks, titles, profiles."""

from __future__ import annotations

import pytest
from speech import BREAD as BODIES
from speech import NAMES

from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import Segmentation, body_text, printed_fields, segment

TITLES = ("Rye", "Not mine", "Too dark", "Flour", "Why so hot?", "Thanks", "Crumbs", "Oven")


def page(heads: list[str], gap: str = "") -> str:
    """A page of posts that begin with ``heads``; in these "{date}" is the date."""
    rows = ["An article about bread that goes on for a while.", "", "Comments", ""]
    for place, (head, body) in enumerate(zip(heads, BODIES, strict=True)):
        rows += [head.format(date=f"0{place + 1}.05.2019, 1{place}:41"), gap, body, "Reply", ""]
    return "\n".join(rows)


def read(text: str, **layout: tuple[str, ...]) -> tuple[Segmentation, list[str]]:
    cues = page_cues(text)
    found = segment(cues, Layout(**layout, source="builtin"))
    return found, [body_text(cues.page, record) for record in found.records]


def test_a_quoted_name_is_whom_the_post_answers() -> None:
    answers = (None, "Ann Lee", None, "Cy", "Cy", "Cy", None, "Cy")
    heads = [
        f"{name}\n> {other}\n{{date}}" if other else f"{name}\n{{date}}"
        for name, other in zip(NAMES, answers, strict=True)
    ]
    found, bodies = read(page(heads), head=("{author} {timestamp}",))
    assert [record.author for record in found.records] == list(NAMES)
    assert printed_fields(found.records, "reply_to") == list(answers)
    assert bodies == list(BODIES)


RANKS = ("", "Old Hand", "Grand Baker", "Old Hand", "", "Old Hand", "Grand Baker", "")


def test_the_name_stands_above_the_rank() -> None:
    heads = [f"{name}\n{rank}{chr(10) if rank else ''}{{date}}" for name, rank in zip(NAMES, RANKS, strict=True)]
    found, bodies = read(page(heads), head=("{author} {timestamp}",))
    assert [record.author for record in found.records] == list(NAMES)
    assert bodies == list(BODIES)


def test_above_a_rank_names_may_look_less_like_names() -> None:
    names = (*NAMES[:-1], "Ed van den Marsh")
    heads = [f"{name}\nOld Hand\n{{date}}" for name in names]
    found, bodies = read(page(heads), head=("{author} {timestamp}",))
    assert [record.author for record in found.records] == list(names)
    assert bodies == list(BODIES)


@pytest.mark.parametrize(
    "below",
    [
        ("Thanks", "", "", "", "", "", "", ""),  # signed once
        ("Cheers", "", "Greetings", "", "Yours", "", "Regards", ""),  # names come again, but not below these alone
        ("Old Hand",) * 8,  # no name comes twice below different ones: that is the body's last row
    ],
)
def test_what_ends_a_body_is_no_name(below: tuple[str, ...]) -> None:
    rows = ["An article about bread.", "", "Comments", ""]
    for place, (name, body, last) in enumerate(zip(NAMES, BODIES, below, strict=True)):
        rows += [name, f"0{place + 1}.05.2019, 1{place}:41", body, *(["", last] if last else []), ""]
    found, _ = read("\n".join(rows), head=("{author} {timestamp}",))
    assert [record.author for record in found.records] == list(NAMES)


@pytest.mark.parametrize("role", ["head", "foot"])
@pytest.mark.parametrize("first", [1, 4, None])
def test_counted_titles_open_posts(role: str, first: int | None) -> None:
    """"3. Flour" right above "Ann, 5 May" opens the third post, though date and name could end the second."""
    heads = [
        f"{f'{place + first}. ' if first else ''}{title}\n{name} {{date}}"
        for place, (title, name) in enumerate(zip(TITLES, NAMES, strict=True))
    ]
    text = page(heads)
    found, bodies = read(text, **{role: ("{author} {timestamp}",)})
    assert len(found.records) == len(NAMES)
    assert found.below_opening == (role == "foot" and first is not None)
    if role == "head" and first:
        assert printed_fields(found.records, "title") == list(TITLES)
        assert bodies == list(BODIES)
    if first:
        posts = parse(text).posts
        assert [post.author for post in posts] == list(NAMES)
        assert [post.body for post in posts] == list(BODIES)


def test_a_number_in_front_of_each_body_is_not_a_title_of_the_next() -> None:
    rows = ["An article about bread that goes on for a while.", "", "Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{place + 1}. {body}", f"Comment by {name} — 0{place + 1}.05.2019, 1{place}:41", ""]
    found, _ = read("\n".join(rows), foot=("Comment by {author} — {timestamp}",))
    assert not found.below_opening


def test_numbers_of_titles_may_be_escaped() -> None:
    numbered = enumerate(zip(TITLES, NAMES, strict=True), 1)
    heads = [f"{place}\\. {title}\n{name} {{date}}" for place, (title, name) in numbered]
    found, bodies = read(page(heads), head=("{author} {timestamp}",))
    assert bodies == list(BODIES)
    assert read(page(heads), foot=("{author} {timestamp}",))[0].below_opening
    assert len(found.records) == len(NAMES)


@pytest.mark.parametrize("opening", ["Posts: 12\n", "Posts: 12\nPosted by\n"])
def test_a_profile_right_above_bylines_opens_posts(opening: str) -> None:
    text = page([f"{opening}{name} {{date}}" for name in NAMES])
    assert read(text, foot=("{author} {timestamp}",))[0].below_opening
    assert [post.author for post in parse(text).posts] == list(NAMES)


def test_a_profile_below_bylines_opens_nothing() -> None:
    text = page([f"{name} {{date}}\nPosts: 12" for name in NAMES])
    assert not read(text, foot=("{author} {timestamp}",))[0].below_opening


def test_whom_a_post_answers_may_stand_behind_the_date() -> None:
    heads = [f"{name}\nLevel {place} ({place} points)\n{{date}}" for place, name in enumerate(NAMES)]
    heads[1:] = [f"{head} in response to {NAMES[place]}" for place, head in enumerate(heads[1:])]
    posts = parse(page(heads)).posts
    assert [post.author for post in posts] == list(NAMES)
    assert [post.body for post in posts] == list(BODIES)
    assert [post.parent for post in posts[:4]] == [None, "1", "2", "3"]


def test_the_button_of_the_post_above_does_not_say_whom_a_name_answers() -> None:
    rows = ["An article about bread that goes on for a while.", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [name, f"Level {place % 3}", body, f"by phone {place + 1}. 0{place + 1}.05.2019 1{place}:41 回复", ""]
    assert [post.author for post in parse("\n".join(rows), named=False).posts] == list(NAMES)


# --- the first name ---------------------------------------------------------------


def parted_page(opening: list[str], names: tuple[str, ...], badge: str = "") -> str:
    """Names above bodies and dates below, the first name below rows that open the discussion."""
    rows = ["An article about bread that goes on for a while.", "", "8 comments", *opening]
    for place, (name, body) in enumerate(zip(names, LONGER, strict=True)):
        rows += [name, *([badge] if badge else []), body, f"0{place + 1}.05.2019, 1{place}:41", "Reply"]
    return "\n".join([*rows, "Older wares", "Toaster"])


LONGER = tuple(f"{body} That is all I know of it." for body in BODIES)
STRANGERS = ("Zoe Penn", *NAMES[1:])


@pytest.mark.parametrize(
    ("opening", "names", "first"),
    [
        pytest.param(["By Heat By Age", "Sign In"], NAMES, "Ann Lee", id="a name that comes again"),
        pytest.param(["By Heat By Age", "Sign In"], STRANGERS, "Zoe Penn", id="as near to the text as others"),
        pytest.param([], STRANGERS, "Zoe Penn", id="nothing between"),
    ],
)
def test_the_first_name_stands_right_above_the_text(opening, names, first):
    found, bodies = read(parted_page(opening, names), head=("{author}",), foot=("{timestamp} Reply",))
    assert [record.author for record in found.records] == [first, *names[1:]]
    assert bodies == list(LONGER)


def test_a_body_that_begins_with_a_short_row_keeps_it():
    text = parted_page([], STRANGERS).replace("Zoe Penn", "Zoe Penn\nMy Goodness", 1)
    found, bodies = read(text, head=("{author}",), foot=("{timestamp} Reply",))
    assert found.records[0].author == "Zoe Penn"
    assert bodies[0] == f"My Goodness\n{LONGER[0]}"
