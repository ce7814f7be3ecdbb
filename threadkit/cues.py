"""Row-wise look-ups of one page that all candidates share.

Decides nothing beyond single rows: what a row folds to, whether it is known
furniture, which rows hold a literal or a date.  Every answer is found once.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from threadkit import vocabulary
from threadkit.lines import DATE, Page
from threadkit.masking import TIME, Masked

FURNITURE_ROW = 70
"""A furniture row is at most this long."""
PROFILE_WORDS = 4
"""A profile line without a colon has at most this many words ("Join Date Aug 2001")."""

_ADDRESS = re.compile(
    r"@ ?([^\W_][\w'-]{2,30})"
    r"|^[ \t>]*(?:[Hh](?:i|ello|ey)|[Dd]ear|[Hh]allo|[Ll]iebe[r]?)? ?([^\W\d_][\w'-]{2,30})[,:!]",
    re.MULTILINE,
)


class Cues:
    """Row-wise look-ups of one page that all candidates share."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.page: Page = masked.page
        self._folded: dict[int, str] = {}
        self._rows_with: dict[str, list[int]] = {}
        self._says: list[int] | None = None
        self._by: list[int] | None = None
        self._start: list[int] | None = None
        self._addressed: set[str] | None = None
        self._closing: int | None = None
        self.matches: dict[tuple[object, ...], Any] = {}
        """Matches of templates tried so far; layouts share many templates."""

    def folded(self, row: int) -> str:
        """The row as the vocabulary compares it; '' for long rows."""
        value = self._folded.get(row)
        if value is None:
            text = self.page.text[row]
            value = vocabulary.fold(text) if len(text) <= FURNITURE_ROW else ""
            self._folded[row] = value
        return value

    def rows_with(self, literal: str) -> list[int]:
        """Rows whose masked text holds a literal (lower case)."""
        rows = self._rows_with.get(literal)
        if rows is None:
            rows = []
            text = self.masked.folded
            position = text.find(literal)
            while position >= 0:
                row = self.masked.row_at(position)
                rows.append(row)
                after = self.masked.starts[row] + len(self.masked.rows[row])
                position = text.find(literal, after)
            self._rows_with[literal] = rows
        return rows

    def says_rows(self) -> list[int]:
        """Short rows that end with a verb of saying."""
        if self._says is None:
            says = vocabulary.says_suffix
            self._says = [
                row
                for row, text in enumerate(self.masked.rows)
                if len(text) <= 90 and says(text.rstrip(f" \t{DATE}{TIME}:,-")) is not None
            ]
        return self._says

    def by_rows(self) -> list[int]:
        """Short rows that start with a word such as "by"."""
        if self._by is None:
            by = vocabulary.by_prefix
            self._by = [row for row, text in enumerate(self.masked.rows) if len(text) <= 120 and by(text) is not None]
        return self._by

    def start_rows(self) -> list[int]:
        """Rows that open a discussion."""
        if self._start is None:
            rows = [
                row
                for row, text in enumerate(self.page.text)
                if len(text) <= FURNITURE_ROW and vocabulary.is_start(self.folded(row))
            ]
            # "Messages: 168" in every profile block opens nothing.
            often = Counter(self.folded(row) for row in rows)
            self._start = [row for row in rows if often[self.folded(row)] < 3]
        return self._start

    def addressed(self) -> set[str]:
        """First words of names that somebody on the page seems to be addressed by ("@Ann", "Ann, ...")."""
        if self._addressed is None:
            self._addressed = {
                (match[1] or match[2]).casefold() for match in _ADDRESS.finditer(self.page.source)
            }
        return self._addressed

    def closing_dates(self) -> int:
        """How many rows of prose end with a date, as signatures on wiki talk pages do."""
        if self._closing is None:
            rows = self.masked.rows
            self._closing = sum(
                1 for row in self.masked.date_rows if len(rows[row]) > 50 and DATE in rows[row][-14:]
            )
        return self._closing

    def is_stop(self, row: int) -> bool:
        """Whether a row closes a discussion."""
        text = self.page.text[row]
        return len(text) <= 120 and vocabulary.is_stop(self.folded(row) or vocabulary.fold(text))

    def is_furniture(self, row: int) -> bool:
        """Whether a row is known page furniture on its own."""
        folded = self.folded(row)
        if not folded:
            return False
        if vocabulary.is_furniture(folded) or vocabulary.is_role(folded):
            return True
        # "From: Leeds" is a profile line, "from the link at madmen #9. thanks" is somebody's sentence.
        text = self.page.text[row]
        return (":" in text or len(text.split()) <= PROFILE_WORDS) and vocabulary.is_profile(folded)
