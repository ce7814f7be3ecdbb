"""Measure discussions: one row per thread, per author or per pair of authors.

Takes pages, or threads that ``convert`` wrote.  Times are in seconds.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report

if TYPE_CHECKING:
    from threadkit.models import Thread

NAME = "stats"
HELP = "measure discussions"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser)
    inputs.add_parse_arguments(parser)
    parser.add_argument("--per", choices=["thread", "author", "pair"], default="thread", help="what a row is")
    parser.add_argument("--format", choices=["table", "json", "csv"], default="table", help="how to print the rows")
    parser.add_argument(
        "--min-confidence", type=float, default=0.0, metavar="P", help="cut reply links less probable than this"
    )


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the rows."""
    options = inputs.parse_options(args)
    sources = inputs.find_sources(args.inputs, args.match, report)
    threads: list[Thread] = []
    names: list[str] = []

    def collect(source: inputs.Source) -> None:
        for thread in inputs.read_threads(source, options):
            threads.append(thread)
            names.append(str(thread.meta.get("source", source.name)))
            report.diagnostics(source.name, thread.diagnostics)

    inputs.each_source(sources, report, collect)
    from threadkit.graph import summary

    rows = summary(threads, args.per, min_confidence=args.min_confidence)
    if args.per == "thread":
        rows = [{**row, "thread": name} for row, name in zip(rows, names, strict=True)]
    _print_rows(rows, args.format)


def _print_rows(rows: list[dict[str, Any]], form: str) -> None:
    import csv
    import io
    import json

    if form == "table":
        from threadkit.graph import render_table

        outputs.print_text(render_table(rows).rstrip("\n"))
    elif form == "json":
        text = json.dumps(rows, ensure_ascii=False, indent=1, default=str)
        outputs.write_stdout((text + "\n").encode("utf-8", errors="replace"))
    elif rows:
        from threadkit.export import clean

        table = io.StringIO()
        writer = csv.DictWriter(table, list(rows[0]))
        writer.writeheader()
        writer.writerows({key: clean.cell(value) for key, value in row.items()} for row in rows)
        outputs.write_stdout(table.getvalue().encode("utf-8", errors="replace"))
