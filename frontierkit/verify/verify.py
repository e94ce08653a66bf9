"""Ask everyone who may have an opinion on an output tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frontierkit.diagnostics import Diagnostic
from frontierkit.model.rules import RuleTest
from frontierkit.output import OutputTree
from frontierkit.programs.promtool import Promtool
from frontierkit.promql import DEFAULT, Dialect
from frontierkit.verify.by_promtool import by_promtool
from frontierkit.verify.kinds import Emitted, Kind, read_back
from frontierkit.verify.nothing_lost import nothing_lost
from frontierkit.verify.schemas import violations
from frontierkit.verify.verification import Verification, objection


def verify(
    tree: OutputTree,
    known: Iterable[str],
    tests: Iterable[RuleTest] = (),
    promtool: Promtool | None = None,
    dialect: Dialect = DEFAULT,
) -> Verification:
    """Verify a tree: the schemas, nothing lost of the `known` expressions, and promtool if there.

    `tests` are the rule tests as declared: where one fails, its line is named. A file that its
    schema refuses is shown to nobody else.
    """
    emitted = tuple(read_back(tree))
    objections = list(_by_schemas(emitted))
    if not objections and emitted:
        objections += nothing_lost(emitted, known, emitted[0].file)
    if objections or promtool is None:
        return Verification(tuple(objections), (), None)
    hearing = by_promtool(tree, emitted, tests, promtool, dialect)
    return Verification(tuple(hearing.objections), tuple(hearing.skipped), str(promtool.version))


def verify_rule_tests(
    tree: OutputTree, tests: Iterable[RuleTest], promtool: Promtool, dialect: Dialect = DEFAULT
) -> Verification:
    """Run the rule tests in a tree, and nothing else but what they need."""
    emitted = tuple(e for e in read_back(tree) if e.kind in (Kind.RULES, Kind.RULE_TESTS))
    only = OutputTree(each.file for each in emitted)
    hearing = by_promtool(only, emitted, tests, promtool, dialect)
    return Verification(tuple(hearing.objections), tuple(hearing.skipped), str(promtool.version))


def _by_schemas(emitted: Iterable[Emitted]) -> Iterator[Diagnostic]:
    for each in emitted:
        for violation in violations(each.kind, each.payload):
            message = f"`{each.file.path}` breaks the schema `{each.kind}`: {violation}"
            yield objection("verify/schema", each.file, message, _HELP)


_HELP = "what is declared there asks for something that Prometheus or Grafana does not take"
