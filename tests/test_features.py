"""What candidates are judged by, one feature at a time."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from threadkit import vocabulary
from threadkit.cues import page_cues
from threadkit.features import record_features
from threadkit.features.posts import ENOUGH, _picked
from threadkit.layouts import Layout
from threadkit.segment import segment


def features(text: str, **layout: object) -> dict[str, float]:
    cues = page_cues(text)
    return record_features(cues, segment(cues, Layout.model_validate(layout)))


def page(*bodies: str, head: str = "{} on 4 May 2019 at 10:1{}") -> str:
    names = ("Ann Bell", "Carl Dent", "Eva Fox", "Gus Hale")
    posts = [f"{head.format(names[n % 4], n)}\n{body}" for n, body in enumerate(bodies)]
    return "\n\n".join(posts) + "\n"


HEAD = {"head": "{author} on {timestamp}"}


@pytest.mark.parametrize(
    ("bodies", "personal"),
    [
        (("I never saw that bridge.", "You should go, it is lovely.", "My aunt did."), 1.0),
        (("Das habe ich nie gesehen.", "Fahr mal hin, du wirst staunen."), 1.0),
        (("J'étais là hier soir.", "Vous avez raison, tout va bien."), 1.0),
        (("\u6211\u6628\u5929\u53bb\u8fc7\u90a3\u5ea7\u6865\u3002", "\u4f60\u8bf4\u5f97\u5bf9\u3002"), 1.0),
        (("Мне так вовсе не кажется.", "А что вы об этом мосте думаете?"), 1.0),
        # Where verbs tell the person, few sentences have a pronoun.
        (("Non credo che il ponte sia stato chiuso per la pioggia.", "Hai visto che la strada è ancora ferma?"), 1.0),
        (("No tengo idea de por qué está cerrado el puente.", "Si vas por la otra calle, sabes que es peor."), 1.0),
        (("Não tenho nada contra a ponte, mas acho que é feia.", "Podes ir pela outra rua."), 1.0),
        (("Считаю, что мост давно пора закрыть.", "Знаете, что там было раньше?"), 1.0),
        (("Myślę, że ten most jest już za stary.", "Masz rację, ale to nie jest takie proste."), 1.0),
        (("Kupiłam dla mamy, stara miała 19 lat.", "Czekaliśmy dwie godziny, obsługa zaspana."), 1.0),
        (("Kargo geç geldi ama beğendim.", "İki hafta bekledim, satıcı ilgilenmedi."), 1.0),
        (("Pedí la sopa del día y estaba fría.", "Volveremos en otoño, seguro."), 1.0),
        (("静かでとても良かったです。", "駅から遠いと感じました。"), 1.0),
        (("Il ponte è stato chiuso per la pioggia.", "La strada è ancora ferma, ha detto il sindaco."), 0.0),
        (("Er war die ganze Woche nicht hier.", "Die Brücke ist seit 1902 an ihrem Ort."), 0.0),
        (("The bus takes 20 min from the town.", "It is du jour, as the ich and the er of the play."), 0.0),
        (("The bridge was built in 1902.", "Release of version 2 with fixes for the parser."), 0.0),
        (("I like it.", "The bridge was built in 1902."), 0.5),
        # A sign of an unspaced script does not make "we" of the end of "Owe" or "I" of a letter.
        (("The bridge 橋 of Owel is shut. It was built by him.", "It is the oldest in all of Wales."), 0.0),
    ],
)
def test_voice_hears_first_and_second_persons(bodies, personal):
    assert features(page(*bodies), **HEAD)["personal"] == personal


ENGLISH = "It was the time of the year when you could see that we had not been to the mill for as long as they had. "
GERMAN = "Das ist die Zeit, in der wir nicht mehr zu der Mühle gehen und ihr auch nicht, weil es dort so kalt ist. "


@pytest.mark.parametrize(
    ("text", "heard", "unheard"),
    [
        (8 * ENGLISH, "you", "wir"),
        (8 * GERMAN, "wir", "you"),
        (4 * ENGLISH + 4 * GERMAN, "wir", None),  # the ends differ: both languages
        (4 * ENGLISH + 4 * GERMAN, "you", None),
        (12 * "1902 1903 1904 ", None, "you"),
    ],
)
def test_both_ends_of_the_prose_tell_whose_persons_count(text, heard, unheard):
    found = vocabulary.persons(text)
    assert heard is None or heard in found
    assert unheard not in found


def test_voice_tells_questions_from_teasers():
    found = features(page("Who built it?", "The old bridge by the mill was closed on Friday…"), **HEAD)
    assert found["lively"] == 0.5
    assert found["teasers"] == 0.5


@pytest.mark.parametrize(
    ("body", "lively"),
    [
        ("Got there at last :)", 1.0),
        ("The soup \N{SMILING FACE WITH HEART-SHAPED EYES}", 1.0),
        ("Мост открыли \N{CLAPPING HANDS SIGN} и дорогу", 1.0),
        ("The bridge (see the map: page 3) is shut", 0.0),
        ("Мост закрыт до весны", 0.0),
    ],
)
def test_a_smile_is_as_lively_as_an_exclamation(body, lively):
    assert features(page(body, body + " by the mill"), **HEAD)["lively"] == lively


@pytest.mark.parametrize(("name", "share"), [("Ann Bell", 1.0), ("Guest", 0.5), ("名無しさん", 0.5)])
def test_who_hides_behind_the_same_word_is_not_one_person(name, share):
    text = page("It stood for years.", "It fell last night.").replace("Ann Bell", name).replace("Carl Dent", name)
    assert features(text, **HEAD)["one_author"] == share


def test_names_are_placed_by_what_stands_beside_them():
    plain = features(page("It stood for years.", "It fell last night."), **HEAD)
    titled = features(
        page("It stood for years.", "It fell last night.", head="Footbridge news {} on 4 May 2019 at 10:1{}"),
        head="Footbridge news {author} on {timestamp}",
    )
    assert plain["author_rest"] == 0.0
    assert titled["author_rest"] == 2.0
    assert plain["author_twice"] == 0.0


def test_a_name_that_returns_in_the_post_counts():
    text = page("It stood for years.\nView profile of Ann Bell", "It fell last night.\nView profile of Carl Dent")
    assert features(text, **HEAD)["author_twice"] == 1.0


@pytest.mark.parametrize(
    ("below", "role", "found"),
    [
        (("Reply", "Report"), "head", 1.0),
        ((), "head", 0.0),
        (("Reply", "Report"), "foot", -1.0),
        (("Moderator",), "head", 0.0),
    ],
)
def test_buttons_close_what_stands_above_them(below, role, found):
    bodies = ("It stood for years, I think.", "It fell last night.", "Who told you that?")
    text = page(*("\n".join((body, *below)) for body in bodies))
    layout = HEAD if role == "head" else {"foot": HEAD["head"]}
    assert features(text, **layout)["controls_close"] == found


def test_buttons_count_where_the_layout_takes_them_in():
    bodies = ("It stood for years, I think.", "It fell last night.", "Who told you that?")
    text = page(*(f"{body}\nReply" for body in bodies))
    assert features(text, head="Reply\n" + HEAD["head"])["controls_close"] == 1.0


def test_nobody_is_addressed_by_the_byline_on_the_same_row():
    text = "Ann: I would not go there.\nBob: Ann, why not?\nAnn: Because of the wind.\nBob: Bob knows no wind.\n"
    found = features(text, head="{author}: {body}")
    assert (found["addressed_other"], found["addressed_self"]) == (0.25, 0.25)


@pytest.mark.parametrize(("numbers", "share"), [("1234", 1.0), ("4321", 1.0), ("1834", 1 / 3), ("7777", 0.0)])
def test_numbers_that_go_up_or_down_count(numbers, share):
    posts = [f"#{number} Ann Bell on 4 May 2019\nIt fell last night, I think." for number in numbers]
    found = features("\n\n".join(posts), head="#{number} {author} on {timestamp}")
    assert found["numbered"] == pytest.approx(share)


@pytest.mark.parametrize("total", [0, 1, 5, ENOUGH, ENOUGH + 1, 500, 12345])
def test_posts_are_picked_evenly(total):
    picked = list(_picked(total))
    assert len(picked) == min(total, ENOUGH)
    assert picked[:1] == [0][:total]
    assert picked[-1:] == [total - 1][:total]
    steps = {b - a for a, b in pairwise(picked)}
    assert not steps or 1 <= min(steps) >= max(steps) - 1


@pytest.mark.parametrize(
    ("above", "counted"),
    [
        ("3 Comments", 1.0),
        ("Replies: 2", 1.0),  # and the post that they answer
        ("Bread, by Hal Ives · 3 comments · 212 views", 1.0),
        ("Kommentare (3)", 1.0),
        ("3 Antworten auf Brot", 1.0),
        ("2 comments", 0.0),
        ("4 replies", 0.0),
        ("12 comments", 0.0),
        ("3 loaves", 0.0),
        ("Everybody agrees that the 3 comments below say what had to be said, and so I add nothing to them here.", 0.0),
        ("0 comments", 0.0),
    ],
)
def test_comments_that_a_page_states_are_counted(above, counted):
    posts = page("It fell last night.", "Mine too.", "Because of the snow.")
    assert features(f"{above}\n\n{posts}", **HEAD)["counted"] == counted


@pytest.mark.parametrize(
    ("form", "counted"),
    [
        ("{n}/{all} {{author}}", True),
        ("{{author}} wrote post {n} of {all}", True),
        ("({n} von {all}) {{author}}", True),
        ("{n}/9 {{author}}", False),  # of more pages than this one
        ("{all}/{all} {{author}}", False),  # a mark that all give
        ("{n} posts {all} likes {{author}}", False),
    ],
)
def test_posts_that_bylines_count_off_are_counted(form, counted):
    names, total = ("Ann Bell", "Carl Dent", "Eva Fox", "Gus Hale"), 4
    heads = [form.format(n=n, all=total).format(author=name) for n, name in enumerate(names, 1)]
    text = "\n\n".join(f"{head} on 4 May 2019 at 10:1{n}\nIt was shut." for n, head in enumerate(heads))
    template = re.sub(r"\d", "{_}", form.format(n=1, all=2)).format(author="{author}", _="{n}")
    layout = Layout(name="test", head=(f"{template} on {{timestamp}}",))
    assert features(text, **layout.model_dump(include={"name", "head"}))["counted"] == counted


def test_comments_stated_below_each_entry_are_not_counted():
    entries = page("It fell last night.\n3 comments", "Mine too.\n3 comments", "It was the snow.\n3 comments")
    assert features(entries, **HEAD)["counted"] == 0.0


@pytest.mark.parametrize(
    ("foot", "below", "layout", "share"),
    [
        ("{} May 2019 10:11", "Reply\nReport", "{author} {timestamp}", 0.75),
        ("{} May 2019 10:11", "Reply\nReport", "{author} {timestamp} Reply Report", 1.0),
        ("{} May 2019 10:11 Reply Report (2)", "", "{author} {timestamp} Reply Report ({n})", 1.0),
        ("{} May 2019 10:11 Leeds", "", "{author} {timestamp} Leeds", 0.0),
        ("{} May 2019 10:11", "", "{author} {timestamp}", 0.0),
    ],
)
def test_buttons_count_whether_bylines_take_them_or_not(foot, below, layout, share):
    names = ("Ann Bell", "Carl Dent", "Eva Fox", "Gus Hale")
    said = "The bridge was never closed before, as far as I know."
    text = "".join(f"{said}\n{name}\n{foot.format(day)}\n{below}\n\n" for day, name in enumerate(names, 3))
    assert features(text, foot=layout)["talk_furniture"] == share


@pytest.mark.parametrize(
    ("above", "vote"),
    [
        pytest.param("Rated {n} out of 5 stars: {title}", 1, id="ratings with titles"),
        pytest.param("Re: bread {title}", 1, id="answers"),
        pytest.param("{title} of the day", -1, id="the ends of posts"),
    ],
)
def test_what_opens_every_post_parts_none_of_them_from_what_opens_the_discussion(above, vote):
    titles = ("Works", "Not what it was", "Please fix it", "Gone downhill")
    posts = [
        f"{above.format(n=n, title=title)}\nby {name} on 0{n}.05.2019\nIt was too salty for all of us, said my aunt."
        for n, (name, title) in enumerate(zip(("Ann Lee", "Bob Stone", "Cy Marsh", "Dora"), titles, strict=True), 1)
    ]
    text = "4 comments\n" + "\n".join(posts) + "\n"
    assert (features(text, head="by {author} on {timestamp}")["role_vote"] > 0) == (vote > 0)


@pytest.mark.parametrize(
    ("opening", "stated"),
    [
        ("Showing 1 to 3 of 40 comments", 1.0),
        ("Zeige 4 bis 6 (von insgesamt 6 Bewertungen)", 1.0),
        ("Showing 1 to 20 of 40 comments", 0.3),
        ("3 comments", 1.0),
    ],
)
def test_as_many_posts_are_stated_as_are_shown(opening: str, stated: float) -> None:
    text = f"The bridge\n\n{opening}\n\n" + page("I like it.", "You should go there.", "My aunt did, last year.")
    assert features(text, **HEAD)["stated_count"] == stated
