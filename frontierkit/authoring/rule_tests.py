"""Tests of rules: what is fed in, and which alerts then fire or are quiet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from frontierkit.authoring.refuse import label_set, name_of, positive_seconds, refuse, seconds
from frontierkit.authoring.written import Text, Written, here, promql
from frontierkit.dataclass import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Series:
    """A series that is fed in: a selector, and its values in promtool's notation."""

    selector: Text
    values: str


@dataclass(frozen=True, slots=True, eq=False)
class Expectation:
    """At `at_s` seconds the alert fires with exactly these instances; none: it is quiet.

    `annotations` None: they are not compared.
    """

    alert: Text
    at_s: float
    instances: tuple[Mapping[str, str], ...]
    annotations: Mapping[str, str] | None
    written: Written


@dataclass(frozen=True, slots=True, eq=False)
class AlertTest:
    """One scenario. `interval_s` is the distance of the values that are fed in."""

    name: str
    given: tuple[Series, ...]
    expect: tuple[Expectation, ...]
    interval_s: float
    external_labels: Mapping[str, str]
    written: Written


def series(selector: str, values: str) -> Series:
    """Feed in a series: `selector` names it, `values` are in promtool's notation.

    `"0+10x60"` starts at 0 and rises by 10, 60 times; `"1x30"` is 1, and 30 times more; `_` is a
    sample that is missing, `stale` the end of a series.

    Raises: SourceError, for an empty selector, or values that are no string.

    Example:
        >>> series('up{job="ollama"}', "1x10 0x20").values
        '1x10 0x20'
    """
    name_of(values, "the values of a series")
    return Series(promql(selector), values)


def histogram_series(selector: str, observed: Mapping[float, int], steps: int) -> list[Series]:
    """Feed in a histogram: how many observations each bucket gets at every step.

    `observed` are numbers of observations by the upper bound of the bucket that they fall into,
    for `steps` steps; `inf` is above all finite ones. Buckets are those that are named: to place a
    percentile, name the bound below it too, with none. `le` is written as Prometheus 3 stores it.

    Raises: SourceError, for an empty selector, or no buckets.

    Example:
        >>> slow = histogram_series('latency_seconds{job="vllm"}', {5: 0, 10: 60}, steps=20)
        >>> for each in slow:
        ...     print(each.selector, each.values)
        latency_seconds_bucket{job="vllm", le="5.0"} 0+0x20
        latency_seconds_bucket{job="vllm", le="10.0"} 0+60x20
        latency_seconds_bucket{job="vllm", le="+Inf"} 0+60x20
        latency_seconds_count{job="vllm"} 0+60x20
    """
    if not observed:
        raise refuse(f"histogram `{selector}` has no buckets", "write `{5: 0, 10: 60}`")
    name, _, rest = name_of(selector, "a histogram").partition("{")
    labels = [rest.strip().removesuffix("}").rstrip(", ")] if rest else []
    below, total = {}, 0
    for bound in sorted(observed):
        total += observed[bound]
        below["+Inf" if bound == inf else f"{float(bound)}"] = total
    below["+Inf"] = total
    made = [
        series(f"{name}_bucket{{{', '.join([*labels, _le(bound)])}}}", f"0+{count}x{steps}")
        for bound, count in below.items()
    ]
    return [*made, series(f"{name}_count{{{', '.join(labels)}}}", f"0+{total}x{steps}")]


def _le(bound: str) -> str:
    return f'le="{bound}"'


def fires(
    alert: str,
    *instances: Mapping[str, str],
    at: str,
    annotations: Mapping[str, str] | None = None,
) -> Expectation:
    """Expect that `alert` fires at a time (a duration from the start, as `10m`).

    It fires once for each of `instances`, the labels of which are given; the labels that the rule
    itself sets to a fixed text (`severity`) need not be repeated. Without instances: once, with
    those labels alone. `annotations`, if given, are compared too, for a single instance.

    Raises: SourceError, for an empty name, what is no duration, a label that is no string.

    Example:
        >>> fires("TargetDown", {"job": "ollama"}, at="10m").at_s
        600.0
    """
    name_of(alert, "the name of an alert")
    found = tuple(label_set(labels, f"the labels of `{alert}`") for labels in instances) or ({},)
    if annotations is not None:
        label_set(annotations, f"the annotations of `{alert}`")
        if len(found) > 1:
            raise refuse(
                f"annotations are given for {len(found)} instances of `{alert}`",
                "expect each instance by a `fires(…)` of its own test",
            )
    written = here()
    at_s = seconds(at, f"the time at which `{alert}` fires")
    return Expectation(Text.at(alert, written), at_s, found, annotations, written)


def quiet(alert: str, *, at: str) -> Expectation:
    """Expect that `alert` does not fire at a time (a duration from the start, as `10m`).

    Raises: SourceError, for an empty name or what is no duration.

    Example:
        >>> quiet("TargetDown", at="4m").instances
        ()
    """
    written = here()
    name = Text.at(name_of(alert, "the name of an alert"), written)
    at_s = seconds(at, f"the time at which `{alert}` is quiet")
    return Expectation(name, at_s, (), None, written)


def alert_test(
    name: str,
    *,
    given: Sequence[Series],
    expect: Sequence[Expectation],
    interval: str = "1m",
    external_labels: Mapping[str, str] | None = None,
) -> AlertTest:
    """Declare a scenario: the series that are fed in, and what then fires or is quiet.

    What the alerts read is recorded on the way, by the rules of the project. `interval` is the
    distance between two values of `given`, and of two evaluations. `frontierkit test` runs
    all tests with promtool.

    Raises: SourceError, for an empty name, nothing expected, what is no duration.

    Example:
        >>> test = alert_test(
        ...     "a target that stays away",
        ...     given=[series('up{job="ollama"}', "0x20")],
        ...     expect=[
        ...         quiet("TargetDown", at="4m"),
        ...         fires("TargetDown", {"job": "ollama"}, at="10m"),
        ...     ],
        ... )
        >>> len(test.expect)
        2
    """
    name_of(name, "the name of a test")
    if not expect:
        raise refuse(f"test `{name}` expects nothing", "expect that something fires or is quiet")
    for what, kind, items in (("given", Series, given), ("expect", Expectation, expect)):
        for item in items:
            if not isinstance(item, kind):
                raise refuse(f"`{what}` of test `{name}` holds {item!r}")
    return AlertTest(
        name,
        tuple(given),
        tuple(expect),
        positive_seconds(interval, f"the interval of test `{name}`"),
        label_set(external_labels or {}, f"the external labels of test `{name}`"),
        here(),
    )
