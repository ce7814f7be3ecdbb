"""The measures of many threads as rows of plain values.

Decides which measures a table has and how its columns are called; each is
defined in the module it comes from.  Rows are dicts of str, int, float, bool,
datetime and None, which pandas, polars, csv and json take.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Literal

from threadkit.graph import people, shape, times
from threadkit.graph.build import author_network
from threadkit.graph.identity import Cast, Casts, as_cast
from threadkit.graph.tree import TOP, earliest_and_latest, seconds_of

Row = dict[str, Any]
Per = Literal["thread", "author", "pair"]
DIGITS = 6
"""Ratios are rounded to this many digits, far below what any of them can mean."""


def summary(
    threads: Casts,
    per: Per = "thread",
    *,
    min_confidence: float = 0.0,
    aliases: Mapping[str, str] | None = None,
) -> list[Row]:
    """One row per thread, per author or per pair of authors.

    Takes one thread or any iterable of threads.  Reply links whose confidence
    is below ``min_confidence`` are cut; ``aliases`` maps spellings of a name
    to the person.  Times are in seconds, ``first`` and ``last`` are datetimes,
    what does not exist is None.

    ``per="thread"``, in the threads' order: see :func:`thread_row`.
    ``per="author"``, most posts first: see :func:`author_rows`.
    ``per="pair"``, most replies first: :func:`threadkit.graph.people.dyads`.
    """
    cast = as_cast(threads, min_confidence, aliases)
    if per == "thread":
        return [thread_row(cast, number) for number in range(len(cast.trees))]
    if per == "author":
        return author_rows(cast)
    if per == "pair":
        return [_rounded(row) for row in people.dyads(cast)]
    raise ValueError(f"per must be 'thread', 'author' or 'pair', not {per!r}")


def thread_row(cast: Cast, number: int = 0) -> Row:
    """The measures of one thread.

    ``authors`` are the known ones, ``unnamed_posts`` those without; ``tops``
    answer the article, ``replies`` another post; ``links_cut`` replies were
    cut for low confidence and count as tops; ``pairs`` of people of whom one
    answered the other; ``mean_confidence`` over the replies that have one.
    """
    tree = cast.trees[number]
    alone = cast.only(number)
    gaps = list(times.response_times(tree).values())
    first, last = earliest_and_latest(tree.posts)
    answers = people.reply_counts(alone)
    confidences = [
        post.link.confidence
        for post, parent in zip(tree.posts, tree.parents, strict=True)
        if parent != TOP and post.link.confidence is not None
    ]
    return _rounded(
        {
            "thread": cast.thread_ids[number],
            "posts": len(tree),
            "authors": len(alone.post_counts()),
            "unnamed_posts": sum(name is None for name in cast.names[number]),
            "tops": len(tree.tops),
            "replies": len(tree) - len(tree.tops),
            "depth": shape.depth(tree),
            "width": shape.width(tree),
            "leaves": len(shape.leaves(tree)),
            "unanswered_share": shape.unanswered_share(tree),
            "branching": shape.branching(tree),
            "longest_chain": shape.depth(tree) + 1 if tree.posts else 0,
            "h_index": shape.h_index(tree),
            "structural_virality": shape.structural_virality(tree),
            "root_dominance": shape.root_dominance(tree),
            "largest_branch": shape.largest_branch(tree),
            "depth_cap": shape.depth_cap(tree),
            "first": first,
            "last": last,
            "lifetime_seconds": times.lifetime(tree),
            "response_q25_seconds": times.quantile(gaps, 0.25),
            "response_median_seconds": times.quantile(gaps, 0.5),
            "response_q75_seconds": times.quantile(gaps, 0.75),
            "pairs": len({frozenset(pair) for pair in answers}),
            "reciprocity": people.reciprocity(alone),
            "longest_exchange": max(map(len, people.turn_taking(alone)), default=0),
            "participation_entropy": people.participation_entropy(alone),
            "participation_gini": people.participation_gini(alone),
            "reentry_share": people.reentry_share(alone),
            "mean_confidence": sum(confidences) / len(confidences) if confidences else None,
            "links_cut": len(tree.cut),
        }
    )


def author_rows(cast: Cast) -> list[Row]:
    """One row per known author over all threads, most posts first.

    ``answered``/``answered_by``: people they answered, people who answered
    them; ``replies_sent``/``replies_received``: the same in replies, those to
    oneself apart in ``self_replies``; ``tops`` answer the article;
    ``opened``/``closed``: exchanges begun and ended; ``reentries``: returns to
    a thread; ``addressed``: posts of others that call them by name;
    ``response_median_seconds``: how fast they answer.
    """
    nodes, edges = author_network(cast, self_replies=True)
    opened, closed = people.openers(cast), people.closers(cast)
    addressed, returns = people.addressed(cast), people.reentries(cast)
    tops = Counter(
        cast.names[number][top] for number, tree in enumerate(cast.trees) for top in tree.tops if top not in tree.cut
    )
    gaps = _answering_times(cast)
    rows: dict[str, Row] = {
        name: {
            "author": name,
            "posts": node["posts"],
            "threads": node["threads"],
            "tops": tops[name],
            "replies_sent": 0,
            "replies_received": 0,
            "answered": 0,
            "answered_by": 0,
            "self_replies": 0,
            "opened": opened[name],
            "closed": closed[name],
            "reentries": returns[name],
            "addressed": addressed[name],
            "response_median_seconds": times.quantile(gaps.get(name, []), 0.5),
            "first": node["first"],
            "last": node["last"],
        }
        for name, node in nodes.items()
    }
    for (replier, replied_to), edge in edges.items():
        if replier == replied_to:
            rows[replier]["self_replies"] = edge["replies"]
            continue
        rows[replier]["replies_sent"] += edge["replies"]
        rows[replier]["answered"] += 1
        rows[replied_to]["replies_received"] += edge["replies"]
        rows[replied_to]["answered_by"] += 1
    return sorted(map(_rounded, rows.values()), key=lambda row: (-row["posts"], row["author"]))


def _answering_times(cast: Cast) -> dict[str, list[float]]:
    gaps: dict[str, list[float]] = {}
    for reply in cast.replies():
        posts = cast.trees[reply.thread].posts
        later, earlier = seconds_of(posts[reply.child].timestamp), seconds_of(posts[reply.parent].timestamp)
        if later is not None and earlier is not None and later >= earlier:
            gaps.setdefault(reply.replier, []).append(later - earlier)
    return gaps


def _rounded(row: Row) -> Row:
    return {key: round(value, DIGITS) if isinstance(value, float) else value for key, value in row.items()}
