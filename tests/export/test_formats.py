"""All formats together: what there is, how it is called, what it survives."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from chains import chain
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import START, hostile, plain

from threadkit import graph
from threadkit.export import FORMATS, clean, export, export_graph, render
from threadkit.models import Post, Thread

FILES = [name for name, each in FORMATS.items() if not each.directory]


def test_formats_describe_themselves():
    for name, each in FORMATS.items():
        assert each.name == name
        assert each.description
        assert bool(each.suffix) != each.directory
        assert callable(each.writer())
        assert name in repr(each)


def test_listing_formats_loads_nothing_heavy():
    script = (
        "import sys; before = set(sys.modules)\n"
        "import threadkit.export\n"
        "print(sorted(name for name in set(sys.modules) - before if name.split('.')[0] in sys.argv[1].split()))\n"
        "print(len(threadkit.export.FORMATS))"
    )
    heavy = "pydantic networkx numpy json csv dataclasses inspect email datetime"
    done = subprocess.run([sys.executable, "-c", script, heavy], capture_output=True, text=True, check=True)
    assert done.stdout.split("\n")[:2] == ["[]", str(len(FORMATS))]


def test_unknown_format_names_the_known_ones():
    with pytest.raises(ValueError, match="tree, flat"):
        render(plain(), "docx")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "threads",
    [plain(), Thread(), [], [plain(), Thread(), plain()], hostile(), [hostile(), hostile()], chain(3000)],
    ids=["plain", "empty", "none", "several", "hostile", "hostile-twice", "deep"],
)
def test_every_format_writes_everything(name, threads):
    text = render(threads, name)
    text.encode("utf-8")  # no lone surrogate anywhere
    if name not in ("tree", "flat"):  # those lose nothing
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", text)


@pytest.mark.parametrize("name", FILES)
def test_a_generator_of_threads_is_read_once(name):
    assert render((thread for thread in [plain(), plain()]), name) == render([plain(), plain()], name)


@pytest.mark.parametrize("name", FILES)
def test_destinations_are_paths_and_open_files(name, tmp_path):
    expected = render(plain(), name)
    path = tmp_path / f"out{FORMATS[name].suffix}"
    export(plain(), name, path)
    assert path.read_bytes().decode("utf-8") == expected
    binary = io.BytesIO()
    export(plain(), name, binary)
    assert not binary.closed
    assert binary.getvalue().decode("utf-8") == expected
    with open(path, "wb") as stream:
        export(plain(), name, stream)
        stream.write(b"!")
    assert path.read_bytes() == expected.encode() + b"!"


@pytest.mark.parametrize("name", [name for name in FILES if name not in ("tree", "flat")])
def test_uncertain_links_are_cut_on_request(name):
    render(hostile(), name, min_confidence=0.6)


def test_a_folder_format_needs_a_path(tmp_path):
    with pytest.raises(ValueError, match="folder"):
        export(plain(), "convokit", io.StringIO())
    export(plain(), "convokit", str(tmp_path / "corpus"))
    assert (tmp_path / "corpus" / "index.json").exists()


@pytest.mark.parametrize("name", ["graphml", "gexf", "d3", "cytoscape", "dot"])
def test_any_networkx_graph_can_be_written(name):
    several = nx.MultiDiGraph()
    several.add_node(1, when=START, nothing=None, tags=("a", "b"), bad="\x00", id="taken", name="n", label="l")
    several.add_edge(1, "1", weight=2, share=float("nan"), source="s")
    several.add_edge(1, "1")
    stream = io.StringIO()
    export_graph(several, name, stream)
    assert stream.getvalue()
    with pytest.raises(ValueError, match="does not hold a graph"):
        export_graph(several, "csv", stream)


def test_a_graph_of_the_graph_layer_can_be_written(tmp_path):
    path = tmp_path / "people.gexf"
    export_graph(graph.author_graph(plain()), "gexf", path)
    assert set(nx.read_gexf(path).edges) == set(graph.author_graph(plain()).edges)


@pytest.mark.parametrize(
    ("value", "scalar", "cell"),
    [
        (None, None, ""),
        (True, True, "true"),
        (-3, -3, -3),
        (float("nan"), None, ""),
        (float("inf"), None, ""),
        (START, "2022-02-03T04:05:06", "2022-02-03T04:05:06"),
        (START.date(), "2022-02-03", "2022-02-03"),
        (("a", 1), "a; 1", "a; 1"),
        ({"b", "a"}, "a; b", "a; b"),
        ({"k": "v"}, '{"k": "v"}', '{"k": "v"}'),
        ("=1+1", "=1+1", "'=1+1"),
        ("\x00=1", "\ufffd=1", "\ufffd=1"),
        (Path("x"), "x", "x"),
    ],
)
def test_values_are_cleaned_in_one_way(value, scalar, cell):
    assert clean.scalar(value) == scalar
    assert clean.cell(value) == cell


@settings(deadline=None, max_examples=80)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_clean_text_keeps_its_length_and_is_fit(text):
    found = clean.text(text)
    assert len(found) == len(text)
    found.encode()
    assert clean.text(found) == found


@settings(deadline=None, max_examples=15)
@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=()), max_size=8), st.text(max_size=12)),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_can_be_written(entries):
    posts = tuple(
        Post(id=str(place), parent=str(place - 1) if place else None, author=author or None, body=body)
        for place, (author, body) in enumerate(entries)
    )
    for name in FILES:
        render(Thread(posts=posts), name).encode()
