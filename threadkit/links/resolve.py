"""From posts to links: walk the page, weigh candidates, decide parents.

The walk is greedy from the first post to the last: what was decided above is
structure for what follows below.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise
from typing import Any, Final, Literal, TypedDict, Unpack

from threadkit.collector import collector_paused
from threadkit.links.candidates import in_depth_first_order, in_time_order, under_depth_cap
from threadkit.links.chat import ChatPage, ChatState, chat_candidates
from threadkit.links.evidence import evidence_for, evidence_of_statement
from threadkit.links.explicit import CERTAIN, NumberIndex, Stated, stated_parent
from threadkit.links.guess import guess_authors
from threadkit.links.model import Model, Scorer, Weighing, load_model, softmax
from threadkit.links.order import detect_order
from threadkit.links.page import Page
from threadkit.links.state import NONE, State
from threadkit.models import AuthorGuess, Diagnostic, Evidence, Order, Post, ReplyLink

Kind = Literal["comments", "forum", "chat"]
KNOWN: Final = frozenset({"printed", "explicit", "given"})
ENOUGH_TIMES: Final = 0.5
WAITING: Final = 200
"""Links are made for so many posts at a time: in turns with decisions each would take half as long again."""


@dataclass(frozen=True, slots=True)
class LinkResult:
    """Posts in page order with their links, and how the page was read."""

    posts: tuple[Post, ...]
    order: Order
    kind: Kind
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Decision:
    """What was weighed for one post: candidates (``NONE`` last), their scores, and what was chosen."""

    candidates: list[int]
    chosen: int
    source: str
    surety: float = 1.0
    """The probability of what was chosen, the first candidate, where nothing was weighed."""
    weighing: Weighing | None = None
    scores: Sequence[float] = ()
    """What was weighed comes to; the probabilities are in the same order."""
    stated: Stated | None = None

    def chances(self, places: Iterable[int]) -> list[float]:
        """The probabilities of some candidates."""
        if self.weighing is None:
            return [1 - self.surety if k else self.surety for k in places]
        trust = self.weighing.scorer.model.trust
        return softmax(self.scores, trust.lapse_of_nobody if self.chosen == NONE else trust.lapse, places)

    @property
    def probabilities(self) -> list[float]:
        """Those of all candidates."""
        return self.chances(range(len(self.candidates)))

    @property
    def best(self) -> int:
        """Which candidate was chosen."""
        return self.candidates.index(self.chosen)

    @property
    def second(self) -> int | None:
        """Which candidate is the runner-up."""
        return self.next_to(self.best)

    def next_to(self, best: int) -> int | None:
        """Which candidate comes after the best."""
        count = len(self.candidates)
        if count < 3:
            return 1 - best if count == 2 else None
        others = [*self.scores]
        others[best] = -math.inf
        return others.index(max(others))

    @property
    def confidence(self) -> float:
        return self.chances((self.best,))[0]


@dataclass(slots=True)
class Walk:
    """One page being resolved: everything the steps share."""

    page: Any  # Page or ChatPage, and with it State or ChatState
    state: Any
    scorer: Scorer
    order: Order
    none_shift: float = 0.0
    depth_cap: int | None = None
    threshold: float | None = None
    """With a threshold, links are made on the way; what was weighed is not kept, for it takes most of the memory."""
    links: list[ReplyLink] = field(default_factory=list)
    decisions: list[Decision | None] = field(default_factory=list)
    """All of them, or those that wait for links."""
    forward: dict[int, int] = field(default_factory=dict)
    """Known parents that stand further down: kept, but no structure for what follows."""

    def settle(self, i: int, decision: Decision, parent: int) -> None:
        """Keep the decision on post ``i``; ``parent`` is what later posts see."""
        self.decisions.append(decision)
        if len(self.decisions) >= WAITING:
            self.make_links()
        if parent > i:
            self.forward[i] = parent
            parent = NONE
        self.state.settle(i, parent)

    def make_links(self) -> None:
        """Turn the decisions that wait into links, if links are wanted."""
        if self.threshold is None:
            return
        for i, decision in enumerate(self.decisions, start=len(self.links)):
            assert decision is not None
            self.links.append(reply_link(self.page, i, decision, self.threshold))
        self.decisions.clear()


def model_name(order: Order, page: Page, kind: str = "auto") -> str:
    """Which weights fit a page of this order, with or without times; a forum's only where the kind is stated."""
    if order == "preorder":
        return "depth-first" if page.timed >= ENOUGH_TIMES * page.size else "depth-first-untimed"
    return "forum" if kind == "forum" else "time-order"


def walk_page(
    page: Page,
    order: Order,
    model: Model,
    *,
    none_shift: float = 0.0,
    depth_cap: int | None = None,
    threshold: float | None = None,
    teacher: Sequence[int] | None = None,
) -> Walk:
    """Decide the parent of every post of ``page`` (its posts in reading order), top to bottom.

    With ``teacher`` (true parents, for fitting) decisions are made all the same, but the true parents
    become the structure that later posts see.
    """
    walk = Walk(page, State(page), Scorer(model, page), order, none_shift, depth_cap, threshold)
    numbers = NumberIndex(page)
    under: dict[int, list[int]] = {}
    flat: Scorer | None = None
    for i in range(page.size):
        known = known_parent(i, page)
        capped = known is not None and known != NONE and at_cap(page.posts[i], depth_cap)
        if known is not None and not capped:
            decision = Decision([known], known, page.posts[i].link.source)
        else:
            stated = stated_parent(i, page, numbers)
            if capped and known is not None:
                if flat is None:
                    flat = Scorer(load_model("time-order"), page)
                decision = decide_under_cap(walk, flat, i, known, under, stated)
            else:
                decision = decide(walk, i, stated)
        walk.settle(i, decision, decision.chosen if teacher is None else teacher[i])
    walk.make_links()
    return walk


def without_descendants(walk: Walk, i: int, candidates: list[int]) -> list[int]:
    """Candidates that do not themselves descend from post ``i`` through a known parent further down the page."""
    if not walk.forward or i not in walk.forward.values():
        return candidates
    kept = []
    for j in candidates:
        at, steps = j, 0
        while at not in (NONE, i) and steps < walk.page.size:
            at = walk.forward.get(at, walk.state.parent[at])
            steps += 1
        if at != i:
            kept.append(j)
    return kept


def known_parent(i: int, page: Page | ChatPage) -> int | None:
    """The index of a parent known beforehand (``NONE`` for a known "nobody"), or None where it is open."""
    post = page.posts[i]
    if post.link.source not in KNOWN:
        return None
    parent = post.parent if post.parent is not None else post.link.parent
    if parent is None:
        return NONE
    return page.index.get(parent)


def at_cap(post: Post, depth_cap: int | None) -> bool:
    """Was this parent printed at the depth where the site stops nesting?"""
    return depth_cap is not None and post.link.source == "printed" and post.depth >= depth_cap


def decide(walk: Walk, i: int, stated: Stated | None) -> Decision:
    """Weigh the candidates of post ``i``; a stated parent that fits the order is certain."""
    page, state = walk.page, walk.state
    propose = in_depth_first_order if walk.order == "preorder" else in_time_order
    candidates = without_descendants(walk, i, propose(i, page, state))
    if stated is not None and (stated.parent in candidates or (walk.order != "preorder" and stated.parent < i)):
        return Decision([stated.parent, NONE], stated.parent, "explicit", CERTAIN, stated=stated)
    return weigh(walk, i, candidates)


def weigh(walk: Walk, i: int, candidates: list[int]) -> Decision:
    """Score the candidates of post ``i`` and "nobody", and take the best."""
    if not candidates:
        return Decision([NONE], NONE, "inferred")
    weighing = walk.scorer.read(i, candidates, walk.state)
    scores = weighing.scores()
    scores.append(walk.scorer.nobody_of(i, weighing) + walk.none_shift)
    options = [*candidates, NONE]
    chosen = options[scores.index(max(scores))]
    return Decision(options, chosen, "inferred", weighing=weighing, scores=scores)


def decide_under_cap(
    walk: Walk, scorer: Scorer, i: int, printed: int, under: dict[int, list[int]], stated: Stated | None
) -> Decision:
    """At the site's deepest level: the printed parent or an earlier post printed beside this one."""
    siblings = under.setdefault(printed, [])
    candidates = under_depth_cap(i, printed, walk.page, siblings)
    siblings.append(i)
    if len(candidates) == 1:
        return Decision(candidates, printed, "printed")
    if stated is not None and stated.parent in candidates:
        return Decision([stated.parent], stated.parent, "explicit", CERTAIN, stated=stated)
    weighing = scorer.read(i, candidates, walk.state)
    scores = weighing.scores()
    chosen = candidates[scores.index(max(scores))]
    return Decision(candidates, chosen, "inferred", weighing=weighing, scores=scores)


def walk_chat(
    page: ChatPage,
    model: Model,
    *,
    none_shift: float = 0.0,
    begin: int = 0,
    threshold: float | None = None,
    teacher: Sequence[int] | None = None,
) -> Walk:
    """Decide the parent of every message of a chat log from message ``begin`` on."""
    state = ChatState(page)
    walk = Walk(page, state, Scorer(model, page), "chronological", none_shift, threshold=threshold)
    for i in range(page.size):
        if i < begin:
            walk.decisions.append(None)
            state.settle(i, NONE)
            continue
        known = known_parent(i, page)
        if known is not None:
            decision = Decision([known], known, page.posts[i].link.source)
        else:
            decision = weigh(walk, i, without_descendants(walk, i, chat_candidates(i, page, state)))
        walk.settle(i, decision, decision.chosen if teacher is None or teacher[i] < -1 else teacher[i])
    walk.make_links()
    return walk


PRIOR_ROUNDS: Final = 4


def shift_for_prior(run: Callable[..., Walk], share: float) -> float:
    """The shift of "nobody" (log-odds) at which its mean probability over open posts is ``share``.

    ``run`` walks the page with a given shift; what is decided above changes what follows, so it is run a few times.
    """
    shift = 0.0
    share = min(0.999, max(0.001, share))
    for _ in range(PRIOR_ROUNDS):
        odds = [
            math.log(max(d.probabilities[-1], 1e-12) / max(1 - d.probabilities[-1], 1e-12)) - shift
            for d in run(none_shift=shift).decisions
            if d is not None and d.source == "inferred" and d.candidates[-1] == NONE and len(d.candidates) > 1
        ]
        if not odds:
            return 0.0
        better = _balance(odds, share)
        if abs(better - shift) < 0.05:
            return better
        shift = better
    return shift


def _balance(odds: list[float], share: float) -> float:
    """What to add to ``odds`` (log-odds) so that the mean of their probabilities is ``share``."""
    low, high = -12.0, 12.0
    for _ in range(30):
        middle = (low + high) / 2
        mean = sum(1 / (1 + math.exp(-(o + middle))) for o in odds) / len(odds)
        low, high = (middle, high) if mean < share else (low, middle)
    return (low + high) / 2


class LinkOptions(TypedDict, total=False):
    """How a page is to be read, as far as the caller knows; ``threadkit.link`` documents them one by one."""

    order: str
    kind: str
    none_prior: float | None
    depth_cap: int | None
    article_author: str | None
    article: str | None


def link_posts(posts: Sequence[Post], *, threshold: float = 0.0, **options: Unpack[LinkOptions]) -> LinkResult:
    """Parents for the posts of one page, with confidence and evidence.

    ``posts`` come in page order.  Posts whose ``link.source`` is ``printed``, ``explicit`` or ``given``
    keep their parent; with ``depth_cap`` (in edges from the top) printed parents at that depth are only a
    constraint.  ``none_prior`` states the share of posts that answer nobody; links of less confidence than
    ``threshold`` are flagged ``uncertain``.  Returns the same posts in the same order.
    """
    with collector_paused():
        walked = resolve(posts, threshold=threshold, **options)
        filled = build_posts(walked.walk)
    if walked.reversed:
        filled.reverse()
    return LinkResult(tuple(filled), walked.order, walked.kind, tuple(walked.diagnostics))


@dataclass(slots=True)
class Resolved:
    """A walked page and how it was read."""

    walk: Walk
    order: Order
    kind: Kind
    reversed: bool
    diagnostics: list[Diagnostic]


def resolve(
    posts: Sequence[Post],
    *,
    order: str = "auto",
    kind: str = "auto",
    none_prior: float | None = None,
    depth_cap: int | None = None,
    article_author: str | None = None,
    article: str | None = None,
    threshold: float | None = None,
) -> Resolved:
    """Detect what was left open, pick the weights, walk the page; ``threshold`` as for :class:`Walk`."""
    diagnostics: list[Diagnostic] = []
    if order == "auto":
        found, reason = detect_order(posts)
        diagnostics.append(Diagnostic(code="order-detected", message=f"{found}: {reason}"))
    elif order in ("chronological", "reverse", "preorder"):
        found = order  # type: ignore[assignment]
    else:
        raise ValueError(f"order must be auto, chronological, reverse or preorder, not {order!r}")
    if kind not in ("auto", "comments", "forum", "chat"):
        raise ValueError(f"kind must be auto, comments, forum or chat, not {kind!r}")
    turned = found == "reverse"
    ordered = list(posts)[::-1] if turned else list(posts)
    stated = kind
    if kind == "auto":
        kind = detect_kind(ordered)
    run: Callable[..., Walk]
    if kind == "chat":
        run = partial(walk_chat, ChatPage(ordered), load_model("chat"))
    else:
        page = Page(ordered, article_author, article)
        run = partial(walk_page, page, found, load_model(model_name(found, page, stated)), depth_cap=depth_cap)
    shift = 0.0 if none_prior is None else shift_for_prior(run, none_prior)
    walk = run(none_shift=shift, threshold=threshold)
    return Resolved(walk, found, kind, turned, diagnostics)  # type: ignore[arg-type]


CHAT_POSTS: Final = 30
CHAT_GAP: Final = 90.0
CHAT_LENGTH: Final = 300
FORUM_LENGTH: Final = 600


def detect_kind(posts: Sequence[Post]) -> Kind:
    """Chat is many one-line messages a minute apart; long posts are a forum's; the rest are comments."""
    if not posts:
        return "comments"
    lengths = sorted(len(p.body) for p in posts)
    middle = lengths[len(lengths) // 2]
    if len(posts) >= CHAT_POSTS and lengths[int(0.9 * len(lengths))] <= CHAT_LENGTH and _one_line_a_minute(posts):
        return "chat"
    return "forum" if middle >= FORUM_LENGTH else "comments"


def _one_line_a_minute(posts: Sequence[Post]) -> bool:
    """Whether posts mostly have one line and follow each other as messages do."""
    moments = [p.timestamp.replace(tzinfo=None) for p in posts if p.timestamp is not None]
    if len(moments) < ENOUGH_TIMES * len(posts):
        return False
    gaps = sorted((b - a).total_seconds() for a, b in pairwise(moments))
    return 0 <= gaps[len(gaps) // 2] <= CHAT_GAP and sum("\n" not in p.body.strip() for p in posts) >= 0.95 * len(posts)


def build_posts(walk: Walk) -> list[Post]:
    """The posts of a walk that made links, with parent, depth, link and author guess filled in."""
    page, state = walk.page, walk.state
    guesses: dict[int, AuthorGuess] = {}
    if isinstance(page, Page):
        confidence = [1.0 if link.confidence is None else link.confidence for link in walk.links]
        guesses = guess_authors(page, state.parent, confidence)
    depths = state.depth if not walk.forward else depths_with(walk)
    filled = []
    for i, (post, link) in enumerate(zip(page.posts, walk.links, strict=True)):
        if link is post.link and link.parent == post.parent and depths[i] == post.depth and i not in guesses:
            filled.append(post)
            continue
        guess = guesses.get(i, post.author_guess)
        filled.append(post.changed(parent=link.parent, depth=depths[i], link=link, author_guess=guess))
    return filled


def depths_with(walk: Walk) -> list[int]:
    """Depths where some parents stand further down the page."""
    parents = [walk.forward.get(i, p) for i, p in enumerate(walk.state.parent)]
    depths = [-1] * len(parents)
    for start in range(len(parents)):
        chain: list[int] = []
        at = start
        while at != NONE and depths[at] < 0 and len(chain) <= len(parents):
            chain.append(at)
            at = parents[at]
        depth = -1 if at == NONE else depths[at]
        for node in reversed(chain):
            depth += 1
            depths[node] = depth
    return depths


def reply_link(page: Page | ChatPage, i: int, decision: Decision, threshold: float) -> ReplyLink:
    """The link of post ``i`` with its confidence, its runner-up and its reasons."""
    posts = page.posts
    parent = None if decision.chosen == NONE else posts[decision.chosen].id
    if decision.source in KNOWN and decision.stated is None:
        known = posts[i].link
        return known if known.parent == parent else ReplyLink.unchecked({**known.__dict__, "parent": parent})
    best = decision.best
    second = decision.next_to(best)
    rival = NONE if second is None else decision.candidates[second]
    chance, *rival_chance = decision.chances((best,) if second is None else (best, second))
    confidence = min(1.0, chance)
    return ReplyLink.unchecked(
        {
            "parent": parent,
            "source": decision.source,
            "confidence": confidence,
            "evidence": reasons(page, i, decision, best, second),
            "runner_up": None if rival == NONE else posts[rival].id,
            "runner_up_confidence": min(1.0, rival_chance[0]) if rival_chance else None,
            "uncertain": confidence < threshold,
        }
    )


def reasons(page: Page | ChatPage, i: int, decision: Decision, best: int, second: int | None) -> tuple[Evidence, ...]:
    """What speaks for the parent that was chosen for post ``i``."""
    if decision.stated is not None:
        return evidence_of_statement(page, i, decision.stated)
    if decision.weighing is None or len(decision.candidates) < 2:
        return ()
    return evidence_for(decision.weighing, page, i, decision.candidates, best, second)
