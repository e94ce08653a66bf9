"""JSON text: equal payloads are equal bytes, people can read it, and it is quick to make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from json import dumps
from json.encoder import encode_basestring

_WIDTH = 100
_SCALARS = (str, int, float, bool, type(None))


def as_json(payload: object) -> str:
    """Render `payload` with sorted keys, indented, what is short on one line.

    A float that is whole is written as the integer it equals. Infinities, NaN, keys that are not
    strings and objects that JSON does not know are a `ValueError` or `TypeError`.
    """
    parts: list[str] = []
    _write(payload, "\n", parts.append)
    parts.append("\n")
    return "".join(parts)


def _write(value: object, newline: str, put: Callable[[str], object]) -> None:
    if isinstance(value, Mapping):
        items = sorted(value.items())
        _container("{}", [(_key(key) + ": ", item) for key, item in items], newline, put)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        _container("[]", [("", item) for item in value], newline, put)
    else:
        put(_scalar(value))


def _container(
    brackets: str, items: list[tuple[str, object]], newline: str, put: Callable[[str], object]
) -> None:
    """Write a list or an object: on one line if it is flat and short, else an item a line."""
    if all(isinstance(item, _SCALARS) for _, item in items):
        line = ", ".join([lead + _scalar(item) for lead, item in items])
        if len(newline) + len(line) < _WIDTH:
            put(f"{brackets[0]}{line}{brackets[1]}")
            return
    inner = newline + "  "
    put(brackets[0])
    for index, (lead, item) in enumerate(items):
        put(f"{',' if index else ''}{inner}{lead}")
        _write(item, inner, put)
    put(newline + brackets[1])


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a JSON key is a string, got {key!r}")
    return encode_basestring(key)


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return dumps(value, allow_nan=False)
