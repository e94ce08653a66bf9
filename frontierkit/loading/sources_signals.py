"""The contracts of signals, as they cross from the process of the sources to this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from frontierkit.model.engine import Signal, SignalKind


def signals_by_name(data: Sequence[Mapping[str, Any]]) -> dict[str, Signal]:
    """Return the signals that were sent, by name."""
    return {each["name"]: _signal(each) for each in data}


def _signal(data: Mapping[str, Any]) -> Signal:
    lists = {key: tuple(data[key]) for key in ("counted", "labels")}
    return Signal(**{**data, **lists, "kind": SignalKind(data["kind"])})
