"""Named layouts beside each other: sides, titles, versions."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from speech import NAMES, PLAIN, discussion, reading_of

from threadkit.cues import page_cues
from threadkit.detection import divisions, named, rank
from threadkit.layouts import Layout
from threadkit.segment import segment

SIGNED = discussion("{body}\n{name} May 5, 2019 at {hour}:41")


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (PLAIN, False),  # "8 Comments" right above the first, nothing below the last
        (SIGNED, True),
        (PLAIN.replace(":41\n", ":41\n\n\n").replace("8 Comments\n", ""), True),  # more space below names than above
    ],
    ids=["above", "below", "untold"],
)
def test_the_other_side_is_judged_where_the_signs_leave_it_open(text, turned, monkeypatch):
    judged = []

    def cut(cues, layout, bylines=None):
        judged.append(layout.name)
        return segment(cues, layout, bylines)

    monkeypatch.setattr(divisions, "segment", cut)
    rank(page_cues(text), induced=False)
    assert "blogger" in judged
    assert ("name-date-foot" in judged) is turned


@pytest.mark.parametrize(("vote", "words", "sided"), [(0.23, 0.0, True), (0.08, 0.0, False), (-0.1, 2.8, True)])
def test_a_side_is_sure_by_its_signs_or_by_many_words(vote, words, sided):
    assert named._is_sided(SimpleNamespace(features={"role_vote": vote, "literal": words})) is sided


@pytest.mark.parametrize(
    ("above", "left_out"),
    [
        ("Re: Bread\n\nSubmitted by", True),
        ("AW: Brot\n\nSubmitted by", True),
        ("Reply\n\nSubmitted by", False),  # that closes the post above
        ("Yours,\nSubmitted by", False),
        ("Submitted by", False),  # the text of the post above
    ],
)
def test_what_leaves_the_titles_of_answers_is_left_out(above, left_out):
    cues = page_cues(discussion(f"{above} {{name}} on May 5, 2019 - {{hour}}:41\n\n{{body}}"))
    untitled = reading_of(cues, Layout(head=("Submitted by {author} on {timestamp}",)))
    titled = reading_of(cues, Layout(head=("{title} Submitted by {author} on {timestamp}",)))
    assert len(untitled) == len(NAMES)
    kept = named._titled(cues, [untitled, titled])
    assert kept == ([titled] if left_out else [untitled, titled])


@pytest.mark.parametrize(
    ("other", "version"),
    [
        ({"head": "{author}[,] {timestamp}"}, True),
        ({"head": "{title} {author} {timestamp}"}, True),  # the same rows and more
        ({"foot": "{author} {timestamp}"}, False),
        ({"head": "{n} Comments"}, False),
    ],
)
def test_versions_read_the_same_rows_from_the_same_side(other, version):
    cues = page_cues(PLAIN)
    best = reading_of(cues, Layout(head=("{author} {timestamp}",)))
    assert named._is_version(reading_of(cues, Layout.model_validate(other)), best) is version
