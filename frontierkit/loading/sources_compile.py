"""Everything that the sources declare, compiled for the engines that are asked for: plain data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.builders.dashboard import Dashboard as DashboardBuilder
from grafana_foundation_sdk.cog.builder import Builder
from grafana_foundation_sdk.models.dashboard import Dashboard as BuiltDashboard

from frontierkit import authoring
from frontierkit.authoring import engines as shipped
from frontierkit.authoring.engine import CONFIGURED, fill
from frontierkit.authoring.written import place_of
from frontierkit.loading.declarations import Declaration, Refused
from frontierkit.loading.expected import EXPECTED_FILE, expected_groups, expected_jobs
from frontierkit.loading.signals import WINDOW, engine_parts
from frontierkit.loading.sources_grafana import Completion
from frontierkit.loading.sources_plain import Plainer, Wire, texts


class UnknownEngine(Exception):
    """An engine is asked for that nobody declares and frontierkit does not ship."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.known = tuple(known)


def compile_declared(
    declared: list[Declaration], root: Path, engine_names: tuple[str, ...], datasource_uid: str
) -> dict[str, Any]:
    """Return what is declared as plain data, for the engines named (none: all declared)."""
    engines = chosen_engines(declared, engine_names)
    CONFIGURED.set(engines)
    everything = [found for one in declared for found in _for_each_engine(one)]
    _refuse_aliases(everything)
    _refuse_loose_rules(everything)
    _refuse_twins(everything)
    parts = [engine_parts(engine) for engine in engines]
    wire = Wire(root)
    completion = Completion(datasource_uid, engines)

    def plain(kind: type[Any]) -> list[dict[str, Any]]:
        return [_writable(found, wire.encode(found.value)) for found in _of(everything, kind)]

    return {
        "dashboards": list(_dashboards(everything, completion, wire)),
        "groups": [
            _with_file(_writable(d, wire.encode(d.value)), wire.shown(d.path))
            for d in _of(everything, authoring.RuleGroup)
        ]
        + [wire.encode(part.group) for part in parts]
        + [wire.encode(group) for group in expected_groups(engines)],
        "jobs": [
            _writable(d, _job(d.value, d.value.target_file, wire))
            for d in _of(everything, authoring.ScrapeJob)
        ],
        "engine_jobs": [_job(part.job, part.target_file, wire) for part in parts]
        + [_job(job, EXPECTED_FILE, wire) for job in expected_jobs(engines)],
        "prometheus": plain(authoring.PrometheusServer),
        "alertmanagers": plain(authoring.Alertmanager),
        "configs": plain(authoring.ConfigFile),
        "datasources": plain(authoring.Datasource),
        "tests": plain(authoring.AlertTest),
        "engines": [_engine(engine, wire) for engine in engines],
        "signals": [wire.encode(signal) for signal in authoring.signals.ALL],
    }


def chosen_engines(
    declared: list[Declaration], names: tuple[str, ...]
) -> tuple[authoring.Engine, ...]:
    """Return the engines that are compiled for: those named, else all that are declared.

    A declared engine goes before one of the same name that frontierkit ships.
    """
    own: dict[str, authoring.Engine] = {}
    for found in _of(declared, authoring.Engine):
        if found.value.name in own:
            raise Refused(
                f"engine `{found.value.name}` is declared twice",
                found.path,
                found.line,
                "declare it once, with all its targets",
            )
        own[found.value.name] = found.value
    known = {name: getattr(shipped, name) for name in shipped.__all__} | own
    for name in names:
        if name not in known:
            raise UnknownEngine(name, sorted(known))
    return tuple(known[name] for name in names) if names else tuple(own.values())


def _for_each_engine(found: Declaration) -> Iterator[Declaration]:
    """Yield a declaration, or what it is made into for each engine."""
    if isinstance(found.value, authoring.slos.Slo):
        for group in found.value.groups():
            yield Declaration(found.name, group, found.path, found.line)
        return
    if not isinstance(found.value, authoring.PerEngine):
        yield found
        return
    for engine, made in found.value.each():
        several = [made] if not isinstance(made, list | tuple) else list(made)
        several = [value for value in several if value is not None]
        for number, value in enumerate(several, start=1):
            suffix = f"_{number}" if len(several) > 1 else ""
            yield Declaration(f"{found.name}_{engine.name}{suffix}", value, found.path, found.line)


def _dashboards(
    declared: list[Declaration], completion: Completion, wire: Wire
) -> Iterator[dict[str, Any]]:
    plainer = Plainer()
    for found in declared:
        if not isinstance(found.value, DashboardBuilder | BuiltDashboard):
            continue
        data = _writable(found, _completed(found, plainer, completion))
        yield {
            "name": found.name,
            "folder": getattr(found.value, "folder", ""),
            "at": [wire.shown(found.path), found.line],
            "data": data,
            "written": [[list(pointer), wire.at(text.written)] for pointer, text in texts(data)],
            "ignores": [
                [list(pointer), dict(text.ignore), wire.at(text.written)]
                for pointer, text in texts(data)
                if text.ignore
            ],
        }


def _completed(found: Declaration, plainer: Plainer, completion: Completion) -> dict[str, Any]:
    """Return a dashboard as Grafana reads it; what is half filled is refused where it is named."""
    where = f"dashboard `{found.name}`"
    try:
        built = found.value.build() if isinstance(found.value, Builder) else found.value
        return completion.complete(plainer.plain(built, where, found.path, found.line), found)
    except (authoring.SourceError, Refused):
        raise
    except Exception as error:
        raise Refused(
            f"{where} could not be built: {type(error).__name__}: {error}",
            found.path,
            found.line,
            "something in it is missing or of the wrong kind",
        ) from error


def _writable(found: Declaration, data: dict[str, Any]) -> dict[str, Any]:
    """Return `data` if all its texts can be written to a file."""
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        half = error.object[error.start : error.start + 1]
        raise Refused(
            f"`{found.name}` holds {half!a}, which is half a character: no file can hold that",
            found.path,
            found.line,
            "write the character itself, or all of it as `\\U0001f525`",
        ) from None
    return data


def _of(declared: list[Declaration], kind: type[Any]) -> Iterator[Declaration]:
    return (found for found in declared if isinstance(found.value, kind))


def _refuse_aliases(declared: list[Declaration]) -> None:
    """Refuse a second name for what is declared already."""
    first: dict[int, Declaration] = {}
    for found in declared:
        other = first.setdefault(id(found.value), found)
        if other is not found and not isinstance(found.value, authoring.Rule):
            raise Refused(
                f"`{found.name}` is another name for `{other.name}`: it would be built twice",
                found.path,
                found.line,
                "begin the name with `_` if it is only for use in this file",
            )


def _refuse_loose_rules(declared: list[Declaration]) -> None:
    """Refuse a rule that is declared and in no group: it would be lost."""
    grouped = {
        id(rule) for found in _of(declared, authoring.RuleGroup) for rule in found.value.rules
    }
    for found in _of(declared, authoring.Rule):
        if id(found.value) not in grouped:
            raise Refused(
                f"rule `{found.value.name}` is in no rule group: it would be lost",
                found.path,
                found.line,
                "put it into a `rule_group(…)`, or begin its name with `_`",
            )


def _refuse_twins(declared: list[Declaration]) -> None:
    """Refuse two groups of one name in a file, which Prometheus refuses, and two such tests."""
    first: dict[tuple[str, str, str], Declaration] = {}
    for kind, word in ((authoring.RuleGroup, "rule group"), (authoring.AlertTest, "test")):
        for found in _of(declared, kind):
            name = str(found.value.name)
            other = first.setdefault((word, found.path, name), found)
            if other is not found:
                raise Refused(
                    f"two {word}s of this file are called `{name}`: `{other.name}` and "
                    f"`{found.name}`",
                    found.path,
                    found.line,
                    "give each a name of its own",
                )


def _engine(engine: authoring.Engine, wire: Wire) -> dict[str, Any]:
    bindings = {
        signal.name: {
            "query": fill(engine.bindings[signal.name], engine.job, WINDOW)
            if engine.exports(signal)
            else None,
            "reason": engine.reason(signal),
            "at": wire.at(
                place_of(engine.bindings[signal.name], engine.written)
                if engine.exports(signal)
                else engine.written
            ),
        }
        for signal in authoring.signals.ALL
    }
    return {
        "name": engine.name,
        "title": engine.title,
        "job": engine.job,
        "exporter": engine.exporter.name,
        "version": engine.exporter.version,
        "bindings": bindings,
        "targets": wire.encode(engine.targets),
        "at": wire.at(engine.written),
    }


def _job(job: authoring.ScrapeJob, target_file: str | None, wire: Wire) -> dict[str, Any]:
    return {**wire.encode(job), "target_file": target_file}


def _with_file(group: dict[str, Any], source: str) -> dict[str, Any]:
    """Name the rule file after the source, unless the group has one of its own."""
    if group["path"]:
        return group
    stem = source.removesuffix(".py").replace("/", "_").removeprefix("sources_")
    return {**group, "path": f"prometheus/rules/{stem}.yml"}
