"""Dates as CLDR prints them in many languages."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from threadkit.timestamps import find_dates, read_date

UNSUPPORTED = {"eu"}  # "2017(e)ko urriaren 5(a)"
DAYS = [datetime(2017, month, day, 13, 27) for month, day in ((1, 14), (3, 3), (5, 5), (7, 21), (10, 5), (11, 11))]


def cldr_languages() -> list[str]:
    return sorted(json.loads((Path(__file__).parents[2] / "threadkit/dates/names.json").read_text("utf-8")))


@pytest.mark.parametrize("language", [language for language in cldr_languages() if language not in UNSUPPORTED])
def test_dates_as_cldr_prints_them(language: str) -> None:
    dates = pytest.importorskip("babel.dates")
    babel = pytest.importorskip("babel")
    locale = babel.Locale.parse(language)
    short = locale.date_formats["short"].pattern.casefold()
    order = "mdy" if short.find("m") < short.find("d") else "dmy"
    wrong = []
    for moment in DAYS:
        day = moment.replace(hour=0, minute=0)
        printed = [(dates.format_date(moment, width, locale=locale), day) for width in ("medium", "long", "full")]
        printed += [(dates.format_datetime(moment, width, locale=locale), moment) for width in ("short", "medium")]
        printed += [(f"{text} 13:27", moment) for text, _ in printed[:2]]
        for text, expected in printed:
            found = find_dates(text)
            whole = len(found) == 1 and found[0].text.rstrip(".") == text.rstrip(".")
            if not whole or read_date(found[0], order) != expected:
                wrong.append((text, found))
    assert not wrong


@pytest.mark.parametrize("language", [language for language in cldr_languages() if language not in {"sw"}])
def test_relative_dates_as_cldr_prints_them(language: str) -> None:
    dates = pytest.importorskip("babel.dates")
    units = {"year": 365, "month": 30, "week": 7, "day": 1, "hour": 1 / 24, "minute": 1 / 1440}
    wrong = []
    for unit, length in units.items():
        for count in (2, 3, 5, 11):
            text = dates.format_timedelta(
                -timedelta(days=count * length), granularity=unit, threshold=99, add_direction=True, locale=language
            )
            found = find_dates(text)
            if [match.fields for match in found] != [{f"{unit}s": str(count)}] or found[0].text != text:
                wrong.append((text, found))
    assert not wrong


@pytest.mark.parametrize("language", ["af", "fil", "ga", "lb", "fo", "zu", "mt", "rm"])
def test_numeric_dates_of_languages_without_a_table(language: str) -> None:
    dates = pytest.importorskip("babel.dates")
    text = dates.format_date(DAYS[0], "short", locale=language)
    (match,) = find_dates(f"{text} 13:27")
    assert match.text == f"{text} 13:27"
