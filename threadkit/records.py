"""Read other people's records of posts: rows of a data frame, of a CSV file, of an API.

Decides how loosely typed values become the fields of a post; building and
checking posts is left to `threadkit.models`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, date, datetime
from numbers import Integral, Real
from typing import Any

MILLISECONDS_FROM = 2e10
"""Numbers beyond this are milliseconds since 1970: as seconds they would lie after the year 2600."""

_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")  # eight digits are an ISO date


def read_record(record: Mapping[str, Any], known: Set[str]) -> dict[str, Any]:
    """A mapping as fields of a post, perhaps without id; what is not ``known`` goes to ``meta``."""
    fields = {k: v for k, v in record.items() if k in known and not _is_missing(v)}
    extra = {str(k): v for k, v in record.items() if k not in known and not _is_missing(v)}
    fields["id"] = _read_id(fields.get("id"))
    fields["parent"] = _read_id(fields.get("parent"))
    for name in ("author", "number", "title"):  # a column of numbers is still a column of names
        if name in fields:
            fields[name] = _read_id(fields[name])
    if not isinstance(fields.get("body", ""), str):
        fields["body"] = str(fields["body"])
    if extra:
        fields["meta"] = {**extra, **fields.get("meta", {})}
    if "timestamp" in fields:
        _read_timestamp(fields)
    return fields


def _is_missing(value: Any) -> bool:
    """None, NaN, NaT and pandas' NA, which is not even unequal to itself."""
    if value is None or type(value).__name__ == "NAType":
        return True
    return isinstance(value, (Real, date)) and bool(value != value)


def _read_id(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real) and float(value).is_integer():
        return str(int(float(value)))  # a column of numbers with gaps arrives as floats
    return str(value)


def _read_timestamp(fields: dict[str, Any]) -> None:
    """Turn whatever stands for the time into a datetime, or keep its text."""
    value = fields.pop("timestamp")
    if isinstance(value, str):
        if _EPOCH.fullmatch(value):
            fields["timestamp"] = _from_epoch(float(value))
            return
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            fields.setdefault("raw_timestamp", value)
            return
        if len(value) <= len("2017-10-05"):
            fields.setdefault("timestamp_precision", "day")
        fields["timestamp"] = moment
    elif isinstance(value, datetime):
        fields["timestamp"] = value
    elif isinstance(value, date):
        fields["timestamp"] = datetime(value.year, value.month, value.day)
        fields.setdefault("timestamp_precision", "day")
    elif isinstance(value, Real):
        fields["timestamp"] = _from_epoch(float(value))
    else:
        raise ValueError(f"cannot read the timestamp {value!r}")


def _from_epoch(value: float) -> datetime:
    try:
        return datetime.fromtimestamp(value / 1000 if abs(value) > MILLISECONDS_FROM else value, UTC)
    except (OverflowError, OSError, ValueError):
        raise ValueError(f"cannot read the timestamp {value!r}") from None


def complete_ids(ids: Sequence[str | None]) -> list[str]:
    """Give posts without an id their place from 1, or the next free number."""
    taken = {ident for ident in ids if ident is not None}
    complete = []
    number = 0
    for place, ident in enumerate(ids, 1):
        if ident is None:
            number = max(number + 1, place)
            while str(number) in taken:
                number += 1
            ident = str(number)
        complete.append(ident)
    return complete
