"""Other people's text on a terminal: harmless, and of known width.

Decides which characters may be printed and how many columns they take.
"""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
"""Zero-width joiners: emoji and several scripts need them, and they move nothing."""


def plain(text: str) -> str:
    """The text on one line, without what could steer a terminal.

    Control characters (escape sequences), direction overrides, other
    invisible marks and lone surrogates go; runs of blanks become one.
    """
    if not (text.isascii() and text.isprintable()):
        text = "".join(
            char if char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs") else " "
            for char in text
            if char not in "\ufffe\uffff"
        )
    return " ".join(text.split())


def columns_of(text: str) -> int:
    """Terminal columns that a text takes: wide East Asian characters two, marks none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def fit(text: str, size: int, *, left: bool = True) -> str:
    """The text in exactly ``size`` columns: cut with "…", or filled with blanks."""
    text = clip(text, size)
    space = " " * (size - columns_of(text))
    return text + space if left else space + text


def clip(text: str, size: int) -> str:
    """The text in at most ``size`` columns, cut with "…" where it is longer."""
    if columns_of(text) <= size:
        return text
    used, kept = 1, []
    for char in text:
        used += _columns(char)
        if used > size:
            break
        kept.append(char)
    return "".join(kept) + "…"


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
