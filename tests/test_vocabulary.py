"""What a row says that holds nothing but the site's words."""

from __future__ import annotations

import pytest

from threadkit.vocabulary import fold, is_start


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
