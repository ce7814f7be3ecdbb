"""From the fields of a printed date to the moment it names.

Decides years, clocks, zones and calendars; the order of day and month is
decided in :mod:`threadkit.dates.order`, from all dates of a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from threadkit.dates.lexicon import BUDDHIST_YEARS, LAST_YEAR, fold, lexicon
from threadkit.dates.match import DateMatch, DayMonth, DayOrder

if TYPE_CHECKING:
    from collections.abc import Mapping

    Fields = Mapping[str, str]

FIRST_SHORT_YEAR = 70
"""Two-digit years from here on are of the twentieth century."""
YEARS_BETWEEN_LEAPS = 8
"""29 February may have to wait that long, across 1900 or 2100."""

_Clock = tuple[int, int, int, int]  # hour, minute, second, microsecond
_AMOUNTS = frozenset(("years", "months", "weeks", "days", "hours", "minutes", "seconds"))


def read_date(
    match: DateMatch, order: DayOrder | DayMonth = "mdy", reference_time: datetime | None = None
) -> datetime | None:
    """The moment a date names; naive unless a zone is printed.  None where the numbers make no date.

    ``order`` settles ``03/04/2010`` where its numbers do not.  Relative dates, dates without a year and bare times need
    ``reference_time``, without which they are None; the latter two are read as the latest such moment not after it.

    >>> from threadkit.timestamps import find_dates
    >>> read_date(find_dates("5. Oktober 2017 um 13:27 Uhr")[0])
    datetime.datetime(2017, 10, 5, 13, 27)
    """
    if match.relative and reference_time is None:
        return None
    try:
        plan = _plan(match.names)
        if plan is not None and (moment := _read_plain(plan, match.values)) is not None:
            return moment
        fields = match.fields
        year = read_year(fields)
        if year is not None:
            return datetime(*read_day(fields, year, order), *_read_clock(fields), tzinfo=_read_zone(fields))
        if reference_time is None:
            return None
        if not _AMOUNTS.isdisjoint(fields):
            return _read_ago(fields, reference_time)
        return _read_latest(match, fields, order, reference_time)
    except (ValueError, OverflowError):  # 31 February; the year 0
        return None


# --- dates as most are printed --------------------------------------------------


class _Plan(NamedTuple):
    """Which of a date's values are what; -1 where it has no such."""

    year: int
    mon: int
    month: int
    daydot: int
    day: int
    hour: int
    minute: int
    second: int
    half: int
    zone: int


_SKIPPED = frozenset(("wday", "wdayb"))


@lru_cache(maxsize=1 << 10)
def _plan(names: tuple[str, ...]) -> _Plan | None:
    """How to read dates that have year, month and perhaps a clock in our calendar; None for all others."""
    places = {name: place for place, name in enumerate(names)}
    plain = places.keys() <= {*_Plan._fields, *_SKIPPED}
    if not plain or "year" not in places or ("mon" in places) == ("month" in places):
        return None
    return _Plan(*[places.get(name, -1) for name in _Plan._fields])


def _read_plain(plan: _Plan, values: Sequence[str]) -> datetime | None:
    """The moment of such a date; None where its year is of another calendar."""
    at_year, at_mon, at_month, at_dot, at_day, at_hour, at_minute, at_second, at_half, at_zone = plan
    year = int(values[at_year])
    if year > LAST_YEAR:
        return None
    month = int(values[at_mon]) if at_mon >= 0 else _month_named(values[at_month], dotted=at_dot >= 0)
    day = int(values[at_day]) if at_day >= 0 else 1
    zone = _zone(values[at_zone], 0) if at_zone >= 0 else None
    if at_hour < 0:
        return datetime(year, month, day, tzinfo=zone)
    hour = int(values[at_hour])
    if at_half >= 0 and hour <= 12:
        hour = hour % 12 + lexicon().halves[fold(values[at_half])]
    minute = int(values[at_minute]) if at_minute >= 0 else 0
    second = int(values[at_second]) if at_second >= 0 else 0
    return datetime(year, month, day, hour, minute, second, tzinfo=zone)


# --- what is printed ----------------------------------------------------------


def read_year(fields: Fields) -> int | None:
    """The printed year; of our calendar, unless it is a Solar Hijri one."""
    if "year" in fields:
        year = int(fields["year"])
        return year - BUDDHIST_YEARS if year > LAST_YEAR else year
    if "yy" in fields:
        return _with_century(int(fields["yy"]))
    if "yyhh" in fields:
        glued = fields["yyhh"]
        return int(glued[:4]) if len(glued) > 4 else _with_century(int(glued[:2]))
    if "jyear" in fields:
        return int(fields["jyear"])
    return None


def _with_century(short: int) -> int:
    return short + (1900 if short >= FIRST_SHORT_YEAR else 2000)


def read_day(fields: Fields, year: int, order: DayOrder | str) -> tuple[int, int, int]:
    """Year, month and day, in our calendar."""
    if "jyear" in fields or "jmonth" in fields:
        month = int(fields["jmon"]) if "jmon" in fields else lexicon().jalali[fold(fields["jmonth"])]
        return from_jalali(year, month, int(fields["day"]))
    if "a" in fields:
        a, b = int(fields["a"]), int(fields["b"])
        day_month = order.default if isinstance(order, DayOrder) else order
        return (year, b, a) if a > 12 or (b <= 12 and day_month == "dmy") else (year, a, b)
    return year, _read_month(fields), int(fields.get("day", 1))


def _read_month(fields: Fields) -> int:
    if "mon" in fields:
        return int(fields["mon"])
    if "spelled" in fields:
        return lexicon().spelled[_joined(fields, "spelled")]
    return _month_named(fields["month"], dotted="daydot" in fields)


def _month_named(name: str, *, dotted: bool) -> int:
    """The month of a name, behind a day with a dot or without."""
    table, name = lexicon(), fold(name)
    if dotted and name in table.months_after_dot:
        return table.months_after_dot[name]
    return table.months[name]


def from_jalali(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A Solar Hijri date in our calendar, by the 33-year cycle of leap years; exact for 1970 to 2099.

    >>> from_jalali(1396, 7, 13)
    (2017, 10, 5)
    """
    if not (1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        raise ValueError("no such day")
    years = year - 979
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4 + day - 1
    days += 31 * (month - 1) if month <= 7 else 30 * (month - 1) + 6
    moment = date(1600, 3, 20) + timedelta(days=days)
    return moment.year, moment.month, moment.day


def _read_clock(fields: Fields) -> _Clock:
    if "hour" in fields:
        hour = int(fields["hour"])
    elif "yyhh" in fields:
        glued = fields["yyhh"]
        hour = int(glued[4:] if len(glued) > 4 else glued[2:])
    else:
        return 0, 0, 0, 0
    if "half" in fields and hour <= 12:
        hour = hour % 12 + lexicon().halves[_joined(fields, "half")]
    micro = int(f"{fields['fraction']:0<6.6}") if "fraction" in fields else 0
    return hour, int(fields.get("minute", 0)), int(fields.get("second", 0)), micro


def _joined(fields: Fields, name: str) -> str:
    """The key of a name that may be printed in two pieces, "p. m."."""
    rest = fields.get(name + "b")
    return fold(fields[name]) if rest is None else f"{fold(fields[name])} {fold(rest)}"


def _read_zone(fields: Fields) -> timezone | None:
    if "zone" not in fields and "sign" not in fields:
        return None
    east = 0
    if "sign" in fields:
        digits = fields.get("offset") or f"{fields['zhour']:0>2}{fields.get('zminute', '00')}"
        east = int(digits[:2]) * 60 + int(digits[2:])
        east = east if fields["sign"].strip() == "+" else -east
    return _zone(fields.get("zone"), east)


@lru_cache(maxsize=1 << 8)
def _zone(name: str | None, east: int) -> timezone:
    """The zone of a name and so many minutes east of it."""
    minutes = east + (0 if name is None else lexicon().zones[fold(name)])
    return timezone(timedelta(minutes=minutes)) if minutes else UTC


def printed_weekdays(fields: Fields) -> set[int]:
    """The weekdays (0 is Monday) that the printed name may mean, in one language or another."""
    return set(lexicon().weekdays.get(_joined(fields, "wday"), {}).values())


def is_name_before_date(fields: Fields) -> bool:
    """Whether the weekday before a date is somebody: "Sam May 30, 2019", "Mo 10/05/2017".

    So it is if no language has both this weekday and this month, or if the date falls on other days.
    """
    spoken = lexicon().weekdays.get(_joined(fields, "wday"), {})
    languages = lexicon().month_languages.get(fold(fields.get("month", "")))
    if languages and spoken and languages.isdisjoint(spoken):
        return True
    year = read_year(fields)
    if year is None or not spoken:
        return False
    return all(_weekday(fields, year, order) not in (None, *spoken.values()) for order in ("dmy", "mdy"))


def _weekday(fields: Fields, year: int, order: str) -> int | None:
    try:
        return date(*read_day(fields, year, order)).weekday()
    except ValueError:
        return None


# --- against a reference time -------------------------------------------------


def _read_ago(fields: Fields, reference: datetime) -> datetime:
    """``reference`` less the amounts; where a clock time is printed as well, the nearest moment that shows it."""
    moment = _take_off(reference, fields)
    if "hour" not in fields:
        return moment
    hour, minute, second, _ = _read_clock(fields)
    shown = moment.replace(hour=hour, minute=minute, second=second, microsecond=0)
    return min((shown + timedelta(days=days) for days in (-1, 0, 1)), key=lambda other: abs(other - moment))


def _take_off(reference: datetime, fields: Fields) -> datetime:
    """``reference`` less the amounts; months and years go by the calendar."""
    months = round(float(fields.get("years", 0)) * 12 + float(fields.get("months", 0)))
    year, month = divmod(reference.year * 12 + reference.month - 1 - months, 12)
    moment = reference.replace(year=year, month=month + 1, day=min(reference.day, _days_in(year, month + 1)))
    spans = {unit: float(fields[unit]) for unit in ("weeks", "days", "hours", "minutes", "seconds") if unit in fields}
    return moment - timedelta(**spans)


def _days_in(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _read_latest(match: DateMatch, fields: Fields, order: DayOrder | str, reference: datetime) -> datetime | None:
    """The latest moment not after the reference that is printed so."""
    zone: tzinfo | None = _read_zone(fields) or reference.tzinfo
    limit = reference.astimezone(zone) if reference.tzinfo else reference.replace(tzinfo=zone)
    clock = _read_clock(fields)
    if "day" in fields or "a" in fields:
        if match.precision == "day":  # today counts, whatever the hour
            limit = limit.replace(hour=23, minute=59)
        return _latest_year(fields, order, limit, clock)
    hour, minute, second, micro = clock
    today = limit.replace(hour=hour, minute=minute, second=second, microsecond=micro)
    if "dayword" in fields:
        unit, count = lexicon().daywords[_joined(fields, "dayword")]
        return _take_off(today, {unit: str(count)})
    days = (today - timedelta(days=back) for back in range(8))
    wanted = printed_weekdays(fields) if "wday" in fields else range(7)
    return next((day for day in days if day <= limit and day.weekday() in wanted), None)


def _latest_year(fields: Fields, order: DayOrder | str, limit: datetime, clock: _Clock) -> datetime | None:
    for year in range(limit.year, limit.year - YEARS_BETWEEN_LEAPS - 1, -1):
        moment = read_day(fields, year, order)
        if moment[2] <= _days_in(*moment[:2]) and datetime(*moment, *clock, tzinfo=limit.tzinfo) <= limit:
            return datetime(*moment, *clock, tzinfo=limit.tzinfo)
    return None
