"""Where a layout's bylines stand on a page, and what they say.

Decides which rows match a layout's templates and are bylines; what lies
between them is for ``threadkit.segment``, which layouts are tried for
``threadkit.detection``.

``model`` says what a byline is, ``index`` which layouts a page may follow and
how many bylines they could have at most.  ``matching`` finds the rows, ``fields``
reads names and dates, ``likeness`` and ``unlikely`` tell names from what is none,
``reach`` which rows a foot closes, ``items`` reads lists without names, and
``reading`` puts a layout's bylines together.
"""

from __future__ import annotations

from threadkit.bylines.fields import date_row
from threadkit.bylines.index import LayoutIndex, is_telling, most_places
from threadkit.bylines.items import with_gaps
from threadkit.bylines.matching import has_marks
from threadkit.bylines.model import CLEAR_NAME, TELLING, WEAK_NAME, Alternative, Byline
from threadkit.bylines.reading import Reading, find_bylines, read_bylines

__all__ = [
    "CLEAR_NAME",
    "TELLING",
    "WEAK_NAME",
    "Alternative",
    "Byline",
    "LayoutIndex",
    "Reading",
    "date_row",
    "find_bylines",
    "has_marks",
    "is_telling",
    "most_places",
    "read_bylines",
    "with_gaps",
]
