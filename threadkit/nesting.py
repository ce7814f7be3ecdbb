"""Whether a text still shows who answers whom, going by its known posts.

An extractor may keep a page's nesting, keep it in part, or print everything
in one column.  For measuring, not for parsing: what counts as *surviving* is
decided here from where the known posts stand in the text, without a layout
and without ``threadkit.structure``, so that parents read off structure can be
asked for where there is structure to read.

A post stands where its body's first words do.  Five kinds of marks are looked
at, each giving a number per post: the column of the body's first line, of the
nearest line with the author's name, of the nearest list mark; a stated
"level 2"; the number of parts of a printed tree number ("3.1").  A kind of
mark *tells* nesting if its number grows from parent to reply in at least
``TELLING`` of the replies, and stays the same from sibling to sibling in as
many cases.  Besides, the reply's byline may name its parent's author beside a
word or sign of replying.  Nesting survives where one kind tells, or where that
many replies name their parent.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from threadkit.alignment import tokens

TELLING = 0.8
"""Share of replies (and of siblings) that must agree with a kind of mark: single bodies begin with lists or quotes."""
MEASURED = 0.5
"""Share of the replies that must carry a kind of mark for it to count."""
JITTER = 1
"""Siblings may differ by a column: right-aligned list numbers, bullets."""
NEAR = 24
"""Lines above or below the body in which its byline may stand (forum profile blocks)."""
OPENINGS = (12, 6, 4)
"""So many first words of a body are looked for, fewer where more are not found."""

MOST_OCCURRENCES = 50
"""Of a body such as "+1" so many places are considered."""
SLACK = 200
"""Characters that furniture may add within a body."""

_ACCENTS = range(0x300, 0x370)

_LIST_MARK = re.compile(r"^[ \t\xa0]*([•*+\-□☆▪◦‣○●■◆→↳»›o]|\d{1,5}[.)])(?=[ \t\xa0]|$)")
_LEVEL = re.compile(r"\b(?:level|depth|niveau|nivel|ebene)[ :#]{1,2}(\d{1,3})\b", re.IGNORECASE)
_TREE_NUMBER = re.compile(r"(?<![\w.,:])(?:#(\d{1,4}(?:\.\d{1,4}){0,8})|(\d{1,4}(?:\.\d{1,4}){1,8}))(?![\d.,:]*\d)")
_REPLYING = re.compile(
    r"\b(?:in reply to|in response to|re(?:plied|plying|sponded|plies|ply) to|answers? to|en réponse à|en respuesta a"
    r"|antwort (?:auf|an)|in risposta a|em resposta a|svar på|als antwoord op|в ответ)|[@>→↳►»▶]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a known post stands in a text: the lines before its body that are nobody else's, and its body's lines."""

    above: int
    first: int
    last: int
    below: int
    """First line of the next post's body (or the end of the text)."""


def survives(text: str, posts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the text shows the nesting of these known posts."""
    lines = text.split("\n")
    places = locate(text, posts)
    parents = _parents(posts)
    if any(_tells(mark, lines, posts, places, parents) for mark in MARKS.values()):
        return True
    return _names_parents(lines, posts, places, parents)


def telling_marks(text: str, posts: Sequence[Mapping[str, Any]]) -> list[str]:
    """The kinds of marks that tell the nesting of these known posts."""
    lines = text.split("\n")
    places, parents = locate(text, posts), _parents(posts)
    kinds = [name for name, mark in MARKS.items() if _tells(mark, lines, posts, places, parents)]
    return [*kinds, "names"] if _names_parents(lines, posts, places, parents) else kinds


# --- where posts stand ---------------------------------------------------------------------------------------------


def locate(text: str, posts: Sequence[Mapping[str, Any]]) -> list[Place | None]:
    """The place of every known post whose body's first words are found below the one before it."""
    flat, line_at = flatten(_without_accents(text))
    size = text.count("\n") + 1
    bodies = [tokens(_without_accents(post.get("body") or "")) for post in posts]
    spans: list[tuple[int, int] | None] = [None] * len(posts)
    for i, at in _in_order([_occurrences(flat, words) for words in bodies]):
        words = bodies[i]
        first = line_at[at]
        end = flat.find(" " + " ".join(words[-min(8, len(words)) :]) + " ", at, at + len(" ".join(words)) + SLACK)
        spans[i] = (first, first if end < 0 else max(first, line_at[end]))
    places: list[Place | None] = []
    for i, span in enumerate(spans):
        if span is None:
            places.append(None)
            continue
        above = next((other[1] + 1 for other in reversed(spans[:i]) if other is not None), 0)
        below = next((other[0] for other in spans[i + 1 :] if other is not None), size)
        places.append(Place(min(above, span[0]), span[0], span[1], below))
    return places


def _occurrences(flat: str, words: list[str]) -> list[int]:
    """Where the body's first words stand: as many of them as are found anywhere."""
    for count in OPENINGS:
        needle = " " + " ".join(words[:count]) + " "
        found = [match.start() for match in re.finditer(re.escape(needle), flat)] if words else []
        if found:
            return found[:MOST_OCCURRENCES]
    return []


def _in_order(occurrences: list[list[int]]) -> list[tuple[int, int]]:
    """At most one occurrence per post, such that they rise and as many posts as possible have one.

    A short body ("Thanks!") occurs in many places, and one far below must not
    put all posts in between out of order: the longest rising sequence over
    each post's occurrences, last first, takes none of them twice.
    """
    tails: list[int] = []
    chain: list[tuple[int, int, int]] = []  # (post, occurrence, place in chain of the one before, -1 for none)
    heads: list[int] = []
    for post, found in enumerate(occurrences):
        for at in sorted(found, reverse=True):
            length = bisect_left(tails, at)
            chain.append((post, at, heads[length - 1] if length else -1))
            if length == len(tails):
                tails.append(at)
                heads.append(len(chain) - 1)
            else:
                tails[length] = at
                heads[length] = len(chain) - 1
    placed: list[tuple[int, int]] = []
    step = heads[-1] if heads else -1
    while step >= 0:
        post, at, step = chain[step]
        placed.append((post, at))
    return placed[::-1]


def _without_accents(text: str) -> str:
    """Some extractors print "fur" for "für"."""
    return text if text.isascii() else "".join(c for c in unicodedata.normalize("NFD", text) if ord(c) not in _ACCENTS)


def flatten(text: str) -> tuple[str, dict[int, int]]:
    """The text as ``" word word "``, and on which line each word (by the blank before it) stands."""
    flat: list[str] = []
    line_at: dict[int, int] = {}
    place = 0
    for number, line in enumerate(text.split("\n")):
        for word in tokens(line):
            line_at[place] = number
            flat.append(word)
            place += len(word) + 1
    return " " + " ".join(flat) + " ", line_at


# --- marks: one number per post ------------------------------------------------------------------------------------


def _column(line: str) -> int:
    line = line.expandtabs(8)
    return len(line) - len(line.lstrip(" \xa0"))


def _around(place: Place) -> Iterator[int]:
    """Lines that may hold the byline: above the body first, nearest first, then below it."""
    yield from range(place.first, max(place.above - 1, place.first - NEAR), -1)
    yield from range(place.last, min(place.below, place.last + NEAR))


def _above(place: Place) -> Iterator[int]:
    yield from range(place.first, max(place.above - 1, place.first - NEAR), -1)


def _body(lines: list[str], place: Place, _: Mapping[str, Any]) -> int | None:
    return _column(lines[place.first])


def _byline(lines: list[str], place: Place, post: Mapping[str, Any]) -> int | None:
    author = post.get("author")
    return next((_column(lines[row]) for row in _around(place) if author and author in lines[row]), None)


def _list_mark(lines: list[str], place: Place, _: Mapping[str, Any]) -> int | None:
    return next((_column(lines[row]) for row in _above(place) if _LIST_MARK.match(lines[row])), None)


def _stated_level(lines: list[str], place: Place, _: Mapping[str, Any]) -> int | None:
    found = (_LEVEL.search(lines[row]) for row in _above(place))
    return next((int(match[1]) for match in found if match), None)


def _tree_number(lines: list[str], place: Place, _: Mapping[str, Any]) -> int | None:
    rows = [row for row in _above(place) if row < place.first and len(lines[row]) <= 80]
    found = (_TREE_NUMBER.search(lines[row]) for row in rows)
    match = next((match for match in found if match), None)
    return None if match is None else match[0].count(".")


Mark = Callable[[list[str], Place, Mapping[str, Any]], int | None]

MARKS: dict[str, Mark] = {
    "body": _body,
    "byline": _byline,
    "list mark": _list_mark,
    "stated level": _stated_level,
    "tree number": _tree_number,
}


# --- whether they tell ---------------------------------------------------------------------------------------------


def _parents(posts: Sequence[Mapping[str, Any]]) -> list[int | None]:
    index = {post.get("id"): i for i, post in enumerate(posts)}
    return [None if post.get("parent") is None else index.get(post.get("parent")) for post in posts]


def _tells(
    mark: Mark,
    lines: list[str],
    posts: Sequence[Mapping[str, Any]],
    places: list[Place | None],
    parents: list[int | None],
) -> bool:
    values = [None if place is None else mark(lines, place, post) for post, place in zip(posts, places, strict=True)]
    replies = [(i, p) for i, p in enumerate(parents) if p is not None]
    grown = [values[i] > values[p] for i, p in replies if values[i] is not None and values[p] is not None]  # type: ignore[operator]
    if not grown or len(grown) < MEASURED * len(replies) or sum(grown) < TELLING * len(grown):
        return False
    children: dict[int | None, list[int]] = {}
    for i, parent in enumerate(parents):
        value = values[i]
        if value is not None:
            children.setdefault(parent, []).append(value)
    level = [abs(a - b) <= JITTER for family in children.values() for a, b in pairwise(family)]
    return sum(level) >= TELLING * len(level)


def _names_parents(
    lines: list[str],
    posts: Sequence[Mapping[str, Any]],
    places: list[Place | None],
    parents: list[int | None],
) -> bool:
    """Whether bylines name the parent's author beside a word or sign of replying."""
    named = replies = 0
    for place, parent in zip(places, parents, strict=True):
        if parent is None or place is None:
            continue
        replies += 1
        author = posts[parent].get("author")
        rows = [row for row in _around(place) if not place.first <= row <= place.last]
        named += any(author and author in lines[row] and _REPLYING.search(lines[row]) is not None for row in rows)
    return replies > 0 and named >= TELLING * replies
