"""Threads as JSON, nested ("tree") or flat: threadkit's own form, read back by ``Thread.from_json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO, cast

from threadkit.export import clean

if TYPE_CHECKING:
    from threadkit.models import Thread


def write(threads: Thread | Iterable[Thread], out: TextIO, *, nested: bool, indent: int | None = None) -> None:
    """One thread as one JSON document; several as JSON lines, one thread a line.

    ``indent`` spreads a single thread over lines.  Nothing is lost or
    cleaned: lone surrogates stand as JSON escapes.
    """
    if not isinstance(threads, Iterable) or hasattr(threads, "posts"):
        threads = cast("Thread", threads)  # told apart without importing pydantic
        out.write(clean.one_json_line(threads.to_json(nested=nested, indent=indent)) + "\n")
        return
    for thread in threads:
        out.write(clean.one_json_line(thread.to_json(nested=nested)) + "\n")
