"""Which authors of the page a post names, and where.

Decides what counts as naming: ``@Name``, a name at the very start or end
(vocative), a name followed by a comma or colon, a name inside, two words that
run together to a name, a name's long enough beginning, one wrong letter.  The
guards against common words live here; what a mention is worth does not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import chain, filterfalse, pairwise
from typing import Final, NamedTuple

from threadkit.links.quotes import READ_LIMIT
from threadkit.links.vocabulary import PLAIN_WORD, WORD, find_words, fold_words, has_unspaced, is_unspaced, word_lists

AT: Final = 4
START: Final = 3
END: Final = 2
INSIDE: Final = 1

SHORTEST_NAME: Final = 3
"""Names of one or two letters count only behind ``@`` or as the whole vocative ("B," is too often a list item)."""
SHORTEST_HALF: Final = 2
"""Nobody splits a name after its first letter, but in scripts without blanks one character is a word."""
SHORTEST_STEM: Final = 4
"""A shortened name needs four letters: "Mich" is a name, "Mi" is a syllable."""
SHORTEST_FUZZY: Final = 6
BEGINNING: Final = 3
"""Letters in which a shortened or mistyped name agrees with the whole one."""
COMMON_SHARE: Final = 0.04
COMMON_FLOOR: Final = 3

_AT = re.compile("@")
_WHOLE_WORD = re.compile(r"(?<!\w)(?<!\w['’])\w+(?:['’]\w+)?")
"""A word as ``WORD`` has it where no scripts without blanks occur, and not the end of a longer one."""
_OPENING_NAME = re.compile(
    r"\s{0,3}(?:@\s?(\w[\w.\-]{0,40})|(?:(?:[Dd]ear|[Hh]i|[Hh]ello|[Hh]ey)[ ,]+)?"
    r"([A-Z][\w'’]{0,20}(?: [A-Z][\w'’]{0,20})?) ?(?:[,:]\s|\n|$|…|\.{3}))"
)
_LINE_OPENING = re.compile(rf"\n[ >*@]*({WORD.pattern})(?=[,:\n]|\Z)")
"""The first word of a later line, if it stands before a comma, a colon or the end."""
_VOCATIVE = re.compile(r"^\s{0,3}([^\W\d_][\w.' -]{0,30}?)\s*[,:!…\n，：！、]|^\s{0,3}@\s?([\w.\-]{1,40})")


@lru_cache(maxsize=4096)
def squash(name: str) -> str:
    """A name as compared: case-folded, without blanks, dots, dashes and underscores."""
    return re.sub(r"[\s._\-'’]+", "", name.casefold())


class Mention(NamedTuple):
    """A page author named in a body: who, how (``AT`` … ``INSIDE``), the span of the words, exact or not."""

    author: int
    how: int
    span: tuple[int, int]
    exact: bool = True


class NameIndex:
    """All author names of a page, ready to be found in bodies."""

    def __init__(self, names: Sequence[str], bodies_with_word: Mapping[str, int], bodies: int) -> None:
        """``bodies_with_word`` knows all words of the ``bodies``: what none of them says need not be looked for."""
        self._common = word_lists()["common"]
        self._limit = max(COMMON_FLOOR, COMMON_SHARE * bodies)
        self._frequency = bodies_with_word
        self.whole: dict[str, int] = {}
        first: dict[str, int | None] = {}
        openings: set[str] = set()
        self._stems: dict[str, list[tuple[str, int]]] = {}
        for author, name in enumerate(names):
            key = squash(name)
            if not key:
                continue
            self.whole.setdefault(key, author)
            words = fold_words(name, len(name))
            openings.update(words[:1])
            for part in {words[0], words[-1]} if len(words) > 1 else set(words):
                # A first name shared by two authors names nobody.
                first[part] = author if part not in first or first[part] == author else None
            for part in {key, *words[:1]}:
                if len(part) >= SHORTEST_STEM:
                    self._stems.setdefault(part[:BEGINNING], []).append((part, author))
        self.part = {word: author for word, author in first.items() if author is not None and len(word) > 1}
        self.triggers = frozenset({*self.part, *openings, *self.whole})
        spoken = [word for word in self.triggers if word in bodies_with_word]
        self._doubtful = frozenset(word for word in spoken if len(word) < SHORTEST_NAME or self.is_common(word))
        self._clear = frozenset(spoken) - self._doubtful
        self._unspaced: dict[str, list[str]] = {}
        for key in sorted(self.whole, key=len, reverse=True):
            if len(key) > 1 and is_unspaced(key[0]):
                self._unspaced.setdefault(key[0], []).append(key)
        self._read_halves(bodies_with_word)
        seconds = chain.from_iterable(self._seconds.values())
        self.words = frozenset({*spoken, *self._unspaced, *self._odd, *self._firsts, *seconds})
        """The words of which a body has at least one if it names somebody, unless by ``@`` or by its first word."""
        self._beginnings = {key[:BEGINNING] for key in self.whole} | self._stems.keys()

    def _read_halves(self, known: Mapping[str, int]) -> None:
        """Two words of the page each that run together to a name ("Dutch National" for ``dutchnational``)."""
        odd = {word: squash(word) for word in filterfalse(str.isalnum, known)}
        plain = {*odd.values()}
        self._pairs = frozenset(
            [
                (first, second)
                for key in self.whole
                for size in range(1 if not key.isascii() else SHORTEST_HALF, len(key))
                if ((first := key[:size]) in known or first in plain)
                and ((second := key[size:]) in known or second in plain)
            ]
        )
        self._seconds: dict[str, set[str]] = {}
        for first_half, second_half in self._pairs:
            self._seconds.setdefault(first_half, set()).add(second_half)
        self._firsts = {*self._seconds}
        told = {half for pair in self._pairs for half in pair}
        self._odd = {word: plain for word, plain in odd.items() if plain in told}

    def is_common(self, word: str) -> bool:
        """Is this an everyday word here: on the list, or in too many bodies to be a name?"""
        return word in self._common or self._frequency.get(word, 0) > self._limit

    def find(self, body: str, words: Sequence[str], own: int, vocabulary: Set[str]) -> list[Mention]:
        """Mentions of other authors in ``body``.

        ``words`` are its case-folded words, ``vocabulary`` those of :attr:`words` among them.
        """
        found = self._find_words(body, words, own, vocabulary)
        if not found and words and self._may_open_with_name(words[0]):
            self._vocative(body[:80], own, found)
        if len(found) < 2:
            return [*found.values()]
        return sorted(found.values(), key=lambda m: (-m.how, m.span))

    def _find_words(self, body: str, words: Sequence[str], own: int, vocabulary: Set[str]) -> dict[int, Mention]:
        """The mentions by words of names, and behind ``@``, by author."""
        found: dict[int, Mention] = {}
        wanted = frozenset[str]() if self.words.isdisjoint(vocabulary) else self._wanted(body, words, vocabulary)
        marked = "@" in body
        if not wanted and not marked:
            return found
        if has_unspaced(body):
            marks = {k for at in _AT.finditer(body) for k in (at.end(), at.end() + 1)}
            places = find_words(body, READ_LIMIT)
            for word, match, nxt in zip(words, places, [*places[1:], None], strict=True):
                if word in wanted or match.start() in marks:
                    self._at_word(body, match, nxt, own, found)
            return found
        spots = _places_of_words(body, wanted)
        if marked:
            spots.update(_words_behind_marks(body))
        for _, match in sorted(spots.items()):
            self._at_word(body, match, self._second_half(body, match), own, found)
        return found

    def _may_open_with_name(self, word: str) -> bool:
        """Does any name begin as the first word of a body does?  Signs inside count for nothing in names."""
        return len(word) < BEGINNING or not word[:BEGINNING].isalnum() or word[:BEGINNING] in self._beginnings

    def _wanted(self, body: str, words: Sequence[str], vocabulary: Set[str]) -> Set[str]:
        """Words of the body that may name somebody, alone or with what follows."""
        wanted = self._clear & vocabulary
        doubtful = self._doubtful & vocabulary
        if doubtful:
            wanted |= _addressing(body, words, doubtful)
        firsts = self._firsts & vocabulary
        if firsts or self._odd:
            wanted |= self._joined(words, vocabulary, firsts)
        if self._unspaced:
            starts = self._unspaced.keys() & vocabulary
            wanted |= {start for start in starts if any(key in body for key in self._unspaced[start])}
        return wanted

    def _joined(self, words: Sequence[str], vocabulary: Set[str], firsts: Set[str]) -> Set[str]:
        """First words of two that run together to a name ("Dutch National" for ``dutchnational``)."""
        odd = self._odd.keys() & vocabulary if self._odd else ()
        if not odd and all(map(vocabulary.isdisjoint, map(self._seconds.__getitem__, firsts))):
            return frozenset()
        if not odd:
            return {word for word, _ in self._pairs.intersection(pairwise(words))}
        flat = [self._odd.get(word, word) for word in words]
        return {word for word, pair in zip(words, pairwise(flat), strict=False) if pair in self._pairs}

    def _second_half(self, body: str, match: re.Match[str]) -> re.Match[str] | None:
        """The word behind one that may be the first of two that run together to a name."""
        plain = squash(match.group())
        if len(plain) >= SHORTEST_HALF and plain not in self._firsts:
            return None
        return PLAIN_WORD.search(body, match.end(), READ_LIMIT)

    def _at_word(
        self, body: str, match: re.Match[str], nxt: re.Match[str] | None, own: int, found: dict[int, Mention]
    ) -> None:
        word = match.group().casefold()
        start, end = match.span()
        at = "@" in body[max(0, start - 2) : start]
        author: int | None = None
        span = (start, end)
        for key in self._unspaced.get(word, ()):  # the longest first
            if body[start : start + len(key)].casefold() == key:
                author, span = self.whole[key], (start, start + len(key))
                break
        if author is None and nxt is not None and nxt.start() - end <= 2:
            author = self.whole.get(squash(word + nxt.group()))
            if author is not None:
                span = (start, nxt.end())
        if (author is None and word in self.triggers) or at:
            hit = self.whole.get(squash(word)) if author is None else author
            if hit is None:
                hit = self.part.get(word)
            if hit is None and at:
                hit = self._stem(word)
            author = hit
        if author is None or author == own:
            return
        how = AT if at else _position(body, span)
        raw = body[span[0] : span[1]]
        if how != AT and span == (start, end):
            if len(word) < SHORTEST_NAME and not (how == START and raw[:1].isupper() and body[end : end + 1] in ",:\n"):
                return
            if self.is_common(word) and not (how == START and body[end : end + 1] in (",", ":")):
                return
            if how == INSIDE and word not in self.whole and not raw[:1].isupper():
                return
        old = found.get(author)
        if old is None or how > old.how:
            found[author] = Mention(author, how, span)

    def _vocative(self, head: str, own: int, found: dict[int, Mention]) -> None:
        match = _VOCATIVE.match(head)
        if not match:
            return
        group = 1 if match.group(1) else 2
        word = squash(match.group(group))
        author = self.whole.get(word)
        if author is None:
            author = self._stem(word)
        if author is not None and author != own and not self.is_common(word):
            found[author] = Mention(author, START, match.span(group), exact=False)

    def _stem(self, word: str) -> int | None:
        """The one author whose name begins with ``word``, or is one letter away from it."""
        if len(word) < SHORTEST_STEM or self.is_common(word):
            return None
        near = self._stems.get(word[:BEGINNING], ())
        hits = {author for part, author in near if part.startswith(word)}
        if not hits and len(word) >= SHORTEST_FUZZY:
            hits = {author for part, author in near if abs(len(part) - len(word)) <= 1 and _one_edit(part, word)}
        return hits.pop() if len(hits) == 1 else None


def _addressing(body: str, words: Sequence[str], doubtful: Set[str]) -> Set[str]:
    """Those of a body's words that may be an address.

    Everyday words and very short ones name somebody only at the start of the body or of a line, before a sign or the
    end: where they never stand so, they need not be looked at one by one.  A letter may be the first half of a name.
    """
    opening = {*words[:2]}
    folded = ""
    if "\n" in body:
        folded = body.casefold()
        opening.update(_LINE_OPENING.findall(folded))
    doubtful = doubtful & opening
    if not doubtful:
        return doubtful
    folded = folded or body.casefold()
    return {
        word
        for word in doubtful
        if len(word) < SHORTEST_HALF
        or f"{word}," in folded
        or f"{word}:" in folded
        or f"{word}\n" in folded
        or folded.endswith(word)
    }


def _places_of_words(body: str, wanted: Set[str]) -> dict[int, re.Match[str]]:
    """Where the few ``wanted`` words stand in a body that has blanks between words."""
    head = body[:READ_LIMIT]
    folded = head.casefold()
    if len(folded) != len(head):
        return {m.start(): m for m in find_words(body, READ_LIMIT) if m.group().casefold() in wanted}
    found = {}
    for word in wanted:
        at = folded.find(word)
        while at >= 0:
            match = _WHOLE_WORD.match(head, at)
            if match is not None and match.end() == at + len(word):
                found[at] = match
            at = folded.find(word, at + len(word))
    return found


def _words_behind_marks(body: str) -> dict[int, re.Match[str]]:
    """The words right behind ``@``, or one sign away from it."""
    spots = [start for at in _AT.finditer(body, 0, READ_LIMIT) for start in (at.end(), at.end() + 1)]
    return {start: match for start in spots if (match := _WHOLE_WORD.match(body, start, READ_LIMIT))}


def _position(body: str, span: tuple[int, int]) -> int:
    before = body[max(0, span[0] - 40) : span[0]]
    if span[0] <= 40 and len(WORD.findall(before)) <= 1 and "." not in before.strip():
        return START
    line_start = body.rfind("\n", 0, span[0]) + 1
    if not body[line_start : span[0]].strip(" >*@") and body[span[1] : span[1] + 2].strip(" ")[:1] in (
        ",",
        ":",
        "",
        "\n",
    ):
        return START
    after = body[span[1] : span[1] + 12]
    if (
        len(body) - span[1] <= 12
        and not WORD.search(after)
        and body[max(0, span[0] - 2) : span[0]].strip() in (",", "")
    ):
        return END
    return INSIDE


def _one_edit(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    head = 0
    while head < len(a) and a[head] == b[head]:
        head += 1
    return a[head + (len(a) == len(b)) :] == b[head + 1 :]


def unknown_vocative(body: str) -> str | None:
    """A name-like word addressed at the very start (``@Tom``, ``Dear B,``), for bodies that name no page author."""
    match = _OPENING_NAME.match(body)
    if not match:
        return None
    word: str = match[match.lastindex or 0]
    lists = word_lists()
    folded = word.casefold().split()[0]
    if body.lstrip()[:1] != "@" and (any(folded in lists[k] for k in lists if k != "placeholder")):
        return word if len(word) == 1 and word not in "IA" else None
    return word
