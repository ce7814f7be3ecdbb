"""Bylines that are not the discussion's: another list's, an article's, a header's."""

from __future__ import annotations

import re

import pytest
from speech import BREAD, cut, posts_of

from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import segment


def test_what_answers_ends_like_what_it_answers():
    titles = ("Bread", "Re: Bread", "Re: Bread", "Re: Bread", "was dry")
    text = "\n".join(f"Ann, 0{n}.05.2019 {title}\nFine by me, and by {n} more." for n, title in enumerate(titles, 1))
    assert [date for _, date, _ in cut(text, "{author}, {timestamp}")] == [f"0{n}.05.2019" for n in range(1, 5)]


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
    found = segment(page_cues("\n".join(rows)), layout)
    assert [record.date.text[:2].strip() for record in found.records] == [dates[n][:2].strip() for n in posts]
    assert len(parse("\n".join(rows), layout="{timestamp}, by {author}").posts) == len(dates)  # a user's word counts


AGES = "Old bread (3 hours ago)\nNew bread (5 hours ago)\nNo bread (2 days ago)\n"


@pytest.mark.parametrize(
    ("text", "posts"),
    [("{posts}{ages}", 4), ("{ages}{posts}", 4), ("{posts}Tea (3 hours ago)\nI like it.\n{ages}", 8)],
    ids=["below", "above", "a post dated so"],
)
def test_titles_with_ages_on_top_of_each_other_are_no_posts(text, posts):
    said = "".join(f"Ann (2019-05-0{day} 10:00)\nWhat she said on day {day}.\n" for day in range(1, 5))
    layout = Layout(head=("{author} ({timestamp})",), source="builtin")
    page = page_cues(text.format(posts=said, ages=AGES))
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
    assert len(segment(page_cues(text), layout).records) == posts


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
    assert len(segment(page_cues(text), layout).records) == posts
    assert len(parse(text, layout="{timestamp}, by {author}").posts) == 6  # a user's word counts


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
    assert len(segment(page_cues(text), layout).records) == posts
