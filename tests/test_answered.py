"""Bylines that say whom a post answers: "Ann in reply to Bob"."""

from __future__ import annotations

import re

import pytest

from threadkit import parse
from threadkit.answered import is_asked_for
from threadkit.vocabulary import answers_in

NAMES = ("Ann", "Bo Diaz", "cy_77", "Dee", "Ed Fox", "Fay")
SAID = (
    "The boat left at six, and nobody waited for the two of us.",
    "I have never seen that lake without fog, so I cannot say.",
    "My brother rowed there once; it took him all morning.",
    "Why not walk around it? The path is dry in summer.",
    "That path was closed last year, when the bridge fell in.",
    "They have built a new one, of steel this time.",
)
VARIED = (None, 0, 1, None, 3, 2)
TO_ONE = (None, 0, 0, 0, None, 0)

FORMS = (
    "{name}{ in reply to }\n1{n} May 2019 13:2{n}\n{said}",
    "{name}{\nin reply to }\n1{n} May 2019 13:2{n}\n{said}",
    "{name}{ in reply to }, 1{n} May 2019 13:2{n}\n{said}",
    "{name}{ replied to } • {n} hours ago\n{said}",
    "{name}{ → }\n{n} hours ago\n{said}",
    "{name}{ › }\n1{n} May 2019 13:2{n}\n{said}",
    "1{n} May 2019 13:2{n}\n{name}{ responding to }\n{said}",
    "{name}{ als Antwort auf }\n1{n}. Mai 2019\n{said}",
    "{name}{ en réponse à }\n1{n} mai 2019\n{said}",
    "{name}\n1{n} May 2019 13:2{n}{\nReplying to }\n{said}",
    "{name}{ (in reply to )}, 1{n}.05.2019 13:2{n}\n{said}",
    "{name}{ > }, 1{n} May 2019 13:2{n}\n{said}",
    "{name}, 1{n} May 2019 13:2{n}{, in reply to }\n{said}",
    "{name} 1{n} May 2019 13:2{n}{ (in response to )}\n{said}",
    "{name}{ replied to } on 1{n} May 2019:\n{said}",
    "{name}{ en respuesta a }, 1{n} de mayo de 2019\n{said}",
)


def printed(form: str, parents: tuple[int | None, ...]) -> str:
    before, words, behind = re.split(r"\{([\s,][^}]+)\}", form)
    posts = []
    for n, (name, said, parent) in enumerate(zip(NAMES, SAID, parents, strict=True)):
        answer = "" if parent is None else words.rstrip(")") + NAMES[parent] + ")" * words.endswith(")")
        posts.append(f"{before}{answer}{behind}".format(name=name, n=n, said=said))
    return "\n\n".join(["6 comments", *posts])


@pytest.mark.parametrize("parents", [VARIED, TO_ONE])
@pytest.mark.parametrize("form", FORMS)
def test_whom_bylines_answer(form, parents):
    posts = parse(printed(form, parents)).posts
    places = {post.id: place for place, post in enumerate(posts)}
    assert [(post.author, post.body) for post in posts] == list(zip(NAMES, SAID, strict=True))
    assert tuple(places.get(post.parent) for post in posts) == parents
    explicit = [post.link.source == "explicit" for post in posts]
    assert explicit == [parent is not None for parent in parents]


def test_places_are_those_of_the_whole_page():
    page = printed(FORMS[1], VARIED)
    thread = parse(page)
    for post in thread.posts:
        start, end = post.span
        assert page[start:end].startswith(post.author)
        assert page[start:end].endswith(post.body)


def test_own_layouts_may_ask_for_whom_posts_answer():
    page = printed(FORMS[0], VARIED)
    thread = parse(page, layout="{author} [in reply to {reply_to}]⏎{timestamp}")
    assert [post.author for post in thread.posts] == list(NAMES)
    assert [post.parent is not None for post in thread.posts] == [parent is not None for parent in VARIED]
    assert is_asked_for(["{author} in reply to {reply_to}"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ann Lee in reply to Bo", (8, "Bo")),
        ("Ann answered to the point", None),
        ("Ann @Bo", None),
        ("Ann (in reply to Bo)", (4, "Bo")),
        ("Ann > Bo", (4, "Bo")),
        ("Ann to Bo", None),
        ("Ann", None),
        ("in reply to Bo,", (0, "Bo")),
    ],
)
def test_words_for_answers(text, found):
    assert next(answers_in(text), None) == found


@pytest.mark.parametrize(
    "rows",
    [
        ("Reply to Ann", "Ann\n5 May 2019 12:30"),  # a button, below what is above
        ("Nobody answered to Zoe", "Nobody knows\n5 May 2019"),
        ("Home › News", "Home › Sport\n5 May 2019"),
    ],
)
def test_other_rows_stay(rows):
    page = f"{rows[0]}\n{rows[1]}\nThe boat left at six, and nobody waited for the two of us.\n"
    assert not [post.link for post in parse(page * 4).posts if post.link and post.link.source == "explicit"]
