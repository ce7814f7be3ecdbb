"""The names of a page, changed together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from threadkit.vocabulary import fold, is_deleted

LEAST_NAMES = 3
"""Fewer different names may be alike by chance."""
MOST = 0.6
"""What most names of a page have is the site's habit: a picture's letter in front, the name twice."""
MOST_PHRASES = 0.5
LEAST_RANKED = 5
RANKED = 0.8
RANK_KINDS = 0.6
"""Nearly all of five or more names end with what others end with too, and there are fewer such endings than names:
family names and towns hardly recur so."""
LEAST_SOME = 2
SOME_ALONE = 0.6
"""So many names with a badge, and this share of them, stand without it too, before it is taken for one."""
LONGEST_RANK = 40
SHORTEST_CASELESS = 3
"""Fewer letters of a script without capitals, glued to a name, may be its own."""
BLANK = re.compile(" ")
WIDE = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Named(NamedTuple):
    """Who wrote a post and, where that stands beside the name, whom it answers."""

    author: str | None
    reply_to: str | None = None


class Names:
    """The authors by post as far as they are known by now, and each name once."""

    __slots__ = ("authors", "distinct")

    def __init__(self, authors: Sequence[str | None]) -> None:
        self.authors = authors
        self.distinct = list(dict.fromkeys(filter(None, authors)))

    def renamed(self, change: Callable[[str], str | None], some: Iterable[str] | None = None) -> Names:
        """These with another name for each, or for some."""
        names = self.distinct if some is None else some
        changed = {name: new for name in names if (new := change(name)) != name}
        return Names([changed.get(name, name) if name else name for name in self.authors]) if changed else self

    def holding(self, sign: str) -> list[str]:
        """Those with this character."""
        return [name for name in self.distinct if sign in name]

    def mostly(self, test: Callable[[str], object], share: float, least: int) -> bool:
        """Whether this holds for such a share of the names, and for so many; told as soon as it does not."""
        missing = len(self.distinct) - max(least, share * len(self.distinct))
        for name in self.distinct:
            if not test(name):
                missing -= 1
            if missing < 0:
                return False
        return missing >= 0


def is_notice(author: str) -> bool:
    """Whether what stands in the author's place says that the comment was deleted; "[deleted]" is an account."""
    return " " in author and is_deleted(fold(author))
