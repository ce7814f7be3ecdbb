"""How well links come out on known threads, every source judged with weights fitted on the others.

    THREADKIT_GOLD=… python -m threadkit.links.develop time-order depth-first depth-first-untimed

Prints per source: accuracy on all posts, on replies, on replies whose parent is
not the post above, precision of links above .9 confidence, calibration error,
and the trivial baselines ("nobody", "the post above"); then a reliability table.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from threadkit.links import fit
from threadkit.links.model import Model
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

    def calibration(self, temperature: float = 1.0) -> float:
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


def test_case(name: str, thread: dict[str, Any], source: str) -> fit.Case:
    """The rendering on which a model is judged."""
    if name == "time-order":
        return fit.make_case(thread, source, "chronological")
    if name == "depth-first":
        return fit.make_case(thread, source, "preorder")
    return fit.make_case(thread, source, "preorder", authors=0.0, times=False)


def temperature_of(model: Model, cases: Sequence[fit.Case]) -> float:
    """The temperature at which the chosen parents' log-likelihood on ``cases`` is best."""
    logits: list[tuple[Any, int]] = []
    for case in cases:
        for i, decision in enumerate(case.walk(replace(model, temperature=1.0)).decisions):
            if (
                decision is None
                or not case.scored[i]
                or case.truth[i] not in decision.candidates
                or len(decision.candidates) < 2
            ):
                continue
            logits.append((np.log(np.maximum(decision.probabilities, 1e-12)), decision.candidates.index(case.truth[i])))

    def loss(t: float) -> float:
        return float(sum(np.logaddexp.reduce(z / t) - z[k] / t for z, k in logits)) / max(1, len(logits))

    return min((x / 20 for x in range(14, 60)), key=loss)


def leave_out(name: str, sources: dict[str, list[dict[str, Any]]], posts: int, penalty: float, rounds: int | None,
              shape: dict[str, tuple[str, ...]] | None = None, only: Sequence[str] = (), seed: int = 3) -> dict[str, Score]:  # fmt: skip
    """Scores per source under weights fitted on the others."""
    training: dict[str, list[fit.Case]] = {}
    rng = random.Random(seed)
    for source, threads in sources.items():
        training[source] = [c for t in fit.sampled(threads, posts, rng) for c in fit.renderings(name, t, source, rng)]
    shape = shape or SHAPES[name]
    blank = fit.blank_model(name, shape)
    everything = fit.collect([c for cases in training.values() for c in cases], blank, teacher=True)
    scores: dict[str, Score] = {}
    models: dict[str, Model] = {}
    for left in sources:
        if only and left not in only:
            continue
        weight = fit.balanced(everything) * (everything.source != left)
        model = fit.estimate(everything, blank, penalty, weight, iterations=80)
        for _ in range((rounds or fit.ROUNDS[name]) - 1):
            sample = fit.collect([c for s, cases in training.items() if s != left for c in cases], model, teacher=False)
            model = fit.estimate(sample, model, penalty, iterations=60)
        models[left] = model
    judged = {s: [test_case(name, t, s) for t in sources[s]] for s in models}
    raw = {s: evaluate_logits(models[s], judged[s]) for s in models}
    for left in models:
        others = [raw[s] for s in models if s != left] or [raw[left]]
        temperature = best_temperature(others)
        print(f"{left}: temperature {temperature}")
        scores[left] = evaluate(replace(models[left], temperature=temperature), judged[left])
    return scores


def evaluate_logits(model: Model, cases: Sequence[fit.Case]) -> list[tuple[Any, int]]:
    """Log-probabilities and the index of the truth, for the temperature."""
    logits = []
    for case in cases:
        for i, decision in enumerate(case.walk(model).decisions):
            if decision and case.scored[i] and case.truth[i] in decision.candidates and len(decision.candidates) > 1:
                logits.append(
                    (np.log(np.maximum(decision.probabilities, 1e-12)), decision.candidates.index(case.truth[i]))
                )
    return logits


def best_temperature(groups: Sequence[list[tuple[Any, int]]]) -> float:
    """The temperature with the best mean log-likelihood, groups counting alike."""

    def loss(t: float) -> float:
        return sum(
            sum(float(np.logaddexp.reduce(z / t) - z[k] / t) for z, k in group[:1500]) / max(1, len(group[:1500]))
            for group in groups
        )

    return min((x / 20 for x in range(16, 44, 2)), key=loss)


def report(name: str, scores: dict[str, Score]) -> None:
    """Print the table of one model."""
    print(f"\n{name:28s}  posts   all  trivial  replies  not above  >.9 prec (share)   ECE")
    rows = []
    for source, s in scores.items():
        precision, share = s.precision()
        rows.append(
            (
                s.accuracy(),
                s.baseline(),
                s.accuracy("replies"),
                s.accuracy("not above"),
                precision,
                share,
                s.calibration(),
            )
        )
        print(f"{source:28s} {len(s.right):6d}  {rows[-1][0]:.3f}  {rows[-1][1]:.3f}    {rows[-1][2]:.3f}     {rows[-1][3]:.3f}"
              f"      {precision:.3f} ({share:.2f})      {rows[-1][6]:.3f}" + ("  < trivial" if rows[-1][0] < rows[-1][1] - .03 else ""))  # fmt: skip
    mean = np.nanmean(np.array(rows), axis=0)
    confidence = np.concatenate([s.confidence for s in scores.values()])
    right = np.concatenate([s.right for s in scores.values()])
    linked = np.concatenate([s.linked for s in scores.values()])
    sure = (confidence > SURE) & linked
    print(f"{'macro':28s}         {mean[0]:.3f}  {mean[1]:.3f}    {mean[2]:.3f}     {mean[3]:.3f}      {mean[4]:.3f} ({mean[5]:.2f})      {mean[6]:.3f}"
          f"   pooled: ECE {calibration_error(confidence, right):.3f}, >.9 {right[sure].mean():.3f}")  # fmt: skip
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    print(
        "reliability  "
        + "  ".join(f"{b / BINS:.1f}:{right[bins == b].mean():.2f}({(bins == b).sum()})" for b in sorted(set(bins)))
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit with each source left out and print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m threadkit.links.develop", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("models", nargs="*", default=sorted(SHAPES))
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("THREADKIT_GOLD", "../shared/gold")))
    parser.add_argument("--posts", type=int, default=600, help="posts per source to fit on")
    parser.add_argument("--penalty", type=float, default=1.0)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--only", nargs="*", default=[])
    options = parser.parse_args(arguments)
    sources = load_sources(options.gold)
    for name in options.models:
        began = time.time()
        report(name, leave_out(name, sources, options.posts, options.penalty, options.rounds, only=options.only))
        print(f"({time.time() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
