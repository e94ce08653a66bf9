"""A file → its text, or the reason why it has none."""

from __future__ import annotations

import os
import stat

from frontierkit.loading.source_text import Unreadable

MAX_BYTES = 64 * 1024 * 1024
"""How large a file may be."""

_TOO_LARGE = "split it, or leave it out"


class Binary(Exception):
    """A file that holds no text."""


def read_text(path: str) -> str:
    """Return the text of a file; raise `Unreadable`, or `Binary` for what is no text."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("it is not a regular file")
        if status.st_size > MAX_BYTES:
            size = status.st_size / (1024 * 1024)
            raise Unreadable(f"it has {size:.0f} MiB, and 64 MiB is the most", 0, _TOO_LARGE)
        with open(path, "rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unreadable(f"it cannot be read: {reason[:1].lower()}{reason[1:]}") from None
    return decode(content)


def decode(content: bytes) -> str:
    """Return the text that `content` is in UTF-8, or in UTF-16 with a byte order mark."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise Binary from None
    if b"\0" in content[:8192]:
        raise Binary
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"it is not valid UTF-8: byte 0x{content[error.start]:02x} in line {line}",
            0,
            "save it as UTF-8",
        ) from None
