"""What rows of a page say by themselves."""

from __future__ import annotations

import pytest

from threadkit.cues import Cues, page_cues
from threadkit.lines import read_lines
from threadkit.masking import mask_page

HEADLINE = "Why the bread of our grandmothers was gone by noon and what the mill upriver has to do with it"


@pytest.mark.parametrize(
    ("title", "opens"),
    [
        (f"12 thoughts on “{HEADLINE}”", True),
        (f"3 Responses to {HEADLINE}", True),
        (f"5 réflexions sur « {HEADLINE} »", True),
        (f"「{HEADLINE}」への12件のフィードバック", True),
        (f"3 comments on {HEADLINE}.", False),  # a sentence
        (f"12 loaves on “{HEADLINE}”", False),
        (f"Thoughts on “{HEADLINE}”", False),
        (f"12 thoughts on “{HEADLINE} {HEADLINE} {HEADLINE}”", False),
    ],
)
def test_long_titles_of_discussions_count_posts(title, opens):
    page = read_lines(f"Bread\n{title}\nAnn\n")
    assert Cues(mask_page(page)).start_rows() == ([1] if opens else [])


@pytest.mark.parametrize("form", ["{} {}", "{}\n{}"], ids=["one row", "two rows"])
@pytest.mark.parametrize(("counts", "opens"), [((3, 1, 12, 7), 0), ((1,), 1)])
def test_what_counts_those_of_everybody_opens_nothing_even_if_it_is_one(form, counts, opens):
    people = [f"Ann {place}\n" + form.format(n, "review" if n == 1 else "reviews") for place, n in enumerate(counts)]
    assert len(page_cues("\n".join(["Bread", *people, "Good bread."])).start_rows()) == opens


@pytest.mark.parametrize(
    ("row", "named"),
    [
        ("Dear Ann, it rises at night.", "ann"),
        ("> Salut Zoë !", None),  # no sign right behind the name
        ("Hola Ann: sube de noche.", "ann"),
        ("Hiromi, it rises at night.", "hiromi"),
        ("It rises, Ann.", None),
        ("It rises @Ann", "ann"),
    ],
)
def test_who_is_addressed_stands_behind_a_salutation_or_opens_a_row(row, named):
    assert page_cues(f"Bread\n{row}\n").addressed() == ({named} if named else set())
