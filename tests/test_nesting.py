"""Whether a text still shows the nesting of its known posts."""

from __future__ import annotations

import pytest

from threadkit.nesting import locate, survives, telling_marks

NAMES = ("Ann", "Bob", "Cy", "Di", "Ed", "Flo")
BODIES = (
    "Bread rises best in a warm place.",
    "Mine never does, whatever I try.",
    "Then your yeast is old, buy fresh.",
    "Salt kills it if both meet dry.",
    "Rye needs sourdough anyway.",
    "Nobody bakes rye at home here.",
)
PARENTS = (None, 0, 1, 0, None, 4)
DEPTHS = (0, 1, 2, 1, 0, 1)
POSTS = [
    {"id": str(i), "parent": None if parent is None else str(parent), "author": name, "body": body}
    for i, (name, body, parent) in enumerate(zip(NAMES, BODIES, PARENTS, strict=True))
]


def page(row: str) -> str:
    """The posts printed by a template, below a line that is nobody's."""
    step = {"in1": " ", "in4": "    "}
    posts = [
        row.format(
            name=NAMES[i],
            body=BODIES[i],
            level=DEPTHS[i] + 1,
            to="" if PARENTS[i] is None else NAMES[PARENTS[i]],
            number=("1", "1.1", "1.1.1", "1.2", "2", "2.1")[i],
            **{key: unit * DEPTHS[i] for key, unit in step.items()},
        )
        for i in range(6)
    ]
    return "Baking\n\n" + "\n".join(posts)


@pytest.mark.parametrize(
    ("row", "marks"),
    [
        ("{in4}{name} wrote:\n{in4}{body}\n", ["body", "byline"]),
        ("{in4}{name} wrote:\n{body}\n", ["byline"]),
        ("{name} wrote:\n{in4}{body}\n", ["body"]),
        ("{in4}{body}\n{in4}by {name}\n", ["body", "byline"]),
        ("{in4}• Reply\n{name}\n{body}\n", ["list mark"]),
        ("level {level}\n{name}\n{body}\n", ["stated level"]),
        ("{name}\n#{number} 3 hours ago\n{body}\n", ["tree number"]),
        ("{name} in reply to {to}\n{body}\n", ["names"]),
        ("{name} ▶ {to}\n{body}\n", ["names"]),
        ("{name} wrote:\n{body}\n", []),
        ("{name} {level} points\n{body}\n", []),  # a number that is no level by its word
        ("{name} and {to}\n{body}\n", []),  # two names without a word of replying
        ("• {name}\n{body}\n", []),
    ],
)
def test_marks_that_tell(row, marks):
    assert telling_marks(page(row), POSTS) == marks
    assert survives(page(row), POSTS) is bool(marks)


def test_columns_by_chance_do_not_tell():
    rows = [f"{' ' * (7 * i % 5)}{name}\n{body}\n" for i, (name, body) in enumerate(zip(NAMES, BODIES, strict=True))]
    assert not survives("\n".join(rows), POSTS)


def test_a_few_replies_further_in_are_not_enough():
    rows = [f"{'    ' if i == 1 else ''}{name}: {BODIES[i]}\n" for i, name in enumerate(NAMES)]
    assert not survives("\n".join(rows), POSTS)


def test_without_replies_nothing_survives():
    flat = [{**post, "parent": None} for post in POSTS]
    assert not survives(page("{in4}{name} wrote:\n{in4}{body}\n"), flat)


def test_a_short_body_that_stands_below_too_is_found_in_its_place():
    posts = [
        {"id": str(i), "parent": None, "author": name, "body": body}
        for i, (name, body) in enumerate((("Ann", "Thanks a lot!"), ("Bob", BODIES[0]), ("Cy", BODIES[1])))
    ]
    text = f"Thanks a lot!\n{BODIES[0]}\n{BODIES[1]}\nThanks a lot!"
    assert [place and place.first for place in locate(text, posts)] == [0, 1, 2]


def test_bodies_without_their_accents_are_found():
    posts = [{"id": "0", "parent": None, "author": "Ann", "body": "Für süße Brötchen, natürlich"}]
    (place,) = locate("Ann\nFur susse Brotchen\nFur suße Brotchen, naturlich", posts)
    assert place is not None
    assert place.first == 2
