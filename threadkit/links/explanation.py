"""Why this parent: everything that was weighed for one post, as data and as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Unpack

from threadkit.links.chat import ChatPage
from threadkit.links.evidence import signal_gains, words_behind
from threadkit.links.page import Page
from threadkit.links.resolve import Decision, LinkOptions, resolve
from threadkit.links.state import NONE
from threadkit.models import Post

SHOWN_SIGNALS: Final = 6
FAINT: Final = 0.05
EXCERPT: Final = 70


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal's share in a candidate's score against the chosen one's rival, and the words behind it."""

    name: str
    weight: float
    words: str | None


@dataclass(frozen=True, slots=True)
class Weighed:
    """One candidate: its id (None: nobody), probability, and the signals for (+) and against (−) it."""

    parent: str | None
    probability: float
    excerpt: str
    signals: tuple[Signal, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All candidates of one post, most probable first."""

    post: str
    excerpt: str
    source: str
    order: str
    kind: str
    candidates: tuple[Weighed, ...]

    def __str__(self) -> str:
        lines = [f"post {self.post}: {self.excerpt}", f"read as {self.kind}, {self.order}; parent {self.source}"]
        for weighed in self.candidates:
            who = "nobody" if weighed.parent is None else f"post {weighed.parent}: {weighed.excerpt}"
            lines.append(f"  {weighed.probability:.3f}  {who}")
            for signal in weighed.signals:
                words = f"  ({signal.words})" if signal.words else ""
                lines.append(f"         {signal.weight:+.2f} {signal.name}{words}")
        return "\n".join(lines)


def explain(posts: Sequence[Post], post_id: str, **options: Unpack[LinkOptions]) -> Explanation:
    """What was weighed for one post of a page; options as in ``link_posts``.

    Each candidate's signals are log-odds against the most probable other candidate.
    Raises ``KeyError`` if no post has the id.
    """
    resolved = resolve(posts, **options)
    page = resolved.walk.page
    i = page.index[post_id]
    decision = resolved.walk.decisions[i]
    assert decision is not None
    chances = decision.probabilities
    ranked = sorted(range(len(decision.candidates)), key=chances.__getitem__, reverse=True)
    weighed = []
    for k in ranked:
        rival = next((r for r in ranked if r != k), None)
        j = decision.candidates[k]
        weighed.append(
            Weighed(
                parent=None if j == NONE else page.posts[j].id,
                probability=chances[k],
                excerpt="" if j == NONE else _excerpt(page.posts[j]),
                signals=_signals(decision, page, i, k, rival),
            )
        )
    return Explanation(post_id, _excerpt(page.posts[i]), decision.source, resolved.order, resolved.kind, tuple(weighed))


def _signals(decision: Decision, page: Page | ChatPage, i: int, k: int, rival: int | None) -> tuple[Signal, ...]:
    if decision.stated is not None and decision.candidates[k] == decision.stated.parent:
        start, end = decision.stated.span
        return (Signal(decision.stated.signal, float("inf"), page.posts[i].body[start:end]),)
    if decision.weighing is None:
        return ()
    gains: dict[str, float] = {}
    for name, gain in signal_gains(decision.weighing, decision.candidates, k, rival):
        gains[name] = gains.get(name, 0.0) + gain
    strongest = sorted(gains.items(), key=lambda item: -abs(item[1]))[:SHOWN_SIGNALS]
    return tuple(
        Signal(name, weight, words_behind(name, page, i, decision.candidates[k])[0])
        for name, weight in strongest
        if abs(weight) >= FAINT
    )


def _excerpt(post: Post) -> str:
    text = " ".join(post.body.split())
    short = text if len(text) <= EXCERPT else text[: EXCERPT - 1] + "…"
    return f"{post.author}: {short}" if post.author else short
