"""Finds rules that read what a later rule of their group records."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.analysis.rule_reads import Read, reads
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.rules import Rule


@check("record/read_too_early", on=Rule, severity=Severity.WARNING)
def read_too_early(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """A rule reads what a later rule of the same group records.

    The rules of a group are evaluated from first to last: the earlier one sees the result of the
    evaluation before, one interval old, and nothing at all after a restart.

    Bad:
        - {record: "requests:ratio", expr: "requests:errors / requests:all"}
        - {record: "requests:errors", expr: 'sum(rate(requests_total{code="500"}[5m]))'}
        - {record: "requests:all", expr: "sum(rate(requests_total[5m]))"}

    Good:
        - {record: "requests:errors", expr: 'sum(rate(requests_total{code="500"}[5m]))'}
        - {record: "requests:all", expr: "sum(rate(requests_total[5m]))"}
        - {record: "requests:ratio", expr: "requests:errors / requests:all"}

    Except: what is read with `offset` or over a window, and rules that need each other, of which
    record/cyclic tells.
    """
    seen: set[str] = set()
    for read in reads(rule, facts):
        source = _later(read, facts)
        if source is not None and read.now and read.name not in seen:
            seen.add(read.name)
            yield Finding(
                f"`{rule.name}` reads `{read.name}` before this group records it: the value is "
                "one interval old",
                rule.query.at(span_of(read.selector.node)),
                f"move the rule that records `{read.name}` to the front",
                (Related("it is recorded here", source.name.at()),),
            )


def _later(read: Read, facts: Facts) -> Rule | None:
    """Return the rule that records what is read, if that is a later one of the same group."""
    record, rule = facts.records[read.name], read.rule
    if record.cyclic or facts.world.series(read.name):
        return None
    if not all(each.group is rule.group and each.index > rule.index for each in record.rules):
        return None
    return record.rules[0]
