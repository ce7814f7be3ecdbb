"""A ConvoKit corpus: the folder that ``convokit.Corpus(filename=...)`` loads.

Decides what an utterance, a speaker and a conversation are.  ConvoKit itself
is not needed.  Its conversations have one root: where the thread has an
article or several top posts, the article is an utterance of its own, by the
speaker ``[article]`` and with the time of the earliest post (ConvoKit cannot
sort utterances without times; ``meta["timestamp_known"]`` is False there).
Unknown authors are speakers ``?thread/post``, one per post.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from os import PathLike
from pathlib import Path
from typing import Any

from threadkit.export import clean
from threadkit.export.conversation import title_of, url_of
from threadkit.graph.build import article_node
from threadkit.graph.hyper import has_article_root
from threadkit.graph.identity import Cast
from threadkit.graph.tree import TOP, Discussions, ReplyTree, seconds_of

ARTICLE_SPEAKER = "[article]"
_TYPES = {bool: "bool", int: "int", float: "float", str: "str", list: "list"}


def write(
    threads: Discussions,
    folder: str | PathLike[str],
    *,
    min_confidence: float = 0.0,
    aliases: Mapping[str, str] | None = None,
    fill_times: bool = False,
) -> None:
    """Write the corpus folder; it is made where it does not exist.

    Undated utterances have no timestamp, and then parts of ConvoKit that sort
    by time fail; ``fill_times`` gives them the time of the post before
    (``meta["timestamp_known"]`` tells).
    """
    cast = Cast(threads, min_confidence=min_confidence, aliases=aliases, unknown=True)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    speakers: dict[str, dict[str, Any]] = {}
    conversations: dict[str, dict[str, Any]] = {}
    # ConvoKit opens files in the platform's encoding, so everything is written as ASCII.
    with open(target / "utterances.jsonl", "w", encoding="ascii", newline="\n") as out:
        for number, tree in enumerate(cast.trees):
            head: str | None = None
            for utterance in _utterances(cast, number, fill_times):
                head = head or utterance["id"]
                utterance["conversation_id"] = head
                known = utterance["speaker"] not in cast.unknown and utterance["speaker"] != ARTICLE_SPEAKER
                speakers.setdefault(utterance["speaker"], {"meta": {"known": known}, "vectors": []})
                out.write(json.dumps(utterance) + "\n")
            if head is not None:
                conversations[head] = {"meta": _conversation_meta(tree, cast.thread_ids[number]), "vectors": []}
    corpus = {"source": "threadkit"}
    _dump(target / "speakers.json", speakers)
    _dump(target / "conversations.json", conversations)
    _dump(target / "corpus.json", corpus)
    _dump(
        target / "index.json",
        {
            "utterances-index": _index([_utterance_meta_example()]),
            "speakers-index": _index([entry["meta"] for entry in speakers.values()]),
            "conversations-index": _index([entry["meta"] for entry in conversations.values()]),
            "overall-index": _index([corpus]),
            "version": 1,
            "vectors": [],
        },
    )


def _utterances(cast: Cast, number: int, fill_times: bool) -> Iterator[dict[str, Any]]:
    """The root first, then the other posts as the page has them."""
    tree = cast.trees[number]
    prefix = f"{cast.thread_ids[number]}/" if len(cast.trees) > 1 else ""
    times = _times(tree, fill_times)
    root = None
    if has_article_root(tree) and tree.posts:
        root = clean.text(prefix + article_node(tree))
        yield {
            "id": root,
            "conversation_id": root,
            "text": clean.text(tree.article or ""),
            "speaker": ARTICLE_SPEAKER,
            "meta": {**_utterance_meta_example(), "kind": "article", "position": -1},
            "reply-to": None,
            "timestamp": min((time for time in times if time is not None), default=None),
            "vectors": [],
        }
    order = range(len(tree)) if root else [*tree.tops, *(i for i in range(len(tree)) if tree.parents[i] != TOP)]
    for index in order:
        post, parent = tree.posts[index], tree.parents[index]
        cut = index in tree.cut
        yield {
            "id": clean.text(prefix + post.id),
            "conversation_id": "",
            "text": clean.text(post.body),
            "speaker": clean.text(cast.names[number][index] or ""),
            "meta": {
                "kind": "post",
                "position": index,
                "depth": tree.depths[index],
                "score": post.score,
                "timestamp_known": post.timestamp is not None,
                "raw_timestamp": clean.scalar(post.raw_timestamp),
                "confidence": None if cut else post.link.confidence,
                "evidence": [] if cut else sorted({evidence.signal for evidence in post.link.evidence}),
            },
            "reply-to": root if parent == TOP else clean.text(prefix + tree.posts[parent].id),
            "timestamp": times[index],
            "vectors": [],
        }


def _utterance_meta_example() -> dict[str, Any]:
    return {
        "kind": "post",
        "position": 0,
        "depth": 0,
        "score": None,
        "timestamp_known": False,
        "raw_timestamp": None,
        "confidence": None,
        "evidence": [],
    }


def _times(tree: ReplyTree, fill: bool) -> list[int | None]:
    seconds = [seconds_of(post.timestamp) for post in tree.posts]
    times = [None if moment is None else int(moment) for moment in seconds]
    if fill:
        before = min((time for time in times if time is not None), default=0)
        for index in tree.in_time():
            moment = times[index]
            if moment is None:
                times[index] = before
            else:
                before = moment
    return times


def _conversation_meta(tree: ReplyTree, name: str) -> dict[str, Any]:
    return {"thread": clean.text(name), "title": title_of(tree), "url": url_of(tree), "posts": len(tree)}


def _index(metas: list[dict[str, Any]]) -> dict[str, list[str]]:
    """For every field the types of its values, as ConvoKit writes them; [] where none is known."""
    found: dict[str, list[str]] = {}
    for meta in metas:
        for key, value in meta.items():
            kinds = found.setdefault(key, [])
            if value is not None and (kind := f"<class '{_TYPES[type(value)]}'>") not in kinds:
                kinds.append(kind)
    return found


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value), encoding="ascii")
