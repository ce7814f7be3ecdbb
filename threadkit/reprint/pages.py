"""Posts printed in a look, as one of several extractors would have left the page.

Decides where every row of a page goes; how rows read is up to the look, and
what is said in made-up threads to ``speech``.  Everything hangs on a seed or a
random generator, so that a page can be looked at again.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from threadkit.reprint import speech
from threadkit.reprint.looks import BREAK, DATES, Look, look_of, random_look

if TYPE_CHECKING:
    from threadkit.layouts import Layout

CUT = "\x1f"
"""Stands between the pieces of a byline that a page has in elements of their own."""

# --- threads -----------------------------------------------------------------


@dataclass(slots=True)
class Gold:
    """A post as it is known before printing."""

    id: str
    parent: str | None
    author: str
    time: datetime
    paragraphs: tuple[str, ...]
    depth: int
    number: int
    title: str
    score: int
    label: str
    place: str
    raw_time: str | None = None

    @property
    def body(self) -> str:
        return "\n\n".join(self.paragraphs)


def make_thread(
    rng: random.Random, language: str, size: int, *, nested: bool, newest_first: bool = False
) -> list[Gold]:
    """Posts of a known thread in page order: depth-first where nested, else by time."""
    tongue = speech.TONGUES[language]
    names = speech.names_for(language, rng)[: rng.randint(max(2, size // 3), size + 2)]
    weights = [1 / (1 + place) for place in range(len(names))]
    headline = speech.title(tongue, rng)
    labels = {name: speech.word(tongue, "label", rng) for name in names}
    places = {name: rng.choice(speech.PLACES) for name in names}
    now = datetime(rng.randint(2004, 2023), rng.randint(1, 12), rng.randint(1, 28), 7)
    wordy = rng.choice((0.5, 1.0, 2.0))
    posts: list[Gold] = []
    for index in range(size):
        now += timedelta(minutes=rng.choice((1, 4, 17, 60, 300, 1500)) * rng.uniform(0.5, 1.5))
        parent = rng.choice(posts[-8:]) if posts and rng.random() < 0.6 else None
        author = rng.choices(names, weights)[0]
        if parent is not None and parent.author == author and rng.random() < 0.9:
            author = rng.choice([name for name in names if name != author])
        posts.append(
            Gold(
                id=str(index + 1),
                parent=parent.id if parent else None,
                author=author,
                time=now.replace(second=rng.randint(0, 59), microsecond=0),
                paragraphs=_make_body(tongue, rng, parent, wordy),
                depth=parent.depth + 1 if parent else 0,
                number=index + 1,
                title=rng.choice(tongue.ui["title"]).format(title=headline) if index else headline,
                score=rng.choice((0, 1, 1, 2, 3, 5, 12, 48, 130)),
                label=labels[author],
                place=places[author],
            )
        )
    if nested:
        return _preorder(posts)
    return posts[::-1] if newest_first else posts


def _make_body(tongue: speech.Tongue, rng: random.Random, parent: Gold | None, wordy: float) -> tuple[str, ...]:
    if rng.random() < 0.25 / wordy:
        name = parent.author if parent else rng.choice(("Ann", "Bernard"))
        return (speech.short_answer(tongue, rng, name.split()[0]),)
    count = 1 if rng.random() < 0.65 else rng.randint(2, 4)
    paragraphs = [speech.paragraph(tongue, rng, rng.randint(1, max(2, round(3 * wordy)))) for _ in range(count)]
    if parent is not None and rng.random() < 0.2:
        blank = " " if tongue.spaced else "、"
        paragraphs[0] = f"{rng.choice(('', '@'))}{parent.author}{',' if tongue.spaced else ''}{blank}{paragraphs[0]}"
    return tuple(paragraphs)


def _preorder(posts: list[Gold]) -> list[Gold]:
    children: dict[str | None, list[Gold]] = {}
    for post in posts:
        children.setdefault(post.parent, []).append(post)
    ordered: list[Gold] = []
    stack = children.get(None, [])[::-1]
    while stack:
        post = stack.pop()
        ordered.append(post)
        stack.extend(children.get(post.id, [])[::-1])
    return ordered

# --- filling templates -------------------------------------------------------------

_PIECE = re.compile(r"\{(\w+)\}|(\[)|(\])|\\(.)|([^\[\]{}\\]+)", re.DOTALL)


class _Filler:
    """Fills templates for the posts of one page."""

    def __init__(self, look: Look, posts: Sequence[Gold], rng: random.Random) -> None:
        self.look = look
        self.rng = rng
        self.tongue = speech.TONGUES[look.language]
        self.by_id = {post.id: post for post in posts}
        self.now = max(post.time for post in posts) + timedelta(hours=2)
        self.joined = {
            post.author: post.time.replace(year=post.time.year - rng.randint(1, 6), day=rng.randint(1, 28))
            for post in posts
        }
        self.count = {post.author: rng.randint(1, 5000) for post in posts}
        self.says = rng.choice(self.tongue.says)
        self.by = rng.choice(self.tongue.by)
        self.dress = dict(look.dress)

    def write(self, when: datetime) -> str:
        return DATES[self.look.date](when, self.tongue, self.now)

    def fill(self, template: str, post: Gold) -> list[str]:
        """The lines of a filled template, pieces divided by ``CUT``; none for an empty template."""
        out: list[str] = []
        skipping, optional = False, -1
        for match in _PIECE.finditer(template):
            name, opening, closing, escaped, literal = match.groups()
            if opening:
                optional += 1
                end = template.find("]", match.end())
                inner = template[match.end() : end]
                skipping = not self._prints(inner, optional, post)
            elif closing:
                skipping = False
            elif not skipping:
                out.append(f"{CUT}{self._value(name, post)}{CUT}" if name else (escaped or literal))
        text = re.sub(r"  +", " ", "".join(out))
        return [line.strip(" " + CUT) for line in text.split(BREAK) if line.strip(" " + CUT)]

    def _prints(self, inner: str, optional: int, post: Gold) -> bool:
        if "{reply_to" in inner:
            return post.parent is not None
        return bool(self.look.options >> optional & 1)

    def _value(self, name: str, post: Gold) -> str:
        parent = self.by_id.get(post.parent or "")
        if name in ("timestamp", "time"):
            value = self.write(post.time)
            if name == "timestamp":
                post.raw_time = value
        elif name == "joined":
            value = f"{self.tongue.months[self.joined[post.author].month - 1]} {self.joined[post.author].year}"
        elif name == "date":
            value = self.write(self.joined[post.author])
        elif name == "on":
            value = self.tongue.on or self.tongue.at
        elif name in ("count", "n"):
            value = str(self.count[post.author])
        elif name == "reply_to":
            value = parent.author if parent else "all"
        elif name == "reply_to_number":
            value = str(parent.number) if parent else "0"
        elif name == "depth":
            value = str(post.depth + 1)
        elif name == "says":
            value = self.says
        elif name == "by":
            value = self.by
        elif name == "role":
            value = post.label
        elif name == "_":
            value = post.place
        else:
            value = str(getattr(post, name))
        return self.dress.get(name, "{}").format(value)


# --- pages -----------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """One line of a page before an extractor wrote it."""

    text: str
    gap: int = 0
    depth: int = 0
    item: str = ""
    """Its list mark, where it opens a post."""
    inside: bool = False
    """Whether it belongs to a post and moves in with it."""


@dataclass(slots=True)
class Sheet:
    """A page before an extractor wrote it."""

    rows: list[Row] = field(default_factory=list)

    def add(self, text: str, gap: int = 0, **fields: Any) -> None:
        self.rows.append(Row(text, gap, **fields))


def print_page(look: Look, posts: list[Gold], rng: random.Random) -> str:
    """The page as text.  Sets ``raw_time`` of the posts and, where list numbers restart, nothing else."""
    sheet = Sheet()
    filler = _Filler(look, posts, rng)
    _print_top(sheet, look, len(posts), rng, filler)
    counters: dict[int, int] = {}
    for post in posts:
        depth = post.depth if look.nested else 0
        counters = {level: count for level, count in counters.items() if level <= depth}
        counters[depth] = counters.get(depth, 0) + 1
        mark = f"{counters[depth]}." if look.bullet == "1." else look.bullet
        _print_post(sheet, look, post, filler, depth, mark)
    _print_end(sheet, look, posts, rng, filler)
    return WRITERS[look.form](sheet.rows, look)


def _print_post(sheet: Sheet, look: Look, post: Gold, filler: _Filler, depth: int, mark: str) -> None:
    rows: list[tuple[str, int]] = []
    for template in look.above:
        rows += [(line, 0) for line in filler.fill(template, post)]
    rows += [(line, 0) for line in filler.fill(look.head.removesuffix("{body}"), post)]
    for template in look.under:
        rows += [(line, 0) for line in filler.fill(template, post)]
    after_head = look.gap_head if rows else 0
    for place, text in enumerate(post.paragraphs):
        rows.append((text, look.gap_paragraph if place else after_head))
    if look.head.endswith("{body}"):
        first = len(rows) - len(post.paragraphs)
        rows[first - 1 : first + 1] = [(f"{rows[first - 1][0]} {rows[first][0]}", rows[first - 1][1])]
    if look.foot.startswith("{body}"):
        inline = filler.fill(look.foot.removeprefix("{body}"), post)
        rows[-1] = (f"{rows[-1][0]} {' '.join(inline)}", rows[-1][1])
    else:
        rows += [(line, 0 if place else look.gap_foot) for place, line in enumerate(filler.fill(look.foot, post))]
    for template in look.below:
        rows += [(line, 0) for line in filler.fill(template, post)]
    for place, (text, gap) in enumerate(rows):
        first = place == 0
        sheet.add(text, look.gap_post if first else gap, depth=depth, item=mark if first else "", inside=True)


def _print_top(sheet: Sheet, look: Look, total: int, rng: random.Random, filler: _Filler) -> None:
    tongue = filler.tongue
    headline = speech.title(tongue, rng)
    for entry in look.menu_above:
        sheet.add(entry)
    if look.article:
        sheet.add(headline, 1)
        if rng.random() < 0.6:
            when = filler.write(filler.now - timedelta(days=rng.randint(20, 200)))
            sheet.add(f"{tongue.by[1]} {speech.names_for(look.language, rng)[0]}{rng.choice((', ', ' | '))}{when}")
        for _ in range(rng.randint(2, 7)):
            sheet.add(speech.paragraph(tongue, rng, rng.randint(2, 6)), 1)
    if look.cue:
        sheet.add(look.cue.format(count=total, title=headline), 1)


def _print_end(sheet: Sheet, look: Look, posts: list[Gold], rng: random.Random, filler: _Filler) -> None:
    tongue = filler.tongue
    for place, line in enumerate(look.closing):
        sheet.add(line, 0 if place else max(1, look.gap_post))
    if look.sidebar == "recent posts":
        for _ in range(rng.randint(3, 6)):
            sheet.add(f"{speech.title(tongue, rng)} {filler.write(filler.now - timedelta(days=rng.randint(1, 90)))}", 1)
    elif look.sidebar == "recent comments":
        for post in rng.sample(posts, min(4, len(posts))):
            sheet.add(f"{post.author}: {post.paragraphs[0][:40]}…", 1)
    for entry in look.menu_below:
        sheet.add(entry)


# --- the ways in which extractors write -------------------------------------------

WIDTH = 78


def _whole(text: str) -> str:
    return text.replace(CUT, "")


def _gaps(row: Row, out: list[str]) -> None:
    if out:
        out.extend([""] * row.gap)


def _write_plain(rows: list[Row], look: Look) -> str:
    out: list[str] = []
    for row in rows:
        _gaps(row, out)
        mark = f"{row.item} " if row.item else ""
        out.append(" " * (look.step * row.depth) + mark + _whole(row.text))
    return "\n".join(out) + "\n"


def _write_lists(rows: list[Row], look: Look) -> str:
    """Bullets two columns in per level, what follows two further: nested lists kept as they were."""
    out: list[str] = []
    for row in rows:
        _gaps(row, out)
        margin = "  " * (row.depth + 1) if row.inside else ""
        mark = f"{row.item} " if row.item else "  " if row.inside and look.bullet else ""
        out.append(margin + mark + _whole(row.text))
    return "\n".join(out) + "\n"


def _write_tokens(rows: list[Row], look: Look) -> str:
    """One text node per line, no indentation, no blank lines, no list marks."""
    out: list[str] = []
    for row in rows:
        out.extend(piece.strip() for piece in row.text.split(CUT) if piece.strip())
    return "\n".join(out) + "\n"


def _wrap(text: str, first: str, rest: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [first.rstrip()]


def _write_wrapped(rows: list[Row], look: Look) -> str:
    out: list[str] = []
    for row in rows:
        _gaps(row, out)
        margin = " " * (look.step * row.depth)
        mark = f"{row.item} " if row.item else ""
        out.extend(_wrap(_whole(row.text), margin + mark, margin, WIDTH))
    return "\n".join(out) + "\n"


def _write_lynx(rows: list[Row], look: Look) -> str:
    """Three columns of margin, five more per level, marks that tell the level, wrapped."""
    out: list[str] = []
    for row in rows:
        _gaps(row, out)
        marked = row.inside and look.bullet
        margin = " " * (3 + (5 * (row.depth + 1) if marked else 0))
        first = margin
        if row.item:
            mark = row.item if look.bullet == "1." else "*+#@-"[row.depth % 5]
            first = margin[: -len(mark) - 1] + mark + " "
        out.extend(_wrap(_whole(row.text), first, margin, WIDTH))
    return "\n".join(out) + "\n"


def _write_html2text(rows: list[Row], look: Look) -> str:
    """Markdown: the marker line is indented by level, bodies start in the first column, gaps everywhere, wrapped."""
    out: list[str] = []
    for row in rows:
        out.extend([""] * (min(1, row.gap) if out else 0))
        mark = ""
        if row.item:
            mark = "  " * (row.depth + 1) + (f"{row.item} " if look.bullet == "1." else "* ")
        text = _whole(row.text)
        wraps = "](" not in text
        out.extend(_wrap(text, mark, "", WIDTH) if wraps else [mark + text])
    return "\n".join(out) + "\n"


WRITERS: dict[str, Callable[[list[Row], Look], str]] = {
    "plain": _write_plain,
    "lists": _write_lists,
    "tokens": _write_tokens,
    "wrapped": _write_wrapped,
    "lynx": _write_lynx,
    "html2text": _write_html2text,
}


# --- whole pages by seed ----------------------------------------------------------


def random_page(seed: int, *, size: int | None = None) -> tuple[str, list[Gold], dict[str, Any]]:
    """A page in a layout made up from the seed, its posts in page order, and the look as plain values."""
    rng = random.Random(seed)
    return _page(random_look(rng), rng, size)


def layout_page(layout: Layout, seed: int, *, size: int | None = None) -> tuple[str, list[Gold], dict[str, Any]]:
    """A page printed through a layout; its surroundings follow from the seed."""
    rng = random.Random(f"{layout.name} {seed}")
    return _page(look_of(layout, rng), rng, size)


def _page(look: Look, rng: random.Random, size: int | None) -> tuple[str, list[Gold], dict[str, Any]]:
    total = size or rng.choice((6, 7, 8, 10, 12, 15, 20, 30))
    posts = make_thread(rng, look.language, total, nested=look.nested, newest_first=look.newest_first)
    return print_page(look, posts, rng), posts, asdict(look)


def reprint(look: Look, posts: Sequence[Mapping[str, Any]], rng: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """Posts known as records, printed in a look: the text, and the records with the dates that were printed.

    Authors, bodies and parents are kept; times run on from post to post.
    """
    tongue = speech.TONGUES[look.language]
    now = datetime(rng.randint(2004, 2023), rng.randint(1, 12), rng.randint(1, 28), 7)
    title = "Re: " + " ".join(posts[0]["body"].split()[:6])[:50]
    labels: dict[str, str] = {}
    places: dict[str, str] = {}
    printed: dict[str, Gold] = {}
    for number, post in enumerate(posts, start=1):
        now += timedelta(minutes=rng.choice((1, 4, 17, 60, 300, 1500)) * rng.uniform(0.5, 1.5))
        parent = printed.get(str(post.get("parent")))
        author = (post.get("author") or "Anonymous").strip()
        printed[str(post["id"])] = Gold(
            id=str(post["id"]),
            parent=parent.id if parent else None,
            author=author,
            time=now,
            paragraphs=tuple(line.strip() for line in post["body"].split("\n") if line.strip()),
            depth=parent.depth + 1 if parent else 0,
            number=number,
            title=post.get("title") or title,
            score=rng.randint(-3, 60),
            label=labels.setdefault(author, speech.word(tongue, "label", rng)),
            place=places.setdefault(author, rng.choice(speech.PLACES)),
        )
    text = print_page(look, list(printed.values()), rng)
    known = [
        {
            "id": post.id,
            "parent": post.parent,
            "author": post.author,
            "timestamp": post.time.isoformat() if post.raw_time else None,
            "raw_date": post.raw_time,
            "body": post.body,
        }
        for post in printed.values()
    ]
    return text, known
