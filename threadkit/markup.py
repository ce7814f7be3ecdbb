"""Marks that extractors leave in a row: of Markdown, of text browsers, of tags.

Decides what of a row a reader of the page never saw: emphasis, targets of
links, pictures, raised words, buttons.  In bylines such marks hide names and
dates; in sentences they may say something, and most stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from threadkit.timestamps import find_dates
from threadkit.vocabulary import fold, is_furniture, is_start, is_stop

_BLANK = " \t\xa0\x0b\x0c\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00"
STRIP = _BLANK + INVISIBLE + "\r"
"""What is blank to readers, at either end of a row."""

HEADING = re.compile(r"#{1,6}[ \t\xa0]+(?=\S)")
_EMPHASIS = re.compile(r"^(\*\*|__|_|\*|`)(?=\S)(.{1,120}?)(?<=\S)\1(?=$|[ \t,.:;|])")
# From the mark on, so that places are found quickly; what may not stand before it is asked then.
_INNER_EMPHASIS = re.compile(r"(([*_])(?<![\w*][*_])\2?)(?=[^\s*_])([^*_\n]{1,80}?)(?<=\S)\1(?![\w*])")
# Between what is emphasised and a number: "**Ann**5 days ago".
_EMPHASIS_MEETS = re.compile(r"(?<![\w*])(\*\*(?=[^\s*])[^*\n]{0,80}[^\W\d_]\*\*)(?=\d)")
# What is left of an icon: an empty emphasis, alone or glued to the word behind it.
_ICON = re.compile(r"(?<!\S)__(?:(?=[^\W_])(?!.*?[^\s_]__(?!\w))|(?=\s|$))[ \t]*")
# "/wiki/Ann_(name)", "javascript:void(0);"; crawlers keep whatever a site adds to its addresses.
_TARGET = r"[^()\s]{0,2000}(?:\([^()\s]{0,80}\)[^()\s]{0,400}){0,6}"
_TITLED = rf"(?:<[^>\n]{{0,400}}>|{_TARGET})(?: \"[^\"\n]{{0,120}}\")?"
# A link that another one or a word is glued to: "[Ann](/u/ann)[5 May](/c/12)", "[Ann](/u/ann)on 5 May".
_GLUED_BEHIND = re.compile(rf"(\]\({_TITLED}\))(?=[^\W_]|\[)")
# "[Ann](/u/ann)", "[[–]](javascript:void\(0\))"
_MARKDOWN_LINK = re.compile(rf"!?\[((?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{{0,40}}\](?!\()){{0,120}})\]\({_TITLED}\)")
# "![Ann](ann.png)", "[![Ann](ann.png)](/u/ann)"; behind a list's mark, too.
PICTURE = re.compile(
    rf"(?:(?:[*+-]|\d{{1,4}}\.)[ \t]+)?\[?!\[[^\]\n]{{1,200}}\]\({_TARGET}\)(?:\]\({_TARGET}\))?"
)
# Those of which nothing is to be read: "![[ann.png\\|32x32]]", "![http://x.org/ann.png](ann.png)", "![](ann.png)"; and
# beside the text of a link: "[Ann![level 2](2.png)](/u/ann)".
_MUTE_PICTURE = re.compile(
    rf"!\[(?:\[[^\[\]\n]{{0,300}}\]\]"
    rf"|(?:(?=[^\]\s]{{0,300}}[/.|])[^\]\s]{{1,600}}+|[0-9a-f]{{12,64}})?\]\({_TARGET}\)"
    rf"|(?<=[^\s\[]!\[)[^\[\]\n]{{0,120}}\]\({_TARGET}\)(?=\]\()"
    rf"|(?<=\[!\[)[^\[\]\n]{{0,120}}\]\({_TARGET}\)(?=[ \t]*[^\]\s!]))[ \t]*"
)
# A picture, with the link around it: "![Ann](ann.png)", "[ ![Ann](ann.png) ](/u/ann)".
_AVATAR = re.compile(rf"(?:\[\s*!\[[^\[\]\n]{{0,120}}\]\({_TARGET}\)\s*\]|!\[[^\[\]\n]{{0,120}}\])\({_TITLED}\)\s*")
_LINK_WITH_WORDS = re.compile(r"(?<!!)\[[^\[\]\n!]{0,120}[^\W_][^\[\]\n]{0,120}\]\(")
# Targets behind the texts of links: "Ann [https://x.org/u/ann]", "Ann (https://x.org/u/ann)", "Ann <https://x.org/u/ann>".
_SCHEME = r"https?://"
_TARGETS = re.compile(
    rf"\s*(?:\[(?:{_SCHEME}|/[^\s\[\]]{{0,80}}/)[^\s\[\]]{{0,800}}\]|(?<!\])\({_SCHEME}{_TARGET}\)|<{_SCHEME}[^\s<>]{{1,800}}>)\s*"
)
# Numbers of links, as text browsers print them: "[12]Ann [13]5 May".
_NUMBER = re.compile(r"\[(\d{1,5})\]")
_NUMBER_BEFORE = re.compile(r"(?<!\w)\[\d{1,5}\](?=[^\s\[\]()<.,;:!?])")
_LINK_NUMBERS = re.compile(r"(?<!\S)(?:\[\d{1,5}\])+(?:\s+|$)|\[\d{1,5}\](?=[^\s\](,.;])")
# "https://x.org/u/ann", "mailto:ann@x.org": an address alone in a row.
ADDRESS = re.compile(r"[a-z]{3,12}:\S+").fullmatch
# A picture whose text the row goes on with: "![Ann](ann.png) [Ann](/u/ann) 3h", "[![Ann](ann.png)](/u/ann)Ann, 5 May".
_PICTURE_AGAIN = re.compile(
    rf"\[?!\[([^\[\]\n]{{2,60}})\]\({_TARGET}\)(?:\]\({_TITLED}\))?[ \t]*(?=\[?\1(?![^\W_]))"
)
# Pictures as a reader of pages numbers them: "![Image 7: Ann](ann.png)", "![Image 8](ann.png)".
_PICTURE_NUMBER = re.compile(r"(?<=!\[)Image \d{1,4}(?:: ?|(?=\]))")
_MAY_BE_TARGET = re.compile(r"[\[(<](?:http|/)").search
# What a link around several rows leaves in the last of them: "](/u/ann)", "](/u/ann "Ann")".
_LINK_END = re.compile(rf"\]\({_TITLED}\)[ \t]*")
# Tags that Markdown has no mark for: "<span class="date">", "<img src="ann.png">", "</span>".
_TAGS = re.compile(r"(?:</?(?:span|img|time|font|small)(?:\s[^<>\n]{0,400})?/?>)+")
# Raised words, as w3m prints them: "Ann ^talk 12:45", "Ann^(talk)", "Ann ^✉"; not "x^2", not "^_^", not "a^b".
_SUPERSCRIPT = re.compile(r"(?:^|(?<=[ \t\xa0]))\^(?=[^\W\d_]|[(\[\u2600-\u27bf\U0001f300-\U0001faff])")
_GLUED_SUPERSCRIPT = re.compile(r"(?<=[^\W\d_])\^(?=[^\W\d_]{3}|[(\[\u2600-\u27bf\U0001f300-\U0001faff])")
# "Posted by [Ann](/u/ann)": at most four words and a link of which as many are printed.
_LINKED_NAME = re.compile(rf"(?:[^\s\[\]]{{1,20}} ){{0,4}}[*_]{{0,2}}\[[^\]\n]{{1,40}}\]\({_TITLED}\)[*_]{{0,2}}$")
# Rows of pictures, as w3m prints them by the begin of their file's name: "[svg][28a8d6]", "[IMG_0012]"; no footnotes.
_PICTURES = re.compile(
    r"(?:\[(?:svg|png|gif|jpe?g|(?=[^\]]*\d)(?=[^\]]*[A-Za-z])[\w.-]{4,24}|\d{5,12}|[\w.-]{1,24}\.(?:png|jpe?g|gif|svg|webp))\])+"
)
# Backslashes where a mark might be misread: "18\. Oktober", "13:01 \- Ann", "john\_doe".
_ESCAPE = re.compile(r"(?<=\d)\\(?=[.)])|(?<!\S)\\(?=[-+] )|(?<=\w)\\(?=_)|\\(?=_\w)")

# Code of nothing, where a site draws an icon: "198`````` 9 Comments"; a fence has fewer signs.
_NO_CODE = re.compile(r"(?:^|(?<=[^\s`]))`{6,}[ \t]*")

_RARE = "`^\\|<=[*]_+(/!"
"""Signs, the rarest first."""

LONGEST_BYLINE = 400
"""No line longer than this, but for targets of links, is read as a byline in Markdown."""
LONGEST_STYLED = 600
"""Nor do marks go out of one that is longer than this, and begins with one."""
LONGEST_LINKED = 6000
"""Targets of links are looked for in lines up to this length, with them."""
LEAST_NUMBERED = 8
"""So many links are numbered where numbers in brackets are those of links, at least."""
IN_TURN, BEFORE_WORDS = 0.8, 0.5
"""So many of these numbers follow each other, and so many are glued to words behind them: those of notes are not."""
MOST_WORDS, MOST_DATED_WORDS = 5, 16
"""A line is a name, a button or the like if it has no more words, and a byline if no more and a date."""


def unstyle(body: str) -> str:
    """A short line without Markdown emphasis and link targets (an HTML-to-Markdown extractor's marks)."""
    linked = "](" in body
    if len(body) > (LONGEST_LINKED if linked else LONGEST_STYLED):
        return body
    plain = _without_mute_pictures(body) if "![" in body else body
    plain = _without_links(plain) if linked else plain
    if len(plain) > LONGEST_STYLED:
        return body
    body = plain
    for _ in range(2):  # "**_Ann_**"
        match = _EMPHASIS.match(body) if len(body) <= 140 else None
        if match:
            body = match[2] + body[match.end() :]
    return body.strip(STRIP)


def _plain_byline(body: str) -> str:
    """A line without the marks of icons; where it holds a date, or is furniture, without emphasis and link targets too.

    "by [Ann](/u/ann) _Moderator_ on 5 May 2019" is a byline, "Please [log in](/login) to comment." asks for one; in a
    sentence the marks say something, and stay.
    """
    linked = "](" in body
    if linked and body[0] == "]" and (end := _LINK_END.match(body)):
        body = body[end.end() :]
        linked = "](" in body
    if len(body) > (LONGEST_LINKED if linked else LONGEST_BYLINE):
        return body
    if not linked and body.count("_") < 2 and body.count("*") < 2:
        return body
    if "__" in body:
        body = _ICON.sub("", body).strip(STRIP)
    plain = _without_links(body) if linked else body
    if len(plain) > LONGEST_BYLINE:
        return body
    if linked and body[-1] in ")*_" and _LINKED_NAME.match(body):
        return _INNER_EMPHASIS.sub(r"\3", plain)
    plain = _INNER_EMPHASIS.sub(r"\3", _EMPHASIS_MEETS.sub(r"\1 ", plain) if "**" in plain else plain)
    return plain if plain != body and (find_dates(plain) or (linked and _is_known(plain))) else body


def _is_known(text: str) -> bool:
    folded = fold(text)
    return is_furniture(folded) or is_start(folded) or is_stop(folded)


def _without_links(body: str) -> str:
    """A line without targets of links, and without pictures where a link has a text: "![Ann](a.png) [Ann](/u/ann)"."""
    if "![" in body and _LINK_WITH_WORDS.search(body):
        body = _AVATAR.sub("", body)
    body = _MARKDOWN_LINK.sub(r"\1", _GLUED_BEHIND.sub(r"\1 ", body))
    return (_MARKDOWN_LINK.sub(r"\1", body) if "](" in body else body).strip(STRIP)  # links around pictures


def _without_targets(body: str) -> str:
    """A line that holds a date, or few words, without the targets of links that stand behind their texts."""
    if len(body) > LONGEST_BYLINE or not _MAY_BE_TARGET(body):
        return body
    plain = _TARGETS.sub(" ", body).strip(STRIP)
    words = len(plain.split())
    is_name = 0 < words <= MOST_WORDS and plain[-1] not in ".!?,"
    return plain if is_name or (words <= MOST_DATED_WORDS and find_dates(plain)) else body


def find_sign(sign: str, text: str, start: int = 0) -> int:
    """``text.find(sign, start)``, by its rarest character: one is found much sooner than several.

    >>> find_sign("](", "a] [b](c)"), find_sign("](", "a] (b)"), find_sign("http", "(http")
    (5, -1, 1)
    """
    rare = next(filter(sign.__contains__, _RARE), "") if len(sign) > 1 else ""
    if not rare:
        return text.find(sign, start)
    before = sign.index(rare)
    place = text.find(rare, start + before)
    while place >= 0 and not text.startswith(sign, place - before):
        place = text.find(rare, place + 1)
    return place - before if place >= 0 else -1


def ends_in_link(row: str) -> bool:
    """Whether a row ends within the text or the target of a link."""
    return "]" not in row[row.rfind("[") :] or ")" not in row[row.rfind("](") :]


def goes_on_with_link(row: str, below: str) -> bool:
    """Whether what a row that ends within a link begins is closed in the row below."""
    if "]" in row[row.rfind("[") :]:
        return 0 <= below.find(")") < (below + "[").find("[")
    return 0 <= below.find("](") < (below + "[").find("[")


def are_links_numbered(text: str) -> bool:
    """Whether numbers in brackets are those of links, one after the other, before words.

    >>> are_links_numbered("".join(f"[{number}]Ann wrote: " for number in range(1, 9)))
    True
    """
    numbers = [int(number) for number in _NUMBER.findall(text)] if text.count("[") >= LEAST_NUMBERED else []
    if len(numbers) < LEAST_NUMBERED:
        return False
    in_turn = 1 + sum(above + 1 == below for above, below in pairwise(numbers))
    return in_turn >= IN_TURN * len(numbers) and len(_NUMBER_BEFORE.findall(text)) >= BEFORE_WORDS * len(numbers)


def _without_link_numbers(row: str) -> str:
    """A row without the numbers of its links."""
    return _LINK_NUMBERS.sub("", row).rstrip(STRIP)


def _without_tags(body: str) -> str:
    """A line without the tags that an HTML-to-Markdown extractor left: one that holds a date, or begins with some."""
    plain = _TAGS.sub(" ", body).strip(STRIP)
    return plain if not plain or _TAGS.match(body) or find_dates(plain) else body


def _without_mute_pictures(body: str) -> str:
    body = _PICTURE_NUMBER.sub("", body) if "![Image " in body else body
    return _PICTURE_AGAIN.sub("", _MUTE_PICTURE.sub("", body)).strip(STRIP)


def _without_pictures(body: str) -> str:
    return "" if body[-1] == "]" and _PICTURES.fullmatch(body) else body


def _without_buttons(body: str) -> str:
    return " ".join(body.replace("(BUTTON)", " ").split()) or body


class Mark(NamedTuple):
    """What takes marks out of a row: ``clean``, where one of the ``signs`` is in it.

    So many rows of a page must have them at ``least``, or somebody wrote them.
    """

    signs: tuple[str, ...]
    clean: Callable[[str], str]
    least: int = 1


CLEANED: tuple[Mark, ...] = (
    Mark(("<span", "<img", "<time", "<font", "<small"), _without_tags),
    Mark(("![",), _without_mute_pictures),
    Mark(("\\",), lambda body: _ESCAPE.sub("", body)),
    Mark(("_", "](", "**"), _plain_byline),
    Mark(("http", "[/"), _without_targets, least=3),
    Mark(("^",), lambda body: _GLUED_SUPERSCRIPT.sub(" ", _SUPERSCRIPT.sub("", body))),
    Mark(("(BUTTON)",), _without_buttons),
    Mark(("``````",), lambda body: _NO_CODE.sub(" ", body).strip(STRIP)),
    Mark(("]",), _without_pictures),
)
"""Marks that may be in any row of a page, in this order."""
LINK_NUMBERS = Mark(("[",), _without_link_numbers)
"""Those of pages whose links are numbered."""


def plain_line(line: str) -> str:
    """A line of a layout as rows come: without a heading's mark and without emphasis.

    >>> plain_line("## {author}"), plain_line("**{author}** wrote:")
    ('{author}', '{author} wrote:')
    """
    heading = HEADING.match(line)
    line = line[heading.end() :] if heading else line
    match = _EMPHASIS.match(line)
    return match[2] + line[match.end() :] if match else line
