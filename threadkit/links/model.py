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
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
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
    merged: dict[tuple[int, ...], tuple[list[_Group], list[_Group]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The tables as pages with these traits read them."""

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


@dataclass(slots=True)
class _Group:
    """All tables that read the same pair signals, page traits folded in."""

    pair: tuple[str, ...]
    by_traits: list[tuple[tuple[str, ...], list[float]]]
    size: int
    traits: tuple[str, ...]
    memo: dict[tuple[int, ...], list[float]] = field(default_factory=dict)


MEMO_LIMIT: Final = 5000


def _row(group: _Group, traits: dict[str, int]) -> list[float]:
    """The cells of a group for a post with these traits: the sum over its tables, remembered."""
    key = tuple([traits[t] for t in group.traits])
    row = group.memo.get(key)
    if row is not None:
        return row
    size = group.size
    row = [0.0] * size
    for names, cells in group.by_traits:
        offset = 0
        for trait in names:
            offset = offset * len(levels_of_cached(trait)) + traits[trait]
        row = [a + b for a, b in zip(row, cells[offset * size : (offset + 1) * size], strict=True)]
    if len(group.memo) >= MEMO_LIMIT:
        group.memo.clear()
    group.memo[key] = row
    return row


_Sum = Callable[..., list[float]]


@lru_cache(maxsize=64)
def _compile(groups: tuple[tuple[str, ...], ...], columns: tuple[str, ...]) -> tuple[_Sum, _Sum]:
    """Two functions over the rows of the groups: the sum for every candidate, and the terms for one.

    The sum is compiled as one expression (``r0[a] + r1[a * 7 + b] + …``): looping over forty tables for every
    candidate costs three times as much.  Nothing but positions and sizes goes into its text.
    """
    letter = {name: f"c{k}" for k, name in enumerate(columns)}
    terms = []
    for k, pair in enumerate(groups):
        place = ""
        for name in pair:
            place = f"({place}) * {len(levels_of(name))} + {letter[name]}" if place else letter[name]
        terms.append(f"r{k}[{place or 0}]")
    rows = "".join(f"r{k}, " for k in range(len(groups)))
    names = ", ".join(letter.values())
    lists = ", ".join(f"{c}s" for c in letter.values())
    text = (
        f"def add(rows, {lists}):\n"
        f"    {rows}= rows\n"
        f"    return [{' + '.join(terms)} for {names}, in zip({lists})]\n"
        f"def terms(rows, {names}):\n"
        f"    {rows}= rows\n"
        f"    return [{', '.join(terms)}]\n"
    )
    scope: dict[str, Any] = {}
    exec(text, scope)
    return scope["add"], scope["terms"]


class Scorer:
    """A model bound to one page: page traits resolved, tables with the same readers merged."""

    def __init__(self, model: Model, page: Any) -> None:
        self.model = model
        self.page = page
        self.page_levels = {name: signals.PAGE[name][1](page) for name in model.page_traits}
        self._pair_functions = [(name, signals.PAIR[name][1]) for name in model.pair_signals]
        self._trait_functions = [(name, signals.POST[name][1]) for name in model.post_traits]
        # Pages with the same traits share their tables and what was summed up from them.
        levels = tuple(self.page_levels.values())
        if levels not in model.merged:
            model.merged[levels] = self._merge(model.pair), self._merge(model.none)
        self._pair, self._none = model.merged[levels]
        self._scale = 1.0 / model.temperature
        self._columns = model.pair_signals
        self._sum, self._terms = _compile(tuple(g.pair for g in self._pair), self._columns)
        self._told_by = [g.pair[-1] if g.pair else "always" for g in self._pair]
        self._memo: dict[tuple[int, ...], tuple[list[list[float]], float]] = {}

    def _merge(self, tables: tuple[Table, ...]) -> list[_Group]:
        """Tables grouped by the pair signals they read, page traits folded in."""
        groups: dict[tuple[str, ...], dict[tuple[str, ...], list[float]]] = {}
        for table in tables:
            rest = math.prod(len(levels_of(p)) for p in (*table.post, *table.pair))
            offset = 0
            for trait in table.page:
                offset = offset * len(levels_of(trait)) + self.page_levels[trait]
            cells = list(table.weights[offset * rest : (offset + 1) * rest])
            row = groups.setdefault(table.pair, {}).get(table.post)
            groups[table.pair][table.post] = cells if row is None else [a + b for a, b in zip(row, cells, strict=True)]
        return [
            _Group(
                pair,
                list(posts.items()),
                math.prod(len(levels_of(p)) for p in pair),
                tuple(dict.fromkeys(t for names in posts for t in names)),
            )
            for pair, posts in groups.items()
        ]

    def read(self, i: int, candidates: list[int], state: Any) -> tuple[dict[str, list[int]], dict[str, int]]:
        """Levels of all pair signals (one per candidate) and of all post traits."""
        page = self.page
        columns = {name: function(i, candidates, page, state) for name, function in self._pair_functions}
        traits = {name: function(i, page, state) for name, function in self._trait_functions}
        return columns, traits

    def _rows_for(self, traits: dict[str, int]) -> tuple[list[list[float]], float]:
        """The row of every group for a post with these traits, and the score of "nobody"."""
        key = tuple(traits.values())
        known = self._memo.get(key)
        if known is None:
            rows = [_row(group, traits) for group in self._pair]
            known = rows, sum([_row(group, traits)[0] for group in self._none])
            if len(self._memo) >= MEMO_LIMIT:
                self._memo.clear()
            self._memo[key] = known
        return known

    def score(self, columns: dict[str, list[int]], traits: dict[str, int], count: int) -> tuple[list[float], float]:
        """Scores of the candidates and of "nobody", divided by the temperature."""
        rows, none = self._rows_for(traits)
        scale = self._scale
        if not count:
            return [], none * scale
        totals = self._sum(rows, *[columns[name] for name in self._columns])
        return [t * scale for t in totals], none * scale

    def gains(self, columns: dict[str, list[int]], traits: dict[str, int], k: int | None) -> dict[str, float]:
        """What each signal gives to candidate number ``k`` (None: to "nobody"), in log-odds.

        A table of several signals counts for the one named last, the one about the candidate.
        """
        given: dict[str, float] = {}
        scale = self._scale
        if k is None:
            for group in self._none:
                for names, cells in group.by_traits:
                    at = 0
                    for trait in names:
                        at = at * len(levels_of_cached(trait)) + traits[trait]
                    name = names[-1] if names else "always"
                    given[name] = given.get(name, 0.0) + cells[at] * scale
            return given
        rows, _ = self._rows_for(traits)
        terms = self._terms(rows, *[columns[name][k] for name in self._columns])
        for name, term in zip(self._told_by, terms, strict=True):
            given[name] = given.get(name, 0.0) + term * scale
        return given


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
