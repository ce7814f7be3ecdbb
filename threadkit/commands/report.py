"""What a command tells the user beside its data: failures, diagnostics, progress.

Everything here goes to stderr.  Decides what is said and remembers whether an
input failed; which exit code follows is decided in `threadkit.cli`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadkit.models import Diagnostic

SHOWN_WARNINGS = 3
"""Warnings said per input without ``--verbose``: a page of level skips would fill the screen."""


class UsageError(Exception):
    """The command was asked for something it cannot do; the message says what."""


class Report:
    """Failures, diagnostics and progress of one run."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.failed = False
        self._progress_width = 0

    def fail(self, name: str, problem: str | Exception) -> None:
        """An input could not be used; the others go on."""
        self.failed = True
        self._say(f"threadkit: {printable(name)}: {printable(describe(problem))}")

    def note(self, name: str, message: str) -> None:
        """Something worth knowing that is no failure."""
        if not self.quiet:
            self._say(f"threadkit: {printable(name)}: {printable(message)}")

    def diagnostics(self, name: str, diagnostics: Iterable[Diagnostic]) -> None:
        """What the parser found remarkable about an input."""
        if self.quiet:
            return
        told = [d for d in diagnostics if self.verbose or d.severity != "info"]
        shown = told if self.verbose else told[:SHOWN_WARNINGS]
        for d in shown:
            place = "" if d.post is None else f" post {d.post}:"
            self.note(name, f"{d.severity}:{place} {d.message} [{d.code}]")
        if len(told) > len(shown):
            self.note(name, f"{len(told) - len(shown)} more warnings (-v shows all)")

    def progress(self, done: int, total: int, name: str) -> None:
        """A line that counts inputs, on a terminal only."""
        if self.quiet or total < 2 or not sys.stderr.isatty():
            return
        line = f"[{done}/{total}] {printable(name)}"[:79]
        sys.stderr.write("\r" + line.ljust(self._progress_width))
        sys.stderr.flush()
        self._progress_width = len(line)

    def end_progress(self) -> None:
        """Take the progress line away."""
        if self._progress_width:
            sys.stderr.write("\r" + " " * self._progress_width + "\r")
            sys.stderr.flush()
            self._progress_width = 0

    def _say(self, line: str) -> None:
        self.end_progress()
        print(line, file=sys.stderr)


def describe(problem: str | Exception) -> str:
    """An exception in the user's words."""
    if isinstance(problem, str):
        return problem
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    if isinstance(problem, ValueError):
        return str(problem).split("\n", 1)[0]
    return f"{type(problem).__name__}: {problem}"


def printable(text: str) -> str:
    """Text of unknown origin on one line of a terminal, without anything that could steer it."""
    if text.isprintable():
        return text
    from threadkit.graph.terminal import plain

    return plain(text)
