"""Lifetimes and response times."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_threads import thread_of, threads

from threadkit import graph
from threadkit.models import Post, Thread

MINUTE = 60.0
# 3 answers 1 before 2 does; 4 is dated before the post it answers; 5 is undated.
TIMED = thread_of("1 Ann @0, 2<1 Bob @30, 3<1 Cy @10, 4<2 Dee @20, 5<2 Eve")


def test_response_times_of_dated_replies():
    assert graph.response_times(TIMED) == {"2": 30 * MINUTE, "3": 10 * MINUTE}
    assert graph.median_response(TIMED) == 20 * MINUTE
    assert graph.time_inversions(TIMED) == ["4"]


def test_only_the_first_reply_says_how_long_a_post_waited():
    assert graph.response_times(TIMED, first_only=True) == {"3": 10 * MINUTE}


def test_lifetime_spans_all_dated_posts():
    assert graph.lifetime(TIMED) == 30 * MINUTE
    assert graph.lifetime(thread_of("1 Ann @7")) == 0.0
    assert graph.lifetime(thread_of("1 Ann, 2<1 Bob")) is None
    assert graph.median_response(thread_of("1 Ann, 2<1 Bob @3")) is None


def test_a_time_without_zone_counts_as_utc():
    mixed = Thread(
        posts=(
            Post(id="1", timestamp=datetime(2020, 5, 1, 12, 0)),
            Post(id="2", parent="1", timestamp=datetime(2020, 5, 1, 12, 5, tzinfo=UTC)),
        )
    )
    assert graph.response_times(mixed) == {"2": 5 * MINUTE}
    assert graph.lifetime(mixed) == 5 * MINUTE


def test_the_newest_first_page_is_read_backwards_where_times_are_missing():
    page = thread_of("3<1 Cy, 2<1 Bob, 1 Ann", order="reverse")
    assert [page.posts[index].id for index in graph.as_tree(page).in_time()] == ["1", "2", "3"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(0, 1))
def test_quantile_is_numpys(values, share):
    assert graph.quantile(values, share) == pytest.approx(float(np.quantile(values, share)), abs=1e-6)


def test_quantile_at_the_edges():
    assert graph.quantile([], 0.5) is None
    with pytest.raises(ValueError, match="between 0 and 1"):
        graph.quantile([1.0], 1.5)


@settings(deadline=None, max_examples=40)
@given(threads())
def test_response_times_equal_the_definition(thread):
    by_id = {post.id: post for post in thread.posts}
    expected = {}
    for post in thread.posts:
        if post.parent and post.timestamp and by_id[post.parent].timestamp:
            gap = (post.timestamp - by_id[post.parent].timestamp).total_seconds()
            if gap >= 0:
                expected[post.id] = gap
    assert graph.response_times(thread) == expected
