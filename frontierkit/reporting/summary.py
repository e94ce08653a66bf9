"""The last lines: how much was found, what was judged, what was not and why."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.diagnostics import Report, Severity
from frontierkit.reporting.style import PLAIN, Style
from frontierkit.text import one_line, plural


def summary(report: Report, style: Style = PLAIN) -> Iterator[str]:
    """Yield the lines of the summary."""
    yield f"{_verdict(report, style)} · {_judged(report)}"
    if report.not_judged:
        yield "not judged: " + "; ".join(not_judged(report))
    yield from map(one_line, report.world)


def not_judged(report: Report) -> Iterator[str]:
    """Yield each thing that was not judged, with its number and the reason."""
    for thing in report.not_judged:
        yield one_line(f"{plural(thing.count, thing.what)} ({thing.why})")


def _verdict(report: Report, style: Style) -> str:
    counts = report.counts()
    words = [
        style.severity(severity, plural(counts[severity], severity.word))
        if severity is not Severity.INFO
        else style.severity(severity, f"{counts[severity]} info")
        for severity in sorted(counts, reverse=True)
    ] or [style("help", "clean")]
    ignored = [f"{len(report.suppressed)} ignored"] if report.suppressed else []
    return ", ".join((*words, *ignored))


def _judged(report: Report) -> str:
    there = [plural(count.number, count.noun) for count in report.judged if count.number]
    return f"judged {', '.join(there)}" if there else "nothing was there to judge"
