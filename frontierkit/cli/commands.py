"""The commands, and the group that imports only the one that is asked for."""

from __future__ import annotations

from typing import NamedTuple

import click

from frontierkit import __version__
from frontierkit.text import closest

EXIT_CODES = """\b
Exit codes:
  0    clean
  1    errors found, or build/ is stale
  2    the command line or the settings are wrong
  3    could not run: something that is needed is missing or broken
  130  interrupted
"""


class Command(NamedTuple):
    """Where a command lives: a module whose `command` is a click command; and its help in a line.

    The module is imported when the command is run, and `--help` of the whole needs none of them.
    """

    module: str
    summary: str


COMMANDS: dict[str, Command] = {
    "init": Command("frontierkit.cli.init", "Write a small project that is green."),
    "build": Command("frontierkit.cli.build", "Compile the sources, verified, to build/."),
    "lint": Command("frontierkit.cli.lint", "Prove that what is queried is really exported."),
    "test": Command("frontierkit.cli.test", "Run the tests of alerts with promtool."),
    "inspect": Command("frontierkit.cli.inspect", "Say what an expression is, and why."),
    "explain": Command("frontierkit.cli.explain", "Explain a check, or list all of them."),
    "migrate": Command("frontierkit.cli.migrate", "Say what an exporter's upgrade breaks."),
    "catalog": Command("frontierkit.cli.catalog", "List, show and import catalogs of exporters."),
    "releases": Command("frontierkit.cli.releases", "List the releases of a build, or go back."),
    "stack": Command("frontierkit.cli.stack", "Start what was built, and prove that it runs."),
    "doctor": Command("frontierkit.cli.doctor", "Say what is here and what is missing."),
}
"""Every finished command, in the order of `--help`."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in their own order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command `cmd_name`."""
        from importlib import import_module

        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = import_module(entry.module).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, or say which one may have been meant."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            meant = closest(name, COMMANDS)
            hint = f"; did you mean `{meant}`?" if meant else ""
            raise click.UsageError(f"no command is called `{name}`{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.version_option(__version__, message="frontierkit %(version)s")
def frontierkit() -> None:
    """Compile dashboards, alerts and scrape jobs from Python, and prove that they can work."""
