"""What each function of PromQL makes of its arguments; an unknown function makes anything."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from frontierkit.analysis.clocks import CLOCKS
from frontierkit.analysis.elementwise import ELEMENTWISE
from frontierkit.analysis.histograms import HISTOGRAMS
from frontierkit.analysis.infos import INFOS
from frontierkit.analysis.overtime import OVER_TIME
from frontierkit.analysis.presence import PRESENCE
from frontierkit.analysis.relabelling import RELABELLING
from frontierkit.analysis.series import UNKNOWN, UNKNOWN_ANY, Series
from frontierkit.promql import FUNCTIONS as SIGNATURES
from frontierkit.promql.nodes import Call

if TYPE_CHECKING:
    from frontierkit.analysis.walk import Walk

FunctionTransfer = Callable[[Call, "Walk"], Series]

FUNCTIONS: Mapping[str, FunctionTransfer] = {
    **CLOCKS,
    **ELEMENTWISE,
    **HISTOGRAMS,
    **INFOS,
    **OVER_TIME,
    **PRESENCE,
    **RELABELLING,
}
"""Every function that some release of Prometheus knew."""


def called(node: Call, walk: Walk) -> Series:
    """Return what a call is."""
    transfer = FUNCTIONS.get(node.name)
    if transfer is None:
        return UNKNOWN_ANY
    return transfer(node, walk) if _complete(node) else UNKNOWN


def _complete(node: Call) -> bool:
    """Return whether a function has the arguments that it needs."""
    signature = SIGNATURES[node.name]
    optional = 0 if signature.variadic == 0 else 1
    return len(node.args) >= len(signature.args) - optional
