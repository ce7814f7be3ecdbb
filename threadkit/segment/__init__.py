"""Bylines and a layout to records: bodies, furniture, extents.

Decides which rows belong to which post under one given layout.  Where its
bylines stand is found by ``threadkit.bylines``; whether the layout suits the
page is decided by ``threadkit.detection``, and who answers whom by
``threadkit.structure`` and ``threadkit.links``.

``lists`` leaves out bylines that are not the discussion's, ``extents`` gives
each post its rows, ``ends`` bounds the first and the last, ``peeling`` takes
furniture off bodies by what recurs at their ``edges``.
"""

from __future__ import annotations

from threadkit.segment.extents import segment
from threadkit.segment.lists import usual_date
from threadkit.segment.model import Record, Segmentation, body_text, printed_fields

__all__ = ["Record", "Segmentation", "body_text", "printed_fields", "segment", "usual_date"]
