"""Pages that hold no discussion, though they hold names, dates, lists and everything else that posts are made of."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from threadkit.pipeline import parse

FOLDER = Path(__file__).parent / "negatives"
PAGES = sorted(FOLDER.glob("*.txt"))

KNOWN_FAILURES = frozenset((FOLDER / "known-failures").read_text(encoding="utf-8").split())
"""Pages that are still taken for a discussion; ``name:flat`` is the page printed one token per line.

A name that passes is to be taken out; ``python -m tests.test_negatives --write`` prints the present state and
writes the list anew, for review in a diff.
"""

FALSE_PAGES = 0.03
"""The aim: at most this share of pages without discussion yields a post."""


def _expect(request, name):
    if name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason="still taken for a discussion", strict=True))


def flattened(text: str) -> str:
    """The page printed one token per line."""
    return "\n".join(line.strip(" •*") for line in text.splitlines() if line.strip(" •*"))


@cache
def taken_for_discussions() -> tuple[str, ...]:
    """Names of the pages that yield posts."""
    return tuple(path.stem for path in PAGES if parse(path.read_text(encoding="utf-8"), links=False).posts)


def test_there_are_enough():
    assert len(PAGES) >= 40


def test_hardly_a_page_is_taken_for_a_discussion():
    wrong = taken_for_discussions()
    assert len(wrong) <= FALSE_PAGES * len(PAGES), wrong


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_post(path, request):
    _expect(request, path.stem)
    thread = parse(path.read_text(encoding="utf-8"))
    assert [post.author for post in thread.posts] == []
    assert thread.article
    assert "no-posts" in {diagnostic.code for diagnostic in thread.diagnostics}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_post_when_printed_one_token_per_line(path, request):
    _expect(request, f"{path.stem}:flat")
    assert [post.author for post in parse(flattened(path.read_text(encoding="utf-8"))).posts] == []


def main(write: bool) -> None:
    """Print what is taken for a discussion, and by which layout."""
    failures = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for name, page in ((path.stem, text), (f"{path.stem}:flat", flattened(text))):
            thread = parse(page)
            if thread.posts:
                failures.append(name)
                layout = thread.layout
                print(f"{len(thread.posts):3} posts  {name:36} {layout.name if layout else ''}")
    print(f"{sum(':' not in name for name in failures)} of {len(PAGES)} pages yield posts")
    if write:
        (FOLDER / "known-failures").write_text("".join(f"{name}\n" for name in sorted(failures)), encoding="utf-8")


if __name__ == "__main__":
    main(write="--write" in sys.argv[1:])
