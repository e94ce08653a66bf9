"""The seven alerts on mistral.rs that the seeds name, on its own metrics and on those of its proxy.

Thresholds, durations and severities are the seeds'; what had to be repaired stands at each.
"""

from _runbooks import runbook

from frontierkit.authoring import (
    Engine,
    Rule,
    RuleGroup,
    alert,
    engines,
    for_engine,
    rule_group,
    signals,
)


def _labels(engine: Engine) -> dict[str, str]:
    # The engine as well: promtool takes rules of one name with the same labels for duplicates.
    return {"service": "mistral", "engine": engine.name}


@for_engine(engines.mistralrs, engines.mistral_proxy)
def alerts(engine: Engine) -> RuleGroup:
    return rule_group(
        f"mistral alerts of {engine.name}",
        _high_latency(engine),
        _very_high_latency(engine),
        _high_error_rate(engine),
        _down(engine),
        _high_active_requests(engine),
        _slow_generation(engine),
        _no_requests(engine),
        interval="30s",
    )


def _high_latency(engine: Engine) -> Rule | None:
    # Repaired: by model, so that a slow one is not hidden by a fast one. 5 s is a bound of the
    # proxy's buckets, which end at 10. mistral.rs itself has `HighLatencyP95…` (alerts_mistralrs).
    if engine.name != "mistral_proxy":
        return None
    return alert(
        "MistralHighLatency",
        f"{engine[signals.latency.p95]} > 5",
        for_="5m",
        severity="warning",
        labels=_labels(engine),
        summary=f"High request latency of {engine.title}",
        description="The p95 latency of {{ $labels.model }} is {{ $value | humanizeDuration }}; "
        "the threshold is 5s.",
        runbook_url=runbook("MistralHighLatency"),
    )


def _very_high_latency(engine: Engine) -> Rule | None:
    # Repaired: the proxy's largest finite bucket is 10 s, so that no percentile exceeds 10 and
    # `p95 > 10` never held. The same is said by the share of what took longer: "p95 above 10 s" is
    # "more than 5 % took longer than 10 s". Prometheus 3 stores the bound as `10.0`.
    if engine.name != "mistral_proxy":
        return None
    requests = f'mistral_generate_duration_seconds_count{{job="{engine.job}"}}'
    quick = f'mistral_generate_duration_seconds_bucket{{job="{engine.job}", le=~"10(\\\\.0)?"}}'
    return alert(
        "MistralVeryHighLatency",
        f"1 - sum by (engine, model) (rate({quick}[5m]))\n"
        f"/ sum by (engine, model) (rate({requests}[5m])) > 0.05",
        for_="2m",
        severity="critical",
        labels=_labels(engine),
        summary=f"Very high request latency of {engine.title}",
        description="{{ $value | humanizePercentage }} of the requests for {{ $labels.model }} "
        "take longer than 10s; the threshold is a p95 of 10s, so 5%.",
        runbook_url=runbook("MistralVeryHighLatency"),
    )


def _high_error_rate(engine: Engine) -> Rule:
    # Kept for the proxy, whose `status` is `success` or `error`; mistral.rs tells HTTP codes. What
    # is bound to the signal is 0, and not nothing, while no request fails.
    return alert(
        "MistralHighErrorRate",
        f"{engine[signals.error_ratio]} > 0.05",
        for_="5m",
        severity="warning",
        labels=_labels(engine),
        summary=f"High error rate of {engine.title}",
        description="{{ $value | humanizePercentage }} of the requests fail; the threshold is 5%.",
        runbook_url=runbook("MistralHighErrorRate"),
    )


def _down(engine: Engine) -> Rule:
    # Repaired: the seed's target is scraped for ever, so that the alert fires wherever the engine
    # is not used. Here an engine that is not active has no target, and so no `up`.
    return alert(
        "MistralDown",
        f'max by (engine) (up{{job="{engine.job}"}}) == 0',
        for_="1m",
        severity="critical",
        labels=_labels(engine),
        summary=f"{engine.title} is down",
        description="Prometheus has not been able to scrape it for more than a minute.",
        runbook_url=runbook("MistralDown"),
    )


def _high_active_requests(engine: Engine) -> Rule:
    # Rebound for mistral.rs itself: requests in flight, those that wait included.
    active = (
        "mistral_active_requests" if engine.name == "mistral_proxy" else "http_requests_in_flight"
    )
    return alert(
        "MistralHighActiveRequests",
        f'sum by (engine) ({active}{{job="{engine.job}"}}) > 50',
        for_="5m",
        severity="warning",
        labels=_labels(engine),
        summary=f"Many active requests in {engine.title}",
        description="{{ $value }} requests are active; the threshold is 50.",
        runbook_url=runbook("MistralHighActiveRequests"),
    )


def _slow_generation(engine: Engine) -> Rule | None:
    # Rebound from the proxy to mistral.rs: the proxy's buckets end at 10 s, so that 30 is never
    # exceeded, and of an answer that is streamed it measures the time to the headers only. Those
    # of mistral.rs go on to 20 minutes, and end with the answer. Only what succeeded generated.
    if engine.name != "mistralrs":
        return None
    answered = f'job="{engine.job}", path=~"/v1/(chat/)?completions", status="200"'
    durations = f"http_request_duration_seconds_bucket{{{answered}}}"
    return alert(
        "MistralSlowGeneration",
        f"histogram_quantile(0.95, sum by (engine, model, le) (rate({durations}[5m]))) > 30",
        for_="5m",
        severity="warning",
        labels=_labels(engine),
        summary=f"Slow text generation in {engine.title}",
        description="The p95 generation time of {{ $labels.model }} is "
        "{{ $value | humanizeDuration }}; the threshold is 30s.",
        runbook_url=runbook("MistralSlowGeneration"),
    )


def _no_requests(engine: Engine) -> Rule:
    # Repaired twice. `sum(…) == 0 and up{…} == 1` never holds: the left side has no labels, the
    # right side has `job` and `instance`; it needs `on (…)`. And before the first request there is
    # no counter, so the sum is not 0, it is nothing: hence "up, unless there are requests". Five
    # minutes of rate and five of waiting are the ten of the seed. Idle is no fault: `info`.
    return alert(
        "MistralNoRequests",
        f'max by (engine) (up{{job="{engine.job}"}} == 1)\n'
        f"unless on (engine) (sum by (engine) ({engine[signals.request_rate]}) > 0)",
        for_="5m",
        severity="info",
        labels=_labels(engine),
        summary=f"No requests reach {engine.title}",
        description="It is up, and has not received a request for ten minutes.",
        runbook_url=runbook("MistralNoRequests"),
    )
