"""What posts are about, told by their rarest words, and how alike that makes them.

Decides which words of a post tell something and how much it is to share them;
whether being alike makes a link is for others.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import count
from typing import Final

TOPIC_WORDS: Final = 40
"""A post is compared by its rarest words; more only dilute and cost time."""
ALIKE: Final = 4
"""So many earlier posts that share rare words are candidates."""
RARE_POSTS: Final = 60
"""Words in more posts than this find no candidates."""


class Topics:
    """The rarest words of all posts of a page.

    Words go by their ranks, from 1 for the rarest on: numbers are sorted, compared and looked up in half the time.
    """

    def __init__(
        self, vocabularies: Sequence[Collection[str]], frequency: Mapping[str, int], recurring: Sequence[str]
    ) -> None:
        """``vocabularies`` are the different words of each post, ``frequency`` says how many posts have which.

        ``recurring`` are the words that several posts have.
        """
        # Short words tell nothing, but two characters in a script without blanks may be one.
        telling = [word for word in recurring if len(word) > 2 or (len(word) == 2 and word > "\u3000")]
        telling.sort(reverse=True)  # Of equally rare words a fixed few are kept.
        telling.sort(key=frequency.__getitem__)
        posts_with = [*map(frequency.__getitem__, telling)]
        self.ranked = ["", *telling]
        """The words by rank."""
        self._too_common = 1 + bisect_right(posts_with, RARE_POSTS)
        posts = len(vocabularies)
        weight = {several: math.log((posts + 1) / several) for several in {*posts_with}}
        self._weights = [0.0, *map(weight.__getitem__, posts_with)]
        """By rank, how telling it is to share a word."""
        self._squares = [one * one for one in self._weights]
        rank_of = dict.fromkeys(recurring, 0)
        rank_of.update(zip(telling, count(1), strict=False))
        self._read(vocabularies, rank_of)

    def _read(self, vocabularies: Sequence[Collection[str]], rank_of: Mapping[str, int]) -> None:
        """What each post is about; ``rank_of`` has 0 for words that tell nothing and none for those of one post."""
        alone_square = math.log(len(vocabularies) + 1) ** 2
        square_of, rank = self._squares.__getitem__, rank_of.get
        self.ranks: list[list[int]] = []
        """Each post's rarest words, in the order of the text or of their ranks."""
        self._lengths: list[float] = []
        """What makes sums of squares cosines."""
        for vocabulary in vocabularies:
            all_ranks = [*map(rank, vocabulary)]
            # A word nobody else uses lengthens the vector without ever matching.
            alone = min(all_ranks.count(None), TOPIC_WORDS)
            ranks = [*filter(None, all_ranks)]
            if len(ranks) > TOPIC_WORDS:
                ranks.sort()
                del ranks[TOPIC_WORDS:]
            self.ranks.append(ranks)
            self._lengths.append(math.sqrt(sum(map(square_of, ranks)) + alone * alone_square) or 1.0)
        self._sets = [*map(frozenset, self.ranks)]

    def in_common(self, i: int, j: int) -> list[str]:
        """The rarest words that two posts share, the most telling first; of equally rare ones by the alphabet."""
        common = self._sets[i] & self._sets[j]
        return [word for _, word in sorted((-self._weights[rank], self.ranked[rank]) for rank in common)]

    def similarities(self, i: int, others: Sequence[int]) -> list[float]:
        """Cosines of the rare words of a post and of others."""
        sets, lengths, square_of = self._sets, self._lengths, self._squares.__getitem__
        mine, length = sets[i], lengths[i]
        return [
            sum(map(square_of, common)) / (length * lengths[j]) if (common := mine & sets[j]) else 0.0 for j in others
        ]

    def alike(self, first: int) -> list[list[int]]:
        """For every post from the ``first`` on the earlier ones that share the most rare words with it."""
        weights, too_common = self._weights, self._too_common
        latest: dict[int, list[int]] = {}
        found: list[list[int]] = []
        for i, ranks in enumerate(self.ranks):
            score: dict[int, float] = defaultdict(float)
            for rank in ranks:
                if rank >= too_common:
                    continue
                said = latest.get(rank)
                if said is None:
                    latest[rank] = [i]
                    continue
                if i >= first:
                    weight = weights[rank]
                    for j in said[-ALIKE:]:
                        score[j] += weight
                said.append(i)
            found.append(sorted(score, key=score.__getitem__, reverse=True)[:ALIKE])
        return found
