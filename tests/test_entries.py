"""Articles and topics state how many comments each has; posts do not, or their authors do."""

from __future__ import annotations

import pytest
from speech import BREAD, NAMES

from threadkit.cues import page_cues
from threadkit.entries import SURE, SURE_COMMENTED, are_reviews, trust_asked
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import segment

HEAD = Layout(name="test", head=("{author}, {timestamp}",), source="induced")


COUNTS = (3, 12, 7, 21, 4, 9, 0, 5)


def entries(row: str, *, heading: str = "") -> str:
    """Texts with names and dates; a row below each: a count {k}, one of the name {of}, a place {n}, who is {above}."""
    rows = [heading]
    for place, (name, body) in enumerate(zip(NAMES, BREAD, strict=True)):
        own = row.format(k=COUNTS[place], of=100 + len(name), n=place + 1, above=NAMES[place - 1])
        rows += [f"{name}, 0{place + 1}.05.2019", body, own]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (entries("{k} comments"), SURE_COMMENTED),
        (entries("Posted in Bread | {k} Comments"), SURE_COMMENTED),
        (entries("Filed under Bread {k} comentarios"), SURE_COMMENTED),
        (entries("Kommentare ({k})"), SURE_COMMENTED),
        (entries("Replies:\n{k}\nHits: {k}"), SURE_COMMENTED),
        (entries("Просмотров: {k}"), SURE),
        (entries("{k} مشاهدة"), SURE),
        (entries("阅读({k}) 评论({k})"), SURE_COMMENTED),
        (entries("bread {k} 120", heading="Topics Author Replies Views"), SURE),
        (entries("bread {k} 120", heading="Thema | Antworten | Aufrufe | Letzter Beitrag"), SURE),
        (entries("Continue reading →"), SURE),
        (entries("It goes on like this. [Lire la suite]"), SURE),
        (entries("Posted in Bread | Leave a comment"), SURE),
        (entries("bread"), 0),
        (entries("It is all that I have read on"), 0),
        (entries("Leave a comment for me"), 0),
        (entries("bread {k} 120", heading="Replies"), 0),
        (entries("bread {k} 120", heading="Replies 8 Views 120"), 0),  # of the thread itself
        (entries("4 comments"), 0),  # all alike: a button of the page
        (entries("Comments: {of}"), 0),  # what the author has written elsewhere
        (entries("Posts: {k}"), 0),
        (entries("Joined: May 2011\nComments: {k}"), 0),  # of those who occur once as well
        (entries("{k} комментариев\n{n} публикаций"), 0),
        (entries("Reply to this comment\n{k}"), 0),  # a button, and who liked the next post
        (entries("{k} reviews"), 0),
        (entries("{k} Reply"), 0),  # liked, and a button
        (entries("Like Reply {k}"), 0),
        (entries("comment {n}"), 0),  # the posts' own numbers
        (entries("{k} comments\nPros: cheap and light"), 0),  # nor lists what is good and what is bad
        (entries("Комментарии: {k}\nДостоинства: лёгкий"), 0),
        (entries("{k} comments\nWas this review helpful to you?"), 0),  # nobody asks so of what is told elsewhere
        (entries("Continue reading\nHelpful ({k})"), 0),
        (entries("Read more\nDate of stay: May 2014"), 0),
        (entries("Lire la suite\nA écrit un avis"), 0),
        (entries("Leer más\n{k} personas encontraron útil esta opinión"), 0),
        (entries("In reply to {above}\n{k} comments"), 0),  # entries answer nobody
        (entries("In reply to Kim Wood\n{k} comments"), SURE_COMMENTED),
        (entries("{k} comments\nHow helpful it was to me to read so much about bread and butter"), SURE_COMMENTED),
    ],
)
def test_entries_state_how_many_comments_they_have(text, asked):
    cues = page_cues(text)
    records = segment(cues, HEAD).records
    assert len(records) == len(NAMES)
    assert trust_asked(cues, records) == asked


@pytest.mark.parametrize(
    ("posts", "asked"),
    [
        ("{byline}\nRead more\n{body}\nReply", 0),  # a button that unfolds the text
        ("{byline}\n\nMehr anzeigen\n\n{body}\n\nAntworten\nTeilen", 0),
        ("{byline}\n{body}\nRead more\nReply", SURE),
        ("{byline}\nRead more\n{body}", SURE),  # the next entry's title, as it may be
    ],
)
def test_what_was_cut_is_all_there_below_the_link(posts, asked):
    stood = zip(NAMES, BREAD, strict=True)
    rows = [posts.format(byline=f"{name}, 0{n}.05.2019", body=body) for n, (name, body) in enumerate(stood, 1)]
    cues = page_cues("\n".join(rows))
    assert trust_asked(cues, segment(cues, HEAD).records) == asked


@pytest.mark.parametrize(("heading", "found"), [("8 Comments", 8), ("", 0), ("9 Comments", 0)])
def test_as_many_as_a_row_states_are_posts_whatever_each_states(heading, found):
    assert len(parse(entries("I like it!\n{k} comments\nReply", heading=heading)).posts) == found


@pytest.mark.parametrize(
    ("row", "trust", "asked"),
    [
        ("{k} comments", SURE, SURE_COMMENTED),
        ("Continue reading →", SURE - 0.01, SURE),
        ("Continue reading →", SURE, 0),  # it is trusted so much already
        ("bread", SURE - 0.01, 0),
    ],
)
def test_no_more_is_looked_for_than_may_ask_for_more_trust(row, trust, asked):
    cues = page_cues(entries(row))
    assert trust_asked(cues, segment(cues, HEAD).records, trust) == asked


@pytest.mark.parametrize(
    ("numbers", "asked"),
    [
        ((1, 2, 4, 5, 7, 8, 10, 11), 0),  # some were deleted
        ((11, 10, 8, 7, 5, 4, 2, 1), 0),
        ((1, 4, 9, 13, 18, 25, 31, 40), SURE_COMMENTED),
        ((1, 2, 4, 3, 7, 8, 6, 11), SURE_COMMENTED),
    ],
)
def test_numbers_of_posts_may_leave_some_out(numbers, asked):
    posts = zip(NAMES, BREAD, numbers, strict=True)
    rows = "\n".join(f"{name}, 05.05.2019\n{body}\ncomment {number}" for name, body, number in posts)
    cues = page_cues(rows)
    assert trust_asked(cues, segment(cues, HEAD).records) == asked


@pytest.mark.parametrize(
    ("row", "reviewed"),
    [
        ("Was this review helpful to you?", True),
        ("Rated {stars} out of 5 stars", True),
        ("{stars}/5", True),
        ("{stars},5 von 10", True),
        ("★★★☆☆", True),
        ("Pros: light", True),
        ("bread", False),
        ("{k} of 12 people", False),
        ("1:0{stars} / 5:10", False),
        ("{stars} reviews", False),
    ],
)
def test_reviews_say_how_good_something_is_or_ask_if_they_help(row, reviewed):
    rows = []
    for place, (name, body) in enumerate(zip(NAMES, BREAD, strict=True)):
        rows += [f"{name}, 0{place + 1}.05.2019", body, row.format(stars=1 + place % 5, k=COUNTS[place])]
    cues = page_cues("\n".join(rows))
    assert are_reviews(cues, segment(cues, HEAD).records) is reviewed
