"""Who is answered, where a byline names two: Ann answers Bob."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Sequence

from threadkit.authors.cutting import longer_texts
from threadkit.authors.model import BLANK, Named, Names
from threadkit.names import clean_name, name_likeness
from threadkit.vocabulary import glued_reply, reply_to

LEAST_SAYING = 2
"""So many words say that somebody answers; "to Bob" may be a name's end ("Ode to Joy")."""
SHORTEST_ADDRESSED = 3
LEAST_ADDRESSED = 2
ADDRESSED = 0.1
"""So many names, and this share of all, are made of two, the latter of an author further up, before that is taken for
"Ann answers Bob".  Sites print it with every reply; "Thanks Ann" closes one post in thirty."""

_ARROWS = "›→»▸▶"
_TOWARDS = " \t:,›→>@»"


def said_to_answer(names: Names, answered: list[str | None]) -> tuple[Names, list[str | None]]:
    """Names without words that say whom the post answers ("Ann replied to Bob"), and whom they say that it does."""
    found = _said_without_blanks(names)
    for name in names.distinct:
        if name.count(" ") <= LEAST_SAYING:
            continue  # the more usual case
        places = [match.start() for match in BLANK.finditer(name)]
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


def _said_without_blanks(names: Names) -> dict[str, Named]:
    """The names that say in Chinese or Thai whom they answer, another of the page's authors: "王小明回复李四"."""
    found = {name: Named(*pair) for name in names.distinct if (pair := glued_reply(name))}
    known = {*names.distinct, *[one.author for one in found.values()]}
    return {name: one for name, one in found.items() if one.author and one.reply_to in known}


def naming_addressed(names: Names) -> tuple[Names, list[str | None]]:
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
    return Names([one.author for one in named]), [one.reply_to for one in named]


def _are_glued(names: Names, pairs: Collection[Named]) -> bool:
    """Whether several names of two are glued and no word ("AnnBob", "cy7bob"), or have an arrow between."""
    whole = set(names.distinct)
    glued = [(first, other) for first, other in pairs if first and other and f"{first}{other}" in whole]
    clear = [first for first, other in glued if not (first[-1].islower() and other[0].islower())]
    pointed = [first for first, other in pairs if any(f"{first} {sign} {other}" in whole for sign in _ARROWS)]
    return len(clear) + len(pointed) >= LEAST_ADDRESSED


def _ending_with_another(names: Collection[str]) -> set[str]:
    """Names that end with another: nobody else can be the first to stand beside the one who is answered."""
    ending = [name[::-1] for name in longer_texts(name[::-1] for name in names)]
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
