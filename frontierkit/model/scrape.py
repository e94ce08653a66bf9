"""Scrape jobs: what Prometheus fetches, and what it does to labels on the way in."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.dataclass import dataclass, field
from frontierkit.model.location import Passage, Place


@dataclass(frozen=True, slots=True)
class Relabel:
    """One step of `relabel_configs` or `metric_relabel_configs`, defaults filled in.

    `given` names the fields that were written; `source_passages` are the source labels, placed.
    """

    action: str
    source_labels: tuple[str, ...]
    separator: str
    regex: str
    target_label: str
    replacement: str
    modulus: int
    place: Place
    source_passages: tuple[Passage, ...] = ()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TargetGroup:
    """Addresses that share labels."""

    addresses: tuple[Passage, ...]
    labels: Mapping[str, Passage]
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class ScrapeJob:
    """One scrape job. Durations are in seconds and effective: the global default is filled in.

    `discovery` names the service discoveries it uses besides static targets (`file`, `dns`,
    `kubernetes`…); `exporters` the catalogs that describe its targets, where it was declared.
    `discovered` has the labels that targets from files or HTTP may carry, where it was declared:
    their values, or None for any. `versions` are those of `exporters`, where they were declared.
    `target_file` is where the targets `beside` the release stand while they are active.
    """

    name: Passage
    interval_s: float
    timeout_s: float
    metrics_path: str
    scheme: str
    honor_labels: bool
    params: Mapping[str, tuple[str, ...]]
    static: tuple[TargetGroup, ...]
    discovery: tuple[str, ...]
    relabel: tuple[Relabel, ...]
    metric_relabel: tuple[Relabel, ...]
    exporters: tuple[str, ...] | None
    options: Mapping[str, object]
    place: Place
    trail: tuple[str, ...] = ()
    discovered: Mapping[str, tuple[str, ...] | None] | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    target_file: str | None = None
    beside: tuple[TargetGroup, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PrometheusConfig:
    """What a `prometheus.yml` says. Durations are in seconds.

    `scrape_config_files` hold further jobs; `vmagent`: it uses what only vmagent understands.
    `alertmanager_file` is where the addresses of Alertmanager stand, if beside the release.
    """

    scrape_interval_s: float
    scrape_timeout_s: float
    evaluation_interval_s: float
    external_labels: Mapping[str, Passage]
    rule_files: tuple[Passage, ...]
    jobs: tuple[ScrapeJob, ...]
    alertmanagers: tuple[Passage, ...]
    place: Place
    scrape_config_files: tuple[Passage, ...] = ()
    alert_relabel: tuple[Relabel, ...] = ()
    remote_write_relabel: tuple[Relabel, ...] = ()
    vmagent: bool = False
    alertmanager_file: str | None = None
