"""`frontierkit migrate`: what breaks when an exporter is upgraded, and the repair of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from frontierkit.cli.judging import exit_code
from frontierkit.cli.say import note, say, style
from frontierkit.errors import UsageError
from frontierkit.reporting import FORMATS, render
from frontierkit.settings import read_settings
from frontierkit.text import one_line, plural

if TYPE_CHECKING:
    from frontierkit.pipeline.migrate import Change, Migration

MOST_PLACES = 3


@click.command()
@click.argument("exporter")
@click.option("--to", required=True, metavar="VERSION", help="The release to upgrade to.")
@click.option("--from", "since", metavar="VERSION", help="The release in use.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="FILE",
    help="Judge by this catalog, a file or the name of a bundled one. May be given again.",
)
@click.option("--format", default="text", type=click.Choice(FORMATS), help="How to say it.")
@click.option("--write", is_flag=True, help="Mend what has one right repair, in your files.")
@click.option("--diff", is_flag=True, help="Show what --write would change, and change nothing.")
def command(
    exporter: str,
    to: str,
    since: str | None,
    paths: tuple[str, ...],
    catalogs: tuple[str, ...],
    format: str,
    write: bool,
    diff: bool,
) -> int:
    """Say what breaks when EXPORTER is upgraded to VERSION, and mend what can be mended.

    EXPORTER is the name of a catalog (`frontierkit catalog list`). Without a PATH, the project's
    sources are judged, and run; with PATHs, these files and folders. The release in use is that of
    the settings, if `--from` does not say.

    It exits with 1 if something breaks that is not mended.
    """
    if write and diff:
        raise UsageError("`--write` and `--diff` exclude each other", "leave one of them out")
    from frontierkit.cli.mending import mend, subject_of, suggest
    from frontierkit.pipeline.migrate import migrate, upgrade_of

    project = read_settings()
    subject = subject_of(project, paths, catalogs)
    upgrade = upgrade_of(subject, exporter, to, since)
    migration = migrate(subject, upgrade)
    if diff:
        suggest(migration.subject)
        return exit_code(migration.report, project.settings)
    if write:
        mend(migration.subject)
        migration = migrate(subject, upgrade)
    _tell(migration, format)
    return exit_code(migration.report, project.settings)


def _tell(migration: Migration, format: str) -> None:
    upgrade = migration.upgrade
    if format == "text":
        say("".join(f"{line}\n" for line in _changes(migration.changes)))
    say(render(migration.report, format, style()))
    before, after = upgrade.before, upgrade.after
    since = f"{before.as_of}" if upgrade.sure else f"{before.as_of}, the oldest that is known"
    note(f"{after.name}: from {since}, to {after.as_of}")
    if not upgrade.sure:
        note(f"help: say which release is in use with `--from`, or `exporters.{after.name}`")
    if not after.covered:
        note(f"{after.as_of} was not compared: it is judged by {', '.join(after.compared[-1:])}")
    if migration.already:
        there = plural(migration.already, "finding")
        note(f"{there} would be there without the upgrade, too: `frontierkit lint`")


def _changes(changes: tuple[Change, ...]) -> Iterator[str]:
    for change in changes:
        yield f"{style()('info', 'changed')}: `{change.metric}`: {one_line(change.what)}"
        for at in change.places[:MOST_PLACES]:
            trail = " › ".join(map(one_line, at.trail))
            yield f"  {style()('frame', '-->')} {one_line(at.path)}:{at.position.line}   {trail}"
        if len(change.places) > MOST_PLACES:
            yield f"      and {len(change.places) - MOST_PLACES} more"
    if changes:
        yield ""
