"""Which pages are looked at for posts, and which are left after counting what bylines could be known by."""

from __future__ import annotations

import pytest

from threadkit import parse
from threadkit.detection import page_cues
from threadkit.screening import may_be_named, may_recur

PROSE = "The ferry was late again and nobody on the pier could say why it was."
DATES = ("3 May 2019", "4 May 2019", "9 May 2019")

SUGGEST_LAYOUTS = {
    "three dates": "\n".join(f"{day}\n{PROSE}" for day in DATES),
    "a verb of saying": f"Harbour news\n{PROSE}\nAnn Lee says:\n{PROSE}",
    "a row that recurs": "\n".join(f"{PROSE} {count}\nReport this\n" for count in "abcd"),
    "list numbers": "\n".join(f"{count}. Ann\n{PROSE}" for count in range(1, 6)),
    "words before names": "\n".join(f"Posted by {name}\n{PROSE}" for name in ("Ann", "Bo", "Cy")),
    "lone names below their number": "5 comments\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu", "Ed Fox")
    ),
    "items below their number": "5 comments\n" + "".join(f"* {PROSE} {count}\n" for count in "abcde"),
}
SUGGEST_NONE = {
    "nothing": "",
    "an article": f"Harbour news\n3 May 2019\n{PROSE}\n{PROSE}",
    "a menu": "Home\nNews\nSport\nHome\nNews\nSport\nHome\nNews\nSport\nContact\n",
    "names without a number": "".join(f"{name}\n\n{PROSE}\n\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu")),
    "items without a number": "What to bring\n" + "".join(f"* {PROSE} {count}\n" for count in "abcde"),
    "a poem": "O ferry late\nand ferry grey\n\nyou never wait\nyou never stay",
}


@pytest.mark.parametrize("name", SUGGEST_LAYOUTS)
def test_something_recurs(name):
    assert may_recur(page_cues(SUGGEST_LAYOUTS[name]))


@pytest.mark.parametrize("name", SUGGEST_NONE)
def test_nothing_recurs(name):
    assert not may_recur(page_cues(SUGGEST_NONE[name]))
    assert not may_be_named(page_cues(SUGGEST_NONE[name]))


def test_two_dates_are_enough_for_a_layout_known_by_its_words():
    page = f"Harbour news\n{PROSE}\n2 comments\n" + "".join(
        f"Posted by: {name} at May {day}, 2019 10:1{day} AM\n{PROSE}\n"
        for day, name in ((3, "Ann Lee"), (4, "Bo Diaz"))
    )
    assert not may_recur(page_cues(page))
    assert may_be_named(page_cues(page))


def test_a_layout_that_is_given_is_tried_on_any_page():
    page = f"From: Ann\n{PROSE}"
    assert not may_be_named(page_cues(page))
    assert [post.author for post in parse(page, layout="From: {author}").posts] == ["Ann"]
