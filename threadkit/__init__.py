"""threadkit turns flat discussion text back into the conversation it was."""

from __future__ import annotations

__version__ = "0.1.0"
