"""Values of strangers made fit for files.

Decides, for all formats alike, what becomes of None, times, lists, control
characters, lone surrogates and spreadsheet formulas.  How a format quotes is
left to its module.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

Scalar = str | int | float | bool | None

# What XML 1.0 does not allow, which is also what DuckDB, PostgreSQL and mail readers stumble over.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REPLACEMENT = "\ufffd"
"""Stands for each unfit character, so that lengths and offsets stay."""

_LINE_SEPARATORS = {code: f"\\u{code:04x}" for code in (0x85, 0x2028, 0x2029)}

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell beginning with one of these is a formula to some spreadsheet (OWASP, "CSV injection")."""


def text(value: str) -> str:
    """The string without control characters (tab and line breaks stay) and lone surrogates.

    >>> text("a\\x00b\\ud83dc\\n")
    'a\ufffdb\ufffdc\\n'
    """
    return _UNFIT.sub(REPLACEMENT, value)


def one_line(value: str) -> str:
    """Clean text with every run of white space made one blank."""
    return " ".join(text(value).split())


def scalar(value: Any) -> Scalar:
    """Any attribute as a string, a number, a boolean or None.

    Times become ISO 8601, lists their items joined by "; ", mappings JSON;
    numbers that are not finite become None.
    """
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return text(json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, set | frozenset):
        return "; ".join(sorted(str(scalar(item)) for item in value))
    if isinstance(value, list | tuple):
        return "; ".join(str(scalar(item)) for item in value)
    return text(str(value))


def dumps(value: Any) -> str:
    """JSON on one line, whatever splits the lines.

    U+0085, U+2028 and U+2029 are escaped: ``str.splitlines`` and JavaScript
    take them for line breaks.
    """
    return one_json_line(json.dumps(value, ensure_ascii=False))


def one_json_line(encoded: str) -> str:
    """JSON text with the line separators beyond ASCII escaped (they only occur inside strings)."""
    return encoded if encoded.isascii() else encoded.translate(_LINE_SEPARATORS)


def known(attributes: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    """The attributes that have a value, each as a :func:`scalar`."""
    values = {key: scalar(value) for key, value in attributes.items()}
    return {text(str(key)): value for key, value in values.items() if value is not None}


def utc(moment: datetime) -> str:
    """A time as ISO 8601 in UTC without a zone mark; one without a zone is taken for UTC.

    For formats that compare times and cannot mix both kinds.
    """
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat(timespec="seconds")


def cell(value: Any, *, formulas: bool = False) -> Scalar:
    """A value for a CSV cell.

    Text that a spreadsheet could take for a formula gets an apostrophe in
    front, unless ``formulas`` are wanted; numbers are left alone.  "" for None.
    """
    plain = scalar(value)
    if plain is None:
        return ""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str) and not formulas and plain.startswith(_FORMULA_STARTS):
        return "'" + plain
    return plain
