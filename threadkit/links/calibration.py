"""How far a fitted model is to be believed: its temperature and its lapses.

Decides these numbers from what models say of sources they were not fitted on.
Choosing them on the sources a model is judged on would flatter it: whoever
judges a source leaves it out here as well (``Fitter.calibrated``).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from threadkit.links import fit
from threadkit.links.model import BLIND, JOIN, Model, Trust
from threadkit.links.state import NONE
from threadkit.links.tables import SHAPES

SURE: Final = 0.9
"""Links above this confidence are what a careful reader keeps."""
RIGHT_IF_SURE: Final = 0.945
"""The share of sure links that is to be right, pooled and averaged over sources: more than the .93 promised, since
the next source is none of these."""
TOLD_POSTS: Final = 1500
"""Posts of a source that temperature and lapse are chosen on."""
GIVEN_UP: Final = 0.005
"""So much likelihood (nats a post, mean over sources) may be given up for it: where sites differ too much for such
precision, chasing it makes every other confidence dishonest."""
FEWEST_SURE: Final = 50
FEWEST_OF_ONE: Final = 20
"""Sure links that a source must have for their precision to mean something, all together and each."""
ITERATIONS: Final = 70
TEMPERATURES: Final = tuple(round(0.7 + 0.05 * k, 2) for k in range(11))
LAPSES: Final = tuple(round(0.005 * k, 3) for k in range(23))
APART: Final = frozenset({"depth-first"})
"""Models whose "nobody" has a lapse of its own.  Only links are asked to be right as often as they promise; in
depth-first order with names and times "nobody" is much surer than they are, and paid for it (calibration error on
sources left out .030 pooled and .056 a source, with a lapse of its own .016 and .052).  Elsewhere both come out
alike, and one number is chosen with less chance."""


@dataclass
class Told:
    """What a model says of a source: per post the probabilities, the chosen option's first, and whether it is right."""

    options: list[list[float]] = field(default_factory=list)
    fixed: list[bool] = field(default_factory=list)
    """Stated parents and posts without a choice: no temperature changes them."""
    right: list[bool] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)


def tell(model: Model, cases: Iterable[fit.Case]) -> Told:
    """Walk the cases with ``model``, its probabilities as they are fitted."""
    told = Told()
    plain = replace(model, trust=BLIND)
    for case in cases:
        for i, decision in enumerate(case.walk(plain).decisions):
            if decision is None or not case.scored[i]:
                continue
            options = list(decision.probabilities)
            best = decision.candidates.index(decision.chosen)
            options.insert(0, options.pop(best))
            told.options.append(options)
            told.fixed.append(decision.source != "inferred" or len(options) < 2)
            told.right.append(case.right(i, decision.chosen))
            told.linked.append(decision.chosen != NONE)
    return told


class _Sheet:
    """One source's ``Told`` as arrays."""

    def __init__(self, told: Told) -> None:
        self.counts = np.array([len(o) for o in told.options])
        width = int(self.counts.max(initial=1))
        self.logs = np.full((len(told.options), width), -np.inf)
        for row, options in zip(self.logs, told.options, strict=True):
            row[: len(options)] = np.log(np.maximum(options, 1e-300))
        self.fixed = np.array(told.fixed, dtype=bool)
        self.right = np.array(told.right, dtype=bool)
        self.linked = np.array(told.linked, dtype=bool)

    def confidence(self, temperature: float, lapse: float) -> NDArray[np.float64]:
        """The probability of what was chosen (see ``model.softmax``)."""
        scaled = self.logs / temperature
        chosen = 1 / np.exp(scaled - scaled[:, :1]).sum(axis=1)
        others = np.maximum(self.counts - 1, 1)
        found: NDArray[np.float64] = np.where(
            self.fixed, np.exp(self.logs[:, 0]), chosen * (1 - lapse) + lapse * (1 - chosen) / others
        )
        return found


@dataclass(frozen=True)
class _Outcome:
    """What one pair of temperature and lapse makes of one source."""

    loss: float
    """Of posts that are linked, in nats a post of the source."""
    loss_of_nobody: float
    """Of the other posts."""
    right: int
    sure: int


_PAIRS: Final = tuple((temperature, lapse) for temperature in TEMPERATURES for lapse in LAPSES)


def calibrate(told: Mapping[str, Told], *, apart: bool = False) -> Trust:
    """The temperature and lapse under which confidences are likely, every source counting alike.

    Of the pairs nearly as likely as the likeliest, that under which sure links are as often right as they should,
    or come closest.  Neighbouring pairs differ by a few links: the mean of what is chosen without each source in
    turn holds better on the next.  With ``apart``, "nobody" has the lapse that is likeliest for it.
    """
    tried = [_outcomes(_Sheet(t)) for t in told.values() if t.options]
    if not tried:
        return BLIND
    parts = [[*tried[:k], *tried[k + 1 :]] for k in range(len(tried))] if len(tried) > 1 else [tried]
    chosen = np.mean([_best(part, apart) for part in parts], axis=0)
    return Trust(*[round(float(number), 3) for number in chosen])


def _outcomes(sheet: _Sheet) -> list[_Outcome]:
    found = []
    for pair in _PAIRS:
        confidence = np.clip(sheet.confidence(*pair), 1e-6, 1 - 1e-6)
        losses = -np.log(np.where(sheet.right, confidence, 1 - confidence)) / len(confidence)
        picked = sheet.right[(confidence > SURE) & sheet.linked]
        linked = float(losses[sheet.linked].sum())
        found.append(_Outcome(linked, float(losses.sum()) - linked, int(picked.sum()), len(picked)))
    return found


def _best(tried: Sequence[Sequence[_Outcome]], apart: bool) -> Trust:
    """The best numbers, from the outcomes of all pairs on several sources."""
    losses = np.mean([[outcome.loss for outcome in outcomes] for outcomes in tried], axis=0)
    losses_of_nobody = np.mean([[outcome.loss_of_nobody for outcome in outcomes] for outcomes in tried], axis=0)
    partner = np.arange(len(_PAIRS))
    if apart:
        # For each temperature the pair with the lapse that is likeliest for "nobody".
        count = len(LAPSES)
        partner = partner // count * count + np.repeat(losses_of_nobody.reshape(-1, count).argmin(axis=1), count)
    losses = losses + losses_of_nobody[partner]
    allowed = [k for k, loss in enumerate(losses) if loss <= losses.min() + GIVEN_UP]
    best = min(allowed, key=lambda k: (_shortfall([outcomes[k] for outcomes in tried]), losses[k]))
    return Trust(*_PAIRS[best], _PAIRS[partner[best]][1])


def _shortfall(outcomes: Sequence[_Outcome]) -> float:
    """How far the precision of sure links, pooled or averaged over sources, is from what it should be."""
    sure = sum(o.sure for o in outcomes)
    each = [o.right / o.sure for o in outcomes if o.sure >= FEWEST_OF_ONE]
    if sure < FEWEST_SURE or not each:
        return RIGHT_IF_SURE
    return max(0.0, RIGHT_IF_SURE - min(sum(o.right for o in outcomes) / sure, sum(each) / len(each)))


TOLD_LOGS: Final = 3
"""Chat is one source: every third log is kept from the weights that are asked about it."""


def calibrate_chat(logs: Sequence[fit.Case], penalty: float) -> Trust:
    """Temperature and lapses for chat, from logs that the weights have not seen."""
    others = [log for k, log in enumerate(logs) if k % TOLD_LOGS]
    return calibrate({"chat": tell(fit.fit_model("chat", others, penalty=penalty), logs[::TOLD_LOGS])})


def judged_case(name: str, thread: dict[str, Any], source: str) -> fit.Case:
    """The rendering on which a model is judged."""
    if name in ("time-order", "forum"):
        return fit.make_case(thread, source, "chronological")
    if name == "depth-first":
        return fit.make_case(thread, source, "preorder")
    return fit.make_case(thread, source, "preorder", authors=0.0, times=False)


def training_cases(
    name: str, sources: Mapping[str, Sequence[dict[str, Any]]], posts: int, seed: int = 3
) -> dict[str, list[fit.Case]]:
    """Per source the renderings to fit on."""
    rng = random.Random(seed)
    return {
        source: [c for t in fit.sampled(threads, posts, rng) for c in fit.renderings(name, t, source, rng)]
        for source, threads in sources.items()
    }


def shape_without(shape: dict[str, tuple[str, ...]], signals: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The tables that read none of ``signals``: what is left when they are taken away."""
    return {kind: tuple(t for t in names if not {*t.split(JOIN)} & {*signals}) for kind, names in shape.items()}


class Fitter:
    """Fits one model with any of its sources left out."""

    def __init__(
        self,
        name: str,
        sources: Mapping[str, Sequence[dict[str, Any]]],
        *,
        posts: int = fit.POSTS_PER_SOURCE,
        penalty: float | None = None,
        without: Sequence[str] = (),
        alike: Sequence[str] = (),
        seed: int = 3,
    ) -> None:
        self.name, self.alike = name, alike
        self.penalty = fit.default_penalty(name) if penalty is None else penalty
        self.training = training_cases(name, sources, posts, seed)
        rng = random.Random(seed)
        self.told = {
            s: [judged_case(name, t, s) for t in fit.sampled(threads, TOLD_POSTS, rng)]
            for s, threads in sources.items()
        }
        self.blank = fit.blank_model(name, shape_without(SHAPES[name], without))
        self._true_paths: fit.Sample | None = None

    def without(self, *left: str) -> Model:
        """The model fitted on all sources but ``left``; its probabilities as they are fitted."""
        return self._fit(left)[0]

    def calibrated(self, *left: str) -> Model:
        """The model without ``left``, believed as far as models without one more source deserve.

        Neither its weights nor its temperature and lapses have seen the sources ``left``.
        """
        model, sample = self._fit(left)
        # A model for one kind of place is believed as far as it deserves there.
        asked = [source for source in self.alike or self.training if source not in left]
        told = {source: tell(self._estimate(sample, self.blank, source), self.told[source]) for source in asked}
        return replace(model, trust=calibrate(told, apart=self.name in APART))

    def _fit(self, left: Sequence[str]) -> tuple[Model, fit.Sample]:
        """The model without some sources, and what it weighed at last on the others."""
        if self._true_paths is None:
            self._true_paths = fit.collect(
                [case for cases in self.training.values() for case in cases], self.blank, teacher=True
            )
        sample = self._true_paths
        model = self._estimate(sample, self.blank, *left)
        cases = [case for source, own in self.training.items() if source not in left for case in own]
        for _ in range(fit.ROUNDS[self.name] - 1):
            sample = fit.collect(cases, model, teacher=False)
            model = self._estimate(sample, model)
        return model, sample

    def _estimate(self, sample: fit.Sample, start: Model, *left: str) -> Model:
        kept = ~np.isin(sample.source.astype(str), left)
        return fit.estimate(sample, start, self.penalty, fit.balanced(sample, self.alike) * kept, iterations=ITERATIONS)
