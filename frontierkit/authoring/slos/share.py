"""Shares of a histogram: how much of what is observed stays below a bound."""

from __future__ import annotations

from frontierkit.authoring.engine import Engine, fill
from frontierkit.authoring.refuse import refuse
from frontierkit.model.engine import Signal, SignalKind
from frontierkit.promql import Selector, parse

INFINITE = "+Inf"


def buckets(engine: Engine, signal: Signal, window: str, bound_s: float | None) -> str:
    """Return PromQL for the rate of one bucket of a signal; None: of all that is observed.

    The matcher of the bound takes `1` and `1.0`: Prometheus 3 stores the second, older ones what
    the exporter wrote.
    """
    binding = engine.bindings[signal.name]
    expr = fill(binding, engine.job, window)
    matcher = f'le="{INFINITE}"' if bound_s is None else f'le=~"{_bound(bound_s)}"'
    selectors = [node for node in parse(expr).nodes if isinstance(node, Selector)]
    for selector in sorted(selectors, key=lambda found: found.start, reverse=True):
        expr = _with_matcher(expr, selector, matcher)
    return f"sum without (le) ({expr})"


def histogram(signal: Signal, name: str) -> Signal:
    """Return the signal if it is a histogram as a whole; refuse any other."""
    if signal.kind is not SignalKind.HISTOGRAM or signal.quantile is not None:
        raise refuse(
            f"objective `{name}` needs the whole histogram of a latency, not `{signal.name}`",
            "as `signals.ttft`: the share below the bound is worked out from its buckets",
        )
    return signal


def _with_matcher(expr: str, selector: Selector, matcher: str) -> str:
    inside = expr[selector.start : selector.end]
    if "{" not in inside:
        return f"{expr[: selector.end]}{{{matcher}}}{expr[selector.end :]}"
    close = selector.start + inside.rindex("}")
    comma = "" if expr[:close].rstrip().endswith(("{", ",")) else ", "
    return f"{expr[:close]}{comma}{matcher}{expr[close:]}"


def _bound(seconds: float) -> str:
    """Return a regex of a bound as exporters write it: a whole number has two spellings."""
    if seconds == int(seconds):
        return rf"{int(seconds)}(\\.0)?"
    return f"{seconds:g}".replace(".", r"\\.")
