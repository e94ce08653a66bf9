"""From sources to a release: load, judge, emit, verify, write; each stage only if those before it
have nothing against it, and the build untouched until the last."""

from __future__ import annotations

import os
from pathlib import Path

from frontierkit.dataclass import dataclass, replace
from frontierkit.diagnostics import Report, Severity
from frontierkit.emit import emit, expressions
from frontierkit.model.project import Project
from frontierkit.output import OutputTree
from frontierkit.output.manifest import manifest
from frontierkit.output.release import Difference, compare
from frontierkit.output.write import NothingToBuild, Published, publish
from frontierkit.pipeline.lint import judge, load_project
from frontierkit.pipeline.target import dialect
from frontierkit.programs.amtool import AmtoolMissing, find_amtool
from frontierkit.programs.promtool import Promtool, find_promtool
from frontierkit.settings import Settings
from frontierkit.settings.read import ProjectSettings
from frontierkit.verify import Verification, by_amtool, verify


@dataclass(frozen=True, slots=True)
class Compiled:
    """What the sources declare, what is said of it, and what it is compiled to.

    If the report stops the build, it has `failed`, and is compiled to nothing.
    """

    project: Project
    report: Report
    failed: bool
    tree: OutputTree


@dataclass(frozen=True, slots=True)
class Built:
    """What was said of a build, the objections of the verification as well, and, if there are none,
    the release that it is."""

    report: Report
    verification: Verification
    published: Published | None


def promtool_of(project: ProjectSettings) -> Promtool:
    """Return the promtool of a project; `PromtoolMissing` if there is none."""
    settings = project.settings
    configured = settings.promtool
    if configured and os.sep in configured:
        configured = os.path.join(project.root, configured)
    return find_promtool(configured, settings.timeouts.promtool, settings.features)


def compile_sources(settings: ProjectSettings) -> Compiled:
    """Judge what the sources declare, and compile it if the report does not fail."""
    loaded = load_project(settings)
    project, report = loaded.project, judge(loaded, settings).report
    failed = fails(report, settings.settings)
    return Compiled(project, report, failed, OutputTree(()) if failed else emit(project))


def build(
    settings: ProjectSettings, compiled: Compiled, promtool: Promtool | None, output: Path
) -> Built:
    """Verify what was compiled and make it the live release of `output`, if nobody objects."""
    project = compiled.project
    if not (project.compiled or project.rule_groups or project.jobs):
        raise NothingToBuild("there is nothing to build: the sources declare no artifact")
    verification = verify(
        compiled.tree, expressions(project), project.rule_tests, promtool, dialect(settings)
    )
    if promtool is not None and not verification.objections:
        verification = _routes_verified(verification, compiled, settings)
    report = replace(
        compiled.report, diagnostics=(*compiled.report.diagnostics, *verification.objections)
    )
    if verification.objections:
        return Built(report, verification, None)
    made = manifest(compiled.tree, verification.promtool)
    published = publish(compiled.tree, made, output, settings.settings.keep)
    return Built(report, verification, published)


def _routes_verified(
    verification: Verification, compiled: Compiled, settings: ProjectSettings
) -> Verification:
    """Return a verification with amtool's opinion, if there is an Alertmanager and an amtool."""
    configs = compiled.project.alertmanagers
    if not configs:
        return verification
    try:
        amtool = find_amtool(settings.settings.amtool)
    except AmtoolMissing:
        amtool = None
    objections, skipped = by_amtool(compiled.tree, configs, amtool)
    return replace(
        verification,
        objections=(*verification.objections, *objections),
        skipped=(*verification.skipped, *skipped),
    )


def stale(compiled: Compiled, output: Path) -> Difference:
    """Return how the live release of `output` differs from what was compiled."""
    return compare(compiled.tree, output)


def fails(report: Report, settings: Settings) -> bool:
    """Return whether a report stops the build."""
    worst = report.worst()
    return worst is not None and worst >= Severity[settings.fail_on.upper()]
