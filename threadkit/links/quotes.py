"""What a body quotes, and from which earlier post.

Decides which words of a body are marked as somebody else's (``>`` lines,
quotation marks, "X wrote:") and in which post those words stood first.  A
quotation inside a quotation is credited to where its words first appeared, so
the grandparent does not take the parent's credit.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, repeat
from operator import is_not
from typing import Final

from threadkit.links.vocabulary import WORD, words_at

SHINGLE: Final = 4
"""Four words in a row: three are often a phrase, five miss short quotations."""
READ_LIMIT: Final = 6_000
"""Characters of one body that are read: a quotation of the parent stands early, a pasted log is none."""

_LINE_MARK = re.compile(r"^[ \t]*((?:(?:>|&gt;|»)[ \t]?)+)", re.M)
_PAIRED = re.compile(r"[“„«]([^“”„«»]{8,1500})[”“»]|\"([^\"]{8,1500})\"|「([^」]{4,500})」|‘([^’]{20,500})’")
_PAIRED_ASCII = re.compile(r"\"[^\"]{8,1500}\"")
"""The only ones in a body without letters and signs beyond ASCII; they are found at once."""
_UNCLOSED = re.compile(r"\s*[“„«\"](?=([^“„«”»\"]{20,1500})\Z)")
"""An opening mark that nothing closes: the quotation runs to the first blank line."""
_VERBS: Final = (
    "wrote", "writes", "said", "says", "schrieb", "schreibt", "sagte", "a écrit", "écrit", "escribió", "skrev",
    "schreef", "napisał", "scrisse",
)  # fmt: skip
ATTRIBUTING: Final = frozenset(verb.split()[-1] for verb in _VERBS)
"""The words of which one stands before the colon of "Ann wrote:", as they are among a body's words."""
_ATTRIBUTION = re.compile(
    r"^[ \t>]*(?:on [^\n]{6,120}|am [^\n]{6,120}|le [^\n]{6,120}|el [^\n]{6,120})?"
    rf"(?P<name>[^\n:]{{2,60}}?) (?:{'|'.join(_VERBS)})\s?:",
    re.I | re.M,
)
_QUOTE_HEADER = re.compile(r"^[ \t]*>[ \t]?([^\s:>][^\n:>]{0,40}):[ \t]*$", re.M)


@dataclass(slots=True)
class Quoted:
    """Words of one earlier post found in a later one.

    ``words`` counts shared four-word shingles, ``marked`` those inside outermost quotation marks or
    ``>`` lines, ``nested`` those behind two or more ``>``; ``at`` is the first word's index in the later body.
    """

    words: int = 0
    marked: int = 0
    nested: int = 0
    at: int = 1 << 30


def marked_ranges(body: str) -> list[tuple[int, int, int]]:
    """``(start, end, depth)`` of marked quotations; depth 2 and more for ``>>``."""
    ranges: list[tuple[int, int, int]] = []
    plain = body.isascii()
    if ">" in body or "&gt;" in body or (not plain and "»" in body):
        for match in _LINE_MARK.finditer(body):
            end = body.find("\n", match.end())
            mark = match.group(1)
            depth = mark.count(">") + mark.count("&gt;") + mark.count("»")
            ranges.append((match.end(), len(body) if end < 0 else end, depth))
    if '"' in body or (not plain and any(sign in body for sign in "“„«「‘")):
        pattern = _PAIRED_ASCII if plain else _PAIRED
        ranges.extend([(m.start() + 1, _word_end(body, m.end() - 1), 1) for m in pattern.finditer(body)])
        opened = _UNCLOSED.match(body)
        if opened:
            blank = body.find("\n\n", opened.end())
            ranges.append((opened.end(), opened.end(1) if blank < 0 else blank, 1))
    return ranges


def _word_end(body: str, place: int) -> int:
    """Behind the word in which a quotation seems to end: of "don’t" the apostrophe is no closing sign."""
    word = WORD.match(body, place - 1) if body[place] == "’" else None
    return place if word is None else max(place, word.end())


_ONCE: Final = "\0"
"""The sign of a word that cannot recur."""
_RUN: Final = re.compile(f"[^{_ONCE}]{{{SHINGLE},}}")
MOST_SIGNS: Final = 0x110000
"""More words than there are characters are not told apart from words that stand once."""


def shared_runs(texts: Sequence[Sequence[str]], recurring: Iterable[str]) -> dict[int, list[tuple[int, int]]]:
    """For each text that has runs of four words of an earlier one: where they begin, each with the earliest text.

    Only the words that may recur are looked at.  Each gets one character, so that runs of them are found by a
    pattern; runs with other words are left out, for on small pages they are most.  Of the rest nine in ten stand
    where such a run stands first and are dropped before anything else is asked of them.
    """
    sign = dict(zip(recurring, map(chr, range(1, MOST_SIGNS)), strict=False))
    # The sign between texts keeps runs from reaching into the next.
    signs = _ONCE.join(["".join(map(sign.get, words, repeat(_ONCE))) for words in texts])
    starts = [at for several in _RUN.finditer(signs) for at in range(several.start(), several.end() - SHINGLE + 1)]
    first: dict[str, int] = {}
    firsts = [*map(first.setdefault, [signs[at : at + SHINGLE] for at in starts], starts)]
    found: dict[int, list[tuple[int, int]]] = {}
    if len(first) == len(starts):
        return found
    ends = [*accumulate([len(words) + 1 for words in texts])]
    text, begin, end = 0, 0, ends[0]
    # Where a run stands first, its place is what was kept for it: the very same number.
    for at, before in compress(zip(starts, firsts, strict=True), map(is_not, starts, firsts)):
        while at >= end:
            text, begin = text + 1, end
            end = ends[text]
        if before < begin:
            found.setdefault(text, []).append((at - begin, bisect_right(ends, before)))
    return found


def credit(runs: Iterable[tuple[int, int]], depth_of_word: Sequence[int]) -> dict[int, Quoted]:
    """What is taken from each text, of the runs that :func:`shared_runs` found in one.

    ``depth_of_word`` says how deep in quotations words stand; what it does not tell of stands in none.
    """
    found: dict[int, Quoted] = {}
    told = len(depth_of_word)
    for at, where in runs:
        hit = found.get(where)
        if hit is None:
            hit = found[where] = Quoted()
        hit.words += 1
        depth = depth_of_word[at] if at < told else 0
        if depth == 1:
            hit.marked += 1
            hit.at = min(hit.at, at)
        elif depth > 1:
            hit.nested += 1
    return found


def parted(body: str, ranges: Sequence[tuple[int, int, int]]) -> list[tuple[str, int]]:
    """What is read of a body in pieces, each with the depth of the marked quotation it stands in (0: in none)."""
    changes = [change for start, end, depth in ranges if start < end for change in ((start, depth), (end, -depth))]
    pieces = []
    depths = [0]
    cursor = 0
    for place, change in sorted(changes):
        if cursor < place:
            pieces.append((body[cursor : min(place, READ_LIMIT)], max(depths)))
            cursor = place
        if change > 0:
            depths.append(change)
        else:
            depths.remove(-change)
    pieces.append((body[cursor:READ_LIMIT], 0))
    return pieces


def attributed_names(body: str) -> list[tuple[str, tuple[int, int]]]:
    """Names before "wrote:" and the like, and Discourse's quote header ``> name:`` alone on its line."""
    found: list[tuple[str, tuple[int, int]]] = []
    if ":" not in body:
        return found
    head = body[:READ_LIMIT]
    folded = head.casefold()
    if len(folded) != len(head):
        folded = head.lower() if len(head.lower()) == len(head) else head
    ends = [end for end in _before_colons(folded) if folded.endswith(_VERBS, 0, end)]
    # Only lines with such an end are matched: the pattern is slow on long lines.
    for start in dict.fromkeys(head.rfind("\n", 0, end) + 1 for end in ends):
        match = _ATTRIBUTION.match(head, start)
        if match is not None:
            found.append((match.group("name").strip(" \t>,<"), match.span("name")))
    if ">" in head:
        found.extend((m.group(1).strip(), m.span(1)) for m in _QUOTE_HEADER.finditer(head))
    return found


def _before_colons(text: str) -> Iterator[int]:
    """Where what stands before each colon, and a blank before it, ends."""
    at = text.find(":")
    while at >= 0:
        yield at - 1 if text[at - 1 : at].isspace() else at
        at = text.find(":", at + 1)


def span_of(body: str, first: int, last: int) -> tuple[int, int]:
    """The characters from one of the words that are read of a body to another."""
    begin, end = words_at(body, READ_LIMIT, (first, last))
    return begin.start(), end.end()
