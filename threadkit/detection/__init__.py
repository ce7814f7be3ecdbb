"""All candidate layouts of a page, ranked by one score.

Decides which layouts are tried and which of them wins, and says why.  What a
layout makes of a page is ``threadkit.segment``'s business, how good that is
``threadkit.scoring``'s, and which of two likely ones is better
``threadkit.preferences``'.

``ranking`` reads top to bottom: named layouts (``named``, by their
``readings``), induced ones (``trial``) where these leave something open
(``sureness``), what the winner shows of the others (``rereading``), and at last
whether to believe it (``doubts``).
"""

from __future__ import annotations

from threadkit.cues import page_cues
from threadkit.detection.divisions import candidates
from threadkit.detection.marks import CLOSE_CALL
from threadkit.detection.ranking import close_call_message, rank, runner_up
from threadkit.detection.report import Induced, LayoutMatch, detect, induce

__all__ = [
    "CLOSE_CALL",
    "Induced",
    "LayoutMatch",
    "candidates",
    "close_call_message",
    "detect",
    "induce",
    "page_cues",
    "rank",
    "runner_up",
]
