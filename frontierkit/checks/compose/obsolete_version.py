"""Finds the field that Compose no longer reads."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import ComposeFile


@check("compose/obsolete_version", on=ComposeFile, severity=Severity.INFO, profile="strict")
def obsolete_version(file: ComposeFile, facts: Facts) -> Iterator[Finding]:
    """A compose file has the field `version`, which is obsolete.

    Compose ignores it, whatever it says, and warns at every command.

    Bad:
        files:
          compose.yaml: |
            version: "3.8"
            services: {prometheus: {image: "prom/prometheus:v3.5.0"}}

    Good:
        files:
          compose.yaml: |
            services: {prometheus: {image: "prom/prometheus:v3.5.0"}}
    """
    if file.version is not None:
        yield Finding(
            f"`version: {file.version}` is obsolete: Compose ignores it, and warns",
            file.version.at(),
            "remove the line",
        )
