"""The source of talk pages, as dumps of wikis give it."""

from __future__ import annotations

import pytest

from threadkit import parse
from threadkit.lines import read_lines
from threadkit.wikitext import is_wikitext

SIGN = "[[User:{0}|{0}]] ([[User talk:{0}|talk]]) 12:3{1}, 5 October 2017 (UTC)"
PAGE = f"""{{{{Talk header}}}}
{{{{WikiProject Ferries
 | class = C
}}}}

== Two piers ==
Should the [[Old pier|old pier]] have a page of its own?

It was ''closed'' in 1931. {SIGN.format("Ann", 0)}
:Hardly. --{SIGN.format("Bo Diaz", 1)}
::{{{{ping|Bo Diaz}}}} Why? You said {{{{tq|it was closed}}}} yourself. {SIGN.format("Ann", 2)}
::* It has <small>no</small> sources &ndash; none. {SIGN.format("Cy", 3)}
{{{{outdent}}}} So be it.{SIGN.format("Ann", 4)}
:Thanks. [[Special:Contributions/192.168.7.21|192.168.7.21]] 12:35, 5 October 2017 (UTC)

=== Photo ===
[[File:Pier.jpg|thumb|The [[pier]]]] Is this the new one? {SIGN.format("Di", 6)}<!-- moved -->
"""


def test_a_talk_page():
    thread = parse(PAGE)
    places = {post.id: place for place, post in enumerate(thread.posts)}
    assert [(post.author, places.get(post.parent), post.body) for post in thread.posts] == [
        ("Ann", None, "Should the old pier have a page of its own?\n\nIt was closed in 1931."),
        ("Bo Diaz", 0, "Hardly."),
        ("Ann", 1, "@Bo Diaz Why? You said “it was closed” yourself."),
        ("Cy", 2, "It has no sources – none."),
        ("Ann", 3, "So be it."),
        ("192.168.7.21", 4, "Thanks."),
        ("Di", None, "Is this the new one?"),
    ]
    assert {post.raw_timestamp for post in thread.posts} == {f"12:3{n}, 5 October 2017 (UTC)" for n in range(7)}


@pytest.mark.parametrize(
    ("line", "row"),
    [
        # whatever the account is shown as, and whatever stands around its links
        ("Yes. [[User:Ann|'''A.''']] 12:30, 5 October 2017 (UTC)", "Yes. — Ann (talk) 12:30, 5 October 2017 (UTC)"),
        (
            'Yes. <span style="color:red">[[User:Ann_Lee|Ann]]</span><sup>[[User talk:Ann_Lee#top|✉]]</sup> 5 May 2019',
            "Yes. — Ann Lee (talk) 5 May 2019",
        ),
        ("Ja. --[[Benutzerin:Ann/Ente|Ann]] 12:30, 5. Okt. 2017 (CEST)", "Ja. — Ann (talk) 12:30, 5. Okt. 2017 (CEST)"),
        ("I told [[User:Bo|Bo]]. [[User:Ann|A]] 5 May 2019", "I told Bo. — Ann (talk) 5 May 2019"),
        # nobody signed by hand
        ("Yes. {{unsigned|Ann|12:30, 5 May 2019 (UTC)}}", "Yes. — Ann (talk) 12:30, 5 May 2019 (UTC)"),
        (
            "Yes. <small>—Preceding [[Wikipedia:Signatures|unsigned]] comment added by [[User:Ann|Ann]] "
            "([[User talk:Ann|talk]] • [[Special:Contributions/Ann|contribs]]) 12:30, 5 May 2019 (UTC)</small><!--x-->",
            "Yes. — Ann (talk) 12:30, 5 May 2019 (UTC)",
        ),
        (
            "Ja. ''(nicht [[Hilfe:Signatur|signierter]] Beitrag von [[Benutzer:Ann|Ann]] ([[Benutzer Diskussion:Ann|"
            "Diskussion]]) 12:30, 5. Mai 2019 (CEST))''",
            "Ja. — Ann (talk) 12:30, 5. Mai 2019 (CEST)",
        ),
        # no signature
        ("See [[User:Ann/Sandbox|this]] of 5 May 2019, which I wrote on the train home, and what [[Bo]] said.",
         "See this of 5 May 2019, which I wrote on the train home, and what Bo said."),
        ("[https://example.org The '''old''' site]&nbsp;is <nowiki>gone</nowiki>.", "The old site\xa0is gone."),
        ("A{{nbsp}}B {{u|Bo}} {{re|Bo|Cy}}", "AnbspB Bo @Bo, @Cy"),
        ("a <ref name=x>b</ref>c<br/>d [[:Category:Piers]]", "a c d Category:Piers"),
    ],
)  # fmt: skip
def test_rows_as_readers_see_them(line, row):
    known = "[[User:Di|Di]] [[User:Ed|Ed]]"
    assert read_lines(f"{line}\n{known}").text == [row, "Di Ed"]


SIGNATURES = {
    "de": "--[[Benutzer:{0}|{0}]] ([[Benutzer Diskussion:{0}|Diskussion]]) 12:3{1}, 5. Okt. 2017 (CEST)",
    "fr": "[[Utilisateur:{0}|{0}]] ([[Discussion utilisateur:{0}|discuter]]) 5 octobre 2017 à 12:3{1} (CEST)",
    "ru": "[[Участник:{0}|{0}]] ([[Обсуждение участника:{0}|обс.]]) 12:3{1}, 5 октября 2017 (UTC)",
    "ja": "--[[利用者:{0}|{0}]]（[[利用者‐会話:{0}|会話]]） 2017年10月5日 (木) 12:3{1} (UTC)",
    "pt": "[[Usuário(a):{0}|{0}]] <small>([[Usuário(a) Discussão:{0}|fala]])</small> 12h3{1}min de 5 de outubro de 2017 (UTC)",  # noqa: E501
    "tr": "[[Kullanıcı:{0}|{0}]] ([[Kullanıcı mesaj:{0}|mesaj]]) 12.3{1}, 5 Ekim 2017 (UTC)",
    "ar": "[[مستخدم:{0}|{0}]] ([[نقاش المستخدم:{0}|نقاش]]) 12:3{1}، 5 أكتوبر 2017 (ت ع م)",
    "he": "[[משתמש:{0}|{0}]] - [[שיחת משתמש:{0}|שיחה]] 12:3{1}, 5 באוקטובר 2017 (IDT)",
    "styled": "<b>[[User:{0}|Who]]</b>&nbsp;<sup>[[User talk:{0}|t]]|[[Special:Contributions/{0}|c]]</sup> 12:3{1}, 5 May 2017 (UTC)",  # noqa: E501
    "bare": "—[[User:{0}]] 12:3{1} Oct 5, 2003 (UTC)",
    "elsewhere": "[[:en:User:{0}|{0}]] 12:3{1}, 5 October 2017 (UTC)",
}  # fmt: skip


@pytest.mark.parametrize("form", SIGNATURES)
def test_signatures_of_many_wikis(form):
    names, said = ("Ann", "Bo Diaz", "Cy77", "Ann", "Di"), ("Should both be one?", "Why?", "So.", "As above.", "Ok.")
    rows = [
        f"{':' * depth}{body} {SIGNATURES[form].format(name, depth)}"
        for depth, (name, body) in enumerate(zip(names, said, strict=True))
    ]
    posts = parse("\n".join(["== Title ==", *rows])).posts
    assert [(post.author, post.body, post.depth) for post in posts] == list(zip(names, said, range(5), strict=True))
    assert all(post.timestamp is not None for post in posts)


def test_how_deep_rows_stand():
    page = read_lines(f":a {SIGN.format('Ann', 1)}\n:::b\n:*c\n#d\n== e ==\n# f\n;g\n{{{{od}}}}h\n:i")
    assert page.indent == [2, 6, 4, 2, 0, 2, 2, 4, 6]
    assert page.bullet == ["", "", "*", "#", "", "#", "", "", ""]
    assert page.heading == [False] * 4 + [True] + [False] * 4


def test_templates_over_several_rows():
    known = "\n[[User:Di|Di]] [[User:Ed|Ed]]"
    assert read_lines("a {{cite\n| b\n}} c" + known).text == ["a", "c", "Di Ed"]
    assert read_lines("{{a|\n{{b}}\n}}\nc" + known).text == ["c", "Di Ed"]
    assert read_lines("a {{cite\n| b\nc" + known).text == ["a {{cite", "| b", "c", "Di Ed"]


def test_colons_indent_where_links_were_taken_out():
    page = "Ferries\n" + "".join(
        f"{':' * depth} {said} {name} (talk) 12:3{depth}, 5 October 2017 (UTC)\n"
        for depth, (name, said) in enumerate((("Ann", "Is it shut?"), ("Bo", "No."), ("Cy", "Why?"), ("Bo", "Go on.")))
    )
    thread = parse(page)
    assert [(post.author, post.body, post.depth) for post in thread.posts] == [
        ("Ann", "Is it shut?", 0), ("Bo", "No.", 1), ("Cy", "Why?", 2), ("Bo", "Go on.", 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "",
        "if [[ -f a.txt ]]; then [[ b == c ]] || exit\n",
        "[Ann](/u/ann) [[1]](#1) [[2]](#2)",
        ":) so nice\n:D\n:-)\n",
        "[[Ann]] and [[Bo|him]]",
        "std\n::string a;\n",
    ],
)
def test_no_wikitext(source):
    assert not is_wikitext(source)


@pytest.mark.parametrize(
    "text", ["[[a:b|", "{{", "}}", "{{{{{{", "[[User:|]] [[User:|]] 5 May 2019", ":", "==", "== ==", "''", "<!--" * 999]
)
def test_broken_wikitext(text):
    source = f"[[User:Di|Di]] [[User:Ed|Ed]]\n{text}\n:{text}\n::{text}"
    assert parse(source).regions[-1].span[1] == len(source)
