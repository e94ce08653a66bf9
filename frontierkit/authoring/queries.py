"""Queries of panels: PromQL, or a signal."""

from __future__ import annotations

from typing import Literal

from grafana_foundation_sdk.builders import prometheus
from grafana_foundation_sdk.models.prometheus import PromQueryFormat

from frontierkit.authoring.engine import Engine
from frontierkit.authoring.ignoring import Ignore, reasons
from frontierkit.authoring.refuse import name_of, refuse
from frontierkit.authoring.written import Text, Written, here, promql
from frontierkit.model.engine import Signal

BY_ENGINE = "{{engine}} {{model}}"
"""The legend of what is shown for several engines."""


def query(
    what: str | Signal,
    legend: str | None = None,
    *,
    engine: Engine | None = None,
    instant: bool = False,
    format: Literal["time_series", "table", "heatmap"] = "time_series",
    window: str = "$__rate_interval",
    ignore: Ignore | None = None,
) -> prometheus.Dataquery:
    """Ask for PromQL, or for a signal.

    A signal is asked for over all engines that the variable `engine` of the dashboard names; with
    `engine=`, of that one, straight from its exporter, with rates over `window`. Where a signal is
    not exported, the panel says so. `legend` is a template: `{{model}}` stands for a label.
    `ignore` gives, by check, the reason to leave out what it finds.

    Returns the SDK's own builder. Raises: SourceError, for what is neither, or a histogram of
    which no percentile is named.

    Example:
        >>> from frontierkit.authoring import signals
        >>> query(signals.ttft.p95).build().expr
        'llm:ttft_seconds:p95_5m{engine=~"$engine"}'
    """
    written = here()
    if isinstance(what, Signal):
        expr = _of_engine(what, engine, window, written) if engine else _of_all(what, written)
        legend = legend if legend is not None else ("{{model}}" if engine else BY_ENGINE)
    elif isinstance(what, str):
        expr = promql(what)
    else:
        raise refuse(f"a query is PromQL or a signal, not {what!r}")
    expr = expr.ignoring(reasons(ignore, "a query"))
    builder = prometheus.Dataquery().expr(expr).format(PromQueryFormat(format))
    if legend is not None:
        builder.legend_format(Text.at(name_of(legend, "a legend"), written))
    return builder.instant() if instant else builder.range()


def _of_all(signal: Signal, written: Written) -> Text:
    text = Text.at(f'{_recorded(signal)}{{engine=~"$engine"}}', written)
    text.signal = signal
    return text


def _of_engine(signal: Signal, engine: Engine, window: str, written: Written) -> Text:
    if engine.exports(signal):
        return engine.expr(signal, window)
    # Never shown and never emitted: the compiler puts a sentence in the place of the panel.
    text = Text.at(_recorded(signal), written)
    text.signal = signal
    text.missing = f"not exported by {engine.title}: {engine.reason(signal)}"
    return text


def _recorded(signal: Signal) -> str:
    try:
        return str(signal)
    except ValueError as error:
        raise refuse(str(error)) from None
