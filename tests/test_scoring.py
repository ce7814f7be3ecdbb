"""How features become a score: whatever weights are in use."""

from __future__ import annotations

from dataclasses import replace

import pytest

from threadkit import scoring
from threadkit.detection import page_cues, rank

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
    ("trust", "stated", "convincing"), [(0.3, 0.0, False), (0.3, 0.3, False), (0.3, 1.0, True), (0.15, 1.0, False)]
)
def test_as_many_posts_as_the_page_states_need_less_trust(trust, stated, convincing):
    best = rank(page_cues(PAGE))[0]
    doubted = replace(best, trust=trust, features={**best.features, "stated_count": stated})
    assert scoring.is_convincing(doubted) is convincing
