"""Each alert on mistral.rs fires in one scenario and is quiet in another."""

from math import inf

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


@for_engine(engines.mistral_proxy)
def proxy_tests(proxy: Engine) -> list[AlertTest]:
    target = f'job="{proxy.job}", engine="{proxy.name}"'
    durations = f'mistral_generate_duration_seconds{{{target}, model="qwen3"}}'
    failed = f'mistral_http_requests_total{{{target}, endpoint="chat", status="error"}}'
    served = f'mistral_http_requests_total{{{target}, endpoint="chat", status="success"}}'
    by_engine = {"engine": proxy.name}
    by_model = {"engine": proxy.name, "model": "qwen3"}
    return [
        alert_test(
            "the proxy waits six to ten seconds for most answers",
            given=histogram_series(durations, {5: 5, 10: 55}, steps=20),
            expect=[
                quiet("MistralHighLatency", at="4m"),
                fires("MistralHighLatency", by_model, at="12m"),
                quiet("MistralVeryHighLatency", at="12m"),
            ],
        ),
        alert_test(
            "one answer in ten takes the proxy longer than ten seconds",
            given=histogram_series(durations, {5: 54, 10: 0, inf: 6}, steps=20),
            expect=[
                quiet("MistralVeryHighLatency", at="1m"),
                fires("MistralVeryHighLatency", by_model, at="10m"),
            ],
        ),
        alert_test(
            "the proxy answers within five seconds",
            given=histogram_series(durations, {2.5: 55, 5: 5, 10: 0}, steps=20),
            expect=[
                quiet("MistralHighLatency", at="15m"),
                quiet("MistralVeryHighLatency", at="15m"),
            ],
        ),
        alert_test(
            "one request in ten fails at the proxy",
            given=[series(failed, "0+6x20"), series(served, "0+54x20")],
            expect=[
                quiet("MistralHighErrorRate", at="4m"),
                fires("MistralHighErrorRate", by_engine, at="12m"),
            ],
        ),
        alert_test(
            "one request in a hundred fails at the proxy",
            given=[series(failed, "0+1x20"), series(served, "0+99x20")],
            expect=[quiet("MistralHighErrorRate", at="15m")],
        ),
        alert_test(
            "51 requests are active in the proxy, then 50",
            given=[series(f"mistral_active_requests{{{target}}}", "51x15 50x10")],
            expect=[
                fires("MistralHighActiveRequests", by_engine, at="12m"),
                quiet("MistralHighActiveRequests", at="20m"),
            ],
        ),
        *_up_and_idle(proxy, served),
    ]


@for_engine(engines.mistralrs)
def native_tests(mistralrs: Engine) -> list[AlertTest]:
    target = f'job="{mistralrs.job}", engine="{mistralrs.name}"'
    request = f'{target}, method="POST", path="/v1/chat/completions", model="qwen3"'
    durations = f'http_request_duration_seconds{{{request}, status="200"}}'
    failed = f'http_requests_total{{{request}, status="500"}}'
    served = f'http_requests_total{{{request}, status="200"}}'
    by_engine = {"engine": mistralrs.name}
    by_model = {"engine": mistralrs.name, "model": "qwen3"}
    return [
        alert_test(
            "mistral.rs takes up to a minute",
            given=histogram_series(durations, {30: 0, 60: 60}, steps=20),
            expect=[
                fires("MistralSlowGeneration", by_model, at="12m"),
            ],
        ),
        alert_test(
            "mistral.rs takes up to half a minute",
            given=histogram_series(durations, {10: 30, 30: 30, 60: 0}, steps=20),
            expect=[quiet("MistralSlowGeneration", at="15m")],
        ),
        alert_test(
            "one request in ten fails in mistral.rs",
            given=[series(failed, "0+6x20"), series(served, "0+54x20")],
            expect=[fires("MistralHighErrorRate", by_model, at="12m")],
        ),
        alert_test(
            "one request in a hundred fails in mistral.rs",
            given=[series(failed, "0+1x20"), series(served, "0+99x20")],
            expect=[quiet("MistralHighErrorRate", at="15m")],
        ),
        alert_test(
            "51 requests are in flight in mistral.rs, then 50",
            given=[series(f"http_requests_in_flight{{{target}}}", "51x15 50x10")],
            expect=[
                fires("MistralHighActiveRequests", by_engine, at="12m"),
                quiet("MistralHighActiveRequests", at="20m"),
            ],
        ),
        *_up_and_idle(mistralrs, served),
    ]


def _up_and_idle(engine: Engine, requests: str) -> list[AlertTest]:
    up = f'up{{job="{engine.job}", engine="{engine.name}"}}'
    by_engine = {"engine": engine.name}
    return [
        alert_test(
            f"{engine.name} goes down, and is not down before",
            given=[series(up, "1x5 0x10")],
            expect=[
                quiet("MistralDown", at="5m"),
                fires("MistralDown", by_engine, at="8m"),
                quiet("MistralNoRequests", at="12m"),
            ],
        ),
        alert_test(
            f"{engine.name} has never been asked for anything",
            given=[series(up, "1x30")],
            expect=[fires("MistralNoRequests", by_engine, at="10m")],
        ),
        alert_test(
            f"nobody asks {engine.name} any more",
            given=[series(up, "1x40"), series(requests, "0+6x10 60x30")],
            expect=[
                quiet("MistralNoRequests", at="18m"),
                fires("MistralNoRequests", by_engine, at="22m"),
            ],
        ),
        alert_test(
            f"{engine.name} is not active: it has no target, and nothing alerts",
            given=[],
            expect=[quiet("MistralDown", at="30m"), quiet("MistralNoRequests", at="30m")],
        ),
    ]
