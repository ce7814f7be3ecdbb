"""Whatever goes in, a thread comes out, its parts fit together, and it takes no longer than it should.

``python -m tests.test_robustness`` runs the same inputs at full size and prints
how long each took, and how time grows with the number of posts.
"""

from __future__ import annotations

import random
import re
import time
import traceback
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkit.lines import DATE
from threadkit.masking import CUT, TIME
from threadkit.models import Thread
from threadkit.pipeline import parse
from threadkit.reprint import layout_page, random_page

try:
    from tests.render import squeeze
except ImportError:  # run by pytest, which puts this folder itself on the path
    from render import squeeze


def bad_inputs(scale: int) -> Iterator[tuple[str, str | bytes]]:
    """Inputs that make careless patterns slow or careless code raise; ``scale`` 1000 is the full size."""
    rng = random.Random(7)
    yield "spaces", " " * (1000 * scale)
    yield "one long line", ("lorem ipsum dolor " * (280 * scale))[: 5000 * scale]
    yield "one long word", "x" * (5000 * scale)
    yield "one long line of digits", "1234567890" * (100 * scale)
    yield "posted by, one line", "Posted by: " * (200 * scale)
    yield "posted by, many lines", "Posted by: \n" * (200 * scale)
    yield "on a, b c", "On a, b c " * (20 * scale)
    yield "on a, b c, many lines", "On a, b c\n" * (20 * scale)
    yield "opening brackets", "[" * (100 * scale)
    yield "brackets and blanks", "[ ( { " * (50 * scale)
    yield "closing brackets", ")]}" * (50 * scale)
    yield "link openings", "[a](" * (50 * scale)
    yield "picture openings", "![a/" * (250 * scale)
    yield "picture openings, many lines", ("![a/" * 60 + "\n") * (4 * scale)
    yield "tags", '<span class="a">' * (60 * scale)
    yield "emphasis", "**a" * (50 * scale)
    yield "quote marks", "> " * (100 * scale)
    yield "bullets", "* " * (100 * scale)
    yield "nested numbers", "1. " * (100 * scale)
    yield "bullets alone", "*\n" * (100 * scale)
    yield "rules", "---- \n" * (100 * scale)
    yield "NULs", "\x00" * (100 * scale)
    yield "NULs in bytes", b"\x00" * (100 * scale)
    yield "escapes", "\x1b[31mAnn\x1b[0m \x07\x08" * (10 * scale)
    yield "lone surrogates", "\ud800\udfff " * (20 * scale)
    yield "private marks", f"{DATE}{TIME}{CUT} " * (20 * scale)
    yield "soft hyphens", "\xad1\xad2\xad.\xad" * (20 * scale)
    yield "combining marks", "a" + "\u0301" * (50 * scale)
    yield "right to left marks", "\u202e\u200f\u061c" * (30 * scale)
    yield "carriage returns", "\r" * (100 * scale)
    yield "form feeds", "\x0c\x0b\x85\u2028" * (30 * scale)
    yield "dates on one line", "5 May 2019, 12:30 " * (20 * scale)
    yield "half dates", "12:3 5 2019-1-" * (20 * scale)
    yield "says on one line", "says: wrote: said " * (20 * scale)
    yield "colons", "a: " * (100 * scale)
    yield "backslashes", "\\" * (100 * scale)
    yield "random bytes", rng.randbytes(200 * scale)
    yield "random bytes without the high bit", bytes(byte & 0x7F for byte in rng.randbytes(200 * scale))
    yield "random letters", "".join(rng.choice("ab \n.:-[]|>*1") for _ in range(200 * scale))


_LINK_TARGET = re.compile(r"\]\([^()\s]*\)")


def words(text: str) -> str:
    """A text squeezed, without Markdown link targets: bylines are read without them, long rows keep them."""
    return squeeze(_LINK_TARGET.sub("]", text))



SMALL = list(bad_inputs(10))


@pytest.fixture(scope="module", autouse=True)
def _tables_are_loaded():
    parse("Ann says: 5 May 2019")


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in SMALL])
def test_bad_input_gives_no_posts_in_no_time(source):
    began = time.perf_counter()
    thread = parse(source)
    assert time.perf_counter() - began < 5
    assert thread.posts == ()
    check_thread(thread, None if isinstance(source, bytes) else source)


# --- what holds of every thread ------------------------------------------------


def check_thread(thread: Thread, source: str | None) -> None:
    """The parts of a thread fit together and, where the text is known, fit the text."""
    ids = [post.id for post in thread.posts]
    assert len(set(ids)) == len(ids)
    assert all(post.parent is None or post.parent in ids for post in thread.posts)
    size = thread.regions[-1].span[1] if thread.regions else 0
    cursor = 0
    for region in thread.regions:
        assert region.span[0] == cursor < region.span[1]
        cursor = region.span[1]
        assert (region.post is not None) == (region.kind == "post")
    assert [region.post for region in thread.regions if region.post] == ids
    for post in thread.posts:
        assert post.span is not None
        assert 0 <= post.span[0] <= post.span[1] <= size
        assert post.body_span is not None or not post.body
        if post.body_span is not None:
            assert post.span[0] <= post.body_span[0] <= post.body_span[1] <= post.span[1]
    if source is None:
        return
    assert size == len(source)
    for post in thread.posts:
        if post.body_span is not None:
            assert words(post.body) in words(source[slice(*post.body_span)])
        if post.span is not None and post.author:
            assert words(post.author) in words(source[slice(*post.span)])
    by_post = {region.post: region for region in thread.regions if region.post}
    for post in thread.posts:
        assert post.span is not None
        assert by_post[post.id].span[0] <= post.span[0] <= post.span[1] <= by_post[post.id].span[1]


LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        (
            "",
            "",
            "   ",
            "Ann",
            "Ann says:",
            "  • Ann",
            "1. Bob Stone",
            "Posted by: Ann | 27 September 2011",
            "27 September 2011 at 12:44",
            "Ann 27 September 2011 12:44",
            "> quoted words",
            "3 Comments",
            "Reply",
            "Leave a Reply",
            "level 2",
            "#12",
            "-----",
            "I do not think that this is true at all, and my neighbour agrees with me.",
            "Thanks!\r",
            "\tindented words that go on for a while",
            "x" * 500,
            "Jan\u00ad 5, 2019 \x00",
        )
    ),
)


@given(st.lists(LINES, max_size=60).map("\n".join))
@settings(max_examples=150)
def test_any_lines(text):
    check_thread(parse(text), text)


@given(st.binary(max_size=600))
@settings(max_examples=80)
def test_any_bytes(data):
    check_thread(parse(data), None)


@given(st.text(max_size=600))
@settings(max_examples=80)
def test_any_text(text):
    check_thread(parse(text), text)


@given(st.integers(0, 10**9))
@settings(max_examples=30)
def test_rendered_pages(seed):
    text, _, _ = random_page(seed)
    check_thread(parse(text), text)


@given(st.integers(0, 10**9), st.data())
@settings(max_examples=40)
def test_damaged_pages(seed, data):
    """Pages cut at any place, turned over, or with lines lost."""
    text, _, _ = random_page(seed, size=6)
    lines = text.split("\n")
    kind = data.draw(st.sampled_from(("head", "tail", "lost", "shuffled", "doubled", "stripped", "windows")))
    if kind == "head":
        text = text[: data.draw(st.integers(0, len(text)))]
    elif kind == "tail":
        text = text[data.draw(st.integers(0, len(text))) :]
    elif kind == "lost":
        text = "\n".join(line for line in lines if data.draw(st.integers(0, 4)))
    elif kind == "shuffled":
        text = "\n".join(data.draw(st.permutations(lines)))
    elif kind == "doubled":
        text = text + text
    elif kind == "stripped":
        text = "\n".join(line.strip() for line in lines if line.strip())
    else:
        text = text.replace("\n", "\r\n")
    check_thread(parse(text), text)


def test_bytes_are_read_as_their_text():
    text, _, _ = random_page(3)
    assert parse(text.encode()).posts == parse(text).posts
    with_mark = parse(b"\xef\xbb\xbf" + text.encode())
    assert [post.body for post in with_mark.posts] == [post.body for post in parse(text).posts]


def test_windows_line_ends_change_nothing_but_offsets():
    text, _, _ = random_page(3)
    plain, windows = parse(text), parse(text.replace("\n", "\r\n"))
    assert [(p.author, p.body) for p in windows.posts] == [(p.author, p.body) for p in plain.posts]


def test_same_input_same_result():
    text, _, _ = random_page(5)
    assert parse(text).to_json() == parse(text).to_json()


@pytest.mark.parametrize("place", range(4))
def test_time_grows_with_the_posts_and_no_faster(place):
    """Eight times the posts cost about eight times the time; anything that compares posts in pairs costs 64 times."""

    def seconds(posts: int) -> float:
        _, text = list(scaling_pages(posts))[place]
        best = float("inf")
        for _ in range(2):
            began = time.process_time()
            parse(text)
            best = min(best, time.process_time() - began)
        return best

    assert seconds(1600) < 16 * seconds(200)


# --- full size, by hand -----------------------------------------------------------


def time_parse(source: str | bytes) -> tuple[float, Thread]:
    """Seconds and result; what is raised is printed, so that the other inputs still get their turn."""
    began = time.perf_counter()
    try:
        thread = parse(source)
    except Exception:
        traceback.print_exc()
        thread = Thread()
    return time.perf_counter() - began, thread


def scaling_pages(posts: int) -> Iterator[tuple[str, str]]:
    """Pages of that many posts: two layouts from the catalogue and two made up."""
    from threadkit.layouts import load_layout

    for name in ("wordpress", "movabletype"):
        yield name, layout_page(load_layout(name), 1, size=posts)[0]
    for seed in (5, 14):
        yield f"random {seed}", random_page(seed, size=posts)[0]


def main() -> None:
    """Run the full sizes and print the seconds."""
    for name, source in bad_inputs(1000):
        seconds, thread = time_parse(source)
        print(f"{seconds:7.2f} s {len(source) / 1e6:5.1f} MB {len(thread.posts)} posts  {name}", flush=True)
    for small in (500, 2000):
        for (name, few), (_, many) in zip(scaling_pages(small), scaling_pages(8 * small), strict=True):
            (fast, some), (slow, more) = time_parse(few), time_parse(many)
            counts = f"{len(some.posts)} of {small} in {fast:.2f} s, {len(more.posts)} of {8 * small} in {slow:.2f} s"
            print(f"{slow / fast:5.1f} times for 8 times the posts: {name}: {counts}", flush=True)


if __name__ == "__main__":
    main()
