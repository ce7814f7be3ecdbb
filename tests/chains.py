"""Threads in which every post answers the one above: code that recurses fails on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from threadkit.models import Post, Thread

START = datetime(2022, 2, 3, 4, 5, 6)


@lru_cache(maxsize=1)
def chain(length: int) -> Thread:
    """Two people who take turns, a minute apart."""
    return Thread.from_posts(
        Post(
            id=str(place),
            parent=str(place - 1) if place else None,
            author=("Ann", "Bob")[place % 2],
            body="x",
            timestamp=START + timedelta(minutes=place),
        )
        for place in range(length)
    )
