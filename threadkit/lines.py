"""Text or bytes to rows: indentation, bullets, list numbers, quote depth, gaps, offsets.

Decides what a line *is* typographically and nothing about what it means.  A
row is a non-blank line with its marks peeled off; where the extractor wrapped
the page to a column, the lines of a paragraph are one row again.  Every row
keeps the character range it came from, so later steps can always point back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress, islice, pairwise
from operator import add, sub
from typing import Any

from threadkit.markup import (
    ADDRESS,
    CLEANED,
    HEADING,
    INVISIBLE,
    LINK_NUMBERS,
    PICTURE,
    STRIP,
    are_links_numbered,
    ends_in_link,
    find_sign,
    goes_on_with_link,
    unstyle,
)
from threadkit.streams import in_rows
from threadkit.tables import Moved, column_by_column
from threadkit.timestamps import (
    DateMatch,
    around_ages,
    around_digits,
    find_dates,
    find_dates_in_lines,
    opens_with_date,
    rows_with_hint,
)
from threadkit.vocabulary import fold, is_deleted
from threadkit.wikitext import is_wikitext, read_wikitext

DATE = "\ue098"
"""Stands for one recognised date in masked text.  A rare low byte: Python looks for characters by it."""

BULLETS = frozenset("•*+□☆▪◦‣○●■►▸▹▷–—-·∙»›✓✔❖◆◇★※→")
"""Characters that mark a list item when a blank or nothing follows."""

LYNX_MARKS = {mark: 5 * level for level, mark in enumerate("*+o#@-", start=1)}
"""In which column Lynx prints which mark of nested lists."""

_STRIPPED_ALONE = frozenset(INVISIBLE)
_BLANK_TO_PYTHON = frozenset("\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""Where a page has none of these, ``str.strip`` without characters does the same in a quarter of the time."""
_ODD = _STRIPPED_ALONE | _BLANK_TO_PYTHON
_ODD_ASCII = frozenset(filter(str.isascii, _ODD))
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_LIST_NUMBER = re.compile(r"(\d{1,5})[.)](?:[ \t\xa0]+|$)")
# The end of a signature: a clock time and a year, in either order, and a zone in brackets.
_SIGNED = re.compile(
    r"(?:\b\d{1,2}:\d\d\b[^()\n]{1,30}\b\d{4}\b|\b\d{4}[,.]?(?: [^\W\d]{1,3}\.?)? \d{1,2}:\d\d)\.? \([A-Z]{2,5}\)\.?"
)
# From the bracket on, so that places are found quickly.
_ZONE = re.compile(r"\((?<= \()[A-Z]{2,5}\)")
_ZONE_WITHIN = re.compile(rf"{_ZONE.pattern}(?!\.?$)")
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_]+)[ \t,.|/·•–—-]*$")
_DAY_END = re.compile(r"[.,]?[ \t,|/·•–—-]*")
_DAY = frozenset(("day", "a"))
"""The fields of a date that tell the day of the month; "a" where it is open whether that or the month."""
MOST_NAMED = 2
"""So many people of a page are called like days."""
SELDOM_DAYS = 4
"""Of so many dates printed alike one is hardly printed with the day of the week."""
LONGEST_DAY = 24
"""Names of days, with what stands behind them, are shorter."""
_RULE = re.compile(r"^(?:\\?[-_=*~━─—–═#.·][ \t]*){4,}$|^\* \* \*$")
# What text browsers print where a page had pictures and form parts.
_BROWSER_NOISE = re.compile(
    r"(?:\((?:BUTTON|SUBMIT|IMG|TEXT|comment|report|recommend)\)"
    r"|\[(?:INS|DEL|img|progress|IMG)[: ]*[^\]]{0,12}\])[ \t]*"
)
# Characters that put a line on the slow path, if it goes on as a mark would; every other line needs no peeling.
_BRACKETS = re.compile(r"(?:\[[^\s\[\]]{1,40}\])+")
_MARKED = frozenset("0123456789>#[(*_`\\!|o") | BULLETS
_MARK_IF = frozenset("0123456789(o")
_MAY_BE_MARK = re.compile(rf"o(?: |$)|{_LIST_NUMBER.pattern}|{_BROWSER_NOISE.pattern}")
# Most marks by far: a bullet, blanks and a word.
_PLAIN_ITEM = re.compile(rf"([{re.escape(''.join(sorted(BULLETS)))}])[ \t\xa0]+(?=[^\W\d_])")

# Whom or what a picture shows, in its text: "Ann Lee" of "Ann Lee, photo", "Ann Lee's avatar", "Ann Lee (owner)".
_PICTURED = re.compile(r"[^\s,'’(:|][^,'’(:|\n]*")

_WHOLE = re.compile(r".*\]\(|[ \t]*(?:[*+-]|\d{1,4}\.)[ \t]|.*\|").match
"""What a converter to Markdown does not wrap: links, items of lists, rows of tables."""

SHORT = 160
"""Of a row up to this many characters the middle counts, too."""
LONGEST_WHOLE = 80
"""So short a row is scanned for dates as a whole."""
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।")
"""What closes sentences, also in East Asian, Arabic and Indian scripts."""
_SENTENCE_END = frozenset((*SENTENCE_ENDS, *"\"”’»)"))
_GOES_ON = frozenset(",;、，；")
LONGEST_OPENING = 60
"""Characters of a row that tell whether a date opens it."""
SHORTEST_PROSE = 60
"""A row that ends a paragraph may be shorter; one that ends in a number seldom is."""
LEAST_ALIKE = 3
"""So many rows that are the same, or begin so, are no accident of wrapping."""
SIGNATURE = 60
"""A signature's date and zone take no more characters."""
LEAST_SIGNED = 3
LEAST_YEAR = 1000
"""From here on a number in front of a row may be a year."""
TEXT_BEHIND = 2
"""The text of a list's item begins so many columns behind its mark."""
SAME_COLUMN = 3
"""Rows of a wrapped paragraph begin within so many columns of each other; browsers indent replies by at least four."""
MOST_LINKED = 8
"""A link's text has fewer rows."""
MOST_TITLES = 2
"""A list of all links of a page has no more titles, below blank lines, of no more words."""
LEAST_WRAPPED = 20
"""Fewer lines may be as long as others by chance."""
FULL_SHARE = 0.985
"""So many of a wrapped page's lines are no longer than its edge."""
NARROWEST, WIDEST = 50, 160
"""Extractors wrap pages to so many columns."""
MOST_MARKS = 64
"""No line has more marks before its text; "1. 1. 1. ..." would be cut anew for each of them."""
RARELY = 16
"""What one of so many rows holds is rare."""
EDGE = 110
"""Of a longer row only this much at either end can belong to a byline."""


@dataclass(slots=True)
class Page:
    """The rows of one page, as parallel lists (one entry per row).

    ``start``/``end`` are offsets into ``source``; ``text`` is the row without
    its marks; ``indent`` counts columns before the mark, ``column`` before the
    text; ``gap`` counts blank lines above.
    """

    source: str
    text: list[str] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    indent: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    bullet: list[str] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    gap: list[int] = field(default_factory=list)
    heading: list[bool] = field(default_factory=list)
    wrap: int = 0
    linked: bool = False
    """Whether there are links as Markdown marks them."""
    parted: bool = False
    """Whether all came in one line, and where rows begin was told by what comes again."""
    accounts: frozenset[str] = frozenset()
    """Who signed on the page of a wiki, as its source names them."""
    moved: Moved | None = None
    """Where ``source`` differs from what was given, and how: columns of tables stand one below the other in it."""
    _dates: dict[int, list[DateMatch]] | None = None
    _hinted: list[int] | None = None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def size(self) -> int:
        """Characters of the text that was given."""
        return len(self.source) if self.moved is None else self.moved.size

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where some rows stand in the text that was given, from the first to the last."""
        start, end = self.start[first], self.end[last]
        return (start, end) if self.moved is None else self.moved.before(start, end)

    @property
    def hinted(self) -> list[int]:
        """The rows in which there may be dates (they hold digits, most of them)."""
        if self._hinted is None:
            self._hinted = rows_with_hint(self.text)
        return self._hinted

    @property
    def dated(self) -> dict[int, list[DateMatch]]:
        """The rows that hold dates near their ends, in page order, with these dates; offsets relative to ``text``."""
        if self._dates is None:
            self._dates = _find_in_rows(self.text, self.hinted)
        return self._dates

    def dates(self, row: int) -> Sequence[DateMatch]:
        """The dates near the ends of a row."""
        return self.dated.get(row, ())

    def leave_out(self, rows: Collection[int]) -> list[int]:
        """Take some rows out of the page; what dates the others hold is known, and stays.

        Returns how many are gone up to each of the rows there were, that row among them.
        """
        left_out: list[int] = list(accumulate([row in rows for row in range(len(self))]))
        if rows:
            dated = self.dated
            _leave_out(self, rows)
            self._dates = {row - left_out[row]: dates for row, dates in dated.items() if row not in rows}
            self._hinted = None
        return left_out

    def add_dates(self, added: dict[int, DateMatch]) -> None:
        """Take something in some rows for dates that by itself is none."""
        dated = {row: list(found) for row, found in self.dated.items()}
        for row, match in added.items():
            dated[row] = sorted([*dated.get(row, ()), match], key=lambda date: date.start)
        self._dates = dict(sorted(dated.items()))

    def drop_dates(self, dropped: dict[int, DateMatch]) -> None:
        """Take what was found in some rows for no dates."""
        dated = {row: [date for date in dates if date is not dropped.get(row)] for row, dates in self.dated.items()}
        self._dates = {row: dates for row, dates in dated.items() if dates}


def _find_in_rows(texts: list[str], rows: list[int]) -> dict[int, list[DateMatch]]:
    """The dates of these rows, all read at once; what stands in several rows alike ("4 hours ago") is read once.

    Every row has dates of its own: by them readings of a page are told apart.
    """
    if not rows:
        return {}
    whole = [row for row in rows if len(texts[row]) <= LONGEST_WHOLE]
    parts = _parts_with_digits(texts, [row for row in rows if len(texts[row]) > LONGEST_WHOLE])
    lines = list(dict.fromkeys([*[texts[row] for row in whole], *[part for _, _, part, _ in parts]]))
    found = {lines[place]: dates for place, dates in find_dates_in_lines(lines).items()}
    if not found:
        return {}
    dated: dict[int, list[DateMatch]] = {}
    shifted: dict[str, int] = {}
    parts = [*[(row, 0, texts[row], 0) for row in whole if texts[row] in found], *parts]
    for row, shift, part, least in parts:
        if dates := found.get(part):
            if part in shifted:
                dates = [date.moved(shift - shifted[part]) for date in dates]
            elif shift:
                for date in dates:
                    date.start += shift
                    date.end += shift
            shifted.setdefault(part, shift)
            if new := [date for date in dates if date.start >= least] if least else dates:
                dated[row] = dated[row] + new if row in dated else new
    _leave_names(texts, dated)
    return {row: dated[row] for row in sorted(dated)}


def _leave_names(texts: list[str], dated: dict[int, list[DateMatch]]) -> None:
    """Take out of dates what is called like their day of the week: "Sam", who writes on other days too.

    Or once, where hardly any other date of the page is printed with the day of the week.  Where several days are named,
    none is anybody's name.
    """
    dates = [(row, date) for row, found in dated.items() for date in found]
    named = [(row, date) for row, date in dates if date.names[:1] == ("wday",) and not _DAY.isdisjoint(date.names)]
    if not named or len({date.values[0] for _, date in named}) > MOST_NAMED:
        return  # the more usual case
    before = {_last_word(texts[row], date.start) for row, date in dates}
    kinds = Counter(date.kind for _, date in dates if "wday" not in date.names)
    for row, date in named:
        word, kind = date.values[0], date.kind.removeprefix("a ")
        if word in before or kinds[kind] >= SELDOM_DAYS * len(named):
            behind = _DAY_END.match(texts[row], date.start + len(word))
            size = behind.end() - date.start if behind else 0
            date.start, date.text, date.kind = date.start + size, date.text[size:], kind
            date.names, date.values = date.names[1:], date.values[1:]


def _last_word(text: str, end: int) -> str:
    """The word that stands right before a place in a row, but for signs."""
    match = _WORD_BEFORE.search(text, max(0, end - LONGEST_DAY), end)
    return match[1] if match else ""


def _parts_with_digits(texts: list[str], rows: list[int]) -> list[tuple[int, int, str, int]]:
    """Where longer rows may have dates: (row, place, text, place from where on dates are not those of another part)."""
    parts = []
    for row in rows:
        text = texts[row]
        size = len(text)
        if size <= SHORT:
            if around := around_digits(text):
                parts.append((row, *around, 0))
            continue
        if around := around_digits(text[:EDGE]):
            parts.append((row, *around, 0))
        if around := around_digits(text[-EDGE:]):
            shift, part = around
            parts.append((row, size - EDGE + shift, part, EDGE))
    return parts


def decode(data: bytes) -> str:
    """Bytes to text: UTF-8 first, then a detected charset, then Windows-1252.

    Never raises; undecodable bytes become replacement characters.
    """
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # A page with a few damaged bytes is still UTF-8; a legacy page is not.
    lenient = data.decode("utf-8", errors="replace")
    if lenient.count("\ufffd") * 200 < len(data):
        high = sum(1 for byte in data[:200_000] if byte >= 0xC0)
        if lenient.count("\ufffd") <= high // 4:
            return lenient
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return data.decode("cp1252", errors="replace")
    best = from_bytes(data[:200_000]).best()
    return data.decode(best.encoding if best else "cp1252", errors="replace")


def read_lines(source: str | bytes) -> Page:
    """The rows of a page.  Never raises on content."""
    text = decode(source) if isinstance(source, (bytes, bytearray, memoryview)) else source
    newline = "\r" if "\r" in text and "\n" not in text else "\n"
    raw = text.split(newline)
    page = Page(text)
    _fill(page, raw)
    moved = column_by_column(text, raw, page.text)
    parted = in_rows(text, raw) if moved is None and newline == "\n" else text
    if moved is not None or parted is not text:
        newline = "\n"
        page = Page(parted if moved is None else moved.text, parted=moved is None, moved=moved)
        raw = page.source.split(newline)
        _fill(page, raw)
    filled = page.source.count(newline, 0, page.end[-1]) + 1 if len(page) else 0  # without what was left out below
    page.wrap = _wrap_column(page, raw[:filled])
    if page.wrap:
        _unwrap(page)
    _join_ages(page)
    _part_signed(page)
    return page


_COLUMNS = ("text", "start", "end", "indent", "column", "bullet", "number", "quote", "gap", "heading")


def _fill(page: Page, raw: list[str]) -> None:
    """Take in the lines that are not blank; marks are looked for only in lines that may have some."""
    odd = any(char in page.source for char in (_ODD_ASCII if page.source.isascii() else _ODD))
    bodies = [line.strip(STRIP) for line in raw] if odd else [line.strip() for line in raw]
    filled = list(compress(raw, bodies))
    page.text = list(filter(None, bodies))
    page.start = list(compress(accumulate([len(line) + 1 for line in raw], initial=0), bodies))
    page.end = list(map(add, page.start, map(len, filled)))
    page.indent = [0] * len(filled)
    if filled != page.text:
        pairs = zip(filled, page.text, strict=True)
        # A line that stays what it is has no blanks to be looked through.
        page.indent = [0 if line is body else line.find(body[0]) for line, body in pairs]
    if "\t" in page.source:
        leads = [line[:lead] for line, lead in zip(filled, page.indent, strict=True)]
        page.indent = [len(lead.expandtabs(8)) if "\t" in lead else len(lead) for lead in leads]
    page.column = page.indent.copy()
    page.bullet, page.number, page.quote = [""] * len(filled), [-1] * len(filled), [0] * len(filled)
    page.heading, page.gap = [False] * len(filled), list(compress(range(len(raw)), bodies))
    titles = _read_wikitext(page) if is_wikitext(page.source) else []
    pictured, page.linked = find_sign("![", page.source) >= 0, find_sign("](", page.source) >= 0
    pictures = [row for row, text in enumerate(page.text) if PICTURE.fullmatch(text)] if pictured else []
    none = _peel_rows(page)
    for row in titles:
        page.heading[row] = True
    underlines = _underlines(page, none)
    if page.linked:
        none |= _join_links(page)
    none |= _clean_rows(page)
    for row in underlines:
        page.heading[row - 1] = True
    _close_gaps(page, underlines)
    none |= underlines
    _leave_out(page, none | _said_below(page, pictures, none))
    page.gap = [line - above - 1 for above, line in pairwise([-1, *page.gap])]
    if "[" in page.source:
        _blank_item_pictures(page)
    if "" in page.text:
        _pass_marks_on(page, [row for row, text in enumerate(page.text) if not text])


def _read_wikitext(page: Page) -> list[int]:
    """Take the rows of a wiki's source as readers see them; gives the rows that are headings."""
    rows = list(read_wikitext(page.text))
    page.text = [row.text for row in rows]
    page.bullet = [row.mark for row in rows]
    page.indent = [TEXT_BEHIND * row.level for row in rows]
    page.column = page.indent.copy()
    page.heading = [row.heading for row in rows]
    page.accounts = frozenset(row.account for row in rows if row.account)
    _leave_out(page, {row for row, text in enumerate(page.text) if not text})
    return [row for row, heading in enumerate(page.heading) if heading]


def _underlines(page: Page, rules: Collection[int]) -> set[int]:
    """The rules that underline the row above, which Markdown marks as a heading so: signs as wide as it is."""
    texts, numbers = page.text, page.gap
    has_doubled = find_sign("\n===", page.source) >= 0
    doubled = [row for row, text in enumerate(texts) if text.startswith("===")] if has_doubled else []
    return {
        row
        for row in (*rules, *doubled)
        if row and texts[row - 1][:1] not in ("", "-", "=") and set(texts[row]) in ({"-"}, {"="})
        if numbers[row] == numbers[row - 1] + 1 and _width(page, row) == _width(page, row - 1)
    }


def _width(page: Page, row: int) -> int:
    return page.end[row] - page.start[row]


def _close_gaps(page: Page, rows: Collection[int]) -> None:
    """Count some rows that go for no blank lines: ``page.gap`` still has the lines that rows stand on."""
    if rows:
        page.gap = list(map(sub, page.gap, accumulate([row in rows for row in range(len(page))])))


def _leave_out(page: Page, rows: Collection[int]) -> None:
    """Take some rows out of the page."""
    if not rows:
        return
    if len(rows) * RARELY < len(page):
        gone = sorted(rows, reverse=True)
        for name in _COLUMNS:
            column = getattr(page, name)
            for row in gone:
                del column[row]
        return
    kept = bytearray(b"\1") * len(page)
    for row in rows:
        kept[row] = 0
    for name in _COLUMNS:
        setattr(page, name, list(compress(getattr(page, name), kept)))


def _peel_rows(page: Page) -> set[int]:
    """Take the marks off the rows that have some; gives the rows that are rules."""
    rules = set()
    within = -1  # the column below which items of the innermost "+" list begin, where there is such a list
    rounds = -1  # the column of the "o" of a list inside it
    counted: dict[int, int] = {}  # the last number of a list by where its numbers stand
    texts, bullets, columns, indents = page.text, page.bullet, page.column, page.indent
    for row in _marked_rows(texts):
        text = texts[row]
        if text[1:2] == " " and (mark := text[0]) in BULLETS and text[2].isalpha():  # nearly all of them
            texts[row], bullets[row] = text[2:], mark
            columns[row] += 2
            if mark != "+":
                continue
        elif LYNX_MARKS.get(text) == indents[row]:
            texts[row], bullets[row] = "", text
        elif text[0] == "o":
            indent = indents[row]
            if indent == rounds or rounds < 0 <= within < indent:
                # The third mark of text browsers' lists: "*", "+", "o".  What is wrapped begins where the text does.
                rounds = indent
                texts[row], bullets[row] = text[2:].lstrip(STRIP), "o"
                columns[row] = indent + TEXT_BEHIND
        elif text[0] in BULLETS and (item := _PLAIN_ITEM.match(text)):
            texts[row], bullets[row] = text[item.end() :], item[1]
            columns[row] += item.end()
        elif _RULE.match(text):
            rules.add(row)
        else:
            peeled = _peel(text, counted.get(indents[row], -1))
            if peeled[2] >= 0:
                counted[indents[row]] = peeled[2]
            texts[row], bullets[row], page.number[row], page.quote[row], page.heading[row], shift = peeled
            columns[row] += shift
        if bullets[row] == "+" and indents[row] + TEXT_BEHIND != within:
            within, rounds = indents[row] + TEXT_BEHIND, -1
    return rules


def _marked_rows(texts: list[str]) -> list[int]:
    """The rows that begin as a mark would."""
    return [
        row
        for row, text in enumerate(texts)
        if text[0] in _MARKED and (text[0] not in _MARK_IF or _MAY_BE_MARK.match(text))
    ]


def _clean_rows(page: Page) -> set[int]:
    """Take marks out of the rows; gives the rows that held nothing else (icons) and mark no item of a list."""
    texts, source = page.text, page.source
    emptied = _link_begins(texts) if page.linked else set()
    marks = CLEANED
    if are_links_numbered(source):
        emptied |= _link_list(page)
        marks = (*CLEANED, LINK_NUMBERS)
    for signs, clean, least in marks:
        found = ((sign, row) for sign in signs for row in rows_holding(sign, source, page.start, lambda: texts))
        marked = {row for sign, row in found if sign in texts[row]}
        cleaned = {row: text for row in marked if (text := clean(texts[row])) != texts[row]}
        for row, text in cleaned.items() if len(cleaned) >= least else ():
            texts[row] = text
            if not text and not page.bullet[row] and page.number[row] < 0:
                emptied.add(row)
    return emptied


def _said_below(page: Page, pictures: list[int], none: set[int]) -> set[int]:
    """Those of the rows of nothing but a picture whose text the row below says again: "Ann's avatar", "Ann"."""
    again: set[int] = set()
    for row in pictures:
        below = next((below for below in range(row + 1, len(page)) if below not in none), row)
        if below > row and page.text[below] and _says_again(page.text[below], page.text[row]):
            if page.bullet[row] or page.number[row] >= 0:
                page.text[row] = ""
            else:
                again.add(row)
    return again


def _says_again(text: str, picture: str) -> bool:
    """Whether a picture's text holds a row, or begins as the row does: "Ann Lee, photo" above "Ann Lee 3h"."""
    begin = match[0].rstrip() if (match := _PICTURED.match(picture)) else ""
    goes_on = text[len(begin) : len(begin) + 1]
    return text in picture or (len(begin) > 1 and text.startswith(begin) and not goes_on.isalnum())


def _join_links(page: Page) -> set[int]:
    """Join the rows of links that were wrapped within their text, target or title; gives the rows that were joined.

    Before gaps are counted: ``page.gap`` has the lines that rows stand on.
    """
    texts, joined = page.text, set()
    for row in [row for row, text in enumerate(texts[:-1]) if "[" in text and ends_in_link(text)]:
        top = row
        while top in joined:
            top -= 1
        below = row + 1
        unmarked = not page.bullet[below] and page.number[below] < 0 and not page.quote[below]
        if unmarked and page.gap[below] == page.gap[row] + 1 and goes_on_with_link(texts[top], texts[below]):
            texts[top], page.end[top] = f"{texts[top]} {texts[below]}", page.end[below]
            joined.add(below)
    _close_gaps(page, joined)
    return joined


def _link_begins(texts: list[str]) -> set[int]:
    """The rows that are no more than the begin of a link around the rows below: "[", "Ann", "](/u/ann)"."""
    begins: set[int] = set()
    begin = -1
    for row in [row for row, text in enumerate(texts) if text == "[" or text.startswith("](")]:
        if texts[row] == "[":
            begin = row
        elif begin >= 0 and row - begin <= MOST_LINKED:
            begins.add(begin)
            begin = -1
    return begins


def _link_list(page: Page) -> set[int]:
    """The rows of the list of addresses below a page whose links are numbered, with its titles ("References").

    Before gaps are counted: ``page.gap`` has the lines that rows stand on.
    """
    begin = row = len(page)
    titles = 0
    while row and titles <= MOST_TITLES:
        row -= 1
        if page.number[row] >= 0 and ADDRESS(page.text[row]):
            begin, titles = row, 0
        elif len(page.text[row].split()) <= MOST_TITLES and row and page.gap[row - 1] < page.gap[row] - 1:
            titles += 1
        else:
            break
    return set(range(row + 1, len(page))) if begin < len(page) else set()


def rows_holding(literal: str, text: str, starts: Sequence[int], rows: Callable[[], Sequence[str]]) -> list[int]:
    """The rows that hold a literal; where few do, it is found sooner in the text they make up, where they start so."""
    found: list[int] = []
    most = len(starts) // RARELY
    place, below = find_sign(literal, text), 0
    while place >= 0:
        below = bisect_right(starts, place, below)
        found.append(below - 1)
        if len(found) > most:
            return [row for row, line in enumerate(rows()) if literal in line]
        place = find_sign(literal, text, starts[below]) if below < len(starts) else -1
    return found


def _blank_item_pictures(page: Page) -> None:
    """Leave nothing but its mark of a row with a list mark and a word in brackets ("2. [member]") above indented rows.

    Text browsers print a picture so; but "[deleted]" is an author.
    """
    for row in [row for row, text in enumerate(page.text[:-1]) if text[-1:] == "]"]:
        text = page.text[row]
        if not page.bullet[row] and page.number[row] < 0:
            continue
        inside = not page.bullet[row + 1] and page.number[row + 1] < 0 and page.indent[row + 1] > page.indent[row]
        if inside and not page.gap[row + 1] and _BRACKETS.fullmatch(text) and not is_deleted(fold(text)):
            page.text[row] = ""


def _pass_marks_on(page: Page, lone: list[int]) -> None:
    """Give a mark alone on its line to the row below, with the gap above it."""
    for row in lone:
        below = row + 1
        if below == len(page) or not page.text[below]:
            continue
        page.gap[below] += page.gap[row]
        if not page.bullet[below] and page.number[below] < 0:
            page.bullet[below], page.number[below] = page.bullet[row], page.number[row]
            # Headings and tables break out of items to the left in Lynx; other marks there are of items left empty.
            broken_out = LYNX_MARKS.get(page.bullet[row]) == page.indent[row]
            page.indent[below] = page.indent[row] if broken_out else min(page.indent[below], page.indent[row])
    _leave_out(page, lone)


def _peel(body: str, before: int) -> tuple[str, str, int, int, bool, int]:
    """A marked line without its marks: (text, bullet, number, quote depth, heading, width of the marks).

    ``before`` is the number of the list's last item: "5. April" below item 4 is somebody's name.
    """
    bullet, number, quote, heading = "", -1, 0, False
    full = len(body)
    for _ in range(MOST_MARKS):
        if not body:
            break
        first = body[0]
        if first in BULLETS and (len(body) == 1 or body[1] in " \t\xa0"):
            bullet = bullet or first
            body = body[1:].lstrip(STRIP)
        elif first.isdecimal():
            match = _LIST_NUMBER.match(body)
            if match is None or (_starts_with_date(body) and not _goes_on(match, before)):
                break
            number = int(match[1])
            body = body[match.end() :].lstrip(STRIP)
        elif first == ">":
            quote += 1
            body = body[1:].lstrip(STRIP)
        elif first == "#":
            match = HEADING.match(body)
            if match is None:
                break
            heading = True
            body = body[match.end() :]
        elif first in "([":
            match = _BROWSER_NOISE.match(body)
            if match is None:
                break
            body = body[match.end() :]
        elif first == "\\" and len(body) > 1:
            body = body[1:]
            if body[0] not in "+-#.)*_":
                break
        else:
            break
    shift = full - len(body)
    if body and body[0] in "*_`[!":
        body = unstyle(body)
    return body, bullet, number, quote, heading, shift


def _goes_on(match: re.Match[str], before: int) -> bool:
    """Whether a list number follows another, and no year or time of day is behind it."""
    return int(match[1]) == before + 1 > 0 and not any(map(str.isdigit, match.string[match.end() :]))


def _starts_with_date(body: str) -> bool:
    """Whether "18. Oktober 2019" opens the line: its number belongs to the date."""
    return opens_with_date(body[:LONGEST_OPENING])


def _wrap_column(page: Page, raw: list[str]) -> int:
    """The column at which an extractor wrapped this page, or 0.

    A wrapped page has a hard right edge: hardly a line is longer, and lines
    near the edge are followed by one whose first word would not have fitted.
    Converters to Markdown that wrap texts leave rows of links and lists whole.
    """
    whole = compress(raw, [not _WHOLE(line) for line in raw]) if page.linked else raw
    lengths = list(filter(None, map(len, whole)))
    place = int(len(lengths) * FULL_SHARE)
    if len(lengths) < LEAST_WRAPPED or len([length for length in lengths if length > WIDEST]) >= len(lengths) - place:
        return 0  # nearly all pages end here
    edge = sorted(lengths)[place]
    if edge < NARROWEST:
        return 0
    widths, printed = _as_printed(page)
    below = zip(widths, page.gap[1:], page.bullet[1:], page.number[1:], printed[1:], strict=False)
    going_on = [
        width + 1 + len(text.split(None, 1)[0])
        for width, gap, bullet, number, text in below
        if edge * 0.6 <= width <= edge and not gap and not bullet and number < 0
    ]
    breaks = sum(1 for width in going_on if width > edge)
    fits = len(going_on) - breaks
    return edge if breaks >= 5 and breaks > 2 * fits else 0


def _as_printed(page: Page) -> tuple[Iterable[int], Sequence[str]]:
    """How wide the last lines of all rows are, and what the rows begin with."""
    source = page.source
    if not page.linked:
        return map(sub, page.end, page.start), page.text
    spans = list(zip(page.start, page.end, page.text, strict=True))
    widths = [end - max(start, source.rfind("\n", start, end) + 1) for start, end, _ in spans]
    return widths, [source[start : min(end, start + WIDEST)].lstrip() or text for start, end, text in spans]


def _with_digits_alike(words: list[str]) -> list[str]:
    encoded = "\n".join(words).encode("utf-8", "surrogatepass")
    return encoded.translate(_DIGITS_ALIKE).decode("utf-8", "surrogatepass").split("\n")


def _first_words(text: str) -> str:
    """The first word of a row; two words where the first may begin any sentence."""
    first, *others = text[:LONGEST_OPENING].split(None, 2)
    return f"{first} {others[0]}" if others and first.isalpha() else first


def _openings(texts: list[str]) -> list[str]:
    """How rows begin: "Posted by"; with all digits alike."""
    return _with_digits_alike(
        [
            _first_words(text) if text[0].isupper() else text[:LONGEST_OPENING].split(None, 1)[0]  # most of prose
            for text in texts
        ]
    )


def _closings(texts: list[str]) -> list[str]:
    """How short rows end, if it is with digits, which may be the time of day of a byline: "… 00:00"."""
    last = [text.rsplit(None, 1)[-1] if len(text) <= SHORTEST_PROSE else "" for text in texts]
    return [f"… {word}" if "0" in word else "" for word in _with_digits_alike(last)]


def _opens(above: str, opening: str, closing: str, usual: set[str]) -> bool:
    """Whether a row is a byline or the like below a full line, rather than the rest of a paragraph."""
    ended = above[-1] in _SENTENCE_END
    if opening not in usual or above[-1] in _GOES_ON:
        return ended and closing in usual
    return ended or opening[-1] == ":" or "0" in opening


def _wrapped_rows(page: Page) -> list[int]:
    """Which rows may go on with the row above: unmarked, and their first words would not have fitted there."""
    wrap = page.wrap
    widths, printed = _as_printed(page)
    marks = zip(widths, printed[1:], page.gap[1:], page.bullet[1:], page.heading[1:], page.number[1:], strict=False)
    return [
        row
        for row, (width, text, gap, bullet, heading, number) in enumerate(marks, start=1)
        if width <= wrap
        and not (gap or bullet or heading or number >= 0)
        and wrap < width + 1 + len(text[: wrap + 1].split(None, 1)[0])
    ]


def _of_their_own(below: list[str], others: list[str]) -> set[str]:
    """Texts (or beginnings of texts) below full lines that keep coming elsewhere, where they would have fitted above.

    "Reply" below every post continues no paragraph, however full the line
    above; "(UTC)" below full lines only is what was left of a paragraph.
    """
    below_full = Counter(below)
    fitting = Counter(filter(below_full.__contains__, others))
    return {text for text, full in below_full.items() if fitting[text] >= max(LEAST_ALIKE - full, full)}


def _return_years(page: Page) -> None:
    """Give rows back the year that wrapping put in front, where a list's number would stand ("2018. (CET)")."""
    before = -1
    for row, number in enumerate(page.number):
        if number >= LEAST_YEAR and number != before + 1 and row and not page.gap[row]:
            width = page.end[row - 1] - page.start[row - 1]
            if width <= page.wrap < width + 1 + len(f"{number}."):
                page.text[row] = page.source[page.start[row] : page.end[row]].strip(STRIP)
                page.number[row], page.column[row] = -1, page.indent[row]
                continue
        before = number if number >= 0 else before


def _unwrap(page: Page) -> None:
    """Join rows that a wrapped paragraph was cut into, in place."""
    _return_years(page)
    texts = page.text
    wrapped = _wrapped_rows(page)
    if not wrapped:
        return
    below, full = [texts[row] for row in wrapped], set(wrapped)
    others = [text for row, text in enumerate(texts) if row not in full]
    often = _of_their_own(below, others)
    # How rows begin or end that can continue no paragraph, if most such rows do: "Posted by ...", "... at 12:04".
    openings, closings = _openings(below), _closings(below)
    usual = _of_their_own(openings, _openings(others))
    if any(closings):
        usual |= _of_their_own(closings, _closings(others)) - {""}
    joined: list[int] = []
    top = 0
    for i, text, opening, closing in zip(wrapped, below, openings, closings, strict=True):
        above = texts[i - 1]
        if joined[-1:] != [i - 1]:
            top = i - 1
        if text not in often:
            same_block = page.quote[i] == page.quote[top] and abs(page.indent[i] - page.column[top]) <= SAME_COLUMN
            ruled = _RULE.match(text) or _RULE.match(above)  # as wide as the page, it would not have fitted
            if same_block and not ruled and not _opens(above, opening, closing, usual):
                texts[top] = f"{texts[top]} {text}"
                page.end[top] = page.end[i]
                joined.append(i)
    _leave_out(page, joined)


def _join_ages(page: Page) -> None:
    """Join the rows of relative dates of which the site links or marks a part: "3 days", "ago"; "il y a", "3 jours"."""
    texts, (before, after) = page.text, around_ages()
    if before.isdisjoint(texts) and after.isdisjoint(texts):
        return  # the more usual case
    joined: list[int] = []
    for row, (above, text) in enumerate(pairwise(texts), start=1):
        if page.gap[row] or not (text in after or above in before) or joined[-1:] == [row - 1]:
            continue
        whole = f"{above} {text}"
        if any(date.relative and date.start < len(above) < date.end == len(whole) for date in find_dates(whole)):
            texts[row - 1], page.end[row - 1] = whole, page.end[row]
            joined.append(row)
    _leave_out(page, joined)


def _part_signed(page: Page) -> None:
    """Part rows behind signatures, in place: "... Ann 12:45, 5 May 2019 (UTC) I think so too. Bob 12:50, ..."

    Replies nested in definition lists come out of some extractors in one row.
    A clock time, a year and a zone in brackets close a signature; on pages
    where several rows end so, what follows one is another text.
    """
    closed = [text[-SIGNATURE:] for text in page.text if text[-1] == ")"]
    signed = (text for text in closed if _ZONE.search(text) and _SIGNED.search(text))
    if len(list(islice(signed, LEAST_SIGNED))) < LEAST_SIGNED:
        return
    going_on = [row for row, text in enumerate(page.text) if " (" in text and _ZONE_WITHIN.search(text)]
    parted = {row: parts for row in going_on if len(parts := _signed_parts(page, row)) > 1}
    if not parted:
        return
    for place, name in enumerate(("text", "start", "end")):
        _replace(page, name, {row: [part[place] for part in parts] for row, parts in parted.items()})
    for name, later in (("bullet", ""), ("number", -1), ("gap", 0), ("heading", False)):
        column = getattr(page, name)
        _replace(page, name, {row: [column[row], *[later] * (len(parts) - 1)] for row, parts in parted.items()})
    for name in ("indent", "column", "quote"):
        column = getattr(page, name)
        _replace(page, name, {row: [column[row]] * len(parts) for row, parts in parted.items()})


def _replace(page: Page, name: str, entries: dict[int, list[Any]]) -> None:
    """Put several entries of a column in the place of one, for some rows in page order."""
    column = getattr(page, name)
    new: list[Any] = []
    done = 0
    for row, several in entries.items():
        new += column[done:row]
        new += several
        done = row + 1
    setattr(page, name, new + column[done:])


def _signed_parts(page: Page, row: int) -> list[tuple[str, int, int]]:
    """The texts of a row up to and behind each signature in it, with their places in the source."""
    text, begin, end = page.text[row], page.start[row], page.end[row]
    parts: list[tuple[str, int, int]] = []
    cursor = stop = 0
    # Zones are few and quickly found; what may be the end of a signature begins at any number.
    for zone in _ZONE.finditer(text):
        match = _SIGNED.search(text, max(stop, zone.end() - SIGNATURE), zone.end() + 1)
        if match is None:
            continue
        stop = match.end()
        rest = text[stop:].lstrip(STRIP)
        place = page.source.find(rest[:SIGNATURE], begin, end) if rest else -1
        if place < 0:
            continue
        parts.append((text[cursor:stop].strip(STRIP), begin, place - 1))
        cursor, begin = len(text) - len(rest), place
    return [*parts, (text[cursor:], begin, end)]
