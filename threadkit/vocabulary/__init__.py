"""What sites print around posts, in many languages.

One TOML file per language holds the words (see ``en.toml`` for the kinds);
``folding`` gives every line one spelling, ``lookup`` answers questions about a
line, ``build`` compiles the language files into ``vocabulary.json``.
Everything is matched by the whole line, never by a part of it: "reply" is a
button, "I reply to that" is a comment.

``FURNITURE``, ``START``, ``STOP``, ``SAYS``, ``BY``, ``AT``, ``ANSWERS``, ``REPLIES``, ``COMMENTS``, ``VIEWS``,
``MORE``, ``JUDGING``, ``ROLES``, ``PROFILE``, ``DELETED``, ``ANONYMOUS``, ``REPLY_TO``, ``QUOTE``, ``PROSE``,
``HONORIFIC``, ``ABBREVIATION``, ``ON``, ``ACCOUNT``, ``SALUTATION``, ``JOINT``, ``COUNTER``
and the links to a post's kin, ``PARENT``, ``PREVIOUS``, ``NEXT``, ``ROOT`` and ``ORIGIN``, are the merged tables, for
inspection; entries with ``{_}`` or ``{author}`` are patterns.
"""

from __future__ import annotations

from threadkit.vocabulary.folding import beyond_ascii, fold, letters_only, plain
from threadkit.vocabulary.lookup import (
    answers_in,
    by_prefix,
    ends_with_label,
    glued_reply,
    is_account,
    is_anonymous,
    is_deleted,
    is_furniture,
    is_profile,
    is_role,
    is_start,
    is_stop,
    known_lines,
    may_say,
    may_sign,
    persons,
    prose_share,
    quote_intro,
    reply_to,
    says_suffix,
    tables,
)

FURNITURE: frozenset[str]
START: frozenset[str]
STOP: frozenset[str]
SAYS: frozenset[str]
BY: frozenset[str]
ANSWERS: frozenset[str]
REPLIES: frozenset[str]
COMMENTS: frozenset[str]
VIEWS: frozenset[str]
MORE: frozenset[str]
JUDGING: frozenset[str]
AT: frozenset[str]
ROLES: frozenset[str]
PROFILE: frozenset[str]
DELETED: frozenset[str]
ANONYMOUS: frozenset[str]
REPLY_TO: frozenset[str]
QUOTE: frozenset[str]
PROSE: frozenset[str]
PARENT: frozenset[str]
PREVIOUS: frozenset[str]
NEXT: frozenset[str]
ROOT: frozenset[str]
ORIGIN: frozenset[str]
HONORIFIC: frozenset[str]
ON: frozenset[str]
ACCOUNT: frozenset[str]
ABBREVIATION: frozenset[str]
SALUTATION: frozenset[str]
JOINT: frozenset[str]
COUNTER: frozenset[str]

__all__ = [
    "answers_in",
    "beyond_ascii",
    "by_prefix",
    "ends_with_label",
    "fold",
    "glued_reply",
    "is_account",
    "is_anonymous",
    "is_deleted",
    "is_furniture",
    "is_profile",
    "is_role",
    "is_start",
    "is_stop",
    "known_lines",
    "letters_only",
    "may_say",
    "may_sign",
    "persons",
    "plain",
    "prose_share",
    "quote_intro",
    "reply_to",
    "says_suffix",
    "tables",
]


def __getattr__(name: str) -> frozenset[str]:
    if name == "PROSE":
        words = tables().prose
    elif name.isupper() and name.lower() in tables().raw:
        words = tables().raw[name.lower()]
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = words  # from now on found without this function
    return words
