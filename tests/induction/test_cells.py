"""Rows cut into the pieces that bylines are made of."""

from __future__ import annotations

import pytest

from threadkit.cues import page_cues
from threadkit.induction.cells import cut_cells


def pieces(text: str) -> list[tuple[str, str]]:
    cells = cut_cells(page_cues(text))
    return [(kind, text if kind not in "DT" else "") for kind, text in zip(cells.kind, cells.text, strict=True)]


@pytest.mark.parametrize(
    "text",
    ["Ann | 5 May 2019 | 12", "Ann\n|\n5 May 2019\n|\n12", "Ann |\n5 May 2019 | 12", "  • Ann  5 May 2019   12"],
)
def test_extractors_do_not_matter(text):
    assert pieces(text) == [("S", "Ann"), ("D", ""), ("N", "12")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Ann", [("S", "Ann")]),
        ("5 May 2019", [("D", "")]),
        ("Ann5 May 2019", [("S", "Ann"), ("D", "")]),
        ("#12", [("N", "#12")]),
        ("1,204", [("N", "1,204")]),
        ("-----", []),
        ("Anne-Marie", [("S", "Anne-Marie")]),
        ("x" * 200, [("P", "x" * 200)]),
        ("Ann » 5 May 2019", [("S", "Ann"), ("D", "")]),
        ("Ann | | 5 May 2019", [("S", "Ann"), ("D", "")]),
    ],
)
def test_kinds(text, expected):
    assert pieces(text) == expected


def test_cells_know_their_rows():
    cells = cut_cells(page_cues("Ann | 5 May 2019\n\nwords\nBob | 6 May 2019\n"))
    assert cells.row == [0, 0, 1, 2, 2]
    assert cells.opens == [True, False, True, True, False]
    assert cells.first_of_row == [0, 2, 3]
    assert cells.separator[1] == "|"


def test_marks_are_kept_as_they_are_printed():
    cells = cut_cells(page_cues("Ann | | 5 May 2019 - Bob"))
    assert cells.separator == ["", "| |", "-"]


SPEAKERS = ("Ann Lee", "Bob", "Ann Lee", "Cy", "Dora")
WORDS = ("the crust is fine", "it is not", "who bakes then", "I do, and well", "so we see")


def said(form: str, names: tuple[str, ...] = SPEAKERS) -> list[str]:
    pairs = enumerate(zip(names, WORDS, strict=True), start=10)
    lines = (form.format(name=name, words=words, n=n) for n, (name, words) in pairs)
    return [text for kind, text in pieces("\n".join(lines)) if kind == "S"]


@pytest.mark.parametrize(
    "form",
    [
        "5 May 2019 {n}:00 - {name}: {words} on this and on any other day of the week",
        "[5 May 2019 {n}:00] {name}: {words}",
        "{name}: {words}\n5 May 2019 {n}:00",
        "{name}：{words}\n5 May 2019 {n}:00",
    ],
)
def test_names_in_front_of_what_is_said_are_cells(form):
    assert [text.strip("]:： ") for text in said(form)] == list(SPEAKERS)


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("Subject: {words}\n5 May 2019 {n}:00", SPEAKERS),  # one label
        ("{words}\nPosted by: {name} on 5 May 2019 {n}:00", SPEAKERS),
        ("{name} Level: {words}\n5 May 2019 {n}:00", SPEAKERS),
        ("{name}: {words}", SPEAKERS),  # no dates: a dialogue, a list of terms
        ("I find that {name}: {words}\n5 May 2019 {n}:00", ("all is good", "it is so", "he says", "we", "they")),
    ],
)
def test_labels_and_sentences_with_a_colon_stay_whole(form, names):
    assert not set(said(form, names)) & {f"{name}:" for name in (*names, "Subject", "Posted by", "Ann Lee Level")}


@pytest.mark.parametrize(
    ("date", "exact"),
    [
        ("5 May 2019 12:30", True),
        ("3 hours ago", True),
        ("2 years ago", True),
        ("12:30", True),
        ("5 May 2019", False),
        ("2019-05-05", False),
        ("Ann", False),
    ],
)
def test_dates_with_the_time_of_day_are_told_from_days(date, exact):
    assert cut_cells(page_cues(date)).exact == [exact]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann's picture\nAnn", ["Ann"]),
        ("avatar of Ann\nAnn", ["Ann"]),
        ("Avatar of AnnAnn", ["Avatar of AnnAnn"]),
        ("Avatar of Ann Lee Ann Lee", ["Avatar of Ann Lee Ann Lee"]),
        ("ann.jpg\nAnn", ["Ann"]),
        ("Ann's painter\nAnn", ["Ann's painter", "Ann"]),
        ("The photo of the year\nAnn", ["The photo of the year", "Ann"]),
    ],
)
def test_what_browsers_print_for_pictures_is_passed_over(text, expected):
    assert [text for _, text in pieces(text)] == expected


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        pytest.param(("Ann Level: 3", "Bob Level: 4", "Cy Level: 3"), ["Ann", "Level: 3"], id="behind names"),
        pytest.param(("Member since: 2003", "Member since: 2011", "Member since: 2007"), ["Member since: 2003"],
                     id="the rest of a label"),
        pytest.param(("Ann Level: 3", "Bob sees nothing here", "Cy bakes"), ["Ann Level: 3"], id="once"),
    ],
)
def test_a_label_opens_a_cell_unless_it_is_part_of_a_longer_one(rows, first):
    cells = cut_cells(page_cues("\n".join(rows)))
    assert [text for text, row in zip(cells.text, cells.row, strict=True) if row == 0] == first
