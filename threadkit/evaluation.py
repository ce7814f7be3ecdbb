"""Score a reconstructed thread against the known one.

Counts what is right; which predicted post stands for which known post is
decided in `threadkit.alignment` by what their bodies say, never by author or
time, so that a byline shifted by one shows up as wrong authors.  It reads no files, prints nothing and knows
no platform; averaging over pages is left to the caller.

Known posts may be richer than the text they were printed in: pass that text
and whatever it does not contain (bodies, names, dates) is left out of the
count, since nobody could have found it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from threadkit.alignment import INVISIBLE, align_tokens, tokens

if TYPE_CHECKING:
    from threadkit.models import Post, Thread

CONTAINED_SHARE = 0.5
"""Least share of a body's word triples that a text must hold for the body to count as contained."""

SHIFT_SHARE = 0.8
SHIFT_POSTS = 2
"""Authors count as shifted when at least this many informative posts, and this share of them, carry a neighbour's."""

ZONE_LIMIT = timedelta(hours=14)
"""Widest offset between a page's printed clock and the machine-readable one that a time zone can explain."""

_DATE_PART = re.compile(r"\d+|[^\W\d_]+")
_CLOCK = re.compile(r"(?<!\d)\d{1,2}\s?[:.h]\s?\d{2}(?!\d)|\d\s?[ap]\.?\s?m\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b")


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts of what was there and what was right; shares as properties (None where nothing was there to get right).

    A known post counts only where the text contains its body.  ``author_known``
    and ``time_known`` count those whose author or date the text contains;
    ``*_right`` asks for a matched post with the right value, ``*_wrong`` for a
    matched post with another one (a missing value is neither).
    ``instant_*`` compares ``timestamp`` itself with an ISO time, where the
    printed date states a year; one offset per thread is allowed for the zone.
    ``parent_*`` counts known posts, matched or not; a link is right if both
    ends are matched, or if both threads say "none".  ``reply_*`` is the part
    of it whose known parent is a post, ``linked_*`` the part that is matched.
    ``path_right`` asks for every link up to the root.  All are 0 when the
    known thread records no structure.
    """

    known: int = 0
    left_out: int = 0
    predicted: int = 0
    matched: int = 0
    author_known: int = 0
    author_right: int = 0
    author_wrong: int = 0
    author_matched: int = 0
    time_known: int = 0
    time_right: int = 0
    time_wrong: int = 0
    instant_known: int = 0
    instant_right: int = 0
    parent_known: int = 0
    parent_right: int = 0
    reply_known: int = 0
    reply_right: int = 0
    linked_known: int = 0
    linked_right: int = 0
    path_right: int = 0
    authors_shifted: bool = False

    @property
    def precision(self) -> float | None:
        """Share of predicted posts that are posts; 1 when none was predicted and none is known."""
        return _share(self.matched, self.predicted) if self.predicted else (None if self.known else 1.0)

    @property
    def recall(self) -> float | None:
        """Share of known posts that were found."""
        return _share(self.matched, self.known)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 when there was nothing to find and nothing was found."""
        total = self.predicted + self.known
        return 2 * self.matched / total if total else 1.0

    @property
    def author_accuracy(self) -> float | None:
        """Share of the posts whose author could be known that were found with the right author."""
        return _share(self.author_right, self.author_known)

    @property
    def author_error(self) -> float | None:
        """Share of the found posts, among those whose author is known, that carry a wrong one."""
        return _share(self.author_wrong, self.author_matched)

    @property
    def time_accuracy(self) -> float | None:
        """Share of the posts whose date could be known that were found with that date."""
        return _share(self.time_right, self.time_known)

    @property
    def instant_accuracy(self) -> float | None:
        """Share of the found posts with a dated ISO time whose ``timestamp`` equals it."""
        return _share(self.instant_right, self.instant_known)

    @property
    def parent_accuracy(self) -> float | None:
        """Share of known posts with the right parent ("none" included)."""
        return _share(self.parent_right, self.parent_known)

    @property
    def reply_accuracy(self) -> float | None:
        """Share of known replies with the right parent."""
        return _share(self.reply_right, self.reply_known)

    @property
    def root_accuracy(self) -> float | None:
        """Share of the known posts that answer nobody which are given no parent."""
        return _share(self.parent_right - self.reply_right, self.parent_known - self.reply_known)

    @property
    def linked_accuracy(self) -> float | None:
        """Share of the found posts with the right parent."""
        return _share(self.linked_right, self.linked_known)

    @property
    def path_accuracy(self) -> float | None:
        """Share of known posts with every link right up to the root."""
        return _share(self.path_right, self.parent_known)

    def to_dict(self) -> dict[str, float | int | bool | None]:
        """Counts and shares by name, for JSON or a table."""
        row: dict[str, float | int | bool | None] = asdict(self)
        row.update((name, getattr(self, name)) for name in SHARES)
        return row


SHARES = (
    "precision",
    "recall",
    "f1",
    "author_accuracy",
    "author_error",
    "time_accuracy",
    "instant_accuracy",
    "parent_accuracy",
    "reply_accuracy",
    "root_accuracy",
    "linked_accuracy",
    "path_accuracy",
)
"""The properties of :class:`Scores` that are shares."""


def evaluate(
    pred: Thread | Iterable[Post | Mapping[str, Any]],
    gold: Thread | Iterable[Post | Mapping[str, Any]],
    *,
    text: str | None = None,
    threaded: bool | None = None,
) -> Scores:
    """Compare ``pred`` with the known thread ``gold`` and return the :class:`Scores`.

    Either may be a thread or its posts, as models or as mappings with the keys
    ``id, parent, author, timestamp, body``; ``raw_timestamp`` or ``raw_date``
    is the date as printed, and ``parent_known: false`` leaves a link out.
    With ``text``, posts, names and dates that it does not contain are left
    out.  ``threaded`` says whether ``gold`` records parents; by default it
    does if any post has one.
    """
    found = [_Entry.of(post, i) for i, post in enumerate(_posts(pred))]
    truth = [_Entry.of(post, i) for i, post in enumerate(_posts(gold))]
    return score_entries(found, truth, TextIndex(text) if text is not None else None, threaded)


def same_name(a: str, b: str) -> bool:
    """Whether two names are the same but for case, blanks and surrounding punctuation."""
    return fold_name(a) == fold_name(b)


def fold_name(name: str) -> str:
    """A name folded for comparison."""
    folded = unicodedata.normalize("NFKC", name.translate(INVISIBLE)).casefold()
    squeezed = "".join(folded.split())
    start, end = 0, len(squeezed)
    while start < end and not squeezed[start].isalnum():
        start += 1
    while end > start and not squeezed[end - 1].isalnum():
        end -= 1
    return squeezed[start:end] or squeezed


def same_date_text(found: str, printed: str) -> bool:
    """Whether ``found`` covers the date that is printed as ``printed``.

    All its numbers must be there; a dropped weekday, "at" or zone does no
    harm, more than was asked for neither.
    """
    want, have = _date_parts(printed), _date_parts(found)
    if not any(part.isdigit() for part in want):
        return bool(want) and all(have[part] for part in want)
    numbers = {part: n for part, n in want.items() if part.isdigit()}
    if any(have[part] < n for part, n in numbers.items()):
        return False
    words = [part for part in want if not part.isdigit()]
    # Three numbers are a whole date; fewer need a word ("2 hours", "5 Oct") to agree.
    return not words or sum(numbers.values()) >= 3 or any(have[word] for word in words)


class TextIndex:
    """What a text contains: bodies, names, dates.  Build one per text and ask often."""

    def __init__(self, text: str) -> None:
        words = tokens(text)
        self._grams = set(words)
        self._grams.update(map(" ".join, pairwise(words)))
        self._grams.update(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
        plain = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(INVISIBLE))
        self._spaced = " ".join(plain.split())
        self._squeezed = self._spaced.replace(" ", "").casefold()
        self._names: dict[str, bool] = {}

    def has_body(self, words: Sequence[str]) -> bool:
        """Whether at least half of the body's word triples stand in the text."""
        size = min(3, len(words))
        if not size:
            return False
        grams = {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}
        return sum(gram in self._grams for gram in grams) >= CONTAINED_SHARE * len(grams)

    def has_name(self, name: str) -> bool:
        """Whether the name stands in the text as a word of its own; "AnnMay 5" and "Ann12:44" still show Ann."""
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = self._find_name(name)
        return known

    def _find_name(self, name: str) -> bool:
        plain = " ".join(unicodedata.normalize("NFKC", name.translate(INVISIBLE)).split())
        at = self._spaced.find(plain) if plain else -1
        while at >= 0:
            end = at + len(plain)
            if not (_within_word(self._spaced, at) or _within_word(self._spaced, end)):
                return True
            at = self._spaced.find(plain, at + 1)
        return False

    def has_date(self, printed: str) -> bool:
        """Whether the date stands in the text as printed, white space aside."""
        folded = unicodedata.normalize("NFKC", printed.translate(INVISIBLE)).casefold()
        squeezed = "".join(folded.split())
        return bool(squeezed) and squeezed in self._squeezed


@dataclass(frozen=True, slots=True)
class _Entry:
    """A post as far as scoring reads it."""

    id: str
    parent: str | None
    author: str | None
    printed: str | None
    instant: datetime | None
    words: list[str]
    parent_known: bool

    @classmethod
    def of(cls, post: Post | Mapping[str, Any], index: int) -> _Entry:
        read = post.get if isinstance(post, Mapping) else lambda key: getattr(post, key, None)
        ident, parent, stamp = read("id"), read("parent"), read("timestamp")
        printed = read("raw_timestamp") or read("raw_date")
        instant = stamp if isinstance(stamp, datetime) else _iso(stamp)
        if printed is None and isinstance(stamp, str):
            printed = stamp if instant is None else None
        return cls(
            id=str(index if ident is None else ident),
            parent=None if parent is None else str(parent),
            author=read("author") or None,
            printed=printed,
            instant=instant,
            words=tokens(read("body") or ""),
            parent_known=read("parent_known") is not False,
        )


def prepare(posts: Iterable[Post | Mapping[str, Any]]) -> list[_Entry]:
    """Posts folded for :func:`score_entries`; worth keeping when one truth is compared with many texts."""
    return [_Entry.of(post, i) for i, post in enumerate(posts)]


def score_entries(
    found: list[_Entry], truth: list[_Entry], index: TextIndex | None, threaded: bool | None = None
) -> Scores:
    """:func:`evaluate` on prepared posts."""
    if threaded is None:
        threaded = any(entry.parent is not None for entry in truth)
    parents = _effective_parents(truth)
    matches = align_tokens([e.words for e in found], [e.words for e in truth])
    # A match proves that the text has the body, whatever the index says; an
    # empty post that nobody found is left out, as the text may not show it.
    kept = [i for i, e in enumerate(truth) if i in matches or (e.words and (index is None or index.has_body(e.words)))]
    counts: Counter[str] = Counter(
        known=len(kept), left_out=len(truth) - len(kept), predicted=len(found), matched=len(matches)
    )
    _count_authors(counts, found, truth, kept, matches, index)
    _count_times(counts, found, truth, kept, matches, index)
    if threaded:
        _count_parents(counts, found, truth, kept, matches, parents)
    return Scores(**counts, authors_shifted=_shifted(found, truth, matches))


# --- fields --------------------------------------------------------------------------------------------------------


def _count_authors(
    counts: Counter[str],
    found: list[_Entry],
    truth: list[_Entry],
    kept: list[int],
    matches: dict[int, int],
    index: TextIndex | None,
) -> None:
    for i in kept:
        name = truth[i].author
        if name is None or not (index is None or index.has_name(name)):
            continue
        counts["author_known"] += 1
        if i not in matches:
            continue
        counts["author_matched"] += 1
        given = found[matches[i]].author
        if given is not None:
            counts["author_right" if same_name(given, name) else "author_wrong"] += 1


def _shifted(found: list[_Entry], truth: list[_Entry], matches: dict[int, int]) -> bool:
    """Whether the posts carry the authors of the posts before (or after) them."""
    votes: Counter[int] = Counter()
    informative = 0
    for i, j in matches.items():
        own, given = truth[i].author, found[j].author
        if own is None or given is None:
            continue
        around = {
            step: truth[i + step].author
            for step in (-1, 1)
            if 0 <= i + step < len(truth) and truth[i + step].author is not None
        }
        if all(same_name(own, other) for other in around.values() if other):
            continue
        informative += 1
        if not same_name(own, given):
            votes.update(step for step, other in around.items() if other and same_name(other, given))
    best = max(votes.values(), default=0)
    # The first or last post has no neighbour on one side to have taken its author from.
    return best >= SHIFT_POSTS and best >= SHIFT_SHARE * (informative - 1)


def _count_times(
    counts: Counter[str],
    found: list[_Entry],
    truth: list[_Entry],
    kept: list[int],
    matches: dict[int, int],
    index: TextIndex | None,
) -> None:
    offset = _zone_offset(found, truth, matches)
    for i in kept:
        known = truth[i]
        if known.printed is None and known.instant is None:
            continue
        if index is not None and not (known.printed and index.has_date(known.printed)):
            continue
        counts["time_known"] += 1
        if i not in matches:
            continue
        given = found[matches[i]]
        instant_right = _same_instant(given.instant, known, offset)
        if known.instant is not None and (known.printed is None or _YEAR.search(known.printed)):
            counts["instant_known"] += 1
            counts["instant_right"] += instant_right
        text_right = bool(given.printed and known.printed and same_date_text(given.printed, known.printed))
        if text_right or instant_right:
            counts["time_right"] += 1
        elif given.printed is not None or given.instant is not None:
            counts["time_wrong"] += 1


def _date_parts(text: str) -> Counter[str]:
    folded = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).casefold()
    return Counter(part.lstrip("0") or "0" if part.isdigit() else part for part in _DATE_PART.findall(folded))


def _iso(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None) if value.tzinfo else value


def _zone_offset(found: list[_Entry], truth: list[_Entry], matches: dict[int, int]) -> timedelta:
    """The thread's commonest difference between read and known times, if a time zone can explain it."""
    votes: Counter[timedelta] = Counter()
    for i, j in matches.items():
        given, known = found[j].instant, truth[i].instant
        if given is None or known is None:
            continue
        minutes = round((_naive(known) - _naive(given)).total_seconds() / 60)
        if minutes % 15 == 0 and abs(minutes) <= ZONE_LIMIT.total_seconds() / 60:
            votes[timedelta(minutes=minutes)] += 1
    return votes.most_common(1)[0][0] if votes else timedelta(0)


def _same_instant(given: datetime | None, known: _Entry, offset: timedelta) -> bool:
    if given is None or known.instant is None:
        return False
    have, want = _naive(given), _naive(known.instant)
    if known.printed is not None and not _CLOCK.search(known.printed):
        # Only the day is printed, in the site's zone: the machine-readable time may fall on the day before or after.
        return abs(have.date() - want.date()) <= timedelta(days=1)
    return abs(have + offset - want) < timedelta(minutes=1)


# --- parents -------------------------------------------------------------------------------------------------------


def _effective_parents(truth: list[_Entry]) -> list[int | None]:
    """Each post's parent as a position; a parent that is not among the posts counts as none."""
    place = {entry.id: i for i, entry in enumerate(truth)}
    return [None if e.parent is None else place.get(e.parent) for e in truth]


def _count_parents(
    counts: Counter[str],
    found: list[_Entry],
    truth: list[_Entry],
    kept: list[int],
    matches: dict[int, int],
    parents: list[int | None],
) -> None:
    parents = _skip_left_out(parents, set(kept))
    place = {entry.id: j for j, entry in enumerate(found)}
    gold_of = {j: i for i, j in matches.items()}
    right: dict[int, bool] = {}
    for i in kept:
        if i not in matches:
            right[i] = False
            continue
        named = found[matches[i]].parent
        given = None if named is None else gold_of.get(place.get(named, -1), -1)
        right[i] = given == parents[i]
    paths = _paths_right(kept, parents, right)
    for i in kept:
        if not truth[i].parent_known:
            continue
        counts["parent_known"] += 1
        counts["parent_right"] += right[i]
        counts["path_right"] += paths[i]
        if parents[i] is not None:
            counts["reply_known"] += 1
            counts["reply_right"] += right[i]
        if i in matches:
            counts["linked_known"] += 1
            counts["linked_right"] += right[i]


def _skip_left_out(parents: list[int | None], kept: set[int]) -> list[int | None]:
    """Replace a parent that the text lost by the nearest ancestor it kept: the best anyone can do."""
    result = list(parents)
    for i in kept:
        seen = {i}
        parent = parents[i]
        while parent is not None and parent not in kept and parent not in seen:
            seen.add(parent)
            parent = parents[parent]
        result[i] = parent if parent in kept else None
    return result


def _paths_right(kept: list[int], parents: list[int | None], right: dict[int, bool]) -> dict[int, bool]:
    paths: dict[int, bool] = {}
    for start in kept:
        chain, node = [], start
        while node not in paths:
            chain.append(node)
            paths[node] = right[node]  # provisional; also stops at a cycle
            above = parents[node]
            if above is None:
                break
            node = above
        for step in reversed(chain):
            above = parents[step]
            paths[step] = right[step] and (above is None or paths[above])
    return paths


def _within_word(text: str, at: int) -> bool:
    """Whether ``at`` lies inside a word; a capital starts one after a small letter or before one (``ANNMay``)."""
    before, after, next_one = text[at - 1 : at], text[at : at + 1], text[at + 1 : at + 2]
    if not (before.isalpha() and after.isalpha()):
        return False
    return not (after.isupper() and (before.islower() or next_one.islower()))


# --- small things --------------------------------------------------------------------------------------------------


def _posts(source: Any) -> Iterable[Post | Mapping[str, Any]]:
    posts: Iterable[Post | Mapping[str, Any]] = source.posts if hasattr(source, "posts") else source
    return posts


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
