"""The alerts of the production guide for mistral.rs, on metrics that mistral.rs really exposes.

The guide's `mistralrs_request_duration_seconds`, `mistralrs_requests_total` and most others were
never exported by anything; `unmeasurable.py` lists what nothing stands in for. Requests and
latencies are those of `/v1/completions` and `/v1/chat/completions`. Process metrics are those of
process-exporter, whose group `mistralrs` is the server: mistral.rs exposes none about itself.
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

_MEMORY = 'namedprocess_namegroup_memory_bytes{groupname="mistralrs", memtype="resident"}'
_DESCRIPTORS = 'namedprocess_namegroup_open_filedesc{groupname="mistralrs"}'
_STARTED = 'namedprocess_namegroup_oldest_start_time_seconds{groupname="mistralrs"}'


@for_engine(engines.mistralrs)
def alerts(mistralrs: Engine) -> list[RuleGroup]:
    return [
        rule_group(
            "mistralrs critical",
            _latency(mistralrs, "Critical", "> 0.5", "500ms", "2m"),
            _memory("Critical", 3 * 1024**3, "3GiB", "5m"),
            _errors(mistralrs, "Critical", "> 0.05", "5%", "2m"),
            interval="30s",
        ),
        rule_group(
            "mistralrs warning",
            _latency(mistralrs, "Warning", "> 0.2", "200ms", "5m"),
            _memory("Warning", 2560 * 1024**2, "2.5GiB", "10m"),
            _errors(mistralrs, "Warning", "> 0.02", "2%", "5m"),
            interval="30s",
        ),
        rule_group("mistralrs info", _restarted(), _leaks(), interval="1m"),
    ]


def _latency(mistralrs: Engine, level: str, bound: str, words: str, wait: str) -> Rule:
    # Rebound to `http_request_duration_seconds`. Repaired: the seed takes the percentile of each
    # series apart (endpoint, status, instance); here they are summed by model first. 0.5 is a
    # bound of its buckets; 0.2 lies between two, 0.1 and 0.25, and is interpolated.
    return alert(
        f"HighLatencyP95{level}",
        f"{mistralrs[signals.latency.p95]} {bound}",
        for_=wait,
        severity=level.lower(),
        labels={"component": "performance"},
        summary=f"P95 latency exceeds {words}",
        description="{{ $labels.model }} answers with a p95 latency of "
        f"{{{{ $value | humanizeDuration }}}}; the threshold is {words}.",
        runbook_url=runbook(f"HighLatencyP95{level}"),
    )


def _memory(level: str, bytes_: int, words: str, wait: str) -> Rule:
    # Rebound from `process_resident_memory_bytes{job="mistralrs"}`, which does not exist: job
    # `mistralrs` scraped Prometheus itself, so that the seed watched the wrong process. Repaired:
    # `humanize $value` wants to be `$value | humanize1024`.
    return alert(
        f"HighMemoryUsage{level}",
        f"sum by (instance) ({_MEMORY}) > {bytes_}",
        for_=wait,
        severity=level.lower(),
        labels={"component": "resource"},
        summary=f"Memory of mistral.rs exceeds {words}",
        description="mistral.rs takes {{ $value | humanize1024 }}B on {{ $labels.instance }}; "
        f"the threshold is {words}.",
        runbook_url=runbook(f"HighMemoryUsage{level}"),
    )


def _errors(mistralrs: Engine, level: str, bound: str, words: str, wait: str) -> Rule:
    # Rebound to HTTP status 5xx: `mistralrs_requests_failed_total` does not exist. Repaired: the
    # annotation named `$labels.instance`, which the sum drops.
    return alert(
        f"HighErrorRate{level}",
        f"{mistralrs[signals.error_ratio]} {bound}",
        for_=wait,
        severity=level.lower(),
        labels={"component": "availability"},
        summary=f"Error rate exceeds {words}",
        description="{{ $value | humanizePercentage }} of the requests for {{ $labels.model }} "
        f"fail; the threshold is {words}.",
        runbook_url=runbook(f"HighErrorRate{level}"),
    )


def _restarted() -> Rule:
    # Rebound: there is no `mistralrs_build_info`, and the number of changes of an info metric is 0
    # anyway, since a new version is a new series. A new process is what a deployment leaves.
    return alert(
        "NewDeployment",
        f"changes({_STARTED}[5m]) > 0",
        severity="info",
        labels={"component": "deployment"},
        summary="mistral.rs was started anew",
        description="A new process of mistral.rs runs on {{ $labels.instance }}.",
        runbook_url=runbook("NewDeployment"),
    )


def _leaks() -> Rule:
    # Rebound from `process_open_fds{job="mistralrs"}`.
    return alert(
        "PotentialResourceLeak",
        f"{_DESCRIPTORS} > 1000 and deriv({_DESCRIPTORS}[10m]) > 0",
        for_="15m",
        severity="info",
        labels={"component": "resource"},
        summary="mistral.rs may leak file descriptors",
        description="{{ $value }} file descriptors are open, and ever more.",
        runbook_url=runbook("PotentialResourceLeak"),
    )
