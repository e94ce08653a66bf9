"""`frontierkit test`: run the rule tests that the sources declare."""

from __future__ import annotations

import click

from frontierkit.cli.build import ENGINES, for_engines
from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.diagnostics import Severity
from frontierkit.settings import read_settings


@click.command()
@ENGINES
def command(engines: tuple[str, ...]) -> int:
    """Run the tests of alerts that the sources declare, with promtool.

    An expectation that is not met is shown as expected against got, at the line that declares it.
    This runs the project's own Python.
    """
    from frontierkit.cli.built import tested_text
    from frontierkit.pipeline.build import promtool_of
    from frontierkit.pipeline.rule_tests import run_rule_tests
    from frontierkit.reporting import render

    project = for_engines(read_settings(), engines)
    tested = run_rule_tests(project, promtool_of(project))
    if tested.report.worst() is Severity.ERROR:
        say(render(tested.report, "text", style()))
        return ExitCode.FOUND
    say(tested_text(tested.project, tested.verification))
    return ExitCode.CLEAN
