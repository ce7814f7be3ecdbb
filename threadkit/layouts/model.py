"""The layout: how one page prints its posts, as data.

One model for three authors: the catalogue, a user, and induction.  Nothing
here looks at a page; ``threadkit.layouts.template`` compiles the templates.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from threadkit.layouts.template import TemplateError, check_template
from threadkit.models import Order

Marker = Literal["any", "bullet", "number", "item"]
Kind = Literal["comments", "forum", "chat", "mail", "questions"]

_LISTS = ("head", "foot", "furniture", "start", "stop")


class LayoutError(ValueError):
    """A layout that cannot be used; the message says which part and why."""


class Layout(BaseModel):
    """How a page prints its posts.

    Parameters
    ----------
    name
        Short identifier.
    head, foot
        Byline templates that stand before (after) a body, in the language that
        ``threadkit.layouts.template`` defines.  Alternatives; the first that
        matches a place wins.
    furniture
        Templates of lines around bodies that belong to no post.
    start, stop
        Phrases that open or close the discussion on this platform, beyond
        those known in many languages.
    order
        In which order the platform prints posts, if it is always the same.
    marker
        What the first line of a head must carry: a ``bullet``, a list
        ``number``, either (``item``), or nothing in particular (``any``).
    alone
        The head stands alone between blank lines.
    hanging
        Heads hang over their posts: body and answers stand further in.
    gap
        That many blank lines start a post even where no byline is left.
    zoned
        Every timestamp states its time zone in brackets, "(UTC)"; others belong to
        no byline.
    sections
        A short row that stands alone above a body is the heading of a new
        discussion, whose first post answers nobody (talk pages).
    levels
        Depth of a post by which alternative of ``foot`` (else of ``head``)
        matched it: questions, answers and comments are told apart so.
    indented
        Whether bodies or heads may be indented by depth on this platform; a
        flat forum's columns say nothing about replies.
    prior
        Log-odds that a page is of this platform before its text is seen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = "custom"
    description: str = ""
    head: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    order: Order | None = None
    kind: Kind = "comments"
    marker: Marker = "any"
    alone: bool = False
    hanging: bool = False
    gap: int | None = Field(default=None, ge=1)
    zoned: bool = False
    sections: bool = False
    levels: tuple[int, ...] = ()
    indented: bool = True
    prior: float = 0.0
    source: Literal["builtin", "user", "induced"] = "user"

    @field_validator(*_LISTS, mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _usable(self) -> Layout:
        if not (self.head or self.foot or self.gap or self.marker != "any"):
            raise ValueError("a layout needs a head, a foot, a marker or a gap")
        if self.levels and len(self.levels) != len(self.foot or self.head):
            raise ValueError("levels must have one entry per foot (or per head where there is no foot)")
        for role in ("head", "foot", "furniture"):
            for template in getattr(self, role):
                try:
                    check_template(template, byline=role != "furniture")
                except TemplateError as error:
                    raise ValueError(f"{role} template {template!r}: {error}") from None
        return self

    def to_toml(self) -> str:
        """The layout as a TOML document that ``load_layout`` reads back."""
        lines = []
        for key, value in self.model_dump().items():
            if key == "source" or value == type(self).model_fields[key].get_default(call_default_factory=True):
                continue
            lines.append(f"{key} = {_toml_value(value)}")
        return "\n".join(lines) + "\n"


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, str):
        return _toml_string(value)
    items = [_toml_string(item) if isinstance(item, str) else repr(item) for item in value]
    if sum(map(len, items)) < 80:
        return f"[{', '.join(items)}]"
    return "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def _toml_string(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def parse_layout(document: str, *, name: str | None = None, source: str = "user") -> Layout:
    """A layout from a TOML document.

    Raises
    ------
    LayoutError
        If the document is not TOML or does not describe a usable layout.
    """
    try:
        fields = tomllib.loads(document)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"not a TOML layout: {error}") from None
    if name and "name" not in fields:
        fields["name"] = name
    try:
        return Layout.model_validate({**fields, "source": source})
    except ValueError as error:
        raise LayoutError(_first_message(error)) from None


def read_layout(path: str | Path) -> Layout:
    """A layout from a TOML file.  Raises ``LayoutError`` or ``OSError``."""
    path = Path(path)
    return parse_layout(path.read_text(encoding="utf-8"), name=path.stem)


def _first_message(error: ValueError) -> str:
    errors = getattr(error, "errors", None)
    if errors is None:
        return str(error)
    first = errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else str(first["msg"])
