"""``threadkit.link``: parents for posts that are already separate.

Decides how records become posts and which parents count as known; the linking
itself is ``resolve``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from threadkit.links.resolve import link_posts
from threadkit.models import Diagnostic, Post, ReplyLink, Thread
from threadkit.records import complete_ids, read_record

_FIELDS = frozenset(Post.model_fields)


def link(
    posts: Iterable[Post | Mapping[str, Any]],
    *,
    order: str = "auto",
    kind: str = "auto",
    none_prior: float | None = None,
    threshold: float = 0.0,
    depth_cap: int | None = None,
    article_author: str | None = None,
    article: str | None = None,
) -> Thread:
    """A thread from posts in page order, with a parent inferred for each whose parent is not known.

    ``posts`` are :class:`Post` objects or mappings with any of its fields (``author``, ``timestamp``,
    ``body`` …); whatever else a mapping holds goes to ``meta``.  A parent that is given is kept;
    None or NaN means that it is wanted.  A parent that is no post of the page is wanted too, with a diagnostic.

    ``order`` is ``chronological``, ``reverse``, ``preorder`` (depth-first, as a nested page prints) or ``auto``;
    ``kind`` is ``comments``, ``forum``, ``chat`` or ``auto``.  ``none_prior`` is the share of posts that answer
    nobody, where you know it.  Links with less confidence than ``threshold`` are flagged ``uncertain``.
    ``depth_cap`` is the depth at which a site stopped nesting.  ``article`` and ``article_author`` help to tell
    answers to the article from answers to posts.

    Raises ``ValueError`` for ids that occur twice.
    """
    ready, diagnostics = read_posts(posts)
    result = link_posts(
        ready, order=order, kind=kind, none_prior=none_prior, threshold=threshold, depth_cap=depth_cap,
        article_author=article_author, article=article,
    )  # fmt: skip
    return Thread(
        posts=result.posts, order=result.order, article=article, diagnostics=(*diagnostics, *result.diagnostics)
    )


def read_posts(posts: Iterable[Post | Mapping[str, Any]]) -> tuple[list[Post], list[Diagnostic]]:
    """Posts whose ``link.source`` says whether their parent is known."""
    records = [p if isinstance(p, Post) else read_record(p, _FIELDS) for p in posts]
    ids = complete_ids([r.id if isinstance(r, Post) else r["id"] for r in records])
    known = set(ids)
    if len(known) < len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise ValueError(f"the id {twice!r} occurs twice")
    ready: list[Post] = []
    diagnostics: list[Diagnostic] = []
    for record, ident in zip(records, ids, strict=True):
        if isinstance(record, Post):
            post = record
        else:
            record["id"] = ident
            post = Post.model_validate(record)
        if post.parent is not None and (post.parent not in known or post.parent == post.id):
            diagnostics.append(
                Diagnostic(
                    code="unknown-parent",
                    message=f"no other post has the id {post.parent!r}",
                    post=post.id,
                    severity="warning",
                )
            )
            post = post.model_copy(update={"parent": None, "link": ReplyLink()})
        elif post.parent is not None and post.link.source in ("unknown", "inferred"):
            post = post.model_copy(update={"link": ReplyLink(parent=post.parent, source="given")})
        elif post.link.source == "inferred":
            post = post.model_copy(update={"link": ReplyLink()})
        ready.append(post)
    return ready, diagnostics
