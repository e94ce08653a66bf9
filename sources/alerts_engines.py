"""Alerts on engines that answer and yet do not serve: full, stuck, thrashing, restarting.

By the engine's own metrics, so each is there only where an engine tells what it needs. Full alone
is healthy: what is told of is full while somebody waits. Idle is healthy, too.
"""

from _runbooks import runbook

from frontierkit.authoring import (
    Engine,
    Rule,
    RuleGroup,
    alert,
    engines,
    for_engine,
    per_engine,
    record,
    rule_group,
    signals,
)

_TOKENS = {
    # One counter holds prompt and generated tokens together.
    "mistralrs": 'sum by (engine) (rate(mistralrs_tokens_processed_total{job="mistralrs"}[5m]))',
}


@per_engine
def saturation(engine: Engine) -> RuleGroup | None:
    rules = [rule for rule in (_not_draining(engine), _cache_full(engine)) if rule is not None]
    return rule_group(f"saturation of {engine.name}", *rules, interval="30s") if rules else None


def _not_draining(engine: Engine) -> Rule | None:
    if not engine.exports(signals.waiting):
        return None
    tokens = _TOKENS.get(engine.name) or f"sum by (engine) ({engine[signals.generated_tokens]})"
    return alert(
        "EngineNotDraining",
        f"{engine[signals.waiting]} > 0\nand on (engine) {tokens} == 0",
        for_="5m",
        severity="critical",
        labels={"engine": engine.name, "component": "availability"},
        summary=f"{engine.title} hangs",
        description="{{ $value }} requests wait, and not a token has been produced for minutes.",
        runbook_url=runbook("EngineNotDraining"),
    )


def _cache_full(engine: Engine) -> Rule | None:
    if not engine.exports(signals.kv_cache):
        return None
    return alert(
        "KvCacheFull",
        f"{engine[signals.kv_cache]} >= 0.9\nand on (engine) {engine[signals.waiting]} > 0",
        for_="15m",
        severity="warning",
        labels={"engine": engine.name, "component": "resource"},
        summary=f"Requests wait for the cache of {engine.title}",
        description="{{ $value | humanizePercentage }} of the key-value cache are in use, and "
        "requests wait.",
        runbook_url=runbook("KvCacheFull"),
    )


@for_engine(engines.vllm)
def vllm_alerts(vllm: Engine) -> RuleGroup:
    ended = "vllm:request_success_total"
    job = f'job="{vllm.job}"'
    return rule_group(
        "how vllm serves",
        *_cached(vllm, "vllm:prefix_cache_hits_total", "vllm:prefix_cache_queries_total"),
        *_cut_off(vllm, ended, "finished_reason", "abort|length"),
        _preempts(vllm, "vllm:num_preemptions_total"),
        alert(
            "RequestsRejected",
            "sum by (engine, model, reason) "
            f"(rate(vllm:admission_rejections_total{{{job}}}[5m])) > 0",
            for_="5m",
            severity="warning",
            labels={"component": "availability"},
            summary="vLLM turns requests away",
            description="{{ $value | humanize }} requests a second for {{ $labels.model }} are "
            "rejected: {{ $labels.reason }}.",
            runbook_url=runbook("RequestsRejected"),
        ),
        interval="1m",
    )


@for_engine(engines.mistralrs)
def mistralrs_alerts(mistralrs: Engine) -> RuleGroup:
    ended = "mistralrs_sequences_completed_total"
    return rule_group(
        "how mistralrs serves",
        *_cached(
            mistralrs, "mistralrs_prefix_cache_hits_total", "mistralrs_prefix_cache_lookups_total"
        ),
        *_cut_off(mistralrs, ended, "reason", "canceled|length"),
        _preempts(mistralrs, "mistralrs_paged_preemptions_total"),
        interval="1m",
    )


def _preempts(engine: Engine, counter: str) -> Rule:
    return alert(
        "EnginePreempts",
        f'sum by (engine) (rate({counter}{{job="{engine.job}"}}[15m])) > 0',
        for_="15m",
        severity="warning",
        labels={"engine": engine.name, "component": "resource"},
        summary=f"{engine.title} preempts what it has begun",
        description="{{ $value | humanize }} sequences a second are thrown out of the cache and "
        "computed again.",
        runbook_url=runbook("EnginePreempts"),
    )


def _cached(engine: Engine, hits: str, lookups: str) -> list[Rule]:
    job = f'{{job="{engine.job}"}}[1h]'
    ratio = f"engine:{engine.name}_prefix_cache_hits:ratio_rate1h"
    return [
        record(
            ratio,
            f"sum by (engine) (rate({hits}{job}))\n/ (sum by (engine) (rate({lookups}{job})) > 0)",
        ),
        alert(
            "PrefixCacheHitsHalved",
            f"{ratio} < 0.5 * {ratio} offset 1d\nand {ratio} offset 1d > 0.1",
            for_="1h",
            severity="warning",
            labels={"engine": engine.name, "component": "performance"},
            summary=f"The prefix cache of {engine.title} helps half as much as a day ago",
            description="{{ $value | humanizePercentage }} of what is looked up is found.",
            runbook_url=runbook("PrefixCacheHitsHalved"),
        ),
    ]


def _cut_off(engine: Engine, ended: str, label: str, reasons: str) -> list[Rule]:
    share = f"engine:{engine.name}_cut_off:ratio_rate1h"
    all_ended = f'sum by (engine) (rate({ended}{{job="{engine.job}"}}[1h]))'
    cut_off = f'rate({ended}{{job="{engine.job}", {label}=~"{reasons}"}}[1h])'
    return [
        record(
            share,
            f"sum by (engine, {label}) ({cut_off})\n/ on (engine) group_left () ({all_ended} > 0)",
        ),
        alert(
            "AnswersCutOff",
            f"{share} > 2 * {share} offset 1d\nand {share} > 0.1",
            for_="1h",
            severity="warning",
            labels={"engine": engine.name, "component": "performance"},
            summary=f"More answers of {engine.title} end early than a day ago",
            description=f"{{{{ $value | humanizePercentage }}}} end by {{{{ $labels.{label} }}}}.",
            runbook_url=runbook("AnswersCutOff"),
        ),
    ]


def _restarts(expr: str, who: str, labels: dict[str, str]) -> Rule:
    return alert(
        "EngineRestarts",
        f"changes({expr}[30m]) > 2",
        severity="critical",
        labels={"component": "availability", **labels},
        summary=f"{who} starts again and again",
        description="It was started {{ $value }} times in half an hour.",
        runbook_url=runbook("EngineRestarts"),
    )


@for_engine(engines.vllm, engines.mistral_proxy)
def restarts(engine: Engine) -> RuleGroup:
    started = f'process_start_time_seconds{{job="{engine.job}"}}'
    return rule_group(
        f"restarts of {engine.name}",
        _restarts(started, engine.title, {"engine": engine.name}),
        interval="1m",
    )


# The others tell nothing of their process; process-exporter does, where its profile is on.
processes = rule_group(
    "restarts of processes",
    _restarts(
        'namedprocess_namegroup_oldest_start_time_seconds{groupname=~"ollama|mistralrs|llamacpp"}',
        "{{ $labels.groupname }}",
        {},
    ),
    interval="1m",
)
