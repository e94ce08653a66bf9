"""mistral.rs: its own metrics (since 0.9.2), and the Ollama-compatible proxy in front of it."""

from frontierkit.authoring import signals
from frontierkit.authoring.engine import engine

# The HTTP families have generic names, which other exporters use too: always by job. Their paths
# are the route patterns of the server.
_COMPLETIONS = 'job="$job", path=~"/v1/(chat/)?completions"'


def _requests(matchers: str) -> str:
    return f"sum by (engine, model) (rate(http_requests_total{{{matchers}}}[$window]))"


_ALL = _requests(_COMPLETIONS)
_FAILED = _requests(f'{_COMPLETIONS}, status=~"5.."')

mistralrs = engine(
    "mistralrs",
    title="mistral.rs",
    exporter="mistralrs",
    bindings={
        signals.request_rate: _ALL,
        signals.error_ratio: f"({_FAILED}\n  or {_ALL} * 0)\n/ ({_ALL} > 0)",
        signals.latency: (
            "sum by (engine, model, le) "
            f"(rate(http_request_duration_seconds_bucket{{{_COMPLETIONS}}}[$window]))"
        ),
        signals.ttft: (
            "sum by (engine, model, le) "
            '(rate(mistralrs_time_to_first_token_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.inter_token: (
            "sum by (engine, model, le) "
            '(rate(mistralrs_inter_token_latency_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine) (mistralrs_sequences_running{job="$job"})',
        signals.waiting: 'sum by (engine) (mistralrs_sequences_waiting{job="$job"})',
        # A gauge in spite of its name: the blocks that there are.
        signals.kv_cache: (
            'sum by (engine) (mistralrs_kv_cache_blocks_used{job="$job"})\n'
            '/ sum by (engine) (mistralrs_kv_cache_blocks_total{job="$job"})'
        ),
    },
    not_exported={
        signals.prompt_tokens: "one counter holds prompt and generated tokens together",
        signals.generated_tokens: "one counter holds prompt and generated tokens together",
        signals.generation_time: "only the whole request and its first token are timed",
        signals.streaming_chunks: "chunks are not counted",
    },
    otherwise="mistral.rs has no metrics of model load time, memory or GPU",
)

mistral_proxy = engine(
    "mistral_proxy",
    title="mistral.rs behind its Ollama proxy",
    exporter="mistral_ollama_proxy",
    bindings={
        signals.request_rate: (
            'sum by (engine) (rate(mistral_http_requests_total{job="$job"}[$window]))'
        ),
        signals.error_ratio: (
            '(sum by (engine) (rate(mistral_http_requests_total{job="$job", '
            'status="error"}[$window]))\n'
            '  or sum by (engine) (rate(mistral_http_requests_total{job="$job"}[$window])) * 0)\n'
            '/ (sum by (engine) (rate(mistral_http_requests_total{job="$job"}[$window])) > 0)'
        ),
        # Until the headers only, where an answer is streamed; the largest bucket is 10 s.
        signals.latency: (
            "sum by (engine, model, le) "
            '(rate(mistral_generate_duration_seconds_bucket{job="$job"}[$window]))'
        ),
        signals.streaming_chunks: (
            'sum by (engine) (rate(mistral_streaming_chunks_total{job="$job"}[$window]))'
        ),
        signals.running: 'sum by (engine) (mistral_active_requests{job="$job"})',
    },
    not_exported={
        signals.ttft: "the proxy times whole requests only",
        signals.inter_token: "the proxy times whole requests only",
        signals.generation_time: "the proxy times whole requests only",
        signals.generated_tokens: "declared in the proxy, but never counted",
        signals.prompt_tokens: "the proxy counts no tokens",
        signals.model_load_time: "declared in the proxy, but never measured",
        signals.waiting: "declared in the proxy, but never set",
        signals.kv_cache: "the proxy does not see the cache",
        signals.memory: "the process that is measured is the proxy, not the engine",
        signals.gpu_utilisation: "declared in the proxy, but never set",
        signals.gpu_memory: "declared in the proxy, but never set",
    },
)
