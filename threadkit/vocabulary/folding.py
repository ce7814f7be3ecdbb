"""One spelling for every way a site may print the same words.

Decides which differences between two lines do not matter (case, accents,
numbers, brackets, bullets, arrows, emoji at the edges) and nothing about what
a line means.  Entries of the vocabulary and lines of a page go through the
same ``fold``, so a table needs one spelling of each phrase.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import chain

# Marks that carry no text: soft hyphen, zero width and direction marks, Arabic vowel signs and tatweel.
_INVISIBLE = dict.fromkeys(
    chain(
        (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A)),
        (0xFE0E, 0xFE0F, 0xFEFF, 0x640, *range(0x64B, 0x653), 0x670),
    ),
    "",
)
# Letters that one language types in several ways and no compatibility form unites.
_LETTERS = {
    "ı": "i",  # Turkish capitals reach us as I
    "ё": "е",
    "ى": "ی",
    "ي": "ی",
    "ك": "ک",
    "ة": "ه",
    "أ": "ا",
    "إ": "ا",
    "ٱ": "ا",
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "´": "'",
    "`": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "–": "-",
    "—": "-",
    "‑": "-",
}
_TYPED = {**_INVISIBLE, **{ord(a): b for a, b in _LETTERS.items()}}
# Signs that stand between two pieces of a line without being part of either.
_SEPARATORS = dict.fromkeys(
    map(ord, "()[]{}<>|:;•·∙⋅●/\\»«›‹→←↑↓↳↪▲▼△▽►▶◄◀■□○★☆✓✔×\"*_~=【】「」『』〔〕、。，、"),
    " ",
)
_ASCII_SEPARATORS = {c: s for c, s in _SEPARATORS.items() if c < 128}

# 1,234  3.5  12k  1 234 (thousands only)  #12
_NUMBER = re.compile(r"#?\d{1,3}(?: \d{3})+(?!\d)|#?\d+(?:[.,'٫٬]\d+)*(?:[km](?![^\W\d_]))?")
_HAS_NUMBER = re.compile(r"\d")
_ACCENT = re.compile("[\u0300-\u036f]")

# Signs at the edge of a line that change what it says: "Top!" is a comment, "Top" a link; "+1" is a vote.
_KEPT_AT_EDGES = frozenset("#!?@%+&$€£©®'")


LONGEST_FOLDED = 240
"""Length in characters from which a line is no label; most of a page's text is in such lines."""


class _EdgeSigns(dict[str, bool]):
    """Whether a character may be stripped from the edges of a line, remembered per character."""

    def __missing__(self, char: str) -> bool:
        strippable = char not in _KEPT_AT_EDGES and unicodedata.category(char)[0] in "PSZC"
        self[char] = strippable
        return strippable


_STRIPPABLE = _EdgeSigns()


_ASCII = bytes(range(128))
_JAMO = range(0x1100, 0x1200)


class _Folded(dict[str, str | None]):
    """What a character that is no ASCII folds to, remembered; None where that hangs on its neighbours."""

    def __missing__(self, char: str) -> str | None:
        folded = _fold_whole(char)
        # Only marks and Korean letters join what stands before them.
        joins = any(unicodedata.category(part)[0] == "M" or ord(part) in _JAMO for part in folded)
        self[char] = None if joins or _fold_whole(folded) != folded else folded
        return self[char]


_FOLDED = _Folded()


def beyond_ascii(encoded: bytes) -> str:
    """What of a text in UTF-8 (half surrogate pairs passed) is no ASCII: little of most texts, and quickly had."""
    return encoded.translate(None, _ASCII).decode("utf-8", "surrogatepass")


_INDIAN = ("\u0900", "\u0d7f")
"""Vowel signs of India's scripts are no letters to Python, and would part every word."""


@lru_cache(maxsize=8)
def _blanked(kept: str) -> bytes:
    blanks = {code for code in range(128) if not chr(code).isalpha()} - set(map(ord, kept))
    return bytes([32 if code in blanks else code for code in range(256)])


def letters_only(text: str, kept: str = "") -> str:
    """``text`` with a blank in place of everything but letters and the ASCII signs in ``kept``.

    >>> letters_only("don't – 20 élans!", "'").split()
    ["don't", 'élans']
    """
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) > len(text):
        low, high = _INDIAN
        signs = [
            char
            for char in set(beyond_ascii(encoded))
            if not low <= char <= high and (char.isdecimal() or not char.isalnum())
        ]
        for char in signs:
            text = text.replace(char, " ")
        if signs:
            encoded = text.encode("utf-8", "surrogatepass")
    return encoded.translate(_blanked(kept)).decode("utf-8", "surrogatepass")


def _fold_foreign(text: str) -> str:
    """A text in lower case, with what is no ASCII in it, as the vocabulary spells it.

    Few characters of a text are no ASCII, or few different ones: replaced one
    by one they cost a tenth of folding every character.
    """
    foreign = set(beyond_ascii(text.encode("utf-8", "surrogatepass")))
    for char in foreign:
        folded = _FOLDED[char]
        if folded is None:
            return _fold_whole(text)
    # What replaces a character is no character that is replaced: the order does not matter.
    for char in foreign:
        folded = _FOLDED[char]
        if folded is not None and folded != char:
            text = text.replace(char, folded)
    return text.replace("`", "'")


def _fold_whole(text: str) -> str:
    text = _ACCENT.sub("", unicodedata.normalize("NFKD", text.translate(_TYPED)))
    return unicodedata.normalize("NFC", text.translate(_TYPED))


def plain(text: str) -> str:
    """``text`` in lower case without accents, compatibility forms or invisible marks.

    >>> plain("A ÉCRIT")
    'a ecrit'
    """
    text = text.casefold()
    return text.replace("`", "'") if text.isascii() else _fold_foreign(text)


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """``text`` as the vocabulary spells it.

    Lower case, no accents; every number is a ``#`` of its own; brackets,
    colons, bullets and arrows become blanks; punctuation, symbols and emoji at
    the edges go, except ``! ? + # @``, which make a remark of a label; blanks
    are single.

    Lines longer than ``LONGEST_FOLDED`` are prose, never labels: they are only
    put in lower case.

    >>> fold("  • Comments (1,234)  ")
    'comments #'
    >>> fold("👍Like3Reply")
    'like # reply'
    >>> fold("Répondre »")
    'repondre'
    >>> fold("Top!")
    'top!'
    """
    text = text.casefold()
    if len(text) > LONGEST_FOLDED:
        return text
    if not text.isascii():
        text = _fold_foreign(text)
    text = text.translate(_ASCII_SEPARATORS if text.isascii() else _SEPARATORS)
    if _HAS_NUMBER.search(text):
        text = _NUMBER.sub(" # ", text)
    text = " ".join(text.split())
    return _strip_edges(text)


def _strip_edges(text: str) -> str:
    start, end = 0, len(text)
    while start < end and _STRIPPABLE[text[start]]:
        start += 1
    while end > start and _STRIPPABLE[text[end - 1]]:
        end -= 1
    return text[start:end]
