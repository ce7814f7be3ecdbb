"""Say which layout was chosen and why, which lines made which post, and why a post answers another.

Without POST, an overview of the page; with it, the lines of that post and the
reasons for its parent.
"""

from __future__ import annotations

import argparse
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING

from threadkit.commands import detect, inputs, outputs
from threadkit.commands.report import Report, UsageError, printable

if TYPE_CHECKING:
    from threadkit.models import Evidence, Post, Thread

NAME = "explain"
HELP = "say which lines made a post, and why"

SHOWN_LAYOUTS = 3
"""Candidates named beside the chosen layout."""

DEEPEST_INDENT = 40
"""Columns of a line's indentation that are shown."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser, several=False)
    parser.add_argument("post", nargs="*", metavar="POST", help="ids of posts to explain (default: the whole page)")
    inputs.add_parse_arguments(parser)


def run(args: argparse.Namespace, report: Report) -> None:
    """Print the explanation."""
    options = inputs.parse_options(args)
    sources = inputs.find_sources([args.input], "*", report)

    def explain(source: inputs.Source) -> None:
        from threadkit.lines import read_lines
        from threadkit.pipeline import parse

        data = inputs.read_page(source)
        thread = parse(data, **options)
        known = {post.id for post in thread.posts}
        unknown = [post for post in args.post if post not in known]
        if unknown:
            raise UsageError(f"no such post: {', '.join(unknown)} (this page has {len(known)})")
        text = Lines(read_lines(data).source)
        if args.post:
            lines: list[str] = []
            for post in map(thread.post, args.post):
                lines += post_lines(thread, post, text)
                if post.link.source == "inferred":
                    lines += candidate_lines(thread, post, data, options)
        else:
            lines = [*layout_lines(thread, data, options), *page_lines(thread, text)]
        outputs.print_text("\n".join(lines))

    inputs.each_source(sources, report, explain)


class Lines:
    """A text by line: numbers from 1, and which lines a span of characters covers."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)

    def numbers(self, span: tuple[int, int]) -> range:
        """Numbers of the lines that a span touches."""
        first = bisect_right(self._starts, span[0])
        last = bisect_right(self._starts, max(span[0], span[1] - 1))
        return range(first, last + 1)

    def line(self, number: int) -> str:
        """A line without its break."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")


def layout_lines(thread: Thread, data: bytes, options: inputs.Options) -> Iterator[str]:
    """The chosen layout and the other candidates, with their reasons."""
    layout = getattr(thread.layout, "name", None)
    yield f"layout: {layout or 'none'}" + (f", {thread.order} order" if thread.order else "")
    if "layout" in options:
        yield "  given with --layout"
        return
    from threadkit.detection import detect as rank

    for match in rank(data, discussion=options.get("discussion", False))[:SHOWN_LAYOUTS]:
        yield from (f"  {line}" for line in detect.match_lines(match))


def page_lines(thread: Thread, text: Lines) -> Iterator[str]:
    """What every stretch of the page was taken for."""
    posts = {post.id: post for post in thread.posts}
    for diagnostic in thread.diagnostics:
        place = f" post {diagnostic.post}:" if diagnostic.post else ""
        yield f"{diagnostic.severity}:{place} {printable(diagnostic.message)} [{diagnostic.code}]"
    for region in thread.regions:
        numbers = text.numbers(region.span)
        what: str = region.kind
        if region.post is not None:
            what = f"post {region.post}{_byline(posts[region.post])}"
        yield f"lines {numbers.start:5d} to {numbers.stop - 1:5d}  {what}"


def post_lines(thread: Thread, post: Post, text: Lines) -> Iterator[str]:
    """The lines of a post and why it answers what it answers."""
    yield f"post {post.id}{_byline(post)}"
    if post.author_guess is not None:
        guess = post.author_guess
        yield f"  author perhaps {printable(guess.name)} ({guess.confidence:.0%})"
        yield from (f"    {_evidence(evidence)}" for evidence in guess.evidence)
    yield from (f"  {line}" for line in link_lines(thread, post))
    if post.span is not None:
        body = text.numbers(post.body_span) if post.body_span else range(0)
        for number in text.numbers(post.span):
            role = "body  " if number in body else "byline"
            line = text.line(number).expandtabs(4)
            indent = len(line) - len(line.lstrip())
            yield f"  {number:5d} {role} {' ' * min(indent, DEEPEST_INDENT)}{printable(line.lstrip())}".rstrip()
    for diagnostic in thread.diagnostics:
        if diagnostic.post == post.id:
            yield f"  {diagnostic.severity}: {printable(diagnostic.message)} [{diagnostic.code}]"


def link_lines(thread: Thread, post: Post) -> Iterator[str]:
    """Whom a post answers, how that is known, and what else was likely."""
    link = post.link
    if post.parent is None:
        answer = "answers no other post"
    else:
        answer = f"answers {post.parent}{_byline(thread.post(post.parent))}"
    sure = "" if link.confidence is None else f", {link.confidence:.0%}"
    unsure = ", unsure" if link.uncertain else ""
    yield f"{answer}  [{link.source}{sure}{unsure}]"
    if link.runner_up_confidence is not None:
        second = "no other post" if link.runner_up is None else f"post {link.runner_up}"
        yield f"  next best: {second}, {link.runner_up_confidence:.0%}"
    yield from (f"  {_evidence(evidence)}" for evidence in link.evidence)


def candidate_lines(thread: Thread, post: Post, data: bytes, options: inputs.Options) -> Iterator[str]:
    """What was weighed before a parent was inferred: candidates, probabilities, signals, words."""
    from threadkit.links import explain
    from threadkit.pipeline import parse

    unlinked = parse(data, **{**options, "links": False})
    weighed = explain(
        unlinked.posts, post.id, order=thread.order or "auto", kind=options["kind"], article=unlinked.article
    )
    yield "  what was weighed:"
    for line in str(weighed).split("\n")[1:]:
        yield f"  {' ' * (len(line) - len(line.lstrip()))}{printable(line.lstrip())}"


def _evidence(evidence: Evidence) -> str:
    weight = "" if evidence.weight is None else f" ({evidence.weight:+.1f})"
    words = "" if evidence.text is None else f': "{printable(evidence.text)}"'
    return f"{evidence.signal}{weight}{words}"


def _byline(post: Post) -> str:
    parts = [f" by {printable(post.author)}"] if post.author else []
    if post.timestamp is not None:
        parts.append(f" {post.timestamp.isoformat(sep=' ', timespec='minutes')}")
    return ",".join(parts)
