"""The variables that Grafana itself defines."""

from __future__ import annotations

BUILT_IN = frozenset(
    (
        "__all_variables",
        "__annotation",
        "__auto",
        "__calc",
        "__cell",
        "__column",
        "__dashboard",
        "__data",
        "__databaseTimeFilter",
        "__dateTime",
        "__field",
        "__fields",
        "__from",
        "__interval",
        "__interval_ms",
        "__name",
        "__org",
        "__range",
        "__range_ms",
        "__range_s",
        "__rate_interval",
        "__rate_interval_ms",
        "__rows",
        "__searchFilter",
        "__series",
        "__sha256",
        "__tags",
        "__text",
        "__time",
        "__timeFilter",
        "__timeFrom",
        "__timeGroup",
        "__timeTo",
        "__timezone",
        "__to",
        "__unixEpochFilter",
        "__url",
        "__url_time_range",
        "__user",
        "__value",
        "__values",
        "timeFilter",
    )
)
"""Names, without what follows a dot or a colon: `${__user.login}` is `__user`."""

PREFIXES = ("__auto_interval_", "__cell_", "__all")


def built_in(name: str) -> bool:
    """Return whether Grafana defines this variable, whatever the dashboard does."""
    return name in BUILT_IN or name.startswith(PREFIXES)
