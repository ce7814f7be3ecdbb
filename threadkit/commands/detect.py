"""Rank the layouts that could explain a page, with scores and reasons."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, printable

NAME = "detect"
HELP = "rank the layouts that could explain a page"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser)
    inputs.add_discussion_argument(parser)
    parser.add_argument("--top", type=int, default=5, metavar="N", help="candidates per page (5)")
    parser.add_argument("--json", action="store_true", help="one JSON object per page")


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the candidates."""
    import json

    sources = inputs.find_sources(args.inputs, args.match, report)

    def rank(source: inputs.Source) -> None:
        from threadkit.detection import detect

        matches = detect(inputs.read_page(source), discussion=args.discussion)[: args.top]
        if args.json:
            record = {"source": source.name, "layouts": [match_record(match) for match in matches]}
            outputs.write_stdout((json.dumps(record, ensure_ascii=True) + "\n").encode())
            return
        lines = [line for match in matches for line in match_lines(match)] or ["no layout explains this page"]
        if len(sources) > 1:
            lines = [f"{printable(source.name)}:", *(f"  {line}" for line in lines)]
        outputs.print_text("\n".join(lines))

    inputs.each_source(sources, report, rank)


def match_record(match: Any) -> dict[str, Any]:
    """A candidate as plain values."""
    return {"layout": match.layout.name, "score": round(match.score, 3), "reasons": list(match.reasons)}


def match_lines(match: Any) -> Iterator[str]:
    """A candidate in words."""
    yield f"{match.score:7.2f}  {match.layout.name}"
    for reason in match.reasons:
        yield f"         {printable(reason)}"
