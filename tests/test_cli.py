"""The command line: what goes where, what fails how, and that it starts at once."""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from threadkit import cli, commands
from threadkit.commands import outputs
from threadkit.commands.report import printable
from threadkit.export import FORMATS
from threadkit.models import Thread

PAGE = """\
How to keep a lemon tree

Lemon trees are thirsty, and most of them die of too much love.

3 thoughts on “How to keep a lemon tree”

  • Ann Smith says:
    October 5, 2017 at 3:55 am

    Mine has lost all its leaves since I moved it to the kitchen. What now?

    Reply

      • Bob says:
        October 5, 2017 at 4:10 am

        Water it less and wait. It will come back in spring.

        Reply

  • Carla says:
    October 6, 2017 at 9:00 am

    I never knew they could be grown from seed at all.

    Reply

Leave a Reply
Your email address will not be published.
"""
PLAIN = "Lemon trees are thirsty.\n\nThere is nothing else to say about them.\n"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with two pages, one of them packed and further down, and files that are no pages."""
    folder = tmp_path / "pages"
    (folder / "deep").mkdir(parents=True)
    (folder / "one.txt").write_text(PAGE, encoding="utf-8")
    (folder / "deep" / "two.txt.gz").write_bytes(gzip.compress(PAGE.encode("utf-8")))
    (folder / "notes.md").write_text("not a page")
    (folder / ".hidden.txt").write_text(PAGE, encoding="utf-8")
    return folder


def run(*argv: object) -> int:
    return cli.main([str(arg) for arg in argv])


def shell(*argv: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "threadkit", *map(str, argv)], capture_output=True, **options)  # type: ignore[call-overload,no-any-return]


# --- convert -------------------------------------------------------------------------------------------------------


def test_one_page_gives_one_document(pages, capsysbinary):
    assert run("convert", pages / "one.txt") == 0
    out, err = capsysbinary.readouterr()
    record = json.loads(out)
    assert [p["author"] for p in record["posts"]] == ["Ann Smith", "Carla"]
    assert record["posts"][0]["replies"][0]["author"] == "Bob"
    assert record["meta"]["source"] == str(pages / "one.txt")
    assert out.count(b"\n") > 20
    assert err == b""
    assert len(Thread.from_json(out).posts) == 3


def test_compact_is_one_line(pages, capsysbinary):
    assert run("convert", "--compact", "--format", "flat", pages / "one.txt") == 0
    assert capsysbinary.readouterr().out.count(b"\n") == 1


def test_a_folder_gives_json_lines(pages, capsysbinary):
    assert run("convert", pages) == 0
    lines = capsysbinary.readouterr().out.splitlines()
    sources = [json.loads(line)["meta"]["source"] for line in lines]
    assert sources == [str(pages / "deep" / "two.txt.gz"), str(pages / "one.txt")]


def test_a_pattern_gives_json_lines_even_for_one_match(pages, capsysbinary):
    assert run("convert", f"{pages}/o*.txt") == 0
    assert capsysbinary.readouterr().out.count(b"\n") == 1


def test_match_says_which_files_are_pages(pages, capsysbinary):
    assert run("convert", "--match", "*.md", pages) == 0
    assert json.loads(capsysbinary.readouterr().out)["posts"] == []


def test_stdin(pages, capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(PAGE.encode()))))
    assert run("convert", "-") == 0
    assert len(Thread.from_json(capsysbinary.readouterr().out).posts) == 3


def test_output_file(pages, tmp_path, capsysbinary):
    out = tmp_path / "new" / "trees.jsonl"
    assert run("convert", pages, "-o", out) == 0
    assert len(out.read_bytes().splitlines()) == 2
    assert [p.name for p in out.parent.iterdir()] == ["trees.jsonl"]
    assert capsysbinary.readouterr().out == b""


def test_output_folder_keeps_places_and_never_overwrites(pages, tmp_path):
    (pages / "deep" / "two.txt").write_text(PAGE, encoding="utf-8")
    out = tmp_path / "out"
    assert run("convert", pages, "-o", f"{out}/") == 0
    names = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    assert names == ["deep/two-2.json", "deep/two.json", "one.json"]
    assert all(len(Thread.from_json((out / name).read_bytes()).posts) == 3 for name in names)


@pytest.mark.parametrize("name", [f.name for f in FORMATS.values() if not f.directory])
def test_every_format(name, pages, tmp_path, capsysbinary):
    assert run("convert", pages / "one.txt", "--format", name) == 0
    out = capsysbinary.readouterr().out
    assert b"Ann Smith" in out
    assert run("convert", pages, "--format", name, "-o", f"{tmp_path}/out/") == 0
    written = tmp_path / "out" / f"one{FORMATS[name].suffix}"
    assert b"Ann Smith" in written.read_bytes()


def test_a_format_that_is_a_folder(pages, tmp_path, capsys):
    assert run("convert", pages, "--format", "convokit", "-o", tmp_path / "corpus") == 0
    assert (tmp_path / "corpus" / "utterances.jsonl").exists()
    assert run("convert", pages, "--format", "convokit") == 2
    assert "-o" in capsys.readouterr().err


def test_converted_threads_are_inputs_too(pages, tmp_path, capsysbinary):
    trees = tmp_path / "trees.jsonl"
    assert run("convert", pages, "-o", trees) == 0
    assert run("convert", trees, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsysbinary.readouterr().out.decode())))
    assert len(rows) == 6
    assert {row["thread"] for row in rows} == {str(pages / "deep" / "two.txt.gz"), str(pages / "one.txt")}


def test_options_reach_the_parser(pages, capsysbinary):
    assert run("convert", "--layout", "{author} says:\n{timestamp}", pages / "one.txt") == 0
    assert len(Thread.from_json(capsysbinary.readouterr().out).posts) == 3


# --- failures ------------------------------------------------------------------------------------------------------


def test_a_failing_input_does_not_stop_the_rest(pages, tmp_path, capsysbinary):
    bad = tmp_path / "bad.txt.gz"
    bad.write_bytes(b"\x1f\x8bnot really")
    assert run("convert", tmp_path / "missing.txt", bad, tmp_path / "no*.txt", pages / "one.txt") == 1
    out, err = capsysbinary.readouterr()
    assert out.count(b"\n") == 1
    assert b"missing.txt: No such file" in err
    assert b"bad.txt.gz: damaged gzip" in err
    assert b"no*.txt: not found" in err


def test_nothing_is_written_when_nothing_could_be_read(tmp_path):
    out = tmp_path / "out.json"
    for form in ("tree", "csv"):
        assert run("convert", tmp_path / "missing.txt", "-o", out, "--format", form) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_empty_folder_is_a_failure(tmp_path, capsys):
    assert run("show", tmp_path) == 1
    assert "*.txt" in capsys.readouterr().err


def test_damaged_threads(tmp_path, capsys):
    file = tmp_path / "trees.jsonl"
    file.write_text('{"posts": [{"id": 1}]}\n{"posts": [\n')
    assert run("show", file) == 1
    assert "line 2: not JSON" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["explain", "detect", "induce"])
def test_commands_that_need_the_page_itself(command, tmp_path, capsys):
    file = tmp_path / "thread.json"
    file.write_text(Thread.from_posts([{"body": "x"}]).to_json())
    assert run(command, file) == 1
    assert "needs the page itself" in capsys.readouterr().err


def test_a_bug_in_one_page_is_reported_as_one(pages, capsys, monkeypatch):
    def broken(data: bytes, **options: object) -> Thread:
        raise RuntimeError("boom")

    monkeypatch.setattr("threadkit.pipeline.parse", broken)
    assert run("convert", pages) == 1
    assert capsys.readouterr().err.count("RuntimeError: boom") == 2


@pytest.mark.parametrize(
    "argv",
    [
        [],
        ["nonsense"],
        ["convert"],
        ["convert", "x", "--format", "docx"],
        ["convert", "-", "-"],
        ["convert", "x", "--layout", "no-such-layout"],
        ["convert", "x", "--layout", "missing.toml"],
        ["convert", "x", "--reference-time", "yesterday"],
        ["layouts", "no-such-layout"],
        ["stats", "x", "--per", "planet"],
    ],
)
def test_wrong_usage(argv, capsys):
    try:
        code = run(*argv)
    except SystemExit as stop:  # argparse's own way out
        code = stop.code
    assert code == 2
    assert "error" in capsys.readouterr().err


def test_explaining_a_post_that_is_not_there(pages, capsys):
    assert run("explain", pages / "one.txt", "77") == 2
    assert "no such post: 77" in capsys.readouterr().err


def test_a_closed_pipe_is_no_error(tmp_path):
    file = tmp_path / "long.json"
    file.write_text(Thread.from_posts({"body": "Lemons. " * 20} for _ in range(5000)).to_json())
    process = subprocess.Popen(
        [sys.executable, "-m", "threadkit", "convert", str(file)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 0
    assert err == b""


def test_interruption(capsys, monkeypatch):
    class Interrupted:
        def read(self) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", argparse.Namespace(buffer=Interrupted()))
    assert run("convert", "-") == 130
    assert capsys.readouterr() == ("", "")


# --- the other commands --------------------------------------------------------------------------------------------


def test_show(pages, capsys):
    assert run("show", pages / "one.txt", "--width", 60, "--lines", 1) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("one.txt: 3 posts, 3 authors, layout wordpress-says, preorder order")
    assert lines[1:] == [
        "Ann Smith, 2017-10-05 03:55 (#1)",
        "│  Mine has lost all its leaves since I moved it to the",
        "│  …",
        "└─ Bob, 2017-10-05 04:10 (#2)",
        "      Water it less and wait. It will come back in spring.",
        "Carla, 2017-10-06 09:00 (#3)",
        "   I never knew they could be grown from seed at all.",
    ]


def test_show_whole_bodies_in_ascii(pages, capsys):
    assert run("show", pages / "one.txt", "--full", "--ascii") == 0
    out = capsys.readouterr().out
    assert "`- Bob" in out
    assert "What now?" in out
    assert out.isascii()


def test_show_survives_depth_and_hostile_text(tmp_path, capsys):
    thread = Thread.from_posts(
        {"id": i, "parent": i - 1 if i else None, "author": "\x1b[31mEve\u202e", "body": "a\x00b\ud83d"}
        for i in range(3000)
    )
    file = tmp_path / "deep\x1b.json"
    file.write_text(thread.to_json(nested=True))
    for extra in ([], ["--full"]):
        assert run("show", file, "--width", 80, *extra) == 0
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "[2999]" in out


def test_a_page_without_discussion(tmp_path, capsys):
    page = tmp_path / "plain.txt"
    page.write_text(PLAIN)
    assert run("show", page) == 0
    assert "0 posts" in capsys.readouterr().out
    assert run("show", "-v", page) == 0
    assert "no-posts" in capsys.readouterr().err
    assert run("show", "-q", page) == 0
    assert capsys.readouterr().err == ""


def test_explain_a_page(pages, capsys):
    assert run("explain", pages / "one.txt") == 0
    out = capsys.readouterr().out
    assert "layout: wordpress" in out
    assert "post 2 by Bob, 2017-10-05 04:10" in out
    assert "article" in out


def test_explain_a_post(pages, capsys):
    assert run("explain", pages / "one.txt", 2) == 0
    out = capsys.readouterr().out
    assert "answers 1 by Ann Smith" in out
    assert "printed" in out
    number = PAGE.splitlines().index("      • Bob says:") + 1
    assert f"{number} byline       • Bob says:" in out
    assert f"{number + 3} body           Water it less" in out


def test_explain_an_inferred_link(tmp_path, capsys):
    flat = tmp_path / "flat.txt"
    flat.write_text("\n".join(line.strip(" •") for line in PAGE.splitlines()), encoding="utf-8")
    assert run("explain", flat, 2) == 0
    out = capsys.readouterr().out
    assert "[inferred" in out
    assert "what was weighed:" in out
    assert "nobody" in out


def test_detect(pages, capsys):
    assert run("detect", pages / "one.txt") == 0
    assert "wordpress" in capsys.readouterr().out.splitlines()[0]
    assert run("detect", "--json", pages) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["layouts"][0]["layout"] for record in records] == ["wordpress-says", "wordpress-says"]


def test_a_page_known_to_hold_a_discussion(tmp_path, capsys):
    page = tmp_path / "excerpt.txt"
    page.write_text("Ann - 2 years ago\nThe hinge came loose.\nBob - 2 years ago\nMine too. I glued it.\n")
    assert run("convert", page) == 0
    assert not json.loads(capsys.readouterr().out)["posts"]
    assert run("convert", "--discussion", page) == 0
    found = json.loads(capsys.readouterr().out)
    assert [post["author"] for post in found["posts"]] == ["Ann", "Bob"]
    assert run("induce", page) == 1
    assert run("induce", "--discussion", page) == 0
    assert run("detect", "--discussion", page) == 0
    assert run("explain", "--discussion", page) == 0
    assert "little-trust" in capsys.readouterr().out


def test_layouts(capsys):
    from threadkit.layouts import named_layouts, parse_layout

    assert run("layouts") == 0
    assert len(capsys.readouterr().out.splitlines()) == len(named_layouts())
    assert run("layouts", "wordpress") == 0
    assert parse_layout(capsys.readouterr().out).name == "wordpress"


def test_induced_layouts_can_be_passed_back(pages, tmp_path, capsys):
    saved = tmp_path / "own.toml"
    assert run("induce", pages / "one.txt", "-o", saved) == 0
    assert run("convert", pages / "one.txt", "--layout", saved, "--format", "flat") == 0
    record = json.loads(capsys.readouterr().out)
    assert [p["author"] for p in record["posts"]] == ["Ann Smith", "Bob", "Carla"]


def test_nothing_to_induce(tmp_path, capsys):
    page = tmp_path / "plain.txt"
    page.write_text(PLAIN)
    assert run("induce", page) == 1
    assert "no layout" in capsys.readouterr().err


def test_stats(pages, capsys):
    assert run("stats", pages) == 0
    assert "posts" in capsys.readouterr().out
    assert run("stats", "--format", "json", pages) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["posts"] for row in rows] == [3, 3]
    assert run("stats", "--format", "csv", "--per", "author", pages) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["author"] for row in rows} == {"Ann Smith", "Bob", "Carla"}


def test_stats_of_nothing(tmp_path, capsys):
    page = tmp_path / "plain.txt"
    page.write_text(PLAIN)
    for form in ("table", "json", "csv"):
        for per in ("thread", "author", "pair"):
            assert run("stats", "-q", "--format", form, "--per", per, page) == 0


def test_csv_cells_are_no_formulas(tmp_path, capsys):
    file = tmp_path / "thread.json"
    file.write_text(Thread.from_posts([{"author": '=HYPERLINK("x")'}, {"author": "Ann"}]).to_json())
    assert run("stats", "--per", "author", "--format", "csv", file) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert all(not row["author"].startswith("=") for row in rows)


def test_evaluate_files(pages, tmp_path, capsys):
    pred, gold = tmp_path / "pred.json", tmp_path / "gold.json"
    assert run("convert", pages / "one.txt", "-o", pred) == 0
    record = json.loads(pred.read_bytes())
    gold.write_text(json.dumps({"posts": record["posts"]}))
    assert run("evaluate", pred, gold, "--text", pages / "one.txt") == 0
    assert " 1.000 " in capsys.readouterr().out.splitlines()[1]
    record["posts"][0]["replies"] = []
    gold.write_text(json.dumps(record["posts"]))
    assert run("evaluate", "--format", "json", pred, gold) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["mean"]["recall"] == 1.0
    assert scores["threads"][0]["precision"] == pytest.approx(2 / 3)


def test_evaluate_folders_and_lines(pages, tmp_path, capsys):
    assert run("convert", pages, "-o", f"{tmp_path}/pred/") == 0
    assert run("convert", pages, "-o", f"{tmp_path}/gold/", "--format", "flat") == 0
    assert run("evaluate", tmp_path / "pred", tmp_path / "gold", "--text", pages) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["thread", "deep/two", "one", "mean"]
    (tmp_path / "pred" / "one.json").unlink()
    assert run("evaluate", tmp_path / "pred", tmp_path / "gold") == 1
    out, err = capsys.readouterr()
    assert "one: no reconstruction" in err
    assert " 0.500 " in out.splitlines()[-1]
    assert run("convert", pages, "-o", tmp_path / "a.jsonl") == 0
    assert run("convert", pages, "-o", tmp_path / "b.jsonl") == 0
    assert run("evaluate", tmp_path / "a.jsonl", tmp_path / "b.jsonl") == 0
    assert "1.000" in capsys.readouterr().out


def test_evaluate_what_is_not_there(tmp_path, capsys):
    assert run("evaluate", tmp_path / "a.json", tmp_path / "b.json") == 1
    (tmp_path / "c.json").write_text('{"posts": 3}')
    assert run("evaluate", tmp_path / "c.json", tmp_path / "c.json") == 1
    assert run("evaluate", tmp_path / "c.json", tmp_path / ".") == 1
    assert capsys.readouterr().err.count("threadkit:") >= 4


# --- start and manners ---------------------------------------------------------------------------------------------


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as stop:
        run("--help")
    assert stop.value.code == 0
    out = capsys.readouterr().out
    for command in commands.ALL:
        assert f"\n    {command.NAME} " in out
        assert command.__doc__


def test_help_and_version_load_nothing_heavy():
    script = (
        "import sys\nfrom threadkit.cli import build_parser\nbuild_parser().format_help()\n"
        "print(sorted(m for m in ('pydantic', 'networkx', 'regex', 'numpy', 'dataclasses', 'inspect', 'json')"
        " if m in sys.modules))"
    )
    # -S: what the environment's own start-up files load is not ours to answer for
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, text=True, check=True, env=env)
    assert done.stdout.strip() == "[]"
    assert shell("--version").stdout.startswith(b"threadkit ")


def test_importing_the_package_is_cheap_and_complete():
    script = (
        "import sys, threadkit\nheavy = {'pydantic', 'networkx', 'regex'} & set(sys.modules)\n"
        "import threadkit.pipeline, threadkit.detection, threadkit.induction, threadkit.evaluation, threadkit.links\n"
        "assert callable(threadkit.parse) and callable(threadkit.detect) and callable(threadkit.evaluate)\n"
        "assert set(threadkit.__all__) <= set(dir(threadkit))\n"
        "missing = [name for name in threadkit.__all__ if not hasattr(threadkit, name)]\n"
        "print(heavy, missing)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set() []"


def test_files_appear_complete_or_not_at_all(tmp_path):
    target = tmp_path / "file"

    def write_half() -> None:
        with outputs.whole_file(target) as stream:
            stream.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write_half()
    assert list(tmp_path.iterdir()) == []
    with outputs.whole_file(target) as stream:
        stream.write(b"whole")
    assert target.read_bytes() == b"whole"
    assert target.stat().st_mode & 0o400


@pytest.mark.parametrize("text", ["plain", "ünïcödé", "\x1b[31m", "a\nb\tc", "\u202e\x00\ud83d"])
def test_printable_text_cannot_steer_a_terminal(text):
    assert printable(text).isprintable()
    assert not text.isprintable() or printable(text) == text


def test_progress_is_for_terminals_only(pages, capsys, monkeypatch):
    assert run("convert", pages) == 0
    assert "[1/2]" not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run("convert", pages) == 0
    assert "[2/2]" in capsys.readouterr().err
