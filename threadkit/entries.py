"""Whether what reads as posts may be entries of a list: a blog's articles, a forum's topics.

Such entries have names, dates and texts as posts do, and nothing in their form
tells them apart, but each states how many comments it has, which stand
elsewhere, or how often it was opened, or leads to the rest of its text.  Some
sites do so with posts as well: this only says which readings are to be trusted
more than others before they are believed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.names import name_key
from threadkit.segment import Record

ENOUGH = 24
"""So many posts show what all have."""
LEAST = 3
"""Two may happen to have been answered."""
MOST = 0.6
"""So many entries state such a number; the others may have no comments."""
SURE = 0.75
"""What may be a list of articles or topics is a discussion only if trusted so much."""
SURE_COMMENTED = 0.9
"""Hardly a site states how many comments each comment has; views are stated by some."""
NUMBERED = 0.6
"""So many steps are alike from one number of a post to the next."""
MOST_LEFT_OUT = 2
"""Or all go one way, and none is longer than this on average."""
ALL = 0.9
"""So many lead elsewhere; of posts only long ones are cut short."""
REACH = 60
"""Rows of a post that are looked at."""
ABOVE = 8
"""So many rows above the first post may head the columns of a table of topics, each in a row of its own."""

LONGEST_LABEL = 60
"""A longer row in which "helpful" stands is what somebody says."""
LONGEST = 160
"""Longer rows are prose; some extractors print all that is known of a topic in one."""
WIDEST = 400
"""What pads columns of a table may be wider."""
TAIL = 40
"""At the end of a text, within so many characters, stands what leads to its rest."""


def trust_asked(cues: Cues, records: Sequence[Record], trust: float = 0.0) -> float:
    """How much some posts are to be trusted as they may be entries: 0 if nothing says so.

    That is where most state how many comments or views they have, and differ in that, or lead elsewhere, and few ask
    whether they help, as reviews and answers do.  What asks for no more than the ``trust`` that they have need not be
    known.
    """
    some = records[: ENOUGH + 1]  # where the last one ends is not known
    if len(some) <= LEAST:
        return 0.0
    places = [(one.first_row, other.first_row) for one, other in pairwise(some)]
    entries = _Texts(cues, places)
    if _differ(entries.stated(_all_comments), some):
        asked = SURE_COMMENTED
    elif trust < SURE and (
        _in_columns(cues, places[0][0], entries)
        or _most_lead_on(cues, some)
        or _differ(entries.stated(_all_views), some)
    ):
        asked = SURE
    else:
        return 0.0
    return 0.0 if entries.are_judged() or _answer_each_other(cues, some) else asked


def _answer_each_other(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether most of some posts but the first say in a row which of the others' authors they answer.

    Any row may say so; ``threadkit.structure`` asks for a parent only in those around what is surely a body.
    """
    authors = {name_key(record.author) for record in records if record.author}
    answering = 0
    for above, record in pairwise(records):
        rows = range(above.high, record.high)[:REACH]
        named = (vocabulary.reply_to(cues.page.text[row]) for row in rows)
        answering += any(name and name_key(name) in authors for name in named)
    return answering >= MOST * (len(records) - 1)


def are_reviews(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether most of some posts ask if they help, list what is good and bad, or say how good it is: "4/5", "★★★"."""
    places = [(one.first_row, other.first_row) for one, other in pairwise(records[: ENOUGH + 1])]
    if len(places) < LEAST - 1:
        return False
    entries = _Texts(cues, places)
    rated = sum(entries.is_rated(place) for place in range(len(places)))
    return rated >= MOST * len(places) or entries.are_judged()


def _in_columns(cues: Cues, first: int, entries: _Texts) -> bool:
    """Whether entries, the first of which stands in some row, stand below columns of replies and views."""
    top = _text(cues, max(0, first - ABOVE), first) + "\n" + entries.text(0)
    answers = _held(vocabulary.COMMENTS | vocabulary.REPLIES, top)
    if not answers:
        return False
    views = _held(vocabulary.VIEWS, top)
    return bool(views) and _columns(answers, views).search(top) is not None


class _Texts:
    """What stands in some entries in plain spelling, read as far as it is asked for."""

    def __init__(self, cues: Cues, places: Sequence[tuple[int, int]]) -> None:
        self._cues = cues
        self._places = places
        self._read: dict[int, str] = {}

    def text(self, place: int) -> str:
        """That of one entry."""
        text = self._read.get(place)
        if text is None:
            text = self._read[place] = _text(self._cues, *self._places[place])
        return text

    def stated(self, numbers: Callable[[list[str]], list[int | None]]) -> list[int | None]:
        """The numbers that the entries state; none where too few do.

        Of the shortest entries, one more than may state nothing, at least one has to.
        """
        starts, last = self._cues.page.start, len(self._cues.page) - 1
        sizes = [starts[min(end, last)] - starts[min(first, last)] for first, end in self._places]
        ranked = sorted(range(len(sizes)), key=sizes.__getitem__)
        shortest = [self.text(place) for place in ranked[: int((1 - MOST) * len(ranked)) + 1]]
        if not any(map(_DIGIT.search, shortest)) or numbers(shortest).count(None) == len(shortest):
            return []
        return numbers([self.text(place) for place in range(len(sizes))])

    def is_rated(self, place: int) -> bool:
        """Whether one of them says how good something is, in stars or numbers."""
        rows = self._cues.page.text[slice(*self._places[place])]
        return not _STARS.isdisjoint("".join(rows)) or _RATING.search(self.text(place)) is not None

    def are_judged(self) -> bool:
        """Whether most ask in a short row if they help, or to report them, list what is good and what is bad, or
        say that they are a review and when what they tell of was.

        Nothing of that stands below an article's teaser.
        """
        texts = [self.text(place) for place in range(len(self._places))]
        words = _held(vocabulary.JUDGING, "\n".join(texts))
        if not words:
            return False
        pattern = _labels(words)
        return sum(pattern.search(text) is not None for text in texts) >= MOST * len(texts)


def _differ(stated: Sequence[int | None], records: Sequence[Record]) -> bool:
    """Whether most of some posts state a number, and it is their own: neither their place nor their authors'."""
    counts = [count for count in stated if count is not None]
    if len(counts) < MOST * len(stated) or len(set(counts)) < 2:
        return False
    return not (_are_numbers(counts) or _are_of_authors(records, stated))


def _text(cues: Cues, first: int, end: int) -> str:
    """Some rows in plain spelling, without long ones."""
    rows = [" ".join(row.split()) for row in cues.masked.rows[first : min(end, first + REACH)] if len(row) <= WIDEST]
    return vocabulary.plain("\n".join([row for row in rows if len(row) <= LONGEST]))


Words = tuple[str, ...]


def _held(words: frozenset[str], text: str) -> Words:
    """Those of some words that a text holds: few of all languages'."""
    return tuple(sorted(filter(text.__contains__, words)))


def _all_comments(texts: list[str]) -> list[int | None]:
    page = "\n".join(texts)
    comments, replies = _held(vocabulary.COMMENTS, page), _held(vocabulary.REPLIES, page)
    if not (comments or replies):
        return [None] * len(texts)
    return [_comments(text, comments, replies) for text in texts]


def _all_views(texts: list[str]) -> list[int | None]:
    views = _held(vocabulary.VIEWS, "\n".join(texts))
    return [_views(text, views) if views else None for text in texts]


def _comments(text: str, comments: Words, replies: Words) -> int | None:
    """How many comments or replies a text says that there are; the number may stand on a row of its own."""
    for pattern in (comments and _beside(comments), replies and _behind(replies)):
        for match in pattern.finditer(text) if pattern else ():
            # "Comment" is a button in some languages: only what opens discussions elsewhere counts.
            if vocabulary.is_start(vocabulary.fold(match[0])) and not (_ends_button(match) or _is_in_profile(match)):
                return _number(match)
    return None


def _ends_button(match: re.Match[str]) -> bool:
    """Whether the words are the end of a longer row, and the number stands below it: "Reply to this comment", "2"."""
    words, parted, _ = match[0].partition("\n")
    return bool(parted) and not words[-1].isdigit() and match.start() > 0 and match.string[match.start() - 1] != "\n"


def _is_in_profile(match: re.Match[str]) -> bool:
    """Whether a row of a profile stands right above or below, other numbers than of comments: "Joined: May 2011"."""
    text = match.string
    above, below = text[: match.start()].rpartition("\n")[0], text[match.end() :].partition("\n")[2]
    rows = above.rpartition("\n")[2], below.partition("\n")[0]
    return any(vocabulary.is_profile(vocabulary.fold(row)) for row in rows if row and not _held(_COUNTED, row))


def _views(text: str, views: Words) -> int | None:
    match = _beside(views).search(text)
    return None if match is None else _number(match)


def _number(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match[0]))


_COUNTED = vocabulary.COMMENTS | vocabulary.REPLIES | vocabulary.VIEWS
_COUNT = r"\d(?:[\d.,]*\d)?"
_COUNTERS = "\u306e\u4e00-\u9fff\uac00-\ud7af"
"""What Chinese, Japanese and Korean print between a number and what is counted."""


def _any(words: Words) -> str:
    """What begins as some words do."""
    return rf"(?:{'|'.join(map(re.escape, words))})[^\W\d_]*"


@lru_cache(maxsize=64)
def _beside(words: Words) -> re.Pattern[str]:
    """A number in front of some words or behind them."""
    before = rf"(?<![\d.,]){_COUNT}[ \n]?(?:de )?[{_COUNTERS}]{{0,3}} ?{_any(words)}"
    return re.compile(rf"{before}|(?<![^\W\d_]){_any(words)} ?[:(：]?[ \n]?{_COUNT}")


@lru_cache(maxsize=64)
def _behind(words: Words) -> re.Pattern[str]:
    """A number behind some words and a colon or bracket: "5 Reply" may be two buttons."""
    return re.compile(rf"(?<![^\W\d_]){_any(words)} ?[:(：][ \n]?{_COUNT}")


@lru_cache(maxsize=64)
def _labels(words: Words) -> re.Pattern[str]:
    """Rows too short for text that hold some words."""
    return re.compile(rf"^(?=.{{0,{LONGEST_LABEL}}}$).*(?<![^\W\d_]){_any(words)}", re.MULTILINE)


@lru_cache(maxsize=64)
def _columns(answers: Words, views: Words) -> re.Pattern[str]:
    """The names of columns of replies and views, in this order or the other."""
    between = r"[\s|/]{1,3}"
    one, other = _any(answers), _any(views)
    return re.compile(rf"(?<!\w)(?:{one}{between}{other}|{other}{between}{one})(?!\w)")


_RATING = re.compile(
    r"(?<![\d.,/:-])\d{1,2}(?:[.,]\d{1,2})? ?(?:/|(?:out )?[^\W\d_]{2,4} )(?:5|6|10|20)(?![\d/:]|[.,]\d)"
)
"""So many of the most that may be given: "4.5/5", "4 out of 5"."""
_STARS = frozenset("★☆⭐")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile(r"[^\w\s'’-]+")


def _most_lead_on(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether nearly all of some entries but the last lead on; told as soon as too many do not."""
    left = len(records) - 1 - ALL * (len(records) - 1)
    for record, below in pairwise(records):
        left -= not _leads_on(cues, record, below.first_row)
        if left < 0:
            return False
    return True


def _leads_on(cues: Cues, record: Record, end: int) -> bool:
    """Whether a row ends with a link to the rest of its text, or to where comments may be written, behind a sign."""
    first = record.first_row
    end = min(end, first + REACH)
    for row, text in enumerate(cues.page.text[first:end], start=first):
        if _is_link(vocabulary.plain(_SIGN.split(text[-TAIL:].rstrip(_AFTER_LINK))[-1].strip())):
            return not _unfolds(cues, record, row, end)
    return False


def _unfolds(cues: Cues, record: Record, row: int, end: int) -> bool:
    """Whether a link stands between the byline and the text, with buttons below that: what was cut is all there."""
    if not all(map(cues.is_idle, range(record.low, row + 1))):
        return False
    text = next((below for below in range(row + 1, end) if not cues.is_idle(below)), end)
    return any(map(cues.is_furniture, range(text, end)))


def _is_link(tail: str) -> bool:
    """Whether it is "Continue reading", "Leave a comment"."""
    return tail in vocabulary.MORE or (tail in vocabulary.STOP and any(map(tail.__contains__, vocabulary.COMMENTS)))


_AFTER_LINK = " \xa0\t.…»›→>])-"


def _are_numbers(counts: Sequence[int]) -> bool:
    """Whether the posts are numbered ("comment 3"), but for some that name the number of another or are left out."""
    steps = [b - a for a, b in pairwise(counts)]
    if max(map(steps.count, {*steps} - {0}), default=0) >= NUMBERED * len(steps):
        return True
    one_way = min(steps) > 0 or max(steps) < 0
    return one_way and abs(sum(steps)) <= MOST_LEFT_OUT * len(steps)


def _are_of_authors(records: Sequence[Record], counts: Sequence[int | None]) -> bool:
    """Whether the numbers go with the authors, who have written so much elsewhere: "Ann, comments: 1203"."""
    known: dict[str, list[int | None]] = defaultdict(list)
    for record, count in zip(records, counts, strict=False):
        if record.author:
            known[record.author].append(count)
    again = [counts for counts in known.values() if len(counts) > 1]
    return bool(again) and all(len(set(counts)) == 1 for counts in again)
