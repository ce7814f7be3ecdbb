"""The authors of all posts of a page: what all of them show to be no part of their names."""

from __future__ import annotations

import pytest

from threadkit.authors import has_rank_before, page_authors
from threadkit.pipeline import parse

PLAIN = ["Ann Lee", "bert", "Cleo P.", "dora_77", "Emil"]


def names(printed: list[str | None]) -> list[str | None]:
    return [named.author for named in page_authors(printed)]


@pytest.mark.parametrize(
    "printed",
    [
        ["A Ann Lee", "b bert", "C Cleo P.", "D dora_77", "E Emil"],
        ["AL Ann Lee", "BE bert", "CP Cleo P.", "DO dora_77", "EM Emil"],
        ["Ann Lee Ann Lee", "bert bert", "Cleo P. Cleo P.", "dora_77 dora_77", "Emil Emil"],
        ["Ann LeeAnn Lee", "bertbert", "Cleo P.Cleo P.", "dora_77dora_77", "EmilEmil"],
        ["Ann Lee avatar Ann Lee", "bert avatar bert", "Cleo P. avatar Cleo P.", "dora_77 avatar dora_77", "Emil"],
        ["Ann Lee's photo Ann Lee", "bert's photo bert", "Cleo P.'s photo Cleo P.", "dora_77's photo dora_77", "Emil"],
        ["AAnn Lee", "Bbert", "CCleo P.", "Ddora_77", "EEmil"],
        ["ALAnn Lee", "Bbert", "CPCleo P.", "Ddora_77", "EEmil"],
        ["Ann Lee", "Reply Reportbert", "Reply ReportCleo P.", "Reply Reportdora_77", "Reply ReportEmil"],
        ["avatarAnn Lee", "avatarbert", "avatarCleo P.", "avatardora_77", "avatarEmil"],
        ["[p]Ann Lee", "[p]bert", "[p]Cleo P.", "[p]dora_77", "[p]Emil"],
        ["Ann Lee Old Hand", "bert Grand Baker", "Cleo P. Old Hand", "dora_77 Grand Baker", "Emil Old Hand"],
        ["Member Ann Lee", "Senior Member bert", "Guest Cleo P.", "Member dora_77", "Emil"],
        ["Ann LeeGuru", "bertBeginner", "Cleo P.Guru", "dora_77Beginner", "EmilGuru"],
        ["Ann Lee★★", "bert★★", "Cleo P.★★", "dora_77★★★", "Emil★★★"],
        ["Ann Lee4", "bert12", "Cleo P.0", "dora_77 3", "Emil-2"],
        ["Ann Lee - York", "bert - Leeds", "Cleo P. - Hull", "dora_77 - Ripon", "Emil - York"],
        ["Ann Lee | verified", "bert | new here", "Cleo P. | York", "dora_77 | verified", "Emil | 12"],
        ["Ann Lee (York)", "bert (Leeds)", "Cleo P. (York)", "dora_77 (12)", "Emil(n/a)"],
        ["Ann Lee(f)", "bert(m)", "Cleo P.", "dora_77( f )", "Emil( m"],
        ["Ann Lee (York", "bert (Leeds", "Cleo P. (York)", "dora_77", "Emil (Hull"],
        ["Ann Lee #x7Qp", "bert #-9a/.", "Cleo P.", "dora_77", "Emil"],
        ["Ann Lee (4711)", "bert (98)", "Cleo P.", "dora_77", "Emil"],
        ["17Ann Lee", "18 bert", "#19 Cleo P.", "20. dora_77", "121Emil"],
        ["1**Ann Lee", "2**bert", "3**Cleo P.", "4**dora_77", "5**Emil"],
        ["Seen by Ann Lee", "½ Seen by bert", "Seen again by Cleo P.", "Seen by dora_77", "Seen by Emil"],
        ["Ann Lee", "Baked by bert", "Reviewed by Cleo P.", "Baked by dora_77 ½", "Reviewed by Emil"],
        ["4 votes Ann Lee", "bert", "Cleo P.", "12 votes dora_77", "1 vote Emil"],
        ["Ann Lee's", "bert's", "Cleo P.'s", "dora_77’s", "Emil's"],
        ["Ann Lee (27) York", "bert (48) Hull", "Cleo P.", "dora_77 (45) York", "Emil"],
        ["Critique de Ann Lee", "Critique de bert", "Critique de Cleo P.", "Critique de dora_77", "Avis de Emil"],
        ["Ann LeeLoafer", "bertLoafer", "Cleo P.Loafer", "dora_77", "Emil"],
        ["loafAnn Lee", "loafbert", "loafCleo P.", "loafdora_77", "loafEmil"],
        ["AAnn Lee", "Bbert", "CCleo P.", "dora_77", "Emil"],
        ["Poster: Ann Lee", "Baker：bert", "Poster: Cleo P.", "Poster:dora_77", "Baker: Emil"],
        ["OP: Ann Lee", "bert", "Cleo P.", "dora_77", "Emil"],
        ["Ann Lee** z6 OH", "bert** York", "Cleo P.** York", "dora_77** 8b", "Emil"],
        ["Ann Lee (annlee7)", "bert (Bert_22) home page", "Cleo P.", "dora_77", "Emil"],
        ["Ann Lee (2,660", "bert (48", "Cleo P. (170", "dora_77", "Emil"],
        ["Ann Lee From York", "bert From New Leeds", "Cleo P. From Hull", "dora_77 From York", "Emil"],
        ["Ann Lee12 reviews", "bert3 reviews", "Cleo P.7 reviews", "dora_77 9 reviews", "Emil140 reviews"],
    ],
)
def test_what_stands_beside_all_names_is_no_part_of_them(printed: list[str | None]) -> None:
    assert names(printed) == PLAIN


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        (["AAnn Lee", "bbert", "AAnn Lee"], ["Ann Lee", "bert", "Ann Lee"]),
        (["Aaron", "Lloyd"], ["Aaron", "Lloyd"]),
        (["AAnn Lee", "AAnton"], ["AAnn Lee", "AAnton"]),
        (["Ann Lee Reply", "bert Reply"], ["Ann Lee", "bert"]),
        (["Yossiהגב", "משה מהצפוןהגב"], ["Yossi", "משה מהצפון"]),
        (["Ann Lee Reply", "bert"], ["Ann Lee Reply", "bert"]),
        (["A** L**", "b****t", "C** P**", "d***a", "E** M**"], ["A** L**", "b****t", "C** P**", "d***a", "E** M**"]),
        (["Ann Link", "Ann Link"], ["Ann Link", "Ann Link"]),
    ],
)
def test_what_stands_beside_the_names_of_two_people(printed, bare) -> None:
    assert names(printed) == bare


def test_where_nearly_all_names_have_a_rank_glued_so_have_the_others() -> None:
    ranked = ["AnnOld Hand", "bertGuest", "cleo.pOld Hand", "dora_77Guest", "emilOld Hand", "FridaBest Baker"]
    assert names(ranked) == ["Ann", "bert", "cleo.p", "dora_77", "emil", "Frida"]


@pytest.mark.parametrize(
    ("printed", "beside", "expected"),
    [
        (["AnnMember", "bertOld Hand"], [["Ann", "AnnMember"], ["Reply", "bert", "bertOld Hand"]], ["Ann", "bert"]),
        (["Face of »Ann«", "Face of »bert«", "Cy"], [["Ann", "Baker"], ["bert", "Guru"], []], ["Ann", "bert", "Cy"]),
        (["Ann +6", "Cy", "Ann +6"], [["Ann +6", "Ann"], ["Cy"], ["Ann +6", "Ann"]], ["Ann", "Cy", "Ann"]),
        (["Ann Lee", "Cy", "Ann Lee"], [["Ann", "Ann Lee"], ["Cy"], ["Ann Lee"]], ["Ann Lee", "Cy", "Ann Lee"]),
        (["Annabel", "Bobby"], [["Ann"], ["Bob"]], ["Annabel", "Bobby"]),
        (["Old Ann", "Old Bob"], [["Old"], ["Member"]], ["Old Ann", "Old Bob"]),
    ],
)
def test_names_that_stand_alone_beside_others_are_part_of_these(printed, beside, expected) -> None:
    assert [named.author for named in page_authors(printed, beside=beside)] == expected


@pytest.mark.parametrize(
    ("template", "ranked"),
    [
        ("[Member] {author} {timestamp}", True),
        ("#{n} Senior Member {author}, {timestamp}", True),
        ("{timestamp} Guest {author}", True),
        ("Posted by {author} on {timestamp}", False),
        ("{author} [Member] {timestamp}", False),
    ],
)
def test_ranks_before_names_in_templates(template: str, ranked: bool) -> None:
    assert has_rank_before(template) == ranked


def test_another_rank_before_some_names_is_no_part_of_them() -> None:
    printed = ["Ann Lee", "Moderator bert", "Cleo P.", "Guest dora_77"]
    assert [named.author for named in page_authors(printed, ranked=True)] == ["Ann Lee", "bert", "Cleo P.", "dora_77"]
    assert names(list(printed)) == printed


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        (["ByAnn Lee", "Bybert", "ByAnn Lee"], ["Ann Lee", "bert", "Ann Lee"]),
        (["VonUte", "VonJürgen"], ["Ute", "Jürgen"]),
        (["ByAnn", "Bert"], ["ByAnn", "Bert"]),
        (["Byron", "Bya"], ["Byron", "Bya"]),
        (["由老王", "由小雨点", "由老王"], ["老王", "小雨点", "老王"]),
        (["由美", "阿木"], ["由美", "阿木"]),
    ],
)
def test_what_stands_before_all_names_is_not_glued_to_them(printed: list[str], left: list[str]) -> None:
    assert names(list(printed)) == left


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        (["さくらさん", "山田さん", "さくらさん"], ["さくら", "山田", "さくら"]),
        (["감자님", "Ann 님", "달빛님"], ["감자", "Ann", "달빛"]),
        (["감자님의", "이장님님의", "감자님의"], ["감자", "이장님", "감자"]),
        (["さくらさんの", "山田さんの"], ["さくら", "山田"]),
        (["さくらさん", "mikan", "山田"], ["さくらさん", "mikan", "山田"]),
    ],
)
def test_a_word_of_respect_behind_a_few_names_is_no_part_of_them(printed: list[str], left: list[str]) -> None:
    assert names(list(printed)) == left


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        (["阿木 阿木", "风中的纸飞机 风中的纸飞机", "kk kk", "Leo Leo"], ["阿木", "风中的纸飞机", "kk", "Leo"]),
        (["阿木阿木", "老王老王", "小鱼儿小鱼儿", "妞妞"], ["阿木", "老王", "小鱼儿", "妞妞"]),
    ],
)
def test_short_names_are_printed_twice_as_well(printed: list[str], left: list[str]) -> None:
    assert names(list(printed)) == left


@pytest.mark.parametrize(
    ("printed", "left"),
    [
        (["Face 김밥", "토끼", "Face 참새 둘", "Face anna"], ["김밥", "토끼", "참새 둘", "anna"]),
        (["かえる HOME", "すずめ", "ねこ HOME", "Anna HOME"], ["かえる", "すずめ", "ねこ", "Anna"]),
        (["Anna 김밥", "토끼", "참새 둘"], ["Anna 김밥", "토끼", "참새 둘"]),  # her other name
        (["Anna 김밥", "토끼", "Anna Lee"], ["Anna 김밥", "토끼", "Anna Lee"]),
    ],
)
def test_a_latin_word_beside_several_names_in_other_letters_is_none_of_them(printed, left) -> None:
    assert names(printed) == left


def test_a_syllable_behind_all_names_is_no_part_of_them() -> None:
    assert names(["さくらさん", "たけしさん", "鈴木さん", "mikanさん", "山田さん"]) == [
        "さくら", "たけし", "鈴木", "mikan", "山田",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "printed",
    [
        PLAIN,
        ["Ana de Mora", "Luz de Haro", "Eva de Lugo", "Rosa de Vega", "Juan de Soria"],
        ["Death by Cake", "Death by Tea", "Slow by Nature", "Ann", "Bob"],
        ["7 Loaves Club", "12 angry bakers", "3 small rolls", "Ann (Leeds) Marsh", "Ann's"],
        ["Death by Cake", "Slow by Nature", "Saved by Rye", "Baked by Dawn", "Led by Crumbs"],
        ["Bakewell", "Baker", "Bakehouse", "bake_off", "Bake"],
        ["11Ann Marsh", "12Ann Marsh", "Bob", "14Ann Marsh", "Cleo"],
        ["AnnMarsh", "BobMarsh", "CleoFinch", "DoraStone", "EmilWood"],
        ["7up", "Ann", "3D Dora", "Bob", "99problems"],
        ["user12", "user13", "kim99", "lee77", "bo66"],
        ["Ann M.", "Bob M.", "Cy K.", "Di K.", "Ed M."],
        ["Ann Lee", "Bob Lee", "Cleo Marsh", "Dora Finch", "Emil Stone", "Fay Wong"],
        ["Ann Old Hand", "Bert Stone", "Cleo Old Hand", "Dora Finch", "Emil Wood", "Fay Marsh"],
        ["A. Lee", "B. Stone", "C. Marsh", "D. Finch", "E. Wood"],
        ["Bobo", "Mimi", "Coco", "Lulu"],
        ["Duran Duran", "Ann", "bert", "Cleo"],
        ["A Ann", "bert", "Cleo", "Dora"],
        ["AnnOP", "Bob", "Cleo", "Dora"],
        ["user12", "user7", "user80", "user4", "user3"],
        ["小明", "小红", "小刚", "大明", "大红"],
        ["avatarAnn", "Bob", "Cleo", "Dora"],
        ["Guest - Ann", "Guest - Bob", "Guest - Cleo", "Guest - Dora", "Guest - Emil", "Fay"],
        ["Ann - York", "Bob - Leeds", "Cleo", "Dora", "Emil", "Fay"],
        ["Gold Ann", "Silver Fox", "Cleo", "Dora", "Emil"],
        ["Guest #1", "Member #1", "Guest #2", "Member #2", "Guest #3"],
        ["Guest (Ann)", "Guest (Bob)", "Guest (Cleo)", "Guest (Dora)", "Guest (Emil)"],
        ["Ann Lee (York)", "bert", "Cleo P.", "dora_77", "Emil (WMF)"],
        ["Ann (f)", "Bob(Leeds)", "Cleo(m)", "Dora", "Emil"],
        ["Ann #1", "Bob", "Cleo", "Dora"],
        ["ann1", "ann2", "ann3", "ann4", "ann5"],  # "an" is a button of some language
        ["Ann", "Mary Ann", "Bob", "Cleo"],
        ["Aaron", "Llewellyn", "LLB", "Oona", "Emil"],
        ["Ode to Joy", "Gone to the Dogs", "in reply to all", "Cleo"],
        [None, "Ann", None],
        [],
    ],
)
def test_names_stay_as_they_are(printed: list[str | None]) -> None:
    assert names(printed) == printed


def test_a_country_glued_to_names_without_capitals_is_no_part_of_them() -> None:
    printed = ["مینا کریمیایران", "ساراآلمان", "علیایران", "محمدآلمان", "حسینایران"]
    assert names(printed) == ["مینا کریمی", "سارا", "علی", "محمد", "حسین"]


def test_what_stands_in_brackets_behind_several_names_is_no_part_of_them() -> None:
    printed = ["Ann Lee [Subscriber]", "bert", "Cleo (staff)", "dora_77[Subscriber]", "Emil [ill]", "Fay (staff)"]
    assert names(printed) == ["Ann Lee", "bert", "Cleo (staff)", "dora_77", "Emil [ill]", "Fay (staff)"]
    printed = ["ann (viewer)", "bert", "cleo (updater)", "dora (viewer)", "emil (ill)", "fay (updater)", "gil", "hal"]
    assert names(printed) == ["ann", "bert", "cleo", "dora", "emil (ill)", "fay", "gil", "hal"]


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        (
            ["Ann Lee, York", "bert", "Cleo P., York", "dora_77 , Hull", "Emil, Hull", "Fay, Ripon"],
            ["Ann Lee", "bert", "Cleo P.", "dora_77", "Emil", "Fay"],
        ),
        (["Ann, York", "Ann", "bert, Hull", "bert"], ["Ann", "Ann", "bert", "bert"]),
        (["Lee, Ann", "Stone, Ann", "Finch, Bob", "Marsh, Bob"], None),  # all have one: it may be theirs
        (["Ann Lee, York", "bert", "Cleo P., Hull", "dora_77", "Emil"], None),
        (["Ann, 3 reviews", "Bob, 3 reviews", "Cleo", "Dora"], None),
        (["Ann, Bob and Cy", "Ann, Bob and Cy", "Dora", "Emil"], None),
    ],
)
def test_towns_that_a_comma_parts_from_some_names_are_no_part_of_them(printed, bare):
    assert names(printed) == (bare or printed)


@pytest.mark.parametrize(
    ("printed", "page", "bare"),
    [
        ("Ann Lee Author", "Picture of Ann Lee\nAnn Lee Author\nI did.", "Ann Lee"),
        ("annOP", "ann picture\nannOP, 5 May\nI did.", "ann"),
        ("Ann Lee Author", "Ann Lee Author\nI did.", "Ann Lee Author"),
        ("annOP", "annOP, 5 May\nI did.", "annOP"),
        ("annBB", "ann picture\nannBB, 5 May\nI did.", "annBB"),
        ("J. Customer", "J. Customer\nJ. K. wrote it.\nI bought it.", "J. Customer"),
    ],
)
def test_a_role_behind_a_name_that_the_page_prints_without_it_is_no_part_of_it(printed, page, bare) -> None:
    assert [named.author for named in page_authors([printed, "Bob", printed], page)] == [bare, "Bob", bare]


def test_a_role_right_behind_a_name_that_also_stands_alone_is_no_part_of_it() -> None:
    assert names(["Ann Lee", "bert", "Ann LeeOP", "Cleo"]) == ["Ann Lee", "bert", "Ann Lee", "Cleo"]


@pytest.mark.parametrize("sign", [" ", "", " → ", " @", " to "])
def test_a_name_behind_a_name_is_whom_the_post_answers(sign: str) -> None:
    found = page_authors(["Ann Lee", f"bert{sign}Ann Lee", "Cleo", f"Emil{sign}bert", f"Cleo{sign}Emil"])
    assert [named.author for named in found] == ["Ann Lee", "bert", "Cleo", "Emil", "Cleo"]
    assert [named.reply_to for named in found] == [None, "Ann Lee", None, "bert", "Emil"]


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        (["Anne", "Bob7Anne", "Cleo", "Dora", "Emil LeeCleo"], ["Anne", "Bob7", "Cleo", "Dora", "Emil Lee"]),
        (["Anne", "Bob → Anne", "Cleo", "Dora", "Emil → Cleo"], ["Anne", "Bob", "Cleo", "Dora", "Emil"]),
        (["ann", "roseann", "bea", "phoebea"], ["ann", "roseann", "bea", "phoebea"]),
        (["Ann", "Rose Ann", "Lee", "Emil Lee"], ["Ann", "Rose Ann", "Lee", "Emil Lee"]),
    ],
)
def test_two_names_without_a_blank_between_are_two_though_nobody_writes_again(printed, bare):
    assert names(printed) == bare


@pytest.mark.parametrize("words", ["replied to", "in response to", "a répondu à", "in reply to"])
def test_words_that_say_whom_a_post_answers_are_no_part_of_its_authors_name(words: str) -> None:
    found = page_authors(["Ann Lee", f"bert {words} Cleo Pym", "Emil"])
    assert [named.author for named in found] == ["Ann Lee", "bert", "Emil"]
    assert [named.reply_to for named in found] == [None, "Cleo Pym", None]


def test_whom_a_post_answers_is_said_without_blanks_in_chinese() -> None:
    found = page_authors(["王小明", "李四回复王小明", "cy77回覆李四", "爱回复的人"])
    assert [named.author for named in found] == ["王小明", "李四", "cy77", "爱回复的人"]
    assert [named.reply_to for named in found] == [None, "王小明", "李四", None]


def test_whom_a_post_answers_beside_its_authors_name_is_its_parent() -> None:
    posts = [
        ("Ann Lee", "Do you soak the beans over night, or is that a myth?"),
        ("bert Ann Lee", "I always do. They are done in half the time."),
        ("Cleo", "My mother never did and they were always fine."),
        ("Emil bert", "Half the time? I could not find any difference."),
        ("bert Cleo", "It depends on how old they are, I think."),
        ("Dora", "Where do you all buy these beans?"),
    ]
    text = "How long to cook beans\n\nBeans need water.\n\n6 comments\n\n" + "\n\n".join(
        f"{author}\n1{hour} May 2016 09:1{hour}\n{body}\nReply" for hour, (author, body) in enumerate(posts)
    )
    found = parse(text).posts
    assert [post.author for post in found] == ["Ann Lee", "bert", "Cleo", "Emil", "bert", "Dora"]
    assert [post.parent for post in found[:5]] == [None, "1", None, "2", "3"]


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        pytest.param(
            ["Ann Silver", "Ann", "bert Silver", "bert", "Cleo P."],
            ["Ann", "Ann", "bert", "bert", "Cleo P."],
            id="with some posts only",
        ),
        pytest.param(
            ["Ann Gold", "bert Gold", "Cleo Gold", "dora Tin", "Emil Tin", "Fay Tin", "Gus", "Hal", "Ida", "Jo"],
            ["Ann", "bert", "Cleo", "dora", "Emil", "Fay", "Gus", "Hal", "Ida", "Jo"],
            id="several, each behind some",
        ),
        pytest.param(["Ann Lee", "bert Lee", "Ann", "Cleo Lee"], None, id="a family"),
        pytest.param(["Ann Lee Gold Patron", "bob_7 Gold Patron", "Cleo"], ["Ann Lee", "bob_7", "Cleo"],
                     id="behind a handle"),
        pytest.param(["Jean-Luc Marsh", "Ann Marsh", "van Marsh", "Bob7 Stone", "Cy Stone"], None, id="no handles"),
        pytest.param(["Ann Lee", "bert Lee", "Cleo Lee", "Emil", "Fay", "Gus", "Hal"], None, id="one family name"),
        pytest.param(["小雨LV3", "木子李LV5", "阿紫LV3", "老王LV6", "Luna酱LV1", "路人LV5"],
                     ["小雨", "木子李", "阿紫", "老王", "Luna酱", "路人"], id="a level behind signs"),
        pytest.param(["24hours", "Ann", "bert", "Cleo", "dora"], None, id="one who is called so"),
    ],
)
def test_ranks_behind_some_names(printed, bare):
    assert names(printed) == (bare or printed)


def test_parentheses_come_off_though_the_first_name_and_the_last_have_none() -> None:
    bare = ["Ann", "Bea", "Cy", "Dora", "Emil", "Fay", "Gus", "Hal", "Ida", "Joe"]
    assert names(["Ann", *(f"{name} ({len(name)} km)" for name in bare[1:-1]), "Joe"]) == bare
    assert names([*bare[:3], *(f"{name} (York)" for name in bare[3:])])[3] == "Dora (York)"


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        (["a@b.org' a@b.org' Ann Lee", "c.d@e.example' c.d@e.example' Bob"], ["Ann Lee", "Bob"]),
        (["Ann Lee <ann@b.org>", "Bob (c.d@e.example)", "Cy"], ["Ann Lee", "Bob", "Cy"]),
        (["ann@b.org", "c.d@e.example"], ["ann@b.org", "c.d@e.example"]),  # a name as good as any
        (["me@home", "Cy @ work", "bob@"], ["me@home", "Cy @ work", "bob@"]),
    ],
)
def test_a_mail_address_beside_a_name_is_none_of_it(printed, bare):
    assert names(printed) == bare
