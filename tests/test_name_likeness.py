"""What reads as an author's name and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadkit.names import (
    are_emphasised,
    are_titles,
    clean_name,
    labels_behind,
    name_key,
    name_likeness,
    same_name,
    share_a_word,
    shared_words,
    width,
    without_emphasis,
    without_labels,
    without_role,
    without_words,
)

NAMES = (
    "Ann",
    "ann",
    "Themba Nkosi",
    "Ewa W.",
    "A** K**",
    "n****a",
    "María José Peña",
    "Nguyễn Thị Hoa",
    "Иван Петров",
    "田中",
    "佐藤花子",
    "匿名希望さん",
    "김철수",
    "Γιώργος",
    "فاطمة",
    "J. P. Mortimer",
    "Dr. Ellen Hart",
    "Seán O'Brien",
    "Anneke de Vries",
    "Fatima al-Sayed",
    "john_doe42",
    "xX_falke_Xx",
    "mjolnir-99",
    "Karl-Heinz W.",
    "Anonymous",
    "[deleted]",
    "R2Dave",
    "KT",
    "city12",
    "tara1",
    "ann_77 at example dot org",
    "192.168.7.21",
    "192.168.7.xxx",
    "192.168.*.*",
    "2001:db8:0:1::7",
)

OTHER = (
    "",
    "   ",
    "Reply",
    "Antworten",
    "Répondre",
    "images/avatars/12.gif",
    "Permalink",
    "Report abuse",
    "Leave a Reply",
    "12 Comments",
    "2019",
    "#12",
    "...",
    "أين المال؟",
    "ও ভাই কোথায়।",
    "کیا بات ہے۔",
    "https://example.org/page",
    "www.example.org",
    "I do not think so.",
    "the old bridge was never meant for lorries",
    "What a pity that nobody asked the people who live there before",
    "x" * 61,
    "同感です。",
    "昨日は雨でした、残念。",
    "うちの町ではパンは次の日のほうがおいしいと言われています",
    "Join Date: May 2009",
    "Posts: 1,204",
    "City Leeds",
    "Posts 12",
    "Colour: green",
    "文章番号：30112",
    "33p",
    "发表于",
    "12:30:45",
    "5.5.2017",
    "1.2.3",
)


@pytest.mark.parametrize("name", NAMES)
def test_names(name):
    assert name_likeness(name) >= 0.6


@pytest.mark.parametrize("text", OTHER)
def test_other_things(text):
    assert name_likeness(text) < 0.6


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ann", "Ann"),
        (" Ann ,", "Ann"),
        ("Ann:", "Ann"),
        ("@Ann", "Ann"),
        ("– Ann", "Ann"),
        ("**Ann**", "Ann"),
        ("Ann**", "Ann"),
        ("A** L**,", "A** L**"),
        ("b***", "b***"),
        ("“Ann”", "Ann"),
        ("Ann  Lee", "Ann Lee"),
        ("Ann (not verified)", "Ann"),
        ("Ann [OP]", "Ann"),
        ("Ute (nicht überprüft)", "Ute"),
        ("Пётр (модератор)", "Пётр"),
        ("Ann (York)", "Ann (York)"),
        ("Ann (121.134)", "Ann"),
        ("Ann [10.2.*.4]", "Ann"),
        ("Ann (2.0)", "Ann (2.0)"),
        ("Ann , York", "Ann"),
        ("Lee, Ann", "Lee, Ann"),
        ("\u200eAnn\u200f", "Ann"),
        ("@", "@"),
        ("", ""),
        ("[39e7c]Ann", "Ann"),
        ("[677] Ann Lee", "Ann Lee"),
        ("[avatar.png]Ann", "Ann"),
        ("[pho] Ann", "Ann"),
        ("[]Ann", "Ann"),
        ("[deleted]", "[deleted]"),
        ("[eu]Ann", "[eu]Ann"),  # the tag of a team
        ("[Ann]", "[Ann]"),
        ("Ann ♦", "Ann"),
        ("_ann_", "_ann_"),
        ("Ann Lee <ann@example.org>", "Ann Lee"),
        ('"Lee, Ann" <ann@example.org>', "Lee, Ann"),
        ("Ann Lee ann at example.org", "Ann Lee"),
        ("ann@example.org (Ann Lee)", "Ann Lee"),
        ("ann@example.org", "ann@example.org"),
        ("Ann Lee @annlee", "Ann Lee"),
        ("Ann @ann@example.org", "Ann"),
        ("Ann @", "Ann"),
        ("Ann (@annlee)", "Ann (@annlee)"),
        ("Ann at home", "Ann at home"),
        ("Ann (at work)", "Ann (at work)"),
        ("#3 \u00b7 Ann Lee", "Ann Lee"),
        ("#1 Fan", "#1 Fan"),
        ("(Ann", "Ann"),
        ("(Ann)", "(Ann)"),
        ("] Ann", "Ann"),
        ("Ann \u2605\u2605\u2606", "Ann"),
        ("0 #1 Ann Lee", "Ann Lee"),  # votes and number
        ("-2 #14 Ann", "Ann"),
        ("Ann Lee@ann-lee", "Ann Lee"),
        ("ann@example", "ann@example"),
    ],
)
def test_clean_name(printed, name):
    assert clean_name(printed) == name


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ann", "ANN", True),
        ("Ann Lee", "Ann  Lee", True),
        ("Ann Lee", "Ann Lee.", True),
        ("ＡＮＮ", "Ann", True),
        ("Ann", "Anna", False),
        ("Jose", "José", False),
        ("田中", "山本", False),
    ],
)
def test_same_name(left, right, same):
    assert same_name(left, right) is same


@given(st.text(max_size=80))
def test_any_text(text):
    assert 0.0 <= name_likeness(text) <= 1.0
    assert name_key(text) == name_key(text.upper()) or text.upper().casefold() != text.casefold()
    assert clean_name(clean_name(text)).strip() == clean_name(clean_name(text))


PEOPLE = ("Ann Lee", "bobstone77", "Cy", "Dora Finch", "Ed Marsh")


@pytest.mark.parametrize(
    ("form", "counted"),
    [
        ("{}", (0, 0)),
        ("#{n} {}", (1, 0)),
        ("[personal profile] {}", (2, 0)),
        ("\u039f/\u0397 {}", (1, 0)),
        ("{} added a comment", (0, 3)),
        ("{}, Posted", (0, 1)),
        ("Re: {} wrote", (1, 1)),
        ("{} Smith", (0, 0)),  # a family
        ("Dr {}", (0, 0)),
    ],
)
def test_words_that_all_authors_share_are_none_of_the_name(form, counted):
    printed = [form.format(name, n=n) for n, name in enumerate(PEOPLE, start=1)]
    assert shared_words(printed) == counted
    if counted != (0, 0):
        assert [without_words(name, *counted) for name in printed] == list(PEOPLE)


@pytest.mark.parametrize(
    "names",
    [
        [],
        ["#1 Ann", "#2 Cy", "#3 Ed"],  # too few
        ["#1 Ann"] * 9,  # one person
        [f"guest {n}" for n in range(9)],  # nothing but a number is left
        ["the Ann", "the Cy", "the Ed", "the Dora", "Bob", "Gus", "Eva"],  # not nearly all
    ],
)
def test_words_that_only_some_share_stay(names):
    assert shared_words(names) == (0, 0)


@given(st.lists(st.text(max_size=20), max_size=12))
def test_names_outlive_any_sharing(names):
    front, back = shared_words(names)
    assert all(without_words(name, front, back) or not name.strip() for name in names)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (
            ("Ann Lee talk", "Bob Talk", "Cy • talk", "Dora talk", "Eli"),
            ("Ann Lee", "Bob", "Cy", "Dora", "Eli"),
        ),
        (("Ann talk", "Ann talk", "Ann talk", "Bob"), None),  # one name only
        (("Ann Lee", "Bob Lee", "Cy Lee", "Dora Lee", "Eli"), None),  # a family
        (("ann lee", "bob lee", "cy lee", "dora lee", "Eli"), None),  # who writes everything small
    ],
)
def test_words_behind_several_names_are_labels(names, left):
    labels = labels_behind(names)
    assert tuple(without_labels(name, labels) for name in names) == (left or names)


@pytest.mark.parametrize(("text", "wide"), [("Ann", 3), ("Ünal", 4), ("山本", 4), ("Ann 山本", 8), ("김철수", 6)])
def test_letters_of_wide_scripts_count_twice(text, wide):
    assert width(text) == wide


@pytest.mark.parametrize(
    ("names", "emphasised"),
    [
        (("_Ann_", "_Bob Lee_", "Cy"), True),
        (("_Ann_", "Bob Lee", "Cy"), False),  # that is what she is called
        (("__Ann__", "__Bob__"), False),
        ((), False),
    ],
)
def test_names_between_marks_of_emphasis(names, emphasised):
    assert are_emphasised(names) is emphasised


@pytest.mark.parametrize(
    ("name", "plain"), [("_Ann_", "Ann"), ("__Ann__", "__Ann__"), ("_", "_"), ("ann_lee", "ann_lee")]
)
def test_marks_of_emphasis_are_taken_off(name, plain):
    assert without_emphasis(name) == plain


@pytest.mark.parametrize(
    ("name", "others", "bare"),
    [
        ("Ann Post author", (), "Ann"),
        ("花子 投稿作成者", (), "花子"),
        ("Ann Moderator", ("ann",), "Ann"),
        ("Ann Moderator", (), "Ann Moderator"),  # for all that is known her surname
        ("Moderator", ("ann",), "Moderator"),
        ("ann TS", (), "ann"),
        ("ANN TS", (), "ANN TS"),
        ("tichý čtenář", (), "tichý čtenář"),  # who says so himself
        ("Ann Lee", ("ann",), "Ann Lee"),
    ],
)
def test_roles_behind_names(name, others, bare):
    assert without_role(name, others) == bare


@pytest.mark.parametrize(
    ("names", "shared"),
    [
        (("Ann Student", "Bob Lee Student", "Cy Student"), True),
        (("#1 Ann", "#2 Bob", "#3 Cy"), True),
        (("Ann Lee", "Bob Stone", "Cy Day"), False),
        (("Ann Lee", "Bob Lee", "Cy"), False),
        (("Ann Student", "Bob Student"), False),  # too few
        (("Ann", "Bob", "Cy"), False),
    ],
)
def test_names_that_begin_or_end_alike(names, shared):
    assert share_a_word(names) is shared


@pytest.mark.parametrize(
    ("texts", "titled"),
    [
        (("Great kettle", "Disappointed", "Leaks!", "Does what it says"), True),
        (("Чайник как чайник", "Разочарование", "Хорошая вещь"), True),
        (("Great kettle", "Disappointed", "Works", "Kettle"), False),  # one word may be anybody's name
        (("Great kettle", "Great kettle", "Leaks!"), False),  # too few to tell
        (("Wim en Truus", "Hanneke de Boer", "sunnyside up", "Old hen"), False),
        (("TomP.", "Ann B.", "J. R. Marsh", "Sammy Davis Jr."), False),
        (("青い鳥", "みか", "食いしん坊ママ"), False),
    ],
)
def test_titles_are_told_from_names_by_how_they_end(texts, titled):
    assert are_titles(texts) == titled
