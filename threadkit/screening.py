"""Whether a page can hold a discussion at all, told by what its bylines could be known by.

Most pages of the web are articles and menus, and should cost little more than
to be read.  Every kind of byline leaves something on the page that recurs with
text in between; where nothing does, no layout could be made of it.  Decides
only that looking for posts is pointless; where there is something to look at,
``threadkit.detection`` decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise

from threadkit import vocabulary
from threadkit.bylines import find_bylines
from threadkit.cues import PROSE_ROW, Cues, is_signed
from threadkit.induction.propose import wide_gaps
from threadkit.layouts import Layout
from threadkit.lines import DATE, SENTENCE_ENDS, Page
from threadkit.masking import TIME
from threadkit.names import NAME_SIGNS, name_key, name_likeness
from threadkit.timestamps import DateMatch

LEAST_SIGNS = 3
"""A byline that a page suggests by itself recurs at least so often."""
LEAST_STATED = 2
LEAST_DATED = 2
LEAST_BY_DAY = 3
"""Dates printed alike say more than words printed alike: two with text beside them may be all posts there are, if they
tell the time of day or how long ago, or stand below a row such as "2 comments".  Articles and events are dated by the
day as well, and nobody believes in two posts that nothing else speaks for."""
FIRST_DATES = 12
"""So many dates are looked at first."""
LEAST_SAID = 2
LEAST_SPEECHES = 4
MOST_BY_ONE = 0.7
"""Where one of the names before colons makes up more, it is a label ("Name: ...", "Level: ...")."""
MOST_BY_TWO = 0.7
"""Two people may take turns; where two of the names before colons make up less, several talk or none."""
SAME_ORDER = 0.8
"""Where so many of several such names are followed by what mostly follows them, they are labels of records."""
LEAST_ALIKE = 4
LEAST_UNKNOWN = 6
"""Rows that say nothing known about posts recur in articles too: headings, captions, the firm's name.  So each such row
is to recur oftener than a known one, and all of them together oftener still where no row opens a discussion above.
Buttons recur as well ("Register", "Loading"): so few of a known row are to have text between all of them, and three of
them a row that opens a discussion above."""
TEXT_SHARE = 0.6
"""Posts are text for the most part: of all characters among rows that say nothing known, this share; in menus and lists
of titles a row that ends like a sentence stands here and there."""
LEAST_AGAIN = 2
"""So often, counted together, names that stand alone must come again where nothing opens a discussion."""
LEAST_LONE = 4
"""Short rows between blank lines are everywhere; so many names among them, below "4 comments", may be posts."""
SHORT_REMARK = 6
"""From this length on a row with a full stop is text rather than a label ("I agree.")."""
SHORT_SPEECH = 15
"""Behind a date a colon and so many characters are a name and text ("Ann: me too")."""
REMARK_ENDS = (*SENTENCE_ENDS, ")", '"', "'", "”", "»")
LONGEST_BESIDE = 60
"""What stands beside a date in a byline is at most this long."""
LONGEST_BEHIND = 12
"""What stands behind the date of a signature within a row ("(UTC)", "Reply")."""
ABOVE = 4
"""A body that a date closes stands at most this many rows above it."""
LONGEST_NAME = 40
LIKELY_NAME = 0.6
LIKELY_SPEAKERS = 0.8
"""Names in front of what is said are as likely as this on average; in articles they are "Note" and "Update"."""
SPEAK_AGAIN = 0.2
FULL_SHARE = 0.6
"""So many of the rows that may be names are of several words in capitals where nobody posts twice."""
SPOKEN_SHARE = 0.4
"""From the first to the last who speaks, so many of the rows with text have a name in front."""
SPOKEN_ROWS = 0.3
"""And so many of all rows; where fewer have, they are labels that a few sentences on the page happen to have."""
LONGEST_ENTRY = 100
"""A list item of one row, with another item below it, is an entry (a menu's, a table's of contents) and no text."""
LONGEST_LABEL = 45
"""A button or a role is no longer; longer rows that recur are captions and titles."""
BROKEN_SHARE = 0.5
"""Words that recur as rows of their own because extractors break sentences around links ("here") are no labels."""

EXACT = ("hour", "minute", "second")
COARSE = ("month", "year")
"""Posts are dated by months, too, but with nothing else in that row."""
_MASKS = re.compile(f"[{DATE}{TIME}]")
GOING_ON = frozenset(".,;:)!?")
_LETTER = re.compile(r"[^\W\d_]")
_FULL_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*(?:[ \xa0]+[^\W\d_](?:[^\W\d_]|['’.-])*)+$")
_PARTED = re.compile(r"\s*[,;|·•»–—([]|\s+(?:-|on|to)\s")
"""What parts a name from all else in its row ("Ann | 3 replies")."""
_SPOKEN = re.compile(r"[\s,:;|–—-]*[^:：>]{1,45}[:：>]")
"""Who speaks, where a row of text begins with the date."""
_EMPHASIS = "*_ "
_DIGITS = "0123456789"
_OPENING, _CLOSING = " \t\xa0([<", " \t\xa0)]>."


def may_recur(cues: Cues) -> bool:
    """Whether something recurs that a layout could be made of.

    Dates of one format with text between them, verbs of saying, words such as
    "by", rows that are printed again and again, somebody who speaks twice
    ("Ann: ..."), names in list items, items below their number, or names below
    the number of posts, behind a sign or alone, before one word, or among gaps that other names have left, or several
    that come again: pages on which none of these is found often enough hold no posts.
    """
    if _dated(cues) >= LEAST_DATED:
        return True
    text = _Text(cues.page)
    if _parted(cues.says_rows(), text, LEAST_SAID) and _parted(_naming(cues, _said_by), text, LEAST_SAID):
        return True
    if _parted(cues.by_rows(LEAST_SIGNS), text, LEAST_SIGNS) and _parted(_naming(cues, _signed_by), text, LEAST_SIGNS):
        return True
    if _recur(cues, text) or _parted(_naming(cues, _with_buttons), text, LEAST_SIGNS):
        return True
    if _speak(cues, text) or _are_people(_numbered_names(cues), text, LEAST_SIGNS):
        return True
    if cues.outline is not None:
        return True
    starts = cues.start_rows()
    if starts and find_bylines(cues, _bare_list()):
        return True
    if starts and _parted(_signed_names(cues, starts[0]), text, LEAST_SIGNS):
        return True
    if starts and any(_are_people(names, text, LEAST_ALIKE) for names in _before_one_word(cues, starts[0])):
        return True
    above = starts[0] if starts else 0 if _parted(wide_gaps(cues.page), text, LEAST_SIGNS) else None
    if above is not None and _are_people(_lone_names(cues, above), text, LEAST_LONE):
        return True
    return _come_again(cues) and _are_people(_lone_names(cues, 0), text, LEAST_UNKNOWN)


def may_be_named(cues: Cues) -> bool:
    """Whether a page on which nothing recurs often enough may still follow a layout of the catalogue.

    Its bylines are known by their words too; one verb of saying, or two dates alike are enough, with text on one side
    if a row opens a discussion above.
    """
    return _dated(cues) > 0 or bool(_naming(cues, _said_by))


# --- dates --------------------------------------------------------------------


def _dated(cues: Cues) -> int:
    """How many dates of one format and place have text below them, or above; that before the first counts as well.

    Counted only until there are ``LEAST_DATED``, which the first dates of most discussions show; fewer than enough of
    those that tell no more than the day count as one.
    """
    if cues.dated_alike is None:
        cues.dated_alike = _count_dated(cues)
    return cues.dated_alike


def _count_dated(cues: Cues) -> int:
    if len(cues.masked.date_rows) + len(cues.masked.time_rows) < LEAST_DATED:
        return 0
    dates = _Dates(cues.page.text, sorted({*cues.masked.date_rows, *cues.masked.time_rows}))
    first = dates.rows[:FIRST_DATES]
    if len(first) < len(dates.rows) and any(
        dates.between(*alike) >= _wanted(cues, alike[0]) for alike in _alike(cues, first)
    ):
        return LEAST_DATED
    found = 0
    for alike in _alike(cues, dates.rows):
        beside = dates.beside(*alike)
        if beside >= LEAST_DATED or (beside and _is_opened(cues, alike[0])):
            found = max(found, 1 if beside < _wanted(cues, alike[0]) else LEAST_DATED)
    return found


def _wanted(cues: Cues, rows: Sequence[int]) -> int:
    """How many dates of one format are enough."""
    exact = [dates for row in rows if (dates := _exact(cues.page.dates(row)))]
    told = 2 * len(exact) >= len(rows) and not _are_one(exact)
    return LEAST_DATED if told or _is_opened(cues, rows) else LEAST_BY_DAY


def _is_opened(cues: Cues, rows: Sequence[int]) -> bool:
    """Whether a row that opens a discussion stands above the last of some rows."""
    return any(start < rows[-1] for start in cues.start_rows())


def _exact(dates: Iterable[DateMatch]) -> list[DateMatch]:
    """Those of some dates that tell the time of day or how long ago."""
    return [date for date in dates if date.relative or date.precision in EXACT]


def _are_one(of_rows: Iterable[Sequence[DateMatch]]) -> bool:
    """Whether the dates of several rows are one moment: the date of an article is printed again below it."""
    dates = [date for dates in of_rows for date in dates]
    return not any(date.relative for date in dates) and len({date.text for date in dates}) == 1


def _alike(cues: Cues, dated: Sequence[int]) -> Iterable[tuple[list[int], set[int]]]:
    """Rows whose dates have one format and stand alike, each list with those rows that hold text themselves."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    inline: set[int] = set()
    at = vocabulary.AT
    for row in dated:
        masked = cues.masked.rows[row]
        places = [match.start() for match in _MASKS.finditer(masked)]
        before, behind = masked[: places[0]].strip(_OPENING), masked[places[-1] + 1 :].lstrip(_CLOSING)
        dates = cues.page.dates(row)
        if (before or behind) and all(not date.relative and date.precision in COARSE for date in dates):
            continue  # "ECMAScript 3 (December 1999)", "Newsletter, May 2019"
        if len(before) <= LONGEST_BESIDE:
            date, form = dates[0], "short" if len(behind) <= LONGEST_BESIDE else "head"
        elif len(behind) <= LONGEST_BEHIND:
            date, form = dates[-1], "foot"
        else:
            continue
        label = not before or vocabulary.fold(before) in at
        if form == "head" and label and not _SPOKEN.match(behind):
            continue  # "On 5 May 2019 the court ..."
        spoken = _is_text(behind) or (":" in behind and len(behind) > SHORT_SPEECH)
        if form != "short" or spoken or is_signed(before):
            inline.add(row)
        kind = "relative" if date.relative else date.kind
        groups[form, kind, bool(before), label, bool(behind)].append(row)
    return ((rows, inline) for rows in groups.values() if len(rows) >= LEAST_DATED)


class _Dates:
    """The text between all rows of a page that hold dates: a list of titles may have dates of several formats."""

    def __init__(self, texts: Sequence[str], rows: Sequence[int]) -> None:
        self.rows = rows
        self._texts = texts
        self._holds: dict[int, bool] = {}

    def between(self, rows: Sequence[int], inline: set[int]) -> int:
        """Between how many neighbours of some of the rows, one behind the other, there is text."""
        return _in_succession(self._stretches(rows, inline))

    def beside(self, rows: Sequence[int], inline: set[int]) -> int:
        """The same, with what stands beyond one of the ends."""
        texts, dated, first = self._texts, self.rows, self._place(rows[0])
        between = list(self._stretches(rows, inline))
        titled = not any(between) and all(dated[self._place(row) + 1] == row + 2 for row in rows[:-1])
        if (
            rows[-1] in inline
            or self._any(self._place(rows[-1]), len(dated) - 1)
            or any(map(_is_text, texts[dated[-1] + 1 + titled :]))
        ):
            return _in_succession([*between, True])
        if first and rows[0] - dated[first - 1] <= ABOVE:
            above = self._any(first - 1, first)
        else:
            above = any(map(_is_text, texts[max(0, rows[0] - ABOVE) : rows[0]]))
        return _in_succession([above, *between])

    def _stretches(self, rows: Sequence[int], inline: set[int]) -> Iterator[bool]:
        """Whether there is text between each two neighbours of some of the rows."""
        return (a in inline or self._any(self._place(a), self._place(b)) for a, b in pairwise(rows))

    def _place(self, row: int) -> int:
        return bisect_left(self.rows, row)

    def _any(self, first: int, last: int) -> bool:
        """Whether there is text from one date to another."""
        return any(map(self._below, range(first, last)))

    def _below(self, place: int) -> bool:
        """Whether there is text from one date to the next."""
        if place not in self._holds:
            self._holds[place] = _holds_text(self._texts[self.rows[place] + 1 : self.rows[place + 1]])
        return self._holds[place]


def _in_succession(stretches: Iterable[bool]) -> int:
    """How many stretches with text follow each other, counted until there are ``LEAST_BY_DAY``.

    Posts do, with a picture here and there; below the date of an article there is text, too, and below the last entry
    of a menu there may be some.
    """
    most = current = 0
    before = True
    for holds in stretches:
        current = current + 1 if holds else current if before else 0
        most = max(most, current)
        before = holds
        if most == LEAST_BY_DAY:
            break
    return most


def _holds_text(texts: Sequence[str]) -> bool:
    """Whether there is text among some rows; a single one that ends like a title is the title of what is dated."""
    if len(texts) == 1:
        return texts[0].endswith(REMARK_ENDS) and _is_text(texts[0])
    return any(map(_is_text, texts))


# --- words and names ------------------------------------------------------------


def _said_by(cues: Cues) -> Iterable[tuple[int, str]]:
    """The rows that end with a verb of saying, with who says it: in that row, or alone in the one above."""
    texts = cues.page.text
    for row in cues.says_rows():
        said = vocabulary.says_suffix(texts[row]) or ""
        name = texts[row][: texts[row].rfind(said)].strip()
        yield row, name or "".join(texts[max(0, row - 1) : row])


def _signed_by(cues: Cues) -> Iterable[tuple[int, str]]:
    """The rows that begin with a word such as "by", with whose they are: in that row, or alone in the one below."""
    texts = cues.page.text
    for row in cues.by_rows():
        name = texts[row].lstrip().removeprefix(vocabulary.by_prefix(texts[row]) or "").strip()
        yield row, name or "".join(texts[row + 1 : row + 2])


def _with_buttons(cues: Cues) -> Iterable[tuple[int, str]]:
    """The short rows that end with the same known button as others do ("Ann Reply Report"), with what is before it."""
    ending: dict[str, list[int]] = defaultdict(list)
    for folded in cues.known:
        if vocabulary.ends_with_label(folded) and len(folded) <= LONGEST_BESIDE:
            ending[folded.rpartition(" ")[2]] += cues.rows_of[folded]
    for rows in ending.values():
        for row in sorted(rows) if len(rows) >= LEAST_SIGNS else ():
            words = cues.page.text[row].split()
            for first in range(1, len(words)):
                if vocabulary.is_furniture(vocabulary.fold(" ".join(words[first:]))):
                    yield row, " ".join(words[:first])
                    break


def _before_one_word(cues: Cues, start: int) -> Iterator[dict[int, str]]:
    """What stands before a word, whatever it is, in the short rows below ``start`` that end with it ("Ann am :").

    Likely names, by row, for each such word.
    """
    ends: dict[str, list[int]] = defaultdict(list)
    for row, folded in enumerate(cues.folds[start:], start):
        if len(folded) <= LONGEST_BESIDE and " " in folded:
            ends[folded.rpartition(" ")[2]].append(row)
    for end, rows in ends.items():
        if len(rows) < LEAST_SIGNS:
            continue
        varied = len({cues.folds[row] for row in rows}) >= LEAST_SIGNS  # else it is one name, of who wrote the article
        if varied and _LETTER.search(end) and not _are_broken(cues.page.text, rows):
            texts = ((row, cues.page.text[row]) for row in rows)
            before = ((row, text[: text.casefold().rfind(end)].strip()) for row, text in texts)
            yield {row: name for row, name in before if _is_name(name)}


def _come_again(cues: Cues) -> bool:
    """Whether names that stand alone in rows between blank lines stand there again, several or one of them oftener."""
    gap, again = cues.page.gap, 0
    for folded, rows in cues.repeated:
        if len(folded) <= LONGEST_NAME and gap[rows[0]] and gap[rows[1]]:
            again += (len(rows) - 1) * (_is_name(cues.page.text[rows[0]]) and not cues.is_furniture(rows[0]))
    return again >= LEAST_AGAIN


def _naming(cues: Cues, told: Callable[[Cues], Iterable[tuple[int, str]]]) -> list[int]:
    """Those of some rows that name likely somebody; "she said" and "by submitting you agree" are sentences."""
    likely = [
        (row, name)
        for row, printed in told(cues)
        if _is_name(name := _PARTED.split(printed, 1)[0].strip()) or _is_name(name := printed)
    ]
    return [] if not likely or _are_counted([name for _, name in likely]) else [row for row, _ in likely]


def _are_counted(names: Sequence[str]) -> bool:
    """Whether a good part of some names, guests aside, differ by a number at their end alone ("Part 1", "Part 2")."""
    bare = {name.rstrip(_EMPHASIS) for name in names}
    counted = Counter(name.rstrip(_DIGITS) for name in bare if name[-1:].isdecimal())
    series = sum(of_one for stem, of_one in counted.items() if of_one > 1 and not _is_anybody(stem))
    return series > SPEAK_AGAIN * len(names)


def _is_anybody(name: str) -> bool:
    return vocabulary.is_anonymous(vocabulary.fold(name))


def _recur(cues: Cues, text: _Text) -> bool:
    """Whether rows recur as posts' rows do: thrice if known ("Reply", "Re: Bread"), oftener if they are anything.

    As many as the page states posts need less text between them: "Quite so" is none.
    What nobody knows must at least look like a label: short, and no piece of a sentence.  A row that states a value
    ("Level: 70") is what a catalogue says of each of its things.
    """
    unknown, opened = 0, min(cues.start_rows(), default=len(cues.page))
    for folded, rows in [of_one for of_one in cues.rows_of.items() if len(of_one[1]) >= LEAST_SIGNS]:
        if _LETTER.search(folded) is None:
            continue
        if opened < rows[0] and _are_as_many_as_stated(cues, folded, rows) and _parted(rows, text, LEAST_STATED):
            return True
        if not _parted(rows, text, LEAST_SIGNS):
            continue
        if folded.partition(" ")[0] in vocabulary.ANSWERS:
            return True
        if ":" in cues.page.text[rows[0]][1:-1]:
            continue
        if vocabulary.is_furniture(folded):
            if len(rows) >= LEAST_UNKNOWN or _are_of_few_posts(rows, text, opened=opened < rows[-1]):
                return True
        elif len(folded) <= LONGEST_LABEL and _are_labels_of_posts(cues.page.text, rows, text):
            unknown += max(len(rows), LEAST_UNKNOWN if opened < rows[-1] else 0)
    return unknown >= LEAST_UNKNOWN


def _are_as_many_as_stated(cues: Cues, folded: str, rows: Sequence[int]) -> bool:
    """Whether rows of a known kind are as many as the posts that the page states above."""
    return len(rows) in cues.counts_above(rows[0]) and vocabulary.is_furniture(folded)


def _are_of_few_posts(rows: Sequence[int], text: _Text, *, opened: bool) -> bool:
    """Whether few rows of a known kind have text between all of them, and three stand below a discussion's opening."""
    return (opened or len(rows) >= LEAST_ALIKE) and all(text.any_between(a + 1, b) for a, b in pairwise(rows))


def _are_labels_of_posts(texts: Sequence[str], rows: Sequence[int], text: _Text) -> bool:
    """Whether rows that nobody knows recur with text between, most of all that stands there, and break no sentences."""
    if not _parted(rows, text, LEAST_ALIKE) or _are_broken(texts, rows):
        return False
    among = texts[rows[0] : rows[-1]]
    return sum(map(len, filter(_is_text, among))) >= TEXT_SHARE * sum(map(len, among))


def _are_broken(texts: Sequence[str], rows: Sequence[int]) -> bool:
    """Whether most of some rows stand within sentences: the text above does not end, or that below goes on."""
    broken = 0
    for row in rows:
        above, below = texts[row - 1] if row else "", texts[row + 1] if row + 1 < len(texts) else ""
        open_above = len(above) >= PROSE_ROW and not above.endswith((*REMARK_ENDS, ":"))
        broken += open_above and (below[:1].islower() or below[:1] in GOING_ON)
    return broken >= BROKEN_SHARE * len(rows)


@cache
def _bare_list() -> Layout:
    """Items alone, as many as a row above them states."""
    return Layout(marker="item")


def _speak(cues: Cues, text: _Text) -> bool:
    """Whether several speak by turns: likely names in front of much of the text, and some of them again and again."""
    labels = list(cues.labelled.values())
    if len(labels) < LEAST_SPEECHES:
        return False
    stated = len(labels) in cues.counts_above(min(cues.labelled))
    if not stated and len(set(map(name_key, labels))) == len(labels):
        return False  # nobody speaks twice, whoever of them speaks at all
    spoken = cues.spoken
    if stated and len(spoken) == len(labels):
        return True
    names = list(spoken.values())
    again = len(names) - len(set(map(name_key, names)))
    if len(names) < LEAST_SPEECHES or not SPEAK_AGAIN * len(names) <= again < len(names) - 1:
        return False
    keys = list(map(name_key, names))
    if max(Counter(keys).values()) > MOST_BY_ONE * len(keys) or _are_fields(keys):
        return False
    first, last = min(spoken), max(spoken)
    if len(names) < max(SPOKEN_SHARE * text.count_between(first, last + 1), SPOKEN_ROWS * (last + 1 - first)):
        return False
    return sum(map(name_likeness, names)) >= LIKELY_SPEAKERS * len(names)


def _are_fields(labels: Sequence[str]) -> bool:
    """Whether labels follow each other in one order throughout, as those of records do ("Name", "Level", "Reward")."""
    most = Counter(labels).most_common(2)
    if sum(count for _, count in most) > MOST_BY_TWO * len(labels):
        return False
    usual: dict[str, int] = {}
    for (label, _), count in Counter(pairwise(labels)).items():
        usual[label] = max(usual.get(label, 0), count)
    return sum(usual.values()) >= SAME_ORDER * (len(labels) - 1)


def _numbered_names(cues: Cues) -> dict[int, str]:
    text, numbers = cues.page.text, cues.page.number
    return {row: text[row] for row, number in enumerate(numbers) if number >= 0 and _is_name(text[row])}


def _signed_names(cues: Cues, start: int) -> list[int]:
    """Rows below ``start`` that are likely names behind a sign: "» Ann"."""
    rows = cues.page.text
    signed = [row for row in range(start + 1, len(rows)) if rows[row][:1] in NAME_SIGNS and rows[row][1:2] == " "]
    return [row for row in signed if _is_name(rows[row][2:])]


def _lone_names(cues: Cues, start: int) -> dict[int, str]:
    """The rows below ``start`` that are likely names, with a blank line below, and above, or a label there ("+3")."""
    gap, text = cues.page.gap, cues.page.text
    rows = (row for row in range(start + 1, len(text) - 1) if gap[row + 1])
    return {row: text[row] for row in rows if (gap[row] or not _is_text(text[row - 1])) and _is_name(text[row])}


def _are_people(names: Mapping[int, str], text: _Text, least: int) -> bool:
    """Whether enough rows with what may be names have text between them, and they are more likely people than headings.

    Somebody posts again, or most have a family name: what stands above the
    parts of an article is seldom printed twice, or in capitals throughout.
    """
    if not _parted(list(names), text, least):
        return False
    if len(names) - len(set(map(name_key, names.values()))) >= SPEAK_AGAIN * len(names):
        return True
    full = [row for row, name in names.items() if _is_full_name(name)]
    return len(full) >= FULL_SHARE * len(names) and _parted(full, text, least)


def _is_full_name(text: str) -> bool:
    """Several words of letters, none in lower case."""
    return _FULL_NAME.match(text) is not None and not any(word[0].islower() for word in text.split())


def _is_name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and name_likeness(text) >= LIKELY_NAME


# --- text between ---------------------------------------------------------------


class _Text:
    """The rows of a page that are text rather than labels; looked for only where somebody asks."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._listed = any(page.bullet)
        self._found: list[int] = []
        self._seen = 0

    def any_between(self, low: int, high: int | None = None) -> bool:
        """Whether one of the rows from one to before another is text; no row is looked at twice for many names."""
        texts, found = self._page.text, self._found
        end = len(texts) if high is None else high
        if found and found[-1] >= low:
            return found[bisect_left(found, low)] < end
        for row in range(self._seen, end):
            if _is_text(texts[row]) and not self._is_entry(row):
                found.append(row)
                if row >= low:
                    self._seen = row + 1
                    return True
        self._seen = max(self._seen, end)
        return False

    def count_between(self, low: int, high: int) -> int:
        """How many rows from one to before another are text."""
        texts = self._page.text
        return sum(_is_text(text) and not self._is_entry(row) for row, text in enumerate(texts[low:high], low))

    def _is_entry(self, row: int) -> bool:
        """Whether a row is an item of a list by itself; nothing but numbers makes no menu."""
        if not self._listed:
            return False
        below = row + 1
        last = below == len(self._page)
        return self._opens(row) and (last or self._opens(below)) and len(self._page.text[row]) < LONGEST_ENTRY

    def _opens(self, row: int) -> bool:
        return bool(self._page.bullet[row]) or self._page.number[row] >= 0


def _is_text(text: str) -> bool:
    return len(text) >= PROSE_ROW or (len(text) >= SHORT_REMARK and text.endswith(REMARK_ENDS))


def _parted(rows: Sequence[int], text: _Text, least: int) -> bool:
    """Whether there is text between so many neighbours of some rows, with what is below the last of them."""
    if len(rows) < least:
        return False
    between = (True for a, b in pairwise(rows) if text.any_between(a + 1, b))
    found = len(list(islice(between, least)))
    return found >= least or (found == least - 1 and text.any_between(rows[-1] + 1))
