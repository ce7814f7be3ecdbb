"""From anchors and columns to layouts, best guesses first.

Decides which column holds the authors, which the dates, whether the block
stands before or after the bodies, and writes that down as templates.  The
proposals are cheap guesses; whole segmentations are judged afterwards.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import pairwise

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.induction.anchors import Anchor, find_anchors
from threadkit.induction.cells import PROSE, SHORT_TEXT, Cells, cut_cells
from threadkit.induction.columns import FIXED_SHARE, Column, read_block
from threadkit.layouts.model import Layout
from threadkit.lines import DATE
from threadkit.names import name_key

AUTHOR_COLUMNS = 3
"""How many columns of one anchor are tried as the author."""
MOST_PROPOSALS = 12
"""Proposals that are followed up; the right one is hardly ever further down the list."""
LEAST_INLINE = 3
WIDE_GAP = 2
LEAST_WIDE = 3
"""So many wide gaps are no accident of the page."""
ALWAYS = 0.97
"""A word that this share of bylines has is required; a rarer one is optional."""
FIELDLESS_ANCHORS = ("literal", "numbers", "bullets", "all", "items", "hash")
"""Kinds of anchors that part posts even where neither name nor date was found."""
MOST_FREE = 1
"""A template with more free parts than this describes nothing."""

_DIGITS = re.compile(r"\d[\d.,:]*")


@dataclass(slots=True)
class Proposal:
    """A layout that might fit, with what spoke for it."""

    layout: Layout
    anchor: str
    strength: float
    role: str


@dataclass(slots=True)
class _Block:
    anchor: Anchor
    columns: list[Column]
    cells: Cells

    def column(self, offset: int) -> Column | None:
        for column in self.columns:
            if column.offset == offset:
                return column
        return None


def propose(cues: Cues) -> list[Proposal]:
    """Layouts the page might follow, the likeliest first."""
    cells = cut_cells(cues)
    proposals: dict[tuple[object, ...], Proposal] = {}
    for anchor in find_anchors(cells):
        columns = read_block(cells, list(anchor.places))
        if not columns:
            continue
        block = _Block(anchor, columns, cells)
        for proposal in _proposals(block):
            key = (proposal.layout.head, proposal.layout.foot, proposal.layout.marker, proposal.layout.alone)
            known = proposals.get(key)
            if known is None or known.strength < proposal.strength:
                proposals[key] = proposal
    for proposal in _with_gaps(cells, list(proposals.values())):
        proposals[proposal.layout.head, "gap"] = proposal
    for proposal in _inline_feet(cells):
        proposals.setdefault((proposal.layout.head, proposal.layout.foot, "inline"), proposal)
    ranked = sorted(proposals.values(), key=lambda proposal: -proposal.strength)
    return ranked[:MOST_PROPOSALS]


def _with_gaps(cells: Cells, proposals: list[Proposal]) -> list[Proposal]:
    """Names that stand alone, where an extractor dropped some of them and left a wider gap in their place."""
    page = cells.cues.page
    found: list[Proposal] = []
    if sum(map(bool, page.bullet)) > 0.2 * len(page):
        return found  # list marks tell where posts begin
    for proposal in proposals:
        layout = proposal.layout
        if not layout.alone or layout.marker != "any" or layout.head != ("{author}",):
            continue
        wide = [row for row in range(1, len(page)) if page.gap[row] >= WIDE_GAP]
        if len(wide) >= LEAST_WIDE:
            gapped = layout.model_copy(update={"gap": WIDE_GAP})
            found.append(Proposal(gapped, proposal.anchor, proposal.strength + 0.5, "head"))
    return found


def _inline_feet(cells: Cells) -> list[Proposal]:
    """Signatures that close a body's last line: "... and so on. Ann (talk) 12:34, 5 May 2019"."""
    page, masked = cells.cues.page, cells.cues.masked
    closing = [
        row
        for row in masked.date_rows
        if masked.rows[row].rstrip(" .)]").endswith(DATE)
        or masked.rows[row].find(DATE) > max(30, len(masked.rows[row]) - 12)
    ]
    long = [row for row in closing if len(page.text[row]) > 70]
    if len(closing) < LEAST_INLINE or len(long) < 0.3 * len(closing):
        return []
    words: dict[str, int] = {}
    for row in closing:
        left = masked.rows[row].partition(DATE)[0].split()
        if left:
            words[left[-1]] = words.get(left[-1], 0) + 1
    templates = []
    common = max(words, key=lambda word: words[word], default="")
    if common and words[common] >= 0.4 * len(closing):
        templates.append(f"{{body}} {{author}} {_escape(common)} {{timestamp}}")
    templates.append("{body} {author} {timestamp}")
    found = []
    for templates_used in (tuple(templates), (templates[-1],)):
        layout = Layout(name="induced", foot=templates_used, source="induced")
        found.append(Proposal(layout, "closing dates", 4.0 + 0.6 * math.log2(len(closing)), "foot"))
    return found


# --- fields -------------------------------------------------------------------


def _proposals(block: _Block) -> list[Proposal]:
    dates = [column for column in block.columns if column.role == "date"]
    date = min(dates, key=lambda column: (abs(column.offset), column.offset)) if dates else None
    authors = _author_columns(block, date)
    found = []
    for strength, author in [*authors[:AUTHOR_COLUMNS], (0.0, None)]:
        if author is None and date is None and not block.anchor.name.startswith(FIELDLESS_ANCHORS):
            continue
        for role, role_strength in _roles(block, author, date):
            layout = _layout(block, author, date, role)
            if layout is None:
                continue
            total = (
                0.6 * math.log2(len(block.anchor.places))
                + strength
                + role_strength
                + (1.2 if date is not None else 0.0)
            )
            found.append(Proposal(layout, block.anchor.name, total, role))
    return found


def _author_columns(block: _Block, date: Column | None) -> list[tuple[float, Column]]:
    scored = []
    for column in block.columns:
        if column.role not in ("name", "short") or not column.values:
            continue
        if column.likeness < 0.3 or (len(column.values) >= 4 and column.distinct * len(column.values) < 1.5):
            continue
        score = 2.0 * column.likeness + 0.8 * min(1.0, 1.6 * column.distinct)
        if _says(column.suffix) or _by(column.prefix):
            score += 1.0
        neighbour = block.column(column.offset + 1)
        if neighbour is not None and neighbour.role == "literal" and neighbour.literal in vocabulary.SAYS:
            score += 1.0
        neighbour = block.column(column.offset - 1)
        if neighbour is not None and neighbour.role == "literal" and neighbour.literal in vocabulary.BY:
            score += 0.8
        if 0 < len({name_key(value) for value in column.values}) < len(column.values):
            score += 0.2
        if date is not None:
            score -= 0.18 * (abs(column.offset - date.offset) - 1)
        else:
            score -= 0.1 * abs(column.offset)
        score += 0.6 * _mentioned(block, column)
        scored.append((score, column))
    scored.sort(key=lambda item: -item[0])
    return scored


def _mentioned(block: _Block, column: Column) -> float:
    """Share of a column's names that bodies address ("@Ann", "Ann, ...", "Hi Ann")."""
    addressed = block.cells.cues.addressed()
    names = {name_key(value).split(" ")[0] for value in column.values if len(value) >= 3}
    if not names or not addressed:
        return 0.0
    return min(1.0, 2.0 * len(names & addressed) / len(names))


def _says(suffix: list[tuple[str, float]]) -> bool:
    return any(vocabulary.fold(word) in vocabulary.SAYS for word, _ in suffix[:2]) or (
        bool(suffix) and vocabulary.fold(" ".join(word for word, _ in suffix)) in vocabulary.SAYS
    )


def _by(prefix: list[tuple[str, float]]) -> bool:
    return any(vocabulary.fold(word) in vocabulary.BY for word, _ in prefix[-1:]) or (
        bool(prefix) and vocabulary.fold(" ".join(word for word, _ in prefix)) in vocabulary.BY
    )


# --- roles ---------------------------------------------------------------------


def _roles(block: _Block, author: Column | None, date: Column | None) -> list[tuple[str, float]]:
    """Head, foot, or date below and author above; with what speaks for each."""
    head = _edge_evidence(block)
    if author is not None and (_says(author.suffix) or _neighbour_says(block, author)):
        head += 0.8
    roles = [("head", 0.5 * head), ("foot", -0.5 * head - 0.3)]
    if author is not None and date is not None and date.offset < author.offset:
        roles.append(("split", -0.4 + (0.8 if _says(author.suffix) or _neighbour_says(block, author) else 0.0)))
    return roles


def _neighbour_says(block: _Block, author: Column) -> bool:
    after = block.column(author.offset + 1)
    return after is not None and after.role == "literal" and after.literal in vocabulary.SAYS


def _edge_evidence(block: _Block) -> float:
    """Positive where the block looks like a head, negative where like a foot (about -3 to 3)."""
    cells, places = block.cells, block.anchor.places
    evidence = 0.0
    for column in block.columns:
        if column.offset == 0 or column.role != "literal" or column.literal_share < 0.7:
            continue
        at = places[0] + column.offset if column.offset < 0 else places[-1] + column.offset
        present = 0 <= at < len(cells) and cells.key[at] == column.literal
        if column.offset < 0 and not present:
            evidence += 1.5  # what closes the post above stands before every byline but the first
        elif column.offset > 0 and not present:
            evidence -= 1.5
    before = places[0] + block.columns[0].offset - 1
    after = places[-1] + block.columns[-1].offset + 1
    evidence += _bodily(cells, after) - _bodily(cells, before)
    return max(-3.0, min(3.0, evidence))


def _bodily(cells: Cells, place: int) -> float:
    """How much a cell at the edge of the discussion looks like part of a body, from -1 to 1."""
    if place < 0 or place >= len(cells):
        return -1.0
    key = cells.key[place]
    if key and (vocabulary.is_start(key) or vocabulary.is_stop(key)):
        return -1.0
    if key and (vocabulary.is_furniture(key) or vocabulary.is_role(key)):
        return -0.6
    if cells.kind[place] == PROSE or len(cells.text[place]) > 60:
        return 0.8
    return 0.2 if cells.kind[place] == SHORT_TEXT else -0.2


# --- templates -------------------------------------------------------------------


def _layout(block: _Block, author: Column | None, date: Column | None, role: str) -> Layout | None:
    number = _number_column(block)
    wanted = [column for column in (author, date) if column is not None]
    if not wanted:
        wanted = [column for column in block.columns if column.offset == 0]
    if role == "split":
        assert author is not None
        assert date is not None
        middle = _middle(block, date, author)
        head = _template(block, [c for c in block.columns if middle <= c.offset], author, None, number, (author,))
        foot = _template(block, [c for c in block.columns if c.offset < middle], None, date, number, (date,))
        if not head or not foot:
            return None
        return _make(block, head, foot)
    template = _template(block, block.columns, author, date, number, tuple(wanted))
    if not template:
        return None
    return _make(block, template, "") if role == "head" else _make(block, "", template)


def _middle(block: _Block, date: Column, author: Column) -> int:
    """Where a block that closes one post and opens the next is cut: at the first row after the date's literals."""
    for offset in range(date.offset + 1, author.offset + 1):
        column = block.column(offset)
        if column is None or offset == author.offset:
            return offset
        if column.role != "literal":
            return offset
    return author.offset


def _number_column(block: _Block) -> Column | None:
    for column in block.columns:
        if column.role != "number":
            continue
        texts = [block.cells.text[cell] for cell in column.cells]
        values = [int(re.sub(r"\D", "", text) or 0) for text in texts]
        steps = [b - a for a, b in pairwise(values)]
        if steps and sum(1 for step in steps if step == 1) >= 0.6 * len(steps):
            return column
    return None


def _template(
    block: _Block,
    columns: list[Column],
    author: Column | None,
    date: Column | None,
    number: Column | None,
    wanted: tuple[Column, ...],
) -> str:
    """The template text for the columns from the first to the last wanted field, with constant neighbours."""
    low = min(column.offset for column in wanted)
    high = max(column.offset for column in wanted)
    # A constant word beside a field belongs to the byline ("wrote:", "Posted by").
    while _fixed_neighbour(columns, low - 1, wanted, rightwards=False):
        low -= 1
    while _fixed_neighbour(columns, high + 1, wanted, rightwards=True):
        high += 1
    pieces: list[str] = []
    for column in columns:
        if not low <= column.offset <= high:
            continue
        piece = _piece(block, column, author, date, number)
        if pieces and any(block.cells.role_before[cell] for cell in column.cells):
            pieces.append("[{role}]")
        mark = _separator(block, column)
        if mark and pieces:
            pieces.append(mark)
        pieces.append(piece)
    template = " ".join(piece for piece in pieces if piece)
    free = template.count("{_}")
    return template if free <= MOST_FREE else ""


def _fixed_neighbour(columns: list[Column], offset: int, wanted: tuple[Column, ...], *, rightwards: bool) -> bool:
    column = next((column for column in columns if column.offset == offset), None)
    if column is None or column.role != "literal" or column.literal_share < FIXED_SHARE:
        return False
    if column.literal in vocabulary.SAYS or column.literal in vocabulary.BY:
        return True
    edge = max(wanted, key=lambda item: item.offset) if rightwards else min(wanted, key=lambda item: item.offset)
    return column.same_row >= 0.8 and edge.same_row >= 0.8


def _piece(block: _Block, column: Column, author: Column | None, date: Column | None, number: Column | None) -> str:
    if column is author:
        parts = [_affix_text(column.prefix), "{author}", _affix_text(column.suffix)]
        return " ".join(part for part in parts if part)
    if date is not None and column.offset == date.offset:
        return "{timestamp}"
    if column.role == "date":
        return "{time}"
    if column is number:
        return "{number}"
    if column.role == "literal" and column.literal_share >= FIXED_SHARE:
        return _escape(_most_common_text(block, column))
    if column.role == "number":
        return "[#]{n}" if column.share("N") >= ALWAYS else "[[#]{n}]"
    return "[{_}]" if column.role == "literal" else "{_}"


def _affix_text(words: list[tuple[str, float]]) -> str:
    """Common words as template text; runs of words that some bylines lack in brackets."""
    pieces: list[str] = []
    optional: list[str] = []
    for word, share in words:
        if share >= ALWAYS:
            if optional:
                pieces.append(f"[{' '.join(optional)}]")
                optional = []
            pieces.append(_escape(word))
        else:
            optional.append(_escape(word))
    if optional:
        pieces.append(f"[{' '.join(optional)}]")
    return " ".join(pieces)


def _separator(block: _Block, column: Column) -> str:
    marks: dict[str, int] = {}
    for cell in column.cells:
        if not block.cells.opens[cell]:
            mark = block.cells.separator[cell]
            marks[mark] = marks.get(mark, 0) + 1
    if not marks:
        return ""
    mark = max(marks, key=lambda item: marks[item])
    if not mark:
        return ""
    sure = marks[mark] >= FIXED_SHARE * len(column.cells)
    escaped = _escape(mark)
    return escaped if sure else f"[{escaped}]"


def _most_common_text(block: _Block, column: Column) -> str:
    texts: dict[str, int] = {}
    for cell in column.cells:
        if block.cells.key[cell] == column.literal:
            text = block.cells.text[cell]
            texts[text] = texts.get(text, 0) + 1
    return max(texts, key=lambda item: texts[item]) if texts else ""


def _escape(text: str) -> str:
    escaped = re.sub(r"([\[\]{}\\])", r"\\\1", text.replace(DATE, ""))
    return _DIGITS.sub("{n}", escaped)


def _make(block: _Block, head: str, foot: str) -> Layout | None:
    page = block.cells.cues.page
    rows = [block.cells.row[place] for place in block.anchor.places]
    weak = not any(mark in head + foot for mark in ("{timestamp}", "{time}")) and not re.search(
        r"\w", re.sub(r"\{\w+\}", "", head + foot)
    )
    marker = "any"
    alone = False
    if weak:
        if sum(1 for row in rows if page.bullet[row]) >= 0.9 * len(rows):
            marker = "bullet"
        elif sum(1 for row in rows if page.number[row] >= 0) >= 0.9 * len(rows):
            marker = "number"
        elif sum(1 for row in rows if page.number[row] >= 0 or page.bullet[row]) >= 0.9 * len(rows):
            marker = "item"
        alone = sum(1 for row in rows if page.gap[row] and row + 1 < len(page) and page.gap[row + 1]) >= 0.9 * len(rows)
        if marker == "any" and not alone:
            return None
    try:
        return Layout(
            name="induced",
            head=(head,) if head else (),
            foot=(foot,) if foot else (),
            marker=marker,  # type: ignore[arg-type]
            alone=alone,
            source="induced",
        )
    except ValueError:
        return None
