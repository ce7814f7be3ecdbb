"""Whether a page writes 03/04/2010 for the third of April or for March the fourth.

Decides once for a page, from all its dates, and says what proved it; where
nothing does, that is said too and the likelier order is named.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise

from threadkit.dates.match import DateMatch, DayMonth, DayOrder
from threadkit.dates.reading import printed_weekdays, read_date

ORDERS: tuple[DayMonth, DayMonth] = ("dmy", "mdy")

CLOSER = 8
"""How many times longer a discussion must last under one order to prove the other.

``python -m threadkit.dates.measure`` moves real discussions into days that leave the order open: of those past this
ratio 99.5 % are right, whether in order of time or not; between 4 and 8 it was 95 %, between 2 and 4, 85 %.
"""
SAME_DISCUSSION = timedelta(days=14)
"""Spans that differ by less prove nothing: both are ordinary."""

_Votes = dict[DayMonth, int]
_Moments = dict[DayMonth, list[datetime]]


def decide_order(matches: Iterable[DateMatch], reference_time: datetime | None = None) -> DayOrder:
    """How the page that printed these dates, given in page order, writes day and month.

    In turn: a number above twelve; the printed weekdays; dates that would lie after ``reference_time``; an order under
    which the discussion lasted far shorter; the one order in which the dates run steadily forward or back.  Where none
    of these decides, ``order`` is "undecidable" and ``default`` a guess: the order under which the discussion lasted
    shorter, else what goes with the clock.
    """
    dates = list(matches)
    unsettled = [match for match in dates if "a" in match.names]
    if not unsettled:
        return DayOrder("undecidable", "no date leaves it open", "mdy")
    return (
        _proved(_by_size(unsettled), "a number above twelve")
        or _proved(_by_weekday(unsettled), "the printed weekdays")
        or _proved(_by_reference(unsettled, reference_time), "the reference time")
        or _by_moments(dates, unsettled)
    )


def _proved(votes: _Votes, reason: str) -> DayOrder | None:
    """The order that has more votes, if one has."""
    if votes["dmy"] == votes["mdy"]:
        return None
    order: DayMonth = "dmy" if votes["dmy"] > votes["mdy"] else "mdy"
    return DayOrder(order, reason, order)


def _by_moments(dates: list[DateMatch], unsettled: list[DateMatch]) -> DayOrder:
    """What all dates tell, read in both orders: that takes longest by far, and is done where nothing else decides."""
    moments: _Moments = {order: _moments(dates, order) for order in ORDERS}
    return (
        _proved(_by_closeness(moments), "dates close together")
        or _proved(_by_sequence(moments), "the sequence of the dates")
        or DayOrder("undecidable", "both orders are possible", _guess(moments, unsettled))
    )


def settle_dotted(dates: Iterable[DateMatch]) -> None:
    """Where "05.13.14" proves that a page puts the month first between dots, leave the others open too, in place."""
    dotted = [match for match in dates if match.kind.startswith(("D.D", "d.m"))]
    if any(match.kind[0] == "D" for match in dotted):
        for match in dotted:
            match.kind = match.kind.replace("d.m", "D.D", 1)
            match.names = tuple({"day": "a", "mon": "b"}.get(name, name) for name in match.names)


def _by_size(unsettled: list[DateMatch]) -> _Votes:
    pairs = [(int(match.fields["a"]), int(match.fields["b"])) for match in unsettled]
    return {"dmy": sum(a > 12 for a, _ in pairs), "mdy": sum(b > 12 for _, b in pairs)}


def _by_weekday(unsettled: list[DateMatch]) -> _Votes:
    votes: _Votes = {"dmy": 0, "mdy": 0}
    for match in unsettled:
        if "wday" in match.names:
            wanted = printed_weekdays(match.fields)
            for order in ORDERS:
                moment = read_date(match, order)
                votes[order] += moment is not None and moment.weekday() in wanted
    return votes


def _by_reference(unsettled: list[DateMatch], reference: datetime | None) -> _Votes:
    if reference is None:
        return {"dmy": 0, "mdy": 0}
    limit = reference.replace(tzinfo=None) + timedelta(days=1)  # a day, for zones
    return {order: sum(moment <= limit for moment in _moments(unsettled, order)) for order in ORDERS}


def _by_closeness(moments: _Moments) -> _Votes:
    spans = _spans(moments)
    return {
        "dmy": spans["mdy"] > CLOSER * spans["dmy"] + SAME_DISCUSSION,
        "mdy": spans["dmy"] > CLOSER * spans["mdy"] + SAME_DISCUSSION,
    }


def _by_sequence(moments: _Moments) -> _Votes:
    return {order: _is_steady(read) for order, read in moments.items()}


def _moments(dates: Iterable[DateMatch], order: DayMonth) -> list[datetime]:
    """The absolute dates read in one order, zones left aside."""
    moments = (read_date(match, order) for match in dates if not match.relative)
    return [moment.replace(tzinfo=None) for moment in moments if moment is not None]


def _is_steady(moments: list[datetime]) -> bool:
    steps = list(pairwise(moments))
    return all(a <= b for a, b in steps) or all(a >= b for a, b in steps)


def _spans(moments: _Moments) -> dict[DayMonth, timedelta]:
    """How long the discussion lasted, under each order."""
    return {order: max(read) - min(read) if read else timedelta(0) for order, read in moments.items()}


def _guess(moments: _Moments, unsettled: list[DateMatch]) -> DayMonth:
    spans = _spans(moments)
    if spans["dmy"] != spans["mdy"]:
        return min(ORDERS, key=spans.__getitem__)
    return "mdy" if any("half" in match.names for match in unsettled) else "dmy"
