"""What there is once in a project: the Prometheus server, and what Grafana asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from frontierkit.authoring.refuse import address, name_of, positive_seconds, refuse
from frontierkit.authoring.scraping import ScrapeJob
from frontierkit.authoring.written import Text, Written, here, texts
from frontierkit.dataclass import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class PrometheusServer:
    """What holds for all jobs and rules. Durations are in seconds.

    `alertmanager_file`: where the addresses of Alertmanager stand, if beside the release.
    """

    scrape_interval_s: float
    scrape_timeout_s: float
    evaluation_interval_s: float
    external_labels: Mapping[str, Text]
    alertmanagers: tuple[Text, ...]
    written: Written
    alertmanager_file: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Datasource:
    """A datasource that Grafana is provisioned with."""

    name: Text
    url: Text
    uid: Text | None
    kind: str
    is_default: bool
    options: Mapping[str, object]
    written: Written


def prometheus(
    *,
    scrape_interval: str = "15s",
    scrape_timeout: str = "10s",
    evaluation_interval: str = "15s",
    external_labels: Mapping[str, str] | None = None,
    alertmanagers: Sequence[str] | ScrapeJob = (),
) -> PrometheusServer:
    """Declare what holds for all scrape jobs and rules, once in a project.

    Intervals are durations, as `15s`; `external_labels` are added to what leaves Prometheus;
    `alertmanagers` are addresses (`host:9093`) that alerts are sent to, or the scrape job whose
    targets they are: of an optional one, those that are active.

    Raises: SourceError, for what is no duration or no address, a label that is no string.

    Example:
        >>> prometheus(scrape_interval="30s", alertmanagers=["alertmanager:9093"]).scrape_interval_s
        30.0
    """
    written = here()
    scrape_s = positive_seconds(scrape_interval, "the scrape interval")
    timeout_s = positive_seconds(scrape_timeout, "the scrape timeout")
    if timeout_s > scrape_s:
        raise refuse(
            f"the scrape timeout, {scrape_timeout}, is longer than the scrape interval, "
            f"{scrape_interval}",
            "Prometheus refuses that: scrape less often, or give up earlier",
        )
    addresses: Sequence[str] = (
        [each for group in alertmanagers.targets for each in group.addresses]
        if isinstance(alertmanagers, ScrapeJob)
        else alertmanagers
    )
    return PrometheusServer(
        scrape_s,
        timeout_s,
        positive_seconds(evaluation_interval, "the evaluation interval"),
        texts(external_labels, "the external labels", written),
        tuple(Text.at(address(each), written) for each in addresses),
        written,
        alertmanagers.target_file if isinstance(alertmanagers, ScrapeJob) else None,
    )


def datasource(
    name: str,
    url: str,
    *,
    uid: str | None = None,
    kind: str = "prometheus",
    default: bool = True,
    options: Mapping[str, object] | None = None,
) -> Datasource:
    """Declare a datasource that Grafana is provisioned with.

    Without any, there is one called `Prometheus`, at `http://prometheus:9090`. Without `uid` a
    Prometheus datasource has the one in the settings, which dashboards default to. `options` are
    keys of `jsonData`.

    Raises: SourceError, for an empty name, URL or uid.

    Example:
        >>> datasource("Prometheus", "http://localhost:9090").kind
        'prometheus'
    """
    written = here()
    return Datasource(
        Text.at(name_of(name, "the name of a datasource"), written),
        Text.at(name_of(url, f"the URL of datasource `{name}`"), written),
        None if uid is None else Text.at(name_of(uid, f"the uid of `{name}`"), written),
        name_of(kind, f"the kind of datasource `{name}`"),
        default,
        dict(options or {}),
        written,
    )
