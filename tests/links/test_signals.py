# ruff: noqa: E501  (a table row on one line reads better than on ten)
"""Every signal, one table: the page, what is decided so far, and the level of each candidate."""

from __future__ import annotations

from typing import Any

import pytest
from link_pages import page_of, settled

from threadkit.links import chat_signals
from threadkit.links.model import levels_of
from threadkit.links.page import Page
from threadkit.links.signals import PAGE, PAIR, POST

LONG = "the ferry leaves at noon from the northern pier"

TALK = page_of(
    ("Ann", "Where does the ferry leave?", 0),
    ("Ben", "From the northern pier, Ann.", 10),
    ("Cid", "Nice photographs of lighthouses.", 300),
    ("Ann", "Ben: thank you, and when?", 310),
)
TALK_PARENTS: list[int | None] = [None, 0, None]


def levels(signal: str, page: Page, parents: list[int | None], i: int, candidates: list[int]) -> list[str]:
    names, function = PAIR[signal]
    found = function(i, candidates, page, settled(page, parents))
    return [names[0]] * len(candidates) if found is None else [names[k] for k in found]


PAIRS: list[tuple[str, Page, list[int | None], list[str]]] = [
    ("distance", TALK, TALK_PARENTS, ["1", "2", "3"]),
    ("steps", TALK, TALK_PARENTS, ["0", "1", "2"]),
    ("held open", page_of(("a", "so"), ("b", LONG), ("c", "x"), ("d", "y"), ("e", f"> {LONG}\nno")), [None, 0, 1], ["inside", "inside", "outside"]),
    ("held open", TALK, TALK_PARENTS, ["nothing held"] * 3),
    ("top level", TALK, TALK_PARENTS, ["top", "reply", "top"]),
    ("gap", TALK, TALK_PARENTS, ["<30m", "<6h", "<6h"]),
    ("gap", page_of(("a", "x", 50), ("b", "y"), ("c", "z", 9), ("d", "w", 10)), [None, None, None], ["<2m", "unknown", "later"]),
    ("sibling time", TALK, TALK_PARENTS, ["no sibling", "no sibling", "in order"]),
    ("sibling time", page_of(("a", "x", 5), ("b", "y", 90), ("c", "z", 70), ("d", "w", 60)), [None, 0, 0], ["parent later", "parent later", "against order"]),
    ("turn", TALK, TALK_PARENTS, ["stranger, since my last", "answers me", "self"]),
    ("turn", page_of(("a", "x"), (None, "y"), ("c", "z"), ("d", "w")), [None, 0, None], ["newcomer", "unknown", "newcomer"]),
    ("latest of author", page_of(("a", "x"), ("a", "y"), ("a", "z"), ("b", "w")), [None, None, None], ["latest", "second", "older"]),
    ("latest of author", page_of(("a", "x"), ("b", "y"), ("b", "z"), ("d", "w")), [None, None, None], ["latest", "second", "only"]),
    ("host", TALK, TALK_PARENTS, ["no host"] * 3),
    ("next author", page_of(("a", "x"), ("b", "y"), ("c", "z"), ("d", "w"), ("b", "v"), ("a", "u")), [None] * 3, ["no more soon", "speaks next", "speaks soon"]),
    ("named", TALK, TALK_PARENTS, ["names another", "start", "names another"]),
    ("named", page_of(("a", "x"), ("b", "y"), ("c", "z"), ("d", "nobody at all")), [None] * 3, ["names nobody"] * 3),
    ("named", page_of(("ann", "x"), ("ben", "y"), ("cid", "z"), ("d", "@ ben: no")), [None] * 3, ["names another", "at, first", "names another"]),
    ("named", page_of(("ann", "x"), ("ben", "y"), ("cid", "z"), ("d", "I hear that @ben sold it")), [None] * 3, ["names another", "at", "names another"]),
    ("quoted", page_of(("a", LONG), ("b", "no"), ("c", "so"), ("d", f"> {LONG}\nIt does")), [None] * 3, ["quotes another", "quotes another", "first marked"]),
    ("quoted", page_of(("a", LONG), ("b", "no"), ("c", "so"), ("d", f"they say {LONG} but")), [None] * 3, ["quotes another", "quotes another", "many words"]),
    ("shared words", page_of(("a", "zebras graze"), ("b", "no"), ("c", "so"), ("d", "zebras graze")), [None] * 3, ["none", "none", "most"]),
    ("shared link", page_of(("a", "see https://example.org/a1"), ("b", "no"), ("c", "https://example.org/b"), ("d", "https://example.org/a1 again")), [None] * 3, ["no", "no", "yes"]),
    ("asks", TALK, TALK_PARENTS, ["no", "no", "at its end"]),
    ("it opens", page_of(("a", "Thanks a lot"), ("b", "No way"), ("c", "Photographs of lighthouses"), ("d", "x")), [None] * 3, ["plain", "no", "thanks"]),
    ("it opens", page_of(("a", f"> thanks\n{LONG}"), ("b", "不错，学习了"), ("c", "birds of a feather"), ("d", "Thanks")), [None] * 3, ["lower case", "praise", "plain"]),
    ("its length", page_of(("a", "x" * 39), ("b", "x" * 40), ("c", "x" * 900), ("d", "w")), [None] * 3, ["more", "<120", "<40"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signal", "page", "parents", "expected"), PAIRS, ids=[f"{p[0]}-{k}" for k, p in enumerate(PAIRS)]
)
def test_pair_signal(signal: str, page: Page, parents: list[int | None], expected: list[str]) -> None:
    assert levels(signal, page, parents, 3, [2, 1, 0]) == expected


def test_every_comment_signal_has_a_table() -> None:
    chat = {name for name, (_, function) in PAIR.items() if function.__module__ == chat_signals.__name__}
    assert {p[0] for p in PAIRS} == set(PAIR) - chat


def test_host_signal() -> None:
    rows: list[tuple[str | None, str]] = [
        ("Owner", "x"),
        ("b", "y"),
        ("Owner", "z"),
        ("c", "v"),
        ("Owner", "w"),
        ("d", "q"),
    ]
    page = page_of(*rows)
    assert page.names[page.host] == "Owner"
    assert levels("host", page, [None, None, 1, None], 4, [3, 2, 1]) == [
        "host answers new",
        "host to host",
        "host answers again",
    ]
    assert levels("host", page, [None, None, 1, None, 3], 5, [4, 3]) == ["to host", "neither"]


POSTS: list[tuple[str, Page, list[int | None], int, str]] = [
    ("opening", TALK, TALK_PARENTS, 2, "praise"),
    ("opening", page_of(("a", "Photographs of lighthouses")), [], 0, "plain"),
    ("opening", page_of(("a", "谢谢你的回答")), [], 0, "thanks"),
    ("opening", page_of(("a", "不错，学习了")), [], 0, "praise"),
    ("opening", page_of(("a", "不锈钢很贵")), [], 0, "plain"),  # one character of a longer word says nothing
    ("opening", TALK, TALK_PARENTS, 3, "thanks"),
    ("opening", page_of(("a", "Thanks a lot")), [], 0, "thanks"),
    ("opening", page_of(("a", f"> {LONG}\nThanks")), [], 0, "thanks"),
    ("opening", page_of(("a", "birds of a feather")), [], 0, "lower case"),
    ("you", TALK, TALK_PARENTS, 3, "yes"),
    ("you", page_of(("a", "> you say so\nindeed")), [], 0, "no"),
    ("you", page_of(("a", "Le prix du pain est une honte")), [], 0, "no"),
    ("you", page_of(("a", "Hast du das nicht gesehen und gehört?")), [], 0, "yes"),
    ("you", page_of(("a", "あなたの本はいい")), [], 0, "yes"),
    ("question", TALK, TALK_PARENTS, 3, "at its end"),
    ("length", TALK, TALK_PARENTS, 3, "<40"),
    ("standing", TALK, TALK_PARENTS, 3, "again"),
    ("standing", TALK, TALK_PARENTS, 2, "newcomer"),
    ("standing", page_of((None, "x")), [], 0, "unknown"),
    ("standing", page_of(("a", "x"), ("a", "y")), [None], 1, "just before"),
    ("pause", TALK, TALK_PARENTS, 2, "<1d"),
    ("pause", page_of(("a", "x", 9), ("b", "y", 2)), [None], 1, "back in time"),
    ("naming", TALK, TALK_PARENTS, 3, "addresses page author"),
    ("naming", page_of(("a", "@Zoe well")), [], 0, "unknown name"),
    ("addressing", TALK, TALK_PARENTS, 3, "addresses page author"),
    ("addressing", page_of((None, "@Zoe well"), (None, "@Bo: no")), [], 0, "@unknown name"),
    ("addressing", page_of((None, "Zoe, it is well"), (None, "Bo, no")), [], 0, "unknown name"),
    ("addressing", page_of((None, "@Zoe well"), (None, "Zoe, no")), [], 0, "@unknown name, as others do"),
    ("addressing", page_of((None, "@Zoe well"), (None, "Zoe, no")), [], 1, "unknown name, as others do"),
    ("addressing", page_of((None, "Well, no"), (None, "Well, yes"), (None, "I sold it to @Zoe")), [], 0, "nobody"),
    ("addressing", page_of((None, "I sold it to @Zoe"), (None, "@Zoe well")), [], 0, "nobody"),
    ("addressing", page_of((None, "I sold it to @Zoe"), (None, "@Zoe well")), [], 1, "@unknown name"),
    ("quoting", page_of(("a", LONG), ("b", f"> {LONG}\nno")), [None], 1, "marked, of a post"),
    ("quoting", page_of(("a", "so"), ("b", f"> {LONG}\nno")), [None], 1, "marked, not found"),
    ("place", TALK, TALK_PARENTS, 2, "third"),
    ("kept open", page_of(("a", LONG), ("b", "x"), ("c", f"> {LONG}\nno")), [None], 1, "yes"),
    ("kept open", TALK, TALK_PARENTS, 1, "no"),
    ("of the article", page_of(("a", "Great article!")), [], 0, "yes"),
    ("of the article", page_of(("a", "Great weather!")), [], 0, "no"),
    ("of the article", page_of(("a", "这篇文章很好")), [], 0, "yes"),
    ("praise", page_of(("a", "What a great idea")), [], 0, "yes"),
    ("praise", page_of(("a", f"{LONG}, {LONG}, and all of that is great")), [], 0, "no"),
    ("next opens", page_of(("a", "x"), ("b", "No way")), [], 0, "no"),
    ("spoken to", TALK, [None], 0, "next names me"),
    ("spoken to", page_of(("a", LONG), ("b", f"> {LONG}\nno")), [], 0, "next quotes me"),
    ("top by time", TALK, TALK_PARENTS, 3, "free"),
    ("top by time", page_of(("a", "x", 1), ("b", "y", 9), ("c", "z", 5)), [None], 1, "later post is older"),
    ("top by time", page_of(("a", "x", 5), ("b", "y", 1)), [None], 1, "oldest so far"),
    ("previous", TALK, TALK_PARENTS, 3, "top"),
    ("previous", TALK, [None, 0], 2, "reply"),
    ("previous", TALK, [], 0, "first post"),
]


@pytest.mark.parametrize(
    ("trait", "page", "parents", "i", "expected"), POSTS, ids=[f"{p[0]}-{k}" for k, p in enumerate(POSTS)]
)
def test_post_trait(trait: str, page: Page, parents: list[int | None], i: int, expected: str) -> None:
    names, function = POST[trait]
    assert names[function(i, page, settled(page, parents))] == expected


def test_article_is_quoted() -> None:
    from threadkit.links.state import State
    from threadkit.models import Post

    page = Page([Post(id="0", body=f'"{LONG}" Oh please.')], None, f"They say {LONG} every day.")
    names, function = POST["quoting"]
    assert names[function(0, page, State(page))] == "the article"
    assert not page.readings[0].quoted


PAGES: list[tuple[str, Page, str]] = [
    ("page size", TALK, "<6"),
    ("regulars", TALK, "<40%"),
    ("to and fro", page_of(("a", "x"), ("b", "y"), ("a", "z")), "more"),
    ("names used", TALK, "<30%"),
    ("quotes used", TALK, "0"),
    ("usual length", TALK, "<60"),
    ("pace", TALK, "<2h"),
    ("host's share", TALK, "no host"),
    ("second person", TALK, "<40%"),
    ("steps back", page_of(("a", "x", 1), ("b", "y", 9), ("c", "z", 5)), "more"),
    ("possible tops", page_of(("a", "x", 1), ("b", "y", 9), ("c", "z", 5)), "<75%"),
    ("sibling habit", page_of(("a", "x", 1), ("b", "y", 9), ("c", "z", 5)), "oldest first"),
    ("sibling habit", page_of(("a", "x", 30), ("b", "y", 20), ("c", "z", 10)), "newest first"),
    ("sibling habit", page_of(("a", "x", 30), ("b", "y", 40), ("c", "z", 10), ("d", "w", 50), ("e", "v", 20), ("f", "u", 15), ("g", "t", 12)), "mixed"),
]  # fmt: skip


@pytest.mark.parametrize(("trait", "page", "expected"), PAGES, ids=[f"{p[0]}-{k}" for k, p in enumerate(PAGES)])
def test_page_trait(trait: str, page: Page, expected: str) -> None:
    names, function = PAGE[trait]
    assert names[function(page)] == expected


@pytest.mark.parametrize("trait", sorted(PAGE))
def test_page_traits_of_an_empty_page(trait: str) -> None:
    names, function = PAGE[trait]
    assert 0 <= function(Page([])) < len(names)


def test_level_names_are_distinct() -> None:
    registries: tuple[dict[str, Any], ...] = (PAIR, POST, PAGE)
    for registry in registries:
        for name in registry:
            assert len(set(levels_of(name))) == len(levels_of(name))
