"""The rows of a page that a template matches."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from threadkit import vocabulary
from threadkit.bylines.fields import author_in, date_of, hit_at, names_below, names_somebody, pictures_next
from threadkit.bylines.likeness import is_clear_name, is_nickname, is_no_name
from threadkit.bylines.model import BARE_NAME, LEAST_ALIKE, TELLING, Hit
from threadkit.bylines.unlikely import with_odd_names, with_plausible_tails
from threadkit.cues import Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.patterns import MOST_BLANKS
from threadkit.layouts.template import GONE, Template
from threadkit.lines import DATE, Page
from threadkit.masking import Masked
from threadkit.names import name_likeness

LEAST_CLOSING = 2
"""So many rows of prose must end with a date before named layouts look for bylines inside rows."""
PROBES = 16
"""Where a template has many places to match, so many are tried first; a byline is found at one of them."""


def matches_of(
    cues: Cues,
    template: Template,
    role: str,
    layout: Layout,
    rows: Sequence[int] | None,
    closing: set[int],
    *,
    probed: bool = True,
) -> list[Hit] | None:
    """Where one template of a layout matches; layouts share many templates.  None where only probes were taken."""
    if template.inline and cues.closing_dates() < LEAST_CLOSING and layout.source == "builtin":
        return []
    marker = layout.marker if role == "head" else "any"
    taken = closing if template.inline else ()
    if taken or rows is not None or template.anchor[0] == "any":
        return _find_matches(cues, template, marker, layout, rows, taken, probed=probed)
    key = (template.source, marker, layout.alone, layout.hanging, layout.zoned, layout.gap)
    if key not in cues.matches or (cues.matches[key] is None and not probed):
        cues.matches[key] = _find_matches(cues, template, marker, layout, None, probed=probed)
    found: list[Hit] | None = cues.matches[key]
    return found


def _find_matches(
    cues: Cues,
    template: Template,
    marker: str,
    layout: Layout,
    rows: Sequence[int] | None,
    closing: Container[int] = (),
    *,
    probed: bool,
) -> list[Hit] | None:
    """Matches of a template; rows that are ``closing`` hold a byline by an alternative that goes before it.

    None where none of some probes matches.
    """
    placed = rows is not None
    anchors = cues.likely_rows(template, rows) if rows is not None else cues.anchors(template)
    if layout.hanging:
        anchors = [row for row in anchors if cues.outline is not None and row in cues.outline.heads]
    if not anchors:
        return []
    page, masked, inline = cues.page, cues.masked, template.inline
    if probed and len(anchors) > 2 * PROBES and not inline:
        probes = [anchors[index * len(anchors) // PROBES] for index in range(PROBES)]
        rows = _rows_to_try(cues, template, marker, probes, ())
        match_at = cues.pattern(template).match
        if not any(match_at(masked.folded, masked.starts[row]) for row in rows):
            return None
    rows = _rows_to_try(cues, template, marker, anchors, closing)
    if not rows or not all(map(cues.words, template.classes)):
        return []
    pattern = cues.pattern(template)
    found: list[Hit] = []
    odd: list[Hit] = []
    unlikely: list[Hit] = []
    tried = -1
    strict = template.anchor[0] in ("date", "time", "any")
    telling = template.words >= TELLING
    bare = template.anchor[0] == "any" and layout.gap is None and layout.marker == "any"
    loose = "{author} [{_}]" in template.source
    named = "author" in template.fields
    text, starts, match_at = masked.folded, masked.starts, pattern.match
    for row in rows:
        if row <= tried:
            continue
        match = _match_inline(cues, template, pattern, row) if inline else match_at(text, starts[row])
        if match is None or (template.marks and not has_marks(cues, template, match)):
            continue
        author = author_in(masked, match) if named else None
        if author is not None and len(author) == 1 and pictures_next(masked, match):
            continue
        if loose and author is not None and names_below(masked, match, row, author):
            continue
        if author is not None and is_no_name(author, strict) and not (
            layout.gap is not None and is_nickname(page.text[row])
        ):
            if template.tailed or telling or page.number[row] >= 0 or vocabulary.is_account(author):
                odd.append(hit_at(masked, template, match, row, author))
            continue
        likely = not bare or author is None or name_likeness(author) >= BARE_NAME
        if not likely and not placed:
            continue
        if layout.gap is not None and page.gap[row] >= layout.gap and not is_clear_name(page.text[row]):
            continue  # there a post without a name begins
        hit = hit_at(masked, template, match, row, author)
        if (layout.zoned and _is_unzoned(cues, hit)) or (layout.alone and not _alone(page, hit)):
            continue
        (found if likely else unlikely).append(hit)
        tried = hit.last
    if len(unlikely) <= len(found) >= LEAST_ALIKE:
        found = sorted([*found, *unlikely], key=lambda hit: hit.first)
    return with_odd_names(page, with_plausible_tails(found) if template.tailed else found, odd, telling=telling)


def _rows_to_try(
    cues: Cues, template: Template, marker: str, anchors: Sequence[int], closing: Container[int]
) -> list[int]:
    """The rows on which a match may begin that holds one of the anchors, in page order."""
    rows: set[int] = set()
    long = cues.long_rows
    reached: Sequence[int] = [row for row in anchors if row not in closing] if closing else anchors
    for shift in range(template.reach + 1):
        if shift:
            # No byline holds a long row, though one within rows may begin there; nor does it hold another byline.
            passed = [row for row in reached if row not in long] if template.inline and shift > 1 else reached
            barred = closing if template.inline else long
            reached = [row - 1 for row in passed if row and row - 1 not in barred]
        if shift >= template.least:
            rows.update(reached)
    if template.begins:
        rows = {row for row in rows if cues.may_open(row, template.begins)}
    if template.follows:
        rows &= cues.rows_before(template.follows)
    if template.bullet:
        bullets = cues.page.bullet
        rows = {row for row in rows if bullets[row] in template.bullet and bullets[row]}
    if marker != "any":
        rows = {row for row in rows if may_start(cues.page, row, marker)}
    if template.repeats is not None:
        rows = cues.may_repeat(rows, template)
    return sorted(rows)


def may_start(page: Page, row: int, marker: str) -> bool:
    if marker == "any":
        return True
    if marker == "bullet":
        return bool(page.bullet[row])
    if marker == "number":
        return page.number[row] >= 0
    return bool(page.bullet[row]) or page.number[row] >= 0


def _is_unzoned(cues: Cues, hit: Hit) -> bool:
    """Whether a byline's date is none of those in signatures of wikis; the source of a page tells these itself."""
    date = date_of(cues, hit)
    return date is not None and not date.signs and not cues.page.accounts


def _alone(page: Page, hit: Hit) -> bool:
    after = hit.last + 1
    return page.gap[hit.first] > 0 and after < len(page) and page.gap[after] > 0


def _match_inline(cues: Cues, template: Template, pattern: re.Pattern[str], row: int) -> re.Match[str] | None:
    """A byline that closes a body's last row.

    It begins behind the last sentence after which a name stands, else with the row, else at the first name; or at the
    last of the signs that it is known to begin with.
    """
    masked = cues.masked
    text, base, match_at = masked.folded, masked.starts[row], pattern.match
    if template.opens:
        begins = (match_at(text, base + place) for place in cues.sign_starts(row, template.opens))
        return next((match for match in begins if match is not None), None)
    for position in reversed(_starts_before(masked, template, row, cues.sentence_starts(row))):
        match = match_at(text, base + position)
        if match is not None and names_somebody(masked, match):
            return match
    whole = match_at(text, base)
    if whole is not None:
        return whole
    for position in _starts_before(masked, template, row, cues.inner_starts(row)):
        match = match_at(text, base + position)
        if match is not None and names_somebody(masked, match):
            return match
    return None


def _starts_before(masked: Masked, template: Template, row: int, starts: list[int]) -> list[int]:
    """Those of some places within a row that are near enough to what must follow the name, or else to the date."""
    if not starts:
        return starts
    sign, text, base = template.follows, masked.folded, masked.starts[row]
    if sign:
        end, reach = base + len(masked.rows[row]) + MOST_BLANKS, template.longest + len(sign) - 1
    elif template.date_within:
        sign, reach = DATE, template.date_within
        end = base + starts[-1] + reach + 1
    else:
        return starts
    near: list[int] = []
    place = -1
    for start in starts:
        if place <= base + start:
            place = text.find(sign, base + start + 1, end)
            if place < 0:
                break
        if place + len(sign) <= base + start + reach:
            near.append(start)
    return near


def has_marks(cues: Cues, template: Template, match: re.Match[str]) -> bool:
    """Whether marks were peeled off the rows where a match lacks some between its fields; extractors change them."""
    gone = (match.start(f"{GONE}{number}") for number in range(template.marks))
    return all(cues.page.bullet[cues.masked.row_at(place) + 1] for place in gone if place >= 0)
