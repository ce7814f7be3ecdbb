"""The graph behind every graph format: nodes and edges with clean attributes.

Decides which graph is written (the replies or the authors), how its nodes are
called when several threads share a file, and that attributes are strings,
numbers and booleans.  Syntax is left to the formats; networkx is not needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal, NamedTuple

from threadkit.export import clean
from threadkit.graph.build import (
    article_attributes,
    article_node,
    author_network,
    edge_attributes,
    node_attributes,
)
from threadkit.graph.identity import Cast, thread_ids
from threadkit.graph.tree import TOP, Discussions, as_trees

Of = Literal["replies", "authors"]
Attributes = dict[str, str | int | float | bool]

LABEL_LENGTH = 60
"""Characters of a body in a node's label; the whole body is an attribute."""


class Node(NamedTuple):
    """``id`` is unique, ``label`` for people to read, ``start`` when it came into being."""

    id: str
    label: str
    start: str | None
    attributes: Attributes


class Edge(NamedTuple):
    """From ``source`` to ``target``; ``weight`` only where edges are weighted."""

    source: str
    target: str
    weight: float | None
    start: str | None
    attributes: Attributes


class Network(NamedTuple):
    nodes: list[Node]
    edges: list[Edge]


def network(
    threads: Discussions | Network,
    of: Of = "replies",
    *,
    article: bool = False,
    min_confidence: float = 0.0,
    aliases: Mapping[str, str] | None = None,
) -> Network:
    """The reply graph (parent to child) or author network (replier to replied-to) of threads.

    Post ids are node ids; where several threads share a file, the thread's
    name stands before them ("1/7").  ``article`` adds the articles as nodes.
    A Network, as :func:`of_graph` makes it, is returned as it is.
    """
    if isinstance(threads, Network):
        return threads
    if of == "authors":
        cast = Cast(threads, min_confidence=min_confidence, aliases=aliases)
        nodes, edges = author_network(cast, article=article)
        return _network(nodes.items(), ((source, target, data) for (source, target), data in edges.items()))
    if of != "replies":
        raise ValueError(f"a network is of 'replies' or of 'authors', not of {of!r}")
    return _reply_network(threads, article=article, min_confidence=min_confidence)


def of_graph(graph: Any) -> Network:
    """A networkx graph as a Network; parallel edges stay parallel."""
    return _network(graph.nodes(data=True), graph.edges(data=True))


def _reply_network(threads: Discussions, *, article: bool, min_confidence: float) -> Network:
    trees = as_trees(threads, min_confidence)
    nodes: list[tuple[str, Mapping[str, Any]]] = []
    edges: list[tuple[str, str, Mapping[str, Any]]] = []
    for name, tree in zip(thread_ids(trees), trees, strict=True):
        prefix = f"{name}/" if len(trees) > 1 else ""
        above = {"thread": name} if len(trees) > 1 else {}
        root = prefix + article_node(tree)
        if article:
            nodes.append((root, {**above, **article_attributes(tree)}))
        for index, post in enumerate(tree.posts):
            nodes.append((prefix + post.id, {**above, **node_attributes(tree, index)}))
            parent = tree.parents[index]
            if parent != TOP or article:
                source = root if parent == TOP else prefix + tree.posts[parent].id
                edges.append((source, prefix + post.id, {**edge_attributes(tree, index), "timestamp": post.timestamp}))
    return _network(nodes, edges)


def _network(
    nodes: Iterable[tuple[Any, Mapping[str, Any]]], edges: Iterable[tuple[Any, Any, Mapping[str, Any]]]
) -> Network:
    names: dict[Any, str] = {}
    taken: set[str] = set()
    found = []
    for node, attributes in nodes:
        name = clean.text(str(node))
        while name in taken:  # two ids that differ only in unfit characters, or 1 and "1"
            name += "*"
        taken.add(name)
        names[node] = name
        found.append(Node(name, _label(name, attributes), _start(attributes), clean.known(attributes)))
    return Network(
        found,
        [
            Edge(names[source], names[target], _weight(attributes), _start(attributes), _without_weight(attributes))
            for source, target, attributes in edges
        ],
    )


def _label(name: str, attributes: Mapping[str, Any]) -> str:
    """A post's author and first words; the name of anything else."""
    if "body" not in attributes:
        return clean.one_line(str(attributes.get("label") or name))
    head = attributes.get("author") or ("article" if attributes.get("kind") == "article" else "?")
    words = clean.one_line(attributes["body"])
    if len(words) > LABEL_LENGTH:
        words = words[: LABEL_LENGTH - 1] + "…"
    return clean.one_line(f"{head}: {words}") if words else clean.one_line(head)


def _start(attributes: Mapping[str, Any]) -> str | None:
    for key in ("timestamp", "first"):
        moment = attributes.get(key)
        if isinstance(moment, datetime):
            return clean.utc(moment)
    return None


def _weight(attributes: Mapping[str, Any]) -> float | None:
    weight = attributes.get("weight")
    return float(weight) if isinstance(weight, int | float) else None


def _without_weight(attributes: Mapping[str, Any]) -> Attributes:
    return {key: value for key, value in clean.known(attributes).items() if key != "weight"}


def column_types(rows: Iterable[Attributes]) -> dict[str, str]:
    """The attributes that occur, each "boolean", "integer", "double" or "string"."""
    types: dict[str, str] = {}
    for row in rows:
        for key, value in row.items():
            kind = _KINDS.get(type(value), "string")
            before = types.setdefault(key, kind)
            if before != kind:
                types[key] = "double" if {before, kind} == {"integer", "double"} else "string"
    return types


_KINDS = {bool: "boolean", int: "integer", float: "double", str: "string"}


def as_written(value: Any) -> str:
    """An attribute's value as XML text: booleans in lower case."""
    return str(value).lower() if isinstance(value, bool) else str(value)
