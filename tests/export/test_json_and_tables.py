"""Threads as JSON; posts, replies and people as tables."""

from __future__ import annotations

import csv
import io
import json

import pytest
from chains import chain
from samples import HOSTILE, cleaned, hostile, plain

from threadkit.export import export, render
from threadkit.models import Thread


@pytest.mark.parametrize("name", ["tree", "flat"])
@pytest.mark.parametrize("thread", [plain(), hostile(), Thread()], ids=["plain", "hostile", "empty"])
def test_own_json_loses_nothing(name, thread):
    assert Thread.from_json(render(thread, name)) == thread
    assert Thread.from_json(render(thread, name, indent=2)) == thread
    lines = render([thread, thread], name).splitlines()
    assert [Thread.from_json(line) for line in lines] == [thread, thread]


def test_tree_nests_and_flat_does_not():
    assert json.loads(render(plain(), "tree"))["posts"][0]["replies"][0]["replies"][0]["id"] == "3"
    assert [post["parent"] for post in json.loads(render(plain(), "flat"))["posts"]] == [None, "1", "2", "1"]


def test_deep_threads_survive_the_nested_form():
    deep = chain(3000)
    assert Thread.from_json(render(deep, "tree")) == deep


def test_json_lines_hold_one_post_each():
    rows = [json.loads(line) for line in render([plain(), plain()], "jsonl").split("\n")[:-1]]
    assert len(rows) == 8
    assert rows[2]["thread"] == "1"
    assert rows[5]["thread"] == "2"
    assert (rows[1]["id"], rows[1]["parent"], rows[1]["author"], rows[1]["depth"]) == ("2", "1", "Bob", 1)
    assert rows[1]["timestamp"] == "2022-02-03T04:15:00+00:00"
    assert len({tuple(row) for row in rows}) == 1


def test_csv_of_posts_reads_back():
    rows = list(csv.DictReader(io.StringIO(render(hostile(), "csv", formulas=True), newline="")))
    assert [row["body"] for row in rows] == [cleaned(f"{text}\n\n{text}") for text in HOSTILE]
    assert [row["author"] for row in rows] == [cleaned(text) if text.strip() else "" for text in HOSTILE]
    assert rows[3]["score"] == "-3"
    assert rows[2]["evidence"] == "quote; name"


def test_csv_is_safe_in_spreadsheets_unless_asked():
    rows = list(csv.reader(io.StringIO(render(hostile(), "csv"), newline="")))
    risky = [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "@", "\t", "\r", "-"))]
    assert all(float(cell) < 0 for cell in risky)  # only negative scores, which are numbers
    assert any(cell.startswith("'=1+1") for row in rows for cell in row)
    for table in ("csv-edges", "csv-authors", "csv-pairs"):
        for row in list(csv.reader(io.StringIO(render(hostile(), table), newline="")))[1:]:
            assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row)


def test_csv_of_replies():
    rows = list(csv.DictReader(io.StringIO(render(plain(), "csv-edges"))))
    assert [(row["child"], row["parent"], row["child_author"], row["parent_author"]) for row in rows] == [
        ("2", "1", "Bob", "Ann"),
        ("3", "2", "Ann", "Bob"),
        ("4", "1", "Cy", "Ann"),
    ]
    assert rows[0]["seconds"] == "600.0"


def test_csv_of_authors_and_pairs():
    authors = list(csv.DictReader(io.StringIO(render(plain(), "csv-authors"))))
    assert [(row["author"], row["posts"], row["replies_received"]) for row in authors] == [
        ("Ann", "2", "2"),
        ("Bob", "1", "1"),
        ("Cy", "1", "0"),
    ]
    pairs = list(csv.DictReader(io.StringIO(render(plain(), "csv-pairs"))))
    assert [(row["a"], row["b"], row["a_to_b"], row["b_to_a"], row["reciprocal"]) for row in pairs] == [
        ("Ann", "Bob", "1", "1", "true"),
        ("Ann", "Cy", "0", "1", "false"),
    ]
    assert render(Thread(), "csv-pairs") == ""
    assert render(Thread(), "csv").startswith("thread,id,parent")


def test_a_cut_link_names_no_parent():
    rows = list(csv.DictReader(io.StringIO(render(hostile(), "csv", min_confidence=0.99))))
    assert {row["parent"] for row in rows} == {""}
    assert {row["confidence"] for row in rows} == {""}


def test_duckdb_reads_csv_and_json_lines(tmp_path):
    duckdb = pytest.importorskip("duckdb")
    expected = [(post.id, post.body) for post in hostile().posts]
    for name, reader in (("csv", "read_csv('{}', header=true, all_varchar=true)"), ("jsonl", "read_json('{}')")):
        path = tmp_path / f"posts.{name}"
        export([hostile(), plain()], name, path, **({"formulas": True} if name == "csv" else {}))
        found = duckdb.sql(
            f"select thread, id, body from {reader.format(path)} where thread = 'host/ile <1>'"
        ).fetchall()
        assert [(row[1], row[2]) for row in found] == [(cleaned(a), cleaned(b)) for a, b in expected]
    edges = tmp_path / "edges.csv"
    export(plain(), "csv-edges", edges)
    assert duckdb.sql(f"select avg(seconds) from '{edges}'").fetchall()[0][0] == pytest.approx(700.0)


def test_pyarrow_reads_csv_and_json_lines(tmp_path):
    pytest.importorskip("pyarrow")
    from pyarrow import csv as arrow_csv
    from pyarrow import json as arrow_json

    bodies = [cleaned(post.body) for post in hostile().posts]
    export(hostile(), "jsonl", tmp_path / "posts.jsonl")
    assert arrow_json.read_json(tmp_path / "posts.jsonl")["body"].to_pylist() == bodies
    export(hostile(), "csv", tmp_path / "posts.csv", formulas=True)
    quoted = arrow_csv.ParseOptions(newlines_in_values=True)
    assert arrow_csv.read_csv(tmp_path / "posts.csv", parse_options=quoted)["body"].to_pylist() == bodies
