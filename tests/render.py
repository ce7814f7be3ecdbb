"""Known threads printed through any layout, named or made up on the spot: pages whose posts are known.

Decides how a page looks; what people say comes from ``speech``.  Everything
hangs on a seed, so a failure can be looked at again::

    python -m tests.render 60             # round trip over sixty random layouts, failures in detail
    python -m tests.render --show 17      # one page, its posts and what became of them
    python -m tests.render 60 --named     # with the named layouts allowed
    python -m tests.render 6 --layout all # six pages through each named layout

``random_page(seed)`` gives ``(text, posts, meta)``; ``layout_page(layout, seed)``
does so for one ``threadkit.layouts.Layout``.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

try:
    from tests import speech
except ImportError:  # run by pytest, which puts this folder itself on the path
    import speech  # type: ignore[no-redef, import-not-found]

if TYPE_CHECKING:
    from threadkit.layouts import Layout
    from threadkit.models import Thread

CUT = "\x1f"
"""Stands between the pieces of a byline that a page has in elements of their own."""
BREAK = "⏎"

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


# --- dates ---------------------------------------------------------------------

DateWriter = Callable[[datetime, speech.Tongue, datetime], str]


def _long(pattern: int) -> DateWriter:
    def write(when: datetime, tongue: speech.Tongue, now: datetime) -> str:
        form = tongue.long_date[pattern % len(tongue.long_date)]
        return form.format(
            d=when.day,
            m=tongue.months[when.month - 1],
            y=when.year,
            H=f"{when.hour:02}",
            M=f"{when.minute:02}",
            h=when.hour % 12 or 12,
            p="am" if when.hour < 12 else "pm",
        )

    return write


def _printed(form: str) -> DateWriter:
    return lambda when, tongue, now: when.strftime(form)


def _relative(when: datetime, tongue: speech.Tongue, now: datetime) -> str:
    minutes = max(2, round((now - when).total_seconds() / 60))
    count, unit = (
        (minutes, 0) if minutes < 120 else (minutes // 60, 1) if minutes < 2880 else (minutes // 1440, 2)
    )
    blank = " " if tongue.spaced else ""
    return tongue.ago.format(f"{count}{blank}{tongue.units[unit]}")


def _ordinal(when: datetime, tongue: speech.Tongue, now: datetime) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10 if when.day not in (11, 12, 13) else 0, "th")
    return f"{when.day}{ending} {when:%B %Y %H:%M}"


DATES: dict[str, DateWriter] = {
    "long": _long(0),
    "long-2": _long(1),
    "long-3": _long(2),
    "day": _long(3),
    "iso": _printed("%Y-%m-%d %H:%M:%S"),
    "iso-T": _printed("%Y-%m-%dT%H:%M:%SZ"),
    "iso-day": _printed("%Y-%m-%d"),
    "dots": _printed("%d.%m.%Y %H:%M"),
    "dots-comma": _printed("%d.%m.%Y, %H:%M"),
    "slashes": _printed("%d/%m/%Y %H:%M"),
    "us": _printed("%m/%d/%Y %I:%M %p"),
    "asian": _printed("%Y/%m/%d %H:%M"),
    "rfc": _printed("%a, %d %b %Y %H:%M:%S"),
    "short": _printed("%b %d, %Y %I:%M %p"),
    "weekday": _printed("%A, %B %d, %Y at %H:%M"),
    "no-year": _printed("%b %d, %H:%M"),
    "clock-first": _printed("%H:%M, %d %b %Y"),
    "two-digit": _printed("%d-%m-%y %H:%M"),
    "ordinal": _ordinal,
    "relative": _relative,
    "zoned": _printed("%H:%M, %d %B %Y (UTC)"),
}
ENGLISH_ONLY = frozenset({"zoned", "rfc", "short", "weekday", "no-year", "clock-first", "ordinal", "us"})

# --- looks -----------------------------------------------------------------------

FORMS = ("plain", "lists", "tokens", "wrapped", "lynx", "html2text")
"""How an extractor wrote the page: as it is, with nested list marks, one token per line, wrapped, ..."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a page prints its posts; templates as in layouts, with ``⏎`` for a line break."""

    head: str = ""
    foot: str = ""
    language: str = "en"
    date: str = "iso"
    form: str = "plain"
    nested: bool = False
    newest_first: bool = False
    bullet: str = ""
    """Mark of a post's first row; ``1.`` counts."""
    step: int = 0
    """Columns per depth in the plain form."""
    above: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    """Furniture templates before the head, between head and body, and after the post."""
    gap_post: int = 1
    gap_head: int = 0
    gap_foot: int = 0
    gap_paragraph: int = 1
    cue: str = ""
    closing: tuple[str, ...] = ()
    menu_above: tuple[str, ...] = ()
    menu_below: tuple[str, ...] = ()
    article: bool = True
    sidebar: str = ""
    dress: tuple[tuple[str, str], ...] = ()
    """Marks around fields, such as ``("author", "**{}**")``."""
    options: int = 0
    """Bit i tells whether the i-th optional part of a template is printed."""


def random_look(rng: random.Random) -> Look:
    """A layout nobody wrote.  It always leaves enough to find its posts by; see ``_make_fair``."""
    language = rng.choices(list(speech.TONGUES), [tongue.share for tongue in speech.TONGUES.values()])[0]
    tongue = speech.TONGUES[language]
    head, foot = _random_byline(rng, tongue)
    form = rng.choices(FORMS, (5, 4, 2, 2, 2, 2))[0]
    nested = rng.random() < 0.4
    look = Look(
        head=head,
        foot=foot,
        language=language,
        date=rng.choice([name for name in DATES if language == "en" or name not in ENGLISH_ONLY]),
        form=form,
        nested=nested,
        newest_first=not nested and rng.random() < 0.12,
        bullet=rng.choices(("", "•", "*", "-", "1."), (6, 2, 1, 1, 2))[0],
        step=rng.choice((0, 2, 4, 5)) if nested else 0,
        above=_some(rng, 0.1, ["#{number}", "{score}"]),
        under=_profile(rng, tongue) if head and rng.random() < 0.2 else _some(rng, 0.1, ["{label}"]),
        below=_tail(rng, tongue),
        gap_post=rng.choice((1, 1, 1, 2, 3)),
        gap_head=rng.choice((0, 0, 1)),
        gap_foot=rng.choice((0, 0, 1)),
        gap_paragraph=rng.choice((1, 1, 1, 0)),
        cue=speech.word(tongue, "cue", rng) if rng.random() < 0.7 else "",
        closing=_closing(rng, tongue) if rng.random() < 0.65 else (),
        menu_above=_menu(rng, tongue) if rng.random() < 0.4 else (),
        menu_below=_menu(rng, tongue) if rng.random() < 0.5 else (),
        article=rng.random() < 0.85,
        sidebar=rng.choices(("", "recent posts", "recent comments"), (8, 1, 1))[0],
        dress=_dress(rng) if form == "html2text" else (),
    )
    return _make_fair(look, rng, tongue)


def _some(rng: random.Random, chance: float, options: Sequence[str]) -> tuple[str, ...]:
    return (rng.choice(options),) if rng.random() < chance else ()


def _random_byline(rng: random.Random, tongue: speech.Tongue) -> tuple[str, str]:
    """Head and foot templates with the language's own words in them."""
    says, by = rng.choice(tongue.says), rng.choice(tongue.by)
    by = by if by.endswith(":") else by + rng.choice(("", "", ":"))
    on = f" {tongue.on} " if tongue.on and rng.random() < 0.5 else " "
    mark = rng.choice((" | ", " - ", " — ", " · ", ", ", " • ", " » ", " / ", " ", on, f" {BREAK}", BREAK, BREAK))
    points = speech.word(tongue, "points", rng)
    name, date = speech.word(tongue, "name", rng), speech.word(tongue, "date", rng)
    pair = rng.choice((f"{{author}}{mark}{{timestamp}}", f"{{timestamp}}{mark}{{author}}"))
    heads = (
        f"{{author}}{mark}{{timestamp}}",
        f"{{timestamp}}{mark}{{author}}",
        f"{{author}}{BREAK}{{timestamp}}",
        f"{{author}} {says}:{BREAK}{{timestamp}}",
        f"{{author}} {says}{on}{{timestamp}}:",
        f"{{author}} {says}:",
        f"{by} {{author}}{on}{{timestamp}}",
        f"{by} {{author}}{BREAK}{{timestamp}}",
        f"#{{number}} {pair}",
        f"{pair} #{{number}}",
        f"#{{number}}{BREAK}{pair}",
        f"{{author}} {{score}} {points} {{timestamp}}",
        f"{{author}} ({{place}}){mark}{{timestamp}}",
        f"{{author}}, {{place}}{BREAK}{{timestamp}}",
        f"{{author}}{BREAK}{{label}}{BREAK}{{timestamp}}",
        f"{{label}} {{author}}{mark}{{timestamp}}",
        f"{{title}}{BREAK}{by} {{author}}{on}{{timestamp}}",
        f"{{title}}{BREAK}{{timestamp}}{BREAK}{{author}}",
        f"{name} {{author}}{BREAK}{date} {{timestamp}}",
        f"{date} {{timestamp}}{BREAK}{name} {{author}}{BREAK}{speech.word(tongue, 'text', rng)}",
        "\\[{timestamp}\\] {author}",
        f"{{timestamp}}, {{author}} {says}:",
        "{author}",
    )
    feet = (
        f"{by} {{author}}{on}{{timestamp}}",
        f"{by} {{author}} | {{timestamp}}",
        "— {author}, {timestamp}",
        "- {author} , {place}, {timestamp}",
        f"{{author}}{mark}{{timestamp}}",
        f"{{timestamp}}{mark}{{author}}",
        f"{{timestamp}}{BREAK}{by} {{author}}",
        f"{by} {{author}}{BREAK}{{timestamp}}",
        f"#{{number}} {by} {{author}}{on}{{timestamp}}",
    )
    splits = (
        (f"{{author}} {says}:", "{timestamp}"),
        (f"{{author}} {says}...", "{timestamp} #{number}"),
        ("{title}", f"{by} {{author}}{on}{{timestamp}}"),
        ("{author}", "{timestamp}"),
    )
    kind = rng.choices(("head", "foot", "split"), (7, 3, 1))[0]
    if kind == "head":
        return rng.choice(heads), ""
    if kind == "foot":
        return "", rng.choice(feet)
    return rng.choice(splits)


def _profile(rng: random.Random, tongue: speech.Tongue) -> tuple[str, ...]:
    """A forum's lines about the author, with a join date to be taken in by."""
    lines = ["{label}"] if rng.random() < 0.6 else []
    lines.append(f"{speech.word(tongue, 'joined', rng).strip()} {{joined}}")
    lines.append(f"{speech.word(tongue, 'posts', rng).strip()} {{count}}")
    if "place" in tongue.ui and rng.random() < 0.5:
        lines.append(f"{speech.word(tongue, 'place', rng).strip()} {{place}}")
    return tuple(lines)


def _tail(rng: random.Random, tongue: speech.Tongue) -> tuple[str, ...]:
    kinds = rng.sample(("reply", "like", "report", "link"), rng.choices((0, 1, 2, 3), (5, 4, 3, 1))[0])
    lines = [speech.word(tongue, kind, rng).replace("{n}", "{score}") for kind in kinds]
    if len(lines) > 1 and rng.random() < 0.3:
        return (" | ".join(lines),)
    return tuple(lines)


def _closing(rng: random.Random, tongue: speech.Tongue) -> tuple[str, ...]:
    lines = tongue.ui["form_lines"]
    return (speech.word(tongue, "form", rng), *(lines[: rng.randint(0, len(lines))]))


def _menu(rng: random.Random, tongue: speech.Tongue) -> tuple[str, ...]:
    entries = tongue.ui["menu"]
    return tuple(rng.sample(entries, rng.randint(4, len(entries))))


def _dress(rng: random.Random) -> tuple[tuple[str, str], ...]:
    author = rng.choice(("{}", "**{}**", "[{}](https://example.org/u/7)", "_{}_"))
    date = rng.choice(("{}", "[{}](https://example.org/c#12)", "_{}_"))
    return ("author", author), ("timestamp", date)


def _make_fair(look: Look, rng: random.Random, tongue: speech.Tongue) -> Look:
    """The look with as much added as a human reader needs to see where posts, discussion and page end."""
    bare = not re.search(r"\{timestamp\}|\w\W*$", re.sub(r"\{(?!timestamp)\w+\}", "", look.head + look.foot))
    if bare and not look.bullet:
        # Names alone above bodies: something else must tell them from short answers.
        look = replace(look, bullet=rng.choice(("•", "1.")), form=look.form if look.form != "tokens" else "lists")
    if not look.head and not look.cue:
        # Below an article, only a cue tells where the first of the posts that end in a byline begins.
        look = replace(look, cue=speech.word(tongue, "cue", rng))
    if look.menu_below or look.sidebar:
        look = replace(look, closing=look.closing or _closing(rng, tongue))
    if look.gap_paragraph >= look.gap_post and not look.head and look.form == "plain" and not look.gap_foot:
        look = replace(look, gap_post=look.gap_paragraph + 1)
    return look


def inline(look: Look, rng: random.Random) -> Look:
    """The look with every post's name, and perhaps its date, on the row on which the body begins, as in chat logs."""
    heads = ("\\[{timestamp}\\] {author}: ", "{timestamp} <{author}> ", "\\[{timestamp}\\] <{author}> ", "{author}: ",
             "{author} ({timestamp}): ", "{timestamp} - {author}: ", "{author} {timestamp} — ")  # fmt: skip
    form = look.form if look.form != "tokens" else "plain"
    return replace(look, head=rng.choice(heads) + "{body}", foot="", form=form, under=(), gap_head=0, nested=False)


def signed(look: Look, rng: random.Random) -> Look:
    """The look with every post signed on its last row, as on talk pages of wikis, and hardly anything around them."""
    feet = ("{author} (talk) {timestamp}", "— {author}, {timestamp}", "--{author} {timestamp}",
            "{author} ({place}) {timestamp}", "{author} {timestamp}", "– {author} | {timestamp}")  # fmt: skip
    form = look.form if look.form != "tokens" else "plain"
    return replace(
        look, head="", foot="{body} " + rng.choice(feet), form=form, bullet="", above=(), under=(), below=(),
        cue="", closing=(), menu_below=(), gap_post=rng.choice((0, 1, 1)),
    )  # fmt: skip


def alone(look: Look) -> Look:
    """The look with nothing around the posts, and they right below one another: a log."""
    return replace(
        look, article=False, cue="", closing=(), sidebar="", menu_above=(), menu_below=(),
        above=(), below=(), bullet="", gap_post=0,
    )  # fmt: skip


def bare(look: Look, rng: random.Random) -> Look:
    """The look with nothing but a name above every post, and the posts further apart than paragraphs."""
    return replace(
        look, head="{author}", foot="", form="plain", bullet="", nested=False, above=(), under=(),
        below=(), gap_post=2, gap_head=rng.choice((0, 1)), gap_paragraph=rng.choice((0, 1)),
    )  # fmt: skip


def look_of(layout: Layout, rng: random.Random) -> Look:
    """A look that prints through a layout: one head and foot of it, its optional parts as chance will have it."""
    dressed = random_look(rng)
    role = (bool(layout.head), bool(layout.foot))
    head = _choose(layout.head, rng) if role[0] else ""
    foot = _choose(layout.foot, rng) if role[1] else ""
    tongue = speech.TONGUES["en"]
    bullet = {"bullet": "•", "number": "1.", "item": "•"}.get(layout.marker, dressed.bullet)
    return replace(
        dressed,
        head=_loosen(head, rng),
        foot=_loosen(foot, rng),
        language="en",
        date="zoned" if layout.zoned else rng.choice(("long", "iso", "short", "rfc")),
        bullet=bullet,
        form="lists" if bullet and dressed.form == "tokens" else dressed.form,
        above=(),
        under=(),
        below=tuple(line for line in layout.furniture if "{" not in line)[: rng.randint(0, 2)],
        gap_post=max(dressed.gap_post, layout.gap or 0),
        gap_head=1 if layout.alone else dressed.gap_head,
        cue=speech.word(tongue, "cue", rng),
        closing=_closing(rng, tongue),
        menu_above=(),
        menu_below=_menu(rng, tongue),
        sidebar="",
        newest_first=False,
        options=rng.getrandbits(16),
    )


def _choose(templates: Sequence[str], rng: random.Random) -> str:
    """One of a layout's alternatives: with an author, and without free parts, if there are such."""
    named = [template for template in templates if "{author}" in template] or templates
    return rng.choice([template for template in named if "{_}" not in template] or named)


_FREE = r"\{(?:author|title|role|reply_to|n|_)\}"
"""Fields that no page prints side by side with a mere blank between them."""


def _loosen(template: str, rng: random.Random) -> str:
    """A template with line breaks between neighbouring free texts, and beside another field now and then."""
    text = re.sub(rf"({_FREE}) (?={_FREE})", rf"\1{BREAK}", template.replace("\n", BREAK))
    if rng.random() < 0.6 or "{body}" in text:
        return text
    return re.sub(r"(?<=\}) (?=\w|\{)", lambda match: rng.choice((" ", BREAK)), text, count=1)


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


# --- comparing ---------------------------------------------------------------------


def squeeze(text: str) -> str:
    """Letters and digits only: neither wrapping nor list marks nor emphasis count."""
    return "".join(char for char in text.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a page.  ``cause`` is "" where boundaries and authors are exact."""

    boundaries: bool
    starts: bool
    """Every body is there whole, but something may cling to it."""
    authors: bool
    times: bool
    cause: str
    detail: str = ""
    shifted: bool = False
    """Nearly every body is there, but it has the author of its neighbour: the worst error, for nobody sees it."""


def compare(thread: Thread, posts: Sequence[Gold]) -> Verdict:
    """How a parsed thread compares with the posts that were printed."""
    found = thread.posts
    shifted = _is_shifted(thread, posts)
    times = len(found) == len(posts) and all(
        squeeze(p.raw_timestamp or "") == squeeze(gold.raw_time or "") for p, gold in zip(found, posts, strict=True)
    )
    if len(found) != len(posts):
        if not found:
            why = "; ".join(diagnostic.message for diagnostic in thread.diagnostics)
            return Verdict(False, False, False, False, "no posts", why)
        bodies = {squeeze(gold.body) for gold in posts}
        whole = sum(1 for post in found if squeeze(post.body) in bodies)
        cause = "fewer posts" if len(found) < len(posts) else "more posts"
        detail = f"{len(found)} for {len(posts)}, {whole} bodies exact"
        return Verdict(False, False, False, False, cause, detail, shifted)
    wrong = [i for i, (p, g) in enumerate(zip(found, posts, strict=True)) if squeeze(p.body) != squeeze(g.body)]
    clinging = all(squeeze(posts[i].body) in squeeze(found[i].body) for i in wrong)
    names = [squeeze(post.author or "") for post in found]
    gold_names = [squeeze(gold.author) for gold in posts]
    authors = names == gold_names
    cause, detail = _cause(thread, posts, wrong, names, gold_names)
    return Verdict(not wrong, clinging, authors, times, cause, detail, shifted)


def _is_shifted(thread: Thread, posts: Sequence[Gold]) -> bool:
    """Whether bodies have their neighbours' authors, judged where neighbours differ and bodies are unlike others."""
    authors = {squeeze(post.body): squeeze(post.author or "") for post in thread.posts}
    counts = Counter(squeeze(gold.body) for gold in posts)
    own = others = 0
    for before, gold, after in zip([None, *posts], posts, [*posts[1:], None], strict=False):
        key = squeeze(gold.body)
        found = authors.get(key)
        if not found or counts[key] > 1:
            continue
        beside = {squeeze(near.author) for near in (before, after) if near is not None}
        if found == squeeze(gold.author):
            own += found not in beside
        elif found in beside:
            others += 1
    return others >= 3 and others > 2 * own


def _cause(
    thread: Thread, posts: Sequence[Gold], wrong: list[int], names: list[str], gold_names: list[str]
) -> tuple[str, str]:
    last = len(posts) - 1
    if wrong:
        at = wrong[0]
        found, gold = thread.posts[at].body, posts[at].body
        clings = squeeze(gold) in squeeze(found)
        kind = "something clings to" if clings else "text lost from or shifted in"
        where = "first body" if wrong == [0] else "last body" if wrong == [last] else "bodies"
        return f"{kind} {where}", f"{len(wrong)} of {len(posts)}; post {at + 1}: {found[:160]!r} for {gold[:160]!r}"
    if names != gold_names:
        if not any(names):
            return "no authors", ""
        if names[1:] == gold_names[:-1] or names[:-1] == gold_names[1:]:
            return "authors shifted by one", ""
        pairs = zip(names, gold_names, strict=True)
        at = next(i for i, (name, gold) in enumerate(pairs) if name != gold)
        count = sum(1 for name, gold in zip(names, gold_names, strict=True) if name != gold)
        return "wrong authors", f"{count} of {len(posts)}; {thread.posts[at].author!r} for {posts[at].author!r}"
    return "", ""


# --- the script ------------------------------------------------------------------


def describe(meta: dict[str, Any]) -> str:
    """The look in a few words: what is set and what is not as usual."""
    usual = asdict(Look())
    return ", ".join(f"{key}={value!r}" for key, value in meta.items() if value != usual[key] and key != "options")


def round_trip(seed: int, *, named: bool = False) -> tuple[Verdict, Thread, str, list[Gold], dict[str, Any]]:
    """Print a page, parse it, compare."""
    from threadkit.pipeline import parse

    text, posts, meta = random_page(seed)
    thread = parse(text, named=named, links=False)
    return compare(thread, posts), thread, text, posts, meta


def main() -> None:
    """Round trips over random layouts, failures in detail."""
    parser = argparse.ArgumentParser(prog="python -m tests.render", description=main.__doc__)
    parser.add_argument("count", nargs="?", type=int, default=60, help="how many random layouts")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--show", type=int, metavar="SEED", help="print one page and what became of it")
    parser.add_argument("--named", action="store_true", help="allow the named layouts")
    parser.add_argument("--layout", help="print through this named layout (or `all`) and read with it given")
    parser.add_argument("--brief", action="store_true", help="one line per failure")
    parser.add_argument("--pool", action="store_true", help="where the exact reading stands among the candidates")
    options = parser.parse_args()
    if options.layout:
        _layout_trips(options.layout, options.start, options.count, options.show)
        return
    if options.pool:
        _pool(range(options.start, options.start + options.count), named=options.named)
        return
    if options.show is not None:
        _show(options.show, named=options.named)
        return
    causes: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    forms: Counter[str] = Counter()
    misses: Counter[str] = Counter()
    for seed in range(options.start, options.start + options.count):
        verdict, thread, _, _, meta = round_trip(seed, named=options.named)
        totals.update(
            exact=verdict.boundaries and verdict.authors,
            boundaries=verdict.boundaries,
            starts=verdict.starts,
            authors=verdict.authors,
            times=verdict.times,
            shifted=verdict.shifted,
        )
        byline = "split" if meta["head"] and meta["foot"] else "head" if meta["head"] else "foot"
        kinds = (f"form {meta['form']}", f"byline {byline}", f"language {meta['language']}", f"date {meta['date']}")
        forms.update(kinds)
        if verdict.cause:
            causes[verdict.cause] += 1
            misses.update(kinds)
            print(f"{seed}: {verdict.cause} ({verdict.detail})" if verdict.detail else f"{seed}: {verdict.cause}")
            if not options.brief:
                print(f"    look: {describe(meta)}")
                layout = thread.layout
                print(f"    read: head={layout.head!r} foot={layout.foot!r}" if layout else "    read: nothing")
    print()
    for cause, number in causes.most_common():
        print(f"{number:4} {cause}")
    print()
    print("  ".join(f"{kind} {misses[kind]}/{number}" for kind, number in sorted(forms.items())))
    print()
    print("  ".join(f"{kind} {number / options.count:.3f}" for kind, number in totals.items()))


def _pool(seeds: Sequence[int], *, named: bool) -> None:
    """Tell proposing from choosing: whether an exact candidate was there, at which rank, and what beat it."""
    from threadkit.detection import page_cues, rank
    from threadkit.pipeline import parse

    ranks: Counter[str] = Counter()
    for seed in seeds:
        text, posts, meta = random_page(seed)
        wanted = bool(meta["head"]), bool(meta["foot"])
        ranked = rank(page_cues(text), named=named)
        at = None
        for place, candidate in enumerate(ranked):
            thread = parse(text, layout=candidate.layout, links=False)
            verdict = compare(thread, posts)
            if verdict.boundaries and verdict.authors:
                at = place
                break
        kind = "no candidate is exact" if at is None else "chosen" if at == 0 else "an exact candidate was not chosen"
        ranks[kind] += 1
        if at != 0 and ranked:
            best = ranked[0]
            role = bool(best.layout.head), bool(best.layout.foot)
            ranks[f"{kind}, role of the winner {'right' if role == wanted else 'wrong'}"] += 1
            right = ranked[at] if at else None
            beaten = f"rank {at}, {right.score:.2f} {right.layout.head} {right.layout.foot}" if right else kind
            won = f"{best.score:.2f} {best.layout.head[:1]} {best.layout.foot[:1]}"
            print(f"{seed}: {meta['head']!r} {meta['foot']!r}: won {won}; {beaten}", flush=True)
    for kind, number in ranks.most_common():
        print(f"{number:4} {kind}")


def _layout_trips(name: str, start: int, count: int, show: int | None) -> None:
    """Per layout: how many pages came back exactly with the layout given, and with all layouts competing."""
    from threadkit.layouts import load_layout, named_layouts
    from threadkit.pipeline import parse

    totals: Counter[str] = Counter()
    for layout in named_layouts() if name == "all" else (load_layout(name),):
        row: Counter[str] = Counter()
        notes = []
        for seed in (show,) if show is not None else range(start, start + count):
            text, posts, meta = layout_page(layout, seed, size=8)
            thread = parse(text, layout=layout, links=False)
            given, detected = compare(thread, posts), compare(parse(text, links=False), posts)
            row.update(
                pages=1,
                given=given.boundaries and given.authors,
                detected=detected.boundaries and detected.authors,
                shifted=detected.shifted,
            )
            if given.cause:
                notes.append(f"{seed}: {given.cause} ({given.detail[:90]})")
            if show is not None:
                _print_trip(given, thread, text, posts, meta)
        totals.update(row)
        print(f"{layout.name:24} {dict(row)}  {notes[0] if notes else ''}", flush=True)
    print({kind: round(number / totals["pages"], 3) for kind, number in totals.items()})


def _show(seed: int, *, named: bool) -> None:
    _print_trip(*round_trip(seed, named=named))


def _print_trip(verdict: Verdict, thread: Thread, text: str, posts: list[Gold], meta: dict[str, Any]) -> None:
    print(text)
    print("-" * 100)
    print(describe(meta))
    for diagnostic in thread.diagnostics:
        print(f"{diagnostic.severity}: {diagnostic.message}")
    if thread.layout:
        print(f"read: head={thread.layout.head!r} foot={thread.layout.foot!r}")
    for place in range(max(len(posts), len(thread.posts))):
        gold = f"{posts[place].author} | {posts[place].raw_time} | {posts[place].body!r}" if place < len(posts) else "-"
        print(f"{place + 1:3} gold {gold}")
        if place < len(thread.posts):
            post = thread.posts[place]
            print(f"    read {post.author} | {post.raw_timestamp} | {post.body!r}")
    print(verdict)


if __name__ == "__main__":
    main()
