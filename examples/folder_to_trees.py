"""A folder of saved pages -> one nested JSON file per page.

    python examples/folder_to_trees.py examples/formats out

The command line does the same: ``threadkit convert examples/formats -o out/``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import threadkit


def main(folder: Path, out: Path) -> None:
    """Convert every .txt of the folder and say what was found."""
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.txt")):
        thread = threadkit.read(path)
        target = out / f"{path.stem}.json"
        target.write_text(thread.to_json(nested=True, indent=2), encoding="utf-8")
        layout = thread.layout.name if thread.layout else "none"
        print(f"{path.name}: {len(thread.posts)} posts, layout {layout} -> {target}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
