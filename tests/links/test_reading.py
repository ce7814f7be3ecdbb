"""Quotations, pointers, cues: what one body says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkit.links.numbers import pointers
from threadkit.links.page import Page
from threadkit.links.quotes import READ_LIMIT, attributed_names, marked_ranges, parted
from threadkit.links.vocabulary import (
    find_words,
    fold_all,
    fold_words,
    is_question,
    opening_cue,
    with_runs,
    words_for_you,
    written_length,
)
from threadkit.models import Post


def quotes_of(bodies: list[str]) -> dict[int, tuple[int, int, int]]:
    """What the last body takes from the earlier ones: words, marked, nested."""
    page = Page([Post(id=str(i), body=body) for i, body in enumerate(bodies)])
    return {j: (q.words, q.marked, q.nested) for j, q in page.readings[-1].quoted.items()}


SENTENCE = "the ferry leaves at noon from the northern pier"


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([SENTENCE, f"> {SENTENCE}\nNo it does not"], {0: (6, 6, 0)}),
        ([SENTENCE, f"“{SENTENCE}” - says who?"], {0: (6, 6, 0)}),
        ([SENTENCE, f'"{SENTENCE}" - says who?'], {0: (6, 6, 0)}),
        ([SENTENCE, f"you wrote {SENTENCE} but why"], {0: (6, 0, 0)}),
        ([SENTENCE, f"&gt; {SENTENCE}\nno"], {0: (6, 6, 0)}),
        # A quotation within a quotation belongs to where it stood first, and is nested.
        ([SENTENCE, f"> {SENTENCE}\nreally?", f">> {SENTENCE}\n> really?\nyes"], {0: (6, 0, 6)}),
        ([SENTENCE, "an altogether different matter, is it not"], {}),
        ([SENTENCE, "the ferry leaves"], {}),
        (["", ""], {}),
    ],
)
def test_quotes(bodies: list[str], expected: dict[int, tuple[int, int, int]]) -> None:
    assert quotes_of(bodies) == expected


ARTICLE = "Last winter the harbour froze over and nobody could leave the island for weeks."


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("“the harbour froze over and nobody could leave” - I was there", 5),
        ("The harbour froze over and nobody could leave, I was there", 0),  # not marked
        ("“the harbour froze over” - I was there", 0),  # too short
        ("“a ferry that sank with all its horses aboard” - a better story", 0),
    ],
)
def test_quotations_of_the_article(body: str, words: int) -> None:
    page = Page([Post(id="1", body="Cold."), Post(id="2", body=body)], article=ARTICLE)
    assert page.readings[1].article_words == words


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("Ann Lee wrote:\n> so it is", ["Ann Lee"]),
        ("> ajt:\n> so it is\nno", ["ajt"]),
        ("Ann schrieb: so ist es", ["Ann"]),
        ("I once wrote a letter", []),
        ("Note:\nthis is not a name", []),
    ],
)
def test_attributed_names(body: str, names: list[str]) -> None:
    assert [name for name, _ in attributed_names(body)] == names


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("That comment @ 2 is not mine", ["2"]),
        ("#9 thanks", ["9"]),
        ("from the link at madmen #9. thanks", ["9"]),
        (">>123\nno", ["123"]),
        ("@12: no", ["12"]),
        ("comment 12 has it", ["12"]),
        ("Kommentar Nr. 4 stimmt", ["4"]),
        ("12. exactly so", ["12"]),
        ("mail me at tom@12.example", []),
        ("it costs 12 euros", []),
        ("see issue repo/#12/3", []),
        ("&#39;tis", []),
        ("in 2017 all was well", []),
        ("no digits", []),
    ],
)
def test_pointers(body: str, numbers: list[str]) -> None:
    assert [p.number for p in pointers(body)] == numbers


@pytest.mark.parametrize(
    ("words", "cue"),
    [
        (["thanks", "a", "lot"], "thanks"),
        (["vielen", "dank"], "thanks"),
        (["nein"], "no"),
        (["hello", "all"], "greeting"),
        (["why", "not"], "question"),
        (["maar"], "connective"),
        (["houses", "burn"], ""),
        ([], ""),
    ],
)
def test_opening_cue(words: list[str], cue: str) -> None:
    assert opening_cue(words) == cue


@pytest.mark.parametrize(
    ("text", "level"), [("Why?", 2), ("Why? Because.", 1), ("Because.", 0), ("为什么？", 2), ("", 0)]
)
def test_is_question(text: str, level: int) -> None:
    assert is_question(text) == level


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["谢", "谢"], ["谢", "谢", "谢谢"]),
        (["a", "谢", "b", "谢"], ["a", "谢", "b", "谢"]),
        (["to", "be"], ["to", "be"]),
        ([], []),
    ],
)
def test_with_runs(words: list[str], expected: list[str]) -> None:
    assert with_runs(words) == expected


@pytest.mark.parametrize(("text", "length"), [("plain", 5), ("naïve", 5), ("文章", 5), ("", 0)])
def test_written_length(text: str, length: int) -> None:
    assert written_length(text) == length


@pytest.mark.parametrize(
    ("frequency", "yes", "no"),
    [
        ({"the": 9, "and": 8, "is": 7}, "you", "je"),
        ({"les": 9, "des": 8, "est": 7}, "vous", "du"),
        ({"und": 9, "nicht": 8}, "du", "you"),
        ({"het": 5, "een": 5, "van": 5}, "je", "vous"),
        # Languages in equal parts are both the page's; where none shows, any may be.
        ({"the": 9, "and": 8, "und": 9, "ist": 8}, "dir", "vous"),
    ],
)
def test_second_person_of_the_page(frequency: dict[str, int], yes: str, no: str) -> None:
    words = words_for_you(frequency)
    assert yes in words
    assert no not in words
    assert {"you", "du", "vous"} <= words_for_you({})


def test_words_are_weighed_in_the_order_of_the_text() -> None:
    """Sets would order them by the run's hash seed, and ties between candidates with them."""
    page = Page(
        [Post(id="1", body="zebras yawn while elephants doze"), Post(id="2", body="elephants doze, zebras yawn")]
    )
    assert page.echoes.rare == [["zebras", "yawn", "elephants", "doze"], ["elephants", "doze", "zebras", "yawn"]]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80), st.integers(0, 90))
def test_words_and_their_places_agree(text: str, limit: int) -> None:
    places = find_words(text, limit)
    assert [m.group().casefold() for m in places] == fold_words(text, limit)


@pytest.mark.parametrize("text", ["İstanbul", "Straße", "ͅa", "谢谢 ok", "it’s O'Brien"])
def test_words_that_folding_changes(text: str) -> None:
    assert [m.group().casefold() for m in find_words(text, 100)] == fold_words(text, 100)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(["Ann", "Bo", None, "@", "[deleted]", " "]), st.text(max_size=120)), max_size=12)
)
def test_any_page_can_be_read(content: list[tuple[str | None, str]]) -> None:
    posts = [Post(id=str(i), author=a, body=b) for i, (a, b) in enumerate(content)]
    page = Page(posts)
    assert len(page.readings) == len(posts)
    for i, reading in enumerate(page.readings):
        assert all(j < i for j in reading.quoted)
        for mention in reading.mentions:
            start, end = mention.span
            assert 0 <= start <= end <= len(posts[i].body)
    for i in range(len(posts)):
        for j in range(i):
            assert page.echoes.shared[i].get(j, 0.0) >= 0


@given(st.lists(st.text("abAB_9'’- .\n\x1e²éİßſΣς谢々・\u0345\u0301\xa0\ud83d", max_size=14), max_size=5))
@settings(max_examples=300, deadline=None)
def test_words_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert fold_all(texts, 12) == [fold_words(text, 12) for text in texts]


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("> so they say\nbut I do not", ["but", "i", "do", "not"]),
        ('You call it "a small thing to do" today', ["you", "call", "it", "today"]),
        (">> older\n> old\nnew", ["new"]),
        ("> all of it", []),
        ("nothing is quoted here", ["nothing", "is", "quoted", "here"]),
        ('a > b, and 5" of rain', ["a", "b", "and", "5", "of", "rain"]),
    ],
)
def test_what_is_left_without_quotations(body: str, own: list[str]) -> None:
    pieces = parted(body, marked_ranges(body))
    assert [word for text, depth in pieces if not depth for word in fold_words(text, READ_LIMIT)] == own


@given(st.lists(st.sampled_from([*"ab谢'’‘“”\"「」>»\n ", "&gt;", "don’t ", "quite a few of them "]), max_size=24))
@settings(max_examples=500, deadline=None)
def test_no_quotation_begins_or_ends_inside_a_word(signs: list[str]) -> None:
    body = "".join(signs)
    pieces = parted(body, marked_ranges(body))
    assert "".join(text for text, _ in pieces) == body
    assert [word for text, _ in pieces for word in fold_words(text, READ_LIMIT)] == fold_words(body, READ_LIMIT)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (">>123 no", ["123"]),
        ("&gt;&gt;123 no", ["123"]),
        ("@12 no", []),
        ("#12 is wrong", []),
        ("as comment 12 says", []),
        ("12. I do not think so", []),
    ],
)
def test_only_ids_are_pointed_at_where_posts_have_no_numbers(body: str, found: list[str]) -> None:
    assert [pointer.number for pointer in pointers(body, numbered=False)] == found
