"""The alerts of an objective: a budget burns, a bound is passed, a quiet service fails."""

from __future__ import annotations

from frontierkit.authoring.refuse import seconds
from frontierkit.authoring.rules import Rule, alert
from frontierkit.authoring.slos.burn import Burn
from frontierkit.authoring.slos.names import critical_record, events_record, ratio_record
from frontierkit.authoring.slos.words import camel, per_cent

WHO = "{{ $labels.engine }} {{ $labels.model }}"
QUIET_WINDOW = "6h"
FEW_FAILURES = 3


def burn_alerts(
    name: str, target: float, burns: tuple[Burn, ...], min_events: int, runbook_url: str | None
) -> tuple[Rule, ...]:
    """Return one alert for each severity, and the companion for quiet times where there is a guard.

    `target` is a share, 0 to 1; `min_events` how many events the long window has to hold.
    """
    severities = dict.fromkeys(burn.severity for burn in burns)
    alerts = [
        _burning(
            name, target, [b for b in burns if b.severity == severity], min_events, runbook_url
        )
        for severity in severities
    ]
    if min_events and any(burn.long == QUIET_WINDOW for burn in burns):
        alerts.append(_quiet(name, target, min_events, runbook_url))
    return tuple(alerts)


def bound_alerts(
    name: str,
    critical: str,
    runbook_url: str | None,
    missed: str | None = None,
    for_: str = "15m",
) -> tuple[Rule, ...]:
    """Return the alert on the critical bound, and before it that on the target, if it has one."""
    critical_alert = alert(
        f"Slo{camel(name)}Critical",
        critical,
        for_="5m",
        severity="critical",
        summary=f"Objective {name} is past its critical threshold",
        description=f"{WHO}: {{{{ $value | humanize }}}}",
        runbook_url=_page(runbook_url, f"Slo{camel(name)}Critical"),
        labels={"slo": name},
    )
    if missed is None:
        return (critical_alert,)
    missed_alert = alert(
        f"Slo{camel(name)}Missed",
        missed,
        for_=for_,
        severity="warning",
        summary=f"Objective {name} is missed",
        description=f"{WHO}: {{{{ $value | humanize }}}}",
        runbook_url=_page(runbook_url, f"Slo{camel(name)}Missed"),
        labels={"slo": name},
    )
    return (missed_alert, critical_alert)


def share_alert(name: str, target: float, within: str, runbook_url: str | None) -> Rule:
    """Return the alert on too many events past the critical bound."""
    return alert(
        f"Slo{camel(name)}Critical",
        f"{critical_record(name)} > {1 - target:.6g}",
        for_="5m",
        severity="critical",
        summary=f"Objective {name} is past its critical threshold",
        description=f"{WHO}: {{{{ $value | humanizePercentage }}}} take longer than {within}; "
        f"{per_cent(target)} should not.",
        runbook_url=_page(runbook_url, f"Slo{camel(name)}Critical"),
        labels={"slo": name},
    )


def _burning(
    name: str, target: float, burns: list[Burn], min_events: int, runbook_url: str | None
) -> Rule:
    severity = burns[0].severity
    fast = severity == "critical"
    return alert(
        f"Slo{camel(name)}Burns{'Fast' if fast else 'Slowly'}",
        "\nor ".join(_condition(name, 1 - target, burn, min_events) for burn in burns),
        for_="2m" if fast else "15m",
        severity=severity,
        summary=f"Objective {name} burns its error budget",
        description=f"{WHO}: {{{{ $value | humanizePercentage }}}} fail, "
        f"{per_cent(1 - target)} may.",
        runbook_url=_page(runbook_url, f"Slo{camel(name)}Burns{'Fast' if fast else 'Slowly'}"),
        labels={"slo": name},
    )


def _condition(name: str, budget: float, burn: Burn, min_events: int) -> str:
    threshold = f"{burn.factor * budget:.6g}"
    condition = (
        f"({ratio_record(name, burn.long)} > {threshold} "
        f"and {ratio_record(name, burn.short)} > {threshold}"
    )
    if min_events:
        length = seconds(burn.long, "a window")
        events = f"{events_record(name, burn.long)} * {length:g} >= {min_events}"
        condition += f"\n  and {events}"
    return f"{condition})"


def _quiet(name: str, target: float, min_events: int, runbook_url: str | None) -> Rule:
    length = seconds(QUIET_WINDOW, "a window")
    ratio, events = ratio_record(name, QUIET_WINDOW), events_record(name, QUIET_WINDOW)
    return alert(
        f"Slo{camel(name)}FailsWhileQuiet",
        f"{ratio} > {1 - target:.6g}\n"
        f"and {ratio} * {events} * {length:g} >= {FEW_FAILURES}\n"
        f"and {events} * {length:g} < {min_events}",
        for_="15m",
        severity="warning",
        summary=f"Objective {name} fails while there are few requests",
        description=f"{WHO}: {{{{ $value | humanizePercentage }}}} of a handful fail; there are "
        "too few of them for the burn-rate alerts.",
        runbook_url=_page(runbook_url, f"Slo{camel(name)}FailsWhileQuiet"),
        labels={"slo": name},
    )


def _page(runbook_url: str | None, alert_name: str) -> str | None:
    """Return the runbook of one alert: `{alert}` in the URL stands for its name."""
    return runbook_url and runbook_url.replace("{alert}", alert_name)
