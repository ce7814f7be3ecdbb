"""Who answers whom: candidates, signals, weights, and the links that follow from them.

``link_posts`` fills in parents; ``explain`` prints what was weighed for one
post.  Reading layouts and segmenting pages is done before, graphs are made after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadkit.links.resolve import LinkResult, link_posts

__all__ = ["LinkResult", "link_posts"]

_HOME = {"LinkResult": "resolve", "link_posts": "resolve"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
