"""PromQL on its own: text in, a tree out with a span on every node, and what is wrong with it."""

from frontierkit.promql.features import DEFAULT, FLAGS, Dialect
from frontierkit.promql.foreign import foreign
from frontierkit.promql.functions import AGGREGATORS, FUNCTIONS, Aggregator, Signature
from frontierkit.promql.node import ANY, MATRIX, SCALAR, STRING, VECTOR, Node
from frontierkit.promql.nodes import (
    Aggregate,
    At,
    Binary,
    Call,
    Duration,
    Label,
    Labels,
    Matcher,
    Matching,
    Matrix,
    Number,
    Paren,
    Selector,
    String,
    Subquery,
    Unary,
    Variable,
)
from frontierkit.promql.parser import parse
from frontierkit.promql.printer import canonical
from frontierkit.promql.syntax import Need, Syntax, SyntaxProblem
from frontierkit.promql.variables import VariableUse, variables_in

__all__ = [
    "AGGREGATORS",
    "ANY",
    "DEFAULT",
    "FLAGS",
    "FUNCTIONS",
    "MATRIX",
    "SCALAR",
    "STRING",
    "VECTOR",
    "Aggregate",
    "Aggregator",
    "At",
    "Binary",
    "Call",
    "Dialect",
    "Duration",
    "Label",
    "Labels",
    "Matcher",
    "Matching",
    "Matrix",
    "Need",
    "Node",
    "Number",
    "Paren",
    "Selector",
    "Signature",
    "String",
    "Subquery",
    "Syntax",
    "SyntaxProblem",
    "Unary",
    "Variable",
    "VariableUse",
    "canonical",
    "foreign",
    "parse",
    "variables_in",
]
