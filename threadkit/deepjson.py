"""Read JSON nested to any depth.

The standard decoder recurses and gives up after some thousand levels; a chain
of replies can be longer.  This one keeps its own stack.  It is slower, so
`loads` turns to it only when the standard one has given up.
"""

from __future__ import annotations

import json
import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]  # the C string reader, undocumented but stable
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"(-?(?:0|[1-9]\d*))(\.\d+)?([eE][-+]?\d+)?")
_LITERAL = re.compile(r"true|false|null|NaN|-?Infinity")
_LITERALS: dict[str, Any] = {
    "true": True,
    "false": False,
    "null": None,
    "NaN": float("nan"),
    "Infinity": float("inf"),
    "-Infinity": float("-inf"),
}


def loads(text: str | bytes) -> Any:
    """Like :func:`json.loads`, at any depth."""
    try:
        return json.loads(text)
    except RecursionError:
        return loads_iteratively(text)


def loads_iteratively(text: str | bytes) -> Any:
    """Like :func:`json.loads`, with a stack of its own.

    Raises :class:`json.JSONDecodeError` where that one does.
    """
    if isinstance(text, bytes):
        text = text.decode(json.detect_encoding(text))
    open_containers: list[tuple[Any, str]] = []
    container: Any = None
    key = ""
    at = _skip(text, 0)
    while True:
        value: Any
        opener = text[at : at + 1]
        if opener == "{":
            at = _skip(text, at + 1)
            if text[at : at + 1] != "}":
                open_containers.append((container, key))
                container = {}
                key, at = _read_key(text, at)
                continue
            value, at = {}, at + 1
        elif opener == "[":
            at = _skip(text, at + 1)
            if text[at : at + 1] != "]":
                open_containers.append((container, key))
                container = []
                continue
            value, at = [], at + 1
        else:
            value, at = _read_scalar(text, at)
        # A value is complete: put it away and close what closes after it.
        while True:
            at = _skip(text, at)
            if container is None:
                if at < len(text):
                    raise JSONDecodeError("Extra data", text, at)
                return value
            inside_object = isinstance(container, dict)
            if inside_object:
                container[key] = value
            else:
                container.append(value)
            mark = text[at : at + 1]
            if mark == ",":
                at = _skip(text, at + 1)
                if inside_object:
                    key, at = _read_key(text, at)
                break
            if mark != ("}" if inside_object else "]"):
                raise JSONDecodeError("Expecting ',' delimiter", text, at)
            value, at = container, at + 1
            container, key = open_containers.pop()


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _read_key(text: str, at: int) -> tuple[str, int]:
    if text[at : at + 1] != '"':
        raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
    key, at = scanstring(text, at + 1, True)
    at = _skip(text, at)
    if text[at : at + 1] != ":":
        raise JSONDecodeError("Expecting ':' delimiter", text, at)
    return key, _skip(text, at + 1)


def _read_scalar(text: str, at: int) -> tuple[Any, int]:
    if text[at : at + 1] == '"':
        string: tuple[str, int] = scanstring(text, at + 1, True)
        return string
    if literal := _LITERAL.match(text, at):
        return _LITERALS[literal.group()], literal.end()
    if number := _NUMBER.match(text, at):
        whole, fraction, exponent = number.groups()
        if fraction or exponent:
            return float(number.group()), number.end()
        return int(whole), number.end()
    raise JSONDecodeError("Expecting value", text, at)
