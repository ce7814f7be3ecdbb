"""Which bylines are the discussion's: not dates within bodies, another list of the page, or the article's own."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from threadkit import vocabulary
from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.lines import Page
from threadkit.segment.model import Record, body_chars
from threadkit.timestamps import DateMatch

LEAST_OTHERS = 4
"""Fewer bylines may be alike, and unlike the first, by chance."""
CLOCKED = ("minute", "second")
"""What is told by the time of day."""
LEAST_CLOCKED = 4
"""So many posts with a time of day, or with dates printed alike, make it a habit of the page."""
MOST_FOREIGN = 2
"""So many bylines in a row may be dates within bodies; more that are printed unlike the others are another list."""
LEAST_LISTED = 3
"""Three posts are a discussion beside which others may be another list."""

LEAST_BARE = 2
"""So many titles with ages on top of each other are a list."""
LEAST_ANNOUNCED = 2
MOST_ANNOUNCED = 4
LONGEST_ANNOUNCED = 60
"""What a topic's header says below its author's name ("2 replies", "112 views") takes so many rows of such a length."""


def of_one_form(bylines: list[Byline]) -> list[Byline]:
    """The bylines without those among the others whose dates no list prints beside theirs.

    "Update 12/03/2014" in a body is no byline where all others print "3 May 2014".
    """
    if _are_printed_alike([byline.date for byline in bylines]):
        return bylines
    usual = usual_date(byline.date for byline in bylines)
    unlike = [byline.date is not None and usual is not None and byline.date.is_unlike(usual) for byline in bylines]
    alike = [place for place, strange in enumerate(unlike) if not strange]
    if len(alike) < LEAST_CLOCKED or len(alike) == len(bylines):
        return bylines
    if any(behind - place - 1 > MOST_FOREIGN for place, behind in pairwise(alike)):
        return bylines  # so many in a row are a list of their own
    within = range(alike[0], alike[-1])
    return [byline for place, byline in enumerate(bylines) if place not in within or not unlike[place]]


def without_foreign_ends(records: list[Record]) -> list[Record]:
    """The records without those at either end whose dates are printed as no list prints them beside the others.

    "22 September, by Ann" below the comments is an entry of another list, if all of these have a time of day.
    """
    dates = [record.date for record in records]
    if _are_printed_alike(dates):
        return records
    clocked = [date is not None and date.precision in CLOCKED for date in dates]
    if LEAST_CLOCKED <= sum(clocked) < len(records) <= 2 * sum(clocked):
        low, high = clocked.index(True), len(clocked) - clocked[::-1].index(True)
        ends = [*dates[:low], *dates[high:]]
        coarse = all(date is not None and _is_day(date) for date in ends)
        if coarse and all(clocked[low:high]):
            return records[low:high]
    usual = usual_date(dates)
    alike = [usual is not None and (date is None or not date.is_unlike(usual)) for date in dates]
    if sum(alike) < LEAST_CLOCKED:
        return records
    low, high = alike.index(True), len(alike) - alike[::-1].index(True)
    return records[low if low <= MOST_FOREIGN else 0 : high if len(alike) - high <= MOST_FOREIGN else len(alike)]


def _are_printed_alike(dates: Sequence[DateMatch | None]) -> bool:
    """Whether all dates are of one format; most pages have no other."""
    return len({date.kind for date in dates if date is not None}) <= 1


def _is_day(date: DateMatch) -> bool:
    """Whether a date is a day without its hours: "22 September", a menu's "today"; not "3 days ago"."""
    return date.precision == "day" and not (date.relative and any(map(str.isdigit, date.text)))


def without_other_lists(cues: Cues, records: list[Record]) -> list[Record]:
    """The records without those above a row that opens the discussion or below one that closes it, if these are a list.

    "Recent posts" have titles and dates as well; their dates are printed otherwise, or nothing much stands below.
    Where both is so no row need say it.
    """
    if len(records) <= LEAST_LISTED:
        return records
    records = _without_bare_ends(records)
    firsts = [record.bylines[0].first for record in records]
    for row in cues.stop_rows:
        place = bisect_right(firsts, row)
        if place < len(records) < 2 * place and _say_nothing(cues, records[place:]):
            return without_other_lists(cues, records[:place])
    opened = {place: None for row in cues.start_rows() if (place := bisect_right(firsts, row))}
    closed = {place: None for row in cues.stop_rows if (place := bisect_right(firsts, row)) < len(records)}
    if not opened and not closed:
        return records
    start, end = cues.page.start, cues.page.end
    bodies = [(record.low, record.high) for record in records]
    sizes = [end[high - 1] - start[low] if low < high else 0 for low, high in bodies]
    kinds = [record.date.kind if record.date is not None else None for record in records]
    for place in opened:
        if _is_other_list(sizes[:place], sizes[place:], kinds[:place], kinds[place:]):
            return without_other_lists(cues, records[place:])
    for place in closed:
        if _is_other_list(sizes[place:], sizes[:place], kinds[place:], kinds[:place]):
            return records[:place]
    return records


def _say_nothing(cues: Cues, records: list[Record]) -> bool:
    """Whether nothing in posts is what somebody says: they are titles with dates."""
    if any(record.cut is not None for record in records):
        return False  # what stands before a byline in its row ends like no sentence
    return not any(cues.is_said(row) for record in records for row in range(record.low, record.high))


def _without_bare_ends(records: list[Record]) -> list[Record]:
    """The records without several at either end that have no bodies, and dates of a form that no other has."""
    kinds = [record.date.kind if record.date is not None else None for record in records]
    if len(set(kinds)) == 1:
        return records  # the more usual case, told early
    bare = [record.low >= record.high for record in records]
    first, last = bare.index(False) if False in bare else 0, _first_of_bare_end(records)
    if len(records) - last >= LEAST_BARE and {*kinds[:last]}.isdisjoint(kinds[last:]):
        records = records[:last]
    if first >= LEAST_BARE and {*kinds[:first]}.isdisjoint(kinds[first : len(records)]):
        records = records[first:]
    return records


def _first_of_bare_end(records: list[Record]) -> int:
    """The place of the first of the last records that have no bodies; below the page's last byline may be anything."""
    last = len(records) - 1
    while last > 0 and records[last - 1].low >= records[last - 1].high:
        last -= 1
    return last


def without_unstated_end(cues: Cues, records: list[Record]) -> list[Record]:
    """The records without several at the end that have no bodies, if the page states as many posts as stand before.

    "Latest news" have titles and ages as "Ann 2 hours ago" has, and nothing need part them from the last post.
    """
    last = _first_of_bare_end(records)
    if last < LEAST_LISTED or len(records) - last < LEAST_BARE or last not in cues.counts_above(records[0].first_row):
        return records
    return records[:last]


def _is_other_list(
    sizes: list[int], others: list[int], kinds: Sequence[str | None], other_kinds: Sequence[str | None]
) -> bool:
    """Whether some posts print dates as none of the others does, or have no bodies; longer bodies speak against."""
    if len(others) < LEAST_LISTED:
        return False
    size = _middle(sizes)
    if size:  # else these have no bodies, however dates are printed
        formats, known = {*kinds} - {None}, {*other_kinds} - {None}
        if not formats or not known or not formats.isdisjoint(known):
            return False
    return size < _middle(others)


def _middle(sizes: list[int]) -> int:
    return sorted(sizes)[len(sizes) // 2]


def usual_date(dates: Iterable[DateMatch | None]) -> DateMatch | None:
    """A date as most of some are printed."""
    known = [date for date in dates if date is not None]
    if not known:
        return None
    kinds = [date.kind for date in known]
    if 2 * kinds.count(kinds[0]) > len(kinds):
        return known[0]
    kind = Counter(kinds).most_common(1)[0][0]
    return next(date for date in known if date.kind == kind)


def without_article(cues: Cues, records: list[Record]) -> list[Record]:
    """The records without the first, if its byline is the article's: "by Ann" where no other name follows such a word.

    It stands otherwise than theirs, or above the most text.  How it stands is
    not enough: the post that opens a forum's topic may be printed unlike the answers.
    So is a foot that counts the others ("Ann | 5 May | 7 comments"), which nobody's comment does.
    """
    if len(records) <= LEAST_OTHERS:
        return records
    page, first, others = cues.page, records[0], records[1:]
    byline = first.bylines[0]
    if byline.role == "foot" and len(others) in cues.counts_in(byline.last):
        return others
    if _has_by(byline) == _has_by(others[0].bylines[0]):
        return records
    bylines = [record.bylines[0] for record in others]
    if not _is_alone_in(_has_by(byline), list(map(_has_by, bylines))):
        return records
    # A foot stands below the menu, and the article is above the next one.
    holder = first if first.head is not None else others[0]
    sizes = [body_chars(page, record) for record in records[:-1] if record is not holder]
    longest = body_chars(page, holder) > max(sizes)
    unlike = any(_is_alone_in(trait(page, byline), [trait(page, other) for other in bylines]) for trait in _TRAITS)
    return others if longest or unlike else records


def without_announcement(page: Page, records: list[Record]) -> list[Record]:
    """The records without the first, if it announces the next: "Started by Ann, 5 May", "2 replies", "Ann, 5 May".

    It has the same date and name, and no more below it than a few short rows.
    """
    if len(records) <= LEAST_ANNOUNCED:
        return records
    first, second = records[:2]
    if first.head is None or first.date is None or second.date is None or first.date.text != second.date.text:
        return records
    if not second.author or not f" {first.author}".endswith(f" {second.author}"):
        return records
    below = page.text[first.low : first.high]
    terse = len(below) <= MOST_ANNOUNCED and all(len(row) <= LONGEST_ANNOUNCED for row in below)
    exact = first.date.precision in CLOCKED and not first.date.relative
    return records[1:] if terse and (exact or first.author != second.author) else records


def _is_alone_in(value: object, others: Sequence[object]) -> bool:
    return value != others[0] and len(set(others)) == 1


def _height(page: Page, byline: Byline) -> object:
    return byline.last - byline.first


def _has_mark(page: Page, byline: Byline) -> object:
    return bool(page.bullet[byline.first]) or page.number[byline.first] >= 0


def _has_by(byline: Byline) -> bool:
    """Whether the word before a name was taken for a part of it ("by Ann")."""
    return vocabulary.fold((byline.author or "x").split()[0]) in vocabulary.BY


_TRAITS: tuple[Callable[[Page, Byline], object], ...] = (_height, _has_mark)
"""How a byline stands, one question each."""
