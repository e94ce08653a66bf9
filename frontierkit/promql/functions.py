"""The functions and aggregations of PromQL: their arguments, results and history."""

from __future__ import annotations

from typing import NamedTuple

from frontierkit.promql.features import EXPERIMENTAL_FUNCTIONS, Feature, Version
from frontierkit.promql.node import ANY, MATRIX, SCALAR, STRING, VECTOR

FIRST: Version = (2, 0)


class Signature(NamedTuple):
    """What a function takes and returns.

    `variadic` counts how often the last of `args` may be repeated or left out, as Prometheus
    counts: 0 is never, 1 makes it optional, -1 is any number.
    """

    args: tuple[str, ...]
    variadic: int
    returns: str
    feature: Feature | None = None
    until: Version | None = None
    successor: str | None = None

    @property
    def since(self) -> Version:
        return FIRST if self.feature is None else self.feature.since

    @property
    def flag(self) -> str | None:
        """The flag that it needs, or needed until it was stable."""
        return None if self.feature is None else self.feature.flag


class Aggregator(NamedTuple):
    """An aggregation and the type of its parameter, if it has one."""

    param: str | None = None
    feature: Feature | None = None


_TYPES = {"v": VECTOR, "s": SCALAR, "m": MATRIX, "t": STRING}

# arguments > result, whether the last argument is variadic, release if later than 2.0, names.
_STABLE = """
v>v 0 -    abs absent ceil exp floor ln log10 log2 sort sort_desc sqrt timestamp
v>v 0 2.26 sgn
v>v 0 2.31 acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh
v>v 0 2.40 histogram_count histogram_sum
v>v 0 2.47 histogram_stddev histogram_stdvar
v>v 0 2.51 histogram_avg
m>v 0 -    avg_over_time changes count_over_time delta deriv idelta increase irate max_over_time
m>v 0 -    min_over_time rate resets stddev_over_time stdvar_over_time sum_over_time
m>v 0 2.16 absent_over_time
m>v 0 2.26 last_over_time
m>v 0 2.29 present_over_time
v>v 1 -    days_in_month day_of_month day_of_week hour minute month year
v>v 1 2.36 day_of_year
vss>v 0 2.26 clamp
vs>v 0 -   clamp_max clamp_min
vs>v 1 -   round
>s 0 -     time
>s 0 2.31  pi
v>s 0 -    scalar
s>v 0 -    vector
ssv>v 0 2.40 histogram_fraction
sv>v 0 -   histogram_quantile
vtttt>v 0 - label_replace
vttt>v -1 - label_join
ms>v 0 -   predict_linear
sm>v 0 -   quantile_over_time
"""
_EXPERIMENTAL = """
m>v 0 2.49 mad_over_time
vt>v -1 2.49 sort_by_label sort_by_label_desc
vv>v 1 2.55 info
mss>v 0 3.0 double_exponential_smoothing
m>v 0 3.5  ts_of_max_over_time ts_of_min_over_time ts_of_last_over_time
m>v 0 3.7  ts_of_first_over_time
vtss>v 9 3.11 histogram_quantiles
>s 0 3.12  start end step range
ss>s 0 3.13 max_of min_of
v>v 0 3.14 start_timestamp
"""


def _signatures(table: str, flag: str | None) -> dict[str, Signature]:
    found: dict[str, Signature] = {}
    for line in table.strip().splitlines():
        shape, variadic, release, *names = line.split()
        args, returns = shape.split(">")
        for name in names:
            feature = None
            if release != "-":
                major, minor = release.split(".")
                feature = Feature(f"`{name}`", (int(major), int(minor)), flag)
            types = tuple(_TYPES[arg] for arg in args)
            found[name] = Signature(types, int(variadic), _TYPES[returns], feature)
    return found


FUNCTIONS: dict[str, Signature] = {
    **_signatures(_STABLE, None),
    **_signatures(_EXPERIMENTAL, EXPERIMENTAL_FUNCTIONS),
    "first_over_time": Signature(
        (MATRIX,),
        0,
        VECTOR,
        Feature("`first_over_time`", (3, 7), EXPERIMENTAL_FUNCTIONS, (3, 14)),
    ),
    "holt_winters": Signature(
        (MATRIX, SCALAR, SCALAR),
        0,
        VECTOR,
        until=(3, 0),
        successor="double_exponential_smoothing",
    ),
}
"""Every function that some release knew, by name."""

_LIMIT = (2, 54)
AGGREGATORS: dict[str, Aggregator] = {
    **dict.fromkeys(["sum", "avg", "count", "min", "max", "stddev", "stdvar"], Aggregator()),
    **dict.fromkeys(("topk", "bottomk", "quantile"), Aggregator(SCALAR)),
    "count_values": Aggregator(STRING),
    "group": Aggregator(feature=Feature("`group`", (2, 20))),
    "limitk": Aggregator(SCALAR, Feature("`limitk`", _LIMIT, EXPERIMENTAL_FUNCTIONS)),
    "limit_ratio": Aggregator(SCALAR, Feature("`limit_ratio`", _LIMIT, EXPERIMENTAL_FUNCTIONS)),
}
"""Every aggregation, by name in lower case."""

UNKNOWN_AGGREGATOR = Aggregator(ANY)
"""An aggregation that a Grafana variable names: anything may be its parameter."""
