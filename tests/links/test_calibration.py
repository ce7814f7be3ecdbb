"""Temperature and lapse: chosen on what a model has not seen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from link_pages import made_up_threads

pytest.importorskip("scipy")

from threadkit.links import develop, fit
from threadkit.links.calibration import APART, Fitter, Told, calibrate
from threadkit.links.model import Model, cell_names
from threadkit.links.tables import SHAPES


def told_of(*rows: tuple[float, bool, int], linked: bool = True) -> Told:
    """What a model said: (confidence, right, how often), always of two options."""
    told = Told()
    for confidence, right, count in rows:
        told.options += [[confidence, 1 - confidence]] * count
        told.fixed += [False] * count
        told.right += [right] * count
        told.linked += [linked] * count
    return told


def test_lapse_bounds_what_turns_out_wrong() -> None:
    """One source keeps the promise of .99, another breaks it every sixth time: nothing may stay above .9 alone."""
    keeps, breaks = told_of((0.99, True, 98), (0.99, False, 2)), told_of((0.99, True, 83), (0.99, False, 17))
    alone = calibrate({"keeps": keeps}).lapse
    temperature, both, _ = calibrate({"keeps": keeps, "breaks": breaks})
    assert alone < 0.04
    assert both > alone
    assert 0.5 < temperature < 2


def test_likelihood_is_not_given_up_for_precision_out_of_reach() -> None:
    """No pair makes sure links right often enough; what most posts say would have to become far too modest."""
    sure = ((0.99, True, 57), (0.99, False, 3), (0.93, True, 80), (0.93, False, 20))
    lapse = calibrate({"one": told_of(*sure, (0.8, True, 900), (0.8, False, 100))}).lapse
    assert lapse <= 0.05


def test_stated_parents_are_not_tempered() -> None:
    told = told_of((0.99, True, 60), (0.6, True, 60), (0.6, False, 40))
    told.fixed = [True] * 60 + [False] * 100
    assert calibrate({"one": told}).lapse < 0.12
    told.right[:60] = [False] * 60
    # Wrong statements cannot be mended by a lapse: what is left is as likely as before.
    plain = calibrate({"one": told_of((0.6, True, 60), (0.6, False, 40))})
    assert calibrate({"one": told}).temperature == plain.temperature


@pytest.mark.parametrize("apart", [False, True])
def test_nobody_pays_for_links_unless_it_stands_apart(apart: bool) -> None:
    """Links break the promise of .99, "nobody" keeps it."""
    told = told_of((0.99, True, 170), (0.99, False, 30))
    nobody = told_of((0.99, True, 198), (0.99, False, 2), linked=False)
    for kept, more in zip((told.options, told.fixed, told.right, told.linked),
                          (nobody.options, nobody.fixed, nobody.right, nobody.linked), strict=True):  # fmt: skip
        kept += more  # type: ignore[operator]
    trust = calibrate({"one": told}, apart=apart)
    if apart:
        assert trust.lapse_of_nobody < 0.02 < trust.lapse
    else:
        assert trust.lapse_of_nobody == trust.lapse


def test_models_with_nobody_apart_exist() -> None:
    assert SHAPES.keys() >= APART


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


@pytest.mark.parametrize(
    ("table", "steps"),
    [
        ("second person", [("<20%", "<40%"), ("<40%", "more")]),
        ("regulars", [("<20%", "<40%"), ("<40%", "<60%"), ("<60%", "more")]),  # unknown is no share
        ("turn", []),
        ("second person × you", [("<20% | no", "<40% | no"), ("<20% | yes", "<40% | yes"),
                                 ("<40% | no", "more | no"), ("<40% | yes", "more | yes")]),
    ],
)  # fmt: skip
def test_neighbours_are_levels_in_a_row(table: str, steps: list[tuple[str, str]]) -> None:
    names = cell_names(table)
    kind = "pair" if table == "turn" else "none"
    model = fit.blank_model("any", {"pair": (), "none": (), kind: (table,)})
    pairs = fit.neighbours((*model.pair, *model.none))
    assert sorted((names[a], names[b]) for a, b in pairs) == sorted(steps)


def test_a_level_without_posts_takes_after_its_neighbours() -> None:
    """All pauses are of one length; one that was never seen is taken for its neighbour, not for nothing."""
    cases = [case for t in made_up_threads(6) for case in fit.renderings("depth-first", t, "a", random.Random(1))]
    shape = {"pair": ("always", "steps"), "none": ("always", "pause")}
    blank = fit.blank_model("depth-first", shape)
    sample = fit.collect(cases, blank, teacher=True)
    pause = blank.none[1]
    seen = {int(level) for level in sample.trait[:, sample.trait_names.index("pause")]}
    weights = fit.estimate(sample, blank).none[1].weights
    unseen = [k for k in range(2, len(pause.weights) - 2) if k not in seen and k - 1 in seen]
    assert unseen
    assert all(weights[k] * weights[k - 1] > 0 for k in unseen)


@pytest.mark.parametrize(
    ("name", "order", "weight"),
    [("depth-first", "preorder", 1.0), ("depth-first-untimed", "preorder", 0.2), ("time-order", "chronological", 0.2),
     ("forum", "chronological", 0.5)],
)  # fmt: skip
def test_records_that_words_deny_are_believed_in_depth_first_order(name: str, order: str, weight: float) -> None:
    said = [("Ann", "Where do the ferries leave?"), ("Bob", "@Ann from the old pier."), ("Cy", "Bring a coat.")]
    posts = [{"id": who, "parent": None, "author": who, "body": body} for who, body in said]
    blank = fit.blank_model(name, {"pair": ("always",), "none": ("always",)})
    sample = fit.collect([fit.make_case({"posts": posts}, "a", order)], blank, teacher=True)
    assert [*sample.weight] == [weight, 1.0]


def test_judging_without_threads_says_where_they_are_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        develop.main(["time-order", "--gold", str(tmp_path)])
    assert f"no threads under {tmp_path}/threads" in capsys.readouterr().err
