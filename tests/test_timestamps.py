"""Finding, naming and reading dates."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkit.dates.lexicon import lexicon, tokenizer
from threadkit.dates.reading import from_jalali
from threadkit.timestamps import (
    DateMatch,
    around_digits,
    decide_order,
    find_ages,
    find_dates,
    find_dates_in_lines,
    find_month,
    find_months,
    has_date_hint,
    opens_with_date,
    parse_timestamp,
    read_date,
    rows_with_hint,
    settle_dotted,
)

NOON = datetime(2020, 6, 15, 12, 0)  # a Monday
GOLD = Path(os.environ.get("THREADKIT_GOLD", Path(__file__).parents[2] / "shared" / "gold"))


def the_date(text: str) -> DateMatch:
    """The one date that covers a text, final dots aside."""
    (match,) = find_dates(text)
    assert match.text.rstrip(".") == text.rstrip(".")
    assert text[match.start : match.end] == match.text
    return match


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


# --- dates inside lines: (line, what is found) ----------------------------------

WITHIN = [
    ("Posted by Ann on May 30, 2019 at 1:06 PM | Reply", ["May 30, 2019 at 1:06 PM"]),
    ("IwonaMay 30, 2019 at 1:06 PM", ["May 30, 2019 at 1:06 PM"]),
    ("Ann28.09.1912:44", ["28.09.1912:44"]),
    ("Ann28.09.201912:44", ["28.09.201912:44"]),
    ("BobMay 30, 20191:06 PMReply", ["May 30, 20191:06 PM"]),
    ("May 30, 2019Reply", ["May 30, 2019"]),
    ("2015-03-12T10:00:00ZAnn", ["2015-03-12T10:00:00Z"]),
    ("1 minute ago (7:17 PM)", ["1 minute ago (7:17 PM)"]),
    ("on Jun 17, 2025", ["Jun 17, 2025"]),
    ("Old 03-12-2010, 04:29 PM", ["03-12-2010, 04:29 PM"]),
    ("[13:27:05] <ann> hello", ["13:27:05"]),
    ("Ann, [05.10.17 13:27]", ["05.10.17 13:27"]),
    ("Mar 3, 2010, 4:29 pm - Mar 4, 2010, 5:00 pm", ["Mar 3, 2010, 4:29 pm", "Mar 4, 2010, 5:00 pm"]),
    ("On Thu, Sep 18, 2014 at 1:42 PM, Ann <a@example.org> wrote:", ["Thu, Sep 18, 2014 at 1:42 PM"]),
    ("It was 2 hours ago when I said so.", ["2 hours ago"]),
    ("written 14:17 27. Juni 2018 um 15:00", ["14:17", "27. Juni 2018 um 15:00"]),
    ("arindam4u, Mar 10, 2016 at 10:43 AM", ["Mar 10, 2016 at 10:43 AM"]),
    ("22 mai 2018, la ministre", ["22 mai 2018"]),
    ("Sam May 30, 2019 at 1:06 PM", ["May 30, 2019 at 1:06 PM"]),  # samedi goes with "mai"
    ("Sam 30 mai 2020", ["Sam 30 mai 2020"]),
    ("Bread by Sam: 9:05am On May 30, 2019", ["9:05am On May 30, 2019"]),  # no colon stands behind a weekday
    ("Mo 30.05.2019 13:06", ["30.05.2019 13:06"]),  # a Thursday
    ("Do 30.05.2019 13:06", ["Do 30.05.2019 13:06"]),
    # weekdays as the C library abbreviates them
    ("bread #12 nie, 01 czerwiec 2008 08:41", ["nie, 01 czerwiec 2008 08:41"]),
    ("śro, 05 marzec 2014 10:11", ["śro, 05 marzec 2014 10:11"]),
    ("Çrş 05.03.2014 10:11", ["Çrş 05.03.2014 10:11"]),
    ("Ma 4 martie 2014, 10:11", ["Ma 4 martie 2014, 10:11"]),
    ("ann • 3h • edited", ["3h"]),
    # names that end in digits
    ("ann773 May 2014 at 10:11", ["3 May 2014 at 10:11"]),
    ("ann7713 May 2014", ["13 May 2014"]),
    ("Kurt Moos4113. Mai 2014, 10:11:12", ["13. Mai 2014, 10:11:12"]),
    ("ann7703.05.2014 10:11", ["03.05.2014 10:11"]),
    ("ann72014-05-03 10:11", ["2014-05-03 10:11"]),
    ("2：ann77：2014/05/05(月) 09:16", ["2014/05/05(月) 09:16"]),
    ("3楼2014-05-05 09:16回复", ["2014-05-05 09:16"]),
    ("発言2014.05.05 09:16", ["2014.05.05 09:16"]),
    # words glued to names
    ("Annvor 3 Tagen", ["vor 3 Tagen"]),
    ("Annvor 3 Tagen, Borisvor 5 Tagen", ["vor 3 Tagen", "vor 5 Tagen"]),
    ("3 5y Reply", ["5y"]),
    ("3 4 года Ответить", ["4 года"]),
    ("of 3 5y Reply", []),
    ("21-3-5 10:11 by phone", ["21-3-5 10:11"]),
    ("Ana Limahá 3 dias", ["há 3 dias"]),
    ("Νίκοςπριν 3 ώρες", ["πριν 3 ώρες"]),
    ("סמילפני 3 ימים", ["לפני 3 ימים"]),
    ("Иванвчера в 14:21", ["вчера в 14:21"]),
    ("AnnGestern, 14:21", ["Gestern, 14:21"]),
    ("Trevor 3 days ago", ["3 days ago"]),
    ("zuvor 3 Stunden", []),
    ("cahier 14:21", ["14:21"]),
    # days without a year beside a clock
    ("Ann 05.12 10:11:23", ["05.12 10:11:23"]),
    ("12.05 в 10:11", ["12.05 в 10:11"]),
    ("12.5. klo 10:11", ["12.5. klo 10:11"]),
    ("Reply 23:00 25/2 Share", ["23:00 25/2"]),
    ("10:30 1/12/2014", ["10:30 1/12/2014"]),
    ("Ann wrote on May 3", ["May 3"]),
    ("Ann wrote on Mar 13 · edited", ["Mar 13"]),
    ("Ann (2001–present) · 7y", ["7y"]),
    ("5y Edited", ["5y"]),
    ("Like Reply 2w", ["2w"]),
    ("Copyright 2018 May 5, 2019 at 3:00 pm", ["May 5, 2019 at 3:00 pm"]),
    # the time twice, the weekday last
    ("Ann on May 5, 2019 3:00 PM at 3:00 pm said:", ["May 5, 2019 3:00 PM at 3:00 pm"]),
    ("Posted May 5, 2019 13:33 UTC (Sun) by Ann", ["May 5, 2019 13:33 UTC (Sun)"]),
    # a month that is a word or a name as well, parted from the rest
    ("Jan 5 • Edited on Jan 6", ["Jan 5", "Jan 6"]),
    ("Jan 5 • Edited Jan 6", ["Jan 5"]),
    ("Mar 5 (edited)", ["Mar 5"]),
    ("May 5 edited", []),
    ("may 5 | bread", []),
]


@pytest.mark.parametrize(("line", "texts"), WITHIN)
def test_dates_are_cut_out_of_lines(line: str, texts: list[str]) -> None:
    found = find_dates(line)
    assert [match.text for match in found] == texts
    assert [line[match.start : match.end] for match in found] == texts


def test_a_year_that_runs_into_the_clock_is_taken_apart() -> None:
    (match,) = find_dates("Ann28.09.1912:44")
    assert read_date(match) == datetime(2019, 9, 28, 12, 44)
    (match,) = find_dates("BobMay 30, 20191:06 PMReply")
    assert read_date(match) == datetime(2019, 5, 30, 13, 6)


# --- no dates -------------------------------------------------------------------

NO_DATES = [
    "Oct 5 17 loaves",
    *("May", "Jan", "12", "a", "ok", "So", "Den", "Mar", "Sun", "Leo", "Ma", "2017", "1,234"),
    *("March on", "Mayor 30", "marching 3", "before 5", "5 may be", "sun 5", "page 3 of 12", "may 5 people"),
    *("call on may 3", "Ann May 3 times"),
    *("10-15 people", "3.5", "1.2.3 release", "v2.10.13", "version 20.10.11", "udunits 1.12.10 or higher"),
    *("2008-02-28_0026", "scan 12.05.2019_final"),
    *("192.168.1.12", "+1 555-123-4567", "$10.50", "24/7", "9/11", "16:9", "3:2", "John 3:16", "3:16-18"),
    *("http://example.org/2017/10/05/title", "/archive/2017-10-05", "photo_2017-10-05", "?d=2017-10-05"),
    *("4 years", "1914-1918", "2010-2012", "in 2 hours", "for 2 hours", "12/2017", "May 2017", "12-2010"),
    *("2f2eyl", "kg m-2 s-1", "2h14 of film", "10:75", "25:00", "13:27:5555", "point out 2 errors", "Windows 7 Pro"),
    *("Ann is 7y old", "a pipe of 3 m length", "v05.13.14", "mp3 May", "ann77 May be"),
    *("220 V, 1800 W", "tank: 2000 m"),
    *("die letzten 3 Tage waren gut", "第 3 周", "过了 3 个月才到"),
    *("the yesterday of my life", "31.31.2017", "32 May 2017", "Thursday", "so 5:30 it is"),
    *("", " ", "\x00", "\ud800", "²", "½ May 2017"),
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert [(match.text, match.kind) for match in find_dates(text) if not match.clock_only] == []


@pytest.mark.parametrize("text", ["16:9", "3:2", "John 3:16", "3:16-18", "10:75", "25:00", "so 5:30 it is", "x13:27"])
def test_what_only_looks_like_a_clock(text: str) -> None:
    assert [match.text for match in find_dates(text) if match.text != "5:30"] == []


@pytest.mark.parametrize("text", ["31.02.2017", "Feb 30, 2017", "30/02/2017 13:27"])
def test_days_that_do_not_exist_are_not_read(text: str) -> None:
    assert read_date(the_date(text), "dmy") is None


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


def test_a_relative_date_with_a_full_one_is_not_relative() -> None:
    match = the_date("2 days ago (Jun 13, 2020 13:27)")
    assert not match.relative
    assert read_date(match) == datetime(2020, 6, 13, 13, 27)


def test_jalali_years_of_the_new_year() -> None:
    # First days of years, as calendars print them.
    assert [from_jalali(year, 1, 1) for year in (1349, 1379, 1399, 1400, 1404)] == [
        (1970, 3, 21), (2000, 3, 20), (2020, 3, 20), (2021, 3, 21), (2025, 3, 21),
    ]  # fmt: skip
    assert from_jalali(1399, 12, 30) == (2021, 3, 20)


# --- day and month ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "order", "default"),
    [
        (["03/04/2010", "15/04/2010"], "dmy", "dmy"),
        (["03/04/2010", "04/15/2010"], "mdy", "mdy"),
        (["Sat, 03/04/2010 - 18:39"], "dmy", "dmy"),
        (["Thu, 03/04/2010 - 18:39"], "mdy", "mdy"),
        (["04/03/2010", "05/03/2010", "06/03/2010"], "dmy", "dmy"),  # three days, not two months
        (["01/05/2010", "01/06/2010", "01/09/2010"], "mdy", "mdy"),
        (["03/02/2010", "03/12/2010", "05/01/2010"], "mdy", "mdy"),  # dmy would run to and fro
        (["03/04/2010"], "undecidable", "dmy"),
        (["03/04/2010 03:55 PM"], "undecidable", "mdy"),
        (["May 5, 2010"], "undecidable", "mdy"),
        ([], "undecidable", "mdy"),
    ],
)
def test_day_order_of_a_page(texts: list[str], order: str, default: str) -> None:
    decided = decide_order([the_date(text) for text in texts])
    assert (decided.order, decided.default) == (order, default)
    assert decided.reason


def test_dates_cannot_lie_after_the_reference() -> None:
    dates = [the_date("05/12/2020")]
    assert decide_order(dates, NOON).order == "mdy"
    assert decide_order(dates).order == "undecidable"


def test_a_number_above_twelve_wins_over_the_page() -> None:
    order = decide_order([the_date("15/04/2010"), the_date("03/04/2010")])
    assert read_date(the_date("03/04/2010"), order) == datetime(2010, 4, 3)
    assert read_date(the_date("03/14/2010"), order) == datetime(2010, 3, 14)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["05.03.14", "05.13.14"], datetime(2014, 5, 3)),
        (["05.03.14", "13.05.14"], datetime(2014, 3, 5)),
        (["05.03.14"], datetime(2014, 3, 5)),
        (["05.03.14", "05/13/14"], datetime(2014, 3, 5)),  # slashes say nothing about dots
    ],
)
def test_dots_around_the_month_or_the_day(texts: list[str], first: datetime) -> None:
    dates = [the_date(text) for text in texts]
    settle_dotted(dates)
    assert read_date(dates[0], "mdy") == first
    assert len({match.kind for match in dates if "." in match.text}) == 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("May 2014", "May 2014"),
        ("Ann wrote a review May 2014", "May 2014"),
        ("2014年5月", "2014年5月"),
        ("mai 2014.", "mai 2014"),
        ("in 2014", None),
        ("May 2014 was cold", None),
        ("the mayor of 2014", None),
    ],
)
def test_months_of_years(line: str, text: str | None) -> None:
    match = find_month(line)
    assert (match.text if match else None) == text
    assert match is None or (match.precision, read_date(match)) == ("month", datetime(2014, 5, 1))


def test_parse_timestamp() -> None:
    assert parse_timestamp("on Jun 17, 2025") == datetime(2025, 6, 17)
    assert parse_timestamp("03/04/2010", order="dmy") == datetime(2010, 4, 3)
    assert parse_timestamp("15/04/2010") == datetime(2010, 4, 15)
    assert parse_timestamp("2 hours ago", NOON) == datetime(2020, 6, 15, 10)
    assert parse_timestamp("May") is None
    assert parse_timestamp("2 hours ago") is None


# --- languages --------------------------------------------------------------------

UNSUPPORTED = {"eu"}  # "2017(e)ko urriaren 5(a)"
DAYS = [datetime(2017, month, day, 13, 27) for month, day in ((1, 14), (3, 3), (5, 5), (7, 21), (10, 5), (11, 11))]


def cldr_languages() -> list[str]:
    return sorted(json.loads((Path(__file__).parents[1] / "threadkit/dates/names.json").read_text("utf-8")))


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


@pytest.mark.parametrize(
    "form",
    [
        "%B %d, %Y at %I:%M %p", "%b %d, %Y", "%d %B %Y %H:%M", "%a %b %d %H:%M:%S %Y", "%d.%m.%Y, %H:%M",
        "%m/%d/%Y %I:%M %p", "%Y-%m-%dT%H:%M:%SZ", "%H:%M, %d %B %Y (UTC)", "%A, %d %B %Y", "%d-%m-%y %H:%M",
    ],
)  # fmt: skip
@given(moments=st.lists(st.datetimes(datetime(1980, 1, 1), datetime(2060, 1, 1)), min_size=2, max_size=4))
@settings(max_examples=40, deadline=None)
def test_one_format_has_one_kind(form: str, moments: list[datetime]) -> None:
    assert len({the_date(moment.strftime(form)).kind for moment in moments}) == 1


@given(moment=st.datetimes(datetime(1980, 1, 1), datetime(2060, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_reading_undoes_printing(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    for form in ("%B %d, %Y %I:%M:%S %p", "%d.%m.%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S"):
        assert read_date(the_date(moment.strftime(form))) == moment


# --- any text ---------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        *("May", "mar", "5", "05", "2017", "1912", "13:27", "am", "p. m.", "ago", "2 hours", "il y a", "3 ans", "vor"),
        *(" ", " ", ", ", ".", ". ", "/", "-", ":", "(", ")", "\xa0", "\xad", "T", "Z", "+0200", "UTC", "月", "日"),
        *("年", "yesterday", "5. Oktober", "de", "at", "Ann", "10/05/17", "²", "٥", "\u200f", "\n", "_"),
    ]
)


@given(text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join)))
@settings(max_examples=400, deadline=None)
def test_any_text_is_searched_without_harm(text: str) -> None:
    found = find_dates(text)
    end = 0
    for match in found:
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        assert match.kind
        end = match.end
        for reference in (None, NOON):
            read_date(match, "dmy", reference)
    decide_order(found)
    assert not found or has_date_hint(text)


@given(text=st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=200, deadline=None)
def test_tokens_cover_the_text(text: str) -> None:
    assert "".join(tokenizer(text.isascii())(text)) == text


@pytest.mark.parametrize(
    "piece",
    [" ", "1", "1 ", "1.", "13:27 ", "May 5, ", "1 h ", "a year ", "il y a ", "2 hours and ", "月日年時", "-/.:"],
)
def test_long_lines_take_time_in_proportion(piece: str) -> None:
    line = piece * (200_000 // len(piece)) + "1"
    start = time.process_time()
    find_dates(line)
    assert time.process_time() - start < 3.0


@given(st.lists(st.lists(PIECES, max_size=9).map("".join).map(lambda line: line.replace("\n", "")), max_size=6))
@settings(max_examples=300, deadline=None)
def test_many_lines_hold_the_dates_of_each(lines: list[str]) -> None:
    alone = {place: dates for place, line in enumerate(lines) if (dates := find_dates(line))}
    hinted = rows_with_hint(lines)
    together = find_dates_in_lines([lines[row] for row in hinted])
    assert {hinted[place]: dates for place, dates in together.items()} == alone


def test_dates_end_with_their_line() -> None:
    lines = ["Ann, 3", "May 2019 at 10:11", "12:30", "ann77", "May 2014", "so\xad5", "3 May 2019 (Sun", ") 4 May 2020"]
    found = {place: [date.text for date in dates] for place, dates in find_dates_in_lines(lines).items()}
    assert found == {1: ["10:11"], 2: ["12:30"], 6: ["3 May 2019"], 7: ["4 May 2020"]}


def test_months_and_ages_of_many_lines_are_those_of_each() -> None:
    lines = ["Ann Lee 7y", "May 2014", "20 pieces", "Reviewed in May 2014", "Ann 2w 12 likes", "7y: so long", "in 1914"]
    assert {place: match.text for place, match in find_months(lines).items()} == {1: "May 2014", 3: "May 2014"}
    assert {place: match.text for place, match in find_ages(lines).items()} == {0: "7y", 4: "2w"}


def test_hints() -> None:
    assert has_date_hint("yesterday")
    assert has_date_hint("posted an hour ago, edited")
    assert not has_date_hint("nothing of the kind here")


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=6))
@settings(max_examples=200, deadline=None)
def test_hints_of_many_rows_are_those_of_each(rows: list[str]) -> None:
    assert rows_with_hint(rows) == [row for row, text in enumerate(rows) if has_date_hint(text)]


def test_hints_in_rows_without_digits() -> None:
    assert rows_with_hint(["nothing", "an hour ago", "Ann wrote", "٣ مايو", "", "5"]) == [1, 3, 5]


PROSE = "nobody on the pier could say why the ferry was late once more"


@pytest.mark.parametrize(
    ("text", "around"),
    [
        (PROSE, None),
        ("Ann, 3 May 2019", (0, "Ann, 3 May 2019")),
        (f"{PROSE} Donnerstag, der 3. Mai", (47, "late once more Donnerstag, der 3. Mai")),
        (f"3 May 2019 at noon, {PROSE}", (0, "3 May 2019 at noon, nobody on the pier could")),
        (f"٣ مايو {PROSE}", (0, "٣ مايو nobody on the pier could")),
        (f"{PROSE} 12 of 7 {PROSE}", (29, "why the ferry was late once more 12 of 7 nobody on the pier could say why")),
        ("x" * 50 + "3" + "y" * 50, (0, "x" * 50 + "3" + "y" * 50)),
    ],
)
def test_dates_of_long_rows_stand_around_digits(text: str, around: tuple[int, str] | None) -> None:
    assert around_digits(text) == around


@pytest.mark.parametrize(
    "opening", ["18. Oktober 2019", "5. maj 2012", "18. 10. 2019", "2019. 10. 18.", "5. április 2019"]
)
def test_numbers_that_open_a_date(opening: str) -> None:
    assert opens_with_date(opening)
    assert find_dates(opening)[0].start == 0


@pytest.mark.parametrize(
    "opening", ["1. Ann says:", "2. Thanks for this", "3) Bread and butter", "4. “Bread”", "1. a year", "3. May, Ann"]
)
def test_numbers_that_open_no_date(opening: str) -> None:
    assert not opens_with_date(opening)


def test_what_is_remembered_stays_bounded() -> None:
    from threadkit.dates.lexicon import MAX_REMEMBERED

    for number in range(0, MAX_REMEMBERED * 2, 7):
        find_dates(f"word{number:x}ly 5 May 2017")
    assert len(lexicon()) <= MAX_REMEMBERED


def test_nothing_is_loaded_on_import() -> None:
    program = (
        "import sys, threadkit.timestamps; from threadkit.dates.lexicon import lexicon;"
        "print(lexicon.cache_info().currsize, 'tomllib' in sys.modules, 'pydantic' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["0", "False", "False"]


# --- saved pages ------------------------------------------------------------------


def test_printed_dates_of_saved_pages_are_found() -> None:
    pages = sorted((GOLD / "pages").glob("**/gold.json"))
    if not pages:
        pytest.skip("no saved pages at hand")
    raw = [post["raw_date"] for page in pages for post in json.loads(page.read_text("utf-8"))["posts"]]
    raw = [re.sub(r"^on ", "", text) for text in raw if text]
    whole = sum(bool(found) and found[0].text == text for text in raw for found in [find_dates(text)])
    assert whole / len(raw) >= 0.985


@pytest.mark.parametrize(
    ("date", "other", "unlike"),
    [
        ("3 May 2014", "7 June 2013", False),
        ("3 May 2014", "7 June", False),  # this year's
        ("3 May 2014", "7 June at 10:41", False),
        ("3 May 2014", "2 hours ago", False),
        ("3 May 2014 at 10:41", "10:55", False),
        ("3 May 2014", "12/03/2014", True),
        ("3 May 2014", "May 12, 2014", True),
        ("3 May 2014 at 10:41", "12 May 2014", True),
        ("2014-05-03", "13/05/2014", True),
    ],
)
def test_dates_of_one_list_are_printed_alike(date, other, unlike):
    assert the_date(date).is_unlike(the_date(other)) is unlike
    assert the_date(other).is_unlike(the_date(date)) is unlike
