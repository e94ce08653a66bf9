"""Why Prometheus refuses the template of an annotation or label, or cannot fill it in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from frontierkit.analysis.template_tokens import Action, Token, Unclosed, actions, shape
from frontierkit.analysis.templates import KEYWORDS, OPENING, TemplateProblem, template_problems
from frontierkit.dataclass import dataclass, field

GIVEN = frozenset(("$", "$labels", "$value", "$externalLabels", "$externalURL"))
"""The variables that every template of an alert has."""
FIELDS = frozenset((".Labels", ".Value", ".ExternalLabels", ".ExternalURL"))
"""What `.` has at the top of a template."""
NEEDS_VALUE = frozenset(("if", "with", "range"))
LITERALS = frozenset(("string", "number", "character"))


def refusals(text: str) -> tuple[TemplateProblem, ...]:
    """Return why a template is refused at loading, or fails whenever the alert fires."""
    if "{{" not in text:
        return ()
    abstract = shape(text).text
    # What is refused is rare: it is looked for in what many texts share.
    return () if abstract != text and not _of_text(abstract) else _of_text(text)


@lru_cache(1024)
def _of_text(text: str) -> tuple[TemplateProblem, ...]:
    reader = _Reader()
    try:
        found = [problem for action in actions(text) for problem in reader.read(action)]
    except Unclosed:
        found = []  # the reader of templates tells of it
    return tuple(found[:1]) or template_problems(text)[:1]


@dataclass(slots=True)
class _Reader:
    """Reads actions one by one; `scopes` has the variables of each open block."""

    scopes: list[set[str]] = field(default_factory=lambda: [set(GIVEN)])
    at_top: list[bool] = field(default_factory=lambda: [True])

    def read(self, action: Action) -> Iterator[TemplateProblem]:
        tokens = list(action.tokens)
        if not tokens:
            yield TemplateProblem("this action is empty", action.span)
            return
        keyword = tokens[0].text if tokens[0].text in KEYWORDS else ""
        yield from _foreign(tokens)
        if keyword == "end" and len(self.scopes) > 1:
            self.scopes.pop()
            self.at_top.pop()
        if keyword in OPENING:
            self.scopes.append(set())
            self.at_top.append(self.at_top[-1] and keyword == "if")
        if keyword in NEEDS_VALUE and len(tokens) == 1:
            yield TemplateProblem(f"`{keyword}` has no condition", tokens[0].span)
        yield from self._names(tokens)

    def _names(self, tokens: list[Token]) -> Iterator[TemplateProblem]:
        """Check the variables and fields, and note those that are declared."""
        declared = _declared(tokens)
        for token in tokens:
            name, _, rest = token.text.partition(".")
            if token.kind == "variable" and name not in declared and not self._known(name):
                yield TemplateProblem(f"there is no variable `{name}`", token.span)
            top = self.at_top[-1] or (tokens[0].text in OPENING and self.at_top[-2])
            first = f".{rest.partition('.')[0]}"
            if token.kind == "field" and top and rest and first not in FIELDS:
                yield TemplateProblem(f"there is no `{first}`", token.span)
        self.scopes[-1] |= declared

    def _known(self, name: str) -> bool:
        return any(name in scope for scope in self.scopes)


def _declared(tokens: list[Token]) -> set[str]:
    """Return the variables that an action sets with `:=`."""
    for position, token in enumerate(tokens[:6]):
        if token.text == ":=":
            return {before.text for before in tokens[:position] if before.kind == "variable"}
    return set()


def _foreign(tokens: list[Token]) -> Iterator[TemplateProblem]:
    """Find characters that no template has, and values that a pipeline cannot go through."""
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind == "other" or _odd(token) or (token.text == "=" and token is not tokens[1]):
            yield TemplateProblem(f"a template has no `{token.text}` here", token.span)
        if before is not None and before.text == "|" and token.kind in LITERALS:
            yield TemplateProblem(f"`{token.text}` is no function", token.span)


def _odd(token: Token) -> bool:
    """Return whether a token only looks like a character, or like the field of a variable."""
    if token.kind == "character":
        return len(token.text) > 3 and token.text[1] != "\\"
    return token.kind == "variable" and any(part[:1].isdigit() for part in token.text.split("."))
