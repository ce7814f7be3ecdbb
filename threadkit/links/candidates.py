"""Which earlier posts a post may answer.

Decides membership only, by order and by indexes (names, authors, quotations,
rare words, links), so that the number of candidates stays bounded however long
the page is.  "Nobody" is always a candidate and is not listed here.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from threadkit.links.page import NEAREST, UNKNOWN, Page
from threadkit.links.state import NONE, State

OWN: Final = 3
NAMED: Final = 3
NAMING_ME: Final = 3
QUOTED: Final = 4
ANSWERS_TO_ME: Final = 3
PATH_LIMIT: Final = 32
"""Steps of the path that are weighed: the nearest, and the top."""


def in_time_order(i: int, page: Page, state: State) -> list[int]:
    """Earlier posts worth weighing for post ``i``, nearest first."""
    if i <= NEAREST:
        return [*range(i - 1, -1, -1)]
    found = set(range(i - NEAREST, i))
    me = page.author[i]
    reading = page.readings[i]
    if me != UNKNOWN:
        own = page.earlier_of(me, i, OWN)
        found.update(own)
        for j in own:
            if state.parent[j] != NONE:
                found.add(state.parent[j])
        naming = page.naming[me]
        at = bisect_left(naming, i)
        found.update(naming[max(0, at - NAMING_ME) : at])
        found.update(state.answers_to.get(me, ())[-ANSWERS_TO_ME:])
    for mention in reading.mentions[:NAMED]:
        found.update(page.earlier_of(mention.author, i, NAMED))
    if reading.quoted:
        best = sorted(reading.quoted, key=lambda j: (-reading.quoted[j].marked, -reading.quoted[j].words))
        found.update(best[:QUOTED])
    found.update(page.echoes.alike(i, i - NEAREST))
    found.discard(i)
    return sorted(found, reverse=True)


def in_depth_first_order(i: int, page: Page, state: State) -> list[int]:
    """The post above and its ancestors, nearest first; of a very long path the nearest and the top."""
    if not i:
        return []
    path = state.path(i - 1, PATH_LIMIT)
    if len(path) == PATH_LIMIT and state.parent[path[-1]] != NONE:
        path[-1] = state.root[i - 1]
    return path


def under_depth_cap(i: int, printed: int, page: Page, siblings: list[int]) -> list[int]:
    """At the depth where a site stops nesting: the earlier posts under the printed parent, then that parent."""
    return [*siblings[: -PATH_LIMIT - 1 : -1], printed]
