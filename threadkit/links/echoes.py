"""What posts repeat of earlier ones: rare words, and runs of words.

Decides which words of a page tell something where two posts share them, how
alike that makes the posts, and where whole runs of words stood first.  Whether
being alike makes a link is for others, and so is what is marked as a quotation.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import Final, NamedTuple

RARE: Final = frozenset(range(2, 9))
"""Words in so many posts of a page tell something where two share them; more common ones hardly make a difference,
and there are ten times as many pairs of posts with these."""
LEAST_LETTERS: Final = 3
_UNSPACED: Final = "\u3000"
"""Two characters from here on, in scripts without blanks, tell as much as a word."""
VOCABULARY: Final = 80
TELLING: Final = 0.5
"""Half of a post's different words tell something, of a longer one so many: two posts that share all are alike."""
ALIKE: Final = 4
"""So many earlier posts that share rare words are candidates."""
SHINGLE: Final = 4
"""Four words in a row: three are often a phrase, five miss short quotations."""


class Run(NamedTuple):
    """Words in a row that stood in an earlier post already: where they begin in both, and how many they are."""

    at: int
    source: int
    start: int
    length: int


@dataclass(slots=True)
class Echoes:
    """What the posts of a page have in common with earlier ones."""

    rare: list[list[str]] = field(default_factory=list)
    """The rare words of each post that others have as well, in the order of the text."""
    shared: list[dict[int, float]] = field(default_factory=list)
    """For each post the earlier ones with which it shares rare words, with the weight of these."""
    runs: dict[int, list[Run]] = field(default_factory=dict)
    """For each post that repeats words of earlier ones where it does so, from its first word to its last."""
    lengths: list[float] = field(default_factory=list)
    """What makes of weights cosines."""
    _weights: Mapping[str, float] = field(default_factory=dict)

    def alike(self, i: int, before: int) -> list[int]:
        """The posts further up than ``before`` that share the most rare words with post ``i``."""
        found = {j: weight for j, weight in self.shared[i].items() if j < before}
        return sorted(found, key=lambda j: (-found[j], -j))[:ALIKE]

    def in_common(self, i: int, j: int) -> list[str]:
        """The rare words that two posts share, the rarest first; of equally rare ones by the alphabet."""
        common = {*self.rare[i]}.intersection(self.rare[j])
        return sorted(common, key=lambda word: (-self._weights[word], word))


def find_echoes(
    words: Sequence[Sequence[str]], vocabularies: Sequence[Collection[str]], frequency: Mapping[str, int]
) -> Echoes:
    """The echoes among posts, of which all words and the different ones are known, and in how many posts each stands.

    Where words are repeated in a row, rare ones among them follow each other in both posts: only where two rare words
    do so are the words around them compared.
    """
    posts = len(vocabularies)
    rare = _rare_words(frequency)
    alone = math.log(posts + 1) ** 2
    squares = {count: math.log((posts + 1) / count) ** 2 for count in RARE}
    weights = {word: squares[frequency[word]] for word in rare}
    is_rare = weights.__contains__
    echoes = Echoes(_weights=weights)
    latest: defaultdict[str, list[int]] = defaultdict(list)
    first_with: dict[tuple[str, str], int] = {}
    for i, vocabulary in enumerate(vocabularies):
        told = list(filter(is_rare, vocabulary))
        shared: defaultdict[int, float] = defaultdict(float)
        for word in told:
            above = latest[word]
            if above:
                weight = weights[word]
                for j in above:
                    shared[j] += weight
            above.append(i)
        if shared:
            runs = _runs(words, i, told, first_with)
            if runs:
                echoes.runs[i] = runs
        else:
            for pair in pairwise(told):
                first_with.setdefault(pair, i)
        echoes.rare.append(told)
        echoes.shared.append(shared)
        echoes.lengths.append(math.sqrt(alone * TELLING * min(VOCABULARY, len(vocabulary))) or 1.0)
    return echoes


def _rare_words(frequency: Mapping[str, int]) -> list[str]:
    """The words that tell something where posts share them: short ones do not, but for scripts without blanks."""
    few = compress(frequency, map(RARE.__contains__, frequency.values()))
    return [word for word in few if len(word) >= LEAST_LETTERS or (len(word) == 2 and word > _UNSPACED)]


def _runs(
    words: Sequence[Sequence[str]], i: int, told: Sequence[str], first_with: dict[tuple[str, str], int]
) -> list[Run]:
    """Where post ``i`` repeats the earliest post in which two rare words follow each other as they do here."""
    runs: list[Run] = []
    found: Set[str] = frozenset()
    for pair in pairwise(told):
        source = first_with.setdefault(pair, i)
        if source == i or pair[0] in found:
            continue
        run = _run_around(words[i], words[source], source, pair[0])
        if run.length >= SHINGLE:
            runs.append(run)
            found = found | _said(words[i][run.at : run.at + run.length])
        else:
            first_with[pair] = i  # They meet by accident in one of the two: the next one has this one to look at.
    return runs


def _said(words: Sequence[str]) -> Set[str]:
    """The words, and what two characters in scripts without blanks make."""
    said = {*words}
    if any(word > _UNSPACED for word in said):
        said.update(map("".join, pairwise(words)))
    return said


def _run_around(words: Sequence[str], others: Sequence[str], source: int, word: str) -> Run:
    """The words in a row that two texts share around the first place of a word in each."""
    at, start = _place(words, word), _place(others, word)
    behind = 0
    most = min(len(words) - at, len(others) - start)
    while behind < most and words[at + behind] == others[start + behind]:
        behind += 1
    before = 0
    most = min(at, start)
    while before < most and words[at - before - 1] == others[start - before - 1]:
        before += 1
    return Run(at - before, source, start - before, before + behind)


def _place(words: Sequence[str], word: str) -> int:
    """The first place of a word, or of two characters that make one."""
    if len(word) >= LEAST_LETTERS or word in words:
        return words.index(word)
    place = words.index(word[0])
    while words[place + 1] != word[1]:
        place = words.index(word[0], place + 1)
    return place
