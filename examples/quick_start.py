"""One saved page -> its conversation.

    python examples/quick_start.py examples/pages/01-footbridge.txt
"""

from __future__ import annotations

import sys

import threadkit


def main(path: str) -> None:
    """Print who wrote what, and whom it answers."""
    thread = threadkit.read(path)
    for post in thread.posts:
        author = post.author or "somebody"
        parent = thread.post(post.parent) if post.parent else None
        answers = f"answers {parent.author or 'somebody'} (#{parent.id})" if parent else "answers the article"
        print(f"#{post.id} {author}, {post.timestamp or 'no time'}, {answers}:")
        print(f"    {post.body.splitlines()[0] if post.body else ''}")
    for diagnostic in thread.diagnostics:
        print(f"{diagnostic.severity}: {diagnostic.message}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
