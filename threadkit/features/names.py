"""Who speaks to whom, and where the names of authors stand."""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.features.posts import Posts
from threadkit.lines import DATE
from threadkit.names import name_key, name_likeness

SHORTEST_ADDRESS = 3
"""Fewer letters of a name begin too many sentences."""
_WORD = re.compile(r"[\u0900-\u0963\u0971-\u0d7f]+|[^\W\d_]+")


class _Name(NamedTuple):
    """What a name looks like on its own."""

    key: str
    likeness: float
    words: int
    capital: bool
    digits: bool
    hidden: bool
    """Whether it stands for any number of people: "Guest", "Anonymous"."""


@lru_cache(maxsize=1 << 14)
def _look_at(author: str) -> _Name:
    digits = sum(map(str.isdigit, author)) * 2 > len(author)
    hidden = vocabulary.is_anonymous(vocabulary.fold(author))
    return _Name(name_key(author), name_likeness(author), len(author.split()), author[:1].isupper(), digits, hidden)


def author_features(posts: Posts) -> dict[str, float]:
    """How many posts have authors, what these look like as names, and whether they come again or are spoken to."""
    names = [_look_at(author) for author in posts.authors if author]
    if not names:
        return dict.fromkeys(
            ("authors", "name_likeness", "distinct_authors", "one_author", "recurring_author", "name_words",
             "names_capital", "addressed_other", "addressed_self", "signed_self", "signed_next", "name_digits"),
            0.0,
        )
    count, seen = len(names), len(posts.picked)
    known = Counter([name.key for name in names])
    people = Counter([name.key for name in names if not name.hidden])
    addressed_other, addressed_self, signed_self, signed_next = _mentions(posts)
    return {
        "authors": count / posts.total,
        "name_likeness": sum([name.likeness for name in names]) / count,
        "distinct_authors": len(known) / count,
        "one_author": max(people.values(), default=1) / count,
        "recurring_author": len(known) < count,
        "name_words": sum([name.words for name in names]) / count,
        "names_capital": sum([name.capital for name in names]) / count,
        "name_digits": sum([name.digits for name in names]) / count,
        "addressed_other": addressed_other / seen,
        "addressed_self": addressed_self / seen,
        "signed_self": signed_self / seen,
        "signed_next": signed_next / seen,
    }


def _mentions(posts: Posts) -> tuple[int, int, int, int]:
    """How many picked bodies address others by their names, their own author, are signed by him, or by a neighbour.

    A byline taken from the neighbouring post shows here: people do not address
    themselves, and sign with their own name rather than with the next one's.
    """
    firsts = [_first_word(author) if author else "" for author in posts.authors]
    known = {first for first in firsts if len(first) >= SHORTEST_ADDRESS}
    other = own = signed = signed_next = 0
    for index, body in zip(posts.filled, posts.bodies, strict=True):
        if not known.isdisjoint(body.opening):
            word = next(word for word in body.opening if word in known)
            own += word == firsts[index]
            other += word != firsts[index]
        if body.signature:
            if body.signature == firsts[index]:
                signed += 1
            elif body.signature in firsts[max(0, index - 1) : index + 2]:
                signed_next += 1
    return other, own, signed, signed_next


@lru_cache(maxsize=1 << 14)
def _first_word(author: str) -> str:
    """The first word of a name as people are addressed by it."""
    return author.split()[0].casefold().strip("@.,")


def name_place_features(cues: Cues, posts: Posts) -> dict[str, float]:
    """Where authors' names stand: with what else on the row, how far from the date, and whether again in the post."""
    page, masked_rows = cues.page, cues.masked.rows
    source, texts, starts, ends = page.source, page.text, page.start, page.end
    named = twice = rest = distance = dated = size = 0
    belows = [*posts.first_row[1:], posts.last_row[-1] + 1]
    for index in posts.picked:
        author, byline = posts.authors[index], posts.naming[index]
        if not author or byline is None:
            continue
        named += 1
        first, last = byline.first, byline.last
        size += last - first
        end = max(posts.last_row[index] + 1, belows[index])
        twice += source.count(author, starts[posts.first_row[index]], ends[end - 1]) > 1
        row = first if author in texts[first] else row_with(author, texts, first + 1, last)
        if row < 0:
            continue
        text = masked_rows[row]
        if posts.records[index].cut is not None:
            text = text[text.rfind(author) :]  # what a post signed on its own row says does not stand beside the name
        rest += min(3, _other_words(text, author))
        other = row if first == last and DATE in text else row_with(DATE, masked_rows, first, last)
        if other >= 0:
            dated += 1
            distance += abs(other - row)
    named = max(1, named)
    firsts = {_first_word(author) for author in posts.authors if author}
    return {
        "author_twice": twice / named,
        "author_rest": rest / named,
        "author_date_rows": distance / max(1, dated),
        "byline_rows": math.log2(1 + size / named),
        "addressed_names": len(firsts & cues.addressed()) / max(1, len(firsts)),
    }


def row_with(text: str, rows: list[str], first: int, last: int) -> int:
    """The first of some rows that holds a text, or -1."""
    for row in range(first, last + 1):
        if text in rows[row]:
            return row
    return -1


@lru_cache(maxsize=1 << 16)
def _other_words(row: str, author: str) -> int:
    """Words on an author's row that are neither the name nor a date nor words that bylines are made of."""
    before, _, after = row.partition(author)
    found = 0
    for part in (before, after):
        folded = vocabulary.fold(part.replace(DATE, " "))
        if not folded or vocabulary.is_furniture(folded) or vocabulary.is_role(folded):
            continue
        for word in _WORD.findall(folded):
            found += not (word in vocabulary.SAYS or word in vocabulary.BY or word in vocabulary.AT)
    return found


def opening_names(cues: Cues, posts: Posts) -> int:
    """How many authors' names are the first thing on a row of their byline."""
    texts = cues.page.text
    found = 0
    for index in posts.picked:
        author, byline = posts.authors[index], posts.naming[index]
        if author and byline is not None:
            rows = range(byline.first, byline.last + 1)
            plain = author[0].isalnum() and texts[byline.first].startswith(author)
            found += plain or _opens_one(author, texts, rows)
    return found


def _opens_one(author: str, texts: list[str], rows: range) -> bool:
    size = len(author) + 2
    return any(texts[row][:size].lstrip("@*_[( ").startswith(author) for row in rows)
