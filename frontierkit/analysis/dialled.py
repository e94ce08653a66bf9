"""Every address that Prometheus or Grafana dials from a container at hand."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.containers import grafana_container, prometheus_container
from frontierkit.analysis.dialling import Dial, Problem, Trouble, dial, dial_url, problem
from frontierkit.catalog.scraped_targets import ADDRESS, static_targets
from frontierkit.catalog.template import UnreadableStep
from frontierkit.model.location import Location, Passage
from frontierkit.model.project import Project
from frontierkit.model.scrape import PrometheusConfig, ScrapeJob


def scrape_problems(project: Project, *troubles: Trouble) -> Iterator[tuple[Dial, Problem]]:
    """Yield what is wrong with the targets and Alertmanagers of each Prometheus configuration."""
    for config in project.prometheus:
        for each in _once(scrape_dials(config, project)):
            found = problem(each, project)
            if found is not None and found.trouble in troubles:
                yield each, found


def datasource_problems(project: Project, *troubles: Trouble) -> Iterator[tuple[Dial, Problem]]:
    """Yield what is wrong with the addresses of the provisioned datasources."""
    for each in _datasource_dials(project):
        found = problem(each, project)
        if found is not None and found.trouble in troubles:
            yield each, found


def scrape_dials(config: PrometheusConfig, project: Project) -> Iterator[Dial]:
    """Yield what a Prometheus dials, if it is known which container it is."""
    caller = prometheus_container(config, project)
    if caller is None:
        return
    for job in config.jobs:
        for address, scheme, at in _targets(job):
            found = dial(caller, f"a target of the job `{job.name}`", address, scheme, at)
            if found is not None:
                yield found
    for alertmanager in config.alertmanagers:
        found = dial(caller, "Alertmanager", alertmanager.text, "http", alertmanager.at())
        if found is not None:
            yield found


def _targets(job: ScrapeJob) -> Iterator[tuple[str, str, Location]]:
    """Yield address, scheme and place of each static target, as relabelling leaves it."""
    try:
        targets = static_targets(job)
    except UnreadableStep:
        return
    passages = [address for group in job.static for address in group.addresses]
    for passage, labels in zip(passages, targets, strict=True):
        if labels is not None:
            address = labels[ADDRESS]
            at = passage.at() if passage.text == address else _rewritten(job, address, passage)
            yield address, labels.get("__scheme__", "http"), at


def _rewritten(job: ScrapeJob, address: str, passage: Passage) -> Location:
    """Return the relabelling step that makes an address what it is, or the target itself."""
    for step in job.relabel:
        if step.target_label == ADDRESS and step.replacement == address:
            return Passage(address, step.place, job.trail).at()
    return passage.at()


def _datasource_dials(project: Project) -> Iterator[Dial]:
    caller = grafana_container(project)
    for source in project.datasources if caller is not None else ():
        if caller is None or source.url is None or source.access != "proxy":
            continue
        found = dial_url(
            caller, f"the datasource `{source.name}`", source.url.text, source.url.at()
        )
        if found is not None:
            yield found


def _once(dials: Iterator[Dial]) -> Iterator[Dial]:
    """Yield each dial once for each place: several targets may be relabelled to one address."""
    seen = set()
    for each in dials:
        key = (each.what, each.address, each.at.position)
        if key not in seen:
            seen.add(key)
            yield each
