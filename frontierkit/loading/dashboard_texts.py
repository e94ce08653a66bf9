"""Finds every text of a plain structure that could use a dashboard variable."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from frontierkit.loading.places import Pointer


def texts_with_variables(
    value: object, pointer: Pointer, leave_out: Collection[str] = ()
) -> Iterator[tuple[str, Pointer]]:
    """Yield each text below `value` that holds `$` or `[[`, with its pointer.

    Keys named in `leave_out` are left out at the top level: what is read into fields of its own.
    """
    stack: list[tuple[object, Pointer]] = []
    if isinstance(value, Mapping):
        stack.extend(
            (item, (*pointer, name)) for name, item in value.items() if name not in leave_out
        )
    else:
        stack.append((value, pointer))
    stack.reverse()
    while stack:
        part, here = stack.pop()
        if isinstance(part, str):
            if "$" in part or "[[" in part:
                yield part, here
        elif isinstance(part, Mapping):
            stack.extend((item, (*here, name)) for name, item in reversed([*part.items()]))
        elif isinstance(part, list):
            stack.extend((part[index], (*here, index)) for index in reversed(range(len(part))))
