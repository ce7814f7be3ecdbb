"""What stands before names: phrases, buttons, initials, ranks, labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from threadkit.authors.cutting import common_length
from threadkit.authors.model import (
    BLANK,
    LEAST_NAMES,
    LEAST_RANKED,
    LEAST_SOME,
    LONGEST_RANK,
    MOST,
    MOST_PHRASES,
    RANKED,
    WIDE,
    Names,
)
from threadkit.names import (
    clean_name,
    labels_behind,
    name_key,
    name_likeness,
    shared_words,
    without_labels,
    without_words,
)
from threadkit.vocabulary import BY, fold, is_furniture, is_role

LEAST_CLEAR = 2
SOME_INITIALS = 0.3
"""So many names begin with the same letter twice, and so many of these clearly, with two capitals, where it stands for
the pictures that some people do not have."""
LEAST_GLUED = 4
LONG_GLUED = 5
"""So many names begin alike, with furniture of so many letters where small ones follow."""
LONGER_GLUED = 4
"""So many letters that all of several names begin with are no accident, whatever they say."""
_BEFORE_NAME = re.compile(r"[^\w\[(]*\b(\w{1,2})\s+(?=\w)")
_BEFORE_AUTHOR = re.compile(r"(?:^|[\[\]}])\s*([^\[\]{}]+?)\]? \{author\}")
_PICTURE = re.compile(r"\[[^\[\]]*\]")
_BOLD_END = re.compile(r"[^*]*[^\W\d_][^*]+(?=\*\*[^*]*$)")
_LABEL_BEFORE = re.compile(r"([^\W\d_]{1,12}) ?[:：] ?(?=\S)")
_WORD_AND_CAPITAL = re.compile(r"[^\W\d_]{2,12}?(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])")
_INNER_WORD = re.compile(r"(?<=\w )([^\W\d_A-Z]{1,12}) (?=\S)")
_DOUBLE_CAPITAL = re.compile(r"([^\W\d_])\1[^\W\d_](?<=[a-zà-ÿ])")
_LATIN = re.compile(r"[A-Za-z]{3,}")
LONGEST_WIDE_BY = 4


def has_rank_before(template: str) -> bool:
    """Whether a template knows a rank right before the name: "[Member] {author}"."""
    match = _BEFORE_AUTHOR.search(template)
    return match is not None and is_role(fold(match[1]))


def without_glued_by(names: Names) -> Names:
    """The names without the "by" that an extractor, or a script without blanks, glued to all ("ByAnn", "由老王")."""
    words = (match[0] for name in names.distinct if (match := _WORD_AND_CAPITAL.match(name)))
    word = next((word for word in words if word.lower() in BY), "") or _wide_by(names.distinct)
    if not word or len(names.distinct) < LEAST_SOME or not all(name.startswith(word) for name in names.distinct):
        return names
    return names.renamed(lambda name: name.removeprefix(word))


def _wide_by(names: Sequence[str]) -> str:
    """The "by" of a script without blanks that a name begins with, or ""."""
    begin = names[0] if names and WIDE.match(names[0]) else ""
    return next((begin[:size] for size in range(LONGEST_WIDE_BY, 0, -1) if begin[:size] in BY), "")


def without_shared(names: Names) -> Names:
    """Names without the words that all share ("#7 Ann Lee"), or that many have behind ("Ann talk")."""
    buttons = _buttons_before(names.distinct)
    if buttons:
        return names.renamed(lambda name: clean_name(name.removeprefix(buttons)) or name)
    glued = _glued_front(names.distinct)
    if glued:
        return names.renamed(lambda name: clean_name(name[glued:]) if len(name) > glued else name)
    phrases = _phrases_before(names)
    if phrases:
        return names.renamed(lambda name: clean_name(name[phrases.get(name, 0) :]) or name)
    front, back = shared_words([author for author in names.authors if author])
    if front or back:
        return names.renamed(lambda name: without_words(name, front, back))
    labels = labels_behind(names.distinct)
    return names.renamed(lambda name: without_labels(name, labels)) if labels else names


def _phrases_before(names: Names) -> dict[str, int]:
    """Where names begin behind one of a few phrases that end with "by" or the like: "Watched by Ann", "Seen by Bob".

    The layout may know one of them: others that recur are told from "Death by Cake", "Ana de Mora" all the same.
    """
    found: dict[str, int] = {}
    for name in names.holding(" "):
        match = next((match for match in _INNER_WORD.finditer(name) if fold(match[1]) in BY), None)
        if match is not None:
            found[name] = match.end()
    if len(found) < LEAST_NAMES:
        return {}  # the more usual case, told early
    phrases = Counter("".join(filter(str.isalpha, name[:at])) for name, at in found.items())
    few = len(phrases) <= MOST_PHRASES * len(names.distinct)
    known = len(phrases) > 1 and min(phrases.values()) > 1
    return found if few and (known or len(found) >= RANKED * len(names.distinct)) else {}


def _glued_front(names: list[str]) -> int:
    """The length of a piece of furniture that all names begin with, without a blank behind it ("avatarAnn")."""
    if len(names) < LEAST_GLUED:
        return 0
    low, high = min(names), max(names)
    for size in range(common_length(low, high), 1, -1):
        front = low[:size]
        if any(map(str.isspace, front)) or len({name[size:] for name in names} - {""}) < len(names):
            continue
        if size < LONG_GLUED and all(name[size].islower() for name in names):
            continue  # "ann1" and "ann2" begin with "an"
        many = size >= LONGER_GLUED and len(names) >= LEAST_RANKED and all(name[size].isalpha() for name in names)
        if many or is_furniture(fold(front)) or _PICTURE.fullmatch(front):
            return size
    return 0


def _buttons_before(names: list[str]) -> str:
    """The buttons of the posts above that stand in front of nearly all names but the first ("Reply ReportBob")."""
    if len(names) < LEAST_GLUED or names[1][:LEAST_GLUED] != names[2][:LEAST_GLUED]:
        return ""  # the more usual case, told early
    front = names[1][: common_length(names[1], names[2])]
    while len(front) >= LONG_GLUED and not is_furniture(fold(front)):
        front = front[:-1]
    having = sum(name.startswith(front) and name != front for name in names[1:])
    return front if len(front) >= LONG_GLUED and having >= RANKED * (len(names) - 1) else ""


def without_foreign_words(names: Names) -> Names:
    """Names without the Latin word beside several in scripts without capitals: "BlogIcon 한결", "かえで URL"."""
    wide = [name for name in names.holding(" ") if not name.isascii() and WIDE.search(name)]
    if len(wide) < LEAST_SOME:
        return names  # the more usual case, told early
    fronts = Counter(word for word, _, rest in (name.partition(" ") for name in wide) if WIDE.match(rest))
    backs = Counter(word for rest, _, word in (name.rpartition(" ") for name in wide) if WIDE.match(rest))
    before, behind = (
        {word for word, count in words.items() if count >= LEAST_SOME and _LATIN.fullmatch(word)}
        for words in (fronts, backs)
    )

    def bare(name: str) -> str:
        first, _, rest = name.partition(" ")
        name = rest if first in before else name
        rest, _, last = name.rpartition(" ")
        return rest if last in behind else name

    return names.renamed(bare, names.holding(" ")) if before or behind else names


def without_initials(names: Names) -> Names:
    """Names without the letters that stand for a picture in front: "M Mary Ellsworth", "ME Mary Ellsworth".

    Those of two people must differ, and one of them clearly be no part of a name: "MMary", "Ttom".
    """
    first = {name[0] for name in names.distinct if _glued_initials(name)}
    clear = len(first) == len(names.distinct) == LEAST_SOME and any(map(_DOUBLE_CAPITAL.match, names.distinct))
    if clear or names.mostly(_glued_initials, RANKED, LEAST_NAMES):
        return names.renamed(lambda name: name[_glued_initials(name) :])
    if not names.mostly(_initials, MOST, LEAST_NAMES):
        return names
    return names.renamed(lambda name: clean_name(name[_initials(name) :]))


def _initials(name: str) -> int:
    """The length of the letters in front of a name that are its own first ones, 0 without such."""
    match = None if name.isalnum() else _BEFORE_NAME.match(name)
    if match is None:
        return 0
    front, rest = match[1].casefold(), name[match.end() :].casefold()
    words = re.findall(r"\w+", rest)
    firsts = words[0][0] + words[-1][0] if words else ""
    return match.end() if rest.startswith(front) or front == firsts else 0


def _glued_initials(name: str) -> int:
    """The same where no blank parts them from the name: "MMary Ellsworth", "MEMary Ellsworth"; "Aaron" may be one."""
    key = name[:4].casefold()
    if len(key) < 4 or not key[0].isalpha():
        return 0
    if key[0] == key[1]:
        return 1
    last = name[name.rfind(" ") + 1 :][0].casefold()
    return 2 if key[0] == key[2] and key[1] == last and " " in name else 0


def without_some_initials(names: Names) -> Names:
    """Names without the letter that stands for a picture: "MMary", "Ttom", beside "Ann" who has a picture."""
    glued = [name for name in names.distinct if name[:1].isupper() and name[0] == name[1:2].upper()]
    clear = [name for name in glued if name[1].isupper() and name[2:3].islower()]  # others may be "Aaron" and "LLB"
    if len(glued) < LEAST_NAMES or len(clear) < LEAST_CLEAR or len(glued) < SOME_INITIALS * len(names.distinct):
        return names
    return names.renamed(lambda name: name[1:], glued)


def without_ranks_before(names: Names, *, known: bool) -> Names:
    """Names without the rank before nearly all of them: "Member Ann Lee", "Senior Member Bob", "Guest Cy".

    Where another rank is ``known`` to stand there with others, before any of them.
    """
    if not (known or names.mostly(_rank_before, RANKED, LEAST_NAMES)):
        return names
    bare = {name: clean_name(name[_rank_before(name) :]) for name in names.distinct}
    if len(set(map(name_key, bare.values()))) < RANKED * len(bare):
        return names  # "Guest 1", "Guest 2"
    return names.renamed(lambda name: bare[name])


def _rank_before(name: str) -> int:
    """Where a name begins behind the longest rank in front of it, 0 without one."""
    for match in reversed(list(BLANK.finditer(name, 0, LONGEST_RANK))):
        rank, bare = name[: match.start()], name[match.end() :]
        if not (rank[-1:].isalnum() and bare[:1].isalpha()):
            continue  # "Guest - Ann", "Guest 1"
        if is_role(fold(rank)) and name_likeness(clean_name(bare)) > 0:
            return match.end()
    return 0


def without_labels_before(names: Names) -> Names:
    """Names without the label before nearly all ("Author: Ann", "Poster: Bob"), or one that is a rank ("OP: Ann")."""
    found = {name: match for name in names.distinct if (match := _LABEL_BEFORE.match(name))}
    labels = {fold(match[1]) for match in found.values()}
    if len(found) < max(LEAST_NAMES, RANKED * len(names.distinct)) or len(labels) > MOST_PHRASES * len(found):
        labels = set(filter(is_role, labels))
    bare = {name: name[match.end() :] for name, match in found.items() if fold(match[1]) in labels}
    return names.renamed(lambda name: clean_name(bare[name]) or name, bare)


def without_bold_end(names: Names) -> Names:
    """Names as far as they are bold, where the mark that ends this stands within most of them: "Ann** York"."""
    if not names.mostly(_BOLD_END.match, MOST, LEAST_NAMES):
        return names
    found = {name: match[0] for name in names.holding("**") if (match := _BOLD_END.match(name))}
    return names.renamed(lambda name: clean_name(found[name]) or name, found)
