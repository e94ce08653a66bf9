"""The console script, and `python -m frontierkit`."""

from __future__ import annotations


def main() -> None:
    """Run the command line and leave with its exit code."""
    import gc

    # A run makes many small objects, keeps nearly all of them and ends: collecting is lost time.
    gc.disable()
    import os
    import sys

    # A stream that was closed at the start is None, and the next file opened would take its place.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    from frontierkit.remembered import memory

    arguments = sys.argv[1:]
    remembered = memory(arguments)
    known = remembered.recall() if remembered else None
    if remembered and known is None:
        remembered.begin()
    from frontierkit.cli.exit import flush, repeat, run

    code = flush(run(arguments, remembered) if known is None else repeat(*known))
    # Nothing is left to do, and taking a million small objects apart would take its time.
    os._exit(code)


if __name__ == "__main__":
    main()
