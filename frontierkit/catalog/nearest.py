"""The known name that an unknown one was most likely meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from frontierkit.text import closest

SUFFIXES = ("total", "bucket", "sum", "count", "created", "info", "seconds", "bytes", "ratio")
UNITS = frozenset(("total", "seconds", "bytes", "ratio"))
BEGUN = 0.7
"""How much of the longer name the shorter one is, where one begins the other."""


class KnownNames:
    """Names that exist, filed by how they begin and end.

    To hold a name against all of them letter by letter would take too long.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._heads: dict[str, list[str]] = {}
        self._tails: dict[str, list[str]] = {}
        self._nearest: dict[str, str | None] = {}
        for name in sorted(set(names)):
            self._heads.setdefault(_letters(name)[:3], []).append(name)
            self._tails.setdefault(name[-8:], []).append(name)

    def nearest(self, name: str) -> str | None:
        """Return the known name that comes closest, if any is near.

        Example:
            >>> KnownNames(["sglang:num_running_reqs", "up"]).nearest("sglang_num_running_reqs")
            'sglang:num_running_reqs'
        """
        if name not in self._nearest:
            self._nearest[name] = _closest(name, sorted(self._alike(name)))
        return self._nearest[name]

    def _alike(self, name: str) -> set[str]:
        room = max(8, len(name) // 4)
        filed = (self._heads.get(_letters(name)[:3], ()), self._tails.get(name[-8:], ()))
        return {
            known
            for names in filed
            for known in names
            if abs(len(known) - len(name)) <= room and known != name
        }


def misspells(name: str, known: str) -> bool:
    """Return whether a name is so like a known one that nothing else can be meant.

    It has the same letters (`sglang_` for `sglang:`), or differs in one of many that is no digit:
    numbered things are many. A name with a colon that the known one lacks is rather what a
    recording rule made of it.
    """
    if ":" in name and ":" not in known:
        return False
    return _same_letters(name, known) or (len(known) >= 12 and _one_apart(name, known))


def lacks_suffix(name: str, known: str) -> bool:
    """Return whether a name is a known one without its last word: its unit, or `total`."""
    return known.startswith(f"{name}_") and known[len(name) + 1 :] in UNITS


def _closest(name: str, candidates: list[str]) -> str | None:
    for same in (_same_letters, _same_but_suffix, _begun):
        found = [candidate for candidate in candidates if same(name, candidate)]
        if found:
            return max(found, key=lambda known: _rank(known, name))
    return closest(name, candidates, cutoff=0.8)


def _letters(name: str) -> str:
    return name.replace(":", "").replace("_", "").lower()


def _same_letters(left: str, right: str) -> bool:
    return _letters(left) == _letters(right)


def _same_but_suffix(left: str, right: str) -> bool:
    """Return whether one name is the other with a suffix added."""
    short, long = sorted((_letters(left), _letters(right)), key=len)
    return long.startswith(short) and long[len(short) :] in SUFFIXES


def _rank(known: str, name: str) -> tuple[bool, bool, int]:
    return (len(known) <= len(name), known.startswith(name), len(known))


def _begun(left: str, right: str) -> bool:
    short, long = sorted((left, right), key=len)
    return long.startswith(short) and len(short) >= BEGUN * len(long)


def _one_apart(left: str, right: str) -> bool:
    """Return whether one letter more, less or other makes one name of the other."""
    short, long = sorted((left, right), key=len)
    start = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if start < len(long) and long[start].isdigit():
        return False
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return len(long) - len(short) == 1 and short[start:] == long[start + 1 :]
