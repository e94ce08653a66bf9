"""The alerts on Ollama that the seeds name, on what the sidecar before Ollama exposes.

`OllamaQueueBacklog` cannot be: no exporter of Ollama sees its queue (`unmeasurable.py`).
"""

from _runbooks import runbook

from frontierkit.authoring import (
    AlertTest,
    Engine,
    RuleGroup,
    alert,
    alert_test,
    engines,
    fires,
    for_engine,
    histogram_series,
    quiet,
    rule_group,
    signals,
)


@for_engine(engines.ollama)
def alerts(ollama: Engine) -> RuleGroup:
    return rule_group(
        "ollama alerts",
        # Repaired: `ollama_request_duration_seconds` is a histogram, so that a series of this very
        # name does not exist; meant is a percentile of it. 30 s is a bound of its buckets, and the
        # largest is 60 s, so that it can be exceeded.
        alert(
            "OllamaHighResponseTime",
            f"{ollama[signals.latency.p95]} > 30",
            for_="5m",
            severity="warning",
            labels={"service": "ollama"},
            summary="Ollama answers slowly",
            description="The p95 response time of {{ $labels.model }} is "
            "{{ $value | humanizeDuration }}; the threshold is 30s.",
            runbook_url=runbook("OllamaHighResponseTime"),
        ),
        interval="30s",
    )


@for_engine(engines.ollama)
def tests(ollama: Engine) -> list[AlertTest]:
    target = f'job="{ollama.job}", engine="{ollama.name}"'
    labels = f'{target}, endpoint="chat", model="llama3.2:3b"'
    durations = f"ollama_request_duration_seconds{{{labels}}}"
    pulls = durations.replace('"chat"', '"pull"')
    by_model = {"engine": ollama.name, "model": "llama3.2:3b"}
    return [
        alert_test(
            "answers of Ollama take half a minute and more",
            given=histogram_series(durations, {30: 0, 60: 60}, steps=20),
            expect=[
                quiet("OllamaHighResponseTime", at="4m"),
                fires("OllamaHighResponseTime", by_model, at="12m"),
            ],
        ),
        alert_test(
            "a model is pulled for a long time, and answers are quick",
            given=[
                *histogram_series(durations, {1: 0, 2: 60, 30: 0, 60: 0}, steps=20),
                *histogram_series(pulls, {30: 0, 60: 60}, steps=20),
            ],
            expect=[quiet("OllamaHighResponseTime", at="15m")],
        ),
    ]
