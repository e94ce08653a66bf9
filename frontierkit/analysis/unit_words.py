"""What the word next to a printed value says of its unit."""

from __future__ import annotations

from frontierkit.analysis.units import PERCENT, SECONDS, WORDS, Unit

_BYTES = WORDS["bytes"]
_TIMES = {
    **dict.fromkeys(("ns", "nanoseconds"), WORDS["nanoseconds"]),
    **dict.fromkeys(("us", "µs", "microseconds"), WORDS["microseconds"]),
    **dict.fromkeys(("ms", "msec", "milliseconds"), WORDS["milliseconds"]),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), SECONDS),
    **dict.fromkeys(("minute", "minutes"), WORDS["minutes"]),
    **dict.fromkeys(("hour", "hours"), WORDS["hours"]),
    **dict.fromkeys(("day", "days"), WORDS["days"]),
}
_AMOUNTS = {
    **dict.fromkeys(("B", "byte", "bytes"), (_BYTES,)),
    **dict.fromkeys(("KB", "kB", "kilobytes"), (WORDS["kilobytes"], WORDS["kibibytes"])),
    **dict.fromkeys(("MB", "megabytes"), (WORDS["megabytes"], WORDS["mebibytes"])),
    **dict.fromkeys(("GB", "gigabytes"), (WORDS["gigabytes"], WORDS["gibibytes"])),
    **dict.fromkeys(("KiB", "kibibytes"), (WORDS["kibibytes"],)),
    **dict.fromkeys(("MiB", "mebibytes"), (WORDS["mebibytes"],)),
    **dict.fromkeys(("GiB", "gibibytes"), (WORDS["gibibytes"],)),
}


def meanings(word: str) -> tuple[Unit, ...]:
    """Return the units that a word may stand for; none: it is no word for a unit.

    Many people say megabytes where they mean mebibytes.
    """
    if word == "%":
        return (PERCENT,)
    if word in _TIMES:
        return (_TIMES[word],)
    amount, slash, per = word.partition("/")
    units = _AMOUNTS.get(amount, ())
    if not slash:
        return units
    return tuple(unit.per(SECONDS) for unit in units) if per in ("s", "sec", "second") else ()
