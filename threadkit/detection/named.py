"""Named layouts tried on a page, the likely ones first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from threadkit import vocabulary
from threadkit.bylines import TELLING, Reading, is_telling
from threadkit.cues import Cues
from threadkit.detection.divisions import made_of, segmentations
from threadkit.detection.marks import LEAST_RIVAL, MOSTLY_READ, SAME_ROWS, SIDED, WORDY, WORDY_READ
from threadkit.detection.readings import Readings, catalogue, in_two, rows_of, share_within
from threadkit.detection.sureness import needs_no_rivals
from threadkit.layouts import Layout, named_layouts
from threadkit.preferences import settled
from threadkit.scoring import Judged, judge


def judge_named(cues: Cues, follow: Following, *, known_by_words: bool = False) -> None:
    """The named layouts judged, the likely ones first; the others are left out where these leave nothing open.

    Where too little recurs for a layout without words, only those ``known_by_words`` are looked for.
    """
    possible = catalogue().possible(cues)
    readings = Readings(cues)
    for all_of_them in (False,) if known_by_words else (False, True):
        readings.ask([one for one in possible if all_of_them or is_telling(*one)])
        heaviest = readings.ranked(1.0)
        if not (all_of_them or known_by_words or (heaviest and _says_all(cues, heaviest[0]))):
            continue
        first = _first_titled(cues, readings, heaviest)
        follow.up(first)
        if follow.is_sure and _is_sided(follow.known[0]):
            best = readings.read[follow.known[0].layout.name]
            likely = in_two(_titled(cues, readings.ranked(LEAST_RIVAL, best.role, rivals_of=best)))[0]
            follow.up([reading for reading in likely if _is_version(reading, best)])
        else:
            follow.up(in_two(_titled(cues, readings.ranked(LEAST_RIVAL, rivals_of=next(iter(first), None))))[0])
        if not follow.is_sure:
            follow.up(readings.ranked())
        if follow.is_sure:
            return


class Following:
    """Readings followed up, a few at a time: each layout, and each division of the page, once."""

    def __init__(self, cues: Cues) -> None:
        self.known: list[Judged] = []
        self._cues = cues
        self._tried: set[str] = set()
        self._seen: set[tuple[object, ...]] = set()
        self._sure: bool | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the best so far needs no rivals."""
        if self._sure is None:
            self._sure = bool(self.known) and needs_no_rivals(self._cues, self.known[0])
        return self._sure

    def up(self, readings: Iterable[Reading]) -> None:
        """Judge those that were not judged before, and set them against the others."""
        new = [reading for reading in readings if reading.layout.name not in self._tried]
        if not new:
            return
        self._tried.update(reading.layout.name for reading in new)
        segmented = list(segmentations(self._cues, made_of(self._cues, new), self._seen))
        if segmented:
            self.known = settled(self._cues, judge(self._cues, segmented, self.known))
            self._sure = None


def _is_sided(best: Judged) -> bool:
    """Whether the signs of a byline's side speak for where a layout looks for them, or many words of its own do."""
    return best.features["role_vote"] >= SIDED or best.features["literal"] >= WORDY


def _is_version(reading: Reading, other: Reading) -> bool:
    """Whether two layouts read the same rows from the same side, one of them perhaps more of them."""
    if reading.role != other.role:
        return False
    return max(share_within(other, rows_of(reading)), share_within(reading, rows_of(other))) >= SAME_ROWS


def _titled(cues: Cues, readings: list[Reading]) -> list[Reading]:
    """The readings without those that leave to the posts above the titles that others read with the same bylines."""
    fuller = [reading for reading in readings if _asks_for_titles(reading.layout)]
    return [one for one in readings if not any(_leaves_titles(cues, one, other) for other in fuller)]


def _first_titled(cues: Cues, readings: Readings, heaviest: list[Reading]) -> list[Reading]:
    """The heaviest reading that leaves no titles out; all rivals are read where the heaviest of all does."""
    readings.read_more(LEAST_RIVAL, only=_with_titles())
    titled = _titled(cues, readings.ranked(1.0))
    if titled[:1] != heaviest[:1]:
        titled = _titled(cues, readings.ranked(LEAST_RIVAL))
    return titled[:1]


@cache
def _with_titles() -> frozenset[str]:
    """The named layouts that ask for titles."""
    return frozenset(layout.name for layout in named_layouts() if _asks_for_titles(layout))


def _asks_for_titles(layout: Layout) -> bool:
    return any("{title}" in template for template in (*layout.head, *layout.foot))


def _leaves_titles(cues: Cues, reading: Reading, fuller: Reading) -> bool:
    """Whether most bylines of a layout stand below titles of answers ("Re: Tea") that another reads with all of them.

    Other rows above bylines may be the last ones of the posts before.
    """
    if len(reading) > len(fuller) or reading.role != fuller.role or _asks_for_titles(reading.layout):
        return False
    begins = {(last, author): first for first, last, _, author in fuller.key()}
    found = [(begins.get((last, author), -1), first) for first, last, _, author in reading.key()]
    if any(begin < 0 for begin, _ in found):
        return False
    marked = sum(1 for begin, first in found if begin < first and _is_answer(cues.folds[begin]))
    return marked >= MOSTLY_READ * len(found)


def _is_answer(folded: str) -> bool:
    return folded.partition(" ")[0] in vocabulary.ANSWERS


def _says_all(cues: Cues, reading: Reading) -> bool:
    """Whether a layout reads nearly all dates of the page by words of its own: what others see there says less."""
    if reading.literal < TELLING and not reading.layout.zoned:
        return False
    rows = rows_of(reading)
    read = sum(1 for row in cues.masked.date_rows if row in rows)
    return read >= (WORDY_READ if reading.literal >= WORDY else MOSTLY_READ) * len(cues.masked.date_rows)
