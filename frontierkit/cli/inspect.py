"""`frontierkit inspect`: say what an expression is, and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say, style
from frontierkit.errors import UsageError
from frontierkit.settings import read_settings


@click.command()
@click.argument("arguments", nargs=-1, metavar="EXPR [PATH]...")
@click.option(
    "--catalog",
    "catalogs",
    multiple=True,
    metavar="FILE",
    help="Judge by this catalog, a file or the name of a bundled one. May be given again.",
)
@click.option("--stdin", is_flag=True, help="Read expressions from stdin, one a line.")
@click.option("--sources", is_flag=True, help="Know what the project's sources declare; runs them.")
@click.option(
    "--format",
    type=click.Choice(("text", "json")),
    help="How to say it: for a person, or one JSON object a line (as with --stdin, if not told).",
)
def command(
    arguments: tuple[str, ...],
    catalogs: tuple[str, ...],
    stdin: bool,
    sources: bool,
    format: str | None,
) -> int:
    """Say what EXPR is: type, unit, range, emptiness and labels, each with its reason.

    Rules and scrape jobs in the files and folders at PATH are known, so that what they record is;
    nothing in them is executed. Grafana's variables may be anything.

    \b
    frontierkit inspect 'sum by (job) (rate(http_requests_total[5m]))'
    frontierkit inspect --catalog mine.yaml 'job:up:sum' rules.yml
    """
    expressions, paths = (None, arguments) if stdin else _first(arguments)
    if sources and paths:
        raise UsageError("`--sources` and a PATH exclude each other", "leave one of them out")
    from frontierkit.pipeline.inspect import inspector, inspector_of_sources
    from frontierkit.reporting.inspection import as_json_line, as_text

    project = read_settings()
    answers = (
        inspector_of_sources(project, catalogs) if sources else inspector(project, catalogs, paths)
    )
    as_json = format == "json" or (format is None and stdin)
    refused = False
    for expr in _lines() if expressions is None else expressions:
        inspection = answers.ask(expr)
        refused = refused or inspection.problem is not None
        say(as_json_line(inspection) if as_json else as_text(inspection, style()))
    return ExitCode.FOUND if refused and not stdin else ExitCode.CLEAN


def _first(arguments: tuple[str, ...]) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    if not arguments:
        raise UsageError("there is no expression", "give one in quotes, or pass `--stdin`")
    return arguments[:1], arguments[1:]


def _lines() -> Iterator[str]:
    """Yield each line of stdin as soon as it is there, without its end."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\n")
