"""Objectives: one declaration gives rules, alerts, a budget row and a line of the table."""

from frontierkit.authoring.slos.kinds import (
    bound_slo,
    floor_slo,
    latency_slo,
    ratio_slo,
    unmeasurable,
)
from frontierkit.authoring.slos.objective import Slo
from frontierkit.authoring.slos.presets import agents, chat, code_completion, rag
from frontierkit.authoring.slos.table import slo_table

__all__ = [
    "Slo",
    "agents",
    "bound_slo",
    "chat",
    "code_completion",
    "floor_slo",
    "latency_slo",
    "rag",
    "ratio_slo",
    "slo_table",
    "unmeasurable",
]
