"""mistral.rs, by its own metrics and by those of the Ollama-compatible proxy before it.

The rows are those that the seeds name. What stands in them is of the engine that is configured, or
of both; `$__rate_interval` replaces the seed's variable `rate_interval`.
"""

import _mistral_proxy
from _links import to_all
from _promises import ERRORS

from frontierkit.authoring import (
    Engine,
    Item,
    dashboard,
    engines,
    for_engine,
    heatmap,
    query,
    row,
    signals,
    stat,
    timeseries,
)

_ACTIVE = {None: "green", 25: "yellow", 50: "red"}
_ROUTES = 'path=~"/v1/(chat/)?completions"'


@for_engine(engines.mistralrs, engines.mistral_proxy)
def health(engine: Engine) -> list[Item]:
    title = "mistral.rs" if engine.name == "mistralrs" else "Proxy"
    asked = "http_requests_total" if engine.name == "mistralrs" else "mistral_http_requests_total"
    return [
        stat(
            f"{title} status",
            query(signals.up, "{{engine}}", engine=engine),
            description="Whether Prometheus can scrape it. `MistralDown` fires after a minute.",
            thresholds={None: "red", 1: "green"},
            mappings={0: "down", 1: "up"},
        ),
        stat(
            f"{title}: active requests",
            query(f'sum by (engine) ({_active(engine)}{{job="{engine.job}"}})', "{{engine}}"),
            description="`MistralHighActiveRequests` fires above 50.",
            unit="short",
            thresholds=_ACTIVE,
        ),
        stat(
            f"{title}: requests in an hour",
            f'sum(increase({asked}{{job="{engine.job}"}}[1h]))',
            description="All routes that are counted.",
            unit="short",
            decimals=0,
        ),
        stat(
            f"{title}: error rate",
            query(f"max by (engine) ({engine[signals.error_ratio]})", "{{engine}}"),
            description="Of the worst model, over five minutes. "
            "`MistralHighErrorRate` fires above 5%.",
            unit="percentunit",
            decimals=1,
            thresholds=ERRORS.colours,
        ),
    ]


def _active(engine: Engine) -> str:
    # Requests in flight, those that wait included; the proxy lets go when an answer is streamed.
    return "http_requests_in_flight" if engine.name == "mistralrs" else "mistral_active_requests"


@for_engine(engines.mistralrs)
def requests(mistralrs: Engine) -> list[Item]:
    answered = f'http_request_duration_seconds_bucket{{job="{mistralrs.job}", {_ROUTES}}}'
    return [
        timeseries(
            "mistral.rs: request rate by route",
            query(
                f'sum by (path) (rate(http_requests_total{{job="{mistralrs.job}"}}'
                "[$__rate_interval]))",
                "{{path}}",
            ),
            description="Requests that ended, per second; a stream counts when it ends.",
            unit="reqps",
            min=0,
            width=8,
        ),
        timeseries(
            "mistral.rs: latency percentiles",
            query(signals.latency.p50, "p50 {{model}}", engine=mistralrs),
            query(signals.latency.p95, "p95 {{model}}", engine=mistralrs),
            query(signals.latency.p99, "p99 {{model}}", engine=mistralrs),
            description="Of completions, to the end of the answer. `HighLatencyP95Warning` fires "
            "above 200ms, `HighLatencyP95Critical` above 500ms.",
            min=0,
            width=8,
        ),
        heatmap(
            "mistral.rs: latencies",
            query(
                f"sum by (le) (increase({answered}[$__rate_interval]))", "{{le}}", format="heatmap"
            ),
            description="How many completions took how long.",
            unit="s",
            width=8,
        ),
    ]


@for_engine(engines.mistralrs)
def generation(mistralrs: Engine) -> list[Item]:
    return [
        timeseries(
            "Tokens processed",
            query(
                f'sum(rate(mistralrs_tokens_processed_total{{job="{mistralrs.job}"}}'
                "[$__rate_interval]))",
                "prompt and generated",
            ),
            description="Per second. One counter holds both; there is none for each.",
            unit="suffix: tok/s",
            min=0,
            width=8,
        ),
        timeseries(
            "Sequences that ended, by reason",
            query(
                "sum by (reason) (rate(mistralrs_sequences_completed_total"
                f'{{job="{mistralrs.job}"}}[$__rate_interval]))',
                "{{reason}}",
            ),
            description="`length`: the answer was cut off.",
            unit="suffix: seq/s",
            min=0,
            width=8,
        ),
        timeseries(
            "Generation time",
            query(signals.generation_time.p95, engine=mistralrs),
            description="From the first to the last token.",
            width=8,
        ),
    ]


@for_engine(engines.mistralrs)
def errors(mistralrs: Engine) -> list[Item]:
    failures = f'http_requests_total{{job="{mistralrs.job}", status=~"[45].."}}'
    return [
        timeseries(
            "mistral.rs: errors by status",
            query(f"sum by (status) (rate({failures}[$__rate_interval]))", "{{status}}"),
            description="4xx are the clients', 5xx the server's. Empty while nothing fails.",
            unit="reqps",
            min=0,
        ),
        timeseries(
            "mistral.rs: running and waiting",
            query(signals.running, "running", engine=mistralrs),
            query(signals.waiting, "waiting", engine=mistralrs),
            description="Sequences. What waits is the first sign of too much load.",
            unit="short",
            min=0,
        ),
    ]


@for_engine(engines.mistralrs)
def streaming(mistralrs: Engine) -> list[Item]:
    return [
        timeseries(
            "Time to first token",
            query(signals.ttft.p50, "p50 {{model}}", engine=mistralrs),
            query(signals.ttft.p95, "p95 {{model}}", engine=mistralrs),
            description="Of answers that are streamed.",
            min=0,
            width=8,
        ),
        timeseries(
            "Time between tokens",
            query(signals.inter_token.p50, "p50 {{model}}", engine=mistralrs),
            query(signals.inter_token.p95, "p95 {{model}}", engine=mistralrs),
            description="Of answers that are streamed.",
            min=0,
            width=8,
        ),
    ]


@for_engine(engines.mistralrs)
def models(mistralrs: Engine) -> list[Item]:
    group = 'groupname="mistralrs"'
    cached = f'mistralrs_prefix_cache_hits_total{{job="{mistralrs.job}"}}[$__rate_interval]'
    looked_up = f'mistralrs_prefix_cache_lookups_total{{job="{mistralrs.job}"}}[$__rate_interval]'
    return [
        timeseries(
            "KV cache",
            query(signals.kv_cache, "{{engine}}", engine=mistralrs),
            description="Blocks in use, of all blocks. With paged attention only.",
            min=0,
            max=1,
            thresholds={None: "green", 0.7: "yellow", 0.9: "red"},
            width=8,
        ),
        timeseries(
            "Prefix cache hits",
            query(f"sum(rate({cached})) / sum(rate({looked_up}))", "hits"),
            description="New sequences whose beginning was in the cache already.",
            unit="percentunit",
            min=0,
            max=1,
            width=8,
        ),
        timeseries(
            "Model load time",
            query(signals.model_load_time.p95, engine=mistralrs),
            description="For a model to be loaded into memory.",
            width=8,
        ),
        timeseries(
            "Memory of the process",
            query(
                f'namedprocess_namegroup_memory_bytes{{{group}, memtype="resident"}}', "resident"
            ),
            query(f'namedprocess_namegroup_memory_bytes{{{group}, memtype="virtual"}}', "virtual"),
            description="By process-exporter: mistral.rs tells nothing of its memory. "
            "`HighMemoryUsageWarning` fires above 2.5GiB resident, the critical one above 3GiB.",
            unit="bytes",
            min=0,
            width=8,
        ),
        timeseries(
            "CPU of the process",
            query(
                f"sum(rate(namedprocess_namegroup_cpu_seconds_total{{{group}}}[$__rate_interval]))",
                "cores",
            ),
            description="By process-exporter: how many cores are busy for it.",
            unit="suffix: cores",
            min=0,
            width=8,
        ),
        timeseries(
            "File descriptors of the process",
            query(f"namedprocess_namegroup_open_filedesc{{{group}}}", "open"),
            description="Connections are among them. `PotentialResourceLeak` fires above 1000, "
            "if they become ever more.",
            unit="short",
            min=0,
            width=8,
        ),
    ]


_ANSWERS = stat(
    "Health routes and MCP servers",
    query('probe_success{engine=~"(mistral.*)?"}', "{{instance}}"),
    description="What blackbox probes: routes of active engines, and MCP servers where they run.",
    thresholds={None: "red", 1: "green"},
    mappings={0: "fails", 1: "answers"},
    width=24,
)

mistral = dashboard(
    "Mistral.rs Metrics",
    row("Service status and health", health, _ANSWERS),
    row("Request rate and latency", requests, _mistral_proxy.requests),
    row("Generation performance", generation, _mistral_proxy.generation),
    row("Errors and active requests", errors, _mistral_proxy.errors),
    row("Streaming performance", streaming, _mistral_proxy.streaming),
    row("Model metrics", models),
    uid="mistral-metrics",
    folder="LLM",
    tags=["mistral", "inference", "llm", "engine"],
    links=to_all(),
    description="mistral.rs itself, and the Ollama-compatible proxy before it.",
)
