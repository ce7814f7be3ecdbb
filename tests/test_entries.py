"""Articles and topics state how many comments each has; posts do not, or their authors do."""

from __future__ import annotations

import pytest
from speech import BREAD

from threadkit.detection import page_cues
from threadkit.entries import may_be_entries
from threadkit.layouts import Layout
from threadkit.segment import segment

NAMES = ("Ann Lee", "Bob Stone", "Cy", "Ann Lee", "Dora Finch", "Bob Stone", "Cy", "Ed Marsh")
HEAD = Layout(name="test", head=("{author}, {timestamp}",), source="induced")


COUNTS = (3, 12, 7, 21, 4, 9, 0, 5)


def entries(row: str, *, heading: str = "") -> str:
    """Texts with names and dates; below each a row: a count {k}, one that goes with its name {of}, its place {n}."""
    rows = [heading]
    for place, (name, body) in enumerate(zip(NAMES, BREAD, strict=True)):
        own = row.format(k=COUNTS[place], of=100 + len(name), n=place + 1)
        rows += [f"{name}, 0{place + 1}.05.2019", body, own]
    return "\n".join(rows)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (entries("{k} comments"), True),
        (entries("Posted in Bread | {k} Comments"), True),
        (entries("Filed under Bread {k} comentarios"), True),
        (entries("Kommentare ({k})"), True),
        (entries("Replies:\n{k}\nHits: {k}"), True),
        (entries("Просмотров: {k}"), True),
        (entries("阅读({k}) 评论({k})"), True),
        (entries("bread {k} 120", heading="Topics Author Replies Views"), True),
        (entries("bread {k} 120", heading="Thema | Antworten | Aufrufe | Letzter Beitrag"), True),
        (entries("bread"), False),
        (entries("bread {k} 120", heading="Replies"), False),
        (entries("bread {k} 120", heading="Replies 8 Views 120"), False),  # of the thread itself
        (entries("4 comments"), False),  # all alike: a button of the page
        (entries("Comments: {of}"), False),  # what the author has written elsewhere
        (entries("Posts: {k}"), False),
        (entries("{k} reviews"), False),
        (entries("{k} Reply"), False),  # liked, and a button
        (entries("Like Reply {k}"), False),
        (entries("comment {n}"), False),  # the posts' own numbers
    ],
)
def test_entries_state_how_many_comments_they_have(text, found):
    cues = page_cues(text)
    records = segment(cues, HEAD).records
    assert len(records) == len(NAMES)
    assert may_be_entries(cues, records) is found
