"""What stands around an anchor, column by column.

A column holds one cell of every place of an anchor.  Columns are found by
walking away from the anchor at all places at once; where one place has a cell
more (a badge) or fewer (no score yet) than the others, it is brought back into
step.  Whether a column is constant, a date, a number or a varying short text
tells what it is for; naming the fields is left to ``propose``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TypeVar

from threadkit import vocabulary
from threadkit.induction.cells import DATE_CELL, NUMBER_CELL, PROSE, SHORT_TEXT, TIME_CELL, Cells, spelling
from threadkit.names import clean_name, name_key, name_likeness, width

Common = TypeVar("Common", bound=Hashable)

REACH = 14
"""How many cells on either side of an anchor are looked at."""
FAR = 24
"""So many where nothing but the site's own words, labels and their values, was met: names stand above long profiles."""
NAMED = ("name", "short")
LITERAL_SHARE = 0.5
BUSY_SHARE = 0.9
"""No author writes this share of a page's posts; a constant text may."""
FIXED_SHARE = 0.85
"""From this share on a constant text is part of the byline, below it is optional."""
SHORT_SHARE = 0.8
MAIN_SHARE = 0.5
"""Cells fall into step with what this share of the places has."""
ALIKE_SHARE = 0.7
"""So many cells of a column are the same if their presence is to mean anything."""
STANCE_SHARE = 0.6
"""So many cells stand alike (opening a row, below a blank line) if the others are to be told by it."""
INNER_SHARE = 0.8
"""So many names must have the same punctuation inside ("Ann (Rome)") for it to end the name."""
LIKELY_SHARE = 0.5
"""So many are enough before a comma where all else is likely a name, too."""
LIKELY_NAME = 0.6
"""How much "Ann" in "Ann, plumber", and what stands there without a comma, looks like a name at least."""
AFFIX_SHARE = 0.6
MOST_AFFIX = 12
_GLUED_LABEL = re.compile(r"[^\W\d_]{2,12}[:：](?=\S)")
_INNER = (
    (" (", ")", re.compile(r"(\S[^()]{0,58}?) ?\(([^()]{1,60})\)$")),
    (",", "", re.compile(r"([^\s,][^,]{0,40}), ?(\S.{0,60})$")),
)
LEAST_WITH_EDGE = 2
"""So many other places must agree before the first or last is called a stranger."""
BODY_LIKENESS = 0.35
BODY_LENGTH = 30
BODY_DISTINCT = 0.8
"""Short texts that are less like names than this, and this seldom repeat, are short bodies."""
LONGEST_EXTRA = 40
"""A badge or a remark that only some bylines have is short."""
LEAST_BADGES = 2
"""A short text between byline and body is a badge if it recurs."""
LEAST_SAME = 2
"""What stands once is nothing that a column's cells have in common."""
LEAST_CLOSED = 4
_CLOSING = frozenset(",:;：")
_AROUND = ("()", "[]", "<>")
"""Marks that stand around names: "<Ann> hello"."""
FEW_VALUES = 16
"""So few are counted sooner one by one than in a table."""
SAMPLE = 60
"""Columns are judged on at most this many places, spread over the page."""


Affix = Sequence[tuple[str, float]]
"""Words that most cells of a column begin or end with, each with the share of cells that have it."""


@dataclass(slots=True)
class Column:
    """One cell of every place; -1 in ``at`` where a place has none."""

    at: list[int]
    cells: list[int]
    role: str
    """``date``, ``literal``, ``number``, ``name``, ``short``, ``body``, or ``extra``: what only some places have."""
    literal: str = ""
    literal_share: float = 0.0
    numbers: float = 0.0
    """Share of cells that hold a number."""
    clock: float = 0.0
    """Share of cells that hold a time of day alone."""
    joined: float = 0.0
    """Share of cells that stand in the row of the next cell towards the anchor."""
    prefix: Affix = ()
    suffix: Affix = ()
    inner: tuple[str, str, float] | None = None
    """What opens and closes the rest behind a name ("Ann (Rome)"), and in which share of cells."""
    opening: str = ""
    closing: str = ""
    """Marks at the begin and the end of every name ("Ann,", "<Ann>")."""
    values: Sequence[str] = ()
    length: float = 0.0
    """Characters of a value on average."""
    likeness: float = 0.0
    distinct: float = 0.0

    @property
    def presence(self) -> float:
        """Share of places that have a cell here, the first and last aside: there the discussion ends."""
        return min(1.0, len(self.cells) / max(1, len(self.at) - (self.at[0] < 0) - (self.at[-1] < 0)))


@dataclass(slots=True)
class _Look:
    """What some cells hold at first sight, told once for all that is asked of them."""

    cells: list[int]
    kinds: str
    """One sign for every cell."""
    literal: str
    """The commonest text of those that can be compared, and how often it stands there."""
    count: int

    @property
    def is_prose(self) -> bool:
        """Whether there is nothing but bodies: no column of a byline, and nothing to be passed over."""
        return self.kinds.count(PROSE) == len(self.kinds)

    @property
    def is_even(self) -> bool:
        """Whether all cells are of one make, dates or the same text, so that there are no strangers among them."""
        return self.kinds.count(DATE_CELL) == len(self.kinds) or (
            self.count == len(self.kinds) and self.literal != "#"
        )


def _look(cells: Cells, at: list[int]) -> _Look:
    members = [cell for cell in at if cell >= 0]
    keys = list(filter(None, map(cells.key.__getitem__, members)))
    literal, count = commonest(keys) if keys else ("", 0)
    return _Look(members, "".join(map(cells.kind.__getitem__, members)), literal, count)


Window = tuple[int, int, int]
"""The place of an anchor between the places before and after it."""


def read_block(cells: Cells, places: list[int]) -> tuple[list[Column], int]:
    """The columns of one regular block, left to right, and the index of the anchor's own."""
    windows = _sample(places, len(cells))
    own = [place for _, place, _ in windows]
    centre = _column(cells, own, _look(cells, own))
    left = _grow(cells, windows, -1)
    return [*reversed(left), centre, *_grow(cells, windows, 1)], len(left)


def _sample(places: list[int], total: int) -> list[Window]:
    bounded = [-1, *places, total]
    windows = [(bounded[i], bounded[i + 1], bounded[i + 2]) for i in range(len(places))]
    if len(windows) <= SAMPLE:
        return windows
    step = (len(windows) - 1) / (SAMPLE - 1)  # the first and the last place always take part
    return [windows[round(i * step)] for i in range(SAMPLE)]


def _grow(cells: Cells, windows: list[Window], step: int) -> list[Column]:
    grown: list[Column] = []
    edge = 0 if step < 0 else len(windows) - 1
    cursors = [place for _, place, _ in windows]
    least = max(1, 0.5 * len(windows))
    for reached in range(FAR):
        if reached >= REACH and any(column.role in NAMED for column in grown):
            break
        following = [
            cursor + step if low < cursor + step < high else -1
            for cursor, (low, _, high) in zip(cursors, windows, strict=True)
        ]
        look = _look(cells, following)
        if len(look.cells) < least or look.is_prose:
            break
        extra, moved = _fall_into_step(cells, following, look, windows, step)
        if moved:
            look = _look(cells, following)
        if following[edge] >= 0 and _is_stranger(cells, look, edge):
            following[edge] = -1
            look = _look(cells, following)
        column = _column(cells, following, look)
        if extra:
            grown.append(_extra(cells, extra))
        if column.role == "body":
            break
        column.joined = _joined(cells, following, cursors) / len(column.cells)
        grown.append(column)
        cursors = [cell if cell >= 0 else cursor for cell, cursor in zip(following, cursors, strict=True)]
    return grown


def _joined(cells: Cells, at: list[int], inner: list[int]) -> int:
    """How many cells of a column stand in the row of the next cell towards the anchor."""
    rows = cells.row
    return sum([1 for cell, near in zip(at, inner, strict=True) if cell >= 0 and rows[cell] == rows[near]])


def _is_stranger(cells: Cells, look: _Look, edge: int) -> bool:
    """Whether the first or last cell holds something else than all others, being outside the discussion."""
    within = slice(1, None) if edge == 0 else slice(-1)
    cell, others, kinds = look.cells[edge and -1], look.cells[within], look.kinds[within]
    if len(others) < LEAST_WITH_EDGE:
        return False
    kind, key = cells.kind, cells.key
    if kind[cell] != kinds[0] and kinds.count(kinds[0]) == len(kinds):
        return True
    same = key[others[0]]
    if same and look.count >= len(others) and all(key[other] == same for other in others):
        return key[cell] != same
    if kind[cell] != SHORT_TEXT or kinds[0] != SHORT_TEXT:
        return False
    texts = [cells.text[other].casefold().split() for other in (cell, *others[:2])]
    sides = [side for side in (0, -1) if texts[1][side] == texts[2][side] != texts[0][side]]
    if not sides or min(map(len, texts[1:])) < 2:
        return False  # no word that two of the others share
    words = [cells.text[other].casefold().split() for other in others]
    return min(map(len, words)) > 1 and any(len({word[side] for word in words}) == 1 for side in sides)


# --- keeping in step ------------------------------------------------------------


def _fall_into_step(
    cells: Cells, following: list[int], look: _Look, windows: list[Window], step: int
) -> tuple[list[int], bool]:
    """Bring places that have a cell more or fewer than most back into step, in place.

    Returns, place by place, the cells that were passed over (-1 for none) or
    an empty list, and whether any place has another cell than before.
    """
    present = look.cells
    fits = _main_test(cells, look)
    if fits is None:
        return [], False
    fitting = present if look.is_even else list(filter(fits, present))
    short = bool(fitting) and cells.kind[fitting[0]] == SHORT_TEXT
    if len(fitting) < MAIN_SHARE * len(present) or (len(fitting) == len(present) and not short):
        return [], False
    stances = cells.stance
    stance, count = commonest(list(map(stances.__getitem__, fitting)))
    if STANCE_SHARE * len(fitting) <= count < len(fitting) and short:
        # Names open a row below a blank line, badges do not.
        fitting = [cell for cell in fitting if stances[cell] == stance]
    if len(fitting) == len(present) or len(fitting) < MAIN_SHARE * len(present):
        return [], False
    strangers = set(present).difference(fitting)
    body = cells.kind[fitting[0]] == PROSE  # above bodies stand badges, but also short bodies
    alike = count >= STANCE_SHARE * len(fitting)
    keys = list(map(cells.key.__getitem__, present)) if body else []
    after: Callable[[int], bool] | None = None
    known = moved = False
    passed = [-1] * len(following)
    for index in [index for index, cell in enumerate(following) if cell in strangers]:
        cell = following[index]
        low, _, high = windows[index]
        beyond = cell + step
        if (
            low < beyond < high
            and _is_passable(cells, cell)
            and fits(beyond)
            and not (body and keys.count(cells.key[cell]) < LEAST_BADGES)
            and (not alike or stances[beyond] == stance)
        ):
            passed[index] = cell
            following[index] = beyond
            moved = True
        elif not fits(cell):
            if not known:
                known, after = True, _main_test(cells, _look(cells, _beside(cells, fitting, step)))
            if after is not None and after(cell):
                following[index] = -1  # nothing here; the cell belongs to the next column
                moved = True
    return (passed if any(cell >= 0 for cell in passed) else []), moved


def _beside(cells: Cells, members: list[int], step: int) -> list[int]:
    """The cells on one side of some."""
    return [cell + step for cell in members if 0 <= cell + step < len(cells)]


def _is_passable(cells: Cells, cell: int) -> bool:
    """Whether a cell can be something extra in a byline rather than a piece of a body."""
    return cells.kind[cell] != PROSE and len(cells.text[cell]) <= LONGEST_EXTRA


def _main_test(cells: Cells, look: _Look) -> Callable[[int], bool] | None:
    """What tells the cells of a column from strangers: a constant text or a kind; None where nothing does."""
    if not look.cells:
        return None
    kind, key = cells.kind, cells.key
    literal = look.literal
    if look.count >= MAIN_SHARE * len(look.cells) and literal != "#":
        return lambda cell: key[cell] == literal
    main, count = commonest(look.kinds.replace(TIME_CELL, DATE_CELL))
    if count < MAIN_SHARE * len(look.cells):
        return None
    if main == PROSE:
        return lambda cell: kind[cell] == PROSE
    if main == DATE_CELL:
        return lambda cell: kind[cell] in (DATE_CELL, TIME_CELL)
    if main == NUMBER_CELL:
        return lambda cell: kind[cell] == NUMBER_CELL
    return lambda cell: kind[cell] == SHORT_TEXT and not vocabulary.is_furniture(key[cell])


def commonest(values: Sequence[Common]) -> tuple[Common, int]:
    """What stands most often among some values, the first of several, and how often; one of most needs no table."""
    count = values.count(values[0])
    if 2 * count > len(values):
        return values[0], count
    different = dict.fromkeys(values)
    if len(different) == len(values):
        return values[0], 1
    if len(values) <= FEW_VALUES:
        most = max(different, key=values.count)
        return most, values.count(most)
    return max(Counter(values).items(), key=itemgetter(1))


# --- reading columns --------------------------------------------------------------


def _extra(cells: Cells, at: list[int]) -> Column:
    members = [cell for cell in at if cell >= 0]
    keys = Counter(cells.key[cell] for cell in members)
    literal, count = keys.most_common(1)[0]
    return Column(at, members, "extra", literal, count / len(members))


def _column(cells: Cells, at: list[int], look: _Look) -> Column:
    """A column with all that can be said of its cells."""
    members, kinds = look.cells, look.kinds
    total = len(members)
    literal, count = (look.literal, look.count) if look.count >= LEAST_SAME else ("", 0)
    times = kinds.count(TIME_CELL)
    column = Column(at, members, "", literal, count / total, kinds.count(NUMBER_CELL) / total, times / total)
    dated = kinds.count(DATE_CELL) + times >= 0.6 * total
    if not dated and kinds.count(PROSE) < 0.5 * total:
        texts = _short_texts(cells, column)
        # Of a constant text no more is asked, unless it is a label with something varying behind it.
        if texts and (column.literal_share < BUSY_SHARE or _glued_label(texts)[0]):
            _read_names(texts, column)
    column.role = _role(cells, column, kinds, dated)
    return column


def _role(cells: Cells, column: Column, kinds: str, dated: bool) -> str:
    """What a column is for; ``kinds`` is one sign for every cell."""
    affixed = any(char.isalnum() for word, _ in (*column.prefix, *column.suffix) for char in word)
    if dated:
        return "date"
    if column.literal_share >= LITERAL_SHARE and not (affixed or _busy_author(column)):
        return "literal"
    if column.numbers >= 0.6:
        return "number"
    if kinds.count(SHORT_TEXT) < SHORT_SHARE * len(column.cells) and not affixed:
        return "body"
    if column.likeness >= 0.45 and column.length < BODY_LENGTH:
        return "name"
    no_name = column.likeness < BODY_LIKENESS or column.length >= BODY_LENGTH
    if no_name and not affixed and _are_varied(cells, column):
        return "body"
    return "name" if column.likeness >= 0.45 else "short"


def _are_varied(cells: Cells, column: Column) -> bool:
    """Whether hardly two texts are alike, be it but for their numbers ("3rd floor, by phone")."""
    total = len(column.cells)
    if total <= 2 or column.distinct < BODY_DISTINCT:
        return False
    return len({cells.key[cell] or cell for cell in column.cells}) >= BODY_DISTINCT * total


def _busy_author(column: Column) -> bool:
    """Whether the commonest text is one author of several rather than a constant."""
    if column.literal_share >= BUSY_SHARE or column.distinct * len(column.values) < 2:
        return False
    return column.likeness >= 0.6 and not (
        vocabulary.is_furniture(column.literal)
        or vocabulary.is_profile(column.literal)
        or vocabulary.is_stop(column.literal)
    )


def _short_texts(cells: Cells, column: Column) -> list[str]:
    """The short texts of a column, or nothing where these are too few to be names."""
    texts = [cells.text[cell] for cell in column.cells if cells.kind[cell] == SHORT_TEXT]
    return texts if len(texts) >= max(2, 0.5 * len(column.cells)) else []


def read_constant(cells: Cells, column: Column) -> None:
    """Read the same text of all cells as a name, which is hardly ever asked for."""
    texts = _short_texts(cells, column)
    if texts and not column.values:
        _read_names(texts, column)


def _read_names(texts: list[str], column: Column) -> None:
    """Split common words off both ends and judge what varies."""
    split = [text.split() for text in texts]
    if column.literal_share < FIXED_SHARE:
        column.prefix = _affix(split)
        column.suffix = _affix(split, backwards=True)
    bare = _without_affixes(split, column.prefix, column.suffix)
    label, share = _glued_label(bare)
    if label:
        column.prefix = [*column.prefix, (label, share)]
        bare = [name for text in bare if (name := text.removeprefix(label))]  # some have none
    mark, count = commonest([text[-1] for text in bare])
    if mark in _CLOSING and not column.suffix and count >= max(LEAST_CLOSED, FIXED_SHARE * len(bare)):
        column.closing = ":" if mark == "：" else mark
        bare = [text.removesuffix(mark).rstrip() or text for text in bare]
    opening, closing = bare[0][0], bare[0][-1]
    if len(bare) >= LEAST_CLOSED and (opening + closing) in _AROUND and all(
        text[0] == opening and text[-1] == closing and len(text) > 2 for text in bare
    ):
        column.opening, column.closing = opening, closing + column.closing
        bare = [text[1:-1].strip() for text in bare]
    column.inner = _inner(bare)
    if column.inner is not None:
        known = [*((opening, pattern) for opening, _, pattern in _INNER), *_origins()]
        pattern = next(pattern for opening, pattern in known if opening.strip() == column.inner[0].strip())
        bare = [match[1] if (match := pattern.match(text)) else text for text in bare]
    values = [clean_name(text) for text in bare]
    column.values = [value for value in values if value]
    if column.values:
        column.length = sum(map(width, column.values)) / len(column.values)
        column.likeness = sum(map(name_likeness, column.values)) / len(texts)
        column.distinct = len({name_key(value) for value in column.values}) / len(column.values)


def _glued_label(texts: list[str]) -> tuple[str, float]:
    """A label that stands without a blank before nearly all texts ("名前:Ann"), and before which share of them."""
    least = max(LEAST_CLOSED, FIXED_SHARE * len(texts))
    labels = [match[0] for text in texts if (":" in text or "：" in text) and (match := _GLUED_LABEL.match(text))]
    if len(labels) < least:
        return "", 0.0
    label, count = commonest(labels)
    return (label, count / len(texts)) if count >= least else ("", 0.0)


def _inner(texts: list[str]) -> tuple[str, str, float] | None:
    """What parts nearly all names from a place or a label behind them: "Ann (Rome)", "Ann, Rome", "Ann from Rome"."""
    for word, pattern in _origins():
        if word in texts[0] or word in texts[-1]:  # the more usual case is told early
            share = sum(map(bool, map(pattern.match, texts))) / len(texts)
            if share >= INNER_SHARE:
                return word.strip(), "", share
    for opening, closing, pattern in _INNER:
        sign = opening.strip()
        parted = [text for text in texts if sign in text]
        if len(parted) < (INNER_SHARE if closing else LIKELY_SHARE) * len(texts):
            continue
        names = [match[1] for text in parted if (match := pattern.match(text))]
        share = len(names) / len(texts)
        if share >= INNER_SHARE or (not closing and share >= LIKELY_SHARE and _are_likely(names, sign, texts)):
            return opening, closing, share
    return None


@cache
def _origins() -> list[tuple[str, re.Pattern[str]]]:
    """The words between names and places, and what matches a name with such a word and a capital behind it."""
    words = sorted(vocabulary.ORIGIN, key=len, reverse=True)
    return [(f" {word} ", re.compile(rf"(\S.{{0,40}}?) {word} ([^\W\d_a-z].{{0,60}})$")) for word in words]


def _are_likely(names: list[str], sign: str, texts: list[str]) -> bool:
    """Whether what stands before a sign, and all texts without it, are likely names: sentences have commas as well."""
    alone = [text for text in texts if sign not in text]
    return min(map(name_likeness, [*names, *alone])) >= LIKELY_NAME


def _affix(texts: list[list[str]], backwards: bool = False) -> list[tuple[str, float]]:
    """Words that most cells begin (or end) with, while a rest remains that varies; with their shares."""
    taken: list[tuple[str, float]] = []
    current = texts
    outer = -1 if backwards else 0
    for _ in range(MOST_AFFIX):
        longer = [words for words in current if len(words) > 1]
        if len(longer) < AFFIX_SHARE * len(texts):
            break
        spelled = [spelling(words[outer]) for words in longer]
        word, count = commonest(spelled)
        if count < AFFIX_SHARE * len(texts) or count < 2:
            break
        if backwards and _is_initial(word):
            break  # "Ann Q.", "Bob Q."
        having = [words for words, own in zip(longer, spelled, strict=True) if own == word]
        if _are_alike([words[:-1] if backwards else words[1:] for words in having]) and not _cue(word):
            break
        taken.append((having[0][outer], count / len(texts)))
        # A cell without an optional word goes on taking part with the word it has.
        current = [
            (words[:-1] if backwards else words[1:]) if len(words) > 1 and spelling(words[outer]) == word else words
            for words in current
        ]
    return taken[::-1] if backwards else taken


def _is_initial(word: str) -> bool:
    """Whether a word is the letter that stands for a family's name."""
    return len(word) == 2 and word[0].isalpha() and word[1] == "."


def _are_alike(texts: list[list[str]]) -> bool:
    """Whether some texts, given as words, differ in nothing but case."""
    first = " ".join(texts[0]).casefold()
    return all(" ".join(words).casefold() == first for words in texts)


def _cue(word: str) -> bool:
    folded = vocabulary.fold(word)
    return folded in vocabulary.SAYS or folded in vocabulary.BY


def _without_affixes(
    texts: list[list[str]], prefix: Affix, suffix: Affix
) -> list[str]:
    """Cells, given as words, without their column's common words."""
    if not (prefix or suffix):
        return list(map(" ".join, texts))
    first = [spelling(word) for word, _ in prefix]
    last = [spelling(word) for word, _ in reversed(suffix)]
    bare = []
    for words in texts:
        low, high = 0, len(words)
        for word in first:
            if high - low > 1 and spelling(words[low]) == word:
                low += 1
        for word in last:
            if high - low > 1 and spelling(words[high - 1]) == word:
                high -= 1
        bare.append(" ".join(words[low:high]))
    return bare
