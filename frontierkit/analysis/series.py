"""What is known of an expression: the abstract value that stands for all its results."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from frontierkit.analysis import interval, units
from frontierkit.analysis.interval import Interval
from frontierkit.analysis.labelsets import NO_LABELS, UNKNOWN_LABELS, no_labels
from frontierkit.analysis.labelsets import join as join_labels
from frontierkit.analysis.units import Unit
from frontierkit.labels import Label, Labels, Presence, Reason, Values

if TYPE_CHECKING:
    from frontierkit.catalog.world import Stored

VECTOR = "instant vector"
SCALAR = "scalar"
MATRIX = "range vector"
STRING = "string"
ANY = "any"

TYPES = {
    "counter": "only rises, until a restart; as stored",
    "aggregated_counter": "made of counters, and no counter itself: a reset of one is a dent",
    "gauge": "goes up and down",
    "bucket": "a bucket of a classic histogram, as stored: a counter with the label `le`",
    "aggregated_bucket": "buckets added up without `rate`",
    "bucket_rate": "how fast buckets fill, or how much in a while; what quantiles are made of",
    "sum": "the sum of a histogram or summary, as stored",
    "count": "the count of a histogram or summary, as stored: a counter",
    "summary": "a quantile that the exporter worked out",
    "histogram": "a native histogram",
    "info": "always 1; what matters is in the labels",
    "stateset": "0 or 1 for each state",
    "timestamp": "a point in time, in seconds since 1970",
    "bool": "0 or 1, from a comparison",
    "scalar": "one number without labels",
    "string": "a text",
    "unknown": "nothing is known",
}
"""Every word that `Series.type` can be, and what it means."""

CUMULATIVE = frozenset(
    ("counter", "aggregated_counter", "bucket", "aggregated_bucket", "sum", "count")
)
"""Types whose value alone says little: it counts since the last restart."""
BUCKETS = frozenset(("bucket", "aggregated_bucket", "bucket_rate"))
MAYBE_NATIVE = frozenset(("unknown", "histogram"))
"""Types of what may hold native histograms, which have no value."""
MARKERS = frozenset(("info", "stateset", "bool"))
"""Types whose values are 0 or 1: a factor of them leaves the unit alone."""

NAMELESS = frozenset(("",))
"""The metric names of what carries none."""
MOST_ALTERNATIVES = 8


class Series(NamedTuple):
    """What is known of every result that an expression can have.

    `observed` is the unit of what a histogram's buckets sort. `names` are the metric names that a
    result may carry, "" for none; None: any. `origins` are the stored series it is made of; none:
    unknown. `alternatives` are the branches of an `or`, or the rules that record one name; all
    other fields say what holds whichever it is. `empty` is about results, not about the data:
    `ALWAYS` means that nothing can come of it, whatever is stored.
    """

    kind: str = VECTOR
    type: str = "unknown"
    unit: Unit | None = None
    labels: Labels = UNKNOWN_LABELS
    range: Interval = interval.ANY
    empty: Presence = Presence.MAYBE
    names: frozenset[str] | None = None
    origins: tuple[Stored, ...] = ()
    alternatives: tuple[Series, ...] = ()
    observed: Unit | None = None
    why_type: Reason | None = None
    why_unit: Reason | None = None
    why_range: Reason | None = None
    why_empty: Reason | None = None

    def label(self, name: str) -> Label:
        """Return what is known of a label, the metric's name included."""
        if name != "__name__":
            return self.labels.get(name)
        if self.names is None:
            return Label(Presence.MAYBE)
        if self.names == NAMELESS:
            return Label(Presence.NEVER)
        presence = Presence.MAYBE if "" in self.names else Presence.ALWAYS
        return Label(presence, Values(self.names - NAMELESS))

    @property
    def cumulative(self) -> bool:
        """It counts since the last restart, so that its value alone says little."""
        return self.type in CUMULATIVE

    @property
    def maybe_native(self) -> bool:
        """There may be native histograms in it."""
        return self.type in MAYBE_NATIVE

    @property
    def known(self) -> bool:
        """The type is known, so that all of it comes from what a catalog describes."""
        return self.type != "unknown"

    @property
    def constant(self) -> float | None:
        """The number that this scalar is, whenever and wherever it is asked for."""
        return self.range.constant if self.kind == SCALAR else None

    @property
    def branches(self) -> tuple[Series, ...]:
        """The alternatives, or the series itself."""
        return self.alternatives or (self,)


UNKNOWN = Series()
UNKNOWN_ANY = Series(kind=ANY)
TEXT = Series(STRING, "string", labels=NO_LABELS, range=interval.NOTHING, names=NAMELESS)


def scalar(
    range: Interval,
    why: Reason | None = None,
    unit: Unit | None = None,
    type: str = "scalar",
) -> Series:
    """Return what is known of a scalar."""
    return Series(
        SCALAR,
        type,
        unit,
        NO_LABELS,
        range,
        Presence.NEVER,
        NAMELESS,
        why_range=why,
    )


def nothing(series: Series, why: Reason) -> Series:
    """Return the same series, which is always empty."""
    if series.empty is Presence.ALWAYS:
        return series
    return series._replace(empty=Presence.ALWAYS, why_empty=why)


def nameless(op: str, names: frozenset[str] | None) -> frozenset[str] | None:
    """Return the metric names after arithmetic; before Prometheus 3 `atan2` forgot to drop them."""
    if op != "atan2":
        return NAMELESS
    return None if names is None else names | NAMELESS


def unlabelled(range: Interval, why: Reason, type: str = "gauge") -> Series:
    """Return a vector of at most one sample, without labels."""
    return Series(VECTOR, type, None, no_labels(why), range, names=NAMELESS, why_range=why)


def each_branch(series: Series, change: Callable[[Series], Series]) -> Series:
    """Return what a function makes of a series, and of each of its alternatives."""
    whole = change(series)
    if not series.alternatives:
        return whole
    return whole._replace(alternatives=tuple(change(branch) for branch in series.alternatives))


def either(a: Series, b: Series) -> Series:
    """Return what is known of what is `a` or `b`, or some of both: an `or`."""
    branches = tuple(s for s in (*a.branches, *b.branches) if s.empty is not Presence.ALWAYS)
    both_empty = a.empty is Presence.ALWAYS and b.empty is Presence.ALWAYS
    found = join(a, b)
    sure = a.empty is Presence.NEVER or b.empty is Presence.NEVER
    empty = Presence.ALWAYS if both_empty else Presence.NEVER if sure else Presence.MAYBE
    return found._replace(
        empty=empty,
        why_empty=found.why_empty if both_empty else None,
        alternatives=branches if 1 < len(branches) <= MOST_ALTERNATIVES else (),
    )


def join(a: Series, b: Series) -> Series:
    """Return what holds of `a` and of `b`; what is always empty says nothing of its results."""
    if a.empty is Presence.ALWAYS:
        return b
    if b.empty is Presence.ALWAYS:
        return a
    names = None if a.names is None or b.names is None else a.names | b.names
    type, why_type = (a.type, a.why_type) if a.type == b.type else (_either_type(a, b), None)
    low_why = a.why_range if a.range == b.range else None
    return Series(
        a.kind if a.kind == b.kind else ANY,
        type,
        units.join(a.unit, b.unit),
        join_labels(a.labels, b.labels),
        a.range.join(b.range),
        a.empty if a.empty == b.empty else Presence.MAYBE,
        names,
        _origins(a, b),
        (),
        units.join(a.observed, b.observed),
        why_type,
        a.why_unit,
        low_why,
        a.why_empty if a.empty == b.empty else None,
    )


def _either_type(a: Series, b: Series) -> str:
    """Return the type of what may be one or the other."""
    both = {a.type, b.type}
    if "unknown" in both or "histogram" in both:
        return "unknown"
    if both <= BUCKETS:
        return "aggregated_bucket"
    if both <= CUMULATIVE:
        return "aggregated_counter"
    return "unknown" if both & CUMULATIVE else "gauge"


def _origins(a: Series, b: Series) -> tuple[Stored, ...]:
    if not a.origins or not b.origins:
        return ()
    return (*a.origins, *(origin for origin in b.origins if origin not in a.origins))
