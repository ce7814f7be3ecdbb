"""Open Assistant message trees, the form of OASST data sets: one tree a line.

An article is the prompt of one tree; without an article every top post is the
prompt of a tree of its own.  The roles "prompter" and "assistant" alternate
with depth, as the format demands; they say nothing about who wrote.
"""

from __future__ import annotations

from typing import Any, TextIO

from threadkit.export import clean
from threadkit.export.conversation import write_nested
from threadkit.graph.build import article_node
from threadkit.graph.identity import thread_ids
from threadkit.graph.tree import TOP, Discussions, ReplyTree, as_trees

_ROLES = ("prompter", "assistant")


def write(threads: Discussions, out: TextIO, *, lang: str | None = None, min_confidence: float = 0.0) -> None:
    """Message trees as JSON lines; ``lang`` is the language code to put into every message."""
    trees = as_trees(threads, min_confidence)
    for name, tree in zip(thread_ids(trees), trees, strict=True):
        prefix = clean.text(f"{name}/" if len(trees) > 1 else "")
        root = clean.text(prefix + article_node(tree)) if tree.article else None
        for start in [TOP] if root else tree.tops:
            head = root or _id(tree, start, prefix)
            out.write('{"message_tree_id": ' + clean.dumps(head) + ', "tree_state": "ready_for_export", "prompt": ')
            message = (
                _message(tree, start, prefix, root, lang)
                if start != TOP
                else _fields(head, None, tree.article or "", _ROLES[0], lang)
            )
            replies = tree.tops if start == TOP else tree.children[start]
            out.write(clean.dumps(message)[:-1] + ', "replies": ')
            write_nested(out, tree, replies, _writer(tree, prefix, root, lang), clean.dumps, "replies")
            out.write("}}\n")


def _writer(tree: ReplyTree, prefix: str, root: str | None, lang: str | None) -> Any:
    return lambda index: _message(tree, index, prefix, root, lang)


def _id(tree: ReplyTree, index: int, prefix: str) -> str:
    return clean.text(prefix + tree.posts[index].id)


def _message(tree: ReplyTree, index: int, prefix: str, root: str | None, lang: str | None) -> dict[str, Any]:
    post, parent = tree.posts[index], tree.parents[index]
    above = root if parent == TOP else _id(tree, parent, prefix)
    role = _ROLES[(tree.depths[index] + (root is not None)) % 2]
    fields = _fields(_id(tree, index, prefix), above, post.body, role, lang)
    fields["user_id"] = clean.one_line(post.author) if post.author else None
    fields["created_date"] = post.timestamp.isoformat() if post.timestamp else None
    fields["deleted"] = post.deleted
    return fields


def _fields(message_id: str, parent: str | None, body: str, role: str, lang: str | None) -> dict[str, Any]:
    return {
        "message_id": message_id,
        "parent_id": parent,
        "user_id": None,
        "created_date": None,
        "text": clean.text(body),
        "role": role,
        "lang": lang,
        "review_count": None,
        "review_result": None,
        "deleted": False,
        "rank": None,
        "synthetic": False,
        "model_name": None,
        "emojis": None,
        "labels": None,
    }
