"""What in a line is a date, and what only looks like one."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_dates import NOON, PIECES, the_date

from threadkit.dates.lexicon import lexicon, tokenizer
from threadkit.timestamps import (
    decide_order,
    find_ages,
    find_dates,
    find_dates_in_lines,
    find_month,
    find_months,
    has_date_hint,
    opens_with_date,
    read_date,
    rows_with_hint,
)

GOLD = Path(os.environ.get("THREADKIT_GOLD", Path(__file__).parents[3] / "shared" / "gold"))

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
    ("Ann · May 5", ["May 5"]),
    ("Ann (5 Mar)", ["5 Mar"]),
    ("Ann | May 5 • 2 likes", ["May 5"]),
    ("Ann · may 5", []),
    ("Ann · May 5 people", []),
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
