"""The metrics that the rules of an objective record."""

from __future__ import annotations


def ratio_record(name: str, window: str) -> str:
    """Return the recorded ratio of failures over a window."""
    return f"slo:{name}:errors:ratio_rate{window}"


def events_record(name: str, window: str) -> str:
    """Return the recorded rate of what is judged, over a window."""
    return f"slo:{name}:events:rate{window}"


def critical_record(name: str) -> str:
    """Return the recorded share of what misses the critical bound."""
    return f"slo:{name}:critical:ratio_rate5m"
