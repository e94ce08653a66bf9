"""How objectives are called and told."""

from __future__ import annotations

import re

from frontierkit.authoring.refuse import name_of, refuse

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WORDS = {"reqps": "requests/s", "short": ""}
_SCALES = {
    "bytes": ((2**30, "GiB"), (2**20, "MiB")),
    "decbytes": ((10**9, "GB"), (10**6, "MB")),
}


def named(name: object) -> str:
    """Return the name of an objective: it becomes a part of metrics' names."""
    text = name_of(name, "the name of an objective")
    if not _NAME.fullmatch(text):
        raise refuse(
            f"`{text}` cannot name an objective",
            "lower-case letters, digits and `_`, a letter first",
        )
    return text


def share(value: object, what: str) -> float:
    """Return a share: more than 0 and less than 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1:
        raise refuse(f"{what} is a share between 0 and 1, not {value!r}", "95 % is 0.95")
    return float(value)


def per_cent(value: float) -> str:
    """Return `95 %`."""
    return f"{value * 100:g} %"


def amount(value: float, unit: str) -> str:
    """Return a value in Grafana's `unit` as people say it: `2 GB`, `1000 requests/s`, `90 %`."""
    if unit == "percentunit":
        return per_cent(value)
    for factor, word in _SCALES.get(unit, ()):
        if value >= factor:
            return f"{value / factor:.3g} {word}"
    word = "bytes" if unit in _SCALES else _WORDS.get(unit, unit)
    return f"{value:g} {word}".rstrip()


def camel(name: str) -> str:
    """Return the name of an objective as alerts write it: `TimeToFirstToken`."""
    return "".join(part.capitalize() for part in name.split("_"))
