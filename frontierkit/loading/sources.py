"""Python sources → project: run apart from this process, and brought back as plain data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from frontierkit.dataclass import dataclass, replace
from frontierkit.diagnostics import Diagnostic, Finding, Severity
from frontierkit.errors import UsageError
from frontierkit.loading.collected import Collected
from frontierkit.loading.dashboards import lift_dashboard
from frontierkit.loading.files import Loaded, judged_in
from frontierkit.loading.source_text import SourceText
from frontierkit.loading.sources_alerting import lift_declared
from frontierkit.loading.sources_ignores import ignores_of_dashboard, ignores_of_rules
from frontierkit.loading.sources_model import SourceLift
from frontierkit.loading.sources_places import PythonFiles, SourcePlaces, WrittenPlace
from frontierkit.loading.sources_signals import signals_by_name
from frontierkit.model.compiled import CompiledConfig, CompiledDashboard
from frontierkit.model.datasource import Datasource
from frontierkit.model.location import Location, Origin, Passage
from frontierkit.model.project import Project
from frontierkit.programs.python import PythonRun, run_python
from frontierkit.seen import answer
from frontierkit.text import Span, closest

CHECK = "source/failed"
_TRACE = re.compile(r'^  File "(.+)", line (\d+) in', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How sources are compiled: for which engines, with which datasource, within which time."""

    engines: tuple[str, ...] = ()
    datasource_uid: str = "prometheus"
    timeout_s: float = 60.0


def load_sources(
    root: Path, folder: str = "sources", options: SourceOptions | None = None
) -> Loaded:
    """Run the Python files in a folder of the project and return what they declare.

    This executes the project's own code, in a process of its own. What is wrong with a source is a
    finding. Raises `UsageError` for a folder that does not exist, or an engine that nobody knows.
    """
    chosen = options or SourceOptions()
    sources = (root / folder).resolve()
    if not sources.is_dir():
        raise UsageError(
            f"there is no folder `{folder}`", "`frontierkit init` makes one to start from"
        )
    count = sum(1 for _ in sources.rglob("*.py"))
    run = run_python(
        "frontierkit.loading.child",
        _asked(root, sources, chosen),
        cwd=root,
        timeout_s=(chosen.timeout_s + 1) * (count + 1) + 10,
    )
    files = PythonFiles(root.resolve())
    messages = list(_messages(run.said))
    for message in messages:
        if "seen" in message:
            answer(message["seen"])
    failures = [_failure(m["failed"], files) for m in messages if "failed" in m]
    _refuse_unknown_engine(messages)
    declared = next((m["declared"] for m in messages if "declared" in m), None)
    if declared is None and not failures:
        failures = [_ended_early(run, messages, root.resolve(), files, chosen)]
    if declared is None or failures:
        return Loaded(Project(), tuple(failures), MappingProxyType({}), MappingProxyType({}))
    return _loaded(declared, files, sources, root.resolve(), chosen)


def _asked(root: Path, sources: Path, options: SourceOptions) -> str:
    asked = {
        "root": str(root.resolve()),
        "sources": str(sources),
        "engines": options.engines,
        "datasource": options.datasource_uid,
        "timeout_s": options.timeout_s,
    }
    return json.dumps(asked).replace("{", '{"pipe": %PIPE%, ', 1)


def _loaded(
    declared: dict[str, Any], files: PythonFiles, sources: Path, root: Path, options: SourceOptions
) -> Loaded:
    lift = SourceLift(files)
    collected = Collected()
    collected.rule_groups += [lift.group(group) for group in declared["groups"]]
    collected.rule_tests += [lift.test(test) for test in declared["tests"]]
    servers = declared["prometheus"]
    jobs = [lift.job(job, servers) for job in (*declared["jobs"], *declared["engine_jobs"])]
    here = WrittenPlace(files, (_shown(sources, root), 1))
    if jobs or servers:
        collected.prometheus.append(lift.prometheus(servers, tuple(jobs), here))
    if len(servers) > 1:
        second = lift.place(servers[1]["written"])
        collected.malformed(
            "scrape/malformed", "`prometheus(…)` is declared twice", second, "declare it once"
        )
    collected.alertmanagers += [lift_declared(d, lift) for d in declared["alertmanagers"]]
    for extra in declared["alertmanagers"][1:]:
        collected.malformed(
            "route/malformed",
            "`alertmanager(…)` is declared twice",
            lift.place(extra["written"]),
            "declare it once",
        )
    collected.datasources += [
        lift.datasource(d, options.datasource_uid) for d in declared["datasources"]
    ] or [_default_datasource(options.datasource_uid, here)]
    compiled = tuple(_dashboards(declared["dashboards"], files, collected))
    collected.dashboards += [each.dashboard for each in compiled]
    signals = signals_by_name(declared["signals"])
    engines = tuple(lift.engine(engine, signals) for engine in declared["engines"])
    configs = tuple(
        CompiledConfig(each["path"], each["content"], lift.place(each["written"]))
        for each in declared["configs"]
    )
    project = replace(collected.project(), compiled=compiled, engines=engines, configs=configs)
    texts = {
        _shown(file, root): SourceText(_shown(file, root), files.get(_shown(file, root)).text)
        for file in sorted(sources.rglob("*.py"))
    }
    ignores = (
        *ignores_of_rules(declared["groups"], collected.rule_groups, files),
        *(
            ignore
            for data, each in zip(declared["dashboards"], compiled, strict=True)
            for ignore in ignores_of_dashboard(data, each.dashboard, files)
        ),
    )
    return Loaded(
        project, tuple(collected.diagnostics), judged_in(project), MappingProxyType(texts), ignores
    )


def _dashboards(
    declared: Sequence[dict[str, Any]], files: PythonFiles, collected: Collected
) -> Iterator[CompiledDashboard]:
    for each in declared:
        origin = Origin(*each["at"])
        places = SourcePlaces(files, each["data"], each["written"], origin)
        dashboard = lift_dashboard(
            each["data"],
            places,
            collected,
            datasources=tuple(collected.datasources),
            folder=each["folder"],
            name=each["name"],
        )
        payload = each["data"]
        yield CompiledDashboard(dashboard, payload, payload["uid"], each["folder"], str(origin))


def _default_datasource(uid: str, place: WrittenPlace) -> Datasource:
    trail = ("datasource Prometheus",)
    return Datasource(
        name=Passage("Prometheus", place, trail),
        uid=Passage(uid, place, trail),
        kind="prometheus",
        url=Passage("http://prometheus:9090", place, trail),
        is_default=True,
        references=(),
        place=place,
    )


def _messages(said: str) -> Iterator[dict[str, Any]]:
    """Yield what the child said; a trace of where it hung is not among it."""
    for line in said.splitlines():
        if line.startswith("{"):
            try:
                yield json.loads(line)
            except ValueError:
                return


def _failure(failed: dict[str, Any], files: PythonFiles) -> Diagnostic:
    """Return what is wrong with a source, at the line that is to blame."""
    path, line = failed["path"], failed["line"]
    lines = files.get(path).text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    text = written.strip()
    indent = len(written) - len(written.lstrip())
    column = failed.get("column")
    first = 0 if column is None else min(max(column - 1 - indent, 0), max(len(text) - 1, 0))
    span = Span(first, first + 1 if column is not None else len(text)) if text else None
    at = Location(Origin(path, line, indent + first + 1), (), text, span)
    return Diagnostic(CHECK, Severity.ERROR, Finding(failed["message"], at, failed.get("hint", "")))


def _refuse_unknown_engine(messages: Sequence[dict[str, Any]]) -> None:
    for message in messages:
        if "unknown_engine" in message:
            name, known = message["unknown_engine"], message["known"]
            meant = closest(name, known)
            question = f"did you mean `{meant}`? " if meant else ""
            raise UsageError(
                f"no engine is called `{name}`",
                f"{question}declare it in a source with `engine(…)`; known are {', '.join(known)}",
            )


def _ended_early(
    run: PythonRun,
    messages: Sequence[dict[str, Any]],
    root: Path,
    files: PythonFiles,
    options: SourceOptions,
) -> Diagnostic:
    """Return why the child ended without a result, at the line where it was."""
    running = [m["running"] for m in messages if "running" in m]
    path, line = (running[-1], 1) if running else ("sources", 1)
    for found in _TRACE.finditer(run.said):
        shown = _shown(Path(found[1]), root)
        if shown != found[1] and "site-packages" not in shown:
            path, line = shown, int(found[2])
            break
    if run.timed_out or "Timeout (" in run.said:
        failed = {
            "message": f"the source does not end within {options.timeout_s:g} s",
            "hint": "sources only declare: no loops without end, no waiting for others; "
            "the setting `timeouts.source` allows more time",
        }
    elif run.code < 0 or "Fatal Python error" in run.said:
        failed = {
            "message": f"Python was killed while it ran the source (exit {run.code})",
            "hint": "did it run out of memory?",
        }
    else:
        said = run.printed.strip().splitlines()
        failed = {
            "message": "the source ended Python before everything was declared"
            + (f": {said[-1]}" if said and run.code else ""),
            "hint": "remove `os._exit(…)` or what else ends the process",
        }
    return _failure({**failed, "path": path, "line": line}, files)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)
