"""The command line: what can be asked, and how the answer ends.

Decides the commands' names, exit codes and what happens on interruption; each
command is a module of `threadkit.commands`, which imports what it needs only
when it runs, so that ``--help`` comes at once.

Data goes to stdout, everything else to stderr.  Exit codes: 0 all went well,
1 some input failed, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from threadkit import __version__, commands
from threadkit.commands.report import Report, UsageError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

DESCRIPTION = "Turn flat discussion text back into the conversation it was."
EPILOG = """\
examples:
  threadkit show page.txt                     the conversation as a tree
  threadkit convert page.txt -o page.json     ... as nested JSON
  threadkit convert pages/ -o trees.jsonl     a folder, one thread a line
  threadkit explain page.txt 7                which lines made post 7, and why
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = build_parser()
    args = parser.parse_args(argv)
    report = Report(quiet=args.quiet, verbose=args.verbose)
    try:
        args.run(args, report)
        sys.stdout.flush()
    except UsageError as error:
        print(f"{parser.prog} {args.command}: error: {error}", file=sys.stderr)
        return USAGE
    except BrokenPipeError:
        # The reader (a pager, "head") has seen enough.  Nothing more may be
        # flushed at exit, or Python complains on stderr.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        report.end_progress()
        return INTERRUPTED
    return FAILED if report.failed else OK


def build_parser() -> argparse.ArgumentParser:
    """The parser of every command."""
    parser = argparse.ArgumentParser(
        prog="threadkit",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"threadkit {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands.ALL:
        sub = subparsers.add_parser(
            command.NAME,
            help=command.HELP,
            description=(command.__doc__ or "").strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(sub)
        sub.add_argument("-q", "--quiet", action="store_true", help="say nothing on stderr but failures")
        sub.add_argument("-v", "--verbose", action="store_true", help="say every diagnostic on stderr")
        sub.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
