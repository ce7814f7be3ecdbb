"""Words of a body, the cue words they open with, and the small word lists behind both.

Decides what counts as a word and as a cue.  The lists are data (``cues.json``),
all languages in one list per cue: a page rarely says which language it is in.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from typing import Final

# One CJK character is a word of its own: those scripts put no blanks between words.
_CJK: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
WORD: Final = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:['’](?:(?![{_CJK}])\w)+)?")
_PLAIN_WORD: Final = re.compile(r"\w+(?:['’]\w+)?")
_HAS_CJK: Final = re.compile(f"[{_CJK}]")
LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]{4,300}")
QUESTION_MARKS: Final = "?？؟;"

OPENING_WORDS: Final = 3
"""A cue counts where it stands among the first words: "thanks" at the end is a signature."""

CUE_ORDER: Final = ("thanks", "no", "yes", "greeting", "question", "connective")


def find_words(text: str, limit: int, count: int | None = None) -> list[re.Match[str]]:
    """Where the words of ``fold_words`` stand (the first ``count`` of them), one for one."""
    return list(islice(_word_pattern(text, limit).finditer(text, 0, limit), count))


def nth_word(text: str, limit: int, place: int) -> re.Match[str]:
    """Where one of the words of ``fold_words`` stands."""
    return next(islice(_word_pattern(text, limit).finditer(text, 0, limit), place, None))


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
    return _PLAIN_WORD if text.isascii() or _HAS_CJK.search(text, 0, limit) is None else WORD


@lru_cache(maxsize=1)
def word_lists() -> dict[str, frozenset[str]]:
    """The lists of ``cues.json`` as sets of case-folded words."""
    data = json.loads((files(__package__) / "cues.json").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in data.items() if name != "about"}


def opening_cue(words: Sequence[str]) -> str:
    """The cue that the first words give, or ``""``: the first word decides, later ones only if it says nothing."""
    lists = word_lists()
    for word in words[:OPENING_WORDS]:
        for cue in CUE_ORDER:
            if word in lists[cue]:
                return cue
    return ""


def is_question(text: str) -> int:
    """0 no question mark, 1 one somewhere, 2 the text ends with one."""
    tail = text.rstrip()[-3:]
    if "?" in tail or "？" in tail or "؟" in tail:
        return 2
    return 1 if ("?" in text or "？" in text or "؟" in text) else 0
