"""Temperature and lapse: chosen on what a model has not seen."""

from __future__ import annotations

import pytest
from link_pages import made_up_threads

pytest.importorskip("scipy")

from threadkit.links import fit
from threadkit.links.calibration import Fitter, Told, calibrate
from threadkit.links.model import Model


def told_of(*rows: tuple[float, bool, int]) -> Told:
    """What a model said: (confidence, right, how often), always of two options."""
    told = Told()
    for confidence, right, count in rows:
        told.options += [[confidence, 1 - confidence]] * count
        told.fixed += [False] * count
        told.right += [right] * count
        told.linked += [True] * count
    return told


def test_lapse_bounds_what_turns_out_wrong() -> None:
    """One source keeps the promise of .99, another breaks it every sixth time: nothing may stay above .9 alone."""
    keeps, breaks = told_of((0.99, True, 98), (0.99, False, 2)), told_of((0.99, True, 83), (0.99, False, 17))
    _, alone = calibrate({"keeps": keeps})
    temperature, both = calibrate({"keeps": keeps, "breaks": breaks})
    assert alone < 0.04
    assert both > alone
    assert 0.5 < temperature < 2


def test_stated_parents_are_not_tempered() -> None:
    told = told_of((0.99, True, 60), (0.6, True, 60), (0.6, False, 40))
    told.fixed = [True] * 60 + [False] * 100
    assert calibrate({"one": told})[1] < 0.12
    told.right[:60] = [False] * 60
    # Wrong statements cannot be mended by a lapse: what is left is as likely as before.
    assert calibrate({"one": told})[0] == calibrate({"one": told_of((0.6, True, 60), (0.6, False, 40))})[0]


@pytest.mark.parametrize(("alike", "asked"), [((), [{"c"}, {"b"}]), (("b", "a"), [{"c"}])])
def test_sources_left_out_are_not_seen(
    monkeypatch: pytest.MonkeyPatch, alike: tuple[str, ...], asked: list[set[str]]
) -> None:
    seen: list[set[str]] = []
    estimate = fit.estimate

    def watched(sample: fit.Sample, model: Model, penalty: float, weight: object, iterations: int) -> Model:
        seen.append({str(s) for s, w in zip(sample.source, weight, strict=True) if w})  # type: ignore[call-overload]
        return estimate(sample, model, penalty, weight, iterations=3)  # type: ignore[arg-type]

    monkeypatch.setattr(fit, "estimate", watched)
    sources = {name: made_up_threads(3) for name in "abc"}
    Fitter("time-order", sources, alike=alike).calibrated("a")
    assert seen == [{"b", "c"}, {"b", "c"}, *asked]
