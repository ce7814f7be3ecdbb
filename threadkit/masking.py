"""The masked page: one string in which every date is one character.

Decides how rows look to templates and to induction, and maps places in the
masked string back to rows and offsets.  Long rows keep only their edges: a
byline never stands in the middle of a paragraph.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from threadkit import vocabulary
from threadkit.answered import take_answers
from threadkit.lazily import found_once
from threadkit.lines import DATE, EDGE, Page
from threadkit.mailheads import Mail, take_mail_heads
from threadkit.names import MAX_NAME, name_likeness, width
from threadkit.quoted import take_levels
from threadkit.timestamps import LONGEST_WORDY_LINE, DateMatch, find_ages, find_months, settle_dotted

TIME = "\ue001"
"""Stands for a clock time without a date (chat logs)."""

CUT = "\ue002"
"""Stands for the middle of a long row."""

_MASKS = re.compile(f"[{DATE}{TIME}]")
_LETTER = re.compile(r"[^\W\d_]")
_NOT_OURS = dict.fromkeys(map(ord, (DATE, TIME, CUT)), "\ufffd")


@dataclass
class Masked:
    """Rows with dates masked.  ``rows[i]`` is row i.

    Of pages that hold no discussion nobody asks for more than the rows: the rest is made when it is asked for.
    """

    page: Page
    rows: list[str] = field(default_factory=list)
    date_rows: list[int] = field(default_factory=list)
    time_rows: list[int] = field(default_factory=list)
    pictures: frozenset[int] = frozenset()
    """Rows that hold a letter or two in place of a user's picture; they are masked as a whole."""
    answered: dict[int, str] = field(default_factory=dict)
    """Whom posts answer, by the row of the byline that says so."""
    mails: dict[int, Mail] = field(default_factory=dict)
    """Which mails rows are of that stand in their heads."""
    starred: Sequence[int] = ()
    """Rows of which stars at the end were left out."""
    names: dict[tuple[int, int], str] = field(default_factory=dict)
    """The authors that templates found so far, by their places; "" where nobody is named."""

    _date_at: dict[int, DateMatch] = field(default_factory=dict)

    @found_once
    def text(self) -> str:
        """The rows, joined by newlines."""
        return "\n".join(self.rows)

    @found_once
    def folded(self) -> str:
        """The masked text in lower case without accents (same length), for patterns and literal look-ups."""
        return fold_letters(self.text)

    @found_once
    def starts(self) -> list[int]:
        """Where each row begins in the masked text."""
        return list(accumulate([len(text) + 1 for text in self.rows[:-1]], initial=0)) if self.rows else []

    def row_at(self, position: int) -> int:
        """The row that holds a position of the masked text."""
        return bisect_right(self.starts, position) - 1

    def date_at(self, position: int) -> DateMatch:
        """The date that a mask character at ``position`` stands for."""
        if not self._date_at:
            for row, dates in self.page.dated.items():
                text, start = self.rows[row], self.starts[row]
                if len(dates) == 1:  # nearly all of them
                    self._date_at[start + max(text.find(DATE), text.find(TIME))] = dates[0]
                    continue
                for mask, date in zip(_MASKS.finditer(text), dates, strict=True):
                    self._date_at[start + mask.start()] = date
        return self._date_at[position]

    def offset(self, row: int, position: int) -> int:
        """Where a position of the masked text lies in ``page.text[row]``."""
        column = position - self.starts[row]
        before = self.rows[row][:column]
        dated, cut = max(before.rfind(DATE), before.rfind(TIME)), before.rfind(CUT)
        if cut > dated:
            return column + len(self.page.text[row]) - EDGE - (cut + 1)
        if dated < 0:
            return column
        nth = before.count(DATE) + before.count(TIME)
        return column + self.page.dates(row)[nth - 1].end - (dated + 1)


class _Letters(dict[int, str]):
    """Lower-case letters without accents, one for one, remembered per character."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char == "：":
            char = ":"  # layouts spell one colon
        # A few letters (İ, ß) grow in another form; places must stay comparable.
        lowered = char.lower() if len(char.lower()) == 1 else char
        first = unicodedata.normalize("NFD", lowered)[0]
        base = first.lower() if first.isalpha() and unicodedata.category(lowered) != "Lo" else lowered
        self[code] = base
        return base


_LETTERS = _Letters()


def fold_letters(text: str) -> str:
    """A text in lower case without accents, of the same length.

    >>> fold_letters("A ÉCRIT")
    'a ecrit'
    """
    if text.isascii():
        return text.lower()
    # A text has few letters that are no ASCII: replacing one after the other is quicker than looking at each place.
    encoded = text.encode("utf-8", "surrogatepass")
    foreign = set(vocabulary.beyond_ascii(encoded))
    folded = encoded.lower().decode("utf-8", "surrogatepass")
    for char in foreign:
        base = _LETTERS[ord(char)]
        if base != char:
            folded = folded.replace(char, base)
    return folded


def is_clock(match: DateMatch) -> bool:
    """Whether a recognised date is a bare time of day."""
    return match.clock_only


LEAST_WEAK = 3
LIKELY_NAME = 0.6
WEAK_APART = 2
"""Archives list their months row by row; between dates of posts there is text."""


BESIDE = 2
"""Right below a date proper, at most so many rows, a month or an age says nothing new."""


def _date_weakly(page: Page) -> None:
    """Take months ("May 2014") or ages ("Ann 7y") for dates where a page has no better ones.

    There must be more of them than of dates proper, and text between them.
    """
    for find in (find_months, find_ages):
        dated = page.dated
        undated = [row for row in page.hinted if row not in dated and len(page.text[row]) <= LONGEST_WORDY_LINE]
        if len(undated) < LEAST_WEAK:
            return  # the more usual case
        found = find([page.text[row] for row in undated], LEAST_WEAK)
        if len(found) < LEAST_WEAK:
            continue
        weak = {row: found[place] for place, row in enumerate(undated) if place in found}
        weak = {row: match for row, match in weak.items() if _may_date(page, row, match)}
        exact = {row for row, dates in dated.items() if not all(map(is_clock, dates))}
        better = len(exact)
        if better >= LEAST_WEAK:  # "post by ann on Jul 31, 2025", "ann", "Jul 2025"
            weak = {row: match for row, match in weak.items() if exact.isdisjoint(range(row - BESIDE, row))}
        # "Date of stay: May 2014" stands right above "Ann wrote a review May 2014": then those behind words count.
        behind = {row: match for row, match in weak.items() if _LETTER.search(page.text[row], 0, match.start)}
        for some in (weak, behind):
            apart = sum(1 for above, row in pairwise(some) if row - above >= WEAK_APART)
            if better < len(some) >= LEAST_WEAK and apart >= 0.5 * len(some):
                page.add_dates(some)
                break


def _may_date(page: Page, row: int, match: DateMatch) -> bool:
    """Whether what stands before a weak date allows for a post's: neither a sentence nor "Member since"."""
    before = page.text[row][: match.start].strip()
    if match.relative and name_likeness(before) < LIKELY_NAME:
        return False
    label = before or (page.text[row - 1] if row else "")
    return not vocabulary.is_profile(vocabulary.fold(label))


HOUR = 60
_COUNT_AND_UNIT = re.compile(r"\d+ ?[^\W\d_]+\.?")


def _drop_durations(page: Page) -> None:
    """Take "41 min" for no date where it is how long something takes: one takes an hour, or all stand behind dates."""
    lone = {
        row: date
        for row, dates in page.dated.items()
        if (date := dates[-1]).names == ("minutes",) and _COUNT_AND_UNIT.fullmatch(date.text)
    }
    if not lone:
        return
    lasting = any(int(date.values[0]) >= HOUR for date in lone.values())
    if lasting or all(len(page.dates(row)) > 1 and not page.dates(row)[0].relative for row in lone):
        page.drop_dates(lone)


_INTRODUCING = frozenset(":-")
QUOTE_HEAD = 3
"""So many rows below "Original message:" stand the lines of its head."""
LEAST_QUOTED = 2


def _drop_quoted(page: Page) -> None:
    """Take "Sent: 5 May" below "Original message:" for no post's date where most such dates are other posts', too."""
    dated, ends = page.dated, "".join([text[-1] for text in page.text])
    if ":" not in ends and "-" not in ends:
        return
    near = [row for row in dated if not _INTRODUCING.isdisjoint(ends[max(0, row - QUOTE_HEAD) : row])]
    quoted = {row: dated[row][-1] for row in near if _is_in_quote_head(page, row)}
    if LEAST_QUOTED <= len(quoted) <= len(dated) / 2:
        others = {dates[-1].text for row, dates in dated.items() if row not in quoted}
        if 2 * sum(1 for date in quoted.values() if date.text in others) > len(quoted):
            page.drop_dates(quoted)


PREAMBLE = 30
"""So many rows of a saved page may say where and when it was found."""
_ADDRESS = re.compile(r"[\w -]{0,24}(?:url|source|link)[\w -]{0,12}: ?[\"'<]?https?://", re.IGNORECASE)
_STATED = re.compile(r"[A-Za-z][\w -]{0,24}: ?[\"']?(?=\d{4}-\d\d-\d\d|[A-Z][a-z]{2}, \d)")


def _drop_stated(page: Page) -> None:
    """Take "Published Time: 2025-02-12" for no post's date where rows near it say from what address a page is."""
    stated = [row for row in page.dated if row < PREAMBLE and _STATED.match(page.text[row])]
    if stated and any(map(_ADDRESS.match, page.text[:PREAMBLE])):
        page.drop_dates({row: page.dated[row][0] for row in stated})


LEAST_REPEATED = 20
"""A text as wide as this that stands on the page already is quoted; names come again anyhow."""
MOST_REPEATED = 0.8
BEGINNING = 30
"""So much of it is compared: rows are broken elsewhere where they stand further in, and end with other buttons."""


def _drop_repeated(page: Page) -> None:
    """Take dates right above what stands on the page before for no posts': "Ann, 5 May" heads what Bob quotes of her.

    Posts may begin with what they quote as well: only dates in words that hardly ever stand above anything else are
    quoted.  Where posts are printed twice, such a date stands above the first text, too.
    """
    dated, texts = page.dated, page.text
    if len(dated) < 2 * LEAST_QUOTED:
        return
    words: dict[str, str] = {}
    first: dict[str, int] = {}
    shapes: dict[tuple[str, str, bool], list[int]] = {}
    for row, dates in dated.items():
        shapes.setdefault(_shape(texts[row], dates[-1], words), []).append(row)
    for rows in shapes.values():
        if not LEAST_QUOTED <= len(rows) <= len(dated) / 2:
            continue
        below = {row: texts[row + 1][:BEGINNING] for row in rows if row + 1 < len(texts)}
        below = {row: text for row, text in below.items() if _is_wordy(text)}
        if len(set(below.values())) < max(LEAST_QUOTED, MOST_REPEATED * len(rows) / 2):  # a thread's title is one
            continue
        if not first:
            begins = [text[:BEGINNING] for text in reversed(texts)]
            first = dict(zip(begins, range(len(texts) - 1, -1, -1), strict=True))
        repeated = {row: text for row, text in below.items() if first.get(text, row) < row}
        if len(repeated) >= MOST_REPEATED * len(rows) and len(set(repeated.values())) >= LEAST_QUOTED:
            page.drop_dates({row: dated[row][-1] for row in repeated})


def _is_wordy(text: str) -> bool:
    """Whether a text is as wide as something said, and no rule."""
    return 2 * len(text) >= LEAST_REPEATED <= width(text) and any(map(str.isalpha, text))


def _shape(text: str, date: DateMatch, words: dict[str, str]) -> tuple[str, str, bool]:
    """How a date is printed, the verb or preposition before it, and whether it ends what stands in brackets."""
    word = ""
    if date.start:
        last = text[: date.start - 1].rpartition(" ")[2]
        known = words.get(last)
        if known is None:
            folded = vocabulary.fold(last)
            known = words[last] = folded if folded in vocabulary.SAYS or folded in vocabulary.AT else ""
        word = known
    return date.kind, word, text.startswith((")", "]"), date.end)


def _is_in_quote_head(page: Page, row: int) -> bool:
    """Whether a row stands right below what introduces a quotation and names nobody."""
    above = page.text[max(0, row - QUOTE_HEAD) : row]
    return any(text[-1] in ":-" and vocabulary.quote_intro(text) == "" for text in above)


def mask_page(page: Page, *, answers: bool = True) -> Masked:
    """Mask every row of a page; without the words that say in bylines whom posts answer, if ``answers`` are taken."""
    mails = take_mail_heads(page)
    take_levels(page)
    answered = take_answers(page) if answers and page.dated and not mails else {}
    if page.dated:
        _drop_durations(page)
        _drop_stated(page)
        _drop_quoted(page)
        _drop_repeated(page)
    _date_weakly(page)
    settle_dotted([match for dates in page.dated.values() for match in dates])
    plain = page.source.isascii()
    # A page may hold our private characters itself; they must not pass for masks.
    foreign = not plain and any(mark in page.source for mark in (DATE, TIME, CUT))
    rows = [text.translate(_NOT_OURS) for text in page.text] if foreign else page.text.copy()
    starred: list[int] = []
    if not plain:
        starred = [row for row, text in enumerate(rows) if text[-1] in _STARS and len(text) <= LONGEST_STARRED]
    for row in starred:
        rows[row] = rows[row].rstrip(STARS)
    for row in [row for row, text in enumerate(rows) if len(text) > 2 * EDGE]:
        rows[row] = rows[row][:EDGE] + CUT + rows[row][-EDGE:]
    masked = Masked(page, rows, starred=starred, answered=answered, mails=mails)
    for row, dates in page.dated.items():
        text = page.text[row].translate(_NOT_OURS) if foreign else page.text[row]
        rows[row] = text = _mask_row(text, dates)
        if DATE in text:
            masked.date_rows.append(row)
        if TIME in text:
            masked.time_rows.append(row)
    masked.pictures = _pictures(page)
    for row in masked.pictures:
        rows[row] = ""
    for row, (begin, end) in _named_again(masked).items() if masked.date_rows else ():
        rows[row] = (rows[row][:begin] + " " * (end - begin) + rows[row][end:]).rstrip()
    return masked


STARS = "★☆✭✮✯✩✪✫✬✰⭐🌟♦◆½ \xa0"
"""Signs of which forums print some more behind those who wrote more, and shops behind better goods."""
_STARS = frozenset(STARS)
LONGEST_STARRED = 60
"""Behind longer rows stars are what somebody says of the bread."""
LEAST_PICTURES = 3
LONGEST_INITIALS = 2
"""A site prints one letter of a name without a picture, or two: "M" or "ME" above "Mary Ellsworth"."""
NAMED_AGAIN = 0.5
"""So many rows with a date name somebody on both sides of it, where a picture has its owner's name as text."""
LONGEST_NAMED = 80
PICTURED = 0.8
"""So many of a page's rows of a letter or two are what the row below begins with, if they are pictures."""


def _pictures(page: Page) -> frozenset[int]:
    """The rows that hold nothing but the first letters of the name below them, as sites print for a missing picture."""
    short = [row for row, text in enumerate(page.text[:-1]) if len(text) <= LONGEST_INITIALS and text.isalpha()]
    if len(short) < LEAST_PICTURES:
        return frozenset()
    found = [row for row in short if _are_initials(page.text[row].casefold(), page.text[row + 1])]
    return frozenset(found) if len(found) >= max(LEAST_PICTURES, PICTURED * len(short)) else frozenset()


def _are_initials(letters: str, name: str) -> bool:
    """Whether letters are those a name begins with, or those its first and last word begin with."""
    words = name.casefold().split()
    if len(name) > MAX_NAME or len(name) <= len(letters):
        return False
    return words[0].startswith(letters) or letters == words[0][0] + words[-1][0]


def _named_again(masked: Masked) -> dict[int, tuple[int, int]]:
    """Where behind dates names stand once more: "by Ann 5 May Ann" and "Ann on 5 May Ann said", the text of a picture.

    A word that many rows have on both sides of their dates is no name.
    """
    found: dict[int, tuple[int, int]] = {}
    for row in masked.date_rows:
        before, _, after = masked.rows[row].partition(DATE)
        if 0 < len(before) <= LONGEST_NAMED and 1 < len(after) <= LONGEST_NAMED and DATE not in after:
            begin = len(before) + 1
            size = _size_again(before.strip(), after.strip())
            if size:
                begin += len(after) - len(after.lstrip())
                found[row] = begin, begin + size
    if len(found) < max(LEAST_PICTURES, NAMED_AGAIN * len(masked.date_rows)):
        return {}
    names = {masked.rows[row][begin:end] for row, (begin, end) in found.items()}
    return found if len(names) > 1 else {}


def _size_again(before: str, after: str) -> int:
    """How many letters of what follows a date are a name that what precedes it begins or ends with; 0 if none are."""
    words, others = before.split(), after.split()
    if words and words[-1] == others[-1] and before.endswith(after):
        rest = before[: -len(after)]
        return len(after) if not rest or rest[-1] == " " else 0
    same = 0
    while same < min(len(words), len(others) - 1) and words[same] == others[same]:
        same += 1
    return len(" ".join(others[:same])) if any(map(str.isalpha, "".join(words[:same]))) else 0


def _mask_row(text: str, dates: list[DateMatch]) -> str:
    size = len(text)
    cut = size > 2 * EDGE
    if not cut and len(dates) == 1:  # nearly all of them
        date = dates[0]
        return text[: date.start] + (TIME if is_clock(date) else DATE) + text[date.end :]
    pieces = []
    cursor = 0
    for match in dates:
        between = text[cursor : match.start]
        if cut and cursor <= EDGE and match.start >= size - EDGE:
            between = text[cursor : max(cursor, EDGE)] + CUT + text[size - EDGE : match.start]
            cut = False
        pieces.append(between)
        pieces.append(TIME if is_clock(match) else DATE)
        cursor = match.end
    rest = text[cursor:]
    if cut:
        rest = text[cursor : max(cursor, EDGE)] + CUT + text[size - EDGE :]
    pieces.append(rest)
    return "".join(pieces)
