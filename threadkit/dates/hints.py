"""Where a date is possible at all, found out for the rows of a whole page at once.

Decides by digits and by words such as "yesterday" only; what is a date is
decided in :mod:`threadkit.dates.finding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress

from threadkit.dates.lexicon import LINE_END, lexicon
from threadkit.vocabulary import beyond_ascii

LONGEST_WORDY_LINE = 60
"""Characters of a line that may be a date without any digit ("an hour ago"); longer ones are prose."""

BESIDE_DIGITS = 30
"""Characters beside its digits that belong to a date, or tell whether it is one ("Donnerstag, der", "hours ago")."""

_find_digit = re.compile(r"\d").search
_any_digits = re.compile(r"\d(?:.*\d)?").search
_find_plain_digit = re.compile("[0-9]").search
_NOT_PLAIN = bytes(byte for byte in range(256) if byte not in b"0123456789\n")
_NO_DIGIT = _NOT_PLAIN + b"\n"


def has_date_hint(text: str) -> bool:
    """Whether a date is possible; where this is false, :func:`find_dates` finds none.

    True for any digit, and for a short line with a word such as "ago" or "yesterday".
    """
    return (
        _find_plain_digit(text) is not None
        or (len(text) <= LONGEST_WORDY_LINE and not _hint_words().isdisjoint(text.split()))
        or (not text.isascii() and _find_digit(text) is not None)
    )


def around_digits(text: str) -> tuple[int, str] | None:
    """The part of a long text in which dates may stand, with its place; None where there is no digit.

    It begins and ends between words: some before the first digit and some behind the last.
    """
    span = _plain_span(text) if text.isascii() else _any_span(text)
    if span is None:
        return None
    first, last = span
    start = text.rfind(" ", 0, first - BESIDE_DIGITS) + 1 if first > BESIDE_DIGITS else 0
    end = text.find(" ", last + BESIDE_DIGITS)
    return start, text[start : end if end > 0 else None]


def _plain_span(text: str) -> tuple[int, int] | None:
    """From the first digit of an ASCII text to behind the last."""
    digits = text.encode().translate(None, _NO_DIGIT)
    return (text.find(chr(digits[0])), text.rfind(chr(digits[-1])) + 1) if digits else None


def _any_span(text: str) -> tuple[int, int] | None:
    digits = _any_digits(text)
    return digits.span() if digits else None


def rows_with_hint(rows: Sequence[str]) -> list[int]:
    """The rows of which :func:`has_date_hint` is true, at a tenth of its price."""
    digits, foreign = _digits(rows)
    hinted = _with_digit(rows, digits, foreign)
    # Few pages have such words in a row of their own, and those few words; so all short rows are asked at once.
    short = [text for text, own in zip(rows, digits, strict=True) if not own and len(text) <= LONGEST_WORDY_LINE]
    joined = LINE_END.join(short)
    words = _hint_words().intersection(joined.split())
    if not words:
        return hinted
    wordy = {text for word in words for text in _lines_holding(word, joined) if not words.isdisjoint(text.split())}
    if not wordy:
        return hinted
    worded = (row for row, text in enumerate(rows) if not digits[row] and text in wordy)
    return sorted({*hinted, *worded})


def _lines_holding(word: str, joined: str) -> Iterator[str]:
    """The lines of joined ones that hold a word or part of another word that is spelled so."""
    end = 0
    while (place := joined.find(word, end)) >= 0:
        end = joined.find(LINE_END, place)
        end = end if end >= 0 else len(joined)
        start = joined.rfind(LINE_END, 0, place)
        yield joined[start + len(LINE_END) if start >= 0 else 0 : end]


def _digits(rows: Sequence[str]) -> tuple[list[bytes], bool]:
    """Of each row nothing but its digits, and whether there are such of other scripts, which are left out."""
    encoded = "\n".join(rows).encode("utf-8", "surrogatepass")
    digits = encoded.translate(None, _NOT_PLAIN).split(b"\n")
    if len(digits) != len(rows):  # there are line breaks in the rows
        digits = [row.encode("utf-8", "surrogatepass").translate(None, _NO_DIGIT) for row in rows]
    return digits, not encoded.isascii() and _find_digit(beyond_ascii(encoded)) is not None


def _with_digit(rows: Sequence[str], digits: Sequence[bytes], foreign: bool) -> list[int]:
    hinted = list(compress(range(len(rows)), digits))
    if not foreign:
        return hinted
    return sorted({*hinted, *(row for row, text in enumerate(rows) if not text.isascii() and _find_digit(text))})


@cache
def _hint_words() -> frozenset[str]:
    """Words of which one stands in every date without digits, in the spellings and with the signs they come with."""
    table = lexicon()
    phrases = [max(f"{before} {after}".split(), key=len, default="") for before, after in table.frames]
    phrases += [max(phrase.split(), key=len) for phrase in (*table.phrases, *table.daywords)]
    forms = {form for word in phrases if len(word) > 1 for form in (word, word.title(), word.upper())}
    return frozenset(form + sign for form in forms for sign in ("", ",", ".", ":", ")", "!"))
