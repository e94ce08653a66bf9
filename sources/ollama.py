"""Ollama, by what the sidecar before it counts: requests, times, tokens, models in memory."""

from _links import to_all

from frontierkit.authoring import (
    Dashboard,
    Engine,
    Row,
    dashboard,
    engines,
    for_engine,
    heatmap,
    query,
    query_variable,
    row,
    signals,
    stat,
    timeseries,
)

_TIMES = {None: "green", 10: "yellow", 30: "red"}


@for_engine(engines.ollama)
def ollama_performance(ollama: Engine) -> Dashboard:
    models = f'label_values(ollama_request_duration_seconds_count{{job="{ollama.job}"}}, model)'
    return dashboard(
        "Ollama LLM Performance",
        _status(ollama),
        _requests(ollama),
        _tokens(ollama),
        _models(ollama),
        uid="ollama-performance",
        folder="LLM",
        tags=["inference", "llm", "ollama", "engine"],
        links=to_all(),
        variables=[query_variable("model", models, label="Model")],
        description="Ollama itself exposes nothing: a sidecar before it counts what it passes on.",
    )


def _status(ollama: Engine) -> Row:
    slowest = f'ollama_request_duration_seconds_bucket{{job="{ollama.job}", {_ANSWERS}}}'
    return row(
        "Status",
        stat(
            "Ollama",
            query(signals.up, "{{engine}}", engine=ollama),
            description="Whether Prometheus can scrape the sidecar.",
            thresholds={None: "red", 1: "green"},
            mappings={0: "down", 1: "up"},
        ),
        stat(
            "Response time (p95)",
            f"histogram_quantile(0.95, sum by (le) (rate({slowest}[$__rate_interval])))",
            description="Over the models that are chosen. Red from 30s, where "
            "`OllamaHighResponseTime` begins.",
            unit="s",
            thresholds=_TIMES,
        ),
        stat(
            "Models in memory",
            f'sum(ollama_loaded_models{{job="{ollama.job}"}})',
            description="Idle models are unloaded, and the next request has to wait for them.",
            unit="short",
        ),
        stat(
            "Memory of models",
            f'sum(ollama_model_ram_mb{{job="{ollama.job}"}}) * 1048576',
            description="RAM and VRAM; the exporter counts mebibytes.",
            unit="bytes",
        ),
    )


_ANSWERS = 'endpoint=~"generate|chat", model=~"$model"'


def _requests(ollama: Engine) -> Row:
    requests = f'ollama_request_duration_seconds_count{{job="{ollama.job}", {_ANSWERS}}}'
    durations = f'ollama_request_duration_seconds_bucket{{job="{ollama.job}", {_ANSWERS}}}'
    by_model = f"sum by (le, model) (rate({durations}[$__rate_interval]))"
    return row(
        "Requests and response time",
        timeseries(
            "Request rate",
            query(
                f"sum by (model, endpoint) (rate({requests}[$__rate_interval]))",
                "{{model}} {{endpoint}}",
            ),
            description="Answers that ended, per second. There is no counter of requests: the "
            "histogram of their times counts them.",
            unit="reqps",
            min=0,
        ),
        timeseries(
            "Response time",
            query(f"histogram_quantile(0.5, {by_model})", "p50 {{model}}"),
            query(f"histogram_quantile(0.95, {by_model})", "p95 {{model}}"),
            query(f"histogram_quantile(0.99, {by_model})", "p99 {{model}}"),
            description="The largest bucket is 60s: a line that lies flat there is above it.",
            unit="s",
            min=0,
            thresholds=_TIMES,
        ),
        heatmap(
            "Response time histogram",
            query(
                f"sum by (le) (increase({durations}[$__rate_interval]))",
                "{{le}}",
                format="heatmap",
            ),
            description="How many answers took how long.",
            unit="s",
        ),
        timeseries(
            "Error rate",
            query(signals.error_ratio, engine=ollama),
            description="The share of requests that fail.",
        ),
    )


def _tokens(ollama: Engine) -> Row:
    per_token = (
        f'ollama_time_per_token_seconds_bucket{{job="{ollama.job}", model=~"$model"}}'
        "[$__rate_interval]"
    )
    return row(
        "Tokens",
        timeseries(
            "Token generation speed",
            query(
                f"1 / histogram_quantile(0.5, sum by (le, model) (rate({per_token})))",
                "{{model}}",
            ),
            description="Tokens per second of the median answer: one over the time per token.",
            unit="suffix: tok/s",
            min=0,
        ),
        timeseries(
            "Tokens",
            query(signals.generated_tokens, "generated {{model}}", engine=ollama),
            query(signals.prompt_tokens, "prompt {{model}}", engine=ollama),
            description="Of all requests together, per second.",
            min=0,
        ),
    )


def _models(ollama: Engine) -> Row:
    return row(
        "Models and queue",
        timeseries(
            "Model memory usage",
            query(signals.memory, engine=ollama),
            description="RAM and VRAM of each model that is loaded.",
            min=0,
        ),
        timeseries(
            "Queue depth",
            query(signals.waiting, engine=ollama),
            description="Requests that wait for a model.",
        ),
    )
