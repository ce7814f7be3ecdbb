"""What a token of a line may be in a date: one character per set of roles.

Decides the roles of words, numbers and separators from the two data files
(``data/date_names.json`` from CLDR, ``data/date_words.toml`` by hand).  Which
sequences of roles make a date is decided in :mod:`threadkit.timestamps`.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
BARRIER = "!"
"""Class of a separator that no date contains."""
OTHER_WORD = "?"
"""Class of a word (or overlong number) that no date contains."""

MAX_REMEMBERED = 20_000
"""Tokens whose class is kept; beyond that it is worked out each time, so that memory stays bounded."""
MAX_TOKEN = 30
"""Longer tokens are never part of a date."""

FIRST_YEAR, LAST_YEAR = 1970, 2099
"""Printed years that count: nothing discussed online is older, and "1914-1918" is no date."""
BUDDHIST_YEARS = 543

_BLANKS = " \t\xa0\u2009\u202f\u3000"
_SEPARATORS = {
    # With blanks around a sign it links date and time; without it stands inside a date.
    "": {"sp"},
    ",": {"comma", "link"},
    "،": {"comma", "link"},
    "、": {"comma", "link"},
    ".": {"dot"},
    ".,": {"comma", "link"},
    ":": {"colon"},
    "/": {"slash"},
    "-": {"dash"},
    "‐": {"dash"},
    "–": {"dash"},
    "+": {"plus"},
    "(": {"open"},
    ")": {"close"},
    "（": {"open"},
    "）": {"close"},
    "'": {"apostrophe"},
    "’": {"apostrophe"},
    "[": {"open"},
    "]": {"close"},
}
_LINKS = {"-", "–", "—", "―", "//", "/", "|", "||", "·", "•", "∙", "@", "~", "»", "*", ":", "::", "&", ";", "⋅", "−", ">"}
_CLOSING = {")": "close", "）": "close", ".)": "close", "]": "close"}


class Lexicon(dict[str, str]):
    """Token -> class character; unknown tokens are classified on first sight.

    ``months``, ``weekdays``, ``zones``, ``units`` and so on give the meaning of a word once its role is known; all
    are keyed by :func:`fold`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.roles: dict[str, set[str]] = {}
        self.months: dict[str, int] = {}
        self.weekdays: dict[str, int] = {}
        self.halves: dict[str, int] = {}  # am 0, pm 12
        self.zones: dict[str, int] = {}
        self.units: dict[str, str] = {}
        self.before: set[str] = set()
        self.after: set[str] = set()
        self.phrases: dict[str, tuple[str, int]] = {}
        self.glued: set[str] = set()  # words that must be cut out of unspaced text, or contain dots
        self._classes: dict[frozenset[str], str] = {}
        self._roles_of_class: dict[str, frozenset[str]] = {}
        _read_names(self)
        _read_words(self)

    def add(self, word: str, role: str) -> str:
        """Give a word a role; returns its folded form."""
        key = fold(word)
        self.roles.setdefault(key, set()).add(role)
        if _UNSPACED.search(word) or (_COMPOUND.search(word.strip(" .")) and role in ("half", "wday", "month")):
            self.glued.add(word.strip())
        return key

    def __missing__(self, token: str) -> str:
        roles = self._find_roles(token) if len(token) <= MAX_TOKEN else frozenset()
        found = self._class_of(frozenset(roles)) if roles else OTHER_WORD if token[0].isalnum() else BARRIER
        if len(self) < MAX_REMEMBERED:
            self[token] = found
        return found

    def _find_roles(self, token: str) -> Iterable[str]:
        if token[0].isdigit():
            return number_roles(token)
        if token[0].isalpha():
            return self.roles.get(fold(token), set())
        if fold(token) in self.roles:
            return self.roles[fold(token)]
        return separator_roles(token)

    def _class_of(self, roles: frozenset[str]) -> str:
        if roles not in self._classes:
            letter = chr(0xE000 + len(self._classes))
            self._classes[roles] = letter
            self._roles_of_class[letter] = roles
        return self._classes[roles]

    def classes_with(self, role: str) -> str:
        """All class characters whose tokens may have ``role``; valid once :meth:`settle` has run."""
        return "".join(letter for letter, roles in self._roles_of_class.items() if role in roles)

    def roles_of(self, letter: str) -> frozenset[str]:
        """The roles a class character stands for."""
        return self._roles_of_class.get(letter, frozenset())

    def settle(self) -> None:
        """Name every class there can be, so that the grammar can be compiled."""
        for roles in self.roles.values():
            if "month" in roles and "weak" not in roles:
                roles.add("strong")
        for roles in list(self.roles.values()):
            self._class_of(frozenset(roles))
        for number in _all_number_shapes():
            self._class_of(frozenset(number_roles(number)))
        for core in {*_SEPARATORS, *_LINKS, *_CLOSING}:
            for left in ("", " "):
                for right in ("", " "):
                    self._class_of(frozenset(separator_roles(left + core + right)))


def fold(word: str) -> str:
    """The form under which a word is looked up: case, dots, typographic blanks and apostrophes do not matter."""
    word = word.casefold().replace("’", "'").replace("\xad", "").replace("\u200c", "").replace("i̇", "i")
    return " ".join(word.replace(".", " ").split())


def number_roles(token: str) -> set[str]:
    """What a number may be, from its value and its count of digits."""
    if not token.isdecimal():
        return set()
    size, value = len(token), int(token) if len(token) <= 8 else -1
    roles = {"digits"}
    if size <= 4:
        roles.add("count")
    if size <= 2:
        roles |= {
            role
            for role, holds in (
                ("day", 1 <= value <= 31),
                ("mon", 1 <= value <= 12),
                ("hour", value <= 23),
                ("hour12", 1 <= value <= 12),
                ("two", size == 2),
                ("sixty", size == 2 and value <= 59),
                ("sixty1", value <= 59),
            )
            if holds
        }
    elif size == 4:
        if FIRST_YEAR <= value <= LAST_YEAR or FIRST_YEAR <= value - BUDDHIST_YEARS <= LAST_YEAR:
            roles.add("year")
        if value % 100 <= 23:
            roles.add("yyhh")
        if value <= 1400 and value % 100 in (0, 15, 30, 45):
            roles.add("offset")
        if value // 100 <= 23 and value % 100 <= 59:
            roles.add("hhmm")
    elif size in (5, 6) and FIRST_YEAR <= int(token[:4]) <= LAST_YEAR and int(token[4:]) <= 23:
        roles.add("yyyyhh")
    elif size == 8 and FIRST_YEAR <= value // 10000 <= LAST_YEAR and value // 100 % 100 <= 12 and value % 100 <= 31:
        roles.add("yyyymmdd")
    return roles


def separator_roles(token: str) -> set[str]:
    """What a run of blanks and signs may be between two parts of a date."""
    core = token.strip(_BLANKS)
    spaced = core != token and bool(core)
    if core in _SEPARATORS and not spaced:
        return _SEPARATORS[core] | ({"link"} if core in _LINKS and core not in "-/:" else set())
    if core in ("+", "-", "−") and token.endswith(core):
        return {"minus" if core != "+" else "plus", "link"} if core != "+" else {"plus"}
    if core in ("(", "[", "（", "'", "’", ",", "،", ".,", "、"):
        return _SEPARATORS[core]
    if core in (".(", ". (", ", (", ",("):
        return {"open"}
    if core == ".":
        return {"dotsp"} if token[0] == "." else {"link"}
    if core == "-" or core == "/":
        return {"link", "spaced" + core}
    if core in _CLOSING:
        return {"close"}
    return {"link"} if core in _LINKS else set()


def _all_number_shapes() -> Iterable[str]:
    yield from (str(n) for n in range(10))
    yield from (f"{n:02}" for n in range(100))
    yield from (f"{n:04}" for n in range(10000))
    yield from ("123", "20123", "201212", "201299", "99999", "999999", "1234567", "20121212", "99999999", "123456789")


_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_COMPOUND = re.compile(r"[ \xa0\u202f.’'׳״-]")
_DIGIT = re.compile(r"\d")


def _read_names(lexicon: Lexicon) -> None:
    names: dict[str, Any] = json.loads((DATA / "date_names.json").read_text("utf-8"))
    for language, table in names.items():
        for number, words in enumerate(table["months"], start=1):
            for word in words:
                if _DIGIT.search(word):
                    for part in re.findall(r"[^\W\d]+", word):
                        if not _UNSPACED.search(part):
                            lexicon.add(part, "vmonth")
                else:
                    lexicon.months.setdefault(lexicon.add(word, "month"), number)
                    if language == "he":  # "5 באוקטובר"
                        lexicon.months.setdefault(lexicon.add("ב" + word, "month"), number)
        for number, words in enumerate(table["weekdays"]):
            for word in words:
                if not _DIGIT.search(word):
                    lexicon.weekdays.setdefault(lexicon.add(word, "wday"), number)
        for role, hours in (("am", 0), ("pm", 12)):
            for word in table[role]:
                lexicon.halves.setdefault(lexicon.add(word, "half"), hours)
        for days, word in table["days"].items():
            lexicon.phrases.setdefault(fold(word), ("day", int(days)))
            lexicon.add(word, "dayword")
        ago = table["ago"]
        _read_ago(lexicon, ago["before"], ago["after"], ago["units"])
        for unit, phrases in ago["fixed"].items():
            for phrase, count in phrases:
                lexicon.phrases.setdefault(fold(phrase), (unit, count))


def _read_ago(lexicon: Lexicon, before: list[str], after: list[str], units: dict[str, list[str]]) -> None:
    for words, target, role in ((before, lexicon.before, "before"), (after, lexicon.after, "after")):
        for word in words:
            if fold(word) and fold(word)[0].isalpha():
                target.add(fold(word))
                _add_words(lexicon, word, role)
    for unit, words in units.items():
        for word in words:
            if fold(word):
                lexicon.units.setdefault(fold(word), unit)
                _add_words(lexicon, word, "unit")


def _add_words(lexicon: Lexicon, phrase: str, role: str) -> None:
    for word in phrase.split():
        lexicon.add(word, role)


def _read_words(lexicon: Lexicon) -> None:
    words = tomllib.loads((DATA / "date_words.toml").read_text("utf-8"))
    for number, names in words["months"].items():
        for name in names:
            lexicon.months[lexicon.add(name, "month")] = int(number)
    for number, names in words["weekdays"].items():
        for name in names:
            lexicon.weekdays.setdefault(lexicon.add(name, "wday"), int(number))
    for word in words["weak"]["words"]:
        if lexicon.roles.get(fold(word), set()) & {"month", "wday"}:
            lexicon.add(word, "weak")
    for role, names in words["roles"].items():
        for name in names:
            lexicon.add(name, "half" if role in ("am", "pm") else role)
            if role in ("am", "pm"):
                lexicon.halves[fold(name)] = 12 * (role == "pm")
    for marker in ("a.m.", "p.m.", "a. m.", "p. m."):
        lexicon.halves[lexicon.add(marker, "half")] = 12 * (marker[0] == "p")
    for role, names in words["cjk"].items():
        for name in names:
            lexicon.add(name, "cjk_" + role)
            lexicon.glued.add(name)
    for zone, minutes in words["zones"].items():
        lexicon.zones[lexicon.add(zone, "zone")] = minutes
    for word in words["one"]["words"]:
        lexicon.add(word, "one")
    ago = words["ago"]
    _read_ago(lexicon, ago.pop("before"), ago.pop("after"), ago)
    for name, phrases in words["phrases"].items():
        unit, count = (name.removeprefix("one_"), 1) if name != "now" else ("second", 0)
        for phrase in phrases:
            lexicon.phrases[fold(phrase)] = (unit, count)
    for phrase in lexicon.phrases:
        lexicon.add(phrase.split()[0], "phrase")
        for word in phrase.split()[1:]:
            lexicon.add(word, "inphrase")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read on first use."""
    return _settled(Lexicon())


def _settled(made: Lexicon) -> Lexicon:
    made.settle()
    return made
