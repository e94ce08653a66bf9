"""The servers of a stack that runs, wherever it runs, and the release that they should run."""

from __future__ import annotations

from pathlib import Path

from frontierkit.dataclass import dataclass
from frontierkit.stack.live import LiveAlertmanager, LiveGrafana, LivePrometheus


@dataclass(frozen=True, slots=True)
class Running:
    """Where the servers of a stack answer; None for one that is not part of it.

    `alertmanager_config` is the file that Alertmanager was started with.
    """

    build: Path
    where: str
    prometheus: LivePrometheus
    alertmanager: LiveAlertmanager | None = None
    grafana: LiveGrafana | None = None
    alertmanager_config: Path | None = None

    @property
    def links(self) -> dict[str, str]:
        """The pages that a person looks at, by name."""
        pages = {"Prometheus": self.prometheus.url, "targets": f"{self.prometheus.url}/targets"}
        pages["alerts"] = f"{self.prometheus.url}/alerts"
        if self.alertmanager:
            pages["Alertmanager"] = self.alertmanager.url
        if self.grafana:
            pages["Grafana"] = self.grafana.url
        return pages
