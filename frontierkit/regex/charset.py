"""Sets of characters as sorted ranges of code points."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

Ranges = tuple[tuple[int, int], ...]

LAST = 0x10FFFF
ANY: Ranges = ((0, LAST),)
NOT_NEWLINE: Ranges = ((0, 9), (11, LAST))
DIGITS: Ranges = ((48, 57),)
SPACES: Ranges = ((9, 10), (12, 13), (32, 32))
WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))

_POSIX: dict[str, Ranges] = {
    "alnum": ((48, 57), (65, 90), (97, 122)),
    "alpha": ((65, 90), (97, 122)),
    "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)),
    "cntrl": ((0, 31), (127, 127)),
    "digit": DIGITS,
    "graph": ((33, 126),),
    "lower": ((97, 122),),
    "print": ((32, 126),),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)),
    "upper": ((65, 90),),
    "word": WORD,
    "xdigit": ((48, 57), (65, 70), (97, 102)),
}
# Letters with a third form that upper() and lower() do not lead to from here.
_THIRD_FORM = {"k": "\u212a", "s": "\u017f", "å": "\u212b"}
_MOST_FOLDED = 4096


def joined(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The union of ranges in any order."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            if high > found[-1][1]:
                found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return tuple(found)


def negated(ranges: Ranges) -> Ranges:
    """All characters that are not in the set."""
    found: list[tuple[int, int]] = []
    following = 0
    for low, high in ranges:
        if low > following:
            found.append((following, low - 1))
        following = high + 1
    if following <= LAST:
        found.append((following, LAST))
    return tuple(found)


def contains(ranges: Ranges, code: int) -> bool:
    place = bisect_right(ranges, (code, LAST))
    return place > 0 and ranges[place - 1][1] >= code


def size(ranges: Ranges) -> int:
    return sum(high - low + 1 for low, high in ranges)


@lru_cache(1024)
def folded(ranges: Ranges) -> Ranges:
    """The set with the other cases of its letters; sets beyond reason are left as they are."""
    if size(ranges) > _MOST_FOLDED:
        return ranges
    found = list(ranges)
    for low, high in ranges:
        for code in range(low, high + 1):
            found.extend((ord(form), ord(form)) for form in _forms(chr(code)))
    return joined(found)


def _forms(char: str) -> set[str]:
    lower = char.lower()
    forms = {lower, char.upper(), lower.upper(), lower.title(), _THIRD_FORM.get(lower, lower)}
    return {form for form in forms if len(form) == 1}


def posix(name: str) -> Ranges | None:
    """The class between `[:` and `:]`, a leading `^` included."""
    found = _POSIX.get(name.removeprefix("^"))
    return negated(found) if found is not None and name.startswith("^") else found
