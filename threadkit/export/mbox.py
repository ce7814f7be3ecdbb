"""A thread as a mailbox: one mail per post, threaded by In-Reply-To.

Decides addresses (all under ``threadkit.invalid``, which can never exist) and
headers.  Bodies are quoted-printable, so no line of them can be taken for the
beginning of the next mail.
"""

from __future__ import annotations

import quopri
import re
import time
from collections.abc import Iterator
from email.header import Header
from email.utils import format_datetime, formataddr
from hashlib import blake2s
from typing import TextIO
from urllib.parse import quote

from threadkit.export import clean
from threadkit.export.conversation import title_of
from threadkit.graph.build import article_node
from threadkit.graph.identity import author_key, thread_ids
from threadkit.graph.tree import TOP, Discussions, ReplyTree, as_trees, seconds_of

DOMAIN = "threadkit.invalid"
MAX_REFERENCES = 10
"""Ancestors named in References, the first and the nearest: all of them would be quadratic in a chain."""

_LINE_BREAK = re.compile("\r\n?")
_FROM_LINE = re.compile(rb"^From ", re.MULTILINE)


def write(threads: Discussions, out: TextIO, *, min_confidence: float = 0.0) -> None:
    """All posts as one mbox, a mail before its answers; an article is the first mail of its thread."""
    trees = as_trees(threads, min_confidence)
    for name, tree in zip(thread_ids(trees), trees, strict=True):
        title = title_of(tree) or "Discussion"
        root = _message_id(name, article_node(tree)) if tree.article else None
        if root:
            _write_mail(
                out, [("Message-ID", root), ("From", _address(None, "article")), *_subject(title)], tree.article
            )
        for index in tree.walk():
            _write_mail(out, _headers(tree, index, name, title, root), tree.posts[index].body, tree, index)


def _headers(tree: ReplyTree, index: int, name: str, title: str, root: str | None) -> list[tuple[str, str]]:
    post, parent = tree.posts[index], tree.parents[index]
    above = root if parent == TOP else _message_id(name, tree.posts[parent].id)
    headers = [("Message-ID", _message_id(name, post.id)), ("From", _address(post.author, f"{name}/{post.id}"))]
    if post.timestamp is not None:
        headers.append(("Date", format_datetime(post.timestamp)))
    if above:
        headers.append(("In-Reply-To", above))
        headers.append(("References", "\n ".join(_references(tree, index, name, root))))
    own = clean.one_line(post.title or "")
    headers += _subject(own or (f"Re: {title}" if above else title))
    if post.link.confidence is not None and index not in tree.cut:
        headers.append(("X-Threadkit-Confidence", f"{post.link.confidence:.3f}"))
    return headers


def _references(tree: ReplyTree, index: int, name: str, root: str | None) -> list[str]:
    chain: list[str] = []
    above = tree.parents[index]
    while above != TOP and len(chain) < MAX_REFERENCES - 1:
        chain.append(_message_id(name, tree.posts[above].id))
        above = tree.parents[above]
    if root:
        chain.append(root)
    return list(reversed(chain))


def _message_id(thread: str, post: str) -> str:
    return f"<{quote(clean.text(post), safe='')}.{_digest(thread)}@{DOMAIN}>"


def _address(author: str | None, place: str) -> str:
    """One address per author; a mail without a known author has one of its own."""
    if author is None:
        return formataddr(("unknown", f"unknown-{_digest(place)}@{DOMAIN}"))
    return formataddr((clean.one_line(author), f"{_digest(author_key(author))}@{DOMAIN}"))


def _digest(text: str) -> str:
    return blake2s(clean.text(text).encode(), digest_size=8).hexdigest()


def _subject(title: str) -> Iterator[tuple[str, str]]:
    charset = None if title.isascii() else "utf-8"
    yield "Subject", Header(title, charset, header_name="Subject").encode()


def _write_mail(
    out: TextIO,
    headers: list[tuple[str, str]],
    body: str | None,
    tree: ReplyTree | None = None,
    index: int = TOP,
) -> None:
    moment = seconds_of(tree.posts[index].timestamp) if tree is not None else None
    stamp = time.asctime(time.gmtime(moment or 0.0))
    out.write(f"From threadkit@{DOMAIN} {stamp}\n")
    for key, value in headers:
        out.write(f"{key}: {value}\n")
    out.write("MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n")
    out.write("Content-Transfer-Encoding: quoted-printable\n\n")
    unix = _LINE_BREAK.sub("\n", clean.text(body or ""))
    encoded = _FROM_LINE.sub(b"=46rom ", quopri.encodestring(unix.encode()))
    out.write(encoded.decode("ascii") + "\n\n")
