"""The example script from a folder of pages to an author network."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).parents[2]


def test_example_writes_a_network_and_tables(tmp_path):
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "author_network.py", ROOT / "examples" / "pages", tmp_path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    network = nx.read_gexf(tmp_path / "authors.gexf")
    assert set(network) == {"Maren Holt", "Jonas", "Piet", "Ottilie Brandt"}
    assert network["Piet"]["Maren Holt"]["weight"] == 2
    with (tmp_path / "threads.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["thread"], row["posts"]) for row in rows] == [
        ("01-footbridge.txt", "7"),
        ("02-market.txt", "4"),
        ("03-library.txt", "4"),
    ]
    assert "Ottilie Brandt" in done.stdout
