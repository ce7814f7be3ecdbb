"""Measures of an author network that networkx already has.

Decides how the network is prepared for them (loops out, parallel edges
summed, direction dropped where a measure needs it) and which settings make a
result repeatable; the algorithms are networkx's.  Takes the graph of
:func:`~threadkit.graph.build.author_graph` or any graph whose edges run from
replier to replied-to with a ``weight``.
"""

from __future__ import annotations

from typing import Any

EXACT_BETWEENNESS = 1000
"""Networks up to this many nodes get exact betweenness; beyond, the time grows with nodes times edges."""

PIVOTS = 200
"""Sampled sources for the betweenness of larger networks."""

SEED = 0
"""Fixes sampling and community search, so that the same input gives the same numbers."""


def collapse(graph: Any) -> Any:
    """A simple weighted ``DiGraph``: parallel edges summed, self-replies dropped.

    Node attributes are kept, of edge attributes only ``weight`` (1 where
    missing).  Many networkx functions refuse multigraphs or loops, and
    ``overall_reciprocity`` is silently wrong on the former.
    """
    import networkx as nx  # type: ignore[import-untyped]

    simple = nx.DiGraph()
    simple.add_nodes_from(graph.nodes(data=True))
    for source, target, weight in graph.edges(data="weight", default=1):
        if source == target:
            continue
        if simple.has_edge(source, target):
            simple[source][target]["weight"] += weight
        else:
            simple.add_edge(source, target, weight=weight)
    return simple


def undirected(graph: Any) -> Any:
    """The collapsed network without direction; the weights of both directions are summed."""
    import networkx as nx

    simple = collapse(graph)
    both = nx.Graph()
    both.add_nodes_from(simple.nodes(data=True))
    for source, target, weight in simple.edges(data="weight"):
        before = both[source][target]["weight"] if both.has_edge(source, target) else 0
        both.add_edge(source, target, weight=before + weight)
    return both


def degrees(graph: Any) -> dict[str, dict[str, float]]:
    """Per author: ``in_degree`` (people who answered them), ``out_degree`` (people they
    answered), ``in_strength`` and ``out_strength`` (the same in replies).

    Self-replies do not count.
    """
    simple = collapse(graph)
    return {
        node: {
            "in_degree": simple.in_degree(node),
            "out_degree": simple.out_degree(node),
            "in_strength": simple.in_degree(node, weight="weight"),
            "out_strength": simple.out_degree(node, weight="weight"),
        }
        for node in simple
    }


def pagerank(graph: Any) -> dict[str, float]:
    """Weighted PageRank (damping 0.85): who is answered by those who are answered.

    ``networkx.pagerank``; needs numpy and scipy (``pip install threadkit[graph]``).
    """
    import networkx as nx

    simple = collapse(graph)
    if not simple:
        return {}
    _need_scipy("pagerank")
    ranks: dict[str, float] = nx.pagerank(simple, weight="weight")
    return ranks


def betweenness(graph: Any) -> dict[str, float]:
    """Share of the shortest directed paths that run through each author, unweighted.

    ``networkx.betweenness_centrality``; exact up to :data:`EXACT_BETWEENNESS`
    nodes, beyond that estimated from :data:`PIVOTS` sampled sources.
    """
    import networkx as nx

    simple = collapse(graph)
    pivots = PIVOTS if len(simple) > EXACT_BETWEENNESS else None
    between: dict[str, float] = nx.betweenness_centrality(simple, k=pivots, seed=SEED)
    return between


def core_numbers(graph: Any) -> dict[str, int]:
    """Per author the largest k of a k-core they belong to, direction ignored.

    ``networkx.core_number`` on the undirected collapsed network.
    """
    import networkx as nx

    numbers: dict[str, int] = nx.core_number(undirected(graph))
    return numbers


def clustering(graph: Any) -> dict[str, float]:
    """Per author the share of pairs of contacts that are in contact, direction ignored.

    ``networkx.clustering`` on the undirected collapsed network, unweighted.
    """
    import networkx as nx

    shares: dict[str, float] = nx.clustering(undirected(graph))
    return shares


def centralities(graph: Any) -> dict[str, dict[str, float]]:
    """One row per author: degrees, strengths, betweenness, core number, clustering.

    Only what runs without numpy; see :func:`pagerank` for that one.
    """
    rows = degrees(graph)
    for name, values in (
        ("betweenness", betweenness(graph)),
        ("core", core_numbers(graph)),
        ("clustering", clustering(graph)),
    ):
        for node, value in values.items():
            rows[node][name] = value
    return rows


def components(graph: Any, *, strong: bool = False) -> list[set[str]]:
    """Groups of authors connected by replies, largest first.

    Weakly connected, or strongly (replies lead from each to each) on request.
    """
    import networkx as nx

    simple = collapse(graph)
    found = nx.strongly_connected_components(simple) if strong else nx.weakly_connected_components(simple)
    return _by_size(found)


def triads(graph: Any) -> dict[str, int]:
    """Triad census: how often each of the 16 directed three-node patterns occurs.

    ``networkx.triadic_census`` on the collapsed network, names after Davis and
    Leinhardt ("003" nothing between three people, "300" everyone with everyone).
    """
    import networkx as nx

    census: dict[str, int] = nx.triadic_census(collapse(graph))
    return census


def communities(graph: Any, *, resolution: float = 1.0) -> list[set[str]]:
    """Groups that talk more among themselves than with others, largest first.

    ``networkx.community.louvain_communities`` on the undirected weighted
    network, with a fixed seed.  Louvain finds a good division, not the best.
    """
    import networkx as nx

    both = undirected(graph)
    if not both:
        return []
    return _by_size(nx.community.louvain_communities(both, weight="weight", resolution=resolution, seed=SEED))


def _by_size(groups: Any) -> list[set[str]]:
    return sorted((set(group) for group in groups), key=lambda group: (-len(group), sorted(map(str, group))))


def _need_scipy(measure: str) -> None:
    try:
        import numpy  # noqa: F401
        import scipy  # type: ignore[import-untyped]  # noqa: F401
    except ImportError as missing:
        raise ImportError(f"{measure} needs numpy and scipy: pip install 'threadkit[graph]'") from missing
