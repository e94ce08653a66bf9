"""vLLM: nearly everything, by `model_name`, which scraping copies to `model`."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

vllm = engine(
    "vllm",
    title="vLLM",
    exporter="vllm",
    model_label="model_name",
    bindings={
        signals.request_rate: (
            'sum by (engine, model) (rate(vllm:request_success_total{job="$job"}[$window]))'
        ),
        # The counter holds requests that ended for whatever reason, failures too.
        signals.error_ratio: (
            "(sum by (engine, model) "
            '(rate(vllm:request_success_total{job="$job", finished_reason="error"}[$window]))\n'
            '  or sum by (engine, model) (rate(vllm:request_success_total{job="$job"}[$window])) '
            "* 0)\n"
            '/ (sum by (engine, model) (rate(vllm:request_success_total{job="$job"}[$window])) > 0)'
        ),
        signals.latency: (
            "sum by (engine, model, le) "
            '(rate(vllm:e2e_request_latency_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.ttft: (
            "sum by (engine, model, le) "
            '(rate(vllm:time_to_first_token_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.inter_token: (
            "sum by (engine, model, le) "
            '(rate(vllm:inter_token_latency_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.generation_time: (
            "sum by (engine, model, le) "
            '(rate(vllm:request_decode_time_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.prompt_tokens: (
            'sum by (engine, model) (rate(vllm:prompt_tokens_total{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine, model) (rate(vllm:generation_tokens_total{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine, model) (vllm:num_requests_running{job="$job"})',
        signals.waiting: 'sum by (engine, model) (vllm:num_requests_waiting{job="$job"})',
        # A ratio in spite of its name. One series for each data-parallel engine: the fullest.
        signals.kv_cache: 'max by (engine, model) (vllm:kv_cache_usage_perc{job="$job"})',
        signals.memory: 'sum by (engine) (process_resident_memory_bytes{job="$job"})',
    },
    not_exported={
        signals.model_load_time: "vLLM does not time the loading of models",
        signals.streaming_chunks: "chunks are not counted",
    },
    otherwise="scrape a GPU exporter: vLLM tells nothing of the GPU",
)
