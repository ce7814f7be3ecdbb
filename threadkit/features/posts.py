"""The posts of a segmentation, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from threadkit.bodies import Body, extent, look_at
from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.segment import Record
from threadkit.timestamps import DateMatch

ENOUGH = 64
"""Of so many posts is asked what takes long to answer: what bodies are like, whether somebody speaks or is spoken to,
and how each name stands."""


@dataclass(slots=True)
class Posts:
    """The posts of a segmentation, column by column."""

    records: list[Record]
    openings: list[Byline]
    """Every post's head or, where it has none, its foot."""
    naming: list[Byline | None]
    """The byline that names the author, the foot where none does."""
    bylines: list[Byline]
    """All of them, in page order."""
    authors: list[str | None]
    dates: list[DateMatch | None]
    low: list[int]
    high: list[int]
    first_row: list[int]
    last_row: list[int]
    picked: Sequence[int]
    """The posts that shares are taken of where it takes long to look at one."""
    filled: list[int]
    """The picked posts that have bodies."""
    bodies: list[Body]
    """What these look like."""

    @property
    def total(self) -> int:
        return len(self.records)


def in_columns(cues: Cues, records: list[Record]) -> Posts:
    """Posts column by column, each asked for what it holds only once."""
    heads = [record.head for record in records if record.head is not None]
    feet = [record.foot for record in records if record.foot is not None]
    low, high = [record.low for record in records], [record.high for record in records]
    picked = _picked(len(records))
    filled = [index for index in picked if low[index] < high[index]]
    bodies = look_at(cues, [extent(records[index]) for index in filled])
    if heads and feet:
        return Posts(
            records,
            [record.bylines[0] for record in records],
            [head if (head := record.head) is not None and head.author else record.foot for record in records],
            [byline for record in records for byline in record.bylines],
            [record.author for record in records],
            [record.date for record in records],
            low,
            high,
            [record.first_row for record in records],
            [record.last_row for record in records],
            picked,
            filled,
            bodies,
        )
    # All bylines stand on one side, as those of most pages do.
    found = heads or feet
    above = [byline.first for byline in heads] or [
        begin if begin < end else min(begin, foot.first) for begin, end, foot in zip(low, high, feet, strict=True)
    ]
    return Posts(
        records,
        found,
        [byline if byline.author or feet else None for byline in found],
        found,
        [byline.author for byline in found],
        [byline.date for byline in found],
        low,
        high,
        above,
        [max(byline.last, end - 1) for byline, end in zip(found, high, strict=True)],
        picked,
        filled,
        bodies,
    )


def _picked(total: int) -> Sequence[int]:
    """The posts that shares are taken of: all, or of many some at even distances, the first and the last among them."""
    if total <= ENOUGH:
        return range(total)
    return [index * (total - 1) // (ENOUGH - 1) for index in range(ENOUGH)]
