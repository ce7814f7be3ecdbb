"""Chat logs read once: who speaks, whom each message addresses, its rare words.

Decides what a message says; candidates and signals build on it.  Lighter than
``page``: a message is one line, there are no quotations to trace, and five
thousand messages a second must pass.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Final

from threadkit.links.page import UNKNOWN
from threadkit.links.state import NONE
from threadkit.links.vocabulary import word_lists
from threadkit.models import Post

NOBODY: Final = -1
SHORTEST_NICK: Final = 3
COMMON_SHARE: Final = 0.02
"""A nick that is also a word of this share of the messages is a word ("ubuntu", "help") unless it opens the message."""
TOPIC_WORDS: Final = 12
RECENTLY: Final = 150
"""A shortened or misspelt nick means somebody who spoke within so many messages."""
MISSPELT_BY: Final = 3
_STRIPPED: Final = "@.'[]{}()<>-*~!"
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")

_TOKEN = re.compile(r"[^\s,:;!?()\"<>]+")
_SYSTEM = re.compile(r"^(?:===|-!-|\*\*\*|-->|<--|\* [^\s]+ (?:has joined|has left|has quit))")


@dataclass(slots=True)
class Message:
    """What one message says, as far as links are concerned."""

    question: bool
    length: int
    system: bool
    command: bool
    opens: int
    """The person addressed by the first word (``NOBODY`` if none)."""
    named: tuple[int, ...]
    """Everybody named, the one addressed first."""
    spans: tuple[tuple[int, int], ...]
    topic: dict[str, float]
    reference: bool = False


class ChatPage:
    """The messages of one log and everything read off them."""

    def __init__(self, posts: Sequence[Post], article_author: str | None = None) -> None:
        self.posts = posts
        self.size = len(posts)
        self.index = {post.id: i for i, post in enumerate(posts)}
        self._people()
        self.time = _minutes(posts)
        self._tokens = [[(m.group().casefold(), m.start()) for m in _TOKEN.finditer(p.body)] for p in posts]
        self._read()

    def _people(self) -> None:
        ids: dict[str, int] = {}
        self.names: list[str] = []
        self.author: list[int] = []
        for post in self.posts:
            key = (post.author or "").strip().casefold()
            if not key:
                self.author.append(UNKNOWN)
                continue
            who = ids.get(key)
            if who is None:
                who = ids[key] = len(self.names)
                self.names.append(post.author or "")
            self.author.append(who)
        self.nicks = ids
        self.ordinal = [0] * self.size
        self.posts_of: list[list[int]] = [[] for _ in self.names]
        for i, who in enumerate(self.author):
            if who != UNKNOWN:
                self.ordinal[i] = len(self.posts_of[who])
                self.posts_of[who].append(i)
        # "tom_", "tom|away" and "tom" are one person to those who address him.
        self._loose = dict(ids)
        self._by_start: dict[str, list[tuple[str, int]]] = {}
        for nick, who in ids.items():
            plain = _EDGES.sub("", nick)
            short = plain.split("|")[0].rstrip("_`^-0123456789")
            for form in (plain, short, plain.split("_")[0]):
                if len(form) >= SHORTEST_NICK:
                    self._loose.setdefault(form, who)
            self._by_start.setdefault(nick[:3], []).append((nick, who))

    def _addressed(self, word: str, i: int, seen: list[int]) -> int | None:
        """The person meant by an opening word that is no nick: its beginning, or a misspelling."""
        near = [
            (seen[who], who)
            for nick, who in self._by_start.get(word[:3], ())
            if seen[who] > i - RECENTLY
            and (
                nick.startswith(word)
                or nick[:5] == word[:5] != nick
                or (nick[:4] == word[:4] and abs(len(nick) - len(word)) <= MISSPELT_BY)
            )
        ]
        return max(near)[1] if near else None

    def _read(self) -> None:
        frequency = Counter(w for tokens in self._tokens for w in {t for t, _ in tokens})
        # A nick that opens messages is being addressed; only its use inside them makes it a word.
        inside = Counter(w for tokens in self._tokens for w in {t for t, _ in tokens[1:]})
        limit = max(3.0, COMMON_SHARE * self.size)
        common, greeting = word_lists()["common"], word_lists()["greeting"]
        self._words = {w for w, n in inside.items() if n > 3}
        nicks = self.nicks
        seen = [-RECENTLY] * len(self.names)
        self.addressing: list[list[int]] = [[] for _ in self.names]
        self.messages: list[Message] = []
        log = math.log
        for i, post in enumerate(self.posts):
            body = post.body
            tokens = self._tokens[i]
            own = self.author[i]
            named: list[int] = []
            spans: list[tuple[int, int]] = []
            opens = NOBODY
            for k, (word, start) in enumerate(tokens):
                who = nicks.get(word)
                after = body[start + len(word) : start + len(word) + 1]
                first = k == 0 or (k == 1 and len(tokens[0][0]) <= 6 and tokens[0][0] in greeting)
                sure = first and after in ":,;>" and after != ""
                if who is None:
                    plain = word.strip(_STRIPPED)
                    if len(plain) < SHORTEST_NICK:
                        continue
                    sure = sure or "@" in word[:2] or (k == 0 and word[0] in "[<(")
                    who = nicks.get(plain)
                    if who is None and (sure or first or len(plain) > 4):
                        who = self._loose.get(plain)
                        if who is not None and not sure and plain in self._words:
                            continue
                    guess = sure or (first and len(plain) > 4 and plain not in self._words)
                    if who is None and guess and len(plain) > 3 and plain not in common:
                        who = self._addressed(plain, i, seen)
                    if who is None:
                        continue
                    word = plain
                if who == own or who in named:
                    continue
                if not sure and (len(word) < SHORTEST_NICK or word in common or inside[word] > limit):
                    continue
                if first or sure:
                    opens = who if opens == NOBODY else opens
                named.append(who)
                spans.append((start, start + len(word)))
            if own != UNKNOWN:
                seen[own] = i
            if opens != NOBODY and named[0] != opens:
                at = named.index(opens)
                named.insert(0, named.pop(at))
                spans.insert(0, spans.pop(at))
            weights = []
            for word in {t for t, _ in tokens}:
                df = frequency[word]
                if 1 < df <= 0.05 * self.size + 2 and len(word) > 2 and word not in common and word not in self.nicks:
                    weights.append((log(self.size / df), word))
            if len(weights) > TOPIC_WORDS:
                weights = sorted(weights, reverse=True)[:TOPIC_WORDS]
            self.messages.append(
                Message(
                    question="?" in body,
                    length=len(body),
                    system=own == UNKNOWN or bool(_SYSTEM.match(body)),
                    command=body[:1] == "!",
                    opens=opens,
                    named=tuple(named),
                    spans=tuple(spans),
                    topic={word: weight for weight, word in weights},
                )
            )
            for who in named:
                self.addressing[who].append(i)
        self._tokens = []

    def earlier(self, own: list[int], i: int, count: int) -> list[int]:
        """The last ``count`` indexes of a sorted list before ``i``, newest first."""
        at = bisect_left(own, i)
        return own[max(0, at - count) : at][::-1]


def _minutes(posts: Sequence[Post]) -> list[float | None]:
    """Seconds since the epoch, or None."""
    return [
        None
        if p.timestamp is None
        else (p.timestamp if p.timestamp.tzinfo else p.timestamp.replace(tzinfo=UTC)).timestamp()
        for p in posts
    ]


class ChatState:
    """What is known of a chat while it is walked: parents, who spoke to whom last."""

    def __init__(self, page: ChatPage) -> None:
        self.page = page
        self.parent = [NONE] * page.size
        self.depth = [0] * page.size
        self.children = [0] * page.size
        self.answered_by: list[tuple[int, ...]] = [()] * page.size
        self.root = list(range(page.size))
        people = len(page.names)
        self.partner = [NOBODY] * people
        """Whom each person answered or addressed last."""
        self.approached = [NOBODY] * people
        """Who answered or addressed each person last."""
        self.last_in_root: dict[int, int] = {}

    def settle(self, i: int, parent: int) -> None:
        """Record that message ``i`` answers ``parent``."""
        page = self.page
        me = page.author[i]
        self.parent[i] = parent
        other = NOBODY
        if parent != NONE:
            self.depth[i] = self.depth[parent] + 1
            self.children[parent] += 1
            self.root[i] = self.root[parent]
            if me not in self.answered_by[parent] and len(self.answered_by[parent]) < 6:
                self.answered_by[parent] += (me,)
            other = page.author[parent]
            if other == me:
                other = NOBODY
        self.last_in_root[self.root[i]] = i
        message = page.messages[i]
        if message.named:
            other = message.named[0]
        if me != UNKNOWN and other != NOBODY:
            self.partner[me] = other
            self.approached[other] = me


NEAREST: Final = 12
OWN: Final = 2
OTHERS: Final = 4
TO_ME: Final = 3


def chat_candidates(i: int, page: ChatPage, state: ChatState) -> list[int]:
    """Earlier messages worth weighing for message ``i``, nearest first."""
    found = set(range(max(0, i - NEAREST), i))
    me = page.author[i]
    if me == UNKNOWN:
        return sorted(found, reverse=True)
    earlier = page.earlier
    own = earlier(page.posts_of[me], i, OWN)
    found.update(own)
    for j in own:
        if state.parent[j] != NONE:
            found.add(state.parent[j])
    for who in page.messages[i].named[:2]:
        found.update(earlier(page.posts_of[who], i, OTHERS))
        found.update(earlier(page.addressing[who], i, 1))
    found.update(earlier(page.addressing[me], i, TO_ME))
    for who in {state.partner[me], state.approached[me]}:
        if who != NOBODY:
            found.update(earlier(page.posts_of[who], i, 2))
    found.discard(i)
    return sorted(found, reverse=True)
