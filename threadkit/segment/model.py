"""What a layout makes of a page: records, their bodies, and the text of a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from threadkit.bylines import Byline
from threadkit.layouts.model import Layout
from threadkit.lazily import found_once
from threadkit.lines import Page
from threadkit.timestamps import DateMatch


@dataclass(slots=True)
class Record:
    """A post being assembled: its byline(s) and the rows of its body.

    Who wrote it and when is kept beside the bylines: candidates are compared by that again and again.
    """

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
    author: str | None = field(init=False, repr=False, compare=False)
    date: DateMatch | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self.take_head(self.head)

    def take_head(self, head: Byline | None) -> None:
        """Let a byline be the head."""
        foot = self.foot
        self.head = head
        self.author = head.author if head is not None else None
        self.date = head.date if head is not None else None
        if foot is not None:
            if self.author is None:
                self.author = foot.author
            if self.date is None:
                self.date = foot.date

    @property
    def bylines(self) -> list[Byline]:
        """Head and foot, as far as there are such."""
        if self.head is None:
            return [] if self.foot is None else [self.foot]
        return [self.head] if self.foot is None else [self.head, self.foot]

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

    @found_once
    def dates(self) -> frozenset[int]:
        """The dates of the posts, by their identities; asked once the records are made."""
        return frozenset([id(date) for record in self.records if (date := record.date) is not None])


def printed_fields(records: Sequence[Record], name: str) -> list[Any]:
    """A field of the bylines of all posts, each time from head or foot."""
    read = attrgetter(name)
    heads, feet = [record.head for record in records], [record.foot for record in records]
    if not (any(heads) and any(feet)):
        return list(map(read, filter(None, heads if any(heads) else feet)))  # on one side, as those of most pages
    return [
        value
        if (head := record.head) is not None and (value := read(head)) is not None
        else None
        if (foot := record.foot) is None
        else read(foot)
        for record in records
    ]


def body_chars(page: Page, record: Record) -> int:
    return page.end[record.high - 1] - page.start[record.low] if record.low < record.high else 0


def body_text(page: Page, record: Record) -> str:
    """The body as printed: paragraphs kept, indentation and the byline's own marks removed."""
    low, high, head = record.low, record.high, record.head
    if low >= high:
        return ""
    rows = page.text[low:high]
    if record.cut is not None:
        rows[-1] = rows[-1][: record.cut].rstrip(" \t\xa0-—–~")
    if head is not None and head.rest and low <= head.last < high:
        rows[head.last - low] = rows[head.last - low][head.rest :]
    if high - low == 1:
        return _with_mark(rows[0], page.quote[low], "", -1)
    quotes, bullets, numbers = page.quote[low:high], page.bullet[low:high], page.number[low:high]
    bullets[0], numbers[0] = "", -1  # the byline's own
    if any(quotes) or any(bullets) or max(numbers) >= 0:
        rows = list(map(_with_mark, rows, quotes, bullets, numbers))
    for at, gap in enumerate(page.gap[low + 1 : high], start=1):
        if gap:
            rows[at] = f"\n{rows[at]}"
    return "\n".join(rows)


def _with_mark(text: str, quote: int, bullet: str, number: int) -> str:
    """A row with the mark that it had."""
    if quote:
        return f"{'>' * quote} {text}"
    if bullet:
        return f"{bullet} {text}"
    return f"{number}. {text}" if number >= 0 else text
