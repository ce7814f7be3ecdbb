"""The reply tree of a thread as plain arrays.

Decides which links count (``min_confidence``), who hangs under whom and in
what order things happened.  Leaves every measure to its siblings: those take
a :class:`~threadkit.models.Thread` or, to index a large thread only once, the
:class:`ReplyTree` made here.  Nothing recurses, so a chain of any depth works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from threadkit.models import Order, Post, Thread

TOP = -1
"""Stands for "no parent" in :attr:`ReplyTree.parents`."""


class ReplyTree:
    """Posts, parents, children and depths of one discussion, by index.

    ``posts[i]`` has the parent ``parents[i]`` (:data:`TOP` for a post that
    answers the article), the replies ``children[i]`` in page order and the
    depth ``depths[i]`` in edges from the top.  ``topdown`` lists all indices
    level by level, so that parents stand before their replies.

    A link whose known confidence is below ``min_confidence`` is cut: the post
    then counts as a top post; ``cut`` holds the indices of those.  Links without
    a confidence (printed or given ones) are never cut.  A parent that is not
    among the posts counts as no parent.

    Raises ValueError for duplicate ids and for posts that answer each other in
    a circle; neither comes out of a parser, only out of hand-made posts.
    """

    __slots__ = (
        "article",
        "children",
        "cut",
        "depths",
        "ids",
        "meta",
        "min_confidence",
        "page_order",
        "parents",
        "posts",
        "root",
        "topdown",
        "tops",
    )

    def __init__(
        self,
        posts: Iterable[Post],
        *,
        min_confidence: float = 0.0,
        page_order: Order | None = None,
        article: str | None = None,
        root: Post | None = None,
        meta: object = None,
    ) -> None:
        self.posts: tuple[Post, ...] = tuple(posts)
        self.page_order = page_order
        self.article = article
        self.root = root
        self.meta = meta
        self.min_confidence = min_confidence
        self.ids: dict[str, int] = {post.id: index for index, post in enumerate(self.posts)}
        if len(self.ids) != len(self.posts):
            raise ValueError("two posts of the thread have the same id")
        self.cut: set[int] = set()
        self.parents: list[int] = [self._parent_index(index, post) for index, post in enumerate(self.posts)]
        self.children: list[list[int]] = [[] for _ in self.posts]
        self.tops: list[int] = []
        for index, parent in enumerate(self.parents):
            (self.tops if parent == TOP else self.children[parent]).append(index)
        self.depths: list[int] = [0] * len(self.posts)
        self.topdown: list[int] = list(self.tops)
        for index in self.topdown:  # grows while it is walked: level by level
            for child in self.children[index]:
                self.depths[child] = self.depths[index] + 1
                self.topdown.append(child)
        if len(self.topdown) != len(self.posts):
            raise ValueError("posts of the thread answer each other in a circle")

    def _parent_index(self, index: int, post: Post) -> int:
        if post.parent is None:
            return TOP
        if self.min_confidence > 0.0:
            confidence = post.link.confidence
            if confidence is not None and confidence < self.min_confidence:
                self.cut.add(index)
                return TOP
        return self.ids.get(post.parent, TOP)

    def __len__(self) -> int:
        return len(self.posts)

    def walk(self, start: int | None = None) -> Iterator[int]:
        """Indices depth-first, a post before its replies, in page order.

        ``start`` limits the walk to that post and what stands under it.
        """
        stack = list(reversed(self.tops)) if start is None else [start]
        while stack:
            index = stack.pop()
            yield index
            stack.extend(reversed(self.children[index]))

    def level_sizes(self) -> list[int]:
        """How many posts stand at depth 0, 1, 2, ..."""
        sizes: list[int] = []
        for index in self.topdown:
            if self.depths[index] == len(sizes):
                sizes.append(0)
            sizes[self.depths[index]] += 1
        return sizes

    def subtree_sizes(self) -> list[int]:
        """For every post: the number of posts in its subtree, itself included."""
        sizes = [1] * len(self.posts)
        for index in reversed(self.topdown):
            parent = self.parents[index]
            if parent != TOP:
                sizes[parent] += sizes[index]
        return sizes

    def in_time(self) -> list[int]:
        """Indices in the order in which the posts were written, as far as known.

        By timestamp when every post has one (posts of the same moment stay in
        page order); otherwise page order, turned round for a page that prints
        the newest post first.
        """
        page = list(range(len(self.posts)))
        if self.page_order == "reverse":
            page.reverse()
        times = [seconds_of(post.timestamp) for post in self.posts]
        known = [time for time in times if time is not None]
        if len(known) < len(times):
            return page
        return sorted(page, key=lambda index: known[index])


Discussion: TypeAlias = "Thread | ReplyTree"
"""What a measure of one discussion takes."""

Discussions: TypeAlias = "Discussion | Iterable[Discussion]"
"""What a measure over one or many discussions takes."""


def as_tree(thread: Discussion, min_confidence: float = 0.0) -> ReplyTree:
    """The reply tree of ``thread``; a ReplyTree is returned as it is.

    A tree that was built with a lower threshold is cut anew.
    """
    if isinstance(thread, ReplyTree):
        if thread.min_confidence >= min_confidence:
            return thread
        page_order, root = thread.page_order, thread.root
    else:
        page_order, root = thread.order, None
    return ReplyTree(
        thread.posts,
        min_confidence=min_confidence,
        page_order=page_order,
        article=thread.article,
        root=root,
        meta=thread.meta,
    )


def as_trees(threads: Discussions, min_confidence: float = 0.0) -> list[ReplyTree]:
    """The reply trees of one thread or of an iterable of threads."""
    if isinstance(threads, ReplyTree):
        return [as_tree(threads, min_confidence)]
    if not isinstance(threads, Iterable) or hasattr(threads, "posts"):  # a Thread, without importing pydantic to ask
        return [as_tree(cast("Thread", threads), min_confidence)]
    return [as_tree(thread, min_confidence) for thread in threads]


def subtree(thread: Discussion, post_id: str, *, min_confidence: float = 0.0) -> ReplyTree:
    """The discussion below one post: the "mid-thread" view of any measure.

    The post takes the place of the article: it is the ``root`` of the result
    and not among its posts, its direct replies have depth 0.  In a forum,
    ``subtree(thread, thread.posts[0].id)`` is the discussion of the opening
    post.  Raises KeyError when no post has that id.
    """
    tree = as_tree(thread, min_confidence)
    start = tree.ids[post_id]
    below = sorted(index for index in tree.walk(start) if index != start)
    return ReplyTree(
        [tree.posts[index] for index in below],
        min_confidence=tree.min_confidence,
        page_order=tree.page_order,
        root=tree.posts[start],
        meta=tree.meta,
    )


def seconds_of(moment: datetime | None) -> float | None:
    """Seconds since 1970, or None; a time without a zone is read as UTC.

    Pages that print some times with a zone and some without are thereby
    comparable, if only to within the unknown offset.
    """
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def earliest_and_latest(posts: Sequence[Post]) -> tuple[datetime | None, datetime | None]:
    """The first and the last timestamp among ``posts``, None where none is known."""
    known = [(seconds_of(post.timestamp), post.timestamp) for post in posts if post.timestamp is not None]
    if not known:
        return None, None
    return min(known, key=_by_seconds)[1], max(known, key=_by_seconds)[1]


def _by_seconds(entry: tuple[float | None, datetime]) -> float:
    return entry[0] or 0.0
