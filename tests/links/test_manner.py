"""How bodies speak: one table, a page of one body each."""

from __future__ import annotations

import pytest
from link_pages import page_of

from threadkit.links.manner import LOWER_CASE, OPENINGS

LONG = "the ferry leaves at noon from the northern pier and comes back in the evening"


@pytest.mark.parametrize(
    ("body", "opening", "question", "you", "praise", "of_article"),
    [
        ("Great article, did you see the ferry?", "praise", 2, True, True, True),
        ("Where is the ferry? At noon.", "question", 1, False, False, False),
        ("Lighthouses of the north", "", 0, False, False, False),
        ("> you wrote a great article\nSo it is", "connective", 0, False, False, False),
        (f"{LONG}. It is great.", "", 0, False, False, False),
        (f"{LONG}, {LONG}, {LONG}: so says the article", "", 0, False, False, False),
        ("谢谢你的文章，很好", "thanks", 0, True, False, True),
        ("", "", 0, False, False, False),
    ],
)
def test_manner(body: str, opening: str, question: int, you: bool, praise: bool, of_article: bool) -> None:
    manner = page_of(("a", body), ("b", "Nothing of the kind")).manner
    level = manner.openings[0]
    assert ("" if level == LOWER_CASE else OPENINGS[level]) == opening
    assert manner.questions[0] == question
    assert (manner.you[0], manner.praise[0], manner.of_article[0]) == (you, praise, of_article)
    assert (manner.you[1], manner.praise[1], manner.of_article[1]) == (False, False, False)
