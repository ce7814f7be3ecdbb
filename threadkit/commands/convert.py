"""Turn pages into files of posts, trees or networks.

One file gives one document.  Several inputs, a folder or a pattern give JSON
lines, one thread a line, with the input's name in ``meta.source``; with
``-o DIR/`` each gives a file of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, UsageError
from threadkit.export import FORMATS, export, render

if TYPE_CHECKING:
    from threadkit.models import Thread

Sources = list[inputs.Source]

NAME = "convert"
HELP = "write posts, trees or networks to files"

JSON_FORMATS = ("tree", "flat")
"""The thread itself as JSON: nested, or its posts in page order."""

DOCUMENT_INDENT = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    inputs.add_input_arguments(parser)
    parser.add_argument("-o", "--output", metavar="OUT", help="file, or folder if it ends with / or is one (stdout)")
    parser.add_argument(
        "--format", default="tree", choices=list(FORMATS), metavar="FORMAT", help="see the list below (default tree)"
    )
    parser.add_argument("--compact", action="store_true", help="JSON of a single input on one line, too")
    inputs.add_parse_arguments(parser)
    width = max(map(len, FORMATS))
    parser.epilog = "formats:\n" + "\n".join(f"  {f.name:{width}s}  {f.description}" for f in FORMATS.values())


def run(args: argparse.Namespace, report: Report) -> None:
    """Convert the inputs."""
    directory = FORMATS[args.format].directory
    if directory and args.output is None:
        raise UsageError(f"--format {args.format} writes a folder: say which with -o")
    options = inputs.parse_options(args)
    sources = inputs.find_sources(args.inputs, args.match, report)
    if args.format in JSON_FORMATS:
        to_each = _json_to_folder if outputs.is_folder(args.output) else _json_to_one
    else:
        to_each = _export_to_folder if outputs.is_folder(args.output) and not directory else _export_to_one
    to_each(args, report, sources, options)


def _json_to_folder(args: argparse.Namespace, report: Report, sources: Sources, options: inputs.Options) -> None:
    names = outputs.Names(Path(args.output))

    def convert(source: inputs.Source) -> None:
        threads = read(source, report, options)
        single = len(threads) == 1
        with outputs.whole_file(names.pick(source.place, ".json" if single else ".jsonl")) as stream:
            for thread in threads:
                stream.write(thread_json(thread, args.format, pretty=single and not args.compact))

    inputs.each_source(sources, report, convert)


def _json_to_one(args: argparse.Namespace, report: Report, sources: Sources, options: inputs.Options) -> None:
    single = inputs.is_single(args.inputs)
    with outputs.Sink(args.output) as sink:

        def convert(source: inputs.Source) -> None:
            threads = read(source, report, options)
            pretty = single and len(threads) == 1 and not args.compact
            for thread in threads:
                sink.write(thread_json(thread, args.format, pretty=pretty))

        inputs.each_source(sources, report, convert)


def _export_to_folder(args: argparse.Namespace, report: Report, sources: Sources, options: inputs.Options) -> None:
    names = outputs.Names(Path(args.output))

    def convert(source: inputs.Source) -> None:
        threads = read(source, report, options)
        with outputs.whole_file(names.pick(source.place, FORMATS[args.format].suffix)) as stream:
            export(threads, args.format, stream)

    inputs.each_source(sources, report, convert)


def _export_to_one(args: argparse.Namespace, report: Report, sources: Sources, options: inputs.Options) -> None:
    threads: list[Thread] = []
    inputs.each_source(sources, report, lambda source: threads.extend(read(source, report, options)))
    if not threads and report.failed:
        return  # nothing could be read: leave no empty file behind
    if FORMATS[args.format].directory:
        export(threads, args.format, args.output)
    else:
        with outputs.Sink(args.output) as sink:
            sink.write(render(threads, args.format).encode("utf-8"))


def read(source: inputs.Source, report: Report, options: inputs.Options) -> list[Thread]:
    """The threads of an input, each knowing where it comes from; diagnostics are reported."""
    threads = []
    for thread in inputs.read_threads(source, options):
        report.diagnostics(source.name, thread.diagnostics)
        if source.path is not None and "source" not in thread.meta:
            thread = thread.model_copy(update={"meta": {"source": source.name, **thread.meta}})
        threads.append(thread)
    return threads


def thread_json(thread: Thread, form: str, *, pretty: bool) -> bytes:
    """A thread as a line (or an indented document) of UTF-8 JSON."""
    from threadkit.export import clean

    text = thread.to_json(nested=form == "tree", indent=DOCUMENT_INDENT if pretty else None)
    return clean.one_json_line(text).encode("utf-8") + b"\n"
