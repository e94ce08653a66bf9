"""What numbers, durations and quoted strings are worth."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_SECONDS = 2**63 / 1e9
"""What a duration may come to: Prometheus counts nanoseconds in 64 bits."""


class LiteralError(ValueError):
    """A literal that Prometheus refuses; `start` and `end` are offsets into its text."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


_MAX_SHOWN = 40


def shortened(text: str) -> str:
    """A text as messages show it."""
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


_UNIT_ENDS = frozenset("smhdwy")
_UNITS = (31536000, 604800, 86400, 3600, 60, 1)
_DURATION = re.compile(
    r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?", re.A
)


# Prometheus takes an `e` after the first digit for the start of an exponent, in `0xce` too,
# which it only minds at the very end of the text.
_EXPONENT = re.compile("0[xX]_?[0-9a-fA-F][eE]")


def is_cut_short(text: str) -> bool:
    """Whether a number is refused if nothing at all follows it."""
    return _EXPONENT.fullmatch(text) is not None


@lru_cache(4096)
def number(text: str) -> float:
    """The value of a number, or of a duration in seconds."""
    if text[:2] in ("0x", "0X"):
        return _hexadecimal(text)
    if text[-1] in _UNIT_ENDS:
        return duration(text)
    if text[-1] == "_" or "__" in text or "_." in text or "_e" in text.lower():
        raise LiteralError(f"`{shortened(text)}` is not a number", 0, len(text))
    if len(text) > 1 and text[0] == "0" and text.isdigit() and not {"8", "9"} & set(text):
        return float(int(text, 8))
    value = float(text)
    if value == float("inf"):
        raise LiteralError("the number is too large", 0, len(text))
    return value


def _hexadecimal(text: str) -> float:
    try:
        return float(int(text, 16))
    except (ValueError, OverflowError):
        raise LiteralError(
            f"`{shortened(text)}` is not a hexadecimal number", 0, len(text)
        ) from None


def is_duration(text: str) -> bool:
    """Whether a number is written as a duration."""
    return text[-1:] in _UNIT_ENDS and text[:2] not in ("0x", "0X")


def duration(text: str) -> float:
    """The seconds of a duration such as `1h30m`."""
    found = _DURATION.fullmatch(text)
    if found is None:
        message = f"`{shortened(text)}` is not a duration: units go from y to ms, each once"
        raise LiteralError(message, 0, len(text))
    *larger, milliseconds = found.groups()
    seconds = sum(int(count) * unit for count, unit in zip(larger, _UNITS, strict=True) if count)
    value = seconds + int(milliseconds or 0) / 1000
    if value >= MAX_SECONDS:
        raise LiteralError("the duration is too long: Prometheus holds 292 years", 0, len(text))
    return value


_ESCAPE = re.compile(
    r"\\(?:([abfnrtv\\'\"])|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)",
    re.S,
)
_SIMPLE = dict(zip("abfnrtv\\'\"", "\a\b\f\n\r\t\v\\'\"", strict=True))
_NO_UTF8 = re.compile("[\ufffd\ud800-\udfff]")


def unquote(text: str) -> str:
    """The value of a quoted string; a byte that is no UTF-8 becomes a lone surrogate."""
    body, quote = text[1:-1], text[0]
    if not body.isascii():
        broken = _NO_UTF8.search(text)
        if broken is not None:
            raise LiteralError("the string is not valid UTF-8", broken.start(), broken.end())
    if quote == "`" or "\\" not in body:
        return body
    value = _ESCAPE.sub(lambda escape: _unescaped(escape, quote), body)
    if _NO_UTF8.search(value):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return value


def _unescaped(escape: re.Match[str], quote: str) -> str:
    simple, octal, byte, short, long = escape.groups()
    if simple is not None and (simple not in "'\"" or simple == quote):
        return _SIMPLE[simple]
    code = int(octal, 8) if octal else int(byte or short or long or "-1", 16)
    if code < 0 or code > 0x10FFFF or 0xD800 <= code < 0xE000 or (octal and code > 255):
        start = escape.start() + 1
        raise LiteralError(f"`{escape[0]}` is not an escape", start, start + len(escape[0]))
    if (octal or byte) and code > 127:
        return chr(0xDC00 + code)  # one byte, to be joined with its neighbours
    return chr(code)
