"""Pages made up in the form of real ones and printed by real extractors: of platforms that no layout was written for
(``standins``), and of listed ones in other languages, themes and ages (``dresses``); and comment sections in Markdown
as clippers and note-taking programs keep them (``clippings``), their words and names made up.

``python -m threadkit.develop --gold tests/standins --no-links --worst 30`` shows them one by one.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from threadkit import develop

HERE = Path(__file__).parent
ASKED = {"f1": 0.82, "author_accuracy": 0.72, "time_accuracy": 0.75}
"""What any platform is owed, on average over platforms."""
LISTED = 0.9
"""And any page of a listed one, of posts, authors and times."""
MOST_SHIFTED = 0.03


def read(folder: str) -> dict[str, list[develop.Result]]:
    options = develop.parse_arguments(["--no-links"])
    found = defaultdict(list)
    for page in develop.load_pages(HERE / folder / "pages"):
        found[page.platform] += develop.run_page(page, develop.WHOLE_PAGE, options)
    return found


@pytest.fixture(scope="module")
def by_platform() -> dict[str, list[develop.Result]]:
    return read("standins")


@pytest.fixture(scope="module")
def by_listed_platform() -> dict[str, list[develop.Result]]:
    return read("dresses")


def test_there_are_many_platforms_and_each_extractor(by_platform):
    assert len(by_platform) > 300
    texts = [result for results in by_platform.values() for result in results]
    assert {result.extractor for result in texts} == set(develop.WHOLE_PAGE)
    assert not [result for result in texts if result.error]


@pytest.mark.parametrize("measure", ASKED)
def test_posts_authors_and_times_are_found_on_unlisted_platforms(by_platform, measure):
    found = develop.macro_row(by_platform)[measure]
    assert found is not None
    assert found >= ASKED[measure]


@pytest.mark.parametrize("measure", ASKED)
def test_listed_platforms_are_read_in_any_dress(by_listed_platform, measure):
    assert len(by_listed_platform) > 20
    found = develop.macro_row(by_listed_platform)[measure]
    assert found is not None
    assert found >= LISTED


@pytest.mark.parametrize("measure", ASKED)
def test_what_clippers_keep_is_read(measure):
    found = develop.macro_row(read("clippings"))[measure]
    assert found is not None
    assert found >= ASKED[measure]


def test_hardly_a_page_gives_posts_to_their_neighbours_authors(by_platform):
    shifted = develop.macro_row(by_platform)["shifted"]
    assert shifted is not None
    assert shifted <= MOST_SHIFTED
