"""Which tables each model has: the signals alone, and the combinations worth a table of their own.

Decides the shape of the models that ``fit`` estimates; the weights files carry
their own tables, so inference does not read this.
"""

from __future__ import annotations

from typing import Final

_PAIR_ALONE: Final = (
    "always", "top level", "gap", "turn", "host", "next author", "named", "quoted", "shared words", "asks",
)  # fmt: skip
_POST_TRAITS: Final = (
    "opening", "you", "question", "length", "standing", "pause", "naming", "quoting", "previous", "of the article",
    "praise", "next opens",
)  # fmt: skip
_PAGE_TRAITS: Final = (
    "page size", "regulars", "to and fro", "names used", "quotes used", "usual length", "pace", "host's share",
    "second person",
)  # fmt: skip
_NONE_CROSSED: Final = (
    "standing × previous", "standing × pause", "opening × length", "opening × standing", "naming × quoting",
    "naming × standing", "you × standing", "you × length", "question × standing", "pause × previous",
    "regulars × standing", "to and fro × standing", "host's share × standing", "usual length × length",
    "second person × you", "names used × naming", "quotes used × quoting",
    "of the article × opening", "of the article × praise", "of the article × standing", "question × length",
)  # fmt: skip

# Few combinations are worth a table: with half as many, sources left out come out better in all orders.
TIME_ORDER: Final = {
    "pair": (
        *_PAIR_ALONE, "distance", "latest of author", "shared link",
        "distance × gap", "distance × named", "distance × next author", "distance × quoted",
        "named × latest of author", "turn × latest of author", "turn × top level",
        "standing × distance", "naming × distance",
        *(f"{trait} × distance" for trait in _PAGE_TRAITS),
    ),
    "none": ("always", *_POST_TRAITS, *_PAGE_TRAITS, *_NONE_CROSSED),
}  # fmt: skip

DEPTH_FIRST: Final = {
    "pair": (
        *_PAIR_ALONE, "steps", "sibling time", "held open",
        "steps × turn", "steps × gap", "steps × asks", "steps × sibling time", "top level × sibling time",
        "host × top level", "gap × top level", "sibling habit × sibling time", "possible tops × top level",
        "possible tops × steps",
        *(f"{trait} × steps" for trait in _PAGE_TRAITS),
    ),
    "none": (
        "always", "opening", "you", "length", "standing", "pause", "naming", "quoting", "spoken to", "previous",
        "place", "of the article", "praise", "next opens", "kept open",
        "regulars", "names used", "quotes used", "usual length", "pace", "host's share", "second person",
        "steps back", "possible tops", "sibling habit", "top by time",
        "standing × previous", "standing × pause", "opening × length", "opening × standing", "naming × quoting",
        "naming × standing", "pause × previous", "regulars × standing", "host's share × standing",
        "usual length × length", "second person × you", "names used × naming", "quotes used × quoting",
        "of the article × praise", "top by time × pause", "top by time × standing", "sibling habit × top by time",
        "possible tops × top by time", "steps back × top by time", "top by time × previous",
        "possible tops × standing",
    ),
}  # fmt: skip

# Without names and times, traits of the page tell little but which of the fitted sources it resembles: they cost half
# a point on sources left out.  What the words say has to tell more.
DEPTH_FIRST_UNTIMED: Final = {
    "pair": (
        *(t for t in DEPTH_FIRST["pair"] if not {*t.split(" × ")} & {*_PAGE_TRAITS}),
        "opening × steps", "you × steps", "question × steps", "length × steps", "steps × shared words",
        "opening × asks", "it opens", "its length", "opening × it opens", "addressing × steps",
    ),
    "none": (
        *(t.replace("naming", "addressing") for t in DEPTH_FIRST["none"] if not {*t.split(" × ")} & {*_PAGE_TRAITS}),
        "you × standing", "you × length", "of the article × opening", "of the article × standing", "place × standing",
    ),
}  # fmt: skip

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
