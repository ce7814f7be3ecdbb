"""Which of two lists of posts belong together, going by their bodies.

Decides how bodies become words, when two are the same post, and which pair is
meant where several fit.  Authors and times play no part.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

MATCH_OVERLAP = 0.5
"""Least token F1 for two bodies to be the same post: below it, more than half of the words are someone else's."""

EMPTY_BODY_TOKENS = 3
"""A post the known thread calls empty may have taken this many words of furniture ("Reply Share 0")."""

INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF])
"""Characters that no reader sees: soft hyphens, zero-width and direction marks."""

_CJK = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff"
# One token per CJK character: such bodies have no blanks, and one token per sentence would match all or nothing.
_TOKEN = re.compile(f"[{_CJK}]|[^\\W_{_CJK}]+")
_LINK_TARGET = re.compile(r"\]\(<?[^()\s]{1,500}>?\)")


def align(pred: Sequence[str], gold: Sequence[str]) -> dict[int, int]:
    """Which predicted body stands for which known body: ``{gold index: pred index}``, one to one.

    Bodies are compared as bags of words (case, punctuation, white space and
    link targets aside).  Where several fit equally well, the one nearest to
    the place expected from the certain matches is taken.  Empty known bodies
    match an empty (or nearly empty) body between their matched neighbours.
    """
    return align_tokens([tokens(body) for body in pred], [tokens(body) for body in gold])


def tokens(text: str) -> list[str]:
    """The words of a body, folded for comparison."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    if "](" in text:
        text = _LINK_TARGET.sub("] ", text)
    return _TOKEN.findall(text.casefold())


def align_tokens(pred: Sequence[list[str]], gold: Sequence[list[str]]) -> dict[int, int]:
    """:func:`align` on bodies that are already words."""
    pairs = _candidate_pairs(pred, gold)
    matches = _exclusive(pairs)
    taken = set(matches.values())
    anchors = sorted(matches.items())
    places = [i for i, _ in anchors]

    def surprise(i: int, j: int) -> int:
        """How far ``j`` is from where ``i`` is expected, going by the nearest certain match before it."""
        at = bisect_left(places, i) - 1
        before_i, before_j = anchors[at] if at >= 0 else (-1, -1)
        return abs((j - before_j) - (i - before_i))

    # Overlaps are rounded so that a word of furniture does not outvote the order.
    ranked = sorted((-round(overlap, 1), surprise(i, j), i, j) for i, j, overlap in pairs if i not in matches)
    for _, _, i, j in ranked:
        if i not in matches and j not in taken:
            matches[i] = j
            taken.add(j)
    _match_empty(pred, gold, matches, taken)
    return matches


def _candidate_pairs(pred: Sequence[list[str]], gold: Sequence[list[str]]) -> list[tuple[int, int, float]]:
    """Pairs of bodies that overlap enough, found through shared word pairs (single words for one-word bodies)."""
    index: dict[str, set[int]] = defaultdict(set)
    bags = [Counter(words) for words in pred]
    for j, words in enumerate(pred):
        for gram in _index_grams(words):
            index[gram].add(j)
    singles: dict[str, set[int]] = defaultdict(set)
    for j, words in enumerate(pred):
        if len(words) <= 3:  # no longer body can reach F1 .5 with one word
            for word in words:
                singles[word].add(j)
    pairs = []
    for i, words in enumerate(gold):
        candidates: Counter[int] = Counter()
        for gram in set(_index_grams(words)):
            candidates.update(index.get(gram, ()))
        if len(words) <= 3:
            for word in words:
                candidates.update(singles.get(word, ()))
        bag = Counter(words)
        for j in candidates:
            overlap = _overlap(bag, len(words), bags[j], len(pred[j]))
            if overlap >= MATCH_OVERLAP:
                pairs.append((i, j, overlap))
    return pairs


def _index_grams(words: list[str]) -> Iterable[str]:
    return map(" ".join, pairwise(words))


def _overlap(a: Counter[str], a_size: int, b: Counter[str], b_size: int) -> float:
    """Token F1 of two bags."""
    if min(a_size, b_size) < MATCH_OVERLAP * (a_size + b_size) / 2:
        return 0.0
    if len(a) > len(b):
        a, b = b, a
    shared = sum(min(n, b[word]) for word, n in a.items() if word in b)
    return 2 * shared / (a_size + b_size)


def _exclusive(pairs: list[tuple[int, int, float]]) -> dict[int, int]:
    """Pairs in which each is the other's only candidate."""
    of_gold = Counter(i for i, _, _ in pairs)
    of_pred = Counter(j for _, j, _ in pairs)
    return {i: j for i, j, _ in pairs if of_gold[i] == 1 and of_pred[j] == 1}


def _match_empty(
    pred: Sequence[list[str]], gold: Sequence[list[str]], matches: dict[int, int], taken: set[int]
) -> None:
    """Match known posts without a body to (nearly) empty posts in the gap between their matched neighbours."""
    below: list[int | None] = [None] * (len(gold) + 1)
    for i in range(len(gold) - 1, -1, -1):
        below[i] = matches.get(i, below[i + 1])
    last = -1
    for i, words in enumerate(gold):
        if i in matches:
            last = matches[i]
        elif not words:
            end = below[i + 1]
            for j in range(last + 1, len(pred) if end is None else end):
                if j not in taken and len(pred[j]) <= EMPTY_BODY_TOKENS:
                    matches[i] = last = j
                    taken.add(j)
                    break
