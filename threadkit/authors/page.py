"""All authors of a page, step by step."""

from __future__ import annotations

from collections.abc import Sequence

from threadkit.authors.addressed import naming_addressed, said_to_answer
from threadkit.authors.before import (
    without_bold_end,
    without_foreign_words,
    without_glued_by,
    without_initials,
    without_labels_before,
    without_ranks_before,
    without_shared,
    without_some_initials,
)
from threadkit.authors.behind import (
    without_badges,
    without_buttons_behind,
    without_codes,
    without_counts,
    without_glued_badges,
    without_glued_role,
    without_glued_roles,
    without_honorifics,
    without_logins,
    without_mail,
    without_parentheses,
    without_phrases_behind,
    without_places,
    without_ranks,
    without_some_ranks,
    without_towns,
)
from threadkit.authors.cutting import longer_texts
from threadkit.authors.model import Named, Names, is_notice
from threadkit.authors.twice import standing_alone, without_doubles
from threadkit.names import are_emphasised, name_key, without_emphasis, without_role

MOST_SOURCE = 200_000
"""So much of a page is looked through for each name that may end with a role: some pages have thousands of them."""


def page_authors(
    printed: Sequence[str | None], source: str = "", *, ranked: bool = False, beside: Sequence[Sequence[str]] = ()
) -> list[Named]:
    """The authors of a page's posts, in order, as far as their printed names tell, and what else the page prints.

    ``ranked`` says whether a rank is known to stand before other names, ``beside`` what rows each has beside it.
    """
    source = source[:MOST_SOURCE]
    names = Names(printed)
    names = names.renamed(lambda name: None if is_notice(name) else name, names.holding(" "))
    names = names.renamed(without_mail, names.holding("@"))
    if are_emphasised([author for author in names.authors if author]):
        names = names.renamed(without_emphasis)
    names = without_buttons_behind(names)
    names = without_some_initials(without_initials(without_honorifics(without_glued_by(names))))
    names = without_bold_end(without_labels_before(names))
    names = without_towns(without_parentheses(without_logins(names)))
    names, answered = naming_addressed(without_codes(names))
    names, answered = said_to_answer(names, answered)
    names = standing_alone(names, beside)
    names = without_some_ranks(without_glued_badges(without_ranks(without_phrases_behind(names))))
    names = without_ranks_before(names, known=ranked)
    names = without_foreign_words(without_shared(without_counts(names)))
    names = without_places(without_badges(without_doubles(names)))
    keys = {name_key(name) for name in names.distinct}
    keys |= set(map(name_key, without_glued_roles(names, source)))
    if longer := longer_texts(keys):
        glued = [name for name in names.distinct if name_key(name) in longer]
        names = names.renamed(lambda name: without_glued_role(name, keys), glued)
    several = [name for name in names.distinct if len(name.split()) > 1]
    names = names.renamed(lambda name: without_role(name, keys, source), several)
    return list(map(Named, names.authors, answered))
