"""Posts, replies, authors and pairs as tables: CSV and JSON lines.

Decides the columns; what the authors' and pairs' columns mean is said in
``graph/summary.py``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any, Literal, TextIO

from threadkit.export import clean
from threadkit.graph.identity import thread_ids
from threadkit.graph.summary import summary
from threadkit.graph.tree import TOP, Discussions, as_trees, seconds_of

Table = Literal["posts", "edges", "authors", "pairs"]

POST_COLUMNS = (
    "thread",
    "id",
    "parent",
    "author",
    "timestamp",
    "raw_timestamp",
    "depth",
    "position",
    "number",
    "title",
    "score",
    "deleted",
    "link_source",
    "confidence",
    "evidence",
    "author_guess",
    "body",
)
EDGE_COLUMNS = (
    "thread",
    "child",
    "parent",
    "child_author",
    "parent_author",
    "seconds",
    "link_source",
    "confidence",
    "evidence",
    "runner_up",
    "runner_up_confidence",
)


def write_csv(
    threads: Discussions, out: TextIO, *, table: Table = "posts", min_confidence: float = 0.0, formulas: bool = False
) -> None:
    """One of the four tables as CSV with a header line, fields quoted where needed.

    Text that a spreadsheet could run as a formula is made harmless by a
    leading apostrophe; ``formulas=True`` writes it as it is, for readers that
    are no spreadsheets.
    """
    rows = _rows(threads, table, min_confidence)
    columns: Any = {"posts": POST_COLUMNS, "edges": EDGE_COLUMNS}.get(table)
    first = next(rows, None)
    if columns is None:
        columns = list(first) if first is not None else []
    writer = csv.writer(out)  # lines end in CRLF (RFC 4180), which also has a lone CR quoted
    if columns:
        writer.writerow(columns)
    while first is not None:
        writer.writerow([clean.cell(first[column], formulas=formulas) for column in columns])
        first = next(rows, None)


def write_jsonl(threads: Discussions, out: TextIO, *, min_confidence: float = 0.0) -> None:
    """The table of posts as JSON lines: one object a line, every column in each."""
    for row in post_rows(threads, min_confidence=min_confidence):
        plain = {column: clean.scalar(row[column]) for column in POST_COLUMNS}
        out.write(clean.dumps(plain) + "\n")


def _rows(threads: Discussions, table: Table, min_confidence: float) -> Iterator[dict[str, Any]]:
    if table == "posts":
        return post_rows(threads, min_confidence=min_confidence)
    if table == "edges":
        return edge_rows(threads, min_confidence=min_confidence)
    if table == "authors":
        return iter(summary(threads, "author", min_confidence=min_confidence))
    if table == "pairs":
        return iter(summary(threads, "pair", min_confidence=min_confidence))
    raise ValueError(f"no table {table!r}; there are posts, edges, authors, pairs")


def post_rows(threads: Discussions, *, min_confidence: float = 0.0) -> Iterator[dict[str, Any]]:
    """One row per post, thread by thread in page order.

    ``thread`` names the thread, ``position`` is the place on the page from 0,
    ``evidence`` the kinds of signals behind the link.  A cut link has neither
    parent nor confidence.
    """
    trees = as_trees(threads, min_confidence)
    for name, tree in zip(thread_ids(trees), trees, strict=True):
        for index, post in enumerate(tree.posts):
            cut = index in tree.cut
            link = post.link
            parent = tree.parents[index]
            yield {
                "thread": name,
                "id": post.id,
                "parent": tree.posts[parent].id if parent != TOP else None,
                "author": post.author,
                "timestamp": post.timestamp,
                "raw_timestamp": post.raw_timestamp,
                "depth": tree.depths[index],
                "position": index,
                "number": post.number,
                "title": post.title,
                "score": post.score,
                "deleted": post.deleted,
                "link_source": "unknown" if cut else link.source,
                "confidence": None if cut else link.confidence,
                "evidence": None if cut else _kinds(link) or None,
                "author_guess": post.author_guess.name if post.author_guess else None,
                "body": post.body,
            }


def edge_rows(threads: Discussions, *, min_confidence: float = 0.0) -> Iterator[dict[str, Any]]:
    """One row per reply to another post; ``seconds`` between the two, None if unknown."""
    trees = as_trees(threads, min_confidence)
    for name, tree in zip(thread_ids(trees), trees, strict=True):
        for index, parent in enumerate(tree.parents):
            if parent == TOP:
                continue
            post, above = tree.posts[index], tree.posts[parent]
            later, earlier = seconds_of(post.timestamp), seconds_of(above.timestamp)
            yield {
                "thread": name,
                "child": post.id,
                "parent": above.id,
                "child_author": post.author,
                "parent_author": above.author,
                "seconds": later - earlier if later is not None and earlier is not None else None,
                "link_source": post.link.source,
                "confidence": post.link.confidence,
                "evidence": _kinds(post.link) or None,
                "runner_up": post.link.runner_up,
                "runner_up_confidence": post.link.runner_up_confidence,
            }


def _kinds(link: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(evidence.signal for evidence in link.evidence))
