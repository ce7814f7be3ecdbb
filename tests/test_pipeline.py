"""The whole way from text to thread on small pages written for it."""

from __future__ import annotations

import gzip
from datetime import datetime

import pytest
from speech import BREAD

from threadkit.layouts import Layout, LayoutError
from threadkit.models import Thread
from threadkit.pipeline import parse, read

NESTED = """Bread and butter

An article about bread that goes on for a while and then ends here.

5 Comments

  • Ann Lee says:
    May 5, 2019 at 10:41

    My view is that bread needs three kinds of flour.

    And no butter.

    Reply

      • Bob Stone says:
        May 5, 2019 at 11:02

        Three kinds? I can barely tell two apart.

        Reply

          • Ann Lee says:
            May 5, 2019 at 11:30

            Try harder, Bob.

            Reply

      • Cy says:
        May 6, 2019 at 08:12

        I never use flour at all, just oats.

        Reply

  • Dora Finch says:
    May 6, 2019 at 09:00

    The photo shows a cake, by the way.

    Reply

Leave a Reply

Name
Mail
"""


AUTHORS = ["Ann Lee", "Bob Stone", "Ann Lee", "Cy", "Dora Finch"]


def test_a_nested_page():
    thread = parse(NESTED)
    assert [(p.id, p.parent, p.depth, p.author) for p in thread.posts] == [
        ("1", None, 0, "Ann Lee"),
        ("2", "1", 1, "Bob Stone"),
        ("3", "2", 2, "Ann Lee"),
        ("4", "1", 1, "Cy"),
        ("5", None, 0, "Dora Finch"),
    ]
    assert [p.timestamp for p in thread.posts] == [
        datetime(2019, 5, 5, 10, 41),
        datetime(2019, 5, 5, 11, 2),
        datetime(2019, 5, 5, 11, 30),
        datetime(2019, 5, 6, 8, 12),
        datetime(2019, 5, 6, 9, 0),
    ]
    assert thread.posts[0].body == "My view is that bread needs three kinds of flour.\n\nAnd no butter."
    assert thread.order == "preorder"
    assert thread.posts[1].link.source == "printed"
    assert thread.article is not None
    assert thread.article.startswith("Bread and butter")
    assert "Ann" not in thread.article


def test_regions_cover_the_page():
    thread = parse(NESTED)
    assert thread.regions[0].kind == "article"
    assert [region.post for region in thread.regions if region.kind == "post"] == ["1", "2", "3", "4", "5"]
    assert "".join(NESTED[slice(*region.span)] for region in thread.regions) == NESTED
    text = {region.post: NESTED[slice(*region.span)] for region in thread.regions if region.post}
    assert "oats" in text["4"]
    assert "Leave a Reply" in NESTED[slice(*thread.regions[-1].span)]


def test_a_flat_page_knows_no_parents_from_its_print():
    text = NESTED.replace("      •", "  •").replace("        •", "  •")
    flat = "\n".join(line.strip(" •") for line in text.split("\n"))
    thread = parse(flat, links=False)
    assert [p.author for p in thread.posts] == AUTHORS
    assert {p.parent for p in thread.posts} == {None}
    assert {p.link.source for p in thread.posts} == {"unknown"}
    assert "no-structure" in {d.code for d in thread.diagnostics}
    assert thread.order == "chronological"


@pytest.mark.parametrize(
    "layout", ["wordpress-says", "{author} says: {timestamp}", Layout(head=("{author} says: {timestamp}",))]
)
def test_a_given_layout(layout):
    assert [p.author for p in parse(NESTED, layout=layout).posts] == AUTHORS


@pytest.mark.parametrize("layout", ["no-such-platform", "{nonsense} {author}", "name = 'x'\nhead = [", "missing.toml "])
def test_an_unusable_layout_raises(layout):
    with pytest.raises(LayoutError):
        parse(NESTED, layout=layout)


def test_a_layout_that_matches_nothing_gives_nothing():
    thread = parse(NESTED, layout="{author} pontificated: {timestamp}")
    assert thread.posts == ()
    assert thread.diagnostics


@pytest.mark.parametrize("text", ["", "\n", "Just one line.", b"", "\ufeff", "A title\n\nA paragraph about nothing.\n"])
def test_nothing_to_find(text):
    thread = parse(text)
    assert thread.posts == ()
    assert [d.code for d in thread.diagnostics] == ["no-posts"]


TALK = (
    ("Ann Lee", "The crust is the best part of any loaf, and the rest is there to hold it."),
    ("Bob Stone", "Not with my teeth."),
    ("Cy", "Has anybody tried rye? It keeps for a week, and it makes you feel like a monk."),
    ("Ann Lee", "Rye is for people who have given up."),
    ("Dora Finch", "I bake on Sundays and freeze half of it.\n\nNobody has complained yet."),
    ("Bob Stone", "My toaster has opinions on that, Dora."),
    ("Cy", "Monks do not toast."),
)


def flat_page(dates: list[str]) -> str:
    """A page of as many comments as there are dates."""
    posts = [f"{name} says:\n{date}\n{body}\nReply" for (name, body), date in zip(TALK, dates, strict=False)]
    return "\n\n".join([f"{len(dates)} Comments", *posts])


def test_relative_times_need_a_reference():
    text = flat_page([f"{hours} hours ago" for hours in (9, 7, 5, 3, 2)]).replace(" says:\n", " • ")
    without = parse(text)
    assert len(without.posts) == 5
    assert {p.timestamp for p in without.posts} == {None}
    assert without.posts[0].raw_timestamp == "9 hours ago"
    when = datetime(2020, 2, 2, 12, 0)
    assert parse(text, reference_time=when).posts[0].timestamp == datetime(2020, 2, 2, 3, 0)


def test_newest_first_is_noticed():
    text = flat_page([f"{day} May 2019 10:00" for day in range(19, 12, -1)])
    assert parse(text, links=False).order == "reverse"


def test_day_and_month_are_decided_once_for_the_page():
    text = flat_page([f"{date}/2019 10:00" for date in ("03/04", "04/04", "05/04", "25/04", "01/05")])
    assert [p.timestamp.month for p in parse(text).posts if p.timestamp] == [4, 4, 4, 4, 5]


def test_deleted_posts_are_marked():
    text = NESTED.replace("Try harder, Bob.", "[deleted]")
    assert [p.deleted for p in parse(text).posts] == [False, False, True, False, False]


def test_a_notice_in_the_authors_place_is_no_name():
    text = NESTED.replace("I never use flour at all, just oats.\n\n", "")
    post = parse(text.replace("Cy says:", "Comment deleted by user says:")).posts[3]
    assert (post.author, post.deleted) == (None, True)


def test_the_notice_of_a_deleted_post_is_all_that_is_left_to_read():
    text = NESTED.replace("I never use flour at all, just oats.\n\n", "")
    text = text.replace("Cy says:", "Comment deleted by user says:")
    post = next(post for post in parse(text).posts if post.deleted)
    assert (post.author, post.body) == (None, "Comment deleted by user")
    assert post.body_span is not None
    assert post.body in text[slice(*post.body_span)]


def test_pictures_in_front_of_names_are_no_part_of_them():
    text = NESTED
    for number, name in enumerate(("Ann Lee says", "Bob Stone says", "Cy says", "Dora Finch says")):
        text = text.replace(name, f"[{number}a3f] {name}")
    assert [p.author for p in parse(text).posts] == AUTHORS


def test_a_page_cut_short_keeps_what_is_there():
    cut = NESTED[: NESTED.index("I never use")]
    assert [p.author for p in parse(cut).posts] == ["Ann Lee", "Bob Stone", "Ann Lee", "Cy"]
    assert parse(cut).posts[-1].body == ""


def test_read_takes_files_packed_or_not(tmp_path):
    plain, packed = tmp_path / "page.txt", tmp_path / "page.txt.gz"
    plain.write_text(NESTED, encoding="utf-8")
    packed.write_bytes(gzip.compress(NESTED.encode()))
    assert read(plain).posts == read(packed).posts == parse(NESTED).posts
    with pytest.raises(OSError, match="nowhere"):
        read(tmp_path / "nowhere.txt")


def test_a_parsed_thread_survives_json():
    thread = parse(NESTED)
    for nested in (False, True):
        again = Thread.from_json(thread.to_json(nested=nested))
        assert again.posts == thread.posts
        assert again.regions == thread.regions
        assert again.layout == thread.layout


def test_an_exact_date_behind_a_relative_one_says_when_it_was():
    rows = [
        f"{name}\n{n} years ago\n2019-05-0{n} 12:1{n}\n{body}\nReply"
        for n, (name, body) in enumerate(zip(("Ann", "Bob", "Cy", "Ann"), BREAD, strict=False), 2)
    ]
    thread = parse("4 comments\n" + "\n".join(rows))
    assert [post.raw_timestamp for post in thread.posts] == [f"2019-05-0{n} 12:1{n}" for n in range(2, 6)]
    assert not any("2019" in post.body for post in thread.posts)


EXCERPT = "Ann \u00b7 2 years ago\nThe hinge came loose.\nBob \u00b7 2 years ago\nMine too. I glued it.\n"


def test_an_excerpt_is_read_where_it_is_known_to_be_a_discussion():
    (refusal,) = parse(EXCERPT).diagnostics
    assert refusal.code == "no-posts"
    assert "(2 posts); a text known to hold a discussion is read with discussion=True" in refusal.message
    thread = parse(EXCERPT, discussion=True)
    assert [(post.author, post.body) for post in thread.posts] == [
        ("Ann", "The hinge came loose."),
        ("Bob", "Mine too. I glued it."),
    ]
    assert thread.diagnostics[0].code == "little-trust"


@pytest.mark.parametrize("text", ["", "Lemon trees are thirsty.", "\n\n\n", "# Lemons\n\nThirsty trees.\n\nMore."])
def test_where_nothing_recurs_there_are_no_posts_whatever_is_known(text):
    assert not parse(text, discussion=True).posts


def test_little_trust_is_no_news_where_the_page_convinces_or_the_layout_is_given():
    page = "4 Comments\n\n" + "".join(
        f"{name} says:\nMay {day}, 2019 at 9:1{day} am\n{body}\n\n"
        for day, (name, body) in enumerate(zip(("Ann", "Bob", "Cy", "Ann"), BREAD, strict=False), 1)
    )
    assert len(parse(page).posts) == 4
    assert "little-trust" not in {d.code for d in parse(page, discussion=True).diagnostics}
    given = parse(EXCERPT, layout="{author} \u00b7 {timestamp}")
    assert len(given.posts) == 2
    assert "little-trust" not in {d.code for d in given.diagnostics}
