"""Each alert of the production guide fires in one scenario and is quiet in another."""

from frontierkit.authoring import (
    AlertTest,
    Engine,
    alert_test,
    engines,
    fires,
    for_engine,
    histogram_series,
    quiet,
    series,
)

_REQUEST = 'method="POST", path="/v1/chat/completions", model="qwen3"'
_PROCESS = 'job="process", instance="process-exporter:9256", service="process"'
_GROUP = f'{_PROCESS}, groupname="mistralrs"'
_INSTANCE = {"instance": "process-exporter:9256"}
_LABELS = {**_INSTANCE, "job": "process", "service": "process", "groupname": "mistralrs"}
_MEBIBYTE = 1024**2


@for_engine(engines.mistralrs)
def latency_tests(mistralrs: Engine) -> list[AlertTest]:
    target = f'job="{mistralrs.job}", engine="{mistralrs.name}"'
    durations = f'http_request_duration_seconds{{{target}, {_REQUEST}, status="200"}}'
    by_model = {"engine": mistralrs.name, "model": "qwen3"}
    return [
        alert_test(
            "latencies above half a second",
            given=histogram_series(durations, {0.5: 0, 1: 60}, steps=20),
            expect=[
                fires("HighLatencyP95Critical", by_model, at="8m"),
                fires("HighLatencyP95Warning", by_model, at="12m"),
            ],
        ),
        alert_test(
            "latencies between a quarter and half of a second",
            given=histogram_series(durations, {0.25: 0, 0.5: 60}, steps=20),
            expect=[
                quiet("HighLatencyP95Critical", at="15m"),
                fires("HighLatencyP95Warning", by_model, at="12m"),
            ],
        ),
        alert_test(
            "latencies below a tenth of a second",
            given=histogram_series(durations, {0.1: 60, 0.25: 0, 0.5: 0}, steps=20),
            expect=[
                quiet("HighLatencyP95Critical", at="15m"),
                quiet("HighLatencyP95Warning", at="15m"),
            ],
        ),
    ]


@for_engine(engines.mistralrs)
def error_tests(mistralrs: Engine) -> list[AlertTest]:
    target = f'job="{mistralrs.job}", engine="{mistralrs.name}"'
    failed = f'http_requests_total{{{target}, {_REQUEST}, status="503"}}'
    served = f'http_requests_total{{{target}, {_REQUEST}, status="200"}}'
    by_model = {"engine": mistralrs.name, "model": "qwen3"}
    return [
        alert_test(
            "one request in ten fails",
            given=[series(failed, "0+6x20"), series(served, "0+54x20")],
            expect=[
                fires("HighErrorRateCritical", by_model, at="8m"),
                fires("HighErrorRateWarning", by_model, at="12m"),
            ],
        ),
        alert_test(
            "three requests in a hundred fail",
            given=[series(failed, "0+3x20"), series(served, "0+97x20")],
            expect=[
                quiet("HighErrorRateCritical", at="15m"),
                fires("HighErrorRateWarning", by_model, at="12m"),
            ],
        ),
        alert_test(
            "clients ask for what is not there: no error of the server",
            given=[
                series(f'http_requests_total{{{target}, {_REQUEST}, status="404"}}', "0+60x20"),
                series(served, "0+6x20"),
            ],
            expect=[
                quiet("HighErrorRateCritical", at="15m"),
                quiet("HighErrorRateWarning", at="15m"),
            ],
        ),
    ]


@for_engine(engines.mistralrs)
def process_tests(_: Engine) -> list[AlertTest]:
    memory = f'namedprocess_namegroup_memory_bytes{{{_GROUP}, memtype="resident"}}'
    swapped = f'namedprocess_namegroup_memory_bytes{{{_GROUP}, memtype="virtual"}}'
    started = f"namedprocess_namegroup_oldest_start_time_seconds{{{_GROUP}}}"
    descriptors = f"namedprocess_namegroup_open_filedesc{{{_GROUP}}}"
    return [
        alert_test(
            "memory grows beyond 2.5 GiB, then beyond 3 GiB",
            given=[series(memory, f"{2600 * _MEBIBYTE}x15 {3100 * _MEBIBYTE}x15")],
            expect=[
                fires("HighMemoryUsageWarning", _INSTANCE, at="12m"),
                quiet("HighMemoryUsageCritical", at="15m"),
                fires("HighMemoryUsageCritical", _INSTANCE, at="25m"),
            ],
        ),
        alert_test(
            "much is mapped and little is resident",
            given=[
                series(memory, f"{2500 * _MEBIBYTE}x30"),
                series(swapped, f"{9000 * _MEBIBYTE}x30"),
            ],
            expect=[
                quiet("HighMemoryUsageWarning", at="25m"),
                quiet("HighMemoryUsageCritical", at="25m"),
            ],
        ),
        alert_test(
            "a new process takes over",
            given=[series(started, "1000x10 2000x20")],
            expect=[
                quiet("NewDeployment", at="9m"),
                fires("NewDeployment", _LABELS, at="13m"),
                quiet("NewDeployment", at="20m"),
            ],
        ),
        alert_test(
            "ever more descriptors are open",
            given=[series(descriptors, "900+20x40")],
            expect=[
                quiet("PotentialResourceLeak", at="15m"),
                fires("PotentialResourceLeak", _LABELS, at="30m"),
            ],
        ),
        alert_test(
            "many descriptors are open, and not more than before",
            given=[series(descriptors, "1500x40")],
            expect=[quiet("PotentialResourceLeak", at="35m")],
        ),
    ]
