"""Names that are printed twice, or stand alone elsewhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from threadkit.authors.cutting import may_cut
from threadkit.authors.model import LEAST_NAMES, LEAST_SOME, MOST, Names
from threadkit.names import clean_name, name_likeness

SHORTEST_DOUBLED = 3
"""Shorter names may hold the same letters twice ("Bobo")."""
LONGEST_BETWEEN = 12
"""So many characters may stand between a name and the same name ("Ann's avatar Ann", "Ann (photo) Ann")."""
MAX_PART = 3
LIKELY_PART = 0.5
"""Name-likeness of what stands alone beside names that hold it."""
_TWICE = re.compile(r"([^\W_]{2}) \1|([\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]{2})\2")
"""Short names printed twice; "Bobo" and "妞妞" are called so."""


def standing_alone(names: Names, beside: Sequence[Sequence[str]]) -> Names:
    """Names as they stand alone beside several posts' ones: "Ann" above "AnnMember", "Ann" above "Picture of »Ann«"."""
    found: dict[str, set[str]] = {}
    for name, rows in zip(names.authors, beside, strict=False):
        if name and found.get(name, name):  # what did not stand alone once need not be looked for again
            size = len(name)
            parts = {clean_name(row) for row in rows if len(row) < size and row[:MAX_PART] in name}
            found[name] = {part for part in parts if _is_part(part, name)} & found.get(name, parts)
    alone = {name: max(parts, key=len) for name, parts in found.items() if parts}
    some = sum(1 for name in names.authors if name in alone) >= LEAST_SOME
    return names.renamed(lambda name: alone[name], alone) if some else names


def _is_part(part: str, name: str) -> bool:
    """Whether a likely name stands in what was taken for one, parted from the rest of it."""
    at = name.find(part) if len(part) > 1 else -1
    if at < 0 or len(part) == len(name) or name_likeness(part) < LIKELY_PART:
        return False
    behind = name[at + len(part) :]
    return not name[at - 1 : at].isalnum() and (not behind or may_cut(part[-1], behind[0]))


def without_doubles(names: Names) -> Names:
    """Names that are printed once for the picture and once more: "Ann avatar Ann", "AnnAnn"."""
    if not names.mostly(_half, MOST, LEAST_NAMES):
        return names
    halves = {name: half for name in names.distinct if (half := _half(name))}
    between = Counter(name[len(half) : name.index(half, len(half))] for name, half in halves.items())
    usual, count = between.most_common(1)[0]
    if count < MOST * len(names.distinct):
        return names
    return names.renamed(lambda name: halves[name] if name in halves and usual in name else name)


def _half(name: str) -> str | None:
    """What a name begins with and holds once more, close behind."""
    if twice := _TWICE.fullmatch(name):
        return twice[1] or twice[2]
    if name.find(name[:SHORTEST_DOUBLED], SHORTEST_DOUBLED) < 0:
        return None  # the more usual case, told early
    for size in range(len(name) // 2, SHORTEST_DOUBLED - 1, -1):
        half = name[:size]
        at = name.find(half, size, 2 * size + LONGEST_BETWEEN)
        if at >= 0 and half == half.strip() and half[-1] not in "'’" and not name[size:at].strip().isalnum():
            return half
        if at >= 0 and half == half.strip() and name[size:at].startswith((" ", "'", "’")):
            return half
    return None
