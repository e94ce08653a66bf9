"""Random series that keep to a catalog, as an exporter might expose them over ten minutes."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from frontierkit.catalog.family import Family, FamilyType
from frontierkit.catalog.labels import LabelSpec

START = 1_700_000_000
STEP_S = 15
SAMPLES = 41
NOW = START + STEP_S * (SAMPLES - 1)
VALUES = ("a", "b", "c", "d")
BOUNDS = ((0.1, 0.5, 1.0, 10.0), (-5.0, 0.0, 5.0), (2.5,), (1.0, 2.0, 4.0, 8.0, 16.0))
UNITS = ("seconds", "bytes", "requests", "milliseconds", "count", None, "unix_seconds")


@dataclass(frozen=True, slots=True)
class Exposed:
    """A catalog's families and a text in OpenMetrics format that keeps to them."""

    families: tuple[Family, ...]
    text: str


def exposed(random: Random) -> Exposed:
    """Return a random catalog and series of it."""
    families = tuple(_family(random, index) for index in range(9))
    lines = [line for family in families for line in _lines(random, family)]
    lines += _samples("up", {"job": "j", "instance": "i:1"}, [1.0] * 30 + [0.0] * 11)
    return Exposed(families, "\n".join([*lines, "# EOF\n"]))


def _family(random: Random, index: int) -> Family:
    types: tuple[FamilyType, ...] = (
        "counter", "counter", "gauge", "gauge", "gauge", "histogram", "summary", "info", "stateset"
    )  # fmt: skip
    type = types[index % len(types)]
    labels = {name: _spec(random) for name in random.sample(("x", "y", "z"), random.randint(0, 3))}
    ratio = type == "gauge" and random.random() < 0.3
    return Family(
        name=f"m{index}_total" if type == "counter" else f"m{index}",
        type=type,
        unit=random.choice(("ratio", "percent")) if ratio else random.choice(UNITS),
        labels=labels,
        buckets=random.choice(BOUNDS) if type == "histogram" else None,
        quantiles=(0.5, 0.9) if type == "summary" else None,
    )


def _spec(random: Random) -> LabelSpec:
    """Return a label that is always there, or of which nothing is known."""
    if random.random() < 0.3:
        return LabelSpec()
    return LabelSpec(values=tuple(random.sample(VALUES, random.randint(1, 3))))


def _lines(random: Random, family: Family) -> Iterator[str]:
    seen: set[tuple[tuple[str, str], ...]] = set()
    for _ in range(random.randint(1, 5)):
        labels = {name: _value(random, spec) for name, spec in (family.labels or {}).items()}
        labels |= {"job": random.choice(("j", "k")), "instance": random.choice(("i:1", "i:2"))}
        labels = {name: value for name, value in labels.items() if value}
        key = tuple(sorted(labels.items()))
        if key not in seen:
            seen.add(key)
            yield from _series(random, family, labels)


def _value(random: Random, spec: LabelSpec) -> str:
    if spec.values is not None:
        return random.choice(spec.values)
    return random.choice((*VALUES, "", ""))


def _series(random: Random, family: Family, labels: dict[str, str]) -> Iterator[str]:
    if family.type == "histogram":
        yield from _histogram(random, family, labels)
    elif family.type == "summary":
        for quantile in family.quantiles or ():
            values = [_number(random) for _ in range(SAMPLES)]
            yield from _samples(family.name, {**labels, "quantile": str(quantile)}, values)
        yield from _samples(f"{family.name}_count", labels, _counter(random, whole=True))
        yield from _samples(f"{family.name}_sum", labels, _counter(random, whole=False))
    else:
        yield from _samples(family.name, labels, _values(random, family))


def _values(random: Random, family: Family) -> list[float]:
    if family.type == "counter":
        return _counter(random, whole=random.random() < 0.5)
    if family.type == "info":
        return [1.0] * SAMPLES
    if family.type == "stateset":
        return [float(random.random() < 0.5) for _ in range(SAMPLES)]
    if family.unit in ("ratio", "percent"):
        top = 1.0 if family.unit == "ratio" else 100.0
        return [random.choice((0.0, top, random.random() * top)) for _ in range(SAMPLES)]
    if random.random() < 0.3:
        constant = _number(random)
        return [constant] * SAMPLES
    return [_number(random) for _ in range(SAMPLES)]


def _number(random: Random) -> float:
    special = (0.0, -0.0, math.nan, math.inf, -math.inf, 1.0, -1.0)
    if random.random() < 0.1:
        return random.choice(special)
    if random.random() < 0.4:
        return float(random.randint(-20, 20))
    return random.uniform(-100, 100)


def _counter(random: Random, whole: bool) -> list[float]:
    """Return a number that only rises, but for a reset now and then, or never moves."""
    values: list[float] = []
    value = float(random.choice((0, 0, 3, 1000)))
    pace = random.choice((0, 1, 10))
    for _ in range(SAMPLES):
        value = 0.0 if random.random() < 0.03 else value
        value += random.randint(0, pace) if whole else random.random() * pace
        values.append(value)
    return values


def _histogram(random: Random, family: Family, labels: dict[str, str]) -> Iterator[str]:
    bounds = [*(family.buckets or ()), math.inf]
    counts = [0.0] * len(bounds)
    total = 0.0
    rows: list[list[float]] = []
    sums: list[float] = []
    for _ in range(SAMPLES):
        if random.random() < 0.03:
            counts, total = [0.0] * len(bounds), 0.0
        for _ in range(random.choice((0, 0, 1, 5))):
            observed = random.uniform(bounds[0] - 1, bounds[-2] + 3)
            total += observed
            counts = [c + (observed <= b) for c, b in zip(counts, bounds, strict=True)]
        rows.append(counts)
        sums.append(total)
    for index, bound in enumerate(bounds):
        le = {"le": "+Inf" if math.isinf(bound) else str(bound)}
        yield from _samples(f"{family.name}_bucket", {**labels, **le}, [r[index] for r in rows])
    yield from _samples(f"{family.name}_count", labels, [row[-1] for row in rows])
    yield from _samples(f"{family.name}_sum", labels, sums)


def _samples(name: str, labels: dict[str, str], values: list[float]) -> Iterator[str]:
    """Yield a series; some of its samples are missing at the beginning or at the end."""
    inner = ",".join(f'{label}="{value}"' for label, value in sorted(labels.items()))
    for index, value in enumerate(values):
        yield f"{name}{{{inner}}} {_spelled(value)} {START + index * STEP_S}"


def _spelled(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    return repr(value) if math.isfinite(value) else "+Inf" if value > 0 else "-Inf"
