"""What becomes of texts with tables, for tests."""

from __future__ import annotations

from threadkit.tables import Moved, column_by_column


def moved(text: str) -> Moved | None:
    """The text with the cells of its tables one below the other."""
    lines = text.split("\n")
    return column_by_column(text, lines, [line.strip() for line in lines if line.strip()])


def rows(text: str) -> list[str]:
    """The rows of a text that has such tables."""
    found = moved(text)
    assert found is not None
    return [row.strip() for row in found.text.split("\n") if row.strip()]
