"""Trees given as ``(id, parent id)`` pairs: validity, depths, children.

Decides what makes a list of links a forest.  Knows nothing of posts, never
recurses, and takes parents that stand after their children.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Links = Sequence[tuple[str, str | None]]
"""For each post in page order, its id and its parent's (None at the top)."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Posts by place: where an id stands, who answers it, what is at the top."""

    place: dict[str, int]
    children: list[list[int]]
    roots: list[int]

    @classmethod
    def of(cls, links: Links) -> Tree:
        place = {ident: i for i, (ident, _) in enumerate(links)}
        children: list[list[int]] = [[] for _ in links]
        roots = []
        for i, (_, parent) in enumerate(links):
            if parent is None:
                roots.append(i)
            else:
                children[place[parent]].append(i)
        return cls(place, children, roots)


def check_links(links: Links) -> None:
    """Raise ``ValueError`` unless ids are unique, parents exist and nothing descends from itself."""
    seen: set[str] = set()
    later = False
    for ident, parent in links:
        if ident in seen:
            raise ValueError(f"two posts have the id {ident!r}")
        later = later or (parent is not None and parent not in seen)
        seen.add(ident)
    if not later:
        return  # every parent stands before its replies: it exists, and there is no way round in a circle
    for ident, parent in links:
        if parent is not None and parent not in seen:
            raise ValueError(f"post {ident!r} answers {parent!r}, which is no post of this thread")
    find_depths(links)


def find_depths(links: Links) -> list[int]:
    """Edges from the top for each post; ``ValueError`` if one descends from itself."""
    tree = Tree.of(links)
    depths = [-1] * len(links)
    stack = [(root, 0) for root in tree.roots]
    while stack:
        at, depth = stack.pop()
        depths[at] = depth
        stack.extend((child, depth + 1) for child in tree.children[at])
    if -1 in depths:
        raise ValueError(f"post {_on_cycle(links, depths.index(-1), tree.place)!r} descends from itself")
    return depths


def _on_cycle(links: Links, start: int, place: Mapping[str, int]) -> str:
    """An id on the cycle that the ancestors of ``start`` run into."""
    seen: set[str] = set()
    ident, parent = links[start]
    while ident not in seen and parent is not None:
        seen.add(ident)
        ident, parent = links[place[parent]]
    return ident
