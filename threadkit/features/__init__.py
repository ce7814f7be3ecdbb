"""What a segmentation looks like: the features by which it is judged.

All describe the posts as a whole; none looks at one platform.  What they are
worth is for ``threadkit.scoring``.  Every candidate of a page is asked all of
them, so posts are laid out column by column first, and what their bodies look
like is told by ``threadkit.bodies``.
"""

from __future__ import annotations

from threadkit.features.counts import shown_places
from threadkit.features.page import record_features
from threadkit.features.templates import are_said, sources

__all__ = ["are_said", "record_features", "shown_places", "sources"]
