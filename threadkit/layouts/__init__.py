"""Layouts: the model, the template language, and the catalogue of named ones."""

from __future__ import annotations

from threadkit.layouts.catalogue import layout_names, load_layout, named_layouts
from threadkit.layouts.model import Layout, LayoutError, parse_layout, read_layout

__all__ = ["Layout", "LayoutError", "layout_names", "load_layout", "named_layouts", "parse_layout", "read_layout"]
