"""Makes the page of all checks from the checks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.checks import CHECKS, DEFAULT, load_check

HEAD = """# Checks

What `frontierkit lint` finds. `frontierkit explain CHECK` shows the same in a terminal. Checks of
the profile `default` find what is provably wrong for every reading; those of the profile `strict`,
marked so, add opinions and hygiene. Every example is executed by a test.
"""


def page() -> str:
    """Return `docs/checks.md`."""
    return "\n".join([HEAD, *_table(), "", *(line for name in CHECKS for line in _section(name))])


def _table() -> Iterator[str]:
    yield "| check | severity | finds |"
    yield "|---|---|---|"
    for name in CHECKS:
        check = load_check(name)
        strict = "" if name in DEFAULT else ", strict"
        link = f"[`{name}`](#{name.replace('/', '')})"
        yield f"| {link} | {check.severity.word}{strict} | {check.summary} |"


def _section(name: str) -> Iterator[str]:
    """Yield the page of a check, with its examples as code."""
    yield f"## {name}\n"
    strict = "" if name in DEFAULT else ", only in the profile `strict`"
    yield f"*{load_check(name).severity.word}{strict}*\n"
    yield re.sub(
        r"^(Bad|Good):\n((?:(?: {4}.*)?\n)+)", _example, load_check(name).page + "\n", flags=re.M
    )


def _example(found: re.Match[str]) -> str:
    lines = found[2].rstrip("\n").splitlines()
    code = "\n".join(line[4:] for line in lines)
    return f"{found[1]}:\n\n```yaml\n{code}\n```\n\n"
