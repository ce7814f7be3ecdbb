"""Bylines to records: heads and feet paired, the rows between them, what stands above the discussion left out."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain

from threadkit.bylines import Byline, find_bylines, with_gaps
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.template import compile_template, spelled_out
from threadkit.lines import Page
from threadkit.openings import lift_names, settle_first_name, stand_below_openings, take_titles
from threadkit.segment.ends import bound_ends, own_rows
from threadkit.segment.lists import (
    of_one_form,
    without_announcement,
    without_article,
    without_foreign_ends,
    without_other_lists,
    without_unstated_end,
)
from threadkit.segment.model import Record, Segmentation
from threadkit.segment.peeling import peel_bodies, take_headings

MOSTLY = 0.75
"""What opens the discussion stands above so many of its posts."""


def segment(
    cues: Cues, layout: Layout, bylines: list[Byline] | None = None, *, begin: int | None = None
) -> Segmentation:
    """Cut a page into records as a layout says.  No match gives no records.

    ``bylines`` may be passed where :func:`find_bylines` was asked before, and
    the row where the first post is known to ``begin``, above what opens the answers.
    """
    if bylines is None:
        bylines = find_bylines(cues, layout)
    if layout.gap is not None:
        bylines = with_gaps(cues.page, bylines, layout.gap)
    result = Segmentation(layout)
    if not bylines:
        return result
    taken_at_its_word = layout.source == "user"
    if taken_at_its_word:
        records = _records(cues.page, bylines)
    else:
        records = without_foreign_ends(_records(cues.page, of_one_form(bylines)))
        records = without_other_lists(cues, records)
    if begin is not None:
        records = _begun(cues, records, begin)
    else:
        records = _trim_front(cues, result, records)
        if result.opened_by is None:
            records = without_article(cues, records)
    if not taken_at_its_word:
        records = without_unstated_end(cues, without_announcement(cues.page, records))
    if not records:
        return result
    furniture = map(compile_template, chain.from_iterable(map(spelled_out, layout.furniture)))
    templates = [template for template in furniture if cues.may_match(template)]
    near = bound_ends(cues, result, records)
    if layout.sections:
        take_headings(cues.page, records)
    if not taken_at_its_word:
        settle_first_name(cues, records)
        lift_names(cues, records)
        take_titles(cues.page, records)
        result.below_opening = stand_below_openings(cues, records)
    peel_bodies(cues, records, templates, near)
    result.records = records
    return result


def _records(page: Page, bylines: list[Byline]) -> list[Record]:
    """Pair heads and feet and give every record the rows between."""
    records: list[Record] = []
    heads = sum(1 for byline in bylines if byline.role == "head")
    # Where most posts have a head, a foot without one is a date within a body; where few have, it ends a post, and a
    # head without one begins none.
    has_heads = heads * 2 >= len(bylines) - heads and heads > 0
    open_head: Byline | None = None
    cursor = 0
    for byline in bylines:
        if byline.role == "head":
            if open_head is not None and has_heads:
                records.append(Record(open_head, None, open_head.below, byline.first))
            open_head = byline
            cursor = byline.last + 1
            continue
        low = open_head.below if open_head is not None else cursor
        inline = byline.begin > 0
        low = min(low, byline.first)
        record = Record(open_head, byline, low, byline.first + (1 if inline else 0), byline.begin if inline else None)
        if open_head is not None or not has_heads:
            records.append(record)
        open_head = None
        cursor = byline.last + 1
    if open_head is not None and has_heads:
        records.append(Record(open_head, None, open_head.below, len(page)))
    return records


def _is_asked(layout: Layout, record: Record) -> bool:
    """Whether a post is of the kind that a layout with several kinds of posts begins with."""
    return bool(layout.levels) and any(byline.depth == 0 for byline in record.bylines)


def _trim_front(cues: Cues, result: Segmentation, records: list[Record]) -> list[Record]:
    """Drop bylines that stand before the discussion opens (the article's own, a sidebar's).

    A question is no article: "11 Answers" stands below it.  Where the page states as many posts as there are, none is
    dropped: "Replies" below the first opens its answers.  So does "1 reply" with more posts below it, where a row above
    the first opens the discussion.
    """
    if not records or _is_asked(result.layout, records[0]):
        return records
    openings = sorted({*cues.start_rows(), *own_rows(cues, result.layout.start)})
    if openings and openings[0] < records[0].first_row:
        firsts = [record.first_row for record in records]
        openings = [row for row in openings if not _counts_fewer(cues, firsts, row)]
    before, opening = _before_opening(cues, records, openings, MOSTLY * len(records))
    if before and len(records) > 1 and len(records) in cues.counts_above(records[0].first_row):
        before, opening = _before_opening(cues, records, openings, len(records))
    if opening is not None:
        result.opened_by = opening
    return records[before:]


def _counts_fewer(cues: Cues, firsts: list[int], row: int) -> bool:
    """Whether a row among posts says that fewer follow than do: it counts the answers to the post above it."""
    below = len(firsts) - bisect_right(firsts, row)
    return 0 < below < len(firsts) and 0 < max(cues.counts_in(row), default=0) < below


def _begun(cues: Cues, records: list[Record], begin: int) -> list[Record]:
    """The records from a row on, of which the first ends above what opens those that answer it."""
    records = [record for record in records if record.first_row >= begin]
    if records:
        first = records[0]
        for row in cues.start_rows():
            if first.low < row < first.high and not any(cues.is_said(below) for below in range(row, first.high)):
                first.high = row
    return records


def _before_opening(cues: Cues, records: list[Record], openings: list[int], least: float) -> tuple[int, int | None]:
    """How many posts stand above the row that opens the discussion, if at ``least`` so many are left, and that row.

    Several between two such rows, of which the upper one says how many they are, are posts picked out.
    """
    best, opened_by = 0, None
    early = records[: int(len(records) - max(1, least)) + 1]
    for row in openings:
        index = next((index for index, record in enumerate(early) if record.last_row >= row), -1)
        if index < 0:
            continue
        anchored = index
        record = records[index]
        if record.head is not None and record.head.first <= row:
            # The cue stands inside this record: what stands above it opens no discussion.
            if len(records) - index - 1 < max(1, least):
                continue
            anchored = index + 1
        if anchored < len(records) and anchored <= max(best, 3):
            if opened_by is not None and anchored > best + 1 and anchored - best in cues.counts_in(opened_by):
                continue
            best = max(best, anchored)
            opened_by = row
    return best, opened_by
