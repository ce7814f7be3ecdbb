"""GEXF 1.2, Gephi's format, with times.

A node or edge whose time is known starts to exist then and stays, so that
Gephi's timeline replays how the discussion grew; one whose time is unknown is
always there.  Times are UTC; the time format is called "date", which schema,
Gephi and networkx accept for date and time of day.
"""

from __future__ import annotations

from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from threadkit.export.network import Attributes, Of, as_written, column_types, network

_TYPES = {"boolean": "boolean", "integer": "long", "double": "double", "string": "string"}
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">
<meta><creator>threadkit</creator></meta>
"""


def write(threads: Any, out: TextIO, *, of: Of = "replies", **options: Any) -> None:
    """GEXF 1.2draft; ``options`` as for :func:`~threadkit.export.network.network`."""
    found = network(threads, of, **options)
    timed = any(node.start for node in found.nodes) or any(edge.start for edge in found.edges)
    mode = 'mode="dynamic" timeformat="date"' if timed else 'mode="static"'
    out.write(f'{_HEAD}<graph defaultedgetype="directed" {mode}>\n')
    node_keys = _write_attributes(out, "node", [node.attributes for node in found.nodes])
    edge_keys = _write_attributes(out, "edge", [edge.attributes for edge in found.edges])
    out.write("<nodes>\n")
    for node in found.nodes:
        names = f"id={quoteattr(node.id)} label={quoteattr(node.label)}"
        out.write(f"<node {names}{_start(node.start)}>{_values(node.attributes, node_keys)}</node>\n")
    out.write("</nodes>\n<edges>\n")
    for number, edge in enumerate(found.edges):
        ends = f'id="{number}" source={quoteattr(edge.source)} target={quoteattr(edge.target)}'
        weight = "" if edge.weight is None else f' weight="{edge.weight}"'
        out.write(f"<edge {ends}{weight}{_start(edge.start)}>{_values(edge.attributes, edge_keys)}</edge>\n")
    out.write("</edges>\n</graph>\n</gexf>\n")


def _start(moment: str | None) -> str:
    return "" if moment is None else f' start="{moment}"'


def _write_attributes(out: TextIO, owner: str, rows: list[Attributes]) -> dict[str, str]:
    keys = {}
    out.write(f'<attributes class="{owner}" mode="static">\n')
    for number, (name, kind) in enumerate(column_types(rows).items()):
        keys[name] = f"{owner}-{number}"  # networkx keeps one table for both kinds
        out.write(f'<attribute id="{keys[name]}" title={quoteattr(name)} type="{_TYPES[kind]}"/>\n')
    out.write("</attributes>\n")
    return keys


def _values(attributes: Attributes, keys: dict[str, str]) -> str:
    values = "".join(
        f'<attvalue for="{keys[name]}" value={quoteattr(as_written(value))}/>' for name, value in attributes.items()
    )
    return f"<attvalues>{values}</attvalues>" if values else ""
