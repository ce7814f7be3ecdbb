"""Recognise and read printed dates, in the languages of the tables.

Decides what in a line is a date, where it starts and ends, which format
printed it (``kind``) and how precise it is; decides the order of day and month
once for a page.  Leaves to others whether a date belongs to a post: prose is
full of dates.  Each step is a module of :mod:`threadkit.dates`; here are their
public functions, and what is a date on some pages only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from threadkit.dates.finding import classes_of, cut_line, find_dates, find_dates_in_lines, opens_with_date
from threadkit.dates.grammar import ago_shape, month_finder, month_reader, shape_of
from threadkit.dates.hints import LONGEST_WORDY_LINE, around_digits, has_date_hint, rows_with_hint
from threadkit.dates.lexicon import around_ages, lexicon
from threadkit.dates.match import DateMatch, DayMonth, DayOrder
from threadkit.dates.order import decide_order, settle_dotted
from threadkit.dates.reading import read_date

__all__ = [
    "LONGEST_WORDY_LINE",
    "DateMatch",
    "DayMonth",
    "DayOrder",
    "around_ages",
    "around_digits",
    "decide_order",
    "find_age",
    "find_ages",
    "find_dates",
    "find_dates_in_lines",
    "find_month",
    "find_months",
    "has_date_hint",
    "opens_with_date",
    "parse_timestamp",
    "read_date",
    "rows_with_hint",
    "settle_dotted",
]

LONGEST_AGED_LINE = 40
"""Characters of a line in which "7y" beside other words may be an age."""


_find_short_age = re.compile(r"(?<!\S)(\d{1,2})(mo|[ywdhm])(?![^\W\d_])(?!\S*[.,:])").search
_find_year = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)").search


def find_month(text: str) -> DateMatch | None:
    """A month of a year at the end of a short line, or all of it: "May 2014", "Ann wrote a review May 2014".

    Too weak to be a date wherever it stands: whether a page dates its posts so
    is for :func:`threadkit.masking.mask_page` to say.

    >>> find_month("Reviewed in May 2014").text
    'May 2014'
    """
    if len(text) > LONGEST_WORDY_LINE or _find_year(text) is None:
        return None
    tokens = cut_line(text)
    match = month_finder().search(classes_of(tokens))
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


def find_months(lines: Sequence[str], least: int = 1) -> dict[int, DateMatch]:
    """What :func:`find_month` finds in each of many lines, by their places; nothing where fewer than ``least`` may."""
    dated = [place for place, line in enumerate(lines) if "20" in line or "19" in line]
    if len(dated) < least:
        return {}
    return {place: match for place in dated if (match := find_month(lines[place]))}


def find_ages(lines: Sequence[str], least: int = 1) -> dict[int, DateMatch]:
    """What :func:`find_age` finds in each of many lines, by their places, as :func:`find_months`."""
    short = [place for place, line in enumerate(lines) if len(line) <= LONGEST_AGED_LINE]
    if len(short) < least:
        return {}
    return {place: match for place in short if (match := find_age(lines[place]))}


def parse_timestamp(
    text: str, reference_time: datetime | None = None, order: Literal["auto", "dmy", "mdy"] = "auto"
) -> datetime | None:
    """The moment named by the first date in a string; None where there is none or it cannot be read."""
    found = find_dates(text)
    if not found:
        return None
    return read_date(found[0], decide_order(found, reference_time) if order == "auto" else order, reference_time)
