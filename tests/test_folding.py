"""One spelling: what is replaced sign by sign comes out as if all of the text had been folded."""

from __future__ import annotations

import random

import pytest

from threadkit import vocabulary
from threadkit.vocabulary import folding
from threadkit.vocabulary.folding import plain

POOLS = (
    "aeiouc`' éèüßñøłçıİ“”‘’„–—…\xa0\xad",
    "аиеойёЁьщ іїґ",
    "ﬁﬀ½①™ＡＢ　ｶﾞがか\u3099パ",
    "اأإىيكةﻷﺃ\u064b\u0640",
    "한글ㅋ\u1112\u1161\u11ab가각\u11a8",
    "आप\u093e\u0902का কো\u09be ดีครับ",
    "e\u0301o\u0308n\u0303\u0345\u0315\u05b0ש",
)


@pytest.mark.parametrize("pool", POOLS)
def test_signs_one_by_one_fold_as_the_whole_does(pool):
    rng = random.Random(1)
    others = "".join(POOLS)
    for _ in range(400):
        text = "".join(rng.choice(rng.choice((pool, pool, others))) for _ in range(rng.randint(1, 8))).casefold()
        if not text.isascii():
            assert folding._fold_foreign(text) == folding._fold_whole(text).replace("`", "'")


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("A ÉCRIT", "a ecrit"),
        ("It’s “so” – well…", "it's \"so\" - well..."),
        ("Ёлка и йод", "елка и иод"),
        ("CAFE\u0301", "cafe"),
        ("don`t", "don't"),
        ("Straße", "strasse"),
        ("\ud800é", "\ud800e"),  # half a surrogate pair
    ],
)
def test_plain_spelling(text, spelled):
    assert plain(text) == spelled


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        ("don't go, at 5 p.m.!", "'", ["don't", "go", "at", "p", "m"]),
        ("don't go", "", ["don", "t", "go"]),
        ("élan – und… größer»", "", ["élan", "und", "größer"]),
        ("das ist 20°C warm, x² auch", "", ["das", "ist", "C", "warm", "x²", "auch"]),
        ("नमस्ते दोस्तों", "", ["नमस्ते", "दोस्तों"]),  # vowel signs part no words
        ("٣ كتب", "", ["كتب"]),
        ("half \ud800 a pair", "", ["half", "a", "pair"]),
        ("12 + 3 = 15", "", []),
    ],
)
def test_letters_are_what_is_left_of_words(text, kept, words):
    assert vocabulary.letters_only(text, kept).split() == words
