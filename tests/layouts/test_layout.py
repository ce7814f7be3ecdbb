"""The layout model: what it accepts, what it refuses and how it is written down."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from threadkit.layouts import Layout, LayoutError, parse_layout
from threadkit.layouts.patterns import FIELDS


def test_one_string_stands_for_a_list() -> None:
    assert Layout(head="{author} says:").head == ("{author} says:",)


@pytest.mark.parametrize("fields", [{"head": ["{author}"]}, {"foot": "{timestamp}"}, {"gap": 2}, {"marker": "bullet"}])
def test_anything_that_starts_posts_is_enough(fields: dict[str, object]) -> None:
    assert Layout.model_validate(fields).source == "user"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "a layout needs a head, a foot, a marker or a gap"),
        ({"furniture": "Reply"}, "a layout needs a head"),
        ({"head": "{writer} says:"}, "unknown field {writer}"),
        ({"head": "{author} [on {timestamp}"}, "'[' without ']'"),
        ({"foot": "{author}] {timestamp}"}, "']' without '['"),
        ({"head": ""}, "it is empty"),
        ({"head": "{_}"}, "neither a field nor a literal"),
        ({"foot": ["{author}", "{timestamp}"], "levels": [0]}, "levels must have one entry"),
        ({"head": "{author}", "colour": "red"}, "Extra inputs"),
        ({"head": "{author}", "gap": 0}, "greater than or equal to 1"),
        ({"head": "{author}", "order": "random"}, "chronological"),
    ],
)
def test_unusable_layouts(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Layout.model_validate(fields)
    assert reason in str(caught.value)


@pytest.mark.parametrize("document", ["head = [", "head = 3", "nothing = 1", 'head = "{author}"\nnobody = "here"'])
def test_bad_documents_raise_one_kind_of_error(document: str) -> None:
    with pytest.raises(LayoutError):
        parse_layout(document)


def test_a_document_without_a_name_takes_the_files() -> None:
    assert parse_layout('head = "{author}"', name="ours").name == "ours"
    assert parse_layout('name = "mine"\nhead = "{author}"', name="ours").name == "mine"


def test_only_what_was_said_is_written() -> None:
    assert Layout(name="mine", head="{author} says:").to_toml() == 'name = "mine"\nhead = ["{author} says:"]\n'


WORDS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="{}[]⏎\\"), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()) or "x")
TEMPLATES = st.tuples(WORDS, st.sampled_from(["author", "timestamp", "number"]), WORDS).map(
    lambda parts: f"{parts[0]} {{{parts[1]}}} {parts[2]}"
)


@settings(max_examples=80)
@given(
    head=st.lists(TEMPLATES, min_size=1, max_size=4),
    description=st.text(st.characters(blacklist_categories=("Cs",)), max_size=40),
    prior=st.floats(-5, 5),
    levels=st.booleans(),
)
def test_toml_round_trip(head: list[str], description: str, prior: float, levels: bool) -> None:
    layout = Layout(
        head=tuple(head), description=description, prior=prior, levels=tuple(range(len(head))) if levels else ()
    )
    assert parse_layout(layout.to_toml()) == layout


def test_every_field_is_told_to_who_asks_for_another() -> None:
    with pytest.raises(ValidationError) as caught:
        Layout(head="{writer}")
    assert all(field in str(caught.value) for field in FIELDS)
