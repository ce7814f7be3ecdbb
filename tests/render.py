"""Round trips: threads printed by ``threadkit.reprint`` and parsed again, and what became of them.

    python -m tests.render 60             # round trip over sixty random layouts, failures in detail
    python -m tests.render --show 17      # one page, its posts and what became of them
    python -m tests.render 60 --named     # with the named layouts allowed
    python -m tests.render 6 --layout all # six pages through each named layout
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from threadkit.reprint import Gold, Look, layout_page, random_page

if TYPE_CHECKING:
    from threadkit.models import Thread

# --- comparing ---------------------------------------------------------------------


def squeeze(text: str) -> str:
    """Letters and digits only: neither wrapping nor list marks nor emphasis count."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a page.  ``cause`` is "" where boundaries and authors are exact."""

    boundaries: bool
    starts: bool
    """Every body is there whole, but something may cling to it."""
    authors: bool
    times: bool
    cause: str
    detail: str = ""
    shifted: bool = False
    """Nearly every body is there, but it has the author of its neighbour: the worst error, for nobody sees it."""


def compare(thread: Thread, posts: Sequence[Gold]) -> Verdict:
    """How a parsed thread compares with the posts that were printed."""
    found = thread.posts
    shifted = _is_shifted(thread, posts)
    times = len(found) == len(posts) and all(
        squeeze(p.raw_timestamp or "") == squeeze(gold.raw_time or "") for p, gold in zip(found, posts, strict=True)
    )
    if len(found) != len(posts):
        if not found:
            why = "; ".join(diagnostic.message for diagnostic in thread.diagnostics)
            return Verdict(False, False, False, False, "no posts", why)
        bodies = {squeeze(gold.body) for gold in posts}
        whole = sum(1 for post in found if squeeze(post.body) in bodies)
        cause = "fewer posts" if len(found) < len(posts) else "more posts"
        detail = f"{len(found)} for {len(posts)}, {whole} bodies exact"
        return Verdict(False, False, False, False, cause, detail, shifted)
    wrong = [i for i, (p, g) in enumerate(zip(found, posts, strict=True)) if squeeze(p.body) != squeeze(g.body)]
    clinging = all(squeeze(posts[i].body) in squeeze(found[i].body) for i in wrong)
    names = [squeeze(post.author or "") for post in found]
    gold_names = [squeeze(gold.author) for gold in posts]
    authors = names == gold_names
    cause, detail = _cause(thread, posts, wrong, names, gold_names)
    return Verdict(not wrong, clinging, authors, times, cause, detail, shifted)


def _is_shifted(thread: Thread, posts: Sequence[Gold]) -> bool:
    """Whether bodies have their neighbours' authors, judged where neighbours differ and bodies are unlike others."""
    authors = {squeeze(post.body): squeeze(post.author or "") for post in thread.posts}
    counts = Counter(squeeze(gold.body) for gold in posts)
    own = others = 0
    for before, gold, after in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        key = squeeze(gold.body)
        found = authors.get(key)
        if not found or counts[key] > 1:
            continue
        beside = {squeeze(near.author) for near in (before, after) if near is not None}
        if found == squeeze(gold.author):
            own += found not in beside
        elif found in beside:
            others += 1
    return others >= 3 and others > 2 * own


def _cause(
    thread: Thread, posts: Sequence[Gold], wrong: list[int], names: list[str], gold_names: list[str]
) -> tuple[str, str]:
    last = len(posts) - 1
    if wrong:
        at = wrong[0]
        found, gold = thread.posts[at].body, posts[at].body
        clings = squeeze(gold) in squeeze(found)
        kind = "something clings to" if clings else "text lost from or shifted in"
        where = "first body" if wrong == [0] else "last body" if wrong == [last] else "bodies"
        return f"{kind} {where}", f"{len(wrong)} of {len(posts)}; post {at + 1}: {found[:160]!r} for {gold[:160]!r}"
    if names != gold_names:
        if not any(names):
            return "no authors", ""
        if names[1:] == gold_names[:-1] or names[:-1] == gold_names[1:]:
            return "authors shifted by one", ""
        pairs = zip(names, gold_names, strict=True)
        at = next(i for i, (name, gold) in enumerate(pairs) if name != gold)
        count = sum(1 for name, gold in zip(names, gold_names, strict=True) if name != gold)
        return "wrong authors", f"{count} of {len(posts)}; {thread.posts[at].author!r} for {posts[at].author!r}"
    return "", ""


# --- the script ------------------------------------------------------------------


def describe(meta: dict[str, Any]) -> str:
    """The look in a few words: what is set and what is not as usual."""
    usual = asdict(Look())
    return ", ".join(f"{key}={value!r}" for key, value in meta.items() if value != usual[key] and key != "options")


def round_trip(seed: int, *, named: bool = False) -> tuple[Verdict, Thread, str, list[Gold], dict[str, Any]]:
    """Print a page, parse it, compare."""
    from threadkit.pipeline import parse

    text, posts, meta = random_page(seed)
    thread = parse(text, named=named, links=False)
    return compare(thread, posts), thread, text, posts, meta


def main() -> None:
    """Round trips over random layouts, failures in detail."""
    parser = argparse.ArgumentParser(prog="python -m tests.render", description=main.__doc__)
    parser.add_argument("count", nargs="?", type=int, default=60, help="how many random layouts")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--show", type=int, metavar="SEED", help="print one page and what became of it")
    parser.add_argument("--named", action="store_true", help="allow the named layouts")
    parser.add_argument("--layout", help="print through this named layout (or `all`) and read with it given")
    parser.add_argument("--brief", action="store_true", help="one line per failure")
    parser.add_argument("--pool", action="store_true", help="where the exact reading stands among the candidates")
    options = parser.parse_args()
    if options.layout:
        _layout_trips(options.layout, options.start, options.count, options.show)
        return
    if options.pool:
        _pool(range(options.start, options.start + options.count), named=options.named)
        return
    if options.show is not None:
        _show(options.show, named=options.named)
        return
    causes: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for seed in range(options.start, options.start + options.count):
        verdict, thread, _, _, meta = round_trip(seed, named=options.named)
        totals.update(
            exact=verdict.boundaries and verdict.authors,
            boundaries=verdict.boundaries,
            starts=verdict.starts,
            authors=verdict.authors,
            times=verdict.times,
            shifted=verdict.shifted,
        )
        byline = "split" if meta["head"] and meta["foot"] else "head" if meta["head"] else "foot"
        kinds = (f"form {meta['form']}", f"byline {byline}", f"language {meta['language']}", f"date {meta['date']}")
        forms.update(kinds)
        if verdict.cause:
            causes[verdict.cause] += 1
            misses.update(kinds)
            print(f"{seed}: {verdict.cause} ({verdict.detail})" if verdict.detail else f"{seed}: {verdict.cause}")
            if not options.brief:
                print(f"    look: {describe(meta)}")
                layout = thread.layout
                print(f"    read: head={layout.head!r} foot={layout.foot!r}" if layout else "    read: nothing")
    print()
    for cause, number in causes.most_common():
        print(f"{number:4} {cause}")
    print()
    print("  ".join(f"{kind} {misses[kind]}/{number}" for kind, number in sorted(forms.items())))
    print()
    print("  ".join(f"{kind} {number / options.count:.3f}" for kind, number in totals.items()))


def _pool(seeds: Sequence[int], *, named: bool) -> None:
    """Tell proposing from choosing: whether an exact candidate was there, at which rank, and what beat it."""
    from threadkit.cues import page_cues
    from threadkit.detection import rank
    from threadkit.pipeline import parse

    ranks: Counter[str] = Counter()
    for seed in seeds:
        text, posts, meta = random_page(seed)
        wanted = bool(meta["head"]), bool(meta["foot"])
        ranked = rank(page_cues(text), named=named)
        at = None
        for place, candidate in enumerate(ranked):
            thread = parse(text, layout=candidate.layout, links=False)
            verdict = compare(thread, posts)
            if verdict.boundaries and verdict.authors:
                at = place
                break
        kind = "no candidate is exact" if at is None else "chosen" if at == 0 else "an exact candidate was not chosen"
        ranks[kind] += 1
        if at != 0 and ranked:
            best = ranked[0]
            role = bool(best.layout.head), bool(best.layout.foot)
            ranks[f"{kind}, role of the winner {'right' if role == wanted else 'wrong'}"] += 1
            right = ranked[at] if at else None
            beaten = f"rank {at}, {right.score:.2f} {right.layout.head} {right.layout.foot}" if right else kind
            won = f"{best.score:.2f} {best.layout.head[:1]} {best.layout.foot[:1]}"
            print(f"{seed}: {meta['head']!r} {meta['foot']!r}: won {won}; {beaten}", flush=True)
    for kind, number in ranks.most_common():
        print(f"{number:4} {kind}")


def _layout_trips(name: str, start: int, count: int, show: int | None) -> None:
    """Per layout: how many pages came back exactly with the layout given, and with all layouts competing."""
    from threadkit.layouts import load_layout, named_layouts
    from threadkit.pipeline import parse

    totals: Counter[str] = Counter()
    for layout in named_layouts() if name == "all" else (load_layout(name),):
        row: Counter[str] = Counter()
        notes = []
        for seed in (show,) if show is not None else range(start, start + count):
            text, posts, meta = layout_page(layout, seed, size=8)
            thread = parse(text, layout=layout, links=False)
            given, detected = compare(thread, posts), compare(parse(text, links=False), posts)
            row.update(
                pages=1,
                given=given.boundaries and given.authors,
                detected=detected.boundaries and detected.authors,
                shifted=detected.shifted,
            )
            if given.cause:
                notes.append(f"{seed}: {given.cause} ({given.detail[:90]})")
            if show is not None:
                _print_trip(given, thread, text, posts, meta)
        totals.update(row)
        print(f"{layout.name:24} {dict(row)}  {notes[0] if notes else ''}", flush=True)
    print({kind: round(number / totals["pages"], 3) for kind, number in totals.items()})


def _show(seed: int, *, named: bool) -> None:
    _print_trip(*round_trip(seed, named=named))


def _print_trip(verdict: Verdict, thread: Thread, text: str, posts: list[Gold], meta: dict[str, Any]) -> None:
    print(text)
    print("-" * 100)
    print(describe(meta))
    for diagnostic in thread.diagnostics:
        print(f"{diagnostic.severity}: {diagnostic.message}")
    if thread.layout:
        print(f"read: head={thread.layout.head!r} foot={thread.layout.foot!r}")
    for place in range(max(len(posts), len(thread.posts))):
        gold = f"{posts[place].author} | {posts[place].raw_time} | {posts[place].body!r}" if place < len(posts) else "-"
        print(f"{place + 1:3} gold {gold}")
        if place < len(thread.posts):
            post = thread.posts[place]
            print(f"    read {post.author} | {post.raw_timestamp} | {post.body!r}")
    print(verdict)


if __name__ == "__main__":
    main()
