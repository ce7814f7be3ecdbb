"""One measure for named, given and induced layouts; the page's own layout, printable."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import SimpleNamespace

import pytest
from speech import BREAD as BODIES

from threadkit.bylines import LayoutIndex, most_places, read_bylines
from threadkit.bylines.index import alternatives_of
from threadkit.detection import (
    detect,
    divisions,
    doubts,
    induce,
    marks,
    named,
    page_cues,
    rank,
    readings,
    rereading,
    sureness,
    trial,
)
from threadkit.layouts import Layout, parse_layout
from threadkit.pipeline import parse
from threadkit.reprint import random_page
from threadkit.scoring import Judged, is_convincing, judge
from threadkit.segment import segment

NAMES = ("Ann Lee", "Bob Stone", "Cy", "Ann Lee", "Dora Finch", "Bob Stone", "Cy", "Ed Marsh")


def discussion(form: str) -> str:
    """A page of eight comments; ``form`` is filled with name, number, hour and body."""
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [form.format(name=name, n=place + 1, hour=10 + place, body=body), ""]
    return "\n".join([*rows, "Leave a Reply", "", "Name", "Mail", ""])


WORDPRESS = discussion("{name} says:\nMay 5, 2019 at {hour}:41\n{body}\nReply")
MOVABLETYPE = discussion("{body}\n\nPosted by: {name} at May 5, 2019 {hour}:41")
UNKNOWN = discussion("### {name} ###\nwritten {hour}:41, 5 May 2019 on the wall\n{body}\nthumb up")


@pytest.mark.parametrize(("text", "name"), [(WORDPRESS, "wordpress"), (MOVABLETYPE, "movabletype")])
def test_the_platform_is_recognised(text, name):
    found = detect(text)
    assert found[0].layout.name.startswith(name)
    assert found[0].posts == len(NAMES)
    assert found[0].reasons


def test_candidates_are_ranked():
    scores = [match.score for match in detect(WORDPRESS)]
    assert scores == sorted(scores, reverse=True)


def test_hidden_names_leave_induced_layouts_only():
    assert {match.layout.source for match in detect(WORDPRESS, named=False)} == {"induced"}
    assert {match.layout.source for match in detect(WORDPRESS, induced=False)} == {"builtin"}


@pytest.mark.parametrize("text", ["", "   \n\n", "One line.", "Ann\nBob\n"])
def test_nothing_to_find(text):
    assert all(match.score < 0 for match in detect(text))
    assert induce(text).layout is None
    assert induce(text).reasons


@pytest.mark.parametrize("text", [WORDPRESS, MOVABLETYPE, UNKNOWN], ids=["wordpress", "movabletype", "unknown"])
def test_an_induced_layout_reads_its_page(text):
    found = induce(text)
    assert found.layout is not None
    assert found.posts == len(NAMES)
    thread = parse(text, layout=found.layout)
    assert tuple(post.author for post in thread.posts) == NAMES


@pytest.mark.parametrize("text", [WORDPRESS, MOVABLETYPE, UNKNOWN], ids=["wordpress", "movabletype", "unknown"])
def test_an_induced_layout_survives_being_printed(text):
    layout = induce(text).layout
    assert layout is not None
    again = parse_layout(layout.to_toml())
    first, second = parse(text, layout=layout), parse(text, layout=again)
    assert [(p.author, p.raw_timestamp, p.body) for p in first.posts] == [
        (p.author, p.raw_timestamp, p.body) for p in second.posts
    ]


def test_margin_is_the_distance_to_the_runner_up():
    found = induce(UNKNOWN)
    if found.runner_up_score is None:
        assert found.margin is None
    else:
        assert found.margin == pytest.approx(found.score - found.runner_up_score)
        assert found.margin >= 0


def test_scores_do_not_depend_on_earlier_pages():
    text = random_page(8)[0]
    before = [match.score for match in detect(text)]
    detect(random_page(9)[0])
    assert [match.score for match in detect(text)] == before


def test_a_layout_that_reads_the_levels_goes_before_one_that_leaves_them_to_the_bodies():
    rows = ["Bread", "", "8 Comments", ""]
    for place, (level, name, body) in enumerate(zip((1, 2, 3, 2, 1, 2, 1, 2), NAMES, BODIES, strict=True)):
        rows += [f"level {level}", name, f"· {place + 2} hr. ago", "", body, "", f"{17 * place + 2}", "Reply", "Share"]
    thread = parse("\n".join(rows), links=False)
    assert thread.layout.name == "reddit"
    assert [post.depth for post in thread.posts] == [0, 1, 2, 1, 0, 1, 0, 1]


def test_words_that_only_some_bylines_have_do_not_win():
    found = detect(discussion("{name}\nMay 5, 2019 at {hour}:41\n{body}\nReply").replace("Cy\n", "Cy says:\n"))
    assert found[0].posts >= 6


def test_a_reading_without_a_remainder_goes_before_a_shifted_one():
    """Dates below the posts: read with the next name, they leave a name above and a date below."""
    rows = ["Bread", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{name} disse...", body, f"{place + 3} de maio de 2014 às 1{place}:11", ""]
    thread = parse("\n".join([*rows, "Leave a Reply"]), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert [post.body for post in thread.posts] == list(BODIES)


def test_a_reading_with_one_more_post_does_not_win_for_that():
    """Dates above the names: the first name is not left over, whatever stands above it."""
    rows = ["Bread", "", "Zoe Baker", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{place + 3} de maio de 2014 às 1{place}:11", name, body, ""]
    thread = parse("\n".join([*rows, "Leave a Reply"]), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert [post.body for post in thread.posts] == list(BODIES)


def test_a_layout_whose_words_all_the_posts_have_leaves_a_list_of_articles_below_aside():
    rows = ["Bread", "", "8 Kommentare", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{name} am 1{place}. Mai 2019 - 12:1{place} Permanenter Link", body, ""]
    rows += ["Kommentar hinzufügen", ""]
    for place, title in enumerate(("Wheat and its friends", "Ovens of the south", "Why salt")):
        rows += [f"Von Zoe Baker {place}", f"0{place + 1}.04.2019", title, "All of it, in short.", ""]
    thread = parse("\n".join(rows), links=False)
    assert [post.author for post in thread.posts] == list(NAMES)


def test_a_reading_that_takes_numbers_and_names_from_below_gives_way_to_the_named_layout():
    """Buttons of one post and the byline of the next are no foot, however regular they are."""
    rows = ["Bread", "", "8 Comments", ""]
    for place, (level, name, body) in enumerate(zip((1, 2, 3, 2, 1, 2, 1, 2), NAMES, BODIES, strict=True)):
        rows += [f"level {level}", name, f"· {place + 2} yr. ago", "", body, "", f"{7 * place + 2}"]
        rows += ["Reply", "Share", "Report", "Save", "Follow", "Continue this thread"]
    thread = parse("\n".join(rows), links=False)
    assert thread.layout.name == "reddit"
    assert [post.author for post in thread.posts] == list(NAMES)


@pytest.mark.parametrize(
    "form",
    [
        "{name}\nHome baker\n{n} May 2019 at 10:00\n{body}\nReply",
        "{name}\nVerified buyer\nPosted {n} weeks ago\n{body}\nHelpful",
        "{n} May 2019\nGreat loaf\n{name}\nPros\n{body}\nHelpful ({n})",
        "{name}\n• 3rd+\nBaker at Loaf Ltd\n{n}y\n{body}\nLike\nReply",
    ],
)
def test_a_label_beside_every_date_is_nobodys_name(form):
    assert [post.author for post in parse(discussion(form), links=False).posts] == list(NAMES)


def test_one_author_of_all_posts_stays_where_nothing_else_names_any():
    page = discussion("{name}\n{n} May 2019 at 10:00\n{body}\nReply")
    for name in set(NAMES):
        page = page.replace(f"\n{name}\n", "\nMaud\n")
    assert {post.author for post in parse(page, links=False).posts} == {"Maud"}


GENERIC = {
    "words behind every name": "{name} on Chapter {n} {n} May 2019 {hour}:41\n{body}\nReply Thread",
    "a rank behind every name": "{name} Student Writer May {n}, 2019\n{body}\nReply",
    "buttons around every name": (
        "{name}\nSenior Member\nJoined: 1 August 2001\nPost Options\nQuote {name} Reply\n"
        "Posted: {n} May 2019 at 10:0{n}\n{body}\nBack to Top"
    ),
    "feet that read as heads": "{body}\nMay {n}, 2019 by {name}",
    "a name above, a date below": "{name} wrote:\n{body}\n{n}/05/19 {hour}:41:12",
    "heads in the words of a platform of feet": "Posted by: {name} on {n}/05 at {hour}:41 AM\n{body}",
    "the same below a title": "RE: Bread\nPosted by {name} on {n} May 2019 at {hour}:41 GMT\n{body}\nReport a Concern",
    "a button of an unknown language": "{n}. {name} , Loaf\n{n}/05/19 {hour}:41\n{body}\nGi bhawas",
}
"""What layouts of other platforms read in part, or from the wrong side, with few doubts."""


@pytest.mark.parametrize("form", GENERIC.values(), ids=GENERIC)
def test_a_layout_made_for_another_platform_has_rivals(form):
    posts = parse(discussion(form), links=False).posts
    assert [post.author.removesuffix(" , Loaf") for post in posts] == list(NAMES)
    assert [post.body for post in posts] == list(BODIES)


PLAIN = discussion("{name} May 5, 2019 at {hour}:41\n{body}")
HALF = MOVABLETYPE.replace("Leave a Reply", "\n".join(f"Cake no. {day}\nMay {day}, 2019" for day in range(1, 28)))


@pytest.mark.parametrize(
    ("text", "tried"),
    [(MOVABLETYPE, False), (PLAIN, True), (HALF, True)],
    ids=["words of its own", "no words", "most dates elsewhere"],
)
def test_layouts_without_words_are_looked_for_where_words_leave_it_open(text, tried, monkeypatch):
    seen = []

    def read(cues, layout, alternatives):
        seen.append(layout.name)
        return read_bylines(cues, layout, alternatives)

    monkeypatch.setattr(readings, "read_bylines", read)
    rank(page_cues(text), induced=False)
    assert ("blogger" in seen) is tried


@pytest.mark.parametrize(
    ("rival", "likely"),
    [
        ({"foot": "{author} at {timestamp}"}, False),  # the same rows by fewer words
        ({"head": "{_} by: {author} at {timestamp}"}, False),  # and from the other side
        ({"foot": "Posted by[:] {author} at {timestamp}"}, True),  # the same rows by as many words
        ({"head": "Posted {by}: {author} at {timestamp}"}, True),  # from the other side, by nearly as many
        ({"head": "{n} Comments"}, False),  # one row of the page
    ],
)
def test_what_says_less_in_the_same_rows_waits(rival, likely):
    cues = page_cues(MOVABLETYPE)
    best = reading_of(cues, Layout(foot=("Posted by: {author} at {timestamp}",)))
    other = reading_of(cues, Layout.model_validate(rival))
    assert len(other)
    assert (other in readings.in_two([best, other])[0]) is likely


@pytest.mark.parametrize(
    ("rival", "waits"),
    [
        ({"foot": "{author} at {timestamp}"}, True),  # fewer words
        ({"head": "{author} at {timestamp}"}, True),  # fewer from the other side, too
        ({"head": "{author}", "foot": "{timestamp}"}, True),  # and from both
        ({"foot": "Posted by[:] {author} at {timestamp}"}, False),  # as many
        ({"head": "Posted {by}: {author} at {timestamp}"}, False),  # nearly as many from the other side
        ({"foot": ("{author} at {timestamp}", "Posted on {timestamp} by: {author}")}, False),  # one way of two
    ],
)
def test_rivals_with_fewer_words_are_read_when_all_are_asked_for(rival, waits):
    cues = page_cues(MOVABLETYPE)
    best = reading_of(cues, Layout(foot=("Posted by: {author} at {timestamp}",)))
    other = Layout.model_validate({"name": "other", **rival})
    asked = readings.Readings(cues)
    asked.ask([(other, list(alternatives_of(other)))])
    asked.ranked(marks.LEAST_RIVAL, rivals_of=best)
    assert ("other" not in asked.read) is waits
    asked.ranked()
    assert "other" in asked.read


SIGNED = discussion("{body}\n{name} May 5, 2019 at {hour}:41")


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        (PLAIN, False),  # "8 Comments" right above the first, nothing below the last
        (SIGNED, True),
        (PLAIN.replace(":41\n", ":41\n\n\n").replace("8 Comments\n", ""), True),  # more space below names than above
    ],
    ids=["above", "below", "untold"],
)
def test_the_other_side_is_judged_where_the_signs_leave_it_open(text, turned, monkeypatch):
    judged = []

    def cut(cues, layout, bylines=None):
        judged.append(layout.name)
        return segment(cues, layout, bylines)

    monkeypatch.setattr(divisions, "segment", cut)
    rank(page_cues(text), induced=False)
    assert "blogger" in judged
    assert ("name-date-foot" in judged) is turned


@pytest.mark.parametrize(("vote", "words", "sided"), [(0.23, 0.0, True), (0.08, 0.0, False), (-0.1, 2.8, True)])
def test_a_side_is_sure_by_its_signs_or_by_many_words(vote, words, sided):
    assert named._is_sided(SimpleNamespace(features={"role_vote": vote, "literal": words})) is sided


@pytest.mark.parametrize(
    ("above", "left_out"),
    [
        ("Re: Bread\n\nSubmitted by", True),
        ("AW: Brot\n\nSubmitted by", True),
        ("Reply\n\nSubmitted by", False),  # that closes the post above
        ("Yours,\nSubmitted by", False),
        ("Submitted by", False),  # the text of the post above
    ],
)
def test_what_leaves_the_titles_of_answers_is_left_out(above, left_out):
    cues = page_cues(discussion(f"{above} {{name}} on May 5, 2019 - {{hour}}:41\n\n{{body}}"))
    untitled = reading_of(cues, Layout(head=("Submitted by {author} on {timestamp}",)))
    titled = reading_of(cues, Layout(head=("{title} Submitted by {author} on {timestamp}",)))
    assert len(untitled) == len(NAMES)
    kept = named._titled(cues, [untitled, titled])
    assert kept == ([titled] if left_out else [untitled, titled])


@pytest.mark.parametrize(
    ("other", "version"),
    [
        ({"head": "{author}[,] {timestamp}"}, True),
        ({"head": "{title} {author} {timestamp}"}, True),  # the same rows and more
        ({"foot": "{author} {timestamp}"}, False),
        ({"head": "{n} Comments"}, False),
    ],
)
def test_versions_read_the_same_rows_from_the_same_side(other, version):
    cues = page_cues(PLAIN)
    best = reading_of(cues, Layout(head=("{author} {timestamp}",)))
    assert named._is_version(reading_of(cues, Layout.model_validate(other)), best) is version


@pytest.mark.parametrize(
    ("trusts", "dates", "named", "opened", "judged"),
    [
        ([0.04], "dated", None, False, 1),  # a list of events
        ([0.04], "dated", None, True, 14),  # names may stand further down, and a date in what somebody says
        ([0.04, 0.04], "exact", None, False, 2),  # posts may be the next
        ([0.1, 0.2, 0.4], "dated", None, False, 2),
        ([0.06, 0.2, 0.2], "", None, False, 3),  # lone names, or words
        ([0.06, 0.1, 0.4], "", None, False, 2),
        ([0.04, 0.1, 0.1, 0.1], "exact", None, False, 4),
        ([0.5, 0.96], "exact", None, False, 2),
        ([0.5, 0.96], "exact", None, True, 2),
        ([0.5, -0.96], "exact", None, False, 14),  # however much, without names
        ([0.5, 0.5, 0.92], "dated", None, False, 3),
        ([0.5] * 6 + [0.3], "dated", None, False, 14),  # one that is half believed keeps the others in play
        ([0.3] * 7, "exact", None, False, 7),
        ([0.5], "exact", 0.6, False, 4),  # a named layout stands before four
        ([0.5], "exact", 0.3, False, 14),  # but nobody would believe it
        ([0.7], "exact", 0.6, False, 14),  # or it does not stand
    ],
)
def test_induction_is_asked_until_more_is_hopeless_or_enough_is_found(
    trusts, dates, named, opened, judged, monkeypatch
):
    asked = []

    def judge_by_turns(_, some, known):
        for segmentation in some:
            asked.append(segmentation)
            trust = trusts[len(asked) - 1] if len(asked) <= len(trusts) else trusts[-1]
            known = [*known, judged_as("induced", segmentation, abs(trust), authors=float(trust > 0))]
        return sorted(known, key=lambda candidate: -candidate.score)

    signs = {dates: 0.2} if dates else {}
    proposals = [proposed(signs) for _ in range(14)]
    monkeypatch.setattr(trial, "propose", lambda *_: proposals)
    monkeypatch.setattr(divisions.Divisions, "bylines", lambda *_: [])
    monkeypatch.setattr(divisions.Divisions, "segmented", lambda *_: four_posts())
    monkeypatch.setattr(trial, "judge", judge_by_turns)
    monkeypatch.setattr(trial, "settled", lambda _, ranked: ranked)
    known = [judged_as("builtin", four_posts(), named)] if named is not None else []
    trial.with_induced(page_cues("8 Comments\n" + 7 * "Bread\n" if opened else "Bread\n8 Comments"), known)
    assert len(asked) == judged


@pytest.mark.parametrize(("signs", "looked_at"), [({"inline": 1.0}, [1]), ({"exact": 1.0}, [0])])
def test_one_row_that_ends_with_a_date_is_no_look_at_a_page(signs, looked_at, monkeypatch):
    found = four_posts()
    first, second = SimpleNamespace(records=found.records[:1]), found
    proposals = [proposed(signs), proposed({"exact": 1.0})]
    monkeypatch.setattr(trial, "propose", lambda *_: proposals)
    monkeypatch.setattr(divisions.Divisions, "bylines", lambda *_: [])
    monkeypatch.setattr(divisions.Divisions, "segmented", lambda _, layout, *__: made[id(layout)])
    made = {id(proposal.layout): one for proposal, one in zip(proposals, (first, second), strict=True)}
    looks = islice(trial.Trial(None, []).segmentations(), 1)
    assert [[first, second].index(one) for one in looks] == looked_at


@pytest.mark.parametrize(
    ("trusts", "dates", "goes_on"),
    [
        ([], "exact", True),
        ([0.01], "dated", True),  # one may be wrong by chance
        ([0.01, 0.04], "exact", False),
        ([0.01, 0.2], "exact", True),
        ([0.2, 0.2], "dated", False),
        ([0.3, 0.01], "dated", True),
        ([0.1, 0.1], "", False),
        ([0.1, 0.25], "", True),
    ],
)
def test_other_anchors_are_left_out_where_the_likeliest_lead_nowhere(trusts, dates, goes_on, monkeypatch):
    asked = []

    def propose(_, least_wanted):
        yield from [proposed({dates: 0.2} if dates else {})] * len(trusts)
        asked.append(least_wanted() < math.inf)

    def judge_by_turns(_, some, known):
        rated = zip(some, trusts[len(known) :], strict=False)
        return [*known, *(judged_as("induced", segmentation, trust) for segmentation, trust in rated)]

    monkeypatch.setattr(trial, "propose", propose)
    monkeypatch.setattr(trial, "judge", judge_by_turns)
    monkeypatch.setattr(divisions.Divisions, "bylines", lambda *_: [])
    monkeypatch.setattr(divisions.Divisions, "segmented", lambda *_: four_posts())
    judging = trial.Trial(page_cues("Bread"), [])
    for segmentation in judging.segmentations():
        judging.judge([segmentation])
    assert asked == [goes_on]


@pytest.mark.parametrize(
    ("role", "heads", "vote", "authors", "trust", "source", "opposed"),
    [
        ("foot", True, 0.4, 1.0, 0.8, "induced", True),
        ("head", True, 0.4, 1.0, 0.8, "induced", False),
        ("split", True, 0.4, 1.0, 0.8, "induced", False),
        ("foot", False, 0.4, 1.0, 0.8, "induced", False),
        ("foot", True, 0.1, 1.0, 0.8, "induced", False),  # little speaks for its side
        ("foot", True, 0.4, 0.2, 0.8, "induced", False),  # names may stand below
        ("foot", True, 0.4, 1.0, 0.2, "induced", False),  # nobody believes it
        ("foot", True, 0.4, 1.0, 0.8, "builtin", False),  # made for another platform
    ],
)
def test_feet_are_not_read_where_heads_are_clear(role, heads, vote, authors, trust, source, opposed):
    layout = SimpleNamespace(source=source, head=("{author}",) if heads else (), foot=() if heads else ("{author}",))
    signs = {"role_vote": vote, "authors": authors, "literal": 0.0, "stated_count": 0.0}
    leader = SimpleNamespace(layout=layout, features=signs, trust=trust, segmentation=four_posts())
    assert trial.Trial(None, [leader])._is_opposed(proposed({}, role)) is opposed
    assert not trial.Trial(None, [])._is_opposed(proposed({}, role))


@pytest.mark.parametrize(
    ("names", "dates", "trust", "outnumbered"),
    [
        (4, "wxyz", 0.8, False),
        (3, "wxyz", 0.8, True),
        (2, "wx", 0.8, True),
        (0, "", 0.8, True),
        (2, "wx", 0.6, False),  # the one before is not trusted
        (2, "ab", 0.8, False),  # another part of the page
        (6, "wxyzab", 0.8, False),
    ],
)
def test_layouts_that_name_fewer_than_a_trusted_one_are_not_judged(names, dates, trust, outnumbered):
    printed = {letter: object() for letter in "abwxyz"}
    bylines = [SimpleNamespace(author="Ann" if i < names else None, date=printed[letter]) for i, letter in
               enumerate(dates)]
    leader = judged_as("induced", SimpleNamespace(records=[post("Ann", printed[letter]) for letter in "wxyz"]), trust)
    assert trial.Trial(None, [leader])._is_outnumbered(bylines) is outnumbered
    leader.layout.source = "builtin"
    assert not trial.Trial(None, [leader])._is_outnumbered(bylines)


@pytest.mark.parametrize(
    ("people", "trust", "leaves_some", "outnumbered"),
    [
        ("ABCD", 0.8, False, True),
        ("ABCD", 0.75, False, False),  # layouts made for other platforms are trusted so much as well
        ("ABCD", 0.8, True, False),  # the page states more posts
        ("AAAA", 0.8, False, False),  # a label
    ],
)
def test_nor_are_they_beside_a_sure_named_one(people, trust, leaves_some, outnumbered, monkeypatch):
    monkeypatch.setattr(trial, "leaves_some", lambda *_: leaves_some)
    dates = [object() for _ in people]
    posts = SimpleNamespace(records=list(map(post, people, dates)))
    judging = trial.Trial(None, [judged_as("builtin", posts, trust)])
    assert judging._is_outnumbered([SimpleNamespace(author=None, date=date) for date in dates]) is outnumbered


@pytest.mark.parametrize(
    ("strength", "trust", "source", "read"),
    [
        (9.0, 0.8, "induced", True),
        (7.5, 0.8, "induced", True),
        (5.5, 0.8, "induced", False),
        (5.5, 0.6, "induced", True),  # the one before is not trusted
        (5.5, 0.8, "builtin", True),  # nobody proposed it
    ],
)
def test_proposals_much_weaker_than_a_trusted_one_are_not_read(strength, trust, source, read, monkeypatch):
    weaker = SimpleNamespace(layout=SimpleNamespace(gap=None), signs={}, role="head", strength=strength)
    leader = judged_as(source, four_posts(), trust)
    monkeypatch.setattr(trial, "propose", lambda *_: [weaker])
    monkeypatch.setattr(divisions.Divisions, "bylines", lambda *_: [])
    monkeypatch.setattr(divisions.Divisions, "segmented", lambda *_: four_posts())
    judged = {id(leader.segmentation): 9.0} if source == "induced" else {}
    judging = trial.Trial(page_cues("Bread"), [leader], judged=judged)
    assert [segmentation is not None for segmentation in judging.segmentations()] == [read]


def proposed(signs, role="head"):
    return SimpleNamespace(layout=SimpleNamespace(gap=None), signs=signs, role=role, strength=1.0)


def post(author=None, date=None):
    return SimpleNamespace(author=author, date=date)


def four_posts():
    return SimpleNamespace(records=[post() for _ in range(4)], opened_by=None)


def judged_as(source, segmentation, trust, authors=1.0):
    layout, signs = SimpleNamespace(source=source), {"stated_count": 0.0, "authors": authors}
    return SimpleNamespace(layout=layout, segmentation=segmentation, features=signs, trust=trust, score=trust)


def reading_of(cues, layout):
    return read_bylines(cues, layout, LayoutIndex([layout]).possible(cues)[0][1])


def test_a_long_list_without_names_or_dates_has_rivals():
    """However many items there are: names and dates may stand in words that no layout of the catalogue knows."""
    text, known = random_page(14, size=120)[:2]
    assert [post.author for post in parse(text, links=False).posts] == [post.author for post in known]


def named_alone(text: str) -> bool:
    """Whether the best reading by a named layout leaves the others out."""
    cues = page_cues(text)
    return sureness.needs_no_rivals(cues, rank(cues, induced=False)[0])


DELETED = discussion("level {n}\n{name}\n· {n} yr. ago\n{body}\nReply").replace("\nBob Stone\n", "\n[deleted]\n")


def test_deleted_authors_are_no_sign_of_another_platform():
    assert DELETED.count("[deleted]") == 2
    assert named_alone(DELETED)


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        (WORDPRESS, True),
        (WORDPRESS.replace(BODIES[0], ""), True),  # the near end: a picture, say
        (WORDPRESS.replace(f"{BODIES[-1]}\nReply\n", ""), False),
        (MOVABLETYPE.replace(BODIES[-1], ""), True),
    ],
    ids=["whole", "first post empty", "last post empty", "last post below another empty"],
)
def test_only_the_far_end_tells_the_side(text, alone):
    assert named_alone(text) is alone


WIKI = (
    "Bread and butter\n\n{bodies[0]}\nAnn Lee\n(\ntalk\n)\n10:41, 5 May 2019{zone}\n{bodies[1]}\nBob Stone\ntalk\n"
    "11:41, 5 May 2019{zone}\n{bodies[2]}\nCy\n12:41, 5 May 2019{zone}\n{bodies[3]}\nDora Finch\n|\npost\n"
    "13:41, 5 May 2019{zone}\n{bodies[4]}\nEd Marsh\n(\nt\nc\n)\n14:41, 5 May 2019{zone}\n"
)


def test_signatures_of_wikis_are_read_in_any_dress():
    found = parse(WIKI.format(bodies=BODIES, zone=" (UTC)"), links=False)
    assert found.layout.name == "mediawiki-split"
    assert [post.author for post in found.posts] == ["Ann Lee", "Bob Stone", "Cy", "Dora Finch", "Ed Marsh"]
    assert [post.body for post in found.posts[1:]] == list(BODIES[1:5])


@pytest.mark.parametrize("zone", ["", " EST"])
def test_signatures_of_wikis_state_their_zone_in_brackets(zone):
    layouts = [match.layout.name for match in detect(WIKI.format(bodies=BODIES, zone=zone), induced=False)]
    assert "mediawiki-split" not in layouts


@pytest.mark.parametrize(
    ("names", "rivals"),
    [(list("MABMCD"), True), (["M", "Ann", "Bob", "Cy", "Di", "Ed", "Fay", "Gus", "Hal", "Ian", "Jo"], False)],
)
def test_letters_that_stand_for_pictures_have_rivals(names, rivals):
    pairs = zip(names, BODIES * 2, strict=False)
    rows = [row for name, body in pairs for row in (f"{name} 5 May 2019 10:41", body, "")]
    cues = page_cues("\n".join(rows))
    (found,) = judge(cues, [segment(cues, Layout(head=("{author} {timestamp}",)))])
    assert sureness._takes_words_for_names(cues, found) == rivals


FIXTURES = sorted((Path(__file__).parent / "layouts" / "pages").rglob("*.txt"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_layouts_that_are_passed_by_could_not_have_been_likely(path):
    """What a layout may weigh is estimated before it is read; nothing that outweighs the estimate may be lost."""
    cues = page_cues(path.read_text(encoding="utf-8"))
    possible = readings.catalogue().possible(cues)
    asked, all_of_them = readings.Readings(cues), readings.Readings(cues)
    asked.ask(possible)
    all_of_them.ask(possible)
    heavy, every = asked.ranked(marks.LEAST_RIVAL), all_of_them.ranked()
    assert len(all_of_them.read) == len(possible)
    likely = [reading.layout.name for reading in readings.in_two(every)[0]]
    assert [reading.layout.name for reading in readings.in_two(heavy)[0]] == likely
    alone = readings.Readings(cues)
    alone.ask(possible)
    assert [reading.layout.name for reading in alone.ranked(1.0)[:1]] == [reading.layout.name for reading in every[:1]]
    for role in ("head", "foot", ""):
        alone = readings.Readings(cues)
        alone.ask(possible)
        alone.ranked(1.0)
        sided = [reading.layout.name for reading in readings.in_two(every)[0] if reading.role == role]
        assert set(sided) <= {reading.layout.name for reading in alone.ranked(marks.LEAST_RIVAL, role)}


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_no_layout_finds_more_posts_than_it_has_places_for(path):
    cues = page_cues(path.read_text(encoding="utf-8"))
    for layout, alternatives in readings.catalogue().possible(cues):
        reading = read_bylines(cues, layout, alternatives)
        for exact in (True, False):
            posts, _ = most_places(cues, layout, alternatives, exact=exact)
            assert reading.size <= posts, layout.name
            assert readings._weight(reading) <= readings.most_weight(cues, layout, alternatives, exact=exact)


@pytest.mark.parametrize(("edited", "alone"), [(1, True), (3, False)])
def test_a_layout_that_passes_most_dates_by_has_rivals(edited, alone):
    """Some of many posts, by bylines that are not those of the others."""
    text = discussion("level {n}\n{name}\n· {n} yr. ago\n{body}\n" + "seen 5 May 2019 10:41\n" * edited + "Reply")
    assert named_alone(text) == alone


@pytest.mark.parametrize("behind", ["[talk]", "[écrire]", "• talk •", "– discuter –", "(talk)", ""])
def test_signatures_on_talk_pages_have_much_between_name_and_date(behind):
    said = [
        ("Mauersegler", "Nobody has said yet where the swifts went in winter, and the section needs a source."),
        ("Heron7", "There is one in the yearbook of the ringing station, I can look for the page."),
        ("Mauersegler", "Please do, I would rather not cite a newspaper for that."),
        ("Zilpzalp", "The yearbook is online now, so the page number is easy to check."),
        ("Heron7", "Done, and I moved the old reference to the notes."),
    ]
    page = "\n\n".join(
        f"{text} {name} {behind} {9 + at}:3{at}, {at + 3} May 2019 (UTC)" for at, (name, text) in enumerate(said)
    )
    posts = parse(page, links=False).posts
    assert [(post.author, post.body) for post in posts] == said


SIDE_BY_SIDE = """Loose stones on the weir

Author          Message

  Heron7              Posted 12-03-2014 at 18:02
  Old hand          Somebody should look at the weir before the spring floods, two stones are loose.
  Posts: 1204
                    I would go myself, but my boat is in the yard.

  Zilpzalp        Posted 13-03-2014 at 08:23
  New here        The council was told in autumn, and they wrote that it can wait.

                  Posted 13-03-2014 at 09:35
  Mauersegler     Then they have not seen it at high water.
  Old hand
                  It is the left side that worries me.

  Heron7              Posted 14-03-2014 at 17:53
  Old hand          I took pictures yesterday and sent them to the mill, the owner is worried as well.
  Posts: 1205

  Kauz            Posted 15-03-2014 at 08:51
  New here        Bring them on Thursday, there is a meeting.
"""


def test_posts_whose_names_stand_in_a_column_beside_them():
    posts = parse(SIDE_BY_SIDE, links=False).posts
    assert [post.author for post in posts] == ["Heron7", "Zilpzalp", "Mauersegler", "Heron7", "Kauz"]
    assert "Posts: 1204" not in posts[0].body


def test_the_last_button_of_each_post_is_no_word_of_the_next_byline():
    """A layout that asks for "Permalink" above the name would lose the first post."""
    form = "{name} {hour}. Mai 2019, {hour}:41:00\n+3-1\n\n{body}\n  • answer\n  • tell\n  • permalink"
    best = detect(discussion(form))[0]
    assert best.posts == len(NAMES)


@pytest.mark.parametrize(("dates", "passed"), [(0.0, True), (1.0, False)])
def test_a_layout_that_reads_no_dates_passes_those_of_all_posts_by(dates, passed):
    cues = page_cues(discussion("{name}\n2016/05/{hour} at 4:05 PM\n{body}\nAgree 3"))
    records = segment(cues, Layout(head=("{author} {timestamp}",))).records
    best = SimpleNamespace(segmentation=SimpleNamespace(records=records), features={"dates": dates})
    assert sureness._passes_dates_by(cues, best) == passed


@pytest.mark.parametrize(
    ("above", "counted"),
    [
        ("Good words (4)", True),
        ("Rivejä: 4", True),
        ("Good words (14)", False),
        ("4", False),
        ("4.4 of all", False),
        ("4 of 12 rows", False),
        ("8 comments\nRows 1-4 of 12", True),
        ("Rows 1-4 of 12", False),
        ("8 comments\nRows 5-8 of 12", False),
        ("Pages 1, 4", False),
        ("Good words (4)\n" + "\n".join(["Newest first"] * 6), False),
    ],
)
def test_a_row_right_above_posts_says_how_many_there_are(above, counted):
    rows = ["Bread", above]
    for place, (name, body) in enumerate(zip(NAMES[:4], BODIES, strict=False)):
        rows += [f"{name} 0{place + 1}.05.2019", body]
    cues = page_cues("\n".join(rows))
    found = segment(cues, Layout(head=("{author} {timestamp}",)))
    assert len(found.records) == 4
    assert doubts._are_as_many_as_stated(cues, found) is counted


ANSWERS = "Wet cellar\n\nReplies (5)\n\n" + "".join(
    f"{name}\n{answered}Replied on {day} May 2019\nReport abuse\n{body}\nWas this helpful?\nYes No\n"
    for day, name, answered, body in zip(
        range(3, 8), NAMES[1:], ["", "", "", *["In reply to Ann Lee on 2 May 2019\n"] * 2], BODIES, strict=False
    )
)


def test_a_layout_that_finds_fewer_posts_than_stated_has_rivals_where_dates_are_left():
    """Two of the heads have one row more than the layout knows."""
    assert not named_alone(ANSWERS)
    assert [post.author for post in parse(ANSWERS, links=False).posts] == list(NAMES[1:6])


def test_rivals_that_find_no_more_do_not_displace_a_layout_that_is_sure():
    more = WORDPRESS.replace("8 Comments", "12 Comments").replace("Leave a Reply", "Ann Lee, 7 May 2019\nLeave a Reply")
    assert parse(more, links=False).layout.name == parse(WORDPRESS, links=False).layout.name


@pytest.mark.parametrize(("prose", "taken"), [(1.0, True), (0.5, True), (0.25, False), (0.0, False)])
def test_other_names_do_not_win_without_texts(prose, taken, monkeypatch):
    """A menu below the form may list the bylines of all posts: "Answer to: #1: Ann, 5 May 2019"."""
    best = Judged(SimpleNamespace(records=[]), {"prose": 1.0, "authors": 0.0}, 0.0, 0.5)
    found = Judged(SimpleNamespace(records=[]), {"prose": prose, "authors": 1.0}, 0.0, 0.4)
    monkeypatch.setattr(rereading, "judge", lambda cues, new, known: [best, found])
    ranked = rereading._known_better(None, [best], found.segmentation)
    assert (ranked[0].segmentation is found.segmentation) is taken


@pytest.mark.parametrize(
    ("head", "below", "complete", "vouched"),
    [
        pytest.param("{author} schreibt am {timestamp}", "", True, True, id="a verb of saying"),
        pytest.param("{author} schreibt am {timestamp}", "", False, False, id="but not complete"),
        pytest.param("{author} {timestamp}", "", True, False, id="none"),
        pytest.param("Added {timestamp} by {author}", "", True, False, id="by"),
        pytest.param("Added {timestamp} by {author}", "4 of 5 stars", True, True, id="ratings"),
        pytest.param("Added {timestamp} by {author}", "4 of 5 stars", False, False, id="ratings, but not complete"),
    ],
)
def test_complete_posts_are_vouched_for_if_they_are_said_or_rate_something(head, below, complete, vouched):
    rows = ["Copper kettle", "49,90 EUR", ""]
    for day, (name, body) in enumerate(zip(NAMES, BODIES, strict=False), 3):
        rows += [head.format(author=name, timestamp=f"{day} May 2019"), *([below] if below else []), body]
    cues = page_cues("\n".join([*rows, "", "Contact"]))
    best = judge(cues, [segment(cues, Layout(head=(head,), source="induced"))])[0]
    quiet = {**best.features, "opened": 0.0, "counted": 0.0, "name_likeness": 1.0 if complete else 0.5}
    assert doubts._is_vouched_for(cues, replace(best, features=quiet)) is vouched


@pytest.mark.parametrize(
    ("changed", "believed"),
    [
        pytest.param({}, True, id="words that only one platform has"),
        pytest.param({"literal": 2.9}, False, id="fewer words"),
        pytest.param({"posts": 2.0}, False, id="two posts"),
        pytest.param({"authors": 0.5}, False, id="without names"),
        pytest.param({"dates": 0.5}, False, id="without dates"),
    ],
)
def test_bylines_that_only_one_platform_has_need_no_trust(changed, believed):
    page = "".join(
        f"[\u2013] {name} {place} points 2 years ago (1 child)\n{body}\n"
        for place, (name, body) in enumerate(zip(NAMES[:4], BODIES[:4], strict=True))
    )
    cues = page_cues(page)
    best = rank(cues, induced=False)[0]
    assert best.layout.name == "reddit-old"
    doubtful = replace(best, trust=0.05, features={**best.features, **changed})
    assert not is_convincing(doubtful)
    assert is_convincing(doubts.doubted(cues, [doubtful])[0]) is believed
