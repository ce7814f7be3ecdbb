"""Plain text and Markdown, for people."""

from __future__ import annotations

import html
import re

import pytest
from chains import chain
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import START, hostile, plain

from threadkit.export import render
from threadkit.export.markdown import escape
from threadkit.export.outline import wrap
from threadkit.graph.terminal import columns_of
from threadkit.models import Post, ReplyLink, Thread


def test_text_draws_the_tree():
    assert render(plain(), "text") == (
        "Ann, 2022-02-03 04:05 (#1)\n"
        "│  Who has been there?\n"
        "├─ Bob, 2022-02-03 04:15 (#2)\n"
        "│  │  I have.\n"
        "│  └─ Ann, 2022-02-03 04:20 (#3)\n"
        "│        Was it cold?\n"
        "└─ Cy, 2022-02-03 04:25 (#4)\n"
        "      Not me.\n"
    )


def test_text_tells_how_sure_an_inferred_link_is():
    link = ReplyLink(parent="1", source="inferred", confidence=0.62)
    talk = Thread(posts=(Post(id="1"), Post(id="2", parent="1", author="Bob", raw_timestamp="lately", link=link)))
    assert render(talk, "text").splitlines()[0] == "(unknown) (#1)"
    assert "└─ Bob, lately, ~62 % (#2)" in render(talk, "text")
    assert "%" not in render(talk, "text", min_confidence=0.7)
    assert "~62 %" in render(talk, "markdown")


def test_text_prints_only_as_much_of_a_time_as_is_known():
    post = Post(id="1", author="Ann", timestamp=START, timestamp_precision="month")
    assert render(Thread(posts=(post,)), "text") == "Ann, 2022-02 (#1)\n"


@pytest.mark.parametrize("width", [40, 72, 100])
def test_text_keeps_to_its_width(width):
    for thread in (plain(), hostile()):
        assert max(map(columns_of, render(thread, "text", width=width, deepest=3).splitlines())) <= width


def test_text_stops_indenting_where_it_is_told():
    lines = render(chain(60), "text").splitlines()
    assert max(len(line) - len(line.lstrip(" │└├─")) for line in lines) <= 3 * 14
    assert any("[59] B" in line for line in lines)


def test_text_shortens_bodies_on_request():
    long = Thread(posts=(Post(id="1", author="Ann", body="one\ntwo\nthree"),))
    assert render(long, "text", max_lines=2).splitlines() == ["Ann (#1)", "   one", "   two", "   …"]


def test_nothing_hostile_reaches_the_terminal():
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", render(hostile(), "text"))


def test_several_threads_are_headed_by_their_names():
    assert render([plain(), plain()], "text").count("== 2 ==") == 1
    assert render([plain(), hostile()], "markdown").startswith("# The lake\n")


@settings(deadline=None, max_examples=80)
@given(st.text(st.sampled_from("ab日 e\u0301"), max_size=60), st.integers(2, 12))
def test_wrapping_loses_nothing(text, width):
    text = " ".join(text.split())
    lines = wrap(text, width)
    assert all(columns_of(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_markdown_nests_replies():
    assert render(plain(), "markdown") == (
        "# The lake\n"
        "\n- **Ann**, 2022-02-03 04:05\n\n  Who has been there?\n"
        "\n  - **Bob**, 2022-02-03 04:15\n\n    I have.\n"
        "\n    - **Ann**, 2022-02-03 04:20\n\n      Was it cold?\n"
        "\n  - **Cy**, 2022-02-03 04:25\n\n    Not me.\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("- no list", "\\- no list"),
        ("1. no list", "1\\. no list"),
        ("# no heading", "\\# no heading"),
        ("*no* _stress_ but snake_case", "\\*no\\* \\_stress\\_ but snake_case"),
        ("<script>&", "&lt;script&gt;&amp;"),
        ("[no](link)", "\\[no\\](link)"),
        ("> no quote", "&gt; no quote"),
        ("==", "\\=="),
        ("2021 was", "2021 was"),
    ],
)
def test_markdown_shows_what_people_wrote(text, shown):
    assert escape(text) == shown


def test_markdown_of_a_deep_or_headed_thread():
    assert "(level 50)" in render(chain(60), "markdown")
    assert "The \ufffd article" in html.unescape(render(hostile(), "markdown", article=True))
    assert "<script" not in render(hostile(), "markdown")


def test_markdown_is_read_as_the_same_words():
    markdown_it = pytest.importorskip("markdown_it")
    page = markdown_it.MarkdownIt("commonmark").render(render(hostile(), "markdown"))
    words = html.unescape(re.sub("<[^>]+>", "", page))
    assert page.count("<li>") == len(hostile().posts)
    for text in (
        "</script><script>alert(1)</script>",
        "=1+1",
        "{curly} [square] (round) *star* _under_ # hash 1. list",
    ):
        assert text in words
