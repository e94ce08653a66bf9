"""What the samples of one family show of it, gathered while a `/metrics` page is read."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from frontierkit.catalog.family import Family, FamilyType
from frontierkit.catalog.labels import ANY, Labels, LabelSpec
from frontierkit.dataclass import dataclass, field

if TYPE_CHECKING:
    from prometheus_client.samples import Sample

LONGEST_MEANING = 200
LABEL_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
MOMENT = re.compile(r"(.*_)?(timestamp|start_time|boot_time)_seconds|node_time_seconds|.*_created")
# `predicted_tokens_seconds` means tokens in each second, or says nothing at all; a speed is one.
UNIT_SUFFIX = re.compile(
    r"(?!.*_(?:tokens|requests|bytes)_seconds|.*(?:speed|bandwidth|throughput)_bytes)"
    r".*_(seconds|milliseconds|microseconds|nanoseconds|bytes|bits|ratio|percent|celsius|watts"
    r"|joules|volts|amperes|hertz|rpm)(_total)?"
)


@dataclass(slots=True)
class Draft:
    """A family in the making."""

    name: str
    type: FamilyType
    meaning: str = ""
    unit: str = ""
    series: int = 0
    values: dict[str, set[str]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    bounds: dict[frozenset[tuple[str, str]], list[float]] = field(default_factory=dict)

    def take(self, kind: FamilyType, meaning: str, unit: str, sample: Sample) -> None:
        """Add what one sample shows."""
        if kind != self.type:
            self.type = "unknown"
        self.meaning = self.meaning or meaning
        self.unit = self.unit or unit
        labels = dict(sample.labels)
        implied = {"histogram": "le", "summary": "quantile"}.get(self.type)
        bound = labels.pop(implied, None) if implied else None
        if bound is not None:
            self.bounds.setdefault(frozenset(labels.items()), []).append(float(bound))
        self.series += 1
        for name, value in labels.items():
            self.values.setdefault(name, set()).add(value)
            self.seen[name] = self.seen.get(name, 0) + 1

    def family(self, record_values: bool) -> Family:
        """Return the family, with closed sets of values only if they shall be recorded."""
        bounds = self._common_bounds()
        return Family(
            name=self.name,
            type=self.type,
            unit=self._unit(),
            labels=self._labels(record_values),
            more_labels=not all(map(LABEL_NAME.fullmatch, self.values)) or None,
            buckets=bounds if self.type == "histogram" else None,
            quantiles=bounds or None if self.type == "summary" else None,
            meaning=" ".join(self.meaning.split())[:LONGEST_MEANING] or None,
        )

    def _labels(self, record_values: bool) -> Labels | None:
        """Return its labels; a family without a sample shows none, a quoted name is left out."""
        names = sorted(filter(LABEL_NAME.fullmatch, self.values))
        return {name: self._spec(name, record_values) for name in names} if self.series else None

    def _spec(self, label: str, record_values: bool) -> LabelSpec:
        if not record_values:
            return ANY
        absent = {""} if self.seen[label] < self.series else set()
        return LabelSpec(tuple(sorted(self.values[label] | absent)))

    def _common_bounds(self) -> tuple[float, ...] | None:
        """Return the finite bounds, if all series have the same."""
        each = {tuple(sorted(set(filter(math.isfinite, each)))) for each in self.bounds.values()}
        return each.pop() if len(each) == 1 else None

    def _unit(self) -> str | None:
        if MOMENT.fullmatch(self.name) and self.type in ("gauge", "unknown"):
            return "unix_seconds"
        if re.fullmatch(r"[a-z][a-z_]*", self.unit):
            return self.unit
        suffix = UNIT_SUFFIX.fullmatch(self.name)
        return suffix[1] if suffix else None
