"""Panels of the Ollama-compatible proxy before mistral.rs, for the dashboard of mistral.rs."""

from frontierkit.authoring import Engine, Item, engines, for_engine, query, signals, timeseries


@for_engine(engines.mistral_proxy)
def requests(proxy: Engine) -> list[Item]:
    durations = (
        f'mistral_http_request_duration_seconds_bucket{{job="{proxy.job}"}}[$__rate_interval]'
    )
    by_endpoint = f"sum by (le, endpoint) (rate({durations}))"
    return [
        timeseries(
            "Proxy: request rate by endpoint",
            query(
                f'sum by (endpoint) (rate(mistral_http_requests_total{{job="{proxy.job}"}}'
                "[$__rate_interval]))",
                "{{endpoint}}",
            ),
            description="Requests per second. Absent until the first one.",
            unit="reqps",
            min=0,
        ),
        timeseries(
            "Proxy: latency percentiles by endpoint",
            query(f"histogram_quantile(0.5, {by_endpoint})", "p50 {{endpoint}}"),
            query(f"histogram_quantile(0.95, {by_endpoint})", "p95 {{endpoint}}"),
            query(f"histogram_quantile(0.99, {by_endpoint})", "p99 {{endpoint}}"),
            description="To the headers, where the answer is streamed. The largest bucket is 10s: "
            "a line that lies flat there is above it.",
            unit="s",
            min=0,
            thresholds={None: "green", 5: "yellow", 10: "red"},
        ),
    ]


@for_engine(engines.mistral_proxy)
def generation(proxy: Engine) -> list[Item]:
    return [
        timeseries(
            "Proxy: generation duration by model (p95)",
            query(signals.latency.p95, "{{model}}", engine=proxy),
            description="By the name of the model that the client sent; at most 10s.",
            min=0,
        ),
        timeseries(
            "Proxy: generated tokens",
            query(signals.generated_tokens, engine=proxy),
            description="Tokens of answers, per second.",
        ),
    ]


@for_engine(engines.mistral_proxy)
def errors(proxy: Engine) -> list[Item]:
    failures = f'mistral_http_requests_total{{job="{proxy.job}", status="error"}}'
    return [
        timeseries(
            "Proxy: errors by type",
            query(f"sum by (error_type) (rate({failures}[$__rate_interval]))", "{{error_type}}"),
            description="What fails after a stream has begun counts as success.",
            unit="reqps",
            min=0,
        ),
        timeseries(
            "Proxy: active requests",
            query(signals.running, "{{engine}}", engine=proxy),
            description="A client that goes away in the middle is never subtracted.",
            unit="short",
            min=0,
            thresholds={None: "green", 25: "yellow", 50: "red"},
        ),
    ]


@for_engine(engines.mistral_proxy)
def streaming(proxy: Engine) -> list[Item]:
    chunks = f'mistral_streaming_chunks_total{{job="{proxy.job}"}}'
    return [
        timeseries(
            "Proxy: streaming chunks",
            query(f"sum by (endpoint) (rate({chunks}[$__rate_interval]))", "{{endpoint}}"),
            description="Pieces of answers sent to clients, per second; a chunk is no token.",
            unit="suffix: chunks/s",
            min=0,
            width=8,
        ),
    ]
