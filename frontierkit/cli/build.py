"""`frontierkit build`: compile the sources, verify what comes out, and make it live."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.releases import OUTPUT, build_directory
from frontierkit.cli.say import say, style
from frontierkit.dataclass import replace
from frontierkit.settings import read_settings

if TYPE_CHECKING:
    from frontierkit.pipeline.build import Compiled
    from frontierkit.programs.promtool import Promtool
    from frontierkit.settings.read import ProjectSettings

ENGINES = click.option(
    "--engine",
    "engines",
    multiple=True,
    metavar="NAME",
    help="Compile for this engine only. May be given again.",
)


@click.command()
@click.option("--check", is_flag=True, help="Build nothing: say whether the build is stale.")
@ENGINES
@click.option("--no-promtool", is_flag=True, help="Do without what only promtool can verify.")
@OUTPUT
def command(check: bool, engines: tuple[str, ...], no_promtool: bool, output: Path | None) -> int:
    """Compile the sources of the project; this runs the project's own Python.

    What they declare is linted, compiled, verified (by JSON Schemas and promtool) and becomes the
    live release, build/current, at once; `releases` goes back. If anything is wrong, build/ stays
    as it is. Without promtool nothing is built, unless you pass --no-promtool.

    `--check` exits with 1 if the build is not what the sources say. It does not ask promtool.
    """
    from frontierkit.pipeline.build import compile_sources, promtool_of
    from frontierkit.reporting import render

    project = for_engines(read_settings(), engines)
    # Whoever lacks it is told at once, not after a minute.
    promtool = None if check or no_promtool else promtool_of(project)
    directory = build_directory(output)
    compiled = compile_sources(project)
    if compiled.failed:
        say(render(compiled.report, "text", style()))
        return ExitCode.FOUND
    if check:
        return _check(compiled, directory)
    return _build(project, compiled, promtool, directory)


def for_engines(project: ProjectSettings, engines: tuple[str, ...]) -> ProjectSettings:
    """Return the settings with what the command line says of engines instead."""
    if not engines:
        return project
    return replace(project, settings=replace(project.settings, engines=engines))


def _check(compiled: Compiled, directory: Path) -> ExitCode:
    from frontierkit.cli.built import stale_text
    from frontierkit.output.release import live_name
    from frontierkit.pipeline.build import stale

    difference = stale(compiled, directory)
    say(stale_text(difference, directory, live_name(directory) is not None, style()))
    return ExitCode.FOUND if difference else ExitCode.CLEAN


def _build(
    project: ProjectSettings, compiled: Compiled, promtool: Promtool | None, directory: Path
) -> ExitCode:
    from frontierkit.cli.built import built_text
    from frontierkit.pipeline.build import build
    from frontierkit.reporting import render

    done = build(project, compiled, promtool, directory)
    say(render(done.report, "text", style()))
    if done.published is None:
        return ExitCode.FOUND
    say(built_text(compiled.project, done.verification, done.published, directory, style()))
    return ExitCode.CLEAN
