"""Answers about one line: is it furniture, does it open a quotation, whom does it name?

Decides by whole lines only; what follows from an answer is for the caller,
who sees the neighbours.  Tables are read once, at the first question.
"""

from __future__ import annotations

import json
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import compress
from operator import itemgetter
from pathlib import Path
from typing import Final

from threadkit.vocabulary.folding import fold, letters_only, plain

TABLE: Final = Path(__file__).parent / "vocabulary.json"

LONGEST_LINE: Final = 160
"""No label, however many are run together, is longer (characters)."""
LONGEST_PHRASE_LINE: Final = 80
"""Longest line that is read as a byline, reply mark or quotation head (characters)."""
MOST_PIECES: Final = 8
"""How many furniture entries one line may run together."""
SHORTEST_GLUED: Final = 3
"""Pieces shorter than this are not taken for two labels printed without a blank between them."""
REMEMBERED: Final = 1 << 16
"""How many lines' answers are remembered at a time."""

_ACCOUNT_END: Final = 12  # letters that a site's own account may have behind what tells it ("administrator")
_HEAD: Final = 3  # characters of an entry by which it is found
_SLOT_FORMS: Final = {"{_}": r"(?:\S.{0,58}\S|\S)", "{author}": r"(?P<author>\S(?:.{0,38}\S)?)"}
_SLOT: Final = re.compile(r"(\{_\}|\{author\})")


_FURNITURE, _START, _STOP, _ROLES, _PROFILE, _DELETED, _ANONYMOUS = (1 << place for place in range(7))
_BITS: Final = {
    "furniture": _FURNITURE,
    "start": _START,
    "stop": _STOP,
    "roles": _ROLES,
    "profile": _PROFILE,
    "deleted": _DELETED,
    "anonymous": _ANONYMOUS,
}
_TELLING = 5
"""A word of so many letters is none that stands between words of any kind."""
_MAY_SAY, _MAY_SIGN, _BEHIND = (1 << place for place in range(len(_BITS), len(_BITS) + 3))


class Phrases:
    """Whole lines of one kind: plain entries in a set, entries with slots as patterns found by their ends."""

    def __init__(self, entries: Iterable[str]) -> None:
        entries = list(entries)
        self.exact = frozenset(entry for entry in entries if "{" not in entry)
        self.patterns = Patterns(entry for entry in entries if "{" in entry)

    def __contains__(self, folded: str) -> bool:
        return folded in self.exact or self.patterns.match(folded)


class Patterns:
    """Entries with ``{_}`` or ``{author}``, compiled when first needed, found by their first or last letters."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.by_start: dict[str, list[str]] = defaultdict(list)
        self.by_end: dict[str, list[str]] = defaultdict(list)
        for entry in sorted(entries, key=lambda entry: -len(_SLOT.sub("", entry))):
            first, *_, last = _SLOT.split(entry)
            if first:
                self.by_start[_cut(_bare(first.casefold()))].append(entry)
            else:
                self.by_end[_cut(_bare(last.casefold())[::-1])].append(entry)
        self._tables = [(table, {key[:_HEAD] for key in table}) for table in (self.by_start, self.by_end)]

    def match(self, text: str) -> bool:
        """Does ``text`` as a whole fit a pattern?"""
        return next(self.matches(text), None) is not None

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The ways in which ``text`` as a whole fits a pattern, the most literal ones first."""
        core = text.casefold()
        ends = core[:_LONGEST_KEY], _bare(core)[: -_LONGEST_KEY - 1 : -1]
        for (table, heads), end in zip(self._tables, ends, strict=True):
            if heads.isdisjoint((end[:3], end[:2], end[:1])):
                continue  # most lines need no closer look
            for length in _KEYS:
                for entry in table.get(end[:length], ()) if length <= len(end) else ():
                    found = _compiled(entry).fullmatch(text)
                    if found:
                        yield found


class KindPatterns:
    """The patterns of several kinds, looked up together: most lines fit none, and that is found out once."""

    def __init__(self, kinds: Iterable[tuple[int, Patterns]]) -> None:
        self._by_start: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._by_end: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for bit, patterns in kinds:
            for target, table in ((self._by_start, patterns.by_start), (self._by_end, patterns.by_end)):
                for key, entries in table.items():
                    target[key].extend((bit, entry) for entry in entries)

    def kinds(self, text: str) -> int:
        """The kinds, as bits, of which some pattern fits ``text`` as a whole."""
        core = text.casefold()
        backwards = _bare(core)[: -_LONGEST_KEY - 1 : -1]
        answer = 0
        for table, end in ((self._by_start, core[:_LONGEST_KEY]), (self._by_end, backwards)):
            for length in _KEYS:
                for bit, entry in table.get(end[:length], ()) if length <= len(end) else ():
                    if not answer & bit and _compiled(entry).fullmatch(text):
                        answer |= bit
        return answer


_KEYS: Final = (12, 8, 5, 3, 2, 1)
"""Lengths of the literal beginnings and ends by which patterns are found."""
_LONGEST_KEY: Final = _KEYS[0]


def _cut(literal: str) -> str:
    """The longest beginning of ``literal`` that is a key."""
    return literal[: next((length for length in _KEYS if length <= len(literal)), 0)]


def _bare(literal: str) -> str:
    """``literal``, in lower case, without what may vary at its end."""
    return literal.rstrip(" :：,.")


@cache
def _compiled(entry: str) -> re.Pattern[str]:
    body = "".join(_SLOT_FORMS.get(piece) or _literal(piece) for piece in _SLOT.split(entry))
    return re.compile(body, re.IGNORECASE)


def _literal(piece: str) -> str:
    """A literal piece: blanks are flexible, a colon may be full width or have a blank before it."""
    return re.sub(r"(?:\\ )+", r"\\s+", re.escape(piece)).replace(":", r"\s*[:：]")


class Tables:
    """Everything the lookups need, built from ``vocabulary.json``."""

    def __init__(self) -> None:
        data = json.loads(TABLE.read_text(encoding="utf-8"))
        self.raw: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in data.items() if not isinstance(v, dict)}
        self.bits = [(bit, Phrases(data[kind])) for kind, bit in _BITS.items()]
        self.patterns = KindPatterns((bit, phrases.patterns) for bit, phrases in self.bits)
        self.exact: dict[str, int] = defaultdict(int)
        for bit, phrases in self.bits:
            for entry in phrases.exact:
                self.exact[entry] |= bit
        self.labels = self.bits[0][1].exact
        self.label_ends = frozenset(entry.rpartition(" ")[2] for entry in self.raw["furniture"]) - {"#"}
        self.reply_to = Patterns(data["reply_to"])
        self.quote_bare = frozenset(plain(e).rstrip(" :.…") for e in data["quote"] if "{author}" not in e)
        self.quote = Patterns(e for e in data["quote"] if "{author}" in e)
        self.reply_firsts = frozenset(entry.split(" ", 1)[0] for entry in data["reply_to"] if _tells_answer(entry))
        self.reply_glued = re.compile(rf"(?<=[\w ])(?:{_any_of(_glued_words(data['reply_to']))})")
        self.counter = re.compile(rf"# ?(?:{_any_of(data['counter'])})(?= |$)")
        self.joint = re.compile(rf",| (?:&|\+|{_any_of(data['joint'])}) ")
        self.account = re.compile(rf"(?:{_any_of(data['account'])})\w{{0,{_ACCOUNT_END}}}")
        self.says = self.raw["says"]
        self.by = self.raw["by"]
        self.says_last = _most_words((entry.rstrip(": ").rpartition(" ")[2], entry) for entry in self.says)
        self.by_first = _most_words((entry.partition(" ")[0].rstrip(":"), entry) for entry in self.by)
        self.says_unspaced = tuple(sorted(filter(_unspaced, self.says), key=len, reverse=True))
        self.says_unspaced_ends = frozenset(phrase[-1] for phrase in self.says_unspaced)
        self.by_unspaced = tuple(sorted(filter(_unspaced, self.by), key=len, reverse=True))
        self.by_unspaced_starts = frozenset(phrase[0] for phrase in self.by_unspaced)
        self.says_ends = frozenset(fold(word).rpartition(" ")[2] for word in self.says_last)
        self.by_starts = frozenset(fold(word).partition(" ")[0] for word in self.by_first)
        self.heads = _lengths_by_head(self.labels)
        self.languages = sorted(data["prose"])
        self.person: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in data["person"].items()}
        self.word_counts = _packed_counts(data["prose"], self.languages)
        self.prose = frozenset(word for words in data["prose"].values() for word in words)
        self.unspaced_prose = re.compile(_any_of(filter(_unspaced, self.prose)))


@cache
def tables() -> Tables:
    """The tables, read on the first call."""
    return Tables()


def _most_words(entries: Iterable[tuple[str, str]]) -> dict[str, int]:
    """By the word that is looked up first, of how many words the longest entry with it is."""
    most: dict[str, int] = {}
    for word, entry in entries:
        most[word] = max(most.get(word, 0), len(entry.replace(":", " ").split()))
    return most


_UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")


def _unspaced(text: str) -> bool:
    """True for scripts that put no blank between words (Thai, Japanese, Chinese)."""
    return not text.isascii() and _UNSPACED.search(text) is not None


def _any_of(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or "(?!)"


def _tells_answer(entry: str) -> bool:
    """Whether words before a name say by themselves that it is answered: "in reply to", "→"; not "to", nor "@"."""
    words = entry.removesuffix(" {author}").split()
    return entry.endswith(" {author}") and "{" not in entry.removesuffix("{author}") and (
        max(map(len, words)) >= _TELLING or not (words[0][0].isalnum() or words[0] == "@")
    )


def _glued_words(entries: Iterable[str]) -> list[str]:
    """What stands right between two names in scripts without blanks."""
    fronts = {entry.removesuffix("{author}").strip() for entry in entries if entry.endswith("{author}")}
    return [front for front in fronts if len(front) > 1 and _unspaced(front) and front[-1].isalnum()]


def _lengths_by_head(entries: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """The lengths that entries with the same first letters have, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for entry in entries:
        lengths[entry[:_HEAD]].add(len(entry))
    return {head: tuple(sorted(found, reverse=True)) for head, found in lengths.items()}


class _Answers(dict[str, int]):
    """Which kinds a folded line belongs to, as bits, remembered: callers ask several questions about each line."""

    def __missing__(self, folded: str) -> int:
        if not folded or len(folded) > LONGEST_LINE:
            return 0
        if len(self) >= REMEMBERED:
            self.clear()
        found = tables()
        answer = found.exact.get(folded, 0) | found.patterns.kinds(folded)
        if not answer and found.counter.search(folded):
            answer = self[found.counter.sub("#", folded)] & _FURNITURE  # "いいね! 5件" is "いいね! 5"
        if not answer and _is_counted_start(folded, found):
            answer = _START
        if not answer & _FURNITURE and _splits(folded, found):
            answer |= _FURNITURE
        answer |= _at_ends(folded, found)
        self[folded] = answer
        return answer


_answers: Final = _Answers()


def _at_ends(folded: str, found: Tables) -> int:
    """What the first and the last word of a folded line may be, as bits."""
    first, last = folded.partition(" ")[0], folded.rpartition(" ")[2]
    says = last in found.says_ends or folded[-1] in found.says_unspaced_ends
    signs = first in found.by_starts or folded[0] in found.by_unspaced_starts
    behind = last != folded and last in found.label_ends
    return says * _MAY_SAY | signs * _MAY_SIGN | behind * _BEHIND


def known_lines(lines: Iterable[str]) -> list[str]:
    """Those of some folded lines that are or may be of a kind: of most lines of a page nothing else need be asked."""
    lines = list(lines)
    return list(compress(lines, map(_answers.__getitem__, lines)))


def is_furniture(folded: str) -> bool:
    """True where the whole folded line is what sites print around posts.

    A line may run several such labels together, with or without blanks:
    "reply share cancel", "replydelete", "like # reply".
    """
    return _answers[folded] & _FURNITURE != 0


def _is_counted_start(folded: str, found: Tables) -> bool:
    """Is the line the title of a discussion with its number of posts: "our readers' comments #", "comments - #"?

    One of the words is what posts are called with a number: "newest #" says nothing of how many there are.  The title
    may name more than these ("comments, questions and tips #"), and what to do may stand behind ("# add a review"), how
    many like it before ("# # comments"); how good it is may, too, and says nothing ("# # reviews").
    """
    if folded.count("#") == PLACES and _RANGE.search(folded):
        return found.exact.get(_OF_ALL.sub("# ", folded[folded.rindex("#") :]), 0) & _START != 0
    if folded.startswith("# # ") and folded.count("#") == len("##"):
        return any(word in folded for word in found.raw["comments"]) and _answers[folded[2:]] & _START != 0
    if folded.count("#") != 1:
        return False
    title, sign, rest = folded.rpartition("#") if folded[0] != "#" else ("", "", folded)
    if title and rest:
        return _answers[title + sign] & _START != 0 and _answers[rest.strip()] & _STOP != 0
    label = folded.strip("# -")
    if found.exact.get(label, 0) & _START:
        return any(found.exact.get(f"# {word}", 0) & _START for word in label.split())
    pieces = [piece.strip() for piece in found.joint.split(label)]
    return len(pieces) > 1 and any(
        found.exact.get(piece, 0) & found.exact.get(f"# {piece}", 0) & _START for piece in pieces
    )


PLACES: Final = 3
"""The numbers of "1 to 8 of 23 reviews"."""
_RANGE: Final = re.compile(r"# ?(?:-|[^\W\d_]{1,3}) ?# ")
_OF_ALL: Final = re.compile(r"# ?(?:の|개의 )?")


def _splits(folded: str, found: Tables) -> bool:
    """Can the line be cut into furniture entries and counts?  Depth-first, longest entry first."""
    exact, heads, size = found.labels, found.heads, len(folded)
    tried: set[int] = set()
    open_cuts = [(0, 0, 0)]  # position, pieces so far, of which labels
    while open_cuts:
        at, pieces, labels = open_cuts.pop()
        if at >= size:
            if labels:
                return True
            continue
        if at in tried or pieces == MOST_PIECES:
            continue
        tried.add(at)
        if folded.startswith("# ", at):
            open_cuts.append((at + 2, pieces + 1, labels))
        elif at == size - 1 and folded[at] == "#":
            open_cuts.append((size, pieces + 1, labels))
        # The longest piece is tried first: it is pushed last.
        for length in reversed(_piece_lengths(folded, at, heads)):
            end = at + length
            if end <= size and folded[at:end] in exact and _may_cut(folded, at, end, size):
                following = end + 1 if folded.startswith(" ", end) else end
                open_cuts.append((following, pieces + 1, labels + 1))
    return False


def _piece_lengths(folded: str, at: int, heads: dict[str, tuple[int, ...]]) -> tuple[int, ...]:
    lengths = heads.get(folded[at : at + _HEAD], ())
    for shorter in range(1, _HEAD):  # entries of one or two letters are found under the whole of themselves
        lengths += heads.get(folded[at : at + shorter], ())
    return lengths


def _may_cut(folded: str, at: int, end: int, size: int) -> bool:
    """A cut beside a blank or at the end is free; a cut inside a word needs real pieces on both sides."""
    if end == size or folded[end] == " ":
        return True
    if _UNSPACED.match(folded[end - 1]) or _UNSPACED.match(folded[end]):
        return True
    return end - at >= SHORTEST_GLUED and size - end >= SHORTEST_GLUED and folded[end].isalpha()


def is_start(folded: str) -> bool:
    """True where the whole folded line opens a discussion ("28 comments", "newest first")."""
    return _answers[folded] & _START != 0


def is_stop(folded: str) -> bool:
    """True where the whole folded line ends a discussion ("leave a reply", "related posts")."""
    return _answers[folded] & _STOP != 0


def is_role(folded: str) -> bool:
    """True where the whole folded line is a label beside an author ("moderator", "post author")."""
    return _answers[folded] & _ROLES != 0


def is_profile(folded: str) -> bool:
    """True where the whole folded line belongs to a forum's profile block ("join date may #", "posts #")."""
    return _answers[folded] & _PROFILE != 0


def is_deleted(folded: str) -> bool:
    """True where the whole folded line stands for a removed post or its author."""
    return _answers[folded] & _DELETED != 0


def is_anonymous(folded: str) -> bool:
    """True where the folded name is nobody's ("anonymous", "guest")."""
    return _answers[folded] & _ANONYMOUS != 0


def is_account(name: str) -> bool:
    """True for a name such as "admin" under which a site, or whoever has a blog, answers."""
    return tables().account.fullmatch(plain(name)) is not None


def may_say(folded: str) -> bool:
    """False where no line that folds to this one ends with a verb of saying."""
    return _answers[folded] & _MAY_SAY != 0


def may_sign(folded: str) -> bool:
    """False where no line that folds to this one begins with a word such as "by"."""
    return _answers[folded] & _MAY_SIGN != 0


def ends_with_label(folded: str) -> bool:
    """True where the folded line ends, behind something else, as some furniture does ("ann reply")."""
    return _answers[folded] & _BEHIND != 0


_TRAILING: Final = " \t\xa0:：.…,-–—»↑→"


def says_suffix(text: str) -> str | None:
    """The words for "says" that a short line ends with, as printed, or None.

    >>> says_suffix("Ann Lee says:")
    'says:'
    >>> says_suffix("Paul a écrit :")
    'a écrit :'
    """
    if len(text) > LONGEST_PHRASE_LINE:
        return None
    found = tables()
    core = text.rstrip(_TRAILING)
    words = core.rsplit(None, _LONGEST_PHRASE)[-_LONGEST_PHRASE:]
    most = found.says_last.get(plain(words[-1]), 0) if words else 0
    if not words or (not most and words[-1][-1] not in found.says_unspaced_ends):
        return None  # most lines end here
    colon = ":" if text[len(core) :].lstrip()[:1] in (":", "：") else " "
    for count in range(min(most, len(words)), 0, -1):
        phrase = plain(" ".join(words[-count:]))
        if phrase in found.says or phrase + colon in found.says:  # "replies:" is an entry, "12 replies" is not
            start = len(core)
            for word in reversed(words[-count:]):
                start = core.rindex(word, 0, start)
            return text[start:].strip()
    if not core.isascii():
        for phrase in found.says_unspaced:
            if core.endswith(phrase):
                return text[len(core) - len(phrase) :].strip()
    return None


_LONGEST_PHRASE: Final = 4  # words in the longest entry of says and by


def by_prefix(text: str) -> str | None:
    """The words for "by" that a line starts with, as printed, with a colon if it has one, or None.

    >>> by_prefix("Posted by: Ann | 3 May")
    'Posted by:'
    """
    found = tables()
    line = text.lstrip()
    head = line[:LONGEST_PHRASE_LINE]
    unspaced = line[:1] in found.by_unspaced_starts
    most = found.by_first.get(plain(head.split(None, 1)[0].partition(":")[0]), 0) if line else 0
    if not most and not unspaced:
        return None  # most lines end here
    words = head.replace(":", " : ", 1).split()[:_LONGEST_PHRASE]
    if ":" in words:
        words = words[: words.index(":")]
    if not words:
        return None
    for count in range(min(most, len(words)), 0, -1):
        if plain(" ".join(words[:count])) in found.by:
            end = 0
            for word in words[:count]:
                end = line.index(word, end) + len(word)
            return line[:end] + _colon_after(line[end:])
    for phrase in found.by_unspaced if unspaced else ():
        if line.startswith(phrase):
            return phrase + _colon_after(line[len(phrase) :])
    return None


def _colon_after(rest: str) -> str:
    stripped = rest.lstrip(" \xa0")
    return rest[: len(rest) - len(stripped) + 1] if stripped[:1] in (":", "：") else ""


_SENTENCE: Final = re.compile(r"[.!?,;]\s|[!?;]$")
_ADDRESS: Final = re.compile(r"\s*[<(\[](?:mailto:)?[^\s<>()\[\]]+@[^<>()\[\]]*[>)\]]")
_MOST_NAME_WORDS: Final = 5


def _first_name(found: Iterable[re.Match[str]]) -> str | None:
    """The first author among the matches that may be a name."""
    for match in found:
        if name := _name_or_none(match["author"]):
            return name
    return None


def _name_or_none(name: str) -> str | None:
    """``name`` trimmed, unless it reads as a sentence."""
    name = _ADDRESS.sub("", name).strip(" \t\xa0:：,\"'«»@")
    if not name or len(name.split()) > _MOST_NAME_WORDS or _SENTENCE.search(name):
        return None
    return name


@lru_cache(maxsize=1 << 10)
def reply_to(text: str) -> str | None:
    """The author (or number) that a short line explicitly answers, or None.

    >>> reply_to("In reply to Ann Lee")
    'Ann Lee'
    >>> reply_to("@ann")
    'ann'
    """
    if len(text) > LONGEST_PHRASE_LINE:
        return None
    line = text.strip(" \t\xa0[]()»>*•·")
    if line[:1] == "@":
        return _addressed(line[1:])
    name = _first_name(tables().reply_to.matches(line.rstrip(" :：.,")))
    if name and name == name.lower() and " " in name and plain(name.split()[0]) in tables().prose:
        return None  # "Reply to that if you can."
    return name


def answers_in(text: str) -> Iterator[tuple[int, str]]:
    """Where within a short line words may begin that say whom it answers to its end, and whom; the first one first.

    >>> next(answers_in("Ann Lee in reply to Bob,"))
    (8, 'Bob')
    """
    firsts, begin = tables().reply_firsts, 0
    for word in text.split(" "):
        name = None
        if word.casefold().lstrip("([") in firsts:
            name = reply_to(text[begin:])
        elif word == ">" and begin:
            name = _addressed(text[begin + 1 :])
        if name:
            yield begin, name
        begin += len(word) + 1


def glued_reply(text: str) -> tuple[str, str | None] | None:
    """Two names with a word for "answers" between them and no blank: who answers, and whom.

    >>> glued_reply("王小明回复李四")
    ('王小明', '李四')
    """
    match = None if text.isascii() else tables().reply_glued.search(text)
    return match and (text[: match.start()].strip(), reply_to(text[match.start() :]))


def _addressed(name: str) -> str | None:
    """The name after an ``@`` that is all of its line: one word, or several that all begin like names."""
    name = name.strip(" \t\xa0:：,.-–")
    words = name.split()
    if len(words) > 1 and any(word[0].islower() for word in words):
        return None
    return _name_or_none(name) if len(words) <= 3 else None


def quote_intro(text: str) -> str | None:
    """Whom a line that introduces a quotation names: the author, ``""`` if nobody, None if it is no such line.

    >>> quote_intro("Originally Posted by Ann")
    'Ann'
    >>> quote_intro("Quote:")
    ''
    """
    if len(text) > LONGEST_LINE:
        return None
    line = text.strip(" \t\xa0[]>*•·↑→\"“”")
    if plain(line).rstrip(" :.…") in tables().quote_bare and (line[-1:] in ":：.…" or len(line.split()) > 1):
        return ""
    return _first_name(tables().quote.matches(line))


_FIELD_BITS: Final = 16  # as many as "H" of struct
# Vowel signs of India's scripts are no letters to Python, and would part every word.
_WORD: Final = re.compile(r"[\u0900-\u0963\u0971-\u0d7f]+|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MOST_WORDS: Final = 80  # the first words of a line tell what it is


def _packed_counts(prose: dict[str, list[str]], languages: list[str]) -> dict[str, int]:
    """For each function word an integer with a 1 in the field of every language that has it.

    Sums of such integers count all languages at once.
    """
    counts: dict[str, int] = defaultdict(int)
    for place, language in enumerate(languages):
        for word in prose[language]:
            counts[word] |= 1 << (place * _FIELD_BITS)
    return dict(counts)


def _words(line: str) -> list[str]:
    """The words of a line in plain spelling; of much text they are had sooner by parting it."""
    words = letters_only(line, "'")
    if "'" in words:  # part of a word only between letters
        words = f" {words} ".replace("''", " ").replace("' ", " ").replace(" '", " ")
    return words.split()


def prose_share(text: str) -> float:
    """The share (0 to 1) of the words of ``text`` that are function words of one language, the best one.

    Scripts without blanks are measured in characters.
    """
    found = tables()
    line = plain(text)
    if _unspaced(line):
        letters = sum(map(str.isalnum, line))
        covered = sum(len(piece) for piece in found.unspaced_prose.findall(line))
        return min(1.0, covered / letters) if letters else 0.0
    words = _WORD.findall(line)[:_MOST_WORDS]
    if not words:
        return 0.0
    counts = found.word_counts
    total = sum(counts.get(word, 0) for word in words)
    best = 0
    mask = (1 << _FIELD_BITS) - 1
    while total:
        best = max(best, total & mask)
        total >>= _FIELD_BITS
    return best / len(words)


_SAMPLE: Final = 600  # so many words show a language
_CLEAR: Final = 0.7
"""Languages with this share of the best one's function words may be a text's language too: Danish, Norwegian."""


_ENDS: Final = 300
_SURE: Final = 15
"""If so many words near both ends are one language's, and less than half as many any other's, that is the language."""


def persons(text: str) -> frozenset[str]:
    """Words for "I", "we" and "you" in the languages that ``text`` may be in; none where no language shows."""
    if len(text) > 2 * _ENDS:
        best, second, *_ = sorted(_languages(f"{text[:_ENDS]} {text[-_ENDS:]}").items(), key=_BY_COUNT, reverse=True)
        if best[1] >= _SURE and 2 * second[1] < best[1]:
            return _persons(best[:1])
    counts = _languages(text)
    most = max(counts.values(), default=0)
    return _persons(tuple(name for name, count in counts.items() if most and count >= _CLEAR * most))


_BY_COUNT: Final = itemgetter(1)
_UNSPACED_LANGUAGES: Final = ("zh", "ja", "ko", "th")


def _languages(text: str) -> dict[str, int]:
    """How many function words of each language a text holds; of languages without blanks each counts as much."""
    found = tables()
    line = plain(text)
    if _unspaced(line):
        return dict.fromkeys(_UNSPACED_LANGUAGES, 1)
    words = _words(line)
    words = words[:: 1 + len(words) // _SAMPLE]
    total = sum(filter(None, map(found.word_counts.get, words)))
    size = len(found.languages)
    counts = struct.unpack(f"<{size}H", total.to_bytes(size * _FIELD_BITS // 8, "little"))
    return dict(zip(found.languages, counts, strict=True))


@cache
def _persons(languages: tuple[str, ...]) -> frozenset[str]:
    found = tables()
    return frozenset().union(*(found.person.get(name, frozenset()) for name in languages))
