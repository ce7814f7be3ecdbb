"""Signals between a post and each of its candidate parents, and traits of posts and pages.

Every signal reads one thing and puts it into one of a few named levels.
Signals are columns: called once per post, they return one level per candidate, or None where they have nothing to
say (all candidates at the first level).
Traits return one level for the post itself or for the whole page.  What a level is
worth is not decided here; the weights say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, TypeVar

from threadkit.links.manner import LOWER_CASE, OPENINGS
from threadkit.links.names import AT, START, squash
from threadkit.links.page import PLAIN, UNKNOWN, Page, Reading
from threadkit.links.state import NONE, State

MINUTE: Final = 60.0
HOUR: Final = 3600.0
DAY: Final = 86400.0

PairSignal = Callable[[int, list[int], Page, State], list[int] | None]
PostTrait = Callable[[int, Page, State], int]
FixedTrait = Callable[[Page], list[int]]
PageTrait = Callable[[Page], int]
_F = TypeVar("_F")

PAIR: dict[str, tuple[tuple[str, ...], PairSignal]] = {}
POST: dict[str, tuple[tuple[str, ...], PostTrait]] = {}
PAGE: dict[str, tuple[tuple[str, ...], PageTrait]] = {}
FIXED: dict[str, FixedTrait] = {}
"""Traits that are known of all posts before the page is walked, by the function that reads them in one go."""


ROWS: dict[str, tuple[int, int]] = {}
"""Signals and traits with levels in a row, neighbours alike: the first of the row and its end."""
_Row = tuple[int, int] | None


def pair_signal(name: str, *levels: str, row: _Row = None) -> Callable[[PairSignal], PairSignal]:
    """Register a signal between a post and its candidates under ``name`` with its levels.

    ``row`` says which of the levels lie in a row, as distances do and kinds do not; "unknown" stands outside.
    """
    return _registering(PAIR, name, levels, row)


def post_trait(name: str, *levels: str, row: _Row = None) -> Callable[[PostTrait], PostTrait]:
    """Register a trait of the answering post."""
    return _registering(POST, name, levels, row)


def fixed_trait(name: str, *levels: str, row: _Row = None) -> Callable[[FixedTrait], FixedTrait]:
    """Register a trait of the answering post that no decision changes: the function gives those of all posts."""

    def register(function: FixedTrait) -> FixedTrait:
        FIXED[name] = function
        _registering(POST, name, levels, row)(lambda i, page, state: function(page)[i])
        return function

    return register


def page_trait(name: str, *levels: str, row: _Row = None) -> Callable[[PageTrait], PageTrait]:
    """Register a trait of the whole page."""
    return _registering(PAGE, name, levels, row)


def _registering(
    registry: dict[str, tuple[tuple[str, ...], _F]], name: str, levels: tuple[str, ...], row: _Row
) -> Callable[[_F], _F]:
    def register(function: _F) -> _F:
        registry[name] = (levels, function)
        if row is not None:
            ROWS[name] = row
        return function

    return register


SELDOM: Final = frozenset({"named", "quoted", "shared link", "held open"})
"""Pair signals that are silent for most posts: for these the others are summed in fewer terms."""


def silent_on(page: Page) -> frozenset[str]:
    """Pair signals that have nothing to say anywhere on a page; chat has none such."""
    if not isinstance(page, Page):
        return frozenset()
    silent: set[str] = set()
    if not page.timed:
        silent |= {"gap", "sibling time"}
    if not page.known_authors:
        silent |= {"turn", "latest of author", "next author"}
    if page.host == UNKNOWN:
        silent.add("host")
    if not any(page.questions):
        silent.add("asks")
    return frozenset(silent)


def plain_posts(page: Page) -> list[bool]:
    """Of which posts it is known at once that no signal of :data:`SELDOM` speaks; chat has none of these."""
    if not isinstance(page, Page):
        return [True] * page.size
    return [one is PLAIN and held == UNKNOWN for one, held in zip(page.readings, page.held_by, strict=True)]


# --- where the candidate stands ------------------------------------------------------------------

_DISTANCES: Final = (1, 2, 3, 4, 5, 7, 10, 15, 25, 50)
_FAR: Final = len(_DISTANCES)
_BY_DISTANCE: Final = [bisect_left(_DISTANCES, away) for away in range(_DISTANCES[-1] + 1)]


@pair_signal("distance", "1", "2", "3", "4", "5", "6-7", "8-10", "11-15", "16-25", "26-50", "51+", row=(0, 11))
def distance(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """How many posts up the page."""
    count = len(candidates)
    if candidates[-1] == i - count < len(_BY_DISTANCE):
        return _BY_DISTANCE[1 : count + 1]  # All posts right above, as on most pages.
    near = i - len(_BY_DISTANCE)
    return [_BY_DISTANCE[i - j] if j > near else _FAR for j in candidates]


_STEPS: Final = (0, 1, 2, 3, 5, 8)
_BY_STEPS: Final = [bisect_left(_STEPS, k) for k in range(_STEPS[-1] + 1)]


@pair_signal("steps", "0", "1", "2", "3", "4-5", "6-8", "9+", row=(0, 7))
def steps(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """How many steps up the path from the post above (candidates come nearest first)."""
    more = len(candidates) - len(_BY_STEPS)
    return _BY_STEPS + [len(_STEPS)] * more if more > 0 else _BY_STEPS[: len(candidates)]


@pair_signal("top level", "reply", "top", "only")
def top_level(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """Is the candidate itself a top-level post?"""
    parent = state.parent
    alone = len(candidates) == 1
    return [(2 if alone else 1) if parent[j] == NONE else 0 for j in candidates]


@pair_signal("held open", "nothing held", "inside", "outside")
def held_open(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """In depth-first order: does a post further down quote one above, and would this candidate leave its branch?"""
    held = page.held_by[i]
    if held == UNKNOWN:
        return None
    return [1 if j >= held else 2 for j in candidates]


# --- time ----------------------------------------------------------------------------------------

_GAPS: Final = (-1, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, DAY, 3 * DAY, 10 * DAY, 60 * DAY)
_LATER: Final = 11


@pair_signal(
    "gap", "unknown", "<2m", "<10m", "<30m", "<2h", "<6h", "<1d", "<3d", "<10d", "<60d", "more", "later", row=(1, 11)
)  # fmt: skip
def gap(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Time between the candidate and the post."""
    now, times = page.time[i], page.time
    if now is None:
        return None
    return [0 if (then := times[j]) is None else bisect_right(_GAPS, now - then) or _LATER for j in candidates]


@pair_signal("sibling time", "unknown", "no sibling", "in order", "against order", "parent later")
def sibling_time(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """In depth-first order: would the post be newer than the sibling before it?"""
    now, times, last_child = page.time[i], page.time, state.last_child
    if now is None:
        return None
    levels = []
    for j in candidates:
        then = times[j]
        if then is None:
            levels.append(0)
        elif now - then < -1:
            levels.append(4)
        else:
            before = last_child[j]
            sibling = times[before] if before != NONE else None
            levels.append(1 if sibling is None else 2 if sibling <= now + 1 else 3)
    return levels


# --- who -----------------------------------------------------------------------------------------


@pair_signal(
    "turn",
    "unknown",
    "self, post above",
    "self",
    "newcomer",
    "answers me",
    "talked, since my last",
    "stranger, since my last",
    "my last parent",
    "talked, before my last",
    "stranger, before my last",
    "my parent's author",
)
def turn(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Turn-taking: who wrote the candidate, seen from the post's author."""
    author = page.author
    me = author[i]
    if me == UNKNOWN:
        return None
    mine = page.posts_of[me]
    at = page.ordinal[i]
    last = mine[at - 1] if at else NONE
    last_parent = state.parent[last] if last != NONE else NONE
    partner = author[last_parent] if last_parent != NONE else UNKNOWN
    talked, parent = state.talked, state.parent
    levels = []
    for j in candidates:
        other = author[j]
        if other == me:
            levels.append(1 if j == i - 1 else 2)
        elif other == UNKNOWN:
            up = parent[j]
            levels.append(4 if up != NONE and author[up] == me else 0)
        elif last == NONE:
            levels.append(3)
        elif j == last_parent:
            levels.append(7)
        else:
            up = parent[j]
            if up != NONE and author[up] == me:
                levels.append(4)
            elif other == partner and j > last:
                levels.append(10)
            else:
                known = (other, me) in talked or (me, other) in talked
                levels.append((5 if known else 6) if j > last else (8 if known else 9))
    return levels


@pair_signal("latest of author", "unknown", "latest", "second", "older", "only")
def latest_of_author(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """Is the candidate its author's latest post so far, or the only one?  Of several, whoever is named may mean any."""
    author, ordinal, posts_of = page.author, page.ordinal, page.posts_of
    levels = []
    for j in candidates:
        who = author[j]
        if who == UNKNOWN:
            levels.append(0)
            continue
        own, k = posts_of[who], ordinal[j]
        if k + 1 >= len(own) or own[k + 1] >= i:
            levels.append(1 if k else 4)
        else:
            levels.append(2 if k + 2 >= len(own) or own[k + 2] >= i else 3)
    return levels


@pair_signal("host", "no host", "neither", "host answers new", "host answers again", "to host", "host to host")
def host(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """The page's most active author answering others, and being answered."""
    owner = page.host
    if owner == UNKNOWN:
        return None
    author = page.author
    if author[i] == owner:
        answerers = state.answerers
        return [5 if author[j] == owner else 3 if owner in answerers[j] else 2 for j in candidates]
    return [4 if author[j] == owner else 1 for j in candidates]


@pair_signal("next author", "unknown", "speaks next", "speaks soon", "no more soon")
def next_author(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Does the candidate's author speak right after this post (and so probably answers it)?"""
    author = page.author
    if author[i] == UNKNOWN:
        return None
    coming = author[i + 1 : i + 5]
    level = dict.fromkeys(coming, 2)
    if coming:
        level[coming[0]] = 1
    level[UNKNOWN] = 0
    return [level.get(author[j], 3) for j in candidates]


# --- names ---------------------------------------------------------------------------------------


_OPENS: Final = 3
"""Signs before a name that opens a body: blanks and the mark itself."""


@pair_signal("named", "names nobody", "names another", "inside", "end", "start", "at", "author unknown", "at, first")
def named(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Does the post name the candidate's author, and how?  "@Ann" inside may as well speak of her."""
    mentions = page.readings[i].mentions
    if not mentions:
        return None
    how = {m.author: 7 if m.how == AT and m.span[0] <= _OPENS else 1 + m.how for m in mentions}
    author = page.author
    return [6 if author[j] == UNKNOWN else how.get(author[j], 1) for j in candidates]


# --- words ---------------------------------------------------------------------------------------


@pair_signal(
    "quoted",
    "quotes nobody",
    "quotes another",
    "few words",
    "many words",
    "marked",
    "first marked",
    "nested",
    "long run",
)
def quoted(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Does the post repeat words that stood first in the candidate?"""
    reading = page.readings[i]
    best = reading.best_quote
    if not reading.quoted:
        return None
    hits = reading.quoted
    default = 1 if best != UNKNOWN else 0
    levels = []
    for j in candidates:
        hit = hits.get(j)
        if hit is None:
            levels.append(default)
        elif hit.marked:
            levels.append(5 if j == best else 4)
        elif hit.nested > hit.words - hit.nested:
            levels.append(6)
        else:
            levels.append(2 if hit.words < 3 else 3 if hit.words < LONG_RUN else 7)
    return levels


FROM_ARTICLE: Final = 3
"""Runs of four words shared with the article that make a quotation."""
LONG_RUN: Final = 9
"""Runs of four words: twelve words in a row are no accident, marked or not."""
_COSINES: Final = (0.0001, 0.02, 0.05, 0.1, 0.2)


@pair_signal("shared words", "none", "trace", "few", "some", "many", "most", row=(0, 6))
def shared_words(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """Rare words in common (cosine of inverse-frequency weights)."""
    shared = page.echoes.shared[i]
    if not shared:
        return None
    lengths = page.echoes.lengths
    mine = lengths[i]
    return [
        bisect_right(_COSINES, weight / (mine * lengths[j])) if (weight := shared.get(j)) else 0 for j in candidates
    ]


@pair_signal("shared link", "no", "yes")
def shared_link(i: int, candidates: list[int], page: Page, state: State) -> list[int] | None:
    """The same address in both."""
    links = page.readings[i].links
    if not links:
        return None
    mine = set(links)
    return [0 if mine.isdisjoint(page.readings[j].links) else 1 for j in candidates]


@pair_signal("asks", "no", "inside", "at its end")
def asks(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """Does the candidate ask something?"""
    questions = page.questions
    return [questions[j] for j in candidates]


@pair_signal("it opens", "plain", *OPENINGS[1:], "lower case")
def it_opens(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """The cue that the candidate opens with: thanks are hardly answered with thanks."""
    openings = page.manner.openings
    return [openings[j] for j in candidates]


@pair_signal("its length", "<40", "<120", "<300", "<800", "more", row=(0, 5))
def its_length(i: int, candidates: list[int], page: Page, state: State) -> list[int]:
    """The candidate's length in characters."""
    lengths = page.lengths
    return [lengths[j] for j in candidates]


# --- traits of the post --------------------------------------------------------------------------


@fixed_trait("opening", "plain", *OPENINGS[1:], "lower case")
def opening(page: Page) -> list[int]:
    """The cue among the first words."""
    return page.manner.openings


@fixed_trait("you", "no", "yes")
def you(page: Page) -> list[int]:
    """Second person outside quotations."""
    return [*map(int, page.manner.you)]


@fixed_trait("question", "no", "inside", "at its end")
def question(page: Page) -> list[int]:
    """Does the post itself ask?"""
    return page.questions


@fixed_trait("length", "<40", "<120", "<300", "<800", "more", row=(0, 5))
def length(page: Page) -> list[int]:
    """Its length in characters."""
    return page.lengths


@fixed_trait("standing", "unknown", "newcomer", "again", "just before", "host")
def standing(page: Page) -> list[int]:
    """Has its author spoken before?"""
    levels = []
    above = UNKNOWN
    for me, ordinal in zip(page.author, page.ordinal, strict=True):
        if me == UNKNOWN:
            levels.append(0)
        elif me == page.host:
            levels.append(4)
        elif not ordinal:
            levels.append(1)
        else:
            levels.append(3 if above == me else 2)
        above = me
    return levels


_PAUSES: Final = (10 * MINUTE, 2 * HOUR, DAY, 10 * DAY)


@fixed_trait("pause", "unknown", "<10m", "<2h", "<1d", "<10d", "more", "back in time", row=(1, 6))
def pause(page: Page) -> list[int]:
    """Time since the post above."""
    levels = [0] * page.size
    for i, (before, now) in enumerate(pairwise(page.time), start=1):
        if before is not None and now is not None:
            levels[i] = 6 if before > now + 1 else 1 + bisect_right(_PAUSES, now - before)
    return levels


@fixed_trait("naming", "nobody", "page author", "addresses page author", "unknown name")
def naming(page: Page) -> list[int]:
    """Whom the post names."""
    return [
        (2 if reading.mentions[0].how >= START else 1) if reading.mentions else 3 if reading.unknown_name else 0
        for reading in page.readings
    ]


_UNKNOWN_NAME: Final = 3
"""The level of a name above no post, without "@", that no other post addresses; the next three follow from it."""


@fixed_trait(
    "addressing", "nobody", "page author", "addresses page author",
    "unknown name", "@unknown name", "unknown name, as others do", "@unknown name, as others do",
)  # fmt: skip
def addressing(page: Page) -> list[int]:
    """Whom the post names, where the names above posts may be lost.

    Who is addressed by one post mostly wrote the post above it; who is addressed by several wrote the article.
    """
    names = [squash(reading.unknown_name) if reading.unknown_name else "" for reading in page.readings]
    posts_with = Counter(names)
    levels = naming(page)
    for i, name in enumerate(names):
        if name:
            levels[i] = _UNKNOWN_NAME + page.posts[i].body.lstrip().startswith("@") + 2 * (posts_with[name] > 1)
    return levels


@fixed_trait("quoting", "nothing", "a few words", "a post", "marked, of a post", "marked, not found", "the article")
def quoting(page: Page) -> list[int]:
    """Whether the post quotes, and whether the words were found above or in the article."""
    return [0 if reading is PLAIN else _quoting(reading) for reading in page.readings]


def _quoting(reading: Reading) -> int:
    if reading.best_quote != UNKNOWN:
        return 3 if reading.quoted[reading.best_quote].marked else 2
    if reading.article_words >= FROM_ARTICLE:
        return 5
    if reading.marked:
        return 4
    return 1 if reading.quoted else 0


@fixed_trait("place", "first", "second", "third", "4-6", "7-15", "16-50", "later", row=(0, 7))
def place(page: Page) -> list[int]:
    """How far down the page."""
    return [bisect_left((0, 1, 2, 5, 14, 49), i) for i in range(page.size)]


@fixed_trait("of the article", "no", "yes")
def of_the_article(page: Page) -> list[int]:
    """Does it speak of the article, the blog, the author?"""
    return [*map(int, page.manner.of_article)]


@fixed_trait("praise", "no", "yes")
def praise(page: Page) -> list[int]:
    """Does it praise something at the start?"""
    return [*map(int, page.manner.praise)]


@fixed_trait("next opens", "none", "plain", *OPENINGS[1:])
def next_opens(page: Page) -> list[int]:
    """The cue that the post below opens with."""
    return [*[1 if level == LOWER_CASE else 1 + level for level in page.manner.openings[1:]], *[0][: page.size]]


@fixed_trait("spoken to", "no", "next names me", "next quotes me")
def spoken_to(page: Page) -> list[int]:
    """Does the next post address or quote this one?"""
    levels = [0] * page.size
    for i, below in enumerate(page.readings[1:]):
        if below is not PLAIN:
            levels[i] = 2 if below.best_quote == i else 1 if page.author[i] in below.named else 0
    return levels


@fixed_trait("top by time", "unknown", "free", "later post is older", "oldest so far")
def top_by_time(page: Page) -> list[int]:
    """In depth-first order: do times allow a top-level post here?

    With siblings in time order nothing after a top-level post is older than it; whatever is
    older than all posts above must be top-level, in any order of siblings.
    """
    above, below = page.oldest_above, page.oldest_below
    return [
        0 if now is None else 3 if i and now + 1 < above[i] else 2 if below[i] + 1 < now else 1
        for i, now in enumerate(page.time)
    ]


@fixed_trait("kept open", "no", "yes")
def kept_open(page: Page) -> list[int]:
    """In depth-first order: does a post further down quote one above?"""
    return [0 if held == UNKNOWN else 1 for held in page.held_by]


@post_trait("previous", "first post", "reply", "top", "top by me", "reply by me")
def previous(i: int, page: Page, state: State) -> int:
    """What the post above is."""
    if i == 0:
        return 0
    mine = page.author[i] != UNKNOWN and page.author[i - 1] == page.author[i]
    if state.parent[i - 1] == NONE:
        return 3 if mine else 2
    return 4 if mine else 1


# --- traits of the page --------------------------------------------------------------------------


def _share(limits: Sequence[float], value: float) -> int:
    return bisect_right(limits, value)


@page_trait("page size", "<6", "<16", "<41", "<121", "more", row=(0, 5))
def page_size(page: Page) -> int:
    """Number of posts."""
    return bisect_right((6, 16, 41, 121), page.size)


@page_trait("regulars", "unknown", "<20%", "<40%", "<60%", "more", row=(1, 5))
def regulars(page: Page) -> int:
    """Share of posts by people who spoke before."""
    if page.known_authors < 0.5 * page.size or not page.size:
        return 0
    return 1 + _share((0.2, 0.4, 0.6), sum(k > 0 for k in page.ordinal) / page.size)


@page_trait("to and fro", "unknown", "<5%", "<15%", "<30%", "more", row=(1, 5))
def to_and_fro(page: Page) -> int:
    """Share of posts in the pattern A-B-A."""
    if page.known_authors < 0.5 * page.size or page.size < 3:
        return 0
    a = page.author
    hits = sum(a[k] == a[k - 2] != a[k - 1] for k in range(2, page.size) if a[k] != UNKNOWN)
    return 1 + _share((0.05, 0.15, 0.3), hits / page.size)


@page_trait("names used", "0", "<10%", "<30%", "more", row=(0, 4))
def names_used(page: Page) -> int:
    """Share of posts that address another author."""
    hits = sum(bool(r.mentions) and r.mentions[0].how >= START for r in page.readings)
    return _share((1e-9, 0.1, 0.3), hits / max(1, page.size))


@page_trait("quotes used", "0", "<10%", "<30%", "more", row=(0, 4))
def quotes_used(page: Page) -> int:
    """Share of posts that quote another post."""
    hits = sum(r.best_quote != UNKNOWN for r in page.readings)
    return _share((1e-9, 0.1, 0.3), hits / max(1, page.size))


@page_trait("usual length", "<60", "<150", "<300", "<600", "more", row=(0, 5))
def usual_length(page: Page) -> int:
    """Median length of the posts."""
    return bisect_right((60, 150, 300, 600), median(page.manner.lengths)) if page.size else 0


@page_trait("pace", "unknown", "<10m", "<2h", "<1d", "more", row=(1, 5))
def pace(page: Page) -> int:
    """Median time between posts."""
    times = sorted(t for t in page.time if t is not None)
    if len(times) < 3:
        return 0
    return 1 + bisect_right((10 * MINUTE, 2 * HOUR, DAY), median(b - a for a, b in pairwise(times)))


@page_trait("host's share", "no host", "<25%", "<40%", "more", row=(1, 4))
def host_share(page: Page) -> int:
    """How much of the page its most active author wrote."""
    return 0 if page.host == UNKNOWN else 1 + _share((0.25, 0.4), page.host_share)


@page_trait("second person", "<20%", "<40%", "more", row=(0, 3))
def second_person(page: Page) -> int:
    """Share of posts that say "you"."""
    return _share((0.2, 0.4), sum(page.manner.you) / max(1, page.size))


@page_trait("steps back", "unknown", "none", "<15%", "<30%", "more", row=(1, 5))
def steps_back(page: Page) -> int:
    """In depth-first order: share of posts older than the one above (each ends a branch)."""
    if page.timed < 0.5 * page.size or page.size < 2:
        return 0
    t = page.time
    back = sum(1 for k in range(1, page.size) if (a := t[k - 1]) is not None and (b := t[k]) is not None and b + 1 < a)
    return 1 + _share((1e-9, 0.15, 0.3), back / page.size)


@page_trait("possible tops", "unknown", "<25%", "<50%", "<75%", "more", row=(1, 5))
def possible_tops(page: Page) -> int:
    """In depth-first order: share of posts that times allow at top level."""
    if page.timed < 0.5 * page.size or page.size < 2:
        return 0
    free = sum(1 for k, t in enumerate(page.time) if t is not None and page.oldest_below[k] + 1 >= t)
    return 1 + _share((0.25, 0.5, 0.75), free / page.size)


@page_trait("sibling habit", "unknown", "oldest first", "newest first", "mixed")
def sibling_habit(page: Page) -> int:
    """How siblings are sorted, as far as times tell: a post older than everything above it starts a top level.

    With the oldest first no such post exists after the first; with the newest first, every top-level post is one.
    """
    if page.timed < 0.5 * page.size or page.size < 3:
        return 0
    times = page.time
    oldest = sum(1 for k in range(1, page.size) if (t := times[k]) is not None and t + 1 < page.oldest_above[k])
    if not oldest:
        return 1
    back = sum(
        1 for k in range(1, page.size) if (a := times[k - 1]) is not None and (b := times[k]) is not None and b + 1 < a
    )
    return 2 if oldest >= max(2, 0.6 * back) else 3
