"""Where a template of an alert prints the value."""

from __future__ import annotations

from collections.abc import Iterator

from frontierkit.analysis.template_tokens import Unclosed, actions
from frontierkit.analysis.templates import KEYWORDS, value_uses
from frontierkit.text import Span

COMPARING = frozenset(["and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge"])


def printed_values(text: str) -> Iterator[Span]:
    """Yield each place where the value itself, rather than a decision on it, is printed."""
    if "{{" not in text:
        return
    try:
        conditions = [a.span for a in actions(text) if a.tokens and a.tokens[0].text in KEYWORDS]
    except Unclosed:
        return
    for use in value_uses(text):
        decides = any(span.start <= use.span.start < span.end for span in conditions)
        if not decides and not COMPARING & set(use.functions):
            yield use.span
