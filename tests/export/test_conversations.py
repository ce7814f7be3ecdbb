"""ConvoKit, JSON-LD, OASST and mbox, opened by what reads them."""

from __future__ import annotations

import email.policy
import json
import mailbox

import pytest
from chains import chain
from samples import cleaned, hostile, plain

from threadkit import graph
from threadkit.export import export, render
from threadkit.models import Post, Thread

# --- ConvoKit ---


def read_corpus(folder):
    lines = (folder / "utterances.jsonl").read_text(encoding="ascii").splitlines()
    parts = {
        name: json.loads((folder / f"{name}.json").read_text(encoding="ascii"))
        for name in ("speakers", "conversations", "corpus", "index")
    }
    return [json.loads(line) for line in lines], parts


def test_a_corpus_is_five_ascii_files(tmp_path):
    export(plain(), "convokit", tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "conversations.json",
        "corpus.json",
        "index.json",
        "speakers.json",
        "utterances.jsonl",
    ]
    utterances, parts = read_corpus(tmp_path)
    assert [(u["id"], u["speaker"], u["reply-to"], u["conversation_id"]) for u in utterances] == [
        ("1", "Ann", None, "1"),
        ("2", "Bob", "1", "1"),
        ("3", "Ann", "2", "1"),
        ("4", "Cy", "1", "1"),
    ]
    assert utterances[1]["timestamp"] - utterances[0]["timestamp"] == 600
    assert set(parts["speakers"]) == {"Ann", "Bob", "Cy"}
    assert parts["conversations"]["1"]["meta"]["title"] == "The lake"
    assert parts["index"]["utterances-index"]["position"] == ["<class 'int'>"]


def test_the_article_roots_a_conversation_of_several_top_posts(tmp_path):
    several = Thread.from_posts([{"id": "1", "author": "Ann"}, {"id": "2", "author": None}])
    export([plain(), several], "convokit", tmp_path)
    utterances, parts = read_corpus(tmp_path)
    assert [(u["id"], u["reply-to"]) for u in utterances[4:]] == [
        ("2/article", None),
        ("2/1", "2/article"),
        ("2/2", "2/article"),
    ]
    assert [u["conversation_id"] for u in utterances[4:]] == ["2/article"] * 3
    assert utterances[-1]["speaker"] == "?2/2"
    assert parts["speakers"]["?2/2"]["meta"]["known"] is False
    assert utterances[-1]["timestamp"] is None


def test_missing_times_are_filled_only_on_request(tmp_path):
    export(hostile(), "convokit", tmp_path, fill_times=True)
    utterances, _ = read_corpus(tmp_path)
    assert all(isinstance(u["timestamp"], int) for u in utterances)
    assert [u["meta"]["timestamp_known"] for u in utterances[:3]] == [False, False, True]


@pytest.mark.filterwarnings("ignore")
def test_convokit_loads_the_corpus_and_finds_our_features(tmp_path):
    pytest.importorskip("convokit", reason="ConvoKit is installed only where its values are compared")
    from convokit import Corpus
    from convokit.hyperconvo import HyperConvo

    threads = [hostile(), plain(), chain(40), Thread.from_posts([{"id": "a"}, {"id": "b"}])]
    export(threads, "convokit", tmp_path, fill_times=True)
    corpus = Corpus(filename=str(tmp_path))
    assert len(list(corpus.iter_conversations())) == 4
    assert len(list(corpus.iter_utterances())) == sum(len(thread.posts) for thread in threads) + 2
    for conversation in corpus.iter_conversations():
        assert conversation.check_integrity(verbose=False)
    assert {cleaned(post.body) for post in hostile().posts} <= {u.text for u in corpus.iter_utterances()}
    paths = corpus.get_conversation("2/1").get_root_to_leaf_paths()
    assert {tuple(u.id.removeprefix("2/") for u in path) for path in paths} == set(graph.reply_chains(plain()))
    theirs = HyperConvo(prefix_len=1000, min_convo_len=2).retrieve_feats(corpus)
    ours = graph.hypergraph_features(threads)
    for head, features in zip(("host/ile <1>/article", "2/1", "3/0", "4/article"), ours, strict=True):
        for name, value in theirs[head].items():
            if "arg" not in name and head != "host/ile <1>/article":  # filled times change that order
                assert value != value if features[name] is None else features[name] == pytest.approx(value), name


# --- JSON-LD ---


def test_json_ld_of_a_thread_with_a_single_top_post():
    posting = json.loads(render(plain(), "jsonld"))
    assert posting["@type"] == "DiscussionForumPosting"
    assert posting["headline"] == "The lake"
    assert posting["text"] == "Who has been there?"
    assert posting["author"] == {"@type": "Person", "name": "Ann"}
    assert posting["datePublished"] == "2022-02-03T04:05:00+00:00"
    assert posting["commentCount"] == 3
    assert [comment["text"] for comment in posting["comment"]] == ["I have.", "Not me."]
    assert posting["comment"][0]["comment"][0]["author"]["name"] == "Ann"
    assert posting["comment"][1]["upvoteCount"] == 3


def test_json_ld_of_an_article():
    thread = hostile()
    posting = json.loads(render(thread, "jsonld"))
    assert posting["text"] == cleaned(thread.article)
    assert posting["commentCount"] == len(thread.posts)
    assert posting["comment"][0]["text"] == cleaned(thread.posts[0].body)


def test_json_ld_can_stand_in_a_page():
    text = render(hostile(), "jsonld")
    assert "<" not in text
    assert ">" not in text


def test_flat_json_ld_names_the_parent_item():
    posting = json.loads(render(plain(), "jsonld", nested=False))
    ids = {comment["text"]: comment["@id"] for comment in posting["comment"]}
    parents = {comment["text"]: comment["parentItem"]["@id"] for comment in posting["comment"]}
    assert parents["Was it cold?"] == ids["I have."]
    assert parents["I have."] == posting["@id"]
    assert len(json.loads(render([plain(), hostile()], "jsonld", nested=False))) == 2


def test_json_ld_expands_to_the_comments(tmp_path):
    rdflib = pytest.importorskip("rdflib")
    for options in ({}, {"nested": False}):
        for thread in (plain(), hostile()):
            text = render(thread, "jsonld", **options)
            # The real context is on the web; this one says the same of the names used here.
            local = text.replace('"https://schema.org"', '{"@vocab": "https://schema.org/"}', 1)
            found = rdflib.Graph().parse(data=local, format="json-ld")
            comments = list(found.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/Comment")))
            posting = list(found.subjects(rdflib.RDF.type, rdflib.URIRef("https://schema.org/DiscussionForumPosting")))
            assert len(posting) == 1
            assert len(comments) == len(thread.posts) - (thread.article is None)


# --- OASST ---


def messages(tree):
    stack = [tree["prompt"]]
    while stack:
        message = stack.pop()
        yield message
        stack.extend(message["replies"])


def test_oasst_trees_alternate_roles_and_name_parents():
    (tree,) = [json.loads(line) for line in render(plain(), "oasst", lang="en").splitlines()]
    assert tree["message_tree_id"] == tree["prompt"]["message_id"] == "1"
    assert tree["tree_state"] == "ready_for_export"
    found = {message["message_id"]: message for message in messages(tree)}
    assert {name: message["parent_id"] for name, message in found.items()} == {"1": None, "2": "1", "3": "2", "4": "1"}
    assert [found[name]["role"] for name in "123"] == ["prompter", "assistant", "prompter"]
    assert {message["lang"] for message in found.values()} == {"en"}
    required = "message_id parent_id text role lang review_count review_result deleted rank synthetic model_name"
    assert all(set(required.split()) <= set(message) for message in found.values())


def test_an_article_is_the_prompt_of_one_tree():
    (tree,) = [json.loads(line) for line in render(hostile(), "oasst").splitlines()]
    found = list(messages(tree))
    assert tree["prompt"]["text"] == cleaned(hostile().article)
    assert tree["prompt"]["replies"][0]["role"] == "assistant"
    texts = sorted(message["text"] for message in found if message is not tree["prompt"])
    assert texts == sorted(cleaned(post.body) for post in hostile().posts)
    assert all(message["parent_id"] for message in found if message is not tree["prompt"])


def test_top_posts_without_an_article_are_trees_of_their_own():
    several = Thread.from_posts([{"id": "1"}, {"id": "2"}, {"id": "3", "parent": "2"}])
    assert [json.loads(line)["message_tree_id"] for line in render(several, "oasst").splitlines()] == ["1", "2"]


# --- mbox ---


def read_mails(threads, tmp_path):
    export(threads, "mbox", tmp_path / "talk.mbox")
    box = mailbox.mbox(tmp_path / "talk.mbox", factory=None, create=False)
    mails = [email.message_from_bytes(bytes(mail), policy=email.policy.default) for mail in box]
    box.close()
    return mails


def unix(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_mailbox_reads_the_thread(tmp_path):
    mails = read_mails(plain(), tmp_path)
    assert [mail["From"].addresses[0].display_name for mail in mails] == ["Ann", "Bob", "Ann", "Cy"]
    assert [mail["Subject"] for mail in mails] == ["The lake", "Re: The lake", "Re: The lake", "Re: The lake"]
    ids = [mail["Message-ID"] for mail in mails]
    assert [mail["In-Reply-To"] for mail in mails] == [None, ids[0], ids[1], ids[0]]
    assert mails[2]["References"].split() == ids[:2]
    assert mails[0]["From"] == mails[2]["From"]
    assert mails[1]["Date"].datetime == plain().posts[1].timestamp
    assert mails[1].get_content().strip() == "I have."


def test_mailbox_reads_hostile_mails(tmp_path):
    thread = hostile()
    mails = read_mails(thread, tmp_path)
    assert len(mails) == len(thread.posts) + 1
    assert len({mail["Message-ID"] for mail in mails}) == len(mails)
    bodies = [mail.get_content().rstrip("\n") for mail in mails[1:]]
    assert sorted(bodies) == sorted(unix(cleaned(post.body)).rstrip("\n") for post in thread.posts)
    assert all(set(mail.keys()) <= KNOWN_HEADERS for mail in mails)
    assert all(mail["In-Reply-To"] for mail in mails[1:])
    assert all(not mail.defects for mail in mails)


KNOWN_HEADERS = {
    "Message-ID",
    "From",
    "Date",
    "In-Reply-To",
    "References",
    "Subject",
    "X-Threadkit-Confidence",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
}


def test_references_stay_short_in_a_long_chain(tmp_path):
    mails = read_mails(chain(50), tmp_path)
    assert len(mails[-1]["References"].split()) <= 10
    assert mails[-1]["References"].split()[-1] == mails[-1]["In-Reply-To"]


def test_authors_without_a_name_have_addresses_of_their_own(tmp_path):
    mails = read_mails(Thread(posts=(Post(id="1"), Post(id="2"))), tmp_path)
    assert len({mail["From"].addresses[0].addr_spec for mail in mails}) == 2
