"""What `lint` does once it knows what is asked, and the reading of most command lines.

To import click takes longer than to judge a small file. So the usual options are read here; what is
not so simple, mistakes and help among it, is left to click.
"""

from __future__ import annotations

from typing import Any

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.dataclass import dataclass, replace
from frontierkit.diagnostics import Report, Severity
from frontierkit.remembered import SWITCH, Memory
from frontierkit.reporting import FORMATS, render
from frontierkit.settings import Settings, read_settings
from frontierkit.settings.read import ProjectSettings

SEVERITIES = ("error", "warning", "info")
PROFILES = ("default", "strict")
CHOSEN = {"--format": FORMATS, "--fail-on": SEVERITIES, "--profile": PROFILES}
"""Options that take one of a few words."""
GATHERED = {
    "--catalog": "catalogs",
    "--select": "select",
    "--ignore": "ignore",
    "--engine": "engines",
}
"""Options that may be given again, and where their values go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is judged, how, and how it is told."""

    paths: tuple[str, ...] = ()
    catalogs: tuple[str, ...] = ()
    format: str = "text"
    fail_on: str | None = None
    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()


def asked_simply(arguments: list[str]) -> Asked | None:
    """Return what the arguments of `lint` ask for; None where click is to read them.

    Example:
        >>> asked_simply(["--select", "alert", "a.yml"]).select
        ('alert',)
        >>> asked_simply(["--help"])
    """
    chosen: dict[str, Any] = {}
    gathered: dict[str, list[str]] = {"paths": [], **{name: [] for name in GATHERED.values()}}
    rest = iter(arguments)
    for argument in rest:
        if not argument.startswith("-"):
            gathered["paths"].append(argument)
            continue
        option, equals, value = argument.partition("=")
        if option == SWITCH and not equals:
            continue
        if option not in CHOSEN and option not in GATHERED:
            return None
        if not equals:
            value = next(rest, "-")
        if value.startswith("-") or value not in CHOSEN.get(option, (value,)):
            return None
        if option in CHOSEN:
            chosen[option.strip("-").replace("-", "_")] = value
        else:
            gathered[GATHERED[option]].append(value)
    chosen |= {name: tuple(values) for name, values in gathered.items()}
    return Asked(**chosen)


def lint(asked: Asked, memory: Memory | None) -> int:
    """Judge what is asked for and tell the findings; `memory` keeps them for the next time."""
    from frontierkit.pipeline.lint import lint_files, lint_sources

    project = project_of(asked)
    if asked.paths:
        report = lint_files(asked.paths, project, asked.catalogs)
    else:
        report = lint_sources(project, asked.catalogs)
    return tell(report, asked.format, project.settings, memory)


def tell(report: Report, format: str, settings: Settings, memory: Memory | None = None) -> int:
    """Say what was found, and return the exit code."""
    output, code = render(report, format, style()), exit_code(report, settings)
    say(output)
    if memory is not None:
        memory.keep(code, output)
    return code


def exit_code(report: Report, settings: Settings) -> ExitCode:
    """Return whether a report fails a run with these settings."""
    worst = report.worst()
    fails = worst is not None and worst >= Severity[settings.fail_on.upper()]
    return ExitCode.FOUND if fails else ExitCode.CLEAN


def project_of(asked: Asked) -> ProjectSettings:
    """Return the settings of the project with what the command line says instead."""
    project = read_settings()
    settings = project.settings
    said: dict[str, object] = {
        "fail_on": asked.fail_on,
        "profile": asked.profile,
        "engines": asked.engines,
        "select": asked.select,
        "ignore": (*settings.ignore, *asked.ignore),
    }
    if asked.select:  # what is asked for by name is asked for everywhere
        said["paths"] = {path: replace(rule, select=()) for path, rule in settings.paths.items()}
    given = {key: value for key, value in said.items() if value}
    return replace(project, settings=replace(settings, **given))
