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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from threadkit.dates.grammar import Shape, finder, shape_of
from threadkit.dates.lexicon import BUDDHIST_YEARS, LAST_YEAR, Lexicon, fold, lexicon, tokenizer
from threadkit.dates.relative import SECONDS, read_ago, read_phrase

if TYPE_CHECKING:
    from threadkit.models import Precision

DayMonth = Literal["dmy", "mdy"]

LONGEST_WORDY_LINE = 60
"""Characters of a line that may be a date without any digit ("an hour ago"); longer ones are prose."""


@dataclass(slots=True)
class DateMatch:
    """One printed date.

    ``start`` and ``end`` are offsets in the string searched and ``text`` is what stands there.  ``kind`` names the
    format ("B d, Y H:M p"): dates printed by one format have one kind.  ``precision`` is the smallest unit printed.
    ``relative`` dates ("2 hours ago", "gestern") can be read only against a reference time.
    """

    start: int
    end: int
    text: str
    kind: str
    precision: Precision
    relative: bool
    names: tuple[str, ...]
    values: Sequence[str]

    @property
    def fields(self) -> dict[str, str]:
        """What was printed, as text, by name: ``year``, ``month`` (a name), ``mon`` (a number), ``day``, ``hour`` …;
        ``a`` and ``b`` where it is open which is the day; counts by unit for relative dates."""
        return dict(zip(self.names, self.values, strict=True))

    @property
    def clock_only(self) -> bool:
        """Whether only a time of day is printed ("13:27"): common in chats, and in prose."""
        return self.names[0] in ("hour", "half") and not _DAY_FIELDS.intersection(self.names)


_DAY_FIELDS = frozenset(("day", "a", "wday", "dayword", "year", *(f"{unit}s" for unit in ("hour", "day"))))


class DayOrder(NamedTuple):
    """How a page writes ``03/04/2010``.

    ``order`` is what the dates prove, ``reason`` how; ``default`` is what to assume where nothing is proved.
    """

    order: Literal["dmy", "mdy", "undecidable"]
    reason: str
    default: DayMonth


# --- finding ------------------------------------------------------------------

_find_digit = re.compile(r"\d").search


def has_date_hint(text: str) -> bool:
    """Whether a date is possible; where this is false, :func:`find_dates` finds none.

    True for any digit, and for a short line with a word such as "ago" or "yesterday".
    """
    return _find_digit(text) is not None or (
        len(text) <= LONGEST_WORDY_LINE and not _hint_words().isdisjoint(text.split())
    )


def find_dates(text: str) -> list[DateMatch]:
    """All dates in one line or short string, left to right; date and time together are one, and none overlap.

    >>> [(date.text, date.kind) for date in find_dates("Ann on May 30, 2019 at 1:06 PM (edited 2 days ago)")]
    [('May 30, 2019 at 1:06 PM', 'B d, Y @ H:M p'), ('2 days ago', 'ago')]
    """
    if not has_date_hint(text):
        return []
    if "\xad" in text:
        return _find_around_soft_hyphens(text)
    engine = _engine()
    table = engine.table
    tokens = (engine.cut_ascii if text.isascii() else engine.cut)(text)
    classes = "".join(map(table.__getitem__, tokens))
    found: list[DateMatch] = []
    seen = offset = 0  # tokens already counted, and their characters
    match = engine.search(classes)
    while match:
        first, last = match.span()
        read = None if match.lastindex else _absolute(engine, match, tokens)
        read = read or _relative(engine, tokens, first, seen)
        if read is None:
            match = engine.search(classes, first + 1)
            continue
        first, last, shape, values = read
        offset += len("".join(tokens[seen:first]))
        printed = "".join(tokens[first:last])
        size = _printed_size(printed, tokens, last)
        found.append(
            DateMatch(
                offset, offset + size, text[offset : offset + size], shape.kind, shape.precision, shape.relative, shape.names, values
            )
        )
        offset += len(printed)
        seen = last
        match = engine.search(classes, last)
    return found


def _printed_size(printed: str, tokens: list[str], last: int) -> int:
    """Characters of a match: of a run of signs at its end only the first, and the bracket that it opened."""
    end = tokens[last - 1]
    if not end[0].isalnum():
        return len(printed) - len(end) + 1
    if "(" in printed and ")" not in printed and last < len(tokens) and tokens[last][0] == ")":
        return len(printed) + 1
    return len(printed)


class _Engine(NamedTuple):
    """What finding needs, looked up once."""

    table: Lexicon
    cut_ascii: Callable[[str], list[str]]
    cut: Callable[[str], list[str]]
    search: Callable[..., re.Match[str] | None]


@cache
def _engine() -> _Engine:
    return _Engine(lexicon(), tokenizer(True), tokenizer(False), finder().search)


_Read = tuple[int, int, "Shape", Sequence[str]]
"""First token, end token, shape, values of the shape's fields."""


def _absolute(engine: _Engine, match: re.Match[str], tokens: list[str]) -> _Read | None:
    first, last = match.span()
    shape = shape_of(match[0])
    if first and tokens[first - 1][-1] in _NAME_SIGNS:
        return None
    values: Sequence[str] = shape.values(tokens[first:last])
    if shape.doubtful and not _is_plausible(shape, values, tokens, match):
        return None
    return first, last, shape, values


_NAME_SIGNS = "=&%_$€£#"
"""Signs before a number that make it a price or part of an address or file name."""


def _is_plausible(shape: Shape, values: Sequence[str], tokens: list[str], match: re.Match[str]) -> bool:
    """Whether what could be something else is a date here; each test names what it keeps out."""
    fields = dict(zip(shape.names, values, strict=True))
    first = match.start()
    if "a" in fields and int(fields["a"]) > 12 and int(fields["b"]) > 12:
        return False
    if "day" in fields or "a" in fields:
        return _is_plausible_day(fields, tokens, match)
    if "minute" not in fields:  # "3 pm", "16h"
        return "half" in fields and (shape.relative or "wday" in fields)
    before = tokens[first - 1] if first else ""
    if before and (before[0].isalnum() or before[-1] in "-+"):  # "x13:27"
        return False
    if "wday" in fields:
        return not (fields["wday"].islower() and "weak" in _roles(fields["wday"]))  # "so 5:30"
    if len(fields["hour"]) == 1 and "half" not in fields and first > 1:  # "John 3:16"
        return not (before.isspace() and tokens[first - 2][0].isalpha() and "at" not in _roles(tokens[first - 2]))
    return True


def _is_plausible_day(fields: dict[str, str], tokens: list[str], match: re.Match[str]) -> bool:
    first, last = match.span()
    if "hour" in fields or "year" in fields or "yyhh" in fields:
        return True
    if "yy" not in fields and "jyear" not in fields and ("a" in fields or tokens[first + 1] == "."):  # "10-15", "3.5."
        return False
    if "jyear" in fields:
        return "jmonth" in fields or _stands_alone(tokens, first, last)
    if "yy" in fields and "month" not in fields:
        if "-" in tokens[first:last]:  # "10-05-17" may be anything
            return _stands_alone(tokens, first, last)
        if "." in tokens[first:last]:  # "1.2.13", "v2.10.13"
            return not (len(tokens[first]) == len(tokens[first + 2]) == 1 or (first and _is_version(tokens[first - 1])))
        return True
    if "month" in fields and "yy" not in fields and "weak" in (roles := _roles(fields["month"])):
        return "after" not in roles and _stands_alone(tokens, first, last)  # "may 5", but not "5 d ago"
    return True


def _is_version(token: str) -> bool:
    return token.casefold() in ("v", "ver", "version", "rev", "r")


def _roles(token: str) -> frozenset[str]:
    table = _engine().table
    return table.roles_of(table[token])


def _stands_alone(tokens: list[str], first: int, last: int) -> bool:
    """Whether a match is all that a line says."""
    others = (*tokens[:first], *tokens[last:])
    return not any(token[0].isalnum() for token in others)


def _relative(engine: _Engine, tokens: list[str], first: int, seen: int) -> _Read | None:
    read = read_ago(engine.table, tokens, first) or read_phrase(engine.table, tokens, first)
    if read is None or read.start < seen:
        return None
    units = tuple(f"{unit}s" for unit in read.amounts)
    return read.start, read.end, _ago_shape(units), tuple(map(str, read.amounts.values()))


@cache
def _ago_shape(units: tuple[str, ...]) -> Shape:
    smallest = min((unit.removesuffix("s") for unit in units), key=SECONDS.__getitem__)
    precision: Precision = "day" if smallest == "week" else smallest  # type: ignore[assignment]
    return Shape("ago", precision, True, units, tuple, False)


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


# --- reading ------------------------------------------------------------------


def read_date(
    match: DateMatch, order: DayOrder | DayMonth = "mdy", reference_time: datetime | None = None
) -> datetime | None:
    """The moment a date names; naive unless a zone is printed.  None where the numbers make no date.

    ``order`` settles ``03/04/2010`` where its numbers do not.  Relative dates, dates without a year and bare times need
    ``reference_time``, without which they are None; the latter two are read as the latest such moment not after it.

    >>> read_date(find_dates("5. Oktober 2017 um 13:27 Uhr")[0])
    datetime.datetime(2017, 10, 5, 13, 27)
    """
    fields = match.fields
    if match.kind.startswith("ago"):
        return None if reference_time is None else _take_off(reference_time, fields)
    try:
        clock = _read_clock(fields)
        zone = _read_zone(fields)
        year = _read_year(fields)
        if year is not None:
            return datetime(*_read_day(fields, year, order), *clock, tzinfo=zone)
        if reference_time is None:
            return None
        return _latest(match, fields, order, reference_time, clock, zone)
    except (ValueError, OverflowError):  # 31 February, an hour of 24
        return None


_Clock = tuple[int, int, int, int]


def _read_clock(fields: dict[str, str]) -> _Clock:
    if "yyhh" in fields:
        glued = fields["yyhh"]
        hour = int(glued[4:] if len(glued) > 4 else glued[2:])
    else:
        hour = int(fields.get("hour", 0))
    if "half" in fields and hour <= 12:
        hour = hour % 12 + _half(fields)
    fraction = fields.get("fraction", "")
    return hour, int(fields.get("minute", 0)), int(fields.get("second", 0)), int(f"{fraction:0<6.6}")


def _half(fields: dict[str, str]) -> int:
    return _engine().table.halves.get(_joined(fields, "half"), 0)


def _joined(fields: dict[str, str], name: str) -> str:
    """The key of a name that may be printed in two pieces, "p. m."."""
    rest = fields.get(name + "b")
    return fold(fields[name]) if rest is None else f"{fold(fields[name])} {fold(rest)}"


def _read_zone(fields: dict[str, str]) -> timezone | None:
    if "zone" not in fields and "sign" not in fields:
        return None
    minutes = _engine().table.zones[fold(fields["zone"])] if "zone" in fields else 0
    if "sign" in fields:
        hours, rest = fields.get("zhour"), fields.get("zminute", "0")
        if hours is None:
            hours, rest = fields["offset"][:2], fields["offset"][2:]
        east = int(hours) * 60 + int(rest)
        minutes += east if fields["sign"].strip() == "+" else -east
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def _read_year(fields: dict[str, str]) -> int | None:
    if "year" in fields:
        year = int(fields["year"])
    elif "yy" in fields:
        year = _with_century(int(fields["yy"]))
    elif "yyhh" in fields:
        glued = fields["yyhh"]
        year = int(glued[:4]) if len(glued) > 4 else _with_century(int(glued[:2]))
    elif "jyear" in fields:
        year = int(fields["jyear"])
    else:
        return None
    return year - BUDDHIST_YEARS if year > LAST_YEAR else year


FIRST_SHORT_YEAR = 70
"""Two-digit years from here on are of the twentieth century."""


def _with_century(short: int) -> int:
    return short + (1900 if short >= FIRST_SHORT_YEAR else 2000)


def _read_day(fields: dict[str, str], year: int, order: DayOrder | str) -> tuple[int, int, int]:
    """Year, month and day, in our calendar."""
    if "jyear" in fields or "jmonth" in fields:
        month = int(fields["jmon"]) if "jmon" in fields else _engine().table.jalali[fold(fields["jmonth"])]
        return _from_jalali(year, month, int(fields["day"]))
    if "a" in fields:
        a, b = int(fields["a"]), int(fields["b"])
        day_first = a > 12 or (b <= 12 and _day_month(order) == "dmy")
        return (year, b, a) if day_first else (year, a, b)
    return year, _read_month(fields), int(fields["day"])


def _day_month(order: DayOrder | str) -> str:
    return order.default if isinstance(order, DayOrder) else order


def _read_month(fields: dict[str, str]) -> int:
    if "mon" in fields:
        return int(fields["mon"])
    table = _engine().table
    name = fold(fields["month"])
    if "daydot" in fields and name in table.months_after_dot:
        return table.months_after_dot[name]
    return table.months[name]


def _from_jalali(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Solar Hijri to Gregorian, by the 33-year leap cycle; exact for the years read here."""
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError("no such day")
    cycles = year - 979
    days = 365 * cycles + cycles // 33 * 8 + (cycles % 33 + 3) // 4 + day - 1
    days += 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    moment = date(1600, 3, 20) + timedelta(days=days)
    return moment.year, moment.month, moment.day


def _take_off(reference: datetime, fields: dict[str, str]) -> datetime | None:
    """``reference`` less the amounts; months and years go by the calendar."""
    months = int(fields.get("years", 0)) * 12 + int(fields.get("months", 0))
    spans = {unit: int(fields[unit]) for unit in ("weeks", "days", "hours", "minutes", "seconds") if unit in fields}
    year, month = divmod(reference.year * 12 + reference.month - 1 - months, 12)
    if year < 1:
        return None
    moment = reference.replace(year=year, month=month + 1, day=min(reference.day, _days_in(year, month + 1)))
    try:
        moment -= timedelta(**spans)
    except OverflowError:
        return None
    return moment


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _latest(
    match: DateMatch,
    fields: dict[str, str],
    order: DayOrder | str,
    reference: datetime,
    clock: _Clock,
    zone: tzinfo | None,
) -> datetime | None:
    """The latest moment not after the reference that is printed so."""
    zone = zone or reference.tzinfo
    limit = reference.astimezone(zone) if reference.tzinfo else reference.replace(tzinfo=zone)
    hour, minute, second, micro = clock
    today = limit.replace(hour=hour, minute=minute, second=second, microsecond=micro)
    if match.precision == "day":
        limit = limit.replace(hour=23, minute=59)
    if "dayword" in fields:
        unit, count = _engine().table.daywords[_joined(fields, "dayword")]
        return _take_off(today, {f"{unit}s": str(count)})
    if "day" in fields or "a" in fields:
        return _latest_year(fields, order, limit, clock)
    if "wday" in fields:
        wanted = _weekdays(fields)
        days = (today - timedelta(days=back) for back in range(8))
        return next((day for day in days if day <= limit and day.weekday() in wanted), None)
    return today if today <= limit else today - timedelta(days=1)


YEARS_BETWEEN_LEAPS = 8
"""29 February may have to wait that long, across 1900 or 2100."""


def _latest_year(fields: dict[str, str], order: DayOrder | str, limit: datetime, clock: _Clock) -> datetime | None:
    for year in range(limit.year, limit.year - YEARS_BETWEEN_LEAPS - 1, -1):
        _, month, day = _read_day(fields, year, order)
        if day > _days_in(year, month):
            continue
        moment = datetime(year, month, day, *clock, tzinfo=limit.tzinfo)
        if moment <= limit:
            return moment
    return None


def _weekdays(fields: dict[str, str]) -> set[int]:
    """The weekdays (0 is Monday) that the printed name means, in one language or another."""
    return _engine().table.weekdays.get(_joined(fields, "wday"), set())


def parse_timestamp(
    text: str, reference_time: datetime | None = None, order: Literal["auto", "dmy", "mdy"] = "auto"
) -> datetime | None:
    """The moment named by the first date in a string; None where there is none or it cannot be read."""
    found = find_dates(text)
    if not found:
        return None
    return read_date(found[0], decide_order(found) if order == "auto" else order, reference_time)


# --- day and month ------------------------------------------------------------

CLOSER = 4
"""How many times longer a discussion must last under one order for the other to be taken as a default."""


def decide_order(matches: Iterable[DateMatch], reference_time: datetime | None = None) -> DayOrder:
    """How the page that printed these dates, given in page order, writes day and month.

    In turn: a number above twelve; a printed weekday; a date that would lie after ``reference_time``; the one order in
    which the dates run steadily forward or back.  Where none of these decides, ``order`` is "undecidable" and
    ``default`` a guess.
    """
    dates = list(matches)
    open_dates = [match for match in dates if "a" in match.names]
    if not open_dates:
        return DayOrder("undecidable", "no date leaves it open", "mdy")
    for test in (_by_size, _by_weekday, _by_reference, _by_sequence):
        votes = test(dates, open_dates, reference_time)
        order: DayMonth = "dmy" if votes["dmy"] > votes["mdy"] else "mdy"
        if votes["dmy"] != votes["mdy"]:
            return DayOrder(order, _REASONS[test], order)
    return DayOrder("undecidable", "both orders are possible", _guess_order(dates, open_dates))


_Votes = dict[str, int]


def _by_size(dates: list[DateMatch], open_dates: list[DateMatch], reference: datetime | None) -> _Votes:
    pairs = [(int(match.fields["a"]), int(match.fields["b"])) for match in open_dates]
    return {"dmy": sum(a > 12 for a, _ in pairs), "mdy": sum(b > 12 for _, b in pairs)}


def _by_weekday(dates: list[DateMatch], open_dates: list[DateMatch], reference: datetime | None) -> _Votes:
    votes = {"dmy": 0, "mdy": 0}
    for match in open_dates:
        if "wday" in match.names:
            wanted = _weekdays(match.fields)
            for order in votes:
                moment = read_date(match, order, reference)  # type: ignore[arg-type]
                votes[order] += moment is not None and moment.weekday() in wanted
    return votes


def _by_reference(dates: list[DateMatch], open_dates: list[DateMatch], reference: datetime | None) -> _Votes:
    votes = {"dmy": 0, "mdy": 0}
    if reference is not None:
        limit = reference.replace(tzinfo=None) + timedelta(days=1)  # clocks around the world
        for order in votes:
            moments = _moments(open_dates, order)
            votes[order] = sum(moment <= limit for moment in moments)
    return votes


def _by_sequence(dates: list[DateMatch], open_dates: list[DateMatch], reference: datetime | None) -> _Votes:
    return {order: _is_steady(_moments(dates, order)) for order in ("dmy", "mdy")}


_REASONS = {
    _by_size: "a number above twelve",
    _by_weekday: "the printed weekdays",
    _by_reference: "dates after the reference time",
    _by_sequence: "dates in steady sequence",
}


def _moments(dates: list[DateMatch], order: str) -> list[datetime]:
    """The absolute dates read in one order, zones left aside."""
    moments = (read_date(match, order) for match in dates if not match.relative)  # type: ignore[arg-type]
    return [moment.replace(tzinfo=None) for moment in moments if moment is not None]


def _is_steady(moments: list[datetime]) -> bool:
    steps = list(pairwise(moments))
    return all(a <= b for a, b in steps) or all(a >= b for a, b in steps)


def _guess_order(dates: list[DateMatch], open_dates: list[DateMatch]) -> DayMonth:
    """The order that keeps the dates close together; else month first where clocks count to twelve."""
    spans = {}
    for order in ("dmy", "mdy"):
        moments = _moments(dates, order)
        spans[order] = (max(moments) - min(moments)).total_seconds() if moments else 0.0
    if spans["dmy"] * CLOSER < spans["mdy"]:
        return "dmy"
    if spans["mdy"] * CLOSER < spans["dmy"]:
        return "mdy"
    return "mdy" if any("half" in match.names for match in open_dates) else "dmy"
