"""Which sequences of tokens are dates, and what stands where in them.

Decides the grammar of absolute dates and clock times, over the classes of
:mod:`threadkit.dates.lexicon`, and names the format of each match.  Relative
dates ("2 hours ago") are only spotted here; :mod:`threadkit.dates.relative`
reads the words around the spot.  What the numbers mean is left to
:mod:`threadkit.timestamps`.

Notation: ``<role>`` is one token that may play the role, ``<a|b>`` one that
may play either, and ``{field:role}`` the same with a name for what is read
from it.  A field that occurs twice in a match is read where it comes first.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from threadkit.dates.lexicon import BARRIER, LINE_END_CLASS, OTHER_WORD, lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from threadkit.models import Precision

MAX_SHAPES = 20_000
"""Shapes remembered."""

# --- pieces -------------------------------------------------------------------

_IN = "<sp|dot|dotsp|dash|slash|comma|apostrophe>"  # between day, month name and year
_OF = f"(?:{_IN}(?:<of>{_IN}?){{0,2}})"
_DAY = "{day:day}(?:<sp|apostrophe|dot|dash>?<ordinal>)?(?:<sp><day_mark>)?"
_YEAR = "(?:{year:year}|{jyear:jyear})(?:<sp|dot|dash>?<year_mark>)?"
_MONTH = "(?:{month:month}|{jmonth:jmonth})(?:<sp|dot|dash>?<month_mark>)?"
_DAY_MONTH = f"{_DAY}(?:{{daydot:dotsp|dot}}|{_IN})?(?:<of>{_IN}?){{0,2}}{_MONTH}"  # "5. Oktober", "5 de mayo"
_MONTH_DAY = f"{_MONTH}{_IN}?{_DAY}"  # "May 5th"
_WDAY = "(?:{wday:wday1}<sp|dash|dot|dotsp|apostrophe>{wdayb:wday2}|{wday:wday}|{wday:wday_word}<sp>{wdayb:mon})"
_WDAY_BEFORE = f"{_WDAY}(?:<sp|comma|dot|dotsp|link|closes>|(?=<of>))(?:<of>(?:<sp|dash>(?:<of><sp>)?)?)?"
_WDAY_SURE = "(?:{wday:wday1}<sp|dash|dot|dotsp|apostrophe>{wdayb:wday2}|{wday:wday_sure})"
_WDAY_AFTER = (
    f"(?:<sp|comma|link|dotsp>?(?:{_WDAY_SURE}|{_WDAY}(?=$|<sp|comma|link|dotsp><hour><colon>))|<sp>?<open>{_WDAY}<close>)"
)
_LEAD = f"(?:<lead><sp>)?(?:{_WDAY_BEFORE})?"

_HALF = "(?:{half:half}|{half:half1}<sp|dot|dotsp|apostrophe|dash>{halfb:half2}<dot|dotsp>?)"
_HALF_FIRST = "(?:{half:half_first}|{half:half1}<sp|dot|dotsp>{halfb:half2}<dot|dotsp>?)"
_OFFSET = "(?:{offset:offset}|{zhour:hour}<colon>{zminute:sixty})"
_ZONE = (
    "(?:<open>{zone:zone}(?:{sign:plus|minus|dash}{zhour:hour}(?:<colon>{zminute:sixty})?)?<closes>"
    f"|<sp>?{{zone:zone}}(?:{{sign:plus|minus|dash}}(?:{_OFFSET}|{{zhour:hour}}))?"
    f"|{{sign:plus|minus}}{_OFFSET}(?:<open><zone><closes>)?)"
)
_SECONDS = "(?:<colon>{second:sixty}(?:<dot|comma>{fraction:digits})?)?"
_AFTER_CLOCK = f"(?:<sp>?{_HALF})?(?:<sp>?<oclock><dot|dotsp>?)?{_ZONE}?"
_CLOCK_SIGNS = (
    "{hour:hour}<sp>?<hour_sign>(?:<sp>?{minute:sixty1}<sp>?<minute_sign>(?:<sp>?{second:sixty1}<sp>?<second_sign>)?)?(?:<sp>?{zone:zone})?"
)
_CLOCK = (
    f"(?:{{hour:hour}}<colon>{{minute:sixty}}{_SECONDS}{_AFTER_CLOCK}"
    f"|{_HALF_FIRST}<sp>?(?:{{hour:hour}}<colon>{{minute:sixty}}{_SECONDS}|{_CLOCK_SIGNS})"
    f"|{_CLOCK_SIGNS}"
    "|{hour:hour}<sp>?<hour_mark><sp>?{minute:sixty}"  # 16h55
    "(?:<sp>?<minute_mark>(?:<sp>?{second:sixty}<sp>?<second_mark>)?)?"
    f"|{{hour:hour12}}<sp>?{_HALF}{_ZONE}?)"  # 3 pm
)
_CLOCK_WITH_DOT = f"{{hour:hour}}<dot>{{minute:sixty}}(?:<dot>{{second:sixty}})?{_AFTER_CLOCK}"  # after a date only
_CLOCK_ISO = (
    f"{{hour:hour}}<colon>{{minute:sixty}}{_SECONDS}(?:<sp>?{{zone:zone}}|{{sign:plus|minus|dash}}(?:{_OFFSET}|{{zhour:hour}}))?"
)
_JOINT = "<sp|link|comma|dot|dotsp|colon|open|closes>"
_JOIN = f"(?:{_JOINT}(?:<at>{_JOINT}){{0,3}}?)"  # between date and clock

_MARKED = "{mon:mon}<sp>?<month_sign><sp>?{day:day}<sp>?<day_sign>"  # 10月5日
_NUMERIC = "{a:day}(?:<slash>{b:day}<slash>|<dash>{b:day}<dash>)"  # day or month first
_SPELLED = "{spelled:spelled}(?:<sp>{spelledb:spelled})?"  # "tháng mười hai"
_DATE = (
    "(?:{year:year}(?:<dash>{mon:mon}<dash>{day:day}|<slash>{mon:mon}<slash>{day:day}|<dot>{mon:mon}<dot>{day:day}"
    f"|<dotsp>{{mon:mon}}<dotsp>{{day:day}}<dot|dotsp>?|<sp>?<year_sign><sp>?{_MARKED})"
    f"|{_MONTH_DAY}{_OF}{_YEAR}"
    f"|{_DAY_MONTH}{_OF}?{_YEAR}"
    f"|{_YEAR}{_OF}{_MONTH}{_IN}{_DAY}(?!{_OF}<year>)"
    f"|{{year:year}}(?:<sp|dot>?<year_mark>|<dotsp><of>)<sp|dotsp>{_DAY_MONTH}"
    "|{day:day}<dot>{mon:mon}(?:<dot|dotsp|comma|dash>{year:year}|<dot>{yy:yy}(?!<dot|colon>))(?:<sp>?<year_mark>)?"
    "|{day:day}<dotsp>{mon:mon}<dotsp>{year:year}"
    "|{a:mon}<dot>{b:day}<dot>(?:{year:year}|{yy:yy}(?!<dot|colon>))"  # "05.13.14"
    f"|{_NUMERIC}(?:{{year:year}}|{{yy:yy}}(?!<slash|dash|colon>))"
    "|{jyear:jyear}(?:<slash>{jmon:mon}<slash>{day:day}|<dash>{jmon:mon}<dash>{day:day})"
    "|{day:day}<dash|slash>{month:month}<dash|slash>{yy:yy}(?!<colon>)"
    "|(?:{month:month}<sp>{day:day}|{day:day}<sp>{month:month})<apostrophe>{yy:yy}"
    f"|(?:<of><sp>)?{{day:day}}<sp><month_word><sp>(?:{{mon:mon}}|{_SPELLED})<sp|comma>(?:<of><sp>)?{_YEAR})"
)
_SHORT_YEAR = "{day:day}<sp|dotsp>{month:month}<sp|dotsp>{yy:yy}(?!<colon|dot>)"
_DATE_IF_CLOCK = (  # too weak without a clock
    f"(?:{_SHORT_YEAR}"
    "|{month:month}<sp>{day:day}<sp|comma>{yy:yy}(?!<colon>)"
    "|{yy:yy}<dash>{mon:mon}<dash>{day:day}|{yy:yy}<dotsp>{mon:mon}<dotsp>{day:day}<dotsp>|{day:day}<dotsp>{mon:mon}<dotsp>{yy:yy}"
    "|{day:day}<dot>{mon:mon}<dotsp>|{a:day2}(?:<slash|dash|dot>){b:day2})"
)
_DATE_INTO_CLOCK = (  # the year runs into the hour: "28.09.1912:44"
    f"(?:(?:{{day:day}}<dot>{{mon:mon}}<dot>|{_NUMERIC}){{yyhh:yyhh|yyyyhh}}"
    f"|(?:{_MONTH_DAY}|{_DAY_MONTH}){_OF}{{yyhh:yyyyhh}})<colon>{{minute:sixty}}{_SECONDS}{_AFTER_CLOCK}"
)
_DATE_NO_YEAR = f"(?:{_MONTH_DAY}|{_DAY_MONTH}(?!{_IN}<day>{_OF}<year>)|{_MARKED})"
_SHORT_DATE = "{a:day}<slash>{b:day}"  # behind a clock: "23:00 25/2"
_DATE_AROUND_CLOCK = (  # "Mar 11 04:29:05 2010"
    f"(?:{_MONTH_DAY}|{_DAY_MONTH})<sp|comma>{{hour:hour}}<colon>{{minute:sixty}}{_SECONDS}{_ZONE}?<sp|comma>{{year:year}}"
)

_DATED_CLOCK = (
    f"(?:{_JOIN}|(?<=<day_sign|close|dotsp>)(?:<at>{_JOINT})?)"
    f"(?:{_CLOCK}|{_CLOCK_WITH_DOT}|{{hour:hour}}<sp>?<hour_mark>)"
)
_HALF_AGAIN = "(?:<sp>?(?:<half>|<half1><sp|dot|dotsp|apostrophe|dash><half2><dot|dotsp>?))?"
_AGAIN = f"(?:{_JOIN}<hour><colon><sixty>{_HALF_AGAIN})?"  # some sites print the time twice
_WDAY_LAST = f"(?:<sp>?<open>{_WDAY}<close>)?"  # "5 May 2019 12:45 UTC (Sun)"

_NO_CLOCK = f"(?!{_JOINT}(?:<at>{_JOINT})?<hour><colon>)"  # else the clock in front belongs to something before

# A colon behind the first token makes it an hour: nearly half of the grammar need not be tried.
_ABSOLUTE = (
    f"(?!.<colon>){_LEAD}(?:{_DATE_INTO_CLOCK}|{_DATE_AROUND_CLOCK}"
    f"|(?:{_DATE}(?:{{iso:iso_t}}{_CLOCK_ISO}|{_WDAY_AFTER})?|{_DATE_IF_CLOCK}|{_DATE_NO_YEAR})"
    f"(?:{_DATED_CLOCK}{_AGAIN}{_WDAY_LAST})?)"
    f"|{_CLOCK}(?:(?:{_JOIN}|<sp><of><sp>)(?:{_WDAY_BEFORE})?(?:{_DATE}|{_SHORT_YEAR}|{_DATE_NO_YEAR}(?!{_OF}<year>)|{_SHORT_DATE}){_WDAY_AFTER}?{_ZONE}?{_NO_CLOCK})?"
    f"|(?:{{dayword:dayword}}|{{dayword:dayword1}}<sp|apostrophe|dash>{{daywordb:dayword2}}|{_WDAY}){_JOIN}{_CLOCK}"
)
_MONTH_OF_YEAR = (  # "May 2014", "2014年5月"; a date only where a page has no better ones
    f"(?:{_MONTH}(?:<sp|comma|dotsp>(?:<of><sp>)?)?{_YEAR}|{{year:year}}<sp>?<year_sign><sp>?{{mon:mon}}<sp>?<month_sign>)"
)
_START = "(?=<day|hour|year|jyear|month|jmonth|wday|wday1|lead|half|half1|dayword|dayword1|of>)"
_NOT_AFTER = "(?<!<digits><slash|dash|dot|colon>)(?<!<slash>)"
_NOT_BEFORE = "(?!<slash|dash|dot|colon><digits>)(?!<slash>)"
_RELATIVE = (
    "(<count|one><sp|apostrophe>?<unit|unit1>|<phrase|dayword>|<phrase1|dayword1><sp|apostrophe|dash>?<phrase2|dayword2>)"
)

_BETWEEN_WORDS = "<sp|comma|plus|open|dot|dotsp|colon|slash|dash|apostrophe|link|minus|close|closes>"
# Only a few phrases are one token; nearly all of the other tokens that may begin a date end here.
_GOES_ON = (
    "(?=<day|hour|year|jyear|month|jmonth|wday|wday1|lead|half|half1|dayword|dayword1|of|count|one|phrase|phrase1>"
    f"(?:(?!{_BETWEEN_WORDS}?(?:[{BARRIER}{OTHER_WORD}]|$))|(?<=<phrase|dayword>)))"
)

GRAMMAR = f"{_GOES_ON}(?:{_START}{_NOT_AFTER}(?:{_ABSOLUTE}){_NOT_BEFORE}|{_RELATIVE})"

_NUMERIC_SIGN = "<dot|slash|dash>"
_GLUED = (  # a number right behind a word, and what makes it look like part of a date
    f"<digits>(?<!{_BETWEEN_WORDS}<digits>)(?<![{BARRIER}{LINE_END_CLASS}]<digits>)"
    f"(?=<sp|dotsp><month>|{_NUMERIC_SIGN}<digits>{_NUMERIC_SIGN}|<colon><digits>{_NUMERIC_SIGN})"
)


@cache
def finder() -> re.Pattern[str]:
    """The grammar as a pattern over class characters of lines; group 1 is the spot of a relative date."""
    return _compile(GRAMMAR)


@cache
def month_finder() -> re.Pattern[str]:
    """As :func:`finder`, for a month of a year."""
    return _compile(_MONTH_OF_YEAR)


@cache
def glue_finder() -> re.Pattern[str]:
    """As :func:`finder`, for numbers of which the end may be a date's and the rest a name's."""
    return _compile(_GLUED)


def _compile(notation: str) -> re.Pattern[str]:
    return re.compile(_NOTATION.sub(lambda match: _letters(match["roles"]), notation), re.MULTILINE)


@cache
def reader() -> re.Pattern[str]:
    """As :func:`finder`, for one absolute date, with a group for each field."""
    return _compile_fields(_ABSOLUTE)


@cache
def month_reader() -> re.Pattern[str]:
    """As :func:`reader`, for a month of a year."""
    return _compile_fields(_MONTH_OF_YEAR)


def _compile_fields(notation: str) -> re.Pattern[str]:
    groups = count()  # names must be unique

    def name_field(match: re.Match[str]) -> str:
        letters = _letters(match["roles"])
        return f"(?P<{match['field']}_{next(groups)}>{letters})" if match["field"] else letters

    return re.compile(_NOTATION.sub(name_field, notation))


_NOTATION = re.compile(r"[{<](?:(?P<field>[a-z]+):)?(?P<roles>[a-z][a-z0-9_|]*)[}>]")


@cache
def _letters(roles: str) -> str:
    """The class characters of tokens that may play one of the roles, as a pattern."""
    letters = "".join(sorted({letter for role in roles.split("|") for letter in lexicon().classes_with(role)}))
    if not letters:
        raise ValueError(f"no token can be <{roles}>")
    return f"[{letters}]" if len(letters) > 1 else letters


# --- shapes -------------------------------------------------------------------


class Shape(NamedTuple):
    """What stands where in all dates that are printed alike.

    ``names`` are the fields and ``values`` takes them from the tokens of a match.  ``doubtful`` shapes are no dates in
    every context; those that are neither doubtful nor open with a weekday, which may be a name, are ``certain``.
    """

    kind: str
    precision: Precision
    relative: bool
    names: tuple[str, ...]
    values: Callable[[Sequence[str]], Any]
    doubtful: bool
    certain: bool = False


known_shapes: dict[str, Shape] = {}
"""Shapes by the classes of their tokens, as far as they were met; a page has a handful."""


def shape_of(classes: str, reads: re.Pattern[str]) -> Shape:
    """The shape of a date, from the classes of its tokens, with the pattern that names its fields; shapes are kept."""
    shape = known_shapes.get(classes)
    if shape is None:
        if len(known_shapes) > MAX_SHAPES:
            known_shapes.clear()
        shape = known_shapes[classes] = _make_shape(classes, reads)
    return shape


def _make_shape(classes: str, reads: re.Pattern[str]) -> Shape:
    match = reads.fullmatch(classes)
    if match is None:
        raise ValueError("not the classes of a date")
    places = sorted(
        (match.start(group), group.rpartition("_")[0])
        for group, found in match.groupdict().items()
        if found is not None
    )
    fields: dict[str, int] = {}
    for place, name in places:
        fields.setdefault(name, place)
    has_day = "day" in fields or "a" in fields
    has_year = not fields.keys().isdisjoint(("year", "yy", "yyhh", "jyear"))
    doubtful = not (has_day and has_year) or not fields.keys().isdisjoint(("yy", "a", "jyear"))
    return Shape(
        kind="iso" if "iso" in fields else _kind(classes, places),
        precision=next((unit for unit in _FINE_UNITS if unit in fields), _coarse(fields, has_day=has_day)),
        relative="dayword" in fields,
        names=tuple(fields),
        values=_getter(tuple(fields.values())),
        doubtful=doubtful,
        certain=not doubtful and next(iter(fields)) != "wday",
    )


def _coarse(fields: dict[str, int], *, has_day: bool) -> Precision:
    """The precision of a date without a clock of its own."""
    if "yyhh" in fields:
        return "minute"
    return "day" if has_day or "year" not in fields else "month"


@cache
def ago_shape(units: tuple[str, ...], clock: Shape | None = None) -> Shape:
    """The shape of a relative date from the names of its amounts ("hours"), with a clock time or date in brackets."""
    if clock:
        relative = clock.relative or not {"year", "yy", "yyhh"}.intersection(clock.names)
        return Shape(f"ago ({clock.kind})", clock.precision, relative, units + clock.names, tuple, False)
    finest = min(units, key=_UNIT_NAMES.index).removesuffix("s")
    precision: Precision = "day" if finest == "week" else finest  # type: ignore[assignment]
    return Shape("ago", precision, True, units, tuple, False)


_UNIT_NAMES = ("seconds", "minutes", "hours", "days", "weeks", "months", "years")


def _getter(places: tuple[int, ...]) -> Callable[[Sequence[str]], Any]:
    """``itemgetter`` that always gives a sequence."""
    return itemgetter(*places) if len(places) > 1 else itemgetter(slice(places[0], places[0] + 1))


_FINE_UNITS: tuple[Precision, ...] = ("second", "minute", "hour")
_LETTERS = {
    "year": "Y", "jyear": "Y", "yy": "y", "mon": "m", "jmon": "m", "spelled": "m", "month": "B", "jmonth": "B",
    "day": "d", "a": "D", "b": "D", "hour": "H", "minute": "M", "second": "S", "half": "p", "zone": "z", "sign": "z",
    "yyhh": "YH", "wday": "a", "dayword": "today",
}  # fmt: skip


def _kind(classes: str, places: list[tuple[int, str]]) -> str:
    """A name for the format: letters as in ``strftime`` ("D": day or month), separators, "@" for words before a clock.

    Left out is what varies under one format: a dot after an abbreviated month, ordinal endings, "o'clock".
    """
    kind, previous, previous_name = "", -1, ""
    for place, name in places:
        letter = _LETTERS.get(name)
        if letter is None or (letter == "z" and kind.endswith("z")):
            continue
        if previous >= 0:
            kind += _between(classes[previous + 1 : place], previous_name, name)
        kind += letter
        previous, previous_name = place, name
    return kind


def _between(classes: str, before: str, after: str) -> str:
    roles = [lexicon().roles_of(letter) for letter in classes]
    if after == "half" or not classes:
        return " " if classes else ""
    if after == "hour" and any("at" in one for one in roles[1:-1]):
        return " @ "
    if after in ("zone", "sign") or before == "wday":
        return " "
    for role, sign in _KIND_SIGNS:
        if any(role in one for one in roles):
            return " " if before == "month" and sign[0] == "." else sign
    return " "


_KIND_SIGNS = (("colon", ":"), ("dot", "."), ("dotsp", ". "), ("slash", "/"), ("dash", "-"), ("comma", ", "))
