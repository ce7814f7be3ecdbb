"""What recurs once per post: the places a record structure can hang on.

Decides only where candidates are.  An anchor is a list of cells that look
alike in one respect; most anchors of a page are wrong, and the judging of
whole segmentations sorts that out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from threadkit import vocabulary
from threadkit.induction.cells import DATE_CELL, NUMBER_CELL, SHORT_TEXT, TIME_CELL, Cells
from threadkit.names import name_likeness

_DIGITS = re.compile(r"\d+")
LEAST = 2
"""An anchor needs this many places."""
MOST_ANCHORS = 28
"""The most anchors that are followed up, strongest kinds first."""


@dataclass(slots=True, frozen=True)
class Anchor:
    """Cells that may stand once in every post."""

    name: str
    places: tuple[int, ...]


def find_anchors(cells: Cells) -> list[Anchor]:
    """Candidate anchors of a page, without duplicates."""
    found: list[Anchor] = []
    seen: set[tuple[int, ...]] = set()
    for anchor in (*_dates(cells), *_affixes(cells), *_literals(cells), *_items(cells), *_lone_names(cells)):
        if len(anchor.places) >= LEAST and anchor.places not in seen:
            seen.add(anchor.places)
            found.append(anchor)
    return found[:MOST_ANCHORS]


def _dates(cells: Cells) -> list[Anchor]:
    """Dates: all, by format, and by format with what stands beside them in the row."""
    groups: dict[str, list[int]] = defaultdict(list)
    for index, kind in enumerate(cells.kind):
        if kind not in (DATE_CELL, TIME_CELL):
            continue
        if kind == TIME_CELL:
            groups["clock"].append(index)
            continue
        groups["date"].append(index)
        form = cells.date_kind[index]
        groups[f"date:{form}"].append(index)
        opens = cells.opens[index]
        closes = index + 1 >= len(cells) or cells.opens[index + 1]
        groups[f"date:{form}:{'first' if opens else 'later'}{'last' if closes else ''}"].append(index)
        if not opens:
            word = _last_word(cells.text[index - 1])
            groups[f"date:{form}:after {word}"].append(index)
        if not closes:
            word = _first_word(cells.text[index + 1])
            groups[f"date:{form}:before {word}"].append(index)
    every = len(groups["date"]) or len(groups["clock"])
    # A name can stand beside a date a few times; only a constant word does so often.
    for name in [name for name, places in groups.items() if name.count(":") > 1 and len(places) < max(3, 0.2 * every)]:
        del groups[name]
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return [Anchor(name, tuple(places)) for name, places in ordered if len(places) >= LEAST][:12]


def _affixes(cells: Cells) -> list[Anchor]:
    """Short cells that begin or end alike around a varying rest: "Posted by *", "* says:"."""
    last: dict[str, list[int]] = defaultdict(list)
    first: dict[str, list[int]] = defaultdict(list)
    for index, kind in enumerate(cells.kind):
        if kind != SHORT_TEXT:
            continue
        words = _DIGITS.sub("#", cells.text[index].casefold()).split()
        if len(words) < 2 or len(words) > 8:
            continue
        last[words[-1]].append(index)
        first[words[0]].append(index)
    found = []
    for side, table in (("ends", last), ("begins", first)):
        for word, places in table.items():
            if len(places) < LEAST:
                continue
            rests = {cells.text[place].casefold() for place in places}
            if len(rests) < 2:
                continue
            cue = _is_cue(word, side)
            if len(places) < 3 and not cue:
                continue
            found.append((len(places) * (4 if cue else 1), Anchor(f"{side}:{word}", tuple(places))))
    found.sort(key=lambda item: -item[0])
    return [anchor for _, anchor in found[:6]]


def _is_cue(word: str, side: str) -> bool:
    folded = vocabulary.fold(word)
    return folded in (vocabulary.SAYS if side == "ends" else vocabulary.BY)


def _literals(cells: Cells) -> list[Anchor]:
    """Short rows printed again and again: "Reply", "Report abuse", "wrote:"."""
    repeated = [key for key, count in cells.count.most_common(40) if count >= 3 and key != "#"]
    wanted = set(repeated[:24])
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(cells.key):
        if key in wanted:
            places[key].append(index)
    found: list[Anchor] = []
    rows_taken: list[set[int]] = []
    for key in repeated:
        if key not in wanted:
            continue
        rows = {cells.row[index] for index in places[key]}
        # "Reply" and "Report" that always stand together are one anchor.
        near = {*rows, *(row + 1 for row in rows), *(row - 1 for row in rows)}
        if any(len(rows) == len(taken) and taken <= near for taken in rows_taken):
            continue
        rows_taken.append(rows)
        found.append(Anchor(f"literal:{key}", tuple(places[key])))
        if len(found) >= 6:
            break
    return found


def _items(cells: Cells) -> list[Anchor]:
    """First cells of list items: by number sequence and by bullet."""
    page = cells.cues.page
    numbered: list[int] = []
    bulleted: dict[tuple[str, int], list[int]] = defaultdict(list)
    every: list[int] = []
    for row in range(len(page)):
        place = cells.first_of_row[row]
        if place >= len(cells) or cells.row[place] != row:
            continue
        if page.number[row] >= 0:
            numbered.append(place)
            every.append(place)
        elif page.bullet[row]:
            bulleted[page.bullet[row], page.indent[row]].append(place)
            every.append(place)
    found = []
    if len(numbered) >= LEAST:
        found.append(Anchor("numbers", tuple(_longest_count(page.number, cells.row, numbered))))
    spread = sorted(bulleted.values(), key=len, reverse=True)
    roomy = [places for places in spread if _roomy(cells, places)]
    found.extend(Anchor("bullets", tuple(places)) for places in roomy[:2])
    all_bullets = sorted(place for places in roomy for place in places)
    found.append(Anchor("all bullets", tuple(all_bullets)))
    if numbered:
        found.append(Anchor("items", tuple(sorted({*all_bullets, *numbered}))))
    hashes = [i for i, kind in enumerate(cells.kind) if kind == NUMBER_CELL and cells.text[i][0] == "#"]
    found.append(Anchor("hash numbers", tuple(hashes)))
    return [anchor for anchor in found if len(anchor.places) >= LEAST]


def _roomy(cells: Cells, places: list[int]) -> bool:
    """Whether list items have something between them, as a menu's have not."""
    if len(places) < 3:
        return True
    page = cells.cues.page
    rows = [cells.row[place] for place in places]
    distances = [b - a for a, b in pairwise(rows)]
    tight = sum(1 for row, distance in zip(rows, distances, strict=False) if distance <= 1 and len(page.text[row]) < 40)
    return tight <= 0.6 * len(distances)


def _longest_count(number: list[int], row: list[int], places: list[int]) -> list[int]:
    """The longest stretch of list items in which numbers go up by one or restart."""
    best: list[int] = []
    current: list[int] = []
    top = 0
    for place in places:
        value = number[row[place]]
        if current and value != 1 and value > top + 1:
            best = max(best, current, key=len)
            current = []
        current.append(place)
        top = max(top, value) if value != 1 else max(top, 1)
    return max(best, current, key=len)


def _lone_names(cells: Cells) -> list[Anchor]:
    """Rows that hold nothing but something name-like and stand before prose."""
    page = cells.cues.page
    apart: list[int] = []
    close: list[int] = []
    for row in range(len(page) - 1):
        text = page.text[row]
        if len(text) > 40:
            continue
        place = cells.first_of_row[row]
        if place >= len(cells) or cells.row[place] != row or cells.kind[place] != SHORT_TEXT:
            continue
        if name_likeness(text) < 0.6:
            continue
        below = len(page.text[row + 1])
        if page.gap[row] and page.gap[row + 1]:
            apart.append(place)
        if below > 40:
            close.append(place)
    return [Anchor("lone names", tuple(apart)), Anchor("names above prose", tuple(close))]


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1].casefold()[:20]


def _first_word(text: str) -> str:
    return text.split(None, 1)[0].casefold()[:20]
