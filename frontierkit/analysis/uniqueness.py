"""Whether a side of a match has at most one series for each set of matched labels."""

from __future__ import annotations

from frontierkit.analysis.matching import Clause
from frontierkit.analysis.series import Series
from frontierkit.labels import Label, Presence

ALWAYS_SEVERAL = frozenset(("le", "quantile"))
"""Labels of which a series has several values at once, whatever a catalog lists."""


def telling_apart(side: Series, clause: Clause) -> tuple[str, ...]:
    """Return the labels by which several series of a side differ though they are matched alike.

    These are labels whose values a catalog lists: they are there side by side, as the modes of a
    processor are. A label of any value may well follow from those that are matched.
    """
    if clause.open or not side.known:
        return ()
    matched = set(clause.names)
    return tuple(
        name
        for name in side.labels.possible()
        if (name not in matched) == clause.on and _several(name, side.labels.get(name))
    )


def _several(name: str, label: Label) -> bool:
    """Return whether a label is always there, with one of several known values."""
    listed = len(label.values.finite or ()) > 1 or name in ALWAYS_SEVERAL
    return label.presence is Presence.ALWAYS and listed
