"""What the seeds ask for and nothing exposes: not drawn and not alerted on, and this is why.

A panel over a metric that does not exist is empty, an alert on it never fires, and both look like
good news. The objectives of this kind are listed with the objectives.
"""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["alert", "metric", "panel"]


@dataclass(frozen=True, slots=True)
class Unmeasurable:
    """Something that is asked for by `name`: what that would take, and what stands in for it."""

    kind: Kind
    name: str
    asks_for: str
    reason: str
    instead: str = ""


_QUEUE = "no exporter of Ollama sees its queue: Ollama tells it to nobody"
_BREAKER = "mistral.rs has no circuit breaker, and a gauge of that name was never exported"
_TOOLS = "mistral.rs does not time the calls of tools"
_CONNECTIONS = "mistral.rs keeps no pool of connections that it could count"
_STARTUP = "mistral.rs does not tell how long it took to start"
_DECLARED = "the proxy declares it and never touches it, so that it is never exposed"

UNMEASURABLE = (
    Unmeasurable(
        "alert",
        "OllamaQueueBacklog",
        "`ollama_queue_depth > 10`",
        _QUEUE,
        "`OllamaHighResponseTime`: a queue that grows is time that requests take",
    ),
    Unmeasurable(
        "alert",
        "CircuitBreakerOpen",
        '`mistralrs_circuit_breaker_state{state="open"} == 1`',
        _BREAKER,
        "`HighErrorRateCritical`, which is what a breaker would open on",
    ),
    Unmeasurable(
        "alert",
        "CircuitBreakerStateChange",
        "`changes(mistralrs_circuit_breaker_state[5m]) > 0`",
        _BREAKER,
    ),
    Unmeasurable(
        "alert",
        "LowConnectionReuseRate",
        "`mistralrs_connection_reused_total`, `mistralrs_connection_created_total`",
        _CONNECTIONS,
    ),
    Unmeasurable(
        "alert", "HighToolCallLatency", "`mistralrs_tool_call_duration_seconds_bucket`", _TOOLS
    ),
    Unmeasurable(
        "alert",
        "SlowStartup",
        "`mistralrs_startup_time_seconds > 0.3`",
        _STARTUP,
        "`NewDeployment` tells that it started, `ProbeFailing` that it is not yet ready",
    ),
    Unmeasurable("panel", "Queue depth", "`ollama_queue_depth`", _QUEUE),
    Unmeasurable(
        "panel",
        "Error rate",
        "failed requests of Ollama",
        "the sidecar before Ollama does not tell failures from successes",
        "`ProbeFailing`, where Ollama does not answer at all",
    ),
    Unmeasurable(
        "panel", "Tool Call P95 Latency", "`mistralrs_tool_call_duration_seconds_bucket`", _TOOLS
    ),
    Unmeasurable(
        "panel",
        "Connection Pool Metrics",
        "`mistralrs_connection_pool_size`, `…_available`, `…_in_use`",
        _CONNECTIONS,
    ),
    Unmeasurable(
        "panel",
        "Connection Reuse Rate",
        "`mistralrs_connection_reused_total`, `mistralrs_connection_created_total`",
        _CONNECTIONS,
    ),
    Unmeasurable(
        "panel",
        "Circuit Breaker State",
        "`mistralrs_circuit_breaker_state`",
        _BREAKER,
    ),
    Unmeasurable(
        "panel",
        "Circuit Breaker Trips (1h)",
        "`mistralrs_circuit_breaker_trips_total`",
        _BREAKER,
    ),
    Unmeasurable("panel", "Startup Time", "`mistralrs_startup_time_seconds`", _STARTUP),
    Unmeasurable(
        "metric",
        "mistral_generate_tokens_total",
        "tokens that were generated, by model",
        _DECLARED,
        "`mistralrs_tokens_processed_total`, prompt and generated together",
    ),
    Unmeasurable(
        "metric",
        "mistral_model_load_duration_seconds",
        "how long models take to load",
        f"{_DECLARED}; mistral.rs itself does not time it either",
    ),
)
