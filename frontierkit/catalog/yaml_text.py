"""Writes the data of a catalog as YAML that people read and change by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

WIDTH = 140
# Without quotes only what every YAML parser takes for this text: no word that may be a boolean,
# nothing that begins like a number unless it has two dots, as a release does.
PLAIN = re.compile(r"[A-Za-z_/(][A-Za-z0-9_ ./()+%=*^'-]*[A-Za-z0-9_./()+%*-]|[A-Za-z_]")
RELEASE = re.compile(r"[0-9]+(\.[0-9]+){2,}([.+-]?[A-Za-z][A-Za-z0-9.+-]*)?")
METRIC = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(:[A-Za-z0-9_]+)+")
WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def render(catalog: Mapping[str, Any]) -> str:
    """Return a catalog as YAML: a line for each key, and for each family that fits on one."""
    lines: list[str] = []
    for key, value in catalog.items():
        if key == "families" and value:
            lines += ["families:", *(line for family in value for line in _family(family))]
        elif key == "notes" and isinstance(value, list) and value:
            lines += ["notes:", *(f"- {_scalar(note, block=True)}" for note in value)]
        else:
            lines.append(f"{key}: {_flow(value) if _nested(value) else _scalar(value, block=True)}")
    return "\n".join(lines) + "\n"


def _family(family: Mapping[str, Any]) -> Iterator[str]:
    line = f"- {_flow(family)}"
    if len(line) <= WIDTH:
        yield line
        return
    for index, (key, value) in enumerate(family.items()):
        text = _flow(value) if _nested(value) else _scalar(value, block=True)
        yield f"{'- ' if index == 0 else '  '}{key}: {text}"


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{_scalar(key)}: {_flow(item)}" for key, item in value.items()) + "}"
        )
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: Any, block: bool = False) -> str:
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else _fraction(value)
    if value.lower() in WORDS:
        return f"'{value}'"
    plain = PLAIN.fullmatch(value) or RELEASE.fullmatch(value) or METRIC.fullmatch(value)
    if plain or (block and _plain_in_block(value)):
        return str(value)
    if value.isprintable():
        return f"'{value.replace(chr(39), chr(39) * 2)}'"
    return '"' + "".join(map(_escaped, value)) + '"'


def _escaped(char: str) -> str:
    if char.isprintable():
        return f"\\{char}" if char in '"\\' else char
    return f"\\U{ord(char):08x}"


def _plain_in_block(text: str) -> bool:
    """Return whether a text outside of brackets needs no quotes: it may have commas and quotes."""
    ordinary = text.isprintable() and text == text.strip() and text[:1].isalpha()
    return ordinary and ": " not in text and " #" not in text and not text.endswith(":")


def _fraction(number: float) -> str:
    """Return a number so that YAML of 1.1 reads a number too: 1e-05 has no dot, 1.0e-05 has."""
    text = repr(number)
    mantissa, mark, exponent = text.partition("e")
    if not mark:
        return text
    sign = exponent if exponent[0] in "+-" else f"+{exponent}"
    return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{sign}"


def _nested(value: Any) -> bool:
    return isinstance(value, Mapping | list | tuple)
