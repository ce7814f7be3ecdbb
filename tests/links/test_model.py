"""Weights files, tables, scores; fitting on made-up threads."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from link_pages import made_up_threads, page_of, settled

from threadkit.links.candidates import in_time_order
from threadkit.links.model import (
    Model,
    Scorer,
    Trust,
    cell_names,
    levels_of,
    load_model,
    merged_tables,
    softmax,
    table_shape,
)
from threadkit.links.resolve import walk_page
from threadkit.links.state import NONE
from threadkit.links.tables import SHAPES

SHIPPED = sorted(SHAPES)


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_weights(name: str) -> None:
    model = load_model(name)
    assert model.name == name
    assert model.provenance
    assert 0.5 < model.trust.temperature < 3
    text = (files("threadkit.links") / "weights" / f"{name}.json").read_text(encoding="utf-8")
    assert {*json.loads(text)["pair"]} == {t.name for t in model.pair}
    for table in (*model.pair, *model.none):
        assert len(table.weights) == math.prod(len(levels_of(p)) for p in table.parts)
        assert all(math.isfinite(w) for w in table.weights)
    assert not any(t.pair for t in model.none)


def test_cells_are_named_in_storage_order() -> None:
    names = cell_names("shared link × asks")
    assert names[:3] == ["no | no", "no | inside", "no | at its end"]
    assert table_shape("shared link × asks")[2] == ("shared link", "asks")


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError, match="unknown signal"):
        table_shape("distance × nonsense")
    with pytest.raises(KeyError, match="unknown cells"):
        Model.from_dict({"name": "x", "pair": {"distance": {"one": 1}}, "none": {}})


# The last post names somebody; the third has nothing of what seldom speaks.
@pytest.mark.parametrize(("i", "silent"), [(2, True), (3, False)])
@pytest.mark.parametrize("timed", [True, False])
def test_compiled_sum_is_the_sum_of_the_tables(i: int, silent: bool, timed: bool) -> None:
    model = load_model("time-order")
    posts = [("Ann", "Where to?", 0), ("Ben", "Ann: north", 5), ("Cid", "Fine weather", 90), ("Ann", "Ben, thanks", 95)]
    page = page_of(*(post if timed else (*post[:2], None) for post in posts))
    state = settled(page, [None, 0, None])
    scorer = Scorer(model, page)
    candidates = in_time_order(i, page, state)
    weighing = scorer.read(i, candidates, state)
    assert weighing.is_silent("named") == silent
    scores = weighing.scores()
    levels = {
        **dict(zip(model.page_traits, scorer.page_levels, strict=True)),
        **dict(zip(model.post_traits, weighing.traits, strict=True)),
    }
    for k, score in enumerate(scores):
        total = 0.0
        for table in model.pair:
            at = 0
            for part in table.parts:
                at = at * len(levels_of(part)) + (levels[part] if part in levels else weighing.level(part, k))
            total += table.weights[at]
        assert score == pytest.approx(total / model.trust.temperature)
        assert sum(gain for _, gain in weighing.gains(k)) == pytest.approx(score)
        assert sum(gain for _, gain in weighing.contrast(k, 0)) == pytest.approx(score - scores[0])


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (["gap", "distance × gap"], ["distance × gap"]),
        (["gap", "steps × gap", "top level", "turn × top level"], ["steps × gap", "turn × top level"]),
        # What counts for another signal stays by itself, as do traits of the page and the general preference.
        (["distance", "distance × gap"], ["distance", "distance × gap"]),
        (["pace × distance", "gap"], ["pace × distance", "gap"]),
        (["standing × distance", "distance"], ["standing × distance", "distance"]),
        (["always", "gap"], ["always", "gap"]),
        # Traits of the post, as those of "nobody" are.
        (["pause", "standing × pause", "standing"], ["standing × pause", "standing"]),
    ],
)
def test_tables_within_others_are_added_to_them(names: list[str], left: list[str]) -> None:
    cells = {name: {cell: k + 0.5 for k, cell in enumerate(cell_names(name))} for name in names}
    model = Model.from_dict({"name": "x", "pair": cells, "none": {}})
    merged = merged_tables(model.pair)
    assert [t.name for t in merged] == left
    for name, table in zip(left, merged, strict=True):
        within = [t for t in model.pair if t.name == name or (t.name not in left and {*t.parts} <= {*table.parts})]
        for cell, weight in zip(cell_names(name), table.weights, strict=True):
            levels = dict(zip(table.parts, cell.split(" | "), strict=False))
            own = [" | ".join(levels[part] for part in t.parts) for t in within]
            assert weight == sum(cells[t.name][at] for t, at in zip(within, own, strict=True))


@pytest.mark.parametrize("scores", [[40.0], [12.0, 1.0, 0.5], [0.3, 0.2], [-5.0, 2.0, 2.5, 0.0]])
@pytest.mark.parametrize("none", [-3.0, 1.0, None])
def test_lapse_bounds_what_is_certain_and_keeps_the_order(scores: list[float], none: float | None) -> None:
    options = [*scores] if none is None else [*scores, none]
    plain = softmax(options)
    chances = softmax(options, 0.1)
    assert math.isclose(sum(chances), 1)
    order = sorted(range(len(options)), key=options.__getitem__)
    assert order == sorted(range(len(options)), key=plain.__getitem__)
    assert order == sorted(range(len(options)), key=chances.__getitem__)
    assert max(chances) <= (0.9 if len(options) > 1 else 1) + 1e-12
    assert softmax(options, 0.1, (len(options) - 1, 0)) == [chances[-1], chances[0]]


@pytest.mark.parametrize(
    ("stated", "trust"),
    [
        ({}, Trust(1.0, 0.0, 0.0)),
        ({"temperature": 0.8, "lapse": 0.09}, Trust(0.8, 0.09, 0.09)),
        ({"temperature": 0.8, "lapse": 0.09, "lapse of nobody": 0.02}, Trust(0.8, 0.09, 0.02)),
        ({"lapse": 0.09, "lapse of nobody": 0.0}, Trust(1.0, 0.09, 0.0)),
    ],
)
def test_without_a_lapse_of_its_own_nobody_has_that_of_the_links(stated: dict[str, float], trust: Trust) -> None:
    model = Model.from_dict({"name": "x", "pair": {}, "none": {}, **stated})
    assert model.trust == trust


@pytest.mark.parametrize(("reply", "nobody", "chosen", "bound"), [(30.0, 0.0, 0, 0.9), (0.0, 30.0, NONE, 0.98)])
def test_what_is_chosen_has_its_own_lapse(reply: float, nobody: float, chosen: int, bound: float) -> None:
    model = Model.from_dict({"name": "x", "pair": {"always": {"": reply}}, "none": {"always": {"": nobody}}})
    page = page_of(("Ann", "Where to?", 0), ("Ben", "North", 5))
    decision = walk_page(page, "preorder", replace(model, trust=Trust(1.0, 0.1, 0.02))).decisions[1]
    assert decision is not None
    assert decision.chosen == chosen
    assert decision.confidence == pytest.approx(bound)
    assert sum(decision.probabilities) == pytest.approx(1)


def test_softmax_is_stable() -> None:
    assert sum(softmax([1000.0, 999.0, -1000.0])) == pytest.approx(1)
    assert softmax([-1000.0]) == [1.0]


@pytest.mark.parametrize("name", ["time-order", "depth-first"])
def test_fitting_learns_what_decides(name: str, tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    from threadkit.links import fit
    from threadkit.links.develop import evaluate

    data = tmp_path / "boats.jsonl"
    data.write_text("\n".join(json.dumps(t) for t in made_up_threads(30)) + "\nnot json\n", encoding="utf-8")
    assert fit.main([str(data), "--model", name, "--out", str(tmp_path)]) == 0
    model = Model.from_dict(json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")))
    order = "chronological" if name == "time-order" else "preorder"
    score = evaluate(model, [fit.make_case(t, "boats", order) for t in made_up_threads(40)[30:]])  # type: ignore[arg-type]
    assert score.accuracy() > 0.9


def test_pages_are_rendered_depth_first() -> None:
    pytest.importorskip("scipy")
    from threadkit.links.fit import in_page_order

    posts = [{"id": i, "parent": p} for i, p in [(1, None), (2, None), (3, 1), (4, 3), (5, 1)]]
    assert [p["id"] for p in in_page_order(posts, "preorder")] == [1, 3, 4, 5, 2]
    assert [p["id"] for p in in_page_order(posts, "newest")] == [2, 1, 3, 4, 5]


def test_irc_log_is_read(tmp_path: Path) -> None:
    pytest.importorskip("scipy")
    from threadkit.links.fit import read_chat

    (tmp_path / "a.ascii.txt").write_text(
        "[23:59] <ann> hi\n[00:01] <bob> ann: hi\n=== cid left\n[00:02]  * ann waves\n"
    )
    (tmp_path / "a.annotation.txt").write_text("0 0 -\n0 1 -\n2 2 -\n1 3 -\n0 3 -\n")
    case = read_chat(tmp_path / "a.annotation.txt")
    assert case.truth[:4] == (-1, 0, -1, 1)
    assert case.right(3, 0)
    assert [p.author for p in case.posts[:3]] == ["ann", "bob", None]
    times = [p.timestamp for p in case.posts[:2]]
    assert times[0] is not None
    assert times[1] is not None
    assert times[1] > times[0]
