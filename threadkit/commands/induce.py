"""Discover a page's own layout and print it as a file.

Saved, edited if need be, and passed back with --layout, it gives the same
posts.  Score, runner-up and reasons stand in its comments.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, printable

if TYPE_CHECKING:
    from threadkit.detection import Induced

NAME = "induce"
HELP = "discover a page's own layout"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser, several=False)
    inputs.add_discussion_argument(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="file to write (stdout)")


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the layout."""
    sources = inputs.find_sources([args.input], "*", report)

    def induce_one(source: inputs.Source) -> None:
        from threadkit.detection import induce

        found = induce(inputs.read_page(source), discussion=args.discussion)
        layout = found.layout
        if layout is None:
            report.fail(source.name, "no layout can be made out: nothing on this page recurs as posts do")
            return
        with outputs.Sink(args.output) as sink:
            sink.write(("\n".join([*_comments(found), layout.to_toml()])).encode("utf-8"))

    inputs.each_source(sources, report, induce_one)


def _comments(found: Induced) -> Iterator[str]:
    if found.score is not None:
        yield f"# score {found.score:.2f}"
    if found.runner_up is not None:
        yield f"# runner-up {printable(found.runner_up.name)}"
    for reason in found.reasons:
        yield f"# {printable(str(reason))}"
