"""Few short posts, as in a note or a test of one's own: the words of platforms tell enough."""

from __future__ import annotations

import pytest

from threadkit import parse

SAID = ("First!", "I agree with Ann, this is great.", "Thanks for posting this!")
NAMES = ("Ann", "Bob_77", "Carla")

FORMS = {
    "wordpress": "{name} says:\nOctober 1{n}, 2017 at 13:27\n{said}\nReply\n\n",
    "typepad": "{said}\n\nPosted by: {name} | Oct 5, 2017 3:5{n}:27 AM | {n}\n\n",
    "blogger": "{name} said...\n{said}\nOctober 1{n}, 2017 at 1:27 PM\n\n",
    "drupal": "Submitted by {name} on Tue, 15/05/2012 - 18:3{n}.\n{said}\n\nreply\n\n",
    "spip": "Le {n} juillet 2013 à 16:5{n}, par {name}\n{said}\n\nRépondre à ce message\n\n",
    "phpbb": "by {name} » Tue May 1{n}, 2012 6:3{n} pm\n\n{said}\n\nTop\n",
    "discourse": "{name} May {n}, 2019, 6:3{n}pm #{n}\n{said}\n\n",
    "github": "{name} commented on May 1{n}, 2019\n{said}\n\n",
    "livejournal": "{name}\n2011-05-1{n} 01:2{n} pm (UTC)\n{said}\n(Reply) (Thread)\n",
    "chat": "13:2{n} <{name}> {said}\n",
    "chat in brackets": "[13:2{n}] <{name}> {said}\n",
    "messenger": "[18/10/2019, 16:1{n}:22] {name}: {said}\n",
    "talk page": "{said} {name} (talk) 12:3{n}, 5 October 2017 (UTC)\n\n",
    "answers": "{said} – {name} May {n} '12 at 13:2{n}\n",
    "two lines": "{name}\nMay 1{n}, 2019 at 13:2{n}\n{said}\n\n",
}


@pytest.mark.parametrize("above", ["", "3 Comments\n\n"])
@pytest.mark.parametrize("form", FORMS)
def test_three_short_posts(form, above):
    posts = zip(NAMES, SAID, strict=True)
    page = above + "".join(FORMS[form].format(n=n, name=name, said=said) for n, (name, said) in enumerate(posts, 1))
    assert [(post.author, post.body) for post in parse(page).posts] == list(zip(NAMES, SAID, strict=True))
