"""Colours and links, where the terminal takes them."""

from __future__ import annotations

import os
from collections.abc import Mapping

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Severity

RESET = "\x1b[0m"
CODES = {
    "error": "\x1b[1;31m",
    "warning": "\x1b[1;33m",
    "info": "\x1b[1;36m",
    "bold": "\x1b[1m",
    "dim": "\x1b[2m",
    "help": "\x1b[1;32m",
    "frame": "\x1b[34m",
}


@dataclass(frozen=True, slots=True)
class Style:
    """Dresses text up, or leaves it as it is."""

    colour: bool = False

    def __call__(self, kind: str, text: str) -> str:
        return f"{CODES[kind]}{text}{RESET}" if self.colour and text else text

    def severity(self, severity: Severity, text: str) -> str:
        """Return text in the colour of a severity."""
        return self(severity.word, text)


PLAIN = Style()


def style_for(is_terminal: bool, environment: Mapping[str, str] | None = None) -> Style:
    """Return the style for a stream: `NO_COLOR`, `FORCE_COLOR` and `CLICOLOR` are heeded."""
    env = os.environ if environment is None else environment
    if env.get("NO_COLOR"):
        return PLAIN
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        if env.get(name, "") not in ("", "0"):
            return Style(colour=True)
    if env.get("CLICOLOR") == "0" or env.get("TERM") == "dumb":
        return PLAIN
    return Style(colour=is_terminal)
