"""Which induced layouts are worth a try."""

from __future__ import annotations

import math
from itertools import islice
from types import SimpleNamespace

import pytest

from threadkit.cues import page_cues
from threadkit.detection import divisions, trial


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
