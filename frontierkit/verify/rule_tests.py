"""Rule tests that fail: expected against got, at the line of the expectation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontierkit.diagnostics import Diagnostic, Finding, Related, Severity
from frontierkit.emit.durations import duration
from frontierkit.model.location import Location, Origin
from frontierkit.model.rules import ExpectedAlert, RuleTest
from frontierkit.programs.run import Verdict
from frontierkit.verify.failures import Failure, read_failures


def failures(verdict: Verdict, tests: Iterable[RuleTest]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each failed expectation, at the line that expected it."""
    # promtool says the name of a test on one line, whatever it holds.
    known = {" ".join(test.name.split()): test for test in tests}
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
    when = f"`{failure.alert}` at {duration(failure.at_s)}, in test `{failure.test}`,"
    expected, got = len(failure.expected), len(failure.got)
    if not got:
        return f"{when} is quiet, and was expected to fire"
    if not expected:
        return f"{when} fires, and was expected to be quiet"
    if expected != got:
        return f"{when} fires for {got} instances, and was expected to for {expected}"
    return f"{when} fires with other labels or annotations than expected"


def _expectation(failure: Failure, test: RuleTest | None) -> ExpectedAlert | None:
    """Return what the test declared of this alert at this time."""
    for expected in test.alerts if test else ():
        if expected.alert.text == failure.alert and abs(expected.at_s - failure.at_s) < 0.001:
            return expected
    return None
