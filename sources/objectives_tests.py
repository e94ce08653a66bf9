"""Each bound of an objective that pages within minutes fires once and is quiet once, in vLLM."""

from _slo_scenarios import ended, latencies, who

from frontierkit.authoring import (
    AlertTest,
    Engine,
    alert_test,
    engines,
    fires,
    for_engine,
    quiet,
)

_LATENCY = "vllm:e2e_request_latency_seconds"


@for_engine(engines.vllm)
def critical_shares(vllm: Engine) -> list[AlertTest]:
    return [
        alert_test(
            "latency: one answer in ten takes vLLM longer than half a second",
            given=latencies(vllm, _LATENCY, (0.5, 1.0), 1, 9),
            expect=[
                quiet("SloLatencyCritical", at="4m"),
                fires("SloLatencyCritical", who(vllm), at="15m"),
            ],
        ),
        alert_test(
            "latency: one answer in a hundred takes vLLM longer than half a second",
            given=latencies(vllm, _LATENCY, (0.5, 1.0), 1, 99),
            expect=[quiet("SloLatencyCritical", at="15m")],
        ),
        alert_test(
            "errors: one request in five fails in vLLM",
            given=ended(vllm, "0+1x20", "0+4x20"),
            expect=[
                quiet("SloErrorsCritical", at="4m"),
                fires("SloErrorsCritical", who(vllm), at="15m"),
            ],
        ),
        alert_test(
            "errors: one request in fifty fails in vLLM",
            given=ended(vllm, "0+1x20", "0+49x20"),
            expect=[quiet("SloErrorsCritical", at="15m")],
        ),
    ]
