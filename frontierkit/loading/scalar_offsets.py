"""Where each character of a decoded scalar stands in the text that it was decoded from."""

from __future__ import annotations

import re
from collections.abc import Callable

Pairs = list[tuple[str, int]]
"""Decoded characters, each with the index it was decoded from."""

Escape = Callable[[str, int], tuple[str, int] | None]
"""Decodes an escape at an index: the text it stands for and the index after it."""

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_SIMPLE = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f",
    "r": "\r", "e": "\x1b", " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0",
    "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_HEXADECIMAL = {"x": 2, "u": 4, "U": 8}


def scalar_offsets(raw: str, start: int, end: int, style: str, text: str) -> list[int]:
    """Return the index in `raw` of each character of `text`, and of its end."""
    if style == "json":
        pairs = _json(raw, start + 1, end - 1)
        return [index for _, index in pairs] + [end - 1]
    found = _PROPERTIES.match(raw, start, end)
    start = found.end() if found else start
    if style in ("|", ">"):
        pairs = _block(raw, start, end, style == ">", text)
    elif style == "'":
        end -= 1
        pairs = _flow(raw, start + 1, end, _single_escape)
    elif style == '"':
        end -= 1
        pairs = _flow(raw, start + 1, end, _double_escape)
    else:
        pairs = _flow(raw, start, end, _no_escape)
    decoded = "".join(char for char, _ in pairs)
    if not decoded.startswith(text):
        return _aligned(raw, start, end, text)
    offsets = [index for _, index in pairs[: len(text)]]
    return [*offsets, offsets[-1] + 1 if style in ("|", ">") and offsets else end]


def _json(raw: str, start: int, end: int) -> Pairs:
    pairs: Pairs = []
    index = start
    while index < end:
        char = raw[index]
        if char != "\\":
            pairs.append((char, index))
            index += 1
            continue
        width = 6 if raw[index + 1] == "u" else 2
        high = raw[index + 2 : index + 4].lower() if width == 6 else ""
        if "d8" <= high <= "db" and raw[index + 6 : index + 9].lower() in _LOW_SURROGATES:
            width = 12
        pairs.append((char, index))
        index += width
    return pairs


_LOW_SURROGATES = frozenset(("\\ud",))


def _no_escape(raw: str, index: int) -> tuple[str, int] | None:
    return None


def _single_escape(raw: str, index: int) -> tuple[str, int] | None:
    return ("'", index + 2) if raw.startswith("''", index) else None


def _double_escape(raw: str, index: int) -> tuple[str, int] | None:
    if raw[index] != "\\":
        return None
    letter = raw[index + 1 : index + 2]
    if letter in _HEXADECIMAL:
        after = index + 2 + _HEXADECIMAL[letter]
        return chr(int(raw[index + 2 : after], 16)), after
    if letter in _SIMPLE:
        return _SIMPLE[letter], index + 2
    return None


def _flow(raw: str, start: int, end: int, escape: Escape) -> Pairs:
    """Decode a plain or quoted scalar: escapes, and line breaks folded into spaces."""
    pairs: Pairs = []
    index = start
    while index < end:
        escaped = escape(raw, index)
        if escaped is not None:
            pairs.append((escaped[0], index))
            index = escaped[1]
        elif raw[index] in " \t\r\n\x85\u2028\u2029":
            index = _fold(raw, index, end, pairs)
        elif raw[index] == "\\" and escape is _double_escape:
            index = _fold(raw, index + 1, end, pairs, escaped=True)
        else:
            pairs.append((raw[index], index))
            index += 1
    return pairs


def _fold(raw: str, start: int, end: int, pairs: Pairs, *, escaped: bool = False) -> int:
    """Decode a run of blanks and line breaks; return the index after it."""
    index = start
    breaks: list[int] = []
    while index < end:
        found = _BREAK.match(raw, index, end)
        if found is not None:
            breaks.append(index)
            index = found.end()
        elif raw[index] in " \t":
            index += 1
        else:
            break
    if escaped:
        breaks = breaks[1:]
        pairs.extend(("\n", at) for at in breaks)
    elif not breaks:
        pairs.extend((raw[at], at) for at in range(start, index))
    elif len(breaks) == 1:
        pairs.append((" ", breaks[0]))
    else:
        pairs.extend(("\n", at) for at in breaks[1:])
    return index


def _block(raw: str, start: int, end: int, folded: bool, text: str) -> Pairs:
    """Decode a literal or folded block scalar."""
    header = _BREAK.search(raw, start, end)
    lines = _lines(raw, header.end() if header else end, end)
    indent = _indent(raw, lines, text)
    pairs: Pairs = []
    pending: Pairs = []
    previous_blank = True
    for line_start, line_end in lines:
        content = min(line_start + indent, line_end)
        if not raw[line_start:content].strip(" ") and content == line_end:
            pending.append(("\n", line_end))
            continue
        blank = raw[content] in " \t"
        if folded and pending and not blank and not previous_blank:
            pending = [(" ", pending[0][1])] if len(pending) == 1 else pending[1:]
        pairs.extend(pending)
        pairs.extend((raw[at], at) for at in range(content, line_end))
        pending = [("\n", line_end)]
        previous_blank = blank
    return pairs + pending


def _lines(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    lines = []
    for found in _BREAK.finditer(raw, start, end):
        lines.append((start, found.start()))
        start = found.end()
    if start < end:
        lines.append((start, end))
    return lines


def _indent(raw: str, lines: list[tuple[int, int]], text: str) -> int:
    """Return by how much the block is indented, going by what is left in the decoded text."""
    for start, end in lines:
        line = raw[start:end]
        if line.strip(" "):
            kept = text.lstrip("\n")
            return len(line) - len(line.lstrip(" ")) - (len(kept) - len(kept.lstrip(" ")))
    return max((end - start for start, end in lines), default=0)


def _aligned(raw: str, start: int, end: int, text: str) -> list[int]:
    """Return the nearest thing to a map: each character at its next occurrence."""
    offsets = []
    index = start
    for char in text:
        found = raw.find(char, index, end)
        if found >= 0:
            index = found + 1
        offsets.append(found if found >= 0 else min(index, end))
    return [*offsets, end]
