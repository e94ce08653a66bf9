"""The table of contents: every check, by profile and family.

`default` holds what is provably wrong for every reading; `strict` adds opinions and hygiene. A
check is imported when it is run or asked about: `label/unknown` is `checks/label/unknown.py`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from frontierkit.checks.check import Check

DEFAULT: tuple[str, ...] = ()

STRICT: tuple[str, ...] = ()

CHECKS = DEFAULT + STRICT


@cache
def load_check(name: str) -> Check[Any]:
    """Return the check called `name`, which is one of `CHECKS`."""
    from importlib import import_module

    family, _, problem = name.partition("/")
    check: Check[Any] = getattr(import_module(f"frontierkit.checks.{family}.{problem}"), problem)
    return check
