"""Bylines with unlikely names or ends, kept where enough others vouch for them."""

from __future__ import annotations

import re
from collections import Counter

from threadkit import vocabulary
from threadkit.bylines.model import BARE_NAME, LEAST_ALIKE, MOSTLY_ALIKE, Hit
from threadkit.lines import DATE, Page
from threadkit.names import clean_name, name_likeness

LEAST_NAMED = 2
"""So many people must be named alike on a page where the site's own account is."""
_HANDLE = re.compile(r"(?=.*[^\W\d_]\d)[\w.-]+")


def with_plausible_tails(found: list[Hit]) -> list[Hit]:
    """Drop matches that are followed by more than furniture on their last row.

    "Ann May 5, 2019 Reply" is a byline because "Reply" is furniture or
    because most bylines of the page end so, maybe with something before it, as
    "Re: Bread" ends like "Bread"; "Rome May 5, 2019 was hot" is none.
    """
    if not any(hit.tail for hit in found):
        return found
    tails = Counter(vocabulary.fold(hit.tail) for hit in found if hit.tail)
    usual = [f" {tail}" for tail, count in tails.items() if count >= max(3, 0.3 * len(found))]
    kept = []
    for hit in found:
        if hit.tail:
            folded = vocabulary.fold(hit.tail)
            common = any(tail.endswith(f" {folded}") for tail in usual)
            if folded and not common and not (
                vocabulary.is_furniture(folded) or vocabulary.is_role(folded) or folded == "#" or DATE in hit.tail
                or vocabulary.reply_to(hit.tail)
            ):
                continue
        kept.append(hit)
    return kept


def _ends_like(hit: Hit, tails: Counter[str]) -> bool:
    """Whether a match ends as others do: with nothing where none has anything more on its row, else with furniture."""
    folded = vocabulary.fold(hit.tail)
    return folded in tails or vocabulary.is_furniture(folded) if tails else not hit.tail


def with_odd_names(page: Page, found: list[Hit], odd: list[Hit], *, telling: bool) -> list[Hit]:
    """The matches with those whose authors do not look like names, but which others vouch for.

    They end with the words that most others do: "Ann | example.org 5 May 2019 - Reply" is a byline among rows of
    names, dates and "- Reply".  Or they are accounts among enough others in words of the site's own (``telling``):
    "Submitted by pb66 on 5 May 2019", though "PB 66" is a button elsewhere; "photo" above all names is nobody.  Or they
    are items of a list between those before and behind them: "2. You Cannot Have Enough Cake 5 May 2019".  Or the
    site's own account answers, in words that tell nothing: "admin", "5 May 2019", with no name above.
    """
    if not odd:
        return found
    tails = Counter([vocabulary.fold(hit.tail) for hit in found if hit.tail])
    shared = {tail for tail, count in tails.items() if tail and count >= max(LEAST_ALIKE, MOSTLY_ALIKE * len(found))}
    numbers = {page.number[hit.first] for hit in found} if len(found) >= LEAST_ALIKE else set()
    fitting = [
        hit
        for hit in odd
        if vocabulary.fold(hit.tail) in shared or _is_item_between(page.number[hit.first], numbers)
    ]
    if telling and len(found) >= LEAST_ALIKE:
        accounts = [hit for hit in odd if hit.author and _may_be_account(hit.author) and _ends_like(hit, tails)]
        ends = {hit.last: hit.first for hit in accounts}
        found = [hit for hit in found if ends.get(hit.last, hit.first) >= hit.first]  # the rank below "admin"
        known = set(map(id, fitting))
        fitting += [hit for hit in accounts if id(hit) not in known]
    elif len(found) >= LEAST_NAMED:
        accounts = [hit for hit in odd if hit not in fitting and _is_lone_account(page, hit, tails)]
        fitting += accounts if len(accounts) <= len(found) else []
    if not fitting:
        return found
    taken = {row for hit in found for row in range(hit.first, hit.last + 1)}
    free: list[Hit] = []
    for hit in fitting:
        if taken.isdisjoint(range(hit.first, hit.last + 1)):
            free.append(hit)
            taken.update(range(hit.first, hit.last + 1))  # of two ranks one above the other only one may be a name
    return sorted([*found, *free], key=lambda hit: hit.first)


def _is_item_between(number: int, others: set[int]) -> bool:
    """Whether a number of a list is missing among others, those right before and behind it not."""
    return number >= 0 and number not in others and {number - 1, number + 1} <= others


def _may_be_account(author: str) -> bool:
    """Whether somebody may post under a name that means something else: "pb66", or the "admin" of a blog."""
    return _HANDLE.fullmatch(author) is not None or vocabulary.is_role(vocabulary.fold(author))


def _is_lone_account(page: Page, hit: Hit, tails: Counter[str]) -> bool:
    """Whether a byline names the site's own account, and not the standing of whom the row above names."""
    if not hit.author or not vocabulary.is_account(hit.author):
        return False
    above = page.text[hit.first - 1] if hit.first else ""
    return _ends_like(hit, tails) and name_likeness(clean_name(above)) < BARE_NAME
