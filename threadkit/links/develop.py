"""How well links come out on known threads, every source judged with a model that has not seen it.

    THREADKIT_GOLD=… python -m threadkit.links.develop time-order depth-first depth-first-untimed

Prints per source: accuracy on all posts, on replies, on replies whose parent is
not the post above, precision of links above .9 confidence (among all posts, and
among those that answer somebody by the record), calibration error, and the
trivial baselines ("nobody", "the post above"), the calibration error that mere
chance gives a perfect model on so many posts; then a reliability table.  Weights,
temperature and lapses are all fitted on the other sources (``calibration``).
What single signals are worth is for ``ablations``.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from threadkit.links import fit
from threadkit.links.calibration import SURE, Fitter, judged_case
from threadkit.links.model import Model, load_model
from threadkit.links.state import NONE
from threadkit.links.tables import SHAPES

BINS: Final = 10
DRAWS: Final = 400
BELOW_TRIVIAL: Final = 0.03
OFF: Final = 0.07
"""A calibration error above this is worth a remark."""


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

    def calibration_by_chance(self) -> float:
        """The calibration error that a perfectly calibrated model stays under in 19 of 20 sources of this size."""
        rng, confidence = np.random.default_rng(1), np.array(self.confidence)
        drawn = [calibration_error(confidence, rng.random(len(confidence)) < confidence) for _ in range(DRAWS)]
        return float(np.quantile(drawn, 0.95)) if len(confidence) else math.nan


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
    return {path.stem: fit.read_threads(path) for path in sorted((gold / "threads").glob("*.jsonl"))}


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


def leave_out(fitter: Fitter, sources: dict[str, list[dict[str, Any]]], only: Sequence[str] = ()) -> dict[str, Score]:
    """Scores per source under weights, temperature and lapses that have not seen it."""
    scores = {}
    for left in fitter.training:
        if not only or left in only:
            model = fitter.calibrated(left)
            scores[left] = evaluate(model, [judged_case(fitter.name, t, left) for t in sources[left]])
            trust = ", ".join(f"{kind} {number}" for kind, number in model.trust._asdict().items())
            print(f"{left}: {trust}", file=sys.stderr, flush=True)
    return scores


def report(name: str, scores: dict[str, Score]) -> None:
    """Print the table of one model and its reliability."""
    print(f"\n{name:26s}  posts    all  trivial  replies  not above  prec>.9  share  (replies)    ECE  by chance")
    rows = []
    for source, score in scores.items():
        row = (score.accuracy(), score.baseline(), score.accuracy("replies"), score.accuracy("not above"),
               *score.precision(), score.precision_of_replies(), score.calibration(),
               score.calibration_by_chance())  # fmt: skip
        rows.append(row)
        remarks = ["below trivial"] * (row[0] < row[1] - BELOW_TRIVIAL) + ["calibration off"] * (row[7] > OFF)
        print(f"{source:26s} {len(score.right):6d}{_cells(row)}  {', '.join(remarks)}".rstrip())
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
    return "  {:.3f}    {:.3f}    {:.3f}      {:.3f}    {:.3f}  {:.3f}      {:.3f}  {:.3f}      {:.3f}".format(*row)


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
    parser.add_argument("--penalty", type=float, help="default: each model's own")
    parser.add_argument("--only", nargs="*", default=[], help="leave out these sources only")
    parser.add_argument("--alike", nargs="*", default=[], help="sources of the model's own kind: count more in fitting")
    parser.add_argument("--without", nargs="*", default=[], help="signals to take away")
    options = parser.parse_args(arguments)
    sources = load_sources(options.gold)
    if not sources and set(options.models) != {"chat"}:
        parser.error(f"no threads under {options.gold}/threads (set THREADKIT_GOLD or --gold)")
    for name in options.models:
        if name == "chat":
            report_chat(options.gold)
            continue
        fitter = Fitter(
            name, sources, posts=options.posts, penalty=options.penalty, without=options.without, alike=options.alike
        )
        report(name, leave_out(fitter, sources, options.only))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
