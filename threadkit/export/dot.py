"""DOT, Graphviz's language: reply trees and author networks to draw."""

from __future__ import annotations

from typing import Any, TextIO

from threadkit.export.network import Edge, Of, network

UNSURE = 0.5
"""Links less probable than this are dashed."""


def write(threads: Any, out: TextIO, *, of: Of = "replies", **options: Any) -> None:
    """A digraph with labels; edges are labelled with their weight, unsure links dashed.

    ``options`` as for :func:`~threadkit.export.network.network`.
    """
    found = network(threads, of, **options)
    shape = "ellipse" if of == "authors" else "box"
    out.write(f"digraph threadkit {{\nnode [shape={shape}];\n")
    for node in found.nodes:
        out.write(f"{_quoted(node.id)} [label={_label(node.label)}];\n")
    for edge in found.edges:
        out.write(f"{_quoted(edge.source)} -> {_quoted(edge.target)}{_style(edge)};\n")
    out.write("}\n")


def _style(edge: Edge) -> str:
    confidence = edge.attributes.get("confidence")
    if isinstance(confidence, float) and confidence < UNSURE:
        return f' [style=dashed, label="{confidence:.2f}"]'
    return "" if edge.weight is None else f' [label="{edge.weight:g}"]'


def _label(text: str) -> str:
    return _quoted(text.replace("&", "&amp;"))  # labels are read for HTML entities, names are not


def _quoted(text: str) -> str:
    # A backslash starts an escape in Graphviz's labels (\N is the node's name), so it is doubled.
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\r", " ") + '"'
