"""What the running servers say of themselves: Prometheus, Alertmanager and Grafana."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from frontierkit.dataclass import dataclass
from frontierkit.stack.http import NoAnswer, get, get_json, post_json


@dataclass(frozen=True, slots=True)
class Target:
    """A target as Prometheus scrapes it."""

    job: str
    instance: str
    url: str
    up: bool
    error: str
    labels: dict[str, str]


@dataclass(frozen=True, slots=True)
class LivePrometheus:
    """A running Prometheus, by its URL."""

    url: str

    def ready(self) -> bool:
        """Whether it answers and has read its data."""
        return _answers(f"{self.url}/-/ready")

    def version(self) -> str:
        """Return its version."""
        return str(self._data("status/buildinfo")["version"])

    def config(self) -> str:
        """Return the configuration that it runs with, as YAML."""
        return str(self._data("status/config")["yaml"])

    def config_file(self) -> str:
        """Return the path of its configuration, as it knows it."""
        return str(self._data("status/flags").get("config.file", ""))

    def reloaded_at(self) -> float | None:
        """Return when it last read its configuration; None if it has refused it since."""
        page = dict(line.rsplit(" ", 1) for line in get(f"{self.url}/metrics").splitlines()
                    if line.startswith("prometheus_config_last_reload_"))  # fmt: skip
        if page.get("prometheus_config_last_reload_successful") != "1":
            return None
        return float(page["prometheus_config_last_reload_success_timestamp_seconds"])

    def targets(self) -> tuple[Target, ...]:
        """Return what it scrapes."""
        found = self._data("targets", state="active")["activeTargets"]
        return tuple(
            Target(
                each["labels"].get("job", each.get("scrapePool", "")),
                each["labels"].get("instance", ""),
                each["scrapeUrl"],
                each["health"] == "up",
                each.get("lastError", ""),
                each["labels"],
            )
            for each in found
        )

    def rule_groups(self) -> list[dict[str, Any]]:
        """Return the groups of rules that it has loaded."""
        return list(self._data("rules")["groups"])

    def alertmanagers(self) -> tuple[str, ...]:
        """Return the URLs that it sends alerts to."""
        return tuple(each["url"] for each in self._data("alertmanagers")["activeAlertmanagers"])

    def value(self, query: str) -> float | None:
        """Return the value of the first series that a query yields."""
        series = self._data("query", query=query)["result"]
        return float(series[0]["value"][1]) if series else None

    def exposed(self, job: str) -> dict[str, set[str]]:
        """Return the families that the targets of a job expose, each with its types.

        In OpenMetrics a counter `x_total` is the family `x`, which may be a gauge as well.
        """
        found: dict[str, set[str]] = {}
        for each in self._data("targets/metadata", match_target=f'{{job="{job}"}}'):
            found.setdefault(each["metric"], set()).add(each["type"])
        return found

    def snapshot(self) -> str:
        """Make a snapshot of the data and return its name."""
        answer = post_json(f"{self.url}/api/v1/admin/tsdb/snapshot", timeout_s=600)
        return str(answer["data"]["name"])

    def _data(self, path: str, **parameters: str) -> Any:
        question = f"?{urlencode(parameters)}" if parameters else ""
        url = f"{self.url}/api/v1/{path}{question}"
        answer = get_json(url, timeout_s=10)
        if not isinstance(answer, dict) or "data" not in answer:
            raise NoAnswer(f"{url} answers with something else than Prometheus would")
        return answer["data"]


@dataclass(frozen=True, slots=True)
class LiveAlertmanager:
    """A running Alertmanager, by its URL."""

    url: str

    def ready(self) -> bool:
        """Whether it answers."""
        return _answers(f"{self.url}/-/ready")

    def config(self) -> str:
        """Return the configuration that it runs with, as YAML."""
        return str(get_json(f"{self.url}/api/v2/status")["config"]["original"])

    def has_alert(self, name: str) -> bool:
        """Whether an alert of this name has been delivered to it."""
        matcher = quote(f'alertname="{name}"')
        return bool(get_json(f"{self.url}/api/v2/alerts?filter={matcher}"))

    def silences(self) -> list[dict[str, Any]]:
        """Return all silences."""
        return list(get_json(f"{self.url}/api/v2/silences"))


@dataclass(frozen=True, slots=True)
class LiveGrafana:
    """A running Grafana, by its URL, and who asks: a user and a password."""

    url: str
    user: str = ""
    password: str = ""

    def ready(self) -> bool:
        """Whether it answers and its database does."""
        return _answers(f"{self.url}/api/health")

    def dashboards(self) -> tuple[str, ...]:
        """Return the uids of the dashboards that it has."""
        found = get_json(f"{self.url}/api/search?type=dash-db&limit=5000", headers=self._who())
        return tuple(each["uid"] for each in found)

    def _who(self) -> dict[str, str]:
        from base64 import b64encode

        word = b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
        return {"Authorization": f"Basic {word}"}


def _answers(url: str) -> bool:
    try:
        get(url, timeout_s=3)
    except NoAnswer:
        return False
    return True
