"""The four kinds of objectives, and the one that nothing exports."""

from __future__ import annotations

from collections.abc import Mapping

from frontierkit.authoring.engine import Engine
from frontierkit.authoring.normalising import comparing_labels
from frontierkit.authoring.refuse import name_of, refuse, seconds
from frontierkit.authoring.rules import Rule, record
from frontierkit.authoring.slos.alerts import bound_alerts, burn_alerts, share_alert
from frontierkit.authoring.slos.burn import BURNS, Burn, long_windows, reachable, windows
from frontierkit.authoring.slos.names import critical_record, events_record, ratio_record
from frontierkit.authoring.slos.objective import Slo
from frontierkit.authoring.slos.rows import bound_row, budget_row
from frontierkit.authoring.slos.share import buckets, histogram
from frontierkit.authoring.slos.words import amount, named, per_cent, share
from frontierkit.authoring.written import Written, here
from frontierkit.model.engine import Signal


def latency_slo(
    name: str,
    signal: Signal,
    *,
    within: str | Mapping[str, str],
    target: float,
    critical_within: str | Mapping[str, str] | None = None,
    min_events: int = 20,
    burns: tuple[Burn, ...] = BURNS,
    title: str | None = None,
    runbook_url: str | None = None,
) -> Slo:
    """Promise that a share `target` (0 to 1) of a latency stays `within` a bound (a duration).

    The bound has to be a bucket of every engine's histogram: where they differ, give one for each
    engine by name, and `default` for the rest. `critical_within` pages at once while less than
    `target` stays within it. Burn-rate alerts want `min_events` in their long window; where there
    are fewer, a companion tells of the failures all the same. `{alert}` in `runbook_url` stands
    for the name of each alert, here and in all objectives.

    Raises: SourceError, for a signal that is no whole histogram, a target that is no share, a
    burn that no ratio of errors can reach, what is no duration.

    Example:
        >>> from frontierkit.authoring import signals
        >>> slo = latency_slo("ttft", signals.ttft, within="1s", target=0.95)
        >>> slo.target, [rule.name for rule in slo.alerts][0]
        ('95 % within 1s', 'SloTtftBurnsFast')
    """
    name = named(name)
    histogram(signal, name)
    share(target, f"the target of objective `{name}`")
    bounds = _bounds(within, f"`within` of objective `{name}`")
    urgent = (
        None
        if critical_within is None
        else _bounds(critical_within, f"`critical_within` of objective `{name}`")
    )
    written = here()

    def records(engine: Engine) -> list[Rule]:
        return [
            *(_share(name, engine, signal, each, bounds, written) for each in windows(burns)),
            *(_counted(name, engine, signal, each, written) for each in long_windows(burns)),
            *_urgent_share(name, engine, signal, urgent, written),
        ]

    words = f"{per_cent(target)} within {_said(within)}"
    alerts = burn_alerts(name, target, reachable(name, target, burns), min_events, runbook_url)
    if urgent is not None:
        alerts += (share_alert(name, target, _said(critical_within), runbook_url),)
    return Slo(
        name=name,
        title=title or signal.title,
        target=words,
        critical=f"{per_cent(target)} within {_said(critical_within)}" if urgent else "",
        written=written,
        measured=f"{signal.title}, from the buckets of each engine's histogram",
        records=records,
        alerts=alerts,
        panels=lambda: budget_row(name, title or signal.title, words, target, long_windows(burns)),
        needs=(signal,),
    )


def ratio_slo(
    name: str,
    signal: Signal,
    *,
    at_most: float,
    critical: float | None = None,
    events: Signal | None = None,
    min_events: int = 20,
    burns: tuple[Burn, ...] = BURNS,
    title: str | None = None,
    runbook_url: str | None = None,
) -> Slo:
    """Promise that a ratio of failures stays below `at_most`, and below `critical` at any time.

    `signal` is a ratio of 0 to 1, as `signals.error_ratio`; `events` what it is a ratio of, as
    `signals.request_rate`, which guards the alerts against a handful of requests.

    Raises: SourceError, for what is no share, or a burn that no ratio can reach.

    Example:
        >>> from frontierkit.authoring import signals
        >>> ratio_slo("errors", signals.error_ratio, at_most=0.01, critical=0.05).critical
        'below 5 %'
    """
    name = named(name)
    share(at_most, f"`at_most` of objective `{name}`")
    written = here()

    def records(engine: Engine) -> list[Rule]:
        return [
            *(_ratio(name, engine, signal, each, written) for each in windows(burns)),
            *(
                _events(name, engine, events, each, written)
                for each in long_windows(burns)
                if events is not None
            ),
        ]

    checked = reachable(name, 1 - at_most, burns)
    guard = 0 if events is None else min_events
    alerts = burn_alerts(name, 1 - at_most, checked, guard, runbook_url)
    if critical is not None:
        share(critical, f"`critical` of objective `{name}`")
        alerts += bound_alerts(
            name, f"{ratio_record(name, '5m')} > {critical:g}", runbook_url, for_="5m"
        )
    words = f"below {per_cent(at_most)}"
    return Slo(
        name=name,
        title=title or signal.title,
        target=words,
        critical="" if critical is None else f"below {per_cent(critical)}",
        written=written,
        measured=signal.meaning,
        records=records,
        alerts=alerts,
        panels=lambda: budget_row(
            name, title or signal.title, words, 1 - at_most, long_windows(burns)
        ),
        needs=(signal,) if events is None else (signal, events),
    )


def bound_slo(
    name: str,
    what: Signal | str,
    *,
    at_most: float,
    critical: float,
    unit: str,
    for_: str = "15m",
    title: str | None = None,
    runbook_url: str | None = None,
) -> Slo:
    """Promise that a gauge stays at or below `at_most`; above `critical` somebody is paged.

    `what` is a signal or PromQL, `unit` Grafana's word for it, as `bytes`; `for_` is how long the
    target may be missed (a duration). A bound has no budget that could burn.

    Raises: SourceError, if `critical` is not above `at_most`.

    Example:
        >>> from frontierkit.authoring import signals
        >>> slo = bound_slo("memory", signals.memory, at_most=2e9, critical=3e9, unit="bytes")
        >>> [rule.expr for rule in slo.alerts]
        ['llm:memory_bytes > 2e+09', 'llm:memory_bytes > 3e+09']
    """
    name = named(name)
    if critical <= at_most:
        raise refuse(f"objective `{name}` is critical at {critical:g}, not above {at_most:g}")
    written = here()
    expr = str(what)
    return Slo(
        name=name,
        title=title or _title(what, name),
        target=f"at most {amount(at_most, unit)}",
        critical=f"above {amount(critical, unit)}",
        written=written,
        measured=expr,
        alerts=bound_alerts(
            name, f"{expr} > {critical:g}", runbook_url, f"{expr} > {at_most:g}", for_
        ),
        panels=lambda: bound_row(title or _title(what, name), what, unit, at_most, critical),
        needs=_signals(what),
    )


def floor_slo(
    name: str,
    what: Signal | str,
    *,
    at_least: float,
    critical: float,
    while_: Signal | str,
    unit: str,
    for_: str = "15m",
    title: str | None = None,
    runbook_url: str | None = None,
) -> Slo:
    """Promise a throughput of `at_least` while there is work: idle is no failure.

    `while_` is a condition, a signal or PromQL that yields something above 0 while work waits;
    it shares the labels `engine` and `model`. `unit` is Grafana's word, `for_` a duration.

    Raises: SourceError, if `critical` is not below `at_least`.

    Example:
        >>> from frontierkit.authoring import signals
        >>> slo = floor_slo("throughput", signals.request_rate, at_least=1000, critical=500,
        ...                 while_=signals.waiting, unit="reqps")
        >>> slo.alerts[0].expr
        'llm:requests:rate5m < 1000 and on (engine) (llm:requests_waiting > 0)'
    """
    name = named(name)
    if critical >= at_least:
        raise refuse(f"objective `{name}` is critical at {critical:g}, not below {at_least:g}")
    written, busy, expr = here(), f"and on (engine) ({while_} > 0)", str(what)
    return Slo(
        name=name,
        title=title or _title(what, name),
        target=f"at least {amount(at_least, unit)}",
        critical=f"below {amount(critical, unit)}",
        written=written,
        measured=f"{expr}, while {while_} is above 0",
        alerts=bound_alerts(
            name,
            f"{expr} < {critical:g} {busy}",
            runbook_url,
            f"{expr} < {at_least:g} {busy}",
            for_,
        ),
        panels=lambda: bound_row(title or _title(what, name), what, unit, at_least, critical),
        needs=_signals(what, while_),
    )


def unmeasurable(
    name: str, *, title: str, target: str, critical: str, reason: str, instrument: str
) -> Slo:
    """Keep a line of the table that nothing exports: why not, and what would have to be measured.

    Raises: SourceError, for an empty reason.

    Example:
        >>> unmeasurable("shutdown", title="Shutdown time", target="2s", critical="5s",
        ...              reason="no engine times it", instrument="a histogram").measurable
        False
    """
    name_of(reason, f"the reason why `{name}` cannot be measured")
    name_of(instrument, f"what would have to be measured for `{name}`")
    return Slo(named(name), title, target, critical, here(), reason=reason, instrument=instrument)


def _share(
    name: str,
    engine: Engine,
    signal: Signal,
    window: str,
    bounds: Mapping[str, float],
    written: Written,
) -> Rule:
    bound = bounds.get(engine.name, bounds.get("default"))
    good = buckets(engine, signal, window, bound)
    total = buckets(engine, signal, window, None)
    labels = comparing_labels(engine, engine.bindings[signal.name], written)
    return record(ratio_record(name, window), f"1 - {good}\n/ ({total} > 0)", labels=labels)


def _counted(name: str, engine: Engine, signal: Signal, window: str, written: Written) -> Rule:
    labels = comparing_labels(engine, engine.bindings[signal.name], written)
    return record(events_record(name, window), buckets(engine, signal, window, None), labels=labels)


def _urgent_share(
    name: str, engine: Engine, signal: Signal, bounds: Mapping[str, float] | None, written: Written
) -> list[Rule]:
    if bounds is None:
        return []
    bound = bounds.get(engine.name, bounds.get("default"))
    good = buckets(engine, signal, "5m", bound)
    total = buckets(engine, signal, "5m", None)
    labels = comparing_labels(engine, engine.bindings[signal.name], written)
    return [record(critical_record(name), f"1 - {good}\n/ ({total} > 0)", labels=labels)]


def _ratio(name: str, engine: Engine, signal: Signal, window: str, written: Written) -> Rule:
    labels = comparing_labels(engine, engine.bindings[signal.name], written)
    return record(ratio_record(name, window), engine.expr(signal, window), labels=labels)


def _events(name: str, engine: Engine, events: Signal, window: str, written: Written) -> Rule:
    labels = comparing_labels(engine, engine.bindings[events.name], written)
    return record(events_record(name, window), engine.expr(events, window), labels=labels)


def _bounds(within: str | Mapping[str, str], what: str) -> dict[str, float]:
    given = {"default": within} if isinstance(within, str) else dict(within)
    if not given:
        raise refuse(f"{what} names no bound")
    return {engine: seconds(bound, what) for engine, bound in given.items()}


def _said(within: str | Mapping[str, str] | None) -> str:
    if within is None or isinstance(within, str):
        return within or ""
    return ", ".join(
        bound if engine == "default" else f"{bound} ({engine})" for engine, bound in within.items()
    )


def _signals(*given: Signal | str) -> tuple[Signal, ...]:
    return tuple(each for each in given if isinstance(each, Signal))


def _title(what: Signal | str, name: str) -> str:
    return what.title if isinstance(what, Signal) else name
