"""The first page to look at: is it well, how does it feel, how much is asked for, and why.

By engine and model, over signals: models are never averaged together, since a slow one would hide
behind a fast one. Colours change where a promise is broken (_promises.py).
"""

from _links import to_all
from _promises import BETWEEN_TOKENS_S, ERRORS, FIRST_TOKEN_S, LATENCY, MEMORY

from frontierkit.authoring import (
    bargauge,
    dashboard,
    query,
    row,
    signals,
    stat,
    table,
    timeseries,
)

_EACH = "{{engine}} {{model}}"
_FIRST_TOKEN = {None: "green", FIRST_TOKEN_S: "orange"}
_BETWEEN_TOKENS = {None: "green", BETWEEN_TOKENS_S: "orange"}

well = row(
    "Is it well?",
    stat(
        "Engines",
        query(signals.up, "{{engine}}"),
        description="Active engines, and whether Prometheus can scrape them. `EngineMissing` pages "
        "after five minutes.",
        thresholds={None: "red", 1: "green"},
        mappings={0: "down", 1: "up"},
    ),
    stat(
        "Alerts that fire",
        query('count(ALERTS{alertstate="firing", severity=~"critical|warning"}) or vector(0)'),
        description="Pages and warnings, of all that is watched. Below is which.",
        unit="short",
        thresholds={None: "green", 1: "orange"},
    ),
    stat(
        "Errors",
        query(signals.error_ratio, _EACH),
        description="The share of requests that fail. Orange where the objective is missed, red "
        "where it is critical.",
        decimals=1,
        thresholds=ERRORS.colours,
    ),
    stat(
        "Time to first token (p95)",
        query(signals.ttft.p95, _EACH),
        description="What somebody who reads along waits for. Promised: a second.",
        decimals=2,
        thresholds=_FIRST_TOKEN,
    ),
    table(
        "Which alerts fire",
        query(
            'ALERTS{alertstate="firing", severity=~"critical|warning"}',
            instant=True,
            format="table",
        ),
        description="Each has a runbook, which its notification links to.",
        unit="short",
        height=6,
    ),
)

feels = row(
    "How does it feel?",
    timeseries(
        "Time to first token",
        query(signals.ttft.p50, f"p50 {_EACH}"),
        query(signals.ttft.p95, f"p95 {_EACH}"),
        query(signals.ttft.p99, f"p99 {_EACH}"),
        description="It rises with the queue, and with the length of prompts.",
        min=0,
        thresholds=_FIRST_TOKEN,
    ),
    timeseries(
        "Time between tokens (p95)",
        query(signals.inter_token.p95, _EACH),
        description="How evenly answers are written. It rises with what runs at once.",
        min=0,
        thresholds=_BETWEEN_TOKENS,
    ),
    timeseries(
        "Latency (p95)",
        query(signals.latency.p95, _EACH),
        description="To the end of the answer. It rises with the length of answers, too.",
        min=0,
        thresholds=LATENCY.colours,
    ),
    timeseries(
        "Errors over time",
        query(signals.error_ratio, _EACH),
        description="Failed requests, of all requests.",
        min=0,
        thresholds=ERRORS.colours,
    ),
)

asked = row(
    "How much is asked for?",
    timeseries(
        "Requests",
        query(signals.request_rate, _EACH),
        description="Requests that were answered, per second.",
        min=0,
        width=8,
    ),
    timeseries(
        "Generated tokens",
        query(signals.generated_tokens, _EACH),
        description="Tokens of answers, per second.",
        min=0,
        width=8,
    ),
    timeseries(
        "Prompt tokens",
        query(signals.prompt_tokens, _EACH),
        description="Tokens of prompts, per second. Longer prompts, later first tokens.",
        min=0,
        width=8,
    ),
)

why = row(
    "Why?",
    timeseries(
        "Running and waiting",
        query(signals.running, f"running {_EACH}"),
        query(signals.waiting, f"waiting {_EACH}"),
        description="A queue that grows is the first sign of too much load.",
        unit="short",
        min=0,
        width=8,
    ),
    timeseries(
        "KV cache",
        query(signals.kv_cache, _EACH),
        description="The share in use. `KvCacheFull` warns above 90%, if requests wait as well.",
        min=0,
        max=1,
        thresholds={None: "green", 0.9: "orange"},
        width=8,
    ),
    timeseries(
        "Memory",
        query(signals.memory, _EACH),
        description="Of engines, or of the models in them. The GPU is on *GPU and host*.",
        unit="decbytes",
        min=0,
        thresholds=MEMORY.colours,
        width=8,
    ),
    bargauge(
        "Engines side by side: generated tokens per second",
        query(signals.generated_tokens, _EACH, instant=True),
        description="Over the last five minutes.",
        min=0,
    ),
    bargauge(
        "Engines side by side: time between tokens (p95)",
        query(signals.inter_token.p95, _EACH, instant=True),
        description="Over the last five minutes.",
        min=0,
        thresholds=_BETWEEN_TOKENS,
    ),
)

llm_overview = dashboard(
    "LLM overview",
    well,
    feels,
    asked,
    why,
    uid="llm-overview",
    folder="LLM",
    tags=["llm", "overview"],
    links=to_all(),
    time="3h",
    description="From symptom to cause, of all engines, by model.",
)
