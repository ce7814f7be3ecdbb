"""Signals between a chat message and its candidate parents, and traits of messages.

The same scheme as ``signals``: columns of levels, worth decided by the weights.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any, Final

from threadkit.links.page import UNKNOWN
from threadkit.links.signals import pair_signal, post_trait
from threadkit.links.state import NONE

_DISTANCES: Final = (1, 2, 3, 4, 5, 6, 8, 10, 13, 17, 25, 40, 70)
_BIN: Final = [bisect_left(_DISTANCES, d) for d in range(72)]


@pair_signal("lines", "1", "2", "3", "4", "5", "6", "8", "10", "13", "17", "25", "40", "70", "more")
def lines(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """How many messages back."""
    return [_BIN[i - j] if i - j < 72 else 13 for j in candidates]


@pair_signal("minutes", "unknown", "0", "1", "2", "3", "4-5", "6-10", "11-20", "more")
def minutes(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """How many minutes back."""
    time = page.time
    now = time[i]
    if now is None:
        return [0] * len(candidates)
    return [
        0 if time[j] is None else 1 + bisect_left((30, 90, 150, 210, 330, 630, 1230), now - time[j]) for j in candidates
    ]


@pair_signal(
    "speaker", "unknown", "self, above", "self, last", "self, older",
    "latest, I silent since", "latest, I spoke since", "second, I silent since", "second, I spoke since",
    "older, I silent since", "older, I spoke since", "latest, I am new", "second, I am new", "older, I am new",
)  # fmt: skip
def speaker(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Whose message it is, whether it is the speaker's latest, whether I have spoken since."""
    author, ordinal, posts_of = page.author, page.ordinal, page.posts_of
    me = author[i]
    if me == UNKNOWN:
        return [0] * len(candidates)
    at = ordinal[i]
    last = posts_of[me][at - 1] if at else NONE
    levels = []
    for j in candidates:
        who = author[j]
        if who == UNKNOWN:
            levels.append(0)
        elif who == me:
            levels.append(1 if j == i - 1 else 2 if j == last else 3)
        else:
            own = posts_of[who]
            k = ordinal[j]
            rank = 0 if k + 1 >= len(own) or own[k + 1] >= i else 1 if k + 2 >= len(own) or own[k + 2] >= i else 2
            levels.append(10 + rank if last == NONE else 4 + 2 * rank + (j < last))
    return levels


@pair_signal("to", "nobody", "opens with name", "names", "opens with another", "names another")
def addressed_to(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Does the message address the candidate's speaker?"""
    message = page.messages[i]
    named = message.named
    if not named:
        return [0] * len(candidates)
    opens = message.opens
    author = page.author
    if opens != -1:
        return [1 if author[j] == opens else 2 if author[j] in named else 3 for j in candidates]
    return [2 if author[j] in named else 4 for j in candidates]


@pair_signal("from", "nobody", "opens with me", "names me", "to whom I speak", "another")
def addressed_from(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Whom does the candidate address?"""
    me = page.author[i]
    messages = page.messages
    mine = messages[i].named
    target = mine[0] if mine else -2
    levels = []
    for j in candidates:
        named = messages[j].named
        if not named:
            levels.append(0)
        elif me in named:
            levels.append(1 if messages[j].opens == me else 2)
        else:
            levels.append(3 if target in named else 4)
    return levels


@pair_signal(
    "history", "unknown", "strangers", "I spoke to them last", "they spoke to me last", "both",
    "they are busy with another", "I am busy with another", "both busy", "own",
)  # fmt: skip
def history(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Whom each of the two spoke to last."""
    author, partner = page.author, state.partner
    me = author[i]
    if me == UNKNOWN:
        return [0] * len(candidates)
    mine = partner[me]
    levels = []
    for j in candidates:
        who = author[j]
        if who == UNKNOWN:
            levels.append(0)
        elif who == me:
            levels.append(8)
        else:
            theirs = partner[who]
            if mine == who:
                levels.append(4 if theirs == me else 2)
            elif theirs == me:
                levels.append(3)
            elif theirs == -1:
                levels.append(1 if mine == -1 else 6)
            else:
                levels.append(5 if mine == -1 else 7)
    return levels


@pair_signal("its parent", "starts a talk", "mine", "to my last partner", "own", "another's", "answers my root")
def its_parent(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """What the candidate itself answers, as far as decided."""
    author, parent = page.author, state.parent
    me = author[i]
    at = page.ordinal[i]
    last = page.posts_of[me][at - 1] if me != UNKNOWN and at else NONE
    root = state.root
    home = root[last] if last != NONE else -5
    levels = []
    for j in candidates:
        up = parent[j]
        if up == NONE:
            levels.append(0)
        elif author[up] == me:
            levels.append(1)
        elif root[j] == home:
            levels.append(5)
        elif author[up] == author[j]:
            levels.append(3)
        else:
            levels.append(4)
    return levels


@pair_signal("answers so far", "none", "one", "more", "by me")
def answers_so_far(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """How often the candidate has been answered."""
    me = page.author[i]
    children, by = state.children, state.answered_by
    return [0 if not children[j] else 3 if me in by[j] else min(2, children[j]) for j in candidates]


@pair_signal(
    "same talk",
    "no last",
    "my last's talk, its end",
    "my last's talk, earlier",
    "another talk, its end",
    "another talk, earlier",
)
def same_talk(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Is the candidate in the talk of my last message, and is it the talk's latest?"""
    me = page.author[i]
    at = page.ordinal[i]
    last = page.posts_of[me][at - 1] if me != UNKNOWN and at else NONE
    root, newest = state.root, state.last_in_root
    home = root[last] if last != NONE else -5
    levels = []
    for j in candidates:
        end = newest[root[j]] == j
        if root[j] == home:
            levels.append(1 if end else 2)
        else:
            levels.append(3 if end else 4)
    return levels


@pair_signal("common words", "none", "trace", "some", "many")
def common_words(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Rare words in both."""
    messages = page.messages
    mine = messages[i].topic
    if not mine:
        return [0] * len(candidates)
    keys = mine.keys()
    levels = []
    for j in candidates:
        theirs = messages[j].topic
        if not theirs or keys.isdisjoint(theirs):
            levels.append(0)
        else:
            levels.append(1 + bisect_right((5.0, 9.0), sum(w for t, w in mine.items() if t in theirs)))
    return levels


@pair_signal(
    "it is", "statement", "question", "command", "system", "short", "question, new speaker", "statement, new speaker"
)
def it_is(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """What kind of message the candidate is."""
    messages, ordinal = page.messages, page.ordinal
    levels = []
    for j in candidates:
        m = messages[j]
        if m.system:
            levels.append(3)
        elif m.command:
            levels.append(2)
        elif not ordinal[j]:
            levels.append(5 if m.question else 6)
        else:
            levels.append(1 if m.question else 4 if m.length < 16 else 0)
    return levels


@pair_signal("speaks again", "no", "next", "within 3", "within 8", "next, to me", "within 8, to me")
def speaks_again(i: int, candidates: list[int], page: Any, state: Any) -> list[int]:
    """Does the candidate's speaker speak soon after this message, and to me?"""
    author, messages = page.author, page.messages
    me = author[i]
    when: dict[int, int] = {}
    for k in range(min(i + 8, page.size - 1), i, -1):
        who = author[k]
        level = 1 if k == i + 1 else 2 if k <= i + 3 else 3
        if me in messages[k].named:
            level = 4 if k == i + 1 else 5
        when[who] = level
    return [when.get(author[j], 0) for j in candidates]


@post_trait("message", "statement", "question", "command", "system", "short")
def message_kind(i: int, page: Any, state: Any) -> int:
    """What kind of message it is."""
    m = page.messages[i]
    return 3 if m.system else 2 if m.command else 1 if m.question else 4 if m.length < 16 else 0


@post_trait("silence", "new", "above", "<4", "<9", "<20", "<60", "long ago", "unknown")
def silence(i: int, page: Any, state: Any) -> int:
    """How many messages since the speaker's last."""
    me = page.author[i]
    if me == UNKNOWN:
        return 7
    at = page.ordinal[i]
    if not at:
        return 0
    back = i - page.posts_of[me][at - 1]
    return 1 + bisect_right((2, 4, 9, 20, 60), back)


@post_trait("waiting", "nobody", "one to me", "several to me", "old to me")
def waiting(i: int, page: Any, state: Any) -> int:
    """Messages that address the speaker since the speaker's last."""
    me = page.author[i]
    if me == UNKNOWN:
        return 0
    at = page.ordinal[i]
    last = page.posts_of[me][at - 1] if at else -1
    to_me = page.addressing[me]
    end = bisect_left(to_me, i)
    start = bisect_left(to_me, last)
    if end > start:
        return 1 if end - start == 1 else 2
    return 3 if end else 0


@post_trait("speaks to", "nobody", "opens with name", "names")
def speaks_to(i: int, page: Any, state: Any) -> int:
    """Does the message address somebody?"""
    m = page.messages[i]
    return 1 if m.opens != -1 else 2 if m.named else 0


@post_trait("message length", "<8", "<20", "<50", "<100", "more")
def message_length(i: int, page: Any, state: Any) -> int:
    """Characters."""
    return bisect_right((8, 20, 50, 100), page.messages[i].length)


@post_trait("crowd", "0", "1", "2", "3-4", "more")
def crowd(i: int, page: Any, state: Any) -> int:
    """Different people in the last ten messages."""
    return bisect_right((2, 4, 6, 8), len(set(page.author[max(0, i - 10) : i])))


@post_trait("last was", "none", "start", "reply to another", "own line")
def last_was(i: int, page: Any, state: Any) -> int:
    """What the speaker's last message was decided to be."""
    me = page.author[i]
    at = page.ordinal[i]
    if me == UNKNOWN or not at:
        return 0
    last = page.posts_of[me][at - 1]
    up = state.parent[last]
    return 1 if up == NONE else 3 if page.author[up] == me else 2
