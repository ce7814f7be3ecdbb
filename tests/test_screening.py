"""Which pages are looked at for posts, and which are left after counting what bylines could be known by."""

from __future__ import annotations

import pytest

from threadkit import parse
from threadkit.cues import page_cues
from threadkit.screening import may_be_named, may_recur

PROSE = "The ferry was late again and nobody on the pier could say why it was."
TITLE = "Ferry that nobody in the harbour wanted to see again sails on as if nothing were"
DATES = ("3 May 2019", "4 May 2019", "9 May 2019")

SIGNED = (("Yes, it was late.", "Ann"), ("Not at all.", "Bo Diaz"), ("Who told you that?", "Cy"))

SUGGEST_LAYOUTS = {
    "three dates": "\n".join(f"{day}\n{PROSE}" for day in DATES),
    "two dates with text between": f"Harbour news\n3 May 2019 9:30\n{PROSE}\nby Ann\n4 May 2019 9:30\nI agree.",
    "two days with text between": f"Harbour news\n2 comments\n3 May 2019\n{PROSE}\nby Ann\n4 May 2019\nI agree.",
    "two dates below their text": f"{PROSE}\nAnn, 3 May 2019, 9:30\nNot here.\nBo, 4 May 2019, 9:30\nContact",
    "two days below their text": f"2 comments\n{PROSE}\nAnn, 3 May 2019\nNot here.\nBo, 4 May 2019\nContact",
    "dates above text in the same rows": f"3 May 2019 12:30 - Ann: {PROSE}\n3 May 2019 12:31 - Bo: {PROSE}",
    "dates, names and text that does not end": "\n".join(f"{day}\nAnn\n{TITLE}" for day in DATES),
    "text below dates of two formats": "\n".join(f"{day}\nedited 12:45\n{PROSE}" for day in DATES),
    "dates with text below a long archive": "".join(f"{day} May 2018\nThe ferry\n" for day in range(1, 20))
    + "\n".join(f"{day}\n{PROSE}" for day in DATES),
    "verbs of saying": f"Harbour news\n{PROSE}\nAnn Lee says:\n{PROSE}\nBo Diaz says:\n{PROSE}",
    "a button that recurs": "\n".join(f"{PROSE} {count}\nReport this\n" for count in "abcd"),
    "a button below few posts": "3 comments\n" + "".join(f"{PROSE} {count}\nReport this\n" for count in "abc") + PROSE,
    "a button that recurs often, at times twice": "".join(
        f"{PROSE} {count}\nReport this\n\nReport this\n" for count in "abcd"
    ),
    "a button as often as posts are stated": "5 comments\n" + "".join(
        f"Ann\n{said}\nReply\nReport\n" for said in (PROSE, "Quite so", PROSE, PROSE, PROSE)
    ),
    "names before the same buttons": "".join(
        f"{name} Reply Report\n{PROSE}\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Ann Lee")
    ),
    "two days with Bengali text between": (
        "মন্তব্য (২)\n3 May 2019\nকবে বদলাবে কেউ জানে না।\nby Ann\n4 May 2019\nসহমত সবাই।"
    ),
    "titles that answer": "\n".join(f"Re: Ferries\n{PROSE} {count}" for count in "abc"),
    "a row that recurs often": "\n".join(f"{PROSE} {count}\nFirst mate\n" for count in "abcdefg"),
    "a row that recurs below an opening": "5 comments\n" + "\n".join(
        f"{PROSE} {count}\nFirst mate\n" for count in "abcde"
    ),
    "pictures among dates": f"3 May 2019 9:30\nthe pier\n4 May 2019 9:30\n{PROSE}\n5 May 2019 9:30\nthe sea\n{PROSE}",
    "two rows that recur": "".join(
        f"{PROSE} {count}\nFirst mate\n\n{PROSE} {count}\nCaptain\n\n" for count in "abcd"
    ) + PROSE,
    "verbs of saying in rows of their own": f"{PROSE}\nAnn Lee\nsays:\n{PROSE}\nBo Diaz\nsays:\n{PROSE}",
    "words alone before names": "\n".join(f"Posted by\n{name} | Reply\n{PROSE}" for name in ("Ann", "Bo", "Cy")),
    "names in front of what three people say": "\n".join(
        f"{name}: {PROSE}" for name in ("Ann", "Bo", "Cy", "Bo", "Ann", "Cy", "Ann", "Bo")
    ),
    "names in front of what two people say by turns": "\n".join(
        f"{name}: {PROSE}" for name in ("Ann", "Bo", "Ann", "Bo", "Ann", "Bo")
    ),
    "names in front of what is said": "\n".join(f"{name}: {PROSE}" for name in ("Ann", "Bo", "Ann", "Cy")),
    "list numbers": "\n".join(f"{count}. Ann\n{PROSE}" for count in range(1, 6)),
    "words before names": "\n".join(f"Posted by {name}\n{PROSE}" for name in ("Ann", "Bo", "Cy")),
    "guests that count up": "\n".join(f"Posted by Guest {count}\n{PROSE}" for count in range(1, 6)),
    "lone names below their number": "5 comments\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu", "Ed Fox")
    ),
    "lone names among wider gaps": "Ferries\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n\n{PROSE}\n\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu")
    ),
    "lone names that come again": "5 comments\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n" for name in ("ann", "Bo", "Cy", "ann", "Bo", "ann")
    ),
    "lone names that come again without an opening": "Ferries\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n" for name in ("Ann", "Bo", "Cy", "Ann", "Bo", "Ed")
    ),
    "lone names below their number and votes": "5 comments\n\n" + "".join(
        f"{name}\n\n{PROSE}\n\n+{place}\n" for place, name in enumerate(("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu"))
    ),
    "names before a word that nobody knows": "Comments\n" + "".join(
        f"{name} ut :\n{PROSE}\n" for name in ("Ann Lee", "Bo", "Cy Young", "Ann Lee", "Bo")
    ),
    "short posts that are signed": "\n".join(
        f"{said} {name} (talk) 12:3{hour}, 5 May 2019 (UTC)" for hour, (said, name) in enumerate(SIGNED)
    ),
    "short posts behind the time": "\n".join(
        f"[12:3{hour}] <{name}> {said}" for hour, (said, name) in enumerate(SIGNED)
    ),
    "as many who speak as the page states": "4 comments\n" + "\n".join(
        f"{name}: {PROSE}" for name in ("Ann", "Bo", "Cy", "Di")
    ),
    "text below months": "\n".join(f"Ann\n{month} 2019\n{PROSE}" for month in ("March", "April", "May")),
    "a row that recurs beside list items of text": "".join(
        f"* {PROSE} {PROSE} {count}\n* First mate\n" for count in "abcdef"
    ),
    "items below their number": "5 comments\n" + "".join(f"* {PROSE} {count}\n" for count in "abcde"),
}
SUGGEST_NONE = {
    "nothing": "",
    "dates in sentences": "\n".join(
        f"Nobody on the pier, as could be seen from the shore all day, knew until {day}, says the firm. {PROSE}"
        for day in DATES
    ),
    "sentences that open with a date": "\n".join(f"On {day}, the harbour was closed. {PROSE}" for day in DATES),
    "a row that recurs": "\n".join(f"{PROSE} {count}\nFirst mate\n" for count in "abcde"),
    "sentences quoted": "".join(f'"{PROSE[:-1]}," she said\n{PROSE} {count}\n' for count in "abcd"),
    "sentences that open with by": "".join(
        f"By submitting the form you agree to it\n{PROSE} {count}\n" for count in "abcd"
    ),
    "two dates with text below the first": f"Ferries\n3 May 2019 9:30\n{PROSE}\n4 May 2019 9:30\nContact",
    "labels before values": "".join(f"Name: {PROSE} {count}\n" for count in range(5)) + f"Level: {PROSE}",
    "a diary": "\n".join(f"{day}: The harbour was closed to ferries. {PROSE}" for day in DATES),
    "titles below dates of two formats": "\n".join(
        f"{date}\n{TITLE}" for day in DATES for date in ("2 hours ago", day)
    ),
    "titles below dates": "\n".join(f"{day}\n{TITLE}" for day in DATES) + "\nContact\nImprint",
    "months in headings": "\n".join(f"Ferry {month} 2019\n{PROSE}" for month in ("March", "April", "May")),
    "a table of contents": "Contents\n" + "".join(
        f"* {count} News from the harbour\n* {count + 1} Why was the ferry late?\n" for count in range(1, 12, 2)
    ),
    "an archive": "Archive\n" + "\n".join(f"{day}\nThe ferry" for day in DATES) + "\n",
    "a long archive": "Archive\n" + "".join(f"{day} May 2018\nThe ferry\n" for day in range(1, 20)),
    "dates of several formats": f"Harbour news\n3 May 2019\n{PROSE}\nUpdated: 2019-05-04\n{PROSE}",
    "captions": "\n".join(f"{PROSE} {count}\nAdvertisement\n" for count in "ab"),
    "remarks with a colon": "".join(f"Note: {PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n" for _ in "abc"),
    "numbered sentences": "\n".join(f"{count}. {PROSE}\n{PROSE}" for count in range(1, 6)),
    "an article": f"Harbour news\n3 May 2019\n{PROSE}\n{PROSE}",
    "a menu": "Home\nNews\nSport\nHome\nNews\nSport\nHome\nNews\nSport\nContact\n",
    "names without a number": "".join(f"{name}\n\n{PROSE}\n\n" for name in ("Ann Lee", "Bo Diaz", "Cy Young", "Di Wu")),
    "items without a number": "What to bring\n" + "".join(f"* {PROSE} {count}\n" for count in "abcde"),
    "headings below a number": "5 comments\n\n" + "".join(
        f"{title}\n\n{PROSE}\n\n" for title in ("Parts", "Optical sensing", "Safety first", "Example meter", "Notes")
    ),
    "numbered headings": f"1. Definitions\n{PROSE}\n2. Scope\n{PROSE}\n3. Law\n{PROSE}",
    "labels here and there": "".join(
        f"Golf live: {PROSE}\nTour: {PROSE}\n" + "".join(f"Hole {hole} {day}\n" for hole in "abcdefgh") for day in "xyz"
    ),
    "captions of a gallery": "".join(
        f"{PROSE} {count}\nSam Sheen on the North Face above the old town\n" for count in "abcdef"
    ),
    "sentences broken around a link": "".join(
        f"{PROSE[:-1]} and more can be read\nhere\n, if one wants to know {count}.\n{PROSE} {count}\n"
        for count in "abcde"
    ),
    "months before years": "".join(f"{month} 2019\n{PROSE}\nNews {month} 2019\n" for month in ("Ann", "Bo", "Cy")),
    "a button of the site": "".join(f"{PROSE} {count}\nRegister\n" for count in "abc") + PROSE,
    "buttons side by side": "5 comments\nLoading\n\nLoading\n" + "".join(
        f"{PROSE} {count}\nLoading\n" for count in "ab"
    ) + PROSE,
    "a row that recurs in a list of titles": "5 comments\n" + "".join(
        f"Ferry news\nHow the harbour was built\nWho built the ferry\nThe old pier\n{question}\n"
        for question in ("Why now?", "Who pays?", "What is next?", "Where to?", "Too late?")
    ),
    "titles that count up": "".join(f"Name: Old Ferry {count}\n{PROSE}\n" for count in range(1, 6)),
    "what is known of several things": "".join(
        f"Ferry: The {name} is a steamer.\nBuilder: The harbour of {name}, long ago.\nFare: Nobody knows but {name}.\n"
        for name in "abcdef"
    ),
    "a number of each of several things": "".join(
        f"{PROSE} {count}\nLevel: {count * 7}\nFare: {count}\n" for count in range(1, 9)
    ),
    "kinds of one thing": "Comments\n" + "".join(
        f"{kind} ferries\n{PROSE}\n" for kind in ("Early", "Fast", "Steam", "Modern", "Night")
    ),
    "a heading that comes again": "Ferries\n\n" + "".join(
        f"{title}\n\n{PROSE}\n\n" for title in ("Parts", "Costs", "Crews", "Parts", "Notes", "Routes", "Piers")
    ),
    "one name before a word": "Comments\n" + f"Ann Lee ut\n{PROSE}\n" * 2 + f"Ann ut\n{PROSE}\n" * 2,
    "a poem": "O ferry late\nand ferry grey\n\nyou never wait\nyou never stay",
}

SUGGEST_NO_OTHERS = {
    "two days": f"Harbour news\n3 May 2019\n{PROSE}\nby Ann\n4 May 2019\nI agree.",
    "two days above an opening": f"3 May 2019\n{PROSE}\n4 May 2019\nThe end of it all.\n2 comments",
    "the date of an article above it and below": f"Harbour news\n3 May 2019 9:30\n{PROSE}\n3 May 2019 9:30\n{PROSE}",
    "other dates than the article's own": f"Published on 3 May 2019\n{PROSE}\n" + "".join(
        f"Repair from {day}\n{PROSE}\n" for day in DATES[1:]
    ) + "Contact",
    "teasers below an article": f"Ann | 3 May 2019 9:30\n{PROSE}\n" + "".join(
        f"{TITLE}\nAnn | {day} 9:30\n" for day in DATES
    ) + f"Contact\n{PROSE}",
}
"""Pages that may follow layouts known by their words, but suggest none themselves."""


@pytest.mark.parametrize("name", SUGGEST_LAYOUTS)
def test_something_recurs(name):
    assert may_recur(page_cues(SUGGEST_LAYOUTS[name]))


@pytest.mark.parametrize("name", SUGGEST_NONE)
def test_nothing_recurs(name):
    assert not may_recur(page_cues(SUGGEST_NONE[name]))
    assert not may_be_named(page_cues(SUGGEST_NONE[name]))


@pytest.mark.parametrize("name", SUGGEST_NO_OTHERS)
def test_too_little_recurs(name):
    assert not may_recur(page_cues(SUGGEST_NO_OTHERS[name]))


def test_two_dates_are_enough_for_a_layout_known_by_its_words():
    page = "Harbour news\n2 comments\n" + "".join(
        f"Posted by: {name} at May {day}, 2019 10:1{day} AM\n{body}\n"
        for day, name, body in ((3, "Ann Lee", PROSE), (4, "Bo Diaz", "ok"))
    )
    assert not may_recur(page_cues(page))
    assert may_be_named(page_cues(page))


def test_one_verb_of_saying_is_enough_for_a_layout_known_by_its_words():
    page = f"Harbour news\n{PROSE}\nAnn Lee says:\n{PROSE}"
    assert not may_recur(page_cues(page))
    assert may_be_named(page_cues(page))


def test_a_layout_that_is_given_is_tried_on_any_page():
    page = f"From: Ann\n{PROSE}"
    assert not may_be_named(page_cues(page))
    assert [post.author for post in parse(page, layout="From: {author}").posts] == ["Ann"]


def test_one_row_is_as_idle_as_among_all():
    page = "Reply\nAnn Lee\nModerator\nFrom: Leeds\nBy weight?\n* * *x\n…\n" + PROSE
    asked = page_cues(page)
    alone = [asked.is_idle(row) for row in range(len(asked.page))]
    assert alone == [mark != 0 for mark in page_cues(page).idle]
    assert any(alone)
    assert not all(alone)


@pytest.mark.parametrize(
    ("row", "says", "by"),
    [
        ("Paul a écrit :", True, False),
        ("Ann Lee SAYS:", True, False),
        ("Ann Lee says …", True, False),
        ("Anna sagt\u200b", True, False),
        ("Ann wrote 5 May 2019 (edited)", True, False),
        ("Ann 5 May 2019 (she wrote)", False, False),
        ("Müller", False, False),
        ("\u200b", False, False),
        ("太郎 さんは書きました", True, False),
        ("Posted by Ann", False, True),
        ("por José", False, True),
        ("Über uns", False, False),
        ("byte order", False, False),
        ("由太郎", False, True),
    ],
)
def test_rows_with_a_verb_of_saying_and_with_a_word_such_as_by(row, says, by):
    cues = page_cues(f"{PROSE}\n{row}\n{PROSE}")
    assert (cues.says_rows(), cues.by_rows()) == ([1] if says else [], [1] if by else [])
