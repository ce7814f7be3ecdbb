"""Compile the language files into the one table that is loaded at run time.

Reading some thirty TOML files takes longer than a small page takes to parse,
so ``python -m threadkit.vocabulary.build`` merges them into
``vocabulary.json``.  This module decides how an entry is written (alternatives
in round brackets) and in which form it is stored; the lookups are elsewhere.
"""

from __future__ import annotations

import itertools
import json
import re
import tomllib
from pathlib import Path

from threadkit.vocabulary.folding import fold, plain
from threadkit.vocabulary.lookup import TABLE

LINE_KINDS = ("furniture", "start", "stop", "roles", "profile", "deleted", "anonymous")
"""Kinds whose entries are whole lines, stored folded."""
PHRASE_KINDS = (
    "says", "by", "at", "answers", "replies", "comments", "views", "more", "judging", "parent", "previous", "next",
    "root", "origin", "honorific", "account", "abbreviation", "joint", "counter",
)
"""Kinds whose entries are pieces of a byline, stored plain."""
WORD_KINDS = ("prose", "person")
"""Kinds whose entries are words of bodies, kept apart by language: the function words; "I", "my", "you"."""
PRINTED_KINDS = ("reply_to", "quote", "on", "salutation")
"""Kinds whose entries stand around names, stored as written: they are matched against the printed line."""
KINDS = (*LINE_KINDS, *PHRASE_KINDS, *PRINTED_KINDS)

_CHOICE = re.compile(r"\(([^()]*)\)")
_NESTED = re.compile(r"\([^()]*\(")
_SLOT = re.compile(r"\{(?:_|author)\}")


def entries_of(block: str) -> list[str]:
    """The entries of one kind: one a line, or several on a line between `` | ``."""
    return [entry.strip() for line in block.splitlines() for entry in line.split(" | ") if entry.strip()]


def expand(entry: str) -> list[str]:
    """The phrases that an entry stands for: ``(post|add) a comment`` is two.

    >>> expand("(post|add) a comment")
    ['post a comment', 'add a comment']
    """
    if _NESTED.search(entry):
        raise ValueError(f"brackets within brackets: {entry!r}")
    pieces = _CHOICE.split(entry)
    choices = [piece.split("|") if i % 2 else [piece] for i, piece in enumerate(pieces)]
    return [" ".join("".join(chosen).split()) for chosen in itertools.product(*choices)]


def fold_entry(entry: str) -> str:
    """``entry`` folded as a line is, its ``{_}`` and ``{author}`` kept."""
    slots = _SLOT.findall(entry)
    if not slots:
        return fold(entry)
    # A slot is folded as a private letter, so that a blank or sign beside it is treated as beside a word.
    marked = fold(_SLOT.sub("\ue000", entry).replace("\ue000", "ɸ"))
    return "".join(itertools.chain(*itertools.zip_longest(marked.split("ɸ"), slots, fillvalue="")))


def read_languages(folder: Path = TABLE.parent) -> dict[str, dict[str, list[str]]]:
    """The entries of each language and kind, expanded, in the order they are written."""
    languages: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.toml")):
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        languages[path.stem] = {
            kind: [phrase for entry in entries_of(written.get(kind, "")) for phrase in expand(entry)]
            for kind in KINDS
        }
        languages[path.stem]["prose"] = written.get("prose", "").split()
        languages[path.stem]["person"] = entries_of(written.get("person", ""))
    return languages


def compile_table(languages: dict[str, dict[str, list[str]]]) -> dict[str, object]:
    """One merged list per kind, and words of bodies by language."""
    table: dict[str, object] = {}
    for kind in KINDS:
        form = fold_entry if kind in LINE_KINDS else plain if kind in PHRASE_KINDS else str.strip
        table[kind] = sorted({form(entry) for entries in languages.values() for entry in entries[kind]} - {""})
    for kind in WORD_KINDS:
        table[kind] = {name: sorted({plain(word) for word in entry[kind]}) for name, entry in languages.items()}
    return table


def render() -> str:
    """The text of ``vocabulary.json`` as the language files have it now."""
    return json.dumps(compile_table(read_languages()), ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    TABLE.write_text(render(), encoding="utf-8")
