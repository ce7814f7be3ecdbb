"""How well a segmentation explains a page: features and one score.

Named layouts, the user's and the induced ones are judged by the same features
and the same weights; choosing among them is left to ``threadkit.detection``.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any

from threadkit import vocabulary
from threadkit.bylines import Byline, literal_weight
from threadkit.cues import Cues
from threadkit.forests import Forests
from threadkit.layouts.model import Layout
from threadkit.lines import DATE, Page
from threadkit.names import name_key, name_likeness
from threadkit.segment import Record, Segmentation, usual_date
from threadkit.timestamps import DateMatch, decide_order, read_date

_NUMBER = re.compile(r"\d[\d,.]*")


WEIGHTS_FILE = Path(__file__).parent / "weights" / "scoring.json"
"""Three forests of shallow trees, written by ``python -m threadkit.fit``."""

POSITIVE = frozenset(
    (
        "addressed_other", "signed_self", "prose", "filled", "authors", "name_likeness", "dates", "one_date_format",
        "monotone", "literal", "cue_word", "stated_count", "counted", "opened", "author_opens", "cover", "first_filled",
        "last_filled", "clock_dates", "talk_furniture", "rel_posts", "rel_dated", "rel_both", "rel_text",
        "rel_addressed", "rel_likeness", "role_vote", "signs", "personal", "lively", "addressed_names",
        "controls_close", "numbered",
    )
)
"""Features that can only speak for a candidate, whatever the pages at hand seem to say."""
NEGATIVE = frozenset(
    (
        "addressed_self", "signed_next", "repeated_bodies", "dated_bodies", "name_first", "name_last", "constant_rows",
        "free_parts", "unsure_end", "unsure_start", "name_digits", "one_author", "inner_gap", "teasers", "outdone",
    )
)
"""Features that can only speak against one."""


@dataclass(slots=True)
class Judged:
    """A candidate with its features and score."""

    segmentation: Segmentation
    features: dict[str, float]
    score: float
    trust: float

    @property
    def layout(self) -> Layout:
        """The layout that was tried."""
        return self.segmentation.layout

    def reasons(self) -> list[str]:
        """What speaks for and against the candidate, in words."""
        features = self.features
        total = int(features["posts"])
        found = [f"{total} post{'s' if total != 1 else ''}"]
        for name, text in _SHARES.items():
            if features.get(name):
                found.append(f"{features[name]:.0%} {text}")
        if features.get("stated_count", 0.0) > 0.9:
            found.append("as many posts as the page says it has")
        if features.get("opened"):
            found.append("a line opens the discussion")
        for name, text in _WARNINGS.items():
            if features.get(name, 0.0) >= 0.3:
                found.append(f"against it: {features[name]:.0%} {text}")
        return found


_SHARES = {
    "authors": "with an author",
    "dates": "with a date",
    "prose": "with a body of prose",
    "addressed_other": "address another author by name",
}
_WARNINGS = {
    "repeated_bodies": "of the bodies repeat one another",
    "dated_bodies": "of the bodies hold a date line of their own",
    "name_first": "of the bodies begin with what looks like a name",
    "name_last": "of the bodies end with what looks like a name",
    "addressed_self": "of the bodies address their own author",
}


def judge(cues: Cues, segmentations: Iterable[Segmentation], known: Sequence[Judged] = ()) -> list[Judged]:
    """Judge the candidates of one page, best first; ``known`` ones were judged before, without the others.

    ``score`` orders the candidates; ``trust`` (0 to 1) says how well a
    candidate can be expected to agree with the truth, whatever its rivals.
    """
    found = compared(cues, segmentations, known)
    names, _ = _forests()
    for candidate in found:
        features = candidate.features
        score, candidate.trust = _verdict(tuple(map(features.get, names, repeat(0.0))))
        candidate.score = score - EMPTY_EDGE * _empty_edge(candidate.segmentation)
    found.sort(key=lambda candidate: -candidate.score)
    return found


@lru_cache(maxsize=256)
def _verdict(row: tuple[float, ...]) -> tuple[float, float]:
    """Score and trust of features; candidates whose features no rival changed are judged again with each new one."""
    rank, worth, trust = _forests()[1].sums(row)
    expected = _share(worth)
    return rank + expected, (expected + _share(trust)) / 2


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, log_odds))))


def compared(cues: Cues, segmentations: Iterable[Segmentation], known: Sequence[Judged] = ()) -> list[Judged]:
    """Candidates with all their features, not yet scored; of ``known`` ones only those that rivals may change."""
    new = [Judged(segmentation, record_features(cues, segmentation), 0.0, 0.0) for segmentation in segmentations]
    found = [*known, *(candidate for candidate in new if candidate.features["posts"])]
    _compare(found)
    return found


def _compare(candidates: list[Judged]) -> None:
    """Features that set a candidate against the page's others: how much of the page each explains."""
    sound = [c for c in candidates if c.features["filled"] >= 0.7 and c.features["prose"] >= 0.5]
    dated = [c for c in sound if c.features["dates"] >= 0.7]
    full = [c for c in dated if c.features["authors"] >= 0.7 and c.features["name_likeness"] > 0.7]
    measures: tuple[tuple[str, list[Judged], Callable[[dict[str, float]], float]], ...] = (
        ("rel_posts", sound, lambda f: f["log_posts"]),
        ("rel_dated", dated, lambda f: f["log_posts"]),
        ("rel_both", full, lambda f: f["log_posts"]),
        ("rel_text", sound, lambda f: f["log_posts"] + f["log_body"]),
        ("rel_likeness", full, lambda f: f["name_likeness"] + 0.5 * f["distinct_authors"]),
        ("rel_addressed", sound, lambda f: f["addressed_other"] - f["addressed_self"]),
        ("rel_literal", full, lambda f: f["literal"]),
    )
    for name, group, measure in measures:
        best = max((measure(candidate.features) for candidate in group), default=None)
        for candidate in candidates:
            value = 0.0 if best is None else measure(candidate.features) - best
            candidate.features[name] = max(-6.0, min(6.0, value))
    for candidate in candidates:
        candidate.features["outdone"] = float(_outdone(candidate, candidates))


def _outdone(candidate: Judged, rivals: list[Judged]) -> bool:
    """Whether another candidate has all of this one's dates and one or two posts more, as well filled and named.

    A byline paired with the wrong neighbour leaves something over at both ends of the discussion.
    """
    records = candidate.segmentation.records
    dates = {id(record.date) for record in records if record.date is not None}
    own = candidate.features
    if len(dates) < len(records):
        return False
    for rival in rivals:
        theirs = rival.features
        if not 1 <= theirs["posts"] - own["posts"] <= MOST_OVER:
            continue
        if any(theirs[name] < own[name] - SLACK for name in ("filled", "authors", "prose", "name_likeness")):
            continue
        if dates <= {id(record.date) for record in rival.segmentation.records}:
            return True
    return False


MOST_OVER = 2
"""A reading from the wrong side loses at most so many posts."""
SLACK = 0.1


def _empty_edge(segmentation: Segmentation) -> float:
    """1 where only the first or last body is empty: a foot was taken for a head, or a head for a foot."""
    records = segmentation.records
    if len(records) < 3:
        return 0.0
    inner = sum(1 for record in records[1:-1] if record.low < record.high) / (len(records) - 2)
    empty = records[-1].low >= records[-1].high or records[0].low >= records[0].high
    return inner if empty else 0.0


_other_weights: dict[str, Any] = {}


def use_weights(weights: dict[str, Any] | None) -> None:
    """Judge by other weights than those of :data:`WEIGHTS_FILE` (in this process), or by them again (None)."""
    _other_weights.clear()
    _other_weights.update(weights or {})
    _forests.cache_clear()
    _verdict.cache_clear()


FORESTS = ("rank", "worth", "trust")
"""What chooses among the candidates of a page; how well each agrees with the truth; whether the best one is right."""


@cache
def _forests() -> tuple[list[str], Forests]:
    """Feature names and the forests."""
    data = _other_weights or json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return data["features"], Forests({title: data[title] for title in FORESTS})


def record_features(cues: Cues, segmentation: Segmentation) -> dict[str, float]:
    """What the score is made of: shares from 0 to 1, logarithms of sizes, small counts.

    All describe the records as a whole; none looks at one platform.  An empty
    segmentation has the single feature ``posts`` = 0.
    """
    records = segmentation.records
    if not records:
        return {"posts": 0.0}
    picked = _picked(len(records))
    features = {"posts": float(len(records)), "log_posts": math.log2(1 + len(records))}
    features.update(_author_features(cues, records))
    features.update(_date_features(cues, records))
    features.update(_body_features(cues, records))
    features.update(_edge_features(cues, records))
    features.update(_page_features(cues, segmentation, picked))
    features.update(_voice_features(cues, [records[index] for index in picked]))
    features["first_incomplete"], features["last_incomplete"] = _incomplete_edges(records)
    features.update(_name_place_features(cues, records, picked))
    features["controls_close"] = _controls_close(cues, segmentation, picked)
    features["signs"] = float(sum(features[name] > least for name, least in _SIGNS.items()))
    return {name: float(value) for name, value in features.items()}


ENOUGH = 192
"""Of so many posts is asked what takes long to answer: whether somebody speaks, and how each name stands."""


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


def _author_features(cues: Cues, records: list[Record]) -> dict[str, float]:
    total = len(records)
    named = [record.author for record in records if record.author]
    if not named:
        return dict.fromkeys(
            ("authors", "name_likeness", "distinct_authors", "one_author", "recurring_author", "name_words",
             "names_capital", "addressed_other", "addressed_self", "signed_self", "signed_next", "name_digits"),
            0.0,
        )
    keys = Counter(name_key(author) for author in named)
    addressed_other, addressed_self, signed_self, signed_next = _mentions(cues, records)
    return {
        "authors": len(named) / total,
        "name_likeness": sum(map(name_likeness, named)) / len(named),
        "distinct_authors": len(keys) / len(named),
        "one_author": max(keys.values()) / len(named),
        "recurring_author": 1.0 if len(keys) < len(named) else 0.0,
        "name_words": sum(len(author.split()) for author in named) / len(named),
        "names_capital": sum(1 for author in named if author[:1].isupper()) / len(named),
        "name_digits": sum(1 for author in named if sum(c.isdigit() for c in author) * 2 > len(author)) / len(named),
        "addressed_other": addressed_other,
        "addressed_self": addressed_self,
        "signed_self": signed_self,
        "signed_next": signed_next,
    }


def _mentions(cues: Cues, records: list[Record]) -> tuple[float, float, float, float]:
    """How bodies use the authors' names: addressing others, oneself, and signing.

    A byline taken from the neighbouring post shows here: people do not address
    themselves, and sign with their own name rather than with the next one's.
    """
    page = cues.page
    firsts = [_first_word(record.author) if record.author else "" for record in records]
    known = {first for first in firsts if len(first) >= 3}
    other = own = signed = signed_next = 0
    for index, record in enumerate(records):
        if record.low >= record.high:
            continue
        opening = _first_row(page, record)[:60].casefold()
        for word in _OPENING_NAME.findall(opening)[:3]:
            if word in known:
                if word == firsts[index]:
                    own += 1
                else:
                    other += 1
                break
        closing = page.text[record.high - 1][: record.cut]
        if record.high - record.low > 1 and len(closing) <= 30:
            last = closing.casefold().strip(" -–—~.,!")
            if last and firsts[index] and last.split()[0] == firsts[index]:
                signed += 1
            elif any(
                0 <= near < len(firsts) and firsts[near] and last.split()[:1] == [firsts[near]]
                for near in (index - 1, index + 1)
            ):
                signed_next += 1
    total = len(records)
    return other / total, own / total, signed / total, signed_next / total


def _first_row(page: Page, record: Record) -> str:
    """The first row of a body, without the byline that may stand before it on the row."""
    text = page.text[record.low]
    return text[record.head.rest :] if record.head is not None and record.head.last == record.low else text


VOICE = 500
"""So many characters of a body tell whether somebody speaks."""
FIRST_WORDS = 120
_WORD = re.compile(r"[\u0900-\u0963\u0971-\u0d7f]+|[^\W\d_]+")
_UNSPACED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def _voice_features(cues: Cues, records: list[Record]) -> dict[str, float]:
    """Whether bodies are somebody speaking: first and second persons, questions, exclamations; no teasers."""
    page = cues.page
    personal = lively = teasers = filled = 0
    for record in records:
        if record.low >= record.high:
            continue
        filled += 1
        begin = page.start[record.low]
        end = min(page.end[record.high - 1], begin + VOICE)
        voice = cues.voices.get((begin, end))
        if voice is None:
            text = page.source[begin:end]
            loud = any(sign in text for sign in "?!？！؟")
            voice = cues.voices[begin, end] = _is_personal(text, cues.persons), loud
        personal += voice[0]
        lively += voice[1]
        teasers += page.text[record.high - 1].endswith(("…", "...", "[…]", "[...]", "»"))
    filled = max(1, filled)
    return {"personal": personal / filled, "lively": lively / filled, "teasers": teasers / filled}


def _is_personal(text: str, persons: frozenset[str]) -> bool:
    begin = text.find(" ", FIRST_WORDS)
    first = vocabulary.plain(text[:begin] if begin >= 0 else text)
    if not persons.isdisjoint(_WORD.findall(first)):
        return True  # whoever speaks for himself soon says so
    rest = vocabulary.plain(text[begin:]) if begin >= 0 else ""
    if rest and not persons.isdisjoint(_WORD.findall(rest)):
        return True
    if text.isascii() or _UNSPACED.search(text) is None:
        return False
    return any(word in first or word in rest for word in persons if _UNSPACED.match(word))


def _incomplete_edges(records: list[Record]) -> tuple[float, float]:
    """Whether the first (last) record lacks an author or a date that the others have."""
    first = last = 0.0
    inner = records[1:-1]
    for name in ("author", "date"):
        if len(inner) and sum(record.get(name) is not None for record in inner) >= 0.8 * len(inner):
            first = max(first, float(records[0].get(name) is None))
            last = max(last, float(records[-1].get(name) is None))
    return first, last


def _naming(record: Record) -> Byline | None:
    """The byline that names the author, the foot where none does."""
    return record.head if record.head is not None and record.head.author else record.foot


@lru_cache(maxsize=1 << 14)
def _first_word(author: str) -> str:
    """The first word of a name as people are addressed by it."""
    return author.split()[0].casefold().strip("@.,")


def _name_place_features(cues: Cues, records: list[Record], picked: Sequence[int]) -> dict[str, float]:
    """Where authors' names stand: with what else on the row, how far from the date, and whether again in the post."""
    page, masked = cues.page, cues.masked
    named = twice = rest = distance = dated = size = 0
    firsts = {_first_word(author) for record in records if (author := record.author)}
    for index in picked:
        record = records[index]
        author, byline = record.author, _naming(record)
        if not author or byline is None:
            continue
        named += 1
        size += byline.last - byline.first
        last = records[index + 1].first_row if index + 1 < len(records) else record.last_row + 1
        low, high = record.first_row, max(record.last_row + 1, last)
        twice += page.source.count(author, page.start[low], page.end[high - 1]) > 1
        row = next((row for row in range(byline.first, byline.last + 1) if author in page.text[row]), -1)
        if row < 0:
            continue
        text = masked.rows[row]
        # What a post signed on its own row says does not stand beside the name.
        rest += min(3, _other_words(text[text.rfind(author) :] if record.cut is not None else text, author))
        for other in range(byline.first, byline.last + 1):
            if DATE in masked.rows[other]:
                dated += 1
                distance += abs(other - row)
                break
    named = max(1, named)
    return {
        "author_twice": twice / named,
        "author_rest": rest / named,
        "author_date_rows": distance / max(1, dated),
        "byline_rows": math.log2(1 + size / named),
        "addressed_names": len(firsts & cues.addressed()) / max(1, len(firsts)),
    }


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


_OPENING_NAME = re.compile(r"[^\W\d_][\w.'-]{2,}")


def _date_features(cues: Cues, records: list[Record]) -> dict[str, float]:
    dates = [record.date for record in records if record.date is not None]
    kinds = Counter(date.kind for date in dates)
    fine = sum(1 for date in dates if date.precision in ("minute", "second"))
    return {
        "dates": len(dates) / len(records),
        "one_date_format": max(kinds.values()) / len(dates) if dates else 0.0,
        "monotone": _monotone(cues, dates),
        "clock_dates": fine / len(dates) if dates else 0.0,
        "relative_dates": sum(1 for date in dates if date.relative) / len(dates) if dates else 0.0,
    }


def _body_features(cues: Cues, records: list[Record]) -> dict[str, float]:
    page = cues.page
    lengths = cues.lengths
    sizes = [sum(lengths[record.low : record.high]) for record in records]
    prose = name_first = name_last = dated = bulleted = 0
    texts: Counter[str] = Counter()
    constants: Counter[str] = Counter()
    date_rows = cues.masked.date_rows
    usual = usual_date(record.date for record in records)
    for record in records:
        low, high = record.low, record.high
        if low >= high:
            continue
        most = max(lengths[low:high])
        longest = page.text[lengths.index(most, low, high)]
        if len(longest) >= 25 or longest[-1] in ".!?…。！？)":
            prose += 1
        texts[longest[:80]] += 1
        if high - low > 1:
            first, last = page.text[low], page.text[high - 1]
            name_first += len(first) <= 30 and len(first) * 2 < most and name_likeness(first) >= 0.6
            name_last += len(last) <= 30 and len(last) * 2 < most and name_likeness(last) >= 0.6
            bulleted += (high - low - 1 - page.bullet[low + 1 : high].count("")) * 2 > high - low
        last_row = high - (record.cut is not None)  # the date there is the byline's
        dated_rows = date_rows[bisect_left(date_rows, low) : bisect_left(date_rows, last_row)]
        dated += any(lengths[row] < 80 and _may_be_of(usual, page.dates(row)) for row in dated_rows)
        constants.update({folded for folded in cues.folds[low : min(high, low + 60)] if len(folded) <= 40})
    constants.pop("", None)
    total = len(records)
    filled = sum(1 for size in sizes if size)
    middle = sorted(sizes)[total // 2]
    rows = sum([record.high - record.low for record in records])
    return {
        "filled": filled / total,
        "prose": prose / total,
        "repeated_bodies": (sum(texts.values()) - len(texts)) / max(1, filled),
        "name_first": name_first / total,
        "name_last": name_last / total,
        "dated_bodies": dated / total,
        "bulleted_bodies": bulleted / total,
        "constant_rows": max(constants.values(), default=0) / total if total > 2 else 0.0,
        "log_body": math.log2(1 + sum(sizes) / total),
        "log_middle": math.log2(1 + middle),
        "body_spread": _spread(sizes),
        "first_ratio": _log_ratio(sizes[0], middle),
        "last_ratio": _log_ratio(sizes[-1], middle),
        "largest_ratio": _log_ratio(max(sizes), middle),
        "log_rows": math.log2(1 + rows / total),
    }


def _may_be_of(usual: DateMatch | None, dates: Iterable[DateMatch]) -> bool:
    """Whether some of a row's dates may stand in a byline that was overlooked."""
    return usual is None or not all(date.is_unlike(usual) for date in dates)


def _log_ratio(size: int, middle: int) -> float:
    return max(-5.0, min(5.0, math.log2((20 + size) / (20 + middle))))


def _edge_features(cues: Cues, records: list[Record]) -> dict[str, float]:
    """White space and list marks around bylines: what belongs together stands together."""
    page = cues.page
    total = len(records)
    before = after = inside = rows_inside = marked = inner_gaps = talk = 0
    indents = {page.indent[record.bylines[0].first] for record in records}
    furniture_before = furniture_after = 0
    size = len(page)
    for record in records:
        byline = record.head or record.foot
        assert byline is not None
        before += page.gap[byline.first] > 0
        after += byline.last + 1 < size and page.gap[byline.last + 1] > 0
        marked += bool(page.bullet[byline.first]) or page.number[byline.first] >= 0
        if byline.first > 0:
            furniture_before += cues.is_furniture(byline.first - 1)
        if byline.last + 1 < size:
            furniture_after += cues.is_furniture(byline.last + 1)
        for row in range(record.low + 1, min(record.high, record.low + 40)):
            inside += page.gap[row] > 0
            rows_inside += 1
        inner_gaps += any(page.gap[row] > 0 for row in range(byline.first + 1, byline.last + 1))
        talk += _holds_controls(cues, record.furniture)
    share_inside = inside / rows_inside if rows_inside else 0.5
    first, last = records[0], records[-1]
    first_byline, last_byline = first.head or first.foot, last.foot or last.head
    assert first_byline is not None
    assert last_byline is not None
    above, below = _edge_row(cues, first_byline.first - 1), _edge_row(cues, last_byline.last + 1)
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
        "talk_furniture": talk / total,
        "first_filled": first.low < first.high,
        "last_filled": last.low < last.high,
        "gap_before": before / total,
        "gap_after": after / total,
        "gap_contrast": before / total - share_inside,
        "marked": marked / total,
        "indent_kinds": len(indents) / total,
        "furniture_before": furniture_before / total,
        "furniture_after": furniture_after / total,
    }


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
    return "prose" if len(text) > 60 or text[-1] in ".!?…。！？" else "short"


def _page_features(cues: Cues, segmentation: Segmentation, picked: Sequence[int]) -> dict[str, float]:
    records = segmentation.records
    some = [records[index] for index in picked]
    page = cues.page
    layout = segmentation.layout
    first, last = records[0], records[-1]
    # Only templates that matched count: a layout may have wordy alternatives that this page does not use.
    used = sources(layout, (byline for record in records for byline in record.bylines))
    count = max(1, len(used))
    above = first.first_row - 1
    below = last.last_row + 1
    notes = {code for code, _ in segmentation.notes}
    return {
        "opened": 1.0 if segmentation.opened_by is not None else 0.0,
        "closed": 1.0 if segmentation.closed_by is not None else 0.0,
        "stated_count": _stated_count(cues, segmentation),
        "counted": _counted(cues, segmentation),
        "unsure_start": 1.0 if "first-post-start" in notes else 0.0,
        "unsure_end": 1.0 if "last-post-end" in notes else 0.0,
        "start_above": 1.0 if above >= 0 and vocabulary.is_start(cues.folded(above)) else 0.0,
        "page_below": (len(page) - below) / len(page),
        "page_above": first.first_row / len(page),
        "cover": _cover(cues, segmentation),
        "literal": sum(map(literal_weight, used)) / count,
        "cue_word": sum(map(_has_cue, used)) / count,
        "free_parts": sum(source.count("{_}") for source in used) / count,
        "fields": sum(map(_count_fields, some)) / len(some),
        "numbered": _numbered(records),
        "is_foot": 1.0 if layout.foot and not layout.head else 0.0,
        "is_split": 1.0 if layout.foot and layout.head else 0.0,
        "is_weak": 1.0 if layout.marker != "any" or layout.alone or layout.gap is not None else 0.0,
        "role_vote": _role_vote(cues, segmentation),
        "author_opens": sum(_opens_row(cues, record) for record in some) / len(some),
        "author_first": sum(0 <= source.find("{author}") < source.find("{timestamp}") for source in used) / count,
        "named": 1.0 if layout.source == "builtin" else 0.0,
        "prior": layout.prior,
    }


def _role_vote(cues: Cues, segmentation: Segmentation) -> float:
    """How four signs agree with where the layout puts its bylines, from -1 to 1 (0: no say).

    List marks open posts; a cue such as "12 comments" right above the first
    byline, or text below the last one, says that bylines stand above bodies;
    and there is more white space between posts than inside them.
    """
    layout, records = segmentation.layout, segmentation.records
    if bool(layout.head) == bool(layout.foot) or not records:
        return 0.0
    page = cues.page
    bylines = [byline for record in records for byline in record.bylines]
    first = [byline.first for byline in bylines]
    last = [byline.last for byline in bylines]
    above = sum(page.gap[row] for row in first[1:])
    below = sum(page.gap[row + 1] for row in last[:-1] if row + 1 < len(page))
    gap = (above > below) - (above < below)
    vote = 2 * _mark_vote(page, first, last) + 2 * _cue_vote(cues, first[0]) + gap + 1.5 * _tail_vote(cues, last[-1])
    return (vote if layout.head else -vote) / 6.5


def _count_fields(record: Record) -> int:
    """How much else than author and date the bylines of a post state."""
    stated = 0
    for name in ("depth", "number", "title", "score", "reply_to"):
        stated += record.get(name) is not None
    return stated


def _numbered(records: list[Record]) -> float:
    """Share of neighbouring posts whose printed numbers go up, or down, by one."""
    printed = [record.get("number") for record in records]
    numbers = [int(number) if isinstance(number, str) and number.isdecimal() else None for number in printed]
    steps = Counter(b - a for a, b in pairwise(numbers) if a is not None and b is not None)
    return max(steps[1], steps[-1]) / max(1, len(records) - 1)


def _controls_close(cues: Cues, segmentation: Segmentation, picked: Sequence[int]) -> float:
    """How often buttons stand between a body and the name or date below it, less than 0 for a foot.

    "Reply" and "Report" close a post, so what follows them opens the next.
    Rows count whether or not the layout takes them into its bylines: it gains
    nothing by doing so.
    """
    layout, records = segmentation.layout, segmentation.records
    if bool(layout.head) == bool(layout.foot):
        return 0.0
    found = zones = 0
    for index in picked[:-1]:
        record = records[index]
        naming = _first_naming(cues, record, records[index + 1])
        if naming is not None:
            zones += 1
            found += _holds_controls(cues, range(record.high, naming))
    share = found / max(1, zones)
    return share if layout.head else -share


def _first_naming(cues: Cues, record: Record, following: Record) -> int | None:
    """The first row with a name or a date of the byline between two bodies, if there are such."""
    byline = following.head or record.foot
    low, high = record.high, following.low
    if byline is None or record.low == record.high or high - low > MOST_BETWEEN:
        return None
    author = byline.author
    for row in range(max(low, byline.first), min(high, byline.last + 1)):
        if DATE in cues.masked.rows[row] or (author and author in cues.page.text[row]):
            return row
    return None


MOST_BETWEEN = 40
"""More rows than this between two bodies are no byline's surroundings."""


def _holds_controls(cues: Cues, rows: Iterable[int]) -> bool:
    """Whether one of some rows is a button or the like, which people who talk have below their posts."""
    return any(vocabulary.is_furniture(cues.folds[row]) for row in rows)


def _mark_vote(page: Page, first: list[int], last: list[int]) -> float:
    """1 where bylines carry list marks, -1 where something between them does instead."""
    on_byline = sum(_marked(page, row) for row in first) / len(first)
    between = sum(
        any(_marked(page, row) for row in range(low + 1, min(high, low + 60)))
        for low, high in zip(last, first[1:], strict=False)
    ) / max(1, len(first) - 1)
    return float((on_byline >= 0.8) - (on_byline < 0.2 and between >= 0.8))


def _cue_vote(cues: Cues, first: int) -> float:
    """1 where a cue stands right above the first byline, -1 where text stands between them."""
    vote = 0
    for row in range(max(0, first - 40), first):
        if vocabulary.is_start(cues.folded(row)):
            near = all(len(cues.page.text[other]) <= 6 or cues.is_furniture(other) for other in range(row + 1, first))
            vote = 1 if near else -1
    return float(vote)


def _tail_vote(cues: Cues, last: int) -> float:
    """1 where something other than furniture and closing cues follows the last byline, else -1."""
    for row in range(last + 1, min(len(cues.page), last + 4)):
        if not cues.is_furniture(row):
            return -1.0 if cues.is_stop(row) else 1.0
    return -1.0


def _marked(page: Page, row: int) -> bool:
    return page.number[row] >= 0 or page.bullet[row] not in ("", "-", "–", "—")


def _opens_row(cues: Cues, record: Record) -> bool:
    """Whether the author's name is the first thing on its row."""
    author, byline = record.author, _naming(record)
    if not author or byline is None:
        return False
    return any(
        cues.page.text[row][: len(author) + 2].lstrip("@*_[( ").startswith(author)
        for row in range(byline.first, byline.last + 1)
    )


@lru_cache(maxsize=2048)
def _has_cue(source: str) -> bool:
    """Whether a byline template holds a word such as "says" or "by"."""
    if "{says}" in source or "{by}" in source:
        return True
    words = re.sub(r"\{\w+\}|[\[\]]", " ", source)
    folded = [vocabulary.fold(word) for word in words.split()] + [vocabulary.fold(words)]
    return any(word in vocabulary.SAYS or word in vocabulary.BY for word in folded if word)


def _monotone(cues: Cues, dates: list[DateMatch]) -> float:
    """Share of neighbouring dates that run in the prevailing direction (.5 where unknown)."""
    key = tuple(map(id, dates))  # candidates share dates; the dates kept beside the answer keep their ids
    if key not in cues.monotone:
        cues.monotone[key] = _direction(cues, dates), dates
    return cues.monotone[key][0]


def _direction(cues: Cues, dates: list[DateMatch]) -> float:
    order = decide_order(dates)
    moments = cues.moments[order.default]
    known: list[datetime] = []
    for date in dates:
        moment = moments.get(id(date))
        if moment is None:
            time = read_date(date, order, _REFERENCE)
            moment = moments[id(date)] = time and time.replace(tzinfo=None), date
        if moment[0] is not None:
            known.append(moment[0])
    if len(known) < 2:
        return 0.5
    up = sum(1 for a, b in pairwise(known) if a <= b)
    down = sum(1 for a, b in pairwise(known) if a >= b)
    return max(up, down) / (len(known) - 1)


EMPTY_EDGE = 0.3
"""What an empty first or last body costs where the others are filled (in units of worth)."""

_REFERENCE = datetime(2026, 1, 1)
"""Any fixed moment: relative times are only compared with each other."""


def _stated_count(cues: Cues, segmentation: Segmentation) -> float:
    """1 where the page states as many comments as were found, 0 where it states none, below 0 where far off."""
    row = segmentation.opened_by
    if row is None:
        return 0.0
    match = _NUMBER.search(cues.page.text[row])
    if match is None:
        return 0.0
    stated = int(re.sub(r"\D", "", match[0]) or 0)
    if not stated:
        return 0.0
    ratio = len(segmentation.records) / stated
    return 1.0 if 0.8 <= ratio <= 1.25 else (0.3 if ratio < 1 else -0.5)


def _counted(cues: Cues, segmentation: Segmentation) -> float:
    """1 where what stands above the discussion states just as many posts as were found."""
    records = segmentation.records
    counts = {count for row, count in cues.stated_counts if row < records[0].first_row}
    return 1.0 if len(records) in counts else 0.0


def _spread(sizes: list[int]) -> float:
    """Coefficient of variation of body sizes, capped at 3."""
    mean = sum(sizes) / len(sizes)
    if not mean:
        return 0.0
    return min(3.0, math.sqrt(sum((size - mean) ** 2 for size in sizes) / len(sizes)) / mean)


def _cover(cues: Cues, segmentation: Segmentation) -> float:
    """Share of the rows between the first and last record that bylines and bodies account for."""
    records = segmentation.records
    span = records[-1].last_row - records[0].first_row + 1
    covered = 0
    for record in records:
        covered += record.high - record.low
        covered += sum(byline.last - byline.first + 1 for byline in record.bylines)
    return min(1.0, covered / max(1, span))


def sources(layout: Layout, bylines: Iterable[Byline]) -> list[str]:
    """The templates that bylines were found by; a gap's nameless byline has none."""
    found = []
    for byline in bylines:
        templates = layout.head if byline.role == "head" else layout.foot
        if byline.template < len(templates):
            found.append(templates[byline.template])
    return found

