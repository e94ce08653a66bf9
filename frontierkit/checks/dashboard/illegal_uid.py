"""Finds uids that Grafana refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.dashboard import Dashboard
from frontierkit.promql.variables import variables_in
from frontierkit.text import Span

LONGEST = 40
_ILLEGAL = re.compile(r"[^a-zA-Z0-9_-]+")


@check("dashboard/illegal_uid", on=Dashboard, severity=Severity.ERROR)
def illegal_uid(dashboard: Dashboard, facts: Facts) -> Iterator[Finding]:
    """The uid of a dashboard is too long, or has characters that a uid cannot have.

    Grafana refuses the dashboard: it is not provisioned, and only the log says so.

    Bad:
        dashboard: {uid: "llm engines", panels: []}

    Good:
        dashboard: {uid: "llm-engines", panels: []}
    """
    uid = dashboard.uid
    if uid is None or variables_in(uid.text) or "{{" in uid.text:
        return
    illegal = _ILLEGAL.search(uid.text)
    if illegal is not None:
        yield Finding(
            f"the uid `{uid.text}` has `{illegal[0]}` in it, which Grafana refuses",
            uid.at(Span(*illegal.span())),
            "a uid has letters from a to z, digits, `-` and `_`",
        )
    elif len(uid.text) > LONGEST:
        yield Finding(
            f"the uid has {len(uid.text)} characters, and Grafana takes at most {LONGEST}",
            uid.at(Span(LONGEST, len(uid.text))),
            "choose a shorter one",
        )
