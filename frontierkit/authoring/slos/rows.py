"""The row that a dashboard shows of an objective."""

from __future__ import annotations

from frontierkit.authoring.dashboards import Row, row
from frontierkit.authoring.panels import stat, timeseries
from frontierkit.authoring.queries import BY_ENGINE, query
from frontierkit.authoring.slos.names import events_record, ratio_record
from frontierkit.authoring.slos.words import amount
from frontierkit.model.engine import Signal


def budget_row(
    name: str, title: str, target_words: str, target: float, windows: tuple[str, ...]
) -> Row:
    """Return what is left of the budget, how fast it burns, and what it is a ratio of.

    `windows` are the longer ones of its alerts, shortest first.
    """
    budget, longest = 1 - target, windows[-1]
    over_all = ratio_record(name, longest)
    return row(
        f"{title}: {target_words}",
        stat(
            f"Budget left, over {longest}",
            query(f"1 - {over_all} / {budget:.6g}", BY_ENGINE),
            unit="percentunit",
            thresholds={None: "red", 0: "orange", 0.5: "green"},
            description="What is left of the failures that the objective allows; below 0: missed.",
            height=8,
        ),
        timeseries(
            "Burn rate",
            *(
                query(f"{ratio_record(name, window)} / {budget:.6g}", f"{BY_ENGINE} {window}")
                for window in windows[:2]
            ),
            unit="short",
            min=0,
            thresholds={None: "green", 1: "orange"},
            width=9,
            description="1 uses up the budget exactly; above it, the objective will be missed.",
        ),
        timeseries(
            "Events",
            query(events_record(name, windows[0]), BY_ENGINE),
            unit="reqps",
            min=0,
            width=9,
            description="How many requests the ratio is made of; with few, alerts wait.",
        ),
    )


def bound_row(title: str, what: Signal | str, unit: str, target: float, critical: float) -> Row:
    """Return the value of a gauge beside its target and its critical threshold."""
    promised, paged = amount(target, unit), amount(critical, unit)
    if critical > target:
        steps = {None: "green", target: "orange", critical: "red"}
        words = f"Promised: at most {promised}; above {paged} somebody is paged."
    else:
        steps = {None: "red", critical: "orange", target: "green"}
        words = f"Promised: at least {promised}; below {paged} somebody is paged."
    now, over_time = query(what, BY_ENGINE), query(what, BY_ENGINE)
    return row(
        title,
        stat(f"{title} now", now, unit=unit, thresholds=steps, description=words, height=8),
        timeseries(title, over_time, unit=unit, thresholds=steps, description=words, width=18),
    )
