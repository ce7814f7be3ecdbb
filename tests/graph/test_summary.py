"""Rows of measures and their table."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_threads import thread_of, threads

from threadkit import graph
from threadkit.graph.table import duration
from threadkit.graph.terminal import clip, columns_of, fit, plain
from threadkit.models import Post, Thread

TALK = thread_of("1 Ann @0, 2<1 Bob @10 ?0.9, 3<2 Ann @15 ?0.4, 4<3 Bob @40, 5<1 Cy @50 ?0.2, 6 Dee @60, 7<6 Dee @70")
PLAIN = (str, int, float, bool, datetime, type(None))


def test_one_row_per_thread():
    (row,) = graph.summary(TALK)
    expected = {
        "thread": "1",
        "posts": 7,
        "authors": 4,
        "tops": 2,
        "replies": 5,
        "depth": 3,
        "h_index": 2,
        "pairs": 2,
        "longest_exchange": 4,
        "links_cut": 0,
        "mean_confidence": 0.5,
        "lifetime_seconds": 4200.0,
    }
    assert {key: row[key] for key in expected} == expected
    assert graph.summary(TALK, min_confidence=0.3)[0]["links_cut"] == 1


def test_one_row_per_author():
    ann, bob, dee, cy = graph.summary(TALK, per="author")
    assert ann == {
        "author": "Ann",
        "posts": 2,
        "threads": 1,
        "tops": 1,
        "replies_sent": 1,
        "replies_received": 3,
        "answered": 1,
        "answered_by": 2,
        "self_replies": 0,
        "opened": 1,
        "closed": 0,
        "reentries": 1,
        "addressed": 0,
        "response_median_seconds": 300.0,
        "first": TALK.posts[0].timestamp,
        "last": TALK.posts[2].timestamp,
    }
    assert (bob["author"], bob["reentries"], bob["closed"]) == ("Bob", 1, 1)
    assert (dee["self_replies"], dee["replies_sent"]) == (1, 0)
    assert cy["tops"] == 0


def test_one_row_per_pair():
    rows = graph.summary([TALK, TALK], per="pair")
    assert [(row["a"], row["b"], row["replies"], row["threads"]) for row in rows] == [
        ("Ann", "Bob", 6, 2),
        ("Ann", "Cy", 2, 2),
    ]


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="per must be"):
        graph.summary(TALK, per="day")


@settings(deadline=None, max_examples=25)
@given(st.lists(threads(max_size=10), max_size=3), st.sampled_from([0.0, 0.5]))
def test_rows_are_plain_and_of_one_form(several, threshold):
    for per in ("thread", "author", "pair"):
        rows = graph.summary(several, per, min_confidence=threshold)
        assert len({tuple(row) for row in rows}) <= 1
        assert all(isinstance(value, PLAIN) for row in rows for value in row.values())
        json.dumps(rows, default=str)
        csv.writer(io.StringIO()).writerows(row.values() for row in rows)
    assert [row["posts"] for row in graph.summary(several)] == [len(thread.posts) for thread in several]
    assert sum(row["posts"] for row in graph.summary(several, "author")) == sum(
        post.author is not None for thread in several for post in thread.posts
    )


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_data_frames_take_the_rows(library):
    frames = pytest.importorskip(library)
    for per in ("thread", "author", "pair"):
        rows = graph.summary([TALK, thread_of("1 Ann")], per)
        frame = frames.DataFrame(rows)
        assert frame.shape == (len(rows), len(rows[0]))


# --- the table ---


def test_table_of_several_rows_is_aligned_and_shortened():
    text = graph.render_table(graph.summary([TALK, TALK], per="pair"))
    assert text.splitlines()[0].split() == ["a", "b", "a→b", "b→a", "exchanges", "longest", "threads", "response"]
    assert text.splitlines()[1].split() == ["Ann", "Bob", "2", "4", "2", "4", "2", "10m"]
    assert [line.index("10m") + 3 for line in text.splitlines()[1:2]] == [len(text.splitlines()[0])]


def test_table_of_one_row_lists_everything():
    text = graph.render_table(graph.summary(TALK))
    assert len(text.splitlines()) == len(graph.summary(TALK)[0])
    assert "lifetime_seconds" in text
    assert "1.2h" in text


def test_no_rows_no_table():
    assert graph.render_table([]) == ""
    assert graph.render_table(graph.summary(Thread(), per="pair")) == ""


@pytest.mark.parametrize("width", [20, 60, 100])
def test_table_keeps_to_the_width(width):
    talk = thread_of("1 A" + "n" * 80 + ", 2<1 Bob, 3<2 Cy")
    text = graph.render_table(graph.summary(talk, per="author"), width=width)
    assert max(map(columns_of, text.splitlines())) <= width


def test_table_takes_columns():
    text = graph.render_table(graph.summary([TALK, TALK]), columns=["thread", "posts"])
    assert text.splitlines() == ["thread  posts", "1           7", "2           7"]


def test_hostile_names_do_not_reach_the_terminal():
    names = ["\x1b[31mred\x07", "right\u202eleft", "two\nlines", "日本語の名前", "e\u0301\U0001f469\u200d\U0001f680"]
    posts = tuple(Post(id=str(place), author=name) for place, name in enumerate(names))
    text = graph.render_table(graph.summary(Thread(posts=posts), per="author"))
    assert not set("\x1b\x07\u202e") & set(text)
    assert len(text.splitlines()) == 1 + len(names)
    assert len({columns_of(line) for line in text.splitlines()}) == 1  # aligned, wide characters too


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0s"), (40, "40s"), (90, "1.5m"), (3600, "1h"), (36000, "10h"), (86400 * 3.5, "3.5d"), (86400 * 500, "1.4y")],
)
def test_duration(seconds, shown):
    assert duration(seconds) == shown


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=20), st.integers(1, 15))
def test_fit_gives_exactly_the_size(text, size):
    text = plain(text)
    assert columns_of(clip(text, size)) <= size
    assert columns_of(fit(text, size)) == size
