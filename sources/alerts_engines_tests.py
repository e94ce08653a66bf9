"""Each alert on engines that do not serve fires in one scenario and is quiet in another."""

from frontierkit.authoring import (
    AlertTest,
    Engine,
    alert_test,
    engines,
    fires,
    for_engine,
    quiet,
    series,
)


@for_engine(engines.vllm)
def vllm_saturation(vllm: Engine) -> list[AlertTest]:
    waiting, tokens = _vllm(vllm, "num_requests_waiting"), _vllm(vllm, "generation_tokens_total")
    cache = _vllm(vllm, "kv_cache_usage_perc")
    who = {"engine": vllm.name, "model": "qwen3"}
    return [
        alert_test(
            "vLLM hangs while three requests wait, and goes on",
            given=[series(waiting, "0x5 3x25"), series(tokens, "0+600x5 3000x15 3000+600x10")],
            expect=[
                quiet("EngineNotDraining", at="10m"),
                fires("EngineNotDraining", who, at="18m"),
                quiet("EngineNotDraining", at="28m"),
            ],
        ),
        alert_test(
            "vLLM has nothing to do",
            given=[series(waiting, "0x30"), series(tokens, "3000x30")],
            expect=[quiet("EngineNotDraining", at="25m")],
        ),
        alert_test(
            "the cache of vLLM is full while requests wait",
            given=[series(cache, "0.95x30"), series(waiting, "2x30")],
            expect=[quiet("KvCacheFull", at="14m"), fires("KvCacheFull", who, at="20m")],
        ),
        alert_test(
            "the cache of vLLM is full, and nobody waits",
            given=[series(cache, "0.95x30"), series(waiting, "0x30")],
            expect=[quiet("KvCacheFull", at="25m")],
        ),
    ]


@for_engine(engines.vllm)
def vllm_service(vllm: Engine) -> list[AlertTest]:
    preempted = _vllm(vllm, "num_preemptions_total")
    rejected = _vllm(vllm, "admission_rejections_total", ', reason="max_num_queued_reqs"')
    why = {"engine": vllm.name, "model": "qwen3", "reason": "max_num_queued_reqs"}
    started = f'process_start_time_seconds{{job="{vllm.job}", engine="{vllm.name}"}}'
    return [
        alert_test(
            "vLLM preempts a sequence every minute",
            given=[series(preempted, "0+1x40")],
            expect=[
                quiet("EnginePreempts", at="14m"),
                fires("EnginePreempts", {"engine": vllm.name}, at="25m"),
            ],
        ),
        alert_test(
            "vLLM preempted five sequences long ago",
            given=[series(preempted, "5x40")],
            expect=[quiet("EnginePreempts", at="35m")],
        ),
        alert_test(
            "vLLM rejects requests for a while",
            given=[series(rejected, "0+6x15 90x20")],
            expect=[
                quiet("RequestsRejected", at="4m"),
                fires("RequestsRejected", why, at="12m"),
                quiet("RequestsRejected", at="25m"),
            ],
        ),
        alert_test(
            "vLLM starts anew every few minutes",
            given=[series(started, "100x3 400x3 700x3 1000x30")],
            expect=[
                quiet("EngineRestarts", at="6m"),
                fires(
                    "EngineRestarts",
                    {"engine": vllm.name, "job": vllm.job, "component": "availability"},
                    at="20m",
                ),
            ],
        ),
        alert_test(
            "vLLM was started once anew",
            given=[series(started, "100x10 700x20")],
            expect=[quiet("EngineRestarts", at="25m")],
        ),
    ]


@for_engine(engines.mistralrs)
def mistralrs_saturation(mistralrs: Engine) -> list[AlertTest]:
    labels = f'{{job="{mistralrs.job}", engine="{mistralrs.name}"}}'
    waiting = f"mistralrs_sequences_waiting{labels}"
    who = {"engine": mistralrs.name}
    return [
        alert_test(
            "mistral.rs hangs while a sequence waits",
            given=[
                series(waiting, "1x20"),
                series(f"mistralrs_tokens_processed_total{labels}", "500x20"),
            ],
            expect=[
                quiet("EngineNotDraining", at="4m"),
                fires("EngineNotDraining", who, at="12m"),
            ],
        ),
        alert_test(
            "half of the cache of mistral.rs is in use while a sequence waits",
            given=[
                series(waiting, "1x30"),
                series(f"mistralrs_kv_cache_blocks_used{labels}", "50x30"),
                series(f"mistralrs_kv_cache_blocks_total{labels}", "100x30"),
            ],
            expect=[quiet("KvCacheFull", at="25m")],
        ),
    ]


a_process_starts_again_and_again = alert_test(
    "llama-server starts anew every few minutes, and ollama once",
    given=[
        series(
            "namedprocess_namegroup_oldest_start_time_seconds"
            f'{{job="process", instance="process-exporter:9256", groupname="{group}"}}',
            values,
        )
        for group, values in (
            ("llamacpp", "100x3 400x3 700x3 1000x30"),
            ("ollama", "100x10 800x30"),
        )
    ],
    expect=[
        fires(
            "EngineRestarts",
            {
                "groupname": "llamacpp",
                "instance": "process-exporter:9256",
                "job": "process",
                "component": "availability",
            },
            at="20m",
        ),
    ],
)


def _vllm(vllm: Engine, metric: str, more: str = "") -> str:
    return f'vllm:{metric}{{job="{vllm.job}", engine="{vllm.name}", model="qwen3"{more}}}'
