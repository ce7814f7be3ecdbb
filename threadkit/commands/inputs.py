"""From what the user typed to texts and threads.

Decides what counts as an input: a file, a folder, a quoted pattern or ``-``;
unpacked if it is gzip.  A file of threads that ``convert`` wrote (JSON or
JSON lines) is taken wherever a page is, so that it need not be parsed again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from threadkit.commands.report import Report, UsageError

if TYPE_CHECKING:
    from threadkit.models import Thread

STDIN = "-"
_GZIP_MAGIC = b"\x1f\x8b"
_JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")
_SNIFFED = 4096

Options = dict[str, Any]
"""Keyword arguments for ``threadkit.parse``."""


class Source(NamedTuple):
    """One input: its name for messages, its path (None is stdin), and its place below what was asked for."""

    name: str
    path: Path | None
    place: PurePath

    def read(self) -> bytes:
        """The content, unpacked.  Raises ``OSError`` or ``ValueError``."""
        data = sys.stdin.buffer.read() if self.path is None else self.path.read_bytes()
        if not data.startswith(_GZIP_MAGIC):
            return data
        import gzip
        import zlib

        try:
            return gzip.decompress(data)
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            raise ValueError(f"damaged gzip file: {problem}") from None


def add_input_arguments(parser: argparse.ArgumentParser, *, several: bool = True) -> None:
    """The arguments that name inputs."""
    if several:
        parser.add_argument(
            "inputs", nargs="+", metavar="FILE", help="file, folder, quoted pattern or - for stdin; .gz is unpacked"
        )
        parser.add_argument(
            "--match",
            default="*.txt",
            metavar="PATTERN",
            help="files to take from a folder, at any depth (default *.txt); .gz is added",
        )
    else:
        parser.add_argument("input", metavar="FILE", help="file or - for stdin; .gz is unpacked")


def add_parse_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments that steer parsing."""
    group = parser.add_argument_group("reading pages")
    group.add_argument(
        "--layout", metavar="LAYOUT", help="a built-in layout's name, a line of template, or a .toml file"
    )
    group.add_argument(
        "--reference-time", metavar="TIME", help='ISO time at which the page was saved; resolves "3 hours ago"'
    )
    group.add_argument(
        "--kind", choices=["auto", "comments", "forum", "chat"], default="auto", help="what sort of discussion it is"
    )
    add_discussion_argument(group)
    group.add_argument("--no-links", action="store_true", help="keep to printed parents, infer none")
    group.add_argument("--no-named", action="store_true", help="use no built-in layout, only the page's own")
    group.add_argument("--no-induced", action="store_true", help="use built-in layouts only")


def add_discussion_argument(group: argparse._ActionsContainer) -> None:
    """The argument that vouches for the pages."""
    group.add_argument(
        "--discussion",
        action="store_true",
        help="every page is known to hold a discussion: take the best reading, however doubtful",
    )


def parse_options(args: argparse.Namespace) -> Options:
    """The keyword arguments for ``threadkit.parse``; raises :class:`UsageError`."""
    options: Options = {"kind": args.kind}
    if args.discussion:
        options["discussion"] = True
    if args.no_links:
        options["links"] = False
    if args.no_named:
        options["named"] = False
    if args.no_induced:
        options["induced"] = False
    if args.layout is not None:
        from threadkit.layouts import load_layout

        try:
            options["layout"] = load_layout(args.layout)
        except (OSError, ValueError) as problem:
            raise UsageError(f"--layout: {problem}") from None
    if args.reference_time is not None:
        from datetime import datetime

        try:
            options["reference_time"] = datetime.fromisoformat(args.reference_time)
        except ValueError:
            raise UsageError(f"--reference-time: not an ISO time: {args.reference_time!r}") from None
    return options


# --- finding -------------------------------------------------------------------------------------------------------


def find_sources(inputs: list[str], match: str, report: Report) -> list[Source]:
    """The inputs behind the arguments, in order and without repetition; what is not there is reported."""
    if inputs.count(STDIN) > 1:
        raise UsageError("stdin (-) can be read only once")
    found: dict[Path | None, Source] = {}
    for given in inputs:
        sources = list(_find(given, match))
        if not sources:
            report.fail(given, f"no file here matches {match!r} (see --match)" if Path(given).is_dir() else "not found")
        for source in sources:
            found.setdefault(source.path, source)
    return list(found.values())


def _find(given: str, match: str) -> Iterator[Source]:
    from glob import glob, has_magic

    path = Path(given)
    if given == STDIN:
        yield Source("stdin", None, PurePath("stdin"))
    elif path.is_dir():
        yield from find_in_folder(path, match)
    elif path.exists() or not has_magic(given):
        # A name that is not there is kept, so that reading it says why.
        yield Source(given, path, PurePath(path.name))
    else:
        for name in sorted(glob(given, recursive=True)):
            if Path(name).is_file():
                yield Source(name, Path(name), PurePath(Path(name).name))


def find_in_folder(folder: Path, match: str) -> Iterator[Source]:
    """The visible files below a folder whose name (with or without .gz) fits a pattern, in order."""
    from fnmatch import fnmatch

    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder)
        visible = not any(part.startswith(".") for part in inside.parts)
        name = file.name.removesuffix(".gz")
        if visible and (fnmatch(name, match) or fnmatch(file.name, match)) and file.is_file():
            yield Source(str(file), file, inside)


def is_single(inputs: list[str]) -> bool:
    """Whether the user named exactly one file (and no folder or pattern that happens to hold one)."""
    from glob import has_magic

    if len(inputs) != 1:
        return False
    path = Path(inputs[0])
    return inputs[0] == STDIN or path.is_file() or not (path.is_dir() or has_magic(inputs[0]))


# --- reading -------------------------------------------------------------------------------------------------------


def each_source(sources: list[Source], report: Report, work: Callable[[Source], None]) -> None:
    """Do ``work`` for every source; one that fails is reported and the rest go on."""
    for number, source in enumerate(sources, 1):
        report.progress(number, len(sources), source.name)
        try:
            work(source)
        except (BrokenPipeError, UsageError):
            raise
        except Exception as problem:  # whatever one page does, it must not take the other thousand with it
            report.fail(source.name, problem)
    report.end_progress()


def read_threads(source: Source, options: Options) -> Iterator[Thread]:
    """The threads of an input: those it holds as JSON, or the one parsed from its text."""
    data = source.read()
    if looks_like_threads(source, data):
        yield from threads_from_json(data)
    else:
        from threadkit.pipeline import parse

        yield parse(data, **options)


def read_page(source: Source) -> bytes:
    """The page itself; raises ``ValueError`` for a file of threads, which has lost its page."""
    data = source.read()
    if looks_like_threads(source, data):
        raise ValueError("holds threads; this command needs the page itself")
    return data


def looks_like_threads(source: Source, data: bytes) -> bool:
    """Whether an input holds threads as JSON, going by its name or its first bytes."""
    if not data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    suffixes = [] if source.path is None else source.path.suffixes
    return any(suffix in _JSON_SUFFIXES for suffix in suffixes) or b'"threadkit/thread/' in data[:_SNIFFED]


def threads_from_json(data: bytes) -> Iterator[Thread]:
    """Threads from one JSON document or from JSON lines."""
    from threadkit.models import Thread

    for record in json_records(data):
        yield Thread.from_dict(record)


def json_records(data: bytes) -> Iterator[dict[str, Any]]:
    """The objects of one JSON document or of JSON lines.  Raises ``ValueError``."""
    from threadkit.deepjson import loads

    text = data.decode("utf-8-sig")
    lines = [line for line in text.split("\n") if line.strip()]
    # An indented document does not end its object on the first line, and a list is one document.
    whole = len(lines) <= 1 or not lines[0].rstrip().endswith("}") or lines[0].lstrip().startswith("[")
    for number, part in enumerate([text] if whole else lines, 1):
        try:
            record = loads(part)
        except ValueError as problem:
            raise ValueError(f"not JSON: {problem}" if whole else f"line {number}: not JSON: {problem}") from None
        if isinstance(record, list):
            record = {"posts": record}
        if not isinstance(record, dict):
            raise ValueError("not a thread: the JSON value is no object")
        yield record
