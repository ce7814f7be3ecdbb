"""Threads for the export tests, the hostile ones above all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from threadkit.models import AuthorGuess, Evidence, Post, ReplyLink, Thread

HOSTILE = [
    "quotes \" and ' and `",
    "</script><script>alert(1)</script>",
    "<!-- ]]> &amp; &#0; <b>",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\tTab first",
    "\rReturn first",
    "NUL\x00 and bell\x07 and escape\x1b[31m",
    "emoji \U0001f469\u200d\U0001f680 and flags \U0001f1f3\U0001f1f4",
    "right-to-left \u05e9\u05dc\u05d5\u05dd \u202egnihton\u202c",
    "half a pair \ud83d and \ufffe and \uffff",
    'back\\slash \\N \\" end\\',
    "comma, semicolon; pipe| and\nline break\r\nFrom the start of a line\n>From\n.\n",
    "From here\n\nTo: someone@example.org\nSubject: no header",
    "{curly} [square] (round) *star* _under_ # hash 1. list\n- item\n> quote",
    "line\u2028separator\u2029s and \x85 and \x0b",
    " ",
    "日本語のとても長い名前",
    "null",
    "1",
    "true",
]
"""Names and bodies that break naive writers."""

START = datetime(2022, 2, 3, 4, 5, 6)


def hostile() -> Thread:
    """Every hostile string as an author, as a body, as a title, as an id."""
    posts = []
    for place, text in enumerate(HOSTILE):
        parent = posts[place // 2 - 1].id if place >= 2 else None
        posts.append(
            Post(
                id=f"{place} {text}",
                parent=parent,
                author=text if text.strip() else None,
                body=f"{text}\n\n{text}",
                title=text if place % 3 == 0 else None,
                number=text if place % 4 == 0 else None,
                raw_timestamp=text,
                timestamp=START + timedelta(hours=place) if place % 5 else None,
                score=-place if place % 2 else None,
                deleted=place == 7,
                author_guess=None if text.strip() else AuthorGuess(name="=Guess", confidence=0.4),
                link=ReplyLink(
                    parent=parent,
                    source="inferred" if parent else "unknown",
                    confidence=0.3 + place / 40 if parent else None,
                    evidence=(Evidence(signal="quote", text=text), Evidence(signal="name")) if parent else (),
                    runner_up=None,
                    runner_up_confidence=0.1 if parent else None,
                ),
            )
        )
    return Thread(
        posts=tuple(posts), article="</script> The \x00 article\nits text", meta={"id": "host/ile <1>", "n": 1}
    )


def plain() -> Thread:
    """Two people and a third, dated with a zone, without an article."""
    minute = timedelta(minutes=1)
    start = datetime(2022, 2, 3, 4, 5, tzinfo=UTC)
    return Thread.from_posts(
        [
            Post(id="1", author="Ann", timestamp=start, body="Who has been there?", title="The lake"),
            Post(id="2", parent="1", author="Bob", timestamp=start + 10 * minute, body="I have."),
            Post(id="3", parent="2", author="Ann", timestamp=start + 15 * minute, body="Was it cold?"),
            Post(id="4", parent="1", author="Cy", timestamp=start + 20 * minute, body="Not me.", score=3),
        ]
    )


def cleaned(text: str) -> str:
    """What the formats other than threadkit's own make of a hostile string."""
    return "".join(
        "\ufffd"
        if (char < " " and char not in "\t\n\r") or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"
        else char
        for char in text
    )
