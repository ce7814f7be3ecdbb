"""Platforms in other languages, themes and ages: authors and dates of pages printed in each dress."""

from __future__ import annotations

import pytest

from threadkit.layouts.template import literal_weight, spelled_out
from threadkit.pipeline import parse

NAMES = ("Ann-Marie Lee", "bobcat", "Cy Stone", "Dora F.", "bobcat", "Cy Stone")
BODIES = (
    "The hinge is the part that goes first. Mine lasted two winters, and the screws are still in a jar.",
    "No.",
    "Has anybody tried brass? It costs more than the gate.",
    "My neighbour has a stone gate - it does not open, which is what he likes about it.",
    "Oil it before the frost. I have said so before, and nobody listens to what I say about hinges.",
    "Thanks, I will try that on Sunday.",
)


def printed(form: str, dates: list[str], above: str = "", behind: str = "") -> str:
    """A page on which a site prints every post in one form."""
    posts = [
        form.format(name=name, date=date, body=body, n=place, re="Re: " if place else "")
        for place, (name, date, body) in enumerate(zip(NAMES, dates, BODIES, strict=True))
    ]
    return f"Gates and hinges\n{above}\n" + "\n".join(posts) + f"\n{behind}\n"


def days(form: str) -> list[str]:
    return [form.format(day=3 + place, minute=10 + place) for place in range(len(NAMES))]


JOINED = "Registrado: Vie Nov 17, 2006 4:22 pm"
PROSILVER = (
    f"User avatar\n{{name}}\nMensajes: 14{{n}}\n{JOINED}\n\n{{re}}Gates and hinges\n\n  • Citar\n\n"
    "Mensaje por {name} » {date}\n\n{body}\n\nArriba"
)
SUBSILVER = (
    "{name}\nBetreff des Beitrags: {re}Gates and hinges PostVerfasst: {date}\n\nRegistriert: 5. Mai 2004, 10:00\n"
    "Beiträge: 1{n}\n{body}\nNach oben"
)
REMARKS = (
    "Brass - really? I had that on my boat, and it went green within a year.",
    "So do I, but then I do not have a gate at all, only a hole in the hedge.",
    "How often is before the frost? I live where it comes and goes from October on.",
)
CARD = "{body}\nshare|improve this answer\nanswered {date}\n{name}\n1{n}4 2 9"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        pytest.param(
            printed(
                "{name} dijo...\n\n{body}\n\n{date}",
                some := days("{day} de mayo de 2013, 11:{minute}"),
                "6 comentarios:",
                "Publicar un comentario",
            ),
            some,
            id="blogger, dates below",
        ),
        pytest.param(
            printed("{body}\n{name}\n(\nDiskussion\n) {date}", some := days("09:{minute}, {day}. Mai 2014 (CEST)")),
            some,
            id="mediawiki, one node a line",
        ),
        pytest.param(
            printed(
                "{body} {name} (discussão) {date}\n", some := days("02h{minute}min de {day} de agosto de 2009 (UTC)")
            ),
            some,
            id="mediawiki, Portuguese",
        ),
        pytest.param(
            printed(PROSILVER, some := days("May 0{day}, 2019 11:{minute} am"), "6 mensajes • Página 1 de 1"),
            some,
            id="phpbb 3.2, profile first",
        ),
        pytest.param(printed(SUBSILVER, some := days("{day}. Mai 2019, 11:{minute}")), some, id="phpbb 3, subsilver2"),
        pytest.param(
            printed("{name}\n{date}\n- Antworten\n{body}", some := days("{day}. Juni 2018 um 9:{minute} Uhr")),
            some,
            id="wordpress, reply beside the date",
        ),
    ],
)
def test_names_and_dates_in_every_dress(text, dates):
    posts = parse(text, links=False).posts
    assert [(post.author, post.raw_timestamp) for post in posts] == list(zip(NAMES, dates, strict=True))


def test_a_question_opens_its_page_and_comments_end_with_a_dash_and_a_name():
    question = CARD.replace("answered", "asked").format(name="Ann", date="Mar 25 '15 at 9:10", body=BODIES[0], n=0)
    answers = [
        CARD.format(name=name, date=f"Mar 2{place} '15 at 9:1{place}", body=body, n=place)
        + f"\n  • {remark} – Eve Winter Mar 2{place} '15 at 12:1{place}\nAdd a comment"
        for place, (name, body, remark) in enumerate(zip(NAMES[:3], BODIES[2:5], REMARKS, strict=True), 6)
    ]
    tail = "Your Answer\nSign up or log in\nasked\n5 years ago\nviewed\n1,204 times\nactive\n2 years ago\n"
    thread = parse("\n".join(["A gate that sticks", question, "3 Answers", *answers, tail]), links=False)
    assert [post.author for post in thread.posts] == [
        "Ann",
        "Ann-Marie Lee",
        "Eve Winter",
        "bobcat",
        "Eve Winter",
        "Cy Stone",
        "Eve Winter",
    ]
    assert [post.depth for post in thread.posts] == [0, 1, 2, 1, 2, 1, 2]


@pytest.mark.parametrize(
    ("source", "templates"),
    [
        ("{author} » {timestamp}", ("{author} » {timestamp}",)),
        ("{by|von} {author}", ("by {author}", "von {author}")),
        ("({talk|discuter}) {_} {a b|c}", ("(talk) {_} a b", "(talk) {_} c", "(discuter) {_} a b", "(discuter) {_} c")),
        ("{author} {-|–}", ("{author} -", "{author} –")),
    ],
)
def test_a_choice_of_words_stands_for_each_of_them(source, templates):
    assert spelled_out(source) == templates
    assert literal_weight(source) == min(map(literal_weight, templates))
