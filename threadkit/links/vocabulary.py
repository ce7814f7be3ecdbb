"""Words of a body, the cue words they open with, and the small word lists behind both.

Decides what counts as a word and as a cue.  The lists are data (``cues.json``),
all languages in one list per cue: a page rarely says which language it is in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, islice, repeat
from typing import Any, Final

from threadkit.vocabulary import beyond_ascii

# One CJK character is a word of its own: those scripts put no blanks between words.
_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD: Final = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:['’](?:(?![{_CJK}])\w)+)?")
PLAIN_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_HAS_CJK: Final = re.compile(f"[{_CJK}]")
_FIRST_CJK: Final = _CJK[0]
_NOT_CJK: Final = bytes({*range(256)}.difference(range(0xE3, 0xEA)))
"""Bytes that begin none of these characters in UTF-8: taking them out is thrice as fast as looking for those."""
LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{4,300}")

LONGEST_RUN: Final = 4
"""Characters of the longest cue in a script without blanks."""
WIDE_LETTERS: Final = 1.5
"""A Chinese or Japanese character says as much as two or three letters: so many are added to its own."""

OPENING_WORDS: Final = 3
"""A cue counts where it stands among the first words: "thanks" at the end is a signature."""

CUE_ORDER: Final = ("thanks", "no", "yes", "greeting", "question", "connective", "praise")


_SEAM: Final = "\x1e"
"""Stands between texts that are read in one go."""
_APOSTROPHES: Final = "'’"
_KEPT: Final = f"_'{_SEAM}"
_SIMPLER: Final = bytes(
    code if code >= 128 else ord(chr(code).lower()) if chr(code).isalnum() or chr(code) in _KEPT else ord(" ")
    for code in range(256)
)
"""Bytes of UTF-8 with signs as blanks and capitals in lower case, as far as they are ASCII."""
# Patterns that begin with a single sign are looked for twenty times as fast as others.
_OUTSIDE: Final = {sign: re.compile(rf"{sign}(?:(?<![^\s'’].)|(?![^\s'’]))") for sign in _APOSTROPHES}
"""Apostrophes that do not stand between two letters."""
_FOLLOWED: Final = {sign: re.compile(rf"{sign}[^\s'’]+['’]") for sign in _APOSTROPHES}
_SECOND: Final = re.compile(r"(['’][^\s'’]+)['’](?=\S)")
"""The second apostrophe of a word; the next is a first one again."""


def fold_all(texts: Sequence[str], limit: int) -> list[list[str]]:
    """``fold_words`` of many texts in one go, at a third of the price.

    Signs become blanks and capitals small, all of a kind at once; what is left between blanks are words.
    """
    if not texts:
        return []
    joined = f" {f' {_SEAM} '.join(texts)} "
    if max(map(len, texts)) > limit or joined.count(_SEAM) >= len(texts):
        heads = [text[:limit].replace(_SEAM, " ") for text in texts]
        joined = f" {f' {_SEAM} '.join(heads)} "
    simpler = joined.encode("utf-8", "surrogatepass").translate(_SIMPLER)
    page = simpler.decode("utf-8", "surrogatepass")
    foreign = set(beyond_ascii(simpler))
    unspaced = {sign for sign in foreign if _HAS_CJK.match(sign)}
    if unspaced:
        page = page.translate({ord(sign): f" {sign} " for sign in unspaced})
        foreign -= unspaced
    for sign in foreign:
        if not sign.isalnum() and sign not in _APOSTROPHES:
            page = page.replace(sign, " ")
    page = _part_at_apostrophes(page)
    for letter in foreign:
        folded = letter.casefold()
        if folded != letter:
            page = page.replace(letter, folded)
    return [text.split() for text in page.split(_SEAM)]


def _part_at_apostrophes(page: str) -> str:
    """Words without signs between them, blanks for apostrophes but the first inside a word ("d'un", "rock'n roll")."""
    signs = [sign for sign in _APOSTROPHES if sign in page]
    for sign in signs:
        page = _OUTSIDE[sign].sub(" ", page)
    if any(_FOLLOWED[sign].search(page) for sign in signs):
        page = _SECOND.sub(r"\1 ", page)
    return page


def find_words(text: str, limit: int) -> list[re.Match[str]]:
    """Where the words of ``fold_words`` stand, one for one."""
    return list(_word_pattern(text, limit).finditer(text, 0, limit))


def has_links(text: str) -> bool:
    """May there be addresses in it?"""
    return "http" in text or "www." in text


def find_links(text: str) -> list[str]:
    """The addresses in it."""
    return LINK.findall(text) if has_links(text) else []


def words_at(text: str, limit: int, places: tuple[int, int]) -> tuple[re.Match[str], re.Match[str]]:
    """Where two of the words of ``fold_words`` stand, the first before the second or the same."""
    matches = islice(_word_pattern(text, limit).finditer(text, 0, limit), places[0], None)
    first = next(matches)
    return first, first if places[0] == places[1] else next(islice(matches, places[1] - places[0] - 1, None))


def fold_words(text: str, limit: int) -> list[str]:
    """The words in the first ``limit`` characters, case-folded; several times quicker than their matches."""
    head = text[:limit]
    pattern = _word_pattern(head, limit)
    folded = head.casefold()
    if len(folded) == len(head) and "\u0345" not in head:
        return pattern.findall(folded)
    # Folding may split a word (the Turkish capital I with a dot) or make one (U+0345): then word by word.
    return [word.casefold() for word in pattern.findall(head)]


def _word_pattern(text: str, limit: int) -> re.Pattern[str]:
    """:data:`WORD`, or a quicker pattern that does the same where no CJK character stands."""
    return WORD if has_unspaced(text[:limit]) else PLAIN_WORD


@lru_cache(maxsize=1)
def _cues() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files(__package__) / "cues.json").read_text(encoding="utf-8"))
    return content


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of ``cues.json`` as sets of case-folded words, all languages together."""
    lists = {name: frozenset(words) for name, words in _cues().items() if isinstance(words, list)}
    return {**lists, "you": frozenset(word for language in _cues()["you"].values() for word in language["words"])}


SPOKEN_HERE: Final = 0.5
"""A page's languages are those whose frequent words are in half as many bodies as the best one's."""


def words_for_you(frequency: Mapping[str, int]) -> frozenset[str]:
    """The second person in the languages of a page, told by how many bodies have which word.

    "du" is "you" in German and "of the" in French; "je" is "you" in Dutch and "I" in French.
    """
    languages = _languages()
    shares = [sum(map(frequency.get, signs, repeat(0))) for signs, _ in languages]
    enough = SPOKEN_HERE * max(shares)
    spoken = (words for share, (signs, words) in zip(shares, languages, strict=True) if share >= enough or not signs)
    return frozenset().union(*spoken)


@lru_cache(maxsize=1)
def _languages() -> list[tuple[tuple[str, ...], frozenset[str]]]:
    """The words by which each language is told, and its second person."""
    return [(tuple(one["signs"]), frozenset(one["words"])) for one in _cues()["you"].values()]


def has_unspaced(text: str) -> bool:
    """Is some of it in a script without blanks?"""
    if text.isascii() or not text.encode("utf-8", "surrogatepass").translate(None, _NOT_CJK):
        return False
    return _HAS_CJK.search(text) is not None


def is_unspaced(word: str) -> bool:
    """Is this one of the single characters that scripts without blanks are read by?"""
    return len(word) == 1 and word >= _FIRST_CJK and _HAS_CJK.match(word) is not None


def with_runs(words: Sequence[str]) -> list[str]:
    """``words`` with the runs of two to four single characters between them: "谢", "谢" and "谢谢"."""
    found = list(words)
    for unspaced, group in groupby(words, is_unspaced):
        if unspaced:
            run = "".join(group)
            found += [
                run[start:end]
                for start in range(len(run))
                for end in range(start + 2, min(start + LONGEST_RUN, len(run)) + 1)
            ]
    return found


@lru_cache(maxsize=1)
def _cue_of_word() -> dict[str, str]:
    """The cue that a word gives; of several the one that comes first in order."""
    lists = word_lists()
    return {word: cue for cue in reversed(CUE_ORDER) for word in lists[cue]}


def opening_cue(words: Sequence[str], *, spaced: bool = False) -> str:
    """The cue that the first words give, or ``""``: the first word decides, later ones only if it says nothing.

    ``spaced`` says that no words are in scripts without blanks.
    """
    cues = _cue_of_word()
    if spaced:
        return next(filter(None, map(cues.get, words[:OPENING_WORDS])), "")
    for start, word in enumerate(words[:OPENING_WORDS]):
        if len(word) == 1 and is_unspaced(word):
            runs = ["".join(words[start : start + count]) for count in range(LONGEST_RUN, 0, -1)]
            cue = next((cues[run] for run in runs if run in cues), "")
        else:
            cue = cues.get(word, "")
        if cue:
            return cue
    return ""


def written_length(text: str) -> int:
    """Its length in letters, characters of scripts without blanks counted for what they say."""
    if not has_unspaced(text):
        return len(text)
    return len(text) + int(WIDE_LETTERS * len(_HAS_CJK.findall(text)))


def is_question(text: str) -> int:
    """0 no question mark, 1 one somewhere, 2 the text ends with one."""
    if "?" not in text and "？" not in text and "؟" not in text:
        return 0
    tail = text.rstrip()[-3:]
    return 2 if "?" in tail or "？" in tail or "؟" in tail else 1
