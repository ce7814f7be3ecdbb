"""The commands of the command line, one module each.

A module has ``NAME``, ``HELP``, ``add_arguments(parser)`` and ``run(args,
report)``; its docstring is the command's help text.  Whatever is slow to
import is imported inside ``run``.
"""

from __future__ import annotations

import argparse
from typing import Protocol, cast

from threadkit.commands import convert, detect, evaluate, explain, induce, layouts, show, stats
from threadkit.commands.report import Report


class Command(Protocol):
    """What a module of this package offers."""

    NAME: str
    HELP: str
    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace, report: Report) -> None: ...


ALL = cast("tuple[Command, ...]", (convert, show, explain, detect, induce, layouts, stats, evaluate))
"""In the order of the help page."""
