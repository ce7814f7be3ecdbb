"""Where on a page templates may match: by their words, and by what stands beside dates."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, filterfalse

from threadkit import vocabulary
from threadkit.cues.places import Demands, Place, place_of
from threadkit.cues.rows import Rows
from threadkit.layouts.demands import MARKED, Beside, trailing_word
from threadkit.layouts.patterns import ORNAMENT, class_words
from threadkit.layouts.template import Template
from threadkit.lazily import found_once
from threadkit.lines import DATE, EDGE, rows_holding
from threadkit.masking import TIME, Masked

INNER_REACH = 100
"""A byline that closes a row stands within this many characters of its end."""
LEAST_REPEATED = 3
"""A name of fewer letters, glued to itself, is not read as one printed twice."""
FEW_ROWS = 40
"""Around so many rows literals are looked for there, else on the whole page for all templates."""
_DATES = re.compile(f"[{DATE}{TIME}]")
_OPENING_RUN = re.compile(rf"{ORNAMENT}([^\W_]+)")
_BEHIND_SAYS = f" \t\xa0:：.…,-–—»↑→{DATE}{TIME}"
_BEHIND_VERB = f" \t{DATE}{TIME}:,-"
# Both open with one class of signs, which is searched sooner than several ways to begin.
_INNER_START = re.compile(r"[ \t\xa0—–~-](?:(?<!-)|(?<!\w-))(?=[^ \t—–~-])")
_CLOSES_SENTENCE = ".!?…)\"”»:;-—–~':*"
_SENTENCE_START = re.compile(
    rf"[{re.escape(_CLOSES_SENTENCE)}。！？-]"
    rf"(?:(?<=[{re.escape(_CLOSES_SENTENCE)}])\s*+(?<=[ \t\xa0])|(?<=[—–~。！？])\s*+|(?<=-)(?<!\w-))(?=[^ \t—–~-])"
)
_QUOTE_ENDS = frozenset("”“’‘\"')]!?")
_RUN = re.compile(r"[^\W_]+")
LONGEST_SIGNED = 120
"""Rows that begin with "by" are shorter, and those that end with "said" even more."""


class LikelyRows(Rows):
    """Rows on which templates may match."""

    def __init__(self, masked: Masked) -> None:
        super().__init__(masked)
        self._rows_with: dict[str, list[int]] = {}
        self._says: list[int] | None = None
        self._by: list[int] | None = None
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

    @found_once
    def long_rows(self) -> frozenset[int]:
        """Rows too long to be whole lines of a byline."""
        return frozenset([row for row, length in enumerate(self.lengths) if length > 2 * EDGE])

    @found_once
    def dated_rows(self) -> frozenset[int]:
        """Rows that hold a date, as a set."""
        return frozenset(self.masked.date_rows)

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
                found.setdefault(place_of(masked, row, mask.start()), []).append(row)
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
