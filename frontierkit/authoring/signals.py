"""What is worth knowing of every engine, under the same name and unit for all.

A signal stands for the metric that the normalising rules record: `f"{signals.waiting} > 10"` is
PromQL. The latencies are histograms: `signals.ttft.p95` is one of their percentiles.
"""

from __future__ import annotations

from frontierkit.model.engine import Signal, SignalKind

up = Signal(
    "up",
    SignalKind.GAUGE,
    "count",
    "Up",
    "1 if the engine answers Prometheus, else 0",
    "llm:up",
)
request_rate = Signal(
    "request_rate",
    SignalKind.RATE,
    "requests/seconds",
    "Requests",
    "Requests that were answered",
    "llm:requests:rate5m",
    ("responses/seconds", "count/seconds"),
)
error_ratio = Signal(
    "error_ratio",
    SignalKind.RATIO,
    "ratio",
    "Errors",
    "Requests that failed, of all requests; nothing while there are no requests",
    "llm:errors:ratio_rate5m",
)
latency = Signal(
    "latency",
    SignalKind.HISTOGRAM,
    "seconds",
    "Latency",
    "From the request to the end of the answer",
    "llm:latency_seconds",
)
ttft = Signal(
    "ttft",
    SignalKind.HISTOGRAM,
    "seconds",
    "Time to first token",
    "From the request to the first token of the answer",
    "llm:ttft_seconds",
)
inter_token = Signal(
    "inter_token",
    SignalKind.HISTOGRAM,
    "seconds",
    "Inter-token latency",
    "Between two tokens of an answer",
    "llm:inter_token_seconds",
)
generation_time = Signal(
    "generation_time",
    SignalKind.HISTOGRAM,
    "seconds",
    "Generation time",
    "From the first to the last token of an answer",
    "llm:generation_seconds",
)
model_load_time = Signal(
    "model_load_time",
    SignalKind.HISTOGRAM,
    "seconds",
    "Model load time",
    "For a model to be loaded into memory",
    "llm:model_load_seconds",
)
streaming_chunks = Signal(
    "streaming_chunks",
    SignalKind.RATE,
    "chunks/seconds",
    "Streaming chunks",
    "Pieces of answers sent to clients",
    "llm:streaming_chunks:rate5m",
)
prompt_tokens = Signal(
    "prompt_tokens",
    SignalKind.RATE,
    "tokens/seconds",
    "Prompt tokens",
    "Tokens of requests that were processed",
    "llm:prompt_tokens:rate5m",
)
generated_tokens = Signal(
    "generated_tokens",
    SignalKind.RATE,
    "tokens/seconds",
    "Generated tokens",
    "Tokens of answers that were produced",
    "llm:generated_tokens:rate5m",
)
running = Signal(
    "running",
    SignalKind.GAUGE,
    "requests",
    "Running",
    "Requests being worked on",
    "llm:requests_running",
    ("sequences", "count"),
)
waiting = Signal(
    "waiting",
    SignalKind.GAUGE,
    "requests",
    "Waiting",
    "Requests in the queue",
    "llm:requests_waiting",
    ("sequences", "count"),
)
kv_cache = Signal(
    "kv_cache",
    SignalKind.RATIO,
    "ratio",
    "KV cache",
    "Share of the key-value cache in use",
    "llm:kv_cache_usage:ratio",
)
memory = Signal(
    "memory",
    SignalKind.GAUGE,
    "bytes",
    "Memory",
    "Memory that the engine, or the models in it, take",
    "llm:memory_bytes",
)
gpu_utilisation = Signal(
    "gpu_utilisation",
    SignalKind.RATIO,
    "ratio",
    "GPU utilisation",
    "Share of the time in which the GPU works",
    "llm:gpu_utilisation:ratio",
)
gpu_memory = Signal(
    "gpu_memory",
    SignalKind.GAUGE,
    "bytes",
    "GPU memory",
    "Memory of the GPU that the engine takes",
    "llm:gpu_memory_bytes",
)

ALL: tuple[Signal, ...] = (
    up,
    request_rate,
    error_ratio,
    latency,
    ttft,
    inter_token,
    generation_time,
    model_load_time,
    streaming_chunks,
    prompt_tokens,
    generated_tokens,
    running,
    waiting,
    kv_cache,
    memory,
    gpu_utilisation,
    gpu_memory,
)
"""Every signal that an engine binds or declares not to export."""
