"""`frontierkit explain`: what a check finds, why it matters, what is bad and what is good."""

from __future__ import annotations

import click

from frontierkit.checks import CHECKS, DEFAULT, load_check
from frontierkit.cli.say import say, style
from frontierkit.errors import UsageError
from frontierkit.text import closest


@click.command()
@click.argument("check", required=False)
def command(check: str | None) -> None:
    """Explain CHECK, or list all checks, or those of a family.

    \b
    frontierkit explain label/lost
    frontierkit explain label
    """
    if check is None:
        say(_listing(CHECKS))
        return
    family = tuple(name for name in CHECKS if name.startswith(f"{check}/"))
    if check in CHECKS:
        say(_page(check))
    elif family:
        say(_listing(family))
    else:
        meant = closest(check, (*CHECKS, *{name.partition("/")[0] for name in CHECKS}))
        hint = f"did you mean `{meant}`? " if meant else ""
        raise UsageError(
            f"no check is called `{check}`", f"{hint}`frontierkit explain` lists them all"
        )


def _page(name: str) -> str:
    check = load_check(name)
    dress = style()
    profile = "" if name in DEFAULT else ", only in the profile `strict`"
    head = f"{dress('bold', name)} ({dress.severity(check.severity, check.severity.word)}{profile})"
    return f"{head}\n\n{check.page}\n"


def _listing(names: tuple[str, ...]) -> str:
    width = max(map(len, names))
    dress = style()
    lines = [
        f"{dress('bold', name)}{' ' * (width - len(name))}  {load_check(name).summary}"
        + ("" if name in DEFAULT else dress("dim", " [strict]"))
        for name in names
    ]
    return "\n".join(lines) + "\n"
