"""Imports run downwards only, and the package starts light."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "threadkit"

# From the bottom up; a module may import from its own group and from those before it.
LAYERS = (
    {"collector", "deepjson", "forests", "lazily", "trees", "records", "treejson"},
    {"models"},
    {"vocabulary"},
    {"dates", "timestamps"},
    {"tables", "markup", "streams", "wikitext"},
    {"lines"},
    {"names", "answered", "quoted", "mailheads", "masking"},
    {"authors"},
    {"layouts"},
    {"cues", "hanging"},
    {"bylines", "enclosing"},
    {"openings"},
    {"segment", "structure"},
    {"bodies", "features"},
    {"screening", "scoring", "induction", "sides", "entries", "interviews"},
    {"preferences", "badges", "profiles", "starters"},
    {"detection"},
    {"links"},
    {"pipeline"},
    {"graph"},
    {"export"},
    {"alignment", "evaluation", "nesting"},
    {"develop", "commands", "reprint"},
    {"fit"},
    {"cli", "__main__"},
)
LEVEL = {module: level for level, layer in enumerate(LAYERS) for module in layer}

LAZY = ("pydantic", "networkx", "regex", "numpy", "scipy", "babel")
"""Too slow to import for a package that is only asked its version."""


def modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        top = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if top != "__init__":
            yield path, top


def imports(tree: ast.AST) -> Iterator[str]:
    """Names of imported modules, those inside functions too, those for type checkers only not."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            stack.extend(node.orelse)
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            if node.module == "threadkit":
                yield from (f"threadkit.{alias.name}" for alias in node.names)
            elif node.module:
                yield node.module
        stack.extend(ast.iter_child_nodes(node))


def inside(tree: ast.AST) -> set[str]:
    """Modules of the package that are imported, by their top-level name."""
    return {name.split(".")[1] for name in imports(tree) if name.startswith("threadkit.")} - {"__version__"}


@pytest.mark.parametrize(("path", "top"), list(modules()), ids=lambda value: str(value).rpartition("threadkit/")[2])
def test_imports_run_downwards(path, top):
    assert top in LEVEL, f"say in LAYERS where {top} belongs"
    for target in inside(ast.parse(path.read_text(encoding="utf-8"))):
        assert target in LEVEL, f"threadkit.{target} is imported but belongs nowhere"
        assert LEVEL[target] <= LEVEL[top], f"{top} imports {target}, which stands above it"


def test_the_package_imports_nothing_heavy():
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    assert not [name for name in imports(tree) if name.startswith(LAZY) or name.startswith("threadkit")]


def test_no_module_bears_the_name_of_a_public_function():
    source = (PACKAGE / "__init__.py").read_text(encoding="utf-8")
    functions = re.findall(r'^    "([a-z_]+)": "', source, flags=re.M)
    assert {"parse", "link", "detect", "induce", "evaluate"} <= set(functions)
    tops = {path.name.removesuffix(".py") for path in PACKAGE.iterdir()}
    assert not tops & set(functions)


def test_networkx_stays_in_graph_and_export():
    for path, top in modules():
        if top not in ("graph", "export"):
            names = imports(ast.parse(path.read_text(encoding="utf-8")))
            assert not any(name.split(".")[0] == "networkx" for name in names), path


@pytest.mark.parametrize(("path", "top"), list(modules()), ids=lambda value: str(value).rpartition("threadkit/")[2])
def test_modules_say_what_they_are_for(path, top):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
