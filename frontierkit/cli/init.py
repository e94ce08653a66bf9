"""`frontierkit init`: a small project that is green, made for what is there."""

from __future__ import annotations

from pathlib import Path

import click

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import say
from frontierkit.errors import UsageError


@click.command()
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
def command(folder: Path) -> int:
    """Write a small project into FOLDER (here, if none is given).

    It looks at a prometheus.yml or a compose file if there is one, scrapes what it finds there,
    and adds an alert with its tests and a dashboard. Nothing that is there is overwritten.
    """
    from frontierkit.output.disk import write_new
    from frontierkit.pipeline.new_project import new_project
    from frontierkit.pipeline.surroundings import look_around

    found = look_around(folder)
    files = new_project(found)
    there = [path for path in files if (folder / path).exists() and path != "build/.gitignore"]
    if there:
        raise UsageError(
            f"there is a project already: `{folder / there[0]}`",
            "name an empty folder, as in `frontierkit init monitoring`",
        )
    say(f"looked at {found.path}\n" if found.path else "no compose file and no prometheus.yml\n")
    for path, text in files.items():
        if not (folder / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            write_new(folder / path, text.encode())
            say(f"wrote {folder / path}\n")
    where = "" if folder == Path() else f"cd {folder} && "
    say(f"next: {where}frontierkit lint && frontierkit test && frontierkit build\n")
    return ExitCode.CLEAN
