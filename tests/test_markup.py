"""What extractors leave in rows is taken out of bylines; what people wrote stays."""

import pytest

from threadkit import parse
from threadkit.lines import read_lines
from threadkit.markup import are_links_numbered

PEOPLE = ("Ann Lee", "Bob", "Cy Marsh", "Dora")
SAID = ("My bread has never been so good.", "Mine burnt.", "At what heat, Bob?", "I took some rye to it.")


@pytest.mark.parametrize(
    ("line", "row"),
    [
        # targets behind the texts of links
        ("Ann Lee [https://x.org/u/ann] wrote on [/c/12] 5 May 2019", "Ann Lee wrote on 5 May 2019"),
        ("Ann Lee (https://x.org/wiki/Ann_(baker))", "Ann Lee"),
        ("Ann Lee <mailto:ann@x.org>, 5 May 2019 12:30", "Ann Lee , 5 May 2019 12:30"),
        ("Reply [https://x.org/reply?to=12]", "Reply"),
        ("I read all of that in the paper (https://x.org/paper) and still", None),
        ("<https://x.org/u/ann>", None),
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
    assert read_lines(line).text == [line if row is None else row]


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
