"""Threads as networkx graphs.

Decides nodes, edges and their attributes; measures nothing.  networkx is
imported when a graph is built, not before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from threadkit.graph.identity import Cast, Casts, as_cast
from threadkit.graph.tree import TOP, Discussion, ReplyTree, as_tree, seconds_of

ARTICLE = "article"
"""Node of the article; a post of that id makes it ``article*``."""


def reply_graph(thread: Discussion, *, article: bool = False, min_confidence: float = 0.0) -> Any:
    """The reply tree as a ``networkx.DiGraph``, edges from parent to child.

    Node ids are post ids.  Nodes carry ``author``, ``timestamp`` (datetime),
    ``body``, ``number``, ``title``, ``score``, ``depth`` (edges from the top),
    ``deleted`` and ``position`` (place on the page, from 0); edges carry
    ``confidence`` (None where nothing was estimated), ``link_source`` and
    ``evidence`` (the kinds of signals behind the link, a tuple).

    With ``article=True`` the article is a node too (``graph.graph["root"]``
    names it) and the parent of all top posts.
    """
    import networkx as nx  # type: ignore[import-untyped]

    tree = as_tree(thread, min_confidence)
    graph = nx.DiGraph()
    root = article_node(tree) if article else None
    if root is not None:
        graph.graph["root"] = root
        graph.add_node(root, **article_attributes(tree))
    graph.add_nodes_from((post.id, node_attributes(tree, index)) for index, post in enumerate(tree.posts))
    for index, parent in enumerate(tree.parents):
        above = tree.posts[parent].id if parent != TOP else root
        if above is not None:
            graph.add_edge(above, tree.posts[index].id, **edge_attributes(tree, index))
    return graph


def article_node(tree: ReplyTree) -> str:
    """The article's node id: ``article``, with stars where a post is called so."""
    name = tree.root.id if tree.root is not None else ARTICLE
    while name in tree.ids:
        name += "*"
    return name


def article_attributes(tree: ReplyTree) -> dict[str, Any]:
    """Attributes of the article's node (of the post that stands for it in a subtree)."""
    post = tree.root
    return {
        "author": post.author if post else None,
        "timestamp": post.timestamp if post else None,
        "body": post.body if post else tree.article or "",
        "kind": "article",
    }


def node_attributes(tree: ReplyTree, index: int) -> dict[str, Any]:
    """Attributes of one post's node; see :func:`reply_graph`."""
    post = tree.posts[index]
    return {
        "author": post.author,
        "timestamp": post.timestamp,
        "body": post.body,
        "number": post.number,
        "title": post.title,
        "score": post.score,
        "depth": tree.depths[index],
        "deleted": post.deleted,
        "position": index,
        "kind": "post",
    }


def edge_attributes(tree: ReplyTree, index: int) -> dict[str, Any]:
    """Attributes of the edge into one post; see :func:`reply_graph`.

    A post whose link was cut hangs on the article for want of anything known.
    """
    if index in tree.cut:
        return {"confidence": None, "link_source": "unknown", "evidence": ()}
    link = tree.posts[index].link
    return {
        "confidence": link.confidence,
        "link_source": link.source,
        "evidence": tuple(dict.fromkeys(evidence.signal for evidence in link.evidence)),
    }


def author_graph(
    threads: Casts,
    *,
    self_replies: bool = False,
    min_confidence: float = 0.0,
    expected: bool = False,
    article: bool = False,
    unknown: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> Any:
    """Who answers whom, as a ``networkx.DiGraph`` from replier to replied-to.

    Edges carry ``weight`` (number of replies or, with ``expected``, the sum of
    their confidences, a link without one counting 1), ``replies`` (always the
    number), ``threads`` (in how many), ``first`` and ``last`` (datetimes of
    the earliest and latest dated reply, or None).  Nodes are names, spelled
    as most often printed, with ``posts``, ``threads``, ``first``, ``last``,
    ``kind`` ("author", "unknown" or "article").  Every known author is a node,
    also one without any edge.

    Replies whose confidence is below ``min_confidence`` are left out.
    ``article=True`` adds a node per thread for its article, answered by the
    authors of the top posts; ``unknown=True`` adds a node for every post
    without an author (each a distinct unknown).  ``aliases`` maps spellings of
    a name to the person; for more choices pass a prepared
    :class:`~threadkit.graph.identity.Cast`.
    """
    import networkx as nx

    network = author_network(
        as_cast(threads, min_confidence, aliases, unknown=unknown),
        self_replies=self_replies,
        expected=expected,
        article=article,
    )
    graph = nx.DiGraph()
    graph.add_nodes_from(network[0].items())
    graph.add_edges_from((source, target, attributes) for (source, target), attributes in network[1].items())
    return graph


Network = tuple[dict[str, dict[str, Any]], dict[tuple[str, str], dict[str, Any]]]
"""Nodes and edges with their attributes, before any graph library."""


def author_network(cast: Cast, *, self_replies: bool = False, expected: bool = False, article: bool = False) -> Network:
    """Nodes and edges of :func:`author_graph` as plain dicts, without networkx."""
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    last_thread: dict[Any, int] = {}  # threads come one after the other, so this counts each once

    def meet(attributes: dict[str, Any], key: Any, number: int, moment: Any) -> None:
        if last_thread.get(key) != number:
            last_thread[key] = number
            attributes["threads"] += 1
        seconds = seconds_of(moment)
        if seconds is None:
            return
        if attributes["first"] is None or seconds < (seconds_of(attributes["first"]) or 0.0):
            attributes["first"] = moment
        if attributes["last"] is None or seconds > (seconds_of(attributes["last"]) or 0.0):
            attributes["last"] = moment

    def answer(source: str, target: str, number: int, child: int) -> None:
        post = cast.trees[number].posts[child]
        edge = edges.setdefault(
            (source, target), {"weight": 0, "replies": 0, "threads": 0, "first": None, "last": None}
        )
        confidence = post.link.confidence
        edge["weight"] += (1.0 if confidence is None else confidence) if expected else 1
        edge["replies"] += 1
        meet(edge, (source, target), number, post.timestamp)

    for number, tree in enumerate(cast.trees):
        for name, post in zip(cast.names[number], tree.posts, strict=True):
            if name is None:
                continue
            kind = "unknown" if name in cast.unknown else "author"
            node = nodes.setdefault(name, {"posts": 0, "threads": 0, "first": None, "last": None, "kind": kind})
            node["posts"] += 1
            meet(node, name, number, post.timestamp)
    for reply in cast.replies(self_replies=self_replies):
        answer(reply.replier, reply.replied_to, reply.thread, reply.child)
    if article:
        for number, tree in enumerate(cast.trees):
            label = f"{ARTICLE} {cast.thread_ids[number]}"
            while label in nodes:  # someone may be called so
                label += "*"
            nodes[label] = {"posts": 0, "threads": 1, "first": None, "last": None, "kind": "article"}
            for top in tree.tops:
                name = cast.names[number][top]
                if name is not None and top not in tree.cut:
                    answer(name, label, number, top)
    return nodes, edges
