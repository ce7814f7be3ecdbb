"""Numbers by which one post points at another: ``@ 2``, ``#9``, ``>>123``, ``comment 12``, quoted bylines.

Decides only what is written as a pointer; whether the target exists, is
earlier and bears the name beside it is checked against the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from threadkit.links.vocabulary import word_lists

HEAD: Final = 400
"""Pointers are read near the start of the body; further down "#3" is mostly a list or an issue number."""

_ANGLES: Final = (">>", "&gt;&gt;")
_DIGIT = re.compile(r"\d")
_LEADING = re.compile(r"\s{0,3}(\d{1,5})\s?[:.,)]\s?(?=\D)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A number that may mean a post; ``strength`` 3 always, 2 as a rule, 1 only beside a name or first in the body."""

    number: str
    span: tuple[int, int]
    strength: int


def may_point(text: str) -> bool:
    """Are there two angles in it, which ids stand behind?"""
    return _ANGLES[0] in text or _ANGLES[1] in text


@lru_cache(maxsize=1)
def _pointers() -> tuple[tuple[tuple[str, ...], re.Pattern[str], int], ...]:
    """What must occur for a pattern to be tried, the pattern (on text in lower case), its strength."""
    nouns = tuple(word_lists()["post"])
    return (
        (("@",), re.compile(r"(?<![\w@#])@\s?#?(\d{1,9})(?![\w.%]|[-/]\d)"), 2),
        (_ANGLES, re.compile(r"(?:>>|&gt;&gt;)\s?(\d{1,12})(?!\w)"), 3),
        (("#",), re.compile(r"(?<![\w&#/])#\s?(\d{1,6})(?![\w-]|\.\d|/\d)"), 1),
        (nouns, re.compile(rf"\b(?:{'|'.join(nouns)})\s+(?:#|no\.? ?|nr\.? ?|n° ?|number )?(\d{{1,6}})\b"), 2),
        (("no.", "nr", "n°", "№"), re.compile(r"(?<![\w$€£#.,/:-])(?:no\.|nr\.?|n°|№)\s?(\d{1,6})\b"), 2),
    )


def pointers(body: str, *, numbered: bool = True) -> list[Pointer]:
    """Numbers written as pointers in the first part of a body, in order.

    On a page whose posts bear no numbers (``numbered`` false) only ids can be meant, behind two angles.
    """
    head = body[:HEAD]
    if not (numbered or may_point(head)) or _DIGIT.search(head) is None:
        return []
    lower = head.lower()
    if len(lower) != len(head):
        lower = head  # Spans must hold: the Turkish capital I grows by a dot.
    found = [
        Pointer(match.group(1), match.span(1), strength)
        for signs, pattern, strength in _pointers()
        if any(sign in lower for sign in signs)
        for match in pattern.finditer(lower)
    ]
    leading = _LEADING.match(head)
    if leading:
        found.append(Pointer(leading.group(1), leading.span(1), 0))
    strongest: dict[tuple[int, int], Pointer] = {}
    for pointer in sorted(found, key=lambda p: -p.strength):
        strongest.setdefault(pointer.span, pointer)
    return sorted(strongest.values(), key=lambda p: p.span)
