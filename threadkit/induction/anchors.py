"""What recurs once per post: the places a record structure can hang on.

Decides only where candidates are.  An anchor is a list of cells that look
alike in one respect; most anchors of a page are wrong, and the judging of
whole segmentations sorts that out.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from threadkit import vocabulary
from threadkit.induction.cells import DATE_CELL, NUMBER_CELL, PROSE, SHORT_TEXT, TIME_CELL, Cells, spelling
from threadkit.lines import SENTENCE_ENDS
from threadkit.names import name_likeness, width

LEAST = 2
"""An anchor needs this many places."""
MOST_ANCHORS = 28
"""The most anchors that are weighed, strongest kinds first."""
MOST_LITERALS = 60
"""So many of the commonest short texts are looked at."""
OPENED_WITHIN = 12
"""A row that opens the discussion stands at most this many rows above the first byline."""
LONGEST_BELOW = 24
LEAST_PROSE = 0.2
"""Between fewer neighbours there is text only by chance: a menu's entries.  Lines of a chat are short, but dated."""
LEAST_BELOW = 3
"""A text that recurs this often below dates tells the posts' dates from others ("Reply")."""
NEAR_DATES = 5
"""Dates fewer cells apart than this can be of one byline."""
FAR_BEHIND = 3.8
"""Anchors that promise so much less than the likeliest one are not looked at: of 140 layouts found around any but the
first four, three."""
MOST_FOLLOWED = 12
"""So many anchors are looked at; of 911 texts two come out otherwise than if all were, with 10 eight do."""
SAME_PLACES = 0.7
"""Anchors that share so many of their places say much the same."""
SENTENCE_LIKE = (*SENTENCE_ENDS, ":", ")")
LEAST_SENTENCE = 25
"""A short text of this length with a full stop may be all of a body."""

KIND_PROMISE = {"date": 3.0, "cue": 3.0, "clock": 2.0, "ends": 1.0, "begins": 0.5, "literal": 0.5}
"""Dates and words such as "says" hold more layouts than rows that happen to begin alike."""

Named = list[tuple[str, list[int]]]
"""Places under the name of what they have in common."""


@dataclass(slots=True, frozen=True)
class Anchor:
    """Cells that may stand once in every post."""

    name: str
    places: tuple[int, ...]
    prose: float = 0.0
    """In which share of the stretches between neighbouring places there is something like a body."""
    opened: float = 0.0
    """Whether a row such as "12 comments" stands a little above the first place."""

    @property
    def promise(self) -> float:
        """How likely layouts can be made of the anchor, told before anything around it is looked at."""
        kind, _, word = self.name.partition(":")
        known = KIND_PROMISE["cue"] if kind in ("ends", "begins") and _is_cue(word, kind) else KIND_PROMISE.get(kind, 0)
        return known + 0.6 * math.log2(len(self.places)) + 1.5 * self.prose + 0.5 * self.opened


def find_anchors(cells: Cells) -> list[Anchor]:
    """Candidate anchors of a page, without duplicates."""
    prose = list(accumulate((_is_prose(cells, place) for place in range(len(cells))), initial=0))
    starts = cells.cues.start_rows()

    def weighed(name: str, places: Sequence[int]) -> Anchor:
        between = sum(prose[b] > prose[a + 1] for a, b in pairwise(places))
        row = cells.row[places[0]]
        nearest = bisect_right(starts, row) - 1
        opened = nearest >= 0 and row - starts[nearest] <= OPENED_WITHIN
        return Anchor(name, tuple(places), between / max(1, len(places) - 1), float(opened))

    found: list[Anchor] = []
    seen: set[tuple[int, ...]] = set()
    for kind in (_dates, _affixes, _literals, _items, _lone_names):
        group = [weighed(name, places) for name, places in kind(cells) if len(places) >= LEAST]
        if kind is not _dates:
            group = [anchor for anchor in group if anchor.prose >= LEAST_PROSE]
        if kind in MOST_OF_KIND:
            group.sort(key=_promise, reverse=True)
        taken = 0
        for anchor in group:
            if anchor.places in seen:
                continue
            if kind is _literals and _stands_with(cells, anchor, found):
                continue
            seen.add(anchor.places)
            found.append(anchor)
            taken += 1
            if taken == MOST_OF_KIND.get(kind, MOST_ANCHORS):
                break
    return found[:MOST_ANCHORS]


def likeliest_first(anchors: list[Anchor]) -> list[Anchor]:
    """Anchors by their promise, without the hopeless; those that stand where likelier ones do after all others."""
    weighed = sorted([(-anchor.promise, place) for place, anchor in enumerate(anchors)])
    ranked = [anchors[place] for promise, place in weighed if promise <= weighed[0][0] + FAR_BEHIND]
    chosen: list[Anchor] = []
    others: list[Anchor] = []
    taken: list[set[int]] = []
    for anchor in ranked:
        places = set(anchor.places)
        if any(_mostly_shared(places, other) for other in taken):
            others.append(anchor)
        else:
            chosen.append(anchor)
            taken.append(places)
    return [*chosen, *others][:MOST_FOLLOWED]


def _mostly_shared(places: set[int], other: set[int]) -> bool:
    few, many = sorted((len(places), len(other)))
    if few < SAME_PLACES * many:
        return False
    both = len(places & other)
    return both >= SAME_PLACES * (few + many - both)


def _promise(anchor: Anchor) -> float:
    """Frequent places with text between them come first; a menu has many places and nothing between."""
    return math.log2(len(anchor.places)) + 4.0 * anchor.prose + anchor.opened


def _is_prose(cells: Cells, place: int) -> bool:
    """Whether a cell reads like a piece of a body."""
    kind, text = cells.kind[place], cells.text[place]
    return kind == PROSE or (kind == SHORT_TEXT and text[-1] in SENTENCE_LIKE and width(text) >= LEAST_SENTENCE)


def _stands_with(cells: Cells, anchor: Anchor, found: list[Anchor]) -> bool:
    """Whether a literal always stands beside one that was taken: "Reply" and "Report" are one anchor."""
    rows = [cells.row[place] for place in anchor.places]
    return any(
        other.name.startswith("literal")
        and len(other.places) == len(rows)
        and all(abs(cells.row[place] - row) <= 1 for place, row in zip(other.places, rows, strict=True))
        for other in found
    )


def _dates(cells: Cells) -> Named:
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
        elif (
            index + 1 < len(cells)
            and len(cells.key[index + 1]) <= LONGEST_BELOW
            and cells.count[cells.key[index + 1]] >= LEAST_BELOW
        ):
            groups[f"date:{form}:above {cells.key[index + 1]}"].append(index)
    # Where a byline holds two dates, each is an anchor apart.
    dates = groups["date"]
    groups["date:leading"] = [b for a, b in pairwise([-NEAR_DATES, *dates]) if b - a >= NEAR_DATES]
    groups["date:trailing"] = [a for a, b in pairwise([*dates, len(cells) + NEAR_DATES]) if b - a >= NEAR_DATES]
    every = len(groups["date"]) or len(groups["clock"])
    # A name can stand beside a date a few times; only a constant word does so often.
    least = max(3, 0.2 * every)
    for name in [name for name in groups if name.count(":") > 1 or name in ("date:leading", "date:trailing")]:
        if len(groups[name]) < least:
            del groups[name]
    return list(groups.items())


def _affixes(cells: Cells) -> Named:
    """Short cells that begin or end alike around a varying rest: "Posted by *", "* says:"."""
    last: dict[str, list[int]] = defaultdict(list)
    first: dict[str, list[int]] = defaultdict(list)
    for index, kind in enumerate(cells.kind):
        if kind != SHORT_TEXT:
            continue
        words = cells.text[index].split()
        if len(words) < 2 or len(words) > 8:
            continue
        last[spelling(words[-1])].append(index)
        first[spelling(words[0])].append(index)
    found: Named = []
    for side, table in (("ends", last), ("begins", first)):
        for word, places in table.items():
            if len(places) < LEAST:
                continue
            rests = {cells.text[place].casefold() for place in places}
            if len(rests) < 2:
                continue
            cue = _is_cue(word, side)
            if not cue and (len(places) < 3 or _is_letter(word)):
                continue
            found.append((f"{side}:{word}", places))
    return found


def _is_letter(word: str) -> bool:
    """A single Latin letter recurs in any text, even in noise."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def _is_cue(word: str, side: str) -> bool:
    folded = vocabulary.fold(word)
    return folded in (vocabulary.SAYS if side == "ends" else vocabulary.BY)


def _literals(cells: Cells) -> Named:
    """Short rows printed again and again: "Reply", "Report abuse", "wrote:"."""
    wanted = {key for key, count in cells.count.items() if count >= 3}
    if len(wanted) > MOST_LITERALS:
        wanted = {key for key, _ in cells.count.most_common(MOST_LITERALS)}
    wanted.discard("#")
    places: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(cells.key):
        if key in wanted:
            places[key].append(index)
    return [(f"literal:{key}", found) for key, found in places.items()]


def _items(cells: Cells) -> Named:
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
    found: Named = []
    if len(numbered) >= LEAST:
        found.append(("numbers", _longest_count(page.number, cells.row, numbered)))
    spread = sorted(bulleted.values(), key=len, reverse=True)
    roomy = [places for places in spread if _roomy(cells, places)]
    found.extend(("bullets", places) for places in roomy[:2])
    all_bullets = sorted(place for places in roomy for place in places)
    found.append(("all bullets", all_bullets))
    if numbered:
        found.append(("items", sorted({*all_bullets, *numbered})))
    hashes = [i for i, kind in enumerate(cells.kind) if kind == NUMBER_CELL and cells.text[i][0] == "#"]
    found.append(("hash numbers", hashes))
    return found


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


def _lone_names(cells: Cells) -> Named:
    """Rows that hold nothing but something name-like and stand before prose."""
    page = cells.cues.page
    apart: list[int] = []
    close: list[int] = []
    for row in range(len(page) - 1):
        text = page.text[row]
        alone = page.gap[row] and page.gap[row + 1]
        above = len(page.text[row + 1]) > 40
        if len(text) > 40 or not (alone or above):
            continue
        place = cells.first_of_row[row]
        if place >= len(cells) or cells.row[place] != row or cells.kind[place] != SHORT_TEXT:
            continue
        if name_likeness(text) < 0.6:
            continue
        if alone:
            apart.append(place)
        if above:
            close.append(place)
    return [("lone names", apart), ("names above prose", close)]


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1].casefold()[:20]


def _first_word(text: str) -> str:
    return text.split(None, 1)[0].casefold()[:20]


MOST_OF_KIND = {_dates: 10, _affixes: 6, _literals: 6}
"""How many anchors of the kinds that find dozens are followed up."""
