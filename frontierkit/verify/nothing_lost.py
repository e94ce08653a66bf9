"""Every expression in the output is one that the model knew, and the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from frontierkit.diagnostics import Diagnostic
from frontierkit.output import OutputFile
from frontierkit.verify.kinds import Emitted, Kind
from frontierkit.verify.verification import objection


def nothing_lost(
    emitted: Iterable[Emitted], known: Iterable[str], manifest_of: OutputFile
) -> Iterator[Diagnostic]:
    """Yield an objection for each expression that came or went between model and output.

    What is in no file any more is objected to at `manifest_of`.
    """
    wanted = Counter(known)
    for each in emitted:
        for expression in expressions(each):
            if wanted[expression] > 0:
                wanted[expression] -= 1
            else:
                message = f"the output has an expression that nobody declared: `{expression}`"
                yield objection("verify/lost", each.file, message, _HELP)
    for expression in sorted(+wanted):
        message = f"an expression that was declared is not in the output: `{expression}`"
        yield objection("verify/lost", manifest_of, message, _HELP)


_HELP = "this is a bug of frontierkit; please report it together with the source"


def expressions(emitted: Emitted) -> Iterator[str]:
    """Yield every expression that Prometheus would be asked because of this file."""
    if emitted.kind is Kind.RULES:
        for group in emitted.payload["groups"]:
            for rule in group["rules"]:
                yield rule["expr"]
    elif emitted.kind is Kind.DASHBOARD:
        yield from _nested(emitted.payload)


def _nested(value: object) -> Iterator[str]:
    """Yield the text under every key `expr`."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "expr" and isinstance(item, str) and item:
                yield item
            else:
                yield from _nested(item)
    elif isinstance(value, list):
        for item in value:
            yield from _nested(item)
