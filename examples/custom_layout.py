"""A board that nobody else has: tell threadkit how it prints a post.

    python examples/custom_layout.py examples/formats/custom-board.txt

The same from the command line, with the template on one line:
``threadkit show --layout '*** {author} ({timestamp}) ***' examples/formats/custom-board.txt``.
"""

from __future__ import annotations

import sys

import threadkit

LAYOUT = """\
name = "weir-board"
head = ["*** {author} ({timestamp}) ***"]
furniture = ["---"]
"""


def main(path: str) -> None:
    """Print the posts that the layout finds."""
    thread = threadkit.read(path, layout=LAYOUT)
    for post in thread.posts:
        print(f"{post.timestamp}  {post.author}: {post.body}")


if __name__ == "__main__":
    main(sys.argv[1])
