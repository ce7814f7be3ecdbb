"""How features become a score: whatever weights are in use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from threadkit import scoring
from threadkit.cues import page_cues
from threadkit.detection import rank

PAGE = """
Ann Bell on 4 May 2019 at 10:10
It stood for years, I think.

Carl Dent on 4 May 2019 at 10:11
You are right, it fell last night.

Eva Fox on 4 May 2019 at 10:12
Who told you?
"""


def test_other_weights_hold_until_they_are_taken_back():
    before = [candidate.trust for candidate in rank(page_cues(PAGE))]
    scoring.use_weights({"features": ["posts"], "rank": [], "worth": [], "trust": [20.0]})
    try:
        assert {round(candidate.trust, 3) for candidate in rank(page_cues(PAGE))} == {0.75}
    finally:
        scoring.use_weights(None)
    assert [candidate.trust for candidate in rank(page_cues(PAGE))] == before


@pytest.mark.parametrize(
    ("trust", "signs", "convincing"),
    [
        (0.3, {}, False),
        (0.3, {"stated_count": 0.3}, False),
        (0.3, {"stated_count": 1.0}, True),
        (0.15, {"stated_count": 1.0}, False),
        (0.3, {"vouched": 1.0}, True),
        (0.15, {"vouched": 1.0}, False),
    ],
)
def test_what_pages_without_posts_do_not_have_needs_less_trust(trust, signs, convincing):
    best = rank(page_cues(PAGE))[0]
    doubted = replace(best, trust=trust, features={**best.features, "stated_count": 0.0, **signs})
    assert scoring.is_convincing(doubted) is convincing


SILENT = {"counted": 0.0, "opened": 0.0, "talk_furniture": 0.0, "personal": 0.0, "lively": 0.0}


@pytest.mark.parametrize(
    ("signs", "talk"),
    [
        ({"counted": 1.0}, True),
        ({"opened": 1.0, "talk_furniture": 1.0, "personal": 0.4}, True),
        ({"opened": 0.0, "talk_furniture": 1.0, "personal": 0.4}, False),
        ({"opened": 1.0, "talk_furniture": 1.0}, False),
        ({"opened": 1.0, "personal": 0.7, "lively": 0.6}, True),
    ],
)
def test_people_speak_below_a_row_that_opens_or_are_as_many_as_stated(signs, talk):
    assert scoring.is_talk({**SILENT, **signs}) is talk
