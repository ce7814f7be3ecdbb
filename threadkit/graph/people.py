"""Who takes part, who answers whom, and how exchanges run.

Decides the definitions, given in each docstring; knows no graph library.
Functions take one thread, many threads, or a prepared
:class:`~threadkit.graph.identity.Cast` (then ``min_confidence`` and
``aliases`` have been decided there).  Posts without a known author are left
out unless the Cast names them.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from threadkit import vocabulary
from threadkit.graph.identity import Cast, Casts, as_cast, author_key
from threadkit.graph.times import quantile
from threadkit.graph.tree import TOP, ReplyTree, seconds_of

Aliases = Mapping[str, str]
Row = dict[str, Any]


def reply_counts(
    threads: Casts, *, self_replies: bool = False, min_confidence: float = 0.0, aliases: Aliases | None = None
) -> Counter[tuple[str, str]]:
    """Number of replies for each (replier, replied-to)."""
    cast = as_cast(threads, min_confidence, aliases)
    return Counter((reply.replier, reply.replied_to) for reply in cast.replies(self_replies=self_replies))


def reciprocity(threads: Any, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> float | None:
    """Share of directed author pairs that are answered in the other direction.

    A pair (a, b) counts once, however often a answered b; self-replies do not
    count.  Takes threads, a Cast, or a directed graph whose edges run from
    replier to replied-to.  For a simple directed graph without loops this is
    ``networkx.overall_reciprocity``; unlike that function it also counts right
    on multigraphs.  None when nobody answered anybody.
    """
    if hasattr(threads, "edges") and hasattr(threads, "is_directed"):
        pairs = {(source, target) for source, target in threads.edges() if source != target}
    else:
        pairs = set(reply_counts(threads, min_confidence=min_confidence, aliases=aliases))
    if not pairs:
        return None
    return sum((target, source) in pairs for source, target in pairs) / len(pairs)


def response_matrix(
    threads: Casts, *, self_replies: bool = False, min_confidence: float = 0.0, aliases: Aliases | None = None
) -> dict[str, dict[str, Row]]:
    """Who answered whom, how often and how fast: ``matrix[replier][replied_to]``.

    Each cell has ``replies`` (a count), ``timed`` (how many of them have both
    times, in order), ``median_seconds`` (None when none has) and ``first`` and
    ``last`` (datetimes of the earliest and latest dated reply).  Sparse: only
    pairs with at least one reply are there.
    """
    cast = as_cast(threads, min_confidence, aliases)
    matrix: dict[str, dict[str, Row]] = {}
    gaps: dict[tuple[str, str], list[float]] = {}
    for reply in cast.replies(self_replies=self_replies):
        cell = matrix.setdefault(reply.replier, {}).setdefault(
            reply.replied_to, {"replies": 0, "timed": 0, "median_seconds": None, "first": None, "last": None}
        )
        cell["replies"] += 1
        posts = cast.trees[reply.thread].posts
        moment = posts[reply.child].timestamp
        later, earlier = seconds_of(moment), seconds_of(posts[reply.parent].timestamp)
        if later is None:
            continue
        if cell["first"] is None or later < (seconds_of(cell["first"]) or 0.0):
            cell["first"] = moment
        if cell["last"] is None or later > (seconds_of(cell["last"]) or 0.0):
            cell["last"] = moment
        if earlier is not None and later >= earlier:
            gaps.setdefault((reply.replier, reply.replied_to), []).append(later - earlier)
    for (replier, replied_to), values in gaps.items():
        cell = matrix[replier][replied_to]
        cell["timed"] = len(values)
        cell["median_seconds"] = quantile(values, 0.5)
    return matrix


def turn_taking(
    threads: Casts, *, min_turns: int = 2, min_confidence: float = 0.0, aliases: Aliases | None = None
) -> list[tuple[str, ...]]:
    """The runs of posts in which two people answer each other in turn (A-B-A-B…).

    Each run is a path in the reply tree, given as the posts' authors from the
    first turn to the last, every post answering the one before; runs are as
    long as possible in both directions.  ``min_turns=2`` also lists a single
    reply (A-B), 3 only those where the first came back.
    """
    cast = as_cast(threads, min_confidence, aliases)
    runs = []
    for number, tree in enumerate(cast.trees):
        names = cast.names[number]
        turns = _turns(tree, names)
        for index in range(len(tree)):
            last, count = names[index], turns[index]
            if count < min_turns or last is None:
                continue
            before = names[tree.parents[index]]
            if before is None or any(names[child] == before for child in tree.children[index]):
                continue  # goes on in a longer run
            pair = (last, before)
            runs.append(tuple(pair[(count - 1 - turn) % 2] for turn in range(count)))
    return runs


def _turns(tree: ReplyTree, names: list[str | None]) -> list[int]:
    """For each post the length of the alternation of two people that it ends (1: none)."""
    turns = [1] * len(tree)
    for index in tree.topdown:
        parent = tree.parents[index]
        if parent == TOP or names[index] is None or names[parent] is None or names[index] == names[parent]:
            continue
        grandparent = tree.parents[parent]
        continues = grandparent != TOP and names[grandparent] == names[index]
        turns[index] = turns[parent] + 1 if continues else 2
    return turns


def dyads(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> list[Row]:
    """One row per unordered pair of people of whom at least one answered the other.

    ``a``, ``b`` (in alphabetical order), ``a_to_b``, ``b_to_a`` and their sum
    ``replies``; ``reciprocal``; ``exchanges``, the maximal alternating runs of
    three turns or more, and ``longest_exchange`` in turns (2: nobody came
    back); ``threads`` in which they met; ``median_seconds`` between a post and
    its answer; ``first`` and ``last`` (datetimes).  Most replies first.
    """
    cast = as_cast(threads, min_confidence, aliases)
    matrix = response_matrix(cast)
    rows: dict[tuple[str, str], Row] = {}
    gaps: dict[tuple[str, str], list[float]] = {}
    met: dict[tuple[str, str], set[int]] = {}
    for reply in cast.replies():
        pair = _pair(reply.replier, reply.replied_to)
        met.setdefault(pair, set()).add(reply.thread)
        posts = cast.trees[reply.thread].posts
        later, earlier = seconds_of(posts[reply.child].timestamp), seconds_of(posts[reply.parent].timestamp)
        if later is not None and earlier is not None and later >= earlier:
            gaps.setdefault(pair, []).append(later - earlier)
    for pair in met:
        a, b = pair
        there, back = matrix.get(a, {}).get(b), matrix.get(b, {}).get(a)
        cells = [cell for cell in (there, back) if cell is not None]
        moments = [cell[key] for cell in cells for key in ("first", "last") if cell[key] is not None]
        rows[pair] = {
            "a": a,
            "b": b,
            "a_to_b": there["replies"] if there else 0,
            "b_to_a": back["replies"] if back else 0,
            "replies": sum(cell["replies"] for cell in cells),
            "reciprocal": len(cells) == 2,
            "exchanges": 0,
            "longest_exchange": 2,
            "threads": len(met[pair]),
            "median_seconds": quantile(gaps.get(pair, []), 0.5),
            "first": min(moments, key=lambda moment: seconds_of(moment) or 0.0, default=None),
            "last": max(moments, key=lambda moment: seconds_of(moment) or 0.0, default=None),
        }
    for run in turn_taking(cast, min_turns=3):
        row = rows[_pair(run[0], run[1])]
        row["exchanges"] += 1
        row["longest_exchange"] = max(row["longest_exchange"], len(run))
    return sorted(rows.values(), key=lambda row: (-row["replies"], row["a"], row["b"]))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def entropy(counts: Iterable[float]) -> float:
    """Shannon entropy in bits of the shares that ``counts`` make (0.0 for one or none)."""
    positive = [count for count in counts if count > 0]
    total = sum(positive)
    # Written as a sum of p·log(1/p), so that a single author gives 0.0 and not -0.0.
    return sum(count / total * math.log2(total / count) for count in positive)


def participation_entropy(
    threads: Casts, *, normalised: bool = False, min_confidence: float = 0.0, aliases: Aliases | None = None
) -> float | None:
    """Shannon entropy of the posts over their authors, in bits.

    0 when one person wrote everything, log2(n) when n people wrote equally
    much; ``normalised`` divides by that maximum (1.0 for a single author,
    who could not have shared more evenly).  None without known authors.
    """
    counts = as_cast(threads, min_confidence, aliases).post_counts()
    if not counts:
        return None
    bits = entropy(counts.values())
    if not normalised:
        return bits
    return bits / math.log2(len(counts)) if len(counts) > 1 else 1.0


def gini(values: Iterable[float]) -> float | None:
    """Gini coefficient of non-negative values: 0 all equal, (n − 1)/n one has all.

    Half the mean absolute difference over the mean, without small-sample
    correction.  None for no values or only zeros.
    """
    ordered = sorted(values)
    total = sum(ordered)
    if not ordered or total == 0:
        return None
    count = len(ordered)
    weighted = sum(rank * value for rank, value in enumerate(ordered, start=1))
    return (2 * weighted - (count + 1) * total) / (count * total)


def participation_gini(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> float | None:
    """Gini coefficient of the number of posts per known author; see :func:`gini`."""
    return gini(as_cast(threads, min_confidence, aliases).post_counts().values())


def reentries(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> dict[str, int]:
    """How often each person came back into a thread after someone else had written.

    In the order of writing (see :meth:`ReplyTree.in_time`), a post is a
    re-entry when its author wrote in the thread before and the post directly
    before it is someone else's, known or unknown.  Two posts in a row are one
    visit.  Source of the notion: Backstrom et al., "Characterizing and
    curating conversation threads: expansion, focus, volume, re-entry", WSDM
    2013.  Every known author is listed, most of them with 0.
    """
    cast = as_cast(threads, min_confidence, aliases)
    returns = dict.fromkeys(cast.post_counts(), 0)
    for number, tree in enumerate(cast.trees):
        seen: set[str] = set()
        before: str | None = None
        for index in tree.in_time():
            name = cast.names[number][index]
            if name is not None:
                returns[name] += name in seen and name != before
                seen.add(name)
            before = name
    return returns


def reentry_share(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> float | None:
    """Share of the known authors who came back at least once; see :func:`reentries`."""
    returns = reentries(threads, min_confidence=min_confidence, aliases=aliases)
    return sum(count > 0 for count in returns.values()) / len(returns) if returns else None


def openers(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> Counter[str]:
    """How many exchanges each person opened: their top posts that got a reply."""
    cast = as_cast(threads, min_confidence, aliases)
    return Counter(
        name
        for number, tree in enumerate(cast.trees)
        for top in tree.tops
        if tree.children[top] and (name := cast.names[number][top]) is not None
    )


def closers(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> Counter[str]:
    """How many exchanges each person closed: their replies that nobody answered.

    A top post without replies neither opens nor closes an exchange.
    """
    cast = as_cast(threads, min_confidence, aliases)
    return Counter(
        name
        for number, tree in enumerate(cast.trees)
        for index, parent in enumerate(tree.parents)
        if parent != TOP and not tree.children[index] and (name := cast.names[number][index]) is not None
    )


_NAME = r"\w[\w.'’\-]{0,40}(?: \w[\w.'’\-]{0,40}){0,2}"
_AT_NAME = re.compile(rf"(?<![\w.])@\s?({_NAME})")
SHORTEST_FIRST_NAME = 3
"""A first name stands for the full name from this length on: "Al" is too often a word."""


def addressed(threads: Casts, *, min_confidence: float = 0.0, aliases: Aliases | None = None) -> Counter[str]:
    """How many posts address each person by name.

    A post addresses someone by ``@name`` anywhere or by the name at the start
    of a line, alone or after a greeting, followed by a comma, colon,
    semicolon, exclamation mark or dash.  Names are those of the same thread's
    authors, in full or, where only one of them has it, by the first word.
    Each post counts once per person; naming oneself does not count.
    """
    cast = as_cast(threads, min_confidence, aliases)
    counts: Counter[str] = Counter()
    for number, tree in enumerate(cast.trees):
        calls = _call_names(cast, number)
        for post, writer in zip(tree.posts, cast.names[number], strict=True):
            named = set(_named(post.body, calls))
            named.discard(writer or "")
            counts.update(named)
    return counts


def _call_names(cast: Cast, number: int) -> dict[str, str]:
    """Ways to call the thread's authors: the name in full, or a first word only one of them has."""
    people = {name for name in cast.names[number] if name is not None and name not in cast.unknown}
    calls: dict[str, str] = {}
    firsts: dict[str, set[str]] = {}
    for name in people:
        key = author_key(name)
        calls[key] = name
        firsts.setdefault(key.split(" ")[0], set()).add(name)
    for first, bearers in firsts.items():
        if len(bearers) == 1 and len(first) >= SHORTEST_FIRST_NAME:
            calls.setdefault(first, *bearers)
    return calls


@cache
def _salutation() -> re.Pattern[str]:
    salutation = rf"^\W{{0,3}}(?:(?:{'|'.join(vocabulary.SALUTATION)})\s)?"
    return re.compile(rf"{salutation}({_NAME})\s?[,:;!–—-]", re.IGNORECASE | re.MULTILINE)


def _named(body: str, calls: Mapping[str, str]) -> Iterator[str]:
    for pattern in (_AT_NAME, _salutation()):
        for match in pattern.finditer(body):
            words = author_key(match.group(1)).split(" ")
            for length in range(len(words), 0, -1):
                # "@Ann." at the end of a sentence calls Ann.
                call = " ".join(words[:length]).rstrip(".'’-")
                if call in calls:
                    yield calls[call]
                    break
                if pattern is not _AT_NAME:
                    break  # the whole of what stands before the comma is the name, or none of it
