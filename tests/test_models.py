"""Threads: built from records, walked, written as JSON and read back."""

from __future__ import annotations

import copy
import gc
import json
import pickle
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from chains import chain
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkit import deepjson
from threadkit.layouts import Layout
from threadkit.models import (
    SCHEMA,
    AuthorGuess,
    Diagnostic,
    Evidence,
    Post,
    Region,
    ReplyLink,
    Thread,
    json_schema,
)

DEEP = 100_000


def make(*links: tuple[str, str | None], **fields: object) -> Thread:
    return Thread.from_posts([{"id": ident, "parent": parent} for ident, parent in links], **fields)


def rich() -> Thread:
    """A thread that uses every field."""
    link = ReplyLink(
        parent="1",
        source="inferred",
        confidence=0.62,
        evidence=(Evidence(signal="quote", text="as you said", child_span=(0, 11), parent_span=(4, 15), weight=1.5),),
        runner_up=None,
        runner_up_confidence=0.2,
        uncertain=True,
    )
    posts = (
        Post(
            id="1",
            author="Ann",
            timestamp=datetime(2017, 10, 5, 3, 55, 27),
            raw_timestamp="Oct 5, 2017 3:55:27 AM",
            timestamp_precision="second",
            body="First.\n\nSecond\tline",
            number="1",
            title="On lemons",
            score=-3,
            link=ReplyLink(source="explicit", confidence=1.0),
            span=(10, 60),
            body_span=(20, 40),
            meta={"kind": "op", "tags": ["a", {"b": None}]},
        ),
        Post(
            id="2",
            parent="1",
            depth=1,
            timestamp=datetime(2017, 10, 5, 5, tzinfo=timezone(timedelta(hours=-4))),
            body="lone \ud83d half, NUL \x00, line\u2028separator, ünïcödé",
            deleted=True,
            link=link,
            author_guess=AuthorGuess(name="Bob", confidence=0.5, evidence=(Evidence(signal="addressed"),)),
        ),
    )
    return Thread(
        posts=posts,
        article="An article",
        layout=Layout(name="mine", head=("{author} says: {timestamp}",)),
        order="preorder",
        regions=(Region(kind="article", span=(0, 10)), Region(kind="post", span=(10, 60), post="1")),
        diagnostics=(Diagnostic(code="depth-cap", message="capped", severity="warning", post="2", span=(1, 2)),),
        meta={"source": "page.txt"},
    )


# --- building ------------------------------------------------------------------------------------------------------


def test_records_become_posts():
    thread = Thread.from_posts(
        [
            {"id": 7, "author": "Ann", "timestamp": "2017-10-05T03:55", "body": "Hello", "likes": 3},
            {"id": 9, "parent": 7, "author": 42, "body": None, "number": 2.0},
            {"parent": 9.0},
        ],
        article="text",
        order="chronological",
    )
    assert [(p.id, p.parent, p.depth) for p in thread.posts] == [("7", None, 0), ("9", "7", 1), ("3", "9", 2)]
    assert [p.author for p in thread.posts] == ["Ann", "42", None]
    assert thread.posts[0].meta == {"likes": 3}
    assert thread.posts[1].body == ""
    assert thread.posts[1].number == "2"
    assert {p.link.source for p in thread.posts} == {"given"}
    assert (thread.article, thread.order) == ("text", "chronological")


def test_ids_that_are_made_up_do_not_collide():
    thread = Thread.from_posts([{}, {"id": "1"}, {"id": 3}, {}, {"id": ""}])
    assert [p.id for p in thread.posts] == ["2", "1", "3", "4", "5"]


def test_posts_keep_what_they_know_and_get_their_depth():
    inferred = ReplyLink(parent="a", source="inferred", confidence=0.5)
    thread = Thread.from_posts([Post(id="b", parent="a", link=inferred), Post(id="a", depth=5)])
    assert [p.depth for p in thread.posts] == [1, 0]
    assert thread.posts[0].link == inferred


@pytest.mark.parametrize(
    ("value", "stamp", "raw", "precision"),
    [
        ("2017-10-05T03:55:27", datetime(2017, 10, 5, 3, 55, 27), None, None),
        ("2017-10-05T03:55:27Z", datetime(2017, 10, 5, 3, 55, 27, tzinfo=UTC), None, None),
        ("2017-10-05", datetime(2017, 10, 5), None, "day"),
        (date(2017, 10, 5), datetime(2017, 10, 5), None, "day"),
        (datetime(2017, 10, 5, 1), datetime(2017, 10, 5, 1), None, None),
        (1507175727, datetime(2017, 10, 5, 3, 55, 27, tzinfo=UTC), None, None),
        (1507175727.0, datetime(2017, 10, 5, 3, 55, 27, tzinfo=UTC), None, None),
        ("1507175727", datetime(2017, 10, 5, 3, 55, 27, tzinfo=UTC), None, None),
        (1507175727000, datetime(2017, 10, 5, 3, 55, 27, tzinfo=UTC), None, None),
        ("3 hours ago", None, "3 hours ago", None),
        (None, None, None, None),
        (float("nan"), None, None, None),
    ],
)
def test_timestamps(value, stamp, raw, precision):
    (post,) = Thread.from_posts([{"timestamp": value}]).posts
    assert (post.timestamp, post.raw_timestamp, post.timestamp_precision) == (stamp, raw, precision)


def test_a_raw_timestamp_is_not_overwritten():
    (post,) = Thread.from_posts([{"timestamp": "yesterday", "raw_timestamp": "Yesterday, 5 pm"}]).posts
    assert post.raw_timestamp == "Yesterday, 5 pm"


@pytest.mark.parametrize("value", [1e300, [2017, 10, 5]])
def test_timestamps_that_make_no_sense(value):
    with pytest.raises(ValueError, match="timestamp"):
        Thread.from_posts([{"timestamp": value}])


def test_missing_values_of_data_frames():
    class NAType:
        def __bool__(self):
            raise TypeError("boolean value of NA is ambiguous")

    nan = float("nan")
    thread = Thread.from_posts([{"id": 1.0, "parent": nan, "author": NAType(), "score": 2.0, "timestamp": nan}])
    post = thread.posts[0]
    assert (post.id, post.parent, post.author, post.score, post.timestamp) == ("1", None, None, 2, None)


@pytest.mark.parametrize(
    ("links", "message"),
    [
        ([("1", None), ("1", None)], "two posts have the id '1'"),
        ([("1", None), ("2", "9")], "'2' answers '9', which is no post"),
        ([("1", "1")], "'1' descends from itself"),
        ([("1", None), ("2", "3"), ("3", "4"), ("4", "2")], "descends from itself"),
        ([("5", "2"), ("2", "3"), ("3", "2")], "post '[23]' descends from itself"),
    ],
)
def test_impossible_links(links, message):
    with pytest.raises(ValueError, match=message):
        make(*links)
    with pytest.raises(ValueError, match=message):
        Thread(posts=tuple(Post(id=ident, parent=parent) for ident, parent in links))


def test_parents_may_stand_later_on_the_page():
    thread = make(("3", "2"), ("2", "1"), ("1", None))
    assert [p.depth for p in thread.posts] == [2, 1, 0]
    assert [p.id for p in thread.walk()] == ["1", "2", "3"]


# --- the tree ------------------------------------------------------------------------------------------------------


def test_tree():
    thread = make(("a", None), ("b", "a"), ("c", None), ("d", "b"), ("e", "a"))
    ids = lambda posts: [p.id for p in posts]  # noqa: E731
    assert ids(thread.roots) == ["a", "c"]
    assert ids(thread.replies_to("a")) == ["b", "e"]
    assert ids(thread.replies_to(thread.posts[1])) == ["d"]
    assert ids(thread.replies_to(None)) == ["a", "c"]
    assert ids(thread.replies_to("d")) == []
    assert ids(thread.chain("d")) == ["a", "b", "d"]
    assert ids(thread.chain(thread.post("c"))) == ["c"]
    assert ids(thread.walk()) == ["a", "b", "d", "e", "c"]
    assert ids(thread.walk("b")) == ["b", "d"]
    with pytest.raises(KeyError):
        thread.post("z")
    with pytest.raises(KeyError):
        thread.chain("z")


def test_the_collector_rests_while_posts_are_written():
    thread, runs = chain(5_000), []
    gc.collect()
    gc.callbacks.append(lambda phase, _: runs.append(phase))
    try:
        text = thread.to_json()
    finally:
        gc.callbacks.pop()
    assert gc.isenabled()
    assert len(json.loads(text)["posts"]) == 5_000
    assert not runs


def test_an_empty_thread():
    thread = Thread()
    assert thread.roots == ()
    assert list(thread.walk()) == []
    assert Thread.from_json(thread.to_json(nested=True)) == thread


def test_walking_leaves_no_trace():
    fresh, walked = rich(), rich()
    list(walked.walk())
    assert fresh == walked
    shorter = walked.model_copy(update={"posts": walked.posts[:1]})
    assert len(list(shorter.walk())) == 1
    assert pickle.loads(pickle.dumps(walked)) == copy.deepcopy(walked) == fresh


# --- JSON ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("indent", [None, 0, 2])
def test_nothing_is_lost(nested, indent):
    thread = rich()
    text = thread.to_json(nested=nested, indent=indent)
    assert Thread.from_json(text) == thread
    assert Thread.from_json(text.encode("utf-8")) == thread
    assert Thread.from_dict(thread.to_dict(nested=nested)) == thread
    assert json.loads(text)["schema"] == SCHEMA
    assert indent is not None or "\n" not in text


def test_what_flat_json_looks_like():
    record = json.loads(make(("1", None), ("2", "1")).to_json())
    assert list(record) == ["schema", "article", "layout", "order", "regions", "diagnostics", "meta", "posts"]
    assert record["posts"][1] == {
        "id": "2",
        "parent": "1",
        "author": None,
        "timestamp": None,
        "raw_timestamp": None,
        "depth": 1,
        "body": "",
        "link": {"source": "given"},
    }


def test_nested_json_nests():
    record = json.loads(make(("1", None), ("2", "1"), ("3", None), ("4", "2")).to_json(nested=True))
    first, third = record["posts"]
    assert first["replies"][0]["replies"][0]["id"] == "4"
    assert third["replies"] == []
    assert first["position"] == 0
    assert third["position"] == 2


def test_no_positions_where_the_page_is_in_depth_first_order():
    assert "position" not in make(("1", None), ("2", "1"), ("3", None)).to_json(nested=True)


@pytest.fixture(scope="module")
def deep() -> Thread:
    return chain(DEEP)


def test_a_deep_chain_as_flat_json(deep):
    assert deep.posts[-1].depth == DEEP - 1
    assert Thread.from_json(deep.to_json()) == deep


def test_a_deep_chain_as_nested_json(deep):
    assert Thread.from_json(deep.to_json(nested=True)) == deep


def test_a_deep_chain_as_nested_values(deep):
    assert Thread.from_dict(deep.to_dict(nested=True)) == deep
    assert len(deep.chain(deep.posts[-1])) == DEEP


def test_white_space_stays_in_bounds():
    text = chain(5000).to_json(nested=True, indent=2)
    assert len(text) < 5000 * 1500
    assert Thread.from_json(text) == chain(5000)


def test_other_peoples_json_is_read():
    nested = {"posts": [{"id": 1, "text": "x", "replies": [{"id": 2, "replies": [{"id": 3}]}]}, {"id": 4}]}
    thread = Thread.from_json(json.dumps(nested))
    assert [(p.id, p.parent) for p in thread.posts] == [("1", None), ("2", "1"), ("3", "2"), ("4", None)]
    assert thread.posts[0].meta == {"text": "x"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "no object"),
        ("{}", "no list of posts"),
        ('{"posts": "none"}', "no list of posts"),
        ('{"posts": [3]}', "not a post"),
        ('{"posts": [{"replies": [{}]}]}', "has no id"),
        ('{"posts": [{"id": 1, "replies": 3}]}', "no list"),
        ('{"schema": "threadkit/thread/99", "posts": []}', "unknown schema"),
        (f'{{"schema": "{SCHEMA}", "posts": [{{"id": "1", "parent": "2"}}]}}', "no post of this thread"),
        (f'{{"schema": "{SCHEMA}", "posts": [{{"id": "1", "colour": "red"}}]}}', "colour"),
        ("nonsense", "Expecting value"),
    ],
)
def test_json_that_is_no_thread(text, message):
    with pytest.raises(ValueError, match=message):
        Thread.from_json(text)


def test_values_json_cannot_hold_are_refused():
    thread = Thread(posts=(Post(id="1", meta={"x": float("nan")}),))
    with pytest.raises(ValueError, match="JSON"):
        thread.to_json()


def test_changed_values_are_copies_with_what_changed():
    post = Post.unchecked({"id": "2", "body": "x", "meta": {"a": 1}})
    other = post.changed(parent="1", depth=1)
    assert other == Post(id="2", parent="1", depth=1, body="x", meta={"a": 1})
    assert list(other.__dict__) == list(Post.model_fields)
    assert other.model_fields_set == {"id", "body", "meta", "parent", "depth"}
    assert (post.parent, post.depth, post.model_fields_set) == (None, 0, {"id", "body", "meta"})
    assert post.model_copy(update={"score": 3}).score == 3
    assert Post.unchecked({"id": "2", "body": "x", "meta": {}}).model_fields_set == {"id", "body", "meta"}


def test_no_number_is_written_that_json_does_not_have():
    with pytest.raises(ValueError, match="finite"):
        Evidence(signal="quote", weight=float("inf"))


@pytest.mark.parametrize("meta", [{}, {"depth_cap": 5}, {"who": "Ann"}])
@given(text=st.text(st.characters(exclude_categories=[])), weight=st.floats(allow_nan=False, allow_infinity=False))
def test_json_is_the_same_whoever_writes_it(meta, text, weight):
    link = ReplyLink(source="inferred", evidence=(Evidence(signal="quote", text=text, weight=weight),))
    thread = Thread(posts=(Post(id="1", author=text, body=text, link=link),), article=text, meta=meta)
    written = thread.to_json()
    written.encode()
    assert "\n" not in written
    assert json.loads(written) == json.loads(thread.to_json(indent=1))
    assert list(json.loads(written)) == list(json.loads(thread.to_json(indent=1)))


@pytest.mark.parametrize("nested", [False, True])
def test_schema_describes_what_is_written(nested):
    jsonschema = pytest.importorskip("jsonschema")
    schema = json_schema(nested)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for thread in (rich(), Thread(), make(("2", "1"), ("1", None))):
        validator.validate(json.loads(thread.to_json(nested=nested)))
    bad = json.loads(rich().to_json(nested=nested))
    bad["posts"][0]["colour"] = "red"
    assert not validator.is_valid(bad)
    assert not validator.is_valid({**bad, "schema": "threadkit/thread/0"})


# --- reading JSON without recursion --------------------------------------------------------------------------------

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(values, st.sampled_from([None, 1]), st.booleans())
def test_the_iterative_decoder_agrees_with_the_standard_one(value, indent, ascii_only):
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert deepjson.loads_iteratively(text) == value
    assert deepjson.loads_iteratively(text.encode("utf-16")) == value


OPEN = ["", "[", "[1", "[1,", "{", '{"a"', '{"a":', '{"a":1', '"a']
WRONG = ["[1 2]", '{"a":1,}', "{1:2}", "01", "[1]]", "tru", '"\n"', "-", "[}", "{]", "nul", "+1", ".5"]


@pytest.mark.parametrize("bad", OPEN + WRONG)
def test_the_iterative_decoder_refuses_what_the_standard_one_refuses(bad):
    with pytest.raises(json.JSONDecodeError):
        json.loads(bad)
    with pytest.raises(json.JSONDecodeError):
        deepjson.loads_iteratively(bad)


@pytest.mark.parametrize("good", ["NaN", "-Infinity", "1e5", "-0.5E-3", ' \n[ {} , [ ] , "" ] \t', "1"])
def test_the_iterative_decoder_takes_what_the_standard_one_takes(good):
    assert repr(deepjson.loads_iteratively(good)) == repr(json.loads(good))


# --- properties ----------------------------------------------------------------------------------------------------


@st.composite
def forests(draw: st.DrawFn) -> list[dict[str, object]]:
    """Records of posts whose parents exist, in any order."""
    size = draw(st.integers(0, 12))
    parents = [draw(st.none() | st.integers(0, i - 1)) if i else None for i in range(size)]
    order = draw(st.permutations(range(size)))
    text = st.text(st.characters(exclude_categories=()), max_size=8).filter(
        # Two halves of a pair side by side are one character to JSON.
        lambda s: s.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass") == s
    )
    return [
        {
            "id": f"p{i}",
            "parent": None if parents[i] is None else f"p{parents[i]}",
            "author": draw(st.none() | text.filter(bool)),
            "timestamp": draw(st.none() | st.datetimes(timezones=st.none() | st.just(UTC))),
            "body": draw(text),
        }
        for i in order
    ]


@given(forests(), st.booleans(), st.sampled_from([None, 1]))
@settings(max_examples=150)
def test_round_trips(records, nested, indent):
    thread = Thread.from_posts(records)
    text = thread.to_json(nested=nested, indent=indent)
    assert Thread.from_json(text.encode("utf-8")) == thread
    assert Thread.from_dict(thread.to_dict(nested=nested)) == thread


@given(forests())
def test_walks_and_chains_agree_with_depth(records):
    thread = Thread.from_posts(records)
    walked = [p.id for p in thread.walk()]
    assert sorted(walked) == sorted(p.id for p in thread.posts)
    for post in thread.posts:
        up = thread.chain(post)
        assert len(up) == post.depth + 1
        assert up[0] in thread.roots
        for parent, child in pairwise(up):
            assert child in thread.replies_to(parent)
            assert walked.index(parent.id) < walked.index(child.id)


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Evidence, {"signal": "named", "child_span": (0, 3)}),
        (ReplyLink, {"parent": "1", "source": "inferred", "confidence": 0.5}),
        (Post, {"id": "2", "parent": "1", "body": "Bread", "span": (3, 9)}),
    ],
)
def test_unchecked_values_are_as_checked_ones(model, values):
    quick, checked = model.unchecked(dict(values)), model(**values)
    assert quick == checked
    assert quick.model_dump() == checked.model_dump()
    assert repr(quick) == repr(checked)
    assert pickle.loads(pickle.dumps(quick)) == checked
    assert quick.model_copy(update=values) == checked
    with pytest.raises(ValueError, match="frozen"):
        setattr(quick, next(iter(values)), "other")


def test_unchecked_posts_share_nothing_that_can_be_changed():
    first, second = Post.unchecked({"id": "1"}), Post.unchecked({"id": "2"})
    assert first.meta == {}
    assert first.meta is not second.meta
