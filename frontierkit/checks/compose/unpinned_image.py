"""Finds images that may be another tomorrow."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.images import image_of
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Related, Severity
from frontierkit.model.compose import ComposeFile, Service
from frontierkit.model.location import Passage
from frontierkit.text import listed


@check("compose/unpinned_image", on=ComposeFile, severity=Severity.WARNING, profile="strict")
def unpinned_image(file: ComposeFile, facts: Facts) -> Iterator[Finding]:
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
    loose = {s.name: image for s in file.services if (image := _unpinned(s)) is not None}
    if loose:
        first, *others = loose.values()
        yield Finding(
            f"{listed(loose)} {'has an image' if not others else 'have images'} without a version",
            first.at(),
            "name the one that is meant, with its digest where it matters",
            tuple(Related("this one, too", image.at()) for image in others),
        )


def _unpinned(service: Service) -> Passage | None:
    """Return the image of a service, if neither version nor digest says which."""
    image = image_of(service)
    if image is None or image.digest or "build" in service.options:
        return None
    return service.image if image.tag in (None, "latest") else None
