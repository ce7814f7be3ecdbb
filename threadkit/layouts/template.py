"""Byline templates: from ``{author} says: {timestamp}`` to a matcher over masked rows.

Decides what a template means.  Dates are recognised beforehand and stand as
one character each in the masked page, so a template never spells them out.
White space in a template matches any run of blanks and at most one line
break, because one platform reaches us through many extractors.  What stands
in square brackets may be missing.  ``{by|von}`` stands for one of these words
or phrases, as if the template were written once with each of them:

>>> spelled_out("{author}, {posted|publicado [el]} {timestamp}")
('{author}, posted {timestamp}', '{author}, publicado [el] {timestamp}')
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from threadkit.layouts.demands import Beside, Item, Items, anchor_of
from threadkit.layouts.patterns import (
    BREAK,
    CLOCK_SLOT,
    COUNTS,
    DATES,
    FIELDS,
    FREE,
    GAP,
    LONGEST_NAME,
    LONGEST_TITLE,
    MOST_BLANKS,
    ORNAMENT,
    PAGE_CLASSES,
    PATTERNS,
    SPACE,
    STOPPERS,
    WORD_CLASSES,
    class_words,
    clock_pattern,
    field_pattern,
    free_pattern,
    one_of,
    slot_of,
)
from threadkit.lines import BULLETS, DATE
from threadkit.markup import plain_line
from threadkit.masking import TIME, fold_letters

MOST_FREE = 4
"""Free parts multiply the ways to match a row; four still fail fast."""
MOST_SPELLED = 1000
"""More templates than this, of one with several choices of words, would take minutes to compile."""
GONE = "gone"
"""Groups of this name and a number show where a mark between fields is not printed in the match."""
_CHOICE = re.compile(r"\{([^{}|]*\|[^{}]*)\}")
"""One of several words or phrases, in several languages as a rule."""
_TOKEN = re.compile(r"\{(\w+)\}|(\[)|(\])|(\s+)|((?:\\.|[^\[\]{}\s\\])+)|(.)", re.DOTALL)
_NAME_AND_DATE = re.compile(r"\{author\}[^\w{}]*\{timestamp\}")
_TAIL = r"(?P<tail>(?>[^\n]{0,79}[^\n \t]|))"
_END = r"[ \t]*(?=\n|\Z)"
# A free part behind a free field: on the next row, or set off by a sign ("Ann (author)", "Ann - London").
_APART = rf"(?:{BREAK}|[ \t\xa0]++(?=[^\w\s{DATE}{TIME}]))"
# After a free field, and parts that may be missing, a tail could swallow the field's own text.
_FREE_END = re.compile(r"\{(?:author|title|reply_to|_)\}(?:[ \n]+\[(?:\\.|[^\]\\])*\])*\Z")
# "Ann says:" right above a lone date is half of a byline, which a template with the date reads whole.
_NO_DATE = rf"(?!\n[{DATE}{TIME}][ \t]*(?:\n|\Z))"
_DASHES = "–—-−"
_PUNCTUATION = frozenset(',.:;|()<>«»"')


class TemplateError(ValueError):
    """A template that cannot be compiled."""


@dataclass(slots=True, frozen=True)
class Template:
    """A compiled template.

    Its pattern matches the *folded* masked text from a row's start.  ``anchor`` is what a row must
    hold for a match to be possible: ``("literal", text)``, ``("says", "")``,
    ``("date", "")`` or ``("any", "")``; ``reach`` is how many rows above the
    anchor's row a match may begin.  ``inline`` templates may start mid-row;
    where ``leads`` is set, the body may begin on the row on which the match ends.
    ``bullet`` holds the marks of which the first row must carry one, if any.
    Some fields tell at a glance where no match is possible.  ``needs``: literals that every match holds, but for
    those that ``beside`` asks for; ``whole``: literals that have blanks on both sides; ``near``: what it needs but for
    the anchor, with the first and last row that it may stand in, counted from the anchor's; ``dated``: the same for the
    date; ``beside``: what stands on either side of the date (None for a template that need not have one); ``follows``:
    what must come behind the free text that opens a match, in the same row or at the next row's begin ("" for
    anything), within ``longest`` characters.  A match begins at least ``least`` rows above the anchor's.
    """

    source: str
    regex: str
    """The pattern, with marks where the words of classes, and the time of day, belong."""
    anchor: tuple[str, str]
    reach: int
    fields: frozenset[str]
    inline: bool = False
    leads: bool = False
    bullet: str = ""
    needs: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    near: tuple[tuple[str, int, int], ...] = ()
    beside: Beside | None = None
    dated: tuple[int, int] = (0, 0)
    follows: str = ""
    longest: int = LONGEST_TITLE + MOST_BLANKS
    date_within: int = 0
    """The first date behind where a match begins is the match's, within so many characters; 0 where that is open."""
    least: int = 0
    tailed: bool = False
    """Whether a match may take in what follows on its last row."""
    classes: tuple[str, ...] = ()
    """Word classes of which every match holds a word."""
    marks: int = 0
    """How many list marks between its fields may have been peeled off a row."""
    slots: tuple[str, ...] = ()
    """Word classes whose words are to be put into the pattern."""
    unmarked: bool = False
    """Whether nothing but a sign tells its matches from other text: "{author}", "{author}: {body}"."""
    words: float = 0.0
    """How wordy it is (see :func:`literal_weight`)."""
    begins: str = ""
    """The word class that every match begins with a word of, if there is one and few rows do."""
    repeats: int | None = None
    """At most so many rows below its own the author who opens a match is named again."""
    opens: str = ""
    """The sign that an inline match begins with ("– Ann, 5 May" behind what she says)."""

    def pattern(self, words: Callable[[str], tuple[str, ...]], *, timed: bool) -> re.Pattern[str]:
        """The pattern for a page; ``words`` tells which words of a class the page has.

        ``timed`` says whether times of day stand on the page that belong to no date.

        A class has a thousand words and a page a handful: with all of them each template would take as long to
        compile as a page to read.  Words of earlier pages may be in it, and change nothing in what matches.
        """
        return _grown(self.regex, self.slots).pattern_for(words, timed)


def check_template(source: str, *, byline: bool) -> None:
    """Raise ``TemplateError`` if a template cannot be used."""
    for template in map(compile_template, spelled_out(source)):
        if byline and not template.fields and template.anchor[0] == "any":
            raise TemplateError("it has neither a field nor a literal word to find it by")


@lru_cache(maxsize=2048)
def spelled_out(source: str) -> tuple[str, ...]:
    """The templates that one stands for, in order: a choice of words in braces stands for each of them.

    >>> spelled_out("({talk|discuter}) {timestamp}")
    ('(talk) {timestamp}', '(discuter) {timestamp}')

    Raises
    ------
    TemplateError
        If several choices make more templates than ``MOST_SPELLED``.
    """
    count = math.prod(match[1].count("|") + 1 for match in _CHOICE.finditer(source))
    if count > MOST_SPELLED:
        raise TemplateError(f"its choices of words stand for {count:,} templates, {MOST_SPELLED:,} at most are allowed")
    choice = _CHOICE.search(source)
    if choice is None:
        return (source,)
    before, behind = source[: choice.start()], spelled_out(source[choice.end() :])
    return tuple(before + word.strip() + rest for word in choice[1].split("|") for rest in behind)


@lru_cache(maxsize=2048)
def compile_template(source: str) -> Template:
    """Compile a template.

    Raises
    ------
    TemplateError
        For unknown fields, unbalanced brackets or an empty template.
    """
    text = source.replace("⏎", "\n").strip()
    inline, text = text.startswith("{body}"), text.removeprefix("{body}").strip()
    leads, text = text.endswith("{body}"), text.removesuffix("{body}").strip()
    # Rows come without their bullets, so one in front of a template is looked up apart; within rows a dash is one.
    bullet = ""
    if not inline and text[:1] in BULLETS and text[1:2].isspace():
        bullet, text = _DASHES if text[0] in _DASHES else text[0], text[1:].lstrip()
    text = "\n".join(plain_line(line) for line in text.split("\n"))
    if not text:
        raise TemplateError("it is empty")
    if text.count("{_}") > MOST_FREE:
        raise TemplateError(f"more than {MOST_FREE} free parts {{_}}: it would match almost anything, slowly")
    builder = _Builder(text, inline)
    builder.read()
    items = builder.items
    lead = "" if inline else ORNAMENT
    end = r"[ \t]*+" if leads else _END if _FREE_END.search(text) else _TAIL + _END
    if end is _END:
        builder.take_all()
    if not (leads or inline or builder.is_dated):
        end += _NO_DATE
    anchor, reach = anchor_of(builder.literals, builder.classes)
    return Template(
        source,
        lead + "".join(builder.parts) + end,
        anchor,
        reach,
        frozenset(builder.fields),
        inline,
        leads,
        bullet,
        needs=items.needs(),
        whole=frozenset(builder.whole) if not inline else frozenset(),
        near=items.near(anchor),
        beside=items.beside(inline),
        dated=items.dated(anchor),
        follows=items.follows(),
        longest=LONGEST_NAME + MOST_BLANKS if items.opens_with_name() else LONGEST_TITLE + MOST_BLANKS,
        date_within=items.date_within(builder.vouched) if inline else 0,
        least=items.least(anchor),
        tailed=end.startswith(_TAIL),
        classes=items.needed_classes(),
        marks=builder.marks,
        slots=tuple(name for name in PAGE_CLASSES if slot_of(name) in builder.parts),
        unmarked=anchor[0] == "any" or (anchor[0] == "literal" and not any(map(str.isalnum, anchor[1]))),
        words=literal_weight(source),
        begins=items.begins() if not inline else "",
        repeats=items.repeats() if not inline else None,
        opens=text[0] if inline and not text[0].isalnum() and text[0] not in "{[\\" else "",
    )


@lru_cache(maxsize=2048)
def literal_weight(source: str) -> float:
    """How many characters of literal text a byline template demands (log2); of a choice of words, the shortest."""
    if _CHOICE.search(source):
        return min(map(literal_weight, spelled_out(source)))
    demanded = re.sub(r"\[[^\[\]]*\]", "", source.replace("\\[", "").replace("\\]", ""))
    literal = re.sub(r"\{\w+\}|\s", "", demanded)
    return math.log2(1 + sum(1 for char in literal if char.isalnum()) + (4 if "{says}" in demanded else 0))


_SEEN: dict[str, frozenset[str]] = dict.fromkeys(PAGE_CLASSES, frozenset())
"""The words of each class that some page had.  More words than a page has change nothing in what matches there."""


class _Grown:
    """A template's pattern, which grows with what pages bring.

    Most templates are one page's own: their first pattern has the words of that page alone.  One that a further page
    uses has all words that any page had, or nearly every page would have it compiled anew.
    """

    def __init__(self, regex: str, slots: tuple[str, ...]) -> None:
        self._regex = regex
        self._held: dict[str, frozenset[str]] = dict.fromkeys(slots, frozenset())
        """The words of each class that the pattern has."""
        self._timed = CLOCK_SLOT not in regex
        """Whether the pattern has all places for a time of day that it may have."""
        self._pattern: re.Pattern[str] | None = None

    def pattern_for(self, words: Callable[[str], tuple[str, ...]], timed: bool) -> re.Pattern[str]:
        """The pattern with these words, and maybe more, of each class."""
        wanted = {name: frozenset(words(name)) for name in self._held}
        if self._pattern is None or timed > self._timed or any(not self._held[name] >= wanted[name] for name in wanted):
            for name, found in wanted.items():
                _SEEN[name] |= found
            self._held = wanted if self._pattern is None else {name: _SEEN[name] for name in wanted}
            self._timed |= timed
            self._pattern = re.compile(self._filled())
        return self._pattern

    def _filled(self) -> str:
        regex = self._regex.replace(CLOCK_SLOT, clock_pattern() if self._timed else "")
        for name, words in self._held.items():
            regex = regex.replace(slot_of(name), one_of(words))
        return regex


_grown = lru_cache(maxsize=4096)(_Grown)


@dataclass(slots=True)
class _Builder:
    """A template on its way to a pattern, token by token.

    ``literals`` and ``classes`` are what stands outside optional parts, each
    with the number of possible line breaks before it: candidates for the anchor.
    """

    text: str
    inline: bool
    """Whether bylines may begin within a row."""
    parts: list[str] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    literals: list[tuple[int, str]] = field(default_factory=list)
    classes: list[tuple[int, str]] = field(default_factory=list)
    items: Items = field(default_factory=Items)
    rows: int = 0
    """Most line breaks so far, those in what a field matches included."""
    sure: int = 0
    """Fewest line breaks so far."""
    whole: set[str] = field(default_factory=set)
    """Literals with blanks, or the row's edge, on both sides."""
    apart: bool = False
    """Whether there is a blank, or the row's edge, before the last literal."""
    depth: int = 0
    breaks: int = 0
    previous: str = ""
    """Kind of the token before: "word", "field", "space", "open", "close" or ""."""
    free: bool = False
    """Whether the last field matches anything."""
    marks: int = 0
    outer: list[bool] = field(default_factory=list)
    """The same for the places where the open optional parts began."""
    open_ended: tuple[int, str] | None = None
    """Which part is the last free field, while nothing but blanks follows it, and its name."""

    @property
    def vouched(self) -> bool:
        """Whether something vouches for the author, who may be a pingback's title: a verb of saying, or what stands
        behind most dates where names and dates are all of a row of their own."""
        return "{says}" in self.text or (not self.inline and _NAME_AND_DATE.fullmatch(self.text) is not None)

    @property
    def is_dated(self) -> bool:
        """Whether the template holds a date, be it the post's or another."""
        return any(f"{{{name}}}" in self.text for name in ("timestamp", "time", "date"))

    def read(self) -> None:
        for match in _TOKEN.finditer(self.text):
            name, opening, closing, space, literal, stray = match.groups()
            if space is None and not opening and not closing:
                self.free = name in FREE and (name == "_" or name not in self.fields)
            if name is not None:
                self._add_field(name, match.start())
            elif opening:
                self._open(match.end())
            elif closing:
                self._close()
            elif space:
                self._add_space(match.start(), match.end())
            elif literal:
                self._add_literal(re.sub(r"\\(.)", r"\1", literal))
            else:
                raise TemplateError(f"unexpected {stray!r}")
        if self.depth:
            raise TemplateError("'[' without ']'")

    def _add_field(self, name: str, start: int) -> None:
        if self.previous == "word" and self.text[start - 1] in _PUNCTUATION:
            self.parts.append(SPACE)
            self.breaks += 1
            self.rows += 1
        if name in WORD_CLASSES:
            self.parts.append(one_of(frozenset(class_words(name))) if name not in PAGE_CLASSES else slot_of(name))
        elif name in FIELDS:
            self.parts.append(field_pattern(name, self.fields, self.vouched))
        else:
            raise TemplateError(f"unknown field {{{name}}}; known are {', '.join(FIELDS)}")
        if self.parts[-1] in (PATTERNS["timestamp"], PATTERNS["time"]):
            self.take_all(STOPPERS if name == "timestamp" else STOPPERS + TIME)
        self.open_ended = (len(self.parts) - 1, name) if self.free else None
        if not self.depth and (name in WORD_CLASSES or name in DATES):
            self.classes.append((self.breaks, name))
        self.rows += name in WORD_CLASSES
        self._add_item("field", name)
        self.rows += name in DATES
        self.previous = "field"

    def take_all(self, stoppers: str = STOPPERS) -> None:
        """Let the last free field take in all text up to what comes next, as that cannot stand within it.

        Otherwise the pattern tries every place on the way, which is slowest on rows that do not match.
        """
        if self.open_ended is not None:
            place, name = self.open_ended
            self.parts[place] = free_pattern(name, self.vouched, stoppers, whole=True)

    def _open(self, end: int) -> None:
        # The blank before an optional part is optional with it.
        blank = self.parts.pop() if self.previous == "space" and self.parts[-1] in (SPACE, GAP) else ""
        if blank and self.free and _next_field(self.text, end) in FREE - (self.fields - {"_"}):
            blank = _APART  # or "{author} [{_}]" would find the author "A" in "Ann Lee"
        self.outer.append(self.free)
        self.free = False
        self.open_ended = None
        self.parts.append("(?:" + blank)
        self.depth += 1
        self._add_item("open", "[")
        self.previous = "open"

    def _close(self) -> None:
        if not self.depth:
            raise TemplateError("']' without '['")
        self.parts.append(")?")
        self.free |= self.outer.pop()  # the part may be missing, and what follows stand behind the field before it
        self.depth -= 1
        self._add_item("close", "]")
        self.previous = "close"

    def _add_space(self, start: int, end: int) -> None:
        if self.free and _next_field(self.text, end) in FREE - (self.fields - {"_"}):
            # Two free fields in a row: only a line break tells where one ends.
            self.parts.append(BREAK)
            self.take_all()
            self.sure += not self.depth
        else:
            # "Ann77 3 reviews": a name may end in digits, and only the blank tells.
            counted = self.free and _next_field(self.text, end) in COUNTS and self.text[end : end + 1] == "{"
            between_words = self.previous == "word" and self.text[start - 1].isalnum() and self.text[end].isalnum()
            self.parts.append(GAP if between_words or counted else SPACE)
            if between_words and self.apart and not self.depth:
                self.whole.add(self.items[-1].text)
        self.breaks += 1
        self.rows += 1
        self.previous = "space"

    def _add_literal(self, word: str) -> None:
        self.open_ended = None
        if self.previous in ("field", "close", "open") and word[0] in _PUNCTUATION:
            self.parts.append(SPACE)  # a comma may stand in a cell of its own
            self.breaks += 1
            self.rows += 1
        self.apart = not self.parts or self.parts[-1] is GAP
        self.parts.append(re.escape(fold_letters(word)))
        kind = "word"
        if self.previous == "space" and word in BULLETS:
            # A mark between two fields is gone where it opened a row.
            kind = "mark"
            gone = f"{GONE}{self.marks}"
            self.parts[-2:] = [rf"(?:{self.parts[-2]}{self.parts[-1]}|(?P<{gone}>(?=[ \t]*\n)))"]
            self.marks += 1
        if not self.depth:
            self.literals.append((self.breaks, word))
        self._add_item(kind, fold_letters(word))
        self.previous = "word"

    def _add_item(self, kind: str, text: str) -> None:
        self.items.append(Item(kind, text, self.rows, self.sure, self.depth > 0))


def _next_field(text: str, at: int) -> str:
    """The field that opens at a place of a template, or ''."""
    match = _TOKEN.match(text, at)
    return (match[1] or "") if match is not None else ""
