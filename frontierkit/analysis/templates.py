"""Which labels and values the templates of legends and annotations use, and with which functions.

Legends are Grafana's: `{{ label }}`. Annotations and labels of alerts are Go templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from frontierkit.analysis.template_tokens import Action, Token, Unclosed, actions, shape
from frontierkit.dataclass import dataclass, field
from frontierkit.text import Span

LEGEND_LABEL = re.compile(r"\{\{\s*(.+?)\s*\}\}", re.DOTALL)
_NAMES = """
    and or not len index slice print printf println html js urlquery call eq ne lt le gt ge
    query first label value sortByLabel strvalue humanize humanize1024 humanizeDuration
    humanizePercentage humanizeTimestamp toTime toDuration now title toUpper toLower graphLink
    tableLink match reReplaceAll stripPort stripDomain parseDuration externalURL pathPrefix args
    tmpl safeHtml urlQueryEscape
"""
BUILT_IN = frozenset(_NAMES.split())
"""Every function that a template of an alert can call."""
OPENING = frozenset(("if", "with", "range", "define", "block"))
KEYWORDS = OPENING | frozenset(
    ("else", "end", "template", "break", "continue", "true", "false", "nil")
)
KNOWN_WORDS = BUILT_IN | KEYWORDS
ROOT_FIELDS = {"Labels": "labels"}

TemplateKind = Literal["legend", "annotation"]


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A template reads the label `label`, named at `span` of its text."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class ValueUse:
    """A template prints the value of an alert, through `functions` in their order.

    `format` is that of a `printf`; `span` is the value itself.
    """

    span: Span
    functions: tuple[str, ...]
    format: str | None


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """Why Prometheus refuses a template."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Template:
    """All that an analysed template of an alert uses."""

    labels: tuple[TemplateUse, ...]
    values: tuple[ValueUse, ...]
    problems: tuple[TemplateProblem, ...]


NOTHING_USED = Template((), (), ())


def label_uses(text: str, kind: TemplateKind) -> tuple[TemplateUse, ...]:
    """Return every label that a text reads, in the order of the text."""
    if "{{" not in text:
        return ()
    if kind == "annotation":
        return annotation(text).labels
    return tuple(
        TemplateUse(found[1], Span(*found.span(1))) for found in LEGEND_LABEL.finditer(text)
    )


def value_uses(text: str) -> tuple[ValueUse, ...]:
    """Return every place where an annotation prints the value of its alert."""
    return annotation(text).values if "{{" in text else ()


def template_problems(text: str) -> tuple[TemplateProblem, ...]:
    """Return why Prometheus refuses a template of an alert, if it does."""
    return annotation(text).problems if "{{" in text else ()


@lru_cache(1 << 16)
def annotation(text: str) -> Template:
    """Return what a template of an annotation or label of an alert uses."""
    found = shape(text)
    template = _of_shape(found.text)
    if not found.moves or template == NOTHING_USED:
        return template
    return Template(
        tuple(TemplateUse(use.label, found.placed(use.span)) for use in template.labels),
        tuple(
            ValueUse(found.placed(use.span), use.functions, use.format) for use in template.values
        ),
        tuple(
            TemplateProblem(problem.message, found.placed(problem.span))
            for problem in template.problems
        ),
    )


@lru_cache(1024)
def _of_shape(text: str) -> Template:
    reader = _Reader()
    try:
        for action in actions(text):
            reader.read(action)
    except Unclosed as unclosed:
        reader.problems.append(TemplateProblem(unclosed.message, unclosed.span))
    else:
        for block in reader.blocks:
            message = f"nothing ends this `{block.keyword}`"
            reader.problems.append(TemplateProblem(message, block.span))
    return Template(tuple(reader.labels), tuple(reader.values), tuple(reader.problems))


@dataclass(frozen=True, slots=True)
class _Block:
    """What holds until the next `end`: the meaning of `.` and of variables outside of it."""

    keyword: str
    span: Span
    dot: str
    variables: dict[str, str]


@dataclass(slots=True)
class _Reader:
    """Reads actions one by one. A meaning is `root`, `labels`, `value` or `other`."""

    dot: str = "root"
    variables: dict[str, str] = field(
        default_factory=lambda: {"$": "root", "$labels": "labels", "$value": "value"}
    )
    blocks: list[_Block] = field(default_factory=list)
    labels: list[TemplateUse] = field(default_factory=list)
    values: list[ValueUse] = field(default_factory=list)
    problems: list[TemplateProblem] = field(default_factory=list)

    def read(self, action: Action) -> None:
        tokens = list(action.tokens)
        keyword = tokens[0].text if tokens and tokens[0].text in KEYWORDS else ""
        if keyword == "end":
            self._end(tokens[0])
        elif keyword == "else":
            self._else(tokens)
        elif keyword in OPENING:
            self._open(keyword, tokens)
        else:
            self._pipeline(tokens[1:] if keyword else tokens)

    def _open(self, keyword: str, tokens: list[Token]) -> None:
        self.blocks.append(_Block(keyword, tokens[0].span, self.dot, dict(self.variables)))
        if keyword in ("define", "block"):
            self.dot = "other"
            return
        meaning = self._pipeline(tokens[1:], elements=keyword == "range")
        if keyword == "with":
            self.dot = meaning
        elif keyword == "range":
            self.dot = "other"

    def _else(self, tokens: list[Token]) -> None:
        if not self.blocks:
            self.problems.append(TemplateProblem("nothing begins before this", tokens[0].span))
            return
        block = self.blocks[-1]
        self.dot, self.variables = block.dot, dict(block.variables)
        if len(tokens) > 1:
            meaning = self._pipeline(tokens[2:])
            self.dot = meaning if tokens[1].text == "with" else self.dot

    def _end(self, token: Token) -> None:
        if not self.blocks:
            self.problems.append(TemplateProblem("nothing begins before this `end`", token.span))
            return
        block = self.blocks.pop()
        self.dot, self.variables = block.dot, block.variables

    def _pipeline(self, tokens: list[Token], elements: bool = False) -> str:
        """Read a pipeline, note what it uses, set its variables, and return what it means."""
        declared, tokens = _declaration(tokens)
        meaning = self._meaning(tokens)
        for name in declared:
            self.variables[name] = "other" if elements else meaning
        for position, token in enumerate(tokens):
            self._note(tokens, position, token)
        self._note_functions(tokens)
        return meaning

    def _meaning(self, tokens: list[Token]) -> str:
        inner = [token for token in tokens if token.text not in "()"]
        if len(inner) != 1 or inner[0].kind not in ("variable", "field"):
            return "other"
        return self._followed(inner[0])[0]

    def _followed(self, token: Token) -> tuple[str, TemplateUse | None]:
        """Return what `$labels.x` and its like mean, and the label that they read."""
        first, *names = token.text.split(".")
        meaning = self.dot if token.kind == "field" else self.variables.get(first, "other")
        start = token.span.start + len(first)
        for name in filter(None, names):
            start += 1
            if meaning == "labels":
                return "other", TemplateUse(name, Span(start, start + len(name)))
            if meaning != "root":
                return "other", None
            meaning = "value" if name == "Value" else ROOT_FIELDS.get(name, "other")
            start += len(name)
        return meaning, None

    def _note(self, tokens: list[Token], position: int, token: Token) -> None:
        if token.kind not in ("variable", "field"):
            return
        meaning, use = self._followed(token)
        if use is not None:
            self.labels.append(use)
        elif meaning == "labels":
            self._note_index(tokens, position)
        elif meaning == "value":
            functions, format = _applied(tokens, position)
            self.values.append(ValueUse(token.span, functions, format))

    def _note_index(self, tokens: list[Token], position: int) -> None:
        """Note `index $labels "x"`."""
        before = tokens[position - 1].text if position else ""
        after = tokens[position + 1] if position + 1 < len(tokens) else None
        if before == "index" and after is not None and after.kind == "string":
            span = Span(after.span.start + 1, after.span.end - 1) if after.value else after.span
            self.labels.append(TemplateUse(after.value, span))

    def _note_functions(self, tokens: list[Token]) -> None:
        for token in tokens:
            if token.kind == "word" and token.text not in KNOWN_WORDS:
                message = f"there is no template function `{token.text}`"
                self.problems.append(TemplateProblem(message, token.span))


def _declaration(tokens: list[Token]) -> tuple[list[str], list[Token]]:
    """Return the variables that a pipeline sets, and the pipeline itself."""
    for position, token in enumerate(tokens[:4]):
        if token.text in (":=", "="):
            names = [before.text for before in tokens[:position] if before.kind == "variable"]
            return names, tokens[position + 1 :]
    return [], tokens


def _applied(tokens: list[Token], position: int) -> tuple[tuple[str, ...], str | None]:
    """Return the functions that a value goes through, and the format of a `printf`."""
    called = list(_commands(tokens, position))
    formats = [
        following.value
        for before, following in zip(tokens, tokens[1:], strict=False)
        if before.text == "printf" and following.kind == "string"
    ]
    return tuple(called), formats[0] if "printf" in called and formats else None


def _commands(tokens: list[Token], position: int) -> Iterator[str]:
    """Yield the function of the value's own command, then those that it is piped into."""
    begin = position
    while begin > 0 and tokens[begin - 1].text not in ("|", "(", ":=", "="):
        begin -= 1
    if tokens[begin].kind == "word":
        yield tokens[begin].text
    for before, token in zip(tokens[position:], tokens[position + 1 :], strict=False):
        if before.text == "|" and token.kind == "word":
            yield token.text
