"""Names and dates of what a template matched."""

from __future__ import annotations

import re
from functools import cache

from threadkit import vocabulary
from threadkit.bylines.model import WEAK_NAME, Byline, Hit, Place
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.template import Template
from threadkit.lines import DATE, Page
from threadkit.masking import Masked
from threadkit.names import PARTING, clean_name, name_likeness
from threadkit.timestamps import DateMatch, find_dates

_DATE_BEHIND = re.compile(rf"[\s,;|·•@(\[–—-]*+{DATE}")


def names_somebody(masked: Masked, match: re.Match[str]) -> bool:
    """Whether the author of a match reads as a name."""
    return name_likeness(clean_name(_group(masked, match, "author") or "x")) >= WEAK_NAME


def author_in(masked: Masked, match: re.Match[str]) -> str | None:
    """The author that a match names, of a template that asks for one."""
    span = match.span("author")
    name = masked.names.get(span)
    if name is None:
        name = masked.names[span] = _name_at(masked, *span) if span[0] >= 0 else ""
    return name or None


def _name_at(masked: Masked, begin: int, end: int) -> str:
    """The author who stands at a place; layouts find the same ones."""
    if masked.text[begin] == "," or not masked.text[begin:end].strip(PARTING):
        return ","  # ", York" or "|" in a row of its own goes on with what stands above, and nobody is called so
    return clean_name(masked.text[begin : _name_end(masked, begin, end)])


def pictures_next(masked: Masked, match: re.Match[str]) -> bool:
    """Whether a letter stands for the picture of one whose name is another part of the template: "G Guest", a role."""
    end = match.end("author")
    return masked.folded[end : end + 2] == f" {masked.folded[end - 1]}"


def names_below(masked: Masked, match: re.Match[str], row: int, author: str) -> bool:
    """Whether what passes for a name is hardly one, and the row below it is a likelier one that would do as well.

    Where anything may stand below names, what closes the post above would be one: "History | Share", "Ann", "12 fans".
    """
    if name_likeness(author) >= WEAK_NAME or row + 1 >= len(masked.starts):
        return False
    below = match.re.match(masked.folded, masked.starts[row + 1])
    if below is None or below.end() != match.end():
        return False
    return name_likeness(author_in(masked, below) or "") >= WEAK_NAME


def _name_end(masked: Masked, begin: int, end: int) -> int:
    """Where a name ends that took words of the date behind it: "Ann, posted", or "Ann, posted on", before "5 May".

    "Ann said" is left to layouts that know what people say.
    """
    text = masked.folded
    inner = max(begin, text.rfind(" ", begin, end) + 1)
    dating = _dating()
    following = dating.get(text[inner:end])
    if following is not None:
        row = masked.row_at(end - 1)
        behind = text[end : masked.starts[row] + len(masked.rows[row])].split(None, 1)
        if behind and behind[0] in following:
            return inner
    if inner == begin:
        return end
    first = max(begin, text.rfind(" ", begin, inner - 1) + 1)
    following = dating.get(text[first : inner - 1])
    return first if following is not None and text[inner:end] in following else end


@cache
def _dating() -> dict[str, set[str]]:
    """The words that introduce dates two together, by the first of them; "said on" is what people do."""
    found: dict[str, set[str]] = {}
    for phrase in vocabulary.AT:
        first, _, second = phrase.partition(" ")
        if second and first not in vocabulary.SAYS:
            found.setdefault(first, set()).add(second)
    return found


def hit_at(masked: Masked, template: Template, match: re.Match[str], row: int, author: str | None) -> Hit:
    begin, end = match.span()
    stop = masked.starts[row] + len(masked.rows[row])
    last = row
    if end > stop:
        last = masked.row_at(end - 1)
        stop = masked.starts[last] + len(masked.rows[last])
    within = masked.offset(row, begin) if begin > masked.starts[row] else 0
    rest = masked.offset(last, end) if template.leads and end < stop else 0
    tail = masked.text[slice(*match.span("tail"))] if template.tailed else ""
    return Hit(row, last, within, author, rest, tail, template, match)


def date_row(page: Page, byline: Byline) -> int:
    """The row of a byline's date; -1 without one."""
    rows = range(byline.first, byline.last + 1)
    return next((row for row in rows if any(date is byline.date for date in page.dates(row))), -1)


def byline_at(cues: Cues, place: Place, layout: Layout) -> Byline:
    """The byline that a layout reads at a place."""
    _, _, index, role, hit = place
    byline = Byline(hit.first, hit.last, hit.begin, role, index, hit.author, date_of(cues, hit))
    for name in hit.template.fields:
        if name not in ("timestamp", "author"):
            value = _group(cues.masked, hit.match, name)
            if value is not None:
                setattr(byline, name, int(value) if name == "depth" else value.strip())
    byline.tail, byline.rest = hit.tail, hit.rest
    if byline.reply_to is None and hit.tail:
        byline.reply_to = vocabulary.reply_to(hit.tail)
    if byline.reply_to is None and cues.masked.answered:
        rows = range(hit.first, hit.last + 1)
        byline.reply_to = next(filter(None, map(cues.masked.answered.get, rows)), None)
    mail = cues.masked.mails.get(hit.last)
    if mail is not None:
        byline.number, byline.reply_to_number = mail
    if layout.levels and role == ("foot" if layout.foot else "head"):
        byline.depth = layout.levels[index]
    return byline


def date_of(cues: Cues, hit: Hit) -> DateMatch | None:
    """The date of a byline, with the time of day that stands in a cell of its own behind it."""
    if "timestamp" not in hit.template.fields:
        return None
    match, masked = hit.match, cues.masked
    place = match.start("timestamp")
    if place < 0:
        return None
    clock = match.start("clock") if masked.time_rows and "clock" in match.re.groupindex else -1
    if clock < 0:
        return _exact(masked, place)
    key = ("clock", place, clock)
    date: DateMatch | None = cues.matches.get(key)
    if date is None:
        date = cues.matches[key] = _with_clock(masked.date_at(place), masked.date_at(clock))
    return date


def _exact(masked: Masked, place: int) -> DateMatch:
    """The date at a place, or the one right behind it where that says when "3 years ago" was."""
    date = masked.date_at(place)
    behind = _DATE_BEHIND.match(masked.text, place + 1) if date.relative else None
    other = masked.date_at(behind.end() - 1) if behind else date
    return date if other.relative else other


def _with_clock(date: DateMatch, clock: DateMatch) -> DateMatch:
    both = find_dates(f"{date.text} {clock.text}")
    return both[0] if len(both) == 1 else date


def _group(masked: Masked, match: re.Match[str], name: str) -> str | None:
    """A field as the page spells it (patterns run over folded text of the same length)."""
    if name not in match.re.groupindex:
        return None
    begin, end = match.span(name)
    return masked.text[begin:end] if begin >= 0 else None
