"""The seeds' table of targets and critical thresholds, as objectives.

What the seeds promise of a web service is promised here of inference: a bound has to be a bucket,
or its share could not be counted, and several lines are not exported by anything.
"""

from frontierkit.authoring import dashboard, signals, slos

# "P95 below 200 ms" is "95 % within 200 ms". No engine has a bucket of 200 ms: 250 ms is the
# nearest of mistral.rs and its proxy, 300 ms of vLLM, 500 ms of Ollama's sidecar.
latency = slos.latency_slo(
    "latency",
    signals.latency,
    within={"vllm": "300ms", "ollama": "500ms", "default": "250ms"},
    critical_within={"ollama": "1s", "default": "500ms"},
    target=0.95,
    title="P95 latency",
)
errors = slos.ratio_slo(
    "errors",
    signals.error_ratio,
    at_most=0.01,
    critical=0.05,
    events=signals.request_rate,
    title="Error rate",
)
# Idle is no failure: the floor holds while requests wait.
throughput = slos.floor_slo(
    "throughput",
    signals.request_rate,
    at_least=1000,
    critical=500,
    while_=signals.waiting,
    unit="reqps",
    title="Throughput",
)
memory = slos.bound_slo(
    "memory",
    signals.memory,
    at_most=2e9,
    critical=3e9,
    unit="decbytes",
    title="Memory usage",
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

_OBJECTIVES = (
    latency,
    tool_calls,
    throughput,
    memory,
    connection_reuse,
    errors,
    startup,
    shutdown,
)

TABLE = slos.slo_table(_OBJECTIVES)

slo_dashboard = dashboard(
    "Objectives and error budgets",
    *(slo.row() for slo in (latency, errors, throughput, memory) if slo.row is not None),
    uid="slo-budgets",
    folder="LLM",
    tags=["llm", "slo"],
    time="24h",
    description="What was promised, how much of the budget is left, and how fast it burns.",
)
