"""The words behind a link: which signals mattered and where they stand.

Decides what is worth naming: signals that moved the choice against the
runner-up, with the span in the child and, where there is one, in the parent.
"""

from __future__ import annotations

import math
from functools import lru_cache
from operator import itemgetter
from typing import Final

from threadkit.links.chat import ChatPage
from threadkit.links.explicit import Stated
from threadkit.links.model import Weighing
from threadkit.links.page import Page
from threadkit.links.quotes import READ_LIMIT, span_of
from threadkit.links.state import NONE
from threadkit.links.vocabulary import WORD, fold_words
from threadkit.models import Evidence

WORTH_NAMING: Final = 0.5
"""Log-odds against the runner-up below which a signal did not matter: five to three."""
MOST: Final = 5

FOUND_IN_WORDS: Final = frozenset({"named", "quoted", "shared words", "opening", "to", "from", "common words"})
"""Signals whose words can be shown."""


def evidence_of_statement(page: Page | ChatPage, i: int, stated: Stated) -> tuple[Evidence, ...]:
    """The words in which post ``i`` states its parent."""
    text = page.posts[i].body[slice(*stated.span)]
    return (Evidence.unchecked({"signal": stated.signal, "text": text, "child_span": stated.span}),)


def evidence_for(
    weighing: Weighing, page: Page | ChatPage, i: int, candidates: list[int], best: int, second: int | None
) -> tuple[Evidence, ...]:
    """Signals that spoke for ``candidates[best]`` against the runner-up, strongest first."""
    return tuple(
        [
            _in_words(signal, weight, page, i, candidates[best])
            if signal in FOUND_IN_WORDS
            else _wordless(signal, weight)
            for signal, weight in _strongest(weighing, candidates, best, second)
        ]
    )


def _in_words(signal: str, weight: float, page: Page | ChatPage, i: int, parent: int) -> Evidence:
    """A signal with the words that show it, if they are found."""
    text, child_span, parent_span = words_behind(signal, page, i, parent)
    if text is None:
        return _wordless(signal, weight)
    return Evidence.unchecked(
        {
            "signal": signal,
            "text": text,
            "child_span": child_span,
            "parent_span": parent_span,
            "weight": round(weight, 3),
        }
    )


@lru_cache(maxsize=2000)
def _wordless(signal: str, weight: float) -> Evidence:
    """A signal that no words show; weights are differences of a model's cells and come again and again."""
    return Evidence.unchecked(
        {"signal": signal, "text": None, "child_span": None, "parent_span": None, "weight": round(weight, 3)}
    )


def _strongest(weighing: Weighing, candidates: list[int], best: int, second: int | None) -> list[tuple[str, float]]:
    """The signals worth naming, and what they are worth."""
    gains = signal_gains(weighing, candidates, best, second, WORTH_NAMING)
    # "always" is the general preference for answering or not: no evidence of this post's.  That it names nobody
    # may move a choice, but is nothing to show.
    worth = [
        told for told in gains if told[0] != "always" and not (weighing.some_silent and weighing.is_silent(told[0]))
    ]
    worth.sort(key=itemgetter(1), reverse=True)
    return worth[:MOST]


def signal_gains(
    weighing: Weighing, candidates: list[int], best: int, second: int | None, least: float = -math.inf
) -> list[tuple[str, float]]:
    """Log-odds per signal, if ``least`` or more, for a candidate against another (None: there is no other)."""
    k = None if candidates[best] == NONE else best
    if second is None:
        return weighing.gains(k, least)
    return weighing.contrast(k, None if candidates[second] == NONE else second, least)


def words_behind(
    signal: str, page: Page | ChatPage, i: int, parent: int
) -> tuple[str | None, tuple[int, int] | None, tuple[int, int] | None]:
    """The text a signal was read from: words, span in the child's body, span in the parent's body."""
    if isinstance(page, ChatPage):
        return chat_words_behind(signal, page, i, parent)
    body = page.posts[i].body
    reading = page.readings[i]
    if signal == "named" and parent != NONE:
        for mention in reading.mentions:
            if mention.author == page.author[parent]:
                return body[slice(*mention.span)], mention.span, None
    elif signal == "quoted" and parent != NONE:
        return quoted_words(page, i, parent)
    elif signal == "shared words" and parent != NONE:
        return shared_topic(page, i, parent)
    elif signal == "opening":
        first = WORD.search(body, 0, READ_LIMIT)
        if first is not None:
            return first.group(), first.span(), None
    return None, None, None


def chat_words_behind(
    signal: str, page: ChatPage, i: int, parent: int
) -> tuple[str | None, tuple[int, int] | None, tuple[int, int] | None]:
    """``words_behind`` for chat: the name that addresses, the words in common."""
    if parent == NONE:
        return None, None, None
    mine, theirs = page.messages[i], page.messages[parent]
    if signal == "to" and page.author[parent] in mine.named:
        span = mine.spans[mine.named.index(page.author[parent])]
        return page.posts[i].body[slice(*span)], span, None
    if signal == "from" and page.author[i] in theirs.named:
        span = theirs.spans[theirs.named.index(page.author[i])]
        return page.posts[parent].body[slice(*span)], None, span
    if signal == "common words":
        common = sorted((w for w in mine.topic if w in theirs.topic), key=lambda w: (-mine.topic[w], w))[:3]
        if common:
            return ", ".join(common), None, None
    return None, None, None


def quoted_words(page: Page, i: int, parent: int) -> tuple[str | None, tuple[int, int] | None, tuple[int, int] | None]:
    """The longest run of words that both bodies contain."""
    quoted = page.readings[i].quoted.get(parent)
    if quoted is None:
        return None, None, None
    run, child = quoted.longest, page.posts[i].body
    span = span_of(child, run.at, run.at + run.length - 1)
    return child[slice(*span)], span, span_of(page.posts[parent].body, run.start, run.start + run.length - 1)


def shared_topic(page: Page, i: int, parent: int) -> tuple[str | None, tuple[int, int] | None, tuple[int, int] | None]:
    """The rarest words in common, with the place of the first."""
    common = page.echoes.in_common(i, parent)[:3]
    if not common:
        return None, None, None
    return ", ".join(common), find_word(page.posts[i].body, common[0]), find_word(page.posts[parent].body, common[0])


def find_word(body: str, word: str) -> tuple[int, int] | None:
    """Where ``word`` (case-folded) stands in ``body``."""
    folded = body.casefold()
    at = folded.find(word) if len(folded) == len(body) else -1
    while at >= 0:
        match = WORD.match(body, at)
        if match is not None and match.end() == at + len(word) and not folded[at - 1 : at].isalnum():
            return match.span()
        at = folded.find(word, at + 1)
    words = fold_words(body, READ_LIMIT)  # The quick way fails beside CJK characters and where folding changes lengths.
    return span_of(body, words.index(word), words.index(word)) if word in words else None
