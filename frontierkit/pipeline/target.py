"""The releases that a project runs, in the terms of the stages that keep to them."""

from __future__ import annotations

import re

from frontierkit.errors import UsageError
from frontierkit.promql import DEFAULT, FLAGS, Dialect
from frontierkit.settings.read import ProjectSettings
from frontierkit.text import closest


def dialect(project: ProjectSettings) -> Dialect:
    """Return the PromQL of the Prometheus that the settings name."""
    settings = project.settings
    for flag in settings.features:
        if flag.startswith("promql-") and flag not in FLAGS:
            meant = closest(flag, FLAGS)
            raise UsageError(
                f"{project.at(flag)}: no feature flag is called `{flag}`",
                f"did you mean `{meant}`?" if meant else "",
            )
    version = settings.versions.prometheus
    if version is None:
        return Dialect(DEFAULT.version, frozenset(settings.features) & FLAGS)
    numbers = re.match(r"v?(\d+)\.(\d+)", version)
    if numbers is None:
        raise UsageError(
            f"{project.at(version)}: `{version}` is no version of Prometheus", 'write it as "3.5"'
        )
    return Dialect((int(numbers[1]), int(numbers[2])), frozenset(settings.features) & FLAGS)
