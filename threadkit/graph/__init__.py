"""Measures of reconstructed discussions: their shape, their pace, their people.

Every function takes a :class:`~threadkit.models.Thread`, the ones on people
also many; all take ``min_confidence``, below which a reply link does not
count.  :func:`summary` gives the usual measures at once as plain rows.  Only
``reply_graph``, ``author_graph`` and what works on their result import
networkx, and they do so when called.
"""

from __future__ import annotations

from threadkit.graph.build import author_graph, reply_graph
from threadkit.graph.hyper import hypergraph_features
from threadkit.graph.identity import Cast, author_key, is_nobody, thread_ids
from threadkit.graph.networks import (
    betweenness,
    centralities,
    clustering,
    collapse,
    communities,
    components,
    core_numbers,
    degrees,
    pagerank,
    triads,
    undirected,
)
from threadkit.graph.people import (
    addressed,
    closers,
    dyads,
    entropy,
    gini,
    openers,
    participation_entropy,
    participation_gini,
    reciprocity,
    reentries,
    reentry_share,
    reply_counts,
    response_matrix,
    turn_taking,
)
from threadkit.graph.shape import (
    branching,
    depth,
    depth_cap,
    h_index,
    largest_branch,
    leaves,
    longest_chain,
    reply_chains,
    root_dominance,
    size,
    structural_virality,
    unanswered_share,
    width,
    widths,
    wiener_index,
)
from threadkit.graph.summary import summary
from threadkit.graph.table import render_table
from threadkit.graph.times import lifetime, median_response, quantile, response_times, time_inversions
from threadkit.graph.tree import ReplyTree, as_tree, subtree

__all__ = [
    "Cast",
    "ReplyTree",
    "addressed",
    "as_tree",
    "author_graph",
    "author_key",
    "betweenness",
    "branching",
    "centralities",
    "closers",
    "clustering",
    "collapse",
    "communities",
    "components",
    "core_numbers",
    "degrees",
    "depth",
    "depth_cap",
    "dyads",
    "entropy",
    "gini",
    "h_index",
    "hypergraph_features",
    "is_nobody",
    "largest_branch",
    "leaves",
    "lifetime",
    "longest_chain",
    "median_response",
    "openers",
    "pagerank",
    "participation_entropy",
    "participation_gini",
    "quantile",
    "reciprocity",
    "reentries",
    "reentry_share",
    "render_table",
    "reply_chains",
    "reply_counts",
    "reply_graph",
    "response_matrix",
    "response_times",
    "root_dominance",
    "size",
    "structural_virality",
    "subtree",
    "summary",
    "thread_ids",
    "time_inversions",
    "triads",
    "turn_taking",
    "unanswered_share",
    "undirected",
    "width",
    "widths",
    "wiener_index",
]
