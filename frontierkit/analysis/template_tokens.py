"""Cuts a Go template into its actions, and each action into tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.dataclass import dataclass
from frontierkit.text import Span

ACTION = re.compile(r"\{\{(?:-\s)?")
TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<string>"(?:[^"\\\n]|\\.)*"|`[^`]*`)
    |(?P<character>'(?:[^'\\\n]|\\.)*')
    |(?P<variable>\$\w*(?:\.\w+)*)
    |(?P<field>(?:\.[^\W\d]\w*)+|\.(?!\w))
    |(?P<number>[-+]?[0-9][\w.+]*)
    |(?P<word>[^\W\d]\w*)
    |(?P<mark>:=|[=(),|])
    |(?P<chain>\)(?:\.\w+)+)
    |(?P<close>-?\}\})
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
COMMENT_END = re.compile(r"\*/\s*-?\}\}")


class Unclosed(ValueError):
    """An action or a text in it has no end."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


@dataclass(frozen=True, slots=True)
class Token:
    """One token; `value` is what a string says."""

    kind: str
    text: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Action:
    """What stands between `{{` and `}}`."""

    tokens: tuple[Token, ...]
    span: Span


def actions(text: str) -> Iterator[Action]:
    """Yield the actions of a template; `Unclosed` where one has no end."""
    position = 0
    while (opening := ACTION.search(text, position)) is not None:
        body = opening.end()
        if re.compile(r"\s*/\*").match(text, body):
            closing = COMMENT_END.search(text, body)
            if closing is None:
                raise Unclosed("this comment has no end", Span(opening.start(), len(text)))
            position = closing.end()
            continue
        action = _action(text, opening.start(), body)
        yield action
        position = action.span.end


def _action(text: str, start: int, position: int) -> Action:
    tokens: list[Token] = []
    while position < len(text):
        found = TOKEN.match(text, position)
        if found is None or found.lastgroup is None:
            break
        position = found.end()
        kind = found.lastgroup
        if kind == "close":
            return Action(tuple(tokens), Span(start, position))
        if kind != "space":
            value = _unquoted(found[0]) if kind == "string" else ""
            tokens.append(Token(kind, found[0], value, Span(*found.span())))
    raise Unclosed("this action has no `}}`", Span(start, len(text)))


def _unquoted(literal: str) -> str:
    body = literal[1:-1]
    if literal[0] == "`" or "\\" not in body:
        return body
    return re.sub(r"\\(.)", lambda escape: _escape(escape[1]), body)


def _escape(character: str) -> str:
    return {"n": "\n", "t": "\t", "r": "\r"}.get(character, character)
