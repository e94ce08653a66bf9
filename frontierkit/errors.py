"""What stops frontierkit, as opposed to what it finds.

FrontierkitError
├── UsageError          the command line or the settings are wrong; exit 2
└── CannotRun           something outside is missing or broken; exit 3
"""

from __future__ import annotations


class FrontierkitError(Exception):
    """The run cannot go on. The message says why; `hint` says what to do."""

    exit_code = 3
    hint = ""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        if hint is not None:
            self.hint = hint


class UsageError(FrontierkitError):
    """What the user asked for, on the command line or in the settings, makes no sense."""

    exit_code = 2


class CannotRun(FrontierkitError):
    """Something that the run needs is missing, broken or in use."""

    exit_code = 3
