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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, Final

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


@dataclass(frozen=True)
class Model:
    """A fitted set of tables with its temperature and where it comes from."""

    name: str
    pair: tuple[Table, ...]
    none: tuple[Table, ...]
    temperature: float
    provenance: dict[str, Any]
    lapse: float = 0.0
    """Share of each option's probability that goes to the others: pages have habits no signal shows (a reply button
    nobody presses, a site that nests two levels deep), and they bear hardest on what looks certain."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Model:
        """A model from the content of a weights file."""
        return cls(
            name=data["name"],
            pair=tuple(_table(n, c) for n, c in data["pair"].items()),
            none=tuple(_table(n, c) for n, c in data["none"].items()),
            temperature=float(data.get("temperature", 1.0)),
            provenance=data.get("provenance", {}),
            lapse=float(data.get("lapse", 0.0)),
        )

    @cached_property
    def plan(self) -> _Plan:
        """How the tables are summed, worked out once for all pages."""
        return _Plan(self)

    @property
    def pair_signals(self) -> tuple[str, ...]:
        """The pair signals that the tables read."""
        return tuple(dict.fromkeys(p for t in self.pair for p in t.pair))

    @property
    def post_traits(self) -> tuple[str, ...]:
        """The post traits that the tables read."""
        return tuple(dict.fromkeys(p for t in (*self.pair, *self.none) for p in t.post))

    @property
    def page_traits(self) -> tuple[str, ...]:
        """The page traits that the tables read."""
        return tuple(dict.fromkeys(p for t in (*self.pair, *self.none) for p in t.page))


@lru_cache(maxsize=16)
def load_model(name: str) -> Model:
    """The shipped model ``name`` (a file in ``threadkit/links/weights``)."""
    path = files(__package__) / "weights" / f"{name}.json"
    return Model.from_dict(json.loads(path.read_text(encoding="utf-8")))


MEMO_LIMIT: Final = 1000
_Function = Callable[..., Any]


class _Plan:
    """A model's tables laid out for adding up: what is the same for all pages, for all posts, or differs.

    Every candidate's score has one term for each set of pair signals that tables read, or two where some of these
    tables read traits of the post as well: those are summed per post and remembered.
    """

    def __init__(self, model: Model) -> None:
        self.columns = model.pair_signals
        self.traits = model.post_traits
        self.page_traits = model.page_traits
        terms: list[tuple[str, ...]] = []
        self._fixed: list[Sequence[float]] = []
        self._by_page: list[tuple[int, Table]] = []
        self._by_post: list[_ByPost] = []
        for pair in dict.fromkeys(t.pair for t in model.pair):
            tables = [t for t in model.pair if t.pair == pair]
            if any(t.page and t.post for t in tables):
                raise ValueError("a table of pair signals reads traits of the page or of the post, not both")
            by_post, by_page = [t for t in tables if t.post], [t for t in tables if t.page]
            alone = [t for t in tables if not t.parts or t.parts == t.pair]
            if by_post:
                # What is fixed is added to what is remembered, unless it differs from page to page.
                self._by_post.append(_ByPost(len(terms), by_post if by_page else [*alone, *by_post]))
                terms.append(pair)
                self._fixed.append(())
            if by_page or not by_post:
                self._by_page += [(len(terms), t) for t in by_page]
                terms.append(pair)
                self._fixed.append(_added([t.weights for t in alone]))
        self._none = [t.weights for t in model.none]
        self._none_by_page = [(k, t) for k, t in enumerate(model.none) if t.page]
        self.sum, self.terms, self.told_by = _compile(tuple(terms), self.columns, many=True)
        self.none_sum, self.none_terms, self.none_told_by = _compile(
            tuple(t.post for t in model.none), self.traits, many=False
        )

    def for_page(self, levels: Mapping[str, int]) -> tuple[list[Sequence[float]], list[Sequence[float]]]:
        """The rows of all terms, those for "nobody" too, on a page with these traits."""
        rows: list[Sequence[float]] = list(self._fixed)
        for k, table in self._by_page:
            cells = _cells_for(table, levels)
            rows[k] = [a + b for a, b in zip(rows[k], cells, strict=True)] if rows[k] else cells
        none: list[Sequence[float]] = list(self._none)
        for k, table in self._none_by_page:
            none[k] = _cells_for(table, levels)
        return rows, none

    def for_post(self, rows: Sequence[Sequence[float]], traits: Mapping[str, int]) -> list[Sequence[float]]:
        """``rows`` with the terms that depend on the post's own traits filled in."""
        filled = list(rows)
        for term in self._by_post:
            filled[term.place] = term.row(traits)
        return filled


class _ByPost:
    """A term that depends on traits of the post: its tables, added up for each combination of traits that occurs."""

    def __init__(self, place: int, tables: Sequence[Table]) -> None:
        self.place = place
        self._tables = tables
        self._traits = tuple(dict.fromkeys(trait for t in tables for trait in t.post))
        self._memo: dict[tuple[int, ...], Sequence[float]] = {}

    def row(self, traits: Mapping[str, int]) -> Sequence[float]:
        """The cells for a post with these traits."""
        key = tuple([traits[name] for name in self._traits])
        known = self._memo.get(key)
        if known is None:
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[key] = _added([_cells_for(t, traits) for t in self._tables])
        return known


def _added(rows: Sequence[Sequence[float]]) -> Sequence[float]:
    """Rows of the same cells, added up; empty if there are none."""
    return [sum(cells) for cells in zip(*rows, strict=True)]


def _cells_for(table: Table, levels: Mapping[str, int]) -> Sequence[float]:
    """The cells of a table for these traits of the page or the post, by what else it reads."""
    parts = table.page or table.post
    rest = len(table.weights)
    at = 0
    for part in parts:
        count = len(levels_of_cached(part))
        rest //= count
        at = at * count + levels[part]
    return table.weights[at * rest : (at + 1) * rest]


def _place(parts: Sequence[str], letter: Mapping[str, str]) -> str:
    """The index of a cell as an expression."""
    place = ""
    for name in parts:
        place = f"({place}) * {len(levels_of(name))} + {letter[name]}" if place else letter[name]
    return place or "0"


def _by_name(terms: Sequence[str], names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """One expression per name: the sum of its terms."""
    told: dict[str, list[str]] = {}
    for term, name in zip(terms, names, strict=True):
        told.setdefault(name, []).append(term)
    return ", ".join(" + ".join(group) for group in told.values()), tuple(told)


# The sums are compiled as one expression (``r0[a] + r1[a * 7 + b] + …``): looping over forty tables for every
# candidate costs three times as much.  Nothing but positions and sizes goes into the text.


@lru_cache(maxsize=128)
def _compile(
    tables: tuple[tuple[str, ...], ...], columns: tuple[str, ...], many: bool
) -> tuple[_Function, _Function, tuple[str, ...]]:
    """The sum over all tables, and the sum per signal, with the signals' names.

    With ``many`` the first takes a list per column and gives the sums of all
    candidates; otherwise it is for "nobody", of whom there is one.  A table of
    several signals counts for the one named last.
    """
    letter = {name: f"c{k}" for k, name in enumerate(columns)}
    terms = [f"r{k}[{_place(table, letter)}]" for k, table in enumerate(tables)]
    told, names = _by_name(terms, [table[-1] if table else "always" for table in tables])
    rows = "".join(f"r{k}, " for k in range(len(tables)))
    singles = "".join(f"{c}, " for c in letter.values())
    taken, total = singles, " + ".join(terms)
    if many:
        taken = "".join(f"{c}s, " for c in letter.values())
        total = f"[{total} for {singles}in zip({taken})]"
    scope: dict[str, Any] = {}
    exec(
        f"def add(rows, {taken}):\n    {rows}= rows\n    return {total}\n"
        f"def tell(rows, {singles}):\n    {rows}= rows\n    return {told},\n",
        scope,
    )
    return scope["add"], scope["tell"], names


class Scorer:
    """A model bound to one page: page traits resolved."""

    def __init__(self, model: Model, page: Any) -> None:
        self.model = model
        self.page = page
        plan = self._plan = model.plan
        self.page_levels = {name: signals.PAGE[name][1](page) for name in plan.page_traits}
        self._rows, self._none = plan.for_page(self.page_levels)
        self._pair_functions = [(name, signals.PAIR[name][1]) for name in plan.columns]
        self._trait_functions = [(name, signals.POST[name][1]) for name in plan.traits]
        self.scale = 1.0 / model.temperature
        self._latest: tuple[Mapping[str, int], list[Sequence[float]]] = ({}, [])

    def read(self, i: int, candidates: list[int], state: Any) -> tuple[dict[str, list[int]], dict[str, int]]:
        """Levels of all pair signals (one per candidate) and of all post traits."""
        page = self.page
        columns = {name: function(i, candidates, page, state) for name, function in self._pair_functions}
        traits = {name: function(i, page, state) for name, function in self._trait_functions}
        return columns, traits

    def score(self, columns: dict[str, list[int]], traits: dict[str, int], count: int) -> tuple[list[float], float]:
        """Scores of the candidates and of "nobody", divided by the temperature."""
        plan, scale = self._plan, self.scale
        none = plan.none_sum(self._none, *traits.values()) * scale
        if not count:
            return [], none
        totals = plan.sum(self._rows_for(traits), *columns.values())
        return [t * scale for t in totals], none

    def _rows_for(self, traits: Mapping[str, int]) -> list[Sequence[float]]:
        """The rows of all terms for a post; those of the latest one are at hand, for it is explained next."""
        if traits is not self._latest[0]:
            self._latest = (traits, self._plan.for_post(self._rows, traits))
        return self._latest[1]

    def gains(self, columns: dict[str, list[int]], traits: dict[str, int], k: int | None) -> dict[str, float]:
        """What each signal gives to candidate number ``k`` (None: to "nobody"), in log-odds.

        A table of several signals counts for the one named last, the one about the candidate.
        """
        names, terms = self.terms(columns, traits, k)
        return {name: term * self.scale for name, term in zip(names, terms, strict=True)}

    def terms(
        self, columns: dict[str, list[int]], traits: dict[str, int], k: int | None
    ) -> tuple[tuple[str, ...], Sequence[float]]:
        """As :meth:`gains`, names and shares apart and not yet divided by the temperature."""
        plan = self._plan
        if k is None:
            return plan.none_told_by, plan.none_terms(self._none, *traits.values())
        return plan.told_by, plan.terms(self._rows_for(traits), *[column[k] for column in columns.values()])


levels_of_cached = lru_cache(maxsize=None)(levels_of)


def softmax(scores: list[float], none: float, lapse: float = 0.0) -> tuple[list[float], float]:
    """Probabilities of the candidates and of "nobody".

    Each option gives up a share ``lapse`` of its probability, spread evenly over the others: what looked certain
    becomes ``1 - lapse``, however few the options are, and their order stays.
    """
    top = max(none, max(scores, default=none))
    powers = [math.exp(s - top) for s in scores]
    rest = math.exp(none - top)
    total = sum(powers) + rest
    options = len(scores) + (none > -math.inf)
    if options < 2:
        return [p / total for p in powers], rest / total
    even = lapse / (options - 1)
    slope = (1 - lapse - even) / total
    return [p * slope + even for p in powers], (rest * slope + even if none > -math.inf else 0.0)
