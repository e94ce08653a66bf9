"""What Prometheus scrapes, how, and what it does to labels on the way in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from frontierkit.authoring.refuse import address, label_set, name_of, positive_seconds, refuse
from frontierkit.authoring.relabelling import Relabel
from frontierkit.authoring.written import Text, Written, here, texts
from frontierkit.dataclass import dataclass

SERVICE = "__service__"
"""The label of a target that says which service must run for it; Prometheus drops it."""

_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


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
class ScrapeJob:
    """A scrape job. Durations are in seconds; None: the global default.

    `options` are further keys of a `scrape_config`, as Prometheus names them. The targets of an
    `optional` job stand beside the release, and only while what it scrapes runs.
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
    optional: bool = False

    @property
    def target_file(self) -> str | None:
        """The file beside the releases in which the targets of an optional job stand."""
        return f"targets/{self.name}.json" if self.optional else None


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
    """Name addresses (`host:port`, or what relabelling makes one of) that share labels.

    Raises: SourceError, without an address, or for a label that is no string.

    Example:
        >>> target("node-exporter:9100", labels={"host": "box"}).addresses
        ('node-exporter:9100',)
    """
    if not addresses:
        raise refuse("a target has no address", "write one, as `host:9100`")
    written = here()
    return Target(
        tuple(Text.at(name_of(each, "an address"), written) for each in addresses),
        texts(labels, "the labels of a target", written),
        written,
    )


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
    optional: bool | str = False,
) -> ScrapeJob:
    """Declare what Prometheus scrapes: addresses, or targets with labels of their own.

    `exporter` names the catalogs of what is exposed there; without it, queries of this job are
    not judged. `interval` and `timeout` are durations, as `15s`. `labels` are added to all targets
    of the job. `options` are further keys of a `scrape_config`, as Prometheus names them
    (`authorization`, `sample_limit`, `dns_sd_configs`…).

    The targets of an `optional` job are written to `build/targets/` by `frontierkit stack` while
    the service runs that their address names, or the one that `optional` names; what does not run
    is not scraped, and not missed. A target with a label `engine` is there only while that engine
    is active, too.

    Raises: SourceError, for an empty name, what is no address or no duration, a timeout longer
    than the interval, a label that is no string, an optional job without a target.

    Example:
        >>> node = scrape_job("node", "node-exporter:9100", exporter="node_exporter_linux")
        >>> node.metrics_path, node.interval_s
        ('/metrics', None)
        >>> scrape_job("redis", "redis-exporter:9121", optional=True).target_file
        'targets/redis.json'
    """
    name_of(name, "the name of a scrape job")
    what = f"scrape job `{name}`"
    interval_s, timeout_s = _times(interval, timeout, what)
    written = here()
    groups = tuple(_target(item, what, relabel) for item in targets)
    given = label_set(labels or {}, f"the labels of {what}") | _service(optional, what)
    if optional and (not groups or not _FILE_NAME.fullmatch(name)):
        raise refuse(
            f"{what} is optional, and " + ("names no file" if groups else "has no target"),
            "its targets stand in `build/targets/<name>.json`: name it in letters, digits, `_`, "
            "`-` and `.`, and give it an address",
        )
    return ScrapeJob(
        Text.at(name, written),
        tuple(_with_labels(group, given) for group in groups),
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
        bool(optional),
    )


def _service(optional: bool | str, what: str) -> dict[str, str]:
    """Return the label that names the service without which an optional job is inactive."""
    if isinstance(optional, bool):
        return {}
    return {SERVICE: name_of(optional, f"the service that {what} depends on")}


def _times(
    interval: str | None, timeout: str | None, what: str
) -> tuple[float | None, float | None]:
    """Return both in seconds; refuse a timeout that is longer than the interval."""
    interval_s = None if interval is None else positive_seconds(interval, f"the interval of {what}")
    timeout_s = None if timeout is None else positive_seconds(timeout, f"the timeout of {what}")
    if interval_s is not None and timeout_s is not None and timeout_s > interval_s:
        raise refuse(
            f"the timeout of {what}, {timeout}, is longer than its interval, {interval}",
            "Prometheus refuses that: scrape less often, or give up earlier",
        )
    return interval_s, timeout_s


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


def _target(item: str | Target, what: str, steps: Sequence[Relabel]) -> Target:
    if not isinstance(item, str | Target):
        raise refuse(f"{what}: {item!r} is no target", 'write an address, as `"host:9100"`')
    group = target(item) if isinstance(item, str) else item
    for each in () if steps else group.addresses:
        address(each)
    return group


def _with_labels(group: Target, labels: Mapping[str, str]) -> Target:
    texts = {key: Text.at(value, group.written) for key, value in labels.items()}
    return Target(group.addresses, {**texts, **group.labels}, group.written)


def _steps(steps: Sequence[Relabel], what: str) -> tuple[Relabel, ...]:
    for step in steps:
        if not isinstance(step, Relabel):
            raise refuse(f"{what}: {step!r} is no relabelling", "write `relabel(…)`")
    return tuple(steps)
