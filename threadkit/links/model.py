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
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from threadkit.links import signals
from threadkit.links.page import Page
from threadkit.links.state import State

JOIN: Final = " × "
BAR: Final = " | "


def levels_of(name: str) -> tuple[str, ...]:
    """The level names of a signal or trait."""
    for registry in (signals.PAIR, signals.POST, signals.PAGE):
        if name in registry:
            return registry[name][0]  # type: ignore[index,no-any-return]
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
    page, post, pair, size = table_shape(name)
    names = cell_names(name)
    unknown = set(cells) - set(names)
    if unknown:
        raise KeyError(f"table {name!r} has unknown cells {sorted(unknown)[:3]}")
    return Table(name, page, post, pair, tuple(float(cells.get(n, 0.0)) for n in names) if size > 1 else (float(cells.get("", 0.0)),))


@dataclass(frozen=True)
class Model:
    """A fitted set of tables with its temperature and where it comes from."""

    name: str
    pair: tuple[Table, ...]
    none: tuple[Table, ...]
    temperature: float
    provenance: dict[str, Any]

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Model:
        """A model from the content of a weights file."""
        return cls(
            name=data["name"],
            pair=tuple(_table(n, c) for n, c in data["pair"].items()),
            none=tuple(_table(n, c) for n, c in data["none"].items()),
            temperature=float(data.get("temperature", 1.0)),
            provenance=data.get("provenance", {}),
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


class Scorer:
    """A model bound to one page: page traits resolved, tables with the same readers merged."""

    def __init__(self, model: Model, page: Page) -> None:
        self.model = model
        self.page = page
        self.page_levels = {name: signals.PAGE[name][1](page) for name in model.page_traits}
        self._pair_functions = [(name, signals.PAIR[name][1]) for name in model.pair_signals]
        self._trait_functions = [(name, signals.POST[name][1]) for name in model.post_traits]
        self._pair = self._merge(model.pair)
        self._none = self._merge(model.none)
        self._scale = 1.0 / model.temperature

    def _merge(self, tables: tuple[Table, ...]) -> list[tuple[tuple[str, ...], list[tuple[tuple[str, ...], list[float]]], int]]:
        """Tables grouped by pair signals, then by post traits, page traits folded in; row size per group."""
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
            (pair, list(posts.items()), math.prod(len(levels_of(p)) for p in pair)) for pair, posts in groups.items()
        ]

    def read(self, i: int, candidates: list[int], state: State) -> tuple[dict[str, list[int]], dict[str, int]]:
        """Levels of all pair signals (one per candidate) and of all post traits."""
        page = self.page
        columns = {name: function(i, candidates, page, state) for name, function in self._pair_functions}
        traits = {name: function(i, page, state) for name, function in self._trait_functions}
        return columns, traits

    def score(self, columns: dict[str, list[int]], traits: dict[str, int], count: int) -> tuple[list[float], float]:
        """Scores of the candidates and of "nobody", divided by the temperature."""
        totals = [0.0] * count
        for pair, posts, size in self._pair:
            row: list[float] | None = None
            for trait_names, cells in posts:
                offset = 0
                for trait in trait_names:
                    offset = offset * len(levels_of_cached(trait)) + traits[trait]
                part = cells[offset * size : (offset + 1) * size]
                row = part if row is None else [a + b for a, b in zip(row, part, strict=True)]
            assert row is not None
            if len(pair) == 1:
                totals = [t + row[a] for t, a in zip(totals, columns[pair[0]], strict=True)]
            elif len(pair) == 2:
                stride = len(levels_of_cached(pair[1]))
                totals = [
                    t + row[a * stride + b]
                    for t, a, b in zip(totals, columns[pair[0]], columns[pair[1]], strict=True)
                ]
            elif len(pair) == 3:
                first = len(levels_of_cached(pair[1])) * len(levels_of_cached(pair[2]))
                second = len(levels_of_cached(pair[2]))
                totals = [
                    t + row[a * first + b * second + c]
                    for t, a, b, c in zip(totals, columns[pair[0]], columns[pair[1]], columns[pair[2]], strict=True)
                ]
            else:
                totals = [t + row[0] for t in totals]
        none = 0.0
        for _, posts, _ in self._none:
            for trait_names, cells in posts:
                offset = 0
                for trait in trait_names:
                    offset = offset * len(levels_of_cached(trait)) + traits[trait]
                none += cells[offset]
        scale = self._scale
        return [t * scale for t in totals], none * scale

    def contributions(self, columns: dict[str, list[int]], traits: dict[str, int], k: int | None) -> dict[str, float]:
        """What each table gives to candidate number ``k`` (None: to "nobody"), in log-odds."""
        given: dict[str, float] = {}
        levels = {**self.page_levels, **traits}
        for table in self.model.none if k is None else self.model.pair:
            at = 0
            for part in table.parts:
                level = levels[part] if part in levels else columns[part][k if k is not None else 0]
                at = at * len(levels_of_cached(part)) + level
            given[table.name] = table.weights[at] * self._scale
        return given


levels_of_cached = lru_cache(maxsize=None)(levels_of)


def softmax(scores: list[float], none: float) -> tuple[list[float], float]:
    """Probabilities of the candidates and of "nobody"."""
    top = max(none, max(scores, default=none))
    powers = [math.exp(s - top) for s in scores]
    rest = math.exp(none - top)
    total = sum(powers) + rest
    return [p / total for p in powers], rest / total
