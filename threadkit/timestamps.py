"""Recognise and read printed dates, in any of the languages of the tables.

Decides what is a date, where it starts and ends, which format printed it
(``kind``) and how precise it is; decides day/month order once for a page.
Leaves to others whether a date belongs to a post: prose is full of dates.

How it works.  A line is cut into tokens (numbers, words, runs of separators).
Each token gets one character naming everything it *may* be (a set of roles:
"12" may be day, month, hour, minute, short year).  Dates are then found by
one regular expression over these characters, the grammar, so that neither the
number of languages nor the length of the line matters much.  The string of
characters under a match is the date's shape; what stands where in a shape is
worked out once and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import Literal, NamedTuple

from threadkit._date_lexicon import _UNSPACED, BUDDHIST_YEARS, LAST_YEAR, Lexicon, fold, lexicon
from threadkit.models import Precision

Order = Literal["dmy", "mdy", "undecidable"]


# --- the grammar ------------------------------------------------------------
# <role> stands for one token that may play that role, <a|b> for one that may
# play either; {field:role} is the same and names what the token is read as.

_ORD = "(?:<sp>?<ordinal>)?"
_IN = "<sp|dot|dotsp|dash|slash|comma|apostrophe>"  # between day, month name and year
_OF = f"(?:{_IN}(?:<of>{_IN})?)"
_DAY = "{day:day}" + _ORD
_YEAR = "{year:year}(?:<sp>?<year_mark>(?!<digits>)<dot>?)?"

_ZONE = (
    "(?:<sp|open>?(?:{zone:zone}(?:<plus|dash|minus>{zhour:hour})?"
    "|{zone:zone}?{sign:plus|dash|minus}(?:{offset:offset}|{zhour:hour}<colon>{zminute:sixty}))<close>?)?"
)
_SECONDS = "(?:<colon>{second:sixty}(?:<dot|comma>{fraction:digits})?)?"
_TAIL = "(?:<sp>?{half:half})?(?:<sp>?<oclock>)?" + _ZONE
_CLOCK = (
    "(?:(?:{half:half}<sp>?)?{hour:hour}(?:<colon>{minute:sixty}" + _SECONDS + _TAIL
    + "|<sp>?<cjk_hour_mark>(?:<sp>?{minute:sixty1}<cjk_minute_mark>(?:<sp>?{second:sixty1}<cjk_second_mark>)?)?)"
    "|{hour:hour}<sp>?<hour_mark>(?:<sp>?{minute:sixty})?|{hour:hour12}<sp>?{half:half}" + _ZONE + ")"
)
_DOTTED_CLOCK = "{hour:hour}<dot>{minute:sixty}(?:<dot>{second:sixty})?" + _TAIL

_JSEP = "<sp|link|comma|dot|dotsp|open|close>"
_JOIN = f"(?:{_JSEP}(?:<at>{_JSEP}){{0,3}})"

_DATE = (
    "(?:{year:year}(?:<dash>{mon:mon}<dash>{day:day}|<slash>{mon:mon}<slash>{day:day}|<dot>{mon:mon}<dot>{day:day}"
    "|<dotsp>{mon:mon}<dotsp>{day:day}<dot>?"
    "|<sp>?<cjk_year_mark><sp>?{mon:mon}<sp>?<cjk_month_mark><sp>?{day:day}<sp>?<cjk_day_mark>)"
    f"|{{month:month}}{_IN}?{_DAY}{_OF}{_YEAR}"
    f"|{_DAY}{_IN}?(?:<of>{_IN})?{{month:month}}{_OF}{_YEAR}"
    "|{day:day}<dash|slash|sp>{month:month}<dash|slash|sp|dot><apostrophe>?{yy:two}(?!<colon|cjk_hour_mark>)"
    f"|{_YEAR}{_OF}{{month:month}}{_IN}{_DAY}"
    "|{day:day}<dot>{mon:mon}<dot|comma>(?:{year:year}|{yy:two}(?!<dot>))"
    "|{day:day}<dotsp>{mon:mon}<dotsp>{year:year}"
    "|{a:day}(?:<slash>{b:day}<slash>|<dash>{b:day}<dash>)(?:{year:year}|{yy:two}(?!<slash|dash>))"
    f"|{{day:day}}<sp><vmonth><sp>{{mon:mon}}<sp|comma>{_YEAR})"
)
_GLUED = (  # the clock runs into the year: "28.09.1912:44"
    "(?:{day:day}<dot>{mon:mon}<dot>{yyhh:yyhh|yyyyhh}|{a:day}(?:<slash>{b:day}<slash>|<dash>{b:day}<dash>){yyhh:yyhh|yyyyhh}"
    f"|{{month:month}}{_IN}?{_DAY}{_OF}{{yyhh:yyyyhh}}|{_DAY}{_IN}?(?:<of>{_IN})?{{month:month}}{_OF}{{yyhh:yyyyhh}}"
    ")<colon>{minute:sixty}" + _SECONDS + _TAIL
)
_DAY_DATE = (  # without a year
    f"(?:{{month:month}}{_IN}?{_DAY}|{_DAY}{_IN}?(?:<of>{_IN})?{{month:month}}"
    "|{mon:mon}<sp>?<cjk_month_mark><sp>?{day:day}<sp>?<cjk_day_mark>)"
)
_STRONG_DAY_DATE = (  # without a year or a time: only names that mean nothing else
    f"(?:{{month:strong}}{_IN}?{_DAY}|{_DAY}{_IN}?(?:<of>{_IN})?{{month:strong}}"
    "|{mon:mon}<sp>?<cjk_month_mark><sp>?{day:day}<sp>?<cjk_day_mark>)"
)
_WDAY = "(?:<open>?<wday>(?:<sp|comma|close|link|dot|dotsp>)(?:<of><sp>)?)"
_WDAY_AFTER = "(?:<sp|comma|open>?<wday><close>?)"
_LEAD = f"(?:<lead><sp>)?{_WDAY}?"
_AGAIN = f"(?:{_JOIN}{_CLOCK})?"  # some sites print the time twice

_GRAMMAR = "|".join(
    (
        f"{_LEAD}{_GLUED}",
        f"{_CLOCK}{_JOIN}{_WDAY}?{_DATE}{_ZONE}",
        f"{_LEAD}{_DATE}{_WDAY_AFTER}?(?:(?:{_JOIN}|(?<=<cjk_day_mark>)){_CLOCK}{_AGAIN}|{{isot:iso_t}}{_CLOCK}|{_JOIN}{_DOTTED_CLOCK})",
        f"{_LEAD}{_DATE}{_WDAY_AFTER}?",
        f"{_LEAD}{_DAY_DATE}{_JOIN}{_CLOCK}",
        f"{_CLOCK}{_JOIN}{_WDAY}?{_DAY_DATE}",
        f"{_LEAD}{_STRONG_DAY_DATE}",
        f"(?:{{dayword:dayword}}{_JOIN}|{_WDAY}(?:<at><sp>)?){_CLOCK}",
        _CLOCK,
    )
)
_NOT_AFTER = "(?<!<digits><slash|dash|dot|colon>)(?<!<slash>)"
_NOT_BEFORE = "(?!<slash|dash|dot|colon><digits>)(?!<slash>)"
_RELATIVE = "(?P<ago><count|one><sp>?<unit>)|(?P<phrase><phrase|dayword>)"


@dataclass(slots=True)
class DateMatch:
    """One printed date.

    ``start`` and ``end`` are offsets in the string searched, ``text`` is what stands there.  ``kind`` names the format
    ("B d, Y H:M p"); two dates printed by one format have one kind.  ``precision`` is the smallest unit printed.
    ``relative`` dates ("2 hours ago", "gestern") need a reference time.  ``fields`` holds what was printed, as text.
    """

    start: int
    end: int
    text: str
    kind: str
    precision: Precision
    relative: bool
    fields: dict[str, str]


class DayOrder(NamedTuple):
    """How a page writes ``03/04/2010``: ``order``, why (``reason``), and what to assume (``default``)."""

    order: Order
    reason: str
    default: Literal["dmy", "mdy"]


class _Shape(NamedTuple):
    """What stands where in dates of one shape: token offsets by field name."""

    kind: str
    precision: Precision
    relative: bool
    fields: tuple[tuple[str, int], ...]


_MARK = (
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0970\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0c01-\u0c4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c]"
)
_UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽȘȚΑ-ΫΆΈΉΊΌΎΏЀ-Я"
_LOW = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžșțα-ώА-яѐ-џ"



@cache
def _tokenizer(ascii_only: bool) -> re.Pattern[str]:
    """Numbers, words and runs of separators; together they cover the line.

    Words end where capitals begin ("IwonaMay"), so that glued names come apart.
    """
    glued = sorted((word for word in lexicon().glued if word.isascii() or not ascii_only), key=len, reverse=True)
    if ascii_only:
        wholes = "|".join(re.escape(word) for word in glued)
        return re.compile(rf"\d+|(?:{wholes})(?![A-Za-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[\W_]+")
    latin = "|".join(re.escape(word) for word in glued if not _UNSPACED.search(word))
    unspaced = "|".join(re.escape(word) for word in glued if _UNSPACED.search(word))
    letter = f"(?:(?![{_UP}]|{_UNSPACED.pattern})[^\\W\\d_]{_MARK}*)"
    return re.compile(
        rf"\d+|(?={_UNSPACED.pattern})(?:{unspaced}|[^\W\d_]{_MARK}*)|(?:{latin})(?!{letter})"
        rf"|[{_UP}]+(?!{letter})|[{_UP}]?{letter}+|[^\W\d_]|(?:[^\w]|_)+"
    )


@cache
def _grammar() -> re.Pattern[str]:
    return re.compile(_with_classes(f"{_NOT_AFTER}(?:{_GRAMMAR}){_NOT_BEFORE}|{_RELATIVE}", named=False))


@cache
def _reader() -> re.Pattern[str]:
    return re.compile(_with_classes(_GRAMMAR, named=True))


def _with_classes(grammar: str, named: bool) -> str:
    """The grammar's notation as a pattern over class characters; field names are numbered to be unique."""
    count = 0

    def role(match: re.Match[str]) -> str:
        nonlocal count
        field, roles = match["field"], match["roles"] or match["only"]
        classes = "".join(dict.fromkeys("".join(lexicon().classes_with(name) for name in roles.split("|"))))
        if not classes:
            raise ValueError(f"no token can be <{roles}>")
        count += 1
        return f"(?P<{field}_{count}>[{classes}])" if field and named else f"[{classes}]"

    return re.sub(r"\{(?P<field>[a-z]+):(?P<roles>[a-z0-9_|]+)\}|(?<!\?P)<(?P<only>[a-z0-9_|]+)>", role, grammar)


def has_date_hint(text: str) -> bool:
    """Whether a date is possible at all; false only where :func:`find_dates` finds nothing."""
    return _HINT(text) is not None


_HINT = re.compile(r"\d").search  # widened on first use of the lexicon


def find_dates(text: str) -> list[DateMatch]:
    """All dates in one line, left to right, never overlapping, date and time together as one."""
    if not has_date_hint(text) and not _wordy(text):
        return []
    if not text.isascii():
        if "\xad" in text:
            return _find_without_soft_hyphens(text)
    table = lexicon()
    tokens = _tokenizer(text.isascii()).findall(text)
    classes = "".join(map(table.__getitem__, tokens))
    found: list[DateMatch] = []
    position, offset, counted = 0, 0, 0
    search = _grammar().search
    while match := search(classes, position):
        first, last = match.span()
        if match.lastgroup:
            relative = _read_relative(table, tokens, classes, first, match.lastgroup)
            if relative is None:
                position = first + 1
                continue
            shape, first, last, fields = relative
            if first < counted:
                position = max(position, first) + 1
                continue
        else:
            shape = _shape(classes[first:last], tuple(tokens[first:last]) )
            if shape is None or not _plausible(shape, tokens, classes, first, last):
                position = first + 1
                continue
            fields = {name: tokens[first + index] for name, index in shape.fields}
        offset += sum(map(len, tokens[counted:first]))
        size = sum(map(len, tokens[first:last]))
        closing = tokens[last - 1]
        if len(closing) > 1 and closing[0] in ")）]":
            size -= len(closing) - 1
        found.append(DateMatch(offset, offset + size, text[offset : offset + size], shape.kind, shape.precision, shape.relative, fields))
        offset += sum(map(len, tokens[first:last]))
        counted = position = last
    return found


def _find_without_soft_hyphens(text: str) -> list[DateMatch]:
    kept = [index for index, char in enumerate(text) if char != "\xad"]
    found = find_dates(text.replace("\xad", ""))
    for date in found:
        date.start, date.end = kept[date.start], kept[date.end - 1] + 1
        date.text = text[date.start : date.end]
    return found


def _wordy(text: str) -> bool:
    """Whether a line without digits may hold "yesterday" or "an hour ago"."""
    return len(text) < 200


_SHAPES: dict[str, _Shape | None] = {}


def _shape(classes: str, tokens: tuple[str, ...]) -> _Shape | None:
    if classes not in _SHAPES:
        if len(_SHAPES) > 50_000:
            _SHAPES.clear()
        _SHAPES[classes] = _make_shape(classes)
    return _SHAPES[classes]


_LETTERS = {
    "year": "Y", "yy": "y", "mon": "m", "month": "B", "day": "d", "a": "D", "b": "D", "hour": "H", "minute": "M",
    "second": "S", "half": "p", "zone": "z", "sign": "z", "yyhh": "YH",
}
_PRECISIONS: tuple[tuple[str, Precision], ...] = (
    ("second", "second"), ("minute", "minute"), ("hour", "hour"), ("day", "day"), ("a", "day"),
)


def _make_shape(classes: str) -> _Shape | None:
    match = _reader().fullmatch(classes)
    if match is None:
        return None
    fields = sorted(
        (match.start(name), name.rsplit("_", 1)[0]) for name, value in match.groupdict().items() if value is not None
    )
    table = lexicon()
    names = [name for _, name in fields]
    kind, previous = "", -1
    for index, name in fields:
        if name not in _LETTERS:
            continue
        between = classes[previous + 1 : index] if previous >= 0 else ""
        kind += _separator(table, between, name) + _LETTERS[name]
        previous = index
    if "isot" in names:
        kind = "iso"
    if any("dayword" in table.roles_of(char) for char in classes[:1]):
        kind = "today " + kind
    precision = next(precision for name, precision in _PRECISIONS if name in names)
    return _Shape(kind, precision, kind.startswith("today "), tuple((name, index) for index, name in fields))


def _separator(table: Lexicon, between: str, name: str) -> str:
    if name == "half" or len(between) > 1 or not between:
        return " " if between else ""
    roles = table.roles_of(between)
    for role, sign in (("dot", "."), ("slash", "/"), ("dash", "-"), ("colon", ":")):
        if role in roles:
            return sign
    return ", " if "comma" in roles else " "


def _plausible(shape: _Shape, tokens: list[str], classes: str, first: int, last: int) -> bool:
    """Checks that the grammar cannot make."""
    names = dict(shape.fields)
    if "a" in names and int(tokens[first + names["a"]]) > 12 and int(tokens[first + names["b"]]) > 12:
        return False
    if "day" not in names and "a" not in names:  # a time alone
        if first and tokens[first - 1][-1:].isalnum():
            return False
        if "minute" not in names and not shape.relative:
            return False
    return True


_UNIT_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "year": 31556952}
_AGO: dict[str, _Shape] = {}


def _read_relative(
    table: Lexicon, tokens: list[str], classes: str, first: int, group: str
) -> tuple[_Shape, int, int, dict[str, str]] | None:
    """The relative date around the token at ``first``: words before, counts with units, words after."""
    if group == "phrase":
        return _read_phrase(table, tokens, first)
    start = first
    words: list[str] = []
    for back in range(first - 1, max(first - 7, -1), -1):
        token = tokens[back]
        if token.isspace():
            continue
        if not token[0].isalpha():
            break
        words.insert(0, fold(token))
        if " ".join(words) in table.before:
            start = back
    before = start < first
    amounts: dict[str, int] = {}
    position = first
    while True:
        read = _read_amount(table, tokens, position)
        if read is None:
            break
        count, unit, position = read
        amounts[unit] = amounts.get(unit, 0) + count
        end = position
        while position < len(tokens) and (
            tokens[position].strip() in ("", ",", ".", ".,") or "and" in table.roles.get(fold(tokens[position]), ())
        ) and position < end + 3:
            position += 1
        if position >= len(tokens) or not (tokens[position][0].isdigit()):
            break
    if not amounts:
        return None
    position = end
    words = []
    after_end = 0
    for ahead in range(end, min(end + 6, len(tokens))):
        token = tokens[ahead]
        if token.strip() in ("", "."):
            continue
        if not token[0].isalpha():
            break
        words.append(fold(token))
        if " ".join(words) in table.after:
            after_end = ahead + 1
    if after_end:
        end = after_end
    elif not before and not _short_age(table, tokens, first, end):
        return None
    smallest = min(amounts, key=_UNIT_SECONDS.__getitem__)
    precision: Precision = "day" if smallest == "week" else smallest  # type: ignore[assignment]
    shape = _AGO.setdefault(precision, _Shape("ago", precision, True, ()))
    return shape, start, end, {unit: str(count) for unit, count in amounts.items()}


def _read_amount(table: Lexicon, tokens: list[str], position: int) -> tuple[int, str, int] | None:
    """``(count, unit, end)`` of "5 years" at a position."""
    token = tokens[position]
    if token[0].isdigit():
        if len(token) > 4:
            return None
        count = int(token)
    elif "one" in table.roles.get(fold(token), ()):
        count = 1
    else:
        return None
    words: list[str] = []
    best: tuple[int, str, int] | None = None
    for ahead in range(position + 1, min(position + 7, len(tokens))):
        if tokens[ahead].strip() in ("", "."):
            continue
        if not tokens[ahead][0].isalpha():
            break
        words.append(fold(tokens[ahead]))
        unit = table.units.get(" ".join(words))
        if unit:
            best = (count, unit, ahead + 1)
    return best


def _short_age(table: Lexicon, tokens: list[str], first: int, end: int) -> bool:
    """"4y", "3h": a count glued to a short unit, alone on its line or between dots."""
    if end != first + 2 or len(tokens[first + 1]) > 3 or not tokens[first][0].isdigit():
        return False
    left = "".join(tokens[max(first - 1, 0) : first]).strip()
    right = "".join(tokens[end : end + 1]).strip()
    alone = first == 0 or (first == 1 and not tokens[0][0].isalnum())
    return (alone or left in ("·", "•", "|")) and (end >= len(tokens) or right in ("·", "•", "|"))


def _read_phrase(table: Lexicon, tokens: list[str], first: int) -> tuple[_Shape, int, int, dict[str, str]] | None:
    """A whole phrase: "yesterday", "just now", "час назад"."""
    words: list[str] = []
    best: tuple[_Shape, int, int, dict[str, str]] | None = None
    for ahead in range(first, min(first + 8, len(tokens))):
        if tokens[ahead].isspace():
            continue
        words.append(fold(tokens[ahead]))
        found = table.phrases.get(" ".join(words).replace(" ' ", "'"))
        if found:
            unit, count = found
            precision: Precision = "day" if unit == "week" else unit  # type: ignore[assignment]
            best = (_AGO.setdefault(precision, _Shape("ago", precision, True, ())), first, ahead + 1, {unit: str(count)})
    return best


# --- reading ------------------------------------------------------------------


def decide_order(matches: Iterable[DateMatch]) -> DayOrder:
    """How the page these dates come from writes day and month.

    A number above twelve decides; failing that, the order under which the dates, in page order, run steadily forward
    or back.  Where both or neither do, ``order`` is "undecidable" and ``default`` a guess.
    """
    dates = [match for match in matches if "a" in match.fields]
    first = sum(int(date.fields["a"]) > 12 for date in dates)
    second = sum(int(date.fields["b"]) > 12 for date in dates)
    half_day = sum("half" in date.fields for date in dates)
    default: Literal["dmy", "mdy"] = "mdy" if half_day * 2 > len(dates) or not dates else "dmy"
    if first or second:
        order: Literal["dmy", "mdy"] = "dmy" if first > second else "mdy"
        return DayOrder(order, f"{max(first, second)} dates with a day above 12", order)
    steady = {order: _is_steady([read_date(date, order) for date in dates]) for order in ("dmy", "mdy")}
    if steady["dmy"] != steady["mdy"]:
        order = "dmy" if steady["dmy"] else "mdy"
        return DayOrder(order, "dates run steadily in this order only", order)
    return DayOrder("undecidable", "no day above 12 and no order that alone runs steadily", default)


def _is_steady(times: list[datetime | None]) -> bool:
    known = [time.replace(tzinfo=None) for time in times if time is not None]
    pairs = list(zip(known, known[1:], strict=False))
    return len(known) > 1 and (all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs))


def read_date(
    match: DateMatch, order: DayOrder | Literal["dmy", "mdy"] = "mdy", reference_time: datetime | None = None
) -> datetime | None:
    """The moment a date names; naive unless it names a zone.

    Relative dates, bare times and dates without a year need ``reference_time``; the latter two are read as the latest
    such moment not after it.  None where the numbers make no date.
    """
    fields = match.fields
    if match.kind == "ago":
        return _before(reference_time, fields) if reference_time else None
    clock = _read_clock(fields)
    if clock is None:
        return None
    hour, minute, second, micro = clock
    zone = _read_zone(fields)
    if "year" in fields or "yy" in fields or "yyhh" in fields:
        try:
            return datetime(_read_year(fields), *_read_day(fields, order), hour, minute, second, micro, zone)
        except ValueError:
            return None
    if reference_time is None:
        return None
    return _latest(match, fields, order, reference_time, (hour, minute, second, micro), zone)


def _read_clock(fields: dict[str, str]) -> tuple[int, int, int, int] | None:
    hour = int(fields["yyhh"][-2:] if "yyhh" in fields and len(fields["yyhh"]) != 5 else fields["yyhh"][-1:]) if "yyhh" in fields else int(fields.get("hour", 0))
    if "half" in fields:
        if hour > 12:
            pass
        else:
            hour = hour % 12 + lexicon().halves[fold(fields["half"])]
    micro = int(float("0." + fields["fraction"]) * 1_000_000) if "fraction" in fields else 0
    return hour, int(fields.get("minute", 0)), int(fields.get("second", 0)), micro


def _read_zone(fields: dict[str, str]) -> timezone | None:
    minutes = lexicon().zones[fold(fields["zone"])] if "zone" in fields else None
    if "sign" in fields:
        digits = fields.get("offset") or fields["zhour"].zfill(2) + fields.get("zminute", "00")
        east = int(digits[:2]) * 60 + int(digits[2:])
        minutes = (minutes or 0) + (east if fields["sign"].strip().endswith("+") else -east)
    return None if minutes is None else timezone(timedelta(minutes=minutes)) if minutes else timezone.utc


def _read_year(fields: dict[str, str]) -> int:
    if "year" in fields:
        year = int(fields["year"])
    elif "yy" in fields:
        year = _century(int(fields["yy"]))
    else:
        digits = fields["yyhh"]
        year = int(digits[:4]) if len(digits) > 4 else _century(int(digits[:2]))
    return year - BUDDHIST_YEARS if year > LAST_YEAR else year


def _century(short: int) -> int:
    return short + (2000 if short < 70 else 1900)


def _read_day(fields: dict[str, str], order: DayOrder | str) -> tuple[int, int]:
    """Month and day."""
    if "a" in fields:
        a, b = int(fields["a"]), int(fields["b"])
        day_first = (order.default if isinstance(order, DayOrder) else order) == "dmy"
        if a > 12 or b > 12:
            day_first = a > 12
        return (b, a) if day_first else (a, b)
    month = int(fields["mon"]) if "mon" in fields else lexicon().months[fold(fields["month"])]
    return month, int(fields["day"])


def _before(reference: datetime, amounts: dict[str, str]) -> datetime:
    """``reference`` less the amounts; months and years go by the calendar."""
    months = int(amounts.get("year", 0)) * 12 + int(amounts.get("month", 0))
    if months:
        total = reference.year * 12 + reference.month - 1 - months
        year, month = divmod(total, 12)
        if year < 1:
            return datetime.min.replace(tzinfo=reference.tzinfo)
        reference = reference.replace(year=year, month=month + 1, day=min(reference.day, _days_in(year, month + 1)))
    spans = {f"{unit}s": int(amounts[unit]) for unit in ("week", "day", "hour", "minute", "second") if unit in amounts}
    return reference - timedelta(**spans)


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (datetime(year, month + 1, 1) - timedelta(days=1)).day


def _latest(
    match: DateMatch,
    fields: dict[str, str],
    order: DayOrder | str,
    reference: datetime,
    clock: tuple[int, int, int, int],
    zone: timezone | None,
) -> datetime | None:
    hour, minute, second, micro = clock
    if reference.tzinfo and not zone:
        zone = reference.tzinfo  # type: ignore[assignment]
    limit = reference if zone and reference.tzinfo else reference.replace(tzinfo=zone)
    if "day" in fields:
        month, day = _read_day(fields, order)
        for year in range(limit.year, limit.year - 9, -1):  # 29 February comes every four years, at most every eight
            try:
                moment = datetime(year, month, day, hour, minute, second, micro, zone)
            except ValueError:
                continue
            if moment <= limit or (moment.date() == limit.date() and match.precision == "day"):
                return moment
        return None
    back = lexicon().phrases.get(fold(fields.get("dayword", "")))
    today = limit.replace(hour=hour, minute=minute, second=second, microsecond=micro)
    if back:
        return today - timedelta(days=back[1])
    return today if today <= limit else today - timedelta(days=1)


def parse_timestamp(
    text: str, reference_time: datetime | None = None, order: Literal["auto", "dmy", "mdy"] = "auto"
) -> datetime | None:
    """The one date that a string is; None where it holds none or more text than a date."""
    found = find_dates(text)
    if not found:
        return None
    return read_date(found[0], decide_order(found) if order == "auto" else order, reference_time)
