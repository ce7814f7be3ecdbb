"""Whether a page writes the day or the month first."""

from __future__ import annotations

from datetime import datetime

import pytest
from printed_dates import NOON, the_date

from threadkit.timestamps import decide_order, read_date, settle_dotted


@pytest.mark.parametrize(
    ("texts", "order", "default"),
    [
        (["03/04/2010", "15/04/2010"], "dmy", "dmy"),
        (["03/04/2010", "04/15/2010"], "mdy", "mdy"),
        (["Sat, 03/04/2010 - 18:39"], "dmy", "dmy"),
        (["Thu, 03/04/2010 - 18:39"], "mdy", "mdy"),
        (["04/03/2010", "05/03/2010", "06/03/2010"], "dmy", "dmy"),  # three days, not two months
        (["01/05/2010", "01/06/2010", "01/09/2010"], "mdy", "mdy"),
        (["03/02/2010", "03/12/2010", "05/01/2010"], "mdy", "mdy"),  # dmy would run to and fro
        (["03/04/2010"], "undecidable", "dmy"),
        (["03/04/2010 03:55 PM"], "undecidable", "mdy"),
        (["May 5, 2010"], "undecidable", "mdy"),
        ([], "undecidable", "mdy"),
    ],
)
def test_day_order_of_a_page(texts: list[str], order: str, default: str) -> None:
    decided = decide_order([the_date(text) for text in texts])
    assert (decided.order, decided.default) == (order, default)
    assert decided.reason


def test_dates_cannot_lie_after_the_reference() -> None:
    dates = [the_date("05/12/2020")]
    assert decide_order(dates, NOON).order == "mdy"
    assert decide_order(dates).order == "undecidable"


def test_a_number_above_twelve_wins_over_the_page() -> None:
    order = decide_order([the_date("15/04/2010"), the_date("03/04/2010")])
    assert read_date(the_date("03/04/2010"), order) == datetime(2010, 4, 3)
    assert read_date(the_date("03/14/2010"), order) == datetime(2010, 3, 14)


@pytest.mark.parametrize(
    ("texts", "first"),
    [
        (["05.03.14", "05.13.14"], datetime(2014, 5, 3)),
        (["05.03.14", "13.05.14"], datetime(2014, 3, 5)),
        (["05.03.14"], datetime(2014, 3, 5)),
        (["05.03.14", "05/13/14"], datetime(2014, 3, 5)),  # slashes say nothing about dots
    ],
)
def test_dots_around_the_month_or_the_day(texts: list[str], first: datetime) -> None:
    dates = [the_date(text) for text in texts]
    settle_dotted(dates)
    assert read_date(dates[0], "mdy") == first
    assert len({match.kind for match in dates if "." in match.text}) == 1
