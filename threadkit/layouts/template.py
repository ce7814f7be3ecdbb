"""Byline templates: from ``{author} says: {timestamp}`` to a matcher over masked rows.

Decides what a template means.  Dates are recognised beforehand and stand as
one character each in the masked page, so a template never spells them out.
White space in a template matches any run of blanks and at most one line
break, because one platform reaches us through many extractors.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from threadkit import vocabulary
from threadkit.lines import BULLETS, DATE
from threadkit.masking import TIME, fold_letters

FIELDS = (
    "author",
    "timestamp",
    "time",
    "number",
    "title",
    "score",
    "depth",
    "reply_to",
    "reply_to_number",
    "date",
    "n",
    "_",
)
"""Names a template may hold in braces; ``{date}`` is a date that is not the post's, ``{n}`` any number, ``{_}`` any
short text,
``{says}``, ``{by}``, ``{on}`` and ``{role}`` are word classes of many languages."""

MOST_FREE = 4
"""Free parts multiply the ways to match a row; four still fail fast."""

LONGEST_TITLE = 140
"""A title, and an author in front of a verb of saying (a pingback's is a title), has at most this many characters."""

_WORD_CLASSES = ("says", "by", "on", "role")
_ON = (
    *("on", "at", "the", "in", "from", "date", "time"),
    *("am", "um", "vom", "den", "der", "datum", "op", "om", "kl", "klo", "d"),
    *("le", "du", "el", "fecha", "a las", "a", "em", "as", "il", "alle", "alle ore", "data", "data de", "la", "pe"),
    *("dne", "dnia", "w dniu", "o", "v", "ve", "i", "на", "в", "у", "от"),
    *("tarihinde", "στις", "lúc", "vào", "ngày", "pada"),
)
"""Small words that stand between a name and a date."""
_TOKEN = re.compile(r"\{(\w+)\}|(\[)|(\])|(\s+)|((?:\\.|[^\[\]{}\s\\])+)|(.)", re.DOTALL)
# Possessive, and no field begins or ends with a blank: otherwise blanks could be
# dealt out between fields in many ways, and a row that fails to match takes minutes.
_SPACE = r"[ \t\xa0]*+\n?+[ \t\xa0]*+"
_GAP = r"(?:[ \t\xa0]++\n?+[ \t\xa0]*+|\n[ \t\xa0]*+)"
_BREAK = r"[ \t\xa0]*+\n[ \t\xa0]*+"
_FREE = frozenset(("author", "title", "reply_to", "_"))
_STOPPERS = f"\\n{DATE}"
# The time of day may stand in a cell of its own: "11-16-2005,⏎12:33 AM".
_CLOCK = rf"(?:[ \t,|·•@–—-]*+\n?+[ \t]*+(?P<clock>{TIME})(?=[ \t]*+(?:[^\w\s]|\n|\Z)))?"
_DASHES = "–—-−"
_PUNCTUATION = frozenset(',.:;|()<>«»"')

_PATTERNS = {
    "author": rf"(?P<author>[^\s{DATE}](?:[^{_STOPPERS}]{{0,58}}?[^\s{DATE}])??)",
    "timestamp": rf"(?P<timestamp>{DATE}){_CLOCK}",
    "time": rf"(?P<timestamp>[{DATE}{TIME}])",
    "number": r"#?(?P<number>\d[\d.,]{0,11})",
    "title": rf"(?P<title>[^\s{DATE}](?:[^{_STOPPERS}]{{0,138}}?[^\s{DATE}])??)",
    "score": r"(?P<score>[-−+–]?\d[\d.,]{0,8}[kKmM]?)",
    "depth": r"(?P<depth>\d{1,3})",
    "reply_to": rf"(?P<reply_to>[^\s{DATE}](?:[^{_STOPPERS}]{{0,58}}?[^\s{DATE}])??)",
    "reply_to_number": r"#?(?P<reply_to_number>\d[\d.]{0,11})",
    "date": rf"(?:[{DATE}{TIME}]|[^\W\d_]{{3,12}}\.? \d{{4}})",  # also the month in which a member joined
    "n": r"\d[\d.,:]*+[kKmM%]?",
    "_": rf"(?:[^\s{DATE}](?:[^{_STOPPERS}]{{0,88}}?[^\s{DATE}])??)??",
}


class TemplateError(ValueError):
    """A template that cannot be compiled."""


@dataclass(slots=True, frozen=True)
class Template:
    """A compiled template.

    ``pattern`` matches the *folded* masked text from a row's start.  ``anchor`` is what a row must
    hold for a match to be possible: ``("literal", text)``, ``("says", "")``,
    ``("date", "")`` or ``("any", "")``; ``reach`` is how many rows above the
    anchor's row a match may begin.  ``inline`` templates may start mid-row;
    where ``leads`` is set, the body may begin on the row on which the match ends.
    ``bullet`` holds the marks of which the first row must carry one, if any.
    """

    source: str
    pattern: re.Pattern[str]
    anchor: tuple[str, str]
    reach: int
    fields: frozenset[str]
    inline: bool = False
    leads: bool = False
    bullet: str = ""


def check_template(source: str, *, byline: bool) -> None:
    """Raise ``TemplateError`` if a template cannot be used."""
    template = compile_template(source)
    if byline and not template.fields and template.anchor[0] == "any":
        raise TemplateError("it has neither a field nor a literal word to find it by")


@lru_cache(maxsize=2048)
def compile_template(source: str) -> Template:
    """Compile a template.

    Raises
    ------
    TemplateError
        For unknown fields, unbalanced brackets or an empty template.
    """
    text = source.replace("⏎", "\n").strip()
    inline = text.startswith("{body}")
    if inline:
        text = text[len("{body}") :].strip()
    leads = text.endswith("{body}")
    if leads:
        text = text[: -len("{body}")].strip()
    # Lines come without their bullets, so one in front of a template is looked up apart.
    bullet = ""
    if text[:1] in BULLETS and text[1:2].isspace():
        bullet = _DASHES if text[0] in _DASHES else text[0]
        text = text[1:].lstrip()
    if not text:
        raise TemplateError("it is empty")
    parts: list[str] = []
    fields: set[str] = set()
    literals: list[tuple[int, str]] = []  # (white space before, literal), outside optional parts
    classes: list[tuple[int, str]] = []
    depth = breaks = 0
    previous = ""  # "word", "field", "space" or ""
    free = False  # whether the last token was a field that matches anything
    for match in _TOKEN.finditer(text):
        name, opening, closing, space, literal, stray = match.groups()
        if space is None:
            free = name in _FREE and (name == "_" or name not in fields)
        if name is not None:
            if previous == "word" and text[match.start() - 1] in _PUNCTUATION:
                parts.append(_SPACE)
            if name in _WORD_CLASSES:
                parts.append(_word_class(name))
                if depth == 0:
                    classes.append((breaks, name))
            elif name in FIELDS:
                parts.append(_field(name, fields, "{says}" in text))
                if depth == 0 and name in ("timestamp", "time"):
                    classes.append((breaks, name))
            else:
                raise TemplateError(f"unknown field {{{name}}}; known are {', '.join(FIELDS)}")
            previous = "field"
        elif opening:
            # The blank before an optional part is optional with it.
            blank = parts.pop() if previous == "space" and parts[-1] in (_SPACE, _GAP) else ""
            parts.append("(?:" + blank)
            depth += 1
            previous = "open"
        elif closing:
            if not depth:
                raise TemplateError("']' without '['")
            parts.append(")?")
            depth -= 1
            previous = "close"
        elif space:
            following = text[match.end() : match.end() + 1]
            if free and _next_field(text, match.end()) in _FREE - (fields - {"_"}):
                # Two free fields in a row: only a line break tells where one ends.
                parts.append(_BREAK)
                breaks += 1
                previous = "space"
                continue
            tight = previous != "word" or not (following.isalnum() and text[match.start() - 1].isalnum())
            parts.append(_SPACE if tight else _GAP)
            breaks += 1
            previous = "space"
        elif literal:
            word = re.sub(r"\\(.)", r"\1", literal)
            if previous in ("field", "close", "open") and word[0] in _PUNCTUATION:
                parts.append(_SPACE)  # a comma may stand in a cell of its own
                breaks += 1
            parts.append(re.escape(fold_letters(word)))
            if previous == "space" and not BULLETS.isdisjoint(word) and len(word) == 1:
                # A mark between two fields is gone where it opened a line.
                parts[-2:] = [rf"(?:{parts[-2]}{parts[-1]}|(?=[ \t]*\n))"]
            if depth == 0:
                literals.append((breaks, word))
            previous = "word"
        else:
            raise TemplateError(f"unexpected {stray!r}")
    if depth:
        raise TemplateError("'[' without ']'")
    if text.count("{_}") > MOST_FREE:
        raise TemplateError(f"more than {MOST_FREE} free parts {{_}}: it would match almost anything, slowly")
    anchor, reach = _anchor(literals, classes)
    try:
        # After a free field a tail could swallow the field's own text.
        tail = (
            r"[ \t]*"
            if text.endswith(("{author}", "{title}", "{reply_to}", "{_}"))
            else r"(?P<tail>[^\n]{0,80}?)[ \t]*"
        )
        lead = "" if inline else rf"(?:[^\w\s{DATE}{TIME}]{{1,3}}[ \t]++)?"  # arrows and other ornaments
        end = r"[ \t]*+" if leads else tail + r"(?=\n|\Z)"
        pattern = re.compile(lead + "".join(parts) + end)
    except re.error as error:  # pragma: no cover - templates are escaped piece by piece
        raise TemplateError(str(error)) from None
    return Template(source, pattern, anchor, reach, frozenset(fields), inline, leads, bullet)


def _next_field(text: str, at: int) -> str:
    """The field that opens at a place of a template, or ''."""
    match = _TOKEN.match(text, at)
    return (match[1] or "") if match is not None else ""


def _field(name: str, fields: set[str], vouched: bool) -> str:
    if name in ("_", "n", "date"):
        return _PATTERNS[name]
    if name in ("timestamp", "time"):
        if "timestamp" in fields:
            return f"[{DATE}{TIME}]"  # a second date ("edited ...") says nothing about the post's own
        fields.add("timestamp")
    elif name in fields:
        return f"(?P={name})"  # the same name printed twice, as in doubled headers
    fields.add(name)
    return _PATTERNS[name] if name != "author" or not vouched else _PATTERNS[name].replace("58", str(LONGEST_TITLE - 2))


@lru_cache(maxsize=8)
def _word_class(name: str) -> str:
    words = {"says": vocabulary.SAYS, "by": vocabulary.BY, "on": _ON, "role": vocabulary.ROLES}[name]
    ordered = sorted((fold_letters(word) for word in words if word), key=len, reverse=True)
    by_letter: dict[str, list[str]] = {}
    for word in ordered:
        by_letter.setdefault(word[0], []).append(word[1:])
    # Grouped by first letter, so that a place where no such word starts fails at once.
    branches = [
        f"{re.escape(letter)}(?:{'|'.join(re.escape(rest).replace(chr(92) + ' ', _GAP) for rest in rests)})"
        for letter, rests in by_letter.items()
    ]
    return rf"(?<![^\W_])(?:{'|'.join(branches)})(?![^\W_])"


def _anchor(literals: list[tuple[int, str]], classes: list[tuple[int, str]]) -> tuple[tuple[str, str], int]:
    """The most selective thing to look for, and how many rows above it a match may start."""
    wordy = [(breaks, word) for breaks, word in literals if any(char.isalpha() for char in word)]
    if wordy:
        breaks, word = max(wordy, key=lambda item: len(item[1]))
        return ("literal", fold_letters(word)), breaks
    for kind in ("says", "timestamp", "time", "by"):
        for breaks, name in classes:
            if name == kind:
                return ({"says": "says", "timestamp": "date", "time": "time", "by": "by"}[kind], ""), breaks
    if literals:
        breaks, word = max(literals, key=lambda item: len(item[1]))
        return ("literal", fold_letters(word)), breaks
    return ("any", ""), 0
