"""Finds passwords that everybody tries first."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.secrets import WELL_KNOWN, passwords
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service


@check("compose/default_password", on=Service, severity=Severity.WARNING)
def default_password(service: Service, facts: Facts) -> Iterator[Finding]:
    """A service gets `admin`, `changeme` or the like as its password, unless somebody sets another.

    Nobody does: Grafana starts with `admin` and `changeme`, and who finds the port may see all
    data and query every datasource with the credentials that Grafana holds.

    Bad:
        files:
          compose.yaml: |
            services:
              grafana:
                image: grafana/grafana:12.1.0
                environment: ["GF_SECURITY_ADMIN_PASSWORD=${GRAFANA_PASSWORD:-changeme}"]

    Good:
        files:
          compose.yaml: |
            services:
              grafana:
                image: grafana/grafana:12.1.0
                environment: ["GF_SECURITY_ADMIN_PASSWORD__FILE=/run/secrets/grafana"]

        files:
          compose.yaml: |
            services:
              grafana:
                image: grafana/grafana:12.1.0
                environment: ["GF_SECURITY_ADMIN_PASSWORD=${GRAFANA_PASSWORD:?set it}"]
    """
    for password in passwords(service):
        if password.text.lower() in WELL_KNOWN:
            yield Finding(
                f"`{password.name}` of `{service.name}` is `{password.text}` unless somebody "
                "sets another",
                password.passage.find(password.text),
                "name a file of secrets, or refuse to start without one: `${NAME:?set it}`",
            )
