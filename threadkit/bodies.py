"""What the body of one post looks like by itself: somebody speaking, prose, a teaser, rows that are a byline's.

Nearly all candidates of a page find some of the same bodies, so that each is
looked at once.  What bodies say of a candidate, by whose they are and how many
are alike, is for ``threadkit.features``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.lines import SENTENCE_ENDS
from threadkit.names import name_likeness
from threadkit.segment import Record
from threadkit.timestamps import DateMatch

LIKE_NAME = 0.6
"""What looks as much like a name as this may be one."""
SHORTEST_PROSE = 25
"""So many characters in one row of a body are no label."""
LONGEST_SIGNATURE = 30
LONGEST_DATED = 80
"""A longer row with a date is no byline that was overlooked."""
OPENING = 60
"""Within so many characters somebody is addressed."""
TOP = 80
"""By so many characters of the longest row bodies are told from each other."""
INSIDE_REACH = 40
"""So many rows of a body show how many blank lines there are in it."""
VOICE = 500
"""So many characters of a body tell whether somebody speaks."""
FIRST_WORDS = 20
"""So many words are looked at first."""
_NAME = r"([^\W\d_][\w.'-]{2,}+)?"
_NO_NAME = r"(?:[\W\d_]|[^\W\d_][\w.'-]?(?![\w.'-]))*+"
_OPENING_WORDS = re.compile(3 * (_NO_NAME + _NAME))
"""The first three words that may be names."""
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SMILEYS = (":)", ":-)", ";)", ";-)")
_EMOJI = re.compile("[\U0001f440-\U0001f64f\U0001f900-\U0001f9ff]")
"""Faces, hands and hearts."""
_TEASING = ("…", "...", "[…]", "[...]", "»")
_PROSE_ENDS = (*SENTENCE_ENDS, ")")

Extent = tuple[int, int, int, int | None]
"""The first row of a body and the one behind it; where it begins and ends within a row that it shares with a byline."""


class Body(NamedTuple):
    """What a body looks like."""

    size: int
    """In characters, whole rows."""
    top: str
    """How its longest row begins."""
    prose: bool
    name_first: bool
    name_last: bool
    """Whether it begins (ends) with what looks like a name, next to much longer rows."""
    bulleted: bool
    """Whether it is a list for the most part."""
    inner_rows: int
    inner_gaps: int
    """How many of its rows may have blank lines above them, and have some."""
    opening: tuple[str | None, ...]
    """The first words that may be names of people who are addressed."""
    signature: str
    """The first word of its last row, if that may be somebody's name."""
    dates: list[Sequence[DateMatch]]
    """The dates of short rows."""
    teasing: bool
    """Whether it ends as what leads elsewhere does."""
    personal: bool
    lively: bool
    """Whether somebody speaks: of himself or to others; in questions and exclamations, or with a smile."""


def extent(record: Record) -> Extent:
    """Where a post's body stands."""
    head = record.head
    rest = head.rest if head is not None and head.last == record.low else 0
    return record.low, record.high, rest, record.cut


def look_at(cues: Cues, extents: Sequence[Extent]) -> list[Body]:
    """What some bodies, none of them empty, look like."""
    known: dict[Extent, Body] = cues.bodies
    new = [one for one in extents if one not in known]
    if new:
        known.update(zip(new, _look_at_new(cues, new), strict=True))
    return list(map(known.__getitem__, extents))


def _look_at_new(cues: Cues, extents: Sequence[Extent]) -> list[Body]:
    texts, lengths = cues.page.text, cues.lengths
    found: list[Body] = []
    for (low, high, rest, cut), (personal, lively) in zip(extents, _listen(cues, extents), strict=True):
        rows = lengths[low:high]
        most = max(rows)
        longest = texts[low + rows.index(most)]
        short = min(LONGEST_SIGNATURE, (most - 1) // 2)  # less than half of the longest
        inner = cues.page.gap[low + 1 : min(high, low + INSIDE_REACH)]
        opening = _OPENING_WORDS.match(texts[low][rest : rest + OPENING].casefold())
        look = Body(
            sum(rows),
            longest[:TOP],
            most >= SHORTEST_PROSE or longest[-1] in _PROSE_ENDS,
            rows[0] <= short and name_likeness(texts[low]) >= LIKE_NAME,
            rows[-1] <= short and name_likeness(texts[high - 1]) >= LIKE_NAME,
            _is_list(cues, low + 1, high),
            len(inner),
            len(inner) - inner.count(0),
            opening.groups() if opening is not None else (),
            _signature(texts[high - 1], cut) if high - low > 1 else "",
            _short_dates(cues, low, high if cut is None else high - 1),
            texts[high - 1].endswith(_TEASING),
            personal,
            lively,
        )
        found.append(look)
    return found


def _is_list(cues: Cues, low: int, high: int) -> bool:
    """Whether most rows below the first one of a body have list marks."""
    rows = high - low
    return rows > 0 and cues.bullets != {""} and (rows - cues.page.bullet[low:high].count("")) * 2 > rows + 1


def _signature(text: str, cut: int | None) -> str:
    """The first word of a row, as far as it is a body's, if that is as short as a name."""
    if len(text) > LONGEST_SIGNATURE and (cut is None or cut > LONGEST_SIGNATURE):
        return ""
    words = text[:cut].casefold().strip(" -–—~.,!").split(None, 1)
    return words[0] if words else ""


def _short_dates(cues: Cues, low: int, high: int) -> list[Sequence[DateMatch]]:
    """The dates of short rows, row by row."""
    rows = cues.masked.date_rows
    first = bisect_left(rows, low)
    if first == len(rows) or rows[first] >= high:
        return []
    lengths, dates = cues.lengths, cues.page.dates
    return [dates(row) for row in rows[first : bisect_left(rows, high, first)] if lengths[row] < LONGEST_DATED]


# --- voices --------------------------------------------------------------------


def _listen(cues: Cues, extents: Sequence[Extent]) -> list[tuple[bool, bool]]:
    """Whether bodies are somebody speaking, and whether lively; folded all at once."""
    source, starts, ends = cues.page.source, cues.page.start, cues.page.end
    texts = [source[(begin := starts[low]) : min(ends[high - 1], begin + VOICE)] for low, high, _, _ in extents]
    joined = "\0".join(texts)
    if joined.count("\0") >= len(texts):  # a page may hold what parts them
        joined = "\0".join([text.replace("\0", " ") for text in texts])
    folded = vocabulary.plain(joined)
    persons = cues.persons
    said = vocabulary.letters_only(folded, "\0").split("\0")
    personal = [_holds_some(words, persons) for words in said]
    unspaced = [person for person in persons if _UNSPACED.match(person)]
    if unspaced:
        texts_folded = zip(personal, texts, folded.split("\0"), strict=True)
        personal = [
            spoken or (_UNSPACED.search(text) is not None and any(person in plain for person in unspaced))
            for spoken, text, plain in texts_folded
        ]
    lively = list(map(_is_lively, texts))
    if len(joined.encode("utf-16-le", "surrogatepass")) > 2 * len(joined):  # quickly told of pages without them
        lively = [known or _EMOJI.search(text) is not None for known, text in zip(lively, texts, strict=True)]
    return list(zip(personal, lively, strict=True))


def _holds_some(text: str, words: frozenset[str]) -> bool:
    """Whether a text holds one of some words; mostly one of the first few is such."""
    first = text.split(None, FIRST_WORDS)
    if not words.isdisjoint(first):
        return True
    return len(first) > FIRST_WORDS and not words.isdisjoint(first[-1].split())


def _is_lively(text: str) -> bool:
    if "?" in text or "!" in text or (")" in text and any(map(text.__contains__, SMILEYS))):
        return True
    return not text.isascii() and ("？" in text or "！" in text or "؟" in text)
