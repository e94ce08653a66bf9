"""The seeds' table of targets and critical thresholds, as objectives.

What the seeds promise of a web service is promised here of inference: a bound has to be a bucket,
or its share could not be counted, and several lines are not exported by anything.
"""

from _links import to_all
from _promises import (
    BETWEEN_TOKENS_S,
    ERRORS,
    FIRST_TOKEN_S,
    LATENCY,
    MEMORY,
    OLLAMA_LATENCY,
    THROUGHPUT,
    duration,
)
from _runbooks import OF_OBJECTIVES

from frontierkit.authoring import (
    Engine,
    Item,
    bargauge,
    dashboard,
    per_engine,
    query,
    row,
    signals,
    slos,
    table,
    text,
)

_MOST = 0.95
"""The share of requests that a latency is promised to."""

# "P95 below 200 ms" is "95 % within 200 ms". No engine has a bucket of 200 ms: 250 ms is the
# nearest of mistral.rs and its proxy, 300 ms of vLLM, 500 ms of Ollama's sidecar.
latency = slos.latency_slo(
    "latency",
    signals.latency,
    within={
        "vllm": "300ms",
        "ollama": duration(OLLAMA_LATENCY.target),
        "default": duration(LATENCY.target),
    },
    critical_within={
        "ollama": duration(OLLAMA_LATENCY.critical),
        "default": duration(LATENCY.critical),
    },
    target=_MOST,
    title="P95 latency",
    runbook_url=OF_OBJECTIVES,
)
errors = slos.ratio_slo(
    "errors",
    signals.error_ratio,
    at_most=ERRORS.target,
    critical=ERRORS.critical,
    events=signals.request_rate,
    title="Error rate",
    runbook_url=OF_OBJECTIVES,
)
# Idle is no failure: the floor holds while requests wait.
throughput = slos.floor_slo(
    "throughput",
    signals.request_rate,
    at_least=THROUGHPUT.target,
    critical=THROUGHPUT.critical,
    while_=signals.waiting,
    unit="reqps",
    title="Throughput",
    runbook_url=OF_OBJECTIVES,
)
memory = slos.bound_slo(
    "memory",
    signals.memory,
    at_most=MEMORY.target,
    critical=MEMORY.critical,
    unit="decbytes",
    title="Memory usage",
    runbook_url=OF_OBJECTIVES,
)

# Beside the seeds: what somebody who reads along waits for.
ttft = slos.latency_slo(
    "ttft",
    signals.ttft,
    within=duration(FIRST_TOKEN_S),
    target=_MOST,
    title="Time to first token",
    runbook_url=OF_OBJECTIVES,
)
inter_token = slos.latency_slo(
    "inter_token",
    signals.inter_token,
    within=duration(BETWEEN_TOKENS_S),
    target=_MOST,
    title="Time between tokens",
    runbook_url=OF_OBJECTIVES,
)

tool_calls = slos.unmeasurable(
    "tool_calls",
    title="Tool call P95",
    target="95 % within 100ms",
    critical="95 % within 200ms",
    reason="no engine times tool calls apart from the request they belong to",
    instrument="a histogram of the duration of tool calls, with a bucket at 0.1",
)
connection_reuse = slos.unmeasurable(
    "connection_reuse",
    title="Connection reuse",
    target="above 90 %",
    critical="below 70 %",
    reason="no engine counts its connections",
    instrument="counters of connections that were made and of requests on them",
)
startup = slos.unmeasurable(
    "startup",
    title="Startup time",
    target="300ms",
    critical="1s",
    reason="no engine tells when it became ready, only (some) when the process started",
    instrument="a gauge of the seconds from start to ready",
)
shutdown = slos.unmeasurable(
    "shutdown",
    title="Shutdown time",
    target="2s",
    critical="5s",
    reason="a process that has ended is not scraped any more",
    instrument="the time between stop and exit, told by what stops it",
)

_BUDGETS = (
    (latency, 1 - _MOST),
    (errors, ERRORS.target),
    (ttft, 1 - _MOST),
    (inter_token, 1 - _MOST),
)
_OBJECTIVES = (
    latency,
    tool_calls,
    throughput,
    memory,
    connection_reuse,
    errors,
    startup,
    shutdown,
    ttft,
    inter_token,
)

TABLE = slos.slo_table(_OBJECTIVES)
"""What docs/objectives.md shows."""


@per_engine
def _budgets(engine: Engine) -> Item:
    left = [
        query(
            f'1 - slo:{slo.name}:errors:ratio_rate3d{{engine="{engine.name}"}} / {budget:.6g}',
            f"{slo.title} {{{{model}}}}",
            instant=True,
        )
        for slo, budget in _BUDGETS
        if slo.measured_on(engine)
    ]
    if not left:
        return None
    return bargauge(
        f"{engine.title}: budget left",
        *left,
        description="Of the last 3 days. Below 0 the objective is missed.",
        unit="percentunit",
        max=1,
        thresholds={None: "red", 0: "orange", 0.5: "green"},
        height=6,
    )


slo_dashboard = dashboard(
    "Objectives and error budgets",
    row(
        "Now",
        table(
            "Objectives that are missed",
            query('ALERTS{alertname=~"Slo.+", alertstate="firing"}', instant=True, format="table"),
            description="Alerts on objectives that fire; their runbooks say what to do.",
            unit="short",
            height=6,
        ),
        _budgets,
    ),
    *(slo.row() for slo in _OBJECTIVES),
    row(
        "What is promised",
        text("All objectives, and what nothing measures", TABLE, height=12),
    ),
    uid="slo-budgets",
    folder="LLM",
    tags=["llm", "slo"],
    links=to_all(),
    time="24h",
    description="What was promised, how much of the budget is left, and how fast it burns.",
)
