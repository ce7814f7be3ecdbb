"""The first names that people are given, in many languages.

A list of them tells names from towns, titles and ranks where nobody comes
again: hardly a word of these is one.  Few handles hold one, so that names are
told by several of them, never a single one (see ``threadkit.preferences``).
``given_names.txt`` is written by ``generate_names``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from threadkit.vocabulary.folding import fold

NAMES_FILE = Path(__file__).with_name("given_names.txt")

_FIRST_WORD = re.compile(r"[^\w\"“”„«»]*[\d_]*([^\W\d_]+)")  # whom somebody quotes stands in quotation marks


@lru_cache(maxsize=4096)
def given_name(text: str) -> str:
    """The first name that a text begins with, digits aside, as the vocabulary spells it; "" for other texts.

    >>> [given_name(text) for text in ("Anna K.", "peter_82", "New York", "«Anna»")]
    ['anna', 'peter', '', '']
    """
    match = _FIRST_WORD.match(text)
    word = fold(match[1]) if match else ""
    return word if word in _given_names() else ""


@cache
def _given_names() -> frozenset[str]:
    _, _, names = NAMES_FILE.read_text(encoding="utf-8").partition("\n")
    return frozenset(names.split())
