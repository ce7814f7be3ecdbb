"""Talk pages as wikis keep them: the source of a page, as dumps and APIs give it, as its readers see it.

Decides what marks of wikitext say about a row: how deep it stands (":", "*",
"#" in front), whether it is a heading, what of links, templates and tags is
text, and which account signed it.  Where posts end is told as on any page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import islice
from typing import NamedTuple

from threadkit.timestamps import find_dates

LEAST_LINKED = 2
"""So many links into a namespace that show something else are not found but in wikitext."""
LEAST_INDENTED = 3
"""So many rows in a page that begin with colons are indented by them, if one has several."""
SIGNATURE = 400
"""A signature's links and tags take no more characters."""
DATE_END = 80
"""Nor its date, with the tags behind it."""
DATING = 5
"""So many letters may stand between them: "le", "kl."."""
BETWEEN = 60
"""So much stands between the link of "unsigned" and who has not signed."""
LONGEST_TEMPLATE = 80
"""A template takes no more rows."""
MOST_ROUNDS = 4
"""Templates stand in templates at most so deep."""

# "[[User:Ann|", "[[Benutzer Diskussion:Ann|"
_NAMESPACED = re.compile(r"\[\[:?[^\[\]|:\n]{1,40}:[^\[\]|\n]{1,120}\|")
_INDENTED = re.compile(r"^:+[*#:]*[ \t]*(?=[\w\"'“«(\[{<@—–-])", re.MULTILINE)
_SEVERAL = re.compile(r"^::+[*#:]*[ \t]*\w", re.MULTILINE)
_DEPTH = re.compile(r"[:*#;]+[ \t]*")
_HEADING = re.compile(r"(={1,6})[ \t]*(.+?)[ \t]*\1$")
# A link to somebody's page, or to one about somebody, its title and its text: "[[User talk:Ann Lee#Bread|talk]]",
# "[[Special:Contributions/Ann Lee]]"; and one to what "unsigned" means.
_SIGNING = re.compile(
    r"\[\[:?(?:[a-z]{1,3}:)?[^\[\]|:\n]{1,40}:([^\[\]|#\n]{1,120})(?:#[^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]"
)
# What may stand between a text and the first of these links, or behind their date.
_MARKS = r"<[^<>\n]{1,200}>|\{\{[^{}|]{0,20}\}\}|&[a-z]{2,8};|'{2,5}"
_LEAD = re.compile(rf"(?:{_MARKS}|[\s\[({{—–~•·*|:-])*$")
_TRAIL = re.compile(rf"(?: ?\([^()\n]{{1,12}}\))?(?:{_MARKS}|[\s\])}}.])*$")
# What opens the words of somebody else about who wrote it: "<small>—Preceding ", "''(nicht ".
_ABOUT = re.compile(r"(?:<small\b[^<>]*>|'{2,3}\(|\('{2,3}|[—–(])[^<>()—–]{0,40}$")
_FILE = re.compile(
    r"\[\[[^\[\]|:\n]{1,40}:[^\[\]|\n]{1,200}\.(?:jpe?g|png|svg|gif|webm|ogg)\b"
    r"(?:[^\[\]\n]|\[\[[^\[\]\n]*\]\])*\]\]",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[\[:?(?:[^\[\]|\n]*\|)?([^\[\]|\n]*)\]\]")
_OUTSIDE = re.compile(r"\[(?:https?:)?//[^\s\[\]]+(?:[ \t]+([^\[\]\n]*))?\]")
_TEMPLATE = re.compile(r"\{\{([^{}\n]*)\}\}")
_COMMENT = re.compile(r"<!--.{0,1000}?-->")
_REFERENCE = re.compile(r"<ref\b[^<>]*(?:/>|>.{0,2000}?</ref>)")
_BREAK = re.compile(r"<br ?/?>")
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>\n]{0,400})?/?>", re.IGNORECASE)
_QUOTES = re.compile(r"'{2,5}")
_BLANKS = re.compile(r"[ \t\xa0]{2,}")

_PINGS = frozenset(("ping", "re", "reply", "reply to", "reply-to", "replyto", "yo", "@", "mention", "notif"))
_QUOTED = frozenset(("tq", "tqq", "talkquote", "talk quote", "talk quote inline", "quote", "quotation", "zitat"))
_OUTDENTED = frozenset(("outdent", "od", "od2", "unindent"))
_UNSIGNED = "unsigned"


class Row(NamedTuple):
    """A row as readers see it."""

    text: str
    level: int
    mark: str
    heading: bool
    account: str
    """Who signs it."""


def is_wikitext(source: str) -> bool:
    """Whether a page is the source of a wiki's.

    >>> is_wikitext(":Yes. [[User:Ann|Ann]] ([[User talk:Ann|talk]]) 12:30, 5 October 2017 (UTC)")
    True
    >>> is_wikitext("The command [[ -f a.txt ]] || exit")
    False
    """
    linked = "[[" in source and len(list(islice(_NAMESPACED.finditer(source), LEAST_LINKED))) >= LEAST_LINKED
    return linked or is_indented(source)


def is_indented(source: str) -> bool:
    """Whether rows are indented by colons, as they are where the links of wikitext were taken out."""
    if "\n::" not in source or _SEVERAL.search(source) is None:
        return False
    return len(list(islice(_INDENTED.finditer(source), LEAST_INDENTED))) >= LEAST_INDENTED


def read_wikitext(texts: Iterable[str]) -> Iterator[Row]:
    """The rows of a page, one for each; those that hold nothing to read come out empty."""
    base = level = 0
    for text in _without_long_templates(list(texts)):
        title = _HEADING.match(text)
        if title is not None:
            base = level = 0
            yield Row(_plain(title[2]), 0, "", True, "")
            continue
        lead = _DEPTH.match(text)
        mark = lead[0].strip() if lead is not None else ""
        text, outdented = _expanded(text[lead.end() :] if lead is not None else text)
        if outdented:  # who goes on at the left answers the post above
            base = level + 1 - len(mark)
        level = max(0, base + len(mark))
        text, account = _signed(_REFERENCE.sub("", _COMMENT.sub("", text)) if "<" in text else text)
        yield Row(_plain(text), level, mark[-1:] if mark[-1:] in "*#" else "", False, account)


def _without_long_templates(texts: list[str]) -> list[str]:
    """The rows without templates that take several of them: boxes above a page, sources."""
    kept = texts.copy()
    opened = depth = 0
    for row, text in enumerate(texts):
        if "{{" not in text and not depth:
            continue
        before, depth = depth, max(0, depth + text.count("{{") - text.count("}}"))
        if depth and not before:
            opened = row
            kept[row] = text[: text.rfind("{{")] if text.count("{{") == depth else ""
        elif row - opened > LONGEST_TEMPLATE:  # nothing closes it
            kept[opened : row + 1] = texts[opened : row + 1]
            depth = 0
        elif before:
            kept[row] = "" if depth else text[text.rfind("}}") + 2 :].lstrip()
    if depth:
        kept[opened:] = texts[opened:]
    return kept


def _expanded(text: str) -> tuple[str, bool]:
    """A row with its templates as text, and whether one says that it goes on at the left."""
    outdented = False
    for _ in range(MOST_ROUNDS if "{{" in text else 0):
        outdented = outdented or any(_name_of(template) in _OUTDENTED for template in _TEMPLATE.finditer(text))
        whole = _TEMPLATE.fullmatch(text)
        expanded = _TEMPLATE.sub(_shown, text) if whole is None or _is_said(whole) else ""
        if expanded == text:
            break
        text = expanded
    return text, outdented


def _is_said(template: re.Match[str]) -> bool:
    """Whether a template alone in its row is part of what somebody says: others are boxes and banners."""
    name = _name_of(template)
    return name in _QUOTED or name.startswith(_UNSIGNED)


def _name_of(template: re.Match[str]) -> str:
    return template[1].partition("|")[0].strip().casefold().removeprefix("subst:")


def _shown(template: re.Match[str]) -> str:
    """What readers see of a template; of one that nobody knows its first value, or its name."""
    name, values = _name_of(template), [part.strip() for part in template[1].split("|")[1:]]
    told = [value.partition("=")[2].strip() if value[:2] in ("1=", "2=") else value for value in values]
    told = [value for value in told if value and "=" not in value]
    if name in _OUTDENTED:
        return ""
    if name in _PINGS:
        return ", ".join(f"@{value}" for value in told)
    if name in _QUOTED:
        return f"“{told[0]}”" if told else ""
    if name.startswith(_UNSIGNED):
        dates = [value for value in told if find_dates(value)]
        names = [value for value in told if value not in dates]
        return f"[[User:{names[0]}|]] {dates[0] if dates else ''}" if names else ""
    return told[0] if told else name


def _signed(text: str) -> tuple[str, str]:
    """A row that ends with a signature with the account's name in place of what it shows, and that name, if any."""
    tail = max(0, len(text) - DATE_END, text.rfind("]]") + 2)
    dates = [date for date in find_dates(text[tail:]) if not date.relative]
    if not dates:
        return text, ""
    at, end = tail + dates[-1].start, tail + dates[-1].end
    links = list(_SIGNING.finditer(text, max(0, at - SIGNATURE), at)) if _TRAIL.match(text, end) else []
    if not links or sum(map(str.isalpha, _TAG.sub("", text[links[-1].end() : at]))) > DATING:
        return text, ""
    first = links.pop()
    names = _names(first)
    while links and (shared := [name for name in names if name in _names(links[-1])]):
        first, names = links.pop(), shared
    begin = first.start()
    if links and len(text[links[-1].end() : begin]) <= BETWEEN:
        about = _ABOUT.search(text, max(0, at - 2 * SIGNATURE), links[-1].start())
        begin = about.start() if about is not None else begin
    lead = _LEAD.search(text, max(0, begin - SIGNATURE), begin)
    return f"{text[: lead.start() if lead else begin]} — {names[0]} (talk) {text[at:end]}", names[0]


def _names(link: re.Match[str]) -> list[str]:
    """Whom a link may name, the likeliest first: the account, or what it is a part of the page of."""
    first, *_, last = parts = [part.replace("_", " ").strip() for part in link[1].split("/")] * 2
    return [last, first] if len(parts) > 2 and link[2] in (last, None) else [first, last]


def _plain(text: str) -> str:
    """A row without marks of links, tags and emphasis."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "[" in text:
        text = _OUTSIDE.sub(lambda link: link[1] or link[0][1:-1], _LINK.sub(r"\1", _FILE.sub("", text)))
    if "''" in text:
        text = _QUOTES.sub("", text)
    return _BLANKS.sub(" ", unescape(text) if "&" in text else text).strip()
