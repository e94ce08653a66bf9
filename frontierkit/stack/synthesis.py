"""A `/metrics` page as a catalog describes it: families, types, labels, buckets; counters rise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frontierkit.catalog.exporter import ExporterCatalog
from frontierkit.catalog.family import Family
from frontierkit.catalog.labels import LabelSpec

PER_SECOND = 2.0
"""How fast counters rise."""

_BUCKETS = (0.05, 0.1, 0.5, 1.0, 5.0, 10.0)
"""Of histograms whose buckets the catalog leaves open."""
_TRIED = ("0", "1", "200", "model", "m", "a", "0.1", "true", "127.0.0.1:8000", "/v1/completions")
_FAILURES = ("error", "fail", "abort", "timeout", "reject", "cancel", "4", "5")
_KNOWN = {"status": "200", "code": "200", "method": "POST", "finished_reason": "stop"}
_IN_THE_MIDDLE = {"ratio": 0.25, "percent": 25.0, "celsius": 50.0, "bytes": 1e9}


def exposition(catalogs: tuple[ExporterCatalog, ...], now: float) -> str:
    """Return the page of a healthy exporter at a time, in the text format of Prometheus."""
    names: set[str] = set()
    lines: list[str] = []
    for catalog in catalogs:
        for family in catalog.families:
            if family.name not in names and family.default is not False:
                names.add(family.name)
                lines += _family(family, now)
    return "\n".join((*lines, ""))


def _family(family: Family, now: float) -> Iterator[str]:
    if family.meaning:
        meaning = family.meaning.replace("\\", "\\\\").replace("\n", " ")
        yield f"# HELP {family.name} {meaning}"
    kind = {"info": "gauge", "stateset": "gauge", "unknown": "untyped"}.get(
        family.type, family.type
    )
    yield f"# TYPE {family.name} {kind}"
    labels = {
        name: value
        for name, spec in sorted((family.labels or {}).items())
        if (value := _value(name, spec)) is not None
    }
    for suffix, extra, number in _samples(family, labels, now):
        yield f"{family.name}{suffix}{_braces({**labels, **extra})} {number!r}"


def _samples(
    family: Family, labels: Mapping[str, str], now: float
) -> Iterator[tuple[str, dict[str, str], float]]:
    """Yield suffix, further labels and value of each series of a family."""
    # A day's start: counters begin again at midnight, as after a restart.
    risen = 0.0 if _fails(family, labels) else float(int((now % 86_400) * PER_SECOND))
    if family.type == "histogram":
        buckets = family.buckets or _BUCKETS
        for bound in (*buckets, float("inf")):
            yield "_bucket", {"le": "+Inf" if bound == float("inf") else f"{bound:g}"}, risen
        yield "_sum", {}, risen * min(buckets) / 2
        yield "_count", {}, risen
    elif family.type == "summary":
        for quantile in family.quantiles or ():
            yield "", {"quantile": f"{quantile:g}"}, 0.01
        yield "_sum", {}, risen * 0.01
        yield "_count", {}, risen
    elif family.type == "counter":
        yield "", {}, risen
    else:
        yield "", {}, _level(family, now)


def _level(family: Family, now: float) -> float:
    """Return the value of a gauge, such that nothing is the matter."""
    if "start_time" in family.name or "timestamp" in family.name:
        return float(int(now - now % 86_400))
    if any(word in family.name for word in ("waiting", "queue", "deferred", "pending")):
        return 0.0
    return _IN_THE_MIDDLE.get(family.unit or "", 1.0)


def _fails(family: Family, labels: Mapping[str, str]) -> bool:
    """Whether a counter tells of what goes wrong, which here nothing does."""
    values = [value for name, value in labels.items() if name not in ("le", "model", "model_name")]
    words = (*values, *family.name.split("_"))
    return any(word.lower().startswith(sign) for word in words for sign in _FAILURES)


def _value(name: str, spec: LabelSpec) -> str | None:
    """Return a value that a label may have; None if none is thought of."""
    if name in _KNOWN and spec.admits(_KNOWN[name]) is not False:
        return _KNOWN[name]
    if spec.values is not None:
        return next((value for value in spec.values if value), None)
    return next((word for word in _TRIED if spec.admits(word) is not False), None)


def _braces(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    inner = ",".join(
        '{}="{}"'.format(name, value.replace("\\", "\\\\").replace('"', '\\"'))
        for name, value in labels.items()
    )
    return f"{{{inner}}}"
