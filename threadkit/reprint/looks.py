"""Ways to print posts: how a site writes dates, what stands in its bylines, around bodies and around the list.

Decides which looks there are, as chance or a layout will have it; printing
posts in one is for ``pages``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from threadkit.reprint import speech

if TYPE_CHECKING:
    from threadkit.layouts import Layout

BREAK = "⏎"

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
