"""What is bound to a signal has the type, unit and labels that the signal promises."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from frontierkit.analysis.facts import Facts
from frontierkit.authoring import engines
from frontierkit.catalog.world import World
from frontierkit.checks.engine.misbound import misbound
from frontierkit.labels import Presence
from frontierkit.loading.sources import SourceOptions, load_sources

IMPORTS = "from frontierkit.authoring import *\n"


@cache
def facts(source: str, *names: str) -> Facts:
    """Return what is known of a project with one source."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "sources").mkdir()
        (Path(folder) / "sources" / "stack.py").write_text(IMPORTS + source, encoding="utf-8")
        loaded = load_sources(Path(folder), options=SourceOptions(engines=names))
    assert [d.finding.message for d in loaded.findings] == []
    return Facts.of(loaded.project, World.of_project(loaded.project.jobs))


def said(known: Facts) -> list[str]:
    return [
        finding.message
        for engine in known.project.engines
        for finding in misbound.run(engine, known)
    ]


@pytest.mark.parametrize("name", engines.__all__)
def test_engines_that_are_shipped_keep_the_contracts(name: str) -> None:
    assert said(facts("", name)) == []


@pytest.mark.parametrize("name", engines.__all__)
def test_what_shipped_engines_ask_for_is_exported(name: str) -> None:
    known = facts("", name)

    bindings = [b.query for e in known.project.engines for b in e.bindings.values() if b.query]
    for query in bindings:
        assert known.syntax(query).expr is not None
        for selector in known.selectors(query):
            assert selector.name is not None
            verdict = known.world.verdict(selector.name, selector.conditions)
            assert (selector.name, verdict.state) == (selector.name, "known")
            assert not selector.dead, query.text
            for matcher in selector.node.matchers:
                found = {s.whole.label(matcher.name).presence for s in selector.sources}
                assert found != {Presence.NEVER}, f"{matcher.name} in {query.text}"


@pytest.mark.parametrize("name", engines.__all__)
def test_what_is_known_of_shipped_engines_is_known_for_sure(name: str) -> None:
    known = facts("", name)

    (engine,) = known.project.engines
    for binding in engine.bindings.values():
        if binding.query is None or binding.signal.name == "up":
            continue
        series = known.series(binding.query)
        assert series.known and (series.unit or series.observed) is not None, binding.query.text
        assert series.labels.closed, binding.query.text


WRONG = {
    "a counter without a rate": (
        "prompt_tokens",
        "sum by (engine) (vllm:prompt_tokens_total)",
        "counts since the last restart: it lacks a `rate`",
    ),
    "seconds for requests": (
        "request_rate",
        "sum by (engine) (rate(vllm:request_queue_time_seconds_sum[$window]))",
        "is in `ratio`, and the signal in `requests/seconds`",
    ),
    "gigabytes for bytes": (
        "gpu_memory",
        "sum by (engine) (sglang:weight_memory_usage_gb)",
        "is in `gigabytes`, and the signal in `bytes`: its scale is another",
    ),
    "buckets for a value": (
        "waiting",
        "sum by (engine, le) (rate(vllm:time_to_first_token_seconds_bucket[$window]))",
        "is made of the buckets of a histogram, and is no single value",
    ),
    "a value for buckets": (
        "ttft",
        "sum by (engine) (vllm:num_requests_waiting)",
        "is made of no buckets of a histogram, of which percentiles are made",
    ),
    "buckets without their bounds": (
        "ttft",
        "sum by (engine) (rate(vllm:time_to_first_token_seconds_bucket[$window]))",
        "has lost the label `le`",
    ),
    "a label too many": (
        "request_rate",
        "sum by (engine, finished_reason) (rate(vllm:request_success_total[$window]))",
        "has the label `finished_reason`, which the signal has not",
    ),
    "no engine": (
        "running",
        "sum(vllm:num_requests_running)",
        "has lost the label `engine`",
    ),
}


@pytest.mark.parametrize(("signal", "expr", "message"), WRONG.values(), ids=WRONG)
def test_a_contradiction_is_an_error(signal: str, expr: str, message: str) -> None:
    exporter = "sglang" if "sglang" in expr else "vllm"
    known = facts(
        f"""
mine = engine(
    "mine",
    exporter="{exporter}",
    bindings={{signals.{signal}: "{expr}"}},
    otherwise="not there",
).at("mine:1")
"""
    )

    assert f"`{signal}` of engine `mine` {message}" in said(known)
