"""Columns to templates: a block's fields written in the language of layouts.

Decides how a byline is spelled out, tightly: from the first wanted field to
the last, with the constant words beside them.  Which columns are the fields is
decided before.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from threadkit import vocabulary
from threadkit.induction.columns import FIXED_SHARE, Affix, Column
from threadkit.layouts.model import Layout, Marker
from threadkit.lines import DATE
from threadkit.names import NAME_SIGNS
from threadkit.timestamps import find_month

if TYPE_CHECKING:
    from threadkit.induction.blocks import Block

ALWAYS = 0.97
"""A word that this share of bylines has is required; a rarer one is optional."""
MOST_FREE = 2
"""A template with more free parts than this describes nothing."""
RARE_EXTRA = 2
"""An extra text that occurs this often may be part of a template."""
SURE_LITERAL = 0.95
CLOCK_SHARE = 0.5
LEAST_ALIKE = 4
"""Fewer posts may begin with the same words by chance."""
SHORTEST_LABEL = 4
LONGEST_LABEL = 40
MOST_LABELS = 4
LABEL_EACH = 3
"""So few different texts, each this often on average, are all that a site prints there."""
SAME_ROW = 0.8
TAIL_ROLES = ("short", "name", "literal")
INLINE_SHARE = 0.6
"""Of so many posts the body begins on the byline's row if the layout says so."""

_DIGITS = re.compile(r"\d[\d.,:]*")
_OPENING = ("\\[", "(", "<")
_OPTIONAL = re.compile(r"\[[^\[\]\\]+\]")
"""A piece that as a whole may be missing."""
_COUNT = re.compile(r"(?:(?<= )[^\w\s{}\[\]()]+ )?\(?\{n\}\)?")
_DATED = re.compile(r"\{time(?:stamp)?\}")
_ENDS_IN_NAME = re.compile(r"\{author\}(?: \[[^\[\]\\]+\])*$").search
_PARTING = "-–—|•·>"
_CLOSING = f".:,)]{_PARTING}"
"""What may close a byline in front of a body on its row: "Ann (5 May): I agree.", "Ann, 5 May - I agree."."""
_SIGNED = re.compile(rf"[{''.join(NAME_SIGNS)}]+ \{{author\}}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A layout before it is checked: templates and marks."""

    head: tuple[str, ...]
    foot: tuple[str, ...]
    marker: Marker
    alone: bool = False
    hanging: bool = False
    gap: int | None = None
    sections: bool = False

    @property
    def free(self) -> int:
        """How many free parts the templates have."""
        return sum(template.count("{_}") for template in (*self.head, *self.foot))

    def layout(self) -> Layout | None:
        """The layout, or None where the templates cannot be used."""
        try:
            return Layout(
                name="induced",
                head=self.head,
                foot=self.foot,
                marker=self.marker,
                alone=self.alone,
                hanging=self.hanging,
                gap=self.gap,
                sections=self.sections,
                source="induced",
            )
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Fields:
    """What the columns of a block are for."""

    author: Column | None
    date: Column | None
    number: Column | None
    title: Column | None = None
    partner: Column | None = None
    profile: bool = False
    """Whether the lines about the author between byline and body are taken in."""

    def wanted(self) -> list[Column]:
        """The columns that a template must reach."""
        return [c for c in (self.author, self.date, self.title, self.partner) if c is not None]


def draft(block: Block, cut: int, fields: Fields) -> Draft | None:
    """The templates of a block cut in two, or None where nothing can be said."""
    wanted = fields.wanted() or [block.columns[block.centre]]
    places = [block.index(column) for column in wanted]
    head = _template(block, [i for i in places if i >= cut], cut, len(block.columns), fields, "right")
    foot = _template(block, [i for i in places if i < cut], 0, cut, fields, "left")
    if head is None or foot is None or not (head or foot):
        return None
    if head and foot and _is_weak(head):
        # Below the date stand "Like" and "Reply"; where they end, a bare name opens the next post.
        foot = _template(block, [*(i for i in places if i < cut), cut - 1], 0, cut, fields, "left") or foot
    elif head and not foot and cut and _is_weak(head) and _is_fixed(block.columns[cut - 1]):
        # A bare name opens a post where "Reply" has just closed the one before.
        foot = _template(block, [cut - 1], 0, cut, fields, "neither") or ""
    return _marked(block, head, foot)


def _has_words(column: Column) -> bool:
    """Whether a column brings words by which a byline is known."""
    affixes = (*column.prefix, *column.suffix)
    return column.role == "literal" or any(char.isalnum() for word, _ in affixes for char in word)


def _is_fixed(column: Column) -> bool:
    return column.role == "literal" and min(column.literal_share, column.presence) >= FIXED_SHARE


@lru_cache(maxsize=1 << 12)
def _is_weak(templates: str) -> bool:
    """Whether neither a word nor a date, nor a sign before the name ("» Ann"), tells a byline from other text."""
    if re.search(r"\w", re.sub(r"\{\w+\}", "", templates)) or _DATED.search(templates):
        return False
    return not _SIGNED.match(templates)


def _template(
    block: Block, places: list[int], lowest: int, beyond: int, fields: Fields, body: Literal["left", "right", "neither"]
) -> str | None:
    """The template from the first to the last of some columns with their neighbours; None if it says too little."""
    if not places:
        return ""
    low, high = min(places), max(places)
    while low > lowest and _belongs(block, low - 1, low, fields):
        low -= 1
    while high + 1 < beyond and _belongs(block, high + 1, high, fields):
        high += 1
    while body == "right" and fields.author and low > lowest and _stands_behind(block, low):
        low -= 1  # a head begins where its row does: "Too salty, 5 May 2019", "By Ann"
    if not any(column is fields.date or _has_words(column) for column in block.columns[low : high + 1]):
        # A bare name is known by the constant words below it ("Follow", "Click to rate").
        while high + 1 < beyond and _is_fixed(block.columns[high + 1]):
            high += 1
    if body == "right" and all(_leads_to_body(block, index, fields) for index in range(high + 1, beyond)):
        high = beyond - 1
    if body == "left" and all(_leads_to_body(block, index, fields) for index in range(lowest, low)):
        low = lowest
    template = _spelled(block, low, high, fields)
    if body == "right" and high + 1 == len(block.columns) and _names_someone(template):
        if block.behind is None:
            block.behind = _body_behind(block)
        behind = block.behind
        # Between a bare name and a body nothing tells where the one ends, nor does what may be missing there ("[Re:]").
        template += behind if behind != " {body}" or _ENDS_IN_NAME(template) is None else ""
    return template if template.count("{_}") <= MOST_FREE + fields.profile else None


def _stands_behind(block: Block, index: int) -> bool:
    """Whether what a column holds stands in one row behind that of the column before, which all places have."""
    column, before = block.columns[index], block.columns[index - 1]
    behind = len(column.cells) - sum(map(block.cells.opens.__getitem__, column.cells))
    return before.presence >= ALWAYS and behind >= SAME_ROW * len(column.cells)


def _spelled(block: Block, low: int, high: int, fields: Fields) -> str:
    """Columns from one to another as template text; readings that cut a block elsewhere have them in common."""
    key = (low, high, id(fields.author), id(fields.date), id(fields.title), id(fields.partner))
    text = block.spelled.get(key)
    if text is None:
        text = block.spelled[key] = _spell(block, block.columns[low : high + 1], fields)
    return text


def _spell(block: Block, columns: list[Column], fields: Fields) -> str:
    pieces: list[str] = []
    previous: Column | None = None
    for column in columns:
        piece = _piece(block, column, previous, fields)
        previous = column
        if not piece:
            continue
        if pieces and any(block.cells.role_before[cell] for cell in column.cells):
            pieces.append("[{role}]")
        mark = _separator(block, column)
        if mark and (pieces or mark in _OPENING):
            if mark[0] != "[" and _OPTIONAL.fullmatch(piece):
                piece = f"[{mark} {piece[1:-1]}]"  # "Reply · 5 May" where others have "Reply · 3 · 5 May"
            else:
                pieces.append(mark)
        pieces.append(piece)
    return " ".join(pieces)


def _names_someone(template: str) -> bool:
    """Whether a byline is more than a date: "14 Mar 2018 - The wall ..." is how lists of articles begin."""
    return "{author}" in template or re.search(r"\w", re.sub(r"\{\w+\}", "", template)) is not None


def _body_behind(block: Block) -> str:
    """`` {body}`` with the punctuation before it, where bodies begin on the row on which the byline ends."""
    cells = block.cells
    behind = [
        cell + 1
        for cell in block.columns[-1].cells
        if cell + 1 < len(cells) and cells.row[cell + 1] == cells.row[cell] and cells.kind[cell + 1] in "SP"
    ]
    if len(behind) < INLINE_SHARE * len(block.columns[-1].cells):
        return _label_below(block)
    texts = [cells.text[cell] for cell in behind]
    closing = [text[: len(text) - len(text.lstrip(_CLOSING))] for text in texts]
    signs = [sign if (sign := cells.separator[cell]) in _PARTING else "" for cell in behind]
    mark, count = Counter(sign + close for sign, close in zip(signs, closing, strict=True)).most_common(1)[0]
    if not mark or count < FIXED_SHARE * len(behind):
        return " {body}"
    if mark[0] not in _PARTING:
        return f"{escape(mark)} {{body}}"
    # Behind words a sign may part these from more of them: "(talk | contribs)".
    return f" [{escape(mark)}] {{body}}" if block.columns[-1].role == "date" else " {body}"


def _label_below(block: Block) -> str:
    """A label and `` {body}`` where all bodies begin with it, in a row of their own: "Message: I think ..."."""
    cells = block.cells
    below = [cells.text[cell + 1] for cell in block.columns[-1].cells if cell + 1 < len(cells)]
    labels = Counter(text.split(None, 1)[0] for text in below if " " in text)
    label, count = labels.most_common(1)[0] if labels else ("", 0)
    if len(label) < SHORTEST_LABEL or not label.endswith(":") or count < max(LEAST_ALIKE, FIXED_SHARE * len(below)):
        return ""
    return f" {escape(label)} {{body}}"


def _leads_to_body(block: Block, index: int, fields: Fields) -> bool:
    """Whether a column between byline and body is no body: always the same ("Message:"), a badge, a profile line."""
    column = block.columns[index]
    if len(block.anchor.places) < LEAST_ALIKE:
        return False
    if fields.profile and block.is_profile(index):
        return True
    if column.role == "literal" and min(column.literal_share, column.presence) >= ALWAYS:
        # "Reply" may close the post above, "Message:" cannot.
        return block.cells.text[column.cells[-1]].endswith(":") or not vocabulary.is_furniture(column.literal)
    if column.role == "extra":
        return "{_}" not in _extra_text(block, column)
    return bool(_tail_text(block, column))


def _belongs(block: Block, index: int, inner: int, fields: Fields) -> bool:
    """Whether the column at ``index`` belongs to the byline that reaches to ``inner``: a constant word, its number."""
    column = block.columns[index]
    if column is fields.number:
        return column.presence >= FIXED_SHARE
    outer = column if (index < block.centre) == (index < inner) and index != block.centre else block.columns[inner]
    if column.role == "date":
        return outer.joined >= SAME_ROW  # "posted in May, edited in June"
    if column.role != "literal" or column.literal_share < FIXED_SHARE:
        return outer.joined >= SAME_ROW and _is_label(block, column, fields)
    if "@" in block.cells.text[column.cells[-1]]:
        return False  # an address belongs to somebody, not to the page
    if column.literal in vocabulary.SAYS or column.literal in vocabulary.BY:
        return True
    return outer.joined >= SAME_ROW


def _piece(block: Block, column: Column, previous: Column | None, fields: Fields) -> str:
    if column is fields.author or column is fields.partner:
        opening = escape(column.opening)
        parts = [_affix_text(column.prefix), f"{opening}{{author}}", _inner_text(column), _affix_text(column.suffix)]
        return " ".join(part for part in parts if part).replace(" ,", ",") + escape(column.closing)
    if column is fields.title:
        return "{title}"
    if column is fields.date:
        return "{time}" if column.clock > CLOCK_SHARE else "{timestamp}"
    if column.role == "date":
        if column.clock > CLOCK_SHARE and previous is not None and previous is fields.date:
            return ""  # a timestamp takes in the time of day that follows it
        return "{date}" if column.presence >= ALWAYS else "[{date}]"
    if column is fields.number:
        return "{number}" if column.presence >= ALWAYS else "[#{number}]"
    if column.role == "extra":
        return _extra_text(block, column)
    if column.role == "literal" and column.literal_share >= FIXED_SHARE:
        text = _literal_text(block, column)
        if column.literal_share >= ALWAYS:
            return text if column.presence >= ALWAYS else f"[{text}]"
        return text
    if column.role == "number":
        return "[#]{n}" if column.numbers >= ALWAYS and column.presence >= ALWAYS else "[[#]{n}]"
    if column.role == "literal" and column.literal_share >= SURE_LITERAL:
        return f"[{escape(_most_common_text(block, column))}]"
    if _is_label(block, column, fields):
        return _labels(block, column)
    if tail := _tail_text(block, column):
        return tail
    if column.role == "literal" or column.presence < ALWAYS:
        return "[{_}]"
    return " ".join(part for part in (_affix_text(column.prefix), "{_}", _affix_text(column.suffix)) if part)


def _inner_text(column: Column) -> str:
    """What follows a name in the same cell, with the punctuation that parts the two."""
    if column.inner is None:
        return ""
    opening, closing, share = column.inner
    text = f"{opening.strip()}{{_}}{closing}" if closing else f"{opening} {{_}}"
    return text if share >= ALWAYS else f"[{text}]"


def _extra_text(block: Block, column: Column) -> str:
    """Texts that only some bylines have, as optional words; a mere "[{_}]" would let anything pass."""
    texts: dict[str, list[str]] = {}
    for cell in column.cells:
        texts.setdefault(block.cells.key[cell] or block.cells.text[cell], []).append(block.cells.text[cell])
    common = sorted((found for found in texts.values() if len(found) >= RARE_EXTRA), key=len, reverse=True)[:3]
    if sum(map(len, common)) >= 0.5 * len(column.cells):
        return " ".join(f"[{escape(found[0])}]" for found in common if len(found[0]) <= 40)
    return "[{_}]"


def _tail_text(block: Block, column: Column) -> str:
    """What ends the rows of bylines with one of several texts ("via phone", "♥ 3"), as optional words; or ""."""
    before, last = block.columns[-2:] if len(block.columns) > 1 else (column, None)
    if column is not last or before.role != "date" or column.role not in TAIL_ROLES or column.joined < SAME_ROW:
        return ""
    if any(block.cells.kind[cell] not in "SN" for cell in column.cells):
        return ""
    text = _extra_text(block, column)
    return "" if "{_}" in text else text


def _is_label(block: Block, column: Column, fields: Fields) -> bool:
    """Whether a column that is no field holds a few texts that the site prints ("3rd floor", "3rd floor, by phone")."""
    author = fields.author
    if author is None or column.likeness > author.likeness or any(column is field for field in fields.wanted()):
        return False
    return column.role in TAIL_ROLES and bool(_labels(block, column))


def _labels(block: Block, column: Column) -> str:
    """The texts of a column that has but a few, each several times ("Couple", "Family"), as optional words; or ""."""
    texts: dict[str, list[str]] = {}
    for cell in column.cells:
        texts.setdefault(block.cells.key[cell], []).append(block.cells.text[cell])
    few = len(texts) <= MOST_LABELS and "" not in texts and LABEL_EACH * len(texts) <= len(column.cells)
    if not few or min(map(len, texts.values())) < RARE_EXTRA:
        return ""
    found = sorted(texts.values(), key=len, reverse=True)
    return " ".join(f"[{escape(same[0])}]" for same in found if len(same[0]) <= LONGEST_LABEL)


def _affix_text(words: Affix) -> str:
    """Common words as template text; those that some bylines lack in brackets, "Re:" too (the first has none)."""
    pieces: list[str] = []
    optional: list[str] = []
    for word, share in words:
        if share >= ALWAYS and not _is_answering(word):
            if optional:
                pieces.append(f"[{' '.join(optional)}]")
                optional = []
            pieces.append(escape(word))
        else:
            optional.append(escape(word))
    if optional:
        pieces.append(f"[{' '.join(optional)}]")
    return " ".join(pieces)


def _is_answering(word: str) -> bool:
    return word.endswith((":", "：")) and vocabulary.plain(word[:-1]) in vocabulary.ANSWERS


def _separator(block: Block, column: Column) -> str:
    marks: dict[str, int] = {}
    for cell in column.cells:
        mark = block.cells.separator[cell]
        marks[mark] = marks.get(mark, 0) + 1
    mark = max(marks, key=lambda item: marks[item])
    if not mark:
        return ""
    escaped = escape(mark)
    return escaped if marks[mark] >= FIXED_SHARE * len(column.cells) else f"[{escaped}]"


def _literal_text(block: Block, column: Column) -> str:
    """The text of a column as a template spells it; a count that some of its cells lack is optional ("Like [{n}]")."""
    text = _most_common_text(block, column)
    alike = [block.cells.text[cell] for cell in column.cells if block.cells.key[cell] == column.literal]
    counting = [other for other in alike if _DIGITS.search(other)]
    if not 0 < len(counting) < len(alike):
        return escape(text)
    return _COUNT.sub(r"[\g<0>]", escape(text if text in counting else Counter(counting).most_common(1)[0][0]))


def _most_common_text(block: Block, column: Column) -> str:
    texts: dict[str, int] = {}
    for cell in column.cells:
        if block.cells.key[cell] == column.literal:
            text = block.cells.text[cell]
            texts[text] = texts.get(text, 0) + 1
    return max(texts, key=lambda item: texts[item]) if texts else ""


def escape(text: str) -> str:
    """A text of the page as a template spells it, numbers as ``{n}`` and the month of a year as anything.

    Members of a forum have joined in other months, even where the first posts are by people who joined in one.
    """
    month = find_month(text)
    if month is not None:
        return f"{escape(text[: month.start])}{{_}}{escape(text[month.end :])}"
    escaped = re.sub(r"([\[\]{}\\])", r"\\\1", text.replace(DATE, ""))
    return _DIGITS.sub("{n}", escaped)


def _marked(block: Block, head: str, foot: str) -> Draft | None:
    """Templates with the list mark or the blank lines that a weak byline needs to be told from text."""
    heads, feet = ((head,) if head else ()), ((foot,) if foot else ())
    if not _is_weak(head + foot):
        return Draft(heads, feet, "any")
    if block.marker == "any" and not block.stands_alone:
        return None
    return Draft(heads, feet, block.marker, block.stands_alone)
