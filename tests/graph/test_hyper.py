"""HyperConvo's features: by hand, by brute force, and against ConvoKit where it is installed."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from random_threads import dated, known_threads, plainly_named, thread_of, threads

from threadkit import graph
from threadkit.graph.hyper import degree_statistics
from threadkit.models import Thread

# One opening post by Ann; Bob and Cy answer her, she answers Bob, Dee answers her answer.
TALK = thread_of("1 Ann @0, 2<1 Bob @1, 3<1 Cy @2, 4<2 Ann @3, 5<4 Dee @4")


def test_motifs_by_hand():
    (found,) = graph.hypergraph_features(TALK)
    assert found["count[reciprocity motif]"] == 1  # Bob answered Ann, Ann answered that
    assert found["count[external reciprocity motif]"] == 1  # Ann answered Bob, Dee answered that
    assert found["count[dyadic interaction motif]"] == 1  # Ann and Bob
    assert found["count[incoming triads]"] == 3  # Bob, Cy and Dee at Ann
    assert found["count[outgoing triads]"] == 0
    assert found["is-present[outgoing triads]"] is False
    # Without the opening post, Bob's and Cy's answers answer nothing.
    assert found["count[dyadic interaction motif over mid-thread]"] == 0
    assert found["max[indegree over C->C responses]"] == 3
    assert found["argmax[indegree over c->c responses]"] == 0


def test_degree_statistics_of_nothing():
    assert set(degree_statistics([]).values()) == {None}
    assert degree_statistics([0])["2nd-largest"] is None
    assert degree_statistics([0, 0])["entropy"] is None
    assert degree_statistics([0, 0])["norm.max"] == 0


def test_the_article_is_an_utterance_where_it_must_be():
    two_tops = thread_of("1 Ann, 2 Bob")
    assert graph.hypergraph_features(two_tops)[0]["max[indegree over c->c responses]"] == 2
    assert graph.hypergraph_features(two_tops, article=False)[0]["max[indegree over c->c responses]"] == 0
    assert graph.hypergraph_features(TALK, article=True)[0]["max[indegree over c->c responses]"] == 2
    assert graph.hypergraph_features(TALK, prefix=1)[0]["max[indegree over c->c responses]"] == 0


def brute_force(thread: Thread) -> dict[str, int]:
    """The motifs of the paper's figure 2, from all pairs and triples of distinct things."""
    author = {post.id: post.author or ("?", post.id) for post in thread.posts}
    answers = {(post.id, post.parent) for post in thread.posts if post.parent}
    talks = {(author[child], author[parent]) for child, parent in answers}
    people = list(dict.fromkeys(author.values()))
    twice = [(later, middle, first) for later, middle in answers for other, first in answers if other == middle]
    return {
        "reciprocity motif": sum(author[later] == author[first] for later, _, first in twice),
        "external reciprocity motif": sum(author[later] != author[first] for later, _, first in twice),
        "dyadic interaction motif": sum((a, b) in talks and (b, a) in talks for a, b in combinations(people, 2)),
        "incoming triads": sum(
            (a, hub) in talks and (b, hub) in talks for hub in people for a, b in combinations(people, 2)
        ),
        "outgoing triads": sum(
            (hub, a) in talks and (hub, b) in talks for hub in people for a, b in combinations(people, 2)
        ),
    }


@settings(deadline=None, max_examples=60)
@given(threads())
def test_motifs_equal_brute_force(thread):
    (found,) = graph.hypergraph_features(thread, article=False)
    for motif, count in brute_force(thread).items():
        assert found[f"count[{motif}]"] == count


def convokit_features(thread: Thread, prefix: int) -> dict[str, float]:
    pytest.importorskip("convokit", reason="ConvoKit is installed only where its values are compared")
    from convokit import Corpus, Speaker, Utterance
    from convokit.hyperconvo import HyperConvo

    utterances = [
        Utterance(
            id=post.id,
            speaker=Speaker(id=post.author or f"?{post.id}"),
            conversation_id="talk",
            reply_to=post.parent,
            timestamp=int(post.timestamp.timestamp()),
            text=post.body,
        )
        for post in thread.posts
    ]
    corpus = Corpus(utterances=utterances)
    return HyperConvo(prefix_len=prefix, min_convo_len=2).retrieve_feats(corpus)["talk"]


def same_as_convokit(thread: Thread, prefix: int) -> None:
    theirs = convokit_features(thread, prefix)
    (ours,) = graph.hypergraph_features(graph.Cast(thread, nobody=()), prefix=prefix, article=False)
    assert set(ours) == set(theirs)
    for name, value in theirs.items():
        if ours[name] is None:
            assert value != value, name  # NaN
        elif "2nd-argmax" in name:
            continue  # numpy's sort is free to choose among equal values
        else:
            assert ours[name] == pytest.approx(value), name


@pytest.mark.filterwarnings("ignore")
@settings(deadline=None, max_examples=25)
@given(threads(max_size=14).filter(lambda thread: len(thread.posts) >= 2).map(dated))
def test_features_are_convokits(thread):
    same_as_convokit(thread, prefix=10)


@pytest.mark.filterwarnings("ignore")
def test_features_are_convokits_on_known_threads():
    found = [
        thread
        for thread in known_threads(8)
        if len(thread.posts) >= 10 and plainly_named(thread) and all(p.timestamp for p in thread.posts)
    ]
    if not found:
        pytest.skip("no known threads on this machine")
    for thread in found:
        same_as_convokit(thread, prefix=len(thread.posts))
