"""List the built-in layouts, or print some as files to copy and edit."""

from __future__ import annotations

import argparse

from threadkit.commands import outputs
from threadkit.commands.report import Report, UsageError

NAME = "layouts"
HELP = "list the built-in layouts"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    parser.add_argument("names", nargs="*", metavar="NAME", help="print these layouts as TOML")


def run(args: argparse.Namespace, report: Report) -> None:
    """Print names and descriptions, or whole layouts."""
    from threadkit.layouts import named_layouts

    layouts = {layout.name: layout for layout in named_layouts()}
    unknown = [name for name in args.names if name not in layouts]
    if unknown:
        raise UsageError(f"no such layout: {', '.join(unknown)}")
    if args.names:
        outputs.print_text("\n".join(layouts[name].to_toml() for name in args.names).rstrip("\n"))
        return
    width = max(map(len, layouts), default=0)
    for name, layout in layouts.items():
        outputs.print_text(f"{name:{width}s}  {layout.kind:9s}  {layout.description}".rstrip())
