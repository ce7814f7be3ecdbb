"""One small discussion, for tests that print its posts in forms of their own, and layouts that read most forms."""

from threadkit.layouts import Layout

HEAD = Layout(name="test", head=("{author} {timestamp}",), source="induced")
FOOT = Layout(name="test", foot=("{author} {timestamp}",), source="induced")
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
