"""Whether the winner is believed, and where its discussion starts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from threadkit.cues import Cues
from threadkit.entries import SURE_COMMENTED, are_reviews, trust_asked
from threadkit.features import are_said, shown_places
from threadkit.interviews import is_interview
from threadkit.preferences import LEAST_SURE
from threadkit.scoring import CONVINCING_VOUCHED, Judged, is_convincing, is_talk, signs_of_speech
from threadkit.segment import Record, Segmentation, segment
from threadkit.starters import with_starter

SPOKEN_COUNTED = 0.5
"""So many signs of speech are asked for where a row in any words states as many posts: lists of articles state such
numbers, too."""
MOST_COMPLETE = 0.8
"""So many posts have a name, a date and a text.  Of 440 readings of pages without posts that are not believed none has
ratings, too, nor verbs of saying ("Ann writes on 5 May")."""
SIGNATURE = 3.0
"""Named layouts whose bylines hold so many words of their own need no trust: of 1,200 texts without posts, or whose
posts were cut out, none was read by one."""
ZONED = 1.5
"""So many are enough where their dates have zones in brackets: "Ann (talk) 12:30, 5 May 2019 (UTC)"."""
TRUSTED_IN_ONE_LINE = 0.6
"""Posts of a page that came in one line are believed if trusted so much: diaries and lists have dates, too, and whether
these stood in rows of their own is lost.  Of 199 such pages without posts three are, twelve would be."""
LEAST_SIGNED = 2
COUNTED_ABOVE = 6
LONGEST_STATING = 60
"""So many rows above the first post one of so many letters may say how many there are."""

_COUNT = re.compile(r"\d[\d.,:/]*")


def started(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the post above its own that these answer, if it has them unchanged below that."""
    if not ranked or not is_convincing(ranked[0]):
        return ranked
    records = ranked[0].segmentation.records
    starter = with_starter(cues, ranked[0].layout, records)
    if starter is None:
        return ranked
    layout, byline = starter
    others = [other for record in records for other in record.bylines]
    found = segment(cues, layout, [byline, *others], begin=byline.first)
    if _signatures(found.records[1:]) != _signatures(records):
        return ranked
    return [replace(ranked[0], segmentation=found), *ranked[1:]]


def _signatures(records: Iterable[Record]) -> list[tuple[object, ...]]:
    return [(record.first_row, record.author, record.date) for record in records]


def doubted(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, a winner that may have found something else, entries of a list or an interview, not trusted.

    One that is hardly trusted, and that something vouches for, is marked: only the winner is asked, so that what is
    doubted holds up no search for better.
    """
    if not ranked or ranked[0].trust >= SURE_COMMENTED:
        return ranked
    best = ranked[0]
    records = best.segmentation.records
    if not is_convincing(best):
        if _is_signature(best) or _are_accounts(cues, records):
            sign = "signature"
        elif best.trust >= CONVINCING_VOUCHED and _is_vouched_for(cues, best):
            sign = "vouched"
        else:
            return ranked
        best = replace(best, features={**best.features, sign: 1.0})
        ranked = [best, *ranked[1:]]
    if not best.features["counted"] and best.trust < trust_asked(cues, records, best.trust):
        against = "entries"
    elif cues.page.parted and best.trust < TRUSTED_IN_ONE_LINE:
        against = "one_line"
    elif is_interview(cues.page, records):
        against = "interview"
    else:
        return ranked
    return [replace(best, trust=0.0, features={**best.features, against: 1.0}), *ranked[1:]]


def _is_vouched_for(cues: Cues, best: Judged) -> bool:
    """Whether people speak, or review something, where a row opens what they say, or they are as many as stated."""
    records = best.segmentation.records
    return (
        is_talk(best.features)
        or (signs_of_speech(best.features) >= SPOKEN_COUNTED and _are_as_many_as_stated(cues, best.segmentation))
        or (best.segmentation.opened_by is not None and are_reviews(cues, records))
        or (_is_complete(best.features) and (are_said(best.layout, records) or are_reviews(cues, records)))
    )


def _is_signature(best: Judged) -> bool:
    """Whether the bylines of a platform, with names and dates, hold so many words of its own that nothing else has."""
    signs = best.features
    least = ZONED if best.layout.zoned else SIGNATURE
    wordy = best.layout.source == "builtin" and signs["literal"] >= least
    return wordy and signs["posts"] >= LEAST_SURE and min(signs["authors"], signs["dates"]) >= MOST_COMPLETE


def _are_accounts(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether posts are signed as the source of a wiki's page has it: nothing else links to accounts before dates."""
    signed = sum(1 for record in records if record.author in cues.page.accounts)
    return signed >= LEAST_SIGNED and signed >= MOST_COMPLETE * len(records)


def _is_complete(features: dict[str, float]) -> bool:
    """Whether nearly all posts have likely names, dates and something that is said."""
    return min(features["authors"], features["dates"], features["name_likeness"], features["prose"]) >= MOST_COMPLETE


def _are_as_many_as_stated(cues: Cues, found: Segmentation) -> bool:
    """Whether a row right above some posts holds their number beside words in any language.

    "Words of support (14)" says so, and "Showing 1-14 of 230", as above results of a search, if some row opens them.
    """
    if len(found.records) < LEAST_SURE:
        return False
    first, count = found.records[0].first_row, len(found.records)
    rows = [cues.masked.rows[row] for row in range(max(0, first - COUNTED_ABOVE), first)]
    opened = found.opened_by is not None
    return any(
        _COUNT.findall(text) == [str(count)] or (opened and shown_places(text) == range(1, count + 1))
        for text in rows
        if len(text) <= LONGEST_STATING and any(map(str.isalpha, text))
    )
