"""Heads of mails: which mail it is, and which one it answers."""

from __future__ import annotations

import pytest

from threadkit import parse

MAILS = (  # author, what is answered, body
    ("Ann Lee", None, "The bus to the harbour has been late every day this month."),
    ("Bo", 0, "They are digging up Mill Street again."),
    ("Cy Stone", 0, "I gave up and bought a bicycle."),
    ("Ann Lee", 1, "There was a sign, but the wind took it."),
)
FORMS = {
    "ids last": "From: {name} <{n}@example.org>\nDate: {date}\nSubject: Bus\nMessage-ID: <m{n}@example.org>\n{answers}",
    "ids first": "Message-Id: <m{n}@example.org>\n{answers}From: {name} <{n}@a.org>\nSubject: Bus\nDate: {date}\n",
    "as in an mbox": "From {n}@example.org Sun May  5 1{n}:00:00 2019\nReceived: from a by b; {date}\n"
    "From: {name} <{n}@example.org>\nDate: {date}\nSubject: Bus\nMessage-ID: <m{n}@example.org>\n{answers}"
    "MIME-Version: 1.0\nContent-Type: text/plain\n",
}
ANSWERS = {
    "one": "In-Reply-To: <m{n}@example.org>\n",
    "all above": "References: <m0@example.org>\n <m{n}@example.org>\n",
}


@pytest.mark.parametrize("answering", ANSWERS)
@pytest.mark.parametrize("form", FORMS)
def test_mails_answer_by_their_ids(form, answering):
    page = ""
    for n, (name, parent, body) in enumerate(MAILS):
        answers = "" if parent is None else ANSWERS[answering].format(n=parent)
        date = f"Sun, 05 May 2019 1{n}:00:00 +0200"
        page += FORMS[form].format(name=name, n=n, date=date, answers=answers) + f"\n{body}\n\n"
    posts = parse(page).posts
    places = {post.id: place for place, post in enumerate(posts)}
    assert [(post.author, places.get(post.parent), post.body) for post in posts] == list(MAILS)
    assert [post.number for post in posts] == [f"m{n}@example.org" for n in range(len(MAILS))]
    assert [post.link.source == "explicit" for post in posts] == [parent is not None for _, parent, _ in MAILS]


@pytest.mark.parametrize(
    "text",
    ["Message-ID: <a@b>\n", "Message-ID:\n", "Message-ID: <a@b>\nFrom: \n", "From: Ann\nMessage-ID: <>\n"],
)
def test_broken_heads(text):
    page = f"{text}\nYes.\n\n" * 3
    assert parse(page).regions[-1].span[1] == len(page)
