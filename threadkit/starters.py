"""The post that starts a topic, whose byline is not quite as those of the answers.

"Re: Bread", "Reply #3" or "in reply to Ann" stands in all bylines but the
first one's, so that no template of theirs matches it.  Decided here: whether a
name and a date of the same form stand above the posts as theirs do, and what
is between them.  The author of an article has both, too: only where the title
that the answers name stands beside them, or the site prints there what it
prints with every post (profile, buttons), is this a post.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from threadkit import vocabulary
from threadkit.bylines import Byline, date_row
from threadkit.cues import Cues
from threadkit.induction.templates import escape
from threadkit.layouts.model import Layout
from threadkit.lines import DATE, SENTENCE_ENDS
from threadkit.names import MAX_NAME, clean_name, name_key, name_likeness
from threadkit.segment import Record
from threadkit.segment.lists import usual_date
from threadkit.timestamps import DateMatch

LEAST_POSTS = 3
MOST_ASKED = 16
"""So many posts, the first ones, show what all have in common."""
REACH = 100
"""The first of the answers is hardly farther than so many rows below the date of the post that they answer."""
LONGEST_ROW = 100
"""Longer rows are no part of a byline."""
MOSTLY = 0.75
"""What is so of this share of the posts is so of all of them."""
LEAST_WORDS = 2
"""Rows of so many words that stand with every post must stand with the first, too, where no title tells it."""
MOST_MARKED = 4
"""So many rows below a byline may hold marks ("Best answer") and the begin of what is said."""
SHORTEST_TITLE = 3
LIKELY_NAME = 0.5
"""Least name-likeness of whoever is not known from another post."""


@dataclass(frozen=True, slots=True)
class _Habits:
    """What all posts have in common."""

    above: frozenset[int]
    """How many rows above the date the name stands; below 0: below it."""
    names: frozenset[str]
    below_name: dict[str, dict[int, float]]
    """How many rows below the name some rows stand, and in what share of the posts that have them."""
    recurrent: frozenset[str]
    """Rows that stand with most posts, without their numbers."""
    title: str
    """What is behind "Re:" in most bylines, folded."""


def with_starter(cues: Cues, layout: Layout, records: Sequence[Record]) -> tuple[Layout, Byline] | None:
    """The byline of the post which the others answer, and the layout with it; None where none is found."""
    if layout.source == "user" or layout.foot or not layout.head or len(records) < LEAST_POSTS:
        return None
    usual = usual_date(record.date for record in records)
    if usual is None or any(record.head is None for record in records):
        return None
    rows = list(_dated_above(cues, records[0].first_row, usual))
    habits = _habits(cues, records) if rows else None
    if habits is None:
        return None
    for row, date in rows:
        found = _spelled(cues, habits, row, date, records)
        if found is not None:
            first, last, name, template = found
            inline = 2 * sum(1 for record in records if record.head is not None and record.head.rest) > len(records)
            rest = date.end * (inline and last == row)
            byline = Byline(first, last, template=len(layout.head), author=name, date=date, rest=rest)
            return layout.model_copy(update={"head": (*layout.head, template)}), byline
    return None


def _dated_above(cues: Cues, first: int, usual: DateMatch) -> Iterator[tuple[int, DateMatch]]:
    """The rows above the first post, from the nearest, with a date as most posts have it."""
    rows = cues.masked.date_rows
    for row in reversed(rows[bisect_left(rows, first - REACH) : bisect_left(rows, first)]):
        for date in cues.page.dates(row):
            if date.kind == usual.kind or (date.relative and usual.relative):
                yield row, date


def _habits(cues: Cues, records: Sequence[Record]) -> _Habits | None:
    """What the posts have in common; None where their names do not all stand on the same side of their dates."""
    known = frozenset([name_key(record.author) for record in records if record.author])
    records = records[:MOST_ASKED]
    heads = [record.head for record in records if record.head is not None and record.head.author]
    places = [(_author_row(cues, head), date_row(cues.page, head)) for head in heads]
    distances = Counter(date - name for name, date in places if name >= 0)
    are_below = 2 * sum(count for rows, count in distances.items() if rows < 0) > distances.total()
    distances = Counter({rows: count for rows, count in distances.items() if (rows < 0) == are_below})
    if distances.total() < MOSTLY * len(records):
        return None
    below: dict[str, Counter[int]] = {}
    for name, date in places:
        ends = min(len(cues.page), name + 1 + MOST_MARKED) if are_below else date
        for row in range(name + 1, ends) if name >= 0 else ():
            below.setdefault(cues.unnumbered[row], Counter())[row - name] += 1
    least = MOSTLY * len(records)
    spans = list(pairwise(record.first_row for record in records))
    counts = Counter(text for low, high in spans for text in _undated(cues, low, high))
    return _Habits(
        frozenset(distances),
        known,
        {
            text: {step: count / steps.total() for step, count in steps.items()}
            for text, steps in below.items()
            if text and steps.total() > 1
        },
        frozenset([text for text, count in counts.items() if count >= MOSTLY * len(spans)]),
        _answered([cues.page.text[min(place) : max(place) + 2 - are_below] for place in places], least),
    )


def _undated(cues: Cues, low: int, high: int) -> set[str]:
    """The rows between two, without their numbers; dates are everywhere."""
    rows = range(low, min(high, len(cues.page)))
    return {cues.unnumbered[row] for row in rows if DATE not in cues.masked.rows[row]} - {""}


def _author_row(cues: Cues, head: Byline) -> int:
    """The row of a byline that begins with the author; -1 where none does."""
    name = name_key(head.author or "")
    rows = range(head.first, head.last + 1)
    return next((row for row in rows if name_key(clean_name(cues.page.text[row])).startswith(name)), -1)


def _answered(bylines: Sequence[Sequence[str]], least: float) -> str:
    """What is behind "Re:" in at least so many bylines, or ""."""
    titles = [title for rows in bylines if (title := next(filter(None, map(_behind_answer, rows)), ""))]
    if len(titles) < least:
        return ""
    one, other = min(titles), max(titles)
    shared = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    title = one[:shared].rstrip(" #")
    return title if len(title) >= SHORTEST_TITLE else ""


def _behind_answer(text: str) -> str:
    """What stands behind the first "Re:" of a row, folded."""
    words = text.split()
    for place, word in enumerate(words):
        if word.endswith((":", "：")) and vocabulary.plain(word[:-1]) in vocabulary.ANSWERS:
            return vocabulary.fold(" ".join(words[place + 1 :]))
    return ""


def _spelled(
    cues: Cues, habits: _Habits, row: int, date: DateMatch, records: Sequence[Record]
) -> tuple[int, int, str, str] | None:
    """From which row to which the byline of a post that others answer stands, whose it is, and how it is spelled."""
    page, end = cues.page, records[0].first_row
    found = _name(cues, habits, row, date, end)
    if found is None:
        return None
    named, name = found
    first, last = min(row, named), max(row, named)
    rows = page.text[first:last]
    if any(len(text) > LONGEST_ROW or text[-1] in SENTENCE_ENDS for text in rows):
        return None
    if any(other.kind == date.kind for between in range(first, row) for other in page.dates(between)):
        return None  # below the byline's own date stands when the post was edited
    if not (habits.title and _is_titled([*rows, page.text[last]], habits.title)):
        words = sum(len(text.split()) for text in habits.recurrent & _undated(cues, first, end))
        if words < LEAST_WORDS or last - first > max(map(abs, habits.above)):
            return None
        if any(row < start < end for start in cues.start_rows()) and name_key(name) not in habits.names:
            return None  # above what opens a discussion stands whoever wrote what is discussed
    below = page.text[last + 1 : last + 1 + MOST_MARKED]
    if any(record.author == name and page.text[record.low] in below for record in records if record.low < len(page)):
        return None  # the best answer, printed above all others
    masked = cues.masked.rows
    if named > row:
        before, _, between = " ".join(masked[row:named]).partition(DATE)
        rest = masked[named].partition(name)[2]
        pieces = [*_as_template(before), "{timestamp}", *_as_template(between), "{author}", *_as_template(rest)]
        return first, last, name, " ".join(pieces)
    before = masked[row].partition(DATE)[0] if date.start else ""
    between = " ".join([*masked[first:row], before]).strip()
    if not between.startswith(name):
        return None
    pieces = ["{author}", *_as_template(between[len(name) :]), "{timestamp}"]
    behind = page.text[row][date.end :]
    if habits.title and vocabulary.fold(behind) == habits.title:
        pieces += _as_template(behind)
    return first, last, name, " ".join(pieces)


def _as_template(masked: str) -> list[str]:
    """A masked text as a template spells it."""
    return escape(masked.replace(DATE, "\x00")).replace("\x00", "{date}").split()


def _is_titled(rows: Sequence[str], title: str) -> bool:
    """Whether what the answers name stands in some rows, and not as an answer."""
    return any(title in vocabulary.fold(text) and not _behind_answer(text) for text in rows)


def _name(cues: Cues, habits: _Habits, row: int, date: DateMatch, end: int) -> tuple[int, str] | None:
    """The name that belongs to a date, and the row that it opens, above the end."""
    page = cues.page
    if 0 in habits.above:
        name = _opening_name(page.text[row][: date.start], habits)
        return (row, name) if name else None
    top, bottom = max(0, row - max(habits.above) - 1), row
    ends = bottom
    if max(habits.above) < 0:
        top, bottom = row + 1, min(end, row + 1 - min(habits.above))
        ends = min(end, bottom + MOST_MARKED)
    for place in range(bottom - 1, top - 1, -1):
        name = _known_prefix(page.text[place], habits)
        if name:
            return place, name
    votes: dict[int, float] = {row - step: 0.0 for step in habits.above}
    for below in range(top, ends):
        for step, share in habits.below_name.get(cues.unnumbered[below], {}).items():
            votes[below - step] = votes.get(below - step, 0.0) + share
    for place in sorted(votes, key=lambda place: (votes[place], place), reverse=True):
        if not top <= place < bottom or cues.idle[place] or not (votes[place] or len(votes) == 1):
            continue
        name = clean_name(page.text[place])
        titled = habits.title and habits.title in vocabulary.fold(name)
        if name and not titled and len(name) <= MAX_NAME and name_likeness(name) >= LIKELY_NAME:
            return place, name
    return None


def _known_prefix(text: str, habits: _Habits) -> str:
    """What a row begins with, or all that it is, if somebody of that name has posted."""
    words = text.split()
    for count in range(min(len(words), 4), 0, -1):
        name = " ".join(words[:count])
        if name_key(clean_name(name)) in habits.names:
            return clean_name(name)
    return ""


def _opening_name(text: str, habits: _Habits) -> str:
    """The name at the begin of what stands before a date in its row."""
    known = _known_prefix(text, habits)
    if known:
        return known
    words = text.replace("|", " ").split()
    if habits.title:
        for count in range(1, len(words) + 1):
            if vocabulary.fold(" ".join(words[count:])).startswith(habits.title):
                words = words[:count]
                break
    name = clean_name(" ".join(words))
    return name if len(name) <= MAX_NAME and name_likeness(name) >= LIKELY_NAME else ""
