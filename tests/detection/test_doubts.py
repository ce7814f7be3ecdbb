"""Whether the winner is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import BREAD as BODIES
from speech import NAMES

from threadkit.cues import page_cues
from threadkit.detection import doubts, rank
from threadkit.layouts import Layout
from threadkit.scoring import is_convincing, judge
from threadkit.segment import segment


@pytest.mark.parametrize(
    ("above", "counted"),
    [
        ("Good words (4)", True),
        ("Rivejä: 4", True),
        ("Good words (14)", False),
        ("4", False),
        ("4.4 of all", False),
        ("4 of 12 rows", False),
        ("8 comments\nRows 1-4 of 12", True),
        ("Rows 1-4 of 12", False),
        ("8 comments\nRows 5-8 of 12", False),
        ("Pages 1, 4", False),
        ("Good words (4)\n" + "\n".join(["Newest first"] * 6), False),
    ],
)
def test_a_row_right_above_posts_says_how_many_there_are(above, counted):
    rows = ["Bread", above]
    for place, (name, body) in enumerate(zip(NAMES[:4], BODIES, strict=False)):
        rows += [f"{name} 0{place + 1}.05.2019", body]
    cues = page_cues("\n".join(rows))
    found = segment(cues, Layout(head=("{author} {timestamp}",)))
    assert len(found.records) == 4
    assert doubts._are_as_many_as_stated(cues, found) is counted


@pytest.mark.parametrize(
    ("head", "below", "complete", "vouched"),
    [
        pytest.param("{author} schreibt am {timestamp}", "", True, True, id="a verb of saying"),
        pytest.param("{author} schreibt am {timestamp}", "", False, False, id="but not complete"),
        pytest.param("{author} {timestamp}", "", True, False, id="none"),
        pytest.param("Added {timestamp} by {author}", "", True, False, id="by"),
        pytest.param("Added {timestamp} by {author}", "4 of 5 stars", True, True, id="ratings"),
        pytest.param("Added {timestamp} by {author}", "4 of 5 stars", False, False, id="ratings, but not complete"),
    ],
)
def test_complete_posts_are_vouched_for_if_they_are_said_or_rate_something(head, below, complete, vouched):
    rows = ["Copper kettle", "49,90 EUR", ""]
    for day, (name, body) in enumerate(zip(NAMES, BODIES, strict=False), 3):
        rows += [head.format(author=name, timestamp=f"{day} May 2019"), *([below] if below else []), body]
    cues = page_cues("\n".join([*rows, "", "Contact"]))
    best = judge(cues, [segment(cues, Layout(head=(head,), source="induced"))])[0]
    quiet = {**best.features, "opened": 0.0, "counted": 0.0, "name_likeness": 1.0 if complete else 0.5}
    assert doubts._is_vouched_for(cues, replace(best, features=quiet)) is vouched


@pytest.mark.parametrize(
    ("changed", "believed"),
    [
        pytest.param({}, True, id="words that only one platform has"),
        pytest.param({"literal": 2.9}, False, id="fewer words"),
        pytest.param({"posts": 2.0}, False, id="two posts"),
        pytest.param({"authors": 0.5}, False, id="without names"),
        pytest.param({"dates": 0.5}, False, id="without dates"),
    ],
)
def test_bylines_that_only_one_platform_has_need_no_trust(changed, believed):
    page = "".join(
        f"[\u2013] {name} {place} points 2 years ago (1 child)\n{body}\n"
        for place, (name, body) in enumerate(zip(NAMES[:4], BODIES[:4], strict=True))
    )
    cues = page_cues(page)
    best = rank(cues, induced=False)[0]
    assert best.layout.name == "reddit-old"
    doubtful = replace(best, trust=0.05, features={**best.features, **changed})
    assert not is_convincing(doubtful)
    assert is_convincing(doubts.doubted(cues, [doubtful])[0]) is believed
