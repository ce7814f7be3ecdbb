"""GraphML: reply graphs and author networks for yEd, igraph, networkx and others.

Node ids are ``n0``, ``n1``, ...: the schema allows no blanks in an id, and names
have them.  The real id is the attribute ``name``, which is what igraph calls
its vertices by; networkx gets it back with
``nx.relabel_nodes(graph, nx.get_node_attributes(graph, "name"))``.
"""

from __future__ import annotations

from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

from threadkit.export.network import Attributes, Of, as_written, column_types, network

_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(threads: Any, out: TextIO, *, of: Of = "replies", **options: Any) -> None:
    """GraphML 1.0; ``options`` as for :func:`~threadkit.export.network.network`."""
    found = network(threads, of, **options)
    nodes: list[Attributes] = [
        {"name": node.id, "label": node.label, **_other(node.attributes, "name", "label")} for node in found.nodes
    ]
    edges: list[Attributes] = [
        edge.attributes if edge.weight is None else {"weight": edge.weight, **edge.attributes} for edge in found.edges
    ]
    out.write(_HEAD)
    node_keys = _write_keys(out, "node", "d", nodes)
    edge_keys = _write_keys(out, "edge", "e", edges)
    out.write('<graph id="threadkit" edgedefault="directed">\n')
    numbers = {}
    for number, (node, attributes) in enumerate(zip(found.nodes, nodes, strict=True)):
        numbers[node.id] = number
        out.write(f'<node id="n{number}">{_data(attributes, node_keys)}</node>\n')
    for edge, attributes in zip(found.edges, edges, strict=True):
        ends = f'source="n{numbers[edge.source]}" target="n{numbers[edge.target]}"'
        out.write(f"<edge {ends}>{_data(attributes, edge_keys)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def _other(attributes: Attributes, *taken: str) -> Attributes:
    return {f"{key}_" if key in taken else key: value for key, value in attributes.items()}


def _write_keys(out: TextIO, owner: str, prefix: str, rows: list[Attributes]) -> dict[str, str]:
    keys = {}
    for number, (name, kind) in enumerate(column_types(rows).items()):
        keys[name] = f"{prefix}{number}"
        declared = f'attr.name={quoteattr(name)} attr.type="{_TYPES[kind]}"'
        out.write(f'<key id="{keys[name]}" for="{owner}" {declared}/>\n')
    return keys


def _data(attributes: Attributes, keys: dict[str, str]) -> str:
    # An unescaped carriage return would come back as a line feed.
    return "".join(
        f'<data key="{keys[name]}">{escape(as_written(value), {chr(13): "&#13;"})}</data>'
        for name, value in attributes.items()
    )
