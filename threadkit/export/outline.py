"""A thread as plain text, replies drawn as a tree, for reading.

Decides how a post is headed, how lines wrap and how far the tree is indented.
No colour, and nothing a stranger wrote can steer the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from threadkit.graph.identity import thread_ids
from threadkit.graph.terminal import clip, columns_of, plain
from threadkit.graph.tree import Discussions, ReplyTree, as_trees

if TYPE_CHECKING:
    from threadkit.models import Post

DEEPEST_SHOWN = 12
"""Levels that are indented; deeper posts say their depth, or a long chain would run off the page."""

NARROWEST = 24
"""Columns left for the text whatever the indentation."""

_BRANCH, _LAST, _DOWN, _SPACE = "├─ ", "└─ ", "│  ", "   "


def write(
    threads: Discussions,
    out: TextIO,
    *,
    width: int = 100,
    max_lines: int | None = None,
    deepest: int = DEEPEST_SHOWN,
    min_confidence: float = 0.0,
) -> None:
    """Every post with its whole body under a heading line.

    ``width`` in columns; ``max_lines`` of each body (None: all); ``deepest`` is
    the last depth that is indented.  Several threads are headed by their names.
    """
    trees = as_trees(threads, min_confidence)
    for number, (name, tree) in enumerate(zip(thread_ids(trees), trees, strict=True)):
        if len(trees) > 1:
            out.write(("\n" if number else "") + clip(f"== {plain(name)} ==", width) + "\n")
        for line in outline(tree, width=width, max_lines=max_lines, deepest=deepest):
            out.write(line + "\n")


def outline(
    thread: Discussions, *, width: int = 100, max_lines: int | None = None, deepest: int = DEEPEST_SHOWN
) -> Iterator[str]:
    """The lines of one thread's tree, without line breaks."""
    (tree,) = as_trees(thread)
    last = {siblings[-1] for siblings in (tree.tops, *tree.children) if siblings}
    path_is_last: list[bool] = []
    for index in tree.walk():
        depth = tree.depths[index]
        del path_is_last[depth:]
        path_is_last.append(index in last)
        shown = path_is_last[: deepest + 1]
        lead = "".join(_SPACE if ended else _DOWN for ended in shown[1:-1])
        branch, below = ("", "") if len(shown) == 1 else (_LAST, _SPACE) if shown[-1] else (_BRANCH, _DOWN)
        mark = f"[{depth}] " if depth > deepest else ""
        room = max(NARROWEST, width - len(lead) - len(branch))
        yield (lead + branch + clip(mark + _heading(tree, index), room)).rstrip()
        rail = _DOWN if tree.children[index] and depth < deepest else _SPACE
        yield from _body(tree.posts[index].body, lead + below + rail, width, max_lines)


def _heading(tree: ReplyTree, index: int) -> str:
    post = tree.posts[index]
    parts = [_name(post)]
    if post.timestamp is not None:
        shape = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}.get(post.timestamp_precision or "")
        parts.append(post.timestamp.strftime(shape or "%Y-%m-%d %H:%M"))
    elif post.raw_timestamp:
        parts.append(plain(post.raw_timestamp))
    if post.link.source == "inferred" and post.link.confidence is not None and index not in tree.cut:
        parts.append(f"~{post.link.confidence * 100:.0f} %")
    if post.deleted:
        parts.append("deleted")
    return f"{', '.join(parts)} (#{plain(post.id)})"


def _name(post: Post) -> str:
    if post.author:
        return plain(post.author)
    return f"({plain(post.author_guess.name)}?)" if post.author_guess else "(unknown)"


def _body(body: str, lead: str, width: int, max_lines: int | None) -> Iterator[str]:
    room = max(NARROWEST, width - len(lead))
    count = 0
    for paragraph in body.splitlines():
        for line in wrap(plain(paragraph), room):
            count += 1
            if max_lines is not None and count > max_lines:
                yield lead + "…"
                return
            yield (lead + line).rstrip()


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most ``width`` columns, broken at blanks where possible; [""] for no text."""
    if columns_of(text) <= width:
        return [text]
    lines: list[str] = []
    line = ""
    used = 0
    for word in text.split(" "):
        size = columns_of(word)
        if line and used + 1 + size <= width:
            line += " " + word
            used += 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _pieces(word, width)
        lines += full
        used = columns_of(line)
    return [*lines, line]


def _pieces(word: str, width: int) -> list[str]:
    if columns_of(word) <= width:
        return [word]
    pieces, piece, used = [], "", 0
    for char in word:
        size = columns_of(char)
        if piece and used + size > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += size
    return [*pieces, piece]
