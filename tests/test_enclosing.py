"""Which of its neighbours a text belongs to, told from list items and from names that come back."""

from __future__ import annotations

import pytest
from speech import BREAD as BODIES
from speech import FOOT, HEAD, printed

from threadkit.cues import page_cues
from threadkit.pipeline import parse
from threadkit.segment import segment
from threadkit.sides import enclosed_vote

NAMES = ("Ann Lee", "Bob Stone", "Cy", "Dora Finch", "Ann Lee", "Ed Marsh", "Cy", "Bob Stone")
ONE_WORD = tuple(name.split()[0] for name in NAMES)
ADDRESS = "https://example.org/people/{name}/the-tram-is-late-again-says-the-mayor/{n}"
ALIKE = "I say with {before}, as with all who wait for the tram in the rain: {n} times no"
TALK = ("Ann Lee", "Bob Stone") * 4


def page(post: str, names: tuple[str, ...] = NAMES, behind: str = "Older wares") -> str:
    return printed(post, names, behind=behind)


NAMED_AGAIN = page("Mark: {n}\nGoods judged by {name}\n{body}\n{name} {date}")
ITEMS_ABOVE = page("  * {name}\n    {date}\n    {body}")
ITEMS_BELOW = page("  * {body}\n    {name}\n    {date}")


@pytest.mark.parametrize("layout", [HEAD, FOOT], ids=["read as heads", "read as feet"])
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param(NAMED_AGAIN, -1, id="named above the text"),
        pytest.param(page("{name} {date}\n{body}\nMore of what {name} said ({n})"), 1, id="named below the text"),
        pytest.param(page("{name}さんの感想\n{body}\n{name} {date}"), -1, id="in any language"),
        pytest.param(page("{name} {date}\n{body}\n" + ADDRESS, ONE_WORD), 1, id="in an address below the text"),
        pytest.param(page("{name} {date}\n{body}\n" + ALIKE), 0, id="in what many say alike"),
        pytest.param(page("Portrait of {name}\n{name} {date}\n{body}"), 0, id="named beside the byline"),
        pytest.param(page("{name} {date}\nIn reply to {before}\n{body}"), 0, id="each answers the last"),
        pytest.param(page("{name} {date}\nIn reply to {before}\n{body}", TALK), 0, id="two talk to each other"),
        pytest.param(ITEMS_ABOVE, 1, id="items begin with bylines"),
        pytest.param(ITEMS_BELOW, -1, id="items end with bylines"),
        pytest.param(page("{name} {date}\n  * {body}"), 0, id="texts that are lists"),
        pytest.param(page("{body}\n  * {name}\n    {date}"), 0, id="bylines that are lists"),
        pytest.param(page("{name} {date}\n{body}\n  * Reply\n  * Share"), 0, id="buttons in a list"),
        pytest.param(page("  * Title {n}\n\n{name} {date}\n\n{body}\n"), 1, id="markdown, titles above bylines"),
        pytest.param(page("{name} {date}\n\n  * Baker\n  * Posts: {n}\n\n{body}\n"), 0, id="markdown, profiles"),
        pytest.param(page("{name} {date}\n  * Report this comment\n\n{body}\n"), 0, id="markdown, a button each"),
        pytest.param(page("  * {name} - {date}\n\n{body}\n"), 1, id="markdown, marks before bylines"),
        pytest.param(page("  {n}. {name}\n    - 3 +\n    {name} {date}\n    {body}"), 1, id="numbered items"),
        pytest.param(page("  * {name}\n    - 3 +\n    {name} {date}\n    No, {n}"), 1, id="names longer than texts"),
        pytest.param("\n".join(NAMED_AGAIN.split("\n")[:16]), 0, id="too few posts"),
    ],
)
def test_what_encloses_a_text_tells_whose_it_is(text, sign, layout):
    cues = page_cues(text)
    records = segment(cues, layout).records
    assert records
    vote = enclosed_vote(cues, records)
    assert (vote > 0) - (vote < 0) == sign


@pytest.mark.parametrize("text", [NAMED_AGAIN, ITEMS_ABOVE, ITEMS_BELOW], ids=["named", "above", "below"])
def test_no_author_is_off_by_one(text):
    thread = parse(text)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert all(body in post.body for post, body in zip(thread.posts, BODIES, strict=True))
