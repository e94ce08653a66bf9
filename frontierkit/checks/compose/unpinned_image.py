"""Finds images that may be another tomorrow."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.images import image_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.compose import Service


@check("compose/unpinned_image", on=Service, severity=Severity.WARNING, profile="strict")
def unpinned_image(service: Service, facts: Facts) -> Iterator[Finding]:
    """An image has no version, or `latest`.

    What runs depends on the day on which it was pulled. `grafana/loki:latest` stopped reading its
    old configuration one day, on the machines that were set up since.

    Bad:
        files:
          compose.yaml: |
            services: {loki: {image: "grafana/loki:latest"}}

    Good:
        files:
          compose.yaml: |
            services: {loki: {image: "grafana/loki:3.5.0"}}
    """
    image = image_of(service)
    if image is None or service.image is None or image.digest or "build" in service.options:
        return
    if image.tag in (None, "latest"):
        what = "the version `latest`" if image.tag else "no version"
        yield Finding(
            f"the image of `{service.name}` has {what}",
            service.image.at(),
            f"name the one that is meant: `{image.repository}:…`",
        )
