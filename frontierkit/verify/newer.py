"""What an installed promtool is too old to judge: a construct that its version does not know."""

from __future__ import annotations

import re
from collections.abc import Iterable

from frontierkit.programs.find import Version
from frontierkit.promql import Dialect, parse

_UNKNOWN_FIELD = re.compile(r"line \d+: field (\S+) not found in type")
_UNMARSHAL = re.compile(r"line \d+: ")


def needed(expressions: Iterable[str], dialect: Dialect, installed: Version) -> str:
    """Say which construct of these expressions the installed promtool does not know, if any.

    Of several, it is the one that needs the latest.
    """
    needs = [need for expression in expressions for need in parse(expression, dialect).needs]
    latest = max(needs, key=lambda need: _number(need.since), default=None)
    if latest is None or _number(latest.since) <= installed[:2]:
        return ""
    return f"{latest.name} needs promtool {latest.since} or later, this is {installed}"


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def unknown_field(said: str, installed: Version) -> str:
    """Say which setting a promtool did not know, if that is all that it objects to.

    Our own schema has let the file pass: what an older promtool does not know is not wrong.
    """
    fields = _UNKNOWN_FIELD.findall(said)
    if not fields or len(fields) != len(_UNMARSHAL.findall(said)):
        return ""
    return f"`{fields[0]}` needs a later promtool, this is {installed}"
