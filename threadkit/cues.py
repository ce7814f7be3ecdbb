"""Row-wise look-ups of one page that all candidates share.

Decides nothing beyond single rows: what a row folds to, whether it is known
furniture, which rows hold a literal or a date.  Every answer is found once.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache
from itertools import compress, filterfalse
from typing import Any, NamedTuple

from threadkit import vocabulary
from threadkit.hanging import Outline, find_outline
from threadkit.layouts.template import MARKED, Beside, Template, class_words, trailing_word
from threadkit.lazily import found_once
from threadkit.lines import DATE, EDGE, SENTENCE_ENDS, Page, rows_holding
from threadkit.masking import TIME, Masked
from threadkit.timestamps import DateMatch, DayOrder, decide_order, read_date

FURNITURE_ROW = 70
"""A furniture row is at most this long."""
LONGEST_COUNTED = 240
"""So long may the title of a discussion be that holds the article's: "12 thoughts on “...”"."""
COUNT_WITHIN = 32
"""At either end of it so many characters say what it counts."""
_OPENING_QUOTES = "“„«「『\""
CONTROL = 2
"""What :attr:`Cues.furniture` has for what sites print around posts; roles and profiles go with names."""
INNER_REACH = 100
"""A byline that closes a row stands within this many characters of its end."""
LEAST_REPEATED = 3
"""A name of fewer letters, glued to itself, is not read as one printed twice."""
FEW_ROWS = 40
"""Around so many rows literals are looked for there, else on the whole page for all templates."""
PROFILE_WORDS = 4
"""A profile line without a colon has at most this many words ("Join Date Aug 2001")."""

FIRST_ADDRESS = 100
"""Nobody is addressed further on in the first line."""
_AT = re.compile(r"@ ?([^\W_][\w'-]{2,30})")


# A date's own time of day may stand in a cell of its own behind it.
_CLOCK_BEHIND = re.compile(rf"[ \t,|·•@–—-]*\n?[ \t]*{TIME}")
_DATES = re.compile(f"[{DATE}{TIME}]")
ORNAMENT = 3
"""Signs in front of a byline are at most so many."""
_ORNAMENT = rf"(?:[^\w\s{DATE}{TIME}]{{1,{ORNAMENT}}}[ \t]+)?"
_ORNAMENT_BEFORE = re.compile(f"{_ORNAMENT}$")
_OPENING_RUN = re.compile(rf"{_ORNAMENT}([^\W_]+)")


_BEHIND_SAYS = f" \t\xa0:：.…,-–—»↑→{DATE}{TIME}"
_BEHIND_VERB = f" \t{DATE}{TIME}:,-"
_BLANK = " \t\xa0"
_OPEN_DASHES = (" –", " —", " -")
# Both open with one class of signs, which is searched sooner than several ways to begin.
_INNER_START = re.compile(r"[ \t\xa0—–~-](?:(?<!-)|(?<!\w-))(?=[^ \t—–~-])")
_CLOSES_SENTENCE = ".!?…)\"”»:;-—–~':*"
_SENTENCE_START = re.compile(
    rf"[{re.escape(_CLOSES_SENTENCE)}。！？-]"
    rf"(?:(?<=[{re.escape(_CLOSES_SENTENCE)}])\s*+(?<=[ \t\xa0])|(?<=[—–~。！？])\s*+|(?<=-)(?<!\w-))(?=[^ \t—–~-])"
)
_QUOTE_ENDS = frozenset("”“’‘\"')]!?")
_ALNUM = re.compile(r"[^\W_]")
_RUN = re.compile(r"[^\W_]+")


@cache
def _address() -> re.Pattern[str]:
    """Whom a line speaks to, maybe behind a salutation."""
    # From the line break on: quickly found.  Possessive, or wide indents would be tried blank by blank.
    return re.compile(rf"\n[ \t>]*+(?:(?i:{'|'.join(vocabulary.SALUTATION)}) )?([^\W\d_][\w'-]{{2,30}}+)[,:!]")


@cache
def _by_end(name: str) -> dict[str, list[str]]:
    """The words of a class by the letters they end with, "" for those that end with a sign."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in class_words(name):
        found[trailing_word(word)].append(word)
    return found


@cache
def _by_first(name: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """The words of a class by their first run of letters, each with its other runs."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for word in class_words(name):
        runs = _RUN.findall(word)
        found[runs[0]].append((word, frozenset(runs[1:])))
    return found


@cache
def _first_runs(name: str) -> frozenset[str]:
    return frozenset(_by_first(name))


def _first_word(text: str) -> str:
    return text.split(None, 1)[0].partition(":")[0]


def _unmarked(text: str) -> str:
    """A row without what stands in brackets behind its date: "(edited)", "(3 years ago)"."""
    begin = text.rfind("(")
    return text[:begin] if text[-1:] == ")" and begin > 0 and text[:begin].rstrip()[-1:] in (DATE, TIME) else text


def _are_known(words: Sequence[str], known: Container[str], unspaced: Container[str], end: int) -> list[bool]:
    """Which of some words are known in plain spelling, or have at one end (0 or -1) what begins or ends one unspaced.

    Those that are no ASCII are folded all at once.
    """
    if not words:
        return []
    foreign = [word for word in words if not word.isascii()]
    spelled = vocabulary.plain("\n".join(foreign)).split("\n")
    plain = {word: (own.split() or [""])[end] for word, own in zip(foreign, spelled, strict=False)}
    return [
        word.lower() in known or (word in plain and (plain[word] in known or word[end] in unspaced)) for word in words
    ]


class Place(NamedTuple):
    """What stands on either side of a date, as :class:`Beside` asks for it."""

    opens: bool
    marked: bool
    before: str
    after: tuple[str, ...]
    """Behind the date, and behind a time of day that may belong to it."""

    def suits(self, beside: Beside) -> bool:
        """Whether a template that demands ``beside`` may match here."""
        if beside.opens and not self.opens:
            return False
        if beside.after is not None and beside.after.isdisjoint(self.after) and not self._begins_as(beside):
            return False
        if beside.before is None or self.before in beside.before or (self.marked and MARKED in beside.before):
            return True
        return bool(beside.endings) and self.before.endswith(beside.endings)

    def _begins_as(self, beside: Beside) -> bool:
        return beside.openings != () and any(word.startswith(beside.openings) for word in self.after)


class Demands:
    """What many templates demand beside their dates; places that differ in nothing demanded are compared once."""

    def __init__(self, demands: Iterable[Beside]) -> None:
        self._all = tuple(demands)
        self._before = frozenset().union(*(demand.before for demand in self._all if demand.before))
        self._endings = _by_sign({ending for demand in self._all for ending in demand.endings}, -1)
        self._after = frozenset().union(*(demand.after for demand in self._all if demand.after))
        self._openings = _by_sign({opening for demand in self._all for opening in demand.openings}, 0)
        self._met_by = lru_cache(maxsize=1 << 12)(self._compare)

    def met(self, places: Mapping[Place, list[int]]) -> dict[Beside, list[int]]:
        """The demands that some places meet, each with the rows of these, in no order."""
        kinds: dict[Place, list[int]] = {}
        for place, rows in places.items():
            kinds.setdefault(self._kind(place), []).extend(rows)
        met: dict[Beside, list[int]] = {}
        for kind, rows in kinds.items():
            for beside in self._met_by(kind):
                met.setdefault(beside, []).extend(rows)
        return met

    def _kind(self, place: Place) -> Place:
        """The place with nothing but what some template asks for."""
        opens, marked, before, after = place
        if before not in self._before and not before.endswith(self._endings.get(before[-1:], ())):
            before = ""
        known, openings = self._after, self._openings
        some = [one for one in after if one in known or one.startswith(openings.get(one[:1], ()))]
        return Place(opens, marked, before, tuple(some))

    def _compare(self, place: Place) -> frozenset[Beside]:
        return frozenset(demand for demand in self._all if place.suits(demand))


def _by_sign(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Words by their first character (``place`` 0) or their last one (-1)."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        found[word[place]] = (*found.get(word[place], ()), word)
    return found


LONGEST_COUNT = 90
"""Longer rows that name a number of comments are sentences."""
_PIECES = re.compile(r"[·|•/;–—]|\s{2,}|(?<!\d),|,(?!\d)")
_NUMBER = re.compile(r"\d[\d,.\u2019\xa0]*")
LONGEST_SIGNED = 120
"""Rows that begin with "by" are shorter, and those that end with "said" even more."""
PROSE_ROW = 60
SAID = 20
"""So many letters that end like a sentence are what somebody says."""
STEM = 4
"""Letters that the forms of a word have in common."""
PROSE_SAMPLE = 1500
"""Long rows and rows that end as sentences do, up to so many characters of them, tell the language of a page."""


_ANY_TIME = datetime(2026, 1, 1)
"""Any fixed moment: relative times are only compared with each other."""


class Cues:
    """Row-wise look-ups of one page that all candidates share."""

    def __init__(self, masked: Masked) -> None:
        self.masked = masked
        self.page: Page = masked.page
        self.unfolded: list[int] = []
        """Rows that fold to '', once ``rows_of`` has been asked for."""
        self._rows_with: dict[str, list[int]] = {}
        self._says: list[int] | None = None
        self._by: list[int] | None = None
        self._start: list[int] | None = None
        self._addressed: set[str] | None = None
        self._introduces: dict[int, bool] = {}
        self._closing: int | None = None
        self._held: dict[str, bool] = {}
        self._beside: dict[Beside, list[int]] = {}
        self._met: dict[Beside, list[int]] = {}
        self._before: dict[str, frozenset[int]] = {}
        self._anchors: dict[str, Sequence[int]] = {}
        self._near: dict[tuple[str, int, int], frozenset[int]] = {}
        self._opening: dict[tuple[str, int], bool] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._words: dict[str, tuple[str, ...]] = {}
        self._sentences: dict[int, list[int]] = {}
        self._starts: dict[int, list[int]] = {}
        self._stated: list[tuple[int, int]] = []
        self.matches: dict[tuple[object, ...], Any] = {}
        """Matches of templates tried so far; layouts share many templates."""
        self.dated_alike: int | None = None
        """How many dates are alike with text between them, once ``threadkit.screening`` has counted."""
        self.bodies: dict[tuple[int, int, int, int | None], Any] = {}
        """What bodies look like, by where they stand, once ``threadkit.bodies`` has looked."""
        self._moments: dict[str, dict[int, tuple[datetime | None, datetime | None, DateMatch]]] = defaultdict(dict)
        self._orders: dict[tuple[int, ...], tuple[DayOrder, list[DateMatch]]] = {}
        self.monotone: dict[tuple[int, ...], tuple[float, list[DateMatch]]] = {}
        """How far lists of dates run in one direction, by the identities of the dates."""

    def folded(self, row: int) -> str:
        """The row as the vocabulary compares it; '' for long rows."""
        return self.folds[row]

    @found_once
    def folds(self) -> list[str]:
        """Every row as the vocabulary compares it; '' for long rows, but for titles that count posts."""
        fold = vocabulary.fold
        return [
            fold(text) if len(text) <= FURNITURE_ROW else "" if text[0].isalpha() else _counted_title(text)
            for text in self.page.text
        ]

    @found_once
    def unnumbered(self) -> list[str]:
        """The same without numbers: how many likes a post has differs."""
        folds = self.folds
        return [" ".join(folded.replace("#", " ").split()) if "#" in folded else folded for folded in folds]

    @found_once
    def rows_of(self) -> dict[str, list[int]]:
        """The rows that fold to the same text."""
        rows: dict[str, list[int]] = defaultdict(list)
        for row, folded in enumerate(self.folds):
            rows[folded].append(row)
        self.unfolded = rows.pop("", [])
        return rows

    @found_once
    def repeated(self) -> list[tuple[str, list[int]]]:
        """What stands on the page more than once as a folded row, with these rows, the most frequent first."""
        found = [(folded, rows) for folded, rows in self.rows_of.items() if len(rows) > 1]
        return sorted(found, key=lambda repeated: -len(repeated[1]))

    @found_once
    def known(self) -> list[str]:
        """What folded rows say that the vocabulary has as a line, or may have at one end of it."""
        return vocabulary.known_lines(self.rows_of)

    def _may_hold(self, may: Callable[[str], bool]) -> list[tuple[int, str]]:
        """The masked rows that may have a word of a kind at one end, as far as what they fold to tells."""
        likely = {row for folded in self.known if may(folded) for row in self.rows_of[folded]}
        masked = self.masked
        likely.update(self._elsewise)
        return [(row, masked.rows[row]) for row in sorted(likely)]

    @found_once
    def _elsewise(self) -> list[int]:
        """Rows that are not what they fold to: masked ones, and those that are too long to be folded, but no prose."""
        rows, masked = self.masked.rows, self.masked
        short = [row for row in self.unfolded if len(rows[row]) <= LONGEST_SIGNED]
        return [*short, *masked.date_rows, *masked.time_rows, *masked.starred]

    @found_once
    def recurring(self) -> list[str]:
        """The folded rows that stand on the page more than once; '' for all others."""
        rows = self.rows_of
        return [folded if folded and len(rows[folded]) > 1 else "" for folded in self.folds]

    @found_once
    def recurs(self) -> bytes:
        """1 for every such row."""
        return bytes(map(bool, self.recurring))

    @found_once
    def marked(self) -> bytes:
        """1 for every row with a list mark or number; dashes stand before what is said, too."""
        if _NO_MARKS.issuperset(self.bullets) and max(self.page.number, default=-1) < 0:
            return bytes(len(self.page))
        pairs = zip(self.page.number, self.page.bullet, strict=True)
        return bytes([number >= 0 or bullet not in _NO_MARKS for number, bullet in pairs])

    @found_once
    def furniture(self) -> bytearray:
        """More than 0 for every row that is known page furniture on its own: ``CONTROL`` for buttons and the like."""
        marks = bytearray(len(self.page))
        for folded in self.known:
            mark = _furniture_mark(folded)
            profile = not mark and vocabulary.is_profile(folded)
            for row in self.rows_of[folded] if mark or profile else ():
                marks[row] = mark or _is_profile_line(self.page.text[row])
        return marks

    def is_idle(self, row: int) -> bool:
        """What :attr:`idle` says of one row, for pages of which only a few are asked for."""
        if "idle" in self.__dict__:
            return self.idle[row] != 0
        if row in self.masked.pictures or self.is_furniture(row):
            return True
        return _ALNUM.search(self.page.text[row], 0, 80) is None

    def is_said(self, row: int) -> bool:
        """Whether a row holds what somebody says: so many letters that end like a sentence."""
        return self.lengths[row] > SAID and self.page.text[row][-1] in SENTENCE_ENDS and not self.is_idle(row)

    def is_furniture(self, row: int) -> bool:
        """What :attr:`furniture` says of one row, as :meth:`is_idle`."""
        if "furniture" in self.__dict__:
            return self.furniture[row] != 0
        folded = self.folds[row]
        if _furniture_mark(folded):
            return True
        return vocabulary.is_profile(folded) and _is_profile_line(self.page.text[row])

    @found_once
    def idle(self) -> bytearray:
        """1 for every row that is furniture or a picture's letter, or holds no letter near its begin."""
        marks = bytearray(self.furniture)
        for row in self.masked.pictures:
            marks[row] = 1
        for row in [row for row, text in enumerate(self.page.text) if not text[0].isalnum()]:
            if _ALNUM.search(self.page.text[row], 0, 80) is None:
                marks[row] = 1
        return marks

    @found_once
    def lengths(self) -> list[int]:
        """The length of every row."""
        return list(map(len, self.page.text))

    def rows_with(self, literal: str) -> list[int]:
        """Rows whose masked text holds a literal (lower case)."""
        rows = self._rows_with.get(literal)
        if rows is None:
            masked = self.masked
            rows = rows_holding(literal, masked.folded, masked.starts, lambda: self._lines)
            self._rows_with[literal] = rows
        return rows

    @found_once
    def _lines(self) -> list[str]:
        """The rows in lower case, dates masked."""
        return self.masked.folded.split("\n")

    def holds(self, literal: str) -> bool:
        """Whether the masked page holds a literal (lower case) without blanks."""
        held = self._held.get(literal)
        if held is None:
            held = self._held[literal] = literal in (self._spellings if literal.isalnum() else self._signed)
        return held

    @found_once
    def printed(self) -> frozenset[str]:
        """Everything that the masked page prints between blanks."""
        return frozenset(self.masked.folded.split())

    @found_once
    def _spellings(self) -> str:
        """The same as one text: much shorter than the page, and it holds every literal that the page holds.

        They are in no order, so nothing may be found across two of them.
        """
        return "\n".join(self.printed)

    @found_once
    def _signed(self) -> str:
        """Those with signs in them, as one text."""
        return "\n".join(filterfalse(str.isalnum, self.printed))

    def may_match(self, template: Template) -> bool:
        """Whether the page has what a template demands, wherever it may stand (cheap)."""
        return self.holds_needs(template) and (template.beside is None or bool(self.rows_beside(template.beside)))

    def holds_needs(self, template: Template) -> bool:
        """Whether the page has all literals that a template demands, and a list mark if it demands one."""
        if not template.whole <= self.printed or (template.bullet and self.bullets.isdisjoint(template.bullet)):
            return False
        return all(map(self.holds, template.needs))

    @found_once
    def bullets(self) -> frozenset[str]:
        """The list marks of the page's rows."""
        return frozenset(self.page.bullet)

    def rows_before(self, literal: str) -> frozenset[int]:
        """Rows that hold a literal (or, for ``DATE``, a date) or stand right above one that begins with it."""
        rows = self._before.get(literal)
        if rows is None:
            text, starts = self.masked.folded, self.masked.starts
            holding = self.masked.date_rows if literal == DATE else self.rows_with(literal)
            below = [row - 1 for row in holding if text.startswith(literal, starts[row])]
            rows = self._before[literal] = frozenset((*holding, *below))
        return rows

    def anchors(self, template: Template) -> Sequence[int]:
        """Rows that hold what a template is found by, with what else it demands around that, in page order."""
        rows = self._anchors.get(template.source)
        if rows is None:
            rows = self._anchors[template.source] = self.likely_rows(template, self._anchor_rows(template))
        return rows

    def likely_rows(self, template: Template, rows: Sequence[int]) -> Sequence[int]:
        """Those of some rows around which all literals stand that a template demands."""
        if not (template.inline or template.leads) and self.long_rows:
            rows = [row for row in rows if row not in self.long_rows]
        for literal, low, high in template.near:
            if len(rows) > FEW_ROWS or literal in self._rows_with:
                near = self._rows_near(literal, low, high)
                rows = [row for row in rows if row in near]
            else:
                rows = self._rows_around(literal, rows, low, high)
        return rows

    def _anchor_rows(self, template: Template) -> Sequence[int]:
        kind, literal = template.anchor
        dated = self.rows_beside(template.beside) if template.beside is not None else None
        if dated is not None:
            if kind == "time" or not dated:
                return dated
            if kind == "date":
                return [row for row in dated if row in self.dated_rows] if self.masked.time_rows else dated
        if kind == "literal":
            rows = self.rows_with(literal)
        elif kind == "says":
            rows = self.says_rows()
        elif kind == "by":
            rows = self.by_rows()
        else:
            return range(len(self.page))
        if dated is None:
            return rows
        first, last = template.dated
        return [row for row in rows if bisect_left(dated, row + first) < bisect_right(dated, row + last)]

    def _rows_near(self, literal: str, low: int, high: int) -> frozenset[int]:
        """Rows near which a literal stands, between its first and its last row as counted from there."""
        rows = self._near.get((literal, low, high))
        if rows is None:
            holding = self.rows_with(literal)
            rows = frozenset([row - shift for shift in range(low, high + 1) for row in holding])
            self._near[literal, low, high] = rows
        return rows

    def _rows_around(self, literal: str, rows: Sequence[int], low: int, high: int) -> list[int]:
        """Those of some rows around which a literal stands."""
        find, bounds, rows_in_all = self.masked.folded.find, self._bounds, len(self.page)
        return [
            row
            for row in rows
            if find(literal, bounds[max(0, row + low)], bounds[min(row + high + 1, rows_in_all)]) >= 0
        ]

    @found_once
    def _bounds(self) -> list[int]:
        """Where rows begin in the masked text, and where the last one ends."""
        return [*self.masked.starts, len(self.masked.folded)]

    def may_open(self, row: int, name: str) -> bool:
        """Whether a row may open with a word of a class: its first word begins one."""
        opens = self._opening.get((name, row))
        if opens is None:
            match = _OPENING_RUN.match(self.masked.folded, self.masked.starts[row])
            opens = self._opening[name, row] = match is not None and match[1] in _first_runs(name)
        return opens

    def may_repeat(self, rows: Iterable[int], template: Template) -> set[int]:
        """Rows where what opens a match may stand again as soon as a template demands (a glance at its begin)."""
        text, bounds, rows_in_all = self.masked.folded, self._bounds, len(self.page)
        below, longest = (template.repeats or 0) + 1, template.longest + LEAST_REPEATED
        found = set()
        for row in rows:
            begin = bounds[row]
            opening = text[begin : begin + LEAST_REPEATED]
            end = min(bounds[min(row + below, rows_in_all)], begin + longest)
            if not opening.isalnum() or text.find(opening, begin + 1, end) >= 0:
                found.add(row)
        return found

    @found_once
    def long_rows(self) -> frozenset[int]:
        """Rows too long to be whole lines of a byline."""
        return frozenset([row for row, length in enumerate(self.lengths) if length > 2 * EDGE])

    def rows_beside(self, beside: Beside) -> list[int]:
        """Rows with a date, or a time of day, that has around it what a template demands."""
        rows = self._beside.get(beside)
        if rows is None:
            at = self._met.get(beside)
            if at is None and self._may_suit(beside):
                at = [row for place, rows in self.places.items() if place.suits(beside) for row in rows]
            rows = self._beside[beside] = sorted(set(at or ()))
        return rows

    def meet(self, demands: Demands) -> Iterable[Beside]:
        """Those of many demands that some date of the page meets; the rows of its dates are known from then on."""
        met = demands.met(self.places)
        self._met.update(met)
        return met

    def _may_suit(self, beside: Beside) -> bool:
        """Whether one of a page's dates has before it, and one behind it, what a template demands."""
        before, after = self._neighbours
        if beside.after is not None and not beside.openings and beside.after.isdisjoint(after):
            return False
        return beside.before is None or bool(beside.endings) or not beside.before.isdisjoint(before)

    @found_once
    def _neighbours(self) -> tuple[frozenset[str], frozenset[str]]:
        """Everything that stands before, and behind, the dates of a page."""
        places = self.places
        before = {place.before for place in places}
        if any(place.marked for place in places):
            before.add(MARKED)
        return frozenset(before), frozenset().union(*(place.after for place in places))

    @found_once
    def places(self) -> dict[Place, list[int]]:
        """The rows of all dates and times of day, by what stands beside them."""
        masked = self.masked
        found: dict[Place, list[int]] = {}
        for row in {*masked.date_rows, *masked.time_rows}:
            for mask in _DATES.finditer(masked.rows[row]):
                found.setdefault(_place(masked, row, mask.start()), []).append(row)
        return found

    def pattern(self, template: Template) -> re.Pattern[str]:
        """A template's pattern for this page."""
        pattern = self._patterns.get(template.source)
        if pattern is None:
            pattern = self._patterns[template.source] = template.pattern(self.words, timed=self._timed)
        return pattern

    @found_once
    def _timed(self) -> bool:
        """Whether times of day stand on the page that belong to no date."""
        return TIME in self.masked.folded

    def words(self, name: str) -> tuple[str, ...]:
        """The words of a class that the page may have; of verbs of saying those that end short rows."""
        words = self._words.get(name)
        if words is None:
            words = self._words[name] = tuple(self._row_ends(name) if name == "says" else self._spelled(name))
        return words

    def _row_ends(self, name: str) -> set[str]:
        by_end = _by_end(name)
        found = {word for word in by_end[""] if self.holds(word)}
        for row in self.says_rows():
            begin = self.masked.starts[row]
            text = _unmarked(self.masked.folded[begin : begin + len(self.masked.rows[row])]).rstrip(_BEHIND_SAYS)
            tail = trailing_word(text)
            # Japanese and Chinese print no blank between the name and the verb.
            ends = [tail] if tail.isascii() else [tail[start:] for start in range(len(tail))]
            found.update(word for end in ends for word in by_end.get(end, ()) if text.endswith(word))
        return found

    @found_once
    def _signed_runs(self) -> frozenset[str]:
        """The runs of letters in what the page prints with signs in it."""
        return frozenset(_RUN.findall(self._signed))

    def _spelled(self, name: str) -> set[str]:
        printed, signed, by_first = self.printed, self._signed_runs, _by_first(name)
        first = _first_runs(name)
        found = (first & printed) | (first & signed)
        return {word for run in found for word, rest in by_first[run] if rest - signed <= printed}

    def says_rows(self) -> list[int]:
        """Short rows that end with a verb of saying, or with a date behind one."""
        if self._says is None:
            tables = vocabulary.tables()
            verbs = tables.says_last
            last = [
                (row, text, word)
                for row, full in self._may_hold(vocabulary.may_say)
                if len(text := _unmarked(full) if full[-1:] == ")" else full) <= 90
                and (
                    (word := text.rstrip(_BEHIND_SAYS).rpartition(" ")[2]).lower() in verbs
                    or not (word.isascii() or word[-1] in _QUOTE_ENDS)
                )
            ]
            known = _are_known([word for _, _, word in last], verbs, tables.says_unspaced_ends, -1)
            likely = [(row, text) for row, text, _ in compress(last, known)]
            says = vocabulary.says_suffix
            said = {text for text in {text for _, text in likely} if says(text.rstrip(_BEHIND_VERB)) is not None}
            # "Recently commented" names nobody.
            self._says = [row for row, text in likely if text in said and not vocabulary.is_stop(self.folded(row))]
        return self._says

    def by_rows(self, least: int = 0) -> list[int]:
        """Short rows that start with a word such as "by"; none where fewer than ``least`` may."""
        known = self._opened
        if len(known) < least:
            return []
        if self._by is None:
            by = vocabulary.by_prefix
            opened = {text for text in {text for _, text in known} if by(text) is not None}
            self._by = [row for row, text in known if text in opened]
        return self._by

    @found_once
    def _opened(self) -> list[tuple[int, str]]:
        """Short rows whose first word is one that words such as "by" begin with."""
        tables = vocabulary.tables()
        rows = self._may_hold(vocabulary.may_sign)
        likely = [(row, text) for row, text in rows if len(text) <= LONGEST_SIGNED and text.strip()]
        words = [_first_word(text) for _, text in likely]
        return list(compress(likely, _are_known(words, tables.by_first, tables.by_unspaced_starts, 0)))

    def start_rows(self) -> list[int]:
        """Rows that open a discussion."""
        if self._start is None:
            self._start = self._cue_rows(vocabulary.is_start)
        return self._start

    @found_once
    def stop_rows(self) -> list[int]:
        """Rows that close a discussion."""
        return self._cue_rows(vocabulary.is_stop)

    def _cue_rows(self, is_cue: Callable[[str], bool]) -> list[int]:
        """The rows of one kind; what stands there often belongs to every post ("Messages: 168" in its profile).

        So does "1 review" among people of whom others have "3 reviews".
        """
        found = [self.rows_of[folded] for folded in self.known if is_cue(folded)]
        often = {self._counted_stem(rows[0]) for rows in found if len(rows) >= 3} - {""}
        rows = [row for rows in found if len(rows) < 3 for row in rows]
        return sorted([row for row in rows if self._counted_stem(row) not in often] if often else rows)

    def _counted_stem(self, row: int) -> str:
        """How the word begins that a number before it, or in the row above, counts; '' where there is none."""
        folded = self.folds[row]
        counted = folded.startswith("#") or (row and self.folds[row - 1] == "#")
        return folded.strip("# ")[:STEM] if counted else ""

    def counts_above(self, row: int) -> set[int]:
        """How many posts there are, as rows above one say: "28 comments", "by Ann · 2 replies".

        Where replies are counted, the post that they answer may count or not: both numbers.
        """
        waiting = self._waiting
        while waiting and waiting[-1] < row:
            self._stated += [(waiting[-1], count) for count in self.counts_in(waiting[-1])]
            waiting.pop()
        return {count for stated_in, count in self._stated if stated_in < row}

    def counts_in(self, row: int) -> list[int]:
        """The numbers of posts that a short row states."""
        return list(_stated_counts(self.page.text[row])) if self.lengths[row] <= LONGEST_COUNT else []

    @found_once
    def _waiting(self) -> list[int]:
        """Short rows with numbers that were not looked at yet, the last one first; of rows that fold alike one."""
        lengths = self.lengths
        rows = [rows[0] for folded, rows in self.rows_of.items() if "#" in folded]
        return [row for row in reversed(rows) if lengths[row] <= LONGEST_COUNT]

    def day_order(self, dates: list[DateMatch]) -> DayOrder:
        """How the page writes day and month, as these of its dates tell; asked when judging and when building posts."""
        key = tuple(map(id, dates))
        if key not in self._orders:
            self._orders[key] = decide_order(dates), dates  # kept beside the answer the dates keep their ids
        return self._orders[key][0]

    def moments(self, dates: Iterable[DateMatch], order: DayOrder) -> list[datetime | None]:
        """When dates are to be compared, zones left aside; each is read once, however many candidates have it."""
        known = self._moments[order.default]
        found: list[datetime | None] = []
        for date in dates:
            read = known.get(id(date))
            if read is None:  # the date kept beside the answer keeps its id
                time = None if date.relative else read_date(date, order)
                shown = time or read_date(date, order, _ANY_TIME)
                if shown is not None and shown.tzinfo is not None:
                    shown = shown.replace(tzinfo=None)
                read = known[id(date)] = shown, time, date
            found.append(read[0])
        return found

    def time(self, date: DateMatch, order: DayOrder, reference: datetime | None) -> datetime | None:
        """When a date is, as :func:`read_date` says."""
        read = self._moments[order.default].get(id(date))
        return read[1] if read is not None and read[1] is not None else read_date(date, order, reference)

    def introduces(self, row: int) -> bool:
        """Whether a row says whose words follow ("Ann said:"); asked of the same ones for many candidates and marks."""
        known = self._introduces.get(row)
        if known is None:
            known = row < len(self.page) and vocabulary.quote_intro(self.page.text[row]) is not None
            self._introduces[row] = known
        return known

    def addressed(self) -> set[str]:
        """First words of names that somebody on the page seems to be addressed by ("@Ann", "Ann, ...")."""
        if self._addressed is None:
            source = self.page.source
            names = _address().findall(source) + _address().findall(f"\n{source[:FIRST_ADDRESS]}")
            if "@" in source:
                names += _AT.findall(source)
            self._addressed = set(map(str.casefold, names))
        return self._addressed

    @found_once
    def persons(self) -> frozenset[str]:
        """Words for "I", "we" and "you" in the language of the page's prose."""
        prose: list[str] = []
        size = 0
        for text in self.page.text:
            if len(text) > PROSE_ROW or text[-1] in SENTENCE_ENDS:
                prose.append(text)
                size += len(text)
                if size > PROSE_SAMPLE:
                    break
        return vocabulary.persons("\n".join(prose))

    @found_once
    def labelled(self) -> dict[int, str]:
        """Rows with words and a colon in front, and these words."""
        colons = (":", "：") if "：" in self.page.source else (":",)
        likely = [
            (row, text)
            for colon in colons
            for row, text in enumerate(self.page.text)
            if colon in text and text.find(colon, 1, LONGEST_SPEAKER) > 0
        ]
        return {row: match[1] for row, text in sorted(likely) if (match := _SPOKEN.match(text)) is not None}

    @found_once
    def spoken(self) -> dict[int, str]:
        """Rows with names in front of what is said on the same row, as in a play: "Ann: I think ..."."""
        introducing = {name for name in {*self.labelled.values()} if vocabulary.quote_intro(f"{name}:") is not None}
        likely = ((row, name) for row, name in self.labelled.items() if name not in introducing)
        return {row: name for row, name in likely if not self.is_furniture(row)}

    @found_once
    def outline(self) -> Outline | None:
        """Names that hang over what was said, further in."""
        return find_outline(self)

    @found_once
    def zoned(self) -> bool:
        """Whether some date may state its time zone in brackets."""
        return any("(" in date.text for dates in self.page.dated.values() for date in dates)

    def closing_dates(self) -> int:
        """How many rows of prose end with a date, as signatures on wiki talk pages do, or with the dash of one.

        Below that dash the name and the date have rows of their own ("I think so too. –", "Ann", "5 May").
        """
        if self._closing is None:
            rows = self.masked.rows
            self._closing = sum(
                (len(rows[row]) > 50 and DATE in rows[row][-14:]) or (row > 1 and rows[row - 2].endswith(_OPEN_DASHES))
                for row in self.masked.date_rows
            )
        return self._closing

    @found_once
    def dated_rows(self) -> frozenset[int]:
        """Rows that hold a date, as a set."""
        return frozenset(self.masked.date_rows)

    def sentence_starts(self, row: int) -> list[int]:
        """Where near the end of a row a byline may begin because a sentence, or a dash, ends there."""
        starts = self._sentences.get(row)
        if starts is None:
            text = self.masked.rows[row]
            found = _SENTENCE_START.finditer(text, max(0, len(text) - INNER_REACH - 1), len(text) - 1)
            starts = self._sentences[row] = [match.end() for match in found]
        return starts

    def inner_starts(self, row: int) -> list[int]:
        """Where else near the end of a row a byline may begin: behind any blank."""
        starts = self._starts.get(row)
        if starts is None:
            text = self.masked.rows[row]
            found = _INNER_START.finditer(text, max(0, len(text) - INNER_REACH - 1), len(text) - 1)
            sentences = self.sentence_starts(row)
            starts = self._starts[row] = [end for match in found if (end := match.end()) not in sentences]
        return starts

    def sign_starts(self, row: int, sign: str) -> Iterator[int]:
        """Where near the end of a row a sign stands behind a blank or opens it, the last one first."""
        text = self.masked.rows[row]
        at = text.rfind(sign, max(0, len(text) - INNER_REACH))
        while at >= 0:
            if not at or text[at - 1].isspace():
                yield at
            at = text.rfind(sign, max(0, len(text) - INNER_REACH), at)

    def is_stop(self, row: int) -> bool:
        """Whether a row closes a discussion."""
        text = self.page.text[row]
        return len(text) <= 120 and vocabulary.is_stop(self.folded(row) or vocabulary.fold(text))


def _stated_counts(text: str) -> Iterator[int]:
    """The numbers of posts that a row states."""
    for piece in _PIECES.split(text):
        if vocabulary.is_start(vocabulary.fold(piece)) and len(number := _NUMBER.findall(piece)) == 1:
            count = int(re.sub(r"\D", "", number[0]))
            words = vocabulary.plain(piece)
            yield count
            yield count + any(word in words for word in vocabulary.REPLIES)


def _furniture_mark(folded: str) -> int:
    """What :attr:`Cues.furniture` has for a text wherever it stands."""
    return CONTROL if vocabulary.is_furniture(folded) else int(vocabulary.is_role(folded))


def _counted_title(text: str) -> str:
    """A long row folded, without the middle of the headline in it, if it opens a discussion; else ''.

    So it does as "12 thoughts on “...”"; a sentence that begins with "4 comments on ..." ends as one.
    """
    if len(text) > LONGEST_COUNTED or text[-1] in ".…" or not (text[0].isdigit() or text[0] in _OPENING_QUOTES):
        return ""
    folded = vocabulary.fold(text)
    folded = f"{folded[:COUNT_WITHIN]} {folded[-COUNT_WITHIN:]}"
    return folded if "#" in folded and vocabulary.is_start(folded) else ""


def _is_profile_line(text: str) -> bool:
    """Whether a row with a profile's words is no sentence: "From: Leeds", not "from the link at madmen #9. thanks".

    Nor is "By weight?" or "Name them!".
    """
    return ":" in text or (text[-1] not in "?!" and len(text.split()) <= PROFILE_WORDS)


def _place(masked: Masked, row: int, index: int) -> Place:
    """What stands beside the masked date at a place of a row."""
    text, begin = masked.folded, masked.starts[row]
    at = begin + index
    left = text[begin:at].rstrip(_BLANK)
    opens = not index or (len(left) <= ORNAMENT and _ORNAMENT_BEFORE.match(text, begin, at) is not None)
    broken = not left and row > 0
    if broken:
        left = text[masked.starts[row - 1] : begin - 1].rstrip(_BLANK)
    word = left.rpartition(" ")[2]
    before = word if word.isalnum() else trailing_word(word) or word[-1:]
    if before and before[-1].isdecimal():
        before = f"{before[:-1]}{int(before[-1])}"
    after: tuple[str, ...] = (_next_word(text, at + 1),)
    clock = _CLOCK_BEHIND.match(text, at + 1) if masked.time_rows else None
    if clock is not None:
        after = (*after, _next_word(text, clock.end()))
    return Place(opens, broken and masked.page.bullet[row] != "", before, after)


_NO_MARKS = frozenset(("", "-", "–", "—"))
LONGEST_SPEAKER = 32
"""A name in front of what is said, with its colon, is at most this long."""
_SPOKEN = re.compile(rf"([^\W\d_][^:：]{{0,{LONGEST_SPEAKER - 2}}}?)[:：] ?(?=[^\s\d/])")
_AFTER_BLANKS = re.compile(r"[ \t\xa0]*\n?[ \t\xa0]*([^\W_]+|[^\n]?)")


def _next_word(text: str, at: int) -> str:
    """The word or sign behind a place, "0" for a number."""
    match = _AFTER_BLANKS.match(text, at)
    word = match[1] if match is not None else ""
    return "0" if word[:1].isdecimal() else word
