"""Objectives as the Markdown table that people read."""

from __future__ import annotations

from collections.abc import Sequence

from frontierkit.authoring.slos.objective import Slo

HEAD = "| Objective | Target | Critical | Measured by |\n| --- | --- | --- | --- |\n"


def slo_table(objectives: Sequence[Slo]) -> str:
    """Return the table of objectives, in their order; what nothing exports says so.

    Example:
        >>> from frontierkit.authoring import slos, signals
        >>> print(slos.slo_table([slos.bound_slo(
        ...     "memory", signals.memory, at_most=2e9, critical=3e9, unit="decbytes")]))
        | Objective | Target | Critical | Measured by |
        | --- | --- | --- | --- |
        | Memory | at most 2 GB | above 3 GB | llm:memory_bytes |
        <BLANKLINE>
    """
    return HEAD + "".join(_line(slo) for slo in objectives)


def _line(slo: Slo) -> str:
    measured = (
        slo.measured
        if slo.measurable
        else f"not measurable: {slo.reason}; it would take {slo.instrument}"
    )
    cells = (slo.title, slo.target, slo.critical, measured)
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |\n"
