"""`frontierkit releases`: which builds are kept, which one is live, and going back to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.settings import read_settings
from frontierkit.text import plural

if TYPE_CHECKING:
    from frontierkit.output.release import Release

OUTPUT = click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The build directory, if not that of the settings.",
)


@click.group(invoke_without_command=True)
@OUTPUT
@click.pass_context
def command(context: click.Context, output: Path | None) -> int:
    """List the releases that are kept, the one that was built last first, or go back to one."""
    context.obj = output
    if context.invoked_subcommand is None:
        _list(build_directory(output))
    return ExitCode.CLEAN


@command.command()
@click.argument("release")
@click.pass_obj
def use(output: Path | None, release: str) -> int:
    """Make RELEASE live: its name, or how that begins.

    Prometheus and Grafana follow as after a build: Prometheus once it is told to reload.
    """
    from frontierkit.output.write import go_back

    build = build_directory(output)
    found = go_back(build, release)
    before = " as before" if found.current else ""
    say(f"{build / 'current'} is release {found.name}{before}\n")
    return ExitCode.CLEAN


def build_directory(output: Path | None) -> Path:
    """Return where builds go: where the command line says, else where the settings say."""
    import os

    if output is not None:
        return output
    project = read_settings()
    return Path(os.path.relpath(os.path.join(project.root, project.settings.build)))


def _list(build: Path) -> None:
    from frontierkit.output.release import releases

    found = releases(build)
    if not found:
        say(f"{build} holds no release: `frontierkit build` makes one\n")
    say("".join(f"{_line(release)}\n" for release in found))


def _line(release: Release) -> str:
    promtool = release.manifest.verified.promtool
    verified = f"verified by promtool {promtool}" if promtool else "not verified by promtool"
    damaged = "" if release.whole else style()("error", "  damaged")
    sign = style()("help", "*") if release.current else " "
    files = plural(len(release.manifest.files), "file")
    return f"{sign} {release.name:<18}  {files:<10}  {verified}{damaged}"
