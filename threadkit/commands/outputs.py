"""Where a command's data goes: stdout, one file, or one file per input.

Decides the names of output files and that a file appears only when it is
complete.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePath
from typing import IO, Any, Self


def is_folder(output: str | None) -> bool:
    """Whether ``-o`` names a folder: it ends with a slash or is one."""
    return output is not None and (output.endswith(("/", os.sep)) or Path(output).is_dir())


def write_stdout(data: bytes) -> None:
    """Write bytes to stdout, after whatever text was printed before."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # stdout replaced by a text stream, as in a notebook
        sys.stdout.write(data.decode("utf-8"))
    else:
        stream.write(data)
        stream.flush()


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """A file to write that takes its name only when everything is written."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        os.chmod(temporary, 0o666 & ~_umask())  # mkstemp makes files that only their owner can read
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


class Sink:
    """Stdout or one file; the file is opened at the first write, so a failed run leaves none behind."""

    def __init__(self, output: str | None) -> None:
        self._path = None if output is None or output == "-" else Path(output)
        self._stack = ExitStack()
        self._stream: IO[bytes] | None = None

    def write(self, data: bytes) -> None:
        """Write bytes."""
        if self._path is None:
            write_stdout(data)
            return
        if self._stream is None:
            self._stream = self._stack.enter_context(whole_file(self._path))
        self._stream.write(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: Any) -> None:
        self._stack.__exit__(*problem)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Names:
    """Output files in a folder, one per input, never two of the same name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[PurePath] = set()

    def pick(self, place: PurePath, suffix: str) -> Path:
        """The file for an input: its own place and name below the folder, with another suffix."""
        name = place.name.removesuffix(".gz")
        stem = PurePath(name).stem or name
        wanted = place.with_name(stem + suffix)
        number = 2
        while wanted in self._taken:
            wanted = place.with_name(f"{stem}-{number}{suffix}")
            number += 1
        self._taken.add(wanted)
        return self._folder / wanted


def print_text(text: str) -> None:
    """Print text for people: what the terminal cannot show is replaced, not an error."""
    write_stdout((text + "\n").encode(_encoding(), errors="replace"))


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"
