"""What posts are about, told by their rarest words, and how alike that makes them.

Decides which words of a post tell something and how much it is to share them;
whether being alike makes a link is for others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from itertools import compress
from operator import mul
from typing import Final

TOPIC_WORDS: Final = 40
"""A post is compared by its rarest words; more only dilute and cost time."""
ALIKE: Final = 4
"""So many earlier posts that share rare words are candidates."""
RARE_POSTS: Final = 60
"""Words in more posts than this find no candidates."""


class Topics:
    """The rarest words of all posts of a page."""

    def __init__(
        self, vocabularies: Sequence[Collection[str]], frequency: Mapping[str, int], recurring: Sequence[str]
    ) -> None:
        """``vocabularies`` are the different words of each post, ``frequency`` says how many posts have which.

        ``recurring`` are the words that several posts have.
        """
        self._frequency = frequency
        self._recurring = recurring
        posts = len(vocabularies)
        weight = {count: math.log((posts + 1) / count) for count in {*frequency.values()}}
        self.rarity = {
            word: weight[frequency[word]] if len(word) > 2 or (len(word) == 2 and word > "\u3000") else 0.0
            for word in recurring
        }
        """How telling it is to share each word that several posts have; short ones tell nothing."""
        alone_square = math.log(posts + 1) ** 2
        weight_of = self.rarity.get
        self.words: list[list[str]] = []
        """Each post's rarest words, in the order of the text."""
        self._lengths: list[float] = []
        """What makes sums of squares cosines."""
        for vocabulary in vocabularies:
            all_weights = [*map(weight_of, vocabulary)]
            words, weights = [*compress(vocabulary, all_weights)], [*filter(None, all_weights)]
            # A word nobody else uses lengthens the vector without ever matching.
            alone = min(all_weights.count(None), TOPIC_WORDS)
            if len(words) > TOPIC_WORDS:
                words = sorted(words, key=self._ranks.__getitem__)[:TOPIC_WORDS]
                weights = [*map(self.rarity.__getitem__, words)]
            self.words.append(words)
            self._lengths.append(math.sqrt(sum(map(mul, weights, weights)) + alone * alone_square) or 1.0)
        self._sets = [*map(frozenset, self.words)]

    @cached_property
    def _ranks(self) -> dict[str, int]:
        """The places of the recurring words from the rarest on; of equally rare words a fixed few are kept."""
        ranked = sorted(self._recurring, reverse=True)
        ranked.sort(key=self._frequency.__getitem__)
        return dict(zip(ranked, range(len(ranked)), strict=True))

    @cached_property
    def _squares(self) -> dict[str, float]:
        return {word: weight * weight for word, weight in self.rarity.items()}

    def in_common(self, i: int, j: int) -> list[str]:
        """The rarest words that two posts share, the most telling first."""
        return sorted(self._sets[i] & self._sets[j], key=lambda word: (self._frequency[word], word))

    def similarities(self, i: int, others: Sequence[int]) -> list[float]:
        """Cosines of the rare words of a post and of others."""
        sets, lengths, square_of = self._sets, self._lengths, self._squares.__getitem__
        mine, length = sets[i], lengths[i]
        return [
            sum(map(square_of, common)) / (length * lengths[j]) if (common := mine & sets[j]) else 0.0 for j in others
        ]

    def alike(self, first: int) -> list[list[int]]:
        """For every post from the ``first`` on the earlier ones that share the most rare words with it."""
        frequency = self._frequency
        rare = {word: weight for word, weight in self.rarity.items() if frequency[word] <= RARE_POSTS}
        latest: dict[str, list[int]] = {}
        found: list[list[int]] = []
        for i, words in enumerate(self.words):
            score: dict[int, float] = defaultdict(float)
            for word in words:
                weight = rare.get(word)
                if weight is None:
                    continue
                said = latest.get(word)
                if said is None:
                    latest[word] = [i]
                    continue
                if i >= first:
                    for j in said[-ALIKE:]:
                        score[j] += weight
                said.append(i)
            found.append(sorted(score, key=score.__getitem__, reverse=True)[:ALIKE])
        return found
