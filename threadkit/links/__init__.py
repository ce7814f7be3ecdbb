"""Who answers whom: candidates, signals, weights, and the links that follow from them.

``link`` takes posts or records and returns a thread, ``link_posts`` fills in
the parents of posts, ``explain`` shows what was weighed for one of them.
Reading layouts and segmenting pages is done before, graphs are made after.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadkit.links.api import link
    from threadkit.links.explanation import Explanation, explain
    from threadkit.links.resolve import LinkResult, link_posts

__all__ = ["Explanation", "LinkResult", "explain", "link", "link_posts"]

_HOMES = {"link": "api", "Explanation": "explanation", "explain": "explanation", "LinkResult": "resolve",
          "link_posts": "resolve"}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
