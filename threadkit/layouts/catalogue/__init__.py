"""The catalogue: one TOML file per platform, beside this module.

Adding a layout means adding a file here and a fixture in the tests.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from threadkit.layouts.model import Layout, LayoutError, parse_layout, read_layout


@lru_cache(maxsize=1)
def named_layouts() -> tuple[Layout, ...]:
    """Every layout of the catalogue, by name."""
    found = []
    for entry in sorted(files(__package__).iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            document = entry.read_text(encoding="utf-8")
            found.append(parse_layout(document, name=entry.name.removesuffix(".toml"), source="builtin"))
    return tuple(found)


def layout_names() -> tuple[str, ...]:
    """The names of the catalogue."""
    return tuple(layout.name for layout in named_layouts())


def load_layout(what: str | Path | Layout) -> Layout:
    """A layout from whatever a caller may hold.

    A ``Layout`` is returned as it is; the name of a built-in layout is looked
    up; a path to a TOML file is read; a string with a field in braces is one
    line of template; any other string with line breaks is a TOML document.

    Raises
    ------
    LayoutError
        If none of these fits, or the description is not usable.
    OSError
        If a file cannot be read.
    """
    if isinstance(what, Layout):
        return what
    if isinstance(what, Path):
        return read_layout(what)
    for layout in named_layouts():
        if layout.name == what:
            return layout
    if "=" in what and "\n" in what:
        return parse_layout(what)
    if "{" in what:
        return template_layout(what)
    if what.endswith(".toml"):
        return read_layout(what)
    close = ", ".join(name for name in layout_names() if name.startswith(what[:3])) or "see `threadkit layouts`"
    raise LayoutError(f"no layout {what!r}: not a built-in name ({close}), a template with {{fields}}, or a .toml file")


def template_layout(line: str) -> Layout:
    """A layout from one line of template.

    ``{body}`` tells where the body stands: what is before it is the head,
    what is after it the foot.  Without ``{body}`` the template is tried both
    as head and as foot, and the page decides.
    """
    head, body, foot = line.replace("\\n", "\n").partition("{body}")
    try:
        if body:
            # Byline and body may share a row ("<Ann> hello") unless a line break is spelled out.
            lead = head.strip() + ("" if head.rstrip(" \t").endswith(("\n", "⏎")) else " {body}")
            tail = ("" if foot.lstrip(" \t").startswith(("\n", "⏎")) else "{body} ") + foot.strip()
            return Layout(
                name="custom",
                head=(lead,) if head.strip() else (),
                foot=(tail,) if foot.strip() else (),
            )
        return Layout(name="custom", head=(line.replace("\\n", "\n"),))
    except ValueError as error:
        raise LayoutError(str(error)) from None
