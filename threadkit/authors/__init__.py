"""The authors of a whole page: what one name alone does not tell.

What sites print around names (ranks, towns, initials, buttons, "to Bob") is
told from names by looking at all of them.  ``page`` does so step by step;
``before``, ``behind`` and ``twice`` know what may stand there, ``addressed``
whom a byline answers.
"""

from __future__ import annotations

from threadkit.authors.before import has_rank_before
from threadkit.authors.model import Named, is_notice
from threadkit.authors.page import page_authors

__all__ = [
    "Named",
    "has_rank_before",
    "is_notice",
    "page_authors",
]
