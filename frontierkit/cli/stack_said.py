"""How `frontierkit stack` says what it has found out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from frontierkit.cli.exit import ExitCode
from frontierkit.cli.say import style
from frontierkit.text import printable

if TYPE_CHECKING:
    from frontierkit.stack.answer import Answer

SCHEMA = "frontierkit.stack/1"
_SIGNS = {"good": ("help", "✓"), "bad": ("error", "✗"), "unknown": ("warning", "–")}


def proof_text(
    answers: Iterable[Answer], format_: str = "text", links: Mapping[str, str] | None = None
) -> str:
    """Return answers as text, a line each, or as JSON with a name for its form."""
    answers = list(answers)
    if format_ == "json":
        plain = {
            "schema": SCHEMA,
            "answers": [answer.plain() for answer in answers],
            "links": dict(links or {}),
        }
        return json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    wide = max((len(answer.topic) for answer in answers), default=0)
    lines = "".join(f"{_line(answer, wide)}\n" for answer in answers)
    return lines + (links_text(links) if links else "")


def links_text(links: Mapping[str, str]) -> str:
    """Return the pages to look at, a line each."""
    wide = max(map(len, links))
    return "".join(f"  {name:<{wide}}  {url}\n" for name, url in links.items())


def finish(answers: Iterable[Answer]) -> ExitCode:
    """Return the exit code: whether anything is bad."""
    return ExitCode.FOUND if any(each.state == "bad" for each in answers) else ExitCode.CLEAN


def _line(answer: Answer, wide: int) -> str:
    kind, sign = _SIGNS[answer.state]
    advice = f"\n    {printable(answer.advice)}" if answer.advice else ""
    return f"{style()(kind, sign)} {answer.topic:<{wide}}  {printable(answer.found)}{advice}"
