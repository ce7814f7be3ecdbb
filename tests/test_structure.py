"""Printed structure to parents: indentation, marks, numbers, explicit fields."""

from __future__ import annotations

import pytest

from threadkit.cues import Cues
from threadkit.layouts import Layout, load_layout
from threadkit.lines import read_lines
from threadkit.masking import mask_page
from threadkit.pipeline import parse
from threadkit.segment import segment
from threadkit.structure import Structure, printed_structure


def structure_of(text: str, layout: str | Layout) -> Structure:
    page = read_lines(text)
    found = segment(Cues(mask_page(page)), load_layout(layout))
    return printed_structure(page, found.records)


def page_of(columns: list[int], mark: str = "") -> str:
    """A page whose bylines stand in these columns."""
    rows = []
    for place, column in enumerate(columns):
        rows += [f"{' ' * column}{mark}User{place} says: 5 May 2019", f"{' ' * (column + 2)}Words number {place}.", ""]
    return "\n".join(rows)


SAYS = "{author} says: {timestamp}"
WORDS = ("Bread", "Salt", "Tea", "An apple", "Soup", "Rye toast", "Nothing at all", "Cold rice")


@pytest.mark.parametrize(
    ("columns", "parents"),
    [
        ([0, 0, 0], [None, None, None]),
        ([0, 2, 4, 2, 0], [None, 0, 1, 0, None]),
        ([2, 4, 6, 4, 2], [None, 0, 1, 0, None]),
        ([3, 8, 13, 13, 3, 8], [None, 0, 1, 1, None, 4]),
        ([0, 40, 80, 40], [None, 0, 1, 0]),
        ([0, 1, 2, 1], [None, 0, 1, 0]),
    ],
)
@pytest.mark.parametrize("mark", ["", "• ", "* "])
def test_indentation(columns, parents, mark):
    found = structure_of(page_of(columns, mark), SAYS)
    assert found.parents == parents
    assert found.basis == ("none" if len(set(columns)) == 1 else "indentation")


def test_one_column_of_jitter_is_no_level():
    assert structure_of(page_of([4, 5, 8, 4, 8]), SAYS).parents == [None, None, 1, None, 3]


def test_a_level_that_skips_goes_to_the_nearest_shallower_post():
    found = structure_of(page_of([0, 2, 4, 0, 4, 0, 2, 0, 2, 4, 0]), SAYS)
    assert found.parents[4] == 3
    assert found.skipped == [4]
    assert found.depths[4] == 1


def test_numbering_that_restarts_in_child_lists():
    rows = []
    for number, name in ((1, "Ann"), (1, "Bob"), (2, "Cy"), (1, "Di"), (2, "Ed"), (3, "Flo")):
        rows += [f"{number}. {name} says: 5 May 2019", f"Words of {name}.", ""]
    found = structure_of("\n".join(rows), SAYS)
    assert found.basis == "restarted numbering"
    assert found.parents[:4] == [None, 0, 0, 2]


def test_stated_levels():
    text = "".join(f"level {level}\nUser{i} · 2 hours ago\nWords {i}.\n\n" for i, level in enumerate((1, 2, 3, 2, 1)))
    found = structure_of(text, "level {depth} {author} · {timestamp}")
    assert found.basis == "stated level"
    assert found.parents == [None, 0, 1, 0, None]


def test_tree_numbers():
    numbers = ("1", "1.1", "1.2", "1.2.1", "2", "2.1")
    text = "".join(f"User{i}\n#{number} — 5 May 2019\nWords {i}.\n\n" for i, number in enumerate(numbers))
    found = structure_of(text, "{author} #{number} — {timestamp}")
    assert found.parents == [None, 0, 0, 2, None, 4]
    assert found.explicit == {1, 2, 3, 5}


@pytest.mark.parametrize(
    ("numbers", "parents"),
    [
        (("#1", "#1.1", "#1.2", "#1.2.1", "#2", "#2.1"), [None, 0, 0, 2, None, 4]),
        (("1", "2", "1.1", "2.1", "1.2", "1.1.1"), [None, None, 0, 1, 0, 2]),  # not printed as a tree
        (("v1", "v1.1", "v1.2", "v2.0", "v2.1", "v3"), [None] * 6),
        (("4.5", "5", "3.5", "4.5", "2", "1.5"), [None] * 6),  # stars
        (("#1", "#2", "#3", "#4", "#5", "#6"), [None] * 6),
        (("1.50", "2.50", "1", "3", "4", "9"), [None] * 6),  # prices
    ],
)
def test_tree_numbers_that_the_layout_does_not_ask_for(numbers, parents):
    posts = zip("abcdef", numbers, WORDS, strict=False)
    text = "".join(f"User{name}, {number}, 5 May 2019\n{word} is it.\n\n" for name, number, word in posts)
    assert structure_of(text, "{author}, {_}, {timestamp}").parents == parents


ANSWERS = (None, "Anna", "Bert", None, "Dora", "Anna")


@pytest.mark.parametrize(
    ("form", "parents"),
    [
        ("{name} 5 May 2019 in reply to {other}\n{words}\n\n", [None, 0, 1, None, 3, 0]),
        ("{name} 5 May 2019\nin reply to {other}\n{words}\n\n", [None, 0, 1, None, 3, 0]),
        ("{name} 5 May 2019\n@{other}\n{words}\n\n", [None] * 6),  # typed, and often meant for somebody else
        ("{name} 5 May 2019\n{words}\nIt was in reply to {other}.\n\n", [None] * 6),
    ],
)
def test_rows_that_say_whom_a_post_answers(form, parents):
    plain = "{name} 5 May 2019\n{words}\n\n"
    names = ("Anna", "Bert", "Cyril", "Dora", "Emil", "Fritz")
    posts = [
        (form if other else plain).format(name=name, other=other, words=f"{words} it was, and nothing else.")
        for name, other, words in zip(names, ANSWERS, WORDS, strict=False)
    ]
    assert structure_of("".join(posts), "{author} {timestamp}").parents == parents


def test_one_row_that_says_so_does_not_make_the_others_answer_nobody():
    posts = [f"User{n} 5 May 2019\n{WORDS[n]} it was.\n\n" for n in range(8)]
    posts[5] = "Zoe 5 May 2019\nin reply to User3\nNo.\n\n"
    assert structure_of("".join(posts), "{author} {timestamp}").basis == "none"


def test_several_posts_in_one_item_of_a_list():
    """The mark stands before the first of them; the others begin where its text does."""
    columns = ((0, ""), (2, "• "), (4, "• "), (4, ""), (0, ""), (2, "• "), (4, ""))
    text = "".join(
        f"{' ' * column}{mark}User{n} says: 5 May 2019\n{' ' * (column + len(mark))}{WORDS[n]} is it.\n\n"
        for n, (column, mark) in enumerate(columns)
    )
    assert structure_of(text, SAYS).parents == [None, 0, 1, 0, None, 4, 4]


def test_numbers_that_name_the_parent():
    text = (
        "#1 Ann 5 May 2019\nOne.\n\n#2 Bob 5 May 2019 in reply to #1\nTwo.\n\n"
        "#3 Cy 5 May 2019\nThree.\n\n#4 Di 5 May 2019 in reply to #2\nFour.\n"
    )
    found = structure_of(text, "#{number} {author} {timestamp} [in reply to #{reply_to_number}]")
    assert found.parents == [None, 0, None, 1]


def test_names_of_the_parent():
    heads = ("Ann", "Bob > Ann", "Ann > Bob", "Cy")
    text = "".join(f"{head} • 5 May 2019\nWords below {i}.\n\n" for i, head in enumerate(heads))
    layout = Layout(head=("{author} > {reply_to} • {timestamp}", "{author} • {timestamp}"))
    assert structure_of(text, layout).parents == [None, 0, 1, None]


def neighbours(parents: list[int | None]) -> list[str]:
    """What a page prints in each byline: "root" from the second reply on, "parent", "prev", "next"."""
    families: dict[int | None, list[int]] = {}
    for place, parent in enumerate(parents):
        families.setdefault(parent, []).append(place)
    links = []
    for place, parent in enumerate(parents):
        family = families[parent]
        words = ["root"] if parent is not None and parents[parent] is not None else []
        words += ["parent"] if parent is not None else []
        words += ["prev"] if place != family[0] else []
        links.append([*words, "next"] if place != family[-1] else words)
    return [" | ".join(words) for words in links]


NESTED = [None, 0, 1, 2, 1, 4, 0, 6, None, None, 9, 10, 9, None]


@pytest.mark.parametrize("form", ["User{n} 3 hours ago | {links} [–]", "User{n}\n3 hours ago\n|\n{rows}\n[–]"])
def test_links_to_neighbours(form):
    text = "".join(
        form.format(n=n, links=links, rows=links.replace(" | ", "\n|\n"))
        + f"\n{WORDS[n % 8]} is what number {n} had.\n\n"
        for n, links in enumerate(neighbours(NESTED))
    )
    found = structure_of(text, "hackernews")
    assert found.basis == "links to neighbours"
    assert found.parents == NESTED


def test_links_to_neighbours_in_other_languages():
    words = {"parent": "padre", "prev": "anterior", "next": "siguiente", "root": "raíz"}
    links = [" | ".join(words[word] for word in row.split(" | ") if word) for row in neighbours(NESTED)]
    text = "".join(f"User{n} 3 hours ago | {row}\n{WORDS[n % 8]} is what {n} had.\n\n" for n, row in enumerate(links))
    layout = Layout(head=("{author} {timestamp} | {_}", "{author} {timestamp}"))
    assert structure_of(text, layout).parents == NESTED


@pytest.mark.parametrize(
    "links",
    [
        ["next", "prev | next", "prev | next", "prev | next", "prev"],  # a gallery or a flat list
        ["", "parent", "parent", "parent", ""],  # says who answers somebody, not whom
        ["", "", "parent | next", "", ""],  # one of five
        [
            "",
            "parent | prev | next",
            "parent | prev",
            "parent | prev | next",
            "parent | prev",
        ],  # nobody they stand beside
    ],
)
def test_links_that_tell_no_depth(links):
    text = "".join(f"User{n} 3 hours ago | {link}\n{WORDS[n]} is what I had.\n\n" for n, link in enumerate(links))
    assert structure_of(text, "hackernews").basis == "none"


def test_words_of_bodies_are_no_links_to_neighbours():
    text = "".join(f"User{n} 3 hours ago | link\nparent | next\n{WORDS[n]} is it.\n\n" for n in range(5))
    assert structure_of(text, "hackernews").basis == "none"


REPLY = "     *\n   User2 says:\n       6 May 2019\n       No, and nobody else did.\n       Not for long.\n"


@pytest.mark.parametrize(
    ("third", "parents"),
    [
        (REPLY, [None, None, 1, None, None, None]),  # the only reply, and the only post with a mark
        ("     *\n   User2 says:\n   6 May 2019\n   No, and nobody else did.\n", [None] * 6),
        (REPLY.replace("     *\n", "").replace("   User2", "     * User2"), [None, None, 1, None, None, None]),
        ("     * User2 says:\n   6 May 2019\n   No, and nobody else did.\n", [None] * 6),  # a list above the byline
    ],
)
def test_one_reply_with_a_mark_among_posts_without(third, parents):
    posts = [f"   User{n} says:\n   {n + 4} May 2019\n\n   {WORDS[n]} is what I had.\n" for n in range(6)]
    posts[2] = third
    layout = Layout(head=("{author} says: {timestamp}",))
    assert structure_of("\n".join(posts), layout).parents == parents


def test_marks_that_tell_the_level():
    text = "".join(f"{mark} User{i} says: 5 May 2019\nWords {i}.\n\n" for i, mark in enumerate("**++*"))
    found = structure_of(text, SAYS)
    assert found.parents == [None, None, 1, 1, None]
    assert found.basis == "bullet shapes"


def test_a_depth_cap_is_noticed():
    found = structure_of(page_of([0, 2, 4, 6, 6, 6, 6, 0, 2, 4, 6, 6, 6]), SAYS)
    assert found.cap == 3


@pytest.mark.parametrize(
    "columns",
    [
        [0, 2, 4, 4, 4, 0, 2, 0],  # one question with many answers
        [0, 2, 4, 0, 2, 4, 4, 0, 2, 4, 0],  # as seldom several as one
        [0, 2, 4, 4, 2, 2, 4, 4, 2, 2, 0],  # fewer than one level above
    ],
)
def test_no_cap_where_answers_do_not_pile_up(columns):
    assert structure_of(page_of(columns), SAYS).cap is None


def test_no_cap_where_depths_fade_out():
    assert structure_of(page_of([0, 2, 4, 0, 2, 2, 4, 0, 2]), SAYS).cap is None


def test_nothing_printed():
    found = structure_of("Ann says: 5 May 2019\nOne.\n\nBob says: 6 May 2019\nTwo.\n", SAYS)
    assert (found.parents, found.depths, found.basis) == ([None, None], [0, 0], "none")


@pytest.mark.parametrize(
    ("columns", "parents"),
    [
        ([4, 6, 4, 6, 8, 4, 2], [None, 0, None, 2, 3, None, None]),  # a sidebar's line at the end
        ([4, 6, 4, 6, 8, 4, 0, 0, 0], [None, 0, None, 2, 3, None, None, None, None]),
        ([8, 4, 6, 4, 6, 8, 4], [None, None, 1, None, 3, 4, None]),  # the first byline in a heading's column
        ([4, 6, 4, 4, 6, 4, 4, 6, 4, 2, 4, 6], [None, 0, None, None, 3, None, None, 6, None, None, None, 10]),
    ],
)
def test_a_post_outside_the_tree_leaves_the_tree_standing(columns, parents):
    assert structure_of(page_of(columns), SAYS).parents == parents


@pytest.mark.parametrize(
    "columns",
    [
        [4, 5, 4, 5, 5, 4],  # one column's jitter
        [6, 0, 4, 2, 8, 0, 6, 0],  # bylines all over the page
        [0, 4, 4, 4, 4],  # the first byline stands outside the list
        [0, 0, *[4] * 8],  # and so does what was taken for a post above it
        [6, 0, *[4] * 12],
    ],
)
def test_indentation_that_is_no_nesting(columns):
    assert structure_of(page_of(columns), SAYS).basis == "none"


@pytest.mark.parametrize(
    ("columns", "parents"),
    [
        ([0, 4, 8, 4, 4, 4, 8, 4, 4], [None, None, 1, None, None, None, 5, None, None]),
        ([0, 0, 4, 8, 4, 4, 4, 4, 4], [None, None, None, 2, None, None, None, None, None]),
        ([0, 0, 4, 8, 12, 8, 12, 4, 8], [None, None, 1, 2, 3, 2, 5, 1, 7]),  # few direct answers: a tree
        ([0, 0, 4, 4, 4, 4, 4, 4, 0], [None, None, *[1] * 6, None]),
    ],
)
def test_first_posts_outside_the_list(columns, parents):
    assert structure_of(page_of(columns), SAYS).parents == parents


def test_bodies_tell_depth_where_pictures_push_bylines_about():
    depths = (0, 1, 2, 1, 2, 0, 1, 0)
    rows = []
    for place, depth in enumerate(depths):
        byline = 3 * depth + (4 if place % 3 else 0)
        rows += [f"{' ' * byline}User{place} says: 5 May 2019", f"{' ' * 3 * depth}{WORDS[place]} is what I had.", ""]
    assert structure_of("\n".join(rows), SAYS).depths == list(depths)


def test_badges_above_some_names_are_no_depth_where_the_other_rows_say_so():
    """A row above the name stands two columns further right than the name, as a reply does."""
    depths = (0, 0, 0, 1, 0, 0, 1, 2, 0, 0)
    rows = []
    for place, depth in enumerate(depths):
        left = " " * (4 + 2 * depth)
        if place in (2, 5, 8):
            rows.append(f"{left}    Top baker")
        rows += [
            f"{left}  User{place}",
            f"{left} 5 May 2019, 12:0{place}",
            f"{left}{WORDS[place % 8]} is what I had.",
            "",
        ]
    found = structure_of("\n".join(rows), Layout(head=("[Top baker] {author} {timestamp}",)))
    assert found.depths == list(depths)


@pytest.mark.parametrize(
    ("times", "bodies", "parents"),
    [
        ([3, 7, 3, 3, 7], [3, 7, 3, 3, 7], [None, 0, None, None, 3]),
        ([3, 7, 3, 3, 7], [3, 3, 3, 3, 3], None),  # the time alone, which may stand anywhere
        ([3, 3, 3, 3, 3], [3, 7, 3, 3, 7], None),  # bodies alone, which hold lists and quotations
        ([3, 7, 3, 3, 7], [3, 3, 7, 3, 7], None),  # not the same posts
    ],
)
def test_names_in_one_column_leave_depth_to_the_rows_below_if_these_agree(times, bodies, parents):
    """A list mark on a row of its own, the name flush left below it, and all else with the list."""
    rows = []
    for place, (time, body) in enumerate(zip(times, bodies, strict=True)):
        rows += [
            f"   User{place} says:",
            f"{' ' * time}5 May 2019, 12:0{place}",
            f"{' ' * body}{WORDS[place]} is it.",
            "",
        ]
    found = structure_of("\n".join(rows), "{author} says: {timestamp}")
    assert found.parents == (parents or [None] * 5)


def test_a_mark_on_the_only_row_of_a_byline_is_no_depth():
    """A link back is one row of a list; the others' names carry the mark, and the rest stands further in."""
    rows = []
    for place in range(6):
        if place in (0, 3):
            rows += [f"  {place + 1}. Pingback: Blog{place} 5 May 2019"]
        else:
            rows += [
                f"  {place + 1}. User{place} says:",
                "     5 May 2019",
                "",
                f"     {WORDS[place]} is what I had.",
                "",
            ]
    layout = Layout(head=("Pingback: {author} {timestamp}", "{author} says: {timestamp}"))
    assert structure_of("\n".join(rows), layout).basis == "none"


@pytest.mark.parametrize(
    ("columns", "parents"),
    [
        ([2, 2, 2, 2, 6, 6, 6, 6], None),
        ([2, 2, 2, 6, 6, 6], None),
        ([2, 2, 2, 6, 6], [None, None, None, 2, 2]),
        ([2, 2, 2, 6, 6, 6, 2], [None, None, None, 2, 2, 2, None]),
        ([2, 2, 2, 6, 10, 6], [None, None, None, 2, 3, 2]),
    ],
)
def test_a_page_that_moves_right_once_for_good_has_lost_a_tag(columns, parents):
    assert structure_of(page_of(columns), SAYS).parents == (parents or [None] * len(columns))


def test_platforms_that_indent_no_replies_are_taken_at_their_word():
    text = page_of([0, 2, 4, 2, 0])
    layout = Layout(head=(SAYS,), indented=False)
    assert [post.parent for post in parse(text, layout=layout, links=False).posts] == [None] * 5
    assert [post.parent for post in parse(text, layout=SAYS, links=False).posts] == [None, "1", "2", "1", None]


def test_a_heading_left_of_all_posts_is_no_post_that_all_others_answer():
    """Levels are skipped (posts were missed), the first post is a reply, and one post stands left of all."""
    depths = [2, 1, 2, 4, 5, 2, 1, 0, *[1, 2, 4, 5, 2, 1, 3, 4, 1] * 6]
    columns = [0 if depth == 0 else 4 + 6 * depth for depth in depths]
    found = structure_of(page_of(columns), SAYS)
    assert found.basis == "indentation"
    assert found.parents[:12] == [None, None, 1, 2, 3, 1, None, None, None, 8, 9, 10]


def test_a_signature_tells_depth_where_headings_stand_above_the_first_post():
    depths = [0, 1, 2, 0, 1, 0, 1, 1]
    rows = []
    for place, depth in enumerate(depths):
        if not depth:
            rows.append(f"Section {place}")
        rows.append(f"{' ' * (3 + 6 * depth)}{WORDS[place]} is what I had.")
        rows += [f"{' ' * (3 + 6 * depth)}User{place} (talk) 12:0{place}, 5 May 2019 (UTC)", ""]
    assert structure_of("\n".join(rows), Layout(foot=("{author} (talk) {timestamp}",))).depths == depths


def test_lists_and_quotations_in_bodies_are_no_depth():
    text = "".join(
        f"User{i} says: 5 May 2019\n{'        ' if i % 2 else ''}{WORDS[i]} is what I had.\n\n" for i in range(8)
    )
    assert structure_of(text, SAYS).basis == "none"


def test_skipped_levels_are_overlooked_where_every_way_back_leads_to_an_open_column():
    """Posts of a deep talk page were missed, so replies seem to skip levels going down."""
    # The first post is a reply to one that was missed: a way back to a column nobody opened, and the only one.
    depths = [1, 0, 2, 3, 2, 3, 4, 0, 2, 4, 5, 2, 0, 1, 3, 3, 1, 4, 0, 3, 4, 3, 0, 2]
    columns = [4 + 6 * depth for depth in depths]
    found = structure_of(page_of(columns), SAYS)
    assert found.basis == "indentation"
    assert found.parents[2] == 1
    assert found.parents[6] == 5


def test_four_columns_by_chance_are_no_nesting():
    columns = [0, 12, 6, 18, 12, 0, 6, 18, 0, 12, 6, 12, 18, 6, 0, 18, 12, 6, 18, 0, 12, 6, 18, 12]
    assert structure_of(page_of(columns), SAYS).basis == "none"


TALK = Layout(foot=("{body} {author} (talk) {timestamp}",), sections=True)


def talk(*posts: tuple[int, str, str]) -> str:
    """Posts of a talk page: column, heading above (at the margin) or nothing, and author."""
    rows = ["The kitchen", ""]
    for place, (column, heading, name) in enumerate(posts):
        rows += [heading, ""] if heading else []
        rows += [f"{' ' * column}{WORDS[place % 8]} is what I had. {name} (talk) 12:0{place}, 5 May 2019 (UTC)", ""]
    return "\n".join(rows)


def test_a_heading_opens_a_discussion_in_which_nobody_answers_what_stands_above():
    """Votes stand further in than paragraphs, but below a heading they open the discussion."""
    text = talk(
        (3, "Bread", "Ann"), (9, "", "Bob"), (9, "Votes", "Cy"), (9, "", "Di"), (15, "", "Ed"), (3, "Salt", "Flo")
    )
    found = structure_of(text, TALK)
    assert found.parents == [None, 0, None, None, 3, None]
    assert found.openers == {2, 5}


def test_headings_are_known_where_columns_are_lost():
    text = talk((0, "", "Ann"), (0, "", "Bob"), (0, "Salt", "Cy"), (0, "", "Di"), (0, "Tea", "Ed"))
    found = structure_of(text, TALK)
    assert (found.basis, found.openers) == ("none", {2, 4})
    thread = parse(text, layout=TALK)
    assert [post.link.source for post in thread.posts] == ["inferred", "inferred", "printed", "inferred", "printed"]
    assert [thread.posts[i].parent for i in (2, 4)] == [None, None]
    assert [post.title for post in thread.posts] == [None, None, "Salt", None, "Tea"]
    assert thread.posts[2].body.startswith(WORDS[2])


@pytest.mark.parametrize(
    "heading",
    ["Hello everybody,", "That is all.", "> as Ann said", "1. First of all", "so " * 40],
)
def test_greetings_and_sentences_are_no_headings(heading):
    text = talk((0, "Bread", "Ann"), (0, "", "Bob"), (0, heading, "Cy"))
    assert structure_of(text, TALK).openers == set()


def test_posts_below_headings_are_no_depth_of_their_own():
    text = talk(
        (0, "Bread", "Ann"), (0, "", "Bob"), (2, "Votes", "Cy"), (2, "", "Di"), (0, "Salt", "Ed"), (0, "", "Flo")
    )
    assert structure_of(text, TALK).basis == "none"


def test_one_of_many_posts_further_in_says_nothing():
    assert structure_of(page_of([2] * 60 + [6] + [2] * 60), SAYS).basis == "none"
    assert structure_of(page_of([2] * 20 + [6] + [2] * 20), SAYS).basis == "indentation"


def test_a_few_list_items_among_unmarked_posts_are_no_replies():
    rows = []
    for place in range(12):
        mark = "  • " if place in (6, 7) else ""
        rows += [f"{mark}{WORDS[place % 8]} is what number {place} had. User{place} (talk) 12:00, 5 May 2019 (UTC)", ""]
    layout = Layout(foot=("{body} {author} (talk) {timestamp}",))
    assert structure_of("\n".join(rows), layout).basis == "none"


def test_kinds_of_posts_have_no_cap():
    text = "".join(
        f"{kind} by User{i} 5 May 2019\nWords {i}.\n\n" for i, kind in enumerate(("asked", "answered", *["noted"] * 6))
    )
    layout = Layout(
        head=("asked by {author} {timestamp}", "answered by {author} {timestamp}", "noted by {author} {timestamp}"),
        levels=(0, 1, 2),
    )
    thread = parse(text, layout=layout, links=False)
    assert [post.parent for post in thread.posts] == [None, "1", *["2"] * 6]
    assert "depth_cap" not in thread.meta
