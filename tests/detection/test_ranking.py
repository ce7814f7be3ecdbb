"""Which of several readings of a page wins."""

from __future__ import annotations

import pytest
from speech import BREAD as BODIES
from speech import NAMES, discussion

from threadkit.detection import detect
from threadkit.pipeline import parse


def test_a_layout_that_reads_the_levels_goes_before_one_that_leaves_them_to_the_bodies():
    rows = ["Bread", "", "8 Comments", ""]
    for place, (level, name, body) in enumerate(zip((1, 2, 3, 2, 1, 2, 1, 2), NAMES, BODIES, strict=True)):
        rows += [f"level {level}", name, f"· {place + 2} hr. ago", "", body, "", f"{17 * place + 2}", "Reply", "Share"]
    thread = parse("\n".join(rows), links=False)
    assert thread.layout.name == "reddit"
    assert [post.depth for post in thread.posts] == [0, 1, 2, 1, 0, 1, 0, 1]


def test_words_that_only_some_bylines_have_do_not_win():
    found = detect(discussion("{name}\nMay 5, 2019 at {hour}:41\n{body}\nReply").replace("Cy\n", "Cy says:\n"))
    assert found[0].posts >= 6


def test_a_reading_without_a_remainder_goes_before_a_shifted_one():
    """Dates below the posts: read with the next name, they leave a name above and a date below."""
    rows = ["Bread", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{name} disse...", body, f"{place + 3} de maio de 2014 às 1{place}:11", ""]
    thread = parse("\n".join([*rows, "Leave a Reply"]), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert [post.body for post in thread.posts] == list(BODIES)


def test_a_reading_with_one_more_post_does_not_win_for_that():
    """Dates above the names: the first name is not left over, whatever stands above it."""
    rows = ["Bread", "", "Zoe Baker", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{place + 3} de maio de 2014 às 1{place}:11", name, body, ""]
    thread = parse("\n".join([*rows, "Leave a Reply"]), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert [post.body for post in thread.posts] == list(BODIES)


def test_a_layout_whose_words_all_the_posts_have_leaves_a_list_of_articles_below_aside():
    rows = ["Bread", "", "8 Kommentare", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{name} am 1{place}. Mai 2019 - 12:1{place} Permanenter Link", body, ""]
    rows += ["Kommentar hinzufügen", ""]
    for place, title in enumerate(("Wheat and its friends", "Ovens of the south", "Why salt")):
        rows += [f"Von Zoe Baker {place}", f"0{place + 1}.04.2019", title, "All of it, in short.", ""]
    thread = parse("\n".join(rows), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)


def test_a_reading_that_takes_numbers_and_names_from_below_gives_way_to_the_named_layout():
    """Buttons of one post and the byline of the next are no foot, however regular they are."""
    rows = ["Bread", "", "8 Comments", ""]
    for place, (level, name, body) in enumerate(zip((1, 2, 3, 2, 1, 2, 1, 2), NAMES, BODIES, strict=True)):
        rows += [f"level {level}", name, f"· {place + 2} yr. ago", "", body, "", f"{7 * place + 2}"]
        rows += ["Reply", "Share", "Report", "Save", "Follow", "Continue this thread"]
    thread = parse("\n".join(rows), links=False)
    assert thread.layout.name == "reddit"
    assert [post.author for post in thread.posts] == list(NAMES)


@pytest.mark.parametrize(
    "form",
    [
        "{name}\nHome baker\n{n} May 2019 at 10:00\n{body}\nReply",
        "{name}\nVerified buyer\nPosted {n} weeks ago\n{body}\nHelpful",
        "{n} May 2019\nGreat loaf\n{name}\nPros\n{body}\nHelpful ({n})",
        "{name}\n• 3rd+\nBaker at Loaf Ltd\n{n}y\n{body}\nLike\nReply",
    ],
)
def test_a_label_beside_every_date_is_nobodys_name(form):
    assert [post.author for post in parse(discussion(form), links=False).posts] == list(NAMES)


def test_one_author_of_all_posts_stays_where_nothing_else_names_any():
    page = discussion("{name}\n{n} May 2019 at 10:00\n{body}\nReply")
    for name in set(NAMES):
        page = page.replace(f"\n{name}\n", "\nMaud\n")
    assert {post.author for post in parse(page, links=False).posts} == {"Maud"}


WIKI = (
    "Bread and butter\n\n{bodies[0]}\nAnn Lee\n(\ntalk\n)\n10:41, 5 May 2019{zone}\n{bodies[1]}\nBob Stone\ntalk\n"
    "11:41, 5 May 2019{zone}\n{bodies[2]}\nCy\n12:41, 5 May 2019{zone}\n{bodies[3]}\nDora Finch\n|\npost\n"
    "13:41, 5 May 2019{zone}\n{bodies[4]}\nEd Marsh\n(\nt\nc\n)\n14:41, 5 May 2019{zone}\n"
)


def test_signatures_of_wikis_are_read_in_any_dress():
    found = parse(WIKI.format(bodies=BODIES, zone=" (UTC)"), links=False)
    assert found.layout.name == "mediawiki-split"
    assert [post.author for post in found.posts] == ["Ann Lee", "Bob Stone", "Cy", "Dora Finch", "Ed Marsh"]
    assert [post.body for post in found.posts[1:]] == list(BODIES[1:5])


@pytest.mark.parametrize("zone", ["", " EST"])
def test_signatures_of_wikis_state_their_zone_in_brackets(zone):
    layouts = [match.layout.name for match in detect(WIKI.format(bodies=BODIES, zone=zone), induced=False)]
    assert "mediawiki-split" not in layouts


@pytest.mark.parametrize("behind", ["[talk]", "[écrire]", "• talk •", "– discuter –", "(talk)", ""])
def test_signatures_on_talk_pages_have_much_between_name_and_date(behind):
    said = [
        ("Mauersegler", "Nobody has said yet where the swifts went in winter, and the section needs a source."),
        ("Heron7", "There is one in the yearbook of the ringing station, I can look for the page."),
        ("Mauersegler", "Please do, I would rather not cite a newspaper for that."),
        ("Zilpzalp", "The yearbook is online now, so the page number is easy to check."),
        ("Heron7", "Done, and I moved the old reference to the notes."),
    ]
    page = "\n\n".join(
        f"{text} {name} {behind} {9 + at}:3{at}, {at + 3} May 2019 (UTC)" for at, (name, text) in enumerate(said)
    )
    posts = parse(page, links=False).posts
    assert [(post.author, post.body) for post in posts] == said


SIDE_BY_SIDE = """Loose stones on the weir

Author          Message

  Heron7              Posted 12-03-2014 at 18:02
  Old hand          Somebody should look at the weir before the spring floods, two stones are loose.
  Posts: 1204
                    I would go myself, but my boat is in the yard.

  Zilpzalp        Posted 13-03-2014 at 08:23
  New here        The council was told in autumn, and they wrote that it can wait.

                  Posted 13-03-2014 at 09:35
  Mauersegler     Then they have not seen it at high water.
  Old hand
                  It is the left side that worries me.

  Heron7              Posted 14-03-2014 at 17:53
  Old hand          I took pictures yesterday and sent them to the mill, the owner is worried as well.
  Posts: 1205

  Kauz            Posted 15-03-2014 at 08:51
  New here        Bring them on Thursday, there is a meeting.
"""


def test_posts_whose_names_stand_in_a_column_beside_them():
    posts = parse(SIDE_BY_SIDE, links=False).posts
    assert [post.author for post in posts] == ["Heron7", "Zilpzalp", "Mauersegler", "Heron7", "Kauz"]
    assert "Posts: 1204" not in posts[0].body


def test_the_last_button_of_each_post_is_no_word_of_the_next_byline():
    """A layout that asks for "Permalink" above the name would lose the first post."""
    form = "{name} {hour}. Mai 2019, {hour}:41:00\n+3-1\n\n{body}\n  • answer\n  • tell\n  • permalink"
    best = detect(discussion(form))[0]
    assert best.posts == len(NAMES)
