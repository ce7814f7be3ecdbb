"""Node-link JSON: Cytoscape's and D3's forms of the same graph.

``networkx.cytoscape_graph(data)`` and
``networkx.node_link_graph(data, edges="links")`` read them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from threadkit.export import clean
from threadkit.export.network import Attributes, Of, network

_RESERVED = frozenset({"id", "source", "target", "value"})


def write_cytoscape(threads: Any, out: TextIO, *, of: Of = "replies", **options: Any) -> None:
    """Cytoscape JSON (Cytoscape desktop and Cytoscape.js); ``options`` as for ``network``."""
    found = network(threads, of, **options)
    out.write('{"data": {}, "directed": true, "multigraph": false, "elements": {"nodes": [\n')
    _write_list(
        out,
        (
            {"data": {"id": node.id, "value": node.id, "name": node.label, **_free(node.attributes, "name")}}
            for node in found.nodes
        ),
    )
    out.write('\n], "edges": [\n')
    _write_list(
        out,
        ({"data": {"id": f"edge {number}", **_ends(edge)}} for number, edge in enumerate(found.edges)),
    )
    out.write("\n]}}\n")


def write_d3(threads: Any, out: TextIO, *, of: Of = "replies", **options: Any) -> None:
    """``{"nodes": [{"id"}], "links": [{"source", "target"}]}`` as D3's force layouts take it."""
    found = network(threads, of, **options)
    out.write('{"directed": true, "multigraph": false, "graph": {}, "nodes": [\n')
    _write_list(out, ({"id": node.id, "label": node.label, **_free(node.attributes, "label")} for node in found.nodes))
    out.write('\n], "links": [\n')
    _write_list(out, map(_ends, found.edges))
    out.write("\n]}\n")


def _ends(edge: Any) -> dict[str, Any]:
    weight = {} if edge.weight is None else {"weight": edge.weight}
    return {"source": edge.source, "target": edge.target, **weight, **_free(edge.attributes)}


def _free(attributes: Attributes, *taken: str) -> Attributes:
    """Attributes whose names do not collide with the format's own."""
    return {f"{key}_" if key in _RESERVED or key in taken else key: value for key, value in attributes.items()}


def _write_list(out: TextIO, items: Iterable[Any]) -> None:
    for number, item in enumerate(items):
        out.write((",\n" if number else "") + clean.dumps(item))
