"""A thread as Markdown: replies as nested list items.

What people wrote is shown as they wrote it: everything that Markdown or HTML
would take for markup is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TextIO

from threadkit.export import clean
from threadkit.export.conversation import title_of
from threadkit.graph.identity import thread_ids
from threadkit.graph.tree import Discussions, ReplyTree, as_trees

DEEPEST_SHOWN = 12
"""Levels that are nested; deeper posts say their depth."""

_MARKUP = re.compile(r"[\\`*\[\]#~|$]|(?<!\w)_|_(?!\w)")
_LINE_START = re.compile(r"^(?:[-+=]|(\d+)(?=[.)]))")
_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def write(
    threads: Discussions,
    out: TextIO,
    *,
    article: bool = False,
    deepest: int = DEEPEST_SHOWN,
    min_confidence: float = 0.0,
) -> None:
    """A heading per thread (its title or name), then its posts; ``article`` prints that text, too."""
    trees = as_trees(threads, min_confidence)
    for number, (name, tree) in enumerate(zip(thread_ids(trees), trees, strict=True)):
        title = title_of(tree) or (clean.one_line(name) if len(trees) > 1 else "Discussion")
        out.write(("\n" if number else "") + f"# {escape(title)}\n")
        if article and tree.article:
            out.write("\n" + "\n".join(_lines(tree.article, "")) + "\n")
        for index in tree.walk():
            out.write("\n" + "\n".join(_post(tree, index, deepest)) + "\n")


def escape(text: str) -> str:
    """One line of text so that Markdown shows it literally.

    >>> escape("# <b>a_b</b> *c*")
    '\\\\# &lt;b&gt;a_b&lt;/b&gt; \\\\*c\\\\*'
    """
    line = _MARKUP.sub(lambda match: "\\" + match.group(), clean.one_line(text).translate(_HTML))
    return _LINE_START.sub(lambda match: f"{match.group(1)}\\" if match.group(1) else "\\" + match.group(), line)


def _post(tree: ReplyTree, index: int, deepest: int) -> Iterator[str]:
    post, depth = tree.posts[index], tree.depths[index]
    lead = "  " * min(depth, deepest)
    head = f"**{escape(post.author)}**" if post.author else "*unknown*"
    if post.timestamp is not None:
        head += f", {post.timestamp:%Y-%m-%d %H:%M}"
    elif post.raw_timestamp:
        head += f", {escape(post.raw_timestamp)}"
    if post.link.source == "inferred" and post.link.confidence is not None and index not in tree.cut:
        head += f", ~{post.link.confidence * 100:.0f} %"
    if depth > deepest:
        head += f" (level {depth})"
    yield f"{lead}- {head}"
    if post.body.strip():
        yield ""
        yield from _lines(post.body, lead + "  ")


def _lines(body: str, lead: str) -> Iterator[str]:
    """Paragraphs stay paragraphs, line breaks stay line breaks (two blanks at the end)."""
    lines = [escape(line) for line in body.strip().splitlines()]
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        yield (lead + line + ("  " if following else "")) if line else ""
