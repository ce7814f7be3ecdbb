"""Fit the weights on threads whose parents are known.

    python -m threadkit.links.fit THREADS.jsonl … --model time-order --out weights/

The chat model takes the annotation files of the IRC disentanglement corpus.  For the others every file is one
source; each line holds ``{"posts": [{"id", "parent", "author", "timestamp", "body"}, …]}``
with posts in time order.  Sources count alike, whatever their size.  This is
the only module here that needs numpy and scipy.

The objective is the log-likelihood of the true parent under a softmax over the
candidates, with a quadratic penalty on weights and on steps between neighbouring
levels.  Depth-first models are refitted on the paths they predict themselves: on
true paths they would learn to trust what they will not have.  Temperature and
lapses follow from fitting without each source in turn (``calibration``), which
takes ten times as long as the weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from threadkit.lazily import found_once
from threadkit.links import signals
from threadkit.links.chat import ChatPage
from threadkit.links.model import Model, Table, Trust, cell_names, levels_of, table_shape
from threadkit.links.names import START
from threadkit.links.page import Page
from threadkit.links.resolve import Walk, walk_chat, walk_page
from threadkit.links.state import NONE
from threadkit.links.tables import SHAPES
from threadkit.models import Order, Post

DEFAULT_PENALTY: Final = 25.0
PENALTIES: Final[Mapping[str, float]] = {"chat": 40.0}
"""Where steps cost too (below), less will do; chat has no levels in a row."""
PENALTY: Final = 1.0
CROSS_PENALTY: Final = 2.0
"""Tables of several signals start from what the single ones say: they pay more."""
STEP_PENALTY: Final = 2.0
"""Levels in a row are fitted alike unless sources tell them apart: what no known source shows takes after its
neighbour.  Nats a post on sources left out, without and with it: depth-first .539, .527, time order .883, .875."""
ROUNDS: Final = {"time-order": 2, "forum": 2, "depth-first": 3, "depth-first-untimed": 3, "chat": 3}
ENOUGH_SOURCES: Final = 4
"""With fewer sources none can be left out to see how far the others' weights hold there."""
UNCALIBRATED: Final = Trust(0.9, 0.08, 0.08)
"""Temperature and lapses where there are too few: what the shipped models come to."""
FIRST_ROUND_LOGS: Final = 30
"""The first round only finds rough weights for chat; later ones see all logs, less the hopeless candidates."""
POSTS_PER_SOURCE: Final = 1500
"""Ten threads a source are nearly enough; more of one source only teaches its habits."""


@dataclass(frozen=True)
class Case:
    """One rendering of one thread: posts in reading order, true parents as indexes, which of them are known."""

    source: str
    posts: tuple[Post, ...]
    truth: tuple[int, ...]
    scored: tuple[bool, ...]
    order: Order
    weight: float = 1.0
    also: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """Posts with several true parents (chat): all of them."""
    begin: int = 0
    """First post to link; what stands above is context (chat)."""
    chat: bool = False
    article: str | None = None
    article_author: str | None = None

    @found_once
    def page(self) -> Any:
        """The posts, read once for all rounds."""
        return ChatPage(self.posts) if self.chat else Page(self.posts, self.article_author, self.article)

    def right(self, i: int, parent: int) -> bool:
        """Is ``parent`` a true parent of post ``i``?"""
        return parent == self.truth[i] or parent in self.also.get(i, ())

    def walk(self, model: Model, teacher: bool = False) -> Walk:
        """The page resolved with ``model``."""
        truth = self.truth if teacher else None
        if self.chat:
            return walk_chat(self.page, model, begin=self.begin, teacher=truth)
        return walk_page(self.page, self.order, model, teacher=truth)


_BLANKED: Final = re.compile(r"(?<!\\)\\(?=someone@)")
"""An address blanked together with half of the escape before it: the text is otherwise whole."""


def read_threads(path: Path) -> list[dict[str, Any]]:
    """Threads of a JSONL file; lines that are not JSON are reported and skipped."""
    threads = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                threads.append(json.loads(_BLANKED.sub(r"\\n", line)))
            except json.JSONDecodeError as error:
                print(f"{path}:{number}: skipped ({error})", file=sys.stderr)
    return threads


def in_page_order(
    posts: Sequence[dict[str, Any]], order: str, shuffle: random.Random | None = None
) -> list[dict[str, Any]]:
    """Posts in time order, or as a nested page prints them.

    ``preorder``: siblings oldest first; ``newest``: top level newest first; ``votes``: siblings shuffled.
    """
    if order == "chronological":
        return list(posts)
    known = {p["id"] for p in posts}
    children: dict[str | None, list[dict[str, Any]]] = {}
    for post in posts:
        parent = post["parent"] if post["parent"] in known else None
        children.setdefault(parent, []).append(post)
    if order == "newest":
        children.get(None, []).reverse()
    elif order == "votes" and shuffle is not None:
        for group in children.values():
            shuffle.shuffle(group)
    result, stack = [], children.get(None, [])[::-1]
    while stack:
        post = stack.pop()
        result.append(post)
        stack.extend(children.get(post["id"], [])[::-1])
    return result


def make_case(thread: dict[str, Any], source: str, order: str, *, authors: float = 1.0, times: bool = True,
              weight: float = 1.0, rng: random.Random | None = None) -> Case:  # fmt: skip
    """A thread as the linker will see it: page order, a share of authors kept, times kept or not."""
    records = in_page_order(thread["posts"], order, rng)
    index = {p["id"]: i for i, p in enumerate(records)}
    posts, truth, scored = [], [], []
    people = sorted({r.get("author") or "" for r in records})
    # Extractors lose names by their form (one word, no link), so a person is lost on the whole page.
    lost = {p for p in people if authors < 1 and (authors == 0 or (rng is not None and rng.random() > authors))}
    for record in records:
        author = record.get("author")
        if author is None or author in lost:
            author = None
        stamp = record.get("timestamp") if times else None
        posts.append(
            Post(
                id=str(record["id"]),
                author=author,
                body=record.get("body") or "",
                timestamp=datetime.fromisoformat(stamp.replace("Z", "+00:00")) if stamp else None,
            )
        )
        truth.append(index.get(record["parent"], NONE) if record["parent"] is not None else NONE)
        scored.append(record.get("parent_known", True) is not False)
    root = thread.get("root") or {}
    # Half of the renderings know the article: callers may or may not have it.
    known = rng is not None and rng.random() < 0.5
    page_order: Order = "chronological" if order == "chronological" else "preorder"
    return Case(source, tuple(posts), tuple(truth), tuple(scored), page_order, weight,
                article=root.get("body") if known else None,
                article_author=root.get("author") if known else None)  # fmt: skip


def read_chat(annotation: Path, context: int = 250) -> Case:
    """A log in the format of the IRC disentanglement corpus (``X.annotation.txt`` beside ``X.ascii.txt``)."""
    text = annotation.with_name(annotation.name.replace(".annotation.", ".ascii.")).read_text(
        encoding="utf-8", errors="replace"
    )
    posts = chat_posts(text.split("\n"))
    parents: dict[int, set[int]] = {}
    for line in annotation.read_text(encoding="utf-8").splitlines():
        a, b = (int(x) for x in line.split()[:2])
        parents.setdefault(max(a, b), set()).add(NONE if a == b else min(a, b))
    truth = [max(parents[i]) if i in parents else NONE - 1 for i in range(len(posts))]
    return Case(
        "irc", tuple(posts), tuple(truth), tuple(i in parents for i in range(len(posts))), "chronological",
        also={i: frozenset(p) for i, p in parents.items() if len(p) > 1},
        begin=max(0, min(parents) - context), chat=True,
    )  # fmt: skip


_CHAT_LINE: Final = re.compile(r"\[(\d\d):(\d\d)\] (?:<([^>]*)>|\* ([^\s]+)) ?(.*)")


def chat_posts(lines: Sequence[str]) -> list[Post]:
    """Messages of an IRC log; days roll over where the clock falls back."""
    posts, day, last = [], datetime(2000, 1, 1), 0
    for number, line in enumerate(lines):
        match = _CHAT_LINE.match(line)
        if match is None:
            posts.append(Post(id=str(number), body=line, timestamp=day + timedelta(minutes=last)))
            continue
        clock = int(match.group(1)) * 60 + int(match.group(2))
        if clock < last - 600:
            day += timedelta(days=1)
        last = clock
        posts.append(Post(id=str(number), author=match.group(3) or match.group(4), body=match.group(5),
                          timestamp=day + timedelta(minutes=clock)))  # fmt: skip
    return posts


def renderings(model: str, thread: dict[str, Any], source: str, rng: random.Random) -> list[Case]:
    """The renderings of one thread on which ``model`` is fitted: whole, and with names or times lost."""
    some = rng.choice((0.3, 0.6))
    if model in ("time-order", "forum"):
        lost: dict[str, Any] = rng.choice(
            ({"authors": 0.0}, {"times": False}, {"authors": 0.0, "times": False}, {"authors": some, "times": False})
        )
        return [
            make_case(thread, source, "chronological"),
            make_case(thread, source, "chronological", weight=0.4, rng=rng, **lost),
        ]
    if model == "depth-first":
        return [
            make_case(thread, source, "preorder"),
            make_case(thread, source, "preorder", authors=rng.choice((0.0, some)), weight=0.3, rng=rng),
            make_case(thread, source, rng.choice(("newest", "votes")), weight=0.3, rng=rng),
        ]
    return [
        make_case(thread, source, "preorder", authors=0.0, times=False),
        make_case(thread, source, "preorder", authors=rng.choice((some, 1.0)), times=False, weight=0.5, rng=rng),
    ]


def default_penalty(name: str) -> float:
    """What a weight costs in the model ``name``."""
    return PENALTIES.get(name, DEFAULT_PENALTY)


def blank_model(name: str, shape: dict[str, tuple[str, ...]]) -> Model:
    """A model with the tables of ``shape`` and all weights zero."""

    def tables(kind: str) -> tuple[Table, ...]:
        made = []
        for table in dict.fromkeys(shape[kind]):
            page, post, pair, size = table_shape(table)
            made.append(Table(table, page, post, pair, (0.0,) * size))
        return tuple(made)

    return Model(name, tables("pair"), tables("none"), {})


@dataclass
class Sample:
    """Levels of every weighed candidate of many posts, ready for any tables."""

    pair_names: tuple[str, ...]
    trait_names: tuple[str, ...]
    pair: NDArray[np.int16]  # rows × pair signals
    trait: NDArray[np.int16]  # posts × traits of post and page
    starts: NDArray[np.int64]  # first row of each post, and the end
    gold: NDArray[np.bool_]  # rows that are a true parent
    nobody: NDArray[np.bool_]  # posts that answer nobody
    weight: NDArray[np.float64]
    source: NDArray[np.object_]


DOUBT: Final[Mapping[str, float]] = {"depth-first": 1.0, "forum": 0.5}
SOME_DOUBT: Final = 0.2
"""Weight of a post that answers nobody by the record and somebody by its words, by model and for the others: enough
for the confidence to reckon with such records, too little to unlearn that names are addressed.

On forums, where quotations with a name take the place of the button (one of eight by the record answers nobody), sure
links are right as often as they say with more.  In depth-first order with names and times such records are believed; in
time order that loses who is addressed (on talk pages four links of a hundred)."""
ALIKE: Final = 3.0
"""A model for one kind of place still learns from all sources; fitted on its own kind alone it loses half a point."""
HOPELESS: Final = 0.0005
"""Candidates that the previous round gives less need not be fitted on again."""


def collect(cases: Iterable[Case], model: Model, teacher: bool, drop: float = 0.0) -> Sample:
    """Walk the cases and note what was weighed; with ``teacher`` true parents are structure, else predicted ones.

    Wrong candidates with a probability below ``drop`` are left out.
    """
    pair_names, trait_names = model.pair_signals, (*model.post_traits, *model.page_traits)
    doubt = DOUBT.get(model.name, SOME_DOUBT)
    pair: list[NDArray[np.int16]] = []
    trait: list[list[int]] = []
    starts, gold, nobody, weight, source = [0], list[bool](), list[bool](), list[float](), list[str]()
    rows = 0
    for case in cases:
        walk = case.walk(model, teacher)
        page_levels = walk.scorer.page_levels
        for i, decision in enumerate(walk.decisions):
            if decision is None or decision.weighing is None or not case.scored[i]:
                continue
            candidates = decision.candidates[:-1]
            hits = [case.right(i, j) for j in candidates]
            if not any(hits) and not case.right(i, NONE):
                continue
            kept = [k for k, (hit, p) in enumerate(zip(hits, decision.probabilities, strict=False)) if hit or p >= drop]
            if kept:
                levels = np.array([c or [0] * len(hits) for c in decision.weighing.columns], dtype=np.int16).T
                pair.append(levels if len(kept) == len(hits) else levels[kept])
            trait.append([*decision.weighing.traits, *page_levels])
            rows += len(kept)
            starts.append(rows)
            gold.extend(hits[k] for k in kept)
            nobody.append(case.right(i, NONE))
            weight.append(doubt * case.weight if doubtful(case, i) else case.weight)
            source.append(case.source)
    return Sample(
        pair_names,
        trait_names,
        np.concatenate(pair),
        np.array(trait, dtype=np.int16),
        np.array(starts, dtype=np.int64),
        np.array(gold, dtype=np.bool_),
        np.array(nobody, dtype=np.bool_),
        np.array(weight),
        np.array(source, dtype=object),
    )


def doubtful(case: Case, i: int) -> bool:
    """Is post ``i`` said to answer nobody although it addresses an author who has posted above?

    People answer without pressing Reply: where this can be seen, less is learnt from it.
    """
    if case.chat or case.truth[i] != NONE:
        return False
    mentions = case.page.readings[i].mentions
    return any(m.how >= START and m.exact and case.page.earlier_of(m.author, i, 1) for m in mentions)


def balanced(sample: Sample, alike: Sequence[str] = ()) -> NDArray[np.float64]:
    """Weights per post so that every source counts alike (up to a factor of three), those ``alike`` three times."""
    totals = {s: sample.weight[sample.source == s].sum() for s in set(sample.source)}
    middle = float(np.median(list(totals.values())))
    factor = {
        s: min(3.0, max(1 / 3, middle / t)) * (ALIKE if s in alike else 1.0) if t else 0.0 for s, t in totals.items()
    }
    return np.array([w * factor[s] for w, s in zip(sample.weight, sample.source, strict=True)])


def _cells(sample: Sample, tables: Sequence[Table], rows: bool) -> tuple[NDArray[np.int32], int, NDArray[np.float64]]:
    """Cell ids (rows or posts × tables), number of cells, penalty per cell."""
    owner = np.repeat(np.arange(len(sample.nobody)), np.diff(sample.starts))
    ids, offset, penalties = [], 0, []
    for table in tables:
        at = np.zeros(len(owner) if rows else len(sample.nobody), dtype=np.int32)
        for part in table.parts:
            if part in sample.pair_names and part in signals.PAIR:
                column = sample.pair[:, sample.pair_names.index(part)]
            else:
                column = sample.trait[:, sample.trait_names.index(part)]
                column = column[owner] if rows else column
            at = at * len(levels_of(part)) + column
        ids.append(at + offset)
        size = len(table.weights)
        penalties.append(np.full(size, CROSS_PENALTY if len(table.parts) > 1 else PENALTY))
        offset += size
    return np.stack(ids, axis=1), offset, np.concatenate(penalties)


def neighbours(tables: Sequence[Table]) -> NDArray[np.int64]:
    """Pairs of cells, numbered through all tables, that differ by one step of one signal (see ``signals.ROWS``)."""
    found, offset = [np.zeros((0, 2), dtype=np.int64)], 0
    for table in tables:
        cells = np.arange(len(table.weights)).reshape([len(levels_of(p)) for p in table.parts]) + offset
        offset += cells.size
        for axis, part in enumerate(table.parts):
            if part in signals.ROWS:
                row = np.take(cells, range(*signals.ROWS[part]), axis)
                end = row.shape[axis]
                lower, upper = (np.take(row, range(k, end - 1 + k), axis).ravel() for k in (0, 1))
                found.append(np.stack([lower, upper], axis=1))
    return np.concatenate(found)


def _one_hot(ids: NDArray[np.int32], size: int) -> csr_matrix:
    starts = np.arange(0, ids.size + 1, ids.shape[1])
    return csr_matrix((np.ones(ids.size), ids.ravel(), starts), shape=(len(ids), size))


def estimate(sample: Sample, model: Model, penalty: float = 1.0, weight: NDArray[np.float64] | None = None,
             iterations: int = 120) -> Model:  # fmt: skip
    """The model's weights that fit the sample best."""
    pair_ids, pair_size, pair_penalty = _cells(sample, model.pair, rows=True)
    none_ids, none_size, none_penalty = _cells(sample, model.none, rows=False)
    costs = np.concatenate([pair_penalty, none_penalty]) * penalty
    lower, upper = neighbours((*model.pair, *model.none)).T
    step_cost = STEP_PENALTY * penalty
    weight = balanced(sample) if weight is None else weight
    counts = np.diff(sample.starts)
    owner = np.repeat(np.arange(len(counts)), counts)
    has = counts > 0
    first = sample.starts[:-1][has]
    row_weight = weight[owner]
    rows, posts = _one_hot(pair_ids, pair_size), _one_hot(none_ids, none_size)
    cells, none_cells = rows.T.tocsr(), posts.T.tocsr()

    def loss(theta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w_pair, w_none = theta[:pair_size], theta[pair_size:]
        score = rows @ w_pair
        none = posts @ w_none
        top = none.copy()
        top[has] = np.maximum(top[has], np.maximum.reduceat(score, first))
        power = np.exp(score - top[owner])
        rest = np.exp(none - top)
        total = rest.copy()
        total[has] += np.add.reduceat(power, first)
        true = np.where(sample.nobody, rest, 0.0)
        true[has] += np.add.reduceat(power * sample.gold, first)
        unlikely = weight * (np.log(total) - np.log(np.maximum(true, 1e-300)))
        steps = theta[upper] - theta[lower]
        price = 0.5 * ((costs * theta**2).sum() + step_cost * (steps**2).sum())
        row = row_weight * power * (1 / total[owner] - sample.gold / np.maximum(true, 1e-300)[owner])
        post = weight * rest * (1 / total - sample.nobody / np.maximum(true, 1e-300))
        slope = np.concatenate([cells @ row, none_cells @ post]) + costs * theta
        slope += np.bincount(upper, step_cost * steps, len(theta)) - np.bincount(lower, step_cost * steps, len(theta))
        return float(unlikely.sum() + price), slope

    start = np.array([w for t in (*model.pair, *model.none) for w in t.weights])
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations, "maxcor": 12})
    return with_weights(model, result.x)


def with_weights(model: Model, theta: NDArray[np.float64]) -> Model:
    """``model`` with its cells replaced by ``theta`` in order."""
    at = 0
    groups: list[tuple[Table, ...]] = []
    for tables in (model.pair, model.none):
        made = []
        for table in tables:
            size = len(table.weights)
            made.append(replace(table, weights=tuple(float(x) for x in theta[at : at + size])))
            at += size
        groups.append(tuple(made))
    return replace(model, pair=groups[0], none=groups[1])


def fit_model(name: str, cases: Sequence[Case], shape: dict[str, tuple[str, ...]] | None = None,
              penalty: float = 1.0, rounds: int | None = None, alike: Sequence[str] = ()) -> Model:  # fmt: skip
    """Fit ``name`` on ``cases``: first on true structure, then on the structure it predicts."""
    model = blank_model(name, shape or SHAPES[name])
    for turn in range(rounds or ROUNDS.get(name, 2)):
        part = cases if turn else cases[: FIRST_ROUND_LOGS if name == "chat" else None]
        sample = collect(part, model, teacher=turn == 0, drop=HOPELESS if turn else 0.0)
        model = estimate(sample, model, penalty, balanced(sample, alike))
        if len(sample.nobody) > 20_000:
            print(f"{name}: round {turn + 1}, {len(sample.nobody)} posts", file=sys.stderr)
    return model


def to_json(model: Model, provenance: dict[str, Any]) -> str:
    """The weights file of a model: one line per table, zero cells left out."""

    def tables(group: tuple[Table, ...]) -> dict[str, dict[str, float]]:
        return {
            t.name: {n: round(w, 3) for n, w in zip(cell_names(t.name), t.weights, strict=True) if abs(w) >= 0.005}
            for t in group
        }

    lines = [f' "name": {json.dumps(model.name)}', f' "provenance": {json.dumps(provenance, ensure_ascii=False)}',
             f' "temperature": {round(model.trust.temperature, 4)}', f' "lapse": {round(model.trust.lapse, 4)}',
             f' "lapse of nobody": {round(model.trust.lapse_of_nobody, 4)}']  # fmt: skip
    for kind, group in (("pair", model.pair), ("none", model.none)):
        rows = [
            f"  {json.dumps(n, ensure_ascii=False)}: {json.dumps(c, ensure_ascii=False)}"
            for n, c in tables(group).items()
        ]
        lines.append(f' "{kind}": {{\n' + ",\n".join(rows) + "\n }")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def sampled(threads: Sequence[dict[str, Any]], limit: int, rng: random.Random) -> list[dict[str, Any]]:
    """Threads in random order until ``limit`` posts are reached."""
    shuffled = list(threads)
    rng.shuffle(shuffled)
    taken, posts = [], 0
    for thread in shuffled:
        if posts >= limit:
            break
        taken.append(thread)
        posts += len(thread["posts"])
    return taken


def left_out_calibration(
    name: str, threads: Mapping[str, Sequence[dict[str, Any]]], penalty: float, alike: Sequence[str]
) -> Trust:
    """Temperature and lapses from what models fitted without a source say of it."""
    from threadkit.links.calibration import Fitter

    if len(threads) < ENOUGH_SOURCES:
        return UNCALIBRATED
    return Fitter(name, threads, penalty=penalty, alike=alike).calibrated().trust


def calibrated_on_logs(logs: Sequence[Case], penalty: float) -> Trust:
    """Temperature and lapses for chat from logs left out, if there are enough of them."""
    from threadkit.links.calibration import TOLD_LOGS, calibrate_chat

    return calibrate_chat(logs, penalty) if len(logs) > TOLD_LOGS else UNCALIBRATED


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit one model on the files given and write its weights file."""
    parser = argparse.ArgumentParser(prog="python -m threadkit.links.fit", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, help="one JSONL file of threads per source")
    parser.add_argument("--model", choices=sorted(SHAPES), required=True)
    parser.add_argument("--out", type=Path, default=Path("."), help="directory for the weights file")
    parser.add_argument("--penalty", type=float, help="default: the model's own (PENALTIES)")
    parser.add_argument(
        "--alike", nargs="*", default=[], help="sources (file stems) of the model's own kind: count more"
    )
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    penalty = default_penalty(options.model) if options.penalty is None else options.penalty
    cases: list[Case] = []
    sources: dict[str, int] = {}
    if options.model == "chat":
        cases = [read_chat(path) for path in options.files]
        sources["chat"] = sum(sum(case.scored) for case in cases)
        trust = calibrated_on_logs(cases, penalty)
    else:
        threads = {path.stem: read_threads(path) for path in options.files}
        for source, own in threads.items():
            for thread in sampled(own, POSTS_PER_SOURCE, rng):
                cases.extend(renderings(options.model, thread, source, rng))
                sources[source] = sources.get(source, 0) + len(thread["posts"])
        trust = left_out_calibration(options.model, threads, penalty, options.alike)
    fitted = fit_model(options.model, cases, penalty=penalty, alike=options.alike)
    model = replace(fitted, trust=trust)
    provenance = {
        "fitted on (posts)": sources,
        "penalty": penalty,
        "seed": options.seed,
        "counted more": options.alike,
        "command": f"python -m threadkit.links.fit --model {options.model}",
    }
    target = options.out / f"{options.model}.json"
    target.write_text(to_json(model, provenance), encoding="utf-8")
    print(target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
