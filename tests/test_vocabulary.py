"""What a row says that holds nothing but the site's words."""

from __future__ import annotations

import pytest

from threadkit.vocabulary import fold, generate_names, is_furniture, is_profile, is_start, is_stop
from threadkit.vocabulary.given_names import given_name


@pytest.mark.parametrize(
    "row",
    [
        "Comments - 12",
        "Your comments (12)",
        "Säg din mening",
        "热门跟贴",
        "Comentarios - 5",
        "I vostri commenti: 14",
        "Läsarnas kommentarer (8)",
        "12 comment(s)",
        "Alle 25 reacties",
        "Comments, questions and tips (8)",
        "Opinie i dyskusje (8)",
        "Recensioner & betyg (12)",
        "Comentarii și opinii (8)",
        "Critiques, analyses et avis (5) Ajouter une critique",
        "76 5 Comments",
        "1,204 · 12 комментариев",
    ],
)
def test_titles_of_discussions_that_count_their_posts_open_them(row: str) -> None:
    assert is_start(fold(row))


@pytest.mark.parametrize(
    "row",
    [
        "Newest first 12",
        "12 - Latest",
        "Page - 3",
        "Fewer comments - 12 miles",
        "Bread and butter (5)",
        "4.86 · 8 reviews",
    ],
)
def test_numbers_beside_other_labels_open_nothing(row: str) -> None:
    assert not is_start(fold(row))


@pytest.mark.parametrize(
    "label",
    ["Fecha de inscripción:", "Dernière intervention", "Data di iscrizione: 5", "Cadastrado em", "Tanggal bergabung"],
)
def test_when_somebody_joined_is_told_in_any_language(label):
    assert is_profile(fold(label))


@pytest.mark.parametrize("label", ["Edited on:", "Editado el", "Bearbeitet am", "Modificato il", "Senast redigerad"])
def test_when_a_post_was_edited_is_nobodys_name(label):
    assert is_furniture(fold(label))


@pytest.mark.parametrize(
    "row",
    [
        "Reply as Ann Lee",
        "Add Ann to Your Buddy List",
        "profile picture of @ann",
        "Ann's user avatar",
        "URL Source: https://example.org/bread",
        "Published Time: 2025-02-12T08:00:00Z",
        "Profile Badge for the Achievement Top 1% Poster",
        "Markdown Content:",
        "Reviewer rating 4 out of 5",
        "See translation (English)",
        "老王的头像",
        "赞同 3",
    ],
)
def test_what_is_printed_beside_posts_is_no_text(row):
    assert is_furniture(fold(row))


@pytest.mark.parametrize(
    "row",
    [
        "Is this helpful?3",
        "12 of 15 users found this helpful",
        "Ja (3) Nein (1)",
        "Evet (23) Hayır (6)",
        "Czy ta recenzja była pomocna?",
        "¿Te ha sido útil?",
        "Рецензия полезна?",
        "参考になった！6人",
        "Developer Response",
    ],
)
def test_whether_reviews_help_is_asked_in_any_language(row):
    assert is_furniture(fold(row))


@pytest.mark.parametrize(
    "row", ["Sort by: dearest | cheapest", "Trier par : note", "すべての感想・評価", "『雨』に寄せられた口コミ"]
)
def test_what_posts_are_sorted_by_opens_them_whatever_it_is(row):
    assert is_start(fold(row))


@pytest.mark.parametrize(
    ("row", "opens"),
    [
        ("Zeige 1 bis 5 (von insgesamt 23 Bewertungen)", True),
        ("Viser 1-10 af 20 anmeldelser", True),
        ("1 - 6 番目を表示 (全 6 のレビュー)", True),
        ("3 likes 5 shares 2 comments", False),
        ("Zeige 1 bis 5 (von insgesamt 23 Artikeln)", False),
    ],
)
def test_which_of_how_many_reviews_are_shown_opens_them(row, opens):
    assert is_start(fold(row)) == opens


@pytest.mark.parametrize(("row", "button"), [("いいね! 17件", True), ("赞 3 个", True), ("雨 3件", False)])
def test_what_counts_in_japanese_and_chinese_is_part_of_the_number(row, button):
    assert is_furniture(fold(row)) == button


@pytest.mark.parametrize(
    "row", ["What 55 people are saying", "口コミ(5)", "Gastbeoordelingen", "Müşteri Değerlendirmeleri", "21 条短评"]
)
def test_titles_of_reviews_open_them(row):
    assert is_start(fold(row))


@pytest.mark.parametrize(
    "row",
    ["Schreiben Sie Ihre eigene Kundenmeinung", "Donnez votre avis !", "Napisz swoją opinię !", "Écrire une critique"],
)
def test_what_asks_for_a_review_closes_them(row):
    assert is_stop(fold(row))


@pytest.mark.parametrize(("row", "known"), [("来自四川", True), ("（编辑过）", True), ("来自四川的朋友", False)])
def test_where_somebody_writes_from_is_no_name(row, known):
    assert is_furniture(fold(row)) == known


@pytest.mark.parametrize("row", ["Valutato 4 su 5", "Note 4 sur 5", "[5 of 5 Stars!]", "Betygsatt 3 av 5"])
def test_marks_are_given_in_any_language(row):
    assert is_furniture(fold(row))


def test_hindi_spells_comments_in_two_ways():
    assert all(map(is_start, map(fold, ("कमेंट्स (12)", "कॉमेंट्स (12)", "12 कॉमेंट"))))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna K.", "anna"),
        ("PETER_82", "peter"),
        ("Zoë", "zoe"),
        ("Ольга Ветрова", "ольга"),
        ("@tom", "tom"),
        ("Reply", ""),
        ("New York", ""),
        ("Will this last?", ""),  # a name as well, but a word first
        ("12", ""),
        ("", ""),
    ],
)
def test_first_names_are_known(text, name):
    assert given_name(text) == name


def test_lists_of_first_names_leave_words_out():
    pytest.importorskip("faker")
    pytest.importorskip("babel")
    names = generate_names.given_names()
    assert {"anna", "tom", "ольга"} <= names
    assert names.isdisjoint({"reply", "will", "link", "winter", "france"})
