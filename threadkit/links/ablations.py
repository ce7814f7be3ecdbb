"""What each group of signals is worth: taken away, the model refitted, the loss printed.

    THREADKIT_GOLD=… python -m threadkit.links.ablations time-order depth-first depth-first-untimed chat

Points of accuracy on all posts, averaged over sources, each judged with weights
fitted on the others; for chat, points of link F1 on the dev part of the corpus.
To take a dozen groups in half an hour it fits on fewer posts than ``fit``, on
paths that the whole model predicted: differences below half a point are noise.

===========================  ==========  ===========  ===================  =====
without                      time order  depth-first  and no names, times  chat
===========================  ==========  ===========  ===================  =====
nothing: all signals               73.8         83.4                 67.9   70.1
quotations                         -0.6         -0.6                 -0.2
names                              -0.8         -0.4                 -0.0   -9.2
turns: who wrote what              -3.7         -1.3                 -0.1   -0.3
host, or who talks to whom         -0.5         -0.2                 -0.2   -0.4
time                               -1.3         -1.7                        +0.6
order of siblings                               -2.5
words and links in common          -0.9         -0.2                 -1.8   -0.8
cues and questions                 -0.4         -0.1                 -5.6
lengths                            +0.1         -0.2                 -0.4
answered already                                                            +0.4
who speaks next                                                             +0.9
the page as a whole                -0.5         -0.7
===========================  ==========  ===========  ===================  =====

Taken before the tables of combined signals were halved (``tables``), which by the same measure gives 74.5, 84.3 and
68.1 with all signals.  That a candidate has been answered already told nothing of pages, nor did its length where
names or times are known: these are no longer asked.  For chat, twenty logs and two rounds; fitted on all logs it
reaches 72.6.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from threadkit.links import develop, fit
from threadkit.links.calibration import Fitter, judged_case, shape_without
from threadkit.links.model import JOIN
from threadkit.links.tables import SHAPES

GROUPS: Final = {
    "quotations": ("quoted", "quoting", "held open", "kept open", "quotes used"),
    "names": ("named", "naming", "addressing", "spoken to", "names used"),
    "turns: who wrote what": ("turn", "latest of author", "next author", "standing", "regulars", "to and fro"),
    "host": ("host", "host's share"),
    "time": ("gap", "pause", "pace"),
    "order of siblings": ("sibling time", "top by time", "steps back", "possible tops", "sibling habit"),
    "words and links in common": ("shared words", "shared link"),
    "cues and questions": (
        "opening", "next opens", "it opens", "you", "question", "asks", "second person", "of the article", "praise",
    ),
    "lengths": ("length", "its length", "usual length"),
    "the page as a whole": (
        "page size", "regulars", "to and fro", "names used", "quotes used", "usual length", "pace", "host's share",
        "second person",
    ),
}  # fmt: skip
CHAT_GROUPS: Final = {
    "names": ("to", "from", "speaks to", "waiting"),
    "turns: who wrote what": ("speaker", "silence", "it is", "crowd"),
    "who talks to whom": ("history", "its parent", "same talk", "last was"),
    "time": ("minutes",),
    "words in common": ("common words",),
    "who speaks next": ("speaks again",),
    "answered already": ("answers so far",),
}
FIT_POSTS: Final = 400
JUDGED_POSTS: Final = 500
FIT_LOGS: Final = 20
CHAT_PENALTY: Final = 2.0


@dataclass
class LeftOut:
    """One source to judge on, and what the whole model weighed on the others, on paths it predicted itself."""

    sample: fit.Sample
    judged: list[fit.Case]


def left_out(name: str, gold: Path) -> list[LeftOut]:
    """Every source left out once."""
    sources = develop.load_sources(gold)
    fitter = Fitter(name, sources, posts=FIT_POSTS)
    rng = random.Random(5)
    made = []
    for left in sources:
        others = [case for source, cases in fitter.training.items() if source != left for case in cases]
        judged = [judged_case(name, t, left) for t in fit.sampled(sources[left], JUDGED_POSTS, rng)]
        made.append(LeftOut(fit.collect(others, fitter.without(left), teacher=False), judged))
    return made


def accuracy(name: str, splits: Sequence[LeftOut], without: Sequence[str]) -> float:
    """Mean accuracy in per cent over sources left out, without some signals."""
    blank = fit.blank_model(name, shape_without(SHAPES[name], without))
    scores = [
        develop.evaluate(fit.estimate(s.sample, blank, fit.default_penalty(name), iterations=60), s.judged).accuracy()
        for s in splits
    ]
    return 100 * sum(scores) / len(scores)


def chat_f1(training: Sequence[fit.Case], judged: Sequence[fit.Case], without: Sequence[str]) -> float:
    """Link F1 in per cent, without some signals."""
    shape = shape_without(SHAPES["chat"], without)
    return develop.link_f1(fit.fit_model("chat", training, shape, CHAT_PENALTY, rounds=2), judged)


def ablate(name: str, gold: Path) -> None:
    """Print the loss of each group for one model."""
    if name == "chat":
        logs = sorted((gold / "irc" / "train").glob("*.annotation.txt"))
        random.Random(1).shuffle(logs)
        chats = [fit.read_chat(path) for path in logs[:FIT_LOGS]]
        dev = [fit.read_chat(path) for path in sorted((gold / "irc" / "dev").glob("*.annotation.txt"))]
        whole = chat_f1(chats, dev, ())
        print(f"\n{name}: link F1 {whole:.1f} with all signals", flush=True)
        for group, signals in CHAT_GROUPS.items():
            print(f"  {group:28s} {chat_f1(chats, dev, signals) - whole:+.1f}", flush=True)
        return
    splits = left_out(name, gold)
    whole = accuracy(name, splits, ())
    print(f"\n{name}: accuracy {whole:.1f} with all signals", flush=True)
    used = {part for group in SHAPES[name].values() for table in group for part in table.split(JOIN)}
    for group, signals in GROUPS.items():
        if used & set(signals):
            print(f"  {group:28s} {accuracy(name, splits, signals) - whole:+.1f}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table of losses for each model asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m threadkit.links.ablations", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("models", nargs="*", default=sorted(SHAPES))
    parser.add_argument("--gold", type=Path, default=Path(os.environ.get("THREADKIT_GOLD", "../shared/gold")))
    options = parser.parse_args(arguments)
    for name in options.models:
        ablate(name, options.gold)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
