"""Where a page has bylines of given layouts, and whom these name."""

from __future__ import annotations

import pytest
from speech import cut

from threadkit.bylines import find_bylines
from threadkit.cues import page_cues
from threadkit.layouts import Layout, load_layout
from threadkit.pipeline import parse


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


def test_a_date_in_a_sentence_is_no_byline():
    cues = page_cues("Rome May 5, 2019 was hot and full of people\n\nAnn May 6, 2019\n\nYes.\n")
    found = find_bylines(cues, load_layout("{author} {timestamp}"))
    assert [byline.author for byline in found] == ["Ann"]


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


def test_of_feet_that_end_on_one_row_the_alternative_named_first_counts():
    text = "Who has tried it?\nAnn (talk)\n5 May 2019\nDone.\nBob (talk)\n6 May 2019\nAnd?\nCy\nnew here\n7 May 2019\n"
    layout = Layout(foot=("{author} (talk) {timestamp}", "{author} {_} {timestamp}"))
    assert [(author, body) for author, _, body in cut(text, layout)] == [
        ("Ann", "Who has tried it?"), ("Bob", "Done."), ("Cy", "And?"),
    ]  # fmt: skip
