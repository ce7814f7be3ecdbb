"""threadkit turns flat discussion text back into the conversation it was.

>>> import threadkit
>>> thread = threadkit.parse(text)              # doctest: +SKIP
>>> thread.posts[0].author, thread.posts[1].parent   # doctest: +SKIP

The public names are loaded when they are first used, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadkit import export, graph, layouts
    from threadkit.detection import detect, induce
    from threadkit.evaluation import Scores, evaluate
    from threadkit.layouts import Layout, load_layout
    from threadkit.links import link
    from threadkit.models import (
        AuthorGuess,
        Diagnostic,
        Evidence,
        Post,
        Region,
        ReplyLink,
        Thread,
        json_schema,
    )
    from threadkit.pipeline import parse, read

__version__ = "0.1.0"

# Where each public name lives.  No submodule bears the name of a function here
# ("pipeline" holds parse, "detection" detect): importing one would replace the
# function by the module.
_HOMES = {
    "parse": "pipeline",
    "read": "pipeline",
    "link": "links",
    "detect": "detection",
    "induce": "detection",
    "evaluate": "evaluation",
    "Scores": "evaluation",
    "Layout": "layouts",
    "load_layout": "layouts",
    "AuthorGuess": "models",
    "Diagnostic": "models",
    "Evidence": "models",
    "Post": "models",
    "Region": "models",
    "ReplyLink": "models",
    "Thread": "models",
    "json_schema": "models",
}
_MODULES = ("export", "graph", "layouts")

__all__ = [
    "AuthorGuess",
    "Diagnostic",
    "Evidence",
    "Layout",
    "Post",
    "Region",
    "ReplyLink",
    "Scores",
    "Thread",
    "__version__",
    "detect",
    "evaluate",
    "export",
    "graph",
    "induce",
    "json_schema",
    "layouts",
    "link",
    "load_layout",
    "parse",
    "read",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        value = getattr(importlib.import_module(f"threadkit.{_HOMES[name]}"), name)
        globals()[name] = value  # the next look-up finds it without coming here
        return value
    if name in _MODULES:
        return importlib.import_module(f"threadkit.{name}")
    raise AttributeError(f"module 'threadkit' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
