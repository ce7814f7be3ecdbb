"""Measures of the reply tree's shape.

Decides what each number means: its docstring gives definition, unit and
source.  Every function takes a thread (or a :class:`ReplyTree`, also one from
:func:`~threadkit.graph.tree.subtree` for the same measure mid-thread) and
``min_confidence``, below which a reply link is cut and its post counted as an
answer to the article.  All run in linear time.  Times are left to
``times.py``, people to ``people.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from threadkit.graph.tree import TOP, Discussion, Discussions, as_tree, as_trees

CAP_CHANCE = 0.01
"""A pile of unanswered posts less likely than this is taken for a site's depth cap."""


def size(thread: Discussion, *, min_confidence: float = 0.0) -> int:
    """Number of posts; the article is not one of them."""
    return len(as_tree(thread, min_confidence))


def depth(thread: Discussion, *, min_confidence: float = 0.0) -> int:
    """Depth of the deepest post, in reply edges from the top (a top post has 0).

    0 for a thread without posts.
    """
    return max(as_tree(thread, min_confidence).depths, default=0)


def widths(thread: Discussion, *, min_confidence: float = 0.0) -> list[int]:
    """Number of posts at depth 0, 1, 2, ...; empty for a thread without posts."""
    return as_tree(thread, min_confidence).level_sizes()


def width(thread: Discussion, *, min_confidence: float = 0.0) -> int:
    """Number of posts at the most populated depth (0 without posts)."""
    return max(widths(thread, min_confidence=min_confidence), default=0)


def leaves(thread: Discussion, *, min_confidence: float = 0.0) -> list[str]:
    """Ids of the posts nobody answered, in page order."""
    tree = as_tree(thread, min_confidence)
    return [post.id for post, children in zip(tree.posts, tree.children, strict=True) if not children]


def unanswered_share(thread: Discussion, *, tops_only: bool = False, min_confidence: float = 0.0) -> float | None:
    """Share of posts (with ``tops_only``: of top posts) without any reply, 0 to 1.

    None without posts.
    """
    tree = as_tree(thread, min_confidence)
    considered = tree.tops if tops_only else range(len(tree))
    if not considered:
        return None
    return sum(not tree.children[index] for index in considered) / len(considered)


def branching(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Mean number of replies over the posts that have at least one.

    The article is no post, so its answers do not count.  None when no post
    was answered.
    """
    tree = as_tree(thread, min_confidence)
    counts = [len(children) for children in tree.children if children]
    return sum(counts) / len(counts) if counts else None


def reply_chains(thread: Discussion, *, min_confidence: float = 0.0) -> Iterator[tuple[str, ...]]:
    """Every path from a top post down to a leaf, as post ids, depth-first.

    There are as many chains as leaves.  They are made one at a time: together
    they can be quadratic in the size of the thread.
    """
    tree = as_tree(thread, min_confidence)
    path: list[str] = []
    for index in tree.walk():
        del path[tree.depths[index] :]
        path.append(tree.posts[index].id)
        if not tree.children[index]:
            yield tuple(path)


def longest_chain(thread: Discussion, *, min_confidence: float = 0.0) -> tuple[str, ...]:
    """Post ids of the longest path from a top post to a leaf.

    Its length is ``depth + 1`` posts.  Of several, the one whose last post
    stands first on the page; empty without posts.
    """
    tree = as_tree(thread, min_confidence)
    if not tree.posts:
        return ()
    index = max(range(len(tree)), key=lambda i: (tree.depths[i], -i))
    chain = []
    while index != TOP:
        chain.append(tree.posts[index].id)
        index = tree.parents[index]
    return tuple(reversed(chain))


def h_index(thread: Discussion, *, min_confidence: float = 0.0) -> int:
    """Largest h such that at least h posts stand at level h.

    Levels count from 1, the answers to the article.  0 without posts.
    Source: Gómez, Kaltenbrunner and López, "Statistical analysis of the social
    network and discussion threads in Slashdot", WWW 2008.  Their second wording
    (h + 1 is the *first* level with fewer posts than its number) gives less
    where a thread narrows and widens again; this is the first wording.
    """
    sizes = widths(thread, min_confidence=min_confidence)
    return max((level for level, count in enumerate(sizes, start=1) if count >= level), default=0)


def wiener_index(thread: Discussion, *, min_confidence: float = 0.0) -> int:
    """Sum of the distances over all unordered pairs of nodes, article included.

    Unit: edges.  In linear time: an edge with s nodes below it lies on the
    paths of s·(N − s) pairs.
    """
    tree = as_tree(thread, min_confidence)
    nodes = len(tree) + 1
    return sum(below * (nodes - below) for below in tree.subtree_sizes())


def structural_virality(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Mean distance, in edges, over all pairs of nodes, the article being the root.

    ``2 · Wiener / (n · (n − 1))`` for n nodes.  Below 2 for a broadcast (all
    answer the article), (n + 1)/3 for a single chain; None without posts.
    Source: Goel, Anderson, Hofman and Watts, "The structural virality of
    online diffusion", Management Science 62(1), 2016.
    """
    tree = as_tree(thread, min_confidence)
    nodes = len(tree) + 1
    if nodes < 2:
        return None
    return 2 * wiener_index(tree) / (nodes * (nodes - 1))


def root_dominance(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Share of posts that answer the article itself, 0 to 1 (None without posts).

    1: everyone speaks to the article and nobody to each other.
    """
    tree = as_tree(thread, min_confidence)
    return len(tree.tops) / len(tree) if tree.posts else None


def largest_branch(thread: Discussion, *, min_confidence: float = 0.0) -> float | None:
    """Share of posts under the largest top post, that one included (None without posts)."""
    tree = as_tree(thread, min_confidence)
    if not tree.posts:
        return None
    sizes = tree.subtree_sizes()
    return max(sizes[top] for top in tree.tops) / len(tree)


def depth_cap(threads: Discussions, *, min_confidence: float = 0.0) -> int | None:
    """The depth at which the site seems to have stopped nesting, or None.

    Sites that indent only so far print further replies beside the post they
    answer.  Then the deepest level holds many posts, none of them answered.
    With a reply rate r at the inner levels (depth 1 up to the last but one,
    smoothed by one success and one failure) m unanswered posts at the deepest
    level are credible with chance (1 − r)^(m − 1): one of them has to end the
    thread in any case.  Below 1 % this says "capped".  The deepest level must
    have depth 2 or more.  Threads of one site may be given together, which
    tells more.  An own heuristic: it sees a cap, it does not prove one.
    """
    posts_at: list[int] = []
    answered_at: list[int] = []
    for tree in as_trees(threads, min_confidence):
        for index in tree.topdown:
            level = tree.depths[index]
            if level == len(posts_at):
                posts_at.append(0)
                answered_at.append(0)
            posts_at[level] += 1
            answered_at[level] += bool(tree.children[index])
    deepest = len(posts_at) - 1
    if deepest < 2:
        return None
    rate = (sum(answered_at[1:deepest]) + 1) / (sum(posts_at[1:deepest]) + 2)
    chance = (1 - rate) ** (posts_at[deepest] - 1)
    return deepest if chance < CAP_CHANCE else None
