"""Every named layout reads its page as its neighbour file says; one switch rewrites those files for review.

THREADKIT_REWRITE=1 python -m pytest tests/layouts/test_catalogue.py
"""

from __future__ import annotations

import json
import os
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from threadkit.layouts import Layout, LayoutError, layout_names, load_layout, named_layouts
from threadkit.layouts.template import compile_template, spelled_out
from threadkit.models import Thread
from threadkit.pipeline import parse

PAGES = Path(__file__).parent / "pages"
REWRITE = os.environ.get("THREADKIT_REWRITE") == "1"
SHOWN = ("author", "raw_timestamp", "number", "title", "score", "parent", "body")
"""Fields of a post that the expectations state where they are set."""

NAMELESS = ("bare-list",)
"""Layouts of what is left where extractors dropped the names."""


def read_page(name: str) -> str:
    return (PAGES / f"{name}.txt").read_text(encoding="utf-8")


def read_expected(name: str) -> list[dict[str, Any]]:
    return json.loads((PAGES / f"{name}.json").read_text(encoding="utf-8"))["posts"]  # type: ignore[no-any-return]


def described(thread: Thread) -> list[dict[str, Any]]:
    return [
        {field: getattr(post, field) for field in SHOWN if getattr(post, field) is not None} for post in thread.posts
    ]


def token_per_line(text: str) -> str:
    """The page without indentation and blank lines, as extractors that print one node a line leave it."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@pytest.mark.parametrize("name", layout_names())
def test_every_layout_has_a_page(name: str) -> None:
    assert (PAGES / f"{name}.txt").exists(), "add a page in your own words and run with THREADKIT_REWRITE=1"


def test_every_page_has_a_layout() -> None:
    assert {path.stem for path in PAGES.iterdir()} <= set(layout_names())


@pytest.mark.parametrize("name", layout_names())
def test_layout_reads_its_page(name: str) -> None:
    posts = described(parse(read_page(name), layout=name, links=False))
    if REWRITE:
        document = {"layout": name, "posts": posts}
        (PAGES / f"{name}.json").write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert posts == read_expected(name)


@pytest.mark.parametrize("name", layout_names())
def test_page_is_a_discussion_of_five_posts(name: str) -> None:
    """The expectations themselves: whoever rewrites them sees at once if a post or an author went missing."""
    expected = read_expected(name)
    assert len(expected) == 5
    assert all(post["body"] for post in expected)
    assert all(("author" in post) == (name not in NAMELESS) for post in expected)


@pytest.mark.parametrize("name", layout_names())
def test_authors_survive_one_line_per_node(name: str) -> None:
    thread = parse(token_per_line(read_page(name)), layout=name, links=False)
    assert [post.author for post in thread.posts] == [post.get("author") for post in read_expected(name)]


@pytest.mark.parametrize("name", layout_names())
def test_nothing_is_found_in_an_article(name: str) -> None:
    article = (
        "Bread without fuss\n\nThe shortest recipe of this series needs flour, water, yeast and patience.\n\n"
        "Knead it once, forget it for a night, and bake it in the morning.\n\nLeave a Reply\n"
    )
    assert not parse(article, layout=name, links=False).posts


@pytest.mark.parametrize("layout", named_layouts(), ids=lambda layout: layout.name)
def test_layout_is_described_and_bounded(layout: Layout) -> None:
    assert layout.description
    assert layout.source == "builtin"
    assert len(layout.head) + len(layout.foot) <= 20, "prefer fewer alternatives; split the layout"
    for source in chain.from_iterable(map(spelled_out, (*layout.head, *layout.foot))):
        optional = compile_template(source).regex.count(")?")
        assert optional <= 9, f"{source!r}: optional parts multiply the ways to match; write alternatives"


@pytest.mark.parametrize("layout", named_layouts(), ids=lambda layout: layout.name)
def test_toml_round_trip(layout: Layout) -> None:
    again = load_layout(layout.to_toml())
    assert again.model_copy(update={"source": "builtin"}) == layout


def test_load_layout_by_name_template_document_and_file(tmp_path: Path) -> None:
    assert load_layout("wordpress").name == "wordpress"
    assert load_layout("{author} wrote on {timestamp}:").head == ("{author} wrote on {timestamp}:",)
    document = 'name = "mine"\nhead = ["{author} at {timestamp}"]\n'
    assert load_layout(document).name == "mine"
    (tmp_path / "own.toml").write_text('head = ["{author} at {timestamp}"]\n', encoding="utf-8")
    assert load_layout(tmp_path / "own.toml").name == "own"
    assert load_layout(str(tmp_path / "own.toml")).name == "own"


@pytest.mark.parametrize(
    ("line", "head", "foot"),
    [
        ("By {author} on {timestamp}", ("By {author} on {timestamp}",), ()),
        ("<{author}> {body}", ("<{author}> {body}",), ()),
        ("{author} says:\\n{body}", ("{author} says:",), ()),
        ("{body}\\nPosted by {author}", (), ("Posted by {author}",)),
        ("{author}\\n{body}\\n{timestamp}", ("{author}",), ("{timestamp}",)),
    ],
)
def test_one_line_of_template(line: str, head: tuple[str, ...], foot: tuple[str, ...]) -> None:
    layout = load_layout(line)
    assert (layout.head, layout.foot) == (head, foot)


@pytest.mark.parametrize(
    "what",
    [
        "wordpres",
        "nothing of the kind",
        "{nobody} says",
        "{author",
        "{author} says]",
        'head = ["\n',
        "{_}{_}{_}{_}{_} x",
    ],
)
def test_unusable_layouts_say_why(what: str) -> None:
    with pytest.raises(LayoutError) as caught:
        load_layout(what)
    assert str(caught.value)
