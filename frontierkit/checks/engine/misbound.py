"""Holds what an engine binds to a signal against what the signal promises to its readers."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.facts import Facts
from frontierkit.analysis.series import BUCKETS, Series
from frontierkit.analysis.units import unit
from frontierkit.checks.check import check
from frontierkit.diagnostics import Finding, Severity
from frontierkit.labels import Presence
from frontierkit.model.engine import Engine, Signal, SignalKind
from frontierkit.text import listed


@check("engine/misbound", on=Engine, severity=Severity.ERROR)
def misbound(engine: Engine, facts: Facts) -> Iterator[Finding]:
    """An engine binds a signal to what has another type, unit or label than the signal promises.

    Dashboards and alerts that are written once over signals then show milliseconds as seconds, a
    counter as a rate, or two series where every other engine has one.

    Bad:
        sources: |
          from frontierkit.authoring import engine, signals
          mine = engine(
              "mine",
              exporter="vllm",
              bindings={signals.prompt_tokens: 'sum by (engine) (vllm:prompt_tokens_total)'},
              otherwise="not there",
          ).at("vllm:8000")

    Good:
        sources: |
          from frontierkit.authoring import engine, signals
          mine = engine(
              "mine",
              exporter="vllm",
              bindings={
                  signals.prompt_tokens: 'sum by (engine) (rate(vllm:prompt_tokens_total[$window]))'
              },
              otherwise="not there",
          ).at("vllm:8000")
    """
    for binding in engine.bindings.values():
        if binding.query is None:
            continue
        series = facts.series(binding.query)
        for contradiction in contradictions(binding.signal, series):
            yield Finding(
                f"`{binding.signal.name}` of engine `{engine.name}` {contradiction}",
                binding.query.at(),
                f"bind it to what has the unit `{binding.signal.unit}` and no labels but "
                f"{listed(_allowed(binding.signal))}, or declare it not exported",
            )


def contradictions(signal: Signal, series: Series) -> Iterator[str]:
    """Yield how a binding breaks the contract of its signal, where that is sure."""
    yield from _type(signal, series)
    yield from _unit(signal, series)
    yield from _labels(signal, series)


def _type(signal: Signal, series: Series) -> Iterator[str]:
    if signal.kind is SignalKind.HISTOGRAM:
        if series.known and series.type not in ("bucket_rate", "histogram"):
            yield "is made of no buckets of a histogram, of which percentiles are made"
    elif series.cumulative:
        yield "counts since the last restart: it lacks a `rate`"
    elif series.type in BUCKETS:
        yield "is made of the buckets of a histogram, and is no single value"


def _unit(signal: Signal, series: Series) -> Iterator[str]:
    found = series.observed if signal.kind is SignalKind.HISTOGRAM else series.unit
    wanted = unit(signal.unit)
    if found is None or wanted is None or series.cumulative:
        return
    if not any(found.alike(u) for word in signal.units if (u := unit(word)) is not None):
        yield f"is in `{found}`, and the signal in `{wanted}`"
    elif not found.same_scale(wanted):
        yield f"is in `{found}`, and the signal in `{wanted}`: its scale is another"


def _labels(signal: Signal, series: Series) -> Iterator[str]:
    others = sorted(
        name
        for name, label in series.labels.named.items()
        if label.presence is Presence.ALWAYS and name not in _allowed(signal)
    )
    if others:
        yield f"has the label {listed(others)}, which the signal has not"
    if series.labels.get("engine").presence is Presence.NEVER:
        yield "has lost the label `engine`"
    if signal.kind is SignalKind.HISTOGRAM and series.labels.get("le").presence is Presence.NEVER:
        yield "has lost the label `le`"


def _allowed(signal: Signal) -> tuple[str, ...]:
    return (*signal.labels, "le") if signal.kind is SignalKind.HISTOGRAM else signal.labels
