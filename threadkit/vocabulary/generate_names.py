"""Write ``given_names.txt``: the first names of people in many languages, from the lists of Faker.

Decides which lists are taken and which of their names are left out: words that
mean something else more often, on pages of discussions at least.

Run ``python -m threadkit.vocabulary.generate_names`` after an upgrade of Faker.
Faker and Babel are needed for this command only; the package reads nothing but
the text file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

from threadkit import vocabulary
from threadkit.vocabulary.given_names import NAMES_FILE

SOURCE = "# First names from the lists of Faker, Copyright (c) 2012 Daniele Faraglia and contributors, MIT License."
LONG = 2000
"""The longest lists have names that hardly anybody bears and that are words ("Link", "Winter"): those are taken that
another list has, too."""
COMMON = 5
"""Words that so many lists have are names first: "Tom" is a volume in Polish."""
SHORTEST = 3
"""Shorter words are taken for names where the script says more in a letter."""
WORDS = (
    "FURNITURE", "START", "STOP", "SAYS", "BY", "AT", "ANSWERS", "REPLIES", "COMMENTS", "VIEWS", "MORE", "JUDGING",
    "ROLES", "PROFILE", "PROSE", "PARENT", "PREVIOUS", "NEXT", "ROOT",
)  # fmt: skip
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "sv", "tr")
"""Languages whose names of countries, months and days are left out."""


def main() -> None:
    """Write the data file and say how much is in it."""
    known = sorted(given_names())
    NAMES_FILE.write_text(f"{SOURCE}\n{' '.join(known)}\n", encoding="utf-8")
    print(f"{NAMES_FILE}: {len(known)} names, {NAMES_FILE.stat().st_size} bytes")


def given_names() -> set[str]:
    """The names, as ``vocabulary.fold`` spells them."""
    lists = [frozenset(map(vocabulary.fold, found)) for found in _lists()]
    witnesses = Counter([name for found in lists for name in found])
    taken = {name for found in lists for name in found if len(found) < LONG or witnesses[name] > 1}
    doubtful = {word for word in _other_words() if witnesses[word] < COMMON}
    return {name for name in taken - doubtful if _is_long_enough(name) and name.isalpha()}


def _lists() -> Iterator[frozenset[str]]:
    """The first names that Faker has for each language and country."""
    providers = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(providers.__path__):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        fields = [name for name in dir(provider) if name.startswith("first_name") and "romanized" not in name]
        yield frozenset(name for field in fields for name in _names(getattr(provider, field)))


def _names(values: Any) -> list[str]:
    """The names of a list, or of one with how common each is; none of what is no list."""
    if not isinstance(values, dict | list | tuple | set | frozenset):
        return []
    return [str(value[0] if isinstance(value, tuple) else value) for value in values]


def _is_long_enough(name: str) -> bool:
    return len(name) >= SHORTEST or not vocabulary.letters_only(name).isascii()


def _other_words() -> set[str]:
    """Words of pages, months, days of the week, and the names of countries."""
    from babel import Locale

    found = {entry for kind in WORDS for entry in getattr(vocabulary, kind)}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        found.update(locale.territories.values())
        for calendar in (locale.months, locale.days):
            found.update(word for width in ("wide", "abbreviated") for word in calendar["format"][width].values())
    return set(map(vocabulary.fold, found))


if __name__ == "__main__":
    main()
