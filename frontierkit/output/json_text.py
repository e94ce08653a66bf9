"""JSON text: equal payloads are equal bytes, people can read it, and it is quick to make."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from json import JSONEncoder
from json.encoder import encode_basestring
from typing import Any

_WIDTH = 100
_FLAT = frozenset((str, int, bool, float, type(None)))
# Without indentation the encoder of the standard library is written in C.
_one_line = JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True).encode


def as_json(payload: object) -> str:
    """Render `payload` with sorted keys, indented, what is short on one line.

    A float that is whole is written as the integer it equals. Infinities, NaN, keys that are not
    strings and objects that JSON does not know are a `ValueError` or `TypeError`.
    """
    parts: list[str] = []
    _write(payload, "\n", parts.append)
    parts.append("\n")
    return "".join(parts)


def _write(value: Any, newline: str, put: Callable[[str], object]) -> None:
    kind = type(value)
    if kind is str:
        put(encode_basestring(value))
    elif kind is dict:
        _write_object(value, newline, put)
    elif kind is list:
        _write_list(value, newline, put)
    elif isinstance(value, Mapping):
        _write_object(dict(value), newline, put)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        _write_list(list(value), newline, put)
    else:
        put(_one_line(_whole(value)))


def _write_object(value: dict[Any, Any], newline: str, put: Callable[[str], object]) -> None:
    for key in value:
        if not isinstance(key, str):
            raise TypeError(f"a JSON key is a string, got {key!r}")
    if _written_flat(value, value.values(), newline, put):
        return
    inner = newline + "  "
    lead = "{" + inner
    for key in sorted(value):
        put(f"{lead}{encode_basestring(key)}: ")
        _write(value[key], inner, put)
        lead = "," + inner
    put(newline + "}")


def _write_list(value: list[Any], newline: str, put: Callable[[str], object]) -> None:
    if _written_flat(value, value, newline, put):
        return
    inner = newline + "  "
    lead = "[" + inner
    for item in value:
        put(lead)
        _write(item, inner, put)
        lead = "," + inner
    put(newline + "]")


def _written_flat(
    value: dict[Any, Any] | list[Any], items: Any, newline: str, put: Callable[[str], object]
) -> bool:
    """Write what holds only scalars on one line, if it is short; else say that it is not."""
    kinds = set(map(type, items))
    if not kinds <= _FLAT:
        return False
    if float in kinds:
        value = (
            {key: _whole(item) for key, item in value.items()}
            if isinstance(value, dict)
            else [_whole(item) for item in value]
        )
    line = _one_line(value)
    if len(newline) + len(line) > _WIDTH:
        return False
    put(line)
    return True


def _whole(value: object) -> object:
    """Return the integer that a float equals, if it does: JSON does not tell them apart."""
    is_whole = type(value) is float and value.is_integer() and abs(value) < 1e15
    return int(value) if is_whole else value  # type: ignore[call-overload]
