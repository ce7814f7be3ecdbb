"""Turn pages into files of posts, trees or networks.

One file gives one document.  Several inputs, a folder or a pattern give JSON
lines, one thread a line, with the input's name in ``meta.source``; with
``-o DIR/`` each gives a file of its own.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report, UsageError

if TYPE_CHECKING:
    from threadkit.models import Thread

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
        "--format",
        default="tree",
        metavar="FORMAT",
        help="tree (nested JSON, the default), flat (JSON), or one of: jsonl csv graphml gexf dot markdown ... "
        "(--format help lists all)",
    )
    parser.add_argument("--compact", action="store_true", help="JSON of a single input on one line, too")
    inputs.add_parse_arguments(parser)


def run(args: argparse.Namespace, report: Report) -> None:
    """Convert the inputs."""
    options = inputs.parse_options(args)
    if args.format not in JSON_FORMATS:
        _check_export_format(args.format)
    sources = inputs.find_sources(args.inputs, args.match, report)
    if outputs.is_folder(args.output):
        _to_folder(args, report, sources, options)
    elif args.format in JSON_FORMATS:
        _to_json(args, report, sources, options)
    else:
        _to_export(args, report, sources, options)


def _to_folder(args: argparse.Namespace, report: Report, sources: list[inputs.Source], options: dict[str, Any]) -> None:
    names = outputs.Names(Path(args.output))
    Path(args.output).mkdir(parents=True, exist_ok=True)

    def convert(source: inputs.Source) -> None:
        threads = read(source, report, options)
        if args.format in JSON_FORMATS:
            single = len(threads) == 1
            path = names.pick(source.place, ".json" if single else ".jsonl")
            with outputs.whole_file(path) as stream:
                for thread in threads:
                    stream.write(thread_json(thread, args.format, pretty=single and not args.compact))
        else:
            _export(threads, args.format, names.pick(source.place, _suffix_of(args.format)))

    inputs.each_source(sources, report, convert)


def _to_json(args: argparse.Namespace, report: Report, sources: list[inputs.Source], options: dict[str, Any]) -> None:
    single = inputs.is_single(args.inputs)
    with outputs.Sink(args.output) as sink:

        def convert(source: inputs.Source) -> None:
            threads = read(source, report, options)
            pretty = single and len(threads) == 1 and not args.compact
            for thread in threads:
                sink.write(thread_json(thread, args.format, pretty=pretty))

        inputs.each_source(sources, report, convert)


def read(source: inputs.Source, report: Report, options: dict[str, Any]) -> list[Thread]:
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
    text = thread.to_json(nested=form == "tree", indent=DOCUMENT_INDENT if pretty else None)
    return text.encode("utf-8") + b"\n"


# --- other formats -------------------------------------------------------------------------------------------------


def _check_export_format(form: str) -> None:
    from threadkit.export import FORMATS

    if form not in FORMATS:
        raise UsageError(f"--format: no such format {form!r}; there are {', '.join((*JSON_FORMATS, *FORMATS))}")


def _suffix_of(form: str) -> str:
    raise NotImplementedError


def _export(threads: list[Thread], form: str, path: Path) -> None:
    raise NotImplementedError


def _to_export(args: argparse.Namespace, report: Report, sources: list[inputs.Source], options: dict[str, Any]) -> None:
    raise NotImplementedError
