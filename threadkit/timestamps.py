"""Recognise and read printed dates, in the languages of the tables.

Decides what in a line is a date, where it starts and ends, which format
printed it (``kind``) and how precise it is; decides the order of day and month
once for a page.  Leaves to others whether a date belongs to a post: prose is
full of dates.

How it works.  A line is cut into tokens (numbers, words, runs of separators).
Each token gets one character naming everything it *may* be: "12" may be a day,
a month, an hour, a minute, a short year.  Dates are then found by one regular
expression over these characters, the grammar, so that neither the number of
languages nor the length of the line matters much.  The characters under a
match are the date's shape; what stands where in a shape is worked out once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Literal, NamedTuple

from threadkit.dates.grammar import Shape, ago_shape, finder, month_finder, month_reader, reader, shape_of
from threadkit.dates.lexicon import FIRST_YEAR, LAST_YEAR, OTHER_WORD, Lexicon, lexicon, tokenizer
from threadkit.dates.match import DateMatch, DayMonth, DayOrder
from threadkit.dates.order import decide_order, settle_dotted
from threadkit.dates.plausible import NAME_SIGNS, is_plausible
from threadkit.dates.reading import is_name_before_date, read_date
from threadkit.dates.relative import read_ago, read_phrase

__all__ = [
    "DateMatch",
    "DayMonth",
    "DayOrder",
    "decide_order",
    "find_age",
    "find_dates",
    "find_hinted_dates",
    "find_month",
    "has_date_hint",
    "may_open_with_date",
    "parse_timestamp",
    "read_date",
    "rows_with_hint",
    "settle_dotted",
]

LONGEST_SHORT_WEEKDAY = 3
"""Letters of weekdays that may also be somebody's name: Sam, Mo, Dim; "Thursday" is nobody's."""
LONGEST_AGED_LINE = 40
"""Characters of a line in which "7y" beside other words may be an age."""
LONGEST_OPENING = 45
"""Characters within which the second word of a date ends: no number, sign and word of a date are longer together."""
LONGEST_WORDY_LINE = 60
"""Characters of a line that may be a date without any digit ("an hour ago"); longer ones are prose."""


_find_short_age = re.compile(r"(?<!\S)(\d{1,2})(mo|[ywdhm])(?![^\W\d_])(?!\S*[.,:])").search
_find_year = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)").search
_find_digit = re.compile(r"\d").search
_find_plain_digit = re.compile("[0-9]").search


def has_date_hint(text: str) -> bool:
    """Whether a date is possible; where this is false, :func:`find_dates` finds none.

    True for any digit, and for a short line with a word such as "ago" or "yesterday".
    """
    return (
        _find_plain_digit(text) is not None
        or (len(text) <= LONGEST_WORDY_LINE and not _hint_words().isdisjoint(text.split()))
        or (not text.isascii() and _find_digit(text) is not None)
    )


def rows_with_hint(rows: Sequence[str]) -> list[int]:
    """The rows of which :func:`has_date_hint` is true, at a quarter of its price."""
    hinted = [row for row, text in enumerate(rows) if _find_plain_digit(text)]
    rest = set(range(len(rows))).difference(hinted)
    hints = _hint_words()
    # Nearly no page has such a word in a row of its own; so all short rows are asked at once.
    short = [row for row in rest if len(rows[row]) <= LONGEST_WORDY_LINE]
    more = []
    if not hints.isdisjoint(" ".join([rows[row] for row in short]).split()):
        more = [row for row in short if not hints.isdisjoint(rows[row].split())]
    more += [row for row in rest if not rows[row].isascii() and _find_digit(rows[row])]
    return sorted({*hinted, *more}) if more else hinted


def find_dates(text: str) -> list[DateMatch]:
    """All dates in one line or short string, left to right; date and time together are one, and none overlap.

    >>> [(date.text, date.kind) for date in find_dates("Ann on May 30, 2019 at 1:06 PM (edited 2 days ago)")]
    [('May 30, 2019 at 1:06 PM', 'B d, Y @ H:M p'), ('2 days ago', 'ago')]
    """
    return find_hinted_dates(text) if has_date_hint(text) else []


def find_hinted_dates(text: str) -> list[DateMatch]:
    """As :func:`find_dates`, where :func:`has_date_hint` is known to be true."""
    if "\xad" in text:
        return _find_around_soft_hyphens(text)
    engine = _engine()
    tokens = (engine.cut_ascii if text.isascii() else engine.cut)(text)
    if _find_glued(text) is not None:
        _unglue(engine, tokens)
    classes = "".join(map(engine.class_of, tokens))
    found: list[DateMatch] = []
    seen = offset = 0  # tokens passed, and their characters
    match = engine.search(classes)
    while match:
        read = _read_match(engine, match, tokens, classes, seen)
        if read is None:
            match = engine.search(classes, match.start() + 1)
            continue
        first, last, shape, values = read
        offset += len("".join(tokens[seen:first]))
        printed = "".join(tokens[first:last])
        end = offset + _printed_size(printed, tokens, last)
        found.append(
            DateMatch(
                offset, end, text[offset:end], shape.kind, shape.precision, shape.relative, shape.names, values
            )
        )
        offset += len(printed)
        seen = last
        match = engine.search(classes, last) if last < len(tokens) else None
    return found


def may_open_with_date(text: str) -> bool:
    """Whether a text that opens with a number may open with a date: what comes next is known to dates."""
    engine = _engine()
    tokens = (engine.cut_ascii if text.isascii() else engine.cut)(text[:LONGEST_OPENING])
    return len(tokens) < 3 or engine.class_of(tokens[2]) != OTHER_WORD


def find_month(text: str) -> DateMatch | None:
    """A month of a year at the end of a short line, or all of it: "May 2014", "Ann wrote a review May 2014".

    Too weak to be a date wherever it stands: whether a page dates its posts so
    is for :func:`threadkit.masking.mask_page` to say.

    >>> find_month("Reviewed in May 2014").text
    'May 2014'
    """
    if len(text) > LONGEST_WORDY_LINE or not ("19" in text or "20" in text) or _find_year(text) is None:
        return None
    engine = _engine()
    tokens = (engine.cut_ascii if text.isascii() else engine.cut)(text)
    classes = "".join(map(engine.class_of, tokens))
    match = month_finder().search(classes)
    if match is None or any(token[0].isalnum() for token in tokens[match.end() :]):
        return None
    if match.start() and tokens[match.start() - 1][0].isalnum():
        return None
    shape = shape_of(match[0], month_reader())
    start = len("".join(tokens[: match.start()]))
    printed = "".join(tokens[match.start() : match.end()])
    values = shape.values(tokens[match.start() : match.end()])
    return DateMatch(
        start, start + len(printed), printed, shape.kind, shape.precision, shape.relative, shape.names, values
    )


def find_age(text: str) -> DateMatch | None:
    """A short age in a short line of other words: "Ann 7y", "Ann 2w 12 likes".  As weak as :func:`find_month`.

    >>> find_age("Ann Lee 7y 12").text
    '7y'
    """
    if len(text) > LONGEST_AGED_LINE or (spot := _find_short_age(text)) is None:
        return None
    unit = lexicon().short_units.get(spot[2])
    if unit is None:
        return None
    shape = ago_shape((unit,))
    return DateMatch(
        spot.start(), spot.end(), spot[0], shape.kind, shape.precision, shape.relative, shape.names, (spot[1],)
    )


def parse_timestamp(
    text: str, reference_time: datetime | None = None, order: Literal["auto", "dmy", "mdy"] = "auto"
) -> datetime | None:
    """The moment named by the first date in a string; None where there is none or it cannot be read."""
    found = find_dates(text)
    if not found:
        return None
    return read_date(found[0], decide_order(found, reference_time) if order == "auto" else order, reference_time)


class _Engine(NamedTuple):
    """What finding needs, looked up once."""

    table: Lexicon
    class_of: Callable[[str], str]
    cut_ascii: Callable[[str], list[str]]
    cut: Callable[[str], list[str]]
    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]


@cache
def _engine() -> _Engine:
    table, pattern = lexicon(), finder()
    return _Engine(table, table.__getitem__, tokenizer(True), tokenizer(False), pattern.search, pattern.match)


# From the digit on, so that places are found quickly.
_find_glued = re.compile(
    r"\d(?<=[^\W\d_]\d)\d{0,8}(?: [^\W\d_]|[./-]\d{1,2}[./-]\d|[:：]\d{4}[./-])"
).search


def _unglue(engine: _Engine, tokens: list[str]) -> None:
    """Part a name's digits from those of the date behind it, in place: "ann77" and "3 May", "ann7" and "2014-05-03"."""
    for place in range(len(tokens) - 3, 0, -1):
        token, sign, after = tokens[place], tokens[place + 1], tokens[place + 2]
        if sign in ":：" and token.isdecimal() and tokens[place - 1][-1].isalpha() and len(after) == len("2014"):
            tokens[place - 1 : place + 1] = [tokens[place - 1] + token]  # "ann77:2014/05/03"
            continue
        if not token.isdecimal() or len(token) < 2 or not tokens[place - 1][-1].isalpha():
            continue
        size = 0
        if sign == " " and "month" in engine.table.roles_of(engine.class_of(after)):
            size = _day_at_end(token, padded=False)
        elif sign in "./-" and after.isdecimal() and tokens[place + 3 : place + 4] == [sign]:
            year = len(token) > 4 and FIRST_YEAR <= int(token[-4:]) <= LAST_YEAR
            size = 4 if year else _day_at_end(token, padded=True)
        if 0 < size < len(token):
            tokens[place : place + 1] = [token[:-size], token[-size:]]


def _day_at_end(token: str, *, padded: bool) -> int:
    """How many digits at the end of a number are a day; of days below ten only ``padded`` ones begin with a zero."""
    if 1 <= int(token[-2:]) <= 31 and (padded or token[-2] != "0"):
        return 2
    return int(token[-1] != "0")


_Read = tuple[int, int, Shape, Sequence[str]]
"""First token and end token of a date, its shape, and the values of the shape's fields."""


def _read_match(engine: _Engine, match: re.Match[str], tokens: list[str], classes: str, seen: int) -> _Read | None:
    """The date that the grammar spotted, after a second look; it must not reach back before token ``seen``."""
    read = None if match.lastindex else _absolute(engine, match, tokens, classes)
    return read or _relative(engine, tokens, classes, match.start(), seen)


def _absolute(engine: _Engine, match: re.Match[str], tokens: list[str], classes: str) -> _Read | None:
    first, last = match.span()
    if first and tokens[first - 1][-1] in NAME_SIGNS:
        return None
    shape = shape_of(match[0], reader())
    values: Sequence[str] = shape.values(tokens[first:last])
    nickname = shape.names[0] == "wday" and len(values[0]) <= LONGEST_SHORT_WEEKDAY
    if shape.doubtful or nickname:
        fields = dict(zip(shape.names, values, strict=True))
        if shape.doubtful and not is_plausible(fields, tokens, first, last):
            return None
        if nickname and is_name_before_date(fields):
            return _after_name(engine, tokens, classes, first, last)
    return first, last, shape, values


def _after_name(engine: _Engine, tokens: list[str], classes: str, first: int, last: int) -> _Read | None:
    """The date that is left when its first word turns out to be a name."""
    for start in range(first + 1, min(first + 4, last)):
        match = engine.match(classes, start)
        if match and not match.lastindex and match.end() == last:
            return _absolute(engine, match, tokens, classes)
    return None


def _relative(engine: _Engine, tokens: list[str], classes: str, first: int, seen: int) -> _Read | None:
    ago = read_ago(engine.table, tokens, classes, first) or read_phrase(engine.table, tokens, first)
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
    return _absolute(engine, match, tokens, classes)


def _printed_size(printed: str, tokens: list[str], last: int) -> int:
    """Characters of a match: of a run of signs at its end only the first, and the bracket that it opened."""
    end = tokens[last - 1]
    if not end[0].isalnum():
        return len(printed) - len(end) + 1
    if "(" in printed and ")" not in printed and last < len(tokens) and tokens[last][0] == ")":
        return len(printed) + 1
    return len(printed)


def _find_around_soft_hyphens(text: str) -> list[DateMatch]:
    kept = [place for place, char in enumerate(text) if char != "\xad"]
    found = find_dates(text.replace("\xad", ""))
    for match in found:
        match.start, match.end = kept[match.start], kept[match.end - 1] + 1
        match.text = text[match.start : match.end]
    return found


@cache
def _hint_words() -> frozenset[str]:
    """Words of which one stands in every date without digits, in the spellings and with the signs they come with."""
    table = _engine().table
    phrases = [max(f"{before} {after}".split(), key=len, default="") for before, after in table.frames]
    phrases += [max(phrase.split(), key=len) for phrase in (*table.phrases, *table.daywords)]
    forms = {form for word in phrases if len(word) > 1 for form in (word, word.title(), word.upper())}
    return frozenset(form + sign for form in forms for sign in ("", ",", ".", ":", ")", "!"))
