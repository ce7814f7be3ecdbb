"""What a body quotes, and from which earlier post.

Decides which words of a body are marked as somebody else's (``>`` lines,
quotation marks, "X wrote:") and in which post those words stood first.  A
quotation inside a quotation is credited to where its words first appeared, so
the grandparent does not take the parent's credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from threadkit.links.echoes import SHINGLE, Run
from threadkit.links.vocabulary import WORD, word_lists, words_at

READ_LIMIT: Final = 6_000
"""Characters of one body that are read: a quotation of the parent stands early, a pasted log is none."""

_LINE_MARK = re.compile(r"^[ \t]*((?:(?:>|&gt;|»)[ \t]?)+)", re.M)
_PAIRED = re.compile(r"[“„«]([^“”„«»]{8,1500})[”“»]|\"([^\"]{8,1500})\"|「([^」]{4,500})」|‘([^’]{20,500})’")
_PAIRED_ASCII = re.compile(r"\"[^\"]{8,1500}\"")
"""The only ones in a body without letters and signs beyond ASCII; they are found at once."""
_UNCLOSED = re.compile(r"\s*[“„«\"](?=([^“„«”»\"]{20,1500})\Z)")
"""An opening mark that nothing closes: the quotation runs to the first blank line."""
_QUOTE_HEADER = re.compile(r"^[ \t]*>[ \t]?([^\s:>][^\n:>]{0,40}):[ \t]*$", re.M)


@dataclass(slots=True)
class Quoted:
    """Words of one earlier post found in a later one.

    ``words`` counts shared four-word shingles, ``marked`` those inside outermost quotation marks or
    ``>`` lines, ``nested`` those behind two or more ``>``; ``at`` is the first word's index in the later body.
    """

    longest: Run
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


def credit(runs: Iterable[Run], depth_of_word: Sequence[int]) -> dict[int, Quoted]:
    """What is taken from each post, of the runs of words that one has in common with earlier ones.

    ``depth_of_word`` says how deep in quotations words stand; what it does not tell of stands in none.
    """
    found: dict[int, Quoted] = {}
    for run in runs:
        hit = found.get(run.source)
        if hit is None:
            hit = found[run.source] = Quoted(run)
        elif run.length > hit.longest.length:
            hit.longest = run
        count = run.length - SHINGLE + 1
        hit.words += count
        depths = depth_of_word[run.at : run.at + count]
        if not any(depths):
            continue
        marked = depths.count(1)
        if marked:
            hit.marked += marked
            hit.at = min(hit.at, run.at + depths.index(1))
        hit.nested += count - marked - depths.count(0)
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


@lru_cache(maxsize=1)
def attributing() -> frozenset[str]:
    """The words of which one stands before the colon of "Ann wrote:", as they are among a body's words."""
    return frozenset(verb.rpartition(" ")[2] for verb in word_lists()["wrote"])


@lru_cache(maxsize=1)
def _attribution() -> re.Pattern[str]:
    verbs = "|".join(word_lists()["wrote"])
    date = r"(?:on|am|le|el) [^\n]{6,120}"
    return re.compile(rf"^[ \t>]*(?:{date})?(?P<name>[^\n:]{{2,60}}?) (?:{verbs})\s?:", re.I | re.M)


def attributed_names(body: str) -> list[tuple[str, tuple[int, int]]]:
    """Names before "wrote:" and the like, and Discourse's quote header ``> name:`` alone on its line."""
    found: list[tuple[str, tuple[int, int]]] = []
    if ":" not in body:
        return found
    head = body[:READ_LIMIT]
    folded = head.casefold()
    if len(folded) != len(head):
        folded = head.lower() if len(head.lower()) == len(head) else head
    verbs = tuple(word_lists()["wrote"])
    ends = [end for end in _before_colons(folded) if folded.endswith(verbs, 0, end)]
    # Only lines with such an end are matched: the pattern is slow on long lines.
    for start in dict.fromkeys(head.rfind("\n", 0, end) + 1 for end in ends):
        match = _attribution().match(head, start)
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
