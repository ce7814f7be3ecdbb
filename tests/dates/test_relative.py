"""How long ago something was."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from printed_dates import NOON, the_date

from threadkit.timestamps import parse_timestamp, read_date

# --- relative dates: (text, amounts) ----------------------------------------------

RELATIVE = [
    ("2 hours ago", {"hours": 2}),
    ("6 yr. ago", {"years": 6}),
    ("1d ago", {"days": 1}),
    ("2 day(s) ago", {"days": 2}),
    ("4y", {"years": 4}),
    ("11 mo", {"months": 11}),
    ("3 sem.", {"weeks": 3}),
    ("2 нед.", {"weeks": 2}),
    ("3 周", {"weeks": 3}),
    ("1 个月", {"months": 1}),
    ("2개월", {"months": 2}),
    ("5時間", {"hours": 5}),
    ("3 Tage", {"days": 3}),
    ("2 semanas", {"weeks": 2}),
    ("πριν 3 χρόνια", {"years": 3}),
    ("3ヶ月前", {"months": 3}),
    ("3 小時前", {"hours": 3}),
    ("an hour ago", {"hours": 1}),
    ("a day ago", {"days": 1}),
    ("about 3 years ago", {"years": 3}),
    ("over 5 years ago", {"years": 5}),
    ("almost two years ago", {"years": 2}),
    ("vor mehr als zwei Jahren", {"years": 2}),
    ("il y a plus de deux ans", {"years": 2}),
    ("för över två år sedan", {"years": 2}),
    ("более трёх лет назад", {"years": 3}),
    ("более года назад", {"years": 1}),
    ("около часа назад", {"hours": 1}),
    ("約6年前", {"years": 6}),
    ("8年以上前", {"years": 8}),
    ("超过 2 年前", {"years": 2}),
    ("약 3년 전", {"years": 3}),
    ("3년 이상 전", {"years": 3}),
    ("più di 3 anni fa", {"years": 3}),
    ("mer än 3 år sedan", {"years": 3}),
    ("před více než 3 lety", {"years": 3}),
    ("yaklaşık 3 yıl önce", {"years": 3}),
    ("hơn 3 năm trước", {"years": 3}),
    ("πριν από περίπου 3 χρόνια", {"years": 3}),
    ("منذ أكثر من 3 سنوات", {"years": 3}),
    ("prieš daugiau nei 3 metus", {"years": 3}),
    ("ponad rok temu", {"years": 1}),
    ("5 years, 2 months ago", {"years": 5, "months": 2}),
    ("1 year 3 months ago", {"years": 1, "months": 3}),
    ("3 days and 4 hours ago", {"days": 3, "hours": 4}),
    ("vor 8 Stunden", {"hours": 8}),
    ("vor einer Stunde", {"hours": 1}),
    ("vor mehr als 3 Jahren", {"years": 3}),
    ("14 Stunden 35 Minuten her", {"hours": 14, "minutes": 35}),
    ("Hace 37 minutos", {"minutes": 37}),
    ("hace una hora", {"hours": 1}),
    ("il y a 3 ans", {"years": 3}),
    ("il y a environ 3 ans", {"years": 3}),
    ("há cerca de 3 anos", {"years": 3}),
    ("3 anos atrás", {"years": 3}),
    ("un'ora fa", {"hours": 1}),
    ("3 uur geleden", {"hours": 3}),
    ("för 3 timmar sedan", {"hours": 3}),
    ("for 3 timer siden", {"hours": 3}),
    ("3 tuntia sitten", {"hours": 3}),
    ("3 godziny temu", {"hours": 3}),
    ("godzinę temu", {"hours": 1}),
    ("před 3 hodinami", {"hours": 3}),
    ("3 года назад", {"years": 3}),
    ("час назад", {"hours": 1}),
    ("3 години тому", {"hours": 3}),
    ("acum 20 de minute", {"minutes": 20}),
    ("3 saat önce", {"hours": 3}),
    ("πριν από 3 ώρες", {"hours": 3}),
    ("לפני 3 שעות", {"hours": 3}),
    ("לפני שעתיים", {"hours": 2}),
    ("منذ 3 ساعات", {"hours": 3}),
    ("3 jam yang lalu", {"hours": 3}),
    ("3 giờ trước", {"hours": 3}),
    ("3 ชั่วโมงที่แล้ว", {"hours": 3}),
    ("3 napja", {"days": 3}),
    ("8 時間前", {"hours": 8}),
    ("3小时前", {"hours": 3}),
    ("3시간 전", {"hours": 3}),
    ("just now", {"seconds": 0}),
    ("刚刚", {"seconds": 0}),
    ("16h trước", {"hours": 16}),
    ("3 ชม.", {"hours": 3}),
    ("5 นาทีก่อน", {"minutes": 5}),
    ("2 gün evvel", {"days": 2}),
    ("5 sene önce", {"years": 5}),
    ("3 روز قبل", {"days": 3}),
    ("منذ يومين", {"days": 2}),
    ("منذ 11 شهراً", {"months": 11}),
    ("преди месец", {"months": 1}),
    ("před měsícem", {"months": 1}),
    ("pred rokom", {"years": 1}),
    ("3 ore în urmă", {"hours": 3}),
    ("în urmă cu 2 zile", {"days": 2}),
    ("πριν μία ώρα", {"hours": 1}),
    ("یک ساعت پیش", {"hours": 1}),
    ("एक दिन पहले", {"days": 1}),
    ("setahun lalu", {"years": 1}),
    ("하루 전", {"days": 1}),
    ("1달 전", {"months": 1}),
    ("一小时前", {"hours": 1}),
    ("yesterday", {"days": 1}),
    ("Gestern", {"days": 1}),
    ("前天", {"days": 2}),
]


@pytest.mark.parametrize(("text", "amounts"), RELATIVE)
def test_relative_dates_are_read_against_a_reference(text: str, amounts: dict[str, int]) -> None:
    match = the_date(text)
    assert match.kind == "ago"
    assert match.relative
    assert {unit: int(count) for unit, count in match.fields.items()} == amounts
    assert read_date(match) is None
    months = amounts.get("years", 0) * 12 + amounts.get("months", 0)
    year, month = divmod(NOON.year * 12 + NOON.month - 1 - months, 12)
    spans = {unit: count for unit, count in amounts.items() if unit not in ("years", "months")}
    assert read_date(match, "mdy", NOON) == NOON.replace(year=year, month=month + 1) - timedelta(**spans)


def test_amounts_with_a_decimal_are_read() -> None:
    match = the_date("3.5 years ago")
    assert read_date(match, "mdy", NOON) == read_date(the_date("42 months ago"), "mdy", NOON)


def test_amounts_that_leave_the_calendar_are_not_read() -> None:
    assert read_date(the_date("9999 years ago"), "mdy", NOON) is None
    assert parse_timestamp("1 month ago", datetime(2020, 3, 31)) == datetime(2020, 2, 29)


def test_a_relative_date_with_a_full_one_is_not_relative() -> None:
    match = the_date("2 days ago (Jun 13, 2020 13:27)")
    assert not match.relative
    assert read_date(match) == datetime(2020, 6, 13, 13, 27)
