"""Order and kind of a page that does not say."""

from __future__ import annotations

import pytest
from link_pages import post

from threadkit.links.order import detect_order
from threadkit.links.resolve import detect_kind
from threadkit.models import Post


def at(*minutes: float) -> list[Post]:
    return [post(i, "a", "x", m) for i, m in enumerate(minutes)]


@pytest.mark.parametrize(
    ("posts", "order"),
    [
        ([], "chronological"),
        (at(1), "chronological"),
        (at(1, 2, 3, 9), "chronological"),
        (at(9, 3, 2, 1), "reverse"),
        (at(1, 2, 3, 2.5, 9, 4), "preorder"),
        ([post(i, "a", "x", m, depth=d) for i, (m, d) in enumerate([(1, 0), (2, 1), (3, 2)])], "preorder"),
        ([post(i, "a", "x", depth=d) for i, d in enumerate([0, 1, 0])], "preorder"),
        ([post(i, None, "x", number=str(n)) for i, n in enumerate([1, 2, 3, 4])], "chronological"),
        ([post(i, None, "x", number=str(n)) for i, n in enumerate([4, 3, 2, 1])], "reverse"),
        ([post(i, a, "x") for i, a in enumerate(["a", "b", "c"])], "chronological"),
        ([post(i, a, "x") for i, a in enumerate(["a b", None, None, "c d"])], "preorder"),
    ],
)
def test_detect_order(posts: list[Post], order: str) -> None:
    found, reason = detect_order(posts)
    assert found == order
    assert reason


@pytest.mark.parametrize(
    ("posts", "kind"),
    [
        ([], "comments"),
        ([post(i, f"u{i % 5}", "short line", i / 2) for i in range(60)], "chat"),
        ([post(i, f"u{i % 5}", "short line", i * 60) for i in range(60)], "comments"),
        ([post(i, f"u{i % 5}", "short line", i / 2) for i in range(6)], "comments"),
        ([post(i, f"u{i % 5}", "two\nlines here", i / 2) for i in range(60)], "comments"),
        ([post(i, "u", "long " * 200, i * 60) for i in range(6)], "forum"),
    ],
)
def test_detect_kind(posts: list[Post], kind: str) -> None:
    assert detect_kind(posts) == kind
