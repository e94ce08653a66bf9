"""Alertmanager's matchers: `a="b"`, `a=~b`, and the old `match` and `match_re`."""

from __future__ import annotations

import re

from frontierkit.loading.collected import Trail
from frontierkit.loading.node import MapNode, Node
from frontierkit.loading.schema import Schema
from frontierkit.model.alertmanager import AlertMatcher
from frontierkit.model.location import Passage

_MATCHER = re.compile(
    r"\s*(?P<label>[a-zA-Z_:][\w:]*|\"(?:[^\"\\]|\\.)*\")\s*(?P<operator>=~|!~|!=|=)"
    r"\s*(?P<value>\"(?:[^\"\\]|\\.)*\"|[^,\"]*)\s*",
    re.ASCII,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_FORM = 'write `label="value"`, with `=`, `!=`, `=~` or `!~`'


def lift_matchers(schema: Schema, node: MapNode, prefix: str, trail: Trail) -> list[AlertMatcher]:
    """Lift the matchers of a route (no prefix), or those `source_…` or `target_…` of a rule."""
    found = _old(schema, node.get(f"{prefix}match"), "=", trail)
    found += _old(schema, node.get(f"{prefix}match_re"), "=~", trail)
    field = f"{prefix}matchers"
    value = node.get(field)
    for passage in schema.passages(value, f"`{field}`", trail):
        found += _new(schema, passage, trail)
    return found


def _old(schema: Schema, node: Node | None, operator: str, trail: Trail) -> list[AlertMatcher]:
    return [
        AlertMatcher(label, operator, value.text, value, old=True)
        for label, value in schema.texts(node, "matcher", trail).items()
    ]


def _new(schema: Schema, passage: Passage, trail: Trail) -> list[AlertMatcher]:
    """Read one entry of `matchers`, which may hold several, in braces or not."""
    text = passage.text.strip()
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1]
    found = []
    index = 0
    while index < len(text):
        matcher = _MATCHER.match(text, index)
        if matcher is None or (text[matcher.end() :] or ",")[0] != ",":
            place = passage.place
            assert isinstance(place, Node)
            schema.refuse(f"`{passage.text}` is no matcher", place, _FORM, trail=trail)
            return []
        label, operator, value = matcher.group("label", "operator", "value")
        found.append(AlertMatcher(_unquoted(label), operator, _unquoted(value), passage))
        index = matcher.end() + 1
    return found


def _unquoted(text: str) -> str:
    if not text.startswith('"'):
        return text.strip()
    return _ESCAPE.sub(lambda e: "\n" if e[1] == "n" else e[1], text[1:-1])
