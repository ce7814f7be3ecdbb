"""Row-wise look-ups of one page that all candidates share.

``rows`` tells what a row is by itself (furniture, the title of a discussion),
``likely`` where templates may match, by their words and by what stands beside
dates (``places``); ``page`` adds what the people and the dates of the page
say.  Nothing beyond single rows is decided.  Every answer is found once.
"""

from __future__ import annotations

from threadkit.cues.page import PROSE_ROW, Cues, is_signed, page_cues
from threadkit.cues.places import Demands
from threadkit.cues.rows import CONTROL, SAID

__all__ = ["CONTROL", "PROSE_ROW", "SAID", "Cues", "Demands", "is_signed", "page_cues"]
