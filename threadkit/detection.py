"""All candidate layouts of a page, ranked by one score.

Decides which layouts are tried and which of them wins, and says why.  What a
layout makes of a page is ``threadkit.segment``'s business, how good that is
``threadkit.scoring``'s.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, islice
from operator import itemgetter

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
from threadkit.features import sources
from threadkit.induction import Proposal, propose
from threadkit.layouts import Layout, named_layouts
from threadkit.layouts.template import literal_weight
from threadkit.lines import read_lines
from threadkit.masking import mask_page
from threadkit.names import share_a_word
from threadkit.scoring import Judged, judge
from threadkit.screening import may_be_named, may_recur
from threadkit.segment import Record, Segmentation, segment
from threadkit.sides import are_addressed, enclosed_vote, owner_vote, parted, side_vote, turned

CONVINCING = 0.4
"""A candidate of four posts that is trusted less than this is no discussion."""
REGULARITY = 0.05
"""How much less trust each doubling of the posts asks for: chance rarely repeats itself often."""
SURE = 0.8
SURE_POSTS = 4
"""A named layout that finds this many posts and is trusted this much needs no rivals."""
SURE_PLAIN = 0.7
SURE_WORDY = 0.6
LEAST_SURE = 3
"""Nor does one that is trusted a little less, if it reads a likely name and a date of every post (plain), or nearly
every date by a byline of so many words of its own that it fits no other platform (wordy).  Layouts that were made for
another platform reach the lower marks as well, but not with every field."""
COMPLETE = 0.95
WORDY = 2.5
FIRST_LOOKS = (
    (1, 0.0, 0.05, 1.0),
    (1, 0.05, 0.12, 0.95),
    (1, 0.1, 0.2, 0.9),
    (1, 0.2, 0.25, 0.9),
    (3, 0.35, 0.35, 0.8),
)
"""So many more induced layouts are judged, the likeliest first.  Where none is trusted as much as the first mark, or as
the second if no dates tell the time of day (events and articles are dated by days), or where one is trusted as much as
the third, hardly a page has a better one further down the list."""
STOOD = 4
"""Nor where a convincing named layout is still before so many induced ones."""
MOST_BY_ONE = 0.8
"""One author of more of the posts than this may be a label of the site."""
CONTRARY = -0.3
"""How far the signs of a byline's side must speak against layouts of many words; against others anything counts."""
MOST_DATED = 0.1
"""Where more bodies hold a short row with a date, a layout may have read only some of the bylines."""
MOST_EMPTY = 2
"""Where more posts are empty (pictures, deleted ones), an empty one at an end tells nothing."""
MOST_NAMED = 8
"""Named layouts that are followed up; those that match fewest bylines are dropped."""
WORDS_WORTH = 0.3
"""What each doubling of a byline's own words counts for, next to how many bylines there are."""
MOSTLY_READ = 0.75
WORDY_READ = 0.35
"""Where telling (wordy) layouts read this share of all dates, the others are not looked for at first."""
LEAST_RIVAL = 0.5
WORDIER = 1.0
SAME_ROWS = 0.9
"""Next to the layout that reads most, others are judged at once if they read half as much or more, unless they find so
much in its very rows by words that are no more (or, where they read from the other side, by less than twice as many).
"""
MOST_LEFT = 2
"""A shifted reading leaves one post over, or two where an end of the page is doubtful as well."""
SAME_PAIRS = 0.3
"""Readings that pair more names and dates alike than this differ by a post, not by the side they read from."""
SHIFT_COST = 0.35
"""How much less trusted the reading without a remainder may be."""
STATED = 0.9
MUCH_ALIKE = 0.1
WIDER = 2
"""Of readings that differ so little in score and trust, one of this many times the posts is the whole of the other."""
FULLER_COST = 0.25
"""A reading from the other side that says more is not much less trusted: "#2" below a foot is the next post's."""
FEET = (False, True)
CONTRADICTED = -2
"""So much must the ends of a discussion say against a side: one sign alone is a button of the article's too often."""
FULLER = 0.85
"""A layout reads another's bylines if it reads this share of them."""
CLOSE_CALL = 0.03
"""Where the runner-up with other posts or authors scores this near, the choice is reported as close."""
FEW_AUTHORS = 0.6
MOST_AUTHORS = 0.9
MOST_POSTS = 0.8
MOST_NAMED_FIRST = 0.8
"""So many bodies begin with a name of their own row where the names above them were overlooked."""
VARIED = 0.3
"""Different names for each post, at least, to be preferred to one name for all."""
LIKELY_NAMES = 0.7
"""A reading that names few authors yields to one that names most, with likely names, for as good as all posts."""


@dataclass(frozen=True, slots=True)
class LayoutMatch:
    """One candidate layout of a page.

    ``score`` orders the candidates of one page; ``trust`` (0 to 1) is comparable
    between pages, and below :data:`CONVINCING` no discussion is reported.
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


def detect(source: str | bytes, *, named: bool = True, induced: bool = True) -> list[LayoutMatch]:
    """The layouts a page may follow, best first, with scores and reasons.

    Named layouts and the page's own induced ones compete by one measure.  An
    empty list means that no layout finds any post.
    """
    ranked = rank(page_cues(source), named=named, induced=induced)
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


def induce(source: str | bytes) -> Induced:
    """The layout discovered from the page alone, in the language people write layouts in.

    ``layout`` is None where nothing convincing was found; then ``reasons``
    says what was lacking.  ``layout.to_toml()`` can be saved, edited and
    passed back to :func:`threadkit.parse`.
    """
    ranked = rank(page_cues(source), named=False, induced=True)
    if not ranked:
        return Induced(None, reasons=("nothing on the page recurs as a byline would",))
    best = ranked[0]
    other = runner_up(ranked)
    found = best.layout if is_convincing(best) else None
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


def rank(cues: Cues, given: Layout | None = None, *, named: bool = True, induced: bool = True) -> list[Judged]:
    """Every candidate that finds posts, judged, best first.  A given layout has no rivals."""
    if given is not None:
        return _settled(cues, judge(cues, candidates(cues, given)))
    recurs = may_recur(cues)
    known = _judged_named(cues, known_by_words=not recurs) if named and (recurs or may_be_named(cues)) else []
    if not (induced and recurs) or (known and _needs_no_rivals(known[0])):
        return known
    return _reread(cues, _settled(cues, _with_induced(cues, known)))


def _judged_named(cues: Cues, *, known_by_words: bool = False) -> list[Judged]:
    """The named layouts judged, the likely ones first; the others are left out where these leave nothing open.

    Where too little recurs for a layout without words, only those ``known_by_words`` are looked for.
    """
    possible = _catalogue().possible(cues)
    known: list[Judged] = []
    seen: set[tuple[object, ...]] = set()
    tried: set[str] = set()
    read: dict[str, Reading] = {}
    for all_of_them in (False,) if known_by_words else (False, True):
        some = [one for one in possible if all_of_them or is_telling(*one)]
        readings = _matching(cues, some, read, heavy=True)
        if not (all_of_them or known_by_words or (readings and _says_all(cues, readings[0]))):
            continue
        for likely in (True, False):
            group = _parted(readings)[0] if likely else _matching(cues, some, read)
            new = [reading for reading in group if reading.layout.name not in tried]
            tried.update(reading.layout.name for reading in new)
            if new:
                known = _settled(cues, judge(cues, _segmented(cues, _made(cues, new), seen), known))
            if known and _needs_no_rivals(known[0]):
                return known
    return known


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
    heard: list[Proposal] = []
    proposed = _segmented(cues, _layouts(propose(cues), heard))
    ranked = known
    new: set[int] = set()
    for count, hopeless, by_days, sure in FIRST_LOOKS:
        some = list(islice(proposed, count))
        new.update(map(id, some))
        ranked = judge(cues, some, ranked)
        best = max((candidate.trust for candidate in ranked if id(candidate.segmentation) in new), default=0.0)
        least = hopeless if any(proposal.signs.get("exact") for proposal in heard) else by_days
        if len(some) < count or not least <= best < sure or (len(new) >= STOOD and _stands(cues, ranked)):
            return ranked
    return judge(cues, proposed, ranked)


def _layouts(proposals: Iterable[Proposal], heard: list[Proposal]) -> Iterator[tuple[Layout, None]]:
    """The layouts of proposals, which are added to ``heard`` as they are asked for."""
    for proposal in proposals:
        heard.append(proposal)
        yield proposal.layout, None


def _stands(cues: Cues, ranked: list[Judged]) -> bool:
    """Whether a named layout is before all others, those that the comparisons prefer too, and convincing."""
    best = next(iter(_settled(cues, ranked)), None)
    return best is not None and best.layout.source == "builtin" and is_convincing(best)


def _needs_no_rivals(best: Judged) -> bool:
    """Whether the best of the named layouts is as good as induction could be; most pages end here."""
    posts, signs = len(best.segmentation.records), best.features
    if not (signs["authors"] or signs["dates"]):
        return False  # a list of whatever: there may be names and dates in other words
    if posts >= LEAST_SURE and (_takes_words_for_names(best) or signs["dated_bodies"] > MOST_DATED):
        return False
    wordy = signs["literal"] >= WORDY
    if signs["role_vote"] < (CONTRARY if wordy else 0):
        return False  # signs speak for the other side of the bodies
    if best.segmentation.below_opening:
        return False  # the posts begin above what was taken for their end
    heads, feet = _role(best.layout)
    empty = round((1 - signs["filled"]) * posts)
    if empty <= MOST_EMPTY and ((heads and not signs["last_filled"]) or (feet and not signs["first_filled"])):
        return False  # and so does a byline at the far end that has no body, where hardly another has none
    if posts >= SURE_POSTS and best.trust >= SURE:
        return True
    if posts < LEAST_SURE or best.trust < SURE_WORDY:
        return False
    if wordy and signs["dates"] >= MOST_AUTHORS:
        return True
    complete = min(signs["authors"], signs["dates"]) >= COMPLETE and signs["name_likeness"] >= LIKELY_NAMES
    return complete and best.trust >= SURE_PLAIN


def _takes_words_for_names(candidate: Judged) -> bool:
    """Whether most posts have one author, or names share a word, or many have none although the layout knows them."""
    if not any("{author}" in template for template in (*candidate.layout.head, *candidate.layout.foot)):
        return False
    records = candidate.segmentation.records
    names = Counter([record.author for record in records if record.author or not _states_no_author(candidate, record)])
    if names.total() < len(records) / 2:
        return True
    if sum(count for name, count in names.items() if name and len(name) == 1) > (1 - MOST_AUTHORS) * names.total():
        return True  # "M", where a site without pictures prints a letter
    if names[None] > (1 - MOST_AUTHORS) * names.total() or max(names.values()) > MOST_BY_ONE * names.total():
        return True
    return share_a_word([name for name in names if name])


def _states_no_author(candidate: Judged, record: Record) -> bool:
    """Whether a post is nameless by a byline made for that: "[deleted]" stands where others have a name."""
    used = sources(candidate.layout, record.bylines)
    return any(literal_weight(source) >= TELLING and "{author}" not in source for source in used)


def _settled(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates after the comparisons that need no weights."""
    ranked = _fullest_first(_opened_first(_unshifted_first(_widest_first(_authored_first(ranked)))))
    return _owned_first(cues, _sided_first(cues, _unaddressed_first(cues, _varied_first(ranked))))


def _unaddressed_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names who wrote the same posts before a winner that names whom they answer."""
    if not ranked or ranked[0].layout.source == "user" or not are_addressed(cues, ranked[0].segmentation.records):
        return ranked
    dates = _date_keys(ranked[0])
    for rival in ranked[1:]:
        alike = len(dates & _date_keys(rival)) >= FULLER * len(dates)
        named = rival.features["authors"] >= MOST_AUTHORS and rival.features["name_likeness"] >= LIKELY_NAMES
        likely = rival.trust >= ranked[0].trust - SHIFT_COST
        if alike and named and likely and not are_addressed(cues, rival.segmentation.records):
            return _with_first(replace(rival, trust=max(rival.trust, ranked[0].trust)), ranked)
    return ranked


def _sided_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one of the same dates by bylines on the other side before a winner that both ends contradict."""
    if not ranked or not _is_contradicted(cues, ranked[0]):
        return ranked
    role, dates = _role(ranked[0].layout), _date_keys(ranked[0])
    other = FEET if all(role) else role[::-1]
    for rival in sorted(ranked[1:], key=_leaves_unnamed):
        theirs = _date_keys(rival)
        common = len(dates & theirs)
        alike = common >= min(FULLER * len(dates), len(dates) - 1)
        alike = alike and (all(role) or common >= FULLER * len(theirs))  # dates without a name above them are missed
        if alike and _role(rival.layout) == other and rival.trust >= ranked[0].trust - SHIFT_COST:
            return _with_first(replace(rival, trust=max(rival.trust, ranked[0].trust)), ranked)
    return ranked


def _leaves_unnamed(candidate: Judged) -> bool:
    return candidate.features["authors"] <= FEW_AUTHORS


def _is_contradicted(cues: Cues, candidate: Judged) -> bool:
    """Whether what the site prints with every post says that the bylines stand on the other side."""
    heads, feet = _role(candidate.layout)
    if candidate.layout.source == "user":
        return False
    if heads == feet:
        return heads and enclosed_vote(cues, candidate.segmentation.records) <= CONTRADICTED
    vote = side_vote(cues, candidate.segmentation.records)
    return (vote if heads else -vote) <= CONTRADICTED


def _date_keys(candidate: Judged) -> set[int]:
    return {id(record.date) for record in candidate.segmentation.records if record.date is not None}


def _owned_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that gives every name to the post on its other side before a winner that takes a stranger in.

    "12 May, Reply, Ann": Ann wrote the next post if "More comments" stands in her place below the last.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    records = ranked[0].segmentation.records
    for rival in ranked[1:]:
        theirs = rival.segmentation.records
        if rival.trust < ranked[0].trust - SHIFT_COST:
            continue
        if owner_vote(cues, theirs, records) > 0 or owner_vote(cues, records, theirs) < 0:
            return _with_first(replace(rival, trust=max(rival.trust, ranked[0].trust)), ranked)
    return ranked


def _reread(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates with the winner's bylines read from the other side, where there are signs that this is right.

    Induction proposes both sides of most blocks, but follows up the likelier ones.
    """
    if not ranked or not is_convincing(ranked[0]):
        return ranked
    best = ranked[0]
    other = parted(cues, best.layout, best.segmentation.records)
    if other is None and _is_contradicted(cues, best):
        other = turned(best.layout)
    if other is None:
        return ranked
    trust = best.trust
    judged = judge(cues, [one for one in [segment(cues, other)] if one.records], ranked)
    best = next(candidate for candidate in judged if candidate.segmentation is best.segmentation)
    return _owned_first(cues, _sided_first(cues, _with_first(replace(best, trust=trust), judged)))


def _widest_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that reads all of the winner's bylines and as many others before it, if judged much alike.

    "photo Ann Newcomer": the words of one rank, taken for the site's, leave all other people in the bodies.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    best = ranked[0]
    for rival in ranked[1:]:
        if rival.features["authors"] < best.features["authors"] or not _is_wider(rival, best):
            continue
        if _places(best) <= _places(rival):
            return _with_first(rival, ranked)
    return ranked


def _places(candidate: Judged) -> set[tuple[int, str]]:
    """Where the bylines of a candidate stand, and on which side."""
    return {(byline.first, byline.role) for byline in _bylines(candidate)}


def _is_wider(rival: Judged, best: Judged) -> bool:
    """Whether a candidate has twice the winner's posts and is judged much alike, or has as many as the page states."""
    more = rival.features["posts"] / best.features["posts"]
    if more > 1 and rival.features["stated_count"] > STATED >= best.features["stated_count"]:
        return rival.trust >= best.trust - SHIFT_COST
    alike = min(rival.score - best.score, rival.trust - best.trust) >= -MUCH_ALIKE
    return more >= WIDER and alike


def _opened_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one of the same dates by heads before a winner by feet below what opens posts.

    "3. Well said", or a profile, right above "Ann, 5 May" opens the third post; it does not end the second.
    """
    if not ranked or not ranked[0].segmentation.below_opening:
        return ranked
    _, dates, _ = _fields(ranked[0])
    for rival in ranked[1:]:
        likely = rival.trust >= ranked[0].trust - SHIFT_COST
        if likely and _role(rival.layout) == (True, False) and _fields(rival)[1] >= dates:
            return _with_first(rival, ranked)
    return ranked


def _varied_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that finds several authors before a winner that finds one, for most of the same dates.

    "Verified buyer" above every date passes for a name where a layout only asks for what stands there.
    """
    if not ranked or len({record.author for record in ranked[0].segmentation.records if record.author}) != 1:
        return ranked
    names, dates, _ = _fields(ranked[0])
    total = len(ranked[0].segmentation.records)
    if names.total() < max(SURE_POSTS, MOST_AUTHORS * total):
        return ranked
    for rival in ranked[1:]:
        theirs, their_dates, _ = _fields(rival)
        varied = len(theirs) >= max(LEAST_SURE, VARIED * total) and rival.features["name_likeness"] >= LIKELY_NAMES
        alike = (dates & their_dates).total() >= MOST_POSTS * dates.total()
        if varied and alike and rival.trust >= ranked[0].trust - SHIFT_COST:
            return _with_first(rival, ranked)
    return ranked


def _authored_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names nearly every author before a winner that leaves many unnamed.

    A layout of two sides finds posts by either of them: names above some
    bodies, dates below all.  Where another finds as good as all of the posts
    with their authors, names that are missing were overlooked.
    """
    if not ranked or ranked[0].features["authors"] > FEW_AUTHORS:
        return ranked
    best = ranked[0].features
    for rival in ranked[1:]:
        theirs = rival.features
        # Where the winner looks for no names at all the page may have none, unless names are trusted more, most of
        # its bodies begin with what looks like a name and somebody comes again, or names have more words beside them.
        as_many = theirs["posts"] <= best["posts"] + MOST_LEFT
        above = best["name_first"] >= MOST_NAMED_FIRST and theirs["recurring_author"]
        named = best["authors"] or (as_many and (above or theirs["literal"] > best["literal"] + WORDIER))
        cost = SHIFT_COST if named else -MUCH_ALIKE
        if (
            theirs["authors"] >= MOST_AUTHORS
            and theirs["name_likeness"] >= LIKELY_NAMES
            and theirs["posts"] >= MOST_POSTS * best["posts"]
            and theirs["dates"] >= MOST_POSTS * best["dates"]
            and rival.trust >= ranked[0].trust - cost
        ):
            return _with_first(rival, ranked)
    return ranked


def _with_first(first: Judged, ranked: list[Judged]) -> list[Judged]:
    return [first, *(candidate for candidate in ranked if candidate.segmentation is not first.segmentation)]


def _unshifted_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that reads all of the winner's names and dates and more of both before it.

    A byline read from the wrong side pairs the date below one post with the
    name above the next, and leaves a name at one end of the discussion and a
    date at the other.  The reading without a remainder is the right one.
    """
    if not ranked:
        return ranked
    best = ranked[0]
    total = len(best.segmentation.records)
    longer = [rival for rival in ranked[1:] if 1 <= len(rival.segmentation.records) - total <= MOST_LEFT]
    rivals = [rival for rival in longer if rival.trust >= best.trust - SHIFT_COST]
    if not rivals:
        return ranked
    names, dates, pairs = _fields(best)
    if dates.total() < total:
        return ranked
    for rival in rivals:
        other_names, other_dates, other_pairs = _fields(rival)
        paired_alike = (pairs & other_pairs).total() > SAME_PAIRS * total
        unshifted = names < other_names and dates < other_dates and not paired_alike
        if unshifted or (names.total() <= other_names.total() and _is_turned(best, rival)):
            return _with_first(replace(rival, trust=max(rival.trust, best.trust)), ranked)
    return ranked


def _is_turned(best: Judged, rival: Judged) -> bool:
    """Whether a candidate reads the winner's heads as feet, and one more: the last, which no body follows."""
    heads, feet = best.segmentation.records, rival.segmentation.records
    return (
        rival.segmentation.opened_by is not None
        and all(record.head is not None and record.foot is None for record in heads)
        and all(record.foot is not None and record.head is None and record.low < record.high for record in feet)
        and [record.date and record.date.text for record in heads]
        == [record.date and record.date.text for record in feet[:-1]]
    )


def _fields(candidate: Judged) -> tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """A candidate's names, its dates, and which of them go together."""
    fields = [(record.author, record.date) for record in candidate.segmentation.records]
    names = Counter([author for author, _ in fields if author])
    dates = Counter([date.text for _, date in fields if date is not None])
    pairs = Counter([(author, date.text) for author, date in fields if author and date is not None])
    return names, dates, pairs


def _fullest_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, a named one that reads the winner's bylines and more beside them before it.

    "level 2", name and age above every post: a layout of name and age alone
    leaves the levels to the bodies, however regular its posts are.
    """
    sure = bool(ranked) and is_convincing(ranked[0])
    for rival in ranked[1:]:
        trusted = is_convincing(rival) and (sure or rival.trust >= CONVINCING)  # no discussion by a preference alone
        turned = _role(rival.layout) != _role(ranked[0].layout)
        trusted = trusted and (not turned or rival.trust >= ranked[0].trust - FULLER_COST)
        if rival.layout.source == "builtin" and trusted and _reads_more(rival, ranked[0]):
            return _with_first(rival, ranked)
    return ranked


def _reads_more(rival: Judged, best: Judged) -> bool:
    """Whether a candidate reads the bylines of another, and also words or fields of theirs that the other passes by."""
    rows = {row for byline in _bylines(rival) for row in range(byline.first, byline.last + 1)}
    found = _bylines(best)
    touched = sum(1 for byline in found if byline.first in rows or byline.last in rows)
    if touched >= FULLER * len(found) and _placed(rival) >= FULLER * len(found) and _placed(rival) > _placed(best):
        return True
    within = [place for place, byline in enumerate(found) if {byline.first, byline.last} <= rows]
    if len(within) < FULLER * len(found):
        # What else the winner reads may stand before or after the discussion, if its rival is trusted as much.
        run = within[-1] - within[0] + 1 if within else 0
        one_run = len(within) >= FULLER * max(run, len(_bylines(rival)))
        return one_run and rival.trust >= best.trust and rival.features["literal"] > best.features["literal"]
    longer = len(rows) > sum(byline.last + 1 - byline.first for byline in found)
    return longer and rival.features["literal"] > best.features["literal"]


def _placed(candidate: Judged) -> int:
    """How many posts state their number or depth."""
    return sum(1 for byline in _bylines(candidate) if byline.number is not None or byline.depth is not None)


def _bylines(candidate: Judged) -> list[Byline]:
    return [byline for record in candidate.segmentation.records for byline in record.bylines]


def candidates(
    cues: Cues, given: Layout | None = None, *, named: bool = True, induced: bool = True
) -> Iterator[Segmentation]:
    """What each candidate layout makes of the page; layouts that find no post are left out."""
    if given is not None:
        return _segmented(cues, [(given, None)])
    known = _made(cues, _matching(cues, _catalogue().possible(cues), {})) if named else []
    proposed = ((proposal.layout, None) for proposal in propose(cues)) if induced else ()
    return _segmented(cues, chain(known, proposed))


@cache
def _catalogue() -> LayoutIndex:
    return LayoutIndex(named_layouts())


def _matching(
    cues: Cues,
    possible: Sequence[tuple[Layout, list[Alternative]]],
    read: dict[str, Reading],
    *,
    heavy: bool = False,
) -> list[Reading]:
    """The layouts that match most of the page, each set of bylines once; ``read`` are those tried before.

    ``heavy``: those that cannot be likely next to one that matches more (see :func:`_parted`) need not be among them.
    """
    most = 0.0
    for weight, layout, alternatives in _by_weight(cues, possible) if heavy else ((math.inf, *one) for one in possible):
        if heavy and not _may_rival(weight, most):
            break
        if layout.name not in read:
            if heavy and not _may_rival(_most_weight(cues, layout, alternatives, exact=True), most):
                continue
            read[layout.name] = read_bylines(cues, layout, alternatives)
        if heavy and _counts(read[layout.name]):
            most = max(most, _weight(read[layout.name]))
    found: dict[tuple[object, ...], Reading] = {}
    for layout, _ in possible:
        reading = read.get(layout.name)
        if reading is None or not _counts(reading):
            continue
        key = reading.key()
        if key not in found or _weight(reading) > _weight(found[key]):
            found[key] = reading
    return sorted(found.values(), key=_weight, reverse=True)[:MOST_NAMED]


def _by_weight(
    cues: Cues, possible: Sequence[tuple[Layout, list[Alternative]]]
) -> list[tuple[float, Layout, list[Alternative]]]:
    """Layouts with the most that each may weigh, the heaviest first."""
    weighed = [(_most_weight(cues, layout, alternatives), layout, alternatives) for layout, alternatives in possible]
    return sorted(weighed, key=itemgetter(0), reverse=True)


def _most_weight(cues: Cues, layout: Layout, alternatives: Sequence[Alternative], *, exact: bool = False) -> float:
    """The most that a layout may weigh."""
    words = max([template.words for _, _, template in alternatives], default=0.0)
    return most_places(cues, layout, alternatives, exact=exact) * (1.0 + WORDS_WORTH * words)


def _may_rival(weight: float, most: float) -> bool:
    """Whether a layout that weighs so much is to be looked at next to the heaviest so far."""
    return weight > 0 and weight >= LEAST_RIVAL * most


def _counts(reading: Reading) -> bool:
    """Whether a layout has matched, and not only by chance."""
    if not len(reading) or (len(reading) == 1 and not reading.literal):
        return False
    if reading.layout.head and reading.layout.foot:
        # Dates alone may stand below posts whose names are printed in some other way.
        return any(author for _, _, _, author in reading.key())
    return True


def _weight(reading: Reading) -> float:
    return reading.size * (1.0 + WORDS_WORTH * reading.literal)


def _segmented(
    cues: Cues, layouts: Iterable[tuple[Layout, list[Byline] | None]], seen: set[tuple[object, ...]] | None = None
) -> Iterator[Segmentation]:
    """Segmentations with posts, each division of the page once; ``seen`` are those met before."""
    seen = set() if seen is None else seen
    found: set[tuple[object, ...]] = set()
    for layout, bylines in layouts:
        if layout.source == "induced" and layout.gap is None:
            # The same bylines make the same records; a named layout has furniture of its own besides.
            bylines = find_bylines(cues, layout)
            same = tuple((one.first, one.last, one.begin, one.rest, one.role, one.author) for one in bylines)
            if same in found:
                continue
            found.add(same)
        segmentation = segment(cues, layout, bylines)
        if not segmentation.records:
            continue
        key = tuple((record.first_row, record.low, record.high, record.author) for record in segmentation.records)
        if key not in seen:
            seen.add(key)
            yield segmentation


def is_convincing(candidate: Judged) -> bool:
    """Whether a candidate is trusted enough to be reported as a discussion."""
    doublings = math.log2(max(1, len(candidate.segmentation.records)) / 4)
    return candidate.trust >= CONVINCING - REGULARITY * max(-1.0, min(4.0, doublings))


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
    if _role(best.layout) != _role(other.layout):
        what = "whether bylines stand above or below the posts"
    elif [r.low for r in best.segmentation.records] == [r.low for r in other.segmentation.records]:
        what = "who wrote the posts"
    return f"a close call on {what}: {_sketch(best.layout)} {best.score:.2f}, {_sketch(other.layout)} {other.score:.2f}"


def _role(layout: Layout) -> tuple[bool, bool]:
    return bool(layout.head), bool(layout.foot)


def _sketch(layout: Layout) -> str:
    if layout.source == "builtin":
        return layout.name
    parts = [f"head {layout.head[0]!r}"] if layout.head else []
    if layout.foot:
        parts.append(f"foot {layout.foot[0]!r}")
    return " and ".join(parts) or layout.name
