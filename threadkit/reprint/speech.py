"""What people of several languages are called, say, and read around their posts: material for printed pages.

Reads ``speech.toml``, makes sentences, and knows nothing of how pages look; that is for ``looks`` and ``pages``.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

Words = tuple[str, ...]

PLAIN_ENDS = 4
"""How many sentences end without a tail, as if so many empty tails stood in the list."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: sentence parts, short answers, months, and the words that sites print."""

    share: int
    """How often a page is in this language."""
    starts: Words
    cores: Words
    ends: Words
    short: Words
    """Whole bodies; ``{name}`` addresses the author of the post that is answered."""
    months: Words
    ago: str
    """Relative time; ``{}`` is "3 hours" or the like, made from ``units``."""
    units: Words
    """Minutes, hours, days, in the form that follows a number above one."""
    long_date: Words
    """Patterns with ``{d} {m} {y} {H} {M}``, as the language prints a full date."""
    says: Words
    by: Words
    on: str
    at: str
    ui: Mapping[str, Words]

    @property
    def spaced(self) -> bool:
        """Whether blanks stand between words."""
        return self.cores[0][-1].isascii() or " " in self.cores[0]


def _split(text: str) -> Words:
    return tuple(part.strip("\n") for part in text.replace("\n", " ").split(" | "))


def _tongue(table: Mapping[str, Any]) -> Tongue:
    lists = {field.name for field in fields(Tongue) if field.type == "Words"}
    values: dict[str, Any] = {key: _split(value) if key in lists else value for key, value in table.items()}
    values["ui"] = {kind: _split(text) for kind, text in table["ui"].items()}
    return Tongue(**values)


_TABLES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
_NAMES = {kind: _split(text) for kind, text in _TABLES.pop("names").items()}
TONGUES: dict[str, Tongue] = {code: _tongue(table) for code, table in _TABLES.items()}
PLACES: Words = _NAMES["places"]


def names_for(language: str, rng: random.Random) -> list[str]:
    """Names that may meet on a page of this language, in random order."""
    latin = _NAMES["latin"]
    if language == "ru":
        names = [*_NAMES["cyrillic"], *rng.sample(latin, 6)]
    elif language == "ja":
        names = [*_NAMES["japanese"], *rng.sample(latin, 4)]
    else:
        names = [*latin, *_NAMES["cyrillic"][:2], *_NAMES["greek"], _NAMES["japanese"][0]]
    rng.shuffle(names)
    return names


def sentence(tongue: Tongue, rng: random.Random) -> str:
    """One sentence of the language."""
    start, core, end = rng.choice(tongue.starts), rng.choice(tongue.cores), ""
    if not tongue.spaced:
        return f"{start}{core}{rng.choice(tongue.ends)}"
    if rng.randrange(len(tongue.ends) + PLAIN_ENDS) >= PLAIN_ENDS:
        end = rng.choice(tongue.ends)
    return f"{start} {core}{'' if end[:1] in (',', '') else ' '}{end}{rng.choice('...!?')}"


def paragraph(tongue: Tongue, rng: random.Random, sentences: int) -> str:
    """That many sentences on one line."""
    return (" " if tongue.spaced else "").join(sentence(tongue, rng) for _ in range(sentences))


def short_answer(tongue: Tongue, rng: random.Random, name: str) -> str:
    """A few words, often addressed to somebody."""
    return rng.choice(tongue.short).format(name=name)


def title(tongue: Tongue, rng: random.Random) -> str:
    """A headline."""
    core = rng.choice(tongue.cores)
    return core[0].upper() + core[1:]


def word(tongue: Tongue, kind: str, rng: random.Random) -> str:
    """One of the words that sites print for something, with its placeholders unfilled."""
    return rng.choice(tongue.ui[kind])
