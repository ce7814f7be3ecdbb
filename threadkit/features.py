"""What a segmentation looks like: the features by which it is judged.

All describe the posts as a whole; none looks at one platform.  What they are
worth is for ``threadkit.scoring``.  Every candidate of a page is asked all of
them, so posts are laid out column by column first, and what their bodies look
like is told by ``threadkit.bodies``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice, pairwise
from operator import attrgetter, ge, le
from typing import NamedTuple

from threadkit import vocabulary
from threadkit.bodies import Body, extent, look_at
from threadkit.bylines import Byline
from threadkit.cues import CONTROL, Cues
from threadkit.layouts.model import Layout
from threadkit.layouts.template import literal_weight
from threadkit.lines import DATE, SENTENCE_ENDS
from threadkit.names import name_key, name_likeness
from threadkit.segment import Record, Segmentation, printed_fields, usual_date
from threadkit.timestamps import DateMatch

_NUMBER = re.compile(r"\d[\d,.]*")
_FIELD_OR_BRACKET = re.compile(r"\{\w+\}|[\[\]]")
_OF_TOTAL = re.compile(r"(?<![\d.,/:-])(\d{1,4}) ?(?:/|[^\W\d_]{1,4}) ?(\d{1,4})(?![\d/:-]|[.,]\d)")
_PLACES = re.compile(r"(?<!\d)(\d{1,4}) ?(?:[-–]|[^\W\d_]{1,3}) ?(\d{1,4}) \D*\d+(?=\D*$)")
LEAST_COUNTED = 3
"""Of two posts the one is the first of two by chance."""


@dataclass(slots=True)
class _Posts:
    """The posts of a segmentation, column by column."""

    records: list[Record]
    openings: list[Byline]
    """Every post's head or, where it has none, its foot."""
    naming: list[Byline | None]
    """The byline that names the author, the foot where none does."""
    bylines: list[Byline]
    """All of them, in page order."""
    authors: list[str | None]
    dates: list[DateMatch | None]
    low: list[int]
    high: list[int]
    first_row: list[int]
    last_row: list[int]
    picked: Sequence[int]
    """The posts that shares are taken of where it takes long to look at one."""
    filled: list[int]
    """The picked posts that have bodies."""
    bodies: list[Body]
    """What these look like."""

    @property
    def total(self) -> int:
        return len(self.records)


def _in_columns(cues: Cues, records: list[Record]) -> _Posts:
    heads = [record.head for record in records if record.head is not None]
    feet = [record.foot for record in records if record.foot is not None]
    low, high = [record.low for record in records], [record.high for record in records]
    picked = _picked(len(records))
    filled = [index for index in picked if low[index] < high[index]]
    bodies = look_at(cues, [extent(records[index]) for index in filled])
    if heads and feet:
        return _Posts(
            records,
            [record.bylines[0] for record in records],
            [head if (head := record.head) is not None and head.author else record.foot for record in records],
            [byline for record in records for byline in record.bylines],
            [record.author for record in records],
            [record.date for record in records],
            low,
            high,
            [record.first_row for record in records],
            [record.last_row for record in records],
            picked,
            filled,
            bodies,
        )
    # All bylines stand on one side, as those of most pages do.
    found = heads or feet
    above = [byline.first for byline in heads] or [
        begin if begin < end else min(begin, foot.first) for begin, end, foot in zip(low, high, feet, strict=True)
    ]
    return _Posts(
        records,
        found,
        [byline if byline.author or feet else None for byline in found],
        found,
        [byline.author for byline in found],
        [byline.date for byline in found],
        low,
        high,
        above,
        [max(byline.last, end - 1) for byline, end in zip(found, high, strict=True)],
        picked,
        filled,
        bodies,
    )


def record_features(cues: Cues, segmentation: Segmentation) -> dict[str, float]:
    """What the score is made of: shares from 0 to 1, logarithms of sizes, small counts.

    An empty segmentation has the single feature ``posts`` = 0.
    """
    if not segmentation.records:
        return {"posts": 0.0}
    posts = _in_columns(cues, segmentation.records)
    total = posts.total
    features: dict[str, float] = {"posts": float(total), "log_posts": math.log2(1 + total)}
    features.update(_author_features(posts))
    features.update(_date_features(cues, posts))
    features.update(_body_features(cues, posts))
    features.update(_edge_features(cues, posts))
    features.update(_page_features(cues, segmentation, posts))
    features["first_incomplete"], features["last_incomplete"] = _incomplete_edges(posts)
    features.update(_name_place_features(cues, posts))
    features["controls_close"] = _controls_close(cues, segmentation.layout, posts)
    features["signs"] = sum([features[name] > least for name, least in _SIGNS.items()])
    return features


ENOUGH = 64
"""Of so many posts is asked what takes long to answer: what bodies are like, whether somebody speaks or is spoken to,
and how each name stands."""


def _picked(total: int) -> Sequence[int]:
    """The posts that shares are taken of: all, or of many some at even distances, the first and the last among them."""
    if total <= ENOUGH:
        return range(total)
    return [index * (total - 1) // (ENOUGH - 1) for index in range(ENOUGH)]


_SIGNS = {
    "opened": 0.0,
    "closed": 0.0,
    "talk_furniture": 0.3,
    "cue_word": 0.0,
    "addressed_other": 0.0,
    "stated_count": 0.5,
    "recurring_author": 0.0,
    "clock_dates": 0.5,
    "signed_self": 0.0,
}
"""What articles and lists with dates hardly ever have, each with the share it takes to count."""


# --- authors -------------------------------------------------------------------


class _Name(NamedTuple):
    """What a name looks like on its own."""

    key: str
    likeness: float
    words: int
    capital: bool
    digits: bool
    hidden: bool
    """Whether it stands for any number of people: "Guest", "Anonymous"."""


@lru_cache(maxsize=1 << 14)
def _look_at(author: str) -> _Name:
    digits = sum(map(str.isdigit, author)) * 2 > len(author)
    hidden = vocabulary.is_anonymous(vocabulary.fold(author))
    return _Name(name_key(author), name_likeness(author), len(author.split()), author[:1].isupper(), digits, hidden)


def _author_features(posts: _Posts) -> dict[str, float]:
    names = [_look_at(author) for author in posts.authors if author]
    if not names:
        return dict.fromkeys(
            ("authors", "name_likeness", "distinct_authors", "one_author", "recurring_author", "name_words",
             "names_capital", "addressed_other", "addressed_self", "signed_self", "signed_next", "name_digits"),
            0.0,
        )
    count, seen = len(names), len(posts.picked)
    known = Counter([name.key for name in names])
    people = Counter([name.key for name in names if not name.hidden])
    addressed_other, addressed_self, signed_self, signed_next = _mentions(posts)
    return {
        "authors": count / posts.total,
        "name_likeness": sum([name.likeness for name in names]) / count,
        "distinct_authors": len(known) / count,
        "one_author": max(people.values(), default=1) / count,
        "recurring_author": len(known) < count,
        "name_words": sum([name.words for name in names]) / count,
        "names_capital": sum([name.capital for name in names]) / count,
        "name_digits": sum([name.digits for name in names]) / count,
        "addressed_other": addressed_other / seen,
        "addressed_self": addressed_self / seen,
        "signed_self": signed_self / seen,
        "signed_next": signed_next / seen,
    }


SHORTEST_ADDRESS = 3
"""Fewer letters of a name begin too many sentences."""


def _mentions(posts: _Posts) -> tuple[int, int, int, int]:
    """How many picked bodies address others by their names, their own author, are signed by him, or by a neighbour.

    A byline taken from the neighbouring post shows here: people do not address
    themselves, and sign with their own name rather than with the next one's.
    """
    firsts = [_first_word(author) if author else "" for author in posts.authors]
    known = {first for first in firsts if len(first) >= SHORTEST_ADDRESS}
    other = own = signed = signed_next = 0
    for index, body in zip(posts.filled, posts.bodies, strict=True):
        if not known.isdisjoint(body.opening):
            word = next(word for word in body.opening if word in known)
            own += word == firsts[index]
            other += word != firsts[index]
        if body.signature:
            if body.signature == firsts[index]:
                signed += 1
            elif body.signature in firsts[max(0, index - 1) : index + 2]:
                signed_next += 1
    return other, own, signed, signed_next


@lru_cache(maxsize=1 << 14)
def _first_word(author: str) -> str:
    """The first word of a name as people are addressed by it."""
    return author.split()[0].casefold().strip("@.,")


def _incomplete_edges(posts: _Posts) -> tuple[float, float]:
    """Whether the first (last) post lacks an author or a date that the others have."""
    first = last = False
    inner = posts.total - 2
    for column in (posts.authors, posts.dates):
        missing = column[1:-1].count(None)
        if inner > 0 and inner - missing >= 0.8 * inner:
            first = first or column[0] is None
            last = last or column[-1] is None
    return first, last


# --- dates ---------------------------------------------------------------------


def _date_features(cues: Cues, posts: _Posts) -> dict[str, float]:
    dates = [date for date in posts.dates if date is not None]
    if not dates:
        return {"dates": 0.0, "one_date_format": 0.0, "monotone": 0.5, "clock_dates": 0.0, "relative_dates": 0.0}
    count = len(dates)
    kinds = [date.kind for date in dates]
    usual = kinds.count(kinds[0])  # most pages print one format
    precisions = [date.precision for date in dates]
    return {
        "dates": count / posts.total,
        "one_date_format": (usual if 2 * usual >= count else max(Counter(kinds).values())) / count,
        "monotone": _monotone(cues, dates),
        "clock_dates": (precisions.count("minute") + precisions.count("second")) / count,
        "relative_dates": sum([date.relative for date in dates]) / count,
    }


def _monotone(cues: Cues, dates: list[DateMatch]) -> float:
    """Share of neighbouring dates that run in the prevailing direction (.5 where unknown)."""
    key = tuple(map(id, dates))  # candidates share dates; the dates kept beside the answer keep their ids
    answer = cues.monotone.get(key)
    if answer is None:
        answer = cues.monotone[key] = _direction(cues, dates), dates
    return answer[0]


def _direction(cues: Cues, dates: list[DateMatch]) -> float:
    known = [moment for moment in cues.moments(dates, cues.day_order(dates)) if moment is not None]
    if len(known) < 2:
        return 0.5
    up: int = sum(map(le, known, islice(known, 1, None)))
    down: int = sum(map(ge, known, islice(known, 1, None)))
    return max(up, down) / (len(known) - 1)


# --- bodies --------------------------------------------------------------------

LONGEST_CONSTANT = 40
CONSTANT_REACH = 60


def _body_features(cues: Cues, posts: _Posts) -> dict[str, float]:
    bodies = posts.bodies
    total, filled = len(posts.picked), len(bodies)
    sizes = [body.size for body in bodies]
    first = sizes[0] if posts.low[0] < posts.high[0] else 0
    last = sizes[-1] if posts.low[-1] < posts.high[-1] else 0
    sizes += [0] * (total - filled)
    middle = sorted(sizes)[total // 2]
    rows_in_all = sum(posts.high) - sum(posts.low)
    spoken = max(1, filled)
    return {
        "filled": filled / total,
        "prose": sum([body.prose for body in bodies]) / total,
        "repeated_bodies": (filled - len({body.top for body in bodies})) / spoken,
        "name_first": sum([body.name_first for body in bodies]) / total,
        "name_last": sum([body.name_last for body in bodies]) / total,
        "dated_bodies": _dated_bodies(posts) / total,
        "bulleted_bodies": sum([body.bulleted for body in bodies]) / total,
        "constant_rows": _constant_rows(cues, posts) / total if total > 2 else 0.0,
        "log_body": math.log2(1 + sum(sizes) / total),
        "log_middle": math.log2(1 + middle),
        "body_spread": _spread(sizes),
        "first_ratio": _log_ratio(first, middle),
        "last_ratio": _log_ratio(last, middle),
        "largest_ratio": _log_ratio(max(sizes), middle),
        "log_rows": math.log2(1 + rows_in_all / posts.total),
        # First and second persons, questions, exclamations: somebody speaks.
        "personal": sum([body.personal for body in bodies]) / spoken,
        "lively": sum([body.lively for body in bodies]) / spoken,
        "teasers": sum([body.teasing for body in bodies]) / spoken,
    }


def _dated_bodies(posts: _Posts) -> int:
    """How many bodies hold a short row with a date that may stand in a byline that was overlooked."""
    dated = [body.dates for body in posts.bodies if body.dates]
    if not dated:
        return 0
    usual = usual_date(posts.dates)
    return sum([any(_may_be_of(usual, dates) for dates in rows) for rows in dated])


def _may_be_of(usual: DateMatch | None, dates: Iterable[DateMatch]) -> bool:
    """Whether some of a row's dates may stand in a byline that was overlooked."""
    return usual is None or not all(date.is_unlike(usual) for date in dates)


def _constant_rows(cues: Cues, posts: _Posts) -> int:
    """How many bodies hold the short row that most of them hold."""
    lows, highs = posts.low, posts.high
    ranges = [(lows[index], min(highs[index], lows[index] + CONSTANT_REACH)) for index in posts.filled]
    holder = [-1] * len(cues.page)
    for index, (low, high) in enumerate(ranges):
        holder[low:high] = [index] * (high - low)
    most = 0
    for folded, rows in cues.repeated:
        if len(rows) <= most:
            break  # no other is held by more
        if len(folded) <= LONGEST_CONSTANT:
            holding = set(map(holder.__getitem__, rows))
            most = max(most, len(holding) - (-1 in holding))
    folds = chain.from_iterable(cues.folds[low:high] for low, high in ranges)
    return most or any(0 < len(folded) <= LONGEST_CONSTANT for folded in folds)


def _log_ratio(size: int, middle: int) -> float:
    return max(-5.0, min(5.0, math.log2((20 + size) / (20 + middle))))


def _spread(sizes: list[int]) -> float:
    """Coefficient of variation of body sizes, capped at 3."""
    mean = sum(sizes) / len(sizes)
    if not mean:
        return 0.0
    return min(3.0, math.sqrt(sum([(size - mean) ** 2 for size in sizes]) / len(sizes)) / mean)


# --- what stands around bylines --------------------------------------------------

def _edge_features(cues: Cues, posts: _Posts) -> dict[str, float]:
    """White space and list marks around bylines: what belongs together stands together."""
    page = cues.page
    gaps, furniture = page.gap, cues.furniture
    total, size = posts.total, len(page)
    firsts = [byline.first for byline in posts.openings]
    belows = [byline.last + 1 for byline in posts.openings]
    rows_inside = sum([body.inner_rows for body in posts.bodies])
    inside = sum([body.inner_gaps for body in posts.bodies])
    before = sum([gaps[row] > 0 for row in firsts]) / total
    share_inside = inside / rows_inside if rows_inside else 0.5
    split = [(first, below) for first, below in zip(firsts, belows, strict=True) if below - first > 1]
    inner_gaps = sum([any(gaps[first + 1 : below]) for first, below in split])
    furniture_before = sum([furniture[row - 1] > 0 for row in firsts if row])
    furniture_after = sum([furniture[row] > 0 for row in belows if row < size])
    some = [posts.records[index] for index in posts.picked]
    first, last = posts.records[0], posts.records[-1]
    above, below = _edge_row(cues, firsts[0] - 1), _edge_row(cues, (last.foot or posts.openings[-1]).last + 1)
    inner = max(1, total - 1)
    return {
        "above_prose": above == "prose",
        "above_cue": above == "cue",
        "above_furniture": above == "furniture",
        "below_prose": below == "prose",
        "below_cue": below == "cue",
        "below_furniture": below == "furniture",
        # What closes every post stands above every byline below it, the first one excepted.
        "edge_above": (furniture_before - (above == "furniture")) / inner - (above == "furniture"),
        "edge_below": (furniture_after - (below == "furniture")) / inner - (below == "furniture"),
        # A gap inside the byline but none around it: two halves of different posts were taken for one.
        "inner_gap": inner_gaps / total,
        # Buttons and the like, which people who talk have below their posts.
        "talk_furniture": sum([_has_controls(cues, record) for record in some]) / len(some),
        "first_filled": first.low < first.high,
        "last_filled": last.low < last.high,
        "gap_before": before,
        "gap_after": sum([gaps[row] > 0 for row in belows if row < size]) / total,
        "gap_contrast": before - share_inside,
        "marked": sum([bool(page.bullet[row]) or page.number[row] >= 0 for row in firsts]) / total,
        "indent_kinds": len({page.indent[row] for row in firsts}) / total,
        "furniture_before": furniture_before / total,
        "furniture_after": furniture_after / total,
    }


def _has_controls(cues: Cues, record: Record) -> bool:
    """Whether a post has buttons, be they what no byline takes, or within a byline, beside its date or below it.

    What stands between name and date is about the author: "(talk)".
    """
    furniture, rows = cues.furniture, cues.masked.rows
    if CONTROL in map(furniture.__getitem__, record.furniture):
        return True
    for byline in record.bylines:
        first = _row_with(DATE, rows, byline.first, byline.last)
        if furniture.find(CONTROL, max(first, byline.first), byline.last + 1) >= 0:
            return True
        behind = "" if first < 0 else rows[first].rpartition(DATE)[2]
        if 1 < len(behind) <= LONGEST_BUTTONS and vocabulary.is_furniture(vocabulary.fold(behind)):
            return True
    return False


def _edge_row(cues: Cues, row: int) -> str:
    """What stands just outside the first or last byline: a cue, furniture, prose, something short, or nothing."""
    if not 0 <= row < len(cues.page):
        return "nothing"
    folded = cues.folded(row)
    if folded and (vocabulary.is_start(folded) or vocabulary.is_stop(folded)):
        return "cue"
    if cues.is_furniture(row):
        return "furniture"
    text = cues.page.text[row]
    return "prose" if len(text) > 60 or text[-1] in SENTENCE_ENDS else "short"


def _controls_close(cues: Cues, layout: Layout, posts: _Posts) -> float:
    """How often buttons stand between a body and the name or date below it, less than 0 for a foot.

    "Reply" and "Report" close a post, so what follows them opens the next.
    Rows count whether or not the layout takes them into its bylines: it gains
    nothing by doing so.
    """
    if bool(layout.head) == bool(layout.foot):
        return 0.0
    furniture = cues.furniture
    if CONTROL not in furniture:
        return 0.0
    found = zones = 0
    for index in posts.picked[:-1]:
        naming = _first_naming(cues, posts, index)
        if naming is not None:
            zones += 1
            found += furniture.find(CONTROL, posts.high[index], naming) >= 0
    share = found / max(1, zones)
    return share if layout.head else -share


def _first_naming(cues: Cues, posts: _Posts, index: int) -> int | None:
    """The first row with a name or a date of the byline between a body and the next, if there are such."""
    byline = posts.records[index + 1].head or posts.records[index].foot
    low, high = posts.high[index], posts.low[index + 1]
    if byline is None or posts.low[index] == low or high - low > MOST_BETWEEN:
        return None
    author = byline.author
    for row in range(max(low, byline.first), min(high, byline.last + 1)):
        if DATE in cues.masked.rows[row] or (author and author in cues.page.text[row]):
            return row
    return None


LONGEST_BUTTONS = 80
MOST_BETWEEN = 40
"""More rows than this between two bodies are no byline's surroundings."""


# --- where names stand -----------------------------------------------------------


def _name_place_features(cues: Cues, posts: _Posts) -> dict[str, float]:
    """Where authors' names stand: with what else on the row, how far from the date, and whether again in the post."""
    page, masked_rows = cues.page, cues.masked.rows
    source, texts, starts, ends = page.source, page.text, page.start, page.end
    named = twice = rest = distance = dated = size = 0
    belows = [*posts.first_row[1:], posts.last_row[-1] + 1]
    for index in posts.picked:
        author, byline = posts.authors[index], posts.naming[index]
        if not author or byline is None:
            continue
        named += 1
        first, last = byline.first, byline.last
        size += last - first
        end = max(posts.last_row[index] + 1, belows[index])
        twice += source.count(author, starts[posts.first_row[index]], ends[end - 1]) > 1
        row = first if author in texts[first] else _row_with(author, texts, first + 1, last)
        if row < 0:
            continue
        text = masked_rows[row]
        if posts.records[index].cut is not None:
            text = text[text.rfind(author) :]  # what a post signed on its own row says does not stand beside the name
        rest += min(3, _other_words(text, author))
        other = row if first == last and DATE in text else _row_with(DATE, masked_rows, first, last)
        if other >= 0:
            dated += 1
            distance += abs(other - row)
    named = max(1, named)
    firsts = {_first_word(author) for author in posts.authors if author}
    return {
        "author_twice": twice / named,
        "author_rest": rest / named,
        "author_date_rows": distance / max(1, dated),
        "byline_rows": math.log2(1 + size / named),
        "addressed_names": len(firsts & cues.addressed()) / max(1, len(firsts)),
    }


def _row_with(text: str, rows: list[str], first: int, last: int) -> int:
    """The first of some rows that holds a text, or -1."""
    for row in range(first, last + 1):
        if text in rows[row]:
            return row
    return -1


_WORD = re.compile(r"[\u0900-\u0963\u0971-\u0d7f]+|[^\W\d_]+")


@lru_cache(maxsize=1 << 16)
def _other_words(row: str, author: str) -> int:
    """Words on an author's row that are neither the name nor a date nor words that bylines are made of."""
    before, _, after = row.partition(author)
    found = 0
    for part in (before, after):
        folded = vocabulary.fold(part.replace(DATE, " "))
        if not folded or vocabulary.is_furniture(folded) or vocabulary.is_role(folded):
            continue
        for word in _WORD.findall(folded):
            found += not (word in vocabulary.SAYS or word in vocabulary.BY or word in vocabulary.AT)
    return found


def _opening_names(cues: Cues, posts: _Posts) -> int:
    """How many authors' names are the first thing on a row of their byline."""
    texts = cues.page.text
    found = 0
    for index in posts.picked:
        author, byline = posts.authors[index], posts.naming[index]
        if author and byline is not None:
            rows = range(byline.first, byline.last + 1)
            plain = author[0].isalnum() and texts[byline.first].startswith(author)
            found += plain or _opens_one(author, texts, rows)
    return found


def _opens_one(author: str, texts: list[str], rows: range) -> bool:
    size = len(author) + 2
    return any(texts[row][:size].lstrip("@*_[( ").startswith(author) for row in rows)


# --- the layout and the page -----------------------------------------------------


def _page_features(cues: Cues, segmentation: Segmentation, posts: _Posts) -> dict[str, float]:
    page, layout = cues.page, segmentation.layout
    above, below = posts.first_row[0] - 1, posts.last_row[-1] + 1
    notes = {code for code, _ in segmentation.notes}
    return {
        "opened": segmentation.opened_by is not None,
        "closed": segmentation.closed_by is not None,
        "stated_count": _stated_count(cues, segmentation),
        "counted": posts.total in cues.counts_above(posts.first_row[0]) or _is_counted_off(cues, posts),
        "unsure_start": "first-post-start" in notes,
        "unsure_end": "last-post-end" in notes,
        "start_above": above >= 0 and vocabulary.is_start(cues.folded(above)),
        "page_below": (len(page) - below) / len(page),
        "page_above": posts.first_row[0] / len(page),
        "cover": _cover(posts),
        **_template_features(layout, posts.bylines),
        "fields": sum([_count_fields(posts.records[index]) for index in posts.picked]) / len(posts.picked),
        "numbered": _numbered(posts.records),
        "is_foot": bool(layout.foot) and not layout.head,
        "is_split": bool(layout.foot) and bool(layout.head),
        "is_weak": layout.marker != "any" or layout.alone or layout.gap is not None,
        "role_vote": _role_vote(cues, layout, posts),
        "author_opens": _opening_names(cues, posts) / len(posts.picked),
        "named": layout.source == "builtin",
        "prior": layout.prior,
    }


def _template_features(layout: Layout, bylines: Sequence[Byline]) -> dict[str, float]:
    """What templates demand; only those that matched count: a layout may have wordy ones that a page does not use."""
    used = [(_look_at_template(source), times) for source, times in sources(layout, bylines).items()]
    count = max(1, sum([times for _, times in used]))
    return {
        # By the same words is by as many words, whatever rounding makes of the mean.
        "literal": round(sum([times * look.literal for look, times in used]) / count, 9),
        "cue_word": sum([times * look.cue_word for look, times in used]) / count,
        "free_parts": sum([times * look.free_parts for look, times in used]) / count,
        "author_first": sum([times * look.author_first for look, times in used]) / count,
    }


class _Look(NamedTuple):
    """What a template demands."""

    literal: float
    cue_word: bool
    free_parts: int
    author_first: bool


@lru_cache(maxsize=2048)
def _look_at_template(source: str) -> _Look:
    author_first = 0 <= source.find("{author}") < source.find("{timestamp}")
    return _Look(literal_weight(source), _has_cue(source), source.count("{_}"), author_first)


_ROLE_AND_TEMPLATE = attrgetter("role", "template")
_STATED = attrgetter("depth", "number", "title", "score", "reply_to")


def sources(layout: Layout, bylines: Sequence[Byline]) -> dict[str, int]:
    """The templates that bylines were found by, and how many by each; a gap's nameless byline has none."""
    if len(layout.head) + len(layout.foot) == 1 and layout.gap is None:
        return dict.fromkeys(layout.head or layout.foot, len(bylines))
    found: Counter[str] = Counter()
    for (role, place), times in Counter(map(_ROLE_AND_TEMPLATE, bylines)).items():
        templates = layout.head if role == "head" else layout.foot
        if place < len(templates):
            found[templates[place]] += times
    return found


def are_said(layout: Layout, records: Sequence[Record]) -> bool:
    """Whether all bylines of some posts were found by templates with a verb of saying: "{author} writes on"."""
    found = sources(layout, [byline for record in records for byline in record.bylines])
    return bool(found) and all(map(_has_verb, found))


@lru_cache(maxsize=2048)
def _has_verb(source: str) -> bool:
    """Whether a byline template holds such a verb, and not one that names who wrote, too ("from")."""
    words = map(vocabulary.fold, _FIELD_OR_BRACKET.split(source))
    return "{says}" in source or any(word in vocabulary.SAYS and word not in vocabulary.BY for word in words)


def _has_cue(source: str) -> bool:
    """Whether a byline template holds a word such as "says" or "by"."""
    if "{says}" in source or "{by}" in source:
        return True
    words = _FIELD_OR_BRACKET.sub(" ", source)
    folded = [vocabulary.fold(word) for word in words.split()] + [vocabulary.fold(words)]
    return any(word in vocabulary.SAYS or word in vocabulary.BY for word in folded if word)


def _role_vote(cues: Cues, layout: Layout, posts: _Posts) -> float:
    """How four signs agree with where the layout puts its bylines, from -1 to 1 (0: no say).

    List marks open posts; a cue such as "12 comments" right above the first
    byline, or text below the last one, says that bylines stand above bodies;
    and there is more white space between posts than inside them.
    """
    if bool(layout.head) == bool(layout.foot):
        return 0.0
    page = cues.page
    first = [byline.first for byline in posts.bylines]
    last = [byline.last for byline in posts.bylines]
    above = sum([page.gap[row] for row in first[1:]])
    below = sum([page.gap[row + 1] for row in last[:-1] if row + 1 < len(page)])
    gap = (above > below) - (above < below)
    vote = 2 * _mark_vote(cues, first, last) + 2 * _cue_vote(cues, first) + gap + 1.5 * _tail_vote(cues, last[-1])
    return (vote if layout.head else -vote) / 6.5


MARK_REACH = 60


def _mark_vote(cues: Cues, first: list[int], last: list[int]) -> float:
    """1 where bylines carry list marks, -1 where something between them does instead."""
    marked = cues.marked
    if 1 not in marked:
        return 0.0
    on_byline = sum([marked[row] for row in first]) / len(first)
    if on_byline >= 0.2:
        return float(on_byline >= 0.8)
    zones = list(zip(last, first[1:], strict=False))
    between = sum([marked.find(1, low + 1, min(high, low + MARK_REACH)) >= 0 for low, high in zones])
    return -float(between / max(1, len(zones)) >= 0.8)


def _cue_vote(cues: Cues, first: list[int]) -> float:
    """1 where a cue stands right above the first byline, -1 where text stands between them."""
    top = first[0]
    for row in range(top - 1, max(0, top - 40) - 1, -1):
        if vocabulary.is_start(cues.folds[row]):
            near = all(
                len(cues.page.text[other]) <= 6 or cues.is_furniture(other) or _opens_all(cues, first, top - other)
                for other in range(row + 1, top)
            )
            return 1.0 if near else -1.0
    return 0.0


def _opens_all(cues: Cues, first: list[int], distance: int) -> bool:
    """Whether what stands so far above nearly all bylines begins alike: "Rated 4 out of 5 stars: Too salty"."""
    begins = " ".join(cues.folds[first[0] - distance].split(" ", ALIKE_WORDS)[:ALIKE_WORDS])
    alike = sum(cues.folds[row - distance].startswith(begins) for row in first[1:])
    return bool(begins) and distance <= MOST_ROWS_ABOVE and alike >= max(1.0, MOST_ALIKE * (len(first) - 1))


ALIKE_WORDS = 2
MOST_ALIKE = 0.8
MOST_ROWS_ABOVE = 3
"""What opens every post above its byline ("Re: Tea", "Rated 4 of 5") is so few rows long."""


def _tail_vote(cues: Cues, last: int) -> float:
    """1 where something other than furniture and closing cues follows the last byline, else -1."""
    for row in range(last + 1, min(len(cues.page), last + 4)):
        if not cues.is_furniture(row):
            return -1.0 if cues.is_stop(row) else 1.0
    return -1.0


def _count_fields(record: Record) -> int:
    """How much else than author and date the bylines of a post state."""
    one, other = record.head or record.foot, record.foot
    assert one is not None
    stated = _STATED(one)
    if other is None or other is one:
        return len(stated) - stated.count(None)
    return sum([value is not None or later is not None for value, later in zip(stated, _STATED(other), strict=True)])


def _numbered(records: list[Record]) -> float:
    """Share of neighbouring posts whose printed numbers go up, or down, by one."""
    printed: list[str | None] = printed_fields(records, "number")
    if printed.count(None) == len(printed):
        return 0.0
    numbers = [int(number) if number is not None and number.isdecimal() else None for number in printed]
    steps = Counter(b - a for a, b in pairwise(numbers) if a is not None and b is not None)
    return max(steps[1], steps[-1]) / max(1, len(records) - 1)


def _is_counted_off(cues: Cues, posts: _Posts) -> bool:
    """Whether all bylines say which of how many posts theirs is, and there are as many: "3/8", "post 3 of 8"."""
    if posts.total < LEAST_COUNTED:
        return False
    places = {_counted_off(cues, posts.openings[index], posts.total) for index in (0, -1)}
    if None in places or len(places) < 2:
        return False  # the more usual case, told early
    places |= {_counted_off(cues, posts.openings[index], posts.total) for index in posts.picked}
    return None not in places and len(places) == len(posts.picked)


def _counted_off(cues: Cues, byline: Byline, total: int) -> int | None:
    """Which of so many posts a byline says that it opens."""
    for row in range(byline.first, byline.last + 1):
        for match in _OF_TOTAL.finditer(cues.masked.rows[row]):
            if int(match[2]) == total and 0 < int(match[1]) <= total:
                return int(match[1])
    return None


def _stated_count(cues: Cues, segmentation: Segmentation) -> float:
    """1 where the page states as many comments as were found, 0 where it states none, below 0 where far off."""
    row = segmentation.opened_by
    if row is None:
        return 0.0
    text = cues.page.text[row]
    match = _NUMBER.search(text)
    if match is None:
        return 0.0
    shown = shown_places(text)
    stated = len(shown) if shown is not None else int(re.sub(r"\D", "", match[0]) or 0)
    if stated <= 0:
        return 0.0
    ratio = len(segmentation.records) / stated
    return 1.0 if 0.8 <= ratio <= 1.25 else (0.3 if ratio < 1 else -0.5)


def shown_places(text: str) -> range | None:
    """Which posts of how many a page shows, as a row says, or None.

    >>> shown_places("1 to 8 of 23 reviews")
    range(1, 9)
    """
    places = _PLACES.search(text)
    return range(int(places[1]), int(places[2]) + 1) if places else None


def _cover(posts: _Posts) -> float:
    """Share of the rows between the first and last post that bylines and bodies account for."""
    span = posts.last_row[-1] - posts.first_row[0] + 1
    covered = sum(posts.high) - sum(posts.low) + sum([byline.last - byline.first + 1 for byline in posts.bylines])
    return min(1.0, covered / max(1, span))
