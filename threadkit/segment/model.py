"""What a layout makes of a page: records, their bodies, and the text of a body."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from threadkit.bylines import Byline
from threadkit.layouts.model import Layout
from threadkit.lines import Page
from threadkit.timestamps import DateMatch


@dataclass(slots=True)
class Record:
    """A post being assembled: its byline(s) and the rows of its body."""

    head: Byline | None
    foot: Byline | None
    low: int
    high: int
    """Body rows ``low <= row < high``; empty where ``low == high``."""
    cut: int | None = None
    """Offset in the last body row where an inline foot begins."""
    furniture: list[int] = field(default_factory=list)
    heading: str | None = None
    """The heading above the body that opens a new discussion, on pages that have several."""

    def get(self, name: str) -> object:
        """A byline field, from head or foot."""
        value = None if self.head is None else getattr(self.head, name)
        return value if value is not None or self.foot is None else getattr(self.foot, name)

    @property
    def bylines(self) -> list[Byline]:
        """Head and foot, as far as there are such."""
        if self.head is None:
            return [] if self.foot is None else [self.foot]
        return [self.head] if self.foot is None else [self.head, self.foot]

    @property
    def author(self) -> str | None:
        head, foot = self.head, self.foot
        if head is not None and head.author is not None:
            return head.author
        return foot.author if foot is not None else None

    @property
    def date(self) -> DateMatch | None:
        head, foot = self.head, self.foot
        if head is not None and head.date is not None:
            return head.date
        return foot.date if foot is not None else None

    @property
    def opens(self) -> bool:
        """Whether a heading above says that this post opens a discussion of its own."""
        return self.heading is not None

    @property
    def first_row(self) -> int:
        if self.head is not None:
            return self.head.first
        return self.low if self.foot is None or self.low < self.high else min(self.low, self.foot.first)

    @property
    def last_row(self) -> int:
        if self.foot is not None:
            return max(self.foot.last, self.high - 1)
        return max(self.high - 1, self.head.last if self.head is not None else self.low)

    @property
    def last_byline_row(self) -> int:
        """The last row of head or foot."""
        return max((byline.last for byline in self.bylines), default=-1)


@dataclass
class Segmentation:
    """What a layout makes of a page."""

    layout: Layout
    records: list[Record] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    opened_by: int | None = None
    """Row of the cue that opens the discussion ("28 comments"), if one was seen."""
    closed_by: int | None = None
    below_opening: bool = False
    """Whether the posts have feet only, and right above these stands what opens posts."""

    @cached_property
    def dates(self) -> frozenset[int]:
        """The dates of the posts, by their identities; asked once the records are made."""
        return frozenset([id(date) for record in self.records if (date := record.date) is not None])


def body_chars(page: Page, record: Record) -> int:
    return page.end[record.high - 1] - page.start[record.low] if record.low < record.high else 0


def body_text(page: Page, record: Record) -> str:
    """The body as printed: paragraphs kept, indentation and the byline's own marks removed."""
    pieces: list[str] = []
    for row in range(record.low, record.high):
        text = page.text[row]
        if row == record.high - 1 and record.cut is not None:
            text = text[: record.cut].rstrip(" \t\xa0-—–~")
        if record.head is not None and record.head.rest and row == record.head.last:
            text = text[record.head.rest :]
        quote = page.quote[row]
        if quote:
            text = f"{'>' * quote} {text}"
        elif row > record.low and page.bullet[row]:
            text = f"{page.bullet[row]} {text}"
        elif row > record.low and page.number[row] >= 0:
            text = f"{page.number[row]}. {text}"
        if pieces:
            pieces.append("\n\n" if page.gap[row] else "\n")
        pieces.append(text)
    return "".join(pieces)
