"""What every match of a template has, told from its pieces before anything is matched.

Pages are asked for these first: literals and how far they stand from each
other, and what stands beside the date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from threadkit.layouts.patterns import (
    DATES,
    FREE,
    GLUED,
    MOST_BLANKS,
    PAGE_CLASSES,
    WORD_CLASSES,
    class_words,
    longest_of,
)
from threadkit.lines import DATE
from threadkit.masking import TIME, fold_letters


@dataclass(slots=True, frozen=True, eq=False)
class Beside:
    """What a template demands right before and right after its date; blanks and one line break do not count.

    ``opens``: the date opens its row.  ``before``: the sign or the whole word that stands before it, or :data:`MARKED`;
    ``endings``: ends of that word.  ``after``: the sign or the whole word behind it, "0" for a number; ``openings``:
    beginnings of that word.  None for ``before`` or ``after`` where anything may stand.
    """

    opens: bool = False
    before: frozenset[str] | None = None
    endings: tuple[str, ...] = ()
    after: frozenset[str] | None = None
    openings: tuple[str, ...] = ()


MARKED = "\n"
"""Stands before a date that opens a row with a list mark, which was peeled off."""
besides = lru_cache(maxsize=1024)(Beside)
"""Templates with the same demand share one value, so that pages look it up by identity."""


class Item(NamedTuple):
    """A piece of a template: a "field", a "word", a "mark" (a word that may be gone), or the "open" or "close" of an
    optional part.

    At most ``rows`` line breaks stand before it and at least ``sure``.
    """

    kind: str
    text: str
    rows: int
    sure: int
    optional: bool

    def is_demanded(self, *kinds: str) -> bool:
        """Whether every match holds this piece, one of these kinds."""
        return not self.optional and self.kind in kinds


class Items(list[Item]):
    """The pieces of a template in order, and what every match must have, as these tell."""

    def needs(self) -> tuple[str, ...]:
        """Literals without which nothing matches; first the short ones, which templates share."""
        words = {item.text for item in self._told_apart()}
        return tuple(sorted(words, key=lambda text: (len(text), text)))

    def _told_apart(self) -> Iterator[Item]:
        """The demanded literals, but for those right beside the date, of which :meth:`beside` says as much."""
        beside = self._words_beside()
        return (item for place, item in enumerate(self) if item.is_demanded("word") and place not in beside)

    def _words_beside(self) -> set[int]:
        """The places of literals that every match has next to its date, of which nothing else can stand there."""
        date = self._date_place()
        sides = () if date is None else ((date, step, list(self._neighbours(date, step))) for step in (-1, 1))
        return {
            place + step
            for place, step, found in sides
            if len(found) == 1 and (item := found[0]) is not None and item.kind == "word"
            if not item.text[0].isdecimal() and (item.text.isalnum() or len(item.text) == 1)
        }

    def _date_place(self) -> int | None:
        """The place of the date, if there must be one."""
        places = (i for i, item in enumerate(self) if item.is_demanded("field") and item.text in DATES)
        return next(places, None)

    def needed_classes(self) -> tuple[str, ...]:
        """Word classes without a word of which nothing matches."""
        fields = (item.text for item in self if item.is_demanded("field"))
        return tuple(dict.fromkeys(name for name in fields if name in PAGE_CLASSES))

    def near(self, anchor: tuple[str, str]) -> tuple[tuple[str, int, int], ...]:
        """The same but for the anchor, each with the rows it may stand in, counted from the anchor's row."""
        item = self._anchor_item(anchor)
        if item is None:
            return ()
        others = {other[:3] for other in self._told_apart() if other.text != item.text}
        return tuple((word, min(0, rows - item.rows), max(0, rows - item.rows)) for _, word, rows in sorted(others))

    def dated(self, anchor: tuple[str, str]) -> tuple[int, int]:
        """First and last row in which the date may stand, counted from the anchor's row."""
        item = self._anchor_item(anchor)
        date = next((other for other in self if other.is_demanded("field") and other.text in DATES), None)
        if item is None or date is None:
            return 0, 0
        return min(0, date.rows - item.rows), max(0, date.rows - item.rows)

    def least(self, anchor: tuple[str, str]) -> int:
        """Fewest line breaks before the anchor."""
        item = self._anchor_item(anchor)
        return 0 if item is None else item.sure

    def _anchor_item(self, anchor: tuple[str, str]) -> Item | None:
        names = {"date": DATES, "time": DATES, "literal": (anchor[1],)}.get(anchor[0], (anchor[0],))
        return next((item for item in self if item.is_demanded("word", "field") and item.text in names), None)

    def beside(self, inline: bool) -> Beside | None:
        """What must stand on either side of the date, if there must be one."""
        place = self._date_place()
        if place is None:
            return None
        after, openings = _joined(map(_first_word, self._neighbours(place, 1)))
        if not place:
            return besides(opens=not inline, after=after, openings=openings)
        before, endings = _joined(map(_last_word, self._neighbours(place, -1)))
        return besides(before=before, endings=endings, after=after, openings=openings)

    def date_within(self, vouched: bool) -> int:
        """How far behind its begin a match has its date at most, if all before it is free text and words; else 0."""
        place = self._date_place()
        before = [item for item in self[:place] if item.kind not in ("open", "close")]
        if place is None or any(item.kind == "field" and item.text not in FREE for item in before):
            return 0
        lengths = [longest_of(item.text, vouched) if item.kind == "field" else len(item.text) for item in before]
        return sum(lengths) + MOST_BLANKS * len(before)

    def _neighbours(self, place: int, step: int) -> Iterator[Item | None]:
        """What may stand next to an item, on one side (``step`` is 1 or -1); None for anything."""
        enters, leaves = ("open", "close") if step > 0 else ("close", "open")
        place += step
        while 0 <= place < len(self):
            kind = self[place].kind
            if kind == enters:  # an optional part: what it begins with, or what stands beyond it
                yield from self._neighbours(place, step)
                place = self._partner(place, step)
            elif kind != leaves:
                yield self[place]
                if kind != "mark" or step < 0:
                    return  # else the mark may be gone, and what follows it come next
            place += step
        yield None

    def _partner(self, place: int, step: int) -> int:
        """Where the optional part ends, on the other side, that has a bracket at a place."""
        depth = 0
        while True:
            item = self[place]
            depth += (item.kind == "open") - (item.kind == "close")
            if not depth:
                return place
            place += step

    def opens_with_name(self) -> bool:
        """Whether the first piece is an author who is not a pingback's title."""
        return bool(self) and self[0].text == "author" and all(item[:2] != ("field", "says") for item in self)

    def begins(self) -> str:
        """The word class that opens the template, if it is one of which few words open rows."""
        return "by" if self and self[0].is_demanded("field") and self[0].text == "by" else ""

    def repeats(self) -> int | None:
        """How many rows below the first one the author who opens the template is named again, at most."""
        named = [item for item in self if item.is_demanded("field") and item.text == "author"]
        return named[1].rows if len(named) > 1 and named[0] is self[0] else None

    def follows(self) -> str:
        """The literal, or the sign for a date, behind the free field that opens the template."""
        if len(self) < 2 or self[0].text not in ("author", "title"):
            return ""
        second = self[1]
        if second.kind == "field":
            return DATE if second.text == "timestamp" else ""
        return second.text if second.kind == "word" else ""


def anchor_of(literals: list[tuple[int, str]], classes: list[tuple[int, str]]) -> tuple[tuple[str, str], int]:
    """The most selective thing to look for, and how many rows above it a match may start."""
    wordy = [(breaks, word) for breaks, word in literals if any(char.isalpha() for char in word)]
    if wordy:
        breaks, word = max(wordy, key=lambda item: len(item[1]))
        return ("literal", fold_letters(word)), breaks
    for kind in ("says", "timestamp", "time", "by"):
        for breaks, name in classes:
            if name == kind:
                return ({"says": "says", "timestamp": "date", "time": "time", "by": "by"}[kind], ""), breaks
    if literals:
        breaks, word = max(literals, key=lambda item: len(item[1]))
        return ("literal", fold_letters(word)), breaks
    return ("any", ""), 0


_Sides = tuple[frozenset[str] | None, tuple[str, ...]]
"""Signs and whole words (None for anything), and parts of words, that may stand on one side of a date."""
_ANYTHING: _Sides = (None, ())
_DIGITS = tuple("0123456789")


def _joined(sides: Iterable[_Sides]) -> _Sides:
    """What stands there by one of these or another."""
    words: set[str] = set()
    parts: set[str] = set()
    for whole, some in sides:
        if whole is None:
            return _ANYTHING
        words |= whole
        parts.update(some)
    return frozenset(words), tuple(sorted(parts))


def _first_word(item: Item | None) -> _Sides:
    """What an item of a template may begin with, as :class:`Beside` spells it."""
    if item is None:
        return _ANYTHING
    if item.kind in ("word", "mark"):
        word = leading_word(item.text)
        if word in ("", "0") or word != item.text:
            return frozenset((word or item.text[0],)), ()
        return frozenset(), (word,)  # "Reply" may be printed "Replying"
    if item.text in _FIRST_SIGNS:
        return _FIRST_SIGNS[item.text], ()
    return _class_openings(item.text) if item.text in WORD_CLASSES else _ANYTHING


@lru_cache(maxsize=8)
def _class_openings(name: str) -> _Sides:
    """What the words of a class begin with."""
    # Japanese and Chinese print no blank behind the word, but the patterns ask for one.
    return frozenset(leading_word(word) or word[0] for word in class_words(name)), ()


_FIRST_SIGNS = {
    "number": frozenset("#0"),
    "reply_to_number": frozenset("#0"),
    "score": frozenset("-−+–0"),
    "n": frozenset("0"),
    "depth": frozenset("0"),
    "timestamp": frozenset((DATE, TIME)),
    "time": frozenset((DATE, TIME)),
}
"""What fields begin with, "0" for digits."""
_LAST_SIGNS = {
    "number": (frozenset(".,"), _DIGITS),
    "reply_to_number": (frozenset("."), _DIGITS),
    "score": (frozenset(".,"), (*_DIGITS, "k", "m")),
    "n": (frozenset(".,:%"), (*_DIGITS, "k", "m")),
    "depth": (frozenset(), _DIGITS),
    "date": (frozenset((DATE, TIME)), _DIGITS),
}
"""What they end with."""


def _last_word(item: Item | None) -> _Sides:
    """What an item of a template may end with, as :class:`Beside` spells it."""
    if item is None:
        return _ANYTHING
    if item.kind == "word":
        word = trailing_word(item.text)
        return (frozenset(item.text[-1]), ()) if not word else (frozenset(), (word,))
    if item.kind == "mark":
        return frozenset((item.text, MARKED)), ()
    if item.text in _LAST_SIGNS:
        return _LAST_SIGNS[item.text]
    return _class_endings(item.text) if item.text in WORD_CLASSES else _ANYTHING


@lru_cache(maxsize=8)
def _class_endings(name: str) -> _Sides:
    """What the words of a class end with."""
    words = class_words(name)
    glued = tuple(trailing_word(word) for word in words if GLUED.match(word) and trailing_word(word))
    return frozenset(trailing_word(word) or word[-1] for word in words), glued


def trailing_word(text: str) -> str:
    """The letters and digits that a text ends with; '' where it ends with another sign."""
    start = len(text)
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:]


def leading_word(text: str) -> str:
    """The letters and digits that a text begins with, "0" for a digit; '' where it begins with another sign."""
    if text[:1].isdecimal():
        return "0"
    stop = 0
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    return text[:stop]
