"""What follows from a declared engine: its scrape job, and rules that make engines comparable."""

from __future__ import annotations

from frontierkit.authoring import signals
from frontierkit.authoring.engine import Engine, fill
from frontierkit.authoring.normalising import comparing_labels
from frontierkit.authoring.relabelling import Relabel
from frontierkit.authoring.rules import Rule, RuleGroup
from frontierkit.authoring.scraping import ScrapeJob
from frontierkit.authoring.written import Text, place_of
from frontierkit.dataclass import dataclass
from frontierkit.model.engine import Signal, SignalKind

WINDOW = "5m"
"""The range of the rates that are recorded; the names of the records say it too."""


@dataclass(frozen=True, slots=True)
class EngineParts:
    """What is compiled for one engine."""

    job: ScrapeJob
    group: RuleGroup
    target_file: str


def engine_parts(engine: Engine) -> EngineParts:
    """Return the scrape job of an engine, and the rules that record its signals."""
    return EngineParts(_job(engine), _normalising(engine), f"targets/{engine.name}.json")


def _normalising(engine: Engine) -> RuleGroup:
    """Return the rules that record what the engine tells under the names of the signals."""
    rules = [rule for signal in signals.ALL for rule in _records(engine, signal)]
    return RuleGroup(
        Text.at(f"engine {engine.name}", engine.written),
        tuple(rules),
        None,
        None,
        None,
        {},
        engine.written,
        f"prometheus/rules/engine_{engine.name}.yml",
    )


def _records(engine: Engine, signal: Signal) -> list[Rule]:
    binding = engine.bindings.get(signal.name)
    if binding is None:
        return []
    expr = fill(binding, engine.job, WINDOW)
    if signal.kind is not SignalKind.HISTOGRAM:
        return [_record(engine, signal, expr, binding)]
    return [
        _record(engine, quantile, f"histogram_quantile({quantile.quantile:g}, {expr})", binding)
        for quantile in (signal.p50, signal.p95, signal.p99)
    ]


def _record(engine: Engine, signal: Signal, expr: str, binding: Text) -> Rule:
    written = place_of(binding, engine.written)
    return Rule(
        Text.at(signal.record, written),
        False,
        Text.at(expr, written),
        comparing_labels(engine, binding, engine.written),
        {},
        None,
        None,
        written,
    )


def _job(engine: Engine) -> ScrapeJob:
    def replace(source: tuple[str, ...], target: str, replacement: str) -> Relabel:
        return Relabel("replace", source, ";", "(.*)", target, replacement, 0, engine.written)

    named = (
        () if engine.model_label == "model" else (replace((engine.model_label,), "model", "$1"),)
    )
    return ScrapeJob(
        Text.at(engine.job, engine.written),
        engine.targets,
        (engine.exporter,),
        engine.interval_s,
        engine.timeout_s,
        engine.metrics_path,
        "http",
        False,
        {},
        (replace((), "engine", engine.name), *engine.relabel),
        named,
        engine.options,
        engine.written,
    )
