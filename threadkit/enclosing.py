"""Which of its two neighbours a text belongs to, told from what encloses both.

A text between two bylines belongs to the one that stands in its list item, and
to the one whose name comes back on its other side ("Review by Ann", the text,
"Ann, 12 May").  The phrase around the name is learnt from the page, in whatever
language it is.  Decided here, without weights: one vote.  What else tells the
side of bylines is the business of ``threadkit.sides``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.lines import Page

ENCLOSED = 3
"""What encloses texts says as much as a verb of saying: it is no matter of one end of the discussion."""
LEAST_ENCLOSED = 3
"""So many texts, and names: of two who talk to each other each names the next."""
MOST_IN_ITEMS = 0.75
"""So many texts stand in a list item with a byline; others may hold lists of their own."""
NAMED_AGAIN = 0.5
"""So many names come back in one phrase: "Ann's gear" is printed for those who have told it."""
CONTRARY = 0.1
"""Of what encloses texts at most so much may speak for the other neighbour."""
NEAR = 8
"""So many rows from an end of a stretch the site may name somebody."""
PHRASE = 40
"""The words around a name are no longer than that; of longer rows, such as addresses, counts what stands before it."""
SHORTEST_LEAD = 6
"""Fewer letters before a name may open what anybody says ("@Ann")."""

Core = tuple[int, int]
"""The rows of a byline from its name to its date."""


def enclosure_vote(cues: Cues, cores: Sequence[Core], names: Sequence[str | None]) -> int:
    """How much says that texts belong to the bylines above them; below 0: to those below them."""
    if len(cores) <= LEAST_ENCLOSED:
        return 0
    texts = [_text_between(cues, *between) for between in zip(cores, cores[1:], names, names[1:], strict=False)]
    vote = _vote_of_items(cues, cores, texts) + _vote_of_names(cues, cores, names, texts)
    return ENCLOSED * ((vote > 0) - (vote < 0))


def _text_between(cues: Cues, above: Core, below: Core, *names: str | None) -> int:
    """The longest row between two bylines that is no mere address, -1 if there is none.

    What the page prints again and again, profiles and dates count only where nothing else stands, and the ``names`` of
    both, as which pictures are printed, nowhere.
    """
    lengths, texts = cues.lengths, cues.page.text
    rows = [row for row in range(above[1] + 1, below[0]) if texts[row] not in names]
    longest = max(rows, key=lengths.__getitem__, default=-1)
    if longest < 0 or not (_is_address(cues, longest) or _is_printed(cues, longest)):
        return longest
    said = [row for row in rows if not _is_address(cues, row)]
    return max(said, key=lambda row: (not _is_printed(cues, row), lengths[row]), default=-1)


def _is_address(cues: Cues, row: int) -> bool:
    text = cues.page.text[row]
    return "://" in text and " " not in text


def _is_printed(cues: Cues, row: int) -> bool:
    """Whether a row is the site's: a rule, a date, a line of a profile; or stands there often."""
    folded = cues.folds[row]
    if not folded:
        return not any(map(str.isalpha, cues.page.text[row]))
    if vocabulary.is_profile(folded) or not any(map(str.isalpha, folded)):
        return True
    return len(cues.rows_of[folded]) >= LEAST_ENCLOSED


def _vote_of_items(cues: Cues, cores: Sequence[Core], texts: Sequence[int]) -> int:
    """1 or -1 where most texts stand in one list item with the byline above or below them."""
    page = cues.page
    # What opened above the byline before holds several posts, and tells none of them from the others.
    tops = [max(0, cores[0][0] - NEAR), *[last + 1 for _, last in cores[:-1]]]
    item_of = _flat_item if _is_flat(cues, cores, texts) else _item
    items = [item_of(page, first, top) for (first, _), top in zip(cores, tops, strict=True)]
    above = below = 0
    for (mine, theirs), text, top in zip(pairwise(items), texts, tops, strict=False):
        item = None if text < 0 else item_of(page, text, top)
        if item is not None and mine != theirs:
            above += item == mine
            below += item == theirs
    return _decided(above, below, MOST_IN_ITEMS * len(texts))


def _item(page: Page, row: int, top: int) -> int | None:
    """The row that opens the innermost list item around a row, if it is none above ``top``."""
    marks, numbers, indents, columns = page.bullet, page.number, page.indent, page.column
    if marks[row] or numbers[row] >= 0:
        return row
    level = indents[row]
    for above in range(row - 1, top - 1, -1):
        if not level:
            return None
        if indents[above] < level:
            # What hangs below "12." need not be indented as far as its digits reach.
            digits = len(str(numbers[above])) if numbers[above] >= 0 else 0
            if (marks[above] or digits) and columns[above] - digits <= level:
                return above
            level = indents[above]
    return None


def _is_flat(cues: Cues, cores: Sequence[Core], texts: Sequence[int]) -> bool:
    """Whether each text and its byline have one mark between them and the next, which stands further in than they do.

    Markdown indents the marks of lists and nothing else, so that an item reaches to the next mark; a button with a mark
    ("* Report") is an item by itself.  The mark may be the byline's own ("* Ann - 5 May").
    """
    page = cues.page
    if any(text < 0 or page.indent[text] for text in texts):
        return False
    marked = buttons = 0
    for (_, above), (low, below) in pairwise(cores):
        own = page.bullet[low] or page.number[low] >= 0
        if (page.indent[low] and not own) or (page.indent[below] and below > low):
            return False
        marks = [row for row in range(above + 1, low + 1) if page.bullet[row] or page.number[row] >= 0]
        if len(marks) > 1:
            return False  # a profile, a list in a text
        marked += bool(marks) and page.indent[marks[0]] > 0
        buttons += bool(marks) and vocabulary.is_furniture(cues.folds[marks[0]])
    return marked == len(texts) and 2 * buttons <= marked


def _flat_item(page: Page, row: int, top: int) -> int | None:
    """The row that opens the item around a row where nothing but marks is indented."""
    return next((above for above in range(row, top - 1, -1) if page.bullet[above] or page.number[above] >= 0), None)


def _vote_of_names(cues: Cues, cores: Sequence[Core], names: Sequence[str | None], texts: Sequence[int]) -> int:
    """1 or -1 where one phrase, beyond most texts, holds the name of the byline above or below them."""
    above: defaultdict[str, Counter[str]] = defaultdict(Counter)
    below: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (high, low), (name, other), text in zip(pairwise(cores), pairwise(names), texts, strict=True):
        if text < 0 or not name or not other or name == other:
            continue
        for phrase in _phrases(cues, range(max(text + 1, low[0] - NEAR), low[0]), name):
            above[phrase][name] += 1
        for phrase in _phrases(cues, range(high[1] + 1, min(text, high[1] + 1 + NEAR)), other):
            below[phrase][other] += 1
    return _decided(_most(above), _most(below), max(LEAST_ENCLOSED, NAMED_AGAIN * len(texts)))


def _phrases(cues: Cues, rows: range, name: str) -> Iterator[str]:
    """What stands around a name in short rows, and before it in longer ones, without numbers."""
    longest = len(name) + PHRASE
    for row in rows:
        text = cues.page.text[row]
        if name not in text:
            continue
        if len(text) > longest:
            text = text[: text.index(name)]
            if not SHORTEST_LEAD <= len(text) <= PHRASE:
                continue
        yield "".join(char for char in text.replace(name, "\n") if not char.isdecimal())


def _most(named: dict[str, Counter[str]]) -> int:
    """How many texts the commonest phrase encloses, if it holds the names of several people."""
    return max((names.total() for names in named.values() if len(names) >= LEAST_ENCLOSED), default=0)


def _decided(above: int, below: int, least: float) -> int:
    if max(above, below) < least or min(above, below) > CONTRARY * max(above, below):
        return 0
    return 1 if above > below else -1
