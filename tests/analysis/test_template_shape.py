"""What is read of a template's shape is what is read of the template."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontierkit.analysis.template_refusals import refusals
from frontierkit.analysis.template_texts import UNRENDERED, unrendered
from frontierkit.analysis.template_tokens import Unclosed, actions, shape
from frontierkit.analysis.templates import Template, _of_shape, annotation
from frontierkit.text import Span

PIECES = st.sampled_from(
    ["{{ $labels.a }}", "{{$value}}", "{{- .Labels.b -}}", "{{ if $x }}", "{{ end }}", "{{ else }}",
     "{{ nope $value }}", '{{ printf "%.1f" $value }}', "{{/* } */}}", "{{/* }} */}}", "{{", "}}",
     "{", "}", " on ", "$value", "s", "$labels.a", "{{ $x := $labels }}", "{{ $x.b | title }}",
     "{{ 'a' }}", "{{ with . }}", "{{{ .Value }}}", "\n", '"', "-", "{{}}", "{{ range query }}"]
)  # fmt: skip
TEMPLATES = st.lists(PIECES, max_size=9).map("".join)


@given(TEMPLATES)
def test_uses_and_problems_stand_where_they_stand(text: str) -> None:
    if "{{" in text:
        assert annotation(text) == _of_shape(text)


@given(TEMPLATES)
def test_refusals_are_those_of_the_whole_text(text: str) -> None:
    without_shape = f'{text} {{{{ "" }}}}' if shape(text).moves else text

    assert [r.message for r in refusals(text)] == [r.message for r in refusals(without_shape)]


@given(TEMPLATES)
def test_what_is_not_rendered_is_all_that_is_outside_of_actions(text: str) -> None:
    try:
        within = list(actions(text))
    except Unclosed:
        return
    if any(token.kind == "string" for action in within for token in action.tokens):
        return
    gaps = zip([0, *(a.span.end for a in within)], [*(a.span.start for a in within), len(text)],
               strict=True)  # fmt: skip

    outside = [Span(*m.span()) for gap in gaps for m in UNRENDERED.finditer(text, *gap)]

    assert list(unrendered(text)) == outside


@pytest.mark.parametrize(
    ("text", "simple"),
    [
        ("a {{ $value }} b {{ .Labels.x }}", "{{ $value }}{{ .Labels.x }}"),
        ('a {{ printf "}}" }}', 'a {{ printf "}}" }}'),
        ("a {{/* }} */}}", "a {{/* }} */}}"),
        ("a {{{ $value }}", "a {{{ $value }}"),
    ],
)
def test_a_shape_has_only_actions_where_all_are_simple(text: str, simple: str) -> None:
    assert shape(text).text == simple


def test_nothing_is_used_where_nothing_is() -> None:
    assert annotation("{{ now }} and {{ now }}") == Template((), (), ())
