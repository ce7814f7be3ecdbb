"""What formats of whole conversations share: a root, a title, nested JSON.

Decides which post or text stands at the head of a conversation, and how
nested JSON is written without recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TextIO

from threadkit.export import clean
from threadkit.graph.tree import ReplyTree

TITLE_LENGTH = 120


def title_of(tree: ReplyTree) -> str | None:
    """The discussion's title: from ``meta``, the article's first line, or the first post that has one."""
    meta = tree.meta if isinstance(tree.meta, Mapping) else {}
    if meta.get("title"):
        return clean.one_line(str(meta["title"]))[:TITLE_LENGTH]
    for line in (tree.article or "").splitlines():
        if line.strip():
            return clean.one_line(line)[:TITLE_LENGTH]
    return next((clean.one_line(post.title)[:TITLE_LENGTH] for post in tree.posts if post.title), None)


def url_of(tree: ReplyTree) -> str | None:
    """Where the discussion was, if ``meta`` says so."""
    meta = tree.meta if isinstance(tree.meta, Mapping) else {}
    return clean.text(str(meta["url"])) if meta.get("url") else None


def write_nested(
    out: TextIO,
    tree: ReplyTree,
    starts: Iterable[int],
    record: Callable[[int], Mapping[str, Any]],
    dumps: Callable[[Any], str],
    key: str,
) -> None:
    """A JSON array of posts, the replies of each in its ``key``; a chain of any depth works."""
    out.write("[")
    stack: list[int | None] = list(reversed(list(starts)))
    first = True
    while stack:
        index = stack.pop()
        if index is None:  # all replies of a post are written
            out.write("]}")
            first = False
            continue
        opened = dumps(record(index))
        out.write(("" if first else ",") + opened[:-1] + f', "{key}": [')
        if tree.children[index]:
            first = True
            stack.append(None)
            stack.extend(reversed(tree.children[index]))
        else:
            out.write("]}")
            first = False
    out.write("]")
