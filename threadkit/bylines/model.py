"""A byline, what a template matched, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from threadkit.layouts.template import Template
from threadkit.timestamps import DateMatch

TELLING = 2.0
"""Templates with so many words of their own (see :func:`literal_weight`; "says" is enough) fit one family of pages."""
WEAK_NAME = 0.35
"""Least name-likeness of an author that no literal word vouches for."""
BARE_NAME = 0.55
"""Least name-likeness of an author who stands alone, without date or any other sign."""
CLEAR_NAME = 0.8
"""Name-likeness of a row that opens the first post although nothing says that the discussion begins."""
LEAST_ALIKE = 4
MOSTLY_ALIKE = 0.6
"""Where so many bylines, and this share of all, end with the same words, these vouch for names however odd."""


@dataclass(slots=True)
class Byline:
    """One place where a byline template matched.  Rows are inclusive."""

    first: int
    last: int
    begin: int = 0
    role: str = "head"
    template: int = 0
    author: str | None = None
    date: DateMatch | None = None
    number: str | None = None
    title: str | None = None
    score: str | None = None
    depth: int | None = None
    reply_to: str | None = None
    reply_to_number: str | None = None
    tail: str = ""
    rest: int = 0
    """Where in row ``last`` the body begins, if it begins on that row."""

    @property
    def below(self) -> int:
        """The first row that can belong to a body below."""
        return self.last if self.rest else self.last + 1


@dataclass(slots=True)
class Hit:
    """A place where a template matches, whichever layouts have it; a byline is made of it once a layout is tried."""

    first: int
    last: int
    begin: int
    author: str | None
    rest: int
    tail: str
    template: Template
    match: re.Match[str]


Place = tuple[int, int, int, str, Hit]
"""A hit as one layout reads it: its first row, where in that row it begins, the alternative's number and the role."""


Alternative = tuple[str, int, Template]
"""A template of a layout, with its role and its place among those of that role."""
