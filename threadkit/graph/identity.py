"""Who wrote each post, across one or many threads.

Decides when two printed names are one person, which posts have no known
author, and how threads and nameless posts are called in a joint result.
Leaves what people do to ``people.py`` and ``build.py``: those take threads or
the :class:`Cast` made here.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from threadkit import vocabulary
from threadkit.graph.tree import TOP, Discussion, Discussions, ReplyTree, as_trees

if TYPE_CHECKING:
    from threadkit.models import Post

# Kept apart from spaces: removing these never joins two words.
_INVISIBLE = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F)])


def author_key(name: str) -> str:
    """The form under which spellings of one author's name fall together.

    Unicode compatibility form, case folded, invisible marks dropped, runs of
    blanks made one.  Deliberately no more: punctuation tells forum names apart
    (``A+`` and ``A-``), and nicknames are the caller's to join by ``aliases``.

    >>> author_key("  ANN\\u00a0Lee ") == author_key("Ann  Lee")
    True
    """
    return " ".join(unicodedata.normalize("NFKC", name).translate(_INVISIBLE).casefold().split())


@lru_cache(maxsize=65536)
def is_nobody(name: str) -> bool:
    """Whether a name is what sites print for people they do not name ("Anonymous", "[deleted]").

    Taken as one person, those would be the best connected author of every page.
    """
    folded = vocabulary.fold(name)
    return vocabulary.is_anonymous(folded) or vocabulary.is_deleted(folded)


class Reply(NamedTuple):
    """One reply from one known person to another, or to themselves."""

    thread: int
    child: int
    parent: int
    replier: str
    replied_to: str


class Cast:
    """The threads with the person behind each post.

    ``trees[t].posts[i]`` was written by ``names[t][i]``: the most frequent
    spelling of that person's name (the first seen among equals), or the name
    that ``aliases`` gives; None for an unknown author.  With ``unknown=True``
    an unknown author gets a name of their own, ``?thread/post``, one per post,
    and those names are in ``unknown``.

    ``aliases`` maps spellings to the name of the person (``{"Bob": "Robert"}``).
    ``nobody`` are the names that name no one: by default what
    :func:`is_nobody` knows, in several languages; ``()`` takes every name as a
    person.  ``min_guess`` accepts
    recovered names (``post.author_guess``) from that confidence on; by default
    a guess is not an author.
    """

    __slots__ = ("names", "thread_ids", "trees", "unknown")

    def __init__(
        self,
        threads: Discussions,
        *,
        min_confidence: float = 0.0,
        aliases: Mapping[str, str] | None = None,
        nobody: Collection[str] | None = None,
        min_guess: float | None = None,
        unknown: bool = False,
    ) -> None:
        self.trees: list[ReplyTree] = as_trees(threads, min_confidence)
        self.thread_ids: list[str] = thread_ids(self.trees)
        canonical = {author_key(spelling): name for spelling, name in (aliases or {}).items()}
        absent = {author_key(name) for name in nobody or ()} | {""}
        keys: dict[str, str | None] = {}  # spelling -> person, so each spelling is normalised once
        spellings: dict[str, Counter[str]] = {}
        found: list[list[str | None]] = []
        for tree in self.trees:
            row: list[str | None] = []
            for post in tree.posts:
                spelling = _printed_name(post, min_guess)
                if spelling is None:
                    row.append(None)
                    continue
                if spelling not in keys:
                    key = author_key(spelling)
                    named = author_key(canonical[key]) if key in canonical else key
                    nameless = named in absent or (nobody is None and is_nobody(named))
                    keys[spelling] = None if nameless else named
                person = keys[spelling]
                row.append(person)
                if person is not None:
                    spellings.setdefault(person, Counter())[" ".join(spelling.split())] += 1
            found.append(row)
        shown = {person: counts.most_common(1)[0][0] for person, counts in spellings.items()}
        shown.update({author_key(name): name for name in canonical.values() if author_key(name) in shown})
        self.names: list[list[str | None]] = [
            [None if person is None else shown[person] for person in row] for row in found
        ]
        self.unknown: set[str] = set()
        if unknown:
            self._name_the_unknown(set(shown.values()))

    def _name_the_unknown(self, taken: set[str]) -> None:
        for number, row in enumerate(self.names):
            for index, name in enumerate(row):
                if name is None:
                    label = f"?{self.thread_ids[number]}/{self.trees[number].posts[index].id}"
                    while label in taken:  # someone may really be called so
                        label = "?" + label
                    taken.add(label)
                    self.unknown.add(label)
                    row[index] = label

    def replies(self, *, self_replies: bool = False) -> Iterator[Reply]:
        """All replies between persons with a name, thread by thread in page order.

        Answers to the article are not replies.  Answers to oneself are left
        out unless asked for.
        """
        for number, tree in enumerate(self.trees):
            names = self.names[number]
            for child, parent in enumerate(tree.parents):
                if parent == TOP:
                    continue
                replier, replied_to = names[child], names[parent]
                if replier is None or replied_to is None or (replier == replied_to and not self_replies):
                    continue
                yield Reply(number, child, parent, replier, replied_to)

    def only(self, number: int) -> Cast:
        """The cast of one of the threads, with the names that were decided over all."""
        alone = Cast(())
        alone.trees = [self.trees[number]]
        alone.thread_ids = [self.thread_ids[number]]
        alone.names = [self.names[number]]
        alone.unknown = self.unknown
        return alone

    def post_counts(self) -> Counter[str]:
        """Number of posts by each person with a name."""
        return Counter(name for row in self.names for name in row if name is not None)


Casts: TypeAlias = "Discussions | Cast"
"""What a measure of people takes."""


def as_cast(
    threads: Casts, min_confidence: float = 0.0, aliases: Mapping[str, str] | None = None, *, unknown: bool = False
) -> Cast:
    """The cast of ``threads``; a Cast is returned as it is."""
    if isinstance(threads, Cast):
        return threads
    return Cast(threads, min_confidence=min_confidence, aliases=aliases, unknown=unknown)


def thread_ids(threads: Iterable[Discussion]) -> list[str]:
    """A name for each thread, unique among them.

    What its ``meta`` says under ``id``, ``source``, ``path`` or ``url``, the
    first that is there; else its number, counted from 1.
    """
    ids: list[str] = []
    taken: set[str] = set()
    for number, thread in enumerate(threads, start=1):
        meta = thread.meta if isinstance(thread.meta, Mapping) else {}
        given = next((str(meta[key]) for key in ("id", "source", "path", "url") if meta.get(key)), str(number))
        name, copy = given, 1
        while name in taken:
            copy += 1
            name = f"{given}~{copy}"
        taken.add(name)
        ids.append(name)
    return ids


def _printed_name(post: Post, min_guess: float | None) -> str | None:
    if post.author is not None:
        return post.author
    guess = post.author_guess
    if min_guess is not None and guess is not None and guess.confidence >= min_guess:
        return guess.name
    return None
