"""Finds files that are mounted and not there."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service


@check("compose/missing_mount", on=Service, severity=Severity.WARNING)
def missing_mount(service: Service, facts: Facts) -> Iterator[Finding]:
    """A service mounts a file that is not there.

    Docker makes a directory of that name, and the program that wants to read a file ends with "is a
    directory".

    Bad:
        directory: true
        files:
          compose.yaml: |
            services:
              loki:
                image: grafana/loki:3.5.0
                volumes: ["./loki-config.yaml:/etc/loki/config.yaml:ro"]

    Good:
        directory: true
        files:
          compose.yaml: |
            services:
              loki:
                image: grafana/loki:3.5.0
                volumes: ["./loki.yaml:/etc/loki/config.yaml:ro"]
          loki.yaml: "auth_enabled: false"

    Except: judged only in directories that are read as a whole. Secrets, certificates, databases
    and what has a template beside it are made later.
    """
    for mount in service.mounts:
        if mount.absent:
            yield Finding(
                f"`{service.name}` mounts `{mount.source}`, which is not there",
                mount.at.find(mount.source or ""),
                "add the file, or mend its path: it is relative to the compose file",
            )
