"""Badges below some names ("Mod author", a country), and those who are answered, taken for the names by a layout.

A layout learnt from most bylines knows what stands below most names.  Where a
few posts have one row more there, it finds that row in the name's place and
leaves the name to the post above.  Decided here: which of a page's authors are
such rows, and what the layout is that knows them.  Words that sites use for
ranks everywhere are ``threadkit.vocabulary``'s, what stands beside a name in
its own row ``threadkit.authors``'.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from threadkit import vocabulary
from threadkit.cues import Cues
from threadkit.induction.templates import escape
from threadkit.layouts.model import Layout
from threadkit.layouts.template import MOST_FREE
from threadkit.names import MAX_NAME, are_ranks, clean_name, name_key, name_likeness
from threadkit.segment import Record

LEAST_RANKED = 5
"""Of so few posts nothing tells who wears what."""
ALIGNED = 0.9
"""So many posts have an author, and so many of what stands near them look like names, if these are the authors."""
MOST_AGAIN = 0.4
"""So many posts have a rank that others had before; names recur less."""
LEAST_AGAIN = 2
"""Of those who write again fewer may have the same rank by chance."""
FARTHEST = 4
"""A name stands at most so many rows above a rank: "online", a picture, a number of posts."""
MOST_BETWEEN = 2
"""So many rows with what differs are left open, the rank's among them; more may be anybody's words."""
LEAST_WORN = 2
"""Fewer bylines may have the same name for any reason."""
MOST_BADGES = 6
"""So many are spelled out."""
MOST_WORN = 0.9
"""Where more posts have what might be a badge, it is the layout that is wrong, not some of its bylines."""
LIKELY_NAME = 0.55
"""Least name-likeness of a row above a badge."""
CLEARLY = 0.5
"""So many of the rows above name people known from other posts, open what the badge goes on with, or are parted from it
by a sign."""
SURELY = 3
"""So many different names above the same text, where hardly any stand above others, are clear enough by themselves."""
CONTINUING = ",;(|·•"
"""Signs with which no name begins."""
SELDOM = 0.2
"""At most so many other bylines stand right below what might be a name."""


@dataclass(slots=True)
class _Worn:
    """Where the same text was taken for a name, and what stands above it."""

    rows: list[int]
    sign: str = ""
    """What parts the two in a row of its own: "|"."""


def with_badges(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """A layout of heads that begin with the author, with the badges that it took for names; None without."""
    if layout.source == "user" or not layout.head or layout.foot:
        return None
    used = {record.head.template for record in records if record.head is not None}
    heads = [template for place, template in enumerate(layout.head) if place in used]
    if not all(template.startswith("{author} ") for template in heads):
        return None
    answering = _answering(cues, records)
    # A named layout of which other templates begin otherwise knows who wears what.
    worn = _worn_below_names(cues, records) if all(one.startswith("{author} ") for one in layout.head) else []
    if not (worn or answering):
        return None
    answers = [f"[{escape(words)} {{reply_to}}]" for words in answering]
    badges = " ".join([*answers, _spelled(cues, worn)]).strip()
    return _with_names(layout, heads, f"{{author}} {badges}")


def with_wearers(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """A layout of heads that takes a rank for the author in nearly all posts, with the names near by; None without.

    A rank is the same whenever the same person writes, and several people have it: names tell ranks, not the reverse.
    """
    if layout.source == "user" or not layout.head or layout.foot or len(records) < LEAST_RANKED:
        return None
    heads = [record.head for record in records if record.head is not None and record.author]
    if len(heads) < ALIGNED * len(records):
        return None
    ranks = [name_key(head.author or "") for head in heads]
    if len(ranks) - len(set(ranks)) < MOST_AGAIN * len(ranks):
        return None  # the more usual case, told early
    for apart in (*range(1, FARTHEST + 1), -1):
        above = apart > 0
        templates = [one for one in layout.head if (one.startswith if above else one.endswith)("{author}")]
        if not templates:
            continue
        rows = [head.first - apart if above else head.last - apart for head in heads]
        if rows[0] < 0 or rows[-1] >= len(cues.page) or not _tell(cues, rows, ranks):
            continue
        between = [_alike(cues, [row + step for row in rows]) for step in range(1, apart)]
        pieces = ["{author}", *between, "{_}"] if above else ["{_}", "{author}"]
        if pieces.count("{_}") > MOST_BETWEEN:
            continue
        found = _with_names(layout, templates, " ".join(pieces))
        if found is not None:
            return found
    return None


def _with_names(layout: Layout, templates: Iterable[str], author: str) -> Layout | None:
    """A layout of some templates with other text in the author's place; None if that leaves too much open to match."""
    head = tuple(template.replace("{author}", author, 1) for template in templates)
    if any(template.count("{_}") > MOST_FREE for template in head):
        return None
    return layout.model_copy(update={"name": "induced", "source": "induced", "head": head})


def _tell(cues: Cues, rows: Sequence[int], ranks: Sequence[str]) -> bool:
    """Whether what stands in some rows are names that tell who has which rank."""
    if not are_ranks(ranks, [cues.folds[row] for row in rows], least=LEAST_AGAIN):
        return False
    texts = {cues.page.text[row] for row in rows}
    likely = sum(1 for text in texts if len(text) <= MAX_NAME and name_likeness(clean_name(text)) >= LIKELY_NAME)
    return likely >= ALIGNED * len(texts)


def _alike(cues: Cues, rows: Sequence[int]) -> str:
    """What all of some rows hold as template text, numbers aside; anything where they differ."""
    texts = {cues.folds[row] for row in rows}
    return escape(cues.page.text[rows[0]]) if len(texts) == 1 else "{_}"


def _spelled(cues: Cues, worn: list[_Worn]) -> str:
    """Badges as optional parts of a template, the commonest first; as anything where all begin with the same sign."""
    worn.sort(key=lambda one: -len(one.rows))
    texts = [cues.page.text[one.rows[0]] for one in worn]
    signs = {text[0] for text in texts}
    if len(signs) == 1 and not signs & _OF_TEMPLATES and not next(iter(signs)).isalnum():
        return f"[{signs.pop()} {{_}}]"
    pieces = [f"{one.sign} {escape(text)}".strip() for one, text in zip(worn, texts, strict=True)]
    return " ".join(f"[{piece}]" for piece in pieces[:MOST_BADGES])


_OF_TEMPLATES = frozenset("[]{}\\")


def _answering(cues: Cues, records: Sequence[Record]) -> list[str]:
    """Rows that say whom a post answers ("in response to", "Ann"), below a name and above what was taken for one.

    One word alone is a button ("Reply"), unless again and again those above it are people who write here.
    """
    found: dict[str, str] = {}
    words: dict[str, list[str]] = defaultdict(list)
    for record in records:
        row = record.head.first - 1 if record.head is not None else 0
        text = cues.page.text[row]
        if row <= 0 or not record.author or len(text) > MAX_NAME:
            continue
        if vocabulary.reply_to(f"{text} {record.author}") != record.author or not (above := _name_above(cues, row)[0]):
            continue
        if " " in text:
            found.setdefault(cues.folds[row], text)
        else:
            words[text].append(name_key(above))
    authors = {name_key(record.author) for record in records if record.author} if words else set()
    for text, names in words.items():
        if len(names) >= LEAST_WORN and sum(name in authors for name in names) >= CLEARLY * len(names):
            found.setdefault(vocabulary.fold(text), text)
    return list(found.values())[:MOST_BADGES]


def _worn_below_names(cues: Cues, records: Sequence[Record]) -> list[_Worn]:
    """Texts in the place of several names, each time below what looks more like one; others that stand as they do."""
    alone, before = _names_alone(cues, records)
    found: dict[str, list[int]] = defaultdict(list)
    for row in alone:
        found[cues.unnumbered[row]].append(row)
    often = [rows for rows in found.values() if len(rows) >= LEAST_WORN]
    often = [rows for rows in often if not any(_is_signed(cues, row, before.get(row)) for row in rows)]
    if not often:
        return []
    buttons = _buttons(cues, CLEARLY * len(records))
    known = {name_key(cues.page.text[rows[0]]) for rows in found.values()}
    known |= _wearers(cues, often, alone, before)
    worn = [one for rows in often if (one := _worn(cues, rows, known, buttons)) is not None]
    taken = {row for one in worn for row in one.rows}
    others = [row for row in alone if row not in taken and not _is_continued(cues, row)]
    named = [row for row in others if _name_above(cues, row, buttons)[0]]
    once = [row for row in named if _goes_on(cues, row, buttons)]
    if len(once) > len(taken):
        once = []  # titles differ, towns recur
    if not worn or len(taken) + len(once) > MOST_WORN * len(records):
        return []
    if len(named) - len(once) > SELDOM * (len(others) - len(once)):
        return []
    return [*worn, *(_Worn([row], _name_above(cues, row)[1]) for row in once)]


def _wearers(
    cues: Cues, worn: Iterable[Sequence[int]], alone: Sequence[int], before: Mapping[int, str]
) -> set[str]:
    """Who wears one of some texts: it stands below them each time, and no other text does; nobody if none is sure.

    Below posts of different people a name is no signature, and at the first post there is nobody to sign.
    """
    text_at = {row: text for text, rows in enumerate(worn) for row in rows}
    above: dict[str, list[int]] = defaultdict(list)
    for row in alone:
        above[name_key(_name_above(cues, row)[0])].append(row)
    often = {key: rows for key, rows in above.items() if key and len(rows) >= LEAST_WORN}
    texts = {key: {text_at.get(row, -1) for row in rows} for key, rows in often.items()}
    likely = {key for key, found in texts.items() if len(found) == 1 and -1 not in found}
    return likely if any(len({before.get(row) for row in often[key]}) > 1 for key in likely) else set()


def _names_alone(cues: Cues, records: Sequence[Record]) -> tuple[list[int], dict[int, str]]:
    """Where authors have a row of their own, and who wrote the post above each."""
    rows: list[int] = []
    before: dict[int, str] = {}
    above: str | None = None
    for record in records:
        if record.head is None or not record.author:
            continue
        row = record.head.first
        if row and _is_all_of(cues.page.text[row], record.author):
            rows.append(row)
            if above:
                before[row] = above
        above = record.author
    return rows, before


def _is_all_of(text: str, author: str) -> bool:
    """Whether an author has a row of its own; words for ranks were taken off its end."""
    return len(text) <= MAX_NAME and clean_name(text).startswith(author)


def _worn(cues: Cues, rows: Sequence[int], known: Collection[str], buttons: Collection[str]) -> _Worn | None:
    """A text at some rows as a badge, if above each of them stands another name, and most of these are clear."""
    above = [_name_above(cues, row, buttons) for row in rows]
    if not all(name for name, _ in above) or len({sign for _, sign in above}) > 1:
        return None
    own = name_key(cues.page.text[rows[0]])
    keys = [name_key(name) for name, _ in above]
    if own in keys:
        return None
    sign = above[0][1]
    known_buttons = buttons if len(set(keys)) > 1 else None  # one person's badge, or one text above one person's name
    clear = sum(
        1 for row, key in zip(rows, keys, strict=True) if sign or key in known or _goes_on(cues, row, known_buttons)
    )
    counted = len({cues.page.text[row] for row in rows}) > 1  # "Helped 3 of 12": nobody is called so
    if clear < CLEARLY * len(rows) and len(set(keys)) < SURELY and not counted:
        return None
    return _Worn(list(rows), sign)


def _is_signed(cues: Cues, row: int, author: str | None) -> bool:
    """Whether the post above a row ends with its own author's name, or what may be short for it."""
    name, _ = _name_above(cues, row)
    return bool(name and author) and name.split()[0].casefold() == str(author).split()[0].casefold()


def _goes_on(cues: Cues, row: int, buttons: Collection[str] | None) -> bool:
    """Whether a row goes on with what the one above opens (", York") below a blank line, a mark or a button."""
    gap, bullet = cues.page.gap, cues.page.bullet
    if _is_continued(cues, row):
        return True
    if gap[row] or bullet[row]:
        return False
    if gap[row - 1] or bullet[row - 1]:
        return True
    return buttons is not None and row > 1 and _parts_posts(cues.folds[row - 2], buttons)


def _parts_posts(folded: str, buttons: Collection[str]) -> bool:
    """Whether a row is a button, or opens the discussion."""
    if vocabulary.is_furniture(folded) or vocabulary.is_start(folded) or vocabulary.is_stop(folded):
        return True
    return folded.partition(" ")[0] in buttons


def _buttons(cues: Cues, least: float) -> set[str]:
    """Words with which so many short rows begin that nobody is called so: "Thank Ann", "Thank Bob"."""
    begun = Counter([folded.split(" ", 1)[0] for folded in cues.folds if " " in folded and len(folded) <= MAX_NAME])
    return {word for word, count in begun.items() if count >= max(SURELY, least)}


def _is_continued(cues: Cues, row: int) -> bool:
    return cues.page.text[row][0] in CONTINUING


def _name_above(cues: Cues, row: int, buttons: Collection[str] = ()) -> tuple[str, str]:
    """What looks like a name in the row above one, perhaps above a lone sign, and that sign; ("", "") without."""
    sign = ""
    above = row - 1
    if above > 0 and not any(map(str.isalnum, cues.page.text[above])):
        sign, above = cues.page.text[above], above - 1
    text = cues.page.text[above] if above >= 0 and len(sign) <= 1 else ""
    if not text or len(text) > MAX_NAME or cues.is_idle(above) or _is_counted(cues, above):
        return "", ""
    if cues.folds[above].partition(" ")[0] in buttons or cues.folds[above] in vocabulary.BY:
        return "", ""
    name = clean_name(text)
    return (name, sign) if name_likeness(name) >= LIKELY_NAME else ("", "")


def _is_counted(cues: Cues, row: int) -> bool:
    """Whether a row differs from others like it by a number: "Answer 12"."""
    folded = cues.folds[row]
    return "#" in folded and len({cues.page.text[other] for other in cues.rows_of.get(folded, ())}) > LEAST_WORN
