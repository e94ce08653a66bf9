"""Each alert on a bound or a floor fires in one scenario and is quiet in another, in vLLM."""

from _slo_scenarios import ended, of, who

from frontierkit.authoring import (
    AlertTest,
    Engine,
    alert_test,
    engines,
    fires,
    for_engine,
    quiet,
    series,
)


@for_engine(engines.vllm)
def throughput(vllm: Engine) -> list[AlertTest]:
    waiting = f"vllm:num_requests_waiting{of(vllm)}"
    missed, critical = "SloThroughputMissed", "SloThroughputCritical"
    return [
        alert_test(
            "throughput: vLLM answers 750 requests a second while some wait, then 100",
            given=[*ended(vllm, "0x45", "0+45000x25 1125000+6000x20"), series(waiting, "4x45")],
            expect=[
                quiet(missed, at="10m"),
                fires(missed, who(vllm), at="22m"),
                quiet(critical, at="22m"),
                fires(critical, who(vllm), at="40m"),
            ],
        ),
        alert_test(
            "throughput: vLLM answers 100 requests a second, and nothing waits",
            given=[*ended(vllm, "0x30", "0+6000x30"), series(waiting, "0x30")],
            expect=[quiet(missed, at="25m"), quiet(critical, at="25m")],
        ),
    ]


@for_engine(engines.vllm)
def memory(vllm: Engine) -> list[AlertTest]:
    taken = f'process_resident_memory_bytes{{job="{vllm.job}", engine="{vllm.name}"}}'
    whole = {"engine": vllm.name, "model": vllm.model}
    missed, critical = "SloMemoryMissed", "SloMemoryCritical"
    return [
        alert_test(
            "memory: vLLM takes 2.5 GB, then 3.5 GB",
            given=[series(taken, "2.5e9x20 3.5e9x15")],
            expect=[
                quiet(missed, at="10m"),
                fires(missed, whole, at="18m"),
                quiet(critical, at="18m"),
                fires(critical, whole, at="30m"),
            ],
        ),
        alert_test(
            "memory: vLLM takes 1.9 GB",
            given=[series(taken, "1.9e9x30")],
            expect=[quiet(missed, at="25m"), quiet(critical, at="25m")],
        ),
    ]
