"""On which side of the bodies bylines stand, told from what the site prints with every post."""

from __future__ import annotations

from dataclasses import replace

import pytest
from speech import BREAD as BODIES
from speech import FOOT, HEAD, LONGER_BREAD, NAMES, printed

from threadkit import sides
from threadkit.bylines import Byline
from threadkit.cues import page_cues
from threadkit.layouts import Layout
from threadkit.pipeline import parse
from threadkit.segment import segment
from threadkit.sides import (
    _is_signed,
    are_addressed,
    is_name_left_over,
    owner_vote,
    parted,
    side_vote,
    titled,
)

ARTICLE = "It has a crust, and is sold by weight."
TITLE = "A loaf of bread with a crust"


def page(post: str, before: str = ARTICLE, behind: str = "Older wares") -> str:
    return printed(post, NAMES, before, behind)


ABOVE = page("{name} {date}\nMark: {n}\n{body}\nWas this of use? yes {n}")
BELOW = page("Mark: {n}\n{body}\nWas this of use? yes {n}\n{name} {date}")
PLAIN = page("{name} {date}\n{body}")
SPOKEN = page("{name} wrote {date}\n{body}")
SPOKEN_BELOW = page("{name} (baker)\nwrote\n{date}\n{body}")


def test_bylines_right_below_a_long_row_of_buttons_are_not_glued_to_a_text():
    buttons = "Weigh it  Slice it  Toast it  Butter it  Wrap it up for later  Put it on the shelf  Give it to the ducks"
    cues = page_cues(page(f"    by {{name}}\n    {{date}}\n\n    {{body}} {'So they say. ' * 12}\n\n    {buttons}"))
    layout = Layout(name="own", source="user", head=["by {author} {timestamp}"])
    records = segment(cues, layout).records
    assert len(records) == len(NAMES)
    assert side_vote(cues, records) >= 0


def test_bylines_are_not_glued_to_the_next_item_of_a_list():
    said = zip(NAMES * 2, LONGER_BREAD + BODIES, strict=False)
    rows = [f"{n}. {body}\n\n{name} on {n + 2} May 2019" for n, (name, body) in enumerate(said, 1)]
    cues = page_cues("\n".join(["Bread", *rows]))
    layout = Layout(name="own", source="user", foot=["{author} on {timestamp}"])
    assert side_vote(cues, segment(cues, layout).records) <= 0


@pytest.mark.parametrize(("end", "vote"), [("said:", sides.SPOKEN), ("sold:", 0), ("said", 0)])
def test_what_is_said_follows_a_verb_of_saying_behind_the_date(end, vote):
    cues = page_cues(page("{name}\non {date} " + end + "\n{body}"))
    layout = Layout(name="own", source="user", head=["{author} on {timestamp} " + end])
    records = segment(cues, layout).records
    assert len(records) == len(NAMES)
    assert side_vote(cues, records) == vote


@pytest.mark.parametrize("side", ["head", "foot"])
@pytest.mark.parametrize(("between", "vote"), [("Thread starter", 2), ("Permalink", 0)], ids=["a rank", "a button"])
def test_a_rank_may_stand_between_name_and_date(side, between, vote):
    text = page(f"{{name}}\n{between}\n{{date}}\n{{body}}\nReply")
    cues = page_cues(text)
    layout = Layout(name="own", source="user", **{side: [f"{{author}} {between} {{timestamp}}"]})
    assert side_vote(cues, segment(cues, layout).records) == vote


@pytest.mark.parametrize("layout", [HEAD, FOOT], ids=["read as heads", "read as feet"])
@pytest.mark.parametrize(
    ("text", "sign"),
    [
        pytest.param(ABOVE, 1, id="what closes posts is missing above the first"),
        pytest.param(BELOW, -1, id="what opens posts is missing below the last"),
        pytest.param(PLAIN, 0, id="nothing recurs"),
        pytest.param(SPOKEN, 1, id="said"),
        pytest.param(SPOKEN_BELOW, 1, id="said, in the row below the name"),
        pytest.param(page("{n}. {name} {date}\n{body}"), 1, id="counted off"),
        pytest.param(page("{name} {date}\n{body}\nReply"), 1, id="a button"),
        pytest.param(page("{body}\n{name} {date}\nReply"), 0, id="a button below a foot tells nothing"),
        pytest.param(page("{name} {date}\n{body}\nReply").replace("Reply", "Like Reply", 4), 1, id="other buttons"),
        pytest.param("\n".join(ABOVE.split("\n")[:15]), 0, id="too few posts"),
        pytest.param(page("\n{name} {date}\n{body}"), 1, id="glued to what stands below"),
        pytest.param(page("\n{body}\n{name} {date}"), -1, id="glued to what stands above"),
        pytest.param(page("{body}\n{n}{name}\n{name} {date}\n"), 0, id="glued to something short"),
        pytest.param(page("{name} {date}\n\n{body}", "8 comments", "\nOlder wares"), 1, id="rows of a table"),
        pytest.param(page("  * {name}\n    {name} {date}\n    {body}"), 1, id="a picture's caption opens the item"),
        pytest.param(page("#{n}7\n{body}\n{name} {date}"), -1, id="numbered above"),
        pytest.param(page("{name} {date}\n#{n}7\n{body}"), 0, id="numbered below"),
        pytest.param(page("{name} {date}\n#{n}7\n{body}", f"#1\n\n{ARTICLE}\n"), 0, id="the first too"),
    ],
)
def test_both_ends_tell_the_side(text, sign, layout):
    cues = page_cues(text)
    if text in (SPOKEN, SPOKEN_BELOW):
        said = "{author} [(baker)] wrote {timestamp}"
        layout = layout.model_copy(update={role: (said,) for role in ("head", "foot")
                                           if getattr(layout, role)})
    vote = side_vote(cues, segment(cues, layout).records)
    assert (vote > 0) - (vote < 0) == sign


@pytest.mark.parametrize("text", [ABOVE, BELOW], ids=["above", "below"])
def test_no_author_is_off_by_one(text):
    thread = parse(text)
    assert [post.author for post in thread.posts] == list(NAMES)
    assert all(body in post.body for post, body in zip(thread.posts, BODIES, strict=True))


OTHER_FIRST = page("{name} {date}\n{body}\nAdd words\nKeep this").replace(
    "Ann Lee 01", "Ann Lee, who asked all of us about bread and began the whole discussion, 01", 1
)
WITHIN = "{name}\nLoaf Baker\nPosts:\n1{n}\nJoin Date:\n1.2.2009\nOffline\n{date}"


@pytest.mark.parametrize(
    ("text", "template", "vote"),
    [
        pytest.param(OTHER_FIRST, "{author} {timestamp}", 2, id="the first byline is of another form"),
        pytest.param(page("{name}\nRe: Bread\n{date}\n{body}"), "{author} Re: Bread {timestamp}", 2, id="titles"),
        pytest.param(
            page(WITHIN + "\n{body}"),
            "{author} Loaf Baker Posts: {n} Join Date: {date} Offline {timestamp}",
            2,
            id="a profile within bylines",
        ),
        pytest.param(
            page("{body}\n" + WITHIN),
            "{author} Loaf Baker Posts: {n} Join Date: {date} Offline {timestamp}",
            0,
            id="a profile within bylines below the last body",
        ),
    ],
)
@pytest.mark.parametrize("role", ["head", "foot"])
def test_what_bylines_hold_tells_the_side(text, template, vote, role):
    cues = page_cues(text)
    layout = Layout(name="test", **{role: (template,)})
    assert side_vote(cues, segment(cues, layout).records) == vote


BETWEEN = page("{name}\n{body}\n{date}\nReply\nReport", behind="More of this sort")
SIGNED = page("{body}\n{date}\n{name}", before="Rolls by age", behind="")
LATE = Layout(name="test", foot=("{timestamp} Reply Report {author}",), source="induced")
DATED = Layout(name="test", foot=("{timestamp} {author}",), source="induced")


@pytest.mark.parametrize(
    ("text", "late", "sign"),
    [
        pytest.param(BETWEEN, LATE, 1, id="a stranger below the last post"),
        pytest.param(SIGNED, DATED, -1, id="a stranger above the first"),
    ],
)
def test_names_belong_where_no_stranger_is_among_them(text, late, sign):
    cues = page_cues(text)
    theirs = segment(cues, late).records
    layout = parted(cues, late, theirs)
    assert layout is not None
    early = segment(cues, layout).records
    assert owner_vote(cues, early, theirs) == sign
    assert owner_vote(cues, theirs, early) <= 0
    assert [post.author for post in parse(text).posts] == list(NAMES)


@pytest.mark.parametrize(("closing", "behind", "sign"), [("Mend", "Bake more", -1), ("Mend", "", -1), ("Oven", "", 0)])
def test_names_between_dates_and_what_closes_posts_are_those_of_the_dates(closing, behind, sign):
    """Below the first title nothing is to be mended, as it is below the other names and that behind the last date."""
    rows = ["Bread", "An article about bread.", "Carla"]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [body, f"0{place + 1}.05.2019, 1{place}:41", name, "Mend" if place < len(NAMES) - 1 else closing]
    cues = page_cues("\n".join([*rows, behind]))
    late = segment(cues, Layout(foot=("{timestamp} {author}",))).records
    assert [record.author for record in late] == list(NAMES)
    named = [(2, "Carla"), *((record.foot.last, record.author) for record in late[:-1])]
    dated = [Byline(record.foot.first, record.foot.first, date=record.date) for record in late]
    early = [
        replace(record, head=Byline(row, row, author=name), foot=foot)
        for record, (row, name), foot in zip(late, named, dated, strict=True)
    ]
    assert is_name_left_over(cues, early) == (sign < 0)
    assert owner_vote(cues, early, late) == sign


def test_what_is_said_last_signs_nothing():
    """Read as a name below a last date, "No." would leave that post nothing to say."""
    rows = ["Bread", "", "It is good for you.", "", "8 comments"]
    for place, (name, body) in enumerate(zip(("the hen", *NAMES[1:]), (*BODIES[:-1], "No"), strict=True)):
        rows += [name, "Old hand", f"0{place + 1}.05.2019, 1{place}:41", body]
    cues = page_cues("\n".join(rows))
    early = segment(cues, Layout(head=("{author} Old hand {timestamp}",))).records
    late = segment(cues, Layout(head=("{title} {timestamp}",), foot=("{author}",))).records
    assert [record.author for record in late] == [*NAMES[1:], "No"]
    assert owner_vote(cues, early, late) == 1


def test_a_stranger_right_above_the_first_date_writes_nothing():
    cues = page_cues(page("{date}\n{name}\n{body}", before="Baker", behind="12.06.2019, 11:00"))
    late = segment(cues, Layout(name="test", head=("{timestamp} {author}",))).records[: len(NAMES)]
    dates = [record.head.date for record in late if record.head]
    shifted = zip([late[0], *late], ("Baker", *NAMES), [*dates, dates[0]], strict=True)
    early = [
        replace(record, head=Byline(row, row, author=name), foot=Byline(row, row, date=date))
        for row, (record, name, date) in enumerate(shifted)
    ]
    assert owner_vote(cues, early, late) == 1
    early[0] = replace(early[0], high=early[0].low)
    assert owner_vote(cues, early, late) == -1


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{timestamp} posted by {author}", page("{body}\n{date}\nposted by\n{name}"), id="by"),
        pytest.param("{timestamp} - {author}", page("{body}\n{date}\n- {name}"), id="a dash"),
        pytest.param("{timestamp} {author}", page("{body}\n{date} {name}"), id="one row"),
        pytest.param("{author} {timestamp}", page("{body}\n{name}\n{date}"), id="the name first"),
    ],
)
def test_what_calls_for_a_name_keeps_it(template, text):
    cues = page_cues(text)
    layout = Layout(name="test", foot=(template,), source="induced")
    assert parted(cues, layout, segment(cues, layout).records) is None


@pytest.mark.parametrize(
    ("form", "date", "signs"),
    [
        pytest.param("{author} {timestamp}", "10:1{n}, 5 May 2014 (UTC)", True, id="wikis"),
        pytest.param("{author} #{n} Posted: {timestamp}", "10:1{n}, 5 May 2014 (UTC)", False, id="posted"),
        pytest.param("{author} {timestamp}", "Monday, May 5, 2014 10:1{n}:20 AM(UTC)", False, id="forums"),
    ],
)
def test_zones_in_brackets_sign_what_is_said_above_as_on_wikis(form, date, signs):
    rows = [form.format(author=name, n=n, timestamp=date.format(n=n)) for n, name in enumerate(NAMES)]
    cues = page_cues("\n".join(f"{row}\n{body}" for row, body in zip(rows, BODIES, strict=True)))
    records = segment(cues, Layout(head=(form,), source="induced")).records
    assert [_is_signed(cues, record) for record in records] == [signs] * len(NAMES)


@pytest.mark.parametrize(("above", "sign"), [("04.05.2019, 11:00\nQuote it", -1), ("Quote it", 0)])
def test_a_date_above_the_first_name_is_its_own_if_those_of_the_others_stand_so(above, sign):
    others = [
        f"0{n + 1}.06.2019, 1{n}:41\nQuote it\n{name}\n{body}"
        for n, (name, body) in enumerate(zip(NAMES, BODIES, strict=True))
    ]
    cues = page_cues("\n".join(["Bread", above, NAMES[-1], "I never bake on a Monday.", *others]))
    late = segment(cues, Layout(head=("{timestamp} Quote it {author}",))).records[-len(NAMES) :]
    assert [record.author for record in late] == list(NAMES)
    row = cues.page.text.index(NAMES[-1])
    rows = [row, *(record.last_byline_row for record in late)]
    early = [
        replace(record, head=Byline(row, row, author=name), foot=replace(record.head, author=None))
        for row, name, record in zip(rows, (NAMES[-1], *NAMES), late, strict=False)
    ]
    assert owner_vote(cues, early, late) == sign


PROFILE = "Loaf Baker\nPosts:\n1{n}\nJoin Date:\n1.2.2009\nOffline"


@pytest.mark.parametrize(
    ("post", "behind", "vote"),
    [
        pytest.param("{name} {date}\n" + PROFILE + "\n{body}", "Older wares", 2, id="introduced above what they say"),
        pytest.param("{body}\n{name} {date}\n" + PROFILE, "Older wares", 0, id="introduced below it"),
        pytest.param(PROFILE + "\n{body}\n{name} {date}", "Older wares", -2, id="a profile opens posts above names"),
        pytest.param("{name} {date}\nPosts:\n1{n}\n{body}", "Older wares", 0, id="one label is no profile"),
        pytest.param("{name} {date}\nJoined 1.2.2009\n{body}", "Older wares", 2, id="one with a date is"),
        pytest.param("{body}\n{name} {date}\nJoined 1.2.2009", "Older wares", 0, id="not where nothing is said below"),
    ],
)
@pytest.mark.parametrize("layout", [HEAD, FOOT], ids=["read as heads", "read as feet"])
def test_who_is_introduced_speaks_below(post, behind, vote, layout):
    cues = page_cues(page(post, behind=behind))
    assert side_vote(cues, segment(cues, layout).records) == vote


@pytest.mark.parametrize(
    ("post", "sign"),
    [
        pytest.param("Reply\nQuote\n{name} {date}\n{body}\nPermalink {n}", 1, id="one closes posts, two open them"),
        pytest.param("{body}\nReply\nQuote\nPermalink {n}\n{name} {date}", -1, id="all close posts"),
        pytest.param("Permalink {n}\n{body}\nReply\nQuote\n{name} {date}", -1, id="one opens posts above feet"),
    ],
)
@pytest.mark.parametrize("layout", [HEAD, FOOT], ids=["read as heads", "read as feet"])
def test_what_is_missing_at_an_end_belongs_to_the_other_side(post, sign, layout):
    cues = page_cues(page(post))
    vote = side_vote(cues, segment(cues, layout).records)
    assert (vote > 0) - (vote < 0) == sign


@pytest.mark.parametrize(
    ("post", "vote"),
    [
        pytest.param("{body}\n{name} {date}\nWas this review helpful?\nNo", -sides.ASKED, id="below what is signed"),
        pytest.param("{name} {date}\n{body}\nWas this review helpful?\nYes\nNo", 2, id="below what is said"),
        pytest.param("{name} {date}\nReply\nReport\n{body}", 0, id="buttons above it ask nothing"),
    ],
)
@pytest.mark.parametrize("layout", [HEAD, FOOT], ids=["read as heads", "read as feet"])
def test_whether_something_helped_is_asked_below_it(post, vote, layout):
    cues = page_cues(page(post))
    assert side_vote(cues, segment(cues, layout).records) == vote


@pytest.mark.parametrize(
    ("post", "before", "vote"),
    [
        pytest.param("{name} {date}\n{body}", "Newest first", sides.SAID_BEYOND, id="nothing is said above the first"),
        pytest.param("{name} {date}\n{body}", ARTICLE, 0, id="an article is"),
        pytest.param("{body}\n{name} {date}", "Newest first", 0, id="nothing is said below the last"),
        pytest.param("{name} {date}\n{body}", f"{TITLE}\nBuy\n{TITLE}.", sides.SAID_BEYOND, id="a title that recurs"),
        pytest.param("{name} {date}\n{body}", f"{TITLE} :-)", 0, id="a smile"),
    ],
)
def test_what_is_said_below_the_last_byline_only_was_signed_above(post, before, vote):
    cues = page_cues(page(post, before=before))
    assert side_vote(cues, segment(cues, FOOT).records) == vote


@pytest.mark.parametrize(
    ("above", "form"),
    [
        pytest.param("Would you have it again?", "{name} @n{n}", id="nothing but the name has the sign"),
        pytest.param("Loaves @home", "{name} @n{n}", id="what is further up has the sign as well"),
        pytest.param("Loaves @home", "{name}", id="the names have no sign"),
    ],
)
def test_the_first_name_has_the_signs_of_the_others(above, form):
    first = "Kit Hall Kit Hall"  # hardly a name, and nobody who comes again
    text = page(form + "\n{body}\n{date}", before=above, behind="").replace(NAMES[0], first, 1)
    layout = Layout(name="test", head=("{author}",), foot=("{timestamp}",), source="induced")
    records = segment(page_cues(text), layout).records
    assert [(record.author or "").split(" @")[0] for record in records] == [first, *NAMES[1:]]


@pytest.mark.parametrize(
    ("foot", "post"),
    [
        ("{timestamp} \\[\\] {author}", "[]\n{name}\n{body}\n{date}"),
        ("{timestamp} {author} ·", "{name} ·\n{body}\n{date}"),
    ],
    ids=["behind a picture", "before a mark"],
)
def test_a_name_opens_the_next_post(foot, post):
    layout = Layout(name="test", foot=(foot,), source="induced")
    cues = page_cues(page(post, behind=""))
    other = parted(cues, layout, segment(cues, layout).records)
    assert other is not None
    assert other.foot == ("{timestamp}",)
    assert [record.author for record in segment(cues, other).records] == list(NAMES)


def addressed(post: str, head: str) -> bool:
    rows = ["8 comments"]
    for place, (name, before, body) in enumerate(zip(NAMES, ("Kim", *NAMES), BODIES, strict=False)):
        rows += post.format(name=name, before=before, body=body, date=f"0{place + 1}.05.2019, 1{place}:41").split("\n")
    cues = page_cues("\n".join(rows), answers=False)
    records = segment(cues, Layout(name="test", head=(head,), source="induced")).records
    assert len(records) == len(NAMES)
    return are_addressed(cues, records)


@pytest.mark.parametrize(
    ("post", "head", "expected"),
    [
        pytest.param("{name}\nIn reply to\n{before} {date}\n{body}", "{author} {timestamp}", True, id="row above"),
        pytest.param("{name}\nAntwort auf {before}, {date}\n{body}", "Antwort auf {author}, {timestamp}", True,
                     id="same row"),
        pytest.param("Reply\n{name} {date}\n{body}", "{author} {timestamp}", False, id="a button"),
        pytest.param("{name} in reply to {before} {date}\n{body}", "{author} in reply to {reply_to} {timestamp}", False,
                     id="who answers"),
        pytest.param("{name} {date}\nIn reply to\n{before}\n{body}", "{author} {timestamp}", False, id="below"),
    ],
)  # fmt: skip
def test_those_who_are_answered_did_not_write(post, head, expected):
    assert addressed(post, head) is expected


TITLES = ("Of crumbs", "On butter", "Once more", "Rye", "Sunday loaf", "Salt", "About ovens", "Just asking")


PEOPLE = ("Ann Lee", "Bob Stone", "Carl Ott", "Dora Finch", "Ed Marsh", "Fred Hill", "Gina Rolf", "Hanna Lind")
TOWNS = ("Reno, NV", "Troy, NY", "Reno, NV", "Salem, OR", "Troy, NY", "Reno, NV", "Salem, OR", "Bath, ME")


@pytest.mark.parametrize(("above", "below", "found"), [(PEOPLE, TOWNS, False), (TITLES, NAMES, True)])
def test_towns_below_what_people_say_are_not_those_who_say_it(above, below, found):
    """Nobody comes again above, and somebody, or some town, does below."""
    rows = ["8 comments"]
    for place, (top, end, body) in enumerate(zip(above, below, BODIES, strict=True)):
        rows += [top, f"0{place + 1}.05.2019", body, end]
    cues = page_cues("\n".join(rows))
    records = segment(cues, HEAD).records
    assert [record.author for record in records] == list(above)
    assert (titled(cues, HEAD, records) is not None) == found


@pytest.mark.parametrize("mark", ["", "{}. "])
def test_names_that_close_posts_are_not_those_of_the_next_title_and_date(mark):
    """Nobody stands above the first title, and somebody below the last post; a list item begins with its title."""
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", "", "8 Comments", ""]
    for place, (name, title, body) in enumerate(zip(NAMES, TITLES, BODIES, strict=True)):
        rows += [mark.format(place + 1) + title, f"    1{place}/05/2019 1{place}:41", f"    {body}", f"    {name}"]
    thread = parse("\n".join([*rows, "Leave a comment"]))
    assert [post.author for post in thread.posts] == list(NAMES)
    assert thread.posts[0].timestamp.day == 10


@pytest.mark.parametrize(("mark", "parted"), [("* ", False), ("", True)])
def test_what_is_known_of_people_is_in_one_list_with_their_names(mark, parted):
    rows = []
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [f"{mark}{name}", "* Hull, York", f"* {3 * place + 5} friends", f"0{place + 1}/05/2019", "", body, ""]
    cues = page_cues("\n".join(rows))
    records = segment(cues, Layout(head=("{author} {_} {n} friends {timestamp}",), source="induced")).records
    assert len(records) == len(NAMES)
    assert sides._open_items_below_names(cues.page, records) == parted


def test_a_byline_behind_the_buttons_of_the_post_above_is_not_glued_to_it():
    rows = ["An article about bread that goes on for a while.", "", "8 Comments", "", "Ann 2019-05-09"]
    for place, (name, body) in enumerate(zip((*NAMES[1:], "Fred"), BODIES, strict=True)):
        rows += ["", body, f"Reply Report {name} 2019-05-1{place}"]
    layout = Layout(foot=("Reply Report {author} {timestamp}",))
    cues = page_cues("\n".join(rows))
    assert side_vote(cues, segment(cues, layout).records) >= 0


PRAISE = "It is good for you, as anybody will say who had some."


@pytest.mark.parametrize(
    ("above", "own", "below", "signs"),
    [
        pytest.param(("Bread", PRAISE), "Zoe Baker 01.05.2019, 09:00 | 8 reacties", (), True, id="signed"),
        pytest.param(("Bread", PRAISE), "Zoe Baker 01.05.2019, 09:00", (), False, id="counts nothing"),
        pytest.param(("Shop", "Bread"), "Zoe Baker 01.05.2019, 09:00 | 8 reacties", (), False, id="below a title"),
        pytest.param(("Bread", PRAISE), "Zoe Baker 01.05.2019, 09:00 | 8 reacties", (PRAISE,) * 4, False, id="a lead"),
    ],
)
def test_a_byline_that_counts_its_comments_signs_the_article_above_it(above, own, below, signs):
    rows = [*above, own, *below]
    for place, (name, body) in enumerate(zip(NAMES, BODIES, strict=True)):
        rows += [body, f"{name} 0{place + 2}.05.2019, 1{place}:41"]
    cues = page_cues("\n".join(rows))
    records = segment(cues, HEAD).records
    assert sides.signs_article(cues, records) is signs
    assert (side_vote(cues, records) < 0) is signs
    if signs:
        assert [record.author for record in segment(cues, FOOT).records] == list(NAMES)


COUNTED = ("the hen", "Bob Stone", "Cy", "the hen", "Dora Finch", "Bob Stone", "Cy", "Ed Marsh")


@pytest.mark.parametrize(
    ("above", "first", "sign"),
    [
        pytest.param("", 1, True, id="no name above the first number"),
        pytest.param("What 8 people say:", 1, True, id="a stranger above it"),
        pytest.param("Ed Marsh", 1, False, id="somebody above it who comes again"),
        pytest.param("", 4, False, id="a later page"),
    ],
)
def test_names_above_numbers_sign_if_none_stands_above_the_first_number(above, first, sign):
    rows = ["Bread", "", "It is good for you.", "", "8 comments", "", above]
    for place, (name, body) in enumerate(zip(COUNTED, BODIES, strict=True)):
        rows += [f"Utterance {place + first}", body, name]
    posts = parse("\n".join([*rows, "", "Leave a comment", "", "Older wares"])).posts
    assert ([post.author for post in posts] == list(COUNTED)) == sign
