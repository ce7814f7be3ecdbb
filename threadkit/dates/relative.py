"""Reading "2 hours ago", "vor 3 Tagen", "yesterday" around the token where the grammar spotted one.

Decides how far such a phrase reaches and what amounts it names; taking them
off a reference time is left to :mod:`threadkit.dates.reading`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from threadkit.dates.lexicon import Lexicon, fold

REACH = 10
"""Tokens, separators included, that words before a number or after a unit may span ("cách đây khoảng 3 giờ")."""

SHORTEST_LONE_WORD = 4
"""Letters of a word that means a day on its own; shorter ones ("ma", "azi") are names or other words somewhere."""
LONGEST_COUNT = 4
"""Digits of a count; longer numbers count something else."""
LONGEST_SHORT_COUNT = 3
"""Digits of one with a short unit: "220 V, 1800 W" tells how strong a kettle is."""
MOST_UNITS = 4
"""Amounts in one phrase ("2 years 3 months 1 week 2 days ago"); a longer run of them is no date."""


class Ago(NamedTuple):
    """Tokens ``start`` to ``end`` name ``counts`` of ``units`` ("hours") before now."""

    start: int
    end: int
    units: tuple[str, ...]
    counts: tuple[str, ...]


class _Amount(NamedTuple):
    number: str
    units: dict[str, set[str]]  # unit -> languages in which the word means it
    end: int
    following: list[tuple[int, str]]  # places and folded words after the unit


def read_ago(table: Lexicon, tokens: Sequence[str], classes: str, first: int) -> Ago | None:
    """The relative date whose number is token ``first``, or None where none is complete ("4 years")."""
    if _frame_letters(table).isdisjoint(classes[max(first - REACH, 0) : first + MOST_UNITS * REACH]):
        return _short(table, tokens, first)  # most counts of whatever end here
    amounts = _amounts(table, tokens, first)
    if not amounts:
        return None
    ends = _after(table, amounts[-1])
    for start, before in _before(table, tokens, first):
        for end, after in ends:
            languages = table.frames.get((before, after))
            units = _read_units(amounts, languages) if languages else ()
            if units:
                counts = [amount.number for amount in amounts]
                whole = _whole(tokens, first)
                if whole and start == first:  # "3.2 years ago"
                    start, counts[0] = first - 2, f"{whole}.{counts[0]}"
                return Ago(_with_approximation(table, tokens, start), end, units, tuple(counts))
    return _short(table, tokens, first)


@cache
def _frame_letters(table: Lexicon) -> frozenset[str]:
    """Classes of tokens of which every relative date with a number has one."""
    return table.classes_of_any(("before", "before1", "after", "after1", "complete"))


def read_phrase(table: Lexicon, tokens: Sequence[str], first: int) -> Ago | None:
    """A phrase without a number, from token ``first``: "just now"; a single word only if it stands apart."""
    best = None
    words = ""
    for place, word in _words_from(tokens, first):
        words = f"{words} {word}" if words else word
        meaning = table.phrases.get(words) or table.daywords.get(words)
        if meaning is None:
            continue
        if words in table.daywords or " " not in words:
            too_short = words.isascii() and len(words) < SHORTEST_LONE_WORD
            if too_short or not _stands_apart(tokens, first, place + 1):
                continue
            start = first
        else:
            start = _with_approximation(table, tokens, first)  # "более года назад"
        best = Ago(start, place + 1, (meaning[0],), (str(meaning[1]),))
    return best


def _whole(tokens: Sequence[str], first: int) -> str:
    """The whole part of a number of which token ``first`` is the decimal, if it is."""
    if first < 2 or tokens[first - 1] != "." or not (tokens[first].isdecimal() and tokens[first - 2].isdecimal()):
        return ""
    return tokens[first - 2] if len(tokens[first]) == 1 and (first == 2 or not tokens[first - 3].endswith(".")) else ""


def _amounts(table: Lexicon, tokens: Sequence[str], first: int) -> list[_Amount]:
    """Counts with units from token ``first`` on: "5 years, 2 months"."""
    found: list[_Amount] = []
    place = first
    while amount := _amount(table, tokens, place):
        found.append(amount)
        place = amount.end
        while place < min(amount.end + 3, len(tokens)) and _joins(table, tokens[place]):
            place += 1
        if place >= len(tokens) or not tokens[place].isdecimal() or len(found) == MOST_UNITS:
            break
    return found


def _joins(table: Lexicon, token: str) -> bool:
    return token.strip() in _COMMAS or "and" in table.roles.get(fold(token), ())


_COMMAS = ("", ",", ".", ".,", "،", "、")


def _amount(table: Lexicon, tokens: Sequence[str], place: int) -> _Amount | None:
    token = tokens[place]
    if token.isdecimal():
        if len(token) > LONGEST_COUNT:
            return None
        count = token
    elif "one" in table.roles.get(fold(token), ()):
        count = str(table.spelled_counts.get(fold(token), 1))
    else:
        return None
    following = _words_from(tokens, place + 1)
    best = 0
    words = ""
    for length, (_, word) in enumerate(following, start=1):
        words = f"{words} {word}" if words else word
        if words in table.units:
            best, units = length, table.units[words]
    if not best:
        return None
    end = following[best - 1][0] + 1
    if tokens[end : end + 1] == ["("] and "".join(tokens[end : end + 3]).rstrip() == "(s)":  # "2 day(s) ago"
        return _Amount(count, units, end + 3, _words_from(tokens, end + 3))
    return _Amount(count, units, end, following[best:])


def _words_from(tokens: Sequence[str], place: int) -> list[tuple[int, str]]:
    """Places and folded words from ``place`` on, across blanks, apostrophes, hyphens and dots of abbreviations."""
    words: list[tuple[int, str]] = []
    for ahead in range(place, min(place + REACH, len(tokens))):
        token = tokens[ahead]
        if token[0].isalpha():
            words.append((ahead, fold(token)))
        elif token.strip() not in _WITHIN_PHRASES:
            break
    return words


_WITHIN_PHRASES = ("", ".", "'", "’", "-")


def _before(table: Lexicon, tokens: Sequence[str], first: int) -> list[tuple[int, str]]:
    """Starts and words of what may stand before the number, the longest first, last of all nothing."""
    found = [(first, "")]
    words = ""
    for place in range(first - 1, max(first - REACH - 1, -1), -1):
        token = tokens[place]
        if token[0].isalpha():
            word = fold(token)
            if not words and _approximates(table, word) and word not in table.befores:
                continue  # "il y a environ 3 ans"
            words = f"{word} {words}" if words else word
            if words in table.befores:
                found.insert(0, (place, words))
        elif token.strip() not in ("", "."):
            break
    return found


def _after(table: Lexicon, amount: _Amount) -> list[tuple[int, str]]:
    """Ends and words of what may stand after the unit, the longest first, last of all nothing."""
    found = [(amount.end, "")]
    words = ""
    for place, word in amount.following:
        if not words and _approximates(table, word) and word not in table.afters:
            continue  # "3年以上前"
        words = f"{words} {word}" if words else word
        if words in table.afters:
            found.insert(0, (place + 1, words))
    return found


def _read_units(amounts: list[_Amount], languages: set[str]) -> tuple[str, ...]:
    """The unit of each amount, if every one is a word of a language that the words around belong to; else none."""
    read: list[str] = []
    for amount in amounts:
        for unit, spoken in amount.units.items():
            if not spoken.isdisjoint(languages) and unit not in read:
                read.append(unit)
                break
        else:
            return ()
    return tuple(read)


def _with_approximation(table: Lexicon, tokens: Sequence[str], start: int) -> int:
    """Where the phrase starts with its "about" or "more than"; "than" alone may be the end of a name."""
    place, behind = start, start
    while place:
        word = place - 1 - tokens[place - 1].isspace()
        roles = table.roles.get(fold(tokens[word]), ()) if word >= 0 else ()
        if "approx" in roles:
            behind = word
        elif "than" not in roles or behind != place:
            break
        place = word
    return behind


def _approximates(table: Lexicon, word: str) -> bool:
    return not _APPROXIMATION.isdisjoint(table.roles.get(word, ()))


_APPROXIMATION = frozenset(("approx", "than"))


def _short(table: Lexicon, tokens: Sequence[str], first: int) -> Ago | None:
    """"4y", "3 h": a count with a short unit, alone on its line or between separators."""
    size = len(tokens)
    if not tokens[first].isdecimal() or len(tokens[first]) > LONGEST_SHORT_COUNT:
        return None
    for end in (first + 2, first + 3):
        unit = table.short_units.get(fold(tokens[end - 1])) if end <= size else None
        if unit and (end == first + 2 or tokens[first + 1] == " "):
            counted = first == 2 and tokens[0].isdecimal() and tokens[1] == " "  # "3 5y Reply": three like it
            apart = _stands_apart(tokens, 0 if counted else first, end, table.beside)
            return Ago(first, end, (unit,), (tokens[first],)) if apart else None
    return None


def _stands_apart(tokens: Sequence[str], start: int, end: int, beside: Collection[str] = ()) -> bool:
    """Whether the ends of the line, separating signs or one of the words ``beside`` are on both sides."""
    before, after = tokens[max(start - 2, 0) : start], tokens[end : end + 2]
    return _separates(before[::-1], -1, beside) and _separates(after, 0, beside)


def _separates(outwards: Sequence[str], near: int, beside: Collection[str]) -> bool:
    """Whether what stands next to a phrase, token by token away from it, parts it from the rest of the line."""
    sign = outwards[0].strip() if outwards else ""
    if not outwards or sign[near:][:1] in _SIGNS:
        return True
    return not sign and len(outwards) > 1 and fold(outwards[1]) in beside


_SIGNS = frozenset(("·", "•", "|", "(", ")", "[", "]", "—", "–", ",", ":", "»", "*", "~", "⋅", "."))
