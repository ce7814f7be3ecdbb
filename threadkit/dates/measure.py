"""Measure finding and reading dates: ``python -m threadkit.dates.measure``.

Prints, for the saved pages under ``$THREADKIT_GOLD/pages`` (see
:mod:`threadkit.develop`): the share of printed dates found whole, the share
read to the time the page's markup gives, microseconds per date and per hint;
then how often :func:`~threadkit.dates.order.decide_order` is right, on the
times of the same pages moved into days that leave the order open.

What the markup knows and the page does not print is not asked for: seconds,
and the zone of a date without one.
"""

from __future__ import annotations

import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from threadkit.timestamps import DateMatch, decide_order, find_dates, has_date_hint, read_date

ORDERS = (("dmy", "%d/%m/%Y %H:%M"), ("mdy", "%m/%d/%Y %H:%M"))
TRIES = 20
"""Times that each page is moved to a random ambiguous day."""
SAME_MINUTE = timedelta(seconds=61)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_LEADING_WORD = re.compile(r"^(?:on|am|vor|Old)\s+", re.IGNORECASE)


def main() -> int:
    """Print the figures; 1 where no saved pages are at hand."""
    folder = Path(os.environ.get("THREADKIT_GOLD", "../shared/gold")) / "pages"
    pages = [json.loads(path.read_text("utf-8"))["posts"] for path in sorted(folder.glob("**/gold.json"))]
    if not pages:
        print(f"no pages under {folder}", file=sys.stderr)
        return 1
    missed: Counter[str] = Counter()
    print(_recall(pages, missed))
    print(_speed([post["raw_date"] for page in pages for post in page if post.get("raw_date")]))
    print(_orders([times for page in pages if len(times := _gold_times(page)) > 1]))
    for shape, count in missed.most_common(20):
        print(f"{count:6} {shape}")
    return 0


def _recall(pages: Sequence[list[dict[str, Any]]], missed: Counter[str]) -> str:
    printed = whole = dated = right = 0
    for page in pages:
        posts = [post for post in page if post.get("raw_date")]
        found = [find_dates(post["raw_date"]) for post in posts]
        order = decide_order(match for matches in found for match in matches)
        for post, matches in zip(posts, found, strict=True):
            raw = post["raw_date"]
            printed += 1
            is_whole = bool(matches) and _LEADING_WORD.sub("", matches[0].text) == _LEADING_WORD.sub("", raw)
            whole += is_whole
            if not is_whole:
                missed["part  " + re.sub(r"\d+", "9", raw)] += 1
            gold = _gold_time(post)
            read = read_date(matches[0], order) if matches else None
            if gold is None or read is None:
                continue
            dated += 1
            is_right = _agree(read, gold, matches[0])
            right += is_right
            if not is_right:
                missed[f"read  {re.sub(r'[0-9]+', '9', raw)}   {read.isoformat()} for {post['timestamp']}"] += 1
    return f"found whole {whole}/{printed} = {whole / printed:.4f}; read right {right}/{dated} = {right / dated:.4f}"


def _gold_time(post: dict[str, Any]) -> datetime | None:
    stated = post.get("timestamp") or ""
    return datetime.fromisoformat(stated.replace(" UTC", "Z")) if _ISO.match(stated) else None


def _gold_times(page: list[dict[str, Any]]) -> list[datetime]:
    return [found.replace(tzinfo=None) for post in page if (found := _gold_time(post))]


def _agree(read: datetime, gold: datetime, match: DateMatch) -> bool:
    if read.tzinfo and gold.tzinfo:
        return abs(read - gold) < SAME_MINUTE
    read, naive = read.replace(tzinfo=None), gold.replace(tzinfo=None)
    day_only = match.precision == "day" or (naive.hour, naive.minute) == (0, 0)
    return read.date() == naive.date() if day_only else abs(read - naive) < SAME_MINUTE


def _speed(texts: Sequence[str]) -> str:
    matches = [match for text in texts for match in find_dates(text)]
    find, hint = _micros(find_dates, texts), _micros(has_date_hint, texts)
    return f"{find:.2f} µs a find, {_micros(read_date, matches):.2f} a read, {hint:.2f} a hint"


def _micros(function: Callable[[Any], object], arguments: Sequence[Any], rounds: int = 7) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        for argument in arguments:
            function(argument)
        best = min(best, time.perf_counter() - start)
    return best / len(arguments) * 1e6


def _orders(pages: Sequence[list[datetime]]) -> str:
    chance = random.Random(1)
    outcomes: Counter[str] = Counter()
    for times in pages:
        for _ in range(TRIES):
            moved = list(_moved(times, chance))
            if len({moment.date() for moment in moved}) < 2 or max(moment.day for moment in moved) > 12:
                continue
            for truth, form in ORDERS:
                dates = [find_dates(moment.strftime(form))[0] for moment in moved]
                decided = decide_order(dates)
                certainty = "guessed" if decided.order == "undecidable" else decided.reason
                outcomes[f"{certainty}: {'right' if decided.default == truth else 'wrong'}"] += 1
    return "day order: " + ", ".join(f"{outcome} {count}" for outcome, count in sorted(outcomes.items()))


def _moved(times: list[datetime], chance: random.Random) -> Iterator[datetime]:
    shift = datetime(2017, chance.randint(1, 12), chance.randint(1, 10)) - times[0]
    return (moment + timedelta(days=shift.days) for moment in times)


if __name__ == "__main__":
    sys.exit(main())
