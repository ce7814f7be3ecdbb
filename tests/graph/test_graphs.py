"""networkx graphs of posts and of people, and what networkx measures on them."""

from __future__ import annotations

import subprocess
import sys

import networkx as nx
import pytest
from chains import chain
from hypothesis import given, settings
from random_threads import START, thread_of, threads

from threadkit import graph
from threadkit.models import Evidence, Post, ReplyLink, Thread

TALK = thread_of("1 Ann @0, 2<1 Bob @10 ?0.9, 3<2 Ann @15 ?0.4, 4<3 Bob @40, 5<1 Cy @50 ?0.2, 6 Dee @60, 7<6 Dee @70")


def test_reply_graph_runs_from_parent_to_child():
    link = ReplyLink(
        parent="1", confidence=0.7, source="inferred", evidence=(Evidence(signal="quote"), Evidence(signal="quote"))
    )
    talk = Thread(posts=(Post(id="1", author="Ann", timestamp=START, body="x"), Post(id="2", parent="1", link=link)))
    tree = graph.reply_graph(talk)
    assert list(tree.edges) == [("1", "2")]
    assert tree.nodes["1"]["author"] == "Ann"
    assert tree.nodes["1"]["timestamp"] == START
    assert tree.nodes["2"]["depth"] == 1
    assert tree.edges["1", "2"] == {"confidence": 0.7, "link_source": "inferred", "evidence": ("quote",)}


def test_the_article_can_be_the_common_root():
    talk = thread_of("1 Ann, article<1 Bob, 3 Cy", article="The news.")
    tree = graph.reply_graph(talk, article=True)
    assert tree.graph["root"] == "article*"
    assert tree.nodes["article*"]["body"] == "The news."
    assert nx.is_arborescence(tree)
    assert set(tree["article*"]) == {"1", "3"}
    assert not graph.reply_graph(Thread(), article=True).edges


def test_a_cut_link_leaves_no_trace_in_the_graph():
    tree = graph.reply_graph(TALK, article=True, min_confidence=0.5)
    assert tree.edges["article", "3"] == {"confidence": None, "link_source": "unknown", "evidence": ()}
    assert not tree.has_edge("2", "3")


def test_author_graph_counts_replies():
    people = graph.author_graph(TALK)
    assert dict(people["Bob"]["Ann"]) == {
        "weight": 2,
        "replies": 2,
        "threads": 1,
        "first": TALK.posts[1].timestamp,
        "last": TALK.posts[3].timestamp,
    }
    assert set(people.nodes) == {"Ann", "Bob", "Cy", "Dee"}
    assert people.nodes["Dee"] == {
        "posts": 2,
        "threads": 1,
        "first": TALK.posts[5].timestamp,
        "last": TALK.posts[6].timestamp,
        "kind": "author",
    }
    assert graph.author_graph([TALK, TALK])["Bob"]["Ann"]["threads"] == 2
    assert graph.author_graph([TALK, TALK])["Bob"]["Ann"]["weight"] == 4


@pytest.mark.parametrize(
    ("options", "edges"),
    [
        ({"self_replies": True}, {("Bob", "Ann"): 2, ("Ann", "Bob"): 1, ("Cy", "Ann"): 1, ("Dee", "Dee"): 1}),
        ({"min_confidence": 0.3}, {("Bob", "Ann"): 2, ("Ann", "Bob"): 1}),
        ({"expected": True}, {("Bob", "Ann"): 1.9, ("Ann", "Bob"): 0.4, ("Cy", "Ann"): 0.2}),
        (
            {"article": True, "min_confidence": 0.3},  # Cy's cut link is no answer to the article
            {("Bob", "Ann"): 2, ("Ann", "Bob"): 1, ("Ann", "article 1"): 1, ("Dee", "article 1"): 1},
        ),
    ],
)
def test_author_graph_options(options, edges):
    people = graph.author_graph(TALK, **options)
    assert {pair: weight for *pair_, weight in people.edges(data="weight") for pair in [tuple(pair_)]} == pytest.approx(
        edges
    )


def test_collapse_sums_parallel_edges_and_drops_loops():
    talk = nx.MultiDiGraph()
    talk.add_edge("a", "b", weight=2)
    talk.add_edge("a", "b")
    talk.add_edge("b", "b")
    assert list(graph.collapse(talk).edges(data="weight")) == [("a", "b", 3)]
    assert list(graph.undirected(nx.DiGraph([("a", "b"), ("b", "a")])).edges(data="weight")) == [("a", "b", 2)]


def test_degrees_and_centralities():
    rows = graph.centralities(graph.author_graph(TALK, self_replies=True))
    assert rows["Ann"]["in_degree"] == 2
    assert rows["Ann"]["in_strength"] == 3
    assert rows["Dee"]["in_degree"] == 0
    assert rows["Ann"]["core"] == 1
    assert rows["Ann"]["betweenness"] == pytest.approx(1 / 6)  # Cy reaches Bob through Ann: 1 of (4-1)(4-2)


def test_components_and_communities():
    people = graph.author_graph(TALK)
    assert graph.components(people) == [{"Ann", "Bob", "Cy"}, {"Dee"}]
    assert graph.components(people, strong=True)[0] == {"Ann", "Bob"}
    groups = graph.communities(people)
    assert set().union(*groups) == set(people)
    assert groups == graph.communities(people)
    assert graph.communities(nx.DiGraph()) == []


def test_pagerank_is_networkx_on_the_collapsed_graph():
    pytest.importorskip("scipy")
    people = graph.author_graph(TALK, self_replies=True)
    assert graph.pagerank(people) == pytest.approx(nx.pagerank(graph.author_graph(TALK)))
    assert graph.pagerank(nx.DiGraph()) == {}


def test_pagerank_says_which_extra_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "scipy", None)
    with pytest.raises(ImportError, match=r"threadkit\[graph\]"):
        graph.pagerank(graph.author_graph(TALK))


def test_importing_measures_loads_neither_networkx_nor_pydantic():
    script = (
        "import sys, threadkit.graph\n"
        "print([name for name in ('networkx', 'pydantic', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_graphs_of_a_chain_a_hundred_thousand_deep():
    deep = chain(100_000)
    tree = graph.reply_graph(deep, article=True)
    assert tree.number_of_edges() == 100_000
    assert graph.author_graph(deep)["Ann"]["Bob"]["weight"] == 49_999


@settings(deadline=None, max_examples=30)
@given(threads())
def test_reply_graph_is_a_forest_with_all_posts(thread):
    tree = graph.reply_graph(thread)
    assert set(tree) == {post.id for post in thread.posts}
    assert {(post.parent, post.id) for post in thread.posts if post.parent} == set(tree.edges)
    if thread.posts:
        assert nx.is_arborescence(graph.reply_graph(thread, article=True))
