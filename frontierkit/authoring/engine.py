"""Engines: inference servers that are written about in one language, that of the signals."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from typing import Generic, TypeVar

from frontierkit.authoring import signals
from frontierkit.authoring.refuse import address, name_of, positive_seconds, refuse
from frontierkit.authoring.relabelling import Relabel
from frontierkit.authoring.scraping import Exporter, Target, exporters_of, target
from frontierkit.authoring.written import Text, Written, here, place_of, promql
from frontierkit.dataclass import dataclass, field, replace
from frontierkit.model.engine import Signal, SignalKind

ALL_MODELS = "all"
"""The label `model` of what an engine tells for all of its models together."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_PLACEHOLDER = re.compile(r"\$(job|window)\b")

Made = TypeVar("Made", covariant=True)


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """An inference server: what exposes it, where it is scraped, how it tells each signal.

    `bindings` are PromQL in which `$job` stands for the scrape job and `$window` for the range of
    a rate; `missing` are the reasons for what is not exported. `model` is the label of what is
    told without one. Durations are in seconds.
    """

    name: str
    title: str
    job: str
    exporter: Exporter
    bindings: Mapping[str, Text]
    missing: Mapping[str, str]
    written: Written
    targets: tuple[Target, ...] = ()
    model: str = ALL_MODELS
    model_label: str = "model"
    interval_s: float | None = None
    timeout_s: float | None = None
    metrics_path: str = "/metrics"
    relabel: tuple[Relabel, ...] = ()
    options: Mapping[str, object] = field(default_factory=dict)

    def at(
        self,
        *targets: str | Target,
        interval: str | None = None,
        timeout: str | None = None,
        model: str | None = None,
        version: str | None = None,
        options: Mapping[str, object] | None = None,
    ) -> Engine:
        """Return this engine as it runs at `targets` (addresses, as `vllm:8000`).

        `interval` and `timeout` are durations; `model` names the one model that is served, for
        what the engine tells without a label; `version` is that of the exporter; `options` are
        further keys of the `scrape_config`.

        Raises: SourceError, for what is no address or no duration.

        Example:
            >>> from frontierkit.authoring import engines
            >>> engines.llamacpp.at("llama:8080", model="qwen2.5-7b").model
            'qwen2.5-7b'
        """
        if not targets:
            raise refuse(f"engine `{self.name}` has no address", "write one, as `vllm:8000`")
        written = here()
        groups = tuple(t if isinstance(t, Target) else target(t) for t in targets)
        for each in (each for group in groups for each in group.addresses):
            address(each)
        return replace(
            self,
            targets=groups,
            interval_s=self.interval_s
            if interval is None
            else positive_seconds(interval, f"the interval of engine `{self.name}`"),
            timeout_s=self.timeout_s
            if timeout is None
            else positive_seconds(timeout, f"the timeout of engine `{self.name}`"),
            model=self.model if model is None else name_of(model, "the name of a model"),
            exporter=self.exporter
            if version is None
            else Exporter(self.exporter.name, version, written),
            options={**self.options, **(options or {})},
            written=written,
        )

    def exports(self, signal: Signal) -> bool:
        """Whether this engine tells the signal.

        Example:
            >>> from frontierkit.authoring import engines, signals
            >>> engines.llamacpp.exports(signals.waiting), engines.llamacpp.exports(signals.ttft)
            (True, False)
        """
        return signal.bound_as in self.bindings

    def __getitem__(self, signal: Signal) -> Text:
        """Return the PromQL of the signal over the last 5 minutes, for rules.

        Raises: SourceError, if the engine does not export it.
        """
        return self.expr(signal)

    def expr(self, signal: Signal, window: str = "5m") -> Text:
        """Return the PromQL of the signal, with rates over `window`.

        Raises: SourceError, if the engine does not export it, or the signal is a histogram and no
        percentile is named.

        Example:
            >>> from frontierkit.authoring import engines, signals
            >>> engines.llamacpp.expr(signals.waiting)
            'sum by (engine) (llamacpp:requests_deferred{job="llamacpp"})'
        """
        bound = self.bindings.get(signal.bound_as)
        if bound is None:
            raise refuse(
                f"engine `{self.name}` does not export `{signal.name}`: {self.reason(signal)}",
                "ask first: `if engine.exports(signal)`",
            )
        expr = fill(bound, self.job, window)
        if signal.kind is SignalKind.HISTOGRAM:
            if signal.quantile is None:
                raise refuse(
                    f"signal `{signal.name}` is a histogram",
                    f"say which percentile, as `signals.{signal.name}.p95`",
                )
            expr = f"histogram_quantile({signal.quantile:g}, {expr})"
        text = Text.at(expr, place_of(bound, here()))
        text.signal = signal
        return text

    def reason(self, signal: Signal) -> str:
        """Return why the signal is not exported; nothing if it is."""
        return self.missing.get(signal.bound_as, "")


def engine(
    name: str,
    *,
    exporter: str | Exporter,
    bindings: Mapping[Signal, str],
    not_exported: Mapping[Signal, str] | None = None,
    otherwise: str | None = None,
    title: str | None = None,
    job: str | None = None,
    model_label: str = "model",
    metrics_path: str = "/metrics",
) -> Engine:
    """Describe an engine that frontierkit does not ship; `.at("host:port")` says where it runs.

    `bindings` give PromQL for each signal, in which `$job` stands for the scrape job and `$window`
    for the range of a rate. They yield the label `engine`, which scraping adds, `model` where it
    is known, and `le` for a histogram, and no others:
    `sum by (engine, model, le) (rate(x_bucket{job="$job"}[$window]))`. Units are those of the
    signal. What is not exported is said with its reason, one by one in `not_exported`, or for all
    the rest by `otherwise`. `model_label` is what the exporter calls the label `model`.

    Raises: SourceError, for a name that is not lower case, a signal that is not spoken of, or
    spoken of twice.

    Example:
        >>> from frontierkit.authoring import signals
        >>> tabby = engine(
        ...     "tabby",
        ...     exporter="./catalogs/tabby.yaml",
        ...     bindings={signals.running: 'sum by (engine) (tabby_running{job="$job"})'},
        ...     otherwise="tabby has no such metric",
        ... )
        >>> tabby.exports(signals.running), tabby.reason(signals.ttft)
        (True, 'tabby has no such metric')
    """
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise refuse(
            f"{name!r} cannot name an engine", "lower-case letters, digits and `_`, a letter first"
        )
    bound = {_bindable(signal, name).name: promql(expr) for signal, expr in bindings.items()}
    bound.setdefault("up", promql('max by (engine) (up{job="$job"})'))
    missing = _reasons(name, bound, not_exported or {}, otherwise)
    described = exporters_of(exporter, f"engine `{name}`")
    assert described is not None
    return Engine(
        name,
        title or name,
        job or name,
        described[0],
        bound,
        missing,
        here(),
        model_label=model_label,
        metrics_path=metrics_path,
    )


@dataclass(frozen=True, slots=True, eq=False)
class PerEngine(Generic[Made]):
    """Something that is made once for each engine; `only`: for those of these names."""

    make: Callable[[Engine], Made]
    written: Written
    only: frozenset[str] | None = None

    def each(self) -> tuple[tuple[Engine, Made], ...]:
        """Return what is made, for every configured engine that is meant."""
        return tuple(
            (engine, self.make(engine))
            for engine in configured_engines()
            if self.only is None or engine.name in self.only
        )


def per_engine(make: Callable[[Engine], Made]) -> PerEngine[Made]:
    """Write a dashboard, rule group or panel once, over signals, for every configured engine.

    Decorates a function of an engine. At the top level of a source its result is declared for
    each engine; a function that makes a panel stands in `dashboard(…)` or `row(…)` like a panel.

    Raises: SourceError, if what is decorated is no function.

    Example:
        >>> from frontierkit.authoring import record, rule_group, signals
        >>> @per_engine
        ... def peaks(engine: Engine):
        ...     busiest = f"max_over_time({engine[signals.running]}[1h:])"
        ...     return rule_group(engine.name, record(f"{engine.name}:running:max1h", busiest))
        >>> type(peaks).__name__
        'PerEngine'
    """
    if not callable(make):
        raise refuse(f"`per_engine` decorates a function of an engine, not {make!r}")
    return PerEngine(make, here())


def for_engine(*engines: Engine) -> Callable[[Callable[[Engine], Made]], PerEngine[Made]]:
    """Write what only some engines have: panels of their own metrics, alerts on them.

    Decorates a function as `per_engine` does. It is called with the engine as the project declares
    it, and not at all where that one is not configured, so that nothing asks for metrics that
    nobody scrapes.

    Raises: SourceError, without an engine, or if what is decorated is no function.

    Example:
        >>> from frontierkit.authoring import engines, row, stat
        >>> @for_engine(engines.ollama)
        ... def models(ollama: Engine):
        ...     return row(ollama.title, stat("Models in memory", "sum(ollama_loaded_models)"))
        >>> sorted(models.only)
        ['ollama']
    """
    if not engines or not all(isinstance(one, Engine) for one in engines):
        raise refuse(
            "`for_engine` names engines", "write `@for_engine(engines.ollama)` above the function"
        )
    names = frozenset(one.name for one in engines)
    return lambda make: replace(per_engine(make), only=names)


CONFIGURED: ContextVar[tuple[Engine, ...]] = ContextVar("configured engines", default=())
"""The engines that is compiled for; set around the compilation of the sources."""


def configured_engines() -> tuple[Engine, ...]:
    """Return the engines that are compiled for: those of the settings, narrowed by `--engine`.

    Known only while sources are compiled, so inside of functions that `per_engine` decorates;
    elsewhere there are none.
    """
    return CONFIGURED.get()


def fill(binding: str, job: str, window: str) -> str:
    """Return a binding with the names that stand in it replaced."""
    return _PLACEHOLDER.sub(lambda found: {"job": job, "window": window}[found[1]], binding)


def _reasons(
    name: str,
    bound: Mapping[str, Text],
    not_exported: Mapping[Signal, str],
    otherwise: str | None,
) -> dict[str, str]:
    """Return why each signal that is not bound is not exported; refuse silence."""
    missing = {
        _bindable(signal, name).name: name_of(reason, f"the reason why `{name}` lacks a signal")
        for signal, reason in not_exported.items()
    }
    for both in bound.keys() & missing.keys():
        raise refuse(f"engine `{name}` binds `{both}` and calls it not exported")
    silent = [s.name for s in signals.ALL if s.name not in bound and s.name not in missing]
    if silent and otherwise is None:
        raise refuse(
            f"engine `{name}` says nothing of {', '.join(f'`{signal}`' for signal in silent)}",
            "bind them, or say why not: `not_exported={signal: reason}`, `otherwise=reason`",
        )
    return {**dict.fromkeys(silent, otherwise or ""), **missing}


def _bindable(signal: object, engine_name: str) -> Signal:
    if not isinstance(signal, Signal):
        raise refuse(
            f"engine `{engine_name}`: {signal!r} is no signal", "`signals.request_rate` is one"
        )
    if signal.quantile is not None:
        raise refuse(
            f"engine `{engine_name}` binds the percentile `{signal.name}`",
            f"bind the histogram, `signals.{signal.bound_as}`: percentiles follow from it",
        )
    return signal
