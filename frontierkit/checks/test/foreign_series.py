"""Finds tests that feed in series which no exporter exposes."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.blame import alone_to_blame, together_to_blame
from frontierkit.analysis.facts import Facts
from frontierkit.analysis.reasons import span_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.query import Query, Role
from frontierkit.model.rules import InputSeries, RuleTest
from frontierkit.text import listed


@check("test/foreign_series", on=RuleTest, severity=Severity.WARNING)
def foreign_series(test: RuleTest, facts: Facts) -> Iterator[Finding]:
    """A test feeds in a series that cannot exist.

    No exporter has the metric, or it never has such a label or value. The test proves that the
    alert fires in a world that is not this one; on real data it may never do so.

    Bad:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: 'queue_length{que="chat"}', values: 5x10}]

    Good:
        files:
          test.yml: |
            rule_files: [rules.yml]
            tests:
              - input_series: [{series: 'queue_length{queue="chat"}', values: 5x10}]

    Except: metrics of which no catalog tells.
    """
    seen: set[str] = set()
    for given in test.inputs:
        if given.series.text not in seen:
            seen.add(given.series.text)
            yield from _foreign(given, facts)


def _foreign(given: InputSeries, facts: Facts) -> Iterator[Finding]:
    query = Query(given.series, Role.RECORD)
    for selector in facts.selectors(query)[:1]:
        existence = facts.existence(selector)
        if existence is not None and existence.state == "absent":
            near = f"did you mean `{existence.nearest}`? " if existence.nearest else ""
            yield Finding(
                f"the test feeds in `{selector.name}`, which does not exist",
                query.at(),
                f"{near}{existence.why}",
            )
        together = together_to_blame(selector)
        if len(together) > 1:
            wanted = listed(f"{each.name}={each.value}" for each in together)
            yield Finding(
                f"no series of `{selector.name}` has {wanted} at once, as the test feeds in",
                query.at(),
                "each of them is right for other series",
            )
        for matcher in alone_to_blame(selector):
            yield Finding(
                f"`{selector.name}` never has `{matcher.name}` = `{matcher.value}`, which the test "
                "feeds in",
                query.at(span_of(matcher)),
                "feed in what the exporter exposes",
            )
