"""Fitting the weights: examples from known pages, platforms and reprints in balance."""

from __future__ import annotations

import json
import random

import pytest

from threadkit import develop, fit, reprint

try:
    from tests.render import squeeze
except ImportError:  # run by pytest, which puts this folder itself on the path
    from render import squeeze  # type: ignore[no-redef, import-not-found]

POSTS = [
    {"id": str(n), "parent": str(n - 1) if n % 3 else None, "author": name, "raw_date": f"May {n + 1}, 2019",
     "timestamp": f"2019-05-0{n + 1}", "body": body}
    for n, (name, body) in enumerate(
        [
            ("Ann Bell", "The footbridge by the mill was closed all week and nobody told us why."),
            ("Carl Dent", "They are waiting for a part, my neighbour works for the council."),
            ("Eva Fox", "Which part takes a week to come from the next town?"),
            ("Gus Hale", "I walked round by the weir and it took me an hour with the dog."),
        ]
    )
]  # fmt: skip


@pytest.fixture
def gold(tmp_path):
    """Two platforms of one page each."""
    for platform in ("bank", "weir"):
        folder = tmp_path / "pages" / platform / "one"
        folder.mkdir(parents=True)
        (folder / "gold.json").write_text(json.dumps({"threaded": True, "posts": POSTS}), encoding="utf-8")
        posts = "\n\n".join(f"{post['author']} says:\n{post['raw_date']}\n{post['body']}" for post in POSTS)
        text = f"News from the river\n\nThe mill stands still.\n\n4 comments\n\n{posts}\n\nLeave a Reply\n\nAbout us\n"
        (folder / "text.resiliparse.txt").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_text_is_tried_whole_cut_and_poor(gold):
    pages = list(develop.load_pages(gold / "pages"))
    text = (pages[0].folder / "text.resiliparse.txt").read_text(encoding="utf-8")
    variants = {kind: found for kind, found, _ in fit._variants(text, POSTS, [], poor=True)}
    assert "Ann Bell" not in variants["cut"]
    assert "mill stands still" in variants["cut"]
    assert "About us" in variants["tail"]
    assert "footbridge" not in variants["tail"]


def test_reprints_keep_what_was_said_by_whom():
    for seed in range(12):
        rng = random.Random(seed)
        text, known = reprint.reprint(reprint.random_look(rng), POSTS, rng)
        assert [post["author"] for post in known] == [post["author"] for post in POSTS]
        assert [post["parent"] for post in known] == [post["parent"] for post in POSTS]
        flat = squeeze(text)
        assert all(squeeze(post["body"]) in flat for post in known)
        assert all(post["raw_date"] is None or squeeze(post["raw_date"]) in flat for post in known)


def test_terse_posts_say_their_first_few_words():
    post = {"author": "Ann", "body": "The bread was fine.\n\nIt was the butter that I minded, and the knife."}
    terse = [fit._terse(post, random.Random(seed)) for seed in range(20)]
    words = post["body"].split()
    assert all(one["body"].split() == words[: len(one["body"].split())] for one in terse)
    assert {len(one["body"].split()) for one in terse} <= set(fit.FEW_WORDS)
    assert all(one["author"] == "Ann" for one in terse)


def test_examples_are_worth_something_only_where_posts_are_known(gold, monkeypatch):
    monkeypatch.setattr(fit, "LOOKS", 0)
    examples = list(fit.collect(list(develop.load_pages(gold / "pages")), 1))
    worth = {example.variant: max(e.worth for e in examples if e.variant == example.variant) for example in examples}
    assert worth["whole"] == 1.0
    assert all(value == 0.0 for variant, value in worth.items() if variant.startswith(("cut", "tail")))


def test_listings_are_made_of_articles_and_hold_no_post(gold, monkeypatch):
    article = [f"Sentence {n} of the paper says what everybody in the town by the river knows." for n in range(9)]
    for path in (gold / "pages").glob("*/*/text.*"):
        path.write_text("\n".join(article) + "\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    pages = list(develop.load_pages(gold / "pages"))
    found = list(fit._listings("bank", pages[:1]))
    assert fit.LISTINGS // 2 <= len(found) <= fit.LISTINGS
    assert all("footbridge" not in text and "sentence" in text.casefold() for text in found)


@pytest.mark.parametrize(
    ("byline", "suits"),
    [("{author} | {timestamp}", True), ("{author}", False), ("{author} says: {timestamp}", False),
     ("{timestamp} {author} schrieb:", False)],
)  # fmt: skip
def test_lists_print_dates_and_nobody_speaks(byline, suits):
    assert fit._suits_a_list(byline) == suits


def test_platforms_and_their_reprints_weigh_alike():
    pytest.importorskip("numpy")
    examples = [
        *(fit.Example("bank", text, {}, 0.0) for text in (1, 1, 2)),
        fit.Example("weir", 3, {}, 0.0),
        *(fit.Example("weir", text, {}, 0.0, "reprint") for text in (4, 5, 6, 7)),
    ]
    weight = fit._balance(examples)
    assert weight[:3].sum() == pytest.approx(weight[3]) == pytest.approx(weight[4:].sum())


def test_the_end_of_a_discussion_leaves_no_foot_behind():
    text = "Top\n" + "\n".join(f"{p['body']}\nPosted by {p['author']} {p['raw_date']}" for p in POSTS) + "\nMenu\n"
    end = develop.discussion_end(text, POSTS)
    assert end is not None
    assert text[end:] == "Menu\n"
    assert develop.discussion_end("Nothing of it", POSTS) is None
