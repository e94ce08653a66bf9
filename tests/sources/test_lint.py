"""The sources are clean: for all engines together, and for each alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontierkit.pipeline.lint import judge, load_project
from tests.sources.conftest import Sources

ENGINES = ("ollama", "mistralrs", "mistral_proxy", "vllm", "llamacpp")


def test_the_sources_are_clean(sources: Sources) -> None:
    report = judge(sources.loaded, sources.settings).report

    assert [(d.check, d.finding.message) for d in report.diagnostics] == []


def test_the_configured_engines_are_those_of_the_stack(sources: Sources) -> None:
    assert sources.settings.settings.engines == ENGINES
    assert [engine.name for engine in sources.project.engines] == list(ENGINES)


@pytest.mark.parametrize("engine", ENGINES)
def test_dashboards_and_alerts_are_clean_for_one_engine(engine: str, sources: Sources) -> None:
    narrowed = replace(sources.settings.settings, engines=(engine,))
    project = replace(sources.settings, settings=narrowed)

    report = judge(load_project(project), project).report

    assert [(d.check, d.finding.message) for d in report.diagnostics] == []


def test_no_job_lets_its_targets_overwrite_labels(sources: Sources) -> None:
    assert [job.name.text for job in sources.project.jobs if job.honor_labels] == []


def test_intervals_and_timeouts_are_those_of_the_seeds(sources: Sources) -> None:
    times = {job.name.text: (job.interval_s, job.timeout_s) for job in sources.project.jobs}

    assert times.pop("mistralrs") == (10, 5)
    assert set(times.values()) == {(15, 10)}
