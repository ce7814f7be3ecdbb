"""Columns around an anchor keep in step where posts have a cell more or fewer."""

from __future__ import annotations

import pytest
from speech import LONGER_BREAD as BODIES

from threadkit.cues import page_cues
from threadkit.induction.anchors import find_anchors
from threadkit.induction.cells import cut_cells
from threadkit.induction.columns import Column, read_block

NAMES = ("Ann Lee", "Bob", "Cy Stone", "Dora", "Eli Marsh", "Fay")
PLACES = ("Leeds", "Rome", "Oslo", "Graz", "Kyoto", "Lyon")

def columns(form: str, extra: dict[int, str], anchor: str = "date") -> tuple[list[Column], int]:
    """The block around the dates of six posts; ``extra`` fills ``{extra}`` in some of them."""
    posts = [
        form.format(name=name, place=PLACES[n], body=BODIES[n], extra=extra.get(n, ""), hour=10 + n)
        for n, name in enumerate(NAMES)
    ]
    cells = cut_cells(page_cues("Bread\n\nA word about bread.\n\n" + "\n\n".join(posts) + "\n\nLeave a Reply\n"))
    found = next(found for found in find_anchors(cells) if found.name.startswith(anchor))
    return read_block(cells, list(found.places))


def roles(form: str, extra: dict[int, str]) -> list[str]:
    return [column.role for column in columns(form, extra)[0]]


@pytest.mark.parametrize("shown", [{}, {1: "Gold star\n"}, {0: "Gold star\n", 3: "Gold star\n"}])
def test_a_badge_between_author_and_date(shown):
    block, centre = columns("{name}\n{extra}5 May 2019 {hour}:00\n{body}\nReply", shown)
    author = next(column for column in block[:centre] if column.role == "name")
    assert [value for value in author.values if value not in NAMES] == []
    assert len(author.values) == len(NAMES)
    assert ("extra" in [column.role for column in block]) == bool(shown)


def test_a_score_that_is_missing_here_and_there():
    points = {n: f"{n}2 points\n" for n in (0, 1, 2, 4)}
    block, centre = columns("{name}\n{extra}5 May 2019 {hour}:00\n{body}\nReply", points)
    author = next(column for column in block[:centre] if column.role == "name")
    assert author.values == list(NAMES)


def test_what_closes_the_post_above_is_a_column_too():
    block, centre = columns("{name}\n5 May 2019 {hour}:00\n{body}\nReply", {})
    above = block[centre - 2]
    assert (above.role, above.literal) == ("literal", "reply")
    assert above.at[0] == -1  # nothing was closed above the first post
    assert above.presence == 1.0


@pytest.mark.parametrize(
    ("form", "inner"),
    [
        ("{name} ({place}) 5 May 2019 {hour}:00\n{body}", (" (", ")")),
        ("{name}, {place}\n5 May 2019 {hour}:00\n{body}", (",", "")),
        ("{name} from {place}\n5 May 2019 {hour}:00\n{body}", ("from", "")),
        ("{name} aus {place}\n5 May 2019 {hour}:00\n{body}", ("aus", "")),
        ("{name}\n5 May 2019 {hour}:00\n{body}", None),
    ],
)
def test_punctuation_inside_names(form, inner):
    block, centre = columns(form, {})
    author = block[centre - 1]
    assert author.values == list(NAMES)
    assert (author.inner and author.inner[:2]) == inner


@pytest.mark.parametrize(
    ("apart", "last", "told"),
    [((0, 2, 4), "Fay", True), ((1,), "Fay", False), ((0, 2, 4), "so it goes on", False)],
)
def test_half_of_all_names_tell_what_a_comma_parts_from_them(apart, last, told):
    rows = []
    for place, (name, body) in enumerate(zip((*NAMES[:-1], last), BODIES, strict=False)):
        rows += [f"{name}, {PLACES[place]}" if place in apart else name, "5 May 2019 12:00", body]
    cells = cut_cells(page_cues("\n".join(rows)))
    block, centre = read_block(cells, [place for place, kind in enumerate(cells.kind) if kind == "D"])
    assert (block[centre - 1].inner is not None) == told


def test_bodies_end_a_block():
    assert roles("{name}\n5 May 2019 {hour}:00\n{body}", {}) == ["name", "date"]


@pytest.mark.parametrize(
    ("form", "opening", "closing", "prefix"),
    [
        ("{name}:\n5 May 2019 {hour}:00\n{body}", "", ":", []),
        ("From: ann at home ({name})\n5 May 2019 {hour}:00\n{body}", "(", ")", ["From:", "ann", "at", "home"]),
        ("<{name}>\n5 May 2019 {hour}:00\n{body}", "<", ">", []),
        ("名前:{name}\n5 May 2019 {hour}:00\n{body}", "", "", ["名前:"]),
        ("{name}\n5 May 2019 {hour}:00\n{body}", "", "", []),
    ],
)
def test_marks_around_names(form, opening, closing, prefix):
    block, centre = columns(form, {})
    author = next(column for column in block[:centre] if column.role == "name")
    assert (author.opening, author.closing, [word for word, _ in author.prefix]) == (opening, closing, prefix)
    assert author.values == list(NAMES)


def test_a_label_without_a_name_behind_it():
    rows = [f"名前:{name}\n5 May 2019 12:00\n{body}" for name, body in zip((*NAMES, ""), BODIES, strict=False)]
    cells = cut_cells(page_cues("\n".join(rows)))
    block, centre = read_block(cells, [place for place, kind in enumerate(cells.kind) if kind == "D"])
    assert block[centre - 1].values == list(NAMES)


def test_names_are_looked_for_above_a_long_profile():
    labels = ("Points", "Posts", "Topics", "Medals", "Coins", "Fans", "Age")
    profile = "\n".join(f"{label}\n1{{hour}}" for label in labels)
    block, centre = columns(f"{{name}}\noffline\n{profile}\nsend note\n5 May 2019 {{hour}}:00\n{{body}}\nReply", {})
    author = next(column for column in block[:centre] if column.role == "name")
    assert author.values == list(NAMES)
