"""What stands behind names: ranks, roles, towns, codes, logins, counts, buttons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from threadkit.authors.cutting import endings_of, may_cut
from threadkit.authors.model import (
    BLANK,
    LEAST_NAMES,
    LEAST_RANKED,
    LEAST_SOME,
    LONGEST_RANK,
    RANK_KINDS,
    RANKED,
    SOME_ALONE,
    Names,
)
from threadkit.names import clean_name, name_key, without_honorific
from threadkit.vocabulary import fold, is_furniture, is_role

SOME_RANKED = 0.4
SOME_GLUED = 0.15
"""So many names end with a badge glued to them; on a long page some end alike by chance ("CyberMouse", "DataMouse")."""
MOST_TOWNS = 0.9
"""Where more names have a comma, it may be theirs."""
ALIKE = 0.7
"""A rank stands behind nearly as many names as what else recurs behind the same one."""
_BADGE = re.compile(r"(?<=\S)\s*(?:\[[^\[\]]{2,30}\]|\([^\W\d_A-Z]{4,20}\))$")
_PARENTHESIS = re.compile(r"(?<=[^\s(])\s*\([^()]{1,60}\)$")
_OPEN_PARENTHESIS = re.compile(r"(?<=[^\s(]) \([^()]{1,60}$")
_GLUED_LETTER = re.compile(r"(?<=\w)\(\s?[^\W\d_](?:\s?\))?$")
_TOWN = re.compile(r"([^,]*[^,\s])\s*, ?([^\W\d_][^,]*)")
_CODE = re.compile(r"(?<=\S)(?:\s+#\S{2,16}|\s*\(#?\d[\d.,]*(?:\)(?: [^\d()]{1,30})?)?)$")
_LOGIN = re.compile(r"(?<=\S)\s*\(@?([^\W\d_]{3})[^()\s]*\)(?: [^()]{1,30})?$")
_COUNT_BEHIND = re.compile(r"(?<=[\w.])(?:\s+|(?<!\d))[-+−]?\d{1,5}$")
_COUNT_BEFORE = re.compile(r"#?\d{1,9}[.:*]{0,2}\s*(?=[^\W\d])")
_VOTES_BEFORE = re.compile(r"\d{1,5} ([^\W\d_A-Z]{3,12}?)s? (?=\w)")
_SIGN_BETWEEN = re.compile(r"\w\S* ([-–—|/·•]) \w")
_GLUED_BADGE = re.compile(r"(?<=[a-z.])(?=[A-Z][a-z]{3}[\w' ]*$)")
_GLUED_ROLE = re.compile(r"(?<=[a-z\d_.])[A-Z]+[a-z]*$")
_GLUED_CAPITAL = re.compile(r"(?<=[a-z\d_.]{3})(?=[A-Z][a-z]{2})")
_INNER_CAPITAL = re.compile(r"(?<=[\w.)] )[A-Z][a-z]{2,11}(?= \S)")
_HANDLE = re.compile(r"(?=.*[\d_]|.*\w\.\w|[a-z]{6})(?:[a-z]|[A-Za-z]+_)[\w.-]*")
_MAIL = re.compile(r"(?<!\S)[^\s@]+@[^\s@]+\.[^\W\d_]{2,}[^\w\s]*(?!\S)")


def without_honorifics(names: Names) -> Names:
    """The names without what the site puts behind all: a word of respect ("Annさん"), the "s" of "Ann's" picture."""
    if not names.mostly(lambda name: without_honorific(name) != name, RANKED, LEAST_SOME):
        return names
    return names.renamed(without_honorific)


def without_mail(name: str) -> str:
    """A name without the mail addresses beside it; where there is nothing else, one is the name."""
    if "@" not in name or _MAIL.search(name) is None:
        return name
    bare = clean_name(_MAIL.sub(" ", name))
    return bare if any(map(str.isalpha, bare)) else name


def without_places(names: Names) -> Names:
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


def without_buttons_behind(names: Names) -> Names:
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
        if all(may_cut(*edge) or edge[0].isascii() > edge[1].isascii() for edge in edges):
            return len(button)
    return 0


def without_ranks(names: Names) -> Names:
    """Names without the rank, number of posts or the like behind them: "Ann Veteran", "AnnModerator", "Ann12 posts"."""
    total = len(names.distinct)
    if total < LEAST_RANKED:
        return names
    backs: dict[str, list[tuple[int, str]]] = {}
    whole = 0
    for name in names.distinct:
        backs[name] = list(endings_of(name))
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


def without_phrases_behind(names: Names) -> Names:
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


def without_glued_badges(names: Names) -> Names:
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


def without_some_ranks(names: Names) -> Names:
    """Names without what stands behind several of them, most of whom are called the same without it further up or down.

    "Ann Silver" and "Bob Silver" beside "Ann" and "Bob": what a site prints with some posts only.  Several such
    endings that each stand behind some names, and behind nearly half of all, are no family names either; nor is what
    stands behind a handle ("bob_7 Silver").
    """
    cuts = {name: [match.start() for match in BLANK.finditer(name)] for name in names.distinct if " " in name}
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


def without_glued_role(name: str, known: Collection[str]) -> str:
    """A name without a role right behind it ("AnnOP"), where it stands alone too."""
    for at, back in endings_of(name):
        if is_role(fold(back)) and name_key(name[:at]) in known:
            return clean_name(name[:at]) or name
    return name


def without_glued_roles(names: Names, source: str) -> Iterator[str]:
    """Names of which a role is glued to the end ("annOP"), without it, if the page prints them so elsewhere."""
    for name in names.distinct:
        match = _GLUED_ROLE.search(name)
        if match is not None and is_role(fold(match[0])):
            bare = name[: match.start()]
            if source.count(bare) > source.count(name):
                yield bare


def without_badges(names: Names) -> Names:
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


def without_parentheses(names: Names) -> Names:
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


def without_towns(names: Names) -> Names:
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


def without_codes(names: Names) -> Names:
    """Names without the code or number by which the site tells several of them from others called so: "Ann #x7Qp".

    A town may stand behind an age: "Ann (27) York"; of a number of points the layout may know the end: "Ann (2,660".
    """
    coded = [name for name in names.distinct if "(" in name or "#" in name]
    fronts = {name: name[: match.start()] for name in coded if (match := _CODE.search(name))}
    if len(fronts) < LEAST_SOME or len(set(fronts.values())) < len(fronts):
        return names
    return names.renamed(lambda name: fronts[name], fronts)


def without_logins(names: Names) -> Names:
    """Names without what several are logged in as, which begins alike: "Ann Lee (annlee)", "Bob (bob7) home page"."""
    found = {name: match for name in names.holding("(") if (match := _LOGIN.search(name))}
    logins = {name: name[: match.start()] for name, match in found.items() if fold(name).startswith(fold(match[1]))}
    return names.renamed(lambda name: logins[name], logins) if len(logins) >= LEAST_SOME else names


def without_counts(names: Names) -> Names:
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
