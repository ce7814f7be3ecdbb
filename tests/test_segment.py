"""Under one given layout: which rows are bylines, which are bodies, which are neither."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from speech import BREAD

from threadkit.bylines import Byline, find_bylines
from threadkit.cues import Cues
from threadkit.layouts import Layout, load_layout
from threadkit.lines import read_lines
from threadkit.masking import mask_page
from threadkit.pipeline import parse
from threadkit.segment import Record, body_text, segment
from threadkit.segment.edges import EDGE_ROWS, Near, NearEnds
from threadkit.timestamps import find_dates


def cut(text: str, layout: str | Layout) -> list[tuple[str | None, str | None, str]]:
    """(author, date, body) of every record."""
    page = read_lines(text)
    found = segment(Cues(mask_page(page)), load_layout(layout))
    return [
        (record.author, record.date.text if record.date else None, body_text(page, record)) for record in found.records
    ]


HEADS = """The article itself, which nobody asked for.

2 Comments

Ann says:
May 5, 2019 at 7:41 am

The bread was fine.

It was the butter that I minded.

Reply

Bob Stone says:
May 6, 2019 at 8:00 pm

No butter for me, thanks.

Reply

Leave a Reply

Name
"""

FEET = """The article itself, which nobody asked for.

2 Comments

The bread was fine.

It was the butter that I minded.

Posted by: Ann at May 5, 2019 7:41 AM

No butter for me, thanks.

Posted by: Bob Stone at May 6, 2019 8:00 PM

Post a comment
"""

POSTS = [
    ("Ann", "The bread was fine.\n\nIt was the butter that I minded."),
    ("Bob Stone", "No butter for me, thanks."),
]


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (HEADS, "{author} says: {timestamp}"),
        (HEADS, "{author} says:⏎{timestamp}"),
        (HEADS, "{author} {says}[:] {timestamp}"),
        (HEADS, Layout(head=("{author} wrote:", "{author} says: {timestamp}"))),
        (HEADS, "wordpress-says"),
        (FEET, "{body} Posted by: {author} at {timestamp}"),
        (FEET, Layout(foot=("Posted by: {author} at {timestamp}",))),
        (FEET, "movabletype"),
    ],
)
def test_heads_and_feet(text, layout):
    assert [(author, body) for author, _, body in cut(text, layout)] == POSTS


def test_both_head_and_foot():
    expected = [("Ann", "5 May 2019", "One."), ("Bob", "6 May 2019", "Two."), ("Cy", "7 May 2019", "Three.")]
    text = "3 comments\n\n" + "".join(f"{name} wrote:\n\n{body}\n\n{date}\n\n" for name, date, body in expected)
    assert cut(text, Layout(head=("{author} wrote:",), foot=("{timestamp}",))) == expected


@pytest.mark.parametrize(
    "byline",
    [
        "Ann | 5 May 2019",
        "Ann\n|\n5 May 2019",
        "Ann | \n5 May 2019",
        "  • Ann | 5 May 2019",
        "Ann\n| 5 May 2019",
        "ANN | 5 May 2019",
        "**Ann** | 5 May 2019",
    ],
)
def test_one_template_holds_across_extractors(byline):
    text = f"{byline}\nThe bread was fine.\n\n{byline}\nI would eat it again.\n"
    found = cut(text, "{author} | {timestamp}")
    assert [(author.title(), date) for author, date, _ in found] == [("Ann", "5 May 2019")] * 2
    assert [body for _, _, body in found] == ["The bread was fine.", "I would eat it again."]


def test_no_match_gives_no_records():
    assert cut("Just a page.\n\nNothing to see.\n", "{author} says: {timestamp}") == []
    assert cut("", "{author} says: {timestamp}") == []


def test_what_answers_ends_like_what_it_answers():
    titles = ("Bread", "Re: Bread", "Re: Bread", "Re: Bread", "was dry")
    text = "\n".join(f"Ann, 0{n}.05.2019 {title}\nFine by me, and by {n} more." for n, title in enumerate(titles, 1))
    assert [date for _, date, _ in cut(text, "{author}, {timestamp}")] == [f"0{n}.05.2019" for n in range(1, 5)]


def test_empty_bodies_are_kept():
    text = "Ann says: 5 May 2019\n\nBob says: 6 May 2019\n\nFine by me.\n\nCy says: 7 May 2019\n\nBye.\n"
    assert cut(text, "{author} says: {timestamp}") == [
        ("Ann", "5 May 2019", ""),
        ("Bob", "6 May 2019", "Fine by me."),
        ("Cy", "7 May 2019", "Bye."),
    ]


def test_furniture_of_the_layout_belongs_to_no_body():
    text = "\n".join(f"{name} says: 5 May 2019\nWords of {name}.\nWave at {name}\n" for name in ("Ann", "Bob", "Cy"))
    found = cut(text, Layout(head=("{author} says: {timestamp}",), furniture=("Wave at {author}",)))
    assert [body for _, _, body in found] == ["Words of Ann.", "Words of Bob.", "Words of Cy."]


@pytest.mark.parametrize("row", ["Reply", "Report abuse", "Like 3", "Antworten", "Répondre", "Permalink"])
def test_known_furniture_is_peeled(row):
    bodies = [f"I am {name} and that is that." for name in ("Ann", "Bob", "Cy")]
    text = "".join(f"Ann says: 5 May 2019\n{body}\n{row}\n\n" for body in bodies)
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == bodies


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        (("Up", "Edit", "Up again"), ["Up", "Edit", "Up again"]),
        (("Up", "Edit", "Like 3"), ["Up", "Edit", ""]),  # what is counted nobody said
        (("Up", "Up", "Up"), ["", "", ""]),
    ],
)
def test_a_button_is_what_somebody_says_who_says_nothing_else(rows, left):
    said = ["I was there.", *rows[:2], "So was I.", "We all were.", "Not me.", "Nor me.", "It was shut.", rows[2]]
    text = "".join(f"Ann says: {day} May 2019\n{row}\nReply\n\n" for day, row in enumerate(said, 1))
    bodies = [body for _, _, body in cut(text, "{author} says: {timestamp}")]
    assert [bodies[1], bodies[2], bodies[-1]] == left
    assert bodies[0] == said[0]


@pytest.mark.parametrize(
    "stop", ["Leave a Reply", "Post a comment", "Schreibe einen Kommentar", "Laisser un commentaire"]
)
def test_the_last_body_ends_where_the_form_begins(stop):
    text = f"Ann says: 5 May 2019\nOne.\n\nBob says: 6 May 2019\nTwo.\n\n{stop}\n\nName\nMail\n"
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == ["One.", "Two."]


@pytest.mark.xfail(reason="'Reply to' and a name looks the same to the vocabulary", strict=True)
def test_words_about_furniture_stay_in_the_body():
    text = "Ann says: 5 May 2019\nReply to that if you can.\n\nBob says: 6 May 2019\nI like 3 of them.\n"
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == [
        "Reply to that if you can.",
        "I like 3 of them.",
    ]


@pytest.mark.parametrize("body", ["Thank you, Bob!", "Thank god it rained.", "By weight?", "Name them!", "From where?"])
def test_short_answers_stay_in_the_body(body):
    posts = f"Ann says: 5 May 2019\nOne.\n\nBob says: 6 May 2019\n{body}\n\nCy says: 7 May 2019\nThree.\n"
    assert cut(posts, "{author} says: {timestamp}")[1][2] == body


@pytest.mark.parametrize("line", ["By: Ann Lee", "From Leeds", "From: Leeds?", "Thank author", "Joined May 2011"])
def test_lines_about_the_author_are_no_part_of_the_body(line):
    posts = f"Ann says: 5 May 2019\nOne.\n\nBob says: 6 May 2019\n{line}\nTwo.\n\nCy says: 7 May 2019\nThree.\n"
    assert cut(posts, "{author} says: {timestamp}")[1][2] == "Two."


@pytest.mark.parametrize("byline", ["{name}\n5 May 2019 12:0{n}", "{name} - 5 May 2019 12:0{n}"])
@pytest.mark.parametrize("own", ["admin", "Administrator", "админ"])
def test_the_account_of_the_site_is_somebody(byline, own):
    names = ("Ann Lee", own, "Bob", "cy77", own)
    posts = [f"{byline.format(name=name, n=n)}\n{BREAD[n]}\nReply\n" for n, name in enumerate(names)]
    thread = parse("5 comments\n\n" + "\n".join(posts) + "\nLeave a reply")
    assert [post.author for post in thread.posts] == list(names)


def test_a_standing_below_a_name_is_nobody():
    names = ("Ann Lee", "Bob", "Cy Dorn", "dan")
    ranks = ("Member", "admin", "Member", "admin")
    posts = [
        f"{name}\n{rank}\n5 May 2019 12:0{n}\n{BREAD[n]}\nReply\n"
        for n, (name, rank) in enumerate(zip(names, ranks, strict=True))
    ]
    thread = parse("4 comments\n\n" + "\n".join(posts) + "\nLeave a reply")
    assert [post.author for post in thread.posts] == list(names)


def test_depths_alone_begin_posts_where_names_and_dates_are_lost():
    bodies = ("Salt.", "More salt, please.", "No.", "Rye is better.")
    page = "".join(f"level {depth}\n\n{body}\n\n{depth}7\n" for depth, body in zip((1, 2, 3, 1), bodies, strict=True))
    thread = parse(f"Bread\n\n4 comments\n{page}", layout="reddit", links=False)
    assert [(post.body, post.depth) for post in thread.posts] == list(zip(bodies, (0, 1, 2, 0), strict=True))


@pytest.mark.parametrize("rare", [0, 40, 79])
def test_a_rare_kind_of_byline_among_many_is_found(rare):
    """Few of many places are probed, and none of these has the flair in its byline."""
    layout = Layout(head=("level {depth} {author} · {timestamp}", "level {depth} {author} {_} · {timestamp}"))
    flair = {rare: "\n+1"}
    posts = [f"level 1\nUser{n}{flair.get(n, '')}\n· {n} months ago\nThis is post {n}.\n" for n in range(2, 80)]
    posts.insert(rare, f"level 2\nFlo{flair[rare]}\n· 4 years ago\nIt was the best of them.\n")
    assert [author for author, _, _ in cut("\n".join(posts), layout)].index("Flo") == min(rare, 78)


@pytest.mark.parametrize(
    ("printed", "author"),
    [
        ("Ann LeeAnn Lee", "Ann Lee"),
        ("Ann Lee\nAnn Lee", "Ann Lee"),
        ("BobBob", "Bob"),
        ("Toto", "Toto"),
        ("H.H.", "H.H."),
    ],
)
def test_names_that_are_printed_twice(printed, author):
    layout = Layout(head=("{author} {author} says: {timestamp}", "{author} says: {timestamp}"))
    posts = f"{printed} says: 5 May 2019\nOne.\n\nCy says: 6 May 2019\nTwo.\n"
    assert [name for name, _, _ in cut(posts, layout)] == [author, "Cy"]


def test_quotes_and_lists_in_bodies_keep_their_marks():
    text = "Ann says: 5 May 2019\n> as Bob said\nNo.\n\nBob says: 6 May 2019\nTwo things:\n* one\n* two\n"
    assert [body for _, _, body in cut(text, "{author} says: {timestamp}")] == [
        "> as Bob said\nNo.",
        "Two things:\n* one\n* two",
    ]


def test_lost_author_lines_leave_gaps():
    """Where an extractor dropped one-word names, wide gaps still part the posts."""
    posts = "Ann Lee\n\nOne post by Ann.\n\n\nAnother, whose name is lost.\n\nBob Stone\n\nA third."
    layout = Layout(head=("{author}",), alone=True, gap=2)
    assert [(author, body) for author, _, body in cut(f"3 comments\n\n{posts}", layout)] == [
        ("Ann Lee", "One post by Ann."),
        (None, "Another, whose name is lost."),
        ("Bob Stone", "A third."),
    ]


def test_a_date_in_a_sentence_is_no_byline():
    cues = Cues(mask_page(read_lines("Rome May 5, 2019 was hot and full of people\n\nAnn May 6, 2019\n\nYes.\n")))
    found = find_bylines(cues, load_layout("{author} {timestamp}"))
    assert [byline.author for byline in found] == ["Ann"]


def test_a_layouts_own_phrases_open_and_close_the_discussion():
    page = "\n".join(
        [
            "Maren | 4 March 2013 09:00",
            "The article is by somebody who is also named in this way.",
            "Voices from the village",
            "Piet | 5 March 2013 10:00",
            "The bridge was shut again this morning.",
            "Ottilie | 5 March 2013 11:30",
            "They open it at noon on Tuesdays.",
            "Jonas | 5 March 2013 12:45",
            "Then noon it is for me too.",
            "That was the village",
            "Nothing below belongs to Jonas.",
        ]
    )
    layout = Layout(
        head=("{author} | {timestamp}",), start=("Voices from the village",), stop=("That was the village",)
    )
    thread = parse(page, layout=layout, links=False)
    assert [post.author for post in thread.posts] == ["Piet", "Ottilie", "Jonas"]
    assert thread.posts[-1].body == "Then noon it is for me too."


def test_two_bodies_that_share_a_row_are_not_cut_there():
    text = (
        "The article.\n\nComments\n\nWhere would I see it?\n\nAnd why not?\n\nPosted by: Ann at May 5, 2019 7:41 AM\n\n"
        "Where would I see it?\n\nOn the front page, I think.\n\nAnd why not?\n\nBecause you are not logged in.\n\n"
        "Posted by: Bob at May 5, 2019 8:41 AM\n\nI never log in anywhere.\n\nPosted by: Ann at May 5, 2019 9:41 AM\n"
    )
    bodies = [body for _, _, body in cut(text, "movabletype")]
    assert bodies[0] == "Where would I see it?\n\nAnd why not?"
    assert bodies[1].endswith("Because you are not logged in.")


BARE = "The article.\n\n{count} Comments\n\n" + "".join(
    f"  • {words}\n" for words in ("Salt.", "More salt, please.", "No.", "Rye is better.", "Rye is not.", "Tea?")
)


@pytest.mark.parametrize(("count", "posts"), [(6, 6), (7, 6), (30, 0), (3, 0)])
def test_a_list_without_names_needs_its_number_above_it(count, posts):
    assert len(cut(BARE.format(count=count), "bare-list")) == posts


NUMBERED = ("  1. Salt.", "  2. More salt, please.", "  3. No.", "  4. Rye is better.", "  6. Rye is not.", "  7. Tea?")


@pytest.mark.parametrize(
    ("opening", "items", "closing", "posts"),
    [
        ("Comments", NUMBERED, "Leave a Reply", 6),
        ("Comments", NUMBERED, "The house and its people", 0),
        ("Comments", NUMBERED[:4], "Leave a Reply", 0),
        ("Comments", NUMBERED[1:], "Leave a Reply", 0),
        ("Comments", tuple(item.replace("6", "9") for item in NUMBERED), "Leave a Reply", 0),
        ("Comments", tuple("  \u2022" + item[4:] for item in NUMBERED), "Leave a Reply", 0),
        ("9 Comments", NUMBERED, "Leave a Reply", 6),
        ("6 Comments", (*NUMBERED[:3], "    1. Water", "    2. Flour", *NUMBERED[3:]), "Leave a Reply", 6),
        ("8 Comments", (*NUMBERED[:3], "    1. Why not?", "    2. Ask her.", *NUMBERED[3:]), "Leave a Reply", 8),
        ("5 Comments", NUMBERED, "Leave a Reply", 0),
    ],
)
def test_a_numbered_list_without_names_may_reach_to_what_closes_it(opening, items, closing, posts):
    page = "\n\n".join(("The article.", opening, *items, closing))
    assert len(cut(page, "bare-list")) == posts


def test_a_button_may_stand_above_a_list_and_a_menu_below_it():
    items = ("Salt.", "More salt, please.", "No.", "Rye is better.", "Rye is not.")
    posts = "".join(f"  {number}. {words}\n\n" for number, words in enumerate(items, 1))
    menu = "More from us\n\n  * Bread\n  * Cake\n  * Tarts\n"
    assert len(cut(f"The article.\n\n5 Comments\n\nAdd a comment\n\n{posts}{menu}", "bare-list")) == 5


def test_a_list_with_nothing_above_it_is_no_discussion():
    assert cut(BARE.replace("{count} Comments", "What we need"), "bare-list") == []


SAID = "Salt.|More salt, please.|No.|Rye is better.|Rye is not.|Tea?"


def posts_of(form: str, labels: str, bodies: str = SAID) -> str:
    names = ("Ann", "Bob", "Ann", "Cy", "Bob", "Dora")
    words = zip(names, labels.split("|"), bodies.split("|"), strict=True)
    posts = (form.format(name=name, label=label, body=body, n=n) for n, (name, label, body) in enumerate(words, 1))
    return "The article.\n\n6 Comments\n\n" + "\n\n".join(posts) + "\n"


LABELLED = "{name} said on {n} May 2019 10:00\n{label}\n{body}"


@pytest.mark.parametrize(
    ("labels", "left"),
    [
        ("Baker|Miller|Baker|Baker|Miller|Stoker", ["Salt.", "Tea?"]),  # Dora's label stands once
        ("Baker|Miller|Stoker|Baker|Miller|Stoker", ["Baker\nSalt.", "Stoker\nTea?"]),  # not by the author: said
        ("Yes|Well|Yes|Sure|Perhaps|Never", ["Yes\nSalt.", "Never\nTea?"]),  # hardly any twice
        ("Thanks!|Thanks!|Thanks!|Thanks!|Thanks!|Thanks!", ["Salt.", "Tea?"]),  # in every post: furniture anyway
    ],
)
def test_a_label_that_goes_with_the_author_is_no_part_of_the_body(labels, left):
    bodies = [body for _, _, body in cut(posts_of(LABELLED, labels), "{author} said on {timestamp}")]
    assert [bodies[0], bodies[-1]] == left


TWICE = "{n}. {name}{label}\n{body}\n{body} Truly.\n{name}, {n} May 2019\n#{n}"


@pytest.mark.parametrize(
    ("labels", "left"),
    [
        (" Level: Oak| Level: Elm| Level: Oak| Level: Fir| Level: Elm| Level: Yew", "Tea?\nTea? Truly."),
        ("|||||", "Tea?\nTea? Truly."),
        (" Oak| Oak|, I| Oak| Oak| Oak", "Tea?\nTea? Truly."),
        ("s|s|s|s|s|s", "Doras\nTea?\nTea? Truly."),  # not the name
    ],
)
def test_an_authors_own_name_above_what_he_says_is_no_part_of_it(labels, left):
    bodies = [body for _, _, body in cut(posts_of(TWICE, labels), Layout(foot=("{author}, {timestamp}",)))]
    assert bodies[-1] == left


def test_an_authors_own_name_below_what_the_site_prints_is_no_part_of_it():
    """A picture's name, below how many like the post."""
    names, said = ("Ann", "Bob", "Cy", "Dora", "Ed", "Flo"), SAID.split("|")
    form = "{name}\n{n} May 2019 10:00\n# Up Down\n{name}\n{body}\n{body} Truly."
    posts = [form.format(name=name, n=n, body=body) for n, (name, body) in enumerate(zip(names, said, strict=True), 1)]
    bodies = [body for _, _, body in cut("\n\n".join(["6 Comments", *posts, "Reply"]), "{author} {timestamp}")]
    assert bodies[:-1] == [f"{body}\n{body} Truly." for body in said[:-1]]


@pytest.mark.parametrize(
    ("names", "left"),
    [("Cy|Cy|Ann|Cy|Cy|Cy", "Cy said: ↑\n"), ("Nobody|Nobody|Ann|Nobody|Nobody|Nobody", "")],
)
def test_who_is_quoted_often_is_no_furniture(names, left):
    form = "{name} | {n} May 2019 10:00\n{label} said: ↑\n{body} No?\n{body}"
    bodies = [body for _, _, body in cut(posts_of(form, names), "{author} | {timestamp}")]
    assert bodies[-1] == f"{left}Tea? No?\nTea?"


@pytest.mark.parametrize("answers", ["|||||", "||\nThe shop\nThank you!\nCome again\nSoon||\nThe shop\nSorry|"])
def test_what_stands_above_a_row_that_all_posts_share_may_be_the_body(answers):
    """Answers of the shop, below what closes a review, make the end of bodies as uneven as their begin."""
    form = "{name} said on {n} May 2019 10:00\n{body} It took them a week to answer, and then they knew nothing.\n"
    bodies = [body for _, _, body in cut(posts_of(form + "Any use?{label}", answers), "{author} said on {timestamp}")]
    assert bodies == [f"{body} It took them a week to answer, and then they knew nothing." for body in SAID.split("|")]


QUOTING = "{name} | {n} May 2019 10:00\n{label} said: ↑\n{body} So {n}.\nClick to expand...\n"
ANSWERS = (
    "It is the salt that he forgot.|He said that he had none left.|Nor had I when I made mine.|"
    "Rye needs no salt at all.|It does need a pinch of it.|Tea needs none that I know of."
)


@pytest.mark.parametrize(
    "below",
    [
        "{body}",
        "{body}\nReply\nAnn likes what {name} says.",  # buttons do close bodies
    ],
)
@pytest.mark.parametrize("answers", [ANSWERS, ANSWERS.replace(".", "")], ids=["sentences", "no full stops"])
def test_a_mark_below_which_most_go_on_closes_no_body(below, answers):
    text = posts_of(QUOTING + below, "Ann|Cy|Ann|Bob|Ann|Bob", answers)
    last = cut(text, "{author} | {timestamp}")[-1][2]
    said = answers.split("|")[-1]
    assert last == f"Bob said: ↑\n{said} So 6.\nClick to expand...\n{said}"


def test_a_mark_below_which_most_say_much_closes_no_body():
    """"1 of 6" between who is answered and what is said; long rows end in different ways, too."""
    told = "And so I went to the mill to ask them, which took me most of a day, and then I"
    ends = ["gave up.", "asked.", "slept.", "went home.", "forgot it.", "ate it."]
    said = [f"{answer} {told} {end}" for answer, end in zip(ANSWERS.split("|"), ends, strict=True)]
    text = posts_of("{name}\n{n} May 2019 10:00\n{label}\n{n} of 6\n{body}", "Bob|Ann|Ann|Cy|Bob|Ann", "|".join(said))
    assert [body.splitlines()[-1] for _, _, body in cut(text, "{author}\n{timestamp}")] == said


def test_names_below_a_mark_are_nothing_said():
    """They differ from post to post, and end with no full stop, as what people say may."""
    form = "{name} | {n} May 2019 10:00\n{body} So {n}.\nLiked by\n{label}"
    label = "Ann Lee, Bob Hill, Cy Marsh||Dora Hill, Eve Marsh, Ann Lee, Cy|Bob Hill, Cy Hill, Eve Lee, Dora|"
    liked = label + "Ann Hill, Cy Lee, Eve Hill, Bob Lee|Eve Marsh, Ann Marsh, Bob, Dora Lee"
    bodies = [body for _, _, body in cut(posts_of(form, liked, ANSWERS), "{author} | {timestamp}")]
    assert bodies == [f"{said} So {n}." for n, said in enumerate(ANSWERS.split("|"), start=1)]


TOPIC = "Bread and salt\n{header}\n" + "".join(
    f"{name}\n{day} May 2019 1{day}:00\n{said}\n" for name, day, said in (("Ann", 1, "Salt."), ("Bob", 2, "None."))
)


@pytest.mark.parametrize(
    ("header", "posts"),
    [
        ("Started by Ann ·\n1 May 2019 11:00 ·\n112 views", 2),
        ("Ann\n1 May 2019 11:00\n112 views", 2),
        ("Started by Ann ·\n1 May 2019 09:58 ·\n112 views", 3),  # another date
        ("Bob\n1 May 2019 11:00\n112 views", 3),  # another name
        ("Ann\n1 May 2019 11:00\nWho would have thought that it needs so much more salt than that?", 3),
    ],
)
def test_a_topics_header_is_no_post(header, posts):
    layout = Layout(head=("{author} {timestamp}",), source="induced")
    found = cut(TOPIC.format(header=header), layout)
    assert [author for author, _, _ in found][-2:] == ["Ann", "Bob"]
    assert len(found) == posts


def test_a_name_below_a_short_answer_is_no_reason_to_lose_it():
    """Where profiles stand below what is said, names are near its begin if it is short."""
    form = "by {name} » {n} May 2019 10:00\n{body}\n{name}\nPosts: {n}"
    bodies = [body for _, _, body in cut(posts_of(form, "|||||"), Layout(head=("by {author} » {timestamp}",)))]
    assert [body.partition("\n")[0] for body in bodies] == SAID.split("|")


@pytest.mark.parametrize(("blank", "last"), [("\n", "Tea?"), ("\n\n", "Tea?\n\nNews of the week\nThe mill turns")])
def test_a_blank_line_ends_the_last_post_where_there_is_no_other(blank, last):
    rows = ["6 Comments"]
    for place, body in enumerate(SAID.split("|"), 1):
        rows.append(f"{'Bob' if place % 2 else 'Ann'} | {place} May 2019 10:00\nHm.{blank * (place < 3)}{body}")
    text = "\n".join(rows) + "\n\nNews of the week\nThe mill turns\n"
    assert cut(text, "{author} | {timestamp}")[-1][2].removeprefix("Hm.").strip() == last


def test_what_a_few_posts_say_alike_is_said():
    text = posts_of("{name} said on {n} May 2019 10:00\n{body}\nReply", "|||||", "Yes.|No.|Yes.|Rye.|Yes.|Tea?")
    assert [body for _, _, body in cut(text, "{author} said on {timestamp}")][:3] == ["Yes.", "No.", "Yes."]


LONG = "\n\n".join(["A paragraph of the article that goes on for longer than any answer to it does."] * 3)


@pytest.mark.parametrize(
    ("top", "first"),
    [
        ("Bread\nvon Eve | 1 May 2019 07:00\n\n{long}", "Ann"),
        ("Bread\nEve | 1 May 2019 07:00\n\n{long}", "Eve"),  # the post that opens a topic looks so
        ("Bread\nvon Eve | 1 May 2019 07:00\n\nShort.", "von Eve"),
    ],
)
def test_the_articles_byline_opens_no_post(top, first):
    posts = posts_of("{name} | {n} June 2019 10:00\n{body}", "|||||").partition("6 Comments")[2]
    found = cut(top.format(long=LONG) + posts, "{author} | {timestamp}")
    assert found[0][0] == first
    assert found[-1][0] == "Dora"


@pytest.mark.parametrize(("picked", "first"), [("Featured comments (2)", "Ann"), ("Featured comments (7)", "Cy")])
def test_posts_picked_out_above_the_others_are_posts_if_so_many_are_stated(picked, first):
    names = ("Ann", "Bob", *["Cy", "Dora", "Eve", "Fay"] * 3)
    rows = [f"{name} | {n} June 2019 10:00\nBread, {n} times." for n, name in enumerate(names, 1)]
    text = "\n".join(["The article.", picked, *rows[:2], "Comments (12)", *rows[2:]])
    assert cut(text, "{author} | {timestamp}")[0][0] == first


@pytest.mark.parametrize(
    ("first", "left"),
    [("Bread", "Salt."), ("Salt and bread", "Salt and bread\nSalt.")],
)
def test_the_first_title_goes_with_those_that_answer(first, left):
    form = "{label}\n{body}\nPosted by {name} on {n} May 2019 10:00"
    labels = "|".join([first, *["Re: Bread"] * 5])
    bodies = [body for _, _, body in cut(posts_of(form, labels), Layout(foot=("Posted by {author} on {timestamp}",)))]
    assert bodies[0] == left
    assert bodies[1:3] == ["More salt, please.", "No."]


@pytest.mark.parametrize(
    ("below", "stays"),
    [
        ("{n} May 2019 1{n}:00 posts by {name} find", False),
        ("Quote {name} in an answer of your own", False),
        ("If you want to refer to this comment elsewhere, copy the link that stands below and paste it", False),
        ("{name}", True),  # people sign
        ("{body} and that is what {name} has to say", True),
    ],
)
def test_what_ends_most_bodies_alike_but_for_names_and_dates(below, stays):
    form = "{name} said on {n} May 2019 10:00\n{body}\n" + below
    bodies = [body for _, _, body in cut(posts_of(form, "|||||"), "{author} said on {timestamp}")]
    assert [body in SAID.split("|") for body in bodies] == [not stays] * 6


def test_a_bare_name_is_a_head_below_a_date_but_not_below_another_head():
    """Who is addressed stands in a row of its own right below the name of some posts."""
    layout = Layout(head=("{author} Share this", "{author}"), foot=("{timestamp}",))
    text = (
        "3 comments\nAnn\nShare this\nBread is best.\n5 May 2019\n"
        "Bob Lee\nShare this\n@ Ann\nNo, it is not.\n6 May 2019\n"
        "Cy Day\nWhat else is there then?\n7 May 2019\n"
    )
    posts = parse(text, layout=layout).posts
    assert [post.author for post in posts] == ["Ann", "Bob Lee", "Cy Day"]
    assert posts[1].body == "@ Ann\nNo, it is not."


@pytest.mark.parametrize(
    ("dates", "posts"),
    [
        (["3 May 2019"] + ["4 May 2019 10:0{n}"] * 4 + ["5 May 2019"] * 2, [1, 2, 3, 4]),
        (["4 May 2019 10:0{n}"] * 4 + ["5 May 2019"] * 2, [0, 1, 2, 3]),
        (["today"] + ["4 May 2019 10:0{n}"] * 4, [1, 2, 3, 4]),
        (["4 May 2019 10:0{n}"] * 4 + ["3 days ago"], list(range(5))),
        (["4 May 2019 10:0{n}"] * 3 + ["5 May 2019"], [0, 1, 2, 3]),  # too few to tell
        (["4 May 2019 10:0{n}"] * 4 + ["5 May 2019"] * 5, list(range(9))),  # more of them than of the others
        (["4 May 2019 10:0{n}"] * 4 + ["5 May 2019", "6 May 2019 11:00"], [0, 1, 2, 3, 5]),  # a date within a body
        (["4 May 2019"] * 2 + ["05/05/2019"] + ["6 May 2019"] * 2, [0, 1, 3, 4]),
        (["4 May 2019"] * 2 + ["05/05/2019"] * 3 + ["6 May 2019"] * 2, list(range(7))),  # a list among the others
        (["4 May 2019"] * 2 + ["5 days ago", "6 May at 10:41"] + ["7 May 2019"] * 2, list(range(6))),  # shortened
        (["4 May 2019"] * 4 + ["05/05/2019"] * 2, [0, 1, 2, 3]),
        (["4 May 2019"] * 6, list(range(6))),
    ],
)
def test_dates_that_no_list_prints_beside_the_others_open_no_post(dates, posts):
    rows = [f"{date.format(n=n)}, by Ann\nWhat she said on day {n}.\n" for n, date in enumerate(dates)]
    layout = Layout(head=("{timestamp}, by {author}",), source="builtin")
    found = segment(Cues(mask_page(read_lines("\n".join(rows)))), layout)
    assert [record.date.text[:2].strip() for record in found.records] == [dates[n][:2].strip() for n in posts]
    assert len(parse("\n".join(rows), layout="{timestamp}, by {author}").posts) == len(dates)  # a user's word counts


SPLIT = "17 Feb 2020\n\n3 comments\n{between}Ann Lee\nBread is best.\nAnn Lee\n5 May 2019\nBob Lee\nNo.\n6 May 2019\n"


@pytest.mark.parametrize("between", ["", "Subscribe\n", "Newest first\nShare\n2 followers\n"])
def test_the_first_name_of_a_split_byline_stands_below_the_furniture_that_opens(between):
    """The first body is signed, and a date above the discussion looks like a foot."""
    layout = Layout(head=("{author}",), foot=("{timestamp}",))
    ann, bob = parse(SPLIT.format(between=between), layout=layout).posts[-2:]
    assert (ann.author, ann.body) == ("Ann Lee", "Bread is best.\nAnn Lee")
    assert (bob.author, bob.body) == ("Bob Lee", "No.")


@pytest.mark.parametrize(
    ("text", "layout", "authors"),
    [
        ("Ann: Bread.\nAnn: And salt.\nBob: Yes.", "{author}: {body}", ["Ann", "Ann", "Bob"]),
        ("Ann says:\nAnn says:\nBread.\nBob says:\nBob says:\nYes.", "{author} says:", ["Ann", "Bob"]),
    ],
)
def test_a_name_printed_twice_is_one_byline_unless_somebody_speaks_between(text, layout, authors):
    assert [author for author, _, _ in cut(text, layout)] == authors


def test_a_bar_in_a_row_of_its_own_is_nobody():
    rows = [f"{name}\n|\n0{place}.05.2019\nI never let it rest." for place, name in enumerate(("Ann", "Bob"), 1)]
    assert cut("\n".join(rows), "{author} {timestamp}") == []
    assert [name for name, _, _ in cut("\n".join(rows), "{author} | {timestamp}")] == ["Ann", "Bob"]


def test_a_head_below_a_foot_may_have_the_posts_number_above_it():
    names, rows = ("Ann Lee", "Bob Stone", "Cy Marsh", "Dora Finch"), ["Comments (4)", ""]
    for place, name in enumerate(names):
        said = f"I never let it rest for {place + 2} hours, and you?"
        rows += [str(4 - place), name, said, f"0{place + 1}.05.2019 10:41", "Reply"]
    layout = Layout(head=("{author}",), foot=("{timestamp} Reply",))
    assert [name for name, _, _ in cut("\n".join(rows), layout)] == list(names)


@pytest.mark.parametrize(
    ("likely", "read"),
    [
        (("Ann Lee", "Bob Stone", "Cy Marsh", "Dora Finch"), True),
        (("Ann Lee", "Bob Stone"), False),  # too few to vouch for the place
    ],
)
def test_below_feet_names_vouch_for_one_that_looks_less_like_it(likely, read):
    names = (*likely, "the old hen", likely[0])
    rows = [f"{name}\nI never let it rest for {place + 2} hours, and you?\nReply" for place, name in enumerate(names)]
    layout = Layout(head=("{author}",), foot=("Reply",), source="induced")
    found = [name for name, _, _ in cut("Comments\n" + "\n".join(rows), layout)]
    assert ("the old hen" in found) is read


ODD = "Ann 5 May 2019 - {end}\nBread.\n\nBob 6 May 2019 - {end}\nNo.\n\nCy | example.org 7 May 2019 - {end}\nYes.\n\n"
REST = "Dora 8 May 2019 - {end}\nRye.\n\nEd 9 May 2019 - {end}\nFine.\n"


@pytest.mark.parametrize(
    ("end", "odd", "read"),
    [
        ("Ubhawas", "Cy | example.org 7 May 2019 - Ubhawas", True),
        ("Reply", "Cy | example.org 7 May 2019 - Reply", True),
        ("Reply", "Cy | example.org 7 May 2019 - and on", False),
        ("Reply", "Cy | example.org 7 May 2019", False),
    ],
)
def test_words_that_end_all_bylines_vouch_for_an_odd_name(end, odd, read):
    text = (ODD + REST).format(end=end).replace(f"Cy | example.org 7 May 2019 - {end}", odd)
    authors = [record[0] for record in cut(text, "blogger")]
    assert authors == ["Ann", "Bob", *(["Cy | example.org"] if read else []), "Dora", "Ed"]


TITLE = "Why a loaf from the day before yesterday is so much better than today's - Crumbs, the baker's own diary"


@pytest.mark.parametrize(("end", "read"), [("Reply", True), ("and on", False)])
def test_they_vouch_for_a_pingbacks_title_too(end, read):
    odd = f"{TITLE} 7 May 2019 - {end}"
    text = (ODD + REST).format(end="Reply").replace("Cy | example.org 7 May 2019 - Reply", odd)
    assert (TITLE in [author for author, _, _ in cut(text, "blogger")]) == read


@pytest.mark.parametrize(("number", "read"), [("3.", True), ("4.", False), ("", False)])
def test_the_numbers_of_a_list_vouch_for_an_odd_name(number, read):
    odd = "You Can Never Have Enough Bread"
    names = enumerate(("Ann", "Bob", odd, "Cy", "Ed"), start=1)
    posts = [f"{place}. {name} {place + 4} May 2019\n\n    Rye, {place}.\n" for place, name in names]
    text = "\n".join(posts).replace(f"3. {odd}", f"{number} {odd}".strip())
    assert (odd in [author for author, _, _ in cut(text, "{author} {timestamp}")]) == read


@pytest.mark.parametrize(
    ("template", "odd", "read"),
    [
        ("Submitted by {author} on {timestamp}", "pb66", True),
        ("{author} says: {timestamp}", "Admin", True),
        ("{author} says: {timestamp}", "photo", False),
        ("{author} | {timestamp}", "Admin", False),  # nothing says that somebody speaks
    ],
)
def test_words_of_the_sites_own_vouch_for_accounts_named_like_labels(template, odd, read):
    names = ["Ann", "Bob", odd, "Dora", "Ed"]
    days = enumerate(names, start=1)
    posts = [f"{template.format(author=name, timestamp=f'{day} May 2019')}\nRye, {day}.\n" for day, name in days]
    authors = [author for author, _, _ in cut("\n".join(posts), template)]
    assert authors == (names if read else [name for name in names if name != odd])


def test_of_two_ranks_one_above_the_other_only_one_is_an_account():
    layout = load_layout("{author} [{role}] {n} posts [{_}] Posted {timestamp}")
    plain = [f"{name}\n7 posts\nPosted\n8 May 2019\nRye.\n" for name in ("Al", "Bo", "Cy", "Di")]
    ranked = [f"{name}\nAdmin\nModerator\n9 posts\nPosted\n8 May 2019\nNo.\n" for name in ("Ed", "Fi")]
    bylines = find_bylines(Cues(mask_page(read_lines("\n".join([*plain, *ranked])))), layout)
    assert len(bylines) == 6
    assert all(one.last < other.first for one, other in pairwise(bylines))


@pytest.mark.parametrize("first", ["C is older than that.", "Тема раскрыта плохо, а жаль."])
def test_what_only_begins_like_a_footer_ends_nothing(first):
    said = ["Bread is.\nSo it is.", "Nor do I.\nNot yet.", f"Well, Bob.\n{first}\nWe all know."]
    names = ("Ann", "Bob", "Cy")
    text = "\n\n".join(f"{name} 5 May 2019\n{body}" for name, body in zip(names, said, strict=True))
    assert [body for _, _, body in cut(text, "{author} {timestamp}")] == said


SPLIT_LAYOUT = Layout(head=("{author}",), foot=("{timestamp}",))
PASTED = """Ann Lee
Bread is best, I think.
5 May 2019

Bob Stone
Butter is better than that.
6 May 2019

Cy Young
Neither without the other.
7 May 2019
"""


@pytest.mark.parametrize(("above", "authors"), [("", ["Ann Lee"]), ("Bread and butter, again.\n", [])])
def test_what_is_pasted_alone_begins_with_a_post(above, authors):
    found = cut(above + PASTED.replace("Ann Lee", "Ann Lee" if authors else "Which of them?"), SPLIT_LAYOUT)
    assert [author for author, _, _ in found if author] == [*authors, "Bob Stone", "Cy Young"]


@pytest.mark.parametrize(
    ("gap", "first"),
    [("\n", "I could come on\nWednesdays."), ("", "Wednesdays.")],  # without blank lines every row may be a paragraph
)
def test_the_first_post_is_a_paragraph_where_nothing_opens_the_discussion(gap, first):
    feet = [f"Posted by: {name} | May {day}, 2019\n" for day, name in enumerate(("Ann", "Bob", "Cy"), start=5)]
    bodies = ["I could come on\nWednesdays.\n", "So could I.\n", "Not I.\n"]
    posts = gap.join(body + gap + foot for body, foot in zip(bodies, feet, strict=True))
    found = cut(f"They look for help.\n{gap}{posts}", Layout(foot=("Posted by: {author} | {timestamp}",)))
    assert [body for _, _, body in found] == [first, "So could I.", "Not I."]


def test_of_feet_that_end_on_one_row_the_alternative_named_first_counts():
    text = "Who has tried it?\nAnn (talk)\n5 May 2019\nDone.\nBob (talk)\n6 May 2019\nAnd?\nCy\nnew here\n7 May 2019\n"
    layout = Layout(foot=("{author} (talk) {timestamp}", "{author} {_} {timestamp}"))
    assert [(author, body) for author, _, body in cut(text, layout)] == [
        ("Ann", "Who has tried it?"), ("Bob", "Done."), ("Cy", "And?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("pictures", "left"),
    [
        (("Bob", "Cy", "Ann", "Bob", "Cy"), ["Tea?", "Bread."]),
        (("Bob", "Cy", "Ann", "Yes", "Cy"), ["Tea?", "Bread.\nYes"]),
        (("Bob", "Yes", "Ann", "Yes", "Cy"), ["Tea?\nBob", "Bread.\nYes"]),
    ],
)
def test_who_speaks_next_is_no_part_of_what_was_said(pictures, left):
    names = ("Ann", "Bob", "Cy", "Ann", "Bob", "Cy")
    said = enumerate(zip(names, ("Tea?", "Milk.", "Salt!", "Bread.", "Rye?", "Oats."), strict=True), 1)
    posts = [f"{name}, {day} May 2019 10:00\n{word}\n" for day, (name, word) in said]
    text = posts[0] + "".join(f"{name}\nReply 2\n{post}" for name, post in zip(pictures, posts[1:], strict=True))
    bodies = [body for _, _, body in cut(text, "{author}, {timestamp}")]
    assert [bodies[0], bodies[3]] == left


@pytest.mark.parametrize(
    ("template", "post"),
    [
        ("{author} {timestamp}", "See all of {name}, drawn\n{name} {date}\n{body}"),
        ("{author}, {timestamp}", "{name} drawn{name}, {date}\n{name} drawn\n{body}"),
    ],
    ids=["above the name", "in front of it and below"],
)
def test_what_the_site_says_of_pictures_is_no_part_of_bodies(template, post):
    said = enumerate(zip(("Ann", "Bob", "Cyd", "Dora", "Emil"), BODIES_OF_FIVE, strict=True), 1)
    posts = [post.format(name=name, date=f"{day} May 2019 10:00", body=body) for day, (name, body) in said]
    assert [body for _, _, body in cut("\n".join(posts), template)] == list(BODIES_OF_FIVE)


BODIES_OF_FIVE = ("Tea for me.", "Yes.", "Salt! And more of it than last time.", "Bread.", "Who is to pay for it?")


def test_what_is_quoted_below_an_answer_is_no_body_of_its_own():
    said = enumerate(zip("ABCDE", BODIES_OF_FIVE, strict=True))
    posts = [f"{name} 1{day} May 2019\n{body}" for day, (name, body) in said]
    for day in range(1, 5):
        quoted = "\n".join(f"{word} is what I asked for, and not for the last time." for word in "pqrst"[:day])
        posts[day] += f"\nOriginal message:\nFrom: {'ABCDE'[day - 1]}\nSubject: Bread\n{quoted}"
    bodies = [body for _, _, body in cut("\n".join(posts), "{author} {timestamp}")]
    assert [body.split("\n")[0] for body in bodies] == list(BODIES_OF_FIVE)


AGES = "Old bread (3 hours ago)\nNew bread (5 hours ago)\nNo bread (2 days ago)\n"


@pytest.mark.parametrize(
    ("text", "posts"),
    [("{posts}{ages}", 4), ("{ages}{posts}", 4), ("{posts}Tea (3 hours ago)\nI like it.\n{ages}", 8)],
    ids=["below", "above", "a post dated so"],
)
def test_titles_with_ages_on_top_of_each_other_are_no_posts(text, posts):
    said = "".join(f"Ann (2019-05-0{day} 10:00)\nWhat she said on day {day}.\n" for day in range(1, 5))
    layout = Layout(head=("{author} ({timestamp})",), source="builtin")
    page = Cues(mask_page(read_lines(text.format(posts=said, ages=AGES))))
    assert len(segment(page, layout).records) == posts


ENTRIES = "Recent posts\n{0} May 2019, by Walter\n{1}{0} June 2019, by Ida\n{1}{0} July 2019, by Walter\n{1}"
OTHER_ENTRIES = re.sub(r"\{0\} (\w+) 2019", r"\1 {0}, 2019", ENTRIES)
REMARKS = "\n".join(f"{day} May 2019, by Ann\nWhat she said on day {day}, which was much.\n" for day in (5, 6, 7))


@pytest.mark.parametrize(
    ("stated", "titles", "posts"),
    [
        (5, 3, 5),
        (5, 1, 6),  # one may be a post that was deleted
        (8, 3, 8),  # as many as stated, with pictures for bodies
        (4, 3, 8),
    ],
)
def test_titles_with_ages_below_as_many_posts_as_stated_are_no_posts(stated, titles, posts):
    rows = [f"{name}, 3 days ago\n{said}\n" for name, said in zip("ABCDE", BREAD[:5], strict=True)]
    rows += [f"{title}, {hours} hours ago" for hours, title in enumerate(("Bread", "Cakes", "Tarts")[:titles], 1)]
    text = "\n".join([f"The article.\n\n{stated} Comments\n", *rows, "Contact"])
    layout = Layout(head=("{author}, {timestamp}",), source="builtin")
    assert len(segment(Cues(mask_page(read_lines(text))), layout).records) == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (f"{ENTRIES.format(9, '')}\n3 comments\n\n{REMARKS}", 3),
        (f"3 comments\n\n{REMARKS}\n{ENTRIES.format(9, '')}", 3),
        (f"3 comments\n\n{REMARKS}\n{OTHER_ENTRIES.format(9, 'Bread.' + chr(10))}", 3),
        (f"3 comments\n\n{REMARKS}\n{ENTRIES.format(9, 'Bread.' + chr(10))}", 6),  # short posts, dated alike
        (f"3 comments\n\n{REMARKS}\n{ENTRIES.format(9, '').partition(chr(10))[2]}", 3),
        (f"Comments\n\n{REMARKS}\n{ENTRIES.format(9, '').partition(chr(10))[2]}", 6),  # nothing closes the posts
    ],
    ids=["above", "below", "dated otherwise", "with bodies", "beyond as many as stated", "no cue"],
)
def test_other_lists_beyond_a_cue_are_no_posts(text, posts):
    layout = Layout(head=("{timestamp}, by {author}",), source="builtin")
    assert len(segment(Cues(mask_page(read_lines(text))), layout).records) == posts
    assert len(parse(text, layout="{timestamp}, by {author}").posts) == 6  # a user's word counts


HEADLINE = "Why the bread of our grandmothers was gone by noon and what the mill upriver has to do with it"


@pytest.mark.parametrize(
    ("title", "opens"),
    [
        (f"12 thoughts on “{HEADLINE}”", True),
        (f"3 Responses to {HEADLINE}", True),
        (f"5 réflexions sur « {HEADLINE} »", True),
        (f"「{HEADLINE}」への12件のフィードバック", True),
        (f"3 comments on {HEADLINE}.", False),  # a sentence
        (f"12 loaves on “{HEADLINE}”", False),
        (f"Thoughts on “{HEADLINE}”", False),
        (f"12 thoughts on “{HEADLINE} {HEADLINE} {HEADLINE}”", False),
    ],
)
def test_long_titles_of_discussions_count_posts(title, opens):
    page = read_lines(f"Bread\n{title}\nAnn\n")
    assert Cues(mask_page(page)).start_rows() == ([1] if opens else [])


@pytest.mark.parametrize("form", ["{} {}", "{}\n{}"], ids=["one row", "two rows"])
@pytest.mark.parametrize(("counts", "opens"), [((3, 1, 12, 7), 0), ((1,), 1)])
def test_what_counts_those_of_everybody_opens_nothing_even_if_it_is_one(form, counts, opens):
    people = [f"Ann {place}\n" + form.format(n, "review" if n == 1 else "reviews") for place, n in enumerate(counts)]
    assert len(Cues(mask_page(read_lines("\n".join(["Bread", *people, "Good bread."])))).start_rows()) == opens


@pytest.mark.parametrize(
    ("title", "count", "posts"),
    [("Responses (7)", "1 reply", 4), ("Bread", "1 reply", 3), ("Responses (7)", "3 comments", 3)],
)
def test_answers_counted_below_the_first_post_open_nothing_where_more_posts_follow(title, count, posts):
    people = ["Ann", "Bob", "Cleo", "Dora"]
    first, *others = [f"{name}\n{day} May 2019\nMine came out flat, {name} said." for day, name in enumerate(people, 3)]
    text = "\n\n".join([title, first, count, *others])
    layout = Layout(head=("{author} {timestamp}",), source="builtin")
    assert len(segment(Cues(mask_page(read_lines(text))), layout).records) == posts


@pytest.mark.parametrize(
    ("closing", "below", "posts"),
    [
        ("Leave a comment", "Bread\n", 3),
        ("Leave a comment", "It was gone by noon, all of it.\n", 5),  # somebody says something
        ("Bread and butter", "Bread\n", 5),
    ],
)
def test_titles_with_dates_below_what_closes_a_discussion_are_no_posts(closing, below, posts):
    entries = f"9 May 2019, by Walter\n{below}9 June 2019, by Ida\n{below}"
    layout = Layout(head=("{timestamp}, by {author}",), source="builtin")
    text = f"3 comments\n\n{REMARKS}\n{closing}\n{entries}"
    assert len(segment(Cues(mask_page(read_lines(text))), layout).records) == posts


def _stretch(text: str, before: int, behind: int) -> list[str]:
    """The rows of a body that holds a text among others, none of which comes again."""
    words = iter(f"{first}{second} said so" for first in "bcdfg" for second in "aeiouy")
    return [*(next(words) for _ in range(before)), text, *(next(words) for _ in range(behind))]


@pytest.mark.parametrize(
    ("bodies", "leading", "trailing", "before"),
    [
        ([(0, 2), (1, 0)], 2, 2, [0, 1]),
        ([(0, EDGE_ROWS), (1, EDGE_ROWS - 1)], 2, 1, [0, 1]),
        ([(EDGE_ROWS, 0), (EDGE_ROWS - 1, 1)], 1, 2, [EDGE_ROWS, EDGE_ROWS - 1]),
        ([(EDGE_ROWS, EDGE_ROWS), (0, 0)], 1, 1, [0]),  # far from both ends
        ([(EDGE_ROWS, EDGE_ROWS), (EDGE_ROWS, EDGE_ROWS)], 0, 0, []),
    ],
)
def test_texts_are_found_near_the_ends_of_bodies(bodies, leading, trailing, before):
    stretches = [_stretch("Share", *sizes) for sizes in bodies]
    # What stands between two bodies, or above and below all of them, is in none.
    rows = ["Share", *(row for stretch in stretches for row in (*stretch, "Share"))]
    cues = Cues(mask_page(read_lines("\n".join(rows))))
    records, low = [], 1
    for stretch in stretches:
        records.append(Record(None, None, low, low + len(stretch)))
        low += len(stretch) + 1
    often = len(rows) - sum(map(len, stretches))
    near = NearEnds(cues, records, often)
    share = near.found.get("share", Near())
    assert (share.leading, share.trailing, share.before) == (leading, trailing, before)
    assert not NearEnds(cues, records, len(rows)).found, "so often it stands nowhere"
    others = NearEnds(cues, records[:-1], often)
    assert others.are_of(records[:-1])
    assert not others.are_of(records)
    others.add(records[-1])
    assert others.are_of(records)
    assert others.found == near.found


@pytest.mark.parametrize(
    ("row", "pieces"),
    [
        ("Spoken to #{n} of {_}", ("Spoken to", "#3", "of", "Cy Marsh")),
        ("Spoken to #{n} of {_}", ("Spoken to #3", "of Cy Marsh")),
        ("Spoken to #{n} of {_}", ("Spoken to #3 of Cy Marsh",)),
        ("Liked by {n}", ("Liked by", "12")),
    ],
)
def test_furniture_may_have_every_piece_on_a_row_of_its_own(row, pieces):
    layout = Layout(head=("{author} says: {timestamp}",), furniture=(row,))
    for body in ((*pieces, "No butter for me."), ("No butter for me.", *pieces)):
        rows = "\n".join(body)
        text = f"Ann says:\nMay 5, 2019\n{rows}\nBob says:\nMay 6, 2019\nNor for me.\nNever.\n"
        assert cut(text, layout)[0][2] == "No butter for me.", body


def test_half_of_furniture_is_what_somebody_says():
    layout = Layout(head=("{author} says: {timestamp}",), furniture=("Spoken to #{n} of {_}",))
    text = "Ann says:\nMay 5, 2019\nNo butter.\nSpoken to #3\nBob says:\nMay 6, 2019\nNor for me.\n"
    assert cut(text, layout)[0][2] == "No butter.\nSpoken to #3"


QUOTERS = ("Ann Lee", "Bob", "Cy Marsh", "Dora", "Ed", "Finch")
PROFILES = ("Baker", "Star of the oven Baker of the year", "", "Knows it all.", "Baker", "New here")
SPOKEN = ("The bread was fine.", "It was the butter.", "I bake on Sundays.", "Rye for me.", "And salt?", "A pinch.")


@pytest.mark.parametrize(
    ("row", "peeled"),
    [
        ("{rank} Member since May {year} Town: Rome Loaves {n}", True),
        ("{rank} Bakes since {year} loaves", False),  # three words: prose may share as many
        ("{rank} {words}", False),
        ("{rank} Member since May {year} Town: Rome Loaves {n} {words}" + 24 * ", and so on", False),  # prose
        ("Originally posted by {other} see post", False),  # whom the posts quote
    ],
)
def test_a_row_of_the_same_words_above_every_body_is_about_its_author(row, peeled):
    words = ("I say so too", "Too much of that", "So too it was", "That is much", "Was it I", "Never mind that")
    tops = [
        row.format(rank=rank, year=2001 + at, n=17 * at, words=words[at], other=QUOTERS[at - 1]).strip()
        for at, rank in enumerate(PROFILES)
    ]
    posts = zip(tops, SPOKEN, strict=True)
    text = "\n".join(
        f"{QUOTERS[at]} says:\nMay {at + 3}, 2019\n{top}\n{said}" for at, (top, said) in enumerate(posts)
    )
    bodies = [body for _, _, body in cut(text, "{author} says: {timestamp}")]
    assert bodies == [said if peeled else f"{top}\n{said}" for top, said in zip(tops, SPOKEN, strict=True)]


@pytest.mark.parametrize(
    ("closing", "named"),
    [
        ("Loaf | Crumb | Share it", True),
        ("Ann of the Oven", False),  # as likely a name as hers
    ],
)
def test_what_closes_a_post_is_no_name_where_the_row_below_is_one(closing, named):
    text = "\n".join(
        f"{name}\n1{at} fans\nMay {at + 3}, 2019\n{said}\n{closing}"
        for at, (name, said) in enumerate(zip(QUOTERS, SPOKEN, strict=True))
    )
    authors = [author for author, _, _ in cut(text, Layout(head=("{author} [{_}] {n} fans {timestamp}",)))]
    assert authors == (list(QUOTERS) if named else [QUOTERS[0], *[closing] * (len(QUOTERS) - 1)])


@pytest.mark.parametrize(
    ("values", "peeled"),
    [
        ("Leeds Leeds York Leeds Hull Ripon Hull Leeds", True),
        ("Leeds Leeds York Leeds Hull Ripon Deal Rome", False),  # Dora and Ann were at home before
        ("Leeds Leeds Ha! Leeds Hull Oh! Hull No.", False),  # what people say
    ],
)
def test_a_label_calls_for_what_stands_below_it(values, peeled):
    whole = list(zip(["Ann", "Bob", "Cleo", "Bob", "Dora", "Emil", "Dora", "Ann"], values.split(), BREAD, strict=False))
    text = "\n".join(
        f"{name}\nMay {at + 3}, 2019\nPosts:\n1{at}\nFrom:\n{value}\n{said}\nReply"
        for at, (name, value, said) in enumerate(whole)
    )
    bodies = [body for _, _, body in cut(text, "{author} {timestamp}")]
    assert (bodies == [said for _, _, said in whole]) == peeled
    assert all(body.endswith(said) for body, (_, _, said) in zip(bodies, whole, strict=True))


PROFILE = (
    "{n} May 2019 10:00\n{name}\nView Profile\nLoaf {label}\nJoin Date:\n{n}/2/2009\nPosts:\n1{n}\nDetails of member\n"
    "{body}\nTurned in the oven"
)

LOAVES = ("bun", "bagel", "roll", "brick")


def test_values_of_a_profile_close_nothing():
    loaves = (f"My {colour} {loaf} was gone by noon." for colour in ("dark", "pale", "grey", "red") for loaf in LOAVES)
    bodies = ["\n".join(next(loaves) for _ in range(rows)) for rows in (1, 2, 4, 1, 3, 5)]
    text = posts_of(PROFILE, "Baker|Miller\nLeeds|Stoker|Taster|Buyer\nYork|Eater", "|".join(bodies))
    assert [body for _, _, body in cut(text, "{timestamp} {author}")] == bodies


def test_a_page_that_states_as_many_posts_as_there_are_loses_none_above_replies():
    posts = [
        f"{name} 0{place}.05.2019, 11:1{place}\n{body}\nReply\n" + ("Replies\n" if place == 1 else "")
        for place, (name, body) in enumerate(
            [
                ("Ann Lee", "The hinge is the part that goes first, as far as I have seen."),
                ("Bob Low", "Mine lasted two winters, and I have kept the screws."),
                ("Cy Stone", "Has anybody tried brass? It costs more than the gate does."),
                ("Dora Finch", "We oil ours before the frost, and nobody has complained yet."),
                ("Ed Marsh", "I will try that on Sunday, if it does not rain again."),
            ],
            1,
        )
    ]
    layout = Layout(name="plain", head=("{author} {timestamp}",), source="builtin")
    for count, found in (("5 comments", 5), ("Comments", 4)):
        cues = Cues(mask_page(read_lines("\n".join(["Gates", "", count, *posts]))))
        assert len(segment(cues, layout).records) == found


def test_a_post_is_its_heads_and_what_that_leaves_open_its_foots():
    foot = Byline(5, 5, role="foot", author="Bob", date=find_dates("5 May 2019")[0])
    record = Record(None, foot, 2, 5)
    assert (record.author, record.date) == ("Bob", foot.date)
    record.take_head(Byline(1, 1, author="Ann"))
    assert (record.head.author, record.author, record.date) == ("Ann", "Ann", foot.date)
    record.take_head(None)
    assert (record.author, record.date) == ("Bob", foot.date)
    assert (Record(None, None, 0, 1).author, Record(None, None, 0, 1).date) == (None, None)


def test_a_title_below_the_last_post_does_not_open_it() -> None:
    said = SAID.replace("Salt.", "The crust is the best part of any loaf.").replace("Tea?", "Monks never toast it.")
    text = posts_of("#{n}\n{n} May 2019 10:00\n{name}\nRye bread\n{body}", "|||||", said)
    text = text.rstrip() + "\n1\nAll about bread\n»\nRye bread\nSomething went wrong, try again.\n"
    found = cut(text, Layout(head=("#{number} {timestamp} {author}",), source="induced"))
    assert found[-1][2] == said.split("|")[-1]
