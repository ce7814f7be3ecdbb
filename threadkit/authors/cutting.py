"""Where a name may be cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from threadkit.authors.model import LONGEST_RANK, SHORTEST_CASELESS, WIDE
from threadkit.names import clean_name, name_likeness

_DIGITS = re.compile(r"\d+")
_WORDY = re.compile(r"[^\W\d_]{2}|[^\w\s.,'’\"*()\[\]/-]")
"""What tells a rank from an initial or a number: two letters, or a sign such as a star."""


def common_length(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def longer_texts(texts: Iterable[str]) -> set[str]:
    """Those that begin with another one: in order, they stand behind the shortest of these."""
    found: set[str] = set()
    shortest = ""
    for text in sorted(texts):
        if shortest and text.startswith(shortest):
            found.add(text)
        else:
            shortest = text
    return found


def endings_of(name: str) -> Iterator[tuple[int, str]]:
    """Where a name may be cut and what is cut off there, numbers left open, the longest first."""
    for at in range(max(1, len(name) - LONGEST_RANK), len(name)):
        if "a" <= name[at] <= "z" or not may_cut(name[at - 1], name[at]):
            continue  # most letters need no closer look
        back = _DIGITS.sub("0", name[at:].strip())
        if len(back) < SHORTEST_CASELESS and is_caseless(name[at - 1]) and is_caseless(name[at]):
            continue
        if _WORDY.search(back) and name_likeness(clean_name(name[:at])) > 0:
            yield at, back


def may_cut(before: str, after: str) -> bool:
    """Whether a rank may begin between two characters: at a blank, capital, number, sign or in caseless scripts."""
    if before.isspace() or after.isspace():
        return after.isspace()
    if not after.isalnum():
        return (before.isalnum() or before == ".") and after not in "._-'’@*"
    if after.isdigit():
        return not before.isdigit()
    if WIDE.match(after):
        return before.isalnum()
    if after.isupper():
        return not before.isupper() and (before.isalnum() or before == ".")
    return is_caseless(before) and is_caseless(after)


def is_caseless(char: str) -> bool:
    """Whether a letter is of a script without capitals and with more than a few letters a word."""
    return char.isalpha() and char.lower() == char.upper() and not WIDE.match(char)
