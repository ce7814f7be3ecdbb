"""Names above profiles of which hardly two are alike, for posts that are known by their dates alone.

Forums print who writes above what is known of him: a rank, when he joined,
where he lives, how much he wrote.  Some rows are missing for some people, and
no template learnt from the commonest block finds them all.  Decided here:
where the names stand, and which template knows all rows between them and the
dates.  Whoever writes again brings the same profile, so that a name tells all
rows below it; ranks and towns do not.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from threadkit import vocabulary
from threadkit.bylines import date_row
from threadkit.cues import Cues
from threadkit.induction.templates import escape
from threadkit.layouts.model import Layout
from threadkit.layouts.template import MOST_FREE
from threadkit.lines import DATE
from threadkit.masking import TIME
from threadkit.names import MAX_NAME, are_titles, are_told, clean_name, name_likeness
from threadkit.segment import Record

LEAST_POSTS = 3
REACH = 24
"""A profile has at most so many rows."""
LONGEST_ROW = 60
"""Longer rows are no part of a profile."""
LIKELY_NAME = 0.5
"""Least name-likeness of a row above a profile."""
LIKELY = 0.75
"""So many of the names below what closes posts must be likely."""
COMMON = 0.9
"""What stands between so many names and dates is the site's."""
ALIGNED = 0.9
"""So many posts must have a name."""
SAME_BELOW = 0.6
"""So often the very same stands below a name that comes again; it may be mentioned elsewhere."""
MOST_TEXTS = 6
"""So many ranks are spelled out where some posts have none."""
_LABEL = re.compile(rf"(\W{{0,3}}[^\W\d{DATE}{TIME}][^:：{DATE}{TIME}]{{0,24}}?\s?[:：]\|?)(?:\s+|$)")
_MARKS = re.compile(f"[{DATE}{TIME}]")
_DIGITS = re.compile(r"\d+")
_FREE, _NUMBER, _ORNAMENT = "", "#", "~"
"""Kinds of rows that say nothing of where in a profile they stand."""


@dataclass(slots=True)
class _Line:
    """A row of a profile, or two of which the first says what the second tells."""

    text: str
    kind: str
    """What it has in common with others like it: its label, or all of its text but for numbers and dates."""
    masked: str
    """The text, or what stands behind the label, with dates masked."""
    label: str = ""
    worded: bool = False
    """Whether it holds nothing but words, of which any may be a name."""


def with_profiles(cues: Cues, layout: Layout, records: Sequence[Record], *, named: bool = False) -> Layout | None:
    """A layout that reads the dates of some posts, and the names above the profiles above these; None without.

    So it reads other dates behind the same words; where posts are ``named`` already, there must be such.
    """
    if layout.source == "user" or bool(layout.head) == bool(layout.foot) or len(records) < LEAST_POSTS:
        return None
    rows = [row for record in records if (row := date_row(cues.page, record.bylines[0])) >= 0]
    if len(rows) < ALIGNED * len(records) or not _have_profiles(cues, rows):
        return None
    rows = _alike(cues, rows)
    if named and len(rows) <= len(records):
        return None
    stacks = [_stack(cues, low, row) for low, row in pairwise([-1, *rows])]
    if _are_about_authors(cues, rows, stacks):
        return None
    names = _names(stacks)
    bare = _bare(stacks, names)
    if not names or len(names) + len(bare) < ALIGNED * len(rows):
        return None
    dates = [cues.page.dates(rows[post])[0].text for post in names]
    if are_told(dates, [stacks[post][place].text for post, place in names.items()]):
        return None
    before = _shared([cues.masked.rows[row].partition(DATE)[0] for row in rows])
    profile = _profile([stacks[post][:place] for post, place in names.items()])
    ends = [*filter(None, [before]), "{timestamp}"]
    templates = [" ".join(["{author}", *between, *ends]) for between in ([profile] + [[]] * bool(bare))]
    if any(template.count("{_}") > MOST_FREE for template in templates):
        return None
    side = {"head": tuple(templates), "foot": ()} if layout.head else {"head": (), "foot": tuple(templates)}
    return layout.model_copy(update={"name": "induced", "source": "induced", **side})


def _alike(cues: Cues, rows: list[int]) -> list[int]:
    """All rows whose dates are printed as in some rows behind the same words or signs, or these if there are none."""
    before, count = Counter([cues.masked.rows[row].partition(DATE)[0] for row in rows]).most_common(1)[0]
    if count < COMMON * len(rows) or not before.strip():
        return rows
    kinds = {cues.page.dates(row)[0].kind for row in rows}
    behind = [row for row in cues.masked.date_rows if cues.masked.rows[row].startswith(before + DATE)]
    return [row for row in behind if cues.page.dates(row)[0].kind in kinds]


def _have_profiles(cues: Cues, rows: Sequence[int]) -> bool:
    """Whether a line of a profile stands above two of the first dates."""
    known = [any(map(vocabulary.is_profile, cues.folds[max(0, row - REACH) : row])) for row in rows[:LEAST_POSTS]]
    return sum(known) > 1


def _are_about_authors(cues: Cues, rows: Sequence[int], stacks: Sequence[list[_Line]]) -> bool:
    """Whether most dates are themselves told of authors ("Member since:", "5 May 2004")."""
    labels = [stack[0].label if stack and not stack[0].masked else "" for stack in stacks]
    told = [cues.folds[row] for row in rows], map(vocabulary.fold, labels)
    return any(2 * sum(map(vocabulary.is_profile, texts)) > len(rows) for texts in told)


def _stack(cues: Cues, low: int, date: int) -> list[_Line]:
    """The short rows right above a date, from the nearest to the farthest."""
    lines: list[_Line] = []
    for row in range(date - 1, max(low, date - REACH), -1):
        text, masked = cues.page.text[row], cues.masked.rows[row]
        if len(text) > LONGEST_ROW:
            break
        match = _LABEL.match(masked)
        if match is None:
            lines.append(_line(text, masked))
            continue
        value = masked[match.end() :].strip()
        if not value and lines and not lines[-1].label:
            value = lines[-1].masked
            text += f" {lines.pop().text}"
        lines.append(_Line(text, match[1].casefold(), value, match[1]))
    return lines


def _line(text: str, masked: str) -> _Line:
    """A row without a label."""
    if _MARKS.search(masked):
        return _Line(text, _DIGITS.sub("#", _MARKS.sub("@", masked)), masked)
    if not any(map(str.isalpha, text)):
        return _Line(text, _NUMBER if any(map(str.isdigit, text)) else _ORNAMENT, masked)
    return _Line(text, vocabulary.fold(text), masked, worded=True)


# --- names ----------------------------------------------------------------------


def _names(stacks: Sequence[list[_Line]]) -> dict[int, int]:
    """Where the name stands in each stack: as high as those above that tell all that stands below them."""
    sure = _telling(stacks)
    if not sure:
        return {}
    common = _common(stacks, {stacks[post][place].text for post, place in sure.items()})
    usual = Counter(_open(stacks[post][:place], common) for post, place in sure.items())
    found: dict[int, int] = {}
    for post, stack in enumerate(stacks):
        if post in sure:
            found[post] = sure[post]
            continue
        likely = [place for place, line in enumerate(stack) if place and _may_be_name(line) and line.kind not in common]
        fitting = [(usual[_open(stack[:place], common)], -place) for place in likely]
        count, place = max(fitting, default=(0, 0))
        if count:
            found[post] = -place
    return found


def _telling(stacks: Sequence[list[_Line]]) -> dict[int, int]:
    """Where texts stand that come again, most times above the very same rows, and below no others that do."""
    places: dict[str, dict[int, int]] = defaultdict(dict)
    for post, stack in enumerate(stacks):
        for place, line in enumerate(stack):
            if place and _may_be_name(line):
                places[line.text].setdefault(post, place)
    found: dict[int, int] = {}
    for where in places.values():
        if len(where) < 2:
            continue
        below = {post: tuple([line.text for line in stacks[post][:place]]) for post, place in where.items()}
        same, count = Counter(below.values()).most_common(1)[0]
        if count < max(2, SAME_BELOW * len(where)):
            continue
        for post, rows in below.items():
            if rows == same:
                found[post] = max(len(same), found.get(post, 0))
    return found


def _bare(stacks: Sequence[list[_Line]], names: Mapping[int, int]) -> list[int]:
    """The posts with a name right above the date: those of guests, of whom nothing is known."""
    known = {line.text for post, place in names.items() for line in stacks[post][:place]}
    lone = [post for post, stack in enumerate(stacks) if post not in names and stack]
    return [post for post in lone if _may_be_name(stacks[post][0]) and stacks[post][0].text not in known]


def _may_be_name(line: _Line) -> bool:
    if not line.worded or len(line.text) > MAX_NAME:
        return False
    if vocabulary.is_furniture(line.kind) or vocabulary.is_profile(line.kind):
        return False
    # "admin" is a rank, and what those are called who run a forum.
    return vocabulary.is_role(line.kind) or name_likeness(clean_name(line.text)) >= LIKELY_NAME


def _common(stacks: Sequence[list[_Line]], names: set[str]) -> set[str]:
    """The kinds of rows that stand above nearly all dates."""
    kinds = Counter(kind for stack in stacks for kind in {line.kind for line in stack if line.text not in names})
    return {kind for kind, count in kinds.items() if count >= COMMON * len(stacks)}


def _open(lines: Iterable[_Line], common: Container[str]) -> int:
    """How many rows below a name hold words that may be anything: ranks, towns."""
    return sum(1 for line in lines if line.worded and line.kind not in common and not vocabulary.is_profile(line.kind))


# --- templates ------------------------------------------------------------------


def _profile(profiles: Sequence[list[_Line]]) -> list[str]:
    """The pieces of a template for all rows of some profiles, from the top."""
    common = _common(profiles, set())
    sequences = [list(_slots(lines, common)) for lines in profiles]
    held: dict[str, list[_Line]] = defaultdict(list)
    for lines, slots in zip(profiles, sequences, strict=True):
        for slot, line in zip(slots, reversed(lines), strict=True):
            held[slot].append(line)
    return [_piece(held[slot], len(profiles)) for slot in _ordered(sequences)]


def _slots(lines: Sequence[_Line], common: Container[str]) -> Iterator[str]:
    """For the rows of a profile, from the top, what tells where they stand: their kinds, or how many are above."""
    counts: Counter[str] = Counter()
    for line in reversed(lines):
        kind = _FREE if line.worded and line.kind not in common else line.kind
        counts[kind] += 1
        yield f"{kind} {counts[kind]}"


def _ordered(sequences: Iterable[list[str]]) -> list[str]:
    """All kinds in an order that the sequences follow, as far as there is one."""
    ordered: list[str] = []
    for sequence in sorted(sequences, key=len, reverse=True):
        at = 0
        for kind in sequence:
            if kind in ordered:
                at = ordered.index(kind) + 1
            else:
                ordered.insert(at, kind)
                at += 1
    return ordered


def _piece(lines: Sequence[_Line], profiles: int) -> str:
    """Rows of one kind as a piece of a template, which may be missing if some profiles have none."""
    always = len(lines) >= profiles
    label = escape(lines[0].label)
    if label:
        told = [line.masked for line in lines if line.masked]
        value = _shared(told) if told else ""
        piece = f"{label} {value}".strip() if len(told) == len(lines) or not told else f"{label} [{value}]"
        return piece if always else f"[{piece}]"
    shapes = Counter(_shape(line.masked) for line in lines)
    if len(shapes) == 1 and always:
        return next(iter(shapes))
    if len(shapes) > MOST_TEXTS:
        return "{_}" if always else "[{_}]"
    return " ".join(f"[{shape}]" for shape, _ in shapes.most_common())


def _shape(masked: str) -> str:
    """A masked text as a template spells it."""
    return " ".join(escape(_MARKS.sub("\x00", masked)).replace("\x00", "{date}").split())


def _shared(values: Sequence[str]) -> str:
    """What masked texts have in common as a template's text, with anything where they differ."""
    shapes = [_shape(value) for value in values]
    if len(set(shapes)) == 1:
        return shapes[0]
    if not all("{date}" in shape for shape in shapes):
        return "{_}"
    before, behind = zip(*[shape.split("{date}", 1) for shape in shapes], strict=True)
    return " ".join([*_either(before), "{date}", *_either(behind)])


def _either(shapes: Sequence[str]) -> list[str]:
    if not any(shapes):
        return []
    return [shapes[0].strip() if len(set(shapes)) == 1 else "{_}"]


# --- names below what closes posts ----------------------------------------------


def with_tops(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """A layout of heads with dates, with the names right below what closes the post above each of these; None without.

    What is known of somebody, and what he calls his post, may stand between name and date, in rows of which hardly two
    are alike.
    """
    if layout.source == "user" or not layout.head or layout.foot or len(records) <= LEAST_POSTS:
        return None
    rows = [row for record in records if (row := date_row(cues.page, record.bylines[0])) >= 0]
    if len(rows) < len(records):
        return None
    tops = _tops(cues, rows)
    if not tops:
        return None
    stacks = [_stack(cues, top - 1, row) for top, row in tops.items()]
    before = _shared([cues.masked.rows[row].partition(DATE)[0] for row in rows])
    between = _profile([stack[:-1] for stack in stacks])
    behind = min([head.partition("{timestamp}")[2].strip() for head in layout.head], key=len)
    pieces = ["{author}", *between, before, "{timestamp}", behind.replace("{author}", "{_}")]
    head = " ".join(filter(None, pieces))
    if head.count("{_}") > MOST_FREE:
        return None
    return layout.model_copy(update={"name": "induced", "source": "induced", "head": (head,)})


def _tops(cues: Cues, rows: Sequence[int]) -> dict[int, int]:
    """The rows with names below what nearly all posts end with, each with the row of its date; none without.

    Of several such texts the farthest from the dates closes posts: others stand within heads.
    """
    spans = list(pairwise(rows))
    kinds = Counter(kind for above, row in spans for kind in set(cues.unnumbered[above + 1 : row]))
    closing = [kind for kind, count in kinds.items() if kind and count >= ALIGNED * len(spans)]
    found: list[dict[int, int]] = []
    for kind in closing:
        below = {_below(cues, kind, above, row): row for above, row in spans}
        below.pop(-1, None)
        if len(below) >= ALIGNED * len(spans) and _are_names([cues.page.text[top] for top in below]):
            found.append(below)
    if not found:
        return {}
    tops = max(found, key=lambda one: sum(row - top for top, row in one.items()))
    apart = Counter(row - top for top, row in tops.items())
    opened = {row + 1 for row in cues.start_rows()}
    above = range(max(0, rows[0] - max(apart)), rows[0])
    likely = [top for top in above if cues.lengths[top] <= MAX_NAME and not cues.idle[top]]
    top = max(likely, key=lambda top: (top in opened, apart[rows[0] - top]), default=-1)
    return tops if top < 0 else {top: rows[0], **tops}


def _below(cues: Cues, kind: str, above: int, date: int) -> int:
    """The row of a name below the last row of some kind between two dates, all up to the date short; -1 without."""
    row = next((row for row in range(date - 1, above, -1) if cues.unnumbered[row] == kind), -1)
    if row < 0 or date - row > REACH or max(cues.lengths[row:date]) > LONGEST_ROW:
        return -1
    row += 1
    while row < date and (cues.idle[row] or row in cues.masked.pictures):
        row += 1
    return row if row < date and cues.lengths[row] <= MAX_NAME else -1


def _are_names(texts: Sequence[str]) -> bool:
    """Whether texts are likely names, hardly one of which comes again as ranks and towns do, and no titles."""
    names = [clean_name(text) for text in texts]
    likely = sum(1 for name in names if name_likeness(name) >= LIKELY_NAME)
    return likely >= LIKELY * len(names) and 2 * len(set(names)) > len(names) and not are_titles(names)
