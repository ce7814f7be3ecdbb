"""Which named layouts are read, and which wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from speech import MOVABLETYPE, PLAIN, reading_of

from threadkit.bylines import most_places, read_bylines
from threadkit.bylines.index import alternatives_of
from threadkit.cues import page_cues
from threadkit.detection import marks, rank, readings
from threadkit.layouts import Layout

HALF = MOVABLETYPE.replace("Leave a Reply", "\n".join(f"Cake no. {day}\nMay {day}, 2019" for day in range(1, 28)))


@pytest.mark.parametrize(
    ("text", "tried"),
    [(MOVABLETYPE, False), (PLAIN, True), (HALF, True)],
    ids=["words of its own", "no words", "most dates elsewhere"],
)
def test_layouts_without_words_are_looked_for_where_words_leave_it_open(text, tried, monkeypatch):
    seen = []

    def read(cues, layout, alternatives):
        seen.append(layout.name)
        return read_bylines(cues, layout, alternatives)

    monkeypatch.setattr(readings, "read_bylines", read)
    rank(page_cues(text), induced=False)
    assert ("blogger" in seen) is tried


@pytest.mark.parametrize(
    ("rival", "likely"),
    [
        ({"foot": "{author} at {timestamp}"}, False),  # the same rows by fewer words
        ({"head": "{_} by: {author} at {timestamp}"}, False),  # and from the other side
        ({"foot": "Posted by[:] {author} at {timestamp}"}, True),  # the same rows by as many words
        ({"head": "Posted {by}: {author} at {timestamp}"}, True),  # from the other side, by nearly as many
        ({"head": "{n} Comments"}, False),  # one row of the page
    ],
)
def test_what_says_less_in_the_same_rows_waits(rival, likely):
    cues = page_cues(MOVABLETYPE)
    best = reading_of(cues, Layout(foot=("Posted by: {author} at {timestamp}",)))
    other = reading_of(cues, Layout.model_validate(rival))
    assert len(other)
    assert (other in readings.in_two([best, other])[0]) is likely


@pytest.mark.parametrize(
    ("rival", "waits"),
    [
        ({"foot": "{author} at {timestamp}"}, True),  # fewer words
        ({"head": "{author} at {timestamp}"}, True),  # fewer from the other side, too
        ({"head": "{author}", "foot": "{timestamp}"}, True),  # and from both
        ({"foot": "Posted by[:] {author} at {timestamp}"}, False),  # as many
        ({"head": "Posted {by}: {author} at {timestamp}"}, False),  # nearly as many from the other side
        ({"foot": ("{author} at {timestamp}", "Posted on {timestamp} by: {author}")}, False),  # one way of two
    ],
)
def test_rivals_with_fewer_words_are_read_when_all_are_asked_for(rival, waits):
    cues = page_cues(MOVABLETYPE)
    best = reading_of(cues, Layout(foot=("Posted by: {author} at {timestamp}",)))
    other = Layout.model_validate({"name": "other", **rival})
    asked = readings.Readings(cues)
    asked.ask([(other, list(alternatives_of(other)))])
    asked.ranked(marks.LEAST_RIVAL, rivals_of=best)
    assert ("other" not in asked.read) is waits
    asked.ranked()
    assert "other" in asked.read


FIXTURES = sorted((Path(__file__).parent.parent / "layouts" / "pages").rglob("*.txt"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_layouts_that_are_passed_by_could_not_have_been_likely(path):
    """What a layout may weigh is estimated before it is read; nothing that outweighs the estimate may be lost."""
    cues = page_cues(path.read_text(encoding="utf-8"))
    possible = readings.catalogue().possible(cues)
    asked, all_of_them = readings.Readings(cues), readings.Readings(cues)
    asked.ask(possible)
    all_of_them.ask(possible)
    heavy, every = asked.ranked(marks.LEAST_RIVAL), all_of_them.ranked()
    assert len(all_of_them.read) == len(possible)
    likely = [reading.layout.name for reading in readings.in_two(every)[0]]
    assert [reading.layout.name for reading in readings.in_two(heavy)[0]] == likely
    alone = readings.Readings(cues)
    alone.ask(possible)
    assert [reading.layout.name for reading in alone.ranked(1.0)[:1]] == [reading.layout.name for reading in every[:1]]
    for role in ("head", "foot", ""):
        alone = readings.Readings(cues)
        alone.ask(possible)
        alone.ranked(1.0)
        sided = [reading.layout.name for reading in readings.in_two(every)[0] if reading.role == role]
        assert set(sided) <= {reading.layout.name for reading in alone.ranked(marks.LEAST_RIVAL, role)}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_layout_finds_more_posts_than_it_has_places_for(path):
    cues = page_cues(path.read_text(encoding="utf-8"))
    for layout, alternatives in readings.catalogue().possible(cues):
        reading = read_bylines(cues, layout, alternatives)
        for exact in (True, False):
            posts, _ = most_places(cues, layout, alternatives, exact=exact)
            assert reading.size <= posts, layout.name
            assert readings._weight(reading) <= readings.most_weight(cues, layout, alternatives, exact=exact)
