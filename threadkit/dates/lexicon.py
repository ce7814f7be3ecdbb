"""What a token of a line may be in a date: one character for each set of roles.

Decides the roles of words, numbers and separators, from ``names.json`` (CLDR)
and ``words.toml`` (by hand).  Which sequence of roles makes a date is decided
in :mod:`threadkit.dates.grammar`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

BARRIER = "!"
"""Class of a separator that no date contains."""
OTHER_WORD = "?"
"""Class of a word that no date contains."""

LINE_END, LINE_END_CLASS = "\n\x1e", "\n"
"""The token between lines that are searched together, which no line can hold, and its class, which no date contains."""

MAX_REMEMBERED = 20_000
"""Tokens whose class is kept; beyond that it is worked out each time, so that memory stays bounded."""
MAX_TOKEN = 30
"""Longer tokens are never part of a date."""

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""Years that count: nothing discussed online is older, and "1914" is more likely history than a time of writing."""
BUDDHIST_YEARS = 543
"""What Thai calendars are ahead."""
JALALI_YEARS = range(1349, 1479)
"""The Solar Hijri years of FIRST_YEAR to LAST_YEAR."""

_BLANKS = " \t\n\r\xa0\u2009\u202f\u3000"
_UNSPACED = "\u0e00-\u0e4e\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Scripts written without blanks, whose words must be cut out by name."""
_LETTERS_AND_MARKS = (
    "\u0300-\u036f\u0531-\u0587\u0591-\u05bd\u05bf-\u05f2\u0610-\u061a\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff"
    "\u0900-\u0963\u0970-\u0983\u0985-\u09e5\u0b82-\u0be5\u0c00-\u0c65\u10a0-\u10ff\u200c"
)
"""Scripts without capitals, with the marks that ``\\w`` would not take for letters; digits left out."""


@cache
def _split_words() -> Callable[[str], list[str]]:
    """A function from a phrase to its words; marks that ``\\w`` leaves out stay in them."""
    return re.compile(rf"(?:(?![{_LETTERS_AND_MARKS}{_UNSPACED}])\W)+").split


@cache
def _unspaced_pattern() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


def _is_unspaced(word: str) -> bool:
    return not word.isascii() and _unspaced_pattern().search(word) is not None


# --- cutting a line into tokens -----------------------------------------------


@cache
def tokenizer(ascii_only: bool) -> Callable[[str], list[str]]:
    """A function from lines to their tokens: numbers, words and runs of separators, which together cover the lines.

    A word ends where capitals begin ("IwonaMay"), so that names glued to dates come apart.  Between lines stands
    ``LINE_END``, a token of its own.
    """
    if ascii_only:
        words = "[A-Z][a-z]++|[A-Z]+(?![a-z])"
        return re.compile(f" (?=[0-9A-Za-z])|[a-z]++|[0-9]++|[^0-9A-Za-z\n]++|{words}|\n\x1e?").findall
    cased = [chr(code) for block in (range(0x41, 0x530), range(0x1E00, 0x2000)) for code in block]
    upper = "".join(char for char in cased if char.isupper())
    lower = "".join(char for char in cased if char.isalpha() and not char.isupper()) + _LETTERS_AND_MARKS
    named = "|".join(sorted(map(re.escape, lexicon().unspaced), key=len, reverse=True))
    # Most tokens of most languages are ASCII between ASCII, which is seen sooner.
    plain = (
        r" (?=[0-9A-Za-z])|[A-Z]?[a-z]++(?=[\x00-@\[-`{-\x7f])|[0-9]++(?=[\x00-/:-\x7f])"
        r"|[\x00-\x09\x0b-/:-@\[-`{-\x7f]++(?=[0-9A-Za-z\n])"
    )
    return re.compile(
        rf"{plain}|\d+|(?:(?![{_LETTERS_AND_MARKS}{_UNSPACED}\n])[\W_])+|\n\x1e?|[{upper}]?[{lower}]+|[{upper}]+(?![{lower}])"
        rf"|(?:{named})|[{_UNSPACED}]|."
    ).findall


@lru_cache(MAX_REMEMBERED)
@lru_cache(maxsize=1 << 12)
def fold(word: str) -> str:
    """The form under which a word is looked up: case, dots and the kind of blank or apostrophe do not matter."""
    word = word.translate(_FOLDED).casefold().replace("i̇", "i")
    return " ".join(word.split()) if " " in word else word


_FOLDED = str.maketrans(
    {"’": "'", ".": None, "׳": None, "״": None, "\xad": None, "\u200c": None, "\xa0": " ", "\u202f": " "}
)


# --- the lexicon --------------------------------------------------------------


class Lexicon(dict[str, str]):
    """Token -> class character; a token is classified when it is first seen.

    The tables (``months``, ``halves``, ``zones``, ``units``, ``frames``, ``phrases`` …) say what a word means once its
    role is known; all are keyed by :func:`fold`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.roles: dict[str, set[str]] = {}
        self.months: dict[str, int] = {}
        self.months_after_dot: dict[str, int] = {}
        self.jalali: dict[str, int] = {}
        self.spelled: dict[str, int] = {}
        self.weekdays: dict[str, dict[str, int]] = {}  # name -> language -> day
        self.month_languages: dict[str, set[str]] = {}  # names of one language; others go with all
        self.halves: dict[str, int] = {}  # hours to add: am 0, pm 12
        self.zones: dict[str, int] = {}  # minutes east of UTC
        self.units: dict[str, dict[str, set[str]]] = {}  # name -> "hours" -> languages
        self.frames: dict[tuple[str, str], set[str]] = {}  # words before and after -> languages
        self.befores: set[str] = set()
        self.afters: set[str] = set()
        self.spelled_counts: dict[str, int] = {}  # "two" -> 2; others with the role "one" are 1
        self.short_units: dict[str, str] = {}
        self.beside: set[str] = set()  # "edited"
        self.phrases: dict[str, tuple[str, int]] = {}  # "half a minute ago" -> "seconds", 0
        self.daywords: dict[str, tuple[str, int]] = {}  # "yesterday" -> "days", 1
        self.odd_in_lower_case: set[str] = set()
        self.unspaced: set[str] = set()
        self._classes: dict[frozenset[str], str] = {}
        self._roles_of: dict[str, frozenset[str]] = {}
        self[LINE_END] = LINE_END_CLASS
        _read_names(self, json.loads(_read_data("names.json")))
        _read_words(self)
        self._name_classes()

    __hash__ = object.__hash__  # type: ignore[assignment]  # one is made and kept, and is a key of caches

    def __missing__(self, token: str) -> str:
        roles = self._find_roles(token) if len(token) <= MAX_TOKEN else ()
        found = self._class_of(frozenset(roles)) if roles else OTHER_WORD if token[0].isalnum() else BARRIER
        if len(self) < MAX_REMEMBERED and len(token) <= MAX_TOKEN:
            self[token] = found
        return found

    def _find_roles(self, token: str) -> Collection[str]:
        if token[0].isdigit():
            return number_roles(token)
        key = fold(token)
        roles: Collection[str] = self.roles.get(key, ())
        if not roles:
            return () if token[0].isalnum() else separator_roles(token)
        if "zone" in roles and not token.isupper():
            roles = {*roles} - {"zone"}
        if key in self.odd_in_lower_case and token.islower():
            roles = {*roles, "weak"}
        return roles

    def _class_of(self, roles: frozenset[str]) -> str:
        if roles not in self._classes:
            letter = _CLASS_LETTERS[len(self._classes)]
            self._classes[roles] = letter
            self._roles_of[letter] = roles
        return self._classes[roles]

    def _name_classes(self) -> None:
        """Give every class there can be its character, so that the grammar can be compiled."""
        for key, roles in self.roles.items():
            if roles >= {"wday", "sure"}:
                roles.add("wday_sure")
            for form in (key, key.upper()) if "zone" in roles or key in self.odd_in_lower_case else (key,):
                self._class_of(frozenset(self._find_roles(form)))
        for token in (*_sample_numbers(), *_sample_separators()):
            if possible := frozenset(number_roles(token) if token[0].isdigit() else separator_roles(token)):
                self._class_of(possible)
        self._class_of(frozenset())

    def roles_of(self, letter: str) -> frozenset[str]:
        """The roles that a class character stands for."""
        return self._roles_of.get(letter, frozenset())

    def classes_with(self, role: str) -> str:
        """All class characters whose tokens may play ``role``."""
        return "".join(letter for letter, roles in self._roles_of.items() if role in roles)

    def classes_of_any(self, roles: Iterable[str]) -> frozenset[str]:
        """The class characters whose tokens may play one of the roles."""
        return frozenset("".join(map(self.classes_with, roles)))

    def add(self, word: str, *roles: str) -> str:
        """Let a word play roles; returns the key under which its meaning is kept."""
        key = fold(word)
        self.roles.setdefault(key, set()).update(roles)
        if _is_unspaced(word):
            self.unspaced.add(word)
        return key

    def add_compound(self, name: str, role: str) -> str:
        """As :meth:`add`; of names in several pieces ("p. m.", "segunda-feira") the first and the others are kept."""
        pieces = [piece for piece in _split_words()(name) if piece]
        if len(pieces) == 1 or _is_unspaced(name):
            return self.add(name, role)
        self.add(pieces[0], role + "1")
        for piece in pieces[1:]:
            self.add(piece, role + "2")
        return " ".join(map(fold, pieces))


_CLASS_LETTERS = [
    chr(code) for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B), *range(0xA1, 0x1000))
]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read on first use."""
    return Lexicon()


@cache
def around_ages() -> tuple[frozenset[str], frozenset[str]]:
    """What stands before and behind the amounts of relative dates ("il y a", "ago"), small and with a capital."""
    table = lexicon()
    sides = ({*table.befores} - {""}, {*table.afters} - {""})
    before, after = (frozenset([*words, *(word[0].upper() + word[1:] for word in words)]) for words in sides)
    return before, after


# --- numbers and separators ---------------------------------------------------


def number_roles(token: str) -> set[str]:
    """What a number may be, from its value and its count of digits."""
    if not token.isdecimal():
        return set()
    size = len(token)
    value = int(token) if size <= 8 else -1
    roles = {"digits"}
    if size <= 4:
        roles.add("count")
    if size <= 2:
        roles.update(role for role, fits in _SHORT_NUMBERS.items() if fits(value, size))
    elif size == 4:
        roles.update(role for role, fits in _LONG_NUMBERS.items() if fits(value))
    elif size in (5, 6) and FIRST_YEAR <= int(token[:4]) <= LAST_YEAR and int(token[4:]) <= 23:
        roles.add("yyyyhh")
    return roles


_SHORT_NUMBERS: dict[str, Callable[[int, int], bool]] = {
    "day": lambda value, size: 1 <= value <= 31,
    "day2": lambda value, size: 1 <= value <= 31 and size == 2,
    "mon": lambda value, size: 1 <= value <= 12,
    "hour": lambda value, size: value <= 23,
    "hour12": lambda value, size: 1 <= value <= 12,
    "yy": lambda value, size: size == 2,
    "sixty": lambda value, size: value <= 59 and size == 2,
    "sixty1": lambda value, size: value <= 59,
}
_LONG_NUMBERS: dict[str, Callable[[int], bool]] = {
    "year": lambda value: FIRST_YEAR <= value <= LAST_YEAR or FIRST_YEAR <= value - BUDDHIST_YEARS <= LAST_YEAR,
    "jyear": lambda value: value in JALALI_YEARS,
    "yyhh": lambda value: value % 100 <= 23,  # "1912" in "28.09.1912:44"
    "offset": lambda value: value <= 1400 and value % 100 in (0, 15, 30, 45),
}


_TIGHT = {
    ".": "dot", ":": "colon", "：": "colon", "/": "slash", "-": "dash", "‐": "dash", "‑": "dash", "–": "dash",
    "'": "apostrophe", "’": "apostrophe", "`": "apostrophe",
}  # fmt: skip
_ANYWHERE = {
    "": "sp", ",": "comma", "،": "comma", "、": "comma", ".,": "comma", "٬": "comma", "+": "plus",
    "(": "open", "（": "open", ".(": "open", ",(": "open", ", (": "open", ". (": "open", "[": "open",
}  # fmt: skip
_LINKS = {
    "-", "–", "—", "―", "−", "//", "/", "\\", "|", "||", "·", "•", "∙", "⋅", "@", "~", "»", "*", ":", "::", ";",
    ", @", ",-",
}  # fmt: skip
_CLOSING = ")）]"
_SEEN_AS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")) | {ord("׳"): "."}
"""Marks of writing direction do not count, and the Hebrew sign of abbreviation is a dot."""


def separator_roles(token: str) -> set[str]:
    """What a run of blanks and signs may be between two pieces of a date.

    A sign with blanks around it links a date to its time; without, it stands inside a date or a clock.
    """
    token = token.translate(_SEEN_AS)
    core = token.strip(_BLANKS)
    if core in _ANYWHERE:
        return {_ANYWHERE[core]}
    if core == token and core in _TIGHT:
        return {_TIGHT[core]}
    if core in ("'", "’", ", '", ", ’"):
        return {"apostrophe"}
    roles = {"link"} if core in _LINKS else set[str]()
    if core in "-−" and token.endswith(core):
        roles.add("minus")
    if core == "." and token[0] == ".":
        roles.add("dotsp")
    if token[0] in _CLOSING:
        roles.add("closes")
        if len(core) == 1:
            roles.add("close")
    return roles


def _sample_numbers() -> Iterator[str]:
    """Numbers of every set of roles."""
    yield from (*(str(value) for value in range(10)), *(f"{value:02}" for value in range(100)), "123")
    for start, end in ((0, 200), (1300, 1600), (1960, 2110), (2500, 2650)):
        yield from (f"{value:04}" for value in range(start, end))
    yield from ("20170", "201712", "201799", "99999", "999999", "1234567", "123456789")


def _sample_separators() -> Iterator[str]:
    for core in ("'", *_TIGHT, *_ANYWHERE, *_LINKS, *_CLOSING, *(sign + ")." for sign in _CLOSING), "),", ") -"):
        yield from (left + core + right for left in ("", " ") for right in ("", " ") if left + core + right)


# --- reading the tables -------------------------------------------------------


def _read_data(name: str) -> str:
    with open(os.path.join(os.path.dirname(__file__), name), encoding="utf-8") as file:
        return file.read()


def _read_names(into: Lexicon, names: dict[str, Any]) -> None:
    for language in sorted(names, key=lambda language: language in _MONTHS_GIVE_WAY):
        table = names[language]
        for number, words in enumerate(table["months"], start=1):
            for word in words:
                _add_month(into, language, word, number)
        for number, words in enumerate(table["weekdays"]):
            for word in words:
                if not re.search(r"\d", word):
                    into.weekdays.setdefault(into.add_compound(word, "wday"), {})[language] = number
        for role, hours in (("am", 0), ("pm", 12)):
            for word in table[role]:
                key = into.add_compound(word, "half")
                into.halves.setdefault(key, hours)
                if table["half_first"] and key in into.roles:
                    into.add(key, "half_first")
        for days, word in table["days"].items():
            _add_phrase(into, into.daywords, word, ("day", int(days)), "dayword")
        ago = table["ago"]
        _add_ago(into, language, ago["frames"], ago["units"])
        for unit, phrases in ago["fixed"].items():
            for phrase, count in phrases:
                _add_phrase(into, into.phrases, phrase, (unit, count), "phrase")


_MONTHS_GIVE_WAY = ("hr",)
"""Croatian shares month names with larger languages, for other months; see ``months_after_dot``."""


def _add_month(into: Lexicon, language: str, word: str, number: int) -> None:
    if re.search(r"\d", word):  # "10月" is read as number and sign; "tháng 10" by its first word
        for part in re.findall(r"[^\W\d_]+", word):
            if not _is_unspaced(part):
                into.add(part, "month_word")
        return
    key = into.add(word, "month")
    into.months.setdefault(key, number)
    into.month_languages.setdefault(key, set()).add(language)
    if language == "he":
        into.months.setdefault(into.add("ב" + word, "month"), number)  # "5 באוקטובר"


def _read_words(into: Lexicon) -> None:
    import tomllib  # slow to import, needed once

    words = tomllib.loads(_read_data("words.toml"))
    for table, role in (("months", "month"), ("jalali", "jmonth")):
        for number, names in words[table].items():
            for name in names:
                (into.months if role == "month" else into.jalali).setdefault(into.add(name, role), int(number))
    for number, names in words["months_spelled"].items():
        for name in names:
            into.spelled[" ".join(into.add(word, "spelled") for word in name.split())] = int(number)
    for number, names in words["months_after_dot"].items():
        into.months_after_dot.update((fold(name), int(number)) for name in names)
    for language, table in words["weekdays"].items():
        for number, names in table.items():
            for name in names:
                into.weekdays.setdefault(into.add(name, "wday"), {}).setdefault(language, int(number))
    for table in ("roles", "one", "marks"):
        for role, names in words[table].items():
            for name in names:
                into.add(name, "one" if table == "one" else role)
    for zone, minutes in words["zones"].items():
        into.zones[into.add(zone, "zone")] = minutes
    for half, hours in (("am", 0), ("pm", 12)):
        for word in words["halves"][half]:
            key = into.add_compound(word, "half")
            into.halves[key] = hours
            if key in into.roles:
                into.add(key, "half_first")
    _keep_halves_apart(into)
    for language, table in words["ago"].items():
        _add_ago(into, language, table["frames"], {unit: names for unit, names in table.items() if unit != "frames"})
    for unit, names in words["short"].items():
        into.short_units.update((into.add(name, "unit"), unit + "s") for name in names)
    into.beside.update(map(fold, words["beside"]["words"]))
    for amount, names in words["spelled_counts"].items():
        for name in names:
            into.spelled_counts[into.add(name, "one")] = int(amount)
    for unit, phrases in words["phrases"].items():
        for phrase in phrases:
            _add_phrase(into, into.phrases, phrase, ("second", 0) if unit == "now" else (unit, 1), "phrase")
    for unit, phrases in words["phrases_of_two"].items():
        for phrase in phrases:
            _add_phrase(into, into.phrases, phrase, (unit, 2), "phrase")
    for unit, phrases in words["daywords"].items():
        for phrase in phrases:
            meaning = {"today": ("day", 0), "yesterday": ("day", 1)}.get(unit, (unit, 1))
            _add_phrase(into, into.daywords, phrase, meaning, "dayword")
    _mark_weak_names(into, words["weak"])


def _mark_weak_names(into: Lexicon, weak: dict[str, list[str]]) -> None:
    into.odd_in_lower_case = set(weak["lower_case"])
    for word in weak["never"]:
        into.roles[fold(word)].difference_update(("month", "wday", "half"))
    for key, roles in into.roles.items():
        if not roles.isdisjoint(("month", "wday")):
            short = key.isascii() and len(key) <= 3 and key not in weak["strong"]
            roles.add("weak" if short or key in weak["any_case"] else "sure")


def _keep_halves_apart(into: Lexicon) -> None:
    """Words for am and pm that are also common ones beside a clock ("de") are only the latter."""
    for key, roles in into.roles.items():
        if "half" in roles and "of" in roles:
            roles.discard("half")
            into.halves.pop(key)


def _add_ago(into: Lexicon, language: str, frames: list[list[str]], units: dict[str, list[str]]) -> None:
    language = language.partition("_")[0]
    for before, after in frames:
        frame = _words(into, before, "before"), _words(into, after, "after")
        into.frames.setdefault(frame, set()).add(language)
        into.befores.add(frame[0])
        into.afters.add(frame[1])
    for unit, names in units.items():
        for name in names:
            into.units.setdefault(_words(into, name, "unit"), {}).setdefault(unit + "s", set()).add(language)
            if ["", ""] in frames:
                into.add(name, "complete")


def _add_phrase(
    into: Lexicon, table: dict[str, tuple[str, int]], phrase: str, meaning: tuple[str, int], role: str
) -> None:
    table.setdefault(_words(into, phrase, role), (meaning[0] + "s", meaning[1]))


def _words(into: Lexicon, phrase: str, role: str) -> str:
    """The folded words of a phrase, one blank apart; of several, the first plays ``role1`` and the others ``role2``."""
    pieces = [phrase] if _is_unspaced(phrase) else _split_words()(phrase)
    pieces = [piece for piece in pieces if fold(piece)]
    if len(pieces) == 1:
        return into.add(pieces[0], role)
    return " ".join(into.add(piece, role + ("2" if index else "1")) for index, piece in enumerate(pieces))
