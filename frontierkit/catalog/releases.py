"""Order among the releases of an exporter, as far as their names show one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Two numbers at least: `8e9a1bdb` is a commit, no release. What follows is a second number
# (`4.5.3-4.8.2`, `0.9.2-7-g9e922623`), a stage (`rc1`, `post3`) or a flavour (`-alpine`).
RELEASE = r"(?i)v?(\d+(?:\.\d+)+)(?:-(\d+(?:\.\d+)*))?[-_.]?([a-z]*)[-_.]?(\d*)"
BEFORE = frozenset({"a", "alpha", "b", "beta", "c", "rc", "pre", "preview", "dev", "nightly"})
AFTER = frozenset({"post", "patch", "sp"})


class ReleaseOrder(NamedTuple):
    """What releases are ordered by."""

    numbers: tuple[int, ...]
    second: tuple[int, ...]
    stage: int
    step: int


@lru_cache(maxsize=1024)
def release_order(version: str) -> ReleaseOrder | None:
    """Return the place of a release among others; None for a branch, a commit or a word."""
    match = re.match(RELEASE, version.strip())
    if match is None:
        return None
    numbers, second, word, step = match.groups()
    stage = -1 if word.lower() in BEFORE else 1 if word.lower() in AFTER else 0
    return ReleaseOrder(_numbers(numbers), _numbers(second), stage, int(step or 0) if stage else 0)


def position(version: str, compared: Sequence[str]) -> float | None:
    """Return where a release stands among the compared ones, oldest first.

    A whole number is the index of the release itself. Half a number lies between two of them,
    or before the first or after the last. None: its name does not say.
    """
    wanted = version.strip()
    for name in (wanted, wanted.removeprefix("v"), f"v{wanted}"):
        if name in compared:
            return float(compared.index(name))
    order = release_order(wanted)
    if order is None:
        return None
    known = [(index, release_order(name)) for index, name in enumerate(compared)]
    ordered = [(index, other) for index, other in known if other is not None]
    if not ordered:
        return None
    for index, other in ordered:
        if other == order:
            return float(index)
        if other > order:
            return index - 0.5
    return len(compared) - 0.5


def _numbers(text: str | None) -> tuple[int, ...]:
    """Return `1.10.0` as numbers, without the zeros at its end: 1.10 and 1.10.0 are one release."""
    numbers = [int(number) for number in text.split(".")] if text else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
