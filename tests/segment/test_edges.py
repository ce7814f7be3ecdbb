"""What recurs near the ends of bodies, and what of it opens or closes them."""

from __future__ import annotations

import pytest
from speech import SAID, cut, posts_of

from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.segment import Record
from threadkit.segment.edges import EDGE_ROWS, Near, NearEnds


@pytest.mark.parametrize(
    ("names", "left"),
    [("Cy|Cy|Ann|Cy|Cy|Cy", "Cy said: ↑\n"), ("Nobody|Nobody|Ann|Nobody|Nobody|Nobody", "")],
)
def test_who_is_quoted_often_is_no_furniture(names, left):
    form = "{name} | {n} May 2019 10:00\n{label} said: ↑\n{body} No?\n{body}"
    bodies = [body for _, _, body in cut(posts_of(form, names), "{author} | {timestamp}")]
    assert bodies[-1] == f"{left}Tea? No?\nTea?"


@pytest.mark.parametrize("answers", ["|||||", "||\nThe shop\nThank you!\nCome again\nSoon||\nThe shop\nSorry|"])
def test_what_stands_above_a_row_that_all_posts_share_may_be_the_body(answers):
    """Answers of the shop, below what closes a review, make the end of bodies as uneven as their begin."""
    form = "{name} said on {n} May 2019 10:00\n{body} It took them a week to answer, and then they knew nothing.\n"
    bodies = [body for _, _, body in cut(posts_of(form + "Any use?{label}", answers), "{author} said on {timestamp}")]
    assert bodies == [f"{body} It took them a week to answer, and then they knew nothing." for body in SAID.split("|")]


QUOTING = "{name} | {n} May 2019 10:00\n{label} said: ↑\n{body} So {n}.\nClick to expand...\n"
ANSWERS = (
    "It is the salt that he forgot.|He said that he had none left.|Nor had I when I made mine.|"
    "Rye needs no salt at all.|It does need a pinch of it.|Tea needs none that I know of."
)


@pytest.mark.parametrize(
    "below",
    [
        "{body}",
        "{body}\nReply\nAnn likes what {name} says.",  # buttons do close bodies
    ],
)
@pytest.mark.parametrize("answers", [ANSWERS, ANSWERS.replace(".", "")], ids=["sentences", "no full stops"])
def test_a_mark_below_which_most_go_on_closes_no_body(below, answers):
    text = posts_of(QUOTING + below, "Ann|Cy|Ann|Bob|Ann|Bob", answers)
    last = cut(text, "{author} | {timestamp}")[-1][2]
    said = answers.split("|")[-1]
    assert last == f"Bob said: ↑\n{said} So 6.\nClick to expand...\n{said}"


def test_a_mark_below_which_most_say_much_closes_no_body():
    """"1 of 6" between who is answered and what is said; long rows end in different ways, too."""
    told = "And so I went to the mill to ask them, which took me most of a day, and then I"
    ends = ["gave up.", "asked.", "slept.", "went home.", "forgot it.", "ate it."]
    said = [f"{answer} {told} {end}" for answer, end in zip(ANSWERS.split("|"), ends, strict=True)]
    text = posts_of("{name}\n{n} May 2019 10:00\n{label}\n{n} of 6\n{body}", "Bob|Ann|Ann|Cy|Bob|Ann", "|".join(said))
    assert [body.splitlines()[-1] for _, _, body in cut(text, "{author}\n{timestamp}")] == said


def test_names_below_a_mark_are_nothing_said():
    """They differ from post to post, and end with no full stop, as what people say may."""
    form = "{name} | {n} May 2019 10:00\n{body} So {n}.\nLiked by\n{label}"
    label = "Ann Lee, Bob Hill, Cy Marsh||Dora Hill, Eve Marsh, Ann Lee, Cy|Bob Hill, Cy Hill, Eve Lee, Dora|"
    liked = label + "Ann Hill, Cy Lee, Eve Hill, Bob Lee|Eve Marsh, Ann Marsh, Bob, Dora Lee"
    bodies = [body for _, _, body in cut(posts_of(form, liked, ANSWERS), "{author} | {timestamp}")]
    assert bodies == [f"{said} So {n}." for n, said in enumerate(ANSWERS.split("|"), start=1)]


def test_a_name_below_a_short_answer_is_no_reason_to_lose_it():
    """Where profiles stand below what is said, names are near its begin if it is short."""
    form = "by {name} » {n} May 2019 10:00\n{body}\n{name}\nPosts: {n}"
    bodies = [body for _, _, body in cut(posts_of(form, "|||||"), Layout(head=("by {author} » {timestamp}",)))]
    assert [body.partition("\n")[0] for body in bodies] == SAID.split("|")


def test_what_a_few_posts_say_alike_is_said():
    text = posts_of("{name} said on {n} May 2019 10:00\n{body}\nReply", "|||||", "Yes.|No.|Yes.|Rye.|Yes.|Tea?")
    assert [body for _, _, body in cut(text, "{author} said on {timestamp}")][:3] == ["Yes.", "No.", "Yes."]


def _stretch(text: str, before: int, behind: int) -> list[str]:
    """The rows of a body that holds a text among others, none of which comes again."""
    words = iter(f"{first}{second} said so" for first in "bcdfg" for second in "aeiouy")
    return [*(next(words) for _ in range(before)), text, *(next(words) for _ in range(behind))]


@pytest.mark.parametrize(
    ("bodies", "leading", "trailing", "before"),
    [
        ([(0, 2), (1, 0)], 2, 2, [0, 1]),
        ([(0, EDGE_ROWS), (1, EDGE_ROWS - 1)], 2, 1, [0, 1]),
        ([(EDGE_ROWS, 0), (EDGE_ROWS - 1, 1)], 1, 2, [EDGE_ROWS, EDGE_ROWS - 1]),
        ([(EDGE_ROWS, EDGE_ROWS), (0, 0)], 1, 1, [0]),  # far from both ends
        ([(EDGE_ROWS, EDGE_ROWS), (EDGE_ROWS, EDGE_ROWS)], 0, 0, []),
    ],
)
def test_texts_are_found_near_the_ends_of_bodies(bodies, leading, trailing, before):
    stretches = [_stretch("Share", *sizes) for sizes in bodies]
    # What stands between two bodies, or above and below all of them, is in none.
    rows = ["Share", *(row for stretch in stretches for row in (*stretch, "Share"))]
    cues = page_cues("\n".join(rows))
    records, low = [], 1
    for stretch in stretches:
        records.append(Record(None, None, low, low + len(stretch)))
        low += len(stretch) + 1
    often = len(rows) - sum(map(len, stretches))
    near = NearEnds(cues, records, often)
    share = near.found.get("share", Near())
    assert (share.leading, share.trailing, share.before) == (leading, trailing, before)
    assert not NearEnds(cues, records, len(rows)).found, "so often it stands nowhere"
    others = NearEnds(cues, records[:-1], often)
    assert others.are_of(records[:-1])
    assert not others.are_of(records)
    others.add(records[-1])
    assert others.are_of(records)
    assert others.found == near.found


PROFILE = (
    "{n} May 2019 10:00\n{name}\nView Profile\nLoaf {label}\nJoin Date:\n{n}/2/2009\nPosts:\n1{n}\nDetails of member\n"
    "{body}\nTurned in the oven"
)
LOAVES = ("bun", "bagel", "roll", "brick")


def test_values_of_a_profile_close_nothing():
    loaves = (f"My {colour} {loaf} was gone by noon." for colour in ("dark", "pale", "grey", "red") for loaf in LOAVES)
    bodies = ["\n".join(next(loaves) for _ in range(rows)) for rows in (1, 2, 4, 1, 3, 5)]
    text = posts_of(PROFILE, "Baker|Miller\nLeeds|Stoker|Taster|Buyer\nYork|Eater", "|".join(bodies))
    assert [body for _, _, body in cut(text, "{timestamp} {author}")] == bodies
