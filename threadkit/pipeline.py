"""The whole way from text to thread, read top to bottom.

Every step is a plain function of another module; this one only calls them in
order and turns internal records into the public model.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from threadkit.answered import is_asked_for
from threadkit.authors import Named, has_rank_before, is_notice, page_authors
from threadkit.collector import collector_paused
from threadkit.cues import Cues, page_cues
from threadkit.detection import CLOSE_CALL, close_call_message, rank, runner_up
from threadkit.layouts import Layout, load_layout
from threadkit.lines import Page
from threadkit.models import Diagnostic, LinkSource, Order, Post, Region, ReplyLink, Thread
from threadkit.scoring import Judged, is_convincing
from threadkit.segment import Record, Segmentation, body_text, printed_fields
from threadkit.structure import Structure, printed_structure
from threadkit.vocabulary import fold, is_deleted

NEXT_TO_NAMES = 2
"""So many rows next to a byline may hold its author's name alone: a rank may stand between."""


def parse(
    source: str | bytes,
    *,
    layout: str | Path | Layout | None = None,
    reference_time: datetime | None = None,
    named: bool = True,
    induced: bool = True,
    links: bool = True,
    kind: str = "auto",
    discussion: bool = False,
) -> Thread:
    """Turn flat discussion text into a thread.  Never raises on content.

    Parameters
    ----------
    source
        The page as text or bytes.
    layout
        A layout to use instead of detecting one: a built-in's name, one line
        of template, a TOML file or document, or a ``Layout``.
    reference_time
        When the page was captured; resolves "3 hours ago" and dates without
        a year.  Without it such timestamps stay None, the raw text is kept.
    named, induced
        Whether to consider the catalogue and the page's own induced layout.
    links
        Whether to infer parents that the page does not print.
    kind
        ``"comments"``, ``"forum"``, ``"chat"`` or ``"auto"``, for link inference.
    discussion
        Whether the text is known to hold a discussion (an excerpt, a page
        picked by hand).  The best reading is reported then, however little
        speaks for it; a diagnostic says so.

    Returns
    -------
    Thread
        Posts in page order; no posts and a diagnostic where nothing on the
        page looks like a discussion.

    Raises
    ------
    LayoutError
        If ``layout`` cannot be used.
    """
    given = load_layout(layout) if layout is not None else None
    with collector_paused():
        # What is needed on the way must be gone before the collector runs again: it would look through all of it.
        options = {"named": named, "induced": induced, "discussion": discussion}
        return _parse(source, given, reference_time, kind=kind if links else None, **options)


def _parse(
    source: str | bytes,
    given: Layout | None,
    reference_time: datetime | None,
    *,
    named: bool,
    induced: bool,
    discussion: bool,
    kind: str | None,
) -> Thread:
    cues = page_cues(source, answers=given is None or not is_asked_for((*given.head, *given.foot)))
    ranked = rank(cues, given, named=named, induced=induced, discussion=discussion)
    if not ranked or not (given is not None or discussion or is_convincing(ranked[0])):
        return _empty(cues.page, ranked)
    thread = _build(cues, ranked, reference_time)
    if given is None and not is_convincing(ranked[0]):
        thread = thread.changed(diagnostics=(_little_trust(ranked[0]), *thread.diagnostics))
    return thread if kind is None else _with_links(thread, kind)


def read(path: str | Path, **options: object) -> Thread:
    """Parse a file (``.gz`` is unpacked); options as for :func:`parse`.  Raises ``OSError``."""
    path = Path(path)
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return parse(data, **options)  # type: ignore[arg-type]


def _with_links(thread: Thread, kind: str) -> Thread:
    """The thread with parents inferred where the page prints none, or only a constraint."""
    cap = thread.meta.get("depth_cap")
    if len(thread.posts) < 2 or (cap is None and all(post.link.source != "unknown" for post in thread.posts)):
        return thread
    from threadkit.links.resolve import link_posts

    result = link_posts(
        thread.posts,
        order=thread.order or "auto",
        kind=_link_kind(thread, kind),
        depth_cap=cap,
        article=thread.article,
    )
    diagnostics = (*thread.diagnostics, *result.diagnostics)
    return thread.changed(posts=result.posts, order=result.order, diagnostics=diagnostics)


def _link_kind(thread: Thread, kind: str) -> str:
    if kind != "auto" or thread.layout is None:
        return kind
    return {"forum": "forum", "chat": "chat"}.get(thread.layout.kind, "auto")


# --- building the public result ------------------------------------------------


def _build(cues: Cues, ranked: list[Judged], reference_time: datetime | None) -> Thread:
    page, best = cues.page, ranked[0].segmentation
    named = _named(page, best)
    records = _with_names(best.records, named)
    structure = printed_structure(page, records, capped=not best.layout.levels, indented=best.layout.indented)
    dates = [record.date for record in records]
    day_order = cues.day_order([date for date in dates if date is not None])
    times = [None if date is None else cues.time(date, day_order, reference_time) for date in dates]
    posts = _posts(page, records, [name.author for name in named], times, structure)
    order = _order(structure, posts)
    return Thread.unchecked(
        {  # parents stand above, or the page's own structure would be none
            "posts": tuple(posts),
            "article": _article(page, records),
            "layout": best.layout,
            "order": order,
            "regions": _regions(page.size, posts),
            "diagnostics": (*_one_line(page), *_choice(ranked), *_diagnostics(best.notes, structure, posts)),
            "meta": {} if structure.cap is None else {"depth_cap": structure.cap},
        }
    )


def _named(page: Page, segmentation: Segmentation) -> list[Named]:
    """Every post's author without what the site prints beside it; a user's layout is taken at its word."""
    printed = [record.author for record in segmentation.records]
    if segmentation.layout.source == "user":
        return [Named(author) for author in printed]
    templates = (*segmentation.layout.head, *segmentation.layout.foot)
    beside = [_beside(page, record) for record in segmentation.records]
    return page_authors(printed, page.source, ranked=any(map(has_rank_before, templates)), beside=beside)


def _beside(page: Page, record: Record) -> Sequence[str]:
    """The rows of a byline and what stands next to it on the other side of what is said."""
    byline = record.bylines[0]
    above, below = (NEXT_TO_NAMES, 0) if byline is record.head else (0, NEXT_TO_NAMES)
    return page.text[max(0, byline.first - above) : byline.last + 1 + below]


def _with_names(records: list[Record], named: list[Named]) -> list[Record]:
    """The records with whom they answer, where that stood beside the names."""
    if not any(name.reply_to for name in named):
        return records
    return [_with_name(record, name) for record, name in zip(records, named, strict=True)]


def _with_name(record: Record, name: Named) -> Record:
    """A copy: other layouts share bylines."""
    bylines = (
        replace(byline, author=name.author, reply_to=byline.reply_to or name.reply_to)
        if byline is not None and byline.author
        else byline
        for byline in (record.head, record.foot)
    )
    head, foot = bylines
    return replace(record, head=head, foot=foot)


def _one_line(page: Page) -> list[Diagnostic]:
    """That where rows begin is a guess, if all came in one line."""
    if not page.parted:
        return []
    message = "all came in one line: where posts begin and end was told by what comes again beside dates"
    return [Diagnostic(code="one-line", message=message, severity="warning")]


def _little_trust(best: Judged) -> Diagnostic:
    message = f"little speaks for a discussion here: the best layout is trusted {best.trust:.2f}"
    return Diagnostic(code="little-trust", message=message, severity="warning")


def _choice(ranked: list[Judged]) -> list[Diagnostic]:
    """A warning where another reading of the page is nearly as good."""
    best = ranked[0]
    if all(best.score - other.score >= CLOSE_CALL for other in ranked[1:]):
        return []  # the more usual case, told early
    other = runner_up(ranked)
    if other is None or best.score - other.score >= CLOSE_CALL:
        return []
    return [Diagnostic(code="close-call", message=close_call_message(best, other), severity="warning")]


def _posts(
    page: Page,
    records: list[Record],
    authors: list[str | None],
    times: list[datetime | None],
    structure: Structure,
) -> list[Post]:
    """The posts; what bylines seldom state is read for all of them at once."""
    parents = [None if above is None else str(above + 1) for above in structure.parents]
    scores = printed_fields(records, "score")
    columns = zip(
        records,
        authors,
        times,
        parents,
        structure.depths,
        _links(structure, parents),
        printed_fields(records, "date"),
        printed_fields(records, "number"),
        printed_fields(records, "title"),
        [None if score is None else _score_value(score) for score in scores],
        strict=True,
    )
    span, last_row = page.span, len(page) - 1
    posts: list[dict[str, Any]] = []
    for place, (record, author, time, parent, depth, link, date, number, title, score) in enumerate(columns, start=1):
        body, low, high = body_text(page, record), record.low, record.high - 1
        body = body.replace("\n", " ") if page.parted else body
        deleted = _is_deleted(body, record)
        if deleted and not body:
            body, byline = record.author, record.bylines[0]  # what the page prints where the text was
            low, high = byline.first, byline.last
        first = min(record.first_row, last_row)
        last = max(first, min(record.last_row, last_row))
        values = {
            "id": str(place),
            "parent": parent,
            "author": author,
            "timestamp": time,
            "raw_timestamp": None if date is None else date.text,
            "timestamp_precision": None if date is None else date.precision,
            "body": body,
            "number": number,
            "title": title or record.heading,
            "score": score,
            "depth": depth,
            "deleted": deleted,
            "link": link,
            "author_guess": None,
            "span": span(first, last),
            "body_span": span(low, high) if low <= high else None,
            "meta": {},
        }
        posts.append(values)
    return Post.all_unchecked(posts)


def _links(structure: Structure, parents: list[str | None]) -> list[ReplyLink]:
    """The links that the page prints; posts that have the same one share it."""
    usual: LinkSource = "unknown" if structure.basis == "none" else "printed"
    made: dict[tuple[str | None, LinkSource], ReplyLink] = {}
    links: list[ReplyLink] = []
    for index, parent in enumerate(parents):
        source = usual
        if index in structure.explicit:
            source = "explicit"
        elif index in structure.openers:
            source = "printed"
        link = made.get((parent, source))
        if link is None:
            confidence = None if source == "unknown" else 1.0
            link = ReplyLink.unchecked({"parent": parent, "source": source, "confidence": confidence})
            made[parent, source] = link
        links.append(link)
    return links


def _is_deleted(body: str, record: Record) -> bool:
    """Whether a notice stands in the place of the body or, where nothing else is left of the post, of the author."""
    if body:
        return len(body) < 120 and is_deleted(fold(body))
    author = record.author
    return author is not None and is_notice(author)


def _score_value(value: str) -> int | None:
    text = value.replace(",", "").replace("−", "-").replace("–", "-").strip()
    factor = {"k": 1000, "m": 1_000_000}.get(text[-1:].lower(), 1)
    try:
        return int(float(text.rstrip("kKmM")) * factor)
    except ValueError:
        return None


def _order(structure: Structure, posts: list[Post]) -> Order | None:
    if any(structure.depths) or len(structure.openers) > 1:
        return "preorder"
    stated = [post.timestamp for post in posts if post.timestamp is not None]
    times = [time if time.tzinfo is None else time.replace(tzinfo=None) for time in stated]
    if len(times) >= 2:
        pairs = list(pairwise(times))
        up = sum(1 for a, b in pairs if a <= b)
        down = sum(1 for a, b in pairs if a >= b)
        if up != down and max(up, down) >= 0.9 * len(pairs):
            return "chronological" if up > down else "reverse"
    return None


def _article(page: Page, records: list[Record]) -> str | None:
    first = records[0].first_row if records else len(page)
    if not first:
        return None
    return page.source[page.start[0] : page.end[first - 1]].strip("\n") or None


def _regions(size: int, posts: list[Post]) -> tuple[Region, ...]:
    """Every line of the input as article, post or furniture, in order and without gaps."""
    stretches: list[dict[str, Any]] = []
    cursor = 0
    between = "article"
    for post in posts:
        begin, end = post.span or (cursor, cursor)
        if begin > cursor:
            stretches.append({"kind": between, "span": (cursor, begin), "post": None})
            cursor = begin
        between = "furniture"
        end = min(size, end + 1)
        if end > cursor:
            stretches.append({"kind": "post", "span": (cursor, end), "post": post.id})
            cursor = end
    if size > cursor:
        stretches.append({"kind": between, "span": (cursor, size), "post": None})
    return tuple(Region.all_unchecked(stretches))


def _diagnostics(notes: list[tuple[str, str]], structure: Structure, posts: list[Post]) -> list[Diagnostic]:
    found = [Diagnostic(code=code, message=message, severity="warning") for code, message in notes]
    for index in structure.skipped:
        found.append(
            Diagnostic(
                code="level-skipped",
                message="the post stands more than one level below its parent; attached to the nearest shallower post",
                severity="warning",
                post=posts[index].id,
            )
        )
    if structure.cap is not None:
        found.append(Diagnostic(code="depth-cap", message=f"the site seems to stop nesting at depth {structure.cap}"))
    if structure.basis == "none" and len(posts) > 1:
        found.append(_NO_STRUCTURE)
    return found


_NO_STRUCTURE = Diagnostic(code="no-structure", message="the page prints no reply structure")


def _empty(page: Page, ranked: list[Judged]) -> Thread:
    reason = _NO_LAYOUT
    if ranked:
        best = ranked[0]
        tried = f"the best layout was {best.layout.name!r} trusted {best.trust:.2f} ({best.reasons()[0]})"
        remedy = "a text known to hold a discussion is read with discussion=True (--discussion)"
        reason = Diagnostic(code="no-posts", message=f"nothing convincing: {tried}; {remedy}")
    size = page.size
    whole = Region.unchecked({"kind": "article", "span": (0, size), "post": None})
    return Thread.unchecked(
        {
            "article": page.source.strip("\n") or None,
            "regions": (whole,) if size else (),
            "diagnostics": (reason,),
        }
    )


_NO_LAYOUT = Diagnostic(code="no-posts", message="no known layout matches and none could be induced")
