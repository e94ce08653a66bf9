"""What `promtool test rules` says of expectations that are not met, read back."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Iterator

from frontierkit.dataclass import dataclass

_TEXT = r'"(?:[^"\\]|\\.)*"'
_PAIR = re.compile(rf"(\w+|{_TEXT})=({_TEXT})")
_LABELS = re.compile(rf"\{{((?:(?:\w+|{_TEXT})={_TEXT}(?:, )?)*)\}}")
_BY_ALERTS = re.compile(
    r"^    name: (?P<name>[^\n]*),\n"
    r"    alertname: (?P<alert>[^\n]*), time: (?P<time>\S+), *\n"
    r" {8}exp:\[(?P<expected>.*?)\], *\n"
    r" {8}got:\[(?P<got>.*?)\] *$",
    re.MULTILINE | re.DOTALL,
)
# An alert that is tested as a series: the comment in the query is the name of the test.
_BY_SERIES = re.compile(
    rf"^    expr: (?P<expr>{_TEXT}), time: (?P<time>\S+),\n"
    r" {8}exp: (?P<expected>[^\n]*)\n"
    r" {8}got: (?P<got>[^\n]*)$",
    re.MULTILINE,
)
_ASKED = re.compile(rf"ALERTS\{{alertname=({_TEXT})[^#]*\}} # (.*)", re.DOTALL)
_INSTANCE = re.compile(r"^ +Labels:(\{.*\})\n +Annotations:\{(.*)\},?$", re.MULTILINE)
_SAID_ANYWAY = ("__name__", "alertname", "alertstate")
_UNITS = {"y": 31_536_000.0, "w": 604_800.0, "d": 86_400.0, "h": 3600.0, "m": 60.0, "s": 1.0}


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that was not met; an instance is `{labels}`, and `with` its annotations.

    `at_s` is the time of the evaluation, in seconds from the start.
    """

    test: str
    alert: str
    at_s: float
    expected: tuple[str, ...]
    got: tuple[str, ...]


def read_failures(said: str) -> Iterator[Failure]:
    """Yield the failed expectations in what promtool has said."""
    for found in _BY_ALERTS.finditer(said):
        instances = (tuple(_worded(found[group])) for group in ("expected", "got"))
        yield Failure(found["name"], found["alert"], _seconds(found["time"]), *instances)
    for found in _BY_SERIES.finditer(said):
        asked = _ASKED.fullmatch(_unquoted(found["expr"]))
        if asked:
            instances = (tuple(_series(found[group])) for group in ("expected", "got"))
            alert = _unquoted(asked[1])
            yield Failure(asked[2], alert, _seconds(found["time"]), *instances)


def _worded(listed: str) -> Iterator[str]:
    for labels, texts in _INSTANCE.findall(listed):
        yield f"{_shown(labels)}{' with ' if texts else ''}{texts}"


def _series(listed: str) -> Iterator[str]:
    for found in _LABELS.finditer(listed):
        yield _shown(found[0])


def _shown(labels: str) -> str:
    """Return labels without those that every instance of an alert has."""
    pairs = (f"{name}={value}" for name, value in _PAIR.findall(labels) if name not in _SAID_ANYWAY)
    return f"{{{', '.join(pairs)}}}"


def _unquoted(text: str) -> str:
    """Read a string as Go and PromQL write it, which is as Python does."""
    value: str = literal_eval(text)
    return value


def _seconds(duration: str) -> float:
    """Read a duration as Prometheus writes it: `1h30m`."""
    parts = re.findall(r"([0-9.]+)(ms|[ywdhms])", duration)
    return sum(float(number) * _UNITS.get(unit, 0.001) for number, unit in parts)
