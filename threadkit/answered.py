"""Whom bylines say a post answers: "Ann in reply to Bob", above or beside the date.

What stands there differs from post to post and is missing where nobody is
answered; no layout could be made of it.  Decided here, before any layout is
tried: which words of which rows these are, and who is meant.  They are taken
out, and bylines are read as those of posts that answer nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.lines import Page
from threadkit.names import name_key, name_likeness

LEAST_ANSWERED = 2
"""One such row may be anybody's words."""
LONGEST_ROW = 110
LIKELY = 0.6
"""Who answers, and who is answered, are as likely names as this."""
KNOWN = 0.5
"""So many of those who are answered are named beside dates themselves, or answer somebody."""
_PARTING = " \t\xa0,;|·•—–-([:])"
"""What may stand between the name of who is answered and the date."""
_OPENING = " \t\xa0(["
_CLOSING = (")", "]")


class Answer(NamedTuple):
    """Where words say whom somebody answers, in a row, and whom; ``begin`` is 0 where they are all of it."""

    row: int
    begin: int
    end: int
    name: str
    author: str


def take_answers(page: Page) -> dict[int, str]:
    """Take the words out of the rows of bylines, and rows of nothing else out of the page: whom the others answer."""
    found, names = _near_dates(page)
    known = {name_key(name) for name in names} | {name_key(answer.author) for answer in found}
    sure = [answer for answer in found if name_key(answer.name) in known]
    if len(sure) < max(LEAST_ANSWERED, KNOWN * len(found)):
        return {}
    for row, begin, end, _, _ in found:
        if begin:
            page.text[row] = page.text[row][:begin] + page.text[row][end:]
            for date in page.dates(row):
                if date.start >= end:
                    date.start -= end - begin
                    date.end -= end - begin
    left_out = page.leave_out({answer.row for answer in found if not answer.begin})
    return {answer.row - left_out[answer.row]: answer.name for answer in found}  # of a row left out: of that above it


def _near_dates(page: Page) -> tuple[list[Answer], set[str]]:
    """The answers in the rows of dates, and in those above and below them, and the names that stand alone there."""
    found: list[Answer] = []
    names: set[str] = set()
    for row, begin, end, above in _stretches(page):
        text = page.text[row][begin:end].rstrip(_PARTING)
        if len(text) > LONGEST_ROW:
            continue
        before, _, last = text.rpartition(" ")
        text = before.rstrip(_PARTING) if last in vocabulary.AT else text  # "Bob replied to Ann on"
        for at, name in vocabulary.answers_in(text):
            author = text[:at].strip(_PARTING) or above
            if name_likeness(author) >= LIKELY <= name_likeness(name):
                stop = begin + text.rindex(name) + len(name)
                stop += page.text[row][stop : stop + 1] in _CLOSING
                start = begin + len(text[:at].rstrip(_OPENING))
                found.append(Answer(row, start if text[:at].strip(_PARTING) or begin else 0, stop, name, author))
                break
        else:
            names.add(text.strip(_PARTING))
    return found, names


def _stretches(page: Page) -> Iterator[tuple[int, int, int, str]]:
    """Rows of which a part may name somebody beside a date, from where to where that is, and who is named above it."""
    last = -1
    for row, dates in page.dated.items():
        text, begin, end = page.text[row], dates[0].start, dates[-1].end
        above = page.text[row - 1] if row and row - 1 not in page.dated else ""
        if above and row - 1 > last:
            yield row - 1, 0, len(above), page.text[row - 2] if row > 1 else ""
        yield row, 0, begin, above
        named = text[:begin].strip(_PARTING) or above
        if end < len(text):
            yield row, end, len(text), named
        last = row
        below = row + 1
        if below < len(page) and below not in page.dated and end == len(text):
            yield below, 0, len(page.text[below]), named
            last = below


def is_asked_for(templates: Sequence[str]) -> bool:
    """Whether templates name whom posts answer themselves.

    >>> is_asked_for(["{author} in reply to {reply_to}"]), is_asked_for(["{author} {timestamp}"])
    (True, False)
    """
    return any("{reply_to" in template for template in templates)
