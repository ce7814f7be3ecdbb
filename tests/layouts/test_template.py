"""What byline templates match, across the shapes in which extractors print one byline."""

from __future__ import annotations

import time
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from threadkit.bylines import Byline, find_bylines, has_marks
from threadkit.cues import Demands, page_cues
from threadkit.layouts import load_layout, named_layouts
from threadkit.layouts.model import Layout
from threadkit.layouts.template import TemplateError, compile_template, spelled_out
from threadkit.lines import DATE
from threadkit.segment import body_text, segment

SAYS = "{author} {says}[:] [{on}] {timestamp}"


def bylines(text: str, *, head: str | tuple[str, ...] = (), foot: str | tuple[str, ...] = ()) -> list[Byline]:
    return find_bylines(page_cues(text), Layout(head=head, foot=foot))


def bodies(text: str, line: str) -> list[tuple[str | None, str]]:
    cues = page_cues(text)
    return [(record.author, body_text(cues.page, record)) for record in segment(cues, load_layout(line)).records]


@pytest.mark.parametrize(
    ("template", "text", "author", "date"),
    [
        (SAYS, "Ann says:\n27 Sep 2011 at 10:15\nHello.", "Ann", "27 Sep 2011 at 10:15"),
        (SAYS, "  3. Ann says: 27 Sep 2011\nHello.", "Ann", "27 Sep 2011"),
        (SAYS, "Paul a écrit :\n27 septembre 2011\nSalut.", "Paul", "27 septembre 2011"),
        (SAYS, "Ilse schrieb am 27.09.2011\nHallo.", "Ilse", "27.09.2011"),
        ("Posted by: {author} [|] {timestamp}", "Posted by:\nAnn\n|\n27 Sep 2011", "Ann", "27 Sep 2011"),
        ("Posted by[:] {author} [at] {timestamp}", "Posted by Ann at 27 Sep 2011 10:15", "Ann", "27 Sep 2011 10:15"),
        ("{timestamp}, par {author}", "• Le 3 mai 2011\n,\npar  Ann", "Ann", "Le 3 mai 2011"),
        ("{by} {author} » {timestamp}", "by\nAnn\n» 27 Sep 2011", "Ann", "27 Sep 2011"),
        ("{by} {author} » {timestamp}", "de Ann » 27 Sep 2011", "Ann", "27 Sep 2011"),
        ("{author} {timestamp}", "Ann28.09.2012 12:44", "Ann", "28.09.2012 12:44"),
        ("{author} {timestamp}", "Ann\n• 28.09.2012,\n• 12:44", "Ann", "28.09.2012 12:44"),
        ("{author} {author} {timestamp}", "Ann\nAnn\n28.09.2012", "Ann", "28.09.2012"),
        ("{author} {n} posts {timestamp}", "Ann77 3 posts 28.09.2012", "Ann77", "28.09.2012"),
        ("{author} #{number} {timestamp}", "Ann77#3\n28.09.2012", "Ann77", "28.09.2012"),
        ("{timestamp} #{number} {author}", "04-05-2011,\n01:55 PM\n#12\nAnn", "Ann", "04-05-2011, 01:55 PM"),
        ("{author} Joined {date} {timestamp}", "Ann\nJoined Jan 2009\n28.09.2012", "Ann", "28.09.2012"),
        ("{author} ( {_} ) {timestamp}", "Ann (talk) 28.09.2012", "Ann", "28.09.2012"),
        ("{author} [{_}] {timestamp}", "Ann Lee 28.09.2012", "Ann Lee", "28.09.2012"),
        ("{author} [{_}] {timestamp}", "Ann Lee\nFounder\n28.09.2012", "Ann Lee", "28.09.2012"),
        ("{author} ( {_} ) {timestamp}", "Ann\n(\ntalk\n)\n28.09.2012", "Ann", "28.09.2012"),
    ],
)
def test_a_head_in_many_shapes(template: str, text: str, author: str, date: str) -> None:
    found = bylines(text, head=template)
    assert len(found) == 1
    assert found[0].author == author
    assert found[0].date is not None
    assert found[0].date.text.replace(",", "") == date.replace(",", "")


@pytest.mark.parametrize(
    ("template", "text"),
    [
        (SAYS, "Rome was hot, he says: 27 Sep 2011 was the worst day of all, and nobody came."),
        ("{author} {timestamp}", "The year 2011 was good"),
        ("{author} {timestamp}", "Ann was here long before 27 Sep 2011 and stayed until the end of that week"),
        ("– {author} {timestamp}", "Ann\n27 Sep 2011"),
        ("Posted by: {author} {timestamp}", "Ann\n27 Sep 2011"),
        ("{author} #{number} {timestamp}", "Ann\n27 Sep 2011"),
        ("{author} {author} {timestamp}", "Ann\nBob\n27 Sep 2011"),
    ],
)
def test_what_is_no_byline(template: str, text: str) -> None:
    assert not bylines(text, head=template)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Gina Forte Postato il 27/9/2011, 10:41", "Gina Forte"),
        ("Gina Forte\t  postado em 27/9/2011, 10:41", "Gina Forte"),
        ("Juan de la 27/9/2011, 10:41", "Juan"),
        ("Postato il 27/9/2011, 10:41", None),
    ],
)
@pytest.mark.parametrize("template", ["{author} {timestamp}", "{author}[,] {on} {timestamp}"])
def test_words_of_a_date_are_no_part_of_the_name(template: str, text: str, author: str | None) -> None:
    found = bylines(text, head=template)
    assert not any(byline.author for byline in found) if author is None else found[0].author == author


def test_a_bullet_before_a_template_is_required_of_the_row() -> None:
    found = bylines("I agree.\n– Ann\n27 Sep 2011\nSo do I.\n- Bob\n28 Sep 2011", foot="– {author} {timestamp}")
    assert [byline.author for byline in found] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        (
            r"\[{time}\] <{author}> {body}",
            "[13:27] <ann> hello\n[13:28] < bob> hi\nand more\n[13:29] <ann> bye",
            [("ann", "hello"), ("bob", "hi\nand more"), ("ann", "bye")],
        ),
        (
            "{timestamp} - {author}: {body}",
            "12/03/19, 13:27 - Ann: hi: you\n12/03/19, 13:28 - Bob Low: hello",
            [("Ann", "hi: you"), ("Bob Low", "hello")],
        ),
        (
            "{author} wrote on {timestamp}: {body}",
            "Ann wrote on 3 May 2011: so it is.\nBob wrote on 4 May 2011:\nIt is not so.",
            [("Ann", "so it is."), ("Bob", "It is not so.")],
        ),
        (
            "{body} {author} (talk) {timestamp}",
            "It is done. Ann (talk) 10:15, 3 May 2011 (UTC)\nThat helps a lot. Bob (talk) 10:20, 3 May 2011 (UTC)",
            [("Ann", "It is done."), ("Bob", "That helps a lot.")],
        ),
    ],
)
def test_bodies_on_the_bylines_row(line: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert bodies(text, line) == expected


def test_a_date_keeps_its_place_when_the_row_holds_two() -> None:
    (found,) = bylines("Ann · 3 May 2011 · edited 4 May 2011", head="{author} · {timestamp} [· edited {date}]")
    assert found.date is not None
    assert found.date.text == "3 May 2011"


@pytest.mark.parametrize(
    ("source", "anchor"),
    [
        ("{author} {says} {timestamp}", ("says", "")),
        ("{author} wrote: {timestamp}", ("literal", "wrote:")),
        ("{author} a écrit : {timestamp}", ("literal", "ecrit")),
        ("[Pinned] {author} {timestamp}", ("date", "")),
        ("<{author}> {time}", ("time", "")),
        ("{author}", ("any", "")),
    ],
)
def test_what_a_template_is_found_by(source: str, anchor: tuple[str, str]) -> None:
    assert compile_template(source).anchor == anchor


@pytest.mark.parametrize("source", ["", "  ", "{body}", "{author", "a ] b", "[a", "{x}", "{_} {_} {_} {_} {_} a"])
def test_what_cannot_be_compiled(source: str) -> None:
    with pytest.raises(TemplateError):
        compile_template(source)


@pytest.mark.parametrize(
    "row",
    ["Posted by: " * 2000, "a " * 4000, "Ann 3 May 2011 " * 300, "(" * 5000, "Ann\n" * 3000, "#1 " * 2000 + "said"],
    ids=["literal", "words", "dates", "brackets", "names", "numbers"],
)
def test_no_row_takes_long(row: str) -> None:
    cues = page_cues(row)
    begin = time.perf_counter()
    for name in ("wordpress", "movabletype", "disqus", "phpbb3", "smf", "mediawiki", "stackexchange", "irc"):
        find_bylines(cues, load_layout(name))
    assert time.perf_counter() - begin < 5


NAMES = st.sampled_from(
    ["Ann", "tomek_81", "Marit Solberg", "José Peña", "Иван Петров", "van der Berg", "李小龙", "Al-Amin K."]
)


@settings(max_examples=60)
@given(name=NAMES, blank=st.sampled_from([" ", "\n", "  ", "\n\n", "\n   ", " \n"]))
def test_white_space_in_a_template_stands_for_any(name: str, blank: str) -> None:
    found = bylines(f"Posted by:{blank}{name}{blank}3 May 2011\n", head="Posted by: {author} {timestamp}")
    assert [byline.author for byline in found] == [name]


@settings(max_examples=100)
@given(text=st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    for head in (SAYS, "{author} {timestamp}", "{by} {author}", "{body} {author} (talk) {timestamp}"):
        for byline in bylines(text, head=head):
            assert 0 <= byline.first <= byline.last


def test_a_pattern_grows_with_what_pages_bring() -> None:
    """A template that one page made serves others too: words and times of day that the first page lacks count there."""
    template = compile_template("[{role}] {author} ⏎ grew this on {timestamp}")
    pages = [
        ("Ann\ngrew this on 3 May 2019", "ann", False),
        ("Moderator Ann\ngrew this on 3 May 2019", "ann", False),
        ("Moderately Ann\ngrew this on 3 May 2019", "moderately ann", False),
        ("管理員 Ann\ngrew this on 3 May 2019", "ann", False),
        ("Ann\ngrew this on 3 May 2019\n12:45", "ann", True),
        ("Ann\ngrew this on 3 May 2019\nat\n12:45\n.", "ann", True),
        ("Ann\ngrew this on 3 May 2019\nroses\n12:45", "ann", False),
        ("Gold member Ann\ngrew this on 3 May 2019", "ann", False),
        ("Goldsmith Ann\ngrew this on 3 May 2019", "goldsmith ann", False),
        ("Ann\ngrew this on 3 May 2019\n12:45", "ann", True),
    ]
    for rows, author, timed in pages:
        cues = page_cues(rows)
        match = cues.pattern(template).match(cues.masked.folded)
        assert match is not None, rows
        assert match["author"] == author
        assert (match.groupdict().get("clock") is not None) is timed, rows


def test_choices_of_words_have_a_bound():
    choice = "{" + "|".join(f"word{n}" for n in range(40)) + "}"
    assert len(spelled_out(f"{{author}} {choice} {{timestamp}}")) == 40
    with pytest.raises(TemplateError, match="64,000 templates"):
        spelled_out(f"{{author}} {choice} {choice} {choice} {{timestamp}}")


PAGES = sorted((Path(__file__).parent / "pages").rglob("*.txt"))


def named_templates() -> set[str]:
    """Every byline template of the catalogue."""
    templates = chain.from_iterable((*layout.head, *layout.foot) for layout in named_layouts())
    return set(chain.from_iterable(map(spelled_out, templates)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_ruled_out_at_a_glance_does_not_match(path: Path) -> None:
    """Wherever a template matches, what it demands of the page and of the place must be there."""
    cues = page_cues(path.read_text(encoding="utf-8"))
    folded, starts = cues.masked.folded, cues.masked.starts
    sources = named_templates()
    matches = 0
    for template in map(compile_template, sorted(sources)):
        for row in range(len(starts)):
            match = cues.pattern(template).match(folded, starts[row])
            if match is None or (template.marks and not has_marks(cues, template, match)):
                continue
            matches += 1
            last = cues.masked.row_at(match.end())
            assert all(map(cues.holds, template.needs)), template.source
            assert not template.follows or row in cues.rows_before(template.follows), template.source
            rows = range(row + template.least, last + 1)
            assert cues.likely_rows(replace(template, leads=True), rows), template.source  # also within long rows
            assert template.repeats is None or row in cues.may_repeat([row], template), template.source
            assert not template.begins or cues.may_open(row, template.begins), template.source
            if template.date_within:
                first = folded.find(DATE, match.start())
                assert first == match.start("timestamp") <= match.start() + template.date_within
            if template.beside is not None:
                dated = cues.masked.row_at(match.start("timestamp"))
                assert dated in cues.rows_beside(template.beside), template.source
    assert matches


@pytest.mark.parametrize(
    ("source", "within"),
    [
        ("{body} {author} {timestamp}", 60 + 20),
        ("{body} {author} [{_}] {timestamp}", 60 + 90 + 2 * 20),
        ("{body} {author} (talk) {timestamp}", 60 + 6 + 2 * 20),
        ("{body} {author} {n} {timestamp}", 0),  # digits
        ("{body} {author} {date} {timestamp}", 0),  # the first date is another
        ("{body} {author} said", 0),
        ("{author} [{_}] {timestamp}", 0),  # where a row begins there is no choice
    ],
)
def test_how_far_behind_its_begin_a_closing_byline_has_its_date(source: str, within: int) -> None:
    assert compile_template(source).date_within == within


@pytest.mark.parametrize(
    ("head", "row", "author"),
    [
        ("{author} {timestamp}", "Ann Lee updated on 5 May 2019", "Ann Lee"),
        ("{author} {timestamp}", "Ann Lee, recorded on\n5 May 2019", "Ann Lee"),
        ("{author}[,] on {timestamp}", "Ann Lee, updated on 5 May 2019", "Ann Lee"),
        ("{author} {timestamp}", "Ann Lee updated 5 May 2019", "Ann Lee updated"),  # one word alone may end a name
        ("{author} {timestamp}", "Ann Lee on updated 5 May 2019", "Ann Lee on updated"),
        ("{author} {timestamp}", "updated on 5 May 2019", None),  # nobody is left
    ],
)
def test_words_that_stand_before_dates_are_no_names(head: str, row: str, author: str | None) -> None:
    assert [byline.author for byline in bylines(row, head=head)] == [author]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_demands_are_met_by_the_places_that_suit_them(path: Path) -> None:
    """What templates demand beside their dates is compared kind by kind; no kind may lack what some template asks."""
    cues = page_cues(path.read_text(encoding="utf-8"))
    sources = named_templates()
    besides = {beside for source in sources if (beside := compile_template(source).beside) is not None}
    met = Demands(besides).met(cues.places)
    assert {beside: sorted(set(rows)) for beside, rows in met.items()} == {
        beside: rows for beside in besides if (rows := cues.rows_beside(beside))
    }
    assert not cues.places or met.keys() != besides


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ("{author} • {timestamp}", "Ann, 3 May 2019"),
        ("{author} am {timestamp}", "Ann um 3 May 2019"),
        ("{author} {on} {timestamp}", "Ann never 3 May 2019"),
        ("{timestamp} by {author}", "Today 3 May 2019 by Ann"),
        ("{author} {timestamp} #{number}", "Ann 3 May 2019 Reply"),
        ("{author} • {timestamp}", "Ann\n3 May 2019"),
        ("{author} {says}[:] {timestamp}", "Ann once 3 May 2019"),
        ("{author} {says}[,] [{on}] {timestamp}", "Ann on; 3 May 2019"),
        ("{author} #{number} {timestamp}", "Ann #a 3 May 2019"),
        ("{timestamp} {by} {author}", "3 May 2019 bye Ann"),
        ("{timestamp} [·] Permalink {author}", "3 May 2019 Print Ann"),
    ],
)
def test_dates_that_are_ruled_out_by_what_stands_beside_them(source: str, row: str) -> None:
    cues = page_cues(f"A page.\n\n{row}\n\nWords.")
    beside = compile_template(source).beside
    assert beside is not None
    assert cues.rows_beside(beside) == []


@pytest.mark.parametrize(
    ("source", "rows", "author"),
    [
        ("{author} {timestamp}", "Ann Lee 3 May 2019", "Ann Lee"),
        ("{author} {timestamp}", "Ann Lee   \n3 May 2019  Reply", "Ann Lee"),
        ("{author} {timestamp}", f"{'A' * 60} 3 May 2019", "A" * 60),
        ("{author} {timestamp}", f"{'A' * 140} 3 May 2019", "A" * 140),  # a pingback's title
        ("{author} {timestamp}", f"{'A' * 141} 3 May 2019", None),
        ("{author} {time}", f"{'A' * 61} 12:45", None),
        ("{author} {timestamp}", "Ann Lee\nLeeds\n3 May 2019", None),
        ("{author} {_} {timestamp}", "Ann Lee\nLeeds 3 May 2019", "Ann Lee"),
        ("{author} {_} {timestamp}", "Ann Lee Leeds 3 May 2019", None),
        ("{author} {time}", "Ann Lee 12:45", "Ann Lee"),
        ("{author} {time}", "Ann Lee\n12:45 13:50", "Ann Lee"),
        ("{timestamp} {author}", "3 May 2019 Ann Lee", "Ann Lee"),
        ("{timestamp} {author}", f"3 May 2019 {'A' * 61}", None),
        ("{author}, {timestamp}", "Lee, Ann, 3 May 2019", "Lee, Ann"),
        ("{author} [{_}] {timestamp}", "Ann\nLeeds 3 May 2019", "Ann"),
    ],
)
def test_a_free_field_ends_where_what_follows_begins(source: str, rows: str, author: str | None) -> None:
    cues = page_cues(rows)
    match = cues.pattern(compile_template(source)).match(cues.masked.folded)
    assert (match and match["author"]) == (author and author.lower())


@pytest.mark.parametrize(
    ("source", "row", "may"),
    [
        ("{by}[:] {author} {timestamp}", "Posted by: Ann 3 May 2019", True),
        ("{by} {author} {timestamp}", "» von Ann 3 May 2019", True),
        ("{by} {author} {timestamp}", "Ann by Bob 3 May 2019", False),
        ("{by} {author} {timestamp}", "Bystander 3 May 2019", False),
        ("{author} {by} {timestamp}", "Ann by 3 May 2019", None),
        ("{body} {by} {author} {timestamp}", "Tea. By Ann 3 May 2019", None),
    ],
)
def test_a_row_that_opens_with_no_word_of_a_class_is_told_at_a_glance(source: str, row: str, may: bool | None) -> None:
    begins = compile_template(source).begins
    assert (page_cues(row).may_open(0, begins) if begins else None) is may


@pytest.mark.parametrize(
    ("row", "may"),
    [
        ("Ann Ann\n3 May 2019", True),
        ("Ann\nAnn\n3 May 2019", True),
        ("AnnAnn\n3 May 2019", True),
        ("Al Al\n3 May 2019", True),
        ("» Ann » Ann\n3 May 2019", True),
        ("Ann\nBob\n3 May 2019", False),
        ("Ann\nBob\nAnn\n3 May 2019", False),
        (f"{'Ann' + 'x' * 57}{' ' * 20}{'Ann' + 'x' * 57}\n3 May 2019", True),
        (f"Ann{'x' * 80} Ann\n3 May 2019", False),
    ],
)
def test_a_name_that_cannot_stand_twice_is_told_at_a_glance(row: str, may: bool) -> None:
    cues = page_cues(row)
    template = compile_template("{author} {author} {timestamp}")
    assert template.repeats == 1
    assert (0 in cues.may_repeat([0], template)) is may


@pytest.mark.parametrize(
    ("source", "row"),
    [
        ("{author} • {timestamp}", "Ann\n• 3 May 2019"),
        ("{author} {says}[:] {timestamp}", "Ann wrote: 3 May 2019"),
        ("{author} {says}[:] {timestamp}", "Ann wrote 3 May 2019"),
        ("{author} {says} [{on}] {timestamp}", "ハナさんのコメント 3 May 2019"),
        ("{author} #{number} {timestamp}", "Ann #12\n3 May 2019"),
        ("{author} #{number} {timestamp}", "Ann #٣ 3 May 2019"),
        ("{author} {score}pts [·] {timestamp}", "Ann 1.2kpts 3 May 2019"),
        ("{author} ({n}) {timestamp}", "Ann ( 3 ) 3 May 2019"),
        ("{author} {n} [posts] {timestamp}", "Ann 3k 3 May 2019"),
        ("{author} {date} {timestamp}", "Ann May 2018 3 May 2019"),
        ("{timestamp} {by} {author}", "3 May 2019,\n12:44\nby Ann"),
        ("{timestamp} • {by}[:] {author}", "3 May 2019\n• by: Ann"),
        ("{timestamp} [·] Permalink {author}", "3 May 2019 permalinks Ann"),
        ("{timestamp} [·] [{n} votes] {author}", "3 May 2019 Ann"),
    ],
)
def test_dates_that_are_not_ruled_out(source: str, row: str) -> None:
    cues = page_cues(f"A page.\n\n{row}\n\nWords.")
    beside = compile_template(source).beside
    assert beside is not None
    assert cues.rows_beside(beside)
    assert list(Demands([beside]).met(cues.places)) == [beside]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Ann Lee 5 May 2019 Reply", "Ann Lee"),
        ("Ann Lee - London 5 May 2019 Reply", "Ann Lee"),
        ("Ann (author) 5 May 2019", "Ann"),
    ],
)
@pytest.mark.parametrize("template", ["{author} [{_}] {timestamp}", "{author} [|] [{_}] {timestamp}"])
def test_a_free_optional_part_cuts_no_name(template, line, author):
    assert [byline.author for byline in bylines(f"{line}\nSome words.\n", head=template)] == [author]


@pytest.mark.parametrize("row", ["Ann Lee", "Ann Lee Offline", "Ann Lee, Offline"])
@pytest.mark.parametrize("part", ["[Offline]", "[,] [Offline]"])
def test_an_optional_part_at_the_end_cuts_no_name(part, row):
    found = bylines(f"5 May 2019\n{row}\nSome words.\n", head=f"{{timestamp}} {{author}} {part}")
    assert found[0].author in ("Ann Lee", row)


@pytest.mark.parametrize(
    ("bracket", "alternative"),
    [("(talk)", 0), ("(talk page)", 1), ("(diskusija)", 1), ("", 2)],
)
def test_of_two_endings_of_a_row_the_one_named_first_counts(bracket: str, alternative: int) -> None:
    bodies = ("The crust was too dark for me.", "Mine came out well, with more water.", "Then I take more water too.")
    rows = [f"{body} Ann Lee {bracket} 1{n}:41, 5 May 2019 (UTC)" for n, body in enumerate(bodies)]
    foot = ("{body} {author} (talk) {timestamp}", "{body} {author} ({_}) {timestamp}", "{body} {author} {timestamp}")
    found = find_bylines(page_cues("\n\n".join(rows)), Layout(foot=foot))
    assert [byline.template for byline in found] == [alternative] * len(rows)
    assert {byline.author for byline in found} == {"Ann Lee"}


def test_a_mark_between_fields_may_only_be_missing_where_it_was_peeled_off_a_row() -> None:
    page = "Ann\n\n• 3 May 2019\n\nSome words.\n\nBert\n\n4 May 2019\n\nOther words.\n\nCleo • 5 May 2019\n\nWords.\n"
    found = bylines(page, head="{author} • {timestamp}")
    assert [byline.author for byline in found] == ["Ann", "Cleo"]


@pytest.mark.parametrize("between", ["Avatar", "Photo\nReply", "* Avatar"])
def test_names_are_looked_for_below_furniture_that_stands_below_most_feet(between: str) -> None:
    names = ["Ann Lee", "Bert", "Cleo P.", "Dora"]
    posts = [f"{between}\n{name}\n\nSome words.\n\n{day} May 2019, 10:11" for day, name in enumerate(names, 1)]
    found = bylines("4 comments\n" + "\n".join(posts), head="{author}", foot="{timestamp}")
    assert [byline.author for byline in found if byline.role == "head"] == names


@pytest.mark.parametrize("article", ["", "3 May 2019, 9:58\nThe ferry goes on until the spring, it was decided.\n"])
def test_the_first_post_has_the_name_that_stands_below_another_foot(article: str) -> None:
    rows = ["Ann L.", "I like it.", "5 May 2019, 9:00", "Bert", "Why?", "5 May 2019, 9:30", "Ann L.", "It is cheap."]
    page = "\n".join([article, "Our rules are strict, please read them first.", "", *rows, "5 May 2019, 9:45", ""])
    found = bylines(page, head="{author}", foot="{timestamp}")
    assert [byline.author for byline in found if byline.role == "head"] == ["Ann L.", "Bert", "Ann L."]


@pytest.mark.parametrize(("row", "author"), [("G Guest", "G Guest"), ("B Guest", "B"), ("Bo Guest", "Bo")])
def test_a_letter_before_a_role_that_it_begins_stands_for_a_picture(row: str, author: str) -> None:
    found = bylines(f"{row} 5 May 2019\nSome words.\n", head=("{author} {role} {timestamp}", "{author} {timestamp}"))
    assert [byline.author for byline in found] == [author]


@pytest.mark.parametrize(
    ("quoted", "date", "posts"),
    [
        pytest.param("Ann L. posted on 5 May 2019, 9:00", "5 May 2019, 9:00", 3, id="the moment of an earlier post"),
        pytest.param("Ann L. posted on 5 May 2019, 9:01", "5 May 2019, 9:00", 4, id="another moment"),
        pytest.param("Ann L. posted on 5 May 2019", "5 May 2019", 4, id="a day, on which more may be written"),
        pytest.param("Cleo posted on 5 May 2019, 9:00", "5 May 2019, 9:00", 4, id="somebody else"),
    ],
)
def test_bylines_of_earlier_posts_in_other_words_are_quoted(quoted: str, date: str, posts: int) -> None:
    heads = ("{author} posted on {timestamp}", "{author} Posts: {n} {timestamp}")
    rows = [f"Ann L.\nPosts: 12\n{date}", "I like it.", "Bert\nPosts: 3\n6 May 2019, 9:30", quoted, "Why?"]
    found = bylines("\n".join([*rows, "Cleo\nPosts: 7\n6 May 2019, 9:45", "It is cheap.", ""]), head=heads)
    assert len(found) == posts
