"""Weights as readable tables, and the score of candidates.

A model is a set of tables.  A table belongs to one signal or to two or three
taken together (``distance × gap``) and gives a weight (log-odds) to each
combination of levels.  The score of a candidate is the sum over tables; the
score of "nobody" is the sum over the ``none`` tables; probabilities are the
softmax of the scores divided by the temperature.  Inference needs nothing but
list look-ups.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import product
from math import exp
from operator import add
from typing import Any, Final, NamedTuple

from threadkit.lazily import found_once
from threadkit.links import chat_signals, signals  # noqa: F401  importing registers the signals

JOIN: Final = " × "
BAR: Final = " | "


def levels_of(name: str) -> tuple[str, ...]:
    """The level names of a signal or trait."""
    for registry in (signals.PAIR, signals.POST, signals.PAGE):
        if name in registry:
            return registry[name][0]
    raise KeyError(f"unknown signal {name!r}")


@dataclass(frozen=True, slots=True)
class Table:
    """One table: the signals it reads (page traits, then post traits, then pair signals) and its flat weights."""

    name: str
    page: tuple[str, ...]
    post: tuple[str, ...]
    pair: tuple[str, ...]
    weights: tuple[float, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        return (*self.page, *self.post, *self.pair)


def table_shape(name: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int]:
    """Page traits, post traits, pair signals of a table, and its number of cells."""
    parts = [] if name == "always" else name.split(JOIN)
    page = tuple(p for p in parts if p in signals.PAGE)
    post = tuple(p for p in parts if p in signals.POST)
    pair = tuple(p for p in parts if p in signals.PAIR)
    if len(page) + len(post) + len(pair) != len(parts):
        raise KeyError(f"unknown signal in table {name!r}")
    return page, post, pair, math.prod(len(levels_of(p)) for p in (*page, *post, *pair))


def cell_names(name: str) -> list[str]:
    """Names of a table's cells in storage order."""
    page, post, pair, _ = table_shape(name)
    names = [""]
    for part in (*page, *post, *pair):
        names = [f"{n}{BAR}{level}" if n else level for n in names for level in levels_of(part)]
    return names


def _table(name: str, cells: dict[str, float]) -> Table:
    page, post, pair, _ = table_shape(name)
    names = cell_names(name)
    unknown = set(cells) - set(names)
    if unknown:
        raise KeyError(f"table {name!r} has unknown cells {sorted(unknown)[:3]}")
    return Table(name, page, post, pair, tuple(float(cells.get(n, 0.0)) for n in names))


class Trust(NamedTuple):
    """How far the probabilities of a model are to be believed."""

    temperature: float = 1.0
    lapse: float = 0.0
    """Share of each option's probability that goes to the others: pages have habits no signal shows (a reply button
    nobody presses, a site that nests two levels deep), and they bear hardest on what looks certain."""
    lapse_of_nobody: float = 0.0
    """The same where "nobody" is the likeliest: few habits of a page make an answer of what looks like none."""


BLIND: Final = Trust()
"""Probabilities are believed as they are fitted."""


@dataclass(frozen=True)
class Model:
    """A fitted set of tables, how far they are to be believed, and where they come from."""

    name: str
    pair: tuple[Table, ...]
    none: tuple[Table, ...]
    provenance: dict[str, Any]
    trust: Trust = BLIND

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Model:
        """A model from the content of a weights file."""
        return cls(
            name=data["name"],
            pair=tuple(_table(n, c) for n, c in data["pair"].items()),
            none=tuple(_table(n, c) for n, c in data["none"].items()),
            provenance=data.get("provenance", {}),
            trust=_trust(data),
        )

    @found_once
    def nobody(self) -> _Nobody:
        """How the tables for "nobody" are summed."""
        return _Nobody(self)

    def plan(self, silent: frozenset[str]) -> _Plan:
        """How the tables are summed where some pair signals are silent, worked out once for all pages."""
        known = self._plans.get(silent)
        if known is None:
            known = self._plans[silent] = _Plan(self, silent)
        return known

    @found_once
    def _plans(self) -> dict[frozenset[str], _Plan]:
        return {}

    @found_once
    def pair_signals(self) -> tuple[str, ...]:
        """The pair signals that the tables read."""
        return tuple(dict.fromkeys(p for t in self.pair for p in t.pair))

    @found_once
    def place_of_signal(self) -> dict[str, int]:
        """Where each of the pair signals stands among them."""
        return {name: place for place, name in enumerate(self.pair_signals)}

    @found_once
    def post_traits(self) -> tuple[str, ...]:
        """The post traits that the tables read."""
        return tuple(dict.fromkeys(p for t in (*self.pair, *self.none) for p in t.post))

    @found_once
    def page_traits(self) -> tuple[str, ...]:
        """The page traits that the tables read."""
        return tuple(dict.fromkeys(p for t in (*self.pair, *self.none) for p in t.page))


def _trust(data: Mapping[str, Any]) -> Trust:
    """What a weights file says of it; without a lapse of its own "nobody" has that of the links."""
    lapse = float(data.get("lapse", 0.0))
    return Trust(float(data.get("temperature", 1.0)), lapse, float(data.get("lapse of nobody", lapse)))


@lru_cache(maxsize=16)
def load_model(name: str) -> Model:
    """The shipped model ``name`` (a file in ``threadkit/links/weights``)."""
    path = files(__package__) / "weights" / f"{name}.json"
    return Model.from_dict(json.loads(path.read_text(encoding="utf-8")))


MEMO_LIMIT: Final = 1000
_Function = Callable[..., Any]
Column = list[int] | None
"""A signal's levels, one per candidate; None where all are the first, "names nobody" and the like: it is silent."""


class _Plan:
    """A model's tables laid out for adding up where some signals are silent.

    A table that reads a silent signal says no more than its first levels do: it counts as one of the signals left.
    Every candidate's score then has one term for each set of signals, or two where some tables read traits of the
    post as well.  What differs from page to page or from post to post is added up when it first occurs, and
    remembered.
    """

    def __init__(self, model: Model, silent: frozenset[str]) -> None:
        names = model.pair_signals
        pair = merged_tables([_at_rest(t, silent) for t in model.pair])
        if any(t.page and t.post for t in pair):
            raise ValueError("a table of pair signals reads traits of the page or of the post, not both")
        self._pair: list[_Term] = []
        self._by_post: list[tuple[int, _Term]] = []
        terms: list[tuple[str, ...]] = []
        for parts in dict.fromkeys(t.pair for t in pair):
            tables = [t for t in pair if t.pair == parts]
            by_post, others = [t for t in tables if t.post], [t for t in tables if not t.post]
            if by_post and not any(t.page for t in others):
                by_post, others = tables, []  # What is fixed is added to what is remembered.
            if by_post:
                self._by_post.append((len(terms), _Term(by_post, model.post_traits)))
                terms.append(parts)
                self._pair.append(_Term((), ()))
            if others:
                self._pair.append(_Term(others, model.page_traits))
                terms.append(parts)
        self.sum, self.told, self.contrast = _compile(tuple(terms), names, many=True)
        self._rows = _Rows(self._pair)

    def for_page(self, levels: Sequence[int]) -> list[Sequence[float]]:
        """The rows of all terms on a page with these traits."""
        return self._rows.for_page(levels)

    def for_post(self, rows: Sequence[Sequence[float]], traits: Sequence[int]) -> Sequence[Sequence[float]]:
        """``rows`` with the terms that depend on the post's own traits filled in."""
        if not self._by_post:
            return rows
        filled = [*rows]
        for place, term in self._by_post:
            filled[place] = term.row(traits)
        return filled


class _Nobody:
    """The tables for "nobody" laid out for adding up: one term for each set of traits of the post.

    Most traits are known before the page is walked: what they come to is added up for all posts in one go.
    """

    def __init__(self, model: Model) -> None:
        tables = merged_tables(model.none)
        # The terms that wait for the walk come last.
        groups = sorted(dict.fromkeys(t.post for t in tables), key=lambda parts: not signals.FIXED.keys() >= {*parts})
        self.fixed = sum(signals.FIXED.keys() >= {*parts} for parts in groups)
        self._terms = [_Term([t for t in tables if t.post == parts], model.page_traits) for parts in groups]
        _, self.told, _ = _compile(tuple(groups), model.post_traits, many=False)
        self.sums, _, _ = _compile(tuple(groups[: self.fixed]), model.post_traits, many=True)
        self.rest, _, _ = _compile(tuple(groups[self.fixed :]), model.post_traits, many=False)
        self._rows = _Rows(self._terms)

    def for_page(self, levels: Sequence[int]) -> list[Sequence[float]]:
        """The rows of all terms on a page with these traits."""
        return self._rows.for_page(levels)


def merged_tables(tables: Sequence[Table]) -> list[Table]:
    """``tables`` with those added to another one that say the same of fewer signals: there is less to add up.

    Only where both count for the same signal, the one named last, and read no traits of the page, which would have
    it done anew for every page.
    """
    kept = {table.name: table for table in tables}
    for name in sorted(kept, key=lambda name: len(kept[name].parts)):
        table = kept[name]
        wider = next((t for t in kept.values() if _holds(t, table)), None)
        if wider is not None:
            weights = map(add, wider.weights, _spread(table, wider.parts))
            kept[wider.name] = replace(wider, weights=tuple(weights))
            del kept[name]
    return [*kept.values()]


def _holds(wider: Table, table: Table) -> bool:
    """Does a table read all that another one reads, and more, and count for the same signal?"""
    if table.page or wider.page or bool(table.post) != bool(wider.post) or bool(table.pair) != bool(wider.pair):
        return False
    return {*table.parts} < {*wider.parts} and table.parts[-1:] == wider.parts[-1:]


def _spread(table: Table, parts: Sequence[str]) -> list[float]:
    """The cells of a table for all levels of ``parts``, some of which it does not read."""
    cells: list[float] = []
    for levels in product(*[range(len(levels_of(part))) for part in parts]):
        at = 0
        for part in table.parts:
            at = at * len(levels_of(part)) + levels[parts.index(part)]
        cells.append(table.weights[at])
    return cells


def _at_rest(table: Table, silent: Set[str]) -> Table:
    """What is left of a table where signals are at their first level."""
    if silent.isdisjoint(table.pair):
        return table
    cells: Sequence[float] = table.weights
    shape = [len(levels_of(part)) for part in table.parts]
    for place, part in reversed([*enumerate(table.parts)]):
        if part in silent:
            inner = math.prod(shape[place + 1 :])
            cells = [w for at in range(0, len(cells), inner * shape.pop(place)) for w in cells[at : at + inner]]
    return replace(table, pair=tuple(p for p in table.pair if p not in silent), weights=tuple(cells))


class _Term:
    """Tables of the same signals that read traits: added up for each combination of traits that occurs."""

    def __init__(self, tables: Sequence[Table], traits: Sequence[str]) -> None:
        self._tables = tables
        read = dict.fromkeys(part for t in tables for part in (*t.page, *t.post) if part in traits)
        self._places = tuple(traits.index(part) for part in read)
        self._names = tuple(read)
        self.reads = bool(read)
        """Does it depend on any trait?"""
        self._memo: dict[tuple[int, ...], Sequence[float]] = {}

    def row(self, levels: Sequence[int]) -> Sequence[float]:
        """The cells on a page, or for a post, with these traits."""
        key = tuple([levels[place] for place in self._places])
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            named = dict(zip(self._names, key, strict=True))
            known = self._memo[key] = _added([_cells_for(t, named) for t in self._tables])
        return known


class _Rows:
    """The rows of several terms, of which few depend on the page."""

    def __init__(self, terms: Sequence[_Term]) -> None:
        self._by_page = [(place, term) for place, term in enumerate(terms) if term.reads]
        self._same = [() if term.reads else term.row(()) for term in terms]

    def for_page(self, levels: Sequence[int]) -> list[Sequence[float]]:
        """Those on a page with these traits."""
        rows = [*self._same]
        for place, term in self._by_page:
            rows[place] = term.row(levels)
        return rows


def _added(rows: Sequence[Sequence[float]]) -> Sequence[float]:
    """Rows of the same cells, added up; empty if there are none."""
    return rows[0] if len(rows) == 1 else [sum(cells) for cells in zip(*rows, strict=True)]


def _cells_for(table: Table, levels: Mapping[str, int]) -> Sequence[float]:
    """The cells of a table for these traits of the page or the post, by what it reads after these."""
    rest = len(table.weights)
    at = 0
    for part in (*table.page, *table.post):
        if part not in levels:
            break
        count = len(levels_of_cached(part))
        rest //= count
        at = at * count + levels[part]
    return table.weights[at * rest : (at + 1) * rest]


def _place(parts: Sequence[str], letter: Mapping[str, str]) -> str:
    """The index of a cell as an expression."""
    place = ""
    for name in parts:
        place = f"({place}) * {len(levels_of_cached(name))} + {letter[name]}" if place else letter[name]
    return place or "0"


def _by_name(terms: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """One expression per name: the sum of its terms, times the scale."""
    told: dict[str, list[str]] = {}
    for term, name in zip(terms, names, strict=True):
        told.setdefault(name, []).append(term)
    return {name: f"({' + '.join(group)}) * scale" for name, group in told.items()}


def _listing(gains: Mapping[str, str]) -> str:
    """Statements that return the names of those expressions that come to ``least`` or more, with what they come to."""
    steps = "".join(
        f"    gain = {gain}\n    if gain >= least: found.append(({name!r}, gain))\n" for name, gain in gains.items()
    )
    return f"    found = []\n{steps}    return found\n"


# The sums are compiled as one expression (``r0[a] + r1[a * 7 + b] + …``): looping over forty tables for every
# candidate costs three times as much.  Nothing but names of signals, positions and sizes goes into the text.


@lru_cache(maxsize=512)
def _compile(
    tables: tuple[tuple[str, ...], ...], names: tuple[str, ...], many: bool
) -> tuple[_Function, _Function, _Function]:
    """The sum over all tables, what signals give to a candidate, and what they give to one rather than another.

    With ``many`` the first takes all columns and gives the sums of all candidates, the others also take which
    candidates are meant; otherwise they take the levels for "nobody", of whom there is one.  The others give only what
    comes to ``least`` or more, with the signals' names.  A table of several signals counts for the one named last.
    """
    read = {part for table in tables for part in table}
    letter = {name: f"c{k}" for k, name in enumerate(names) if name in read}
    places = [names.index(name) for name in letter]
    terms = [f"r{k}[{_place(table, letter)}]" for k, table in enumerate(tables)]
    last = [table[-1] if table else "always" for table in tables]
    told = _by_name(terms, last)
    rivals = {name: f"d{c[1:]}" for name, c in letter.items()}
    rival = _by_name([f"r{k}[{_place(table, rivals)}]" for k, table in enumerate(tables)], last)
    rows = f"{''.join(f'r{k}, ' for k in range(len(tables)))}= rows" if tables else "pass"
    singles = "".join(f"{c}, " for c in letter.values())
    total = f"({' + '.join(terms) or '0.0'}) * scale"
    levels = "".join(f"levels[{place}], " for place in places)
    take, one = f"{singles}= {levels}" if places else "pass", "levels"
    takes = "pass"
    if many:
        columns = f"zip({levels})" if places else "range(count)"
        total = f"[{total} for {singles or '_'} in {columns}]"
        at = "".join(f"levels[{place}][k], " for place in places)
        take, one = f"{singles}= {at}" if places else "pass", "levels, k"
        others = "".join(f"{d}, " for d in rivals.values())
        takes = f"{take}\n    {others}= {at.replace('[k]', '[other]')}" if places else "pass"
    scope: dict[str, Any] = {}
    exec(
        f"def add(rows, levels{', count' if many else ''}, scale):\n    {rows}\n"
        + ("" if many else f"    {take}\n")
        + f"    return {total}\n"
        f"def tell(rows, {one}, scale, least):\n    {rows}\n    {take}\n{_listing(told)}"
        f"def contrast(rows, {one}, other, scale, least):\n    {rows}\n    {takes}\n"
        + _listing({name: f"{told[name]} - {rival[name]}" for name in told}),
        scope,
    )
    return scope["add"], scope["tell"], scope["contrast"]


class Scorer:
    """A model bound to one page: page traits resolved, signals left out that the page keeps silent."""

    def __init__(self, model: Model, page: Any) -> None:
        self.model = model
        self.page = page
        self.page_levels = [signals.PAGE[name][1](page) for name in model.page_traits]
        self.scale = 1.0 / model.trust.temperature
        names = model.pair_signals
        silent = signals.silent_on(page).intersection(names)
        self._silence: list[Column] = [None] * len(names)
        speaking = [(k, signals.PAIR[name][1]) for k, name in enumerate(names) if name not in silent]
        self._often = [(k, function) for k, function in speaking if names[k] not in signals.SELDOM]
        self._seldom = [(k, function) for k, function in speaking if names[k] in signals.SELDOM]
        self._plain = signals.plain_posts(page)
        traits = model.post_traits
        nothing = [0] * page.size
        fixed = [signals.FIXED[name](page) if name in signals.FIXED else nothing for name in traits]
        self._traits = [*zip(*fixed, strict=True)] if traits else [()] * page.size
        self._walked = [(k, signals.POST[name][1]) for k, name in enumerate(traits) if name not in signals.FIXED]
        self._silent = silent
        self._fixed = fixed
        self.none = model.nobody.for_page(self.page_levels)

    @found_once
    def nobody(self) -> list[float]:
        """What is known of the score of "nobody" before the page is walked, for each post."""
        nobody = self.model.nobody
        sums: list[float] = nobody.sums(self.none[: nobody.fixed], self._fixed, self.page.size, self.scale)
        return sums

    @found_once
    def _waiting(self) -> list[Sequence[float]]:
        """The rows for the rest of it."""
        return self.none[self.model.nobody.fixed :]

    @found_once
    def usual(self) -> _PagePlan:
        """For most posts: what seldom speaks is silent."""
        return _PagePlan(self.model, self._silent.union(signals.SELDOM), self.page_levels)

    @found_once
    def whole(self) -> _PagePlan:
        """For posts with something of what seldom speaks."""
        return _PagePlan(self.model, self._silent, self.page_levels)

    def nobody_of(self, i: int, weighing: Weighing) -> float:
        """The score of "nobody" for post ``i``, divided by the temperature."""
        rest: float = self.model.nobody.rest(self._waiting, weighing.traits, self.scale)
        return self.nobody[i] + rest

    def read(self, i: int, candidates: list[int], state: Any) -> Weighing:
        """Levels of all pair signals (one per candidate) and of all post traits."""
        page = self.page
        columns = self._silence.copy()
        for k, signal in self._often:
            columns[k] = signal(i, candidates, page, state)
        plan = self.usual
        if not self._plain[i]:
            for k, signal in self._seldom:
                column = columns[k] = signal(i, candidates, page, state)
                if column is not None:
                    plan = self.whole
        traits = [*self._traits[i]]
        for k, trait in self._walked:
            traits[k] = trait(i, page, state)
        return Weighing(self, len(candidates), columns, traits, plan)


class _PagePlan:
    """A plan with the rows of one page."""

    __slots__ = ("plan", "rows", "unread")

    def __init__(self, model: Model, silent: frozenset[str], levels: Sequence[int]) -> None:
        self.plan = plan = model.plan(silent)
        self.unread = len(silent.intersection(model.pair_signals))
        self.rows = plan.for_page(levels)


class Weighing:
    """What was read for one post and its candidates, and what the model makes of it."""

    __slots__ = ("_levels", "_plan", "_rows", "columns", "count", "scorer", "some_silent", "traits")

    def __init__(self, scorer: Scorer, count: int, columns: list[Column], traits: list[int], plan: _PagePlan) -> None:
        self.scorer = scorer
        self.count = count
        self.columns = columns
        """By the model's pair signals."""
        self.traits = traits
        """By the model's post traits."""
        self._plan = plan.plan
        self._rows = plan.plan.for_post(plan.rows, traits)
        # Mostly just the columns that the plan does not read are silent; others stand for first levels.
        self.some_silent = columns.count(None) > plan.unread
        """Are some of the signals that the sums read silent?"""
        self._levels = [[0] * count if c is None else c for c in columns] if self.some_silent else columns

    def scores(self) -> list[float]:
        """Scores of the candidates, divided by the temperature."""
        scores: list[float] = self._plan.sum(self._rows, self._levels, self.count, self.scorer.scale)
        return scores

    def level(self, name: str, k: int) -> int:
        """The level of a pair signal for candidate number ``k``."""
        column = self.columns[self.scorer.model.place_of_signal[name]]
        return 0 if column is None else column[k]

    def is_silent(self, name: str) -> bool:
        """Has this signal nothing to say of any candidate?"""
        place = self.scorer.model.place_of_signal.get(name)
        return place is not None and self.columns[place] is None

    def gains(self, k: int | None, least: float = -math.inf, *, sign: int = 1) -> list[tuple[str, float]]:
        """What each signal gives to candidate number ``k`` (None: to "nobody"), in log-odds.

        A table of several signals counts for the one named last, the one about the candidate.  With ``sign`` -1 it is
        what each takes away; what comes to less than ``least`` is left out.
        """
        scorer, scale = self.scorer, sign * self.scorer.scale
        if k is None:
            told: list[tuple[str, float]] = scorer.model.nobody.told(scorer.none, self.traits, scale, least)
        else:
            told = self._plan.told(self._rows, self._levels, k, scale, least)
        return told

    def contrast(self, k: int | None, other: int | None, least: float = -math.inf) -> list[tuple[str, float]]:
        """What each signal gives to ``k`` rather than to another candidate (None: to "nobody").

        Posts and "nobody" have only the general preference in common, which is named twice.
        """
        if k is not None and other is not None:
            gains: list[tuple[str, float]] = self._plan.contrast(
                self._rows, self._levels, k, other, self.scorer.scale, least
            )
            return gains
        return self.gains(k, least) + self.gains(other, least, sign=-1)


levels_of_cached = lru_cache(maxsize=None)(levels_of)


def softmax(scores: Sequence[float], lapse: float = 0.0, places: Iterable[int] | None = None) -> list[float]:
    """Probabilities of the options, or of those in some ``places``.

    Each option gives up a share ``lapse`` of its probability, spread evenly over the others: what looked certain
    becomes ``1 - lapse``, however few the options are, and their order stays.
    """
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    if places is not None:
        powers = [powers[k] for k in places]
    if len(scores) < 2:
        return [p / total for p in powers]
    even = lapse / (len(scores) - 1)
    slope = (1 - lapse - even) / total
    return [p * slope + even for p in powers]
