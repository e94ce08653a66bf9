"""How fast a budget burns before somebody is told: windows and factors of the SRE workbook.

https://sre.google/workbook/alerting-on-slos/
"""

from __future__ import annotations

from typing import NamedTuple

from frontierkit.authoring.refuse import refuse, seconds


class Burn(NamedTuple):
    """Alert when the budget burns `factor` times too fast over both windows (durations)."""

    factor: float
    long: str
    short: str
    severity: str


BURNS = (
    Burn(14.4, "1h", "5m", "critical"),
    Burn(6, "6h", "30m", "critical"),
    Burn(3, "1d", "2h", "warning"),
    Burn(1, "3d", "6h", "warning"),
)
"""Pages for 2 % of a month's budget in an hour, 5 % in six; tickets for 10 % in a day or three."""


def windows(burns: tuple[Burn, ...]) -> tuple[str, ...]:
    """Return every window that alerts look at, each once."""
    return tuple(dict.fromkeys(w for burn in burns for w in (burn.short, burn.long)))


def long_windows(burns: tuple[Burn, ...]) -> tuple[str, ...]:
    """Return the longer window of each alert, shortest first, each once."""
    longer = dict.fromkeys(burn.long for burn in burns)
    return tuple(sorted(longer, key=lambda window: seconds(window, "a window")))


def reachable(name: str, target: float, burns: tuple[Burn, ...]) -> tuple[Burn, ...]:
    """Return the burns; refuse one whose threshold no ratio of errors can exceed.

    `target` is the share that has to be good, 0 to 1.
    """
    budget = 1 - target
    for burn in burns:
        if burn.factor * budget >= 1:
            least = 1 - 1 / burn.factor
            raise refuse(
                f"objective `{name}`: burning {burn.factor:g} times too fast would take "
                f"{burn.factor * budget:.0%} errors with a target of {target:.4g}, which never is",
                f"a target above {least:.4g}, or `burns=` without that factor",
            )
    return burns
