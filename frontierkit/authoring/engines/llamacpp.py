"""llama.cpp's server, started with `--metrics`: token counters and gauges, and no labels at all."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

llamacpp = engine(
    "llamacpp",
    title="llama.cpp",
    exporter="llamacpp",
    bindings={
        signals.prompt_tokens: (
            'sum by (engine) (rate(llamacpp:prompt_tokens_total{job="$job"}[$window]))'
        ),
        signals.generated_tokens: (
            'sum by (engine) (rate(llamacpp:tokens_predicted_total{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine) (llamacpp:requests_processing{job="$job"})',
        signals.waiting: 'sum by (engine) (llamacpp:requests_deferred{job="$job"})',
    },
    not_exported={
        signals.request_rate: "llama-server counts no requests",
        signals.error_ratio: "llama-server counts no errors",
        signals.inter_token: "llama-server knows only the mean, not the distribution",
        signals.kv_cache: "removed from llama-server in 2025",
    },
    otherwise="llama-server has no histograms, and no metrics of load time, memory or GPU",
)
