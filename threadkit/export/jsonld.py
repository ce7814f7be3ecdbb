"""schema.org JSON-LD: a DiscussionForumPosting with its comments.

The article is the posting; in a thread without one that has a single top post,
that post is.  Search engines want comments nested in what they answer; for
readers that cannot nest deeply there is ``nested=False``, where every comment
names its ``parentItem``.
"""

from __future__ import annotations

from typing import Any, TextIO
from urllib.parse import quote

from threadkit.export import clean
from threadkit.export.conversation import title_of, url_of, write_nested
from threadkit.graph.hyper import has_article_root
from threadkit.graph.identity import thread_ids
from threadkit.graph.tree import TOP, Discussions, ReplyTree, as_trees

# So that the text can stand in a <script> of a page, whatever people wrote.
_HARMLESS = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def write(threads: Discussions, out: TextIO, *, nested: bool = True, min_confidence: float = 0.0) -> None:
    """One JSON-LD object for one thread, else an array."""
    trees = as_trees(threads, min_confidence)
    single = len(trees) == 1
    out.write("" if single else "[\n")
    for number, (name, tree) in enumerate(zip(thread_ids(trees), trees, strict=True)):
        out.write(",\n" if number else "")
        _write_one(out, tree, name, nested)
    out.write("\n" if single else "\n]\n")


def _write_one(out: TextIO, tree: ReplyTree, name: str, nested: bool) -> None:
    base = (url_of(tree) or f"urn:threadkit:{quote(clean.text(name), safe='')}") + "#post-"
    main = None if has_article_root(tree) else tree.tops[0]
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "@id": base + _fragment(tree, main) if main is not None else base.removesuffix("#post-"),
        "url": url_of(tree),
        "headline": title_of(tree),
    }
    record |= {"text": clean.text(tree.article or "")} if main is None else _post(tree, main)
    record["commentCount"] = len(tree) - (main is not None)
    head = _dumps({key: value for key, value in record.items() if value not in (None, "")})
    out.write(head[:-1] + ', "comment": ')
    if nested:
        starts = tree.tops if main is None else tree.children[main]
        write_nested(out, tree, starts, lambda index: _comment(tree, index, base), _dumps, "comment")
    else:
        out.write("[")
        others = [index for index in range(len(tree)) if index != main]
        for number, index in enumerate(others):
            parent = tree.parents[index]
            above = {} if parent == TOP else {"parentItem": {"@id": base + _fragment(tree, parent)}}
            out.write((",\n" if number else "") + _dumps({**_comment(tree, index, base), **above}))
        out.write("]")
    out.write("}")


def _comment(tree: ReplyTree, index: int, base: str) -> dict[str, Any]:
    identity = {"@type": "Comment", "@id": base + _fragment(tree, index)}
    return identity | {key: value for key, value in _post(tree, index).items() if value is not None}


def _fragment(tree: ReplyTree, index: int) -> str:
    return quote(clean.text(tree.posts[index].id), safe="")


def _post(tree: ReplyTree, index: int) -> dict[str, Any]:
    post = tree.posts[index]
    return {
        "text": clean.text(post.body),
        "author": {"@type": "Person", "name": clean.one_line(post.author)} if post.author else None,
        "datePublished": post.timestamp.isoformat() if post.timestamp else None,
        "upvoteCount": post.score if post.score is not None and post.score >= 0 else None,
        "creativeWorkStatus": "Deleted" if post.deleted else None,
    }


def _dumps(value: Any) -> str:
    return clean.dumps(value).translate(_HARMLESS)
