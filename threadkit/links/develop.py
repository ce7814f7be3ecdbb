"""How well links come out on known threads, every source judged with weights fitted on the others.

    THREADKIT_GOLD=… python -m threadkit.links.develop time-order depth-first depth-first-untimed

Prints per source: accuracy on all posts, on replies, on replies whose parent is
not the post above, precision of links above .9 confidence (among all posts, and
among those that answer somebody by the record), calibration error, and the
trivial baselines ("nobody", "the post above"); then a reliability table.
What single signals are worth is for ``ablations``.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from threadkit.links import fit
from threadkit.links.model import JOIN, Model, load_model
from threadkit.links.state import NONE
from threadkit.links.tables import SHAPES

SURE: Final = 0.9
BINS: Final = 10


@dataclass
class Score:
    """Outcomes of one source: (confidence, right, truth is none, truth is post above)."""

    confidence: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    none: list[bool] = field(default_factory=list)
    above: list[bool] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)

    def accuracy(self, of: str = "all") -> float:
        """Share right of all posts, of ``replies``, or of replies ``not above``."""
        picked = [
            r
            for r, n, a in zip(self.right, self.none, self.above, strict=True)
            if of == "all" or (not n and (of == "replies" or not a))
        ]
        return sum(picked) / len(picked) if picked else math.nan

    def baseline(self) -> float:
        """The better of answering "nobody" and "the post above" throughout."""
        return max(sum(self.none), sum(self.above)) / max(1, len(self.none))

    def precision(self) -> tuple[float, float]:
        """Precision of links above ``SURE`` and their share of all posts."""
        sure = [r for r, c, k in zip(self.right, self.confidence, self.linked, strict=True) if c > SURE and k]
        return (sum(sure) / len(sure) if sure else math.nan), len(sure) / max(1, len(self.right))

    def precision_of_replies(self) -> float:
        """Precision of links above ``SURE`` among posts that answer somebody by the record.

        The difference to ``precision`` is people who answer without pressing Reply.
        """
        rows = zip(self.right, self.confidence, self.linked, self.none, strict=True)
        sure = [r for r, c, k, n in rows if c > SURE and k and not n]
        return sum(sure) / len(sure) if sure else math.nan

    def calibration(self) -> float:
        """Expected calibration error over ten bins of equal width."""
        return calibration_error(np.array(self.confidence), np.array(self.right))


def calibration_error(confidence: Any, right: Any) -> float:
    """Mean gap between confidence and accuracy over ten bins of equal width, weighted by size."""
    if not len(confidence):
        return math.nan
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return float(
        sum(abs(right[bins == b].mean() - confidence[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def load_sources(gold: Path) -> dict[str, list[dict[str, Any]]]:
    """Threads per source."""
    sources = {}
    for path in sorted((gold / "threads").glob("*.jsonl")):
        threads = []
        for line in path.read_text(encoding="utf-8").splitlines():
            # One file was blanked with an escape broken; the text is otherwise whole.
            threads.append(json.loads(re.sub(r"(?<!\\)\\(?=someone@)", r"\\n", line)))
        sources[path.stem] = threads
    return sources


def evaluate(model: Model, cases: Sequence[fit.Case]) -> Score:
    """Walk the cases with ``model`` and compare."""
    score = Score()
    for case in cases:
        walk = case.walk(model)
        for i, decision in enumerate(walk.decisions):
            if decision is None or not case.scored[i]:
                continue
            score.confidence.append(decision.confidence)
            score.right.append(case.right(i, decision.chosen))
            score.none.append(case.truth[i] == NONE)
            score.above.append(i > 0 and case.truth[i] == i - 1)
            score.linked.append(decision.chosen != NONE)
    return score


def judged_case(name: str, thread: dict[str, Any], source: str) -> fit.Case:
    """The rendering on which a model is judged."""
    if name in ("time-order", "forum"):
        return fit.make_case(thread, source, "chronological")
    if name == "depth-first":
        return fit.make_case(thread, source, "preorder")
    return fit.make_case(thread, source, "preorder", authors=0.0, times=False)


def shape_without(shape: dict[str, tuple[str, ...]], signals: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tables that read none of ``signals``: what is left when they are taken away."""
    return {kind: tuple(t for t in names if not {*t.split(JOIN)} & {*signals}) for kind, names in shape.items()}


def leave_out(
    name: str,
    sources: dict[str, list[dict[str, Any]]],
    posts: int,
    penalty: float,
    *,
    without: Sequence[str] = (),
    only: Sequence[str] = (),
    alike: Sequence[str] = (),
    seed: int = 3,
) -> dict[str, Score]:
    """Scores per source under weights fitted on the others."""
    training = training_cases(name, sources, posts, seed)
    models = fit_left_out(name, training, penalty, without=without, only=only, alike=alike)
    temperature, lapse = fit.CALIBRATION[name]
    return {
        left: evaluate(
            replace(model, temperature=temperature, lapse=lapse), [judged_case(name, t, left) for t in sources[left]]
        )
        for left, model in models.items()
    }


def training_cases(
    name: str, sources: dict[str, list[dict[str, Any]]], posts: int, seed: int = 3
) -> dict[str, list[fit.Case]]:
    """Per source the renderings to fit on."""
    rng = random.Random(seed)
    return {
        source: [c for t in fit.sampled(threads, posts, rng) for c in fit.renderings(name, t, source, rng)]
        for source, threads in sources.items()
    }


def fit_left_out(
    name: str,
    training: dict[str, list[fit.Case]],
    penalty: float,
    *,
    without: Sequence[str] = (),
    only: Sequence[str] = (),
    alike: Sequence[str] = (),
) -> dict[str, Model]:
    """For each source a model fitted on the others."""
    blank = fit.blank_model(name, shape_without(SHAPES[name], without))
    everything = fit.collect([c for cases in training.values() for c in cases], blank, teacher=True)
    models: dict[str, Model] = {}
    for left in training:
        if only and left not in only:
            continue
        weight = fit.balanced(everything, alike) * (everything.source != left)
        model = fit.estimate(everything, blank, penalty, weight, iterations=80)
        for _ in range(fit.ROUNDS[name] - 1):
            sample = fit.collect([c for s, cases in training.items() if s != left for c in cases], model, teacher=False)
            model = fit.estimate(sample, model, penalty, fit.balanced(sample, alike), iterations=60)
        models[left] = model
    return models


def report(name: str, scores: dict[str, Score]) -> None:
    """Print the table of one model and its reliability."""
    print(f"\n{name:26s}  posts    all  trivial  replies  not above  prec>.9  share  (replies)    ECE")
    rows = []
    for source, score in scores.items():
        row = (score.accuracy(), score.baseline(), score.accuracy("replies"), score.accuracy("not above"),
               *score.precision(), score.precision_of_replies(), score.calibration())  # fmt: skip
        rows.append(row)
        print(
            f"{source:26s} {len(score.right):6d}{_cells(row)}" + ("  below trivial" if row[0] < row[1] - 0.03 else "")
        )
    print(f"{'macro':33s}{_cells(np.nanmean(np.array(rows), axis=0))}")
    confidence = np.concatenate([s.confidence for s in scores.values()])
    right = np.concatenate([s.right for s in scores.values()])
    sure = (confidence > SURE) & np.concatenate([s.linked for s in scores.values()])
    print(f"pooled: ECE {calibration_error(confidence, right):.3f}, precision above .9 {right[sure].mean():.3f}")
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    print("confidence   posts  right")
    for b in sorted(set(bins)):
        print(f"{b / BINS:.1f} to {(b + 1) / BINS:.1f} {(bins == b).sum():8d}  {right[bins == b].mean():.3f}")


def _cells(row: Any) -> str:
    return "  {:.3f}    {:.3f}    {:.3f}      {:.3f}    {:.3f}  {:.3f}      {:.3f}  {:.3f}".format(*row)


def link_f1(model: Model, cases: Sequence[fit.Case]) -> float:
    """Link F1 in per cent by the definition of the IRC disentanglement corpus."""
    hits = told = true = 0
    for case in cases:
        for i, decision in enumerate(case.walk(model).decisions):
            if decision is not None and case.scored[i]:
                told += 1
                true += len(case.also.get(i, (0,)))
                hits += case.right(i, decision.chosen)
    return 200 * hits / (told + true)


def report_chat(gold: Path) -> None:
    """Print link F1 of the shipped chat weights on the dev part of the IRC corpus."""
    cases = [fit.read_chat(path) for path in sorted((gold / "irc" / "dev").glob("*.annotation.txt"))]
    model = load_model("chat")
    score = evaluate(model, cases)
    precision, share = score.precision()
    print(f"\nchat: link F1 {link_f1(model, cases):.2f}, ECE {score.calibration():.3f}")
    print(f"precision above .9: {precision:.3f} ({share:.2f} of messages)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit with each source left out and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m threadkit.links.develop", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("models", nargs="*", default=sorted(SHAPES), help="which models to judge; chat reads irc/dev")
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("THREADKIT_GOLD", "../shared/gold")))
    parser.add_argument("--posts", type=int, default=fit.POSTS_PER_SOURCE, help="posts per source to fit on")
    parser.add_argument("--penalty", type=float, default=fit.DEFAULT_PENALTY)
    parser.add_argument("--only", nargs="*", default=[], help="leave out these sources only")
    parser.add_argument("--alike", nargs="*", default=[], help="sources of the model's own kind: count more in fitting")
    parser.add_argument("--without", nargs="*", default=[], help="signals to take away")
    options = parser.parse_args(arguments)
    sources = load_sources(options.gold)
    for name in options.models:
        if name == "chat":
            report_chat(options.gold)
            continue
        scores = leave_out(
            name, sources, options.posts, options.penalty,
            without=options.without, only=options.only, alike=options.alike,
        )  # fmt: skip
        report(name, scores)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
