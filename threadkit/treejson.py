"""Plain values and JSON text for posts, flat or nested.

Decides which fields a written post has and how nesting is written without
recursion.  The models themselves are above; reading text is `deepjson`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from pydantic_core import PydanticSerializationError, to_json

if TYPE_CHECKING:
    from threadkit.models import AuthorGuess, Diagnostic, Evidence, Post, Region, ReplyLink

MAX_INDENTED_LEVELS = 40
"""Levels whose white space is written out; without a bound, a chain of n posts takes n squared of it."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def post_record(post: Post, no_link: ReplyLink) -> dict[str, Any]:
    """A post as plain values; fields at their default are left out, the ones everybody reads are not."""
    f = post.__dict__  # one look-up for all fields: this runs once per post of a corpus
    record: dict[str, Any] = {
        "id": f["id"],
        "parent": f["parent"],
        "author": f["author"],
        "timestamp": None if f["timestamp"] is None else f["timestamp"].isoformat(),
        "raw_timestamp": f["raw_timestamp"],
        "depth": f["depth"],
        "body": f["body"],
    }
    for name in ("timestamp_precision", "number", "title", "score", "span", "body_span"):
        value = f[name]
        if value is not None:
            record[name] = value
    if f["deleted"]:
        record["deleted"] = True
    link = f["link"]
    if link is not no_link and link.__dict__ != no_link.__dict__:
        record["link"] = link_record(link, f["parent"])
    if f["author_guess"] is not None:
        guess = _given_values(f["author_guess"])
        record["author_guess"] = guess | {"evidence": list(map(_evidence_record, guess["evidence"]))}
    if f["meta"]:
        record["meta"] = dict(f["meta"])
    return record


def link_record(link: ReplyLink, parent: str | None) -> dict[str, Any]:
    """A link as plain values; its parent is the post's, and said again only if it differs."""
    f = link.__dict__
    record: dict[str, Any] = {"source": f["source"]}
    if f["parent"] != parent:
        record["parent"] = f["parent"]
    for name in ("confidence", "runner_up", "runner_up_confidence"):
        if f[name] is not None:
            record[name] = f[name]
    if f["uncertain"]:
        record["uncertain"] = True
    if f["evidence"]:
        record["evidence"] = list(map(_evidence_record, f["evidence"]))
    return record


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    """A reason as plain values; most rest on no words, and thousands are written."""
    f = evidence.__dict__
    if f["text"] is None and f["child_span"] is None and f["parent_span"] is None and f["weight"] is not None:
        return {"signal": f["signal"], "weight": f["weight"]}
    return _given_values(evidence)


def _given_values(value: AuthorGuess | Diagnostic | Evidence) -> dict[str, Any]:
    """The fields that say something."""
    return {name: said for name, said in value.__dict__.items() if said is not None}


def region_record(region: Region) -> dict[str, Any]:
    """A region as plain values."""
    f = region.__dict__
    record = {"kind": f["kind"], "span": f["span"]}
    if f["post"] is not None:
        record["post"] = f["post"]
    return record


def diagnostic_record(diagnostic: Diagnostic) -> dict[str, Any]:
    """A diagnostic as plain values; one that says no more is for information."""
    record = _given_values(diagnostic)
    if record["severity"] == "info":
        del record["severity"]
    return record


def flatten(posts: Sequence[Any]) -> list[dict[str, Any]]:
    """Posts with their replies taken out, in page order; a nested post needs to name no parent."""
    flat: list[dict[str, Any]] = []
    stack: list[tuple[Any, Any]] = [(post, None) for post in reversed(posts)]
    nested = False
    while stack:
        post, parent = stack.pop()
        if not isinstance(post, Mapping):
            raise ValueError(f"not a post: {type(post).__name__}")
        fields = dict(post)
        replies = fields.pop("replies", None)
        if parent is not None:
            fields.setdefault("parent", parent)
        flat.append(fields)
        if replies:
            if not isinstance(replies, Sequence) or isinstance(replies, str):
                raise ValueError("the replies of a post are no list")
            nested = True
            if fields.get("id") is None:
                raise ValueError("a post with replies has no id")
            stack.extend((reply, fields["id"]) for reply in reversed(replies))
    if nested and all(isinstance(post.get("position"), int) for post in flat):
        flat.sort(key=lambda post: cast(int, post["position"]))
        for post in flat:
            del post["position"]
    return flat


def dumps(value: Any, indent: int | None) -> str:
    """JSON text, compact on one line or indented; NaN is refused, as no other reader takes it."""
    separators = (",", ":") if indent is None else None
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators)


def write_flat(record: dict[str, Any]) -> str:
    """The record of a thread as JSON text on one line, which can be encoded.

    All of it is plain but what callers put into ``meta``: that is left to ``json``, which refuses what no other reader
    takes.  The rest is written in a third of the time by pydantic, which refuses nothing but half a surrogate pair.
    """
    if not _is_plain(record):
        return escape_surrogates(dumps(record, None))
    try:
        return to_json(record).decode()
    except PydanticSerializationError:
        return escape_surrogates(dumps(record, None))


def _is_plain(record: dict[str, Any]) -> bool:
    """Whether nothing stands in a thread's record that was not checked or made by ourselves."""
    counts = all(isinstance(value, int) for value in record["meta"].values())
    return counts and not any("meta" in post for post in record["posts"])


def escape_surrogates(text: str) -> str:
    """JSON text that can be encoded: half a surrogate pair stands as ``\\ud83d``."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda half: f"\\u{ord(half.group()):04x}", text)
    return text


def _line_break(level: int, indent: int | None) -> str:
    """What separates items at this level of posts (two levels of JSON each, below the thread's own two)."""
    if indent is None:
        return ""
    return "\n" + " " * (indent * min(2 + 2 * level, MAX_INDENTED_LEVELS))


def open_post(record: dict[str, Any], level: int, indent: int | None, first: bool) -> str:
    """A post as JSON up to where its replies begin."""
    line = _line_break(level, indent)
    text = dumps(record, indent)
    if indent is None:
        return f'{"" if first else ","}{text[:-1]},"replies":['
    # Line breaks inside strings are escaped, so every one here is the encoder's own.
    inner = text.replace("\n", line)
    opened = inner[: -len(line) - 1]
    return f'{"" if first else ","}{line}{opened},{line}{" " * indent}"replies": ['


def close_post(level: int, indent: int | None, empty: bool) -> str:
    """What closes a post opened by :func:`open_post`."""
    if indent is None:
        return "]}"
    line = _line_break(level, indent)
    return f"{'' if empty else line + ' ' * indent}]{line}}}"


def splice_posts(frame: str, posts: str, indent: int | None) -> str:
    """Put the posts into the empty list that ends the frame."""
    at = frame.rindex("[]") + 1
    end = "" if indent is None or not posts else "\n" + " " * indent
    return f"{frame[:at]}{posts}{end}{frame[at:]}"
