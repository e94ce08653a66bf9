"""What sources may not say: every argument is checked where it is given."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DURATION = re.compile(
    r"(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?"
)
_SECONDS = (31_536_000.0, 604_800.0, 86_400.0, 3600.0, 60.0, 1.0, 0.001)
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ADDRESS = re.compile(r"(?:[^\s:/\[\]]+|\[[0-9A-Fa-f:.%]+\]):[0-9]+")
_METRIC = re.compile(r"[A-Za-z_:][A-Za-z0-9_:]*")


class SourceError(ValueError):
    """What a source says makes no sense. `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def refuse(message: str, hint: str = "") -> SourceError:
    """Return the error to raise for an argument."""
    return SourceError(message, hint)


def name_of(value: object, what: str) -> str:
    """Return `value` if it is a name: a string that is not empty."""
    if not isinstance(value, str):
        raise refuse(f"{what} is a string, not {value!r}")
    if not value.strip():
        raise refuse(f"{what} is empty")
    return value


def metric_name(value: object, what: str) -> str:
    """Return `value` if it can name a metric."""
    name = name_of(value, what)
    if not _METRIC.fullmatch(name):
        raise refuse(
            f"{what} `{name}` cannot name a metric",
            "letters, digits, `_` and `:`, no digit first: `llm:requests:rate5m`",
        )
    return name


def seconds(value: object, what: str) -> float:
    """Return a duration as Prometheus writes it (`5m`, `1h30m`) in seconds."""
    text = name_of(value, what)
    found = _DURATION.fullmatch(text)
    if found is None:
        raise refuse(
            f"{what} is a duration, not `{text}`",
            "write it as Prometheus does: `30s`, `5m`, `1h30m`",
        )
    return sum(int(n) * unit for n, unit in zip(found.groups("0"), _SECONDS, strict=True))


def positive_seconds(value: object, what: str) -> float:
    """Return a duration in seconds that is more than nothing."""
    result = seconds(value, what)
    if result <= 0:
        raise refuse(f"{what} is more than 0 s, not `{value}`")
    return result


def label_set(value: object, what: str) -> dict[str, str]:
    """Return labels: names that Prometheus allows, values that are strings."""
    if not isinstance(value, Mapping):
        raise refuse(f"{what} are a dictionary of strings, not {value!r}")
    for label, text in value.items():
        if not isinstance(label, str) or not _LABEL.fullmatch(label):
            raise refuse(
                f"{what}: {label!r} cannot name a label",
                "letters, digits and `_`, no digit first",
            )
        if not isinstance(text, str):
            raise refuse(
                f"{what}: the value of `{label}` is a string, not {text!r}",
                f'put it in quotes: "{text}"' if isinstance(text, int | float) else "",
            )
    return dict(value)


def address(value: object) -> str:
    """Return `value` if Prometheus can connect to it: `host:port`."""
    text = name_of(value, "an address")
    if "/" in text:
        raise refuse(
            f"`{text}` is no address", "an address is `host:port`; path and scheme are arguments"
        )
    if not _ADDRESS.fullmatch(text):
        raise refuse(
            f"`{text}` is no address: it has no port", f"write `{text}:9100`, or which it is"
        )
    return text
