"""What promtool says of rule tests that fail: expected against got, at the line of the test."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from frontierkit.diagnostics import Diagnostic, Finding, Related, Severity
from frontierkit.model.location import Location, Origin
from frontierkit.model.rules import ExpectedAlert, RuleTest
from frontierkit.programs.run import Verdict

_FAILURE = re.compile(
    r"^    name: (?P<name>[^\n]*),\n"
    r"    alertname: (?P<alert>[^\n]*), time: (?P<time>\S+), *\n"
    r" {8}exp:\[(?P<expected>.*?)\], *\n"
    r" {8}got:\[(?P<got>.*?)\] *$",
    re.MULTILINE | re.DOTALL,
)
_INSTANCE = re.compile(r"^ +Labels:\{(.*)\}\n +Annotations:\{(.*)\},?$", re.MULTILINE)
_UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 0.001}


@dataclass(frozen=True, slots=True)
class Failure:
    """One expectation that was not met; an instance is `{labels} with annotations`.

    `at_s` is the time of the evaluation, in seconds from the start.
    """

    test: str
    alert: str
    at_s: float
    expected: tuple[str, ...]
    got: tuple[str, ...]


def read_failures(said: str) -> Iterator[Failure]:
    """Yield the failed expectations in what `promtool test rules` has said."""
    for found in _FAILURE.finditer(said):
        yield Failure(
            found["name"],
            found["alert"],
            _seconds(found["time"]),
            tuple(_instances(found["expected"])),
            tuple(_instances(found["got"])),
        )


def failures(verdict: Verdict, tests: Iterable[RuleTest]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each failed expectation, at the line that expected it."""
    known = {test.name: test for test in tests}
    read = list(read_failures(verdict.output))
    for failure in read:
        yield _diagnostic(failure, known.get(failure.test))
    if not read:
        said = " ".join(verdict.output.split())
        first = next(iter(known.values()), None)
        at = Location(first.place) if first else Location(Origin(verdict.command[-1], 1))
        finding = Finding(f"promtool cannot run the rule tests: {said}", at, _BROKEN)
        yield Diagnostic("verify/promtool", Severity.ERROR, finding)


_BROKEN = "if the series and their values are right, this is a bug of frontierkit"


def _diagnostic(failure: Failure, test: RuleTest | None) -> Diagnostic:
    expectation = _expectation(failure, test)
    place = expectation.place if expectation else test.place if test else Origin(failure.test, 1)
    at = Location(place, test.trail if test else (failure.test,))
    related = [
        *(Related(f"expected: {instance}", at) for instance in failure.expected),
        *(Related(f"got: {instance}", at) for instance in failure.got),
    ]
    return Diagnostic(
        "test/failed", Severity.ERROR, Finding(_message(failure), at, related=tuple(related))
    )


def _message(failure: Failure) -> str:
    """Say what differs; the instances themselves follow."""
    when = f"`{failure.alert}` at {failure.at_s:g} s, in test `{failure.test}`,"
    expected, got = len(failure.expected), len(failure.got)
    if not got:
        return f"{when} is quiet, and was expected to fire"
    if not expected:
        return f"{when} fires, and was expected to be quiet"
    if expected != got:
        return f"{when} fires {got} times, and was expected {expected} times"
    return f"{when} fires with other labels or annotations than expected"


def _expectation(failure: Failure, test: RuleTest | None) -> ExpectedAlert | None:
    """Return what the test declared of this alert at this time."""
    for expected in test.alerts if test else ():
        if expected.alert.text == failure.alert and abs(expected.at_s - failure.at_s) < 0.001:
            return expected
    return None


def _instances(listed: str) -> Iterator[str]:
    for labels, texts in _INSTANCE.findall(listed):
        yield f"{{{labels}}}{' with ' if texts else ''}{texts}"


def _seconds(duration: str) -> float:
    """Read a duration as Go writes it: `1h30m0s`."""
    parts = re.findall(r"([0-9.]+)(ms|[hms])", duration)
    return sum(float(number) * _UNITS[unit] for number, unit in parts)
