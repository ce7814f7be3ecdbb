"""Furniture taken off bodies: headings of sections, labels of authors, what the site prints with every post."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.layouts.template import Template
from threadkit.lines import DATE, Page
from threadkit.segment.edges import EDGE_ROWS, MARKER, RECURRENT, edge_marks, edges_of
from threadkit.segment.model import Record

LONGEST_HEADING = 100
MOST_HEADINGS = 2
"""A section's heading and a subsection's may stand on top of each other."""
LEAST_LABELLED = 5
"""Fewer posts may begin with the same few words by chance."""
LEAST_OWN = 3
"""So many posts that begin with their own author's name, and most of them, have two bylines."""
OWN_REACH = 4
"""Below what the site prints last with the post before ("#4", "Bob and Cy like this")."""
MOSTLY = 0.75
LABEL_KINDS = 0.6
"""Labels are at most this many different texts for each post."""
MOST_LABELS = 3
MOST_FORMS = 3
LONGEST_OWN = 60
"""A longer row that most posts share word for word is the site's; a short one may be what people say."""
_NUMBERS = re.compile(r"\d+")
LONGEST_LABEL = 24


def take_headings(page: Page, records: list[Record]) -> None:
    """Take the headings of sections off the bodies of the posts that open these."""
    left = min((page.indent[record.low] for record in records if record.low < record.high), default=0)
    for record in records:
        headings: list[str] = []
        while (
            record.high - record.low > 1
            and len(headings) < MOST_HEADINGS
            and page.indent[record.low] <= left
            and _is_heading(page, record.low)
        ):
            headings.append(page.text[record.low])
            record.low += 1
        record.heading = " / ".join(headings) or None


def _is_heading(page: Page, row: int) -> bool:
    """Whether a row stands alone between blank lines, without a mark or the end of a sentence."""
    text = page.text[row]
    if page.gap[row] == 0 or page.gap[row + 1] == 0 or page.bullet[row] or page.number[row] >= 0 or page.quote[row]:
        return False
    return len(text) <= LONGEST_HEADING and text[-1] not in ".,;:!" and any(map(str.isalnum, text))


def peel_bodies(cues: Cues, records: list[Record], furniture: list[Template]) -> None:
    """Take furniture off both ends of every body."""
    named = _peel_own_names(cues, records)
    _peel_labels(cues, records, named)
    total = len(records)
    leading: Counter[str] = Counter()
    trailing: Counter[str] = Counter()
    for record in records:
        edges = edges_of(cues, record.low, record.high)
        leading.update(edges.leading)
        trailing.update(edges.trailing)
    least = max(3, RECURRENT * total)
    lead = {folded for folded, count in leading.items() if count >= least}
    trail = {folded for folded, count in trailing.items() if count >= least}
    lead |= {_without_mark(folded) for folded in lead}  # "Bread" above the first post, "Re: Bread" above the others
    # "Well said." below a few names is all that their posts say.
    rare = {folded for folded in lead | trail if max(leading[folded], trailing[folded]) < MARKER * total}
    opening, closing = edge_marks(cues, records) if total >= 3 else (set(), set())
    quoting = _quoting(records, lead | opening)
    lead -= quoting
    opening -= quoting
    rare -= opening | closing
    known = _Known(lead, trail, opening, closing, rare, furniture)
    for record in records:
        _peel(cues, record, known)
    _peel_forms(cues, records)


def _peel_forms(cues: Cues, records: list[Record]) -> None:
    """Take off the ends of bodies what most of them end with once names, dates and numbers are left open.

    "12.04.2011 posts by Ann", or a paragraph that the site prints below every
    post.  A name alone stays: people sign.
    """
    for _ in range(MOST_FORMS):
        lasts = [_form(cues, record) for record in records]
        least = max(LEAST_LABELLED, MARKER * len(records))
        if len(lasts) - lasts.count("") < least:
            return
        form, count = Counter(filter(None, lasts)).most_common(1)[0]
        if count < least:
            return
        for record, last in zip(records, lasts, strict=True):
            if last == form:
                record.high -= 1
                record.furniture.append(record.high)


def _form(cues: Cues, record: Record) -> str:
    """The last row of a body of several rows, with its author's name, dates and numbers left open; "" for sentences."""
    row = record.high - 1
    if row <= record.low or record.cut is not None:
        return ""
    text, author = cues.masked.rows[row], record.author
    if author and author in text:
        text = text.replace(author, "{}")
    elif len(text) <= LONGEST_OWN and DATE not in text:
        return ""
    form = _NUMBERS.sub("#", text)
    return form if any(map(str.isalpha, form)) else ""


def _quoting(records: list[Record], rows: set[str]) -> set[str]:
    """Rows that say whose words follow ("Ann said:"): of somebody quoted often they recur as the site's own rows do."""
    quoting = {row for row in rows if row.rpartition(" ")[2] in vocabulary.SAYS}
    if not quoting:
        return quoting
    names = {vocabulary.fold(author) for author in {record.author for record in records} if author}
    return {row for row in quoting if row.rpartition(" ")[0] in names}


def _without_mark(folded: str) -> str:
    """A title without the mark of an answer."""
    mark, _, rest = folded.partition(" ")
    return rest if mark in vocabulary.ANSWERS and rest else folded


def _peel_own_names(cues: Cues, records: list[Record]) -> list[Record]:
    """Take their own authors' names off the begin of bodies: "Ann Level: Gold", the text, "Ann, 12 May".

    Nobody opens what he says with his own name, let alone most people; what stands above it closes the post before.
    Returns the posts below whose names rows about their authors may stand.
    """
    places = [_own_name(cues, record) for record in records]
    if len(places) - places.count(-1) < max(LEAST_OWN, MOSTLY * len(records)):
        return [record for record in records if record.head is not None and record.author]
    for record, row in zip(records, places, strict=True):
        record.furniture += range(record.low, row + 1)
        record.low = max(record.low, row + 1)
    return [record for record, row in zip(records, places, strict=True) if row >= 0]


def _own_name(cues: Cues, record: Record) -> int:
    """The short row among the first ones of a body that begins with its author's name, or -1."""
    author, texts = record.author, cues.page.text
    if not author:
        return -1
    for row in range(record.low, min(record.low + OWN_REACH, record.high - 1)):
        text = texts[row]
        if text.startswith(author) and len(text) <= LONGEST_OWN and not text[len(author) : len(author) + 1].isalnum():
            return row
    return -1


def _peel_labels(cues: Cues, records: list[Record], named: list[Record]) -> None:
    """Take the rows about the author off the begin of bodies ("Newcomer"): they go with the name, post by post."""
    for _ in range(MOST_LABELS):
        if len(named) < max(LEAST_LABELLED, MOSTLY * len(records)):
            return
        firsts = [cues.folds[record.low] if _may_be_label(cues, record) else "" for record in named]
        counts = Counter(firsts)
        paired = list(zip(named, firsts, strict=True))
        known = sum(1 for record, first in paired if first and (counts[first] > 1 or cues.furniture[record.low]))
        distinct = len(counts) - ("" in counts)
        if known < MOSTLY * len(named) or distinct > LABEL_KINDS * len(named):
            return
        if len({(record.author, first) for record, first in paired}) > len({record.author for record in named}):
            return  # the same author with something else: that is what people say
        for record, first in paired:
            if first:
                record.furniture.append(record.low)
                record.low += 1


def _may_be_label(cues: Cues, record: Record) -> bool:
    """Whether a body begins with a short row that is no sentence, and goes on below it."""
    if record.low + 1 >= record.high or (record.head is not None and record.head.rest):
        return False
    text = cues.page.text[record.low]
    return len(text) <= LONGEST_LABEL and text[-1].isalnum() and not cues.idle[record.low + 1]


def _fills_row(cues: Cues, template: Template, row: int) -> bool:
    """Whether a furniture template matches a row and leaves nothing over."""
    match = cues.pattern(template).match(cues.masked.folded, cues.masked.starts[row])
    return match is not None and not match.groupdict().get("tail")


class _Known(NamedTuple):
    """What is no part of bodies: rows at either end, marks there, what yields where nothing else is left, templates."""

    lead: set[str]
    trail: set[str]
    opening: set[str]
    closing: set[str]
    rare: set[str]
    templates: list[Template]


def _peel(cues: Cues, record: Record, known: _Known) -> None:
    """Take off a body what is no part of it."""
    lead, trail, opening, closing, rare, templates = known
    folds, idle = cues.folds, cues.idle
    low, high = record.low, record.high
    limit = high if record.cut is None else high - 1
    if opening:
        for row in range(min(limit, low + EDGE_ROWS) - 1, low - 1, -1):
            if folds[row] in opening:
                low = row + 1
                break
    while low < limit and (idle[low] or folds[low] in lead or (templates and _is_filled(cues, templates, low))):
        low += 1
    if record.cut is None:
        if closing and not closing.isdisjoint(folds[low:high]):
            high = next(row for row in range(low, high) if folds[row] in closing)
        above = high - 1
        while above >= low and (
            idle[above] or folds[above] in trail or (templates and _is_filled(cues, templates, above))
        ):
            above -= 1
        high = above + 1
    if low >= high and record.cut is None:
        said = next((row for row in range(record.low, record.high) if folds[row] in rare and not idle[row]), None)
        low, high = (said, said + 1) if said is not None else (low, high)
    if low > record.low or high < record.high:
        record.furniture += [*range(record.low, low), *range(high, record.high)]
        record.low, record.high = low, high


def _is_filled(cues: Cues, templates: list[Template], row: int) -> bool:
    return any(_fills_row(cues, template, row) for template in templates)
