"""`frontierkit lint`: judge the project's sources, or files that were written by hand."""

from __future__ import annotations

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.judging import (
    PROFILES,
    SEVERITIES,
    Asked,
    exit_code,
    lint,
    project_of,
    tell,
)
from frontierkit.errors import UsageError
from frontierkit.remembered import SWITCH, Memory
from frontierkit.reporting import FORMATS

ANEW = "Judge all anew, though nothing has changed since the last time."


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
@click.option("--fail-on", type=click.Choice(SEVERITIES), help="The lowest severity that fails.")
@click.option("--profile", type=click.Choice(PROFILES), help="Which checks run.")
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
@click.option(SWITCH, is_flag=True, expose_value=False, help=ANEW)
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
    _refuse_several(fix or diff, baseline, write_baseline)
    asked = Asked(
        paths=paths,
        catalogs=catalogs,
        format=format,
        fail_on=fail_on,
        profile=profile,
        select=select,
        ignore=ignore,
        engines=engines,
    )
    if not (fix or diff or baseline or write_baseline):
        return lint(asked, click.get_current_context().find_object(Memory))
    from frontierkit.cli import mending

    project = project_of(asked)
    subject = mending.subject_of(project, paths, catalogs)
    if diff:
        return exit_code(mending.suggest(subject), project.settings)
    if write_baseline:
        mending.begin_baseline(write_baseline, subject)
        return ExitCode.CLEAN
    report = mending.against(baseline, subject) if baseline else mending.mend(subject)
    return tell(report, format, project.settings)


def _refuse_several(*wanted: object) -> None:
    if sum(map(bool, wanted)) > 1:
        raise UsageError(
            "mending, `--baseline` and `--write-baseline` exclude each other", "do one at a time"
        )
