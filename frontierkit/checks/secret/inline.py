"""Finds secrets that are written into the files."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.secrets import inline_secrets
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.project import Project


@check("secret/inline", on=Project, severity=Severity.WARNING, profile="strict")
def inline(project: Project, facts: Facts) -> Iterator[Finding]:
    """A secret stands in the file itself, rather than in one that the file names.

    Whoever may read the repository, or a backup of it, may send pages in your name.

    Bad:
        files:
          alertmanager.yml: |
            route: {receiver: pager}
            receivers: [{name: pager, pagerduty_configs: [{routing_key: 0123456789}]}]

    Good:
        files:
          alertmanager.yml: |
            route: {receiver: pager}
            receivers: [{name: pager, pagerduty_configs: [{routing_key_file: /run/secrets/pager}]}]
    """
    for secret in inline_secrets(project):
        yield Finding(
            f"{secret.owner} has its `{secret.field}` in the file itself",
            secret.at,
            f"put it into a file of its own, and name that: `{_file(secret.field)}`",
        )


def _file(field: str) -> str:
    """Return the option that names a file: Grafana, alone, wants two underscores."""
    if field.startswith("GF_"):
        return f"{field}__FILE"
    return f"{field}_FILE" if field.isupper() else f"{field}_file"
