"""Measure ``threadkit.parse`` on saved pages whose posts are known.

    python -m threadkit.develop                      # every page and extractor under $THREADKIT_GOLD/pages
    python -m threadkit.develop --platform blogger wordpress --extractor lynx --worst 20
    python -m threadkit.develop --hide-named         # named layouts switched off: what induction finds alone
    python -m threadkit.develop --cut                # pages cut before their discussion: nothing may be found
    python -m threadkit.develop --seeds DIR          # a folder of texts with a gold.json that gives posts by line
    python -m threadkit.develop --json new.json --compare old.json

Expects ``pages/<platform>/<page>/gold.json`` (``posts`` with ``id, parent,
author, timestamp, raw_date, body``; ``threaded``) beside
``text.<extractor>.txt``.  Scores a text with `threadkit.evaluation`, averages
over the texts of a platform, then over platforms, so that one site with many
pages counts once.  Decides nothing about parsing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from threadkit import evaluation
from threadkit.alignment import align, tokens
from threadkit.nesting import flatten, survives

if TYPE_CHECKING:
    from threadkit.models import Post, Thread

WHOLE_PAGE = ("resiliparse", "inscriptis", "html2text", "bs4", "lynx", "w3m")
LOSSY = ("resiliparse_main", "trafilatura", "justext", "readability")
NESTING = ("resiliparse", "inscriptis")
"""Extractors that keep the indentation of nested lists, so that parents can be read off."""

CUT_WINDOW = 8
"""Lines around a body in which its author or date must stand for the place to be the post."""

CUT_BYLINE = 24
"""Lines above the first body in which its byline may begin (forum profile blocks, double-spaced)."""

CUT_POSTS = 5
"""Known posts among which the first one on the page is looked for."""

COLUMNS = {
    "f1": "F",
    "precision": "P",
    "recall": "R",
    "author_accuracy": "author",
    "author_error": "wrong",
    "time_accuracy": "time",
    "instant_accuracy": "inst",
    "parent_accuracy": "parent",
    "reply_accuracy": "reply",
    "root_accuracy": "root",
    "linked_accuracy": "linked",
    "path_accuracy": "path",
    "structured": "struct",
    "shifted": "shift",
    "warned": "diag",
}

HEADLINES = ("f1", "author_accuracy", "time_accuracy", "parent_accuracy")


@dataclass(frozen=True)
class Page:
    """One saved page: its known posts and where its texts are."""

    platform: str
    name: str
    folder: Path
    threaded: bool
    posts: list[dict[str, Any]]


@dataclass(frozen=True)
class Result:
    """What parsing one text gave."""

    platform: str
    page: str
    extractor: str
    scores: dict[str, Any]
    posts: int
    seconds: float
    size: int
    layout: str | None
    diagnostics: list[str] = field(default_factory=list)
    error: str | None = None

    @property
    def name(self) -> str:
        return f"{self.platform}/{self.page}/{self.extractor}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the measurement and print it; returns the exit status."""
    args = parse_arguments(argv)
    if args.seeds:
        return print_seeds(Path(args.seeds), parser(args))
    root = Path(args.gold)
    pages = list(load_pages(root / "pages", args.platform, args.page))
    if not pages:
        print(f"no pages under {root / 'pages'} (set THREADKIT_GOLD or --gold)", file=sys.stderr)
        return 1
    extractors = args.extractor or [*WHOLE_PAGE, *LOSSY]
    results = list(run(pages, extractors, args))
    if args.cut:
        print_cut(results)
    elif args.markdown:
        print_markdown(results)
    else:
        print_report(results, args)
    if args.json:
        Path(args.json).write_text(json.dumps([vars(r) for r in results], indent=1), encoding="utf-8")
    if args.compare:
        print_changes(results, json.loads(Path(args.compare).read_text(encoding="utf-8")))
    return 0


def parse_arguments(argv: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    arguments = argparse.ArgumentParser(
        prog="python -m threadkit.develop", description="Measure threadkit.parse on saved pages whose posts are known."
    )
    arguments.add_argument("--gold", default=os.environ.get("THREADKIT_GOLD", "../shared/gold"), metavar="DIR")
    arguments.add_argument("--platform", nargs="+", metavar="P", help="only these platforms")
    arguments.add_argument("--page", metavar="SUBSTRING", help="only pages whose name contains this")
    arguments.add_argument("--extractor", nargs="+", metavar="E", help="only these extractors")
    arguments.add_argument("--hide-named", action="store_true", help="parse without the named layouts")
    arguments.add_argument("--discussion", action="store_true", help="tell the parser that every page holds one")
    arguments.add_argument("--no-links", action="store_true", help="keep to printed structure, infer no parents")
    arguments.add_argument("--cut", action="store_true", help="cut every text before its first post")
    arguments.add_argument("--seeds", metavar="DIR", help="score a folder of texts with line-based gold.json instead")
    arguments.add_argument("--worst", type=int, default=10, metavar="N", help="worst texts to list (10)")
    arguments.add_argument(
        "--by", default="f1", choices=[c for c in COLUMNS if c.endswith(("f1", "accuracy"))], help="what 'worst' means"
    )
    arguments.add_argument("--per-text", action="store_true", help="list every text")
    arguments.add_argument("--markdown", action="store_true", help="print only the averages, as the README shows them")
    arguments.add_argument("--jobs", type=int, default=1, metavar="N", help="processes (1)")
    arguments.add_argument("--json", metavar="OUT", help="write one record per text")
    arguments.add_argument("--compare", metavar="OLD", help="list what changed since an earlier --json")
    return arguments.parse_args(argv)


def load_pages(folder: Path, platforms: Sequence[str] | None = None, page: str | None = None) -> Iterator[Page]:
    """The pages under ``folder``, in a fixed order."""
    for path in sorted(folder.glob("*/*/gold.json")):
        platform, name = path.parts[-3], path.parts[-2]
        if (platforms and platform not in platforms) or (page and page not in name):
            continue
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield Page(platform, name, path.parent, bool(gold.get("threaded")), gold["posts"])


# --- running -------------------------------------------------------------------------------------------------------


def parser(args: argparse.Namespace) -> Callable[[str], Thread]:
    """``threadkit.parse`` with the options asked for."""
    from threadkit.pipeline import parse

    options: dict[str, Any] = {}
    if args.hide_named:
        options["named"] = False
    if args.no_links:
        options["links"] = False
    if args.discussion:
        options["discussion"] = True
    return lambda text: parse(text, **options)


def run(pages: list[Page], extractors: Sequence[str], args: argparse.Namespace) -> Iterator[Result]:
    """Parse and score every text; with ``--jobs`` in as many processes."""
    if args.jobs <= 1:
        for page in pages:
            yield from run_page(page, extractors, args)
        return
    with ProcessPoolExecutor(args.jobs) as pool:
        for results in pool.map(_run_page, ((page, extractors, args) for page in pages)):
            yield from results


def _run_page(job: tuple[Page, Sequence[str], argparse.Namespace]) -> list[Result]:
    return list(run_page(*job))


def run_page(page: Page, extractors: Sequence[str], args: argparse.Namespace) -> Iterator[Result]:
    """Parse and score the texts of one page."""
    parse = parser(args)
    truth = evaluation.prepare(page.posts)
    for extractor in extractors:
        path = page.folder / f"text.{extractor}.txt"
        if not path.exists():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if args.cut:
            at = discussion_start(text, page.posts)
            if at is None:
                continue
            text = text[:at]
        yield run_text(page, extractor, text, truth, parse)


def run_text(
    page: Page,
    extractor: str,
    text: str,
    truth: list[Any],
    parse: Callable[[str], Thread],
) -> Result:
    """Parse one text and score it; an exception is a result too (everything missed)."""
    start = time.perf_counter()
    error = None
    try:
        thread = parse(text)
        posts, warnings = list(thread.posts), [d.code for d in thread.diagnostics if d.severity != "info"]
        layout = getattr(thread.layout, "name", None)
    except Exception as problem:  # reported beside the scores: one crash must not hide the other texts
        posts, warnings, layout = [], ["exception"], None
        error = f"{type(problem).__name__}: {problem}"
    seconds = time.perf_counter() - start
    scores = evaluation.score_entries(
        evaluation.prepare(posts), truth, evaluation.TextIndex(text), threaded=page.threaded
    ).to_dict()
    scores["shifted"] = float(bool(scores["authors_shifted"]))
    scores["warned"] = float(bool(warnings))
    scores["structured"] = _structured(posts)
    scores["nested"] = page.threaded and survives(text, page.posts)
    return Result(page.platform, page.name, extractor, scores, len(posts), seconds, len(text), layout, warnings, error)


def _structured(posts: Sequence[Post]) -> float | None:
    """Share of the posts that are given a parent because the page prints one."""
    replies = [post for post in posts if post.parent is not None and post.link.source in ("printed", "explicit")]
    return len(replies) / len(posts) if posts else None


def discussion_start(text: str, posts: Sequence[dict[str, Any]]) -> int | None:
    """Offset of the line where the first known post begins, byline included; None if no body is found.

    A body may also be quoted in the article (pingbacks do), so a place counts
    only if the post's author or date stands close by, unless no place does.
    """
    flat, offsets = flatten(text)
    lines = text.split("\n")
    places: list[int] = []
    doubtful: list[int] = []
    for post in posts[:CUT_POSTS]:
        words = tokens(post.get("body") or "")
        marks = [mark for mark in (post.get("author"), post.get("raw_date")) if mark]
        for line in _occurrences(flat, offsets, words[:10]):
            around = "\n".join(lines[max(0, line - CUT_WINDOW) : line + CUT_WINDOW + len(words) // 5])
            (places if any(mark in around for mark in marks) else doubtful).append(line)
    if not places and not doubtful:
        return None
    start = min(places or doubtful)
    # The first post's byline, or that of an empty post before it, may take several lines above the body.
    marks = [mark for post in posts[:CUT_POSTS] for mark in (post.get("author"), post.get("raw_date")) if mark]
    for back in range(start, max(-1, start - CUT_BYLINE - 1), -1):
        if any(mark in lines[back] for mark in marks):
            start = back
    return sum(len(line) + 1 for line in lines[:start])


def discussion_end(text: str, posts: Sequence[dict[str, Any]]) -> int | None:
    """Offset of the line where what follows the last known post begins, its foot left out; None if no body is found."""
    flat, offsets = flatten(text)
    lines = text.split("\n")
    last = posts[-CUT_POSTS:]
    places = [
        line
        for post in last
        for line in _occurrences(flat, offsets, tokens(post.get("body") or "")[-10:])
    ]
    if not places:
        return None
    end = max(places) + 2
    marks = [mark for post in last for mark in (post.get("author"), post.get("raw_date")) if mark]
    for ahead in range(end, min(len(lines), end + CUT_BYLINE)):
        if any(mark in lines[ahead] for mark in marks):
            end = ahead + 1
    return sum(len(line) + 1 for line in lines[:end])


def _occurrences(flat: str, offsets: dict[int, int], words: list[str]) -> Iterator[int]:
    """Lines where these words stand in a row."""
    if not words:
        return
    needle = " " + " ".join(words) + " "
    at = flat.find(needle)
    while at >= 0:
        yield offsets[at]
        at = flat.find(needle, at + 1)


# --- printing ------------------------------------------------------------------------------------------------------


def mean(values: Iterable[float | None]) -> float | None:
    """Mean of the values that are there; None if none is."""
    there = [v for v in values if v is not None]
    return sum(there) / len(there) if there else None


def by_platform(results: Iterable[Result]) -> dict[str, list[Result]]:
    """Results grouped by platform, in order of name."""
    groups: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        groups[result.platform].append(result)
    return dict(sorted(groups.items()))


def platform_row(results: Sequence[Result]) -> dict[str, float | None]:
    """Mean of every column over the texts of one platform."""
    return {column: mean(r.scores.get(column) for r in results) for column in COLUMNS}


def macro_row(groups: dict[str, list[Result]]) -> dict[str, float | None]:
    """Mean of every column over platforms."""
    rows = [platform_row(group) for group in groups.values()]
    return {column: mean(row[column] for row in rows) for column in COLUMNS}


def print_report(results: list[Result], args: argparse.Namespace) -> None:
    """Per-platform rows and macro averages for whole-page and lossy extractors, then the worst texts."""
    whole = [r for r in results if r.extractor in WHOLE_PAGE]
    lossy = [r for r in results if r.extractor in LOSSY]
    for title, part in (("whole-page extractors", whole), ("lossy extractors", lossy)):
        if part:
            _print_table(title, part)
    _print_parents(results)
    print_worst(whole or results, args)
    _print_summary(results)


def _print_table(title: str, results: list[Result]) -> None:
    groups = by_platform(results)
    print(f"\n{title} ({len(results)} texts)")
    print(_header("platform"))
    for platform, group in groups.items():
        print(_line(platform, len(group), platform_row(group)))
    print(_line("MACRO", len(results), macro_row(groups)))
    by_extractor: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        by_extractor[result.extractor].append(result)
    for extractor, group in by_extractor.items():
        print(_line(f"  {extractor}", len(group), macro_row(by_platform(group))))


def print_markdown(results: list[Result]) -> None:
    """Averages by extractor as a Markdown table."""
    groups = {
        "**all six**": [r for r in results if r.extractor in WHOLE_PAGE],
        **{name: [r for r in results if r.extractor == name] for name in (*WHOLE_PAGE, *LOSSY)},
    }
    titles = ("texts", "posts F", "authors", "wrong authors", "times", "parents", "replies")
    columns = ("f1", "author_accuracy", "author_error", "time_accuracy", "parent_accuracy", "reply_accuracy")
    print(f"| extractor | {' | '.join(titles)} |")
    print(f"|---|{'---:|' * len(titles)}")
    for name, group in groups.items():
        if group:
            row = macro_row(by_platform(group))
            cells = [str(len(group)), *("-" if row[c] is None else f"{row[c]:.2f}" for c in columns)]
            print(f"| {name} | {' | '.join(cells)} |")


def _print_parents(results: list[Result]) -> None:
    """Parents on threaded pages, apart for texts in which nesting survives, and structure where there is none."""
    whole = [r for r in results if r.extractor in WHOLE_PAGE and r.scores["parent_known"]]
    nested, flat = ([r for r in whole if bool(r.scores["nested"]) is kept] for kept in (True, False))
    parts = [
        ("+".join(NESTING), [r for r in whole if r.extractor in NESTING]),
        ("other whole-page", [r for r in whole if r.extractor not in NESTING]),
        ("nesting survives", nested),
        *((f"  {platform}", group) for platform, group in by_platform(nested).items()),
        ("nesting lost", flat),
        *((f"  {platform}", group) for platform, group in by_platform(flat).items()),
        ("lossy", [r for r in results if r.extractor in LOSSY and r.scores["parent_known"]]),
    ]
    print("\nparents on threaded pages (macro over platforms; threadkit.nesting says where nesting survives)")
    print(_header("texts"))
    for title, part in parts:
        if part:
            print(_line(title, len(part), macro_row(by_platform(part))))
    unstructured = [r for r in results if r.extractor in WHOLE_PAGE and not r.scores["parent_known"]]
    false = sorted((r for r in unstructured if r.scores["structured"]), key=lambda r: -r.scores["structured"])
    print(f"\nprinted parents on {len(unstructured)} texts whose known posts have none: {len(false)}")
    for r in false:
        print(f"  {r.scores['structured']:.2f} of {r.posts} posts  {r.layout}  {r.name}")


def print_worst(results: list[Result], args: argparse.Namespace) -> None:
    """The texts with the lowest ``--by``."""
    scored = [r for r in results if r.scores.get(args.by) is not None]
    scored.sort(key=lambda r: (r.scores[args.by], r.name))
    count = len(scored) if args.per_text else args.worst
    if not count:
        return
    print(f"\nworst by {COLUMNS[args.by]}")
    for r in scored[:count]:
        s = r.scores
        shares = " ".join(f"{COLUMNS[c]} {_number(s.get(c)).strip()}" for c in HEADLINES)
        detail = r.error or " ".join(f"{code} {n}" for code, n in Counter(r.diagnostics).most_common())
        print(f"  {shares}  found {r.posts} known {s['known']}  {r.layout}  {r.name}  {detail}")


def _print_summary(results: list[Result]) -> None:
    seconds, size = sum(r.seconds for r in results), sum(r.size for r in results) / 1e6
    codes = Counter(code for r in results for code in set(r.diagnostics))
    layouts = Counter(str(r.layout) for r in results)
    print(f"\n{len(results)} texts, {size:.1f} MB parsed in {seconds:.1f} s ({size / max(seconds, 1e-9):.2f} MB/s)")
    print("layouts:", ", ".join(f"{name} {n}" for name, n in layouts.most_common()))
    print("warnings (texts):", ", ".join(f"{code} {n}" for code, n in codes.most_common()) or "none")
    slow = sorted(results, key=lambda r: -r.seconds)[:3]
    print("slowest:", ", ".join(f"{r.seconds:.2f} s {r.size / 1000:.0f} KB {r.name}" for r in slow))
    errors = [r for r in results if r.error]
    for r in errors[:10]:
        print(f"  EXCEPTION {r.name}: {r.error}")


def print_cut(results: list[Result]) -> None:
    """Share of cut texts that yield any post."""
    for title, names in (("whole-page", WHOLE_PAGE), ("lossy", LOSSY)):
        part = [r for r in results if r.extractor in names]
        if not part:
            continue
        wrong = [r for r in part if r.posts]
        print(f"\n{title}: {len(wrong)} of {len(part)} cut texts yield a post ({100 * len(wrong) / len(part):.1f} %)")
        for r in sorted(wrong, key=lambda r: -r.posts):
            print(f"  {r.posts:4d} posts  {r.layout}  {r.name}")
    _print_summary(results)


def print_changes(results: list[Result], old: list[dict[str, Any]]) -> None:
    """Texts whose scores moved since an earlier run."""
    before = {f"{r['platform']}/{r['page']}/{r['extractor']}": r["scores"] for r in old}
    print("\nchanges")
    for r in results:
        was = before.get(r.name)
        if was is None:
            continue
        moved = [
            f"{COLUMNS[c]} {_number(was.get(c)).strip()} -> {_number(r.scores.get(c)).strip()}"
            for c in HEADLINES
            if abs((was.get(c) or 0) - (r.scores.get(c) or 0)) > 0.005
        ]
        if moved:
            print(f"  {r.name}: {', '.join(moved)}")


def print_seeds(folder: Path, parse: Callable[[str], Thread]) -> int:
    """Score the texts of ``folder`` against a gold.json that gives each post's lines (1-based, inclusive)."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    print(_header("seed"))
    for name, record in gold.items():
        text = (folder / name).read_text(encoding="utf-8", errors="surrogateescape")
        lines = text.split("\n")
        posts = [
            {
                "id": str(p["n"]),
                "parent": None if p.get("parent") is None else str(p["parent"]),
                "author": p.get("author"),
                "timestamp": p.get("timestamp"),
                "body": "\n".join(lines[p["body"][0] - 1 : p["body"][1]]) if p.get("body") else "",
            }
            for p in record["posts"]
        ]
        thread = parse(text)
        scores = evaluation.evaluate(thread, posts)
        print(_line(name[:20], len(posts), {c: scores.to_dict().get(c) for c in COLUMNS}))
        print(f"    found {len(thread.posts)} of {len(posts)}; sure links {_sure_links(thread, posts, record)}")
    return 0


def _sure_links(thread: Thread, posts: list[dict[str, Any]], record: dict[str, Any]) -> str:
    matches = align([p.body for p in thread.posts], [p["body"] for p in posts])
    place = {post.id: j for j, post in enumerate(thread.posts)}
    right = 0
    for link in record.get("sure", ()):
        child = matches.get(link["post"] - 1)
        if child is None:
            continue
        parent = thread.posts[child].parent
        given = None if parent is None else place.get(parent)
        right += given == (None if link["answers"] is None else matches.get(link["answers"] - 1, -1))
    return f"{right}/{len(record.get('sure', ()))}"


def _header(first: str) -> str:
    return f"{first:24s} {'n':>5s} " + " ".join(f"{title:>6s}" for title in COLUMNS.values())


def _line(name: str, count: int, row: dict[str, float | None]) -> str:
    return f"{name[:24]:24s} {count:5d} " + " ".join(f"{_number(row[column]):>6s}" for column in COLUMNS)


def _number(value: float | None) -> str:
    return "     -" if value is None else f"{value:6.3f}"


if __name__ == "__main__":
    sys.exit(main())
