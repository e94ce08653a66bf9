"""Puts text on stdout, and goes on when nobody reads it any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # what is said again needs nothing of what says it first
if TYPE_CHECKING:
    from frontierkit.reporting.style import Style


def say(text: str) -> None:
    """Write text to stdout. A reader that has gone, as `head` goes, changes no exit code."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except UnicodeEncodeError:
        encoding = sys.stdout.encoding
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))


def note(text: str) -> None:
    """Write a line to stderr, beside what programs read from stdout."""
    with suppress(BrokenPipeError):
        sys.stderr.write(f"{text}\n")


def style() -> Style:
    """Return how stdout may be dressed up."""
    from frontierkit.reporting.style import style_for

    return style_for(sys.stdout.isatty())
