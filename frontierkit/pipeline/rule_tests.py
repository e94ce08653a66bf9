"""The rule tests of a project: compiled, and run by promtool."""

from __future__ import annotations

from frontierkit.dataclass import dataclass
from frontierkit.diagnostics import Count, Report, Severity
from frontierkit.emit import emit
from frontierkit.model.project import Project
from frontierkit.pipeline.lint import load_project
from frontierkit.pipeline.target import dialect
from frontierkit.programs.promtool import Promtool
from frontierkit.settings.read import ProjectSettings
from frontierkit.verify import Verification, verify_rule_tests


@dataclass(frozen=True, slots=True)
class Tested:
    """What was tested, and what promtool says of it; `report` has what the loading found, too."""

    project: Project
    report: Report
    verification: Verification


def run_rule_tests(settings: ProjectSettings, promtool: Promtool) -> Tested:
    """Run every rule test that the sources declare, in one process."""
    loaded = load_project(settings)
    project = loaded.project
    if any(found.severity is Severity.ERROR for found in loaded.findings):
        nothing = Verification((), (), None)
        return Tested(project, Report(loaded.findings), nothing)
    verification = verify_rule_tests(emit(project), project.rule_tests, promtool, dialect(settings))
    found = (*loaded.findings, *verification.objections)
    judged = (Count("rule test", len(project.rule_tests)),)
    return Tested(project, Report(found, judged), verification)
