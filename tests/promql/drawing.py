"""Draws what a parse found under its text."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import dedent

from frontierkit.promql import Node, SyntaxProblem
from frontierkit.text import Span, underline


def carets(text: str, start: int, end: int, note: str = "") -> str:
    """The line of carets under `text[start:end]`."""
    return underline(text, Span(start, end), note).splitlines()[-1]


def drawn_nodes(text: str, nodes: Iterable[Node]) -> str:
    """The text, and a line of carets for every node."""
    marks = [carets(text, node.start, node.end, type(node).__name__) for node in nodes]
    return "\n".join([text, *marks])


def drawn_problems(text: str, problems: Iterable[SyntaxProblem]) -> str:
    """The text, and a line of carets with its message for every problem."""
    marks = [carets(text, found.start, found.end, found.message) for found in problems]
    return "\n".join([text, *marks])


def block(drawing: str) -> str:
    """A drawing as a test writes it: indented, after a line break."""
    return dedent(drawing).strip("\n")
