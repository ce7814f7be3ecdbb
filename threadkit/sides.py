"""On which side of the bodies a page's bylines stand, told from what recurs around them.

A foot taken for a head gives every post its neighbour's author, and looks as
regular as the truth.  Decided here, without weights: what the two ends of a
discussion say about its side, and which of two neighbours a name belongs to.
Candidates are judged by ``threadkit.scoring`` and chosen by
``threadkit.detection``, which asks here where two of them differ by their side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import is_

from threadkit import vocabulary
from threadkit.bodies import SMILEYS
from threadkit.bylines import Byline, date_row
from threadkit.cues import SAID, Cues
from threadkit.enclosing import Core, enclosure_vote
from threadkit.layouts.model import Layout
from threadkit.lines import DATE, Page
from threadkit.names import MAX_NAME, clean_name, name_key, name_likeness
from threadkit.segment import Record
from threadkit.vocabulary.given_names import given_name

LEAST_BETWEEN = 3
"""Between fewer pairs of bylines rows recur by chance."""
CONSTANT = 0.75
"""A row that stands on one side of the bodies in this share of posts is what the site prints with every post."""
ALWAYS = 0.85
"""Where it stands in this share of them, it is no accident if the one at an end lacks it."""
BUTTONS = "#buttons"
"""Stands for every row of buttons where none of them recurs."""
EDGE = 6
"""So many rows next to a byline may be the site's."""
REACH = 1.5
"""An end of the discussion is looked at as far as the longest stretch between two bylines, and half as far again."""
SPOKEN = 3
"""How much "Ann wrote" says for a byline above what she wrote, and "(UTC)" behind its date for one below it."""
PROFILED = 2
"""How much profiles below all bylines say for these, if something is said below the last one."""
GLUED = 2
"""How much text right next to nearly all bylines, parted by blank lines from what is on their other side, says."""
NEXT_TO = 0.85
ARTICLE_END = 2
"""Of so many rows above an article's own byline one is long, if the article stands there and not its title."""
TITLED = 2
"""How much titles that answer ("Re: Bread") say for the bylines that they stand in."""
PROFILE_REACH = 14
"""So many rows may lie between a byline and what is said: a profile with labels and values in rows of their own."""
PROFILE_LINES = 2
"""So many different labels make a profile, or one with a date: when somebody joined."""
PARTED = 0.8
"""So many authors stand below the row of their dates if the names may be those of the posts below."""
ASKED = 2
"""How much a question about what was read, right below all bylines ("Was this review helpful?"), says for these."""
NUMBERED = 3
"""How much the posts' own numbers, in rows of their own above what is said, say for bylines below it."""
SAID_BEYOND = 2
"""How much something said below the last byline, and nothing above the first, says for bylines above what is said; only
where nothing says the contrary."""
NEXT = 0.8
"""So many names of one reading are those of the next posts in another, if it is shifted by a post."""

FIRST = 1
"""Numbers of comments begin with it."""
FIRST_REACH = 40
"""What is said below the first number has hardly more rows."""
CLOSED = 0.9
LIKELY_CLOSING = 0.5
"""So many bodies end with what is as likely a name as this, where names close posts."""

_TRAILING_AUTHOR = re.compile(r"(\s*\\\[\\\])?\s*\{author\}(\s*\[?[·•|]\]?)?$")  # a picture before it, a mark behind it
_LEADING_AUTHOR = re.compile(r"(\[[^{}]*\] )?\{author\} \{(_|title)\}")
_NAME_AND_NUMBER = re.compile(r"\{author\} [^{}]*\{(n|number)\}[^{}]*$")
_NUMBER = re.compile(r"\d{1,6}")
_OPENING = re.compile(r"([^\W\d]{1,8}) ?[:：] ?\S")
_PARENTHESIS = re.compile(r"^ ?\([^()]*\)")
_LAST_WORD = re.compile(r"([^\s{}\[\]]+)\W*$")


# --- what recurs between bodies -------------------------------------------------


@dataclass(slots=True)
class _Surroundings:
    """What stands around the bylines of one side, wherever these stand."""

    cores: list[Core]
    """For every post the rows from its name to its date."""
    keys: list[str]
    """Every row of the page without its numbers: how many likes a post has differs."""
    below: frozenset[str]
    """What is printed below most of them, above the rest of what is in between."""
    above: frozenset[str]
    """What is printed above most of them, below the rest."""
    always: frozenset[str]
    """What of this is printed between nearly every two of them."""
    usual: frozenset[str]
    """What is printed near most of them on either side."""
    numbered: bool
    """Whether mere numbers or dates are printed near most of them: the values of a profile's labels."""


def side_vote(cues: Cues, records: Sequence[Record]) -> int:
    """How much the two ends of a discussion say for bylines above the bodies; below 0: below them.

    What the site prints with every post ("Reply", "Rating: 8") stands before
    the first byline only if bodies end above bylines, and behind the last body
    only if bodies begin below them.
    """
    if _are_spoken(cues, records) or _are_counted_off(cues, records):
        return SPOKEN
    cores = _cores(cues, records)
    enclosed = _enclosed(cues, records, cores)
    if enclosed:
        return enclosed
    vote = (PROFILED if _are_introduced(cues, cores) else 0) + (TITLED if _are_titled(cues, cores) else 0)
    signed_below = _holds_of_most(records, lambda record: _is_signed(cues, record))
    vote -= SPOKEN if signed_below or signs_article(cues, records) else 0
    vote += GLUED * _glue(cues, records)
    vote -= NUMBERED * _are_numbered_above(cues, cores)
    found = _surroundings(cues, cores)
    before, behind = _beyond(cues, cores, found)
    if found is not None:
        vote += _vote_of_printed(cues, found, before, behind)
    return vote + SAID_BEYOND * (vote >= 0 and _is_said_at_end(cues, before, behind))


def _vote_of_printed(cues: Cues, found: _Surroundings, before: Sequence[int], behind: Sequence[int]) -> int:
    """How much what is printed with every post says, as far as it stands above the first byline and below the last."""
    vote = -ASKED * any(map(_is_asked, found.below))
    if found.above:
        ends = _stands_beyond_text(cues, behind, found, found.above)
        if _is_missed(found, found.above, before):
            vote += 1 + ends
        elif ends and any(DATE in cues.masked.rows[row] for row in before):
            vote += 2  # the first post has another byline than most: "Ann, original poster, 5 May"
        else:
            vote += ends - 1
    if found.below and _is_missed(found, found.below, behind):
        vote -= 1 + _stands_beyond_text(cues, before, found, found.below)
    return vote


def _is_said_at_end(cues: Cues, before: Sequence[int], behind: Sequence[int]) -> bool:
    """Whether something is said below the last byline, and nothing above the first."""
    return any(_is_said_once(cues, row) for row in behind) and not any(_is_said_once(cues, row) for row in before)


def _is_said_once(cues: Cues, row: int) -> bool:
    """Whether a row holds what somebody says, or ends with a smile, and is no title that stands elsewhere as well."""
    said = cues.is_said(row) or (cues.lengths[row] > SAID and cues.page.text[row].endswith(SMILEYS))
    return said and len(cues.rows_of.get(cues.folds[row], ())) <= 1


def _beyond(cues: Cues, cores: Sequence[Core], found: _Surroundings | None) -> tuple[list[int], list[int]]:
    """The rows above the first byline and below the last, the nearest first, as far as a post may reach."""
    first, last = cores[0][0], cores[-1][1]
    longest = max((low - high - 1 for (_, high), (low, _) in pairwise(cores)), default=0)
    reach = int(REACH * longest) + EDGE
    before = _until(cues, range(first - 1, max(-1, first - 1 - reach), -1), found)
    return before, _until(cues, range(last + 1, min(len(cues.page), last + 1 + reach)), found)


def _glue(cues: Cues, records: Sequence[Record]) -> int:
    """1 where nearly all bylines stand right above some text and below a blank line, -1 where it is the other way."""
    gaps, total = cues.page.gap, len(cues.page)
    above: list[int] = []
    below: list[int] = []
    for record in records:
        first, last = record.bylines[0].first, record.bylines[-1].last + 1
        if not 0 < first < last < total:
            continue
        if gaps[last] and not gaps[first] and not _is_marked(cues, first) and _is_text(cues, first - 1):
            if not _follows_buttons(cues, record):
                above.append(first - 1)
        elif gaps[first] and not gaps[last] and not _is_marked(cues, last) and _is_text(cues, last):
            below.append(last)
    least = max(LEAST_BETWEEN, NEXT_TO * len(records))
    rows = above if len(above) >= least else below if len(below) >= least else []
    if rows is above and vocabulary.is_start(cues.folds[records[0].bylines[0].first - 1]):
        return 0  # rows of a table: the first one has nothing to sign
    if 2 * len({cues.page.text[row] for row in rows}) <= len(rows):
        return 0  # a long row of buttons
    if not 2 * sum(1 for row in rows if cues.lengths[row] > SAID) > len(rows):
        return 0  # a picture's letter, a rank
    return -1 if rows is above else 1


def _are_numbered_above(cues: Cues, cores: Sequence[Core]) -> bool:
    """Whether rows with the posts' numbers stand below bylines, and one above the first, beyond what is said there."""
    if len(cores) < LEAST_BETWEEN:
        return False
    folds, top = cues.folds, cores[0][0]
    rows = [high + 1 for _, high in cores[:-1]]
    if any(folds[row] != "#" or row + 1 >= low for row, (low, _) in zip(rows, cores[1:], strict=True)):
        return False  # the more usual case, told early
    first = next((row for row in range(top - 1, max(-1, top - 1 - FIRST_REACH), -1) if folds[row] == "#"), top)
    numbers = [_number_in(cues, row) for row in (first, *rows)]
    steps = [b - a for a, b in pairwise(numbers)]
    last = min(cores[-1][1] + 1, len(folds) - 1)
    if folds[last] == "#" and (_number_in(cues, last) - numbers[-1]) * steps[-1] > 0:
        return False  # they go on below the last byline: each opens what is said below it
    return first < top - 1 and (min(steps) > 0 or max(steps) < 0)


def _follows_buttons(cues: Cues, record: Record) -> bool:
    """Whether the buttons of the post above stand before the name in its row: "Reply Ann, 5 May"."""
    _, before, _ = _around_name(cues, record)
    return bool(before.strip()) and vocabulary.is_furniture(vocabulary.fold(before))


def _is_marked(cues: Cues, row: int) -> bool:
    return bool(cues.page.bullet[row]) or cues.page.number[row] >= 0


def _is_text(cues: Cues, row: int) -> bool:
    """Whether a row holds words that are printed once."""
    folded = cues.folds[row]
    return not (_is_idle(cues, row) or vocabulary.is_furniture(folded) or len(cues.rows_of.get(folded, ())) > 1)


def _is_missed(found: _Surroundings, texts: frozenset[str], rows: Sequence[int]) -> bool:
    """Whether some of what is printed on one side of all bylines, or all of it, is missing next to an end.

    "Reply" may open posts where "Permalink" closes them: between two posts both stand together.
    """
    present = {found.keys[row] for row in rows[:EDGE]} & texts
    return not present or not texts & found.always <= present


def _is_asked(key: str) -> bool:
    """Whether a row that the site prints asks how the reader liked what stands above it."""
    return "?" in key and vocabulary.is_furniture(key)


def _are_introduced(cues: Cues, cores: Sequence[Core]) -> bool:
    """Whether a profile stands below nearly every byline, the last one too, and something is said below that.

    "Ann, 5 May, Joined: 2009, Posts: 12" introduces whoever speaks below.  Profiles that close posts have nothing below
    the last one, and those of people named below them have none there.
    """
    if len(cores) <= LEAST_BETWEEN:
        return False
    within = sum(1 for low, high in cores if high > low and _profile_end(cues, low + 1, high))
    if within >= CONSTANT * len(cores):
        return _is_said_below(cues, cores[-1][1] + 1)
    ends = [_profile_end(cues, high + 1, low) for (_, high), (low, _) in pairwise(cores)]
    if sum(1 for end in ends if end) < CONSTANT * len(ends):
        return False
    last = cores[-1][1] + 1
    end = _profile_end(cues, last, len(cues.page))
    return bool(end) and _is_said_below(cues, end)


def _are_titled(cues: Cues, cores: Sequence[Core]) -> bool:
    """Whether nearly all bylines hold a title that answers, between name and date: "Ann", "Re: Bread", "5 May"."""
    texts = cues.page.text
    titled = sum(1 for low, high in cores if any(_is_answer(texts[row]) for row in range(low + 1, high)))
    return titled >= max(LEAST_BETWEEN, CONSTANT * len(cores))


def _is_answer(text: str) -> bool:
    match = _OPENING.match(text)
    return match is not None and vocabulary.plain(match[1]) in vocabulary.ANSWERS


def _profile_end(cues: Cues, low: int, high: int) -> int:
    """The row below the last label of a profile that begins within some rows, or 0 if there is none."""
    labels: set[str] = set()
    end, told = 0, False
    for row in range(low, min(high, low + PROFILE_REACH)):
        if cues.is_said(row):
            break
        if vocabulary.is_profile(cues.folds[row]):
            labels.add(cues.unnumbered[row])
            told = told or bool(cues.page.dates(row))
            end = row + 1
    return end if told or len(labels) >= PROFILE_LINES else 0


def _is_said_below(cues: Cues, row: int) -> bool:
    """Whether somebody says something right below a profile, before the discussion or the page ends."""
    rows = range(row, min(len(cues.page), row + EDGE))
    value = next((row for row in rows if not _is_counted(cues, row)), rows.stop)  # of the last label
    return any(cues.is_said(row) for row in _until(cues, range(value, rows.stop)))


def enclosed_vote(cues: Cues, records: Sequence[Record]) -> int:
    """How much what encloses bodies says for the bylines above them, or for the heads of two; below 0: against them."""
    return _enclosed(cues, records, _cores(cues, records))


def _enclosed(cues: Cues, records: Sequence[Record], cores: Sequence[Core]) -> int:
    return enclosure_vote(cues, cores, [record.author for record in records])


def _are_spoken(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether a verb of saying stands behind nearly all names: what is said follows."""
    return _holds_of_most(records, lambda record: _is_spoken(cues, record))


def signs_article(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether the first of several bylines is that of an article above it: it counts its comments.

    "Ann | 5 May | 7 comments" right below what is said, and hardly more below it than below others: they sign as well.
    """
    first = records[0].bylines[0]
    if len(records) <= LEAST_BETWEEN or not first.first or not cues.counts_in(first.last):
        return False
    begins = [record.first_row for record in records]
    least, *others = [below - above for above, below in pairwise(begins)]
    above = range(max(0, first.first - ARTICLE_END), first.first)
    return least <= REACH * max(others) and any(map(cues.is_said, above))


def _is_signed(cues: Cues, record: Record) -> bool:
    """Whether a date is one as below what is said on wikis, and no "posted" is before it."""
    date = record.date
    if date is None or not date.signs:
        return False
    row = date_row(cues.page, record.bylines[0])
    before = vocabulary.fold(cues.page.text[row][: date.start].rstrip(" :")).split() if row >= 0 else []
    return not before or before[-1] not in vocabulary.AT


def _holds_of_most(records: Sequence[Record], holds: Callable[[Record], bool]) -> bool:
    """Whether something is so of what the site prints with every post."""
    others = len(records) - CONSTANT * max(LEAST_BETWEEN, len(records))
    for record in records:
        others -= not holds(record)
        if others < 0:
            return False  # the more usual case, told early
    return others >= 0


def _is_spoken(cues: Cues, record: Record) -> bool:
    _, _, rest = _around_name(cues, record)
    words = vocabulary.fold(_PARENTHESIS.sub("", rest)).split() or _row_behind_name(cues, record)
    if words and words[0] in vocabulary.SAYS and words[0] not in vocabulary.BY:
        return True
    return _is_spoken_behind_date(cues, record)


def _is_spoken_behind_date(cues: Cues, record: Record) -> bool:
    """Whether a verb of saying and a colon stand behind the date: "Ann, on 5 May 2019, said:"."""
    date = record.date
    row = -1 if date is None else date_row(cues.page, record.bylines[0])
    if date is None or row < 0:
        return False
    behind = cues.page.text[row][date.end :].rstrip()
    return behind.endswith((":", "：")) and vocabulary.fold(behind) in vocabulary.SAYS


def _row_behind_name(cues: Cues, record: Record) -> list[str]:
    """The words of a byline's row below the one that begins with its author's name."""
    byline = record.bylines[0]
    begins = bool(record.author) and clean_name(cues.page.text[byline.first]).startswith(str(record.author))
    return cues.folds[byline.first + 1].split() if begins and byline.first < byline.last else []


def _are_counted_off(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether the rows on which bylines begin are numbered one after another, as what opens items of a list is."""
    if len(records) <= LEAST_BETWEEN:
        return False
    numbers = [cues.page.number[record.bylines[0].first] for record in records]
    steps = [b - a for a, b in pairwise(numbers)]
    return min(numbers) >= 0 and max(steps.count(1), steps.count(-1)) >= ALWAYS * len(steps)


def _around_name(cues: Cues, record: Record) -> tuple[str, str, str]:
    """What stands above the row of a byline that names its author, and what before and behind the name."""
    byline, texts = record.bylines[0], cues.page.text
    if record.author:
        for row in range(byline.first, byline.last + 1):
            before, name, behind = texts[row].partition(record.author)
            if name:
                return texts[row - 1] if row else "", before, behind
    return "", "", ""


def _surroundings(cues: Cues, cores: list[Core]) -> _Surroundings | None:
    stretches = [range(high + 1, low) for (_, high), (low, _) in pairwise(cores)]
    if len(stretches) < LEAST_BETWEEN or not all(stretches):
        return None
    inner = {cues.folds[row] for first, last in cores for row in range(first + 1, last)}
    if any(vocabulary.is_furniture(folded) and not vocabulary.is_role(folded) for folded in inner):
        return None  # a button between date and name: they are of two posts
    keys = cues.unnumbered
    least = CONSTANT * len(stretches)
    usual = _usual(keys, stretches, least)
    if not usual:  # "3 Thanks, Reply" and "Was this of use? Reply" are one row of buttons
        pairs = zip(cues.folds, keys, strict=True)
        keys = [BUTTONS if vocabulary.is_furniture(folded) else key for folded, key in pairs]
        usual = _usual(keys, stretches, least)
    if not usual:
        return None
    below: Counter[str] = Counter()
    above: Counter[str] = Counter()
    for rows in stretches:
        first = next((row for row in rows if keys[row] not in usual and not _is_idle(cues, row)), None)
        if first is None:
            continue
        last = next(row for row in reversed(rows) if keys[row] not in usual and not _is_idle(cues, row))
        below.update({keys[row] for row in range(rows[0], first)} & usual)
        above.update({keys[row] for row in range(last + 1, rows[-1] + 1)} & usual)
    return _Surroundings(
        cores,
        keys,
        frozenset(key for key, count in below.items() if count >= least),
        frozenset(key for key, count in above.items() if count >= least),
        frozenset(key for side in (above, below) for key, count in side.items() if count >= ALWAYS * len(stretches)),
        usual,
        sum(1 for rows in stretches if any(_is_counted(cues, row) for row in (*rows[:EDGE], *rows[-EDGE:]))) >= least,
    )


def _usual(keys: Sequence[str], stretches: Sequence[range], least: float) -> frozenset[str]:
    """What stands near an end of so many stretches between bylines."""
    counts = Counter(key for rows in stretches for key in {keys[row] for row in (*rows[:EDGE], *rows[-EDGE:])})
    return frozenset(key for key, count in counts.items() if key and count >= least)


def _cores(cues: Cues, records: Sequence[Record]) -> list[Core]:
    return [_core(cues, record) for record in records]


def _core(cues: Cues, record: Record) -> Core:
    """The rows of a post's byline from its name to its date; words around them may be those of a neighbour."""
    byline = record.bylines[0]
    first, last, author = byline.first, byline.last, record.author
    if first < last:
        rows = range(first, last + 1)
        told = [row for row in rows if DATE in cues.masked.rows[row] or (author and author in cues.page.text[row])]
        first, last = (told[0], told[-1]) if told else (first, last)
    if first and author and cues.lengths[first - 1] > 1 and author.startswith(cues.page.text[first - 1]):
        first -= 1  # a picture's name above "AnnMember"
    return first, last


def _is_idle(cues: Cues, row: int) -> bool:
    """Whether a row has nothing to say: a number, a rule."""
    return cues.folds[row] == "#" or not any(map(str.isalpha, cues.page.text[row][:80]))


def _until(cues: Cues, rows: Iterable[int], around: _Surroundings | None = None) -> list[int]:
    """Rows as far as one that opens or closes a discussion; what is printed ``around`` every post does neither."""
    found: list[int] = []
    for row in rows:
        printed = around is not None and (
            around.keys[row] in around.usual or (around.numbered and _is_counted(cues, row))
        )
        if not printed and (vocabulary.is_start(cues.folds[row]) or cues.is_stop(row)):
            break
        found.append(row)
    return found


def _is_counted(cues: Cues, row: int) -> bool:
    """Whether a row holds a number or date, and nothing else."""
    folded = cues.folds[row]
    return "#" in folded and not folded.strip("# ")


def _stands_beyond_text(cues: Cues, rows: Sequence[int], found: _Surroundings, wanted: frozenset[str]) -> bool:
    """Whether one of some texts stands among rows that lead away from a byline, behind something like a body."""
    passed = False
    for row in rows:
        key = found.keys[row]
        if key in wanted:
            if passed:
                return True
        elif key not in found.below and not _is_idle(cues, row):
            passed = True
    return False


# --- layouts that read from the other side -----------------------------------------


def turned(layout: Layout) -> Layout | None:
    """An induced layout of one side as one of the other side."""
    if layout.source != "induced" or bool(layout.head) == bool(layout.foot):
        return None
    if any("{body}" in template for template in (*layout.head, *layout.foot)):
        return None
    return layout.model_copy(update={"head": layout.foot, "foot": layout.head})


def parted(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """An induced layout whose bylines end with the author, with these names opening the next posts instead.

    "12 May, Reply, Ann": the date and the button close one post, Ann writes the next.
    """
    templates = (*layout.head, *layout.foot)
    if layout.source != "induced" or bool(layout.head) == bool(layout.foot):
        return None
    feet = [_TRAILING_AUTHOR.sub("", template) for template in templates]
    if any(foot == template or "{time" not in foot for foot, template in zip(feet, templates, strict=True)):
        return None
    if any(_calls_for_name(foot) for foot in feet):
        return None
    apart = sum(1 for record in records if _opens_below_date(cues, record))
    if apart < PARTED * len(records):
        return None
    return layout.model_copy(update={"head": ("{author}",), "foot": tuple(dict.fromkeys(feet))})


def signed(layout: Layout, records: Sequence[Record]) -> Layout | None:
    """An induced layout whose bylines begin with the author, with these names closing the posts above instead.

    "Ann, Of bread, 12 May": Ann may sign the post above if a stranger ("Of tea") stands in her place above the first.
    """
    if layout.source != "induced" or layout.foot or not all(map(_leads_to_date, layout.head)):
        return None
    known = {name_key(record.author or "") for record in records[1:]} - {""}
    if name_key(records[0].author or "") in known:
        return None
    heads = tuple(dict.fromkeys(_LEADING_AUTHOR.sub("{title}", template) for template in layout.head))
    return layout.model_copy(update={"head": heads, "foot": ("{author}",)})


def counted(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """An induced layout of names above numbers ("Ann", "Comment 2"), with the names as feet and the numbers as heads.

    "Comment 1" stands above the first name then, or below a stranger that passes for one, and a name below what is said
    last.
    """
    templates = layout.head or layout.foot
    if layout.source != "induced" or all((layout.head, layout.foot)) or len(records) < LEAST_BETWEEN:
        return None
    if not templates or not all(map(_NAME_AND_NUMBER.match, templates)):
        return None
    rows = [record.bylines[0].last for record in records]
    if any(record.bylines[0].first == row for record, row in zip(records, rows, strict=True)):
        return None  # "Ann Comment 2"
    numbers = [_number_in(cues, row) for row in rows]
    if any(b <= a for a, b in pairwise(numbers)) or not _closes_first(cues, records, rows, numbers[0]):
        return None
    heads = tuple(dict.fromkeys(template.removeprefix("{author} ") for template in templates))
    return layout.model_copy(update={"head": heads, "foot": ("{author}",)})


def _closes_first(cues: Cues, records: Sequence[Record], rows: Sequence[int], number: int) -> bool:
    """Whether the first of some names stands below the first post, as the numbers below the names tell."""
    keys = cues.unnumbered
    if number == FIRST + 1:
        above = range(max(0, rows[0] - FIRST_REACH), records[0].bylines[0].first)
        usual = {keys[row] for row in rows}
        return any(keys[row] in usual and _number_in(cues, row) == FIRST for row in above)
    end = records[-1].high - 1
    if number != FIRST or end <= records[-1].low or records[-1].foot is not None:
        return False
    known = {name_key(record.author or "") for record in records[1:]} - {""}
    last = clean_name(cues.page.text[end]) if cues.lengths[end] <= MAX_NAME else None
    return _standing(last, known) > _standing(records[0].author, known) + CLEARLY


def _number_in(cues: Cues, row: int) -> int:
    found = _NUMBER.search(cues.page.text[row])
    return int(found[0]) if found else 0


def titled(cues: Cues, layout: Layout, records: Sequence[Record]) -> Layout | None:
    """A layout of titles and dates above bodies and names below, where the titles were taken for authors.

    Nobody of these comes twice, and nearly all bodies end with a likely name, of which some do.
    """
    if layout.source == "user" or layout.foot or len(records) <= LEAST_BETWEEN:
        return None
    above = {record.author for record in records}
    if None in above or len(above) < len(records):
        return None  # the more usual case, told early
    last = [record.high - 1 for record in records if record.low < record.high - 1]
    names = [clean_name(cues.page.text[row]) for row in last if cues.lengths[row] <= MAX_NAME and not cues.idle[row]]
    often = Counter(name_key(name) for name in names if name_likeness(name) >= LIKELY_CLOSING)
    found = often.total()
    if found < CLOSED * len(records) or not 1 < len(often) < found or 2 * max(often.values()) > found:
        return None
    if len(list(filter(given_name, filter(None, above)))) > len(list(filter(given_name, names))):
        return None  # people above, towns below
    return Layout(name=layout.name, head=("{title} {timestamp}",), foot=("{author}",), source="induced")


def _leads_to_date(template: str) -> bool:
    return _LEADING_AUTHOR.match(template) is not None and "{time" in template


def _calls_for_name(template: str) -> bool:
    """Whether a template ends with a word or mark that is followed by a name: "Posted by", a dash."""
    last = _LAST_WORD.search(template)
    if last is None:
        return not template.endswith(("}", "]"))
    return vocabulary.fold(last[1]) in vocabulary.BY or template[-1] in "-–—~:"


def _opens_below_date(cues: Cues, record: Record) -> bool:
    """Whether a post's name opens a row below that of its date."""
    byline = record.bylines[0]
    if not record.author or byline.first == byline.last:
        return not record.author
    text = cues.page.text[byline.last]
    return DATE not in cues.masked.rows[byline.last] and clean_name(text).startswith(record.author)


# --- whose name it is ---------------------------------------------------------------


def are_addressed(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether nearly all names are those of people who are answered: "In reply to" stands before them."""
    return _holds_of_most(records, lambda record: _is_addressed(cues, record))


def _is_addressed(cues: Cues, record: Record) -> bool:
    above, before, _ = _around_name(cues, record)
    before = before.strip() or above
    # One word alone is a button: "Reply", "Ann".
    return " " in before.strip() and vocabulary.reply_to(f"{before} {record.author}") == record.author


def owner_vote(cues: Cues, early: Sequence[Record], late: Sequence[Record]) -> int:
    """Whether names belong to the posts below them (above 0) or above them (below 0), of two readings that differ so.

    ``early`` gives every name to the post below, ``late`` to the post above; 0
    also where the readings differ in something else.  One of them takes a
    stranger for a name, at its own end of the discussion.
    """
    if not 1 < len(late) <= len(early) <= len(late) + 1 or early[0].date is not late[0].date:
        return 0
    if not (_go_to_neighbours(early, late) and _have_same_dates(early, late)):
        return 0
    if early[0].low >= early[0].high and all(record.low < record.high for record in early[1:]):
        return -1  # what stands right above the first date opens no post
    if late[-1].low >= late[-1].high and all(record.low < record.high for record in late[:-1]):
        return 1  # nor does what is said last sign anything
    if len(early) > len(late) and _is_dated_like(early[-1], late):
        return 1  # the last date has no name below it
    if _is_date_left_over(cues, early, late) or is_name_left_over(cues, early):
        return -1
    known = {name_key(record.author or "") for record in (*early[1:], *late[:-1])} - {""}
    if len(known) > 1 and _open_items_below_names(cues.page, early):
        return -1
    if name_key(late[-1].author or "") not in known:
        # The first name may be left on top of the first body, below something else that passed for it.
        top = [name_key(clean_name(cues.page.text[row])) for row in range(late[0].low, late[0].high)[:EDGE]]
        if any(key in known for key in top):
            return 1
    vote = _standing(early[0].author, known) - _standing(late[-1].author, known)
    return (vote > CLEARLY) - (vote < -CLEARLY)


def _is_date_left_over(cues: Cues, early: Sequence[Record], late: Sequence[Record]) -> bool:
    """Whether above the first of names that stand alone there is a date as far off as above those of the other reading.

    "5 May, Quote, Ann": the dates that seem to close posts open the next ones.
    """
    first = early[0]
    if first.head is None or first.head.date is not None or any(record.head is None or record.foot for record in late):
        return False
    spans = Counter([record.last_byline_row - record.first_row for record in late])
    span, often = spans.most_common(1)[0]
    begins = first.first_row - span
    if begins < 0 or often < CONSTANT * len(late) or any(begins < row < first.first_row for row in cues.start_rows()):
        return False
    kinds = {date.kind for date in cues.page.dates(begins)}
    return late[0].date is not None and late[0].date.kind in kinds and late[-1].low < late[-1].high


def is_name_left_over(cues: Cues, records: Sequence[Record]) -> bool:
    """Whether names between the dates of posts and the next bodies belong to the dates, as the last date has one, too.

    "5 May, Ann, Edit": below the first name, a title, nothing is to be edited, but two rows below the last date.
    """
    heads = [record.head for record in records if record.head is not None and record.head.author]
    feet = [record.foot for record in records if record.foot is not None and record.foot.date is not None]
    if len(heads) != len(records) or len(feet) != len(records) or len(records) <= LEAST_BETWEEN:
        return False
    keys = cues.unnumbered
    below = Counter([keys[head.first + 1] for head in heads[1:]])
    closing, often = below.most_common(1)[0]
    if 2 * often <= len(heads) or keys[heads[0].first + 1] == closing:
        return False
    away = Counter([head.first - foot.last for head, foot in zip(heads[1:], feet, strict=False)]).most_common(1)[0][0]
    left = feet[-1].last + away
    return left + 1 < len(keys) and keys[left + 1] == closing


def _is_dated_like(record: Record, others: Iterable[Record]) -> bool:
    """Whether a post's date is relative if those of some others are."""
    return record.date is not None and record.date.relative in {one.date.relative for one in others if one.date}


def _open_items_below_names(page: Page, records: Sequence[Record]) -> bool:
    """Whether nearly all heads but the first have a list item's mark below the name, which is another item's then."""
    heads = [record.head for record in records[1:] if record.head is not None and record.head.author]
    inner = sum(1 for head in heads if _opens_item_within(page, head))
    return inner >= max(LEAST_BETWEEN, ALWAYS * (len(records) - 1))


def _opens_item_within(page: Page, head: Byline) -> bool:
    """Whether a list item begins below the first row of a head, none of whose rows have the name again.

    A name that is an item itself is followed by what is known of its bearer.
    """
    if page.bullet[head.first]:
        return False
    below = range(head.first + 1, head.last + 1)
    marked = any(page.bullet[row] or page.number[row] >= 0 for row in below)
    return marked and not any((head.author or "") in page.text[row] for row in below)


def _go_to_neighbours(early: Sequence[Record], late: Sequence[Record]) -> bool:
    """Whether nearly all names of the next posts in one reading are those of the posts in the other."""
    going = len(early) - 1
    least = NEXT * going
    for one, other in zip(early[1:], late, strict=False):
        key = name_key(one.author or "")
        going -= not key or key != name_key(other.author or "")
        if going < least:
            return False  # the more usual case, told early
    return True


def _have_same_dates(early: Sequence[Record], late: Sequence[Record]) -> bool:
    """Whether all posts of two readings have dates, one after another the same."""
    dates = [record.date for record in early]
    return all(date is not None for date in dates) and all(map(is_, dates, [record.date for record in late]))


def _standing(name: str | None, known: set[str]) -> float:
    """How sure it is that something is the name of one of a page's people."""
    if not name:
        return 0.0
    return KNOWN if name_key(name) in known else name_likeness(name)


KNOWN = 2.0
"""Whoever writes again is no stranger, however odd the name."""
CLEARLY = 0.2
"""By so much must one end look less like a name than the other."""
