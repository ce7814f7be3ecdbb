"""Names for posts whose author the text lost.

Decides a proposal with its evidence, never an author: a later post that
answers the nameless one and addresses somebody, a quotation of it that names
its writer, a signature at its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from threadkit.links.names import START, squash
from threadkit.links.page import UNKNOWN, Page
from threadkit.links.quotes import attributed_names
from threadkit.links.state import NONE
from threadkit.links.vocabulary import WORD, word_lists
from threadkit.models import AuthorGuess, Evidence

ADDRESSED: Final = 0.85
"""An answer that opens with a name means the one it answers about so often (times the link's own confidence)."""
QUOTED: Final = 0.9
SIGNED: Final = 0.7
LONGEST_SIGNATURE: Final = 30
WORTH: Final = 0.3
"""Proposals below this are noise."""

Clue = tuple[str, float, Evidence]


def guess_authors(page: Page, parents: Sequence[int], confidence: Sequence[float]) -> dict[int, AuthorGuess]:
    """Proposed names by post index, for posts without an author."""
    nameless = {i for i, who in enumerate(page.author) if who == UNKNOWN and not (page.posts[i].author or "").strip()}
    if not nameless:
        return {}
    clues: dict[int, list[Clue]] = {}
    for k in range(page.size):
        for i, clue in (*_addressing(page, k, parents, confidence, nameless), *_quoting(page, k, nameless)):
            clues.setdefault(i, []).append(clue)
    for i in nameless:
        signed = _signature(page, i)
        if signed is not None:
            clues.setdefault(i, []).append(signed)
    return {i: guess for i, found in clues.items() if (guess := _weigh(found)) is not None}


def _addressing(
    page: Page, k: int, parents: Sequence[int], confidence: Sequence[float], nameless: set[int]
) -> list[tuple[int, Clue]]:
    parent = parents[k]
    if parent == NONE or parent not in nameless:
        return []
    reading = page.readings[k]
    name, span = reading.unknown_name, None
    if name is not None:
        at = page.posts[k].body.find(name)
        span = (at, at + len(name))
    elif reading.mentions and reading.mentions[0].how >= START:
        # A known author addressed while the link points at a nameless post: the page lost some of this author's names.
        name, span = page.names[reading.mentions[0].author], reading.mentions[0].span
    if name is None or span is None or len(name) < 2:
        return []
    evidence = Evidence(signal="addressed by a reply", text=f"{page.posts[k].id}: {name}", child_span=span)
    return [(parent, (name, ADDRESSED * confidence[k], evidence))]


def _quoting(page: Page, k: int, nameless: set[int]) -> list[tuple[int, Clue]]:
    quote = page.readings[k].best_quote
    if quote == UNKNOWN or quote not in nameless:
        return []
    names = attributed_names(page.posts[k].body)
    if not names:
        return []
    name, span = names[0]
    words = WORD.findall(name)
    if not words or len(words) > 4:
        return []
    return [
        (
            quote,
            (
                name,
                QUOTED,
                Evidence(signal="quoted with its name", text=f"{page.posts[k].id}: {name}", child_span=span),
            ),
        )
    ]


def _signature(page: Page, i: int) -> Clue | None:
    body = page.posts[i].body.rstrip()
    line = body[body.rfind("\n") + 1 :].strip()
    if line == body or not line or len(line) > LONGEST_SIGNATURE:
        return None
    name = line.lstrip("-–—~ ").rstrip(" .!,")
    words = WORD.findall(name)
    dashed = line[:1] in "-–—~"
    author = page.name_index.whole.get(squash(name))
    if not words or len(words) > 3 or (author is None and not (dashed and all(w[:1].isupper() for w in words))):
        return None
    if words[0].casefold() in word_lists()["common"]:
        return None
    start = body.rfind(name)
    return name, SIGNED, Evidence(signal="signature", text=name, parent_span=(start, start + len(name)))


def _weigh(clues: list[Clue]) -> AuthorGuess | None:
    """The best supported name; clues for other names count against it."""
    doubt: dict[str, float] = {}
    written: dict[str, str] = {}
    for name, chance, _ in clues:
        key = squash(name)
        written.setdefault(key, name)
        doubt[key] = doubt.get(key, 1.0) * (1 - chance)
    best = min(doubt, key=doubt.__getitem__)
    support = 1 - doubt[best]
    for key, value in doubt.items():
        if key != best:
            support *= value + (1 - value) * 0.5
    if support < WORTH:
        return None
    evidence = tuple(e for name, _, e in clues if squash(name) == best)
    return AuthorGuess(name=written[best], confidence=round(support, 4), evidence=evidence)
