"""Rule files: the groups that one source declares, or one engine needs, are one file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from frontierkit.emit.durations import duration
from frontierkit.model.location import Passage
from frontierkit.model.project import Project
from frontierkit.model.rules import Rule, RuleGroup
from frontierkit.output import OutputFile, as_yaml

Plain = dict[str, object]


def rule_files(project: Project) -> Iterator[OutputFile]:
    """Yield the rule files."""
    by_path: dict[str, list[RuleGroup]] = {}
    for group in project.rule_groups:
        by_path.setdefault(group.path, []).append(group)
    for path, groups in by_path.items():
        text = as_yaml({"groups": [_group(group) for group in groups]})
        yield OutputFile(PurePosixPath(path), text, str(groups[0].place))


def _group(group: RuleGroup) -> Plain:
    plain: Plain = {"name": group.name.text}
    if group.interval_s is not None:
        plain["interval"] = duration(group.interval_s)
    if group.query_offset_s is not None:
        plain["query_offset"] = duration(group.query_offset_s)
    if group.limit is not None:
        plain["limit"] = group.limit
    if group.labels:
        plain["labels"] = _texts(group.labels)
    plain["rules"] = [_rule(rule) for rule in group.rules]
    return plain


def _rule(rule: Rule) -> Plain:
    plain: Plain = {"alert" if rule.alerting else "record": rule.name.text}
    plain["expr"] = rule.query.text
    if rule.for_s:
        plain["for"] = duration(rule.for_s)
    if rule.keep_firing_for_s:
        plain["keep_firing_for"] = duration(rule.keep_firing_for_s)
    if rule.labels:
        plain["labels"] = _texts(rule.labels)
    if rule.annotations:
        plain["annotations"] = _texts(rule.annotations)
    return plain


def _texts(passages: Mapping[str, Passage]) -> dict[str, str]:
    return {name: passage.text for name, passage in sorted(passages.items())}
