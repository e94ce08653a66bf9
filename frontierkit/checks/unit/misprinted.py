"""Finds annotations that print a value in a unit that it does not have."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.printed_values import Printed, printed_values
from frontierkit.analysis.series import Series
from frontierkit.analysis.unit_words import meanings
from frontierkit.analysis.units import SECONDS, Unit
from frontierkit.checks.check import check
from frontierkit.checks.units import times, why_unit
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.rules import Rule


@check("unit/misprinted", on=Rule, severity=Severity.ERROR)
def misprinted(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation prints the value of its alert in a unit that the value does not have.

    `humanizePercentage` multiplies by 100 and adds "%": what is a percentage already becomes
    9500%. `humanizeDuration` reads seconds, and calls 250 milliseconds 4m 10s. A "%" behind a ratio
    calls 97 per cent 0.97%. Who is woken by it looks for the wrong thing.

    Bad:
        alert: DiskFull
        expr: disk_used_percent > 95
        annotations: {summary: "{{ $value | humanizePercentage }} used"}

    Good:
        alert: DiskFull
        expr: disk_used_percent > 95
        annotations: {summary: "{{ $value }}% used"}

    Except: values whose unit is not known, or changed by a number that is no conversion.
    """
    if not rule.alerting:
        return
    series = facts.series(rule.query)
    for printed in printed_values(rule):
        wrong = _twice(printed) or (_wrong(printed, series) if series.unit is not None else None)
        if wrong:
            yield Finding(
                f"the value is {_called(series)}{why_unit(rule.query, facts)}, and {wrong}"
                if series.unit is not None and not _twice(printed)
                else wrong,
                printed.passage.at(printed.use.span),
                "",
                (Related("the value", rule.query.at()),),
            )


def _called(series: Series) -> str:
    unit = series.unit
    return "a point in time" if unit is not None and unit.point else f"in `{unit}`"


def _twice(printed: Printed) -> str | None:
    if "humanizePercentage" in printed.use.functions and printed.follows == "%":
        return "`humanizePercentage` adds a `%`, and another one follows"
    return None


def _wrong(printed: Printed, series: Series) -> str | None:
    """Return what is wrong with the way in which a value of a known unit is printed."""
    unit, functions = series.unit, printed.use.functions
    assert unit is not None
    if "humanizePercentage" in functions:
        return _as_percentage(unit)
    if "humanizeDuration" in functions:
        return _as_duration(unit)
    if "humanizeTimestamp" in functions:
        fits = unit.physical == SECONDS.physical and unit.same_scale(SECONDS)
        return None if fits else "`humanizeTimestamp` reads seconds since 1970"
    if "humanize1024" in functions and unit.physical and not _of_bytes(unit):
        return "`humanize1024` is for bytes"
    if printed.rounded and _small_ratio(series):
        return f"`{printed.use.format}` rounds it to 0 or 1"
    if all(function in ("printf", "humanize") for function in functions):
        return _beside(unit, printed.follows)
    return None


def _as_percentage(unit: Unit) -> str | None:
    if not unit.dimensionless:
        return "`humanizePercentage` is for ratios"
    if unit.sure and unit.scale != 1:
        return f"`humanizePercentage` reads a ratio: what it prints is {times(unit.scale)}"
    return None


def _as_duration(unit: Unit) -> str | None:
    if unit.physical != SECONDS.physical or unit.point:
        return "`humanizeDuration` is for durations in seconds"
    if not unit.same_scale(SECONDS):
        return f"`humanizeDuration` reads seconds: what it prints is {times(unit.scale)}"
    return None


def _of_bytes(unit: Unit) -> bool:
    return any(name == "bytes" for name, _ in unit.physical)


def _small_ratio(series: Series) -> bool:
    """Return whether a ratio is, or may well be, below 1."""
    unit, range = series.unit, series.range
    if unit is None or not unit.dimensionless or not unit.sure or unit.scale != 1:
        return False
    return not range.integral and (range.top <= 1 or 0 < range.bottom < 1)


def _beside(unit: Unit, word: str) -> str | None:
    """Return what is wrong with the word that stands behind a value."""
    meant = meanings(word)
    counted = not unit.physical and unit.things > 0
    if not meant or counted or any(_fits(unit, meaning) for meaning in meant):
        return None
    if unit.physical != meant[0].physical:
        return f"`{word}` stands behind it"
    return f"`{word}` stands behind it: the number is {times(unit.scale / meant[0].scale)}"


def _fits(unit: Unit, meaning: Unit) -> bool:
    return unit.physical == meaning.physical and not unit.point and unit.same_scale(meaning)
