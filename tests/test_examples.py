"""The examples: each page gives its conversation, each script runs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import threadkit

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

# Author and parent (by place from 1) of each post.
FORMATS: dict[str, list[tuple[str | None, int | None]]] = {
    "blogger": [("Henrike T.", None), ("Old Baker", 1), ("janosch", None), ("Henrike T.", None)],
    "drupal": [("tallow", None), ("ohmbudsman", 1), ("tallow", 2), ("grid_iron", 1)],
    "hackernews": [("gullwing", None), ("saltmarsh", 1), ("lowwater", None), ("saltmarsh", 3), ("quayside", None)],
    "irc": [("piret", None), ("ants", 1), ("mall", None), ("piret", 2), ("ants", 4), ("mall", 5)],
    "mail-quoting": [("Berit Aas", None), ("Torvald Moe", 1), ("Inga Lie", 2)],
    "mediawiki-source": [("Pharologist", None), ("Keeper of lists", 1), ("Pharologist", 2), ("192.168.7.21", 1),
                         ("Wattwurm", None), ("Pharologist", 5)],
    "mediawiki-talk": [("Pharologist", None), ("Keeper of lists", 1), ("Pharologist", 2), ("Wattwurm", 1),
                       ("Wattwurm", None), ("Pharologist", 5)],
    "movabletype": [("Fenwick", None), ("Dora Lind", None), ("wright", 2)],
    "phpbb": [("Kalle", None), ("stovepipe", 1), ("Kalle", 2)],
    "reddit": [("mulch_ado", None), ("rhubarb_rita", 1), ("mulch_ado", 2), ("spadework", None), (None, 4)],
    "wordpress-german": [("Gesine Oltmann", None), ("Fährmann i. R.", 1), ("Gesine Oltmann", 2), ("Ubbo", None)],
}  # fmt: skip
PRINTED = ("blogger", "mediawiki-source", "mediawiki-talk", "reddit", "wordpress-german")
"""Formats that print who answers whom; elsewhere it can only be guessed."""


@pytest.mark.parametrize("name", FORMATS)
def test_posts(name):
    thread = threadkit.read(EXAMPLES / "formats" / f"{name}.txt")
    assert [post.author for post in thread.posts] == [author for author, _ in FORMATS[name]]
    if name in PRINTED:
        place = {post.id: i for i, post in enumerate(thread.posts, 1)}
        parents = [None if post.parent is None else place[post.parent] for post in thread.posts]
        assert parents == [parent for _, parent in FORMATS[name]]


def test_every_page_has_its_expectation():
    pages = {path.stem for path in (EXAMPLES / "formats").glob("*.txt")}
    assert pages == {*FORMATS, "custom-board"}


@pytest.mark.parametrize(
    ("script", "arguments", "said"),
    [
        ("quick_start.py", ["pages/01-footbridge.txt"], "#2 Piet, 2013-03-04 10:40:00, answers Maren Holt (#1):"),
        ("folder_to_trees.py", ["pages", "{tmp}"], "01-footbridge.txt: 7 posts, layout wordpress"),
        ("custom_layout.py", ["formats/custom-board.txt"], "2014-03-12 18:40:00  Old Hand: I have. I am not going"),
    ],
)
def test_scripts(script, arguments, said, tmp_path):
    filled = [str(tmp_path) if a == "{tmp}" else str(EXAMPLES / a) for a in arguments]
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / script), *filled],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(EXAMPLES.parent), "PYTHONIOENCODING": "utf-8", "PATH": ""},
    )
    assert said in done.stdout
