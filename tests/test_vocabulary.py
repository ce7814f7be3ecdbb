"""What a row says that holds nothing but the site's words."""

from __future__ import annotations

import pytest

from threadkit.vocabulary import fold, is_furniture, is_profile, is_start


@pytest.mark.parametrize(
    "row",
    [
        "Comments - 12",
        "Your comments (12)",
        "Comentarios - 5",
        "I vostri commenti: 14",
        "Läsarnas kommentarer (8)",
        "12 comment(s)",
        "Alle 25 reacties",
    ],
)
def test_titles_of_discussions_that_count_their_posts_open_them(row: str) -> None:
    assert is_start(fold(row))


@pytest.mark.parametrize("row", ["Newest first 12", "12 - Latest", "Page - 3", "Fewer comments - 12 miles"])
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
