"""Score reconstructed threads against known ones.

PRED and GOLD are files (JSON trees, flat JSON, JSON lines) or folders.  In
folders, files belong together by their place and name; in JSON lines, threads
do by ``meta.source`` or ``id``, else by their order.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from threadkit.commands import inputs, outputs
from threadkit.commands.report import Report

if TYPE_CHECKING:
    from threadkit.evaluation import Scores

NAME = "evaluate"
HELP = "score threads against known ones"

COLUMNS = {
    "f1": "posts F",
    "precision": "precision",
    "recall": "recall",
    "author_accuracy": "authors",
    "time_accuracy": "times",
    "parent_accuracy": "parents",
    "reply_accuracy": "replies",
    "path_accuracy": "paths",
}

Posts = list[dict[str, Any]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of this command."""
    parser.add_argument("pred", metavar="PRED", help="file or folder of reconstructed threads")
    parser.add_argument("gold", metavar="GOLD", help="file or folder of known threads")
    parser.add_argument(
        "--text", metavar="TEXT", help="the page (or a folder of pages): leave out what it does not contain"
    )
    parser.add_argument("--format", choices=["table", "json"], default="table", help="how to print the scores")


def run(args: argparse.Namespace, report: Report) -> None:
    """Print scores per thread and their mean."""
    import json

    from threadkit.evaluation import evaluate

    gold = _load(args.gold, report)
    pred = _load(args.pred, report)
    texts = _load_texts(args.text, report) if args.text else {}
    rows: list[tuple[str, Scores]] = []
    for name, found, truth in _pair(pred, gold, report):
        text = texts.get(name) if len(texts) != 1 or len(gold) != 1 else next(iter(texts.values()))
        rows.append((name, evaluate(found, truth, text=text)))
    if args.format == "json":
        record = {"threads": [{"name": name, **scores.to_dict()} for name, scores in rows], "mean": _means(rows)}
        outputs.write_stdout((json.dumps(record, indent=1) + "\n").encode("utf-8"))
    elif rows:
        _print_table(rows)


def _print_table(rows: list[tuple[str, Scores]]) -> None:
    width = max(len("thread"), *(len(name) for name, _ in rows))
    outputs.print_text(f"{'thread':{width}s} {'known':>6s} " + " ".join(f"{title:>9s}" for title in COLUMNS.values()))
    for name, scores in rows:
        shares = {column: getattr(scores, column) for column in COLUMNS}
        outputs.print_text(f"{name:{width}s} {scores.known:6d} {_cells(shares)}")
    if len(rows) > 1:
        known = sum(scores.known for _, scores in rows)
        outputs.print_text(f"{'mean':{width}s} {known:6d} {_cells(_means(rows))}")


def _cells(shares: dict[str, float | None]) -> str:
    return " ".join(f"{'-' if shares[c] is None else format(shares[c], '.3f'):>9s}" for c in COLUMNS)


def _means(rows: list[tuple[str, Scores]]) -> dict[str, float | None]:
    """Mean of each share over the threads that have it."""
    from threadkit.evaluation import SHARES

    means: dict[str, float | None] = {}
    for share in SHARES:
        there = [value for _, scores in rows if (value := getattr(scores, share)) is not None]
        means[share] = sum(there) / len(there) if there else None
    return means


# --- pairing -------------------------------------------------------------------------------------------------------


def _load(given: str, report: Report) -> dict[str, Posts]:
    """Posts by thread name."""
    path = Path(given)
    found: dict[str, Posts] = {}
    if not path.is_dir():
        try:
            found.update(_threads_of(inputs.Source(given, path, PurePath(path.name)), alone=True))
        except (OSError, ValueError) as problem:
            report.fail(given, problem)
        return found
    sources = [s for match in ("*.json", "*.jsonl", "*.ndjson") for s in inputs.find_in_folder(path, match)]
    if not sources:
        report.fail(given, "no JSON files here")

    def load(source: inputs.Source) -> None:
        found.update(_threads_of(source, alone=False))

    inputs.each_source(sources, report, load)
    return found


def _threads_of(source: inputs.Source, *, alone: bool) -> Iterator[tuple[str, Posts]]:
    from threadkit.treejson import flatten

    records = list(inputs.json_records(source.read()))
    for number, record in enumerate(records):
        posts = record.get("posts")
        if not isinstance(posts, list):
            raise ValueError("not a thread: there is no list of posts")
        yield _name_of(record, source, number, alone=alone, single=len(records) == 1), flatten(posts)


def _name_of(record: dict[str, Any], source: inputs.Source, number: int, *, alone: bool, single: bool) -> str:
    """What a thread is called, so that its counterpart is found under the same name."""
    if not single:
        meta = record.get("meta")
        named = (meta.get("source") if isinstance(meta, dict) else None) or record.get("id")
        return _bare(PurePath(str(named))) if named else f"#{number + 1}"
    return source.name if alone else _bare(source.place)


def _bare(place: PurePath) -> str:
    """A path without its suffixes."""
    return str(place.with_name(place.name.removesuffix(".gz")).with_suffix(""))


def _load_texts(given: str, report: Report) -> dict[str, str]:
    path = Path(given)
    sources = inputs.find_sources([given], "*", report)
    texts: dict[str, str] = {}

    def load(source: inputs.Source) -> None:
        texts[_bare(source.place) if path.is_dir() else source.name] = source.read().decode("utf-8", errors="replace")

    inputs.each_source(sources, report, load)
    return texts


def _pair(pred: dict[str, Posts], gold: dict[str, Posts], report: Report) -> Iterator[tuple[str, Posts, Posts]]:
    """Known threads with their reconstruction; one that is missing counts as empty and as a failure."""
    if len(pred) == len(gold) and not pred.keys() & gold.keys():
        # Names that have nothing in common (a.json against b.json, lines without ids) can only go by order.
        for (name, truth), found in zip(gold.items(), pred.values(), strict=True):
            yield name, found, truth
        return
    for name, truth in gold.items():
        if name not in pred:
            report.fail(name, "no reconstruction of this thread")
        yield name, pred.get(name, []), truth
