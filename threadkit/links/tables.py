"""Which tables each model has: the signals alone, and the combinations worth a table of their own.

Decides the shape of the models that ``fit`` estimates; the weights files carry
their own tables, so inference does not read this.
"""

from __future__ import annotations

from typing import Final

_PAIR_ALONE: Final = (
    "always", "distance", "top level", "answered", "gap", "turn", "latest of author", "host", "next author",
    "named", "names me", "quoted", "shared words", "shared link", "asks", "its length",
)  # fmt: skip
_POST_TRAITS: Final = (
    "opening", "you", "question", "length", "standing", "pause", "naming", "quoting", "spoken to", "previous",
    "place", "of the article", "praise", "next opens",
)  # fmt: skip
_PAGE_TRAITS: Final = (
    "page size", "regulars", "to and fro", "names used", "quotes used", "usual length", "pace", "host's share",
    "second person",
)  # fmt: skip

_PAIR_CROSSED: Final = (
    "distance × gap", "distance × turn", "distance × named", "distance × top level", "distance × answered",
    "named × latest of author", "turn × latest of author", "turn × answered", "turn × asks", "host × answered",
    "distance × shared words", "named × turn", "distance × next author", "asks × answered", "turn × top level",
    "distance × quoted", "names me × turn", "names me × latest of author",
)  # fmt: skip
_PAIR_BY_POST: Final = (
    "standing × distance", "opening × distance", "naming × distance", "quoting × distance", "pause × distance",
    "you × distance", "length × distance", "opening × turn", "question × turn", "opening × asks", "standing × answered",
)  # fmt: skip
_NONE_CROSSED: Final = (
    "standing × previous", "standing × pause", "opening × length", "opening × standing", "naming × quoting",
    "naming × standing", "you × standing", "you × length", "question × standing", "pause × previous",
    "regulars × standing", "to and fro × standing", "host's share × standing", "usual length × length",
    "second person × you", "names used × naming", "quotes used × quoting",
    "of the article × opening", "of the article × praise", "of the article × standing", "page size × place",
    "place × standing", "question × length",
)  # fmt: skip

TIME_ORDER: Final = {
    "pair": (
        *_PAIR_ALONE, *_PAIR_CROSSED, *_PAIR_BY_POST,
        *(f"{trait} × distance" for trait in _PAGE_TRAITS),
    ),
    "none": ("always", *_POST_TRAITS, *_PAGE_TRAITS, *_NONE_CROSSED),
}  # fmt: skip

_DEEP_PAGE: Final = (*_PAGE_TRAITS, "steps back", "possible tops", "sibling habit")
DEPTH_FIRST: Final = {
    "pair": (
        *_PAIR_ALONE, "steps", "sibling time", "held open", "steps × held open",
        "steps × turn", "steps × gap", "steps × top level", "steps × answered", "steps × named", "steps × asks",
        "steps × sibling time", "turn × top level", "turn × answered", "turn × asks", "top level × answered",
        "top level × sibling time", "named × turn", "turn × latest of author", "host × answered", "host × top level",
        "steps × next author", "next author × turn", "gap × top level", "steps × shared words", "steps × quoted",
        "standing × steps", "opening × steps", "pause × steps", "length × steps", "you × steps", "question × steps",
        "naming × steps", "quoting × steps", "opening × turn", "opening × asks",
        "sibling habit × sibling time", "possible tops × top level", "possible tops × steps", "steps back × steps",
        *(f"{trait} × steps" for trait in _PAGE_TRAITS),
    ),
    "none": (
        "always", *_POST_TRAITS, "kept open", *_DEEP_PAGE, "top by time", *_NONE_CROSSED, "top by time × pause",
        "top by time × standing", "sibling habit × top by time", "possible tops × top by time",
        "steps back × top by time", "top by time × previous", "possible tops × standing",
    ),
}  # fmt: skip

# Without names and times, traits of the page tell little but which of the fitted sources it resembles: they cost half
# a point on sources left out.
DEPTH_FIRST_UNTIMED: Final = {
    kind: tuple(t for t in names if not {*t.split(" × ")} & {*_PAGE_TRAITS}) for kind, names in DEPTH_FIRST.items()
}

_CHAT_PAIR: Final = (
    "lines", "minutes", "speaker", "to", "from", "history", "its parent", "answers so far", "same talk",
    "common words", "it is", "speaks again",
)  # fmt: skip
CHAT: Final = {
    "pair": (
        "always", *_CHAT_PAIR,
        "lines × minutes", "lines × speaker", "lines × to", "lines × from", "lines × history", "to × from",
        "speaker × to", "speaker × from", "speaker × history", "to × history", "from × history", "speaker × it is",
        "lines × it is", "its parent × speaker", "its parent × history", "same talk × speaker", "same talk × to",
        "same talk × from", "answers so far × speaker", "answers so far × to", "answers so far × it is",
        "speaker × common words", "lines × common words", "to × common words", "speaks again × speaker",
        "speaks again × history", "speaks again × to", "lines × same talk", "lines × its parent", "minutes × speaker",
        "speaker × to × from", "lines × speaker × to", "same talk × its parent",
        "silence × lines", "silence × speaker", "waiting × from", "waiting × speaker", "waiting × history",
        "speaks to × speaker", "message × speaker", "message × it is", "message × lines", "message length × speaker",
        "speaks to × common words", "speaks to × lines", "speaks to × history", "crowd × lines", "last was × speaker",
        "last was × its parent", "last was × same talk", "speaks to × same talk", "speaks to × its parent",
        "speaks to × speaks again", "message length × lines", "waiting × lines", "speaks to × answers so far",
        "speaks to × from", "speaks to × it is",
    ),
    "none": (
        "always", "message", "silence", "waiting", "speaks to", "message length", "crowd", "last was",
        "silence × speaks to", "message × silence", "message × speaks to", "waiting × silence",
        "message length × silence",
        "message × last was", "speaks to × last was", "message length × message", "silence × last was",
        "waiting × speaks to",
        "silence × speaks to × message", "crowd × silence",
    ),
}  # fmt: skip

SHAPES: Final = {
    "time-order": TIME_ORDER, "forum": TIME_ORDER, "depth-first": DEPTH_FIRST,
    "depth-first-untimed": DEPTH_FIRST_UNTIMED, "chat": CHAT,
}  # fmt: skip
"""Tables of each shipped model."""
