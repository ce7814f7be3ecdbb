"""Threads for the graph tests: written by hand in one line, random, and from known data."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import strategies as st

from threadkit.graph import author_key, is_nobody
from threadkit.models import Post, ReplyLink, Thread

START = datetime(2021, 3, 1, 12, 0)


def thread_of(line: str, **fields: object) -> Thread:
    """A thread from ``"1 Ann, 2<1 Bob @5, 3<2 - ?0.4"``.

    id, ``<parent``, author (``-`` for none), ``@minutes`` after the start,
    ``?confidence``.
    """
    posts = []
    for entry in filter(None, (part.strip() for part in line.split(","))):
        words = entry.split()
        post_id, _, parent = words[0].partition("<")
        values: dict[str, object] = {"id": post_id, "parent": parent or None}
        confidence = None
        for word in words[1:]:
            if word.startswith("@"):
                values["timestamp"] = START + timedelta(minutes=float(word[1:]))
            elif word.startswith("?"):
                confidence = float(word[1:])
            elif word != "-":
                values["author"] = word
        values["link"] = ReplyLink(parent=parent or None, confidence=confidence)
        posts.append(Post(**values))
    return Thread(posts=tuple(posts), **fields)


@st.composite
def threads(draw: st.DrawFn, max_size: int = 25) -> Thread:
    """Random trees: any shape, few authors, some of them unknown, some posts undated."""
    size = draw(st.integers(0, max_size))
    names = st.sampled_from(["Ann", "Bob", "Cy", "Dee", "Eve", None])
    posts = []
    for index in range(size):
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        minutes = draw(st.one_of(st.none(), st.integers(0, 500)))
        posts.append(
            Post(
                id=f"p{index}",
                parent=None if parent is None else f"p{parent}",
                author=draw(names),
                timestamp=None if minutes is None else START + timedelta(minutes=minutes),
                link=ReplyLink(
                    parent=None if parent is None else f"p{parent}",
                    confidence=draw(st.one_of(st.none(), st.sampled_from([0.1, 0.5, 0.9]))),
                ),
            )
        )
    if draw(st.booleans()):
        posts.reverse()  # replies before what they answer, as on a page with the newest first
    return Thread(posts=tuple(posts))


def dated(thread: Thread) -> Thread:
    """The same thread with every post dated, no two at the same time."""
    return Thread(
        posts=tuple(
            post.model_copy(update={"timestamp": START + timedelta(minutes=7 * place)})
            for place, post in enumerate(thread.posts)
        )
    )


def known_threads(per_source: int) -> Iterator[Thread]:
    """The first threads of each source of known truth, if there is any on this machine."""
    root = Path(os.environ.get("THREADKIT_GOLD", Path(__file__).parents[3] / "shared" / "gold"))
    for source in sorted((root / "threads").glob("*.jsonl")):
        with source.open(encoding="utf-8") as lines:
            for line, _ in zip(lines, range(per_source), strict=False):
                try:
                    record = json.loads(line)
                except json.JSONDecodeError:  # a line of one source is no JSON
                    continue
                posts = record["posts"]
                ids = {str(post["id"]) for post in posts}
                yield Thread(
                    posts=tuple(
                        Post(
                            id=str(post["id"]),
                            parent=str(post["parent"]) if str(post["parent"]) in ids else None,
                            author=post["author"] or None,
                            timestamp=_moment(post["timestamp"]),
                            body=post["body"],
                        )
                        for post in posts
                    ),
                    meta={"id": f"{source.stem}/{record['thread_id']}"},
                )


def plainly_named(thread: Thread) -> bool:
    """Whether brute force by the printed name is right: nobody spelled in two ways, no "anonymous"."""
    spelled = {post.author for post in thread.posts if post.author}
    keys = {author_key(name) for name in spelled}
    blanks = any(name != " ".join(name.split()) for name in spelled)
    return len(keys) == len(spelled) and not blanks and not any(map(is_nobody, spelled))


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
