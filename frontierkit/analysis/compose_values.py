"""Compose's `${NAME:-default}`: what it becomes where nobody sets anything."""

from __future__ import annotations

import re

from frontierkit.dataclass import dataclass

_VARIABLE = re.compile(r"\$(?:(?P<plain>\w+)|\{(?P<name>\w+)(?P<op>:?[-?+])?(?P<rest>[^{}]*)\})")
_ESCAPED = "$$"


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with its variables replaced by their defaults.

    `text` None: a variable has none. `literal`: there was no variable at all.
    """

    text: str | None
    literal: bool


def filled(text: str) -> Filled:
    """Return what Compose makes of a text where no variable is set."""
    if "$" not in text:
        return Filled(text, True)
    open_left = False
    before = ""
    left = text.replace(_ESCAPED, "\0")
    # From the inside out: a default may hold further variables.
    while left != before and not open_left:
        before = left
        match = _VARIABLE.search(left)
        if match is None:
            break
        if match["op"] not in ("-", ":-"):
            open_left = True
        else:
            left = left[: match.start()] + match["rest"] + left[match.end() :]
    if open_left or "${" in left:
        return Filled(None, False)
    return Filled(left.replace("\0", "$"), left.replace("\0", _ESCAPED) == text)
