"""One small discussion, for tests that print its posts in forms of their own, and layouts that read most forms."""

from __future__ import annotations

from threadkit.bylines import LayoutIndex, read_bylines
from threadkit.bylines.reading import Reading
from threadkit.cues import Cues, page_cues
from threadkit.layouts import Layout, load_layout
from threadkit.segment import body_text, segment

HEAD = Layout(name="test", head=("{author} {timestamp}",), source="induced")
FOOT = Layout(name="test", foot=("{author} {timestamp}",), source="induced")
NAMES = ("Ann Lee", "Bob Stone", "Cy", "Ann Lee", "Dora Finch", "Bob Stone", "Cy", "Ed Marsh")
BREAD = (
    "The crust is the best part of any loaf, and the rest is there to hold it.",
    "Not with my teeth.",
    "Has anybody tried rye? It keeps for a week, and it makes you feel like a monk.",
    "Rye is for people who have given up.",
    "I bake on Sundays and freeze half of it. Nobody has complained yet.",
    "My toaster has opinions on that, Dora.",
    "Monks do not toast, as far as I know, but I have not asked all of them.",
    "What kind of flour is it in the third picture?",
)
LONGER_BREAD = (
    "The crust is the best part of any loaf, and the rest is there to hold it together for a while.",
    "Has anybody tried rye? It keeps for a week, and it makes you feel like a monk in the mountains.",
    "I bake on Sundays and freeze half of it, and nobody complains.",
    "Monks do not toast, as far as I know. Some have a vow of silence, others were asleep when I asked.",
    "What kind of flour is it that you show in the third picture?",
    "My toaster has opinions on all of this, and most of them are about the thickness of the slices.",
)


def printed(post: str, names: tuple[str, ...], above: str = "Newest first", behind: str = "Older wares") -> str:
    """A page on which a site prints every post in one form: "{name} {date}\\n{body}"; {before} is who posted last."""
    rows = ["Bread", "", "It is good for you.", "", "8 comments", above]
    for place, (name, before, body) in enumerate(zip(names, ("Kim", *names), BREAD, strict=False)):
        date = f"0{place + 1}.05.2019, 1{place}:41"
        rows += post.format(name=name, before=before, body=body, date=date, n=place).split("\n")
    return "\n".join([*rows, behind, "Toaster", "Butter dish"])


def discussion(form: str) -> str:
    """A page of eight comments; ``form`` is filled with name, number, hour and body."""
    rows = ["Bread and butter", "", "An article about bread that goes on for a while.", "", "8 Comments", ""]
    for place, (name, body) in enumerate(zip(NAMES, BREAD, strict=True)):
        rows += [form.format(name=name, n=place + 1, hour=10 + place, body=body), ""]
    return "\n".join([*rows, "Leave a Reply", "", "Name", "Mail", ""])


WORDPRESS = discussion("{name} says:\nMay 5, 2019 at {hour}:41\n{body}\nReply")
MOVABLETYPE = discussion("{body}\n\nPosted by: {name} at May 5, 2019 {hour}:41")
UNKNOWN = discussion("### {name} ###\nwritten {hour}:41, 5 May 2019 on the wall\n{body}\nthumb up")
PLAIN = discussion("{name} May 5, 2019 at {hour}:41\n{body}")


def reading_of(cues: Cues, layout: Layout) -> Reading:
    """What a layout alone reads on a page."""
    return read_bylines(cues, layout, LayoutIndex([layout]).possible(cues)[0][1])


SAID = "Salt.|More salt, please.|No.|Rye is better.|Rye is not.|Tea?"


def posts_of(form: str, labels: str, bodies: str = SAID) -> str:
    """A page of six comments; ``form`` is filled with name, label, number and body."""
    names = ("Ann", "Bob", "Ann", "Cy", "Bob", "Dora")
    words = zip(names, labels.split("|"), bodies.split("|"), strict=True)
    posts = (form.format(name=name, label=label, body=body, n=n) for n, (name, label, body) in enumerate(words, 1))
    return "The article.\n\n6 Comments\n\n" + "\n\n".join(posts) + "\n"


def cut(text: str, layout: str | Layout) -> list[tuple[str | None, str | None, str]]:
    """(author, date, body) of every record."""
    cues = page_cues(text)
    records = segment(cues, load_layout(layout)).records
    return [(one.author, one.date.text if one.date else None, body_text(cues.page, one)) for one in records]
