"""Rows cut into the pieces that bylines are made of."""

from __future__ import annotations

import pytest

from threadkit.detection import page_cues
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
