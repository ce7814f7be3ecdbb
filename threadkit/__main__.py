"""``python -m threadkit`` is the command line."""

from __future__ import annotations

import sys

from threadkit.cli import main

if __name__ == "__main__":
    sys.exit(main())
