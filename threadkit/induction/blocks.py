"""A block: the columns around an anchor, and simple questions about them.

Decides what neighbouring columns say of each other; where the block is cut
and what its fields are is left to ``cuts`` and ``propose``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from threadkit import vocabulary
from threadkit.induction.anchors import Anchor
from threadkit.induction.cells import Cells
from threadkit.induction.columns import FIXED_SHARE, Column
from threadkit.induction.templates import Fields
from threadkit.layouts.model import Marker
from threadkit.lazily import found_once
from threadkit.names import clean_name, name_key
from threadkit.timestamps import find_month

SEQUENCE_SHARE = 0.6
"""So many steps of a post's running number are one up (or one down)."""
SAME_NAMES = 0.7
"""So many names of a second column agree with the author's if it repeats the author."""
TITLE_LIKENESS = 0.4
"""So many titles share their first word ("Re: ...") or repeat one another."""
REPLY_SHARE = 0.5
"""So many titles say that they answer; the first on a page does not."""
NAME_ROLES = ("name", "short")
_BRACKETS = ("[", "(")
DASHES = ("-", "–", "—", "~")
LEAST_DASHED = 3
MARKED_SHARE = 0.9
"""So many rows must have a mark, or stand alone, for bylines to be told from text by it."""
LABEL_SHARE = 0.4
"""Labels are at most this many different texts for each post."""


_OPENING = re.compile(r"([^\W\d]{1,8}) ?[:：] ?\S")


@dataclass
class Block:
    """The columns around an anchor, left to right; ``centre`` is the index of the anchor's own."""

    anchor: Anchor
    columns: list[Column]
    centre: int
    cells: Cells
    spelled: dict[tuple[int, ...], str] = field(default_factory=dict)
    """Template text of runs of columns, as ``templates`` spelled them out."""
    behind: str | None = None
    """Template text of what stands behind the last column, once it was asked for."""
    drafted: set[tuple[object, ...]] = field(default_factory=set)
    """What the block was spelled out as, by ``propose``: other cuts often give the same templates."""
    _known: dict[int, list[str]] = field(default_factory=dict)

    @found_once
    def _places(self) -> dict[int, int]:
        return {id(column): index for index, column in enumerate(self.columns)}

    def index(self, column: Column) -> int:
        """Where a column stands in the block."""
        return self._places[id(column)]

    def is_spoken(self, index: int) -> bool:
        """Whether a verb of saying follows a column's names."""
        column = self.columns[index]
        if any(vocabulary.fold(word) in vocabulary.SAYS for word, _ in column.suffix[:2]):
            return True
        if column.suffix and vocabulary.fold(" ".join(word for word, _ in column.suffix)) in vocabulary.SAYS:
            return True
        after = self.columns[index + 1] if index + 1 < len(self.columns) else None
        return after is not None and after.role == "literal" and after.literal in vocabulary.SAYS

    def is_signed(self, index: int) -> bool:
        """Whether a word such as "by" or a dash stands before a column's names."""
        column = self.columns[index]
        if self.is_dashed(index):
            return True
        if any(vocabulary.fold(word) in vocabulary.BY for word, _ in column.prefix[-1:]):
            return True
        if column.prefix and vocabulary.fold(" ".join(word for word, _ in column.prefix)) in vocabulary.BY:
            return True
        before = self.columns[index - 1] if index else None
        return before is not None and before.role == "literal" and before.literal in vocabulary.BY

    def is_dashed(self, index: int) -> bool:
        """Whether names open their rows behind a dash, as below letters; a list mark may look the same."""
        column, page = self.columns[index], self.cells.cues.page
        marks = [page.bullet[self.cells.row[cell]] for cell in column.cells if self.cells.opens[cell]]
        dashed = sum(mark in DASHES and (mark != "-" or index == 0) for mark in marks)
        return column.role == "name" and dashed >= max(LEAST_DASHED, FIXED_SHARE * len(column.cells))

    def is_answered(self, index: int) -> bool:
        """Whether words before a column's names, on their rows, say that the post answers these ("in reply to Ann")."""
        column = self.columns[index]
        before = self.columns[index - 1] if index else None
        words = " ".join(word for word, _ in column.prefix)
        if vocabulary.plain(words.strip("[(: ")) in vocabulary.ANSWERS and self._is_bracketed(column):
            return True  # "[Re: Ann]" behind a title
        if not words and before is not None and before.role == "literal":
            if 2 * sum(map(self.cells.opens.__getitem__, column.cells)) > len(column.cells):
                return False  # the "Reply" of the post above
            words = self.cells.text[before.cells[-1]]
        return any(map(str.isalpha, words)) and vocabulary.reply_to(f"{words} Ann") == "Ann"

    def is_place(self, index: int) -> bool:
        """Whether a column's texts follow those of the column before and a comma: "Ann, York"."""
        column, before = self.columns[index], self.columns[index - 1] if index else None
        if before is None or before.role not in NAME_ROLES:
            return False
        text, separator = self.cells.text, self.cells.separator
        behind = sum(separator[cell] == "," or text[cell][0] == "," for cell in column.cells)
        return behind >= FIXED_SHARE * len(column.cells)

    def is_month(self, index: int) -> bool:
        """Whether most texts of a column are months of a year ("stayed in: May 2014")."""
        column = self.columns[index]
        left, least = len(column.cells), FIXED_SHARE * len(column.cells)
        for cell in column.cells:
            if find_month(self.cells.text[cell]) is None:
                left -= 1
                if left < least:
                    return False
        return True

    def _is_bracketed(self, column: Column) -> bool:
        """Whether most cells of a column stand in brackets, or begin with one."""
        opened = sum(self.cells.separator[cell].endswith(_BRACKETS) or self.cells.text[cell][0] in _BRACKETS
                     for cell in column.cells)
        return opened >= FIXED_SHARE * len(column.cells)

    @found_once
    def names(self) -> int:
        """How many columns may hold names."""
        return sum(column.role in NAME_ROLES for column in self.columns)

    @found_once
    def marker(self) -> Marker:
        """The list mark that nearly all rows of the anchor have."""
        page, rows = self.cells.cues.page, self._rows
        bullets = sum(1 for row in rows if page.bullet[row])
        numbers = sum(1 for row in rows if page.number[row] >= 0)
        most = MARKED_SHARE * len(rows)
        if bullets >= most:
            return "bullet"
        if numbers >= most:
            return "number"
        return "item" if bullets + numbers >= most else "any"

    @found_once
    def stands_alone(self) -> bool:
        """Whether nearly all rows of the anchor stand between blank lines."""
        page, rows = self.cells.cues.page, self._rows
        apart = sum(1 for row in rows if page.gap[row] and row + 1 < len(page) and page.gap[row + 1])
        return apart >= MARKED_SHARE * len(rows)

    @property
    def _rows(self) -> list[int]:
        return [self.cells.row[place] for place in self.anchor.places]

    @found_once
    def sequence(self) -> Column | None:
        """The column of running numbers, if there is one."""
        for column in self.columns:
            if column.role != "number":
                continue
            values = [int(re.sub(r"\D", "", self.cells.text[cell]) or 0) for cell in column.cells]
            steps = [b - a for a, b in pairwise(values)]
            if steps and max(steps.count(1), steps.count(-1)) >= SEQUENCE_SHARE * len(steps):
                return column
        return None

    def title(self, cut: int, fields: Fields) -> Column | None:
        """The column right above the head's first field, if it holds titles."""
        head = [self.index(column) for column in fields.wanted() if self.index(column) >= cut]
        if not head or min(head) - 1 < cut:
            return None
        above = self.columns[min(head) - 1]
        if above.role not in ("name", "short", "literal", "body") or above.joined > 1 - FIXED_SHARE:
            return None
        if self.answers(self.index(above)):
            return above
        texts = [self.cells.text[cell] for cell in above.cells]
        repeated = len(texts) - len({text.casefold() for text in texts})
        if above.prefix and above.prefix[0][0].endswith(":"):
            return above
        return above if above.role != "literal" and repeated >= TITLE_LIKENESS * len(texts) else None

    def answers(self, index: int) -> bool:
        """Whether a column holds titles that say what is answered: "Re: Bread", "AW: Brot"."""
        column = self.columns[index]
        if column.role not in ("name", "short", "literal", "body"):
            return False
        texts = map(self.cells.text.__getitem__, column.cells)
        labelled = [text for text in texts if ":" in text or "：" in text]
        if len(labelled) < REPLY_SHARE * len(column.cells):
            return False
        opened = map(_OPENING.match, labelled)
        marked = sum(1 for match in opened if match and vocabulary.plain(match[1]) in vocabulary.ANSWERS)
        return marked >= REPLY_SHARE * len(column.cells)

    @found_once
    def has_profile(self) -> bool:
        """Whether any column looks like a line of a forum's profile block ("Join Date: ...")."""
        return any(
            (column.role == "literal" and vocabulary.is_profile(column.literal))
            or (column.prefix and vocabulary.is_profile(vocabulary.fold(" ".join(word for word, _ in column.prefix))))
            for column in self.columns
        )

    def is_profile(self, index: int) -> bool:
        """Whether a column can be a line about the author: labelled, a count, or one of a few texts ("Member")."""
        column = self.columns[index]
        if column.presence < FIXED_SHARE:
            return False
        if column.role in ("literal", "number") or column.prefix or column.suffix:
            return True
        before = self.columns[index - 1] if index else None
        if before is not None and before.role == "literal" and self._is_label(before):
            return True
        few = len({self.cells.key[cell] for cell in column.cells}) <= LABEL_SHARE * len(column.cells)
        return column.role in ("name", "short") and few

    def buttons(self, low: int, high: int) -> int:
        """How many columns from one to before another hold buttons ("Report", "Reply 3")."""
        return sum(
            column.role == "literal" and column.literal != "#" and vocabulary.is_furniture(column.literal)
            for column in self.columns[low:high]
        )

    def tells_about(self, index: int) -> bool:
        """Whether a column holds what a profile says of its author ("Location: Oslo").

        "From: Oslo" is such a line only among others: mails begin with "From: Ann".
        """
        label = self._label(index)
        if vocabulary.plain(label) in vocabulary.BY:
            near = [self._label(other) for other in (index - 1, index + 1) if 0 <= other < len(self.columns)]
            return any(vocabulary.is_profile(vocabulary.fold(other)) for other in near if other)
        if label and vocabulary.is_profile(vocabulary.fold(label)):
            return True
        before = self.columns[index - 1] if index else None
        if before is None or before.role != "literal" or "#" in before.literal:
            return False
        # "Location" calls for something, "level 2" and "from Oslo" are complete; what "Name" calls for is the author.
        label = before.literal
        return label in vocabulary.PROFILE and label not in vocabulary.BY and not vocabulary.is_furniture(label)

    def is_about_author(self, index: int) -> bool:
        """Whether the dates of a column are those of which a profile tells ("Joined: 5 May 2004", "Member since 2004").

        What stands before them may be in another column where some profiles have more rows than others.  "From Ann, 5
        May" names who wrote, as "by Ann" does.
        """
        rows = [self.cells.cues.folds[self.cells.row[cell]] for cell in self.columns[index].cells]
        told = sum(1 for row in rows if vocabulary.is_profile(row) and row.split(None, 1)[0] not in vocabulary.BY)
        return told >= FIXED_SHARE * len(rows) or self.tells_about(index)

    def _label(self, index: int) -> str:
        """The words with a colon before what a column holds, or before the number that it holds ("Posts: 12")."""
        column = self.columns[index]
        words = " ".join(word for word, _ in column.prefix) or (column.literal if column.role == "literal" else "")
        text = self.cells.text[column.cells[0]] if column.role == "literal" else words
        label, colon, _ = text.replace("：", ":").partition(":")
        return label.strip() if colon else ""

    def _is_label(self, column: Column) -> bool:
        """Whether a constant column names what follows it ("Location:")."""
        return vocabulary.is_profile(column.literal) or self.cells.text[column.cells[-1]].endswith(":")

    def partner(self, cut: int, author: Column | None) -> Column | None:
        """A column that prints the same post's author again: in a doubled head, or below the body."""
        if author is None:
            return None
        own = self.index(author)
        names = self._names(author)
        for index, column in enumerate(self.columns):
            if index == own or column.role not in NAME_ROLES:
                continue
            # What stands in the foot at one place belongs to the post whose head is at the place before.
            shift = 0 if (index < cut) == (own < cut) else -1 if index < cut else 1
            others = self._names(column)
            pairs = zip(others[max(0, -shift) :], names[max(0, shift) :], strict=False)
            known = [(a, b) for a, b in pairs if a and b]
            if len(known) >= 2 and sum(a == b for a, b in known) >= SAME_NAMES * len(known):
                return column
        return None

    def _names(self, column: Column) -> list[str]:
        """What a column prints, place by place, as names are compared."""
        names = self._known.get(id(column))
        if names is None:
            text = self.cells.text
            names = [name_key(clean_name(text[cell])) if cell >= 0 else "" for cell in column.at]
            self._known[id(column)] = names
        return names
