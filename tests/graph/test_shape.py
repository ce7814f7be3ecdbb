"""Tree measures: worked by hand, and against brute force on random trees."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
import pytest
from chains import chain
from hypothesis import given, settings
from random_threads import known_threads, thread_of, threads

from threadkit import graph
from threadkit.models import Post, Thread

# 1 and 6 answer the article; 2, 3 answer 1; 4 answers 2; 5 answers 4.
WORKED = thread_of("1 Ann, 2<1 Bob, 3<1 Cy, 4<2 Ann, 5<4 Bob, 6 Dee")


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (graph.size, 6),
        (graph.depth, 3),
        (graph.widths, [2, 2, 1, 1]),
        (graph.width, 2),
        (graph.leaves, ["3", "5", "6"]),
        (graph.unanswered_share, 3 / 6),
        (graph.branching, (2 + 1 + 1) / 3),
        (graph.longest_chain, ("1", "2", "4", "5")),
        (graph.h_index, 2),  # level 1 has 2 posts, level 2 has 2, level 3 has 1
        # subtree sizes 5, 3, 1, 2, 1, 1 of 7 nodes: 5·2 + 3·4 + 1·6 + 2·5 + 1·6 + 1·6
        (graph.wiener_index, 50),
        (graph.structural_virality, 2 * 50 / (7 * 6)),
        (graph.root_dominance, 2 / 6),
        (graph.largest_branch, 5 / 6),
        (graph.depth_cap, None),
    ],
)
def test_worked_example(measure, expected):
    assert measure(WORKED) == pytest.approx(expected) if isinstance(expected, float) else measure(WORKED) == expected


def test_reply_chains_are_the_root_to_leaf_paths():
    assert list(graph.reply_chains(WORKED)) == [("1", "2", "4", "5"), ("1", "3"), ("6",)]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (graph.size, 0),
        (graph.depth, 0),
        (graph.widths, []),
        (graph.width, 0),
        (graph.leaves, []),
        (graph.unanswered_share, None),
        (graph.branching, None),
        (graph.longest_chain, ()),
        (graph.h_index, 0),
        (graph.wiener_index, 0),
        (graph.structural_virality, None),
        (graph.root_dominance, None),
        (graph.largest_branch, None),
        (graph.depth_cap, None),
    ],
)
def test_a_thread_without_posts(measure, expected):
    assert measure(Thread()) == expected


def test_a_chain_and_a_broadcast_have_the_known_virality():
    assert graph.structural_virality(chain(9)) == pytest.approx((10 + 1) / 3)
    star = thread_of("1 A, 2 B, 3 C, 4 D")
    assert graph.structural_virality(star) == pytest.approx(2 * (1 - 1 / 5))


def test_h_index_takes_the_largest_level_even_behind_a_narrow_one():
    narrow = thread_of("1 A, 2<1 B, 3<2 C, 4<2 D, 5<2 E")  # levels hold 1, 1 and 3 posts
    assert graph.h_index(narrow) == 3


def test_unanswered_top_posts_are_counted_apart():
    assert graph.unanswered_share(WORKED, tops_only=True) == 1 / 2


def test_links_below_the_threshold_are_cut():
    unsure = thread_of("1 Ann, 2<1 Bob ?0.9, 3<2 Cy ?0.3, 4<3 Dee")
    assert graph.depth(unsure) == 3
    assert graph.depth(unsure, min_confidence=0.5) == 1
    assert graph.widths(unsure, min_confidence=0.5) == [2, 2]
    assert graph.as_tree(unsure, 0.5).cut == {2}
    # A tree made without a threshold can still be cut, one made with it stays as it is.
    assert graph.depth(graph.as_tree(unsure), min_confidence=0.5) == 1
    assert graph.depth(graph.as_tree(unsure, 0.5)) == 1


def test_the_mid_thread_view_puts_a_post_in_the_place_of_the_article():
    below = graph.subtree(WORKED, "1")
    assert [post.id for post in below.posts] == ["2", "3", "4", "5"]
    assert graph.depth(below) == 2
    assert graph.h_index(below) == 1
    assert below.root is not None
    assert below.root.id == "1"
    # The discussion is the path 3-1-2-4-5.
    assert graph.wiener_index(below) == nx.wiener_index(nx.path_graph(5))
    with pytest.raises(KeyError):
        graph.subtree(WORKED, "nothing")


@pytest.mark.parametrize(
    ("line", "cap"),
    [
        # Level 2 holds eight posts, none answered, though all but one inner post was.
        ("1 A, 2<1 B, 3<2 C, 4<2 D, 5<2 E, 6<2 F, 7<2 G, 8<2 H, 9<2 I, 10<2 J", 2),
        ("1 A, 2<1 B, 3<2 C", None),  # every thread has a last post
        ("1 A, 2 B, 3 C, 4 D, 5 E, 6 F, 7 G", None),  # a flat page shows no nesting to be capped
    ],
)
def test_depth_cap(line, cap):
    assert graph.depth_cap(thread_of(line)) == cap


def test_depth_cap_of_a_site_pools_its_threads():
    page = "1 A, 2<1 B, 3<2 C, 4<2 D"
    assert graph.depth_cap(thread_of(page)) is None
    assert graph.depth_cap([thread_of(page)] * 4) == 2


@pytest.mark.parametrize("posts", [[Post(id="1"), Post(id="1")], [Post(id="1", parent="2"), Post(id="2", parent="1")]])
def test_impossible_trees_are_refused(posts):
    with pytest.raises(ValueError, match=r"same id|circle"):
        graph.ReplyTree(posts)


def test_a_parent_that_is_no_post_counts_as_none():
    tree = graph.ReplyTree([Post(id="2", parent="gone"), Post(id="3", parent="2")])
    assert graph.widths(tree) == [1, 1]


# --- against brute force ---


def brute_force(thread: Thread) -> dict[str, object]:
    """The measures by definition, on a networkx graph with the article as node ""."""
    tree = nx.DiGraph()
    tree.add_node("")
    for post in thread.posts:
        tree.add_edge(post.parent or "", post.id)
    level = nx.single_source_shortest_path_length(tree, "")
    ids = [post.id for post in thread.posts]
    both = tree.to_undirected()
    distances = dict(nx.all_pairs_shortest_path_length(both))
    pairs = [distances[a][b] for a, b in combinations(tree, 2)]
    answered = [node for node in ids if tree.out_degree(node)]
    at_level = {number: sum(level[node] == number for node in ids) for number in range(1, len(ids) + 1)}
    return {
        "size": len(ids),
        "depth": max((level[node] - 1 for node in ids), default=0),
        "widths": [count for count in at_level.values() if count],
        "width": max(at_level.values(), default=0),
        "leaves": [node for node in ids if not tree.out_degree(node)],
        "unanswered_share": 1 - len(answered) / len(ids) if ids else None,
        "branching": sum(tree.out_degree(node) for node in answered) / len(answered) if answered else None,
        "h_index": max([number for number, count in at_level.items() if count >= number], default=0),
        "wiener_index": sum(pairs),
        "structural_virality": sum(pairs) / len(pairs) if pairs else None,
        "root_dominance": tree.out_degree("") / len(ids) if ids else None,
        "largest_branch": max(len(nx.descendants(tree, top)) + 1 for top in tree[""]) / len(ids) if ids else None,
        "longest_chain": nx.dag_longest_path_length(tree),
        "reply_chains": sorted(
            tuple(nx.shortest_path(tree, "", node)[1:]) for node in ids if not tree.out_degree(node)
        ),
    }


def check(thread: Thread) -> None:
    for name, expected in brute_force(thread).items():
        found = getattr(graph, name)(thread)
        if name == "longest_chain":
            found = len(found)
        elif name == "reply_chains":
            found = sorted(found)
        assert found == (pytest.approx(expected) if isinstance(expected, float) else expected), name


@settings(deadline=None, max_examples=60)
@given(threads())
def test_measures_equal_brute_force(thread):
    check(thread)


@settings(deadline=None, max_examples=25)
@given(threads(max_size=15))
def test_cutting_equals_measuring_the_thread_without_those_links(thread):
    kept = [
        post.model_copy(update={"parent": None}) if (post.link.confidence or 1) < 0.5 else post for post in thread.posts
    ]
    reduced = Thread(posts=tuple(kept))
    for measure in (graph.widths, graph.wiener_index, graph.leaves, graph.longest_chain):
        assert measure(thread, min_confidence=0.5) == measure(reduced)


@settings(deadline=None, max_examples=25)
@given(threads(max_size=15))
def test_mid_thread_equals_brute_force_on_the_subtree(thread):
    tree = nx.DiGraph()
    tree.add_nodes_from(post.id for post in thread.posts)
    tree.add_edges_from((post.parent, post.id) for post in thread.posts if post.parent)
    for post in thread.posts:
        below = tree.subgraph(nx.descendants(tree, post.id) | {post.id}).to_undirected()
        assert graph.wiener_index(graph.subtree(thread, post.id)) == nx.wiener_index(below)


def test_measures_equal_brute_force_on_known_threads():
    found = [thread for thread in known_threads(12) if len(thread.posts) <= 300]
    if not found:
        pytest.skip("no known threads on this machine")
    for thread in found:
        check(thread)


def test_a_chain_a_hundred_thousand_deep():
    deep = graph.as_tree(chain(100_000))
    assert graph.depth(deep) == 99_999
    assert graph.structural_virality(deep) == pytest.approx(100_002 / 3)
    assert graph.h_index(deep) == 1
    assert len(graph.longest_chain(deep)) == 100_000
    assert len(next(graph.reply_chains(deep))) == 100_000
    assert len(graph.subtree(deep, "50000")) == 49_999
    assert graph.turn_taking(deep)[0][:3] == ("Ann", "Bob", "Ann")
    assert len(graph.turn_taking(deep)) == 1
    assert graph.summary(deep)[0]["longest_exchange"] == 100_000
