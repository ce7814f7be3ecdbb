"""One page of posts, read once: words, names, quotations, pointers, times.

Decides nothing about links.  Everything later steps ask of a post is computed
here, per post, in page order, in time linear in the text.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC
from functools import lru_cache
from itertools import accumulate, chain, compress, groupby, pairwise, repeat
from typing import Final

from threadkit.lazily import found_once
from threadkit.links.echoes import SHINGLE, find_echoes
from threadkit.links.manner import read_manner
from threadkit.links.names import INSIDE, START, Mention, NameIndex, squash, unknown_vocative
from threadkit.links.numbers import Pointer, may_point, pointers
from threadkit.links.quotes import READ_LIMIT, Quoted, attributed_names, attributing, credit, marked_ranges, parted
from threadkit.links.vocabulary import (
    find_links,
    fold_all,
    has_links,
    has_unspaced,
    is_unspaced,
    word_lists,
    words_for_you,
)
from threadkit.models import Post

UNKNOWN: Final = -1
HELD_OVER: Final = 100
HELD_WORDS: Final = 4
"""Shared runs of four words from which a quotation counts as one of its source: seven words in a row."""
ARTICLE_LIMIT: Final = 60_000
NEAREST: Final = 5
"""So many posts right above are candidates in any case.  Who answers a post further up knows its author, names or
quotes somebody or shares rare words with it: with twice as many, of 8,467 posts none was linked otherwise."""
_LENGTHS: Final = (40, 120, 300, 800)
LEAST_MARKED: Final = 13
"""Letters of a quotation that is worth looking for."""
LEAST_FROM_ARTICLE: Final = 6
"""Words marked as quoted that are worth looking for in the article."""

NOBODY: Final[frozenset[int]] = frozenset()


@dataclass(slots=True)
class Reading:
    """Whom and what one post names, quotes and points at."""

    mentions: Sequence[Mention] = ()
    unknown_name: str | None = None
    quoted: dict[int, Quoted] = field(default_factory=dict)
    best_quote: int = UNKNOWN
    marked: bool = False
    pointers: Sequence[Pointer] = ()
    links: Sequence[str] = ()
    article_words: int = 0
    """Runs of words shared with the article, where the caller gave it."""
    named: frozenset[int] = NOBODY


PLAIN: Final = Reading()
"""What most posts share: they name nobody and quote nothing."""


class Page:
    """The posts of one page and everything read off them."""

    def __init__(self, posts: Sequence[Post], article_author: str | None = None, article: str | None = None) -> None:
        self.posts = posts
        self.bodies = [post.body for post in posts]
        self._text = "\n".join(self.bodies)
        self.article = article
        self._article_runs: set[tuple[str, ...]] | None = None
        self.size = len(posts)
        self.index = {post.id: i for i, post in enumerate(posts)}
        self._authors(article_author)
        self._times()
        self._words()
        self._bodies()
        self._host()
        self._keep_open()

    def _authors(self, article_author: str | None) -> None:
        placeholder = word_lists()["placeholder"]
        ids: dict[str, int] = {}
        self.names: list[str] = []
        self.author: list[int] = []
        for post in self.posts:
            name = (post.author or "").strip()
            key = squash(name)
            if not key or name.casefold() in placeholder:
                self.author.append(UNKNOWN)
                continue
            if key not in ids:
                ids[key] = len(self.names)
                self.names.append(name)
            self.author.append(ids[key])
        self.article_author = ids.get(squash(article_author), UNKNOWN) if article_author else UNKNOWN
        self.posts_of: list[list[int]] = [[] for _ in self.names]
        self.ordinal: list[int] = []
        for i, author in enumerate(self.author):
            if author == UNKNOWN:
                self.ordinal.append(0)
            else:
                self.ordinal.append(len(self.posts_of[author]))
                self.posts_of[author].append(i)
        self.known_authors = sum(a != UNKNOWN for a in self.author)

    def _times(self) -> None:
        moments = [post.timestamp for post in self.posts]
        self.time: list[float | None] = [
            None if moment is None else (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
            for moment in moments
        ]
        self.timed = self.size - self.time.count(None)
        times = [math.inf if moment is None else moment for moment in self.time]
        self.oldest_above: list[float] = [*accumulate(times, min, initial=math.inf)][:-1]
        self.oldest_below: list[float] = [*accumulate(reversed(times), min, initial=math.inf)][-2::-1]

    def _words(self) -> None:
        bodies = self.bodies
        unspaced = has_unspaced(self._text)
        self._unspaced = {i for i, body in enumerate(bodies) if has_unspaced(body)} if unspaced else set()
        self._marked = {i: ranges for i, body in enumerate(bodies) if (ranges := marked_ranges(body))}
        self._read_words(bodies)
        # Dictionaries, not sets: the order of words must not change from run to run, ties are broken by it.
        self._vocab = [dict.fromkeys(said) for said in self._words_in]
        for i in self._unspaced:
            # Single characters recur everywhere; two in a row are as telling as a word.
            for unspaced, run in groupby(self._words_in[i], is_unspaced):
                if unspaced:
                    self._vocab[i].update(dict.fromkeys([a + b for a, b in pairwise(run)]))
        self.frequency: Counter[str] = Counter(chain.from_iterable(self._vocab))

    def _read_words(self, bodies: Sequence[str]) -> None:
        """The words of all bodies; of those with marked quotations also their own, and how deep each is quoted.

        What is marked is read by itself: it is known then which words stand around it.
        """
        pieces = {i: parted(bodies[i], ranges) for i, ranges in self._marked.items()}
        whole = ["" if i in pieces else body for i, body in enumerate(bodies)]
        read = fold_all([*whole, *(text for parts in pieces.values() for text, _ in parts)], READ_LIMIT)
        self._words_in, in_pieces = read[: self.size], iter(read[self.size :])
        self._own_words: dict[int, list[str]] = {}
        self._depths: dict[int, list[int]] = {}
        for i, parts in pieces.items():
            everything, own, depths = self._words_in[i], list[str](), list[int]()
            for (_, depth), words in zip(parts, in_pieces, strict=False):
                everything += words
                depths += repeat(depth, len(words))
                if not depth:
                    own += words
            self._own_words[i], self._depths[i] = own, depths

    def _bodies(self) -> None:
        self.name_index = NameIndex(self.names, self.frequency, self.size)
        self.echoes = find_echoes(self._words_in, self._vocab, self.frequency)
        telling = self._telling_words()
        own_words = [*self._words_in]
        for i, own in self._own_words.items():
            own_words[i] = own
        self.manner = read_manner(self.bodies, own_words, telling, self._unspaced, words_for_you(self.frequency))
        self.readings = self._read_bodies(telling)
        self.naming: list[list[int]] = [[] for _ in self.names]
        for i, reading in enumerate(self.readings):
            for mention in reading.mentions:
                self.naming[mention.author].append(i)
        self._words_in, self._vocab, self._own_words, self._depths = [], [], {}, {}
        self.questions = self.manner.questions
        self.lengths = [bisect_right(_LENGTHS, length) for length in self.manner.lengths]

    def _telling_words(self) -> list[Set[str]]:
        """Each body's words that may name somebody or are on a list: most bodies have few, and are done with them."""
        telling = (self.frequency.keys() & _listed_words()) | self.name_index.words
        return [vocabulary.keys() & telling for vocabulary in self._vocab]

    def _read_bodies(self, telling: Sequence[Set[str]]) -> list[Reading]:
        """Whom and what each post names, quotes and points at: one thing after the other, for most posts have none."""
        bodies = self.bodies
        mentions = self._mentions(bodies, telling) if self.names else {}
        unknown = {
            i: name
            for i, body in enumerate(bodies)
            if i not in mentions and (name := unknown_vocative(body)) is not None
        }
        addressed = has_links(self._text)
        links = {i: found for i, body in enumerate(bodies) if (found := find_links(body))} if addressed else {}
        pointed = self._pointers(bodies)
        readings = [PLAIN] * self.size
        runs = self.echoes.runs
        for i in {*mentions, *unknown, *self._marked, *links, *pointed, *runs}:
            quoted = credit(runs.get(i, ()), self._depths.get(i, ()))
            best_quote = _best_quote(quoted)
            marked = any(end - start >= LEAST_MARKED for start, end, _ in self._marked.get(i, ()))
            named = mentions.get(i, ())
            readings[i] = Reading(
                mentions=named,
                unknown_name=unknown.get(i),
                quoted=quoted,
                best_quote=best_quote,
                marked=marked,
                pointers=pointed.get(i, ()),
                links=links.get(i, ()),
                article_words=self._of_article(i) if best_quote == UNKNOWN else 0,
                named=frozenset([m.author for m in named]) if named else NOBODY,
            )
        return readings

    def _pointers(self, bodies: Sequence[str]) -> dict[int, list[Pointer]]:
        """The numbers by which posts point at others; without numbers on the page only ids can be meant."""
        numbered = any(post.number for post in self.posts)
        if not (numbered or may_point(self._text)):
            return {}
        return {i: found for i, body in enumerate(bodies) if (found := pointers(body, numbered=numbered))}

    def _mentions(self, bodies: Sequence[str], telling: Sequence[Set[str]]) -> dict[int, Sequence[Mention]]:
        """Whom posts name, of those that name somebody."""
        find, mentions = self.name_index.find, dict[int, Sequence[Mention]]()
        for i, (body, words, own, told) in enumerate(zip(bodies, self._words_in, self.author, telling, strict=True)):
            found = find(body, words, own, told)
            if ":" in body and (">" in body or not attributing().isdisjoint(told)):
                found = self._with_attributions(body, found, own)
            if found:
                mentions[i] = found
        return mentions

    def _with_attributions(self, body: str, mentions: list[Mention], own: int) -> list[Mention]:
        known = {m.author: m for m in mentions}
        for name, span in attributed_names(body):
            author = self.name_index.whole.get(squash(name))
            if author is None or author == own:
                continue
            if author not in known or known[author].how == INSIDE:
                known[author] = Mention(author, START, span)
        return list(known.values())

    def _of_article(self, i: int) -> int:
        """How many runs of words a post has from the article, if it marks something as quoted that may stand there."""
        depths = self._depths.get(i, ())
        said = self._words_in[i]
        if not self.article or len(depths) - depths.count(0) < LEAST_FROM_ARTICLE:
            return 0
        if max(compress(said, depths), key=len) not in self._article:
            return 0
        if self._article_runs is None:
            self._article_runs = {*_shingles(fold_all([self.article], ARTICLE_LIMIT)[0])}
        return sum(map(self._article_runs.__contains__, _shingles(said)))

    @found_once
    def _article(self) -> str:
        """The article as words are compared."""
        return (self.article or "")[:ARTICLE_LIMIT].casefold()

    def _keep_open(self) -> None:
        """For every post the latest earlier post that a post further down quotes at length.

        In depth-first order what stands between a post and the one that answers it belongs to the answered post:
        nothing there starts a new top level.
        """
        self.held_by = [UNKNOWN] * self.size
        for k, reading in enumerate(self.readings):
            q = reading.best_quote
            if q == UNKNOWN or not 1 < k - q <= HELD_OVER:
                continue
            quote = reading.quoted[q]
            if max(quote.marked, quote.words - quote.nested) >= HELD_WORDS:
                for i in range(q + 1, k):
                    self.held_by[i] = max(self.held_by[i], q)

    def _host(self) -> None:
        """The author who runs the page: named by the caller, else by far the most active one."""
        self.host = self.article_author
        self.host_share = 0.0
        if self.host == UNKNOWN and self.size >= 6 and self.names:
            counts = [*map(len, self.posts_of)]
            most = max(counts)
            busiest = counts.index(most)
            next_to = max(counts[:busiest] + counts[busiest + 1 :], default=0)
            if most >= max(3, 1.5 * next_to) and most / self.size >= 0.15:
                self.host = busiest
        if self.host != UNKNOWN:
            self.host_share = len(self.posts_of[self.host]) / max(1, self.size)

    def earlier_of(self, author: int, i: int, count: int) -> list[int]:
        """The last ``count`` posts of ``author`` above post ``i``, newest first."""
        own = self.posts_of[author]
        at = bisect_right(own, i - 1)
        return own[max(0, at - count) : at][::-1]


@lru_cache(maxsize=1)
def _listed_words() -> frozenset[str]:
    """Words that tell something wherever they stand in a body, or well down in it."""
    lists = word_lists()
    return lists["praise"] | lists["article"] | lists["you"] | attributing()


def _shingles(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """All runs of a few words."""
    return zip(*(words[start:] for start in range(SHINGLE)), strict=False)


def _best_quote(quoted: dict[int, Quoted]) -> int:
    """The post that the first marked quotation quotes, else the one with most shared words (at least two runs)."""
    best, key = UNKNOWN, (0, 0, 0)
    for j, q in quoted.items():
        if q.marked:
            candidate = (2, -q.at, q.marked)
        elif q.words - q.nested >= 2:
            candidate = (1, q.words - q.nested, 0)
        else:
            continue
        if best == UNKNOWN or candidate > key:
            best, key = j, candidate
    return best
