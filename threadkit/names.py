"""What looks like an author's name.

Decides how name-like a short string is, and how names are compared.  It knows
nothing of pages; which column of a page holds the authors is decided where
all posts can be seen at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from threadkit import vocabulary
from threadkit.lines import SENTENCE_ENDS

NAME_SIGNS = frozenset("»›≫→▶►▷▸■□◆◇●○★☆♦♥")
"""Signs that sites print before names, and hardly anybody before what he says."""
PARTING = " |·"
"""Signs between a name and a date, perhaps in rows of their own; nobody is called so."""
MAX_NAME = 60
"""Longer strings are never taken for a name."""

_SENTENCE_END = re.compile(rf"[{''.join(SENTENCE_ENDS)}]{{1,}}[\"'”’)]*$")
_INITIALS = re.compile(r"\b[^\W\d_](?:\.(?!\w)|\*)")  # "Anna W.", "A** K**": no Polish "w" or "k"
_HIDDEN = re.compile(r"[^\W_](?:\*{3,}|\*\*(?=[\s\w]))")  # letters that shops do not print: "n****a"
# Who has no account is shown by an address: "192.168.7.21", "192.168.7.xxx", "2001:db8:0:1::7".
_NETWORK_ADDRESS = re.compile(
    r"(?:\d{1,3}\.){3}\d{1,3}|(?:\d{1,3}\.){2,3}(?:[x*]{1,3}\.)?[x*]{1,3}|(?=(?:.*:){3})[0-9A-Fa-f]{1,4}(?:::?[0-9A-Fa-f]{1,4}){2,7}(?:::)?"
)
_ADDRESS_ENDS = frozenset("0123456789abcdefABCDEFx*:")
_URLISH = re.compile(r"https?://|www\.|\.(?:html?|php|aspx?|png|jpe?g|gif|svg|webp)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.\-_][^\W_]+)*")
_NUMBERED_HANDLE = re.compile(r"[^\W\d_]+\d+")  # "city12" is no line about a city
_NOISE = re.compile(r"[<>{}=\\^~|]{1,}|\.{4,}")
_FOLDING_MARK = re.compile(r"^\[[-–−+]\]\s*")  # folds a branch away, in front of the name
# What text browsers print for a picture, "[39e7c]Ann", "[photo] Ann": words with digits, file names, words apart.
_PICTURE = re.compile(
    r"^\[(?:|(?=[^\]]*\d)[\w.-]{2,24}|[\w.-]{1,40}\.(?:png|jpe?g|gif|svg|webp)|[a-f]{3,12}|[a-z]{2,12}(?=\][ \t]))\]"
    r"\s*(?=\w)"
)
# What else sites print with a name: "Ann <ann@example.org>", "Ann ann at example.org", "ann@example.org (Ann)",
# "Ann @ann_lee", "#3 · Ann", "(Ann", "] Ann".
_ADDRESS_BEHIND = re.compile(r"(?<=\w)[\"']?\s+[<(]?[\w.+-]+(?:@| at )[\w-]+(?:\.[\w-]+)+[>)]?$")
_VEILED_ADDRESS = re.compile(r"[\w.+-]{2,40} at [\w-]{2,40}(?: dot [\w-]{2,40}){1,3}", re.IGNORECASE)
_ADDRESS_BEFORE = re.compile(r"^<?[\w.+-]+(?:@| at )[\w-]+(?:\.[\w-]+)+>?\s+\((?=[^()]+\)$)")
_HANDLE_BEHIND = re.compile(r"(?<=[\w.)])\s+@(?:[\w.-]+(?:@[\w.-]+)?)?$")
_NUMBER_BEFORE = re.compile(r"^(?:#\d{1,6}\s*[·•|:–—-]|[-+−]?\d{1,5} #\d{1,6}\b)\s*(?=\w)")  # "#3 · Ann", "0 #3 Ann"
_OPEN_BEFORE = re.compile(r"^(?:[)\]}]\s*|[(\[{](?=[^()\[\]{}]*$))(?=\w)")
_BEHIND = re.compile(r"\s*[\[(]([^\[\]()]{2,24})[\])]\s*$")
_NETWORK = re.compile(r"(?:ip:? ?)?\d{2,3}(?:\.(?:\d{1,3}|[*x]{1,3})){1,3}", re.IGNORECASE)


_BEHIND_HIDDEN = " \t\xa0,:：;|·•–—-"  # stars stand for letters
_AROUND = " \t\xa0,:：;|·•–—-*~♦✓✔☑★☆½"

_WIDE = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff60]")
"""Letters of scripts that say in one what others say in two or three."""
_WIDE_STOP = re.compile(r"[、。！？](?=.)|。$")

LONGEST_SHORT = 3
"""Longer words that stand before dates are no names in capitals either."""
LEAST_ALIKE = 3
"""Fewer names of several words may begin or end alike by chance."""
LEAST_LETTERS = 3
"""Fewer behind a number are a unit."""
LEAST_NAMES = 4
"""Fewer different names may share a word by chance."""
LEAST_TOLD = 2
MOSTLY_TOLD = 0.8
"""Of those whose dates these are hardly two joined on the same day."""
LEAST_TITLES = 3
TITLES = 0.35
"""So many of at least a few different texts."""
SHARED = 0.85
MOST_SHARED = 4
"""At most so many words are taken off either end."""
_DIGITS = re.compile(r"\d+")
_BREAK = (",", ":", ";", "-", "–", "—", "|", "·")


@lru_cache(maxsize=65536)
def name_likeness(text: str) -> float:
    """How much a short string looks like an author's name, from 0 (not at all) to 1.

    Judges form only: length, words, letters, punctuation, function words and
    known page furniture.  ``"Ann"``, ``"john_doe42"`` and ``"Иван Петров"``
    score high, sentences and menu entries low.
    """
    text = text.strip()
    size = len(text)
    if not size or size > MAX_NAME:
        return 0.0
    if text[-1] in _ADDRESS_ENDS and _NETWORK_ADDRESS.fullmatch(text):
        return 0.8
    letters = sum(1 for char in text if char.isalpha())
    if not letters:
        return 0.15 if text.isalnum() and size > 2 else 0.0
    folded = vocabulary.fold(text)
    if vocabulary.is_deleted(folded) or vocabulary.is_anonymous(folded):
        return 0.8
    if (
        vocabulary.is_furniture(folded)
        or vocabulary.is_start(folded)
        or vocabulary.is_stop(folded)
        or vocabulary.is_role(folded)
        or (vocabulary.is_profile(folded) and not _NUMBERED_HANDLE.fullmatch(text))
    ):
        return 0.0
    if folded in vocabulary.AT and (len(text) > LONGEST_SHORT or text.islower() or not text.isascii()):
        return 0.0  # "Released" and "on" stand before dates; "Al" and "An" are names as well
    if _URLISH.search(text) or _NOISE.search(text):
        return 0.1
    if " at " in folded and " dot " in folded and _VEILED_ADDRESS.fullmatch(text):
        return 0.8
    words = text.split()
    score = 1.0
    if not text.isascii():
        size = width(text)
        score -= 0.5 if _WIDE_STOP.search(text) else 0.0
    if len(words) > 3:
        score -= 0.17 * (len(words) - 3)
    if size > 30:
        score -= 0.02 * (size - 30)
    if _SENTENCE_END.search(text) and not _abbreviated().search(text):
        score -= 0.35 if len(words) > 1 else 0.15
    if text[-1] in ",;:-":
        score -= 0.3
    if ": " in text or "：" in text:
        score -= 0.5  # "Colour: green"
    if text[-1] == "]" and "[" not in text:
        score -= 0.4  # "Re: Ann]"
    if text[0] in "\"'“”«([-+&%$":
        score -= 0.2
    if letters < 0.5 * size:
        score -= 0.25 if letters >= LEAST_LETTERS or not text[0].isdigit() else 0.6  # "33p", "2 d"
    if len(words) > 1:
        # Two capitalised words read as a name; an all-lower-case phrase does not.
        capital = sum(1 for word in words if word[0].isupper() or word[0].isdigit() or not word[0].islower())
        score -= 0.3 * (1 - capital / len(words))
        score -= 0.5 * vocabulary.prose_share(_INITIALS.sub("", text))
    return max(0.0, min(1.0, score))


def width(text: str) -> int:
    """The length of a text, letters of wide scripts counted twice: a Japanese sentence is short."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


@lru_cache(maxsize=65536)
def clean_name(text: str) -> str:
    """A name without the labels and punctuation that sites print around it."""
    text = _without_standing(text.strip().strip("\u200e\u200f\u00ad"))
    text = _PICTURE.sub("", _FOLDING_MARK.sub("", text))
    hidden = "**" in text and text[:1].isalnum() and _HIDDEN.search(text)
    text = text.strip(_BEHIND_HIDDEN if hidden else _AROUND)
    if " ," in text:
        text = text.partition(" ,")[0].rstrip()  # "Ann , York": in names no blank stands before a comma
    if "@" in text or " at " in text:
        bare = _ADDRESS_BEFORE.sub("", text, 1)
        text = bare[:-1] if bare != text else _ADDRESS_BEHIND.sub("", text, 1)
        text = _without_glued_handle(_HANDLE_BEHIND.sub("", text, 1)).strip("\"'")
    if not text[:1].isalpha():
        text = _OPEN_BEFORE.sub("", _NUMBER_BEFORE.sub("", text))
    if text.startswith("@") and len(text) > 1:
        text = text[1:]
    if text[-1:] in ("(", "[") and text[:1].isalnum():
        text = text[:-1].rstrip()
    if len(text) > 2 and text[0] in "\"'“‘«" and text[-1] in "\"'”’»":
        text = text[1:-1]
    return " ".join(text.split())


def _without_glued_handle(text: str) -> str:
    """A name without the same letters behind a sign, as a login is made of a name: "Ann Lee@ann-lee"."""
    name, _, handle = text.partition("@")
    letters = [char for char in name.casefold() if char.isalnum()]
    return name if letters and letters == [char for char in handle.casefold() if char.isalnum()] else text


def _without_standing(text: str) -> str:
    """A name without its standing or address in brackets behind it: "Ann (not verified)", "Ann [Moderator]"."""
    label = _BEHIND.search(text) if text[-1:] in (")", "]") else None
    if not label or not (vocabulary.is_role(vocabulary.fold(label[1])) or _NETWORK.fullmatch(label[1])):
        return text
    return text[: label.start()]


def same_name(left: str, right: str) -> bool:
    """Whether two printed names are the same after normalisation (case, accents kept, blanks, marks)."""
    return name_key(left) == name_key(right)


@lru_cache(maxsize=65536)
def name_key(text: str) -> str:
    """A key under which spellings of one name fall together."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded)) or folded.strip()


def shared_words(names: Sequence[str]) -> tuple[int, int]:
    """How many words at the beginning and the end nearly all names share and none is part of: "#7 Ann", "Ann wrote".

    A capitalised word is taken for a family's name unless punctuation parts it
    from what it stands beside; 0 and 0 where there are fewer than four names.
    """
    split = [name.split() for name in names]
    if sum(1 for words in split if len(words) > 1) < SHARED * len(names):
        return 0, 0  # the more usual case, told early
    front = _shared(split)
    back = _shared([words[front:][::-1] for words in split], backwards=True)
    return front, back


def are_titles(texts: Iterable[str]) -> bool:
    """Whether texts in the place of names are what posts are headed with: "Great kettle", "Leaks!".

    Many are sentences, or end in small letters after a capital; never more than a third of the authors of 1,112 pages.

    >>> are_titles(["Great kettle", "Disappointed", "Leaks!", "Does what it says"])
    True
    >>> are_titles(["Wim en Truus", "Hanneke de Boer", "sunnyside up", "Marlies uit Emmen"])
    False
    """
    different = set(texts)
    return len(different) >= LEAST_TITLES and sum(map(_is_title, different)) >= TITLES * len(different)


@lru_cache(maxsize=65536)
def _is_title(text: str) -> bool:
    if _SENTENCE_END.search(text) and not _abbreviated().search(text):
        return True
    words = text.split()
    return len(words) > 1 and words[0][0].isupper() and words[-1].isalpha() and words[-1].islower()


def are_ranks(texts: Sequence[str], names: Sequence[str], *, least: int, changed: float = 0.0) -> bool:
    """Whether texts beside names are ranks or towns: each person has one, wherever it stands, and some share theirs.

    At least ``least`` names stand there again; beside so many of these (``changed``) the text may be another one.
    """
    people = set(names)
    again = len(names) - len(people)
    if again < least or len(set(texts)) >= len(people):
        return False
    return len(set(zip(texts, names, strict=True))) <= len(people) + changed * again


def are_told(dates: Sequence[object], names: Sequence[str]) -> bool:
    """Whether dates beside names are when their bearers joined: each has one wherever he stands, hardly two the same.

    Who writes twice on one day has the same date twice as well, but what is written stands in some order.
    """
    people = len(set(names))
    if len(names) - people < LEAST_TOLD:
        return False
    kinds = len(set(dates))
    if not max(LEAST_TOLD, MOSTLY_TOLD * people) <= kinds <= people:
        return False
    if len(set(zip(dates, names, strict=True))) > people:
        return False
    runs = 1 + sum(1 for one, other in pairwise(dates) if one != other)
    return runs > kinds


def without_honorific(name: str) -> str:
    """A name without what is put behind names: a word of respect, the "s" of "Ann's" picture.

    >>> [without_honorific(name) for name in ("田中さん", "Ann's", "Hans")]
    ['田中', 'Ann', 'Hans']
    """
    return _honorific().sub("", name)


def is_honored(name: str) -> bool:
    """Whether a word of respect ends a name ("田中さん"); hardly anything but names has one."""
    return name.endswith(tuple(vocabulary.HONORIFIC)) and without_honorific(name) != name


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\w.]) ?(?:(?:{'|'.join(vocabulary.HONORIFIC)})[の의]?|['’]s)$")


@cache
def _abbreviated() -> re.Pattern[str]:
    """A full stop that ends no sentence: "Ann W.", "Bob Stone Jr."."""
    abbreviations = "|".join(map(re.escape, vocabulary.ABBREVIATION))
    return re.compile(rf"(?:^|[\s.])\w\.$|\b(?:{abbreviations})\.$", re.IGNORECASE)


def share_a_word(names: Sequence[str]) -> bool:
    """Whether nearly all of several different names begin or end alike, digits aside: that may be no part of them."""
    split = [_DIGITS.sub("#", name.casefold()).split() for name in set(names) if " " in name]
    if len(split) < LEAST_ALIKE:
        return False
    most = max(Counter(words[end] for words in split).most_common(1)[0][1] for end in (0, -1))
    return most >= SHARED * len(set(names))


def labels_behind(names: Sequence[str]) -> frozenset[str]:
    """Words in lower case that stand last behind several different names, as "talk" does in signatures."""
    parted = [name.rpartition(" ") for name in set(names) if " " in name]
    if len(parted) < LEAST_NAMES:
        return frozenset()
    fronts: dict[str, set[str]] = {}
    lower: Counter[str] = Counter()
    for front, _, last in parted:
        if front and front[-1] not in "-.'" and last.isalpha():
            fronts.setdefault(last.casefold(), set()).add(name_key(front))
            lower[last.casefold()] += last.islower() and not front.islower()
    often = ((word, len(found)) for word, found in fronts.items() if len(found) >= LEAST_NAMES)
    return frozenset(word for word, count in often if 2 * lower[word] > count)


def without_labels(name: str, labels: frozenset[str]) -> str:
    """A name without the words of :func:`labels_behind` at its end: "Ann • talk • contributions"."""
    words = name.split()
    while len(words) > 1 and (words[-1].casefold() in labels or not any(map(str.isalnum, words[-1]))):
        words.pop()
    return name if len(words) == len(name.split()) else clean_name(" ".join(words)) or name


def without_role(name: str, known: Collection[str], source: str = "") -> str:
    """A name without the role printed behind it: of several words ("Post author") or where the name stands alone too.

    ``known`` are the other names of the page as :func:`name_key` gives them, ``source`` is all that it prints.
    """
    words = name.split()
    for taken in range(min(len(words) - 1, MOST_SHARED), 0, -1):
        front, role = words[:-taken], words[-taken:]
        if not vocabulary.is_role(vocabulary.fold(" ".join(role))):
            continue
        bare = " ".join(front)
        shouted = role[0].isupper() and not bare.isupper()  # "ann TS"
        if taken > 1 or shouted or not role[0].isascii() or name_key(bare) in known:
            return clean_name(bare) or name
        if len(bare) > LONGEST_SHORT and source.count(bare) > source.count(name):
            return clean_name(bare) or name  # the one who opened the discussion is "Ann Author" below each answer
    return name


def are_emphasised(names: Sequence[str]) -> bool:
    """Whether most names stand between marks of emphasis, as some extractors print them: "_Ann_"."""
    return 2 * sum(_is_emphasised(name) for name in names if name[:1] == "_") > len(names)


def _is_emphasised(name: str) -> bool:
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" != name[-2]


def without_emphasis(name: str) -> str:
    """A name without marks of emphasis around it."""
    return name[1:-1] if _is_emphasised(name) else name


def _shared(names: list[list[str]], *, backwards: bool = False) -> int:
    for taken in range(MOST_SHARED, 0, -1):
        having = [words for words in names if len(words) > taken]
        if len(having) < SHARED * len(names):
            continue
        affixes = [_DIGITS.sub("#", " ".join(words[:taken]).casefold()) for words in having]
        affix, count = Counter(affixes).most_common(1)[0] if affixes else ("", 0)
        alike = [words for words, other in zip(having, affixes, strict=True) if other == affix]
        rests = {" ".join(words[taken:]) for words in alike}
        if count < SHARED * len(names) or len(rests) < LEAST_NAMES:
            continue
        if not all(any(char.isalpha() for char in rest) for rest in rests):
            continue  # "Guest 12" is called so
        outer, inner = alike[0][0], alike[0][taken]
        parted = inner.endswith(_BREAK) if backwards else outer.endswith(_BREAK)
        if parted or not all(word[0].isupper() and word.isalpha() for words in alike for word in words[:taken]):
            return taken
    return 0


def without_words(name: str, front: int, back: int) -> str:
    """A name without the words that :func:`shared_words` counted; a name of too few words stays."""
    words = name.split()
    if len(words) <= front + back:
        return name
    return clean_name(" ".join(words[front : len(words) - back]).strip(" ,:;|·")) or name
