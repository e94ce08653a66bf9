"""The one place that turns the end of a run, however it ends, into a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from enum import IntEnum
from typing import TYPE_CHECKING

from frontierkit.errors import FrontierkitError

if TYPE_CHECKING:
    from frontierkit.remembered import Memory

BUG_HINT = (
    "this is a bug of frontierkit; please report this line together with the input. "
    "With FRONTIERKIT_TRACEBACK=1 it shows the whole way there"
)


class ExitCode(IntEnum):
    """What the caller is told."""

    CLEAN = 0
    FOUND = 1
    USAGE = 2
    CANNOT_RUN = 3
    INTERRUPTED = 130


def run(arguments: list[str], memory: Memory | None = None) -> int:
    """Run the command line and return its exit code; what went wrong is said on stderr.

    `memory` keeps what is said for the next time.
    """
    return guarded(lambda: _dispatch(arguments, memory))


def repeat(code: int, output: str) -> int:
    """Say what an earlier run has said, and return its exit code."""
    from frontierkit.cli.say import say

    def again() -> int:
        say(output)
        return code

    return guarded(again)


def guarded(action: Callable[[], int]) -> int:
    """Return what `action` returns, or the exit code of what it raises, having said why."""
    try:
        return action()
    except FrontierkitError as error:
        complain(str(error), error.hint)
        _show_traceback(error)
        return error.exit_code
    except KeyboardInterrupt:
        complain("interrupted")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _reader_left()
    except MemoryError:
        complain("out of memory", "give it less to read at once, or more memory")
    except OSError as error:
        where = f" `{error.filename}`" if error.filename else ""
        complain(f"the system refused{where}: {error.strerror or error}")
    except Exception as error:
        complain(*_bug(error))
    return ExitCode.CANNOT_RUN


def flush(code: int) -> int:
    """Write out what is still buffered; return `code`, or another if that cannot be done."""

    def write_out() -> int:
        sys.stdout.flush()
        return code

    return guarded(write_out)


def complain(message: str, hint: str = "") -> None:
    """Say on stderr what stops the run, and what to do about it."""
    from contextlib import suppress

    from frontierkit.text import printable

    lines = [f"error: {message}", *([f"help: {hint}"] if hint else [])]
    # Where nobody listens on stderr either, the exit code has to say it alone.
    with suppress(OSError, ValueError):
        print(printable("\n".join(lines)), file=sys.stderr, flush=True)


def _dispatch(arguments: list[str], memory: Memory | None) -> int:
    if arguments[:1] == ["lint"]:
        from frontierkit.cli.judging import asked_simply, lint

        asked = asked_simply(arguments[1:])
        if asked is not None:
            return lint(asked, memory)
    return _by_click(arguments, memory)


def _by_click(arguments: list[str], memory: Memory | None) -> int:
    import click

    from frontierkit.cli.commands import frontierkit

    try:
        result = frontierkit.main(
            arguments, prog_name="frontierkit", standalone_mode=False, obj=memory
        )
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message())
        return ExitCode.USAGE
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "frontierkit"
        complain(error.format_message(), f"`{command} --help` says what it takes")
        return ExitCode.USAGE
    except click.ClickException as error:
        complain(error.format_message())
        return ExitCode.USAGE
    except click.Abort:
        raise KeyboardInterrupt from None
    except SystemExit as end:
        # click leaves this way when whoever reads its output has gone.
        raise BrokenPipeError from end
    return result if isinstance(result, int) else ExitCode.CLEAN


def _reader_left() -> int:
    """Whoever read our output went away, as `head` does: that is no error of ours."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.CLEAN


def _bug(error: Exception) -> tuple[str, str]:
    """Return what to say of an exception that nobody foresaw, and what to do with it."""
    import os
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}frontierkit{os.sep}" in frame.filename]
    last = (ours or frames)[-1]
    _, inside, path = last.filename.rpartition(f"{os.sep}frontierkit{os.sep}")
    place = f"{(inside + path).lstrip(os.sep)}:{last.lineno}, in {last.name}"
    _show_traceback(error)
    words = " ".join(str(error).split())[:300]
    return (
        f"frontierkit failed where it should not ({place}): {type(error).__name__}: {words}",
        BUG_HINT,
    )


def _show_traceback(error: Exception) -> None:
    import os

    if os.environ.get("FRONTIERKIT_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
