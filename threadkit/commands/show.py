"""Print the conversation of a page as a tree.

Every post has its author, time and id, and the beginning of its body below.
Parents that were inferred are marked with their probability, as in "~62 %".
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, printable

if TYPE_CHECKING:
    from threadkit.models import Thread

NAME = "show"
HELP = "print the conversation as a tree"

NARROWEST = 30
"""Columns below which a tree cannot be read."""

_ASCII = str.maketrans({"├": "|", "└": "`", "─": "-", "│": "|", "…": "~"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser)
    parser.add_argument("--lines", type=int, default=2, metavar="N", help="lines of each body (2)")
    parser.add_argument("--full", action="store_true", help="whole bodies")
    parser.add_argument("--width", type=int, metavar="N", help="columns (default: the terminal's)")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters")
    inputs.add_parse_arguments(parser)


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the trees."""
    import shutil

    from threadkit.export.outline import outline

    options = inputs.parse_options(args)
    sources = inputs.find_sources(args.inputs, args.match, report)
    width = max(NARROWEST, args.width or shutil.get_terminal_size((100, 24)).columns)
    lines = None if args.full else max(0, args.lines)

    def show(source: inputs.Source) -> None:
        for thread in inputs.read_threads(source, options):
            text = "\n".join([heading(source.name, thread), *outline(thread, width=width, max_lines=lines)])
            outputs.print_text(text.translate(_ASCII) if args.ascii else text)
            report.diagnostics(source.name, thread.diagnostics)

    inputs.each_source(sources, report, show)


def heading(name: str, thread: Thread) -> str:
    """What the thread is, in one line."""
    layout = getattr(thread.layout, "name", None)
    facts = [
        _count(len(thread.posts), "post"),
        _count(len({post.author for post in thread.posts if post.author}), "author"),
        f"layout {layout}" if layout else "no layout",
        f"{thread.order} order" if thread.order else "",
    ]
    return f"{printable(name)}: {', '.join(filter(None, facts))}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
