"""Layouts proposed for a page: the right one is among them, and all of them are usable."""

from __future__ import annotations

import importlib
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speech import BREAD as BODIES

from threadkit.cues import page_cues
from threadkit.detection import rank
from threadkit.induction import propose, templates
from threadkit.induction.anchors import Anchor, find_anchors, likeliest_first
from threadkit.induction.cells import cut_cells
from threadkit.induction.propose import _christened
from threadkit.layouts import Layout, parse_layout
from threadkit.pipeline import parse
from threadkit.reprint import random_page

NAMES = ("Ann Lee", "Bob", "Cy Stone", "Ann Lee", "Dora", "Bob", "Eli Marsh")


def page_of(form: str) -> str:
    parts = []
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=False)):
        parts.append(form.format(name=name, hour=10 + place, n=place + 1, body=body))
    return "Bread\n\nA word about bread.\n\n7 Comments\n\n" + "\n\n".join(parts) + "\n\nLeave a Reply\n\nName\n"


@pytest.mark.parametrize(
    "form",
    [
        "{name} says:\n5 May 2019 {hour}:00\n{body}",
        "{name}\n5 May 2019 {hour}:00\n{body}\nReply",
        "5 May 2019 {hour}:00 {name}\n{body}\nReply",
        "{name} | 5 May 2019 {hour}:00\n\n{body}",
        "#{n} {name}, 5 May 2019 {hour}:00\n{body}",
        "{n}. {name} says:\n{body}\nReply",
        "  • {name}\n\n    {body}\n",
        "Name: {name}\nDate: 5 May 2019 {hour}:00\n{body}",
        "{body}\nPosted by {name} on 5 May 2019 {hour}:00",
        "{body}\n— {name}, 5 May 2019 {hour}:00",
        "{name} wrote:\n{body}\n5 May 2019 {hour}:00\nReport abuse",
        "5 May 2019 {hour}:00 / {name}\nMember since May 2012\nComments: 1{n}\nLocation: Oslo {n}\n{body}",
        "5 May 2019 {hour}:00 / {name}\nInscrit le : mars 2012\nVille : Oslo {n}\n{body}",
        "Posted: 5 May 2019 {hour}:00\nName: {name}\nMember since May 201{n}\nPosts: 1{n}\nFrom: Oslo {n}\n{body}",
        "{body}\n- {name} , Oslo {n}, 5 May 2019 {hour}:00",
        "{name} ({hour} points), 5 May 2019\n{body}\nReply",
        "[5 May 2019 {hour}:00] {name}\n{body}",
        "Posted by {name} on 5 May 2019 {hour}:00. {body}",
        "{name}\n{body}\nReply",
        "{name}\n{body}\n5 May 2019 {hour}:00\nLike {n}\nReply",
        "5 May 2019 {hour}:00 - {name}: {body}",
        "[{hour}:00] <{name}> {body}",
        "{name}: {body}\n5 May 2019 {hour}:00 from Oslo",
        "{name}: {body}",
        "From: ann at example.org ({name})\nDate: 5 May 2019 {hour}:00\n{body}",
        "{n} 名前:{name} 5 May 2019 {hour}:00\n{body}",
        "Name: {name}\nDate: 5 May 2019 {hour}:00\nMessage: {body}",
        "Posted:\n5 May 2019 {hour}:00\nName:\n{name}\nMessage:\n{body}\nLike",
        "{name}\n{hour} reviews\n5 May 2019\n{body}",
        "{body}\nPosté par {name}, 5 mai 2019 {hour}:00 | | Répondre",
        "{name}\n{body}\n{hour}w\n{n} likes\nReply",
        "{body}\n{name}\nClick to rate\nReport abuse",
        "≫ {name}\n{body}",
        "{name}\n\n|\n\n5 May 2019 {hour}:00\n\n{body}",
    ],
)
def test_the_right_layout_is_proposed(form):
    """Whether it is chosen is another matter: choosing belongs to the score."""
    ranked = rank(page_cues(page_of(form)), named=False)
    found = [tuple(record.author for record in candidate.segmentation.records) for candidate in ranked]
    assert NAMES in found


@pytest.mark.parametrize("closing", [": ", "): ", "] ", "]: ", ". ", " - ", " | ", " > ", " — "])
def test_signs_before_a_body_are_none_of_it(closing):
    opening = {")": " (", "]": " ["}.get(closing[0], ", ")
    form = f"{{name}}{opening}5 May 2019 {{hour}}:00{closing}{{body}}"
    posts = parse(page_of(form), named=False).posts
    assert [(post.author, post.body) for post in posts] == list(zip(NAMES, BODIES, strict=False))


def test_a_head_begins_where_its_row_does():
    rows = ["Bread", "", "7 reviews", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=False)):
        title = ("Hmm", "Too salty", "Never again")[place % 3]
        rows += [f"{place + 3} of 40 people found the following review helpful:"] * (place % 3 > 0)
        rows += [f"{place % 5 + 1}.0 out of 5 stars {title}, March {place + 3}, 2009", "By"]
        rows += [f"{name}{' (York)' * (place % 2)} - See all my reviews", body]
        rows += ["Was this review helpful to you? Yes No", "Report abuse"]
    heads = [proposal.layout.head for proposal in propose(page_cues("\n".join(rows)))]
    assert ("{n} out of {n} stars {_} {timestamp} By {author} - See all my reviews",) in heads


@pytest.mark.parametrize("text", ["", "\n", "Ann", "Ann\n\nBob\n", "word " * 400])
def test_little_to_go_by(text):
    for proposal in propose(page_cues(text)):
        assert proposal.layout.head or proposal.layout.foot


@given(st.integers(0, 10**9))
@settings(max_examples=20)
def test_proposals_can_be_saved(seed):
    text, _, _ = random_page(seed, size=6)
    for proposal in propose(page_cues(text)):
        again = parse_layout(proposal.layout.to_toml(), source="induced")
        assert (again.head, again.foot, again.marker) == (
            proposal.layout.head,
            proposal.layout.foot,
            proposal.layout.marker,
        )


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("Bread\n\nA word about bread, and then another.", "Ann Lee"),
        ("Bread\nHome\n\nA word about bread, and then another.\nMenu", "Ann Lee"),
    ],
)
def test_the_first_name_is_found_where_nothing_opens_the_discussion(above, first):
    posts = page_of("{name}\n{body}\n5 May 2019 {hour}:00\nReply").partition("7 Comments")[2]
    ranked = rank(page_cues(above + posts), named=False)
    split = next(one for one in ranked if one.layout.head == ("{author}",) and one.layout.foot)
    assert [record.author for record in split.segmentation.records][:2] == [first, "Bob"]


def test_no_name_is_found_above_the_first_foot_where_none_stands():
    posts = page_of("{name}\n{body}\n5 May 2019 {hour}:00\nReply").partition("7 Comments")[2]
    posts = posts.replace("Ann Lee\n", "", 1)
    ranked = rank(page_cues("Bread is what we eat.\n\nA word about bread, and then another." + posts), named=False)
    split = next(one for one in ranked if one.layout.head == ("{author}",) and one.layout.foot)
    assert [record.author for record in split.segmentation.records][:2] in ([None, "Bob"], ["Bob", "Cy Stone"])


RANKS = dict.fromkeys(NAMES, "Old Hand") | {"Bob": "Young Loaf", "Dora": "Young Loaf"}


def test_what_goes_with_each_person_and_with_several_is_nobodys_name():
    posts = [
        f"{name}\n{RANKS[name]}\nGroup: Bakers\nPosts: 1{place}\n5 May 2019 1{place}:00\n{body}"
        for place, (name, body) in enumerate(zip((*NAMES, "Eli Marsh"), BODIES, strict=True))
    ]
    proposals = propose(page_cues("8 Comments\n\n" + "\n".join(posts)))
    assert not any(template.startswith("{author} Group:") for one in proposals for template in one.layout.head)


AWAY = "{name} is away today. Write a letter to {name}, look for all that {name} wrote, give {name} a loaf"


@pytest.mark.parametrize(
    ("count", "bare", "foot"),
    [
        ("Like 3 Reply Report", "Like Reply Report", "Like [{n}] Reply Report"),
        ("Reply ♥ 3", "Reply", "Reply [♥ {n}]"),
        ("Like ▲ 3 Reply", "Like Reply", "Like [▲ {n}] Reply"),
    ],
)
def test_buttons_of_which_one_counts_only_in_some_posts_are_one_foot(count, bare, foot):
    posts = [
        f"{name}\n\n{body}\n\n{count if place % 2 else bare}"
        for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=False))
    ]
    feet = [proposal.layout.foot for proposal in propose(page_cues("7 Comments\n\n" + "\n\n".join(posts)))]
    assert (foot,) in feet


def test_the_day_on_which_members_joined_dates_no_post():
    posts = page_of(f"{{name}}\nMember since: 0{{n}}.02.2009\nPosts: 1{{n}}\n{{body}}\n05.05.2019 {{hour}}:00\n{AWAY}")
    found = [(post.author, post.raw_timestamp) for post in parse(f"Seen on 06.05.2019 12:00\n\n{posts}").posts]
    assert found == [(name, f"05.05.2019 {hour}:00") for hour, name in enumerate(NAMES, start=10)]


@pytest.mark.parametrize("word", ["From", "From:", "by", "von", "par", "de"])
def test_dates_behind_who_writes_are_those_of_posts(word):
    posts = page_of(f"{word} {{name}} 5 May 2019 {{hour}}:00\n{{body}}")
    found = [(post.author, post.raw_timestamp) for post in parse(posts, layout=rank_hidden(posts)).posts]
    assert found == [(name, f"5 May 2019 {hour}:00") for hour, name in enumerate(NAMES, start=10)]


def rank_hidden(text: str) -> Layout:
    """The layout that is learnt from a page, named ones left aside."""
    return rank(page_cues(text), named=False)[0].layout


def test_months_in_which_members_joined_are_left_open():
    page = page_of("{name}\n5 May 2019 {hour}:00\nMember since July 201{n}\nPosts: 1{n}\n{body}")
    found = propose(page_cues(page))
    profiles = [head for one in found for head in one.layout.head if "Member since" in head]
    assert profiles
    assert not any("July" in head for head in profiles)


@pytest.mark.parametrize(
    "rows",
    [
        ["Flour: two cups of it", "Salt: a pinch", "Water: as much as it takes", "Yeast: none"],  # nobody speaks twice
        ["Posts: 12", "Posts: 14", "Likes: 3", "Likes: 9"],
        ["It is so: you bake it", "Add this to the bowl of it all and then: stir", "It is so: you eat it"],
        ["Ann wrote: bread", "Bob wrote: salt", "Ann wrote: water", "Bob wrote: flour"],
    ],
)
def test_a_colon_alone_makes_no_speaker(rows):
    assert not any(proposal.anchor == "spoken names" for proposal in propose(page_cues("\n".join(rows))))


def test_the_first_proposals_are_had_without_looking_at_all_anchors(monkeypatch):
    looked_at = []
    module = importlib.import_module("threadkit.induction.propose")
    read_block = module.read_block

    def noted(cells, places):
        looked_at.append(places)
        return read_block(cells, places)

    monkeypatch.setattr(module, "read_block", noted)
    cues = page_cues(page_of("{name} says:\n5 May 2019 {hour}:00\n{n} points\n{body}\nReply\nReport abuse"))
    proposals = propose(cues)
    next(proposals)
    some = len(looked_at)
    assert list(proposals)
    assert 0 < some < len(looked_at) == len(find_anchors(cut_cells(cues)))


def test_around_other_anchors_only_proposals_as_strong_as_wanted_are_made():
    cues = page_cues(page_of("{name} says:\n5 May 2019 {hour}:00\n{n} points\n{body}\nReply\nReport abuse"))
    every = list(propose(cues))
    likeliest = list(propose(cues, lambda: math.inf))
    least = sorted(proposal.strength for proposal in every[len(likeliest) :])[-2]
    some = list(propose(cues, lambda: least))
    assert len(likeliest) < len(some) < len(every)
    assert [proposal.strength for proposal in some[len(likeliest) :]] == [
        proposal.strength for proposal in every[len(likeliest) :] if proposal.strength >= least
    ]


@pytest.mark.parametrize(
    ("anchors", "names"),
    [
        ([Anchor("literal:reply", (3, 9, 15), 1.0), Anchor("date", (2, 8, 14), 1.0)], ["date", "literal:reply"]),
        ([Anchor("ends:bread", (3, 9), 1.0), Anchor("ends:says:", (2, 8), 1.0)], ["ends:says:", "ends:bread"]),
        ([Anchor("literal:reply", (3, 9), 0.2), Anchor("lone names", (2, 8), 1.0)], ["lone names", "literal:reply"]),
        (
            [Anchor("date", (2, 8, 14), 1.0), Anchor("date:d.m", (2, 8, 14), 1.0), Anchor("numbers", (1, 7), 1.0)],
            ["date", "numbers", "date:d.m"],
        ),
    ],
)
def test_likely_anchors_come_first_and_the_same_places_again_last(anchors, names):
    assert [anchor.name for anchor in likeliest_first(anchors)] == names


CARDS = ("Couple", "Family", "Couple", "Alone", "Family", "Alone", "Couple", "Alone", "Family", "Couple", "Alone")
GUESTS = ("Ann", "Bob", "Cy", "Dora", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kim")


def card_page(form: str, cards: tuple[str, ...] = CARDS) -> str:
    rows = ["Inn at the Weir", "", "11 reviews", ""]
    for place, (name, card) in enumerate(zip(GUESTS, cards, strict=True)):
        body = f"{BODIES[place % len(BODIES)]} That was on day {place}."
        rows += [form.format(name=name, card=card, day=place + 10, body=body), "Helpful", ""]
    return "\n".join([*rows, "Nearby", "Old Mill"])


def authors(text: str) -> set[str | None]:
    best = rank(page_cues(text))[0]
    return {record.author for record in best.segmentation.records}


@pytest.mark.parametrize(
    "form",
    [
        pytest.param("{name}\n{card}\nReviewed: {day} May 2019\n{body}", id="above a date"),
        pytest.param("{name}\n{card}\n{card}\n{day} May 2019\n{body}", id="twice"),
        pytest.param("{name}\n, York\nat {day} May 2019\n{body}", id="a place behind a comma"),
    ],
)
def test_labels_are_nobodys_names(form):
    assert authors(card_page(form)) == set(GUESTS)


def test_two_people_who_talk_are_no_labels():
    cards = tuple("Ann" if place % 2 else "Bob" for place in range(len(GUESTS)))
    assert authors(card_page("{card}\n{day} May 2019, 12:30\n{body}", cards)) == {"Ann", "Bob"}


def test_the_mark_before_a_number_is_missing_where_the_number_is():
    """"Reply · 3 · 5 May", but "Reply · 5 May" below what nobody liked."""
    text = page_of("{name} ·\n{body}\nTykkää · Vastaa · {n} · 5 May 2019 {hour}:00")
    for nobody in (2, 5, 6):
        text = text.replace(f"· {nobody} ·", "·")
    found = rank(page_cues(text), named=False)[0]
    assert found.layout.foot == ("Tykkää · Vastaa [· {n}] · {timestamp}",)
    assert [record.author for record in found.segmentation.records] == list(NAMES)


@pytest.mark.parametrize(
    ("template", "ends"),
    [
        ("{timestamp} {author}", True),
        ("{timestamp} {author} [Re:]", True),
        ("{timestamp} {author} Re:", False),
        ("{author} [Re:] {timestamp}", False),
        ("{author}:", False),
    ],
)
def test_nothing_is_said_behind_a_name_and_what_may_be_missing_there(template, ends):
    """Where "Re:" is missing, nothing tells where the name ends."""
    assert (templates._ENDS_IN_NAME(template) is not None) is ends


@pytest.mark.parametrize(
    ("tails", "ended"),
    [
        (("via phone", "via phone ♥ 2", "♥ 1"), True),
        (("in the kitchen", "on a train", "near Oslo", "at work", "asleep", "out there", "who knows"), False),
    ],
)
def test_one_of_several_texts_ends_a_byline(tails, ended):
    """What stands behind all dates but differs from post to post may be the text itself."""
    bylines = [f"{name}  {place + 2} May 2019 {tails[place % len(tails)]}" for place, name in enumerate(NAMES)]
    text = "\n".join(f"{byline}\n{body}\n" for byline, body in zip(bylines, BODIES, strict=False))
    found = rank(page_cues(f"Bread\n\n{text}"), named=False)
    read = [one for one in found if [record.author for record in one.segmentation.records] == list(NAMES)]
    assert bool(read) is ended
    assert any(tails[0] in template for one in found for template in one.layout.head) is ended


@pytest.mark.parametrize("form", ["{label}{place}th floor{date}Answer", "{label} {place}th floor {date} Answer"])
@pytest.mark.parametrize("labels", [("Report", "Report from phone"), ("Report", "Report from phone", "Report, pad")])
def test_one_of_several_texts_stands_before_a_date(form, labels):
    """The site prints the device, but not for everybody."""
    text = "The article.\n\n9 comments\n\n"
    names = [*NAMES, *NAMES[:2]]
    for place, (name, body) in enumerate(zip(names, [*BODIES, *QUOTED], strict=False)):
        date = f"2019-05-{place + 10} 12:3{place % 10}"
        text += f"{name}\n{body}\n{form.format(label=labels[place % len(labels)], place=place, date=date)}\n"
    assert [post.author for post in parse(text, named=False, links=False).posts] == names


@pytest.mark.parametrize("buttons", ["Report\nReply\n2", "Report | Reply | Like 2", "Melden\nAntworten"])
def test_buttons_below_a_date_part_it_from_the_next_name(buttons):
    said = enumerate(zip(NAMES, BODIES, strict=False), start=2)
    posts = [f"{name}\n{body}\n{hours} hours ago\n{buttons}" for hours, (name, body) in said]
    for proposal in propose(page_cues("The article.\n\n7 comments\n\n" + "\n".join(posts) + "\n")):
        for template in (*proposal.layout.head, *proposal.layout.foot):
            assert not ("{author}" in template and 0 <= template.find("{time") < template.find("{author}")), template


QUOTERS = ("Heron7", "Mauersegler", "Zilpzalp", "Heron7", "Mauersegler", "Kauz", "Heron7", "Zilpzalp")
QUOTED = (
    "The reeds were cut too early again this year.", "Who decides that, the council or the owner of the mill?",
    "It used to be the owner, and he asked the anglers.", "Then somebody should talk to the anglers before March.",
    "I have their address, but nobody answers letters there.", "Letters are slow, ring them on a Thursday evening.",
    "Thursday it is, I will tell you what they say.", "Take notes, please, and ask about the nests too.",
)  # fmt: skip


@pytest.mark.parametrize("quoting", [range(1, 8), (1, 2, 3, 5, 6, 7), (2, 5)], ids=["all", "most", "some"])
def test_who_is_quoted_at_the_begin_of_posts_wrote_none_of_them(quoting):
    posts = []
    for at, (name, said) in enumerate(zip(QUOTERS, QUOTED, strict=True)):
        quote = f"{QUOTERS[at - 1]} said: ↑\n{QUOTED[at - 1][:30]}\nClick to expand...\n" if at in quoting else ""
        day = f"{at + 3} May 2019"
        posts.append(f"{name} Rank: Guest {day}\n\n{name}, {day} :\n{quote}{said}\n#{at + 1}")
    found = parse("Reeds at the mill\n\nPage 1 of 2\n\n" + "\n\n".join(posts), named=False, links=False).posts
    assert tuple(post.author for post in found) == QUOTERS


@pytest.mark.parametrize(
    ("words", "text"),
    [("Re: Tea by", "[Re:] Tea by"), ("Tea AW: by", "Tea [AW:] by"), ("Tea: by", "Tea: by")],
)
def test_the_first_post_answers_none(words, text):
    """Its title has no "Re:", though those of all others have."""
    assert templates._affix_text([(word, 1.0) for word in words.split()]) == text


@pytest.mark.parametrize(
    ("names", "share"),
    [
        pytest.param({"anna k", "peter", "otter9", "tinker"}, 1.0, id="half of them"),
        pytest.param({"anna k", "peter", "otter9", "tinker", "monk", "hush", "kettle", "old hen"}, 0.5, id="some"),
        pytest.param({"rosa parks road", "hull", "york"}, 0.0, id="one may be a street"),
        pytest.param(set(), 0.0, id="none"),
    ],
)
def test_first_names_speak_for_a_column_of_authors(names, share):
    assert _christened(names) == share


def test_titles_below_names_are_proposed_after_these():
    titles = ("Calm", "Clean", "Quiet", "Noisy", "Small", "Warm", "Old")
    names = ("Anna K.", "otter9", "Peter", "Olga", "tinker", "Ivo W.", "monk")
    rows = []
    for place, (name, title, body) in enumerate(zip(names, titles, BODIES, strict=False)):
        rows += [name, title, f"{place + 3} May 2019", body, ""]
    proposed = [proposal.layout.head for proposal in propose(page_cues("\n".join(rows)))]
    assert proposed.index(("{author} {_} {timestamp}",)) < proposed.index(("{author} {timestamp}",))
