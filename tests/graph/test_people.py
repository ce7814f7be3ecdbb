"""Who takes part and who answers whom."""

from __future__ import annotations

import math
from collections import Counter
from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_threads import dated, known_threads, plainly_named, thread_of, threads

from threadkit import graph
from threadkit.models import AuthorGuess, Post, Thread

# Ann and Bob take turns three times, Cy joins once, Dee answers herself.
TALK = thread_of("1 Ann @0, 2<1 Bob @10, 3<2 Ann @15, 4<3 Bob @40, 5<1 Cy @50, 6 Dee @60, 7<6 Dee @70, 8<2 - @80")


def test_reply_counts():
    assert graph.reply_counts(TALK) == {("Bob", "Ann"): 2, ("Ann", "Bob"): 1, ("Cy", "Ann"): 1}
    assert graph.reply_counts(TALK, self_replies=True)[("Dee", "Dee")] == 1


def test_reciprocity_counts_pairs_not_replies():
    assert graph.reciprocity(TALK) == 2 / 3  # Bob-Ann and Ann-Bob answer each other, Cy-Ann not
    assert graph.reciprocity(thread_of("1 Ann, 2<1 Ann")) is None
    assert graph.reciprocity(graph.author_graph(TALK)) == 2 / 3


def test_reciprocity_of_a_multigraph_is_that_of_the_pairs():
    talk = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "a"), ("c", "a"), ("c", "c")])
    assert graph.reciprocity(talk) == 2 / 3
    assert graph.reciprocity(talk) == nx.overall_reciprocity(graph.collapse(talk))


def test_turn_taking_gives_maximal_runs():
    assert graph.turn_taking(TALK) == [("Ann", "Bob", "Ann", "Bob"), ("Ann", "Cy")]
    assert graph.turn_taking(TALK, min_turns=3) == [("Ann", "Bob", "Ann", "Bob")]
    # Bob's answer is shared by a run with Ann and one with Cy.
    assert graph.turn_taking(thread_of("1 Ann, 2<1 Bob, 3<2 Cy, 4<3 Bob")) == [("Ann", "Bob"), ("Bob", "Cy", "Bob")]


def test_dyads():
    ann_bob, ann_cy = graph.dyads(TALK)
    assert {key: ann_bob[key] for key in ("a", "b", "a_to_b", "b_to_a", "replies", "reciprocal")} == {
        "a": "Ann",
        "b": "Bob",
        "a_to_b": 1,
        "b_to_a": 2,
        "replies": 3,
        "reciprocal": True,
    }
    assert (ann_bob["exchanges"], ann_bob["longest_exchange"], ann_bob["threads"]) == (1, 4, 1)
    assert ann_bob["median_seconds"] == 600.0  # 10, 5 and 25 minutes
    assert ann_bob["last"] == TALK.posts[3].timestamp
    assert (ann_cy["reciprocal"], ann_cy["exchanges"], ann_cy["longest_exchange"]) == (False, 0, 2)


def test_response_matrix():
    matrix = graph.response_matrix(TALK)
    assert matrix["Bob"]["Ann"]["replies"] == 2
    assert matrix["Bob"]["Ann"]["median_seconds"] == (10 + 25) / 2 * 60
    assert matrix["Ann"]["Bob"]["timed"] == 1
    assert "Dee" not in matrix


def test_entropy_and_gini_by_hand():
    assert graph.entropy([1, 1, 1, 1]) == 2.0
    assert graph.entropy([5]) == 0.0
    assert graph.gini([1, 1, 1]) == 0.0
    assert graph.gini([0, 0, 9]) == pytest.approx(2 / 3)
    assert graph.gini([]) is None
    assert graph.gini([0, 0]) is None
    even = thread_of("1 Ann, 2 Bob, 3 Cy, 4 Dee")
    assert graph.participation_entropy(even) == 2.0
    assert graph.participation_entropy(even, normalised=True) == 1.0
    assert graph.participation_entropy(thread_of("1 -")) is None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 50), min_size=1, max_size=20).filter(any))
def test_gini_is_half_the_relative_mean_difference(values):
    mean = sum(values) / len(values)
    spread = sum(abs(a - b) for a in values for b in values) / len(values) ** 2
    assert graph.gini(values) == pytest.approx(spread / (2 * mean), abs=1e-12)


def test_reentries_count_returns_after_someone_else():
    talk = thread_of("1 Ann @0, 2 Ann @1, 3 Bob @2, 4 Ann @3, 5 - @4, 6 Ann @5, 7 Bob @6")
    assert graph.reentries(talk) == {"Ann": 2, "Bob": 1}
    assert graph.reentry_share(talk) == 1.0
    assert graph.reentry_share(thread_of("1 Ann, 2 Ann, 3 Bob")) == 0.0


def test_openers_and_closers():
    assert graph.openers(TALK) == {"Ann": 1, "Dee": 1}
    assert graph.closers(TALK) == {"Bob": 1, "Cy": 1, "Dee": 1}
    assert not graph.openers(thread_of("1 Ann"))
    assert not graph.closers(thread_of("1 Ann"))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("@Bob Stone you are right", {"Bob Stone"}),
        ("I agree with @bob stone.", {"Bob Stone"}),
        ("Bob, that is wrong.", {"Bob Stone"}),
        ("Hi Bob! Thanks", {"Bob Stone"}),
        ("first line\nBob Stone: look here", {"Bob Stone"}),
        ("@Bob and @Cy both of you", {"Bob Stone", "Cy"}),
        ("@Bob. @Bob. @Bob.", {"Bob Stone"}),
        # not addressed
        ("Bob said that yesterday", set()),
        ("write to me@bob.example", set()),
        ("Bobby, come here", set()),
        ("Ann, as I always say", set()),  # the writer's own name
        ("Kim, which one?", set()),  # two of them
        ("", set()),
    ],
)
def test_addressed_by_name(body, named):
    authors = ["Bob Stone", "Cy", "Kim Lee", "Kim Roe"]
    posts = [Post(id=str(place), author=name) for place, name in enumerate(authors)]
    talk = Thread(posts=(*posts, Post(id="x", author="Ann", body=body)))
    assert graph.addressed(talk) == dict.fromkeys(named, 1)


# --- identity ---


def test_spellings_of_a_name_are_one_person_shown_as_most_often_printed():
    talk = thread_of("1 ANN, 2<1 Bob, 3<2 Ann, 4<3 Ann")
    assert graph.Cast(talk).names == [["Ann", "Bob", "Ann", "Ann"]]
    assert graph.author_key("A+") != graph.author_key("A-")
    assert graph.author_key("Å\u200b\u00a0B") == graph.author_key("A\u030a  b")


def test_aliases_join_people_and_give_the_name():
    talk = thread_of("1 Ann, 2<1 bobby, 3<2 Ann, 4<3 Robert")
    counts = graph.reply_counts(talk, aliases={"Bobby": "Robert"})
    assert counts == {("Robert", "Ann"): 2, ("Ann", "Robert"): 1}


def test_unknown_authors_are_distinct_and_left_out_by_default():
    talk = thread_of("1 Ann, 2<1 -, 3<1 -, 4<2 Anonymous, 5<3 Ann")
    assert graph.author_graph(talk).number_of_edges() == 0
    everyone = graph.author_graph(talk, unknown=True)
    assert sorted(everyone.edges) == [("?1/2", "Ann"), ("?1/3", "Ann"), ("?1/4", "?1/2"), ("Ann", "?1/3")]
    assert everyone.nodes["?1/4"]["kind"] == "unknown"
    named = graph.Cast(talk, nobody=())
    assert named.names[0][3] == "Anonymous"


def test_a_person_called_like_an_unknown_keeps_their_name():
    talk = Thread(posts=(Post(id="1", author="?1/2"), Post(id="2", parent="1")))
    assert graph.Cast(talk, unknown=True).names == [["?1/2", "??1/2"]]


def test_guessed_names_count_only_when_asked_for():
    guess = AuthorGuess(name="Themba", confidence=0.8)
    talk = Thread(posts=(Post(id="1", author="Ann"), Post(id="2", parent="1", author_guess=guess)))
    assert graph.reply_counts(talk) == {}
    assert graph.reply_counts(graph.Cast(talk, min_guess=0.7)) == {("Themba", "Ann"): 1}
    assert graph.reply_counts(graph.Cast(talk, min_guess=0.9)) == {}


@pytest.mark.parametrize(
    ("metas", "names"),
    [
        ([{}, {}], ["1", "2"]),
        ([{"id": "a"}, {"path": "b.txt"}, {"id": "a"}], ["a", "b.txt", "a~2"]),
        ([{"id": ""}, {"id": 7}], ["1", "7"]),
    ],
)
def test_thread_ids_are_unique(metas, names):
    assert graph.thread_ids([Thread(meta=meta) for meta in metas]) == names


# --- against brute force ---


def check(thread: Thread) -> None:
    by_id = {post.id: post for post in thread.posts}
    who = {post.id: post.author for post in thread.posts}
    counts: Counter[tuple[str, str]] = Counter()
    for post in thread.posts:
        if post.parent and post.author and who[post.parent] and who[post.parent] != post.author:
            counts[post.author, who[post.parent]] += 1
    assert graph.reply_counts(thread) == counts
    pairs = list(counts)
    expected = sum((b, a) in counts for a, b in pairs) / len(pairs) if pairs else None
    assert graph.reciprocity(thread) == expected
    network = graph.author_graph(thread)
    assert {(a, b): data["weight"] for a, b, data in network.edges(data=True)} == counts
    if pairs:
        assert graph.reciprocity(thread) == nx.overall_reciprocity(network)
    # Runs: every downward path whose authors alternate and that cannot be made longer.
    paths = []
    for post in thread.posts:
        path = [post.id]
        while by_id[path[0]].parent:
            path.insert(0, by_id[path[0]].parent)
            paths.append(tuple(path))

    def alternates(path: tuple[str, ...]) -> bool:
        names = [who[node] for node in path]
        return (
            None not in names and names[0] != names[1] and all(a == b for a, b in zip(names, names[2:], strict=False))
        )

    alternating = [path for path in paths if alternates(path)]
    inside = {longer[:-1] for longer in alternating} | {longer[1:] for longer in alternating}
    expected_runs = sorted(tuple(who[node] for node in path) for path in alternating if path not in inside)
    assert sorted(graph.turn_taking(thread)) == expected_runs
    posts = Counter(name for name in who.values() if name)
    if posts:
        total = sum(posts.values())
        bits = -sum(count / total * math.log2(count / total) for count in posts.values())
        assert graph.participation_entropy(thread) == pytest.approx(bits, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(threads(max_size=18))
def test_people_measures_equal_brute_force(thread):
    check(thread)


def test_people_measures_equal_brute_force_on_known_threads():
    found = [thread for thread in known_threads(6) if len(thread.posts) <= 60 and plainly_named(thread)]
    if not found:
        pytest.skip("no known threads on this machine")
    for thread in found:
        check(thread)


@settings(deadline=None, max_examples=40)
@given(threads(max_size=18).map(dated))
def test_reentries_equal_the_definition(thread):
    expected = dict.fromkeys((post.author for post in thread.posts if post.author), 0)
    for before, post in zip(thread.posts, thread.posts[1:], strict=False):
        earlier = [other.author for other in thread.posts[: thread.posts.index(post)]]
        if post.author and post.author in earlier and before.author != post.author:
            expected[post.author] += 1
    assert graph.reentries(thread) == expected


@settings(deadline=None, max_examples=25)
@given(st.lists(threads(max_size=10), max_size=4))
def test_dyads_add_up(several):
    counts = graph.reply_counts(several)
    rows = graph.dyads(several)
    assert sum(row["replies"] for row in rows) == sum(counts.values())
    assert {frozenset((row["a"], row["b"])) for row in rows} == {frozenset(pair) for pair in counts}
    for row in rows:
        assert row["reciprocal"] == (row["a_to_b"] > 0 and row["b_to_a"] > 0)
        assert row["threads"] == sum(
            any({row["a"], row["b"]} == set(pair) for pair in graph.reply_counts(thread)) for thread in several
        )


@settings(deadline=None, max_examples=25)
@given(threads(max_size=15))
def test_triads_of_people_equal_brute_force(thread):
    network = graph.author_graph(thread)
    census = graph.triads(network)
    assert sum(census.values()) == math.comb(len(network), 3)
    closed = sum(
        all(network.has_edge(a, b) and network.has_edge(b, a) for a, b in combinations(three, 2))
        for three in combinations(network, 3)
    )
    assert census["300"] == closed
