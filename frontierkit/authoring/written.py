"""Texts that remember the line of Python on which they were written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from types import CodeType, MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from frontierkit.authoring.refuse import label_set, refuse

if TYPE_CHECKING:
    from frontierkit.model.engine import Signal

PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
SHIPPED = os.path.join(PACKAGE, "authoring", "engines") + os.sep


class Written(NamedTuple):
    """Where in Python something was written: the call that made it.

    Lines count from 1; columns are bytes of the UTF-8 line, from 0, as Python itself counts them;
    -1 where Python does not know.
    """

    path: str
    line: int
    column: int = -1
    end_line: int = -1
    end_column: int = -1


class Text(str):
    """A string that knows where it was written.

    The Grafana SDK keeps the strings that it is given, so a text comes back out of a built
    dashboard with its place. `signal` is the signal it asks for, and `missing` the reason why the
    engine does not export that, where this is known; `ignore` gives, by check, the reasons to
    leave out what is found in the panel or query that it belongs to.
    """

    written: Written
    signal: Signal | None = None
    missing: str | None = None
    ignore: Mapping[str, str] = MappingProxyType({})

    @classmethod
    def at(cls, value: str, written: Written) -> Text:
        """Return `value` as written at a known place; a text keeps its own."""
        if isinstance(value, Text):
            return value
        text = cls(value)
        text.written = written
        return text

    def ignoring(self, reasons: Mapping[str, str]) -> Text:
        """Return a text of its own, whose owner ignores what has `reasons`."""
        if not reasons:
            return self
        text = Text(self)
        text.written, text.signal, text.missing = self.written, self.signal, self.missing
        text.ignore = reasons
        return text


def promql(text: str) -> Text:
    """Mark `text` as PromQL written on the calling line.

    Everything that takes PromQL takes plain strings too; what is marked keeps its place through
    the builders of the Grafana SDK, so that a diagnostic points at the very character. Texts of
    several lines and f-strings are fine.

    Raises: SourceError, if it is no string or empty.

    Example:
        >>> expr = promql("sum(rate(http_requests_total[5m]))")
        >>> expr == "sum(rate(http_requests_total[5m]))", expr.written.line
        (True, 1)
    """
    if not isinstance(text, str):
        raise refuse(f"PromQL is a string, not {text!r}")
    if not text.strip():
        raise refuse("PromQL is empty here", "write an expression, as `up == 0`")
    return Text.at(text, here())


def here() -> Written:
    """Return where the author's code is: the nearest call from outside of frontierkit.

    While what was declared is compiled, no such call may be under way: then where it was declared.
    """
    frame = sys._getframe(1)
    while frame.f_back is not None and is_ours(frame.f_code.co_filename):
        frame = frame.f_back
    declared = _DECLARED.get()
    if declared is not None and frame.f_code.co_filename.startswith("<frozen "):
        return declared
    return _position(frame.f_code, frame.f_lasti, frame.f_lineno)


def texts(values: Mapping[str, str] | None, what: str, written: Written) -> dict[str, Text]:
    """Return labels or annotations as texts that were written in one call."""
    return {key: Text.at(value, written) for key, value in label_set(values or {}, what).items()}


_DECLARED: ContextVar[Written | None] = ContextVar("the place of what is compiled", default=None)


@contextmanager
def declared_at(written: Written) -> Iterator[None]:
    """Say where that was declared of which parts are made now, by frontierkit itself."""
    token = _DECLARED.set(written)
    try:
        yield
    finally:
        _DECLARED.reset(token)


def place_of(text: Text, user: Written) -> Written:
    """Return where a text was written; of what frontierkit ships, where it is used."""
    return user if text.written.path.startswith(SHIPPED) else text.written


def is_ours(path: str) -> bool:
    """Whether a file is frontierkit's own machinery; the engines that it ships are content."""
    return path.startswith(PACKAGE) and not path.startswith(SHIPPED)


def _position(code: CodeType, instruction: int, line: int) -> Written:
    found = next(islice(code.co_positions(), instruction // 2, None), (None,) * 4)
    start, end, column, end_column = found
    if start is None or end is None or column is None or end_column is None:
        return Written(code.co_filename, line)
    return Written(code.co_filename, start, column, end, end_column)
