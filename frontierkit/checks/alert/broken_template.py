"""Finds templates of alerts that Prometheus refuses, or prints as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.templates import template_problems
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.text import Span

ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
OUTSIDE = re.compile(r"\{?\s*(\$labels\.\w+|\$value\b)\s*\}{0,2}")


@check("alert/broken_template", on=Rule, severity=Severity.ERROR)
def broken_template(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation or a label of an alert is a broken template.

    Prometheus refuses the rule file where an action cannot be read, and prints what stands outside
    of `{{ … }}` as it is: the message says `$labels.instance` instead of which one.

    Bad:
        alert: EngineDown
        expr: up == 0
        annotations:
          summary: "{ $labels.instance }} is down"

    Good:
        alert: EngineDown
        expr: up == 0
        annotations:
          summary: "{{ $labels.instance }} is down"
    """
    if not rule.alerting:
        return
    for text in (*rule.annotations.values(), *rule.labels.values()):
        problems = template_problems(text.text)
        for problem in problems:
            yield Finding(problem.message, text.at(problem.span))
        if not problems:
            # Actions are blanked out, so that what is left keeps its place.
            outside = ACTION.sub(lambda action: " " * len(action[0]), text.text)
            for found in OUTSIDE.finditer(outside):
                yield Finding(
                    f"`{found[1]}` stands outside of `{{{{ … }}}}` and is printed as it is",
                    text.at(Span(*found.span(1))),
                    f"write `{{{{ {found[1]} }}}}`",
                )
