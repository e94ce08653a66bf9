"""The text of a file after edits, proved: the strings meant are changed, and nothing else is."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from copy import deepcopy
from itertools import zip_longest

from frontierkit.loading.documents import read_documents
from frontierkit.loading.edits import CannotEdit, Edit
from frontierkit.loading.node import ListNode, MapNode, Node, ScalarNode
from frontierkit.loading.source_text import SourceText, Unreadable
from frontierkit.loading.sources_literals import Literal, PythonSource

_ELSE = "it would change more than that string"


def edited(source: SourceText, edits: Sequence[Edit]) -> str:
    """Return the text with edits that do not overlap; raise `CannotEdit` if they do more harm."""
    text = source.text
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    is_python = source.path.endswith(".py")
    (_prove_python if is_python else _prove_data)(source, text, edits)
    return text


def _prove_data(source: SourceText, text: str, edits: Sequence[Edit]) -> None:
    try:
        before = read_documents(source, source.path).documents
        after = read_documents(SourceText(source.path, text), source.path).documents
    except Unreadable as error:
        raise CannotEdit(f"the file could not be read any more: {error.message}") from None
    for old, new in zip_longest(before, after):
        if old is None or new is None or not _same(old.root, new.root, edits):
            raise CannotEdit(_ELSE)


def _same(old: Node, new: Node, edits: Sequence[Edit]) -> bool:
    """Return whether two documents differ in nothing but the strings that are edited."""
    stack = [(old, new)]
    seen: set[tuple[int, int]] = set()
    while stack:
        old, new = stack.pop()
        if type(old) is not type(new):
            return False
        if (id(old), id(new)) in seen:  # an alias
            continue
        seen.add((id(old), id(new)))
        if isinstance(old, ScalarNode) and isinstance(new, ScalarNode):
            if (new.text, new.style, new.tag) != (_expected(old, edits), old.style, old.tag):
                return False
        elif isinstance(old, ListNode) and isinstance(new, ListNode):
            if len(old.items) != len(new.items):
                return False
            stack.extend(zip(old.items, new.items, strict=True))
        elif isinstance(old, MapNode) and isinstance(new, MapNode):
            if list(old.entries) != list(new.entries):
                return False
            stack.extend((o, new.entries[name][1]) for name, (_, o) in old.entries.items())
    return True


def _expected(old: ScalarNode, edits: Sequence[Edit]) -> str:
    text = old.text
    for edit in sorted((e for e in edits if e.scalar == old.start), reverse=True):
        text = text[: edit.inside] + edit.new + text[edit.inside + len(edit.old) :]
    return text


def _prove_python(source: SourceText, text: str, edits: Sequence[Edit]) -> None:
    before, after = PythonSource(source.path, source.text), PythonSource(source.path, text)
    if _shape(before.tree) != _shape(after.tree) or not after.tree.body:
        raise CannotEdit(_ELSE)
    for old, new in zip_longest(before.literals, after.literals):
        meant = [edit for edit in edits if old is not None and old.start == edit.scalar]
        if old is None or new is None or [p.text for p in new.pieces] != [*_pieces(old, meant)]:
            raise CannotEdit(_ELSE)


def _pieces(literal: Literal, edits: Sequence[Edit]) -> Iterator[str | None]:
    """Yield the texts of the parts of a literal as they are to be after edits."""
    for piece in literal.pieces:
        text = piece.text
        for edit in sorted(edits, reverse=True):
            if text is not None and edit.start in piece.offsets:
                at = piece.offsets.index(edit.start)
                text = text[:at] + edit.new + text[at + len(edit.old) :]
        yield text


def _shape(tree: ast.Module) -> str:
    """Return all of a file but the texts in it."""

    class Blank(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:
            return ast.Constant("") if isinstance(node.value, str) else node

    return ast.dump(Blank().visit(deepcopy(tree)))
