"""What recurs near the ends of bodies, and which of it opens or closes them ("Join Date", "Reply")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.lines import DATE, SENTENCE_ENDS
from threadkit.segment.model import Record

EDGE_ROWS = 14
"""How many rows at either end of a body are searched for furniture."""
SPARE = 2
CLOSING_ROWS = 8
"""A closing mark keeps within this many rows of the end of most bodies."""
RECURRENT = 0.3
LEAST_FURNITURE = 3
"""A short row at the edge of this share of bodies, and of no fewer, is furniture."""
MARKER = 0.6
"""A short row in this share of bodies closes a body wherever it stands."""
LONGEST_LABEL = 60
"""A longer row is no line of a profile: somebody speaks."""
LEAST_MARKED = 3
"""So many bodies must share a row that the vocabulary does not know, for it to be a mark."""
SHORTEST_SPOKEN = 25
"""So many letters that end like a sentence are what somebody says; below its buttons a site prints shorter things."""
QUOTE_HEAD = 5
"""So many rows the head of a quotation may have: "Original message", "Sent", "From", "Subject"."""
LEAST_RUNNING = 6
MOSTLY_RUNNING = 0.75
"""So are so many words, this share of them in small letters, though many people end with no full stop; names of those
who like a post are written with capitals."""


@dataclass(slots=True)
class Near:
    """How a text that recurs stands near the ends of the bodies that hold it there."""

    before: list[int] = field(default_factory=list)
    behind: list[int] = field(default_factory=list)
    """For each of these bodies how many of its rows stand before it and behind it."""
    leading: int = 0
    trailing: int = 0
    """How many have it among their first rows, how many among their last ones."""
    held: list[tuple[int, int, int]] = field(default_factory=list)
    """Every body that holds it, by its first row, the first one with the text, and its end."""
    labels: int = 0
    below: int = 0
    """How often it is furniture among the first rows, and how often something that is none stands above it there."""


class NearEnds:
    """The short texts that stand at least so often on the page, as far as some bodies hold them.

    Few texts recur that often, so they are looked up, not every row near an end.
    """

    def __init__(self, cues: Cues, records: list[Record], least: float) -> None:
        self.found: dict[str, Near] = {}
        self._lows, self._highs = [record.low for record in records], [record.high for record in records]
        self._often = list(takewhile(lambda repeated: len(repeated[1]) >= least, cues.repeated))
        self._furniture = cues.furniture if self._often else bytearray()
        for folded, rows in self._often:
            near = Near()
            for low, high, first, last in _by_body(rows, self._lows, self._highs):
                self._add(near, rows, low, high, first, last)
            if near.held:
                self.found[folded] = near

    def are_of(self, records: list[Record]) -> bool:
        """Whether these are the bodies that were looked at."""
        return self._lows == [record.low for record in records] and self._highs == [record.high for record in records]

    def add(self, record: Record) -> None:
        """One body more, below all the others."""
        low, high = record.low, record.high
        self._lows.append(low)
        self._highs.append(high)
        for folded, rows in self._often:
            if rows[-1] < low:
                continue
            first = bisect_left(rows, low)
            if rows[first] < high:
                near = self.found.setdefault(folded, Near())
                self._add(near, rows, low, high, first, bisect_left(rows, high, first))

    def _add(self, near: Near, rows: list[int], low: int, high: int, first: int, last: int) -> None:
        """How a text stands in a body that holds some of its rows: the ``first`` and those before the ``last``."""
        row = rows[first]
        near.held.append((low, row, high))
        if row < low + EDGE_ROWS:
            near.leading += 1
            if self._furniture[row]:
                near.labels += 1
                near.below += self._furniture.find(0, low, row) >= 0
        elif rows[last - 1] >= high - EDGE_ROWS:
            row = rows[bisect_left(rows, high - EDGE_ROWS, first, last)]
        else:
            return  # far from both ends
        near.trailing += rows[last - 1] >= high - EDGE_ROWS
        near.before.append(row - low)
        near.behind.append(high - 1 - row)


def least_near(total: int) -> float:
    """So often must a text stand on the page to say something of some posts, or of all but the last of them."""
    return min(max(LEAST_FURNITURE, RECURRENT * total), least_marked(total - 1))


def _by_body(rows: list[int], lows: list[int], highs: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """The bodies that hold some of these rows, in page order, each with which ones it holds."""
    place, index, end = 0, 0, len(rows)
    while place < end:
        row = rows[place]
        index = bisect_right(lows, row, index) - 1
        if index >= 0 and row < highs[index]:
            first, high = place, highs[index]
            place += 1
            while place < end and rows[place] < high:
                place += 1
            yield lows[index], high, first, place
        index += 1
        if index == len(lows):
            return
        if place < end and rows[place] < lows[index]:
            place = bisect_left(rows, lows[index], place)


def edge_marks(cues: Cues, records: list[Record], near: dict[str, Near]) -> tuple[set[str], set[str]]:
    """Short rows that most bodies hold, as (opening, closing) marks, by how texts that recur stand ``near`` their ends.

    Whatever stands before an opening mark ("Join Date" in a profile block) or
    after a closing one ("Reply") is no body.
    """
    if len(records) < 2:
        return set(), set()
    least = least_marked(len(records))
    opening: set[str] = set()
    closing: set[str] = set()
    known_end = float("inf")
    for folded, places in near.items():
        distances, ends = places.before, places.behind
        # Two bodies share a row as well where one quotes the other or both answer the same person.
        if len(distances) < (least if places.labels else max(LEAST_MARKED, least)) or folded == "#":
            continue
        if not folded.strip("# ") and DATE in cues.masked.rows[cues.rows_of[folded][0]]:
            continue  # a mere date is the value of a label beside it, mere numbers may be votes
        if places.below > 0.5 * len(distances) and not vocabulary.is_profile(folded):
            closing.add(folded)  # "Reply" under something that is no furniture
            known_end = min(known_end, sum(distances) / len(distances))
            continue
        # Where bodies are longer, an opening mark gets farther from the end and a closing one from the start.
        ranked = sorted(zip(distances, ends, strict=True), key=sum)
        third = max(1, len(ranked) // 3)
        from_start_growth = sum(pair[0] for pair in ranked[-third:]) - sum(pair[0] for pair in ranked[:third])
        from_end_growth = sum(pair[1] for pair in ranked[-third:]) - sum(pair[1] for pair in ranked[:third])
        even = from_start_growth == from_end_growth
        first = max(distances) == 0 or (vocabulary.is_profile(folded) and sum(distances) <= sum(ends))
        if from_end_growth > from_start_growth or (even and first):
            opening.add(folded)
        elif sorted(ends)[len(ends) // 2] <= CLOSING_ROWS:
            closing.add(folded)  # "Click to expand..." in the middle of most bodies closes none
    late = {folded for folded in opening if sum(near[folded].before) > known_end * len(near[folded].before)}
    opening -= late
    closing |= late
    recurrent = {folded for folded, places in near.items() if len(places.before) >= least}
    if opening:
        said_above, said_below = _said_around(cues, records, opening)
        opening -= said_above
        closing |= said_above - said_below
        opening -= _barren(cues, records, opening, recurrent)
        opening -= {mark for mark in opening if _is_quoted_below(cues, near[mark].held, recurrent)}
    if closing:
        closing -= {mark for mark in closing if _is_spoken_below(cues, near[mark].held, recurrent)}
    return opening, closing


def farthest(cues: Cues, low: int, distances: Iterable[int]) -> int:
    """How far below the begin of the last body an opening mark may stand that stands so far from those of the others.

    Farther below, a site prints its title again; with a date, it may open a post whose byline was overlooked.
    """
    dated = any(DATE in row for row in cues.masked.rows[low : low + EDGE_ROWS])
    return EDGE_ROWS - 1 if dated else min(2 * max(distances, default=0) + SPARE, EDGE_ROWS - 1)


def least_marked(total: int) -> float:
    """So many of some bodies must share a row for it to be a mark, if the vocabulary knows it."""
    return max(2, MARKER * total)


def _said_around(cues: Cues, records: list[Record], marks: set[str]) -> tuple[set[str], set[str]]:
    """Marks above which most bodies that hold them say something, and those below which they do.

    Where an owner's answer or a longer list of buttons makes the one or other body long, "Was this helpful?" stands
    nearer to the begin of bodies than to their end.
    """
    held: Counter[str] = Counter()
    above: Counter[str] = Counter()
    below: Counter[str] = Counter()
    folds, lengths, idle = cues.folds, cues.lengths, cues.idle
    for record in records:
        holding = _first_marked(cues, record, marks)
        if not holding:
            continue
        rows = range(record.low, record.high)
        first = next((row for row in rows if lengths[row] > LONGEST_LABEL and not idle[row]), record.high)
        last = next((row for row in reversed(rows) if lengths[row] > LONGEST_LABEL and not idle[row]), record.low)
        for row in holding:
            held[folds[row]] += 1
            above[folds[row]] += first < row
            below[folds[row]] += last > row
    most = {mark: count / 2 for mark, count in held.items()}
    return {mark for mark in held if above[mark] > most[mark]}, {mark for mark in held if below[mark] > most[mark]}


def _is_spoken_below(cues: Cues, held: list[tuple[int, int, int]], recurrent: set[str]) -> bool:
    """Whether most bodies that hold a mark go on below it ("Click to expand..." below a quotation): it closes none."""
    below = [range(row + 1, high) for _, row, high in held if row + 1 < high]
    if len(below) * 2 <= len(held):
        return False  # it is the last row of most
    # Elsewhere what ends with no full stop may be the title of the next post.
    quoted = _most_introduce(cues, [low for low, _, _ in held])
    ends = {_last_said(cues, rows, recurrent, running=quoted) for rows in below} - {None}
    # "Ann and Bob like this." stands below many posts, and ends in one way.
    return len(ends) * 2 > len(held)


def _is_quoted_below(cues: Cues, held: list[tuple[int, int, int]], recurrent: set[str]) -> bool:
    """Whether most bodies that hold a mark have it in or below the head of a quotation, and words of their own above.

    "Original message: Sent: 5 May, From: Ann" below an answer opens no body.
    """
    quoted = 0
    for low, mark, _ in held:
        row = next((row for row in range(mark, max(low, mark - QUOTE_HEAD), -1) if cues.introduces(row)), low)
        quoted += any(cues.folds[above] not in recurrent and not cues.is_idle(above) for above in range(low, row))
    return quoted * 2 > len(held)


def _most_introduce(cues: Cues, rows: list[int]) -> bool:
    """Whether most of some rows say whose words follow; told as soon as that is clear."""
    missing = len(rows) // 2 + 1
    for left, row in zip(range(len(rows), 0, -1), rows, strict=True):
        if missing > left:
            return False
        missing -= cues.introduces(row)
        if not missing:
            return True
    return False


def _last_said(cues: Cues, rows: range, recurrent: set[str], *, running: bool) -> str | None:
    """How the last row ends that is a sentence of somebody's own, or (``running``) reads as part of one."""
    for row in reversed(rows):
        folded, text = cues.folds[row], cues.page.text[row]
        if len(text) < SHORTEST_SPOKEN or folded in recurrent:
            continue
        if text[-1] not in SENTENCE_ENDS and not (running and _runs_on(text)):
            continue
        if not cues.furniture[row] and DATE not in cues.masked.rows[row]:
            return " ".join((folded or text).split()[-2:])  # long rows are not folded
    return None


def _runs_on(text: str) -> bool:
    """Whether a row reads as part of a sentence, wherever that ends."""
    words = text.split()
    running = sum([len(word) == 1 or word[0].islower() for word in words])  # "I"
    return len(words) >= LEAST_RUNNING and running >= MOSTLY_RUNNING * len(words)


def _barren(cues: Cues, records: list[Record], marks: set[str], recurrent: set[str]) -> set[str]:
    """Marks below which most bodies that hold them have nothing of their own: those open no body."""
    held: Counter[str] = Counter()
    fertile: Counter[str] = Counter()
    folds, furniture = cues.folds, cues.furniture
    for record in records:
        holding = _first_marked(cues, record, marks)
        if not holding:
            continue
        rows = range(record.low, record.high)
        last = next((row for row in reversed(rows) if folds[row] not in recurrent and not furniture[row]), -1)
        for row in holding:
            held[folds[row]] += 1
            fertile[folds[row]] += row < last
    return {folded for folded in marks if fertile[folded] * 2 < held[folded]}


def _first_marked(cues: Cues, record: Record, marks: set[str]) -> list[int]:
    """The marked ones among the first rows of a body."""
    low = record.low
    first = cues.folds[low : min(record.high, low + EDGE_ROWS)]
    return [] if marks.isdisjoint(first) else [low + place for place, folded in enumerate(first) if folded in marks]
