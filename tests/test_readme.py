"""The README does what it says: set-up commands, Python examples, console examples, every command named."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import shlex
import sys
from pathlib import Path

import pytest

from threadkit import cli, commands
from threadkit.export import FORMATS
from threadkit.layouts import named_layouts

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch):
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.M | re.S)


def test_python_examples():
    outcome = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert outcome.attempted > 20
    assert outcome.failed == 0


def sessions() -> list[tuple[str, str]]:
    """Each command of the console blocks with the output the README shows."""
    found = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


@pytest.mark.parametrize(("command", "output"), sessions(), ids=[command for command, _ in sessions()])
def test_console_examples(command, output, capsys, monkeypatch, tmp_path):
    program, *arguments = shlex.split(command)
    if program == "threadkit":
        assert cli.main(arguments) == 0
    else:
        assert program == "python"
        # The script writes into a folder of its own, wherever the README puts it.
        script, *rest = [str(tmp_path) if a == "out" else a for a in arguments]
        monkeypatch.setattr(sys, "argv", [script, *rest])
        runpy.run_path(script, run_name="__main__")
    shown = capsys.readouterr().out.replace(str(tmp_path), "out")
    assert shown.rstrip().splitlines() == output.rstrip().splitlines()


def test_the_check_runs_the_set_up_of_the_readme():
    (commands_shown, *_) = blocks("sh")
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for line in commands_shown.strip().splitlines():
        assert line in script
    assert len(commands_shown.strip().splitlines()) == 2
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_every_command_and_format_is_documented():
    for command in commands.ALL:
        assert f"`threadkit {command.NAME}" in README
    for name in FORMATS:
        base = name.removesuffix("-authors")
        assert f"`{name}`" in README or f"`{base}`" in README
    assert f"{len(FORMATS)} formats" in README


def test_every_example_is_mentioned_or_listed():
    for script in (ROOT / "examples").glob("*.py"):
        first = script.read_text(encoding="utf-8").split('"""')[1]
        assert f"python examples/{script.name}" in first


def test_layouts_explain_themselves():
    assert all(layout.description for layout in named_layouts())
