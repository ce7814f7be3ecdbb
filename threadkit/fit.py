"""Fit the weights by which candidate layouts are judged, from pages with known posts.

    python -m threadkit.fit [--gold DIR] [--pages 6] [--out threadkit/weights/scoring.json]
    python -m threadkit.fit --left-out 5 [--hide-named]   # every platform judged by weights fitted without it

Needs lightgbm (``pip install 'threadkit[fit]'``); judging itself needs
nothing.  Every candidate layout of every page becomes one example; its worth
is how well the posts it finds agree with the known ones.  Pages cut before
their discussion give examples of worth nothing.  Three small forests of shallow
trees are fitted, each the mean of a few: one ranks the candidates of a page
against each other, one says in absolute terms what each is worth, and one
whether the best one of a page has found its discussion.  Platforms weigh the
same, however many pages they have.

Two dozen platforms print posts in two dozen ways, and most pages in the world
in others.  So every platform's threads are also printed anew in layouts made
up at random (``threadkit.reprint``), below the articles they stood under; what is
learned from them is judged, like everything else, on the real pages of
platforms that were left out.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from threadkit import develop, evaluation, reprint, scoring, vocabulary
from threadkit.cues import Cues, page_cues
from threadkit.detection import candidates
from threadkit.forests import DECIMALS
from threadkit.scoring import NEGATIVE, POSITIVE, WEIGHTS_FILE, Judged, compared
from threadkit.segment import body_text

MOST_POSTS = 300
"""Pages with more posts are left out: they take long and teach no more."""
POOR = ("resiliparse", "bs4")
"""Extractors whose texts are also tried without dates and without name lines."""
LOOKS = 24
"""Random layouts in which every platform's threads are printed anew."""
ODD = 8
"""One in so many of them has bodies that begin on the byline's row, one bodies that end there, one nothing but names,
some of them lost, and one bodies of a few words."""
FEW_WORDS = (1, 2, 3, 4, 6, 8)
REPRINT_SIZES = (3, 4, 5, 6, 8, 10, 14, 20, 30)
LISTINGS = 16
"""Lists that are no discussions, made of every platform's articles."""
LISTING_SIZES = (4, 5, 6, 8, 12)
LEAST_ENTRY = 12
ENTRY_WORDS = (4, 12, 20, 30, 60)
MOST_TITLE = 6
ONE_AUTHOR = 0.3
CLOCKED = 0.3
"""Lists of articles seldom print the time of day; comments mostly do."""
STAFF = 3
"""So many people write for a site whose articles a list announces, some of them twice."""
MORE = (
    "Read more", "Continue reading", "more", "Comments (3)", "3 Comments", "Details", "Download", "Listen", "Share",
    "5 min read", "Continue reading →", "Leave a comment", "Weiterlesen", "Lire la suite", "41 views",
)
REPRINT_TRUST = 0.3
"""Made-up pages are tidier than real ones: for what a candidate is worth they count this much of a platform, and
reprints for trust too; for ranking, and lists for trust, a whole one."""
SURROUNDINGS = {
    "plain": "resiliparse",
    "lists": "inscriptis",
    "tokens": "bs4",
    "wrapped": "w3m",
    "lynx": "lynx",
    "html2text": "html2text",
}
"""Whose text of the article stands above a reprinted thread, by the form it is printed in."""
LEAST_WORTH = 0.3
"""Pages whose best candidate is worth less teach nothing about ranking."""
WORTH_SCALE = 0.05
"""Differences of worth well below this do not matter to the ranking, those well above are decisive."""
SCORE_SCALE = 3.0
RANK_SHARE = 0.2
"""What brings the ranking's scores to the spread of the expected worth, to which they are added."""
LEAST_CURVE = 1e-3
RIGHT = 0.5
"""A reading worth more than this has found the posts of a page, by and large."""
WINNER_PARTS = 4
TREES: dict[str, Any] = {
    "num_leaves": 8,
    "learning_rate": 0.09,
    "lambda_l2": 10.0,
    "feature_fraction_bynode": 0.3,
    "min_data_in_leaf": 30,
    "verbosity": -1,
    "seed": 0,
    "num_threads": 1,
    "deterministic": True,
}
RANK_TREES = 120
WORTH_TREES = {"num_iterations": 120}
TRUST_TREES = {"num_iterations": 100, "num_leaves": 6, "learning_rate": 0.07, "lambda_l2": 5.0, "min_data_in_leaf": 15}
"""There is one winner a page: fewer examples, smaller trees."""
FORESTS = 3
"""So many of each kind are averaged; by a single one, close choices and marginal pages are a matter of luck."""


@dataclass(slots=True)
class Example:
    """One candidate of one text."""

    platform: str
    text: int
    features: dict[str, float]
    worth: float
    variant: str = "whole"
    """What was done to the text: nothing (``whole``), ``cut`` before the discussion, only the discussion taken out
    (``tail``), dates or names dropped (``poor``), printed anew (``reprint``), the article made a list (``listing``)."""

    @property
    def group(self) -> tuple[str, bool]:
        """What weighs as one platform: its own pages, or its threads printed anew."""
        return self.platform, self.variant == "reprint"


def main(argv: Sequence[str] | None = None) -> int:
    arguments = argparse.ArgumentParser(prog="python -m threadkit.fit", description="Fit the weights of scoring.")
    arguments.add_argument("--gold", type=Path, default=Path(os.environ.get("THREADKIT_GOLD", "../shared/gold")))
    arguments.add_argument("--pages", type=int, default=6, help="pages a platform (6)")
    arguments.add_argument("--without", nargs="*", default=[], help="platforms to leave out")
    arguments.add_argument("--out", type=Path, default=WEIGHTS_FILE)
    arguments.add_argument("--examples", type=Path, help="keep the examples here (a pickle); read from it if it exists")
    arguments.add_argument("--left-out", type=int, metavar="K", help="write nothing, judge platforms in K parts")
    arguments.add_argument("--hide-named", action="store_true", help="with --left-out: parse without named layouts")
    args = arguments.parse_args(argv)
    pages = [page for page in develop.load_pages(args.gold / "pages") if page.platform not in args.without]
    if args.examples and args.examples.exists():
        examples = pickle.loads(args.examples.read_bytes())
    else:
        examples = list(collect(pages, args.pages))
    if not examples:
        print(f"no pages below {args.gold}", file=sys.stderr)
        return 1
    if args.examples and not args.examples.exists():
        args.examples.write_bytes(pickle.dumps(examples))
    if args.left_out:
        judge_left_out(examples, pages, args.left_out, hide_named=args.hide_named)
        return 0
    weights = fit(examples)
    weights["provenance"] = {
        "command": "python -m threadkit.fit --pages " + str(args.pages),
        "platforms": sorted({example.platform for example in examples}),
        "texts": len({example.text for example in examples}),
        "examples": len(examples),
    }
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(examples)} candidates of {weights['provenance']['texts']} texts; wrote {args.out}")
    return 0


def judge_left_out(
    examples: Sequence[Example], pages: Sequence[develop.Page], parts: int, *, hide_named: bool
) -> None:
    """Print the report of ``threadkit.develop``, each platform parsed by weights fitted without it."""
    options = ["--no-links", *(["--hide-named"] if hide_named else [])]
    whole = develop.parse_arguments(options)
    cut = develop.parse_arguments([*options, "--cut"])
    platforms = sorted({page.platform for page in pages})
    results: list[develop.Result] = []
    cut_results: list[develop.Result] = []
    for part in (platforms[start::parts] for start in range(parts)):
        scoring.use_weights(fit([example for example in examples if example.platform not in part]))
        for page in pages:
            if page.platform in part:
                results += develop.run_page(page, develop.WHOLE_PAGE + develop.LOSSY, whole)
                cut_results += develop.run_page(page, develop.WHOLE_PAGE, cut)
    scoring.use_weights(None)
    develop.print_report(results, whole)
    develop.print_cut(cut_results)


def collect(pages: Sequence[develop.Page], most: int) -> Iterator[Example]:
    """Examples from some pages of every platform, whole and cut before the discussion."""
    by_platform: dict[str, list[develop.Page]] = {}
    for page in pages:
        if len(page.posts) <= MOST_POSTS:
            by_platform.setdefault(page.platform, []).append(page)
    order = random.Random(1)
    text_number = 0
    for platform, group in sorted(by_platform.items()):
        order.shuffle(group)
        for page in group[:most]:
            truth = evaluation.prepare(page.posts)
            for extractor in develop.WHOLE_PAGE:
                path = page.folder / f"text.{extractor}.txt"
                if not path.exists():
                    continue
                text = path.read_text(encoding="utf-8", errors="replace")
                for title, variant, known in _variants(text, page.posts, truth, poor=extractor in POOR):
                    for named in (True, False):
                        text_number += 1
                        for features, value in _examples(variant, known, named=named):
                            kind = title if named else title + "-unnamed"
                            yield Example(platform, text_number, features, value, kind)
        for text, truth in _reprints(platform, group):
            text_number += 1
            for features, value in _examples(text, truth, named=False):
                yield Example(platform, text_number, features, value, "reprint")
        for text in _listings(platform, group):
            for named in (True, False):
                text_number += 1
                for features, value in _examples(text, None, named=named):
                    yield Example(platform, text_number, features, value, "listing")


def _reprints(platform: str, pages: Sequence[develop.Page]) -> Iterator[tuple[str, list[Any]]]:
    """Threads of a platform in layouts that nobody uses, with their known posts."""
    for number in range(LOOKS):
        page = pages[number % len(pages)]
        rng = random.Random(f"{platform} {page.name} {number}")
        look = reprint.random_look(rng)
        if number % ODD == 0:
            look = reprint.inline(look, rng)
        elif number % ODD == 1:
            look = reprint.bare(look, rng)
        elif number % ODD == 2:
            look = reprint.signed(look, rng)
        posts = _stretch(page.posts, rng)
        if len(posts) < 2:
            continue
        if number % ODD == 3:
            posts = [_terse(post, rng) for post in posts]
        path = page.folder / f"text.{SURROUNDINGS[look.form]}.txt"
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        above = text[: develop.discussion_start(text, page.posts) or 0].rstrip("\n")
        look = replace(look, article=look.article and not above, cue=look.cue if rng.random() < 0.7 else "")
        if number % (2 * ODD) == 0:  # a log, with nothing around it
            look, above = reprint.alone(look), ""
        printed, known = reprint.reprint(look, posts, rng)
        if number % ODD == 1:
            short = {post["author"] for post in known if post["author"] and " " not in post["author"]}
            printed = "\n".join(row for row in printed.split("\n") if row.strip() not in short)
        yield above + "\n" * rng.choice((1, 2, 3)) + printed if above else printed, evaluation.prepare(known)


def _listings(platform: str, pages: Sequence[develop.Page]) -> Iterator[str]:
    """Lists that are no discussions: teasers, programmes, catalogues, made of the sentences of a platform's articles.

    Every entry has a date, and a title in the author's place or above the byline of one of a few authors.
    """
    for number in range(LISTINGS):
        page = pages[number % len(pages)]
        rng = random.Random(f"{platform} {page.name} {number} listing")
        path = page.folder / "text.resiliparse.txt"
        text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""
        article = text[: develop.discussion_start(text, page.posts) or 0]
        prose = [row.split() for row in article.split("\n") if len(row.split()) >= LEAST_ENTRY]
        entries = rng.sample(prose, min(len(prose), rng.choice(LISTING_SIZES)))
        if len(entries) < min(LISTING_SIZES):
            continue
        look = reprint.random_look(rng)
        if not _suits_a_list(look.head + look.foot):
            continue
        look = replace(
            look,
            under=(),
            date=look.date if rng.random() < CLOCKED else rng.choice(("day", "iso-day", "relative")),
            cue="",
            nested=False,
            below=(rng.choice(MORE),) if rng.random() < 0.5 else (),
            closing=(),
        )
        titles = [_title(words, rng) for words in entries]
        names, size = titles, rng.choice(ENTRY_WORDS)
        if number % 2:
            look = replace(look, above=("{title}",), gap_head=rng.choice((0, 0, 1)))
            known = sorted({post["author"] for post in page.posts if post.get("author")})
            names = rng.choices(rng.choices(known or titles, k=STAFF), k=len(titles))
        elif rng.random() < ONE_AUTHOR:
            names = titles[:1] * len(titles)
        posts = [
            {"id": str(place), "parent": None, "author": name, "title": title, "body": " ".join(words[:size])}
            for place, (title, name, words) in enumerate(zip(titles, names, entries, strict=True))
        ]
        yield reprint.reprint(look, posts, rng)[0]


def _suits_a_list(byline: str) -> bool:
    """Whether a byline has a date (names alone are hard enough to believe) and nobody who speaks ("says", "wrote")."""
    words = [word.strip(".…:,") for word in vocabulary.fold(byline).split()]
    return "{timestamp}" in byline and not any(word in vocabulary.SAYS for word in words)


def _title(words: Sequence[str], rng: random.Random) -> str:
    start = rng.randrange(len(words) - MOST_TITLE)
    return " ".join(words[start : start + rng.randint(1, MOST_TITLE)]).strip(" .,;:()\"“”").capitalize() or "News"


def _stretch(posts: Sequence[dict[str, Any]], rng: random.Random) -> list[dict[str, Any]]:
    """Some successive posts that say something."""
    spoken = [post for post in posts if (post.get("body") or "").strip()]
    size = rng.choice(REPRINT_SIZES)
    start = rng.randrange(max(1, len(spoken) - size + 1))
    return spoken[start : start + size]


def _terse(post: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The post, if it said no more than its first few words."""
    return post | {"body": " ".join(post["body"].split()[: rng.choice(FEW_WORDS)])}


def _variants(
    text: str, posts: list[dict[str, Any]], truth: list[Any], *, poor: bool
) -> Iterator[tuple[str, str, list[Any] | None]]:
    """A text as it is, cut before its discussion, and as extractors leave it that drop dates or name lines."""
    yield "whole", text, truth
    cut = develop.discussion_start(text, posts)
    if cut is not None:
        yield "cut", text[:cut], None
        end = develop.discussion_end(text, posts)
        if end is not None and cut < end < len(text):
            yield "tail", text[:cut] + text[end:], None
    if not poor:
        return
    undated = text
    for printed in {post.get("raw_date") for post in posts} - {None, ""}:
        undated = undated.replace(str(printed), "")
    if undated != text:
        yield "poor", undated, truth
    names = {str(post["author"]).strip() for post in posts if post.get("author")}
    rows = text.split("\n")
    nameless = [row for row in rows if row.strip() not in names]
    if len(nameless) < len(rows):
        yield "poor", "\n".join(nameless), truth
    # Some extractors drop lines of one word: then only longer names are left, and gaps tell where the others stood.
    short = {name for name in names if " " not in name}
    rows = undated.split("\n")
    gapped = [row for row in rows if row.strip() not in short]
    if len(gapped) < len(rows):
        yield "poor", "\n".join(gapped), truth


def _examples(text: str, truth: list[Any] | None, *, named: bool) -> Iterator[tuple[dict[str, float], float]]:
    cues = page_cues(text)
    index = evaluation.TextIndex(text) if truth is not None else None
    for candidate in compared(cues, candidates(cues, named=named)):
        yield candidate.features, 0.0 if truth is None else worth(cues, candidate, truth, index)


def worth(cues: Cues, candidate: Judged, truth: list[Any], index: evaluation.TextIndex | None) -> float:
    """Agreement with the known posts, 0 to 1: half for the posts, the rest for authors and times."""
    found = [
        {
            "id": str(number),
            "author": record.author,
            "raw_timestamp": record.date.text if record.date else None,
            "body": body_text(cues.page, record),
        }
        for number, record in enumerate(candidate.segmentation.records)
    ]
    scores = evaluation.score_entries(evaluation.prepare(found), truth, index)
    parts = [(0.5, scores.f1), (0.35, scores.author_accuracy), (0.15, scores.time_accuracy)]
    known = [(weight, value) for weight, value in parts if value is not None]
    return sum(weight * value for weight, value in known) / sum(weight for weight, _ in known) if known else 0.0


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The forests as plain data."""
    import numpy as np

    table = _tabulate(examples)
    every = np.ones(len(table.value), dtype=bool)
    best = np.zeros(len(table.value), dtype=bool)
    platforms = np.array([example.platform for example in examples])
    known = sorted(set(platforms))
    for part in (known[start::WINNER_PARTS] for start in range(WINNER_PARTS)):
        # What is trusted must be judged on winners among candidates that the ranking has not seen.
        inside = np.isin(platforms, part)
        if not inside.all():
            ranked = np.asarray(_fit_rank(table, ~inside).predict(table.features))
            expected = np.asarray(_fit_worth(table, ~inside).predict(table.features))
            best |= inside & _is_best(table.text, RANK_SHARE * ranked + expected)
    return {
        "features": table.names,
        "rank": _averaged(lambda seed: _fit_rank(table, every, seed), RANK_SHARE),
        "worth": _averaged(lambda seed: _fit_worth(table, every, seed)),
        "trust": _averaged(lambda seed: _fit_trust(table, best, seed)),
    }


def _averaged(fit_one: Callable[[int], Any], scale: float = 1.0) -> list[Any]:
    """The trees of some forests that differ in their seeds only, together the mean of all."""
    return [tree for seed in range(FORESTS) for tree in _plain(fit_one(seed), scale / FORESTS)]


@dataclass(slots=True)
class _Table:
    """Examples as arrays, one row a candidate."""

    names: list[str]
    features: Any
    value: Any
    text: Any
    weight: Any
    """Under which every platform counts the same, and within it every text, and there every candidate."""
    reprint: Any
    listing: Any

    @property
    def signs(self) -> list[int]:
        return [1 if name in POSITIVE else -1 if name in NEGATIVE else 0 for name in self.names]


def _tabulate(examples: Sequence[Example]) -> _Table:
    import numpy as np

    names = sorted({name for example in examples for name in example.features})
    return _Table(
        names,
        np.array([[example.features.get(name, 0.0) for name in names] for example in examples]),
        np.array([example.worth for example in examples]),
        np.array([example.text for example in examples]),
        _balance(examples),
        np.array([example.variant == "reprint" for example in examples]),
        np.array([example.variant == "listing" for example in examples]),
    )


def _fit_rank(table: _Table, among: Any, seed: int = 0) -> Any:
    """The forest that chooses among the candidates of one text.

    Minimises the cross-entropy between the softmax of the scores of a text's
    candidates and that of their worths ("ListNet", Cao et al. 2007): what
    makes all candidates of a page good or bad does not matter, only which is best.
    """
    import lightgbm
    import numpy as np

    rows = np.flatnonzero(among & (_best_of(table.text, table.value) > LEAST_WORTH))
    rows = rows[np.argsort(table.text[rows], kind="stable")]
    text = table.text[rows]
    starts = np.flatnonzero(np.r_[True, text[1:] != text[:-1]])
    sizes = np.diff(np.r_[starts, len(text)])
    place = np.repeat(np.arange(len(starts)), sizes)
    weight = table.weight[rows] * sizes[place]  # a text's weight was spread over its candidates
    weight /= weight.mean()

    def shares(scores: Any) -> Any:
        raised = np.exp(scores - np.maximum.reduceat(scores, starts)[place])
        return raised / np.add.reduceat(raised, starts)[place]

    wanted = shares(table.value[rows] / WORTH_SCALE)

    def loss(scores: Any, _: Any) -> tuple[Any, Any]:
        given = shares(scores * SCORE_SCALE)
        return weight * (given - wanted), weight * np.maximum(given * (1 - given), LEAST_CURVE)

    data = lightgbm.Dataset(table.features[rows])
    settings = {**TREES, "objective": loss, "monotone_constraints": table.signs, "seed": seed}
    return lightgbm.train(settings, data, RANK_TREES)


def _fit_worth(table: _Table, among: Any, seed: int = 0) -> Any:
    """The forest that says what a candidate is worth, whatever its rivals."""
    weight = table.weight * (1.0 - (table.reprint | table.listing) * (1.0 - REPRINT_TRUST))
    return _fit_share(table, among, table.value, weight, {**WORTH_TREES, "seed": seed})


def _fit_trust(table: _Table, best: Any, seed: int) -> Any:
    """The forest that says whether the best candidate of a page, one of those in ``best``, has found its posts."""
    sizes = Counter(table.text.tolist())
    weight = table.weight * [sizes[text] for text in table.text.tolist()]
    weight *= 1.0 - table.reprint * (1.0 - REPRINT_TRUST)
    return _fit_share(table, best, (table.value > RIGHT).astype(float), weight, {**TRUST_TREES, "seed": seed})


def _fit_share(table: _Table, among: Any, target: Any, weight: Any, settings: dict[str, Any]) -> Any:
    import lightgbm

    data = lightgbm.Dataset(table.features[among], label=target[among], weight=weight[among] / weight[among].mean())
    settings = {**TREES, "objective": "cross_entropy", "monotone_constraints": table.signs, **settings}
    return lightgbm.train(settings, data)


def _is_best(text: Any, score: Any) -> Any:
    """Whether a candidate is the one of its text with the highest score."""
    import numpy as np

    order = np.lexsort((-score, text))
    best = np.zeros(len(text), dtype=bool)
    best[order[np.r_[True, text[order][1:] != text[order][:-1]]]] = True
    return best


def _best_of(text: Any, value: Any) -> Any:
    """For every candidate the worth of the best one of its text."""
    import numpy as np

    _, place = np.unique(text, return_inverse=True)
    best = np.zeros(place.max() + 1)
    np.maximum.at(best, place, value)
    return best[place]


def _balance(examples: Sequence[Example]) -> Any:
    """Example weights under which every platform counts the same, and within it every text."""
    import numpy as np

    per_text = Counter(example.text for example in examples)
    texts = {(example.group, example.text) for example in examples}
    per_group = Counter(group for group, _ in texts)
    weight = np.array([1 / per_text[e.text] / per_group[e.group] for e in examples])
    return weight / weight.mean()


def _plain(model: Any, scale: float = 1.0) -> list[Any]:
    """A forest as nested lists: ``[feature, threshold, left, right]`` or a leaf's value.

    Thresholds are moved up a little, as they may lie just above a value, or at one that sums of another order miss.
    """

    def plain(node: dict[str, Any]) -> Any:
        if "leaf_value" in node:
            return round(scale * node["leaf_value"], DECIMALS)
        sides = plain(node["left_child"]), plain(node["right_child"])
        return [node["split_feature"], (math.ceil(1e6 * node["threshold"]) + 0.5) / 1e6, *sides]

    return [plain(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


if __name__ == "__main__":
    raise SystemExit(main())
