"""YAML text in block style: the same bytes whatever YAML library is installed, and read alike by
all of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from json import dumps
from math import isinf, isnan

_SCALARS = frozenset((str, int, bool, float, type(None)))
# What no reader of YAML 1.1 or 1.2 takes for anything but a string.
_PLAIN = re.compile(r"[A-Za-z_/$(](?:[ -~]*[!-9;-~])?")
_DURATION = re.compile(r"(?:[0-9]+(?:ms|[smhdwy]))+")
_SPECIAL = frozenset(["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf"])
# What a reader refuses, or takes for the end of a line; fixed, and not by this Python's Unicode.
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_UNFIT_FOR_BLOCK = re.compile("[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")


def as_yaml(payload: Mapping[str, object] | Sequence[object]) -> str:
    """Render `payload` in block style, keys in the order given.

    Strings of several lines are literal blocks; what could be read as a number, a boolean or null
    is quoted; nothing is an alias. Objects that YAML does not know are a `TypeError`.
    """
    return "\n".join(_lines(payload, "")) + "\n"


def _lines(value: object, indent: str) -> Iterator[str]:
    """Yield the lines of a mapping or list."""
    if isinstance(value, Mapping) and value:
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a YAML key is a string here, got {key!r}")
            yield from _entry(f"{indent}{_string(key)}:", item, indent + "  ")
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for item in value:
            yield from _item(item, indent)
    else:
        yield indent + _inline(value)


def _entry(lead: str, value: object, indent: str) -> Iterator[str]:
    """Yield what follows a key or a dash: on the same line where it is a scalar."""
    if isinstance(value, str) and _fits_block(value):
        yield f"{lead} {'|' if value.endswith(chr(10)) else '|-'}"
        for line in value.removesuffix("\n").split("\n"):
            yield indent + line if line else ""
    elif _is_nested(value):
        yield lead
        yield from _lines(value, indent)
    else:
        yield f"{lead} {_inline(value)}"


def _item(value: object, indent: str) -> Iterator[str]:
    """Yield a list item; a mapping or list in it begins on the line of the dash."""
    inner = indent + "  "
    if _is_nested(value):
        lines = _lines(value, inner)
        yield f"{indent}- {next(lines).removeprefix(inner)}"
        yield from lines
    else:
        yield from _entry(f"{indent}-", value, inner)


def _is_nested(value: object) -> bool:
    """Whether a value takes lines of its own: a mapping or list that is not empty."""
    if type(value) in _SCALARS or isinstance(value, str):
        return False
    return isinstance(value, Mapping | Sequence) and bool(value)


def _inline(value: object) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, Sequence):
        return "[]"
    raise TypeError(f"YAML does not know {type(value).__name__}: {value!r}")


def _string(text: str) -> str:
    if _DURATION.fullmatch(text):
        return text
    plain = _PLAIN.fullmatch(text) and ": " not in text and " #" not in text
    if plain and text.lower() not in _SPECIAL:
        return text
    quoted = dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _fits_block(text: str) -> bool:
    lines = text.removesuffix("\n").split("\n")
    return (
        "\n" in text
        and lines[0][:1] not in ("", " ", "\t")
        and bool(lines[-1])
        and not any(line[-1:] in (" ", "\t") for line in lines)
        and not _UNFIT_FOR_BLOCK.search(text)
    )


def _float(value: float) -> str:
    if isnan(value):
        return ".nan"
    if isinf(value):
        return ".inf" if value > 0 else "-.inf"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    mantissa, e, exponent = repr(value).partition("e")
    # YAML 1.1 takes `1e-05` for a string: its floats have a point.
    return f"{mantissa}{'' if '.' in mantissa or not e else '.0'}{e}{exponent}"
