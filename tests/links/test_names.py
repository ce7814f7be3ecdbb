"""Which page authors a body names."""

from __future__ import annotations

import pytest

from threadkit.links.names import AT, END, INSIDE, START, NameIndex, unknown_vocative
from threadkit.links.quotes import READ_LIMIT
from threadkit.links.vocabulary import fold_words

AUTHORS = [
    "Ann",
    "Ben Okri",
    "V. Arnold",
    "michaelj72",
    "dutchnational",
    "news",
    "Will",
    "Ed",
    "Marguerite",
    "王小明",
    "李四",
]


def named(body: str, own: int = -1) -> list[tuple[str, int]]:
    words = fold_words(body, READ_LIMIT)
    index = NameIndex(AUTHORS, dict.fromkeys(words, 1), 100)
    return [(AUTHORS[m.author], m.how) for m in index.find(body, words, own, index.words & {*words})]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("@Ann you are right", [("Ann", AT)]),
        ("@ Ann ; well put", [("Ann", AT)]),
        ("Ann, that is not so.", [("Ann", START)]),
        ("ann: that is not so.", [("Ann", START)]),
        ("Hi Ann, that is not so.", [("Ann", START)]),
        ("That is what Ann meant all along, I believe, and nothing else.", [("Ann", INSIDE)]),
        ("I could not agree more, Ann", [("Ann", END)]),
        ("Ben Okri said so before", [("Ben Okri", START)]),
        ("As I told the others, Okri has it right and we do not.", [("Ben Okri", INSIDE)]),
        ("Dutch National, where were you?", [("dutchnational", START)]),
        ("Michael, the link is dead", [("michaelj72", START)]),
        ("Margueritte: one letter too many", [("Marguerite", START)]),
        ("I think so.\nBen Okri: and you?", [("Ben Okri", START)]),
        ("Will, are you there?", [("Will", START)]),
        ("I think so.\n\nNews: there is none", [("news", START)]),
        ("Is it that late already?\n* Will, look at the clock, and will you please go", [("Will", START)]),
        ("@王小明 你说得对", [("王小明", AT)]),
        ("王小明，你说得对", [("王小明", START)]),
        ("我同意你们的看法，也就是李四和其他人说的那样，没有别的意思", [("李四", INSIDE)]),
    ],
)
def test_named(body: str, expected: list[tuple[str, int]]) -> None:
    assert named(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "",
        "The news is bad, and will be worse.",  # "news" and "Will" are authors here
        "will it ever end",
        "Whoever says that he will, will not do it",  # everyday words are names at the start of a line alone
        "It ends badly.\nOne could say, will: to power",
        "We moved on and edited the page.",  # "Ed" is no beginning of a word
        "annual reports are annoying",
        "Mar, what is that?",  # too short for a shortened name
        "In the margin, a remark",
        "王先生说得对，小明也是",  # the characters of a name, not in a row
    ],
)
def test_not_named(body: str) -> None:
    assert named(body) == []


def test_names_at_the_end_of_what_is_read() -> None:
    assert named("x " * 2_900 + "so Ann said") == [("Ann", INSIDE)]
    assert named("x " * 3_100 + "so Ann said") == []


def test_own_name_is_no_mention() -> None:
    assert named("Ann, signing off", own=0) == []


def test_first_name_of_two_authors_names_nobody() -> None:
    words = fold_words("Tom, please explain", READ_LIMIT)
    index = NameIndex(["Tom Hale", "Tom Reed"], dict.fromkeys(words, 1), 10)
    assert index.find("Tom, please explain", words, -1, set(words)) == []


def test_word_of_many_bodies_is_no_name_inside() -> None:
    index = NameIndex(["Linux"], {"linux": 40}, 100)
    body = "It runs on Linux as well as anywhere"
    words = fold_words(body, READ_LIMIT)
    assert index.find(body, words, -1, set(words)) == []
    assert index.find("@Linux thanks", ["linux", "thanks"], -1, {"linux", "thanks"})


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("@ Themba ; well spoken", "Themba"),
        ("Dear B,\nthat was not me", "B"),
        ("B\nthey stretch the line", "B"),
        ("Gustavo, you ask a fair question", "Gustavo"),
        ("So, what now?", None),
        ("Yes, indeed", None),
        ("I, for one, disagree", None),
        ("Thanks, that helps", None),
        ("the end", None),
    ],
)
def test_unknown_vocative(body: str, name: str | None) -> None:
    assert unknown_vocative(body) == name
