"""What each piece of a byline template matches: fields, words of a class, blanks.

Patterns are for folded masked text, in which every date is one character.
"""

from __future__ import annotations

import re
from functools import lru_cache

from threadkit import vocabulary
from threadkit.lines import DATE
from threadkit.masking import TIME, fold_letters

FIELDS = (
    *("author", "timestamp", "time", "number", "title", "score", "depth", "reply_to", "reply_to_number"),
    *("date", "n", "_"),
)
"""Names a template may hold in braces.  ``{date}`` is a date that is not the post's, ``{n}`` any number, ``{_}`` any
short text; ``{says}``, ``{by}``, ``{on}`` and ``{role}`` are word classes of many languages."""
WORD_CLASSES = ("says", "by", "on", "role")
PAGE_CLASSES = ("says", "by", "role")
"""Word classes so large that a pattern holds only the words that the page at hand has."""
DATES = ("timestamp", "time")
LONGEST_TITLE = 140
"""A title, and an author in front of a verb of saying (a pingback's is a title), has at most this many characters."""
LONGEST_NAME = 60
MOST_BLANKS = 20
"""No more blanks stand between two pieces of a byline."""
LEAST_TOGETHER = 4
"""Fewer words are compiled sooner one by one."""
# Possessive, and no field begins or ends with a blank: otherwise blanks could be
# dealt out between fields in many ways, and a row that fails to match takes minutes.
# No row is empty, so this is one line break at most.
SPACE = r"[ \t\xa0\n]*+"
GAP = r"[ \t\xa0\n]++"
BREAK = r"[ \t\xa0]*+\n[ \t\xa0]*+"
_LONGEST = {"author": LONGEST_NAME, "title": LONGEST_TITLE, "reply_to": LONGEST_NAME, "_": 90}
FREE = frozenset(_LONGEST)
COUNTS = frozenset(("n", "number", "score", "depth"))
"""Fields that begin with a digit."""
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"  # Japanese and Chinese: no blank before a word
GLUED = re.compile(f"[{_UNSPACED}]")
STOPPERS = f"\\n{DATE}"
CLOCK_SLOT = "\x00clock\x00"
"""Where :func:`clock_pattern` goes; a third of the pattern's cost, for naught where a page has no time of day apart."""
LONGEST_ORNAMENT = 3
ORNAMENT = rf"(?:[^\w\s{DATE}{TIME}]{{1,{LONGEST_ORNAMENT}}}[ \t]++)?"
"""Arrows and the like in front of a byline."""
PATTERNS = {
    "timestamp": rf"(?P<timestamp>{DATE}){CLOCK_SLOT}",
    "time": rf"(?P<timestamp>[{DATE}{TIME}])",
    "number": r"#?(?P<number>\d[\d.,]{0,11})",
    "score": r"(?P<score>[-−+–]?\d[\d.,]{0,8}[kKmM]?)",
    "depth": r"(?P<depth>\d{1,3})",
    "reply_to_number": r"#?(?P<reply_to_number>\d[\d.]{0,11})",
    "date": rf"(?:[{DATE}{TIME}]|[^\W\d_]{{3,12}}\.? \d{{4}})",  # also the month in which a member joined
    "n": r"\d[\d.,:]*+[kKmM%]?",
}


def field_pattern(name: str, fields: set[str], vouched: bool) -> str:
    """What a field matches behind the ``fields`` of its template, to which it is added."""
    if name == "_":
        return free_pattern(name, vouched)
    if name in ("n", "date"):
        return PATTERNS[name]
    if name in ("timestamp", "time"):
        if "timestamp" in fields:
            return f"[{DATE}{TIME}]"  # a second date ("edited ...") says nothing about the post's own
        fields.add("timestamp")
    elif name in fields:
        # The same name printed twice, as in doubled headers; glued to itself ("BobBob") it is no "Toto" or "H.H.".
        return rf"(?:(?<![\w.])|(?<=[^\n]{{3}}))(?P={name})"
    fields.add(name)
    return free_pattern(name, vouched) if name in FREE else PATTERNS[name]


def free_pattern(name: str, vouched: bool, stoppers: str = STOPPERS, *, whole: bool = False) -> str:
    """Text within a row: as little as what follows allows, or the ``whole`` of it up to a date or the row's end."""
    inner = longest_of(name, vouched) - 2
    lazy = "" if whole else "?"
    text = rf"[^\s{DATE}](?:[^{stoppers}]{{0,{inner}}}{lazy}[^\s{stoppers}])?{lazy}"
    if name == "_":
        text = f"(?:{text})?{lazy}"
    if whole:
        text = f"(?>{text})"
    return text if name == "_" else f"(?P<{name}>{text})"


def longest_of(name: str, vouched: bool) -> int:
    """How long a free field may be; an author more, where something vouches for him."""
    return LONGEST_TITLE if name == "author" and vouched else _LONGEST[name]


def slot_of(name: str) -> str:
    """Where the words of a class go in a pattern; no other piece of a pattern looks like this."""
    return f"\x00{name}\x00"


@lru_cache(maxsize=8)
def class_words(name: str) -> tuple[str, ...]:
    """All words of a class as patterns spell them, the longest first."""
    words = {"says": vocabulary.SAYS, "by": vocabulary.BY, "on": vocabulary.ON, "role": vocabulary.ROLES}[name]
    return tuple(sorted({fold_letters(word) for word in words if word}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1024)
def one_of(words: frozenset[str]) -> str:
    """A pattern for one of these whole words, the longest first; blanks within them may be any."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(word)
    spaced = [branch for letter, some in by_letter.items() if not GLUED.match(letter) for branch in _branches(some)]
    glued = [branch for letter, some in by_letter.items() if GLUED.match(letter) for branch in _branches(some)]
    if spaced:
        glued.append(rf"(?<![^\W_])(?:{'|'.join(spaced)})")
    return rf"(?:{'|'.join(glued)})(?![^\W_])" if glued else "(?!)"


def _branches(words: list[str]) -> list[str]:
    """Patterns for words with one first letter: of many, all fail at once where none begins."""
    if len(words) < LEAST_TOGETHER:
        return [re.escape(word).replace("\\ ", GAP) for word in words]
    rests = "|".join([re.escape(word[1:]).replace("\\ ", GAP) for word in words])
    return [f"{re.escape(words[0][0])}(?:{rests})"]


@lru_cache(maxsize=1)
def clock_pattern() -> str:
    """A time of day behind a date, maybe in a cell of its own: "11-16-2005,⏎12:33 AM", "March 4, 2010⏎at⏎12:33 AM"."""
    at_alone = rf"(?:\n[ \t]*+{one_of(frozenset(class_words('on')))}(?=[ \t]*+\n))?+"
    return rf"(?:[ \t,|·•@–—-]*+{at_alone}[ \t]*+\n?+[ \t]*+(?P<clock>{TIME})(?=[ \t]*+(?:[^\w\s]|\n|\Z)))?"
