"""How the bodies of a page speak: how long they are, whether they ask, thank, praise, say "you".

Decides nothing about links.  A page is read column by column: one list for
each thing told, with a level or a truth value for every post.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Final

from threadkit.links.vocabulary import CUE_ORDER, is_question, opening_cue, with_runs, word_lists, written_length

OPENINGS: Final = ("", *CUE_ORDER)
LOWER_CASE: Final = len(OPENINGS)
"""Behind the cues: a body without one that begins with a small letter."""
OPENING_PART: Final = 40
"""Words within which a body says that it speaks of the article."""
PRAISE_WITHIN: Final = 14
"""Words within which praise is for what is answered: "What a great post, I learnt a lot"."""

_LEVEL_OF_CUE: Final = {cue: level for level, cue in enumerate(OPENINGS)}


@dataclass(slots=True)
class Manner:
    """What is told of every post of a page."""

    lengths: list[int]
    """In letters, characters of scripts without blanks counted for what they say."""
    questions: list[int]
    """0 no question mark, 1 one somewhere, 2 the text ends with one."""
    openings: list[int]
    """The place of the cue in :data:`OPENINGS`, or :data:`LOWER_CASE`."""
    you: list[bool]
    praise: list[bool]
    of_article: list[bool]


def read_manner(
    bodies: Sequence[str],
    words: Sequence[Sequence[str]],
    telling: Iterable[Collection[str]],
    unspaced: Set[int],
    you: Set[str],
) -> Manner:
    """What all bodies are like.

    ``words`` are a body's own, without what it quotes; ``telling`` are those of its words, quoted or not, that are on
    any list; ``unspaced`` are the bodies in scripts without blanks; ``you`` is the page's second person.
    """
    lists = word_lists()
    praise, of_article = lists["praise"], lists["article"]
    manner = Manner(
        lengths=[*map(written_length, bodies)] if unspaced else [*map(len, bodies)],
        questions=[*map(is_question, bodies)],
        openings=_openings(bodies, words, unspaced),
        you=[False] * len(bodies),
        praise=[False] * len(bodies),
        of_article=[False] * len(bodies),
    )
    for i, hits in enumerate(telling):
        said = words[i]
        if i in unspaced:
            said = hits = with_runs(said)
        elif not hits:
            continue
        # Of the words on the lists some may stand in a quotation, or too far down.
        manner.you[i] = not (you.isdisjoint(hits) or you.isdisjoint(said))
        manner.praise[i] = not (praise.isdisjoint(hits) or praise.isdisjoint(said[:PRAISE_WITHIN]))
        manner.of_article[i] = not (of_article.isdisjoint(hits) or of_article.isdisjoint(said[:OPENING_PART]))
    return manner


def _openings(bodies: Sequence[str], words: Sequence[Sequence[str]], unspaced: Set[int]) -> list[int]:
    """For each body the place of its cue, or :data:`LOWER_CASE`."""
    cues = [opening_cue(said, spaced=i not in unspaced) for i, said in enumerate(words)]
    return [
        _LEVEL_OF_CUE[cue] if cue else LOWER_CASE if body.lstrip()[:1].islower() else 0
        for cue, body in zip(cues, bodies, strict=True)
    ]
