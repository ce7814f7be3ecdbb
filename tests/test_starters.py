"""The post that the others answer, whose byline is not quite as theirs."""

import pytest

from threadkit import parse
from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.segment import segment
from threadkit.starters import with_starter

SAID = (
    "The lock has been stuck since Sunday and nobody at the yard picks up.",
    "Ours did that last winter, a kettle of warm water was enough.",
    "I would take the cover off first and look at the spring.",
    "Six screws, one of them below the label.",
    "Thank you all, it was the spring.",
)
NAMES = ("Ann Lee", "Bob", "Cy Hart", "Dora", "Ann Lee")


def topic(head: str, first: str, above: str = "", tail: str = "", between: str = "") -> str:
    """A page of five posts, of which the first has a byline of its own."""
    posts = []
    for post, (name, said) in enumerate(zip(NAMES, SAID, strict=True)):
        template = head if post else first
        day = f"{post + 3} May 2019, 1{post}:41"
        posts.append(template.format(name=name, day=day, n=post, posts=7 * len(name)) + f"\n{said}\n{tail}".rstrip())
        if not post and between:
            posts.append(between)
    return "\n\n".join(["Home > Boats", above, *posts, "Powered by Oak"])


STARTERS = {
    "answers are called so": topic(
        "{name} | Re: Stuck lock « Reply #{n}: {day} »",
        "{name} | Stuck lock « Sent: {day} »",
        "Stuck lock",
        tail="Quote\nIP logged",
    ),
    "a title between name and date": topic(
        "{name}\nRe: Stuck lock\nReply #{n} - {day}\nQuote",
        "{name}\nStuck lock\n{day}\nQuote",
        "Stuck lock (read 812 times)",
        tail="IP logged",
    ),
    "date and title above the name": topic(
        "[Note] {day}\nRe: Stuck lock\n[Top]\n{name}\nPosts: {posts}\nOffline",
        "[Note] {day}\nStuck lock\n[Top]\n{name}\nPosts: {posts}\nOffline",
        "Stuck lock",
    ),
    "date and number above the name": topic(
        "{day}\n#{n}\n{name}\nOffline\nPosts: {posts}",
        "{day}\n{name}\nOffline\nPosts: {posts}",
        tail="Top\nSign in or join us to answer",
    ),
    "above the answers, by one of those who answer": topic(
        "{name}\nPosts: {posts}\n{day}", "{name}\nPosts: {posts}\n{day}", tail="Flag as unfit", between="4 comments"
    ),
}


@pytest.mark.parametrize("text", STARTERS.values(), ids=STARTERS)
def test_first_post_has_a_byline_of_its_own(text):
    posts = parse(text).posts
    assert [post.author for post in posts] == list(NAMES)
    assert [post.timestamp.day for post in posts] == [3, 4, 5, 6, 7]
    assert [post.body.split("\n")[0] for post in posts] == list(SAID)


ARTICLES = {
    "nothing else is as with the comments": topic(
        "{name}\n{day}", "{name}\nOak Gazette\n{day}", tail="Report abuse", between="4 comments"
    ).replace("Report abuse", "Print", 1),
    "somebody who does not comment": topic(
        "{name}\nPosts: {posts}\n{day}", "Eve Gill\nPosts: 9\n{day}", tail="Flag as unfit", between="4 comments"
    ),
}


@pytest.mark.parametrize("text", ARTICLES.values(), ids=ARTICLES)
def test_author_of_an_article_starts_no_topic(text):
    assert [post.author for post in parse(text).posts] == list(NAMES[1:])


def test_profile_and_buttons_tell_a_starter():
    layout = Layout(name="answers", head=("{author} Posts: {n} Reply {n} on {timestamp}",), source="induced")
    head, first = "{name}\nPosts: {posts}\nReply {n} on {day}", "{name}\nPosts: {posts}\nAsked on {day}"
    cues = page_cues(topic(head, first, tail="Quote"))
    found, byline = with_starter(cues, layout, segment(cues, layout).records)
    assert (byline.author, byline.date.text, found.head[-1]) == (
        "Ann Lee",
        "3 May 2019, 10:41",
        "{author} Posts: {n} Asked on {timestamp}",
    )
    plain = page_cues(topic(head, "{name}\nOak Gazette\nSent on {day}", tail="Quote").replace("Quote", "Print", 1))
    assert with_starter(plain, layout, segment(plain, layout).records) is None


def test_best_answer_above_the_others_is_no_starter():
    best = f"Dora\nPosts: 28\n6 May 2019, 13:41\nBest answer\n{SAID[3]}\nFlag as unfit\n\n4 comments"
    text = topic("{name}\nPosts: {posts}\n{day}", "Question\n{name}", tail="Flag as unfit", between=best)
    assert [post.author for post in parse(text).posts] == list(NAMES[1:])
