"""The head of a mail: who wrote it and when, which mail it is, and which one it answers.

Heads hold whatever servers and programs wrote into them, in any order.  Decided
here, before any layout is tried: which rows are heads, and what their ids say.
Only who, when and about what is left to layouts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from threadkit.lines import Page

LEAST_HEADS = 2
_FIELD = re.compile(r"([A-Za-z][A-Za-z-]{1,40}):(?=\s|$)")
_ID = re.compile(r"<([^<>\s]{3,200})>")
_GOES_ON = re.compile(r"(?:<[^<>\s]+>[\s,]*)+$")
_ENVELOPE = re.compile(r"From \S+ +.*\d{4}$")
_KEPT = frozenset(("from", "date", "sent", "subject"))


class Mail(NamedTuple):
    """Which mail a row belongs to, and which one that answers."""

    number: str
    answers: str | None


def take_mail_heads(page: Page) -> dict[int, Mail]:
    """Take the fields that no reader sees out of the heads of mails with ids; which mails the other rows are of."""
    if "essage-I" not in page.source and "ESSAGE-I" not in page.source:
        return {}
    heads = [row for row, text in enumerate(page.text) if text[:11].casefold() == "message-id:"]
    if len(heads) < LEAST_HEADS:
        return {}
    gone: set[int] = set()
    of: dict[int, Mail] = {}
    for row in heads:
        fields = _fields(page, row)
        ids = _ID.findall(fields[row][1])
        if not ids or "from" not in {name for name, _ in fields.values()}:
            continue
        told = {name: _ID.findall(text) for name, text in fields.values()}
        answered = told.get("in-reply-to") or told.get("references", [])[-1:]
        mail = Mail(ids[0], answered[0] if answered else None)
        gone.update(other for other, (name, _) in fields.items() if name not in _KEPT)
        of.update((other, mail) for other, (name, _) in fields.items() if name in _KEPT)
    left_out = page.leave_out(gone)
    return {row - left_out[row]: mail for row, mail in of.items()}


def _fields(page: Page, row: int) -> dict[int, tuple[str, str]]:
    """The fields of the head around a row, by their rows; what goes on below a field is of its name."""
    first = row
    while first and not page.gap[first] and (_is_of_head(page, first - 1)):
        first -= 1
    found: dict[int, tuple[str, str]] = {}
    name = ""
    for place in range(first, len(page)):
        if (place > first and page.gap[place]) or not _is_of_head(page, place):
            break
        text = page.text[place]
        match = _FIELD.match(text)
        name = match[1].casefold() if match is not None else "" if _ENVELOPE.match(text) else name
        known = found.get(place - 1)
        found[place] = name, f"{known[1]} {text}" if match is None and known is not None else text
    return found


def _is_of_head(page: Page, row: int) -> bool:
    text = page.text[row]
    return bool(_FIELD.match(text) or _GOES_ON.match(text) or _ENVELOPE.match(text))
