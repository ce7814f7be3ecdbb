"""Chat: who is addressed, which messages are weighed, the levels of the signals."""

from __future__ import annotations

import pytest
from link_pages import post

from threadkit.links import link_posts
from threadkit.links.chat import ChatPage, ChatState, chat_candidates
from threadkit.links.signals import PAIR, POST
from threadkit.links.state import NONE

ROWS = [
    ("ann", "how do i mount a disk?"),
    ("bob_", "hello all"),
    ("cleo2009", "ann: with mount, as root"),
    ("ann", "cleo2009: thanks"),
    (None, "=== dan has joined"),
    ("dan", "is mount broken?"),
]


def chat(rows: list[tuple[str | None, str]]) -> ChatPage:
    return ChatPage([post(i, a, b, i) for i, (a, b) in enumerate(rows)])


@pytest.mark.parametrize(
    ("body", "named", "opens"),
    [
        ("ann: yes", ["ann"], "ann"),
        ("ann, yes", ["ann"], "ann"),
        ("@ann yes", ["ann"], "ann"),
        ("hi ann, yes", ["ann"], "ann"),
        ("bob: yes", ["bob_"], "bob_"),
        ("cleo: yes", ["cleo2009"], "cleo2009"),
        ("cleo200: a slip of the finger", ["cleo2009"], "cleo2009"),
        ("[cleo2009] : yes", ["cleo2009"], "cleo2009"),
        ("as cleo2009 said", ["cleo2009"], None),
        ("ask ann or cleo2009", ["ann", "cleo2009"], None),
        ("annotate it", [], None),
        ("clear: the screen", [], None),
        ("", [], None),
    ],
)
def test_named(body: str, named: list[str], opens: str | None) -> None:
    page = chat([*ROWS, ("eve", body)])
    message = page.messages[-1]
    assert [page.names[k] for k in message.named] == named
    assert (page.names[message.opens] if message.opens >= 0 else None) == opens
    for start, end in message.spans:
        assert body[start:end]


def test_common_word_is_no_nick_inside() -> None:
    page = chat([("help", "hi"), ("ann", "please help me"), ("bob", "help: here I am")])
    assert page.messages[1].named == ()
    assert [page.names[k] for k in page.messages[2].named] == ["help"]


def state_of(page: ChatPage, parents: list[int]) -> ChatState:
    state = ChatState(page)
    for i, parent in enumerate(parents):
        state.settle(i, parent)
    return state


LEVELS = [
    ("lines", 3, ["1", "2", "3"]),
    ("minutes", 3, ["1", "2", "3"]),
    ("speaker", 3, ["latest, I silent since", "latest, I silent since", "self, last"]),
    ("to", 3, ["opens with name", "opens with another", "opens with another"]),
    ("from", 3, ["opens with me", "nobody", "nobody"]),
    ("history", 3, ["they spoke to me last", "strangers", "own"]),
    ("its parent", 3, ["mine", "starts a talk", "starts a talk"]),
    ("answers so far", 3, ["none", "none", "one"]),
    ("same talk", 3, ["my last's talk, its end", "another talk, its end", "my last's talk, earlier"]),
    ("common words", 3, ["none", "none", "none"]),
    ("it is", 3, ["statement, new speaker", "statement, new speaker", "question, new speaker"]),
    ("speaks again", 3, ["no", "no", "no"]),
]


@pytest.mark.parametrize(("signal", "i", "expected"), LEVELS)
def test_pair_signal(signal: str, i: int, expected: list[str]) -> None:
    page = chat(ROWS)
    names, function = PAIR[signal]
    assert [names[k] for k in function(i, [2, 1, 0], page, state_of(page, [NONE, NONE, 0]))] == expected  # type: ignore[arg-type]


TRAITS = [
    ("message", 0, "question"), ("message", 4, "system"), ("silence", 3, "<4"), ("silence", 1, "new"),
    ("waiting", 3, "one to me"), ("speaks to", 3, "opens with name"), ("speaks to", 1, "nobody"),
    ("message length", 1, "<20"), ("crowd", 3, "1"), ("last was", 3, "start"),
]  # fmt: skip


@pytest.mark.parametrize(("trait", "i", "expected"), TRAITS)
def test_trait(trait: str, i: int, expected: str) -> None:
    page = chat(ROWS)
    names, function = POST[trait]
    assert names[function(i, page, state_of(page, [NONE, NONE, 0][:i]))] == expected  # type: ignore[arg-type]


def test_candidates_are_bounded_and_earlier() -> None:
    page = chat([(f"u{i % 9}", f"u{(i + 1) % 9}: line {i}") for i in range(300)])
    state = ChatState(page)
    for i in range(300):
        candidates = chat_candidates(i, page, state)
        assert all(j < i for j in candidates)
        assert len(candidates) <= 40
        assert candidates == sorted(candidates, reverse=True)
        state.settle(i, i - 1)


def test_a_short_talk() -> None:
    result = link_posts([post(i, a, b, i) for i, (a, b) in enumerate(ROWS)], kind="chat")
    assert result.kind == "chat"
    got = [p.parent for p in result.posts]
    assert got[2:4] == ["0", "2"]
    evidence = result.posts[2].link.evidence
    assert any(e.signal == "to" and e.text == "ann" for e in evidence)
