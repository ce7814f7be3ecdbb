"""Comparisons of candidates that need no weights."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from speech import BREAD as BODIES
from speech import NAMES

from threadkit import preferences
from threadkit.cues import page_cues
from threadkit.detection import rank
from threadkit.layouts import Layout
from threadkit.scoring import judge
from threadkit.segment import segment

HEADS = Layout(head=("{author} {timestamp}",))
FEET = Layout(foot=("{author} {timestamp}",))
SPLIT = Layout(head=("{author}",), foot=("{timestamp}",))


@pytest.mark.parametrize(
    ("winner", "rival", "swapped"),
    [
        ({"authors": 0.2}, {"authors": 1.0}, True),
        ({"authors": 0.2}, {"authors": 0.7}, False),
        ({"authors": 0.8}, {"authors": 1.0}, False),
        ({"authors": 0.0}, {"authors": 1.0}, False),  # a page without names: nothing was overlooked
        ({"authors": 0.0}, {"authors": 1.0, "trust": 0.75}, True),
        ({"authors": 0.0, "name_first": 0.9}, {"authors": 1.0, "trust": 0.5, "recurring_author": 1.0}, True),
        ({"authors": 0.0, "name_first": 0.9}, {"authors": 1.0, "trust": 0.5}, False),  # titles, perhaps
        ({"authors": 0.0}, {"authors": 1.0, "trust": 0.3, "recurring_author": 1.0, "distinct_authors": 0.5}, True),
        ({"authors": 0.0}, {"authors": 1.0, "trust": 0.3, "recurring_author": 1.0}, False),  # a label, perhaps
        (  # "the old hen", who writes again
            {"authors": 0.0},
            {"authors": 1.0, "recurring_author": 1.0, "distinct_authors": 0.5, "name_likeness": 0.6},
            True,
        ),
        ({"authors": 0.0}, {"authors": 1.0, "literal": 5.0, "name_likeness": 0.6}, False),  # nobody does
        (  # labels beside some names, perhaps
            {"authors": 0.4},
            {"authors": 1.0, "recurring_author": 1.0, "distinct_authors": 0.5, "name_likeness": 0.6},
            False,
        ),
        ({"authors": 0.0}, {"authors": 1.0, "trust": 0.3, "distinct_authors": 1.0}, False),
        ({"authors": 0.0, "name_last": 0.9}, {"authors": 1.0, "trust": 0.4, "distinct_authors": 1.0}, True),
        ({"authors": 0.0, "name_last": 0.9}, {"authors": 1.0, "trust": 0.4}, False),  # a button, perhaps
        ({"authors": 0.0}, {"authors": 1.0, "trust": 0.5, "literal": 5.0}, True),  # a profile between name and date
        ({"authors": 0.0, "name_first": 0.9}, {"authors": 1.0, "recurring_author": 1.0, "posts": 20.0}, False),
        ({"authors": 0.2}, {"authors": 1.0, "posts": 5.0}, False),
        ({"authors": 0.2}, {"authors": 1.0, "name_likeness": 0.4}, False),
        ({"authors": 0.2}, {"authors": 1.0, "dates": 0.1}, False),
        ({"authors": 0.2}, {"authors": 1.0, "trust": 0.1}, False),
    ],
)
def test_readings_that_overlook_names_yield(winner, rival, swapped):
    usual = {"posts": 10.0, "dates": 1.0, "name_likeness": 0.9, "trust": 0.6}
    usual |= {"name_first": 0.0, "name_last": 0.0, "recurring_author": 0.0, "distinct_authors": 0.1, "literal": 3.0}
    ranked = [
        SimpleNamespace(segmentation=name, layout=HEADS, features=usual | features, trust=(usual | features)["trust"])
        for name, features in (("winner", winner), ("rival", rival))
    ]
    assert (preferences._authored_first(ranked)[0] is ranked[1]) == swapped


@pytest.mark.parametrize(
    ("winner", "rivals", "first"),
    [
        (FEET, (HEADS, FEET), 1),
        (HEADS, (FEET, HEADS), 1),
        (FEET, (FEET, HEADS), 0),
        (FEET, (HEADS,), 0),  # nothing else names anybody
        (FEET, (SPLIT, FEET), 0),  # names above, dates below: the sides are another matter
        (SPLIT, (HEADS, SPLIT), 0),
    ],
)
def test_names_are_sought_on_the_side_of_the_dates(winner, rivals, first):
    features = {"posts": 10.0, "dates": 1.0, "name_likeness": 0.9, "name_first": 0.0, "recurring_author": 0.0}
    features |= {"name_last": 0.0, "distinct_authors": 0.1, "literal": 3.0}
    ranked = [
        SimpleNamespace(segmentation=place, layout=layout, trust=0.6, features=features | {"authors": float(place > 0)})
        for place, layout in enumerate((winner, *rivals))
    ]
    ranked[0].features["authors"] = 0.1
    assert preferences._authored_first(ranked)[0] is ranked[1 + first]


@pytest.mark.parametrize(
    ("worn", "rival", "swapped"),
    [
        ("York York Hull York Hull York Hull York", "{_} {timestamp} {author}", True),
        ("York York Hull York Hull York Hull Ripon", "{_} {timestamp} {author}", False),  # Ed Marsh was at home again
        ("York Leeds Hull York Ripon Leeds Hull Deal", "{_} {timestamp} {author}", False),  # as good as a name
        ("York York Hull York Hull York Hull York", "{_} {author} {timestamp}", False),
    ],
)
def test_names_tell_towns_and_not_the_reverse(worn, rival, swapped):
    names = ("Ann Lee", "Bob Stone", "Cy", "Ann Lee", "Dora Finch", "Bob Stone", "Cy", "Ann Lee")
    rows = []
    for place, (name, town, body) in enumerate(zip(names, worn.split(), BODIES, strict=False)):
        rows += [town, f"{place + 3} May 2019", name, body, ""]
    found = judged(rows, "{author} {timestamp} {_}", rival)
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    assert (preferences._wearers_first(ranked)[0].layout is ranked[1].layout) == swapped


@pytest.mark.parametrize(
    ("worn", "names", "swapped"),
    [
        ("York Hull York Hull York Ripon", "Ann Bob Cy Dora Ed Fay", True),
        ("York York York York York Ripon", "Ann Bob Cy Dora Ed Fay", False),  # somebody may write so often
        ("York Hull York Hull Ripon Deal", "Ann Bob Cy Bob Ed Ann", False),  # neither tells the other
        ("York Hull York Hull York Ripon", "Dear_Ann Dear_Bob Dear_Cy Dear_Dora Ed Fay", False),  # no names
    ],
)
def test_towns_are_shared_by_people_who_write_once(worn, names, swapped):
    rows = []
    for place, (name, town, body) in enumerate(zip(names.split(), worn.split(), BODIES, strict=False)):
        rows += [town, name.replace("_", " "), f"{place + 3} May 2019", body, ""]
    found = judged(rows, "{author} {_} {timestamp}", "{author} {timestamp}")
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    assert (preferences._wearers_first(ranked)[0].layout is ranked[1].layout) == swapped


@pytest.mark.parametrize(
    ("beside", "names", "swapped"),
    [
        pytest.param("Calm Clean Quiet Calm Noisy Small", "Anna_K. otter9 Peter Olga kettle Ivo_W.", True, id="titles"),
        pytest.param("York Hull Deal Ripon Bury Leek", "Anna monk otter9 hush tinker kettle", False, id="handles"),
        pytest.param("York Hull York Hull York Ripon", "Anna monk otter9 hush", True, id="one, but they vary"),
        pytest.param("Petra Hull Olga York Deal Marek", "Anna Peter otter9 Vera tinker kettle", False, id="both"),
        pytest.param("Calm Clean Quiet Calm Noisy Small", "»Anna« »otter9« »Peter« »Olga« »Ivo«", False, id="quoted"),
        pytest.param("Rosa Vera Ivan Rosa Vera Ivan", "Anna_K. Rosa Peter Vera Olga Rosa", False, id="no more of them"),
        pytest.param("満足 普通 満足 残念 軽い", "黒猫_さん 山田_様 たけし_さん 満足 重い", True, id="respect"),
        pytest.param("満足 普通 満足 残念 軽い 重い", "黒猫 山田 たけし 猫の手 かえで うどん", False, id="no respect"),
    ],
)
def test_first_names_tell_people_from_what_stands_beside_them(beside, names, swapped):
    rows = []
    for place, (name, text, body) in enumerate(zip(names.split(), beside.split(), BODIES, strict=False)):
        rows += [name.replace("_", " "), text, f"{place + 3} May 2019", body, ""]
    found = judged(rows, "{author} {timestamp}", "{author} {_} {timestamp}")
    assert (preferences._christened_first(found)[0].layout is found[1].layout) == swapped
    wordless = replace(found[1], features={**found[1].features, "prose": 0.0})
    assert preferences._christened_first([found[0], wordless])[0] is found[0]


@pytest.mark.parametrize(
    ("names", "others", "passed_by"),
    [
        ("Anna Peter Olga Anna", "York Hull York York", False),
        ("Anna Peter Olga Anna", "York Anna York York", False),  # once: a quotation, perhaps
        ("Anna Title Title Peter Olga", "York Olga Peter Hull York", True),
    ],
)
def test_whose_names_another_reading_has_where_this_one_has_something_else(names, others, passed_by):
    assert preferences._passes_by(dict(enumerate(names.split())), dict(enumerate(others.split()))) == passed_by


def test_a_name_within_what_somebody_quotes_is_an_accident():
    names = ("Ann Lee", "Dora", "Cy", "Ann Lee", "Dora", "Bob Stone", "Cy", "Ann Lee") * 2
    rows = []
    for place, (name, body) in enumerate(zip(names, BODIES * 2, strict=False)):
        rows += [name, "Mana" if place != 5 else name, f"{place + 3} May 2019", body, ""]
    found = judged(rows, "{author} {timestamp}", "{author} {_} {timestamp}")
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    assert preferences._wearers_first(ranked)[0].layout is ranked[1].layout


@pytest.mark.parametrize(
    ("names", "swapped"),
    [
        pytest.param("Ann Bob Cy Ann Bob Dora", True, id="the same whenever one writes"),
        pytest.param("Ann Bob Cy Dora Ed Fay", False, id="nobody writes again"),
        pytest.param("Ann Ann Bob Bob Cy Dora", False, id="on the same day, in order"),
    ],
)
def test_when_somebody_joined_is_not_when_a_post_was_written(names, swapped):
    joined = dict(zip(("Ann", "Bob", "Cy", "Dora", "Ed", "Fay"), (4, 9, 2, 7, 12, 30), strict=True))
    rows = []
    for place, (name, body) in enumerate(zip(names.split(), BODIES, strict=False)):
        rows += [f"{place + 3} May 2019", name, f"{joined[name]} March 2011", body, ""]
    found = judged(rows, "{author} {timestamp}", "{timestamp} {author} {date}")
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    assert (preferences._written_first(ranked)[0].layout is ranked[1].layout) == swapped


@pytest.mark.parametrize(
    ("titles", "rival", "behind", "swapped"),
    [
        ("Great kettle,Disappointed,Leaks!,Good value", "{author} {_} {timestamp}", 0.1, True),
        ("Great kettle,Disappointed,Leaks!,Good value", "{author} {_} {timestamp}", 0.5, False),
        ("Great kettle,Disappointed,Leaks!,Good value", "{author} {timestamp}", 0.1, False),  # titles as well
        ("Great,Disappointed,Leaky,Good", "{author} {_} {timestamp}", 0.1, False),  # may be names
    ],
)
def test_titles_yield_to_the_names_above_them(titles, rival, behind, swapped):
    rows = []
    for name, title, body in zip(("Maud", "Pete", "Zoe", "Ed Marsh"), titles.split(","), BODIES, strict=False):
        rows += [name, title, "5 May 2019", body, ""]
    found = judged(rows, "{author} {timestamp}", rival)
    scored = zip(found, (1.0, 1.0 - behind), strict=True)
    ranked = [replace(one, trust=0.6, score=score) for one, score in scored]
    assert (preferences._untitled_first(ranked)[0].layout is ranked[1].layout) == swapped


def judged(rows, *heads):
    """What layouts with each of these heads make of some rows, judged one by one."""
    cues = page_cues("\n".join(rows))
    return [judge(cues, [segment(cues, Layout(head=(head,), source="induced"))])[0] for head in heads]


def candidates(*named):
    """Candidates that find these names, each with the date of its place."""
    days = [SimpleNamespace(place=place) for place in range(len(named[0]))]
    found = [
        [SimpleNamespace(author=name, date=day) for name, day in zip(names, days, strict=True)] for names in named
    ]
    return [SimpleNamespace(segmentation=SimpleNamespace(records=records)) for records in found]


@pytest.mark.parametrize(
    ("taken", "names", "greeted"),
    [
        ("Hi Bob,Dear Ann,Hallo Bob,Hi Ann", "Ann,Bob Lee,Ann,Bob Lee", True),
        ("ボブ様,アン様,ボブ様,アン様", "アン,ボブ,アン,ボブ", True),
        ("Hi Ann,Dear Bob,Hallo Ann,Hi Bob", "Ann,Bob Lee,Ann,Bob Lee", False),  # their own
        ("Bob,Ann,Bob,Ann", "Ann,Bob,Ann,Bob", False),  # shifted by a post
        ("Hi Cy,Dear Dora,Hallo Ed,Hi Flo", "Ann,Bob,Ann,Bob", False),
        ("Hi Bob,Dear Ann", "Ann,Bob", False),
    ],
)
def test_whom_posts_greet_wrote_none_of_them(taken, names, greeted):
    assert preferences._greets(*candidates(taken.split(","), names.split(","))) == greeted


@pytest.mark.parametrize(
    ("labels", "rival", "swapped"),
    [
        (("1,5Seen", "2,0Seen", "4,5Seen"), "{author} {_} {timestamp}", True),
        (("12 loaves", "9 loaves", "140 loaves"), "{author} {_} {timestamp}", True),
        (("Ann1", "Bob2", "Cy3"), "{author} {_} {timestamp}", False),
        (("1,5Seen", "2,0Seen", "4,5Seen"), "{_} {author} {timestamp}", False),
    ],
)
def test_a_label_with_numbers_is_one_name_for_all(labels, rival, swapped):
    rows = []
    for name, label, body in zip(("Maud", "Pete", "Zoe"), labels, BODIES, strict=False):
        rows += [name, label, "5 May 2019", body, ""]
    found = judged(rows, "{author} {timestamp}", rival)
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    first = preferences._varied_first(ranked)[0]
    assert (first.layout is ranked[1].layout) == swapped
    assert first.trust == 0.6  # the same posts


@pytest.mark.parametrize(
    ("names", "one", "but_first"),
    [
        (("No", "No", "No", "No"), True, True),
        (("2 loaves", "9 loaves", "No", "No"), False, False),
        (("Phone", "No", "No", "No"), False, True),  # the last button of the post before, a heading above the first
        (("Phone", "No", "No"), False, False),  # too few to tell
        (("No",) * 10 + ("Ann",), True, True),  # nothing stands between her name and the date
        (("No",) * 8 + ("Ann", "Bob"), False, False),
        (("No", "Ann", "No", "No", "No", "No", "No", "No", "No", "No"), False, False),
        ((None, None), False, False),
    ],
)
def test_the_first_of_several_names_may_differ_from_a_label(names, one, but_first):
    records = [SimpleNamespace(author=name) for name in names]
    candidate = SimpleNamespace(segmentation=SimpleNamespace(records=records))
    assert preferences._has_one_name(candidate) == one
    assert preferences._has_one_name(candidate, but_first=True) == but_first


@pytest.mark.parametrize(
    ("rival", "swapped"),
    [
        ({"head": ["{author} writes"], "foot": ["Old bun {timestamp}"]}, True),
        ({"foot": ["{author} Old bun {timestamp}"]}, False),
        ({"head": ["Old bun {timestamp}"], "foot": ["{author} writes"]}, False),
    ],
    ids=["names above, dates below", "names below", "names of the next posts"],
)
def test_a_label_beside_the_dates_yields_to_names_above_the_bodies(rival, swapped):
    rows = []
    for name, body in zip(NAMES, BODIES, strict=True):
        rows += [f"{name} writes", body, name, "Old bun 5 May 2019", ""]
    cues = page_cues("\n".join(rows))
    layouts = {"head": ["{author} {timestamp}"]}, rival
    found = [judge(cues, [segment(cues, Layout(source="induced", **sides))])[0] for sides in layouts]
    ranked = [replace(one, trust=trust) for one, trust in zip(found, (0.6, 0.5), strict=True)]
    assert (preferences._varied_first(ranked)[0].layout is ranked[1].layout) == swapped


def test_a_reading_of_every_other_post_yields_to_one_of_as_many_as_the_page_states():
    """Browsers mark the levels of lists by different signs; a layout that asks for one of them reads some posts."""
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{'* ' if place % 2 else ''}{name} 5 May 2019 1{place}:41", body, "Reply", ""]
    ranked = rank(page_cues("\n".join(rows)), None, named=True, induced=False)
    assert len(ranked[0].segmentation.records) == len(NAMES)
    some = next(one for one in ranked if one.layout.name == "xenforo-comments")
    first = replace(some, score=ranked[0].score + 1, trust=ranked[0].trust)
    assert preferences._widest_first([first, *ranked])[0] is ranked[0]
    assert preferences._widest_first([ranked[0], first])[0] is ranked[0]


@pytest.mark.parametrize(
    ("winner", "rival", "swapped"),
    [
        ({"trust": 0.2}, {}, True),
        ({"trust": 0.5}, {}, False),  # it is believed
        ({"trust": 0.2}, {"trust": 0.15}, False),  # nor is the other
        ({"trust": 0.2}, {"stated_count": 0.5}, False),
        ({"trust": 0.2}, {"authors": 0.6}, False),
        ({"trust": 0.2}, {"dates": 0.6}, False),
        ({"trust": 0.2}, {"posts": 2.0}, False),
    ],
)
def test_as_many_complete_posts_as_are_stated_go_before_what_nobody_believes(winner, rival, swapped):
    usual = {"posts": 5.0, "dates": 1.0, "authors": 1.0, "stated_count": 1.0, "trust": 0.6}
    ranked = [
        SimpleNamespace(
            segmentation=SimpleNamespace(records=[None] * int(features["posts"])),
            layout=Layout(head=HEADS.head, source="induced"),
            features=features,
            trust=features["trust"],
        )
        for features in (usual | {"stated_count": 0.0, "posts": 16.0} | winner, usual | rival)
    ]
    assert (preferences._counted_first(ranked)[0] is ranked[1]) == swapped


def test_words_of_one_rank_yield_to_what_all_posts_have():
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"photo {name} {('Newcomer', 'Regular')[place % 2]}", body, "Reply", ""]
    cues = page_cues("\n".join(rows))
    layouts = [Layout(head=(head,), source="induced") for head in ("photo {author} Newcomer", "photo {author}")]
    found = {len(one.segmentation.records): one for layout in layouts for one in judge(cues, [segment(cues, layout)])}
    some, every = (replace(found[count], score=1.0, trust=0.8) for count in (len(NAMES) // 2, len(NAMES)))
    assert preferences._widest_first([some, every])[0] is every
    assert preferences._widest_first([replace(some, score=every.score + 1), every])[0].layout is some.layout


@pytest.mark.parametrize(("cost", "behind", "turned"), [(0.0, 0.0, True), (0.3, 0.0, False), (0.0, 0.5, False)])
def test_a_number_below_a_foot_is_the_next_posts(cost, behind, turned):
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", "", "Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"#{place + 1}", body, f"votes: {place}, karma: {9 * place}", f"by {name}", f"1{place}/05 1{place}:41"]
    cues = page_cues("\n".join(rows))
    by_foot = Layout(foot=("by {author} {timestamp}",))
    by_head = Layout(head=("by {author} {timestamp} #{number}",), source="builtin")
    foot, head = (judge(cues, [segment(cues, layout)])[0] for layout in (by_foot, by_head))
    other = replace(head, trust=0.8 - cost, score=foot.score - behind)
    found = preferences._fullest_first([replace(foot, trust=0.8), other])
    assert (found[0].layout is head.layout) == turned


@pytest.mark.parametrize(("label", "opened"), [("", True), ("8 comments", False)])
def test_heads_with_one_more_at_the_top_are_no_feet(label, opened):
    """The site's words above all bylines but the first hide it from a reading by feet, unless it is the article's."""
    rows = ["Bread and butter", ""]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += ["Answering is closed."] * (place > 0) + [f"1{place}/05 1{place}:41 #{place + 1}", name, body]
        rows += [label] * (place == 0 and bool(label))
    cues = page_cues("\n".join([*rows, "Answering is closed."]))
    by_foot = Layout(foot=("Answering is closed. {timestamp} #{n} {author}",), source="induced")
    by_head = Layout(head=("{timestamp} #{n} {author}",), source="induced")
    foot, head = (judge(cues, [segment(cues, layout)])[0] for layout in (by_foot, by_head))
    found = preferences._unshifted_first(cues, [replace(foot, trust=0.8), replace(head, trust=0.8)])
    assert (found[0].layout is head.layout) == opened


@pytest.mark.parametrize(
    ("head", "names", "first"),
    [
        ("#{number} {author} {timestamp}", NAMES, True),
        ("#{number} {_} {timestamp}", NAMES, False),
        ("#{number} {_} {timestamp}", ["[deleted]"] * len(NAMES), True),
    ],
)
def test_a_named_layout_that_says_more_must_not_leave_names_out(head, names, first):
    rows = []
    for place, (name, body) in enumerate(zip(names, BODIES, strict=True)):
        rows += [f"#{place + 1}", name, f"1{place}/05 1{place}:41", body]
    cues = page_cues("\n".join(rows))
    layouts = Layout(head=("{author} {timestamp}",), source="induced"), Layout(head=(head,), source="builtin")
    best, rival = (judge(cues, [segment(cues, layout)])[0] for layout in layouts)
    found = preferences._fullest_first([replace(best, trust=0.8), replace(rival, trust=0.8)])
    assert (found[0].layout is rival.layout) == first


@pytest.mark.parametrize(
    ("numbers", "title", "first"),
    [
        (range(1, 9), True, True),
        ((31, 4, 77, 12, 3, 45, 20, 9), True, False),  # "31 of 40 like it"
        ((31, 4, 77, 12, 3, 45, 20, 9), False, True),
    ],
)
def test_numbers_below_dates_that_are_no_posts_own_bring_in_no_other_names(numbers, title, first):
    rows = []
    for place, (number, name, body) in enumerate(zip(numbers, NAMES, BODIES, strict=True)):
        titles = ["Good bread" if place % 3 else "Too salty"] * title
        rows += [name, *titles, f"1{place}/05 1{place}:41", f"#{number}", body]
    cues = page_cues("\n".join(rows))
    layouts = (
        Layout(head=("{author} {_} {timestamp}" if title else "{author} {timestamp}",), source="induced"),
        Layout(head=("{author} {timestamp} #{number}",), source="builtin"),
    )
    best, rival = (judge(cues, [segment(cues, layout)])[0] for layout in layouts)
    found = preferences._fullest_first([replace(best, trust=0.8), replace(rival, trust=0.8)])
    assert (found[0].layout is rival.layout) == first


@pytest.mark.parametrize(
    ("dates", "alike"),
    [
        (("3 May 2019", "4 May 2019", "1 month ago"), False),  # a menu's
        (("3 May 2019", "4 May 2019", "6 June 2019 12:00"), True),
        (("2 hours ago", "3 hours ago", "1 month ago"), True),
        (("4 May 2019", "2 hours ago", "1 hour ago"), True),  # what is recent
    ],
)
def test_what_is_left_over_at_an_end_is_dated_like_the_others(dates, alike):
    rows = [f"{body}\n{name} | {date}" for name, date, body in zip(NAMES, dates, BODIES, strict=False)]
    records = segment(page_cues("\n".join(rows)), Layout(foot=("{author} | {timestamp}",))).records
    assert [record.date.text for record in records] == list(dates)
    assert preferences._is_dated_like(records[-1], records[:-1]) == alike


CLOSED = "{name} says\n{body}\n{date}\nWas this of use?"


@pytest.mark.parametrize(
    ("before", "behind", "turned"),
    [
        pytest.param("05.05.2019, 09:12", "Was this of use?", True, id="what closes posts is missing above the first"),
        pytest.param("05.05.2019, 09:12\nWas this of use?", "Was this of use?", False, id="it opens the first as well"),
        pytest.param("05.05.2019, 09:12", "Older wares", False, id="nothing closes the last"),
    ],
)
def test_a_date_belongs_to_the_post_that_is_closed_below_it(before, behind, turned):
    rows = ["Bread", "It is good for you.", before]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        post = CLOSED.format(name=name, body=body, date=f"0{place + 1}.06.2019, 1{place}:41")
        rows += post.split("\n")
    cues = page_cues("\n".join([*rows[:-1], behind, "Toaster"]))
    late = Layout(name="late", head=("{timestamp} [Was this of use?] {author} says",), source="induced")
    early = Layout(name="early", head=("{author} says",), foot=("{timestamp}",), source="induced")
    ranked = [one for layout in (late, early) for one in judge(cues, [segment(cues, layout)])]
    ranked = [replace(one, trust=0.5) for one in ranked]
    assert [record.author for record in ranked[0].segmentation.records] == list(NAMES)
    found = preferences._dated_above_first(cues, ranked)
    assert found[0].layout.name == ("early" if turned else "late")


@pytest.mark.parametrize(("shown", "author"), [("{name[0]}", "Bob Stone"), ("{name}", "Bob Stone"), ("Q", "Q")])
def test_letters_that_begin_the_names_below_them_stand_for_pictures(shown, author):
    posts = [
        f"{shown.format(name=name)} offline\n{name}\n0{n + 1}.05.2019 1{n}:00\n#{n + 1}\n{body}\n{n} replies"
        for n, (name, body) in enumerate(zip(NAMES, BODIES, strict=True))
    ]
    cues = page_cues("\n".join(["Bread", *posts]))
    letters = Layout(head=("{author} offline {_} {timestamp}",), source="induced")
    names = Layout(head=("{author} {timestamp}",), source="induced")
    ranked = judge(cues, [segment(cues, letters), segment(cues, names)], [])
    ranked = sorted((replace(one, trust=0.6) for one in ranked), key=lambda one: one.layout != letters)
    assert preferences._pictured_first(ranked)[0].segmentation.records[1].author == author


def test_a_first_name_below_a_text_is_not_given_to_the_next():
    """The date stands above what is said, and who says it below."""
    first = ["Anna", "Peter", "Olga", "Vera", "Rosa", "Ivan"]
    rows = ["Blue mug", ""]
    for place, (name, body) in enumerate(zip(first, BODIES, strict=False), 3):
        rows += ["Fine mug", f"{place} May 2019", "Rating:", body, f"- Author: {name} K.", ""]
    cues = page_cues("\n".join([*rows, "About us"]))
    layouts = [
        Layout(head=("{timestamp} Rating:",), source="induced"),
        Layout(head=("Author: {author} {_} {timestamp} Rating:",), source="induced"),
        Layout(head=("{timestamp} Rating:",), foot=("Author: {author}",), source="induced"),
    ]
    ranked = [replace(judge(cues, [segment(cues, layout)])[0], trust=0.6) for layout in layouts]
    assert preferences.settled(cues, ranked)[0].layout is layouts[2]
