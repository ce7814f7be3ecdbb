"""Which of a page's judged candidates is preferred, whatever their scores: comparisons that need no weights.

A score says how much a reading looks like a discussion.  Two readings of the
same rows look much alike, and differ by what only one of them explains: names
that the other leaves in the bodies, a post left over at an end, the site's own
words on the other side.  Which candidates there are is for
``threadkit.detection``, how good each is for ``threadkit.scoring``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from threadkit.bylines import Byline
from threadkit.cues import Cues
from threadkit.layouts import Layout
from threadkit.names import are_ranks, are_titles, are_told, is_honored, name_key
from threadkit.scoring import CONVINCING, CONVINCING_VOUCHED, STATED, Judged, is_convincing
from threadkit.segment import Record
from threadkit.sides import are_addressed, enclosed_vote, is_name_left_over, owner_vote, side_vote
from threadkit.vocabulary.given_names import given_name

SURE_POSTS = 4
LEAST_SURE = 3
"""So many posts, for a reading to be sure, or for several names to be no accident."""
WORDIER = 1.0
"""A reading from the other side has so many more words of its own (log2), if it sees more in the same rows."""
MOST_LEFT = 2
"""A shifted reading leaves one post over, or two where an end of the page is doubtful as well."""
SAME_PAIRS = 0.3
"""Readings that pair more names and dates alike than this differ by a post, not by the side they read from."""
SHIFT_COST = 0.35
"""How much less trusted the reading without a remainder may be."""
MUCH_ALIKE = 0.1
WIDER = 2
"""Of readings that differ so little in score and trust, one of this many times the posts is the whole of the other."""
FULLER_COST = 0.25
"""A reading from the other side that says more is not much less trusted, nor far behind: "#2" below a foot is the next
post's."""
HEADS, FEET = (True, False), (False, True)
CONTRADICTED = -2
"""So much must the ends of a discussion say against a side: one sign alone is a button of the article's too often."""
MORE_WORDS = 1.1
"""Words are passed by if another reads so many times as many; some rows without them more or less tell nothing."""
FULLER = 0.85
"""A layout reads another's bylines if it reads this share of them."""
LEAST_STEPS = 0.15
"""Of the numbers of posts hardly any go the other way than the rest."""
MOST_CLOSINGS = 3
"""So few different texts stand between date and name if the site prints them."""
FEW_AUTHORS = 0.6
MOST_AUTHORS = 0.9
MOST_POSTS = 0.8
MOST_NAMED_FIRST = 0.8
"""So many bodies begin with a name of their own row where the names above them were overlooked."""
VARIED = 0.3
"""Different names for each post, at least, to be preferred to one name for all."""
MOST_AGAIN = 0.75
"""Where fewer posts have the name of another, what stands there is hardly shared by several people."""
LEAST_WORN = 2
"""So often somebody comes again, with the same beside the name; once may be an accident."""
ACCIDENTS = 0.1
"""Beside so many names something else may stand, or they themselves: "Bob wrote" above what is quoted."""
GREETING = 0.8
"""So many of them name somebody else, with something more; "Ann B." may be two people's."""
LEAST_GIVEN = 2
MANY_GIVEN = 0.25
MORE_GIVEN = 3
"""So many people and this share of them have names that begin with a first name, and so many times as many as in
another reading, for them to be preferred; one is enough where they vary more."""
SLIGHTLY = 0.1
LIKELY_NAMES = 0.7
TITLED_COST = 0.3
"""So far behind in score people may be before whom titles are taken for names: these have the place beside the date."""
TITLED_VARIED = 0.5
"""So many posts have names of their own; those of towns and kinds of visits recur."""
LIKELY_AGAIN = 0.5
"""A reading that names few authors yields to one that names most, with likely names, for as good as all posts.  Before
one that names none, names that come again may be less likely ones ("the old hen")."""


def settled(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates after the comparisons that need no weights."""
    if len(ranked) < 2:
        return ranked
    ranked = _authored_first(_counted_first(ranked))
    ranked = _dated_above_first(cues, _unshifted_first(cues, _widest_first(ranked)))
    ranked = _fullest_first(_opened_first(ranked))
    ranked = _wearers_first(_pictured_first(_varied_first(_written_first(ranked))))
    named = _christened_first(ranked)
    ranked = ranked if named[0] is ranked[0] else _unshifted_first(cues, named)  # they may be their neighbours'
    ranked = _untitled_first(ranked)
    return owned_first(cues, sided_first(cues, _unaddressed_first(cues, ranked)))


def _unaddressed_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names who wrote the same posts before a winner that names whom they answer."""
    if len(ranked) < 2 or ranked[0].layout.source == "user":
        return ranked
    dates = ranked[0].segmentation.dates
    rivals = [rival for rival in ranked[1:] if _names_likely(rival) and rival.trust >= ranked[0].trust - SHIFT_COST]
    rivals = [rival for rival in rivals if len(dates & rival.segmentation.dates) >= FULLER * len(dates)]
    for rival in rivals if ranked[0].layout.source == "induced" else ():
        if role_of(rival.layout) == role_of(ranked[0].layout) and _greets(ranked[0], rival):
            return _preferred(rival, ranked)
    if rivals and are_addressed(cues, ranked[0].segmentation.records):  # asked last: it takes longest to answer
        for rival in rivals:
            if not are_addressed(cues, rival.segmentation.records):
                return _preferred(rival, ranked)
    return ranked


def _greets(candidate: Judged, rival: Judged) -> bool:
    """Whether a candidate takes greetings of those who a rival says write for names: "Hi Ann" above Bob's text."""
    names, others = _by_date(rival), _by_date(candidate)
    shared = names.keys() & others.keys()
    if len(shared) < LEAST_SURE:
        return False
    people = {name: name.split()[0] for name in names.values() if name}
    missing = (1 - GREETING) * len(shared)
    for date in shared:
        said = others[date]
        greeted = {name for name, first in people.items() if _is_greeted(said, name, first)}
        missing -= not greeted or names[date] in greeted
        if missing < 0:
            return False  # the more usual case, told early
    return True


def _is_greeted(said: str, name: str, first: str) -> bool:
    """Whether a text ends with a name, or its first word, behind another; or begins with it, as Japanese does."""
    if said.endswith((f" {first}", f" {name}")):
        return True
    return not first.isascii() and said.startswith(first) and said not in (first, name)


def _names_likely(candidate: Judged) -> bool:
    return candidate.features["authors"] >= MOST_AUTHORS and candidate.features["name_likeness"] >= LIKELY_NAMES


def sided_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one of the same dates by bylines on the other side before a winner that both ends contradict."""
    if len(ranked) < 2:
        return ranked
    role, dates = role_of(ranked[0].layout), ranked[0].segmentation.dates
    other, least = FEET if all(role) else role[::-1], ranked[0].trust - SHIFT_COST
    rivals = [rival for rival in ranked[1:] if rival.trust >= least and role_of(rival.layout) == other]
    for rival in sorted(rivals, key=is_nameless):
        theirs = rival.segmentation.dates
        common = len(dates & theirs)
        alike = common >= min(FULLER * len(dates), len(dates) - 1)
        alike = alike and (all(role) or common >= FULLER * len(theirs))  # dates without a name above them are missed
        if alike:
            return _preferred(rival, ranked) if is_contradicted(cues, ranked[0]) else ranked
    return ranked


def is_nameless(candidate: Judged) -> bool:
    """Whether a candidate leaves most posts without an author, or gives all the same one."""
    return candidate.features["authors"] <= FEW_AUTHORS or _has_one_name(candidate)


def is_contradicted(cues: Cues, candidate: Judged) -> bool:
    """Whether what the site prints with every post says that the bylines stand on the other side; found out once."""
    if candidate.is_contradicted is None:
        candidate.is_contradicted = _is_contradicted(cues, candidate)
    return candidate.is_contradicted


def _is_contradicted(cues: Cues, candidate: Judged) -> bool:
    heads, feet = role_of(candidate.layout)
    if candidate.layout.source == "user":
        return False
    records = candidate.segmentation.records
    if heads == feet:
        return heads and (enclosed_vote(cues, records) <= CONTRADICTED or is_name_left_over(cues, records))
    vote = side_vote(cues, records)
    return vote <= CONTRADICTED if heads else vote >= -CONTRADICTED


def owned_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that gives every name to the post on its other side before a winner that takes a stranger in.

    "12 May, Reply, Ann": Ann wrote the next post if "More comments" stands in her place below the last.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    records = ranked[0].segmentation.records
    for rival in ranked[1:]:
        theirs = rival.segmentation.records
        if rival.trust < ranked[0].trust - SHIFT_COST:
            continue
        if owner_vote(cues, theirs, records) > 0 or owner_vote(cues, records, theirs) < 0:
            return _preferred(rival, ranked)
    return ranked


def _widest_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that reads all of the winner's bylines and as many others before it, if judged much alike.

    "photo Ann Newcomer": the words of one rank, taken for the site's, leave all other people in the bodies.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    best = ranked[0]
    for rival in ranked[1:]:
        if rival.features["authors"] < best.features["authors"] or not _is_wider(rival, best):
            continue
        if _places(best) <= _places(rival):
            return with_first(rival, ranked)
    return ranked


def _places(candidate: Judged) -> set[tuple[int, str]]:
    """Where the bylines of a candidate stand, and on which side."""
    return {(byline.first, byline.role) for byline in _bylines(candidate)}


def _is_wider(rival: Judged, best: Judged) -> bool:
    """Whether a candidate has twice the winner's posts and is judged much alike, or has as many as the page states."""
    more = rival.features["posts"] / best.features["posts"]
    if more > 1 and rival.features["stated_count"] > STATED >= best.features["stated_count"]:
        return rival.trust >= best.trust - SHIFT_COST
    alike = min(rival.score - best.score, rival.trust - best.trust) >= -MUCH_ALIKE
    return more >= WIDER and alike


def _counted_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, a convincing one of as many complete posts as the page states before a winner that is not.

    Dates all over an article and its discussion make the most of a page, and nothing to be believed.
    """
    if ranked[0].layout.source == "user" or is_convincing(ranked[0]):
        return ranked
    for rival in ranked[1:]:
        signs = rival.features
        complete = min(signs["authors"], signs["dates"]) >= MOST_AUTHORS and signs["stated_count"] > STATED
        if complete and signs["posts"] >= LEAST_SURE and is_convincing(rival):
            return with_first(rival, ranked)
    return ranked


def _opened_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one of the same dates by heads before a winner by feet below what opens posts.

    "3. Well said", or a profile, right above "Ann, 5 May" opens the third post; it does not end the second.
    """
    if not ranked or not ranked[0].segmentation.below_opening:
        return ranked
    _, dates, _ = _fields(ranked[0])
    for rival in ranked[1:]:
        likely = rival.trust >= ranked[0].trust - SHIFT_COST
        if likely and role_of(rival.layout) == HEADS and _fields(rival)[1] >= dates:
            return _preferred(rival, ranked)
    return ranked


def _varied_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that finds several authors before a winner that finds one, for most of the same dates.

    "Verified buyer" or "12 reviews" above every date passes for a name where a layout only asks for what stands there;
    "No" above all but the first is the last button of the post before.
    """
    if not ranked or not _has_one_name(ranked[0], but_first=True):
        return ranked
    names, dates, _ = _fields(ranked[0])
    total = len(ranked[0].segmentation.records)
    if names.total() < max(LEAST_SURE, MOST_AUTHORS * total):
        return ranked
    least = max(LEAST_SURE, VARIED * total)
    role = role_of(ranked[0].layout)
    for rival in ranked[1:]:
        named_above = all(role_of(rival.layout)) and all("{author}" in template for template in rival.layout.head)
        if role_of(rival.layout) != role and not named_above:
            continue  # names that stand elsewhere may be those of neighbours
        varied = len(_spelled(rival)) >= least and rival.features["name_likeness"] >= LIKELY_NAMES
        alike = (dates & _fields(rival)[1]).total() >= MOST_POSTS * dates.total()
        if varied and alike and rival.trust >= ranked[0].trust - SHIFT_COST:
            return _preferred(rival, ranked)
    return ranked


def _written_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that finds when posts were written before a winner that finds when their authors joined."""
    if not ranked or ranked[0].layout.source == "user" or not _finds_joining(ranked[0]):
        return ranked
    for rival in ranked[1:]:
        if rival.trust < ranked[0].trust - SHIFT_COST or rival.features["dates"] < MOST_AUTHORS:
            continue
        if rival.features["posts"] < FULLER * ranked[0].features["posts"]:
            continue
        if ranked[0].segmentation.dates.isdisjoint(rival.segmentation.dates) and not _finds_joining(rival):
            return _preferred(rival, ranked)
    return ranked


def _finds_joining(candidate: Judged) -> bool:
    """Whether the names of a candidate tell its dates."""
    records = candidate.segmentation.records
    told = [(record.date.text, record.author) for record in records if record.author and record.date]
    return are_told([date for date, _ in told], [name for _, name in told])


def _pictured_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one of the same dates before a winner whose names are mostly the first letters of its names.

    Such letters stand for the pictures of people who have none.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    letters = {date: name for date, name in _by_date(ranked[0]).items() if len(name) == 1}
    if 2 * len(letters) < max(LEAST_SURE, len(ranked[0].segmentation.records)):
        return ranked  # the more usual case, told early
    for rival in ranked[1:]:
        names = _by_date(rival)
        begun = sum(1 for date, letter in letters.items() if len(name := names.get(date, "")) > 1 and name[0] == letter)
        if begun >= MOST_AUTHORS * len(letters) and rival.trust >= ranked[0].trust - SHIFT_COST:
            return _preferred(rival, ranked)
    return ranked


def _wearers_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names whose towns or ranks they are before a winner that takes these for names.

    Everybody has one town wherever he writes, and several people share theirs: names tell towns, not the reverse.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    worn = _by_date(ranked[0])
    if len(set(worn.values())) > MOST_AGAIN * len(worn):
        return ranked  # the more usual case, told early
    for rival in ranked[1:]:
        if min(rival.features["authors"], rival.features["name_likeness"]) < FEW_AUTHORS:
            continue
        if rival.trust < ranked[0].trust - SHIFT_COST or not _divides_alike(ranked[0], rival):
            continue
        names = _by_date(rival)
        shared = worn.keys() & names.keys()
        if len(shared) >= FULLER * max(len(worn), len(names)):
            pairs = [(worn[date], names[date]) for date in shared]
            alike = sum(1 for text, name in pairs if text in name or name in text)
            texts, people = [text for text, _ in pairs], [name for _, name in pairs]
            if alike > ACCIDENTS * len(pairs):
                continue
            likely = rival.features["name_likeness"] >= ranked[0].features["name_likeness"] - SLIGHTLY  # no titles
            if are_ranks(texts, people, least=LEAST_WORN, changed=ACCIDENTS) or (likely and _are_shared(texts, people)):
                return _preferred(rival, ranked)
    return ranked


def _christened_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one whose names begin with first names before a winner whose names do not, of the same dates.

    Titles and towns hardly ever begin so, and of people everywhere some do.
    """
    if not ranked or ranked[0].layout.source == "user":
        return ranked
    rivals = [rival for rival in ranked[1:] if rival.features["authors"] >= MOST_AUTHORS]
    rivals = [one for one in rivals if _reads_same_dates(ranked[0], one) and _divides_alike(ranked[0], one)]
    if not rivals:
        return ranked  # the more usual case, told early
    best = _by_date(ranked[0])
    given = len(_first_names(ranked[0]))
    for rival in rivals:
        names = _by_date(rival)
        people = set(names.values())
        least = LEAST_GIVEN if len(people) <= len(set(best.values())) else 1
        theirs = len(_first_names(rival))
        if theirs >= max(least, MANY_GIVEN * len(people), MORE_GIVEN * given) and not _passes_by(names, best):
            return _preferred(rival, ranked)
    return ranked


def _first_names(candidate: Judged) -> set[str]:
    """The first names that a candidate's authors begin with, as printed: those in quotation marks are quoted.

    A name with a word of respect behind it is a person's as well.
    """
    authors = {record.author for record in candidate.segmentation.records if record.author and record.date}
    return {given for author in authors if (given := given_name(author) or (author if is_honored(author) else ""))}


def _divides_alike(candidate: Judged, rival: Judged) -> bool:
    """Whether a rival's names stand on the same side (others may be neighbours'), and it leaves as much to be said."""
    same_side = role_of(rival.layout) == role_of(candidate.layout)
    return same_side and rival.features["prose"] >= MOST_POSTS * candidate.features["prose"]


def _reads_same_dates(candidate: Judged, rival: Judged) -> bool:
    """Whether two candidates have most of their dates in common."""
    ours, theirs = candidate.segmentation.dates, rival.segmentation.dates
    return len(ours & theirs) >= MOST_POSTS * max(len(ours), len(theirs), 1)


def _passes_by(names: dict[int, str], others: dict[int, str]) -> bool:
    """Whether another reading has several names of this one where this one has something else."""
    people = set(names.values())
    return len({other for date, other in others.items() if other in people and names.get(date, other) != other}) > 1


def _untitled_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names people before a winner that takes titles ("Great kettle") for names.

    What stands in the wrong place says little for the winner: the other reads its posts and may be trusted much less.
    """
    if not ranked or ranked[0].layout.source == "user" or not are_titled(ranked[0]):
        return ranked
    dates = ranked[0].segmentation.dates
    for rival in ranked[1:]:
        if rival.trust < CONVINCING_VOUCHED or rival.score < ranked[0].score - TITLED_COST:
            continue
        if not _names_likely(rival) or rival.features["distinct_authors"] < TITLED_VARIED or are_titled(rival):
            continue
        if role_of(rival.layout) not in (role_of(ranked[0].layout), HEADS, (True, True)):
            continue  # names that stand elsewhere may be those of neighbours
        if dates == rival.segmentation.dates and len(rival.segmentation.records) == len(ranked[0].segmentation.records):
            return _preferred(rival, ranked)
    return ranked


def are_titled(candidate: Judged) -> bool:
    """Whether the authors of a candidate are what posts are headed with."""
    return are_titles([record.author for record in candidate.segmentation.records if record.author])


def _are_shared(texts: Sequence[str], names: Sequence[str]) -> bool:
    """Whether several texts stand beside different names each, and hardly a name comes again.

    Where nobody writes twice, as few do below what they bought, towns recur and names do not.  What begins alike
    ("Reply to Ann", "Thank Bob") is no name.
    """
    again = sum(times > 1 for times in Counter(texts).values())
    if again < LEAST_WORN or len(set(texts)) > MOST_AGAIN * len(texts):
        return False
    begun = {name.partition(" ")[0] for name in names}
    return len(names) >= SURE_POSTS and min(len(set(names)), len(begun)) >= MOST_AUTHORS * len(names)


def _by_date(candidate: Judged) -> dict[int, str]:
    """A candidate's authors, as names are compared, by the identities of their dates."""
    records = candidate.segmentation.records
    return {id(record.date): name_key(record.author) for record in records if record.author and record.date}


def _has_one_name(candidate: Judged, *, but_first: bool = False) -> bool:
    """Whether all authors of a candidate are called the same, numbers aside: that is a label as a rule.

    That of the first of several posts may be another (``but_first``), and those of a few that stand next to the date.
    """
    records = candidate.segmentation.records
    some = records[1:] if but_first and len(records) >= SURE_POSTS else records
    spelled = [_letters(record.author) for record in some if record.author]
    if len(set(spelled[:LEAST_SURE])) > 1:
        return False  # the more usual case, told early
    others = sum(1 for one in spelled if one != spelled[0])
    return bool(spelled) and others <= ACCIDENTS * len(spelled)


def _spelled(candidate: Judged) -> set[str]:
    """The authors of a candidate by their letters alone."""
    names = {record.author for record in candidate.segmentation.records if record.author}
    return set(map(_letters, names))


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name.casefold()))


def _authored_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that names nearly every author before a winner that leaves many unnamed.

    A layout of two sides finds posts by either of them: names above some
    bodies, dates below all.  Where another finds as good as all of the posts
    with their authors, names that are missing were overlooked.
    """
    if not ranked or ranked[0].features["authors"] > FEW_AUTHORS:
        return ranked
    rivals = [rival for rival in ranked[1:] if _names_overlooked(ranked[0], rival)]
    if not rivals:
        return ranked
    side = role_of(ranked[0].layout)
    if role_of(rivals[0].layout) == side[::-1] != side:
        # That they stand on the other side is another question, which names say nothing about.
        rivals.sort(key=lambda rival: role_of(rival.layout) != side)
    return with_first(rivals[0], ranked)


def _names_overlooked(winner: Judged, rival: Judged) -> bool:
    """Whether a candidate names nearly all authors of as good as all of the winner's posts, and is not trusted less.

    Where the winner looks for no names at all the page may have none, unless
    names are trusted more, somebody comes again among several or in front of
    most of its bodies, most of these end with other names, or names have more
    words beside them.
    """
    best, theirs = winner.features, rival.features
    as_many = theirs["posts"] <= best["posts"] + MOST_LEFT
    varied = theirs["distinct_authors"] >= VARIED or best["name_first"] >= MOST_NAMED_FIRST
    again = varied and theirs["recurring_author"]
    left = best["name_last"] >= MOST_NAMED_FIRST and theirs["distinct_authors"] >= VARIED
    named = best["authors"] or (as_many and (again or left or theirs["literal"] > best["literal"] + WORDIER))
    cost = SHIFT_COST if named else -MUCH_ALIKE
    return (
        theirs["authors"] >= MOST_AUTHORS
        and theirs["name_likeness"] >= (LIKELY_AGAIN if again and not best["authors"] else LIKELY_NAMES)
        and theirs["posts"] >= MOST_POSTS * best["posts"]
        and theirs["dates"] >= MOST_POSTS * best["dates"]
        and rival.trust >= winner.trust - cost
    )


def with_first(first: Judged, ranked: list[Judged]) -> list[Judged]:
    return [first, *(candidate for candidate in ranked if candidate.segmentation is not first.segmentation)]


def _preferred(rival: Judged, ranked: list[Judged]) -> list[Judged]:
    """The candidates, a rival first that reads the same posts better: they are as sure as they were."""
    return with_first(replace(rival, trust=max(rival.trust, ranked[0].trust)), ranked)


def _unshifted_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that reads all of the winner's names and dates and more of both before it.

    A byline read from the wrong side pairs the date below one post with the
    name above the next, and leaves a name at one end of the discussion and a
    date at the other.  The reading without a remainder is the right one.
    """
    if not ranked:
        return ranked
    best = ranked[0]
    total = len(best.segmentation.records)
    longer = [rival for rival in ranked[1:] if 1 <= len(rival.segmentation.records) - total <= MOST_LEFT]
    rivals = [rival for rival in longer if rival.trust >= best.trust - SHIFT_COST]
    if not rivals:
        return ranked
    names, dates, pairs = _fields(best)
    if dates.total() < total:
        return ranked
    for rival in rivals:
        other_names, other_dates, other_pairs = _fields(rival)
        paired_alike = (pairs & other_pairs).total() > SAME_PAIRS * total
        unshifted = names < other_names and dates < other_dates and not paired_alike
        turned = names.total() <= other_names.total() and (_is_turned(best, rival) or _is_headed(cues, best, rival))
        if unshifted or turned or (pairs < other_pairs and _begins_earlier(best, rival)):
            return _preferred(rival, ranked)
    return ranked


def _begins_earlier(best: Judged, rival: Judged) -> bool:
    """Whether a candidate has the winner's last post, and further ones between what opens the discussion and the first.

    The last button of each post passes for the first word of the next, and the first post has none above it.
    """
    ours, theirs = best.segmentation, rival.segmentation
    if theirs.opened_by is None or theirs.opened_by != ours.opened_by:
        return False
    if not role_of(best.layout) == role_of(rival.layout) == HEADS:
        return False
    first = theirs.records[0].last_byline_row < ours.records[0].first_row
    return first and theirs.records[-1].date == ours.records[-1].date


def _dated_above_first(cues: Cues, ranked: list[Judged]) -> list[Judged]:
    """The candidates, one that gives each date to the post above it before a winner that gives it to the one below.

    "5 May, Was this of use?, Ann wrote": what stands between date and name closes a post if it is missing above the
    first name, where the article's date stands, and is there below the last post's date.
    """
    best = ranked[0] if ranked else None
    if best is None or role_of(best.layout) != HEADS or not _are_dated_above(best.layout):
        return ranked
    records = best.segmentation.records
    between = [_between(cues, record) for record in records]
    if len(records) <= LEAST_SURE or between[0] is None or between[0] or not all(between[1:]):
        return ranked
    usual = {cues.unnumbered[row] for rows in between[1:] for row in rows or ()}
    if len(usual) > MOST_CLOSINGS:
        return ranked
    names, dates = [record.author for record in records], [id(record.date) for record in records]
    for rival in ranked[1:]:
        theirs = rival.segmentation.records
        if role_of(rival.layout) != (True, True) or rival.trust < best.trust - SHIFT_COST:
            continue
        if [record.author for record in theirs] != names or [id(record.date) for record in theirs[:-1]] != dates[1:]:
            continue
        foot = theirs[-1].foot
        if foot is not None and foot.date is not None and cues.unnumbered[_row_below(cues, foot)] in usual:
            return _preferred(rival, ranked)
    return ranked


def _are_dated_above(layout: Layout) -> bool:
    return all(-1 < template.find("{time") < template.find("{author}") for template in layout.head)


def _between(cues: Cues, record: Record) -> list[int] | None:
    """The rows with words between the date of a head and its author, None if it lacks one of these."""
    head = record.head
    if head is None or head.date is None or not head.author:
        return None
    rows = range(head.first, head.last + 1)
    named = next((row for row in rows if head.author in cues.page.text[row]), head.last)
    return [row for row in range(head.first + 1, named) if any(map(str.isalpha, cues.page.text[row]))]


def _row_below(cues: Cues, byline: Byline) -> int:
    """The row below that of a foot's date, whether the foot takes it in or not."""
    return min(byline.first + 1, len(cues.page) - 1)


def _is_turned(best: Judged, rival: Judged) -> bool:
    """Whether a candidate reads the winner's heads as feet, and one more: the last, which no body follows."""
    heads, feet = best.segmentation.records, rival.segmentation.records
    return (
        rival.segmentation.opened_by is not None
        and all(record.head is not None and record.foot is None for record in heads)
        and all(record.foot is not None and record.head is None and record.low < record.high for record in feet)
        and [record.date and record.date.text for record in heads]
        == [record.date and record.date.text for record in feet[:-1]]
        and _is_dated_like(feet[-1], feet[:-1])
    )


def _is_dated_like(record: Record, others: Sequence[Record]) -> bool:
    """Whether a post's date is relative if some of the others' are: "1 month" below dates is an entry of a menu."""
    return record.date is None or record.date.relative in {other.date.relative for other in others if other.date}


def _is_headed(cues: Cues, best: Judged, rival: Judged) -> bool:
    """Whether a candidate reads the winner's feet as heads, and one more: the first, which no body precedes.

    Its body is no longer than others are, and nothing opens the discussion below it: it is not the article's byline.
    """
    feet, heads = best.segmentation.records, rival.segmentation.records
    if not (
        all(record.foot is not None and record.head is None for record in feet)
        and all(record.head is not None and record.foot is None and record.low < record.high for record in heads)
        and [id(record.date) for record in feet] == [id(record.date) for record in heads[1:]]
        and _is_dated_like(heads[0], heads[1:])
    ):
        return False
    first, *others = [record.high - record.low for record in heads]
    begins, ends = heads[0].first_row, heads[1].first_row
    return first <= max(others) and not any(begins < row < ends for row in cues.start_rows())


def _fields(candidate: Judged) -> tuple[Counter[str], Counter[str], Counter[tuple[str, str]]]:
    """A candidate's names, its dates, and which of them go together."""
    fields = [(record.author, record.date) for record in candidate.segmentation.records]
    names = Counter([author for author, _ in fields if author])
    dates = Counter([date.text for _, date in fields if date is not None])
    pairs = Counter([(author, date.text) for author, date in fields if author and date is not None])
    return names, dates, pairs


def _fullest_first(ranked: list[Judged]) -> list[Judged]:
    """The candidates, a named one that reads the winner's bylines and more beside them before it.

    "level 2", name and age above every post: a layout of name and age alone
    leaves the levels to the bodies, however regular its posts are.
    """
    if not ranked:
        return ranked
    best, sure = ranked[0], is_convincing(ranked[0])
    for rival in ranked[1:]:
        if rival.layout.source != "builtin" or not is_convincing(rival):
            continue
        if not sure and rival.trust < CONVINCING:
            continue  # no discussion by a preference alone
        turned = role_of(rival.layout) != role_of(best.layout)
        if (turned and _behind(rival, best) > FULLER_COST) or _begins_earlier(rival, best):
            continue
        if _names_as_many(rival, best) and _reads_more(rival, best) and not _counts_something(rival, best):
            return with_first(rival, ranked)
    return ranked


def _behind(rival: Judged, best: Judged) -> float:
    """How much less a candidate is trusted than another; or, if it finds no more posts, how far it is behind."""
    less = best.trust - rival.trust
    if len(rival.segmentation.records) > len(best.segmentation.records):
        return less
    return max(less, best.score - rival.score)


def _counts_something(rival: Judged, best: Judged) -> bool:
    """Whether the numbers of a candidate that names others than the winner go up and down: "31 of 40 like it"."""
    names, theirs = _fields(best)[0], _fields(rival)[0]
    if (names & theirs).total() >= SAME_PAIRS * names.total():
        return False
    numbers = [int(byline.number) for byline in _bylines(rival) if byline.number and byline.number.isdecimal()]
    steps = [b > a for a, b in pairwise(numbers)]
    return len(steps) >= LEAST_SURE and LEAST_STEPS < sum(steps) / len(steps) < 1 - LEAST_STEPS


def _names_as_many(rival: Judged, best: Judged) -> bool:
    """Whether a candidate names nearly as many authors as another, or as one that calls them all the same."""
    if _has_one_name(best):
        return True
    theirs, own = (sum(1 for record in one.segmentation.records if record.author) for one in (rival, best))
    return theirs >= FULLER * own


def _reads_more(rival: Judged, best: Judged) -> bool:
    """Whether a candidate reads the bylines of another, and also words or fields of theirs that the other passes by."""
    rows = {row for byline in _bylines(rival) for row in range(byline.first, byline.last + 1)}
    found = _bylines(best)
    touched = sum(1 for byline in found if byline.first in rows or byline.last in rows)
    if touched >= FULLER * len(found) and _placed(rival) >= FULLER * len(found) and _placed(rival) > _placed(best):
        return True
    within = [place for place, byline in enumerate(found) if {byline.first, byline.last} <= rows]
    if len(within) < FULLER * len(found):
        # What else the winner reads may stand before or after the discussion, if its rival is trusted as much.
        run = within[-1] - within[0] + 1 if within else 0
        one_run = len(within) >= FULLER * max(run, len(_bylines(rival)))
        return one_run and rival.trust >= best.trust and _is_wordier(rival, best)
    longer = len(rows) > sum(byline.last + 1 - byline.first for byline in found)
    return longer and _is_wordier(rival, best)


def _is_wordier(rival: Judged, best: Judged) -> bool:
    return rival.features["literal"] > MORE_WORDS * best.features["literal"]


def _placed(candidate: Judged) -> int:
    """How many posts state their number or depth."""
    return sum(1 for byline in _bylines(candidate) if byline.number is not None or byline.depth is not None)


def _bylines(candidate: Judged) -> list[Byline]:
    return [byline for record in candidate.segmentation.records for byline in record.bylines]


def role_of(layout: Layout) -> tuple[bool, bool]:
    return bool(layout.head), bool(layout.foot)
