"""Scoring threads against known ones, and the measurement built on it."""

from __future__ import annotations

import argparse
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import threadkit
from threadkit import develop, evaluation
from threadkit.alignment import align, tokens
from threadkit.evaluation import TextIndex, evaluate, fold_name, same_date_text, same_name
from threadkit.models import Thread

WORDS = ("lemon", "tree", "grows", "in", "pot", "by", "window", "and", "needs", "water", "every", "second", "day", "of")


def body(number: int) -> str:
    """A body of its own: no two numbers share many words."""
    return " ".join(f"{word}{number}" for word in WORDS)


def posts(count: int = 6, **common: object) -> list[dict[str, object]]:
    return [
        {
            "id": str(i),
            "parent": str(i - 1) if i % 3 else None,
            "author": f"Person {i}",
            "timestamp": f"2017-10-05T0{i}:15",
            "raw_timestamp": f"October 5, 2017 at {i}:15 am",
            "body": body(i),
            **common,
        }
        for i in range(count)
    ]


def test_perfect():
    scores = evaluate(posts(), posts())
    assert (scores.known, scores.predicted, scores.matched) == (6, 6, 6)
    assert scores.f1 == scores.author_accuracy == scores.time_accuracy == scores.instant_accuracy == 1.0
    assert scores.parent_accuracy == scores.reply_accuracy == scores.path_accuracy == 1.0
    assert scores.author_error == 0.0
    assert not scores.authors_shifted


def test_it_takes_threads_and_is_public():
    thread = Thread.from_posts(posts())
    assert threadkit.evaluate(thread, thread) == threadkit.evaluate(thread, posts()) == evaluate(posts(), thread)


def test_nothing_found():
    scores = evaluate([], posts())
    assert (scores.f1, scores.recall, scores.precision) == (0.0, 0.0, None)
    assert (scores.author_accuracy, scores.author_error, scores.parent_accuracy) == (0.0, None, 0.0)


def test_nothing_there():
    assert evaluate([], []).f1 == 1.0
    scores = evaluate(posts(2), [])
    assert (scores.f1, scores.precision, scores.recall) == (0.0, 0.0, None)
    assert scores.author_accuracy is None


def test_missing_and_invented_posts():
    found = [*posts()[1:], {"id": "x", "body": "Leave a reply to this post now"}]
    scores = evaluate(found, posts())
    assert scores.precision == scores.recall == pytest.approx(5 / 6)
    # Post 1 answers 0, which was not found: its link is wrong, and so is the path of 2 below it.
    assert scores.parent_right == 4
    assert scores.path_right == 3
    assert (scores.reply_known, scores.reply_right) == (4, 3)
    assert (scores.linked_known, scores.linked_right) == (5, 4)


def test_wrong_and_missing_authors():
    found = posts()
    found[0]["author"] = "Somebody"
    found[1]["author"] = None
    scores = evaluate(found, posts())
    assert (scores.author_right, scores.author_wrong, scores.author_known) == (4, 1, 6)


@pytest.mark.parametrize("step", [1, -1])
def test_shifted_authors_are_noticed(step):
    found = posts()
    names = [post["author"] for post in posts()]
    for i, post in enumerate(found):
        post["author"] = names[i + step] if 0 <= i + step < len(names) else None
    assert evaluate(found, posts()).authors_shifted


def test_one_wrong_author_is_no_shift():
    found = posts()
    found[2]["author"] = found[1]["author"]
    assert not evaluate(found, posts()).authors_shifted


def test_the_text_says_what_could_be_found():
    text = f"{body(0)}\n{body(1)}\nPerson 0\nPersonal 1\nOctober 5, 2017\n at 1:15 am"
    scores = evaluate(posts(2), posts(4), text=text)
    assert (scores.known, scores.left_out) == (2, 2)
    assert scores.author_known == 1
    assert scores.time_known == 1


def test_the_parent_of_a_post_whose_parent_is_left_out():
    gold = [{"id": "a", "body": body(0)}, {"id": "b", "parent": "a", "body": body(1)},
            {"id": "c", "parent": "b", "body": body(2)}]  # fmt: skip
    found = [{"id": "1", "body": body(0)}, {"id": "2", "parent": "1", "body": body(2)}]
    scores = evaluate(found, gold, text=body(0) + "\n" + body(2))
    assert (scores.parent_right, scores.parent_known) == (2, 2)


def test_unknown_parents_are_not_scored():
    gold = posts(4)
    gold[1]["parent_known"] = False
    found = posts(4)
    found[1]["parent"] = None
    scores = evaluate(found, gold)
    assert (scores.parent_right, scores.parent_known) == (3, 3)


def test_flat_gold_says_nothing_about_parents():
    assert evaluate(posts(), posts(parent=None)).parent_accuracy is None
    assert evaluate(posts(parent=None), posts(parent=None), threaded=True).parent_accuracy == 1.0


# --- alignment -----------------------------------------------------------------------------------------------------


def test_repeated_bodies_match_in_order():
    gold = [body(0), "Thanks!", body(1), "thanks", body(2), "Thanks."]
    assert align(gold, gold) == {i: i for i in range(6)}
    assert align([body(0), body(1), "Thanks", body(2)], gold) == {0: 0, 2: 1, 4: 3, 3: 2}


def test_furniture_and_markup_do_not_matter():
    gold = ["See the page about lemons that I wrote last year."]
    found = ["See [the page](http://example.org/lemons?x=1) about *lemons* that\n\n I wrote last year. Reply Share"]
    assert align(found, gold) == {0: 0}


def test_half_a_body_is_not_enough():
    words = body(0).split()
    assert align([" ".join(words[:4])], [body(0)]) == {}
    assert align([" ".join(words[:9])], [body(0)]) == {0: 0}


def test_empty_posts_match_in_their_gap():
    gold = [body(0), "", body(1), ""]
    assert align([body(0), "", body(1)], gold) == {0: 0, 1: 1, 2: 2}
    assert align([body(0), body(1), "Reply Share"], gold) == {0: 0, 2: 1, 3: 2}
    scores = evaluate([{"body": body(0)}], [{"body": body(0)}, {"body": ""}])
    assert (scores.known, scores.left_out) == (1, 1)


def test_bodies_without_blanks():
    gold = ["今天天气很好，我们去公园散步吧", "我不同意你的看法，因为数据不支持"]
    found = ["回复 我不同意你的看法，因为数据不支持", "今天天气很好，我们去公园散步吧 回复"]
    assert align(found, gold) == {0: 1, 1: 0}


@given(st.lists(st.text(max_size=30), max_size=12))
def test_a_thread_aligns_with_itself_one_to_one(bodies):
    matches = align(bodies, bodies)
    assert len(set(matches.values())) == len(matches)
    assert set(matches) >= {i for i, text in enumerate(bodies) if tokens(text)}
    for i, j in matches.items():
        assert not tokens(bodies[i]) or sorted(tokens(bodies[i])) == sorted(tokens(bodies[j])) or i != j


@given(st.permutations(range(8)))
def test_order_does_not_hide_a_match(order):
    bodies = [body(i) for i in range(8)]
    assert align([bodies[i] for i in order], bodies) == {i: j for j, i in enumerate(order)}


# --- fields --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ann Smith", "ann  smith", True),
        ("Ann Smith", "Ann\nSmith:", True),
        ("@ann_s", "ann_s", True),
        ("So\xadfia", "Sofia", True),
        ("Ａｎｎ", "Ann", True),
        ("★", "★", True),
        ("★", "☆", False),
        ("Ann", "Anna", False),
    ],
)
def test_names(a, b, same):
    assert same_name(a, b) is same
    assert (fold_name(a) == fold_name(b)) is same


@pytest.mark.parametrize(
    ("found", "printed", "same"),
    [
        ("Oct 5, 2017 3:55:27 AM", "Oct 5, 2017 3:55:27 AM", True),
        ("05/11/2011 - 07:56", "Sat, 05/11/2011 - 07:56", True),
        ("5 October 2017 12:34", "12:34, 5 October 2017 (UTC)", True),
        ("October 05, 2017 at 3:55", "October 5, 2017 at 3:55 am", True),
        ("Nov 14, 2015 at 4:25 PM", "Nov 14, 2015", True),
        ("Nov 14, 2015", "Nov 14, 2015 at 4:25 PM", False),
        ("Nov 15, 2015", "Nov 14, 2015", False),
        ("3 hours ago", "3 hours ago", True),
        ("3 days ago", "3 hours", False),
        ("2 hours ago", "3 hours ago", False),
        ("just now", "just now", True),
        ("yesterday", "just now", False),
        ("", "just now", False),
        ("3 hours ago", "", False),
    ],
)
def test_date_texts(found, printed, same):
    assert same_date_text(found, printed) is same


def test_times_are_compared_as_far_as_they_are_printed():
    gold = [
        {"id": "1", "body": body(0), "timestamp": "2015-11-14T04:25", "raw_date": "Nov 14, 2015"},
        {"id": "2", "body": body(1), "timestamp": "2015-11-14T05:25", "raw_date": "Nov 14, 2015 at 5:25 AM"},
        {"id": "3", "body": body(2), "timestamp": "3 hours ago", "raw_date": "3 hours ago"},
    ]
    found = [
        {"body": body(0), "timestamp": datetime(2015, 11, 14)},
        {"body": body(1), "timestamp": datetime(2015, 11, 14, 5, 26)},
        {"body": body(2), "raw_timestamp": "3 hours ago"},
    ]
    scores = evaluate(found, gold)
    assert (scores.time_right, scores.time_wrong, scores.time_known) == (2, 1, 3)
    assert (scores.instant_right, scores.instant_known) == (1, 2)


def test_day_and_month_swapped_shows_up():
    gold = [{"id": "1", "body": body(0), "timestamp": "2017-05-10T12:00", "raw_date": "10/05/2017 12:00"}]
    found = [{"body": body(0), "timestamp": datetime(2017, 10, 5, 12), "raw_timestamp": "10/05/2017 12:00"}]
    scores = evaluate(found, gold)
    assert (scores.time_accuracy, scores.instant_accuracy) == (1.0, 0.0)


def test_a_zone_the_page_does_not_print_is_no_error():
    gold = [{"id": str(i), "body": body(i), "timestamp": f"2017-10-05T0{i}:15:20Z", "raw_date": f"5 Oct 2017, {i}:15"}
            for i in range(5)]  # fmt: skip
    found = [{"body": body(i), "timestamp": datetime(2017, 10, 5, i + 2, 15)} for i in range(5)]
    assert evaluate(found, gold).instant_accuracy == 1.0
    found[3]["timestamp"] = datetime(2017, 10, 5, 9, 15)
    assert evaluate(found, gold).instant_accuracy == 0.8


@pytest.mark.parametrize(
    ("text", "name", "there"),
    [
        ("by Ann Smith, yesterday", "Ann Smith", True),
        ("by Ann\n  Smith", "Ann Smith", True),
        ("Anna said", "Ann", False),
        ("Joann said", "ann", False),
        ("Ann28.09.1912:44", "Ann", True),
        ("AnnMay 5, 2017", "Ann", True),
        ("ANNMay 5, 2017", "ANN", True),
        ("ANNABEL", "ANN", False),
        ("nobody", "", False),
    ],
)
def test_names_in_a_text(text, name, there):
    assert TextIndex(text).has_name(name) is there


def test_scores_are_plain_values():
    record = evaluate(posts(), posts()).to_dict()
    assert json.loads(json.dumps(record)) == record
    assert set(evaluation.SHARES) <= set(record)


# --- the measurement -----------------------------------------------------------------------------------------------


def page(folder, name: str = "page", text: str | None = None):
    place = folder / "pages" / "blog" / name
    place.mkdir(parents=True)
    gold = {"threaded": True, "posts": posts(4)}
    (place / "gold.json").write_text(json.dumps(gold))
    printed = "\n\n".join(f"{p['author']} says:\n{p['raw_timestamp']}\n\n{p['body']}" for p in gold["posts"])
    (place / "text.lynx.txt").write_text(text if text is not None else f"An article of some length.\n\n{printed}\n")
    return place


def test_development_script_on_a_page_of_our_own(tmp_path, capsys):
    page(tmp_path)
    out = tmp_path / "out.json"
    assert develop.main(["--gold", str(tmp_path), "--json", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "blog" in printed
    assert "MACRO" in printed
    (record,) = json.loads(out.read_text())
    assert record["scores"]["known"] == 4
    assert record["error"] is None
    assert develop.main(["--gold", str(tmp_path), "--compare", str(out)]) == 0
    assert "changes" in capsys.readouterr().out


def test_development_script_without_pages(tmp_path, capsys):
    assert develop.main(["--gold", str(tmp_path)]) == 1
    assert "no pages" in capsys.readouterr().err


def test_pages_are_cut_before_their_first_byline(tmp_path, capsys):
    place = page(tmp_path)
    text = (place / "text.lynx.txt").read_text()
    at = develop.discussion_start(text, posts(4))
    assert text[:at] == "An article of some length.\n\n"
    assert develop.main(["--gold", str(tmp_path), "--cut"]) == 0
    assert "0 of 1 cut texts" in capsys.readouterr().out


def test_a_quotation_in_the_article_does_not_mislead_the_cut():
    quoted = f"Article: {body(0)}\n" + "line\n" * 20
    text = f"{quoted}Person 0 says:\n{body(0)}\n"
    assert develop.discussion_start(text, posts(1)) == len(quoted)
    assert develop.discussion_start("nothing of it here", posts(1)) is None


def test_an_exception_is_a_result(tmp_path):
    def broken(text: str) -> Thread:
        raise RuntimeError("no")

    page(tmp_path)
    (one,) = develop.load_pages(tmp_path / "pages")
    result = develop.run_text(one, "lynx", "text", evaluation.prepare(one.posts), broken)
    assert result.error == "RuntimeError: no"
    assert result.scores["recall"] in (0.0, None)


def test_gold_pages_score_perfectly_against_themselves(gold):
    args = argparse.Namespace(platform=None)
    pages = list(develop.load_pages(gold / "pages", args.platform))[::10]
    assert pages
    for one in pages:
        text = (one.folder / "text.resiliparse.txt").read_text(encoding="utf-8")
        scores = evaluate(one.posts, one.posts, text=text, threaded=one.threaded)
        assert scores.f1 == 1.0
        assert scores.author_accuracy in (1.0, None)
        assert scores.time_accuracy in (1.0, None)
        assert scores.path_accuracy in (1.0, None)
        assert not scores.authors_shifted
