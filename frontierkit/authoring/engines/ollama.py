"""Ollama: it exposes nothing itself, so one of two proxies is scraped in its place."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

_REQUESTS = 'job="$job", endpoint=~"generate|chat"'

ollama = engine(
    "ollama",
    title="Ollama",
    exporter="ollama_metrics_norskhelsenett",
    bindings={
        # There is no counter of requests; the histogram counts them.
        signals.request_rate: (
            "sum by (engine, model) "
            f"(rate(ollama_request_duration_seconds_count{{{_REQUESTS}}}[$window]))"
        ),
        signals.latency: (
            "sum by (engine, model, le) "
            f"(rate(ollama_request_duration_seconds_bucket{{{_REQUESTS}}}[$window]))"
        ),
        signals.inter_token: (
            "sum by (engine, model, le) "
            '(rate(ollama_time_per_token_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.prompt_tokens: (
            'sum by (engine, model) (rate(ollama_prompt_tokens_total{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine, model) (rate(ollama_generated_tokens_total{job="$job"}[$window]))'
        ),
        # Mebibytes, by its name; RAM and VRAM together.
        signals.memory: 'sum by (engine, model) (ollama_model_ram_mb{job="$job"}) * 1048576',
    },
    not_exported={
        signals.error_ratio: "the exporter does not tell failures from successes",
        signals.ttft: "the exporter times whole requests only",
        signals.generation_time: "the exporter times whole requests only",
        signals.model_load_time: "the exporter does not time the loading of models",
        signals.streaming_chunks: "chunks are not counted",
        signals.running: "the exporter counts a request when it has ended",
        signals.waiting: "no Ollama exporter sees the queue",
        signals.kv_cache: "Ollama tells nothing of its cache",
    },
    otherwise="scrape a GPU exporter: Ollama tells nothing of the GPU",
)

ollama_frcooper = engine(
    "ollama_frcooper",
    title="Ollama",
    exporter="ollama_exporter_frcooper",
    bindings={
        signals.request_rate: (
            'sum by (engine, model) (rate(ollama_requests_total{job="$job"}[$window]))'
        ),
        signals.latency: (
            'sum by (engine, model, le) (rate(ollama_response_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.generation_time: (
            "sum by (engine, model, le) "
            '(rate(ollama_eval_duration_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.model_load_time: (
            "sum by (engine, model, le) "
            '(rate(ollama_load_duration_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.prompt_tokens: (
            'sum by (engine, model) (rate(ollama_tokens_processed_total{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine, model) (rate(ollama_tokens_generated_total{job="$job"}[$window]))'
        ),
    },
    not_exported={
        signals.error_ratio: "the exporter does not tell failures from successes",
        signals.ttft: "only the evaluation of the prompt is timed, which is a part of it",
        signals.inter_token: "only tokens per second are known, and not between which tokens",
        signals.streaming_chunks: "chunks are not counted",
        signals.running: "the exporter counts a request when it has ended",
        signals.waiting: "no Ollama exporter sees the queue",
        signals.kv_cache: "Ollama tells nothing of its cache",
        signals.memory: "the process that is measured is the exporter, not Ollama",
    },
    otherwise="scrape a GPU exporter: Ollama tells nothing of the GPU",
)
