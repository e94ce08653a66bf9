"""promtool's opinion of the configuration, the rule files and the rule tests of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from frontierkit.dataclass import dataclass, field
from frontierkit.diagnostics import Diagnostic
from frontierkit.model.project import NotJudged
from frontierkit.model.rules import RuleTest
from frontierkit.output import OutputTree
from frontierkit.programs.promtool import Promtool
from frontierkit.programs.run import Verdict
from frontierkit.promql import Dialect
from frontierkit.verify.kinds import Emitted, Kind
from frontierkit.verify.newer import needed, unknown_field
from frontierkit.verify.nothing_lost import expressions
from frontierkit.verify.rule_tests import failures
from frontierkit.verify.scratch import scratch
from frontierkit.verify.verification import objection


@dataclass(slots=True)
class Hearing:
    """promtool, what it is asked about, and what it has said so far."""

    promtool: Promtool
    dialect: Dialect
    folder: Path
    objections: list[Diagnostic] = field(default_factory=list)
    skipped: list[NotJudged] = field(default_factory=list)

    def skip(self, emitted: Emitted, why: str) -> None:
        """Leave a file out, so that it is in the way of no other, and say why."""
        (self.folder / emitted.file.path).unlink()
        self.skipped.append(NotJudged(f"file {emitted.file.path}", 1, why))

    def object(self, emitted: Emitted, verdict: Verdict) -> None:
        """Note what promtool says against a file."""
        said = " ".join(verdict.output.replace(f"{self.folder}/", "").split())
        message = f"promtool refuses `{emitted.file.path}`: {said}"
        self.objections.append(objection("verify/promtool", emitted.file, message, _HELP))


_HELP = "if what is declared there is right, this is a bug of frontierkit; please report it"


def by_promtool(
    tree: OutputTree,
    emitted: tuple[Emitted, ...],
    tests: Iterable[RuleTest],
    promtool: Promtool,
    dialect: Dialect,
) -> Hearing:
    """Ask promtool about everything in `tree` that it can judge."""
    with scratch(tree, emitted) as folder:
        hearing = Hearing(promtool, dialect, folder)
        rules = list(_judged_rules(hearing, [e for e in emitted if e.kind is Kind.RULES]))
        for each in emitted:
            if each.kind is Kind.PROMETHEUS:
                _judge_config(hearing, each)
        _judge_tests(hearing, [e for e in emitted if e.kind is Kind.RULE_TESTS], rules, tests)
    return hearing


def _judged_rules(hearing: Hearing, files: list[Emitted]) -> Iterator[Emitted]:
    """Yield the rule files that promtool accepts."""
    known = []
    for each in files:
        why = needed(expressions(each), hearing.dialect, hearing.promtool.version)
        if why:
            hearing.skip(each, why)
        else:
            known.append(each)
    if known and _check(hearing, known).accepted:
        yield from known
        return
    # One process says yes to all; only where it does not, each file is asked about alone.
    for each in known:
        verdict = _check(hearing, [each])
        if verdict.accepted:
            yield each
        elif why := unknown_field(verdict.output, hearing.promtool.version):
            hearing.skip(each, why)
        else:
            hearing.object(each, verdict)


def _check(hearing: Hearing, files: Iterable[Emitted]) -> Verdict:
    paths = [Path(each.file.path) for each in files]
    return hearing.promtool.check_rules(paths, hearing.folder)


def _judge_config(hearing: Hearing, config: Emitted) -> None:
    if hearing.objections:
        return  # `check config` reads the rule files too, and would say the same again
    verdict = hearing.promtool.check_config(hearing.folder / config.file.path)
    if verdict.accepted:
        return
    if why := unknown_field(verdict.output, hearing.promtool.version):
        hearing.skip(config, why)
    else:
        hearing.object(config, verdict)


def _judge_tests(
    hearing: Hearing, files: list[Emitted], rules: list[Emitted], tests: Iterable[RuleTest]
) -> None:
    """Run the tests of the rule files that promtool accepts, in one process."""
    accepted = {each.file.path for each in rules}
    runnable = []
    for each in files:
        missing = [path for path in _tested(each) if path not in accepted]
        if missing:
            # promtool would test without those rules, and call it a success.
            hearing.skip(each, f"promtool does not load `{missing[0]}`")
        else:
            runnable.append(each)
    if runnable:
        verdict = hearing.promtool.test_rules(
            [Path(each.file.path) for each in runnable], hearing.folder
        )
        if not verdict.accepted:
            hearing.objections.extend(failures(verdict, tests))


def _tested(tests: Emitted) -> Iterator[PurePosixPath]:
    """Yield the rule files that a file of tests names, as paths of the build."""
    from posixpath import normpath

    for path in tests.payload["rule_files"]:
        yield PurePosixPath(normpath(tests.file.path.parent / path))
