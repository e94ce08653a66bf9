"""Durations as Prometheus's configuration files write them."""

from __future__ import annotations

from functools import lru_cache

from frontierkit.promql.literals import LiteralError, duration


@lru_cache(1024)
def seconds(text: str) -> float | None:
    """Return the seconds of `1h30m`, `15s`, `500ms` or `0`; None if it is no duration."""
    if text == "0":
        return 0.0
    if not text:
        return None
    try:
        return duration(text)
    except LiteralError:
        return None
