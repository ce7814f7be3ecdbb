"""Pages that came in one line are read where what comes again tells how; nothing but blanks is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadkit import parse
from threadkit.streams import in_rows

ARTICLE = (
    "The Village Oven Home About Contact The oven that would not bake On 3 March we lit it for the first time and "
    "nothing came of it but smoke. The builder had a look and said that it needs to dry. We shall see what comes of it."
)
POSTS = (
    ("Ann Lee", "May 5, 2019 at 9:12 am", "My bread has never been so good. I give it an hour and do not look."),
    ("Bob", "May 5, 2019 at 10:40 am", "Mine burnt. At what heat do you bake it, if I may ask?"),
    ("Cy Marsh", "May 6, 2019 at 8:05 am", "I took some rye to it and that made all the difference to me."),
    ("Dora", "May 6, 2019 at 11:30 pm", "Is there a version without salt? My mother must not have any."),
    ("Bob", "May 7, 2019 at 7:58 am", "Thanks, that helped! Less heat it is, then."),
)
HEADS = " ".join(f"{name} says: {date} {said} Reply" for name, date, said in POSTS)
BARE = " ".join(f"{name} {date} {said}" for name, date, said in POSTS)
FEET = " ".join(f"{said} Posted by: {name} | {date} | {number}" for number, (name, date, said) in enumerate(POSTS, 1))
END = "Leave a Reply Your email address will not be published. Name Email Website Submit © The Village Oven"
DIARY = " ".join(f"{date} {said}" for _, date, said in POSTS)
COUNTED = " ".join(f"On {date[:11]} we had baked {len(said)} loaves, and sold all." for _, date, said in POSTS)


@pytest.mark.parametrize("posts", [HEADS, BARE, FEET], ids=["heads", "without words", "feet"])
def test_posts_of_one_line_are_found(posts):
    text = f"{ARTICLE} 5 Comments {posts} {END}"
    thread = parse(text)
    assert [(post.author, post.raw_timestamp) for post in thread.posts] == [(name, date) for name, date, _ in POSTS]
    assert [post.body for post in thread.posts] == [said for _, _, said in POSTS]
    assert "one-line" in {diagnostic.code for diagnostic in thread.diagnostics}
    assert thread.article == f"{ARTICLE}\n5 Comments"
    for post in thread.posts:
        assert post.body_span is not None
        assert text[slice(*post.body_span)] == post.body


def test_what_closes_the_discussion_is_no_part_of_the_last_post():
    regions = parse(f"{ARTICLE} 5 Comments {HEADS} {END}").regions
    assert [region.kind for region in regions][:1] == ["article"]
    assert regions[-1].kind == "furniture"


def test_what_ends_other_posts_ends_a_short_last_one():
    short = "Ed says: May 8, 2019 at 6:15 am So do I. Reply"
    assert parse(f"{ARTICLE} 6 Comments {HEADS} {short} {END}").posts[-1].body == "So do I."


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARTICLE * 3, id="an article"),
        pytest.param(f"{ARTICLE} {COUNTED}", id="dates in sentences"),
        pytest.param(f"{ARTICLE} {DIARY}", id="a diary"),
        pytest.param("5 May 2019 " * 400, id="nothing but dates"),
    ],
)
def test_other_lines_hold_no_posts(text):
    assert not parse(text).posts


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(HEADS[:250], id="short"),
        pytest.param(ARTICLE * 2, id="few dates"),
        pytest.param("\n".join(line for post in POSTS for line in post) * 4, id="several lines"),
        pytest.param("x" * 2_100_000, id="very long"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert in_rows(text, text.split("\n")) is text


WORDS = st.lists(
    st.sampled_from(["Ann", "Bob says:", "5 May 2019", "6 May 2019", "7 June 2018", "Reply", "So.", *"|+ ", "日本。"]),
    min_size=60,
    max_size=200,
)


@given(WORDS)
def test_only_blanks_become_line_breaks(words):
    text = " ".join(words)
    parted = in_rows(text, [text])
    assert len(parted) == len(text)
    assert all(new == old or (old, new) == (" ", "\n") for old, new in zip(text, parted, strict=True))
