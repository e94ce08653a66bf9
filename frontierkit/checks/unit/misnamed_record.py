"""Finds recorded names that end in a unit which is not that of the values."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.units import RATIO, SECONDS, WORDS
from frontierkit.checks.check import check
from frontierkit.checks.units import why_unit
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule

UNITS = {
    "_seconds": SECONDS,
    "_bytes": WORDS["bytes"],
    "_ratio": RATIO,
    "_percent": WORDS["percent"],
    "_milliseconds": WORDS["milliseconds"],
}


@check("unit/misnamed_record", on=Rule, severity=Severity.WARNING, profile="strict")
def misnamed_record(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule records under a name that ends in another unit than the values have.

    Whoever builds a panel on `job:wait_seconds` shows milliseconds as seconds, and trusts the name.

    Bad:
        - {record: "job:wait_seconds", expr: "max by (job) (wait_milliseconds)"}

    Good:
        - {record: "job:wait_seconds", expr: "max by (job) (wait_milliseconds) / 1000"}

    Except: names with an operation at the end, as `job:requests:rate5m`.
    """
    unit = facts.series(rule.query).unit
    if rule.alerting or unit is None or not unit.sure:
        return
    for suffix, meant in UNITS.items():
        if rule.name.text.endswith(suffix):
            if unit.physical != meant.physical or not unit.same_scale(meant):
                yield Finding(
                    f"`{rule.name}` says `{suffix}`, and what is recorded is in `{unit.word}`"
                    f"{why_unit(rule.query, facts)}",
                    rule.name.at(),
                    "calculate what the name says, or record it under another name",
                )
            return
