"""Whether a page can hold a discussion at all, told by what its bylines could be known by.

Most pages of the web are articles and menus, and should cost little more than
to be read.  Every kind of byline leaves something on the page that recurs with
text in between; where nothing does, no layout could be made of it.  Decides
only that looking for posts is pointless; where there is something to look at,
``threadkit.detection`` decides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise

from threadkit import vocabulary
from threadkit.bylines import find_bylines
from threadkit.cues import PROSE_ROW, SENTENCE_ENDS, Cues
from threadkit.induction.propose import wide_gaps
from threadkit.layouts import Layout
from threadkit.lines import DATE
from threadkit.masking import TIME
from threadkit.names import name_key, name_likeness

LEAST_SIGNS = 3
"""A byline that a page suggests by itself recurs at least so often."""
LEAST_DATED = 2
"""Dates printed alike say more than words printed alike: two with text beside them may be all posts there are."""
LEAST_SAID = 2
LEAST_ALIKE = 4
"""Rows that say nothing known about posts recur in articles too: headings, captions, the firm's name."""
NEVER = 1 << 30
LEAST_LONE = 4
"""Short rows between blank lines are everywhere; so many names among them, below "4 comments", may be posts."""
SHORT_REMARK = 6
"""From this length on a row with a full stop is text rather than a label ("I agree.")."""
SHORT_SPEECH = 15
"""Behind a date a colon and so many characters are a name and text ("Ann: me too")."""
REMARK_ENDS = (*SENTENCE_ENDS, ")", '"', "'", "”", "»")
LONGEST_BESIDE = 60
"""What stands beside a date in a byline is at most this long."""
LONGEST_BEHIND = 12
"""What stands behind the date of a signature within a row ("(UTC)", "Reply")."""
ABOVE = 4
"""A body that a date closes stands at most this many rows above it."""
LONGEST_NAME = 40
LIKELY_NAME = 0.6
LIKELY_SPEAKERS = 0.8
"""Names in front of what is said are as likely as this on average; in articles they are "Note" and "Update"."""
SPEAK_AGAIN = 0.2
SPOKEN_SHARE = 0.4
"""From the first to the last who speaks, so many of the rows with text have a name in front."""

_MASKS = re.compile(f"[{DATE}{TIME}]")
_LETTER = re.compile(r"[^\W\d_]")
_OPENING, _CLOSING = " \t\xa0([<", " \t\xa0)]>."


def may_recur(cues: Cues) -> bool:
    """Whether something recurs that a layout could be made of.

    Dates of one format with text between them, verbs of saying, words such as
    "by", rows that are printed again and again, somebody who speaks twice
    ("Ann: ..."), names in list items, items below their number, or names below
    the number of posts or among gaps that other names have left:
    pages on which none of these is found often enough hold no posts.
    """
    if _dated(cues) >= LEAST_DATED:
        return True
    text = _text_above(cues)
    if _parted(cues.says_rows(), text) >= LEAST_SAID or _parted(cues.by_rows(), text) >= LEAST_SIGNS:
        return True
    if any(
        len(rows) >= LEAST_SIGNS and _parted(rows, text) >= _least(folded) for folded, rows in cues.rows_of.items()
    ):
        return True
    if _speak(cues.spoken, text) or _parted(_numbered_names(cues), text) >= LEAST_SIGNS:
        return True
    if cues.outline is not None:
        return True
    starts = cues.start_rows()
    if starts and find_bylines(cues, _bare_list()):
        return True
    above = starts[0] if starts else 0 if _parted(wide_gaps(cues.page), text) >= LEAST_SIGNS else None
    return above is not None and _parted(_lone_names(cues, above), text) >= LEAST_LONE


def may_be_named(cues: Cues) -> bool:
    """Whether a page on which nothing recurs often enough may still follow a layout of the catalogue.

    Its bylines are known by their words too; one verb of saying, or two dates alike with text on one side are enough.
    """
    return _dated(cues) > 0 or bool(cues.says_rows())


# --- dates --------------------------------------------------------------------


def _dated(cues: Cues) -> int:
    """How many dates of one format and place have text below them, or above; that before the first counts as well."""
    if len(cues.masked.date_rows) + len(cues.masked.time_rows) < LEAST_DATED:
        return 0
    return max((_stretches(cues.page.text, *alike) for alike in _alike(cues)), default=0)


def _alike(cues: Cues) -> Iterable[tuple[list[int], set[int]]]:
    """Rows whose dates have one format and stand alike, each list with those rows that hold text themselves."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    inline: set[int] = set()
    for row in sorted({*cues.masked.date_rows, *cues.masked.time_rows}):
        masked = cues.masked.rows[row]
        places = [match.start() for match in _MASKS.finditer(masked)]
        before, behind = masked[: places[0]].strip(_OPENING), masked[places[-1] + 1 :].strip(_CLOSING)
        dates = cues.page.dates(row)
        if len(before) <= LONGEST_BESIDE:
            date, form = dates[0], "short" if len(behind) <= LONGEST_BESIDE else "head"
        elif len(behind) <= LONGEST_BEHIND:
            date, form = dates[-1], "foot"
        else:
            continue
        if form != "short" or _is_text(behind) or (":" in behind and len(behind) > SHORT_SPEECH):
            inline.add(row)
        kind = "relative" if date.relative else date.kind
        groups[form, kind, bool(before), bool(behind)].append(row)
    return ((rows, inline) for rows in groups.values() if len(rows) >= LEAST_DATED)


def _stretches(texts: Sequence[str], rows: Sequence[int], inline: set[int]) -> int:
    """Between how many neighbours there is text, and beyond one of the ends."""
    between = sum(a in inline or any(map(_is_text, texts[a + 1 : b])) for a, b in pairwise(rows))
    first, last = rows[0], rows[-1]
    beyond = (*texts[max(0, first - ABOVE) : first], *texts[last + 1 :])
    return between + (last in inline or any(map(_is_text, beyond)))


# --- words and names ------------------------------------------------------------


def _least(folded: str) -> int:
    """How often a row must recur: thrice if posts have it ("Reply", "Re: Bread"), oftener if it may be anything."""
    if _LETTER.search(folded) is None:
        return NEVER
    answers = folded.partition(" ")[0] in vocabulary.ANSWERS
    return LEAST_SIGNS if answers or vocabulary.is_furniture(folded) else LEAST_ALIKE


@cache
def _bare_list() -> Layout:
    """Items alone, as many as a row above them states."""
    return Layout(marker="item")


def _speak(spoken: Mapping[int, str], text: Sequence[int]) -> bool:
    """Whether several speak by turns: likely names in front of much of the text, and some of them again and again."""
    names = list(spoken.values())
    again = len(names) - len(set(map(name_key, names)))
    if len(names) < LEAST_SIGNS or not SPEAK_AGAIN * len(names) <= again < len(names) - 1:
        return False
    if len(names) < SPOKEN_SHARE * (text[max(spoken) + 1] - text[min(spoken)]):
        return False
    return sum(map(name_likeness, names)) >= LIKELY_SPEAKERS * len(names)


def _numbered_names(cues: Cues) -> list[int]:
    page = cues.page
    return [row for row, number in enumerate(page.number) if number >= 0 and _is_name(page.text[row])]


def _lone_names(cues: Cues, start: int) -> list[int]:
    """Rows below ``start`` between blank lines that are likely names."""
    gap, text = cues.page.gap, cues.page.text
    return [row for row in range(start + 1, len(text) - 1) if gap[row] and gap[row + 1] and _is_name(text[row])]


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and name_likeness(text) >= LIKELY_NAME


# --- text between ---------------------------------------------------------------


def _text_above(cues: Cues) -> list[int]:
    """For every row, and for the page's end, how many rows above it are text rather than labels."""
    return list(accumulate(map(_is_text, cues.page.text), initial=0))


def _is_text(text: str) -> bool:
    return len(text) >= PROSE_ROW or (len(text) >= SHORT_REMARK and text.endswith(REMARK_ENDS))


def _parted(rows: Sequence[int], text: Sequence[int]) -> int:
    """Between how many neighbours of some rows, and below the last of them, there is text."""
    if not rows:
        return 0
    return sum(text[b] > text[a + 1] for a, b in pairwise(rows)) + (text[-1] > text[rows[-1] + 1])
