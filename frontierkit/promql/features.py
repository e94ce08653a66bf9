"""Which release of Prometheus knows what, and which of it must be switched on."""

from __future__ import annotations

from typing import NamedTuple

Version = tuple[int, int]

EXPERIMENTAL_FUNCTIONS = "promql-experimental-functions"
EXTENDED_RANGES = "promql-extended-range-selectors"
FILL = "promql-binop-fill-modifiers"
DURATIONS = "promql-duration-expr"

FLAGS = frozenset({EXPERIMENTAL_FUNCTIONS, EXTENDED_RANGES, FILL, DURATIONS})
"""All feature flags that change what today's Prometheus accepts."""


class Feature(NamedTuple):
    """A construct, the release that brought it, and the flag it needed until it was `stable`."""

    name: str
    since: Version
    flag: str | None = None
    stable: Version | None = None

    def flag_in(self, version: Version) -> str | None:
        """The flag that this release asks for."""
        if self.flag is None or (self.stable is not None and version >= self.stable):
            return None
        return self.flag


class Dialect(NamedTuple):
    """The PromQL to judge by: a release of Prometheus, its feature flags, Grafana's variables."""

    version: Version = (3, 14)
    features: frozenset[str] = frozenset()
    grafana: bool = False

    def objection(self, feature: Feature) -> str | None:
        """Why this dialect refuses a construct, if it does."""
        if self.version < feature.since:
            return (
                f"{feature.name} needs Prometheus {spelt(feature.since)} or later,"
                f" the target is {spelt(self.version)}"
            )
        flag = feature.flag_in(self.version)
        if flag is not None and flag not in self.features:
            return (
                f"{feature.name} is experimental in Prometheus {spelt(self.version)}:"
                f" it needs `--enable-feature={flag}`"
            )
        return None


DEFAULT = Dialect()


def spelt(version: Version) -> str:
    """A version as people write it."""
    return ".".join(map(str, version))


SUBQUERY = Feature("a subquery", (2, 7))
COMPOUND_DURATION = Feature("a duration of several units", (2, 21))
AT = Feature("the `@` modifier", (2, 25), "promql-at-modifier", (2, 33))
NEGATIVE_OFFSET = Feature("a negative offset", (2, 26), "promql-negative-offset", (2, 33))
ATAN2 = Feature("the operator `atan2`", (2, 31))
QUOTED_NAME = Feature("a quoted name", (2, 52))
UTF8_NAME = Feature("a name with any characters", (2, 55), "utf8-names", (3, 0))
NUMBER_AS_DURATION = Feature("a plain number as a duration", (2, 54))
DURATION_AS_NUMBER = Feature("a duration as a number", (2, 54))
UNDERSCORES = Feature("a number with underscores", (2, 54))
DURATION_ARITHMETIC = Feature("arithmetic with durations", (3, 4), DURATIONS)
SIGNED_DURATION = Feature("a sign before a duration", (3, 4))
DURATION_STEP = Feature("`step()` as a duration", (3, 6), DURATIONS)
DURATION_RANGE = Feature("`range()` as a duration", (3, 10), DURATIONS)
DURATION_CHOICE = Feature("`min_of` and `max_of` of durations", (3, 13), DURATIONS)
FILL_MODIFIER = Feature("a fill modifier", (3, 10), FILL)
EXTENDED = {
    "anchored": Feature("`anchored`", (3, 7), EXTENDED_RANGES),
    "smoothed": Feature("`smoothed`", (3, 7), EXTENDED_RANGES),
}
TRIM = {
    "</": Feature("the operator `</`", (3, 11)),
    ">/": Feature("the operator `>/`", (3, 11)),
}
