"""Finds the ignores in files: comments of Python and YAML, fields and descriptions of JSON."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from frontierkit.diagnostics.suppression import (
    Directive,
    Ignore,
    Region,
    directives,
    reason_and_date,
)
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.source_text import SourceText
from frontierkit.model.location import Location, Origin, Position
from frontierkit.text import Span

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_OWN_FIELD = "frontierkit"
_END = 1 << 60
"""A line or column beyond every file."""


def ignores_in(sources: Mapping[str, SourceText]) -> tuple[Ignore, ...]:
    """Return every ignore in the texts of files, in their order."""
    return tuple(ignore for source in sources.values() for ignore in _in_file(source))


def _in_file(source: SourceText) -> Iterator[Ignore]:
    if source.path.endswith(".py"):
        yield from _in_python(source)
    elif source.path.endswith(".json") or source.text.lstrip()[:1] == "{":
        yield from _in_json(source)
    else:
        yield from _in_yaml(source)


def _in_yaml(source: SourceText) -> Iterator[Ignore]:
    lines = _LINE_END.split(source.text)
    for number, line in enumerate(lines, start=1):
        comment = _COMMENT.search(line) if "frontierkit" in line else None
        for words in directives(comment[0]) if comment else ():
            column = comment.start() if comment else 0
            first, last = _yaml_block(lines, number, line[:column])
            yield _ignore(source.path, line, number, column, words, first, last)


def _yaml_block(lines: list[str], number: int, before: str) -> tuple[int, int]:
    """Return the lines that a comment is about: those of what begins on its line, or below it."""
    first = number if before.strip() else _next_line(lines, number)
    head = lines[first - 1]
    indent = _indent(head)
    is_key = _COMMENT.sub("", head).rstrip().endswith(":")
    last = first
    for at in range(first, len(lines)):
        line = lines[at]
        if not line.strip():
            continue
        deeper = _indent(line) > indent
        # The items of a list may stand as far left as the key of the list.
        if not deeper and not (is_key and _indent(line) == indent and line.lstrip()[:2] == "- "):
            break
        last = at + 1
    return first, last


def _next_line(lines: list[str], number: int) -> int:
    """Return the first line below that is no comment; the comment's own if there is none."""
    for at in range(number, len(lines)):
        content = lines[at].strip()
        if content and not content.startswith("#"):
            return at + 1
    return number


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _in_python(source: SourceText) -> Iterator[Ignore]:
    import io
    import tokenize

    if "ignore" not in source.text:
        return
    lines = _LINE_END.split(source.text)
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source.text).readline))
        nodes = [n for n in ast.walk(ast.parse(source.text)) if isinstance(n, _BUILDERS)]
    except (tokenize.TokenError, SyntaxError, ValueError):
        return
    for token in tokens:
        if token.type != tokenize.COMMENT:
            continue
        number, column = token.start
        for words in directives(token.string):
            own_line = not token.line[:column].strip()
            about = _next_line(lines, number) if own_line else number
            first, last = _innermost(nodes, about)
            yield _ignore(source.path, lines[number - 1], number, column, words, first, last)


_BUILDERS = (ast.Call, ast.Assign, ast.AnnAssign, ast.Expr, ast.Return)


def _innermost(nodes: Iterable[ast.expr | ast.stmt], line: int) -> tuple[int, int]:
    """Return the lines of the smallest call, or else statement, that a line belongs to."""
    around = [
        (node.lineno, node.end_lineno or node.lineno)
        for node in nodes
        if node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return min(around, key=lambda span: span[1] - span[0], default=(line, line))


def _ignore(
    path: str, line: str, number: int, column: int, words: Directive, first: int, last: int
) -> Ignore:
    if words.whole_file:
        first, last = 1, _END
    reach = Region(path, Position(first, 0), Position(last + 1, 0))
    span = Span(column + words.span.start, column + words.span.end)
    at = Location(Origin(path, number, span.start + 1), (), line, span)
    return Ignore(words.names, words.reason, words.until, at, reach)


def _in_json(source: SourceText) -> Iterator[Ignore]:
    from frontierkit.loading.json_text import read_json
    from frontierkit.loading.source_text import Unreadable

    try:
        root = read_json(source).nodes
    except Unreadable:
        return
    stack: list[Node] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, ListNode):
            stack.extend(node.items[::-1])
        elif isinstance(node, MapNode):
            yield from _in_object(node)
            stack.extend(value for _, value in reversed(list(node.entries.values())))


def _in_object(node: MapNode) -> Iterator[Ignore]:
    """Yield what an object says to ignore in it: in a field of ours, or in its description."""
    own, description = node.get(_OWN_FIELD), node.get("description")
    given = own.get("ignore") if isinstance(own, MapNode) else None
    if isinstance(given, MapNode):
        for name, (key, reason) in given.entries.items():
            why = reason.text if isinstance(reason, ScalarNode) and reason.style else ""
            yield _of_node(node, key, Span(0, max(len(key.text), 1)), (name,), why)
    elif isinstance(given, ListNode):
        for item in given.items:
            if isinstance(item, ScalarNode):
                yield _of_node(node, item, Span(0, max(len(item.text), 1)), (item.text,), "")
    if isinstance(description, ScalarNode):
        for words in directives(description.text):
            why = f"{words.reason} until {words.until}" if words.until else words.reason
            whole = _root_region(node) if words.whole_file else None
            yield _of_node(node, description, words.span, words.names, why, whole)


def _of_node(
    owner: MapNode,
    written: ScalarNode,
    span: Span,
    names: tuple[str, ...],
    text: str,
    reach: Region | None = None,
) -> Ignore:
    position = owner.source.position
    reason, until = reason_and_date(text)
    region = reach or Region(owner.path, position(owner.start), position(owner.end))
    at = Location(written, (), written.text or " ", span)
    return Ignore(names, reason, until, at, region)


def _root_region(node: MapNode) -> Region:
    return Region(node.path, Position(1, 0), Position(_END, 0))
