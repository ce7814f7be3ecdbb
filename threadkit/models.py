"""The values callers hold: posts, links, evidence, diagnostics, threads.

Decides the public data model and nothing else: no parsing, no inference, no
file formats.  Posts are flat and name their parent by id; nested views are
made on demand and without recursion, so a chain of any depth is fine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Span = tuple[int, int]
"""Half-open character range ``(start, end)``."""

Order = Literal["chronological", "reverse", "preorder"]
"""In which order a page prints its posts."""

LinkSource = Literal["printed", "explicit", "given", "inferred", "unknown"]
"""Where a parent comes from.

``printed``: the page's own nesting; ``explicit``: a number or id that the post
states; ``given``: the caller knew it; ``inferred``: a guess from the text;
``unknown``: nothing is known, ``parent`` is None for want of evidence.
"""

Precision = Literal["second", "minute", "hour", "day", "month", "year"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(_Frozen):
    """One reason behind a link or a guess.

    ``child_span`` and ``parent_span`` are character offsets into the *bodies*
    of the child and the parent; ``text`` is the words themselves.
    ``weight`` is how much the signal moved the decision (log-odds), if known.
    """

    signal: str
    text: str | None = None
    child_span: Span | None = None
    parent_span: Span | None = None
    weight: float | None = None


class ReplyLink(_Frozen):
    """Who a post answers, how sure we are, and why.

    ``parent`` is None when the post answers the article or opens the thread.
    ``confidence`` is the calibrated probability of ``parent`` (None where
    nothing was estimated).  ``runner_up`` is the second best parent (None may
    mean "no parent"; then ``runner_up_confidence`` is still set).
    ``uncertain`` flags a link below the confidence the caller asked for.
    """

    parent: str | None = None
    source: LinkSource = "unknown"
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()
    runner_up: str | None = None
    runner_up_confidence: float | None = Field(default=None, ge=0.0, le=1.0)
    uncertain: bool = False


class AuthorGuess(_Frozen):
    """A proposed name for a post whose author the text lost."""

    name: str
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: tuple[Evidence, ...] = ()


class Diagnostic(_Frozen):
    """Something a reader of the result should know."""

    code: str
    message: str
    severity: Literal["info", "warning", "error"] = "info"
    post: str | None = None
    span: Span | None = None


class Region(_Frozen):
    """A stretch of input lines and what they are.

    ``span`` covers whole lines; the regions of a thread cover the whole input
    in order, without gaps or overlaps.  ``post`` is set for ``kind="post"``.
    """

    kind: Literal["article", "post", "furniture"]
    span: Span
    post: str | None = None


class Post(_Frozen):
    """One contribution.

    ``author`` is None when the text does not name one; a guess of it lives in
    ``author_guess``.  ``timestamp`` is naive unless the page printed a zone;
    ``raw_timestamp`` is the text it was read from.  ``depth`` counts edges
    from the top: an answer to the article has depth 0.  ``span`` and
    ``body_span`` are character offsets into the input.
    """

    id: str
    parent: str | None = None
    author: str | None = None
    timestamp: datetime | None = None
    raw_timestamp: str | None = None
    timestamp_precision: Precision | None = None
    body: str = ""
    number: str | None = None
    title: str | None = None
    score: int | None = None
    depth: int = 0
    deleted: bool = False
    link: ReplyLink = ReplyLink()
    author_guess: AuthorGuess | None = None
    span: Span | None = None
    body_span: Span | None = None
    meta: Mapping[str, Any] = Field(default_factory=dict)


class Thread(_Frozen):
    """A reconstructed discussion: posts in page order, with their links."""

    posts: tuple[Post, ...] = ()
    article: str | None = None
    layout: Any = None  # a threadkit.layouts.Layout
    order: Order | None = None
    regions: tuple[Region, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    meta: Mapping[str, Any] = Field(default_factory=dict)

    @classmethod
    def from_posts(cls, posts: Iterable[Post | Mapping[str, Any]], **fields: Any) -> Thread:
        """A thread from posts whose parents are known (to be completed)."""
        raise NotImplementedError

    def walk(self) -> Iterator[Post]:
        """Depth-first walk (to be completed)."""
        raise NotImplementedError
