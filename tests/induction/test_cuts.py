"""A block between two bodies is cut where one post ends and the next begins."""

from __future__ import annotations

import pytest
from speech import LONGER_BREAD as BODIES

from threadkit.cues import page_cues
from threadkit.induction.anchors import find_anchors
from threadkit.induction.blocks import Block
from threadkit.induction.cells import cut_cells
from threadkit.induction.columns import read_block
from threadkit.induction.cuts import cuts

NAMES = ("Ann Lee", "Bob", "Cy Stone", "Dora", "Eli Marsh", "Fay")

def sides(form: str, gap: str) -> tuple[list[str], list[str]]:
    """Roles of the columns that close a post and of those that open one, by the likeliest cut."""
    posts = [form.format(name=name, body=BODIES[n], hour=10 + n) for n, name in enumerate(NAMES)]
    page = f"Bread\nA word about bread that takes a line.\n6 Comments\n{gap.join(posts)}\nLeave a Reply\nName\n"
    cells = cut_cells(page_cues(page))
    anchor = next(anchor for anchor in find_anchors(cells) if anchor.name.startswith("date"))
    columns, centre = read_block(cells, list(anchor.places))
    best = cuts(Block(anchor, columns, centre, cells))[0]
    assert best.evidence > 0
    told = [column.literal if column.role == "literal" else column.role for column in columns]
    return told[: best.at], told[best.at :]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n\n\n"])
@pytest.mark.parametrize(
    ("form", "foot", "head"),
    [
        ("{name} says:\n5 May 2019 {hour}:00\n{body}\nReply", ["reply"], ["name", "date"]),
        ("{body}\nPosted by {name}\n5 May 2019 {hour}:00\nReport", ["name", "date", "report"], []),
        ("{name} wrote:\n{body}\n5 May 2019 {hour}:00\nReport abuse", ["date", "report abuse"], ["name"]),
        ("Re: Bread\n5 May 2019 {hour}:00\n{name}\n{body}", [], ["re bread", "date", "name"]),
        ("{body}\nfrom: Bread\n5 May 2019 {hour}:00\n{name}\nReport", ["from bread", "date", "name", "report"], []),
    ],
)
def test_the_likeliest_cut(form, foot, head, gap):
    assert sides(form, gap) == (foot, head)
