"""`prometheus.yml`: intervals, rule files, scrape jobs, and where alerts go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from frontierkit.emit.durations import duration
from frontierkit.model.project import Project
from frontierkit.model.scrape import PrometheusConfig, Relabel, ScrapeJob, TargetGroup
from frontierkit.output import OutputFile, as_yaml

PATH = PurePosixPath("prometheus/prometheus.yml")
Plain = dict[str, object]


def prometheus_files(project: Project) -> Iterator[OutputFile]:
    """Yield the configuration of Prometheus, if there is anything to configure."""
    for config in project.prometheus:
        yield OutputFile(PATH, as_yaml(_config(config)), str(config.place))


def _config(config: PrometheusConfig) -> Plain:
    settings: Plain = {
        "scrape_interval": duration(config.scrape_interval_s),
        "scrape_timeout": duration(config.scrape_timeout_s),
        "evaluation_interval": duration(config.evaluation_interval_s),
    }
    if config.external_labels:
        settings["external_labels"] = _texts(config.external_labels)
    plain: Plain = {
        "global": settings,
        "rule_files": [pattern.text for pattern in config.rule_files],
    }
    if config.alertmanager_file:
        beside = {"files": [f"../../{config.alertmanager_file}"], "refresh_interval": "30s"}
        plain["alerting"] = {"alertmanagers": [{"file_sd_configs": [beside]}]}
    elif config.alertmanagers:
        addresses = [address.text for address in config.alertmanagers]
        plain["alerting"] = {"alertmanagers": [{"static_configs": [{"targets": addresses}]}]}
    plain["scrape_configs"] = [_job(job, config) for job in config.jobs]
    return plain


def _job(job: ScrapeJob, config: PrometheusConfig) -> Plain:
    plain: Plain = {"job_name": job.name.text}
    if job.interval_s != config.scrape_interval_s:
        plain["scrape_interval"] = duration(job.interval_s)
    if job.timeout_s != min(config.scrape_timeout_s, job.interval_s):
        plain["scrape_timeout"] = duration(job.timeout_s)
    if job.metrics_path != "/metrics":
        plain["metrics_path"] = job.metrics_path
    if job.scheme != "http":
        plain["scheme"] = job.scheme
    if job.honor_labels:
        plain["honor_labels"] = True
    if job.params:
        plain["params"] = {name: list(values) for name, values in job.params.items()}
    plain |= job.options
    if job.static:
        plain["static_configs"] = [target_group(group) for group in job.static]
    if job.relabel:
        plain["relabel_configs"] = [_relabel(step) for step in job.relabel]
    if job.metric_relabel:
        plain["metric_relabel_configs"] = [_relabel(step) for step in job.metric_relabel]
    return plain


def target_group(group: TargetGroup) -> Plain:
    """Return addresses that share labels, as Prometheus reads them."""
    plain: Plain = {"targets": [address.text for address in group.addresses]}
    if group.labels:
        plain["labels"] = _texts(group.labels)
    return plain


def _relabel(step: Relabel) -> Plain:
    """Return a step without what is the default anyway."""
    plain: Plain = {}
    if step.source_labels:
        plain["source_labels"] = list(step.source_labels)
    if step.separator != ";":
        plain["separator"] = step.separator
    if step.regex != "(.*)":
        plain["regex"] = step.regex
    if step.target_label:
        plain["target_label"] = step.target_label
    if step.replacement != "$1":
        plain["replacement"] = step.replacement
    if step.modulus:
        plain["modulus"] = step.modulus
    if step.action != "replace":
        plain["action"] = step.action
    return plain


def _texts(passages: Mapping[str, object]) -> dict[str, str]:
    return {name: str(passage) for name, passage in sorted(passages.items())}
