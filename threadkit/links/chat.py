"""Chat: which earlier message each message answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadkit.links.page import Page

if TYPE_CHECKING:
    from threadkit.links.resolve import Walk


def link_chat(page: Page) -> Walk:
    """Walk a chat log (time order) with the chat weights."""
    from threadkit.links.model import load_model
    from threadkit.links.resolve import walk_page

    return walk_page(page, "chronological", load_model("time-order"))
