"""What Prometheus scrapes, how, and what it does to labels on the way in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from frontierkit.authoring.refuse import label_set, name_of, positive_seconds, refuse
from frontierkit.authoring.written import Text, Written, here

RelabelAction = Literal[
    "replace", "keep", "drop", "hashmod", "labelmap", "labeldrop", "labelkeep",
    "lowercase", "uppercase", "keepequal", "dropequal",
]  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Exporter:
    """A catalog, by the name of a bundled one or the path of a file, and the version that runs."""

    name: str
    version: str | None
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """Addresses that share labels."""

    addresses: tuple[Text, ...]
    labels: Mapping[str, Text]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class Relabel:
    """One step of relabelling, defaults filled in as Prometheus does."""

    action: str
    source_labels: tuple[str, ...]
    separator: str
    regex: str
    target_label: str
    replacement: str
    modulus: int
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class ScrapeJob:
    """A scrape job. Durations are in seconds; None: the global default.

    `options` are further keys of a `scrape_config`, as Prometheus names them.
    """

    name: Text
    targets: tuple[Target, ...]
    exporters: tuple[Exporter, ...] | None
    interval_s: float | None
    timeout_s: float | None
    metrics_path: str
    scheme: str
    honor_labels: bool
    params: Mapping[str, tuple[str, ...]]
    relabel: tuple[Relabel, ...]
    metric_relabel: tuple[Relabel, ...]
    options: Mapping[str, object]
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class PrometheusServer:
    """What holds for all jobs and rules. Durations are in seconds."""

    scrape_interval_s: float
    scrape_timeout_s: float
    evaluation_interval_s: float
    external_labels: Mapping[str, Text]
    alertmanagers: tuple[Text, ...]
    written: Written


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


def exporter(name: str, version: str | None = None) -> Exporter:
    """Name a catalog: a bundled one (`frontierkit catalog list`), or a file (`./mine.yaml`).

    `version` is the version that runs, as `"0.33.0"`; without it, the one in the settings, or
    that of the catalog.

    Raises: SourceError, for an empty name or a version that is no string.

    Example:
        >>> exporter("vllm", "0.12.0").version
        '0.12.0'
    """
    name_of(name, "the name of an exporter")
    if version is not None:
        name_of(version, f"the version of exporter `{name}`")
    return Exporter(name, version, here())


def target(*addresses: str, labels: Mapping[str, str] | None = None) -> Target:
    """Name addresses (`host:port`) that share labels.

    Raises: SourceError, without an address, or for what is no address, or a label that is no
    string.

    Example:
        >>> target("node-exporter:9100", labels={"host": "box"}).addresses
        ('node-exporter:9100',)
    """
    if not addresses:
        raise refuse("a target has no address", "write one, as `host:9100`")
    written = here()
    return Target(
        tuple(Text.at(_address(address), written) for address in addresses),
        _texts(labels, "the labels of a target", written),
        written,
    )


def relabel(
    action: RelabelAction = "replace",
    *,
    source: str | Sequence[str] = (),
    regex: str = "(.*)",
    target: str = "",
    replacement: str = "$1",
    separator: str = ";",
    modulus: int = 0,
) -> Relabel:
    """Change labels on the way in, as a step of `relabel_configs` does.

    The values of the labels `source`, joined by `separator`, are matched whole by `regex`; what
    then happens depends on `action`. The defaults are those of Prometheus.

    Raises: SourceError, for an action that Prometheus does not know, or one that lacks a target.

    Example:
        >>> relabel(source="model_name", target="model").action
        'replace'
    """
    if action not in get_args(RelabelAction):
        raise refuse(
            f"Prometheus has no relabelling action {action!r}",
            f"it has {', '.join(get_args(RelabelAction))}",
        )
    if action in ("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal"):
        name_of(target, f"the target of relabelling action `{action}`")
    sources = (source,) if isinstance(source, str) else tuple(source)
    for label in sources:
        name_of(label, "a source label")
    return Relabel(action, sources, separator, regex, target, replacement, modulus, here())


def scrape_job(
    name: str,
    *targets: str | Target,
    exporter: str | Exporter | Sequence[str | Exporter] | None = None,
    interval: str | None = None,
    timeout: str | None = None,
    path: str = "/metrics",
    scheme: Literal["http", "https"] = "http",
    labels: Mapping[str, str] | None = None,
    params: Mapping[str, str | Sequence[str]] | None = None,
    honor_labels: bool = False,
    relabel: Sequence[Relabel] = (),
    metric_relabel: Sequence[Relabel] = (),
    options: Mapping[str, object] | None = None,
) -> ScrapeJob:
    """Declare what Prometheus scrapes: addresses, or targets with labels of their own.

    `exporter` names the catalogs of what is exposed there; without it, queries of this job are
    not judged. `interval` and `timeout` are durations, as `15s`. `labels` are added to all targets
    of the job. `options` are further keys of a `scrape_config`, as Prometheus names them
    (`authorization`, `sample_limit`, `dns_sd_configs`…).

    Raises: SourceError, for an empty name, what is no address or no duration, a timeout longer
    than the interval, a label that is no string.

    Example:
        >>> node = scrape_job("node", "node-exporter:9100", exporter="node_exporter_linux")
        >>> node.metrics_path, node.interval_s
        ('/metrics', None)
    """
    name_of(name, "the name of a scrape job")
    what = f"scrape job `{name}`"
    interval_s = None if interval is None else positive_seconds(interval, f"the interval of {what}")
    timeout_s = None if timeout is None else positive_seconds(timeout, f"the timeout of {what}")
    if interval_s is not None and timeout_s is not None and timeout_s > interval_s:
        raise refuse(
            f"the timeout of {what}, {timeout}, is longer than its interval, {interval}",
            "Prometheus refuses that: scrape less often, or give up earlier",
        )
    written = here()
    groups = tuple(_target(item, what) for item in targets)
    return ScrapeJob(
        Text.at(name, written),
        tuple(
            _with_labels(group, label_set(labels or {}, f"the labels of {what}"))
            for group in groups
        ),
        exporters_of(exporter, what),
        interval_s,
        timeout_s,
        path if name_of(path, f"the path of {what}").startswith("/") else f"/{path}",
        scheme,
        honor_labels,
        {key: (v,) if isinstance(v, str) else tuple(v) for key, v in (params or {}).items()},
        _steps(relabel, what),
        _steps(metric_relabel, what),
        dict(options or {}),
        written,
    )


def prometheus(
    *,
    scrape_interval: str = "15s",
    scrape_timeout: str = "10s",
    evaluation_interval: str = "15s",
    external_labels: Mapping[str, str] | None = None,
    alertmanagers: Sequence[str] = (),
) -> PrometheusServer:
    """Declare what holds for all scrape jobs and rules, once in a project.

    Intervals are durations, as `15s`; `external_labels` are added to what leaves Prometheus;
    `alertmanagers` are addresses (`host:9093`) that alerts are sent to.

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
    return PrometheusServer(
        scrape_s,
        timeout_s,
        positive_seconds(evaluation_interval, "the evaluation interval"),
        _texts(external_labels, "the external labels", written),
        tuple(Text.at(_address(address), written) for address in alertmanagers),
        written,
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


def exporters_of(
    given: str | Exporter | Sequence[str | Exporter] | None, what: str
) -> tuple[Exporter, ...] | None:
    """Return the exporters that an argument names."""
    if given is None:
        return None
    several = (given,) if isinstance(given, str | Exporter) else tuple(given)
    for item in several:
        if not isinstance(item, str | Exporter):
            raise refuse(f"{what}: {item!r} names no exporter")
    return tuple(item if isinstance(item, Exporter) else exporter(item) for item in several)


def _target(item: str | Target, what: str) -> Target:
    if isinstance(item, str):
        return target(item)
    if isinstance(item, Target):
        return item
    raise refuse(f"{what}: {item!r} is no target", 'write an address, as `"host:9100"`')


def _with_labels(group: Target, labels: Mapping[str, str]) -> Target:
    texts = {key: Text.at(value, group.written) for key, value in labels.items()}
    return Target(group.addresses, {**texts, **group.labels}, group.written)


def _steps(steps: Sequence[Relabel], what: str) -> tuple[Relabel, ...]:
    for step in steps:
        if not isinstance(step, Relabel):
            raise refuse(f"{what}: {step!r} is no relabelling", "write `relabel(…)`")
    return tuple(steps)


def _address(address: object) -> str:
    text = name_of(address, "an address")
    if "://" in text or "/" in text:
        raise refuse(
            f"`{text}` is no address", "an address is `host:port`; path and scheme are arguments"
        )
    return text


def _texts(values: Mapping[str, str] | None, what: str, written: Written) -> dict[str, Text]:
    return {key: Text.at(value, written) for key, value in label_set(values or {}, what).items()}
