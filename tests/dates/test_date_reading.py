"""Which moment a printed date names."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_dates import NOON, the_date

from threadkit.dates.reading import from_jalali
from threadkit.timestamps import parse_timestamp, read_date

# --- absolute dates: (text, kind, moment) ---------------------------------------

ABSOLUTE = [
    ("02h22min de 26 de agosto de 2009 (UTC)", "H M d B Y z", "2009-08-26T02:22:00+00:00"),
    ("2013年3月4日 (一) 12:31 (UTC)", "Y m d a H:M z", "2013-03-04T12:31:00+00:00"),
    ("Sab May 07, 2011 1:13 am", "a B d, Y H:M p", "2011-05-07T01:13:00"),
    ("Oct 5 17 1:27 PM", "B d y H:M p", "2017-10-05T13:27:00"),
    ("5 Oct. 17, 13:27", "d B y, H:M", "2017-10-05T13:27:00"),
    ("5. Okt 17 um 13:27", "d. B y @ H:M", "2017-10-05T13:27:00"),
    ("5 ноя 17, 13:27", "d B y, H:M", "2017-11-05T13:27:00"),
    ("5 сен 2017", "d B Y", "2017-09-05T00:00:00"),
    ("5 лис 2017", "d B Y", "2017-11-05T00:00:00"),
    ("5 aoû 2017", "d B Y", "2017-08-05T00:00:00"),
    ("Oct 5 17 at 13:27", "B d y @ H:M", "2017-10-05T13:27:00"),
    # ISO and its relatives
    ("2017-10-05T13:27:55Z", "iso", "2017-10-05T13:27:55+00:00"),
    ("2017-10-05T13:27:55.250+02:00", "iso", "2017-10-05T13:27:55.250000+02:00"),
    ("2017-10-05T13:27:55-0530", "iso", "2017-10-05T13:27:55-05:30"),
    ("2017-10-05T13:27", "iso", "2017-10-05T13:27:00"),
    ("2017-10-05 13:27:55 +0200", "Y-m-d H:M:Sz", "2017-10-05T13:27:55+02:00"),
    ("2017-10-05 13:27 UTC", "Y-m-d H:M z", "2017-10-05T13:27:00+00:00"),
    ("2017-10-05", "Y-m-d", "2017-10-05T00:00:00"),
    ("2017/10/05(Thu) 13:27:55.12", "Y/m/d a H:M:S", "2017-10-05T13:27:55.120000"),
    ("2017.10.05 13:27", "Y.m.d H:M", "2017-10-05T13:27:00"),
    # English
    ("Oct 5, 2017 3:55:27 AM", "B d, Y H:M:S p", "2017-10-05T03:55:27"),
    ("October 10, 2017 at 13:27", "B d, Y @ H:M", "2017-10-10T13:27:00"),
    ("May 30th, 2019 at 1:06 pm", "B d, Y @ H:M p", "2019-05-30T13:06:00"),
    ("Oct 10, 2017 @ 13:27 at 13:27", "B d, Y H:M", "2017-10-10T13:27:00"),
    ("Sept. 5, 2017 at 12:05 a.m.", "B d, Y @ H:M p", "2017-09-05T00:05:00"),
    ("12 Mar 2009 at 8:05 am", "d B Y @ H:M p", "2009-03-12T08:05:00"),
    ("Thu Mar 11, 2010 4:29 pm", "a B d, Y H:M p", "2010-03-11T16:29:00"),
    ("Wednesday, March 3rd 2010, 9:04pm", "a B d Y, H:Mp", "2010-03-03T21:04:00"),
    ("Thursday 5th of October 2017 12:27 PM", "a d B Y H:M p", "2017-10-05T12:27:00"),
    ("12:34, 5 October 2017 (UTC)", "H:M, d B Y z", "2017-10-05T12:34:00+00:00"),
    ("1:27 PM · Oct 5, 2017", "H:M p B d, Y", "2017-10-05T13:27:00"),
    ("12:57 AM on 8/15/2010", "H:M p D/D/Y", "2010-08-15T00:57:00"),
    ("May 15, 2013 1:27pm EDT", "B d, Y H:Mp z", "2013-05-15T13:27:00-04:00"),
    ("Thu, 05 Oct 2017 13:27:55 +0000", "a d B Y H:M:Sz", "2017-10-05T13:27:55+00:00"),
    ("Thu Oct  5 13:27:55 2017", "a B d H:M:S Y", "2017-10-05T13:27:55"),
    ("Thu Oct 05 13:27:55 CEST 2017", "a B d H:M:S z Y", "2017-10-05T13:27:55+02:00"),
    ("5/Oct/2017:13:27:55 +0200", "d/B/Y:H:M:Sz", "2017-10-05T13:27:55+02:00"),
    ("05-Oct-17 1:27 PM", "d-B-y H:M p", "2017-10-05T13:27:00"),
    ("Oct 6 '17 at 15:27", "B d y @ H:M", "2017-10-06T15:27:00"),
    ("Oct 5, 2017 3pm", "B d, Y Hp", "2017-10-05T15:00:00"),
    # numbers only
    ("10/05/2017 03:55 PM", "D/D/Y H:M p", "2017-10-05T15:55:00"),
    ("Tue, 15/05/2012 - 18:39", "a D/D/Y H:M", "2012-05-15T18:39:00"),
    ("03-12-2010, 04:29 PM", "D-D-Y, H:M p", "2010-03-12T16:29:00"),
    ("18.10.2019, 16:18", "d.m.Y, H:M", "2019-10-18T16:18:00"),
    ("28.09.19 12:44", "d.m.y H:M", "2019-09-28T12:44:00"),
    ("17.07, 2011 @ 13:04", "d.m, Y H:M", "2011-07-17T13:04:00"),
    ("16.09.2022 um 20.41", "d.m.Y @ H.M", "2022-09-16T20:41:00"),
    ("5. 10. 2017 13:27:55", "d. m. Y H:M:S", "2017-10-05T13:27:55"),
    ("01.01.2015 // 21:24", "d.m.Y H:M", "2015-01-01T21:24:00"),
    # other languages
    ("5. Oktober 2017 um 13:27 Uhr", "d. B Y @ H:M", "2017-10-05T13:27:00"),
    ("Do 9 Apr 2020 / 18:18", "a d B Y H:M", "2020-04-09T18:18:00"),
    ("3 juillet 2013 à 16 h 55", "d B Y @ H M", "2013-07-03T16:55:00"),
    ("Le 3 juillet 2013 à 16h55", "d B Y @ H M", "2013-07-03T16:55:00"),
    ("17 avril 2016 à 08:58 (CEST)", "d B Y @ H:M z", "2016-04-17T08:58:00+02:00"),
    ("5 de octubre de 2017 a las 3:27 p. m.", "d B Y @ H:M p", "2017-10-05T15:27:00"),
    ("5 de outubro de 2017 às 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("quinta-feira, 5 de outubro de 2017", "a d B Y", "2017-10-05T00:00:00"),
    ("5 ottobre 2017 alle ore 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("5 oktober 2017 om 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("5. lokakuuta 2017 klo 13.27", "d. B Y @ H.M", "2017-10-05T13:27:00"),
    ("5 października 2017 o godz. 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("11 listopada 2017", "d B Y", "2017-11-11T00:00:00"),  # Polish
    ("11. listopada 2017.", "d. B Y", "2017-10-11T00:00:00"),  # Croatian
    ("5 октября 2017 г. в 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("07:07, 30. јул 2018. (CEST)", "H:M, d. B Y z", "2018-07-30T07:07:00+02:00"),
    ("2017. október 5., csütörtök 13:27", "Y. B d, a H:M", "2017-10-05T13:27:00"),
    ("5 Ekim 2017 Perşembe 13:27", "d B Y a H:M", "2017-10-05T13:27:00"),
    ("5 Οκτωβρίου 2017 στις 1:27 μ.μ.", "d B Y @ H:M p", "2017-10-05T13:27:00"),
    ("5 באוקטובר 2017 בשעה 13:27", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("٥ أكتوبر ٢٠١٧ الساعة ١:٢٧ م", "d B Y @ H:M p", "2017-10-05T13:27:00"),
    ("الثلاثاء 5 شتنبر 2017 13:27", "a d B Y H:M", "2017-09-05T13:27:00"),  # Morocco
    ("5 جويلية 2017", "d B Y", "2017-07-05T00:00:00"),  # Tunisia
    ("5 حزيران 2017", "d B Y", "2017-06-05T00:00:00"),  # the Levant
    ("۱۳ مهر ۱۳۹۶ در ۱۳:۲۷", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("5 अक्टूबर 2017 को 13:27 बजे", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("5 ตุลาคม 2560 เวลา 13:27 น.", "d B Y @ H:M", "2017-10-05T13:27:00"),
    ("5 Oktober 2017 pukul 13.27", "d B Y @ H.M", "2017-10-05T13:27:00"),
    ("5 tháng 10, 2017", "d m, Y", "2017-10-05T00:00:00"),
    ("5 Tháng Mười Hai, 2017 lúc 13:27", "d m, Y @ H:M", "2017-12-05T13:27:00"),
    ("2017年10月05日(木) 13:27:55", "Y m d a H:M:S", "2017-10-05T13:27:55"),
    ("2017年10月5日 下午1:27", "Y m d pH:M", "2017-10-05T13:27:00"),
    ("2017. 10. 5. 오후 3:55", "Y. m. d p H:M", "2017-10-05T15:55:00"),
    ("2017년 10월 5일 오후 3시 55분", "Y m d p H M", "2017-10-05T15:55:00"),
    # blanks and hyphens of typesetters
    ("Oct\xa05,\u202f2017 3:55\u202fAM", "B d, Y H:M p", "2017-10-05T03:55:00"),
    ("5. Okto\xadber 2017", "d. B Y", "2017-10-05T00:00:00"),
    ("14\u200f/10\u200f/2017", "D/D/Y", "2017-10-14T00:00:00"),
]


@pytest.mark.parametrize(("text", "kind", "moment"), ABSOLUTE)
def test_absolute_dates_are_named_and_read(text: str, kind: str, moment: str) -> None:
    match = the_date(text)
    assert match.kind == kind
    assert not match.relative
    found = read_date(match)
    assert found is not None
    assert found.isoformat() == moment


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2017-10-05 13:27:55", "second"),
        ("2017-10-05 13:27", "minute"),
        ("Oct 5, 2017 3 pm", "hour"),
        ("Oct 5, 2017", "day"),
        ("2 weeks ago", "day"),
        ("3 months ago", "month"),
        ("vor 3 Jahren", "year"),
        ("1 year, 2 months ago", "month"),
    ],
)
def test_precision_is_the_smallest_unit_printed(text: str, precision: str) -> None:
    assert the_date(text).precision == precision


@pytest.mark.parametrize("text", ["31.02.2017", "Feb 30, 2017", "30/02/2017 13:27"])
def test_days_that_do_not_exist_are_not_read(text: str) -> None:
    assert read_date(the_date(text), "dmy") is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("yesterday at 3:04 pm", "2020-06-14T15:04"),
        ("Today, 03:12 AM", "2020-06-15T03:12"),
        ("Gestern, 12:03", "2020-06-14T12:03"),
        ("Aujourd’hui à 08:00", "2020-06-15T08:00"),
        ("i dag 08:00", "2020-06-15T08:00"),
        ("昨天 13:27", "2020-06-14T13:27"),
        ("Thursday at 1:27 PM", "2020-06-11T13:27"),
        ("Monday at 1:27 PM", "2020-06-08T13:27"),  # today's is still to come
        ("13:27", "2020-06-14T13:27"),
        ("11:59", "2020-06-15T11:59"),
        ("3:27 am", "2020-06-15T03:27"),
        ("Jun 20th at 7:41 am", "2019-06-20T07:41"),
        ("Jun 15 at 11:00", "2020-06-15T11:00"),
        ("Jun 15", "2020-06-15T00:00"),
        ("5. Oktober", "2019-10-05T00:00"),
        ("Le 3 juillet à 16:55", "2019-07-03T16:55"),
        ("10月5日 13:27", "2019-10-05T13:27"),
        ("Feb 29", "2020-02-29T00:00"),
        ("5 minutes ago (11:55 AM)", "2020-06-15T11:55"),
        ("13 hours ago (11:04 PM)", "2020-06-14T23:04"),
    ],
)
def test_what_is_left_out_comes_from_the_reference(text: str, moment: str) -> None:
    match = the_date(text)
    assert read_date(match) is None
    assert read_date(match, "mdy", NOON) == datetime.fromisoformat(moment)


def test_a_printed_zone_decides_what_is_latest() -> None:
    reference = datetime.fromisoformat("2020-06-15T12:00:00+00:00")
    read = read_date(the_date("13:27 CEST"), "mdy", reference)
    assert read == datetime.fromisoformat("2020-06-15T11:27:00+00:00") or read == datetime.fromisoformat(
        "2020-06-15T13:27:00+02:00"
    )


def test_jalali_years_of_the_new_year() -> None:
    # First days of years, as calendars print them.
    assert [from_jalali(year, 1, 1) for year in (1349, 1379, 1399, 1400, 1404)] == [
        (1970, 3, 21), (2000, 3, 20), (2020, 3, 20), (2021, 3, 21), (2025, 3, 21),
    ]  # fmt: skip
    assert from_jalali(1399, 12, 30) == (2021, 3, 20)


def test_parse_timestamp() -> None:
    assert parse_timestamp("on Jun 17, 2025") == datetime(2025, 6, 17)
    assert parse_timestamp("03/04/2010", order="dmy") == datetime(2010, 4, 3)
    assert parse_timestamp("15/04/2010") == datetime(2010, 4, 15)
    assert parse_timestamp("2 hours ago", NOON) == datetime(2020, 6, 15, 10)
    assert parse_timestamp("May") is None
    assert parse_timestamp("2 hours ago") is None


@given(moment=st.datetimes(datetime(1980, 1, 1), datetime(2060, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_reading_undoes_printing(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for form in ("%B %d, %Y %I:%M:%S %p", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S"):
        assert read_date(the_date(moment.strftime(form))) == moment


def test_nothing_is_loaded_on_import() -> None:
    program = (
        "import sys, threadkit.timestamps; from threadkit.dates.lexicon import lexicon;"
        "print(lexicon.cache_info().currsize, 'tomllib' in sys.modules, 'pydantic' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["0", "False", "False"]
