"""What parsing a text yields: a tree, problems, what it needs of Prometheus, its variables."""

from __future__ import annotations

from typing import NamedTuple

from frontierkit.promql.features import DEFAULT, Dialect
from frontierkit.promql.node import Node, preorder
from frontierkit.promql.nodes import Aggregate, Binary, Call
from frontierkit.promql.variables import VariableUse, variable_uses


class SyntaxProblem(NamedTuple):
    """Why Prometheus refuses an expression, and the characters it stumbles over.

    The span is empty only if the text has nothing to point at.
    """

    message: str
    start: int
    end: int


class Need(NamedTuple):
    """A construct that not every Prometheus takes: since when it exists, the flag it needs."""

    name: str
    since: str
    flag: str | None
    start: int
    end: int


class Syntax:
    """An expression as its dialect reads it; shared by all who ask for the same text."""

    __slots__ = ("text", "dialect", "expr", "problems", "needs", "_nodes", "_variables", "_words")

    def __init__(
        self,
        text: str,
        dialect: Dialect = DEFAULT,
        expr: Node | None = None,
        problems: tuple[SyntaxProblem, ...] = (),
        needs: tuple[Need, ...] = (),
    ) -> None:
        self.text = text
        self.dialect = dialect
        self.expr = expr
        self.problems = problems
        self.needs = needs
        self._nodes: tuple[Node, ...] | None = None
        self._variables: tuple[VariableUse, ...] | None = None
        self._words: frozenset[str] | None = None

    @property
    def ok(self) -> bool:
        """Whether Prometheus accepts it."""
        return not self.problems

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, parents first; read backwards, children come first."""
        if self._nodes is None:
            self._nodes = () if self.expr is None else tuple(preorder(self.expr))
        return self._nodes

    @property
    def words(self) -> frozenset[str]:
        """Its functions, aggregations and operators between two operands."""
        if self._words is None:
            self._words = frozenset(filter(None, map(_word, self.nodes)))
        return self._words

    @property
    def variables(self) -> tuple[VariableUse, ...]:
        """Grafana's variables in it, in the order of the text; none unless the dialect has them."""
        if self._variables is None:
            wanted = self.dialect.grafana and ("$" in self.text or "[[" in self.text)
            self._variables = variable_uses(self.text, self.nodes) if wanted else ()
        return self._variables


def _word(node: Node) -> str | None:
    if isinstance(node, Call):
        return node.name
    return node.op if isinstance(node, Aggregate | Binary) else None
