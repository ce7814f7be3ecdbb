"""Parents that a post states itself: numbers, and bylines copied from the parent.

Decides when such a statement is certain.  A number that contradicts time, or
stands beside the name of somebody else, is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from threadkit.links.names import Mention
from threadkit.links.page import PLAIN, UNKNOWN, Page

CERTAIN: Final = 0.99
"""Confidence of a stated parent: people mistype numbers now and then."""
BYLINE_WITHIN: Final = 240
BYLINE_DIGITS: Final = 3
"""Groups of digits that a copied byline must share with the post's own date or number."""
BESIDE: Final = 24

_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Stated:
    """A parent stated by the post, with the words that state it."""

    parent: int
    signal: str
    span: tuple[int, int]


class NumberIndex:
    """Posts by their printed number (or id, where ids are what ``>>123`` shows)."""

    def __init__(self, page: Page) -> None:
        self._by_number: dict[str, list[int]] = {}
        for i, post in enumerate(page.posts):
            number = (post.number or "").strip(" #.()")
            if number:
                self._by_number.setdefault(number, []).append(i)
        # Numbers that restart in nested lists point nowhere.
        self.unique = bool(self._by_number) and all(len(p) == 1 for p in self._by_number.values())
        self._by_id = page.index
        self._numbered = len(self._by_number)

    def find(self, number: str, strength: int) -> int | None:
        """The post bearing ``number``."""
        hits = self._by_number.get(number)
        if hits and len(hits) == 1 and self.unique:
            return hits[0]
        if strength == 3 and not self._numbered:
            return self._by_id.get(number)
        return None


def stated_parent(i: int, page: Page, numbers: NumberIndex) -> Stated | None:
    """The parent that post ``i`` names by number or copied byline, if any."""
    reading = page.readings[i]
    if reading is PLAIN:
        return None
    if reading.mentions:
        byline = _copied_byline(i, page)
        if byline is not None:
            return byline
    for pointer in reading.pointers:
        target = numbers.find(pointer.number, pointer.strength)
        if target is None or target == i or not _may_precede(target, i, page):
            continue
        beside = [m for m in reading.mentions if _near(m, pointer.span)]
        agrees = any(m.author == page.author[target] for m in beside)
        if beside and not agrees and page.author[target] != UNKNOWN:
            continue
        first = pointer.span[0] <= 3
        if agrees or pointer.strength >= 2 or (pointer.strength == 1 and first):
            return Stated(target, "number", pointer.span)
    return None


def _near(mention: Mention, span: tuple[int, int]) -> bool:
    return -BESIDE <= span[0] - mention.span[1] <= BESIDE or 0 <= mention.span[0] - span[1] <= BESIDE


def _may_precede(j: int, i: int, page: Page) -> bool:
    then, now = page.time[j], page.time[i]
    if then is not None and now is not None:
        return then <= now + 60
    return j < i


def _copied_byline(i: int, page: Page) -> Stated | None:
    body = page.posts[i].body
    for mention in page.readings[i].mentions:
        if mention.span[0] > BYLINE_WITHIN:
            continue
        start = body.rfind("\n", 0, mention.span[0]) + 1
        if body[start : mention.span[0]].strip(" \t>»*|#@-"):
            continue
        end = body.find("\n", mention.span[1])
        line = body[mention.span[1] : len(body) if end < 0 else end][:120]
        groups = [g.lstrip("0") or "0" for g in _DIGITS.findall(line)]
        if len(groups) < BYLINE_DIGITS:
            continue
        best: tuple[int, int] | None = None
        for j in page.earlier_of(mention.author, i, 50):
            own = own_digits(page, j)
            shared = 0
            for group in groups:
                if group not in own:
                    break
                shared += 1
            if shared >= BYLINE_DIGITS and (best is None or shared > best[0]):
                best = (shared, j)
        if best is not None:
            return Stated(best[1], "copied byline", (start, mention.span[1] + len(line)))
    return None


def own_digits(page: Page, j: int) -> set[str]:
    """Digit groups of a post's own byline: date, time, number."""
    post = page.posts[j]
    groups = {g.lstrip("0") or "0" for g in _DIGITS.findall(f"{post.raw_timestamp or ''} {post.number or ''}")}
    when = post.timestamp
    if when is not None:
        parts = (when.year, when.month, when.day, when.hour, when.hour % 12 or 12, when.minute, when.second)
        groups.update(str(v) for v in parts)
    return groups
