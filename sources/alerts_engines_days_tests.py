"""Each alert that compares an engine with yesterday fires once and is quiet once.

There is a value every quarter of an hour, so that a day is a hundred of them.
"""

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

_LOOKUPS = "0+100x112"
_AS_BEFORE = "0+80x112"
_WORSE = "0+80x100 8020+20x12"


@for_engine(engines.vllm)
def vllm_since_yesterday(vllm: Engine) -> list[AlertTest]:
    labels = f'job="{vllm.job}", engine="{vllm.name}", model="qwen3"'
    hits, lookups = (f"vllm:prefix_cache_{what}_total{{{labels}}}" for what in ("hits", "queries"))
    cut, whole = (
        f'vllm:request_success_total{{{labels}, finished_reason="{why}"}}'
        for why in ("length", "stop")
    )
    return [
        *_cache_tests(vllm, hits, lookups),
        alert_test(
            "four of ten answers of vLLM are cut off, and yesterday none was",
            given=[series(cut, "0+1x99 100+40x12"), series(whole, "0+60x112")],
            expect=[
                quiet("AnswersCutOff", at="24h"),
                fires(
                    "AnswersCutOff", {"engine": vllm.name, "finished_reason": "length"}, at="27h"
                ),
            ],
            interval="15m",
        ),
        alert_test(
            "four of ten answers of vLLM are cut off, as yesterday",
            given=[series(cut, "0+40x112"), series(whole, "0+60x112")],
            expect=[quiet("AnswersCutOff", at="27h")],
            interval="15m",
        ),
    ]


@for_engine(engines.mistralrs)
def mistralrs_since_yesterday(mistralrs: Engine) -> list[AlertTest]:
    labels = f'{{job="{mistralrs.job}", engine="{mistralrs.name}"}}'
    hits, lookups = (f"mistralrs_prefix_cache_{what}_total{labels}" for what in ("hits", "lookups"))
    return _cache_tests(mistralrs, hits, lookups)


def _cache_tests(engine: Engine, hits: str, lookups: str) -> list[AlertTest]:
    return [
        alert_test(
            f"the prefix cache of {engine.name} finds a fifth, and yesterday four fifths",
            given=[series(hits, _WORSE), series(lookups, _LOOKUPS)],
            expect=[
                quiet("PrefixCacheHitsHalved", at="24h"),
                fires("PrefixCacheHitsHalved", {"engine": engine.name}, at="27h30m"),
            ],
            interval="15m",
        ),
        alert_test(
            f"the prefix cache of {engine.name} finds as much as yesterday",
            given=[series(hits, _AS_BEFORE), series(lookups, _LOOKUPS)],
            expect=[quiet("PrefixCacheHitsHalved", at="27h30m")],
            interval="15m",
        ),
    ]
