"""Where a date is possible at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_dates import PIECES

from threadkit.timestamps import around_digits, has_date_hint, rows_with_hint


def test_hints() -> None:
    assert has_date_hint("yesterday")
    assert has_date_hint("posted an hour ago, edited")
    assert not has_date_hint("nothing of the kind here")


@given(st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=6))
@settings(max_examples=200, deadline=None)
def test_hints_of_many_rows_are_those_of_each(rows: list[str]) -> None:
    assert rows_with_hint(rows) == [row for row, text in enumerate(rows) if has_date_hint(text)]


def test_hints_in_rows_without_digits() -> None:
    assert rows_with_hint(["nothing", "an hour ago", "Ann wrote", "٣ مايو", "", "5"]) == [1, 3, 5]


PROSE = "nobody on the pier could say why the ferry was late once more"


@pytest.mark.parametrize(
    ("text", "around"),
    [
        (PROSE, None),
        ("Ann, 3 May 2019", (0, "Ann, 3 May 2019")),
        (f"{PROSE} Donnerstag, der 3. Mai", (47, "late once more Donnerstag, der 3. Mai")),
        (f"3 May 2019 at noon, {PROSE}", (0, "3 May 2019 at noon, nobody on the pier could")),
        (f"٣ مايو {PROSE}", (0, "٣ مايو nobody on the pier could")),
        (f"{PROSE} 12 of 7 {PROSE}", (29, "why the ferry was late once more 12 of 7 nobody on the pier could say why")),
        ("x" * 50 + "3" + "y" * 50, (0, "x" * 50 + "3" + "y" * 50)),
    ],
)
def test_dates_of_long_rows_stand_around_digits(text: str, around: tuple[int, str] | None) -> None:
    assert around_digits(text) == around
