"""Pages of which all came in one line: where their rows must have begun.

Collapsing blanks is a usual step of cleaning texts, and some extractors print
nothing else.  What says when something was written comes again and again, and
so do the words beside it ("Reply", "says:"): there rows begin and end.  Blanks
become line breaks; nothing else is changed, and every place stays what it was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from threadkit.timestamps import DateMatch, find_dates
from threadkit.vocabulary import fold, is_start, is_stop

SHORTEST = 300
"""No shorter line holds several posts."""
LONGEST = 2_000_000
"""Nor is a longer one a page."""
MOST_OF_ALL = 0.5
"""Pages have several lines, none of which is so much of them."""
LEAST_DATES = 3
"""Fewer dates printed alike do not come again and again."""
NEAR = 8
"""So many words beside a date may belong to its byline."""
LONGEST_PHRASE = 4
MOSTLY = 0.5
"""A phrase that stands beside so many of the dates belongs to the bylines, if it is hardly elsewhere."""
ELSEWHERE = 1.5
"""So many times as often as beside dates it may be in the text."""
MOST_NAMED = 5
"""A name has no more words."""
MOST_NUMBERS = 2000
"""Among so many numbers is the one of the posts."""
MOST_BEHIND = 600
"""So many words behind the last date may be those of the last post."""

_WORD = re.compile(r"\S+").finditer
_DIGITS = re.compile(r"\d+").sub
_ENDS = frozenset(".!?…。！？”\"»)")

_Phrase = tuple[str, ...]


class _Words:
    """The words of a line, with all numbers alike, and where they begin and end."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.texts: list[str] = []
        for match in _WORD(line):
            self.starts.append(match.start())
            self.ends.append(match.end())
            self.texts.append(_DIGITS("0", match[0]))

    def __len__(self) -> int:
        return len(self.texts)

    def place(self, date: DateMatch) -> tuple[int, int]:
        """The first word of a date and the first one behind it."""
        return bisect_right(self.starts, date.start) - 1, bisect_left(self.starts, date.end)

    def folded(self, first: int, end: int) -> str:
        """Some words as the vocabulary spells them."""
        return fold(self.line[self.starts[first] : self.ends[end - 1]])

    def are_said(self, first: int, end: int) -> bool:
        """Whether there are letters in some words."""
        return any(map(str.isalpha, "".join(self.texts[first:end])))


class _Place(NamedTuple):
    """The words around a date that no other date takes: those near before it, and near behind it."""

    least: int
    before: range
    behind: range


def in_rows(text: str, lines: Sequence[str]) -> str:
    """A text with line breaks for blanks where rows of bylines begin and end, if one of its ``lines`` holds most of it.

    The text itself if there is no such line, or nothing comes again in it.
    """
    least = max(SHORTEST, MOST_OF_ALL * len(text))
    if not least <= max(map(len, lines)) <= LONGEST:
        return text
    longest = max(lines, key=len)
    parted = _parted(longest)
    return text if parted == longest else text.replace(longest, parted, 1)


def _parted(line: str) -> str:
    """A line with line breaks where its rows begin."""
    dates = find_dates(line)
    often = {kind for kind, count in Counter(date.kind for date in dates).items() if count >= LEAST_DATES}
    if not often:
        return line
    words = _Words(line)
    spans = [words.place(date) for date in dates]
    least = [0, *(end for _, end in spans)]
    most = [*(first for first, _ in spans[1:]), len(words)]
    breaks = _opening(words) | _closing(words, least[-1])
    for kind in often:
        places = [
            _Place(low, range(max(low, first - NEAR), first), range(end, min(high, end + NEAR)))
            for date, low, (first, end), high in zip(dates, least, spans, most, strict=False)
            if date.kind == kind
        ]
        breaks |= _around_bylines(words, places)
    chars = list(line)
    for place in breaks:
        if 0 < place < len(words):
            chars[words.starts[place] - 1] = "\n"
    return "".join(chars)


def _around_bylines(words: _Words, places: Sequence[_Place]) -> set[int]:
    """The words with which rows begin in bylines and behind them."""
    above = _usual(words, [place.before for place in places])
    below = _usual(words, [place.behind for place in places])
    heads = [_breaks_before(words, place.before, above) for place in places]
    stretches: list[tuple[int, int]] = []
    for place, head in zip(places, heads, strict=True):
        end = place.before.stop
        stretches += {(place.least, min(head)), (max(head - {end}, default=place.least), end)}
    tails = (_breaks_behind(words, place.behind, below) for place in places)
    last = places[-1].behind.start
    closing = _found(words, range(last, min(len(words), last + MOST_BEHIND)), above)  # what stands below all posts
    ends = next(((first, stop) for first, stop in closing if words.are_said(first, stop)), ())
    return {*chain(*heads), *_begins_of_names(words, stretches), *chain(*tails), *ends}


# --- what comes again ---------------------------------------------------------


def _usual(words: _Words, windows: Sequence[range]) -> frozenset[_Phrase]:
    """Phrases that most windows hold and that are hardly elsewhere."""
    held: Counter[_Phrase] = Counter()
    for window in windows:
        held.update(set(_phrases(words.texts[window.start : window.stop])))
    least = max(LEAST_DATES, MOSTLY * len(windows))
    often = {phrase: count for phrase, count in held.items() if count >= least}
    total = Counter(filter(often.__contains__, _phrases(words.texts))) if often else Counter()
    return frozenset(phrase for phrase, count in often.items() if total[phrase] <= ELSEWHERE * count + 1)


def _phrases(texts: Sequence[str]) -> Iterator[_Phrase]:
    """All phrases of some words."""
    for size in range(1, LONGEST_PHRASE + 1):
        yield from zip(*(texts[first:] for first in range(size)), strict=False)


def _found(words: _Words, window: range, usual: frozenset[_Phrase]) -> list[tuple[int, int]]:
    """Where usual phrases stand in a window, the longest first where they overlap."""
    found: list[tuple[int, int]] = []
    place = window.start if usual else window.stop
    while place < window.stop:
        ends = range(min(place + LONGEST_PHRASE, window.stop), place, -1)
        end = next((end for end in ends if tuple(words.texts[place:end]) in usual), 0)
        if end:
            found.append((place, end))
        place = end or place + 1
    return found


def _breaks_before(words: _Words, window: range, usual: frozenset[_Phrase]) -> set[int]:
    """Where rows begin before a date and with it: not with the date itself behind "|" and the like."""
    breaks: set[int] = set()
    date = window.stop
    for first, stop in reversed(_found(words, window, usual)):
        if words.are_said(first, stop):
            breaks.add(first)
            if not words.texts[stop - 1].endswith(":") or stop == window.stop:
                breaks.add(stop)
        elif stop == date:
            date = first
    return breaks if breaks and date < window.stop else breaks | {date}


def _breaks_behind(words: _Words, window: range, usual: frozenset[_Phrase]) -> set[int]:
    """Where rows begin behind a date."""
    breaks: set[int] = set()
    begin = window.start
    for first, stop in _found(words, window, usual):
        if words.are_said(first, stop):
            breaks |= {first, stop}
        elif first == begin:
            begin = stop
    return breaks | {begin}


# --- names, and what opens and closes a discussion ------------------------------


def _begins_of_names(words: _Words, stretches: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where what ends such stretches begins, a name most likely: behind a sentence, or where the same comes again."""
    again = Counter(name for stretch in stretches for name in _may_be_names(words, *stretch))
    for low, end in stretches:
        near = range(max(low, end - MOST_NAMED - 1), end)
        ended = [place + 1 for place in near if words.texts[place][-1] in _ENDS]
        names = [name for name in _may_be_names(words, low, end) if again[name] > 1]
        if ended:
            yield ended[-1]
        elif names:
            yield end - max(map(len, names))


def _may_be_names(words: _Words, low: int, end: int) -> Iterator[_Phrase]:
    """The last words of a stretch, one and more."""
    for first in range(max(low, end - MOST_NAMED), end):
        yield tuple(words.texts[first:end])


def _opening(words: _Words) -> set[int]:
    """Where the first row that opens a discussion begins and ends, with its count: "28 Comments", "Kommentare (5)"."""
    numbers = (place for place, text in enumerate(words.texts) if "0" in text)
    for place in islice(numbers, MOST_NUMBERS):
        for first in range(max(0, place - LONGEST_PHRASE + 1), place + 1):
            for end in range(min(len(words), place + LONGEST_PHRASE), place, -1):
                if is_start(words.folded(first, end)):
                    return {first, end}
    return set()


def _closing(words: _Words, begin: int) -> set[int]:
    """Where the first row that closes a discussion begins and ends, in several words, behind some place."""
    for first in range(begin, min(len(words), begin + MOST_BEHIND)):
        if not words.line[words.starts[first]].islower():
            for end in range(min(len(words), first + LONGEST_PHRASE), first + 1, -1):
                if is_stop(words.folded(first, end)):
                    return {first, end}
    return set()
