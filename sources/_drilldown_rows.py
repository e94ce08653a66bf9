"""What only one engine tells, for the page of that engine."""

from collections.abc import Callable

from frontierkit.authoring import Engine, Row, heatmap, query, row, timeseries

_MODEL = "{{model}}"


def rows_of(engine: Engine) -> list[Row]:
    """Return the rows that only this engine has."""
    return _ROWS[engine.name](engine) if engine.name in _ROWS else []


def _rate(metric: str, engine: Engine, by: str = "", more: str = "") -> str:
    summed = f"sum by ({by})" if by else "sum"
    return f'{summed} (rate({metric}{{job="{engine.job}"{more}}}[$__rate_interval]))'


def _p95(metric: str, engine: Engine) -> str:
    return f"histogram_quantile(0.95, {_rate(f'{metric}_bucket', engine, 'le, model')})"


def _share(part: str, whole: str, engine: Engine) -> str:
    return f"{_rate(part, engine)} / ({_rate(whole, engine)} > 0)"


def _vllm(vllm: Engine) -> list[Row]:
    phases = {
        "queue": "vllm:request_queue_time_seconds",
        "prefill": "vllm:request_prefill_time_seconds",
        "decode": "vllm:request_decode_time_seconds",
    }
    return [
        row(
            "Where the time goes",
            *(
                timeseries(
                    f"{phase.capitalize()} (p95)",
                    query(_p95(metric, vllm), _MODEL),
                    description=what,
                    unit="s",
                    min=0,
                    width=8,
                )
                for (phase, metric), what in zip(phases.items(), _PHASES, strict=True)
            ),
        ),
        row(
            "Cache",
            timeseries(
                "Preemptions",
                query(_rate("vllm:num_preemptions_total", vllm, "model"), _MODEL),
                description="Sequences that are thrown out and computed again. `EnginePreempts` "
                "warns after 15 minutes.",
                unit="suffix: seq/s",
                min=0,
                width=8,
            ),
            timeseries(
                "Prefix cache hits",
                query(
                    _share("vllm:prefix_cache_hits_total", "vllm:prefix_cache_queries_total", vllm),
                    "hits",
                ),
                description="Tokens of prompts that need not be computed. `PrefixCacheHitsHalved` "
                "compares with yesterday.",
                unit="percentunit",
                min=0,
                max=1,
                width=8,
            ),
            timeseries(
                "Turned away",
                query(_rate("vllm:admission_rejections_total", vllm, "reason"), "{{reason}}"),
                description="Requests that did not even get into the queue. Absent until the first "
                "one. `RequestsRejected` warns.",
                unit="reqps",
                min=0,
                width=8,
            ),
        ),
        row(
            "Requests",
            timeseries(
                "How requests end",
                query(
                    _rate("vllm:request_success_total", vllm, "finished_reason"),
                    "{{finished_reason}}",
                ),
                description="`length`: cut off; `abort`: the client went away. `AnswersCutOff` "
                "compares with yesterday.",
                unit="reqps",
                min=0,
                width=8,
            ),
            timeseries(
                "Length of prompts (p95)",
                query(_p95("vllm:request_prompt_tokens", vllm), _MODEL),
                description="First tokens that come later are mostly prompts that are longer.",
                unit="suffix: tok",
                min=0,
                width=8,
            ),
            timeseries(
                "Length of answers (p95)",
                query(_p95("vllm:request_generation_tokens", vllm), _MODEL),
                description="Latency grows with it.",
                unit="suffix: tok",
                min=0,
                width=8,
            ),
        ),
    ]


_PHASES = (
    "Waiting for a place: too much load, or a full cache.",
    "Reading the prompt: as long as it is.",
    "Writing the answer: as long as it is, and slower the more run at once.",
)


def _mistralrs(mistralrs: Engine) -> list[Row]:
    accepted, proposed = (
        f"mistralrs_speculative_draft_tokens_{what}_total" for what in ("accepted", "proposed")
    )
    return [
        row(
            "Cache",
            timeseries(
                "Preemptions",
                query(_rate("mistralrs_paged_preemptions_total", mistralrs), "preempted"),
                description="With paged attention only. `EnginePreempts` warns after 15 minutes.",
                unit="suffix: seq/s",
                min=0,
                width=8,
            ),
            timeseries(
                "Prefix cache hits",
                query(
                    _share(
                        "mistralrs_prefix_cache_hits_total",
                        "mistralrs_prefix_cache_lookups_total",
                        mistralrs,
                    ),
                    "hits",
                ),
                description="New sequences whose beginning was in the cache already.",
                unit="percentunit",
                min=0,
                max=1,
                width=8,
            ),
            timeseries(
                "Drafts that were right",
                query(_share(accepted, proposed, mistralrs), "accepted"),
                description="Of speculative decoding, where a model has it.",
                unit="percentunit",
                min=0,
                max=1,
                width=8,
            ),
        ),
        row(
            "Sequences",
            timeseries(
                "How sequences end",
                query(
                    _rate("mistralrs_sequences_completed_total", mistralrs, "reason"), "{{reason}}"
                ),
                description="`length`: cut off; `canceled`: the client went away.",
                unit="suffix: seq/s",
                min=0,
            ),
            timeseries(
                "Tokens processed",
                query(_rate("mistralrs_tokens_processed_total", mistralrs), "all"),
                description="One counter holds prompt and generated tokens.",
                unit="suffix: tok/s",
                min=0,
            ),
        ),
    ]


def _llamacpp(llamacpp: Engine) -> list[Row]:
    job = f'{{job="{llamacpp.job}"}}'
    return [
        row(
            "Inside",
            timeseries(
                "Speed of one request",
                query(
                    _share(
                        "llamacpp:prompt_tokens_total", "llamacpp:prompt_seconds_total", llamacpp
                    ),
                    "prompt",
                ),
                query(
                    _share(
                        "llamacpp:tokens_predicted_total",
                        "llamacpp:tokens_predicted_seconds_total",
                        llamacpp,
                    ),
                    "answer",
                ),
                description="Tokens, by the second that is spent on them: it falls when it is hot.",
                unit="suffix: tok/s",
                min=0,
            ),
            timeseries(
                "Slots in use, and waiting",
                query(f"sum(llamacpp:requests_processing{job})", "in use"),
                query(f"sum(llamacpp:requests_deferred{job})", "waiting"),
                description="A request waits for a slot (`--parallel`).",
                unit="short",
                min=0,
            ),
        )
    ]


def _ollama(ollama: Engine) -> list[Row]:
    job = f'{{job="{ollama.job}"}}'
    return [
        row(
            "Models",
            timeseries(
                "Models in memory",
                query(f"max by (model) (ollama_model_loaded{job})", _MODEL),
                description="Idle ones are unloaded; the next request waits for the model.",
                unit="short",
                min=0,
            ),
            heatmap(
                "How long answers take",
                query(
                    _rate(
                        "ollama_request_duration_seconds_bucket",
                        ollama,
                        "le",
                        ', endpoint=~"generate|chat"',
                    ),
                    "{{le}}",
                    format="heatmap",
                ),
                description="Two bands: those that had to load a model, and those that had not.",
                unit="s",
            ),
        )
    ]


def _proxy(proxy: Engine) -> list[Row]:
    return [
        row(
            "Proxy",
            timeseries(
                "Errors by kind",
                query(
                    _rate("mistral_http_requests_total", proxy, "error_type", ', status="error"'),
                    "{{error_type}}",
                ),
                description="`connection` and `timeout` are those of mistral.rs behind it.",
                unit="reqps",
                min=0,
            ),
            timeseries(
                "Streaming chunks",
                query(_rate("mistral_streaming_chunks_total", proxy, "endpoint"), "{{endpoint}}"),
                description="Pieces of answers sent to clients; a chunk is no token.",
                unit="suffix: chunks/s",
                min=0,
            ),
        )
    ]


_ROWS: dict[str, Callable[[Engine], list[Row]]] = {
    "vllm": _vllm,
    "mistralrs": _mistralrs,
    "llamacpp": _llamacpp,
    "ollama": _ollama,
    "mistral_proxy": _proxy,
}
