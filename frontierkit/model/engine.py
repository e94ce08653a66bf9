"""Engines and signals: what every inference server could tell, and which ones each does tell."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from frontierkit.dataclass import dataclass, replace
from frontierkit.model.location import Place
from frontierkit.model.query import Query
from frontierkit.model.scrape import TargetGroup


class SignalKind(StrEnum):
    """What the PromQL bound to a signal has to yield."""

    GAUGE = "gauge"
    """A value at this moment."""
    RATE = "rate"
    """Something that is counted, per second."""
    RATIO = "ratio"
    """A part of a whole, 0 to 1."""
    HISTOGRAM = "histogram"
    """The rates of the buckets of a histogram, with their `le`; quantiles follow from them."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something worth knowing of every engine, under one name, with one unit.

    A binding has to yield the labels `labels` at most (and `le`, for a histogram). `unit` is in
    the words of the catalogs; `counted` are other words for what is counted that do as well.
    `record` is the metric that the normalising rules record; a signal with a `quantile` is one
    quantile of a histogram.
    """

    name: str
    kind: SignalKind
    unit: str
    title: str
    meaning: str
    record: str
    counted: tuple[str, ...] = ()
    labels: tuple[str, ...] = ("engine", "model")
    quantile: float | None = None

    @property
    def bound_as(self) -> str:
        """The name of the signal that engines bind: quantiles are bound as their histogram."""
        return self.name.partition(".")[0]

    @property
    def p50(self) -> Signal:
        """The median of a histogram."""
        return self.at_quantile(0.5)

    @property
    def p95(self) -> Signal:
        """What 95 % of a histogram stay below."""
        return self.at_quantile(0.95)

    @property
    def p99(self) -> Signal:
        """What 99 % of a histogram stay below."""
        return self.at_quantile(0.99)

    def at_quantile(self, quantile: float) -> Signal:
        """Return one quantile of this histogram; `ValueError` if it is none."""
        if self.kind is not SignalKind.HISTOGRAM or self.quantile is not None:
            raise ValueError(f"signal `{self.name}` is no histogram: it has no percentiles")
        percent = f"p{quantile * 100:g}"
        return replace(
            self,
            name=f"{self.name}.{percent}",
            title=f"{self.title}, {percent}",
            record=f"{self.record}:{percent}_5m",
            quantile=quantile,
        )

    @property
    def units(self) -> tuple[str, ...]:
        """The units that a binding may have."""
        return (self.unit, *self.counted)

    def __str__(self) -> str:
        """Return the recorded metric, as rules and f-strings want it."""
        if self.kind is SignalKind.HISTOGRAM and self.quantile is None:
            raise ValueError(
                f"signal `{self.name}` is a histogram: say which percentile, as `{self.name}.p95`"
            )
        return self.record

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """The PromQL that gives a signal of one engine, or the reason why there is none."""

    signal: Signal
    query: Query | None
    reason: str
    place: Place


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """An inference server as it is declared: what exposes it, where it runs, what it tells."""

    name: str
    title: str
    job: str
    exporter: str
    version: str | None
    bindings: Mapping[str, Binding]
    targets: tuple[TargetGroup, ...]
    place: Place

    def exports(self, signal: Signal) -> bool:
        """Whether this engine tells the signal."""
        binding = self.bindings.get(signal.bound_as)
        return binding is not None and binding.query is not None
