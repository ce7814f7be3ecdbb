"""Whether candidates read again are better."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from threadkit.detection import rereading
from threadkit.scoring import Judged


@pytest.mark.parametrize(("prose", "taken"), [(1.0, True), (0.5, True), (0.25, False), (0.0, False)])
def test_other_names_do_not_win_without_texts(prose, taken, monkeypatch):
    """A menu below the form may list the bylines of all posts: "Answer to: #1: Ann, 5 May 2019"."""
    best = Judged(SimpleNamespace(records=[]), {"prose": 1.0, "authors": 0.0}, 0.0, 0.5)
    found = Judged(SimpleNamespace(records=[]), {"prose": prose, "authors": 1.0}, 0.0, 0.4)
    monkeypatch.setattr(rereading, "judge", lambda cues, new, known: [best, found])
    ranked = rereading._known_better(None, [best], found.segmentation)
    assert (ranked[0].segmentation is found.segmentation) is taken
