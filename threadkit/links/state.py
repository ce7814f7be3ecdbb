"""What is known of the tree while a page is walked from top to bottom.

Decides nothing: it keeps the parents found so far and what signals ask of
them (depth, who answered whom, who talked with whom).
"""

from __future__ import annotations

from threadkit.links.page import UNKNOWN, Page

NONE = -1
ANSWERERS = 12
"""So many different answerers of one post are remembered: enough to ask "did I answer already"."""

"""The candidate "answers nobody here" in place of a post's index."""


class State:
    """Parents decided so far, by index; ``NONE`` for posts that answer nobody."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.parent = [NONE] * page.size
        self.depth = [0] * page.size
        self.last_child = [NONE] * page.size
        self.answerers: list[tuple[int, ...]] = [()] * page.size
        self.talked: set[tuple[int, int]] = set()
        self.answers_to: dict[int, list[int]] = {}
        self.root = list(range(page.size))

    def settle(self, i: int, parent: int) -> None:
        """Record that post ``i`` answers ``parent``."""
        self.parent[i] = parent
        author = self.page.author
        if parent == NONE:
            return
        self.depth[i] = self.depth[parent] + 1
        self.root[i] = self.root[parent]
        self.last_child[parent] = i
        child, other = author[i], author[parent]
        if child != UNKNOWN:
            if len(self.answerers[parent]) < ANSWERERS and child not in self.answerers[parent]:
                self.answerers[parent] += (child,)
            if other != UNKNOWN and other != child:
                self.talked.add((child, other))
        if other != UNKNOWN:
            self.answers_to.setdefault(other, []).append(i)

    def path(self, i: int, limit: int) -> list[int]:
        """``i``, its parent, its parent's parent … at most ``limit`` posts."""
        nodes: list[int] = []
        while i != NONE and len(nodes) < limit:
            nodes.append(i)
            i = self.parent[i]
        return nodes
