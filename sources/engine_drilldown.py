"""One page for each engine: from what its clients feel to what it does inside.

The upper rows are signals, the same for all; what only one engine tells stands below
(_drilldown_rows.py). Rates are over what a pixel shows, straight from the engine's own metrics.
"""

from _drilldown_rows import rows_of
from _links import to_all
from _promises import BETWEEN_TOKENS_S, ERRORS, FIRST_TOKEN_S, LATENCY, OLLAMA_LATENCY

from frontierkit.authoring import (
    Dashboard,
    Engine,
    Query,
    Row,
    Signal,
    dashboard,
    per_engine,
    query,
    row,
    signals,
    stat,
    timeseries,
)


@per_engine
def drilldown(engine: Engine) -> Dashboard:
    return dashboard(
        f"Engine: {engine.title}",
        _state(engine),
        _latency(engine),
        _load(engine),
        *rows_of(engine),
        uid=f"engine-{engine.name}",
        folder="LLM",
        tags=["llm", "engine"],
        links=to_all(),
        time="1h",
        description=f"{engine.title}, from what its clients feel to what it does inside.",
    )


def _asked(signal: Signal, engine: Engine, words: str = "") -> Query:
    """Ask an engine for a signal, with the model in the legend where the engine tells it."""
    by_model = "model" in engine.bindings.get(signal.bound_as, "model")
    return query(
        signal,
        f"{words} {{{{model}}}}".strip() if by_model else words or "{{engine}}",
        engine=engine,
    )


def _state(engine: Engine) -> Row:
    return row(
        "State",
        stat(
            "Up",
            query(signals.up, "{{engine}}", engine=engine),
            description="Whether Prometheus can scrape it. `EngineMissing` pages after five "
            "minutes.",
            thresholds={None: "red", 1: "green"},
            mappings={0: "down", 1: "up"},
        ),
        stat(
            "Requests per second",
            _asked(signals.request_rate, engine),
            description="That were answered.",
        ),
        stat(
            "Errors",
            _asked(signals.error_ratio, engine),
            description="The share of requests that fail; orange where the objective is missed.",
            decimals=1,
            thresholds=ERRORS.colours,
        ),
        stat(
            "Waiting",
            _asked(signals.waiting, engine),
            description="Requests in the queue. If it does not drain, `EngineNotDraining` pages.",
            unit="short",
        ),
    )


def _latency(engine: Engine) -> Row:
    promised = OLLAMA_LATENCY if engine.name == "ollama" else LATENCY
    return row(
        "What clients feel",
        timeseries(
            "Time to first token",
            _asked(signals.ttft.p50, engine, "p50"),
            _asked(signals.ttft.p95, engine, "p95"),
            _asked(signals.ttft.p99, engine, "p99"),
            description="Promised: a second, to 95%.",
            min=0,
            thresholds={None: "green", FIRST_TOKEN_S: "orange"},
            width=8,
        ),
        timeseries(
            "Time between tokens",
            _asked(signals.inter_token.p50, engine, "p50"),
            _asked(signals.inter_token.p95, engine, "p95"),
            description="Promised: a tenth of a second, to 95%.",
            min=0,
            thresholds={None: "green", BETWEEN_TOKENS_S: "orange"},
            width=8,
        ),
        timeseries(
            "Latency",
            _asked(signals.latency.p50, engine, "p50"),
            _asked(signals.latency.p95, engine, "p95"),
            _asked(signals.latency.p99, engine, "p99"),
            description="To the end of the answer. Orange where the objective begins.",
            min=0,
            thresholds=promised.colours,
            width=8,
        ),
    )


def _load(engine: Engine) -> Row:
    return row(
        "Load",
        timeseries(
            "Running and waiting",
            _asked(signals.running, engine, "running"),
            _asked(signals.waiting, engine, "waiting"),
            description="What waits is the first sign of too much load.",
            unit="short",
            min=0,
        ),
        timeseries(
            "KV cache",
            _asked(signals.kv_cache, engine),
            description="The share in use. `KvCacheFull` warns above 90%, if requests wait.",
            min=0,
            max=1,
            thresholds={None: "green", 0.9: "orange"},
        ),
        timeseries(
            "Tokens",
            _asked(signals.prompt_tokens, engine, "prompt"),
            _asked(signals.generated_tokens, engine, "generated"),
            description="Per second. First tokens come later when prompts grow.",
            min=0,
        ),
        timeseries(
            "Memory",
            _asked(signals.memory, engine),
            description="Of the process, or of the models in it.",
            min=0,
        ),
    )
