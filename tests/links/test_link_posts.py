"""From posts to links, end to end."""

from __future__ import annotations

import random
from datetime import UTC

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from link_pages import START, post

from threadkit.links import explain, link, link_posts
from threadkit.links.page import Page
from threadkit.links.resolve import model_name
from threadkit.models import Post, ReplyLink

FERRY = [
    post(1, "Ann", "Where does the ferry to the islands leave?", 0, number="1"),
    post(2, "Ben", "Lighthouses are lovely at this time of the year.", 400, number="2"),
    post(3, "Cid", "@Ann: from the northern pier, at noon.", 500, number="3"),
    post(4, "Dora", "I like lighthouses too, Ben, above all the striped ones.", 900, number="4"),
    post(5, "Ann", "Cid, thank you! And back again?", 950, number="5"),
    post(6, "Eve", "That comment @ 2 is not what it seems.", 1900, number="6"),
    post(7, "Finn", "Dora | May 2, 2020 3:00 | 4\nStriped ones are red, mostly.", 2000, number="7"),
]


def parents(posts: list[Post], **options: object) -> list[str | None]:
    return [p.parent for p in link_posts(posts, **options).posts]  # type: ignore[arg-type]


def test_names_numbers_and_bylines() -> None:
    result = link_posts(FERRY)
    got = {p.id: p for p in result.posts}
    assert result.order == "chronological"
    assert [got[k].parent for k in "567"] == ["3", "2", "4"]
    assert got["6"].link.source == "explicit"
    assert got["6"].link.evidence[0].signal == "number"
    assert got["7"].link.evidence[0].signal == "copied byline"
    assert got["5"].depth == got["3"].depth + 1
    named = next(e for e in got["5"].link.evidence if e.signal == "named")
    assert named.text == "Cid"
    assert named.child_span == (0, 3)
    for p in result.posts:
        assert p.link.confidence is not None
        assert p.link.parent == p.parent
        assert 0 <= p.link.confidence <= 1


def test_number_beside_another_name_points_nowhere() -> None:
    posts = [*FERRY[:5], post(6, "Eve", "Ben #1 is my favourite lighthouse keeper.", 1900, number="6")]
    assert link_posts(posts).posts[5].link.source == "inferred"


def test_number_of_a_later_post_points_nowhere() -> None:
    posts = [post(1, "Ann", "@ 2 is a number", 0, number="1"), post(2, "Ben", "yes", 5, number="2")]
    assert parents(posts)[0] is None


def test_restarted_numbers_point_nowhere() -> None:
    posts = [
        post(i, f"u{i}", "@ 1 so it is" if i == 3 else "a remark", i, number=n)
        for i, n in enumerate(["1", "2", "1", "2"])
    ]
    assert all(p.link.source == "inferred" for p in link_posts(posts).posts)


def test_reverse_order_is_turned_and_turned_back() -> None:
    forward = {p.id: p.parent for p in link_posts(FERRY).posts}
    result = link_posts(FERRY[::-1])
    assert result.order == "reverse"
    assert [p.id for p in result.posts] == [p.id for p in FERRY[::-1]]
    assert {p.id: p.parent for p in result.posts} == forward


def test_known_parents_are_kept() -> None:
    kept = ReplyLink(parent="2", source="given")
    posts = [*FERRY[:2], FERRY[2].model_copy(update={"parent": "2", "link": kept}), *FERRY[3:]]
    third = link_posts(posts).posts[2]
    assert third.parent == "2"
    assert third.link.source == "given"
    nobody = [*FERRY[:2], FERRY[2].model_copy(update={"link": ReplyLink(source="printed")}), *FERRY[3:]]
    assert parents(nobody)[2] is None


def test_posts_of_which_all_is_known_are_given_back() -> None:
    printed = [
        Post(id="1", body="Where does the ferry leave?", link=ReplyLink(source="printed")),
        Post(id="2", parent="1", depth=1, body="From here.", link=ReplyLink(parent="1", source="printed")),
        Post(id="3", parent="1", depth=2, body="At noon.", link=ReplyLink(parent="1", source="printed")),
    ]
    linked = link_posts(printed).posts
    assert linked[0] is printed[0]
    assert linked[1] is printed[1]
    assert linked[2].depth == 1  # it was said to stand elsewhere


def test_known_parent_further_down_makes_no_cycle() -> None:
    posts = [post(1, "Ann", "Ben, you are right", 5, parent="2"), post(2, "Ben", "Ann, I am glad", 6)]
    thread = link(posts)
    assert [p.parent for p in thread.posts] == ["2", None]
    assert [p.depth for p in thread.posts] == [1, 0]


PRINTED = [(1, None), (2, 1), (3, 2), (4, 2), (5, 2)]
BODIES = [
    "The ferry leaves at noon.",
    "From which pier does it leave?",
    "The northern pier, as ever, next to the fish market.",
    "What a lovely day for sailing.",
    "“The northern pier, as ever, next to the fish market” is a long walk.",
]


def test_under_the_cap_the_printed_parent_is_a_constraint() -> None:
    depth = {1: 0, 2: 1, 3: 2, 4: 2, 5: 2}
    posts = [
        post(i, f"u{i}", body, depth=depth[i], parent=None if p is None else str(p),
             link=ReplyLink(parent=None if p is None else str(p), source="printed"))
        for (i, p), body in zip(PRINTED, BODIES, strict=True)
    ]  # fmt: skip
    assert parents(posts) == [None, "1", "2", "2", "2"]
    capped = link_posts(posts, depth_cap=2).posts
    assert [p.parent for p in capped[:3]] == [None, "1", "2"]
    assert capped[4].parent == "3"
    assert capped[4].depth == 3
    assert capped[3].parent in {"2", "3"}
    assert capped[4].link.source == "inferred"


def test_depth_first_parents_are_on_the_path() -> None:
    rng = random.Random(4)
    posts = [post(i, rng.choice(["Ann", "Ben", "Cid", None]), rng.choice(BODIES)) for i in range(60)]
    result = link_posts(posts, order="preorder")
    path: list[str] = []
    for p in result.posts:
        assert p.parent is None or p.parent in path
        path = [*path[: path.index(p.parent) + 1 if p.parent is not None else 0], p.id]
        assert p.depth == len(path) - 1


def test_callers_state_the_share_of_nobody() -> None:
    posts = [post(i, f"u{i % 7}", BODIES[i % 5], i * 40) for i in range(60)]
    shares = [sum(p is None for p in parents(posts, none_prior=prior)) / 60 for prior in (0.02, 0.5, 0.98)]
    assert shares[0] <= 0.2
    assert shares[0] < shares[2]
    assert shares[2] >= 0.9


def test_threshold_flags() -> None:
    result = link_posts(FERRY, threshold=0.8)
    for p in result.posts:
        assert p.link.uncertain == ((p.link.confidence or 0) < 0.8)


def test_runner_up() -> None:
    for p in link_posts(FERRY).posts[1:]:
        assert p.link.runner_up != p.parent or p.link.runner_up_confidence is None
        if p.link.runner_up_confidence is not None:
            assert p.link.runner_up_confidence <= (p.link.confidence or 0)


@pytest.mark.parametrize("options", [{"order": "sideways"}, {"kind": "letters"}])
def test_unknown_options(options: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="must be"):
        link_posts(FERRY, **options)  # type: ignore[arg-type]


def test_records_of_any_make() -> None:
    thread = link(
        [
            {"id": 1, "author": "Ann", "timestamp": "2020-05-01T12:00:00", "body": "Where is the ferry?"},
            {
                "author": "Ben",
                "timestamp": START.replace(tzinfo=UTC).timestamp() + 60,
                "body": "Ann, at the pier.",
                "likes": 3,
            },
            {"id": "x", "parent": 1.0, "body": None},
            {"body": "no more than words", "parent": float("nan")},
            post(77, "Cid", "so be it", 90),
        ],
        order="chronological",
    )
    assert [p.id for p in thread.posts] == ["1", "2", "x", "4", "77"]
    assert thread.posts[1].parent == "1"
    assert thread.posts[1].meta["likes"] == 3
    assert thread.posts[2].link.source == "given"


def test_parent_outside_the_page_is_wanted() -> None:
    thread = link([{"id": 1, "body": "a"}, {"id": 2, "parent": 99, "body": "b"}])
    assert [d.code for d in thread.diagnostics if d.severity == "warning"] == ["unknown-parent"]
    assert thread.posts[1].parent in (None, "1")


def test_ids_occur_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        link([{"id": 1}, {"id": 1}])


def test_lost_author_is_guessed_never_set() -> None:
    posts = [
        post(1, None, "The pier is closed for repairs until the autumn."),
        post(2, "Ann", "@Themba ; well spoken."),
        post(3, None, "Boats go from the beach.\n\n- Sipho"),
    ]
    result = link_posts(posts, order="preorder")
    first, _, third = result.posts
    assert first.author is None
    assert third.author_guess is not None
    assert third.author_guess.name == "Sipho"
    if result.posts[1].parent == "1":
        assert first.author_guess is not None
        assert first.author_guess.name == "Themba"


def test_a_forum_is_weighed_as_one_where_it_is_said_to_be() -> None:
    page = Page(FERRY)
    assert model_name("chronological", page, "forum") == "forum"
    assert model_name("chronological", page, "auto") == "time-order"
    assert model_name("chronological", page, "comments") == "time-order"
    assert model_name("preorder", page, "forum") == "depth-first"
    said, unsaid = (link_posts(FERRY, kind=kind).posts[4].link for kind in ("forum", "auto"))
    assert said.confidence != unsaid.confidence


def test_named_posts_get_no_guess() -> None:
    assert all(p.author_guess is None for p in link_posts(FERRY).posts)


def test_explain_names_the_words() -> None:
    text = str(explain(FERRY, "5"))
    assert "named  (Cid)" in text
    assert "nobody" in text
    explained = explain(FERRY, "5")
    assert abs(sum(c.probability for c in explained.candidates) - 1) < 1e-6
    assert explained.candidates[0].parent == "3"
    assert "number" in str(explain(FERRY, "6"))
    with pytest.raises(KeyError):
        explain(FERRY, "99")


WORDS = st.sampled_from(
    ["Ann", "@Ben", "ferry", "noon?", ">", "thanks", "you", "#2", "@ 1", "\n", "你好", '"', "pier,", ">>1"]
)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ann", "Ben", None, "Cid"]),
            st.lists(WORDS, max_size=8).map(" ".join),
            st.one_of(st.none(), st.integers(-500, 500)),
        ),
        max_size=14,
    ),
    st.sampled_from(["auto", "chronological", "reverse", "preorder"]),
    st.sampled_from(["auto", "comments", "forum", "chat"]),
)
def test_any_page_gives_a_tree(rows: list[tuple[str | None, str, int | None]], order: str, kind: str) -> None:
    posts = [post(i, a, b, m) for i, (a, b, m) in enumerate(rows)]
    thread = link(posts, order=order, kind=kind)  # Thread itself refuses cycles and unknown parents
    assert [p.id for p in thread.posts] == [p.id for p in posts]
    assert [p.body for p in thread.posts] == [p.body for p in posts]
    for p in thread.posts:
        assert 0 <= (p.link.confidence or 0) <= 1
        for evidence in p.link.evidence:
            if evidence.child_span is not None:
                assert 0 <= evidence.child_span[0] <= evidence.child_span[1] <= len(p.body)
