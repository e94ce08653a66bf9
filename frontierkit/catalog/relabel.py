"""Relabelling as Prometheus does it, on label sets of which everything is known.

What Prometheus 2 and 3 do differently is done as Prometheus 3 does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from frontierkit.catalog.template import UnreadableStep, captured, expand
from frontierkit.model.scrape import Relabel

ANYTHING = "(.*)"
"""The regex of a step that gives none."""


FIELDS = frozenset(
    {
        "action",
        "modulus",
        "regex",
        "replacement",
        "separator",
        "source_labels",
        "target_label",
    }
)
"""What a step can say."""


class Assignment(NamedTuple):
    """A label and its new value; an empty one removes the label."""

    label: str
    value: str


def relabel(labels: Mapping[str, str], steps: Iterable[Relabel]) -> dict[str, str] | None:
    """Return the labels after all steps; None if a step drops the target or the series.

    A label with an empty value counts as absent. `UnreadableStep` if Prometheus refuses a step.
    """
    result = {name: value for name, value in labels.items() if value}
    for step in steps:
        refuse_unknown(step)
        if not ACTIONS[step.action](step, result):
            return None
    return result


def refuse_unknown(step: Relabel) -> None:
    """Raise `UnreadableStep` for what is not Prometheus's: vmagent knows more actions and keys."""
    if step.action not in ACTIONS:
        raise UnreadableStep(f"no relabelling action is called `{step.action}`")
    foreign = step.given - FIELDS
    if foreign:
        raise UnreadableStep(f"no relabelling step has `{min(foreign)}`")


def joined(step: Relabel, labels: Mapping[str, str]) -> str:
    """Return the value that a step looks at: those of its source labels, and separators between."""
    return step.separator.join(labels.get(name, "") for name in step.source_labels)


def matches(regex: str, value: str) -> bool:
    """Return whether a regex matches all of a value."""
    from frontierkit.regex import RegexError, compile_re2

    try:
        return compile_re2(regex).fullmatch(value)
    except RegexError as error:
        raise UnreadableStep(str(error)) from error


def assignment(step: Relabel, value: str) -> Assignment | None:
    """Return what a `replace` step sets for the joined value of its sources; None: nothing."""
    match = captured(step.regex, value)
    if match is None:
        return None
    label = expand(step.target_label, match)
    return Assignment(label, expand(step.replacement, match)) if label else None


def renamed(step: Relabel, name: str) -> str | None:
    """Return the name that a `labelmap` step copies a label to; None if it leaves it alone."""
    match = captured(step.regex, name)
    return None if match is None else expand(step.replacement, match)


def computed(step: Relabel, value: str) -> str:
    """Return what `hashmod`, `lowercase` and `uppercase` make of the joined value."""
    if step.action == "hashmod":
        from hashlib import md5

        if step.modulus < 1:
            raise UnreadableStep("`hashmod` needs a modulus")
        digest = md5(value.encode(), usedforsecurity=False).digest()
        return str(int.from_bytes(digest[8:], "big") % step.modulus)
    change = str.lower if step.action == "lowercase" else str.upper
    return "".join(_one(character, change) for character in value)


def _replace(step: Relabel, labels: dict[str, str]) -> bool:
    found = assignment(step, joined(step, labels))
    if found is not None:
        _set(labels, found.label, found.value)
    return True


def _compute(step: Relabel, labels: dict[str, str]) -> bool:
    _set(labels, step.target_label, computed(step, joined(step, labels)))
    return True


def _keep(step: Relabel, labels: dict[str, str]) -> bool:
    return matches(step.regex, joined(step, labels))


def _drop(step: Relabel, labels: dict[str, str]) -> bool:
    return not matches(step.regex, joined(step, labels))


def _keep_equal(step: Relabel, labels: dict[str, str]) -> bool:
    return labels.get(step.target_label, "") == joined(step, labels)


def _drop_equal(step: Relabel, labels: dict[str, str]) -> bool:
    return not _keep_equal(step, labels)


def _label_map(step: Relabel, labels: dict[str, str]) -> bool:
    for name, value in sorted(labels.items()):
        target = renamed(step, name)
        if target is not None:
            _set(labels, target, value)
    return True


def _label_drop(step: Relabel, labels: dict[str, str]) -> bool:
    for name in [name for name in labels if matches(step.regex, name)]:
        del labels[name]
    return True


def _label_keep(step: Relabel, labels: dict[str, str]) -> bool:
    for name in [name for name in labels if not matches(step.regex, name)]:
        del labels[name]
    return True


ACTIONS: Mapping[str, Callable[[Relabel, dict[str, str]], bool]] = {
    "replace": _replace,
    "keep": _keep,
    "drop": _drop,
    "keepequal": _keep_equal,
    "dropequal": _drop_equal,
    "hashmod": _compute,
    "lowercase": _compute,
    "uppercase": _compute,
    "labelmap": _label_map,
    "labeldrop": _label_drop,
    "labelkeep": _label_keep,
}
"""What each action does to labels, in place; False if it drops them."""


def _set(labels: dict[str, str], name: str, value: str) -> None:
    if value:
        labels[name] = value
    else:
        labels.pop(name, None)


def _one(character: str, change: Callable[[str], str]) -> str:
    """Return a letter in the other case, where that is one letter: Go maps one to one."""
    changed = change(character)
    return changed if len(changed) == 1 else character
