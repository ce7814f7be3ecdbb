"""The authors of all posts of a page, without what the site prints beside their names.

One byline does not tell "Ann New" (a name and a rank) from "Ann Lee"; all of
them together do.  Decides what is no part of the names once it is settled
which posts there are; what a single name looks like is for
``threadkit.names``, where bylines stand for ``threadkit.bylines``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from threadkit.names import (
    are_emphasised,
    clean_name,
    labels_behind,
    name_key,
    name_likeness,
    shared_words,
    without_emphasis,
    without_honorific,
    without_labels,
    without_role,
    without_words,
)
from threadkit.vocabulary import BY, fold, is_deleted, is_furniture, is_role, reply_to

LEAST_NAMES = 3
"""Fewer different names may be alike by chance."""
MOST = 0.6
"""What most names of a page have is the site's habit: a picture's letter in front, the name twice."""
SHORTEST_DOUBLED = 3
"""Shorter names may hold the same letters twice ("Bobo")."""
MOST_SOURCE = 200_000
"""So much of a page is looked through for each name that may end with a role: some pages have thousands of them."""
LONGEST_BETWEEN = 12
"""So many characters may stand between a name and the same name ("Ann's avatar Ann", "Ann (photo) Ann")."""
LEAST_CLEAR = 2
SOME_INITIALS = 0.3
"""So many names begin with the same letter twice, and so many of these clearly, with two capitals, where it stands for
the pictures that some people do not have."""
MAX_PART = 3
LIKELY_PART = 0.5
"""Name-likeness of what stands alone beside names that hold it."""
LEAST_GLUED = 4
LONG_GLUED = 5
"""So many names begin alike, with furniture of so many letters where small ones follow."""
LONGER_GLUED = 4
"""So many letters that all of several names begin with are no accident, whatever they say."""
MOST_PHRASES = 0.5
LEAST_RANKED = 5
RANKED = 0.8
RANK_KINDS = 0.6
"""Nearly all of five or more names end with what others end with too, and there are fewer such endings than names:
family names and towns hardly recur so."""
LEAST_SOME = 2
SOME_ALONE = 0.6
"""So many names with a badge, and this share of them, stand without it too, before it is taken for one."""
SOME_RANKED = 0.4
SOME_GLUED = 0.15
"""So many names end with a badge glued to them; on a long page some end alike by chance ("CyberMouse", "DataMouse")."""
MOST_TOWNS = 0.9
"""Where more names have a comma, it may be theirs."""
LONGEST_RANK = 40
SHORTEST_CASELESS = 3
"""Fewer letters of a script without capitals, glued to a name, may be its own."""
ALIKE = 0.7
"""A rank stands behind nearly as many names as what else recurs behind the same one."""
LEAST_SAYING = 2
"""So many words say that somebody answers; "to Bob" may be a name's end ("Ode to Joy")."""
SHORTEST_ADDRESSED = 3
LEAST_ADDRESSED = 2
ADDRESSED = 0.1
"""So many names, and this share of all, are made of two, the latter of an author further up, before that is taken for
"Ann answers Bob".  Sites print it with every reply; "Thanks Ann" closes one post in thirty."""

_ARROWS = "›→»▸▶"
_GLUED_REPLY = re.compile(r"(?<=[\w ])回[复覆應应]")
_TOWARDS = " \t:,›→>@»"
_BEFORE_NAME = re.compile(r"[^\w\[(]*\b(\w{1,2})\s+(?=\w)")
_BEFORE_AUTHOR = re.compile(r"(?:^|[\[\]}])\s*([^\[\]{}]+?)\]? \{author\}")
_BADGE = re.compile(r"(?<=\S)\s*(?:\[[^\[\]]{2,30}\]|\([^\W\d_A-Z]{4,20}\))$")
_PICTURE = re.compile(r"\[[^\[\]]*\]")
_PARENTHESIS = re.compile(r"(?<=[^\s(])\s*\([^()]{1,60}\)$")
_OPEN_PARENTHESIS = re.compile(r"(?<=[^\s(]) \([^()]{1,60}$")
_GLUED_LETTER = re.compile(r"(?<=\w)\(\s?[^\W\d_](?:\s?\))?$")
_TOWN = re.compile(r"([^,]*[^,\s])\s*, ?([^\W\d_][^,]*)")
_CODE = re.compile(r"(?<=\S)(?:\s+#\S{2,16}|\s*\(#?\d[\d.,]*(?:\)(?: [^\d()]{1,30})?)?)$")
_LOGIN = re.compile(r"(?<=\S)\s*\(@?([^\W\d_]{3})[^()\s]*\)(?: [^()]{1,30})?$")
_BOLD_END = re.compile(r"[^*]*[^\W\d_][^*]+(?=\*\*[^*]*$)")
_LABEL_BEFORE = re.compile(r"([^\W\d_]{1,12}) ?[:：] ?(?=\S)")
_COUNT_BEHIND = re.compile(r"(?<=[\w.])(?:\s+|(?<!\d))[-+−]?\d{1,5}$")
_COUNT_BEFORE = re.compile(r"#?\d{1,9}[.:*]{0,2}\s*(?=[^\W\d])")
_VOTES_BEFORE = re.compile(r"\d{1,5} ([^\W\d_A-Z]{3,12}?)s? (?=\w)")
_SIGN_BETWEEN = re.compile(r"\w\S* ([-–—|/·•]) \w")
_GLUED_BADGE = re.compile(r"(?<=[a-z.])(?=[A-Z][a-z]{3}[\w' ]*$)")
_GLUED_ROLE = re.compile(r"(?<=[a-z\d_.])[A-Z]+[a-z]*$")
_WORD_AND_CAPITAL = re.compile(r"[^\W\d_]{2,12}?(?=[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω])")
_GLUED_CAPITAL = re.compile(r"(?<=[a-z\d_.]{3})(?=[A-Z][a-z]{2})")
_INNER_CAPITAL = re.compile(r"(?<=[\w.)] )[A-Z][a-z]{2,11}(?= \S)")
_INNER_WORD = re.compile(r"(?<=\w )([^\W\d_A-Z]{1,12}) (?=\S)")
_HANDLE = re.compile(r"(?=.*[\d_]|.*\w\.\w|[a-z]{6})(?:[a-z]|[A-Za-z]+_)[\w.-]*")
_MAIL = re.compile(r"(?<!\S)[^\s@]+@[^\s@]+\.[^\W\d_]{2,}[^\w\s]*(?!\S)")
_DIGITS = re.compile(r"\d+")
_TWICE = re.compile(r"([^\W_]{2}) \1|([\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]{2})\2")
"""Short names printed twice; "Bobo" and "妞妞" are called so."""
_DOUBLE_CAPITAL = re.compile(r"([^\W\d_])\1[^\W\d_](?<=[a-zà-ÿ])")
_BLANK = re.compile(" ")
_WORDY = re.compile(r"[^\W\d_]{2}|[^\w\s.,'’\"*()\[\]/-]")
"""What tells a rank from an initial or a number: two letters, or a sign such as a star."""
_LATIN = re.compile(r"[A-Za-z]{3,}")
LONGEST_WIDE_BY = 4
_WIDE = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Named(NamedTuple):
    """Who wrote a post and, where that stands beside the name, whom it answers."""

    author: str | None
    reply_to: str | None = None


class _Names:
    """The authors by post as far as they are known by now, and each name once."""

    __slots__ = ("authors", "distinct")

    def __init__(self, authors: Sequence[str | None]) -> None:
        self.authors = authors
        self.distinct = list(dict.fromkeys(filter(None, authors)))

    def renamed(self, change: Callable[[str], str | None], some: Iterable[str] | None = None) -> _Names:
        """These with another name for each, or for some."""
        names = self.distinct if some is None else some
        changed = {name: new for name in names if (new := change(name)) != name}
        return _Names([changed.get(name, name) if name else name for name in self.authors]) if changed else self

    def holding(self, sign: str) -> list[str]:
        """Those with this character."""
        return [name for name in self.distinct if sign in name]

    def mostly(self, test: Callable[[str], object], share: float, least: int) -> bool:
        """Whether this holds for such a share of the names, and for so many; told as soon as it does not."""
        missing = len(self.distinct) - max(least, share * len(self.distinct))
        for name in self.distinct:
            if not test(name):
                missing -= 1
            if missing < 0:
                return False
        return missing >= 0


def page_authors(
    printed: Sequence[str | None], source: str = "", *, ranked: bool = False, beside: Sequence[Sequence[str]] = ()
) -> list[Named]:
    """The authors of a page's posts, in order, as far as their printed names tell, and what else the page prints.

    ``ranked`` says whether a rank is known to stand before other names, ``beside`` what rows each has beside it.
    """
    source = source[:MOST_SOURCE]
    names = _Names(printed)
    names = names.renamed(lambda name: None if is_notice(name) else name, names.holding(" "))
    names = names.renamed(_without_mail, names.holding("@"))
    if are_emphasised([author for author in names.authors if author]):
        names = names.renamed(without_emphasis)
    names = _without_buttons_behind(names)
    names = _without_some_initials(_without_initials(_without_honorifics(_without_glued_by(names))))
    names = _without_bold_end(_without_labels_before(names))
    names = _without_towns(_without_parentheses(_without_logins(names)))
    names, answered = _addressed(_without_codes(names))
    names, answered = _said_to_answer(names, answered)
    names = _alone(names, beside)
    names = _without_some_ranks(_without_glued_badges(_without_ranks(_without_phrases_behind(names))))
    names = _without_ranks_before(names, known=ranked)
    names = _without_foreign_words(_without_shared(_without_counts(names)))
    names = _without_places(_without_badges(_without_doubles(names)))
    keys = {name_key(name) for name in names.distinct}
    keys |= set(map(name_key, _without_glued_roles(names, source)))
    if longer := _longer(keys):
        glued = [name for name in names.distinct if name_key(name) in longer]
        names = names.renamed(lambda name: _without_glued_role(name, keys), glued)
    several = [name for name in names.distinct if len(name.split()) > 1]
    names = names.renamed(lambda name: without_role(name, keys, source), several)
    return list(map(Named, names.authors, answered))


def has_rank_before(template: str) -> bool:
    """Whether a template knows a rank right before the name: "[Member] {author}"."""
    match = _BEFORE_AUTHOR.search(template)
    return match is not None and is_role(fold(match[1]))


def is_notice(author: str) -> bool:
    """Whether what stands in the author's place says that the comment was deleted; "[deleted]" is an account."""
    return " " in author and is_deleted(fold(author))


def _alone(names: _Names, beside: Sequence[Sequence[str]]) -> _Names:
    """Names as they stand alone beside several posts' ones: "Ann" above "AnnMember", "Ann" above "Picture of »Ann«"."""
    found: dict[str, set[str]] = {}
    for name, rows in zip(names.authors, beside, strict=False):
        if name and found.get(name, name):  # what did not stand alone once need not be looked for again
            size = len(name)
            parts = {clean_name(row) for row in rows if len(row) < size and row[:MAX_PART] in name}
            found[name] = {part for part in parts if _is_part(part, name)} & found.get(name, parts)
    alone = {name: max(parts, key=len) for name, parts in found.items() if parts}
    some = sum(1 for name in names.authors if name in alone) >= LEAST_SOME
    return names.renamed(lambda name: alone[name], alone) if some else names


def _is_part(part: str, name: str) -> bool:
    """Whether a likely name stands in what was taken for one, parted from the rest of it."""
    at = name.find(part) if len(part) > 1 else -1
    if at < 0 or len(part) == len(name) or name_likeness(part) < LIKELY_PART:
        return False
    behind = name[at + len(part) :]
    return not name[at - 1 : at].isalnum() and (not behind or _may_cut(part[-1], behind[0]))


def _without_glued_by(names: _Names) -> _Names:
    """The names without the "by" that an extractor, or a script without blanks, glued to all ("ByAnn", "由老王")."""
    words = (match[0] for name in names.distinct if (match := _WORD_AND_CAPITAL.match(name)))
    word = next((word for word in words if word.lower() in BY), "") or _wide_by(names.distinct)
    if not word or len(names.distinct) < LEAST_SOME or not all(name.startswith(word) for name in names.distinct):
        return names
    return names.renamed(lambda name: name.removeprefix(word))


def _wide_by(names: Sequence[str]) -> str:
    """The "by" of a script without blanks that a name begins with, or ""."""
    begin = names[0] if names and _WIDE.match(names[0]) else ""
    return next((begin[:size] for size in range(LONGEST_WIDE_BY, 0, -1) if begin[:size] in BY), "")


def _without_honorifics(names: _Names) -> _Names:
    """The names without what the site puts behind all: a word of respect ("Annさん"), the "s" of "Ann's" picture."""
    if not names.mostly(lambda name: without_honorific(name) != name, RANKED, LEAST_SOME):
        return names
    return names.renamed(without_honorific)


def _without_mail(name: str) -> str:
    """A name without the mail addresses beside it; where there is nothing else, one is the name."""
    if "@" not in name or _MAIL.search(name) is None:
        return name
    bare = clean_name(_MAIL.sub(" ", name))
    return bare if any(map(str.isalpha, bare)) else name


# --- what all names share ------------------------------------------------------


def _without_shared(names: _Names) -> _Names:
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


def _phrases_before(names: _Names) -> dict[str, int]:
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
    for size in range(_common(low, high), 1, -1):
        front = low[:size]
        if any(map(str.isspace, front)) or len({name[size:] for name in names} - {""}) < len(names):
            continue
        if size < LONG_GLUED and all(name[size].islower() for name in names):
            continue  # "ann1" and "ann2" begin with "an"
        many = size >= LONGER_GLUED and len(names) >= LEAST_RANKED and all(name[size].isalpha() for name in names)
        if many or is_furniture(fold(front)) or _PICTURE.fullmatch(front):
            return size
    return 0


def _common(one: str, other: str) -> int:
    """With how many characters two texts begin alike."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _buttons_before(names: list[str]) -> str:
    """The buttons of the posts above that stand in front of nearly all names but the first ("Reply ReportBob")."""
    if len(names) < LEAST_GLUED or names[1][:LEAST_GLUED] != names[2][:LEAST_GLUED]:
        return ""  # the more usual case, told early
    front = names[1][: _common(names[1], names[2])]
    while len(front) >= LONG_GLUED and not is_furniture(fold(front)):
        front = front[:-1]
    having = sum(name.startswith(front) and name != front for name in names[1:])
    return front if len(front) >= LONG_GLUED and having >= RANKED * (len(names) - 1) else ""


def _without_foreign_words(names: _Names) -> _Names:
    """Names without the Latin word beside several in scripts without capitals: "BlogIcon 한결", "かえで URL"."""
    wide = [name for name in names.holding(" ") if not name.isascii() and _WIDE.search(name)]
    if len(wide) < LEAST_SOME:
        return names  # the more usual case, told early
    fronts = Counter(word for word, _, rest in (name.partition(" ") for name in wide) if _WIDE.match(rest))
    backs = Counter(word for rest, _, word in (name.rpartition(" ") for name in wide) if _WIDE.match(rest))
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


def _without_places(names: _Names) -> _Names:
    """Names without what one sign parts from nearly all of them: "Ann - York", "Bob - Leeds"."""
    if not names.mostly(lambda name: " " in name and _SIGN_BETWEEN.search(name), RANKED, LEAST_RANKED):
        return names
    signs = Counter(match[1] for name in names.distinct if (match := _SIGN_BETWEEN.search(name)))
    sign, count = signs.most_common(1)[0]
    if count < max(LEAST_RANKED, RANKED * len(names.distinct)):
        return names
    fronts = {name: clean_name(name.partition(f" {sign} ")[0]) for name in names.distinct}
    if len(set(fronts.values())) < RANKED * len(names.distinct):
        return names  # "Guest - Ann"
    return names.renamed(lambda name: fronts[name] or name)


# --- pictures --------------------------------------------------------------------


def _without_buttons_behind(names: _Names) -> _Names:
    """Names without the button that stands behind all of them: "Ann Reply", "Bob Reply", or glued to them."""
    size = _button_behind(names.distinct) if len(names.distinct) >= LEAST_SOME else 0
    return names.renamed(lambda name: clean_name(name[:-size]) or name) if size else names


def _button_behind(names: list[str]) -> int:
    """The length of the button that all of some names end with, 0 without."""
    one = names[0]
    for at in range(max(1, len(one) - LONGEST_RANK), len(one) - 1):
        button = one[at:]
        if not all(name.endswith(button) and name != button for name in names) or not is_furniture(fold(button)):
            continue
        edges = [(name[-len(button) - 1], button[0]) for name in names]
        if all(_may_cut(*edge) or edge[0].isascii() > edge[1].isascii() for edge in edges):
            return len(button)
    return 0


def _without_initials(names: _Names) -> _Names:
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


def _without_some_initials(names: _Names) -> _Names:
    """Names without the letter that stands for a picture: "MMary", "Ttom", beside "Ann" who has a picture."""
    glued = [name for name in names.distinct if name[:1].isupper() and name[0] == name[1:2].upper()]
    clear = [name for name in glued if name[1].isupper() and name[2:3].islower()]  # others may be "Aaron" and "LLB"
    if len(glued) < LEAST_NAMES or len(clear) < LEAST_CLEAR or len(glued) < SOME_INITIALS * len(names.distinct):
        return names
    return names.renamed(lambda name: name[1:], glued)


def _without_doubles(names: _Names) -> _Names:
    """Names that are printed once for the picture and once more: "Ann avatar Ann", "AnnAnn"."""
    if not names.mostly(_half, MOST, LEAST_NAMES):
        return names
    halves = {name: half for name in names.distinct if (half := _half(name))}
    between = Counter(name[len(half) : name.index(half, len(half))] for name, half in halves.items())
    usual, count = between.most_common(1)[0]
    if count < MOST * len(names.distinct):
        return names
    return names.renamed(lambda name: halves[name] if name in halves and usual in name else name)


def _half(name: str) -> str | None:
    """What a name begins with and holds once more, close behind."""
    if twice := _TWICE.fullmatch(name):
        return twice[1] or twice[2]
    if name.find(name[:SHORTEST_DOUBLED], SHORTEST_DOUBLED) < 0:
        return None  # the more usual case, told early
    for size in range(len(name) // 2, SHORTEST_DOUBLED - 1, -1):
        half = name[:size]
        at = name.find(half, size, 2 * size + LONGEST_BETWEEN)
        if at >= 0 and half == half.strip() and half[-1] not in "'’" and not name[size:at].strip().isalnum():
            return half
        if at >= 0 and half == half.strip() and name[size:at].startswith((" ", "'", "’")):
            return half
    return None


# --- ranks -----------------------------------------------------------------------


def _without_ranks(names: _Names) -> _Names:
    """Names without the rank, number of posts or the like behind them: "Ann Veteran", "AnnModerator", "Ann12 posts"."""
    total = len(names.distinct)
    if total < LEAST_RANKED:
        return names
    backs: dict[str, list[tuple[int, str]]] = {}
    whole = 0
    for name in names.distinct:
        backs[name] = list(_backs(name))
        whole += not backs[name]
        if whole > (1 - RANKED) * total:
            return names  # the more usual case, told early
    fronts: dict[str, set[str]] = {}
    for name in names.distinct:
        for at, back in backs[name]:
            fronts.setdefault(back, set()).add(name_key(name[:at]))
    cuts: dict[str, int] = {}
    kinds: set[str] = set()
    for name in names.distinct:
        # What two names end with by chance ("iGuru") is rarer than what stands behind all names of its kind.
        least = max(2, ALIKE * max((len(fronts[back]) for _, back in backs[name]), default=0))
        found = next((cut for cut in backs[name] if len(fronts[cut[1]]) >= least or is_role(fold(cut[1]))), None)
        if found is not None:
            cuts[name] = found[0]
            kinds.add(found[1])
    if len(cuts) < max(LEAST_RANKED, RANKED * total) or len(kinds) > RANK_KINDS * total:
        return names
    if all(name[at - 1].isalnum() for name, at in cuts.items()):  # "CyOld Hand" beside "AnnMember" and "bobGuest"
        others = names.distinct if len(cuts) < total else ()
        cuts |= {name: match.start() for name in others if name not in cuts and (match := _GLUED_CAPITAL.search(name))}
    return names.renamed(lambda name: clean_name(name[: cuts[name]]) or name if name in cuts else name)


def _without_phrases_behind(names: _Names) -> _Names:
    """Names without what begins with the same capital word behind several: "Ann From York", "Bob Lee From Hull"."""
    found: dict[str, dict[str, str]] = {}
    for name in names.distinct:
        for match in _INNER_CAPITAL.finditer(name):
            found.setdefault(match[0], {})[name] = name[: match.start()].rstrip()
    least = max(LEAST_NAMES, SOME_GLUED * len(names.distinct))  # first names stand in fewer
    for word, fronts in found.items():
        rests = {name.partition(f" {word} ")[2] for name in fronts}
        if len(set(map(name_key, fronts.values()))) >= least and len(rests) > 1:
            break
    else:
        return names
    return names.renamed(lambda name: clean_name(fronts[name]) or name, fronts)


def _without_ranks_before(names: _Names, *, known: bool) -> _Names:
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
    for match in reversed(list(_BLANK.finditer(name, 0, LONGEST_RANK))):
        rank, bare = name[: match.start()], name[match.end() :]
        if not (rank[-1:].isalnum() and bare[:1].isalpha()):
            continue  # "Guest - Ann", "Guest 1"
        if is_role(fold(rank)) and name_likeness(clean_name(bare)) > 0:
            return match.end()
    return 0


def _without_glued_badges(names: _Names) -> _Names:
    """Names without a capitalised badge glued to several of them ("AnnBacker", "BobBacker", "Cy Lee")."""
    fronts: dict[str, set[str]] = {}
    ends: dict[str, list[tuple[int, str]]] = {}
    for name in filter(_may_be_glued, names.distinct):
        for match in _GLUED_BADGE.finditer(name):
            at = match.start()
            ends.setdefault(name, []).append((at, name[at:]))
            fronts.setdefault(name[at:], set()).add(name_key(name[:at]))
    least = SOME_GLUED * len(names.distinct)
    often = {end: len(keys) for end, keys in fronts.items() if len(keys) >= max(LEAST_SOME, least)}
    badges = {end for end, count in often.items() if count >= LEAST_NAMES or is_role(fold(end))}
    if not badges:
        return names

    def bare(name: str) -> str:
        return next((clean_name(name[:at]) for at, end in ends[name] if end in badges), "") or name

    return names.renamed(bare, ends)


def _may_be_glued(name: str) -> bool:
    """Whether a capital may follow a small letter or a full stop in it."""
    return not name.islower() and ("." in name or not name.istitle())


def _without_some_ranks(names: _Names) -> _Names:
    """Names without what stands behind several of them, most of whom are called the same without it further up or down.

    "Ann Silver" and "Bob Silver" beside "Ann" and "Bob": what a site prints with some posts only.  Several such
    endings that each stand behind some names, and behind nearly half of all, are no family names either; nor is what
    stands behind a handle ("bob_7 Silver").
    """
    cuts = {name: [match.start() for match in _BLANK.finditer(name)] for name in names.distinct if " " in name}
    found: dict[str, list[str]] = {}
    for name, places in cuts.items():
        for at in places:
            found.setdefault(name[at + 1 :], []).append(name[:at])
    fronts = {back: set(map(name_key, before)) for back, before in found.items() if len(before) >= LEAST_SOME}
    if not fronts:
        return names  # the more usual case, told early
    known = set(map(name_key, names.distinct))
    ranks = {
        back
        for back, keys in fronts.items()
        if len(keys & known) >= max(LEAST_SOME, SOME_ALONE * len(keys)) and name_key(back) not in known
    }
    kinds = {back for back, keys in fronts.items() if len(keys) >= LEAST_NAMES and name_key(back) not in known}
    kinds -= {back for back in kinds if any(other.endswith(f" {back}") for other in kinds)}  # "Member": "Old Member"
    if len(kinds) > 1 and len(set().union(*(fronts[back] for back in kinds))) >= SOME_RANKED * len(known):
        ranks |= kinds

    ranks |= {back for back in fronts if _is_capital(back) and any(map(_is_handle, found[back]))}

    def bare(name: str) -> str:
        return next((clean_name(name[:at]) for at in cuts[name] if name[at + 1 :] in ranks), "") or name

    return names.renamed(bare, cuts) if ranks else names


def _is_handle(name: str) -> bool:
    """Whether a name is one word that no one is christened ("bob_7", "nolan.b"): no family name follows."""
    return _HANDLE.fullmatch(name) is not None


def _is_capital(text: str) -> bool:
    return all(word[0].isupper() for word in text.split())


def _longer(texts: Iterable[str]) -> set[str]:
    """Those that begin with another one: in order, they stand behind the shortest of these."""
    found: set[str] = set()
    shortest = ""
    for text in sorted(texts):
        if shortest and text.startswith(shortest):
            found.add(text)
        else:
            shortest = text
    return found


def _without_glued_role(name: str, known: Collection[str]) -> str:
    """A name without a role right behind it ("AnnOP"), where it stands alone too."""
    for at, back in _backs(name):
        if is_role(fold(back)) and name_key(name[:at]) in known:
            return clean_name(name[:at]) or name
    return name


def _without_glued_roles(names: _Names, source: str) -> Iterator[str]:
    """Names of which a role is glued to the end ("annOP"), without it, if the page prints them so elsewhere."""
    for name in names.distinct:
        match = _GLUED_ROLE.search(name)
        if match is not None and is_role(fold(match[0])):
            bare = name[: match.start()]
            if source.count(bare) > source.count(name):
                yield bare


def _without_badges(names: _Names) -> _Names:
    """Names without what stands in brackets behind several: "Ann [Subscriber]", "Bob (viewer)", not "Ann (WMF)"."""
    found = {name: match for name in names.distinct if name[-1] in "])" and (match := _BADGE.search(name))}
    badges: dict[str, set[str]] = {}
    for name, match in found.items():
        badges.setdefault(match[0].strip(), set()).add(name[: match.start()])
    shared = {badge for badge, fronts in badges.items() if len(fronts) > 1}
    bracketed = [badge for badge in shared if badge[0] == "("]
    if len(bracketed) == 1 and len(badges[bracketed[0]]) < LEAST_NAMES:
        shared -= {*bracketed}  # two who are called so: "Ann (maid)"
    badged = {name: name[: match.start()] for name, match in found.items() if match[0].strip() in shared}
    return names.renamed(lambda name: badged[name], badged)


def _without_parentheses(names: _Names) -> _Names:
    """Names without what stands in parentheses behind nearly all of them: "Ann (York)", "Bob (Leeds)".

    Or behind some, where most of these hold more than the town ("Ann (York, 5 May)"), or a letter: "Ann(f)", "Bob(m)".
    """
    parted = names.holding("(")
    lettered = [name for name in parted if _GLUED_LETTER.search(name)]
    if len(lettered) >= max(LEAST_SOME, SOME_ALONE * len(parted)):
        return names.renamed(lambda name: _GLUED_LETTER.sub("", name), lettered)
    opened = sum(1 for name in parted if _OPEN_PARENTHESIS.search(name))
    if parted and opened >= max(LEAST_SOME, SOME_ALONE * len(parted)):
        return names.renamed(lambda name: _PARENTHESIS.sub("", _OPEN_PARENTHESIS.sub("", name)), parted)
    if not names.mostly(lambda name: name[-1] == ")" and _PARENTHESIS.search(name), RANKED, LEAST_NAMES):
        return names
    fronts = {name: name[: match.start()] for name in names.distinct if (match := _PARENTHESIS.search(name))}
    if len(set(fronts.values())) < RANKED * len(fronts):
        return names  # "Guest (Ann)"
    return names.renamed(lambda name: fronts[name], fronts)


def _without_towns(names: _Names) -> _Names:
    """Names without what a comma parts from some of them and others have as well: "Ann, York", "Bob", "Cy, York".

    Where all names have a comma it may part family names from others, and a layout knows what stands behind it.
    """
    found = {name: match for name in names.distinct if "," in name and (match := _TOWN.fullmatch(name))}
    if len(found) < LEAST_SOME or len(found) > MOST_TOWNS * len(names.distinct):
        return names
    fronts = {name: match[1] for name, match in found.items()}
    towns = Counter(match[2] for match in found.values())
    known = set(map(name_key, names.distinct))
    told = sum(1 for name, match in found.items() if towns[match[2]] > 1 or name_key(fronts[name]) in known)
    if told < max(LEAST_SOME, SOME_ALONE * len(found)):
        return names
    return names.renamed(lambda name: clean_name(fronts[name]) or name, fronts)


def _without_codes(names: _Names) -> _Names:
    """Names without the code or number by which the site tells several of them from others called so: "Ann #x7Qp".

    A town may stand behind an age: "Ann (27) York"; of a number of points the layout may know the end: "Ann (2,660".
    """
    coded = [name for name in names.distinct if "(" in name or "#" in name]
    fronts = {name: name[: match.start()] for name in coded if (match := _CODE.search(name))}
    if len(fronts) < LEAST_SOME or len(set(fronts.values())) < len(fronts):
        return names
    return names.renamed(lambda name: fronts[name], fronts)


def _without_logins(names: _Names) -> _Names:
    """Names without what several are logged in as, which begins alike: "Ann Lee (annlee)", "Bob (bob7) home page"."""
    found = {name: match for name in names.holding("(") if (match := _LOGIN.search(name))}
    logins = {name: name[: match.start()] for name, match in found.items() if fold(name).startswith(fold(match[1]))}
    return names.renamed(lambda name: logins[name], logins) if len(logins) >= LEAST_SOME else names


def _without_labels_before(names: _Names) -> _Names:
    """Names without the label before nearly all ("Author: Ann", "Poster: Bob"), or one that is a rank ("OP: Ann")."""
    found = {name: match for name in names.distinct if (match := _LABEL_BEFORE.match(name))}
    labels = {fold(match[1]) for match in found.values()}
    if len(found) < max(LEAST_NAMES, RANKED * len(names.distinct)) or len(labels) > MOST_PHRASES * len(found):
        labels = set(filter(is_role, labels))
    bare = {name: name[match.end() :] for name, match in found.items() if fold(match[1]) in labels}
    return names.renamed(lambda name: clean_name(bare[name]) or name, bare)


def _without_bold_end(names: _Names) -> _Names:
    """Names as far as they are bold, where the mark that ends this stands within most of them: "Ann** York"."""
    if not names.mostly(_BOLD_END.match, MOST, LEAST_NAMES):
        return names
    found = {name: match[0] for name in names.holding("**") if (match := _BOLD_END.match(name))}
    return names.renamed(lambda name: clean_name(found[name]) or name, found)


def _without_counts(names: _Names) -> _Names:
    """Names without the number right behind all of them: a score ("Ann12"), unless they are called so ("user12").

    A number right before nearly all of them is the post's own ("4711Ann", "1**Ann"); what is counted right before some
    has the same word ("4 votes Ann", "12 votes Bob").
    """
    votes = {name: match for name in names.holding(" ") if (match := _VOTES_BEFORE.match(name))}
    if len(votes) >= LEAST_SOME and len({match[1] for match in votes.values()}) == 1:
        names = names.renamed(lambda name: name[votes[name].end() :], votes)
    if names.mostly(_COUNT_BEFORE.match, RANKED, LEAST_RANKED):
        return names.renamed(lambda name: clean_name(_COUNT_BEFORE.sub("", name)) or name)
    if not names.mostly(_COUNT_BEHIND.search, 1, LEAST_RANKED):
        return names
    matches = filter(None, map(_COUNT_BEHIND.search, names.distinct))
    if len({name_key(match.string[: match.start()]) for match in matches}) < LEAST_RANKED:
        return names
    return names.renamed(lambda name: clean_name(_COUNT_BEHIND.sub("", name)) or name)


def _backs(name: str) -> Iterator[tuple[int, str]]:
    """Where a name may be cut and what is cut off there, numbers left open, the longest first."""
    for at in range(max(1, len(name) - LONGEST_RANK), len(name)):
        if "a" <= name[at] <= "z" or not _may_cut(name[at - 1], name[at]):
            continue  # most letters need no closer look
        back = _DIGITS.sub("0", name[at:].strip())
        if len(back) < SHORTEST_CASELESS and _is_caseless(name[at - 1]) and _is_caseless(name[at]):
            continue
        if _WORDY.search(back) and name_likeness(clean_name(name[:at])) > 0:
            yield at, back


def _may_cut(before: str, after: str) -> bool:
    """Whether a rank may begin between two characters: at a blank, capital, number, sign or in caseless scripts."""
    if before.isspace() or after.isspace():
        return after.isspace()
    if not after.isalnum():
        return (before.isalnum() or before == ".") and after not in "._-'’@*"
    if after.isdigit():
        return not before.isdigit()
    if _WIDE.match(after):
        return before.isalnum()
    if after.isupper():
        return not before.isupper() and (before.isalnum() or before == ".")
    return _is_caseless(before) and _is_caseless(after)


def _is_caseless(char: str) -> bool:
    """Whether a letter is of a script without capitals and with more than a few letters a word."""
    return char.isalpha() and char.lower() == char.upper() and not _WIDE.match(char)


# --- whom they answer ------------------------------------------------------------


def _said_to_answer(names: _Names, answered: list[str | None]) -> tuple[_Names, list[str | None]]:
    """Names without words that say whom the post answers ("Ann replied to Bob"), and whom they say that it does."""
    found = _said_without_blanks(names)
    for name in names.distinct:
        if name.count(" ") <= LEAST_SAYING:
            continue  # the more usual case
        places = [match.start() for match in _BLANK.finditer(name)]
        for at in places[:-LEAST_SAYING]:
            front, rest = clean_name(name[:at]), name[at + 1 :]
            target = reply_to(rest)
            words = rest.count(" ") - target.count(" ") if target else 0
            if words >= LEAST_SAYING and name_likeness(front) > 0:
                found[name] = Named(front, target)
                break
    if not found:
        return names, answered
    named = [found.get(author or "") for author in names.authors]
    targets = [above if one is None else one.reply_to for one, above in zip(named, answered, strict=True)]
    return names.renamed(lambda name: found[name].author, found), targets


def _said_without_blanks(names: _Names) -> dict[str, Named]:
    """The names that say in Chinese whom they answer, another of the page's authors: "王小明回复李四"."""
    glued = {name: match for name in names.distinct if not name.isascii() and (match := _GLUED_REPLY.search(name))}
    if not glued:
        return {}
    found = {
        name: Named(name[: match.start()].strip(), reply_to(name[match.start() :])) for name, match in glued.items()
    }
    known = {*names.distinct, *[one.author for one in found.values()]}
    return {name: one for name, one in found.items() if one.author and one.reply_to in known}


def _addressed(names: _Names) -> tuple[_Names, list[str | None]]:
    """Names that are those of two authors, of whom the second stands further up: "Ann Bob", "AnnBob", "Ann to Bob".

    And whom each post answers so.
    """
    nobody: list[str | None] = [None] * len(names.authors)
    ending = _ending_with_another(names.distinct)
    words = _words_between(names.authors, ending) if ending else None
    if words is None:
        return names, nobody  # the more usual case, told early
    named: list[Named] = []
    above: dict[str, None] = {}
    for author in names.authors:
        one = Named(author)
        if author:
            one = _pair(author, above, words) or one
            above.setdefault(one.author or author)
        named.append(one)
    pairs = {one for one in named if one.reply_to}
    writers = Counter(first for first, _ in pairs)
    writers.update({one.author for one in named if one.reply_to is None})
    answers = sum(1 for one in named if one.reply_to)
    rare = len(pairs) < LEAST_ADDRESSED or answers < ADDRESSED * len(named)
    if rare or not (_are_glued(names, pairs) or any(writers[first] > 1 for first, _ in pairs)):
        return names, nobody
    return _Names([one.author for one in named]), [one.reply_to for one in named]


def _are_glued(names: _Names, pairs: Collection[Named]) -> bool:
    """Whether several names of two are glued and no word ("AnnBob", "cy7bob"), or have an arrow between."""
    whole = set(names.distinct)
    glued = [(first, other) for first, other in pairs if first and other and f"{first}{other}" in whole]
    clear = [first for first, other in glued if not (first[-1].islower() and other[0].islower())]
    pointed = [first for first, other in pairs if any(f"{first} {sign} {other}" in whole for sign in _ARROWS)]
    return len(clear) + len(pointed) >= LEAST_ADDRESSED


def _ending_with_another(names: Collection[str]) -> set[str]:
    """Names that end with another: nobody else can be the first to stand beside the one who is answered."""
    ending = [name[::-1] for name in _longer(name[::-1] for name in names)]
    known = set(names) if ending else ()
    return {
        name
        for name in ending
        if any(name[cut:] in known for cut in range(SHORTEST_ADDRESSED, len(name) - SHORTEST_ADDRESSED + 1))
    }


def _words_between(authors: Sequence[str | None], ending: Container[str]) -> str | None:
    """The word that stands before the second name in all names of two ("Ann to Bob", "Cy to Ann"), or "".

    None where there is no such name; the first is one of those ``ending`` with that of another post.
    """
    words: Counter[str] = Counter()
    above: dict[str, None] = {}
    some = False
    for author in filter(None, authors):
        one = _pair(author, above) if some or author in ending else None
        some = some or one is not None
        front, _, word = (one.author or "").rpartition(" ") if one is not None else ("", "", "")
        if front:
            words[word] += 1
        above.setdefault(front or author)
    if not some:
        return None
    word, count = words.most_common(1)[0] if words else ("", 0)
    return word if count >= LEAST_ADDRESSED and word.islower() else ""


def _pair(author: str, above: Container[str], word: str = "") -> Named | None:
    """A name cut before that of an author further up; the longest, where one ends like another."""
    for cut in range(SHORTEST_ADDRESSED, len(author) - SHORTEST_ADDRESSED + 1):
        target = author[cut:]
        if target in above:
            first = author[:cut].rstrip(_TOWARDS)
            if word:
                first = first.removesuffix(f" {word}").rstrip(_TOWARDS)
            if len(first) >= SHORTEST_ADDRESSED and first != target:
                return Named(first, target)
    return None
