"""How long the graph layer and the exports take: ``PYTHONPATH=. python tests/graph/speed.py [--exports]``.

Not a test: figures depend on the machine.  The targets are 10 s for the author
network and the summary of 1,000 threads of 100 posts, and 5 s for all tree
measures of one thread of 100,000 posts, a chain included.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from threadkit import graph
from threadkit.export import FORMATS, export
from threadkit.models import Post, ReplyLink, Thread

MEASURES = (
    graph.size,
    graph.depth,
    graph.widths,
    graph.width,
    graph.leaves,
    graph.unanswered_share,
    graph.branching,
    graph.longest_chain,
    graph.h_index,
    graph.wiener_index,
    graph.structural_virality,
    graph.root_dominance,
    graph.largest_branch,
    graph.depth_cap,
    graph.lifetime,
    graph.response_times,
    graph.time_inversions,
    graph.median_response,
)


def made_up(size: int, seed: int, *, chain: bool = False) -> Thread:
    """A random thread, or one chain, of 50 authors."""
    chance = random.Random(seed)
    posts = []
    for place in range(size):
        parent = None
        if place and (chain or chance.random() < 0.8):
            parent = str(place - 1 if chain else chance.randrange(place))
        posts.append(
            Post(
                id=str(place),
                parent=parent,
                author=f"Author {chance.randrange(50)}" if chance.random() < 0.9 else None,
                timestamp=datetime(2020, 1, 1) + timedelta(minutes=place),
                body="Author 7, I do not think so.",
                link=ReplyLink(parent=parent, confidence=chance.random() if parent else None),
            )
        )
    return Thread(posts=tuple(posts))


def timed(label: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    print(f"{time.perf_counter() - start:7.2f} s  {label}")


def measure_all(thread: Thread) -> None:
    tree = graph.as_tree(thread)
    for measure in MEASURES:
        measure(tree)


def main() -> None:
    threads = [made_up(100, seed) for seed in range(1000)]
    timed("1,000 threads of 100 posts: author network", lambda: graph.author_graph(threads))
    for per in ("thread", "author", "pair"):
        timed(f"1,000 threads of 100 posts: summary per {per}", lambda per=per: graph.summary(threads, per))
    for chain in (False, True):
        big = made_up(100_000, 1, chain=chain)
        what = f"100,000 posts, {'one chain' if chain else 'random tree'}"
        timed(f"{what}: all {len(MEASURES)} tree measures", lambda big=big: measure_all(big))
        timed(f"{what}: the same, indexing anew for each", lambda big=big: [measure(big) for measure in MEASURES])
        timed(f"{what}: summary row", lambda big=big: graph.summary(big))
        timed(f"{what}: HyperConvo features", lambda big=big: graph.hypergraph_features(big))
        timed(f"{what}: reply graph", lambda big=big: graph.reply_graph(big, article=True))
        if "--exports" in sys.argv:
            with tempfile.TemporaryDirectory() as folder:
                for name, each in FORMATS.items():
                    path = Path(folder) / f"{name}{each.suffix}"
                    timed(f"{what}: export {name}", lambda name=name, path=path, big=big: export(big, name, path))


if __name__ == "__main__":
    main()
