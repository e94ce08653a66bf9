"""A small exporter, and worlds in which it is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.read import read_catalog
from frontierkit.catalog.world import Condition, World
from frontierkit.labels import Labels
from frontierkit.model.scrape import ScrapeJob
from tests.catalog.scraping import jobs

LAB = """
exporter: the lab
version: '2.0'
versions: ['1.0', '2.0']
source: this test
exhaustive: [lab_]
complete: true
families:
- {name: lab_load, type: gauge, labels: {gpu: ['0', '1'], mode: [idle, busy]}}
- {name: lab_seconds, type: histogram, labels: {mode: [idle, busy]}, buckets: [0.5, 1, 10]}
- {name: lab_quantiles, type: summary, labels: {}, quantiles: [0.5, 0.99]}
- {name: lab_secret, type: gauge, labels: {}}
- {name: lab_gone, type: gauge, labels: {}, until: '2.0', renamed_to: lab_load}
- {name: lab_optional, type: gauge, when: with --more}
"""
OTHER = """
exporter: another that exposes lab_load
version: '1'
source: this test
exhaustive: [other_]
families:
- {name: lab_load, type: gauge, labels: {gpu: ['7'], node: [n]}}
- {name: other_total, type: counter, labels: {}}
"""
RELABELLED = """
scrape_configs:
- job_name: lab
  static_configs: [{targets: ['lab:1']}]
  metric_relabel_configs:
  - {source_labels: [__name__], regex: 'lab_secret|lab_quantiles.*', action: drop}
  - source_labels: [__name__]
    regex: 'lab_(seconds.*)'
    target_label: __name__
    replacement: new_$1
  - {source_labels: [mode], regex: busy, action: drop}
  - {regex: gpu, action: labeldrop}
"""
TWO_JOBS = """
scrape_configs:
- job_name: lab
  static_configs: [{targets: ['lab:1'], labels: {gpu: nvidia}}]
- job_name: mystery
  static_configs: [{targets: ['mystery:1']}]
"""


def catalog(folder: Path, text: str, name: str = "lab") -> ExporterCatalog:
    """Return the catalog of a file."""
    file = folder / f"{name}.yaml"
    file.write_text(dedent(text), encoding="utf-8")
    return read_catalog(file)


def declared(found: Iterable[ScrapeJob], **exporters: str) -> list[ScrapeJob]:
    """Return jobs of which some name the exporters that they scrape."""
    return [
        replace(job, exporters=tuple(exporters[job.name.text].split()))
        if job.name.text in exporters
        else job
        for job in found
    ]


def job_is(name: str) -> list[Condition]:
    return [Condition("job", "=", name)]


def values(labels: Labels, name: str) -> set[str] | None:
    found = labels.get(name).values.finite
    return None if found is None else set(found)


def lab_project(folder: Path) -> World:
    """A complete catalog, one that is open, and a job that names none."""
    config = TWO_JOBS + "- job_name: node\n  static_configs: [{targets: ['node:1']}]\n"
    found = declared(jobs(folder, config), lab="lab", node="node_exporter_linux")
    return World.of(found, [catalog(folder, LAB)])
