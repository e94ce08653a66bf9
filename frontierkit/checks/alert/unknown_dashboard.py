"""Finds links of alerts to dashboards that there are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.rules import Rule
from frontierkit.text import Span, closest, listed

LINK = re.compile(r"/d(?:-solo)?/([\w-]+)(?=[/?\s#]|$)")
UID_KEYS = frozenset(("dashboard_uid", "dashboardUid", "__dashboardUid__"))
MOST_NAMES = 5


@check("alert/unknown_dashboard", on=Rule, severity=Severity.WARNING, profile="strict")
def unknown_dashboard(rule: Rule, facts: Facts) -> Iterator[Finding]:
    """An annotation links to a dashboard whose uid no dashboard of the project has.

    Whoever is paged follows the link and reads "Dashboard not found".

    Bad:
        dashboard: {uid: queues, panels: []}
        rules:
          - alert: QueueLong
            expr: queue_length > 10
            annotations: {dashboard: "https://grafana/d/queue/queues"}

    Good:
        dashboard: {uid: queues, panels: []}
        rules:
          - alert: QueueLong
            expr: queue_length > 10
            annotations: {dashboard: "https://grafana/d/queues/queues"}

    Except: projects without dashboards, whose dashboards must be elsewhere.
    """
    known = {board.uid.text for board in facts.project.dashboards if board.uid is not None}
    if not known or not rule.alerting:
        return
    for name, text in rule.annotations.items():
        links = [Span(*found.span(1)) for found in LINK.finditer(text.text)]
        if name in UID_KEYS and text.text and "{{" not in text.text:
            links = [Span(0, len(text.text))]
        for span in links:
            uid = text.text[span.start : span.end]
            if uid not in known:
                meant = closest(uid, known)
                yield Finding(
                    f"no dashboard of this project has the uid `{uid}`",
                    text.at(span),
                    f"did you mean `{meant}`?"
                    if meant
                    else f"there are {listed(sorted(known)[:MOST_NAMES])}",
                )
