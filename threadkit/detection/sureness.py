"""Whether a candidate is as good as any other could be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

from threadkit.bylines import TELLING
from threadkit.cues import Cues
from threadkit.detection.marks import COMPLETE, MOSTLY_READ, SURE, SURE_PLAIN, SURE_WORDY, WORDY
from threadkit.features import sources
from threadkit.layouts.template import literal_weight
from threadkit.names import share_a_word
from threadkit.preferences import LEAST_SURE, LIKELY_NAMES, MOST_AUTHORS, SURE_POSTS, is_contradicted, role_of
from threadkit.scoring import Judged
from threadkit.segment import Record
from threadkit.sides import signs_article

MOST_BY_ONE = 0.6
"""One author of more of the posts than this may be a label of the site; of few one person may well write most."""
CONTRARY = -0.3
"""How far the signs of a byline's side must speak against layouts of many words; against others anything counts."""
MOST_DATED = 0.1
"""Where more bodies hold a short row with a date, a layout may have read only some of the bylines."""
MOST_DATES = 3
"""Rows with a date for each post; where there are more, others are likely to be posts as well."""
MOST_EMPTY = 2
"""Where more posts are empty (pictures, deleted ones), an empty one at an end tells nothing."""


def needs_no_rivals(cues: Cues, best: Judged) -> bool:
    """Whether the best of the named layouts is as good as induction could be; most pages end here."""
    return is_sure(cues, best) and not leaves_some(cues, best)


def is_sure(cues: Cues, best: Judged) -> bool:
    """Whether all that a candidate itself shows says that it is right."""
    posts, signs = len(best.segmentation.records), best.features
    if posts < LEAST_SURE or best.trust < SURE_WORDY:
        return False
    if not (signs["authors"] or signs["dates"]):
        return False  # a list of whatever: there may be names and dates in other words
    wordy = signs["literal"] >= WORDY
    if signs["role_vote"] < (CONTRARY if wordy else 0):
        return False  # signs speak for the other side of the bodies
    if best.segmentation.below_opening:
        return False  # the posts begin above what was taken for their end
    heads, feet = role_of(best.layout)
    if heads and not feet and signs_article(cues, best.segmentation.records):
        return False
    empty = round((1 - signs["filled"]) * posts)
    if empty <= MOST_EMPTY and ((heads and not signs["last_filled"]) or (feet and not signs["first_filled"])):
        return False  # and so does a byline at the far end that has no body, where hardly another has none
    if not (posts >= SURE_POSTS and best.trust >= SURE):
        complete = min(signs["authors"], signs["dates"]) >= COMPLETE and signs["name_likeness"] >= LIKELY_NAMES
        plain = complete and best.trust >= SURE_PLAIN
        if not (plain or (wordy and signs["dates"] >= MOST_AUTHORS)):
            return False
    if signs["dated_bodies"] > MOST_DATED or _passes_dates_by(cues, best):
        return False
    if _takes_words_for_names(cues, best):
        return False
    return wordy or best.layout.zoned or not is_contradicted(cues, best)


def _passes_dates_by(cues: Cues, best: Judged) -> bool:
    """Whether most rows with a date between the first post and the last are none that the layout reads.

    Profiles hold a second date, and some posts a third, when they were edited.  Where a layout reads no date at all,
    one for most posts is too many: others may know them.
    """
    records = best.segmentation.records
    low, high = records[0].first_row, records[-1].last_row
    rows = bisect_right(cues.masked.date_rows, high) - bisect_left(cues.masked.date_rows, low)
    return rows > (MOST_DATES if best.features["dates"] else MOSTLY_READ) * len(records)


def leaves_some(cues: Cues, best: Judged) -> bool:
    """Whether heads are fewer than the posts that the page states, and there are dates for these below what opens them.

    A word that a layout finds above each head may be the last button of the post before ("Permalink"), and some heads
    may have a row more than the others ("In reply to Ann's post").
    """
    above, records, rows = best.segmentation.opened_by, best.segmentation.records, cues.masked.date_rows
    if above is None or any(record.foot is not None for record in records):
        return False
    within = bisect_right(rows, records[-1].last_row) - bisect_right(rows, above)
    return any(len(records) < count <= within for count in cues.counts_above(above + 1))


def _takes_words_for_names(cues: Cues, candidate: Judged) -> bool:
    """Whether most posts have one author, or names share a word, or many have none although the layout knows them.

    What stands below "Posts:" or "Mood:" is no name either.
    """
    if not any("{author}" in template for template in (*candidate.layout.head, *candidate.layout.foot)):
        return False
    records = candidate.segmentation.records
    names = Counter([record.author for record in records if record.author or not _states_no_author(candidate, record)])
    if names.total() < len(records) / 2:
        return True
    heads = [record.head.first for record in records if record.head is not None and record.author]
    if 2 * sum(1 for row in heads if row and cues.page.text[row - 1].endswith(":")) > len(records):
        return True
    if sum(count for name, count in names.items() if name and len(name) == 1) > (1 - MOST_AUTHORS) * names.total():
        return True  # "M", where a site without pictures prints a letter
    if names[None] > (1 - MOST_AUTHORS) * names.total() or max(names.values()) > MOST_BY_ONE * (names.total() + 1):
        return True
    return share_a_word([name for name in names if name])


def _states_no_author(candidate: Judged, record: Record) -> bool:
    """Whether a post is nameless by a byline made for that: "[deleted]" stands where others have a name."""
    used = sources(candidate.layout, record.bylines)
    return any(literal_weight(source) >= TELLING and "{author}" not in source for source in used)
