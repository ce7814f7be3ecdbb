"""What stands around bylines, and which of them lack what the others have."""

from __future__ import annotations

from threadkit import vocabulary
from threadkit.cues import CONTROL, Cues
from threadkit.features.names import row_with
from threadkit.features.posts import Posts
from threadkit.layouts.model import Layout
from threadkit.lines import DATE, SENTENCE_ENDS
from threadkit.segment import Record

LONGEST_BUTTONS = 80
MOST_BETWEEN = 40
"""More rows than this between two bodies are no byline's surroundings."""


def incomplete_edges(posts: Posts) -> tuple[float, float]:
    """Whether the first (last) post lacks an author or a date that the others have."""
    first = last = False
    inner = posts.total - 2
    for column in (posts.authors, posts.dates):
        missing = column[1:-1].count(None)
        if inner > 0 and inner - missing >= 0.8 * inner:
            first = first or column[0] is None
            last = last or column[-1] is None
    return first, last


def edge_features(cues: Cues, posts: Posts) -> dict[str, float]:
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
        first = row_with(DATE, rows, byline.first, byline.last)
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


def controls_close(cues: Cues, layout: Layout, posts: Posts) -> float:
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


def _first_naming(cues: Cues, posts: Posts, index: int) -> int | None:
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
