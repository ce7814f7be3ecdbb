"""Furniture taken off bodies: headings of sections, labels of authors, what the site prints with every post."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container
from itertools import chain, pairwise
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.layouts.template import Template
from threadkit.lines import DATE, Page
from threadkit.segment.edges import (
    EDGE_ROWS,
    LEAST_FURNITURE,
    MARKER,
    RECURRENT,
    Near,
    NearEnds,
    edge_marks,
    farthest,
    least_near,
)
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
LEAST_SHARED = 4
"""Two rows of prose share three words in one order by chance, hardly ever all first rows four."""
LONGEST_PROFILE = 240
"""Longer rows are prose, no labels."""
_LETTERS = re.compile(r"[^\W\d_]{2,}")
MOST_PIECES = 5
"""A furniture template fills at most so many rows."""
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
    if page.accounts:
        return page.heading[row]
    if page.gap[row] == 0 or page.gap[row + 1] == 0 or page.bullet[row] or page.number[row] >= 0 or page.quote[row]:
        return False
    return len(text) <= LONGEST_HEADING and text[-1] not in ".,;:!" and any(map(str.isalnum, text))


def peel_bodies(
    cues: Cues, records: list[Record], furniture: list[Template], of_others: NearEnds | None = None
) -> None:
    """Take furniture off both ends of every body.

    What stands near the ends ``of_others`` than the last one may be known.
    """
    _peel_next_names(cues, records)
    named = _peel_own_names(cues, records)
    _peel_labels(cues, records, named)
    total = len(records)
    least = max(LEAST_FURNITURE, RECURRENT * total)
    near = _near_all(cues, records, of_others)
    lead = {folded for folded, places in near.items() if places.leading >= least}
    trail = {folded for folded, places in near.items() if places.trailing >= least}
    lead |= {_without_mark(folded) for folded in lead}  # "Bread" above the first post, "Re: Bread" above the others
    # "Well said." below a few names is all that their posts say.
    usual = {folded for folded, places in near.items() if max(places.leading, places.trailing) >= MARKER * total}
    rare = (lead | trail) - usual
    opening, closing = edge_marks(cues, records, near) if total >= 3 else (set(), set())
    quoting = _quoting(records, lead | opening)
    lead -= quoting
    opening -= quoting
    rare -= opening | closing
    templates = [(cues.pattern(template), _likely_rows(cues, template)) for template in furniture]
    idle, none = cues.idle, bytearray(len(cues.page))
    known = _Known(
        _with_rows_of(cues, lead, idle),
        _with_rows_of(cues, trail, idle),
        _with_rows_of(cues, opening, none),
        _with_rows_of(cues, closing, none),
        rare,
        frozenset(near),
    )
    reach = [EDGE_ROWS] * (total - 1)
    reach.append(_reach_of_last(cues, known.opening, records))
    for place, record in enumerate(records):
        _peel(cues, record, known, templates, reach[place], inner=0 < place < total - 1)
    _peel_next_names(cues, records)
    _peel_own_names(cues, records)
    _peel_values(cues, records)
    _peel_profiles(cues, records)
    _peel_forms(cues, records)


def _near_all(cues: Cues, records: list[Record], of_others: NearEnds | None) -> dict[str, Near]:
    """What stands near the ends of bodies, of which all but the last may have been looked at before."""
    if of_others is None or not of_others.are_of(records[:-1]):
        of_others = NearEnds(cues, records, least_near(len(records)))
    else:
        of_others.add(records[-1])
    return of_others.found


def _with_rows_of(cues: Cues, texts: set[str], marks: bytearray) -> bytearray:
    """Marks of rows of the page, with 1 for every row that is one of some texts."""
    if not texts:
        return marks
    marks = bytearray(marks)
    for folded in texts:
        for row in cues.rows_of.get(folded, ()):
            marks[row] = 1
    return marks


def _peel_forms(cues: Cues, records: list[Record]) -> None:
    """Take off the ends of bodies what most of them end with once names, dates and numbers are left open.

    "12.04.2011 posts by Ann", or a paragraph that the site prints below every
    post.  A name alone stays: people sign.
    """
    for _ in range(MOST_FORMS):
        ended = _ended_alike(cues, records, max(LEAST_LABELLED, MARKER * len(records)))
        if not ended:
            return
        for record in ended:
            record.high -= 1
            record.furniture.append(record.high)


def _ended_alike(cues: Cues, records: list[Record], least: float) -> list[Record]:
    """Those whose bodies end in one form, if they are so many; told as soon as too few are left."""
    ended: defaultdict[str, list[Record]] = defaultdict(list)
    most = 0
    for left, record in zip(range(len(records), 0, -1), records, strict=True):
        if most + left < least:
            return []
        form = _form(cues, record)
        if form:
            alike = ended[form]
            alike.append(record)
            most = max(most, len(alike))
    return next((alike for alike in ended.values() if len(alike) >= least), [])


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

    Nobody opens what he says with his own name, let alone most people; what stands above it, if his byline stands below
    him, closes the post before.  Below a byline it is what he says, and the name that of a profile on its other side.
    Returns the posts below whose names rows about their authors may stand.
    """
    others = len(records) - max(LEAST_OWN, MOSTLY * len(records))
    places: list[int] = []
    for record in records:
        places.append(_own_name(cues, record))
        others -= places[-1] < 0
        if others < 0:  # the more usual case, told early
            return [record for record in records if record.head is not None and record.author]
    for record, row in zip(records, places, strict=True):
        record.furniture += range(record.low, row + 1)
        record.low = max(record.low, row + 1)
    return [record for record, row in zip(records, places, strict=True) if row >= 0]


def _peel_next_names(cues: Cues, records: list[Record]) -> None:
    """Take the name of who wrote the next post off the end of bodies: it stands for a picture above "Reply 3".

    So does what the site says of the picture, in the same words each time ("View profile for Ann, graphic").  Some may
    end what they say so, not most people.
    """
    texts, least = cues.page.text, max(LEAST_OWN, MOSTLY * (len(records) - 1))
    left = len(records) - 1
    ended: defaultdict[str, list[Record]] = defaultdict(list)
    most = 0
    for record, following in pairwise(records):
        text = texts[record.high - 1] if record.low < record.high and record.cut is None else ""
        if following.author and following.author in text and len(text) <= LONGEST_OWN:
            alike = ended[text.replace(following.author, "{}", 1)]
            alike.append(record)
            most = max(most, len(alike))
        left -= 1
        if most + left < least:  # the more usual case, told early
            return
    for record in max(ended.values(), key=len, default=[]):
        record.high -= 1
        record.furniture.append(record.high)


def _own_name(cues: Cues, record: Record) -> int:
    """The short row among the first ones of a body that begins with its author's name, or -1."""
    author, texts = record.author, cues.page.text
    if not author:
        return -1
    reach = OWN_REACH if record.head is None else 1
    for row in range(record.low, min(record.low + reach, record.high - 1)):
        text = texts[row]
        if len(text) > LONGEST_OWN:
            return -1  # somebody speaks
        if text.startswith(author) and not text[len(author) : len(author) + 1].isalnum():
            return row
        if author.startswith(text) and text.startswith(author[len(text) :].strip() or " "):
            return row  # "Ann's picture" below "Ann's pictureAnn"
    return -1


def _peel_labels(cues: Cues, records: list[Record], named: list[Record]) -> None:
    """Take the rows about the author off the begin of bodies ("Newcomer"): they go with the name, post by post."""
    if len(named) < max(LEAST_LABELLED, MOSTLY * len(records)):
        return
    lengths = cues.lengths
    for _ in range(MOST_LABELS):
        short = [record.low + 1 < record.high and lengths[record.low] <= LONGEST_LABEL for record in named]
        if sum(short) < MOSTLY * len(named):
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


def _peel_profiles(cues: Cues, records: list[Record]) -> None:
    """Take off the begin of bodies a row about the author that holds the same words in nearly every post, in one order.

    "Moderator Join Date Aug 2008 Location Rome Posts 590": what stands between the words differs, and how it begins.
    Nobody opens what he says with words that all others open with.
    """
    opened = [record for record in records if record.high - record.low > 1]
    least = max(LEAST_LABELLED, MARKER * len(records))
    if len(opened) < least:
        return
    rows = [_row_words(cues, record) for record in opened[:LEAST_LABELLED]]
    counts = Counter(chain.from_iterable(map(set, rows)))
    usual = {word for word, count in counts.items() if count >= MARKER * len(rows)}
    if len(usual) < LEAST_SHARED:
        return  # the more usual case, told early
    words = max(([word for word in row if word in usual] for row in rows), key=len)
    alike = [record for record in opened if _in_common(words, _row_words(cues, record)) >= LEAST_SHARED]
    if len(alike) >= least and not _name_others(cues, alike):
        for record in alike:
            record.furniture.append(record.low)
            record.low += 1


def _peel_values(cues: Cues, records: list[Record]) -> None:
    """Take off the begin of bodies what the label above them calls for: "From:", "Leeds".

    What several people have below it was taken off before; others have something of their own.
    """
    texts = cues.page.text
    label = next((texts[record.low - 1] for record in records if _is_below_label(cues, record)), "")
    if not label:
        return  # the more usual case, told early
    left = [record for record in records if _is_below_label(cues, record) and texts[record.low - 1] == label]
    taken = [record for record in records if record.low > 1 and texts[record.low - 2] == label]
    valued = [(record, cues.folds[record.low]) for record in left if _may_be_label(cues, record)]
    if len(valued) < MOSTLY * len(left) or len(valued) + len(taken) < max(LEAST_LABELLED, MOSTLY * len(records)):
        return
    if len({(record.author, value) for record, value in valued}) > len({record.author for record, _ in valued}):
        return  # the same author with something else: that is what people say
    for record, _ in valued:
        record.furniture.append(record.low)
        record.low += 1


def _is_below_label(cues: Cues, record: Record) -> bool:
    """Whether a body begins below a row that ends with a colon, and is no byline's."""
    head = record.head
    return head is not None and head.last + 1 < record.low and cues.page.text[record.low - 1][-1] in ":："


def _name_others(cues: Cues, records: list[Record]) -> bool:
    """Whether the first rows of most bodies name who wrote others: "Originally posted by Ann Lee, view post"."""
    authors = {record.author for record in records if record.author}
    rows = [(record.author, cues.page.text[record.low]) for record in records]
    naming = sum(1 for own, text in rows if any(author in text for author in authors if author != own))
    return 2 * naming > len(records)


def _row_words(cues: Cues, record: Record) -> list[str]:
    """The words of the first row of a body; none of prose."""
    text = cues.page.text[record.low]
    return _LETTERS.findall(text.casefold()) if len(text) <= LONGEST_PROFILE else []


def _in_common(words: list[str], others: list[str]) -> int:
    """How many words of a row another one holds as well, in the same order."""
    found = at = 0
    for word in words:
        if word in others[at:]:
            found, at = found + 1, others.index(word, at) + 1
    return found


def _may_be_label(cues: Cues, record: Record) -> bool:
    """Whether a body begins with a short row that is no sentence, and goes on below it."""
    if record.low + 1 >= record.high or (record.head is not None and record.head.rest):
        return False
    text = cues.page.text[record.low]
    return len(text) <= LONGEST_LABEL and text[-1].isalnum() and not cues.idle[record.low + 1]


def _likely_rows(cues: Cues, template: Template) -> Container[int]:
    """The rows in which a furniture template may match."""
    if template.anchor[0] == "any":
        return range(len(cues.page))
    above = range(template.least, template.reach + 1)
    return frozenset([row - shift for row in cues.anchors(template) for shift in above])


def _filled_to(cues: Cues, templates: _Furniture, row: int) -> int:
    """The row behind those that a furniture template fills from one on, with nothing left over; that one if none does.

    Where every piece has a row of its own that may be several rows.
    """
    starts = cues.masked.starts
    for pattern, rows in templates:
        if row in rows:
            match = pattern.match(cues.masked.folded, starts[row])
            if match is not None and not match.groupdict().get("tail"):
                return bisect_left(starts, match.end(), row + 1)
    return row


_Furniture = list[tuple[re.Pattern[str], Container[int]]]
"""Patterns of furniture, each with the rows where it may match."""


class _Known(NamedTuple):
    """What is no part of bodies, row by row of the page: 1 for every such row."""

    lead: bytearray
    trail: bytearray
    """What stands at the begin (end) of bodies."""
    opening: bytearray
    closing: bytearray
    """That before (behind) which nothing is theirs."""
    rare: set[str]
    """What is somebody's own where nothing else is left."""
    near: frozenset[str]
    """What stands near the ends of several bodies."""


def _reach_of_last(cues: Cues, opening: bytearray, records: list[Record]) -> int:
    """In how many rows of the last body marks open it."""
    if len(records) < 2 or records[-1].foot is not None:
        return EDGE_ROWS
    ends = [(record.low, min(record.high, record.low + EDGE_ROWS)) for record in records[:-1]]
    return farthest(cues, records[-1].low, (max(0, opening.rfind(1, low, high) - low) for low, high in ends)) + 1


def _peel(cues: Cues, record: Record, known: _Known, templates: _Furniture, reach: int, *, inner: bool) -> None:
    """Take off a body what is no part of it, marks that open it within the first rows.

    Nothing may be left of the first and the last one, unless what ends the ``inner`` ones stands there as well.
    """
    lead, trail, opening, closing, rare, near = known
    low, high = record.low, record.high
    limit = high if record.cut is None else high - 1
    low = max(low, opening.rfind(1, low, min(limit, low + reach)) + 1)
    if low < limit and (lead[low] or templates):
        low = _first_own(cues, lead, templates, low, limit)
    if record.cut is None and low < high:
        closed = closing.find(1, low, high)
        high = high if closed < 0 else closed
        if low < high and (trail[high - 1] or templates):
            high = _last_own(cues, trail, templates, low, high) + 1
    if low >= high and record.cut is None:
        folds, idle = cues.folds, cues.idle
        rows = range(record.low, record.high)
        said = next((row for row in rows if folds[row] in rare and not idle[row]), None)
        if said is None and (inner or not near.isdisjoint(folds[max(0, record.low - 1) : record.high + 1])):
            # "Up!" is a button elsewhere; "3 more replies" is one.
            said = next((row for row in rows if folds[row] not in near and not _counts(folds[row])), None)
        low, high = (said, said + 1) if said is not None else (low, high)
    if low > record.low or high < record.high:
        record.furniture += [*range(record.low, low), *range(high, record.high)]
        record.low, record.high = low, high


def _counts(folded: str) -> bool:
    """Whether a row says how many there are of something ("3 more replies"); "+1" does not."""
    return "#" in folded and folded[0] != "+"


def _first_own(cues: Cues, marks: bytearray, templates: _Furniture, low: int, limit: int) -> int:
    """The first of some rows that is neither marked nor filled by a template, or the end of them."""
    while low < limit:
        low = marks.find(0, low, limit)
        if low < 0:
            return limit
        behind = _filled_to(cues, templates, low)
        if not low < behind <= limit:
            return low
        low = behind
    return limit


def _last_own(cues: Cues, marks: bytearray, templates: _Furniture, low: int, high: int) -> int:
    """The last of some rows that is neither marked nor filled by a template, or the one above them."""
    while low < high:
        row = marks.rfind(0, low, high)
        if row < 0 or not templates:
            return max(row, low - 1)
        above = range(row, max(low, row - MOST_PIECES + 1) - 1, -1)
        high = next((first for first in above if _filled_to(cues, templates, first) == row + 1), high)
        if high > row:
            return row
    return low - 1
