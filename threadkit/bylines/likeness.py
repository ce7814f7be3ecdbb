"""Which texts are nobody's name, however well they fit a template."""

from __future__ import annotations

from functools import lru_cache

from threadkit import vocabulary
from threadkit.bylines.model import CLEAR_NAME, WEAK_NAME
from threadkit.names import MAX_NAME, name_likeness

SHORTEST_SAYING = 3
"""A verb of saying at the end of an author must be longer to count: "sa" and "fala" also end names."""


@lru_cache(maxsize=1 << 16)
def is_no_name(author: str, strict: bool) -> bool:
    """Whether form speaks against an author; a pingback's title before "says" may be longer than any name."""
    if not strict and len(author) > MAX_NAME:
        return False
    # "Ann says" above a date, "Posted by: Ann": another layout knows these words, this one does not.
    if strict and (":" in author or len(vocabulary.says_suffix(author) or "") > SHORTEST_SAYING):
        return True
    return name_likeness(author) < (WEAK_NAME if strict else 0.05)


def is_nickname(text: str) -> bool:
    """A short row with a capital and without a full stop ("You can call me Al")."""
    return len(text) <= 24 and text[0].isupper() and text[-1].isalnum()


def is_clear_name(text: str) -> bool:
    """Several capitalised words and nothing else."""
    words = text.split()
    return len(words) > 1 and all(word[0].isupper() for word in words) and name_likeness(text) >= CLEAR_NAME
