"""`frontierkit doctor`: what the machine and the project have, and what is missing for what."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from frontierkit import __version__
from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.dataclass import dataclass
from frontierkit.errors import FrontierkitError
from frontierkit.settings import read_settings
from frontierkit.settings.read import ProjectSettings


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked for, what was found, and, where it is wanting, what to do."""

    topic: str
    found: str
    advice: str = ""
    serious: bool = False


@click.command()
def command() -> int:
    """Say what frontierkit finds on this machine and in this project, and what is missing."""
    answers = list(_answers())
    say("".join(f"{_line(answer)}\n" for answer in answers))
    return ExitCode.CANNOT_RUN if any(answer.serious for answer in answers) else ExitCode.CLEAN


def _line(answer: Answer) -> str:
    dress = style()
    sign = dress("warning", "!") if answer.advice else dress("help", "✓")
    advice = f"\n    {answer.advice}" if answer.advice else ""
    return f"{sign} {answer.topic:<13} {answer.found}{advice}"


def _answers() -> Iterator[Answer]:
    yield Answer("frontierkit", __version__)
    yield Answer("Python", f"{sys.version.split()[0]} at {sys.executable}")
    project = read_settings()
    yield _settings(project)
    yield from _programs(project)
    yield _sources(project)
    yield from _catalogs(project)
    yield _build(project)


def _settings(project: ProjectSettings) -> Answer:
    from frontierkit.checks.selection import select_checks

    if project.path is None:
        return Answer("settings", "none: every setting has its default")
    checks = len(select_checks(project.settings).checks)
    return Answer("settings", f"{project.path}; {checks} checks run")


def _programs(project: ProjectSettings) -> Iterator[Answer]:
    from frontierkit.programs.amtool import find_amtool
    from frontierkit.programs.docker import find_docker
    from frontierkit.programs.prometheus import find_prometheus
    from frontierkit.programs.promtool import find_promtool
    from frontierkit.programs.service import find_alertmanager, find_node_exporter

    settings = project.settings
    yield _program("promtool", lambda: find_promtool(settings.promtool), "`build` and `test`")
    yield _program("amtool", lambda: find_amtool(settings.amtool), "routes of alerts")
    yield _program("prometheus", find_prometheus, "a stack without Docker")
    yield _place("alertmanager", find_alertmanager, "a stack without Docker")
    yield _place("node exporter", find_node_exporter, "a stack without Docker")
    yield _place("docker", find_docker, "a stack in containers")


def _program(name: str, find: Callable[[], object], need: str) -> Answer:
    try:
        program = find()
    except FrontierkitError as error:
        return Answer(name, f"{error} (needed for {need})", error.hint)
    version, path = getattr(program, "version", ""), getattr(program, "binary", "")
    return Answer(name, f"{version} at {path}")


def _place(name: str, find: Callable[[], Path], need: str) -> Answer:
    try:
        return Answer(name, f"at {find()}")
    except FrontierkitError as error:
        return Answer(name, f"{error} (needed for {need})", error.hint)


def _sources(project: ProjectSettings) -> Answer:
    folder = os.path.join(project.root, project.settings.sources)
    if not os.path.isdir(folder):
        advice = "`frontierkit init` makes a small project; `lint PATH…` judges files as they are"
        return Answer("sources", f"there is no folder `{project.settings.sources}`", advice)
    files = [file for _, _, names in os.walk(folder) for file in names if file.endswith(".py")]
    return Answer("sources", f"{project.settings.sources}/, {len(files)} Python files")


def _catalogs(project: ProjectSettings) -> Iterator[Answer]:
    from frontierkit.catalog.bundled import bundled_names

    yield Answer("catalogs", f"{len(bundled_names())} bundled")
    for name in project.settings.catalogs:
        yield _catalog(project, name)


def _catalog(project: ProjectSettings, name: str) -> Answer:
    from frontierkit.pipeline.catalogs import load_catalog

    try:
        catalog = load_catalog(name, project.root)
    except FrontierkitError as error:
        return Answer("catalog", f"{name}: {error}", error.hint, serious=True)
    return Answer("catalog", f"{name}: {catalog.exporter} {catalog.as_of}")


def _build(project: ProjectSettings) -> Answer:
    current = os.path.join(project.root, project.settings.build, "current")
    if not os.path.exists(current):
        return Answer("build", "nothing has been built yet: `frontierkit build`")
    return Answer("build", os.path.basename(os.path.realpath(current)))
