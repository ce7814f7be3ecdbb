"""Dates become one character each, and every place finds its way back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadkit.lines import DATE, EDGE, read_lines
from threadkit.masking import CUT, TIME, fold_letters, mask_page


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Ann", "Ann"),
        ("Ann May 5, 2019", f"Ann {DATE}"),
        ("5 May 2019 12:30 Ann", f"{DATE} Ann"),
        ("Ann | 2019-05-05 12:30 | edited 6 May 2019", f"Ann | {DATE} | edited {DATE}"),
        ("Ann (3 hours ago)", f"Ann ({DATE})"),
        ("12:30 Ann", f"{TIME} Ann"),
        ("Ann28.09.2012 12:44", f"Ann{DATE}"),
        ("chapter 12 of 40", "chapter 12 of 40"),
    ],
)
def test_a_masked_row(line, masked):
    assert mask_page(read_lines(line)).rows == [masked]


POSTS = "Ann\n{date}\nThe crust is fine.\nBob\n{date}\nIt is not.\nCy\n{date}\nWho bakes?\nDora\n{date}\nI do.\n"


STAYED = "Open since\nMay 2012\n" + "".join(
    f"{name} wrote a review May 2014\nIt is fine.\nStay:\nMay 2014\n" for name in ("Ann", "Bob", "Cy", "Dora")
)


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (POSTS.format(date="May 2014"), 4),
        (POSTS.format(date="5 May 2014"), 4),
        (POSTS.format(date="5 May 2014\nJoined: May 2012"), 4),  # the posts' dates are better
        (POSTS.format(date="Member since\nMay 2012"), 0),
        (POSTS.format(date="Joined: May 2012"), 0),
        (POSTS.format(date="baker 7y 12"), 4),
        (POSTS.format(date="Oslo 2w"), 4),
        ("Open since\nMay 2012\n" + POSTS.format(date="5 May 2014\nMay 2014"), 4),  # months of the same posts
        (POSTS.format(date="5 May 2014 baker\nOslo 2w"), 4),
        (POSTS.format(date="a pipe of 3m, or 5m"), 0),
        ("Rye 7h\nSpelt 9h\nOats 2h\nWheat 3h\n", 0),
        ("Archive\nMay 2014\nApril 2014\nMarch 2014\nMay 2013\nApril 2013\n", 0),
        ("A trip in\nMay 2014\nwas fine.\nSo was\nJune 2015\n", 0),
        (STAYED, 4),  # when it was told, not when it was
        (re.sub(".* wrote a review", "12:", STAYED), 0),  # a number is no word
    ],
)
def test_months_are_dates_where_posts_have_no_better_ones(text, dated):
    assert len(mask_page(read_lines(text)).date_rows) == dated


MAILED = "Ann, 5 May 2014\nWhich flour?\nBob, 6 May 2014\nRye.\n{0}\nSent: {1} May 2014\nFrom: Ann\nWhich flour?\n"


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        (MAILED.format("Original message:", 5) + MAILED.format("Original message:", 5), 4),
        (MAILED.format("-----Original Message-----", 5) + MAILED.format("-----Original Message-----", 6), 4),
        (MAILED.format("Original message:", 5), 3),  # one alone may be the first post
        (MAILED.format("Original message:", 1) + MAILED.format("Original message:", 2), 6),  # of no post here
        (MAILED.format("Well, well.", 5) + MAILED.format("Well, well.", 5), 6),
    ],
)
def test_dates_above_what_is_quoted_are_no_posts_dates(text, dated):
    assert len(mask_page(read_lines(text)).date_rows) == dated


SAID_BEFORE = ["The oven was never hot enough for rye.", "Leave the lid on for half an hour."]
HEADS = "Ann\nPosted 5 May 2014\n{0}\nBob\nPosted 6 May 2014\n{1}\nCid\nPosted 7 May 2014\n"


@pytest.mark.parametrize(
    ("quoting", "dated"),
    [
        (["Ann wrote on 5 May 2014", "Bob wrote on 6 May 2014"], 4),
        (["Quote (Ann @ 5 May 2014)", "Quote (Bob @ 6 May 2014)"], 4),
        (["Posted 7 May 2014", "Posted 8 May 2014"], 6),  # posts that begin with what they quote
    ],
)
def test_dates_above_what_stands_on_the_page_before_are_no_posts_dates(quoting, dated):
    quotes = [f"{head}\n{said}\n" for head, said in zip(quoting, SAID_BEFORE, strict=True)]
    text = HEADS.format(*SAID_BEFORE) + quotes[0] + "Dan\nPosted 8 May 2014\n" + quotes[1] + "So it was."
    assert len(mask_page(read_lines(text)).date_rows) == dated


PREAMBLE = "Title: Bread\n\nURL Source: https://example.org/bread\n\nPublished Time: {date}\n\nMarkdown Content:\n"


@pytest.mark.parametrize(
    ("above", "dated"),
    [
        (PREAMBLE.format(date="2025-02-12T08:00:00Z"), 4),
        (PREAMBLE.format(date="Wed, 12 Feb 2025 08:00:00 GMT"), 4),
        (PREAMBLE.format(date="2025-02-12").replace("URL Source: https://", ""), 5),
        ("Bread is good.\n" * 30 + PREAMBLE.format(date="2025-02-12"), 5),
    ],
)
def test_when_a_page_was_found_is_no_posts_date(above, dated):
    assert len(mask_page(read_lines(above + POSTS.format(date="5 May 2014"))).date_rows) == dated


@pytest.mark.parametrize("below", [["Re: Bread for a whole week"] * 3, ["-" * 30, "=" * 30, "-" * 30]])
def test_titles_and_rules_below_dates_are_no_quotations(below):
    rows = [f"{text}\nAnn wrote on {day} May 2014\n{text}\n" for day, text in enumerate(below, 1)]
    text = "Bob\n3 June 2014\nNo.\n" * 4 + "".join(rows)
    assert len(mask_page(read_lines(text)).date_rows) == 7


LISTED = "Mud\n{date} · 41 min\nA walk at low tide.\nBread\n{date} · {last} min\nNobody liked it.\n"


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        (LISTED.format(date="5 May 2019", last=33), [f"{DATE} · 41 min", f"{DATE} · 33 min"]),
        (LISTED.format(date="Ann", last=90), []),
        (LISTED.format(date="Ann", last=33), [f"Ann · {DATE}"] * 2),
        (LISTED.format(date="Ann", last=33) + "Ann · 90 minutes ago\n", [f"Ann · {DATE}"] * 3),
        (LISTED.format(date="Ann · 3 h", last=33), [f"Ann · {DATE} · {DATE}"] * 2),
    ],
)
def test_how_long_something_takes_is_no_date(text, masked):
    page = mask_page(read_lines(text))
    assert [page.rows[row] for row in page.date_rows] == masked


def test_rows_are_joined_and_found_again():
    masked = mask_page(read_lines("Ann\nMay 5, 2019\n\nwords\n"))
    assert masked.text == f"Ann\n{DATE}\nwords"
    assert [masked.row_at(place) for place in range(len(masked.text))] == [0] * 4 + [1] * 2 + [2] * 5
    assert masked.date_rows == [1]


def test_a_mask_stands_for_its_date():
    masked = mask_page(read_lines("Ann | 5 May 2019 | edited 6 June 2020"))
    found = [masked.date_at(place).text for place, char in enumerate(masked.text) if char == DATE]
    assert found == ["5 May 2019", "6 June 2020"]


def test_offsets_count_dates_at_full_length():
    line = "Ann | 5 May 2019 | edited 6 June 2020 by Bob"
    masked = mask_page(read_lines(line))
    assert masked.offset(0, masked.text.index("edited")) == line.index("edited")
    assert masked.offset(0, masked.text.index("Bob")) == line.index("Bob")


def test_long_rows_keep_their_edges_only():
    line = "start " + "x" * 600 + " Ann 5 May 2019"
    masked = mask_page(read_lines(line))
    assert masked.rows[0].startswith("start x")
    assert CUT in masked.rows[0]
    assert masked.rows[0].endswith(f"Ann {DATE}")
    assert len(masked.rows[0]) < 2 * EDGE + 10
    assert masked.offset(0, masked.text.index("Ann")) == line.index("Ann")


def test_the_page_cannot_forge_masks():
    masked = mask_page(read_lines(f"Ann {DATE}\n{TIME} {CUT}\n5 May 2019"))
    assert masked.rows[2] == DATE
    assert masked.date_rows == [2]
    assert not {DATE, TIME, CUT} & set("".join(masked.rows[:2]))


def test_folded_text_has_the_same_length():
    masked = mask_page(read_lines("İSTANBUL Straße ANN\nÖ"))
    assert len(masked.folded) == len(masked.text)
    assert "ann" in masked.folded


LINES = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.sampled_from(("Ann 5 May 2019 12:30", "12:30 Ann", "x" * 300 + " 5 May 2019", "3 hours ago " + "y" * 400)),
    ),
    max_size=12,
).map("\n".join)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ANN SAID", "ann said"),
        ("Ça et là, ÉTÉ", "ca et la, ete"),
        ("ΟΔΟΣ ΤΗΣ", "οδοσ τησ"),  # every sigma alike: the last one of a word has a form of its own in lower case
        ("İZMİR", "izmir"),
        ("Ёлка Й", "елка и"),
        ("名前：Ann", "名前:ann"),
        ("한국", "한국"),
        ("x\ud83dÄ", "x\ud83da"),
    ],
)
def test_letters_are_folded_one_for_one(text, folded):
    assert fold_letters(text) == folded
    assert len(folded) == len(text)


def test_a_date_that_stands_in_several_rows_is_one_for_each():
    page = read_lines("Ann\n4 hours ago\ntext\nBob\n4 hours ago\nmore\n4 hours hence")
    first, second = page.dates(1)[0], page.dates(4)[0]
    assert first == second
    assert first is not second
    assert not page.dates(6)


@given(LINES)
def test_every_place_maps_into_its_row(text):
    page = read_lines(text)
    masked = mask_page(page)
    assert len(masked.rows) == len(page)
    for place, char in enumerate(masked.text):
        row = masked.row_at(place)
        offset = masked.offset(row, place)
        if char != "\n" and char not in (DATE, TIME, CUT, "\ufffd"):
            assert page.text[row][offset] == char
        assert 0 <= offset <= len(page.text[row])


PEOPLE = ("Mary Ellsworth", "Đức", "Bo Tran", "mika")


@pytest.mark.parametrize(
    ("letters", "masked"),
    [
        pytest.param(("M", "Đ", "B", "m"), True, id="first letters"),
        pytest.param(("ME", "Đ", "BT", "M"), True, id="of first and last words"),
        pytest.param(("A", "B", "C", "D"), False, id="letters of a list"),
        pytest.param(("M", "x", "y", "z"), False, id="one by chance"),
        pytest.param(("Ma", "ok", "no", "hm"), False, id="short answers"),
    ],
)
def test_letters_in_place_of_a_picture_are_no_text(letters, masked):
    rows = [row for letter, name in zip(letters, PEOPLE, strict=True) for row in (letter, name, "Who bakes in May?")]
    found = mask_page(read_lines("\n".join(rows)))
    assert bool(found.pictures) == masked
    assert [found.rows[row] for row in range(0, 12, 3)] == ([""] * 4 if masked else list(letters))


@pytest.mark.parametrize(
    ("line", "masked"),
    [
        ("Posts: 12 ★★★", "Posts: 12"),
        ("✭✭✭", ""),
        ("Loaf of the year, and I have seen loaves of many sorts from here to Hull: ★★", None),
    ],
)
def test_stars_behind_short_rows_are_masked(line: str, masked: str | None) -> None:
    rows = mask_page(read_lines(f"Bread\n{line}\nButter")).rows
    assert rows[1] == (line if masked is None else masked)


@pytest.mark.parametrize(
    ("form", "masked"),
    [
        ("by {name} {date} {name}", f"by {{name}} {DATE}"),
        ("{name} on {date} {name} said", f"{{name}} on {DATE} {{again}} said"),
        ("{name}, {date}", f"{{name}}, {DATE}"),
        ("Posted {date} Posted again by {name}", f"Posted {DATE} Posted again by {{name}}"),  # a word, no name
        ("by {name} {date} {other}", f"by {{name}} {DATE} {{other}}"),
    ],
)
def test_names_that_stand_behind_dates_once_more_are_blank(form, masked):
    names = ["Ann Lee", "Bob", "Cy Marsh", "Dora"]
    pairs = list(zip(names, [*names[1:], "Ed"], strict=True))
    rows = [form.format(name=name, other=other, date="5 May 2019") for name, other in pairs]
    wanted = [masked.format(name=name, other=other, again=" " * len(name)) for name, other in pairs]
    assert mask_page(read_lines("\n".join(f"{row}\nThe crust is fine." for row in rows))).rows[::2] == wanted


def test_a_place_behind_a_blank_name_is_found():
    masked = mask_page(read_lines("\n".join(f"{name} on 5 May 2019 {name} said" for name in ("Ann", "Bob", "Cy Lee"))))
    assert masked.page.text[0][masked.offset(0, masked.starts[0] + masked.rows[0].index("said")) :] == "said"
