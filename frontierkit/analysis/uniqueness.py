"""Whether a side of a match has at most one series for each set of matched labels."""

from __future__ import annotations

from frontierkit.analysis.matching import Clause
from frontierkit.analysis.series import Series
from frontierkit.labels import Label, Presence


def telling_apart(side: Series, clause: Clause) -> tuple[str, ...]:
    """Return the labels by which several series of a side differ though they are matched alike.

    None are returned unless all labels of the side are known, since what is not known may be fixed.
    """
    if clause.open or not side.labels.closed or not side.known:
        return ()
    matched = set(clause.names)
    extra = [
        name
        for name in side.labels.possible()
        if (name not in matched) == clause.on and _varies(side.labels.get(name))
    ]
    return tuple(extra)


def _varies(label: Label) -> bool:
    """Return whether a label can have several values, or be there and not."""
    finite = label.values.finite
    return finite is None or len(finite) > 1 or label.presence is Presence.MAYBE
