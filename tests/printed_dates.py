"""A printed date, pieces that dates are made of, and the moment from which tests look back."""

from __future__ import annotations

from datetime import datetime

from hypothesis import strategies as st

from threadkit.timestamps import DateMatch, find_dates

NOON = datetime(2020, 6, 15, 12, 0)  # a Monday
PIECES = st.sampled_from(
    [
        *("May", "mar", "5", "05", "2017", "1912", "13:27", "am", "p. m.", "ago", "2 hours", "il y a", "3 ans", "vor"),
        *(" ", " ", ", ", ".", ". ", "/", "-", ":", "(", ")", "\xa0", "\xad", "T", "Z", "+0200", "UTC", "月", "日"),
        *("年", "yesterday", "5. Oktober", "de", "at", "Ann", "10/05/17", "²", "٥", "\u200f", "\n", "_"),
    ]
)


def the_date(text: str) -> DateMatch:
    """The one date that covers a text, final dots aside."""
    (match,) = find_dates(text)
    assert match.text.rstrip(".") == text.rstrip(".")
    assert text[match.start : match.end] == match.text
    return match
