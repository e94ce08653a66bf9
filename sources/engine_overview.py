"""All engines on one page, side by side: who answers, how slow, how much, how full, on what host.

From symptom to cause. What is asked for are signals, so a panel shows every engine that the
variable names and says which of them do not export it. The seed's variable `ollama,mistral` with
queries for metrics that nobody exports is what this replaces.
"""

from _links import to_all
from _promises import ERRORS

from frontierkit.authoring import (
    Engine,
    Row,
    bargauge,
    dashboard,
    engines,
    for_engine,
    gauge,
    query,
    row,
    signals,
    stat,
    timeseries,
)

_UP = {None: "red", 1: "green"}
_USAGE = {None: "green", 0.7: "yellow", 0.9: "red"}
_ENGINE = "{{engine}}"
_ENGINE_AND_MODEL = "{{engine}} {{model}}"

status = row(
    "Status",
    stat(
        "Engines",
        query(signals.up, _ENGINE),
        description="Active engines, and whether Prometheus can scrape them.",
        thresholds=_UP,
        mappings={0: "down", 1: "up"},
        width=8,
    ),
    stat(
        "Requests",
        query(signals.request_rate, _ENGINE_AND_MODEL),
        description="Requests per second that were answered in the last five minutes.",
        width=8,
    ),
    stat(
        "Errors",
        query(signals.error_ratio, _ENGINE_AND_MODEL),
        description="The share of requests that failed. Orange from 1%, red from 5%, where "
        "`MistralHighErrorRate` begins.",
        decimals=1,
        thresholds=ERRORS.colours,
        width=8,
    ),
)

requests = row(
    "Requests and latency",
    timeseries(
        "Request rate by engine",
        query(signals.request_rate, _ENGINE_AND_MODEL),
        description="Requests that were answered, per second.",
        min=0,
    ),
    timeseries(
        "Error ratio by engine",
        query(signals.error_ratio, _ENGINE_AND_MODEL),
        description="Failed requests, of all requests.",
        min=0,
        thresholds=ERRORS.colours,
    ),
    timeseries(
        "Request latency (p50)",
        query(signals.latency.p50, _ENGINE_AND_MODEL),
        description="Half of the requests are answered within this time.",
        min=0,
        width=8,
    ),
    timeseries(
        "Request latency (p95)",
        query(signals.latency.p95, _ENGINE_AND_MODEL),
        description="From the request to the end of the answer; behind the Ollama proxy of "
        "mistral.rs to the headers, where the answer is streamed. A line that lies flat at 10s "
        "(proxy) or 60s (Ollama) has reached the largest bucket: the truth is above it.",
        min=0,
        width=8,
    ),
    timeseries(
        "Request latency (p99)",
        query(signals.latency.p99, _ENGINE_AND_MODEL),
        description="One request in a hundred takes longer than this.",
        min=0,
        width=8,
    ),
)

tokens = row(
    "Tokens",
    timeseries(
        "Time to first token (p95)",
        query(signals.ttft.p95, _ENGINE_AND_MODEL),
        description="How long a reader waits before anything appears.",
        min=0,
    ),
    timeseries(
        "Time between tokens (p95)",
        query(signals.inter_token.p95, _ENGINE_AND_MODEL),
        description="How evenly the answer is written. Ollama: mean of each answer.",
        min=0,
    ),
    timeseries(
        "Generated tokens",
        query(signals.generated_tokens, _ENGINE_AND_MODEL),
        description="Tokens of answers, per second.",
        min=0,
    ),
    timeseries(
        "Prompt tokens",
        query(signals.prompt_tokens, _ENGINE_AND_MODEL),
        description="Tokens of requests that were processed, per second.",
        min=0,
    ),
)

load = row(
    "Load",
    timeseries(
        "Running requests",
        query(signals.running, _ENGINE_AND_MODEL),
        description="Requests, or sequences of them, that are being worked on.",
        unit="short",
        min=0,
        width=8,
    ),
    timeseries(
        "Waiting requests",
        query(signals.waiting, _ENGINE_AND_MODEL),
        description="The queue: the first sign of an engine that is too slow for its load.",
        unit="short",
        min=0,
        width=8,
    ),
    timeseries(
        "KV cache",
        query(signals.kv_cache, _ENGINE_AND_MODEL),
        description="The share that is in use. Full is healthy, unless requests wait as well.",
        min=0,
        max=1,
        thresholds=_USAGE,
        width=8,
    ),
    timeseries(
        "Memory of engines and models",
        query(signals.memory, _ENGINE_AND_MODEL),
        description="Ollama: RAM and VRAM of each model. vLLM: the process, without the GPU.",
        min=0,
        width=24,
    ),
)

comparison = row(
    "Comparison",
    bargauge(
        "Latency (p95)",
        query(signals.latency.p95, _ENGINE_AND_MODEL, instant=True),
        description="The engines side by side, over the last five minutes.",
        min=0,
        width=8,
    ),
    bargauge(
        "Generated tokens per second",
        query(signals.generated_tokens, _ENGINE_AND_MODEL, instant=True),
        description="The engines side by side, over the last five minutes.",
        min=0,
        width=8,
    ),
    bargauge(
        "Requests per second",
        query(signals.request_rate, _ENGINE_AND_MODEL, instant=True),
        description="The engines side by side, over the last five minutes.",
        min=0,
        width=8,
    ),
)


@for_engine(engines.ollama)
def of_ollama(ollama: Engine) -> Row:
    return row(
        ollama.title,
        timeseries(
            "Ollama: response time",
            query(signals.latency.p50, "p50 {{model}}", engine=ollama),
            query(signals.latency.p95, "p95 {{model}}", engine=ollama),
            query(signals.latency.p99, "p99 {{model}}", engine=ollama),
            description="The largest bucket is 60s. `OllamaHighResponseTime` fires at 30s.",
            min=0,
            thresholds={None: "green", 30: "red"},
            width=8,
        ),
        timeseries(
            "Ollama: generated tokens",
            query(signals.generated_tokens, engine=ollama),
            description="Tokens of answers, per second and model.",
            min=0,
            width=8,
        ),
        timeseries(
            "Ollama: model memory",
            query(signals.memory, engine=ollama),
            description="RAM and VRAM of the models that are loaded; idle ones are unloaded.",
            min=0,
            width=8,
        ),
    )


gpu = row(
    "GPU",
    timeseries(
        "GPU utilisation",
        query("DCGM_FI_DEV_GPU_UTIL / 100", "GPU {{gpu}}"),
        query("nvidia_smi_utilization_gpu_ratio", "GPU {{uuid}}"),
        description="The share of the time in which anything runs on the GPU. "
        "By DCGM or nvidia-smi, whichever exporter runs.",
        unit="percentunit",
        min=0,
        max=1,
    ),
    timeseries(
        "GPU memory",
        query("DCGM_FI_DEV_FB_USED * 1048576", "GPU {{gpu}} used"),
        query(
            "(DCGM_FI_DEV_FB_USED + DCGM_FI_DEV_FB_FREE + DCGM_FI_DEV_FB_RESERVED) * 1048576",
            "GPU {{gpu}} total",
        ),
        query("nvidia_smi_memory_used_bytes", "GPU {{uuid}} used"),
        query("nvidia_smi_memory_total_bytes", "GPU {{uuid}} total"),
        description="DCGM counts mebibytes. vLLM takes nine tenths when it starts.",
        unit="bytes",
        min=0,
    ),
    timeseries(
        "GPU temperature",
        query("DCGM_FI_DEV_GPU_TEMP", "GPU {{gpu}}"),
        query("nvidia_smi_temperature_gpu", "GPU {{uuid}}"),
        description="Above some 80 °C most GPUs slow down.",
        unit="celsius",
        min=0,
        height=6,
    ),
    timeseries(
        "GPU power",
        query("DCGM_FI_DEV_POWER_USAGE", "GPU {{gpu}}"),
        query("nvidia_smi_power_draw_watts", "GPU {{uuid}}"),
        description="What the board draws.",
        unit="watt",
        min=0,
        height=6,
    ),
)

_CPU = 'avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[$__rate_interval]))'

host = row(
    "Host",
    gauge(
        "CPU usage",
        query(f"1 - {_CPU}", "{{instance}}"),
        description="The share of all cores that is busy.",
        unit="percentunit",
        min=0,
        max=1,
        thresholds=_USAGE,
        height=8,
    ),
    gauge(
        "Memory usage",
        query("1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes", "{{instance}}"),
        description="What is not available to programs. `HostHighMemoryUsage` fires at 90%.",
        unit="percentunit",
        min=0,
        max=1,
        thresholds=_USAGE,
        height=8,
    ),
    timeseries(
        "CPU and memory over time",
        query(f"1 - {_CPU}", "CPU {{instance}}"),
        query(
            "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes",
            "memory {{instance}}",
        ),
        description="On a Mac, a node exporter in a container sees the virtual machine of Docker.",
        unit="percentunit",
        min=0,
        max=1,
    ),
)

overview = dashboard(
    "Inference Engine Overview",
    status,
    requests,
    tokens,
    load,
    comparison,
    of_ollama,
    gpu,
    host,
    uid="inference-engine-overview",
    folder="LLM",
    tags=["inference", "monitoring", "overview"],
    links=to_all(),
    time="1h",
    description="All engines side by side, over signals that are the same for each.",
)
