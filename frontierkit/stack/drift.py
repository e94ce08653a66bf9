"""How the configuration and rules that run differ from those that were built.

A server shows its configuration with defaults filled in, paths resolved and secrets hidden. So what
was built has to be found again in what runs: every key, every item, nothing left out of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from frontierkit.promql import canonical, parse

_DURATION = re.compile(r"(?:\d+(?:ms|[ywdhms]))+")
_PART = re.compile(r"(\d+)(ms|[ywdhms])")
_SECONDS = {"y": 31_536_000, "w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1, "ms": 0.001}
_SECRET = "<secret>"


def config_drift(built: str, running: str, config_file: str = "") -> Iterator[str]:
    """Yield where a running configuration is not the one that was built; both are YAML.

    `config_file` is the path of the configuration, to which paths in it are relative.
    """
    import yaml

    yield from _differences(
        yaml.safe_load(built), yaml.safe_load(running), "", dirname(config_file)
    )


def rule_drift(folder: Path, groups: list[dict[str, Any]]) -> Iterator[str]:
    """Yield where the loaded groups of rules are not those in a folder of rule files."""
    import yaml

    built = {
        (path.name, group["name"]): group
        for path in sorted(folder.glob("*.yml"))
        for group in yaml.safe_load(path.read_text(encoding="utf-8"))["groups"]
    }
    running = {(Path(group["file"]).name, group["name"]): group for group in groups}
    for file, name in sorted(built.keys() - running.keys()):
        yield f"group `{name}` of {file} is not loaded"
    for file, name in sorted(running.keys() - built.keys()):
        yield f"group `{name}` of {file} is loaded, and was not built"
    for key in sorted(built.keys() & running.keys()):
        mine = [_built_rule(rule, built[key]) for rule in built[key]["rules"]]
        if mine != [_loaded_rule(rule) for rule in running[key]["rules"]]:
            yield f"group `{key[1]}` of {key[0]} is loaded in another version"


def _built_rule(rule: Mapping[str, Any], group: Mapping[str, Any]) -> tuple[object, ...]:
    labels = {**group.get("labels", {}), **rule.get("labels", {})}
    return (
        rule.get("alert") or rule["record"],
        _expression(rule["expr"]),
        _seconds(str(rule.get("for", "0s"))),
        {name: str(value) for name, value in labels.items()},
        {name: str(value) for name, value in rule.get("annotations", {}).items()},
    )


def _loaded_rule(rule: Mapping[str, Any]) -> tuple[object, ...]:
    return (
        rule["name"],
        _expression(rule["query"]),
        float(rule.get("duration", 0)),
        dict(rule.get("labels") or {}),
        dict(rule.get("annotations") or {}),
    )


def _expression(text: str) -> str:
    """Return an expression in one spelling, whoever has printed it."""
    root = parse(text).expr
    return canonical(root) if root is not None else " ".join(text.split())


def _differences(built: Any, running: Any, path: str, folder: str) -> Iterator[str]:
    if isinstance(built, dict) and isinstance(running, dict):
        for key, value in built.items():
            inner = f"{path}.{key}" if path else str(key)
            if key in running:
                yield from _differences(value, running[key], inner, folder)
            elif value not in (None, "", [], {}, 0, False):
                yield f"`{inner}` is not what runs: it is not set"
    elif isinstance(built, list) and isinstance(running, list):
        yield from _list_differences(built, running, path, folder)
    elif not _same(built, running, folder):
        yield f"`{path}` is {_shown(running)}, and was built as {_shown(built)}"


def _list_differences(
    built: list[Any], running: list[Any], path: str, folder: str
) -> Iterator[str]:
    mine, theirs = ([_name(item, number) for number, item in enumerate(each)]
                    for each in (built, running))  # fmt: skip
    for name in mine:
        if name not in theirs:
            yield f"`{path}` runs without {_shown(name)}"
    for name in theirs:
        if name not in mine:
            yield f"`{path}` runs with {_shown(name)}, which was not built"
    for name, item in zip(mine, built, strict=True):
        if name in theirs:
            other = running[theirs.index(name)]
            yield from _differences(item, other, f"{path}[{name}]", folder)


def _name(item: Any, number: int) -> str:
    """Return what an item of a list is known by, or its number."""
    if isinstance(item, dict):
        return str(item.get("job_name") or item.get("name") or number)
    return str(number)


def _same(built: Any, running: Any, folder: str) -> bool:
    one, other = _text(built), _text(running)
    # Alertmanager shows the value of every matcher in quotes.
    if other == _SECRET or one.replace('"', "") == other.replace('"', ""):
        return True
    if _DURATION.fullmatch(one) and _DURATION.fullmatch(other):
        return _seconds(one) == _seconds(other)
    return "/" in other and normpath(join(folder, one)) == normpath(other)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _seconds(text: str) -> float:
    return sum(int(number) * _SECONDS[unit] for number, unit in _PART.findall(text))


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return f"`{text if len(text) <= 80 else f'{text[:79]}…'}`"
