"""Columns that stand side by side come one below the other, and keep their places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from table_texts import moved, rows

from threadkit import parse

BORDERED = """Moth club

┌────────────┬─────────────────────────────┐
│Author      │Text                         │
├────────────┼─────────────────────────────┤
│Heron7      │Posted 12-03-2014 18:02      │
│Old hand    │The trap was full of leaves. │
│Posts: 12   │                             │
├────────────┼─────────────────────────────┤
│Kauz        │Posted 13-03-2014 08:23      │
│New here    │Ours caught a hawk moth.     │
│            │It sat on the lamp all night.│
├────────────┼─────────────────────────────┤
│Zilpzalp    │Posted 14-03-2014 09:41      │
│New here    │Pictures, please!            │
├────────────┼─────────────────────────────┤
│Heron7      │Posted 14-03-2014 17:20      │
│Old hand    │I have some of the lamp.     │
│Posts: 13   │Do you want to see them?     │
└────────────┴─────────────────────────────┘

Reply
"""

GUTTERED = """Moth club

Heron7         Posted 12-03-2014 18:02
Old hand       The trap was full of leaves.
Posts: 12
               Shall we try the other lamp?

Kauz           Posted 13-03-2014 08:23
New here       Ours caught a hawk moth.
               It sat on the lamp all night.

Zilpzalp       Posted 14-03-2014 09:41
Old hand       Pictures, please!

Heron7         Posted 14-03-2014 17:20
Old hand       I have some of the lamp.
Posts: 13
"""

CENTRED = GUTTERED.replace(
    "Kauz           Posted 13-03-2014 08:23\nNew here       Ours caught",
    "               Posted 13-03-2014 08:23\nKauz           Ours caught",
)
HEADED = GUTTERED.replace("Heron7         Posted 12", "Author         Text\nHeron7         Posted 12", 1)
WIDE = """蛾の会

青鷺           投稿 2014-03-12 18:02
常連           罠は落ち葉でいっぱいでした。
               別のランプで試しましょうか。

梟             投稿 2014-03-13 08:23
新人           うちには雀蛾が来ました。
               一晩中ランプに止まっていました。

ヤナギ         投稿 2014-03-14 09:41
常連           写真をお願いします。
"""


NUMBERED = "\n".join(
    f"""Since 1{day} March 2014, 18:0{day}   #2{day}
{name}
Joined: May 2012
Posts: 1{day}
Traps: {day}

{said}
{name} is away
"""
    for day, (name, said) in enumerate(
        [
            ("Heron7", "The old trap was full of beech leaves again this morning."),
            ("Kauz", "Ours caught a hawk moth and a few smaller ones as well."),
            ("Zilpzalp", "Show us some pictures of the big one if you have any."),
            ("Heron7", "I have a few of the lamp, but the moth flew off too soon."),
        ]
    )
)


def test_cells_between_borders_come_one_after_the_other():
    assert rows(BORDERED)[3:7] == ["Heron7", "Posted 12-03-2014 18:02", "The trap was full of leaves.", "Kauz"]
    assert rows(BORDERED)[0] == "Moth club"
    assert rows(BORDERED)[-1] == "Reply"
    undated = BORDERED.replace("Posted 12-03-2014 18:02", "The trap stood open all")
    assert rows(undated)[3:7] == ["Heron7", "Old hand", "Posts: 12", "The trap stood open all"]


def test_days_below_names_or_in_rows_of_their_own_come_right_after_them():
    below = ["The lamp          Quote", "The trap was full of leaves", "Heron7 is away"]
    assert rows(BORDERED_BELOW)[2:8] == ["Heron7", "12-03-2014", "18:02", *below]
    assert rows(BORDERED_BELOW)[8:10] == ["Kauz", "13-03-2014"]
    assert rows(BORDERED_BESIDE)[:4] == ["Heron7", "(12-03-14 18:02)", "The trap was full of leaves.", "Kauz"]
    found = moved(BORDERED_BESIDE)
    assert found is not None
    assert "\n\nKauz" in found.text  # or the name would pass for the end of the line above


@pytest.mark.parametrize("text", [GUTTERED, CENTRED, HEADED])
def test_names_come_before_what_stands_beside_them(text):
    kept = [row for row in rows(text) if row not in ("Author", "Text", "Author         Text")]
    assert kept[:6] == [
        "Moth club",
        "Heron7",
        "Posted 12-03-2014 18:02",
        "The trap was full of leaves.",
        "Shall we try the other lamp?",
        "Kauz",
    ]


def test_a_box_elsewhere_hides_no_gutter():
    boxed = "┌──────────┐\n│ Moth club │\n└──────────┘\n\n" + GUTTERED
    assert "Posts: 12" in boxed
    assert rows(boxed)[-3:] == ["Heron7", "Posted 14-03-2014 17:20", "I have some of the lamp."]


def test_what_stands_apart_beside_each_date_only_is_no_column():
    """In any text some word begins at the column of the number."""
    assert moved(NUMBERED) is None


def test_wide_letters_take_two_columns():
    assert rows(WIDE)[1:4] == ["青鷺", "投稿 2014-03-12 18:02", "罠は落ち葉でいっぱいでした。"]
    assert rows(WIDE)[5:7] == ["梟", "投稿 2014-03-13 08:23"]


BORDERED_BELOW = """┌──────────┬───────────────────────────┐
│Author    │Text                       │
├──────────┼───────────────────────────┤
│Heron7    │The lamp          Quote    │
│          │───────────────────────────│
│Old hand  │The trap was full of leaves│
├──────────┼───────────────────────────┤
│12-03-2014│Heron7 is away             │
│  18:02   │                           │
├──────────┼───────────────────────────┤
│Kauz      │The lamp          Quote    │
│          │───────────────────────────│
│New here  │Ours caught a hawk moth.   │
├──────────┼───────────────────────────┤
│13-03-2014│Kauz is away               │
│  08:23   │                           │
└──────────┴───────────────────────────┘
"""
BORDERED_BESIDE = """┌─────────────────┬─────────────────────────────┐
│Heron7           │The trap was full of leaves. │
│Posts: 12        │                             │
│(12-03-14 18:02) │                             │
│Reply            │                             │
├─────────────────┼─────────────────────────────┤
│Kauz             │Ours caught a hawk moth.     │
│Posts: 3         │It sat on the lamp all night.│
│(13-03-14 08:23) │                             │
│Reply            │                             │
├─────────────────┼─────────────────────────────┤
│Zilpzalp         │Pictures, please!            │
│Posts: 140       │                             │
│(14-03-14 09:41) │                             │
└─────────────────┴─────────────────────────────┘
"""
DENSE = """Moth club
Heron7         Re: The lamp  Posted 12-03-2014 18:02
Old hand       The trap was full of leaves.
Posts: 12
Town: Ulm      Shall we try the other lamp?
Kauz           Re: The lamp  Posted 13-03-2014 08:23
New here       Ours caught a hawk moth.
Posts: 3       It sat on the lamp all night.
Zilpzalp       Re: The lamp  Posted 14-03-2014 09:41
Old hand       Pictures, please!
Posts: 140
Heron7         Re: The lamp  Posted 14-03-2014 17:20
Old hand       I have some of the lamp.
Posts: 13
               Do you want to see them?
"""
BELOW = """Moth club

Heron7               The trap was full of leaves.
Old hand
Joined: May 2009     Shall we try the other lamp?
                                      Report
Sent 12-03-2014      Heron7 is away        Quote
18:02
Kauz                 Ours caught a hawk moth.
New here             It sat on the lamp all night.
Joined: May 2011
                                      Report
Sent 13-03-2014      Kauz is away          Quote
08:23
Zilpzalp             Pictures, please!
Old hand
Joined: June 2002
                                      Report
Sent 14-03-2014      Zilpzalp is here      Quote
09:41
"""
ABOVE = """Moth club

12-03-2014 18:02     About: The lamp
Heron7               The trap was full of leaves.
Joined: 05-11-2009
                     Shall we try the other lamp?
13-03-2014 08:23     About: The lamp
Kauz                 Ours caught a hawk moth.
Joined: 12-11-2011   It sat on the lamp all night.
14-03-2014 09:41     About: The lamp
Zilpzalp             Pictures, please!
Joined: 01-02-2012
"""
OWN_WIDTHS = """Moth club

Heron7       Posted 12-03-2014 18:02
Posts: 12    The trap was full of leaves.
             Shall we try the other lamp?
Kauz             Posted 13-03-2014 08:23
Posts: 3         Ours caught a hawk moth.
                 It sat on the lamp all night.
Zilpzalp        Posted 14-03-2014 09:41
Posts: 140      Pictures, please!
                Was it the small one?
"""
NARROW = """蛾の会
青鷺              投稿 2014-03-12 18:02
投稿数: 12         罠は落ち葉でいっぱいでした。
                別のランプで試しましょうか。
梟               投稿 2014-03-13 08:23
投稿数: 3          うちには雀蛾が来ました。
                一晩中ランプに止まっていました。
ヤナギ             投稿 2014-03-14 09:41
投稿数: 140        写真をお願いします。
"""


MATCHES = "\n".join(f"{day} May 2019      Otters {day} : {day + 1} Herons       {day * 100}" for day in range(1, 9))
NAMED = "\n\n".join(f"Ann Lee     Posted {day} May 2019 10:00\nBaker       Bread number {day}." for day in range(1, 7))
LABELS = "\n".join(
    f"{name}\nJoined:   Mon May 5th, 2003\nPosts:    {count}\n Sent: {count} May 2011 10:00\nA text of some length.\n"
    for name, count in [("Heron7", 12), ("Kauz", 3), ("Heron7", 14), ("Zilpzalp", 9)]
)
MENU = "Home              Ferries\n                  Timetable\nNews              Contact\n                  Imprint\n"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(DENSE, ["Heron7", "Re: The lamp  Posted 12-03-2014 18:02"], id="no blank lines"),
        pytest.param(BELOW, ["Heron7", "Sent 12-03-2014", "18:02"], id="dates below"),
        pytest.param(ABOVE, ["Heron7", "12-03-2014 18:02", "About: The lamp"], id="dates above"),
        pytest.param(OWN_WIDTHS, ["Heron7", "Posted 12-03-2014 18:02"], id="each a table of its own"),
    ],
)
def test_labels_of_profiles_tell_where_rows_begin(text, first):
    found = rows(text)
    assert found[1 : len(first) + 2] == [*first, "The trap was full of leaves."]
    assert [row for row in found if row in ("Kauz", "Zilpzalp")] == ["Kauz", "Zilpzalp"]
    assert not any(row.startswith(("Posts:", "Joined:", "Old hand", "New here")) for row in found)


def test_wide_letters_take_one_column_where_the_others_tell():
    assert rows(NARROW)[1:4] == ["青鷺", "投稿 2014-03-12 18:02", "罠は落ち葉でいっぱいでした。"]
    assert rows(NARROW)[5:7] == ["梟", "投稿 2014-03-13 08:23"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("One line.\n\nAnother   with a gap.\n", id="prose"),
        pytest.param(MATCHES, id="every line has all columns"),
        pytest.param(NAMED, id="always the same text on the left"),
        pytest.param(MENU * 3, id="no dates"),
        pytest.param(LABELS, id="values beside labels"),
        pytest.param(GUTTERED.split("\nKauz", 1)[0], id="one row"),
        pytest.param("│ a pipe │\n│ alone │\n", id="borders without columns"),
        pytest.param("a\n" + "      Posted 3 May 2019\n      A text.\n\n" * 5, id="nothing on the left"),
    ],
)
def test_other_texts_stay_as_they_are(text):
    assert moved(text) is None


@pytest.mark.parametrize("text", [BORDERED, GUTTERED, CENTRED])
def test_posts_in_columns_are_found_at_their_places(text):
    thread = parse(text, links=False)
    assert [post.author for post in thread.posts][:3] == ["Heron7", "Kauz", "Zilpzalp"]
    assert thread.posts[1].body == "Ours caught a hawk moth.\nIt sat on the lamp all night."
    spans = [post.span for post in thread.posts]
    for post, (start, end) in zip(thread.posts, spans, strict=True):
        assert post.body.split("\n")[0] in text[start:end]
        assert post.raw_timestamp in text[start:end]
    assert thread.regions[0].span[0] == 0
    assert thread.regions[-1].span[1] == len(text)
    assert all(one.span[1] == other.span[0] for one, other in pairwise(thread.regions))


TABLE_SIGNS = st.lists(
    st.sampled_from(
        [*"│─┼├|+ \n\r文", "   ", "| --- |\n", "+---+", "**Ann**", "Ann", "5 May 2019", "text", "Posts: 3"]
    ),
    max_size=80,
)


@given(TABLE_SIGNS)
def test_pieces_are_taken_from_the_text_in_places_of_their_own(signs):
    text = "".join(signs)
    found = moved(text)
    if found is None:
        return
    assert found.size == len(text)
    taken = sorted(piece for piece in found.pieces if piece[0] < piece[1])
    assert all(one[1] <= other[0] for one, other in pairwise(taken))
    for start, (low, high) in zip(found.starts, found.pieces, strict=True):
        assert found.text[start : start + high - low] == text[low:high]
        assert found.before(start, start + high - low) == (low, high)


def test_a_gap_behind_the_date_is_no_gutter():
    """What is said stands below, and the names far above: nothing of them may be left out as a profile."""
    posts = [
        f"**{name}**\nBaker\n\nJoined: 0{n} Feb 2008\nPosts: 27{n}\n\n"
        f"| | Posted: Sat May 0{n}, 2009 12:32 pm    Post subject: Re: Bread|\n---|---\n\nIt was {n} days old."
        for n, name in enumerate(("Ann Lee", "Bob", "Cy Marsh", "Dora"), 1)
    ]
    text = "\n\n".join(["Bread", *posts])
    assert moved(text) is None
