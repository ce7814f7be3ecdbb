"""Find the dates in a line, or in many lines at once.

Decides what in a line is a date, where it starts and ends and which shape it
has; the grammar and the tests that keep out what only looks like a date stand
beside it.

How it works.  A line is cut into tokens (numbers, words, runs of separators).
Each token gets one character naming everything it *may* be: "12" may be a day,
a month, an hour, a minute, a short year.  Dates are then found by one regular
expression over these characters, the grammar, so that neither the number of
languages nor the length of the line matters much.  The characters under a
match are the date's shape; what stands where in a shape is worked out once.
The lines of a page are cut and searched as one string, with a token between
them that no date contains: most hold no date, and then cost nothing more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from threadkit.dates.grammar import Shape, ago_shape, finder, glue_finder, known_shapes, reader, shape_of
from threadkit.dates.hints import has_date_hint
from threadkit.dates.lexicon import (
    FIRST_YEAR,
    LAST_YEAR,
    LINE_END,
    LINE_END_CLASS,
    OTHER_WORD,
    Lexicon,
    fold,
    lexicon,
    tokenizer,
)
from threadkit.dates.match import DateMatch
from threadkit.dates.plausible import NAME_SIGNS, is_plausible
from threadkit.dates.reading import is_name_before_date
from threadkit.dates.relative import read_ago, read_phrase

LONGEST_SHORT_WEEKDAY = 3
"""Letters of weekdays that may also be somebody's name: Sam, Mo, Dim; "Thursday" is nobody's."""
SHORTEST_BEFORE = 2
"""Letters of a name before a word that is glued to it."""
SHORTEST_OPENING = 3
"""Letters of such a word; shorter ones end many others."""
LONGEST_GLUED = 9
"""Digits of a number at whose end there may be a date's; longer ones are phone numbers and the like."""
# A number and the word behind it, where both tokenizers would cut so: "5. április" is none.
_numbered_word = re.compile(r"[0-9]+[\x00-/:-@\[-`{-\x7f]+([A-Z]?[a-z]+)(?=[\x00-@\[-`{-\x7f])").match
SOFT_HYPHEN = "\xad"


def find_dates(text: str) -> list[DateMatch]:
    """All dates in one line or short string, left to right; date and time together are one, and none overlap.

    >>> [(date.text, date.kind) for date in find_dates("Ann on May 30, 2019 at 1:06 PM (edited 2 days ago)")]
    [('May 30, 2019 at 1:06 PM', 'B d, Y @ H:M p'), ('2 days ago', 'ago')]
    """
    if not has_date_hint(text):
        return []
    if SOFT_HYPHEN in text:
        return _find_around_soft_hyphens(text)
    return _search(_engine(), [text], cut_line(text)).get(0, [])


def find_dates_in_lines(lines: Sequence[str]) -> dict[int, list[DateMatch]]:
    """What :func:`find_dates` finds in each of many lines, by their places, if it is something; at half the price.

    For lines that have a hint, and no line break in them.
    """
    engine = _engine()
    plain, others, hyphened = list[int](), list[int](), list[int]()
    for place, line in enumerate(lines):
        (plain if line.isascii() else hyphened if SOFT_HYPHEN in line else others).append(place)
    places = [*plain, *others]
    cut = [lines[place] for place in places]
    tokens = engine.cut_ascii(LINE_END.join(cut[: len(plain)]))
    if others:
        between = [LINE_END] if plain else []
        tokens = [*tokens, *between, *engine.cut(LINE_END.join(cut[len(plain) :]))]
    found = {places[at]: dates for at, dates in _search(engine, cut, tokens).items()}
    found.update((place, dates) for place in hyphened if (dates := find_dates(lines[place])))
    return found


def cut_line(line: str) -> list[str]:
    """The tokens of one line or short string."""
    engine = _engine()
    return (engine.cut_ascii if line.isascii() else engine.cut)(line.replace("\n", " "))


def classes_of(tokens: Sequence[str]) -> str:
    """The class characters of tokens."""
    return "".join(map(_engine().class_of, tokens))


class _Engine(NamedTuple):
    """What finding needs, looked up once."""

    table: Lexicon
    class_of: Callable[[str], str]
    cut_ascii: Callable[[str], list[str]]
    cut: Callable[[str], list[str]]
    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    reads: re.Pattern[str]
    glued: re.Pattern[str]
    shapes: Mapping[str, Shape]
    counting: frozenset[str]
    phrasing: frozenset[str]
    before_dates: frozenset[str]
    openings: tuple[str, ...]


@cache
def _engine() -> _Engine:
    table, pattern = lexicon(), finder()
    return _Engine(
        table,
        table.__getitem__,
        tokenizer(True),
        tokenizer(False),
        pattern.search,
        pattern.match,
        reader(),
        glue_finder(),
        known_shapes,
        table.classes_of_any(_COUNTING),
        table.classes_of_any(_PHRASING),
        table.classes_of_any(("at",)) | {OTHER_WORD},
        _openings(table),
    )


def _search(
    engine: _Engine, lines: Sequence[str], tokens: list[str], *, parted: bool = False
) -> dict[int, list[DateMatch]]:
    """The dates of lines that were cut into tokens together; words may have been ``parted`` from names before."""
    classes = "".join(map(engine.class_of, tokens))
    if engine.glued.search(classes):
        tokens, classes = _unglued(engine, tokens, classes)
    search, known = engine.search, engine.shapes.get
    found: dict[int, list[DateMatch]] = {}
    match = search(classes)
    if match is None:
        return found
    ends = list(accumulate([len(of_line) + 1 for of_line in classes.split(LINE_END_CLASS)], initial=-1))
    openings: dict[int, dict[int, int]] = {}  # by line, the tokens that end with a word for dates, and its size
    line, end = 0, -1  # the line that holds the match, the place of the token behind it
    while match:
        first, last = match.span()
        if first > end:
            line = bisect_left(ends, first, line) - 1
            begin = seen = ends[line] + 1  # its first token; tokens passed ...
            end = ends[line + 1]
            offset = 0  # ... and their characters
            dates: list[DateMatch] = []
            alone: tuple[list[str], str] | None = None  # the line's own tokens and classes
        shape = None if match.lastindex else known(match[0]) or shape_of(match[0], engine.reads)
        if shape is not None and shape.certain and (first == begin or tokens[first - 1][-1] not in NAME_SIGNS):
            values = shape.values(tokens[first:last])
        else:
            alone = alone or (tokens[begin:end], classes[begin:end])
            if not parted and first > begin + 1 and classes[first - 2] in engine.before_dates:
                opening = _glued_opening(engine, tokens, classes, first - 2)
                if opening is not None:
                    openings.setdefault(line, {}).update([opening])
            read = _look_again(engine, *alone, first - begin, last - begin, shape, seen - begin)
            if read is None:
                match = search(classes, first + 1)
                continue
            first, last, shape, values = read
            first, last = first + begin, last + begin
        if last < end and tokens[last][0] == "_" and "".join(tokens[last : last + 2])[1:2].isalnum():
            match = search(classes, last)  # "2008-02-28_0026" is a file
            continue
        if not dates:
            found[line] = dates
        if first > seen:
            offset += len("".join(tokens[seen:first]))
        text = printed = "".join(tokens[first:last])
        stop = offset + len(printed)
        if "(" in printed or not tokens[last - 1][0].isalnum():
            stop = offset + _printed_size(printed, tokens, last)
            text = lines[line][offset:stop]
        dates.append(DateMatch(offset, stop, text, shape.kind, shape.precision, shape.relative, shape.names, values))
        offset += len(printed)
        seen = last
        match = search(classes, last)
    for at, sizes in openings.items():  # all of a line at once: it may have thousands
        anew, low = list[str](), ends[at] + 1
        for place, size in sorted(sizes.items()):
            word = tokens[place]
            anew += [*tokens[low:place], word[:-size], word[-size:]]
            low = place + 1
        anew += tokens[low : ends[at + 1]]
        found.update((at, dates) for dates in _search(engine, [lines[at]], anew, parted=True).values())
    return found


_Read = tuple[int, int, Shape, Sequence[str]]
"""First token and end token of a date, its shape, and the values of the shape's fields."""


def _look_again(
    engine: _Engine, tokens: list[str], classes: str, first: int, last: int, shape: Shape | None, seen: int
) -> _Read | None:
    """The date that the grammar spotted in a line, after a second look; no token before ``seen`` is its.

    Without a shape it is a relative date that was spotted, or what may be one.
    """
    read = None if shape is None else _absolute(engine, shape, tokens, classes, first, last)
    return read or _relative(engine, tokens, classes, first, seen)


def _absolute(
    engine: _Engine, shape: Shape, tokens: list[str], classes: str, first: int, last: int
) -> _Read | None:
    if first and tokens[first - 1][-1] in NAME_SIGNS:
        return None
    values: Sequence[str] = shape.values(tokens[first:last])
    nickname = shape.names[0] == "wday" and len(values[0]) <= LONGEST_SHORT_WEEKDAY
    if shape.doubtful or nickname:
        fields = dict(zip(shape.names, values, strict=True))
        if shape.doubtful and not is_plausible(fields, tokens, first, last):
            return None
        if nickname and (tokens[first + 1][0] == ":" or is_name_before_date(fields)):
            return _after_name(engine, tokens, classes, first, last)
    return first, last, shape, values


def _after_name(engine: _Engine, tokens: list[str], classes: str, first: int, last: int) -> _Read | None:
    """The date that is left when its first word turns out to be a name: more than before in "Sam: 9:05am, May 5"."""
    for start in range(first + 1, min(first + 4, last)):
        match = engine.match(classes, start)
        if match and not match.lastindex and match.end() >= last:
            return _absolute(engine, shape_of(match[0], engine.reads), tokens, classes, *match.span())
    return None


_COUNTING = ("digits", "one")
_PHRASING = ("phrase", "phrase1", "dayword", "dayword1")
"""Roles of the token that a relative date is spotted at: with an amount, and without."""


def _relative(engine: _Engine, tokens: list[str], classes: str, first: int, seen: int) -> _Read | None:
    spotted = classes[first]
    ago = read_ago(engine.table, tokens, classes, first) if spotted in engine.counting else None
    if ago is None and spotted in engine.phrasing:
        ago = read_phrase(engine.table, tokens, first)
    if ago is None or ago.start < seen:
        return None
    clock = _bracketed(engine, tokens, classes, ago.end)
    if clock is None:
        return ago.start, ago.end, ago_shape(ago.units), ago.counts
    _, last, shape, values = clock
    return ago.start, last, ago_shape(ago.units, shape), (*ago.counts, *values)


def _bracketed(engine: _Engine, tokens: list[str], classes: str, place: int) -> _Read | None:
    """An absolute time in brackets after a relative one: "2 minutes ago (7:17 PM)"."""
    if place + 2 >= len(tokens) or tokens[place] != " (":
        return None
    match = engine.match(classes, place + 1)
    if match is None or match.lastindex or match.end() >= len(tokens) or tokens[match.end()][0] != ")":
        return None
    return _absolute(engine, shape_of(match[0], engine.reads), tokens, classes, *match.span())


def _printed_size(printed: str, tokens: list[str], last: int) -> int:
    """Characters of a match: of a run of signs at its end only the first, and the bracket that it opened."""
    end = tokens[last - 1]
    if not end[0].isalnum():
        return len(printed) - len(end) + 1
    if "(" in printed and ")" not in printed and last < len(tokens) and tokens[last][0] == ")":
        return len(printed) + 1
    return len(printed)


def _unglued(engine: _Engine, tokens: list[str], classes: str) -> tuple[list[str], str]:
    """The tokens with names' digits parted from dates behind them, and their classes."""
    parted: list[str] = []
    letters: list[str] = []
    done = 0
    for start, end, new in _glued(engine, tokens, classes):
        parted += [*tokens[done:start], *new]
        letters += [classes[done:start], *map(engine.class_of, new)]
        done = end
    return ([*parted, *tokens[done:]], "".join([*letters, classes[done:]])) if done else (tokens, classes)


def _glued(engine: _Engine, tokens: list[str], classes: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """First and end token of what is glued, and what it becomes: "ann77" and "3 May", "ann7" and "2014-05-03"."""
    for match in engine.glued.finditer(classes):
        place = match.start()
        token, sign, after = tokens[place : place + 3]
        if not place or not tokens[place - 1][-1].isalpha() or len(token) > LONGEST_GLUED:
            continue
        if sign in ":：":
            if len(after) == len("2014"):
                yield place - 1, place + 1, (tokens[place - 1] + token,)  # "ann77:2014/05/03"
            continue
        if len(token) == 1:
            continue
        size = 0
        if not after[0].isdigit():
            size = _day_at_end(token, padded=False)
        elif tokens[place + 3] == sign:
            year = len(token) >= 4 and FIRST_YEAR <= int(token[-4:]) <= LAST_YEAR
            size = 4 if year else _day_at_end(token, padded=True)
        if 0 < size < len(token):
            yield place, place + 1, (token[:-size], token[-size:])


def _glued_opening(engine: _Engine, tokens: Sequence[str], classes: str, place: int) -> tuple[int, int] | None:
    """The place of a word before a date of which the end belongs to it ("Annvor 3 Tagen"), and how much of it."""
    if classes[place] != OTHER_WORD:  # "Иванвчера в 14:21"
        place -= 2
    if place < 0 or classes[place] != OTHER_WORD or tokens[place + 1].strip(" ,"):
        return None
    folded = fold(tokens[place])
    if not folded.endswith(engine.openings) or len(folded) != len(tokens[place]):
        return None
    longest = max(len(word) for word in engine.openings if folded.endswith(word))
    return (place, longest) if len(folded) >= longest + SHORTEST_BEFORE else None


def _openings(table: Lexicon) -> tuple[str, ...]:
    """Single words before an amount or for a day; not those that many words end with, "fa" and "hier"."""
    whole = [before for before, after in table.frames if not after]
    ago = [word for word in whole if len(word) >= SHORTEST_OPENING or (len(word) > 1 and not word.isascii())]
    days = [word for word in table.daywords if len(word) > SHORTEST_OPENING + word.isascii()]
    return tuple(word for word in (*ago, *days) if " " not in word)


def _day_at_end(token: str, *, padded: bool) -> int:
    """How many digits at the end of a number are a day; of days below ten only ``padded`` ones begin with a zero."""
    if 1 <= int(token[-2:]) <= 31 and (padded or token[-2] != "0"):
        return 2
    return int(token[-1] != "0")


def opens_with_date(text: str) -> bool:
    """Whether one of the dates of a text that opens with a number begins there; asked of every number of a list."""
    if SOFT_HYPHEN in text:
        return any(match.start == 0 for match in find_dates(text))
    engine = _engine()
    word = _numbered_word(text)
    if word is not None and engine.class_of(word[1]) == OTHER_WORD:
        return False  # nearly all end here
    tokens = cut_line(text)
    classes = classes_of(tokens)
    match = engine.match(classes)
    if match is None:
        return False
    shape = None if match.lastindex else shape_of(match[0], engine.reads)
    if shape is not None and shape.certain:
        return True
    return _look_again(engine, tokens, classes, 0, match.end(), shape, 0) is not None


def _find_around_soft_hyphens(text: str) -> list[DateMatch]:
    kept = [place for place, char in enumerate(text) if char != "\xad"]
    found = find_dates(text.replace("\xad", ""))
    for match in found:
        match.start, match.end = kept[match.start], kept[match.end - 1] + 1
        match.text = text[match.start : match.end]
    return found
