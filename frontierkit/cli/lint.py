"""`frontierkit lint`: judge the project's sources, or files that were written by hand."""

from __future__ import annotations

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.dataclass import replace
from frontierkit.diagnostics import Report, Severity
from frontierkit.errors import UsageError
from frontierkit.remembered import Memory
from frontierkit.reporting import FORMATS, render
from frontierkit.settings import Settings, read_settings
from frontierkit.settings.read import ProjectSettings

ANEW = "Judge all anew, though nothing has changed since the last time."
WORDS = ("error", "warning", "info")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="FILE",
    help="Judge by this catalog, a file or the name of a bundled one. May be given again.",
)
@click.option("--format", default="text", type=click.Choice(FORMATS), help="How to say it.")
@click.option("--fail-on", type=click.Choice(WORDS), help="The lowest severity that fails.")
@click.option("--profile", type=click.Choice(("default", "strict")), help="Which checks run.")
@click.option(
    "--select",
    multiple=True,
    metavar="CHECK",
    help="Run only this check, family or profile. May be given again.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CHECK",
    help="Leave this check or family out. May be given again.",
)
@click.option("--engine", "engines", multiple=True, help="Compile for this engine only.")
@click.option("--fix", is_flag=True, help="Mend what has one right repair, in your files.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--baseline", metavar="FILE", help="Hold back the findings that are in this file.")
@click.option("--write-baseline", metavar="FILE", help="Write all findings of today to this file.")
@click.option("--no-cache", is_flag=True, expose_value=False, help=ANEW)
def command(
    paths: tuple[str, ...],
    catalogs: tuple[str, ...],
    format: str,
    fail_on: str | None,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    engines: tuple[str, ...],
    fix: bool,
    diff: bool,
    baseline: str | None,
    write_baseline: str | None,
) -> int:
    """Prove that what is queried is really exported.

    Without a PATH, the sources of the project are judged; that runs the project's own Python. With
    PATHs, these files and folders are, as they were written by hand, and none of them is executed:
    Grafana dashboards and datasources, rule files, prometheus.yml.

    It exits with 1 if there are errors, or warnings with `--fail-on warning`.
    """
    project = read_settings()
    settings = _overridden(project.settings, fail_on, profile, select, ignore, engines)
    project = replace(project, settings=settings)
    _refuse_several(fix or diff, baseline, write_baseline)
    if fix or diff or baseline or write_baseline:
        from frontierkit.cli import mending

        subject = mending.subject_of(project, paths, catalogs)
        if diff:
            return exit_code(mending.suggest(subject), settings)
        if write_baseline:
            mending.begin_baseline(write_baseline, subject)
            return ExitCode.CLEAN
        report = mending.against(baseline, subject) if baseline else mending.mend(subject)
    else:
        report = _report(project, paths, catalogs)
    output, code = render(report, format, style()), exit_code(report, settings)
    say(output)
    memory = click.get_current_context().find_object(Memory)
    if memory is not None:
        memory.keep(code, output)
    return code


def exit_code(report: Report, settings: Settings) -> ExitCode:
    """Return whether a report fails a run with these settings."""
    worst = report.worst()
    fails = worst is not None and worst >= Severity[settings.fail_on.upper()]
    return ExitCode.FOUND if fails else ExitCode.CLEAN


def _refuse_several(*wanted: object) -> None:
    if sum(map(bool, wanted)) > 1:
        raise UsageError(
            "mending, `--baseline` and `--write-baseline` exclude each other", "do one at a time"
        )


def _report(project: ProjectSettings, paths: tuple[str, ...], catalogs: tuple[str, ...]) -> Report:
    from frontierkit.pipeline.lint import lint_files, lint_sources

    if paths:
        return lint_files(paths, project, catalogs)
    return lint_sources(project, catalogs)


def _overridden(
    settings: Settings,
    fail_on: str | None,
    profile: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    engines: tuple[str, ...],
) -> Settings:
    """Return the settings with what the command line says instead."""
    said: dict[str, object] = {
        "fail_on": fail_on,
        "profile": profile,
        "engines": engines,
        "select": select,
        "ignore": (*settings.ignore, *ignore),
    }
    if select:  # what is asked for by name is asked for everywhere
        said["paths"] = {path: replace(rule, select=()) for path, rule in settings.paths.items()}
    given = {key: value for key, value in said.items() if value}
    return replace(settings, **given)
