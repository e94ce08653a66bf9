"""What wears a stack down before it breaks: memory that runs out, rules that take too long."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.stack.answer import Answer, bad, good
from frontierkit.stack.running import Running

_MEMORY = "1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes"
_SERIES = 'prometheus_tsdb_head_series{job="prometheus"}'
_RESIDENT = 'process_resident_memory_bytes{job="prometheus"}'
_FULL = 0.9
_SLOW = 0.5
"""The part of its interval that a group of rules may take."""


def memory(running: Running) -> Iterator[Answer]:
    """Yield how much memory the machine has left, and what Prometheus takes of it."""
    used = running.prometheus.value(_MEMORY)
    resident, series = (running.prometheus.value(query) for query in (_RESIDENT, _SERIES))
    itself = f"Prometheus takes {resident / 1e6:.0f} MB" if resident is not None else ""
    itself += f" for {series:.0f} series" if series is not None else ""
    if used is not None and used > _FULL:
        advice = "docs/troubleshooting.md, *Memory runs out*"
        yield bad("memory", f"{used:.0%} of the machine's are in use; {itself}", advice)
    elif used is not None or itself:
        machine = f"{used:.0%} of the machine's are in use" if used is not None else ""
        yield good("memory", "; ".join(filter(None, (machine, itself))))


def evaluation(running: Running) -> Iterator[Answer]:
    """Yield which groups of rules take so long that dashboards and alerts wait for them."""
    groups = running.prometheus.rule_groups()
    slow = [each for each in groups if each["evaluationTime"] > _SLOW * each["interval"]]
    for each in slow:
        took = f"{each['evaluationTime']:.2g} s of its {each['interval']:g} s"
        advice = "docs/troubleshooting.md, *Queries are slow*"
        yield bad("evaluation", f"group `{each['name']}` takes {took}", advice)
    if groups and not slow:
        longest = max(each["evaluationTime"] for each in groups)
        yield good("evaluation", f"the slowest group of rules takes {longest * 1000:.2g} ms")
