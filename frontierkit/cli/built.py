"""What `build`, `build --check` and `test` say in the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from frontierkit.text import plural, printable

if TYPE_CHECKING:
    from frontierkit.model.project import Project
    from frontierkit.output.release import Difference
    from frontierkit.output.write import Published
    from frontierkit.reporting.style import Style
    from frontierkit.verify import Verification

_LISTED = 20


def built_text(
    project: Project, verification: Verification, published: Published, build: Path, style: Style
) -> str:
    """Return what was built, where it is, and who has verified it."""
    engines = ", ".join(engine.name for engine in project.engines)
    counts = " · ".join(_counts(project))
    state = "unchanged" if published.unchanged else style("help", "new")
    lines = [
        f"{style('help', 'built')} {counts}{f', for {engines}' if engines else ''}",
        f"release {published.name} ({state}) is {build / 'current'}",
        *_verified(verification),
    ]
    return "".join(f"{line}\n" for line in lines)


def stale_text(difference: Difference, build: Path, built: bool, style: Style) -> str:
    """Return whether the live release is what the sources say, and if not, how it differs."""
    current = build / "current"
    if not difference:
        return f"{current} is what the sources say\n"
    if not built:
        return f"nothing has been built in {build}: `frontierkit build` does\n"
    head = style("error", "stale")
    lines = [f"{head}: {current} is not what the sources say; `frontierkit build` makes it so"]
    for word, paths in (
        ("missing", difference.missing),
        ("changed", difference.changed),
        ("left over", difference.left_over),
    ):
        lines += [f"  {word:<10} {printable(path)}" for path in paths[:_LISTED]]
        if len(paths) > _LISTED:
            lines.append(f"  {word:<10} and {len(paths) - _LISTED} more")
    return "".join(f"{line}\n" for line in lines)


def tested_text(project: Project, verification: Verification) -> str:
    """Return how much was tested, by whom, and what could not be."""
    expectations = sum(len(test.alerts) for test in project.rule_tests)
    if not project.rule_tests:
        return "no rule test is declared: `alert_test(…)` beside an alert declares one\n"
    counts = (
        f"{plural(len(project.rule_tests), 'rule test')}, {plural(expectations, 'expectation')}"
    )
    lines = [f"{counts}: none fails, says promtool {verification.promtool}"]
    lines += _skipped(verification)
    return "".join(f"{line}\n" for line in lines)


def _counts(project: Project) -> Iterator[str]:
    rules = [rule for group in project.rule_groups for rule in group.rules]
    alerts = sum(rule.alerting for rule in rules)
    for noun, number in (
        ("dashboard", len(project.compiled)),
        ("alert", alerts),
        ("recording rule", len(rules) - alerts),
        ("scrape job", len(project.jobs)),
        ("rule test", len(project.rule_tests)),
    ):
        if number:
            yield plural(number, noun)


def _verified(verification: Verification) -> Iterator[str]:
    """Yield who has verified it, and what could not be judged."""
    if verification.promtool:
        yield f"verified by the schemas and promtool {verification.promtool}"
    else:
        yield "verified by the schemas; not by promtool, which was not asked"
    yield from _skipped(verification)


def _skipped(verification: Verification) -> Iterator[str]:
    for skipped in verification.skipped:
        yield printable(f"skipped: {skipped.what} ({skipped.why})")
