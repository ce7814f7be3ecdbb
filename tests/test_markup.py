"""What extractors leave in rows is taken out of bylines; what people wrote stays."""

from textwrap import fill as wrap

import pytest

from threadkit import parse
from threadkit.lines import read_lines
from threadkit.markup import are_links_numbered

PEOPLE = ("Ann Lee", "Bob", "Cy Marsh", "Dora")
MORE = (
    "And then there are so many other things that one might have said of this, but I have no time at all today, so "
    "let us leave it there for once, and write to me of what came out of it at the end of the week, if you do not mind."
)
RULE = r"\_\_\_\_\_\_"
SAID = ("My bread has never been so good.", "Mine burnt.", "At what heat, Bob?", "I took some rye to it.")


@pytest.mark.parametrize(
    ("line", "row"),
    [
        # targets behind the texts of links
        ("Ann Lee [https://x.org/u/ann] wrote on [/c/12] 5 May 2019", "Ann Lee wrote on 5 May 2019"),
        ("Ann Lee (https://x.org/wiki/Ann_(baker))", "Ann Lee"),
        ("Ann Lee <https://x.org/u/ann>, 5 May 2019 12:30", "Ann Lee , 5 May 2019 12:30"),
        ("Reply [https://x.org/reply?to=12]", "Reply"),
        ("I read all of that in the paper (https://x.org/paper) and still", None),
        ("<https://x.org/u/ann>", None),
        ("as they say there (https://x.org/paper).", None),
        ("a smile.gif[/img]", None),
        ("Ann [sic] 5 May 2019", None),
        ("He (http 404) said so", None),
        # links glued to each other or to words
        ("[Ann Lee](/u/ann)[5 May 2019](/c/12)", "Ann Lee 5 May 2019"),
        ("by [Ann Lee](/u/ann)on [5 May 2019](/c/12), 3 likes", "by Ann Lee on 5 May 2019, 3 likes"),
        # pictures beside links with a text
        ("![Ann's avatar](a.png) [Ann Lee](/u/ann) 5 May 2019", "Ann Lee 5 May 2019"),
        ("[ ![Ann](a.png) ](/u/ann) [Ann Lee](/u/ann) · [5 May 2019](/c/12)", "Ann Lee · 5 May 2019"),
        ("![Ann Lee](a.png) 5 May 2019", "Ann Lee 5 May 2019"),
    ],
)
def test_marks_in_bylines(line, row):
    assert read_lines("\n\n".join([line] * 3)).text == [line if row is None else row] * 3


def test_one_target_behind_a_few_words_is_what_somebody_wrote():
    line = "they say so (https://x.org/paper)"
    assert read_lines(line).text == [line]


@pytest.mark.parametrize(
    ("text", "numbered"),
    [
        ("".join(f"[{n}]Ann and " for n in range(7, 20)), True),
        ("".join(f"[{n}] [{n + 1}]Ann and " for n in range(7, 20, 2)), True),
        ("".join(f"[{n}]Ann and " for n in range(7, 12)), False),  # few
        ("".join(f"Ann was there.[{n}] " for n in range(1, 20)), False),  # notes
        ("".join(f"See [{n}] and " for n in range(1, 20)), False),
        ("".join(f"[{n % 3}]Ann and " for n in range(1, 20)), False),  # not in turn
        ("".join(f"a[{n}](b) " for n in range(1, 20)), False),
    ],
)
def test_numbers_of_links(text, numbered):
    assert are_links_numbered(text) is numbered


def test_pages_with_numbered_links_read_as_others():
    numbers = iter(range(1, 100))
    menu = "".join(f"   [{next(numbers)}]{word}\n" for word in ("Home", "Bread", "Contact"))
    posts = "".join(
        f"\n   [{next(numbers)}]{name} [{next(numbers)}]5 May 2019 at 12:3{n}\n\n   {said} [{next(numbers)}]\n"
        for n, (name, said) in enumerate(zip(PEOPLE, SAID, strict=True))
    )
    targets = "".join(f"  {n}. https://x.org/{'long/' * n}{n}\n" for n in range(1, next(numbers)))
    text = f"{menu}\n   Bread\n\n   4 comments\n{posts}\nReferences\n\n   Visible links\n{targets}"
    thread = parse(text)
    assert [(post.author, post.body.rstrip()) for post in thread.posts] == [*zip(PEOPLE, SAID, strict=True)]
    last = thread.regions[-1]
    assert last.kind == "furniture"
    assert text[slice(*last.span)].lstrip().startswith("References")




def wrapped_page() -> str:
    """A page as converters to Markdown wrap it: texts and bylines, links within their targets too, but no lists."""
    posts = [
        f"  * [Reply to this comment of {name} below](https://x.org/r/{n} 'Reply to what was said by {name}')\n\n"
        f"by [{name}, who bakes and writes about what came out of it](https://x.org/users/12{n}\n"
        f'"All of {name}") on 5 May 2019 at 12:3{n}\n\n{wrap(f"{said} {MORE}", 78)}\n\n{RULE}\nSlow but sure\n'
        for n, (name, said) in enumerate(zip(PEOPLE, SAID, strict=True))
    ]
    return "# Bread\n\n4 comments\n\n" + "\n".join(posts)


def test_links_wrapped_within_are_one_again():
    rows = read_lines(wrapped_page()).text
    assert "by Ann Lee, who bakes and writes about what came out of it on 5 May 2019 at 12:30" in rows
    assert not [row for row in rows if "_" in row]  # a rule, escaped
    assert [post.raw_timestamp for post in parse(wrapped_page()).posts] == [f"5 May 2019 at 12:3{n}" for n in range(4)]


def test_what_is_whole_by_itself_does_not_hide_where_a_page_was_wrapped():
    page = read_lines(wrapped_page())
    assert 60 < page.wrap < 90
    assert all(row.endswith("if you do not mind.") for row in page.text if "And then" in row)
    assert {page.gap[row] for row, text in enumerate(page.text) if "And then" in text} == {1}


@pytest.mark.parametrize("text", ["a [b\nc", "[a](b\nc", "x = [1,\n2]\n[Ann](/u/ann)", "[a\n\nb](c)", "[a\n* b](c)"])
def test_brackets_that_no_link_closes_join_nothing(text):
    assert len(read_lines(text).text) == len([line for line in text.split("\n") if line])
