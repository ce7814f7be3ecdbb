"""Threads as files that other tools open.

Decides which formats there are and how a destination is opened; each format
is a module of its own, imported when it is used.  Listing the formats costs
next to nothing, so a command line can do it at start.
"""

from __future__ import annotations

TYPE_CHECKING = False  # importing typing would cost more than this whole module
if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from typing import IO, Any

    from threadkit.graph.tree import Discussions


class Format:
    """One way to write threads.

    ``suffix`` is the usual file name ending ("" for a folder), ``directory``
    says that the destination is a folder, ``module`` and ``function`` where
    the writer is.  All formats take one thread or several.
    """

    __slots__ = ("description", "directory", "function", "module", "name", "options", "suffix")

    def __init__(
        self,
        name: str,
        suffix: str,
        description: str,
        module: str,
        function: str = "write",
        *,
        directory: bool = False,
        **options: Any,
    ) -> None:
        self.name = name
        self.suffix = suffix
        self.description = description
        self.module = module
        self.function = function
        self.directory = directory
        self.options = options

    def __repr__(self) -> str:
        return f"<Format {self.name}: {self.description}>"

    def writer(self) -> Any:
        """The function that writes: ``writer(threads, destination, **options)``."""
        import importlib

        return getattr(importlib.import_module(f"threadkit.export.{self.module}"), self.function)


_ALL = (
    Format("tree", ".json", "JSON, replies nested in the posts they answer", "threads", nested=True),
    Format("flat", ".json", "JSON, posts in page order, each naming its parent", "threads", nested=False),
    Format("jsonl", ".jsonl", "JSON lines, one post a line", "tables", "write_jsonl"),
    Format("csv", ".csv", "table of the posts", "tables", "write_csv", table="posts"),
    Format("csv-edges", ".csv", "table of who answers whom, one reply a row", "tables", "write_csv", table="edges"),
    Format("csv-authors", ".csv", "table of the authors with their measures", "tables", "write_csv", table="authors"),
    Format("csv-pairs", ".csv", "table of the pairs of authors who talk", "tables", "write_csv", table="pairs"),
    Format("graphml", ".graphml", "reply graph for yEd, igraph, networkx", "graphml"),
    Format("graphml-authors", ".graphml", "author network for yEd, igraph, networkx", "graphml", of="authors"),
    Format("gexf", ".gexf", "reply graph with times for Gephi", "gexf"),
    Format("gexf-authors", ".gexf", "author network with times for Gephi", "gexf", of="authors"),
    Format("cytoscape", ".json", "reply graph for Cytoscape", "node_link", "write_cytoscape"),
    Format("cytoscape-authors", ".json", "author network for Cytoscape", "node_link", "write_cytoscape", of="authors"),
    Format("d3", ".json", "reply graph as node-link JSON (D3, networkx)", "node_link", "write_d3"),
    Format("d3-authors", ".json", "author network as node-link JSON", "node_link", "write_d3", of="authors"),
    Format("dot", ".dot", "reply graph for Graphviz", "dot"),
    Format("dot-authors", ".dot", "author network for Graphviz", "dot", of="authors"),
    Format("convokit", "", "ConvoKit corpus (a folder)", "convokit", directory=True),
    Format("jsonld", ".jsonld", "schema.org DiscussionForumPosting", "jsonld"),
    Format("oasst", ".jsonl", "Open Assistant message trees, one a line", "oasst"),
    Format("markdown", ".md", "Markdown, replies as nested lists", "markdown"),
    Format("text", ".txt", "plain text, replies drawn as a tree", "outline"),
    Format("mbox", ".mbox", "mailbox with In-Reply-To", "mbox"),
)

FORMATS: dict[str, Format] = {each.name: each for each in _ALL}
"""All formats by name."""


def export(
    threads: Discussions, format: str, destination: str | PathLike[str] | IO[str] | IO[bytes], **options: Any
) -> None:
    """Write one thread or several in a format of :data:`FORMATS`.

    ``destination`` is a path or an open file, text or binary; formats with
    ``directory`` need a path.  Files are UTF-8.  ``options`` are those of the
    format's writer, such as ``min_confidence`` where links are written.
    ValueError for a format that does not exist.

    Characters that no file should hold (control characters, lone
    surrogates) come out as U+FFFD, except in "tree" and "flat", which are
    threadkit's own and lose nothing.
    """
    chosen = _format(format)
    given = {**chosen.options, **options}
    if chosen.directory:
        if hasattr(destination, "write"):
            raise ValueError(f"{format} is a folder, not a file: give its path")
        chosen.writer()(threads, destination, **given)
        return
    with _text_stream(destination) as stream:
        chosen.writer()(threads, stream, **given)


def render(threads: Discussions, format: str, **options: Any) -> str:
    """The threads in a format of :data:`FORMATS`, as a string; see :func:`export`."""
    import io

    stream = io.StringIO(newline="")
    export(threads, format, stream, **options)
    return stream.getvalue()


def export_graph(graph: Any, format: str, destination: str | PathLike[str] | IO[str] | IO[bytes]) -> None:
    """Write a networkx graph in one of the graph formats, attributes made safe.

    networkx's own writers stop at None, datetimes and tuples, and write
    control characters that no XML reader takes.  ValueError for a format that
    holds no graph.
    """
    from threadkit.export.network import of_graph

    chosen = _format(format)
    if chosen.module not in ("graphml", "gexf", "node_link", "dot"):
        raise ValueError(f"{format} does not hold a graph")
    with _text_stream(destination) as stream:
        chosen.writer()(of_graph(graph), stream)


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise ValueError(f"unknown format {name!r}; there are {', '.join(FORMATS)}") from None


def _text_stream(destination: Any) -> Any:
    import io
    from contextlib import contextmanager

    @contextmanager
    def wrapped() -> Iterator[Any]:
        if not hasattr(destination, "write"):
            with open(destination, "w", encoding="utf-8", newline="") as stream:
                yield stream
        elif isinstance(destination, io.BufferedIOBase | io.RawIOBase) or "b" in getattr(destination, "mode", ""):
            stream = io.TextIOWrapper(destination, encoding="utf-8", newline="", write_through=True)
            try:
                yield stream
            finally:
                stream.detach()  # the caller's file stays open
        else:
            yield destination

    return wrapped()
