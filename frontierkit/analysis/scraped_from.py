"""The static targets of scrape jobs as relabelling leaves them, and what is odd about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.catalog.relabel import relabel
from frontierkit.catalog.scraped_targets import (
    ADDRESS,
    given_labels,
    static_targets,
    target_labels,
)
from frontierkit.catalog.template import UnreadableStep
from frontierkit.dataclass import dataclass, replace
from frontierkit.model.location import Passage
from frontierkit.model.scrape import PrometheusConfig, Relabel, ScrapeJob

HIDDEN = "__"
FILTERS = frozenset(("keep", "drop", "keepequal", "dropequal"))
TAKES_AWAY = frozenset(("labeldrop", "labelkeep"))

Items = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class StaticTarget:
    """A target of a job. `url` is all that decides what is fetched."""

    job: ScrapeJob
    written: Passage
    url: str
    parameters: Items
    labels: Items

    @property
    def identity(self) -> Items:
        """What is left of its labels on its series, as far as it can tell targets apart."""
        steps = [step for step in self.job.metric_relabel if step.action in TAKES_AWAY]
        left = relabel(dict(self.labels), steps)
        return frozenset((left or {}).items())


def targets(config: PrometheusConfig) -> Iterator[StaticTarget]:
    """Yield every static target that relabelling leaves, in the order of declaration."""
    for job in config.jobs:
        try:
            found = static_targets(job)
        except UnreadableStep:
            continue
        written = [address for group in job.static for address in group.addresses]
        for passage, labels in zip(written, found, strict=True):
            if labels is not None:
                yield _target(job, passage, labels)


def dropping_step(job: ScrapeJob) -> Relabel | None:
    """Return the first step after which no target is left; None if some are, or never were."""
    if target_labels(job) is not None or target_labels(replace(job, relabel=())) is None:
        return None
    for end, step in enumerate(job.relabel, start=1):
        if target_labels(replace(job, relabel=job.relabel[:end])) is None:
            return step
    return None


def idle_steps(job: ScrapeJob) -> Iterator[Relabel]:
    """Yield the steps that change no label of any static target; none where others are found."""
    if job.discovery or job.beside:
        return
    try:
        labels: list[dict[str, str]] = list(given_labels(job))
        for step in job.relabel:
            after = [relabel(each, (step,)) for each in labels]
            if labels and after == labels and step.action not in FILTERS:
                yield step
            labels = [each for each in after if each is not None]
    except UnreadableStep:
        return


def _target(job: ScrapeJob, written: Passage, labels: Mapping[str, str]) -> StaticTarget:
    url = f"{labels.get('__scheme__')}://{labels[ADDRESS]}{labels.get('__metrics_path__')}"
    hidden = {(name, value) for name, value in labels.items() if name.startswith("__param_")}
    listed = {(name, ",".join(values)) for name, values in job.params.items() if len(values) > 1}
    shown = {(name, value) for name, value in labels.items() if not name.startswith(HIDDEN)}
    return StaticTarget(job, written, url, frozenset(hidden | listed), frozenset(shown))
