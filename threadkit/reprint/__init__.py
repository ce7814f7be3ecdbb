"""Known threads printed through any layout, named or made up on the spot: pages whose posts are known.

``random_page(seed)`` gives ``(text, posts, meta)``, ``layout_page(layout, seed)``
does so for one ``threadkit.layouts.Layout``, and ``reprint(look, posts, rng)``
prints posts that are known as records.  For fitting and testing: nothing that
parses a page needs it.
"""

from threadkit.reprint.looks import Look, alone, bare, inline, look_of, random_look, signed
from threadkit.reprint.pages import Gold, layout_page, make_thread, print_page, random_page, reprint

__all__ = [
    "Gold",
    "Look",
    "alone",
    "bare",
    "inline",
    "layout_page",
    "look_of",
    "make_thread",
    "print_page",
    "random_look",
    "random_page",
    "reprint",
    "signed",
]
