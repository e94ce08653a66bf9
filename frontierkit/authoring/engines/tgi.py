"""Text Generation Inference: counters without `_total`, times without a unit, no model."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

tgi = engine(
    "tgi",
    title="Text Generation Inference",
    exporter="tgi",
    bindings={
        signals.request_rate: 'sum by (engine) (rate(tgi_request_count{job="$job"}[$window]))',
        signals.error_ratio: (
            '(sum by (engine) (rate(tgi_request_failure{job="$job"}[$window]))\n'
            '  or sum by (engine) (rate(tgi_request_count{job="$job"}[$window])) * 0)\n'
            '/ (sum by (engine) (rate(tgi_request_count{job="$job"}[$window])) > 0)'
        ),
        signals.latency: (
            'sum by (engine, le) (rate(tgi_request_duration_bucket{job="$job"}[$window]))'
        ),
        signals.inter_token: (
            "sum by (engine, le) "
            '(rate(tgi_request_mean_time_per_token_duration_bucket{job="$job"}[$window]))'
        ),
        signals.generation_time: (
            'sum by (engine, le) (rate(tgi_request_inference_duration_bucket{job="$job"}[$window]))'
        ),
        signals.prompt_tokens: (
            'sum by (engine) (rate(tgi_request_input_length_sum{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine) (rate(tgi_request_generated_tokens_sum{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine) (tgi_batch_current_size{job="$job"})',
        signals.waiting: 'sum by (engine) (tgi_queue_size{job="$job"})',
    },
    not_exported={
        signals.ttft: "only the time in the queue is known",
        signals.kv_cache: "only the token budget of the running batch is known",
    },
    otherwise="the router has no metrics of load time, chunks, memory or GPU",
)
