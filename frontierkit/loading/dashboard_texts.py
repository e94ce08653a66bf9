"""Finds every text of a plain structure that could use a dashboard variable."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from frontierkit.loading.places import Pointer

# What is looked over for speed: settings of how things look, the bulk of a dashboard.
_SETTINGS = frozenset(
    ("custom", "thresholds", "color", "tooltip", "legend", "reduceOptions", "xaxis", "yaxes",
     "yaxis", "gridPos", "aliasColors", "hideFrom")
)  # fmt: skip

_Path: TypeAlias = "tuple[_Path | None, str | int]"


def texts_with_variables(
    value: object, pointer: Pointer, leave_out: Collection[str] = ()
) -> list[tuple[str, Pointer]]:
    """Return each text below `value` that holds `$` or `[[`, with its pointer.

    Keys named in `leave_out` are left out at the top level: what is read into fields of its own.
    """
    found: list[tuple[str, Pointer]] = []
    # Hot: most of a dashboard is settings. A pointer is made only for what is found.
    stack: list[tuple[object, _Path | None]] = [(value, None)]
    while stack:
        part, path = stack.pop()
        if type(part) is dict:
            items = part.items()
        elif type(part) is list:
            items = enumerate(part)  # type: ignore[assignment]
        else:
            continue
        for name, item in items:
            kind = type(item)
            if kind is str:
                if ("$" in item or "[[" in item) and (path or name not in leave_out):
                    found.append((item, (*pointer, *_steps((path, name)))))
            elif (kind is dict or kind is list) and item:
                if name in _SETTINGS or (path is None and name in leave_out):
                    continue
                stack.append((item, (path, name)))
    return found


def _steps(path: _Path | None) -> Pointer:
    steps: list[str | int] = []
    while path is not None:
        path, step = path
        steps.append(step)
    return tuple(reversed(steps))
