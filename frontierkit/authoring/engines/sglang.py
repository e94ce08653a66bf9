"""SGLang, started with `--enable-metrics`; `model_name` is copied to `model` by scraping."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

sglang = engine(
    "sglang",
    title="SGLang",
    exporter="sglang",
    model_label="model_name",
    bindings={
        signals.request_rate: (
            'sum by (engine, model) (rate(sglang:num_requests_total{job="$job"}[$window]))'
        ),
        # By HTTP status, which is known without the model.
        signals.error_ratio: (
            "(sum by (engine) "
            '(rate(sglang:http_responses_total{job="$job", status_code=~"5.."}[$window]))\n'
            '  or sum by (engine) (rate(sglang:http_responses_total{job="$job"}[$window])) * 0)\n'
            '/ (sum by (engine) (rate(sglang:http_responses_total{job="$job"}[$window])) > 0)'
        ),
        signals.latency: (
            "sum by (engine, model, le) "
            '(rate(sglang:e2e_request_latency_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.ttft: (
            "sum by (engine, model, le) "
            '(rate(sglang:time_to_first_token_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.inter_token: (
            "sum by (engine, model, le) "
            '(rate(sglang:inter_token_latency_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.prompt_tokens: (
            'sum by (engine, model) (rate(sglang:prompt_tokens_total{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine, model) (rate(sglang:generation_tokens_total{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine, model) (sglang:num_running_reqs{job="$job"})',
        signals.waiting: 'sum by (engine, model) (sglang:num_queue_reqs{job="$job"})',
        signals.kv_cache: 'max by (engine, model) (sglang:token_usage{job="$job"})',
        signals.gpu_memory: (
            'sum by (engine, model) (sglang:weight_memory_usage_gb{job="$job"}) * 1e9'
        ),
    },
    not_exported={
        signals.generation_time: "only the whole request and its tokens are timed",
        signals.model_load_time: "a single value at the start, not a distribution",
        signals.streaming_chunks: "chunks are not counted",
        signals.memory: "SGLang tells the memory of the GPU only",
    },
    otherwise="scrape a GPU exporter: SGLang tells nothing of the GPU's load",
)
