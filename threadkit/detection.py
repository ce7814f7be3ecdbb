"""All candidate layouts of a page, ranked by one score.

Decides which layouts are tried and which of them wins, and says why.  What a
layout makes of a page is ``threadkit.segment``'s business, how good that is
``threadkit.scoring``'s.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from operator import itemgetter

from threadkit import vocabulary
from threadkit.badges import with_badges, with_wearers
from threadkit.bylines import (
    TELLING,
    Alternative,
    Byline,
    LayoutIndex,
    Reading,
    find_bylines,
    is_telling,
    most_places,
    read_bylines,
)
from threadkit.cues import Cues
from threadkit.entries import SURE_COMMENTED, are_reviews, trust_asked
from threadkit.features import are_said, sources
from threadkit.induction import Proposal, propose
from threadkit.interviews import is_interview
from threadkit.layouts import Layout, named_layouts
from threadkit.layouts.template import literal_weight
from threadkit.lines import read_lines
from threadkit.masking import mask_page
from threadkit.names import share_a_word
from threadkit.preferences import (
    FEW_AUTHORS,
    FULLER,
    LEAST_SURE,
    LIKELY_NAMES,
    MOST_AGAIN,
    MOST_AUTHORS,
    SURE_POSTS,
    WORDIER,
    are_titled,
    is_contradicted,
    is_nameless,
    owned_first,
    role_of,
    settled,
    sided_first,
    with_first,
)
from threadkit.profiles import with_profiles, with_tops
from threadkit.scoring import CONVINCING_VOUCHED, Judged, is_convincing, is_talk, judge, signs_of_speech
from threadkit.screening import may_be_named, may_recur
from threadkit.segment import Record, Segmentation, segment
from threadkit.sides import counted, parted, signed, signs_article, titled, turned
from threadkit.starters import with_starter

SURE = 0.8
"""A named layout that finds ``SURE_POSTS`` and is trusted this much needs no rivals."""
SURE_PLAIN = 0.7
SURE_WORDY = 0.6
COMPLETE = 0.95
WORDY = 2.5
"""Nor does one of ``LEAST_SURE`` posts that is trusted a little less, if it reads a likely name and a date of every
post (plain), or nearly every date by a byline of so many words of its own that it fits no other platform (wordy).
Layouts that were made for another platform reach the lower marks as well, but not with every field."""
FIRST_LOOKS = (
    (1, (0.0, 0.08, 0.05), 1.0),
    (1, (0.05, 0.25, 0.15), 0.95),
    (1, (0.1, 0.3, 0.28), 0.9),
    (1, (0.2, 0.3, 0.3), 0.9),
    (3, (0.35, 0.35, 0.35), 0.8),
)
"""So many more induced layouts are judged, the likeliest first.  Where none is trusted as much as the mark for pages
whose dates tell the time of day, or only the day (as those of events and articles do), or without dates, or where one
is trusted as much as the last mark, hardly a page has a better one further down the list, unless a row opens a
discussion: of 60 made-up texts without dates that have one, nine are read by a layout further down."""
LEAST_HEARD = 2
PROMISING = (0.05, 0.25, 0.2)
"""Nor is one found around other anchors than the likeliest, where of so many layouts around these none is trusted so
much (marks as above)."""
OUTNUMBERS = 0.7
"""Beside an induced layout that is trusted so much, those that name clearly fewer people are not judged: of 1,477 such
two were better, and seven were taken for it.  Nor are they beside a named one as sure as :data:`SURE` that leaves no
stated post: none of 1,300 made-up texts and 1,100 others is read otherwise."""
WEAKER = 3.0
"""Beside one as sure as :data:`SURE`, those whose proposals are so much weaker than its own are not read either: of 446
such none was better."""
STOOD = 4
"""Nor where a convincing named layout is still before so many induced ones."""
MOST_BY_ONE = 0.6
"""One author of more of the posts than this may be a label of the site; of few one person may well write most."""
CONTRARY = -0.3
"""How far the signs of a byline's side must speak against layouts of many words; against others anything counts."""
SIDED = 0.2
"""How far they must speak for a layout that needs no rivals (text below the last byline, say, and nothing to the
contrary), for only those to be judged beside it that read the same rows from the same side; words of its own in plenty
(:data:`WORDY`) say as much."""
MOST_DATED = 0.1
"""Where more bodies hold a short row with a date, a layout may have read only some of the bylines."""
MOST_DATES = 3
"""Rows with a date for each post; where there are more, others are likely to be posts as well."""
CLEARLY = 0.1
"""A reading by two sides that scores so much better than the winner whose parts it puts together was overlooked."""
MOST_EMPTY = 2
"""Where more posts are empty (pictures, deleted ones), an empty one at an end tells nothing."""
MOST_NAMED = 8
"""Named layouts that are followed up; those that match fewest bylines are dropped."""
WORDS_WORTH = 0.3
"""What each doubling of a byline's own words counts for, next to how many bylines there are."""
MOSTLY_READ = 0.75
WORDY_READ = 0.35
"""Where telling (wordy) layouts read this share of all dates, the others are not looked for at first."""
LEAST_NAMED = 0.2
"""Of a layout with names above and dates below bodies so many bylines must be names; half are where it fits."""
ROUNDED = 1 + 1e-9
"""Sums of the same numbers differ by so much, depending on their order."""
LEAST_RIVAL = 0.5
SAME_ROWS = 0.9
"""Next to the layout that reads most, others are judged at once if they read half as much or more, unless they find so
much in its very rows by words that are no more (or, where they read from the other side, by less than twice as many).
"""
SPOKEN_COUNTED = 0.5
"""So many signs of speech are asked for where a row in any words states as many posts: lists of articles state such
numbers, too."""
MOST_COMPLETE = 0.8
"""So many posts have a name, a date and a text.  Of 440 readings of pages without posts that are not believed none has
ratings, too, nor verbs of saying ("Ann writes on 5 May")."""
SIGNATURE = 3.0
"""Named layouts whose bylines hold so many words of their own need no trust: of 1,200 texts without posts, or whose
posts were cut out, none was read by one."""
COUNTED_ABOVE = 6
LONGEST_STATING = 60
"""So many rows above the first post one of so many letters may say how many there are."""
LEAST_RANGE = 2
"""Of more numbers than this in it the first two are the places of the first and the last post."""
LEAST_TEXT = 0.5
CLOSE_CALL = 0.03
"""Where the runner-up with other posts or authors scores this near, the choice is reported as close."""

_COUNT = re.compile(r"\d[\d.,:/]*")


@dataclass(frozen=True, slots=True)
class LayoutMatch:
    """One candidate layout of a page.

    ``score`` orders the candidates of one page; ``trust`` (0 to 1) is comparable
    between pages, and below :data:`threadkit.scoring.CONVINCING` no discussion is reported.
    ``posts`` is how many posts the layout finds.
    """

    layout: Layout
    score: float
    posts: int
    reasons: tuple[str, ...] = ()
    trust: float = 0.0


@dataclass(frozen=True, slots=True)
class Induced:
    """The layout that a page itself suggests, or None, with what spoke for and against it."""

    layout: Layout | None
    score: float | None = None
    posts: int = 0
    runner_up: Layout | None = None
    runner_up_score: float | None = None
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())

    @property
    def margin(self) -> float | None:
        """How far the runner-up is behind."""
        if self.score is None or self.runner_up_score is None:
            return None
        return self.score - self.runner_up_score


def detect(
    source: str | bytes, *, named: bool = True, induced: bool = True, discussion: bool = False
) -> list[LayoutMatch]:
    """The layouts a page may follow, best first, with scores and reasons.

    Named layouts and the page's own induced ones compete by one measure.  An
    empty list means that no layout finds any post.  More are looked for where
    the page is known to hold a ``discussion``.
    """
    ranked = rank(page_cues(source), named=named, induced=induced, discussion=discussion)
    return [
        LayoutMatch(
            candidate.layout,
            candidate.score,
            len(candidate.segmentation.records),
            tuple(candidate.reasons()),
            candidate.trust,
        )
        for candidate in ranked
    ]


def induce(source: str | bytes, *, discussion: bool = False) -> Induced:
    """The layout discovered from the page alone, in the language people write layouts in.

    ``layout`` is None where nothing convincing was found; then ``reasons``
    says what was lacking.  Where the page is known to hold a ``discussion``,
    the best is good enough.  ``layout.to_toml()`` can be saved, edited and
    passed back to :func:`threadkit.parse`.
    """
    ranked = rank(page_cues(source), named=False, induced=True, discussion=discussion)
    if not ranked:
        return Induced(None, reasons=("nothing on the page recurs as a byline would",))
    best = ranked[0]
    other = runner_up(ranked)
    found = best.layout if discussion or is_convincing(best) else None
    warnings = []
    if other is not None and best.score - other.score < CLOSE_CALL:
        warnings.append(close_call_message(best, other))
    return Induced(
        layout=found,
        score=best.score,
        posts=len(best.segmentation.records) if found else 0,
        runner_up=other.layout if other else None,
        runner_up_score=other.score if other else None,
        reasons=tuple(best.reasons()),
        warnings=tuple(warnings),
    )


def page_cues(source: str | bytes) -> Cues:
    """A page read and masked, ready for candidates."""
    return Cues(mask_page(read_lines(source)))


def rank(
    cues: Cues,
    given: Layout | None = None,
    *,
    named: bool = True,
    induced: bool = True,
    discussion: bool = False,
) -> list[Judged]:
    """Every candidate that finds posts, judged, best first.  A given layout has no rivals.

    Where the page is known to hold a ``discussion``, layouts are tried however little recurs, and the winner is not
    doubted.
    """
    if given is not None:
        return settled(cues, judge(cues, candidates(cues, given)))
    ranked = _ranked(cues, named=named, induced=induced, recurs=discussion or may_recur(cues))
    return ranked if discussion else _doubted(cues, ranked)


def _ranked(cues: Cues, *, named: bool, induced: bool, recurs: bool) -> list[Judged]:
    """Every candidate, best first; where nothing recurs, only those that are known by their words."""
    follow = _Following(cues)
    if named and (recurs or may_be_named(cues)):
        _judge_named(cues, follow, known_by_words=not recurs)
    if not (induced and recurs):
        return _started(cues, follow.known)
    if follow.is_sure:
        return _started(cues, _titles_known(cues, _badges_known(cues, follow.known)))
    ranked = _with_tops(cues, settled(cues, _with_profiles(cues, _with_induced(cues, follow.known))))
    return _started(cues, _reread(cues, _fuller_or_sure(cues, follow.known, ranked)))


def _fuller_or_sure(cues: Cues, known: list[Judged], ranked: list[Judged]) -> list[Judged]:
    """The candidates, a named one that only seemed to leave some posts before a winner that finds no more than it."""
    if not known or len(ranked[0].segmentation.records) > len(known[0].segmentation.records):
        return ranked
    if not (_leaves_some(cues, known[0]) and _is_sure(cues, known[0])):
        return ranked
    first = known[0].segmentation
    return with_first(next((one for one in ranked if one.segmentation is first), ranked[0]), ranked)


def _started(cues: Cues, ranked: list[Judged]) -> list[Judged]:
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


def _doubted(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, a winner that may have found something else, entries of a list or an interview, not trusted.

    One that is hardly trusted, and that something vouches for, is marked: only the winner is asked, so that what is
    doubted holds up no search for better.
    """
    if not ranked or ranked[0].trust >= SURE_COMMENTED:
        return ranked
    best = ranked[0]
    records = best.segmentation.records
    if not is_convincing(best):
        if _is_signature(best):
            sign = "signature"
        elif best.trust >= CONVINCING_VOUCHED and _is_vouched_for(cues, best):
            sign = "vouched"
        else:
            return ranked
        best = replace(best, features={**best.features, sign: 1.0})
        ranked = [best, *ranked[1:]]
    if not best.features["counted"] and best.trust < trust_asked(cues, records, best.trust):
        against = "entries"
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
    wordy = best.layout.source == "builtin" and signs["literal"] >= SIGNATURE
    return wordy and signs["posts"] >= LEAST_SURE and min(signs["authors"], signs["dates"]) >= MOST_COMPLETE


def _is_complete(features: dict[str, float]) -> bool:
    """Whether nearly all posts have likely names, dates and something that is said."""
    return min(features["authors"], features["dates"], features["name_likeness"], features["prose"]) >= MOST_COMPLETE


def _are_as_many_as_stated(cues: Cues, found: Segmentation) -> bool:
    """Whether a row right above some posts holds their number beside words in any language.

    "Words of support (14)" says so, and "Showing 1-14 of 230", as above results of a search, if some row opens them.
    """
    if len(found.records) < LEAST_SURE:
        return False
    first, count = found.records[0].first_row, str(len(found.records))
    rows = [cues.masked.rows[row] for row in range(max(0, first - COUNTED_ABOVE), first)]
    counts = [(_COUNT.findall(text), text) for text in rows if len(text) <= LONGEST_STATING]
    opened = found.opened_by is not None
    return any(
        (numbers == [count] or (opened and len(numbers) > LEAST_RANGE and numbers[:2] == ["1", count]))
        and any(map(str.isalpha, text))
        for numbers, text in counts
    )


def _judge_named(cues: Cues, follow: _Following, *, known_by_words: bool = False) -> None:
    """The named layouts judged, the likely ones first; the others are left out where these leave nothing open.

    Where too little recurs for a layout without words, only those ``known_by_words`` are looked for.
    """
    possible = _catalogue().possible(cues)
    readings = _Readings(cues)
    for all_of_them in (False,) if known_by_words else (False, True):
        readings.ask([one for one in possible if all_of_them or is_telling(*one)])
        heaviest = readings.ranked(1.0)
        if not (all_of_them or known_by_words or (heaviest and _says_all(cues, heaviest[0]))):
            continue
        first = _first_titled(cues, readings, heaviest)
        follow.up(first)
        if follow.is_sure and _is_sided(follow.known[0]):
            best = readings.read[follow.known[0].layout.name]
            likely = _parted(_titled(cues, readings.ranked(LEAST_RIVAL, best.role, rivals_of=best)))[0]
            follow.up([reading for reading in likely if _is_version(reading, best)])
        else:
            follow.up(_parted(_titled(cues, readings.ranked(LEAST_RIVAL, rivals_of=next(iter(first), None))))[0])
        if not follow.is_sure:
            follow.up(readings.ranked())
        if follow.is_sure:
            return


class _Following:
    """Readings followed up, a few at a time: each layout, and each division of the page, once."""

    def __init__(self, cues: Cues) -> None:
        self.known: list[Judged] = []
        self._cues = cues
        self._tried: set[str] = set()
        self._seen: set[tuple[object, ...]] = set()
        self._sure: bool | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the best so far needs no rivals."""
        if self._sure is None:
            self._sure = bool(self.known) and _needs_no_rivals(self._cues, self.known[0])
        return self._sure

    def up(self, readings: Iterable[Reading]) -> None:
        """Judge those that were not judged before, and set them against the others."""
        new = [reading for reading in readings if reading.layout.name not in self._tried]
        if not new:
            return
        self._tried.update(reading.layout.name for reading in new)
        segmented = list(_segmented(self._cues, _made(self._cues, new), self._seen))
        if segmented:
            self.known = settled(self._cues, judge(self._cues, segmented, self.known))
            self._sure = None


def _is_sided(best: Judged) -> bool:
    """Whether the signs of a byline's side speak for where a layout looks for them, or many words of its own do."""
    return best.features["role_vote"] >= SIDED or best.features["literal"] >= WORDY


def _is_version(reading: Reading, other: Reading) -> bool:
    """Whether two layouts read the same rows from the same side, one of them perhaps more of them."""
    if reading.role != other.role:
        return False
    return max(_share_within(other, _rows(reading)), _share_within(reading, _rows(other))) >= SAME_ROWS


def _titled(cues: Cues, readings: list[Reading]) -> list[Reading]:
    """The readings without those that leave to the posts above the titles that others read with the same bylines."""
    fuller = [reading for reading in readings if _asks_for_titles(reading.layout)]
    return [one for one in readings if not any(_leaves_titles(cues, one, other) for other in fuller)]


def _first_titled(cues: Cues, readings: _Readings, heaviest: list[Reading]) -> list[Reading]:
    """The heaviest reading that leaves no titles out; all rivals are read where the heaviest of all does."""
    readings.read_more(LEAST_RIVAL, only=_with_titles())
    titled = _titled(cues, readings.ranked(1.0))
    if titled[:1] != heaviest[:1]:
        titled = _titled(cues, readings.ranked(LEAST_RIVAL))
    return titled[:1]


@cache
def _with_titles() -> frozenset[str]:
    """The named layouts that ask for titles."""
    return frozenset(layout.name for layout in named_layouts() if _asks_for_titles(layout))


def _asks_for_titles(layout: Layout) -> bool:
    return any("{title}" in template for template in (*layout.head, *layout.foot))


def _leaves_titles(cues: Cues, reading: Reading, fuller: Reading) -> bool:
    """Whether most bylines of a layout stand below titles of answers ("Re: Tea") that another reads with all of them.

    Other rows above bylines may be the last ones of the posts before.
    """
    if len(reading) > len(fuller) or reading.role != fuller.role or _asks_for_titles(reading.layout):
        return False
    begins = {(last, author): first for first, last, _, author in fuller.key()}
    found = [(begins.get((last, author), -1), first) for first, last, _, author in reading.key()]
    if any(begin < 0 for begin, _ in found):
        return False
    marked = sum(1 for begin, first in found if begin < first and _is_answer(cues.folds[begin]))
    return marked >= MOSTLY_READ * len(found)


def _is_answer(folded: str) -> bool:
    return folded.partition(" ")[0] in vocabulary.ANSWERS


def _says_all(cues: Cues, reading: Reading) -> bool:
    """Whether a layout reads nearly all dates of the page by words of its own: what others see there says less."""
    if reading.literal < TELLING and not reading.layout.zoned:
        return False
    rows = _rows(reading)
    read = sum(1 for row in cues.masked.date_rows if row in rows)
    return read >= (WORDY_READ if reading.literal >= WORDY else MOSTLY_READ) * len(cues.masked.date_rows)


def _made(cues: Cues, readings: Iterable[Reading]) -> list[tuple[Layout, list[Byline] | None]]:
    return [(reading.layout, reading.made(cues)) for reading in readings]


def _parted(readings: list[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The reading that says most with those that may be better, and those that see less in the same rows or little."""
    if len(readings) < 2:
        return readings, []
    best, *rest = readings
    rows = _rows(best)
    least = LEAST_RIVAL * _weight(best)
    likely: list[Reading] = [best]
    others: list[Reading] = []
    for reading in rest:
        words = reading.literal + (WORDIER if reading.role != best.role else 0.0)
        dominated = words < best.literal and _share_within(reading, rows) >= SAME_ROWS
        (others if dominated or _weight(reading) < least else likely).append(reading)
    return likely, others


def _rows(reading: Reading) -> set[int]:
    return {row for first, last, _, _ in reading.key() for row in range(first, last + 1)}


def _share_within(reading: Reading, rows: set[int]) -> float:
    return sum(1 for first, last, _, _ in reading.key() if first in rows and last in rows) / len(reading)


def _with_induced(cues: Cues, known: list[Judged]) -> list[Judged]:
    """The candidates with the induced ones, of which the first few tell whether the others are worth a look."""
    trial = _Trial(cues, known)
    proposed = trial.segmentations()
    for count, hopeless, sure in FIRST_LOOKS:
        some = list(islice(proposed, count))
        trial.judge(some)
        if len(some) < count or not trial.reaches(hopeless) or trial.best(named=True) >= sure:
            return trial.ranked
        if trial.tried >= STOOD and _stands(cues, trial.ranked):
            return trial.ranked
    trial.judge(proposed)
    return trial.ranked


@dataclass(slots=True)
class _Trial:
    """Induced layouts, judged as they are proposed."""

    cues: Cues
    ranked: list[Judged]
    """All candidates so far, named ones among them, best first."""
    heard: list[Proposal] = field(default_factory=list)
    judged: dict[int, float] = field(default_factory=dict)
    """Which segmentations were made by induced layouts, and how strong the proposals were."""
    tried: int = 0
    """How many were judged, or passed over as hardly the best."""

    def segmentations(self) -> Iterator[Segmentation | None]:
        """What the layouts proposed make of the page, as they are asked for; None for one that is hardly the best."""
        divisions = _Divisions(self.cues)
        for proposal in propose(self.cues, self._least_wanted):
            self.heard.append(proposal)
            if proposal.strength < self._least_heard() or self._is_opposed(proposal):
                yield None
                continue
            bylines = divisions.bylines(proposal.layout)
            if bylines is not None and self._is_outnumbered(bylines):
                yield None
            elif bylines is not None or proposal.layout.gap is not None:
                segmentation = divisions.segmented(proposal.layout, bylines)
                lone = segmentation is not None and len(segmentation.records) == 1
                if lone and proposal.signs.get("inline"):
                    continue  # a row that ends with a date tells nothing of what the page is else
                if segmentation is not None:
                    self.judged[id(segmentation)] = proposal.strength
                    yield segmentation

    def _is_opposed(self, proposal: Proposal) -> bool:
        """Whether a layout reads feet where the page's own heads are believed, with names, and their side is clear.

        Feet that the ends of the discussion speak for are read in any case (see :func:`_reread`).
        """
        best = self._leader
        if best is None or proposal.role != "foot" or role_of(best.layout) != (True, False):
            return False
        signs = best.features
        return signs["role_vote"] >= SIDED and signs["authors"] > FEW_AUTHORS and is_convincing(best)

    def _is_outnumbered(self, bylines: list[Byline]) -> bool:
        """Whether bylines name fewer people than a reading that is trusted, and not in another part of the page."""
        best = self._leader or self._complete
        if best is None or best.trust < OUTNUMBERS:
            return False
        records = best.segmentation.records
        named = sum(1 for record in records if record.author)
        if sum(1 for byline in bylines if byline.author) >= FULLER * named:
            return False
        dates = {id(byline.date) for byline in bylines if byline.date is not None}
        return not dates or any(id(record.date) in dates for record in records)

    @property
    def _leader(self) -> Judged | None:
        """The best so far, if it is an induced one: those made for other platforms leave much unread."""
        best = self.ranked[0] if self.ranked else None
        return best if best is not None and best.layout.source == "induced" else None

    @property
    def _complete(self) -> Judged | None:
        """The best so far, if it is a named one trusted as :data:`SURE`, with names, that leaves no stated post."""
        best = self.ranked[0] if self.ranked else None
        if best is None or best.layout.source != "builtin" or best.trust < SURE:
            return None
        return None if is_nameless(best) or _leaves_some(self.cues, best) else best

    def judge(self, segmentations: Iterable[Segmentation | None]) -> None:
        """Set some more against all others."""
        some = list(segmentations)
        self.tried += len(some)
        new = [one for one in some if one is not None]
        if new:
            self.ranked = judge(self.cues, new, self.ranked)

    def best(self, *, named: bool = False) -> float:
        """How much the best induced layout is trusted, or (``named``) the best that gives people names of their own."""
        mine = (one for one in self.ranked if id(one.segmentation) in self.judged)
        return max((one.trust for one in mine if not (named and is_nameless(one))), default=0.0)

    def reaches(self, marks: tuple[float, float, float]) -> bool:
        """Whether that is the mark for pages whose dates tell the time of day, only the day, or nothing.

        Where a row opens a discussion, and does not end the page, there is no mark: names and buttons without dates lie
        far down the list.
        """
        starts = self.cues.start_rows()
        if starts and starts[-1] + 1 < len(self.cues.page):
            return True
        exact = any(proposal.signs.get("exact") for proposal in self.heard)
        dated = any(proposal.signs.get("dated") for proposal in self.heard)
        return self.best() >= marks[0 if exact else 1 if dated else 2]

    def _least_wanted(self) -> float:
        """How strong a proposal around anchors that are less likely must be, or infinity where none is worth a look."""
        if self.tried >= LEAST_HEARD and not self.reaches(PROMISING):
            return math.inf
        return self._least_heard()

    def _least_heard(self) -> float:
        """How strong a proposal must be at least that may be better than the best so far."""
        best = self._leader
        if best is None or best.trust < SURE:
            return -math.inf
        return self.judged.get(id(best.segmentation), -math.inf) - WEAKER


def _stands(cues: Cues, ranked: list[Judged]) -> bool:
    """Whether a named layout is before all others, those that the comparisons prefer too, and convincing."""
    best = next(iter(settled(cues, ranked)), None)
    return best is not None and best.layout.source == "builtin" and is_convincing(best)


def _needs_no_rivals(cues: Cues, best: Judged) -> bool:
    """Whether the best of the named layouts is as good as induction could be; most pages end here."""
    return _is_sure(cues, best) and not _leaves_some(cues, best)


def _is_sure(cues: Cues, best: Judged) -> bool:
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


def _leaves_some(cues: Cues, best: Judged) -> bool:
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


def _reread(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates with the winner's bylines read from the other side, where there are signs that this is right.

    Induction proposes both sides of most blocks, but follows up the likelier ones.
    """
    if not ranked or not is_convincing(ranked[0]):
        return ranked
    ranked = _titles_known(cues, _badges_known(cues, _numbers_known(cues, ranked)))
    best = ranked[0]
    records = best.segmentation.records
    other = parted(cues, best.layout, records) or signed(best.layout, records)
    if other is None:
        other = turned(best.layout)
        if other is None or not is_contradicted(cues, best):
            return ranked
    trust = best.trust
    judged = judge(cues, [one for one in [segment(cues, other)] if one.records], ranked)
    best = next(candidate for candidate in judged if candidate.segmentation is best.segmentation)
    first = judged[0]
    better = first.trust >= best.trust and first.score > best.score + CLEARLY
    if first.layout is other and all(role_of(other)) and better:
        return judged  # had induction proposed it, it would have won
    return owned_first(cues, sided_first(cues, with_first(replace(best, trust=trust), judged)))


def _with_profiles(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, and the best one, or the fullest of those without names, with the names above the profiles.

    That goes before a winner of no more posts on the same side: it knows what all rows above the dates are.
    """
    nameless = [one for one in ranked if one.features["dates"] >= MOST_AUTHORS and is_nameless(one)]
    nameless.sort(key=lambda one: -len(one.segmentation.records))
    for one in (*nameless[:1], *ranked[:1]):
        layout = with_profiles(cues, one.layout, one.segmentation.records, named=not is_nameless(one))
        if layout is None:
            continue
        found = segment(cues, layout)
        best = ranked[0]
        if len(found.records) < len(best.segmentation.records) or role_of(best.layout) != role_of(layout):
            return judge(cues, [found], ranked) if found.records else ranked
        return _known_better(cues, ranked, found, authors=MOST_AUTHORS)
    return ranked


def _with_tops(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below what closes posts before it, if its own are doubtful.

    It has none, takes titles for such, is not believed, or its names recur where the others do not.
    """
    best = ranked[0] if ranked else None
    if best is None or best.features["dates"] < MOST_AUTHORS:
        return ranked
    doubtful = best.features["authors"] <= FEW_AUTHORS or not is_convincing(best) or are_titled(best)
    if not doubtful and best.features["distinct_authors"] > MOST_AGAIN:
        return ranked
    layout = with_tops(cues, best.layout, best.segmentation.records)
    found = None if layout is None else segment(cues, layout)
    if found is None or len(found.records) < len(best.segmentation.records):
        return ranked
    judged = _known_better(cues, ranked, found, authors=MOST_AUTHORS)
    other = judged[0]
    varied = other.features["distinct_authors"] > MOST_AGAIN and other.score > best.score
    return judged if doubtful or varied else ranked


def _badges_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names above what it took for such before it, if it has as many posts."""
    best = ranked[0]
    records = best.segmentation.records
    named = with_wearers(cues, best.layout, records)
    other = named or with_badges(cues, best.layout, records)
    if other is None:
        return ranked
    segmentation = segment(cues, other)
    if len(segmentation.records) < len(best.segmentation.records):
        return ranked
    better = _known_better(cues, ranked, segmentation)
    if named is None or better is ranked:
        return better
    return _badges_known(cues, better)  # above a group stands a rank, above that a name


def _numbers_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below bodies before it, if it joined them to the numbers below."""
    other = counted(cues, ranked[0].layout, ranked[0].segmentation.records)
    return ranked if other is None else _known_better(cues, ranked, segment(cues, other), authors=MOST_AUTHORS)


def _titles_known(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, the winner with the names below bodies before it, if it took the titles above for names."""
    best = ranked[0]
    other = titled(cues, best.layout, best.segmentation.records)
    if other is None:
        return ranked
    segmentation = segment(cues, other)
    if [record.date for record in segmentation.records] != [record.date for record in best.segmentation.records]:
        return ranked
    return _known_better(cues, ranked, segmentation, authors=MOST_AUTHORS)


def _known_better(
    cues: Cues, ranked: list[Judged], segmentation: Segmentation, *, authors: float = 0.0
) -> list[Judged]:
    """The candidates, what else was made of the winner's bylines before it, trusted no less, if enough have authors."""
    judged = judge(cues, [segmentation], ranked)
    first = next((one for one in judged if one.segmentation is segmentation), None)
    if first is None or first.features["authors"] < authors or _leaves_no_text(first, ranked[0]):
        return ranked
    return with_first(replace(first, trust=max(first.trust, ranked[0].trust)), judged)


def _leaves_no_text(candidate: Judged, best: Judged) -> bool:
    """Whether most of the texts that the best one finds are gone: a list of the posts' bylines was read."""
    return candidate.features["prose"] < LEAST_TEXT * best.features["prose"]


def candidates(
    cues: Cues, given: Layout | None = None, *, named: bool = True, induced: bool = True
) -> Iterator[Segmentation]:
    """What each candidate layout makes of the page; layouts that find no post are left out."""
    if given is not None:
        return _segmented(cues, [(given, None)])
    readings = _Readings(cues)
    readings.ask(_catalogue().possible(cues) if named else ())
    known = _made(cues, readings.ranked())
    proposed = ((proposal.layout, None) for proposal in propose(cues)) if induced else ()
    return _segmented(cues, chain(known, proposed))


@cache
def _catalogue() -> LayoutIndex:
    return LayoutIndex(named_layouts())


_Possible = Sequence[tuple[Layout, list[Alternative]]]
"""Layouts with their templates that may match."""


class _Readings:
    """What layouts make of a page.  They are read when they are asked for and may count, and then once.

    The most that a layout may weigh tells that (see :func:`_most_weight`), first at a glance, then exactly.
    """

    def __init__(self, cues: Cues) -> None:
        self.read: dict[str, Reading] = {}
        self._cues = cues
        self._asked: _Possible = ()
        self._most: dict[tuple[str, bool, str | None], float] = {}
        self._heaviest = 0.0

    def ask(self, possible: _Possible) -> None:
        """Look for these layouts from now on, those asked for before among them."""
        self._asked = possible

    def ranked(
        self, share: float = 0.0, role: str | None = None, *, rivals_of: Reading | None = None
    ) -> list[Reading]:
        """The first few readings, the heaviest first, each set of bylines once.

        All are among them that weigh some share of the heaviest, on the side of a ``role`` if that is given: with a
        share of 1 the heaviest is, and from :data:`LEAST_RIVAL` on others are likely.  Those that have fewer words than
        the one they are ``rivals_of`` wait until all are asked for: most see less in its very rows.
        """
        rivals = None
        if rivals_of is not None and rivals_of.literal:
            waiting = [one for one in self._asked if one[0].name not in self.read]
            rivals = {layout.name for layout, some in waiting if _may_rival(layout, some, rivals_of)}
        self.read_more(share, role, only=rivals)
        found: dict[tuple[object, ...], Reading] = {}
        for layout, _ in self._asked:
            reading = self.read.get(layout.name)
            if reading is None or not _counts(reading):
                continue
            key = reading.key()
            if key not in found or _weight(reading) > _weight(found[key]):
                found[key] = reading
        return sorted(found.values(), key=_weight, reverse=True)[:MOST_NAMED]

    def read_more(self, share: float, role: str | None = None, only: Container[str] | None = None) -> None:
        """Read the layouts, or ``only`` some, that may weigh a share of the heaviest on one side or any."""
        waiting = [one for one in self._asked if one[0].name not in self.read and (only is None or one[0].name in only)]
        if not share:
            self.read |= {layout.name: read_bylines(self._cues, layout, some) for layout, some in waiting}
            return
        likely = [(most, one) for one in waiting if (most := self._may_weigh(one, role)) > 0]
        for most, one in sorted(likely, key=itemgetter(0), reverse=True):
            if most < share * self._heaviest:
                break
            if 0 < self._may_weigh(one, role, exact=True) >= share * self._heaviest:
                reading = self.read[one[0].name] = read_bylines(self._cues, *one)
                if _counts(reading):
                    self._heaviest = max(self._heaviest, _weight(reading))

    def _may_weigh(
        self, one: tuple[Layout, list[Alternative]], role: str | None, *, exact: bool = False
    ) -> float:
        layout, alternatives = one
        key = (layout.name, exact, role)
        if key not in self._most:
            some = alternatives if role is None else _on_side(layout, alternatives, role)
            self._most[key] = _most_weight(self._cues, layout, some, exact=exact)
        return self._most[key]


def _may_rival(layout: Layout, alternatives: list[Alternative], best: Reading) -> bool:
    """Whether a layout may have as many words as one that is read already (see :func:`_parted`)."""
    from_there = best.role == ("foot" if layout.foot else "head") and not (layout.head and layout.foot)
    least = best.literal - (0.0 if from_there else WORDIER)
    return least <= 0 or any(template.words >= least for _, _, template in alternatives)


def _on_side(layout: Layout, alternatives: list[Alternative], role: str) -> list[Alternative]:
    """The alternatives of which all bylines are made if they stand on one side (both: "")."""
    if not role:
        return alternatives if layout.head and layout.foot else []
    # Without feet nothing tells where the heads between them may stand.
    return [one for one in alternatives if one[0] == role and not (layout.foot and one[2].unmarked)]


def _most_weight(cues: Cues, layout: Layout, alternatives: Sequence[Alternative], *, exact: bool = False) -> float:
    """The most that a layout may weigh."""
    posts, words = most_places(cues, layout, alternatives, exact=exact)
    return (posts + WORDS_WORTH * words) * ROUNDED


def _counts(reading: Reading) -> bool:
    """Whether a layout has matched, and not only by chance."""
    if not len(reading) or (len(reading) == 1 and not reading.literal):
        return False
    if reading.layout.head and reading.layout.foot:
        # Dates alone may stand below posts whose names are printed in some other way.
        return sum([bool(author) for _, _, _, author in reading.key()]) >= LEAST_NAMED * len(reading)
    return True


def _weight(reading: Reading) -> float:
    return reading.size * (1.0 + WORDS_WORTH * reading.literal)


def _segmented(
    cues: Cues, layouts: Iterable[tuple[Layout, list[Byline] | None]], seen: set[tuple[object, ...]] | None = None
) -> Iterator[Segmentation]:
    """Segmentations with posts, each division of the page once; ``seen`` are those met before."""
    divisions = _Divisions(cues, set() if seen is None else seen)
    for layout, bylines in layouts:
        if layout.source == "induced" and layout.gap is None:
            # The same bylines make the same records; a named layout has furniture of its own besides.
            bylines = divisions.bylines(layout)
            if bylines is None:
                continue
        segmentation = divisions.segmented(layout, bylines)
        if segmentation is not None:
            yield segmentation


@dataclass(slots=True)
class _Divisions:
    """What layouts make of a page, the same thing once."""

    cues: Cues
    seen: set[tuple[object, ...]] = field(default_factory=set)
    """Posts met before."""
    _found: set[tuple[object, ...]] = field(default_factory=set)

    def bylines(self, layout: Layout) -> list[Byline] | None:
        """The bylines that an induced layout finds; None if they were met before, or gaps stand for bylines."""
        if layout.gap is not None:
            return None
        bylines = find_bylines(self.cues, layout)
        same = tuple([(one.first, one.last, one.begin, one.rest, one.role, one.author) for one in bylines])
        if same in self._found:
            return None
        self._found.add(same)
        return bylines

    def segmented(self, layout: Layout, bylines: list[Byline] | None) -> Segmentation | None:
        """What a layout makes of the page; None if these are no posts, or were met before."""
        segmentation = segment(self.cues, layout, bylines)
        key = tuple([(r.first_row, r.low, r.high, r.author, r.date is None) for r in segmentation.records])
        if not key or key in self.seen:
            return None
        self.seen.add(key)
        return segmentation


def runner_up(ranked: list[Judged]) -> Judged | None:
    """The best candidate that makes something else of the page than the winner does."""
    best = ranked[0]
    posts = _essence(best)
    return next((candidate for candidate in ranked[1:] if _essence(candidate) != posts), None)


def _essence(candidate: Judged) -> list[tuple[object, ...]]:
    return [(record.low, record.author) for record in candidate.segmentation.records]


def close_call_message(best: Judged, other: Judged) -> str:
    """What the two best candidates differ in, in words."""
    what = "where posts begin and end"
    if role_of(best.layout) != role_of(other.layout):
        what = "whether bylines stand above or below the posts"
    elif [r.low for r in best.segmentation.records] == [r.low for r in other.segmentation.records]:
        what = "who wrote the posts"
    return f"a close call on {what}: {_sketch(best.layout)} {best.score:.2f}, {_sketch(other.layout)} {other.score:.2f}"


def _sketch(layout: Layout) -> str:
    if layout.source == "builtin":
        return layout.name
    parts = [f"head {layout.head[0]!r}"] if layout.head else []
    if layout.foot:
        parts.append(f"foot {layout.foot[0]!r}")
    return " and ".join(parts) or layout.name
