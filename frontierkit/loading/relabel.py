"""`relabel_configs` → model, with Prometheus's defaults filled in."""

from __future__ import annotations

from frontierkit.loading.collected import Trail
from frontierkit.loading.node import MapNode, Node, ScalarNode
from frontierkit.loading.prometheus_keys import (
    ACTIONS,
    RELABEL,
    RELABEL_DEFAULTS,
    VMAGENT_ACTIONS,
    VMAGENT_RELABEL,
)
from frontierkit.loading.schema import Schema
from frontierkit.model.scrape import Relabel
from frontierkit.text import closest

_NEEDS_TARGET = frozenset(
    ("replace", "hashmod", "lowercase", "uppercase", "keepequal", "dropequal")
)
_ONLY_REGEX = frozenset(("labeldrop", "labelkeep"))


def lift_relabel(
    schema: Schema, node: Node | None, field: str, trail: Trail, *, vmagent: bool = False
) -> tuple[Relabel, ...]:
    """Lift the steps of `relabel_configs` or `metric_relabel_configs`."""
    steps = schema.mappings(node, f"`{field}`", f"a step of `{field}`", trail)
    found = (_step(schema, step, field, trail, vmagent) for step in steps)
    return tuple(step for step in found if step is not None)


def _step(schema: Schema, node: MapNode, field: str, trail: Trail, vmagent: bool) -> Relabel | None:
    schema.only(
        node, RELABEL | VMAGENT_RELABEL if vmagent else RELABEL, "a relabelling step", trail
    )

    def text(name: str) -> str:
        value = node.get(name)
        default = RELABEL_DEFAULTS.get(name, "")
        if isinstance(value, ScalarNode):
            return value.text if value.style or value.value is not None else default
        passage = schema.passage(value, f"`{name}`", trail)
        return passage.text if passage is not None else default

    action = text("action").lower()
    if action not in ACTIONS and action not in VMAGENT_ACTIONS:
        near = closest(action, ACTIONS, 0.7)
        schema.refuse(
            f"there is no relabelling action `{action}`",
            node.get("action") or node,
            f"did you mean `{near}`?" if near else "",
            trail=trail,
        )
        return None
    sources = node.get("source_labels")
    labels = schema.passages(sources, "`source_labels`", trail) if sources is not None else ()
    step = Relabel(
        action=action,
        source_labels=tuple(label.text for label in labels),
        separator=text("separator"),
        regex=_regex(node, text("regex")),
        target_label=text("target_label"),
        replacement=text("replacement"),
        modulus=schema.integer(node.get("modulus"), "`modulus`", trail) or 0,
        place=node,
        source_passages=labels,
        given=frozenset(node.entries),
    )
    _complete(schema, step, node, trail)
    return step


def _regex(node: MapNode, text: str) -> str:
    """Return the regex; vmagent takes a list of alternatives, too."""
    given = node.get("regex")
    items = getattr(given, "items", None)
    if items is None:
        return text
    return "|".join(item.text for item in items if isinstance(item, ScalarNode))


def _complete(schema: Schema, step: Relabel, node: MapNode, trail: Trail) -> None:
    """Report what Prometheus refuses because something is missing or too much."""
    if step.action in _NEEDS_TARGET and not step.target_label:
        schema.refuse(f"`{step.action}` needs a `target_label`", node, trail=trail)
    if step.action == "hashmod" and not step.modulus:
        schema.refuse("`hashmod` needs a `modulus` above 0", node, trail=trail)
    if step.action in _ONLY_REGEX and step.given - {"action", "regex"}:
        surplus = sorted(step.given - {"action", "regex", "separator", "replacement"})
        if surplus:
            schema.refuse(
                f"`{step.action}` takes only a `regex`, not `{surplus[0]}`",
                node.key(surplus[0]),
                f"use action `{step.action.removeprefix('label')}` to decide by a label's value",
                trail=trail,
            )
