"""Pages that hold no discussion, though they hold names, dates, lists and everything else that posts are made of."""

from __future__ import annotations

from pathlib import Path

import pytest

from threadkit.pipeline import parse

FOLDER = Path(__file__).parent / "negatives"
PAGES = sorted(FOLDER.glob("*.txt"))

KNOWN_FAILURES = frozenset((FOLDER / "known-failures").read_text(encoding="utf-8").split())
"""Pages that are still taken for a discussion; ``name:flat`` is the page printed one token per line.

``python -m tests.test_negatives`` prints the present state; a name that passes is to be taken out.
"""

FALSE_PAGES = 0.03
"""At most this share of pages without discussion may yield a post."""


def _expect(request, name):
    if name in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(reason="still taken for a discussion", strict=False))


def test_there_are_enough():
    assert len(PAGES) >= 40


@pytest.mark.xfail(reason="nothing keeps lists of dated titles apart from discussions yet", strict=True)
def test_hardly_a_page_is_taken_for_a_discussion():
    wrong = [path.stem for path in PAGES if parse(path.read_text(encoding="utf-8"), links=False).posts]
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
    lines = path.read_text(encoding="utf-8").splitlines()
    flat = "\n".join(line.strip(" •*") for line in lines if line.strip(" •*"))
    _expect(request, f"{path.stem}:flat")
    assert [post.author for post in parse(flat).posts] == []


def main() -> None:
    """Print what is taken for a discussion, with the score it got: ``python -m tests.test_negatives``."""
    from threadkit.lines import read_lines
    from threadkit.masking import mask_page
    from threadkit.pipeline import rank
    from threadkit.segment import Cues

    wrong = 0
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        ranked = rank(Cues(mask_page(read_lines(text))), None, named=True, induced=True)
        posts = len(parse(text).posts)
        wrong += bool(posts)
        best = ranked[0] if ranked else None
        shown = (best.segmentation.layout.head, best.segmentation.layout.foot) if best else ""
        print(f"{best.score if best else 0.0:7.2f} {posts:3} posts  {path.stem:28} {shown}")
    print(f"{wrong} of {len(PAGES)} pages yield posts")


if __name__ == "__main__":
    main()
