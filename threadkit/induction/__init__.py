"""Layouts nobody wrote: find the record structure of a page from the page itself.

``cells`` cuts rows into pieces, ``anchors`` finds what recurs once per post,
``columns`` reads what stands around an anchor, ``propose`` turns that into
layouts in the same template language that people write.
"""

from __future__ import annotations

from threadkit.induction.propose import Proposal, propose

__all__ = ["Proposal", "propose"]
