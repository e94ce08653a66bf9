"""The parts of a template that are printed as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frontierkit.analysis.template_tokens import COMMENT_ACTION, Unclosed, actions, outside
from frontierkit.text import Span

UNRENDERED = re.compile(
    r"\$labels\.\w+|\$value\b|(?<=\{)\s*\.Labels\.\w+|(?<=\{)\s*\.Value\b", re.ASCII
)


def unrendered(text: str) -> Iterator[Span]:
    """Yield what looks like a label or the value of an alert outside of `{{ }}`.

    A template that prints braces is meant for another program, so nothing of it is yielded.
    """
    if "$" not in text and ".Labels" not in text and ".Value" not in text:
        return
    text = COMMENT_ACTION.sub(lambda comment: " " * len(comment[0]), text)
    left = outside(text)
    if left is not None and UNRENDERED.search(left) is None and "{" not in left:
        return
    try:
        within = list(actions(text))
    except Unclosed:
        return
    if any(token.kind == "string" and "{" in token.text for a in within for token in a.tokens):
        return
    position = 0
    for start, end in [*((a.span.start, a.span.end) for a in within), (len(text), len(text))]:
        for found in UNRENDERED.finditer(text, position, start):
            yield Span(*found.span())
        position = end
