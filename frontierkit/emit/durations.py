"""Durations, as Prometheus writes them."""

from __future__ import annotations

_UNITS = (("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1))


def duration(seconds: float) -> str:
    """Return `5m`, `1h30m`, `500ms`; nothing is `0s`."""
    left = round(seconds * 1000)
    parts = []
    for name, size in _UNITS:
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{name}")
    return "".join(parts) or "0s"
