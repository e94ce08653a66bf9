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
    |(?P<chain>\)(?:\.\w+)+)
    |(?P<mark>:=|[=(),|])
    |(?P<close>-?\}\})
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
COMMENT_ACTION = re.compile(r"\{\{(?:-\s)?\s*/\*.*?\*/\s*-?\}\}", re.DOTALL)
COMMENT_END = re.compile(r"\*/\s*-?\}\}")
COMMENT = re.compile(r"\s*/\*")
PLAIN_ACTION = re.compile(r"(?<!\{)\{\{(?!-?\s*/\*)[^\"'`{}]*\}\}")


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
        if COMMENT.match(text, body):
            closing = COMMENT_END.search(text, body)
            if closing is None:
                raise Unclosed("this comment has no end", Span(opening.start(), len(text)))
            position = closing.end()
            continue
        action = _action(text, opening.start(), body)
        yield action
        position = action.span.end


@dataclass(frozen=True, slots=True)
class Shape:
    """A template without what stands between its actions: many templates share one.

    `moves` has, for each action, where it ends in `text`, and how much further on it stands in
    the template. Where an action has quotes, braces or a comment, `text` is the whole template.
    """

    text: str
    moves: tuple[tuple[int, int], ...]

    def placed(self, span: Span) -> Span:
        """Return where a span of the shape stands in the template."""
        for end, by in self.moves:
            if span.start < end:
                return Span(span.start + by, span.end + by)
        return span


def shape(template: str) -> Shape:
    """Return the shape of a template."""
    found = list(PLAIN_ACTION.finditer(template))
    if len(found) != template.count("{{"):
        return Shape(template, ())
    texts: list[str] = []
    moves: list[tuple[int, int]] = []
    end = 0
    for action in found:
        moves.append((end + len(action[0]), action.start() - end))
        end += len(action[0])
        texts.append(action[0])
    return Shape("".join(texts), tuple(moves))


def outside(template: str) -> str | None:
    """Return a template with blanks for its actions; None where some are not so simple."""
    left = PLAIN_ACTION.sub(" ", template)
    return None if "{{" in left else left


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
