"""Parses a text, once for all who ask for it."""

from __future__ import annotations

from functools import lru_cache

from frontierkit.promql.expressions import Expressions
from frontierkit.promql.features import DEFAULT, Dialect
from frontierkit.promql.stream import Stop
from frontierkit.promql.syntax import Syntax, SyntaxProblem

MAX_LENGTH = 500_000
"""How many characters an expression may have."""


@lru_cache(maxsize=8192)
def parse(text: str, dialect: Dialect = DEFAULT) -> Syntax:
    """Parse an expression; whatever is wrong with it is among the problems, nothing is raised.

    The tree is None where the text could not be read to its end.
    """
    if len(text) > MAX_LENGTH:
        return _refused(text, dialect, f"longer than {MAX_LENGTH:,} characters")
    reader = Expressions(text, dialect)
    expr = None
    try:
        expr = reader.whole()
    except Stop:
        pass
    except RecursionError:  # the caller has used up the stack before
        return _refused(text, dialect, "too deeply nested")
    problems = (*reader.problems, *reader.mistyped)
    return Syntax(text, dialect, expr, problems, tuple(reader.needs))


def _refused(text: str, dialect: Dialect, reason: str) -> Syntax:
    problem = SyntaxProblem(f"the expression is {reason}", 0, len(text))
    return Syntax(text, dialect, None, (problem,))
