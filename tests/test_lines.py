"""Text and bytes to rows: marks peeled off, offsets kept, wrapped paragraphs whole again."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from threadkit.lines import decode, read_lines


@pytest.mark.parametrize(
    ("line", "text", "indent", "bullet", "number", "quote"),
    [
        ("plain words", "plain words", 0, "", -1, 0),
        ("   three in", "three in", 3, "", -1, 0),
        ("\tone tab", "one tab", 8, "", -1, 0),
        ("\xa0\xa0two hard blanks", "two hard blanks", 2, "", -1, 0),
        ("  • Ann", "Ann", 2, "•", -1, 0),
        ("     * Ann", "Ann", 5, "*", -1, 0),
        ("+ Ann", "Ann", 0, "+", -1, 0),
        ("☆ Ann", "Ann", 0, "☆", -1, 0),
        ("- Ann", "Ann", 0, "-", -1, 0),
        ("-Ann", "-Ann", 0, "", -1, 0),
        ("*Ann", "*Ann", 0, "", -1, 0),
        ("  12. Ann", "Ann", 2, "", 12, 0),
        ("3) Ann", "Ann", 0, "", 3, 0),
        ("3.5 litres", "3.5 litres", 0, "", -1, 0),
        ("2019 was a dry year", "2019 was a dry year", 0, "", -1, 0),
        ("18. Oktober 2019, 16:18", "18. Oktober 2019, 16:18", 0, "", -1, 0),
        ("> quoted", "quoted", 0, "", -1, 1),
        (">> > thrice", "thrice", 0, "", -1, 3),
        ("• > quoted in a list", "quoted in a list", 0, "•", -1, 1),
        ("### Ann", "Ann", 0, "", -1, 0),
        ("#12", "#12", 0, "", -1, 0),
        ("**Ann** says:", "Ann says:", 0, "", -1, 0),
        ("[Ann](https://example.org/u/7) says:", "Ann says:", 0, "", -1, 0),
        ("Ann\u200b", "Ann", 0, "", -1, 0),
        ("Ann\r", "Ann", 0, "", -1, 0),
    ],
)
def test_a_line_and_its_marks(line, text, indent, bullet, number, quote):
    page = read_lines(line)
    row = (page.text[0], page.indent[0], page.bullet[0], page.number[0], page.quote[0])
    assert row == (text, indent, bullet, number, quote)


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        (["4. Ann", "5. April", "6. May"], [4, 5, 6]),
        (["4. Ann", "5. April 2019", "6. May"], [4, -1, -1]),
        (["1. April", "2. April", "3. April"], [-1, -1, -1]),
        (["4. Ann", "8. April"], [4, -1]),
    ],
)
def test_a_name_that_is_a_month_goes_on_a_list(rows, numbers):
    assert read_lines("\n\n".join(rows)).number == numbers


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "   \n\t\n", "----------\n", "\u200b\n\ufeff", "\r\r\r"])
def test_nothing_printed_gives_no_rows(text):
    assert len(read_lines(text)) == 0


def test_blank_lines_are_counted_above_the_next_row():
    page = read_lines("\none\ntwo\n\n\nthree\n  \nfour\n")
    assert page.text == ["one", "two", "three", "four"]
    assert page.gap == [1, 0, 2, 1]


@pytest.mark.parametrize("rows", [3, 90])
def test_rules_are_left_out_of_short_and_long_pages(rows):
    lines = [f"  * row {n}" for n in range(rows)]
    page = read_lines("\n".join([lines[0], "-----", *lines[1:-1], "*****", lines[-1]]))
    assert page.text == [f"row {n}" for n in range(rows)]
    assert [page.source[start:end] for start, end in zip(page.start, page.end, strict=True)] == lines
    assert page.gap == [0, 1, *[0] * (rows - 3), 1]
    assert page.bullet == ["*"] * rows


def test_a_rule_counts_as_a_gap():
    page = read_lines("one\n-------\ntwo")
    assert page.text == ["one", "two"]
    assert page.gap[1] > 0


NESTED_MARKS = """     * Ann
       a word
          + Bob
            o rapaz
               o Cy
                 o dia
               o Dora
     * Ed
o gato
"""


def test_the_third_mark_of_nested_lists_is_a_letter():
    """Only further in than the text of the list it is in: "o" begins wrapped lines in Portuguese."""
    page = read_lines(NESTED_MARKS)
    assert [text for text, bullet in zip(page.text, page.bullet, strict=True) if bullet == "o"] == ["Cy", "Dora"]
    assert page.text[3] == "o rapaz"
    assert page.text[5] == "o dia"
    assert page.text[-1] == "o gato"


def test_a_mark_alone_on_its_line_belongs_to_the_next_row():
    page = read_lines("  •\n    Ann\n  2.\n    Bob\n")
    assert page.text == ["Ann", "Bob"]
    assert (page.bullet[0], page.number[1]) == ("•", 2)
    assert page.indent == [2, 2]


@pytest.mark.parametrize(
    ("picture", "row"),
    [
        ("3. [39e7c]", "Ann"),
        ("3. [svg][28a8d6]", "Ann"),
        ("3. [member]", "Ann"),
        ("3. [photo-of-a.png]", "Ann"),
        ("3. [deleted]", "[deleted]"),
        ("3. [a note]", "[a note]"),
        ("3. [12]: see there", "[12]: see there"),
    ],
)
def test_a_mark_beside_a_picture_belongs_to_the_next_row(picture, row):
    page = read_lines(f"2. Bob\n   5 May 2019\n{picture}\n   Ann\n   6 May 2019\n")
    assert (page.text[2], page.number[2], page.indent[2]) == (row, 3, 0)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("[39e7c]", False),
        ("[svg][590e30]", False),
        ("[IMG_2019]", False),
        ("[123456]", False),
        ("[avatar.jpg]", False),
        ("[12]", True),
        ("[deleted]", True),
        ("[applause]", True),
        ("[39e7c] Ann", True),
        ("[2019-05-04 12:30]", True),
    ],
)
def test_rows_of_pictures_are_none(line, kept):
    assert (line in read_lines(f"Ann\n{line}\nWords.\n").text) is kept


@pytest.mark.parametrize(
    ("mark", "indent"),
    [
        ("     *", 5),
        ("          +", 10),
        ("               o", 15),
        ("                    #", 20),
        ("       *", 3),
        ("     »", 3),
        ("     +", 3),
    ],
)
def test_what_broke_out_of_an_item_in_lynx_stands_where_its_mark_does(mark, indent):
    """A mark in another column is what is left of an empty item above."""
    page = read_lines(f"   Ann\n   5 May 2019\n\n{mark}\n\n   Bob\n   6 May 2019\n")
    assert (page.text[2], page.indent[2], page.gap[2]) == ("Bob", indent, 2)


def test_pictures_as_entries_of_a_menu_stay():
    assert read_lines("• [home]\n• [login]\n• [help]\n").text == ["[home]", "[login]", "[help]"]


def test_marks_alone_pass_over_what_is_no_row():
    page = read_lines("Ann\n\n  •\n\n__\n----\n    Bob\n  3.\n")
    assert page.text == ["Ann", "Bob"]
    assert page.bullet == ["", "•"]
    assert page.gap == [0, 4]


LINE = st.text(st.characters(exclude_characters="\n\r"), max_size=30)


@given(st.lists(LINE, max_size=30).map("\n".join))
def test_offsets_point_at_whole_lines(text):
    page = read_lines(text)
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    for row in range(len(page)):
        assert page.start[row] in starts
        assert page.source[page.start[row] : page.end[row]] == lines[starts.index(page.start[row])]


@given(st.text(max_size=300))
def test_rows_are_in_order_and_hold_something(text):
    page = read_lines(text)
    assert page.source == text
    assert all(page.text)
    assert sorted(page.start) == page.start
    assert all(a <= b for a, b in zip(page.end, page.start[1:], strict=False))
    columns = ("start", "end", "indent", "column", "bullet", "number", "quote", "gap", "heading")
    assert {len(getattr(page, name)) for name in columns} == {len(page)}


TEXT = (
    "the ferry was late again and nobody on the quay could say why so we sat on our bags and shared the bread that my"
    " aunt had packed for the other side where people are said to starve"
)
WORDS = TEXT.split()
# Rows that stand on a page word for word again and again are furniture, so every paragraph is different.
PARAGRAPHS = [" ".join([*WORDS[place:], str(place), *WORDS[:place]]) for place in range(3, 15)]


@pytest.mark.parametrize("width", [60, 72, 78, 80, 100])
def test_wrapped_paragraphs_become_one_row(width):
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert read_lines(text).text == PARAGRAPHS


def test_short_lines_are_not_joined():
    verse = "\n".join(f"line {i} of a song" for i in range(40))
    assert len(read_lines(verse)) == 40


def wrapped_posts(byline: str, body: str) -> str:
    """Paragraphs wrapped to 72 columns, each with a byline below; ``body`` fills its only line to the edge."""
    posts = [f"{textwrap.fill(text, 72)}\n{byline.format(n=n)}" for n, text in enumerate([*PARAGRAPHS, body])]
    return "\n\n".join(posts)


@pytest.mark.parametrize(
    "byline",
    [
        "Posted by: Ann Lee {n} days ago",
        "2011-04-{n:02}, 12:40",
        "by Bob {n} hours ago",
        "Zoe{n:x} — 5 May 2019 12:{n:02}",
    ],
)
def test_a_byline_below_a_full_line_stays_a_row(byline):
    full = "Some days the crust is all that is left of a loaf and that is good."
    rows = read_lines(wrapped_posts(byline, full)).text
    assert full in rows


def test_a_sentence_that_goes_on_is_joined_whatever_it_begins_with():
    text = "Nobody can say when the crust of such a loaf will be of any good at all by then or later, said the baker."
    assert textwrap.wrap(text, 72)[1].startswith("by then")
    assert text in read_lines(wrapped_posts("by Bob {n} hours ago", text)).text


def test_a_line_that_ends_with_a_comma_goes_on_even_as_bylines_begin():
    text = f"{'so ' * 18}said Ann at 12:45,\n13 July 2019 (UTC)"
    rows = read_lines(wrapped_posts("1{n} July 2019 by Bob", "Nothing else.") + "\n\n" + text).text
    assert rows[-1] == text.replace("\n", " ")


def test_wrapped_rows_keep_the_place_of_all_their_lines():
    text = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    page = read_lines(text)
    for row in range(len(page)):
        assert " ".join(page.source[page.start[row] : page.end[row]].split()) == page.text[row]


def test_what_comes_below_full_lines_only_is_the_end_of_a_paragraph():
    """The zone of the date that closes each post is pushed to the next line time and again."""
    posts = []
    for place, paragraph in enumerate(PARAGRAPHS):
        lines = textwrap.fill(paragraph, 72).splitlines()[:2]
        posts.append(
            "\n".join([*lines, f"nevertheless {'so ' * 7}Ann{place:02d} 12:01, 5 May 2019".ljust(69, "."), "(UTC)"])
        )
    page = read_lines("\n\n".join(posts))
    assert page.wrap
    assert len(page) == len(posts)
    assert all(text.endswith(" (UTC)") for text in page.text)


@pytest.mark.parametrize(
    ("above", "row", "joined"),
    [
        (f"{'so ' * 18}skrev Ann 12. marts", "2018. (CET)", True),
        ("so skrev Ann 12. marts", "2018. (CET)", False),  # would have fitted above
        (f"2017. {'so ' * 17}en sætning til", "2018. Og en til", False),  # a list so long
        (f"{'so ' * 18}skrev Ann det her:", "12. Og en til", False),
    ],
)
def test_a_year_in_front_of_a_wrapped_row_is_no_number_of_a_list(above, row, joined):
    filler = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    page = read_lines(f"{filler}\n\n{above}\n{row}")
    assert page.wrap
    assert (page.text[-1] == f"{above} {row}") is joined
    assert joined or page.number[-1] == int(row.split(".")[0])


@pytest.mark.parametrize("sign", "━=─")
def test_a_line_across_the_page_goes_on_with_nothing(sign):
    filler = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    rows = read_lines(f"{filler}\n\nNewcomer\n{sign * 72}\nJoined\n").text
    assert "Newcomer" in rows
    assert "Joined" in rows


def test_what_would_have_fitted_above_most_often_is_a_row_of_its_own():
    text = "\n\n".join(f"{textwrap.fill(paragraph, 72)}\nAnswer" for paragraph in PARAGRAPHS)
    assert read_lines(text).text.count("Answer") == len(PARAGRAPHS)


@pytest.mark.parametrize(("step", "joined"), [(0, True), (2, True), (4, False), (6, False)])
def test_a_full_line_and_one_further_in_are_two_paragraphs(step, joined):
    filler = "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in PARAGRAPHS)
    full = "Nobody on the quay could say why, and the bread my aunt had packed went."
    below = " " * step + "Immediately the gulls came, and what they left others took."
    page = read_lines(f"{filler}\n\n{full}\n{below}")
    assert page.wrap == 72
    assert any(text.startswith(full) and text != full for text in page.text) is joined


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("__", None),
        ("__ 118", "118"),
        ("__Helpful 0 __Reply", "Helpful 0 Reply"),
        ("Posted by [Ann](https://example.org/u/ann)", "Posted by Ann"),
        ("see [this page](/x) for more", "see [this page](/x) for more"),
        ("a long list of all that was said is [here](/x)", "a long list of all that was said is [here](/x)"),
        ("### Ann _Level: Rookie_ Nov 14, 2015", "Ann Level: Rookie Nov 14, 2015"),
        ("by [Ann](/u/ann) **Moderator** on 5 May 2019", "by Ann Moderator on 5 May 2019"),
        ("john_the_cook 5 May 2019", "john_the_cook 5 May 2019"),
        ("a__b 5 May 2019", "a__b 5 May 2019"),
        ("I _meant_ what I [said](/p/3).", "I _meant_ what I [said](/p/3)."),
    ],
)
def test_marks_of_icons_and_styled_bylines(line, text):
    assert read_lines(line).text == ([] if text is None else [text])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"Ann", "Ann"),
        ("Zoë sagt: schön".encode(), "Zoë sagt: schön"),
        (b"\xef\xbb\xbfAnn", "Ann"),
        ("Ann".encode("utf-16"), "Ann"),
        (b"\xfe\xff\x00A\x00n\x00n", "Ann"),
    ],
)
def test_decode(data, text):
    assert decode(data) == text


def test_a_damaged_byte_does_not_change_the_charset():
    text = "Früher war das größer, schöner und überhaupt. " * 20
    data = text.encode()[:400] + b"\xff" + text.encode()[400:]
    assert decode(data).count("\ufffd") == 1
    assert decode(data).replace("\ufffd", "") == text


def test_a_legacy_page_is_read_in_its_charset():
    text = "Früher war das größer, schöner und überhaupt ganz anders, sagt Jürgen. " * 20
    assert decode(text.encode("cp1252")) == text


@given(st.binary(max_size=300))
def test_any_bytes_decode(data):
    assert isinstance(decode(data), str)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("23\\. Juni 2016 um 17:21 Uhr", "23. Juni 2016 um 17:21 Uhr"),
        ("Ann am 18\\. Oktober 2023 \\- 13:11", "Ann am 18. Oktober 2023 - 13:11"),
        ("**john\\_doe** says:", "john_doe says:"),
        ("a pattern such as re\\.sub or \\. alone", "a pattern such as re\\.sub or \\. alone"),
        ("C:\\new\\1.txt", "C:\\new\\1.txt"),
    ],
)
def test_markdown_escapes(line, row):
    assert read_lines(line).text == [row]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # pictures as note-taking programs write them, with nothing to read in them
        ("![[files/ann.png\\|32x32]] Ann says:", ["Ann says:"]),
        ("Ann on [5 May 2019](#c1)\n![[a.gif]]", ["Ann on 5 May 2019"]),
        ("Score 0![http://example.org/up?a=1\\|19x18](up.gif)![](down.gif)", ["Score 0"]),
        ("- ![087d4b749e60debf](a.jpg)[Ann](/u/ann) says:", ["Ann says:"]),
        ("[Ann![level 2](2.png)](/u/ann)", ["Ann"]),
        ("[![Ann](a.png) Ann](/u/ann)", ["Ann"]),
        # pictures whose text the name below says again, in a link or not; one alone keeps its text
        ("[![Ann's avatar](a.png)](/u/ann)\n\n[Ann](/u/ann)\n\n[3h](/c/1)", ["Ann", "3h"]),
        ("![Ann Lee](a.png)\nAnn Lee\n5 May 2019", ["Ann Lee", "5 May 2019"]),
        ("![A loaf of bread](a.png)\nThat is mine.", ["A loaf of bread", "That is mine."]),
        # links around several rows
        ("[\n\nAnn\n\n](/u/ann)\n[\n\nNov 4, 2024\n\n](/c/1)\nI bake.", ["Ann", "Nov 4, 2024", "I bake."]),
        ("a = [\n1,\n]", ["a = [", "1,", "]"]),
        ("[\n1,\n]\n[Ann](/u/ann)", ["[", "1,", "]", "Ann"]),
        # targets with brackets, text with brackets
        ("[Like (2)](javascript:void(0);)[Flag](javascript:void(0);)", ["Like (2) Flag"]),
        ("[**_Ann \\[ann at example\\]_**](#7) ¶", ["Ann \\[ann at example\\] ¶"]),
        # targets as long as sites make them, behind names and on buttons; what parts links, names and dates
        (f"[Ann](/u/ann?{'x=1&' * 200}) on [5 May 2019](/c/1?{'y=2&' * 200})", ["Ann on 5 May 2019"]),
        (f"[Reply](/login?{'back=1&' * 200})[Report](/report?{'back=1&' * 200})", ["Reply Report"]),
        (f"I baked [one](/bread?{'x=1&' * 200}).", [f"I baked [one](/bread?{'x=1&' * 200})."]),
        ("[Ann](/u/ann) [5 May 2019](/c/1) [[–]](javascript:void\\(0\\))", ["Ann 5 May 2019 [–]"]),
        ("Please [log in](/in?to=1) to comment.", ["Please log in to comment."]),
        ("[Ann](/u/ann)[5 May 2019](/c/1)", ["Ann 5 May 2019"]),
        ("**Ann**5 days ago", ["Ann 5 days ago"]),
        ("#**1** 5 May 2019", ["#1 5 May 2019"]),
        ('[\n\nBread\n\n](/1)by **[Ann](/u/ann "Ann")** » 5 May 2019', ["Bread", "by Ann » 5 May 2019"]),
        # pictures with a number of the converter's, with a text that the row or the next one says again
        ("![Image 7: Ann](a.png) Ann says:\n![Image 8](b.png)Bob says:", ["Ann says:", "Bob says:"]),
        ("[![Ann](a.png)](/u/ann)Ann, 5 May 2019", ["Ann, 5 May 2019"]),
        ("![Ann Lee, photo](a.png)\n\nAnn Lee 3h", ["Ann Lee 3h"]),
        ("![Ann](a.png)\n\nAnnette 3h", ["Ann", "Annette 3h"]),
        # code of nothing in place of an icon
        ("198`````` 9 Comments", ["198 9 Comments"]),
        # tags for which Markdown has no mark
        ('Ann<span class="icon"></span><span class="date">[5 May 2019](#c1)</span>', ["Ann 5 May 2019"]),
        ('- <img width="50" src="a.png" class="x">\n  \n  [Ann](/u/ann)', ["Ann"]),
        ('Write <span class="x"> around it.', ['Write <span class="x"> around it.']),
    ],
)
def test_markdown_of_saved_pages(text, rows):
    assert read_lines(text).text == rows


@pytest.mark.parametrize(
    ("text", "rows", "headings"),
    [
        ("Ann on 5 May\n------------\nRye.", ["Ann on 5 May", "Rye."], [True, False]),
        ("Bread\n=====\nRye.", ["Bread", "Rye."], [True, False]),
        ("Bread\n\n=====\nRye.", ["Bread", "=====", "Rye."], [False] * 3),
        ("Bread for all\n=====\nRye.", ["Bread for all", "=====", "Rye."], [False] * 3),
        ("Oh\n==\nRye.", ["Oh", "==", "Rye."], [False] * 3),
        ("=====\n=====\nRye.", ["=====", "=====", "Rye."], [False] * 3),
        ("> > >\n-----\nRye.", ["Rye."], [False]),
    ],
)
def test_underlined_rows_are_headings(text, rows, headings):
    page = read_lines(text)
    assert (page.text, page.heading) == (rows, headings)


def test_the_line_below_a_heading_is_no_blank_line():
    assert read_lines("Bread\n=====\nRye.\n\nOats.").gap == [0, 0, 1]


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("So it is. — ann ^Talk 22:41, 26 June 2019", "So it is. — ann Talk 22:41, 26 June 2019"),
        ("So it is. Ann Lee^talk 22:41, 26 June 2019", "So it is. Ann Lee talk 22:41, 26 June 2019"),
        ("Ann ^(u · t) 26 June 2019", "Ann (u · t) 26 June 2019"),
        ("Ann ^[discu] 26 June 2019", "Ann [discu] 26 June 2019"),
        ("^Talk 12:01, Ann^✉ 26 June 2019", "Talk 12:01, Ann ✉ 26 June 2019"),
        ("x^2 and a^b and 2^(n) ^_^", "x^2 and a^b and 2^(n) ^_^"),
        ("^ this", "^ this"),
    ],
)
def test_raised_words(line, row):
    assert read_lines(line).text == [row]


SIGNED = "Bread is best. Ann (talk) 12:0{n}, 5 May 2019 (UTC)"


@pytest.mark.parametrize(
    ("glued", "parts"),
    [
        (
            "So it is. Bob (talk) 13:01, 5 May 2019 (UTC) Is it? Cy (talk) 13:07, 6 May 2019 (UTC)",
            ["So it is. Bob (talk) 13:01, 5 May 2019 (UTC)", "Is it? Cy (talk) 13:07, 6 May 2019 (UTC)"],
        ),
        (
            "Oui. Bob (discuter) 5 mai 2019 à 13:01 (CEST) Non. Cy 6 mai 2019 à 13:07 (CEST) Si !",
            ["Oui. Bob (discuter) 5 mai 2019 à 13:01 (CEST)", "Non. Cy 6 mai 2019 à 13:07 (CEST)", "Si !"],
        ),
        (
            "Yes (CET). Bob 13:01, 5 May 2019 (UTC) (CET) 13:07, 6 May 2019 (UTC) No.",
            ["Yes (CET). Bob 13:01, 5 May 2019 (UTC)", "(CET) 13:07, 6 May 2019 (UTC)", "No."],
        ),
        ("Since 13:01, 5 May 2019 it is gone. (UTC) too", None),
        ("The meeting of 2019 is at 15:00 (UTC) on Monday.", None),  # a time of day in a sentence
        ("So it is (see below). Bob (talk) 13:01, 5 May 2019 (UTC).", None),
    ],
)
def test_rows_are_parted_behind_signatures(glued, parts):
    text = "\n\n".join([*(SIGNED.format(n=n) for n in range(3)), f"  {glued}"])
    page = read_lines(text)
    assert page.text[3:] == (parts or [glued])
    for row in range(len(page)):
        assert page.source[page.start[row] : page.end[row]].strip() == page.text[row]
    assert page.indent[3:] == [2] * len(page.text[3:])
    assert page.gap[3:] == [1, *[0] * (len(page.text[3:]) - 1)]


def test_rows_are_not_parted_where_hardly_any_is_signed():
    glued = "So it is. Bob (talk) 13:01, 5 May 2019 (UTC) Is it? Cy (talk) 13:07, 6 May 2019 (UTC)"
    assert read_lines(f"{SIGNED.format(n=1)}\n\n{glued}").text[1] == glued


@pytest.mark.parametrize(
    ("rows", "dates"),
    [
        # 28 July 2018 was a Saturday, "samedi" in French; 26 July a Thursday, "KT" in Lithuanian.
        (["Sam, 28.07.2018", "Sam, 27.07.2018", "Ann, 27.07.2018"], ["28.07.2018", "27.07.2018", "27.07.2018"]),
        (["From KT 2018-07-26T04:32:44Z", "From KT 2018-07-25"], ["2018-07-26T04:32:44Z", "2018-07-25"]),
        (["Sam, 28.07.2018", "27.07.2018", "26.07.2018", "25.07.2018", "24.07.2018"], ["28.07.2018"]),
        (["Sam, 28.07.2018", "Ven, 27.07.2018", "26.07.2018"], ["Sam, 28.07.2018", "Ven, 27.07.2018"]),
        # A site that prints days in another time zone than dates.
        (["Sat 28.07.2018", "Sat 27.07.2018", "Fri 27.07.2018", "Thu 26.07.2018"], ["Sat 28.07.2018", "27.07.2018"]),
        (["Sam 28/07/2018 10:11", "Sam 21/07/2018 9:15"], ["Sam 28/07/2018 10:11", "Sam 21/07/2018 9:15"]),
    ],
)
def test_who_is_called_like_a_day_is_no_part_of_a_date(rows, dates):
    page = read_lines("\n".join(rows))
    found = [(row, date) for row, of_row in page.dated.items() for date in of_row]
    assert [date.text for _, date in found][: len(dates)] == dates
    assert all(page.text[row][date.start : date.end] == date.text for row, date in found)


@pytest.mark.parametrize(
    ("rows", "joined"),
    [
        (["Added by", "Ann", "about 2 years", "ago"], ["Added by", "Ann", "about 2 years ago"]),
        (["said 3 days", "ago", "Bread."], ["said 3 days ago", "Bread."]),
        (["par", "Ann", "il y a", "3 jours", "Du pain."], ["par", "Ann", "il y a 3 jours", "Du pain."]),
        (["Hace", "2 horas"], ["Hace 2 horas"]),
        (["Ann", "3 days", "", "ago"], ["Ann", "3 days", "ago"]),  # of two paragraphs
        (["Banned", "for", "3 days"], ["Banned", "for", "3 days"]),  # "for 3 dager siden"
        (["long", "ago"], ["long", "ago"]),
        (["3 days ago", "ago"], ["3 days ago", "ago"]),
    ],
)
def test_relative_dates_cut_at_what_is_linked_are_whole_again(rows, joined):
    page = read_lines("\n".join(rows))
    assert page.text == joined
    assert [page.source[start:end].split() for start, end in zip(page.start, page.end, strict=True)] == [
        text.split() for text in joined
    ]
