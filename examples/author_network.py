"""A folder of saved pages -> who talks to whom (GEXF for Gephi) and a table of the discussions.

    python examples/author_network.py examples/pages out

writes ``out/authors.gexf``, ``out/threads.csv`` and ``out/authors.csv``, and
prints both tables.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import threadkit
from threadkit.export import clean, export_graph
from threadkit.graph import Cast, author_graph, render_table, summary


def read_folder(folder: Path, pattern: str) -> list[threadkit.Thread]:
    """The threads of all pages of a folder, each named by its file; pages without posts are left out."""
    threads = []
    for path in sorted(folder.glob(pattern)):
        thread = threadkit.read(path)
        if thread.posts:
            threads.append(thread.model_copy(update={"meta": {**thread.meta, "source": path.name}}))
    return threads


def write_rows(rows: list[dict[str, object]], path: Path) -> None:
    """Rows of a summary as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(rows[0] if rows else [])
        writer.writerows([clean.cell(value) for value in row.values()] for row in rows)


def main() -> None:
    """Read, measure, write, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of saved pages")
    parser.add_argument("out", type=Path, help="folder for the results")
    parser.add_argument("--pattern", default="*.txt", help="which files are pages (*.txt)")
    parser.add_argument("--min-confidence", type=float, default=0.5, help="leave out less certain replies (0.5)")
    arguments = parser.parse_args()

    threads = read_folder(arguments.folder, arguments.pattern)
    cast = Cast(threads, min_confidence=arguments.min_confidence)
    network = author_graph(cast)
    by_thread, by_author = summary(cast), summary(cast, per="author")

    arguments.out.mkdir(parents=True, exist_ok=True)
    export_graph(network, "gexf", arguments.out / "authors.gexf")
    write_rows(by_thread, arguments.out / "threads.csv")
    write_rows(by_author, arguments.out / "authors.csv")
    print(render_table(by_thread, width=110))
    print(render_table(by_author, width=110))
    print(f"{network.number_of_nodes()} authors, {network.number_of_edges()} pairs -> {arguments.out / 'authors.gexf'}")


if __name__ == "__main__":
    main()
