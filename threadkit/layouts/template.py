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
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.lines import BULLETS, DATE
from threadkit.markup import plain_line
from threadkit.masking import TIME, fold_letters

FIELDS = (
    *("author", "timestamp", "time", "number", "title", "score", "depth", "reply_to", "reply_to_number"),
    *("date", "n", "_"),
)
"""Names a template may hold in braces.  ``{date}`` is a date that is not the post's, ``{n}`` any number, ``{_}`` any
short text; ``{says}``, ``{by}``, ``{on}`` and ``{role}`` are word classes of many languages."""

MOST_FREE = 4
"""Free parts multiply the ways to match a row; four still fail fast."""

LONGEST_TITLE = 140
"""A title, and an author in front of a verb of saying (a pingback's is a title), has at most this many characters."""

MOST_BLANKS = 20
"""No more blanks stand between two pieces of a byline."""

LONGEST_NAME = 60

MOST_SPELLED = 1000
"""More templates than this, of one with several choices of words, would take minutes to compile."""
LEAST_TOGETHER = 4
"""Fewer words are compiled sooner one by one."""

GONE = "gone"
"""Groups of this name and a number show where a mark between fields is not printed in the match."""

_WORD_CLASSES = ("says", "by", "on", "role")
_PAGE_CLASSES = ("says", "by", "role")
"""Word classes so large that a pattern holds only the words that the page at hand has."""
_DATES = ("timestamp", "time")
_CHOICE = re.compile(r"\{([^{}|]*\|[^{}]*)\}")
"""One of several words or phrases, in several languages as a rule."""
_TOKEN = re.compile(r"\{(\w+)\}|(\[)|(\])|(\s+)|((?:\\.|[^\[\]{}\s\\])+)|(.)", re.DOTALL)
# Possessive, and no field begins or ends with a blank: otherwise blanks could be
# dealt out between fields in many ways, and a row that fails to match takes minutes.
# No row is empty, so this is one line break at most.
_SPACE = r"[ \t\xa0\n]*+"
_GAP = r"[ \t\xa0\n]++"
_BREAK = r"[ \t\xa0]*+\n[ \t\xa0]*+"
_LONGEST = {"author": LONGEST_NAME, "title": LONGEST_TITLE, "reply_to": LONGEST_NAME, "_": 90}
_FREE = frozenset(_LONGEST)
_COUNTS = frozenset(("n", "number", "score", "depth"))
"""Fields that begin with a digit."""
_UNSPACED = "\u3040-\u30ff\u3400-\u9fff"  # Japanese and Chinese: no blank before a word
_GLUED = re.compile(f"[{_UNSPACED}]")
_STOPPERS = f"\\n{DATE}"
_CLOCK_SLOT = "\x00clock\x00"
"""Where :func:`_clock` goes; a third of the pattern's cost, for naught where a page has no time of day apart."""
LONGEST_ORNAMENT = 3
ORNAMENT = rf"(?:[^\w\s{DATE}{TIME}]{{1,{LONGEST_ORNAMENT}}}[ \t]++)?"
"""Arrows and the like in front of a byline."""
_NAME_AND_DATE = re.compile(r"\{author\}[^\w{}]*\{timestamp\}")
_TAIL = r"(?P<tail>(?>[^\n]{0,79}[^\n \t]|))"
_END = r"[ \t]*(?=\n|\Z)"
# A free part behind a free field: on the next row, or set off by a sign ("Ann (author)", "Ann - London").
_APART = rf"(?:{_BREAK}|[ \t\xa0]++(?=[^\w\s{DATE}{TIME}]))"
# After a free field, and parts that may be missing, a tail could swallow the field's own text.
_FREE_END = re.compile(r"\{(?:author|title|reply_to|_)\}(?:[ \n]+\[(?:\\.|[^\]\\])*\])*\Z")
# "Ann says:" right above a lone date is half of a byline, which a template with the date reads whole.
_NO_DATE = rf"(?!\n[{DATE}{TIME}][ \t]*(?:\n|\Z))"
_DASHES = "–—-−"
_PUNCTUATION = frozenset(',.:;|()<>«»"')

_PATTERNS = {
    "timestamp": rf"(?P<timestamp>{DATE}){_CLOCK_SLOT}",
    "time": rf"(?P<timestamp>[{DATE}{TIME}])",
    "number": r"#?(?P<number>\d[\d.,]{0,11})",
    "score": r"(?P<score>[-−+–]?\d[\d.,]{0,8}[kKmM]?)",
    "depth": r"(?P<depth>\d{1,3})",
    "reply_to_number": r"#?(?P<reply_to_number>\d[\d.]{0,11})",
    "date": rf"(?:[{DATE}{TIME}]|[^\W\d_]{{3,12}}\.? \d{{4}})",  # also the month in which a member joined
    "n": r"\d[\d.,:]*+[kKmM%]?",
}


class TemplateError(ValueError):
    """A template that cannot be compiled."""


@dataclass(slots=True, frozen=True, eq=False)
class Beside:
    """What a template demands right before and right after its date; blanks and one line break do not count.

    ``opens``: the date opens its row.  ``before``: the sign or the whole word that stands before it, or :data:`MARKED`;
    ``endings``: ends of that word.  ``after``: the sign or the whole word behind it, "0" for a number; ``openings``:
    beginnings of that word.  None for ``before`` or ``after`` where anything may stand.
    """

    opens: bool = False
    before: frozenset[str] | None = None
    endings: tuple[str, ...] = ()
    after: frozenset[str] | None = None
    openings: tuple[str, ...] = ()


MARKED = "\n"
"""Stands before a date that opens a row with a list mark, which was peeled off."""

_besides = lru_cache(maxsize=1024)(Beside)
"""Templates with the same demand share one value, so that pages look it up by identity."""


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
    lead = "" if inline else ORNAMENT
    end = r"[ \t]*+" if leads else _END if _FREE_END.search(text) else _TAIL + _END
    if end is _END:
        builder.take_all()
    if not (leads or inline or builder.is_dated):
        end += _NO_DATE
    anchor, reach = _anchor(builder.literals, builder.classes)
    return Template(
        source,
        lead + "".join(builder.parts) + end,
        anchor,
        reach,
        frozenset(builder.fields),
        inline,
        leads,
        bullet,
        needs=builder.needs(),
        whole=frozenset(builder.whole) if not inline else frozenset(),
        near=builder.near(anchor),
        beside=builder.beside(inline),
        dated=builder.dated(anchor),
        follows=builder.follows(),
        longest=LONGEST_NAME + MOST_BLANKS if builder.opens_with_name() else LONGEST_TITLE + MOST_BLANKS,
        date_within=builder.date_within() if inline else 0,
        least=builder.least(anchor),
        tailed=end.startswith(_TAIL),
        classes=builder.needed_classes(),
        marks=builder.marks,
        slots=tuple(name for name in _PAGE_CLASSES if _slot(name) in builder.parts),
        unmarked=anchor[0] == "any" or (anchor[0] == "literal" and not any(map(str.isalnum, anchor[1]))),
        words=literal_weight(source),
        begins=builder.begins() if not inline else "",
        repeats=builder.repeats() if not inline else None,
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


_SEEN: dict[str, frozenset[str]] = dict.fromkeys(_PAGE_CLASSES, frozenset())
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
        self._timed = _CLOCK_SLOT not in regex
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
        regex = self._regex.replace(_CLOCK_SLOT, _clock() if self._timed else "")
        for name, words in self._held.items():
            regex = regex.replace(_slot(name), _one_of(words))
        return regex


_grown = lru_cache(maxsize=4096)(_Grown)


def _slot(name: str) -> str:
    """Where the words of a class go in a pattern; no other piece of a pattern looks like this."""
    return f"\x00{name}\x00"


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
    items: list[_Item] = field(default_factory=list)
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
                self.free = name in _FREE and (name == "_" or name not in self.fields)
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
            self.parts.append(_SPACE)
            self.breaks += 1
            self.rows += 1
        if name in _WORD_CLASSES:
            self.parts.append(_one_of(frozenset(class_words(name))) if name not in _PAGE_CLASSES else _slot(name))
        elif name in FIELDS:
            self.parts.append(_field(name, self.fields, self.vouched))
        else:
            raise TemplateError(f"unknown field {{{name}}}; known are {', '.join(FIELDS)}")
        if self.parts[-1] in (_PATTERNS["timestamp"], _PATTERNS["time"]):
            self.take_all(_STOPPERS if name == "timestamp" else _STOPPERS + TIME)
        self.open_ended = (len(self.parts) - 1, name) if self.free else None
        if not self.depth and (name in _WORD_CLASSES or name in _DATES):
            self.classes.append((self.breaks, name))
        self.rows += name in _WORD_CLASSES
        self._add_item("field", name)
        self.rows += name in _DATES
        self.previous = "field"

    def take_all(self, stoppers: str = _STOPPERS) -> None:
        """Let the last free field take in all text up to what comes next, as that cannot stand within it.

        Otherwise the pattern tries every place on the way, which is slowest on rows that do not match.
        """
        if self.open_ended is not None:
            place, name = self.open_ended
            self.parts[place] = _free(name, self.vouched, stoppers, whole=True)

    def _open(self, end: int) -> None:
        # The blank before an optional part is optional with it.
        blank = self.parts.pop() if self.previous == "space" and self.parts[-1] in (_SPACE, _GAP) else ""
        if blank and self.free and _next_field(self.text, end) in _FREE - (self.fields - {"_"}):
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
        if self.free and _next_field(self.text, end) in _FREE - (self.fields - {"_"}):
            # Two free fields in a row: only a line break tells where one ends.
            self.parts.append(_BREAK)
            self.take_all()
            self.sure += not self.depth
        else:
            # "Ann77 3 reviews": a name may end in digits, and only the blank tells.
            counted = self.free and _next_field(self.text, end) in _COUNTS and self.text[end : end + 1] == "{"
            between_words = self.previous == "word" and self.text[start - 1].isalnum() and self.text[end].isalnum()
            self.parts.append(_GAP if between_words or counted else _SPACE)
            if between_words and self.apart and not self.depth:
                self.whole.add(self.items[-1].text)
        self.breaks += 1
        self.rows += 1
        self.previous = "space"

    def _add_literal(self, word: str) -> None:
        self.open_ended = None
        if self.previous in ("field", "close", "open") and word[0] in _PUNCTUATION:
            self.parts.append(_SPACE)  # a comma may stand in a cell of its own
            self.breaks += 1
            self.rows += 1
        self.apart = not self.parts or self.parts[-1] is _GAP
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
        self.items.append(_Item(kind, text, self.rows, self.sure, self.depth > 0))

    def needs(self) -> tuple[str, ...]:
        """Literals without which nothing matches; first the short ones, which templates share."""
        words = {item.text for item in self._told_apart()}
        return tuple(sorted(words, key=lambda text: (len(text), text)))

    def _told_apart(self) -> Iterator[_Item]:
        """The demanded literals, but for those right beside the date, of which :meth:`beside` says as much."""
        beside = self._words_beside()
        return (item for place, item in enumerate(self.items) if item.is_demanded("word") and place not in beside)

    def _words_beside(self) -> set[int]:
        """The places of literals that every match has next to its date, of which nothing else can stand there."""
        date = self._date_place()
        sides = () if date is None else ((date, step, list(self._neighbours(date, step))) for step in (-1, 1))
        return {
            place + step
            for place, step, found in sides
            if len(found) == 1 and (item := found[0]) is not None and item.kind == "word"
            if not item.text[0].isdecimal() and (item.text.isalnum() or len(item.text) == 1)
        }

    def _date_place(self) -> int | None:
        """The place of the date, if there must be one."""
        places = (i for i, item in enumerate(self.items) if item.is_demanded("field") and item.text in _DATES)
        return next(places, None)

    def needed_classes(self) -> tuple[str, ...]:
        """Word classes without a word of which nothing matches."""
        fields = (item.text for item in self.items if item.is_demanded("field"))
        return tuple(dict.fromkeys(name for name in fields if name in _PAGE_CLASSES))

    def near(self, anchor: tuple[str, str]) -> tuple[tuple[str, int, int], ...]:
        """The same but for the anchor, each with the rows it may stand in, counted from the anchor's row."""
        item = self._anchor_item(anchor)
        if item is None:
            return ()
        others = {other[:3] for other in self._told_apart() if other.text != item.text}
        return tuple((word, min(0, rows - item.rows), max(0, rows - item.rows)) for _, word, rows in sorted(others))

    def dated(self, anchor: tuple[str, str]) -> tuple[int, int]:
        """First and last row in which the date may stand, counted from the anchor's row."""
        item = self._anchor_item(anchor)
        date = next((other for other in self.items if other.is_demanded("field") and other.text in _DATES), None)
        if item is None or date is None:
            return 0, 0
        return min(0, date.rows - item.rows), max(0, date.rows - item.rows)

    def least(self, anchor: tuple[str, str]) -> int:
        """Fewest line breaks before the anchor."""
        item = self._anchor_item(anchor)
        return 0 if item is None else item.sure

    def _anchor_item(self, anchor: tuple[str, str]) -> _Item | None:
        names = {"date": _DATES, "time": _DATES, "literal": (anchor[1],)}.get(anchor[0], (anchor[0],))
        return next((item for item in self.items if item.is_demanded("word", "field") and item.text in names), None)

    def beside(self, inline: bool) -> Beside | None:
        """What must stand on either side of the date, if there must be one."""
        place = self._date_place()
        if place is None:
            return None
        after, openings = _joined(map(_first_word, self._neighbours(place, 1)))
        if not place:
            return _besides(opens=not inline, after=after, openings=openings)
        before, endings = _joined(map(_last_word, self._neighbours(place, -1)))
        return _besides(before=before, endings=endings, after=after, openings=openings)

    def date_within(self) -> int:
        """How far behind its begin a match has its date at most, if all before it is free text and words; else 0."""
        place = self._date_place()
        before = [item for item in self.items[:place] if item.kind not in ("open", "close")]
        if place is None or any(item.kind == "field" and item.text not in _FREE for item in before):
            return 0
        lengths = [_longest(item.text, self.vouched) if item.kind == "field" else len(item.text) for item in before]
        return sum(lengths) + MOST_BLANKS * len(before)

    def _neighbours(self, place: int, step: int) -> Iterator[_Item | None]:
        """What may stand next to an item, on one side (``step`` is 1 or -1); None for anything."""
        enters, leaves = ("open", "close") if step > 0 else ("close", "open")
        place += step
        while 0 <= place < len(self.items):
            kind = self.items[place].kind
            if kind == enters:  # an optional part: what it begins with, or what stands beyond it
                yield from self._neighbours(place, step)
                place = self._partner(place, step)
            elif kind != leaves:
                yield self.items[place]
                if kind != "mark" or step < 0:
                    return  # else the mark may be gone, and what follows it come next
            place += step
        yield None

    def _partner(self, place: int, step: int) -> int:
        """Where the optional part ends, on the other side, that has a bracket at a place."""
        depth = 0
        while True:
            item = self.items[place]
            depth += (item.kind == "open") - (item.kind == "close")
            if not depth:
                return place
            place += step

    def opens_with_name(self) -> bool:
        """Whether the first piece is an author who is not a pingback's title."""
        return bool(self.items) and self.items[0].text == "author" and "{says}" not in self.text

    def begins(self) -> str:
        """The word class that opens the template, if it is one of which few words open rows."""
        return "by" if self.items and self.items[0].is_demanded("field") and self.items[0].text == "by" else ""

    def repeats(self) -> int | None:
        """How many rows below the first one the author who opens the template is named again, at most."""
        named = [item for item in self.items if item.is_demanded("field") and item.text == "author"]
        return named[1].rows if len(named) > 1 and named[0] is self.items[0] else None

    def follows(self) -> str:
        """The literal, or the sign for a date, behind the free field that opens the template."""
        if len(self.items) < 2 or self.items[0].text not in ("author", "title"):
            return ""
        second = self.items[1]
        if second.kind == "field":
            return DATE if second.text == "timestamp" else ""
        return second.text if second.kind == "word" else ""


class _Item(NamedTuple):
    """A piece of a template: a "field", a "word", a "mark" (a word that may be gone), or the "open" or "close" of an
    optional part.

    At most ``rows`` line breaks stand before it and at least ``sure``.
    """

    kind: str
    text: str
    rows: int
    sure: int
    optional: bool

    def is_demanded(self, *kinds: str) -> bool:
        """Whether every match holds this piece, one of these kinds."""
        return not self.optional and self.kind in kinds


_Sides = tuple[frozenset[str] | None, tuple[str, ...]]
"""Signs and whole words (None for anything), and parts of words, that may stand on one side of a date."""
_ANYTHING: _Sides = (None, ())
_DIGITS = tuple("0123456789")


def _joined(sides: Iterable[_Sides]) -> _Sides:
    """What stands there by one of these or another."""
    words: set[str] = set()
    parts: set[str] = set()
    for whole, some in sides:
        if whole is None:
            return _ANYTHING
        words |= whole
        parts.update(some)
    return frozenset(words), tuple(sorted(parts))


def _first_word(item: _Item | None) -> _Sides:
    """What an item of a template may begin with, as :class:`Beside` spells it."""
    if item is None:
        return _ANYTHING
    if item.kind in ("word", "mark"):
        word = leading_word(item.text)
        if word in ("", "0") or word != item.text:
            return frozenset((word or item.text[0],)), ()
        return frozenset(), (word,)  # "Reply" may be printed "Replying"
    if item.text in _FIRST_SIGNS:
        return _FIRST_SIGNS[item.text], ()
    return _class_openings(item.text) if item.text in _WORD_CLASSES else _ANYTHING


@lru_cache(maxsize=8)
def _class_openings(name: str) -> _Sides:
    """What the words of a class begin with."""
    # Japanese and Chinese print no blank behind the word, but the patterns ask for one.
    return frozenset(leading_word(word) or word[0] for word in class_words(name)), ()


_FIRST_SIGNS = {
    "number": frozenset("#0"),
    "reply_to_number": frozenset("#0"),
    "score": frozenset("-−+–0"),
    "n": frozenset("0"),
    "depth": frozenset("0"),
    "timestamp": frozenset((DATE, TIME)),
    "time": frozenset((DATE, TIME)),
}
"""What fields begin with, "0" for digits."""
_LAST_SIGNS = {
    "number": (frozenset(".,"), _DIGITS),
    "reply_to_number": (frozenset("."), _DIGITS),
    "score": (frozenset(".,"), (*_DIGITS, "k", "m")),
    "n": (frozenset(".,:%"), (*_DIGITS, "k", "m")),
    "depth": (frozenset(), _DIGITS),
    "date": (frozenset((DATE, TIME)), _DIGITS),
}
"""What they end with."""


def _last_word(item: _Item | None) -> _Sides:
    """What an item of a template may end with, as :class:`Beside` spells it."""
    if item is None:
        return _ANYTHING
    if item.kind == "word":
        word = trailing_word(item.text)
        return (frozenset(item.text[-1]), ()) if not word else (frozenset(), (word,))
    if item.kind == "mark":
        return frozenset((item.text, MARKED)), ()
    if item.text in _LAST_SIGNS:
        return _LAST_SIGNS[item.text]
    return _class_endings(item.text) if item.text in _WORD_CLASSES else _ANYTHING


@lru_cache(maxsize=8)
def _class_endings(name: str) -> _Sides:
    """What the words of a class end with."""
    words = class_words(name)
    glued = tuple(trailing_word(word) for word in words if _GLUED.match(word) and trailing_word(word))
    return frozenset(trailing_word(word) or word[-1] for word in words), glued


def trailing_word(text: str) -> str:
    """The letters and digits that a text ends with; '' where it ends with another sign."""
    start = len(text)
    while start and text[start - 1].isalnum():
        start -= 1
    return text[start:]


def leading_word(text: str) -> str:
    """The letters and digits that a text begins with, "0" for a digit; '' where it begins with another sign."""
    if text[:1].isdecimal():
        return "0"
    stop = 0
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    return text[:stop]


def _next_field(text: str, at: int) -> str:
    """The field that opens at a place of a template, or ''."""
    match = _TOKEN.match(text, at)
    return (match[1] or "") if match is not None else ""


def _free(name: str, vouched: bool, stoppers: str = _STOPPERS, *, whole: bool = False) -> str:
    """Text within a row: as little as what follows allows, or the ``whole`` of it up to a date or the row's end."""
    inner = _longest(name, vouched) - 2
    lazy = "" if whole else "?"
    text = rf"[^\s{DATE}](?:[^{stoppers}]{{0,{inner}}}{lazy}[^\s{stoppers}])?{lazy}"
    if name == "_":
        text = f"(?:{text})?{lazy}"
    if whole:
        text = f"(?>{text})"
    return text if name == "_" else f"(?P<{name}>{text})"


def _longest(name: str, vouched: bool) -> int:
    return LONGEST_TITLE if name == "author" and vouched else _LONGEST[name]


def _field(name: str, fields: set[str], vouched: bool) -> str:
    if name == "_":
        return _free(name, vouched)
    if name in ("n", "date"):
        return _PATTERNS[name]
    if name in ("timestamp", "time"):
        if "timestamp" in fields:
            return f"[{DATE}{TIME}]"  # a second date ("edited ...") says nothing about the post's own
        fields.add("timestamp")
    elif name in fields:
        # The same name printed twice, as in doubled headers; glued to itself ("BobBob") it is no "Toto" or "H.H.".
        return rf"(?:(?<![\w.])|(?<=[^\n]{{3}}))(?P={name})"
    fields.add(name)
    return _free(name, vouched) if name in _FREE else _PATTERNS[name]


@lru_cache(maxsize=8)
def class_words(name: str) -> tuple[str, ...]:
    """All words of a class as patterns spell them, the longest first."""
    words = {"says": vocabulary.SAYS, "by": vocabulary.BY, "on": vocabulary.ON, "role": vocabulary.ROLES}[name]
    return tuple(sorted({fold_letters(word) for word in words if word}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1)
def _clock() -> str:
    """A time of day behind a date, maybe in a cell of its own: "11-16-2005,⏎12:33 AM", "March 4, 2010⏎at⏎12:33 AM"."""
    at_alone = rf"(?:\n[ \t]*+{_one_of(frozenset(class_words('on')))}(?=[ \t]*+\n))?+"
    return rf"(?:[ \t,|·•@–—-]*+{at_alone}[ \t]*+\n?+[ \t]*+(?P<clock>{TIME})(?=[ \t]*+(?:[^\w\s]|\n|\Z)))?"


@lru_cache(maxsize=1024)
def _one_of(words: frozenset[str]) -> str:
    """A pattern for one of these whole words, the longest first; blanks within them may be any."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(word)
    spaced = [branch for letter, some in by_letter.items() if not _GLUED.match(letter) for branch in _branches(some)]
    glued = [branch for letter, some in by_letter.items() if _GLUED.match(letter) for branch in _branches(some)]
    if spaced:
        glued.append(rf"(?<![^\W_])(?:{'|'.join(spaced)})")
    return rf"(?:{'|'.join(glued)})(?![^\W_])" if glued else "(?!)"


def _branches(words: list[str]) -> list[str]:
    """Patterns for words with one first letter: of many, all fail at once where none begins."""
    if len(words) < LEAST_TOGETHER:
        return [re.escape(word).replace("\\ ", _GAP) for word in words]
    rests = "|".join([re.escape(word[1:]).replace("\\ ", _GAP) for word in words])
    return [f"{re.escape(words[0][0])}(?:{rests})"]


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
