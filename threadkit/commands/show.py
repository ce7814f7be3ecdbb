"""Print the conversation of a page as a tree.

Every post is one line: its id, author, time and the beginning of its body.
Parents that were inferred are marked with their probability, as in "~62 %".
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, printable

if TYPE_CHECKING:
    from threadkit.models import Post, Thread

NAME = "show"
HELP = "print the conversation as a tree"

DEEPEST_SHOWN = 12
"""Levels that are indented; deeper posts are marked with their depth, or a long chain runs off the screen."""

BRANCH, LAST, DOWN, SPACE = "├─ ", "└─ ", "│  ", "   "
ASCII = str.maketrans({"├": "|", "└": "`", "─": "-", "│": "|", "…": "~"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser)
    inputs.add_parse_arguments(parser)
    parser.add_argument("--full", action="store_true", help="print whole bodies instead of one line")
    parser.add_argument("--width", type=int, metavar="N", help="columns (default: the terminal's)")
    parser.add_argument("--ascii", action="store_true", help="draw with ASCII characters")


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the trees."""
    import shutil

    options = inputs.parse_options(args)
    sources = inputs.find_sources(args.inputs, args.match, report)
    width = max(20, args.width or shutil.get_terminal_size((100, 24)).columns)

    def show(source: inputs.Source) -> None:
        for thread in inputs.read_threads(source, options):
            lines = [*heading(source.name, thread), *tree_lines(thread, width, full=args.full)]
            text = "\n".join(lines)
            outputs.print_text(text.translate(ASCII) if args.ascii else text)
            report.diagnostics(source.name, thread.diagnostics)

    inputs.each_source(sources, report, show)


def heading(name: str, thread: Thread) -> Iterator[str]:
    """What the thread is, in one line."""
    layout = getattr(thread.layout, "name", None)
    facts = [f"{len(thread.posts)} posts" if len(thread.posts) != 1 else "1 post"]
    facts.append(f"{len({p.author for p in thread.posts if p.author})} authors")
    if layout:
        facts.append(f"layout {layout}")
    if thread.order:
        facts.append(thread.order)
    yield f"{printable(name)}: {', '.join(facts)}"


def tree_lines(thread: Thread, width: int, *, full: bool = False) -> Iterator[str]:
    """The thread as lines with branches drawn."""
    last_at: list[bool] = []  # for each open level, whether its post is the last of its siblings
    final = _last_siblings(thread)
    for post in thread.walk():
        depth = post.depth
        del last_at[depth:]
        last_at.append(post.id in final)
        prefix, branch = _prefix(last_at)
        mark = f"[{depth}] " if depth > DEEPEST_SHOWN else ""
        label = mark + _label(post)
        body = " ".join(printable(post.body).split())
        if not full:
            line = f"{prefix}{branch}{label}"
            room = width - len(line) - 2
            yield f"{line}: {_clip(body, room)}" if body and room > 8 else _clip(line, width)
            continue
        yield f"{prefix}{branch}{label}"
        below = prefix + (SPACE if last_at[-1] else DOWN)
        for line in post.body.split("\n"):
            yield f"{below}{printable(line.rstrip())}".rstrip()


def _last_siblings(thread: Thread) -> set[str]:
    last = {thread.roots[-1].id} if thread.posts else set()
    newest: dict[str, str] = {}
    for post in thread.posts:
        if post.parent is not None:
            newest[post.parent] = post.id
    return last | set(newest.values())


def _prefix(last_at: list[bool]) -> tuple[str, str]:
    shown = last_at[:DEEPEST_SHOWN]
    prefix = "".join(SPACE if last else DOWN for last in shown[:-1])
    return prefix, LAST if shown[-1] else BRANCH


def _label(post: Post) -> str:
    name = printable(post.author) if post.author else "(unknown)"
    if not post.author and post.author_guess:
        name = f"({printable(post.author_guess.name)}?)"
    parts = [f"{post.id} {name}"]
    if post.timestamp is not None:
        parts.append(format_time(post))
    elif post.raw_timestamp:
        parts.append(printable(post.raw_timestamp))
    if post.link.source == "inferred":
        confidence = post.link.confidence
        sure = "?" if confidence is None else f"~{confidence:.0%}".replace("%", " %")
        parts.append(sure + (" unsure" if post.link.uncertain else ""))
    if post.deleted:
        parts.append("deleted")
    return ", ".join(parts)


def format_time(post: Post) -> str:
    """The post's time as far as the page states it."""
    stamp = post.timestamp
    if stamp is None:
        return ""
    shapes = {"year": "%Y", "month": "%Y-%m", "day": "%Y-%m-%d"}
    shape = shapes.get(post.timestamp_precision or "", "%Y-%m-%d %H:%M")
    return stamp.strftime(shape)


def _clip(text: str, width: int) -> str:
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"
