"""Finds labels of targets that push the exporter's own aside."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.exposed import catalogs_of, exported_with
from frontierkit.analysis.facts import Facts
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.model.scrape import ScrapeJob

OF_PROMETHEUS = frozenset(("job", "instance"))


@check("scrape/shadowed_label", on=ScrapeJob, severity=Severity.WARNING)
def shadowed_label(job: ScrapeJob, facts: Facts) -> Iterator[Finding]:
    """A label of a target has the name of one that the exporter itself sets.

    The one of the target wins, and that of the exporter becomes `exported_gpu`: with
    `gpu: nvidia` at the target all GPUs are called `nvidia`, and queries by `gpu` add them up.

    Bad:
        scrape:
          - job_name: queues
            static_configs: [{targets: ["app:80"], labels: {queue: all}}]

    Good:
        scrape:
          - job_name: queues
            static_configs: [{targets: ["app:80"], labels: {site: lab}}]

    Except: jobs that honour the exporter's labels, or look at what was pushed aside.
    """
    if job.honor_labels or _restored(job):
        return
    catalogs = catalogs_of(job, facts)
    for group in job.static:
        for name, value in group.labels.items():
            if name in OF_PROMETHEUS or name.startswith("__") or not value.text:
                continue
            families = sorted({f for catalog in catalogs for f in exported_with(catalog, name)})
            if families:
                more = f" and {len(families) - 1} more" if len(families) > 1 else ""
                yield Finding(
                    f"`{name}` is a label of `{families[0]}`{more} itself, which becomes "
                    f'`exported_{name}`: all are `{name}="{value}"` then',
                    value.at(),
                    "give the label of the target another name",
                )


def _restored(job: ScrapeJob) -> bool:
    """Return whether relabelling looks at labels that were pushed aside."""
    return any(
        "exported_" in text
        for step in job.metric_relabel
        for text in (*step.source_labels, step.regex)
    )
