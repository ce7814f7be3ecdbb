"""Small pages for the tests of links, written for them."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from threadkit.links.page import Page
from threadkit.links.state import NONE, State
from threadkit.models import Post

START = datetime(2020, 5, 1, 12, 0)


def post(i: int, author: str | None = None, body: str = "", minute: float | None = None, **fields: object) -> Post:
    """A post with id ``i`` and a time ``minute`` minutes after noon."""
    when = None if minute is None else START + timedelta(minutes=minute)
    return Post(id=str(i), author=author, body=body, timestamp=when, **fields)  # type: ignore[arg-type]


def page_of(*rows: tuple[str | None, str] | tuple[str | None, str, float]) -> Page:
    """A page from (author, body[, minute]) rows."""
    return Page([post(i, r[0], r[1], r[2] if len(r) > 2 else None) for i, r in enumerate(rows)])


def settled(page: Page, parents: list[int | None]) -> State:
    """The state after the first posts got these parents."""
    state = State(page)
    for i, parent in enumerate(parents):
        state.settle(i, NONE if parent is None else parent)
    return state


def made_up_threads(count: int) -> list[dict[str, object]]:
    """Threads in which every reply names its parent's author."""
    rng = random.Random(1)
    threads: list[dict[str, object]] = []
    for t in range(count):
        posts: list[dict[str, object]] = []
        for i in range(8):
            parent = rng.randrange(i) if i and rng.random() < 0.7 else None
            body = "A remark about boats." if parent is None else f"P{parent}, that is not so."
            posts.append({
                "id": f"{t}-{i}", "author": f"P{i}", "body": body, "timestamp": f"2020-01-01T{i + 1:02d}:00:00Z",
                "parent": None if parent is None else f"{t}-{parent}",
            })  # fmt: skip
        threads.append({"posts": posts})
    return threads
